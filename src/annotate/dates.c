// Dates in TIMEX3 values (ISO-TimeML), sentence by sentence from left to right: at each word the longest expression of the grammar, a day
// with its time of day, or a range of both.
//
// The grammar is that of HeidelTime (Strötgen & Gertz 2010) and Recognizers-Text in hand-written cursors: calendar.c, numeric.c, periods.c,
// relative.c, clocks.c; when.c finds what the words leave open. A range "from March to May" is one expression ("begin/end").
#include "annotate/quantity.h"
#include "annotate/when.h"

enum { DEPTH_MOST = 3 };

static bool is_day(const stm_when *when) { return when->grain == STM_GRAIN_DAY || when->grain == STM_GRAIN_PART; }

bool stm_single_at(const stm_timing *t, size_t i, stm_when *when)
{
    stm_when best = {0}, one;
    if (t->depth >= DEPTH_MOST || i >= t->atoms.natoms)
        return false;
    stm_timing inner = *t;
    inner.depth++;
    bool (*const rules[])(const stm_timing *, size_t, stm_when *) = {stm_calendar_at, stm_numeric_at, stm_relative_at, stm_period_at};
    for (size_t k = 0; k < sizeof rules / sizeof *rules; k++)
        if (rules[k](&inner, i, &one) && one.end > best.end)
            best = one;
    *when = best;
    return best.end > i;
}

// A day and its time of day.

static void put_clock(stm_when *day, const stm_when *clock)
{
    bool late = stm_view_is(day->part, "AF") || stm_view_is(day->part, "EV") || (stm_view_is(day->part, "NI") && clock->hour >= 6);
    day->hour = clock->hour + (clock->ambiguous && late && clock->hour < 12 ? 12 : 0);
    day->minute = clock->minute;
    day->second = clock->second;
    day->grain = clock->grain;
    day->kind = STM_DATE_TIME;
    day->zone = clock->zone;
    day->ambiguous = clock->ambiguous && !late && !stm_view_is(day->part, "MO");
}

// "Friday night", "tuesday in the morning", "Sunday early morning", "tomorrow am".
static void join_part(const stm_timing *t, stm_when *day)
{
    size_t k = stm_time_over(t, day->end, STM_CLASS_IN), end = 0;
    k = k > day->end ? stm_time_over(t, k, STM_CLASS_THE) : k;
    k = stm_time_over(t, k, STM_CLASS_EDGE);
    const stm_sense *part = stm_atoms_phrase(&t->atoms, k, STM_CLASS_PART, &end);
    bool name = stm_time_atom(t, end - 1)->upper && stm_time_atom(t, end)->upper && stm_time_atom(t, end)->kind == STM_ATOM_WORD; // "Saturday Night Live"
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
    if (!is_day(day) || !stm_clock_at(t, k, true, &clock) || !(clock.sure || at || day->grain == STM_GRAIN_PART))
        return false;
    const stm_atom *next = stm_time_atom(t, clock.end);
    bool bare = clock.ambiguous && clock.end == k + 1;
    if (bare && stm_time_is(t, clock.end, STM_CLASS_DURATION))
        return false; // "for 2 nights"
    if (bare && (!at || next->kind == STM_ATOM_WORD) && !stm_time_is(t, clock.end, STM_CLASS_PART))
        return false; // "Friday at 5 Main Street"
    day->end = clock.end;
    put_clock(day, &clock);
    if (day->part.size == 0 && clock.ambiguous) {
        stm_when with = *day;
        with.grain = STM_GRAIN_DAY;
        join_part(t, &with);
        if (with.end > day->end) {
            put_clock(&with, &clock);
            *day = with;
        }
    }
    return true;
}

static size_t over_zone(const stm_timing *t, size_t i)
{
    size_t end = i;
    return stm_time_atom(t, i)->upper && stm_atoms_phrase(&t->atoms, i, STM_CLASS_ZONE, &end) != NULL ? end : i;
}

// A time, and the day behind it: "9am on Tuesday", "5 p.m. EST, Nov. 6", "noon Thursday", "8am this morning".
static bool clock_first(const stm_timing *t, size_t i, stm_when *when)
{
    stm_when clock, day;
    bool words = stm_time_atom(t, i)->kind == STM_ATOM_WORD;
    if (!stm_clock_at(t, i, false, &clock) && !(stm_clock_at(t, i, true, &clock) && (clock.sure || (clock.end > i + 1 && words))))
        return false;
    bool sure = stm_clock_at(t, i, false, when);
    size_t k = stm_time_over_sign(t, over_zone(t, clock.end), ',');
    k = stm_time_over(t, stm_time_over(t, k, STM_CLASS_ON), STM_CLASS_OF);
    if (stm_single_at(t, k, &day) && is_day(&day) && day.kind != STM_DATE_SET && (sure || day.end > 0)) {
        join_part(t, &day);
        put_clock(&day, &clock);
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

static bool moment_at(const stm_timing *t, size_t i, stm_when *when)
{
    stm_when one;
    bool found = stm_single_at(t, i, when);
    if (found && is_day(when)) {
        join_part(t, when);
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
    if (clock_first(t, i, &one) && (!found || one.end > when->end || (one.zone.size > 0 && one.end == when->end))) {
        *when = one;
        found = true;
    }
    if (part_first(t, i, &one) && (!found || one.end > when->end)) {
        *when = one;
        found = true;
    }
    return found;
}

// "since August", "no later than 6 May", "around Nov. 1", "2012 or later": the word belongs to the date, as a hedge does to a figure.
static bool bounded_at(const stm_timing *t, size_t i, stm_when *when)
{
    size_t from = i, end = 0;
    const stm_sense *bound = stm_atoms_phrase(&t->atoms, i, STM_CLASS_DATE_BOUND, &from);
    if (bound == NULL)
        from = i;
    if (!moment_at(t, from, when))
        return false;
    bool named = when->grain < STM_GRAIN_LENGTH && when->kind != STM_DATE_SET && !when->counted;
    if (bound != NULL && !named)
        return false;
    when->begin = bound != NULL ? i : when->begin;
    if (bound == NULL && named && when->grain <= STM_GRAIN_DAY)
        bound = stm_atoms_phrase(&t->atoms, when->end, STM_CLASS_DATE_BOUND_BEHIND, &end);
    when->end = end > 0 && bound != NULL ? end : when->end;
    when->bound = bound != NULL ? stm_bounds_of(bound->text) : STM_BOUND_EQUAL;
    return true;
}

// Ranges.

typedef struct range {
    stm_when from, to;
    size_t begin, end;
    bool led; // by "from" or "between"
} range;

// The word or sign between the ends; the atom behind it, 0: none.
static size_t over_joint(const stm_timing *t, size_t i, bool between)
{
    const stm_atom *atom = stm_time_atom(t, i);
    if (stm_time_is(t, i, STM_CLASS_THROUGH) || (stm_time_is(t, i, STM_CLASS_TO) && !stm_atoms_dash(&t->atoms, i)) || (between && stm_time_is(t, i, STM_CLASS_AND)))
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

static bool dates_fit(const range *r)
{
    const stm_when *a = &r->from, *b = &r->to;
    if (!calendar_kind(a) || !calendar_kind(b))
        return false;
    if (r->led)
        return true;
    bool plain = !a->turned && !b->turned && !a->counted && !b->counted;
    bool same = a->grain == b->grain || (a->grain <= STM_GRAIN_MONTH && b->grain <= STM_GRAIN_DAY);
    return plain && same && (a->month != 0) == (b->month != 0) && (a->weekday == 0 || a->day != 0) == (b->weekday == 0 || b->day != 0);
}

static bool ends_of_range(const stm_timing *t, size_t i, bool between, range *r)
{
    stm_when from, to;
    bool ordinal = false, later = false;
    size_t next;
    stm_timing open = *t;
    open.loose = r->led || stm_time_atom(t, i)->kind == STM_ATOM_NUMBER;
    bool tried = false;
    if (moment_at(&open, i, &from) && (next = over_joint(t, from.end, between)) > 0) {
        r->from = from;
        set_now(t, &r->from);
        stm_timing loose = *t;
        loose.loose = true;
        if (moment_at(&loose, next, &r->to)) {
            set_now(t, &r->to);
            r->end = r->to.end;
            bool split = !t->loose && open.loose && !r->led && from.day != 0 && from.year == 0 && r->to.year == 0;
            if (dates_fit(r) && !(split && !moment_at(t, i, &from)))
                return true;
            tried = split;
        }
        // "November 18-19", "april 9th through 17th"
        if (!tried && from.grain == STM_GRAIN_DAY && from.month != 0 && from.day != 0 && bare_day(t, next, &to, &later) && to.day > from.day && stm_time_atom(t, to.end)->kind != STM_ATOM_NUMBER &&
            !stm_time_sign(t, to.end, ':') && !stm_time_sign(t, to.end, '/') && !stm_atoms_hyphen(&t->atoms, to.end) && !stm_time_is(t, to.end, STM_CLASS_AMPM)) {
            r->to = from;
            r->to.day = to.day;
            r->to.weekday = 0;
            r->end = to.end;
            size_t k = stm_time_over_sign(t, to.end, ','), end = 0;
            int year;
            if (from.year == 0 && stm_year_at(t, k, &year, &end) && year > 1500) {
                r->from.year = r->to.year = year;
                r->end = end;
            }
            return true;
        }
    }
    // "9 to 12 of June", "between the ninth and the seventeenth of April"
    if (bare_day(t, i, &from, &ordinal) && (next = over_joint(t, from.end, between)) > 0 && stm_calendar_at(t, next, &to) && to.grain == STM_GRAIN_DAY &&
        to.month != 0 && to.day > from.day && to.weekday == 0 && !stm_time_is(t, next, STM_CLASS_MONTH)) {
        r->from = to;
        r->from.day = from.day;
        r->to = to;
        r->end = to.end;
        return true;
    }
    return false;
}

static int minutes_of(const stm_when *when) { return when->hour * 60 + when->minute; }

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
static bool clock_range(const stm_timing *t, size_t i, bool loose, range *r)
{
    bool from_word = stm_time_is(t, i, STM_CLASS_FROM), between = stm_time_is(t, i, STM_CLASS_BETWEEN), at = stm_time_is(t, i, STM_CLASS_AT);
    size_t k = i + (from_word || between || at), next;
    r->begin = at ? k : i;
    r->led = from_word || between;
    if (!stm_clock_at(t, k, true, &r->from) || (next = over_joint(t, over_zone(t, r->from.end), true)) == 0 ||
        !stm_clock_at(t, next, true, &r->to))
        return false;
    bool sure = r->from.sure || r->to.sure;
    bool and = stm_time_is(t, next - 1, STM_CLASS_AND) && !between;
    r->end = r->to.end;
    if (!(sure || loose) || and || stm_time_is(t, r->end, STM_CLASS_MONTH))
        return false;
    match_halves(&r->from, &r->to);
    return true;
}

static void on_day(stm_when *clock, const stm_when *day)
{
    stm_when both = *day;
    put_clock(&both, clock);
    both.zone = clock->zone;
    *clock = both;
}

// A day with a range of times behind or before it.
static bool day_and_hours(const stm_timing *t, size_t i, range *r)
{
    stm_when day;
    if (stm_single_at(t, i, &day) && is_day(&day)) {
        join_part(t, &day);
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
    size_t k = stm_time_over(t, stm_time_over(t, stm_time_over_sign(t, over_zone(t, r->end), ','), STM_CLASS_ON), STM_CLASS_OF);
    if (stm_single_at(t, k, &day) && is_day(&day) && day.kind != STM_DATE_SET) {
        join_part(t, &day);
        on_day(&r->from, &day);
        on_day(&r->to, &day);
        r->end = day.end;
        return minutes_of(&r->from) < minutes_of(&r->to);
    }
    return !loose && minutes_of(&r->from) < minutes_of(&r->to);
}

static bool range_at(const stm_timing *t, size_t i, range *r)
{
    bool from = stm_time_is(t, i, STM_CLASS_FROM), between = stm_time_is(t, i, STM_CLASS_BETWEEN);
    *r = (range){.begin = i, .led = from || between};
    if (ends_of_range(t, r->led ? i + 1 : i, between, r))
        return true;
    return day_and_hours(t, i, r);
}

// Years and days that one end leaves open come from the other.
static void settle_range(const stm_timing *t, range *r)
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

// The driver.

static void add_date(stm_timing *t, size_t begin, size_t end, stm_date_kind kind, stm_view value, const stm_when *when, bool taken)
{
    stm_span span = {t->atoms.atoms[begin].span.begin, t->atoms.atoms[end - 1].span.end};
    stm_view words = stm_view_in(t->atoms.text, span);
    span.end -= stm_view_ends(words, STM_VIEW("'s")) ? 2 : stm_view_ends(words, STM_VIEW("’s")) ? 4 : 0; // "Wednesday's"
    *(stm_date *)stm_vector_push(&t->m->dates) = (stm_date){.span = span, .kind = kind, .value = value, .bound = when->bound, .zone = when->zone};
    for (size_t i = begin; taken && i < end; i++)
        t->atoms.atoms[i].taken = true;
}

static size_t read_one(stm_timing *t, size_t i)
{
    range r;
    stm_when when;
    t->tense = stm_tense_at(t, i, i + 1, &t->firm);
    bool single = bounded_at(t, i, &when), both = range_at(t, i, &r);
    if (!single && !both)
        return i + 1;
    size_t end = both && (!single || r.end >= when.end) ? r.end : when.end;
    both = both && r.end == end && (!single || r.end >= when.end);
    t->tense = stm_tense_at(t, i, end, &t->firm);
    if (both) {
        range_at(t, i, &r);
        settle_range(t, &r);
        bool time = r.from.grain >= STM_GRAIN_PART;
        add_date(t, r.begin, r.end, time ? STM_DATE_TIME : STM_DATE_DATE, stm_when_range(t, &r.from, &r.to), &r.to, true);
        return r.end;
    }
    if (!bounded_at(t, i, &when))
        return i + 1;
    stm_when_settle(t, &when);
    add_date(t, when.begin, when.end, when.kind, stm_when_value(t, &when), &when, !when.counted && when.grain < STM_GRAIN_LENGTH);
    if (when.grain >= STM_GRAIN_YEAR && when.grain < STM_GRAIN_LENGTH && when.year != 0)
        t->anchor = when;
    if (t->anchor.grain >= STM_GRAIN_PART)
        t->anchor.grain = STM_GRAIN_DAY;
    if (when.grain == STM_GRAIN_QUARTER && when.year != 0)
        t->quarter = when;
    return when.end;
}

void stm_dates_read(stm_measuring *m)
{
    const stm_civil now = m->article->published;
    stm_timing t = {.m = m, .now = now, .known = stm_civil_known(now) && now.day != 0, .today = stm_civil_days(now)};
    if (m->spoken == NULL)
        m->spoken = stm_arena_take_array(m->arena, 2, sizeof(stm_when));
    t.anchor = m->spoken[0];
    t.quarter = m->spoken[1];
    for (size_t begin = 0, end; begin < m->atoms.natoms; begin = end) {
        end = begin + 1;
        while (end < m->atoms.natoms && !m->atoms.atoms[end].first)
            end++;
        t.atoms = m->atoms;
        t.atoms.atoms = m->atoms.atoms + begin;
        t.atoms.natoms = end - begin;
        for (size_t i = 0; i < t.atoms.natoms;)
            i = read_one(&t, i);
    }
    m->spoken[0] = t.anchor;
    m->spoken[1] = t.quarter;
}
