// Somebody says something: what quotes.c, cues.c and speakers.c hand to each other. All places are tokens.
#ifndef STM_ANNOTATE_SAYINGS_H
#define STM_ANNOTATE_SAYINGS_H

#include "annotate/scene.h"

typedef struct stm_saying {
    stm_range *pieces; // [npieces] content, in order
    uint32_t npieces, room;
    stm_range cue;     // empty: none
    stm_range speaker; // noun phrase or pronoun; empty: none
    bool object;       // its content is a noun phrase or an infinitive: "called for a truce", "pledged to stay"
    bool within;       // a pair of marks within a clause that is reported
    bool post;         // what somebody posted, without marks
    bool split;        // one of several pairs of marks around its cue
    uint32_t sentence; // where the cue stands, or the first piece
} stm_saying;

typedef struct stm_sayings {
    stm_scene *s;
    stm_vector list;     // stm_saying
    uint32_t *mark_used; // [nmarks] number + 1 of the saying that holds the pair
    stm_map marked;      // hash of the words of a pair -> how often they stand in the article (scare.c)
    uint32_t nlong;      // pairs of many words
    bool *posts;         // [nsentences] they belong to a post; NULL: there are none
} stm_sayings;

static inline bool stm_range_empty(stm_range r) { return r.begin >= r.end; }

stm_saying *stm_saying_add(stm_sayings *sayings, stm_range cue, stm_range speaker);
void stm_saying_put(stm_sayings *sayings, stm_saying *saying, stm_range piece);

// Who speaks in a quotation that makes a sentence of its own, with `last` before it: who went on speaking in its paragraph, or the subject of the
// sentence before it; empty: nobody is named (uncued.c).
stm_range stm_speaker_around(stm_sayings *sayings, uint32_t open, const stm_saying *last);

// Finds posts with their signatures, "TEXT — NAME (@handle) DATE" (uncued.c).
void stm_posts_read(stm_sayings *sayings);

// Finds the cues of one sentence and what they say (cues.c).
void stm_cues_read(stm_sayings *sayings, uint32_t sentence);

// The noun phrase that ends before token `end` and does not begin before `limit`; empty: none (speakers.c).
stm_range stm_phrase_before(const stm_scene *s, uint32_t limit, uint32_t end);
// The noun phrase that begins at token `begin`, before `limit`.
stm_range stm_phrase_behind(const stm_scene *s, uint32_t begin, uint32_t limit);
// The possessive before the noun at token `noun`: "his" of "his bold claim", "Low's" of "Low's claim"; empty: none.
stm_range stm_owner_of(const stm_scene *s, uint32_t limit, uint32_t noun);
// What tells a quotation from words held at a distance, as a set of traits; 0: no pair of marks (scare.c).
void stm_traits_begin(stm_sayings *sayings);
uint64_t stm_traits_of(const stm_sayings *sayings, const stm_saying *saying);
// Is the piece a title beside the noun that says what it names, "the film “Rope and Tar”", "the play, “Rope and Tar,”", "“Rope and Tar”
// director Low", or behind whose it is, "Sund TV's “Rope and Tar”".
bool stm_scare_is_work(const stm_scene *s, stm_range piece);
bool stm_scare_is(const stm_sayings *sayings, const stm_saying *saying, uint64_t traits);
// Fills kind, name and entity of each quote's speaker, in order of the text.
void stm_speakers_resolve(stm_scene *s, stm_quote *quotes, size_t nquotes, const stm_range *speakers);

#endif
