// Languages as Transifex has them: codes with `_` ("pt_BR", "zh-Hans", "sr@latin"), with what ICU knows of
// them. Any code that ICU takes for a locale is one; `GET /languages` lists those of language_codes.def.
#ifndef SYNC_HUB_LANGUAGE_H
#define SYNC_HUB_LANGUAGE_H

#include "sync/hub/exchange.h"

bool language_is_known(struct exchange *x, struct str code);
// The object of the type languages.
void language_print(struct exchange *x, struct str code);

#endif
