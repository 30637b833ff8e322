// The stages in their order, each timed.
#include "api/api.h"

#include <stdlib.h>
#include <time.h>

#include "api/gaps.h"
#include "base/threads.h"

// A worker that compares the accounts of stories.
struct stm_comparer {
    stm_exit way;
    stm_arena arena;
    const stm_pipeline *pipeline;
    size_t story;
};

void stm_pipeline_init(stm_pipeline *pipeline, const stm_pipeline_options *options)
{
    *pipeline = (stm_pipeline){.options = *options};
    if (pipeline->options.nthreads == 0)
        pipeline->options.nthreads = stm_threads_here();
    stm_arena_init(&pipeline->arena, &pipeline->way, 0);
    stm_vector_init(&pipeline->given, &pipeline->arena, sizeof(stm_item));
    stm_vector_init(&pipeline->sources, &pipeline->arena, sizeof(stm_source));
}

void stm_pipeline_release(stm_pipeline *pipeline)
{
    for (size_t i = 0; pipeline->documents != NULL && i < pipeline->items.nitems; i++)
        stm_document_free(pipeline->documents[i]);
    pipeline->documents = NULL;
    for (unsigned i = 0; i < pipeline->ncomparers; i++)
        stm_arena_release(&pipeline->comparers[i].arena);
    pipeline->ncomparers = 0;
    stm_arena_release(&pipeline->arena);
}

static double seconds_of(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

// A moment by both clocks.
typedef struct moment {
    double wall, processor;
} moment;

static moment moment_now(void)
{
    return (moment){seconds_of(CLOCK_MONOTONIC), seconds_of(CLOCK_PROCESS_CPUTIME_ID)};
}

static void add_time(stm_pipeline *pipeline, stm_goal stage, moment *begin)
{
    moment now = moment_now();
    pipeline->seconds[stage] += now.wall - begin->wall;
    pipeline->processor[stage] += now.processor - begin->processor;
    *begin = now;
}

struct paths {
    stm_pipeline *pipeline;
    const stm_view *paths;
    size_t n;
};

static stm_status read_paths(void *argument)
{
    struct paths *p = argument;
    stm_pipeline *pipeline = p->pipeline;
    stm_items items;
    stm_status status = stm_read_inputs(&pipeline->arena, &pipeline->options.read, p->paths, p->n, &items);
    size_t before = pipeline->sources.n;
    for (size_t i = 0; status == STM_OK && i < items.nitems; i++) {
        stm_item *item = stm_vector_push(&pipeline->given);
        *item = items.items[i];
        item->source += (uint32_t)before;
    }
    for (size_t i = 0; status == STM_OK && i < items.nsources; i++)
        *(stm_source *)stm_vector_push(&pipeline->sources) = items.sources[i];
    return status;
}

stm_status stm_pipeline_add_paths(stm_pipeline *pipeline, const stm_view *paths, size_t npaths)
{
    moment begin = moment_now();
    stm_status status = stm_exit_run(&pipeline->way, read_paths, &(struct paths){pipeline, paths, npaths});
    add_time(pipeline, STM_GOAL_READ, &begin);
    return status;
}

struct memory {
    stm_pipeline *pipeline;
    stm_view input, bytes;
};

static stm_status read_memory(void *argument)
{
    struct memory *m = argument;
    stm_arena *arena = &m->pipeline->arena;
    return stm_read_memory(arena, &m->pipeline->options.read, stm_arena_copy(arena, m->input), stm_arena_copy(arena, m->bytes),
                           &m->pipeline->given, &m->pipeline->sources);
}

stm_status stm_pipeline_add_memory(stm_pipeline *pipeline, stm_view input, stm_view bytes)
{
    return stm_exit_run(&pipeline->way, read_memory, &(struct memory){pipeline, input, bytes});
}

// Copying alone needs no annotation.
static stm_depth depth_of(stm_goal goal)
{
    return goal < STM_GOAL_ANNOTATE || goal == STM_GOAL_REUSE ? STM_DEPTH_EXTRACT : STM_DEPTH_ANNOTATE;
}

static stm_status make_documents(stm_pipeline *pipeline, stm_goal goal)
{
    pipeline->items = (stm_items){pipeline->given.items, pipeline->given.n, pipeline->sources.items, pipeline->sources.n};
    pipeline->documents = stm_arena_take_array(&pipeline->arena, pipeline->items.nitems + 1, sizeof *pipeline->documents);
    return stm_documents_new(pipeline->options.nthreads, &pipeline->options.read,
                             depth_of(goal), &pipeline->items,
                             pipeline->options.progress, pipeline->documents);
}

// Is this the input of a known source, or a page in it.
static bool is_source(const stm_pipeline *pipeline, stm_view input)
{
    for (size_t i = 0; i < pipeline->options.nsources; i++) {
        stm_view source = pipeline->options.sources[i];
        char next = input.size > source.size ? input.at[source.size] : '\0';
        if (stm_view_begins(input, source) && (next == '\0' || next == '/' || next == '#'))
            return true;
    }
    return false;
}

static stm_status find_reuse(stm_pipeline *pipeline)
{
    size_t n = pipeline->items.nitems;
    bool *sources = stm_arena_take_array(&pipeline->arena, n + 1, sizeof *sources);
    for (size_t i = 0; i < n; i++)
        sources[i] = is_source(pipeline, pipeline->documents[i]->article.input);
    stm_reuse_options options = {
        .nthreads = pipeline->options.nthreads,
        .window = pipeline->options.window,
        .all = pipeline->options.all,
        .owners = pipeline->options.owners,
        .sources = sources,
    };
    return stm_reuse_find(&pipeline->arena, &options, pipeline->documents, n, &pipeline->reuse);
}

static stm_status group_stories(stm_pipeline *pipeline)
{
    stm_story_options options = {pipeline->options.one_story, pipeline->options.ignore_dates};
    return stm_story_group(&pipeline->arena, &options, pipeline->documents, pipeline->items.nitems, &pipeline->stories);
}

static void keep_newest(stm_civil *newest, stm_civil time)
{
    if (stm_civil_known(time) && (!stm_civil_known(*newest) || stm_civil_seconds(time) > stm_civil_seconds(*newest)))
        *newest = time;
}

// As the user gave it, or the newest time that an article tells of itself; where none does, that of the last page got.
static stm_civil newest_time(const stm_pipeline *pipeline)
{
    stm_civil told = {0}, got = {0};
    for (size_t i = 0; i < pipeline->items.nitems; i++) {
        const stm_article *article = &pipeline->documents[i]->article;
        keep_newest(&told, article->published);
        keep_newest(&told, article->modified);
        keep_newest(&got, article->fetched);
    }
    if (stm_civil_known(pipeline->options.now))
        return pipeline->options.now;
    return stm_civil_known(told) ? told : got;
}

// A source with the number it had among the inputs as given.
struct placed {
    stm_source source;
    uint32_t number;
};

static int by_name(const void *one, const void *two)
{
    const stm_source *a = &((const struct placed *)one)->source, *b = &((const struct placed *)two)->source;
    int order = stm_view_compare(a->input, b->input);
    return order != 0 ? order : memcmp(a->sha256, b->sha256, STM_SHA256_SIZE);
}

static int by_article(const void *one, const void *two)
{
    return stm_view_compare((*(stm_document *const *)one)->article.id, (*(stm_document *const *)two)->article.id);
}

// Inputs and documents of a report stand in an order of their own, whatever order they were named in.
static void sort_inputs(stm_pipeline *pipeline)
{
    size_t n = pipeline->items.nsources;
    struct placed *placed = stm_arena_take_array(&pipeline->arena, n + 1, sizeof *placed);
    stm_source *sources = stm_arena_take_array(&pipeline->arena, n + 1, sizeof *sources);
    uint32_t *numbers = stm_arena_take_array(&pipeline->arena, n + 1, sizeof *numbers);
    for (size_t i = 0; i < n; i++)
        placed[i] = (struct placed){pipeline->items.sources[i], (uint32_t)i};
    qsort(placed, n, sizeof *placed, by_name);
    for (size_t i = 0; i < n; i++) {
        sources[i] = placed[i].source;
        numbers[placed[i].number] = (uint32_t)i;
    }
    for (size_t i = 0; i < pipeline->items.nitems; i++)
        pipeline->documents[i]->article.source = numbers[pipeline->documents[i]->article.source];
    qsort(pipeline->documents, pipeline->items.nitems, sizeof *pipeline->documents, by_article);
    pipeline->findings.sources = sources;
    pipeline->findings.nsources = n;
}

static stm_status compare_one(void *argument)
{
    struct stm_comparer *comparer = argument;
    const stm_pipeline *pipeline = comparer->pipeline;
    return stm_compare(&comparer->arena, pipeline->documents, pipeline->items.nitems, &pipeline->reuse,
                       &pipeline->stories.stories[comparer->story], &pipeline->comparisons[comparer->story]);
}

static stm_status compare_story(void *argument, unsigned worker, size_t i)
{
    stm_pipeline *pipeline = argument;
    struct stm_comparer *comparer = &pipeline->comparers[worker];
    comparer->story = i;
    return stm_exit_run(&comparer->way, compare_one, comparer);
}

static void make_comparers(stm_pipeline *pipeline)
{
    unsigned n = pipeline->options.nthreads;
    pipeline->comparers = stm_arena_take_array(&pipeline->arena, n, sizeof *pipeline->comparers);
    for (unsigned i = 0; i < n; i++) {
        pipeline->comparers[i].pipeline = pipeline;
        stm_arena_init(&pipeline->comparers[i].arena, &pipeline->comparers[i].way, 0);
    }
    pipeline->ncomparers = n;
}

static stm_status compare_stories(stm_pipeline *pipeline)
{
    stm_findings *f = &pipeline->findings;
    size_t n = pipeline->stories.nstories;
    pipeline->comparisons = stm_arena_take_array(&pipeline->arena, n + 1, sizeof *pipeline->comparisons);
    make_comparers(pipeline);
    stm_status status = stm_threads_run(pipeline->options.nthreads, n, compare_story, pipeline);
    if (status != STM_OK)
        return status;
    f->version = STM_VIEW(STM_VERSION);
    f->now = newest_time(pipeline);
    f->plain = pipeline->options.read.plain;
    f->documents = pipeline->documents;
    f->ndocuments = pipeline->items.nitems;
    f->reuse = &pipeline->reuse;
    f->stories = &pipeline->stories;
    f->comparisons = pipeline->comparisons;
    stm_gaps_find(&pipeline->arena, f);
    return STM_OK;
}

struct run {
    stm_pipeline *pipeline;
    stm_goal goal;
    moment begin;
};

static void tick(struct run *run, stm_goal stage)
{
    add_time(run->pipeline, stage, &run->begin);
}

static stm_status run_goal(void *argument)
{
    struct run *run = argument;
    stm_pipeline *pipeline = run->pipeline;
    stm_status status = make_documents(pipeline, run->goal);
    tick(run, depth_of(run->goal) == STM_DEPTH_ANNOTATE ? STM_GOAL_ANNOTATE : STM_GOAL_EXTRACT);
    if (status == STM_OK && run->goal == STM_GOAL_REPORT)
        sort_inputs(pipeline);
    if (status == STM_OK && (run->goal == STM_GOAL_REUSE || run->goal == STM_GOAL_REPORT))
        status = find_reuse(pipeline);
    tick(run, STM_GOAL_REUSE);
    if (status == STM_OK && run->goal >= STM_GOAL_STORIES)
        status = group_stories(pipeline);
    tick(run, STM_GOAL_STORIES);
    if (status == STM_OK && run->goal == STM_GOAL_REPORT)
        status = compare_stories(pipeline);
    tick(run, STM_GOAL_REPORT);
    return status;
}

stm_status stm_pipeline_run(stm_pipeline *pipeline, stm_goal goal)
{
    struct run run = {pipeline, goal, moment_now()};
    return stm_exit_run(&pipeline->way, run_goal, &run);
}
