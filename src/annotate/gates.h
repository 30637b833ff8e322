// Gates: what may begin with a word, or stand within what begins before it, as one set of bits, made when the tables are read.
//
// Figures and dates are tried at every word of a text, and nearly all words begin neither. So each atom carries the gates of its
// word: one test of them says which of the parts need not look at all. A gate only ever says "no"; the rules behind it decide.
#ifndef STM_ANNOTATE_GATES_H
#define STM_ANNOTATE_GATES_H

#include "annotate/lexicon.h"

enum {
    // What an expression of time can begin with, so that only the rules that may fit are tried (when.h); NUMBER and SIGN are set by
    // the kind of the atom, the others by the classes of its word and of the phrases that begin with it.
    STM_BEGIN_NUMBER = 1 << 0,
    STM_BEGIN_COUNT = 1 << 1,
    STM_BEGIN_ORDINAL = 1 << 2,
    STM_BEGIN_THE = 1 << 3,
    STM_BEGIN_MONTH = 1 << 4,
    STM_BEGIN_WEEKDAY = 1 << 5,
    STM_BEGIN_FEAST = 1 << 6,
    STM_BEGIN_TURN = 1 << 7,
    STM_BEGIN_EDGE = 1 << 8,
    STM_BEGIN_UNIT = 1 << 9,
    STM_BEGIN_SEASON = 1 << 10,
    STM_BEGIN_DAY = 1 << 11,
    STM_BEGIN_PERIOD = 1 << 12,
    STM_BEGIN_REF = 1 << 13,
    STM_BEGIN_SET = 1 << 14,
    STM_BEGIN_IN = 1 << 15,
    STM_BEGIN_SHIFT = 1 << 16, // or ends with it: "vor zwei Wochen", "two weeks ago"
    STM_BEGIN_SIGN = 1 << 17,
    STM_BEGIN_ANY = (1 << 18) - 1,

    STM_GATE_CORE = 1 << 18,         // a word that only time has, of which an expression needs one
    STM_GATE_CORE_LONGER = 1 << 19,  // begins a phrase that is one: "at the moment"
    STM_GATE_START = 1 << 20,        // may stand before such a word in an expression
    STM_GATE_START_LONGER = 1 << 21, // begins a phrase that may
    STM_GATE_TIME = 1 << 22,         // may stand within an expression of time
    STM_GATE_CLOCK = 1 << 23,        // may begin a time of day
    STM_GATE_BEFORE = 1 << 24,       // may stand before a figure and say something of it: a bound, a change, a label
    STM_GATE_TENSE = 1 << 25,        // says something of the tense
    STM_GATE_NUMBER = 1 << 26,       // may begin a number in words
    STM_GATE_FIGURE = 1 << 27,       // may begin a figure, or an idiom that is none, if with a phrase only
    STM_GATE_ARTICLE = 1 << 28,      // an article that may count one: "a hundred"
    STM_GATE_INNER = 1 << 29,        // goes on with a phrase that began before it
    STM_GATE_CORE_BEHIND = 1 << 30,  // a word that only time has where a number stands before it: "s" of "1990s", "a" of "5a"
};

#define STM_GATE_COUNTS (UINT32_C(1) << 31) // the word itself may begin a figure

uint32_t stm_gates_of(const stm_lexeme *lexeme);
// Of a word that goes on with a phrase of `class`.
uint32_t stm_gates_inner(stm_class class);

#endif
