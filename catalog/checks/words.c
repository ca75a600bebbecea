// Words: translations that say nothing, or what the source says, and words that stand twice.
#include "catalog/checks/checking.h"
#include "catalog/checks/habits.h"
#include "catalog/checks/names.h"

#include "base/unicode.h"
#include "base/utf.h"

void check_blank(struct checking *checking)
{
    if (checking->target.is_choice || !pattern_is_blank(&checking->unit->target) ||
        pattern_is_blank(&checking->unit->source))
        return;
    check_report_text(checking, KIND_TARGET_BLANK, &checking->target, "the translation is empty");
}

// ---- unchanged

static bool is_word_point(uint32_t point)
{
    return unicode_is_letter(point) || unicode_is_mark(point);
}

struct prose prose_of(struct str text, const struct map *names)
{
    struct prose prose = {0};
    for (size_t at = 0; at < text.len;) {
        size_t letters = 0, lower = 0, others = 0, begin = at;
        bool starts_lower = false;
        while (at < text.len) {
            size_t start = at;
            uint32_t point = utf_next(text, &at);
            if (unicode_is_space(point) || point == UTF_INVALID)
                break;
            bool is_edge =
                letters == 0 || at == text.len || text.at[at] == ' ' || strchr("(),.:;!?\"'", text.at[at]);
            starts_lower |= letters == 0 && unicode_is_lower(point);
            letters += is_word_point(point);
            lower += unicode_is_lower(point);
            others += !is_word_point(point) && (!is_edge || strchr("_/@=<>{}[]#&+*|\\", text.at[start]));
        }
        if (letters < 3 || lower + 1 < letters || others > 0)
            continue;
        if (names && map_has(names, next_word(text, &begin)))
            continue;
        prose.words++;
        prose.lower_words += starts_lower;
    }
    return prose;
}

// "Nginx (standalone)": a name, and what it is.
static struct str without_remark(struct str text)
{
    size_t bracket = str_find(text, STR(" ("), 0);
    return bracket != STR_NONE && str_ends(text, STR(")")) ? str_slice(text, 0, bracket) : text;
}

static const struct map *names_here(struct checking *checking)
{
    if (!checking->names) {
        checking->names = arena_new(checking->arena, struct map);
        names_of_catalog(checking->catalog, checking->arena, checking->names);
    }
    return checking->names;
}

static bool is_translatable(struct str text, bool is_other_script, const struct map *names)
{
    struct prose prose = prose_of(text, names);
    return is_other_script ? prose.words >= 2 && prose.lower_words >= 1
                           : prose.words >= 3 && prose.lower_words >= 2;
}

// Between languages of one script many words are the same; between two scripts hardly any.
void check_unchanged(struct checking *checking)
{
    const struct unit *unit = checking->unit;
    bool is_other_script = checking->target_locale.script != checking->source_locale.script;
    if (checking->is_same_language || checking->target_locale.language.len == 0 ||
        !(checking->source.marks & HAS_LETTER) || !pattern_equal_text(&unit->source, &unit->target) ||
        checking->source.is_choice)
        return;
    struct str text = without_remark(checking->source.flat);
    if (is_translatable(text, is_other_script, NULL) &&
        is_translatable(text, is_other_script, names_here(checking)))
        check_report_text(checking, KIND_UNCHANGED, &checking->target, "the translation is the source text");
}

// ---- twice

static bool is_allowed_twice(const char *doubles, struct str word)
{
    struct str list = str_of(doubles);
    for (size_t at = 0; at < list.len;) {
        size_t end = str_find_byte(list, ' ', at);
        end = end == STR_NONE ? list.len : end;
        if (str_equal_ignoring_case(str_slice(list, at, end), word))
            return true;
        at = end + 1;
    }
    return false;
}

static size_t word_end(struct str text, size_t at)
{
    while (at < text.len) {
        size_t next = at;
        unsigned char byte = (unsigned char)text.at[at];
        if (byte < 0x80) { // as most
            if ((byte | 0x20) < 'a' || (byte | 0x20) > 'z')
                break;
            at++;
            continue;
        }
        if (!is_word_point(utf_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

// What makes words a longer one: "a/b", "x-x".
static bool is_joint(char byte)
{
    return byte == '-' || byte == '_' || byte == '/' || byte == '.' || byte == '@' || byte == '\'' || !byte;
}

// A word that stands twice in a row with nothing but blanks between: where the second one is.
static bool next_double(struct str text, size_t *at, struct str *word)
{
    struct str last = {0};
    size_t last_end = 0;
    while (*at < text.len) {
        size_t end = word_end(text, *at);
        if (end == *at) {
            if ((unsigned char)text.at[end] < 0x80)
                ++*at;
            else
                utf_next(text, at);
            continue;
        }
        *word = str_slice(text, *at, end);
        if (last.len > 1 && last.len == word->len && str_equal_ignoring_case(last, *word)) {
            struct str between = str_slice(text, last_end, *at);
            bool is_apart = between.len > 0 && str_trim(between).len == 0;
            bool is_whole =
                end == text.len || !is_joint(text.at[end]) || end + 1 == text.len || text.at[end + 1] == ' ';
            if (is_apart && is_whole)
                return true;
        }
        bool is_tail = *at > 0 && is_joint(text.at[*at - 1]);
        last = !is_tail ? *word : (struct str){0};
        last_end = *at = end;
    }
    return false;
}

void check_repeated_words(struct checking *checking)
{
    const struct check_text *text = &checking->target;
    struct str word, ignored;
    size_t at = 0, other = 0;
    if (!(text->marks & HAS_SPACE))
        return;
    while (next_double(text->flat, &at, &word)) {
        if (other == 0 && next_double(checking->source.flat, &other, &ignored))
            return;
        size_t start = at;
        at += word.len;
        if (is_allowed_twice(checking->target_locale.habits->doubles, word))
            continue;
        check_report(checking, KIND_REPEATED_WORD, text, start, at,
                     "the word `" STR_FORMAT "` stands here twice", STR_ARG(str_slice(word, 0, 60)));
    }
}
