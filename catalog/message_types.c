#include "catalog/message_types.h"

#include "base/map.h"
#include "base/quote.h"
#include "catalog/icu.h"

#include <stdlib.h>

// From what takes least to what takes most: an argument that is used in several ways is given what suits the
// first of them.
enum argument_type { TYPE_NONE, TYPE_NUMBER, TYPE_DATE, TYPE_CHOICE, TYPE_VALUE, TYPE_TAG };

static const char *const type_names[] = {
    [TYPE_NUMBER] = "number | bigint",
    [TYPE_DATE] = "Date | number",
    [TYPE_CHOICE] = "string | number | boolean",
    [TYPE_VALUE] = "MessageValue",
    [TYPE_TAG] = "MessageTag",
};

static const char head[] = "// Do not modify this file by hand!\n"
                           "// Re-generate this file by running glot build\n"
                           "\n"
                           "/** What a message shows as a text. */\n"
                           "export type MessageValue = string | number | bigint | boolean | object;\n"
                           "\n"
                           "/** What is made of the text within a tag, such as <b>…</b>. */\n"
                           "export type MessageTag = (chunks: any) => any;\n"
                           "\n"
                           "/** The ids of all messages. */\n"
                           "export type MessageId =";

static const char tail[] =
    "}\n"
    "\n"
    "/** What a function that shows messages takes behind the id: nothing where there are no arguments. */\n"
    "export type MessageParameters<Id extends MessageId> = {} extends MessageArguments[Id]\n"
    "  ? [values?: MessageArguments[Id]]\n"
    "  : [values: MessageArguments[Id]];\n";

// ---- arguments

struct arguments {
    struct map types; // name → enum argument_type, as a number
    struct arena *arena;
};

static void add_argument(struct arguments *arguments, struct str name, enum argument_type type)
{
    struct map_entry *entry = map_entry(&arguments->types, name, arguments->arena);
    uintptr_t known = (uintptr_t)entry->value;
    if (known == TYPE_NONE || (uintptr_t)type < known)
        entry->value = (void *)(uintptr_t)type;
}

static void add_node(const struct icu_node *node, void *context)
{
    static const enum argument_type types[] = {
        [ICU_ARGUMENT] = TYPE_VALUE, [ICU_NUMBER] = TYPE_NUMBER,  [ICU_DATE] = TYPE_DATE,
        [ICU_TIME] = TYPE_DATE,      [ICU_CUSTOM] = TYPE_VALUE,   [ICU_SELECT] = TYPE_CHOICE,
        [ICU_PLURAL] = TYPE_NUMBER,  [ICU_ORDINAL] = TYPE_NUMBER, [ICU_TAG] = TYPE_TAG,
        [ICU_EMPTY_TAG] = TYPE_TAG,
    };
    if (types[node->kind] != TYPE_NONE)
        add_argument(context, node->text, types[node->kind]);
}

// Whether the text is read as ICU. FormatJS and Lingui differ in which tags there are.
static bool add_icu(struct arguments *arguments, struct str text)
{
    struct icu_message message;
    struct icu_fault fault;
    if (!icu_parse(text, &icu_formatjs, arguments->arena, &message, &fault) &&
        !icu_parse(text, &icu_lingui, arguments->arena, &message, &fault))
        return false;
    icu_visit(&message.nodes, add_node, arguments);
    return true;
}

// Markup is an argument only as ICU writes it: "<b>", and not "<b class=…>".
static bool is_icu_tag(const struct part *part)
{
    struct str text = part->text, name = part_name(part);
    return text.len > name.len + 1 && text.at[0] == '<' && str_starts(str_from(text, 1), name) &&
           (str_is(str_from(text, name.len + 1), ">") || str_is(str_from(text, name.len + 1), "/>"));
}

static void add_part(struct arguments *arguments, const struct part *part, bool is_icu)
{
    bool is_code = part_kind(part) == PART_PLACEHOLDER;
    if (part_kind(part) == PART_TEXT) {
        if (is_icu)
            add_icu(arguments, part->text);
    } else if (is_code && str_is(part->text, "#")) {
        add_argument(arguments, part_name(part), TYPE_NUMBER);
    } else if (is_code && !(str_starts(part->text, STR("{")) && add_icu(arguments, part->text))) {
        add_argument(arguments, part_name(part), TYPE_VALUE);
    } else if (part_kind(part) != PART_CLOSE && !is_code && is_icu_tag(part)) {
        add_argument(arguments, part_name(part), TYPE_TAG);
    }
}

// Variants are plain patterns: patterns nest no deeper.
static void add_pattern(struct arguments *arguments, const struct pattern *pattern, bool is_icu)
{
    for (size_t i = 0; i < pattern->parts.count; i++)
        add_part(arguments, &pattern->parts.at[i], is_icu);
    const struct selector_list *selectors = pattern_selectors(pattern);
    for (size_t i = 0; i < selectors->count; i++) {
        const struct selector *selector = &selectors->at[i];
        add_argument(arguments, selector->argument,
                     selector->kind == SELECT_EXACT ? TYPE_CHOICE : TYPE_NUMBER);
    }
    for (size_t i = 0; pattern->variants && i < pattern->variants->count; i++)
        add_pattern(arguments, &pattern->variants->at[i].value, is_icu);
}

static int compare_names(const void *a, const void *b)
{
    return str_compare(((const struct map_entry *)a)->key, ((const struct map_entry *)b)->key);
}

static void print_arguments(const struct message *message, struct arena *scratch, struct buf *out)
{
    struct arguments arguments = {.arena = scratch};
    add_pattern(&arguments, &message->pattern, message->syntax == SYNTAX_ICU);
    struct map_entry_list *entries = &arguments.types.entries;
    if (entries->count > 1)
        qsort(entries->at, entries->count, sizeof *entries->at, compare_names);
    for (size_t i = 0; i < entries->count; i++) {
        enum argument_type type = (enum argument_type)(uintptr_t)entries->at[i].value;
        buf_text(out, i ? " " : "");
        quote_json(out, entries->at[i].key);
        buf_print(out, "%s: %s;", type == TYPE_TAG ? "?" : "", type_names[type]);
    }
}

// ---- messages

// In the order of their keys, each key once.
static size_t sort_messages(const struct message_set *messages, struct arena *scratch,
                            const struct message **out)
{
    const uint32_t *order = messages_by_key(messages, scratch);
    size_t count = 0;
    for (size_t i = 0; i < messages->count; i++) {
        const struct message *message = messages->at[order[i]];
        if (count == 0 || !str_equal(message_key(out[count - 1]), message_key(message)))
            out[count++] = message;
    }
    return count;
}

void message_types_write(const struct message_set *messages, bool with_arguments, struct arena *scratch,
                         struct buf *out)
{
    const struct message **sorted = arena_array(scratch, const struct message *, messages->count);
    size_t count = sort_messages(messages, scratch, sorted);
    struct arena of_message = {0};
    buf_text(out, head);
    for (size_t i = 0; i < count; i++) {
        buf_text(out, "\n  | ");
        quote_json(out, message_key(sorted[i]));
    }
    buf_text(out, count ? ";\n" : " never;\n");
    buf_text(out, "\n/** What each message is given. */\nexport interface MessageArguments {\n");
    for (size_t i = 0; i < count; i++) {
        arena_reset(&of_message);
        buf_text(out, "  ");
        quote_json(out, message_key(sorted[i]));
        buf_text(out, ": {");
        if (with_arguments)
            print_arguments(sorted[i], &of_message, out);
        buf_text(out, "};\n");
    }
    arena_free(&of_message);
    buf_text(out, tail);
}
