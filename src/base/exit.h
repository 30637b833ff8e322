// The way out when memory is short.
//
// Stages allocate from arenas in hundreds of places; a check behind each would drown the method in error paths that no one
// tests. Instead a piece of work runs inside stm_exit_run(): an allocation that fails there leaves the whole piece at once, and
// stm_exit_run() returns STM_NO_MEMORY. The arenas stay valid: reset or release them as usual. (Lua leaves its C functions in
// the same way.)
//
// Rules for code that runs inside:
// - what is not from an arena (an ICU or MyHTML object, a jansson value, an open file) belongs to the context, or is handed to
//   stm_arena_defer(), so that nothing leaks when the work is left in the middle;
// - arenas made with one stm_exit belong to one thread at a time.
#ifndef STM_BASE_EXIT_H
#define STM_BASE_EXIT_H

#include "base/status.h"

typedef struct stm_exit {
    void *innermost; // the jmp_buf of the running piece of work; NULL outside
} stm_exit;

// Runs `work(argument)` and returns what it returns, or the status that stm_exit_leave() was called with. Calls nest.
stm_status stm_exit_run(stm_exit *way, stm_status (*work)(void *argument), void *argument);

// Leaves the innermost piece of work with `status` (not STM_OK). Outside any it calls abort(): that is a defect of the caller.
_Noreturn void stm_exit_leave(stm_exit *way, stm_status status);

#endif
