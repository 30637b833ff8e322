// Groups of articles on one event: vectors (vectors.c), average link (cluster.c), guests (guests.c), and what is told of a group.
#include "story/story.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "story/vectors.h"

// Mean similarity of two groups on one event. Of a handful of inputs somebody chose them, and most are on one event; of thousands
// nobody did: the threshold rises with the logarithm of their number, between the two that separate best.
static const double least_threshold = 0.12, most_threshold = 0.22;
static const double few = 24, many = 400;
static const double least_edge = 0.06; // pairs less alike count as nothing in a mean

static double threshold_of(uint32_t n)
{
    double share = log(n / few) / log(many / few);
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    return least_threshold + (most_threshold - least_threshold) * share;
}

static bool has_text(const stm_document *document)
{
    return document->article.error.status == STM_OK && stm_view_trim(document->article.text).size > 0;
}

typedef struct ranked {
    const stm_article *article;
    uint32_t document;
} ranked;

// The shortest text first. The id, which may come from a path, decides only between articles that say the same.
static int by_content(const void *one, const void *two)
{
    const stm_article *a = ((const ranked *)one)->article, *b = ((const ranked *)two)->article;
    if (a->text.size != b->text.size)
        return a->text.size < b->text.size ? -1 : 1;
    int order = stm_view_compare(a->text, b->text);
    order = order != 0 ? order : stm_view_compare(a->title, b->title);
    order = order != 0 ? order : stm_view_compare(a->id, b->id);
    return order != 0 ? order : stm_view_compare(a->input, b->input);
}

// Numbers of the documents that have a text, by their content: from here on nothing depends on the order of the input or on where a
// page lies.
static uint32_t *order_by_content(stm_arena *arena, stm_document *const *documents, size_t ndocuments, uint32_t *n)
{
    ranked *all = stm_arena_take_array(arena, ndocuments + 1, sizeof *all);
    *n = 0;
    for (size_t i = 0; i < ndocuments; i++)
        if (has_text(documents[i]))
            all[(*n)++] = (ranked){&documents[i]->article, (uint32_t)i};
    qsort(all, *n, sizeof *all, by_content);
    uint32_t *order = stm_arena_take_array(arena, *n + 1, sizeof *order);
    for (uint32_t i = 0; i < *n; i++)
        order[i] = all[i].document;
    return order;
}

static double dot(const stm_term_vector *one, const stm_map *centre)
{
    double sum = 0;
    for (uint32_t t = 0; t < one->nterms; t++) {
        const uint64_t *bits = stm_map_get(centre, one->terms[t].word);
        double weight;
        if (bits != NULL && (memcpy(&weight, bits, sizeof weight), true))
            sum += weight * (double)one->terms[t].weight;
    }
    return sum;
}

static void add_to(stm_map *centre, const stm_term_vector *vector)
{
    for (uint32_t t = 0; t < vector->nterms; t++) {
        uint64_t *bits = stm_map_put(centre, vector->terms[t].word);
        double weight;
        memcpy(&weight, bits, sizeof weight);
        weight += (double)vector->terms[t].weight;
        memcpy(bits, &weight, sizeof weight);
    }
}

// The title of the article nearest to the sum of all; of equal ones the first.
static stm_view title_of(stm_arena *arena, stm_document *const *documents, const uint32_t *order,
                         const stm_term_vector *vectors, const uint32_t *members, size_t n)
{
    stm_map centre;
    stm_map_init(&centre, arena);
    for (size_t i = 0; i < n; i++)
        add_to(&centre, &vectors[members[i]]);
    stm_view best = {NULL, 0};
    double top = -1;
    for (size_t i = 0; i < n; i++) {
        const stm_article *article = &documents[order[members[i]]]->article;
        double near = dot(&vectors[members[i]], &centre);
        if (article->title.size > 0 && near > top) {
            top = near;
            best = article->title;
        }
    }
    return best;
}

static void note_times(stm_story *story, const stm_article *article)
{
    if (!stm_civil_known(article->published))
        return;
    int64_t at = stm_civil_seconds(article->published);
    if (!stm_civil_known(story->first) || at < stm_civil_seconds(story->first))
        story->first = article->published;
    if (!stm_civil_known(story->last) || at > stm_civil_seconds(story->last))
        story->last = article->published;
}

// The earliest article gives the id, so that it stays as the story grows; undated ones come last, of equal ones the first.
static stm_view story_id(stm_arena *arena, stm_document *const *documents, const stm_story *story)
{
    const stm_article *first = NULL;
    for (size_t i = 0; i < story->ndocuments; i++) {
        const stm_article *article = &documents[story->documents[i]]->article;
        if (first == NULL || (stm_civil_known(article->published) &&
                              (!stm_civil_known(first->published) ||
                               stm_civil_seconds(article->published) < stm_civil_seconds(first->published))))
            first = article;
    }
    char hash[STM_HASH_TEXT];
    stm_hash_print(stm_hash(first->id), hash);
    return stm_arena_print(arena, "t%s", hash);
}

static void give_reasons(stm_arena *arena, stm_story *story, bool one, double mean, uint32_t nguests)
{
    story->because = stm_arena_take_array(arena, 2, sizeof *story->because);
    if (one)
        story->because[story->nbecause++] = STM_VIEW("all inputs were said to be one story");
    else if (story->ndocuments > 1)
        story->because[story->nbecause++] = stm_arena_print(arena, "rare words and names in common (mean similarity %.2f)", mean);
    if (nguests > 0)
        story->because[story->nbecause++] =
            stm_arena_print(arena, "%u published far from the others in time, in it for the words alone", (unsigned)nguests);
}

static int larger_first(const void *one, const void *two)
{
    const stm_story *a = one, *b = two;
    if (a->ndocuments != b->ndocuments)
        return a->ndocuments > b->ndocuments ? -1 : 1;
    return stm_view_compare(a->id, b->id);
}

typedef struct grouping {
    stm_arena *arena;
    stm_document *const *documents;
    const uint32_t *order;
    const stm_term_vector *vectors;
    uint32_t *labels, n;
    bool *guests; // [n] joined by its words alone, far from the others in time
    bool one;
} grouping;

// Mean similarity per story by its label, for the reasons.
static double *mean_similarities(const grouping *g, const stm_vector *edges)
{
    double *sums = stm_arena_take_array(g->arena, g->n + 1, sizeof *sums);
    uint32_t *sizes = stm_arena_take_array(g->arena, g->n + 1, sizeof *sizes);
    const stm_edge *at = edges->items;
    for (size_t e = 0; e < edges->n; e++)
        if (g->labels[at[e].one] == g->labels[at[e].two])
            sums[g->labels[at[e].one]] += at[e].similarity;
    for (uint32_t i = 0; i < g->n; i++)
        sizes[g->labels[i]]++;
    for (uint32_t i = 0; i < g->n; i++)
        if (sizes[i] > 1)
            sums[i] /= (double)sizes[i] * (sizes[i] - 1) / 2;
    return sums;
}

static void fill_story(const grouping *g, stm_story *story, const uint32_t *members, size_t n, double mean)
{
    story->documents = stm_arena_take_array(g->arena, n, sizeof *story->documents);
    story->ndocuments = n;
    uint32_t nguests = 0;
    for (size_t i = 0; i < n; i++) {
        nguests += g->guests[members[i]];
        story->documents[i] = g->order[members[i]];
        note_times(story, &g->documents[story->documents[i]]->article);
    }
    story->title = title_of(g->arena, g->documents, g->order, g->vectors, members, n);
    story->id = story_id(g->arena, g->documents, story);
    give_reasons(g->arena, story, g->one, mean, nguests);
}

static void collect(const grouping *g, const double *means, stm_stories *stories)
{
    stm_vector *members = stm_arena_take_array(g->arena, g->n + 1, sizeof *members);
    for (uint32_t i = 0; i < g->n; i++) {
        stm_vector *v = &members[g->labels[i]];
        if (v->arena == NULL) {
            stm_vector_init(v, g->arena, sizeof(uint32_t));
            stories->nstories++;
        }
        *(uint32_t *)stm_vector_push(v) = i;
    }
    stories->stories = stm_arena_take_array(g->arena, stories->nstories + 1, sizeof *stories->stories);
    size_t next = 0;
    for (uint32_t i = 0; i < g->n; i++)
        if (members[i].arena != NULL)
            fill_story(g, &stories->stories[next++], members[i].items, members[i].n, means[i]);
    if (next > 0)
        qsort(stories->stories, next, sizeof *stories->stories, larger_first);
}

// A handful of inputs: whoever stands alone for its date only is asked in.
static void invite(grouping *g)
{
    stm_vector edges;
    stm_vector_init(&edges, g->arena, sizeof(stm_edge));
    stm_vectors_edges(g->arena, g->vectors, g->n, least_edge, true, &edges);
    stm_guests_invite(g->arena, edges.items, edges.n, g->n, least_threshold, g->labels, g->guests);
}

stm_status stm_story_group(stm_arena *arena, const stm_story_options *options, stm_document *const *documents,
                           size_t ndocuments, stm_stories *stories)
{
    *stories = (stm_stories){0};
    grouping g = {.arena = arena, .documents = documents, .one = options->one};
    g.order = order_by_content(arena, documents, ndocuments, &g.n);
    g.vectors = stm_vectors_build(arena, documents, g.order, g.n);
    g.labels = stm_arena_take_array(arena, g.n + 1, sizeof *g.labels);
    g.guests = stm_arena_take_array(arena, g.n + 1, sizeof *g.guests);
    stm_vector edges;
    stm_vector_init(&edges, arena, sizeof(stm_edge));
    if (!options->one) {
        stm_vectors_edges(arena, g.vectors, g.n, least_edge, options->ignore_dates, &edges);
        stm_cluster_average(arena, edges.items, edges.n, g.n, threshold_of(g.n), g.labels);
        if (g.n <= few)
            invite(&g);
    }
    collect(&g, mean_similarities(&g, &edges), stories);
    return STM_OK;
}
