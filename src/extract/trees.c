// Boosted regression trees read from a table.
#include "extract/trees.h"

enum { ROWS_MOST = 30000 };

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

// Whether the row is a node whose way on stays within `left` rows.
static bool read_node(stm_view row, size_t left, const char *const *names, size_t n, stm_tree_node *node)
{
    stm_view fields[4] = {{NULL, 0}};
    for (size_t i = 0; i < 4 && stm_view_split(&row, '\t', &fields[i]); i++)
        ;
    if (stm_view_is(fields[0], "leaf")) {
        *node = (stm_tree_node){-1, 0, number_of(fields[1])};
        return true;
    }
    *node = (stm_tree_node){feature_named(fields[1], names, n), (int16_t)number_of(fields[3]), number_of(fields[2])};
    return stm_view_is(fields[0], "at") && node->feature >= 0 && node->above > 1 && (size_t)node->above < left;
}

static size_t count_rows(stm_view text)
{
    size_t rows = 1;
    for (size_t i = 0; i < text.size; i++)
        rows += text.at[i] == '\n';
    return rows;
}

void stm_trees_read(stm_trees *trees, stm_arena *arena, stm_view text, const char *const *names, size_t n)
{
    size_t left = count_rows(text), open = 0; // open: ways of the tree that have no node yet
    *trees = (stm_trees){.nodes = stm_arena_take_array(arena, left, sizeof(stm_tree_node)),
                         .roots = stm_arena_take_array(arena, left, sizeof(uint32_t))};
    stm_view row;
    for (; stm_view_split(&text, '\n', &row); left--) {
        if (row.size == 0 || row.at[0] == '#')
            continue;
        if (trees->nnodes >= ROWS_MOST || !read_node(row, left, names, n, &trees->nodes[trees->nnodes]))
            break;
        if (open == 0) {
            trees->roots[trees->nroots++] = (uint32_t)trees->nnodes;
            open = 1;
        }
        open += trees->nodes[trees->nnodes].feature >= 0 ? 1 : (size_t)-1;
        trees->nnodes++;
    }
    trees->nroots -= open > 0 ? 1 : 0; // the last one was cut short
}

int32_t stm_trees_sum(const stm_trees *trees, const int16_t *features)
{
    int32_t sum = 0;
    for (size_t i = 0; i < trees->nroots; i++) {
        const stm_tree_node *node = &trees->nodes[trees->roots[i]];
        while (node->feature >= 0)
            node += features[node->feature] <= node->value ? 1 : node->above;
        sum += node->value;
    }
    return sum;
}
