#include "extractor/template.h"

#include "base/utf.h"

void template_pieces(const struct template *template, struct arena *arena, struct part_list *out)
{
    for (size_t i = 0; i <= template->code_count; i++) {
        *list_push(out, arena) = part_of_text(template->texts[i]);
        if (i == template->code_count)
            break;
        struct str code = arena_join(arena, (struct str[]){STR("${"), template->codes[i], STR("}")}, 3);
        *list_push(out, arena) = part_of_code(PART_PLACEHOLDER, code, STR(""), arena);
    }
}

static void flush(struct str_list *code, struct pattern *out, size_t *number, struct arena *arena)
{
    if (code->count == 0)
        return;
    struct str name = arena_decimal(arena, (*number)++);
    pattern_add_code(out, PART_PLACEHOLDER, arena_join(arena, code->at, code->count), name, arena);
    code->count = 0;
}

void pieces_merge(const struct part_list *pieces, struct arena *arena, struct pattern *out)
{
    struct str_list code = {0};
    size_t number = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        const struct part *piece = &pieces->at[i];
        bool is_blank = part_kind(piece) == PART_TEXT && utf_trim(piece->text).len == 0;
        if (part_kind(piece) != PART_TEXT || (is_blank && code.count > 0)) {
            *list_push(&code, arena) = piece->text;
        } else {
            flush(&code, out, &number, arena);
            pattern_add_text(out, piece->text, arena);
        }
    }
    flush(&code, out, &number, arena);
}
