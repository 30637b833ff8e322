// Times in words: ISO 8601 and the values of TIMEX3, as an editor writes them.
#include "base/civil.h"
#include "base/utf8.h"
#include "report/words.h"

enum { SATURDAY = 5 }; // days behind Monday

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static const char *const parts[][2] = {{"TMO", "morning"}, {"TMI", "midday"}, {"TAF", "afternoon"}, {"TEV", "evening"}, {"TNI", "night"}};

// Parts of a day as TIMEX3 has them; NULL: none.
static const char *part_of_day(stm_view iso)
{
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (iso.size == 13 && stm_view_ends(iso, stm_view_of(parts[i][0])))
            return parts[i][1];
    return NULL;
}

// "XXXX-WXX-7TMO" of a day that is only named: "Sunday, morning".
static stm_view words_of_weekday(stm_arena *arena, stm_view value)
{
    static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    stm_view head = STM_VIEW("XXXX-WXX-");
    if (!stm_view_begins(value, head) || value.size == head.size || value.at[head.size] < '1' || value.at[head.size] > '7')
        return value;
    const char *day = days[value.at[head.size] - '1'];
    stm_view rest = stm_view_from(value, head.size + 1);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (stm_view_is(rest, parts[i][0]))
            return stm_arena_print(arena, "%s, %s", day, parts[i][1]);
    return rest.size == 6 && rest.at[0] == 'T' ? stm_arena_print(arena, "%s, %.*s", day, 5, rest.at + 1) : stm_view_of(day);
}

// "2031-W07", "2031-W07-WE", "2031-SU", "2031-Q2", "2031-H1": a part of a year in words, by the Monday of the week; else as it is.
static stm_view words_of_period(stm_arena *arena, stm_view value)
{
    static const char *const names[][2] = {{"SP", "spring"}, {"SU", "summer"}, {"FA", "autumn"}, {"WI", "winter"}, {"Q1", "first quarter of"}, {"Q2", "second quarter of"},
                                           {"Q3", "third quarter of"}, {"Q4", "last quarter of"}, {"H1", "first half of"}, {"H2", "second half of"}};
    stm_view rest = stm_view_from(value, 5);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (stm_view_is(rest, names[i][0]))
            return stm_arena_print(arena, "%s %.*s", names[i][1], 4, value.at);
    if (rest.size < 3 || rest.at[0] != 'W' || !stm_is_digit(rest.at[1]) || !stm_is_digit(rest.at[2]))
        return value;
    stm_civil day = {.month = 1, .day = 4}; // in the first week of its year
    for (size_t i = 0; i < 4; i++)
        day.year = (int16_t)(10 * day.year + value.at[i] - '0');
    if (!stm_civil_valid(day))
        return value;
    bool end = stm_view_ends(rest, STM_VIEW("-WE"));
    if (rest.size > 3 && !end)
        return value;
    int week = 10 * (rest.at[1] - '0') + rest.at[2] - '0';
    day = stm_civil_of_days(stm_civil_days(day) - stm_civil_weekday(day) + 7 * (week - 1) + (end ? SATURDAY : 0));
    return stm_arena_print(arena, "%s of %d %s %d", end ? "weekend" : "week", day.day, months[day.month - 1], day.year);
}

// "2031-06-03/2031-06-05": "3 Jun 2031 to 5 Jun 2031"; of two first days of years the years.
static stm_view words_of_range(stm_arena *arena, stm_view begin, stm_view end)
{
    bool years = stm_view_ends(begin, STM_VIEW("-01-01")) && stm_view_ends(end, STM_VIEW("-01-01"));
    stm_view from = years ? stm_view_upto(begin, 4) : stm_words_of_time(arena, begin), to = years ? stm_view_upto(end, 4) : stm_words_of_time(arena, end);
    return stm_arena_print(arena, "%.*s to %.*s", (int)from.size, from.at, (int)to.size, to.at);
}

stm_view stm_words_of_time(stm_arena *arena, stm_view iso)
{
    stm_civil c;
    ptrdiff_t slash = stm_view_find_byte(iso, '/');
    if (slash > 0 && stm_view_find_byte(stm_view_from(iso, (size_t)slash + 1), '/') == STM_NOWHERE)
        return words_of_range(arena, stm_view_upto(iso, (size_t)slash), stm_view_from(iso, (size_t)slash + 1));
    if (iso.size > 0 && iso.at[0] == 'X')
        return words_of_weekday(arena, iso);
    if (iso.size >= 7 && stm_is_digit(iso.at[0]) && stm_is_upper(iso.at[5]))
        return words_of_period(arena, iso);
    const char *part = part_of_day(iso);
    if (!stm_civil_read(part != NULL ? stm_view_upto(iso, 10) : iso, &c) || c.month == 0)
        return iso;
    if (c.day == 0)
        return iso.size == 7 ? stm_arena_print(arena, "%s %d", months[c.month - 1], c.year) : iso;
    stm_view day = stm_arena_print(arena, "%d %s %d", c.day, months[c.month - 1], c.year);
    if (part != NULL)
        return stm_arena_print(arena, "%.*s, %s", (int)day.size, day.at, part);
    if (!c.has_time || (c.hour == 0 && c.minute == 0 && c.second == 0))
        return day;
    stm_view time = stm_arena_print(arena, "%.*s, %02d:%02d", (int)day.size, day.at, c.hour, c.minute);
    if (!c.has_offset)
        return time;
    int minutes = c.offset < 0 ? -c.offset : c.offset;
    if (minutes == 0)
        return stm_arena_print(arena, "%.*s UTC", (int)time.size, time.at);
    return stm_arena_print(arena, "%.*s %c%02d:%02d", (int)time.size, time.at, c.offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}
