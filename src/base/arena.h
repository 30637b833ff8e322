// Memory with one life: allocated in pieces, freed at once.
//
// A document owns one arena, a worker owns a scratch arena that is reset between documents. Allocation never returns NULL: when
// memory or the arena's limit runs out, the work is left through the arena's exit (exit.h). Memory comes zeroed and aligned for
// any type. Not for use by two threads at once.
#ifndef STM_BASE_ARENA_H
#define STM_BASE_ARENA_H

#include "base/exit.h"
#include "base/view.h"

typedef struct stm_arena {
    stm_exit *way;
    struct stm_arena_block *blocks; // the newest first
    struct stm_arena_block *spare;  // given back, for the next; may be NULL
    struct stm_arena_defer *defers; // the newest first
    size_t taken, limit;            // bytes got from malloc; 0 = no limit
} stm_arena;

void stm_arena_init(stm_arena *arena, stm_exit *way, size_t limit);
void stm_arena_reset(stm_arena *arena);   // runs what was deferred; keeps one block for what comes next
void stm_arena_release(stm_arena *arena); // runs what was deferred; frees all; the arena may be init'ed again

void *stm_arena_take(stm_arena *arena, size_t size);
void *stm_arena_take_array(stm_arena *arena, size_t n, size_t item_size); // n * item_size, checked for overflow

// Makes `old` (of `old_size` bytes, from this arena or NULL) `size` bytes long; in place where it was the latest piece. What is
// new is zeroed. The old pointer is not to be used again.
void *stm_arena_grow(stm_arena *arena, void *old, size_t old_size, size_t size);

// Gives back `piece` (from this arena, or NULL) before its time if it is a large one; what is small stays. It is not to be used
// again.
void stm_arena_drop(stm_arena *arena, void *piece);

stm_view stm_arena_copy(stm_arena *arena, stm_view text); // with a NUL behind it, not counted
stm_view stm_arena_print(stm_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

// A place to come back to: what was taken since is given back. Nothing that was taken before may be grown in between, nothing
// deferred.
typedef struct stm_arena_mark {
    struct stm_arena_block *open, *behind;
    size_t used;
} stm_arena_mark;
stm_arena_mark stm_arena_here(const stm_arena *arena);
void stm_arena_back(stm_arena *arena, stm_arena_mark mark);

// Calls `undo(argument)` when the arena is reset or released, the latest first.
void stm_arena_defer(stm_arena *arena, void (*undo)(void *argument), void *argument);

#endif
