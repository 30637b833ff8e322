// How likely two clauses of different accounts are to say the same.
//
// Two clauses are compared by the weights of their stems, numbers and names in common. Names alone prove nothing, since every
// account of a story has them: what counts is how much of the other words is common, by how much a clause is nearer to its
// partner than to any other of the partner's article, whether both name the same at their begin, and whether what stands around
// the two is alike as well, by a logistic regression that was fitted on hand-labelled pairs of news sentences. Candidates come
// from an inverted index.
#include <math.h>

#include "compare/facts.h"

enum {
    PAIRS = 400000,   // that are kept
    LIST = 300,       // a stem of more clauses than this finds no candidates
    CROWD = 200,      // clauses of a story in which few are alike by chance
    WORDS_SHARED = 2, // outside names and dates, by two clauses that begin a group, if they are not nearly all there is
};

// Weights of what two clauses share, fitted on 313 pairs of 27 stories that were read, and the pairs of five annotated
// stories (cross-validated by story on the pairs that were read: AUC .82, log loss .535).
static const struct {
    double bias, words_cosine, words, bits;
    double numbers;  // both have some and none is common
    double crowd;    // each doubling of the story's clauses: the more there are, the more are alike by chance
    double lead;     // how much nearer one is to the other than to all else in the other's article
    double around;   // how near the sentences before and behind are
    double place;    // how far apart they stand in their articles
    double sentence; // how near the whole sentences are
    double subjects; // their sentences begin by naming others
} fitted = {-1.51, -2.40, 0.353, 0.067, -0.65, -0.41, 3.19, 0.88, -1.24, 4.50, -0.71};

static const struct {
    double bits;     // least weight in common
    double linear;   // of the clauses by themselves, from which their sentences are looked at
    double hopeful;  // of all but the lead, from which a pair is kept until the leads are known
    double seed_bits, seed_near; // of a pair that may begin a group
    double firm, firm_word, firm_name; // of one that may come to a group: least part of a clause's weight; bits of a word, a name
    double copy;     // share of common stems from which two clauses are one wording
} limits = {3, -4.5, -3, 6, 0.2, 0.3, 4, 3, 0.75};

static const double WORDS_MOST = 0.6;

typedef struct choice { // of a clause in another article: the two highest likenesses
    float best, second;
} choice;

typedef struct shared { // by the clause at hand with an earlier one
    double bits, word_bits; // of all, of words outside names
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
    double bits = 0;
    for (uint32_t i = 0, k = 0; i < a->nstems && k < b->nstems;) {
        bits += a->stems[i] == b->stems[k] ? f->weights[a->stems[i]] : 0;
        uint32_t x = a->stems[i], y = b->stems[k];
        i += x <= y;
        k += y <= x;
    }
    return cosine(bits, a->weight, b->weight);
}

// Is frame `other` the sentence right before or behind?
static bool adjoins(const stm_facts *f, uint32_t frame, uint32_t other)
{
    if (other >= f->frames.n)
        return false;
    const stm_frame *a = stm_vector_at(&f->frames, frame), *b = stm_vector_at(&f->frames, other);
    return a->account == b->account && (a->rank == b->rank + 1 || b->rank == a->rank + 1);
}

// The highest likeness of a sentence beside one with a sentence beside the other.
static double likeness_around(const stm_facts *f, uint32_t one, uint32_t two)
{
    double best = 0;
    for (int i = -1; i <= 1; i += 2)
        for (int k = -1; k <= 1; k += 2)
            if (adjoins(f, one, one + (uint32_t)i) && adjoins(f, two, two + (uint32_t)k))
                best = fmax(best, likeness_of_frames(f, one + (uint32_t)i, two + (uint32_t)k));
    return best;
}

static double of_sentences(const stm_facts *f, const stm_clause *a, const stm_clause *b)
{
    const stm_frame *x = stm_vector_at(&f->frames, a->frame), *y = stm_vector_at(&f->frames, b->frame);
    return fitted.sentence * likeness_of_frames(f, a->frame, b->frame) + fitted.around * likeness_around(f, a->frame, b->frame) +
           fitted.place * fabs(x->place - y->place);
}

static bool of_others(const stm_clause *a, const stm_clause *b)
{
    for (uint32_t i = 0; i < a->nsubjects; i++)
        for (uint32_t k = 0; k < b->nsubjects; k++)
            if (a->subjects[i] == b->subjects[k])
                return false;
    return a->nsubjects > 0 && b->nsubjects > 0;
}

static double of_clauses(const stm_facts *f, const shared *s, const stm_clause *a, const stm_clause *b)
{
    double sum = fitted.bias + fitted.words * s->nwords + fitted.words_cosine * cosine(s->word_bits, a->words, b->words) +
                 fitted.bits * s->word_bits;
    if (a->numbers && b->numbers && s->nnumbers == 0)
        sum += fitted.numbers;
    if (of_others(a, b))
        sum += fitted.subjects;
    if (f->nwordings > CROWD)
        sum += fitted.crowd * log2((double)f->nwordings / CROWD);
    return sum;
}

static bool may_begin(const shared *s, const stm_clause *a, const stm_clause *b)
{
    if (a->quoted || b->quoted)
        return false;
    if (s->nwords < WORDS_SHARED && s->word_bits < WORDS_MOST * fmin(a->words, b->words))
        return false;
    double near = 0.5 * cosine(s->bits, a->weight, b->weight) + 0.5 * s->bits / fmin(a->weight, b->weight);
    return near >= limits.seed_near && s->bits >= limits.seed_bits;
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

// One word in common is enough if it tells; in somebody's words only beside a name.
static bool is_firm(const shared *s, const stm_clause *a, const stm_clause *b)
{
    bool own = (!a->quoted && !b->quoted) || s->bits - s->word_bits >= limits.firm_name;
    bool word = own && s->word_bits >= limits.firm_word;
    return s->bits >= limits.firm * fmin(a->weight, b->weight) && (s->nwords >= WORDS_SHARED || word);
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
    if (a->account == b->account || a->weight <= 0 || b->weight <= 0)
        return;
    judge_copy(f, s, one, two);
    double near = 0.5 * cosine(s->bits, a->weight, b->weight) + 0.5 * cosine(s->word_bits, a->words, b->words);
    choose(choice_of(w, one, b->account), (float)near);
    choose(choice_of(w, two, a->account), (float)near);
    if (s->bits < limits.bits || s->nwords == 0)
        return;
    double linear = of_clauses(f, s, a, b);
    linear += linear >= limits.linear ? of_sentences(f, a, b) : -1;
    if (linear >= limits.hopeful && f->pairs.n < PAIRS)
        *(stm_alike *)stm_vector_push(&f->pairs) =
            (stm_alike){0, one, two, linear, near, may_begin(s, a, b), is_firm(s, a, b)};
}

// Adds what the clauses of a list share with the one at hand by one stem.
static void share(const stm_facts *f, const stm_vector *list, uint32_t stem, bool named, shared *all, uint32_t *met,
                  uint32_t *nmet)
{
    for (size_t e = 0; e < list->n; e++) {
        uint32_t entry = ((uint32_t *)list->items)[e], other = entry >> 1;
        shared *s = &all[other];
        if (!s->met)
            met[(*nmet)++] = other;
        s->met = true;
        s->nstems++;
        s->bits += f->weights[stem];
        if (!named && (entry & 1) == 0) {
            s->word_bits += f->weights[stem];
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
        p[i].value = 1 / (1 + exp(-p[i].linear - fitted.lead * fmax(one, two)));
        p[i].seed = p[i].seed && (one >= 0 || two >= 0); // else each has a nearer one in the other's article
        if (p[i].value >= least && !opposed(a, b))
            p[kept++] = p[i];
    }
    stm_vector_cut(&f->pairs, kept);
}

void stm_clauses_pair(stm_facts *f, double least)
{
    work w = {.f = f};
    w.choices = stm_arena_take_array(f->c->arena, f->clauses.n * f->c->naccounts + 1, sizeof *w.choices);
    stm_vector_init(&f->pairs, f->c->arena, sizeof(stm_alike));
    find_pairs(&w);
    judge_leads(&w, least);
}
