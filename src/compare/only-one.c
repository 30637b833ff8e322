// What only one account has: sentences and quotations that tell what no other account of the story does.
//
// One is a candidate that has words of its own, of which no sentence of another account holds much, and which holds none of these
// itself; by itself it counts only where no statement of several accounts rests on it. What is worth a line is told by what editors
// took: what somebody said, numbers and names that stand in no other account, words of its own; a sentence that leans on the one
// before it, or is a quotation in good part, less. The weights are those of a logistic model of stories that were annotated by hand,
// rounded. The best of each account are listed; a sentence that talks to its readers is none.
#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compare/held.h"
#include "compare/inner.h"

static const struct {
    double bits;    // least of words that are news
    double held;    // most that one sentence of another account holds
    double holds;   // most that it holds of one of these, unless
    double own;     // this share of its bits or more are news
    double covered; // share of a sentence's bytes in statements of several accounts from which it is not listed
    double enough;  // worth from which a line is listed that is not among the first of its account
} limits = {6, 0.4, 0.5, 0.6, 0.4, 0.9};

static const struct {
    double bits, held, figure, said, name, quoted, leans;
} worths = {0.2, -1, 0.7, 0.9, 0.2, -2.5, -0.4};

enum {
    WORDS_LEAST = 6,
    WORDS_MOST = 60,
    OF_ACCOUNT = 8, // lines of one account
    OF_STORY = 60,
    FEWEST = 2,       // lines of one account, however many accounts there are, and however little they are worth
    SENSES = 100,     // of a sentence
    FIGURES_MOST = 2, // that count
    NAMES_MOST = 3,
};

typedef struct lone {
    uint32_t account, begin, end; // tokens
    uint32_t quote;               // number of its statement + 1; 0: a sentence of prose
    double worth;
} lone;

typedef struct telling { // of a sentence
    uint32_t shared;  // bytes in statements of several accounts
    uint32_t figures; // numbers and days that no other account gives
    uint32_t quoted;  // bytes between marks as somebody's words
    bool said;        // it says whose words it tells
} telling;

typedef struct lone_work {
    stm_comparing *c;
    stm_held *held;
    stm_vector found;   // lone, of one account
    stm_map told;       // hashes of its sentences: a page may have one twice
    telling **tellings; // [naccounts] of each sentence
} lone_work;

// What is news in tokens [begin, end): bits of words, of these words those in names; and the bits of all.
static bool is_news(const stm_comparing *c, uint32_t account, uint32_t begin, uint32_t end, double *bits, double *all, uint32_t *names)
{
    const stm_account *a = &c->accounts[account];
    uint32_t senses[SENSES], n = 0, words = 0;
    *bits = *all = 0;
    *names = 0;
    for (uint32_t t = begin; t < end && n < SENSES; t++) {
        uint32_t sense = a->sense[t], k = 0;
        if (sense == STM_NO_WORD)
            continue;
        words++;
        while (k < n && senses[k] != sense)
            k++;
        if (k < n)
            continue;
        senses[n++] = sense;
        *all += c->weights[sense];
        *bits += c->spread[sense] == 1 ? c->weights[sense] : 0;
        *names += c->spread[sense] == 1 && a->named[t];
    }
    return words >= WORDS_LEAST && words <= WORDS_MOST && *bits >= limits.bits;
}

// How much tokens [begin, end) are worth a line; false: they are no news.
static bool measure(const lone_work *w, uint32_t account, uint32_t begin, uint32_t end, const telling *t, double *worth)
{
    double bits, all;
    uint32_t names;
    if (!is_news(w->c, account, begin, end, &bits, &all, &names))
        return false;
    stm_held_shares shares = stm_held_of(w->held, account, begin, end);
    if (shares.held >= limits.held || (shares.holds >= limits.holds && bits < limits.own * all))
        return false;
    *worth = worths.bits * log1p(bits) + worths.held * shares.held + worths.name * (names < NAMES_MOST ? names : NAMES_MOST) +
             worths.figure * (t->figures < FIGURES_MOST ? t->figures : FIGURES_MOST) + (t->said ? worths.said : 0);
    return true;
}

// Notes which sentences statements of several accounts rest on, and which have numbers of their own.
static void note_statements(lone_work *w)
{
    stm_comparing *c = w->c;
    for (size_t i = 0; i < c->statements.n; i++) {
        const stm_statement *s = stm_vector_at(&c->statements, i);
        bool figure = s->kind == STM_STATEMENT_FIGURE;
        for (uint32_t m = 0; m < s->nmentions && (s->narticles > 1) != figure; m++) {
            uint32_t a = stm_account_of(c, s->mentions[m].document);
            const stm_segments *g = &c->accounts[a].doc->segments;
            for (uint32_t k = 0; k < s->mentions[m].nspans; k++) {
                telling *t = &w->tellings[a][stm_sentence_at(g, s->mentions[m].spans[k].begin)];
                t->figures += figure;
                t->shared += figure ? 0 : stm_span_size(s->mentions[m].spans[k]);
            }
        }
    }
}

// Adds to each sentence what of it stands between the marks of a quotation.
static void note_marks(const stm_segments *g, const stm_quote *quote, telling *tellings)
{
    for (uint32_t k = 0; k < quote->nspans && quote->kind != STM_QUOTE_INDIRECT && !quote->scare; k++) {
        stm_span q = quote->spans[k];
        for (uint32_t i = stm_sentence_at(g, q.begin); i < g->nsentences && g->sentences[i].span.begin < q.end; i++) {
            stm_span s = g->sentences[i].span;
            uint32_t begin = q.begin > s.begin ? q.begin : s.begin, end = q.end < s.end ? q.end : s.end;
            tellings[i].quoted += end > begin ? end - begin : 0;
        }
    }
}

static void note_tellings(lone_work *w)
{
    stm_comparing *c = w->c;
    w->tellings = stm_arena_take_array(c->arena, c->naccounts + 1, sizeof *w->tellings);
    for (uint32_t a = 0; a < c->naccounts; a++) {
        const stm_document *doc = c->accounts[a].doc;
        w->tellings[a] = stm_arena_take_array(c->arena, doc->segments.nsentences + 1, sizeof **w->tellings);
        for (size_t q = 0; q < doc->notes.nquotes && doc->segments.nsentences > 0; q++) {
            const stm_quote *quote = &doc->notes.quotes[q];
            note_marks(&doc->segments, quote, w->tellings[a]);
            if (stm_span_size(quote->cue) > 0)
                w->tellings[a][stm_sentence_at(&doc->segments, quote->cue.begin)].said = true;
        }
    }
    note_statements(w);
}

// A line with a standing phrase ("contributed to this report"), whatever its commas.
static bool is_standing(const stm_comparing *c, stm_view text)
{
    char *plain = stm_arena_take(c->arena, text.size + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.size; i++) {
        char ch = stm_is_space(text.at[i]) ? ' ' : text.at[i];
        if (ch != ',' && ch != '.' && !(ch == ' ' && n > 0 && plain[n - 1] == ' '))
            plain[n++] = ch;
    }
    for (size_t i = 0; i < c->standing.nrows; i++)
        if (stm_view_is(c->standing.rows[i].fields[1], "block") &&
            stm_view_find_nocase((stm_view){plain, n}, c->standing.rows[i].fields[0]) != STM_NOWHERE)
            return true;
    return false;
}

static bool is_prose_sign(stm_view sign)
{
    return !stm_view_is(sign, "@") && !stm_view_is(sign, "#") && !stm_view_is(sign, "[") && !stm_view_is(sign, "|");
}

// How a word talks to the readers, as the table has it ("" always, "first", "points", "end"); NULL: it does not. Of "you're" the "you".
static const stm_view *address_of(const stm_comparing *c, stm_view word)
{
    size_t n = 0;
    while (n < word.size && word.at[n] != '\'' && (unsigned char)word.at[n] != 0xE2) // the lead byte of a curly apostrophe
        n++;
    const stm_row *row = stm_table_find(&c->address, stm_view_upto(word, n));
    return row != NULL ? &row->fields[1] : NULL;
}

// Does a sentence talk to its readers: by a word anywhere, by its first, or by one that points and one at its end, "read more here".
static bool addresses(const stm_comparing *c, const stm_account *account, const stm_sentence *s)
{
    const stm_token *tokens = account->doc->segments.tokens;
    bool points = false, ends = false;
    for (uint32_t t = s->begin; t < s->end; t++) {
        if (tokens[t].kind != STM_TOKEN_WORD)
            continue;
        const stm_view *address = address_of(c, stm_account_text(account, tokens[t].span));
        ends = address != NULL && stm_view_is(*address, "end");
        points = points || (address != NULL && stm_view_is(*address, "points"));
        if (address != NULL && (address->size == 0 || (t == s->begin && stm_view_is(*address, "first"))))
            return true;
    }
    return points && ends;
}

// Does a sentence begin as the name of a page that one is sent to: capital words, a colon and a capital.
static bool points_elsewhere(const stm_account *account, const stm_sentence *s)
{
    const stm_token *tokens = account->doc->segments.tokens;
    uint32_t t = s->begin;
    while (t < s->end && tokens[t].kind != STM_TOKEN_SIGN && (tokens[t].upper || tokens[t].kind == STM_TOKEN_NUMBER))
        t++;
    return t > s->begin && t + 1 < s->end && stm_view_is(stm_account_text(account, tokens[t].span), ":") && tokens[t + 1].upper;
}

// A sentence of the article's own that tells something: it ends as one, asks nothing, does not talk to its readers, and has no label
// ("Photo:") or credit in brackets at its end.
static bool tells(const stm_comparing *c, const stm_account *account, const stm_sentence *s, uint32_t quoted)
{
    const stm_token *tokens = account->doc->segments.tokens;
    stm_view text = stm_account_text(account, s->span);
    char last = text.at[text.size - 1];
    if (text.at[0] == '(' || last == '?' || last == ':' || last == ')' || stm_is_letter(last) || stm_is_digit(last) ||
        s->end - s->begin < WORDS_LEAST || points_elsewhere(account, s) || addresses(c, account, s))
        return false;
    for (uint32_t t = s->begin; t < s->end; t++) {
        stm_view word = stm_account_text(account, tokens[t].span);
        bool labels = t > s->begin && stm_view_is(word, ":") && stm_table_has(&c->link_labels, stm_fold(c->arena, stm_account_text(account, tokens[t - 1].span)));
        if (labels || (tokens[t].kind != STM_TOKEN_WORD && !is_prose_sign(word)))
            return false;
    }
    return 10 * (uint64_t)quoted <= 3 * (uint64_t)stm_span_size(s->span);
}

static void find_sentences(lone_work *w, uint32_t number)
{
    const stm_account *account = &w->c->accounts[number];
    const stm_segments *g = &account->doc->segments;
    for (uint32_t i = 0; i < g->nsentences; i++) {
        const stm_sentence *s = &g->sentences[i];
        const telling *t = &w->tellings[number][i];
        lone l = {.account = number, .begin = s->begin, .end = s->end};
        if (account->zones[i] != STM_ZONE_PROSE || t->shared >= limits.covered * stm_span_size(s->span) ||
            !tells(w->c, account, s, t->quoted) || !measure(w, number, s->begin, s->end, t, &l.worth))
            continue;
        l.worth += worths.quoted * t->quoted / stm_span_size(s->span);
        l.worth += stm_sentence_leans(w->c, account, i) ? worths.leans : 0;
        stm_view text = stm_account_text(account, s->span);
        if (!is_standing(w->c, text) && (*stm_map_put(&w->told, stm_hash(text)))++ == 0)
            *(lone *)stm_vector_push(&w->found) = l;
    }
}

static void find_quotes(lone_work *w, uint32_t number)
{
    const stm_segments *g = &w->c->accounts[number].doc->segments;
    for (uint32_t i = 0; i < w->c->statements.n; i++) {
        const stm_statement *s = stm_vector_at(&w->c->statements, i);
        if (s->kind != STM_STATEMENT_QUOTE || s->narticles != 1 || s->mentions[0].form != STM_FORM_DIRECT ||
            stm_account_of(w->c, s->mentions[0].document) != number)
            continue;
        lone l = {.account = number, .quote = i + 1};
        l.begin = stm_token_at(g, s->mentions[0].spans[0].begin);
        l.end = stm_token_at(g, s->mentions[0].spans[s->mentions[0].nspans - 1].end - 1) + 1;
        if (l.end <= g->ntokens && measure(w, number, l.begin, l.end, &(telling){.said = s->speaker.size > 0}, &l.worth))
            *(lone *)stm_vector_push(&w->found) = l;
    }
}

static int worth_most_first(const void *one, const void *two)
{
    const lone *a = one, *b = two;
    if (a->worth != b->worth)
        return a->worth > b->worth ? -1 : 1;
    return a->begin != b->begin ? (a->begin < b->begin ? -1 : 1) : a->end < b->end ? -1 : a->end > b->end;
}

static void state(stm_comparing *c, const lone *l)
{
    if (l->quote != 0) {
        stm_statement *quote = stm_vector_at(&c->statements, l->quote - 1);
        quote->telling = true;
        quote->worth = l->worth;
        return;
    }
    const stm_account *account = &c->accounts[l->account];
    const stm_token *tokens = account->doc->segments.tokens;
    stm_span span = {tokens[l->begin].span.begin, tokens[l->end - 1].span.end};
    stm_statement *s = stm_statement_add(c, STM_STATEMENT_FACT);
    s->mentions = stm_arena_take_array(c->arena, 1, sizeof *s->mentions);
    s->mentions[s->nmentions++] = stm_mention_of(c, l->account, &span, 1, STM_FORM_PROSE);
    s->text = stm_account_text(account, span);
    s->certainty = 1;
    s->telling = true;
    s->worth = l->worth;
    stm_reason_add(c->arena, &s->because, &s->nbecause, STM_VIEW("most of what it tells stands in no other account"));
    stm_statement_end(c, s);
}

void stm_only_one_find(stm_comparing *c)
{
    lone_work w = {.c = c};
    if (c->naccounts < 2)
        return;
    uint32_t most = OF_STORY / c->naccounts;
    most = most > OF_ACCOUNT ? OF_ACCOUNT : most < FEWEST ? FEWEST : most;
    w.held = stm_held_new(c);
    note_tellings(&w);
    for (uint32_t a = 0; a < c->naccounts; a++) {
        stm_vector_init(&w.found, c->arena, sizeof(lone));
        stm_map_init(&w.told, c->arena);
        find_sentences(&w, a);
        find_quotes(&w, a);
        if (w.found.n > 0)
            qsort(w.found.items, w.found.n, sizeof(lone), worth_most_first);
        for (uint32_t i = 0; i < w.found.n && i < most; i++) {
            const lone *l = stm_vector_at(&w.found, i);
            if (i < FEWEST || l->worth >= limits.enough)
                state(c, l);
        }
    }
}
