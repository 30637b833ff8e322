// Points, periods and lengths of time between their words and their TIMEX3 values: what the files of dates hand to each other.
//
// The grammar (calendar.c, periods.c, relative.c, clocks.c) reads a stm_when with what the words say; stm_when_settle finds the
// year or the day that they leave open by the day of publication and the tense of the sentence; stm_when_value writes it down.
#ifndef STM_ANNOTATE_WHEN_H
#define STM_ANNOTATE_WHEN_H

#include "annotate/measures.h"
#include "annotate/numbers.h"

// How long what is named is, from long to short.
typedef enum stm_grain {
    STM_GRAIN_NONE,
    STM_GRAIN_CENTURY,
    STM_GRAIN_DECADE,
    STM_GRAIN_YEAR,
    STM_GRAIN_HALF,
    STM_GRAIN_SEASON,
    STM_GRAIN_QUARTER,
    STM_GRAIN_MONTH,
    STM_GRAIN_WEEK,
    STM_GRAIN_WEEKEND,
    STM_GRAIN_DAY,
    STM_GRAIN_PART,
    STM_GRAIN_MINUTE,
    STM_GRAIN_SECOND,
    STM_GRAIN_LENGTH,
    STM_GRAIN_TEXT,
} stm_grain;

typedef enum stm_time_unit {
    STM_UNIT_SECOND,
    STM_UNIT_MINUTE,
    STM_UNIT_HOUR,
    STM_UNIT_DAY,
    STM_UNIT_WEEKEND,
    STM_UNIT_WEEK,
    STM_UNIT_FORTNIGHT,
    STM_UNIT_MONTH,
    STM_UNIT_QUARTER,
    STM_UNIT_YEAR,
    STM_UNIT_DECADE,
    STM_UNIT_CENTURY,
    STM_UNIT_MILLENNIUM,
    STM_NUNITS,
} stm_time_unit;

// A length: so many of each unit.
typedef struct stm_length {
    size_t begin, end; // atoms
    double n[STM_NUNITS];
    stm_time_unit unit; // the last one named
    bool vague;         // "several months"
    bool plain;         // counted by "a", "one" or a number, so that "ago" may follow
} stm_length;

typedef enum stm_tense { STM_TENSE_NONE, STM_TENSE_PAST, STM_TENSE_FUTURE } stm_tense;

typedef struct stm_when {
    size_t begin, end; // atoms
    stm_date_kind kind;
    stm_grain grain;
    int year, month, day; // its first day; 0: not said, or not known
    int weekday;          // 1 (Monday) to 7 where the words name one; else 0
    int number;           // of a quarter, half or season in its year; of "the 18th" nothing
    int hour, minute, second;
    stm_view part;     // "MO", "EV": part of the day; the year's letters "FY" of a fiscal year
    stm_view text;     // the value as it is (STM_GRAIN_TEXT)
    stm_length length; // STM_GRAIN_LENGTH
    stm_view zone;     // as written; empty: none
    int turn;          // "last" -1, "next" 1 where it still has to choose; 0
    bool turned;       // "this", "last" or "next" stands before
    bool ambiguous;    // an hour of 1 to 12 without its half of the day
    bool begun;        // "since" stands before: it is not to come
    bool counted;      // holds a number with a unit, which is a figure too
    bool sure;         // of a time: a colon, a half of the day or a word says that it is one
    char edge;         // of a range's end: 'E' the end of what is named, 'M' its middle; 0
    stm_bound bound;   // "before", "since"
    uint32_t sentence; // of the last date that another one rests on
} stm_when;

// The numbers, lengths and expressions without a time of day read last, by atom: the rules ask for the same ones over and over.
enum { STM_KEPT_MOST = 16, STM_SINGLES_MOST = 4 };
typedef struct stm_kept {
    size_t numbers_behind[STM_KEPT_MOST], lengths_behind[STM_KEPT_MOST]; // the atom asked for + 1; 0: none yet
    bool number_found[STM_KEPT_MOST], length_found[STM_KEPT_MOST];
    stm_number numbers[STM_KEPT_MOST];
    stm_length lengths[STM_KEPT_MOST];
    struct stm_single {
        size_t at;
        bool loose, found;
        stm_when when;
    } singles[STM_SINGLES_MOST]; // of one expression, as they depend on its tense; the latest replace the first
    size_t nsingles;
    size_t looked; // the atom up to which dates.c looked for one that joins two dates
    bool joined;   // it is such a one
    size_t expression;  // the atom with which the expression at hand begins
    bool tensed, near, firm; // its tense was looked for; it is that of a verb close by, with "in" or "on" between
    stm_tense tense;
    size_t no_clock;           // the atom + 1 where no time of day was found to begin; 0: none
    size_t run_begin, run_end; // the run of words of time looked at last
    uint64_t run_rules;        // that find in it what they need
} stm_kept;

// A sentence on its way.
typedef struct stm_timing {
    stm_measuring *m;
    const struct stm_time_grammar *grammar; // all rules
    stm_atoms atoms;  // of the sentence
    stm_civil now;    // publication; year 0: unknown
    bool known;       // its day is known
    int32_t today;    // days since 1970-01-01
    stm_when *anchor;  // the last date of the article that names a period; grain NONE: none
    stm_when *quarter; // the last quarter of the article; grain NONE: none
    bool loose;       // two numbers may be a date: the end of a range of such
    stm_kept *kept; // of the sentence: what was read last
    int depth; // of expressions within expressions, which is bounded
} stm_timing;

// values (when.c)
int32_t stm_when_first(const stm_when *when);                           // its first day, where year, month and day are known
int32_t stm_when_behind(const stm_when *when);                          // the day after its last
void stm_when_on(stm_when *when, stm_grain grain, int32_t day);         // the period of that grain that holds the day
bool stm_when_move(stm_when *when, const stm_length *length, int sign); // shifts it; keeps its grain; false: out of the calendar
void stm_when_settle(const stm_timing *t, stm_when *when);
stm_view stm_when_value(const stm_timing *t, const stm_when *when);
stm_view stm_when_range(const stm_timing *t, const stm_when *from, const stm_when *to);
stm_grain stm_unit_grain(stm_time_unit unit);

// Shared cursors (when-words.c): true, and what they read, only if they match at atom `i`.
bool stm_unit_at(const stm_timing *t, size_t i, stm_time_unit *unit, size_t *end);
bool stm_length_at(const stm_timing *t, size_t i, stm_length *length);
bool stm_whole_read(const stm_timing *t, size_t i, int low, int high, int *value);    // a number atom of plain digits
bool stm_day_at(const stm_timing *t, size_t i, int *day, size_t *end, bool *ordinal); // 1..31 in digits or words
bool stm_year_at(const stm_timing *t, size_t i, int *year, size_t *end);              // four digits or words
bool stm_owns_at(const stm_timing *t, size_t i, size_t most); // a possessive of a word of at most so many bytes
bool stm_ordinal_at(const stm_timing *t, size_t i, int *value, size_t *end);
bool stm_time_number_at(const stm_timing *t, size_t i, stm_number *number); // stm_number_at, remembered
int32_t stm_time_anchor(const stm_timing *t, bool anchored); // the day that "that day" and "a day later" speak of (relative.c)
stm_tense stm_time_tense(const stm_timing *t); // of the clause of the expression at hand
bool stm_time_near(const stm_timing *t);       // that tense is one of a verb close by, before it
bool stm_time_firm(const stm_timing *t);       // the same with "in" or "on" between: "closed in April"
bool stm_verb_at(const stm_timing *t, size_t i); // a word of time that is a verb here

typedef struct stm_time_rule {
    bool (*read)(const stm_timing *t, size_t i, stm_when *when);
    uint32_t begins; // gates of its first atoms (gates.h)
    uint32_t needs;  // gates of which one stands in all that it reads
} stm_time_rule;

// Is it a word of time or what may stand among such words: a number, a sign, a letter alone ("3 h"). No expression holds another.
static inline bool stm_time_goes_on(const stm_atom *atom)
{
    return (atom->gates & (STM_GATE_TIME | STM_BEGIN_NUMBER | STM_BEGIN_SIGN)) != 0 || stm_span_size(atom->span) <= 1;
}

typedef struct stm_time_rules {
    const stm_time_rule *rules; // [n]
    size_t n;
} stm_time_rules;

// All rules, numbered (rules.c).
enum { STM_RULES_MOST = 64, STM_BEGINS = 18 };
typedef struct stm_time_grammar {
    stm_time_rule rules[STM_RULES_MOST]; // [n]
    size_t n;
    uint64_t all, calendar, periods; // sets of them: a bit a rule
    uint64_t begins[STM_BEGINS];     // by the bits of STM_BEGIN_ANY
} stm_time_grammar;

stm_time_grammar *stm_time_grammar_make(stm_arena *arena);
// The longest of what the rules of the set read at atom `i`, the first of several.
bool stm_time_longest(const stm_timing *t, size_t i, uint64_t set, stm_when *when);

// The rules of days, months, years, weekdays, feasts (calendar.c); of quarters, seasons, decades, weeks, ends of periods
// (periods.c); of "last year", "two weeks ago", "yesterday" (relative.c).
extern const stm_time_rules stm_calendar_rules, stm_period_rules, stm_relative_rules;

// Grammar. Each reads the expression of its kind that begins at atom `i`.
bool stm_numeric_at(const stm_timing *t, size_t i, stm_when *when);  // "22/04", "2019-aug-1", "20161016" (numeric.c)
bool stm_time_set_at(const stm_timing *t, size_t i, stm_when *when); // "every Tuesday" (sets.c)
bool stm_beside_at(const stm_timing *t, size_t i, stm_when *when);   // "the week before Christmas", "the day before" (besides.c)
bool stm_clock_at(const stm_timing *t, size_t i, bool loose, stm_when *when); // a time of day (clocks.c)
bool stm_titled_at(const stm_timing *t, size_t i, size_t end); // part of a name: a capital within a sentence, beside another one
bool stm_plural_at(const stm_timing *t, size_t i);             // a word that ends in -s, its possessive apart
bool stm_single_at(const stm_timing *t, size_t i,
                   stm_when *when); // the longest of calendar, numeric, period, relative (moments.c)
bool stm_moment_at(const stm_timing *t, size_t i, stm_when *when); // the same with a time of day

void stm_moment_join_part(const stm_timing *t, stm_when *day);   // "night" behind a day
void stm_moment_put_clock(stm_when *day, const stm_when *clock); // the time on the day
size_t stm_moment_over_zone(const stm_timing *t, size_t i);      // behind "EST"

typedef struct stm_time_range {
    stm_when from, to;
    size_t begin, end;
    bool led; // by "from" or "between"
} stm_time_range;

bool stm_time_range_at(const stm_timing *t, size_t i, stm_time_range *range); // (time-ranges.c)
void stm_time_range_settle(const stm_timing *t, stm_time_range *range);

static inline bool stm_calendar_at(const stm_timing *t, size_t i, stm_when *when)
{
    return stm_time_longest(t, i, t->grammar->calendar, when);
}
static inline bool stm_period_at(const stm_timing *t, size_t i, stm_when *when)
{
    return stm_time_longest(t, i, t->grammar->periods, when);
}

static inline bool stm_when_is_day(const stm_when *when)
{
    return when->grain == STM_GRAIN_DAY || when->grain == STM_GRAIN_PART;
}

static inline const stm_atom *stm_time_atom(const stm_timing *t, size_t i)
{
    return stm_atoms_at(&t->atoms, i);
}
static inline bool stm_time_is(const stm_timing *t, size_t i, stm_class class)
{
    return stm_atoms_is(&t->atoms, i, class);
}
static inline bool stm_time_sign(const stm_timing *t, size_t i, char sign)
{
    return stm_atoms_sign(&t->atoms, i, sign);
}
static inline bool stm_whole_at(const stm_timing *t, size_t i, int low, int high, int *value) // the same of any atom
{
    return stm_time_atom(t, i)->kind == STM_ATOM_NUMBER && stm_whole_read(t, i, low, high, value);
}
static inline size_t stm_time_over(const stm_timing *t, size_t i, stm_class class)
{
    return i + stm_time_is(t, i, class);
}
static inline size_t stm_time_over_sign(const stm_timing *t, size_t i, char sign)
{
    return i + stm_time_sign(t, i, sign);
}

#endif
