// Growing arrays in an arena.
//
// A vector holds items of one size; read them through a typed pointer: `stm_token *tokens = words.items;`. Pushing may move the
// items, so such a pointer is good until the next push. Leaving memory behind on growth is the price of the arena: a vector
// that doubles wastes at most as much as it holds.
#ifndef STM_BASE_VECTOR_H
#define STM_BASE_VECTOR_H

#include "base/arena.h"

typedef struct stm_vector {
    stm_arena *arena;
    void *items;
    size_t n, room, item_size;
} stm_vector;

void stm_vector_init(stm_vector *vector, stm_arena *arena, size_t item_size);

// Room for `n` new items in a row, zeroed; the first of them.
void *stm_vector_push_many(stm_vector *vector, size_t n);
// A new last item, zeroed, to be filled by the caller.
static inline void *stm_vector_push(stm_vector *vector)
{
    return vector->n < vector->room ? memset((char *)vector->items + vector->n++ * vector->item_size, 0, vector->item_size)
                                    : stm_vector_push_many(vector, 1);
}
// The same for an item that the caller sets as a whole: not zeroed.
static inline void *stm_vector_next(stm_vector *vector)
{
    return vector->n < vector->room ? (char *)vector->items + vector->n++ * vector->item_size : stm_vector_push_many(vector, 1);
}
// Room for `n` items more: for a number that is known.
void stm_vector_reserve(stm_vector *vector, size_t n);
// Item `i` (i < n).
void *stm_vector_at(const stm_vector *vector, size_t i);
// Sorts the items, in one look where they are in order already.
void stm_vector_sort(stm_vector *vector, int (*compare)(const void *one, const void *two));
// Cuts back to `n` items (n <= vector->n).
void stm_vector_cut(stm_vector *vector, size_t n);

#endif
