// Postings: runs of words of all prints, put together by what they are.
//
// The space of grams is cut into parts by hash, each sorted by itself (least significant digit radix sort, stable, so that print and place
// stay in order), so that memory is that of a part and the parts go to several threads; a gram that one print alone
// has is dropped at once, and what is kept of the others is said by the kind. A walk over the prints takes the grams of several parts: one
// of them all would hold all grams at once, one for each part would walk over more the more there is. Hashes may meet by chance.
#include "reuse/parts.h"

#include "base/threads.h"

enum {
    DIGIT = 11,
    DIGITS = 1 << DIGIT,
    PART_GRAMS = 1 << 21,
    MOST_PARTS = 16,
    WALK_MOST = 4 // parts of one walk over the prints
};

typedef struct part {
    stm_posting *postings; // [n]
    size_t n;
    stm_vector aside; // of stm_posting
} part;

typedef struct sorter {
    stm_exit way;
    stm_arena kept, scratch; // postings of its parts; room for one part
} sorter;

typedef struct indexing {
    const stm_gram_kind *kind;
    const stm_print *prints;
    size_t nprints, nparts, ngrams;
    size_t walk; // parts of one walk over the prints
    int window; // days within which prints meet; 0: all do
    part *parts;
    sorter *sorters;
    size_t nsorters;
} indexing;

typedef struct job {
    indexing *all;
    sorter *own;
    size_t walk;
} job;

void stm_gram_widen(stm_gram_sink *sink, stm_gram_part *full)
{
    size_t room = full->room + full->room / 2 + 1;
    full->grams = stm_arena_grow(sink->arena, full->grams, full->room * sizeof *full->grams, room * sizeof *full->grams);
    full->room = room;
}

// One pass of the sort: by the digit at `shift`.
static void sort_digit(const stm_gram *from, stm_gram *to, size_t n, unsigned shift)
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

// Leaves only the postings of prints that meet another of the group within the window; how many are left.
static size_t drop_lonely(const indexing *all, stm_posting *group, size_t n)
{
    size_t kept = 0;
    bool meets_last = false;
    for (size_t i = 0; i < n; i++)
        if (all->window <= 0 || all->prints[group[i].print].day == 0) // an undated one meets all
            return n;
    for (size_t begin = 0, end; begin < n; begin = end) {
        for (end = begin + 1; end < n && group[end].print == group[begin].print;)
            end++;
        bool meets_next = end < n && !stm_out_of_window(&all->prints[group[begin].print], &all->prints[group[end].print], all->window);
        for (size_t i = begin; i < end && (meets_last || meets_next); i++)
            group[kept++] = (stm_posting){group[i].print, group[i].at & ~STM_POSTING_LAST};
        meets_last = meets_next;
    }
    if (kept > 0)
        group[kept - 1].at |= STM_POSTING_LAST;
    return kept;
}

// Sorts a part and keeps what something can be found by.
static void keep_part(const indexing *all, sorter *own, const stm_gram_part *grams, part *done)
{
    stm_gram *from = grams->grams, *to = stm_arena_take_array(&own->scratch, grams->n + 1, sizeof *to);
    stm_gram *first = to;
    size_t kept = 0;
    for (unsigned shift = 0; shift < STM_GRAM_BITS; shift += DIGIT) {
        sort_digit(from, to, grams->n, shift);
        stm_gram *swap = from;
        from = to;
        to = swap;
    }
    stm_posting *postings = (stm_posting *)to; // a posting is smaller than a gram, and the other buffer is free now
    for (size_t begin = 0, end; begin < grams->n; begin = end) {
        for (end = begin + 1; end < grams->n && from[end].key == from[begin].key;)
            end++;
        if (from[begin].print != from[end - 1].print) {
            size_t n = all->kind->keep(all->prints, from + begin, end - begin, postings + kept, &done->aside);
            kept += drop_lonely(all, postings + kept, n);
        }
    }
    done->postings = stm_arena_take_array(&own->kept, kept + 1, sizeof *done->postings);
    if (kept > 0)
        memcpy(done->postings, postings, kept * sizeof *postings);
    done->n = kept;
    stm_arena_drop(&own->scratch, first);
    stm_arena_drop(&own->scratch, grams->grams);
}

static stm_status sort_inside(void *argument)
{
    job *j = argument;
    const indexing *all = j->all;
    stm_gram_part grams[WALK_MOST] = {{0}};
    size_t first = j->walk * all->walk, room = all->ngrams / all->nparts;
    stm_gram_sink sink = {.arena = &j->own->scratch, .first = first, .mask = all->nparts - 1, .nparts = all->walk, .parts = grams};
    for (size_t i = 0; i < sink.nparts; i++) {
        grams[i].room = room + room / 32 + 1; // hashes part them evenly
        grams[i].grams = stm_arena_take_array(sink.arena, grams[i].room, sizeof *grams[i].grams);
        stm_vector_init(&j->all->parts[first + i].aside, &j->own->kept, sizeof(stm_posting));
    }
    for (uint32_t p = 0; p < all->nprints; p++) {
        sink.print = p;
        all->kind->put(&all->prints[p], &sink);
    }
    for (size_t i = 0; i < sink.nparts; i++)
        keep_part(all, j->own, &grams[i], &j->all->parts[first + i]);
    return STM_OK;
}

static stm_status sort_parts(void *argument, unsigned worker, size_t walk)
{
    indexing *all = argument;
    sorter *own = &all->sorters[worker];
    job j = {all, own, walk};
    stm_status status = stm_exit_run(&own->way, sort_inside, &j);
    stm_arena_reset(&own->scratch);
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

// All parts and what the caller has more in one array, and where the postings of each print stand.
static void join_parts(stm_index *index, stm_arena *arena, const indexing *all, const stm_vector *more)
{
    size_t n = more->n;
    for (size_t i = 0; i < all->nparts; i++)
        n += all->parts[i].n;
    index->postings = stm_arena_take_array(arena, n + 1, sizeof *index->postings);
    for (size_t i = 0; i < all->nparts; i++) {
        memcpy(index->postings + index->npostings, all->parts[i].postings, all->parts[i].n * sizeof *index->postings);
        index->npostings += all->parts[i].n;
    }
    if (more->n > 0)
        memcpy(index->postings + index->npostings, more->items, more->n * sizeof *index->postings);
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

// What the keeper set aside of all parts.
static void join_aside(const indexing *all, stm_vector *aside)
{
    for (size_t k = 0; k < all->nparts; k++)
        for (size_t i = 0; i < all->parts[k].aside.n; i++)
            *(stm_posting *)stm_vector_push(aside) = *(const stm_posting *)stm_vector_at(&all->parts[k].aside, i);
}

stm_status stm_postings_make(stm_index *index, stm_arena *arena, unsigned nthreads, const stm_gram_kind *kind, const stm_print *prints,
                             size_t nprints, int window, const stm_vector *more, stm_vector *aside)
{
    indexing *all = stm_arena_take(arena, sizeof *all);
    *index = (stm_index){0};
    *all = (indexing){.kind = kind, .prints = prints, .nprints = nprints, .nparts = 1, .walk = 1, .window = window};
    for (size_t p = 0; p < nprints; p++)
        all->ngrams += kind->most(&prints[p]);
    while (all->nparts < MOST_PARTS && all->ngrams / all->nparts > PART_GRAMS)
        all->nparts *= 2;
    while (all->walk < WALK_MOST && all->walk * 2 * nthreads <= all->nparts)
        all->walk *= 2;
    all->parts = stm_arena_take_array(arena, all->nparts, sizeof *all->parts);
    start_sorters(all, arena, nthreads);
    stm_status status = stm_threads_run(nthreads, all->nparts / all->walk, sort_parts, all);
    if (status == STM_OK) {
        join_aside(all, aside);
        join_parts(index, arena, all, more);
    }
    release_sorters(all);
    return status;
}
