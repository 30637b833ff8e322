// What stands in a person's name and is neither given name nor surname: lang/common/name-parts.tsv.
#ifndef STM_LANG_NAME_PARTS_H
#define STM_LANG_NAME_PARTS_H

#include "base/table.h"

typedef struct stm_name_parts {
    stm_table parts;
} stm_name_parts;

void stm_name_parts_init(stm_name_parts *parts, stm_arena *arena);
// Is the word, in whatever case, what stands behind a surname: "Jr", "III"?
bool stm_name_suffix(const stm_name_parts *parts, stm_view word);
// A surname without the article in front of it, "Hadi" of "al-Hadi", "El-Hadi" and "ul-Hadi": accounts write it or leave it out.
stm_view stm_surname_plain(const stm_name_parts *parts, stm_view surname);

#endif
