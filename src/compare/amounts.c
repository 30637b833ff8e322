// Figures and dates made comparable: value as an interval in a base unit, kind of thing counted, what happened to it, and the
// words around. A number is as exact as it is written: a hedge allows one unit of its last digit that is not zero (a tenth at most), a
// round number half of one. A weekday of an account without a date is the day that the other accounts mean by it.
#include <math.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compare/amount-reading.h"
#include "lang/lang.h"

enum {
    UNIQUE = 4, // digits of a number that no two things of a story have
    AMOUNTS = 4000, // of one story
    NEAR = 6, FAR = 14, // words on either side that count fully, and by 6/10; the rest of the sentence by 3/10
    WINDOW = 60, // words on either side that are looked at
    FATE_REACH = 8, // words on either side in which a fate is looked for
    BORDER = 3, // words that a border of clauses stands for, when a fate is looked for
    PAGE_REACH = 7, PAGE_BEHIND = 3, // words before an amount, and behind it, among which the page tells when it was made
    STAMP_TOKENS = 24, // of a line that is nothing but a time
    STAMP_WORDS = 1, // beside the time in it
    NOUN_REACH = 4, // words behind a number among which the counted noun is
    ANNOUNCED_REACH = 40, // words before a number among which the word that announces it is
    ANNOUNCED_WITH = 6, // words behind that one among which the counted and what happened to them are
    ERA_YEARS = 2, // from which on a date is of another time
    PRONOUN_REACH = 3, // words before an age among which its pronoun is
    BESIDE = 2, // bytes between an age and the name it belongs to
    FRAME_BITS = 2, // that a word of a frame tells at least
    FRAME_REACH = 8, // tokens on either side among which the words of its frame are
    RESTATED_REACH = 4, // bytes between an amount and itself in another unit
    ORDINAL_LEAST = 3, // "first" and "second" are said of anything
};

static const struct {
    double fade;    // words after which a word tells a third
    double restated; // share by which a value in brackets may be off
} limits = {5, 0.05};

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

uint64_t stm_amount_class(const stm_comparing *c, stm_view noun)
{
    stm_view word = stm_fold(c->arena, noun);
    if (stm_view_ends(word, STM_VIEW("ies")) && word.size > 4) {
        uint64_t kind = kind_of(row_of(&c->counted, stm_arena_print(c->arena, "%.*sy", (int)(word.size - 3), word.at)));
        if (kind != 0)
            return kind;
    }
    return kind_of(row_of(&c->counted, word));
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

static void add_word(stm_amounts_reading *r, stm_amount *a, const stm_account *account, uint32_t t, uint32_t distance)
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
static const stm_row *fate_of(const stm_amounts_reading *r, const stm_amount *a, stm_view word)
{
    bool length = a->figure != NULL && a->figure->kind == STM_FIGURE_DURATION;
    const stm_row *row = row_of(&r->fates, word);
    while (row != NULL && stm_view_is(row->fields[2], "term") != length)
        row = stm_table_next(&r->fates, row);
    return row;
}

static void take_fate(stm_amount *a, const stm_row *fate)
{
    a->fate = kind_of(fate);
    a->grows = stm_view_is(fate->fields[2], "grows");
}

// "34 deaths", "nine injuries": the noun says what happened to those who are counted, not who they are.
static void read_fated(stm_amounts_reading *r, stm_amount *a)
{
    bool counts = a->figure != NULL && a->figure->unit.size == 0 && a->figure->counted.size > 0;
    const stm_row *fate = counts ? fate_of(r, a, stm_fold(r->c->arena, a->figure->counted)) : NULL;
    if (fate == NULL)
        return;
    take_fate(a, fate);
    a->counted = 0;
}

// Walks from the amount to one end of its sentence. What happened to the counted stands nearest, and not beyond another number.
static void read_side(stm_amounts_reading *r, stm_amount *a, uint32_t from, int step, uint32_t n, uint32_t *nearest)
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
            take_fate(a, fate);
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

// May a sign stand between an amount and the words that say of what it is: "Height: 70 metres", "a 70-metre tower"?
static bool is_open_sign(stm_view sign)
{
    static const char *const open[] = {"-", ":", "(", ")", "'", "’", "“", "\"", "‘"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (stm_view_is(sign, open[i]))
            return true;
    return false;
}

// The content words nearest on one side, not beyond another number or a border of clauses; what stands in brackets, where an amount
// is said again, is stepped over.
static void read_frame(const stm_amounts_reading *r, stm_amount *a, uint32_t from, int step, uint32_t n)
{
    const stm_account *account = &r->c->accounts[a->account];
    uint32_t *frame = a->frame[step > 0], found = 0;
    bool inside = false;
    for (uint32_t i = 0; i < STM_FRAME; i++)
        frame[i] = STM_NO_WORD;
    for (uint32_t distance = 1; distance <= n && distance <= FRAME_REACH && found < STM_FRAME; distance++) {
        uint32_t t = step > 0 ? from + distance - 1 : from - distance;
        const stm_token *token = &account->doc->segments.tokens[t];
        stm_view text = stm_account_text(account, token->span);
        if (step > 0 && (inside || stm_view_is(text, "("))) {
            inside = !stm_view_is(text, ")");
            continue;
        }
        if (token->kind == STM_TOKEN_NUMBER || (token->kind == STM_TOKEN_SIGN && !is_open_sign(text)))
            return;
        if (step > 0 && distance < n && stm_view_is(stm_account_text(account, token[1].span), ":")) // the label of what comes next
            return;
        if (account->sense[t] == STM_NO_WORD || r->c->weights[account->stem[t]] <= FRAME_BITS || (a->date != NULL && in_date(account, t)))
            continue;
        a->frame_names |= (unsigned)stm_account_names(account, t) << (found + (step > 0 ? STM_FRAME : 0));
        frame[found++] = account->sense[t];
    }
}

// Whose age it is: the person named right before it or right behind; 0: unknown.
static uint64_t aged(const stm_account *account, stm_span span)
{
    const stm_notes *notes = &account->doc->notes;
    size_t next = stm_account_name_at(account, span.end);
    if (next < notes->nnames && notes->names[next].span.begin <= span.end + BESIDE)
        return (uint64_t)account->people[next] + 1;
    size_t before = stm_account_name_at(account, span.begin);
    return before > 0 && notes->names[before - 1].span.end + BESIDE >= span.begin ? (uint64_t)account->people[before - 1] + 1 : 0;
}

// Is it "he" or "she", or a word like "who", which is both the subject and the beginning of a clause?
static bool is_pronoun(const stm_amounts_reading *r, stm_view word)
{
    bool subject = false, relative = false;
    for (const stm_row *row = stm_table_find(&r->words, word); row != NULL; row = stm_table_next(&r->words, row)) {
        if (stm_view_is(row->fields[1], "he") || stm_view_is(row->fields[1], "she"))
            return true;
        subject = subject || stm_view_is(row->fields[1], "subject");
        relative = relative || stm_view_is(row->fields[1], "rel");
    }
    return subject && relative;
}

// "He was 27", "who turned 27": does a pronoun stand before token `token` of a sentence?
static bool of_pronoun(const stm_amounts_reading *r, const stm_account *account, uint32_t begin, uint32_t token)
{
    for (uint32_t t = token; t > begin && t + PRONOUN_REACH > token; t--)
        if (is_pronoun(r, stm_fold(r->c->arena, stm_account_text(account, account->doc->segments.tokens[t - 1].span))))
            return true;
    return false;
}

static void read_context(stm_amounts_reading *r, stm_amount *a, uint32_t token, uint32_t behind)
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
    read_frame(r, a, behind, 1, after);
    read_frame(r, a, token, -1, before);
    for (uint32_t i = 0; i < a->nsenses; i++) {
        a->weight += a->weights[i];
        a->told += a->telling[i];
    }
    if (a->figure != NULL && a->figure->kind == STM_FIGURE_AGE) {
        a->subject = aged(account, a->span);
        a->pronoun = of_pronoun(r, account, s->begin, token);
    } else if (a->moves)
        a->subject = subject_of(r->c, account, s->span.begin, a->span.begin);
}

// "21 of the 276 schoolgirls", "10 U.S. citizens": the noun of a count stands behind what describes it.
static void find_counted(stm_amounts_reading *r, stm_amount *a, uint32_t behind)
{
    const stm_account *account = &r->c->accounts[a->account];
    const stm_sentence *s = &account->doc->segments.sentences[a->sentence];
    for (uint32_t t = behind; t < s->end && t < behind + NOUN_REACH && a->counted == 0; t++) {
        const stm_token *token = &account->doc->segments.tokens[t];
        if (t + 1 < s->end && stm_view_is(stm_account_text(account, token[1].span), ":"))
            return;
        if (token->kind == STM_TOKEN_NUMBER || (token->kind == STM_TOKEN_SIGN && !stm_view_is(stm_account_text(account, token->span), ".")))
            return;
        a->counted = stm_amount_class(r->c, stm_account_text(account, token->span));
    }
}

// "The number of people injured in the accident has risen to 17": what is counted stands behind the word that announces the value.
static void find_announced(stm_amounts_reading *r, stm_amount *a, uint32_t token)
{
    const stm_account *account = &r->c->accounts[a->account];
    const stm_segments *g = &account->doc->segments;
    const stm_sentence *s = &g->sentences[a->sentence];
    uint32_t at = token, least = token > s->begin + ANNOUNCED_REACH ? token - ANNOUNCED_REACH : s->begin;
    while (at > least && (g->tokens[at - 1].kind != STM_TOKEN_NUMBER || in_date(account, at - 1)) &&
           !stm_table_has(&r->announced, stm_fold(r->c->arena, stm_account_text(account, g->tokens[at - 1].span))))
        at--;
    if (at == least || g->tokens[at - 1].kind == STM_TOKEN_NUMBER)
        return;
    for (uint32_t t = at > s->begin + 1 ? at - 2 : s->begin; t < token && t < at + ANNOUNCED_WITH; t++) {
        stm_view word = stm_account_text(account, g->tokens[t].span);
        const stm_row *fate = fate_of(r, a, stm_fold(r->c->arena, word));
        if (fate == NULL)
            a->counted = a->counted == 0 ? stm_amount_class(r->c, word) : a->counted;
        else if (a->fate == 0)
            take_fate(a, fate);
    }
}

// "770 km (480 miles)", "5.1 million pounds or 2,300 metric tons": what stands before the figure, in another unit.
static bool restated(const stm_amounts_reading *r, const stm_amount *a)
{
    if (r->amounts->n == 0)
        return false;
    const stm_amount *before = stm_vector_at(r->amounts, r->amounts->n - 1);
    if (before->account != a->account || before->figure == NULL || before->unit != a->unit || before->span.end >= a->span.begin ||
        a->span.begin - before->span.end > RESTATED_REACH || stm_view_equal(before->figure->unit, a->figure->unit))
        return false;
    return stm_amounts_meet(before, a) || fabs(before->low - a->low) <= limits.restated * fabs(a->low);
}

// Is token t a word by which the page speaks of itself: at the beginning of a line, before a colon, or behind "last"?
static bool is_page_word(stm_amounts_reading *r, const stm_account *a, uint32_t begin, uint32_t t)
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
static bool of_page(stm_amounts_reading *r, uint32_t account, uint32_t sentence, uint32_t token, uint32_t behind)
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

// "4 October 2031, 18:07 (GMT)": a line of nothing but a time is the page's own.
static bool is_stamp(const stm_account *account, const stm_sentence *s)
{
    uint32_t words = 0;
    if (s->end - s->begin > STAMP_TOKENS)
        return false;
    for (uint32_t t = s->begin; t < s->end && words <= STAMP_WORDS; t++)
        words += account->doc->segments.tokens[t].kind == STM_TOKEN_WORD && !in_date(account, t);
    return words <= STAMP_WORDS;
}

// The year that a sentence tells of, by the first of its dates that is years from its account's own.
static int era_of(const stm_account *account, const stm_sentence *s)
{
    const stm_notes *notes = &account->doc->notes;
    stm_civil published = account->doc->article.published;
    for (size_t i = date_at(notes, s->span.begin); i < notes->ndates && notes->dates[i].span.begin < s->span.end; i++) {
        stm_civil date;
        stm_view value = notes->dates[i].value;
        if (value.size >= 4 && stm_civil_read(stm_view_upto(value, 4), &date) && stm_civil_known(date) &&
            (!stm_civil_known(published) || date.year + ERA_YEARS <= published.year))
            return date.year;
    }
    return 0;
}

// "A port of 60,000", "home to 9,000 people": those who live there are no others of their kind.
static void find_inhabitants(stm_amounts_reading *r, stm_amount *a, uint32_t begin, uint32_t token)
{
    const stm_account *account = &r->c->accounts[a->account];
    const stm_token *tokens = account->doc->segments.tokens;
    uint64_t person = stm_hash(STM_VIEW("person"));
    if (token < begin + 2 || (a->noun != 0 && a->counted != person))
        return;
    stm_span before = {tokens[token - 2].span.begin, tokens[token - 1].span.end};
    if (!stm_table_has(&r->peopled, stm_fold(r->c->arena, stm_account_text(account, before))))
        return;
    a->counted = person;
    a->fate = stm_hash(STM_VIEW("living there"));
    a->subject = subject_of(r->c, account, tokens[begin].span.begin, before.begin);
}

void stm_amount_place(stm_amounts_reading *r, stm_amount *a)
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
    if ((a->aside && a->weekday) || of_page(r, a->account, a->sentence, token, behind) ||
        (a->date != NULL && is_stamp(&r->c->accounts[a->account], &g->sentences[a->sentence]))) // the day a picture was taken, a page made
        return;
    if (a->figure != NULL && restated(r, a))
        a->restates = (uint32_t)r->amounts->n;
    if (a->date == NULL)
        a->era = era_of(&r->c->accounts[a->account], &g->sentences[a->sentence]);
    read_context(r, a, token, behind);
    if (a->figure != NULL && a->figure->unit.size == 0 && a->figure->kind != STM_FIGURE_FRACTION && a->counted == 0)
        find_counted(r, a, behind);
    if (a->figure != NULL && a->figure->unit.size == 0 && a->figure->kind != STM_FIGURE_FRACTION && a->counted == 0)
        find_announced(r, a, token);
    read_fated(r, a);
    if (a->figure != NULL && a->figure->unit.size == 0 && a->figure->kind != STM_FIGURE_FRACTION)
        find_inhabitants(r, a, g->sentences[a->sentence].begin, token);
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
    if (f->kind == STM_FIGURE_TEMPERATURE) // to the degree
        return last / 2;
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

bool stm_amount_goes_back(const stm_amounts_reading *r, stm_view word)
{
    const stm_row *row = stm_table_find(&r->times, stm_fold(r->c->arena, word));
    return row != NULL && stm_view_is(row->fields[1], "shift") && stm_view_is(row->fields[2], "-1") && row->nfields < 4;
}

// "two weeks ago" is a time as well as a length of time: half a unit (in seconds) and a little to either
// side of it.
static void date_back(stm_amounts_reading *r, stm_amount *a, double unit)
{
    const stm_document *doc = r->c->accounts[a->account].doc;
    const stm_segments *g = &doc->segments;
    uint32_t next = stm_token_at(g, a->span.end);
    if (!stm_civil_known(doc->article.published) || a->bound != STM_BOUND_EQUAL || next >= g->ntokens ||
        !stm_amount_goes_back(r, stm_account_text(&r->c->accounts[a->account], g->tokens[next].span)) || is_dated(&doc->notes, a->span))
        return;
    double day = 86400, then = stm_civil_days(doc->article.published) - a->low / day;
    a->first = then - unit / day * 0.6;
    a->last = then + unit / day * 0.6 + 1;
}

// The number in a field of a table, which may be below zero; 0: there is none.
static double number_in(const stm_row *row, size_t field)
{
    if (row == NULL || row->nfields <= field)
        return 0;
    stm_view text = row->fields[field];
    bool below = stm_view_begins(text, STM_VIEW("-"));
    double number = (double)stm_view_number(stm_view_from(text, below));
    return below ? -number : number;
}

static void convert(stm_amounts_reading *r, stm_amount *a)
{
    const stm_row *row = a->figure->unit.size > 0 ? stm_table_find(&r->conversions, a->figure->unit) : NULL;
    stm_view base = row != NULL ? row->fields[1] : a->figure->unit;
    double factor = row != NULL ? number_in(row, 2) : 1, zero = number_in(row, 3);
    a->low = a->low * factor + zero;
    a->high = a->high * factor + zero;
    a->slack = fmax(a->slack * factor, fabs(a->low) * number_in(row, 4) / 100);
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

// "The third test" is an amount, "his 17th birthday" an age.
static const stm_figure *of_ordinal(stm_amounts_reading *r, const stm_figure *f)
{
    if (f->kind != STM_FIGURE_ORDINAL)
        return f;
    if (f->low < ORDINAL_LEAST || f->counted.size == 0)
        return NULL;
    if (stm_amount_class(r->c, f->counted) != stm_hash(STM_VIEW("age")))
        return f;
    stm_figure *age = stm_arena_take(r->c->arena, sizeof *age);
    *age = *f;
    age->kind = STM_FIGURE_AGE;
    age->unit = STM_VIEW("year");
    age->counted = (stm_view){NULL, 0};
    return age;
}

void stm_amount_add_figure(stm_amounts_reading *r, uint32_t account, const stm_figure *f)
{
    if (stm_span_size(f->span) == 0 || isnan(f->low) || is_part_of_time(&r->c->accounts[account].doc->notes, f->span) ||
        (f = of_ordinal(r, f)) == NULL)
        return;
    f = stm_amount_of_currency(r, account, f);
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
    } else if (f->kind == STM_FIGURE_ORDINAL)
        a.unit = stm_hash(STM_VIEW("ordinal"));
    else
        convert(r, &a);
    bool count = f->unit.size == 0 && !share;
    a.vague = f->kind != STM_FIGURE_RANGE && f->low > 0 && f->high / f->low >= 4;
    a.noun = f->counted.size > 0 ? stm_hash(stm_fold(r->c->arena, f->counted)) : 0;
    a.counted = count && f->counted.size > 0 ? stm_amount_class(r->c, f->counted) : 0;
    a.salient = is_salient(f, count, digits);
    a.unique = digits >= UNIQUE && f->kind != STM_FIGURE_MEASURE;
    stm_amount_place(r, &a);
}

void stm_amounts_read(stm_comparing *c, stm_vector *amounts)
{
    stm_amounts_reading r = {.c = c, .amounts = amounts};
    stm_table_read(&r.fates, c->arena, stm_lang_table("en", "fates"));
    stm_table_read(&r.conversions, c->arena, stm_lang_table("en", "conversions"));
    stm_table_read(&r.times, c->arena, stm_lang_table("en", "times"));
    stm_table_read(&r.moving, c->arena, stm_lang_table("en", "moving"));
    stm_table_read(&r.pages, c->arena, stm_lang_table("en", "page-times"));
    stm_table_read(&r.words, c->arena, stm_lang_table("en", "words"));
    stm_table_read(&r.peopled, c->arena, stm_lang_table("en", "peopled"));
    stm_table_read(&r.announced, c->arena, stm_lang_table("en", "announced"));
    stm_vector_init(amounts, c->arena, sizeof(stm_amount));
    stm_telling_read(&r.telling, c);
    stm_amounts_read_currencies(&r);
    for (uint32_t a = 0; a < c->naccounts; a++) {
        const stm_notes *notes = &c->accounts[a].doc->notes;
        for (size_t i = 0; i < notes->nfigures; i++)
            stm_amount_add_figure(&r, a, &notes->figures[i]);
        for (size_t i = 0; i < notes->ndates; i++)
            stm_amount_add_date(&r, a, &notes->dates[i]);
    }
    stm_amounts_settle(&r);
}
