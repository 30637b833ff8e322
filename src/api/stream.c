// A ring of slots, one a page on its way. A thread takes the next free slot and reads the next page into it, under the lock, then
// works on it without; whoever finds the oldest slot finished, and nobody at it, hands it out. A thread waits only where the ring
// is full behind one slow page.
#include "api/stream.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/map.h"
#include "base/threads.h"

enum { SLOTS_A_THREAD = 4 };

typedef struct slot {
    stm_exit way;
    stm_arena arena; // of the item
    stm_item item;
    stm_document *document;
    bool ready;
} slot;

typedef struct stream {
    const stm_pipeline_options *options;
    stm_depth depth;
    stm_take *take;
    void *argument;
    stm_walk *walk;
    slot *slots; // [nslots]
    size_t nslots;

    pthread_mutex_t lock; // of what follows
    pthread_cond_t moved; // `out` has moved, or there is nothing more to do
    size_t in, out;       // numbers of the next page to read and to hand out
    bool ended, handing_out, stopped;
    stm_status status;
    double reading;

    stm_exit way; // of what follows, which whoever hands out has for himself
    stm_arena arena;
    stm_map ids; // hash → how many documents had this id
} stream;

static double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

struct pull {
    stream *s;
    slot *slot;
    bool any;
};

static stm_status read_item(void *argument)
{
    struct pull *pull = argument;
    pull->any = stm_walk_next(pull->s->walk, &pull->slot->arena, &pull->slot->item);
    return STM_OK;
}

static void end(stream *s, stm_status status)
{
    s->ended = true;
    s->status = s->status == STM_OK ? status : s->status;
    pthread_cond_broadcast(&s->moved);
}

// The next page in a slot of the ring; NULL: there is none. With the lock held.
static slot *next_page(stream *s)
{
    while (!s->ended && s->in - s->out == s->nslots)
        pthread_cond_wait(&s->moved, &s->lock);
    if (s->ended)
        return NULL;
    struct pull pull = {s, &s->slots[s->in % s->nslots], false};
    double begin = seconds_now();
    stm_status status = stm_exit_run(&pull.slot->way, read_item, &pull);
    s->reading += seconds_now() - begin;
    if (status != STM_OK || !pull.any) {
        end(s, status);
        return NULL;
    }
    s->in++;
    return pull.slot;
}

struct naming {
    stream *s;
    stm_document *document;
};

// An id that another document has: the next "id-2", "id-3", ... that none has.
static stm_status tell_apart(void *argument)
{
    struct naming *naming = argument;
    stm_map *ids = &naming->s->ids;
    stm_article *article = &naming->document->article;
    stm_arena *arena = &naming->document->arena;
    uint64_t *had = stm_map_put(ids, stm_hash(article->id));
    uint64_t number = ++*had;
    if (number == 1)
        return STM_OK;
    stm_view fresh;
    arena->way = &naming->s->way;
    do
        fresh = stm_arena_print(arena, "%.*s-%llu", (int)article->id.size, article->id.at, (unsigned long long)number++);
    while (stm_map_get(ids, stm_hash(fresh)) != NULL);
    *stm_map_get(ids, stm_hash(article->id)) = number - 1;
    *stm_map_put(ids, stm_hash(fresh)) = 1;
    article->id = fresh;
    return STM_OK;
}

static void hand_out(stream *s, slot *oldest)
{
    struct naming naming = {s, oldest->document};
    stm_status status = oldest->document == NULL ? STM_NO_MEMORY : stm_exit_run(&s->way, tell_apart, &naming);
    bool more = status == STM_OK && s->take(s->argument, oldest->document);
    stm_document_free(oldest->document);
    oldest->document = NULL;
    stm_arena_reset(&oldest->arena);
    pthread_mutex_lock(&s->lock);
    if (!more) {
        s->stopped = true;
        end(s, status);
    }
    oldest->ready = false;
    s->out++;
    pthread_cond_broadcast(&s->moved);
}

// Hands out what is finished, from the oldest on. With the lock held, which it gives up in between.
static void hand_out_ready(stream *s)
{
    if (s->handing_out)
        return;
    s->handing_out = true;
    for (slot *oldest; oldest = &s->slots[s->out % s->nslots], !s->stopped && s->out < s->in && oldest->ready;) {
        pthread_mutex_unlock(&s->lock);
        hand_out(s, oldest); // takes the lock again
    }
    s->handing_out = false;
}

static stm_status work(void *argument, unsigned number, size_t i)
{
    (void)number;
    (void)i;
    stream *s = argument;
    stm_worker *worker = stm_worker_new();
    if (worker == NULL)
        return STM_NO_MEMORY;
    pthread_mutex_lock(&s->lock);
    for (slot *mine; (mine = next_page(s)) != NULL;) {
        pthread_mutex_unlock(&s->lock);
        mine->document = stm_document_new(worker, &s->options->read, s->depth, &mine->item);
        pthread_mutex_lock(&s->lock);
        mine->ready = true;
        hand_out_ready(s);
    }
    pthread_mutex_unlock(&s->lock);
    stm_worker_free(worker);
    return STM_OK;
}

static void release(stream *s)
{
    for (size_t i = 0; s->slots != NULL && i < s->nslots; i++) {
        stm_document_free(s->slots[i].document);
        stm_arena_release(&s->slots[i].arena);
    }
    free(s->slots);
    stm_walk_free(s->walk);
    stm_arena_release(&s->arena);
}

stm_status stm_stream_documents(const stm_pipeline_options *options, stm_goal goal, const stm_view *paths, size_t npaths,
                                stm_take *take, void *argument, double seconds[2])
{
    double begin = seconds_now();
    unsigned nthreads = options->nthreads != 0 ? options->nthreads : stm_threads_here();
    stream s = {.options = options, .take = take, .argument = argument, .nslots = SLOTS_A_THREAD * (size_t)nthreads,
                .depth = goal >= STM_GOAL_ANNOTATE ? STM_DEPTH_ANNOTATE : STM_DEPTH_EXTRACT,
                .lock = PTHREAD_MUTEX_INITIALIZER, .moved = PTHREAD_COND_INITIALIZER};
    stm_arena_init(&s.arena, &s.way, 0);
    stm_map_init(&s.ids, &s.arena);
    s.slots = calloc(s.nslots, sizeof *s.slots);
    s.walk = stm_walk_new(&options->read, paths, npaths);
    stm_status status = s.slots != NULL && s.walk != NULL ? STM_OK : STM_NO_MEMORY;
    for (size_t i = 0; status == STM_OK && i < s.nslots; i++)
        stm_arena_init(&s.slots[i].arena, &s.slots[i].way, 0);
    if (status == STM_OK) // every call works until no page is left, so one is enough where no thread can be had
        status = stm_threads_run(nthreads, nthreads, work, &s);
    status = s.status != STM_OK ? s.status : s.ended ? STM_OK : status; // one thread is enough
    release(&s);
    if (seconds != NULL) {
        seconds[0] = s.reading;
        seconds[1] = seconds_now() - begin;
    }
    return status;
}
