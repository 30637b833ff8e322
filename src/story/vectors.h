// Inside of story: documents as sparse vectors, and the similarities between them.
#ifndef STM_STORY_VECTORS_H
#define STM_STORY_VECTORS_H

#include "base/map.h"
#include "base/vector.h"
#include "story/story.h"

typedef struct stm_term {
    uint64_t word; // hash of the folded word
    float weight;
} stm_term;

typedef struct stm_term_vector {
    stm_term *terms; // [nterms], the heaviest first, of length 1 together
    uint32_t nterms;
    bool dated;
    double day; // of publication, since 1970
} stm_term_vector;

typedef struct stm_edge {
    uint32_t one, two; // one < two
    double similarity; // 0..1
} stm_edge;

// Vectors of documents in the order of `order`; those weights rest on the words' rarity in news and among these documents.
stm_term_vector *stm_vectors_build(stm_arena *arena, stm_document *const *documents, const uint32_t *order, uint32_t n);

// Pairs that are at least `least` alike, found through their common heavy words, in order of (one, two).
void stm_vectors_edges(stm_arena *arena, const stm_term_vector *vectors, uint32_t n, double least, bool ignore_dates,
                       stm_vector *edges);

// Average-link clusters: labels[i] is the smallest number of i's cluster. Pairs that are not among the edges count as 0.
void stm_cluster_average(stm_arena *arena, const stm_edge *edges, size_t nedges, uint32_t n, double threshold,
                         uint32_t *labels);

// guests.c: of a handful of documents, gives those that are in no group the label of the large group to which their mean
// similarity is `threshold` or more by `edges` that leave dates aside; guests[i] says which.
void stm_guests_invite(stm_arena *arena, const stm_edge *edges, size_t nedges, uint32_t n, double threshold, uint32_t *labels,
                       bool *guests);

#endif
