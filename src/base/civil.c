#include "base/civil.h"

#include <stdio.h>

int32_t stm_civil_days(stm_civil c)
{
    int month = c.month > 0 ? c.month : 1, day = c.day > 0 ? c.day : 1;
    int year = c.year - (month <= 2);
    int era = (year >= 0 ? year : year - 399) / 400;
    int of_era = year - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

stm_civil stm_civil_of_days(int32_t days)
{
    days += 719468;
    int era = (days >= 0 ? days : days - 146096) / 146097;
    int of_era = days - era * 146097;
    int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year + year / 4 - year / 100);
    int m = (5 * of_year + 2) / 153;
    int month = m + (m < 10 ? 3 : -9);
    return (stm_civil){.year = (int16_t)(year + era * 400 + (month <= 2)),
                       .month = (int8_t)month,
                       .day = (int8_t)(of_year - (153 * m + 2) / 5 + 1)};
}

int stm_civil_weekday(stm_civil civil)
{
    int day = (stm_civil_days(civil) + 3) % 7; // 1970-01-01 was a Thursday
    return day < 0 ? day + 7 : day;
}

int stm_civil_month_days(int year, int month)
{
    if (month == 2)
        return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

int64_t stm_civil_seconds(stm_civil c)
{
    int64_t seconds = (int64_t)stm_civil_days(c) * 86400;
    if (c.has_time)
        seconds += c.hour * 3600 + c.minute * 60 + c.second - (c.has_offset ? c.offset * 60 : 0);
    return seconds;
}

bool stm_civil_valid(stm_civil c)
{
    if (c.year < 1 || c.year > 9999 || c.month < 0 || c.month > 12 || c.day < 0 || (c.day > 0 && c.month == 0))
        return false;
    if (c.day > 0 && c.day > stm_civil_month_days(c.year, c.month))
        return false;
    if (!c.has_time)
        return true;
    return c.day > 0 && c.hour >= 0 && c.hour < 24 && c.minute >= 0 && c.minute < 60 && c.second >= 0 && c.second <= 60 &&
           c.offset > -24 * 60 && c.offset < 24 * 60;
}

// Cursor functions: move `text` on only if they succeed.
static bool digits(stm_view *text, size_t n, int *value)
{
    if (text->size < n)
        return false;
    int read = 0;
    for (size_t i = 0; i < n; i++) {
        if (!stm_is_digit(text->at[i]))
            return false;
        read = read * 10 + (text->at[i] - '0');
    }
    *value = read;
    *text = stm_view_from(*text, n);
    return true;
}

static bool one_of(stm_view *text, const char *bytes)
{
    if (text->size == 0 || strchr(bytes, text->at[0]) == NULL || text->at[0] == '\0')
        return false;
    *text = stm_view_from(*text, 1);
    return true;
}

static bool read_offset(stm_view *text, stm_civil *c)
{
    if (one_of(text, "Zz")) {
        c->has_offset = true;
        return true;
    }
    int sign = text->size > 0 && text->at[0] == '-' ? -1 : 1, hours, minutes = 0;
    if (!one_of(text, "+-") || !digits(text, 2, &hours))
        return false;
    one_of(text, ":");
    if (text->size > 0 && !digits(text, 2, &minutes))
        return false;
    c->has_offset = true;
    c->offset = (int16_t)(sign * (hours * 60 + minutes));
    return true;
}

static bool read_time(stm_view *text, stm_civil *c)
{
    int hour, minute, second = 0;
    if (!digits(text, 2, &hour) || !one_of(text, ":") || !digits(text, 2, &minute))
        return false;
    if (one_of(text, ":") && !digits(text, 2, &second))
        return false;
    if (one_of(text, ".,"))
        while (text->size > 0 && stm_is_digit(text->at[0]))
            *text = stm_view_from(*text, 1);
    c->has_time = true;
    c->hour = (int8_t)hour;
    c->minute = (int8_t)minute;
    c->second = (int8_t)second;
    while (one_of(text, " "))
        ;
    return text->size == 0 || read_offset(text, c);
}

bool stm_civil_read(stm_view text, stm_civil *civil)
{
    int year, month = 0, day = 0;
    stm_civil c = {0};
    text = stm_view_trim(text);
    if (!digits(&text, 4, &year))
        return false;
    if (one_of(&text, "-") && !digits(&text, 2, &month))
        return false;
    if (month > 0 && one_of(&text, "-") && !digits(&text, 2, &day))
        return false;
    c.year = (int16_t)year;
    c.month = (int8_t)month;
    c.day = (int8_t)day;
    if (day > 0 && text.size > 0 && !(one_of(&text, "Tt ") && read_time(&text, &c)))
        return false;
    if (text.size > 0 || !stm_civil_valid(c))
        return false;
    *civil = c;
    return true;
}

void stm_civil_print(stm_civil c, char to[STM_CIVIL_TEXT])
{
    int n = snprintf(to, STM_CIVIL_TEXT, "%04u", (unsigned)c.year % 10000);
    if (c.month > 0)
        n += snprintf(to + n, STM_CIVIL_TEXT - (size_t)n, "-%02u", (unsigned)c.month % 100);
    if (c.day > 0)
        n += snprintf(to + n, STM_CIVIL_TEXT - (size_t)n, "-%02u", (unsigned)c.day % 100);
    if (!c.has_time)
        return;
    n += snprintf(to + n, STM_CIVIL_TEXT - (size_t)n, "T%02u:%02u:%02u", (unsigned)c.hour % 100, (unsigned)c.minute % 100,
                  (unsigned)c.second % 100);
    unsigned off = (unsigned)(c.offset < 0 ? -c.offset : c.offset) % 1440;
    if (c.has_offset && c.offset == 0)
        snprintf(to + n, STM_CIVIL_TEXT - (size_t)n, "Z");
    else if (c.has_offset)
        snprintf(to + n, STM_CIVIL_TEXT - (size_t)n, "%c%02u:%02u", c.offset < 0 ? '-' : '+', off / 60, off % 60);
}
