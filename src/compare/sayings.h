// Inside of compare: quotes of all accounts, cut into pieces of a sentence each.
#ifndef STM_COMPARE_SAYINGS_H
#define STM_COMPARE_SAYINGS_H

#include "compare/inner.h"

typedef struct stm_saying { // one quote of one account
    uint32_t account;
    const stm_quote *quote;
    stm_span *spans; // [nspans] the quote's, of a mixed one what is between the marks
    uint32_t nspans;
    uint32_t speaker; // person; STM_NO_PERSON
    bool named;       // the speaker's name stands there; a pronoun or a role may be read wrongly
    bool marked;      // stands between quotation marks
    bool loose;       // between marks that no quote was read from; counts only beside the quote of another account
    bool bare;        // words of another account's quotation, here neither marked nor given to anybody
    uint32_t first, npieces;
} stm_saying;

typedef struct stm_piece { // a sentence of a saying, or what of a sentence lies in it
    uint32_t saying;
    stm_span span;
    stm_run_of_words words; // exact
    uint32_t *stems;        // [words.n]
    uint32_t *senses;       // [words.n]
    double value;           // sum of what its words tell
    uint32_t group;
} stm_piece;

typedef struct stm_sayings {
    stm_comparing *c;
    stm_vector sayings; // stm_saying
    stm_vector pieces;  // stm_piece
    double *weights;    // [stems.n] the story's weights, less for what many of its sentences have
} stm_sayings;

void stm_sayings_read(stm_sayings *s);
double stm_word_value(const stm_sayings *s, uint32_t stem);

// quote-links.c: gives pieces that say the same the same group.
void stm_sayings_link(stm_sayings *s);

// repeats.c: adds sayings for words of quotations that other accounts print without marks.
void stm_sayings_repeat(stm_sayings *s);

static inline stm_saying *stm_saying_at(const stm_sayings *s, uint32_t i)
{
    return stm_vector_at(&s->sayings, i);
}
static inline stm_piece *stm_piece_at(const stm_sayings *s, uint32_t i)
{
    return stm_vector_at(&s->pieces, i);
}

#endif
