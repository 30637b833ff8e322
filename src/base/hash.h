// Hashes: fast ones for tables (xxHash), SHA-256 for what must be checked again (nettle).
#ifndef STM_BASE_HASH_H
#define STM_BASE_HASH_H

#include <endian.h>
#include <string.h>

#include "base/view.h"

uint64_t stm_hash(stm_view bytes);
// The same of the n bytes, 1 to 8, behind four others at `room`; 12 bytes must be there. XXH3 as its specification has it for few bytes,
// but both ways at once: which of them the next word takes nobody can foretell.
static inline uint64_t stm_hash_few(const char room[12], size_t n)
{
    const unsigned char *bytes = (const unsigned char *)room + 4;
    uint32_t first, last;
    memcpy(&first, bytes, 4);
    memcpy(&last, bytes + n - 4, 4);
    uint64_t three = ((uint32_t)bytes[0] << 16 | (uint32_t)bytes[n >> 1] << 24 | bytes[n - 1] | (uint32_t)n << 8) ^ UINT32_C(0x87275A9B);
    three = (three ^ three >> 33) * UINT64_C(0xC2B2AE3D27D4EB4F);
    three = (three ^ three >> 29) * UINT64_C(0x165667B19E3779F9);
    uint64_t more = (le32toh(last) + ((uint64_t)le32toh(first) << 32)) ^ UINT64_C(0xC73AB174C5ECD5A2);
    more = (more ^ (more << 49 | more >> 15) ^ (more << 24 | more >> 40)) * UINT64_C(0x9FB21C651E98DF25);
    more = (more ^ ((more >> 35) + n)) * UINT64_C(0x9FB21C651E98DF25);
    uint64_t few = -(uint64_t)(n < 4);
    return ((three ^ three >> 32) & few) | ((more ^ more >> 28) & ~few);
}
static inline uint64_t stm_hash_number(uint64_t number) // the finaliser of MurmurHash3
{
    number = (number ^ number >> 33) * 0xff51afd7ed558ccdu;
    number = (number ^ number >> 33) * 0xc4ceb9fe1a85ec53u;
    return number ^ number >> 33;
}
// One hash out of two, order matters.
static inline uint64_t stm_hash_join(uint64_t one, uint64_t two)
{
    return stm_hash_number(one * 0x9E3779B97F4A7C15u + two);
}

// 64 bits as 16 lower-case hexadecimal digits and a NUL.
enum { STM_HASH_TEXT = 17 };
void stm_hash_print(uint64_t hash, char to[STM_HASH_TEXT]);

enum { STM_SHA256_SIZE = 32, STM_SHA256_TEXT = 65 };
typedef struct stm_sha256 stm_sha256; // a sum in progress
stm_sha256 *stm_sha256_new(void);     // NULL: out of memory
void stm_sha256_add(stm_sha256 *sum, stm_view bytes);
void stm_sha256_end(stm_sha256 *sum, unsigned char digest[STM_SHA256_SIZE]); // and begins anew
void stm_sha256_free(stm_sha256 *sum);
void stm_sha256_of(stm_view bytes, unsigned char digest[STM_SHA256_SIZE]);
void stm_sha256_print(const unsigned char digest[STM_SHA256_SIZE], char to[STM_SHA256_TEXT]); // hexadecimal, NUL
// base64 with padding, as Content-Security-Policy wants it: 44 characters and a NUL.
void stm_sha256_print_base64(const unsigned char digest[STM_SHA256_SIZE], char to[45]);

#endif
