// The law of settled catalogs, for a fuzz target and a unit test: what the proof shows is what reading,
// merging and writing come to.
#ifndef TESTS_FUZZ_SETTLED_LAW_H
#define TESTS_FUZZ_SETTLED_LAW_H

#include "catalog/formats/xliff12_settled.h"
#include "tests/fuzz/diags_law.h"
#include "tests/messages.h"

static const struct format_options settled_options = {.peer_bytes = true, .tool = STR_INIT("lit-localize")};

// Texts with all that is escaped, placeholders, notes; one whose form no drop-in catalog has.
static inline void settled_messages(struct arena *arena, struct message_set *out)
{
    static const struct {
        const char *id, *kind, *text, *code, *rest, *note;
    } rows[] = {{"s1", "str", "Salt & <pepper>", NULL, NULL, NULL},
                {"h2", "html", "Hello ", "<b title=\"a\">", "!\n", NULL},
                {"s3", "str", "\xc3\xa4 ]]", NULL, NULL, "Shown \"once\" > 1"},
                {"s4", "str", " ", "${a}\t", "", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct message *message = say_message(
            out,
            (struct message){.id = str_of(rows[i].id), .kind = str_of(rows[i].kind), .file = STR("/a.ts")},
            arena);
        pattern_add_text(&message->pattern, str_of(rows[i].text), arena);
        if (rows[i].code)
            pattern_add_code(&message->pattern, PART_PLACEHOLDER, str_of(rows[i].code), STR("0"), arena);
        if (rows[i].rest)
            pattern_add_text(&message->pattern, str_of(rows[i].rest), arena);
        message->has_note = rows[i].note != NULL;
        message->note = str_of(rows[i].note);
    }
}

// The long way, which has to come to the same.
static inline void settled_verify(const struct merge_source *source, struct str bytes, struct arena *arena,
                                  const struct settled *settled, const struct diags *said)
{
    const struct format *format = format_find(STR("xliff"));
    const struct merge_options options = {.peer_bytes = true, .tool = settled_options.tool};
    struct diags diags = {.arena = arena};
    struct catalog catalog;
    struct merge_report report;
    struct buf text = {0};
    demand(format_read(format, bytes, STR("x"), &settled_options, arena, &diags, &catalog));
    merge(&catalog, source, &options, arena, &report);
    demand(format_write(format, &catalog, &settled_options, arena, &diags, &text));
    demand(str_equal(buf_str(&text), bytes));
    demand(str_equal(catalog.target_locale, settled->target_locale));
    demand(report.translated_before == settled->translated && report.translated_lost == 0);
    demand(report.added.count == 0 && report.removed.count == 0);
    expect_same_diags(&diags, said);
    buf_free(&text);
}

// A proof that others went before, from which it knows in which order ids come, says the same.
static inline void settled_prove_again(const struct settled_texts *texts, struct str bytes,
                                       struct arena *arena, bool is_settled, const struct diags *said)
{
    struct settled settled;
    struct diags again = {.arena = arena};
    demand(settled_prove(texts, bytes, STR("x"), arena, &again, &settled) == is_settled);
    expect_same_diags(&again, said);
}

static inline size_t settled_read(void *context, char *at, size_t room)
{
    struct str *left = context;
    size_t len = left->len < room ? left->len : room;
    if (len > 0)
        memcpy(at, left->at, len);
    *left = str_from(*left, len);
    return len;
}

// Whether it is seen to be settled in pieces, so many units at a time.
static inline bool settled_in_pieces(const struct settled_texts *texts, struct str bytes, size_t room,
                                     size_t units, struct arena *arena, struct settled *out)
{
    struct str left = bytes;
    struct settled_pieces pieces = {
        .room = arena_space(arena, 1, room), .size = room, .read = settled_read, .context = &left};
    struct settled_proof *proof = settled_begin(texts, &pieces, arena);
    enum settled_answer answer = SETTLED_GO_ON;
    while (answer == SETTLED_GO_ON)
        answer = settled_go_on(proof, units, out);
    return answer == SETTLED_YES;
}

// In pieces it comes to the same where nothing is to be said; where these are small it may be doubted.
static inline void settled_prove_pieces(const struct settled_texts *texts, struct str bytes,
                                        struct arena *arena, const struct settled *whole, bool is_settled)
{
    const size_t all = 4 * (bytes.len + 1), most = 1000 * 1000; // bytes; more takes too long
    const struct {
        size_t room, units;
        bool may_doubt;
    } ways[] = {
        {all, SIZE_MAX, all > most}, {all, 1, all > most}, {600, 1, true}, {1200, 3, true}, {64, 2, true}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct settled seen;
        bool is_seen = settled_in_pieces(texts, bytes, ways[i].room, ways[i].units, arena, &seen);
        demand(!is_seen || (is_settled && !whole->has_strays));
        demand(is_seen || ways[i].may_doubt || !is_settled || whole->has_strays);
        demand(!is_seen ||
               (str_equal(seen.target_locale, whole->target_locale) && seen.translated == whole->translated));
        demand(is_seen || !is_settled || ways[i].may_doubt || seen.has_strays);
    }
}

static inline bool settled_texts_of(const struct merge_source *source, struct arena *arena,
                                    struct settled_texts *out)
{
    size_t count = source->messages->count;
    if (!settled_open(format_find(STR("xliff")), &settled_options, count, arena, out))
        return false;
    settled_print(source->messages, 0, 1, arena, out);
    settled_print(source->messages, 1, count, arena, out);
    out->source = source;
    return true;
}

// Whether the bytes are proven to be settled, with what is said to be so verified.
static inline bool settled_check(struct str bytes, struct arena *arena)
{
    struct message_set messages = {0};
    struct merge_source source;
    struct settled_texts texts;
    struct settled settled;
    struct diags said = {.arena = arena};
    settled_messages(arena, &messages);
    merge_prepare(&messages, true, arena, &source);
    demand(settled_texts_of(&source, arena, &texts));
    bool is_settled = settled_prove(&texts, bytes, STR("x"), arena, &said, &settled);
    settled_prove_again(&texts, bytes, arena, is_settled, &said);
    settled_prove_pieces(&texts, bytes, arena, &settled, is_settled && bytes.len > 0);
    if (!is_settled) {
        demand(said.count == 0);
        return false;
    }
    settled_verify(&source, bytes, arena, &settled, &said);
    return true;
}

#endif
