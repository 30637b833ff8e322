// Boosted regression trees (J. H. Friedman, Greedy function approximation: a gradient boosting machine, 2001) read from a table.
//
// A row is a node: "at FEATURE THRESHOLD ROWS" goes on with the next row where the feature is at most the threshold, else so many rows
// below it; "leaf VALUE" ends a tree with its value in thousandths of log odds. A tree begins behind the leaves of the last one.
#ifndef STM_EXTRACT_TREES_H
#define STM_EXTRACT_TREES_H

#include "base/table.h"

typedef struct stm_tree_node {
    int16_t feature;   // number; -1: a leaf
    int16_t above;     // rows on, where the feature is above `value`
    int32_t value;     // threshold, or the leaf's value
} stm_tree_node;

typedef struct stm_trees {
    stm_tree_node *nodes; // [nnodes]
    uint32_t *roots;      // [nroots]
    size_t nnodes, nroots;
} stm_trees;

// `names`: [n] of the features. Rows that make no sense end the table: no sum is ever read beyond it.
void stm_trees_read(stm_trees *trees, stm_arena *arena, stm_view table, const char *const *names, size_t n);
int32_t stm_trees_sum(const stm_trees *trees, const int16_t *features); // thousandths of log odds

#endif
