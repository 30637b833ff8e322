// A word that every other sentence of the story has says little of a single one: by how many have it, as inverse document frequency
// does (Sparck Jones 1972), over the sentences of all accounts.
#include "compare/context.h"

#include <math.h>

enum { FEW_SENTENCES = 12 }; // added to those of the story: in a short one no word is too frequent

static const double RARE = 3.5; // bits: a word of fewer sentences than one in 2^rare counts fully

void stm_telling_read(stm_telling *telling, const stm_comparing *c)
{
    size_t nstems = c->stems.n;
    *telling = (stm_telling){.c = c};
    telling->spread = stm_arena_take_array(c->arena, nstems + 1, sizeof *telling->spread);
    uint32_t *seen = stm_arena_take_array(c->arena, nstems + 1, sizeof *seen);
    for (uint32_t a = 0; a < c->naccounts; a++) {
        const stm_account *account = &c->accounts[a];
        for (size_t s = 0; s < account->doc->segments.nsentences; s++) {
            telling->nsentences++;
            for (uint32_t t = account->doc->segments.sentences[s].begin; t < account->doc->segments.sentences[s].end; t++)
                if (account->sense[t] != STM_NO_WORD && seen[account->sense[t]] != telling->nsentences) {
                    seen[account->sense[t]] = telling->nsentences;
                    telling->spread[account->sense[t]]++;
                }
        }
    }
}

double stm_telling_share(const stm_telling *telling, uint32_t sense)
{
    double rare = log2((double)(telling->nsentences + FEW_SENTENCES) / (telling->spread[sense] + 1)) / RARE;
    return rare < 1 ? rare : 1;
}
