// Inside of compare: groups of amounts on their way to differences (figure-relations.c), and what they are judged to be
// (figure-verdicts.c).
#ifndef STM_COMPARE_RELATING_H
#define STM_COMPARE_RELATING_H

#include "compare/amounts.h"

enum { STM_RELATING_MEMBERS = 12 }; // of a group that are looked at

typedef struct stm_relating {
    stm_comparing *c;
    const stm_vector *amounts;
    const stm_amount_group *groups;
    uint32_t ngroups;
    stm_vector relations;
    uint32_t *parents; // of groups: one quantity
    uint32_t *next;    // the next group of the same quantity, or STM_NO_GROUP
    uint32_t *sizes;   // of a root: groups of its quantity
    stm_map likeness;  // pair of groups -> millionths
    stm_table scopes, corrections;
    uint64_t score; // kind of what is scored in play
    uint32_t *statements; // of groups: disjoint sets, a statement each
    int8_t *corrected;    // of amounts: what was found of their sentence, + 2; 0: nobody has asked
    const stm_amount **first; // of groups: the mention of which most is known
} stm_relating;

static inline const stm_amount *stm_relating_amount(const stm_relating *r, uint32_t i)
{
    return stm_vector_at(r->amounts, i);
}

static inline bool stm_amount_one_sided(const stm_amount *a)
{
    return a->bound != STM_BOUND_EQUAL && a->bound != STM_BOUND_ABOUT;
}

// figure-relations.c
// Are they counts of one kind of thing, or terms of one kind?
bool stm_amounts_of_kind(const stm_amount *one, const stm_amount *two);
// A sum or count that hardly two things of a story have.
bool stm_amount_tells(const stm_amount *a);
// Is what one account tells by a word ("dozens") a greater number in another?
bool stm_amount_outgrown(const stm_amount *word, const stm_amount *number);
// How much speaks for two amounts being of one thing, 0..1.
double stm_amounts_likeness(const stm_amount *one, const stm_amount *two);
// The same of two groups: of their likest members; 0 where they cannot be compared.
double stm_relating_likeness(const stm_relating *r, uint32_t one, uint32_t two);
// Of the mentions of a value the one of which most is known; of equal ones the first.
static inline const stm_amount *stm_relating_first(const stm_relating *r, uint32_t group)
{
    return r->first[group];
}

typedef struct stm_verdict {
    stm_difference_relation relation;
    const char *because;
} stm_verdict;

// Does its account say that it puts an amount right (1: what was said before is another), or that it was put right later (-1)?
int stm_figures_corrected(const stm_relating *r, const stm_amount *amount);
// What the values of one quantity are to each other, and by how much its likest two sides are alike.
stm_verdict stm_figures_judge(const stm_relating *r, const uint32_t *sides, uint32_t n, double *likeness);
// The side with the value that replaced the others: what corrects, else of a count that grew the largest; n: none is known.
uint32_t stm_figures_newest(const stm_relating *r, const uint32_t *sides, uint32_t n);

#endif
