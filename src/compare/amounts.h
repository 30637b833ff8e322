// Inside of compare: figures and dates of all accounts, made comparable.
#ifndef STM_COMPARE_AMOUNTS_H
#define STM_COMPARE_AMOUNTS_H

#include "compare/inner.h"

enum { STM_FRAME = 3 }; // words on a side

typedef struct stm_amount {
    uint32_t account;
    const stm_figure *figure; // or
    const stm_date *date;
    stm_span span;
    uint32_t sentence;
    double low, high;     // in the base unit; of a date days since 1970, from where it begins to where it ends
    double slack;         // how far from the true value the number may be: a hedge, a round number
    double first, last;   // of a length of time that ends at publication ("two years ago") the days it may mean; else 0
    stm_bound bound;
    uint64_t unit;        // hash of what must agree before two amounts are compared
    uint64_t counted;     // hash of the kind of thing counted; 0: unknown
    uint64_t fate;        // hash of what happened to them; 0: nothing known
    uint64_t noun;        // hash of the counted noun as such; 0: none
    uint64_t subject;     // of what moves: stm_account_name_key of the name before it; of an age: whose it is; of inhabitants: of what; 0: unknown
    bool pronoun;         // an age of "he" or "who": whose, its words do not tell
    int era;              // year that its sentence tells of, where that is not one of the account's own time; 0: none
    bool grows;           // a count that grows as more is known
    bool moves;           // a price or level that goes up and down by the hour
    bool salient;         // a value that hardly two things have by chance
    bool unique;          // one that no two things have
    bool vague;           // "dozens", "hundreds": agrees with everything
    uint32_t restates;    // number + 1 of the amount that it says again in another unit or zone; 0: none
    bool headline, aside; // aside: in a caption, which may carry on a statement but not begin one
    bool weekday;         // a date that is written as a weekday alone
    stm_view settled;     // of a date that other accounts settle, its value; empty: that of the date holds
    bool day;             // of a date that names hours, too, its day
    bool clock, dayless;  // an hour to the minute; one with which no day is named
    char edge;            // 's', 'm', 'e': the start, middle, end of a date is meant; 0: all of it
    uint32_t *senses;     // [nsenses] of the words around it
    double *weights;      // [nsenses] by nearness and rarity in the news
    double *telling;      // [nsenses] less for what every other sentence of the story has
    uint32_t nsenses;
    double weight, told;  // sums of both
    uint32_t frame[2][STM_FRAME]; // senses of the content words right before it and right behind; STM_NO_WORD: none
    unsigned frame_names; // bits of those that stand in names
} stm_amount;

// Amounts in order of accounts and places.
void stm_amounts_read(stm_comparing *c, stm_vector *amounts);
// Hash of the kind of thing that a counted noun means, in either number; 0: unknown.
uint64_t stm_amount_class(const stm_comparing *c, stm_view noun);
// How much of what stands around two amounts is the same, 0..1.
double stm_amounts_context(const stm_amount *one, const stm_amount *two);
// The same by what tells one event of the story from another.
double stm_amounts_event(const stm_amount *one, const stm_amount *two);
// Do they share a word of those that say of what they are: "a 300-pound bear", "the 136-kg bear"?
bool stm_amounts_framed(const stm_amount *one, const stm_amount *two);
// The same by a word that stands in no name: the thing that a story is of is named everywhere.
bool stm_amounts_framed_alike(const stm_amount *one, const stm_amount *two);
// Words around one that are around the other too.
uint32_t stm_amounts_shared(const stm_amount *one, const stm_amount *two);
// A time like 7:43, which few things of a day have in common; 7:45 many may.
bool stm_amount_tells_minute(const stm_amount *amount);
bool stm_amounts_same_value(const stm_amount *one, const stm_amount *two);
// The first and last value that an amount allows, with bound and slack.
double stm_amount_from(const stm_amount *amount);
double stm_amount_to(const stm_amount *amount);
// May both be right of one thing: their intervals meet, with bound and slack.
bool stm_amounts_meet(const stm_amount *one, const stm_amount *two);
// The amount in the words of its clause: "killed 12 people in the valley".
stm_view stm_amount_text(stm_comparing *c, const stm_amount *amount);

// figure-relations.c: differences between groups of amounts of one value each. Joins in `statements` (disjoint sets of groups, one
// each when it is called) the groups whose values may both be right of one quantity.
typedef struct stm_amount_group {
    uint32_t *members; // [n] amounts
    uint32_t n, narticles;
    bool stated;       // in prose; false: in captions alone
} stm_amount_group;
void stm_figures_relate(stm_comparing *c, const stm_vector *amounts, const stm_amount_group *groups, uint32_t ngroups,
                        uint32_t *statements);
// figure-forms.c: adds a difference where accounts give one value with another bound or in another form.
void stm_figure_forms_compare(stm_comparing *c, const stm_vector *amounts, const stm_amount_group *group);
stm_mention stm_amount_mention(stm_comparing *c, const stm_amount *amount);

#endif
