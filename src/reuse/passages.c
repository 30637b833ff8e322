// Passages: seeds of a pair grown into an alignment, and cut into passages of one kind.
//
// Seeds on one diagonal make a run; runs are taken the longest first, each word of either text once (so that a sentence that moved
// is found at its new place, and a repeated phrase once). Then every run grows at both ends over small edits: up to MOST_EDIT
// words may differ if at least as many agree behind them. What lies close together in both texts is one passage (Smith, Cordell,
// Mullen 2015 join seeds in the same way, over wider gaps); a passage is cut where the kind of its words changes.
#include "reuse/parts.h"

#include <stdlib.h>

enum { MOST_EDIT = 4, MOST_GAP = 8, LEAST_PIECE = 3 };

typedef struct run {
    uint32_t a, b, n; // first words, number of words
} run;

typedef struct aligner {
    const stm_print *a, *b;
    uint32_t *match; // [a->nwords] number + 1 of the word in b
    uint8_t *taken;  // [b->nwords]
} aligner;

static int by_diagonal(const void *one, const void *two)
{
    const stm_seed *x = one, *y = two;
    int64_t dx = (int64_t)x->b - x->a, dy = (int64_t)y->b - y->a;
    if (dx != dy)
        return dx < dy ? -1 : 1;
    return x->a < y->a ? -1 : x->a > y->a;
}

static int by_length(const void *one, const void *two)
{
    const run *x = one, *y = two;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

// Seeds that follow each other on a diagonal, as runs; the longest first.
static size_t make_runs(const stm_seed *seeds, size_t nseeds, stm_arena *scratch, run **runs)
{
    stm_seed *sorted = stm_arena_take_array(scratch, nseeds, sizeof *sorted);
    run *out = stm_arena_take_array(scratch, nseeds, sizeof *out);
    size_t n = 0;
    memcpy(sorted, seeds, nseeds * sizeof *sorted);
    qsort(sorted, nseeds, sizeof *sorted, by_diagonal);
    for (size_t i = 0; i < nseeds; i++) {
        run *last = n > 0 ? &out[n - 1] : NULL;
        bool same = last != NULL && (int64_t)sorted[i].b - sorted[i].a == (int64_t)last->b - last->a;
        if (same && sorted[i].a <= last->a + last->n)
            last->n = sorted[i].a - last->a + STM_GRAM;
        else
            out[n++] = (run){sorted[i].a, sorted[i].b, STM_GRAM};
    }
    qsort(out, n, sizeof *out, by_length);
    *runs = out;
    return n;
}

static bool free_pair(const aligner *all, uint32_t a, uint32_t b)
{
    return all->match[a] == 0 && !all->taken[b];
}

static void take_pair(aligner *all, uint32_t a, uint32_t b)
{
    all->match[a] = b + 1;
    all->taken[b] = 1;
}

// Takes what is still free of a run, where that is a gram or more.
static void take_run(aligner *all, run r)
{
    for (uint32_t i = 0; i < r.n;) {
        uint32_t n = 0;
        while (i + n < r.n && free_pair(all, r.a + i + n, r.b + i + n))
            n++;
        for (uint32_t k = 0; n >= STM_GRAM && k < n; k++)
            take_pair(all, r.a + i + k, r.b + i + k);
        i += n > 0 ? n : 1;
    }
}

// Is there a free pair of equal words `step` steps on (step may be negative)?
static bool equal_at(const aligner *all, int64_t a, int64_t b)
{
    if (a < 0 || b < 0 || a >= all->a->nwords || b >= all->b->nwords)
        return false;
    return all->a->words[a].hash == all->b->words[b].hash && free_pair(all, (uint32_t)a, (uint32_t)b);
}

// Number of free equal pairs from (a, b) on in direction `step`; `*telling`: one of them is no function word.
static uint32_t count_equal(const aligner *all, int64_t a, int64_t b, int step, bool *telling)
{
    uint32_t n = 0;
    *telling = false;
    for (; equal_at(all, a, b); a += step, b += step, n++)
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
            uint32_t n = count_equal(all, a + step * in_a, b + step * in_b, step, &telling);
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
    for (uint32_t i = 0; i < n; i++) {
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

void stm_align(stm_arena *scratch, const stm_print *a, const stm_print *b, const stm_seed *seeds, size_t nseeds,
               stm_alignment *alignment)
{
    aligner all = {.a = a, .b = b};
    run *runs;
    all.match = stm_arena_take_array(scratch, a->nwords, sizeof *all.match);
    all.taken = stm_arena_take_array(scratch, b->nwords, sizeof *all.taken);
    size_t n = make_runs(seeds, nseeds, scratch, &runs);
    for (size_t i = 0; i < n; i++)
        take_run(&all, runs[i]);
    grow_all(&all);
    alignment->match = all.match;
}

// A passage in the making, in words.
typedef struct piece {
    uint32_t a, last_a, b, last_b, words;
    stm_passage_kind kind;
} piece;

static stm_passage_kind kind_at(const stm_print *a, const stm_print *b, const stm_alignment *alignment, uint32_t i)
{
    return stm_word_kind(a->words[i].marks | b->words[alignment->match[i] - 1].marks);
}

static bool close_by(const piece *p, uint32_t i, uint32_t j)
{
    return i - p->last_a <= MOST_GAP && j > p->last_b && j - p->last_b <= MOST_GAP;
}

static void cut_pieces(const stm_print *a, const stm_print *b, const stm_alignment *alignment, stm_vector *pieces)
{
    for (uint32_t i = 0; i < a->nwords; i++) {
        if (alignment->match[i] == 0)
            continue;
        uint32_t j = alignment->match[i] - 1;
        stm_passage_kind kind = kind_at(a, b, alignment, i);
        piece *last = pieces->n > 0 ? stm_vector_at(pieces, pieces->n - 1) : NULL;
        if (last != NULL && last->kind == kind && close_by(last, i, j)) {
            last->last_a = i;
            last->last_b = j;
            last->words++;
        } else {
            *(piece *)stm_vector_push(pieces) = (piece){i, i, j, j, 1, kind};
        }
    }
}

// A piece too short to stand for itself ("he said" between two quotations) joins its neighbour.
static void join_short(stm_vector *pieces)
{
    piece *all = pieces->items;
    size_t n = 0;
    for (size_t i = 0; i < pieces->n; i++) {
        piece *last = n > 0 ? &all[n - 1] : NULL;
        bool near = last != NULL && close_by(last, all[i].a, all[i].b);
        if (near && (all[i].words < LEAST_PIECE || last->words < LEAST_PIECE || last->kind == all[i].kind)) {
            if (last->words < LEAST_PIECE)
                last->kind = all[i].kind;
            last->last_a = all[i].last_a;
            last->last_b = all[i].last_b;
            last->words += all[i].words;
        } else {
            all[n++] = all[i];
        }
    }
    stm_vector_cut(pieces, n);
}

static stm_span span_of(const stm_print *print, uint32_t first, uint32_t last)
{
    return (stm_span){print->words[first].begin, print->words[last].begin + print->words[last].size};
}

static void count_words(const stm_print *a, const stm_print *b, const stm_alignment *alignment, stm_pair *pair)
{
    uint32_t length = 0, expected = 0;
    for (uint32_t i = 0; i < a->nwords; i++) {
        uint32_t match = alignment->match[i];
        stm_passage_kind kind = match != 0 ? kind_at(a, b, alignment, i) : STM_PASSAGE_QUOTE;
        pair->words.shared += match != 0;
        pair->words.prose += match != 0 && kind == STM_PASSAGE_PROSE;
        pair->words.quoted += match != 0 && kind == STM_PASSAGE_QUOTE;
        pair->words.caption += match != 0 && kind == STM_PASSAGE_CAPTION;
        bool prose = match != 0 && kind == STM_PASSAGE_PROSE;
        length = !prose ? 0 : match == expected ? length + 1 : 1;
        expected = match + 1;
        if (length > pair->words.longest_prose)
            pair->words.longest_prose = length;
    }
    pair->containment[0] = a->nwords > 0 ? (double)pair->words.shared / a->nwords : 0;
    pair->containment[1] = b->nwords > 0 ? (double)pair->words.shared / b->nwords : 0;
}

void stm_passages_cut(stm_arena *arena, const stm_print *a, const stm_print *b, const stm_alignment *alignment, stm_pair *pair)
{
    stm_vector pieces;
    stm_vector_init(&pieces, arena, sizeof(piece));
    count_words(a, b, alignment, pair);
    cut_pieces(a, b, alignment, &pieces);
    join_short(&pieces);
    pair->passages = stm_arena_take_array(arena, pieces.n, sizeof *pair->passages);
    for (size_t i = 0; i < pieces.n; i++) {
        const piece *p = stm_vector_at(&pieces, i);
        pair->passages[pair->npassages++] = (stm_passage){
            .a = span_of(a, p->a, p->last_a),
            .b = span_of(b, p->b, p->last_b),
            .kind = p->kind,
            .words = p->words,
        };
    }
}
