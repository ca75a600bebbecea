#include "extractor/folder_cache.h"

struct folder_listing {
    struct arena arena; // of the entries
    struct file_identity identity;
    bool is_settled; // the identity tells it from all later contents
    size_t run;      // the last one that asked
    struct folder_entry_list entries;
};

static enum file_state read_anew(struct folder_listing *listing, struct str path,
                                 struct file_identity identity, struct diags *diags)
{
    bool is_past = file_identity_is_past(&identity);
    arena_free(&listing->arena);
    enum file_state state = folder_read(path, &listing->arena, diags, &listing->entries);
    listing->identity = identity;
    listing->is_settled = state == FILE_READ && is_past && !folder_has_links(&listing->entries);
    return state;
}

enum file_state folder_cache_read(struct folder_cache *cache, struct str path, struct diags *diags,
                                  struct folder_entry_list *out)
{
    struct map_entry *entry = map_entry(&cache->listings, path, &cache->arena);
    struct folder_listing *listing = entry->value;
    if (!listing) {
        entry->key = arena_copy(&cache->arena, path); // ends with a NUL
        entry->value = listing = arena_new(&cache->arena, struct folder_listing);
    }
    struct file_identity identity = file_identify(entry->key.at);
    enum file_state state = FILE_READ;
    listing->run = cache->run;
    if (!listing->is_settled || !file_identity_equal(&listing->identity, &identity))
        state = read_anew(listing, path, identity, diags);
    *out = listing->entries;
    return state;
}

void folder_cache_begin(struct folder_cache *cache)
{
    struct arena arena = {0};
    struct map listings = {0};
    for (size_t i = 0; i < cache->listings.entries.count; i++) {
        struct map_entry *entry = &cache->listings.entries.at[i];
        struct folder_listing *listing = entry->value, *kept;
        if (listing->run != cache->run) {
            arena_free(&listing->arena);
            continue;
        }
        kept = arena_new(&arena, struct folder_listing);
        *kept = *listing;
        map_set(&listings, arena_copy(&arena, entry->key), kept, &arena);
    }
    arena_free(&cache->arena);
    cache->arena = arena;
    cache->listings = listings;
    cache->run++;
}

void folder_cache_free(struct folder_cache *cache)
{
    for (size_t i = 0; i < cache->listings.entries.count; i++)
        arena_free(&((struct folder_listing *)cache->listings.entries.at[i].value)->arena);
    arena_free(&cache->arena);
    *cache = (struct folder_cache){0};
}
