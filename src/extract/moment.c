// Dates as pages write them.
//
// The text is cut into numbers, words and marks; then forms are tried from the least ambiguous to the most: ISO 8601, a month's
// name with a day and a year beside it, year/month/day, day.month.year and month/day/year. A time of day and a zone are taken
// from what is left. Only real dates between 1900 and 2100 count.
#include "extract/inner.h"

enum { TOKENS_MOST = 48, TEXT_MOST = 240 };

typedef enum { NUMBER, WORD, MARK } token_kind;

typedef struct {
    token_kind kind;
    int value, digits; // of a number
    stm_view text;
} token;

typedef struct {
    const stm_extractor *extractor;
    stm_arena *scratch;
    token tokens[TOKENS_MOST];
    size_t n;
} reading;

static token read_number(stm_view text, size_t *at)
{
    token t = {NUMBER, 0, 0, {text.at + *at, 0}};
    while (*at < text.size && stm_is_digit(text.at[*at])) {
        t.value = t.digits < 8 ? t.value * 10 + (text.at[*at] - '0') : t.value;
        t.digits++;
        (*at)++;
    }
    t.text.size = (size_t)t.digits;
    return t;
}

static token read_word(stm_view text, size_t *at)
{
    size_t from = *at, next = *at;
    while (stm_code_is_letter(stm_utf8_next(text, &next)))
        *at = next;
    return (token){WORD, 0, 0, {text.at + from, *at - from}};
}

static void tokenise(reading *r, stm_view text)
{
    size_t at = 0;
    while (at < text.size && r->n < TOKENS_MOST) {
        size_t next = at;
        uint32_t code = stm_utf8_next(text, &next);
        if (stm_is_digit(text.at[at]))
            r->tokens[r->n++] = read_number(text, &at);
        else if (stm_code_is_letter(code))
            r->tokens[r->n++] = read_word(text, &at);
        else if (stm_code_is_space(code))
            at = next;
        else {
            r->tokens[r->n++] = (token){MARK, 0, 0, {text.at + at, next - at}};
            at = next;
        }
    }
}

static const token *token_at(const reading *r, size_t i)
{
    return i < r->n ? &r->tokens[i] : NULL;
}

static bool is_number(const token *t, int low, int high, int digits_most)
{
    return t != NULL && t->kind == NUMBER && t->digits <= digits_most && t->value >= low && t->value <= high;
}

static bool is_year(const token *t)
{
    return t != NULL && t->kind == NUMBER && t->digits == 4 && t->value >= 1900 && t->value <= 2100;
}

static bool is_mark(const token *t, char mark)
{
    return t != NULL && t->kind == MARK && t->text.at[0] == mark;
}

static int month_of(const reading *r, const token *t)
{
    if (t == NULL || t->kind != WORD || t->text.size < 3)
        return 0;
    const stm_row *row = stm_table_find(&r->extractor->months, stm_fold_bare(r->scratch, t->text));
    return row != NULL && row->fields[1].size > 0 ? (row->fields[1].at[0] - '0') * (row->fields[1].size > 1 ? 10 : 1) +
                                                        (row->fields[1].size > 1 ? row->fields[1].at[1] - '0' : 0) : 0;
}

static bool made(stm_civil *civil, int year, int month, int day)
{
    stm_civil c = {.year = (int16_t)year, .month = (int8_t)month, .day = (int8_t)day};
    if (month < 1 || month > 12 || day < 1 || !stm_civil_valid(c))
        return false;
    *civil = c;
    return true;
}

// "2025-02-12T10:00:00+01:00" anywhere in the text.
static bool read_iso(stm_view text, stm_civil *civil)
{
    for (size_t i = 0; i + 10 <= text.size; i++) {
        bool digit_before = i > 0 && stm_is_digit(text.at[i - 1]);
        if (digit_before || !stm_is_digit(text.at[i]) || text.at[i + 4] != '-' || text.at[i + 7] != '-')
            continue;
        size_t end = i + 10;
        while (end < text.size && (stm_is_digit(text.at[end]) || memchr("T:.+-Z t", text.at[end], 8) != NULL))
            end++;
        for (; end >= i + 10; end--)
            if (stm_civil_read((stm_view){text.at + i, end - i}, civil) && civil->day > 0 && civil->year >= 1900 &&
                civil->year <= 2100)
                return true;
    }
    return false;
}

// The first year within the next few tokens, before another month.
static int year_after(const reading *r, size_t i)
{
    for (size_t k = i; k < i + 4 && k < r->n; k++) {
        if (is_year(&r->tokens[k]))
            return r->tokens[k].value;
        if (is_mark(&r->tokens[k], ':'))
            return 0;
    }
    return 0;
}

// "12 February 2025", "12th of Feb, 2025", "Feb. 12, 2025", "2025 February 12".
static bool read_named(const reading *r, stm_civil *civil)
{
    for (size_t i = 0; i < r->n; i++) {
        int month = month_of(r, &r->tokens[i]);
        if (month == 0)
            continue;
        int year = year_after(r, i + 1);
        for (size_t back = 1; back <= 3 && back <= i; back++)
            if (is_number(&r->tokens[i - back], 1, 31, 2) && year > 0 && made(civil, year, month, r->tokens[i - back].value))
                return true;
        for (size_t k = i + 1; k <= i + 2 && k < r->n; k++) {
            if (!is_number(&r->tokens[k], 1, 31, 2))
                continue;
            year = year_after(r, k + 1);
            if (year == 0 && i > 0 && is_year(&r->tokens[i - 1]))
                year = r->tokens[i - 1].value;
            if (year > 0 && made(civil, year, month, r->tokens[k].value))
                return true;
        }
    }
    return false;
}

// Two figures of a year: 2000 to 2068, 1969 to 1999 (POSIX).
static int whole_year(const token *t)
{
    if (is_year(t))
        return t->value;
    if (t != NULL && t->kind == NUMBER && t->digits == 2)
        return t->value < 69 ? 2000 + t->value : 1900 + t->value;
    return 0;
}

// "2025/02/12", "12.02.2025", "2/12/2025", "2025年2月12日".
static bool read_figures(const reading *r, bool day_first, stm_civil *civil)
{
    for (size_t i = 0; i + 4 < r->n; i++) {
        const token *t = &r->tokens[i];
        char mark = t[1].kind == MARK ? t[1].text.at[0] : 0;
        if (is_year(&t[0]) && is_number(&t[2], 1, 12, 2) && is_number(&t[4], 1, 31, 2) && t[1].kind != NUMBER &&
            made(civil, t[0].value, t[2].value, t[4].value))
            return true;
        if (mark == 0 || memchr("./-", mark, 3) == NULL || !is_mark(&t[3], mark))
            continue;
        int year = whole_year(&t[4]);
        if (year == 0 || !is_number(&t[0], 1, 31, 2) || !is_number(&t[2], 1, 31, 2))
            continue;
        bool day = mark == '.' || day_first ? t[2].value <= 12 : t[0].value > 12;
        if (made(civil, year, day ? t[2].value : t[0].value, day ? t[0].value : t[2].value))
            return true;
    }
    return false;
}

// "20250212", and "20250212T101500Z" as its beginning.
static bool read_packed(const reading *r, stm_civil *civil)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->tokens[i].kind == NUMBER && r->tokens[i].digits == 8) {
            int v = r->tokens[i].value;
            if (v / 10000 >= 1900 && v / 10000 <= 2100 && made(civil, v / 10000, v / 100 % 100, v % 100))
                return true;
        }
    return false;
}

static int number_of(stm_view text)
{
    bool minus = text.size > 0 && text.at[0] == '-';
    int value = 0;
    for (size_t i = minus ? 1 : 0; i < text.size && stm_is_digit(text.at[i]) && i < 6; i++)
        value = value * 10 + (text.at[i] - '0');
    return minus ? -value : value;
}

// "+0100", "+01:00", "GMT", "EST" behind a time; of "UTC+2" the figure counts.
static void read_zone(const reading *r, size_t i, stm_civil *civil)
{
    for (size_t k = i; k < i + 4 && k < r->n; k++) {
        const token *t = &r->tokens[k], *next = token_at(r, k + 1);
        bool sign = is_mark(t, '+') || is_mark(t, '-');
        if (sign && is_number(next, 0, 1400, 4)) {
            int minutes = next->digits <= 2 ? next->value * 60 : next->value / 100 * 60 + next->value % 100;
            if (next->digits <= 2 && is_mark(token_at(r, k + 2), ':') && is_number(token_at(r, k + 3), 0, 59, 2))
                minutes += r->tokens[k + 3].value;
            civil->has_offset = minutes <= 14 * 60;
            civil->offset = (int16_t)(is_mark(t, '-') ? -minutes : minutes);
            return;
        }
        const stm_row *row = t->kind == WORD ? stm_table_find(&r->extractor->zones, t->text) : NULL;
        if (row != NULL && !is_mark(next, '+') && !is_mark(next, '-')) {
            civil->has_offset = true;
            civil->offset = (int16_t)number_of(row->fields[1]);
            return;
        }
    }
}

static bool half_of_day(const reading *r, size_t *k, bool *after_noon)
{
    const token *t = token_at(r, *k);
    if (t == NULL || t->kind != WORD || t->text.size > 2)
        return false;
    char first = stm_lower(t->text.at[0]);
    bool dotted = t->text.size == 1 && is_mark(token_at(r, *k + 1), '.') && token_at(r, *k + 2) != NULL;
    if ((first != 'a' && first != 'p') || !(dotted || (t->text.size == 2 && stm_lower(t->text.at[1]) == 'm')))
        return false;
    *after_noon = first == 'p';
    *k += dotted ? 4 : 1;
    return true;
}

// The first "h:mm" or "h.mm am" of the text.
static void read_time(const reading *r, stm_civil *civil)
{
    for (size_t i = 0; i + 2 < r->n; i++) {
        const token *t = &r->tokens[i];
        bool afternoon = false;
        size_t k = i + 3;
        if (!is_number(&t[0], 0, 23, 2) || !is_mark(&t[1], ':') || !is_number(&t[2], 0, 59, 2) || t[2].digits != 2)
            continue;
        civil->has_time = true;
        civil->hour = (int8_t)t[0].value;
        civil->minute = (int8_t)t[2].value;
        if (is_mark(token_at(r, k), ':') && is_number(token_at(r, k + 1), 0, 60, 2)) {
            civil->second = (int8_t)r->tokens[k + 1].value;
            k += 2;
        }
        if (half_of_day(r, &k, &afternoon) && civil->hour <= 12)
            civil->hour = (int8_t)(civil->hour % 12 + (afternoon ? 12 : 0));
        read_zone(r, k, civil);
        return;
    }
}

stm_civil stm_moment_read(const stm_extractor *extractor, stm_arena *scratch, stm_view text, bool day_first)
{
    stm_civil civil = {0};
    text = stm_view_upto(text, TEXT_MOST);
    if (read_iso(text, &civil))
        return civil;
    reading *r = stm_arena_take(scratch, sizeof *r);
    r->extractor = extractor;
    r->scratch = scratch;
    tokenise(r, text);
    civil = (stm_civil){0};
    if (read_named(r, &civil) || read_figures(r, day_first, &civil) || read_packed(r, &civil))
        read_time(r, &civil);
    return civil;
}
