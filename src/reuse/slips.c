// Slips: which of two versions of a passage was mended.
//
// Where the versions differ in one word, and by one letter of it, and the language's news knows one of the two words and not the other, one
// version has a slip of the pen that the other has not. Text is handed on by copying bytes, so that slips are put right on the way more
// often than they come in (the reverse of what editors of manuscripts assume, whose scribes made them): the version with slips is the older.
#include "reuse/parts.h"

enum { LETTERS_LEAST = 5 };

static stm_view word_of(const stm_print *print, uint32_t i)
{
    return (stm_view){print->text.at + print->words[i].begin, print->words[i].size};
}

// Lower-case ASCII letters of some number: no name, no figure, no other script.
static bool is_plain(stm_view word)
{
    bool plain = word.size >= LETTERS_LEAST;
    for (size_t i = 0; i < word.size && plain; i++)
        plain = stm_is_lower(word.at[i]);
    return plain;
}

// Do two words differ by one letter put, left out or changed, or by two that change places, before their last: endings change where
// somebody writes anew.
static bool one_letter_apart(stm_view one, stm_view two)
{
    if (one.size > two.size)
        return one_letter_apart(two, one);
    size_t head = 0, tail = 0;
    while (head < one.size && one.at[head] == two.at[head])
        head++;
    while (tail < one.size - head && one.at[one.size - 1 - tail] == two.at[two.size - 1 - tail])
        tail++;
    if (tail == 0)
        return false;
    size_t left = one.size - head - tail;
    if (one.size == two.size)
        return left == 1 || (left == 2 && one.at[head] == two.at[head + 1] && one.at[head + 1] == two.at[head]);
    return two.size == one.size + 1 && left == 0;
}

static bool is_known(const stm_reuse_tables *tables, const stm_print *print, uint32_t word)
{
    return stm_map_get(&tables->rarities[print->language], print->words[word].hash) != NULL;
}

stm_direction stm_slips_judge(const stm_reuse_tables *tables, const stm_print *a, const stm_print *b, const stm_hit *hits, size_t nhits)
{
    uint32_t in_a = 0, in_b = 0;
    for (size_t i = 1; i < nhits; i++) {
        uint32_t x = hits[i - 1].a + 1, y = hits[i - 1].b + 1;
        if (hits[i].a != x + 1 || hits[i].b != y + 1)
            continue;
        stm_view one = word_of(a, x), two = word_of(b, y);
        bool known = is_known(tables, a, x);
        if (!is_plain(one) || !is_plain(two) || !one_letter_apart(one, two) || known == is_known(tables, b, y))
            continue;
        in_a += !known;
        in_b += known;
    }
    return in_a == in_b ? STM_DIRECTION_UNKNOWN : in_a > in_b ? STM_DIRECTION_A_TO_B : STM_DIRECTION_B_TO_A;
}
