// Contradictions: a clause of one account that denies what a clause of another says ("no guards were freed in exchange", "four guards
// were freed in exchange").
//
// A denial is a clause with a negation or a verb of denying; what stands right behind that, and most of what the clause says by
// the weights of its words, must stand close together in a sentence of another account that denies nothing. What is only supposed ("would
// not"), negations that deny nothing ("not only"), and quotations are left aside: they make most of the sentences that look like
// contradictions and are none (de Marneffe, Rafferty, Manning 2008). Denials and sayings that meet are one difference.
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "compare/context.h"
#include "lang/lang.h"

enum {
    DENIALS = 600,  // of a story
    LIST = 300,     // a word of more sentences than this finds no candidates
    TIES = 4000,    // of a story
    WORDS = 40,     // with content, of a clause
    CORE = 3,       // of them that the negation turns into their opposite
    REACH = 8,      // words behind it in which they stand
    CLAIM = 5,      // words behind a verb of denying in which the "that" of what is denied stands
    LEAST = 3,      // words in common, names aside
    PHRASE = 3,     // words of a reservation
    ROOM = 4,       // words by which the saying may be longer than the denial
};

static const struct {
    double denied; // of the weight of a denial, what the saying has of it
    double said;   // of the weight of the saying's words
    double bits;   // in common
    double telling; // of them by what tells one event of the story from another
} least = {0.55, 0.4, 7, 4};

typedef struct clause {
    uint32_t account, sentence;
    uint32_t begin, end;      // tokens
    uint32_t senses[WORDS], n; // words with content, names aside
    double weight;
    uint32_t core[CORE], ncore;
    bool yet;
} clause;

typedef struct tie {
    uint32_t denial, saying; // numbers of clauses
    double value;
} tie;

typedef struct work {
    stm_comparing *c;
    stm_telling telling;
    stm_table denials, failures, reservations, words;
    stm_view adverb;    // what adverbs end in
    stm_vector *lists;  // [stems.n] of uint64_t: sentences that have the sense, as stm_sentence_key
    stm_vector clauses; // denials, then sayings
    stm_vector ties;
    stm_map sayings;    // sentence and beginning -> number of the clause + 1
} work;

static clause *at(const work *w, uint32_t i)
{
    return stm_vector_at(&w->clauses, i);
}

static const stm_account *account_of(const work *w, const clause *x)
{
    return &w->c->accounts[x->account];
}

// Words of names and of origin ("Tesk", "Teskan") stand in every clause of a story.
static bool has_content(const work *w, const stm_account *a, uint32_t t)
{
    bool inner = t > a->doc->segments.sentences[a->doc->segments.tokens[t].sentence].begin;
    return a->sense[t] != STM_NO_WORD && w->c->weights[a->sense[t]] >= 1 && !stm_account_names(a, t) && !(a->doc->segments.tokens[t].upper && inner);
}

// "No. 1"
static bool is_numbering(const stm_account *a, uint32_t t)
{
    const stm_segments *g = &a->doc->segments;
    return t + 2 < g->ntokens && stm_view_is(stm_account_text(a, g->tokens[t + 1].span), ".") && g->tokens[t + 2].kind == STM_TOKEN_NUMBER;
}

static bool has_class(const work *w, const stm_account *a, uint32_t t, const char *class)
{
    const stm_row *row = a->exact[t] != STM_NO_WORD ? stm_table_find(&w->words, w->c->exacts.words[a->exact[t]]) : NULL;
    while (row != NULL && !stm_view_is(row->fields[1], class))
        row = stm_table_next(&w->words, row);
    return row != NULL;
}

// "was denied a witness" and "in their dispute" deny nothing.
static bool is_no_verb(const work *w, const stm_account *a, uint32_t t)
{
    return t > 0 && (has_class(w, a, t - 1, "be") || has_class(w, a, t - 1, "det") || has_class(w, a, t - 1, "poss"));
}

// Does a negation stand at a token: 1; a verb of denying: 2; else 0.
static int negation_at(const work *w, const stm_account *a, uint32_t t)
{
    if (a->exact[t] == STM_NO_WORD || is_numbering(a, t))
        return 0;
    stm_view word = w->c->exacts.words[a->exact[t]];
    if (stm_table_has(&w->c->negations, word))
        return 1;
    return stm_table_has(&w->failures, word) || (stm_table_has(&w->denials, word) && !is_no_verb(w, a, t)) ? 2 : 0;
}

// Does a reservation of the class begin at a token?
static bool reserves(const work *w, const stm_account *a, uint32_t t, uint32_t end, const char *class)
{
    const stm_token *tokens = a->doc->segments.tokens;
    for (uint32_t last = t; last < end && last < t + PHRASE; last++) {
        stm_view words = stm_fold(w->c->arena, stm_account_text(a, (stm_span){tokens[t].span.begin, tokens[last].span.end}));
        const stm_row *row = stm_table_find(&w->reservations, words);
        if (row != NULL && stm_view_is(row->fields[1], class))
            return true;
    }
    return false;
}

static bool reserved(const work *w, const stm_account *a, uint32_t begin, uint32_t end, const char *class)
{
    for (uint32_t t = begin; t < end; t++)
        if (reserves(w, a, t, end, class))
            return true;
    return false;
}

static bool ends_clause(const work *w, const stm_account *a, uint32_t t)
{
    return stm_clause_begins(w->c, a, t) && !stm_clause_joins(w->c, a, t);
}

static void add_word(const work *w, clause *x, const stm_account *a, uint32_t t)
{
    if (x->n == WORDS || !has_content(w, a, t) || negation_at(w, a, t) != 0)
        return;
    for (uint32_t i = 0; i < x->n; i++)
        if (x->senses[i] == a->sense[t])
            return;
    x->senses[x->n++] = a->sense[t];
    x->weight += w->c->weights[a->sense[t]];
}

// Is a negation at token t no denial of its clause: "not" without the auxiliary before it ("a boat, not a ship", "vowed not to go")?
static bool is_idle(const work *w, const stm_account *a, uint32_t t, uint32_t begin, uint32_t end)
{
    if (reserves(w, a, t, end, "idle"))
        return true;
    const stm_row *row = stm_table_find(&w->c->negations, w->c->exacts.words[a->exact[t]]);
    bool bare = row != NULL && row->nfields > 2;
    bool auxiliary = t > begin && (has_class(w, a, t - 1, "be") || has_class(w, a, t - 1, "have") || has_class(w, a, t - 1, "aux"));
    return bare && !auxiliary;
}

// Behind the "that" of what is denied ("denied reports that"), where there is one.
static uint32_t claim_at(const work *w, const stm_account *a, uint32_t t, uint32_t end)
{
    for (uint32_t i = t; i < end && i < t + CLAIM; i++)
        if (has_class(w, a, i, "that"))
            return i + 1;
    return t;
}

// The clause around the negation at token t; what it denies begins behind that. Who denies is no part of it.
static void read_denial(work *w, uint32_t account, uint32_t sentence, uint32_t t)
{
    const stm_account *a = &w->c->accounts[account];
    const stm_sentence *s = &a->doc->segments.sentences[sentence];
    clause x = {.account = account, .sentence = sentence, .begin = t, .end = t + 1};
    bool verb = negation_at(w, a, t) == 2;
    uint32_t passed = 0, first = t + 1;
    while (x.begin > s->begin && !ends_clause(w, a, x.begin))
        x.begin--;
    for (; x.end < s->end && (!ends_clause(w, a, x.end) || (passed < 2 && a->sense[x.end] != STM_NO_WORD)); x.end++)
        passed += has_content(w, a, x.end);
    if (stm_map_get(&w->c->stock, stm_sentence_key(account, sentence)) != NULL)
        return;
    if (verb)
        first = claim_at(w, a, first, s->end);
    if ((!verb && is_idle(w, a, t, s->begin, s->end)) || (!verb && reserved(w, a, s->begin, x.end, "open")))
        return;
    const stm_row *negation = stm_table_find(&w->c->negations, w->c->exacts.words[a->exact[t]]);
    bool of_verb = negation != NULL && stm_view_is(negation->fields[1], "verb"); // else what it denies begins with it
    uint32_t most = of_verb ? 1 : CORE;
    for (uint32_t i = of_verb ? x.begin : first; i < x.end; i++)
        add_word(w, &x, a, i);
    for (uint32_t i = first; i < x.end && i < first + REACH && x.ncore < most; i++)
        if (has_content(w, a, i) && !(most == 1 && stm_view_ends(w->c->exacts.words[a->exact[i]], w->adverb)))
            x.core[x.ncore++] = a->sense[i];
    x.yet = reserved(w, a, x.begin, x.end, "yet");
    if (x.n >= LEAST && x.ncore > 0 && w->clauses.n < DENIALS)
        *(clause *)stm_vector_push(&w->clauses) = x;
}

static bool is_told(const stm_account *a, uint32_t s)
{
    return a->zones[s] == STM_ZONE_PROSE && !stm_sentence_quoted(a, s);
}

static void read_sentence(work *w, uint32_t account, uint32_t sentence)
{
    const stm_account *a = &w->c->accounts[account];
    const stm_sentence *s = &a->doc->segments.sentences[sentence];
    for (uint32_t t = s->begin; t < s->end; t++) {
        if (a->sense[t] != STM_NO_WORD && w->lists[a->sense[t]].n < LIST) {
            stm_vector *list = &w->lists[a->sense[t]];
            if (list->arena == NULL)
                stm_vector_init(list, w->c->arena, sizeof(uint64_t));
            *(uint64_t *)stm_vector_push(list) = stm_sentence_key(account, sentence);
        }
        if (negation_at(w, a, t) != 0 && !a->quoted[t])
            read_denial(w, account, sentence, t);
    }
}

typedef struct found { // of a denial's words in a sentence
    uint32_t first, last; // tokens
    uint32_t n;
    double bits, telling;
    bool core;
} found;

static found find_words(const work *w, const clause *x, const stm_account *a, const stm_sentence *s)
{
    found f = {.first = s->end};
    bool seen[WORDS] = {false};
    for (uint32_t t = s->begin; t < s->end; t++) {
        uint32_t i = 0;
        while (i < x->n && x->senses[i] != a->sense[t])
            i++;
        if (i == x->n || seen[i] || !has_content(w, a, t))
            continue;
        seen[i] = true;
        f.first = t < f.first ? t : f.first;
        f.last = t;
        f.n++;
        f.bits += w->c->weights[x->senses[i]];
        f.telling += w->c->weights[x->senses[i]] * stm_telling_share(&w->telling, x->senses[i]);
        for (uint32_t k = 0; k < x->ncore; k++)
            f.core = f.core || x->core[k] == x->senses[i];
    }
    return f;
}

static bool denies_anything(const work *w, const stm_account *a, const stm_sentence *s)
{
    for (uint32_t t = s->begin; t < s->end; t++)
        if (negation_at(w, a, t) != 0)
            return true;
    return false;
}

static uint32_t number_of(work *w, const clause *x)
{
    uint64_t *known = stm_map_put(&w->sayings, stm_sentence_key(x->account, x->begin));
    if (*known == 0) {
        *(clause *)stm_vector_push(&w->clauses) = *x;
        *known = w->clauses.n;
    }
    return (uint32_t)*known - 1;
}

// Does a sentence of another account say what a clause denies?
static void meet(work *w, uint32_t number, uint32_t account, uint32_t sentence)
{
    const clause *x = at(w, number);
    const stm_account *a = &w->c->accounts[account];
    const stm_sentence *s = &a->doc->segments.sentences[sentence];
    found f = find_words(w, x, a, s);
    if (!f.core || f.n < LEAST || f.bits < least.bits || f.telling < least.telling || f.bits < least.denied * x->weight ||
        f.last - f.first > x->end - x->begin + ROOM || denies_anything(w, a, s))
        return;
    clause said = {.account = account, .sentence = sentence, .begin = f.first, .end = f.last + 1};
    while (said.begin > s->begin && !ends_clause(w, a, said.begin))
        said.begin--;
    while (said.end < s->end && !ends_clause(w, a, said.end))
        said.end++;
    if (reserved(w, a, s->begin, said.end, "open"))
        return;
    for (uint32_t t = said.begin; t < said.end; t++)
        add_word(w, &said, a, t);
    if (f.bits >= least.said * said.weight && w->ties.n < TIES) {
        tie new = {number, number_of(w, &said), f.bits / fmax(at(w, number)->weight, said.weight)};
        *(tie *)stm_vector_push(&w->ties) = new;
    }
}

static void find_sayings(work *w, uint32_t number)
{
    stm_map met;
    stm_map_init(&met, w->c->arena);
    for (uint32_t k = 0; k < at(w, number)->ncore; k++) {
        const stm_vector *list = &w->lists[at(w, number)->core[k]];
        for (size_t i = 0; i < list->n && list->n < LIST; i++) {
            uint64_t key = ((uint64_t *)list->items)[i], *known = stm_map_put(&met, key);
            if (*known == 0 && key >> 32 != at(w, number)->account)
                meet(w, number, (uint32_t)(key >> 32), (uint32_t)key);
            *known = 1;
        }
    }
}

static stm_view text_of(const work *w, const clause *x)
{
    return stm_account_text(account_of(w, x), stm_clause_span(account_of(w, x), x->begin, x->end));
}

// Was all that says it printed after all that says "not yet"?
static bool learnt(const work *w, const uint32_t *members, uint32_t n, uint32_t ndenials)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n; j++) {
            const clause *x = at(w, members[i]), *y = at(w, members[j]);
            stm_civil before = account_of(w, x)->doc->article.published, after = account_of(w, y)->doc->article.published;
            bool apart = members[i] < ndenials && members[j] >= ndenials;
            if (apart && (!x->yet || !stm_civil_known(before) || !stm_civil_known(after) || stm_civil_seconds(before) > stm_civil_seconds(after)))
                return false;
        }
    return true;
}

static void differ(work *w, const uint32_t *members, uint32_t n, uint32_t ndenials, const tie *best)
{
    bool later = learnt(w, members, n, ndenials);
    stm_difference *d = stm_difference_add(w->c, STM_DIFFERENCE_FACT, later ? STM_UPDATE : STM_DIFFERS);
    d->mentions = stm_arena_take_array(w->c->arena, n, sizeof *d->mentions);
    for (uint32_t i = 0; i < n; i++) {
        const clause *x = at(w, members[i]);
        stm_span span = stm_clause_span(account_of(w, x), x->begin, x->end);
        d->mentions[d->nmentions++] = stm_mention_of(w->c, x->account, &span, 1, STM_FORM_PROSE);
    }
    stm_view x = text_of(w, at(w, best->denial)), y = text_of(w, at(w, best->saying));
    d->what = stm_arena_print(w->c->arena, "%.*s / %.*s", (int)x.size, x.at, (int)y.size, y.at);
    d->certainty = fmin(0.8, 0.3 + 0.5 * best->value);
    stm_reason_add(w->c->arena, &d->because, &d->nbecause,
                   later ? STM_VIEW("not so yet in the earlier accounts, so in the later") : STM_VIEW("one account denies what another says in like words"));
    stm_difference_end(w->c, d);
}

static int closest_first(const void *one, const void *two)
{
    const tie *a = one, *b = two;
    if (a->value != b->value)
        return a->value > b->value ? -1 : 1;
    return a->denial != b->denial ? (a->denial < b->denial ? -1 : 1) : a->saying < b->saying ? -1 : a->saying > b->saying;
}

// One difference for all denials and sayings that ties join.
static void tell(work *w, uint32_t ndenials)
{
    uint32_t n = (uint32_t)w->clauses.n;
    uint32_t *parents = stm_arena_take_array(w->c->arena, n + 1, sizeof *parents);
    uint32_t *members = stm_arena_take_array(w->c->arena, n + 1, sizeof *members);
    const tie *ties = w->ties.items;
    for (uint32_t i = 0; i < n; i++)
        parents[i] = i;
    for (size_t k = 0; k < w->ties.n; k++)
        stm_set_join(parents, ties[k].denial, ties[k].saying);
    if (w->ties.n > 0)
        qsort(w->ties.items, w->ties.n, sizeof(tie), closest_first);
    bool *told = stm_arena_take_array(w->c->arena, n + 1, sizeof *told);
    for (size_t k = 0; k < w->ties.n; k++) {
        uint32_t root = stm_set_root(parents, ties[k].denial), nmembers = 0;
        for (uint32_t i = 0; i < n && !told[root]; i++)
            if (stm_set_root(parents, i) == root)
                members[nmembers++] = i;
        if (!told[root])
            differ(w, members, nmembers, ndenials, &ties[k]);
        told[root] = true;
    }
}

void stm_contradictions_find(stm_comparing *c)
{
    work w = {.c = c};
    stm_table_read(&w.denials, c->arena, stm_lang_table("en", "denials"));
    stm_table_read(&w.failures, c->arena, stm_lang_table("en", "failures"));
    stm_table_read(&w.reservations, c->arena, stm_lang_table("en", "reservations"));
    stm_table_read(&w.words, c->arena, stm_lang_table("en", "words"));
    stm_table language;
    stm_table_read(&language, c->arena, stm_lang_table("en", "language"));
    const stm_row *ending = stm_table_find(&language, STM_VIEW("adverb-ending"));
    w.adverb = ending != NULL ? ending->fields[1] : STM_VIEW("\n");
    stm_telling_read(&w.telling, c);
    stm_vector_init(&w.clauses, c->arena, sizeof(clause));
    stm_vector_init(&w.ties, c->arena, sizeof(tie));
    stm_map_init(&w.sayings, c->arena);
    w.lists = stm_arena_take_array(c->arena, c->stems.n + 1, sizeof *w.lists);
    for (uint32_t a = 0; a < c->naccounts; a++)
        for (uint32_t s = 0; s < c->accounts[a].doc->segments.nsentences; s++)
            if (is_told(&c->accounts[a], s))
                read_sentence(&w, a, s);
    uint32_t ndenials = (uint32_t)w.clauses.n;
    for (uint32_t i = 0; i < ndenials; i++)
        find_sayings(&w, i);
    tell(&w, ndenials);
}
