// What the application shows, where no sources say it: what the catalog of the source locale holds, else what
// any catalog holds.
#include "catalog/messages.h"
#include "cli/catalogs.h"

// *found: whether there is a catalog.
static enum status add_messages(struct context *context, struct project *project,
                                struct project_catalog_list *catalogs, bool *found)
{
    size_t before = context->diags->count;
    catalogs->is_surveyed = true;
    enum status status = catalogs_read(context, project, NULL, NULL, catalogs);
    if (status == STATUS_FINE)
        context->diags->count = before; // commands that read the catalogs themselves warn of the same
    for (size_t i = 0; i < catalogs->count; i++) {
        *found |= catalogs->at[i].is_present;
        if (catalogs->at[i].is_present && !catalogs->at[i].is_failed)
            messages_of_catalog(&catalogs->at[i].catalog, context->arena, &project->extraction.messages);
    }
    catalogs_close(context, catalogs);
    return status;
}

enum status catalogs_messages(struct context *context, struct project *project)
{
    bool found = false;
    project->config.with_locations = false; // a place in a catalog is none in the sources
    struct project_catalog_list source = {0}, targets = {0};
    *list_push(&source, context->arena) = (struct project_catalog){
        .locale = project->config.source_locale, .path = catalogs_source_path(context, project)};
    enum status status = add_messages(context, project, &source, &found);
    if (status != STATUS_FINE || project->extraction.messages.count)
        return status;
    if (!catalogs_list(context, project, &targets))
        return STATUS_WORLD;
    status = add_messages(context, project, &targets, &found);
    if (status == STATUS_FINE && !found)
        diag_add(context->diags, KIND_CATALOG_NONE, span_file(project->config.path),
                 "there are no sources, and no catalogs to take messages from");
    return status;
}
