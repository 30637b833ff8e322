// Inside of compare: the names of a story as they are written, every form once.
#ifndef STM_COMPARE_WRITTEN_NAMES_H
#define STM_COMPARE_WRITTEN_NAMES_H

#include "compare/inner.h"

typedef struct stm_place {
    uint32_t account;
    stm_span span;
    uint32_t person; // of stm_account.people
} stm_place;

typedef struct stm_written {
    stm_view form;      // folded, without diacritics
    stm_view even;      // its words in one spelling
    stm_name_kind kind; // of the first
    bool digits;        // has some
    stm_vector places;  // stm_place: the first few in each account, by account
    uint32_t naccounts; // that have it
    uint32_t mentions;  // in all accounts
} stm_written;

// Names of some length in prose, by the order in which they are first met.
void stm_written_read(stm_comparing *c, stm_vector *names);
bool stm_written_share_account(const stm_written *one, const stm_written *two);
// Adds a difference of names between some forms of one.
void stm_written_differ(stm_comparing *c, stm_written *const *forms, uint32_t n, stm_difference_relation relation, double certainty, const char *because);

#endif
