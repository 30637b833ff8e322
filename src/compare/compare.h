// compare: the accounts of one story side by side.
//
// Input: one story, its documents, and what reuse found. Output: statements (one quote, figure or fact each, with every mention of
// it and the origins these come from), differences, people, what only one account has. It gives evidence, never a verdict:
// "conflict" says that both cannot be right, never which is. No statement rests on a heading of another story, nor on a caption,
// save in a gallery, whose captions are all it says. The output does not depend on the order of the documents; ids of statements
// and differences come from their content.
#ifndef STM_COMPARE_COMPARE_H
#define STM_COMPARE_COMPARE_H

#include "reuse/reuse.h"
#include "story/story.h"

typedef enum stm_statement_kind { STM_STATEMENT_QUOTE, STM_STATEMENT_FIGURE, STM_STATEMENT_FACT } stm_statement_kind;
// How a mention gives its statement. Of a quote: between marks as a sentence or as a part of one, as reported speech, or in the
// article's own prose, its words repeated without marks.
typedef enum stm_form { STM_FORM_DIRECT, STM_FORM_FRAGMENT, STM_FORM_INDIRECT, STM_FORM_PROSE } stm_form;
static inline bool stm_form_as_said(stm_form form) { return form == STM_FORM_DIRECT || form == STM_FORM_FRAGMENT; }
typedef enum stm_wording { STM_WORDING_SAME, STM_WORDING_TRUNCATED, STM_WORDING_ALTERED, STM_WORDING_TRANSLATED } stm_wording;
typedef enum stm_edit_op { STM_EDIT_CUT, STM_EDIT_PUT, STM_EDIT_CHANGE } stm_edit_op;

// What a mention of a quote changed against the fullest wording. `full` is in the text of the fullest mention's article, `own` in
// the mention's; empty where nothing stands there.
typedef struct stm_edit {
    stm_edit_op op;
    stm_span full, own;
} stm_edit;

typedef struct stm_mention {
    uint32_t document;
    stm_span *spans; // [nspans]
    uint32_t nspans;
    stm_form form;
    stm_view speaker; // as written; empty: none
    uint32_t person;  // who that is, equal for one person within a comparison; UINT32_MAX: unknown
    stm_view name;    // of that person in this story; empty: unknown
    bool named;       // the speaker's name stands beside the words
    bool leans;       // its sentence leans on the one before it, and does not read well alone
    bool pictured;    // its sentence speaks of a picture
    bool joined;      // of a quote: words of another statement stand just before it in the same marks
    stm_wording wording;
    stm_edit *edits;
    uint32_t nedits;
    uint32_t origin; // number in stm_comparison.origins: what the article stands on
    uint32_t source; // the same where the article names nobody; else what it names, at the end of a chain of such namings
    stm_view via;    // the outlet that the article names as its source for it; empty: none
    bool circular;   // that outlet's article names this one in turn
    // of figures and dates:
    bool has_value;
    double low, high;
    stm_bound bound;
    stm_view unit;
    stm_view vague; // as written, of a number that is told by a word alone: "dozens"; empty: it is not
    stm_view date;  // TIMEX3 value of a date; empty: not a date
    stm_view as_of; // ISO 8601; empty: unknown
} stm_mention;

enum { STM_CONTENT_ID = 18 }; // "s" or "d", 16 hexadecimal digits, NUL

typedef struct stm_statement {
    char id[STM_CONTENT_ID];
    stm_statement_kind kind;
    stm_view text;    // of a quote its fullest wording; of a figure what is counted, with value; of a fact its clearest clause
    stm_view speaker; // canonical name; empty: none
    double certainty; // that the mentions belong together, 0..1
    stm_view *because;
    uint32_t nbecause;
    stm_mention *mentions; // by article as in the story, then span; mentions[fullest] has the fullest wording
    uint32_t nmentions, fullest;
    stm_wording wording; // the strongest of its mentions'
    uint32_t narticles, norigins;
    uint32_t nsources; // origins left where outlets that are named as the source count instead of those who name them
    bool telling;  // only one account has it, and it is worth a line,
    double worth;  // and how much, against others of that kind
} stm_statement;

typedef enum stm_difference_kind {
    STM_DIFFERENCE_FIGURE, STM_DIFFERENCE_QUOTE, STM_DIFFERENCE_ATTRIBUTION, STM_DIFFERENCE_DATE, STM_DIFFERENCE_NAME,
    STM_DIFFERENCE_FACT,
} stm_difference_kind;

typedef enum stm_difference_relation {
    STM_DIFFERS, STM_COMPATIBLE, STM_UPDATE, STM_SCOPE, STM_CONFLICT, STM_TRUNCATED, STM_ALTERED,
} stm_difference_relation;

typedef struct stm_difference {
    char id[STM_CONTENT_ID];
    stm_difference_kind kind;
    stm_difference_relation relation;
    stm_view what; // plain words: "countries at the meeting"
    double certainty;
    stm_view *because;
    uint32_t nbecause;
    stm_mention *mentions;
    uint32_t nmentions;
    uint32_t *still; // [nstill] of an update: documents with an old value, published after the first with the new one;
    uint32_t nstill; // the last nstill of the reasons say so, of each in turn
    uint32_t *course; // [ncourse] of figures: numbers of the mentions that first have each value, in order of publication
    uint32_t ncourse;
} stm_difference;

typedef struct stm_person {
    stm_view name;       // the fullest and commonest form
    stm_name_kind kind;  // person or organisation
    stm_view *spellings; // [nspellings] every form in the story, sorted
    uint32_t nspellings;
    stm_view *roles;     // [nroles]
    uint32_t nroles;
} stm_person;

typedef enum stm_origin_kind { STM_ORIGIN_OUTLET, STM_ORIGIN_AGENCY, STM_ORIGIN_RELEASE, STM_ORIGIN_UNSEEN } stm_origin_kind;

// Where the words of some mentions come from. An article that stands on its own is an origin of kind outlet. An outlet that is only
// named ("told the Herald") is the origin of the statements it is named for, and no article stands on it.
typedef struct stm_origin {
    stm_view id;   // "o1", ...
    stm_origin_kind kind;
    stm_view name; // empty: not named
    uint32_t *documents;       // articles that stand on it
    uint32_t ndocuments;
    uint32_t *quoting, nquoting; // articles of other origins that name it as the source of a statement
    stm_view *because;
    uint32_t nbecause;
    uint32_t *lost, nlost;     // statements (numbers) of which every mention stands on it or has its words from it
    uint32_t *single, nsingle; // statements that are left with one source without it
} stm_origin;

typedef struct stm_moment { // of the timeline
    stm_view at;        // ISO 8601
    uint32_t statement;
} stm_moment;

// Statements of several accounts that say the same in other forms: quoted, reported, as the number in them.
typedef struct stm_claim {
    uint32_t *statements; // [nstatements] numbers; the first says it best
    uint32_t nstatements;
    stm_mention *mentions; // [nmentions] of the first, then of each other those in further articles; the last nown are in no statement
    uint32_t nmentions, nown;
    uint32_t narticles, norigins, nsources; // of all of them
} stm_claim;

typedef struct stm_comparison {
    const stm_story *story;
    stm_statement *statements; // by number of origins, then articles (most first), then place in the text
    size_t nstatements;
    stm_claim *claims; // every statement of several articles is in one; by number of origins, then articles
    size_t nclaims;
    stm_difference *differences; // what an editor would want first comes first
    size_t ndifferences;
    stm_person *people; // who takes part: of all names those that are somebody's
    size_t npeople;
    stm_origin *origins; // first those that articles stand on, then those that are only named
    size_t norigins, nstanding;
    uint32_t *only_one; // statements of one article that are worth a line, what is worth most first
    size_t nonly_one;
    stm_moment *timeline;
    size_t ntimeline;
} stm_comparison;

stm_status stm_compare(stm_arena *arena, stm_document *const *documents, size_t ndocuments, const stm_reuse *reuse,
                       const stm_story *story, stm_comparison *comparison);

const char *stm_statement_kind_name(stm_statement_kind kind);
const char *stm_form_name(stm_form form);
const char *stm_wording_name(stm_wording wording);
const char *stm_edit_op_name(stm_edit_op op);
const char *stm_difference_kind_name(stm_difference_kind kind);
const char *stm_difference_relation_name(stm_difference_relation relation); // "differs", "compatible", ...
const char *stm_origin_kind_name(stm_origin_kind kind);

#endif
