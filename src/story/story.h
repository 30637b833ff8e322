// story: groups of articles on one event.
//
// Input: documents. Output: a partition of those that have an article's text; documents without are in no story. The output does
// not depend on the order of the input, nor, but for ids, on where a page lies. It uses words, names and times, not copying: a story is an event, not a text.
//
// Sources: TF-IDF vectors over words and names with time similarity as in Miranda et al. 2018; average-link clustering.
#ifndef STM_STORY_STORY_H
#define STM_STORY_STORY_H

#include "document/document.h"

typedef struct stm_story {
    stm_view id;         // stable: from the id of its earliest article
    stm_view title;      // of the article that is nearest to the middle of the story
    uint32_t *documents; // [ndocuments] numbers, the shortest text first
    size_t ndocuments;
    stm_civil first, last; // publication; year 0: unknown
    stm_view *because;   // [nbecause] what holds it together, in words
    uint32_t nbecause;
} stm_story;

typedef struct stm_stories {
    stm_story *stories; // [nstories], largest first, then by id
    size_t nstories;
} stm_stories;

typedef struct stm_story_options {
    bool one;          // all articles are one story, the user says
    bool ignore_dates; // how far apart two articles were published says nothing
} stm_story_options;

stm_status stm_story_group(stm_arena *arena, const stm_story_options *options, stm_document *const *documents, size_t ndocuments,
                           stm_stories *stories);

#endif
