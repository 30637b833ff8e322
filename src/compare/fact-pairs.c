// How likely two clauses of different accounts are to say the same.
//
// Two clauses are compared by the weights of the senses they have in common (fact-clauses.c). Names alone prove nothing, since every
// account of a story has them: what counts is how much of the other words is common, by how much a clause is nearer to its
// partner than to any other of the partner's article, and whether the whole sentences are alike as well, by a logistic regression
// (lang/common/fact-weights.tsv, made by eval/facts --fit). Candidates come from an inverted index.
#include <math.h>
#include <stdlib.h>

#include "compare/facts.h"

enum {
    PAIRS = 400000,   // that are kept
    LIST = 300,       // a stem of more clauses than this finds no candidates
    WORDS_SHARED = 2, // outside names and dates, by two clauses that begin a group
};

const char *const stm_fact_traits[STM_FACT_TRAITS] = {"bias", "cosine", "rare", "dice", "words", "names", "length", "quoted",
                                                      "negated", "numbers", "strangers", "sentence", "place", "lead"};

static const struct {
    double weight;    // least in common
    double linear;    // of the clauses by themselves, from which their sentences are looked at
    double hopeful;   // of all but the lead, from which a pair is kept until the leads are known
    double seed_near; // of a pair that may begin a group
    double copy;      // share of common stems from which two clauses are one wording
} limits = {0.5, -5.5, -4, 0.2, 0.75};

typedef struct choice { // of a clause in another article: the two highest likenesses
    float best, second;
} choice;

typedef struct shared { // by the clause at hand with an earlier one
    double weight, words, names; // of all, of words outside names, of those in names
    double square, word_square, rare; // sums of squares
    uint32_t nstems, nwords, nnumbers;
    bool met;
} shared;

typedef struct work {
    stm_facts *f;
    choice *choices; // [clauses.n * naccounts]
} work;

static choice *choice_of(const work *w, uint32_t clause, uint32_t account)
{
    return &w->choices[(size_t)clause * w->f->c->naccounts + account];
}

static void choose(choice *c, float value)
{
    c->second = value > c->best ? c->best : value > c->second ? value : c->second;
    c->best = value > c->best ? value : c->best;
}

// By how much a clause is nearer to its partner than to the next of its article; below 0 where another is nearer.
static double lead(const choice *c, float value)
{
    return value - (value >= c->best ? c->second : c->best);
}

static double cosine(double bits, double one, double two)
{
    return one > 0 && two > 0 ? bits / sqrt(one * two) : 0;
}

static double likeness_of_frames(const stm_facts *f, uint32_t one, uint32_t two)
{
    const stm_frame *a = stm_vector_at(&f->frames, one), *b = stm_vector_at(&f->frames, two);
    double square = 0;
    for (uint32_t i = 0, k = 0; i < a->nstems && k < b->nstems;) {
        uint32_t x = a->stems[i], y = b->stems[k];
        square += x == y ? f->weights[x] * f->weights[x] : 0;
        i += x <= y;
        k += y <= x;
    }
    return cosine(square, a->square, b->square);
}

static void compare_clauses(const shared *s, const stm_clause *a, const stm_clause *b, float *traits)
{
    traits[STM_FACT_BIAS] = 1;
    traits[STM_FACT_COSINE] = (float)cosine(s->square, a->square, b->square);
    traits[STM_FACT_RARE] = (float)cosine(s->rare, a->rare, b->rare);
    traits[STM_FACT_DICE] = 2.0F * (float)s->nstems / (float)(a->nstems + b->nstems);
    traits[STM_FACT_WORDS] = (float)s->words;
    traits[STM_FACT_NAMES] = (float)s->names;
    traits[STM_FACT_LENGTH] = (float)log(a->weight + b->weight + 0.2);
    traits[STM_FACT_QUOTED] = a->quoted || b->quoted;
    traits[STM_FACT_NEGATED] = a->negated != b->negated;
    traits[STM_FACT_NUMBERS] = a->numbers && b->numbers && s->nnumbers == 0;
    traits[STM_FACT_STRANGERS] = a->square > a->words && b->square > b->words && s->names <= 0;
}

static void compare_sentences(const stm_facts *f, const stm_clause *a, const stm_clause *b, float *traits)
{
    const stm_frame *x = stm_vector_at(&f->frames, a->frame), *y = stm_vector_at(&f->frames, b->frame);
    traits[STM_FACT_SENTENCE] = (float)likeness_of_frames(f, a->frame, b->frame);
    traits[STM_FACT_PLACE] = (float)fabs(x->place - y->place);
}

static double linear_of(const stm_facts *f, const float *traits)
{
    double sum = 0;
    for (int i = 0; i < STM_FACT_TRAITS; i++)
        sum += f->fitted[i] * traits[i];
    return sum;
}

// Are they what two persons said, each for himself?
static bool of_two(const stm_clause *a, const stm_clause *b)
{
    return a->speaker != b->speaker && a->speaker != STM_NO_PERSON && b->speaker != STM_NO_PERSON;
}

static bool may_begin(const shared *s, const stm_clause *a, const stm_clause *b)
{
    return !a->quoted && !b->quoted && !of_two(a, b) && a->negated == b->negated && s->nwords >= WORDS_SHARED && s->weight >= limits.seed_near * fmin(a->weight, b->weight);
}

// Does one deny words that the other, which denies nothing, has?
static bool opposed(const stm_clause *a, const stm_clause *b)
{
    const stm_clause *denies = a->negated ? a : b, *says = a->negated ? b : a;
    if (a->negated == b->negated)
        return false;
    for (uint32_t i = 0; i < denies->ndenied; i++)
        for (uint32_t k = 0; k < says->nstems; k++)
            if (says->stems[k] == denies->denied[i] && !says->named[k])
                return true;
    return false;
}

// A copy is the wording of the first account that has it.
static void judge_copy(stm_facts *f, const shared *s, uint32_t one, uint32_t two)
{
    stm_clause *a = stm_clause_at(f, one), *b = stm_clause_at(f, two);
    bool copied = s->nstems > limits.copy * (a->nstems + b->nstems - s->nstems);
    if (copied && a->wording < b->wording && may_begin(s, a, b) && !opposed(a, b))
        b->wording = a->wording;
}

static void judge_pair(work *w, const shared *s, uint32_t one, uint32_t two)
{
    stm_facts *f = w->f;
    const stm_clause *a = stm_clause_at(f, one), *b = stm_clause_at(f, two);
    if (s->weight < limits.weight || a->account == b->account)
        return;
    judge_copy(f, s, one, two);
    double near = 0.5 * cosine(s->square, a->square, b->square) + 0.5 * cosine(s->word_square, a->words, b->words);
    choose(choice_of(w, one, b->account), (float)near);
    choose(choice_of(w, two, a->account), (float)near);
    if (s->nwords == 0)
        return;
    stm_traits traits = {0};
    compare_clauses(s, a, b, traits.values);
    if (f->kept != STM_KEPT_WORDS && linear_of(f, traits.values) < limits.linear)
        return;
    compare_sentences(f, a, b, traits.values);
    double linear = linear_of(f, traits.values);
    if ((f->kept != STM_KEPT_WORDS && linear < limits.hopeful) || f->pairs.n >= PAIRS)
        return;
    *(stm_alike *)stm_vector_push(&f->pairs) = (stm_alike){0, one, two, linear, near, may_begin(s, a, b)};
    if (f->kept == STM_KEPT_WORDS)
        *(stm_traits *)stm_vector_push(&f->traits) = traits;
}

// Adds what the clauses of a list share with the one at hand by one stem.
static void share(const stm_facts *f, const stm_vector *list, uint32_t stem, bool named, shared *all, uint32_t *met,
                  uint32_t *nmet)
{
    double weight = f->weights[stem];
    for (size_t e = 0; e < list->n; e++) {
        uint32_t entry = ((uint32_t *)list->items)[e], other = entry >> 1;
        shared *s = &all[other];
        if (!s->met)
            met[(*nmet)++] = other;
        s->met = true;
        s->nstems++;
        s->weight += weight;
        s->square += weight * weight;
        s->rare += f->rare[stem] * f->rare[stem];
        s->names += named && (entry & 1) ? weight : 0;
        if (!named && (entry & 1) == 0) {
            s->words += weight;
            s->word_square += weight * weight;
            s->nwords++;
            s->nnumbers += stm_is_number_stem(f, stem);
        }
    }
}

// All pairs of clauses of different accounts that have something in common, through common stems.
static void find_pairs(work *w)
{
    stm_facts *f = w->f;
    size_t n = f->clauses.n;
    stm_vector *lists = stm_arena_take_array(f->c->arena, f->c->stems.n + 1, sizeof *lists);
    shared *all = stm_arena_take_array(f->c->arena, n + 1, sizeof *all);
    uint32_t *met = stm_arena_take_array(f->c->arena, n + 1, sizeof *met), nmet;
    for (uint32_t i = 0; i < n; i++) {
        const stm_clause *u = stm_clause_at(f, i);
        nmet = 0;
        for (uint32_t k = 0; k < u->nstems; k++) {
            stm_vector *list = &lists[u->stems[k]];
            if (list->arena == NULL)
                stm_vector_init(list, f->c->arena, sizeof(uint32_t));
            share(f, list, u->stems[k], u->named[k], all, met, &nmet);
            if (list->n < LIST)
                *(uint32_t *)stm_vector_push(list) = i << 1 | u->named[k];
        }
        for (uint32_t k = 0; k < nmet; k++) {
            judge_pair(w, &all[met[k]], met[k], i);
            all[met[k]] = (shared){0};
        }
    }
}

// A paraphrase is nearer to its original than all else in the article: the better lead of the two goes into the probability.
static void judge_leads(work *w, double least)
{
    stm_facts *f = w->f;
    stm_alike *p = f->pairs.items;
    size_t kept = 0;
    for (size_t i = 0; i < f->pairs.n; i++) {
        const stm_clause *a = stm_clause_at(f, p[i].one), *b = stm_clause_at(f, p[i].two);
        double one = lead(choice_of(w, p[i].one, b->account), (float)p[i].near);
        double two = lead(choice_of(w, p[i].two, a->account), (float)p[i].near);
        p[i].value = 1 / (1 + exp(-p[i].linear - f->fitted[STM_FACT_LEAD] * fmax(one, two)));
        if (f->kept == STM_KEPT_WORDS)
            ((stm_traits *)stm_vector_at(&f->traits, i))->values[STM_FACT_LEAD] = (float)fmax(one, two);
        p[i].seed = p[i].seed && (one >= 0 || two >= 0); // else each has a nearer one in the other's article
        if (f->kept == STM_KEPT_WORDS || (p[i].value >= least && !opposed(a, b)))
            p[kept++] = p[i];
    }
    stm_vector_cut(&f->pairs, kept);
}

static double weight_of(const stm_facts *f, const stm_table *table, const char *trait)
{
    const stm_row *row = stm_table_find(table, stm_view_of(trait));
    return row != NULL ? strtod(stm_arena_copy(f->c->arena, row->fields[1]).at, NULL) : 0;
}

void stm_fact_weights_read(stm_facts *f, stm_view text)
{
    stm_table table;
    stm_table_read(&table, f->c->arena, text);
    for (int i = 0; i < STM_FACT_TRAITS; i++)
        f->fitted[i] = weight_of(f, &table, stm_fact_traits[i]);
    for (int i = 0; i < STM_COMPANY_TRAITS; i++)
        f->company[i] = weight_of(f, &table, stm_company_traits[i]);
}

void stm_clauses_pair(stm_facts *f, double least)
{
    work w = {.f = f};
    stm_vector_init(&f->traits, f->c->arena, sizeof(stm_traits));
    w.choices = stm_arena_take_array(f->c->arena, f->clauses.n * f->c->naccounts + 1, sizeof *w.choices);
    stm_vector_init(&f->pairs, f->c->arena, sizeof(stm_alike));
    find_pairs(&w);
    judge_leads(&w, least);
}
