// Statements of kind fact: sentences of different accounts with the same content, in the same or other words.
//
// Two sentences are compared by the weights of their stems, numbers and names in common. Names alone prove nothing, since every
// account of a story has them: what counts is how much of the other words is common, and by how much a sentence is nearer to its
// partner than to any other of the partner's article, by a logistic regression that was fitted on hand-labelled pairs of
// news sentences. Candidates come from an inverted index.
// Two that are alike of which one denies what the other says are no fact (contradictions.c).
// Sentences join a group by their mean likeness to it, so that a chain of half-likenesses does not make one fact of two.
#include <math.h>
#include <stdlib.h>

#include "compare/inner.h"
#include "lang/lang.h"

enum {
    UNITS = 6000,    // sentences of a story that are compared
    PAIRS = 400000,  // of them that are looked at
    LIST = 300,      // a stem of more sentences than this finds no candidates
    CROWD = 200,     // sentences of a story in which few are alike by chance
    STEMS = 60,      // of a sentence
    WORDS_SHARED = 2, // outside names and dates, by two sentences that say the same, if they are not nearly all there is
    LEAST_STEMS = 2, // of what is compared
    CLAUSE = 6,      // words with content in a clause that is compared by itself
    DENIED = 2,      // words with content that a negation before them turns into their opposite
    REACH = 4,       // words behind it in which they stand
    FEW_UNITS = 12,  // added to those of the story: in a short one no word is too frequent
};

static const struct {
    double alike;     // probability from which two sentences say the same
    double near;      // likeness below which it is not asked
    double group;     // mean probability of two groups that say the same
    double bits;      // least weight in common
    double rare;      // bits: a word of fewer sentences than one in 2^rare counts fully
} limits = {0.57, 0.20, 0.3, 6, 4};

// Weights of what two sentences share, fitted on 560 pairs of 18 stories (cross-validated AUC .86, of plain likeness .76).
static const struct {
    double bias, cosine, words_cosine, words, bits, margin;
    double numbers; // both have some and none is common
    double crowd;   // each doubling of the story's sentences: the more there are, the more are alike by chance
} fitted = {-1.51, 0.75, 0.37, 0.314, 0.011, 3.4, -0.6, -0.4};

static const double WORDS_MOST = 0.6;

typedef struct unit {
    uint32_t account, sentence;
    uint32_t begin, end; // tokens
    uint32_t *stems; // [nstems] senses, sorted
    bool *named;     // [nstems] does it stand in a name or date here?
    uint32_t nstems;
    double weight, words; // of all, of those outside names
    bool numbers;    // has it some?
    bool negated;
    uint32_t denied[DENIED], ndenied; // senses
} unit;

typedef struct likeness {
    double value;  // the probability that they say the same
    uint32_t one, two;
    double linear; // what goes into it, the margin aside
    double near;   // the likeness by which a sentence chooses its partner
} likeness;

typedef struct choice { // of a sentence in another article: the two highest likenesses
    double best, second;
} choice;

typedef struct work {
    stm_comparing *c;
    stm_table denials;
    stm_vector units;
    stm_vector pairs; // likeness
    stm_map choices;  // sentence and account -> number of the choice + 1
    stm_vector chosen;
    double *weights;  // [stems.n] of senses, less what half the story's sentences have
} work;

static unit *at(const work *w, uint32_t i)
{
    return stm_vector_at(&w->units, i);
}

static int by_number(const void *one, const void *two)
{
    const uint64_t *a = one, *b = two;
    return *a < *b ? -1 : *a > *b;
}

// Handles, links and marks of copyright are no prose.
static bool is_address(const stm_account *account, uint32_t begin, uint32_t end)
{
    const stm_token *tokens = account->doc->segments.tokens;
    stm_view text = stm_account_text(account, (stm_span){tokens[begin].span.begin, tokens[end - 1].span.end});
    static const char *const marks[] = {"@", "://", ".com/", "t.co/", "\xC2\xA9"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (stm_view_find(text, stm_view_of(marks[i])) != STM_NOWHERE)
            return true;
    return false;
}

static bool is_negation(const work *w, const stm_account *account, uint32_t t)
{
    if (account->exact[t] == STM_NO_WORD)
        return false;
    stm_view word = w->c->exacts.words[account->exact[t]];
    return stm_table_has(&w->c->negations, word) || stm_table_has(&w->denials, word);
}

// What stands behind the first negation of a clause, names aside.
static void read_negation(const work *w, const stm_account *account, unit *u)
{
    uint32_t t = u->begin;
    while (t < u->end && !is_negation(w, account, t))
        t++;
    u->negated = t < u->end;
    for (uint32_t i = t + 1; i < u->end && i <= t + REACH && u->ndenied < DENIED; i++)
        if (account->sense[i] != STM_NO_WORD && w->c->weights[account->sense[i]] >= 1 && !stm_account_names(account, i))
            u->denied[u->ndenied++] = account->sense[i];
}

static void read_unit(work *w, uint32_t account, uint32_t sentence, uint32_t begin, uint32_t end)
{
    const stm_account *a = &w->c->accounts[account];
    unit u = {.account = account, .sentence = sentence, .begin = begin, .end = end};
    uint64_t stems[STEMS]; // sense, and in the lowest bit whether it stands in a name
    uint32_t n = 0;
    for (uint32_t t = begin; t < end && n < STEMS; t++)
        if (a->sense[t] != STM_NO_WORD && w->c->weights[a->sense[t]] >= 1)
            stems[n++] = (uint64_t)a->sense[t] << 1 | stm_account_names(a, t);
    qsort(stems, n, sizeof *stems, by_number);
    u.stems = stm_arena_take_array(w->c->arena, n + 1, sizeof *u.stems);
    u.named = stm_arena_take_array(w->c->arena, n + 1, sizeof *u.named);
    for (uint32_t i = 0; i < n; i++)
        if (i == 0 || stems[i] >> 1 != stems[i - 1] >> 1) {
            u.named[u.nstems] = stems[i] & 1;
            u.stems[u.nstems++] = (uint32_t)(stems[i] >> 1);
        }
    read_negation(w, a, &u);
    if (u.nstems >= LEAST_STEMS && w->units.n < UNITS && !is_address(a, begin, end))
        *(unit *)stm_vector_push(&w->units) = u;
}

static uint32_t content_words(const work *w, const stm_account *a, uint32_t begin, uint32_t end)
{
    uint32_t n = 0;
    for (uint32_t t = begin; t < end; t++)
        n += a->sense[t] != STM_NO_WORD && w->c->weights[a->sense[t]] >= 1;
    return n;
}

// A long sentence says several things: it is compared clause by clause, each with enough words to be told by.
static void read_clauses(work *w, uint32_t account, uint32_t sentence)
{
    const stm_account *a = &w->c->accounts[account];
    const stm_sentence *s = &a->doc->segments.sentences[sentence];
    uint32_t begin = s->begin;
    for (uint32_t t = s->begin + 1; t < s->end; t++)
        if (stm_clause_begins(w->c, a, t) && content_words(w, a, begin, t) >= CLAUSE && content_words(w, a, t, s->end) >= CLAUSE) {
            read_unit(w, account, sentence, begin, t);
            begin = t;
        }
    read_unit(w, account, sentence, begin, s->end);
}

static void read_units(work *w)
{
    stm_vector_init(&w->units, w->c->arena, sizeof(unit));
    for (uint32_t a = 0; a < w->c->naccounts; a++) {
        const stm_account *account = &w->c->accounts[a];
        const stm_segments *g = &account->doc->segments;
        for (uint32_t s = 0; s < g->nsentences && w->units.n < UNITS; s++)
            if (account->zones[s] == STM_ZONE_PROSE && !stm_sentence_quoted(account, s))
                read_clauses(w, a, s);
    }
}

static bool is_number(const work *w, uint32_t stem)
{
    stm_view word = w->c->stems.words[stem];
    return word.size > 0 && stm_is_digit(word.at[0]);
}

// A name that every other sentence of the story has says little of a single one.
static void weigh(work *w)
{
    size_t nstems = w->c->stems.n;
    w->weights = stm_arena_take_array(w->c->arena, nstems + 1, sizeof *w->weights);
    uint32_t *spread = stm_arena_take_array(w->c->arena, nstems + 1, sizeof *spread);
    for (uint32_t i = 0; i < w->units.n; i++)
        for (uint32_t k = 0; k < at(w, i)->nstems; k++)
            spread[at(w, i)->stems[k]]++;
    for (size_t s = 0; s < nstems; s++) {
        double factor = spread[s] > 0 ? log2((double)(w->units.n + FEW_UNITS) / spread[s]) / limits.rare : 1;
        w->weights[s] = w->c->weights[s] * (factor > 1 ? 1 : factor);
    }
    for (uint32_t i = 0; i < w->units.n; i++) {
        unit *u = at(w, i);
        for (uint32_t k = 0; k < u->nstems; k++) {
            u->weight += w->weights[u->stems[k]];
            u->words += u->named[k] ? 0 : w->weights[u->stems[k]];
            u->numbers = u->numbers || is_number(w, u->stems[k]);
        }
    }
}

typedef struct shared { // by the sentence at hand with an earlier one
    double bits, word_bits;  // of all, of words outside names
    uint32_t nwords, nnumbers;
    bool met;
} shared;

static double measure(const shared *s, const unit *a, const unit *b)
{
    double smaller = a->weight < b->weight ? a->weight : b->weight;
    double cosine = s->bits / sqrt(a->weight * b->weight), cover = s->bits / smaller;
    return 0.5 * cosine + 0.5 * cover;
}

static likeness weigh_pair(const work *w, const shared *s, const unit *a, const unit *b, uint32_t one, uint32_t two)
{
    double cosine = s->bits / sqrt(a->weight * b->weight), words = a->words > 0 && b->words > 0 ? s->word_bits / sqrt(a->words * b->words) : 0;
    double sum = fitted.bias + fitted.cosine * cosine + fitted.words_cosine * words + fitted.words * s->nwords + fitted.bits * s->word_bits;
    if (a->numbers && b->numbers && s->nnumbers == 0)
        sum += fitted.numbers;
    if (w->units.n > CROWD)
        sum += fitted.crowd * log2((double)w->units.n / CROWD);
    return (likeness){0, one, two, sum, 0.5 * cosine + 0.5 * words};
}

// Adds what the sentences of a list share with the one at hand by one stem.
static void share(const work *w, const stm_vector *list, uint32_t stem, bool named, shared *all, uint32_t *met, uint32_t *nmet)
{
    for (size_t e = 0; e < list->n; e++) {
        uint32_t entry = ((uint32_t *)list->items)[e], other = entry >> 1;
        shared *s = &all[other];
        if (!s->met)
            met[(*nmet)++] = other;
        s->met = true;
        s->bits += w->weights[stem];
        if (!named && (entry & 1) == 0) {
            s->word_bits += w->weights[stem];
            s->nwords++;
            s->nnumbers += is_number(w, stem);
        }
    }
}

static void judge_pair(work *w, const shared *s, uint32_t one, uint32_t two)
{
    unit *u = at(w, one), *v = at(w, two);
    if (u->account == v->account)
        return;
    if (s->nwords < WORDS_SHARED && s->word_bits < WORDS_MOST * fmin(u->words, v->words))
        return;
    if (measure(s, u, v) >= limits.near && s->bits >= limits.bits && w->pairs.n < PAIRS)
        *(likeness *)stm_vector_push(&w->pairs) = weigh_pair(w, s, u, v, one, two);
}

static choice *choice_of(work *w, uint32_t unit_number, uint32_t account)
{
    uint64_t *known = stm_map_put(&w->choices, (uint64_t)unit_number << 32 | account);
    if (*known == 0) {
        stm_vector_push(&w->chosen);
        *known = w->chosen.n;
    }
    return stm_vector_at(&w->chosen, *known - 1);
}

static void choose(choice *c, double value)
{
    c->second = value > c->best ? c->best : value > c->second ? value : c->second;
    c->best = value > c->best ? value : c->best;
}

// By how much a sentence is nearer to its partner than to the next of its article; below 0 where another is nearer.
static double lead(const choice *c, double value)
{
    return value - (value >= c->best ? c->second : c->best);
}

// Does one deny words that the other, which denies nothing, has?
static bool opposed(const unit *a, const unit *b)
{
    const unit *denies = a->negated ? a : b, *says = a->negated ? b : a;
    if (a->negated == b->negated)
        return false;
    for (uint32_t i = 0; i < denies->ndenied; i++)
        for (uint32_t k = 0; k < says->nstems; k++)
            if (says->stems[k] == denies->denied[i] && !says->named[k])
                return true;
    return false;
}

// A paraphrase is nearer to its original than all else in the article: the margins of both go into the probability.
static void judge_pairs(work *w)
{
    likeness *p = w->pairs.items;
    stm_map_init(&w->choices, w->c->arena);
    stm_vector_init(&w->chosen, w->c->arena, sizeof(choice));
    for (size_t i = 0; i < w->pairs.n; i++) {
        choose(choice_of(w, p[i].one, at(w, p[i].two)->account), p[i].near);
        choose(choice_of(w, p[i].two, at(w, p[i].one)->account), p[i].near);
    }
    size_t kept = 0;
    for (size_t i = 0; i < w->pairs.n; i++) {
        double one = lead(choice_of(w, p[i].one, at(w, p[i].two)->account), p[i].near);
        double two = lead(choice_of(w, p[i].two, at(w, p[i].one)->account), p[i].near);
        p[i].value = 1 / (1 + exp(-p[i].linear - fitted.margin * (one < two ? one : two)));
        if (one < 0 && two < 0) // each has a nearer sentence in the other's article
            continue;
        if (p[i].value >= limits.group && !opposed(at(w, p[i].one), at(w, p[i].two)))
            p[kept++] = p[i];
    }
    stm_vector_cut(&w->pairs, kept);
}

// All pairs of sentences of different accounts that are alike, through common stems.
static void find_pairs(work *w)
{
    size_t n = w->units.n;
    stm_vector *lists = stm_arena_take_array(w->c->arena, w->c->stems.n + 1, sizeof *lists);
    shared *all = stm_arena_take_array(w->c->arena, n + 1, sizeof *all);
    uint32_t *met = stm_arena_take_array(w->c->arena, n + 1, sizeof *met), nmet;
    stm_vector_init(&w->pairs, w->c->arena, sizeof(likeness));
    for (uint32_t i = 0; i < n; i++) {
        const unit *u = at(w, i);
        nmet = 0;
        for (uint32_t k = 0; k < u->nstems; k++) {
            stm_vector *list = &lists[u->stems[k]];
            if (list->arena == NULL)
                stm_vector_init(list, w->c->arena, sizeof(uint32_t));
            share(w, list, u->stems[k], u->named[k], all, met, &nmet);
            if (list->n < LIST)
                *(uint32_t *)stm_vector_push(list) = i << 1 | u->named[k];
        }
        for (uint32_t k = 0; k < nmet; k++) {
            judge_pair(w, &all[met[k]], met[k], i);
            all[met[k]] = (shared){0};
        }
    }
}

static int most_alike_first(const void *x, const void *y)
{
    const likeness *a = x, *b = y;
    if (a->value != b->value)
        return a->value > b->value ? -1 : 1;
    return a->one != b->one ? (a->one < b->one ? -1 : 1) : a->two < b->two ? -1 : a->two > b->two;
}

typedef struct set {
    uint32_t *members, n;
} set;

static double set_likeness(const work *w, const stm_map *values, const set *a, const set *b)
{
    double sum = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n && i < 16; i++)
        for (uint32_t j = 0; j < b->n && j < 16; j++) {
            uint32_t one = a->members[i] < b->members[j] ? a->members[i] : b->members[j];
            uint32_t two = a->members[i] < b->members[j] ? b->members[j] : a->members[i];
            if (at(w, one)->account == at(w, two)->account)
                continue;
            const uint64_t *value = stm_map_get(values, (uint64_t)one << 32 | two);
            sum += value != NULL ? (double)*value / 1e6 : 0;
            n++;
        }
    return n > 0 ? sum / n : 0;
}

static void pour(stm_arena *arena, set *into, set *from)
{
    into->members = stm_arena_grow(arena, into->members, into->n * sizeof *into->members, (into->n + from->n) * sizeof *into->members);
    memcpy(into->members + into->n, from->members, from->n * sizeof *from->members);
    into->n += from->n;
    from->n = 0;
}

static set *group_units(work *w, uint32_t *parents)
{
    size_t n = w->units.n;
    set *sets = stm_arena_take_array(w->c->arena, n + 1, sizeof *sets);
    stm_map values;
    stm_map_init(&values, w->c->arena);
    for (uint32_t i = 0; i < n; i++) {
        parents[i] = i;
        sets[i].members = stm_arena_take_array(w->c->arena, 1, sizeof *sets[i].members);
        sets[i].members[0] = i;
        sets[i].n = 1;
    }
    const likeness *p = w->pairs.items;
    for (size_t k = 0; k < w->pairs.n; k++)
        *stm_map_put(&values, (uint64_t)p[k].one << 32 | p[k].two) = (uint64_t)(p[k].value * 1e6);
    if (w->pairs.n > 0)
        qsort(w->pairs.items, w->pairs.n, sizeof(likeness), most_alike_first);
    for (size_t k = 0; k < w->pairs.n; k++) {
        if (p[k].value < limits.alike) // the rest are for the means
            break;
        uint32_t one = stm_set_root(parents, p[k].one), two = stm_set_root(parents, p[k].two);
        if (one == two || set_likeness(w, &values, &sets[one], &sets[two]) < limits.group)
            continue;
        stm_set_join(parents, one, two);
        pour(w->c->arena, &sets[one < two ? one : two], &sets[one < two ? two : one]);
    }
    return sets;
}

static stm_span span_of(const work *w, const unit *u)
{
    return stm_clause_span(&w->c->accounts[u->account], u->begin, u->end);
}

static stm_mention mention_of(work *w, const unit *u)
{
    stm_span span = span_of(w, u);
    return stm_mention_of(w->c, u->account, &span, 1, STM_FORM_PROSE);
}

// The sentence that says most of what the others say in fewest words.
static uint32_t clearest(const work *w, const set *s)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < s->n; i++)
        if (at(w, s->members[i])->weight < at(w, s->members[best])->weight)
            best = i;
    return best;
}

static void state(work *w, const set *s)
{
    stm_statement *statement = stm_statement_add(w->c, STM_STATEMENT_FACT);
    statement->mentions = stm_arena_take_array(w->c->arena, s->n, sizeof *statement->mentions);
    for (uint32_t i = 0; i < s->n; i++)
        statement->mentions[statement->nmentions++] = mention_of(w, at(w, s->members[i]));
    uint32_t best = clearest(w, s);
    statement->fullest = best;
    const unit *u = at(w, s->members[best]);
    const stm_account *account = &w->c->accounts[u->account];
    statement->text = stm_account_text(account, span_of(w, u));
    statement->certainty = s->n > 1 ? 0.7 : 1;
    if (s->n > 1)
        stm_reason_add(w->c->arena, &statement->because, &statement->nbecause, STM_VIEW("the sentences share most of the words that carry their content"));
    stm_statement_end(w->c, statement);
}

// Are all sentences of a set in one statement of stock phrases already?
static bool is_stock(const work *w, const set *s)
{
    uint64_t one = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        const unit *u = at(w, s->members[i]);
        const uint64_t *known = stm_map_get(&w->c->stock, stm_sentence_key(u->account, u->sentence));
        if (known == NULL || (i > 0 && *known != one))
            return false;
        one = *known;
    }
    return true;
}

void stm_facts_group(stm_comparing *c)
{
    work w = {.c = c};
    stm_table_read(&w.denials, c->arena, stm_lang_table("en", "denials"));
    read_units(&w);
    weigh(&w);
    find_pairs(&w);
    judge_pairs(&w);
    uint32_t *parents = stm_arena_take_array(c->arena, w.units.n + 1, sizeof *parents);
    set *sets = group_units(&w, parents);
    for (uint32_t i = 0; i < w.units.n; i++)
        if (sets[i].n > 1 && !is_stock(&w, &sets[i]))
            state(&w, &sets[i]);
}
