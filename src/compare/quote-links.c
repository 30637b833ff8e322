// Which pieces of quotes say the same: word alignment for what stands between marks, shared content for reported speech.
//
// Candidates come from an inverted index over stems, so that only pieces with words in common are aligned.
#include "compare/sayings.h"

// What two pieces must have in common. `cover` is the share of the smaller piece's value that is found in the other.
static const struct {
    double cover;          // between marks on both sides
    double cover_strangers; // the same when the speakers are known to be different
    double cover_short;    // a fragment of up to `few` words must be there as it is
    double cover_reported; // reported speech against quoted
    double value_short;    // bits in a fragment, so that two people may not just use a common word
    double value_own;      // the same where both name the same speaker
    double cover_both;     // reported speech against reported speech, of the smaller, and half of that of the larger
    double value_reported; // bits in common of reported speech and quote
    uint32_t few, strangers_words;
} limits = {0.60, 0.85, 0.95, 0.50, 5.0, 3.0, 0.70, 14.0, 4, 6};

enum { LIST = 600 }; // a common word of more pieces than this finds no candidates

typedef struct link_work {
    stm_sayings *s;
    stm_vector *lists;  // [stems.n] uint32_t pieces
    double *shared;     // [pieces.n]
    uint32_t *met, nmet;
    uint32_t *match;
    uint32_t *parents;
} link_work;

static bool strangers(const stm_saying *a, const stm_saying *b)
{
    return a->speaker != STM_NO_PERSON && b->speaker != STM_NO_PERSON && a->speaker != b->speaker;
}

static bool same_speaker(const stm_saying *a, const stm_saying *b)
{
    return a->speaker != STM_NO_PERSON && a->speaker == b->speaker;
}

static void meet(link_work *w, const stm_piece *piece)
{
    w->nmet = 0;
    for (uint32_t i = 0; i < piece->words.n; i++) {
        const stm_vector *list = &w->lists[piece->stems[i]];
        for (size_t k = 0; k < list->n && list->n < LIST; k++) {
            uint32_t other = ((uint32_t *)list->items)[k];
            if (w->shared[other] == 0)
                w->met[w->nmet++] = other;
            w->shared[other] += stm_word_value(w->s->c, piece->stems[i]);
        }
    }
}

static void enter(link_work *w, uint32_t number)
{
    const stm_piece *piece = stm_piece_at(w->s, number);
    for (uint32_t i = 0; i < piece->words.n; i++) {
        stm_vector *list = &w->lists[piece->stems[i]];
        if (list->arena == NULL)
            stm_vector_init(list, w->s->c->arena, sizeof(uint32_t));
        if (list->n < LIST && (list->n == 0 || ((uint32_t *)list->items)[list->n - 1] != number))
            *(uint32_t *)stm_vector_push(list) = number;
    }
}

// The value of the aligned words; `spread` is how far they lie apart in `b` beyond their number.
static double aligned_value(link_work *w, const stm_piece *a, const stm_piece *b, uint32_t *pairs, uint32_t *spread)
{
    *pairs = stm_words_align(w->s->c, a->words, b->words, w->match);
    double value = 0;
    uint32_t first = STM_NO_WORD, last = 0;
    for (uint32_t i = 0; i < a->words.n; i++)
        if (w->match[i] != STM_NO_WORD) {
            value += stm_word_value(w->s->c, a->stems[i]);
            first = first == STM_NO_WORD ? w->match[i] : first;
            last = w->match[i];
        }
    *spread = *pairs == 0 ? 0 : last - first + 1 - *pairs;
    return value;
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
        return (pairs >= limits.strangers_words && cover >= limits.cover_strangers) ||
               (pairs >= 2 && spread == 0 && cover >= limits.cover_short && value >= limits.value_short && same_length) ||
               (pairs >= 3 && spread == 0 && cover >= limits.cover_short && value >= limits.value_short);
    if (same_speaker(x, y) && pairs == a->words.n && spread == 0 && (same_length || (pairs >= 2 && value >= limits.value_own)))
        return true; // the same person's very words
    if (a->words.n <= limits.few)
        return cover >= limits.cover_short && spread == 0 && (value >= limits.value_short || (pairs >= 2 && same_length) || pairs >= 3) &&
               (pairs >= 2 || same_length || value >= limits.value_short + 1.5);
    return cover >= limits.cover && 2 * pairs >= a->words.n && spread <= pairs + 2;
}

// Reported speech keeps the words that carry content, in any order.
static double reported_cover(link_work *w, const stm_piece *a, const stm_piece *b)
{
    double common = 0, one = 0, two = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->words.n; i++) {
        double weight = w->s->c->weights[a->stems[i]];
        one += weight;
        for (uint32_t j = 0; j < b->words.n; j++)
            if (a->stems[i] == b->stems[j]) {
                common += weight;
                n += weight >= 2;
                break;
            }
    }
    for (uint32_t j = 0; j < b->words.n; j++)
        two += w->s->c->weights[b->stems[j]];
    double smaller = one < two ? one : two;
    return smaller > 0 && n >= 3 && common >= limits.value_reported ? common / smaller : 0;
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
        if (w->shared[other] >= 0.5 * smaller && p->saying != piece->saying && quoted_alike(w, piece, p))
            join(w, number, other);
        w->shared[other] = 0;
    }
    enter(w, number);
}

// Reported speech joins the one quotation it repeats best.
static void link_reported(link_work *w, uint32_t number)
{
    const stm_piece *piece = stm_piece_at(w->s, number);
    const stm_saying *saying = stm_saying_at(w->s, piece->saying);
    double best = 0;
    uint32_t chosen = STM_NO_GROUP;
    meet(w, piece);
    for (uint32_t k = 0; k < w->nmet; k++) {
        uint32_t other = w->met[k];
        const stm_piece *p = stm_piece_at(w->s, other);
        const stm_saying *said = stm_saying_at(w->s, p->saying);
        double cover = said->account == saying->account || strangers(said, saying) || w->shared[other] < limits.value_reported
                           ? 0 : reported_cover(w, piece, p);
        if (!said->marked && (cover < limits.cover_both || 2 * p->words.n < piece->words.n || 2 * piece->words.n < p->words.n))
            cover = 0;
        if (cover > best || (cover == best && other < chosen)) {
            best = cover;
            chosen = other;
        }
        w->shared[other] = 0;
    }
    if (best >= limits.cover_reported)
        join(w, number, chosen);
    enter(w, number);
}

void stm_sayings_link(stm_sayings *s)
{
    stm_arena *arena = s->c->arena;
    size_t n = s->pieces.n;
    link_work w = {.s = s};
    w.lists = stm_arena_take_array(arena, s->c->stems.n + 1, sizeof *w.lists);
    w.shared = stm_arena_take_array(arena, n + 1, sizeof *w.shared);
    w.met = stm_arena_take_array(arena, n + 1, sizeof *w.met);
    w.parents = stm_arena_take_array(arena, n + 1, sizeof *w.parents);
    uint32_t longest = 1;
    for (uint32_t i = 0; i < n; i++) {
        w.parents[i] = i;
        longest = stm_piece_at(s, i)->words.n > longest ? stm_piece_at(s, i)->words.n : longest;
    }
    w.match = stm_arena_take_array(arena, longest + 1, sizeof *w.match);
    for (uint32_t i = 0; i < n; i++)
        if (stm_saying_at(s, stm_piece_at(s, i)->saying)->marked)
            link_quoted(&w, i);
    for (uint32_t i = 0; i < n; i++)
        if (!stm_saying_at(s, stm_piece_at(s, i)->saying)->marked)
            link_reported(&w, i);
    for (uint32_t i = 0; i < n; i++)
        stm_piece_at(s, i)->group = stm_set_root(w.parents, i);
}
