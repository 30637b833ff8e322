// Lists the words with a capital, and marks those that the article writes in lower case as well (Mikheev 2002: document-centred
// disambiguation). Whether the next word is one of them nobody can foretell: the lists are made without branches.
#include "annotate/capitals.h"

enum { LOW = 4096, SLOTS_LEAST = 64, SLOTS_TO_WORD = 4 };

bool stm_capital_prefixed(const stm_scene *s, uint32_t i)
{
    stm_view word = stm_view_in(s->text, s->tokens[i].span), plain = stm_surname_plain(&s->words->name_parts, word);
    return plain.size < word.size && stm_is_upper(plain.at[0]);
}

static void list_capitals(stm_capitals *c, const stm_scene *s)
{
    c->tokens = stm_arena_take_array(s->arena, s->ntokens + 1, sizeof *c->tokens);
    for (uint32_t i = 0; i < s->ntokens; i++) {
        const stm_token *token = &s->tokens[i];
        unsigned word = token->kind == STM_TOKEN_WORD, is = word & token->upper;
        if (word > (is | token->plain))
            is = stm_capital_prefixed(s, i);
        c->tokens[c->n] = i;
        c->n += is;
    }
}

static void put_words(stm_capitals *c, const stm_scene *s)
{
    c->nslots = SLOTS_LEAST;
    while (c->nslots < (size_t)c->n * SLOTS_TO_WORD)
        c->nslots *= 2;
    c->words = stm_arena_take_array(s->arena, c->nslots, sizeof *c->words);
    c->seen = stm_arena_take_array(s->arena, c->nslots, sizeof *c->seen);
    for (uint32_t k = 0; k < c->n; k++) {
        uint64_t word = s->tokens[c->tokens[k]].word;
        c->words[stm_capitals_slot(c, word)] = word;
    }
}

// Most words never have a capital: a set of the low bits of those that have tells nearly all others apart.
static void note_small(stm_capitals *c, const stm_scene *s)
{
    uint8_t low[LOW] = {0};
    uint32_t *asked = stm_arena_take_array(s->arena, s->ntokens + 1, sizeof *asked), n = 0;
    for (uint32_t k = 0; k < c->n; k++)
        low[s->tokens[c->tokens[k]].word % LOW] = 1;
    for (uint32_t i = 0; i < s->ntokens; i++) {
        const stm_token *token = &s->tokens[i];
        asked[n] = i;
        n += low[token->word % LOW] & (token->kind == STM_TOKEN_WORD) & !token->upper;
    }
    for (uint32_t k = 0; k < n; k++) {
        const stm_token *token = &s->tokens[asked[k]];
        if (token->plain || !stm_capital_prefixed(s, asked[k]))
            stm_capitals_note(c, token->word, STM_SEEN_SMALL);
    }
}

void stm_capitals_find(stm_capitals *c, const stm_scene *s)
{
    *c = (stm_capitals){0};
    list_capitals(c, s);
    put_words(c, s);
    note_small(c, s);
}
