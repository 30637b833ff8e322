// segment: text into sentences and tokens.
//
// Input: an article (text, blocks, language). Output: tokens in order, and sentences as runs of tokens; both lie within one
// block, cover every character that is not white space, and never cut a character. A full stop of an abbreviation, an initial, a
// number or inside a quotation that goes on does not end a sentence; a terminator inside quotation marks at the end of a sentence
// takes the closing mark with it. The label of a turn in a transcript is a sentence of its own. Abbreviations stand in
// lang/*/abbreviations.tsv.
//
// Method: Unicode word segmentation (UAX #29) in a hand-written form for speed, with the rules of Kiss & Strunk (2006) for what
// may follow an abbreviation.
#ifndef STM_SEGMENT_SEGMENT_H
#define STM_SEGMENT_SEGMENT_H

#include "extract/extract.h"

typedef enum stm_token_kind {
    STM_TOKEN_WORD,   // letters, with inner apostrophes and hyphens: "don't", "so-called", "Ukraine's", "Covid-19"; letters
                      // that each have their full stop are one word with the last of them: "U.S.", "p.m."
    STM_TOKEN_NUMBER, // digits with inner separators: "1,234.5", "2014"; letters stuck to digits make a word: "26th", "5pm";
                      // a hyphen behind digits is a sign: "26", "-", "year-old"
    STM_TOKEN_QUOTE,  // a quotation mark; an apostrophe within a word is part of the word; '' and '' and "" are one mark
    STM_TOKEN_SIGN,   // one other character: punctuation, currency, symbol
} stm_token_kind;

typedef struct stm_token {
    stm_span span;
    uint32_t sentence;    // number of its sentence
    uint8_t kind;         // stm_token_kind
    bool upper;           // begins with an upper-case letter
    bool spaced;          // white space or a block border stands before it
    bool all_upper : 1;   // two or more letters, all upper case
    bool plain : 1;       // a word of ASCII letters only
    bool apart : 1;       // more than one blank stands before it, or another than " "
    bool whole : 1;       // plain, or a sign of ASCII that is no point before a digit: nothing that could be cut further or run on
    bool stop : 1;        // ends with what may end a sentence: a full stop, ! and ?, or a byte beyond ASCII
    uint64_t word;        // stm_hash of the folded form (stm_fold; possessive 's cut off); of the text for other kinds
} stm_token;

typedef struct stm_sentence {
    stm_span span;
    uint32_t begin, end; // tokens
    uint32_t block;      // number of its block
    bool label;          // capitals and a colon that tell who speaks or where: "ANNA BELL, HOST:", "MARLE:"
} stm_sentence;

// A pair of quotation marks that somebody meant as such; apostrophes are not among them.
typedef struct stm_mark {
    uint32_t open, close; // tokens; close == STM_NO_TOKEN: the block ends without a closing mark
    uint32_t depth;       // 0: not inside another pair
    uint32_t block;
} stm_mark;

enum { STM_NO_TOKEN = UINT32_MAX };

typedef struct stm_segments {
    stm_token *tokens; // [ntokens]
    size_t ntokens;
    stm_sentence *sentences; // [nsentences]
    size_t nsentences;
    stm_mark *marks; // [nmarks], sorted by `open`
    size_t nmarks;
} stm_segments;

typedef struct stm_segmenter stm_segmenter; // tables of one worker

stm_segmenter *stm_segmenter_new(void); // NULL: out of memory
void stm_segmenter_free(stm_segmenter *segmenter);

// Cuts the text of an article; what is found is in `arena`. An article without text has none of it. Always STM_OK; out of
// memory is left through the arena's exit.
stm_status stm_segment(stm_segmenter *segmenter, stm_arena *arena, const stm_article *article, stm_segments *segments);

// A token's word without a possessive ending: what `word` is the hash of, folded.
stm_view stm_token_bare(stm_view text, const stm_token *token);
// The number of the first token that ends behind byte `at`; ntokens if there is none.
uint32_t stm_token_at(const stm_segments *segments, uint32_t at);
// The number of the sentence that holds byte `at`, or of the nearest before it (0 where there is none).
uint32_t stm_sentence_at(const stm_segments *segments, uint32_t at);

#endif
