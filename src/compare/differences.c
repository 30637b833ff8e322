// Differences that are found on finished statements: quotes whose words were changed.
#include "compare/inner.h"

static void copy_mentions(stm_comparing *c, stm_difference *d, const stm_statement *s)
{
    d->mentions = stm_arena_take_array(c->arena, s->nmentions + 1, sizeof *d->mentions);
    memcpy(d->mentions, s->mentions, s->nmentions * sizeof *s->mentions);
    d->nmentions = s->nmentions;
}

// A cut inside the words that stay, so that what was not said together stands together.
static bool inner_cut(const stm_mention *m, const stm_mention *full)
{
    for (uint32_t e = 0; e < m->nedits; e++)
        if (m->edits[e].op == STM_EDIT_CUT && m->edits[e].full.begin > full->spans[0].begin &&
            m->edits[e].full.end < full->spans[full->nspans - 1].end && m->edits[e].own.begin > m->spans[0].begin &&
            m->edits[e].own.begin + 2 < m->spans[m->nspans - 1].end)
            return true;
    return false;
}

// Does a mention that prints the words as said have others than the fullest.
static bool changed(const stm_statement *s)
{
    for (uint32_t i = 0; i < s->nmentions; i++)
        if (stm_form_as_said(s->mentions[i].form) && s->mentions[i].wording == STM_WORDING_ALTERED)
            return stm_form_as_said(s->mentions[s->fullest].form);
    return false;
}

static void quote_difference(stm_comparing *c, const stm_statement *s)
{
    bool altered = changed(s), cut = false;
    for (uint32_t i = 0; i < s->nmentions && !altered; i++)
        cut = cut || (stm_form_as_said(s->mentions[i].form) && inner_cut(&s->mentions[i], &s->mentions[s->fullest]));
    if (s->narticles < 2 || (!altered && !cut))
        return;
    stm_difference *d = stm_difference_add(c, STM_DIFFERENCE_QUOTE, altered ? STM_ALTERED : STM_TRUNCATED);
    copy_mentions(c, d, s);
    d->what = s->text;
    d->certainty = s->certainty;
    stm_reason_add(c->arena, &d->because, &d->nbecause,
                   altered ? STM_VIEW("words were changed or put in") : STM_VIEW("words in the middle are left out"));
    stm_difference_end(c, d);
}

void stm_differences_find(stm_comparing *c)
{
    size_t n = c->statements.n;
    for (size_t i = 0; i < n; i++) {
        const stm_statement *s = stm_vector_at(&c->statements, i);
        if (s->kind == STM_STATEMENT_QUOTE) {
            quote_difference(c, s);
            stm_attributions_compare(c, s);
        }
    }
    stm_spellings_find(c);
}
