// Blocks grow by doubling from 4 KiB to 1 MiB; a piece of more than a quarter of a block gets a block of its own, so that
// growing it is a realloc.
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { LEAST_BLOCK = 4 << 10, MOST_BLOCK = 1 << 20, ALIGNMENT = 16, PRINT_NEAR = 256 /* bytes that are printed once */ };

typedef struct stm_arena_block {
    struct stm_arena_block *older;
    size_t size, used;
    bool single; // holds one large piece and takes no other
    _Alignas(ALIGNMENT) char bytes[];
} block;

typedef struct stm_arena_defer {
    struct stm_arena_defer *older;
    void (*undo)(void *argument);
    void *argument;
} defer;

void stm_arena_init(stm_arena *arena, stm_exit *way, size_t limit)
{
    *arena = (stm_arena){.way = way, .limit = limit};
}

static void undo_all(stm_arena *arena)
{
    defer *next = arena->defers;
    arena->defers = NULL;
    for (; next != NULL; next = next->older)
        next->undo(next->argument);
}

void stm_arena_release(stm_arena *arena)
{
    undo_all(arena);
    free(arena->spare);
    arena->spare = NULL;
    while (arena->blocks != NULL) {
        block *older = arena->blocks->older;
        free(arena->blocks);
        arena->blocks = older;
    }
    arena->taken = 0;
}

void stm_arena_reset(stm_arena *arena)
{
    undo_all(arena);
    free(arena->spare);
    arena->spare = NULL;
    block *kept = NULL;
    while (arena->blocks != NULL) {
        block *older = arena->blocks->older;
        if (kept == NULL && !arena->blocks->single)
            kept = arena->blocks;
        else
            free(arena->blocks);
        arena->blocks = older;
    }
    arena->blocks = kept;
    arena->taken = 0;
    if (kept != NULL) {
        memset(kept->bytes, 0, kept->used);
        kept->used = 0;
        kept->older = NULL;
        arena->taken = kept->size;
    }
}

static block *new_block(stm_arena *arena, size_t size)
{
    if (arena->limit != 0 && (size > arena->limit || arena->taken > arena->limit - size))
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    block *made = size <= SIZE_MAX - sizeof(block) ? calloc(1, sizeof(block) + size) : NULL;
    if (made == NULL)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    made->size = size;
    arena->taken += size;
    return made;
}

static size_t rounded(stm_arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void *take_single(stm_arena *arena, size_t size)
{
    block *made = new_block(arena, size);
    made->single = true;
    made->used = size;
    if (arena->blocks != NULL && !arena->blocks->single) { // the open block stays in front
        made->older = arena->blocks->older;
        arena->blocks->older = made;
    } else {
        made->older = arena->blocks;
        arena->blocks = made;
    }
    return made->bytes;
}

void *stm_arena_take(stm_arena *arena, size_t size)
{
    size = rounded(arena, size);
    block *open = arena->blocks;
    if (open == NULL || open->single || open->size - open->used < size) {
        size_t next = open == NULL || open->single ? LEAST_BLOCK : open->size * 2;
        next = next > MOST_BLOCK ? MOST_BLOCK : next;
        if (size > next / 4)
            return take_single(arena, size);
        open = arena->spare != NULL && arena->spare->size >= next ? arena->spare : new_block(arena, next);
        arena->spare = open == arena->spare ? NULL : arena->spare;
        open->older = arena->blocks;
        arena->blocks = open;
    }
    void *piece = open->bytes + open->used;
    open->used += size;
    return piece;
}

void *stm_arena_take_array(stm_arena *arena, size_t n, size_t item_size)
{
    if (item_size != 0 && n > SIZE_MAX / item_size)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    return stm_arena_take(arena, n * item_size);
}

// The link to the block that holds `piece` alone; NULL if it shares its block. Large pieces are few: a short walk.
static block **single_of(stm_arena *arena, const void *piece)
{
    for (block **link = &arena->blocks; *link != NULL; link = &(*link)->older)
        if ((*link)->single && (*link)->bytes == piece)
            return link;
    return NULL;
}

static void *grow_single(stm_arena *arena, block **link, size_t size)
{
    size_t more = size - (*link)->size;
    if (arena->limit != 0 && (more > arena->limit || arena->taken > arena->limit - more))
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    block *moved = size <= SIZE_MAX - sizeof(block) ? realloc(*link, sizeof(block) + size) : NULL;
    if (moved == NULL)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    memset(moved->bytes + moved->size, 0, more);
    moved->size = moved->used = size;
    arena->taken += more;
    *link = moved;
    return moved->bytes;
}

void *stm_arena_grow(stm_arena *arena, void *old, size_t old_size, size_t size)
{
    if (old == NULL)
        return stm_arena_take(arena, size);
    size_t had = rounded(arena, old_size), wanted = rounded(arena, size);
    if (wanted <= had)
        return old;
    block *open = arena->blocks;
    if (open != NULL && !open->single && (char *)old + had == open->bytes + open->used &&
        open->size - open->used >= wanted - had) {
        open->used += wanted - had;
        return old;
    }
    if (had > LEAST_BLOCK / 4) {
        block **link = single_of(arena, old);
        if (link != NULL)
            return (*link)->size >= wanted ? old : grow_single(arena, link, wanted);
    }
    void *moved = stm_arena_take(arena, wanted);
    memcpy(moved, old, old_size);
    return moved;
}

void stm_arena_drop(stm_arena *arena, void *piece)
{
    block **link = piece != NULL ? single_of(arena, piece) : NULL, *dropped = link != NULL ? *link : NULL;
    if (dropped == NULL)
        return;
    *link = dropped->older;
    arena->taken -= dropped->size;
    free(dropped);
}

stm_arena_mark stm_arena_here(const stm_arena *arena)
{
    block *open = arena->blocks;
    return open != NULL ? (stm_arena_mark){open, open->older, open->used} : (stm_arena_mark){NULL, NULL, 0};
}

// A block that is given back again and again is made once.
static void give_back(stm_arena *arena, block *given)
{
    if (given->single || arena->spare != NULL) {
        arena->taken -= given->size;
        free(given);
        return;
    }
    memset(given->bytes, 0, given->used);
    given->used = 0;
    arena->spare = given;
}

static void give_back_before(stm_arena *arena, block **link, const block *kept)
{
    while (*link != kept) {
        block *older = (*link)->older;
        give_back(arena, *link);
        *link = older;
    }
}

void stm_arena_back(stm_arena *arena, stm_arena_mark mark)
{
    give_back_before(arena, &arena->blocks, mark.open);
    if (mark.open == NULL)
        return;
    give_back_before(arena, &mark.open->older, mark.behind); // large pieces lie behind the open block
    if (mark.open->used > mark.used)
        memset(mark.open->bytes + mark.used, 0, mark.open->used - mark.used);
    mark.open->used = mark.used;
}

stm_view stm_arena_copy(stm_arena *arena, stm_view text)
{
    if (text.size == SIZE_MAX)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    char *copy = stm_arena_take(arena, text.size + 1);
    if (text.size > 0)
        memcpy(copy, text.at, text.size);
    return (stm_view){copy, text.size};
}

stm_view stm_arena_print(stm_arena *arena, const char *format, ...)
{
    char near[PRINT_NEAR];
    va_list words;
    va_start(words, format);
    int size = vsnprintf(near, sizeof near, format, words);
    va_end(words);
    if (size < 0)
        stm_exit_leave(arena->way, STM_INTERNAL);
    if ((size_t)size < sizeof near)
        return stm_arena_copy(arena, (stm_view){near, (size_t)size});
    char *text = stm_arena_take(arena, (size_t)size + 1);
    va_start(words, format);
    vsnprintf(text, (size_t)size + 1, format, words);
    va_end(words);
    return (stm_view){text, (size_t)size};
}

void stm_arena_defer(stm_arena *arena, void (*undo)(void *argument), void *argument)
{
    defer *made = stm_arena_take(arena, sizeof *made);
    *made = (defer){arena->defers, undo, argument};
    arena->defers = made;
}
