// Figures and dates made comparable: value as an interval in a base unit, kind of thing counted, what happened to it, and the
// words around. A number is as exact as it is written: a hedge allows one unit of its last digit that is not zero (a tenth at most), a
// round number half of one. A weekday of an account without a date is the day that the other accounts mean by it.
#include "compare/amounts.h"

#include <math.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compare/context.h"
#include "lang/lang.h"

enum {
    UNIQUE = 4, // digits of a number that no two things of a story have
    AMOUNTS = 4000, // of one story
    NEAR = 6, FAR = 14, // words on either side that count fully, and by 6/10; the rest of the sentence by 3/10
    WINDOW = 60, // words on either side that are looked at
    FATE_REACH = 8, // words on either side in which a fate is looked for
    BORDER = 3, // words that a border of clauses stands for, when a fate is looked for
    PAGE_REACH = 7, PAGE_BEHIND = 3, // words before an amount, and behind it, among which the page tells when it was made
    NOUN_REACH = 4, // words behind a number among which the counted noun is
    ANNOUNCED_REACH = 24, // words before a number among which the word that announces it is
    ANNOUNCED_WITH = 6, // words behind that one among which the counted and what happened to them are
    WEEKDAYS = 400, // weekdays of one story that are settled by other accounts
};

static const struct {
    double fade;    // words after which a word tells a third
    double weekday; // context from which two weekdays are of one event
    double apart;   // the same where the dates of the accounts say otherwise
} limits = {5, 0.12, 0.3};

typedef struct reading {
    stm_comparing *c;
    stm_table fates, conversions, moving, times, announced, pages;
    stm_vector *amounts;
    stm_telling telling;
} reading;

static const stm_row *row_of(const stm_table *table, stm_view word)
{
    const stm_row *row = stm_table_find(table, word);
    for (size_t cut = 1; row == NULL && cut <= 3 && word.size > cut + 2; cut++)
        if (word.at[word.size - 1] == 's')
            row = stm_table_find(table, stm_view_upto(word, word.size - cut));
    return row;
}

static uint64_t kind_of(const stm_row *row)
{
    return row != NULL ? stm_hash(row->fields[1]) : 0;
}

static uint64_t counted_class(reading *r, stm_view noun)
{
    stm_view word = stm_fold(r->c->arena, noun);
    if (stm_view_ends(word, STM_VIEW("ies")) && word.size > 4) {
        uint64_t kind = kind_of(row_of(&r->c->counted, stm_arena_print(r->c->arena, "%.*sy", (int)(word.size - 3), word.at)));
        if (kind != 0)
            return kind;
    }
    return kind_of(row_of(&r->c->counted, word));
}

// The number of the first date that ends behind byte `at`; dates lie in order.
static size_t date_at(const stm_notes *notes, uint32_t at)
{
    size_t low = 0, high = notes->ndates;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (notes->dates[middle].span.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Is a token of a sentence a word of some date? Two dates are not of one thing because both name an hour.
static bool in_date(const stm_account *account, uint32_t t)
{
    const stm_notes *notes = &account->doc->notes;
    uint32_t byte = account->doc->segments.tokens[t].span.begin;
    size_t i = date_at(notes, byte);
    return i < notes->ndates && notes->dates[i].span.begin <= byte;
}

static void add_word(reading *r, stm_amount *a, const stm_account *account, uint32_t t, uint32_t distance)
{
    if (a->date != NULL && in_date(account, t))
        return;
    uint32_t sense = account->sense[t];
    double near = distance <= NEAR ? 1 : distance <= FAR ? 0.6 : 0.3, bits = r->c->weights[account->stem[t]];
    if (bits * near <= 0.5)
        return;
    double telling = bits * stm_telling_share(&r->telling, sense) * (near + exp(-(double)distance / limits.fade)) / 2;
    uint32_t i = 0;
    while (i < a->nsenses && a->senses[i] != sense)
        i++;
    a->nsenses += i == a->nsenses;
    a->senses[i] = sense;
    a->weights[i] = fmax(a->weights[i], bits * near);
    a->telling[i] = fmax(a->telling[i], telling);
}

// What a word says of those who are counted, or of a length of time; NULL: nothing.
static const stm_row *fate_of(const reading *r, const stm_amount *a, stm_view word)
{
    bool length = a->figure != NULL && a->figure->kind == STM_FIGURE_DURATION;
    const stm_row *row = row_of(&r->fates, word);
    while (row != NULL && stm_view_is(row->fields[2], "term") != length)
        row = stm_table_next(&r->fates, row);
    return row;
}

// Walks from the amount to one end of its sentence. What happened to the counted stands nearest, and not beyond another number.
static void read_side(reading *r, stm_amount *a, uint32_t from, int step, uint32_t n, uint32_t *nearest)
{
    const stm_account *account = &r->c->accounts[a->account];
    bool open = true;
    uint32_t away = 0; // what a border of clauses adds to the distance
    for (uint32_t distance = 1; distance <= n; distance++) {
        uint32_t t = step > 0 ? from + distance - 1 : from - distance;
        const stm_token *token = &account->doc->segments.tokens[t];
        open = open && token->kind != STM_TOKEN_NUMBER;
        away = stm_clause_begins(r->c, account, t) ? BORDER : away;
        if (account->sense[t] == STM_NO_WORD)
            continue;
        stm_view word = stm_fold(r->c->arena, stm_account_text(account, token->span));
        const stm_row *fate = open && distance + away < *nearest ? fate_of(r, a, word) : NULL;
        if (fate != NULL) {
            *nearest = distance + away;
            a->fate = kind_of(fate);
            a->grows = stm_view_is(fate->fields[2], "grows");
        }
        const stm_row *moving = distance <= FAR ? stm_table_find(&r->moving, word) : NULL;
        if (moving != NULL)
            a->moves = a->moves || stm_view_is(moving->fields[1], "level") ||
                       (a->figure != NULL && (a->figure->kind == STM_FIGURE_MONEY || a->figure->kind == STM_FIGURE_PERCENT));
        add_word(r, a, account, t, distance);
    }
}

// Whose price or level it is: the key of the last name before it in the sentence, a name in brackets (that of a share at its
// exchange) aside; 0: none.
static uint64_t subject_of(const stm_comparing *c, const stm_account *account, uint32_t begin, uint32_t end)
{
    stm_view text = account->doc->article.text;
    size_t next = stm_account_name_at(account, end);
    while (next > 1 && account->doc->notes.names[next - 1].span.begin > begin &&
           text.at[account->doc->notes.names[next - 1].span.begin - 1] == '(')
        next--;
    return next > 0 && account->doc->notes.names[next - 1].span.begin >= begin ? stm_account_name_key(c, account, next - 1) : 0;
}

static void read_context(reading *r, stm_amount *a, uint32_t token, uint32_t behind)
{
    const stm_account *account = &r->c->accounts[a->account];
    const stm_sentence *s = &account->doc->segments.sentences[a->sentence];
    uint32_t before = token > s->begin ? token - s->begin : 0, after = behind < s->end ? s->end - behind : 0, nearest = FATE_REACH + 1;
    before = before < WINDOW ? before : WINDOW;
    after = after < WINDOW ? after : WINDOW;
    uint32_t most = before + after + 1;
    a->senses = stm_arena_take_array(r->c->arena, most, sizeof *a->senses);
    a->weights = stm_arena_take_array(r->c->arena, most, sizeof *a->weights);
    a->telling = stm_arena_take_array(r->c->arena, most, sizeof *a->telling);
    read_side(r, a, behind, 1, after, &nearest);
    read_side(r, a, token, -1, before, &nearest);
    for (uint32_t i = 0; i < a->nsenses; i++) {
        a->weight += a->weights[i];
        a->told += a->telling[i];
    }
    if (a->moves)
        a->subject = subject_of(r->c, account, s->span.begin, a->span.begin);
}

// "21 of the 276 schoolgirls", "10 U.S. citizens": the noun of a count stands behind what describes it.
static void find_counted(reading *r, stm_amount *a, uint32_t behind)
{
    const stm_account *account = &r->c->accounts[a->account];
    const stm_sentence *s = &account->doc->segments.sentences[a->sentence];
    for (uint32_t t = behind; t < s->end && t < behind + NOUN_REACH && a->counted == 0; t++) {
        const stm_token *token = &account->doc->segments.tokens[t];
        if (token->kind == STM_TOKEN_NUMBER || (token->kind == STM_TOKEN_SIGN && !stm_view_is(stm_account_text(account, token->span), ".")))
            return;
        a->counted = counted_class(r, stm_account_text(account, token->span));
    }
}

// "The number of people injured in the accident has risen to 17": what is counted stands behind the word that announces the value.
static void find_announced(reading *r, stm_amount *a, uint32_t token)
{
    const stm_account *account = &r->c->accounts[a->account];
    const stm_segments *g = &account->doc->segments;
    const stm_sentence *s = &g->sentences[a->sentence];
    uint32_t at = token, least = token > s->begin + ANNOUNCED_REACH ? token - ANNOUNCED_REACH : s->begin;
    while (at > least && g->tokens[at - 1].kind != STM_TOKEN_NUMBER &&
           !stm_table_has(&r->announced, stm_fold(r->c->arena, stm_account_text(account, g->tokens[at - 1].span))))
        at--;
    if (at == least || g->tokens[at - 1].kind == STM_TOKEN_NUMBER)
        return;
    for (uint32_t t = at > s->begin + 1 ? at - 2 : s->begin; t < token && t < at + ANNOUNCED_WITH; t++) {
        stm_view word = stm_account_text(account, g->tokens[t].span);
        const stm_row *fate = a->fate == 0 ? fate_of(r, a, stm_fold(r->c->arena, word)) : NULL;
        a->counted = a->counted == 0 ? counted_class(r, word) : a->counted;
        if (fate != NULL) {
            a->fate = kind_of(fate);
            a->grows = stm_view_is(fate->fields[2], "grows");
        }
    }
}

// "770 km (480 miles)": the figure in brackets says what stands before them in another unit.
static bool restated(reading *r, const stm_amount *a)
{
    const stm_amount *before = stm_vector_at(r->amounts, r->amounts->n - 1);
    return before->account == a->account && before->unit == a->unit && before->span.end < a->span.begin && a->span.begin - before->span.end <= 3 &&
           before->figure != NULL && fabs(before->low - a->low) <= 0.05 * fabs(a->low);
}

// Is token t a word by which the page speaks of itself: at the beginning of a line, before a colon, or behind "last"?
static bool is_page_word(reading *r, const stm_account *a, uint32_t begin, uint32_t t)
{
    const stm_segments *g = &a->doc->segments;
    if (a->exact[t] == STM_NO_WORD || !stm_table_has(&r->pages, r->c->exacts.words[a->exact[t]]))
        return false;
    if (t == begin || (t + 1 < g->ntokens && stm_view_is(stm_account_text(a, g->tokens[t + 1].span), ":")))
        return true;
    const stm_row *before = a->exact[t - 1] != STM_NO_WORD ? stm_table_find(&r->pages, r->c->exacts.words[a->exact[t - 1]]) : NULL;
    return before != NULL || stm_view_is(stm_account_text(a, g->tokens[t - 1].span), "|");
}

// "Updated at 9:50 p.m. ET Thursday", "PUBLISHED: 12 March", "21 July Last updated at 11:11"
static bool of_page(reading *r, uint32_t account, uint32_t sentence, uint32_t token, uint32_t behind)
{
    const stm_account *a = &r->c->accounts[account];
    const stm_segments *g = &a->doc->segments;
    uint32_t begin = g->sentences[sentence].begin, least = token > begin + PAGE_REACH ? token - PAGE_REACH : begin;
    for (uint32_t t = token; t-- > least;)
        if (is_page_word(r, a, begin, t))
            return true;
    for (uint32_t t = behind; t < behind + PAGE_BEHIND && t < g->sentences[sentence].end; t++)
        if (t > begin && is_page_word(r, a, begin, t))
            return true;
    return false;
}

static void place(reading *r, stm_amount *a)
{
    const stm_segments *g = &r->c->accounts[a->account].doc->segments;
    uint32_t token = stm_token_at(g, a->span.begin), behind = token;
    if (token >= g->ntokens || r->amounts->n >= AMOUNTS)
        return;
    while (behind < g->ntokens && g->tokens[behind].span.begin < a->span.end)
        behind++;
    a->sentence = g->tokens[token].sentence;
    uint8_t zone = r->c->accounts[a->account].zones[a->sentence];
    a->headline = zone == STM_ZONE_HEADLINE;
    a->aside = zone == STM_ZONE_ASIDE;
    if ((a->aside && a->weekday) || of_page(r, a->account, a->sentence, token, behind)) // the day a picture was taken, a page made
        return;
    if (a->figure != NULL && r->amounts->n > 0 && token > 0 && stm_view_is(stm_account_text(&r->c->accounts[a->account], g->tokens[token - 1].span), "("))
        a->restates = restated(r, a);
    read_context(r, a, token, behind);
    if (a->figure != NULL && a->figure->unit.size == 0 && a->figure->kind != STM_FIGURE_FRACTION && a->counted == 0)
        find_counted(r, a, behind);
    if (a->figure != NULL && a->figure->unit.size == 0 && a->figure->kind != STM_FIGURE_FRACTION && a->counted == 0)
        find_announced(r, a, token);
    *(stm_amount *)stm_vector_push(r->amounts) = *a;
}

// Digits up to the last that is not zero, and what one of the last is worth.
static uint32_t significant_digits(double value, double *last)
{
    value = fabs(value);
    *last = 1;
    if (value == 0)
        return 1;
    double top = floor(log10(value) + 1e-9), digits = round(value / pow(10, top - 5));
    uint32_t n = 6;
    while (n > 1 && fmod(digits, 10) == 0) {
        digits /= 10;
        n--;
    }
    *last = pow(10, top - n + 1);
    return n;
}

static double slack_of(const stm_figure *f, double last)
{
    double value = fabs(f->low);
    if (f->bound == STM_BOUND_ABOUT)
        return fmin(last, value * 0.1);
    if (f->kind == STM_FIGURE_DURATION) // "six months", "189 days"
        return value * 0.04;
    if (f->kind == STM_FIGURE_MEASURE) // measured or converted by somebody else
        return fmax(value * 0.01, fmin(last / 2, value * 0.05));
    return value >= 100 && last >= 10 && f->bound == STM_BOUND_EQUAL ? fmin(last / 2, value * 0.025) : 0;
}

// The time (no length of time) in which a figure stands or that begins with it, or NULL.
static const stm_date *time_of(const stm_notes *notes, stm_span span)
{
    size_t i = date_at(notes, span.begin);
    const stm_date *date = i < notes->ndates ? &notes->dates[i] : NULL;
    return date != NULL && date->span.begin <= span.begin && date->kind != STM_DATE_DURATION ? date : NULL;
}

// Does a date begin where the figure does ("two weeks" in "two weeks ago")?
static bool is_dated(const stm_notes *notes, stm_span span)
{
    const stm_date *date = time_of(notes, span);
    return date != NULL && date->span.begin == span.begin;
}

// Is the figure a later part of a time ("20 min" in "1 hr 20 min ago")?
static bool is_part_of_time(const stm_notes *notes, stm_span span)
{
    const stm_date *date = time_of(notes, span);
    return date != NULL && date->span.begin < span.begin && date->span.end >= span.end;
}

// Does a word count a length of time back from publication: "ago"?
static bool goes_back(const reading *r, stm_view word)
{
    const stm_row *row = stm_table_find(&r->times, stm_fold(r->c->arena, word));
    return row != NULL && stm_view_is(row->fields[1], "shift") && stm_view_is(row->fields[2], "-1") && row->nfields < 4;
}

// "two weeks ago" is a time as well as a length of time: half a unit (in seconds) and a little to either
// side of it.
static void date_back(reading *r, stm_amount *a, double unit)
{
    const stm_document *doc = r->c->accounts[a->account].doc;
    const stm_segments *g = &doc->segments;
    uint32_t next = stm_token_at(g, a->span.end);
    if (!stm_civil_known(doc->article.published) || a->bound != STM_BOUND_EQUAL || next >= g->ntokens ||
        !goes_back(r, stm_account_text(&r->c->accounts[a->account], g->tokens[next].span)) || is_dated(&doc->notes, a->span))
        return;
    double day = 86400, then = stm_civil_days(doc->article.published) - a->low / day;
    a->first = then - unit / day * 0.6;
    a->last = then + unit / day * 0.6 + 1;
}

static void convert(reading *r, stm_amount *a)
{
    const stm_row *row = a->figure->unit.size > 0 ? stm_table_find(&r->conversions, a->figure->unit) : NULL;
    stm_view base = row != NULL ? row->fields[1] : a->figure->unit;
    double factor = row != NULL ? (double)stm_view_number(row->fields[2]) : 1;
    a->low *= factor;
    a->high *= factor;
    a->slack *= factor;
    a->unit = stm_hash_join(a->figure->kind == STM_FIGURE_AGE, stm_hash(base));
    if (a->figure->kind == STM_FIGURE_DURATION)
        date_back(r, a, factor);
}

static bool is_salient(const stm_figure *f, bool count, uint32_t digits)
{
    if (f->kind == STM_FIGURE_AGE)
        return false;
    if (f->kind == STM_FIGURE_MONEY)
        return digits >= 2 || f->low >= 1e6;
    return digits >= 3 || (count && digits >= 2 && f->low > 20 && f->low != round(f->low / 10) * 10);
}

static void add_figure(reading *r, uint32_t account, const stm_figure *f)
{
    if (f->kind == STM_FIGURE_ORDINAL || stm_span_size(f->span) == 0 || isnan(f->low) ||
        is_part_of_time(&r->c->accounts[account].doc->notes, f->span))
        return;
    stm_amount a = {.account = account, .figure = f, .span = f->span, .low = f->low, .high = f->high, .bound = f->bound};
    bool share = f->kind == STM_FIGURE_FRACTION && f->unit.size == 0 && f->high <= 1; // "a fifth" is 20 %
    double last;
    uint32_t digits = significant_digits(f->low, &last);
    a.slack = slack_of(f, last);
    if (share) {
        a.low *= 100;
        a.high *= 100;
        a.slack *= 100;
        a.unit = stm_hash_join(false, stm_hash(STM_VIEW("percent")));
    } else
        convert(r, &a);
    bool count = f->unit.size == 0 && !share;
    a.vague = f->kind != STM_FIGURE_RANGE && f->low > 0 && f->high / f->low >= 4;
    a.noun = f->counted.size > 0 ? stm_hash(stm_fold(r->c->arena, f->counted)) : 0;
    a.counted = count && f->counted.size > 0 ? counted_class(r, f->counted) : 0;
    a.salient = is_salient(f, count, digits);
    a.unique = digits >= UNIQUE && f->kind != STM_FIGURE_MEASURE;
    place(r, &a);
}

static int two_digits(stm_view text, size_t at)
{
    return (text.at[at] - '0') * 10 + (text.at[at + 1] - '0');
}

// The part of a day behind the T: a time to the minute, or morning, afternoon, evening, night.
static void read_part(stm_view part, double *low, double *high)
{
    static const struct {
        const char *name;
        double from, to;
    } parts[] = {{"MO", 0.25, 0.5}, {"MI", 0.47, 0.53}, {"AF", 0.5, 0.75}, {"EV", 0.7, 0.95}, {"NI", 0.75, 1}, {"DT", 0.25, 0.8}};
    double day = *low;
    if (part.size >= 5 && stm_is_digit(part.at[0]) && stm_is_digit(part.at[3])) {
        *low = day + (two_digits(part, 0) * 60 + two_digits(part, 3)) / 1440.0;
        *high = *low + 1 / 1440.0;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (stm_view_is(part, parts[i].name)) {
            *low = day + parts[i].from;
            *high = day + parts[i].to;
        }
}

static bool read_week(stm_view value, double *low, double *high)
{
    if (value.size != 8 || value.at[4] != '-' || value.at[5] != 'W' || !stm_is_digit(value.at[6]) || !stm_is_digit(value.at[7]))
        return false;
    stm_civil fourth;
    if (!stm_civil_read(stm_view_upto(value, 4), &fourth))
        return false;
    fourth.month = 1;
    fourth.day = 4; // always in the first week
    *low = stm_civil_days(fourth) - stm_civil_weekday(fourth) + 7 * (two_digits(value, 6) - 1);
    *high = *low + 7;
    return true;
}

// "2025-02-12", "2025-02", "2025", "2025-W07", with a time behind a day: from its beginning to its end.
static bool read_days(stm_view value, double *low, double *high)
{
    stm_view head = value;
    ptrdiff_t time = stm_view_find_byte(value, 'T');
    if (time != STM_NOWHERE)
        head = stm_view_upto(value, (size_t)time);
    if (read_week(head, low, high))
        return true;
    stm_civil civil;
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

static bool has_digit(stm_view text)
{
    for (size_t i = 0; i < text.size; i++)
        if (stm_is_digit(text.at[i]))
            return true;
    return false;
}

// Is a word of the text of one of two classes of lang/<code>/times.tsv?
static bool has_word_of(reading *r, stm_view text, const char *class, const char *other)
{
    stm_view rest = stm_fold(r->c->arena, text), word;
    while (stm_view_split(&rest, ' ', &word)) {
        while (word.size > 0 && (stm_view_ends(word, STM_VIEW(",")) || stm_view_ends(word, STM_VIEW("."))))
            word.size--;
        const stm_row *row = stm_table_find(&r->times, word);
        if (row != NULL && (stm_view_is(row->fields[1], class) || stm_view_is(row->fields[1], other)))
            return true;
    }
    return false;
}

static stm_view last_word(stm_view text)
{
    size_t begin = text.size;
    while (begin > 0 && text.at[begin - 1] != ' ')
        begin--;
    return stm_view_from(text, begin);
}

static void add_date(reading *r, uint32_t account, const stm_date *d)
{
    if (d->kind != STM_DATE_DATE && d->kind != STM_DATE_TIME)
        return;
    stm_amount a = {.account = account, .date = d, .span = d->span, .bound = STM_BOUND_EQUAL};
    stm_view text = stm_account_text(&r->c->accounts[account], d->span);
    if (stm_view_begins(d->value, STM_VIEW("XXXX-"))) {
        a.unit = stm_hash(d->value); // a weekday, a month without a year: the same or nothing
        a.weekday = stm_view_begins(d->value, STM_VIEW("XXXX-WXX-"));
    } else if (read_days(d->value, &a.low, &a.high)) {
        a.unit = stm_hash(STM_VIEW("date"));
        a.weekday = a.high - a.low == 1 && !has_digit(text) && has_word_of(r, text, "weekday", "weekday");
        if (goes_back(r, last_word(text))) { // as rough as its unit
            double half = (a.high - a.low) * 0.6;
            a.low -= half;
            a.high += half;
        }
    } else
        return;
    place(r, &a);
    if (a.unit == stm_hash(STM_VIEW("date")) && a.high - a.low < 1 && has_word_of(r, text, "weekday", "month")) { // "just after noon on Sunday": the day too
        a.low = floor(a.low);
        a.high = a.low + 1;
        place(r, &a);
    }
}

// The weekday of a date, 0..6; 7: it has none.
static int weekday_of(const stm_amount *a)
{
    if (a->unit != stm_hash(STM_VIEW("date"))) {
        char digit = a->date->value.size >= 10 ? a->date->value.at[9] : '0';
        return digit >= '1' && digit <= '7' ? digit - '1' : 7;
    }
    return a->high - a->low <= 1 ? stm_civil_weekday(stm_civil_of_days((int32_t)floor(a->low))) : 7;
}

// Gives a weekday its day, and its part of the day where it names one.
static void settle(stm_amount *a, uint64_t dated, double day)
{
    ptrdiff_t time = stm_view_find_byte(a->date->value, 'T');
    a->unit = dated;
    a->low = day;
    a->high = day + 1;
    if (time != STM_NOWHERE)
        read_part(stm_view_from(a->date->value, (size_t)time + 1), &a->low, &a->high);
}

// A weekday in an account without a date, or of a date far from the event's: the day of that name which another account gives.
static void settle_weekdays(reading *r)
{
    stm_amount *all = r->amounts->items;
    uint64_t dated = stm_hash(STM_VIEW("date"));
    double *days = stm_arena_take_array(r->c->arena, r->amounts->n + 1, sizeof *days);
    uint32_t settled = 0;
    for (size_t i = 0; i < r->amounts->n && settled < WEEKDAYS; i++) {
        if (all[i].date == NULL || !all[i].weekday)
            continue;
        settled++;
        bool open = all[i].unit != dated;
        double best = open ? limits.weekday : limits.apart;
        for (size_t j = 0; j < r->amounts->n; j++) {
            if (all[j].date == NULL || all[j].unit != dated || all[j].account == all[i].account || all[j].aside ||
                weekday_of(&all[j]) != weekday_of(&all[i]) || (!open && all[j].low >= all[i].low))
                continue;
            double context = stm_amounts_context(&all[i], &all[j]);
            if (context > best) {
                best = context;
                days[i] = floor(all[j].low);
            }
        }
    }
    for (size_t i = 0; i < r->amounts->n; i++)
        if (days[i] != 0)
            settle(&all[i], dated, days[i]);
}

void stm_amounts_read(stm_comparing *c, stm_vector *amounts)
{
    reading r = {.c = c, .amounts = amounts};
    stm_table_read(&r.fates, c->arena, stm_lang_table("en", "fates"));
    stm_table_read(&r.conversions, c->arena, stm_lang_table("en", "conversions"));
    stm_table_read(&r.times, c->arena, stm_lang_table("en", "times"));
    stm_table_read(&r.moving, c->arena, stm_lang_table("en", "moving"));
    stm_table_read(&r.pages, c->arena, stm_lang_table("en", "page-times"));
    stm_table_read(&r.announced, c->arena, stm_lang_table("en", "announced"));
    stm_vector_init(amounts, c->arena, sizeof(stm_amount));
    stm_telling_read(&r.telling, c);
    for (uint32_t a = 0; a < c->naccounts; a++) {
        const stm_notes *notes = &c->accounts[a].doc->notes;
        for (size_t i = 0; i < notes->nfigures; i++)
            add_figure(&r, a, &notes->figures[i]);
        for (size_t i = 0; i < notes->ndates; i++)
            add_date(&r, a, &notes->dates[i]);
    }
    settle_weekdays(&r);
}
