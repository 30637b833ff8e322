// A story in short, the same in every form of the report: which articles count as one origin, and what an editor would ask first.
#include "report/words.h"

enum { ORIGINS_MOST = 6, NAMES_MOST = 8, QUESTIONS_MOST = 3 };

static void put_names(stm_buffer *to, const stm_view *names, const stm_origin *origin)
{
    uint32_t n = origin->ndocuments < NAMES_MOST ? origin->ndocuments : NAMES_MOST;
    for (uint32_t i = 0; i < n; i++) {
        bool last = i + 1 == origin->ndocuments;
        stm_buffer_put_string(to, i == 0 ? "" : last ? " and " : ", ");
        stm_buffer_put(to, names[origin->documents[i]]);
    }
    if (n < origin->ndocuments)
        stm_buffer_print(to, " and %u more", (unsigned)(origin->ndocuments - n));
}

static stm_view sentence_of_origin(stm_arena *arena, const stm_view *names, const stm_origin *origin)
{
    stm_buffer to;
    stm_buffer_init(&to, arena, 0);
    put_names(&to, names, origin);
    stm_buffer_put_string(&to, " count as one origin: ");
    if (origin->kind == STM_ORIGIN_UNSEEN || origin->name.size == 0) {
        stm_buffer_put_string(&to, "they print a text that is not among the inputs");
        if (origin->name.size > 0)
            stm_buffer_print(&to, ", of %.*s", (int)origin->name.size, origin->name.at);
    } else {
        stm_buffer_print(&to, "they print words of %.*s", (int)origin->name.size, origin->name.at);
    }
    stm_buffer_put_byte(&to, '.');
    return stm_buffer_view(&to);
}

static bool asked(const stm_difference *d)
{
    return d->relation != STM_COMPATIBLE && d->relation != STM_TRUNCATED && d->relation != STM_SCOPE;
}

static stm_view sentence_of_differences(stm_arena *arena, const stm_comparison *c)
{
    stm_buffer to;
    stm_buffer_init(&to, arena, 0);
    size_t shown = 0;
    for (size_t i = 0; i < c->ndifferences && shown < QUESTIONS_MOST; i++) {
        const stm_difference *d = &c->differences[i];
        if (!asked(d) || d->what.size == 0)
            continue;
        stm_buffer_put_string(&to, shown++ == 0 ? "To be asked first: " : "; ");
        stm_buffer_print(&to, "%.*s (%s)", (int)d->what.size, d->what.at, stm_words_of_relation(d->relation));
    }
    if (shown > 0)
        stm_buffer_put_byte(&to, '.');
    return stm_buffer_view(&to);
}

const stm_view *stm_words_of_summary(stm_arena *arena, const stm_findings *findings, const stm_view *names, size_t story, size_t *n)
{
    const stm_comparison *c = &findings->comparisons[story];
    stm_vector sentences;
    stm_vector_init(&sentences, arena, sizeof(stm_view));
    for (size_t o = 0; o < c->norigins && sentences.n < ORIGINS_MOST; o++)
        if (c->origins[o].ndocuments > 1)
            *(stm_view *)stm_vector_push(&sentences) = sentence_of_origin(arena, names, &c->origins[o]);
    stm_view questions = sentence_of_differences(arena, c);
    if (questions.size > 0)
        *(stm_view *)stm_vector_push(&sentences) = questions;
    *n = sentences.n;
    return sentences.items;
}
