// reuse: all pairs of the documents, worker by worker.
//
// Documents are ordered by id, so that a pair is always seen from the same side and the result is the same for any order of the
// inputs. One work item is a document with all that come behind it; every worker has an arena of its own for the results, which
// lives as long as the caller's.
#include "reuse/parts.h"

#include "base/threads.h"
#include "base/utf8.h"
#include "base/hash.h"
#include "lang/lang.h"

#include <stdlib.h>

typedef struct worker {
    stm_exit way;
    stm_arena results, scratch;
} worker;

typedef struct run_state {
    const stm_reuse_options *options;
    stm_document *const *documents;
    stm_reuse_tables tables;
    stm_print *prints; // [n] by id
    size_t n;
    stm_index index;
    worker *workers;
    size_t nworkers;
    stm_vector *found; // [n] of stm_pair: the pairs of each print with those behind it
} run_state;

typedef struct task {
    run_state *run;
    worker *worker;
    uint32_t a;
} task;

void stm_because(stm_vector *because, stm_view reason)
{
    *(stm_view *)stm_vector_push(because) = reason;
}

static void read_common(stm_reuse_tables *tables, stm_arena *arena)
{
    stm_map_init(&tables->common, arena);
    for (const char *const *code = stm_lang_codes(); *code != NULL; code++) {
        stm_view rest = stm_lang_table(*code, "function-words"), line;
        while (stm_view_split(&rest, '\n', &line))
            if (line.size > 0 && line.at[0] != '#')
                *stm_map_put(&tables->common, stm_hash(stm_fold(arena, stm_view_trim(line)))) = 1;
    }
}

void stm_reuse_tables_read(stm_reuse_tables *tables, stm_arena *arena)
{
    stm_table_read(&tables->pictures, arena, stm_lang_table("common", "pictures"));
    stm_table_read(&tables->furniture, arena, stm_lang_table("common", "standing-phrases"));
    stm_table_read(&tables->weights, arena, stm_lang_table("common", "copy-weights"));
    read_common(tables, arena);
}

static int by_id(const void *one, const void *two)
{
    const stm_print *x = one, *y = two;
    int order = stm_view_compare(x->id, y->id);
    return order != 0 ? order : x->number < y->number ? -1 : x->number > y->number;
}

static void make_prints(run_state *run, stm_arena *arena)
{
    run->prints = stm_arena_take_array(arena, run->n, sizeof *run->prints);
    for (size_t i = 0; i < run->n; i++) {
        stm_print_make(arena, &run->tables, run->documents[i], &run->prints[i]);
        run->prints[i].number = (uint32_t)i;
    }
    if (run->n > 0)
        qsort(run->prints, run->n, sizeof *run->prints, by_id);
}

// Are the two published within the window? Where a date is missing nobody can say that they are not.
static bool in_window(const run_state *run, const stm_print *a, const stm_print *b)
{
    if (run->options->window <= 0 || !stm_civil_known(a->published) || !stm_civil_known(b->published))
        return true;
    int64_t days = (int64_t)stm_civil_days(a->published) - stm_civil_days(b->published);
    return days <= run->options->window && -days <= run->options->window;
}

// One pair from its seeds (none: a pair that shares nothing).
static void judge_pair(const run_state *run, worker *own, uint32_t a, uint32_t b, const stm_seed *seeds, size_t nseeds,
                       stm_pair *pair)
{
    const stm_print *one = &run->prints[a], *two = &run->prints[b];
    stm_alignment alignment;
    stm_vector because;
    *pair = (stm_pair){.a = one->number, .b = two->number};
    if (nseeds == 0)
        return;
    stm_vector_init(&because, &own->results, sizeof(stm_view));
    stm_align(&own->scratch, one, two, seeds, nseeds, &alignment);
    stm_passages_cut(&own->results, one, two, &alignment, pair);
    stm_dependence_judge(&own->results, &own->scratch, &run->tables, one, two, &alignment, pair, &because);
    stm_direction_judge(&own->results, &own->scratch, one, two, pair, &because);
    pair->because = because.items;
    pair->nbecause = (uint32_t)because.n;
}

static void pairs_of(run_state *run, worker *own, uint32_t a)
{
    stm_vector seeds, *found = &run->found[a];
    stm_vector_init(&seeds, &own->scratch, sizeof(stm_seed));
    stm_vector_init(found, &own->results, sizeof(stm_pair));
    stm_index_seeds(&run->index, run->prints, run->n, a, &seeds, &own->scratch);
    const stm_seed *all = seeds.items;
    size_t at = 0;
    for (uint32_t b = a + 1; b < run->n && (run->options->all || at < seeds.n); b++) {
        size_t begin = at;
        if (!run->options->all)
            b = all[at].print;
        while (at < seeds.n && all[at].print == b)
            at++;
        if (in_window(run, &run->prints[a], &run->prints[b]) && (at > begin || run->options->all))
            judge_pair(run, own, a, b, all + begin, at - begin, stm_vector_push(found));
    }
}

static stm_status pairs_inside(void *argument)
{
    task *t = argument;
    pairs_of(t->run, t->worker, t->a);
    return STM_OK;
}

static stm_status work(void *argument, unsigned number, size_t i)
{
    run_state *run = argument;
    worker *own = &run->workers[number];
    task t = {run, own, (uint32_t)i};
    stm_status status = stm_exit_run(&own->way, pairs_inside, &t);
    stm_arena_reset(&own->scratch);
    return status;
}

static void release_workers(void *argument)
{
    run_state *run = argument;
    for (size_t i = 0; i < run->nworkers; i++) {
        stm_arena_release(&run->workers[i].results);
        stm_arena_release(&run->workers[i].scratch);
    }
}

static void start_workers(run_state *run, stm_arena *arena)
{
    size_t n = run->options->nthreads > 0 ? run->options->nthreads : 1;
    run->workers = stm_arena_take_array(arena, n, sizeof *run->workers);
    for (size_t i = 0; i < n; i++) {
        stm_arena_init(&run->workers[i].results, &run->workers[i].way, 0);
        stm_arena_init(&run->workers[i].scratch, &run->workers[i].way, 0);
    }
    run->nworkers = n;
    stm_arena_defer(arena, release_workers, run);
}

static void collect(const run_state *run, stm_arena *arena, stm_reuse *reuse)
{
    size_t n = 0;
    for (size_t i = 0; i < run->n; i++)
        n += run->found[i].n;
    reuse->pairs = stm_arena_take_array(arena, n, sizeof *reuse->pairs);
    for (size_t i = 0; i < run->n; i++) {
        if (run->found[i].n > 0)
            memcpy(reuse->pairs + reuse->npairs, run->found[i].items, run->found[i].n * sizeof *reuse->pairs);
        reuse->npairs += run->found[i].n;
    }
}

stm_status stm_reuse_find(stm_arena *arena, const stm_reuse_options *options, stm_document *const *documents, size_t ndocuments,
                          stm_reuse *reuse)
{
    run_state *run = stm_arena_take(arena, sizeof *run);
    *run = (run_state){.options = options, .documents = documents, .n = ndocuments};
    *reuse = (stm_reuse){0};
    if (ndocuments > UINT32_MAX / 2)
        return STM_TOO_LARGE;
    stm_reuse_tables_read(&run->tables, arena);
    make_prints(run, arena);
    stm_index_make(&run->index, arena, run->prints, run->n);
    run->found = stm_arena_take_array(arena, run->n, sizeof *run->found);
    start_workers(run, arena);
    stm_status status = stm_threads_run((unsigned)run->nworkers, run->n, work, run);
    if (status == STM_OK)
        collect(run, arena, reuse);
    return status;
}

static int compare_ids(stm_document *const *documents, uint32_t one, uint32_t two)
{
    int order = stm_view_compare(documents[one]->article.id, documents[two]->article.id);
    return order != 0 ? order : one < two ? -1 : one > two;
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
