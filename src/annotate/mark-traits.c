// What tells a quotation from words held at a distance: the words in the marks, those before and behind them, the sentence, the article.
//
// Each trait is one that the piece has or has not; their weights are fitted for each language (lang/<code>/mark-weights.tsv) by logistic
// regression, and scare.c adds them up. A piece is one pair of marks.
#include "annotate/reading.h"
#include "base/utf8.h"

enum {
    LONG_WORD = 3,   // letters of a word that more than joins others
    NEAR = 60,       // tokens of a sentence that are looked at
    WORDED_MOST = 12, // tokens from the noun of what was shouted or written to the mark
    LONG_PIECE = 8,  // words of a piece that is a quotation almost surely
    REPEATED_MOST = 6, // words of a phrase that is searched in the article
};

typedef enum trait {
    T_BIAS, T_WORD, T_WORDS_2, T_WORDS_3, T_WORDS_5, T_WORDS_8, T_WORDS_12, T_WORDS_MORE,
    T_CUED, T_SAID, T_OBJECT, T_COLON_CUE, T_SOURCE_CUE, T_SPEAKER, T_CLAUSE,
    T_AT_COLON, T_AT_COMMA, T_FIRST, T_WHOLE, T_STOP, T_UPPER, T_TITLE, T_SMALL_WORD, T_SMALL_NOUN, T_SPOKEN, T_VERB, T_DIGIT, T_ADDRESS,
    T_BRACKET, T_DET, T_ONE, T_NAME, T_NOUN, T_SMALL, T_PREP, T_AND, T_BE, T_CALLED, T_HUMAN, T_AS,
    T_NOUN_BEHIND, T_SMALL_BEHIND, T_END_BEHIND, T_NAMED_BEHIND, T_MARK_BEHIND, T_SUBJUNCTIVE, T_TWICE, T_SEVERAL, T_SOURCE_NAME,
    T_SMALL_MANY, T_JOINER_FIRST, T_SOURCE_NEAR, T_VERB_NEAR, T_SPOKEN_FEW, T_NOUN_CUED, T_SUBJUNCTIVE_NOUN,
    T_NOUN_OF, T_JUDGED, T_AS_NAMED, T_WORDED, T_ELSEWHERE, T_BYTES_16, T_BYTES_32, T_LONG_ELSE,
} trait;
