// Statements of kind fact: clauses of different accounts with the same content, in the same or other words.
//
// Groups begin with pairs that very likely say the same (fact-pairs.c); sets of clauses are joined by the mean likelihood of their
// wordings, a copy counting once, so that a chain of half-likenesses does not make one fact of two. Then every account that a group
// lacks is held against all its wordings: its best clause comes in if it says the same more likely than not, even if it stands in
// another group, since one clause may tell two things. Groups that bring in each other's clauses are one.
// Two that are alike of which one denies what the other says are no fact (contradictions.c).
#include <stdlib.h>

#include "compare/facts.h"
#include "lang/lang.h"

enum { FACES = 16 }; // wordings of a set that are compared

static const struct {
    double seed;   // probability from which two clauses begin a group
    double group;  // mean probability of two sets that say the same
    double guest;  // mean probability of a clause and a group from which it comes in
    double quoted; // the same of somebody's words
    double least;  // of a pair that counts in the means
} limits = {0.75, 0.4, 0.45, 0.5, 0.3};

typedef struct set {
    uint32_t *members, n;
    uint32_t *faces, nfaces;   // one of each wording
    uint32_t *guests, nguests; // clauses of other accounts that say it too
} set;

typedef struct work {
    stm_facts *f;
    set *sets;         // [clauses.n]
    uint32_t *parents; // [clauses.n]
    stm_map values;    // pair of clauses -> millionths of its probability
    uint32_t *first, *neighbours; // of a clause the pairs it is in: neighbours[first[i] .. first[i + 1])
} work;

static stm_clause *at(const work *w, uint32_t i)
{
    return stm_clause_at(w->f, i);
}

static int most_alike_first(const void *x, const void *y)
{
    const stm_alike *a = x, *b = y;
    if (a->value != b->value)
        return a->value > b->value ? -1 : 1;
    return a->one != b->one ? (a->one < b->one ? -1 : 1) : a->two < b->two ? -1 : a->two > b->two;
}

static uint64_t pair_key(uint32_t one, uint32_t two)
{
    return one < two ? (uint64_t)one << 32 | two : (uint64_t)two << 32 | one;
}

static double likeness_of_sets(const work *w, const set *a, const set *b)
{
    double sum = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->nfaces && i < FACES; i++)
        for (uint32_t k = 0; k < b->nfaces && k < FACES; k++) {
            if (at(w, a->faces[i])->account == at(w, b->faces[k])->account)
                continue;
            const uint64_t *value = stm_map_get(&w->values, pair_key(a->faces[i], b->faces[k]));
            sum += value != NULL ? (double)*value / 1e6 : 0;
            n++;
        }
    return n > 0 ? sum / n : 0;
}

static void append(stm_arena *arena, uint32_t **list, uint32_t *n, uint32_t item)
{
    *list = stm_arena_grow(arena, *list, *n * sizeof **list, (*n + 1) * sizeof **list);
    (*list)[(*n)++] = item;
}

static void add_face(const work *w, set *s, uint32_t clause)
{
    for (uint32_t i = 0; i < s->nfaces; i++)
        if (at(w, s->faces[i])->wording == at(w, clause)->wording)
            return;
    append(w->f->c->arena, &s->faces, &s->nfaces, clause);
}

static void pour(const work *w, set *into, set *from)
{
    stm_arena *arena = w->f->c->arena;
    into->members = stm_arena_grow(arena, into->members, into->n * sizeof *into->members, (into->n + from->n) * sizeof *into->members);
    memcpy(into->members + into->n, from->members, from->n * sizeof *from->members);
    into->n += from->n;
    from->n = 0;
    for (uint32_t i = 0; i < from->nfaces; i++)
        add_face(w, into, from->faces[i]);
}

static void join(work *w, uint32_t one, uint32_t two)
{
    stm_set_join(w->parents, one, two);
    pour(w, &w->sets[one < two ? one : two], &w->sets[one < two ? two : one]);
}

static void group_clauses(work *w)
{
    size_t n = w->f->clauses.n, npairs = w->f->pairs.n;
    stm_arena *arena = w->f->c->arena;
    stm_alike *p = w->f->pairs.items;
    w->parents = stm_arena_take_array(arena, n + 1, sizeof *w->parents);
    w->sets = stm_arena_take_array(arena, n + 1, sizeof *w->sets);
    stm_map_init(&w->values, arena);
    for (uint32_t i = 0; i < n; i++) {
        w->parents[i] = i;
        append(arena, &w->sets[i].members, &w->sets[i].n, i);
        append(arena, &w->sets[i].faces, &w->sets[i].nfaces, i);
    }
    for (size_t k = 0; k < npairs; k++)
        *stm_map_put(&w->values, pair_key(p[k].one, p[k].two)) = (uint64_t)(p[k].value * 1e6);
    if (npairs > 0)
        qsort(p, npairs, sizeof *p, most_alike_first);
    for (size_t k = 0; k < npairs && p[k].value >= limits.seed; k++) {
        uint32_t one = stm_set_root(w->parents, p[k].one), two = stm_set_root(w->parents, p[k].two);
        if (p[k].seed && one != two && likeness_of_sets(w, &w->sets[one], &w->sets[two]) >= limits.group)
            join(w, one, two);
    }
}

static uint32_t other_of(const stm_alike *p, uint32_t clause)
{
    return p->one == clause ? p->two : p->one;
}

// The pairs of each clause.
static void list_neighbours(work *w)
{
    const stm_alike *p = w->f->pairs.items;
    size_t n = w->f->clauses.n, npairs = w->f->pairs.n;
    w->first = stm_arena_take_array(w->f->c->arena, n + 2, sizeof *w->first);
    w->neighbours = stm_arena_take_array(w->f->c->arena, 2 * npairs + 1, sizeof *w->neighbours);
    uint32_t *next = stm_arena_take_array(w->f->c->arena, n + 1, sizeof *next);
    for (size_t k = 0; k < npairs; k++) {
        w->first[p[k].one + 1]++;
        w->first[p[k].two + 1]++;
    }
    for (size_t i = 0; i < n; i++) {
        w->first[i + 1] += w->first[i];
        next[i] = w->first[i];
    }
    for (uint32_t k = 0; k < npairs; k++) {
        w->neighbours[next[p[k].one]++] = k;
        w->neighbours[next[p[k].two]++] = k;
    }
}

typedef struct gathering { // by clause, by account: zero between two sets
    double *sums;    // [clauses.n] of probabilities
    uint32_t *best;  // [naccounts] clause + 1
    bool *here;      // [naccounts] does the set have it?
    uint32_t *met, nmet;
} gathering;

static void sum_up(const work *w, const set *s, gathering *g)
{
    const stm_alike *p = w->f->pairs.items;
    for (uint32_t i = 0; i < s->nfaces; i++)
        for (uint32_t k = w->first[s->faces[i]]; k < w->first[s->faces[i] + 1]; k++) {
            uint32_t other = other_of(&p[w->neighbours[k]], s->faces[i]);
            if (g->here[at(w, other)->account])
                continue;
            if (g->sums[other] == 0)
                g->met[g->nmet++] = other;
            g->sums[other] += p[w->neighbours[k]].value;
        }
}

static bool is_welcome(const work *w, const set *s, uint32_t clause, double sum)
{
    return sum >= (at(w, clause)->quoted ? limits.quoted : limits.guest) * s->nfaces;
}

// The best clause of each account that a set lacks, where it is good enough.
static void invite(const work *w, set *s, gathering *g)
{
    for (uint32_t i = 0; i < s->n; i++)
        g->here[at(w, s->members[i])->account] = true;
    sum_up(w, s, g);
    for (uint32_t i = 0; i < g->nmet; i++) {
        uint32_t *best = &g->best[at(w, g->met[i])->account], own = g->met[i];
        if (*best == 0 || g->sums[own] > g->sums[*best - 1] || (g->sums[own] == g->sums[*best - 1] && own < *best - 1))
            *best = own + 1;
    }
    for (uint32_t a = 0; a < w->f->c->naccounts; a++)
        if (g->best[a] != 0 && is_welcome(w, s, g->best[a] - 1, g->sums[g->best[a] - 1]))
            append(w->f->c->arena, &s->guests, &s->nguests, g->best[a] - 1);
    memset(g->here, 0, w->f->c->naccounts * sizeof *g->here);
    memset(g->best, 0, w->f->c->naccounts * sizeof *g->best);
    for (uint32_t i = 0; i < g->nmet; i++)
        g->sums[g->met[i]] = 0;
    g->nmet = 0;
}

static void invite_all(work *w)
{
    stm_arena *arena = w->f->c->arena;
    gathering g = {.sums = stm_arena_take_array(arena, w->f->clauses.n + 1, sizeof *g.sums)};
    g.best = stm_arena_take_array(arena, w->f->c->naccounts + 1, sizeof *g.best);
    g.here = stm_arena_take_array(arena, w->f->c->naccounts + 1, sizeof *g.here);
    g.met = stm_arena_take_array(arena, w->f->clauses.n + 1, sizeof *g.met);
    list_neighbours(w);
    for (uint32_t i = 0; i < w->f->clauses.n; i++)
        if (w->sets[i].n > 1)
            invite(w, &w->sets[i], &g);
}

static stm_span span_of(const work *w, const stm_clause *u)
{
    return stm_clause_span(&w->f->c->accounts[u->account], u->begin, u->end);
}

static stm_mention mention_of(work *w, const stm_clause *u)
{
    stm_span span = span_of(w, u);
    return stm_mention_of(w->f->c, u->account, &span, 1, u->quoted ? STM_FORM_DIRECT : STM_FORM_PROSE);
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
    stm_statement *statement = stm_statement_add(w->f->c, STM_STATEMENT_FACT);
    statement->mentions = stm_arena_take_array(w->f->c->arena, s->n + s->nguests, sizeof *statement->mentions);
    for (uint32_t i = 0; i < s->n + s->nguests; i++)
        statement->mentions[statement->nmentions++] = mention_of(w, at(w, i < s->n ? s->members[i] : s->guests[i - s->n]));
    uint32_t best = clearest(w, s);
    statement->fullest = best;
    const stm_clause *u = at(w, s->members[best]);
    const stm_account *account = &w->f->c->accounts[u->account];
    statement->text = stm_account_text(account, span_of(w, u));
    statement->certainty = s->n > 1 ? 0.7 : 1;
    if (s->n > 1)
        stm_reason_add(w->f->c->arena, &statement->because, &statement->nbecause, STM_VIEW("the sentences share most of the words that carry their content"));
    stm_statement_end(w->f->c, statement);
}

// Are all sentences of a set in one statement of stock phrases already?
static bool is_stock(const work *w, const set *s)
{
    uint64_t one = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        const stm_clause *u = at(w, s->members[i]);
        const uint64_t *known = stm_map_get(&w->f->c->stock, stm_sentence_key(u->account, u->sentence));
        if (known == NULL || (i > 0 && *known != one))
            return false;
        one = *known;
    }
    return true;
}

void stm_facts_group(stm_comparing *c)
{
    stm_facts f = {.c = c};
    work w = {.f = &f};
    stm_table_read(&f.denials, c->arena, stm_lang_table("en", "denials"));
    stm_clauses_read(&f);
    stm_clauses_pair(&f, limits.least);
    group_clauses(&w);
    invite_all(&w);
    for (uint32_t i = 0; i < f.clauses.n; i++)
        if (w.sets[i].n > 1 && !is_stock(&w, &w.sets[i]))
            state(&w, &w.sets[i]);
}
