// Names that are written in two ways: one letter changed, left out or put in.
//
// Candidates come from deletion neighbourhoods (Garbe's symmetric delete, 2012): two names at distance one share a form with one
// letter deleted. No article may have both, for then they are two names; a longer ending ("Brazil", "Brazilian") is no spelling.
// Nor is a house's spelling of common words ("Harbour Centre", "Harbor Center"): that is one name in the style of two outlets.
#include "base/hash.h"
#include "base/utf8.h"
#include "compare/inner.h"

enum { LEAST = 6, MOST = 40, NAMES_MOST = 4000, MENTIONS_MOST = 12, FOUND_MOST = 40 };

typedef struct written {
    stm_view form;     // folded, without diacritics
    stm_view even;     // its words in one spelling
    stm_vector places; // of place: the first in each account, by account
    bool taken;
} written;

typedef struct place {
    uint32_t account;
    stm_span span;
} place;

typedef struct spelling_work {
    stm_comparing *c;
    stm_intern forms;
    stm_vector names; // of written, by number of the form
    uint32_t nfound;
} spelling_work;

static written *name_at(const spelling_work *w, uint32_t i)
{
    return stm_vector_at(&w->names, i);
}

static bool has_digit(stm_view text)
{
    for (size_t i = 0; i < text.size; i++)
        if (stm_is_digit(text.at[i]))
            return true;
    return false;
}

// The words of a name in the one spelling in which words are compared.
static stm_view even_words(const stm_comparing *c, const stm_account *a, stm_span span)
{
    const stm_segments *g = &a->doc->segments;
    stm_view all = {NULL, 0};
    for (uint32_t t = stm_token_at(g, span.begin); t < g->ntokens && g->tokens[t].span.begin < span.end; t++) {
        stm_view word = a->exact[t] != STM_NO_WORD ? c->exacts.words[a->exact[t]] : (stm_view){NULL, 0};
        if (word.size > 0)
            all = stm_arena_print(c->arena, "%.*s %.*s", (int)all.size, all.size > 0 ? all.at : "", (int)word.size, word.at);
    }
    return all;
}

static void add_name(spelling_work *w, uint32_t account, const stm_name *name)
{
    const stm_account *a = &w->c->accounts[account];
    uint32_t sentence = stm_sentence_at(&a->doc->segments, name->span.begin);
    if (sentence < a->doc->segments.nsentences && a->zones[sentence] == STM_ZONE_ASIDE)
        return;
    stm_view form = stm_fold_bare(w->c->arena, stm_account_text(a, name->span));
    if (form.size < LEAST || form.size > MOST || has_digit(form))
        return;
    uint32_t number = stm_intern_put(&w->forms, form);
    if (number == w->names.n) {
        written *fresh = stm_vector_push(&w->names);
        fresh->form = w->forms.words[number];
        fresh->even = even_words(w->c, a, name->span);
        stm_vector_init(&fresh->places, w->c->arena, sizeof(place));
    }
    written *known = name_at(w, number);
    if (known->places.n > 0 && ((place *)known->places.items)[known->places.n - 1].account == account)
        return;
    *(place *)stm_vector_push(&known->places) = (place){account, name->span};
}

static void read_names(spelling_work *w)
{
    for (uint32_t a = 0; a < w->c->naccounts; a++) {
        const stm_notes *notes = &w->c->accounts[a].doc->notes;
        for (size_t i = 0; i < notes->nnames && w->names.n < NAMES_MOST; i++)
            add_name(w, a, &notes->names[i]);
    }
}

// Is one the other with one letter changed, left out or put in, at neither end.
static bool near(stm_view a, stm_view b)
{
    if (a.size > b.size)
        return near(b, a);
    if (b.size - a.size > 1 || a.at[0] != b.at[0])
        return false;
    size_t i = 0, j = 0;
    while (i < a.size && a.at[i] == b.at[i])
        i++;
    while (j + i < a.size && a.at[a.size - 1 - j] == b.at[b.size - 1 - j])
        j++;
    bool ending = i == a.size || (j == 0 && a.size != b.size);
    return !ending && i + j + 1 >= a.size && !stm_is_space(b.at[i]) && (i >= a.size || !stm_is_space(a.at[i]));
}

static bool share_account(const written *a, const written *b)
{
    const place *x = a->places.items, *y = b->places.items;
    for (size_t i = 0, j = 0; i < a->places.n && j < b->places.n;) {
        if (x[i].account == y[j].account)
            return true;
        if (x[i].account < y[j].account)
            i++;
        else
            j++;
    }
    return false;
}

static void add_mentions(spelling_work *w, stm_difference *d, const written *name)
{
    const place *places = name->places.items;
    for (size_t i = 0; i < name->places.n && i < MENTIONS_MOST; i++)
        d->mentions[d->nmentions++] = stm_mention_of(w->c, places[i].account, &places[i].span, 1, STM_FORM_PROSE);
}

static stm_view first_writing(const spelling_work *w, const written *name)
{
    const place *first = name->places.items;
    return stm_account_text(&w->c->accounts[first->account], first->span);
}

static void differ(spelling_work *w, written *a, written *b)
{
    if (a->taken || b->taken || !near(a->form, b->form) || stm_view_equal(a->even, b->even) || share_account(a, b) ||
        w->nfound >= FOUND_MOST)
        return;
    a->taken = b->taken = true;
    w->nfound++;
    stm_view x = first_writing(w, a), y = first_writing(w, b);
    stm_difference *d = stm_difference_add(w->c, STM_DIFFERENCE_NAME, STM_DIFFERS);
    d->mentions = stm_arena_take_array(w->c->arena, 2 * MENTIONS_MOST, sizeof *d->mentions);
    add_mentions(w, d, a);
    add_mentions(w, d, b);
    d->what = stm_arena_print(w->c->arena, "%.*s / %.*s", (int)x.size, x.at, (int)y.size, y.at);
    d->certainty = 0.7;
    stm_reason_add(w->c->arena, &d->because, &d->nbecause, STM_VIEW("the names differ by one letter, and no article has both"));
    stm_difference_end(w->c, d);
}

void stm_spellings_find(stm_comparing *c)
{
    spelling_work w = {.c = c};
    stm_map known; // a form with one letter deleted, or whole -> number of the first name + 1
    stm_intern_init(&w.forms, c->arena);
    stm_vector_init(&w.names, c->arena, sizeof(written));
    stm_map_init(&known, c->arena);
    read_names(&w);
    char less[MOST];
    for (uint32_t n = 0; n < w.names.n; n++) {
        stm_view form = name_at(&w, n)->form;
        for (size_t cut = 0; cut <= form.size; cut++) { // cut == size: the whole form
            size_t size = form.size - (cut < form.size);
            memcpy(less, form.at, cut);
            if (cut < form.size)
                memcpy(less + cut, form.at + cut + 1, form.size - cut - 1);
            uint64_t *first = stm_map_put(&known, stm_hash((stm_view){less, size}));
            if (*first != 0 && *first != n + 1u)
                differ(&w, name_at(&w, (uint32_t)*first - 1), name_at(&w, n));
            else
                *first = n + 1u;
        }
    }
}
