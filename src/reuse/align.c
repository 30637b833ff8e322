// Alignment: the seeds of a pair grown into matching words.
//
// Seeds on one diagonal make a run; runs are taken the longest first, prose before captions, each word of either text once (so that a
// sentence that moved is found at its new place, and a repeated phrase once). Then every run grows at both ends over small edits: up
// to MOST_EDIT words may differ if at least as many agree behind them, one of which is no function word. A house's spelling, the
// name of a weekday, a changed title are such edits. Most pairs share a few words: only what lies between the first and the last of them
// is looked at.
#include "reuse/parts.h"

#include <stdlib.h>

enum { MOST_EDIT = 4 };

typedef struct run {
    uint32_t a, b, n; // first words, number of words
    uint32_t weight;
} run;

typedef struct aligner {
    const stm_print *a, *b;
    uint32_t *match; // [a->nwords] number + 1 of the word in b
    uint8_t *taken;  // [b->nwords]
    uint32_t first, behind; // of the words of a that are matched
} aligner;

static int by_diagonal(const void *one, const void *two)
{
    const stm_seed *x = one, *y = two;
    int64_t dx = (int64_t)x->b - x->a, dy = (int64_t)y->b - y->a;
    if (dx != dy)
        return dx < dy ? -1 : 1;
    return x->a < y->a ? -1 : x->a > y->a;
}

static int by_weight(const void *one, const void *two)
{
    const run *x = one, *y = two;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

// Words of a run, those outside captions twice.
static uint32_t weigh(const stm_print *a, const stm_print *b, const run *r)
{
    uint32_t weight = r->n;
    for (uint32_t i = 0; i < r->n; i++)
        weight += ((a->words[r->a + i].marks | b->words[r->b + i].marks) & STM_MARK_CAPTION) == 0;
    return weight;
}

// Seeds that follow each other on a diagonal, as runs; the heaviest first.
static size_t make_runs(const aligner *all, const stm_seed *seeds, size_t nseeds, stm_arena *scratch, run **runs)
{
    stm_seed *sorted = stm_arena_take_array(scratch, nseeds + 1, sizeof *sorted);
    run *out = stm_arena_take_array(scratch, nseeds + 1, sizeof *out);
    size_t n = 0;
    if (nseeds > 0)
        memcpy(sorted, seeds, nseeds * sizeof *sorted);
    qsort(sorted, nseeds, sizeof *sorted, by_diagonal);
    for (size_t i = 0; i < nseeds; i++) {
        run *last = n > 0 ? &out[n - 1] : NULL;
        bool same = last != NULL && (int64_t)sorted[i].b - sorted[i].a == (int64_t)last->b - last->a;
        uint32_t end = same ? sorted[i].a - last->a + sorted[i].n : 0;
        if (same && sorted[i].a <= last->a + last->n)
            last->n = end > last->n ? end : last->n;
        else
            out[n++] = (run){sorted[i].a, sorted[i].b, sorted[i].n, 0};
    }
    for (size_t i = 0; i < n; i++)
        out[i].weight = weigh(all->a, all->b, &out[i]);
    qsort(out, n, sizeof *out, by_weight);
    *runs = out;
    return n;
}

// Equal words of which neither is matched yet.
static bool free_pair(const aligner *all, uint32_t a, uint32_t b)
{
    return all->match[a] == 0 && !all->taken[b] && all->a->words[a].hash == all->b->words[b].hash;
}

static void take_pair(aligner *all, uint32_t a, uint32_t b)
{
    all->match[a] = b + 1;
    all->taken[b] = 1;
    all->first = a < all->first ? a : all->first;
    all->behind = a >= all->behind ? a + 1 : all->behind;
}

// Takes what is still free of a run, where that is a gram or more; of a fragment, where all of it is.
static void take_run(aligner *all, run r)
{
    uint32_t least = r.n < STM_GRAM ? r.n : STM_GRAM;
    for (uint32_t i = 0; i < r.n;) {
        uint32_t n = 0;
        while (i + n < r.n && free_pair(all, r.a + i + n, r.b + i + n))
            n++;
        for (uint32_t k = 0; n >= least && k < n; k++)
            take_pair(all, r.a + i + k, r.b + i + k);
        i += n > 0 ? n : 1;
    }
}

static bool equal_at(const aligner *all, int64_t a, int64_t b)
{
    return a >= 0 && b >= 0 && a < all->a->nwords && b < all->b->nwords && free_pair(all, (uint32_t)a, (uint32_t)b);
}

// Number of free equal pairs from (a, b) on in direction `step`, up to `enough`; `*telling`: one of them is no function word.
static int64_t count_equal(const aligner *all, int64_t a, int64_t b, int step, int64_t enough, bool *telling)
{
    int64_t n = 0;
    *telling = false;
    for (; (n < enough || !*telling) && equal_at(all, a, b); a += step, b += step, n++)
        if (!(all->a->words[a].marks & STM_MARK_COMMON))
            *telling = true;
    return n;
}

// The cheapest edit behind (a, b) after which enough words agree; false if there is none.
static bool find_edit(const aligner *all, int64_t a, int64_t b, int step, int64_t *skip_a, int64_t *skip_b)
{
    for (int64_t sum = 1; sum <= 2 * MOST_EDIT; sum++)
        for (int64_t in_a = sum <= MOST_EDIT ? 0 : sum - MOST_EDIT; in_a <= sum && in_a <= MOST_EDIT; in_a++) {
            int64_t in_b = sum - in_a, longer = in_a > in_b ? in_a : in_b;
            bool telling;
            int64_t n = count_equal(all, a + step * in_a, b + step * in_b, step, longer, &telling);
            if (n >= longer && telling && n > 0) {
                *skip_a = in_a;
                *skip_b = in_b;
                return true;
            }
        }
    return false;
}

// Grows an alignment from the matched pair (a, b) in direction `step`.
static void grow(aligner *all, int64_t a, int64_t b, int step)
{
    for (;;) {
        int64_t skip_a, skip_b;
        a += step;
        b += step;
        if (!equal_at(all, a, b)) {
            if (!find_edit(all, a, b, step, &skip_a, &skip_b))
                return;
            a += step * skip_a;
            b += step * skip_b;
        }
        take_pair(all, (uint32_t)a, (uint32_t)b);
    }
}

static void grow_all(aligner *all)
{
    uint32_t n = all->a->nwords;
    for (uint32_t i = all->first; i < all->behind; i++) { // which moves as it grows
        if (all->match[i] == 0)
            continue;
        bool begins = i == 0 || all->match[i - 1] == 0 || all->match[i - 1] + 1 != all->match[i];
        bool ends = i + 1 == n || all->match[i + 1] == 0 || all->match[i] + 1 != all->match[i + 1];
        if (begins)
            grow(all, i, all->match[i] - 1, -1);
        if (ends)
            grow(all, i, all->match[i] - 1, 1);
    }
}

// Pushes the hits, and leaves the room as it was.
static void put_hits(const aligner *all, stm_vector *hits)
{
    uint32_t expected = 0;
    for (uint32_t i = all->first; i < all->behind; i++) {
        uint32_t match = all->match[i];
        if (match == 0) {
            expected = 0;
            continue;
        }
        const stm_word *x = &all->a->words[i], *y = &all->b->words[match - 1];
        *(stm_hit *)stm_vector_push(hits) = (stm_hit){
            .a = i,
            .b = match - 1,
            .marks_a = x->marks,
            .marks_b = y->marks,
            .kind = (uint8_t)stm_word_kind((unsigned)(x->marks | y->marks)),
            .tells = stm_word_tells(x) && stm_word_tells(y),
            .follows = match == expected,
        };
        expected = match + 1;
        all->match[i] = 0;
        all->taken[match - 1] = 0;
    }
}

void stm_align(stm_arena *scratch, const stm_print *a, const stm_print *b, const stm_seed *seeds, size_t nseeds,
               const stm_alignment *room, stm_vector *hits)
{
    aligner all = {a, b, room->match, room->taken, UINT32_MAX, 0};
    run *runs;
    size_t n = make_runs(&all, seeds, nseeds, scratch, &runs);
    for (size_t i = 0; i < n; i++)
        take_run(&all, runs[i]);
    grow_all(&all);
    put_hits(&all, hits);
}
