// Hashes of bytes. For tables and change detection only; the ids of a dialect are its own affair.
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

// Not keyed, the same on every machine. Reads eight bytes at a time (after the public-domain "wyhash" idea:
// multiply to 128 bits and fold).
uint64_t hash_bytes(struct str bytes);

#endif
