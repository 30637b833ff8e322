// Which pieces of quotes say the same: word alignment for what stands between marks, shared content for reported speech.
//
// Candidates come from an inverted index over stems, so that only pieces with words in common are aligned. Whole sentences are
// linked first, two translations of one saying by the senses of their words. A fragment of a few words then goes to the one piece
// that has it and fits best: a common word between marks is the same saying only where the speaker is, or where the sentences
// around it tell of the same.
#include "compare/sayings.h"

// What two pieces must have in common. A cover is the share of the smaller piece's value that is found in the other.
static const struct {
    double cover, cover_own;                   // between marks on both sides; the same where both name the same speaker
    double cover_strangers;                    // the same when the speakers are known to be different
    double cover_short;                        // a fragment must be there as it is
    double words, words_own;                   // share of the smaller piece's words that are in order in the other
    double content;                            // bits without which changed words are no other wording of one saying
    double value_short;                        // bits in a fragment, so that two people may not just use a common word
    double value_own;                          // the same where both name the same speaker
    double value_word;                         // the same of one word out of two or three
    double value_around;                       // bits in common of the sentences around a fragment
    double cover_reported, cover_reported_own; // reported speech against quoted
    double cover_reported_few;                 // the same of one speaker where they have fewer words in common than `words_ample`
    double value_reported, value_reported_own; // bits in common of reported speech and quote
    double share_reported;                     // of the larger of both that is found in the smaller
    double cover_followed;                     // of reported speech by nobody known that follows a quotation word for word
    double cover_fragment;                     // what a fragment counts for that reported speech has as it is
    double cover_kernel;                       // what the kernel of a clause in common counts for, of one speaker
    double cover_both;                         // reported speech against reported speech
    double cover_rendered, words_in_order;     // of two translations
    uint32_t few;                              // words of a fragment
    uint32_t words_strangers, words_around, words_reported, words_ample, words_followed, words_rendered, words_denied, words_verbatim;
} limits = {.cover = 0.72,
            .cover_own = 0.60,
            .cover_strangers = 0.85,
            .cover_short = 0.95,
            .words = 0.7,
            .words_own = 0.5,
            .content = 6,
            .value_short = 5,
            .value_own = 1,
            .value_word = 3,
            .value_around = 8,
            .cover_reported = 0.65,
            .cover_reported_own = 0.50,
            .cover_reported_few = 0.60,
            .value_reported = 14,
            .value_reported_own = 6,
            .share_reported = 0.3,
            .cover_followed = 0.8,
            .cover_fragment = 0.5,
            .cover_kernel = 0.5,
            .cover_both = 0.70,
            .cover_rendered = 0.6,
            .words_in_order = 0.4,
            .words_rendered = 8,
            .words_denied = 8,
            .words_verbatim = 6,
            .few = 4,
            .words_strangers = 6,
            .words_around = 1,
            .words_reported = 3,
            .words_ample = 3,
            .words_followed = 5};

enum {
    LIST = 600, // a common word of more pieces than this finds no candidates
    BACK = 2,   // sentences before a pronoun in which it may have been named
    BEFORE = 8, // words before a modal in which its subject stands
};

typedef struct link_work {
    stm_sayings *s;
    stm_vector *lists; // [stems.n] uint32_t pieces
    bool by_sense;     // the lists are of senses, not of stems
    double *shared;    // [pieces.n]
    uint32_t *met, nmet;
    uint32_t *match;
    uint32_t *parents;
    uint32_t *own, *met_with; // [stems.n] marks of senses in the sentences around two pieces
    uint32_t round;
} link_work;

static bool strangers(const stm_saying *a, const stm_saying *b)
{
    return a->named && b->named && a->speaker != STM_NO_PERSON && b->speaker != STM_NO_PERSON && a->speaker != b->speaker;
}

static bool same_speaker(const stm_saying *a, const stm_saying *b)
{
    return a->speaker != STM_NO_PERSON && a->speaker == b->speaker;
}

static void meet(link_work *w, const stm_piece *piece)
{
    const uint32_t *words = w->by_sense ? piece->senses : piece->stems;
    w->nmet = 0;
    for (uint32_t i = 0; i < piece->words.n; i++) {
        const stm_vector *list = &w->lists[words[i]];
        for (size_t k = 0; k < list->n && list->n < LIST; k++) {
            uint32_t other = ((uint32_t *)list->items)[k];
            if (w->shared[other] == 0)
                w->met[w->nmet++] = other;
            w->shared[other] += stm_word_value(w->s, words[i]);
        }
    }
}

static void enter(link_work *w, uint32_t number)
{
    const stm_piece *piece = stm_piece_at(w->s, number);
    const uint32_t *words = w->by_sense ? piece->senses : piece->stems;
    for (uint32_t i = 0; i < piece->words.n; i++) {
        stm_vector *list = &w->lists[words[i]];
        if (list->arena == NULL)
            stm_vector_init(list, w->s->c->arena, sizeof(uint32_t));
        if (list->n < LIST && (list->n == 0 || ((uint32_t *)list->items)[list->n - 1] != number))
            *(uint32_t *)stm_vector_push(list) = number;
    }
}

// Aligns by stems, so that words may stand in another form; in a fragment of somebody who may be another, only nouns in the other number.
static uint32_t align_forms(link_work *w, const stm_piece *a, const stm_piece *b)
{
    bool own = same_speaker(stm_saying_at(w->s, a->saying), stm_saying_at(w->s, b->saying));
    uint32_t pairs = stm_words_align(w->s->c, (stm_run_of_words){a->stems, a->words.n}, (stm_run_of_words){b->stems, b->words.n}, w->match);
    for (uint32_t i = 0; i < a->words.n && a->words.n <= limits.few && !(own && a->words.n > 1); i++)
        if (w->match[i] != STM_NO_WORD && !stm_words_same_but_number(w->s->c, a->words.words[i], b->words.words[w->match[i]])) {
            w->match[i] = STM_NO_WORD;
            pairs--;
        }
    return pairs;
}

// The value of the aligned words; `spread` is how far they lie apart in `b` beyond their number.
static double aligned_value(link_work *w, const stm_piece *a, const stm_piece *b, uint32_t *pairs, uint32_t *spread)
{
    *pairs = align_forms(w, a, b);
    double value = 0;
    uint32_t first = STM_NO_WORD, last = 0;
    for (uint32_t i = 0; i < a->words.n; i++)
        if (w->match[i] != STM_NO_WORD) {
            value += stm_word_value(w->s, a->stems[i]);
            first = first == STM_NO_WORD ? w->match[i] : first;
            last = w->match[i];
        }
    *spread = *pairs == 0 ? 0 : last - first + 1 - *pairs;
    return value;
}

static bool has_negation(const link_work *w, const stm_piece *piece)
{
    for (uint32_t i = 0; i < piece->words.n; i++)
        if (stm_table_has(&w->s->c->negations, w->s->c->exacts.words[piece->words.words[i]]))
            return true;
    return false;
}

static bool quoted_alike(link_work *w, const stm_piece *a, const stm_piece *b)
{
    if (a->words.n > b->words.n)
        return quoted_alike(w, b, a);
    const stm_saying *x = stm_saying_at(w->s, a->saying), *y = stm_saying_at(w->s, b->saying);
    if (a->words.n > STM_ALIGN_MOST)
        return false;
    uint32_t pairs, spread;
    double value = aligned_value(w, a, b, &pairs, &spread), smaller = a->value < b->value ? a->value : b->value;
    double cover = smaller > 0 ? value / smaller : 0;
    bool same_length = a->words.n == b->words.n;
    if (strangers(x, y))
        return (pairs >= limits.words_strangers && cover >= limits.cover_strangers) ||
               (pairs >= 2 && spread == 0 && cover >= limits.cover_short && value >= limits.value_short && same_length) ||
               (pairs >= 3 && spread == 0 && cover >= limits.cover_short && value >= limits.value_short);
    bool both_few = b->words.n < limits.few && value >= limits.value_word;
    if (same_speaker(x, y) && pairs == a->words.n && spread == 0 && (same_length || both_few || (pairs >= 2 && value >= limits.value_own)))
        return true; // the same person's very words
    if (a->words.n <= limits.few)
        return cover >= limits.cover_short && spread == 0 &&
               (value >= limits.value_short || (pairs >= 2 && same_length) || pairs >= 3) &&
               (pairs >= 2 || same_length || value >= limits.value_short + 1.5);
    bool own = same_speaker(x, y), same = cover >= limits.cover_short && spread == 0;
    if (!same && pairs < limits.words_denied && has_negation(w, a) && !has_negation(w, b))
        return false;
    return cover >= (own ? limits.cover_own : limits.cover) && pairs >= (own ? limits.words_own : limits.words) * a->words.n &&
           spread <= pairs + 2 && (same || value - 0.4 * pairs >= limits.content);
}

// Reported speech keeps the words that carry content, in any order, or puts others of their sense.
static double reported_cover(link_work *w, const stm_piece *a, const stm_piece *b, bool own)
{
    double common = 0, one = 0, two = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->words.n; i++) {
        double weight = w->s->weights[a->senses[i]];
        one += weight;
        for (uint32_t j = 0; j < b->words.n; j++)
            if (a->senses[i] == b->senses[j]) {
                common += weight;
                n += weight >= 1;
                break;
            }
    }
    for (uint32_t j = 0; j < b->words.n; j++)
        two += w->s->weights[b->senses[j]];
    double smaller = one < two ? one : two, larger = one < two ? two : one;
    if (common < (own ? limits.value_reported_own : limits.value_reported) || n + own < limits.words_reported ||
        (!own && common < limits.share_reported * larger) || (n < limits.words_ample && common < limits.cover_reported_few * smaller))
        return 0;
    return common / smaller;
}

// Marks the senses of the sentences in which a piece stands, less those of its own words.
static void mark_around(link_work *w, const stm_piece *piece, uint32_t *marks)
{
    const stm_account *account = &w->s->c->accounts[stm_saying_at(w->s, piece->saying)->account];
    const stm_segments *g = &account->doc->segments;
    uint32_t sentence = stm_sentence_at(g, piece->span.begin);
    for (uint32_t t = g->sentences[sentence].begin; t < g->sentences[sentence].end; t++)
        if (account->sense[t] != STM_NO_WORD && !stm_span_within(g->tokens[t].span, piece->span))
            marks[account->sense[t]] = w->round;
}

// Bits that the sentences around a fragment and around another piece have in common; the rest of the other piece belongs to it.
static double common_around(link_work *w, const stm_piece *a, const stm_piece *b, uint32_t *n)
{
    w->round++;
    mark_around(w, a, w->own);
    mark_around(w, b, w->met_with);
    for (uint32_t j = 0; j < b->words.n; j++)
        w->met_with[b->senses[j]] = w->round;
    for (uint32_t i = 0; i < a->words.n; i++)
        w->met_with[a->senses[i]] = 0;
    const stm_account *account = &w->s->c->accounts[stm_saying_at(w->s, a->saying)->account];
    const stm_sentence *s = &account->doc->segments.sentences[stm_sentence_at(&account->doc->segments, a->span.begin)];
    double bits = 0;
    *n = 0;
    for (uint32_t t = s->begin; t < s->end; t++) {
        uint32_t sense = account->sense[t];
        if (sense == STM_NO_WORD || w->own[sense] != w->round || w->met_with[sense] != w->round)
            continue;
        w->met_with[sense] = 0;
        bits += w->s->weights[sense];
        *n += w->s->weights[sense] >= 2;
    }
    return bits;
}

// Two translations of one saying: of the same speaker in two accounts, as long as each other, with the sense of most words in common and
// some of them in their order.
static bool rendered_alike(link_work *w, const stm_piece *a, const stm_piece *b)
{
    const stm_saying *x = stm_saying_at(w->s, a->saying), *y = stm_saying_at(w->s, b->saying);
    uint32_t less = a->words.n < b->words.n ? a->words.n : b->words.n, more = a->words.n + b->words.n - less;
    if (x->account == y->account || !same_speaker(x, y) || less < limits.words_rendered || 5 * less < 3 * more || more > STM_ALIGN_MOST)
        return false;
    if (reported_cover(w, a, b, true) < limits.cover_rendered || reported_cover(w, b, a, true) < limits.cover_rendered)
        return false;
    return stm_words_align(w->s->c, a->words, b->words, w->match) >= limits.words_in_order * less;
}

static void join(link_work *w, uint32_t one, uint32_t two)
{
    stm_set_join(w->parents, one, two);
}

static void link_quoted(link_work *w, uint32_t number)
{
    const stm_piece *piece = stm_piece_at(w->s, number);
    meet(w, piece);
    for (uint32_t k = 0; k < w->nmet; k++) {
        uint32_t other = w->met[k];
        const stm_piece *p = stm_piece_at(w->s, other);
        double smaller = p->value < piece->value ? p->value : piece->value;
        if (w->shared[other] >= 0.5 * smaller && p->saying != piece->saying && (quoted_alike(w, piece, p) || rendered_alike(w, piece, p)))
            join(w, number, other);
        w->shared[other] = 0;
    }
    enter(w, number);
}

// Does a fragment stand whole in a piece but for its negation, which stands elsewhere in it: "not a workable plan" of "I do not
// call it a workable plan".
static bool negated_elsewhere(const link_work *w, const stm_piece *a, uint32_t pairs)
{
    if (pairs < 3 || pairs < a->words.n || !stm_table_has(&w->s->c->negations, w->s->c->exacts.words[a->words.words[0]]))
        return false;
    for (uint32_t i = 2; i < a->words.n; i++)
        if (w->match[i] != w->match[i - 1] + 1)
            return false;
    return true;
}

// The token of word `word` of a piece.
static uint32_t token_of(const link_work *w, const stm_piece *piece, uint32_t word)
{
    const stm_account *account = &w->s->c->accounts[stm_saying_at(w->s, piece->saying)->account];
    uint32_t t = stm_token_at(&account->doc->segments, piece->span.begin);
    while (account->exact[t] == STM_NO_WORD || word-- > 0)
        t++;
    return t;
}

// Do words [first, last] of a piece stand between marks of their own in it: who says "she is in the film 'Ash Hill'" does not say "Ash
// Hill".
static bool quoted_within(const link_work *w, const stm_piece *piece, uint32_t first, uint32_t last)
{
    const stm_token *tokens = w->s->c->accounts[stm_saying_at(w->s, piece->saying)->account].doc->segments.tokens;
    uint32_t begin = token_of(w, piece, first), end = token_of(w, piece, last) + 1;
    if (begin == 0 || tokens[begin - 1].kind != STM_TOKEN_QUOTE || tokens[begin - 1].span.begin < piece->span.begin)
        return false;
    while (tokens[end].span.end < piece->span.end && tokens[end].kind == STM_TOKEN_SIGN)
        end++;
    return tokens[end].kind == STM_TOKEN_QUOTE && tokens[end].span.end <= piece->span.end;
}

// A fragment without the article that it begins with: "a very long" of "the road is very long".
static stm_piece without_article(const link_work *w, const stm_piece *piece)
{
    stm_piece rest = *piece;
    if (piece->words.n > 2 && stm_table_has(&w->s->c->articles, w->s->c->exacts.words[piece->words.words[0]])) {
        rest.words.words++;
        rest.words.n--;
        rest.stems++;
        rest.senses++;
        rest.value -= stm_word_value(w->s, piece->stems[0]);
    }
    return rest;
}

// Are two short sentences the same, each a quotation or part of one, and no word or two out of another sentence.
static bool same_sentence(const link_work *w, const stm_piece *a, const stm_piece *b)
{
    bool whole = stm_saying_at(w->s, a->saying)->quote->kind == STM_QUOTE_DIRECT && stm_saying_at(w->s, b->saying)->quote->kind == STM_QUOTE_DIRECT;
    for (uint32_t i = 0; whole && i < a->words.n; i++)
        whole = a->words.n == b->words.n && a->stems[i] == b->stems[i];
    return whole && a->words.n >= limits.few;
}

// How well a fragment fits another piece that has its words; 0: not at all.
static double fit(link_work *w, const stm_piece *fragment, const stm_piece *b)
{
    stm_piece rest = without_article(w, fragment), *a = &rest;
    const stm_saying *x = stm_saying_at(w->s, a->saying), *y = stm_saying_at(w->s, b->saying);
    uint32_t pairs, spread, n;
    if (a->saying == b->saying || a->words.n > b->words.n)
        return 0;
    double value = aligned_value(w, a, b, &pairs, &spread);
    bool elsewhere = spread > 0 && negated_elsewhere(w, a, pairs) && value >= limits.value_short;
    if (pairs < a->words.n || (spread > 0 && !elsewhere) || (b->words.n > pairs && quoted_within(w, b, w->match[0], w->match[a->words.n - 1])))
        return 0;
    double around = common_around(w, a, b, &n);
    bool fits = (elsewhere && !strangers(x, y)) || quoted_alike(w, a, b) ||
                (!strangers(x, y) && (a->words.n > 1 || !x->quote->scare || value >= limits.value_short) && n >= limits.words_around && around >= limits.value_around);
    return !fits ? 0 : 1 + around + (same_speaker(x, y) ? 20 : 0) + (same_sentence(w, fragment, b) ? 20 : 0);
}

// A fragment goes to a longer piece that has it; where there is none, to another fragment.
static void link_fragment(link_work *w, uint32_t number)
{
    const stm_piece *piece = stm_piece_at(w->s, number);
    double best[2] = {0, 0};
    uint32_t chosen[2] = {STM_NO_GROUP, STM_NO_GROUP};
    meet(w, piece);
    for (uint32_t k = 0; k < w->nmet; k++) {
        uint32_t other = w->met[k];
        const stm_piece *p = stm_piece_at(w->s, other);
        bool shorter = p->words.n <= limits.few && !same_sentence(w, piece, p);
        double value = w->shared[other] >= 0.5 * piece->value ? fit(w, piece, p) : 0;
        if (value > best[shorter] || (value == best[shorter] && other < chosen[shorter])) {
            best[shorter] = value;
            chosen[shorter] = other;
        }
        w->shared[other] = 0;
    }
    if (best[0] > 0 || best[1] > 0)
        join(w, number, chosen[best[0] == 0]);
}

// Reported speech that follows the quotation word for word, but for persons and tenses.
static double followed_cover(link_work *w, const stm_piece *a, const stm_piece *b)
{
    if (a->words.n > b->words.n)
        return followed_cover(w, b, a);
    uint32_t pairs, spread;
    double value = aligned_value(w, a, b, &pairs, &spread);
    return pairs >= limits.words_followed && value >= limits.value_reported_own && spread <= a->words.n
               ? (double)pairs / a->words.n
               : 0;
}

// The share of a quotation that reported speech repeats in one run, of an outlet that heard it or somebody else; 0: too little.
static double verbatim(link_work *w, const stm_piece *piece, const stm_piece *quote)
{
    stm_words_align(w->s->c, piece->words, quote->words, w->match);
    uint32_t longest = stm_words_run(w->match, piece->words.n);
    return longest >= limits.words_verbatim && 2 * longest >= quote->words.n ? (double)longest / quote->words.n : 0;
}

// Could the pronoun that speaks in a saying stand for `person`: named in its sentence or one of the two before it.
static bool may_be(const stm_sayings *s, const stm_saying *saying, uint32_t person)
{
    const stm_account *account = &s->c->accounts[saying->account];
    const stm_segments *g = &account->doc->segments;
    if (saying->quote->speaker_kind != STM_SPEAKER_PRONOUN || person == STM_NO_PERSON)
        return false;
    uint32_t at = saying->quote->speaker.begin, sentence = stm_sentence_at(g, at);
    uint32_t from = g->sentences[sentence > BACK ? sentence - BACK : 0].span.begin;
    for (size_t i = 0; i < account->doc->notes.nnames; i++)
        if (account->people[i] == person && account->doc->notes.names[i].span.begin >= from &&
            account->doc->notes.names[i].span.begin < at)
            return true;
    return false;
}

// Does the word of a piece name something, however common it is in the story?
static bool names_something(const link_work *w, const stm_piece *p, uint32_t word)
{
    return w->s->weights[p->senses[word]] > 0 && !stm_table_has(&w->s->c->function_words, w->s->c->exacts.words[p->words.words[word]]);
}

// A content word of one piece before `i` that stands in the other before `j`, both at most BEFORE words away.
static bool same_subject(const link_work *w, const stm_piece *a, uint32_t i, const stm_piece *b, uint32_t j)
{
    for (uint32_t x = i > BEFORE ? i - BEFORE : 0; x < i; x++)
        for (uint32_t y = j > BEFORE ? j - BEFORE : 0; y < j; y++)
            if (a->senses[x] == b->senses[y] && names_something(w, a, x))
                return true;
    return false;
}

// The kernel of a clause: one thing must, will, can do one thing.
static bool same_kernel(const link_work *w, const stm_piece *a, const stm_piece *b)
{
    for (uint32_t i = 1; i + 1 < a->words.n; i++) {
        if (!stm_table_has(&w->s->c->modals, w->s->c->exacts.words[a->words.words[i]]) || !names_something(w, a, i + 1))
            continue;
        for (uint32_t j = 1; j + 1 < b->words.n; j++)
            if (a->words.words[i] == b->words.words[j] && a->senses[i + 1] == b->senses[j + 1] && same_subject(w, a, i, b, j))
                return true;
    }
    return false;
}

// How well reported speech repeats another piece; 0: not at all, as where it denies and the quotation does not. Speech that both only report is one saying where the speaker is.
static double repeats(link_work *w, const stm_piece *piece, const stm_piece *p, double shared)
{
    const stm_saying *saying = stm_saying_at(w->s, piece->saying), *said = stm_saying_at(w->s, p->saying);
    bool own = same_speaker(said, saying), like = 2 * p->words.n >= piece->words.n && 2 * piece->words.n >= p->words.n;
    if (said->account == saying->account || (!said->marked && !(own && like)))
        return 0;
    if (strangers(said, saying))
        return said->marked ? verbatim(w, piece, p) : 0;
    if (has_negation(w, piece) && !has_negation(w, p))
        return 0;
    if (said->marked && p->words.n <= limits.few && (own || may_be(w->s, saying, said->speaker)) && fit(w, p, piece) > 0)
        return limits.cover_fragment;
    bool kernel = own && said->marked && same_kernel(w, piece, p);
    if (shared < limits.value_reported_own)
        return kernel ? limits.cover_kernel : 0;
    double cover = reported_cover(w, piece, p, own);
    if (!said->marked)
        return cover >= limits.cover_both ? cover : 0;
    if (cover >= (own ? limits.cover_reported_own : limits.cover_reported))
        return cover;
    double followed = followed_cover(w, piece, p);
    bool may = own || may_be(w->s, saying, said->speaker);
    if (followed >= (may ? limits.cover_reported_own : limits.cover_followed))
        return followed;
    return kernel ? limits.cover_kernel : verbatim(w, piece, p);
}

// Reported speech joins the one quotation it repeats best.
static void link_reported(link_work *w, uint32_t number)
{
    const stm_piece *piece = stm_piece_at(w->s, number);
    double best = 0;
    uint32_t chosen = STM_NO_GROUP;
    meet(w, piece);
    for (uint32_t k = 0; k < w->nmet; k++) {
        uint32_t other = w->met[k];
        double cover = repeats(w, piece, stm_piece_at(w->s, other), w->shared[other]);
        if (cover > best || (cover == best && other < chosen)) {
            best = cover;
            chosen = other;
        }
        w->shared[other] = 0;
    }
    if (best > 0)
        join(w, number, chosen);
    enter(w, number);
}

static void prepare(link_work *w)
{
    stm_arena *arena = w->s->c->arena;
    size_t n = w->s->pieces.n, nstems = w->s->c->stems.n;
    w->lists = stm_arena_take_array(arena, nstems + 1, sizeof *w->lists);
    w->shared = stm_arena_take_array(arena, n + 1, sizeof *w->shared);
    w->met = stm_arena_take_array(arena, n + 1, sizeof *w->met);
    w->parents = stm_arena_take_array(arena, n + 1, sizeof *w->parents);
    w->own = stm_arena_take_array(arena, nstems + 1, sizeof *w->own);
    w->met_with = stm_arena_take_array(arena, nstems + 1, sizeof *w->met_with);
    uint32_t longest = 1;
    for (uint32_t i = 0; i < n; i++) {
        w->parents[i] = i;
        longest = stm_piece_at(w->s, i)->words.n > longest ? stm_piece_at(w->s, i)->words.n : longest;
    }
    w->match = stm_arena_take_array(arena, longest + 1, sizeof *w->match);
}

static bool is_marked(const stm_sayings *s, uint32_t piece)
{
    return stm_saying_at(s, stm_piece_at(s, piece)->saying)->marked;
}

static bool is_fragment(const stm_sayings *s, uint32_t piece)
{
    return is_marked(s, piece) && stm_piece_at(s, piece)->words.n <= limits.few;
}

// Reported speech puts other words for those of the quotation: what stands between marks is listed anew by the senses of its words.
static void list_by_sense(link_work *w)
{
    memset(w->lists, 0, (w->s->c->stems.n + 1) * sizeof *w->lists);
    w->by_sense = true;
    for (uint32_t i = 0; i < w->s->pieces.n; i++)
        if (is_marked(w->s, i))
            enter(w, i);
}

void stm_sayings_link(stm_sayings *s)
{
    link_work w = {.s = s};
    size_t n = s->pieces.n;
    prepare(&w);
    for (uint32_t i = 0; i < n; i++)
        if (is_marked(s, i) && !is_fragment(s, i))
            link_quoted(&w, i);
    for (uint32_t i = 0; i < n; i++)
        if (is_fragment(s, i))
            enter(&w, i);
    for (uint32_t i = 0; i < n; i++)
        if (is_fragment(s, i))
            link_fragment(&w, i);
    list_by_sense(&w);
    for (uint32_t i = 0; i < n; i++)
        if (!is_marked(s, i))
            link_reported(&w, i);
    for (uint32_t i = 0; i < n; i++)
        stm_piece_at(s, i)->group = stm_set_root(w.parents, i);
}
