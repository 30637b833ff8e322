// What only one account has: sentences and quotations that tell what no other account of the story does.
//
// A sentence is measured by the bits of its words that stand in no other account (by sense, so that a synonym is no news), as far
// as they make up enough of it. It counts by itself only where no statement of several accounts rests on it. The most telling of
// each account are listed; a sentence that talks to its readers is none.
#include <stdlib.h>

#include "base/hash.h"
#include "compare/inner.h"

static const struct {
    double bits;    // least of words that are news
    double share;   // least share of news in a sentence's weight
    double covered; // share of a sentence's bytes in statements of several accounts from which it is not listed
    double leaning; // by which a sentence counts less that leans on the one before it
} limits = {12, 0.5, 0.4, 0.5};

enum {
    WORDS_LEAST = 6,
    WORDS_MOST = 60,
    OF_ACCOUNT = 8, // lines of one account
    OF_STORY = 60,
    FEWEST = 2,   // lines of one account, however many accounts there are
    SENSES = 100, // of a sentence
};

typedef struct lone {
    uint32_t account, begin, end; // tokens
    uint32_t quote;               // number of its statement + 1; 0: a sentence of prose
    double bits;
} lone;

typedef struct lone_work {
    stm_comparing *c;
    stm_vector found;  // lone, of one account
    stm_map told;      // hashes of its sentences: a page may have one twice
    uint32_t **shared; // [naccounts] of each sentence the bytes in statements of several accounts
} lone_work;

// Bits of news in tokens [begin, end) by their share in all; 0 where there is too little.
static double measure(const stm_comparing *c, uint32_t account, uint32_t begin, uint32_t end)
{
    const stm_account *a = &c->accounts[account];
    uint32_t senses[SENSES], n = 0, words = 0;
    double bits = 0, all = 0;
    for (uint32_t t = begin; t < end && n < SENSES; t++) {
        uint32_t sense = a->sense[t], k = 0;
        if (sense == STM_NO_WORD)
            continue;
        words++;
        while (k < n && senses[k] != sense)
            k++;
        if (k < n)
            continue;
        senses[n++] = sense;
        all += c->weights[sense];
        bits += c->spread[sense] == 1 ? c->weights[sense] : 0;
    }
    return words < WORDS_LEAST || words > WORDS_MOST || bits < limits.bits || bits < limits.share * all ? 0 : bits * bits / all;
}

// Notes which sentences statements of several accounts rest on.
static void note_shared(lone_work *w)
{
    stm_comparing *c = w->c;
    w->shared = stm_arena_take_array(c->arena, c->naccounts + 1, sizeof *w->shared);
    for (uint32_t a = 0; a < c->naccounts; a++)
        w->shared[a] = stm_arena_take_array(c->arena, c->accounts[a].doc->segments.nsentences + 1, sizeof **w->shared);
    for (size_t i = 0; i < c->statements.n; i++) {
        const stm_statement *s = stm_vector_at(&c->statements, i);
        for (uint32_t m = 0; m < s->nmentions && s->narticles > 1 && s->kind != STM_STATEMENT_FIGURE; m++) {
            uint32_t a = stm_account_of(c, s->mentions[m].document);
            const stm_segments *g = &c->accounts[a].doc->segments;
            for (uint32_t k = 0; k < s->mentions[m].nspans; k++)
                w->shared[a][stm_sentence_at(g, s->mentions[m].spans[k].begin)] += stm_span_size(s->mentions[m].spans[k]);
        }
    }
}

// How many of a sentence's bytes stand between marks as somebody's words.
static uint32_t quoted_bytes(const stm_account *account, stm_span span)
{
    uint32_t n = 0;
    for (size_t q = 0; q < account->doc->notes.nquotes; q++) {
        const stm_quote *quote = &account->doc->notes.quotes[q];
        for (uint32_t k = 0; quote->kind != STM_QUOTE_INDIRECT && !quote->scare && k < quote->nspans; k++)
            if (stm_spans_meet(quote->spans[k], span)) {
                uint32_t begin = quote->spans[k].begin > span.begin ? quote->spans[k].begin : span.begin;
                uint32_t end = quote->spans[k].end < span.end ? quote->spans[k].end : span.end;
                n += end - begin;
            }
    }
    return n;
}

// A line with a standing phrase ("contributed to this report"), whatever its commas.
static bool is_standing(const stm_comparing *c, stm_view text)
{
    char *plain = stm_arena_take(c->arena, text.size + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.size; i++) {
        char ch = stm_is_space(text.at[i]) ? ' ' : text.at[i];
        if (ch != ',' && ch != '.' && !(ch == ' ' && n > 0 && plain[n - 1] == ' '))
            plain[n++] = ch;
    }
    for (size_t i = 0; i < c->standing.nrows; i++)
        if (stm_view_is(c->standing.rows[i].fields[1], "block") &&
            stm_view_find_nocase((stm_view){plain, n}, c->standing.rows[i].fields[0]) != STM_NOWHERE)
            return true;
    return false;
}

static bool is_prose_sign(stm_view sign)
{
    return !stm_view_is(sign, "@") && !stm_view_is(sign, "#") && !stm_view_is(sign, "[") && !stm_view_is(sign, "|");
}

// A sentence of the article's own that tells something: it ends as one, asks nothing and does not talk to its readers.
static bool tells(const stm_comparing *c, const stm_account *account, const stm_sentence *s)
{
    const stm_token *tokens = account->doc->segments.tokens;
    stm_view text = stm_account_text(account, s->span);
    char last = text.at[text.size - 1];
    if (text.at[0] == '(' || last == '?' || last == ':' || stm_is_letter(last) || stm_is_digit(last) ||
        s->end - s->begin < WORDS_LEAST)
        return false;
    for (uint32_t t = s->begin; t < s->end; t++)
        if (tokens[t].kind == STM_TOKEN_WORD ? stm_table_has(&c->address, stm_account_text(account, tokens[t].span))
                                             : !is_prose_sign(stm_account_text(account, tokens[t].span)))
            return false;
    return 10 * quoted_bytes(account, s->span) <= 3 * stm_span_size(s->span);
}

static void find_sentences(lone_work *w, uint32_t number)
{
    const stm_account *account = &w->c->accounts[number];
    const stm_segments *g = &account->doc->segments;
    for (uint32_t i = 0; i < g->nsentences; i++) {
        const stm_sentence *s = &g->sentences[i];
        if (account->zones[i] != STM_ZONE_PROSE || w->shared[number][i] >= limits.covered * stm_span_size(s->span) ||
            !tells(w->c, account, s))
            continue;
        lone l = {.account = number, .begin = s->begin, .end = s->end, .bits = measure(w->c, number, s->begin, s->end)};
        l.bits *= stm_sentence_leans(w->c, account, i) ? limits.leaning : 1;
        stm_view text = stm_account_text(account, s->span);
        if (l.bits > 0 && !is_standing(w->c, text) && (*stm_map_put(&w->told, stm_hash(text)))++ == 0)
            *(lone *)stm_vector_push(&w->found) = l;
    }
}

static void find_quotes(lone_work *w, uint32_t number)
{
    const stm_segments *g = &w->c->accounts[number].doc->segments;
    for (uint32_t i = 0; i < w->c->statements.n; i++) {
        const stm_statement *s = stm_vector_at(&w->c->statements, i);
        if (s->kind != STM_STATEMENT_QUOTE || s->narticles != 1 || s->mentions[0].form != STM_FORM_DIRECT ||
            stm_account_of(w->c, s->mentions[0].document) != number)
            continue;
        lone l = {.account = number, .quote = i + 1};
        l.begin = stm_token_at(g, s->mentions[0].spans[0].begin);
        l.end = stm_token_at(g, s->mentions[0].spans[s->mentions[0].nspans - 1].end - 1) + 1;
        l.bits = l.end <= g->ntokens ? measure(w->c, number, l.begin, l.end) : 0;
        if (l.bits > 0)
            *(lone *)stm_vector_push(&w->found) = l;
    }
}

static int most_telling_first(const void *one, const void *two)
{
    const lone *a = one, *b = two;
    if (a->bits != b->bits)
        return a->bits > b->bits ? -1 : 1;
    return a->begin != b->begin ? (a->begin < b->begin ? -1 : 1) : a->end < b->end ? -1 : a->end > b->end;
}

static void state(stm_comparing *c, const lone *l)
{
    if (l->quote != 0) {
        ((stm_statement *)stm_vector_at(&c->statements, l->quote - 1))->telling = true;
        return;
    }
    const stm_account *account = &c->accounts[l->account];
    const stm_token *tokens = account->doc->segments.tokens;
    stm_span span = {tokens[l->begin].span.begin, tokens[l->end - 1].span.end};
    stm_statement *s = stm_statement_add(c, STM_STATEMENT_FACT);
    s->mentions = stm_arena_take_array(c->arena, 1, sizeof *s->mentions);
    s->mentions[s->nmentions++] = stm_mention_of(c, l->account, &span, 1, STM_FORM_PROSE);
    s->text = stm_account_text(account, span);
    s->certainty = 1;
    s->telling = true;
    stm_reason_add(c->arena, &s->because, &s->nbecause, STM_VIEW("most of what it tells stands in no other account"));
    stm_statement_end(c, s);
}

void stm_only_one_find(stm_comparing *c)
{
    lone_work w = {.c = c};
    if (c->naccounts < 2)
        return;
    uint32_t most = OF_STORY / c->naccounts;
    most = most > OF_ACCOUNT ? OF_ACCOUNT : most < FEWEST ? FEWEST : most;
    note_shared(&w);
    for (uint32_t a = 0; a < c->naccounts; a++) {
        stm_vector_init(&w.found, c->arena, sizeof(lone));
        stm_map_init(&w.told, c->arena);
        find_sentences(&w, a);
        find_quotes(&w, a);
        if (w.found.n > 0)
            qsort(w.found.items, w.found.n, sizeof(lone), most_telling_first);
        for (uint32_t i = 0; i < w.found.n && i < most; i++)
            state(c, stm_vector_at(&w.found, i));
    }
}
