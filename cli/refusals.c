#include "cli/refusals.h"

enum status refusals_begin(struct refusals *refusals, struct context *context, const struct config *config,
                           const struct message_set *messages)
{
    *refusals = (struct refusals){0};
    if (!config->has_output || config->drop_in)
        return STATUS_FINE;
    enum status status = inspection_gate(&refusals->gate, context, config);
    if (status != STATUS_FINE)
        return status;
    // copies of the program are judged as modules for `lit` are
    refusals->bundle = bundle_find(config->is_transform ? STR("lit") : config->bundle_format);
    refusals->options = config->bundle_options;
    refusals->options.is_strict = false;
    refusals->options.gate = &refusals->gate.checks;
    refusals->messages = messages;
    return STATUS_FINE;
}

void refusals_of(const struct refusals *refusals, const struct catalog *catalog, struct str locale,
                 struct arena *arena, struct str_list *out)
{
    struct diags unsaid = {.arena = arena}; // `glot build` says them
    struct collator collator = {0};
    struct bundle_report report;
    struct bundle_request request = {.locale = locale,
                                     .messages = refusals->messages,
                                     .catalog = catalog,
                                     .options = &refusals->options,
                                     .collator = &collator};
    *out = (struct str_list){0};
    if (!refusals->bundle)
        return;
    bundle_prepare(refusals->bundle, &request, arena, &unsaid, &report);
    collator_close(&collator);
    *out = report.refused;
}
