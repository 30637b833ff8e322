// Hash maps in an arena: from 64-bit keys to 64-bit values, and from words to dense numbers.
//
// Iteration is by insertion order only (`entries`), so that nothing that is printed depends on hash values.
#ifndef STM_BASE_MAP_H
#define STM_BASE_MAP_H

#include "base/arena.h"

typedef struct stm_map_entry {
    uint64_t key, value;
} stm_map_entry;

typedef struct stm_slot {
    uint32_t number; // of the entry + 1; 0: free
    uint32_t tag;    // high half of the key's hash: tells most others apart without a look at the entry
} stm_slot;

typedef struct stm_map {
    stm_arena *arena;
    stm_map_entry *entries; // [n], in the order of insertion
    stm_slot *slots;        // [nslots]
    size_t n, room, nslots;
} stm_map;

void stm_map_init(stm_map *map, stm_arena *arena);
// Where the value of `key` stands, made with value 0 if new; good until the next put.
uint64_t *stm_map_put(stm_map *map, uint64_t key);
// The same; NULL if there is none.
uint64_t *stm_map_get(const stm_map *map, uint64_t key);

// Words as numbers 0, 1, 2, ... in the order in which they came.
typedef struct stm_intern {
    stm_arena *arena;
    stm_view *words; // [n]
    stm_slot *slots; // [nslots]
    size_t n, room, nslots;
} stm_intern;

enum { STM_NO_WORD = UINT32_MAX };

void stm_intern_init(stm_intern *intern, stm_arena *arena);
uint32_t stm_intern_put(stm_intern *intern, stm_view word);        // copies a new word into the arena
uint32_t stm_intern_get(const stm_intern *intern, stm_view word);  // STM_NO_WORD if there is none

#endif
