#include "cli/fingerprint.h"

#include "base/hash.h"
#include "base/place.h"

static uint64_t join_text(uint64_t hash, struct str text)
{
    return hash_join(hash, hash_bytes(text));
}

static uint64_t hash_source(uint64_t hash, const struct source *source)
{
    hash = join_text(hash, source->path);
    for (size_t i = 0; source->resolved && i < source->specifiers.count; i++)
        hash = hash_join(hash_join(hash, source->resolved[i]), source->specifiers.at[i].kind);
    return hash;
}

uint64_t fingerprint_program(const struct program *program)
{
    uint64_t hash = program->count;
    for (size_t i = 0; i < program->count; i++)
        hash = hash_source(hash, program->sources[i]);
    return hash;
}

static uint64_t hash_parts(uint64_t hash, const struct part_list *parts)
{
    hash = hash_join(hash, parts->count);
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->at[i];
        hash = join_text(hash_join(hash, part_kind(part)), part->text);
        if (part->code)
            hash = join_text(hash, part_name(part));
    }
    return hash;
}

// Sources nest selects only as deep as their grammar of messages allows.
static uint64_t hash_pattern(uint64_t hash, const struct pattern *pattern)
{
    if (!pattern_is_select(pattern))
        return hash_parts(hash, &pattern->parts);
    const struct variant_list *variants = pattern->variants;
    hash = hash_join(hash_join(~hash, variants->count), variants->selectors.count);
    for (size_t i = 0; i < variants->selectors.count; i++) {
        const struct selector *selector = &variants->selectors.at[i];
        hash = join_text(hash_join(hash_join(hash, selector->kind), selector->offset), selector->argument);
    }
    for (size_t i = 0; i < variants->count; i++) {
        for (size_t j = 0; j < variants->at[i].keys.count; j++)
            hash = join_text(hash, variants->at[i].keys.at[j]);
        hash = hash_pattern(hash, &variants->at[i].value);
    }
    return hash;
}

uint64_t fingerprint_text(const struct message *message)
{
    return hash_join(join_text(hash_bytes(message->raw), message->note), message->has_note);
}

static uint64_t hash_message(const struct message *message, bool with_places)
{
    uint64_t hash = hash_join(fingerprint_text(message), message->id_given);
    const struct str texts[] = {message->id, message->kind, message->name, message->context, message->file};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hash = join_text(hash, texts[i]);
    hash = hash_pattern(hash_join(hash, message->syntax), &message->pattern);
    for (size_t i = 0; i < message_place_count(message); i++) {
        const struct span *place = message_place(message, i);
        hash = join_text(hash_join(hash, with_places ? place->start : 0), place->path);
    }
    return hash;
}

uint64_t fingerprint_messages(const struct extraction *extraction, bool with_places)
{
    uint64_t hash = hash_join(extraction->occurrences, extraction->files_with_messages);
    hash = hash_join(hash, extraction->files_scanned);
    for (size_t i = 0; i < extraction->messages.count; i++)
        hash = hash_join(hash, hash_message(extraction->messages.at[i], with_places));
    return hash;
}

// ---- diagnostics

// Columns follow from the line.
static uint64_t hash_span(uint64_t hash, const struct span *span, bool *is_known)
{
    hash = join_text(hash, span->path);
    *is_known &= span->text.at != text_unread.at;
    if (!span->text.at || !*is_known)
        return hash;
    size_t before = str_rfind_byte(str_slice(span->text, 0, span->start), '\n');
    size_t start = before == STR_NONE ? 0 : before + 1, end = str_find_byte(span->text, '\n', span->end);
    hash = hash_join(hash, place_line(span->text, span->start));
    hash = hash_join(hash_join(hash, span->start - start), span->end - start);
    return join_text(hash, str_slice(span->text, start, end));
}

uint64_t fingerprint_diags(const struct diags *diags)
{
    uint64_t hash = 1;
    bool is_known = true;
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->at[i];
        hash = hash_join(hash_join(hash, diag->kind), diag->severity);
        hash = join_text(join_text(hash, diag->message), diag->hint);
        hash = hash_join(hash_span(hash, &diag->span, &is_known), diag->related.count);
        for (size_t j = 0; j < diag->related.count; j++)
            hash =
                join_text(hash_span(hash, &diag->related.at[j].span, &is_known), diag->related.at[j].message);
    }
    return is_known ? hash : 0;
}
