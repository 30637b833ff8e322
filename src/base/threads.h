// One loop over many workers.
#ifndef STM_BASE_THREADS_H
#define STM_BASE_THREADS_H

#include "base/status.h"

// Number of processors this process may use; at least 1.
unsigned stm_threads_here(void);

// Calls `work(argument, worker, i)` once for every i < n, spread over `nworkers` threads (worker < nworkers; 1: in the calling
// thread). Items are handed out one by one, so their order is free: write results by `i`, keep scratch memory by `worker`.
// Returns the status of the smallest `i` that failed; all items run whatever fails.
stm_status stm_threads_run(unsigned nworkers, size_t n, stm_status (*work)(void *argument, unsigned worker, size_t i),
                           void *argument);

#endif
