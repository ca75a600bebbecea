// Catalogs of gettext(3), as msgfmt writes them:
// https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
// Numbers are little-endian, whatever the machine; gettext reads both orders. The table of hashes is that of
// msgfmt (P. J. Weinberger's hash, open addressing), so both write the same bytes for the same PO file.

#include "base/utf.h"
#include "catalog/bundles/gettext_texts.h"

static const uint32_t magic_number = 0x950412de;
enum { header_words = 7 };

// ---- judging

static bool has_no_nul(const struct bundled *text, const struct pattern *pattern)
{
    bool good = true;
    for (size_t i = 0; good && i < pattern->parts.count; i++) {
        const struct str both[] = {pattern->parts.at[i].text, part_name(&pattern->parts.at[i])};
        for (size_t j = 0; good && j < 2; j++)
            if (str_find_byte(both[j], 0, 0) != STR_NONE || utf_first_invalid(both[j]) != STR_NONE)
                good = bundled_refuse(text, KIND_BUNDLE_UNFIT,
                                      "an MO file cannot hold U+0000 or half of a surrogate pair");
    }
    for (size_t i = 0; good && pattern->variants && i < pattern->variants->count; i++)
        good = has_no_nul(text, &pattern->variants->at[i].value);
    return good;
}

static bool mo_holds(const struct bundle_request *request, const struct message *message,
                     struct arena *scratch, struct diags *diags)
{
    struct bundled text;
    bundled_message(request, message, diags, &text);
    if (str_find_byte(message->context, 0, 0) != STR_NONE || utf_first_invalid(message->context) != STR_NONE)
        return bundled_refuse(&text, KIND_BUNDLE_UNFIT,
                              "the context holds U+0000 or half of a surrogate pair");
    return gettext_holds(request, message, scratch, diags) && has_no_nul(&text, &message->pattern);
}

static bool mo_fits(const struct bundle_request *request, const struct message *message,
                    const struct translation *translation, struct arena *scratch, struct diags *diags)
{
    struct bundled text;
    bundled_translation(request, translation, diags, &text);
    return gettext_fits(request, message, translation, scratch, diags) && has_no_nul(&text, &text.pattern);
}

// ---- writing

static void put_word(struct buf *out, size_t value)
{
    for (int i = 0; i < 4; i++)
        buf_byte(out, (char)(value >> (8 * i) & 0xff));
}

static uint32_t hash_of(struct str key)
{
    uint32_t hash = 0;
    for (size_t i = 0; i < key.len; i++) {
        hash = (hash << 4) + (unsigned char)key.at[i];
        uint32_t high = hash & 0xf0000000;
        hash = (hash ^ high >> 24) ^ high;
    }
    return hash;
}

// As msgfmt finds it out, for which 3 is none.
static bool is_prime(size_t odd)
{
    size_t divisor = 3;
    while (divisor * divisor < odd && odd % divisor)
        divisor += 2;
    return odd % divisor != 0;
}

static size_t hash_size(size_t count)
{
    size_t size = count * 4 / 3 | 1;
    while (!is_prime(size))
        size += 2;
    return size < 3 ? 3 : size;
}

static void put_hashes(const struct gettext_entry_list *entries, size_t size, struct arena *arena,
                       struct buf *out)
{
    uint32_t *table = arena_array(arena, uint32_t, size);
    for (size_t i = 0; i < entries->count; i++) {
        uint32_t hash = hash_of(entries->at[i].key);
        size_t at = hash % size, step = 1 + hash % (size - 2);
        while (table[at])
            at = (at + step) % size;
        table[at] = (uint32_t)i + 1;
    }
    for (size_t i = 0; i < size; i++)
        put_word(out, table[i]);
}

// A string with its length and place, which go into a table; texts are ended by NUL.
struct strings {
    struct buf table, bytes;
    size_t start; // of the bytes in the file
};

static void put_string(struct strings *strings, const struct str *pieces, size_t count)
{
    size_t start = strings->bytes.len;
    for (size_t i = 0; i < count; i++) {
        buf_add(&strings->bytes, pieces[i]);
        buf_byte(&strings->bytes, '\0');
    }
    put_word(&strings->table, strings->bytes.len - start - 1);
    put_word(&strings->table, strings->start + start);
}

static void put_file(const struct gettext_entry_list *entries, struct arena *arena, struct buf *out)
{
    size_t count = entries->count, hashes = hash_size(count);
    size_t sources = header_words * 4, targets = sources + count * 8, table = targets + count * 8;
    const size_t head[header_words] = {magic_number, 0, count, sources, targets, hashes, table};
    struct strings strings = {.start = table + hashes * 4};
    for (size_t i = 0; i < count; i++) {
        const struct gettext_entry *entry = &entries->at[i];
        put_string(&strings, (struct str[]){entry->key, entry->plural}, 1 + entry->has_plural);
    }
    for (size_t i = 0; i < count; i++)
        put_string(&strings, entries->at[i].texts.at, entries->at[i].texts.count);
    for (size_t i = 0; i < header_words; i++)
        put_word(out, head[i]);
    buf_add(out, buf_str(&strings.table));
    put_hashes(entries, hashes, arena, out);
    buf_add(out, buf_str(&strings.bytes));
    buf_free(&strings.table);
    buf_free(&strings.bytes);
}

static bool mo_write(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                     struct buf *out)
{
    struct gettext_entry_list entries = {0}, all = {0};
    bool good = gettext_entries(request, scratch, diags, &entries), has_plurals = false;
    for (size_t i = 0; i < entries.count; i++)
        has_plurals = has_plurals || entries.at[i].has_plural;
    struct gettext_entry header = {0};
    *list_push(&header.texts, scratch) = gettext_header(request, has_plurals, scratch);
    list_reserve(&all, entries.count + 1, scratch);
    *list_push(&all, scratch) = header;
    for (size_t i = 0; i < entries.count; i++)
        *list_push(&all, scratch) = entries.at[i];
    put_file(&all, scratch, out);
    return good;
}

const struct bundle bundle_mo = {
    .name = "mo",
    .meaning = "gettext: binary catalogs as msgfmt writes them, by source text",
    .suffix = ".mo",
    .is_binary = true,
    .begin = gettext_begin,
    .holds = mo_holds,
    .fits = mo_fits,
    .write = mo_write,
};
