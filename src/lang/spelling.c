#include "lang/spelling.h"

#include "lang/lang.h"

enum { ENDING_MOST = 9, ENDING_LEAST = 3, WORD_LEAST = 6 }; // bytes

void stm_spelling_init(stm_spelling *spelling, stm_arena *arena, const char *code)
{
    stm_table_read(&spelling->endings, arena, stm_lang_table(code, "spellings"));
}

stm_view stm_spelling_one(const stm_spelling *spelling, stm_arena *arena, stm_view word)
{
    if (word.size < WORD_LEAST)
        return word;
    for (size_t size = word.size < ENDING_MOST ? word.size : ENDING_MOST; size >= ENDING_LEAST; size--) {
        const stm_row *row = stm_table_find(&spelling->endings, stm_view_from(word, word.size - size));
        if (row != NULL && word.size >= stm_view_number(row->fields[2]))
            return stm_arena_print(arena, "%.*s%.*s", (int)(word.size - size), word.at, (int)row->fields[1].size,
                                   row->fields[1].at);
    }
    return word;
}
