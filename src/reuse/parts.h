// What the files of reuse/ share with each other; no business of any other stage.
//
// The way of the data: documents → prints (prints.c, kinds.c) → seeds (candidates.c) → passages of a pair (passages.c) → evidence
// and relation (dependence.c), direction (direction.c) → pairs (reuse.c).
#ifndef STM_REUSE_PARTS_H
#define STM_REUSE_PARTS_H

#include "base/map.h"
#include "base/table.h"
#include "base/vector.h"
#include "reuse/reuse.h"

// What a word of a print is; the kind of a passage follows from the flags of its words in both texts.
enum {
    STM_MARK_QUOTED = 1,    // within a quotation, a post, a statement
    STM_MARK_CAPTION = 2,   // in a caption or a picture credit
    STM_MARK_FURNITURE = 4, // standing text of an outlet or of the trade
    STM_MARK_UPPER = 8,     // written with a capital where no sentence begins: mostly a name
    STM_MARK_FIRST = 16,    // the first word of its sentence
    STM_MARK_COMMON = 32,   // a function word
    STM_MARK_HEADLINE = 64,
    STM_MARK_BLOCK = 128, // the first word of its block
};

typedef struct stm_word {
    uint32_t hash;  // low half of stm_token.word
    uint32_t begin; // byte in the article's text
    uint16_t size;  // bytes
    uint8_t marks;
} stm_word;

// What is kept of a document: its words and what the page says of itself.
typedef struct stm_print {
    stm_view id, outlet, url;
    stm_view *credits; // [ncredits] canonical names, sorted
    size_t ncredits;
    stm_civil published;
    uint32_t number; // of the document in the input
    stm_page_kind page;
    stm_word *words; // [nwords]
    uint32_t nwords;
    uint32_t nprose; // words without the first three marks
} stm_print;

enum { STM_GRAM = 5 }; // words in a row that make two texts a candidate

// Tables from lang/, read once a run.
typedef struct stm_reuse_tables {
    stm_table pictures;   // what betrays a picture's credit or caption
    stm_table furniture;  // standing phrases
    stm_table weights;    // of the fitted model
    stm_map common;       // hashes of function words
} stm_reuse_tables;

void stm_reuse_tables_read(stm_reuse_tables *tables, stm_arena *arena);

void stm_print_make(stm_arena *arena, const stm_reuse_tables *tables, const stm_document *document, stm_print *print);
// Marks captions, posts, transcripts and standing phrases of a print (kinds.c).
void stm_print_mark_kinds(const stm_reuse_tables *tables, const stm_document *document, stm_print *print);
void stm_print_mark_span(stm_print *print, stm_span span, uint8_t mark);
uint32_t stm_print_word_at(const stm_print *print, uint32_t byte); // first word that begins at or behind `byte`
stm_passage_kind stm_word_kind(uint8_t marks_of_both);

// The inverted index: every run of STM_GRAM words, and where else it stands.
typedef struct stm_posting {
    uint64_t gram;
    uint32_t print, at; // number of the print (in order of ids) and of the gram's first word
} stm_posting;

typedef struct stm_index {
    stm_posting *postings; // [npostings] by gram, then print, then place
    size_t npostings;
    uint32_t **own;        // own[print][at]: the posting of that gram; STM_NO_POSTING where it is not kept
} stm_index;

enum { STM_NO_POSTING = UINT32_MAX };

void stm_index_make(stm_index *index, stm_arena *arena, const stm_print *prints, size_t nprints);

// A gram that stands in two texts.
typedef struct stm_seed {
    uint32_t print, a, b; // the other print; first words
} stm_seed;

// The seeds of print `a` with all prints behind it, by (other print, place in a, place in b).
void stm_index_seeds(const stm_index *index, const stm_print *prints, size_t nprints, uint32_t a, stm_vector *seeds,
                     stm_arena *scratch);

// How the words of two prints stand to each other.
typedef struct stm_alignment {
    uint32_t *match; // [a->nwords] number + 1 of the word of b; 0: none
} stm_alignment;

// Aligns by the seeds of one pair. `match` is in `scratch`.
void stm_align(stm_arena *scratch, const stm_print *a, const stm_print *b, const stm_seed *seeds, size_t nseeds,
               stm_alignment *alignment);

// The passages of an alignment; fills words, containment and passages of `pair`.
void stm_passages_cut(stm_arena *arena, const stm_print *a, const stm_print *b, const stm_alignment *alignment, stm_pair *pair);

void stm_dependence_judge(stm_arena *arena, stm_arena *scratch, const stm_reuse_tables *tables, const stm_print *a,
                          const stm_print *b, const stm_alignment *alignment, stm_pair *pair, stm_vector *because);
void stm_direction_judge(stm_arena *arena, stm_arena *scratch, const stm_print *a, const stm_print *b, stm_pair *pair,
                         stm_vector *because);

stm_view stm_outlet_name(stm_arena *arena, stm_view outlet); // one plain word: "example" of "www.example.co.uk"
// Do both credit the same source; its name.
bool stm_credits_meet(const stm_print *a, const stm_print *b, stm_view *name);

void stm_because(stm_vector *because, stm_view reason);

#endif
