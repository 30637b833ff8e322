// Inside of compare: figures and dates of all accounts, made comparable.
#ifndef STM_COMPARE_AMOUNTS_H
#define STM_COMPARE_AMOUNTS_H

#include "compare/inner.h"

typedef struct stm_amount {
    uint32_t account;
    const stm_figure *figure; // or
    const stm_date *date;
    stm_span span;
    uint32_t sentence;
    double low, high;  // of a date its first and last day since 1970, with the part of the day where a time is given
    stm_bound bound;
    uint64_t unit;     // hash of what must agree before two amounts are compared
    uint64_t counted;  // hash of the kind of thing counted; 0: unknown
    uint64_t fate;     // hash of what happened to them; 0: nothing known
    uint64_t noun;     // hash of the counted noun as such; 0: none
    bool salient;      // a value that hardly two things have by chance
    bool headline;
    uint32_t *stems;   // [nstems] of the words around it
    double *weights;   // [nstems]
    uint32_t nstems;
    double weight;     // sum of weights
} stm_amount;

// Amounts in order of accounts and places; what lies in captions is left out.
void stm_amounts_read(stm_comparing *c, stm_vector *amounts);
// How much of what stands around two amounts is the same, 0..1.
double stm_amounts_context(const stm_amount *one, const stm_amount *two);
static inline bool stm_amounts_same_value(const stm_amount *one, const stm_amount *two)
{
    return one->unit == two->unit && one->low == two->low && one->high == two->high;
}

#endif
