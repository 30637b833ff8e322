// What the files of reuse/ share with each other; no business of any other stage.
//
// The way of the data: documents → prints (prints.c, stems.c, kinds.c, furniture.c) → seeds (candidates.c) and loose correspondences
// (loose.c), both from an index (postings.c) → the words of a pair that match (align.c) → passages (passages.c) → evidence (evidence.c) → relation (dependence.c), direction (direction.c), reasons
// (reasons.c) → pairs (reuse.c).
#ifndef STM_REUSE_PARTS_H
#define STM_REUSE_PARTS_H

#include "base/map.h"
#include "base/phrases.h"
#include "base/vector.h"
#include "lang/rarity.h"
#include "lang/spelling.h"
#include "reuse/reuse.h"

// What a word of a print is; the kind of a passage follows from the marks of its words in both texts.
enum {
    STM_MARK_QUOTED = 1,    // within a quotation, a post, a statement
    STM_MARK_CAPTION = 2,   // in a caption or a picture credit
    STM_MARK_FURNITURE = 4, // standing text of an outlet or of the trade
    STM_MARK_UPPER = 8,     // written with a capital where no sentence begins: mostly a name
    STM_MARK_FIRST = 16,    // the first word of its sentence
    STM_MARK_COMMON = 32,   // a function word
    STM_MARK_HEADLINE = 64,
    STM_MARK_BLOCK = 128,    // the first word of its block
    STM_MARK_CLAUSE = 256,   // a sign stands before it
    STM_MARK_FRAGMENT = 512, // in a quotation of a few words
    STM_MARK_DOUBTFUL = 1024, // begins a run of STM_GRAM words that may be furniture (habits.c)
};

typedef struct stm_word {
    uint32_t hash;  // low half of stm_token.word, of English words in one spelling
    uint32_t begin; // byte in the article's text
    uint16_t size;  // bytes
    uint16_t marks;
} stm_word;

// Neither a name nor a function word: what tells one writer's sentence from another's.
static inline bool stm_word_tells(const stm_word *word)
{
    return (word->marks & (STM_MARK_UPPER | STM_MARK_COMMON)) == 0;
}

// A rare word of a print; stem 0: a sentence begins.
typedef struct stm_rare {
    uint32_t stem, word; // hash of its stem; its number
} stm_rare;

// What is kept of a document: its words and what the page says of itself.
typedef struct stm_print {
    stm_view id, url, text;
    stm_view name;     // of its outlet, as the article has it
    stm_view title;
    stm_view unnamed;  // how it is called without
    stm_view outlet;   // plain name of its owner where the caller's table has one, else of itself; may be empty
    uint64_t outlet_key; // hash of it; 0: none
    stm_view *credits; // [ncredits] canonical names, sorted, its own outlet excepted
    size_t ncredits;
    stm_civil published;
    int32_t day;       // of publication; 0: unknown
    uint32_t number;   // of the document in the input
    uint32_t language; // number of its rarity in the tables
    bool source;       // handed in as a source (stm_reuse_options.sources)
    bool agency;       // its outlet is one whose text others print
    stm_word *words;   // [nwords]
    uint32_t nwords;
    uint32_t nprose; // words without the first three marks
    stm_rare *rares; // [nrares]
    uint32_t nrares;
    uint32_t nloose; // pairs of rare words in order (loose.c)
} stm_print;

enum { STM_GRAM = 5 }; // words in a row that make two texts a candidate

// The facts that the fitted model weighs, in the order of their names in dependence.c.
enum { STM_WEIGHT_BIAS, STM_WEIGHT_RUN, STM_WEIGHT_RARE, STM_WEIGHT_SENTENCE, STM_WEIGHT_CREDIT, STM_WEIGHT_LOOSE, STM_NWEIGHTS };

// Tables from lang/, read once a run.
typedef struct stm_reuse_tables {
    stm_table pictures; // what betrays a picture's credit or caption
    stm_phrases picture_phrases;
    stm_table phrases;  // standing phrases
    double weights[STM_NWEIGHTS]; // of the fitted model
    stm_table agencies;
    stm_map told;            // hash of a word behind which an outlet stands that was told something ("told") -> 1
    stm_table wire_paths;    // parts of addresses behind which an agency's name stands
    stm_map lexicon;         // hash of a word -> STM_LEXICON_COMMON | number + 1 of the first phrase that begins so << 1
    uint64_t **phrase_words; // [phrases.nrows] hashes of the words of a phrase
    uint32_t *phrase_sizes;  // [phrases.nrows]
    uint32_t *phrase_next;   // [phrases.nrows] number + 1 of the next phrase with the same first word
    stm_map agency_outlets;  // hash of the plain name of an agency -> 1
    stm_map *rarities;       // [nlanguages] as stm_lang_codes(): low half of a word's hash -> articles of 10,000 that have it
    const char **stemmers;   // [nlanguages] names of Snowball's; NULL: none
    size_t nlanguages;
    stm_spelling spelling;   // of English, the language with this number
    uint32_t english;
    stm_map owners;          // hash of an outlet's plain name -> number + 1 in owner_names
    stm_view *owner_names;
} stm_reuse_tables;

enum { STM_LEXICON_COMMON = 1 };

void stm_weights_read(stm_arena *scratch, double weights[STM_NWEIGHTS]);
void stm_reuse_tables_read(stm_reuse_tables *tables, stm_arena *arena, stm_view owners);
uint32_t stm_reuse_language(stm_view code); // number of the language in rarities; that of English where it has no tables

// A worker's memory of words: hash -> number in one spelling, number of the stem.
typedef struct stm_wording {
    stm_arena *arena;
    stm_map spelt, stems;
    struct sb_stemmer **stemmers; // [nlanguages]
} stm_wording;

// `own`: the worker's, for what comes later; `arena`: for what is made at once.
void stm_wording_init(stm_wording *wording, stm_arena *own, stm_arena *arena, const stm_reuse_tables *tables);
// The stem of a rare word; 0: it is not rare.
uint32_t stm_stem_of(stm_wording *wording, stm_arena *scratch, const stm_reuse_tables *tables, const stm_print *print,
                     const stm_token *token, const stm_word *word);

// The print of a document in `arena`; `segments` are its own. `number` is set by the caller.
void stm_print_make(stm_arena *arena, stm_arena *scratch, const stm_reuse_tables *tables, stm_wording *wording, const stm_document *document,
                    const stm_segments *segments, stm_print *print);
// Marks captions, posts, transcripts, headlines and standing phrases of a print (kinds.c).
void stm_print_mark_kinds(stm_arena *scratch, const stm_reuse_tables *tables, const stm_document *document,
                          const stm_segments *segments, stm_print *print);
void stm_print_mark_span(stm_print *print, stm_span span, uint16_t mark);
void stm_print_mark_words(stm_print *print, uint32_t begin, uint32_t end, uint16_t mark);
uint32_t stm_print_word_at(const stm_print *print, uint32_t byte); // first word that begins at or behind `byte`
void stm_print_count(stm_print *print);                            // counts nprose anew
// Marks what recurs over pages of one outlet that are not versions of one another.
void stm_furniture_mark(stm_arena *scratch, stm_print *prints, size_t nprints);

stm_passage_kind stm_word_kind(unsigned marks_of_both);
bool stm_has_address(stm_view text); // for letters: "tips@example.org"

// The inverted index: where else a run of STM_GRAM words stands.
typedef struct stm_posting {
    uint32_t print, at; // number of the print; number of the first word, with the bits below
} stm_posting;

#define STM_POSTING_LAST 0x80000000u // the last of its group
#define STM_POSTING_AT 0x07FFFFFFu
enum { STM_POSTING_SIZE = 27 }; // from this bit on, 4 bits: words of a fragment; 0: STM_GRAM

typedef struct stm_index {
    stm_posting *postings; // [npostings] by group, then print, then place
    size_t npostings;
    size_t *begins; // [nprints + 1] of each print in `own`
    uint32_t *own;  // [npostings] numbers of the postings of each print
} stm_index;

// A gram on its way into an index.
enum { STM_GRAM_BITS = 33 };
typedef struct stm_gram {
    uint64_t key; // STM_GRAM_BITS bits
    uint32_t print, at;
} stm_gram;

// Takes the grams of some parts of the space of keys.
typedef struct stm_gram_part {
    stm_gram *grams; // [n]
    size_t n, room;
} stm_gram_part;

typedef struct stm_gram_sink {
    stm_arena *arena;
    uint32_t print; // whose grams they are
    uint64_t first, mask; // of the parts; how keys are parted
    size_t nparts;
    stm_gram_part *parts; // [nparts]
} stm_gram_sink;

void stm_gram_widen(stm_gram_sink *sink, stm_gram_part *full);
static inline void stm_gram_put(stm_gram_sink *sink, uint64_t hash, uint32_t at)
{
    uint64_t mixed = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93u;
    mixed ^= mixed >> 32;
    uint64_t number = (mixed & sink->mask) - sink->first;
    if (number >= sink->nparts)
        return;
    stm_gram_part *part = &sink->parts[number];
    if (part->n == part->room)
        stm_gram_widen(sink, part);
    part->grams[part->n++] = (stm_gram){mixed >> (64 - STM_GRAM_BITS), sink->print, at};
}

// What grams there are.
typedef struct stm_gram_kind {
    size_t (*most)(const stm_print *print); // grams that a print may have
    void (*put)(const stm_print *print, stm_gram_sink *sink);
    // The postings of a group of equal grams, of two prints or more, that something can be found by, the last marked; their number.
    size_t (*keep)(const stm_print *prints, const stm_gram *from, size_t n, stm_posting *to, stm_vector *aside);
} stm_gram_kind;

// The index of a kind of grams that prints within `window` days (0: all) share, with the postings `more` behind; `aside`: what was set aside (stm_posting).
stm_status stm_postings_make(stm_index *index, stm_arena *arena, unsigned nthreads, const stm_gram_kind *kind, const stm_print *prints,
                             size_t nprints, int window, const stm_vector *more, stm_vector *aside);
bool stm_out_of_window(const stm_print *a, const stm_print *b, int window); // b is not before a

// The index of runs of words. Marks in `prints` what turns out to be phrases of an outlet's pages.
stm_status stm_index_make(stm_index *index, stm_arena *arena, const stm_reuse_tables *tables, unsigned nthreads, stm_print *prints,
                          size_t nprints, int window);

// A fragment of common words is one that somebody said if it has so many words, and telling ones among them.
enum { STM_SAYING_WORDS = 3, STM_SAYING_TELLING = 2 };

// Pushes the postings (stm_posting) of quoted fragments that several prints have.
void stm_fragments_find(stm_arena *scratch, const stm_reuse_tables *tables, const stm_print *prints, size_t nprints,
                        stm_vector *postings);
// Have they so many names in common as texts on one event have.
bool stm_names_meet(stm_arena *scratch, const stm_print *a, const stm_print *b);

// How rare a word is in the news of the print's language, in bits.
double stm_word_bits(const stm_reuse_tables *tables, const stm_print *print, uint32_t word);

// What a run of words is that stands in the prints `numbers` [n], in rising order.
typedef enum stm_habit { STM_HABIT_NONE, STM_HABIT_LANGUAGE, STM_HABIT_OUTLET, STM_HABIT_DOUBTFUL } stm_habit;
stm_habit stm_habit_of(const stm_print *prints, const uint32_t *numbers, size_t n);

// A gram that stands in two texts.
typedef struct stm_seed {
    uint32_t print, a, b, n; // the other print; first words, number of words
} stm_seed;

// The seeds of print `a` with the prints behind it that lie within `window` days (0: all), grouped by the other print in rising
// order. `counts`: a number for each print, all 0 before and after.
void stm_index_seeds(stm_arena *scratch, const stm_index *index, const stm_print *prints, uint32_t a, int window, uint32_t *counts,
                     stm_vector *seeds);

// A print that has rare words in the same order, and what share of such pairs over that of texts on one matter.
typedef struct stm_loose {
    uint32_t print;
    double share;
} stm_loose;

// The index of pairs of rare words in order.
stm_status stm_loose_index(stm_index *index, stm_arena *arena, unsigned nthreads, stm_print *prints, size_t nprints, int window);
// The prints behind `a` that share more such pairs than texts on one matter do, in rising order. `shared` as `counts` above.
void stm_loose_find(const stm_index *index, const stm_print *prints, uint32_t a, int window, uint32_t *shared, stm_vector *found);
// Rare words of a that stand in the same order in b, beside the hits.
uint32_t stm_loose_words(stm_arena *scratch, const stm_print *a, const stm_print *b, const stm_vector *hits);

// Room for an alignment; a worker's, as long as its longest print, and all zero between alignments.
typedef struct stm_alignment {
    uint32_t *match; // number + 1 of the word of b that a word of a has; 0: none
    uint8_t *taken;  // words of b that are matched
} stm_alignment;

// A word of a and the word of b that it has.
typedef struct stm_hit {
    uint32_t a, b;
    float bits;    // of rarity, if it tells (set by evidence.c, as `counts`)
    uint16_t marks_a, marks_b;
    uint8_t kind;  // stm_passage_kind
    bool tells;    // neither a name nor a function word in either text
    bool follows;  // right behind the hit before, in both texts
    bool counts;   // narrative prose outside headlines (set by evidence.c)
} stm_hit;

// Aligns by the seeds of one pair (b of a seed: a word of b); pushes its hits in the order of a.
void stm_align(stm_arena *scratch, const stm_print *a, const stm_print *b, const stm_seed *seeds, size_t nseeds,
               const stm_alignment *room, stm_vector *hits);

// A passage in the making.
typedef struct stm_stretch {
    uint32_t first, last, words; // numbers of hits, the last included; hits of it
    stm_passage_kind kind;
} stm_stretch;

// Counts the words of a pair, and cuts its hits into pieces.
void stm_passages_cut(const stm_print *a, const stm_print *b, const stm_vector *hits, stm_pair *pair, stm_vector *pieces);
// Pieces as passages of the pair, in `arena`.
void stm_passages_keep(stm_arena *arena, const stm_print *a, const stm_print *b, const stm_vector *hits, const stm_vector *pieces,
                       stm_pair *pair);

void stm_evidence_gather(stm_arena *scratch, const stm_reuse_tables *tables, const stm_print *a, const stm_print *b, stm_vector *hits,
                         const stm_vector *pieces, stm_pair *pair);
void stm_dependence_judge(const stm_reuse_tables *tables, stm_pair *pair);
void stm_direction_judge(stm_arena *arena, const stm_reuse_tables *tables, const stm_print *a, const stm_print *b, const stm_vector *hits,
                         stm_pair *pair, stm_vector *because);
// Of two pages of one outlet, from that which was numbered first.
stm_direction stm_serials_judge(const stm_print *a, const stm_print *b);
// Of two versions of one text, from that with slips to that in which they are mended.
stm_direction stm_slips_judge(const stm_reuse_tables *tables, const stm_print *a, const stm_print *b, const stm_hit *hits, size_t nhits);
// Who of a pair that is a copy credits the other, and whether credits and text agree.
stm_credit stm_credits_judge(stm_arena *scratch, const stm_print *a, const stm_print *b, stm_pair *pair);
void stm_credits_tell(stm_arena *arena, const stm_print *a, const stm_print *b, const stm_pair *pair, stm_vector *because);
// Marks the pairs whose documents name each other in a circle, and says so.
void stm_credits_circles(stm_arena *arena, stm_reuse *reuse, size_t ndocuments);
void stm_reasons_give(stm_arena *arena, const stm_print *a, const stm_print *b, const stm_pair *pair, stm_vector *because);

// Do both credit the same source; its name.
bool stm_credits_meet(const stm_print *a, const stm_print *b, stm_view *name);

// How reasons call a page: by its outlet; where both are of one, by the day or the title that the other has not; else by its id or file.
stm_view stm_print_called(stm_arena *arena, const stm_print *one, const stm_print *other);
void stm_because(stm_vector *because, stm_view reason);

#endif
