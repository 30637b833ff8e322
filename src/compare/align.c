// Word alignment: the longest common subsequence of two runs of words (Hunt & Szymanski's problem, solved by the plain table,
// since runs are bounded), with a preference for what stands together.
#include "compare/inner.h"

typedef struct table {
    uint16_t *best; // [(n + 1) * (m + 1)] twice the pairs from here on, plus one for each pair that follows another at once
    uint16_t *pair; // the same where the two words here are a pair; 0: they are not equal
    uint32_t m;
} table;

static size_t at(const table *t, uint32_t i, uint32_t j)
{
    return (size_t)i * (t->m + 1) + j;
}

// What the rest is worth behind the pair (i, j): more where the next words are a pair, too.
static uint16_t behind(const table *t, uint32_t i, uint32_t j)
{
    uint16_t next = t->pair[at(t, i + 1, j + 1)], best = t->best[at(t, i + 1, j + 1)];
    return next > 0 && next + 1 > best ? (uint16_t)(next + 1) : best;
}

static void fill(const table *t, stm_run_of_words one, stm_run_of_words two)
{
    for (uint32_t i = one.n; i-- > 0;)
        for (uint32_t j = two.n; j-- > 0;) {
            uint16_t down = t->best[at(t, i + 1, j)], right = t->best[at(t, i, j + 1)], best = down > right ? down : right;
            bool equal = one.words[i] != STM_NO_WORD && one.words[i] == two.words[j];
            uint16_t pair = equal ? (uint16_t)(2 + behind(t, i, j)) : 0;
            t->pair[at(t, i, j)] = pair;
            t->best[at(t, i, j)] = pair > best ? pair : best;
        }
}

uint32_t stm_words_align(stm_comparing *c, stm_run_of_words one, stm_run_of_words two, uint32_t *match)
{
    enum { CELLS = (STM_ALIGN_MOST + 1) * (STM_ALIGN_MOST + 1) };
    for (uint32_t i = 0; i < one.n; i++)
        match[i] = STM_NO_WORD;
    one.n = one.n < STM_ALIGN_MOST ? one.n : STM_ALIGN_MOST;
    two.n = two.n < STM_ALIGN_MOST ? two.n : STM_ALIGN_MOST;
    if (c->table == NULL)
        c->table = stm_arena_take_array(c->arena, 2 * CELLS, sizeof *c->table);
    table t = {c->table, c->table + CELLS, two.n};
    memset(t.best, 0, (size_t)(one.n + 1) * (two.n + 1) * sizeof *t.best);
    memset(t.pair, 0, (size_t)(one.n + 1) * (two.n + 1) * sizeof *t.pair);
    fill(&t, one, two);
    uint32_t pairs = 0;
    bool goes_on = false; // the pair before was taken for the sake of this one
    for (uint32_t i = 0, j = 0; i < one.n && j < two.n;) {
        uint16_t pair = t.pair[at(&t, i, j)], best = t.best[at(&t, i, j)];
        if (pair > 0 && (goes_on || pair == best)) {
            goes_on = behind(&t, i, j) > t.best[at(&t, i + 1, j + 1)];
            match[i++] = j++;
            pairs++;
        } else if (t.best[at(&t, i + 1, j)] >= t.best[at(&t, i, j + 1)])
            i++;
        else
            j++;
    }
    return pairs;
}

bool stm_words_same_but_number(const stm_comparing *c, uint32_t one, uint32_t two)
{
    stm_view a = c->exacts.words[one], b = c->exacts.words[two];
    stm_view more = a.size > b.size ? a : b, less = a.size > b.size ? b : a;
    return one == two || (more.size == less.size + 1 && more.at[less.size] == 's' && stm_view_begins(more, less));
}

uint32_t stm_words_run(const uint32_t *match, uint32_t n)
{
    uint32_t run = 0, longest = 0;
    for (uint32_t i = 0; i < n; i++) {
        run = match[i] == STM_NO_WORD ? 0 : run > 0 && match[i] == match[i - 1] + 1 ? run + 1 : 1;
        longest = run > longest ? run : longest;
    }
    return longest;
}
