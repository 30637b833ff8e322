#include "base/phrases.h"

static unsigned first_byte(stm_view phrase)
{
    return (unsigned char)stm_lower(phrase.at[0]);
}

void stm_phrases_init(stm_phrases *phrases, stm_arena *arena, const stm_table *table)
{
    *phrases = (stm_phrases){.table = table, .rows = stm_arena_take_array(arena, table->nrows + 1, sizeof *phrases->rows)};
    for (size_t i = 0; i < table->nrows; i++)
        if (table->rows[i].fields[0].size > 0)
            phrases->begins[first_byte(table->rows[i].fields[0]) + 1]++;
    for (size_t b = 1; b < 257; b++)
        phrases->begins[b] += phrases->begins[b - 1];
    uint32_t filled[256] = {0};
    for (size_t i = 0; i < table->nrows; i++) {
        stm_view phrase = table->rows[i].fields[0];
        if (phrase.size > 0)
            phrases->rows[phrases->begins[first_byte(phrase)] + filled[first_byte(phrase)]++] = (uint32_t)i;
    }
}

bool stm_phrases_next(const stm_phrases *phrases, stm_view text, stm_phrase_hit *hit)
{
    for (; hit->at < text.size; hit->at++, hit->nth = 0) {
        unsigned byte = (unsigned char)stm_lower(text.at[hit->at]);
        uint32_t begin = phrases->begins[byte], n = phrases->begins[byte + 1] - begin;
        while (hit->nth < n) {
            hit->row = &phrases->table->rows[phrases->rows[begin + hit->nth++]];
            stm_view phrase = hit->row->fields[0];
            if (phrase.size > text.size - hit->at || stm_lower(phrase.at[phrase.size - 1]) != stm_lower(text.at[hit->at + phrase.size - 1]))
                continue; // the last byte tells most apart at once
            if (stm_view_begins_nocase(stm_view_from(text, hit->at), phrase))
                return true;
        }
    }
    return false;
}
