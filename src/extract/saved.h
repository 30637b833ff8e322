// Inside of extract: the lines of a page that somebody saved as text (saved.c).
#ifndef STM_EXTRACT_SAVED_H
#define STM_EXTRACT_SAVED_H

#include "extract/inner.h"

typedef enum saved_does { DOES_NOTHING, DOES_CUT, DOES_LINKS, DOES_END } saved_does; // by the table of furniture

typedef struct saved_line {
    stm_view text; // in the page's text
    uint32_t words, capitals;
    int weight;    // for the article (above 0) or against it
    saved_does does;
    bool gap;      // an empty line stands before it
    bool ends;     // as a sentence does
    bool prose;    // whole sentences
    bool picture;  // credit or words of a caption
    bool twice;    // the same line stood before
    bool kept;
    stm_block_kind kind;
} saved_line;

// Finds the article among the lines of a text page. Linear in its size.
void stm_extract_saved(stm_extractor *extractor, stm_arena *arena, const stm_page *page, stm_article *article);

#endif
