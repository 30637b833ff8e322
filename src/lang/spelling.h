// One spelling for words that houses spell in two ways ("recognise", "recognize"), by their endings: lang/<code>/spellings.tsv.
#ifndef STM_LANG_SPELLING_H
#define STM_LANG_SPELLING_H

#include "base/table.h"

typedef struct stm_spelling {
    stm_table endings;
} stm_spelling;

void stm_spelling_init(stm_spelling *spelling, stm_arena *arena, const char *code);
// A folded word as it is compared; in `arena` where that is another than the word.
stm_view stm_spelling_one(const stm_spelling *spelling, stm_arena *arena, stm_view word);

#endif
