// Differences that are found on finished statements: quotes whose words or speakers differ, and names.
#include "compare/inner.h"

void stm_differences_find(stm_comparing *c)
{
    size_t n = c->statements.n;
    for (size_t i = 0; i < n; i++) {
        const stm_statement *s = stm_vector_at(&c->statements, i);
        if (s->kind == STM_STATEMENT_QUOTE) {
            stm_quote_changes_find(c, s);
            stm_attributions_compare(c, s);
        }
    }
    stm_spellings_find(c);
}
