// Figures and dates made comparable: value as an interval, unit, kind of thing counted, what happened to it, and the words around.
#include "compare/amounts.h"

#include <math.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "lang/lang.h"

enum {
    AMOUNTS = 4000, // of one story
    NEAR = 6, FAR = 14, // words on either side that count fully, and by 6/10; the rest of the sentence by 3/10
    FATE_REACH = 8, // words on either side in which a fate is looked for
};

typedef struct reading {
    stm_comparing *c;
    stm_table fates;
    stm_vector *amounts;
} reading;

static uint64_t class_of(const stm_table *table, stm_view word)
{
    const stm_row *row = stm_table_find(table, word);
    for (size_t cut = 1; row == NULL && cut <= 3 && word.size > cut + 2; cut++)
        if (word.at[word.size - 1] == 's')
            row = stm_table_find(table, stm_view_upto(word, word.size - cut));
    if (row == NULL && stm_view_ends(word, STM_VIEW("men")))
        return 0;
    return row != NULL ? stm_hash(row->fields[1]) : 0;
}

static uint64_t counted_class(reading *r, stm_view noun)
{
    stm_view word = stm_fold(r->c->arena, noun);
    if (stm_view_ends(word, STM_VIEW("ies")) && word.size > 4) {
        uint64_t kind = class_of(&r->c->counted, stm_arena_print(r->c->arena, "%.*sy", (int)(word.size - 3), word.at));
        if (kind != 0)
            return kind;
    }
    return class_of(&r->c->counted, word);
}

static double weight_at(uint32_t distance)
{
    return distance <= NEAR ? 1 : distance <= FAR ? 0.6 : 0.3;
}

static void read_context(reading *r, stm_amount *a, uint32_t token, uint32_t behind)
{
    const stm_account *account = &r->c->accounts[a->account];
    const stm_sentence *s = &account->doc->segments.sentences[a->sentence];
    a->stems = stm_arena_take_array(r->c->arena, s->end - s->begin + 1, sizeof *a->stems);
    a->weights = stm_arena_take_array(r->c->arena, s->end - s->begin + 1, sizeof *a->weights);
    uint32_t nearest = FATE_REACH + 1;
    for (uint32_t t = s->begin; t < s->end; t++) {
        uint32_t stem = account->stem[t];
        if (stem == STM_NO_WORD || (t >= token && t < behind))
            continue;
        uint32_t distance = t < token ? token - t : t - behind + 1;
        double weight = r->c->weights[stem] * weight_at(distance);
        uint64_t fate = distance < nearest ? class_of(&r->fates, stm_fold(r->c->arena, stm_account_text(account, account->doc->segments.tokens[t].span))) : 0;
        if (fate != 0) {
            nearest = distance;
            a->fate = fate;
        }
        if (weight <= 0.5)
            continue;
        a->stems[a->nstems] = stem;
        a->weights[a->nstems++] = weight;
        a->weight += weight;
    }
}

static bool place(reading *r, stm_amount *a)
{
    const stm_segments *g = &r->c->accounts[a->account].doc->segments;
    uint32_t token = stm_token_at(g, a->span.begin), behind = token;
    if (token >= g->ntokens || r->amounts->n >= AMOUNTS)
        return false;
    while (behind < g->ntokens && g->tokens[behind].span.begin < a->span.end)
        behind++;
    a->sentence = g->tokens[token].sentence;
    uint8_t zone = r->c->accounts[a->account].zones[a->sentence];
    a->headline = zone == STM_ZONE_HEADLINE;
    if (zone == STM_ZONE_ASIDE)
        return false;
    read_context(r, a, token, behind);
    *(stm_amount *)stm_vector_push(r->amounts) = *a;
    return true;
}

static uint32_t significant_digits(double value)
{
    if (value == 0)
        return 1;
    value = fabs(value);
    double scale = pow(10, floor(log10(value)) - 5);
    double digits = round(value / scale);
    uint32_t n = 6;
    while (n > 1 && fmod(digits, 10) == 0) {
        digits /= 10;
        n--;
    }
    return n;
}

static void add_figure(reading *r, uint32_t account, const stm_figure *f)
{
    if (f->kind == STM_FIGURE_ORDINAL || stm_span_size(f->span) == 0)
        return;
    stm_amount a = {.account = account, .figure = f, .span = f->span, .low = f->low, .high = f->high, .bound = f->bound};
    bool share = f->kind == STM_FIGURE_FRACTION && f->unit.size == 0 && f->high <= 1; // "a fifth" is 20 %
    if (share) {
        a.low *= 100;
        a.high *= 100;
    }
    bool count = f->unit.size == 0 && !share;
    a.unit = share ? stm_hash_join(false, stm_hash(STM_VIEW("percent"))) : stm_hash_join(f->kind == STM_FIGURE_AGE, stm_hash(f->unit));
    a.noun = f->counted.size > 0 ? stm_hash(stm_fold(r->c->arena, f->counted)) : 0;
    a.counted = count && f->counted.size > 0 ? counted_class(r, f->counted) : 0;
    uint32_t digits = significant_digits(f->low);
    a.salient = f->kind != STM_FIGURE_AGE && (digits >= 3 || (f->kind == STM_FIGURE_MONEY && (digits >= 2 || f->low >= 1e6)) || (count && digits >= 2 && f->low > 20 && f->low != round(f->low / 10) * 10));
    place(r, &a);
}

static int two_digits(stm_view text, size_t at)
{
    return (text.at[at] - '0') * 10 + (text.at[at + 1] - '0');
}

// "2025-02-12", "2025-02", "2025", with "T12:10" behind a day: first and last day, or the moment.
static bool read_days(stm_view value, double *low, double *high)
{
    stm_view head = value;
    ptrdiff_t time = stm_view_find_byte(value, 'T');
    if (time != STM_NOWHERE)
        head = stm_view_upto(value, (size_t)time);
    stm_civil civil;
    if (!stm_civil_read(head, &civil) || !stm_civil_known(civil))
        return false;
    *low = *high = stm_civil_days(civil);
    if (civil.day == 0 && civil.month != 0)
        *high += stm_civil_month_days(civil.year, civil.month) - 1;
    else if (civil.day == 0)
        *high += stm_civil_month_days(civil.year, 2) == 29 ? 365 : 364;
    if (time != STM_NOWHERE && value.size >= (size_t)time + 6 && stm_is_digit(value.at[time + 1]) && stm_is_digit(value.at[time + 4])) {
        double moment = (two_digits(value, (size_t)time + 1) * 60 + two_digits(value, (size_t)time + 4)) / 1440.0;
        *low = *high = *low + moment;
    }
    return true;
}

static void add_date(reading *r, uint32_t account, const stm_date *d)
{
    stm_amount a = {.account = account, .date = d, .span = d->span, .bound = STM_BOUND_EQUAL};
    if (d->kind != STM_DATE_DATE && d->kind != STM_DATE_TIME)
        return;
    if (stm_view_begins(d->value, STM_VIEW("XXXX-")))
        a.unit = stm_hash(d->value); // a weekday, a month without a year: the same or nothing
    else if (read_days(d->value, &a.low, &a.high))
        a.unit = stm_hash(STM_VIEW("date"));
    else
        return;
    place(r, &a);
}

void stm_amounts_read(stm_comparing *c, stm_vector *amounts)
{
    reading r = {.c = c, .amounts = amounts};
    stm_table_read(&r.fates, c->arena, stm_lang_table("en", "fates"));
    stm_vector_init(amounts, c->arena, sizeof(stm_amount));
    for (uint32_t a = 0; a < c->naccounts; a++) {
        const stm_notes *notes = &c->accounts[a].doc->notes;
        for (size_t i = 0; i < notes->nfigures; i++)
            add_figure(&r, a, &notes->figures[i]);
        for (size_t i = 0; i < notes->ndates; i++)
            add_date(&r, a, &notes->dates[i]);
    }
}

double stm_amounts_context(const stm_amount *one, const stm_amount *two)
{
    double common = 0;
    for (uint32_t i = 0; i < one->nstems; i++)
        for (uint32_t j = 0; j < two->nstems; j++)
            if (one->stems[i] == two->stems[j]) {
                common += one->weights[i] < two->weights[j] ? one->weights[i] : two->weights[j];
                break;
            }
    double all = one->weight + two->weight;
    return all > 0 ? 2 * common / all : 0;
}
