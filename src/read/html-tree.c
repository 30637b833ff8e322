// The parser's tree in our own preorder form.
//
// What the parser holds as it stands in the page is borrowed from there. Other text is decoded again from its place in the page,
// with the map back. Where more than that stands there (pieces that the standard joins over tags without effect), trace.c follows
// it through the page; only text that the standard moves (out of a table) may end without a map.
#include "read/html.h"

#include <myhtml/myhtml.h>
#include <myhtml/token.h>

#include "base/utf8.h"

_Static_assert(STM_NTAGS <= UINT8_MAX, "a tag fits a byte");

static const uint8_t tag_of[MyHTML_TAG_LAST_ENTRY] = {
    [MyHTML_TAG_A] = STM_TAG_A, [MyHTML_TAG_ABBR] = STM_TAG_ABBR, [MyHTML_TAG_ADDRESS] = STM_TAG_ADDRESS,
    [MyHTML_TAG_ARTICLE] = STM_TAG_ARTICLE, [MyHTML_TAG_ASIDE] = STM_TAG_ASIDE, [MyHTML_TAG_AUDIO] = STM_TAG_AUDIO,
    [MyHTML_TAG_B] = STM_TAG_B, [MyHTML_TAG_BASE] = STM_TAG_BASE, [MyHTML_TAG_BLOCKQUOTE] = STM_TAG_BLOCKQUOTE,
    [MyHTML_TAG_BODY] = STM_TAG_BODY, [MyHTML_TAG_BR] = STM_TAG_BR, [MyHTML_TAG_BUTTON] = STM_TAG_BUTTON,
    [MyHTML_TAG_CANVAS] = STM_TAG_CANVAS, [MyHTML_TAG_CAPTION] = STM_TAG_CAPTION, [MyHTML_TAG_CITE] = STM_TAG_CITE,
    [MyHTML_TAG_CODE] = STM_TAG_CODE, [MyHTML_TAG_COL] = STM_TAG_COL, [MyHTML_TAG_COLGROUP] = STM_TAG_COLGROUP,
    [MyHTML_TAG_DATALIST] = STM_TAG_DATALIST, [MyHTML_TAG_DD] = STM_TAG_DD, [MyHTML_TAG_DEL] = STM_TAG_DEL,
    [MyHTML_TAG_DETAILS] = STM_TAG_DETAILS, [MyHTML_TAG_DIALOG] = STM_TAG_DIALOG, [MyHTML_TAG_DIV] = STM_TAG_DIV,
    [MyHTML_TAG_DL] = STM_TAG_DL, [MyHTML_TAG_DT] = STM_TAG_DT, [MyHTML_TAG_EM] = STM_TAG_EM,
    [MyHTML_TAG_EMBED] = STM_TAG_EMBED, [MyHTML_TAG_FIELDSET] = STM_TAG_FIELDSET, [MyHTML_TAG_FIGCAPTION] = STM_TAG_FIGCAPTION,
    [MyHTML_TAG_FIGURE] = STM_TAG_FIGURE, [MyHTML_TAG_FONT] = STM_TAG_FONT, [MyHTML_TAG_FOOTER] = STM_TAG_FOOTER,
    [MyHTML_TAG_FORM] = STM_TAG_FORM, [MyHTML_TAG_H1] = STM_TAG_H1, [MyHTML_TAG_H2] = STM_TAG_H2, [MyHTML_TAG_H3] = STM_TAG_H3,
    [MyHTML_TAG_H4] = STM_TAG_H4, [MyHTML_TAG_H5] = STM_TAG_H5, [MyHTML_TAG_H6] = STM_TAG_H6, [MyHTML_TAG_HEAD] = STM_TAG_HEAD,
    [MyHTML_TAG_HEADER] = STM_TAG_HEADER, [MyHTML_TAG_HR] = STM_TAG_HR, [MyHTML_TAG_HTML] = STM_TAG_HTML,
    [MyHTML_TAG_I] = STM_TAG_I, [MyHTML_TAG_IFRAME] = STM_TAG_IFRAME, [MyHTML_TAG_IMG] = STM_TAG_IMG,
    [MyHTML_TAG_INPUT] = STM_TAG_INPUT, [MyHTML_TAG_INS] = STM_TAG_INS, [MyHTML_TAG_LABEL] = STM_TAG_LABEL,
    [MyHTML_TAG_LEGEND] = STM_TAG_LEGEND, [MyHTML_TAG_LI] = STM_TAG_LI, [MyHTML_TAG_LINK] = STM_TAG_LINK,
    [MyHTML_TAG_MAIN] = STM_TAG_MAIN, [MyHTML_TAG_MAP] = STM_TAG_MAP, [MyHTML_TAG_MARK] = STM_TAG_MARK,
    [MyHTML_TAG_MENU] = STM_TAG_MENU, [MyHTML_TAG_META] = STM_TAG_META, [MyHTML_TAG_NAV] = STM_TAG_NAV,
    [MyHTML_TAG_NOSCRIPT] = STM_TAG_NOSCRIPT, [MyHTML_TAG_OBJECT] = STM_TAG_OBJECT, [MyHTML_TAG_OL] = STM_TAG_OL,
    [MyHTML_TAG_OPTION] = STM_TAG_OPTION, [MyHTML_TAG_P] = STM_TAG_P,
    [MyHTML_TAG_PRE] = STM_TAG_PRE, [MyHTML_TAG_S] = STM_TAG_S, [MyHTML_TAG_SCRIPT] = STM_TAG_SCRIPT,
    [MyHTML_TAG_SECTION] = STM_TAG_SECTION, [MyHTML_TAG_SELECT] = STM_TAG_SELECT, [MyHTML_TAG_SMALL] = STM_TAG_SMALL,
    [MyHTML_TAG_SOURCE] = STM_TAG_SOURCE, [MyHTML_TAG_SPAN] = STM_TAG_SPAN, [MyHTML_TAG_STRONG] = STM_TAG_STRONG,
    [MyHTML_TAG_STYLE] = STM_TAG_STYLE, [MyHTML_TAG_SUB] = STM_TAG_SUB, [MyHTML_TAG_SUMMARY] = STM_TAG_SUMMARY,
    [MyHTML_TAG_SUP] = STM_TAG_SUP, [MyHTML_TAG_SVG] = STM_TAG_SVG, [MyHTML_TAG_TABLE] = STM_TAG_TABLE,
    [MyHTML_TAG_TBODY] = STM_TAG_TBODY, [MyHTML_TAG_TD] = STM_TAG_TD, [MyHTML_TAG_TEMPLATE] = STM_TAG_TEMPLATE,
    [MyHTML_TAG_TEXTAREA] = STM_TAG_TEXTAREA, [MyHTML_TAG_TFOOT] = STM_TAG_TFOOT, [MyHTML_TAG_TH] = STM_TAG_TH,
    [MyHTML_TAG_THEAD] = STM_TAG_THEAD, [MyHTML_TAG_TIME] = STM_TAG_TIME, [MyHTML_TAG_TITLE] = STM_TAG_TITLE,
    [MyHTML_TAG_TR] = STM_TAG_TR, [MyHTML_TAG_U] = STM_TAG_U, [MyHTML_TAG_UL] = STM_TAG_UL, [MyHTML_TAG_VIDEO] = STM_TAG_VIDEO,
    [MyHTML_TAG_WBR] = STM_TAG_WBR, [MyHTML_TAG_Q] = STM_TAG_Q,
};

typedef struct copying {
    stm_arena *arena;
    stm_page *page;
    size_t latest;     // place in page->text behind the latest node
    size_t most;       // nodes kept
    size_t trace_left; // bytes that may still be followed by stm_text_trace(): no page makes it quadratic
    stm_vector nodes, tags, attributes, runs;
} copying;

// A string of the parser's: borrowed where it is a piece of the page.
static stm_view taken(copying *copy, const mycore_string_t *string)
{
    stm_view held = {string->data, string->data != NULL ? string->length : 0};
    bool lent = held.size > 0 && held.at >= copy->page->text.at && held.at < copy->page->text.at + copy->page->text.size;
    return lent ? held : stm_arena_copy(copy->arena, held);
}

static void copy_attributes(copying *copy, stm_node *node, const myhtml_token_node_t *token)
{
    node->attributes = (uint32_t)copy->attributes.n;
    for (const myhtml_token_attr_t *from = token->attr_first; from != NULL; from = from->next) {
        stm_attribute *to = stm_vector_next(&copy->attributes);
        to->name = taken(copy, &from->key);
        to->value = taken(copy, &from->value);
        node->nattributes++;
    }
}

// Of text without entities: what the parser holds is what stands in the page.
static void cut_raw(copying *copy, stm_node *node, size_t begin, stm_view raw)
{
    node->text = raw;
    stm_runs_cut(copy->page->runs, copy->page->nruns, (stm_span){(uint32_t)begin, (uint32_t)(begin + raw.size)}, 0, &copy->runs);
    copy->latest = begin + raw.size;
}

static void copy_text(copying *copy, stm_node *node, const myhtml_token_node_t *token)
{
    stm_view held = {token->str.data, token->str.data != NULL ? token->str.length : 0};
    stm_view raw = stm_view_upto(stm_view_from(copy->page->text, token->raw_begin), token->raw_length);
    stm_decoded decoded;
    if (held.at == raw.at && held.size == raw.size) {
        cut_raw(copy, node, token->raw_begin, raw);
        return;
    }
    stm_entities_decode(copy->arena, raw, &decoded);
    bool full = stm_runs_full(&decoded.runs, raw.size / 5 * 3);
    copy->page->tree.cut |= full;
    if (full || stm_view_equal(decoded.text, held)) {
        node->text = decoded.text;
        stm_runs_compose(copy->page->runs, copy->page->nruns, copy->page->text, &decoded, (uint32_t)token->raw_begin,
                         &copy->runs);
        stm_arena_drop(copy->arena, decoded.runs.items);
        copy->latest = token->raw_begin + raw.size;
    } else if (stm_view_equal(raw, held)) { // text of a script or style: no entities
        cut_raw(copy, node, token->raw_begin, raw);
    } else if (stm_text_trace(copy->arena, copy->page->text, token->raw_length > 0 ? token->raw_begin : copy->latest, held,
                              &copy->trace_left, &decoded)) {
        node->text = decoded.text;
        stm_runs_compose(copy->page->runs, copy->page->nruns, copy->page->text, &decoded, 0, &copy->runs);
        const stm_run *last = stm_vector_at(&decoded.runs, decoded.runs.n - 1);
        copy->latest = last->source + last->source_size;
    } else {
        node->text = stm_arena_copy(copy->arena, stm_view_upto(held, stm_utf8_valid(held)));
    }
}

static bool copied(const myhtml_tree_node_t *node)
{
    return node->tag_id == MyHTML_TAG__TEXT || (node->tag_id != MyHTML_TAG__COMMENT && node->tag_id != MyHTML_TAG__DOCTYPE);
}

static void push_node(copying *copy, stm_node node)
{
    *(stm_node *)stm_vector_next(&copy->nodes) = node;
    *(uint8_t *)stm_vector_next(&copy->tags) = (uint8_t)node.tag;
}

static uint32_t copy_node(copying *copy, const myhtml_tree_node_t *from, uint32_t parent)
{
    uint32_t number = (uint32_t)copy->nodes.n;
    stm_node node = {.parent = parent};
    size_t tag = from->tag_id;
    if (tag == MyHTML_TAG__TEXT) {
        node.tag = STM_TAG_TEXT;
        node.run = (uint32_t)copy->runs.n;
        if (from->token != NULL)
            copy_text(copy, &node, from->token);
        node.nruns = (uint32_t)(copy->runs.n - node.run);
    } else {
        node.tag = tag < MyHTML_TAG_LAST_ENTRY && tag_of[tag] != 0 ? (stm_tag)tag_of[tag] : STM_TAG_OTHER;
        size_t size = 0;
        const char *name = myhtml_tag_name_by_id(from->tree, from->tag_id, &size);
        stm_view shown = name != NULL ? (stm_view){name, size} : (stm_view){"", 0};
        // Names of the standard are the library's own.
        node.name = tag < MyHTML_TAG_LAST_ENTRY ? shown : stm_arena_copy(copy->arena, shown);
        if (from->token != NULL) {
            copy_attributes(copy, &node, from->token);
            if (from->token->element_length > 0)
                copy->latest = from->token->element_begin + from->token->element_length;
        }
    }
    push_node(copy, node);
    return number;
}

static void close_node(copying *copy, uint32_t number)
{
    ((stm_node *)stm_vector_at(&copy->nodes, number))->end = (uint32_t)copy->nodes.n;
}

// Walks the tree without recursion, in document order.
static void copy_tree(copying *copy, const myhtml_tree_node_t *document)
{
    push_node(copy, (stm_node){.tag = STM_TAG_NONE});
    uint32_t parent = 0;
    const myhtml_tree_node_t *at = document->child;
    while (at != NULL) {
        bool keep = copied(at);
        if (keep && copy->nodes.n >= copy->most) {
            copy->page->tree.cut = true;
            break;
        }
        uint32_t number = keep ? copy_node(copy, at, parent) : 0;
        if (keep && at->child != NULL) {
            parent = number;
            at = at->child;
            continue;
        }
        if (keep)
            close_node(copy, number);
        while (at != document && at->next == NULL) {
            at = at->parent;
            if (at == document)
                break;
            close_node(copy, parent);
            parent = ((stm_node *)stm_vector_at(&copy->nodes, parent))->parent;
        }
        at = at == document ? NULL : at->next;
    }
    for (uint32_t i = parent; i != 0; i = ((stm_node *)stm_vector_at(&copy->nodes, i))->parent)
        close_node(copy, i); // only where a limit cut the walk
    close_node(copy, 0);
}

void stm_html_copy(stm_arena *arena, stm_page *page, const myhtml_tree_node_t *document, size_t most, size_t traced)
{
    copying copy = {.arena = arena, .page = page, .trace_left = traced, .most = most};
    stm_vector_init(&copy.nodes, arena, sizeof(stm_node));
    stm_vector_init(&copy.tags, arena, sizeof(uint8_t));
    stm_vector_init(&copy.attributes, arena, sizeof(stm_attribute));
    stm_vector_init(&copy.runs, arena, sizeof(stm_run));
    if (document != NULL)
        copy_tree(&copy, document);
    page->tree.nodes = copy.nodes.items;
    page->tree.tags = copy.tags.items;
    page->tree.nnodes = copy.nodes.n;
    page->tree.attributes = copy.attributes.items;
    page->tree.runs = copy.runs.items;
}
