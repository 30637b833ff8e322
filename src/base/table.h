// Tables of knowledge: lines of tab-separated fields, as they stand under lang/.
//
// An empty line or one that begins with '#' counts for nothing. The text is borrowed; fields are views into it. A table is read
// once, when a context is made, and only looked into afterwards.
#ifndef STM_BASE_TABLE_H
#define STM_BASE_TABLE_H

#include "base/map.h"

enum { STM_TABLE_FIELDS = 8 }; // fields kept of a row; the rest of a longer line stays in the last one

typedef struct stm_row {
    stm_view fields[STM_TABLE_FIELDS]; // empty beyond `nfields`
    uint32_t nfields;
    uint32_t next; // number + 1 of the next row with the same first field; 0: none
} stm_row;

typedef struct stm_table {
    stm_row *rows; // [nrows], in the order of the text
    size_t nrows;
    stm_intern keys;   // first fields
    uint32_t *firsts;  // [keys.n], number of the first row with that key
} stm_table;

void stm_table_read(stm_table *table, stm_arena *arena, stm_view text);
// The first row whose first field is `key`, byte for byte; NULL if there is none. Further ones: stm_table_next().
const stm_row *stm_table_find(const stm_table *table, stm_view key);
const stm_row *stm_table_next(const stm_table *table, const stm_row *row);
// The whole number in a field, in decimal with an optional "-"; 0 where there is none. No locale changes it.
int32_t stm_row_number(const stm_row *row, uint32_t field);
static inline bool stm_table_has(const stm_table *table, stm_view key) { return stm_table_find(table, key) != NULL; }

#endif
