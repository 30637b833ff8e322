// Inside of compare: the clauses of all accounts, and how likely two of them say the same.
#ifndef STM_COMPARE_FACTS_H
#define STM_COMPARE_FACTS_H

#include "base/phrases.h"
#include "compare/inner.h"

enum {
    STM_DENIED = 2, // words with content that a negation before them turns into their opposite
};

typedef struct stm_clause { // what is compared: a sentence, or a clause of a long one
    uint32_t account, sentence;
    uint32_t begin, end;     // tokens
    uint32_t frame;          // number of its sentence
    uint32_t wording;        // the first clause of which it is a copy, most often itself
    uint32_t *stems;         // [nstems] senses, sorted
    bool *named;             // [nstems] does it stand in a name or date here?
    uint32_t nstems;
    double weight;           // of all
    double square, words;    // sums of squares: of all, of those outside names
    double rare;             // the same of all by how seldom an account that has them says them
    bool numbers;            // has it some?
    bool quoted;             // somebody's words
    uint32_t speaker;        // person whose words, or what he is said to have said, it is; STM_NO_PERSON: nobody known
    bool negated;
    uint32_t denied[STM_DENIED], ndenied; // senses
} stm_clause;

typedef struct stm_frame { // a sentence with all its clauses
    uint32_t account;
    uint32_t *stems, nstems; // sorted
    double square;           // sum of the squared weights
    uint32_t rank;           // among its article's sentences of prose
    double place;            // in them: 0 first, 1 last
} stm_frame;

// What speaks for or against two clauses saying the same, by the names that lang/common/fact-weights.tsv has for them.
typedef enum stm_fact_trait {
    STM_FACT_BIAS,     // 1
    STM_FACT_COSINE,   // of all words; most of what it tells is in STM_FACT_SENTENCE
    STM_FACT_RARE,     // the same, a word weighing the more the less often an account that has it says it
    STM_FACT_DICE,     // share of the words in common, however much they weigh
    STM_FACT_WORDS,    // weight in common outside names
    STM_FACT_NAMES,    // weight in common in names
    STM_FACT_LENGTH,   // logarithm of both clauses' weight
    STM_FACT_QUOTED,   // one is somebody's words
    STM_FACT_NEGATED,  // one denies something, the other nothing
    STM_FACT_NUMBERS,  // both have some and none is common
    STM_FACT_STRANGERS, // the same of names
    STM_FACT_SENTENCE, // how near the whole sentences are
    STM_FACT_PLACE,    // how far apart they stand in their articles
    STM_FACT_LEAD,     // how much nearer one is to the other than to all else in the other's article
    STM_FACT_TRAITS
} stm_fact_trait;

typedef struct stm_alike { // two clauses of different accounts, one < two
    double value;            // the probability that they say the same
    uint32_t one, two;
    double linear;           // what goes into it, the lead aside
    double near;             // the likeness by which a clause chooses its partner
    bool seed;               // may begin a group: enough in common, and no quotation
} stm_alike;

// What the clauses of other accounts say of two (fact-company.c); weights in the same table.
typedef enum stm_company_trait {
    STM_COMPANY_BASE,   // 1
    STM_COMPANY_OWN,    // logarithm of the odds by the traits above
    STM_COMPANY_UNMET,  // they have none
    STM_COMPANY_MARGIN, // how much likelier they are than either with another clause of the other's account
    STM_COMPANY_SPREAD, // in what share of the third accounts, by probability, the one that is more told has its like
    STM_COMPANY_SHARED, // how much of what one is like in them the other is like as well
    STM_COMPANY_TRAITS
} stm_company_trait;

typedef struct stm_traits { // of a pair, of either kind
    float values[STM_FACT_TRAITS];
} stm_traits;

typedef enum stm_kept { // of pairs and their traits
    STM_KEPT_LIKELY,  // those that are likely enough, without traits
    STM_KEPT_WORDS,   // all that share a word, with stm_fact_traits; these are not weighed again
    STM_KEPT_COMPANY, // all that are weighed again, with stm_company_traits
} stm_kept;

typedef struct stm_facts {
    stm_comparing *c;
    stm_table denials, titles, asides;
    stm_phrases aside_phrases;
    stm_vector clauses;      // stm_clause, by account and place
    stm_vector frames;       // stm_frame, in the same order
    uint32_t *speakers;      // [ntokens] of the account that is being read
    uint32_t *cues;          // [ntokens] of it: number of the quotation whose cue begins there + 1
    bool *presents;          // [ntokens] of it: is it a comma behind the speaker of a quotation?
    double *weights;         // [stems.n] of senses, 0..1: 1 for one that a single clause of the story has
    double *rare;            // [stems.n] the same by how seldom an account that has a sense says it
    uint32_t nwordings;      // clauses of different words
    double fitted[STM_FACT_TRAITS], company[STM_COMPANY_TRAITS]; // weights of the traits
    stm_vector pairs;        // stm_alike, those that may say the same
    stm_kept kept;
    stm_vector traits;       // stm_traits, of the same pairs
} stm_facts;

static inline stm_clause *stm_clause_at(const stm_facts *f, uint32_t i)
{
    return &((stm_clause *)f->clauses.items)[i];
}

static inline bool stm_is_number_stem(const stm_facts *f, uint32_t stem)
{
    stm_view word = f->c->stems.words[stem];
    return word.size > 0 && stm_is_digit(word.at[0]);
}

// fact-clauses.c: fills clauses, frames and weights.
void stm_clauses_read(stm_facts *f);
extern const char *const stm_fact_traits[STM_FACT_TRAITS]; // names
// Fills `fitted` and `company`; a trait that the table lacks weighs nothing.
void stm_fact_weights_read(stm_facts *f, stm_view table);
// fact-pairs.c: fills the clauses' wordings and pairs (of at least `least`); of two none denies what the other says.
void stm_clauses_pair(stm_facts *f, double least);
extern const char *const stm_company_traits[STM_COMPANY_TRAITS];
// fact-company.c: weighs them again by their company, with others that have only that; fills pairs anew.
void stm_clauses_meet(stm_facts *f, double least);

// fact-groups.c: all of these, with weights of a table; `c` and `kept` are set.
void stm_facts_read(stm_facts *f, stm_view weights);

#endif
