// An amount in the words of its clause, so that it can be read without its sentence: "killed 12 people in the valley".
#include "base/utf8.h"
#include "compare/amounts.h"

enum { BEFORE = 6, BEHIND = 7, LEAST = 2 }; // words taken at either side at most; where a clause may end at least

typedef struct window {
    const stm_account *account;
    uint32_t begin, end;   // tokens of the sentence
    uint32_t first, behind; // tokens of the text so far
} window;

static stm_view word_at(const window *w, uint32_t t)
{
    return stm_account_text(w->account, w->account->doc->segments.tokens[t].span);
}

static bool is_sign(const window *w, uint32_t t)
{
    return w->account->doc->segments.tokens[t].kind == STM_TOKEN_SIGN;
}

// Signs that stick two parts of a word or number together are no end of a clause.
static bool is_border(const window *w, uint32_t t)
{
    const stm_token *tokens = w->account->doc->segments.tokens;
    return is_sign(w, t) && (tokens[t].spaced || t + 1 >= w->end || tokens[t + 1].spaced) && !stm_view_is(word_at(w, t), "%") &&
           !stm_view_is(word_at(w, t), "$");
}

static bool in_table(stm_comparing *c, const stm_table *table, stm_view word)
{
    return stm_table_has(table, stm_fold(c->arena, word));
}

static void widen_left(stm_comparing *c, window *w)
{
    uint32_t words = 0;
    while (w->first > w->begin && words < BEFORE && !is_border(w, w->first - 1) &&
           !(words >= LEAST && in_table(c, &c->clause_words, word_at(w, w->first - 1)))) {
        w->first--;
        words += !is_sign(w, w->first);
    }
}

static void widen_right(stm_comparing *c, window *w)
{
    uint32_t words = 0;
    while (w->behind < w->end && words < BEHIND && !is_border(w, w->behind) &&
           !(words >= LEAST && in_table(c, &c->clause_words, word_at(w, w->behind)))) {
        words += !is_sign(w, w->behind);
        w->behind++;
    }
}

stm_view stm_amount_text(stm_comparing *c, const stm_amount *a)
{
    window w = {.account = &c->accounts[a->account]};
    const stm_segments *g = &w.account->doc->segments;
    w.begin = g->sentences[a->sentence].begin;
    w.end = g->sentences[a->sentence].end;
    w.first = w.behind = stm_token_at(g, a->span.begin);
    while (w.behind < w.end && g->tokens[w.behind].span.begin < a->span.end)
        w.behind++;
    uint32_t first = w.first, behind = w.behind;
    widen_left(c, &w);
    widen_right(c, &w);
    while (w.first < first && (is_sign(&w, w.first) ? !stm_view_is(word_at(&w, w.first), "$") : in_table(c, &c->function_words, word_at(&w, w.first))))
        w.first++;
    while (w.behind > behind && (is_sign(&w, w.behind - 1) || in_table(c, &c->function_words, word_at(&w, w.behind - 1))))
        w.behind--;
    if (w.first >= w.behind)
        return stm_account_text(w.account, a->span);
    stm_span span = {g->tokens[w.first].span.begin, g->tokens[w.behind - 1].span.end};
    span.begin = span.begin < a->span.begin ? span.begin : a->span.begin;
    span.end = span.end > a->span.end ? span.end : a->span.end;
    return stm_account_text(w.account, span);
}
