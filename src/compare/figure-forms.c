// One value in several forms: "more than 40" beside "43", "a fifth" beside "20 %". The forms of an account are a set of bits, a bit for
// each bound of a number and of a fraction; two accounts differ where neither set holds the other.
#include "compare/amounts.h"

enum { SETS = 64 }; // different ones that are held against each other

static uint32_t form_of(const stm_amount *a)
{
    bool share = a->figure != NULL && a->figure->kind == STM_FIGURE_FRACTION;
    return UINT32_C(1) << ((unsigned)a->bound * 2 + share);
}

static uint32_t add_set(uint32_t *sets, uint32_t n, uint32_t forms)
{
    for (uint32_t i = 0; i < n; i++)
        if (sets[i] == forms)
            return n;
    if (n < SETS)
        sets[n++] = forms;
    return n;
}

static bool forms_differ(const stm_vector *amounts, const stm_amount_group *g)
{
    uint32_t sets[SETS], n = 0, forms = 0;
    for (uint32_t i = 0; i < g->n; i++) { // members lie in order of accounts
        const stm_amount *a = stm_vector_at(amounts, g->members[i]);
        const stm_amount *next = i + 1 < g->n ? stm_vector_at(amounts, g->members[i + 1]) : NULL;
        forms |= form_of(a);
        if (next == NULL || next->account != a->account) {
            n = add_set(sets, n, forms);
            forms = 0;
        }
    }
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < i; j++)
            if ((sets[i] & ~sets[j]) != 0 && (sets[j] & ~sets[i]) != 0)
                return true;
    return false;
}

// The first mention in prose where there is one.
static const stm_amount *speaking(const stm_vector *amounts, const stm_amount_group *g)
{
    for (uint32_t i = 0; i < g->n; i++) {
        const stm_amount *a = stm_vector_at(amounts, g->members[i]);
        if (!a->headline && !a->aside)
            return a;
    }
    return stm_vector_at(amounts, g->members[0]);
}

void stm_figure_forms_compare(stm_comparing *c, const stm_vector *amounts, const stm_amount_group *g)
{
    if (!g->stated || g->narticles < 2 || !forms_differ(amounts, g))
        return;
    stm_difference *d = stm_difference_add(c, STM_DIFFERENCE_FIGURE, STM_COMPATIBLE);
    d->mentions = stm_arena_take_array(c->arena, g->n, sizeof *d->mentions);
    for (uint32_t i = 0; i < g->n; i++)
        d->mentions[d->nmentions++] = stm_amount_mention(c, stm_vector_at(amounts, g->members[i]));
    d->what = stm_amount_text(c, speaking(amounts, g));
    d->certainty = 0.9;
    stm_reason_add(c->arena, &d->because, &d->nbecause, STM_VIEW("the same value with another bound or in another form"));
    stm_difference_end(c, d);
}
