// A file of several pages through the line of stages.
#ifndef STM_FUZZ_INPUT_H
#define STM_FUZZ_INPUT_H

#include "fuzz.h"

// As if `data` were a file of that name; checks every document, and that records lie within the file.
void fuzz_input(const char *name, const uint8_t *data, size_t size, bool plain);

#endif
