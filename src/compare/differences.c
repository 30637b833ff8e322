// Differences that are found on finished statements: quotes whose words or speakers differ, and names.
#include "compare/written-names.h"

void stm_differences_find(stm_comparing *c)
{
    size_t n = c->statements.n;
    for (size_t i = 0; i < n; i++) {
        const stm_statement *s = stm_vector_at(&c->statements, i);
        if (s->kind == STM_STATEMENT_QUOTE)
            stm_quote_changes_find(c, s);
    }
    stm_renderings_find(c);
    stm_attributions_find(c);
    stm_certainties_find(c);
    stm_vector names;
    stm_written_read(c, &names);
    stm_spellings_find(c, &names);
    stm_name_forms_find(c, &names);
    stm_roles_find(c);
}
