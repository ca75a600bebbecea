#include "catalog/bundles/formatjs_skeletons.h"

#include "catalog/bundles/intl_options.h"

struct judging {
    bool resolves_hours;
    struct buf scratch;
    const struct icu_node *bad; // the first whose skeleton is refused
};

static void visit_skeleton(const struct icu_node *node, void *context)
{
    struct judging *judging = context;
    bool is_number = node->kind == ICU_NUMBER;
    judging->scratch.len = 0;
    if (judging->bad || (!is_number && node->kind != ICU_DATE && node->kind != ICU_TIME) ||
        !node->is_skeleton)
        return;
    bool good = is_number ? intl_number_of_formatjs(node->style, &judging->scratch)
                          : intl_date_of_formatjs(node->style, judging->resolves_hours, &judging->scratch);
    if (!good)
        judging->bad = node;
}

bool formatjs_takes_skeletons(const struct icu_text *text, struct str id, struct span span,
                              bool resolves_hours, struct diags *diags)
{
    struct judging judging = {.resolves_hours = resolves_hours};
    icu_visit(&text->message.nodes, visit_skeleton, &judging);
    buf_free(&judging.scratch);
    if (!judging.bad)
        return true;
    struct diag *diag = diag_add(diags, KIND_BUNDLE_UNFIT, span,
                                 "`" STR_FORMAT "`: FormatJS has no options for the skeleton ::" STR_FORMAT,
                                 STR_ARG(id), STR_ARG(judging.bad->style));
    diag_hint(diags, diag,
              judging.bad->kind == ICU_NUMBER
                  ? "Use stems that it has, such as ::currency/EUR or ::percent .00."
                  : "Use letters that it has: G y M L d E a h H k K m s z. The hour of the locale, `j`, is "
                    "known at run time only: the format formatjs has it.");
    return false;
}
