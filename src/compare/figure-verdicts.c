// What two values of one quantity are to each other.
//
// In this order: an account that corrects itself; another scope; intervals that meet (a bound, a hedge, a rounding); a price
// that moves or a count that grows with time; else they differ, and where both are exact and said of one thing in nearly
// the same words, both cannot be right. (The order is that of the checks an editor makes before calling anything wrong.)
#include <math.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compare/relating.h"

enum {
    SCOPE_REACH = 4, // words on either side in which a word of scope is looked for
    ONE_EVENT = 3,   // days between accounts of one event, at most, where values do not meet
};

static const double SLIP = 1.1;     // values no further apart than this are hardly of two things
// Likeness from which both cannot be right: of counts, of days, of years, of what is measured, and of that where the values are far apart.
static const struct {
    double count, date, year, measure, far;
} conflict = {0.3, 0.43, 0.5, 0.45, 0.65};

static const double FAR = 1.5, MONTH = 31;
static const double BEYOND = 3; // times a bound from which on a value has left it behind
static const char days_apart_reason[] = "printed more than three days apart: perhaps of two events";

// Does a figure stand between byte `begin` and an amount?
static bool figure_between(const stm_relating *r, uint32_t begin, const stm_amount *a)
{
    const stm_notes *notes = &r->c->accounts[a->account].doc->notes;
    size_t low = 0, high = notes->nfigures;
    while (low < high) { // the first that begins at `begin` or behind it
        size_t middle = (low + high) / 2;
        if (notes->figures[middle].span.begin < begin)
            low = middle + 1;
        else
            high = middle;
    }
    return low < notes->nfigures && notes->figures[low].span.end <= a->span.begin;
}

static int8_t find_correction(const stm_relating *r, const stm_amount *a)
{
    const stm_account *account = &r->c->accounts[a->account];
    stm_span span = account->doc->segments.sentences[a->sentence].span;
    stm_view text = stm_fold(r->c->arena, stm_account_text(account, span));
    int8_t found = 0;
    for (size_t k = 0; k < r->corrections.nrows; k++) {
        const stm_row *row = &r->corrections.rows[k];
        ptrdiff_t at = stm_view_find(text, row->fields[0]);
        if (at == STM_NOWHERE)
            continue;
        bool old = row->nfields > 1 && a->span.begin > span.begin + (uint32_t)at && !figure_between(r, span.begin + (uint32_t)at, a);
        if (old)
            return -1;
        found = 1;
    }
    return found;
}

// Asked of an amount once for each that it is compared with.
int stm_figures_corrected(const stm_relating *r, const stm_amount *a)
{
    int8_t *known = &r->corrected[a - (const stm_amount *)r->amounts->items];
    if (*known == 0)
        *known = find_correction(r, a) + 2;
    return *known - 2;
}

// 1: an account puts a value right, -1: one says that it was put right, 0: neither.
static int corrects(const stm_relating *r, uint32_t group)
{
    const stm_amount_group *g = &r->groups[group];
    int all = 0;
    for (uint32_t i = 0; i < g->n && i < STM_RELATING_MEMBERS; i++)
        all += stm_figures_corrected(r, stm_relating_amount(r, g->members[i]));
    return (all > 0) - (all < 0);
}

// The word of scope by which half of the mentions of a group stand, of several the last; 0: there is none.
static uint64_t scope_of(const stm_relating *r, uint32_t group)
{
    uint64_t scope = 0;
    uint32_t with = 0, looked = 0;
    const stm_amount_group *g = &r->groups[group];
    for (uint32_t i = 0; i < g->n && i < STM_RELATING_MEMBERS; i++) {
        const stm_amount *a = stm_relating_amount(r, g->members[i]);
        const stm_account *account = &r->c->accounts[a->account];
        const stm_segments *segments = &account->doc->segments;
        const stm_sentence *s = &segments->sentences[a->sentence];
        uint32_t from = stm_token_at(segments, a->span.begin), to = stm_token_at(segments, a->span.end) + SCOPE_REACH;
        from = from > s->begin + SCOPE_REACH ? from - SCOPE_REACH : s->begin;
        bool found = false;
        uint32_t behind = stm_token_at(segments, a->span.end);
        bool count = a->figure != NULL && a->figure->unit.size == 0 && a->figure->kind != STM_FIGURE_FRACTION;
        for (uint32_t t = from; t < s->end && t < to && !found; t++) {
            stm_view word = stm_fold(r->c->arena, stm_account_text(account, segments->tokens[t].span));
            const stm_row *row = account->sense[t] != STM_NO_WORD ? stm_table_find(&r->scopes, word) : NULL;
            found = row != NULL && (row->nfields < 2 || (t == behind && count));
            scope = found ? stm_hash(row->fields[0]) : scope;
        }
        with += found;
        looked++;
    }
    return 2 * with >= looked ? scope : 0;
}

// "420 passengers and crew": does the number count things of two kinds together?
static bool is_coupled(const stm_relating *r, const stm_amount *a)
{
    const stm_account *account = &r->c->accounts[a->account];
    const stm_segments *g = &account->doc->segments;
    if (a->figure == NULL || a->figure->counted.size == 0)
        return false;
    uint32_t t = stm_token_at(g, a->figure->counted_span.end), end = g->sentences[a->sentence].end;
    if (t + 1 >= end || !stm_clause_joins(r->c, account, t))
        return false;
    uint64_t kind = stm_amount_class(r->c, stm_account_text(account, g->tokens[t + 1].span));
    return kind != 0 && kind != stm_hash(STM_VIEW("dead")) && kind != stm_hash(STM_VIEW("injured"));
}

// When a value was first and last printed, in seconds; false where no account of it has a date.
static bool printed(const stm_relating *r, uint32_t group, int64_t *first, int64_t *last)
{
    bool known = false;
    const stm_amount_group *g = &r->groups[group];
    for (uint32_t i = 0; i < g->n; i++) {
        stm_civil when = r->c->accounts[stm_relating_amount(r, g->members[i])->account].doc->article.published;
        if (!stm_civil_known(when))
            continue;
        int64_t seconds = stm_civil_seconds(when);
        *first = known && *first < seconds ? *first : seconds;
        *last = known && *last > seconds ? *last : seconds;
        known = true;
    }
    return known;
}

// A count that grows as more is known, and the largest was not printed before the smallest.
static bool grew(const stm_relating *r, const uint32_t *sides, uint32_t n)
{
    uint32_t least = 0, most = 0;
    for (uint32_t i = 0; i < n; i++) {
        const stm_amount *a = stm_relating_first(r, sides[i]);
        if (a->date != NULL || !a->grows)
            return false;
        least = a->low < stm_relating_first(r, sides[least])->low ? i : least;
        most = a->low > stm_relating_first(r, sides[most])->low ? i : most;
    }
    int64_t first_least, last_least, first_most, last_most;
    return least != most && printed(r, sides[least], &first_least, &last_least) && printed(r, sides[most], &first_most, &last_most) &&
           first_least <= last_most && first_least < last_most + (first_least == first_most);
}

// Days between the two accounts whose words are most alike; 0 where no two of them have a date.
static int64_t days_apart(const stm_relating *r, uint32_t one, uint32_t two)
{
    const stm_amount_group *a = &r->groups[one], *b = &r->groups[two];
    double best = 0;
    int64_t days = 0;
    for (uint32_t i = 0; i < a->n && i < STM_RELATING_MEMBERS; i++)
        for (uint32_t j = 0; j < b->n && j < STM_RELATING_MEMBERS; j++) {
            const stm_amount *x = stm_relating_amount(r, a->members[i]), *y = stm_relating_amount(r, b->members[j]);
            stm_civil first = r->c->accounts[x->account].doc->article.published, second = r->c->accounts[y->account].doc->article.published;
            double likeness = stm_civil_known(first) && stm_civil_known(second) ? stm_amounts_likeness(x, y) : 0;
            if (likeness > best) {
                best = likeness;
                days = stm_civil_days(first) - stm_civil_days(second);
            }
        }
    return days < 0 ? -days : days;
}

// Said of one thing in nearly the same words; or telling values so near each other that they hardly are of two.
static bool one_thing(const stm_amount *a, const stm_amount *b, double likeness)
{
    if (a->date == NULL && stm_amount_tells(a) && stm_amount_tells(b) && fmax(a->low, b->low) < SLIP * fmin(a->low, b->low))
        return true;
    if (a->date != NULL)
        return likeness >= (fmax(a->high - a->low, b->high - b->low) > MONTH ? conflict.year : conflict.date);
    if (a->figure->unit.size > 0)
        return likeness >= (fmax(a->low, b->low) < FAR * fmin(a->low, b->low) ? conflict.measure : conflict.far);
    bool place = a->subject != 0 && a->subject == b->subject && a->fate != 0 && a->fate == b->fate; // those who live in it
    return stm_amounts_of_kind(a, b) && (place || likeness >= conflict.count);
}

static bool is_score(const stm_relating *r, const stm_amount *a)
{
    return a->counted == r->score || (a->figure != NULL && stm_view_is(a->figure->unit, "point"));
}

// "More than 40 people", of whom another account counts 23,000.
static bool left_behind(const stm_amount *a, const stm_amount *b)
{
    bool above = a->bound == STM_BOUND_MORE || a->bound == STM_BOUND_LEAST;
    return a->date == NULL && b->date == NULL && above && b->bound != a->bound && b->low > BEYOND * a->low;
}

// Was the number for what an account tells by a word ("dozens"), or by a bound, printed later, and is it greater?
static bool outgrew(const stm_relating *r, uint32_t word, uint32_t number)
{
    int64_t first_word, last_word, first_number, last_number;
    const stm_amount *a = stm_relating_first(r, word), *b = stm_relating_first(r, number);
    return (stm_amount_outgrown(a, b) || left_behind(a, b)) && printed(r, word, &first_word, &last_word) &&
           printed(r, number, &first_number, &last_number) && first_word < last_number;
}

// Has an account the value of one group as a bound that the other keeps: "2,800 papers" where "more than 2,800" is said, too?
static bool is_bound_of(const stm_relating *r, uint32_t one, uint32_t two)
{
    const stm_amount_group *g = &r->groups[one];
    for (uint32_t i = 0; i < g->n && i < STM_RELATING_MEMBERS; i++) {
        const stm_amount *a = stm_relating_amount(r, g->members[i]);
        if (a->date == NULL && stm_amount_one_sided(a) && stm_amounts_meet(a, stm_relating_first(r, two)))
            return true;
    }
    return false;
}

static stm_verdict judge(const stm_relating *r, uint32_t one, uint32_t two)
{
    const stm_amount *a = stm_relating_first(r, one), *b = stm_relating_first(r, two);
    if (corrects(r, one) != corrects(r, two))
        return (stm_verdict){STM_UPDATE, "an account says that it puts right what was said before"};
    if (stm_amount_one_sided(a) && stm_amount_one_sided(b) && a->low != b->low)
        return (stm_verdict){STM_DIFFERS, "two bounds at different values"};
    if (stm_amounts_meet(a, b) && !left_behind(a, b) && !left_behind(b, a))
        return (stm_verdict){STM_COMPATIBLE, a->date != NULL || b->date != NULL ? "one lies within the other" : "both may be right: a bound, a hedge or a rounding"};
    if (!stm_amount_one_sided(a) && !stm_amount_one_sided(b) && (is_bound_of(r, one, two) || is_bound_of(r, two, one)))
        return (stm_verdict){STM_COMPATIBLE, "both may be right: an account has the one as a bound"};
    if (outgrew(r, one, two) || outgrew(r, two, one))
        return (stm_verdict){STM_UPDATE, "a later account has a greater number for it"};
    if (a->moves && b->moves && a->date == NULL)
        return (stm_verdict){STM_UPDATE, "it moves from hour to hour: two values of two times"};
    bool standing = a->date != NULL && fmin(a->high - a->low, b->high - b->low) > 1; // a month or year is the same whenever it is told
    if (!standing && days_apart(r, one, two) > ONE_EVENT)
        return (stm_verdict){STM_SCOPE, days_apart_reason};
    if (scope_of(r, one) != scope_of(r, two))
        return (stm_verdict){STM_SCOPE, "a word of scope stands with one only: perhaps not quite the same quantity"};
    if (is_coupled(r, a) != is_coupled(r, b))
        return (stm_verdict){STM_SCOPE, "one counts things of two kinds together"};
    if (is_score(r, a) || is_score(r, b))
        return (stm_verdict){STM_SCOPE, "scores of play: perhaps of two games"};
    if (a->date != NULL && a->high - a->low < 1)
        return (stm_verdict){STM_DIFFERS, "two times of one day"};
    if (one_thing(a, b, stm_relating_likeness(r, one, two)) && !stm_amount_one_sided(a) && !stm_amount_one_sided(b))
        return (stm_verdict){STM_CONFLICT, "both are exact and said of one thing: both cannot be right"};
    return (stm_verdict){STM_DIFFERS, "they do not meet, and nothing says why"};
}

static int weight_of(stm_difference_relation relation)
{
    static const int weights[] = {[STM_CONFLICT] = 5, [STM_DIFFERS] = 4, [STM_SCOPE] = 3, [STM_UPDATE] = 2, [STM_COMPATIBLE] = 1};
    return weights[relation];
}

// Has one side an exact value that all others allow?
static bool all_allow_one(const stm_relating *r, const uint32_t *sides, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        bool all = !stm_amount_one_sided(stm_relating_first(r, sides[i]));
        for (uint32_t j = 0; j < n && all; j++)
            all = stm_amounts_meet(stm_relating_first(r, sides[i]), stm_relating_first(r, sides[j]));
        if (all)
            return true;
    }
    return false;
}

uint32_t stm_figures_newest(const stm_relating *r, const uint32_t *sides, uint32_t n)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (corrects(r, sides[i]) > 0)
            return i;
        most = stm_relating_first(r, sides[i])->low > stm_relating_first(r, sides[most])->low ? i : most;
    }
    return grew(r, sides, n) ? most : n;
}

stm_verdict stm_figures_judge(const stm_relating *r, const uint32_t *sides, uint32_t n, double *likeness)
{
    stm_verdict strongest = {STM_COMPATIBLE, ""};
    *likeness = 0;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = i + 1; j < n; j++) {
            stm_verdict v = judge(r, sides[i], sides[j]);
            if (strongest.because[0] == '\0' || weight_of(v.relation) > weight_of(strongest.relation))
                strongest = v;
            *likeness = fmax(*likeness, stm_relating_likeness(r, sides[i], sides[j]));
        }
    bool scope = strongest.relation == STM_SCOPE && strongest.because != days_apart_reason;
    if (strongest.relation != STM_COMPATIBLE && !scope && grew(r, sides, n))
        strongest = (stm_verdict){STM_UPDATE, "the count grew: the larger was printed later"};
    if (n > 2 && strongest.relation == STM_DIFFERS && all_allow_one(r, sides, n))
        strongest = (stm_verdict){STM_COMPATIBLE, "one exact value, which all bounds allow"};
    return strongest;
}
