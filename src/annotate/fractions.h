// Fractions in words and signs: "two thirds", "half a million", "a twenty-first", "one in five", "... and a half".
#ifndef STM_ANNOTATE_FRACTIONS_H
#define STM_ANNOTATE_FRACTIONS_H

#include "annotate/numbers.h"

// What numbers.c shares with fractions.c: the atom behind a hyphen that ties, or `i` itself.
static inline size_t stm_numbers_tied(const stm_atoms *atoms, size_t i)
{
    return stm_atoms_hyphen(atoms, i) ? i + 1 : i;
}

// The word of a scale or dozen at atom `i`; NULL: there is none.
const stm_sense *stm_fractions_scale(const stm_atoms *atoms, size_t i);

// "a half", "three quarters", "fifty-four hundredths", "a twenty-first" at atom `i`: value and the atom behind.
bool stm_fractions_at(const stm_atoms *atoms, size_t i, double *value, size_t *end);

// Millionths and billionths are counted like units where they are several and stand without "the": "40 millionths".
static inline bool stm_fractions_is_part(double whole)
{
    return whole >= 1e6 && whole <= 1e9;
}

// May a fraction end before atom `i`: nothing follows that its last word would be an ordinal of.
bool stm_fractions_may_end(const stm_atoms *atoms, size_t i);

// "half of", "half a million", "an eighth", "½" at atom `i`, with nothing before that it would be a part of.
bool stm_fractions_half(const stm_atoms *atoms, size_t i, stm_number *number);

// What may follow a number in digits or words: "½", "1/2", "and a half", "and a half million".
void stm_fractions_add(const stm_atoms *atoms, stm_number *number);

// Makes "two" of "two thirds", "one hundred" of "one hundred thirty-fifths" and "one" of "one over three" the fraction that it
// begins.
void stm_fractions_make(const stm_atoms *atoms, stm_number *number);

#endif
