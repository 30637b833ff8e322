// The time that the programs of this folder measure: the processor's, of the calling thread.
#ifndef STM_BENCH_CLOCK_H
#define STM_BENCH_CLOCK_H

#include <time.h>

static inline double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

#endif
