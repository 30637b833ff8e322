#include "base/table.h"

#include "base/vector.h"

static void read_row(stm_row *row, stm_view line)
{
    stm_view field;
    while (row->nfields < STM_TABLE_FIELDS - 1 && stm_view_split(&line, '\t', &field))
        row->fields[row->nfields++] = stm_view_trim(field);
    if (line.at != NULL)
        row->fields[row->nfields++] = stm_view_trim(line);
}

void stm_table_read(stm_table *table, stm_arena *arena, stm_view text)
{
    stm_vector rows;
    stm_vector_init(&rows, arena, sizeof(stm_row));
    stm_view line;
    while (stm_view_split(&text, '\n', &line)) {
        stm_view words = stm_view_trim(line);
        if (words.size > 0 && words.at[0] != '#')
            read_row(stm_vector_push(&rows), line);
    }
    *table = (stm_table){.rows = rows.items, .nrows = rows.n};
    stm_intern_init(&table->keys, arena);
    table->firsts = stm_arena_take_array(arena, rows.n, sizeof *table->firsts);
    uint32_t *lasts = stm_arena_take_array(arena, rows.n, sizeof *lasts);
    for (size_t i = 0; i < rows.n; i++) {
        size_t known = table->keys.n;
        uint32_t key = stm_intern_put(&table->keys, table->rows[i].fields[0]);
        if (key == known)
            table->firsts[key] = (uint32_t)i;
        else
            table->rows[lasts[key]].next = (uint32_t)i + 1;
        lasts[key] = (uint32_t)i;
    }
}

const stm_row *stm_table_find(const stm_table *table, stm_view key)
{
    uint32_t number = stm_intern_get(&table->keys, key);
    return number != STM_NO_WORD ? &table->rows[table->firsts[number]] : NULL;
}

const stm_row *stm_table_next(const stm_table *table, const stm_row *row)
{
    return row->next != 0 ? &table->rows[row->next - 1] : NULL;
}

int32_t stm_row_number(const stm_row *row, uint32_t field)
{
    stm_view text = row->fields[field];
    bool minus = text.size > 0 && text.at[0] == '-';
    int32_t number = 0;
    for (size_t i = minus; i < text.size && i < 9 + (size_t)minus && text.at[i] >= '0' && text.at[i] <= '9'; i++)
        number = number * 10 + (text.at[i] - '0');
    return minus ? -number : number;
}
