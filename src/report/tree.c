// Who takes from whom, drawn as a forest that grows to the right: sources at the left, what took from them at their right.
//
// An article hangs at the article it took most prose from where the direction is known, else at its origin where that is an agency, a
// release or a text that is not among the inputs. Best source only: strong pairs are not chained (Dong et al. 2009 for why one edge
// an article is enough to show dependence). A column a level, a row a leaf; no layout library is needed for that.
#include "report/html.h"

enum { NO_NODE = UINT32_MAX, COLUMN = 290, BOX = 250, ROW = 58, HEIGHT = 44, MOST_ROWS = 400, LABEL = 30 };

typedef struct tree_node {
    uint32_t parent;
    uint32_t document, origin; // one of the two; NO_NODE
    double weight;             // of the edge to the parent
    uint32_t level, row2;      // twice the row, so that middles are whole
    bool children;
} tree_node;

struct forest {
    stm_html *h;
    tree_node *nodes; // [n]: the story's articles, then its origins
    uint32_t n, narticles;
    uint32_t *of;           // [ndocuments] number of its node + 1; 0: not in this story
    uint32_t *first, *next; // children, and further children of one parent, by number
};

static uint32_t node_of(const struct forest *f, uint32_t document)
{
    return f->of[document] > 0 ? f->of[document] - 1 : NO_NODE;
}

// Would `child` under `parent` close a circle.
static bool circles(const struct forest *f, uint32_t child, uint32_t parent)
{
    for (uint32_t at = parent, steps = 0; at != NO_NODE && steps <= f->n; at = f->nodes[at].parent, steps++)
        if (at == child)
            return true;
    return false;
}

static void hang(struct forest *f, uint32_t child, uint32_t parent, double weight)
{
    if (child == NO_NODE || parent == NO_NODE || weight <= f->nodes[child].weight || circles(f, child, parent))
        return;
    f->nodes[child].parent = parent;
    f->nodes[child].weight = weight;
}

static void hang_pairs(struct forest *f)
{
    const stm_html *h = f->h;
    for (uint32_t i = h->pairs.begins[h->story]; i < h->pairs.begins[h->story + 1]; i++) {
        const stm_pair *pair = h->pairs.pairs[i];
        if (pair->relation != STM_RELATION_COPY)
            continue;
        uint32_t a = node_of(f, pair->a), b = node_of(f, pair->b);
        if (pair->direction == STM_DIRECTION_A_TO_B)
            hang(f, b, a, pair->words.prose + 1);
        else if (pair->direction == STM_DIRECTION_B_TO_A)
            hang(f, a, b, pair->words.prose + 1);
    }
}

static void hang_origins(struct forest *f)
{
    const stm_comparison *c = f->h->comparison;
    for (uint32_t o = 0; o < c->norigins; o++)
        for (uint32_t i = 0; c->origins[o].kind != STM_ORIGIN_OUTLET && i < c->origins[o].ndocuments; i++) {
            uint32_t child = node_of(f, c->origins[o].documents[i]);
            if (child != NO_NODE && f->nodes[child].parent == NO_NODE)
                hang(f, child, f->narticles + o, .5);
        }
}

static void grow(struct forest *f)
{
    const stm_story *story = f->h->comparison->story;
    f->narticles = (uint32_t)story->ndocuments;
    f->n = f->narticles + (uint32_t)f->h->comparison->norigins;
    f->nodes = stm_arena_take_array(f->h->arena, f->n + 1, sizeof *f->nodes);
    f->first = stm_arena_take_array(f->h->arena, f->n + 1, sizeof *f->first);
    f->next = stm_arena_take_array(f->h->arena, f->n + 1, sizeof *f->next);
    for (uint32_t i = 0; i < f->n; i++)
        f->nodes[i] = (tree_node){.parent = NO_NODE, .document = i < f->narticles ? story->documents[i] : NO_NODE,
                             .origin = i < f->narticles ? NO_NODE : i - f->narticles};
    f->of = stm_arena_take_array(f->h->arena, f->h->findings->ndocuments + 1, sizeof *f->of);
    for (uint32_t i = 0; i < f->narticles; i++)
        f->of[f->nodes[i].document] = i + 1;
    hang_pairs(f);
    hang_origins(f);
    for (uint32_t i = 0; i < f->n; i++)
        f->first[i] = f->next[i] = NO_NODE;
    for (uint32_t i = f->n; i-- > 0;) {
        uint32_t parent = f->nodes[i].parent;
        if (parent == NO_NODE)
            continue;
        f->next[i] = f->first[parent];
        f->first[parent] = i;
        f->nodes[parent].children = true;
    }
}

// Gives levels and rows below `root`; leaves take the next free row, others stand in the middle of theirs. Without recursion, so
// that a long chain of copies needs no stack.
static void place(struct forest *f, uint32_t root, uint32_t *row)
{
    uint32_t at = root;
    for (;;) {
        if (f->first[at] != NO_NODE) { // down
            f->nodes[f->first[at]].level = f->nodes[at].level + 1;
            at = f->first[at];
            continue;
        }
        f->nodes[at].row2 = 2 * (*row)++;
        while (at != root && f->next[at] == NO_NODE) { // up: all children of the parent stand
            uint32_t parent = f->nodes[at].parent;
            f->nodes[parent].row2 = (f->nodes[f->first[parent]].row2 + f->nodes[at].row2) / 2;
            at = parent;
        }
        if (at == root)
            return;
        f->nodes[f->next[at]].level = f->nodes[at].level;
        at = f->next[at];
    }
}

// A label of at most LABEL characters.
static void put_label(stm_html *h, stm_view words)
{
    size_t at = 0, n = 0;
    while (at < words.size && n < LABEL) {
        at++;
        while (at < words.size && ((unsigned char)words.at[at] & 0xC0) == 0x80)
            at++;
        n++;
    }
    stm_html_page(h, stm_view_upto(words, at));
    if (at < words.size)
        stm_html_raw(h, "…");
}

static const char *kind_label(const struct forest *f, const tree_node *node)
{
    if (node->document == NO_NODE) {
        const stm_origin *origin = &f->h->comparison->origins[node->origin];
        return origin->kind == STM_ORIGIN_UNSEEN ? "not among the inputs" : stm_origin_kind_name(origin->kind);
    }
    return node->parent == NO_NODE ? "article others take from" : "takes from the left";
}

static void put_node(struct forest *f, const tree_node *node)
{
    stm_html *h = f->h;
    unsigned x = 2 + node->level * COLUMN, y = 4 + node->row2 * ROW / 2;
    bool unseen = node->document == NO_NODE && h->comparison->origins[node->origin].kind == STM_ORIGIN_UNSEEN;
    if (node->parent != NO_NODE) {
        const tree_node *parent = &f->nodes[node->parent];
        unsigned px = 2 + parent->level * COLUMN + BOX, py = 4 + parent->row2 * ROW / 2 + HEIGHT / 2;
        stm_buffer_print(h->to, "<path d=\"M%u %uC%u %u %u %u %u %u\"/>", px, py, px + 20, py, x - 20, y + HEIGHT / 2, x,
                         y + HEIGHT / 2);
    }
    stm_buffer_print(h->to, "<g class=\"%s\"><rect x=\"%u\" y=\"%u\" width=\"%d\" height=\"%d\" rx=\"6\"/>",
                     unseen ? "source unseen" : node->parent == NO_NODE ? "source" : "taker", x, y, BOX, HEIGHT);
    stm_buffer_print(h->to, "<text x=\"%u\" y=\"%u\">", x + 10, y + 19);
    if (node->document != NO_NODE)
        put_label(h, h->names[node->document]);
    else if (h->comparison->origins[node->origin].name.size > 0)
        put_label(h, h->comparison->origins[node->origin].name);
    else
        stm_html_raw(h, "A text");
    stm_buffer_print(h->to, "</text><text class=\"kind\" x=\"%u\" y=\"%u\">%s</text></g>\n", x + 10, y + 36, kind_label(f, node));
}

void stm_html_tree(stm_html *h)
{
    struct forest f = {.h = h};
    uint32_t rows = 0, levels = 0;
    grow(&f);
    for (uint32_t i = 0; i < f.n; i++)
        if (f.nodes[i].parent == NO_NODE && f.nodes[i].children)
            place(&f, i, &rows);
    if (rows == 0 || rows > MOST_ROWS)
        return;
    for (uint32_t i = 0; i < f.n; i++)
        levels = f.nodes[i].level > levels ? f.nodes[i].level : levels;
    unsigned width = levels * COLUMN + BOX + 4, height = rows * ROW + 4;
    stm_buffer_print(h->to,
                     "<svg class=\"tree\" role=\"img\" aria-label=\"Who takes from whom; the table below says the same\" "
                     "viewBox=\"0 0 %u %u\" width=\"%u\" height=\"%u\">\n",
                     width, height, width, height);
    for (uint32_t i = 0; i < f.n; i++)
        if (f.nodes[i].children || f.nodes[i].parent != NO_NODE)
            put_node(&f, &f.nodes[i]);
    stm_html_raw(h, "</svg>\n");
}
