// Numbers in digits: "1,234.5", "40 000", "1/2", "2.5×10^6", ".08".
#ifndef STM_ANNOTATE_DIGITS_H
#define STM_ANNOTATE_DIGITS_H

#include "annotate/numbers.h"

// The digits at atom `i`, groups and powers of ten included; false: there are none, or they are a version or a list.
bool stm_digits_at(const stm_atoms *atoms, size_t i, stm_number *number);

// A sign of multiplication: "10 x 20".
bool stm_digits_times(const stm_atoms *atoms, size_t i);

// "1/2" at atom `i`: its value and the atom behind it; false: no such thing.
bool stm_digits_slashed(const stm_atoms *atoms, size_t i, double *value, size_t *end);

#endif
