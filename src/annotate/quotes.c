// Finds the quotations of a text: what stands between marks and what cues report, joined and given to their speakers.
//
// Method: the sentences' cues are read first (cues.c); pairs of marks that no cue took go on from the saying before them
// (`"A," he said. "B."`, paragraphs that open without the last having closed), or stand alone. Short ones without a cue are
// titles, nicknames and words held at a distance.
#include "annotate/sayings.h"
#include "base/utf8.h"

#include <string.h>

enum {
    OPENING_LEAST = 5,   // tokens of a quotation that opens a sentence and goes on from the one before
    LINKS_MOST = 3,      // tokens of "And then," before it
    HEADING_MOST = 6,    // tokens of a heading in marks
    CAPTIONS_MOST = 2,   // paragraphs between two of one quotation
    CAPTION_TOKENS = 50, // their tokens
    PIECES_MOST = 64,    // paragraphs that are put before the one with the cue
};

stm_saying *stm_saying_add(stm_sayings *sayings, stm_range cue, stm_range speaker)
{
    stm_saying *saying = stm_vector_push(&sayings->list);
    saying->cue = cue;
    saying->speaker = speaker;
    saying->sentence = sayings->s->tokens[cue.begin].sentence;
    return saying;
}

static uint32_t number_of(const stm_sayings *sayings, const stm_saying *saying)
{
    return (uint32_t)(saying - (const stm_saying *)sayings->list.items);
}

static void put_piece(const stm_scene *s, stm_saying *saying, stm_range piece)
{
    if (saying->npieces == saying->room) {
        uint32_t room = saying->room == 0 ? 2 : saying->room * 2;
        saying->pieces = stm_arena_grow(s->arena, saying->pieces, saying->room * sizeof *saying->pieces, room * sizeof *saying->pieces);
        saying->room = room;
    }
    saying->pieces[saying->npieces++] = piece;
}

void stm_saying_put(stm_sayings *sayings, stm_saying *saying, stm_range piece)
{
    if (piece.begin >= piece.end)
        return;
    put_piece(sayings->s, saying, piece);
    if (!stm_scene_marked(sayings->s, piece))
        return;
    for (uint32_t i = piece.begin; i < piece.end; i++)
        if (sayings->s->mark_of[i] != 0)
            sayings->mark_used[sayings->s->mark_of[i] - 1] = number_of(sayings, saying) + 1;
}

static void put_first(stm_sayings *sayings, stm_saying *saying, stm_range piece)
{
    stm_saying_put(sayings, saying, piece);
    memmove(saying->pieces + 1, saying->pieces, (saying->npieces - 1) * sizeof *saying->pieces);
    saying->pieces[0] = piece;
}

// The piece of a pair of marks, its marks included.
static stm_range piece_of(const stm_scene *s, const stm_mark *mark)
{
    return (stm_range){mark->open, s->mark_end[s->mark_of[mark->open] - 1]};
}

static bool fills_sentence(const stm_scene *s, const stm_mark *mark)
{
    const stm_sentence *first = &s->segments->sentences[s->tokens[mark->open].sentence];
    return first->begin == mark->open && (mark->close == STM_NO_TOKEN || s->tokens[mark->close].sentence != s->tokens[mark->open].sentence ||
                                          mark->close + 2 >= first->end);
}

static bool is_marked(const stm_scene *s, const stm_saying *saying)
{
    for (uint32_t p = 0; p < saying->npieces; p++)
        if (s->mark_of[saying->pieces[p].begin] != 0 || s->mark_of[saying->pieces[p].end - 1] != 0)
            return true;
    return false;
}

static uint32_t end_of_saying(const stm_saying *saying)
{
    uint32_t end = saying->cue.end > saying->speaker.end ? saying->cue.end : saying->speaker.end;
    uint32_t piece = saying->npieces > 0 ? saying->pieces[saying->npieces - 1].end : 0;
    return piece > end ? piece : end;
}

// The sayings that a pair of marks without a cue may go on from, as numbers + 1; 0: none.
typedef struct latest {
    uint32_t marked, any;
} latest;

static stm_saying *saying_at(const stm_sayings *sayings, uint32_t number)
{
    return number != 0 ? stm_vector_at(&sayings->list, number - 1) : NULL;
}

static void note_latest(const stm_sayings *sayings, latest *l, uint32_t number)
{
    const stm_saying *saying = saying_at(sayings, number);
    if (saying->npieces == 0)
        return;
    l->any = number;
    if (is_marked(sayings->s, saying))
        l->marked = number;
}

// Does the mark open its paragraph with nothing since token `end` but a short paragraph or two without marks: captions, links.
static bool is_behind_caption(const stm_scene *s, uint32_t end, const stm_mark *mark)
{
    uint32_t gap = mark->block - stm_scene_block(s, end - 1) - 1, sentence = s->tokens[mark->open].sentence;
    if (gap > CAPTIONS_MOST || mark->open - end > CAPTION_TOKENS || s->segments->sentences[sentence].begin != mark->open)
        return false;
    if (sentence > 0 && s->segments->sentences[sentence - 1].block == mark->block)
        return false;
    for (uint32_t i = end; i < mark->open; i++)
        if (s->mark_of[i] != 0)
            return false;
    return true;
}

// Is the saying in the sentence before the mark, or in its own; across paragraphs only where the mark before has no end.
static bool is_near(const stm_scene *s, const stm_saying *saying, const stm_mark *mark)
{
    uint32_t end = saying != NULL ? end_of_saying(saying) : 0;
    if (end == 0 || end > mark->open)
        return false;
    if (stm_scene_block(s, end - 1) == mark->block)
        return s->tokens[mark->open].sentence - s->tokens[end - 1].sentence <= 1;
    uint32_t pair = s->mark_of[end - 1];
    bool open = pair != 0 && s->segments->marks[pair - 1].close == STM_NO_TOKEN;
    return open && (stm_scene_block(s, end - 1) + 1 == mark->block || is_behind_caption(s, end, mark));
}

// Is the paragraph that the pair makes a heading: short, and without the end of a sentence.
static bool is_heading(const stm_scene *s, const stm_mark *mark)
{
    stm_block_kind kind = s->article->blocks[mark->block].kind;
    uint32_t last = mark->close != STM_NO_TOKEN ? stm_scene_sign(s, mark->close - 1) : '.';
    return kind == STM_BLOCK_HEADING || kind == STM_BLOCK_CAPTION || (last == STM_CODE_NONE && mark->close - mark->open <= HEADING_MOST && s->segments->sentences[s->tokens[mark->close].sentence].end == mark->close + 1);
}

// Does the saying end the paragraph before the one that the mark opens.
static bool ends_paragraph_before(const stm_scene *s, const stm_saying *saying, const stm_mark *mark)
{
    uint32_t end = saying != NULL ? end_of_saying(saying) : 0;
    const stm_sentence *sentence = &s->segments->sentences[s->tokens[mark->open].sentence];
    if (end == 0 || end > mark->open || sentence->begin != mark->open || sentence == s->segments->sentences)
        return false;
    if (is_heading(s, mark))
        return false;
    return sentence[-1].block + 1 == mark->block && stm_scene_block(s, end - 1) == sentence[-1].block && s->tokens[end - 1].sentence + 1 == s->tokens[mark->open].sentence;
}

// Does a longer quotation open a sentence whose rest it does not fill: `"A," she said. "B" of the pier.`, `Then, "B."` A full stop that may abbreviate
// does not end the sentence before it: `said Low, of Elda Inc. "B."`
static bool opens_sentence(const stm_scene *s, const stm_mark *mark)
{
    uint32_t begin = s->segments->sentences[s->tokens[mark->open].sentence].begin, i = mark->open;
    while (i > begin && mark->open - i < LINKS_MOST && (stm_scene_has(s, i - 1, STM_W_CONJ | STM_W_AND | STM_W_ADVERB | STM_W_TIME) || stm_scene_sign(s, i - 1) == ','))
        i--;
    bool opens = i == begin || (i > begin && stm_scene_sign(s, i - 1) == '.' && s->mark_of[i - 1] == 0);
    return opens && mark->close != STM_NO_TOKEN && mark->close - mark->open > OPENING_LEAST && s->tokens[mark->open + 1].upper;
}

// Gives a pair without a cue that makes a sentence of its own to the quotation before it, or at least to that one's speaker.
static void take_left_mark(stm_sayings *sayings, const stm_mark *mark, const latest *l)
{
    stm_scene *s = sayings->s;
    stm_saying *marked = saying_at(sayings, l->marked), *any = saying_at(sayings, l->any);
    if (!fills_sentence(s, mark)) {
        if (opens_sentence(s, mark) && is_near(s, marked, mark) && marked == any)
            stm_saying_put(sayings, marked, piece_of(s, mark));
        return;
    }
    if (is_near(s, marked, mark) || ends_paragraph_before(s, marked, mark)) {
        stm_saying_put(sayings, marked, piece_of(s, mark));
        return;
    }
    stm_range speaker = is_near(s, any, mark) ? any->speaker : stm_speaker_around(sayings, mark->open, any);
    if (!stm_range_empty(speaker)) {
        stm_saying *saying = stm_saying_add(sayings, (stm_range){mark->open, mark->open}, speaker);
        stm_saying_put(sayings, saying, piece_of(s, mark));
    }
}

// Does what the pair quotes go on in the next one: with nothing between them, or in the next paragraph, because it is never closed.
static bool runs_on(const stm_scene *s, const stm_mark *mark, const stm_mark *next)
{
    const stm_sentence *first = &s->segments->sentences[s->tokens[mark->open].sentence];
    if (!fills_sentence(s, mark) || next->depth > 0 || stm_scene_sign(s, mark->open) != stm_scene_sign(s, next->open))
        return false;
    if (mark->close != STM_NO_TOKEN) // but `"Is it?" "No," he said.`: question and answer
        return next->open == mark->close + 1 && next->block == mark->block && stm_scene_sign(s, mark->close - 1) != '?';
    bool begins = s->tokens[mark->open].sentence == 0 || first[-1].block != mark->block;
    return begins && next->block == mark->block + 1 && s->segments->sentences[s->tokens[next->open].sentence].begin == next->open;
}

// Gives pairs without a cue to the saying that they run on into: `"A.` and in the next paragraph `"B," he said`.
static void take_forward(stm_sayings *sayings)
{
    const stm_scene *s = sayings->s;
    for (size_t i = s->segments->nmarks; i-- > 1;) {
        const stm_mark *next = &s->segments->marks[i], *mark = next - 1;
        uint32_t number = sayings->mark_used[i];
        if (number == 0 || sayings->mark_used[i - 1] != 0 || mark->depth > 0 || s->mark_of[mark->open] != i || !runs_on(s, mark, next))
            continue;
        stm_saying *saying = stm_vector_at(&sayings->list, number - 1);
        if (saying->npieces < PIECES_MOST && saying->pieces[0].begin == next->open && saying->cue.begin >= next->open)
            put_first(sayings, saying, piece_of(s, mark));
    }
}

static void take_left_marks(stm_sayings *sayings)
{
    const stm_scene *s = sayings->s;
    latest l = {0, 0};
    uint32_t nsayings = (uint32_t)sayings->list.n, next = 0;
    for (size_t i = 0; i < s->segments->nmarks; i++) {
        const stm_mark *mark = &s->segments->marks[i];
        if (mark->depth > 0 || s->mark_of[mark->open] != i + 1)
            continue;
        for (; next < nsayings && saying_at(sayings, next + 1)->cue.begin < mark->open; next++)
            note_latest(sayings, &l, next + 1);
        if (sayings->mark_used[i] != 0)
            note_latest(sayings, &l, sayings->mark_used[i]);
        else
            take_left_mark(sayings, mark, &l);
    }
}

// Does the pair hold the whole piece.
static bool is_within(const stm_scene *s, uint32_t pair, stm_range piece)
{
    uint32_t close = s->segments->marks[pair - 1].close;
    return close == STM_NO_TOKEN || close + 1 >= piece.end;
}

// The piece without marks around it, without a comma at its end and blanks.
static stm_range trimmed(const stm_scene *s, stm_range piece)
{
    uint32_t pair = piece.begin < piece.end ? s->mark_of[piece.begin] : 0;
    bool apart = pair != 0 && s->segments->marks[pair - 1].open == piece.begin && is_within(s, pair, piece);
    if (apart)
        piece.begin++;
    pair = piece.begin < piece.end ? s->mark_of[piece.end - 1] : 0;
    if (pair != 0 && s->segments->marks[pair - 1].close == piece.end - 1 && (apart || s->segments->marks[pair - 1].open < piece.begin))
        piece.end--;
    while (piece.begin < piece.end && stm_scene_sign(s, piece.begin) == ',')
        piece.begin++;
    while (piece.begin < piece.end && stm_scene_sign(s, piece.end - 1) == ',')
        piece.end--;
    return piece;
}

static stm_quote_kind kind_of(const stm_scene *s, const stm_saying *saying)
{
    uint32_t in = 0, all = 0;
    bool marked = false;
    if (saying->post)
        return STM_QUOTE_DIRECT;
    for (uint32_t p = 0; p < saying->npieces; p++)
        marked = marked || stm_scene_marked(s, saying->pieces[p]);
    if (!marked)
        return STM_QUOTE_INDIRECT;
    for (uint32_t p = 0; p < saying->npieces; p++)
        for (uint32_t i = saying->pieces[p].begin; i < saying->pieces[p].end; i++) {
            if (s->tokens[i].kind != STM_TOKEN_WORD && s->tokens[i].kind != STM_TOKEN_NUMBER)
                continue;
            all++;
            in += s->mark_of[i] != 0;
        }
    return in == 0 ? STM_QUOTE_INDIRECT : in * 10 >= all * 9 ? STM_QUOTE_DIRECT : STM_QUOTE_MIXED;
}

typedef struct results {
    stm_sayings *sayings;
    stm_vector quotes;   // stm_quote
    stm_vector speakers; // stm_range, of each quote
} results;

// The bytes before the pronoun that ends a verb: "dit" of "dit-il".
static uint32_t pronoun_at(const stm_scene *s, uint32_t token)
{
    stm_span span = s->tokens[token].span;
    uint32_t at = span.end;
    while (at > span.begin && s->text.at[at - 1] != '-')
        at--;
    return at;
}

static stm_span without_pronoun(const stm_scene *s, stm_range cue)
{
    stm_span span = stm_scene_span(s, cue);
    if (cue.end - cue.begin == 1 && stm_scene_has(s, cue.begin, STM_W_INVERTED)) {
        span.end = pronoun_at(s, cue.begin) - 1;
        span.end -= stm_view_ends(stm_view_in(s->text, span), STM_VIEW("-t")) ? 2 : 0;
    }
    return span;
}

static stm_span pronoun_of(const stm_scene *s, stm_range speaker)
{
    stm_span span = stm_scene_span(s, speaker);
    if (speaker.end - speaker.begin == 1 && stm_scene_has(s, speaker.begin, STM_W_INVERTED))
        span.begin = pronoun_at(s, speaker.begin);
    return span;
}

static stm_act act_of(const stm_scene *s, const stm_saying *saying)
{
    if (stm_range_empty(saying->cue))
        return STM_ACT_NONE;
    uint64_t flags = s->flags[saying->cue.begin];
    if (saying->object)
        return STM_ACT_STANCE;
    if (flags & (STM_V_SAY | STM_V_TELL | STM_V_ASK))
        return STM_ACT_SAID;
    return flags & STM_V_THINK ? STM_ACT_VIEW : flags & STM_V_SHOW ? STM_ACT_SHOWN : STM_ACT_SAID;
}

// Puts the piece, one span a paragraph.
static void put_spans(const stm_scene *s, stm_quote *quote, stm_range piece)
{
    while (piece.begin < piece.end) {
        uint32_t end = piece.begin + 1;
        while (end < piece.end && stm_scene_block(s, end) == stm_scene_block(s, piece.begin))
            end++;
        quote->spans[quote->nspans++] = stm_scene_span(s, (stm_range){piece.begin, end});
        piece.begin = end;
    }
}

// Of a piece at most so many: one a paragraph.
static size_t count_spans(const stm_scene *s, stm_range piece)
{
    size_t n = 1;
    for (uint32_t t = piece.begin + 1; t < piece.end; t++)
        n += stm_scene_block(s, t) != stm_scene_block(s, t - 1);
    return n;
}

// False where it is none.
static bool put_quote(results *r, const stm_saying *saying)
{
    stm_scene *s = r->sayings->s;
    stm_quote quote = {.kind = kind_of(s, saying), .entity = STM_NO_ENTITY};
    size_t room = 0;
    for (uint32_t p = 0; p < saying->npieces; p++)
        room += count_spans(s, saying->pieces[p]);
    quote.spans = stm_arena_take_array(s->arena, room + 1, sizeof(stm_span));
    for (uint32_t p = 0; p < saying->npieces; p++)
        put_spans(s, &quote, trimmed(s, saying->pieces[p]));
    if (quote.nspans == 0)
        return false;
    if (!stm_range_empty(saying->cue))
        quote.cue = without_pronoun(s, saying->cue);
    if (!stm_range_empty(saying->speaker))
        quote.speaker = pronoun_of(s, saying->speaker);
    quote.act = act_of(s, saying);
    quote.traits = stm_traits_of(r->sayings, saying);
    quote.scare = !saying->split && stm_scare_is(r->sayings, saying, quote.traits);
    *(stm_quote *)stm_vector_push(&r->quotes) = quote;
    *(stm_range *)stm_vector_push(&r->speakers) = saying->speaker;
    return !quote.scare;
}

// Has the saying words outside marks.
static bool has_more(const stm_scene *s, const stm_saying *saying)
{
    for (uint32_t p = 0; p < saying->npieces; p++)
        for (uint32_t i = saying->pieces[p].begin; i < saying->pieces[p].end; i++)
            if (s->mark_of[i] == 0 && s->tokens[i].kind == STM_TOKEN_WORD)
                return true;
    return false;
}

// Does a pair of marks go on from the piece before it: with nothing between, or because that was never closed.
static bool goes_on(const stm_scene *s, const stm_saying *run, uint32_t open)
{
    if (run->npieces == 0)
        return false;
    uint32_t end = run->pieces[run->npieces - 1].end;
    return end == open || s->segments->marks[s->mark_of[end - 1] - 1].close == STM_NO_TOKEN;
}

// Puts each run of pairs of marks of the saying as a quote of its own; how many there are, and how many of them are quotations.
static uint32_t put_apart(results *r, const stm_saying *saying, uint32_t *nquotes)
{
    stm_scene *s = r->sayings->s;
    stm_saying run = *saying;
    uint32_t nruns = 0;
    run.pieces = NULL;
    run.npieces = run.room = 0;
    run.within = has_more(s, saying);
    run.split = !run.within && saying->npieces > 1 && !stm_range_empty(saying->cue) && saying->cue.begin > saying->pieces[0].begin;
    *nquotes = 0;
    for (uint32_t p = 0; p < saying->npieces; p++)
        for (uint32_t i = saying->pieces[p].begin; i < saying->pieces[p].end; i++) {
            if (s->mark_of[i] == 0 || s->segments->marks[s->mark_of[i] - 1].open != i)
                continue;
            if (!goes_on(s, &run, i)) {
                *nquotes += run.npieces > 0 && put_quote(r, &run);
                run.pieces = NULL;
                run.npieces = run.room = 0;
                nruns++;
            }
            put_piece(s, &run, piece_of(s, &s->segments->marks[s->mark_of[i] - 1]));
            i = run.pieces[run.npieces - 1].end - 1;
        }
    *nquotes += run.npieces > 0 && put_quote(r, &run);
    return nruns;
}

// In a language that keeps marks apart both are put: the pairs of marks, and the clause around them as what it is.
static void put_saying(results *r, const stm_saying *saying)
{
    const stm_scene *s = r->sayings->s;
    uint32_t nquotes = 0;
    if (saying->npieces == 0)
        return;
    if (!s->words->apart || put_apart(r, saying, &nquotes) == 0)
        put_quote(r, saying);
    else if (has_more(s, saying) && (nquotes == 0 || s->mark_of[saying->pieces[0].begin] == 0))
        put_quote(r, saying);
}

static uint32_t first_token(const stm_saying *saying)
{
    return saying->npieces > 0 ? saying->pieces[0].begin : saying->cue.begin;
}

static void add_lone_marks(stm_sayings *sayings)
{
    const stm_scene *s = sayings->s;
    for (size_t i = 0; i < s->segments->nmarks; i++) {
        const stm_mark *mark = &s->segments->marks[i];
        if (mark->depth > 0 || s->mark_of[mark->open] != i + 1 || sayings->mark_used[i] != 0)
            continue;
        stm_saying *saying = stm_saying_add(sayings, (stm_range){mark->open, mark->open}, (stm_range){mark->open, mark->open});
        stm_saying_put(sayings, saying, piece_of(s, mark));
    }
}

static int by_begin(const void *a, const void *b)
{
    const stm_saying *one = a, *two = b;
    uint32_t x = first_token(one), y = first_token(two);
    if (x != y)
        return x < y ? -1 : 1;
    return one->cue.begin < two->cue.begin ? -1 : one->cue.begin > two->cue.begin;
}

// The longer first of two that begin at one place.
static int by_place(const void *a, const void *b)
{
    const stm_quote *one = a, *two = b;
    stm_span x = one->spans[0], y = two->spans[0];
    if (x.begin != y.begin)
        return x.begin < y.begin ? -1 : 1;
    if (x.end != y.end)
        return x.end > y.end ? -1 : 1;
    return one->cue.begin < two->cue.begin ? -1 : one->cue.begin > two->cue.begin;
}

void stm_quotes_find(stm_scene *s, stm_notes *notes)
{
    stm_sayings sayings = {.s = s};
    results r = {.sayings = &sayings};
    stm_vector_init(&sayings.list, s->arena, sizeof(stm_saying));
    stm_vector_init(&r.quotes, s->arena, sizeof(stm_quote));
    stm_vector_init(&r.speakers, s->arena, sizeof(stm_range));
    sayings.mark_used = stm_arena_take_array(s->arena, s->segments->nmarks + 1, sizeof *sayings.mark_used);
    stm_posts_read(&sayings);
    for (uint32_t i = 0; i < s->segments->nsentences; i++)
        if (sayings.posts == NULL || !sayings.posts[i])
            stm_cues_read(&sayings, i);
    stm_traits_begin(&sayings);
    take_forward(&sayings);
    take_left_marks(&sayings);
    add_lone_marks(&sayings);
    stm_saying *list = sayings.list.items;
    stm_vector_sort(&sayings.list, by_begin);
    for (size_t i = 0; i < sayings.list.n; i++)
        put_saying(&r, &list[i]);
    stm_speakers_resolve(s, r.quotes.items, r.quotes.n, r.speakers.items);
    stm_vector_sort(&r.quotes, by_place); // a clause was put behind what stands between marks in it
    notes->quotes = r.quotes.items;
    notes->nquotes = r.quotes.n;
}
