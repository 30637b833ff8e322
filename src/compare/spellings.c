// Names that are written in two ways: one letter changed, left out or put in.
//
// Candidates come from deletion neighbourhoods (Garbe's symmetric delete, 2012): two names at distance one share a form with one
// letter deleted. No article may have both, for then they are two names, unless one is a slip; a longer ending ("Brazil", "Brazilian") is no spelling.
// Nor is a house's spelling of common words ("Harbour Centre", "Harbor Center"): that is one name in the style of two outlets.
#include "base/hash.h"
#include "base/utf8.h"
#include "compare/written-names.h"

enum { MOST = 40, FOUND_MOST = 40, COMMON = 3 };

typedef struct spelt {
    stm_written *forms[2];
    bool slip;
} spelt;

typedef struct spelling_work {
    stm_comparing *c;
    stm_vector names; // stm_written
    bool *taken;      // [names.n]
    spelt found[FOUND_MOST];
    uint32_t nfound;
} spelling_work;

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

static bool has_blank(stm_view form)
{
    return stm_view_find_byte(form, ' ') != STM_NOWHERE;
}

// A name of several words that is written so once in the whole story, where three accounts or more have it otherwise: a slip, even
// beside the right form. The endings of peoples and of plurals are no slips.
static bool is_slip(const stm_written *once, const stm_written *other)
{
    if (once->mentions != 1 || other->places.n < COMMON || !has_blank(once->form))
        return false;
    stm_view a = once->form, b = other->form, longer = a.size > b.size ? a : b;
    bool ending = a.size != b.size && memcmp(a.at, b.at, a.size < b.size ? a.size : b.size) == 0;
    char last = longer.at[longer.size - 1];
    return ending ? last != 's' && last != 'n' && last != 'i' && last != '\'' : near(a, b);
}

static void note(spelling_work *w, uint32_t one, uint32_t two)
{
    stm_written *a = stm_vector_at(&w->names, one), *b = stm_vector_at(&w->names, two);
    bool slip = is_slip(a, b) || is_slip(b, a);
    if (w->taken[one] || w->taken[two] || stm_view_equal(a->even, b->even) || w->nfound >= FOUND_MOST ||
        (!slip && (!near(a->form, b->form) || stm_written_share_account(a, b))))
        return;
    w->taken[one] = w->taken[two] = true;
    w->found[w->nfound++] = (spelt){{a, b}, slip};
}

static bool ends_with(const stm_written *name, const stm_written *end)
{
    stm_view form = name->form, last = end->form;
    return form.size > last.size && stm_view_ends(form, last) && !stm_is_letter(form.at[form.size - last.size - 1]);
}

// "Jaravi / Jarabi" beside "Omar Jaravi / Omar Jarabi" is told already.
static bool is_told(const spelling_work *w, const spelt *pair)
{
    for (uint32_t i = 0; i < w->nfound; i++) {
        stm_written *const *x = w->found[i].forms, *const *y = pair->forms;
        if ((ends_with(x[0], y[0]) && ends_with(x[1], y[1])) || (ends_with(x[0], y[1]) && ends_with(x[1], y[0])))
            return true;
    }
    return false;
}

static void tell(const spelling_work *w)
{
    for (uint32_t i = 0; i < w->nfound; i++)
        if (!is_told(w, &w->found[i]))
            stm_written_differ(w->c, w->found[i].forms, 2, STM_DIFFERS, 0.7,
                               w->found[i].slip ? "the names differ by one letter, and one of them stands in the story once"
                                                : "the names differ by one letter, and no article has both");
}

void stm_spellings_find(stm_comparing *c, const stm_vector *names)
{
    spelling_work w = {.c = c, .names = *names};
    stm_map known; // a form with one letter deleted, or whole -> number of the first name + 1
    stm_map_init(&known, c->arena);
    w.taken = stm_arena_take_array(c->arena, names->n + 1, sizeof *w.taken);
    char less[MOST];
    for (uint32_t n = 0; n < names->n; n++) {
        stm_view form = ((const stm_written *)stm_vector_at(names, n))->form;
        for (size_t cut = 0; cut <= form.size && form.size <= MOST; cut++) { // cut == size: the whole form
            size_t size = form.size - (cut < form.size);
            memcpy(less, form.at, cut);
            if (cut < form.size)
                memcpy(less + cut, form.at + cut + 1, form.size - cut - 1);
            uint64_t *first = stm_map_put(&known, stm_hash((stm_view){less, size}));
            if (*first != 0 && *first != n + 1u)
                note(&w, (uint32_t)*first - 1, n);
            else
                *first = n + 1u;
        }
    }
    tell(&w);
}
