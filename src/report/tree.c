// Who takes from whom, as a forest: a graph for Graphviz, which lays it out from left to right, and a list that says the same.
//
// An article hangs at the article it took most prose from where the direction is known, else at its origin where that is an agency, a
// release or a text that is not among the inputs. Best source only: strong pairs are not chained (Dong et al. 2009 for why one edge
// an article is enough to show dependence). Graphviz gets labels of bounded size with every sign of its own escaped; of what it
// draws only shapes and words are kept, within an <svg> with title and description.
#include "base/utf8.h"
#include "report/html.h"
#include "report/wrap.h"

enum {
    NO_NODE = UINT32_MAX,
    LABEL = 22,      // columns of a name in its box
    TITLE = 120,     // bytes of an article's title that stands beside it
    NODES_MOST = 300, // of a drawing; the list has more
    CURVED_MOST = 10, // children of a box
    PHONE = 430,     // pixels to which a drawing may be shrunk and still be read on a phone
    DEEPEST = 20,    // level of a list
    DESCRIBED = 12,  // articles that the description of a drawing names
};

typedef struct tree_node {
    uint32_t parent;
    uint32_t document, origin; // one of the two; NO_NODE
    double weight;             // of the edge to the parent
    uint32_t level;
    bool children;
} tree_node;

struct forest {
    stm_arena *arena;
    const stm_findings *findings;
    const stm_comparison *comparison;
    const stm_view *names;
    tree_node *nodes; // [n]: the story's articles, then its origins
    uint32_t n, narticles, nshown;
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

static void hang_pairs(struct forest *f, const stm_story_pairs *pairs, size_t story)
{
    for (uint32_t i = pairs->begins[story]; i < pairs->begins[story + 1]; i++) {
        const stm_pair *pair = pairs->pairs[i];
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
    const stm_comparison *c = f->comparison;
    for (uint32_t o = 0; o < c->norigins; o++)
        for (uint32_t i = 0; c->origins[o].kind != STM_ORIGIN_OUTLET && c->origins[o].ndocuments > 1 && i < c->origins[o].ndocuments; i++) {
            uint32_t child = node_of(f, c->origins[o].documents[i]);
            if (child != NO_NODE && f->nodes[child].parent == NO_NODE)
                hang(f, child, f->narticles + o, .5);
        }
}

static bool is_shown(const struct forest *f, uint32_t i)
{
    return f->nodes[i].children || f->nodes[i].parent != NO_NODE;
}

static void grow(struct forest *f, const stm_story_pairs *pairs, size_t story)
{
    f->comparison = &f->findings->comparisons[story];
    f->narticles = (uint32_t)f->comparison->story->ndocuments;
    f->n = f->narticles + (uint32_t)f->comparison->norigins;
    f->nodes = stm_arena_take_array(f->arena, f->n + 1, sizeof *f->nodes);
    f->first = stm_arena_take_array(f->arena, f->n + 1, sizeof *f->first);
    f->next = stm_arena_take_array(f->arena, f->n + 1, sizeof *f->next);
    for (uint32_t i = 0; i < f->n; i++)
        f->nodes[i] = (tree_node){.parent = NO_NODE, .document = i < f->narticles ? f->comparison->story->documents[i] : NO_NODE,
                             .origin = i < f->narticles ? NO_NODE : i - f->narticles};
    f->of = stm_arena_take_array(f->arena, f->findings->ndocuments + 1, sizeof *f->of);
    for (uint32_t i = 0; i < f->narticles; i++)
        f->of[f->nodes[i].document] = i + 1;
    hang_pairs(f, pairs, story);
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
    for (uint32_t i = 0; i < f->n; i++)
        f->nshown += is_shown(f, i);
}

// The node behind `at` on the way through the forest below `root`, and its level; NO_NODE at the end. Without recursion, so that a
// long chain of copies needs no stack.
static uint32_t step(struct forest *f, uint32_t root, uint32_t at)
{
    if (f->first[at] != NO_NODE) {
        f->nodes[f->first[at]].level = f->nodes[at].level + 1;
        return f->first[at];
    }
    while (at != root && f->next[at] == NO_NODE)
        at = f->nodes[at].parent;
    if (at == root)
        return NO_NODE;
    f->nodes[f->next[at]].level = f->nodes[at].level;
    return f->next[at];
}

static bool is_unseen(const struct forest *f, const tree_node *node)
{
    return node->document == NO_NODE && f->comparison->origins[node->origin].kind == STM_ORIGIN_UNSEEN;
}

static stm_view name_of(const struct forest *f, const tree_node *node)
{
    if (node->document != NO_NODE)
        return f->names[node->document];
    stm_view name = stm_words_without_www(f->comparison->origins[node->origin].name);
    return name.size > 0 ? name : STM_VIEW("A text");
}

// What is said of a node below its name.
static stm_view note_of(const struct forest *f, const tree_node *node)
{
    if (node->document == NO_NODE)
        return is_unseen(f, node) ? STM_VIEW("not among the inputs") : stm_view_of(stm_origin_kind_name(f->comparison->origins[node->origin].kind));
    if (node->weight >= 1)
        return stm_arena_print(f->arena, "takes %u words", (unsigned)node->weight - 1);
    stm_civil published = f->findings->documents[node->document]->article.published;
    if (!stm_civil_known(published))
        return STM_VIEW("no date");
    char text[STM_CIVIL_TEXT];
    published.has_offset = false;
    stm_civil_print(published, text);
    return stm_words_of_time(f->arena, stm_arena_copy(f->arena, stm_view_of(text)));
}

static stm_view upto_columns(stm_arena *arena, stm_view text, unsigned most)
{
    size_t at = 0;
    while (at < text.size) {
        size_t next = at;
        stm_utf8_next(text, &next);
        if (stm_wrap_columns(stm_view_upto(text, next)) > most)
            return stm_arena_print(arena, "%.*s…", (int)at, text.at);
        at = next;
    }
    return text;
}

static void put_dot_node(struct forest *f, stm_buffer *to, size_t story, uint32_t i)
{
    const tree_node *node = &f->nodes[i];
    stm_buffer_print(to, "n%u [id=\"s%zu-t%u\", class=\"%s\", label=\"", i, story, i,
                     is_unseen(f, node) ? "unseen" : node->parent == NO_NODE ? "source" : "taker");
    stm_escape_dot(to, upto_columns(f->arena, name_of(f, node), LABEL));
    stm_buffer_put_string(to, "\\n");
    stm_escape_dot(to, upto_columns(f->arena, note_of(f, node), LABEL));
    stm_buffer_put_byte(to, '"');
    if (node->document != NO_NODE) {
        stm_view title = f->findings->documents[node->document]->article.title;
        stm_buffer_print(to, ", URL=\"#a%u\", tooltip=\"", node->document);
        stm_escape_dot(to, stm_words_clip(f->arena, title.size > 0 ? title : f->names[node->document], TITLE));
        stm_buffer_put_byte(to, '"');
    }
    stm_buffer_put_string(to, is_unseen(f, node) ? ", style=dashed];\n" : "];\n");
}

// The children of the node that has most.
static uint32_t widest(const struct forest *f)
{
    uint32_t *children = stm_arena_take_array(f->arena, f->n + 1, sizeof *children), most = 0;
    for (uint32_t i = 0; i < f->n; i++)
        if (f->nodes[i].parent != NO_NODE && ++children[f->nodes[i].parent] > most)
            most = children[f->nodes[i].parent];
    return most;
}

stm_status stm_print_tree(const stm_findings *findings, size_t story, stm_buffer *to)
{
    struct forest f = {.arena = to->arena, .findings = findings, .names = stm_words_of_articles(to->arena, findings)};
    stm_story_pairs pairs = stm_words_of_pairs(to->arena, findings);
    grow(&f, &pairs, story);
    if (f.nshown == 0 || f.nshown > NODES_MOST)
        return STM_OK;
    uint32_t fan = widest(&f); // many curves from one box run into each other, straight lines do not
    uint32_t space = fan <= CURVED_MOST ? 40 : fan < 50 ? 40 + 3 * fan : 190; // hundredths of an inch
    stm_buffer_print(to, "digraph tree {\nid=\"s%zu-t\"; rankdir=LR; bgcolor=transparent; pad=0.03; nodesep=0.09; ranksep=%u.%02u; splines=%s;\n"
                         "node [shape=box, width=2.3, height=0.52, fixedsize=true, fontname=\"sans-serif\", fontsize=11];\n"
                         "edge [arrowsize=0.5, tailport=e, headport=w];\n", story, space / 100, space % 100, fan <= CURVED_MOST ? "true" : "line");
    for (uint32_t i = 0; i < f.n; i++)
        if (is_shown(&f, i))
            put_dot_node(&f, to, story, i);
    for (uint32_t i = 0; i < f.n; i++)
        if (f.nodes[i].parent != NO_NODE)
            stm_buffer_print(to, "n%u -> n%u [id=\"s%zu-e%u\"%s];\n", f.nodes[i].parent, i, story, i, f.nodes[i].weight >= 1 ? "" : ", style=dashed");
    stm_buffer_put_string(to, "}\n");
    return STM_OK;
}

const stm_branch *stm_words_of_tree(stm_arena *arena, const stm_findings *findings, const stm_view *names, const stm_story_pairs *pairs,
                                    size_t story, uint32_t *n)
{
    struct forest f = {.arena = arena, .findings = findings, .names = names};
    grow(&f, pairs, story);
    stm_branch *branches = stm_arena_take_array(arena, f.nshown + 1, sizeof *branches);
    *n = 0;
    for (uint32_t root = 0; root < f.n; root++) {
        bool is_root = f.nodes[root].parent == NO_NODE && f.nodes[root].children;
        for (uint32_t at = is_root ? root : NO_NODE; at != NO_NODE; at = step(&f, root, at))
            branches[(*n)++] = (stm_branch){f.nodes[at].level, f.nodes[at].document, name_of(&f, &f.nodes[at]), note_of(&f, &f.nodes[at])};
    }
    return branches;
}

static void put_branch(stm_html *h, const stm_branch *branch)
{
    stm_html_raw(h, "<li>");
    if (branch->document != NO_NODE)
        stm_buffer_print(h->to, "<a href=\"#a%u\">", branch->document);
    stm_html_page(h, branch->name);
    stm_html_raw(h, branch->document != NO_NODE ? "</a> <span class=\"note\">" : " <span class=\"note\">");
    stm_html_page(h, branch->note);
    stm_html_raw(h, "</span>");
}

// Lists within lists: what took from an article stands below it.
static void put_list(stm_html *h)
{
    uint32_t n, open = 0; // items
    const stm_branch *branches = stm_words_of_tree(h->arena, h->findings, h->names, &h->pairs, h->story, &n);
    stm_html_raw(h, "<ul class=\"tree\">\n");
    for (uint32_t i = 0; i < n; i++) {
        uint32_t level = branches[i].level < DEEPEST ? branches[i].level : DEEPEST;
        for (; open > level + 1; open--)
            stm_html_raw(h, "</li></ul>");
        if (open > level)
            stm_html_raw(h, "</li>\n");
        else if (open > 0)
            stm_html_raw(h, "<ul>\n");
        open = level + 1;
        put_branch(h, &branches[i]);
    }
    for (; open > 1; open--)
        stm_html_raw(h, "</li></ul>");
    stm_html_raw(h, n > 0 ? "</li></ul>\n" : "</ul>\n");
}

// "B and C take from A."
static void put_description(stm_html *h, const struct forest *f)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->n; i++) {
        if (f->nodes[i].parent == NO_NODE || n++ >= DESCRIBED)
            continue;
        stm_html_page(h, name_of(f, &f->nodes[i]));
        stm_html_raw(h, " takes from ");
        const tree_node *parent = &f->nodes[f->nodes[i].parent];
        if (is_unseen(f, parent))
            stm_html_raw(h, "a text that is not among the inputs");
        else
            stm_html_page(h, name_of(f, parent));
        stm_html_raw(h, ". ");
    }
    if (n > DESCRIBED)
        stm_buffer_print(h->to, "And %u more. ", n - DESCRIBED);
}

// What is between the tags of the drawing: groups, shapes, words and links to articles; Graphviz's remarks and names of nodes are left out.
static void put_shapes(stm_html *h, stm_view svg)
{
    while (svg.size > 0) {
        ptrdiff_t title = stm_view_find(svg, STM_VIEW("<title>")), remark = stm_view_find(svg, STM_VIEW("<!--"));
        bool first = title >= 0 && (remark < 0 || title < remark);
        ptrdiff_t cut = first ? title : remark;
        stm_buffer_put(h->to, cut < 0 ? svg : stm_view_upto(svg, (size_t)cut));
        if (cut < 0)
            return;
        svg = stm_view_from(svg, (size_t)cut);
        stm_view close = first ? STM_VIEW("</title>\n") : STM_VIEW("-->\n");
        ptrdiff_t end = stm_view_find(svg, close);
        svg = end < 0 ? stm_view_upto(svg, 0) : stm_view_from(svg, (size_t)end + close.size);
    }
}

// Has the drawing the form that Graphviz gives it, with nothing in it that runs or is fetched.
static bool is_sound(stm_view svg, double *width, double *height, size_t *body)
{
    static const char *const none[] = {"<script", "<image", "<foreignObject", "<use", "<style", "javascript:"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (stm_view_find_nocase(svg, stm_view_of(none[i])) != STM_NOWHERE)
            return false;
    stm_view box = STM_VIEW("viewBox=\"0.00 0.00 ");
    ptrdiff_t at = stm_view_find(svg, box), open = stm_view_find_byte(svg, '>'), end = stm_view_find(svg, STM_VIEW("</svg>"));
    if (!stm_view_begins(svg, STM_VIEW("<svg")) || at < 0 || open < at || end < open)
        return false;
    stm_view rest = stm_view_from(svg, (size_t)at + box.size), number;
    *width = stm_view_split(&rest, ' ', &number) ? stm_view_number(number) : 0;
    *height = stm_view_split(&rest, '"', &number) ? stm_view_number(number) : 0;
    *body = (size_t)open + 1;
    return *width > 0 && *height > 0;
}

static const double scale = 1.12; // pixels of the page for one of the drawing

static bool put_drawing(stm_html *h, struct forest *f, stm_view svg)
{
    double width, height;
    size_t body;
    if (!is_sound(svg, &width, &height, &body))
        return false;
    stm_buffer_print(h->to,
                     "<div class=\"drawing\"><svg class=\"tree%s\" role=\"group\" aria-labelledby=\"s%zu-tt s%zu-td\" viewBox=\"0 0 %u %u\" "
                     "width=\"%u\" height=\"%u\">\n<title id=\"s%zu-tt\">Who takes from whom</title>\n<desc id=\"s%zu-td\">",
                     width * scale > PHONE ? " wide" : "", h->story, h->story, (unsigned)width + 1, (unsigned)height + 1, (unsigned)(width * scale) + 1,
                     (unsigned)(height * scale) + 1, h->story, h->story);
    put_description(h, f);
    stm_html_raw(h, "</desc>");
    put_shapes(h, stm_view_upto(stm_view_from(svg, body), (size_t)stm_view_find(svg, STM_VIEW("</svg>")) - body));
    stm_html_raw(h, "</svg></div>\n");
    return true;
}

void stm_html_tree(stm_html *h)
{
    struct forest f = {.arena = h->arena, .findings = h->findings, .names = h->names};
    stm_view drawing = h->options->trees != NULL ? h->options->trees[h->story] : (stm_view){NULL, 0};
    grow(&f, &h->pairs, h->story);
    if (f.nshown > 0 && !put_drawing(h, &f, drawing))
        put_list(h);
}
