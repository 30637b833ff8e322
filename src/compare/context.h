// Inside of compare: how much the words of a story tell one of its events from another.
#ifndef STM_COMPARE_CONTEXT_H
#define STM_COMPARE_CONTEXT_H

#include "compare/inner.h"

typedef struct stm_telling {
    const stm_comparing *c;
    uint32_t *spread;    // [stems.n] sentences of the story that have the sense
    uint32_t nsentences; // of the story
} stm_telling;

// Counts in how many sentences of the story each sense stands.
void stm_telling_read(stm_telling *telling, const stm_comparing *c);
// The part of a word's weight that counts, 0..1: less where every other sentence of the story has its sense.
double stm_telling_share(const stm_telling *telling, uint32_t sense);

#endif
