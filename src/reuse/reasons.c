// Reasons: why a pair stands as it does, in words.
#include "reuse/parts.h"

enum { ORDERED_LEAST = 12 }; // worth a word
#define DOUBTFUL .1 // probability of copying that is no small one

void stm_because(stm_vector *because, stm_view reason)
{
    *(stm_view *)stm_vector_push(because) = reason;
}

static void tell_share(stm_arena *arena, const stm_print *a, const stm_print *b, const stm_evidence *e, stm_vector *because)
{
    bool of_a = a->nprose <= b->nprose;
    stm_view one = stm_print_called(arena, of_a ? a : b, of_a ? b : a), two = stm_print_called(arena, of_a ? b : a, of_a ? a : b);
    stm_because(because, stm_arena_print(arena, "%.0f %% of the prose of %.*s stands in %.*s", 100 * e->share, (int)one.size, one.at,
                                         (int)two.size, two.at));
}

void stm_reasons_give(stm_arena *arena, const stm_print *a, const stm_print *b, const stm_pair *pair, stm_vector *because)
{
    const stm_evidence *e = &pair->evidence;
    stm_view name;
    if (e->run >= STM_GRAM)
        stm_because(because, stm_arena_print(arena, "%.0f words of narrative prose in a row stand in both", e->run));
    if (e->passage > e->run + 1)
        stm_because(because, stm_arena_print(arena, "a passage of %.0f words stands in both with small edits", e->passage));
    if (e->sentences > 1)
        stm_because(because, stm_arena_print(arena, "%.0f sentences of prose are the same or nearly so", e->sentences));
    else if (e->sentence >= .6)
        stm_because(because, e->same == e->of ? STM_VIEW("a whole sentence of prose stands in both")
                                              : stm_arena_print(arena, "%u of the %u words of a sentence of prose are the same", e->same, e->of));
    if (e->ordered >= ORDERED_LEAST)
        stm_because(because, stm_arena_print(arena, "%.0f rare words %sstand in the same order in both, with others between: accounts of one event "
                                             "may have as many", e->ordered, pair->npassages > 0 ? "outside the passages " : ""));
    if (e->share >= .05)
        tell_share(arena, a, b, e, because);
    if (e->prose > 0 && stm_credits_meet(a, b, &name))
        stm_because(because, stm_arena_print(arena, "both credit %.*s", (int)name.size, name.at));
    if (pair->relation == STM_RELATION_QUOTES)
        stm_because(because, stm_arena_print(arena, pair->words.quoted == 1 ? "one of the shared words is what somebody said or published"
                                                                            : "of the shared words %u are what somebody said or published",
                                             pair->words.quoted));
    if (pair->relation != STM_RELATION_COPY && e->run >= STM_GRAM)
        stm_because(because, pair->score >= DOUBTFUL ? stm_arena_print(arena, "all in all the prose speaks too little for copying (%.0f %%)", 100 * pair->score)
                                                     : STM_VIEW("so little prose, in words so common, is no sign of copying"));
    if (pair->words.caption > 0)
        stm_because(because, stm_arena_print(arena, pair->words.caption == 1 ? "one of the shared words stands in a caption"
                                                                             : "of the shared words %u stand in captions", pair->words.caption));
    if (e->headline > 0)
        stm_because(because, stm_arena_print(arena, e->headline > 1 ? "%.0f words of the headline are the same" : "a word of the headline is the same", e->headline));
    if (pair->relation == STM_RELATION_LIGHT && e->run < STM_GRAM && pair->words.caption == 0 && e->headline == 0)
        stm_because(because, STM_VIEW("the shared words are standing text of pages"));
}
