// Boosted trees: sums known by hand, sums against a plain walk over trees made at random, and tables that make no sense.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "extract/trees.h"

enum { NFEATURES = 5, NTREES = 60, NVECTORS = 2000, NODES_MOST = 64 };

static const char *const names[NFEATURES] = {"size", "links", "depth", "kept", "rest"};

typedef struct {
    stm_exit way;
    stm_arena arena;
    stm_trees trees;
    stm_view table;
} work;

static stm_status read_trees(void *argument)
{
    work *w = argument;
    stm_trees_read(&w->trees, &w->arena, w->table, names, NFEATURES);
    return STM_OK;
}

static void with_table(const char *table, void (*check)(const stm_trees *trees))
{
    work w = {.table = stm_view_of(table)};
    stm_arena_init(&w.arena, &w.way, 0);
    assert_int_equal(stm_exit_run(&w.way, read_trees, &w), STM_OK);
    check(&w.trees);
    stm_arena_release(&w.arena);
}

static int32_t sum_of(const stm_trees *trees, int16_t size, int16_t links)
{
    const int16_t features[NFEATURES] = {size, links};
    return stm_trees_sum(trees, features);
}

static void check_small(const stm_trees *trees)
{
    assert_int_equal(trees->ntrees, 3);
    assert_int_equal(sum_of(trees, 7, 0), -100 + 20 + 1); // a threshold belongs to the first side
    assert_int_equal(sum_of(trees, 8, 0), -100 + 40 + 1);
    assert_int_equal(sum_of(trees, 8, 4), -100 - 80 + 1);
    assert_int_equal(sum_of(trees, -3, 4), -100 + 20 + 1);
    assert_int_equal(sum_of(trees, INT16_MAX, INT16_MAX), -100 - 80 + 2);
    assert_int_equal(sum_of(trees, INT16_MIN, INT16_MIN), -100 + 20 + 1);
}

static void sums_are_those_of_the_leaves(void **state)
{
    (void)state;
    with_table("# a remark\nleaf\t-100\nat\tsize\t7\t2\nleaf\t20\nat\tlinks\t3\t2\nleaf\t40\nleaf\t-80\n"
               "at\tsize\t1000\t2\nleaf\t1\nleaf\t2\n", check_small);
}

static void check_none(const stm_trees *trees)
{
    assert_int_equal(trees->ntrees, 0);
    assert_int_equal(sum_of(trees, 1, 1), 0);
}

static void check_first_only(const stm_trees *trees)
{
    assert_int_equal(trees->ntrees, 1);
    assert_int_equal(sum_of(trees, 1, 1), 5);
}

static void rows_without_sense_end_the_table(void **state)
{
    (void)state;
    with_table("", check_none);
    with_table("at\tsize\t7\t2\nleaf\t1\n", check_none); // cut short
    static const char *const tables[] = {
        "leaf\t5\nat\tcolour\t7\t2\nleaf\t1\nleaf\t2\n",      // no such feature
        "leaf\t5\nat\tsize\t7\t3\nleaf\t1\nleaf\t2\n",        // the second side is not there
        "leaf\t5\nat\tsize\t7\t1\nleaf\t1\nleaf\t2\n",
        "leaf\t5\nat\tsize\t7\t-2\nleaf\t1\nleaf\t2\n",
        "leaf\t5\nat\tsize\t40000\t2\nleaf\t1\nleaf\t2\n",    // no feature is as large
        "leaf\t5\nbranch\tsize\t7\t2\nleaf\t1\nleaf\t2\n",
        "leaf\t5\nat\tsize\n",
        "leaf\t5\nat\tsize\t7\t2\nleaf\t1\nat\tsize\t9\t2\nleaf\t3\n",
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        with_table(tables[i], check_first_only);
}

// One leaf more than there may be: a tree whose first sides all go on.
static void trees_are_bounded(void **state)
{
    (void)state;
    char table[8192] = "leaf\t5\n";
    size_t size = strlen(table);
    for (int i = STM_LEAVES_MOST; i > 0; i--)
        size += (size_t)snprintf(table + size, sizeof table - size, "at\tsize\t%d\t%d\n", i, 2 * i);
    for (int i = 0; i <= STM_LEAVES_MOST; i++)
        size += (size_t)snprintf(table + size, sizeof table - size, "leaf\t%d\n", i);
    with_table(table, check_first_only);
}

// Trees made at random, and a walk over them.
typedef struct {
    int feature; // -1: a leaf
    int32_t value;
    int second;  // number of the node
} node;

typedef struct {
    uint32_t seed;
    node nodes[NTREES][NODES_MOST];
    int nnodes[NTREES];
    char table[NTREES * NODES_MOST * 32];
} forest;

static int random_below(forest *f, int n)
{
    f->seed = f->seed * 1664525u + 1013904223u;
    return (int)((f->seed >> 8) % (uint32_t)n);
}

static int grow(forest *f, int tree, int leaves)
{
    int number = f->nnodes[tree]++;
    node *made = &f->nodes[tree][number];
    if (leaves == 1) {
        *made = (node){-1, random_below(f, 2000) - 1000, 0};
        return number;
    }
    int first = 1 + random_below(f, leaves - 1);
    made->feature = random_below(f, NFEATURES);
    made->value = random_below(f, 41) - 20;
    grow(f, tree, first);
    made->second = grow(f, tree, leaves - first);
    return number;
}

static int32_t walk(const forest *f, int tree, const int16_t *features)
{
    const node *at = f->nodes[tree];
    while (at->feature >= 0)
        at = features[at->feature] <= at->value ? at + 1 : &f->nodes[tree][at->second];
    return at->value;
}

static forest wood;

static void check_wood(const stm_trees *trees)
{
    assert_int_equal(trees->ntrees, NTREES);
    for (int i = 0; i < NVECTORS; i++) {
        int16_t features[NFEATURES];
        int32_t sum = 0;
        for (int k = 0; k < NFEATURES; k++)
            features[k] = (int16_t)(random_below(&wood, 47) - 23);
        for (int k = 0; k < NTREES; k++)
            sum += walk(&wood, k, features);
        assert_int_equal(stm_trees_sum(trees, features), sum);
    }
}

static void sums_are_those_of_a_walk(void **state)
{
    (void)state;
    size_t size = 0;
    wood.seed = 1;
    for (int tree = 0; tree < NTREES; tree++) {
        grow(&wood, tree, 1 + random_below(&wood, STM_LEAVES_MOST));
        for (int i = 0; i < wood.nnodes[tree]; i++) {
            const node *n = &wood.nodes[tree][i];
            size_t left = sizeof wood.table - size;
            size += n->feature < 0 ? (size_t)snprintf(wood.table + size, left, "leaf\t%d\n", n->value)
                                   : (size_t)snprintf(wood.table + size, left, "at\t%s\t%d\t%d\n", names[n->feature], n->value,
                                                      n->second - i);
        }
    }
    with_table(wood.table, check_wood);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_those_of_the_leaves),
        cmocka_unit_test(rows_without_sense_end_the_table),
        cmocka_unit_test(trees_are_bounded),
        cmocka_unit_test(sums_are_those_of_a_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
