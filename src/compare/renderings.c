// One remark in two wordings: "Teska will answer without delay", "Teska's reply will come at once". Two translators have put it
// so, or the speaker has told it to two.
//
// Sentences between marks of one speaker are held against each other by the senses of their words, names aside. Two are
// renderings where rare words make much of either, where no account has both (who prints both heard two remarks), where no
// statement has them together (quote-links.c joins what is nearer), and where the accounts are of one day or two. The best pair
// of each counts.
#include <math.h>
#include <stdlib.h>

#include "compare/context.h"
#include "compare/sayings.h"

enum {
    PIECES = 1500, // of a story
    LIST = 60,     // a word of more pieces than this finds no candidates
    WORDS = 60,    // with content, of a piece
    TRIES = 20000, // alike pairs that are looked into
    TIES = 2000,
    MEMBERS = 24,  // of a difference
    FOUND = 12,
    DAYS = 2,      // between accounts of one remark
    FEW = 5,       // words of a fragment
};

static const struct {
    double word;   // bits of a word that counts
    double bits;   // in common
    double cover;  // of the shorter one's words, by weight
    double both;   // of the longer one's
    uint32_t words; // in common
} least = {1, 7, 0.5, 0.4, 3};

typedef struct side { // a piece with what tells its content
    uint32_t piece;
    uint32_t senses[WORDS], n;
    double bits;
} side;

typedef struct tie {
    uint32_t one, two; // sides
    double value;
} tie;

typedef struct work {
    stm_comparing *c;
    stm_telling telling;
    stm_vector sides, ties;
    stm_vector *lists; // [stems.n] uint32_t sides
    uint32_t tried; // alike pairs
} work;

static side *at(const work *w, uint32_t i)
{
    return stm_vector_at(&w->sides, i);
}

static const stm_piece *piece_of(const work *w, const side *s)
{
    return stm_piece_at(w->c->sayings, s->piece);
}

static const stm_saying *saying_of(const work *w, const side *s)
{
    return stm_saying_at(w->c->sayings, piece_of(w, s)->saying);
}

static double weight_of(const work *w, uint32_t sense)
{
    return w->c->weights[sense] * stm_telling_share(&w->telling, sense);
}

static void add_word(const work *w, side *s, uint32_t sense)
{
    if (sense == STM_NO_WORD || s->n == WORDS || weight_of(w, sense) < least.word)
        return;
    for (uint32_t i = 0; i < s->n; i++)
        if (s->senses[i] == sense)
            return;
    s->senses[s->n++] = sense;
    s->bits += weight_of(w, sense);
}

static void read_side(work *w, uint32_t number)
{
    const stm_piece *p = stm_piece_at(w->c->sayings, number);
    const stm_saying *saying = stm_saying_at(w->c->sayings, p->saying);
    const stm_account *a = &w->c->accounts[saying->account];
    side s = {.piece = number};
    bool said = saying->marked && !saying->loose && !saying->bare && saying->speaker != STM_NO_PERSON;
    if (!said || p->words.n <= FEW || w->sides.n >= PIECES)
        return;
    const stm_segments *g = &a->doc->segments;
    for (uint32_t t = stm_token_at(g, p->span.begin); t < g->ntokens && g->tokens[t].span.begin < p->span.end; t++)
        if (!stm_account_names(a, t))
            add_word(w, &s, a->sense[t]);
    if (s.n < least.words)
        return;
    for (uint32_t i = 0; i < s.n; i++) {
        stm_vector *list = &w->lists[s.senses[i]];
        if (list->arena == NULL)
            stm_vector_init(list, w->c->arena, sizeof(uint32_t));
        if (list->n <= LIST)
            *(uint32_t *)stm_vector_push(list) = (uint32_t)w->sides.n;
    }
    *(side *)stm_vector_push(&w->sides) = s;
}

static double likeness(const work *w, const side *one, const side *two)
{
    double common = 0, less = fmin(one->bits, two->bits), more = fmax(one->bits, two->bits);
    uint32_t n = 0;
    for (uint32_t i = 0; i < one->n; i++)
        for (uint32_t j = 0; j < two->n; j++)
            if (one->senses[i] == two->senses[j]) {
                common += weight_of(w, one->senses[i]);
                n++;
            }
    bool enough = n >= least.words && common >= least.bits;
    return enough && common >= least.cover * less && common >= least.both * more ? common / more : 0;
}

// Are they one wording: pieces of one quotation, of which each has others, too?
static bool is_wording(const work *w, const side *one, const side *two)
{
    return one == two || (piece_of(w, one)->group == piece_of(w, two)->group && likeness(w, one, two) > 0);
}

static bool has_wording(const work *w, uint32_t account, const side *s)
{
    for (uint32_t i = 0; i < w->sides.n; i++)
        if (saying_of(w, at(w, i))->account == account && is_wording(w, at(w, i), s))
            return true;
    return false;
}

static bool of_one_time(const work *w, const side *one, const side *two)
{
    stm_civil a = w->c->accounts[saying_of(w, one)->account].doc->article.published,
              b = w->c->accounts[saying_of(w, two)->account].doc->article.published;
    return !stm_civil_known(a) || !stm_civil_known(b) || labs((long)(stm_civil_days(a) - stm_civil_days(b))) <= DAYS;
}

// Is a statement of quotes the home of both pieces?
static bool in_one_statement(const work *w, const side *one, const side *two)
{
    uint32_t a = w->c->accounts[saying_of(w, one)->account].document, b = w->c->accounts[saying_of(w, two)->account].document;
    stm_span x = piece_of(w, one)->span, y = piece_of(w, two)->span;
    for (size_t i = 0; i < w->c->statements.n; i++) {
        const stm_statement *s = stm_vector_at(&w->c->statements, i);
        bool has_x = false, has_y = false;
        for (uint32_t k = 0; k < s->nmentions && s->kind == STM_STATEMENT_QUOTE; k++)
            for (uint32_t j = 0; j < s->mentions[k].nspans; j++) {
                has_x = has_x || (s->mentions[k].document == a && stm_spans_meet(s->mentions[k].spans[j], x));
                has_y = has_y || (s->mentions[k].document == b && stm_spans_meet(s->mentions[k].spans[j], y));
            }
        if (has_x && has_y)
            return true;
    }
    return false;
}

static void meet(work *w, uint32_t one, uint32_t two)
{
    const side *a = at(w, one), *b = at(w, two);
    const stm_saying *x = saying_of(w, a), *y = saying_of(w, b);
    if (x->account == y->account || x->speaker != y->speaker || is_wording(w, a, b) || w->ties.n >= TIES || w->tried >= TRIES)
        return;
    double value = likeness(w, a, b);
    w->tried += value > 0;
    if (value > 0 && of_one_time(w, a, b) && !has_wording(w, x->account, b) && !has_wording(w, y->account, a) &&
        !in_one_statement(w, a, b))
        *(tie *)stm_vector_push(&w->ties) = (tie){one, two, value};
}

static void find_ties(work *w)
{
    uint32_t *met = stm_arena_take_array(w->c->arena, w->sides.n + 1, sizeof *met); // number + 1 of the side that met it last
    for (uint32_t i = 0; i < w->sides.n; i++)
        for (uint32_t k = 0; k < at(w, i)->n; k++) {
            const stm_vector *list = &w->lists[at(w, i)->senses[k]];
            for (size_t j = 0; j < list->n && list->n <= LIST; j++) {
                uint32_t other = ((const uint32_t *)list->items)[j];
                if (other <= i || met[other] == i + 1)
                    continue;
                met[other] = i + 1;
                meet(w, i, other);
            }
        }
}

static int closest_first(const void *one, const void *two)
{
    const tie *a = one, *b = two;
    if (a->value != b->value)
        return a->value > b->value ? -1 : 1;
    return a->one != b->one ? (a->one < b->one ? -1 : 1) : a->two < b->two ? -1 : a->two > b->two;
}

// All pieces of either wording.
static void differ(work *w, const tie *t, bool *taken)
{
    stm_comparing *c = w->c;
    const stm_piece *one = piece_of(w, at(w, t->one)), *two = piece_of(w, at(w, t->two));
    stm_difference *d = stm_difference_add(c, STM_DIFFERENCE_QUOTE, STM_ALTERED);
    d->mentions = stm_arena_take_array(c->arena, MEMBERS, sizeof *d->mentions);
    for (uint32_t i = 0; i < w->sides.n && d->nmentions < MEMBERS; i++) {
        const stm_piece *p = piece_of(w, at(w, i));
        const stm_saying *saying = saying_of(w, at(w, i));
        if (!is_wording(w, at(w, i), at(w, t->one)) && !is_wording(w, at(w, i), at(w, t->two)))
            continue;
        taken[i] = true;
        stm_mention m = stm_mention_of(c, saying->account, &p->span, 1, STM_FORM_DIRECT);
        m.person = saying->speaker;
        m.named = saying->named;
        d->mentions[d->nmentions++] = m;
    }
    const stm_saying *x = saying_of(w, at(w, t->one)), *y = saying_of(w, at(w, t->two));
    stm_view a = stm_account_text(&c->accounts[x->account], one->span), b = stm_account_text(&c->accounts[y->account], two->span);
    stm_view who = stm_people_name(c, x->speaker);
    d->what = stm_arena_print(c->arena, "%.*s / %.*s", (int)a.size, a.at, (int)b.size, b.at);
    d->certainty = fmin(0.75, 0.3 + 0.6 * t->value);
    stm_reason_add(c->arena, &d->because, &d->nbecause,
                   stm_arena_print(c->arena, "%.*s is quoted in two wordings: translated by two, or said twice; they share %.0f %%",
                                   (int)who.size, who.at, t->value * 100));
    stm_difference_end(c, d);
}

void stm_renderings_find(stm_comparing *c)
{
    work w = {.c = c};
    stm_telling_read(&w.telling, c);
    stm_vector_init(&w.sides, c->arena, sizeof(side));
    stm_vector_init(&w.ties, c->arena, sizeof(tie));
    w.lists = stm_arena_take_array(c->arena, c->stems.n + 1, sizeof *w.lists);
    for (uint32_t i = 0; c->sayings != NULL && i < c->sayings->pieces.n; i++)
        read_side(&w, i);
    find_ties(&w);
    if (w.ties.n > 0)
        qsort(w.ties.items, w.ties.n, sizeof(tie), closest_first);
    bool *taken = stm_arena_take_array(c->arena, w.sides.n + 1, sizeof *taken);
    uint32_t found = 0;
    for (size_t k = 0; k < w.ties.n && found < FOUND; k++) {
        const tie *t = stm_vector_at(&w.ties, k);
        if (taken[t->one] || taken[t->two])
            continue;
        differ(&w, t, taken);
        found++;
    }
}
