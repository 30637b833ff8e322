// What the files of segment/ share.
#ifndef STM_SEGMENT_INNER_H
#define STM_SEGMENT_INNER_H

#include "base/table.h"
#include "base/vector.h"
#include "segment/segment.h"

// What a word may be in front of a full stop or at the beginning of a sentence.
enum {
    ABBREVIATION = 1,      // its full stop never ends a sentence: "Mr."
    ABBREVIATION_LAST = 2, // its full stop may also end one: "Inc.", "p.m."
    ORDINAL_BEHIND = 8,    // a number's full stop before it makes an ordinal: "12. Februar"
    ORDINAL_BEFORE = 16,   // behind it a number's full stop makes one where no sentence is known to begin: "der 2. Preis"
    STARTER = 4,           // a word that opens sentences: behind an abbreviation it tells that a new one begins
};

struct stm_segmenter {
    stm_exit way;
    stm_arena arena;
    stm_map words; // hash of the folded word -> the flags above
};

// Cuts `block` into tokens and appends them; are quotation marks among them.
bool stm_tokens_cut(stm_arena *arena, stm_view text, stm_span block, stm_vector *tokens);

// Pairs the quotation marks among tokens [begin, end) of one block and appends the pairs, sorted by their openings.
void stm_marks_pair(stm_view text, const stm_token *tokens, uint32_t begin, uint32_t end, uint32_t block, stm_vector *marks);

// Parts tokens [begin, end) of one block into sentences, using its marks [mark, marks->n).
void stm_sentences_part(const stm_segmenter *segmenter, stm_view text, stm_token *tokens, uint32_t begin, uint32_t end,
                        uint32_t block, const stm_mark *marks, size_t nmarks, stm_vector *sentences);

#endif
