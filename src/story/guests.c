// Whoever stands alone for its date only. A page may carry a wrong date (of its first draft, of the site's relaunch), or tell of
// the event long before or after the others. Where a few inputs hold one large group, somebody chose them for it: an input that
// is in no group joins the one it would be in if nothing were known of dates.
#include "story/vectors.h"

#include <string.h>

enum {
    GROUP = 3,         // articles of a group that may be what the inputs were chosen for,
    OF_A_HUNDRED = 40, // and its share of the inputs
};

// Adds up the similarities of document `i` with the members of each group.
static void sum_by_group(const stm_edge *edges, size_t nedges, const uint32_t *labels, uint32_t i, uint32_t n, double *sums)
{
    memset(sums, 0, n * sizeof *sums);
    for (size_t e = 0; e < nedges; e++)
        if (edges[e].one == i || edges[e].two == i)
            sums[labels[edges[e].one == i ? edges[e].two : edges[e].one]] += edges[e].similarity;
}

// The group that is nearest in the mean, of those that are large and near enough; `n`: none.
static uint32_t host_of(const double *sums, const uint32_t *sizes, uint32_t n, double threshold)
{
    uint32_t best = n;
    for (uint32_t k = 0; k < n; k++) {
        bool large = sizes[k] >= GROUP && 100 * (uint64_t)sizes[k] >= OF_A_HUNDRED * (uint64_t)n;
        if (large && sums[k] / sizes[k] >= threshold && (best == n || sums[k] / sizes[k] > sums[best] / sizes[best]))
            best = k;
    }
    return best;
}

void stm_guests_invite(stm_arena *arena, const stm_edge *edges, size_t nedges, uint32_t n, double threshold, uint32_t *labels,
                       bool *guests)
{
    uint32_t *sizes = stm_arena_take_array(arena, n + 1, sizeof *sizes);
    uint32_t *hosts = stm_arena_take_array(arena, n + 1, sizeof *hosts);
    double *sums = stm_arena_take_array(arena, n + 1, sizeof *sums);
    for (uint32_t i = 0; i < n; i++)
        sizes[labels[i]]++;
    for (uint32_t i = 0; i < n; i++) {
        hosts[i] = n;
        if (sizes[labels[i]] > 1)
            continue;
        sum_by_group(edges, nedges, labels, i, n, sums);
        hosts[i] = host_of(sums, sizes, n, threshold);
    }
    for (uint32_t i = 0; i < n; i++) {
        guests[i] = hosts[i] < n;
        labels[i] = guests[i] ? hosts[i] : labels[i];
    }
}
