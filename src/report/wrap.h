// Lines for a terminal: text wrapped at blanks to a width, with a hanging indent.
#ifndef STM_REPORT_WRAP_H
#define STM_REPORT_WRAP_H

#include "base/buffer.h"

// Columns that a text takes on a terminal: wide characters two, marks none, the program's own colours none.
unsigned stm_wrap_columns(stm_view text);

// Puts `text` (escaped already) in lines of at most `width` columns where its words let it; the first begins behind `first` blanks,
// the others behind `rest`. Ends with a line feed.
void stm_wrap(stm_buffer *to, unsigned width, unsigned first, unsigned rest, stm_view text);

#endif
