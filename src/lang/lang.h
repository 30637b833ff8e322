// The tables under lang/, built into the library.
//
// script/embed-tables turns every lang/<code>/<name>.tsv into bytes of the program at build time, so that adding a verb or a
// language is a change of a table and no code. A stage reads the tables it wants when its context is made.
#ifndef STM_LANG_LANG_H
#define STM_LANG_LANG_H

#include "base/view.h"

// The text of lang/<code>/<name>.tsv, e.g. ("en", "months"); a view with at == NULL if there is none. `code` "common" holds what
// belongs to no single language (agencies, currencies, units).
stm_view stm_lang_table(const char *code, const char *name);

// The codes of the languages that have tables, NULL behind the last: {"de", "en", "fr", NULL}.
const char *const *stm_lang_codes(void);

#endif
