// What the other accounts say of two clauses: those that say the same are like the same clauses of third accounts.
//
// A pair that is likely by its own words (fact-pairs.c) is weighed again by the company it keeps, one step of the recursion of Jeh
// and Widom's SimRank (2002): how much of what one is like in third accounts the other is like too, how far they are like others at
// all, and whether one of them has a likelier partner in the other's account. Two clauses without a word in common come in where
// others have words of both: "shot the bear" and "killed the animal" beside "shot and killed the animal". The weights are fitted as
// those of the words are (eval/facts). Only the closest partners of a clause bring each other together, so that the work grows with
// the clauses, not with their square.
#include <math.h>
#include <stdlib.h>

#include "compare/facts.h"

enum {
    PAIRS = 400000, // that are kept
    CLOSE = 30,     // partners of a clause that bring each other together
};

const char *const stm_company_traits[STM_COMPANY_TRAITS] = {"base", "own", "unmet", "margin", "spread", "company"};

static const struct {
    double close; // least probability of a close partner
    double met;   // least company of a pair that has no likelihood of its own
    double few;   // of the geometric mean of what both reach: less counts as this
    double unlikely; // probability of a pair that has none
} limits = {0.05, 0.02, 0.05, 3e-4};

typedef struct partner {
    uint32_t clause, account, pair; // `pair` is its number in f->pairs
    float value;
} partner;

typedef struct partners { // of all clauses: those of clause i are items[first[i] .. first[i + 1]), by clause
    partner *items;
    uint32_t *first;
} partners;

typedef struct work {
    stm_facts *f;
    partners all, close, owners; // owners of i: the clauses that have i among their close partners
    double *reach;               // [clauses.n] sum of the highest probabilities, one of each account
} work;

typedef struct meeting { // of the clause at hand with an earlier one
    double sum, best; // of third accounts: what those behind give, the highest of the last
    uint32_t account; // that one + 1; 0: none
    const partner *own; // NULL: they have no likelihood of their own
    bool met;
} meeting;

static int by_clause(const void *one, const void *two)
{
    const partner *a = one, *b = two;
    return a->clause < b->clause ? -1 : a->clause > b->clause;
}

static int likeliest_first(const void *one, const void *two)
{
    const partner *a = one, *b = two;
    return a->value != b->value ? (a->value > b->value ? -1 : 1) : by_clause(one, two);
}

static uint32_t account_of(const work *w, uint32_t clause)
{
    return stm_clause_at(w->f, clause)->account;
}

static partner partner_of(const work *w, uint32_t clause, uint32_t pair, double value)
{
    return (partner){clause, account_of(w, clause), pair, (float)value};
}

static partners take_partners(const work *w, size_t most)
{
    stm_arena *arena = w->f->c->arena;
    return (partners){stm_arena_take_array(arena, most + 1, sizeof(partner)),
                      stm_arena_take_array(arena, w->f->clauses.n + 2, sizeof(uint32_t))};
}

// Turns the numbers of partners of clause i, in first[i + 1], into places; returns the next free place of each.
static uint32_t *lay_out(const work *w, partners *p)
{
    size_t n = w->f->clauses.n;
    uint32_t *next = stm_arena_take_array(w->f->c->arena, n + 1, sizeof *next);
    for (size_t i = 0; i < n; i++) {
        p->first[i + 1] += p->first[i];
        next[i] = p->first[i];
    }
    return next;
}

static void list_all(work *w)
{
    const stm_alike *pairs = w->f->pairs.items;
    w->all = take_partners(w, 2 * w->f->pairs.n);
    for (size_t k = 0; k < w->f->pairs.n; k++) {
        w->all.first[pairs[k].one + 1]++;
        w->all.first[pairs[k].two + 1]++;
    }
    uint32_t *next = lay_out(w, &w->all);
    for (uint32_t k = 0; k < w->f->pairs.n; k++) {
        w->all.items[next[pairs[k].one]++] = partner_of(w, pairs[k].two, k, pairs[k].value);
        w->all.items[next[pairs[k].two]++] = partner_of(w, pairs[k].one, k, pairs[k].value);
    }
    for (size_t i = 0; i < w->f->clauses.n; i++)
        if (w->all.first[i + 1] > w->all.first[i] + 1)
            qsort(&w->all.items[w->all.first[i]], w->all.first[i + 1] - w->all.first[i], sizeof(partner), by_clause);
}

// The likeliest partners of each clause, and of whom it is one.
static void list_close(work *w)
{
    size_t n = w->f->clauses.n;
    partner *sorted = stm_arena_take_array(w->f->c->arena, 2 * w->f->pairs.n + 1, sizeof *sorted);
    w->close = take_partners(w, 2 * w->f->pairs.n);
    w->owners = take_partners(w, 2 * w->f->pairs.n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t nsorted = 0, at = w->close.first[i];
        for (uint32_t k = w->all.first[i]; k < w->all.first[i + 1]; k++)
            if (w->all.items[k].value >= limits.close)
                sorted[nsorted++] = w->all.items[k];
        if (nsorted > CLOSE)
            qsort(sorted, nsorted, sizeof *sorted, likeliest_first);
        nsorted = nsorted < CLOSE ? nsorted : CLOSE;
        for (uint32_t k = 0; k < nsorted; k++) {
            w->close.items[at + k] = sorted[k];
            w->owners.first[sorted[k].clause + 1]++;
        }
        w->close.first[i + 1] = at + nsorted;
    }
    uint32_t *next = lay_out(w, &w->owners);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = w->close.first[i]; k < w->close.first[i + 1]; k++)
            w->owners.items[next[w->close.items[k].clause]++] = partner_of(w, i, w->close.items[k].pair, w->close.items[k].value);
}

static void find_reach(work *w)
{
    w->reach = stm_arena_take_array(w->f->c->arena, w->f->clauses.n + 1, sizeof *w->reach);
    for (uint32_t i = 0; i < w->f->clauses.n; i++)
        for (uint32_t k = w->all.first[i]; k < w->all.first[i + 1];) {
            uint32_t account = w->all.items[k].account;
            double best = 0;
            for (; k < w->all.first[i + 1] && w->all.items[k].account == account; k++)
                best = fmax(best, w->all.items[k].value);
            w->reach[i] += best;
        }
}

typedef struct best { // of a clause in an account: the highest probability, and the same of all but one of its clauses
    double any, other;
} best;

static best best_in(const work *w, uint32_t clause, uint32_t account, uint32_t but)
{
    uint32_t low = w->all.first[clause], high = w->all.first[clause + 1], end = high;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (w->all.items[middle].account < account)
            low = middle + 1;
        else
            high = middle;
    }
    best found = {0, 0};
    for (; low < end && w->all.items[low].account == account; low++) {
        found.any = fmax(found.any, w->all.items[low].value);
        if (w->all.items[low].clause != but)
            found.other = fmax(found.other, w->all.items[low].value);
    }
    return found;
}

static void weigh_again(const work *w, const meeting *m, uint32_t one, uint32_t two, float *traits)
{
    double value = m->own != NULL ? m->own->value : 0, odds = fmin(fmax(value, limits.unlikely), 1 - limits.unlikely);
    best of_one = best_in(w, one, account_of(w, two), two), of_two = best_in(w, two, account_of(w, one), one);
    double a = fmax(0, w->reach[one] - of_one.any), b = fmax(0, w->reach[two] - of_two.any); // in third accounts
    traits[STM_COMPANY_BASE] = 1;
    traits[STM_COMPANY_OWN] = (float)log(odds / (1 - odds));
    traits[STM_COMPANY_UNMET] = m->own == NULL;
    traits[STM_COMPANY_MARGIN] = (float)(value - fmax(of_one.other, of_two.other));
    traits[STM_COMPANY_SPREAD] = (float)(fmax(a, b) / fmax(1, w->f->c->naccounts - 2.0));
    traits[STM_COMPANY_SHARED] = (float)((m->sum + m->best) / fmax(limits.few, sqrt(a * b)));
}

static void judge(work *w, const meeting *m, uint32_t one, uint32_t two, double least, stm_vector *out)
{
    stm_facts *f = w->f;
    if ((m->own == NULL && m->sum + m->best < limits.met) || out->n >= PAIRS)
        return;
    stm_traits traits = {0};
    weigh_again(w, m, one, two, traits.values);
    double linear = 0;
    for (int i = 0; i < STM_COMPANY_TRAITS; i++)
        linear += f->company[i] * traits.values[i];
    stm_alike pair = {1 / (1 + exp(-linear)), one, two, linear, 0, false};
    if (m->own != NULL)
        pair.seed = ((const stm_alike *)stm_vector_at(&f->pairs, m->own->pair))->seed;
    if (f->kept != STM_KEPT_COMPANY && pair.value < least)
        return;
    *(stm_alike *)stm_vector_push(out) = pair;
    if (f->kept == STM_KEPT_COMPANY)
        *(stm_traits *)stm_vector_push(&f->traits) = traits;
}

// One clause of each account counts, the one that both are likest to; clauses come in the order of their accounts.
static void meet(meeting *m, uint32_t account, double value)
{
    if (m->account != account + 1) {
        m->sum += m->best;
        m->best = 0;
        m->account = account + 1;
    }
    m->best = fmax(m->best, value);
}

// The meetings of a clause with all before it.
static void judge_clause(work *w, uint32_t two, double least, meeting *meetings, uint32_t *met, stm_vector *out)
{
    uint32_t nmet = 0, own = account_of(w, two);
    for (uint32_t k = w->all.first[two]; k < w->all.first[two + 1] && w->all.items[k].clause < two; k++) {
        const partner *p = &w->all.items[k];
        meetings[p->clause] = (meeting){.own = p, .met = true};
        met[nmet++] = p->clause;
    }
    for (uint32_t k = w->owners.first[two]; k < w->owners.first[two + 1]; k++) {
        const partner *third = &w->owners.items[k];
        for (uint32_t e = w->close.first[third->clause]; e < w->close.first[third->clause + 1]; e++) {
            const partner *p = &w->close.items[e];
            if (p->clause >= two || p->account == own)
                continue;
            meeting *m = &meetings[p->clause];
            if (!m->met)
                met[nmet++] = p->clause;
            m->met = true;
            meet(m, third->account, (double)third->value * p->value);
        }
    }
    for (uint32_t k = 0; k < nmet; k++) {
        judge(w, &meetings[met[k]], met[k], two, least, out);
        meetings[met[k]] = (meeting){0};
    }
}

void stm_clauses_meet(stm_facts *f, double least)
{
    work w = {.f = f};
    size_t n = f->clauses.n;
    meeting *meetings = stm_arena_take_array(f->c->arena, n + 1, sizeof *meetings);
    uint32_t *met = stm_arena_take_array(f->c->arena, n + 1, sizeof *met);
    stm_vector out;
    list_all(&w);
    list_close(&w);
    find_reach(&w);
    stm_vector_init(&out, f->c->arena, sizeof(stm_alike));
    for (uint32_t i = 0; i < n; i++)
        judge_clause(&w, i, least, meetings, met, &out);
    f->pairs = out;
}
