// Characters that do not belong: controls, what an encoding broke, what is not seen, letters of two scripts.
#include "catalog/checks/checking.h"
#include "catalog/checks/habits.h"

#include "base/unicode.h"
#include "base/utf.h"

static bool contains_point(struct str text, uint32_t point)
{
    struct buf buf = {0};
    utf_add(&buf, point);
    bool found = str_find(text, buf_str(&buf), 0) != STR_NONE;
    buf_free(&buf);
    return found;
}

// A source is looked through that often for one unit; what comes later counts as there already.
enum { trials_greatest = 50 };

static bool is_new(const struct checking *checking, uint32_t point, size_t *trials)
{
    return ++*trials <= trials_greatest && !contains_point(checking->source.flat, point);
}

// ---- controls and broken characters

// UTF-8 that was read as Latin-1: "Ã©". Both are letters that hardly ever meet otherwise.
static bool is_read_twice(uint32_t point, struct str rest)
{
    size_t at = 0;
    if ((point != 0xc3 && point != 0xc2) || rest.len == 0)
        return false;
    uint32_t next = utf_next(rest, &at);
    return next > 0xa0 && next < 0xc0 && next != 0xab && next != 0xbb;
}

// Where a control, U+FFFD or what is_read_twice() may begin, from there on.
static size_t next_suspect(struct str text, size_t at)
{
    for (; at < text.len; at++) {
        unsigned char byte = (unsigned char)text.at[at];
        if (byte < 0x20 || byte == 0x7f || byte == 0xc2 || byte == 0xc3 || byte == 0xef)
            break;
    }
    return at;
}

void check_characters(struct checking *checking)
{
    const struct check_text *text = &checking->target;
    size_t trials = 0;
    if (!(text->marks & (HAS_CONTROL | HAS_HIGH)))
        return;
    for (size_t at = 0; (at = next_suspect(text->flat, at)) < text->flat.len;) {
        size_t start = at;
        uint32_t point = utf_next(text->flat, &at);
        bool is_break = point == '\t' || point == '\n' || point == '\r';
        if (!is_break && unicode_is_control(point) && point != UTF_INVALID &&
            is_new(checking, point, &trials))
            check_report(checking, KIND_CONTROL_CHARACTER, text, start, at,
                         "the control character U+%04X is in the translation", (unsigned)point);
        else if (point == 0xfffd && is_new(checking, point, &trials))
            check_report(checking, KIND_CHARACTER_LOST, text, start, at,
                         "U+FFFD stands for a character that was lost");
        else if (is_read_twice(point, str_from(text->flat, at)))
            check_report(checking, KIND_CHARACTER_LOST, text, start, at + 2,
                         "this looks like UTF-8 that was read as another encoding");
    }
}

// ---- what is not seen

static bool joins_letters(const struct check_locale *locale)
{
    static const char *const scripts[] = {"Latn", "Cyrl", "Grek", "Armn", "Geor",
                                          "Hans", "Hant", "Jpan", "Kore"};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (locale->script == unicode_script_find(str_of(scripts[i])))
            return false;
    return true;
}

static const char *invisible_name(uint32_t point, const struct check_locale *locale)
{
    switch (point) {
    case 0x00ad:
        return "a soft hyphen";
    case 0x0640:
        return "a tatweel, which only widens the word";
    case 0x200b:
        return locale->habits->has_zero_width ? NULL : "a zero-width space";
    case 0x2060:
        return "a word joiner";
    case 0xfeff:
        return "a byte order mark";
    case 0x200c:
        return joins_letters(locale) ? NULL : "a zero-width non-joiner";
    default:
        return NULL;
    }
}

void check_invisible(struct checking *checking)
{
    const struct check_text *text = &checking->target;
    size_t trials = 0;
    if (!(text->marks & HAS_HIGH))
        return;
    for (size_t at = 0; at < text->flat.len;) {
        size_t start = at;
        uint32_t point = utf_next(text->flat, &at);
        const char *name = point < 0x80 ? NULL : invisible_name(point, &checking->target_locale);
        size_t next = at; // before a word of another script it joins the two
        if (point == 0x640 && !(at < text->flat.len && unicode_is_letter(utf_next(text->flat, &next))))
            name = NULL;
        if (name && is_new(checking, point, &trials))
            check_report(checking, KIND_INVISIBLE_CHARACTER, text, start, at, "here stands %s (U+%04X)", name,
                         (unsigned)point);
    }
}

// ---- direction

struct direction {
    size_t embedded, isolated; // open
    size_t wrong;              // where one ends that never began, or one that never ends began; STR_NONE
};

static struct direction direction_of(struct str text)
{
    struct direction direction = {.wrong = STR_NONE};
    size_t last = 0;
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t point = utf_next(text, &at);
        bool is_embedding = point == 0x202a || point == 0x202b || point == 0x202d || point == 0x202e;
        bool is_isolate = point >= 0x2066 && point <= 0x2068;
        last = is_embedding || is_isolate ? start : last;
        direction.embedded += is_embedding;
        direction.isolated += is_isolate;
        size_t *open = point == 0x202c ? &direction.embedded : point == 0x2069 ? &direction.isolated : NULL;
        if (open && *open == 0) {
            direction.wrong = start;
            return direction;
        }
        if (open)
            --*open;
    }
    if (direction.embedded || direction.isolated)
        direction.wrong = last;
    return direction;
}

void check_bidi(struct checking *checking)
{
    if (!(checking->target.marks & HAS_HIGH))
        return;
    struct direction target = direction_of(checking->target.flat);
    if (target.wrong != STR_NONE && direction_of(checking->source.flat).wrong == STR_NONE)
        check_report(checking, KIND_BIDI_CONTROLS, &checking->target, target.wrong, target.wrong + 3,
                     target.embedded || target.isolated ? "the direction that is set here is never set back"
                                                        : "a direction ends here that was never set");
}

// ---- letters of two scripts in one word

// Letters of Latin, Greek and Cyrillic that look alike. Unicode Technical Standard #39, confusables.txt.
static bool looks_like_another(uint32_t point)
{
    static const char alike[] = "aceopxyijsABCEHIJKMOPSTXYZvo"
                                "аеорсухіјѕАВСЕНІЈКМОРЅТХУѴ"
                                "οΑΒΕΖΗΙΚΜΝΟΡΤΥΧν";
    for (size_t at = 0; at < sizeof alike - 1;)
        if (utf_next((struct str){alike, sizeof alike - 1}, &at) == point)
            return true;
    return false;
}

struct word {
    size_t start, end;
    int script;    // of its first letter
    size_t count;  // of the letters of that script
    size_t others; // of letters of other scripts among Latin, Greek and Cyrillic
    bool is_clean; // all of those look like letters of the first script
    bool is_clean_first;
    size_t other; // where the first one of them is
};

struct three_scripts {
    int at[3];
};

static bool is_one_of(const struct three_scripts *scripts, int script)
{
    return script != SCRIPT_NONE &&
           (script == scripts->at[0] || script == scripts->at[1] || script == scripts->at[2]);
}

static void add_letter(struct word *word, uint32_t point, int script, size_t start, size_t end)
{
    if (word->count == 0)
        *word = (struct word){.start = start, .script = script, .is_clean = true, .is_clean_first = true};
    word->end = end;
    bool is_other = script != word->script;
    if (is_other && word->others == 0)
        word->other = start;
    *(is_other ? &word->others : &word->count) += 1;
    *(is_other ? &word->is_clean : &word->is_clean_first) &= looks_like_another(point);
}

static void finish_word(struct checking *checking, struct word *word)
{
    bool is_mixed = word->others > 0 && ((word->is_clean && word->others <= word->count) ||
                                         (word->is_clean_first && word->count <= word->others));
    if (is_mixed && word->count + word->others > 2)
        check_report(checking, KIND_MIXED_SCRIPTS, &checking->target, word->start, word->end,
                     "the word `" STR_FORMAT "` mixes letters of two scripts that look alike",
                     STR_ARG(str_slice(checking->target.flat, word->start, word->end)));
    *word = (struct word){0};
}

void check_scripts(struct checking *checking)
{
    const struct check_text *text = &checking->target;
    struct word word = {0};
    if (!(text->marks & HAS_HIGH) || !(text->marks & HAS_LETTER))
        return;
    struct three_scripts scripts = {{unicode_script_find(STR("Latn")), unicode_script_find(STR("Cyrl")),
                                     unicode_script_find(STR("Grek"))}};
    for (size_t at = 0; at < text->flat.len;) {
        size_t start = at;
        uint32_t point = utf_next(text->flat, &at);
        int script = unicode_is_letter(point) ? unicode_script(point) : SCRIPT_NONE;
        if (is_one_of(&scripts, script))
            add_letter(&word, point, script, start, at);
        else if (!unicode_is_mark(point))
            finish_word(checking, &word);
    }
    finish_word(checking, &word);
}

// ---- no letter of the language's script

static bool has_script(const struct pattern *pattern, int script)
{
    for (size_t i = 0; i < pattern->parts.count; i++) {
        struct str text = pattern->parts.at[i].text;
        for (size_t at = 0; part_kind(&pattern->parts.at[i]) == PART_TEXT && at < text.len;) {
            uint32_t point = utf_next(text, &at);
            if (point >= 128 && unicode_is_letter(point) && unicode_is_of_script(point, script))
                return true;
        }
    }
    return false;
}

// Some languages are written in two scripts, and catalogs do not say in which.
bool check_is_in_script(const struct catalog *catalog, int script)
{
    enum { enough = 200, few = 10 };
    size_t with = 0, without = 0;
    for (size_t i = 0; i < catalog->units.count && with + without < enough; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (!unit_is_done(unit) || pattern_equal(&unit->source, &unit->target))
            continue;
        *(has_script(&unit->target, script) ? &with : &without) += 1;
    }
    return without < few || with >= without;
}

void check_script_missing(struct checking *checking)
{
    const struct check_text *text = &checking->target;
    const struct check_locale *locale = &checking->target_locale;
    if (locale->script == SCRIPT_NONE || locale->is_latin || !checking->is_in_script ||
        checking->is_same_language || pattern_equal(&checking->unit->source, &checking->unit->target) ||
        (text->marks & HAS_LETTER) == 0)
        return;
    for (size_t at = 0; at < text->flat.len;) {
        uint32_t point = utf_next(text->flat, &at);
        if (unicode_is_letter(point) && unicode_is_of_script(point, locale->script))
            return;
    }
    struct prose prose = prose_of(text->flat, NULL);
    if (prose.words >= 3 && prose.lower_words >= 1)
        check_report_text(checking, KIND_SCRIPT_MISSING, text,
                          "not a letter of the translation is in a script of `" STR_FORMAT "`",
                          STR_ARG(locale->locale));
}
