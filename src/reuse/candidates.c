// Candidates: which texts share words, by an inverted index over runs of five words.
//
// Every 5-gram that holds a telling word is a posting; postings of one gram in two prints are seeds of a passage. This is exact
// for every shared run of five words that are not all names and function words. The space of grams is cut into parts by hash,
// each sorted by itself (least significant digit radix sort, stable, so that print and place stay in order), so that memory is
// that of a part and the parts go to several threads; grams of one print alone, most of all, are dropped at once. Bounds on
// hostile or stream input: a gram counts twice a text at most, and one that stands in more than MOST_PRINTS texts is no seed (it
// may still lie within a passage). Prints are in order of days, so that a window is a short walk along a group. Hashes may meet
// by chance: align.c looks at the words themselves.
#include "reuse/parts.h"

#include "base/threads.h"

#include <stdlib.h>

enum {
    MOST_PRINTS = 400,
    MOST_FURNITURE = 8, // prints with a gram of furniture; above, it is known as such
    MOST_IN_PRINT = 2,
    DIGIT = 11,
    DIGITS = 1 << DIGIT,
    SORT_BITS = 33,
    PART_GRAMS = 1 << 21,
    MOST_PARTS = 16
};

#define GRAM_FACTOR 0x9E3779B97F4A7C15u

typedef struct gram {
    uint64_t key; // SORT_BITS bits
    uint32_t print, at;
} gram;

typedef struct part {
    stm_posting *postings; // [n]
    size_t n;
    stm_vector furniture; // of stm_posting: grams of an outlet's pages
} part;

typedef struct sorter {
    stm_exit way;
    stm_arena kept, scratch; // postings of its parts; room for one part
    gram *one, *two;         // [room]
    size_t room;
} sorter;

typedef struct indexing {
    const stm_print *prints;
    size_t nprints, nparts;
    part *parts;
    sorter *sorters;
    size_t nsorters;
} indexing;

typedef struct job {
    indexing *all;
    sorter *own;
    size_t number;
} job;

static size_t count_words(const stm_print *prints, size_t nprints)
{
    size_t n = 0;
    for (size_t p = 0; p < nprints; p++)
        n += prints[p].nwords;
    return n;
}

static void push_gram(sorter *own, size_t *n, gram g)
{
    if (*n == own->room) {
        size_t room = own->room == 0 ? 1 << 12 : own->room * 2;
        own->one = stm_arena_grow(&own->scratch, own->one, own->room * sizeof *own->one, room * sizeof *own->one);
        own->room = room;
    }
    own->one[(*n)++] = g;
}

// The grams of a print that fall into the part.
static void put_grams(sorter *own, const indexing *all, size_t number, uint32_t p, size_t *n)
{
    const stm_print *print = &all->prints[p];
    uint64_t hash = 0, gone = 1;
    uint32_t telling = 0;
    for (int k = 0; k < STM_GRAM; k++)
        gone *= GRAM_FACTOR;
    for (uint32_t i = 0; i < print->nwords; i++) {
        hash = hash * GRAM_FACTOR + print->words[i].hash + 1;
        telling += stm_word_tells(&print->words[i]);
        if (i >= STM_GRAM) {
            hash -= gone * (print->words[i - STM_GRAM].hash + 1ull);
            telling -= stm_word_tells(&print->words[i - STM_GRAM]);
        }
        uint64_t mixed = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93u;
        mixed ^= mixed >> 32;
        if (i + 1 >= STM_GRAM && telling > 0 && (mixed & (all->nparts - 1)) == number)
            push_gram(own, n, (gram){mixed >> (64 - SORT_BITS), p, i + 1 - STM_GRAM});
    }
}

// One pass of the sort: by the digit at `shift`.
static void sort_digit(const gram *from, gram *to, size_t n, unsigned shift)
{
    size_t starts[DIGITS] = {0};
    for (size_t i = 0; i < n; i++)
        starts[(from[i].key >> shift) & (DIGITS - 1)]++;
    for (size_t d = 0, sum = 0; d < DIGITS; d++) {
        size_t here = starts[d];
        starts[d] = sum;
        sum += here;
    }
    for (size_t i = 0; i < n; i++)
        to[starts[(from[i].key >> shift) & (DIGITS - 1)]++] = from[i];
}

// Keeps up to MOST_IN_PRINT places of one print in a group, those outside captions first; their number.
static size_t keep_of_print(const stm_print *print, const gram *from, size_t n, stm_posting *to)
{
    size_t kept = 0, plain = 0;
    for (size_t i = 0; i < n; i++)
        plain += (print->words[from[i].at].marks & STM_MARK_CAPTION) == 0;
    for (size_t i = 0; i < n && kept < MOST_IN_PRINT; i++)
        if (plain == 0 || (print->words[from[i].at].marks & STM_MARK_CAPTION) == 0)
            to[kept++] = (stm_posting){from[i].print, from[i].at};
    return kept;
}

// Is the gram marked as furniture where it begins.
static bool is_furniture(const indexing *all, const gram *g)
{
    return all->prints[g->print].words[g->at].marks & STM_MARK_FURNITURE;
}

// The postings of a group that something can be found by; 0 where one print alone has the gram, or too many have it, or many out of
// habit.
static size_t keep_group(const indexing *all, const gram *from, size_t n, stm_posting *to, stm_vector *furniture)
{
    uint32_t numbers[MOST_PRINTS];
    size_t kept = 0, nprints = 0;
    if (from[0].print == from[n - 1].print)
        return 0;
    numbers[0] = from[0].print;
    for (size_t begin = 0, end; begin < n; begin = end) {
        for (end = begin + 1; end < n && from[end].print == from[begin].print;)
            end++;
        if (nprints == MOST_PRINTS || (nprints == MOST_FURNITURE && is_furniture(all, from)))
            return 0;
        numbers[nprints++] = from[begin].print;
        kept += keep_of_print(&all->prints[from[begin].print], from + begin, end - begin, to + kept);
    }
    stm_habit habit = stm_habit_of(all->prints, numbers, nprints);
    for (size_t i = 0; i < n && habit == STM_HABIT_OUTLET; i++)
        *(stm_posting *)stm_vector_push(furniture) = (stm_posting){from[i].print, from[i].at};
    if (habit != STM_HABIT_NONE)
        return 0;
    to[kept - 1].at |= STM_POSTING_LAST;
    return kept;
}

static stm_status sort_inside(void *argument)
{
    job *j = argument;
    sorter *own = j->own;
    part *done = &j->all->parts[j->number];
    size_t n = 0, kept = 0;
    stm_vector_init(&done->furniture, &own->kept, sizeof(stm_posting));
    for (uint32_t p = 0; p < j->all->nprints; p++)
        put_grams(own, j->all, j->number, p, &n);
    gram *from = own->one, *to = stm_arena_take_array(&own->scratch, n + 1, sizeof *to);
    for (unsigned shift = 0; shift < SORT_BITS; shift += DIGIT) {
        sort_digit(from, to, n, shift);
        gram *swap = from;
        from = to;
        to = swap;
    }
    stm_posting *postings = (stm_posting *)to; // a posting is smaller than a gram, and the other buffer is free now
    for (size_t begin = 0, end; begin < n; begin = end) {
        for (end = begin + 1; end < n && from[end].key == from[begin].key;)
            end++;
        kept += keep_group(j->all, from + begin, end - begin, postings + kept, &done->furniture);
    }
    done->postings = stm_arena_take_array(&own->kept, kept + 1, sizeof *done->postings);
    if (kept > 0)
        memcpy(done->postings, postings, kept * sizeof *postings);
    done->n = kept;
    return STM_OK;
}

static stm_status sort_part(void *argument, unsigned worker, size_t number)
{
    indexing *all = argument;
    sorter *own = &all->sorters[worker];
    job j = {all, own, number};
    stm_status status = stm_exit_run(&own->way, sort_inside, &j);
    stm_arena_reset(&own->scratch);
    own->one = NULL;
    own->room = 0;
    return status;
}

static void release_sorters(void *argument)
{
    indexing *all = argument;
    for (size_t i = 0; i < all->nsorters; i++) {
        stm_arena_release(&all->sorters[i].kept);
        stm_arena_release(&all->sorters[i].scratch);
    }
    all->nsorters = 0;
}

static void start_sorters(indexing *all, stm_arena *arena, unsigned nthreads)
{
    all->sorters = stm_arena_take_array(arena, nthreads, sizeof *all->sorters);
    for (unsigned i = 0; i < nthreads; i++) {
        stm_arena_init(&all->sorters[i].kept, &all->sorters[i].way, 0);
        stm_arena_init(&all->sorters[i].scratch, &all->sorters[i].way, 0);
    }
    all->nsorters = nthreads;
    stm_arena_defer(arena, release_sorters, all);
}

// All parts and the fragments in one array, and where the postings of each print stand.
static void join_parts(stm_index *index, stm_arena *arena, const indexing *all, const stm_vector *fragments)
{
    size_t n = fragments->n;
    for (size_t i = 0; i < all->nparts; i++)
        n += all->parts[i].n;
    index->postings = stm_arena_take_array(arena, n + 1, sizeof *index->postings);
    for (size_t i = 0; i < all->nparts; i++) {
        memcpy(index->postings + index->npostings, all->parts[i].postings, all->parts[i].n * sizeof *index->postings);
        index->npostings += all->parts[i].n;
    }
    if (fragments->n > 0)
        memcpy(index->postings + index->npostings, fragments->items, fragments->n * sizeof *index->postings);
    index->npostings = n;
    index->begins = stm_arena_take_array(arena, all->nprints + 2, sizeof *index->begins);
    index->own = stm_arena_take_array(arena, n + 1, sizeof *index->own);
    for (size_t i = 0; i < n; i++)
        index->begins[index->postings[i].print + 2]++;
    for (size_t p = 1; p < all->nprints; p++)
        index->begins[p + 1] += index->begins[p];
    for (size_t i = 0; i < n; i++)
        index->own[index->begins[index->postings[i].print + 1]++] = (uint32_t)i;
}

static void mark_furniture(const indexing *all, stm_print *prints)
{
    for (size_t k = 0; k < all->nparts; k++)
        for (size_t i = 0; i < all->parts[k].furniture.n; i++) {
            const stm_posting *posting = stm_vector_at(&all->parts[k].furniture, i);
            stm_print_mark_words(&prints[posting->print], posting->at, posting->at + STM_GRAM, STM_MARK_FURNITURE);
        }
    for (size_t p = 0; p < all->nprints; p++)
        stm_print_count(&prints[p]);
}

stm_status stm_index_make(stm_index *index, stm_arena *arena, const stm_reuse_tables *tables, unsigned nthreads, stm_print *prints,
                          size_t nprints)
{
    indexing *all = stm_arena_take(arena, sizeof *all);
    size_t words = count_words(prints, nprints);
    stm_vector fragments;
    *index = (stm_index){0};
    *all = (indexing){.prints = prints, .nprints = nprints, .nparts = 1};
    while (all->nparts < MOST_PARTS && words / all->nparts > PART_GRAMS)
        all->nparts *= 2;
    all->parts = stm_arena_take_array(arena, all->nparts, sizeof *all->parts);
    stm_vector_init(&fragments, arena, sizeof(stm_posting));
    start_sorters(all, arena, nthreads);
    stm_status status = stm_threads_run(nthreads, all->nparts, sort_part, all);
    if (status == STM_OK) {
        mark_furniture(all, prints);
        stm_fragments_find(arena, tables, prints, nprints, &fragments);
        join_parts(index, arena, all, &fragments);
    }
    release_sorters(all);
    return status;
}

static bool out_of_window(const stm_print *a, const stm_print *b, int window)
{
    return window > 0 && a->day != 0 && b->day - a->day > window;
}

static int by_number(const void *one, const void *two)
{
    uint32_t x = *(const uint32_t *)one, y = *(const uint32_t *)two;
    return x < y ? -1 : x > y;
}

// Groups seeds by the other print; within a group they keep their order. `counts` is all zero, before and after.
static void group_by_print(stm_arena *scratch, uint32_t *counts, stm_vector *seeds)
{
    const stm_seed *from = seeds->items;
    stm_seed *to = stm_arena_take_array(scratch, seeds->n + 1, sizeof *to);
    uint32_t *prints = stm_arena_take_array(scratch, seeds->n + 1, sizeof *prints);
    size_t n = 0;
    for (size_t i = 0; i < seeds->n; i++)
        if (counts[from[i].print]++ == 0)
            prints[n++] = from[i].print;
    qsort(prints, n, sizeof *prints, by_number);
    for (size_t i = 0, sum = 0; i < n; i++) {
        uint32_t here = counts[prints[i]];
        counts[prints[i]] = (uint32_t)sum;
        sum += here;
    }
    for (size_t i = 0; i < seeds->n; i++)
        to[counts[from[i].print]++] = from[i];
    for (size_t i = 0; i < n; i++)
        counts[prints[i]] = 0;
    seeds->items = to;
}

void stm_index_seeds(stm_arena *scratch, const stm_index *index, const stm_print *prints, uint32_t a, int window, uint32_t *counts,
                     stm_vector *seeds)
{
    for (size_t i = index->begins[a]; i < index->begins[a + 1]; i++) {
        const stm_posting *posting = &index->postings[index->own[i]];
        uint32_t at = posting->at & STM_POSTING_AT, n = posting->at >> STM_POSTING_SIZE & 15;
        while (!(posting->at & STM_POSTING_LAST)) {
            posting++;
            if (posting->print == a)
                continue;
            if (out_of_window(&prints[a], &prints[posting->print], window))
                break;
            *(stm_seed *)stm_vector_push(seeds) = (stm_seed){posting->print, at, posting->at & STM_POSTING_AT, n > 0 ? n : STM_GRAM};
        }
    }
    group_by_print(scratch, counts, seeds);
}
