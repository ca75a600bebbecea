#include "extractor/keyword.h"

static bool read_number(struct str text, unsigned *out)
{
    *out = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9' || *out > 1000)
            return false;
        *out = *out * 10 + (unsigned)(text.at[i] - '0');
    }
    return text.len > 0 && *out > 0;
}

static bool read_argument(struct str word, struct keyword *out)
{
    if (word.len >= 2 && word.at[0] == '"' && word.at[word.len - 1] == '"') {
        out->comment = str_slice(word, 1, word.len - 1);
        return true;
    }
    char letter = word.len ? word.at[word.len - 1] : 0;
    bool has_letter = letter == 'c' || letter == 't';
    unsigned number;
    if (!read_number(str_slice(word, 0, word.len - has_letter), &number))
        return false;
    unsigned *member = letter == 'c'   ? &out->context
                       : letter == 't' ? &out->total
                       : !out->text    ? &out->text
                                       : &out->plural;
    if (*member)
        return false;
    *member = number;
    return true;
}

// A note in quotes may hold commas.
static size_t word_end(struct str specification, size_t start)
{
    bool is_quoted = start < specification.len && specification.at[start] == '"';
    size_t quote = is_quoted ? str_find_byte(specification, '"', start + 1) : start;
    return quote == STR_NONE ? STR_NONE : str_find_byte(specification, ',', quote);
}

bool keyword_parse(struct str specification, struct keyword *out)
{
    size_t colon = str_find_byte(specification, ':', 0);
    *out = (struct keyword){.name = str_slice(specification, 0, colon)};
    bool good = out->name.len > 0;
    for (size_t start = colon; good && start != STR_NONE;) {
        size_t end = word_end(specification, start + 1);
        good = read_argument(str_slice(specification, start + 1, end), out);
        start = end;
    }
    if (!out->text)
        out->text = 1;
    return good;
}
