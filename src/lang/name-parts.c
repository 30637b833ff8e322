#include "lang/name-parts.h"

#include "lang/lang.h"

enum { PART_MOST = 4 }; // bytes of the longest part

void stm_name_parts_init(stm_name_parts *parts, stm_arena *arena)
{
    stm_table_read(&parts->parts, arena, stm_lang_table("common", "name-parts"));
}

static bool is_part(const stm_name_parts *parts, stm_view word, const char *kind)
{
    char low[PART_MOST];
    if (word.size == 0 || word.size > PART_MOST)
        return false;
    for (size_t i = 0; i < word.size; i++)
        low[i] = stm_lower(word.at[i]);
    const stm_row *row = stm_table_find(&parts->parts, (stm_view){low, word.size});
    return row != NULL && stm_view_is(row->fields[1], kind);
}

bool stm_name_suffix(const stm_name_parts *parts, stm_view word)
{
    return is_part(parts, word, "suffix");
}

stm_view stm_surname_plain(const stm_name_parts *parts, stm_view surname)
{
    ptrdiff_t hyphen = stm_view_find_byte(stm_view_upto(surname, PART_MOST), '-');
    size_t size = (size_t)(hyphen + 1); // STM_NOWHERE: 0
    bool article = size > 0 && size < surname.size && is_part(parts, stm_view_upto(surname, size), "article");
    return article ? stm_view_from(surname, size) : surname;
}
