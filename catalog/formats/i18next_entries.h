// What an i18next file consists of: texts, and plurals that several members make together.
//
// In version 4 a plural's members are called key_zero, key_one, key_two, key_few, key_many and key_other,
// those of an ordinal key_ordinal_one and so on. But any key may end like that. So members are one plural
// only where there is key_other, with another form beside it or with {{count}} in its text, and no text that
// is called key. Where a file has no such plural, key and key_plural are one, as in version 3. The numbered
// forms of version 3 (key_0, key_1, key_2) stay texts of their own: which number is which category depends on
// the language and on the version. So do contexts (key_male), which nothing tells from other keys.
#ifndef CATALOG_FORMATS_I18NEXT_ENTRIES_H
#define CATALOG_FORMATS_I18NEXT_ENTRIES_H

#include "base/jsonc.h"
#include "base/map.h"
#include "catalog/locale.h"

enum { i18next_depth_greatest = 64 };

struct i18next_entry {
    struct str id;                           // keys joined by dots; elements of arrays by their number
    const struct jsonc *member;              // the text, or the first form of the plural
    bool is_plural, is_ordinal;              // an ordinal's id ends with "_ordinal"
    bool is_old;                             // key and key_plural
    const struct jsonc *forms[PLURAL_COUNT]; // of a plural; NULL where there is none
};

struct i18next_entry_list {
    struct i18next_entry *at;
    size_t count, capacity;
};

struct i18next_file {
    struct i18next_entry_list entries; // in the order of the file
    bool is_nested;                    // objects stand in the root
    bool is_old;                       // plurals as in version 3
};

// A warning tells of objects that are nested deeper than the limit; they are passed over.
void i18next_entries(const struct jsonc_file *json, struct arena *arena, struct diags *diags,
                     struct i18next_file *out);

// The category that a key ends with ("_few"), or PLURAL_COUNT. *base is what stands before it.
enum plural_category i18next_suffix(struct str key, struct str *base);

#endif
