// An amount in the words of its clause, so that it can be read without its sentence: "killed 12 people in the valley".
#include "base/utf8.h"
#include "compare/amounts.h"

enum {
    BEFORE = 6, BEHIND = 7, // words taken at either side at most
    START = 11, CLOSE = 10, // the same where the clause begins, ends by then
    LEAST = 2,              // where a clause may end at least
};

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

// Does a clause begin at a token, with `words` words of it behind?
static bool begins_clause(stm_comparing *c, const window *w, uint32_t t, uint32_t words)
{
    return t == w->begin || is_border(w, t - 1) || (words >= LEAST && in_table(c, &c->clause_words, word_at(w, t - 1)));
}

// Up to where the clause begins; where that is far, a few words. Says whether it came to the beginning.
static bool widen_left(stm_comparing *c, window *w)
{
    uint32_t words = 0, t = w->first, far = w->first;
    for (; words < START && !begins_clause(c, w, t, words); words += !is_sign(w, t)) {
        t--;
        far = words < BEFORE ? t : far;
    }
    bool begins = begins_clause(c, w, t, words);
    w->first = begins ? t : far;
    return begins;
}

// Does a clause end before a token, with `words` words of it before that?
static bool ends_clause(stm_comparing *c, const window *w, uint32_t t, uint32_t words)
{
    return t == w->end || is_border(w, t) || (words >= LEAST && in_table(c, &c->clause_words, word_at(w, t)));
}

// The same to the right; a name is not cut.
static void widen_right(stm_comparing *c, window *w)
{
    uint32_t words = 0, t = w->behind, near = w->behind;
    for (; words < CLOSE && !ends_clause(c, w, t, words); t++) {
        words += !is_sign(w, t);
        near = words <= BEHIND || (near == t && w->account->named[t - 1] && w->account->named[t]) ? t + 1 : near;
    }
    w->behind = ends_clause(c, w, t, words) ? t : near;
}

// Does a text not begin with a token: a sign or a word without content?
static bool is_idle(stm_comparing *c, const window *w, uint32_t t)
{
    stm_token_kind kind = w->account->doc->segments.tokens[t].kind;
    return kind == STM_TOKEN_QUOTE || (is_sign(w, t) ? !stm_view_is(word_at(w, t), "$") : in_table(c, &c->function_words, word_at(w, t)));
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
    bool begins = widen_left(c, &w);
    widen_right(c, &w);
    bool whole = begins && in_table(c, &c->articles, word_at(&w, w.first));
    while (w.first < first && !whole && is_idle(c, &w, w.first))
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
