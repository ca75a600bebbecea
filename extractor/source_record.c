#include "extractor/source_record.h"

#include "base/utf.h"

enum { greatest_depth = 32 }; // of selects within selects; the dialects nest none

struct record_head {
    uint32_t number_count, texts_len;
};

struct number_list {
    uint32_t *at;
    size_t count, capacity;
};

// ---- printing

// After the first thing that a record cannot hold `is_good` is false, and the rest does not matter.
struct writer {
    struct arena *scratch;
    struct number_list numbers;
    struct buf texts;
    struct str raw; // of the message at hand
    bool is_good;
};

static void put(struct writer *writer, size_t number)
{
    writer->is_good &= number <= UINT32_MAX;
    *list_push(&writer->numbers, writer->scratch) = (uint32_t)number;
}

static void put_long(struct writer *writer, uint64_t number)
{
    *list_push(&writer->numbers, writer->scratch) = (uint32_t)number;
    *list_push(&writer->numbers, writer->scratch) = (uint32_t)(number >> 32);
}

// 0 stands for a text that is not there.
static void put_text(struct writer *writer, struct str text)
{
    put(writer, text.at ? text.len + 1 : 0);
    buf_add(&writer->texts, text);
}

static void put_needed(struct writer *writer, struct str text)
{
    put_text(writer, text.at ? text : STR(""));
}

static void put_texts(struct writer *writer, const struct str_list *texts)
{
    put(writer, texts->count);
    for (size_t i = 0; i < texts->count; i++)
        put_needed(writer, texts->at[i]);
}

// Most messages are one text, which is what they have as `raw`: it stands there once.
static void put_parts(struct writer *writer, const struct part_list *parts)
{
    put(writer, parts->count);
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->at[i];
        put(writer, part_kind(part));
        if (str_equal(part->text, writer->raw))
            put_text(writer, (struct str){0});
        else
            put_needed(writer, part->text);
        if (part_kind(part) != PART_TEXT)
            put_needed(writer, part_name(part));
    }
}

static void put_pattern(struct writer *writer, const struct pattern *pattern, size_t depth)
{
    const struct selector_list *selectors = pattern_selectors(pattern);
    put(writer, pattern_is_select(pattern));
    if (!pattern_is_select(pattern)) {
        put_parts(writer, &pattern->parts);
        return;
    }
    writer->is_good &= depth < greatest_depth;
    put(writer, selectors->count);
    for (size_t i = 0; i < selectors->count; i++) {
        put(writer, selectors->at[i].kind);
        put(writer, selectors->at[i].offset);
        put_needed(writer, selectors->at[i].argument);
    }
    put(writer, pattern->variants->count);
    for (size_t i = 0; i < pattern->variants->count && writer->is_good; i++) {
        put_texts(writer, &pattern->variants->at[i].keys);
        put_pattern(writer, &pattern->variants->at[i].value, depth + 1);
    }
}

// Faults in ICU messages are looked for in the text of the source.
static void put_message(struct writer *writer, const struct message *message)
{
    writer->is_good &= message->syntax == SYNTAX_TEXT && message->span.text.at && message->others.count == 0;
    put(writer, message->id_given | (unsigned)message->has_note << 1);
    put(writer, message->span.start);
    put(writer, message->span.end);
    put_needed(writer, message->id);
    put_needed(writer, message->raw);
    put_text(writer, message->kind);
    put_text(writer, message->name);
    put_text(writer, message->context);
    put_text(writer, message->note);
    writer->raw = message->raw;
    put_pattern(writer, &message->pattern, 0);
}

static void put_export(struct writer *writer, const struct module_export *export)
{
    put_needed(writer, export->name);
    put(writer, export->reference.known);
    if (!export->reference.known)
        return;
    put_needed(writer, export->reference.module);
    put_texts(writer, &export->reference.path);
}

static size_t number_of(const struct source_record_form *form, const struct dialect *dialect)
{
    size_t number = 0;
    while (number < form->dialect_count && form->dialects[number] != dialect)
        number++;
    return number;
}

static void put_row(struct writer *writer, const struct kept_reading *row,
                    const struct source_record_form *form)
{
    const struct reading *reading = &row->reading;
    size_t number = number_of(form, row->dialect);
    writer->is_good &= number < form->dialect_count && reading->diags.count == 0;
    put(writer, number);
    put(writer, row->round);
    put_long(writer, row->surroundings);
    put(writer, reading->is_scanned);
    put(writer, reading->messages.count);
    for (size_t i = 0; i < reading->messages.count && writer->is_good; i++)
        put_message(writer, &reading->messages.at[i]);
    put(writer, reading->exports.count);
    for (size_t i = 0; i < reading->exports.count; i++)
        put_export(writer, &reading->exports.at[i]);
}

static void put_source(struct writer *writer, const struct source *source,
                       const struct source_record_form *form)
{
    size_t rows = 0;
    put(writer, source->specifiers.is_of_tree);
    put(writer, source->specifiers.count);
    for (size_t i = 0; i < source->specifiers.count; i++) {
        const struct specifier *specifier = &source->specifiers.at[i];
        put(writer, specifier->kind);
        put(writer, specifier->is_ambient);
        put(writer, specifier->offset);
        put_needed(writer, specifier->text);
    }
    for (const struct kept_reading *row = source->kept->first; row; row = row->next)
        rows++;
    put(writer, rows);
    for (const struct kept_reading *row = source->kept->first; row && writer->is_good; row = row->next)
        put_row(writer, row, form);
}

bool source_record_print(const struct source *source, const struct source_record_form *form,
                         struct arena *scratch, struct buf *out)
{
    struct writer writer = {.scratch = scratch, .is_good = source->diags.count == 0};
    if (writer.is_good)
        put_source(&writer, source, form);
    struct str texts = buf_str(&writer.texts);
    struct record_head head = {(uint32_t)writer.numbers.count, (uint32_t)texts.len};
    writer.is_good &= texts.len < UINT32_MAX && utf_first_invalid(texts) == STR_NONE;
    if (writer.is_good) {
        buf_add(out, (struct str){(const char *)&head, sizeof head});
        buf_add(out, (struct str){(const char *)writer.numbers.at, writer.numbers.count * sizeof(uint32_t)});
        buf_add(out, texts);
        buf_repeat(out, 0, (8 - (writer.numbers.count * sizeof(uint32_t) + texts.len) % 8) % 8);
    }
    buf_free(&writer.texts);
    return writer.is_good;
}

// ---- reading

// Behind its end there are only zeros and empty texts, and `is_good` is false.
struct reader {
    struct arena *arena;
    const struct source *source;
    const uint32_t *numbers;
    size_t count, next;
    struct str texts;
    size_t text_at;
    struct str raw;
    bool is_good;
};

static uint32_t take(struct reader *reader)
{
    if (reader->next < reader->count)
        return reader->numbers[reader->next++];
    reader->is_good = false;
    return 0;
}

static uint64_t take_long(struct reader *reader)
{
    uint64_t low = take(reader);
    return low | (uint64_t)take(reader) << 32;
}

// Of things that take at least so many numbers each: memory is asked for by what is there.
static size_t take_count(struct reader *reader, size_t least)
{
    size_t count = take(reader);
    if (count <= (reader->count - reader->next) / least)
        return count;
    reader->is_good = false;
    return 0;
}

static unsigned take_below(struct reader *reader, unsigned end)
{
    uint32_t number = take(reader);
    reader->is_good &= number < end;
    return number < end ? number : 0;
}

static bool take_flag(struct reader *reader)
{
    return take_below(reader, 2);
}

static struct str take_text(struct reader *reader)
{
    size_t len = take(reader), from = reader->text_at;
    if (len == 0)
        return (struct str){0};
    len--;
    bool fits = len <= reader->texts.len - from && !utf_is_inside(reader->texts, from) &&
                !utf_is_inside(reader->texts, from + len);
    reader->is_good &= fits;
    if (!fits || len == 0)
        return STR("");
    reader->text_at += len;
    return str_slice(reader->texts, from, from + len);
}

// Of what cannot do without it.
static struct str take_needed(struct reader *reader)
{
    struct str text = take_text(reader);
    reader->is_good &= text.at != NULL;
    return text.at ? text : STR("");
}

static struct str_list take_texts(struct reader *reader)
{
    struct str_list texts = {0};
    size_t count = take_count(reader, 1);
    list_reserve(&texts, count, reader->arena);
    for (size_t i = 0; i < count; i++)
        *list_push(&texts, reader->arena) = take_needed(reader);
    return texts;
}

// No text is empty, no two follow each other (pattern.h).
static void take_parts(struct reader *reader, struct part_list *parts)
{
    size_t count = take_count(reader, 2);
    bool is_behind_text = false;
    list_reserve(parts, count, reader->arena);
    for (size_t i = 0; i < count; i++) {
        enum part_kind kind = (enum part_kind)take_below(reader, PART_STANDALONE + 1);
        struct str text = take_text(reader);
        if (!text.at)
            text = reader->raw;
        if (kind == PART_TEXT) {
            reader->is_good &= text.len > 0 && !is_behind_text;
            *list_push(parts, reader->arena) = part_of_text(text);
        } else
            *list_push(parts, reader->arena) = part_of_code(kind, text, take_needed(reader), reader->arena);
        is_behind_text = kind == PART_TEXT;
    }
}

static void take_pattern(struct reader *reader, size_t depth, struct pattern *out)
{
    if (!take_flag(reader)) {
        take_parts(reader, &out->parts);
        return;
    }
    struct selector_list selectors = {0};
    reader->is_good &= depth < greatest_depth;
    for (size_t i = 0, count = take_count(reader, 3); i < count; i++) {
        struct selector *selector = list_push(&selectors, reader->arena);
        selector->kind = (enum selector_kind)take_below(reader, SELECT_EXACT + 1);
        selector->offset = take(reader);
        selector->argument = take_needed(reader);
    }
    *out = pattern_of_selectors(&selectors, reader->arena);
    for (size_t i = 0, count = take_count(reader, 2); i < count && reader->is_good; i++) {
        struct variant *variant = pattern_add_variant(out, reader->arena);
        variant->keys = take_texts(reader);
        reader->is_good &= variant->keys.count == selectors.count;
        take_pattern(reader, depth + 1, &variant->value);
    }
}

static struct span take_span(struct reader *reader)
{
    struct span span = {.path = reader->source->path, .text = reader->source->text};
    span.start = take(reader);
    span.end = take(reader);
    reader->is_good &= span.start <= span.end && (span_is_unread(span) || span.end <= span.text.len);
    return span;
}

static void take_message(struct reader *reader, struct message *out)
{
    unsigned flags = take_below(reader, 4);
    out->id_given = flags & 1;
    out->has_note = flags >> 1;
    out->span = take_span(reader);
    out->id = take_needed(reader);
    out->raw = take_needed(reader);
    out->kind = take_text(reader);
    out->name = take_text(reader);
    out->context = take_text(reader);
    out->note = take_text(reader);
    out->file = reader->source->path;
    reader->raw = out->raw;
    take_pattern(reader, 0, &out->pattern);
}

static void take_export(struct reader *reader, struct module_export *out)
{
    out->name = take_needed(reader);
    out->reference.known = take_flag(reader);
    if (!out->reference.known)
        return;
    out->reference.module = take_needed(reader);
    out->reference.path = take_texts(reader);
}

static void take_reading(struct reader *reader, struct reading *out)
{
    out->is_scanned = take_flag(reader);
    out->diags.arena = reader->arena;
    size_t count = take_count(reader, 11);
    out->messages.at = arena_array(reader->arena, struct message, count);
    out->messages.capacity = count;
    while (out->messages.count < count && reader->is_good)
        take_message(reader, &out->messages.at[out->messages.count++]);
    count = take_count(reader, 2);
    out->exports.at = arena_array(reader->arena, struct module_export, count);
    out->exports.capacity = count;
    while (out->exports.count < count && reader->is_good)
        take_export(reader, &out->exports.at[out->exports.count++]);
}

static struct kept_reading *take_rows(struct reader *reader, const struct source_record_form *form)
{
    struct kept_reading *first = NULL, **end = &first;
    for (size_t i = 0, count = take_count(reader, 7); i < count && reader->is_good; i++) {
        struct kept_reading *row = arena_new(reader->arena, struct kept_reading);
        unsigned number = take_below(reader, (unsigned)form->dialect_count);
        row->dialect = reader->is_good ? form->dialects[number] : NULL;
        row->round = take(reader);
        row->surroundings = take_long(reader);
        take_reading(reader, &row->reading);
        *end = row;
        end = &row->next;
    }
    return first;
}

static struct specifier_list take_specifiers(struct reader *reader)
{
    struct specifier_list specifiers = {.is_of_tree = take_flag(reader)};
    size_t count = take_count(reader, 4);
    list_reserve(&specifiers, count, reader->arena);
    for (size_t i = 0; i < count; i++) {
        struct specifier *specifier = list_push(&specifiers, reader->arena);
        specifier->kind = (enum specifier_kind)take_below(reader, SPECIFIER_REQUIRE + 1);
        specifier->is_ambient = take_flag(reader);
        specifier->offset = take(reader);
        specifier->text = take_needed(reader);
    }
    return specifiers;
}

static bool open_record(struct reader *reader, struct str bytes)
{
    const struct record_head *head = (const void *)bytes.at;
    if (bytes.len < sizeof *head || head->number_count > (bytes.len - sizeof *head) / sizeof(uint32_t))
        return false;
    size_t start = sizeof *head + head->number_count * sizeof(uint32_t);
    if (head->texts_len > bytes.len - start)
        return false;
    reader->numbers = (const void *)(bytes.at + sizeof *head);
    reader->count = head->number_count;
    reader->texts = str_slice(bytes, start, start + head->texts_len);
    return utf_first_invalid(reader->texts) == STR_NONE;
}

bool source_record_read(struct str bytes, const struct source_record_form *form, struct arena *arena,
                        struct source *source)
{
    struct reader reader = {.arena = arena, .source = source, .is_good = true};
    if (!open_record(&reader, bytes))
        return false;
    struct specifier_list specifiers = take_specifiers(&reader);
    struct kept_reading *rows = take_rows(&reader, form);
    if (!reader.is_good || reader.next != reader.count || reader.text_at != reader.texts.len)
        return false;
    source->specifiers = specifiers;
    source->kept = arena_new(arena, struct kept_readings);
    source->kept->first = rows;
    return true;
}
