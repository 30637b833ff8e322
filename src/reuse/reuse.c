// reuse: all pairs of the documents, worker by worker.
//
// Documents are ordered by day and id, so that a window is a run of neighbours and the result is the same for any order of the
// inputs; within a pair a is the one whose id is the smaller. One work item is a document with all that come behind it; every
// worker has an arena of its own for the results, which lives as long as the caller's. A document that was not segmented yet is,
// and only its print is kept: words and marks are a third of the text's tokens.
#include "reuse/parts.h"

#include "base/threads.h"

#include <stdlib.h>

enum { LEAST_ORDERED = 12 }; // rare words in the same order that are worth a line by themselves
#define LEAST_SCORE .05   // of a pair that is kept although it shares next to nothing

typedef struct worker {
    stm_exit way;
    stm_arena results, scratch;
    stm_segmenter *segmenter;
    stm_wording wording;
    stm_alignment alignment;
    uint32_t *counts; // [n] of seeds with each print; 0 between documents
    size_t nseeds, nlooked; // see stm_reuse
} worker;

typedef struct run_state {
    const stm_reuse_options *options;
    stm_document *const *documents;
    stm_reuse_tables tables;
    stm_print *prints; // [n]; by day and id once all are made
    size_t n;
    stm_index index, loose;
    worker *workers;
    size_t nworkers;
    stm_vector *found; // [n] of stm_pair: the pairs of each print with those behind it
} run_state;

typedef struct task {
    run_state *run;
    worker *worker;
    uint32_t i;
} task;

static stm_status print_inside(void *argument)
{
    task *t = argument;
    const stm_document *document = t->run->documents[t->i];
    stm_segments segments = document->segments;
    worker *own = t->worker;
    if (segments.ntokens == 0 && document->article.error.status == STM_OK) {
        if (own->segmenter == NULL && (own->segmenter = stm_segmenter_new()) == NULL)
            return STM_NO_MEMORY;
        stm_status status = stm_segment(own->segmenter, &own->scratch, &document->article, &segments);
        if (status != STM_OK)
            return status;
    }
    stm_print *print = &t->run->prints[t->i];
    stm_print_make(&own->results, &own->scratch, &t->run->tables, &own->wording, document, &segments, print);
    print->number = t->i;
    print->source = t->run->options->sources != NULL && t->run->options->sources[t->i];
    return STM_OK;
}

// A worker's way through one piece of work: what it took by the way is given back.
static stm_status work_on(run_state *run, unsigned number, size_t i, stm_status (*inside)(void *argument))
{
    worker *own = &run->workers[number];
    task t = {run, own, (uint32_t)i};
    stm_status status = stm_exit_run(&own->way, inside, &t);
    stm_arena_reset(&own->scratch);
    return status;
}

static stm_status make_print(void *argument, unsigned number, size_t i)
{
    return work_on(argument, number, i, print_inside);
}

static int by_day(const void *one, const void *two)
{
    const stm_print *x = one, *y = two;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    int order = stm_view_compare(x->id, y->id);
    return order != 0 ? order : x->number < y->number ? -1 : x->number > y->number;
}

// What is known of two prints before their words are looked at.
typedef struct meeting {
    uint32_t one, two;
    stm_seed *seeds; // [nseeds]
    size_t nseeds;
    double loose; // see stm_evidence
} meeting;

// Is a pair that is neither a copy nor shares any words to speak of worth a line: one that rare words in the same order give away.
static bool says_something(const run_state *run, const stm_pair *pair)
{
    return run->options->all || (run->options->window <= 0 && (pair->score >= LEAST_SCORE || pair->evidence.ordered >= LEAST_ORDERED));
}

// One pair (without seeds and loose correspondences one that shares nothing). False: not worth keeping.
static bool judge_pair(const run_state *run, worker *own, const stm_print *a, const stm_print *b, const meeting *m, stm_pair *pair)
{
    stm_vector because, hits, pieces;
    *pair = (stm_pair){.a = a->number, .b = b->number};
    if (m->nseeds == 0 && m->loose <= 0)
        return run->options->all;
    stm_vector_init(&because, &own->results, sizeof(stm_view));
    stm_vector_init(&hits, &own->scratch, sizeof(stm_hit));
    stm_vector_init(&pieces, &own->scratch, sizeof(stm_stretch));
    stm_align(&own->scratch, a, b, m->seeds, m->nseeds, &own->alignment, &hits);
    stm_passages_cut(a, b, &hits, pair, &pieces);
    pair->evidence.loose = m->loose;
    stm_evidence_gather(&own->scratch, &run->tables, a, b, &hits, &pieces, pair);
    stm_dependence_judge(&run->tables, pair);
    if (m->loose > 0 && pair->relation != STM_RELATION_COPY)
        pair->evidence.ordered = stm_loose_words(&own->scratch, a, b, &hits);
    if (pair->relation == STM_RELATION_NONE && !says_something(run, pair))
        return false;
    stm_passages_keep(&own->results, a, b, &hits, &pieces, pair);
    stm_reasons_give(&own->results, a, b, pair, &because);
    if (pair->relation == STM_RELATION_COPY)
        pair->credit = stm_credits_judge(&own->scratch, a, b, pair);
    stm_direction_judge(&own->results, &run->tables, a, b, &hits, pair, &because);
    stm_credits_tell(&own->results, a, b, pair, &because);
    pair->because = because.items;
    pair->nbecause = (uint32_t)because.n;
    return true;
}

// Is there nothing but quotations of a few words, of texts that speak of different people and places.
static bool is_chance(const run_state *run, worker *own, const stm_print *a, const stm_print *b, const stm_seed *seeds, size_t nseeds)
{
    bool apart = run->options->window > 0 && (a->day == 0 || b->day == 0);
    for (size_t i = 0; i < nseeds; i++)
        if (seeds[i].n >= STM_GRAM)
            return false;
    return nseeds > 0 && (apart || !stm_names_meet(&own->scratch, a, b));
}

// The pair of two prints in the order of their ids.
static void put_pair(const run_state *run, worker *own, meeting *m, stm_vector *found)
{
    const stm_print *a = &run->prints[m->one], *b = &run->prints[m->two];
    int order = stm_view_compare(a->id, b->id);
    if (order > 0 || (order == 0 && a->number > b->number)) {
        const stm_print *swap = a;
        a = b;
        b = swap;
        for (size_t i = 0; i < m->nseeds; i++)
            m->seeds[i] = (stm_seed){m->seeds[i].print, m->seeds[i].b, m->seeds[i].a, m->seeds[i].n};
    }
    if (is_chance(run, own, a, b, m->seeds, m->nseeds))
        m->nseeds = 0;
    stm_pair pair;
    if (judge_pair(run, own, a, b, m, &pair))
        *(stm_pair *)stm_vector_push(found) = pair;
}

static bool in_window(const run_state *run, uint32_t a, uint32_t b)
{
    int32_t one = run->prints[a].day, two = run->prints[b].day;
    return run->options->window <= 0 || one == 0 || two == 0 || two - one <= run->options->window;
}

// Puts the pairs of print `a` with those behind it, from seeds and loose correspondences, each by the other print in rising order.
static void put_pairs(const run_state *run, worker *own, uint32_t a, const stm_vector *seeds, const stm_vector *loose, stm_vector *found)
{
    stm_seed *all = seeds->items;
    const stm_loose *others = loose->items;
    size_t at = 0, other = 0;
    for (uint32_t b = a + 1; b < run->n && (run->options->all || at < seeds->n || other < loose->n); b++) {
        if (!run->options->all)
            b = at < seeds->n && (other == loose->n || all[at].print < others[other].print) ? all[at].print : others[other].print;
        meeting m = {a, b, all + at, 0, 0};
        for (; at < seeds->n && all[at].print == b; at++)
            m.nseeds++;
        if (other < loose->n && others[other].print == b)
            m.loose = others[other++].share;
        own->nlooked += m.nseeds > 0 || m.loose > 0;
        if (!run->options->all || in_window(run, a, b))
            put_pair(run, own, &m, found);
    }
}

static stm_status pairs_inside(void *argument)
{
    task *t = argument;
    run_state *run = t->run;
    worker *own = t->worker;
    stm_vector seeds, loose, *found = &run->found[t->i];
    stm_vector_init(&seeds, &own->scratch, sizeof(stm_seed));
    stm_vector_init(&loose, &own->scratch, sizeof(stm_loose));
    stm_vector_init(found, &own->results, sizeof(stm_pair));
    stm_index_seeds(&own->scratch, &run->index, run->prints, t->i, run->options->window, own->counts, &seeds);
    stm_loose_find(&run->loose, run->prints, t->i, run->options->window, own->counts, &loose);
    own->nseeds += seeds.n;
    put_pairs(run, own, t->i, &seeds, &loose, found);
    return STM_OK;
}

static stm_status pair_with_later(void *argument, unsigned number, size_t i)
{
    return work_on(argument, number, i, pairs_inside);
}

static void release_workers(void *argument)
{
    run_state *run = argument;
    for (size_t i = 0; i < run->nworkers; i++) {
        stm_arena_release(&run->workers[i].results);
        stm_arena_release(&run->workers[i].scratch);
        stm_segmenter_free(run->workers[i].segmenter);
    }
}

static void start_workers(run_state *run, stm_arena *arena)
{
    size_t n = run->options->nthreads > 0 ? run->options->nthreads : 1;
    run->workers = stm_arena_take_array(arena, n, sizeof *run->workers);
    for (size_t i = 0; i < n; i++) {
        stm_arena_init(&run->workers[i].results, &run->workers[i].way, 0);
        stm_arena_init(&run->workers[i].scratch, &run->workers[i].way, 0);
        stm_wording_init(&run->workers[i].wording, &run->workers[i].results, arena, &run->tables);
    }
    run->nworkers = n;
    stm_arena_defer(arena, release_workers, run);
}

static int compare_ids(stm_document *const *documents, uint32_t one, uint32_t two)
{
    int order = stm_view_compare(documents[one]->article.id, documents[two]->article.id);
    return order != 0 ? order : one < two ? -1 : one > two;
}

static int by_ids(const void *one, const void *two, void *documents)
{
    const stm_pair *x = one, *y = two;
    int order = compare_ids(documents, x->a, y->a);
    return order != 0 ? order : compare_ids(documents, x->b, y->b);
}

static void collect(const run_state *run, stm_arena *arena, stm_reuse *reuse)
{
    size_t n = 0;
    for (size_t i = 0; i < run->n; i++)
        n += run->found[i].n;
    reuse->pairs = stm_arena_take_array(arena, n + 1, sizeof *reuse->pairs);
    for (size_t i = 0; i < run->n; i++) {
        if (run->found[i].n > 0)
            memcpy(reuse->pairs + reuse->npairs, run->found[i].items, run->found[i].n * sizeof *reuse->pairs);
        reuse->npairs += run->found[i].n;
        reuse->nwords += run->prints[i].nwords;
    }
    for (size_t i = 0; i < run->nworkers; i++) {
        reuse->nseeds += run->workers[i].nseeds;
        reuse->nlooked += run->workers[i].nlooked;
    }
    qsort_r(reuse->pairs, reuse->npairs, sizeof *reuse->pairs, by_ids, (void *)run->documents);
}

// Room for the alignment of the longest prints, one a worker.
static void make_room(run_state *run, stm_arena *arena)
{
    uint32_t longest = 0;
    for (size_t i = 0; i < run->n; i++)
        longest = run->prints[i].nwords > longest ? run->prints[i].nwords : longest;
    for (size_t i = 0; i < run->nworkers; i++) {
        run->workers[i].alignment.match = stm_arena_take_array(arena, (size_t)longest + 1, sizeof(uint32_t));
        run->workers[i].counts = stm_arena_take_array(arena, run->n + 1, sizeof(uint32_t));
        run->workers[i].alignment.taken = stm_arena_take_array(arena, (size_t)longest + 1, sizeof(uint8_t));
    }
}

static stm_status find_pairs(run_state *run, stm_arena *arena, stm_reuse *reuse)
{
    if (run->n > 0)
        qsort(run->prints, run->n, sizeof *run->prints, by_day);
    stm_furniture_mark(arena, run->prints, run->n);
    unsigned nthreads = (unsigned)run->nworkers;
    int window = run->options->window;
    stm_status status = stm_index_make(&run->index, arena, &run->tables, nthreads, run->prints, run->n, window);
    if (status == STM_OK)
        status = stm_loose_index(&run->loose, arena, nthreads, run->prints, run->n, window);
    if (status != STM_OK)
        return status;
    make_room(run, arena);
    run->found = stm_arena_take_array(arena, run->n + 1, sizeof *run->found);
    status = stm_threads_run((unsigned)run->nworkers, run->n, pair_with_later, run);
    if (status != STM_OK)
        return status;
    collect(run, arena, reuse);
    stm_credits_circles(arena, reuse, run->n);
    return status;
}

stm_status stm_reuse_find(stm_arena *arena, const stm_reuse_options *options, stm_document *const *documents, size_t ndocuments,
                          stm_reuse *reuse)
{
    run_state *run = stm_arena_take(arena, sizeof *run);
    *run = (run_state){.options = options, .documents = documents, .n = ndocuments};
    *reuse = (stm_reuse){0};
    if (ndocuments > UINT32_MAX / 2)
        return STM_TOO_LARGE;
    stm_reuse_tables_read(&run->tables, arena, options->owners);
    run->prints = stm_arena_take_array(arena, run->n + 1, sizeof *run->prints);
    start_workers(run, arena);
    stm_status status = stm_threads_run((unsigned)run->nworkers, run->n, make_print, run);
    return status == STM_OK ? find_pairs(run, arena, reuse) : status;
}

const stm_pair *stm_reuse_pair(const stm_reuse *reuse, stm_document *const *documents, uint32_t one, uint32_t two)
{
    uint32_t a = compare_ids(documents, one, two) < 0 ? one : two, b = a == one ? two : one;
    size_t low = 0, high = reuse->npairs;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const stm_pair *pair = &reuse->pairs[middle];
        int order = compare_ids(documents, pair->a, a);
        if (order == 0)
            order = compare_ids(documents, pair->b, b);
        if (order == 0)
            return pair;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const char *stm_passage_kind_name(stm_passage_kind kind)
{
    static const char *const names[] = {"prose", "quote", "caption", "furniture"};
    return names[kind];
}

const char *stm_relation_name(stm_relation relation)
{
    static const char *const names[] = {"none", "light", "quotes", "copy"};
    return names[relation];
}

const char *stm_direction_name(stm_direction direction)
{
    static const char *const names[] = {"unknown", "a->b", "b->a", "common"};
    return names[direction];
}
