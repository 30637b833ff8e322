// reuse: which texts share words, which words these are, and who depends on whom.
//
// Input: documents (extracted; segmented or not). Output: for each pair that shares anything its passages, each told apart as
// prose, public words (quoted in either article), caption or furniture; the relation of the pair, its direction, a probability
// of dependence, and the reasons. Relations hold numbers of documents and spans, never pointers into documents. The output
// depends neither on the order of the documents nor on the number of threads. Two reporters at one press conference share its
// quotations: only narrative prose makes a pair `copy`. Nothing here knows of stories.
//
// The method. A philologist who finds one reading in two manuscripts asks three things: is it more than chance, which of the two had it
// first, and if neither, what did the lost one look like that both were copied from; the tree that answers them is the stemma (Maas 1927).
// The same is asked here of articles.
//
// More than chance: every run of five words that tells something is looked up in an inverted index, which finds all that winnowing
// (Schleimer, Wilkerson, Aiken 2003) guarantees to find and more; runs are grown over small edits and joined where they lie close together,
// as passim does (Smith, Cordell, Mullen 2015). A house's spelling is none of the words compared; a weekday, a title, a moved clause is an
// edit. Each word of a passage is typed, because most of what news articles share was not copied
// from one another: quotations, posts and statements are public, captions travel with pictures, furniture belongs to an outlet, set
// phrases to a language (what returns week after week; what is copied comes in bursts). What is left counts by how rare it is: shared
// rare things speak for copying, shared common ones hardly do (Dong, Berti-Equille, Srivastava 2009); a slip of the pen that two have is the rarest of words.
// Who tells a text anew in other words leaves few runs or none. What stays is the order of its rare words, inflected and with
// others between: pairs of their stems in order (skip-bigrams: Guthrie et al. 2006) and the share of them that the other text
// has, after the containment of word runs by which Clough and Stevenson (2011) told rewritten answers from independent ones.
// Two reports of one event share such pairs, too; only what goes beyond a tenth of them counts, which one in ten of the
// labelled pairs of news that are no copies has, by a few hundredths, and three in four of the copies (loose.c). Five facts of
// a pair, weighed by a logistic model that is fitted on labelled pairs (eval/copies), make a probability.
//
// Which had it first: what the pages say of themselves (a credit, a byline, the folder of an agency in an address, an outlet named in
// the shared passage) goes before what could be guessed; time speaks only between pages of one outlet, for an outlet that prints an
// agency's text early is still no source; where versions have no time, the numbers in their addresses (serials.c), then slips that one
// has and the other has mended (slips.c). What pages say is held against what they print: two sources for the same words, and pages
// that name each other in a circle (credits.c). The lost archetype: where neither names the other they are siblings of a text that is
// not among the inputs, and it has a name where a credit gives one (stm_pair.source). Edges are not chained: a page of snippets copies
// from many, and two articles that share a source share nothing else because of it. Which accounts of one story stand on one origin, and
// where a single statement in them comes from, is asked behind this (compare/origin-groups.c, origins.c, via.c).
#ifndef STM_REUSE_REUSE_H
#define STM_REUSE_REUSE_H

#include "document/document.h"

typedef enum stm_passage_kind {
    STM_PASSAGE_PROSE,
    STM_PASSAGE_QUOTE,
    STM_PASSAGE_CAPTION,
    STM_PASSAGE_FURNITURE
} stm_passage_kind;

// A run of words that stands in both texts, with small differences allowed. Passages of a pair are disjoint in `a` and sorted.
typedef struct stm_passage {
    stm_span a, b;
    stm_passage_kind kind;
    uint32_t words; // shared
} stm_passage;

typedef enum stm_relation { STM_RELATION_NONE, STM_RELATION_LIGHT, STM_RELATION_QUOTES, STM_RELATION_COPY } stm_relation;
typedef enum stm_direction {
    STM_DIRECTION_UNKNOWN,
    STM_DIRECTION_A_TO_B,
    STM_DIRECTION_B_TO_A,
    STM_DIRECTION_COMMON
} stm_direction;

// The facts of a pair that its score is made of (evidence.c). Words of prose outside headlines, unless said otherwise.
typedef struct stm_evidence {
    double run;       // words of the longest run of shared prose
    double plain;     // most words in a run that are neither names nor function words
    double clause;    // bits of rarity of the most telling run within one clause
    double passage;   // of the passage that has most
    double rare;      // bits of rarity of the telling words of the passage that has most
    double prose;     // in all
    double sentence;  // largest share of one sentence of either text; of a short one less than it is
    uint32_t same, of; // words that are shared of that sentence, of how many
    double sentences; // of one text, of which most is shared
    double share;     // of the prose of either text that stands in the other, the larger
    double headline;  // words of both headlines
    double loose;     // share of the pairs of rare words in order, of the text with fewer, over what texts on one matter share (loose.c)
    double ordered;   // rare words of a that stand in the same order in b, beside the passages; 0 where `loose` is, and of a copy
    double said_run;  // bits of the run quoted in both that tells most
    double said;      // bits of all that is quoted in either
    bool half;        // a caption of one repeats prose of the other in several places, and counts as prose
    bool credit;      // both credit the same source
    bool quotes;      // they share words that somebody said or published
    bool light;       // they share more than chance would have it
} stm_evidence;

// What the pages of a copy say of their source, against their words: nothing, the same, another source each for the same words, or each
// other, directly or by way of further pages.
typedef enum stm_credit { STM_CREDIT_NONE, STM_CREDIT_AGREES, STM_CREDIT_AGAINST, STM_CREDIT_CIRCLE } stm_credit;

typedef struct stm_pair {
    uint32_t a, b; // numbers of documents; article id of a < that of b, as bytes
    stm_relation relation;
    stm_direction direction; // of the text: A_TO_B: b took from a. UNKNOWN unless `copy`
    double score;            // probability that one depends on the other or both on a third
    struct {
        uint32_t shared, prose, quoted, caption, longest_prose;
    } words;
    double containment[2]; // share of a's words that stand in b; of b's in a
    stm_view source;       // whom the text is from, as credited: canonical name of an agency or outlet; empty: not said
    bool names[2];         // a names the outlet of b as its source; b that of a
    stm_credit credit;     // of a `copy`
    stm_evidence evidence;
    stm_passage *passages; // [npassages]
    uint32_t npassages;
    stm_view *because; // [nbecause] reasons, strongest first
    uint32_t nbecause;
} stm_pair;

typedef struct stm_reuse {
    stm_pair *pairs; // [npairs], sorted by the ids of a and b
    size_t npairs;
    // What the work was; the same on any machine and for any number of threads.
    size_t nwords;  // of all texts
    size_t nseeds;  // runs of words that were met in two texts
    size_t nlooked; // pairs that were looked at: those with seeds or rare words in order
} stm_reuse;

typedef struct stm_reuse_options {
    unsigned nthreads;
    int window;          // days between publication within which pairs are compared; 0: all are
    bool all;            // also pairs that share nothing
    stm_view owners;     // a table of outlets and their owners, parted by tabs, a line each; may be empty
    const bool *sources; // [ndocuments] those known to be what others took from; NULL: none is
} stm_reuse_options;

stm_status stm_reuse_find(stm_arena *arena, const stm_reuse_options *options, stm_document *const *documents, size_t ndocuments,
                          stm_reuse *reuse);

// The pair of two documents in either order; NULL if they share nothing.
const stm_pair *stm_reuse_pair(const stm_reuse *reuse, stm_document *const *documents, uint32_t one, uint32_t two);

// Names of outlets, so that they can be compared.
stm_view stm_outlet_name(stm_arena *arena, stm_view outlet); // one plain word: "example" of "www.example.co.uk"
stm_view stm_plain_name(stm_arena *arena, stm_view name);    // lower case, letters and digits only

const char *stm_passage_kind_name(stm_passage_kind kind); // "prose", ...
const char *stm_relation_name(stm_relation relation);     // "copy", ...
const char *stm_credit_name(stm_credit credit);           // "against", ...
const char *stm_direction_name(stm_direction direction);  // "a->b", ...

#endif
