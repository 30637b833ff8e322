// Calendar dates: "12 February 2025", "the 15th day of next month", "Feb. 12", "Friday, Oct. 13", "Monday 21", "Christmas 2018",
// "1996".
//
// "May" and "march" are words too, and many a number is no year: a month without a day or a year, and a year by itself, count
// only where the words around them allow it.
#include <stdlib.h>

#include "annotate/numbers.h"
#include "annotate/when.h"

enum { YEAR_LEAST = 1500, YEAR_MOST = 2100, SHORT_NAME = 3, DAYS_NEAR = 90, DAY_AFTER = 7, LISTED_MOST = 3 };

static int month_at(const stm_timing *t, size_t i, size_t *end)
{
    const stm_sense *sense = stm_lexeme_sense(stm_time_atom(t, i)->lexeme, STM_CLASS_MONTH);
    if (sense == NULL)
        return 0;
    bool dotted = stm_time_sign(t, i + 1, '.') && !stm_time_atom(t, i + 1)->spaced &&
                  stm_span_size(stm_time_atom(t, i)->span) <= 5 && i + 2 < t->atoms.natoms; // the last one ends the sentence
    *end = dotted ? i + 2 : i + 1;
    return (int)sense->value;
}

static bool full_year(const stm_timing *t, size_t i, int *year, size_t *end)
{
    return stm_year_at(t, i, year, end) && *year >= YEAR_LEAST && *year <= YEAR_MOST;
}

// "'87", "of 87": a year of this or the last century, not after next year.
static bool short_year(const stm_timing *t, size_t i, int *year, size_t *end)
{
    bool mark = stm_time_sign(t, i, '\'') || stm_view_is(stm_atoms_view(&t->atoms, i), "’") ||
                stm_view_is(stm_atoms_view(&t->atoms, i), "‘");
    *end = i + mark + 1;
    if (!stm_whole_at(t, i + mark, 0, 99, year) || stm_span_size(stm_time_atom(t, i + mark)->span) != 2)
        return false;
    int most = (t->known ? t->now.year : 2029) % 100 + 5;
    *year += *year <= most ? 2000 : 1900;
    return true;
}

// A year behind a day or month: at once, behind a comma or hyphen, behind "of" or "in"; "of this year", "last year".
static void take_year(const stm_timing *t, stm_when *when)
{
    size_t i = when->end, end;
    int year;
    bool of = stm_time_is(t, i, STM_CLASS_OF) || stm_time_is(t, i, STM_CLASS_IN);
    if (of || stm_time_sign(t, i, ',') || (when->day == 0 && stm_atoms_dash(&t->atoms, i) && !stm_time_atom(t, i)->spaced) ||
        (stm_time_sign(t, i, '/') && when->day == 0))
        i++;
    if (full_year(t, i, &year, &end) || (of && i > when->end && short_year(t, i, &year, &end)) ||
        ((when->day > 0 || stm_time_sign(t, i, '\'')) && i == when->end && short_year(t, i, &year, &end) &&
         !stm_time_sign(t, end, ':') && (stm_time_sign(t, i, '\'') || !stm_time_is(t, end, STM_CLASS_MONTH)) &&
         stm_time_atom(t, end)->kind != STM_ATOM_WORD && !stm_atoms_dash(&t->atoms, end))) {
        when->year = year;
        when->end = end;
        return;
    }
    size_t turn_end = 0, unit_end = 0;
    stm_time_unit unit;
    i = of ? stm_time_over(t, i, STM_CLASS_THE) : i;
    const stm_sense *turn = stm_atoms_phrase(&t->atoms, i, STM_CLASS_TURN, &turn_end);
    if (turn != NULL && t->known && stm_unit_at(t, turn_end, &unit, &unit_end) && unit == STM_UNIT_YEAR) {
        bool spoken = stm_view_is(turn->text, "ANCHOR") && turn->value == 0 && t->anchor->year != 0; // "August of that year"
        when->year = spoken ? t->anchor->year : t->now.year + (int)turn->value;
        when->end = unit_end;
    }
}

// What may follow a day so that it is one: no part of a clock time, a range or a count ("May 3 percent").
static bool day_stands(const stm_timing *t, size_t end, bool ordinal)
{
    const stm_atom *next = stm_time_atom(t, end);
    bool stuck = end < t->atoms.natoms && !next->spaced && next->kind != STM_ATOM_SIGN;
    bool clock =
        stm_time_sign(t, end, ':') && !stm_time_atom(t, end + 1)->spaced && stm_time_atom(t, end + 1)->kind == STM_ATOM_NUMBER;
    return !clock && !stm_time_sign(t, end, '%') && !stuck &&
           (ordinal ||
            !(next->kind == STM_ATOM_WORD && (stm_time_is(t, end, STM_CLASS_AMPM) || stm_time_is(t, end, STM_CLASS_PERCENT) ||
                                              stm_time_is(t, end, STM_CLASS_SCALE))));
}

// "12 February", "the 12th of February", "second of Aug", "the 15th day of June".
static bool day_month(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0, behind;
    bool ordinal, the = k > i;
    stm_time_unit unit;
    int day;
    if (!stm_day_at(t, k, &day, &end, &ordinal) || (the && !ordinal) || (i > 0 && stm_time_is(t, i - 1, STM_CLASS_MONEY)))
        return false;
    if (ordinal && stm_unit_at(t, end, &unit, &behind) && unit == STM_UNIT_DAY)
        end = behind;
    k = stm_time_over(t, stm_time_over_sign(t, end, '/'), STM_CLASS_OF);
    k += stm_atoms_hyphen(&t->atoms, k);
    int month = month_at(t, k, &behind);
    bool words =
        stm_time_atom(t, i)->kind == STM_ATOM_WORD && !ordinal; // "four may": a number in words wants a name with a capital
    if (month == 0 || (stm_time_is(t, k, STM_CLASS_FUTURE) && !stm_time_atom(t, k)->upper) ||
        (words && !stm_time_atom(t, k)->upper))
        return false;
    *when = (stm_when){.begin = i, .end = behind, .kind = STM_DATE_DATE, .grain = STM_GRAIN_DAY, .day = day, .month = month};
    take_year(t, when);
    return true;
}

// The "22" of "22 and 23 March" and of "22, 23 and 24 March": its month is that of the last.
static bool listed_day(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0, next;
    bool ordinal;
    int day, other;
    if (stm_time_atom(t, k)->kind != STM_ATOM_NUMBER || !stm_day_at(t, k, &day, &end, &ordinal) || (k > i && !ordinal))
        return false;
    next = end;
    for (size_t n = 0; n < LISTED_MOST; n++) {
        size_t from = stm_time_over(t, stm_time_over_sign(t, next, ','), STM_CLASS_AND), behind = 0;
        if (from == next)
            return false;
        if (day_month(t, from, when)) {
            stm_when_settle(t, when);
            when->begin = i;
            when->end = end;
            other = when->day;
            when->day = day;
            return other > day;
        }
        if (!stm_day_at(t, stm_time_over(t, from, STM_CLASS_THE), &other, &behind, &ordinal) || other <= day)
            return false;
        next = behind;
    }
    return false;
}

// "on the 18th", where nothing follows that it could count.
static bool day_alone(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0;
    bool ordinal;
    int day;
    if (i == 0 || !stm_time_is(t, i - 1, STM_CLASS_ON) || !stm_time_is(t, i, STM_CLASS_THE) ||
        !stm_day_at(t, i + 1, &day, &end, &ordinal) || !ordinal || stm_time_atom(t, i + 1)->kind != STM_ATOM_NUMBER ||
        (end < t->atoms.natoms && stm_time_atom(t, end)->kind != STM_ATOM_SIGN))
        return false;
    *when = (stm_when){.begin = i, .end = end, .kind = STM_DATE_DATE, .grain = STM_GRAIN_DAY, .day = day};
    return true;
}

// "the 26th day of the month", "the 21st this month", "the 15th day of next month".
static bool day_of_month(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0, behind = 0, last = 0;
    bool ordinal;
    int day;
    stm_time_unit unit;
    if (k == i || !t->known || !stm_day_at(t, k, &day, &end, &ordinal) || !ordinal)
        return false;
    bool named = stm_unit_at(t, end, &unit, &behind) && unit == STM_UNIT_DAY;
    end = named ? behind : end;
    bool of = stm_time_is(t, end, STM_CLASS_OF);
    size_t next = end + of;
    const stm_sense *turn = stm_atoms_phrase(&t->atoms, next, STM_CLASS_TURN, &behind);
    if (turn == NULL && of && stm_time_is(t, next, STM_CLASS_THE))
        behind = next + 1;
    else if (turn == NULL)
        return false;
    if (!stm_unit_at(t, behind, &unit, &last) || unit != STM_UNIT_MONTH)
        return false;
    *when = (stm_when){.begin = i, .end = last, .kind = STM_DATE_DATE};
    int all = t->now.year * 12 + t->now.month - 1 + (turn != NULL ? (int)turn->value : 0);
    when->grain = STM_GRAIN_DAY;
    when->year = all / 12;
    when->month = all % 12 + 1;
    when->day = day;
    return day <= stm_civil_month_days(when->year, when->month);
}

// May a month stand by itself here: no verb, no name of a person.
static bool month_stands(const stm_timing *t, size_t i, int month)
{
    const stm_atom *atom = stm_time_atom(t, i);
    bool cue = i > 0 && (stm_time_is(t, i - 1, STM_CLASS_YEAR_CUE) || stm_time_is(t, i - 1, STM_CLASS_TURN) ||
                         stm_time_is(t, i - 1, STM_CLASS_EDGE) || stm_time_is(t, i - 1, STM_CLASS_EVERY) ||
                         stm_time_is(t, i - 1, STM_CLASS_THROUGH) || stm_time_is(t, i - 1, STM_CLASS_TO) ||
                         stm_time_is(t, i - 1, STM_CLASS_BETWEEN) || stm_time_is(t, i - 1, STM_CLASS_FROM));
    if (cue && i > 1 && stm_time_is(t, i - 1, STM_CLASS_AND))
        cue = stm_time_is(t, i - 2, STM_CLASS_MONTH);
    bool range = stm_atoms_hyphen(&t->atoms, i + 1) && stm_time_is(t, i + 2, STM_CLASS_MONTH); // "Jan-Feb"
    cue = cue || range;
    bool verb = stm_time_is(t, i, STM_CLASS_HOMONYM); // "may", "march"
    bool name = stm_time_is(t, i, STM_CLASS_NAME) && stm_time_atom(t, i + 1)->upper &&
                stm_time_atom(t, i + 1)->kind == STM_ATOM_WORD; // "April Jones"
    bool title =
        i > 0 && !cue && stm_time_atom(t, i - 1)->upper && !stm_time_atom(t, i - 1)->first && stm_time_is(t, i, STM_CLASS_NAME);
    if (!atom->upper)
        return cue && (stm_span_size(atom->span) > SHORT_NAME || month == 5) && !(verb && month != 5) &&
               (!verb || (i > 0 && stm_time_is(t, i - 1, STM_CLASS_IN) && stm_time_atom(t, i + 1)->kind != STM_ATOM_WORD));
    if (stm_span_size(atom->span) <= SHORT_NAME && month != 5 && !cue && !stm_time_sign(t, i + 1, '.'))
        return false;
    return !name && !title && (cue || (!verb && !(atom->first && stm_time_is(t, i, STM_CLASS_NAME))));
}

// "February 12, 2025", "Feb. 12", "May twenty nine", "June the 28th 2020", "October, 1st", "Feb 2025", "April of 1987", "2017
// April", "August".
static bool month_first(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = i, end = 0, behind = 0;
    int year = 0, day = 0;
    bool ordinal = false;
    bool led = full_year(t, i, &year, &end) && stm_time_atom(t, i)->kind == STM_ATOM_NUMBER; // "2017 april"
    k = led ? end : i;
    int month = month_at(t, k, &end);
    if (month == 0)
        return false;
    *when = (stm_when){.begin = i, .end = end, .kind = STM_DATE_DATE, .grain = STM_GRAIN_MONTH, .month = month, .year = year};
    if (led)
        return stm_time_atom(t, k)->upper || stm_span_size(stm_time_atom(t, k)->span) > SHORT_NAME;
    bool upper = stm_time_atom(t, k)->upper;
    size_t at = stm_time_over(t, end, STM_CLASS_THE);
    bool comma = stm_time_sign(t, end, ',');
    bool tied = (stm_time_sign(t, end, '/') || stm_atoms_dash(&t->atoms, end)) && !stm_time_atom(t, end)->spaced &&
                !stm_time_atom(t, end + 1)->spaced;
    at += tied || comma;
    if (stm_day_at(t, at, &day, &behind, &ordinal) && (ordinal || !comma) && day_stands(t, behind, ordinal) &&
        (at == end || ordinal || tied) && (upper || ordinal || !stm_time_is(t, k, STM_CLASS_HOMONYM)) &&
        !(stm_time_atom(t, at)->kind == STM_ATOM_WORD && !upper && !ordinal)) {
        when->day = day;
        when->grain = STM_GRAIN_DAY;
        when->end = behind;
    }
    take_year(t, when);
    if (when->day == 0 && when->year != 0)
        return upper || !stm_time_is(t, k, STM_CLASS_HOMONYM);
    return when->day != 0 || month_stands(t, i, month);
}

static int weekday_at(const stm_timing *t, size_t i, size_t *end)
{
    const stm_atom *atom = stm_time_atom(t, i);
    const stm_sense *sense = stm_lexeme_sense(atom->lexeme, STM_CLASS_WEEKDAY);
    if (sense == NULL)
        return 0;
    bool dotted = stm_time_sign(t, i + 1, '.') && !stm_time_atom(t, i + 1)->spaced && i + 2 < t->atoms.natoms;
    bool small = stm_span_size(atom->span) <= 5;
    *end = small && dotted && stm_span_size(atom->span) < 6 ? i + 2 : i + 1;
    return small && !atom->upper && stm_span_size(atom->span) < 4 ? 0 : (int)sense->value + 1;
}

// "Sun", "Sat" and "Wed" are words: they are days only with a full stop or a date, clock or cue beside them.
static bool short_day_stands(const stm_timing *t, size_t i, size_t end)
{
    if (stm_span_size(stm_time_atom(t, i)->span) > SHORT_NAME || end > i + 1)
        return !(i > 0 && stm_time_is(t, i - 1, STM_CLASS_THE) && stm_owns_at(t, i, SHORT_NAME)); // "the Sun's heat"
    bool before = i > 0 && (stm_time_is(t, i - 1, STM_CLASS_TURN) || stm_time_is(t, i - 1, STM_CLASS_ON) ||
                            stm_time_is(t, i - 1, STM_CLASS_OR) || stm_time_is(t, i - 1, STM_CLASS_DURATION));
    return before || stm_time_is(t, end, STM_CLASS_AT) || stm_time_is(t, end, STM_CLASS_MONTH) ||
           stm_time_atom(t, end)->kind == STM_ATOM_NUMBER || (stm_time_sign(t, end, ',') && stm_time_is(t, end + 1, STM_CLASS_MONTH));
}

// "Friday", "Wednesday, 12 February", "Friday 7/6", "Tuesday the eleventh", "Monday 21", "tuesday of next week".
static bool weekday_first(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0, behind = 0, last = 0;
    int weekday = weekday_at(t, i, &end), day;
    bool ordinal;
    stm_when date;
    bool name = stm_time_is(t, end, STM_CLASS_PART) && stm_time_atom(t, end)->upper &&
                stm_time_atom(t, end + 1)->upper; // "Saturday Night Live"
    if (weekday == 0 || name || !short_day_stands(t, i, end))
        return false;
    *when = (stm_when){.begin = i, .end = end, .kind = STM_DATE_DATE, .grain = STM_GRAIN_DAY, .weekday = weekday};
    const stm_sense *compound = stm_lexeme_sense(stm_time_atom(t, i)->lexeme, STM_CLASS_WEEKDAY); // "Montagabend"
    if (compound->text.size > 0) {
        when->kind = STM_DATE_TIME;
        when->grain = STM_GRAIN_PART;
        when->part = compound->text;
        return true;
    }
    size_t next = end;
    bool open = stm_time_sign(t, end, '(');
    if (stm_time_sign(t, end, ',') || stm_atoms_dash(&t->atoms, end) || open)
        next++;
    if (day_month(t, next, &date) || month_first(t, next, &date) || stm_numeric_at(t, next, &date)) {
        stm_when settled = date;
        stm_when_settle(t, &settled);
        bool hours = date.year == 0 && next == end &&
                     stm_atoms_dash(&t->atoms, next + 1) && // "Monday 12-4" is a date only if 4 December is one
                     settled.year != 0 &&
                     (stm_civil_weekday(stm_civil_of_days(stm_when_first(&settled))) + 1 != weekday ||
                      abs(stm_when_first(&settled) - t->today) > DAYS_NEAR);
        if (date.grain == STM_GRAIN_DAY && !hours) {
            when->month = date.month;
            when->day = date.day;
            when->year = date.year;
            size_t point = open ? stm_time_over_sign(t, date.end, '.') : date.end; // "Freitag (28.06.)"
            when->end = open && stm_time_sign(t, point, ')') ? point + 1 : date.end;
            return true;
        }
    }
    size_t at = stm_time_over(t, end, STM_CLASS_THE);
    if (stm_day_at(t, at, &day, &behind, &ordinal) &&
        (ordinal ? true : at == end && stm_time_atom(t, at)->kind == STM_ATOM_NUMBER) &&
        (ordinal || (!stm_atoms_dash(&t->atoms, behind) && !stm_time_is(t, behind, STM_CLASS_TO) &&
                     !stm_time_is(t, behind, STM_CLASS_OCLOCK))) &&
        day_stands(t, behind, ordinal) &&
        !(stm_time_atom(t, behind)->kind == STM_ATOM_WORD && !ordinal && !stm_time_is(t, behind, STM_CLASS_AT) &&
          !stm_time_is(t, behind, STM_CLASS_BETWEEN) && !stm_time_is(t, behind, STM_CLASS_FROM))) {
        when->day = day;
        when->end = behind;
        return true;
    }
    next = stm_time_over(t, end, STM_CLASS_OF);
    next = stm_time_over(t, next, STM_CLASS_THE);
    const stm_sense *turn = stm_atoms_phrase(&t->atoms, next, STM_CLASS_TURN, &behind);
    stm_time_unit unit;
    if (turn != NULL && t->known && stm_unit_at(t, behind, &unit, &last) && unit == STM_UNIT_WEEK) { // "Tuesday of next week"
        stm_when_on(when, STM_GRAIN_DAY, t->today - stm_civil_weekday(t->now) + 7 * (int)turn->value + weekday - 1);
        when->end = last;
    }
    return true;
}

// Easter Sunday by the anonymous Gregorian algorithm (Nature, 1876).
static int32_t easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7,
        m = (a + 11 * h + 22 * l) / 451;
    int all = h + l - 7 * m + 114;
    return stm_civil_days((stm_civil){.year = (int16_t)year, .month = (int8_t)(all / 31), .day = (int8_t)(all % 31 + 1)});
}

// The day of a moving feast in a year: month * 1000 + week * 10 + weekday (week 6: the last; 7: the day after its Monday), below
// 10 one of the Easter circle.
static int32_t feast_day(int code, int year)
{
    static const int circle[] = {0, 0, -2, 1, 49, 39, -46, -47, -3, 60};
    if (code < 10)
        return easter(year) + circle[code];
    int month = code / 1000, week = code / 10 % 100, weekday = code % 10;
    if (weekday == DAY_AFTER) // a Tuesday behind the first Monday
        return feast_day(code - DAY_AFTER, year) + 1;
    int32_t first = stm_civil_days((stm_civil){.year = (int16_t)year, .month = (int8_t)month, .day = 1});
    int32_t day = first + (weekday - stm_civil_weekday(stm_civil_of_days(first)) + 7) % 7 + 7 * ((week > 5 ? 1 : week) - 1);
    if (week > 5)
        while (day + 7 < first + stm_civil_month_days(year, month))
            day += 7;
    return day;
}

// `behind`: days from the feast to the day that is meant.
static void take_feast(const stm_timing *t, int code, int behind, stm_when *when)
{
    int from = when->year != 0 ? when->year : t->now.year - 1, to = when->year != 0 ? when->year : t->now.year + 1;
    int32_t best = 0, near = INT32_MAX;
    for (int year = from; year <= to; year++) {
        int32_t day = feast_day(code, year) + behind, away = day > t->today ? day - t->today : t->today - day;
        bool wrong = when->year == 0 && ((stm_time_tense(t) == STM_TENSE_FUTURE || when->turn > 0)
                                             ? day < t->today
                                             : (when->turn < 0 || stm_time_tense(t) == STM_TENSE_PAST) && day > t->today);
        away += wrong ? 100000 : 0;
        if (away < near) {
            near = away;
            best = day;
        }
    }
    stm_when_on(when, STM_GRAIN_DAY, best);
}

// "Christmas", "the Fourth of July 1995", "last Easter", "Thanksgiving Day", "Labor Day weekend 2021".
static bool feast(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0, from = i;
    const stm_sense *turn = stm_atoms_phrase(&t->atoms, i, STM_CLASS_TURN, &from);
    from = turn != NULL ? from : i;
    const stm_sense *sense = stm_atoms_phrase(&t->atoms, from, STM_CLASS_HOLIDAY, &end);
    bool fixed = sense != NULL;
    if (!fixed && (sense = stm_atoms_phrase(&t->atoms, from, STM_CLASS_FEAST, &end)) == NULL)
        return false;
    *when = (stm_when){
        .begin = i, .end = end, .kind = STM_DATE_DATE, .grain = STM_GRAIN_DAY, .turn = turn != NULL ? (int)turn->value : 0};
    stm_time_unit unit;
    size_t behind = 0;
    bool weekend = stm_unit_at(t, when->end, &unit, &behind) && unit == STM_UNIT_WEEKEND;
    when->end = weekend ? behind : when->end;
    take_year(t, when);
    if (!weekend && stm_unit_at(t, when->end, &unit, &behind) && unit == STM_UNIT_WEEKEND && when->year != 0) {
        weekend = true;
        when->end = behind;
    }
    if (fixed) {
        when->month = (int)sense->value / 100;
        when->day = (int)sense->value % 100;
    } else if (when->year != 0 || t->known) {
        double behind_feast = 0;
        stm_decimal_read(sense->text, &behind_feast); // "Black Friday"
        take_feast(t, (int)sense->value, (int)behind_feast, when);
    }
    if (weekend) {
        stm_when_settle(t, when);
        if (when->year != 0) // that of a Monday lies before it
            stm_when_on(when, STM_GRAIN_WEEKEND,
                        stm_when_first(when) - (stm_civil_weekday(stm_civil_of_days(stm_when_first(when))) == 0));
    }
    return true;
}

// Numbers tied by a dash are a year beside a year ("2014-2018"), but no longer chain ("138-2010-2015").
static bool tied_before(const stm_timing *t, size_t i)
{
    int year;
    size_t end = 0;
    if (i < 2 || !stm_atoms_dash(&t->atoms, i - 1) || stm_time_atom(t, i - 2)->kind != STM_ATOM_NUMBER)
        return false;
    return !full_year(t, i - 2, &year, &end) || (i > 3 && stm_atoms_dash(&t->atoms, i - 3));
}

static bool tied_behind(const stm_timing *t, size_t i)
{
    int year;
    size_t end = 0;
    if (!stm_atoms_dash(&t->atoms, i) || stm_time_atom(t, i + 1)->kind != STM_ATOM_NUMBER)
        return false;
    return !full_year(t, i + 1, &year, &end) ||
           (stm_atoms_dash(&t->atoms, end) && stm_time_atom(t, end + 1)->kind == STM_ATOM_NUMBER);
}

// A unit that a number at once before it measures.
static bool unit_at(const stm_timing *t, size_t i)
{
    return stm_time_atom(t, i)->kind == STM_ATOM_WORD &&
           (stm_time_is(t, i, STM_CLASS_PERCENT) || stm_time_is(t, i, STM_CLASS_MEASURE) || stm_time_is(t, i, STM_CLASS_MONEY) ||
            stm_time_is(t, i, STM_CLASS_SCALE));
}

static bool people_at(const stm_timing *t, size_t i)
{
    return stm_time_atom(t, i)->kind == STM_ATOM_WORD &&
           (stm_time_is(t, i, STM_CLASS_PLURAL) || stm_time_is(t, i, STM_CLASS_CASUALTY));
}

// The near end of a range of counts: "2000 - 2500 calories", "between 2000 and 2500 seats". Behind the far end stands a unit, or what
// is counted: where that end may be a year too, people, on a dash and with nothing before that leads to years.
static bool ends_count(const stm_timing *t, size_t i, size_t end, int year, bool edge)
{
    stm_number far;
    bool between = i > 0 && stm_time_is(t, i - 1, STM_CLASS_BETWEEN);
    bool dash = stm_atoms_dash(&t->atoms, end);
    bool joint = dash || stm_time_is(t, end, STM_CLASS_TO) || stm_time_is(t, end, STM_CLASS_OR) ||
                 (between && stm_time_is(t, end, STM_CLASS_AND));
    if (!joint || stm_time_atom(t, end + 1)->kind != STM_ATOM_NUMBER || !stm_number_at(&t->atoms, end + 1, false, &far) ||
        far.form != STM_NUMBER_CARDINAL || far.low <= year || far.low > 2.0 * year)
        return false;
    bool noun = stm_time_atom(t, far.end)->kind == STM_ATOM_WORD && stm_plural_at(t, far.end), people = people_at(t, far.end);
    return unit_at(t, far.end) || (far.low > YEAR_MOST && (noun || people)) || (people && dash && !edge);
}

// "There were roughly 1800 houses", but "since around 2000 sales".
static bool hedged_count(const stm_timing *t, size_t i)
{
    if (!stm_time_is(t, i - 1, STM_CLASS_BEFORE))
        return false;
    return !stm_time_is(t, i - 1, STM_CLASS_YEAR_CUE) ||
           (i > 1 && !stm_time_is(t, i - 2, STM_CLASS_YEAR_CUE) && !stm_time_is(t, i - 2, STM_CLASS_IN) &&
            !stm_time_is(t, i - 2, STM_CLASS_TO) && !stm_time_is(t, i - 2, STM_CLASS_FROM));
}

// Four digits that nothing says are a count: no unit or plural noun behind, no currency or label before.
static bool year_alone(const stm_timing *t, size_t i, stm_when *when)
{
    int year;
    size_t end = 0;
    if (!stm_year_at(t, i, &year, &end) || year > YEAR_MOST)
        return false;
    bool words = end > i + 1 || stm_time_atom(t, i)->kind == STM_ATOM_WORD;
    if (i > 0 && (stm_time_is(t, i - 1, STM_CLASS_MONEY) ||
                  (stm_time_is(t, i - 1, STM_CLASS_LABEL) && !stm_time_is(t, i - 1, STM_CLASS_DURATION)) ||
                  stm_time_sign(t, i - 1, ':') || stm_time_sign(t, i - 1, '#')))
        return false;
    const stm_atom *before = stm_time_atom(t, i > 0 ? i - 1 : i), *self = stm_time_atom(t, i), *next = stm_time_atom(t, end);
    bool edge = i > 0 && (stm_time_is(t, i - 1, STM_CLASS_YEAR_CUE) || stm_time_is(t, i - 1, STM_CLASS_IN) ||
                          stm_time_is(t, i - 1, STM_CLASS_TO) || stm_time_is(t, i - 1, STM_CLASS_FROM) ||
                          stm_time_is(t, i - 1, STM_CLASS_BETWEEN) || stm_time_is(t, i - 1, STM_CLASS_EDGE) ||
                          stm_time_is(t, i - 1, STM_CLASS_THROUGH) || stm_time_is(t, i - 1, STM_CLASS_DURATION) ||
                          stm_time_is(t, i - 1, STM_CLASS_FISCAL) ||
                          (stm_atoms_dash(&t->atoms, i - 1) && !self->spaced && before->spaced == false && i > 1 &&
                           stm_time_atom(t, i - 2)->kind == STM_ATOM_WORD));
    bool hard = unit_at(t, end) || ends_count(t, i, end, year, edge);
    bool counts = hard || people_at(t, end) || (next->kind == STM_ATOM_WORD && stm_time_is(t, end, STM_CLASS_DURATION));
    bool stuck = (end < t->atoms.natoms && !next->spaced &&
                  (next->kind == STM_ATOM_WORD || stm_time_sign(t, end, '%') || stm_time_sign(t, end, '/'))) ||
                 (i > 0 && !self->spaced && before->kind != STM_ATOM_SIGN) ||
                 (i > 0 && stm_time_sign(t, i - 1, '/') && !self->spaced);
    bool tied = tied_before(t, i) || tied_behind(t, end);
    *when = (stm_when){.begin = i, .end = end, .kind = STM_DATE_DATE, .grain = STM_GRAIN_YEAR, .year = year};
    bool opens = i == 0 || hedged_count(t, i); // "2000 houses burned"
    bool things = opens && stm_plural_at(t, end) && next->kind == STM_ATOM_WORD && !next->upper && next->spaced;
    bool number = words && i > 1 && stm_time_is(t, i - 1, STM_CLASS_AND) &&
                  (stm_time_is(t, i - 2, STM_CLASS_HUNDRED) || stm_time_is(t, i - 2, STM_CLASS_SCALE));
    bool behind = t->m->lexicon->comma_decimal; // where a year stands behind its noun, one before a noun is a count
    things = things || (behind && !edge && next->spaced && next->kind == STM_ATOM_WORD &&
                        (stm_plural_at(t, end) || (next->upper && t->m->lexicon->capital_nouns)));
    if (things || number || year < YEAR_LEAST || (year < 1900 && (!edge || counts || words)))
        return false;
    return !stuck && !hard && !tied && (edge || (!counts && !words));
}

static const stm_time_rule rules[] = {
    {day_month, STM_BEGIN_NUMBER | STM_BEGIN_COUNT | STM_BEGIN_ORDINAL | STM_BEGIN_THE, STM_BEGIN_MONTH},
    {listed_day, STM_BEGIN_NUMBER | STM_BEGIN_THE, STM_BEGIN_MONTH},
    {day_of_month, STM_BEGIN_THE, STM_BEGIN_UNIT},
    {day_alone, STM_BEGIN_THE, STM_BEGIN_NUMBER},
    {month_first, STM_BEGIN_MONTH | STM_BEGIN_NUMBER, STM_BEGIN_MONTH},
    {weekday_first, STM_BEGIN_WEEKDAY, STM_BEGIN_WEEKDAY},
    {feast, STM_BEGIN_FEAST | STM_BEGIN_TURN, STM_BEGIN_FEAST},
    {year_alone, STM_BEGIN_NUMBER | STM_BEGIN_COUNT, STM_BEGIN_ANY},
};

const stm_time_rules stm_calendar_rules = {rules, sizeof rules / sizeof *rules};
