// The dictionary of a language: all that its tables say of a word, in one look-up a token.
//
// Names and quotes ask for the flags of a word (vocabulary.h), figures and dates for its lexeme (lexicon.h) and its gates (gates.h).
// The door of annotate looks each token up once (stm_dictionary_know) and hands what is known of it to all of them.
#ifndef STM_ANNOTATE_DICTIONARY_H
#define STM_ANNOTATE_DICTIONARY_H

#include "annotate/gates.h"
#include "annotate/vocabulary.h"
#include "segment/segment.h"

typedef struct stm_known {
    uint64_t word;            // its hash
    uint64_t flags;           // STM_V_*, STM_W_*, STM_N_*
    const stm_lexeme *lexeme; // stm_lexeme_none: figures and dates know nothing of it
    uint32_t gates;           // STM_BEGIN_*, STM_GATE_*
} stm_known;

typedef struct stm_dictionary {
    const stm_lexicon *lexicon;
    stm_known *known; // [nknown]; the first is what is known of all other words: nothing
    stm_slot *slots;  // [nslots], by the low bits of the hash
    size_t nknown, nslots;
} stm_dictionary;

// Of both tables, which must outlive it; without a vocabulary all flags are 0.
void stm_dictionary_make(stm_dictionary *dictionary, stm_arena *arena, const stm_vocabulary *vocabulary, const stm_lexicon *lexicon);

// The same where its first slot is taken by another.
const stm_known *stm_dictionary_seek(const stm_dictionary *dictionary, uint64_t word);

// What is known of the word with that hash; never NULL. Nearly always without a branch: nobody can foretell which words are known.
static inline const stm_known *stm_dictionary_get(const stm_dictionary *d, uint64_t word)
{
    stm_slot slot = d->slots[word & (d->nslots - 1)];
    const stm_known *known = &d->known[slot.number & -(uint32_t)(slot.tag == (uint32_t)(word >> 32))];
    uint64_t other = (known->word ^ word) & -(uint64_t)(slot.number != 0);
    return other == 0 ? known : stm_dictionary_seek(d, word);
}

// The same of every token, [ntokens], in the arena.
const stm_known **stm_dictionary_know(const stm_dictionary *dictionary, stm_arena *arena, const stm_segments *segments);

#endif
