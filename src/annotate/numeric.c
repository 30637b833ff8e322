// Dates in digits with separators: "2025-02-12", "10/1/2018", "22/04", "23.04.2022", "2019-aug-1", "Sep-23-2020", "20161016".
//
// Day and month of two numbers: month first, as in America, unless only the other order fits or the language writes the day
// first. Two numbers without a year are a date only where a word says so ("on 11/20"): they may be a share, a score or a page.
#include "annotate/when.h"

enum { YEAR_LEAST = 1900, YEAR_MOST = 2199, PIECES = 3, FORTY = 40 };

typedef struct piece {
    int value, digits;
    bool month; // a name
} piece;

typedef struct pieces {
    piece all[PIECES];
    int n;
    char sign;
    size_t end;
} pieces;

static bool read_piece(const stm_timing *t, size_t i, piece *p)
{
    const stm_sense *month = stm_lexeme_sense(stm_time_atom(t, i)->lexeme, STM_CLASS_MONTH);
    if (month != NULL) {
        *p = (piece){.value = (int)month->value, .month = true};
        return true;
    }
    p->month = false;
    p->digits = (int)stm_span_size(stm_time_atom(t, i)->span);
    return stm_whole_at(t, i, 0, 9999, &p->value);
}

static bool is_separator(const stm_timing *t, size_t i, char *sign)
{
    const stm_atom *atom = stm_time_atom(t, i);
    if (i >= t->atoms.natoms || atom->spaced || stm_time_atom(t, i + 1)->spaced ||
        !(stm_time_sign(t, i, '-') || stm_time_sign(t, i, '/')))
        return false;
    char found = t->atoms.text.at[atom->span.begin];
    if (*sign != 0 && *sign != found)
        return false;
    *sign = found;
    return true;
}

// "23.04.2022", "7.6": one atom of digits and points.
static bool read_points(const stm_timing *t, size_t i, pieces *p)
{
    stm_view text = stm_atoms_view(&t->atoms, i);
    *p = (pieces){.sign = '.', .end = i + 1};
    if (i >= t->atoms.natoms || stm_time_atom(t, i)->kind != STM_ATOM_NUMBER || stm_view_find_byte(text, '.') == STM_NOWHERE)
        return false;
    for (size_t k = 0; k < text.size; k++) {
        if (text.at[k] == '.' && ++p->n < PIECES)
            continue;
        if (!stm_is_digit(text.at[k]) || p->all[p->n].digits >= 4)
            return false;
        p->all[p->n].value = p->all[p->n].value * 10 + (text.at[k] - '0');
        p->all[p->n].digits++;
    }
    p->n++;
    return p->n >= 2;
}

static bool read_pieces(const stm_timing *t, size_t i, pieces *p)
{
    *p = (pieces){.end = i + 1};
    if (!read_piece(t, i, &p->all[0]))
        return false;
    for (p->n = 1; p->n < PIECES && is_separator(t, p->end, &p->sign) && read_piece(t, p->end + 1, &p->all[p->n]); p->n++)
        p->end += 2;
    return p->n >= 2;
}

static bool day_ok(int day, int month)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static int long_year(const piece *p)
{
    if (p->month || (p->digits != 4 && p->digits != 2))
        return 0;
    if (p->digits == 2)
        return p->value < FORTY ? 2000 + p->value : 1900 + p->value;
    return p->value >= YEAR_LEAST && p->value <= YEAR_MOST ? p->value : 0;
}

static bool put(stm_when *when, int year, int month, int day)
{
    when->year = year;
    when->month = month;
    when->day = day;
    when->grain = day != 0 ? STM_GRAIN_DAY : STM_GRAIN_MONTH;
    return true;
}

static bool day_and_month(const stm_timing *t, const piece *a, const piece *b, int *month, int *day)
{
    bool day_first = t->m->lexicon->comma_decimal; // of the languages with tables all that write "1,5" write the day first
    if (a->month && b->month)
        return false;
    if (a->month != b->month) {
        *month = a->month ? a->value : b->value;
        *day = a->month ? b->value : a->value;
        return day_ok(*day, *month);
    }
    *month = day_first ? b->value : a->value;
    *day = day_first ? a->value : b->value;
    if (day_ok(*day, *month))
        return true;
    *month = day_first ? a->value : b->value;
    *day = day_first ? b->value : a->value;
    return day_ok(*day, *month);
}

static bool three(const stm_timing *t, const pieces *p, stm_when *when)
{
    int month, day;
    const piece *a = p->all;
    for (int y = 0; y < PIECES; y++) { // four digits are the year, wherever they stand where a month has its name
        bool named = a[(y + 1) % 3].month || a[(y + 2) % 3].month;
        if (a[y].digits == 4 && !a[y].month && long_year(&a[y]) != 0 && (named || y != 1)) {
            const piece *b = &a[y == 0 ? 1 : 0], *c = &a[y == 2 ? 1 : 2];
            if (y == 0 && !named && p->sign != '.') // ISO order
                return day_ok(c->value, b->value) && put(when, a[0].value, b->value, c->value);
            return day_and_month(t, b, c, &month, &day) && put(when, long_year(&a[y]), month, day);
        }
    }
    if (a[2].digits != 2 || a[2].month || a[0].digits > 2 || a[1].digits > 2 || (p->sign == '.' && !t->m->lexicon->comma_decimal))
        return false;
    return day_and_month(t, &a[0], &a[1], &month, &day) && put(when, long_year(&a[2]), month, day);
}

// Does a word before or behind say that two numbers are a date?
static bool cued(const stm_timing *t, size_t i, bool points)
{
    if (t->loose && !points)
        return true;
    if (i == 0)
        return false;
    bool from = stm_time_is(t, i - 1, STM_CLASS_FROM) || stm_time_is(t, i - 1, STM_CLASS_BETWEEN);
    if (from)
        return !points;
    return stm_time_is(t, i - 1, STM_CLASS_ON) || stm_time_is(t, i - 1, STM_CLASS_WEEKDAY) ||
           (stm_time_is(t, i - 1, STM_CLASS_TURN) && !stm_time_is(t, i - 1, STM_CLASS_FUTURE)) ||
           ((stm_time_sign(t, i - 1, ',') || stm_time_sign(t, i - 1, '(')) && i > 1 &&
            stm_time_is(t, i - 2, STM_CLASS_WEEKDAY)) ||
           (stm_atoms_dash(&t->atoms, i - 1) && i > 1 && stm_time_is(t, i - 2, STM_CLASS_WEEKDAY));
}

static bool two(const stm_timing *t, size_t i, const pieces *p, stm_when *when)
{
    int month, day;
    const piece *a = p->all;
    if (p->sign == '.' && !cued(t, i, true))
        return false;
    bool year_first = a[0].digits == 4 && !a[0].month;
    if (year_first || (a[1].digits == 4 && !a[1].month)) { // "2015-3", "12/2015", "Dec-2018"
        const piece *year = &a[year_first ? 0 : 1], *rest = &a[year_first ? 1 : 0];
        return p->sign != '.' && long_year(year) != 0 && rest->value >= 1 && rest->value <= 12 && (rest->digits <= 2) &&
               put(when, long_year(year), rest->value, 0);
    }
    if (a[0].digits > 2 || a[1].digits > 2 || !day_and_month(t, &a[0], &a[1], &month, &day))
        return false;
    bool named = a[0].month || a[1].month;
    bool padded = p->sign == '/' && a[0].digits == 2 && a[1].digits == 2;
    bool share = stm_time_is(t, p->end, STM_CLASS_OF) || stm_time_is(t, p->end, STM_CLASS_MEASURE) ||
                 stm_time_is(t, p->end, STM_CLASS_DURATION);
    if (!named && share)
        return false;
    return (named || cued(t, i, p->sign == '.') || (padded && t->atoms.natoms < FORTY)) && put(when, 0, month, day);
}

// "20161016", "2016 10 16".
static bool packed(const stm_timing *t, size_t i, stm_when *when)
{
    int all, year, month, day;
    if (stm_whole_at(t, i, 19000101, 21991231, &all) && day_ok(all % 100, all / 100 % 100)) {
        when->end = i + 1;
        return put(when, all / 10000, all / 100 % 100, all % 100);
    }
    if (!stm_whole_at(t, i, YEAR_LEAST, YEAR_MOST, &year) || !stm_whole_at(t, i + 1, 1, 12, &month) ||
        !stm_whole_at(t, i + 2, 1, 31, &day) || stm_span_size(stm_time_atom(t, i + 1)->span) != 2 ||
        stm_span_size(stm_time_atom(t, i + 2)->span) != 2)
        return false;
    when->end = i + 3;
    return put(when, year, month, day);
}

// Digits right before or behind belong to a longer number: a telephone, an article number.
static bool in_a_longer_one(const stm_timing *t, size_t begin, size_t end)
{
    const stm_atom *before = stm_time_atom(t, begin > 0 ? begin - 1 : begin), *next = stm_time_atom(t, end);
    bool left = begin > 1 && !stm_time_atom(t, begin)->spaced && !before->spaced && before->kind == STM_ATOM_SIGN &&
                stm_time_atom(t, begin - 2)->kind == STM_ATOM_NUMBER && !stm_time_sign(t, begin - 1, ',');
    bool stuck_left = begin > 0 && !stm_time_atom(t, begin)->spaced && before->kind != STM_ATOM_SIGN;
    bool right = end + 1 < t->atoms.natoms && !next->spaced && next->kind == STM_ATOM_SIGN &&
                 !stm_time_atom(t, end + 1)->spaced && stm_time_atom(t, end + 1)->kind == STM_ATOM_NUMBER &&
                 (stm_time_sign(t, end, '/') || stm_time_sign(t, end, '.'));
    bool stuck_right = end < t->atoms.natoms && !next->spaced &&
                       (next->kind == STM_ATOM_NUMBER || (next->kind == STM_ATOM_WORD && stm_span_size(next->span) > 1));
    return (left && !t->loose) || stuck_left || right || stuck_right || stm_time_sign(t, end, '%');
}

bool stm_numeric_at(const stm_timing *t, size_t i, stm_when *when)
{
    pieces p = {0};
    *when = (stm_when){.begin = i, .kind = STM_DATE_DATE};
    if (stm_time_atom(t, i)->kind == STM_ATOM_SIGN || i >= t->atoms.natoms)
        return false;
    if (read_points(t, i, &p) || read_pieces(t, i, &p)) {
        when->end = p.end;
        if (p.n == PIECES ? three(t, &p, when) : two(t, i, &p, when))
            return !in_a_longer_one(t, i, when->end);
        return false;
    }
    return packed(t, i, when) && !in_a_longer_one(t, i, when->end);
}
