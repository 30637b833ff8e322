// Claims: statements that say the same in other forms (the words quoted, reported in prose, the number in them) as one, with the
// origins of all.
//
// Quotations lead, then the statements of most origins; others join one that stand at the same place in half of their accounts (one
// in the other, a number in its clause, parts of one sentence), or whose words are nearly the same. An account counts if it has the
// leading statement, or says the same in the one that joins. Nothing joins what has joined: a chain
// of statements that share a half each would end at another matter. Dates lead nothing but themselves, since the day of an event
// is in every second sentence.
#include <math.h>
#include <stdlib.h>

#include "compare/inner.h"
#include "compare/sayings.h"
#include "lang/lang.h"

enum {
    PAIRS = 200000,  // of places in one account that are looked at
    WORDS = 60,      // of a statement that are compared
    WORDS_SHARED = 2, // outside names, by two statements that say the same
    NAMES_SHARED = 2, // by two denials that say the same
    QUOTED_LEAST = 3, // words of a quotation that leads
    SENTENCES = 300,  // of an account that are searched for clauses that say the same
    SEARCHED_MOST = 2000000, // words of a story that are, claim by claim
};

static const struct {
    double alike; // mean of cosine and cover from which two statements say the same wherever they stand
    double held;  // cover from which they do so where one stands in the other
    double common, part; // share of the bytes of the shorter one, and of the longer, that stand in the other
    double denied; // share of a denial's words, names aside, that another has which says the same
    double repeated, repeating; // share of a clause's words that a quotation has, and of the quotation's
} limits = {0.7, 0.45, 0.4, 0.25, 0.45, 0.75, 0.45};

typedef struct place { // of a mention
    uint32_t statement, account;
    stm_span span, clause, sentence; // itself, and of a figure its clause; of a quote all are the span
} place;

typedef struct meeting { // of two statements, one < two
    uint32_t one, two;
    uint32_t accounts, last; // in which one stands in the other; the last of these + 1
    uint32_t mostly, newest; // in which each is in good part the other
    uint32_t beside, latest; // no quotes: in which they are parts of one sentence
} meeting;

typedef struct bag { // senses, sorted, of a mention: of its clause where it is a figure
    uint32_t *words;
    bool *named;
    uint32_t n;
    double weight;
    bool numbers;
} bag;

typedef struct work {
    stm_comparing *c;
    stm_comparison *out;
    stm_vector places; // place
    stm_vector meetings;
    stm_map known;     // both numbers -> number of the meeting + 1
    stm_table denials;
    uint32_t searched; // words
    bag *bags;         // [nstatements] of the fullest mentions
    uint8_t **tokens;  // [naccounts] of each token what it is, below
    uint32_t *leads;   // [stems.n] number + 1 of the claim whose first statement has the sense
} work;

enum { TOKEN_DENIES = 1, TOKEN_FUNCTION = 2, TOKEN_BEGINS = 4 }; // a function word; a clause may begin here

static bool is_date(const stm_statement *s)
{
    return s->kind == STM_STATEMENT_FIGURE && !s->mentions[0].has_value;
}

// The clause of its sentence in which a span stands.
static stm_span clause_around(const stm_comparing *c, const stm_account *account, stm_span span)
{
    const stm_segments *g = &account->doc->segments;
    uint32_t t = stm_token_at(g, span.begin);
    if (t >= g->ntokens)
        return span;
    const stm_sentence *s = &g->sentences[g->tokens[t].sentence];
    uint32_t begin = t, end = t + 1;
    while (begin > s->begin && !stm_clause_begins(c, account, begin))
        begin--;
    while (end < s->end && (g->tokens[end].span.begin < span.end || !stm_clause_begins(c, account, end)))
        end++;
    stm_span clause = {g->tokens[begin].span.begin, g->tokens[end - 1].span.end};
    return (stm_span){clause.begin < span.begin ? clause.begin : span.begin, clause.end > span.end ? clause.end : span.end};
}

static stm_span sentence_around(const stm_account *account, stm_span span)
{
    const stm_segments *g = &account->doc->segments;
    if (g->nsentences == 0)
        return span;
    stm_span sentence = g->sentences[stm_sentence_at(g, span.begin)].span;
    return stm_span_within(span, sentence) ? sentence : span;
}

static place place_of(const stm_comparing *c, uint32_t number, stm_statement_kind kind, uint32_t a, stm_span span)
{
    const stm_account *account = &c->accounts[a];
    place p = {.statement = number, .account = a, .span = span, .clause = span, .sentence = span};
    if (kind != STM_STATEMENT_QUOTE)
        p.sentence = sentence_around(account, span);
    if (kind == STM_STATEMENT_FIGURE)
        p.clause = clause_around(c, account, span);
    return p;
}

static void add_places(work *w, uint32_t number)
{
    const stm_statement *s = &w->out->statements[number];
    for (uint32_t m = 0; m < s->nmentions; m++)
        for (uint32_t k = 0; k < s->mentions[m].nspans; k++) {
            uint32_t a = stm_account_of(w->c, s->mentions[m].document);
            *(place *)stm_vector_push(&w->places) = place_of(w->c, number, s->kind, a, s->mentions[m].spans[k]);
        }
}

static int by_number(const void *one, const void *two)
{
    const uint64_t *a = one, *b = two;
    return *a < *b ? -1 : *a > *b;
}

static void fill_bag(work *w, bag *b, const stm_statement *s, const stm_mention *m)
{
    const stm_account *account = &w->c->accounts[stm_account_of(w->c, m->document)];
    const stm_segments *g = &account->doc->segments;
    uint64_t words[WORDS]; // sense, and in the lowest bit whether it stands in a name
    uint32_t n = 0;
    for (uint32_t k = 0; k < m->nspans; k++) {
        stm_span span = s->kind == STM_STATEMENT_FIGURE ? clause_around(w->c, account, m->spans[k]) : m->spans[k];
        for (uint32_t t = stm_token_at(g, span.begin); t < g->ntokens && g->tokens[t].span.begin < span.end && n < WORDS; t++)
            if (account->sense[t] != STM_NO_WORD && !stm_table_has(&w->c->function_words, w->c->exacts.words[account->exact[t]]))
                words[n++] = (uint64_t)account->sense[t] << 1 | stm_account_names(account, t);
    }
    qsort(words, n, sizeof *words, by_number);
    b->words = stm_arena_take_array(w->c->arena, n + 1, sizeof *b->words);
    b->named = stm_arena_take_array(w->c->arena, n + 1, sizeof *b->named);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t word = (uint32_t)(words[i] >> 1);
        if (b->n > 0 && b->words[b->n - 1] == word)
            continue;
        b->named[b->n] = words[i] & 1;
        b->words[b->n++] = word;
        b->weight += w->c->sayings->weights[word];
        b->numbers = b->numbers || stm_is_digit(w->c->stems.words[word].at[0]);
    }
}

typedef struct shared {
    double weight;
    uint32_t words, numbers; // words: outside names
} shared;

static shared share(const work *w, const bag *a, const bag *b)
{
    shared s = {0};
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        if (a->words[i] != b->words[k]) {
            if (a->words[i] < b->words[k])
                i++;
            else
                k++;
            continue;
        }
        s.weight += w->c->sayings->weights[a->words[i]];
        s.words += !a->named[i] && !b->named[k] && w->c->weights[a->words[i]] >= 1;
        s.numbers += stm_is_digit(w->c->stems.words[a->words[i]].at[0]);
        i++;
        k++;
    }
    return s;
}

static double cover(const bag *a, const bag *b, double weight)
{
    double smaller = a->weight < b->weight ? a->weight : b->weight;
    return smaller > 0 ? weight / smaller : 0;
}

static bool alike(const work *w, const bag *a, const bag *b)
{
    shared s = share(w, a, b);
    if (s.words < WORDS_SHARED || (a->numbers && b->numbers && s.numbers == 0))
        return false;
    return 0.5 * s.weight / sqrt(a->weight * b->weight) + 0.5 * cover(a, b, s.weight) >= limits.alike;
}

static int by_place(const void *one, const void *two)
{
    const place *a = one, *b = two;
    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    if (a->sentence.begin != b->sentence.begin)
        return a->sentence.begin < b->sentence.begin ? -1 : 1;
    if (a->sentence.end != b->sentence.end)
        return a->sentence.end < b->sentence.end ? -1 : 1;
    return a->statement < b->statement ? -1 : a->statement > b->statement;
}

static uint32_t common_bytes(stm_span a, stm_span b)
{
    uint32_t begin = a.begin > b.begin ? a.begin : b.begin, end = a.end < b.end ? a.end : b.end;
    return end > begin ? end - begin : 0;
}

// Does one stand in the other: a number in its clause, enough of the shorter of two others.
static bool meet(const work *w, const place *a, const place *b)
{
    bool one = w->out->statements[a->statement].kind == STM_STATEMENT_FIGURE, two = w->out->statements[b->statement].kind == STM_STATEMENT_FIGURE;
    if (one && two)
        return stm_span_within(a->span, b->clause) || stm_span_within(b->span, a->clause);
    if (one || two)
        return stm_span_within(one ? a->span : b->span, one ? b->span : a->span);
    uint32_t shorter = stm_span_size(a->span) < stm_span_size(b->span) ? stm_span_size(a->span) : stm_span_size(b->span);
    return common_bytes(a->span, b->span) >= limits.common * shorter;
}

static bool mostly(const place *a, const place *b)
{
    uint32_t longer = stm_span_size(a->span) > stm_span_size(b->span) ? stm_span_size(a->span) : stm_span_size(b->span);
    return common_bytes(a->span, b->span) >= limits.part * longer;
}

// Are they parts of one sentence.
static bool beside(const work *w, const place *a, const place *b)
{
    return w->out->statements[a->statement].kind != STM_STATEMENT_QUOTE && w->out->statements[b->statement].kind != STM_STATEMENT_QUOTE &&
           a->sentence.begin == b->sentence.begin && a->sentence.end == b->sentence.end;
}

static void count_account(uint32_t *n, uint32_t *last, uint32_t account)
{
    *n += *last != account + 1;
    *last = account + 1;
}

static void note_meeting(work *w, const place *a, const place *b)
{
    bool within = meet(w, a, b), parts = beside(w, a, b);
    if (!within && !parts)
        return;
    uint32_t one = a->statement < b->statement ? a->statement : b->statement, two = a->statement ^ b->statement ^ one;
    uint64_t *known = stm_map_put(&w->known, (uint64_t)one << 32 | two);
    if (*known == 0) {
        *(meeting *)stm_vector_push(&w->meetings) = (meeting){.one = one, .two = two};
        *known = w->meetings.n;
    }
    meeting *m = stm_vector_at(&w->meetings, *known - 1);
    if (within)
        count_account(&m->accounts, &m->last, a->account);
    if (within && mostly(a, b))
        count_account(&m->mostly, &m->newest, a->account);
    if (parts)
        count_account(&m->beside, &m->latest, a->account);
}

static void find_meetings(work *w)
{
    const place *p = w->places.items;
    size_t n = w->places.n, pairs = 0;
    if (n > 0)
        qsort(w->places.items, n, sizeof *p, by_place);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n && p[k].account == p[i].account && p[k].sentence.begin < p[i].sentence.end && pairs++ < PAIRS; k++)
            if (p[i].statement != p[k].statement)
                note_meeting(w, &p[i], &p[k]);
}

// Does an account that has `joins` say the same as the leader: it has that one, too, or nearly half of the words. Else its origin would
// count for words that it does not have.
static bool holds(work *w, uint32_t leader, uint32_t joins, uint32_t document)
{
    const stm_statement *s = &w->out->statements[joins], *lead = &w->out->statements[leader];
    for (uint32_t k = 0; k < lead->nmentions; k++)
        if (lead->mentions[k].document == document)
            return true;
    for (uint32_t k = 0; k < s->nmentions; k++) {
        if (s->mentions[k].document != document)
            continue;
        bag b = {0};
        fill_bag(w, &b, s, &s->mentions[k]);
        if (cover(&w->bags[leader], &b, share(w, &w->bags[leader], &b).weight) >= limits.held)
            return true;
    }
    return false;
}

static bool all_hold(work *w, uint32_t leader, uint32_t joins)
{
    const stm_statement *s = &w->out->statements[joins];
    for (uint32_t m = 0; m < s->nmentions; m++)
        if ((m == 0 || s->mentions[m].document != s->mentions[m - 1].document) && !holds(w, leader, joins, s->mentions[m].document))
            return false;
    return true;
}

static const meeting *meeting_of(const work *w, uint32_t one, uint32_t two)
{
    static const meeting none = {0};
    const uint64_t *known = stm_map_get(&w->known, one < two ? (uint64_t)one << 32 | two : (uint64_t)two << 32 | one);
    return known != NULL ? stm_vector_at(&w->meetings, *known - 1) : &none;
}

// Does a statement belong to the claim of another: in half of its accounts at least it stands at the same place, or its words are
// nearly the same wherever they stand.
static bool same_claim(work *w, uint32_t leader, uint32_t joins)
{
    const stm_statement *s = &w->out->statements[leader], *r = &w->out->statements[joins];
    const bag *a = &w->bags[leader], *b = &w->bags[joins];
    const meeting *m = meeting_of(w, leader, joins);
    bool quotes = s->kind == STM_STATEMENT_QUOTE, quoted = r->kind == STM_STATEMENT_QUOTE;
    uint32_t own = r->narticles, near = m->beside > m->accounts ? m->beside : m->accounts;
    if (quotes == quoted || s->kind == STM_STATEMENT_FIGURE || r->kind == STM_STATEMENT_FIGURE) {
        if (2 * near > own && !(quotes && quoted))
            return true;
    } else if (2 * m->mostly >= own || (2 * m->accounts >= own && cover(a, b, share(w, a, b).weight) >= limits.held)) {
        return true;
    }
    return !(quotes && quoted) && alike(w, a, b) && all_hold(w, leader, joins);
}

// Is token t a word that denies, or the first of two that do.
static bool denies(const stm_comparing *c, const stm_table *denials, const stm_account *account, uint32_t t)
{
    const stm_token *tokens = account->doc->segments.tokens;
    if (account->exact[t] == STM_NO_WORD)
        return false;
    stm_view word = c->exacts.words[account->exact[t]];
    if (stm_table_has(&c->negations, word) || stm_table_has(denials, word))
        return true;
    if (t + 1 >= account->doc->segments.ntokens || account->exact[t + 1] == STM_NO_WORD || tokens[t].sentence != tokens[t + 1].sentence)
        return false;
    stm_view next = c->exacts.words[account->exact[t + 1]];
    return stm_table_has(denials, stm_arena_print(c->arena, "%.*s %.*s", (int)word.size, word.at, (int)next.size, next.at));
}

static bool span_denies(const work *w, uint32_t a, stm_span span)
{
    const stm_segments *g = &w->c->accounts[a].doc->segments;
    for (uint32_t t = stm_token_at(g, span.begin); t < g->ntokens && g->tokens[t].span.begin < span.end; t++)
        if (w->tokens[a][t] & TOKEN_DENIES)
            return true;
    return false;
}

// Every clause is read beside every claim, so that what is asked of its words is looked up once.
static void read_tokens(work *w)
{
    w->tokens = stm_arena_take_array(w->c->arena, w->c->naccounts + 1, sizeof *w->tokens);
    w->leads = stm_arena_take_array(w->c->arena, w->c->stems.n + 1, sizeof *w->leads);
    for (uint32_t a = 0; a < w->c->naccounts; a++) {
        const stm_account *account = &w->c->accounts[a];
        uint32_t n = (uint32_t)account->doc->segments.ntokens;
        w->tokens[a] = stm_arena_take(w->c->arena, n + 1);
        for (uint32_t t = 0; t < n; t++) {
            bool function = account->exact[t] != STM_NO_WORD && stm_table_has(&w->c->function_words, w->c->exacts.words[account->exact[t]]);
            w->tokens[a][t] = (uint8_t)((denies(w->c, &w->denials, account, t) ? TOKEN_DENIES : 0) | (function ? TOKEN_FUNCTION : 0) |
                                        (stm_clause_begins(w->c, account, t) ? TOKEN_BEGINS : 0));
        }
    }
}

typedef struct clause { // of an account beside a claim's first statement
    double words, common;   // weight of those outside names, and of those that the statement has, too
    uint32_t names, n, told; // in common: names, other words, those of them that tell something
    bool denied;
} clause;

static clause read_clause(const work *w, uint32_t lead, uint32_t a, uint32_t begin, uint32_t end)
{
    const stm_account *account = &w->c->accounts[a];
    clause c = {0};
    uint32_t last = STM_NO_WORD; // the word of the name that was counted last
    bool inside = false;
    for (uint32_t t = begin; t < end; t++) {
        uint32_t sense = account->sense[t];
        bool found = sense != STM_NO_WORD && w->leads[sense] == lead;
        bool named = stm_account_names(account, t);
        if (named && found && !inside && sense != last) {
            c.names++;
            last = sense;
        }
        inside = named;
        if (w->tokens[a][t] & TOKEN_DENIES) {
            c.denied = true;
        } else if (!named && sense != STM_NO_WORD && !(w->tokens[a][t] & TOKEN_FUNCTION)) {
            double weight = w->c->weights[sense] > 1 ? w->c->weights[sense] : 1; // in a short clause common words tell, too
            c.words += weight;
            c.common += found ? weight : 0;
            c.n += found;
            c.told += found && weight > 1;
        }
    }
    return c;
}

// A clause says in words of its own what a statement does: a denial where it has two names of the statement's and half of its other
// words are there, too; of a quotation where nearly all of them are.
static double lead_words(const work *w, const bag *lead)
{
    double words = 0;
    for (uint32_t i = 0; i < lead->n; i++)
        if (!lead->named[i])
            words += w->c->weights[lead->words[i]] > 1 ? w->c->weights[lead->words[i]] : 1;
    return words;
}

static bool says_the_same(const work *w, uint32_t lead, double words, bool quote, bool denied, uint32_t a, uint32_t begin, uint32_t end)
{
    clause c = read_clause(w, lead, a, begin, end);
    if (c.denied != denied)
        return false;
    if (denied && c.names >= NAMES_SHARED && c.common > 0 && c.common >= limits.denied * c.words)
        return true;
    return quote && c.names >= 1 && c.n >= 2 && c.told >= 1 && c.common >= limits.repeated * c.words && c.common >= limits.repeating * words;
}

static void add_place(work *w, stm_claim *claim, bool denied, uint32_t a)
{
    const stm_account *account = &w->c->accounts[a];
    const stm_segments *g = &account->doc->segments;
    uint32_t lead = claim->statements[0];
    double words = lead_words(w, &w->bags[lead]);
    bool quote = w->out->statements[lead].kind == STM_STATEMENT_QUOTE;
    for (uint32_t i = 0; i < g->nsentences && i < SENTENCES && w->searched < SEARCHED_MOST; i++) {
        const stm_sentence *s = &g->sentences[i];
        w->searched += s->end - s->begin;
        for (uint32_t begin = s->begin, t = begin + 1; account->zones[i] == STM_ZONE_PROSE && t <= s->end; t++) {
            if (t < s->end && !(w->tokens[a][t] & TOKEN_BEGINS))
                continue;
            if (says_the_same(w, lead + 1, words, quote, denied, a, begin, t)) {
                stm_span span = stm_clause_span(account, begin, t);
                claim->mentions = stm_arena_grow(w->c->arena, claim->mentions, claim->nmentions * sizeof *claim->mentions,
                                                 (claim->nmentions + 1) * sizeof *claim->mentions);
                claim->mentions[claim->nmentions++] = stm_mention_of(w->c, a, &span, 1, STM_FORM_PROSE);
                claim->nown++;
                return;
            }
            begin = t;
        }
    }
}

// Accounts that say in a clause of their own what the claim's first statement does, of those that have none of its statements.
static void add_places_elsewhere(work *w, stm_claim *claim, const bool *articles)
{
    const stm_statement *lead = &w->out->statements[claim->statements[0]];
    const stm_mention *m = &lead->mentions[lead->fullest];
    const bag *words = &w->bags[claim->statements[0]];
    bool denied = false;
    if (lead->kind == STM_STATEMENT_FIGURE)
        return;
    for (uint32_t k = 0; k < m->nspans && !denied; k++)
        denied = span_denies(w, stm_account_of(w->c, m->document), m->spans[k]);
    for (uint32_t i = 0; i < words->n; i++)
        w->leads[words->words[i]] = claim->statements[0] + 1;
    for (uint32_t a = 0; a < w->c->naccounts && (denied || lead->kind == STM_STATEMENT_QUOTE); a++)
        if (!articles[a])
            add_place(w, claim, denied, a);
}

typedef struct leader {
    uint32_t number, norigins, narticles, rank; // rank: the lower, the better it reads
} leader;

static int best_first(const void *one, const void *two)
{
    const leader *a = one, *b = two;
    if (a->rank / 4 != b->rank / 4)
        return a->rank < b->rank ? -1 : 1;
    if (a->norigins != b->norigins)
        return a->norigins > b->norigins ? -1 : 1;
    if (a->narticles != b->narticles)
        return a->narticles > b->narticles ? -1 : 1;
    return a->rank != b->rank ? (a->rank < b->rank ? -1 : 1) : a->number < b->number ? -1 : a->number > b->number;
}

// Quotations of some length lead before all else, dates behind.
static uint32_t rank_of(const stm_statement *s, const bag *words)
{
    if (is_date(s))
        return 8;
    if (s->kind == STM_STATEMENT_QUOTE)
        return stm_form_as_said(s->mentions[s->fullest].form) && words->n >= QUOTED_LEAST ? 0 : 6;
    return s->kind == STM_STATEMENT_FACT ? 5 : 7;
}

static void add_mentions(work *w, stm_claim *claim, uint32_t number, bool *articles, bool *origins, bool *sources)
{
    const stm_statement *s = &w->out->statements[number];
    bool *own = stm_arena_take_array(w->c->arena, w->c->naccounts + 1, sizeof *own);
    claim->mentions = stm_arena_grow(w->c->arena, claim->mentions, claim->nmentions * sizeof *claim->mentions,
                                     (claim->nmentions + s->nmentions) * sizeof *claim->mentions);
    for (uint32_t m = 0; m < s->nmentions; m++) {
        uint32_t a = stm_account_of(w->c, s->mentions[m].document);
        if (articles[a] && !own[a]) // said already
            continue;
        if (!own[a] && !holds(w, claim->statements[0], number, s->mentions[m].document))
            continue;
        claim->narticles += !articles[a];
        claim->norigins += !origins[s->mentions[m].origin];
        claim->nsources += !sources[s->mentions[m].source];
        articles[a] = own[a] = origins[s->mentions[m].origin] = sources[s->mentions[m].source] = true;
        claim->mentions[claim->nmentions++] = s->mentions[m];
    }
}

static void end_claim(work *w, stm_claim *claim)
{
    bool *articles = stm_arena_take_array(w->c->arena, w->c->naccounts + 1, sizeof *articles);
    bool *origins = stm_arena_take_array(w->c->arena, w->c->origins.n + 1, sizeof *origins);
    bool *sources = stm_arena_take_array(w->c->arena, w->c->origins.n + 1, sizeof *sources);
    for (uint32_t i = 0; i < claim->nstatements; i++)
        add_mentions(w, claim, claim->statements[i], articles, origins, sources);
    uint32_t n = claim->nmentions;
    add_places_elsewhere(w, claim, articles);
    stm_origins_give(w->c, claim->mentions + n, claim->nown);
    for (uint32_t i = n; i < claim->nmentions; i++) {
        const stm_mention *m = &claim->mentions[i];
        claim->narticles++;
        claim->norigins += !origins[m->origin];
        claim->nsources += !sources[m->source];
        origins[m->origin] = sources[m->source] = true;
    }
    claim->nsources = claim->nsources < claim->norigins ? claim->nsources : claim->norigins;
}

static int best_supported_first(const void *one, const void *two)
{
    const stm_claim *a = one, *b = two;
    if (a->norigins != b->norigins)
        return a->norigins > b->norigins ? -1 : 1;
    if (a->narticles != b->narticles)
        return a->narticles > b->narticles ? -1 : 1;
    return a->statements[0] < b->statements[0] ? -1 : a->statements[0] > b->statements[0];
}

void stm_claims_find(stm_comparing *c, stm_comparison *out)
{
    work w = {.c = c, .out = out};
    uint32_t n = 0;
    leader *order = stm_arena_take_array(c->arena, out->nstatements + 1, sizeof *order);
    bool *taken = stm_arena_take_array(c->arena, out->nstatements + 1, sizeof *taken);
    w.bags = stm_arena_take_array(c->arena, out->nstatements + 1, sizeof *w.bags);
    out->claims = stm_arena_take_array(c->arena, out->nstatements + 1, sizeof *out->claims);
    stm_vector_init(&w.places, c->arena, sizeof(place));
    stm_vector_init(&w.meetings, c->arena, sizeof(meeting));
    stm_map_init(&w.known, c->arena);
    stm_table_read(&w.denials, c->arena, stm_lang_table("en", "denials"));
    for (uint32_t i = 0; i < out->nstatements; i++) {
        const stm_statement *s = &out->statements[i];
        if (s->narticles < 2)
            continue;
        add_places(&w, i);
        fill_bag(&w, &w.bags[i], s, &s->mentions[s->fullest]);
        order[n++] = (leader){i, s->norigins, s->narticles, rank_of(s, &w.bags[i])};
    }
    read_tokens(&w);
    find_meetings(&w);
    if (n > 0)
        qsort(order, n, sizeof *order, best_first);
    for (uint32_t i = 0; i < n; i++) {
        if (taken[order[i].number])
            continue;
        stm_claim *claim = &out->claims[out->nclaims++];
        claim->statements = stm_arena_take_array(c->arena, n - i, sizeof *claim->statements);
        for (uint32_t k = i; k < n; k++)
            if (!taken[order[k].number] && (k == i || same_claim(&w, order[i].number, order[k].number))) {
                taken[order[k].number] = true;
                claim->statements[claim->nstatements++] = order[k].number;
            }
        end_claim(&w, claim);
    }
    if (out->nclaims > 0)
        qsort(out->claims, out->nclaims, sizeof *out->claims, best_supported_first);
}
