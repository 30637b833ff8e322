// How sure the accounts are of a fact: "the man appeared to open fire", "the man opened fire".
//
// In a statement of kind fact a mention with a word of doubt (lang/<code>/doubts.tsv) before what happened is held against those of
// other accounts that say the same two words of content in a row without any doubt.
#include "base/utf8.h"
#include "compare/inner.h"
#include "lang/lang.h"

enum {
    REACH = 3,     // tokens from a word of doubt to what it doubts, and from there to the next word
    MENTIONS = 40, // of a statement that are compared
};

typedef struct doubt { // what a word of doubt stands before: the senses of two words in a row
    uint32_t first, second; // STM_NO_WORD: none
    uint32_t begin, end;    // tokens, with the word of doubt
} doubt;

typedef struct work {
    stm_comparing *c;
    stm_table doubts;
} work;

static stm_view word_at(const work *w, const stm_account *a, uint32_t t)
{
    return a->exact[t] != STM_NO_WORD ? w->c->exacts.words[a->exact[t]] : (stm_view){NULL, 0};
}

// The next token with content before `end` and within reach; `end` where there is none.
static uint32_t next_word(const work *w, const stm_account *a, uint32_t t, uint32_t end)
{
    uint32_t last = t + REACH < end ? t + REACH : end;
    while (t < last && (a->sense[t] == STM_NO_WORD || stm_table_has(&w->c->function_words, word_at(w, a, t))))
        t++;
    return t < last ? t : end;
}

// Is the token a word of doubt, with the word behind it that its row asks for?
static bool is_doubt(const work *w, const stm_account *a, uint32_t t, uint32_t end)
{
    const stm_row *row = a->exact[t] != STM_NO_WORD ? stm_table_find(&w->doubts, word_at(w, a, t)) : NULL;
    if (row == NULL || stm_view_is(row->fields[2], "other"))
        return false;
    return stm_view_is(row->fields[1], "-") || (t + 1 < end && stm_view_equal(word_at(w, a, t + 1), row->fields[1]));
}

static void tokens_of(const work *w, const stm_mention *m, const stm_account **a, uint32_t *begin, uint32_t *end)
{
    *a = &w->c->accounts[stm_account_of(w->c, m->document)];
    const stm_segments *g = &(*a)->doc->segments;
    *begin = stm_token_at(g, m->spans[0].begin);
    *end = stm_token_at(g, m->spans[m->nspans - 1].end);
}

static doubt doubt_of(const work *w, const stm_mention *m)
{
    const stm_account *a;
    uint32_t begin, end;
    tokens_of(w, m, &a, &begin, &end);
    for (uint32_t t = begin; t < end; t++) {
        uint32_t first = is_doubt(w, a, t, end) ? next_word(w, a, t + 1, end) : end;
        uint32_t second = first < end ? next_word(w, a, first + 1, end) : end;
        if (second < end && !a->named[first])
            return (doubt){a->sense[first], a->sense[second], t, second + 1};
    }
    return (doubt){STM_NO_WORD, STM_NO_WORD, 0, 0};
}

// Where a mention says the same, and nothing in its sentence takes it back: the clause; empty: nowhere.
static stm_span sure_clause(const work *w, const stm_mention *m, doubt d)
{
    const stm_account *a;
    uint32_t begin, end;
    tokens_of(w, m, &a, &begin, &end);
    uint32_t t = begin, second = end;
    while (t < end && second == end) {
        uint32_t next = a->sense[t] == d.first ? next_word(w, a, t + 1, end) : end;
        second = next < end && a->sense[next] == d.second ? next : end;
        t += second == end;
    }
    if (t >= end)
        return (stm_span){0, 0};
    const stm_sentence *s = &a->doc->segments.sentences[a->doc->segments.tokens[t].sentence];
    for (uint32_t i = s->begin; i < s->end; i++)
        if (a->exact[i] != STM_NO_WORD && (stm_table_has(&w->c->softeners, word_at(w, a, i)) || stm_table_has(&w->doubts, word_at(w, a, i)) ||
                                           stm_table_has(&w->c->negations, word_at(w, a, i))))
            return (stm_span){0, 0};
    return stm_clause_around(w->c, a, t, second + 1);
}

static bool same_doubt(doubt one, doubt two)
{
    return one.first == two.first && one.second == two.second;
}

// Empty clauses of mentions that neither doubt it nor say it outright.
static void tell(work *w, const stm_statement *s, const stm_span *clauses, const bool *sure, uint32_t n)
{
    stm_comparing *c = w->c;
    stm_difference *d = stm_difference_add(c, STM_DIFFERENCE_FACT, STM_DIFFERS);
    d->mentions = stm_arena_take_array(c->arena, n, sizeof *d->mentions);
    stm_view words[2] = {{NULL, 0}, {NULL, 0}}; // doubted, said outright
    for (uint32_t i = 0; i < n; i++) {
        uint32_t account = stm_account_of(c, s->mentions[i].document);
        if (stm_span_size(clauses[i]) == 0)
            continue;
        d->mentions[d->nmentions++] = stm_mention_of(c, account, &clauses[i], 1, s->mentions[i].form);
        if (words[sure[i]].size == 0)
            words[sure[i]] = stm_account_text(&c->accounts[account], clauses[i]);
    }
    d->what = stm_arena_print(c->arena, "%.*s / %.*s", (int)words[0].size, words[0].at, (int)words[1].size, words[1].at);
    d->certainty = 0.5;
    stm_reason_add(c->arena, &d->because, &d->nbecause, STM_VIEW("one account doubts what another says outright"));
    stm_difference_end(c, d);
}

// An account that has it both in doubt and outright differs from none.
static bool compare(work *w, const stm_statement *s, const doubt *doubts, uint32_t n, doubt d)
{
    stm_span clauses[MENTIONS] = {{0, 0}};
    bool sure[MENTIONS] = {false}, any = false;
    for (uint32_t i = 0; i < n; i++) {
        const stm_account *a = &w->c->accounts[stm_account_of(w->c, s->mentions[i].document)];
        bool doubted = false;
        for (uint32_t k = 0; k < n && !doubted; k++)
            doubted = same_doubt(doubts[k], d) && s->mentions[k].document == s->mentions[i].document;
        if (same_doubt(doubts[i], d))
            clauses[i] = stm_clause_around(w->c, a, doubts[i].begin, doubts[i].end);
        else if (!doubted)
            clauses[i] = sure_clause(w, &s->mentions[i], d);
        sure[i] = !doubted && stm_span_size(clauses[i]) > 0;
        any = any || sure[i];
    }
    if (any)
        tell(w, s, clauses, sure, n);
    return any;
}

static void read_statement(work *w, const stm_statement *s)
{
    doubt doubts[MENTIONS];
    uint32_t n = s->nmentions < MENTIONS ? s->nmentions : MENTIONS;
    for (uint32_t i = 0; i < n; i++)
        doubts[i] = doubt_of(w, &s->mentions[i]);
    for (uint32_t i = 0; i < n; i++)
        if (doubts[i].first != STM_NO_WORD && compare(w, s, doubts, n, doubts[i]))
            return;
}

void stm_certainties_find(stm_comparing *c)
{
    work w = {.c = c};
    size_t n = c->statements.n;
    stm_table_read(&w.doubts, c->arena, stm_lang_table("en", "doubts"));
    for (size_t i = 0; i < n; i++) {
        const stm_statement *s = stm_vector_at(&c->statements, i);
        if (s->kind == STM_STATEMENT_FACT && s->nmentions > 1)
            read_statement(&w, s);
    }
}
