// Arithmetic and values of time: calendar periods by their first day, TIMEX3 values as ISO-TimeML writes them.
//
// What the words leave open is found as HeidelTime does for news (Strötgen & Gertz 2010): the latest one not after publication,
// or, where future words stand by, the first not before it. Without a day of publication it stays open ("XXXX-02-12",
// "XXXX-WXX-3"), so that two articles that say it agree. A range runs from the first day of its first period to the first day of
// its last one.
#include <stdio.h>
#include <stdlib.h>

#include "annotate/when.h"

// Days that a date of the wrong tense must be nearer than one of the right tense: who means one eight months away says which.
enum { AGAINST_PAST = 150, AGAINST_FUTURE = 220, AGAINST_DAY = 30, NEVER = 100000, MONTHS_OFF = 24, EAST_LEAST = 10, SPOKEN_REACH = 7,
       COUNT_MOST = 24 }; // bytes of a count and its letters

static int year_of(int32_t day, stm_civil *civil)
{
    *civil = stm_civil_of_days(day);
    return civil->year;
}

static int32_t days_of(int year, int month, int day)
{
    return stm_civil_days((stm_civil){.year = (int16_t)year, .month = (int8_t)month, .day = (int8_t)day});
}

static int first_month(const stm_when *when)
{
    switch (when->grain) {
    case STM_GRAIN_HALF: return when->number * 6 - 5;
    case STM_GRAIN_QUARTER: return when->number * 3 - 2;
    case STM_GRAIN_SEASON:
        return when->number * 3 + 3; // spring begins in March; a winter is named by the year in which it ends or begins
    default: return when->month > 0 ? when->month : 1;
    }
}

int32_t stm_when_first(const stm_when *when)
{
    return days_of(when->year, first_month(when), when->day > 0 ? when->day : 1);
}

static int months_of(stm_grain grain)
{
    static const int all[] = {[STM_GRAIN_CENTURY] = 1200, [STM_GRAIN_DECADE] = 120, [STM_GRAIN_YEAR] = 12, [STM_GRAIN_HALF] = 6,
                              [STM_GRAIN_SEASON] = 3,     [STM_GRAIN_QUARTER] = 3,  [STM_GRAIN_MONTH] = 1};
    return grain <= STM_GRAIN_MONTH ? all[grain] : 0;
}

static int32_t add_months(int32_t day, int months)
{
    stm_civil c;
    year_of(day, &c);
    int all = c.year * 12 + c.month - 1 + months;
    if (all < 12 || all >= 12 * 9999)
        return day;
    int most = stm_civil_month_days(all / 12, all % 12 + 1);
    return days_of(all / 12, all % 12 + 1, c.day < most ? c.day : most);
}

int32_t stm_when_behind(const stm_when *when)
{
    int32_t first = stm_when_first(when);
    if (months_of(when->grain) > 0)
        return add_months(first, months_of(when->grain));
    return first + (when->grain == STM_GRAIN_WEEK ? 7 : when->grain == STM_GRAIN_WEEKEND ? 2 : 1);
}

void stm_when_on(stm_when *when, stm_grain grain, int32_t day)
{
    stm_civil c;
    int weekday = stm_civil_weekday(stm_civil_of_days(day));
    if (grain == STM_GRAIN_WEEK)
        day -= weekday;
    if (grain == STM_GRAIN_WEEKEND)
        day += 5 - weekday;
    when->grain = grain;
    when->year = year_of(day, &c);
    when->month = grain >= STM_GRAIN_MONTH ? c.month : 0;
    when->day = grain >= STM_GRAIN_WEEK ? c.day : 0;
    when->number = grain == STM_GRAIN_QUARTER ? (c.month + 2) / 3
                   : grain == STM_GRAIN_HALF  ? (c.month + 5) / 6
                                              : (c.month + 9) / 3 % 4;
    if (grain == STM_GRAIN_SEASON && c.month <= 2)
        when->year--; // January lies in the winter that began the year before
    if (grain == STM_GRAIN_CENTURY || grain == STM_GRAIN_DECADE)
        when->year -= when->year % (grain == STM_GRAIN_CENTURY ? 100 : 10);
}

static void move_seconds(stm_when *when, int64_t seconds)
{
    int64_t all = (int64_t)stm_when_first(when) * 86400 + when->hour * 3600 + when->minute * 60 + when->second + seconds;
    int64_t day = all / 86400, rest = all % 86400;
    if (rest < 0) {
        rest += 86400;
        day--;
    }
    stm_when_on(when, STM_GRAIN_DAY, (int32_t)day);
    when->hour = (int)(rest / 3600);
    when->minute = (int)(rest / 60 % 60);
    when->second = (int)(rest % 60);
    when->grain = when->second != 0 ? STM_GRAIN_SECOND : STM_GRAIN_MINUTE;
}

bool stm_when_move(stm_when *when, const stm_length *l, int sign)
{
    static const double months[STM_NUNITS] = {[STM_UNIT_MONTH] = 1,    [STM_UNIT_QUARTER] = 3,    [STM_UNIT_YEAR] = 12,
                                              [STM_UNIT_DECADE] = 120, [STM_UNIT_CENTURY] = 1200, [STM_UNIT_MILLENNIUM] = 12000};
    static const double days[STM_NUNITS] = {
        [STM_UNIT_DAY] = 1, [STM_UNIT_WEEK] = 7, [STM_UNIT_WEEKEND] = 7, [STM_UNIT_FORTNIGHT] = 14};
    double m = 0, d = 0, s = l->n[STM_UNIT_SECOND] + l->n[STM_UNIT_MINUTE] * 60 + l->n[STM_UNIT_HOUR] * 3600;
    for (int u = 0; u < STM_NUNITS; u++) {
        m += l->n[u] * months[u];
        d += l->n[u] * days[u];
    }
    if (m > 120000 || d > 4e6 || s > 4e9)
        return false;
    stm_grain grain = when->grain;
    if (sign < 0 && m / 12 >= when->year)
        return false;
    int32_t moved = add_months(stm_when_first(when), sign * (int)m) + sign * (int32_t)d;
    stm_when at = *when;
    if (moved < days_of(1, 2, 1) || moved > days_of(9998, 1, 1))
        return false;
    stm_when_on(&at, grain < STM_GRAIN_PART ? grain : STM_GRAIN_DAY, moved);
    if (grain >= STM_GRAIN_PART)
        at.grain = grain;
    if (s > 0)
        move_seconds(&at, sign * (int64_t)s);
    *when = at;
    return true;
}

stm_grain stm_unit_grain(stm_time_unit unit)
{
    static const stm_grain all[STM_NUNITS] = {
        [STM_UNIT_SECOND] = STM_GRAIN_SECOND,     [STM_UNIT_MINUTE] = STM_GRAIN_MINUTE,   [STM_UNIT_HOUR] = STM_GRAIN_MINUTE,
        [STM_UNIT_DAY] = STM_GRAIN_DAY,           [STM_UNIT_WEEKEND] = STM_GRAIN_WEEKEND, [STM_UNIT_WEEK] = STM_GRAIN_WEEK,
        [STM_UNIT_FORTNIGHT] = STM_GRAIN_WEEK,    [STM_UNIT_MONTH] = STM_GRAIN_MONTH,     [STM_UNIT_QUARTER] = STM_GRAIN_QUARTER,
        [STM_UNIT_YEAR] = STM_GRAIN_YEAR,         [STM_UNIT_DECADE] = STM_GRAIN_DECADE,   [STM_UNIT_CENTURY] = STM_GRAIN_CENTURY,
        [STM_UNIT_MILLENNIUM] = STM_GRAIN_CENTURY};
    return all[unit];
}

// What is open: a year, a month, a day.

// The year of a month, quarter, season or day of a month.
static void settle_year(const stm_timing *t, stm_when *when)
{
    int first = t->now.year - 1, best = 0;
    int32_t near = 0;
    bool leap = when->month == 2 && when->day == 29;
    for (int year = first - (leap ? 4 : 0); year <= t->now.year + (leap ? 5 : 1); year++) {
        stm_when at = *when;
        at.year = year;
        if (at.day > 0 && at.day > stm_civil_month_days(year, at.month))
            continue;
        int32_t begin = stm_when_first(&at), end = stm_when_behind(&at);
        bool past = begin <= t->today, future = end > t->today;
        int32_t away = past && future ? 0 : past ? t->today - end + 1 : begin - t->today;
        if (stm_time_tense(t) == STM_TENSE_FUTURE || when->turn > 0)
            away += future && (when->turn == 0 || begin > t->today) ? 0 : when->turn > 0 || stm_time_firm(t) ? NEVER : AGAINST_FUTURE;
        else if (stm_time_tense(t) == STM_TENSE_PAST || when->turn < 0)
            away += past && (when->turn == 0 || end <= t->today) ? 0 : when->turn < 0 || stm_time_firm(t) ? NEVER : AGAINST_PAST;
        away += when->begun && !past ? NEVER : 0;
        if (best == 0 || away < near) {
            best = year;
            near = away;
        }
    }
    when->year = best; // none has a 30 February
}

// A bare weekday that is tomorrow's: nobody calls so the day six days ago. What a verb close by tells of the past is past, unless the
// day of publication is that far on that it has ended in the east.
static bool may_be_tomorrow(const stm_timing *t, const stm_when *when)
{
    bool east = t->now.has_time && t->now.hour >= EAST_LEAST;
    return !when->turned && (east || stm_time_tense(t) != STM_TENSE_PAST || !stm_time_near(t));
}

static void settle_weekday(const stm_timing *t, stm_when *when)
{
    int back = (stm_civil_weekday(stm_civil_of_days(t->today)) + 1 - when->weekday + 7) % 7;
    int32_t day = t->today - back;
    bool ahead = stm_time_tense(t) == STM_TENSE_FUTURE || (back == 6 && may_be_tomorrow(t, when));
    if (when->turn < 0)
        day -= back == 0 ? 7 : 0;
    else if (when->turn > 0 || (ahead && !when->begun && back > 0))
        day += 7;
    stm_when_on(when, when->grain, day);
}

// "the 18th", "Monday 21": the nearest such day in the direction of the tense.
static void settle_day(const stm_timing *t, stm_when *when)
{
    int32_t near = INT32_MAX;
    stm_when best = *when;
    for (int k = -MONTHS_OFF; k <= MONTHS_OFF; k++) {
        int all = t->now.year * 12 + t->now.month - 1 + k;
        int year = all / 12, month = all % 12 + 1;
        if (when->day > stm_civil_month_days(year, month))
            continue;
        int32_t day = days_of(year, month, when->day);
        bool fits = when->weekday == 0 || stm_civil_weekday(stm_civil_of_days(day)) + 1 == when->weekday;
        int32_t away = day > t->today ? day - t->today : t->today - day;
        bool wrong = (stm_time_tense(t) == STM_TENSE_FUTURE && day < t->today) || (stm_time_tense(t) == STM_TENSE_PAST && day > t->today);
        away += when->begun && day > t->today ? NEVER : wrong ? AGAINST_DAY : 0;
        if (!fits || away >= near)
            continue;
        near = away;
        best.year = year;
        best.month = month;
    }
    *when = best;
}

// The day of an hour without one: that of the last date, if it was told of in this sentence or the last, or lies near publication;
// else that of publication.
static int32_t day_spoken_of(const stm_timing *t)
{
    if (t->anchor->grain != STM_GRAIN_DAY || t->atoms.natoms == 0)
        return t->today;
    int32_t day = stm_when_first(t->anchor);
    bool near = abs(day - t->today) <= SPOKEN_REACH;
    return near || t->atoms.atoms[0].sentence - t->anchor->sentence <= 1 ? day : t->today;
}

void stm_when_settle(const stm_timing *t, stm_when *when)
{
    bool calendar = when->grain > STM_GRAIN_NONE && when->grain < STM_GRAIN_LENGTH;
    if (!calendar || when->year != 0 || !t->known)
        return;
    if (when->month != 0 || (when->number != 0 && when->grain <= STM_GRAIN_QUARTER) || when->grain == STM_GRAIN_SEASON)
        settle_year(t, when);
    else if (when->day != 0)
        settle_day(t, when);
    else if (when->weekday != 0)
        settle_weekday(t, when);
    else if (when->grain >= STM_GRAIN_PART)
        stm_when_on(when, when->grain, day_spoken_of(t));
}

// Values.

// Puts a count in digits behind `value`.
static size_t put_count(char *value, double n)
{
    char digits[COUNT_MOST];
    size_t size = 0, at = 0;
    if (n != (uint32_t)n)
        return (size_t)snprintf(value, COUNT_MOST - 4, "%.10g", n);
    for (uint32_t left = (uint32_t)n; left > 0 || size == 0; left /= 10)
        digits[size++] = (char)('0' + left % 10);
    while (size > 0)
        value[at++] = digits[--size];
    return at;
}

static stm_view print_length(const stm_timing *t, const stm_length *l)
{
    static const struct {
        stm_time_unit unit;
        const char *letter;
        double factor;
        bool clock;
    } all[] = {{STM_UNIT_MILLENNIUM, "Y", 1000, false}, {STM_UNIT_CENTURY, "Y", 100, false}, {STM_UNIT_DECADE, "Y", 10, false},
               {STM_UNIT_YEAR, "Y", 1, false},          {STM_UNIT_QUARTER, "Q", 1, false},   {STM_UNIT_MONTH, "M", 1, false},
               {STM_UNIT_FORTNIGHT, "W", 2, false},     {STM_UNIT_WEEK, "W", 1, false},      {STM_UNIT_WEEKEND, "WE", 1, false},
               {STM_UNIT_DAY, "D", 1, false},           {STM_UNIT_HOUR, "H", 1, true},       {STM_UNIT_MINUTE, "M", 1, true},
               {STM_UNIT_SECOND, "S", 1, true}};
    char value[STM_NUNITS * COUNT_MOST] = "P";
    size_t size = 1;
    bool clock = false;
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        double n = l->n[all[k].unit] * all[k].factor;
        bool vague = l->vague && all[k].unit == l->unit;
        if ((n == 0 || n >= 1e9) && !vague)
            continue;
        if (all[k].clock && !clock)
            value[size++] = 'T';
        clock = clock || all[k].clock;
        if (vague)
            value[size++] = 'X';
        else
            size += put_count(value + size, n);
        for (const char *letter = vague && all[k].unit == STM_UNIT_CENTURY ? "C" : all[k].letter; *letter != '\0'; letter++)
            value[size++] = *letter;
    }
    return size > 1 ? stm_arena_copy(t->m->arena, (stm_view){value, size}) : (stm_view){0};
}

static stm_view print_week(const stm_timing *t, const stm_when *when)
{
    stm_civil c;
    int32_t thursday = stm_when_first(when) - stm_civil_weekday(stm_civil_of_days(stm_when_first(when))) + 3;
    int year = year_of(thursday, &c);
    int week = (thursday - days_of(year, 1, 1)) / 7 + 1;
    return stm_arena_print(t->m->arena, "%04d-W%02d%s", year, week, when->grain == STM_GRAIN_WEEKEND ? "-WE" : "");
}

static void put_two(char *to, int number)
{
    to[0] = (char)('0' + number / 10 % 10);
    to[1] = (char)('0' + number % 10);
}

// "YYYY-MM-DD": of a day, as most dates are, without the pains of printf.
static stm_view print_date(stm_arena *arena, int year, int month, int day)
{
    if (year < 0 || year > 9999 || month < 0 || month > 99 || day < 0 || day > 99)
        return stm_arena_print(arena, "%04d-%02d-%02d", year, month, day);
    char *to = memcpy(stm_arena_take(arena, sizeof "YYYY-MM-DD"), "YYYY-MM-DD", sizeof "YYYY-MM-DD");
    put_two(to, year / 100);
    put_two(to + 2, year);
    put_two(to + 5, month);
    put_two(to + 8, day);
    return (stm_view){to, sizeof "YYYY-MM-DD" - 1};
}

static stm_view print_day(const stm_timing *t, const stm_when *when)
{
    stm_arena *arena = t->m->arena;
    if (when->month != 0 && when->day != 0)
        return when->year != 0 ? print_date(arena, when->year, when->month, when->day)
                               : stm_arena_print(arena, "XXXX-%02d-%02d", when->month, when->day);
    if (when->day != 0)
        return stm_arena_print(arena, "XXXX-XX-%02d", when->day);
    if (when->weekday != 0)
        return stm_arena_print(arena, "XXXX-WXX-%d", when->weekday);
    return STM_VIEW("XXXX-XX-XX");
}

static stm_view print_year(const stm_timing *t, const stm_when *when)
{
    stm_arena *arena = t->m->arena;
    stm_view year = when->year != 0 ? print_date(arena, when->year, when->month, 1) : STM_VIEW("XXXX");
    year.size -= when->year != 0 ? sizeof "-MM-DD" - 1 : 0;
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
    switch (when->grain) {
    case STM_GRAIN_CENTURY: return stm_view_upto(year, 2);
    case STM_GRAIN_DECADE: return stm_view_upto(year, 3);
    case STM_GRAIN_HALF: return stm_arena_print(arena, "%.*s-H%d", (int)year.size, year.at, when->number);
    case STM_GRAIN_QUARTER: return stm_arena_print(arena, "%.*s-Q%d", (int)year.size, year.at, when->number);
    case STM_GRAIN_SEASON: return stm_arena_print(arena, "%.*s-%s", (int)year.size, year.at, seasons[when->number & 3]);
    case STM_GRAIN_MONTH:
        return when->year != 0 ? (stm_view){year.at, year.size + sizeof "-MM" - 1} : stm_arena_print(arena, "XXXX-%02d", when->month);
    default: return when->part.size == 0 ? year : stm_arena_print(arena, "%.*s%.*s", (int)when->part.size, when->part.at, (int)year.size, year.at);
    }
}

stm_view stm_when_value(const stm_timing *t, const stm_when *when)
{
    stm_arena *arena = t->m->arena;
    if (when->grain == STM_GRAIN_TEXT)
        return when->text;
    if (when->grain == STM_GRAIN_LENGTH)
        return print_length(t, &when->length);
    if (when->grain == STM_GRAIN_WEEK || when->grain == STM_GRAIN_WEEKEND)
        return when->year != 0 ? print_week(t, when) : (stm_view){0};
    if (when->grain < STM_GRAIN_DAY)
        return when->year != 0 || when->number != 0 || when->month != 0 || when->grain == STM_GRAIN_SEASON ? print_year(t, when)
                                                                                                           : (stm_view){0};
    stm_view day = print_day(t, when);
    if (when->grain == STM_GRAIN_PART)
        return stm_arena_print(arena, "%.*sT%.*s", (int)day.size, day.at, (int)when->part.size, when->part.at);
    if (when->grain == STM_GRAIN_MINUTE)
        return stm_arena_print(arena, "%.*sT%02d:%02d", (int)day.size, day.at, when->hour, when->minute);
    if (when->grain == STM_GRAIN_SECOND)
        return stm_arena_print(arena, "%.*sT%02d:%02d:%02d", (int)day.size, day.at, when->hour, when->minute, when->second);
    return when->year == 0 && when->month == 0 && when->day == 0 && when->weekday == 0 ? (stm_view){0} : day;
}

static stm_view print_end(const stm_timing *t, const stm_when *when)
{
    stm_when at = *when;
    if (at.year == 0)
        return stm_when_value(t, &at);
    int32_t first = stm_when_first(&at), behind = stm_when_behind(&at);
    if (at.grain < STM_GRAIN_DAY)
        stm_when_on(&at, STM_GRAIN_DAY, at.edge == 'E' ? behind : at.edge == 'M' ? first + (behind - first) / 2 : first);
    return stm_when_value(t, &at);
}

stm_view stm_when_range(const stm_timing *t, const stm_when *from, const stm_when *to)
{
    stm_view first = print_end(t, from), last = print_end(t, to);
    return stm_arena_print(t->m->arena, "%.*s/%.*s", (int)first.size, first.at, (int)last.size, last.at);
}
