// Open addressing with linear probing; the slots hold numbers of entries, at most half of them are taken: most words that are
// looked up are in no table, and a search for what is not there ends at the first free slot.
#include "base/map.h"

#include "base/hash.h"

enum { LEAST_SLOTS = 16 };

void stm_map_init(stm_map *map, stm_arena *arena)
{
    *map = (stm_map){.arena = arena};
}

static size_t map_slot(const stm_map *map, uint64_t key, uint64_t hash)
{
    size_t at = hash & (map->nslots - 1);
    uint32_t tag = (uint32_t)(hash >> 32);
    while (map->slots[at].number != 0 && (map->slots[at].tag != tag || map->entries[map->slots[at].number - 1].key != key))
        at = (at + 1) & (map->nslots - 1);
    return at;
}

static stm_slot slot_of(size_t number, uint64_t hash)
{
    return (stm_slot){(uint32_t)number, (uint32_t)(hash >> 32)};
}

static void map_widen(stm_map *map)
{
    map->nslots = map->nslots == 0 ? LEAST_SLOTS : map->nslots * 2;
    stm_arena_drop(map->arena, map->slots);
    map->slots = stm_arena_take_array(map->arena, map->nslots, sizeof *map->slots);
    for (size_t i = 0; i < map->n; i++) {
        uint64_t hash = stm_hash_number(map->entries[i].key);
        map->slots[map_slot(map, map->entries[i].key, hash)] = slot_of(i + 1, hash);
    }
}

uint64_t *stm_map_get(const stm_map *map, uint64_t key)
{
    if (map->nslots == 0)
        return NULL;
    uint32_t number = map->slots[map_slot(map, key, stm_hash_number(key))].number;
    return number != 0 ? &map->entries[number - 1].value : NULL;
}

uint64_t *stm_map_put(stm_map *map, uint64_t key)
{
    if (map->n >= UINT32_MAX - 1)
        stm_exit_leave(map->arena->way, STM_TOO_LARGE);
    if (map->n + 1 > map->nslots / 2)
        map_widen(map);
    uint64_t hash = stm_hash_number(key);
    size_t at = map_slot(map, key, hash);
    if (map->slots[at].number == 0) {
        if (map->n == map->room) {
            size_t room = map->room == 0 ? LEAST_SLOTS : map->room * 2;
            map->entries =
                stm_arena_grow(map->arena, map->entries, map->room * sizeof *map->entries, room * sizeof *map->entries);
            map->room = room;
        }
        map->entries[map->n++] = (stm_map_entry){key, 0};
        map->slots[at] = slot_of(map->n, hash);
    }
    return &map->entries[map->slots[at].number - 1].value;
}

void stm_intern_init(stm_intern *intern, stm_arena *arena)
{
    *intern = (stm_intern){.arena = arena};
}

static size_t word_slot(const stm_intern *intern, stm_view word, uint64_t hash)
{
    size_t at = hash & (intern->nslots - 1);
    uint32_t tag = (uint32_t)(hash >> 32);
    while (intern->slots[at].number != 0 &&
           (intern->slots[at].tag != tag || !stm_view_equal(intern->words[intern->slots[at].number - 1], word)))
        at = (at + 1) & (intern->nslots - 1);
    return at;
}

static void intern_widen(stm_intern *intern)
{
    intern->nslots = intern->nslots == 0 ? LEAST_SLOTS : intern->nslots * 2;
    stm_arena_drop(intern->arena, intern->slots);
    intern->slots = stm_arena_take_array(intern->arena, intern->nslots, sizeof *intern->slots);
    for (size_t i = 0; i < intern->n; i++) {
        uint64_t hash = stm_hash(intern->words[i]);
        intern->slots[word_slot(intern, intern->words[i], hash)] = slot_of(i + 1, hash);
    }
}

uint32_t stm_intern_get(const stm_intern *intern, stm_view word)
{
    if (intern->nslots == 0)
        return STM_NO_WORD;
    uint32_t number = intern->slots[word_slot(intern, word, stm_hash(word))].number;
    return number != 0 ? number - 1 : STM_NO_WORD;
}

uint32_t stm_intern_put(stm_intern *intern, stm_view word)
{
    if (intern->n >= UINT32_MAX - 1)
        stm_exit_leave(intern->arena->way, STM_TOO_LARGE);
    if (intern->n + 1 > intern->nslots / 2)
        intern_widen(intern);
    uint64_t hash = stm_hash(word);
    size_t at = word_slot(intern, word, hash);
    if (intern->slots[at].number == 0) {
        if (intern->n == intern->room) {
            size_t room = intern->room == 0 ? LEAST_SLOTS : intern->room * 2;
            intern->words =
                stm_arena_grow(intern->arena, intern->words, intern->room * sizeof *intern->words, room * sizeof *intern->words);
            intern->room = room;
        }
        intern->words[intern->n++] = stm_arena_copy(intern->arena, word);
        intern->slots[at] = slot_of(intern->n, hash);
    }
    return intern->slots[at].number - 1;
}
