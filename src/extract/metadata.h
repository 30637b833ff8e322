// What the files of this folder that read an HTML page's statements about itself share.
#ifndef STM_EXTRACT_METADATA_H
#define STM_EXTRACT_METADATA_H

#include "extract/inner.h"

// What an element is called by class, id, itemprop, rel or data-testid: which of these words stand in one of the names.
enum {
    STM_CALLED_AUTHOR = 1, STM_CALLED_NAME = 2, STM_CALLED_COMMENT = 4, STM_CALLED_DATE = 8, STM_CALLED_PUBLISHED = 16, STM_CALLED_UPDATED = 32,
    STM_CALLED_META = 64, STM_CALLED_DETAIL = 128, // of a person: biography, office, picture
    STM_CALLED_OTHERS = 256,                       // other stories
};

enum { STM_PROSE_LINES = 12 };

typedef struct stm_facts {
    stm_extractor *x;
    stm_arena *arena;
    const stm_page *page;
    const stm_tree *tree;
    stm_article *article;
    stm_map metas;     // hash of the key -> number of the node + 1, the first one
    const uint16_t *called; // [nnodes] STM_CALLED_ flags
    stm_jsonld ld;
    stm_view host, h1;
    size_t prose[STM_PROSE_LINES], nprose; // people.c: the first lines of the article's prose
} stm_facts;

stm_view stm_fact(const stm_facts *p, const char *key); // value of a <meta>, trimmed; empty: none
stm_view stm_fact_first(const stm_facts *p, const char *const *keys); // of the first key that has one; NULL ends the keys
// The element's text with white space folded, up to `most` bytes; of scripts and styles nothing. In the scratch arena.
stm_view stm_element_text(const stm_facts *p, uint32_t node, size_t most);

// title.c: is it the site's name, as it or its host says it; what begins with the host's label may be so many times as long.
bool stm_names_site(const stm_facts *p, stm_view part, unsigned longer);
void stm_facts_title(stm_facts *p);
// people.c and times.c; `last`: number of the node at which the article has ended.
void stm_facts_people(stm_facts *p, const stm_outline *outline, uint32_t last);
void stm_facts_times(stm_facts *p, const stm_outline *outline, uint32_t last);

#endif
