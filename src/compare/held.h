// How much of what a sentence tells stands in one sentence of another account, and the other way round (held.c).
#ifndef STM_COMPARE_HELD_H
#define STM_COMPARE_HELD_H

#include "compare/inner.h"

typedef struct stm_held stm_held;

// Reads the prose of all accounts, in the arena of `c`.
stm_held *stm_held_new(const stm_comparing *c);
typedef struct stm_held_shares {
    double held;  // 0..1, of its bits that one sentence of another account has; 1 where it has no word that tells
    double holds; // 0..1, of the bits of one sentence of another account that it has
} stm_held_shares;

// Of tokens [begin, end) of an account.
stm_held_shares stm_held_of(stm_held *held, uint32_t account, uint32_t begin, uint32_t end);

#endif
