// Open addressing with linear probing; the slots hold numbers of entries, at most 7/10 of them are taken.
#include "base/map.h"

#include "base/hash.h"

enum { LEAST_SLOTS = 16 };

void stm_map_init(stm_map *map, stm_arena *arena)
{
    *map = (stm_map){.arena = arena};
}

static size_t map_slot(const stm_map *map, uint64_t key)
{
    size_t at = stm_hash_number(key) & (map->nslots - 1);
    while (map->slots[at] != 0 && map->entries[map->slots[at] - 1].key != key)
        at = (at + 1) & (map->nslots - 1);
    return at;
}

static void map_widen(stm_map *map)
{
    map->nslots = map->nslots == 0 ? LEAST_SLOTS : map->nslots * 2;
    map->slots = stm_arena_take_array(map->arena, map->nslots, sizeof *map->slots);
    for (size_t i = 0; i < map->n; i++)
        map->slots[map_slot(map, map->entries[i].key)] = (uint32_t)i + 1;
}

uint64_t *stm_map_get(const stm_map *map, uint64_t key)
{
    if (map->nslots == 0)
        return NULL;
    uint32_t number = map->slots[map_slot(map, key)];
    return number != 0 ? &map->entries[number - 1].value : NULL;
}

uint64_t *stm_map_put(stm_map *map, uint64_t key)
{
    if (map->n >= UINT32_MAX - 1)
        stm_exit_leave(map->arena->way, STM_TOO_LARGE);
    if (map->n + 1 > map->nslots / 10 * 7)
        map_widen(map);
    size_t at = map_slot(map, key);
    if (map->slots[at] == 0) {
        if (map->n == map->room) {
            size_t room = map->room == 0 ? LEAST_SLOTS : map->room * 2;
            map->entries = stm_arena_grow(map->arena, map->entries, map->room * sizeof *map->entries, room * sizeof *map->entries);
            map->room = room;
        }
        map->entries[map->n++] = (stm_map_entry){key, 0};
        map->slots[at] = (uint32_t)map->n;
    }
    return &map->entries[map->slots[at] - 1].value;
}

void stm_intern_init(stm_intern *intern, stm_arena *arena)
{
    *intern = (stm_intern){.arena = arena};
}

static size_t word_slot(const stm_intern *intern, stm_view word)
{
    size_t at = stm_hash(word) & (intern->nslots - 1);
    while (intern->slots[at] != 0 && !stm_view_equal(intern->words[intern->slots[at] - 1], word))
        at = (at + 1) & (intern->nslots - 1);
    return at;
}

static void intern_widen(stm_intern *intern)
{
    intern->nslots = intern->nslots == 0 ? LEAST_SLOTS : intern->nslots * 2;
    intern->slots = stm_arena_take_array(intern->arena, intern->nslots, sizeof *intern->slots);
    for (size_t i = 0; i < intern->n; i++)
        intern->slots[word_slot(intern, intern->words[i])] = (uint32_t)i + 1;
}

uint32_t stm_intern_get(const stm_intern *intern, stm_view word)
{
    if (intern->nslots == 0)
        return STM_NO_WORD;
    uint32_t number = intern->slots[word_slot(intern, word)];
    return number != 0 ? number - 1 : STM_NO_WORD;
}

uint32_t stm_intern_put(stm_intern *intern, stm_view word)
{
    if (intern->n >= UINT32_MAX - 1)
        stm_exit_leave(intern->arena->way, STM_TOO_LARGE);
    if (intern->n + 1 > intern->nslots / 10 * 7)
        intern_widen(intern);
    size_t at = word_slot(intern, word);
    if (intern->slots[at] == 0) {
        if (intern->n == intern->room) {
            size_t room = intern->room == 0 ? LEAST_SLOTS : intern->room * 2;
            intern->words = stm_arena_grow(intern->arena, intern->words, intern->room * sizeof *intern->words, room * sizeof *intern->words);
            intern->room = room;
        }
        intern->words[intern->n++] = stm_arena_copy(intern->arena, word);
        intern->slots[at] = (uint32_t)intern->n;
    }
    return intern->slots[at] - 1;
}
