// Dates that an account leaves open, or has from a page with a wrong date, settled by the others. What is open (a weekday, a month,
// "next month" of an article without a date) is what other accounts mean by the same words; so is a weekday that its account's date
// puts a week off, every weekday of an account whose own date is far from those of all others (pages say when they were fetched or
// changed), and an hour without a day.
#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compare/amount-reading.h"

enum {
    OPEN = 400,         // open dates of one story that are settled by other accounts
    CLOCKS = 400,       // the same of hours without a day
    WEEK = 7, GONE = 4, // days
    STRAY = 14,         // days between the date of an account and the next of another from which it is doubted
};

static const struct {
    double open;  // context from which two open dates are of one event
    double apart; // the same where the dates of the accounts say otherwise
} limits = {0.12, 0.3};

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
    bool month = stm_is_digit(value.at[5]) && stm_is_digit(value.at[6]) && (int)stm_view_number(stm_view_upto(stm_view_from(value, 5), 2)) == civil.month;
    return month && (value.size < 10 || (stm_is_digit(value.at[8]) && (int)stm_view_number(stm_view_upto(stm_view_from(value, 8), 2)) == civil.day));
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
    if (r->stray[a->account] || r->stray[b->account])
        return r->stray[a->account] && !r->stray[b->account] ? limits.open : 2;
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
    a->low = month ? stm_civil_days((stm_civil){.year = civil.year, .month = civil.month, .day = 1}) : floor(b->low);
    if (month)
        a->high = a->low + stm_civil_month_days(civil.year, civil.month);
    else
        a->high = a->weekday || a->date->value.size >= 10 ? a->low + 1 : b->high;
    if (time != STM_NOWHERE && !a->day && a->high - a->low == 1)
        stm_amount_read_part(stm_view_from(a->date->value, (size_t)time + 1), &a->low, &a->high);
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

// Hours without a day: those of another account at the same minute, where the account has no date or a doubtful one, or lies a day off.
static const stm_amount *same_hour(const stm_amounts_reading *r, const stm_amount *a)
{
    const stm_amount *all = r->amounts->items, *best = NULL;
    double most = limits.open;
    for (size_t j = 0; j < r->amounts->n; j++) {
        const stm_amount *b = &all[j];
        if (!b->clock || b->account == a->account || !is_dated(b) || r->stray[b->account] ||
            fabs(b->low - floor(b->low) - (a->low - floor(a->low))) > 1e-6)
            continue;
        bool near = !b->dayless && is_dated(a) && fabs(b->low - a->low) <= 1;
        double context = !is_dated(a) || r->stray[a->account] || near ? stm_amounts_context(a, b) : 0;
        if (context > most) {
            most = context;
            best = b;
        }
    }
    return best;
}

static void settle_hours(stm_amounts_reading *r)
{
    stm_amount *all = r->amounts->items;
    for (size_t i = 0, looked = 0; i < r->amounts->n && looked < CLOCKS; i++) {
        if (!all[i].dayless)
            continue;
        looked++;
        const stm_amount *b = same_hour(r, &all[i]);
        if (b == NULL)
            continue;
        all[i].unit = b->unit;
        move(r, &all[i], floor(b->low) - floor(all[i].low));
    }
}

// Days between the dates of two accounts; more than STRAY where one has none.
static int32_t days_between(const stm_comparing *c, uint32_t one, uint32_t two)
{
    stm_civil a = c->accounts[one].doc->article.published, b = c->accounts[two].doc->article.published;
    return a.day != 0 && b.day != 0 ? abs(stm_civil_days(a) - stm_civil_days(b)) : STRAY + 1;
}

// Which accounts have a date far from those of most: twice as many are near each other elsewhere.
static void find_stray(stm_amounts_reading *r)
{
    uint32_t most = 0, n = r->c->naccounts;
    uint32_t *near = stm_arena_take_array(r->c->arena, n + 1, sizeof *near);
    r->stray = stm_arena_take_array(r->c->arena, n + 1, sizeof *r->stray);
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t j = 0; j < n; j++)
            near[i] += days_between(r->c, i, j) <= STRAY;
        most = near[i] > most ? near[i] : most;
    }
    for (uint32_t i = 0; i < n; i++)
        r->stray[i] = near[i] > 0 && 2 * near[i] <= most;
}

void stm_amounts_settle(stm_amounts_reading *r)
{
    find_stray(r);
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
    settle_hours(r);
}
