// YAML as people write it into configuration files, read into the same tree as JSON (base/jsonc.h), in which
// each value knows its bytes. The only door to libyaml, which reads YAML 1.1.
//
// Scalars are texts as they are written, whatever YAML would make of `yes` or `1.0`; one that is written as
// nothing or `~` is null. Keys must be scalars. Aliases are not read, tags and anchors are passed over, and
// there is one document.
#ifndef SYNC_YAML_H
#define SYNC_YAML_H

#include "base/jsonc.h"

enum { yaml_depth = 32, yaml_greatest = 1024 * 1024 }; // of nesting; bytes

// Reads the text. False with one diagnostic (sync-malformed, file-not-utf8, file-too-large); then root is
// NULL. An empty text is null. Path and text must outlive the result.
bool yaml_read(struct str path, struct str text, struct arena *arena, struct diags *diags,
               struct jsonc_file *out);

#endif
