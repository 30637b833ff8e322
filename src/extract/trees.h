// Boosted regression trees (J. H. Friedman, Greedy function approximation: a gradient boosting machine, 2001) read from a table.
//
// A row is a node: "at FEATURE THRESHOLD ROWS" goes on with the next row where the feature is at most the threshold, else so many rows
// below it; "leaf VALUE" ends a way with its value in thousandths of log odds. A tree begins behind the leaves of the last one.
#ifndef STM_EXTRACT_TREES_H
#define STM_EXTRACT_TREES_H

#include "base/table.h"

enum { STM_TREES_MOST = 1024, STM_LEAVES_MOST = 32 };

// Where a feature is above the threshold, the tree's leaves of the other side are out.
typedef struct stm_tree_test {
    int16_t threshold;
    uint16_t tree;
    uint32_t left; // leaves that are left: bits, from the lowest
} stm_tree_test;

typedef struct stm_trees {
    stm_tree_test *tests; // of one feature after the other, by rising threshold
    uint32_t *ends;       // [nfeatures] behind the feature's tests
    int32_t *values;      // [nvalues] of the leaves of one tree after the other
    uint32_t *begins;     // [ntrees] the first leaf in `values`
    size_t nfeatures, nvalues, ntrees;
} stm_trees;

// `names`: [n] of the features. Rows that make no sense (a feature without a name, a threshold beyond 16 bits, a count of rows that is not
// the tree's, more leaves or trees than there may be) end the table with the tree before.
void stm_trees_read(stm_trees *trees, stm_arena *arena, stm_view table, const char *const *names, size_t n);
int32_t stm_trees_sum(const stm_trees *trees, const int16_t *features); // thousandths of log odds

#endif
