// Statements and differences of figures and dates.
//
// Amounts of one value, unit and kind of thing are one statement where the words around them do not speak against it. Then whole
// statements are held against each other: those that speak of the same quantity with other values are a difference. The order of
// decision: bounds and roundings that meet are compatible; another scope; a later count; else they differ; a conflict only where
// both are exact, of one account's day, and said of the same thing in nearly the same words.
#include <math.h>
#include <stdlib.h>

#include "compare/amounts.h"

// How alike the words around two amounts must be (stm_amounts_context).
static const struct {
    double salient;   // a telling value, nothing against it
    double same_kind; // a small count of the same kind of thing
    double unknown;   // a small value where one kind is not known
    double date;      // the same day
    double related;   // other values of one quantity
    double amount;    // the same of money and of measures, which are seldom alike by chance
    double bounds;    // two bounds in one direction on the same kind of thing
    double conflict;  // so alike that both cannot be right
} alike = {0.04, 0.12, 0.25, 0.06, 0.42, 0.24, 0.14, 0.62};

enum { PAIRS_FROM = 64 }; // a value that stands in more places than this is compared with so many only

typedef struct work {
    stm_comparing *c;
    stm_vector amounts;
    uint32_t *parents;
} work;

static stm_amount *at(const work *w, uint32_t i)
{
    return stm_vector_at(&w->amounts, i);
}

static bool against(uint64_t one, uint64_t two)
{
    return one != 0 && two != 0 && one != two;
}

static bool is_count(const stm_amount *a)
{
    return a->figure != NULL && a->figure->unit.size == 0;
}

static double needed(const stm_amount *a, const stm_amount *b)
{
    if (a->date != NULL)
        return alike.date;
    bool apart = against(a->counted, b->counted) || against(a->fate, b->fate);
    if (a->salient)
        return apart && is_count(a) ? alike.unknown : alike.salient;
    if (!is_count(a))
        return alike.same_kind;
    if (apart || (against(a->noun, b->noun) && (a->counted == 0 || b->counted == 0)))
        return alike.unknown * 2;
    return (a->counted != 0 && a->counted == b->counted) || (a->noun != 0 && a->noun == b->noun) ? alike.same_kind : alike.unknown;
}

static bool same_quantity(const stm_amount *a, const stm_amount *b)
{
    return stm_amounts_same_value(a, b) && stm_amounts_context(a, b) >= needed(a, b);
}

static int by_value(const void *one, const void *two)
{
    const stm_amount *const *x = one, *const *y = two;
    const stm_amount *a = *x, *b = *y;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->low != b->low)
        return a->low < b->low ? -1 : 1;
    if (a->high != b->high)
        return a->high < b->high ? -1 : 1;
    return a < b ? -1 : a > b;
}

static void join_same(work *w)
{
    stm_amount *all = w->amounts.items, **sorted = stm_arena_take_array(w->c->arena, w->amounts.n + 1, sizeof *sorted);
    for (uint32_t i = 0; i < w->amounts.n; i++)
        sorted[i] = &all[i];
    if (w->amounts.n > 0)
        qsort(sorted, w->amounts.n, sizeof *sorted, by_value);
    for (uint32_t i = 0; i < w->amounts.n; i++)
        for (uint32_t j = i + 1; j < w->amounts.n && j < i + PAIRS_FROM && stm_amounts_same_value(sorted[i], sorted[j]); j++)
            if (same_quantity(sorted[i], sorted[j]))
                stm_set_join(w->parents, (uint32_t)(sorted[i] - all), (uint32_t)(sorted[j] - all));
}

static stm_mention mention_of(work *w, const stm_amount *a)
{
    stm_mention m = stm_mention_of(w->c, a->account, &a->span, 1, STM_FORM_PROSE);
    m.has_value = a->figure != NULL;
    m.low = a->low;
    m.high = a->high;
    m.bound = a->bound;
    if (a->figure != NULL)
        m.unit = a->figure->unit;
    else
        m.date = a->date->value;
    char day[STM_CIVIL_TEXT];
    stm_civil published = w->c->accounts[a->account].doc->article.published;
    if (stm_civil_known(published)) {
        stm_civil_print(published, day);
        m.as_of = stm_arena_copy(w->c->arena, stm_view_of(day));
    }
    return m;
}

static stm_view label_of(work *w, const stm_amount *a)
{
    stm_view figure = stm_account_text(&w->c->accounts[a->account], a->span);
    stm_view noun = a->figure != NULL ? a->figure->counted : (stm_view){NULL, 0};
    return stm_arena_print(w->c->arena, noun.size > 0 ? "%.*s %.*s" : "%.*s%.*s", (int)figure.size, figure.at, (int)noun.size, noun.at);
}

typedef struct group {
    uint32_t *members; // [n] amounts
    uint32_t n, narticles;
    uint32_t quantity; // root over groups
} group;

static void read_groups(work *w, stm_vector *groups)
{
    uint32_t *number = stm_arena_take_array(w->c->arena, w->amounts.n + 1, sizeof *number);
    for (uint32_t i = 0; i < w->amounts.n; i++) {
        uint32_t root = stm_set_root(w->parents, i);
        if (root == i) {
            group *g = stm_vector_push(groups);
            g->quantity = number[i] = (uint32_t)groups->n - 1;
        }
        group *g = stm_vector_at(groups, number[root]);
        g->narticles += g->n == 0 || at(w, g->members[g->n - 1])->account != at(w, i)->account;
        g->members = stm_arena_grow(w->c->arena, g->members, g->n * sizeof *g->members, (g->n + 1) * sizeof *g->members);
        g->members[g->n++] = i;
    }
}

static void state(work *w, const group *g)
{
    stm_statement *s = stm_statement_add(w->c, STM_STATEMENT_FIGURE);
    s->mentions = stm_arena_take_array(w->c->arena, g->n, sizeof *s->mentions);
    for (uint32_t i = 0; i < g->n; i++)
        s->mentions[s->nmentions++] = mention_of(w, at(w, g->members[i]));
    s->text = label_of(w, at(w, g->members[0]));
    s->certainty = g->narticles < 2 ? 1 : 0.85;
    if (g->narticles > 1)
        stm_reason_add(w->c->arena, &s->because, &s->nbecause, STM_VIEW("same value, unit and kind of thing; the words around agree"));
    stm_statement_end(w->c, s);
}

static bool has_account(const work *w, const group *g, uint32_t account)
{
    for (uint32_t i = 0; i < g->n; i++)
        if (at(w, g->members[i])->account == account)
            return true;
    return false;
}

// The mean of the best context of each account pair between two groups.
static double group_context(const work *w, const group *a, const group *b)
{
    double best = 0;
    for (uint32_t i = 0; i < a->n && i < 12; i++)
        for (uint32_t j = 0; j < b->n && j < 12; j++) {
            const stm_amount *x = at(w, a->members[i]), *y = at(w, b->members[j]);
            double context = x->account == y->account || against(x->counted, y->counted) || against(x->fate, y->fate) ||
                             (against(x->noun, y->noun) && x->counted == 0) ? 0 : stm_amounts_context(x, y);
            best = context > best ? context : best;
        }
    return best;
}

// Two values in one account are two quantities there.
static bool share_account(const work *w, const group *a, const group *b)
{
    for (uint32_t i = 0; i < a->n; i++)
        if (has_account(w, b, at(w, a->members[i])->account))
            return true;
    return false;
}

typedef struct relation {
    double context;
    uint32_t one, two; // groups
} relation;

static int closest_first(const void *x, const void *y)
{
    const relation *a = x, *b = y;
    if (a->context != b->context)
        return a->context > b->context ? -1 : 1;
    return a->one != b->one ? (a->one < b->one ? -1 : 1) : a->two < b->two ? -1 : a->two > b->two;
}

static bool dates_meet(const stm_amount *a, const stm_amount *b)
{
    return a->low <= b->high && b->low <= a->high;
}

static bool comparable(const stm_amount *a, const stm_amount *b)
{
    if (a->unit != b->unit)
        return false;
    if (a->date != NULL)
        return dates_meet(a, b);
    double low = a->low < b->low ? a->low : b->low, high = a->low < b->low ? b->low : a->low;
    return low > 0 && high / low < 3;
}

static bool one_sided(const stm_amount *a)
{
    return a->bound != STM_BOUND_EQUAL && a->bound != STM_BOUND_ABOUT;
}


static void find_relations(work *w, const stm_vector *groups, stm_vector *relations)
{
    const group *g = groups->items;
    for (uint32_t i = 0; i < groups->n; i++)
        for (uint32_t j = i + 1; j < groups->n; j++) {
            if (!comparable(at(w, g[i].members[0]), at(w, g[j].members[0])) || share_account(w, &g[i], &g[j]))
                continue;
            double context = group_context(w, &g[i], &g[j]);
            const stm_amount *a = at(w, g[i].members[0]), *b = at(w, g[j].members[0]);
            bool bounds = a->counted != 0 && a->counted == b->counted && a->bound == b->bound && one_sided(a);
            bool amount = a->figure != NULL && (a->figure->kind == STM_FIGURE_MONEY || a->figure->kind == STM_FIGURE_MEASURE);
            if (context >= (bounds ? alike.bounds : amount ? alike.amount : alike.related))
                *(relation *)stm_vector_push(relations) = (relation){context, i, j};
        }
}

static bool meets(const stm_amount *a, const stm_amount *b)
{
    if (a->date != NULL)
        return dates_meet(a, b);
    double slack_a = a->bound == STM_BOUND_ABOUT ? fabs(a->low) * 0.1 : 0, slack_b = b->bound == STM_BOUND_ABOUT ? fabs(b->low) * 0.1 : 0;
    bool up_a = a->bound == STM_BOUND_MORE || a->bound == STM_BOUND_LEAST, up_b = b->bound == STM_BOUND_MORE || b->bound == STM_BOUND_LEAST;
    bool down_a = a->bound == STM_BOUND_LESS || a->bound == STM_BOUND_MOST, down_b = b->bound == STM_BOUND_LESS || b->bound == STM_BOUND_MOST;
    double low_a = down_a ? -INFINITY : a->low - slack_a, high_a = up_a ? INFINITY : a->high + slack_a;
    double low_b = down_b ? -INFINITY : b->low - slack_b, high_b = up_b ? INFINITY : b->high + slack_b;
    return low_a <= high_b && low_b <= high_a;
}

static stm_difference_relation relation_of(const stm_amount *a, const stm_amount *b, double context)
{
    if (a->low == b->low && a->high == b->high)
        return STM_COMPATIBLE;
    if (one_sided(a) && one_sided(b))
        return STM_DIFFERS;
    if (meets(a, b))
        return STM_COMPATIBLE;
    return context >= alike.conflict && a->bound == STM_BOUND_EQUAL && b->bound == STM_BOUND_EQUAL ? STM_CONFLICT : STM_DIFFERS;
}

static void add_mentions(work *w, stm_difference *d, const group *g)
{
    d->mentions = stm_arena_grow(w->c->arena, d->mentions, d->nmentions * sizeof *d->mentions, (d->nmentions + g->n) * sizeof *d->mentions);
    for (uint32_t i = 0; i < g->n; i++)
        d->mentions[d->nmentions++] = mention_of(w, at(w, g->members[i]));
}

static void differ(work *w, const group *one, const group *two, double context)
{
    const stm_amount *a = at(w, one->members[0]), *b = at(w, two->members[0]);
    stm_difference *d = stm_difference_add(w->c, a->date != NULL ? STM_DIFFERENCE_DATE : STM_DIFFERENCE_FIGURE, relation_of(a, b, context));
    add_mentions(w, d, one);
    add_mentions(w, d, two);
    stm_view x = label_of(w, a), y = label_of(w, b);
    d->what = stm_arena_print(w->c->arena, "%.*s / %.*s", (int)x.size, x.at, (int)y.size, y.at);
    d->certainty = context > 0.9 ? 0.9 : context;
    stm_reason_add(w->c->arena, &d->because, &d->nbecause, stm_arena_print(w->c->arena, "the words around agree by %.0f %%", context * 100));
    stm_difference_end(w->c, d);
}

static bool is_share(const stm_amount *a)
{
    return a->figure != NULL && a->figure->kind == STM_FIGURE_FRACTION;
}

// The same value with another bound ("43", "more than 43") or in another form ("a fifth", "20 %") in another article.
static bool forms_differ(const work *w, const group *g)
{
    const stm_amount *a = at(w, g->members[0]);
    for (uint32_t i = 1; i < g->n; i++) {
        const stm_amount *b = at(w, g->members[i]);
        if (b->account != a->account && (a->bound != b->bound || is_share(a) != is_share(b)))
            return true;
    }
    return false;
}

static void hold_against(work *w, const stm_vector *groups)
{
    stm_vector relations;
    stm_vector_init(&relations, w->c->arena, sizeof(relation));
    find_relations(w, groups, &relations);
    if (relations.n > 0)
        qsort(relations.items, relations.n, sizeof(relation), closest_first);
    const group *g = groups->items;
    bool *taken = stm_arena_take_array(w->c->arena, groups->n + 1, sizeof *taken);
    for (size_t r = 0; r < relations.n; r++) {
        const relation *x = stm_vector_at(&relations, r);
        if (taken[x->one] || taken[x->two])
            continue;
        taken[x->one] = taken[x->two] = true;
        differ(w, &g[x->one], &g[x->two], x->context);
    }
    for (uint32_t i = 0; i < groups->n; i++)
        if (!taken[i] && g[i].narticles > 1 && forms_differ(w, &g[i])) {
            stm_difference *d = stm_difference_add(w->c, STM_DIFFERENCE_FIGURE, STM_COMPATIBLE);
            add_mentions(w, d, &g[i]);
            d->what = label_of(w, at(w, g[i].members[0]));
            d->certainty = 0.9;
            stm_reason_add(w->c->arena, &d->because, &d->nbecause, STM_VIEW("the same value with another bound or in another form"));
            stm_difference_end(w->c, d);
        }
}

void stm_figures_group(stm_comparing *c)
{
    work w = {.c = c};
    stm_amounts_read(c, &w.amounts);
    w.parents = stm_arena_take_array(c->arena, w.amounts.n + 1, sizeof *w.parents);
    for (uint32_t i = 0; i < w.amounts.n; i++)
        w.parents[i] = i;
    join_same(&w);
    stm_vector groups;
    stm_vector_init(&groups, c->arena, sizeof(group));
    read_groups(&w, &groups);
    for (uint32_t i = 0; i < groups.n; i++)
        state(&w, stm_vector_at(&groups, i));
    hold_against(&w, &groups);
}
