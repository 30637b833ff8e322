// Which accounts stand on one origin: those that copies join, strong ones first, if enough of them share prose with one another.
//
// One copy is enough for two accounts, or for one that shares prose with some of a few. But pages of snippets, live pages that are written
// on for days and round-ups take a paragraph each from many texts, and single links through them would make one origin of a whole
// collection (of 612 articles on one event 401 hung together). So two groups join only where at least one in QUORUM of the pairs across
// them shares prose, and what takes from texts that have nothing to do with one another joins its best source only. Where a passage goes from one group to another, the statements in it, and only these, come from the larger group: each
// passage has one best source, and an account may depend for one statement and stand alone for another.
#include <stdlib.h>

#include "compare/inner.h"

#define OPEN UINT32_MAX

enum {
    QUORUM = 5,
    ROUNDS = 4,      // a group that has grown may join what it could not before
    MOST_GAP = 40,   // bytes between passages of one stretch
    LEAST_PROSE = 8, // words of prose in a stretch
    GATHERED = 3,       // parts, without prose in common, of what a page of snippets takes from
    PARTNERS_MOST = 256, // of an account that is looked at for being one
};

typedef struct link {
    uint32_t a, b, words; // accounts; words of prose that they share
    const stm_pair *pair;
} link;

typedef struct grouping {
    stm_comparing *c;
    stm_vector links;     // link, the strongest first
    stm_vector *partners; // [naccounts] of uint32_t: accounts that an account has a link to
    stm_vector *members;  // [naccounts] of uint32_t: accounts of the group of a root
    uint32_t *roots;      // [naccounts]
    bool *gathers;        // [naccounts] takes from texts that have nothing to do with one another
    uint32_t *best;       // [naccounts] number + 1 of its strongest link
    stm_map refused;      // pair of roots -> members of both when they were last found to be strangers
} grouping;

static int strongest_first(const void *one, const void *two)
{
    const link *x = one, *y = two;
    if (x->words != y->words)
        return x->words > y->words ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

static void find_links(grouping *g)
{
    stm_comparing *c = g->c;
    for (uint32_t a = 0; a < c->naccounts; a++)
        for (uint32_t b = a + 1; b < c->naccounts; b++) {
            const stm_pair *pair = stm_reuse_pair(c->reuse, c->documents, c->accounts[a].document, c->accounts[b].document);
            if (pair == NULL || (pair->relation != STM_RELATION_COPY && stm_lift_between(c, a, b) == NULL))
                continue;
            *(link *)stm_vector_push(&g->links) = (link){a, b, pair->words.prose, pair};
            *(uint32_t *)stm_vector_push(&g->partners[a]) = b;
            *(uint32_t *)stm_vector_push(&g->partners[b]) = a;
        }
    if (g->links.n > 0)
        qsort(g->links.items, g->links.n, sizeof(link), strongest_first);
}

// Numbers the partners of an account that hang together without it; how many such parts there are.
static uint32_t count_parts(grouping *g, uint32_t account, uint32_t *part)
{
    const stm_vector *all = &g->partners[account];
    const uint32_t *partners = all->items;
    stm_vector open;
    uint32_t n = 0;
    stm_vector_init(&open, g->c->arena, sizeof(uint32_t));
    for (size_t i = 0; i < all->n; i++)
        part[partners[i]] = OPEN;
    for (size_t i = 0; i < all->n; i++) {
        if (part[partners[i]] != OPEN)
            continue;
        *(uint32_t *)stm_vector_push(&open) = partners[i];
        part[partners[i]] = ++n;
        while (open.n > 0) {
            const stm_vector *further = &g->partners[*(uint32_t *)stm_vector_at(&open, open.n - 1)];
            stm_vector_cut(&open, open.n - 1);
            for (size_t k = 0; k < further->n; k++) {
                uint32_t other = ((uint32_t *)further->items)[k];
                if (part[other] != OPEN)
                    continue;
                part[other] = n;
                *(uint32_t *)stm_vector_push(&open) = other;
            }
        }
    }
    for (size_t i = 0; i < all->n; i++)
        part[partners[i]] = 0;
    return n;
}

static void find_gatherers(grouping *g)
{
    uint32_t *part = stm_arena_take_array(g->c->arena, g->c->naccounts + 1, sizeof *part);
    g->gathers = stm_arena_take_array(g->c->arena, g->c->naccounts + 1, sizeof *g->gathers);
    g->best = stm_arena_take_array(g->c->arena, g->c->naccounts + 1, sizeof *g->best);
    for (uint32_t a = 0; a < g->c->naccounts; a++)
        g->gathers[a] = g->partners[a].n >= GATHERED && g->partners[a].n <= PARTNERS_MOST && count_parts(g, a, part) >= GATHERED;
    for (size_t i = g->links.n; i-- > 0;) {
        const link *l = stm_vector_at(&g->links, i);
        g->best[l->a] = g->best[l->b] = (uint32_t)i + 1;
    }
}

// May a link join groups: of a page that gathers only the strongest.
static bool may_join(const grouping *g, const link *l, size_t number)
{
    return (!g->gathers[l->a] || g->best[l->a] == number + 1) && (!g->gathers[l->b] || g->best[l->b] == number + 1);
}

// Do enough pairs across two groups share prose.
static bool are_of_one(grouping *g, uint32_t one, uint32_t two)
{
    const stm_vector *small = &g->members[one], *large = &g->members[two];
    if (small->n > large->n)
        return are_of_one(g, two, one);
    uint64_t *refused = stm_map_put(&g->refused, (uint64_t)(one < two ? one : two) << 32 | (one < two ? two : one)), across = 0;
    if (*refused == small->n + large->n)
        return false;
    *refused = small->n + large->n;
    for (size_t i = 0; i < small->n; i++) {
        const stm_vector *partners = &g->partners[((uint32_t *)small->items)[i]];
        for (size_t k = 0; k < partners->n; k++)
            across += g->roots[((uint32_t *)partners->items)[k]] == two;
    }
    return QUORUM * across >= (uint64_t)small->n * large->n;
}

// The root of a group is its first account.
static void join(grouping *g, uint32_t one, uint32_t two)
{
    uint32_t root = one < two ? one : two, other = one < two ? two : one;
    const uint32_t *moving = g->members[other].items;
    for (size_t i = 0; i < g->members[other].n; i++) {
        g->roots[moving[i]] = root;
        *(uint32_t *)stm_vector_push(&g->members[root]) = moving[i];
    }
    stm_vector_cut(&g->members[other], 0);
}

static bool join_some(grouping *g)
{
    bool joined = false;
    for (size_t i = 0; i < g->links.n; i++) {
        const link *l = stm_vector_at(&g->links, i);
        uint32_t one = g->roots[l->a], two = g->roots[l->b];
        if (one == two || !may_join(g, l, i) || !are_of_one(g, one, two))
            continue;
        join(g, one, two);
        joined = true;
    }
    return joined;
}

// Notes a passage with each of its accounts: what stands in it comes from the larger of both groups, of equals the first.
static void note_passage(grouping *g, const link *l, stm_span in_a, stm_span in_b)
{
    uint32_t one = g->roots[l->a], two = g->roots[l->b];
    size_t n = g->members[one].n, m = g->members[two].n;
    uint32_t from = n != m ? (n > m ? one : two) : one < two ? one : two;
    bool first = l->pair->a == g->c->accounts[l->a].document;
    for (int side = 0; side < 2; side++) {
        stm_account *account = &g->c->accounts[side == 0 ? l->a : l->b];
        if (account->taken.arena == NULL)
            stm_vector_init(&account->taken, g->c->arena, sizeof(stm_taken));
        *(stm_taken *)stm_vector_push(&account->taken) =
            (stm_taken){(side == 0) == first ? in_a : in_b, from, (uint32_t)g->members[from].n};
    }
}

static bool close_behind(stm_span one, stm_span two)
{
    return two.begin >= one.end && two.begin - one.end <= MOST_GAP;
}

// Passages that follow each other in both texts, prose with the quotations in it; returns the number of the next.
static uint32_t note_stretch(grouping *g, const link *l, uint32_t p)
{
    const stm_passage *passages = l->pair->passages;
    stm_span in_a = passages[p].a, in_b = passages[p].b;
    uint32_t prose = 0, next = p;
    while (next < l->pair->npassages && (next == p || (close_behind(passages[next - 1].a, passages[next].a) &&
                                                       close_behind(passages[next - 1].b, passages[next].b)))) {
        in_a.end = passages[next].a.end;
        in_b.end = passages[next].b.end;
        prose += passages[next].kind == STM_PASSAGE_PROSE ? passages[next].words : 0;
        next++;
    }
    if (prose >= LEAST_PROSE)
        note_passage(g, l, in_a, in_b);
    return next;
}

static void note_passages(grouping *g)
{
    for (size_t i = 0; i < g->links.n; i++) {
        const link *l = stm_vector_at(&g->links, i);
        if (g->roots[l->a] == g->roots[l->b])
            continue;
        for (uint32_t p = 0; p < l->pair->npassages;)
            p = note_stretch(g, l, p);
    }
}

uint32_t stm_origins_passage(const stm_account *account, stm_span span)
{
    const stm_taken *best = NULL;
    for (size_t i = 0; i < account->taken.n; i++) {
        const stm_taken *taken = stm_vector_at(&account->taken, i);
        if (!stm_span_within(span, taken->span))
            continue;
        if (best == NULL || taken->strength > best->strength || (taken->strength == best->strength && taken->root < best->root))
            best = taken;
    }
    return best != NULL ? best->root : STM_NO_GROUP;
}

uint32_t *stm_origins_group(stm_comparing *c)
{
    grouping g = {.c = c};
    stm_vector_init(&g.links, c->arena, sizeof(link));
    stm_map_init(&g.refused, c->arena);
    g.partners = stm_arena_take_array(c->arena, c->naccounts + 1, sizeof *g.partners);
    g.members = stm_arena_take_array(c->arena, c->naccounts + 1, sizeof *g.members);
    g.roots = stm_arena_take_array(c->arena, c->naccounts + 1, sizeof *g.roots);
    for (uint32_t a = 0; a < c->naccounts; a++) {
        stm_vector_init(&g.partners[a], c->arena, sizeof(uint32_t));
        stm_vector_init(&g.members[a], c->arena, sizeof(uint32_t));
        *(uint32_t *)stm_vector_push(&g.members[a]) = g.roots[a] = a;
    }
    find_links(&g);
    find_gatherers(&g);
    int rounds = 0;
    while (rounds < ROUNDS && join_some(&g))
        rounds++;
    note_passages(&g);
    return g.roots;
}
