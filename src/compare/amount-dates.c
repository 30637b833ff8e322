// Dates and times made comparable: an interval of days from a TIMEX3 value. A day with an hour ("9 a.m. on Sunday") is an amount of
// each, for accounts give the one or the other. What is open in its account (a weekday, a month, "next month" of an article without a
// date) is what other accounts mean by the same words; so is a weekday that its account's date puts a week off.
#include <math.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compare/amount-reading.h"

enum {
    OPEN = 400,         // open dates of one story that are settled by other accounts
    RESTATED_REACH = 3, // bytes between a time and itself in another zone
    WEEK = 7, GONE = 4, // days
};

static const struct {
    double open;  // context from which two open dates are of one event
    double apart; // the same where the dates of the accounts say otherwise
} limits = {0.12, 0.3};

static int two_digits(stm_view text, size_t at)
{
    return (text.at[at] - '0') * 10 + (text.at[at + 1] - '0');
}

static bool is_clock(stm_view part)
{
    return part.size >= 5 && stm_is_digit(part.at[0]) && stm_is_digit(part.at[3]);
}

// The part of a day behind the T: a time to the minute, or morning, afternoon, evening, night.
static void read_part(stm_view part, double *low, double *high)
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
        read_part(stm_view_from(value, (size_t)time + 1), low, high);
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

// Reading.

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

// "9 a.m. Sunday (7:30 p.m. EST Saturday)": the last amount before a time in brackets that is a time, too; NULL: none.
static const stm_amount *restated(const stm_amounts_reading *r, const stm_amount *a)
{
    const stm_document *doc = r->c->accounts[a->account].doc;
    uint32_t token = stm_token_at(&doc->segments, a->span.begin);
    if (token == 0 || !stm_view_is(stm_view_in(doc->article.text, doc->segments.tokens[token - 1].span), "("))
        return NULL;
    uint32_t reach = a->span.begin;
    for (size_t i = r->amounts->n; i-- > 0 && i + 2 >= r->amounts->n;) {
        const stm_amount *before = stm_vector_at(r->amounts, i);
        if (before->date == NULL || before->account != a->account)
            return NULL;
        if (before->high - before->low < 1)
            return reach - before->date->span.end <= RESTATED_REACH ? before : NULL;
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
    stm_amount a = {.account = account, .date = d, .span = d->span, .bound = STM_BOUND_EQUAL};
    stm_view text = stm_account_text(&r->c->accounts[account], d->span);
    if (is_open(d->value)) {
        a.unit = stm_hash(d->value.size > 0 ? d->value : stm_fold(r->c->arena, text));
        a.weekday = stm_view_begins(d->value, STM_VIEW("XXXX-WXX-"));
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
    if (before == NULL && h.first < h.last && own.end > own.begin && is_clock(stm_view_from(d->value, (size_t)hours + 1)))
        a.span = own;
    if (before != NULL)
        a.restates = (uint32_t)(before - (const stm_amount *)r->amounts->items) + 1;
    stm_amount_place(r, &a);
    if (before == NULL && h.first < h.last)
        add_day(r, &a, &h);
}

// Settling.

static bool is_dated(const stm_amount *a)
{
    return a->unit == stm_hash(STM_VIEW("date"));
}

// The weekday of a date, 0..6; 7: it has none.
static int weekday_of(const stm_amount *a)
{
    if (!is_dated(a)) {
        char digit = a->date->value.size >= 10 && a->weekday ? a->date->value.at[9] : '0';
        return digit >= '1' && digit <= '7' ? digit - '1' : 7;
    }
    return a->high - a->low <= 1 ? stm_civil_weekday(stm_civil_of_days((int32_t)floor(a->low))) : 7;
}

static bool same_words(const stm_amounts_reading *r, const stm_amount *a, const stm_amount *b)
{
    stm_view one = stm_account_text(&r->c->accounts[a->account], a->span), two = stm_account_text(&r->c->accounts[b->account], b->span);
    return stm_view_equal_nocase(one, two);
}

// May an open date mean a day or month that another account gives: of that weekday, that month, said in the same words?
static bool may_mean(const stm_amounts_reading *r, const stm_amount *a, const stm_amount *b)
{
    if (a->weekday)
        return weekday_of(a) < 7 && weekday_of(a) == weekday_of(b);
    if (b->high - b->low > 31)
        return false;
    stm_view value = a->date->value;
    if (value.size < 7)
        return same_words(r, a, b);
    stm_civil civil = stm_civil_of_days((int32_t)floor(b->low));
    bool month = stm_is_digit(value.at[5]) && stm_is_digit(value.at[6]) && two_digits(value, 5) == civil.month;
    return month && (value.size < 10 || (stm_is_digit(value.at[8]) && two_digits(value, 8) == civil.day));
}

static int32_t published_on(const stm_amounts_reading *r, const stm_amount *a)
{
    return stm_civil_days(r->c->accounts[a->account].doc->article.published);
}

// How alike the words around must be before weekday `a` is the day `b`; above 1: they cannot be the same. An account of another date
// is seldom earlier than what it tells, but by the hours between two zones, or where it tells what is to come.
static double needed(const stm_amounts_reading *r, const stm_amount *a, const stm_amount *b)
{
    if (!is_dated(a))
        return limits.open;
    double later = b->low - a->low;
    bool own = a->account == b->account;
    if (later == 0 || later > WEEK || (own && later < -WEEK) || (!own && later < 0 && published_on(r, a) <= published_on(r, b) + 1))
        return 2;
    return later > 0 && floor(b->low) - published_on(r, a) <= 1 ? limits.open : limits.apart;
}

// The value of a settled date in TIMEX3: its day or month, with the hours of the date as it was read.
static void put_value(stm_amounts_reading *r, stm_amount *a)
{
    char text[STM_CIVIL_TEXT];
    stm_civil civil = stm_civil_of_days((int32_t)floor(a->low));
    ptrdiff_t time = a->day ? STM_NOWHERE : stm_view_find_byte(a->date->value, 'T');
    stm_view hours = time != STM_NOWHERE ? stm_view_from(a->date->value, (size_t)time) : (stm_view){NULL, 0};
    if (a->high - a->low > 31 || stm_view_find_byte(a->date->value, '/') != STM_NOWHERE)
        return;
    civil.day = a->high - a->low > WEEK ? 0 : civil.day;
    stm_civil_print(civil, text);
    a->settled = stm_arena_print(r->c->arena, "%s%.*s", text, (int)hours.size, hours.at);
}

// Gives an open date its day, and its part of the day where it names one.
static void settle(stm_amounts_reading *r, stm_amount *a, const stm_amount *b)
{
    ptrdiff_t time = stm_view_find_byte(a->date->value, 'T');
    bool month = !a->weekday && a->date->value.size == 7;
    stm_civil civil = stm_civil_of_days((int32_t)floor(b->low));
    a->unit = b->unit;
    a->low = month ? day_of(civil.year, civil.month, 1) : floor(b->low);
    if (month)
        a->high = a->low + stm_civil_month_days(civil.year, civil.month);
    else
        a->high = a->weekday || a->date->value.size >= 10 ? a->low + 1 : b->high;
    if (time != STM_NOWHERE && !a->day && a->high - a->low == 1)
        read_part(stm_view_from(a->date->value, (size_t)time + 1), &a->low, &a->high);
    put_value(r, a);
}

// "Starts on Tuesday", "go for Tuesday": of two equal words the one that is read as to come speaks for both, where the other would
// be most of a week gone.
static bool said_ahead(const stm_amounts_reading *r, const stm_amount *a, const stm_amount *b)
{
    int32_t published = published_on(r, a);
    return a->low + GONE <= published && b->low > published && same_words(r, a, b);
}

// A day or longer that its account names with its year, or could tell.
static bool tells_day(const stm_amount *a)
{
    return a->date != NULL && is_dated(a) && a->high - a->low >= 1;
}

// Which dates settle an open one, in this order: those of its own account, later ones, earlier ones.
typedef enum pass { OWN, LATER, ANY, PASSES } pass;

static const stm_amount *meant_by(const stm_amounts_reading *r, const stm_amount *a, pass p)
{
    const stm_amount *all = r->amounts->items, *best = NULL;
    double most = 0;
    for (size_t j = 0; j < r->amounts->n; j++) {
        const stm_amount *b = &all[j];
        bool own = b->account == a->account;
        if (own != (p == OWN) || !tells_day(b) || !may_mean(r, a, b) || (p == LATER && is_dated(a) && b->low < a->low) ||
            (own ? b->weekday && !said_ahead(r, a, b) : b->aside))
            continue;
        double context = own ? 1 : stm_amounts_context(a, b), least = needed(r, a, b);
        if (context > least && context > most) {
            most = context;
            best = b;
        }
    }
    return best;
}

static void move(stm_amounts_reading *r, stm_amount *a, double days)
{
    a->low += days;
    a->high += days;
    put_value(r, a);
}

// Hours that were told from a day that has moved move with it.
static void move_hours(stm_amounts_reading *r, size_t at, double from, double to)
{
    stm_amount *all = r->amounts->items;
    const stm_amount *a = &all[at];
    for (size_t i = at; i-- > 0 && all[i].account == a->account;)
        if (all[i].date == a->date && all[i].high - all[i].low < 1)
            move(r, &all[i], to - from);
    for (size_t i = at + 1; i < r->amounts->n && all[i].account == a->account; i++)
        if (all[i].date != NULL && is_dated(&all[i]) && all[i].high - all[i].low < 1 && floor(all[i].low) == from)
            move(r, &all[i], to - from);
}

void stm_amounts_settle(stm_amounts_reading *r)
{
    stm_amount *all = r->amounts->items;
    bool *settled = stm_arena_take_array(r->c->arena, r->amounts->n + 1, sizeof *settled);
    for (pass p = OWN; p < PASSES; p++)
        for (size_t i = 0, open = 0; i < r->amounts->n && open < OPEN; i++) {
            stm_amount *a = &all[i];
            if (a->date == NULL || (is_dated(a) && !a->weekday) || (p == OWN && !is_dated(a)))
                continue;
            open++;
            const stm_amount *b = settled[i] ? NULL : meant_by(r, a, p);
            if (b == NULL)
                continue;
            double from = floor(a->low);
            bool dated = is_dated(a);
            settle(r, a, b);
            settled[i] = true;
            if (dated)
                move_hours(r, i, from, floor(a->low));
        }
}
