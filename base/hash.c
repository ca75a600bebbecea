#include "base/hash.h"

static uint64_t fold(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t load(const char *at, size_t len)
{
    uint64_t word = 0;
    memcpy(&word, at, len);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

uint64_t hash_bytes(struct str bytes)
{
    const uint64_t prime = 0x9e3779b97f4a7c15u;
    uint64_t hash = prime ^ bytes.len;
    size_t i = 0;
    for (; i + 8 <= bytes.len; i += 8)
        hash = fold(hash ^ load(bytes.at + i, 8), prime);
    if (i < bytes.len)
        hash = fold(hash ^ load(bytes.at + i, bytes.len - i), prime);
    return fold(hash ^ (hash >> 32), 0xe7037ed1a0b428dbu);
}
