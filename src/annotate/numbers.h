// Numbers in digits and words: "1,234.5", "40 000", "twenty-one", "half a million", "two thirds", "dozens", "26th".
#ifndef STM_ANNOTATE_NUMBERS_H
#define STM_ANNOTATE_NUMBERS_H

#include "annotate/atoms.h"

typedef enum stm_number_form { STM_NUMBER_CARDINAL, STM_NUMBER_FRACTION, STM_NUMBER_VAGUE, STM_NUMBER_ORDINAL } stm_number_form;

typedef struct stm_number {
    size_t begin, end; // atoms
    double low, high;  // differ for vague ones ("dozens") only
    double scale;      // what its last scale word multiplied by; 1: none
    stm_number_form form;
    bool about;  // its last word is a rounded count: "une dizaine"
    size_t noun; // atom of the noun within it ("un habitant sur dix"); 0: none
    bool digits; // begins with digits
    bool whole;  // written as a plain whole number in digits, without separators ("2014")
} stm_number;

// The longest number that begins at atom `i`. `money`: a currency stands before it, so that a letter stuck to it is a scale.
bool stm_number_at(const stm_atoms *atoms, size_t i, bool money, stm_number *number);

// The same for plain numbers in digits or words: no fractions, ordinals, vague ones or signs.
bool stm_number_plain(const stm_atoms *atoms, size_t i, stm_number *number);

#endif
