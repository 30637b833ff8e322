// Times of day: "3pm", "8:00:31 am", "17:49", "noon", "four o'clock", "five-thirty", "half past nine", "2100 GMT".
//
// A loose one may be a bare hour ("at 5"); the caller says where that can be: beside a day, or in a range of hours.
#include "annotate/when.h"

enum { HOUR_MINUTES = 60 };

static stm_when at_time(size_t begin, size_t end, int hour, int minute)
{
    return (stm_when){
        .begin = begin, .end = end, .kind = STM_DATE_TIME, .grain = STM_GRAIN_MINUTE, .hour = hour, .minute = minute};
}

// "am", "p.m.", or "a" and "p" stuck to digits, "in the morning"; moves the hour into its half of the day.
static bool half_of_day(const stm_timing *t, bool loose, stm_when *when)
{
    size_t end = 0, k = when->end;
    const stm_sense *half = stm_atoms_phrase(&t->atoms, k, STM_CLASS_AMPM, &end);
    if (half == NULL && loose && !stm_time_atom(t, k)->spaced) {
        half = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_SHORT_AMPM);
        end = k + 1;
    }
    if (half == NULL || when->hour > 12)
        return false;
    if (when->hour == 12)
        when->hour = half->value == 0 && when->minute > 0 ? 0 : half->value == 0 ? 24 : 12;
    else
        when->hour += (int)half->value;
    if (when->hour == 24)
        when->hour = 0;
    when->end = end;
    return true;
}

static bool two_digits(const stm_timing *t, size_t i, int most, int *value)
{
    return stm_whole_at(t, i, 0, most, value) && stm_span_size(stm_time_atom(t, i)->span) == 2;
}

// "8:00", "17:49:19".
static bool with_colon(const stm_timing *t, size_t i, stm_when *when)
{
    int hour, minute, second;
    if (!stm_whole_at(t, i, 0, 24, &hour) || !stm_time_sign(t, i + 1, ':') || stm_time_atom(t, i + 1)->spaced ||
        stm_time_atom(t, i + 2)->spaced || !two_digits(t, i + 2, 59, &minute) || (i > 0 && stm_time_sign(t, i - 1, ':')))
        return false;
    *when = at_time(i, i + 3, hour, minute);
    if (stm_time_sign(t, i + 3, ':') && !stm_time_atom(t, i + 3)->spaced && two_digits(t, i + 4, 59, &second)) {
        when->second = second;
        when->grain = STM_GRAIN_SECOND;
        when->end = i + 5;
    }
    return true;
}

// "8.30pm", "2.30": one number atom; without its half of the day only where it may be loose.
static bool with_point(const stm_timing *t, size_t i, stm_when *when)
{
    stm_view text = stm_atoms_view(&t->atoms, i);
    ptrdiff_t point = stm_view_find_byte(text, '.');
    if (i >= t->atoms.natoms || stm_time_atom(t, i)->kind != STM_ATOM_NUMBER || (point != 1 && point != 2) ||
        text.size != (size_t)point + 3)
        return false;
    int hour = point == 1 ? text.at[0] - '0' : (text.at[0] - '0') * 10 + text.at[1] - '0';
    int minute = (text.at[point + 1] - '0') * 10 + text.at[point + 2] - '0';
    *when = at_time(i, i + 1, hour, minute);
    return hour >= 0 && hour <= 24 && minute >= 0 && minute < 60;
}

static bool hour_word(const stm_timing *t, size_t i, int most, int *hour)
{
    const stm_lexeme *lexeme = stm_time_atom(t, i)->lexeme;
    const stm_sense *sense = stm_lexeme_sense(lexeme, STM_CLASS_CARDINAL);
    if (sense == NULL)
        sense = stm_lexeme_sense(lexeme, STM_CLASS_TEEN);
    *hour = sense != NULL ? (int)sense->value : 0;
    return sense != NULL && *hour >= 1 && *hour <= most;
}

static bool minute_words(const stm_timing *t, size_t i, int *minute, size_t *end)
{
    stm_number number;
    if (stm_time_atom(t, i)->kind != STM_ATOM_WORD || !stm_time_number_at(t, i, &number) || number.digits ||
        number.form != STM_NUMBER_CARDINAL || number.low < 10 || number.low > 59)
        return false;
    *minute = (int)number.low;
    *end = number.end;
    return true;
}

static size_t over_minutes(const stm_timing *t, size_t i)
{
    stm_time_unit unit;
    size_t end = i;
    return stm_unit_at(t, i, &unit, &end) && unit == STM_UNIT_MINUTE ? end : i;
}

// The minutes before or behind an hour: "half", "a quarter", "ten", "thirty-six minutes"; the atom behind them, 0: none.
static size_t minutes_at(const stm_timing *t, size_t i, int *minute)
{
    size_t k = stm_time_over(t, i, STM_CLASS_ARTICLE), end = 0;
    const stm_sense *part = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_HALF);
    if (part == NULL)
        part = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_FRACTION);
    stm_number number;
    if (part != NULL && part->value * 4 == (int)(part->value * 4)) {
        *minute = (int)(part->value * HOUR_MINUTES);
        return k + 1;
    }
    if (k > i || stm_time_atom(t, i)->kind != STM_ATOM_WORD || !stm_time_number_at(t, i, &number) || number.digits ||
        number.form != STM_NUMBER_CARDINAL || number.low < 1 || number.low >= HOUR_MINUTES || number.low != (int)number.low)
        return 0;
    *minute = (int)number.low;
    end = over_minutes(t, number.end);
    return end;
}

// "half past nine", "a quarter to six", "thirty-six minutes past eight"; "ten to five" only where it is said that it is a time.
static bool beside_hour(const stm_timing *t, size_t i, stm_when *when)
{
    int hour, minute = 0;
    size_t end = minutes_at(t, i, &minute), behind = end + 2;
    const stm_sense *past = end > 0 ? stm_lexeme_sense(stm_time_atom(t, end)->lexeme, STM_CLASS_PAST_HOUR) : NULL;
    if (past == NULL || !hour_word(t, end + 1, 12, &hour))
        return false;
    bool said = stm_time_is(t, end - 1, STM_CLASS_DURATION) || (i > 0 && stm_time_is(t, i - 1, STM_CLASS_AT));
    bool open = stm_time_atom(t, behind)->kind == STM_ATOM_SIGN ? !stm_atoms_hyphen(&t->atoms, behind)
                                                                : stm_time_is(t, behind, STM_CLASS_STOP);
    if (past->value < 0 && (!(said && open) || minute > HOUR_MINUTES / 2 - 1))
        return false;
    *when = past->value < 0 ? at_time(i, behind, hour == 1 ? 12 : hour - 1, HOUR_MINUTES - minute) : at_time(i, behind, hour, minute);
    return when->sure = true;
}

// "five-thirty", "seven twenty-seven".
static bool in_words(const stm_timing *t, size_t i, stm_when *when)
{
    int hour, minute = 0;
    size_t end = i;
    if (beside_hour(t, i, when))
        return true;
    if (!hour_word(t, i, 12, &hour))
        return false;
    size_t next = stm_atoms_hyphen(&t->atoms, i + 1) ? i + 2 : i + 1;
    *when = at_time(i, i + 1, hour, 0);
    if (minute_words(t, next, &minute, &end)) {
        when->minute = minute;
        when->end = over_minutes(t, end);
    }
    return true;
}

// "15h30", "15 h".
static bool marked(const stm_timing *t, size_t i, stm_when *when)
{
    int hour, minute = 0;
    if (!stm_whole_at(t, i, 0, 24, &hour) || !stm_time_is(t, i + 1, STM_CLASS_CLOCK_MARK))
        return false;
    bool more = stm_whole_at(t, i + 2, 0, 59, &minute) && stm_span_size(stm_time_atom(t, i + 2)->span) == 2;
    *when = at_time(i, more ? i + 3 : i + 2, hour, more ? minute : 0);
    return more || !stm_time_is(t, i + 1, STM_CLASS_DURATION);
}

static bool fixed_hour(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0;
    const stm_sense *sense = stm_atoms_phrase(&t->atoms, i, STM_CLASS_CLOCK, &end);
    if (sense == NULL)
        return false;
    *when = at_time(i, end, (int)sense->value, 0);
    return true;
}

// "2100 GMT".
static bool with_zone(const stm_timing *t, size_t i, stm_when *when)
{
    int all;
    if (!stm_whole_at(t, i, 0, 2359, &all) || stm_span_size(stm_time_atom(t, i)->span) != 4 || all % 100 > 59 ||
        !stm_time_is(t, i + 1, STM_CLASS_ZONE) || !stm_time_atom(t, i + 1)->upper)
        return false;
    *when = at_time(i, i + 1, all / 100, all % 100);
    return true;
}

// The zone behind a time is kept, but is no part of it.
static void take_zone(const stm_timing *t, stm_when *when)
{
    size_t end = 0;
    const stm_sense *zone = stm_atoms_phrase(&t->atoms, when->end, STM_CLASS_ZONE, &end);
    if (zone != NULL && stm_time_atom(t, when->end)->upper)
        when->zone =
            stm_view_in(t->atoms.text, (stm_span){stm_time_atom(t, when->end)->span.begin, stm_time_atom(t, end - 1)->span.end});
}

// "1:19" by itself may be a score, a place in a film or a number of a court: a word before it says that it is a time.
static bool bare_colon(const stm_timing *t, size_t i, const stm_when *when)
{
    const stm_atom *last = stm_time_atom(t, when->end - 1);
    bool word = i > 0 && (stm_time_is(t, i - 1, STM_CLASS_AT) || stm_time_is(t, i - 1, STM_CLASS_TO) ||
                          stm_time_is(t, i - 1, STM_CLASS_THROUGH) || stm_time_is(t, i - 1, STM_CLASS_FROM) ||
                          stm_time_is(t, i - 1, STM_CLASS_BETWEEN) || stm_time_is(t, i - 1, STM_CLASS_DATE_BOUND));
    return last->kind == STM_ATOM_NUMBER && !stm_time_is(t, i, STM_CLASS_BEFORE) &&
           (!word || stm_atoms_hyphen(&t->atoms, when->end));
}

bool stm_clock_at(const stm_timing *t, size_t i, bool loose, stm_when *when)
{
    size_t from = i, end = 0;
    int hour;
    if (!(stm_time_atom(t, i)->gates & (STM_BEGIN_NUMBER | STM_GATE_CLOCK)) || t->kept->no_clock == i + 1)
        return false;
    const stm_sense *hedge = stm_atoms_phrase(&t->atoms, i, STM_CLASS_BEFORE, &from);
    from = hedge != NULL && stm_view_is(hedge->text, "~") ? from : i;
    bool sure = true;
    if (fixed_hour(t, from, when) || with_zone(t, from, when) || marked(t, from, when)) {
        when->sure = true;
        take_zone(t, when);
        when->begin = i;
        return true;
    }
    if (!with_colon(t, from, when)) {
        bool single = stm_whole_at(t, from, 0, 24, &hour) && stm_span_size(stm_time_atom(t, from)->span) <= 2;
        sure = false;
        if (single)
            *when = at_time(from, from + 1, hour, 0);
        else if (!with_point(t, from, when) && !in_words(t, from, when)) {
            t->kept->no_clock = i + 1; // nor is a loose one
            return false;
        }
        sure = !single && when->sure;
    }
    when->ambiguous =
        when->hour >= 1 && when->hour <= 12 && when->grain == STM_GRAIN_MINUTE &&
        !(stm_time_atom(t, from)->kind == STM_ATOM_NUMBER && t->atoms.text.at[stm_time_atom(t, from)->span.begin] == '0');
    when->sure = sure;
    if (half_of_day(t, loose, when)) {
        when->ambiguous = false;
        when->sure = true;
    } else if (stm_atoms_phrase(&t->atoms, when->end, STM_CLASS_OCLOCK, &end) != NULL) {
        when->end = end;
        when->sure = true;
        half_of_day(t, loose, when);
    } else if (!sure && !loose) {
        return false;
    }
    take_zone(t, when);
    when->begin = i;
    return loose || when->zone.size > 0 || !bare_colon(t, i, when);
}
