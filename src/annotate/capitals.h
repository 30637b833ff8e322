// The words that an article writes with a capital, and what the article says of them elsewhere.
//
// One small table of them stands for three maps: a word's state is asked for far more often than there are such words, and all of them
// are known before the first name is looked for.
#ifndef STM_ANNOTATE_CAPITALS_H
#define STM_ANNOTATE_CAPITALS_H

#include "annotate/scene.h"

enum {
    STM_SEEN_SMALL = 1,  // the article writes it in lower case too
    STM_SEEN_PERSON = 2, // a word of the name of a person that is beyond doubt
    STM_SEEN_SINGLE = 4, // a name of one word within a sentence that is no person so far
};

typedef struct stm_capitals {
    uint32_t *tokens; // [n] those that are words with a capital
    uint32_t n;
    uint64_t *words; // [nslots] hashes, by their low bits; 0: free
    uint8_t *seen;   // [nslots] STM_SEEN_*
    size_t nslots;
} stm_capitals;

// Is the token a word that begins with a capital, or with a particle that is stuck to one: "al-Hadi".
bool stm_capital_prefixed(const stm_scene *s, uint32_t i);
static inline bool stm_capital_is(const stm_scene *s, uint32_t i)
{
    return i < s->ntokens && s->tokens[i].kind == STM_TOKEN_WORD &&
           (s->tokens[i].upper || (!s->tokens[i].plain && stm_capital_prefixed(s, i)));
}

// Lists them and notes which of them are written in lower case too.
void stm_capitals_find(stm_capitals *capitals, const stm_scene *s);

static inline size_t stm_capitals_slot(const stm_capitals *c, uint64_t word)
{
    size_t at = word & (c->nslots - 1);
    while (c->words[at] != 0 && c->words[at] != word)
        at = (at + 1) & (c->nslots - 1);
    return at;
}
// What is seen of the word; 0 too where it has no capital anywhere.
static inline unsigned stm_capitals_seen(const stm_capitals *c, uint64_t word)
{
    return c->seen[stm_capitals_slot(c, word)];
}
// Notes something of the word, if it has a capital somewhere.
static inline void stm_capitals_note(const stm_capitals *c, uint64_t word, unsigned what)
{
    size_t at = stm_capitals_slot(c, word);
    c->seen[at] |= (uint8_t)(c->words[at] != 0 ? what : 0);
}

#endif
