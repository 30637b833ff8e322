// What an editor would want first: a weight by what differs and how, to which the origins behind the difference, the share of the
// story's accounts that it bears on, how far apart the values are, and its certainty add.
//
// Values that cannot both be right come before facts that are denied, these before words in two mouths and counts of which some
// still print an old value; changed words before names, and what may all be right last.
#include <math.h>
#include <stdlib.h>

#include "compare/inner.h"

enum { WEIGHED = 64 }; // mentions looked at

static const double still_old = 1.5;  // an account prints an old value
static const double each_origin = 0.4, most_origins = 1.6;
static const double whole_story = 1.2; // all accounts are in it
static const double doubled = 0.8;     // the greater value is twice the smaller, or more

static double base_of(const stm_difference *d)
{
    static const double by_relation[] = {[STM_CONFLICT] = 6, [STM_DIFFERS] = 4.5, [STM_UPDATE] = 3.5, [STM_ALTERED] = 3.5,
                                         [STM_SCOPE] = 1.5, [STM_TRUNCATED] = 2, [STM_COMPATIBLE] = 0};
    static const double by_kind[] = {[STM_DIFFERENCE_FIGURE] = 0.5, [STM_DIFFERENCE_FACT] = 1, [STM_DIFFERENCE_ATTRIBUTION] = 0.5,
                                     [STM_DIFFERENCE_QUOTE] = 0, [STM_DIFFERENCE_DATE] = 0, [STM_DIFFERENCE_NAME] = -2.5};
    return by_relation[d->relation] + (d->relation == STM_COMPATIBLE ? 0 : by_kind[d->kind]);
}

static uint32_t count_mentioned(const stm_difference *d, bool origins)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->nmentions && i < WEIGHED; i++) {
        bool counted = false;
        for (uint32_t k = 0; k < i && !counted; k++)
            counted = origins ? d->mentions[k].origin == d->mentions[i].origin : d->mentions[k].document == d->mentions[i].document;
        n += !counted;
    }
    return n;
}

// How far apart the values are, 0..1.
static double spread_of(const stm_difference *d)
{
    double least = INFINITY, most = 0;
    for (uint32_t i = 0; i < d->nmentions; i++)
        if (d->mentions[i].has_value) {
            least = fmin(least, fabs(d->mentions[i].low));
            most = fmax(most, fabs(d->mentions[i].low));
        }
    return least > 0 && most > least ? fmin(1, log2(most / least)) : 0;
}

static double weight_of(const stm_comparing *c, const stm_difference *d)
{
    double weight = base_of(d) + fmin(most_origins, each_origin * count_mentioned(d, true)) + d->certainty;
    weight += whole_story * count_mentioned(d, false) / fmax(1, c->naccounts) + (d->nstill > 0 ? still_old : 0);
    return weight + (d->relation == STM_COMPATIBLE ? 0 : doubled * spread_of(d));
}

typedef struct weighed {
    double weight;
    const stm_difference *difference;
} weighed;

static int weightiest_first(const void *one, const void *two)
{
    const weighed *a = one, *b = two;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->difference < b->difference ? -1 : a->difference > b->difference; // as they were found
}

void stm_differences_order(stm_comparing *c, stm_comparison *out)
{
    size_t n = c->differences.n;
    weighed *sorted = stm_arena_take_array(c->arena, n + 1, sizeof *sorted);
    out->differences = stm_arena_take_array(c->arena, n + 1, sizeof *out->differences);
    for (size_t i = 0; i < n; i++) {
        const stm_difference *d = stm_vector_at(&c->differences, i);
        sorted[i] = (weighed){weight_of(c, d), d};
    }
    if (n > 0)
        qsort(sorted, n, sizeof *sorted, weightiest_first);
    for (size_t i = 0; i < n; i++)
        out->differences[i] = *sorted[i].difference;
    out->ndifferences = n;
}
