// Catalogs in JSON:
//     {
//       "sourceLocale": "en",
//       "targetLocale": "de",
//       "units": [
//         {
//           "id": "greeting",
//           "context": "menu",
//           "source": "Hello {0}",
//           "target": "Hallo {0}",
//           "previous": "Hi {0}",
//           "previousContext": "title",
//           "previousState": "needs-review",
//           "codes": {"0": "${name}"},
//           "state": "needs-review",
//           "obsolete": true,
//           "notes": [{"from": "glot", "text": "On the first page"}],
//           "locations": ["src/app.ts:12"]
//         }
//       ]
//     }
// Only "units" and each unit's "id" must be there. No "target" means that there is no translation yet, and
// "state" is left out where it is "new" for a unit without target or "translated" for one with it. A blank
// target counts only where "state" says that it is translated. The context of the previous source is said
// where it is another one, and the state where the translation of that needed review, too.
// json_pattern.h has the texts. Members of other names stay as they are.
#ifndef CATALOG_FORMATS_JSON_H
#define CATALOG_FORMATS_JSON_H

#include "catalog/format.h"
#include "catalog/formats/json_pattern.h"

// The array of a catalog's units. NULL with a diagnostic where there is none.
const struct jsonc *json_units(const struct jsonc_file *file, struct diags *diags);

bool json_write(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
                struct diags *diags, struct buf *out);

#endif
