// How alike two amounts are: the words around them by their weights, their values, and whether both may be right of one thing. A
// number is an interval by bound, hedge and rounding; a length of time that ends at publication is compared with dates as well.
#include <math.h>

#include "compare/amounts.h"

static const double HOUR = 1 / 24.0;
static const double PRICE = 1000; // up to which cents are left out or rounded away without a word

static double alike(const stm_amount *one, const stm_amount *two, const double *x, const double *y, double all)
{
    double common = 0;
    for (uint32_t i = 0; i < one->nsenses; i++)
        for (uint32_t j = 0; j < two->nsenses; j++)
            if (one->senses[i] == two->senses[j]) {
                common += x[i] < y[j] ? x[i] : y[j];
                break;
            }
    return all > 0 ? 2 * common / all : 0;
}

double stm_amounts_context(const stm_amount *one, const stm_amount *two)
{
    return alike(one, two, one->weights, two->weights, one->weight + two->weight);
}

double stm_amounts_event(const stm_amount *one, const stm_amount *two)
{
    return alike(one, two, one->telling, two->telling, one->told + two->told);
}

static bool framed(const stm_amount *one, const stm_amount *two, unsigned but)
{
    const uint32_t *x = &one->frame[0][0], *y = &two->frame[0][0]; // both sides, one behind the other
    for (uint32_t i = 0; i < 2 * STM_FRAME; i++)
        for (uint32_t j = 0; j < 2 * STM_FRAME && (but >> i & 1) == 0; j++)
            if (x[i] != STM_NO_WORD && x[i] == y[j])
                return true;
    return false;
}

bool stm_amounts_framed(const stm_amount *one, const stm_amount *two)
{
    return framed(one, two, 0);
}

bool stm_amounts_framed_alike(const stm_amount *one, const stm_amount *two)
{
    return framed(one, two, one->frame_names);
}

uint32_t stm_amounts_shared(const stm_amount *one, const stm_amount *two)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < one->nsenses; i++)
        for (uint32_t j = 0; j < two->nsenses; j++)
            n += one->senses[i] == two->senses[j];
    return n;
}

bool stm_amounts_same_value(const stm_amount *one, const stm_amount *two)
{
    double tolerance = 1e-9 * (fabs(one->low) + fabs(one->high));
    return one->unit == two->unit && fabs(one->low - two->low) <= tolerance && fabs(one->high - two->high) <= tolerance;
}

bool stm_amount_tells_minute(const stm_amount *a)
{
    enum { QUARTERS = 96 };
    double quarters = (a->low - floor(a->low)) * QUARTERS;
    return a->clock && fabs(quarters - round(quarters)) > 1e-3;
}

// How far off a time is that is told with "about".
static double roughly(const stm_amount *a)
{
    return a->bound != STM_BOUND_ABOUT ? 0 : stm_amount_tells_minute(a) ? HOUR / 12 : HOUR / 4;
}

// Of a part of a date its half; of "after noon" the hour behind it.
double stm_amount_from(const stm_amount *a)
{
    double part = a->edge == 'e' ? 0.5 : a->edge == 'm' ? 0.25 : 0;
    if (a->date != NULL)
        return a->low + part * (a->high - a->low) - (a->bound == STM_BOUND_LESS ? HOUR : roughly(a));
    return a->bound == STM_BOUND_LESS || a->bound == STM_BOUND_MOST ? -INFINITY : a->low - a->slack;
}

double stm_amount_to(const stm_amount *a)
{
    double part = a->edge == 's' ? 0.5 : a->edge == 'm' ? 0.25 : 0;
    if (a->date != NULL)
        return a->high - part * (a->high - a->low) + (a->bound == STM_BOUND_MORE ? HOUR : roughly(a));
    return a->bound == STM_BOUND_MORE || a->bound == STM_BOUND_LEAST ? INFINITY : a->high + a->slack;
}

static bool has_cents(const stm_amount *a)
{
    return a->figure->low != floor(a->figure->low);
}

// "$129.99", "$129", "$130": a price with its cents and one without.
static bool cents_apart(const stm_amount *one, const stm_amount *two)
{
    return one->figure->kind == STM_FIGURE_MONEY && two->figure->kind == STM_FIGURE_MONEY && has_cents(one) != has_cents(two) &&
           fmax(one->figure->high, two->figure->high) < PRICE && fabs(one->low - two->low) < 1;
}

bool stm_amounts_meet(const stm_amount *one, const stm_amount *two)
{
    if (one->date != NULL && two->date != NULL)
        return stm_amount_from(one) < stm_amount_to(two) && stm_amount_from(two) < stm_amount_to(one);
    if (one->date != NULL || two->date != NULL) {
        const stm_amount *date = one->date != NULL ? one : two, *back = one->date != NULL ? two : one;
        return date->low < back->last && back->first < date->high;
    }
    if (cents_apart(one, two))
        return true;
    double gap = fmax(stm_amount_from(one), stm_amount_from(two)) - fmin(stm_amount_to(one), stm_amount_to(two));
    bool rounded = one->slack > 0 && two->slack > 0 && one->bound == STM_BOUND_EQUAL && two->bound == STM_BOUND_EQUAL;
    return rounded ? gap < -1e-9 * fabs(one->low) : gap <= 0; // 270,000 and 280,000 are no roundings of one number
}
