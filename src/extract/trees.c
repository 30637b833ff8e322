// Boosted regression trees read from a table.
//
// Trees are not walked. Each keeps a set of the leaves that may still be reached; feature by feature, the tests that fail (those whose
// thresholds lie below the feature, a beginning of the sorted list) take leaves out, and the lowest that is left is the one that a walk
// would end at (QuickScorer: Lucchese et al., SIGIR 2015). No branch depends on a tree's shape.
#include "extract/trees.h"

#include <stdlib.h>

#include "base/vector.h"

typedef struct test {
    stm_tree_test test;
    int16_t feature;
} test;

// A node whose second side has not come yet, or is under way.
typedef struct open_node {
    size_t test, above;       // number of its test; row where the second side has to begin
    uint32_t first;           // its first leaf
    bool second;
} open_node;

typedef struct reading {
    stm_trees *trees;
    const char *const *names;
    size_t nnames, row;
    stm_vector tests;            // of test
    open_node open[STM_LEAVES_MOST];
    size_t nopen, tests_before;  // of the tree that is read
    uint32_t nleaves;
} reading;

static int32_t number_of(stm_view text)
{
    bool minus = text.size > 0 && text.at[0] == '-';
    int32_t value = 0;
    for (size_t i = minus; i < text.size && i < 9 && stm_is_digit(text.at[i]); i++)
        value = value * 10 + (text.at[i] - '0');
    return minus ? -value : value;
}

static int16_t feature_named(stm_view name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (stm_view_is(name, names[i]))
            return (int16_t)i;
    return -1;
}

static uint32_t bits(uint32_t from, uint32_t to)
{
    return (uint32_t)((((uint64_t)1 << to) - 1) & ~(((uint64_t)1 << from) - 1));
}

// Ends the nodes whose second side ended with the last leaf; the node that then stands last goes on with its second side.
static bool close_nodes(reading *r)
{
    while (r->nopen > 0 && r->open[r->nopen - 1].second)
        r->nopen--;
    if (r->nopen == 0)
        return true;
    open_node *node = &r->open[r->nopen - 1];
    node->second = true;
    ((test *)stm_vector_at(&r->tests, node->test))->test.left = ~bits(node->first, r->nleaves);
    return node->above == r->row + 1;
}

static bool read_leaf(reading *r, stm_view value)
{
    if (r->nleaves == STM_LEAVES_MOST)
        return false;
    r->trees->values[r->trees->nvalues + r->nleaves++] = number_of(value);
    return close_nodes(r);
}

static bool read_test(reading *r, const stm_view *fields)
{
    int16_t feature = feature_named(fields[1], r->names, r->nnames);
    int32_t threshold = number_of(fields[2]), above = number_of(fields[3]);
    if (!stm_view_is(fields[0], "at") || feature < 0 || threshold < INT16_MIN || threshold > INT16_MAX || above < 2 || r->nopen == STM_LEAVES_MOST)
        return false;
    r->open[r->nopen++] = (open_node){.test = r->tests.n, .above = r->row + (size_t)above, .first = r->nleaves};
    *(test *)stm_vector_push(&r->tests) = (test){{(int16_t)threshold, (uint16_t)r->trees->ntrees, 0}, feature};
    return true;
}

static bool read_row(reading *r, stm_view row)
{
    stm_view fields[4] = {{NULL, 0}};
    for (size_t i = 0; i < 4 && stm_view_split(&row, '\t', &fields[i]); i++)
        ;
    if (r->trees->ntrees == STM_TREES_MOST || !(stm_view_is(fields[0], "leaf") ? read_leaf(r, fields[1]) : read_test(r, fields)))
        return false;
    if (r->nopen == 0) { // the tree is whole
        r->trees->begins[r->trees->ntrees++] = (uint32_t)r->trees->nvalues;
        r->trees->nvalues += r->nleaves;
        r->nleaves = 0;
        r->tests_before = r->tests.n;
    }
    return true;
}

static int by_feature(const void *one, const void *two)
{
    const test *a = one, *b = two;
    if (a->feature != b->feature)
        return a->feature < b->feature ? -1 : 1;
    return (a->test.threshold > b->test.threshold) - (a->test.threshold < b->test.threshold);
}

static void sort_tests(reading *r, stm_arena *arena)
{
    test *tests = r->tests.items;
    size_t n = r->tests_before, at = 0;
    if (n > 1)
        qsort(tests, n, sizeof *tests, by_feature);
    r->trees->tests = stm_arena_take_array(arena, n + 1, sizeof *r->trees->tests);
    r->trees->ends = stm_arena_take_array(arena, r->nnames + 1, sizeof *r->trees->ends);
    for (size_t feature = 0; feature < r->nnames; feature++) {
        for (; at < n && tests[at].feature == (int16_t)feature; at++)
            r->trees->tests[at] = tests[at].test;
        r->trees->ends[feature] = (uint32_t)at;
    }
    r->trees->nfeatures = r->nnames;
}

void stm_trees_read(stm_trees *trees, stm_arena *arena, stm_view text, const char *const *names, size_t n)
{
    size_t rows = 1;
    for (size_t i = 0; i < text.size; i++)
        rows += text.at[i] == '\n';
    *trees = (stm_trees){.values = stm_arena_take_array(arena, rows, sizeof *trees->values),
                         .begins = stm_arena_take_array(arena, rows, sizeof *trees->begins)};
    reading r = {.trees = trees, .names = names, .nnames = n};
    stm_vector_init(&r.tests, arena, sizeof(test));
    for (stm_view row; stm_view_split(&text, '\n', &row);) {
        if (row.size == 0 || row.at[0] == '#')
            continue;
        if (!read_row(&r, row))
            break;
        r.row++;
    }
    sort_tests(&r, arena);
}

int32_t stm_trees_sum(const stm_trees *trees, const int16_t *features)
{
    uint32_t left[STM_TREES_MOST];
    int32_t sum = 0;
    memset(left, 0xFF, trees->ntrees * sizeof *left);
    const stm_tree_test *at = trees->tests;
    for (size_t feature = 0; feature < trees->nfeatures; feature++) {
        for (const stm_tree_test *end = trees->tests + trees->ends[feature]; at < end && features[feature] > at->threshold; at++)
            left[at->tree] &= at->left;
        at = trees->tests + trees->ends[feature];
    }
    for (size_t i = 0; i < trees->ntrees; i++)
        sum += trees->values[trees->begins[i] + (uint32_t)__builtin_ctz(left[i])];
    return sum;
}
