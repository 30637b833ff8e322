// extract: a page into an article.
//
// Input: one stm_page. Output: the article's own text as typed blocks in reading order, each with the way back to the page's
// bytes, and what the page says of itself: title, authors, times, site, language, credits. Works on HTML trees and on pages that
// somebody saved as text; furniture (navigation, teasers, captions' doubles, counters, comment boxes, legal lines) is left out of
// both. Refuses to guess: what the page does not say is empty. It never sees another page.
//
// Method: block scoring by text and link density and the vocabulary of class names (Kohlschütter et al. 2010; Readability;
// Barbaresi 2021), JSON-LD and meta data by a stated order of trust (metadata.c).
#ifndef STM_EXTRACT_EXTRACT_H
#define STM_EXTRACT_EXTRACT_H

#include "base/civil.h"
#include "read/read.h"

typedef enum stm_block_kind {
    STM_BLOCK_HEADLINE, STM_BLOCK_STANDFIRST, STM_BLOCK_PARAGRAPH, STM_BLOCK_HEADING, STM_BLOCK_LIST, STM_BLOCK_QUOTE,
    STM_BLOCK_CAPTION, STM_BLOCK_TABLE, STM_BLOCK_EMBED,
} stm_block_kind;

const char *stm_block_kind_name(stm_block_kind kind); // "headline", ...

typedef struct stm_block {
    stm_block_kind kind;
    stm_span span; // in article.text; blocks are parted by "\n" (by what parts them in the page where the page is plain text)
} stm_block;

typedef enum stm_page_kind {
    STM_PAGE_ARTICLE, STM_PAGE_LIST, STM_PAGE_LIVE, STM_PAGE_GALLERY, STM_PAGE_STUMP, STM_PAGE_OTHER,
} stm_page_kind;

const char *stm_page_kind_name(stm_page_kind kind); // "article", ...

// What the text was taken from.
typedef enum stm_text_from {
    STM_FROM_PAGE,   // what the page shows
    STM_FROM_JSONLD, // what it states in its JSON-LD, and does not show
    STM_FROM_SCRIPT, // what the data of its program hold
} stm_text_from;

const char *stm_text_from_name(stm_text_from from); // "page", ...

typedef struct stm_article {
    stm_view input, id;
    uint64_t revision;   // hash of `text`
    stm_view url, canonical_url, site, outlet; // outlet: a key by which pages of one publisher are told as such: the given
                                               // outlet, else the site's registrable host, else the site's name; may be empty
    stm_view title;      // without site name and section
    stm_view *authors;   // [nauthors] people and organisations of the byline; of agencies those that a field for authors names
    size_t nauthors;
    stm_civil published, modified;
    stm_civil fetched;   // when the page was got, as its record or its server says; unknown without one
    stm_view language;   // "en", "de", ...; empty: unknown
    stm_page_kind page;
    stm_view *credits;   // [ncredits] agencies and other outlets the page credits for its text, canonical names, sorted
    size_t ncredits;
    bool amp;            // it is the AMP version of the page with its canonical address
    stm_view same_as;    // id of the article among the inputs that tells this page, its other version: then there is no text here
    stm_view rights;     // value of tdm-reservation; empty: not stated
    stm_text_from from;
    stm_view text;
    stm_block *blocks;   // [nblocks], sorted, disjoint
    size_t nblocks;
    stm_run *runs;       // [nruns] map of `text` to the item's bytes
    size_t nruns;
    stm_media media;
    stm_view charset;
    stm_layer layer;
    uint64_t offset;     // of the item's bytes in the input
    uint32_t source;     // number of the input
    const stm_record *record; // of a WARC, borrowed from the item; else NULL
    stm_error error;
} stm_article;

// How an article is called that names no outlet: by its id where it is a record with one, else by its file's name.
stm_view stm_article_unnamed(const stm_article *article);

typedef struct stm_extractor stm_extractor; // tables and scratch state of one worker

stm_extractor *stm_extractor_new(void); // NULL: out of memory
void stm_extractor_free(stm_extractor *extractor);

// Everything of the article is in `arena`, or borrowed from the page's item. A page with an error gives an article with that
// error, no text and an id.
stm_status stm_extract(stm_extractor *extractor, stm_arena *arena, const stm_page *page, stm_article *article);

#endif
