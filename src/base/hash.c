#include "base/hash.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct stm_sha256 {
    struct sha256_ctx state;
};

uint64_t stm_hash(stm_view bytes)
{
    return XXH3_64bits(bytes.at != NULL ? bytes.at : "", bytes.size);
}

static void print_hex(const unsigned char *bytes, size_t n, char *to)
{
    for (size_t i = 0; i < n; i++) {
        to[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        to[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    to[2 * n] = '\0';
}

void stm_hash_print(uint64_t hash, char to[STM_HASH_TEXT])
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(hash >> (56 - 8 * i));
    print_hex(bytes, sizeof bytes, to);
}

stm_sha256 *stm_sha256_new(void)
{
    stm_sha256 *sum = malloc(sizeof *sum);
    if (sum != NULL)
        sha256_init(&sum->state);
    return sum;
}

void stm_sha256_add(stm_sha256 *sum, stm_view bytes)
{
    sha256_update(&sum->state, bytes.size, (const uint8_t *)bytes.at);
}

void stm_sha256_end(stm_sha256 *sum, unsigned char digest[STM_SHA256_SIZE])
{
    sha256_digest(&sum->state, STM_SHA256_SIZE, digest);
}

void stm_sha256_free(stm_sha256 *sum)
{
    free(sum);
}

void stm_sha256_of(stm_view bytes, unsigned char digest[STM_SHA256_SIZE])
{
    stm_sha256 sum;
    sha256_init(&sum.state);
    stm_sha256_add(&sum, bytes);
    stm_sha256_end(&sum, digest);
}

void stm_sha256_print(const unsigned char digest[STM_SHA256_SIZE], char to[STM_SHA256_TEXT])
{
    print_hex(digest, STM_SHA256_SIZE, to);
}

void stm_sha256_print_base64(const unsigned char digest[STM_SHA256_SIZE], char to[45])
{
    base64_encode_raw(to, STM_SHA256_SIZE, digest);
    to[44] = '\0';
}
