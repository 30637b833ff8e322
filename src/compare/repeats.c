// Words of a quotation that another account prints without marks: as its own prose, in reported speech, or as a post.
//
// Runs of three words of all quotations are looked up along the text of every account (seeds, as in passim); where one is met,
// the sentence is aligned with the quotation, by stems. A long one may have a word here and there put otherwise. An account that has
// the quotation already is left alone.
#include "base/hash.h"
#include "compare/sayings.h"

static const struct {
    double cover;    // share of a quotation's value that the sentence must have
    double seed;     // bits of the three words that begin a comparison
    uint32_t words;  // least that must be repeated
    uint32_t whole;  // the same of a quotation that is repeated word for word
    double told;     // what its words must then tell
    double reworded; // share of the value of a quotation of which one word here and there is put otherwise
    double kept;     // of its words
    uint32_t rewritten; // least of them
    uint32_t lifted; // least that show a text to come from the agency
    uint32_t run;    // in a row, that repeat a part of a quotation
    double part;     // the share of its value that this must then have
} limits = {0.78, 3.0, 8, 5, 6, 0.5, 0.7, 15, 9, 12, 0.5};

enum { CHAIN = 6, WINDOW = 80, TRIES = 20000 };

typedef struct repeat {                   // the best of an account for a group of pieces
    uint32_t piece, account, first, last; // tokens
    uint32_t words;
    double value;
} repeat;

typedef struct repeat_work {
    stm_sayings *s;
    stm_map seeds;     // three words -> number of the first place + 1
    stm_vector places; // uint32_t[2]: piece, number of the next place + 1
    stm_map tried;     // piece, sentence
    stm_map best;      // group, account -> number of the repeat + 1
    stm_vector repeats;
    uint32_t *match;
} repeat_work;

typedef struct window { // words of an account around a seed
    uint32_t words[WINDOW], tokens[WINDOW];
    uint32_t n;
} window;

static uint64_t seed_of(const uint32_t *words)
{
    return stm_hash_join(stm_hash_join(words[0], words[1]), words[2]);
}

static void plant(repeat_work *w, uint32_t number)
{
    const stm_piece *piece = stm_piece_at(w->s, number);
    for (uint32_t i = 0; i + 3 <= piece->words.n; i++) {
        if (w->s->weights[piece->stems[i]] + w->s->weights[piece->stems[i + 1]] + w->s->weights[piece->stems[i + 2]] <
            limits.seed)
            continue;
        uint64_t *first = stm_map_put(&w->seeds, seed_of(&piece->stems[i]));
        uint32_t *place = stm_vector_push(&w->places);
        place[0] = number;
        place[1] = (uint32_t)*first;
        *first = w->places.n;
    }
}

// Groups that each account has already between marks; what it only reports it may print besides.
static void note_known(repeat_work *w)
{
    for (uint32_t i = 0; i < w->s->pieces.n; i++) {
        const stm_piece *piece = stm_piece_at(w->s, i);
        if (stm_saying_at(w->s, piece->saying)->marked)
            *stm_map_put(&w->best, (uint64_t)piece->group << 32 | stm_saying_at(w->s, piece->saying)->account) = UINT64_MAX;
    }
}

// The words of a sentence, from WINDOW / 2 before token `at` on.
static void read_window(const stm_account *account, uint32_t sentence, uint32_t at, window *words)
{
    const stm_sentence *s = &account->doc->segments.sentences[sentence];
    uint32_t begin = at > s->begin + WINDOW / 2 ? at - WINDOW / 2 : s->begin;
    words->n = 0;
    for (uint32_t t = begin; t < s->end && words->n < WINDOW; t++)
        if (account->exact[t] != STM_NO_WORD) {
            words->tokens[words->n] = t;
            words->words[words->n++] = account->stem[t];
        }
}

static void compare(repeat_work *w, uint32_t number, uint32_t account, uint32_t sentence, uint32_t at)
{
    const stm_piece *piece = stm_piece_at(w->s, number);
    uint64_t *best = stm_map_put(&w->best, (uint64_t)piece->group << 32 | account);
    uint64_t *tried =
        *best == UINT64_MAX ? NULL : stm_map_put(&w->tried, stm_hash_join(stm_hash_join(number, account), sentence));
    if (tried == NULL || *tried != 0 || w->tried.n > TRIES || piece->words.n > STM_ALIGN_MOST)
        return;
    *tried = 1;
    window words;
    read_window(&w->s->c->accounts[account], sentence, at, &words);
    stm_run_of_words said = {piece->stems, piece->words.n}, printed = {words.words, words.n};
    uint32_t pairs = stm_words_align(w->s->c, said, printed, w->match);
    repeat r = {.piece = number, .account = account, .first = STM_NO_WORD};
    r.words = pairs;
    for (uint32_t i = 0; i < piece->words.n; i++)
        if (w->match[i] != STM_NO_WORD) {
            r.value += stm_word_value(w->s, piece->stems[i]);
            r.first = r.first == STM_NO_WORD ? w->match[i] : r.first;
            r.last = w->match[i];
        }
    double cover = stm_words_run(w->match, piece->words.n) >= limits.run ? limits.part : limits.cover;
    bool whole = pairs == piece->words.n && pairs >= limits.whole && r.last - r.first + 1 == pairs && r.value >= limits.told;
    bool rewritten = pairs >= limits.rewritten && pairs >= limits.kept * piece->words.n &&
                     r.value >= limits.reworded * piece->value;
    if ((pairs < limits.words && !whole) || (!rewritten && r.value < cover * piece->value) ||
        r.last - r.first + 1 > pairs + pairs / 2 + 1)
        return;
    r.first = words.tokens[r.first];
    r.last = words.tokens[r.last];
    if (*best != 0 && ((repeat *)stm_vector_at(&w->repeats, *best - 1))->value >= r.value)
        return;
    *(repeat *)stm_vector_push(&w->repeats) = r;
    *best = w->repeats.n;
}

static void walk(repeat_work *w, uint32_t number)
{
    const stm_account *account = &w->s->c->accounts[number];
    const stm_segments *g = &account->doc->segments;
    uint32_t last[3] = {0}, n = 0, sentence = STM_NO_WORD;
    for (uint32_t t = 0; t < g->ntokens; t++) {
        if (account->exact[t] == STM_NO_WORD)
            continue;
        n = g->tokens[t].sentence == sentence ? n : 0;
        sentence = g->tokens[t].sentence;
        last[0] = n > 1 ? last[1] : 0;
        last[1] = n > 0 ? last[2] : 0;
        last[2] = account->stem[t];
        const uint64_t *place =
            ++n >= 3 && account->zones[sentence] != STM_ZONE_ASIDE ? stm_map_get(&w->seeds, seed_of(last)) : NULL;
        uint32_t at = place != NULL ? (uint32_t)*place : 0;
        for (uint32_t k = 0; k < CHAIN && at != 0; k++) {
            const uint32_t *entry = stm_vector_at(&w->places, at - 1);
            compare(w, entry[0], number, sentence, t);
            at = entry[1];
        }
    }
}

// The quote of an account that a span lies in; a marked one where there is one.
static const stm_quote *around(const stm_account *account, stm_span span)
{
    const stm_quote *found = NULL;
    for (size_t q = 0; q < account->doc->notes.nquotes; q++) {
        const stm_quote *quote = &account->doc->notes.quotes[q];
        for (uint32_t k = 0; k < quote->nspans; k++)
            if (stm_span_within(span, quote->spans[k]) && (found == NULL || found->kind == STM_QUOTE_INDIRECT))
                found = quote;
    }
    return found;
}

static bool between_marks(const stm_account *account, const repeat *r)
{
    const stm_segments *g = &account->doc->segments;
    for (size_t i = 0; i < g->nmarks && g->marks[i].open < r->first; i++)
        if ((g->marks[i].close == STM_NO_TOKEN ? g->sentences[g->tokens[r->first].sentence].block == g->marks[i].block
                                               : g->marks[i].close > r->last))
            return true;
    return false;
}

static bool is_agency(const stm_comparing *c, stm_view name)
{
    for (size_t i = 0; i < c->agencies.nrows && name.size > 0; i++)
        if (stm_view_equal(c->agencies.rows[i].fields[0], name) || stm_view_equal(c->agencies.rows[i].fields[1], name))
            return true;
    return false;
}

// What an account quotes from an agency and another prints as its own both have from the agency.
static void note_lift(repeat_work *w, const repeat *r)
{
    const stm_saying *said = stm_saying_at(w->s, stm_piece_at(w->s, r->piece)->saying);
    if (r->words >= limits.lifted && is_agency(w->s->c, said->quote->name))
        *(stm_lift *)stm_vector_push(&w->s->c->lifts) = (stm_lift){said->account, r->account, said->quote->name};
}

// A repeat becomes a saying of its own, in the group of the piece it repeats.
static void add_saying(repeat_work *w, const repeat *r)
{
    stm_comparing *c = w->s->c;
    const stm_account *account = &c->accounts[r->account];
    const stm_token *tokens = account->doc->segments.tokens;
    stm_span *span = stm_arena_take(c->arena, sizeof *span);
    *span = (stm_span){tokens[r->first].span.begin, tokens[r->last].span.end};
    const stm_quote *outer = around(account, *span);
    stm_quote *quote = stm_arena_take(c->arena, sizeof *quote);
    bool marked = between_marks(account, r);
    *quote = outer != NULL ? *outer : (stm_quote){.entity = STM_NO_ENTITY};
    quote->spans = span;
    quote->nspans = 1;
    quote->kind = marked ? STM_QUOTE_DIRECT : STM_QUOTE_INDIRECT;
    stm_saying saying = {.account = r->account, .quote = quote, .spans = span, .nspans = 1, .marked = marked};
    saying.speaker = stm_people_speaker(c, account, quote);
    saying.bare = !marked && outer == NULL;
    if (saying.bare)
        note_lift(w, r);
    saying.first = (uint32_t)w->s->pieces.n;
    saying.npieces = 1;
    uint32_t group = stm_piece_at(w->s, r->piece)->group;
    *(stm_saying *)stm_vector_push(&w->s->sayings) = saying;
    *(stm_piece *)stm_vector_push(&w->s->pieces) =
        (stm_piece){.saying = (uint32_t)w->s->sayings.n - 1, .span = *span, .group = group};
}

void stm_sayings_repeat(stm_sayings *s)
{
    repeat_work w = {.s = s};
    stm_map_init(&w.seeds, s->c->arena);
    stm_map_init(&w.tried, s->c->arena);
    stm_map_init(&w.best, s->c->arena);
    stm_vector_init(&w.places, s->c->arena, 2 * sizeof(uint32_t));
    stm_vector_init(&w.repeats, s->c->arena, sizeof(repeat));
    uint32_t longest = 0;
    for (uint32_t i = 0; i < s->pieces.n; i++) {
        const stm_piece *piece = stm_piece_at(s, i);
        longest = piece->words.n > longest ? piece->words.n : longest;
        if (stm_saying_at(s, piece->saying)->marked && piece->words.n >= limits.whole)
            plant(&w, i);
    }
    w.match = stm_arena_take_array(s->c->arena, longest + 1, sizeof *w.match);
    note_known(&w);
    for (uint32_t a = 0; a < s->c->naccounts; a++)
        walk(&w, a);
    for (size_t i = 0; i < w.best.n; i++)
        if (w.best.entries[i].value != 0 && w.best.entries[i].value != UINT64_MAX)
            add_saying(&w, stm_vector_at(&w.repeats, w.best.entries[i].value - 1));
}
