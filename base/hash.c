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

static const uint64_t prime = 0x9e3779b97f4a7c15u;

static uint64_t add_words(uint64_t hash, struct str words)
{
    for (size_t i = 0; i + 8 <= words.len; i += 8)
        hash = fold(hash ^ load(words.at + i, 8), prime);
    return hash;
}

static uint64_t end(uint64_t hash, struct str rest)
{
    if (rest.len > 0)
        hash = fold(hash ^ load(rest.at, rest.len), prime);
    return fold(hash ^ (hash >> 32), 0xe7037ed1a0b428dbu);
}

uint64_t hash_bytes(struct str bytes)
{
    return end(add_words(prime ^ bytes.len, bytes), str_from(bytes, bytes.len / 8 * 8));
}

struct hash_run hash_begin(size_t len)
{
    return (struct hash_run){.hash = prime ^ len};
}

void hash_add(struct hash_run *run, struct str piece)
{
    size_t missing = run->rest_len ? sizeof run->rest - run->rest_len : 0;
    size_t taken = missing < piece.len ? missing : piece.len;
    if (piece.len == 0)
        return;
    memcpy(run->rest + run->rest_len, piece.at, taken);
    run->rest_len += taken;
    if (run->rest_len == sizeof run->rest) {
        run->hash = add_words(run->hash, (struct str){run->rest, run->rest_len});
        run->rest_len = 0;
    }
    piece = str_from(piece, taken);
    size_t whole = piece.len / 8 * 8;
    run->hash = add_words(run->hash, str_slice(piece, 0, whole));
    memcpy(run->rest + run->rest_len, piece.at + whole, piece.len - whole);
    run->rest_len += piece.len - whole;
}

uint64_t hash_end(const struct hash_run *run)
{
    return end(run->hash, (struct str){run->rest, run->rest_len});
}
