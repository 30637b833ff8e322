// Dates and times made comparable: an interval of days from a TIMEX3 value. A day with an hour ("9 a.m. on Sunday", "last night") is an
// amount of each, for accounts give the one or the other.
#include <math.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compare/amount-reading.h"

enum {
    RESTATED_REACH = 3, ZONED_REACH = 30, // bytes between a time and itself in another zone; the same where that is named
    WEEK = 7, // days
};

static int two_digits(stm_view text, size_t at)
{
    return (text.at[at] - '0') * 10 + (text.at[at + 1] - '0');
}

static bool is_clock(stm_view part)
{
    return part.size >= 5 && stm_is_digit(part.at[0]) && stm_is_digit(part.at[3]);
}

void stm_amount_read_part(stm_view part, double *low, double *high)
{
    static const struct {
        const char *name;
        double from, to;
    } parts[] = {{"MO", 0.25, 0.5}, {"MI", 0.47, 0.53}, {"AF", 0.5, 0.75}, {"EV", 0.7, 0.95}, {"NI", 0.75, 1}, {"DT", 0.25, 0.8}};
    double day = *low;
    if (is_clock(part)) {
        *low = day + (two_digits(part, 0) * 60 + two_digits(part, 3)) / 1440.0;
        *high = *low + 1 / 1440.0;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (stm_view_is(part, parts[i].name)) {
            *low = day + parts[i].from;
            *high = day + parts[i].to;
        }
}

static double day_of(int year, int month, int day)
{
    return stm_civil_days((stm_civil){.year = (int16_t)year, .month = (int8_t)month, .day = (int8_t)day});
}

// "2025-W07", "2025-W07-WE".
static bool read_week(stm_view value, int year, double *low, double *high)
{
    bool weekend = value.size == 11 && stm_view_ends(value, STM_VIEW("-WE"));
    if ((value.size != 8 && !weekend) || value.at[5] != 'W' || !stm_is_digit(value.at[6]) || !stm_is_digit(value.at[7]))
        return false;
    double fourth = day_of(year, 1, 4); // always in the first week
    *low = fourth - stm_civil_weekday(stm_civil_of_days((int32_t)fourth)) + WEEK * (two_digits(value, 6) - 1);
    *high = *low + WEEK;
    *low += weekend ? 5 : 0;
    return true;
}

// "2025-Q1", "2025-H2", "2025-SU": from the first day of a month, so many months.
static bool read_season(stm_view value, int year, double *low, double *high)
{
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
    stm_view part = stm_view_from(value, 5);
    int first = 0, months = 3;
    for (int i = 0; i < 4; i++)
        first = stm_view_is(part, seasons[i]) ? 3 * i + 3 : first;
    if (part.size == 2 && stm_is_digit(part.at[1]) && (part.at[0] == 'Q' || part.at[0] == 'H')) {
        months = part.at[0] == 'Q' ? 3 : 6;
        first = (part.at[1] - '1') * months + 1;
    }
    if (first < 1 || first > 12)
        return false;
    int behind = first + months;
    *low = day_of(year, first, 1);
    *high = day_of(year + (behind > 12), behind > 12 ? behind - 12 : behind, 1);
    return true;
}

// "2025-02-12", "2025-02", "2025", "2025-W07", with a time behind a day: from its beginning to its end.
static bool read_days(stm_view value, double *low, double *high)
{
    stm_view head = value;
    ptrdiff_t time = stm_view_find_byte(value, 'T');
    if (time != STM_NOWHERE)
        head = stm_view_upto(value, (size_t)time);
    stm_civil civil, year;
    bool within = head.size >= 7 && head.at[4] == '-' && stm_civil_read(stm_view_upto(head, 4), &year) && stm_civil_known(year);
    if (within && (read_week(head, year.year, low, high) || read_season(head, year.year, low, high)))
        return true;
    if (!stm_civil_read(head, &civil) || !stm_civil_known(civil))
        return false;
    *low = stm_civil_days(civil);
    *high = *low + 1;
    if (civil.day == 0 && civil.month != 0)
        *high = *low + stm_civil_month_days(civil.year, civil.month);
    else if (civil.day == 0)
        *high = *low + (stm_civil_month_days(civil.year, 2) == 29 ? 366 : 365);
    if (time != STM_NOWHERE)
        stm_amount_read_part(stm_view_from(value, (size_t)time + 1), low, high);
    return true;
}

// The same, and "begin/end".
static bool read_value(stm_view value, double *low, double *high)
{
    ptrdiff_t slash = stm_view_find_byte(value, '/');
    if (slash == STM_NOWHERE)
        return read_days(value, low, high);
    double last;
    stm_view from = stm_view_upto(value, (size_t)slash), to = stm_view_from(value, (size_t)slash + 1);
    return read_days(from, low, &last) && read_days(to, &last, high) && *low < *high;
}

static bool has_digit(stm_view text)
{
    for (size_t i = 0; i < text.size; i++)
        if (stm_is_digit(text.at[i]))
            return true;
    return false;
}

static bool is_of(const stm_amounts_reading *r, stm_view word, const char *class)
{
    while (word.size > 0 && (stm_view_ends(word, STM_VIEW(",")) || stm_view_ends(word, STM_VIEW("."))))
        word.size--;
    for (const stm_row *row = stm_table_find(&r->times, word); row != NULL; row = stm_table_next(&r->times, row))
        if (stm_view_is(row->fields[1], class))
            return true;
    return false;
}

// Is a word of the text of a class of lang/<code>/times.tsv?
static bool has_word_of(const stm_amounts_reading *r, stm_view text, const char *class)
{
    stm_view rest = stm_fold(r->c->arena, text), word;
    while (stm_view_split(&rest, ' ', &word))
        if (is_of(r, word, class))
            return true;
    return false;
}

static stm_view last_word(stm_view text)
{
    size_t begin = text.size;
    while (begin > 0 && text.at[begin - 1] != ' ')
        begin--;
    return stm_view_from(text, begin);
}

static char edge_named(stm_view name)
{
    return stm_view_is(name, "START") ? 's' : stm_view_is(name, "MID") ? 'm' : stm_view_is(name, "END") ? 'e' : 0;
}

// Which part of it a date means: "late 2012", "the middle of May".
static char edge_of(const stm_amounts_reading *r, uint32_t account, stm_span span)
{
    const stm_account *a = &r->c->accounts[account];
    const stm_segments *g = &a->doc->segments;
    for (uint32_t t = stm_token_at(g, span.begin); t < g->ntokens && g->tokens[t].span.begin < span.end; t++) {
        stm_view word = stm_fold(r->c->arena, stm_account_text(a, g->tokens[t].span));
        for (const stm_row *row = stm_table_find(&r->times, word); row != NULL; row = stm_table_next(&r->times, row))
            if (stm_view_is(row->fields[1], "edge") && row->nfields > 3)
                return edge_named(row->fields[3]);
    }
    return 0;
}

// What a date names of a day, and of its hours: the tokens from the first to the last word of a weekday or month, with the numbers
// beside a month, and those before or behind them.
typedef struct halves {
    const stm_account *account;
    uint32_t begin, end;  // tokens of the date
    uint32_t first, last; // of the day; first == last: it has none
} halves;

static stm_view half_word(const stm_amounts_reading *r, const halves *h, uint32_t t)
{
    return stm_fold(r->c->arena, stm_account_text(h->account, h->account->doc->segments.tokens[t].span));
}

static bool is_number(const halves *h, uint32_t t)
{
    return t >= h->begin && t < h->end && h->account->doc->segments.tokens[t].kind == STM_TOKEN_NUMBER;
}

static halves halve(const stm_amounts_reading *r, uint32_t account, stm_span span)
{
    halves h = {.account = &r->c->accounts[account]};
    const stm_segments *g = &h.account->doc->segments;
    h.begin = h.end = stm_token_at(g, span.begin);
    while (h.end < g->ntokens && g->tokens[h.end].span.begin < span.end)
        h.end++;
    for (uint32_t t = h.begin; t < h.end; t++) {
        stm_view word = half_word(r, &h, t);
        bool month = is_of(r, word, "month");
        if (!month && !is_of(r, word, "weekday"))
            continue;
        if (h.first == h.last)
            h.first = t - (month && t > h.begin && is_number(&h, t - 1));
        uint32_t day = t + 1 < h.end && stm_view_is(half_word(r, &h, t + 1), ".") ? t + 2 : t + 1; // "Feb. 7"
        h.last = month && is_number(&h, day) ? day + 1 : t + 1;
        uint32_t year = h.last + (h.last < h.end && stm_view_is(half_word(r, &h, h.last), ","));
        h.last = month && is_number(&h, year) && stm_span_size(g->tokens[year].span) == 4 ? year + 1 : h.last;
    }
    return h;
}

static stm_span span_of(const stm_amounts_reading *r, const halves *h, uint32_t begin, uint32_t end)
{
    const stm_token *tokens = h->account->doc->segments.tokens;
    while (begin < end && (tokens[begin].kind == STM_TOKEN_SIGN || is_of(r, half_word(r, h, begin), "on")))
        begin++;
    while (end > begin && (tokens[end - 1].kind == STM_TOKEN_SIGN || is_of(r, half_word(r, h, end - 1), "on")))
        end--;
    return begin < end ? (stm_span){tokens[begin].span.begin, tokens[end - 1].span.end} : (stm_span){0};
}

// The words of the hours, before the day or behind it, whichever are more.
static stm_span hours_of(const stm_amounts_reading *r, const halves *h)
{
    bool before = h->first - h->begin > h->end - h->last;
    return before ? span_of(r, h, h->begin, h->first) : span_of(r, h, h->last, h->end);
}

// "9 a.m. Sunday (7:30 p.m. EST Saturday)", "9 a.m. local time (0030 GMT)": the last amount before a time in brackets that is a time,
// too; NULL: none.
static const stm_amount *restated(const stm_amounts_reading *r, const stm_amount *a)
{
    const stm_document *doc = r->c->accounts[a->account].doc;
    uint32_t token = stm_token_at(&doc->segments, a->span.begin);
    if (token == 0 || !stm_view_is(stm_view_in(doc->article.text, doc->segments.tokens[token - 1].span), "("))
        return NULL;
    uint32_t reach = a->date->zone.size > 0 ? ZONED_REACH : RESTATED_REACH;
    for (size_t i = r->amounts->n; i-- > 0 && i + 2 >= r->amounts->n;) {
        const stm_amount *before = stm_vector_at(r->amounts, i);
        if (before->date == NULL || before->account != a->account)
            return NULL;
        if (before->high - before->low < 1)
            return a->span.begin - before->date->span.end <= reach ? before : NULL;
    }
    return NULL;
}

// Does a figure stand in a span? They lie in order.
static bool has_figure(const stm_notes *notes, stm_span span)
{
    size_t low = 0, high = notes->nfigures;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (notes->figures[middle].span.end <= span.begin)
            low = middle + 1;
        else
            high = middle;
    }
    return low < notes->nfigures && notes->figures[low].span.begin < span.end;
}

// A length of time that is no figure ("a month") is one here.
static void add_length(stm_amounts_reading *r, uint32_t account, const stm_date *d)
{
    static const struct {
        char letter;
        const char *unit;
    } units[] = {{'Y', "year"}, {'M', "month"}, {'W', "week"}, {'D', "day"}};
    if (d->value.size != 3 || d->value.at[0] != 'P' || !stm_is_digit(d->value.at[1]) ||
        has_figure(&r->c->accounts[account].doc->notes, d->span))
        return;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (d->value.at[2] == units[i].letter) {
            stm_figure *f = stm_arena_take(r->c->arena, sizeof *f);
            *f = (stm_figure){.span = d->span, .kind = STM_FIGURE_DURATION, .bound = d->bound, .unit = stm_view_of(units[i].unit)};
            f->low = f->high = d->value.at[1] - '0';
            stm_amount_add_figure(r, account, f);
        }
}

// The day of a date that names hours, too.
static void add_day(stm_amounts_reading *r, const stm_amount *time, const halves *h)
{
    stm_amount day = *time;
    day.day = true;
    day.clock = day.dayless = false;
    day.bound = STM_BOUND_EQUAL;
    stm_span own = span_of(r, h, h->first, h->last);
    day.span = own.end > own.begin ? own : day.span;
    day.weekday = !has_digit(stm_account_text(h->account, day.span));
    day.low = floor(day.low);
    day.high = day.low + 1;
    ptrdiff_t hours = stm_view_find_byte(day.date->value, 'T');
    if (day.unit != stm_hash(STM_VIEW("date")) && hours != STM_NOWHERE)
        day.unit = stm_hash(stm_view_upto(day.date->value, (size_t)hours));
    stm_amount_place(r, &day);
}

// Names a date a day without a year, or nothing that its article can tell?
static bool is_open(stm_view value)
{
    return value.size == 0 || stm_view_begins(value, STM_VIEW("XXXX-"));
}

void stm_amount_add_date(stm_amounts_reading *r, uint32_t account, const stm_date *d)
{
    if (d->kind == STM_DATE_DURATION)
        add_length(r, account, d);
    if (d->kind != STM_DATE_DATE && d->kind != STM_DATE_TIME)
        return;
    stm_amount a = {.account = account, .date = d, .span = d->span, .bound = STM_BOUND_EQUAL, .edge = edge_of(r, account, d->span)};
    stm_view text = stm_account_text(&r->c->accounts[account], d->span);
    if (is_open(d->value)) {
        a.unit = stm_hash(d->value.size > 0 ? d->value : stm_fold(r->c->arena, text));
        a.weekday = stm_view_begins(d->value, STM_VIEW("XXXX-WXX-"));
        if (stm_view_begins(d->value, STM_VIEW("XXXX-XX-XXT"))) // of some day
            stm_amount_read_part(stm_view_from(d->value, 11), &a.low, &a.high);
    } else if (read_value(d->value, &a.low, &a.high)) {
        a.unit = stm_hash(STM_VIEW("date"));
        a.weekday = a.high - a.low == 1 && !has_digit(text) && has_word_of(r, text, "weekday");
        if (stm_amount_goes_back(r, last_word(text))) { // as rough as its unit
            double half = (a.high - a.low) * 0.6;
            a.low -= half;
            a.high += half;
        }
    } else
        return;
    ptrdiff_t hours = stm_view_find_byte(d->value, 'T');
    if (hours == STM_NOWHERE || stm_view_find_byte(d->value, '/') != STM_NOWHERE) {
        stm_amount_place(r, &a);
        return;
    }
    halves h = halve(r, account, d->span);
    const stm_amount *before = restated(r, &a);
    stm_span own = hours_of(r, &h);
    bool named = h.first < h.last, clock = is_clock(stm_view_from(d->value, (size_t)hours + 1));
    if (before == NULL && named && clock && own.end > own.begin)
        a.span = own;
    if (before != NULL)
        a.restates = (uint32_t)(before - (const stm_amount *)r->amounts->items) + 1;
    a.clock = clock;
    a.dayless = clock && !named && before == NULL;
    a.bound = clock ? d->bound : STM_BOUND_EQUAL;
    stm_amount_place(r, &a);
    if (before == NULL && (named || !clock)) // "last night" names a day, too
        add_day(r, &a, &h);
}
