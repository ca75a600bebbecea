// Hashes of bytes. For tables and change detection only; the ids of a dialect are its own affair.
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

// Not keyed, the same on every machine. Reads eight bytes at a time (after the public-domain "wyhash" idea:
// multiply to 128 bits and fold).
uint64_t hash_bytes(struct str bytes);

// The same of bytes that come in pieces, when it is known how many there will be.
struct hash_run {
    uint64_t hash;
    char rest[8]; // of the pieces so far, what fills no word
    size_t rest_len;
};
struct hash_run hash_begin(size_t len);
void hash_add(struct hash_run *run, struct str piece);
uint64_t hash_end(const struct hash_run *run);

// The hash of a sequence, one element further; it begins with any number.
static inline uint64_t hash_join(uint64_t hash, uint64_t next)
{
    return (hash ^ next) * 0x9e3779b97f4a7c15u + (hash >> 29);
}

#endif
