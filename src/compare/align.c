// Word alignment: the longest common subsequence of two runs of words (Hunt & Szymanski's problem, solved by the plain table,
// since runs are bounded), with a preference for what stands together.
#include "compare/inner.h"

typedef struct table {
    uint16_t *best; // [(n + 1) * (m + 1)] twice the pairs from here on, plus one for each pair that follows another at once
    uint32_t m;
} table;

static uint16_t *cell(const table *t, uint32_t i, uint32_t j)
{
    return &t->best[(size_t)i * (t->m + 1) + j];
}

static bool equal(stm_run_of_words one, stm_run_of_words two, uint32_t i, uint32_t j)
{
    return i < one.n && j < two.n && one.words[i] != STM_NO_WORD && one.words[i] == two.words[j];
}

// What matching i with j is worth: more where the next words match too, so that runs stay whole.
static uint16_t worth(const table *t, stm_run_of_words one, stm_run_of_words two, uint32_t i, uint32_t j)
{
    return (uint16_t)(*cell(t, i + 1, j + 1) + 2 + equal(one, two, i + 1, j + 1));
}

uint32_t stm_words_align(stm_comparing *c, stm_run_of_words one, stm_run_of_words two, uint32_t *match)
{
    for (uint32_t i = 0; i < one.n; i++)
        match[i] = STM_NO_WORD;
    one.n = one.n < STM_ALIGN_MOST ? one.n : STM_ALIGN_MOST;
    two.n = two.n < STM_ALIGN_MOST ? two.n : STM_ALIGN_MOST;
    if (c->table == NULL)
        c->table = stm_arena_take_array(c->arena, (STM_ALIGN_MOST + 1) * (STM_ALIGN_MOST + 1), sizeof *c->table);
    table t = {c->table, two.n};
    memset(c->table, 0, (size_t)(one.n + 1) * (two.n + 1) * sizeof *c->table);
    for (uint32_t i = one.n; i-- > 0;)
        for (uint32_t j = two.n; j-- > 0;) {
            uint16_t best = *cell(&t, i + 1, j) > *cell(&t, i, j + 1) ? *cell(&t, i + 1, j) : *cell(&t, i, j + 1);
            if (equal(one, two, i, j) && worth(&t, one, two, i, j) > best)
                best = worth(&t, one, two, i, j);
            *cell(&t, i, j) = best;
        }
    uint32_t pairs = 0;
    for (uint32_t i = 0, j = 0; i < one.n && j < two.n;) {
        if (equal(one, two, i, j) && *cell(&t, i, j) == worth(&t, one, two, i, j)) {
            match[i++] = j++;
            pairs++;
        } else if (*cell(&t, i + 1, j) >= *cell(&t, i, j + 1))
            i++;
        else
            j++;
    }
    return pairs;
}
