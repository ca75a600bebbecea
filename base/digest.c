#include "base/digest.h"

#include "base/library.h"

#include <errno.h>
#include <nettle/base64.h>
#include <nettle/hmac.h>
#include <nettle/md5.h>
#include <nettle/sha2.h>
#include <sys/random.h>

#define FUNCTIONS(X)                                                                                         \
    X(nettle_md5_init)                                                                                       \
    X(nettle_md5_update)                                                                                     \
    X(nettle_md5_digest)                                                                                     \
    X(nettle_sha256_init)                                                                                    \
    X(nettle_sha256_update)                                                                                  \
    X(nettle_sha256_digest)                                                                                  \
    X(nettle_sha384_init)                                                                                    \
    X(nettle_sha512_update)                                                                                  \
    X(nettle_sha384_digest)                                                                                  \
    X(nettle_hmac_sha256_set_key)                                                                            \
    X(nettle_hmac_sha256_update)                                                                             \
    X(nettle_hmac_sha256_digest)                                                                             \
    X(nettle_base64_encode_raw)                                                                              \
    X(nettle_base64_decode_init)                                                                             \
    X(nettle_base64_decode_update)                                                                           \
    X(nettle_base64_decode_final)

struct digest {
    LIBRARY_MEMBERS(FUNCTIONS)
};

struct digest *digest_open(struct arena *arena, struct diags *diags)
{
    static const char *const names[] = {LIBRARY_NAMES(FUNCTIONS)};
    struct digest *digest = arena_new(arena, struct digest);
    return library_load("libnettle.so.8", "libnettle8", names, (void **)digest, diags) ? digest : NULL;
}

static const uint8_t *bytes_of(struct str text)
{
    return (const uint8_t *)(text.at ? text.at : "");
}

static struct str hexadecimal(const uint8_t *bytes, size_t count, struct arena *arena)
{
    static const char digits[] = "0123456789abcdef";
    char *text = arena_alloc(arena, 2, count + 1);
    for (size_t i = 0; i < count; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    return (struct str){text, 2 * count};
}

struct str digest_md5(const struct digest *digest, struct str bytes, struct arena *arena)
{
    struct md5_ctx state;
    uint8_t sum[MD5_DIGEST_SIZE];
    digest->nettle_md5_init(&state);
    digest->nettle_md5_update(&state, bytes.len, bytes_of(bytes));
    digest->nettle_md5_digest(&state, sizeof sum, sum);
    return hexadecimal(sum, sizeof sum, arena);
}

struct str digest_sha256(const struct digest *digest, struct str bytes, struct arena *arena)
{
    struct sha256_ctx state;
    uint8_t sum[SHA256_DIGEST_SIZE];
    digest->nettle_sha256_init(&state);
    digest->nettle_sha256_update(&state, bytes.len, bytes_of(bytes));
    digest->nettle_sha256_digest(&state, sizeof sum, sum);
    return hexadecimal(sum, sizeof sum, arena);
}

struct str digest_integrity(const struct digest *digest, struct str bytes, struct arena *arena)
{
    struct sha384_ctx state;
    uint8_t sum[SHA384_DIGEST_SIZE];
    digest->nettle_sha384_init(&state);
    digest->nettle_sha512_update(&state, bytes.len, bytes_of(bytes));
    digest->nettle_sha384_digest(&state, sizeof sum, sum);
    struct str base64 = digest_base64(digest, (struct str){(const char *)sum, sizeof sum}, arena);
    return arena_print(arena, "sha384-" STR_FORMAT, STR_ARG(base64));
}

struct str digest_signature(const struct digest *digest, struct str key, struct str bytes,
                            struct arena *arena)
{
    struct hmac_sha256_ctx state;
    uint8_t sum[SHA256_DIGEST_SIZE];
    digest->nettle_hmac_sha256_set_key(&state, key.len, bytes_of(key));
    digest->nettle_hmac_sha256_update(&state, bytes.len, bytes_of(bytes));
    digest->nettle_hmac_sha256_digest(&state, sizeof sum, sum);
    return digest_base64(digest, (struct str){(const char *)sum, sizeof sum}, arena);
}

struct str digest_base64(const struct digest *digest, struct str bytes, struct arena *arena)
{
    size_t len = BASE64_ENCODE_RAW_LENGTH(bytes.len);
    char *text = arena_alloc(arena, 1, len + 1);
    digest->nettle_base64_encode_raw(text, bytes.len, bytes_of(bytes));
    return (struct str){text, len};
}

bool digest_from_base64(const struct digest *digest, struct str text, struct arena *arena, struct str *out)
{
    struct base64_decode_ctx state;
    size_t len = BASE64_DECODE_LENGTH(text.len);
    uint8_t *bytes = arena_alloc(arena, 1, len + 1);
    digest->nettle_base64_decode_init(&state);
    bool good = digest->nettle_base64_decode_update(&state, &len, bytes, text.len, text.at ? text.at : "") &&
                digest->nettle_base64_decode_final(&state);
    *out = (struct str){(const char *)bytes, good ? len : 0};
    return good;
}

bool digest_equal(struct str a, struct str b)
{
    unsigned difference = a.len != b.len;
    for (size_t i = 0; i < a.len && i < b.len; i++)
        difference |= (unsigned char)a.at[i] ^ (unsigned char)b.at[i];
    return difference == 0;
}

struct str digest_random(size_t digits, struct arena *arena)
{
    size_t count = (digits + 1) / 2, at = 0;
    uint8_t *bytes = arena_alloc(arena, 1, count + 1);
    while (at < count) {
        ssize_t got = getrandom(bytes + at, count - at, 0);
        if (got > 0)
            at += (size_t)got;
        else if (got < 0 && errno != EINTR)
            break; // no kernel of today refuses; zeroes would be no secret, so nothing is given out
    }
    return str_slice(hexadecimal(bytes, at == count ? count : 0, arena), 0, digits);
}
