// What is known of the words of figures and dates, by hash of the word.
//
// The tables lang/<code>/{numbers,units,currencies,hedges,times,count-words}.tsv have one form: how it is written, class, value, text.
// Phrases of several words are chained by stm_hash_join; a hyphen between their words may stand or be missing.
#ifndef STM_ANNOTATE_LEXICON_H
#define STM_ANNOTATE_LEXICON_H

#include "base/map.h"

typedef enum stm_class {
    // numbers
    STM_CLASS_CARDINAL, STM_CLASS_TEEN, STM_CLASS_TEN, STM_CLASS_HUNDRED, STM_CLASS_SCALE, STM_CLASS_LETTER, STM_CLASS_DOZEN,
    STM_CLASS_VAGUE, STM_CLASS_TENS, STM_CLASS_ARTICLE, STM_CLASS_COUPLE, STM_CLASS_AND, STM_CLASS_OF, STM_CLASS_POINT,
    STM_CLASS_MINUS, STM_CLASS_ORDINAL, STM_CLASS_HALF, STM_CLASS_FRACTION, STM_CLASS_SUFFIX, STM_CLASS_IN, STM_CLASS_DIVIDED,
    STM_CLASS_TO, STM_CLASS_OR, STM_CLASS_BETWEEN, STM_CLASS_FROM,
    // units
    STM_CLASS_PERCENT, STM_CLASS_DURATION, STM_CLASS_MEASURE, STM_CLASS_SHORT_MEASURE, STM_CLASS_TEMPERATURE,
    STM_CLASS_SHORT_TEMPERATURE, STM_CLASS_PER, STM_CLASS_MONEY, STM_CLASS_ISO,
    // hedges
    STM_CLASS_BEFORE, STM_CLASS_AFTER, STM_CLASS_UP, STM_CLASS_DOWN,
    // times
    STM_CLASS_MONTH, STM_CLASS_WEEKDAY, STM_CLASS_WEEKDAYS, STM_CLASS_DAY, STM_CLASS_DAYPART, STM_CLASS_REF, STM_CLASS_SEASON,
    STM_CLASS_PART, STM_CLASS_TURN, STM_CLASS_SHIFT, STM_CLASS_EDGE, STM_CLASS_SET, STM_CLASS_EVERY, STM_CLASS_HOLIDAY,
    STM_CLASS_FEAST, STM_CLASS_AMPM, STM_CLASS_CLOCK, STM_CLASS_OCLOCK, STM_CLASS_ZONE, STM_CLASS_YEAR_CUE, STM_CLASS_FUTURE,
    STM_CLASS_PAST, STM_CLASS_SEVERAL, STM_CLASS_ADJECTIVE, STM_CLASS_PERIOD, STM_CLASS_OLD, STM_CLASS_AGED,
    STM_CLASS_THE, STM_CLASS_AT, STM_CLASS_ON, STM_CLASS_THROUGH, STM_CLASS_BASE, STM_CLASS_DECADE, STM_CLASS_DECADE_ENDING,
    STM_CLASS_FISCAL, STM_CLASS_YEAR_AGO, STM_CLASS_PERIOD_LETTER, STM_CLASS_PERIOD_END, STM_CLASS_STARTING, STM_CLASS_AFTER_NEXT,
    STM_CLASS_WHOLE, STM_CLASS_LENGTH_CUE, STM_CLASS_SHORT_DURATION, STM_CLASS_SHORT_AMPM, STM_CLASS_PAST_HOUR, STM_CLASS_HOMONYM, STM_CLASS_NAME,
    STM_CLASS_DATE_BOUND, STM_CLASS_DATE_BOUND_BEHIND, STM_CLASS_ENDED, STM_CLASS_PERFECT, STM_CLASS_SHIFT_BEFORE, STM_CLASS_TURN_BEHIND, STM_CLASS_CLOCK_MARK, STM_CLASS_AUXILIARY, STM_CLASS_PRIZED, STM_CLASS_GAME,
    // what is counted
    STM_CLASS_STOP, STM_CLASS_LABEL, STM_CLASS_CASUALTY, STM_CLASS_PLURAL, STM_CLASS_SINGULAR, STM_CLASS_OTHER,
    STM_CLASS_IDIOM, STM_CLASS_CUE, STM_CLASS_LINK, STM_CLASS_THAN, STM_CLASS_BUT, STM_CLASS_WEIGHED, STM_CLASS_WEIGH, STM_CLASS_LOAD, STM_CLASS_TURNED,
    STM_CLASS_EXTENT, STM_CLASS_RATE, STM_CLASS_YEARS_OLD, STM_CLASS_STREET, STM_CLASS_PREFIX, STM_CLASS_NEXT, STM_CLASS_ONE, STM_CLASS_VERB, STM_CLASS_TIMES, STM_CLASS_CROSS, STM_CLASS_PARTS, STM_CLASS_GROUP, STM_CLASS_SHORT_MONEY, STM_CLASS_PRONOUN,
    STM_CLASS_DETERMINER, STM_CLASS_UNDER_ZERO, STM_CLASS_WARMTH, STM_CLASS_UNSAID, STM_CLASS_TALLY, STM_CLASS_FACTOR, STM_CLASS_TOPIC, STM_CLASS_UPPER_MEASURE, STM_CLASS_RANKING,
    STM_NCLASSES
} stm_class;

typedef struct stm_sense {
    stm_class class;
    double value;
    stm_view text;
} stm_sense;

enum { STM_CLASS_WORDS = (STM_NCLASSES + 63) / 64 };

typedef struct stm_lexeme {
    const stm_sense **senses;             // [number of its classes], in the order of the classes
    uint64_t classes[STM_CLASS_WORDS];    // bit set of its senses' classes
    uint64_t reach[STM_CLASS_WORDS];      // the same of it and of all phrases that it begins
    bool longer;                          // begins a phrase
    bool word;                            // a word, not a phrase or its beginning of several words
    uint32_t gates;                       // what it may begin (gates.h)
    uint64_t next[2];                     // sets of the low six bits, and of the next six, of the words that go on with its phrases
} stm_lexeme;

typedef struct stm_lexicon {
    stm_map lexemes; // hash of a word or phrase -> stm_lexeme *
    stm_map inner;   // hash of a word within a phrase, not its first -> its gates (gates.h)
    const char *code;
    // Properties of the language, of lang/<code>/language.tsv.
    bool comma_decimal;     // "1.234,5", and the day before the month
    bool capital_nouns;     // every noun has a capital
    bool adjectives_behind; // they follow their noun
    bool ordinal_point;     // a full stop behind digits makes an ordinal: "42. Minute"
    bool elided;            // an article of one letter is tied to its noun: "d'habitants"
    stm_view past_ending;   // of verbs that stand in no table: "ed"; empty: none
} stm_lexicon;

// All tables of language `code` and of "common"; an English one where it has no own.
void stm_lexicon_read(stm_lexicon *lexicon, stm_arena *arena, const char *code);

// What stands for all words of which the tables say nothing, so that none is ever NULL.
extern const stm_lexeme stm_lexeme_none;
static inline bool stm_lexeme_known(const stm_lexeme *lexeme) { return lexeme != &stm_lexeme_none; }

const stm_lexeme *stm_lexicon_get(const stm_lexicon *lexicon, uint64_t hash);

static inline bool stm_lexeme_is(const stm_lexeme *lexeme, stm_class class)
{
    return (lexeme->classes[class >> 6] >> (class & 63) & 1) != 0;
}
// Is the word, or a phrase that begins with it, of `class`.
static inline bool stm_lexeme_reaches(const stm_lexeme *lexeme, stm_class class)
{
    return (lexeme->reach[class >> 6] >> (class & 63) & 1) != 0;
}
// May the word with that hash go on with a phrase of the lexeme.
static inline bool stm_lexeme_goes_on(const stm_lexeme *lexeme, uint64_t word)
{
    return (lexeme->next[0] >> (word & 63) & lexeme->next[1] >> (word >> 6 & 63) & 1) != 0;
}
const stm_sense *stm_lexeme_sense_of(const stm_lexeme *lexeme, stm_class class); // it is of that class
static inline const stm_sense *stm_lexeme_sense(const stm_lexeme *lexeme, stm_class class) // NULL: not of that class
{
    return stm_lexeme_is(lexeme, class) ? stm_lexeme_sense_of(lexeme, class) : NULL;
}

// Reads "12", "0.01" or "1/3"; false if `text` is nothing of that.
bool stm_decimal_read(stm_view text, double *value);

#endif
