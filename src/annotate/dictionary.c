// Open addressing as in base/map.c; the words' hashes are good ones and serve as they are.
#include "annotate/dictionary.h"

enum { AHEAD = 8 /* tokens that the slots are fetched ahead of their look-up */, SLOTS_TO_WORD = 4 };

static stm_known *known_put(stm_dictionary *d, uint64_t word)
{
    size_t at = word & (d->nslots - 1);
    while (d->slots[at].number != 0 && d->known[d->slots[at].number].word != word)
        at = (at + 1) & (d->nslots - 1);
    if (d->slots[at].number == 0) {
        d->slots[at] = (stm_slot){(uint32_t)d->nknown, (uint32_t)(word >> 32)};
        d->known[d->nknown++] = (stm_known){.word = word, .lexeme = &stm_lexeme_none};
    }
    return &d->known[d->slots[at].number];
}

void stm_dictionary_make(stm_dictionary *d, stm_arena *arena, const stm_vocabulary *vocabulary, const stm_lexicon *lexicon)
{
    size_t most = lexicon->lexemes.n + lexicon->inner.n + (vocabulary != NULL ? vocabulary->words.n : 0);
    *d = (stm_dictionary){.lexicon = lexicon, .nknown = 1, .nslots = 64};
    while (d->nslots < most * SLOTS_TO_WORD)
        d->nslots *= 2;
    d->slots = stm_arena_take_array(arena, d->nslots, sizeof *d->slots);
    d->known = stm_arena_take_array(arena, most + 1, sizeof *d->known);
    d->known[0].lexeme = &stm_lexeme_none;
    for (size_t i = 0; vocabulary != NULL && i < vocabulary->words.n; i++)
        known_put(d, vocabulary->words.entries[i].key)->flags = vocabulary->words.entries[i].value;
    for (size_t i = 0; i < lexicon->lexemes.n; i++) {
        const stm_lexeme *lexeme = (const stm_lexeme *)(uintptr_t)lexicon->lexemes.entries[i].value;
        stm_known *known = lexeme->word ? known_put(d, lexicon->lexemes.entries[i].key) : NULL;
        if (known != NULL) {
            known->lexeme = lexeme;
            known->gates = lexeme->gates;
        }
    }
    for (size_t i = 0; i < lexicon->inner.n; i++)
        known_put(d, lexicon->inner.entries[i].key)->gates |= (uint32_t)lexicon->inner.entries[i].value;
}

const stm_known *stm_dictionary_seek(const stm_dictionary *d, uint64_t word)
{
    size_t at = word & (d->nslots - 1);
    for (; d->slots[at].number != 0; at = (at + 1) & (d->nslots - 1))
        if (d->slots[at].tag == (uint32_t)(word >> 32) && d->known[d->slots[at].number].word == word)
            return &d->known[d->slots[at].number];
    return d->known;
}

const stm_known **stm_dictionary_know(const stm_dictionary *d, stm_arena *arena, const stm_segments *segments)
{
    const stm_known **known = stm_arena_take_array(arena, segments->ntokens, sizeof *known);
    const stm_token *tokens = segments->tokens;
    for (size_t i = 0; i < segments->ntokens; i++) {
        if (i + AHEAD < segments->ntokens)
            __builtin_prefetch(&d->slots[tokens[i + AHEAD].word & (d->nslots - 1)]);
        known[i] = stm_dictionary_get(d, tokens[i].word);
    }
    return known;
}
