#include "base/threads.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

enum { MOST_WORKERS = 256 };

typedef struct job {
    stm_status (*work)(void *argument, unsigned worker, size_t i);
    void *argument;
    size_t n;
    atomic_size_t next;
    pthread_mutex_t lock; // of the two below
    size_t failed_at;
    stm_status failed;
} job;

typedef struct worker {
    job *job;
    unsigned number;
    pthread_t thread;
} worker;

unsigned stm_threads_here(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return (unsigned)CPU_COUNT(&set);
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (unsigned)n : 1;
}

static void note_failure(job *all, size_t i, stm_status status)
{
    pthread_mutex_lock(&all->lock);
    if (all->failed == STM_OK || i < all->failed_at) {
        all->failed = status;
        all->failed_at = i;
    }
    pthread_mutex_unlock(&all->lock);
}

static void *run(void *argument)
{
    worker *mine = argument;
    for (size_t i; (i = atomic_fetch_add(&mine->job->next, 1)) < mine->job->n;) {
        stm_status status = mine->job->work(mine->job->argument, mine->number, i);
        if (status != STM_OK)
            note_failure(mine->job, i, status);
    }
    return NULL;
}

stm_status stm_threads_run(unsigned nworkers, size_t n, stm_status (*work)(void *argument, unsigned worker, size_t i),
                           void *argument)
{
    job all = {.work = work, .argument = argument, .n = n, .lock = PTHREAD_MUTEX_INITIALIZER};
    worker workers[MOST_WORKERS];
    if (nworkers > MOST_WORKERS)
        nworkers = MOST_WORKERS;
    if (nworkers > n)
        nworkers = n > 0 ? (unsigned)n : 1;
    workers[0] = (worker){.job = &all};
    unsigned started = 1;
    for (; started < nworkers; started++) { // fewer threads than wanted do the same work
        workers[started] = (worker){.job = &all, .number = started};
        if (pthread_create(&workers[started].thread, NULL, run, &workers[started]) != 0)
            break;
    }
    run(&workers[0]);
    for (unsigned i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    return all.failed;
}
