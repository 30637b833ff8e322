// Figures and dates of an article: what the door of annotate calls.
#ifndef STM_ANNOTATE_MEASURES_H
#define STM_ANNOTATE_MEASURES_H

#include "annotate/annotate.h"
#include "annotate/atoms.h"

// Both passes share a block's atoms: dates first, so that figures leave their atoms alone.
typedef struct stm_measuring {
    const stm_dictionary *dictionary;
    const stm_lexicon *lexicon; // its own
    stm_arena *arena;
    const stm_article *article;
    stm_atoms atoms;    // of the block at hand
    stm_vector figures; // of stm_figure
    stm_vector dates;   // of stm_date
    stm_view weighed;            // what was weighed last and may be money too ("pound-mass"), with no price since; empty: nothing
    size_t leads_end;            // the atom before which words were last looked for that say something of a figure; SIZE_MAX: none
    uint32_t leads;              // where they stand, the nearest the lowest bit (bounds.c)
    struct stm_time_grammar *grammar; // the rules of dates (rules.c); NULL: not made yet
    struct stm_when *spoken; // [2] the last date and the last quarter of the article (dates.c); NULL: none yet
} stm_measuring;

// dates.c: the dates that the block's atoms hold; marks their atoms as taken.
void stm_dates_read(stm_measuring *m);
// figures.c: the figures among the atoms that no date took; durations are dates too and leave their atoms.
void stm_figures_read(stm_measuring *m);

// labels.c: "one day" at atom `i` means some day: "One day he left", "it will one day fly".
bool stm_labels_some_day(const stm_atoms *atoms, size_t i);
// works.c: stand atoms [begin, end) within the title of a work, between quotation marks.
bool stm_work_at(const stm_atoms *atoms, size_t begin, size_t end);

// Runs both over all blocks into `notes`; `known`: what the dictionary knows of each token (stm_dictionary_know).
void stm_measures_find(const stm_dictionary *dictionary, stm_arena *arena, const stm_article *article, const stm_segments *segments,
                       const stm_known *const *known, stm_notes *notes);

#endif
