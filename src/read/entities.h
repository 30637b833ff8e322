// Inside of read: named character references, from the HTML parser's own table (html.c).
#ifndef STM_READ_ENTITIES_H
#define STM_READ_ENTITIES_H

#include "base/view.h"

// `text` begins with '&' and a letter. The longest named reference there: its one or two code points (codes[1] 0: one) and its
// length in bytes; 0 if it is none.
size_t stm_entity_named(stm_view text, uint32_t codes[2]);

#endif
