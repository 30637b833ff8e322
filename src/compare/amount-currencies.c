// "500 pounds" in one account, "500 Lebanese pounds" in another: the word alone is read as its best known currency, though the
// story is of another country. Where all that say whose the word is say the same, and none has the best known one by its sign or full
// name, the word alone means what they say.
#include "base/hash.h"
#include "base/utf8.h"
#include "compare/amount-reading.h"

typedef struct coin { // a word for money
    stm_view full; // unit where it is said whose; empty: nobody says
    bool several;  // more than one
} coin;

static coin *coin_at(const stm_amounts_reading *r, uint64_t number)
{
    return stm_vector_at(&r->coins, number - 1);
}

// The last word of a sum of money, folded; empty: it ends in no word. `full` tells whether it is said whose the money is.
static stm_view word_of(const stm_amounts_reading *r, uint32_t account, const stm_figure *f, bool *full)
{
    const stm_account *a = &r->c->accounts[account];
    const stm_segments *g = &a->doc->segments;
    uint32_t first = stm_token_at(g, f->span.begin), t = first;
    while (t + 1 < g->ntokens && g->tokens[t + 1].span.begin < f->span.end)
        t++;
    *full = t > first && g->tokens[t - 1].kind == STM_TOKEN_WORD && g->tokens[t - 1].upper;
    bool word = t < g->ntokens && g->tokens[t].kind == STM_TOKEN_WORD;
    return word ? stm_fold(r->c->arena, stm_account_text(a, g->tokens[t].span)) : (stm_view){NULL, 0};
}

static void read_sum(stm_amounts_reading *r, uint32_t account, const stm_figure *f)
{
    bool full;
    stm_view word = word_of(r, account, f, &full);
    if (word.size == 0 || full)
        *stm_map_put(&r->currencies, stm_hash(f->unit)) = 1;
    if (word.size == 0 || !full)
        return;
    uint64_t *number = stm_map_put(&r->coin_words, stm_hash(word));
    if (*number == 0) {
        *(coin *)stm_vector_push(&r->coins) = (coin){.full = f->unit};
        *number = r->coins.n;
    }
    coin *known = coin_at(r, *number);
    known->several = known->several || !stm_view_equal(known->full, f->unit);
}

void stm_amounts_read_currencies(stm_amounts_reading *r)
{
    stm_map_init(&r->currencies, r->c->arena);
    stm_map_init(&r->coin_words, r->c->arena);
    stm_vector_init(&r->coins, r->c->arena, sizeof(coin));
    for (uint32_t a = 0; a < r->c->naccounts; a++) {
        const stm_notes *notes = &r->c->accounts[a].doc->notes;
        for (size_t i = 0; i < notes->nfigures; i++)
            if (notes->figures[i].kind == STM_FIGURE_MONEY)
                read_sum(r, a, &notes->figures[i]);
    }
}

const stm_figure *stm_amount_of_currency(stm_amounts_reading *r, uint32_t account, const stm_figure *f)
{
    bool full;
    stm_view word = f->kind == STM_FIGURE_MONEY ? word_of(r, account, f, &full) : (stm_view){NULL, 0};
    const uint64_t *number = word.size > 0 && !full ? stm_map_get(&r->coin_words, stm_hash(word)) : NULL;
    if (number == NULL || coin_at(r, *number)->several || stm_map_get(&r->currencies, stm_hash(f->unit)) != NULL)
        return f;
    stm_figure *own = stm_arena_take(r->c->arena, sizeof *own);
    *own = *f;
    own->unit = coin_at(r, *number)->full;
    return own;
}
