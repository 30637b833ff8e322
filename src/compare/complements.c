// The rest of a kind: "Norrans and other countries" in one account says what "Norran and non-Norran troops" says in another.
//
// What stands for the rest behind a word ("other") is given the sense of the word's opposite where some account of the story has that, so
// that both are one word in all that is compared. Words are in lang/en/complements.tsv.
#include "compare/inner.h"
#include "lang/lang.h"

static bool is_kind(const stm_comparing *c, const stm_table *table, const stm_account *account, uint32_t t, const char *kind)
{
    const stm_row *row = account->exact[t] != STM_NO_WORD ? stm_table_find(table, c->exacts.words[account->exact[t]]) : NULL;
    return row != NULL && stm_view_is(row->fields[1], kind);
}

// The sense of the opposite of a word, in any of the ways to write it; STM_NO_WORD: no account has it.
static uint32_t opposite_of(stm_comparing *c, const stm_table *table, stm_view word)
{
    for (size_t i = 0; i < table->nrows; i++) {
        stm_view not = table->rows[i].fields[0];
        if (!stm_view_is(table->rows[i].fields[1], "not"))
            continue;
        stm_view opposite = stm_arena_print(c->arena, "%.*s%.*s", (int)not.size, not.at, (int)word.size, word.at);
        uint32_t stem = stm_intern_get(&c->stems, stm_word_stem(c, stm_word_one_spelling(c, opposite)));
        const uint64_t *head = stem != STM_NO_WORD ? stm_map_get(&c->synonyms, stem) : NULL;
        if (stem != STM_NO_WORD)
            return head != NULL ? (uint32_t)*head - 1 : stem;
    }
    return STM_NO_WORD;
}

static void read_account(stm_comparing *c, const stm_table *table, stm_account *account)
{
    const stm_segments *g = &account->doc->segments;
    for (uint32_t t = 2; t < g->ntokens; t++) {
        if (!is_kind(c, table, account, t, "rest") || !is_kind(c, table, account, t - 1, "joins") || account->exact[t - 2] == STM_NO_WORD ||
            g->tokens[t - 2].sentence != g->tokens[t].sentence)
            continue;
        uint32_t rest = opposite_of(c, table, c->exacts.words[account->exact[t - 2]]);
        account->sense[t] = rest != STM_NO_WORD ? rest : account->sense[t];
    }
}

void stm_complements_find(stm_comparing *c)
{
    stm_table table;
    stm_table_read(&table, c->arena, stm_lang_table("en", "complements"));
    for (uint32_t a = 0; a < c->naccounts; a++)
        read_account(c, &table, &c->accounts[a]);
}
