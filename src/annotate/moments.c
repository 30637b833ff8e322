// A day with its part or its time, in either order: "Friday night", "Monday at 5:30 a.m.", "noon Thursday", "5 p.m. EST, Nov. 6".
#include "annotate/when.h"

enum { DEPTH_MOST = 3 };

static bool read_single(const stm_timing *t, size_t i, stm_when *when)
{
    stm_timing inner = *t;
    inner.depth++;
    return stm_time_longest(&inner, i, t->grammar->all, when);
}

bool stm_single_at(const stm_timing *t, size_t i, stm_when *when)
{
    stm_kept *kept = t->kept;
    if (t->depth >= DEPTH_MOST || i >= t->atoms.natoms || (stm_time_atom(t, i)->gates & STM_BEGIN_ANY) == 0)
        return false;
    if (t->depth > 0)
        return read_single(t, i, when);
    for (size_t k = 0; k < kept->nsingles && k < STM_SINGLES_MOST; k++)
        if (kept->singles[k].at == i && kept->singles[k].loose == t->loose) {
            if (kept->singles[k].found)
                *when = kept->singles[k].when;
            return kept->singles[k].found;
        }
    struct stm_single *single = &kept->singles[kept->nsingles++ % STM_SINGLES_MOST];
    single->at = i;
    single->loose = t->loose;
    single->found = read_single(t, i, &single->when);
    if (single->found)
        *when = single->when;
    return single->found;
}

// A day and its time of day.

void stm_moment_put_clock(stm_when *day, const stm_when *clock)
{
    bool late =
        stm_view_is(day->part, "AF") || stm_view_is(day->part, "EV") || (stm_view_is(day->part, "NI") && clock->hour >= 6);
    day->hour = clock->hour + (clock->ambiguous && late && clock->hour < 12 ? 12 : 0);
    day->minute = clock->minute;
    day->second = clock->second;
    day->grain = clock->grain;
    day->kind = STM_DATE_TIME;
    day->zone = clock->zone;
    day->ambiguous = clock->ambiguous && !late && !stm_view_is(day->part, "MO");
}

// "Friday night", "tuesday in the morning", "Sunday early morning", "tomorrow am".
void stm_moment_join_part(const stm_timing *t, stm_when *day)
{
    size_t k = stm_time_over(t, day->end, STM_CLASS_IN), end = 0;
    k = k > day->end ? stm_time_over(t, k, STM_CLASS_THE) : k;
    k = stm_time_over(t, k, STM_CLASS_EDGE);
    const stm_sense *part = stm_atoms_phrase(&t->atoms, k, STM_CLASS_PART, &end);
    bool name = stm_time_atom(t, end - 1)->upper && stm_time_atom(t, end)->upper &&
                stm_time_atom(t, end)->kind == STM_ATOM_WORD; // "Saturday Night Live"
    if (day->grain == STM_GRAIN_PART || part == NULL || name || stm_plural_at(t, end - 1))
        return;
    day->end = end;
    day->part = part->text;
    day->grain = STM_GRAIN_PART;
    day->kind = STM_DATE_TIME;
}

static size_t over_at(const stm_timing *t, size_t i)
{
    i = stm_time_over_sign(t, i, ',');
    i += stm_atoms_dash(&t->atoms, i);
    i = stm_time_over_sign(t, i, '@');
    size_t end = i;
    return stm_atoms_phrase(&t->atoms, i, STM_CLASS_AT, &end) != NULL ? end : i;
}

// A time behind a day.
static bool join_clock(const stm_timing *t, stm_when *day)
{
    stm_when clock;
    size_t k = over_at(t, day->end);
    bool at = k > day->end && !stm_time_sign(t, k - 1, ',') && !stm_atoms_dash(&t->atoms, k - 1);
    if (!stm_when_is_day(day) || !stm_clock_at(t, k, true, &clock) || !(clock.sure || at || day->grain == STM_GRAIN_PART))
        return false;
    const stm_atom *next = stm_time_atom(t, clock.end);
    bool bare = !clock.sure && clock.end == k + 1;
    if (bare && stm_time_is(t, clock.end, STM_CLASS_DURATION))
        return false; // "for 2 nights"
    if (bare && (!at || next->kind == STM_ATOM_WORD) && !stm_time_is(t, clock.end, STM_CLASS_PART))
        return false; // "Friday at 5 Main Street"
    day->end = clock.end;
    stm_moment_put_clock(day, &clock);
    if (day->part.size == 0 && clock.ambiguous) {
        stm_when with = *day;
        with.grain = STM_GRAIN_DAY;
        stm_moment_join_part(t, &with);
        if (with.end > day->end) {
            stm_moment_put_clock(&with, &clock);
            *day = with;
        }
    }
    return true;
}

size_t stm_moment_over_zone(const stm_timing *t, size_t i)
{
    size_t end = i;
    return stm_time_atom(t, i)->upper && stm_atoms_phrase(&t->atoms, i, STM_CLASS_ZONE, &end) != NULL ? end : i;
}

// A time, and the day behind it: "9am on Tuesday", "5 p.m. EST, Nov. 6", "noon Thursday", "8am this morning".
static bool clock_first(const stm_timing *t, size_t i, stm_when *when)
{
    stm_when clock, day;
    bool words = stm_time_atom(t, i)->kind == STM_ATOM_WORD;
    bool sure = stm_clock_at(t, i, false, &clock);
    if (!sure && !(stm_clock_at(t, i, true, &clock) && (clock.sure || (clock.end > i + 1 && words))))
        return false;
    size_t k = stm_time_over_sign(t, stm_moment_over_zone(t, clock.end), ',');
    k = stm_time_over(t, stm_time_over(t, k, STM_CLASS_ON), STM_CLASS_OF);
    if (stm_single_at(t, k, &day) && stm_when_is_day(&day) && day.kind != STM_DATE_SET && (sure || day.end > 0)) {
        stm_moment_join_part(t, &day);
        stm_moment_put_clock(&day, &clock);
        day.begin = i;
        *when = day;
        return true;
    }
    *when = clock;
    when->year = when->month = when->day = 0;
    return sure;
}

// "mid-afternoon yesterday".
static bool part_first(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0;
    size_t k = stm_time_over(t, i, STM_CLASS_EDGE);
    k += k > i && stm_atoms_hyphen(&t->atoms, k);
    const stm_sense *part = stm_atoms_phrase(&t->atoms, k, STM_CLASS_PART, &end);
    if (part == NULL || !stm_single_at(t, stm_time_over(t, end, STM_CLASS_ON), when) || when->grain != STM_GRAIN_DAY)
        return false;
    when->begin = i;
    when->part = part->text;
    when->grain = STM_GRAIN_PART;
    when->kind = STM_DATE_TIME;
    return true;
}

bool stm_moment_at(const stm_timing *t, size_t i, stm_when *when)
{
    stm_when one;
    bool found = stm_single_at(t, i, when);
    if (found && stm_when_is_day(when)) {
        stm_moment_join_part(t, when);
        if (join_clock(t, when) && when->part.size == 0) {
            stm_when year = *when; // "Oct 26 15:50:06 2016"
            size_t end = 0;
            int number;
            if (when->year == 0 && when->month != 0 && stm_year_at(t, when->end, &number, &end) && number > 1900) {
                year.year = number;
                year.end = end;
                *when = year;
            }
        }
    }
    uint32_t gates = stm_time_atom(t, i)->gates;
    if ((gates & (STM_BEGIN_NUMBER | STM_GATE_CLOCK)) != 0 && clock_first(t, i, &one) &&
        (!found || one.end > when->end ||
         ((one.zone.size > 0 || (i > 0 && one.sure && stm_time_is(t, i - 1, STM_CLASS_AT))) && one.end == when->end))) {
        *when = one;
        found = true;
    }
    bool part = stm_lexeme_reaches(stm_time_atom(t, i)->lexeme, STM_CLASS_PART) || stm_lexeme_reaches(stm_time_atom(t, i)->lexeme, STM_CLASS_EDGE);
    if (part && part_first(t, i, &one) && (!found || one.end > when->end)) {
        *when = one;
        found = true;
    }
    return found;
}
