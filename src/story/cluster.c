// Average-link clustering over a sparse graph: the two clusters with the highest mean similarity over all their pairs are joined
// until no mean reaches the threshold. A heap of candidate joins with lazy deletion; the smaller neighbourhood is always poured
// into the larger, so the work is near n log n in the number of edges.
#include "story/vectors.h"

typedef struct join {
    double mean;
    uint32_t one, two;   // clusters, one < two
    uint32_t ages[2];    // how often each had been joined when this was pushed
} join;

typedef struct cluster {
    stm_map near;        // cluster -> index into sums
    uint32_t size, age, smallest;
    bool gone;
} cluster;

typedef struct work {
    stm_arena *arena;
    cluster *clusters;   // [n]
    stm_vector sums;     // double: similarity summed over the pairs between two clusters
    stm_vector heap;     // join
} work;

// Ties by the smallest members, so that the result depends on nothing but the edges.
static bool before(const join *a, const join *b)
{
    if (a->mean != b->mean)
        return a->mean > b->mean;
    return a->one != b->one ? a->one < b->one : a->two < b->two;
}

static void push(stm_vector *heap, join item)
{
    *(join *)stm_vector_push(heap) = item;
    join *at = heap->items;
    for (size_t i = heap->n - 1; i > 0 && before(&at[i], &at[(i - 1) / 2]); i = (i - 1) / 2) {
        join keep = at[i];
        at[i] = at[(i - 1) / 2];
        at[(i - 1) / 2] = keep;
    }
}

static join pop(stm_vector *heap)
{
    join *at = heap->items, top = at[0];
    at[0] = at[heap->n - 1];
    stm_vector_cut(heap, heap->n - 1);
    for (size_t i = 0;;) {
        size_t best = i, left = 2 * i + 1;
        for (size_t child = left; child < left + 2 && child < heap->n; child++)
            if (before(&at[child], &at[best]))
                best = child;
        if (best == i)
            return top;
        join keep = at[i];
        at[i] = at[best];
        at[best] = keep;
        i = best;
    }
}

static void offer(work *w, uint32_t one, uint32_t two, double sum, double threshold)
{
    uint32_t low = one < two ? one : two, high = one < two ? two : one;
    double mean = sum / ((double)w->clusters[low].size * w->clusters[high].size);
    if (mean >= threshold)
        push(&w->heap, (join){mean, low, high, {w->clusters[low].age, w->clusters[high].age}});
}

static double *sum_at(work *w, uint32_t one, uint32_t two)
{
    uint64_t *index = stm_map_put(&w->clusters[one].near, two);
    if (*index == 0) {
        stm_vector_push(&w->sums);
        *index = w->sums.n;
    }
    return stm_vector_at(&w->sums, *index - 1);
}

// Pours `from` into `into`: sums with every neighbour are added, the neighbours learn the new name.
static void pour(work *w, uint32_t into, uint32_t from, double threshold)
{
    cluster *a = &w->clusters[into], *b = &w->clusters[from];
    for (size_t i = 0; i < b->near.n; i++) {
        uint32_t other = (uint32_t)b->near.entries[i].key;
        if (other == into || w->clusters[other].gone)
            continue;
        double sum = *(double *)stm_vector_at(&w->sums, b->near.entries[i].value - 1);
        *sum_at(w, into, other) += sum;
        *sum_at(w, other, into) += sum;
    }
    a->size += b->size;
    a->age++;
    a->smallest = a->smallest < b->smallest ? a->smallest : b->smallest;
    b->gone = true;
    for (size_t i = 0; i < a->near.n; i++) {
        uint32_t other = (uint32_t)a->near.entries[i].key;
        if (!w->clusters[other].gone)
            offer(w, into, other, *(double *)stm_vector_at(&w->sums, a->near.entries[i].value - 1), threshold);
    }
}

static void begin(work *w, const stm_edge *edges, size_t nedges, uint32_t n, double threshold)
{
    w->clusters = stm_arena_take_array(w->arena, n + 1, sizeof *w->clusters);
    stm_vector_init(&w->sums, w->arena, sizeof(double));
    stm_vector_init(&w->heap, w->arena, sizeof(join));
    for (uint32_t i = 0; i < n; i++) {
        stm_map_init(&w->clusters[i].near, w->arena);
        w->clusters[i].size = 1;
        w->clusters[i].smallest = i;
    }
    for (size_t e = 0; e < nedges; e++) {
        *sum_at(w, edges[e].one, edges[e].two) = edges[e].similarity;
        *sum_at(w, edges[e].two, edges[e].one) = edges[e].similarity;
        offer(w, edges[e].one, edges[e].two, edges[e].similarity, threshold);
    }
}

void stm_cluster_average(stm_arena *arena, const stm_edge *edges, size_t nedges, uint32_t n, double threshold,
                         uint32_t *labels)
{
    work w = {.arena = arena};
    begin(&w, edges, nedges, n, threshold);
    uint32_t *parents = stm_arena_take_array(arena, n + 1, sizeof *parents);
    for (uint32_t i = 0; i < n; i++)
        parents[i] = i;
    while (w.heap.n > 0) {
        join j = pop(&w.heap);
        cluster *a = &w.clusters[j.one], *b = &w.clusters[j.two];
        if (a->gone || b->gone || a->age != j.ages[0] || b->age != j.ages[1])
            continue;
        bool first = a->near.n > b->near.n || (a->near.n == b->near.n && j.one < j.two);
        uint32_t into = first ? j.one : j.two, from = first ? j.two : j.one;
        pour(&w, into, from, threshold);
        parents[from] = into;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t root = i;
        while (parents[root] != root)
            root = parents[root];
        labels[i] = w.clusters[root].smallest;
    }
}
