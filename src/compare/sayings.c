// Quotes of all accounts as pieces of a sentence each, so that "A. B." in one account and "B. C." in another meet in B only.
#include <math.h>

#include "base/utf8.h"
#include "compare/sayings.h"

enum {
    PIECES = 6000,    // of one story
    SHORT_PIECE = 3,  // words; a shorter sentence belongs to the one before it
    RARE = 4,         // bits: a word that recurs in fewer sentences than one in 2^RARE counts fully
    SPANS_MOST = 24, // of one quotation that goes on behind "he said": no speaker is quoted longer in one breath
    LOOSE_MOST = 400, // pairs of marks of an account that are looked at
    BREAK = 5,        // words that may interrupt a quotation: "he added on Friday"
};

double stm_word_value(const stm_sayings *s, uint32_t stem)
{
    return 0.4 + s->weights[stem];
}

static void count_word(uint32_t *spread, uint32_t *seen, uint32_t word, uint32_t sentence)
{
    if (word != STM_NO_WORD && seen[word] != sentence) {
        seen[word] = sentence;
        spread[word]++;
    }
}

// A name that recurs in every other sentence of the accounts does not tell one saying from another.
static void weigh(stm_sayings *s)
{
    const stm_comparing *c = s->c;
    uint32_t *spread = stm_arena_take_array(c->arena, c->stems.n + 1, sizeof *spread), nsentences = 0;
    uint32_t *seen = stm_arena_take_array(c->arena, c->stems.n + 1, sizeof *seen);
    for (uint32_t a = 0; a < c->naccounts; a++)
        for (size_t i = 0; i < c->accounts[a].doc->segments.nsentences; i++) {
            const stm_sentence *sentence = &c->accounts[a].doc->segments.sentences[i];
            nsentences++;
            for (uint32_t t = sentence->begin; t < sentence->end; t++) {
                count_word(spread, seen, c->accounts[a].stem[t], nsentences);
                if (c->accounts[a].sense[t] != c->accounts[a].stem[t])
                    count_word(spread, seen, c->accounts[a].sense[t], nsentences);
            }
        }
    double most = log2(nsentences + 1.0) < RARE ? log2(nsentences + 1.0) : RARE;
    s->weights = stm_arena_take_array(c->arena, c->stems.n + 1, sizeof *s->weights);
    for (size_t i = 0; i < c->stems.n; i++) {
        uint32_t again = spread[i] > c->spread[i] ? spread[i] - c->spread[i] : 0; // beyond one sentence an account
        double factor = log2((nsentences + 1.0) / (1 + again)) / most;
        s->weights[i] = c->weights[i] * (factor < 1 ? factor : 1);
    }
}

static void add_words(stm_sayings *s, stm_piece *piece, const stm_account *account, uint32_t begin, uint32_t end)
{
    uint32_t *words = stm_arena_take_array(s->c->arena, end - begin + 1, sizeof *words);
    piece->stems = stm_arena_take_array(s->c->arena, end - begin + 1, sizeof *piece->stems);
    piece->senses = stm_arena_take_array(s->c->arena, end - begin + 1, sizeof *piece->senses);
    piece->words = (stm_run_of_words){words, 0};
    piece->value = 0;
    for (uint32_t t = begin; t < end; t++)
        if (account->exact[t] != STM_NO_WORD) {
            words[piece->words.n] = account->exact[t];
            piece->senses[piece->words.n] = account->sense[t];
            piece->stems[piece->words.n++] = account->stem[t];
            piece->value += stm_word_value(s, account->stem[t]);
        }
}

static void add_piece(stm_sayings *s, uint32_t saying, const stm_account *account, uint32_t begin, uint32_t end)
{
    stm_piece piece = {.saying = saying, .group = STM_NO_GROUP};
    const stm_token *tokens = account->doc->segments.tokens;
    add_words(s, &piece, account, begin, end);
    if (piece.words.n == 0 || s->pieces.n >= PIECES)
        return;
    piece.span = (stm_span){tokens[begin].span.begin, tokens[end - 1].span.end};
    *(stm_piece *)stm_vector_push(&s->pieces) = piece;
    stm_saying_at(s, saying)->npieces++;
}

static uint32_t count_words(const stm_account *account, uint32_t begin, uint32_t end)
{
    uint32_t n = 0;
    for (uint32_t t = begin; t < end; t++)
        n += account->exact[t] != STM_NO_WORD;
    return n;
}

// Does the full stop behind token `t` belong to it: "Mr.", "J."
static bool is_abbreviated(const stm_comparing *c, const stm_account *account, uint32_t t)
{
    const stm_token *token = &account->doc->segments.tokens[t];
    const stm_row *row = stm_table_find(&c->abbreviations, stm_fold(c->arena, stm_account_text(account, token->span)));
    bool initial = token->upper && stm_span_size(token->span) == 1 && !stm_view_is(stm_account_text(account, token->span), "I");
    return initial || (row != NULL && stm_view_is(row->fields[1], "no"));
}

// Does a sentence end before token `t`. Sentences of the text go on over full stops inside a quotation, pieces do not.
static bool ends_before(const stm_comparing *c, const stm_account *account, uint32_t t)
{
    const stm_token *tokens = account->doc->segments.tokens;
    if (t == 0 || tokens[t].sentence != tokens[t - 1].sentence)
        return true;
    uint32_t last = t - 1; // a mark behind the stop closes what is quoted within
    last -= last > 0 && tokens[last].kind == STM_TOKEN_QUOTE && !tokens[last].spaced;
    stm_view sign = stm_account_text(account, tokens[last].span);
    bool stop = stm_view_is(sign, ".") || stm_view_is(sign, "!") || stm_view_is(sign, "?");
    if (!stop || tokens[t].kind != STM_TOKEN_WORD || !tokens[t].upper || !tokens[t].spaced)
        return false;
    return last == 0 || !stm_view_is(sign, ".") || !is_abbreviated(c, account, last - 1);
}

static void cut_span(stm_sayings *s, uint32_t saying, const stm_account *account, stm_span span)
{
    const stm_segments *g = &account->doc->segments;
    uint32_t begin = stm_token_at(g, span.begin), end = begin;
    while (end < g->ntokens && g->tokens[end].span.begin < span.end) {
        uint32_t next = end;
        while (next < g->ntokens && g->tokens[next].span.begin < span.end && (next == end || !ends_before(s->c, account, next)))
            next++;
        bool last = next >= g->ntokens || g->tokens[next].span.begin >= span.end;
        if (last || (count_words(account, begin, next) >= SHORT_PIECE && count_words(account, next, next + 2) > 0)) {
            add_piece(s, saying, account, begin, next);
            begin = next;
        }
        end = next;
    }
}

static bool in_aside(const stm_account *account, const stm_quote *quote)
{
    const stm_segments *g = &account->doc->segments;
    uint32_t sentence = stm_sentence_at(g, quote->spans[0].begin);
    return sentence < g->nsentences && account->zones[sentence] == STM_ZONE_ASIDE;
}

// The first pair of marks that opens at byte `at` or behind it.
static size_t first_mark(const stm_segments *g, uint32_t at)
{
    size_t low = 0, high = g->nmarks;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (g->tokens[g->marks[middle].open].span.begin < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The part of a quote's spans that stands between a pair of marks; empty: none.
static stm_span between_marks(const stm_segments *g, const stm_quote *quote, const stm_mark *mark)
{
    stm_span none = {0, 0};
    if (mark->depth > 0 || mark->close <= mark->open + 1 || mark->open + 1 >= g->ntokens)
        return none;
    uint32_t begin = g->tokens[mark->open + 1].span.begin;
    for (uint32_t k = 0; k < quote->nspans; k++) {
        uint32_t end = mark->close == STM_NO_TOKEN ? quote->spans[k].end : g->tokens[mark->close - 1].span.end;
        if (begin < end && stm_span_within((stm_span){begin, end}, quote->spans[k]))
            return (stm_span){begin, end};
    }
    return none;
}

// Does a quotation's one span begin before its marks: `it "badly undervalues the firm"`.
static bool leads_in(const stm_segments *g, const stm_quote *quote)
{
    uint32_t first = stm_token_at(g, quote->spans[0].begin);
    return quote->nspans == 1 && g->tokens[first].kind != STM_TOKEN_QUOTE && (first == 0 || g->tokens[first - 1].kind != STM_TOKEN_QUOTE);
}

// A quote's words between marks where others stand before or between them; its own spans where there are none.
static void read_spans(stm_comparing *c, stm_saying *saying)
{
    const stm_quote *quote = saying->quote;
    const stm_segments *g = &c->accounts[saying->account].doc->segments;
    saying->spans = quote->spans;
    saying->nspans = quote->nspans;
    if (quote->kind == STM_QUOTE_INDIRECT || (quote->kind == STM_QUOTE_DIRECT && !leads_in(g, quote)))
        return;
    stm_vector inside;
    stm_vector_init(&inside, c->arena, sizeof(stm_span));
    for (size_t i = first_mark(g, quote->spans[0].begin); i < g->nmarks; i++) {
        if (g->tokens[g->marks[i].open].span.begin >= quote->spans[quote->nspans - 1].end)
            break;
        stm_span span = between_marks(g, quote, &g->marks[i]);
        if (span.begin < span.end)
            *(stm_span *)stm_vector_push(&inside) = span;
    }
    if (inside.n == 0)
        return;
    saying->spans = inside.items;
    saying->nspans = (uint32_t)inside.n;
}

// Do they stand in paragraphs of their own, each with its cue, whole sentences or the first one a fragment.
static bool stands_apart(const stm_segments *g, const stm_saying *before, const stm_saying *saying)
{
    stm_span last = before->spans[before->nspans - 1];
    const stm_sentence *one = &g->sentences[stm_sentence_at(g, last.begin)], *two = &g->sentences[stm_sentence_at(g, saying->spans[0].begin)];
    bool cued = before->quote->cue.begin < before->quote->cue.end && saying->quote->cue.begin < saying->quote->cue.end;
    bool whole = before->quote->kind != STM_QUOTE_DIRECT || stm_token_at(g, last.begin) <= one->begin + 1;
    return cued && one->block != two->block && whole;
}

// Does `saying` take up the quotation of the saying before it behind a few words ("he added").
static bool goes_on(const stm_sayings *s, const stm_saying *before, const stm_saying *saying)
{
    const stm_account *account = &s->c->accounts[saying->account];
    if (before->account != saying->account || !before->marked || saying->quote->kind != STM_QUOTE_DIRECT ||
        saying->speaker == STM_NO_PERSON || before->speaker != saying->speaker || before->quote->scare)
        return false;
    uint32_t from = before->spans[before->nspans - 1].end, to = saying->spans[0].begin;
    if (to < from)
        return false;
    const stm_segments *g = &account->doc->segments;
    if (stands_apart(g, before, saying))
        return false;
    return count_words(account, stm_token_at(g, from), stm_token_at(g, to)) <=
           (before->quote->kind == STM_QUOTE_DIRECT ? BREAK : 0);
}

static void add_saying(stm_sayings *s, uint32_t account, const stm_quote *quote)
{
    stm_comparing *c = s->c;
    stm_saying saying = {.account = account, .quote = quote, .first = (uint32_t)s->pieces.n};
    saying.speaker = stm_people_speaker(c, &c->accounts[account], quote);
    saying.named = quote->speaker_kind == STM_SPEAKER_PERSON || quote->speaker_kind == STM_SPEAKER_ORGANISATION;
    saying.marked = quote->kind != STM_QUOTE_INDIRECT;
    read_spans(c, &saying);
    stm_saying *last = s->sayings.n > 0 ? stm_saying_at(s, (uint32_t)s->sayings.n - 1) : NULL;
    if (last != NULL && last->nspans + saying.nspans <= SPANS_MOST && goes_on(s, last, &saying)) {
        stm_span *both = stm_arena_take_array(c->arena, last->nspans + saying.nspans, sizeof *both);
        memcpy(both, last->spans, last->nspans * sizeof *both);
        memcpy(both + last->nspans, saying.spans, saying.nspans * sizeof *both);
        last->spans = both;
        last->nspans += saying.nspans;
    } else
        *(stm_saying *)stm_vector_push(&s->sayings) = saying;
    for (uint32_t k = 0; k < saying.nspans; k++)
        cut_span(s, (uint32_t)s->sayings.n - 1, &c->accounts[account], saying.spans[k]);
}

// Is a span covered by a quote of its account.
static bool is_read(const stm_notes *notes, stm_span span)
{
    for (size_t q = 0; q < notes->nquotes; q++)
        for (uint32_t k = 0; k < notes->quotes[q].nspans; k++)
            if (stm_spans_meet(span, notes->quotes[q].spans[k]) && notes->quotes[q].kind != STM_QUOTE_INDIRECT)
                return true;
    return false;
}

// Words between marks of which nobody is said to be the speaker may still be those of a quotation in another account.
static void read_loose(stm_sayings *s, uint32_t a)
{
    const stm_account *account = &s->c->accounts[a];
    const stm_segments *g = &account->doc->segments;
    for (size_t i = 0; i < g->nmarks && i < LOOSE_MOST; i++) {
        const stm_mark *mark = &g->marks[i];
        if (mark->depth > 0 || mark->close == STM_NO_TOKEN || mark->close <= mark->open + 2)
            continue;
        stm_span span = {g->tokens[mark->open + 1].span.begin, g->tokens[mark->close - 1].span.end};
        if (is_read(&account->doc->notes, span))
            continue;
        stm_quote *quote = stm_arena_take(s->c->arena, sizeof *quote);
        stm_span *spans = stm_arena_take(s->c->arena, sizeof *spans);
        *spans = span;
        *quote = (stm_quote){.spans = spans, .nspans = 1, .kind = STM_QUOTE_MIXED, .entity = STM_NO_ENTITY, .scare = true};
        if (!in_aside(account, quote)) {
            add_saying(s, a, quote);
            stm_saying_at(s, (uint32_t)s->sayings.n - 1)->loose = true;
        }
    }
}

// Which quotes stand once more in the one before them, the clause around them: of a language that keeps pairs of marks apart. The
// clause stands for both.
static bool *find_doubles(const stm_comparing *c, const stm_notes *notes)
{
    bool *doubles = stm_arena_take_array(c->arena, notes->nquotes + 1, sizeof *doubles);
    const stm_quote *around = NULL;
    for (size_t q = 0; q < notes->nquotes; q++) {
        const stm_quote *quote = &notes->quotes[q];
        if (quote->nspans == 0)
            continue;
        if (quote->kind == STM_QUOTE_MIXED)
            around = quote;
        doubles[q] = around != NULL && quote->kind == STM_QUOTE_DIRECT && around->spans[0].begin <= quote->spans[0].begin &&
                     quote->spans[quote->nspans - 1].end <= around->spans[around->nspans - 1].end;
    }
    return doubles;
}

void stm_sayings_read(stm_sayings *s)
{
    stm_comparing *c = s->c;
    stm_vector_init(&s->sayings, c->arena, sizeof(stm_saying));
    stm_vector_init(&s->pieces, c->arena, sizeof(stm_piece));
    weigh(s);
    for (uint32_t a = 0; a < c->naccounts; a++) {
        const stm_notes *notes = &c->accounts[a].doc->notes;
        const bool *doubles = find_doubles(c, notes);
        for (size_t q = 0; q < notes->nquotes; q++) {
            const stm_quote *quote = &notes->quotes[q];
            if (quote->nspans > 0 && !doubles[q] && !in_aside(&c->accounts[a], quote))
                add_saying(s, a, quote);
        }
        read_loose(s, a);
    }
}
