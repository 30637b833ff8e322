// Who takes from whom over any number of articles, as a graph: DOT for Graphviz, GraphML for programs of network analysis.
//
// Every article that copies hangs at the one it took most prose from where the direction is known, else at the source that is credited,
// else at a text that is not among the inputs, which it shares with the article it has most prose in common with. One edge an article,
// its best source alone, as in the stemma of textual criticism: list pages and rolling pages do not weld stories together.
#include "base/map.h"
#include "report/escape.h"
#include "report/words.h"

#include <stdlib.h>

enum { NO_NODE = UINT32_MAX, LABEL = 48 };

typedef struct node {
    stm_view id, name, title; // name: outlet or source; title: of an article
    const char *kind;         // "article", "source", "unseen"
    uint32_t parent;          // NO_NODE: none
    uint32_t words;           // of prose in common with the parent
    bool shown, known;        // known: the direction of the edge was said, not inferred
} node;

typedef struct graph {
    stm_arena *arena;
    stm_vector nodes; // of node: the documents in their order, then sources, then unseen texts
    stm_intern sources;
    uint32_t *best;   // [ndocuments] number + 1 of the pair that says where a document is from
    uint32_t *unseen; // [ndocuments] group of articles that share an unseen text, by its smallest member
    uint32_t *order;  // [ndocuments] documents by id
    uint32_t *rank;   // [ndocuments] the place of each in `order`
    uint32_t ndocuments;
    const stm_reuse *reuse;
} graph;

static node *node_at(const graph *g, uint32_t number)
{
    return stm_vector_at(&g->nodes, number);
}

// How well a pair says where one of its articles is from: who it took from first, then how much.
static uint64_t weigh(const stm_pair *pair, uint32_t document)
{
    bool took = pair->direction == (pair->b == document ? STM_DIRECTION_A_TO_B : STM_DIRECTION_B_TO_A);
    bool common = pair->direction == STM_DIRECTION_COMMON || pair->direction == STM_DIRECTION_UNKNOWN;
    if (pair->relation != STM_RELATION_COPY || (!took && !common))
        return 0;
    return ((uint64_t)(took ? 2 : pair->source.size > 0 ? 1 : 0) << 33) + pair->words.prose + 1;
}

static void choose_best(graph *g)
{
    for (uint32_t i = 0; i < g->reuse->npairs; i++) {
        const stm_pair *pair = &g->reuse->pairs[i];
        const uint32_t ends[] = {pair->a, pair->b};
        for (int e = 0; e < 2; e++) {
            uint32_t *best = &g->best[ends[e]];
            if (weigh(pair, ends[e]) > (*best > 0 ? weigh(&g->reuse->pairs[*best - 1], ends[e]) : 0))
                *best = i + 1;
        }
    }
}

static uint32_t group_of(const graph *g, uint32_t document)
{
    while (g->unseen[document] != document)
        document = g->unseen[document] = g->unseen[g->unseen[document]];
    return document;
}

// The node of a credited source, made if new.
static uint32_t source_node(graph *g, stm_view name)
{
    size_t before = g->sources.n;
    uint32_t number = stm_intern_put(&g->sources, name);
    if (g->sources.n > before)
        *(node *)stm_vector_push(&g->nodes) = (node){.id = stm_arena_print(g->arena, "source-%u", number + 1),
                                                     .name = g->sources.words[number],
                                                     .kind = "source",
                                                     .parent = NO_NODE,
                                                     .shown = true};
    return g->ndocuments + number;
}

static void hang(graph *g, uint32_t document, uint32_t parent, uint32_t words, bool known)
{
    node *own = node_at(g, document);
    own->parent = parent;
    own->words = words;
    own->known = known;
    own->shown = true;
    node_at(g, parent)->shown = true;
}

// Articles that took from another or from a credited source; the others are put into groups.
static void hang_known(graph *g, uint32_t document)
{
    if (g->best[document] == 0)
        return;
    const stm_pair *pair = &g->reuse->pairs[g->best[document] - 1];
    uint32_t other = pair->a == document ? pair->b : pair->a;
    if (weigh(pair, document) >> 33 == 2)
        hang(g, document, other, pair->words.prose, true);
    else if (pair->source.size > 0)
        hang(g, document, source_node(g, pair->source), pair->words.prose, true);
    else
        g->unseen[group_of(g, document) > group_of(g, other) ? group_of(g, document) : group_of(g, other)] =
            group_of(g, document) < group_of(g, other) ? group_of(g, document) : group_of(g, other);
}

// Would `document` under `parent` close a circle.
static bool circles(const graph *g, uint32_t document, uint32_t parent)
{
    for (uint32_t steps = 0; parent != NO_NODE && steps <= g->nodes.n; parent = node_at(g, parent)->parent, steps++)
        if (parent == document)
            return true;
    return false;
}

// A text that is not here for each group. An article whose best match hangs elsewhere hangs beside it.
static void hang_unseen(graph *g)
{
    uint32_t *of = stm_arena_take_array(g->arena, g->ndocuments + 1, sizeof *of), n = 0;
    for (uint32_t i = 0; i < g->ndocuments; i++) {
        uint32_t document = g->order[i], group = group_of(g, document);
        if (g->best[document] == 0 || node_at(g, document)->parent != NO_NODE)
            continue;
        const stm_pair *pair = &g->reuse->pairs[g->best[document] - 1];
        uint32_t beside = node_at(g, pair->a == document ? pair->b : pair->a)->parent;
        if (beside == NO_NODE || circles(g, document, beside)) {
            if (of[group] == 0) {
                *(node *)stm_vector_push(&g->nodes) =
                    (node){.id = stm_arena_print(g->arena, "unseen-%u", ++n), .kind = "unseen", .parent = NO_NODE};
                of[group] = (uint32_t)g->nodes.n;
            }
            beside = of[group] - 1;
        }
        hang(g, document, beside, pair->words.prose, false);
    }
}

static int by_id(const void *one, const void *two, void *argument)
{
    stm_document *const *documents = argument;
    return stm_view_compare(documents[*(const uint32_t *)one]->article.id, documents[*(const uint32_t *)two]->article.id);
}

static void build(graph *g, stm_document *const *documents)
{
    stm_vector_init(&g->nodes, g->arena, sizeof(node));
    stm_intern_init(&g->sources, g->arena);
    g->best = stm_arena_take_array(g->arena, g->ndocuments + 1, sizeof *g->best);
    g->unseen = stm_arena_take_array(g->arena, g->ndocuments + 1, sizeof *g->unseen);
    g->order = stm_arena_take_array(g->arena, g->ndocuments + 1, sizeof *g->order);
    for (uint32_t i = 0; i < g->ndocuments; i++) {
        const stm_article *article = &documents[i]->article;
        *(node *)stm_vector_push(&g->nodes) = (node){.id = article->id,
                                                     .name = article->outlet.size > 0 ? article->outlet : article->id,
                                                     .title = article->title,
                                                     .kind = "article",
                                                     .parent = NO_NODE};
        g->unseen[i] = g->order[i] = i;
    }
    if (g->ndocuments > 0)
        qsort_r(g->order, g->ndocuments, sizeof *g->order, by_id, (void *)documents);
    g->rank = stm_arena_take_array(g->arena, g->ndocuments + 1, sizeof *g->rank);
    for (uint32_t i = 0; i < g->ndocuments; i++)
        g->rank[g->order[i]] = i;
    choose_best(g);
    for (uint32_t i = 0; i < g->ndocuments; i++)
        hang_known(g, g->order[i]);
    hang_unseen(g);
}

// Nodes are printed, and numbered, in an order of their own: articles by id, then the others.
static const node *printed(const graph *g, uint32_t i)
{
    const node *own = node_at(g, i < g->ndocuments ? g->order[i] : i);
    return own->shown ? own : NULL;
}

static uint32_t number_of(const graph *g, uint32_t number)
{
    return number < g->ndocuments ? g->rank[number] : number;
}

static void put_dot_node(const graph *g, stm_buffer *to, const node *own, uint32_t number)
{
    bool unseen = own->kind[0] == 'u';
    stm_buffer_print(to, "  n%u [label=\"", number);
    stm_escape_dot(to, unseen ? STM_VIEW("a text that is not here") : stm_words_clip(g->arena, own->name, LABEL));
    if (own->title.size > 0) {
        stm_buffer_put_string(to, "\\n");
        stm_escape_dot(to, stm_words_clip(g->arena, own->title, LABEL));
    }
    stm_buffer_print(to, "\"%s];\n", unseen ? ", style=dashed" : own->kind[0] == 's' ? ", style=bold" : "");
}

static void put_as_dot(const graph *g, stm_buffer *to)
{
    stm_buffer_put_string(to, "digraph copies {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\", fontsize=11, width=4, "
                              "height=0.6, fixedsize=true];\n  edge [fontname=\"sans-serif\", fontsize=9];\n");
    for (uint32_t i = 0; i < g->nodes.n; i++) {
        const node *own = printed(g, i);
        if (own != NULL)
            put_dot_node(g, to, own, i);
    }
    for (uint32_t i = 0; i < g->nodes.n; i++) {
        const node *own = printed(g, i);
        if (own != NULL && own->parent != NO_NODE)
            stm_buffer_print(to, "  n%u -> n%u [label=\"%u words\"%s];\n", number_of(g, own->parent), i, own->words,
                             own->known ? "" : ", style=dashed");
    }
    stm_buffer_put_string(to, "}\n");
}

static void put_data(stm_buffer *to, const char *key, stm_view text)
{
    if (text.size == 0)
        return;
    stm_buffer_print(to, "<data key=\"%s\">", key);
    stm_escape_html(to, text);
    stm_buffer_put_string(to, "</data>");
}

static void put_as_graphml(const graph *g, stm_buffer *to)
{
    stm_buffer_put_string(
        to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
            "<key id=\"article\" for=\"node\" attr.name=\"article\" attr.type=\"string\"/>\n"
            "<key id=\"kind\" for=\"node\" attr.name=\"kind\" attr.type=\"string\"/>\n"
            "<key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
            "<key id=\"title\" for=\"node\" attr.name=\"title\" attr.type=\"string\"/>\n"
            "<key id=\"words\" for=\"edge\" attr.name=\"words\" attr.type=\"int\"/>\n"
            "<key id=\"known\" for=\"edge\" attr.name=\"known\" attr.type=\"boolean\"/>\n"
            "<graph id=\"copies\" edgedefault=\"directed\">\n");
    for (uint32_t i = 0; i < g->nodes.n; i++) {
        const node *own = printed(g, i);
        if (own == NULL)
            continue;
        stm_buffer_print(to, "<node id=\"n%u\">", i);
        put_data(to, "article", own->kind[0] == 'a' ? own->id : (stm_view){NULL, 0});
        put_data(to, "kind", stm_view_of(own->kind));
        put_data(to, "name", own->name);
        put_data(to, "title", own->title);
        stm_buffer_put_string(to, "</node>\n");
    }
    for (uint32_t i = 0; i < g->nodes.n; i++) {
        const node *own = printed(g, i);
        if (own != NULL && own->parent != NO_NODE)
            stm_buffer_print(to, "<edge source=\"n%u\" target=\"n%u\"><data key=\"words\">%u</data><data key=\"known\">%s</data></edge>\n",
                             number_of(g, own->parent), i, own->words, own->known ? "true" : "false");
    }
    stm_buffer_put_string(to, "</graph>\n</graphml>\n");
}

stm_status stm_print_graph(stm_document *const *documents, size_t ndocuments, const stm_reuse *reuse, stm_graph_form form,
                           stm_buffer *to)
{
    graph g = {.arena = to->arena, .ndocuments = (uint32_t)ndocuments, .reuse = reuse};
    build(&g, documents);
    if (form == STM_GRAPH_DOT)
        put_as_dot(&g, to);
    else
        put_as_graphml(&g, to);
    return STM_OK;
}
