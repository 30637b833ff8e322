// Readings: the wordings of a quotation, each with all that have it, as in the apparatus of an edition.
#include "base/utf8.h"
#include "report/words.h"

enum { READINGS_MOST = 60 }; // that are compared with each other

static uint32_t size_of(const stm_mention *m)
{
    uint32_t size = 0;
    for (uint32_t i = 0; i < m->nspans; i++)
        size += stm_span_size(m->spans[i]);
    return size;
}

static bool only_cuts(const stm_mention *m)
{
    return m->wording == STM_WORDING_TRUNCATED || m->wording == STM_WORDING_SAME;
}

// Of an article that only cuts, its longest; reported where nothing of its article is quoted.
static bool is_listed(const stm_statement *statement, uint32_t mention)
{
    const stm_mention *m = &statement->mentions[mention];
    bool said = stm_form_as_said(m->form);
    if (mention == statement->fullest || stm_words_same(statement, mention))
        return false;
    if (said && !only_cuts(m))
        return true;
    for (uint32_t i = 0; i < statement->nmentions; i++) {
        const stm_mention *other = &statement->mentions[i];
        if (i == mention || other->document != m->document)
            continue;
        if (stm_form_as_said(other->form) && (!said || size_of(other) > size_of(m) || (size_of(other) == size_of(m) && i < mention)))
            return false;
        if (!said && !stm_form_as_said(other->form) && i < mention)
            return false;
    }
    return true;
}

bool stm_words_varied(const stm_statement *statement)
{
    bool listed = false;
    for (uint32_t m = 0; m < statement->nmentions && !listed; m++)
        listed = is_listed(statement, m);
    return listed && stm_words_quoted(statement) && statement->narticles > 1 && statement->wording != STM_WORDING_SAME;
}

static const char *label_of(const stm_mention *m)
{
    if (!stm_form_as_said(m->form))
        return m->form == STM_FORM_PROSE ? "without marks" : "reported";
    switch (m->wording) {
    case STM_WORDING_TRUNCATED: return "shortened";
    case STM_WORDING_ALTERED: return "changed";
    case STM_WORDING_TRANSLATED: return "translated";
    case STM_WORDING_SAME: break;
    }
    return "same";
}

static void add_mention(stm_arena *arena, stm_reading *reading, uint32_t mention)
{
    reading->mentions = stm_arena_grow(arena, reading->mentions, reading->nmentions * sizeof *reading->mentions,
                                       (reading->nmentions + 1) * sizeof *reading->mentions);
    reading->mentions[reading->nmentions++] = mention;
}

const stm_reading *stm_words_of_readings(stm_arena *arena, const stm_findings *findings, const stm_statement *s, uint32_t *n)
{
    stm_reading *readings = stm_arena_take_array(arena, s->nmentions + 1, sizeof *readings);
    stm_view *keys = stm_arena_take_array(arena, s->nmentions + 1, sizeof *keys);
    readings[0].label = "fullest wording";
    add_mention(arena, &readings[0], s->fullest);
    *n = 1;
    for (uint32_t m = 0; m < s->nmentions; m++) {
        if (stm_words_same(s, m))
            add_mention(arena, &readings[0], m);
        if (!is_listed(s, m))
            continue;
        stm_view key = stm_fold(arena, stm_words_of_mention(arena, findings, &s->mentions[m]));
        const char *label = label_of(&s->mentions[m]);
        uint32_t k = 1;
        while (k < *n && k < READINGS_MOST && !(readings[k].label == label && stm_view_equal(keys[k], key)))
            k++;
        if (k == READINGS_MOST)
            k = *n;
        if (k == *n) {
            readings[(*n)++].label = label;
            keys[k] = key;
        }
        add_mention(arena, &readings[k], m);
    }
    return readings;
}
