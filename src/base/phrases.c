#include "base/phrases.h"

static unsigned first_byte(stm_view phrase)
{
    return (unsigned char)stm_lower(phrase.at[0]);
}

static unsigned swapped_case(unsigned byte)
{
    return stm_is_letter((char)byte) ? byte ^ 32 : byte;
}

// Notes the two bytes that a phrase begins with, in every case; behind a phrase of one byte anything may stand.
static void note_pair(stm_phrases *phrases, stm_view phrase)
{
    unsigned first = (unsigned char)phrase.at[0], second = phrase.size > 1 ? (unsigned char)phrase.at[1] : 0;
    unsigned firsts[] = {first, swapped_case(first)}, seconds[] = {second, swapped_case(second)};
    for (int i = 0; i < 2; i++) {
        uint64_t *set = phrases->pairs[firsts[i]];
        if (phrase.size == 1)
            memset(set, 0xFF, sizeof phrases->pairs[0]);
        for (int k = 0; k < 2; k++)
            set[seconds[k] >> 6] |= UINT64_C(1) << (seconds[k] & 63);
    }
}

// The next byte from `at` on where a phrase may begin; the text's size: there is none.
static size_t next_beginning(const stm_phrases *phrases, stm_view text, size_t at)
{
    for (; at < text.size; at++) {
        unsigned first = (unsigned char)text.at[at], second = at + 1 < text.size ? (unsigned char)text.at[at + 1] : 0;
        if ((phrases->pairs[first][second >> 6] >> (second & 63) & 1) != 0)
            break;
    }
    return at;
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
        if (phrase.size == 0)
            continue;
        phrases->rows[phrases->begins[first_byte(phrase)] + filled[first_byte(phrase)]++] = (uint32_t)i;
        note_pair(phrases, phrase);
    }
}

bool stm_phrases_next(const stm_phrases *phrases, stm_view text, stm_phrase_hit *hit)
{
    while ((hit->at = next_beginning(phrases, text, hit->at)) < text.size) {
        unsigned byte = (unsigned char)stm_lower(text.at[hit->at]);
        uint32_t begin = phrases->begins[byte], n = phrases->begins[byte + 1] - begin;
        while (hit->nth < n) {
            hit->row = &phrases->table->rows[phrases->rows[begin + hit->nth++]];
            stm_view phrase = hit->row->fields[0];
            if (phrase.size > text.size - hit->at ||
                stm_lower(phrase.at[phrase.size - 1]) != stm_lower(text.at[hit->at + phrase.size - 1]))
                continue; // the last byte tells most apart at once
            if (stm_view_begins_nocase(stm_view_from(text, hit->at), phrase))
                return true;
        }
        hit->at++;
        hit->nth = 0;
    }
    return false;
}
