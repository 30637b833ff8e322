// Dates in TIMEX3 values (ISO-TimeML): calendar dates, months, years, weekdays and "yesterday" by the day of publication, as HeidelTime
// (Strötgen & Gertz 2010) does for news: a bare weekday is the latest one not after it. Without that day a weekday stays one
// ("XXXX-WXX-3"), so that two articles that say it agree.
#include "annotate/measures.h"

enum { YEAR_LEAST = 1500, YEAR_MOST = 2100 };

typedef struct moment {
    int year, month, day; // 0: not said
    size_t end;
} moment;

static bool whole_between(const stm_measuring *m, size_t i, int low, int high, int *value)
{
    const stm_atom *atom = stm_atoms_at(&m->atoms, i);
    stm_view text = stm_atoms_view(&m->atoms, i);
    int number = 0;
    if (atom->kind != STM_ATOM_NUMBER || text.size == 0 || text.size > 4)
        return false;
    for (size_t k = 0; k < text.size; k++) {
        if (!stm_is_digit(text.at[k]))
            return false;
        number = number * 10 + (text.at[k] - '0');
    }
    *value = number;
    return low <= number && number <= high;
}

// The word of "12th", "1st".
static size_t over_ending(const stm_measuring *m, size_t i)
{
    return stm_atoms_is(&m->atoms, i, STM_CLASS_SUFFIX) && !stm_atoms_at(&m->atoms, i)->spaced ? i + 1 : i;
}

static int month_at(const stm_measuring *m, size_t i)
{
    const stm_atom *atom = stm_atoms_at(&m->atoms, i);
    const stm_sense *sense = stm_lexeme_sense(atom->lexeme, STM_CLASS_MONTH);
    return sense != NULL && atom->upper ? (int)sense->value : 0;
}

static size_t over_full_stop(const stm_measuring *m, size_t i)
{
    return stm_atoms_sign(&m->atoms, i, '.') && !stm_atoms_at(&m->atoms, i)->spaced ? i + 1 : i;
}

// A year behind "12 February" or "February 12": at once, or behind a comma.
static void take_year(const stm_measuring *m, moment *to)
{
    size_t i = stm_atoms_sign(&m->atoms, to->end, ',') ? to->end + 1 : to->end;
    int year;
    if (whole_between(m, i, YEAR_LEAST, YEAR_MOST, &year)) {
        to->year = year;
        to->end = i + 1;
    }
}

// "12 February 2025", "12th of February", "February 12, 2025", "Feb. 12", "February 2025", "February".
static bool month_date(const stm_measuring *m, size_t i, moment *to)
{
    *to = (moment){0};
    int day = 0;
    size_t k = i;
    bool first = whole_between(m, i, 1, 31, &day);
    if (first) {
        k = over_ending(m, i + 1);
        k += stm_atoms_is(&m->atoms, k, STM_CLASS_OF);
        to->day = day;
    }
    to->month = month_at(m, k);
    if (to->month == 0)
        return false;
    to->end = k + 1;
    size_t behind = over_full_stop(m, k + 1);
    if (!first && whole_between(m, behind, 1, 31, &day)) {
        size_t end = over_ending(m, behind + 1);
        const stm_atom *next = stm_atoms_at(&m->atoms, end);
        if (!stm_atoms_sign(&m->atoms, end, ':') && (next->spaced || next->kind == STM_ATOM_SIGN || end >= m->atoms.natoms)) {
            to->day = day;
            to->end = end;
        }
    }
    take_year(m, to);
    bool alone = to->day == 0 && to->year == 0; // "may" and "march" are words too, also at the beginning of a sentence
    return !alone || (stm_span_size(stm_atoms_at(&m->atoms, k)->span) > 3 && !stm_atoms_at(&m->atoms, k)->first && to->month != 5);
}

static bool iso_date(const stm_measuring *m, size_t i, moment *to)
{
    *to = (moment){.end = i + 5};
    return whole_between(m, i, YEAR_LEAST, YEAR_MOST, &to->year) && stm_atoms_sign(&m->atoms, i + 1, '-') &&
           whole_between(m, i + 2, 1, 12, &to->month) && stm_atoms_sign(&m->atoms, i + 3, '-') &&
           whole_between(m, i + 4, 1, 31, &to->day);
}

// Four digits that nothing says are a count: no unit or plural noun behind, no currency or label before.
static bool year_alone(const stm_measuring *m, size_t i, moment *to)
{
    int year;
    if (!whole_between(m, i, 1900, YEAR_MOST, &year) || stm_span_size(stm_atoms_at(&m->atoms, i)->span) != 4)
        return false;
    if (i > 0 && (stm_atoms_is(&m->atoms, i - 1, STM_CLASS_MONEY) || stm_atoms_is(&m->atoms, i - 1, STM_CLASS_LABEL)))
        return false;
    bool cue = i > 0 && (stm_atoms_is(&m->atoms, i - 1, STM_CLASS_YEAR_CUE) || stm_atoms_is(&m->atoms, i - 1, STM_CLASS_IN) ||
                         (stm_atoms_dash(&m->atoms, i - 1) && !stm_atoms_at(&m->atoms, i)->spaced)); // "pre-2014"
    const stm_atom *next = stm_atoms_at(&m->atoms, i + 1);
    bool counts = next->kind == STM_ATOM_WORD && next->lexeme != NULL &&
                  (stm_lexeme_is(next->lexeme, STM_CLASS_PLURAL) || stm_lexeme_is(next->lexeme, STM_CLASS_MEASURE) ||
                   stm_lexeme_is(next->lexeme, STM_CLASS_DURATION) || stm_lexeme_is(next->lexeme, STM_CLASS_PERCENT) ||
                   stm_lexeme_is(next->lexeme, STM_CLASS_MONEY) || stm_lexeme_is(next->lexeme, STM_CLASS_CASUALTY));
    bool stuck = i + 1 < m->atoms.natoms && !next->spaced && next->kind == STM_ATOM_WORD;
    *to = (moment){.year = year, .end = i + 1};
    return !stuck && (cue || !counts);
}

// A month without a year is the one nearest to publication that is not long after it.
static int guess_year(const stm_measuring *m, const moment *d)
{
    const stm_civil now = m->article->published;
    if (!stm_civil_known(now) || d->year != 0)
        return d->year;
    return d->month > now.month + 6 ? now.year - 1 : d->month + 6 < now.month ? now.year + 1 : now.year;
}

static stm_view moment_value(const stm_measuring *m, moment *d)
{
    int year = d->month != 0 ? guess_year(m, d) : d->year;
    stm_view head = year != 0 ? stm_arena_print(m->arena, "%04d", year) : STM_VIEW("XXXX");
    if (d->month == 0)
        return head;
    if (d->day == 0)
        return stm_arena_print(m->arena, "%.*s-%02d", (int)head.size, head.at, d->month);
    return stm_arena_print(m->arena, "%.*s-%02d-%02d", (int)head.size, head.at, d->month, d->day);
}

static stm_view day_value(const stm_measuring *m, int32_t days)
{
    char text[STM_CIVIL_TEXT];
    stm_civil_print(stm_civil_of_days(days), text);
    return stm_arena_copy(m->arena, stm_view_of(text));
}

static stm_view weekday_value(const stm_measuring *m, int weekday, int turn)
{
    const stm_civil now = m->article->published;
    if (!stm_civil_known(now) || now.day == 0)
        return stm_arena_print(m->arena, "XXXX-WXX-%d", weekday + 1);
    int32_t today = stm_civil_days(now);
    int back = (stm_civil_weekday(now) - weekday + 7) % 7;
    if (turn > 0)
        return day_value(m, today + (back == 0 ? 7 : 7 - back));
    return day_value(m, today - (turn < 0 && back == 0 ? 7 : back));
}

static void add_date(stm_measuring *m, size_t begin, size_t end, stm_date_kind kind, stm_view value)
{
    stm_span span = {m->atoms.atoms[begin].span.begin, m->atoms.atoms[end - 1].span.end};
    stm_view words = stm_view_in(m->atoms.text, span);
    span.end -= stm_view_ends(words, STM_VIEW("'s")) ? 2 : stm_view_ends(words, STM_VIEW("’s")) ? 4 : 0; // "Wednesday's"
    *(stm_date *)stm_vector_push(&m->dates) = (stm_date){.span = span, .kind = kind, .value = value};
    for (size_t i = begin; i < end; i++)
        m->atoms.atoms[i].taken = true;
}

// "Wednesday", "last Monday", "next Friday", "Wednesday, 12 February".
static size_t weekday_date(stm_measuring *m, size_t i)
{
    size_t begin = i, end;
    const stm_sense *turn = stm_atoms_phrase(&m->atoms, i, STM_CLASS_TURN, &end);
    i = turn != NULL ? end : i;
    const stm_atom *atom = stm_atoms_at(&m->atoms, i);
    const stm_sense *day = stm_lexeme_sense(atom->lexeme, STM_CLASS_WEEKDAY);
    moment full;
    if (day == NULL || !atom->upper || (stm_span_size(atom->span) < 4 && !stm_atoms_sign(&m->atoms, i + 1, '.')))
        return 0;
    size_t next = stm_atoms_sign(&m->atoms, i + 1, ',') ? i + 2 : i + 1;
    if (month_date(m, next, &full) && full.day != 0) {
        add_date(m, begin, full.end, STM_DATE_DATE, moment_value(m, &full));
        return full.end;
    }
    add_date(m, begin, i + 1, STM_DATE_DATE, weekday_value(m, (int)day->value, turn != NULL ? (int)turn->value : 0));
    return i + 1;
}

// "yesterday", "tomorrow": empty where the day of publication is not known.
static size_t near_day(stm_measuring *m, size_t i)
{
    size_t end;
    const stm_sense *day = stm_atoms_phrase(&m->atoms, i, STM_CLASS_DAY, &end);
    const stm_civil now = m->article->published;
    if (day == NULL)
        return 0;
    bool known = stm_civil_known(now) && now.day != 0;
    add_date(m, i, end, STM_DATE_DATE, known ? day_value(m, stm_civil_days(now) + (int32_t)day->value) : (stm_view){0});
    return end;
}

// "last year", "this week", "next month".
static size_t turned_period(stm_measuring *m, size_t i)
{
    size_t end, behind;
    const stm_sense *turn = stm_atoms_phrase(&m->atoms, i, STM_CLASS_TURN, &end);
    const stm_sense *unit = turn != NULL ? stm_atoms_phrase(&m->atoms, end, STM_CLASS_DURATION, &behind) : NULL;
    const stm_civil now = m->article->published;
    if (unit == NULL || (turn->value != 0 && turn->value != 1 && turn->value != -1))
        return 0;
    stm_view value = {0};
    if (stm_civil_known(now) && stm_view_is(unit->text, "year"))
        value = stm_arena_print(m->arena, "%04d", now.year + (int)turn->value);
    else if (stm_civil_known(now) && stm_view_is(unit->text, "month") && now.month != 0) {
        int month = now.year * 12 + now.month - 1 + (int)turn->value;
        value = stm_arena_print(m->arena, "%04d-%02d", month / 12, month % 12 + 1);
    } else if (!stm_view_is(unit->text, "week") && !stm_view_is(unit->text, "year") && !stm_view_is(unit->text, "month"))
        return 0;
    add_date(m, i, behind, STM_DATE_DATE, value);
    return behind;
}

void stm_dates_read(stm_measuring *m)
{
    for (size_t i = 0; i < m->atoms.natoms;) {
        moment d;
        size_t end = weekday_date(m, i);
        end = end > 0 ? end : near_day(m, i);
        end = end > 0 ? end : turned_period(m, i);
        if (end == 0 && (iso_date(m, i, &d) || month_date(m, i, &d) || year_alone(m, i, &d))) {
            add_date(m, i, d.end, STM_DATE_DATE, moment_value(m, &d));
            end = d.end;
        }
        i = end > i ? end : i + 1;
    }
}
