// Statements of kind fact: clauses of different accounts with the same content, in the same or other words.
//
// What is grouped are wordings: the clauses of a text and its copies, linked by the likeliest pair of their clauses. Groups begin
// with likely pairs (fact-pairs.c, fact-company.c); sets are joined by the mean likelihood of their wordings, so that a chain of
// half-likenesses does not make one fact of two, and a wording that the set grew away from leaves it. Then every account that a group
// lacks is held against all its wordings: its best clause comes in if it likely says the same, even if it stands in another group,
// since one clause may tell two things; but not where another group is much nearer to it.
// Groups that bring in each other's clauses are one.
// Two that are alike of which one denies what the other says are no fact (contradictions.c).
#include <math.h>
#include <stdlib.h>

#include "compare/facts.h"
#include "lang/lang.h"

enum {
    FACES = 16,  // wordings of a set that are compared
    STRAYS = 16, // wordings of a set that may leave it again
    CROWD = 400, // clauses of a story from which there are many
};

static const struct {
    double seed;   // probability from which two clauses begin a group
    double group;  // mean probability of two sets that say the same
    double stay;   // mean probability of a wording and the others of its set below which it leaves
    double guest;  // mean probability of a clause and a group from which it comes in
    double quoted; // the same of somebody's words
    double hint;   // of a pair by its words alone that is weighed again by its company
    double least;  // of a pair that counts in the means
    double own;    // of the mean with the set that a clause is nearest to, from which it comes into another
    double told;   // share of a set's clauses from which another tells it too
    double crowd;  // added to `seed`, `guest` and `quoted` with each doubling of the clauses: the best of many is there by chance
} limits = {0.6, 0.35, 0.35, 0.35, 0.4, 0.02, 0.05, 0.6, 0.5, 0.08};

typedef struct set {
    uint32_t *members, n;
    uint32_t *faces, nfaces;   // wordings
    uint32_t *guests, nguests; // clauses of other accounts that say it too
} set;

typedef struct link { // of two wordings, by their first clauses
    uint32_t one, two;
    double value; // the highest of their clauses
    bool seed;
} link;

typedef struct work {
    stm_facts *f;
    set *sets;         // [clauses.n]
    uint32_t *parents; // [clauses.n]
    uint32_t *next;    // [clauses.n] the next clause of the same wording, or STM_NO_GROUP
    stm_vector links;  // link, the likeliest first
    stm_map numbers;   // pair of wordings -> number of its link + 1
    double strict;     // added to the limits of this story
    double *nearest;   // [clauses.n] by wording: the highest mean with a set
    uint32_t *first, *neighbours; // of a wording the links it is in: neighbours[first[i] .. first[i + 1])
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

// What the clauses' pairs say of their wordings.
static void link_wordings(work *w)
{
    stm_alike *p = w->f->pairs.items;
    stm_vector_init(&w->links, w->f->c->arena, sizeof(link));
    stm_map_init(&w->numbers, w->f->c->arena);
    if (w->f->pairs.n > 0)
        qsort(p, w->f->pairs.n, sizeof *p, most_alike_first);
    for (size_t k = 0; k < w->f->pairs.n; k++) {
        uint32_t one = at(w, p[k].one)->wording, two = at(w, p[k].two)->wording;
        if (one == two)
            continue;
        uint64_t *number = stm_map_put(&w->numbers, pair_key(one, two));
        if (*number == 0) {
            *(link *)stm_vector_push(&w->links) = (link){one, two, p[k].value, p[k].seed};
            *number = w->links.n;
        }
        link *l = stm_vector_at(&w->links, *number - 1);
        l->seed = l->seed || p[k].seed;
    }
}

// Two wordings of one account alone say nothing of each other.
static double likeness_of_sets(const work *w, const set *a, const set *b)
{
    double sum = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->nfaces && i < FACES; i++)
        for (uint32_t k = 0; k < b->nfaces && k < FACES; k++) {
            const uint64_t *number = stm_map_get(&w->numbers, pair_key(a->faces[i], b->faces[k]));
            if (number == NULL && at(w, a->faces[i])->account == at(w, b->faces[k])->account)
                continue;
            sum += number != NULL ? ((const link *)stm_vector_at(&w->links, *number - 1))->value : 0;
            n++;
        }
    return n > 0 ? sum / n : 0;
}

// Of a set's wording, the mean with its others.
static double likeness_to_others(const work *w, const set *s, uint32_t face)
{
    set one = {.faces = &s->faces[face], .nfaces = 1}, before = *s, behind = *s;
    before.nfaces = face < FACES ? face : FACES;
    behind.faces += face + 1;
    behind.nfaces -= face + 1;
    behind.nfaces = behind.nfaces < FACES ? behind.nfaces : FACES;
    return (likeness_of_sets(w, &one, &before) * before.nfaces + likeness_of_sets(w, &one, &behind) * behind.nfaces) /
           (before.nfaces + behind.nfaces);
}

static void append(stm_arena *arena, uint32_t **list, uint32_t *n, uint32_t item)
{
    *list = stm_arena_grow(arena, *list, *n * sizeof **list, (*n + 1) * sizeof **list);
    (*list)[(*n)++] = item;
}

static void pour(stm_arena *arena, uint32_t **into, uint32_t *ninto, uint32_t **from, uint32_t *nfrom)
{
    *into = stm_arena_grow(arena, *into, *ninto * sizeof **into, (*ninto + *nfrom) * sizeof **into);
    memcpy(*into + *ninto, *from, *nfrom * sizeof **into);
    *ninto += *nfrom;
    *nfrom = 0;
}

static void join(work *w, uint32_t one, uint32_t two)
{
    stm_arena *arena = w->f->c->arena;
    set *into = &w->sets[one < two ? one : two], *from = &w->sets[one < two ? two : one];
    stm_set_join(w->parents, one, two);
    pour(arena, &into->members, &into->n, &from->members, &from->n);
    pour(arena, &into->faces, &into->nfaces, &from->faces, &from->nfaces);
}

// A set for each wording.
static void begin_sets(work *w)
{
    size_t n = w->f->clauses.n;
    stm_arena *arena = w->f->c->arena;
    w->parents = stm_arena_take_array(arena, n + 1, sizeof *w->parents);
    w->sets = stm_arena_take_array(arena, n + 1, sizeof *w->sets);
    w->next = stm_arena_take_array(arena, n + 1, sizeof *w->next);
    for (uint32_t i = 0; i < n; i++)
        w->next[i] = STM_NO_GROUP;
    for (uint32_t i = (uint32_t)n; i-- > 0;)
        if (at(w, i)->wording != i) {
            w->next[i] = w->next[at(w, i)->wording];
            w->next[at(w, i)->wording] = i;
        }
    for (uint32_t i = 0; i < n; i++) {
        set *s = &w->sets[at(w, i)->wording];
        w->parents[i] = at(w, i)->wording;
        append(arena, &s->members, &s->n, i);
        if (s->n == 1)
            append(arena, &s->faces, &s->nfaces, i);
    }
}

// The wording that the others of a set are least like; nfaces: none is so far from them that it must go.
static uint32_t find_stray(const work *w, const set *s)
{
    double least = limits.stay;
    uint32_t stray = s->nfaces;
    for (uint32_t i = 0; i < s->nfaces; i++) {
        double mean = likeness_to_others(w, s, i);
        if (mean < least) {
            least = mean;
            stray = i;
        }
    }
    return stray;
}

// A set of some wordings with all their clauses, kept at its first.
static void begin_set(work *w, const uint32_t *faces, uint32_t nfaces)
{
    set fresh = {0};
    for (uint32_t i = 0; i < nfaces; i++) {
        w->parents[faces[i]] = faces[0];
        append(w->f->c->arena, &fresh.faces, &fresh.nfaces, faces[i]);
        for (uint32_t clause = faces[i]; clause != STM_NO_GROUP; clause = w->next[clause])
            append(w->f->c->arena, &fresh.members, &fresh.n, clause);
    }
    w->sets[faces[0]] = fresh;
}

// What came in with the wordings it is like leaves again, with its copies, where the whole set is another thing.
static void let_go(work *w, set *s)
{
    uint32_t strays[STRAYS], n = 0, stray;
    set left = *s;
    while (n < STRAYS && left.nfaces > 2 && (stray = find_stray(w, &left)) < left.nfaces) {
        strays[n++] = left.faces[stray];
        memmove(&left.faces[stray], &left.faces[stray + 1], (--left.nfaces - stray) * sizeof *left.faces);
    }
    if (n > 0)
        begin_set(w, left.faces, left.nfaces);
    for (uint32_t i = 0; i < n; i++)
        begin_set(w, &strays[i], 1);
}

static void group_wordings(work *w)
{
    begin_sets(w);
    link_wordings(w);
    const link *l = w->links.items;
    for (size_t k = 0; k < w->links.n && l[k].value >= limits.seed + w->strict; k++) {
        uint32_t one = stm_set_root(w->parents, l[k].one), two = stm_set_root(w->parents, l[k].two);
        if (l[k].seed && one != two && likeness_of_sets(w, &w->sets[one], &w->sets[two]) >= limits.group)
            join(w, one, two);
    }
    for (uint32_t i = 0; i < w->f->clauses.n; i++)
        let_go(w, &w->sets[i]);
}

// The links of each wording.
static void list_neighbours(work *w)
{
    const link *l = w->links.items;
    size_t n = w->f->clauses.n, nlinks = w->links.n;
    w->first = stm_arena_take_array(w->f->c->arena, n + 2, sizeof *w->first);
    w->neighbours = stm_arena_take_array(w->f->c->arena, 2 * nlinks + 1, sizeof *w->neighbours);
    uint32_t *next = stm_arena_take_array(w->f->c->arena, n + 1, sizeof *next);
    for (size_t k = 0; k < nlinks; k++) {
        w->first[l[k].one + 1]++;
        w->first[l[k].two + 1]++;
    }
    for (size_t i = 0; i < n; i++) {
        w->first[i + 1] += w->first[i];
        next[i] = w->first[i];
    }
    for (uint32_t k = 0; k < nlinks; k++) {
        w->neighbours[next[l[k].one]++] = k;
        w->neighbours[next[l[k].two]++] = k;
    }
}

typedef struct gathering { // by wording or account: zero between two sets
    double *sums;    // [clauses.n] of probabilities
    uint32_t *best;  // [naccounts] clause + 1
    bool *here;      // [naccounts] does the set have it?
    uint32_t *met, nmet;
} gathering;

static void sum_up(const work *w, const set *s, gathering *g)
{
    for (uint32_t i = 0; i < s->nfaces; i++)
        for (uint32_t k = w->first[s->faces[i]]; k < w->first[s->faces[i] + 1]; k++) {
            const link *l = stm_vector_at(&w->links, w->neighbours[k]);
            uint32_t other = l->one == s->faces[i] ? l->two : l->one;
            if (g->sums[other] == 0)
                g->met[g->nmet++] = other;
            g->sums[other] += l->value;
        }
}

static void propose(const work *w, gathering *g, uint32_t clause)
{
    uint32_t *best = &g->best[at(w, clause)->account];
    double sum = g->sums[at(w, clause)->wording], least = *best != 0 ? g->sums[at(w, *best - 1)->wording] : 0;
    if (*best == 0 || sum > least || (sum == least && clause < *best - 1))
        *best = clause + 1;
}

// Do all members of a set deny something, and the clause nothing, or the other way round?
static bool other_polarity(const work *w, const set *s, uint32_t clause)
{
    bool negated = at(w, clause)->negated;
    for (uint32_t i = 0; i < s->n; i++)
        if (at(w, s->members[i])->negated == negated)
            return false;
    return true;
}

static bool is_welcome(const work *w, const set *s, const gathering *g, uint32_t clause)
{
    if (other_polarity(w, s, clause))
        return false;
    uint32_t wording = at(w, clause)->wording;
    double least = (at(w, clause)->quoted ? limits.quoted : limits.guest) + w->strict;
    double mean = g->sums[wording] / s->nfaces;
    return mean >= least && mean >= limits.own * w->nearest[wording];
}

static void forget(gathering *g)
{
    for (uint32_t i = 0; i < g->nmet; i++)
        g->sums[g->met[i]] = 0;
    g->nmet = 0;
}

// Which set is every wording nearest to? One that stands in a set is not held against itself.
static void find_nearest(work *w, const set *s, gathering *g)
{
    sum_up(w, s, g);
    for (uint32_t i = 0; i < g->nmet; i++) {
        bool inside = stm_set_root(w->parents, g->met[i]) == stm_set_root(w->parents, s->faces[0]);
        double mean = g->sums[g->met[i]] / (inside && s->nfaces > 1 ? s->nfaces - 1 : s->nfaces);
        w->nearest[g->met[i]] = fmax(w->nearest[g->met[i]], mean);
    }
    forget(g);
}

// The best clause of each account that a set lacks, where it is good enough.
static void invite(const work *w, set *s, gathering *g)
{
    for (uint32_t i = 0; i < s->n; i++)
        g->here[at(w, s->members[i])->account] = true;
    sum_up(w, s, g);
    for (uint32_t i = 0; i < g->nmet; i++)
        for (uint32_t clause = g->met[i]; clause != STM_NO_GROUP; clause = w->next[clause])
            propose(w, g, clause);
    for (uint32_t a = 0; a < w->f->c->naccounts; a++)
        if (!g->here[a] && g->best[a] != 0 && is_welcome(w, s, g, g->best[a] - 1))
            append(w->f->c->arena, &s->guests, &s->nguests, g->best[a] - 1);
    memset(g->here, 0, w->f->c->naccounts * sizeof *g->here);
    memset(g->best, 0, w->f->c->naccounts * sizeof *g->best);
    forget(g);
}

static void invite_all(work *w)
{
    stm_arena *arena = w->f->c->arena;
    gathering g = {.sums = stm_arena_take_array(arena, w->f->clauses.n + 1, sizeof *g.sums)};
    g.best = stm_arena_take_array(arena, w->f->c->naccounts + 1, sizeof *g.best);
    g.here = stm_arena_take_array(arena, w->f->c->naccounts + 1, sizeof *g.here);
    g.met = stm_arena_take_array(arena, w->f->clauses.n + 1, sizeof *g.met);
    w->nearest = stm_arena_take_array(arena, w->f->clauses.n + 1, sizeof *w->nearest);
    list_neighbours(w);
    for (uint32_t i = 0; i < w->f->clauses.n; i++)
        if (w->sets[i].n > 1)
            find_nearest(w, &w->sets[i], &g);
    for (uint32_t i = 0; i < w->f->clauses.n; i++)
        if (w->sets[i].n > 1)
            invite(w, &w->sets[i], &g);
}

static int largest_first(const void *x, const void *y)
{
    const set *const *one = x, *const *two = y;
    const set *a = *one, *b = *two;
    uint32_t na = a->n + a->nguests, nb = b->n + b->nguests;
    if (na != nb)
        return na > nb ? -1 : 1;
    return a < b ? -1 : a > b; // by their first clauses
}

static uint32_t clause_of(const set *s, uint32_t i)
{
    return i < s->n ? s->members[i] : s->guests[i - s->n];
}

// Is most of a set in one that is told already? `told` has the numbers of those by clause.
static bool is_told(const set *s, const stm_vector *told, uint32_t *times)
{
    uint32_t most = 0;
    for (int pass = 0; pass < 2; pass++) // counts, then clears
        for (uint32_t i = 0; i < s->n + s->nguests; i++) {
            const stm_vector *list = &told[clause_of(s, i)];
            for (size_t k = 0; k < list->n; k++) {
                uint32_t *n = &times[((const uint32_t *)list->items)[k]];
                *n = pass == 0 ? *n + 1 : 0;
                most = *n > most ? *n : most;
            }
        }
    return most >= limits.told * (s->n + s->nguests);
}

// Sets that brought in each other's clauses tell one thing: the larger stays.
static void drop_told(work *w)
{
    stm_arena *arena = w->f->c->arena;
    size_t n = 0, nclauses = w->f->clauses.n;
    set **sorted = stm_arena_take_array(arena, nclauses + 1, sizeof *sorted);
    stm_vector *told = stm_arena_take_array(arena, nclauses + 1, sizeof *told);
    uint32_t *times = stm_arena_take_array(arena, nclauses + 1, sizeof *times);
    for (size_t i = 0; i < nclauses; i++)
        if (w->sets[i].n > 1)
            sorted[n++] = &w->sets[i];
    if (n > 0)
        qsort(sorted, n, sizeof *sorted, largest_first);
    for (uint32_t k = 0; k < n; k++) {
        set *s = sorted[k];
        if (is_told(s, told, times)) {
            s->n = s->nguests = 0;
            continue;
        }
        for (uint32_t i = 0; i < s->n + s->nguests; i++) {
            stm_vector *list = &told[clause_of(s, i)];
            if (list->arena == NULL)
                stm_vector_init(list, arena, sizeof(uint32_t));
            *(uint32_t *)stm_vector_push(list) = k;
        }
    }
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

static bool begins_sentence(const work *w, const stm_clause *u)
{
    return u->begin == w->f->c->accounts[u->account].doc->segments.sentences[u->sentence].begin;
}

// The clause that says most of what the others say in fewest words; one that begins its sentence reads by itself.
static uint32_t clearest(const work *w, const set *s)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < s->n; i++) {
        const stm_clause *u = at(w, s->members[i]), *b = at(w, s->members[best]);
        bool whole = begins_sentence(w, u), known = begins_sentence(w, b);
        if (whole != known ? whole : u->weight < b->weight)
            best = i;
    }
    return best;
}

static void state(work *w, const set *s)
{
    stm_statement *statement = stm_statement_add(w->f->c, STM_STATEMENT_FACT);
    statement->mentions = stm_arena_take_array(w->f->c->arena, s->n + s->nguests, sizeof *statement->mentions);
    for (uint32_t i = 0; i < s->n + s->nguests; i++)
        statement->mentions[statement->nmentions++] = mention_of(w, at(w, clause_of(s, i)));
    uint32_t best = clearest(w, s);
    statement->fullest = best;
    const stm_clause *u = at(w, s->members[best]);
    const stm_account *account = &w->f->c->accounts[u->account];
    statement->text = stm_account_text(account, span_of(w, u));
    statement->certainty = s->n > 1 ? 0.7 : 1;
    if (s->n > 1)
        stm_reason_add(w->f->c->arena, &statement->because, &statement->nbecause, STM_VIEW("the sentences share most of the words that carry their content"));
    stm_statement_end(w->f->c, statement);
    stm_wording_grade(w->f->c, statement);
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

void stm_facts_read(stm_facts *f, stm_view weights)
{
    stm_table_read(&f->denials, f->c->arena, stm_lang_table("en", "denials"));
    stm_table_read(&f->titles, f->c->arena, stm_lang_table("en", "titles"));
    stm_table_read(&f->asides, f->c->arena, stm_lang_table("en", "asides"));
    stm_phrases_init(&f->aside_phrases, f->c->arena, &f->asides);
    stm_fact_weights_read(f, weights);
    stm_clauses_read(f);
    stm_clauses_pair(f, limits.hint);
    if (f->kept != STM_KEPT_WORDS)
        stm_clauses_meet(f, limits.least);
}

void stm_facts_group(stm_comparing *c, stm_view weights)
{
    stm_facts f = {.c = c};
    work w = {.f = &f};
    stm_facts_read(&f, weights);
    w.strict = f.nwordings > CROWD ? limits.crowd * log2((double)f.nwordings / CROWD) : 0;
    group_wordings(&w);
    invite_all(&w);
    drop_told(&w);
    for (uint32_t i = 0; i < f.clauses.n; i++)
        if (w.sets[i].n > 1 && !is_stock(&w, &w.sets[i]))
            state(&w, &w.sets[i]);
}
