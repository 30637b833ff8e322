// How rare a word is in the news of its language, from lang/<code>/common.tsv: the background against which words of a story
// count.
#ifndef STM_LANG_RARITY_H
#define STM_LANG_RARITY_H

#include "base/map.h"

typedef struct stm_rarity {
    stm_map shares; // hash of the folded word -> articles of 10,000 that have it
} stm_rarity;

enum { STM_RARITY_ARTICLES = 10000, STM_RARITY_UNKNOWN = 20 }; // the share of a word that is not in the table

// Reads the table of `code`, of English where that language has none.
void stm_rarity_init(stm_rarity *rarity, stm_arena *arena, const char *code);

// Of 10,000 articles, how many have the word with this hash (stm_hash of its folded form, as stm_token.word).
double stm_rarity_share(const stm_rarity *rarity, uint64_t word);

#endif
