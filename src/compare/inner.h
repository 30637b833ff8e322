// Inside of compare: the accounts of a story with their words as numbers, and what the parts of the stage hand to each other.
#ifndef STM_COMPARE_INNER_H
#define STM_COMPARE_INNER_H

#include "base/map.h"
#include "base/table.h"
#include "base/vector.h"
#include "compare/compare.h"
#include "lang/rarity.h"
#include "lang/name-parts.h"
#include "lang/spelling.h"

enum { STM_NO_PERSON = UINT32_MAX, STM_NO_GROUP = UINT32_MAX };

// An outlet that an account names as its source (via.c).
typedef struct stm_via {
    stm_view name, hosts; // canonical name; labels of its hosts, parted by blanks
    stm_view plain;       // the name as outlets' plain names are
    stm_span words;       // cue and outlet: "told Reuters"
    stm_span reach;       // what it is the source of
    uint32_t origin;      // number + 1 of the origin that it comes to; 0: not asked yet
} stm_via;

// A passage that an account shares with one of another origin (origin-groups.c).
typedef struct stm_taken {
    stm_span span;
    uint32_t root, strength; // first account of the group it comes from, and members of that
} stm_taken;

// One article of the story. `account` numbers below are places in stm_comparing.accounts, in the order of the story's documents.
typedef struct stm_account {
    uint32_t document;
    const stm_document *doc;
    uint32_t *exact;   // [ntokens] number of the word, spelling made one; STM_NO_WORD for signs
    uint32_t *stem;    // [ntokens] number of its stem
    uint32_t *sense;   // [ntokens] number of the stem that stands for all words of its sense
    bool *named;       // [ntokens] stands in a name or a date
    bool *quoted;      // [ntokens] lies in a quotation that has a statement of its own
    uint8_t *zones;    // [nsentences] stm_zone
    uint32_t *people;  // [nnames] person of each name, as in stm_comparing.people
    uint32_t origin;
    stm_view outlet;   // its plain name
    stm_view called;   // how reasons call it
    stm_via *vias; // [nvias] by place
    uint32_t nvias;
    stm_vector taken;  // stm_taken
} stm_account;

typedef enum stm_zone { STM_ZONE_PROSE, STM_ZONE_HEADLINE, STM_ZONE_ASIDE } stm_zone; // aside: caption, table, embed, label, off the story

// Words that one account quotes from an agency and another prints as its own (repeats.c).
typedef struct stm_lift {
    uint32_t quotes, prints; // accounts
    stm_view from;
} stm_lift;

typedef struct stm_comparing {
    stm_arena *arena;
    stm_document *const *documents;
    const stm_reuse *reuse;
    const stm_story *story;
    stm_account *accounts;
    uint32_t naccounts;
    // words of the story
    stm_map synonyms;     // stem -> stem of its sense + 1
    stm_map cache;        // token.word -> number of the word's record + 1
    stm_vector words;     // uint32_t[3]: exact, stem, sense
    stm_intern exacts, stems;
    struct sb_stemmer *stemmer; // of English
    double *weights;      // [stems.n] bits of surprise of a stem; 0 for words without content
    double *rarest;       // [stems.n] of senses: of 10,000 articles, how many have the rarest of its words here
    uint32_t *spread;     // [stems.n] accounts that have it
    stm_rarity rarity;
    stm_spelling spelling;
    stm_name_parts name_parts;
    stm_table counted, same, capitals, articles, softeners, negations, modals, address, standing, agencies, function_words,
        clause_words, contractions, leaning, pictured, works, link_labels, abbreviations, body_words, bodies, prefixes;
    uint16_t *table;      // stm_words_align's own; NULL until it is needed
    struct stm_sayings *sayings; // quotes of all accounts, linked
    stm_vector lifts;     // stm_lift
    stm_map stock;        // stm_sentence_key -> number of the statement of stock phrases that the sentence is in
    // results
    size_t nstanding;     // as in stm_comparison
    stm_vector people;    // stm_person
    stm_vector origins;   // stm_origin
    stm_vector statements; // stm_statement
    stm_vector differences; // stm_difference
} stm_comparing;

// compare.c: all that comes before the facts; arena, documents, reuse and story are set.
void stm_comparing_begin(stm_comparing *c);

// accounts.c: fills accounts, words and weights.
void stm_accounts_prepare(stm_comparing *c);
stm_view stm_word_stem(stm_comparing *c, stm_view word); // until the next is asked for
stm_view stm_word_one_spelling(stm_comparing *c, stm_view word); // of a folded word: "recognising" is "recognizing"
// Is most of a sentence a quotation?
bool stm_sentence_quoted(const stm_account *account, uint32_t sentence);
// Does a token stand in a name or a date?
static inline bool stm_account_names(const stm_account *account, uint32_t token) { return account->named[token]; }
// The number of the first name that begins at byte `at` or behind it; nnames if there is none.
size_t stm_account_name_at(const stm_account *account, uint32_t at);
// What tells a name from another where the linking of names may have failed: its last word of some length ("Colm" of "Colm Inc").
uint64_t stm_account_name_key(const stm_comparing *c, const stm_account *account, size_t name);
// May a clause begin at a token: at a sign, or a word before which clauses begin?
bool stm_clause_begins(const stm_comparing *c, const stm_account *account, uint32_t token);
// Is it one of the words that more often join words than clauses?
bool stm_clause_joins(const stm_comparing *c, const stm_account *account, uint32_t token);
static inline uint64_t stm_sentence_key(uint32_t account, uint32_t sentence) { return (uint64_t)account << 32 | sentence; }
// Tokens without the signs at their ends.
stm_span stm_clause_span(const stm_account *account, uint32_t begin, uint32_t end);
// The clauses in which tokens [begin, end) of one sentence stand.
stm_span stm_clause_around(const stm_comparing *c, const stm_account *account, uint32_t begin, uint32_t end);
static inline stm_view stm_account_text(const stm_account *account, stm_span span)
{
    return stm_view_in(account->doc->article.text, span);
}

// complements.c: gives words that stand for the rest of a kind the sense of its opposite, before words are weighed.
void stm_complements_find(stm_comparing *c);

// align.c: the longest common subsequence by weight of two runs of words.
typedef struct stm_run_of_words {
    const uint32_t *words; // [n]; STM_NO_WORD never matches
    uint32_t n;
} stm_run_of_words;
enum { STM_ALIGN_MOST = 400 }; // words compared of a run; the rest is left out
// Fills match[i] with the partner in `two` of word i of `one`, or STM_NO_WORD; returns the number of pairs.
uint32_t stm_words_align(stm_comparing *c, stm_run_of_words one, stm_run_of_words two, uint32_t *match);
// The most of the `n` matched words that follow each other in both.
uint32_t stm_words_run(const uint32_t *match, uint32_t n);
// One word, or one with and without a plural ending? Of exact words.
bool stm_words_same_but_number(const stm_comparing *c, uint32_t one, uint32_t two);

// people.c: who is who over all accounts; fills account.people and c->people, and name differences.
void stm_people_link(stm_comparing *c);
void stm_people_add_form(stm_comparing *c, uint32_t person, stm_view form); // a further spelling
// designations.c: adds what organisations are called without a name of theirs.
void stm_designations_find(stm_comparing *c);
// The person of a quote's speaker; STM_NO_PERSON where unknown.
uint32_t stm_people_speaker(const stm_comparing *c, const stm_account *account, const stm_quote *quote);
stm_view stm_people_name(const stm_comparing *c, uint32_t person);

// cast.c: fills out->people: of all names those that are somebody's.
void stm_cast_list(stm_comparing *c, stm_comparison *out);

// via.c: fills accounts' vias.
void stm_via_find(stm_comparing *c);
stm_via *stm_via_of(const stm_account *account, stm_span span); // the source named for what stands there; NULL: none

// origin-groups.c: the root of the group of each account: those that stand on one origin.
uint32_t *stm_origins_group(stm_comparing *c);
// The root of the group that a passage with this span in it comes from; STM_NO_GROUP: it is in none that other groups have.
uint32_t stm_origins_passage(const stm_account *account, stm_span span);

// origins.c
const stm_lift *stm_lift_between(const stm_comparing *c, uint32_t one, uint32_t two); // accounts
void stm_origins_find(stm_comparing *c);
void stm_origins_give(stm_comparing *c, stm_mention *mentions, uint32_t n); // fills mentions' origin and via
void stm_origins_count(stm_comparing *c, stm_statement *statement); // the same, narticles, norigins, and reasons
void stm_origins_remove(stm_comparing *c, stm_comparison *out);     // the removal test, when all statements stand

// quote-groups.c, figure-groups.c, fact-groups.c: add statements and differences.
void stm_quotes_link(stm_comparing *c); // before the origins, which need to know what was lifted from an agency
void stm_quotes_group(stm_comparing *c);
void stm_figures_group(stm_comparing *c);
void stm_facts_group(stm_comparing *c, stm_view weights); // the text of the table fact-weights

// leaning.c: does a sentence begin with what leans on the one before it: "He", "Since then"?
bool stm_sentence_leans(const stm_comparing *c, const stm_account *account, uint32_t sentence);
// Does it speak of a picture, as captions do?
bool stm_sentence_pictured(const stm_comparing *c, const stm_account *account, uint32_t sentence);

// sections.c: makes asides of what accounts tell of something else than the story, when words are weighed.
void stm_sections_find(stm_comparing *c);

// only-one.c: adds statements of one account that are worth a line, when those of several stand.
void stm_only_one_find(stm_comparing *c);

// claims.c: statements that say the same, when they stand in their order.
void stm_claims_find(stm_comparing *c, stm_comparison *out);

// quote-changes.c: what was changed in a quote's wordings.
void stm_quote_changes_find(stm_comparing *c, const stm_statement *statement);

// still.c: which documents print an old value though a new one was out. Mentions of a value by document; adds its reasons last.
void stm_still_find(stm_comparing *c, stm_difference *d, const stm_mention *new, uint32_t nnew, const stm_mention *old, uint32_t nold);

// course.c: the values of a finished difference of figures in order of time.
void stm_course_find(stm_comparing *c, stm_difference *difference);

// renderings.c: one remark in two wordings, as differences.
void stm_renderings_find(stm_comparing *c);

// attributions.c: the speakers of quotes' mentions.
void stm_attributions_find(stm_comparing *c);

// commonplaces.c: facts in stock phrases, and their opposites as differences.
void stm_commonplaces_find(stm_comparing *c);

// certainties.c: what one account doubts and another says outright, as differences of finished statements.
void stm_certainties_find(stm_comparing *c);

// roles.c: people who have one office in one account and another in the next, as differences.
void stm_roles_find(stm_comparing *c);

// contradictions.c: clauses that deny what another account says, as differences.
void stm_contradictions_find(stm_comparing *c);

// rivals.c: other places, causes and words that exclude each other, as differences.
void stm_rivals_find(stm_comparing *c);

// differences.c: those that are seen on finished statements.
void stm_differences_find(stm_comparing *c);

// ranking.c: what an editor would want first comes first.
void stm_differences_order(stm_comparing *c, stm_comparison *out);

// spellings.c, name-forms.c: names that are written otherwise from article to article, by one letter or in other words; of
// stm_written_read.
void stm_spellings_find(stm_comparing *c, const stm_vector *names);
void stm_name_forms_find(stm_comparing *c, const stm_vector *names);

// wording.c: wording and edits of all mentions of a statement against its fullest.
void stm_wording_judge(stm_comparing *c, stm_statement *statement);
// Of a fact, whose accounts tell it in words of their own: the wording alone, no edits. A mention that has all the words of the fullest
// and more counts as the same.
void stm_wording_grade(stm_comparing *c, stm_statement *statement);

// statements.c: what all kinds share.
stm_statement *stm_statement_add(stm_comparing *c, stm_statement_kind kind);
void stm_statement_end(stm_comparing *c, stm_statement *statement); // sorts mentions, counts origins, gives the id
// Gives statements of the same words ids of their own, by the places of their mentions. `statements` are in their order.
void stm_statements_tell_apart(stm_comparing *c, stm_statement *statements, size_t n);
stm_difference *stm_difference_add(stm_comparing *c, stm_difference_kind kind, stm_difference_relation relation);
void stm_difference_end(stm_comparing *c, stm_difference *difference);
stm_mention stm_mention_of(stm_comparing *c, uint32_t account, const stm_span *spans, uint32_t nspans, stm_form form);
stm_run_of_words stm_mention_words(stm_comparing *c, const stm_mention *mention); // exact words, of all its spans
stm_view stm_article_called(const stm_article *article); // in a reason: its outlet, else its site, else its id or file
uint32_t stm_account_of(const stm_comparing *c, uint32_t document);
void stm_reason_add(stm_arena *arena, stm_view **list, uint32_t *n, stm_view reason);

// Disjoint sets, the smallest member as the root.
uint32_t stm_set_root(uint32_t *parents, uint32_t at);
bool stm_set_join(uint32_t *parents, uint32_t one, uint32_t two);

#endif
