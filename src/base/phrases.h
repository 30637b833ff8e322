// Phrases: where any of many stands in a text, in one walk over it.
//
// A phrase is looked for at every byte, ASCII case aside; where the byte at hand and the next may begin one, those that begin
// with the first are compared. For tables of tens to hundreds of phrases over lines and paragraphs.
#ifndef STM_BASE_PHRASES_H
#define STM_BASE_PHRASES_H

#include "base/table.h"

typedef struct stm_phrases {
    const stm_table *table;
    uint32_t *rows;        // numbers of the table's rows, by the first byte of their phrase in lower case
    uint32_t begins[257];  // of each first byte in `rows`
    uint64_t pairs[256][4]; // of each first byte, in either case, the set of bytes that may follow
} stm_phrases;

// The first fields of `table`, which must outlive the phrases; empty ones are never found.
void stm_phrases_init(stm_phrases *phrases, stm_arena *arena, const stm_table *table);

typedef struct stm_phrase_hit {
    size_t at;            // byte of the text; begin with all fields 0
    uint32_t nth;         // of the phrases that begin with that byte, the next to try
    const stm_row *row;   // the phrase found
} stm_phrase_hit;

// Moves `hit` to the next phrase in the text, by place, then by row; false once there is none.
bool stm_phrases_next(const stm_phrases *phrases, stm_view text, stm_phrase_hit *hit);

#endif
