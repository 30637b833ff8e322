// Inside of compare: amounts on their way from the notes of an account to what can be compared (amounts.c,
// amount-currencies.c, amount-dates.c, amount-settling.c).
#ifndef STM_COMPARE_AMOUNT_READING_H
#define STM_COMPARE_AMOUNT_READING_H

#include "compare/amounts.h"
#include "compare/context.h"

typedef struct stm_amounts_reading {
    stm_comparing *c;
    stm_table fates, conversions, moving, times, announced, pages, words, peopled;
    stm_vector *amounts; // stm_amount
    stm_telling telling;
    stm_map currencies; // units that some account names by sign or in full
    stm_map coin_words; // last word of such a full name -> its number + 1 in coins
    stm_vector coins;   // of amount-currencies.c
    bool *stray;        // [naccounts] its date is far from those of all others
} stm_amounts_reading;

// Adds an amount with the words around it; nothing where the page speaks of itself, or the story has too many.
void stm_amount_place(stm_amounts_reading *r, stm_amount *amount);
void stm_amount_add_figure(stm_amounts_reading *r, uint32_t account, const stm_figure *figure);
// Does a word count a length of time back from publication: "ago"?
bool stm_amount_goes_back(const stm_amounts_reading *r, stm_view word);

// amount-currencies.c
void stm_amounts_read_currencies(stm_amounts_reading *r);
// A sum as the story means it; itself where nothing is known.
const stm_figure *stm_amount_of_currency(stm_amounts_reading *r, uint32_t account, const stm_figure *figure);

// amount-dates.c
void stm_amount_add_date(stm_amounts_reading *r, uint32_t account, const stm_date *date);
// The part of a day behind the T of a TIMEX3 value: a time to the minute, or morning, afternoon, evening, night. `low` is its day.
void stm_amount_read_part(stm_view part, double *low, double *high);

// amount-settling.c
// Gives dates that are open in their account the day or month that other accounts mean by them.
void stm_amounts_settle(stm_amounts_reading *r);

#endif
