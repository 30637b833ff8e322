// Ranges of dates and of hours: "from March to May", "Nov. 18-19", "2014-2018", "between 10 and 11:30 on Friday". One end gives
// the other what it lacks: a year, a month, a half of the day.
#include "annotate/when.h"

enum { YEAR_LEAST = 1500, YEAR_MOST = 2199, YEARS_MOST = 9 };

// The word or sign between the ends; the atom behind it, 0: none.
static size_t over_joint(const stm_timing *t, size_t i, bool between)
{
    const stm_atom *atom = stm_time_atom(t, i);
    if (stm_time_is(t, i, STM_CLASS_THROUGH) || (stm_time_is(t, i, STM_CLASS_TO) && !stm_atoms_dash(&t->atoms, i)) ||
        (between && stm_time_is(t, i, STM_CLASS_AND)))
        return i + 1;
    bool dash = stm_atoms_dash(&t->atoms, i) || stm_time_sign(t, i, '~');
    bool tight = !atom->spaced && !stm_time_atom(t, i + 1)->spaced;
    return dash && (tight || atom->spaced == stm_time_atom(t, i + 1)->spaced) ? i + 1 : 0;
}

static bool bare_day(const stm_timing *t, size_t i, stm_when *when, bool *ordinal)
{
    size_t end = 0, k = stm_time_over(t, i, STM_CLASS_THE);
    int day;
    if (!stm_day_at(t, k, &day, &end, ordinal) || stm_time_is(t, end, STM_CLASS_MONTH))
        return false;
    *when = (stm_when){.begin = i, .end = end, .kind = STM_DATE_DATE, .grain = STM_GRAIN_DAY, .day = day};
    return true;
}

static bool calendar_kind(const stm_when *when)
{
    return when->grain >= STM_GRAIN_CENTURY && when->grain <= STM_GRAIN_DAY && when->kind == STM_DATE_DATE;
}

static bool is_now(const stm_when *when)
{
    return when->grain == STM_GRAIN_TEXT && stm_view_is(when->text, "PRESENT_REF");
}

static void set_now(const stm_timing *t, stm_when *when)
{
    if (!is_now(when) || !t->known)
        return;
    stm_when_on(when, STM_GRAIN_DAY, t->today);
}

// A year and a later month or day that says its own: "2011 through May 2016", "March 2011 to 2013".
static bool years_apart(const stm_when *a, const stm_when *b)
{
    bool one = a->grain == STM_GRAIN_YEAR || b->grain == STM_GRAIN_YEAR;
    return one && a->year != 0 && b->year > a->year && (a->month != 0) != (b->month != 0);
}

// "2018-19", "1998–99", "2018/19": a year and the last digits of a later one.
static bool short_years(const stm_timing *t, size_t i, stm_time_range *r)
{
    stm_when from = {.begin = i, .end = i + 1, .kind = STM_DATE_DATE, .grain = STM_GRAIN_YEAR};
    int last;
    bool slash = stm_time_sign(t, i + 1, '/') && !stm_time_atom(t, i + 1)->spaced;
    if (!stm_whole_at(t, i, YEAR_LEAST, YEAR_MOST, &from.year) || !(slash || stm_atoms_hyphen(&t->atoms, i + 1)) ||
        stm_time_atom(t, i + 2)->spaced || stm_span_size(stm_time_atom(t, i + 2)->span) != 2 || !stm_whole_at(t, i + 2, 0, 99, &last) ||
        stm_atoms_hyphen(&t->atoms, i + 3) || stm_time_sign(t, i + 3, '/') || (i > 0 && !stm_time_atom(t, i)->spaced))
        return false;
    int apart = last - from.year % 100 + (from.year % 100 == 99 && last == 0 ? 100 : 0);
    if (apart < 1 || apart > (slash ? 1 : YEARS_MOST))
        return false;
    r->begin = i;
    r->from = r->to = from;
    r->to.year += apart;
    r->end = i + 3;
    return true;
}

static bool dates_fit(const stm_time_range *r)
{
    const stm_when *a = &r->from, *b = &r->to;
    if (!calendar_kind(a) || !calendar_kind(b))
        return false;
    if (r->led)
        return true;
    bool plain = !a->turned && !b->turned && !a->counted && !b->counted;
    if (plain && years_apart(a, b))
        return true;
    bool same = a->grain == b->grain || (a->grain <= STM_GRAIN_MONTH && b->grain <= STM_GRAIN_DAY);
    return plain && same && (a->month != 0) == (b->month != 0) &&
           (a->weekday == 0 || a->day != 0) == (b->weekday == 0 || b->day != 0);
}

// "6/2-6/9, 2030": a year behind two days that have none.
static void take_year(const stm_timing *t, stm_time_range *r)
{
    stm_when *a = &r->from, *b = &r->to;
    size_t end = 0;
    int year;
    if (a->grain != STM_GRAIN_DAY || b->grain != STM_GRAIN_DAY || a->month == 0 || b->month == 0 || a->year != 0 || b->year != 0 ||
        !stm_time_sign(t, r->end, ',') || !stm_year_at(t, r->end + 1, &year, &end) || year < YEAR_LEAST)
        return;
    b->year = year;
    a->year = year - (a->month > b->month);
    r->end = end;
}

static bool ends_of_range(const stm_timing *t, size_t i, bool between, stm_time_range *r)
{
    stm_when from, to;
    bool ordinal = false, later = false;
    size_t next;
    stm_timing open = *t;
    open.loose = r->led || stm_time_atom(t, i)->kind == STM_ATOM_NUMBER;
    bool tried = false;
    if (stm_moment_at(&open, i, &from) && (next = over_joint(t, from.end, between)) > 0) {
        r->from = from;
        set_now(t, &r->from);
        stm_timing loose = *t;
        loose.loose = true;
        if (stm_moment_at(&loose, next, &r->to)) {
            set_now(t, &r->to);
            r->end = r->to.end;
            take_year(t, r);
            bool split = !t->loose && open.loose && !r->led && from.day != 0 && from.year == 0 && r->to.year == 0;
            if (dates_fit(r) && !(split && !stm_moment_at(t, i, &from)))
                return true;
            tried = split;
        }
        // "November 18-19", "april 9th through 17th"
        if (!tried && from.grain == STM_GRAIN_DAY && from.month != 0 && from.day != 0 && bare_day(t, next, &to, &later) &&
            to.day > from.day && stm_time_atom(t, to.end)->kind != STM_ATOM_NUMBER && !stm_time_sign(t, to.end, ':') &&
            !stm_time_sign(t, to.end, '/') && !stm_time_is(t, to.end, STM_CLASS_DURATION) && !stm_atoms_hyphen(&t->atoms, to.end) && !stm_time_is(t, to.end, STM_CLASS_AMPM)) {
            r->to = from;
            r->to.day = to.day;
            r->to.weekday = 0;
            r->end = to.end;
            size_t k = stm_time_over_sign(t, to.end, ','), end = 0;
            int year;
            if (from.year == 0 && stm_year_at(t, k, &year, &end) && year > YEAR_LEAST) {
                r->from.year = r->to.year = year;
                r->end = end;
            }
            return true;
        }
    }
    // "9 to 12 of June", "between the ninth and the seventeenth of April"
    if (bare_day(t, i, &from, &ordinal) && (next = over_joint(t, from.end, between)) > 0 &&
        stm_calendar_at(t, stm_time_over(t, next, STM_CLASS_THE), &to) && to.grain == STM_GRAIN_DAY && to.month != 0 &&
        to.day > from.day && to.weekday == 0 && !stm_time_is(t, next, STM_CLASS_MONTH)) {
        r->from = to;
        r->from.day = from.day;
        r->to = to;
        r->end = to.end;
        return true;
    }
    return false;
}

static int minutes_of(const stm_when *when)
{
    return when->hour * 60 + when->minute;
}

// Two times of day: the first may lack its half of the day, or the second.
static void match_halves(stm_when *from, stm_when *to)
{
    if (from->ambiguous && !to->ambiguous && to->hour > 12 && minutes_of(from) + 720 < minutes_of(to))
        from->hour += from->hour < 12 ? 12 : 0;
    if (to->ambiguous && minutes_of(to) <= minutes_of(from) && to->hour <= 12)
        to->hour += 12;
    if (to->hour == 0 && from->hour > 0 && to->minute == 0)
        to->hour = from->hour < 12 ? 12 : 24;
}

// A range of times: "from 3-8pm", "between 10 and 11:30", "2:00 - 2:30 pm", "7 to 7:30".
static bool clock_range(const stm_timing *t, size_t i, bool loose, stm_time_range *r)
{
    bool from_word = stm_time_is(t, i, STM_CLASS_FROM), between = stm_time_is(t, i, STM_CLASS_BETWEEN),
         at = stm_time_is(t, i, STM_CLASS_AT);
    size_t k = i + (from_word || between || at), next;
    r->begin = at ? k : i;
    r->led = from_word || between;
    if (!stm_clock_at(t, k, true, &r->from) || (next = over_joint(t, stm_moment_over_zone(t, r->from.end), true)) == 0 ||
        !stm_clock_at(t, next, true, &r->to))
        return false;
    bool sure = r->from.sure || r->to.sure;
    bool and = stm_time_is(t, next - 1, STM_CLASS_AND) && !between;
    r->end = r->to.end;
    if (!(sure || loose) || and || (stm_time_is(t, r->end, STM_CLASS_MONTH) && r->end == next + 1)) // "9 to 12 June"
        return false;
    match_halves(&r->from, &r->to);
    return true;
}

static void on_day(stm_when *clock, const stm_when *day)
{
    stm_when both = *day;
    stm_moment_put_clock(&both, clock);
    both.zone = clock->zone;
    *clock = both;
}

// A day with a range of times behind or before it.
static bool day_and_hours(const stm_timing *t, size_t i, stm_time_range *r)
{
    stm_when day;
    if (stm_single_at(t, i, &day) && stm_when_is_day(&day)) {
        stm_moment_join_part(t, &day);
        size_t k = stm_time_over_sign(t, day.end, ',');
        if (clock_range(t, k, true, r)) {
            on_day(&r->from, &day);
            on_day(&r->to, &day);
            r->begin = day.begin;
            return minutes_of(&r->from) < minutes_of(&r->to);
        }
    }
    if (!clock_range(t, i, true, r))
        return false;
    bool loose = !clock_range(t, i, false, r);
    size_t k = stm_time_over(t, stm_time_over(t, stm_time_over_sign(t, stm_moment_over_zone(t, r->end), ','), STM_CLASS_ON),
                             STM_CLASS_OF);
    if (stm_single_at(t, k, &day) && stm_when_is_day(&day) && day.kind != STM_DATE_SET) {
        stm_moment_join_part(t, &day);
        on_day(&r->from, &day);
        on_day(&r->to, &day);
        r->end = day.end;
        return minutes_of(&r->from) < minutes_of(&r->to);
    }
    return !loose && minutes_of(&r->from) < minutes_of(&r->to);
}

bool stm_time_range_at(const stm_timing *t, size_t i, stm_time_range *r)
{
    bool from = stm_time_is(t, i, STM_CLASS_FROM), between = stm_time_is(t, i, STM_CLASS_BETWEEN);
    *r = (stm_time_range){.begin = i, .led = from || between};
    if (short_years(t, i, r) || ends_of_range(t, r->led ? i + 1 : i, between, r))
        return true;
    return day_and_hours(t, i, r);
}

// Years and days that one end leaves open come from the other.
void stm_time_range_settle(const stm_timing *t, stm_time_range *r)
{
    stm_when *a = &r->from, *b = &r->to;
    bool months = a->month != 0 && b->month != 0;
    bool wraps = months && (a->month > b->month || (a->month == b->month && a->day > b->day));
    if (a->year == 0 && b->year != 0 && months)
        a->year = b->year - wraps;
    else if (a->year != 0 && b->year == 0 && months)
        b->year = a->year + wraps;
    stm_when_settle(t, a);
    if (b->year == 0 && a->year != 0 && months)
        b->year = a->year + wraps;
    if (b->year == 0 && b->weekday != 0 && a->year != 0) {
        int ahead = (b->weekday - 1 - stm_civil_weekday(stm_civil_of_days(stm_when_first(a))) + 7) % 7;
        stm_when_on(b, b->grain, stm_when_first(a) + ahead);
    }
    stm_when_settle(t, b);
}
