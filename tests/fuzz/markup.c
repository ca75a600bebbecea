// Markup: any bytes but two that UTF-8 does not know, `${` for an expression, whose code is one of the two.
// Laws, whatever the markup says:
// - reading twice gives the same pieces, and none of them is empty;
// - the modes differ in the spelling of code only: as many pieces, of the same kinds, with the same texts;
// - each expression in the pieces is one of the template's, and none of the parser's own marks is left;
// - text without `<`, `&`, CR and NUL is only split at its expressions;
// - what is escaped reads as text: `<` and `&` written as references come back as they were.

#include "extractor/markup.h"
#include "base/utf.h"
#include "tests/fuzz/law.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

enum { MOST_BYTES = 1 << 16 };

static struct template split(struct str text, struct arena *arena)
{
    struct str_list texts = {0}, codes = {0};
    size_t start = 0;
    for (size_t at; (at = str_find(text, STR("${"), start)) != STR_NONE; start = at + 2) {
        *list_push(&texts, arena) = str_slice(text, start, at);
        *list_push(&codes, arena) = STR("\xFE");
    }
    *list_push(&texts, arena) = str_from(text, start);
    return (struct template){.texts = texts.at, .codes = codes.at, .code_count = codes.count};
}

static struct part_list read_pieces(const struct template *template, bool peer_bytes, struct arena *arena)
{
    struct part_list pieces = {0};
    markup_pieces(template, &(struct markup_options){.peer_bytes = peer_bytes}, arena, &pieces);
    return pieces;
}

static struct str flatten(const struct part_list *pieces, bool is_code, struct arena *arena)
{
    struct str_list all = {0};
    for (size_t i = 0; i < pieces->count; i++)
        if (is_code || part_kind(&pieces->at[i]) == PART_TEXT)
            *list_push(&all, arena) = pieces->at[i].text;
    return arena_join(arena, all.at, all.count);
}

static void check_pieces(const struct part_list *pieces)
{
    for (size_t i = 0; i < pieces->count; i++) {
        struct str text = pieces->at[i].text;
        demand(text.len > 0);
        demand(str_find_byte(text, '\xFF', 0) == STR_NONE);
        for (size_t at = 0; (at = str_find_byte(text, '\xFE', at)) != STR_NONE; at++)
            demand(part_kind(&pieces->at[i]) != PART_TEXT &&
                   str_equal(str_slice(text, at - 2, at + 2), STR("${\xFE}")));
    }
}

static void check_plain(const struct template *template, const struct part_list *pieces, struct arena *arena)
{
    struct part_list plain = {0};
    template_pieces(template, arena, &plain);
    demand(str_equal(flatten(&plain, true, arena), flatten(pieces, true, arena)));
}

static void check_escaped(struct str text, struct arena *arena)
{
    struct buf out = {0};
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '<' || text.at[i] == '&')
            buf_text(&out, text.at[i] == '<' ? "&lt;" : "&#38;");
        else
            buf_byte(&out, text.at[i]);
    }
    struct str texts[] = {buf_finish(&out, arena)};
    struct part_list pieces = read_pieces(&(struct template){.texts = texts}, true, arena);
    demand(str_equal(flatten(&pieces, true, arena), text));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = {0};
    struct str text = {(const char *)bytes, len < MOST_BYTES ? len : MOST_BYTES};
    if (str_find_byte(text, '\xFF', 0) == STR_NONE &&
        str_find_byte(text, '\xFE', 0) == STR_NONE) { // as in WTF-8
        struct template template = split(text, &arena);
        struct part_list peer = read_pieces(&template, true, &arena);
        struct part_list again = read_pieces(&template, true, &arena);
        struct part_list own = read_pieces(&template, false, &arena);
        check_pieces(&peer);
        check_pieces(&own);
        demand(peer.count == again.count && peer.count == own.count);
        for (size_t i = 0; i < peer.count; i++)
            demand(part_kind(&peer.at[i]) == part_kind(&own.at[i]) &&
                   str_equal(peer.at[i].text, again.at[i].text));
        demand(str_equal(flatten(&peer, false, &arena), flatten(&own, false, &arena)));
        bool has_returns =
            str_find_byte(text, '\r', 0) != STR_NONE || str_find_byte(text, '\0', 0) != STR_NONE;
        bool has_markup = str_find_byte(text, '<', 0) != STR_NONE || str_find_byte(text, '&', 0) != STR_NONE;
        if (!has_returns && !has_markup)
            check_plain(&template, &peer, &arena);
        if (!has_returns)
            check_escaped(text, &arena);
    }
    arena_free(&arena);
    return 0;
}
