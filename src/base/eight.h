// Eight bytes at a time: which of them are what, as the high bits of their places (Hacker's Delight, 2nd ed., 6-1).
#ifndef STM_BASE_EIGHT_H
#define STM_BASE_EIGHT_H

#include <stdint.h>
#include <string.h>

#define STM_EIGHT(byte) (UINT64_C(0x0101010101010101) * (unsigned char)(byte))

static inline uint64_t stm_eight_at(const char *bytes)
{
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    return eight;
}
// Those that are `byte`.
static inline uint64_t stm_eight_equal(uint64_t eight, char byte)
{
    uint64_t other = eight ^ STM_EIGHT(byte);
    return ~(((other & STM_EIGHT(0x7F)) + STM_EIGHT(0x7F)) | other | STM_EIGHT(0x7F));
}
// How many places the high bits mark.
static inline unsigned stm_eight_count(uint64_t marks)
{
    return (unsigned)((marks >> 7) * STM_EIGHT(1) >> 56);
}
// Not 0: at least one is a control character, below the blank.
static inline uint64_t stm_eight_controls(uint64_t eight)
{
    return (eight - STM_EIGHT(0x20)) & ~eight & STM_EIGHT(0x80);
}
// Not 0: at least one is beyond ASCII.
static inline uint64_t stm_eight_wide(uint64_t eight)
{
    return eight & STM_EIGHT(0x80);
}

#endif
