// Candidates: which texts share words, by an inverted index over runs of five words.
//
// Every 5-gram of every print is a posting; the postings are sorted by gram (least significant digit radix sort, stable, so that
// print and place stay in order), and a gram that stands in two prints is a seed of a passage. This is exact for every shared run
// of five words; the cost is the sorted postings plus the seeds. Two bounds keep the seeds few on hostile or stream input: a gram
// counts twice a text at most, and one that stands in more than MOST_PRINTS texts is no seed (it may still lie within a passage).
#include "reuse/parts.h"

#include "base/hash.h"

enum { MOST_PRINTS = 400, MOST_IN_PRINT = 2, DIGIT = 11, DIGITS = 1 << DIGIT, GRAM_BITS = 44 };

static size_t count_grams(const stm_print *prints, size_t nprints)
{
    size_t n = 0;
    for (size_t p = 0; p < nprints; p++)
        n += prints[p].nwords >= STM_GRAM ? prints[p].nwords - STM_GRAM + 1 : 0;
    return n;
}

static void put_grams(stm_posting *to, const stm_print *prints, size_t nprints)
{
    for (uint32_t p = 0; p < nprints; p++)
        for (uint32_t at = 0; at + STM_GRAM <= prints[p].nwords; at++) {
            uint64_t gram = 0;
            for (uint32_t k = 0; k < STM_GRAM; k++)
                gram = stm_hash_join(gram, prints[p].words[at + k].hash);
            *to++ = (stm_posting){gram >> (64 - GRAM_BITS), p, at};
        }
}

// One pass of the sort: by the digit at `shift`.
static void sort_digit(const stm_posting *from, stm_posting *to, size_t n, unsigned shift, size_t *starts)
{
    memset(starts, 0, DIGITS * sizeof *starts);
    for (size_t i = 0; i < n; i++)
        starts[(from[i].gram >> shift) & (DIGITS - 1)]++;
    for (size_t d = 0, sum = 0; d < DIGITS; d++) {
        size_t here = starts[d];
        starts[d] = sum;
        sum += here;
    }
    for (size_t i = 0; i < n; i++)
        to[starts[(from[i].gram >> shift) & (DIGITS - 1)]++] = from[i];
}

// Drops the postings of a group [begin, end) that nothing can be found by: grams of one print, further ones of the same print.
static size_t keep_group(const stm_posting *from, size_t n, stm_posting *to)
{
    size_t kept = 0, in_print = 0;
    if (from[0].print == from[n - 1].print)
        return 0;
    for (size_t i = 0; i < n; i++) {
        in_print = i > 0 && from[i].print == from[i - 1].print ? in_print + 1 : 0;
        if (in_print < MOST_IN_PRINT)
            to[kept++] = from[i];
    }
    return kept;
}

static size_t group_end(const stm_posting *postings, size_t n, size_t begin)
{
    size_t end = begin + 1;
    while (end < n && postings[end].gram == postings[begin].gram)
        end++;
    return end;
}

static void keep_shared(stm_index *index)
{
    size_t kept = 0;
    for (size_t begin = 0, end; begin < index->npostings; begin = end) {
        end = group_end(index->postings, index->npostings, begin);
        kept += keep_group(index->postings + begin, end - begin, index->postings + kept);
    }
    index->npostings = kept;
}

static void link_own(stm_index *index, stm_arena *arena, const stm_print *prints, size_t nprints)
{
    index->own = stm_arena_take_array(arena, nprints, sizeof *index->own);
    for (size_t p = 0; p < nprints; p++) {
        index->own[p] = stm_arena_take_array(arena, prints[p].nwords, sizeof **index->own);
        memset(index->own[p], 0xFF, prints[p].nwords * sizeof **index->own);
    }
    for (size_t i = 0; i < index->npostings; i++)
        index->own[index->postings[i].print][index->postings[i].at] = (uint32_t)i;
}

void stm_index_make(stm_index *index, stm_arena *arena, const stm_print *prints, size_t nprints)
{
    size_t n = count_grams(prints, nprints), starts[DIGITS];
    stm_posting *one = stm_arena_take_array(arena, n, sizeof *one), *two = stm_arena_take_array(arena, n, sizeof *two);
    put_grams(one, prints, nprints);
    for (unsigned shift = 0; shift < GRAM_BITS; shift += DIGIT) {
        sort_digit(one, two, n, shift, starts);
        stm_posting *swap = one;
        one = two;
        two = swap;
    }
    *index = (stm_index){.postings = one, .npostings = n};
    keep_shared(index);
    link_own(index, arena, prints, nprints);
}

// Sorts seeds by the other print; they come by place in a and, within one place, by print, so a stable counting sort will do.
static void group_by_print(stm_vector *seeds, stm_arena *scratch, size_t nprints)
{
    const stm_seed *from = seeds->items;
    uint32_t *starts = stm_arena_take_array(scratch, nprints + 1, sizeof *starts);
    stm_seed *to = stm_arena_take_array(scratch, seeds->n, sizeof *to);
    for (size_t i = 0; i < seeds->n; i++)
        starts[from[i].print + 1]++;
    for (size_t p = 0; p < nprints; p++)
        starts[p + 1] += starts[p];
    for (size_t i = 0; i < seeds->n; i++)
        to[starts[from[i].print]++] = from[i];
    if (seeds->n > 0)
        memcpy(seeds->items, to, seeds->n * sizeof *to);
}

void stm_index_seeds(const stm_index *index, const stm_print *prints, size_t nprints, uint32_t a, stm_vector *seeds,
                     stm_arena *scratch)
{
    for (uint32_t at = 0; at < prints[a].nwords; at++) {
        uint32_t own = index->own[a][at];
        if (own == STM_NO_POSTING)
            continue;
        const stm_posting *postings = index->postings;
        size_t end = own + 1;
        while (end < index->npostings && postings[end].gram == postings[own].gram)
            end++;
        for (size_t i = own + 1; i < end && end - own <= MOST_PRINTS * MOST_IN_PRINT; i++)
            if (postings[i].print != a)
                *(stm_seed *)stm_vector_push(seeds) = (stm_seed){postings[i].print, at, postings[i].at};
    }
    group_by_print(seeds, scratch, nprints);
}
