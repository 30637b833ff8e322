// The course of a figure: of a quantity that accounts give in several values, the mention that first has each, in order of
// publication. An account without a time is in no course, nor is one of a day alone before or behind another of that day.
#include <stdlib.h>

#include "compare/inner.h"

enum { COURSE = 24 }; // values of one

static stm_civil published(const stm_comparing *c, const stm_mention *m)
{
    return c->documents[m->document]->article.published;
}

static bool same_value(const stm_mention *a, const stm_mention *b)
{
    return a->low == b->low && a->high == b->high && a->bound == b->bound && stm_view_equal(a->unit, b->unit);
}

static bool is_earlier(const stm_comparing *c, const stm_mention *a, const stm_mention *b)
{
    stm_civil one = published(c, a), two = published(c, b);
    int64_t x = stm_civil_seconds(one), y = stm_civil_seconds(two);
    return x != y ? x < y : a < b;
}

void stm_course_find(stm_comparing *c, stm_difference *d)
{
    uint32_t course[COURSE], n = 0;
    for (uint32_t i = 0; i < d->nmentions; i++) {
        const stm_mention *m = &d->mentions[i];
        uint32_t k = 0;
        if (!m->has_value || published(c, m).day == 0)
            continue;
        while (k < n && !same_value(m, &d->mentions[course[k]]))
            k++;
        if (k == COURSE)
            continue;
        if (k == n || is_earlier(c, m, &d->mentions[course[k]]))
            course[k] = i;
        n += k == n;
    }
    for (uint32_t i = 1; i < n; i++) // few: by insertion
        for (uint32_t k = i; k > 0 && is_earlier(c, &d->mentions[course[k]], &d->mentions[course[k - 1]]); k--) {
            uint32_t swap = course[k];
            course[k] = course[k - 1];
            course[k - 1] = swap;
        }
    if (n < 2)
        return;
    d->course = stm_arena_take_array(c->arena, n, sizeof *d->course);
    memcpy(d->course, course, n * sizeof *course);
    d->ncourse = n;
}
