#include "base/vector.h"

#include <assert.h>
#include <stdlib.h>

enum { LARGE = 1 << 20 }; // bytes; from there on a vector grows by half

void stm_vector_init(stm_vector *vector, stm_arena *arena, size_t item_size)
{
    *vector = (stm_vector){.arena = arena, .item_size = item_size};
}

void stm_vector_reserve(stm_vector *vector, size_t n)
{
    if (n <= vector->room - vector->n)
        return;
    if (n > SIZE_MAX / 2 - vector->n || vector->n + n > SIZE_MAX / 2 / vector->item_size)
        stm_exit_leave(vector->arena->way, STM_NO_MEMORY);
    size_t wanted = vector->n + n;
    size_t more = vector->room * vector->item_size < LARGE ? vector->room * 2 : vector->room / 2 * 3;
    size_t room = more > wanted ? more : wanted;
    room = room < 8 ? 8 : room;
    vector->items = stm_arena_grow(vector->arena, vector->items, vector->room * vector->item_size, room * vector->item_size);
    vector->room = room;
}

void *stm_vector_push_many(stm_vector *vector, size_t n)
{
    stm_vector_reserve(vector, n);
    void *first = (char *)vector->items + vector->n * vector->item_size;
    if (n > 0)
        memset(first, 0, n * vector->item_size);
    vector->n += n;
    return first;
}

void *stm_vector_at(const stm_vector *vector, size_t i)
{
    assert(i < vector->n);
    return (char *)vector->items + i * vector->item_size;
}

void stm_vector_sort(stm_vector *vector, int (*compare)(const void *one, const void *two))
{
    const char *items = vector->items;
    for (size_t i = 1; i < vector->n; i++)
        if (compare(items + (i - 1) * vector->item_size, items + i * vector->item_size) > 0) {
            qsort(vector->items, vector->n, vector->item_size, compare);
            return;
        }
}

void stm_vector_cut(stm_vector *vector, size_t n)
{
    assert(n <= vector->n);
    vector->n = n;
}
