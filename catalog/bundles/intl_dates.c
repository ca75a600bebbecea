#include "catalog/bundles/intl_options.h"

// In the order in which @formatjs/cli prints them.
enum option { ERA, YEAR, MONTH, DAY, WEEKDAY, HOUR, HOUR12, HOUR_CYCLE, MINUTE, SECOND, ZONE, OPTION_COUNT };

static const char *const names[OPTION_COUNT] = {"era",     "year",   "month",       "day",
                                                "weekday", "hour",   "hour12",      "hourCycle",
                                                "minute",  "second", "timeZoneName"};

// Values with their quotes; NULL: not set.
struct options {
    const char *value[OPTION_COUNT];
    enum option order[OPTION_COUNT]; // of those that are set, as they came
    size_t count;
};

static void set(struct options *options, enum option option, const char *value)
{
    if (!options->value[option])
        options->order[options->count++] = option;
    options->value[option] = value;
}

static void print(const struct options *options, const enum option *order, struct buf *out)
{
    const char *gap = "{";
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        size_t option = order ? (size_t)order[i] : i;
        if (i >= options->count && order)
            break;
        if (!options->value[option])
            continue;
        buf_print(out, "%s\"%s\":%s", gap, names[option], options->value[option]);
        gap = ",";
    }
    buf_text(out, *gap == '{' ? "{}" : "}");
}

static size_t run_length(struct str text, size_t at, size_t greatest)
{
    size_t len = 1;
    while (len < greatest && at + len < text.len && text.at[at + len] == text.at[at])
        len++;
    return len;
}

static const char *hour_cycle(char letter)
{
    return letter == 'h' ? "\"h12\"" : letter == 'H' ? "\"h23\"" : letter == 'K' ? "\"h11\"" : "\"h24\"";
}

// ---- FormatJS

#define NUMERIC   "\"numeric\""
#define TWO_DIGIT "\"2-digit\""
#define SHORT     "\"short\""
#define LONG      "\"long\""
#define NARROW    "\"narrow\""

// What a run of a letter says, by its length; a longer run is several.
struct letters {
    const char *letters;
    size_t greatest;
    enum option option;
    const char *values[6];
};

static const struct letters formatjs_letters[] = {
    {"G", 5, ERA, {SHORT, SHORT, SHORT, LONG, NARROW}},
    {"ML", 5, MONTH, {NUMERIC, TWO_DIGIT, SHORT, LONG, NARROW}},
    {"d", 2, DAY, {NUMERIC, TWO_DIGIT}},
    {"E", 6, WEEKDAY, {SHORT, SHORT, SHORT, LONG, NARROW, SHORT}},
    {"ec", 6, WEEKDAY, {NULL, NULL, NULL, LONG, NARROW, SHORT}},
    {"a", 5, HOUR12, {"true", "true", "true", "true", "true"}},
    {"hHKk", 2, HOUR, {NUMERIC, TWO_DIGIT}},
    {"m", 2, MINUTE, {NUMERIC, TWO_DIGIT}},
    {"s", 2, SECOND, {NUMERIC, TWO_DIGIT}},
    {"z", 4, ZONE, {SHORT, SHORT, SHORT, LONG}},
};

static const struct letters *letters_of(char letter)
{
    for (size_t i = 0; i < sizeof formatjs_letters / sizeof *formatjs_letters; i++)
        if (strchr(formatjs_letters[i].letters, letter))
            return &formatjs_letters[i];
    return NULL;
}

// One run of a letter from there; 0 for a letter that is refused.
static size_t read_formatjs(struct str skeleton, size_t at, struct options *options)
{
    char letter = skeleton.at[at];
    if (letter == 'y') {
        size_t len = run_length(skeleton, at, SIZE_MAX);
        set(options, YEAR, len == 2 ? TWO_DIGIT : NUMERIC);
        return len;
    }
    const struct letters *row = letters_of(letter);
    if (!row)
        return 0;
    size_t len = run_length(skeleton, at, row->greatest);
    if (!row->values[len - 1])
        return 0;
    set(options, row->option, row->values[len - 1]);
    if (row->option == HOUR)
        set(options, HOUR_CYCLE, hour_cycle(letter));
    return len;
}

bool intl_date_of_formatjs(struct str skeleton, bool resolves_hours, struct buf *out)
{
    struct options options = {0};
    bool in_quote = false;
    for (size_t at = 0; at < skeleton.len;) {
        char c = skeleton.at[at];
        bool is_hour = c == 'j' || c == 'J';
        in_quote ^= c == '\'';
        if (in_quote || !byte_is_letter(c) || (is_hour && resolves_hours)) {
            at++;
            continue;
        }
        size_t len = read_formatjs(skeleton, at, &options);
        if (len == 0)
            return false;
        at += len;
    }
    print(&options, NULL, out);
    return true;
}

// ---- Lingui

static const char *alpha(size_t width)
{
    return width < 4 ? SHORT : width == 4 ? LONG : NARROW;
}

static const char *numeric(size_t width)
{
    return width % 2 == 0 ? TWO_DIGIT : NUMERIC;
}

// False for what the peer refuses, or looks past with a warning.
static bool read_lingui(char letter, size_t width, struct options *options)
{
    static const char *const months[] = {NUMERIC, TWO_DIGIT, SHORT, LONG, NARROW};
    static const struct {
        const char *letters;
        enum option option;
    } fields[] = {{"G", ERA},      {"y", YEAR},   {"ML", MONTH}, {"d", DAY},      {"Eec", WEEKDAY},
                  {"hHKkj", HOUR}, {"m", MINUTE}, {"s", SECOND}, {"zZOvVx", ZONE}};
    enum option option = OPTION_COUNT;
    if (strchr("abB", letter))
        return true;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strchr(fields[i].letters, letter))
            option = fields[i].option;
    if (option == OPTION_COUNT || options->value[option] || (option == MONTH && width > 5) ||
        (strchr("ec", letter) && width < 3) || (letter == 'V' && width != 4))
        return false;
    if (option == ERA || option == WEEKDAY)
        set(options, option, alpha(width));
    else if (option == ZONE)
        set(options, option, width == 4 && strchr("vzV", letter) ? LONG : SHORT);
    else
        set(options, option, option == MONTH ? months[width - 1] : numeric(width));
    if (option == HOUR && letter != 'j')
        set(options, HOUR_CYCLE, hour_cycle(letter));
    return true;
}

bool intl_date_of_lingui(struct str skeleton, struct buf *out)
{
    struct options options = {0};
    for (size_t at = 0; at < skeleton.len;) {
        size_t width = run_length(skeleton, at, SIZE_MAX);
        if (!byte_is_letter(skeleton.at[at]) || !read_lingui(skeleton.at[at], width, &options))
            return false;
        at += width;
    }
    print(&options, options.order, out);
    return true;
}
