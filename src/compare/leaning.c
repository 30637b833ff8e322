// Sentences that do not read well alone: those that lean on the one before them ("He said so, too", "Since then the water has fallen")
// and those that speak of a picture. Each tells something, but not alone.
//
// What a sentence begins with decides, the longest beginning in the table that it has: "This week" stands where "This" leans.
#include "base/utf8.h"
#include "compare/inner.h"

enum { WORDS = 3 };

bool stm_sentence_leans(const stm_comparing *c, const stm_account *account, uint32_t number)
{
    const stm_segments *g = &account->doc->segments;
    const stm_sentence *s = &g->sentences[number];
    uint32_t t = s->begin, n = 0;
    while (t < s->end && g->tokens[t].kind == STM_TOKEN_SIGN)
        t++;
    const stm_row *longest = NULL;
    stm_view words = {NULL, 0};
    for (; t < s->end && n < WORDS && account->exact[t] != STM_NO_WORD; t++, n++) {
        stm_view word = stm_fold(c->arena, stm_account_text(account, g->tokens[t].span));
        words = n == 0 ? word : stm_arena_print(c->arena, "%.*s %.*s", (int)words.size, words.at, (int)word.size, word.at);
        const stm_row *row = stm_table_find(&c->leaning, words);
        longest = row != NULL ? row : longest;
    }
    return longest != NULL && !stm_view_is(longest->fields[1], "stands");
}

bool stm_sentence_pictured(const stm_comparing *c, const stm_account *account, uint32_t number)
{
    const stm_sentence *s = &account->doc->segments.sentences[number];
    for (uint32_t t = s->begin; t < s->end; t++)
        if (account->exact[t] != STM_NO_WORD && stm_table_has(&c->pictured, c->exacts.words[account->exact[t]]))
            return true;
    return false;
}
