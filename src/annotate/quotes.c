// Finds the quotations of a text.
#include "annotate/scene.h"

void stm_quotes_find(stm_scene *s, stm_notes *notes)
{
    stm_vector quotes;
    stm_vector_init(&quotes, s->arena, sizeof(stm_quote));
    for (size_t i = 0; i < s->segments->nmarks; i++) {
        const stm_mark *mark = &s->segments->marks[i];
        if (mark->depth > 0 || mark->close == STM_NO_TOKEN || mark->close - mark->open < 2)
            continue;
        stm_quote *quote = stm_vector_push(&quotes);
        quote->spans = stm_arena_take_array(s->arena, 1, sizeof(stm_span));
        quote->spans[0] = stm_scene_span(s, (stm_range){mark->open + 1, mark->close});
        quote->nspans = 1;
        quote->entity = STM_NO_ENTITY;
        quote->scare = mark->close - mark->open < 4;
    }
    notes->quotes = quotes.items;
    notes->nquotes = quotes.n;
}
