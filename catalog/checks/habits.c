#include "catalog/checks/habits.h"

static const struct habits rows[] = {
    {.language = "", .doubles = ""}, // of all that have no row
    {.language = "en", .doubles = "that had is"},
    {.language = "fr", .has_spaced_marks = true, .doubles = "nous vous"},
    {.language = "br", .has_spaced_marks = true, .doubles = ""},
    {.language = "de", .doubles = "die der das sie"},
    {.language = "nl", .doubles = "die je het dat zich"},
    {.language = "it", .doubles = "mano piano via man"},
    {.language = "tr", .doubles = "tek ayrı teker adım sık tekrar yavaş"},
    {.language = "fi", .doubles = "sitä"},
    {.language = "id", .doubles = "masing rata"},
    {.language = "ko", .closes_labels = true, .doubles = ""},
    {.language = "zh", .is_unspaced = true, .doubles = ""},
    {.language = "ja", .is_unspaced = true, .doubles = ""},
    {.language = "yue", .is_unspaced = true, .doubles = ""},
    {.language = "th", .lacks_stop = true, .is_unspaced = true, .has_zero_width = true, .doubles = ""},
    {.language = "lo", .lacks_stop = true, .is_unspaced = true, .has_zero_width = true, .doubles = ""},
    {.language = "km", .lacks_stop = true, .is_unspaced = true, .has_zero_width = true, .doubles = ""},
    {.language = "my", .is_unspaced = true, .has_zero_width = true, .doubles = ""},
    {.language = "bo", .lacks_stop = true, .is_unspaced = true, .doubles = ""},
    {.language = "dz", .lacks_stop = true, .is_unspaced = true, .doubles = ""},
    {.language = "hy", .has_inner_marks = true, .doubles = ""},
    {.language = "el", .doubles = ""},
};

const struct habits *habits_of(struct str language)
{
    for (size_t i = 1; i < sizeof rows / sizeof *rows; i++)
        if (str_is(language, rows[i].language))
            return &rows[i];
    return &rows[0];
}

enum sentence_end habits_end(const struct habits *habits, uint32_t point)
{
    static const struct {
        const char *language; // NULL: all
        uint32_t point;
        enum sentence_end end;
    } marks[] = {
        {"el", ';', END_QUESTION},     {"el", 0x00b7, END_SEMICOLON},   {"el", 0x0387, END_SEMICOLON},
        {"hy", ':', END_STOP},         {NULL, '.', END_STOP},           {NULL, '?', END_QUESTION},
        {NULL, '!', END_EXCLAMATION},  {NULL, ':', END_COLON},          {NULL, ';', END_SEMICOLON},
        {NULL, ',', END_COMMA},        {NULL, 0x2026, END_ELLIPSIS},    {NULL, 0x22ef, END_ELLIPSIS},
        {NULL, 0x3002, END_STOP},      {NULL, 0xff0e, END_STOP},        {NULL, 0xff61, END_STOP},
        {NULL, 0x0964, END_STOP},      {NULL, 0x0965, END_STOP},        {NULL, 0x06d4, END_STOP},
        {NULL, 0x1362, END_STOP},      {NULL, 0x0589, END_STOP},        {NULL, 0x104b, END_STOP},
        {NULL, 0x17d4, END_STOP},      {NULL, 0x0f0d, END_STOP},        {NULL, 0xff1f, END_QUESTION},
        {NULL, 0x061f, END_QUESTION},  {NULL, 0x1367, END_QUESTION},    {NULL, 0x037e, END_QUESTION},
        {NULL, 0x055e, END_QUESTION},  {NULL, 0xff01, END_EXCLAMATION}, {NULL, 0x055c, END_EXCLAMATION},
        {NULL, 0xff1a, END_COLON},     {NULL, 0x1366, END_COLON},       {NULL, 0xff1b, END_SEMICOLON},
        {NULL, 0x061b, END_SEMICOLON}, {NULL, 0x1364, END_SEMICOLON},   {NULL, 0xff0c, END_COMMA},
        {NULL, 0x060c, END_COMMA},     {NULL, 0x3001, END_COMMA},       {NULL, 0x1363, END_COMMA},
        {NULL, 0x17d6, END_COLON},
    };
    if (point < 0x80 && ((point | 0x20) >= 'a' || (point >= '0' && point <= '9'))) // as most texts end
        return END_NONE;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].point == point &&
            (!marks[i].language || str_is(str_of(marks[i].language), habits->language)))
            return marks[i].end;
    return END_NONE;
}

const char *sentence_end_name(enum sentence_end end)
{
    static const char *const names[END_COUNT] = {
        "no mark", "a full stop", "a question mark", "an exclamation mark",
        "a colon", "a semicolon", "a comma",         "an ellipsis"};
    return names[end];
}
