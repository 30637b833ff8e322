// Statements of figures and dates: amounts of one value, unit and kind of thing are one statement where the words around them speak
// for it; how much these must agree hangs on how much the value tells by itself. So are values that may both be right of one quantity
// ("264", "more than 260"; "next month", "March 6"). Captions carry a statement on but make none.
#include <math.h>
#include <stdlib.h>

#include "compare/amounts.h"

// How alike the words around two amounts must be (stm_amounts_context). "Framed": they share a word of those right beside them.
static const struct {
    double salient;     // a telling count, nothing against it
    double measured;    // money, a measure, a length of time
    double same_kind;   // a small count of the same kind of thing
    double framed_kind; // the same, framed
    double unknown;     // a small count where one kind is not known
    double framed;      // the same, or of other nouns, framed
    double apart;       // of other nouns or kinds
    double day;         // the same day
    double part;        // the same, of which one is named with its hours
    double month;       // the same week or month
    double year;
    double far;         // the same day or month far from the accounts' own time; a month, framed
    double of_set;      // part of all pairs of two sets that must be alike before the sets are joined
    double aside;       // a mention in a caption
} alike = {0.04, 0.04, 0.12, 0.06, 0.25, 0.12, 0.5, 0.06, 0.12, 0.12, 0.12, 0.04, 0.2, 0.25};

static const double NEWS = 90; // days from publication within which dates are in everything

enum {
    PAIRS_FROM = 64, // a value that stands in more places than this is compared with so many only
    SET_LOOKED = 8, // amounts of a set that are looked at
    SETS_MOST = 8000, // pairs of sets of a story that are held against each other
};

typedef struct work {
    stm_comparing *c;
    stm_vector amounts;
    uint32_t *parents;
    uint32_t *next, *last; // the next amount of the same set, or STM_NO_GROUP; of a root: the last of its set
} work;

typedef struct tie {
    double excess;
    uint32_t one, two; // amounts
} tie;

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

// Is a day or month so far from when an account was published that hardly two things of the story fall on it?
static bool far_off(const work *w, const stm_amount *a)
{
    stm_civil published = w->c->accounts[a->account].doc->article.published;
    return a->high - a->low <= 31 && stm_civil_known(published) && fabs(a->low - stm_civil_days(published)) > NEWS;
}

static double needed_date(const work *w, const stm_amount *a, const stm_amount *b)
{
    if (far_off(w, a) && far_off(w, b))
        return alike.far;
    if (stm_amount_tells_minute(a) && stm_amount_tells_minute(b))
        return 0;
    double days = a->high - a->low;
    if (days <= 1 && a->day != b->day) // "Sunday morning" may tell of something else on the Sunday
        return alike.part;
    return days <= 1 ? alike.day : days > 31 ? alike.year : stm_amounts_framed(a, b) ? alike.far : alike.month;
}

static double needed_count(const stm_amount *a, const stm_amount *b)
{
    bool framed = stm_amounts_framed(a, b);
    if (against(a->counted, b->counted) || against(a->fate, b->fate))
        return a->unique ? alike.salient : a->salient ? alike.unknown : alike.apart;
    if (a->unique)
        return 0;
    if (a->salient)
        return alike.salient;
    if (against(a->noun, b->noun) && (a->counted == 0 || b->counted == 0))
        return stm_amounts_framed_alike(a, b) ? alike.framed : alike.apart;
    if ((a->counted != 0 && a->counted == b->counted) || (a->noun != 0 && a->noun == b->noun))
        return framed ? alike.framed_kind : alike.same_kind;
    return framed ? alike.framed : alike.unknown;
}

static double needed(const work *w, const stm_amount *a, const stm_amount *b)
{
    if (a->date != NULL)
        return needed_date(w, a, b);
    if (is_count(a))
        return needed_count(a, b);
    if (a->figure->kind == STM_FIGURE_AGE && (against(a->subject, b->subject) || a->era != b->era))
        return alike.apart;
    if (a->pronoun || b->pronoun) // few of a story are of one age
        return 0;
    return a->salient || a->unique || stm_amounts_framed(a, b) ? 0 : alike.measured;
}

// By how much the words around two amounts of one value are more alike than they must be; below 0: they are of two quantities.
static double excess(const work *w, const stm_amount *a, const stm_amount *b)
{
    double least = needed(w, a, b);
    bool named = a->figure != NULL && a->figure->kind == STM_FIGURE_AGE && a->subject != 0 && a->subject == b->subject;
    if ((a->aside || b->aside) && !named)
        least = fmax(least, alike.aside);
    return stm_amounts_context(a, b) - least;
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

static int closest_first(const void *one, const void *two)
{
    const tie *a = one, *b = two;
    if (a->excess != b->excess)
        return a->excess > b->excess ? -1 : 1;
    return a->one != b->one ? (a->one < b->one ? -1 : 1) : a->two < b->two ? -1 : a->two > b->two;
}

// Are enough pairs of two sets alike? Where one word tells of two things ("three"), a chain of single pairs would join both.
static bool sets_alike(const work *w, uint32_t one, uint32_t two)
{
    uint32_t alike_pairs = 0, pairs = 0, n = 0;
    for (uint32_t i = one; i != STM_NO_GROUP && n < SET_LOOKED; i = w->next[i], n++) {
        uint32_t m = 0;
        for (uint32_t j = two; j != STM_NO_GROUP && m < SET_LOOKED; j = w->next[j], m++) {
            pairs++;
            alike_pairs += excess(w, at(w, i), at(w, j)) >= 0;
        }
    }
    return alike_pairs >= alike.of_set * pairs;
}

static void join_sets(work *w, uint32_t one, uint32_t two)
{
    one = stm_set_root(w->parents, one);
    two = stm_set_root(w->parents, two);
    if (!stm_set_join(w->parents, one, two))
        return;
    uint32_t root = one < two ? one : two, other = one < two ? two : one;
    w->next[w->last[root]] = other;
    w->last[root] = w->last[other];
}

static void find_ties(work *w, stm_vector *ties)
{
    stm_amount *all = w->amounts.items, **sorted = stm_arena_take_array(w->c->arena, w->amounts.n + 1, sizeof *sorted);
    for (uint32_t i = 0; i < w->amounts.n; i++)
        sorted[i] = &all[i];
    if (w->amounts.n > 0)
        qsort(sorted, w->amounts.n, sizeof *sorted, by_value);
    for (uint32_t i = 0; i < w->amounts.n; i++)
        for (uint32_t j = i + 1; j < w->amounts.n && j < i + PAIRS_FROM && stm_amounts_same_value(sorted[i], sorted[j]); j++) {
            double more = excess(w, sorted[i], sorted[j]);
            if (more >= 0)
                *(tie *)stm_vector_push(ties) = (tie){more, (uint32_t)(sorted[i] - all), (uint32_t)(sorted[j] - all)};
        }
    if (ties->n > 0)
        qsort(ties->items, ties->n, sizeof(tie), closest_first);
}

static void join_same(work *w)
{
    for (uint32_t i = 0; i < w->amounts.n; i++)
        if (at(w, i)->restates != 0)
            join_sets(w, at(w, i)->restates - 1, i);
    stm_vector ties;
    stm_vector_init(&ties, w->c->arena, sizeof(tie));
    find_ties(w, &ties);
    for (size_t k = 0, looked = 0; k < ties.n && looked < SETS_MOST; k++) {
        const tie *t = stm_vector_at(&ties, k);
        uint32_t one = stm_set_root(w->parents, t->one), two = stm_set_root(w->parents, t->two);
        if (one == two)
            continue;
        looked++;
        if (sets_alike(w, one, two))
            join_sets(w, one, two);
    }
}

stm_mention stm_amount_mention(stm_comparing *c, const stm_amount *a)
{
    stm_mention m = stm_mention_of(c, a->account, &a->span, 1, STM_FORM_PROSE);
    m.has_value = a->figure != NULL;
    m.bound = a->bound;
    if (a->figure != NULL) {
        bool share = a->figure->kind == STM_FIGURE_FRACTION && a->figure->unit.size == 0 && a->figure->high <= 1;
        m.low = share ? a->low : a->figure->low;
        m.high = share ? a->high : a->figure->high;
        m.unit = share ? STM_VIEW("percent") : a->figure->unit;
        m.vague = a->vague ? stm_account_text(&c->accounts[a->account], a->span) : m.vague;
    } else
        m.date = a->settled.size > 0 ? a->settled : a->date->value;
    char day[STM_CIVIL_TEXT];
    stm_civil published = c->accounts[a->account].doc->article.published;
    if (stm_civil_known(published)) {
        stm_civil_print(published, day);
        m.as_of = stm_arena_copy(c->arena, stm_view_of(day));
    }
    return m;
}

static stm_amount_group *read_groups(work *w, uint32_t *ngroups)
{
    uint32_t *number = stm_arena_take_array(w->c->arena, w->amounts.n + 1, sizeof *number);
    stm_amount_group *groups = stm_arena_take_array(w->c->arena, w->amounts.n + 1, sizeof *groups);
    *ngroups = 0;
    for (uint32_t i = 0; i < w->amounts.n; i++) {
        uint32_t root = stm_set_root(w->parents, i);
        if (root == i)
            number[i] = (*ngroups)++;
        stm_amount_group *g = &groups[number[root]];
        g->narticles += g->n == 0 || at(w, g->members[g->n - 1])->account != at(w, i)->account;
        g->stated = g->stated || !at(w, i)->aside;
        g->members = stm_arena_grow(w->c->arena, g->members, g->n * sizeof *g->members, (g->n + 1) * sizeof *g->members);
        g->members[g->n++] = i;
    }
    return groups;
}

// Of the mentions in prose the first, one with an exact value before one with a bound; a headline only where there is no other.
static int worth(const stm_amount *a)
{
    bool exact = a->bound == STM_BOUND_EQUAL && a->high - a->low <= 1;
    return a->aside ? 0 : a->headline ? 1 : 2 + exact;
}

static const stm_amount *speaking(const work *w, const stm_amount_group *groups, const uint32_t *members, uint32_t n)
{
    const stm_amount *best = NULL;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < groups[members[i]].n; k++) {
            const stm_amount *a = at(w, groups[members[i]].members[k]);
            if (best == NULL || worth(a) > worth(best))
                best = a;
        }
    return best;
}

// A statement of the amounts of some groups: of one value, or of values that one quantity may have.
static void state(work *w, const stm_amount_group *groups, const uint32_t *members, uint32_t n)
{
    stm_statement *s = stm_statement_add(w->c, STM_STATEMENT_FIGURE);
    uint32_t room = 0;
    for (uint32_t i = 0; i < n; i++)
        room += groups[members[i]].n;
    s->mentions = stm_arena_take_array(w->c->arena, room, sizeof *s->mentions);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < groups[members[i]].n; k++)
            s->mentions[s->nmentions++] = stm_amount_mention(w->c, at(w, groups[members[i]].members[k]));
    s->text = stm_amount_text(w->c, speaking(w, groups, members, n));
    stm_statement_end(w->c, s);
    s->certainty = s->narticles < 2 ? 1 : n > 1 ? 0.75 : 0.85;
    if (s->narticles > 1)
        stm_reason_add(w->c->arena, &s->because, &s->nbecause, STM_VIEW("same value, unit and kind of thing; the words around agree"));
    if (n > 1)
        stm_reason_add(w->c->arena, &s->because, &s->nbecause, STM_VIEW("values that may both be right: a bound, a rounding, a wider date"));
}

// A statement for every set of groups of which one stands in prose, in the order of their first.
static void state_all(work *w, const stm_amount_group *groups, uint32_t ngroups, uint32_t *statements)
{
    uint32_t *next = stm_arena_take_array(w->c->arena, ngroups + 1, sizeof *next); // number + 1 of the next group of the set
    uint32_t *last = stm_arena_take_array(w->c->arena, ngroups + 1, sizeof *last);
    uint32_t *members = stm_arena_take_array(w->c->arena, ngroups + 1, sizeof *members);
    for (uint32_t i = 0; i < ngroups; i++) {
        uint32_t root = stm_set_root(statements, i);
        if (root != i)
            next[last[root]] = i + 1;
        last[root] = i;
    }
    for (uint32_t i = 0; i < ngroups; i++) {
        uint32_t n = 0;
        bool stated = false;
        for (uint32_t j = i + 1; stm_set_root(statements, i) == i && j != 0; j = next[j - 1]) {
            members[n++] = j - 1;
            stated = stated || groups[j - 1].stated;
        }
        if (stated)
            state(w, groups, members, n);
    }
}

void stm_figures_group(stm_comparing *c)
{
    work w = {.c = c};
    stm_amounts_read(c, &w.amounts);
    w.parents = stm_arena_take_array(c->arena, w.amounts.n + 1, sizeof *w.parents);
    w.next = stm_arena_take_array(c->arena, w.amounts.n + 1, sizeof *w.next);
    w.last = stm_arena_take_array(c->arena, w.amounts.n + 1, sizeof *w.last);
    for (uint32_t i = 0; i < w.amounts.n; i++) {
        w.parents[i] = w.last[i] = i;
        w.next[i] = STM_NO_GROUP;
    }
    join_same(&w);
    uint32_t ngroups;
    stm_amount_group *groups = read_groups(&w, &ngroups);
    uint32_t *statements = stm_arena_take_array(c->arena, ngroups + 1, sizeof *statements);
    for (uint32_t i = 0; i < ngroups; i++)
        statements[i] = i;
    stm_figures_relate(c, &w.amounts, groups, ngroups, statements);
    state_all(&w, groups, ngroups, statements);
}
