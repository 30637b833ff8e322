// HTML trees by MyHTML, copied into our own preorder form. The only file that sees the parser.
//
// MyHTML copies what it reads byte by byte. Most text and most attributes need no copy, for they stand in the page as they are meant:
// no reference, CR or NUL in them. Those are kept from its sight while it copies, and given to it as pieces of the page before the
// tree is built. Other text is decoded again from its place in the page, with the map back. Where more than that stands there (pieces
// that the standard joins over tags without effect), trace.c follows it through the page; only text that the standard moves (out of
// a table) may end without a map. MyHTML takes time quadratic in depth: while it parses, the token of a
// tag that would nest deeper than STM_DEPTH_MOST, or of one more <b>, <font> and the like where many are left open (each later
// paragraph would open them all again), is made a comment before it reaches the tree.
#include <myhtml/callback.h>
#include <myhtml/charef.h>
#include <myhtml/myhtml.h>
#include <myhtml/parser.h>
#include <myhtml/token.h>
#include <myhtml/tree.h>
#include <stdlib.h>

#include "base/eight.h"
#include "base/utf8.h"
#include "read/decode.h"

enum { REOPENED_MOST = 16, TAGS_LEAST = 1 << 13, TAG_IN = 32, FIRST_PIECE = 64 << 10, PIECE_LEAST = 32 << 10, PIECES = 64, AHEAD = 64, TREE_LEAST = 4 << 20, TREE_TIMES = 10, NAMES_MOST = 2048, KEPT_MOST = 256 << 10, KEPT_NODES = 4096, RUNS_KEPT = 64 << 10, JOINED_MOST = 256, BARE_TYPES = MyHTML_TOKEN_TYPE_SCRIPT | MyHTML_TOKEN_TYPE_RAWTEXT };

struct stm_html {
    myhtml_t *parser;
    myhtml_tree_t *tree;                // of the latest page; kept for the next one, if it is not large
    size_t hidden, hidden_formatting;   // start tags of this page kept from the tree, whose end tags are to be kept from it too
    size_t reopened_left;               // elements that may still be opened again
    size_t joins_left;                  // bytes of text that may still be copied to be joined
    size_t njoined;                     // attributes of <html> and <body> so far: the parser holds each against all
    size_t lent;                        // bytes of the token's text that the parser is kept from copying; 0: none
    myhtml_token_attr_t *first, *last;  // attributes of the token that it is kept from copying
    stm_view text;                      // what is parsed
    bool returns, nulls;                // are there CR, NUL in it
    bool cut;
};

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

stm_html *stm_html_new(void)
{
    stm_html *html = calloc(1, sizeof *html);
    if (html == NULL)
        return NULL;
    html->parser = myhtml_create();
    if (html->parser == NULL || myhtml_init(html->parser, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0) != MyHTML_STATUS_OK) {
        stm_html_free(html);
        return NULL;
    }
    return html;
}

static void drop_tree(stm_html *html)
{
    if (html->tree != NULL)
        myhtml_tree_destroy(html->tree);
    html->tree = NULL;
}

void stm_html_free(stm_html *html)
{
    if (html == NULL)
        return;
    drop_tree(html);
    if (html->parser != NULL)
        myhtml_destroy(html->parser);
    free(html);
}

size_t stm_entity_named(stm_view text, uint32_t codes[2])
{
    size_t n = 1, offset = 0, found = 0;
    while (n < text.size && (stm_is_letter(text.at[n]) || stm_is_digit(text.at[n])))
        n++;
    bool closed = n < text.size && text.at[n] == ';';
    for (size_t end = n + closed; end > 1; end--) { // the longest name that the table ends with
        const charef_entry_t *entry = myhtml_charef_find(text.at + 1, &offset, end - 1, &found);
        if (found > 0 && offset + 1 == end) {
            codes[0] = (uint32_t)entry->codepoints[0];
            codes[1] = found > 1 ? (uint32_t)entry->codepoints[1] : 0;
            return end;
        }
        if (found == 0 && offset + 2 < end)
            end = offset + 2;
        offset = found = 0;
    }
    return 0;
}

// Elements without an inside, and those whose inside is no markup: the tokenizer must see them.
static bool is_leaf(size_t tag)
{
    switch (tag) {
    case MyHTML_TAG_AREA: case MyHTML_TAG_BASE: case MyHTML_TAG_BR: case MyHTML_TAG_COL: case MyHTML_TAG_EMBED:
    case MyHTML_TAG_HR: case MyHTML_TAG_IMG: case MyHTML_TAG_INPUT: case MyHTML_TAG_LINK: case MyHTML_TAG_META:
    case MyHTML_TAG_PARAM: case MyHTML_TAG_SOURCE: case MyHTML_TAG_TRACK: case MyHTML_TAG_WBR: case MyHTML_TAG_SCRIPT:
    case MyHTML_TAG_STYLE: case MyHTML_TAG_TEXTAREA: case MyHTML_TAG_TITLE: case MyHTML_TAG_XMP: case MyHTML_TAG_IFRAME:
    case MyHTML_TAG_NOEMBED: case MyHTML_TAG_NOFRAMES: case MyHTML_TAG_PLAINTEXT:
        return true;
    default:
        return false;
    }
}

// Elements that the standard opens again in every block they were left open in.
static bool is_formatting(size_t tag)
{
    switch (tag) {
    case MyHTML_TAG_A: case MyHTML_TAG_B: case MyHTML_TAG_BIG: case MyHTML_TAG_CODE: case MyHTML_TAG_EM: case MyHTML_TAG_FONT:
    case MyHTML_TAG_I: case MyHTML_TAG_NOBR: case MyHTML_TAG_S: case MyHTML_TAG_SMALL: case MyHTML_TAG_STRIKE:
    case MyHTML_TAG_STRONG: case MyHTML_TAG_TT: case MyHTML_TAG_U:
        return true;
    default:
        return false;
    }
}

// What it costs to hang a piece of text into the tree: the bytes of the text that it is joined to, which the parser copies and keeps.
static size_t join_cost(myhtml_tree_t *tree)
{
    const myhtml_tree_node_t *node = myhtml_tree_current_node(tree), *last = node != NULL ? node->last_child : NULL;
    bool moved = false; // text in a table goes before it
    for (; node != NULL; node = node->parent) {
        bool inside = node->tag_id == MyHTML_TAG_TR || node->tag_id == MyHTML_TAG_TBODY || node->tag_id == MyHTML_TAG_THEAD || node->tag_id == MyHTML_TAG_TFOOT;
        moved = node->tag_id == MyHTML_TAG_TABLE;
        if (!inside)
            break;
    }
    last = moved ? node->prev : last;
    return last != NULL && last->tag_id == MyHTML_TAG__TEXT && last->token != NULL ? last->token->str.length : 0;
}

static bool joins_too_much(stm_html *html, myhtml_tree_t *tree)
{
    size_t cost = join_cost(tree);
    bool too_much = cost > html->joins_left;
    html->joins_left -= too_much ? 0 : cost;
    return too_much;
}

static bool holds(stm_view raw, char byte)
{
    return stm_view_find_byte(raw, byte) != STM_NOWHERE;
}

// Is it in the tree as it stands in the page.
static bool stands(const stm_html *html, stm_view raw, bool references)
{
    return !(references && holds(raw, '&')) && !(html->returns && holds(raw, '\r')) && !(html->nulls && holds(raw, '\0'));
}

static stm_view piece(const stm_html *html, size_t begin, size_t size)
{
    return stm_view_upto(stm_view_from(html->text, begin), size);
}

// Text that the parser need not copy: of a script or style all, elsewhere where it does not look into it on its way to the tree (it takes
// white space off in some places). That of comments is not wanted.
static bool lends_text(const stm_html *html, const myhtml_tree_t *tree, const myhtml_token_node_t *token)
{
    stm_view raw = piece(html, token->raw_begin, token->raw_length);
    if (token->tag_id == MyHTML_TAG__COMMENT)
        return true;
    if (token->type & BARE_TYPES)
        return stands(html, raw, false);
    bool open = tree->insert_mode == MyHTML_INSERTION_MODE_IN_BODY || tree->insert_mode == MyHTML_INSERTION_MODE_IN_CELL;
    return open && !(tree->flags & MyHTML_TREE_FLAGS_PARSE_FLAG_EMIT_NEWLINE) && token->type & MyHTML_TOKEN_TYPE_DATA && stands(html, raw, true);
}

// Elements whose attributes the parser itself reads, as C strings: <input>, those whose tags are joined, and those of which no more
// than three alike are opened again. (Of <a> there is never more than one.)
static bool reads_attributes(const myhtml_tree_t *tree, size_t tag)
{
    if (tag == MyHTML_TAG_INPUT || tag == MyHTML_TAG_HTML || tag == MyHTML_TAG_BODY || tag == MyHTML_TAG_SVG || tag == MyHTML_TAG_MATH ||
        tag == MyHTML_TAG__DOCTYPE || (is_formatting(tag) && tag != MyHTML_TAG_A))
        return true;
    const myhtml_tree_node_t *inside = tree->open_elements->length > 0 ? myhtml_tree_current_node((myhtml_tree_t *)tree) : NULL;
    return inside != NULL && inside->ns != MyHTML_NAMESPACE_HTML;
}

// Shows a token to the parser without what it is not to copy.
static void lend(stm_html *html, myhtml_tree_t *tree, myhtml_token_node_t *token)
{
    bool text = token->tag_id == MyHTML_TAG__TEXT || token->tag_id == MyHTML_TAG__COMMENT;
    html->lent = 0;
    html->first = html->last = NULL;
    if (text && token->raw_length > 0 && lends_text(html, tree, token)) {
        html->lent = token->raw_length;
        token->raw_length = 0;
    } else if (!text && token->attr_first != NULL && !reads_attributes(tree, token->tag_id)) {
        html->first = token->attr_first;
        html->last = token->attr_last;
        token->attr_first = token->attr_last = NULL;
    }
}

// A piece of the page as a string of the parser's. It belongs to no pool of the parser's: what joins strings copies it.
static mycore_string_t lent_string(stm_view raw)
{
    return (mycore_string_t){.data = (char *)raw.at, .length = raw.size, .node_idx = SIZE_MAX};
}

static bool is_lower_name(stm_view raw)
{
    for (size_t i = 0; i < raw.size; i++)
        if ((raw.at[i] >= 'A' && raw.at[i] <= 'Z') || raw.at[i] == '\0' || raw.at[i] == '\r')
            return false;
    return true;
}

static void give_attribute(const stm_html *html, myhtml_tree_t *tree, myhtml_token_attr_t *attribute)
{
    stm_view name = piece(html, attribute->raw_key_begin, attribute->raw_key_length);
    stm_view value = piece(html, attribute->raw_value_begin, attribute->raw_value_length);
    myhtml_data_process_entry_t process;
    if (is_lower_name(name)) {
        attribute->key = lent_string(name);
    } else {
        myhtml_data_process_entry_clean(&process);
        mycore_string_init(tree->mchar, tree->mchar_node_id, &attribute->key, name.size + 1);
        myhtml_parser_token_data_to_string_lowercase(tree, &attribute->key, &process, attribute->raw_key_begin, name.size);
    }
    if (stands(html, value, true)) {
        attribute->value = lent_string(value);
    } else {
        myhtml_data_process_entry_clean(&process);
        process.is_attributes = true;
        mycore_string_init(tree->mchar, tree->mchar_node_id, &attribute->value, value.size + 1);
        myhtml_parser_token_data_to_string_charef(tree, &attribute->value, &process, attribute->raw_value_begin, value.size);
    }
}

// Called by the parser when it has copied what it was shown of a token, before that goes to the tree.
static void *give_back(myhtml_tree_t *tree, myhtml_token_node_t *token, void *context)
{
    stm_html *html = context;
    if (html->lent > 0) {
        token->raw_length = html->lent;
        if (token->tag_id == MyHTML_TAG__TEXT)
            token->str = lent_string(piece(html, token->raw_begin, html->lent));
    } else if (token->tag_id == MyHTML_TAG__TEXT) {
        token->str.node_idx = SIZE_MAX;
    } else if (html->first != NULL && token->tag_id != MyHTML_TAG__COMMENT) {
        token->attr_first = html->first;
        token->attr_last = html->last;
        for (myhtml_token_attr_t *at = html->first; at != NULL; at = at->next)
            give_attribute(html, tree, at);
    }
    return html;
}

// Makes a comment of what is to be kept from the tree.
static void hide_what_nests(stm_html *html, myhtml_tree_t *tree, myhtml_token_node_t *token)
{
    size_t tag = token->tag_id;
    if (tag == MyHTML_TAG__TEXT && joins_too_much(html, tree)) {
        token->tag_id = MyHTML_TAG__COMMENT;
        html->cut = true;
    }
    if (tag == MyHTML_TAG__TEXT || tag == MyHTML_TAG__COMMENT || tag == MyHTML_TAG__DOCTYPE || tag == MyHTML_TAG__END_OF_FILE ||
        is_leaf(tag))
        return;
    size_t *hidden = is_formatting(tag) ? &html->hidden_formatting : &html->hidden;
    bool hide = false;
    if (token->type & MyHTML_TOKEN_TYPE_CLOSE) {
        hide = *hidden > 0;
        *hidden -= hide;
    } else if (tree->open_elements->length > STM_DEPTH_MOST || html->reopened_left == 0 ||
               (is_formatting(tag) && tree->active_formatting->length > REOPENED_MOST)) {
        hide = true;
        ++*hidden;
    }
    if (hide) {
        token->tag_id = MyHTML_TAG__COMMENT;
        html->cut = true;
    } else if (tree->active_formatting->length > 2) { // what a block may open again
        html->reopened_left -= tree->active_formatting->length < html->reopened_left ? tree->active_formatting->length : html->reopened_left;
    }
}

// Later <html> and <body> give their attributes to the first, each if that has none of its name.
static void hide_what_joins(stm_html *html, myhtml_token_node_t *token)
{
    if ((token->tag_id != MyHTML_TAG_HTML && token->tag_id != MyHTML_TAG_BODY) || token->type & MyHTML_TOKEN_TYPE_CLOSE)
        return;
    for (const myhtml_token_attr_t *at = token->attr_first; at != NULL && html->njoined <= JOINED_MOST; at = at->next)
        html->njoined++;
    if (html->njoined > JOINED_MOST) {
        token->attr_first = token->attr_last = NULL;
        html->cut = true;
    }
}

// Called by the parser with each token before it copies what it holds. What it returns is the context of the next call.
static void *take_token(myhtml_tree_t *tree, myhtml_token_node_t *token, void *context)
{
    hide_what_nests(context, tree, token);
    hide_what_joins(context, token);
    lend(context, tree, token);
    return context;
}

// The parser takes some hundred bytes for each tag. Pages of news have one in 20 bytes at most, the large ones one in 30.
static size_t tags_most(stm_view text)
{
    size_t most = TAGS_LEAST + text.size / TAG_IN;
    return most < STM_NODES_MOST ? most : STM_NODES_MOST;
}

// The page up to the last tag that is kept.
static stm_view limited(stm_view text, bool *cut)
{
    size_t ntags = 0, most = tags_most(text), at = 0;
    for (; at + 8 <= text.size && ntags + 8 <= most; at += 8)
        ntags += stm_eight_count(stm_eight_equal(stm_eight_at(text.at + at), '<'));
    for (; at < text.size; at++) {
        ntags += text.at[at] == '<';
        if (ntags > most) {
            *cut = true;
            return stm_view_upto(text, at);
        }
    }
    return text;
}

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
        stm_runs_compose(copy->page->runs, copy->page->nruns, copy->page->text, &decoded, (uint32_t)token->raw_begin, &copy->runs);
        stm_arena_drop(copy->arena, decoded.runs.items);
        copy->latest = token->raw_begin + raw.size;
    } else if (stm_view_equal(raw, held)) { // text of a script or style: no entities
        cut_raw(copy, node, token->raw_begin, raw);
    } else if (stm_text_trace(copy->arena, copy->page->text, token->raw_length > 0 ? token->raw_begin : copy->latest, held, &copy->trace_left, &decoded)) {
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
        node.name = tag < MyHTML_TAG_LAST_ENTRY ? shown : stm_arena_copy(copy->arena, shown); // names of the standard are the library's own
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

// MyHTML does not look whether it got the memory that it asked for, so it is looked beforehand whether there is about as much as it
// will take of a page (4 to 12 times the page's bytes in pages of news).
static bool is_room(stm_view text)
{
    void *volatile room = malloc((2u << 20) + 16 * text.size); // volatile: the look is not to be optimised away
    free(room);
    return room != NULL;
}

static size_t pool_size(const mcobject_async_t *pool)
{
    size_t chunks = (pool->chunks_pos_length - 1) * pool->chunks_size + pool->chunks_length;
    return chunks * pool->origin_size * pool->struct_size_sn;
}

// Bytes that the parser took for the page so far, but for long strings.
static size_t tree_size(const myhtml_tree_t *tree)
{
    size_t strings = ((tree->mchar->chunks_pos_length - 1) * tree->mchar->chunks_size + tree->mchar->chunks_length) * tree->mchar->origin_size;
    return pool_size(tree->token->nodes_obj) + pool_size(tree->token->attr_obj) + pool_size(tree->tree_obj) + strings;
}

// Where a piece of about `size` bytes ends: behind a tag, else at a blank, else where no tag has begun that the parser would look ahead in:
// it does not know "</scr" and "ipt>".
static size_t piece_end(stm_view rest, size_t size)
{
    if (size >= rest.size)
        return rest.size;
    size_t behind = 0, blank = 0;
    for (size_t at = size; at > size / 2 && behind == 0; at--) {
        behind = rest.at[at - 1] == '>' ? at : 0;
        blank = blank == 0 && rest.at[at - 1] == ' ' ? at : blank;
    }
    if (behind > 0 || blank > 0)
        return behind > 0 ? behind : blank;
    for (size_t since = 0, at = size / 2; at < rest.size; at++) {
        since = memchr("<-]&", rest.at[at], 4) != NULL ? 0 : since + 1;
        if (since > AHEAD && at >= size)
            return at + 1;
    }
    return rest.size;
}

// Shows the page to the parser in pieces, and no more of it when the tree is larger than any page of news makes it: what is dear are
// attributes of a byte or two, entities, tags that open others again.
static bool parse(stm_html *html, stm_view text)
{
    size_t piece = FIRST_PIECE, most = TREE_LEAST + TREE_TIMES * text.size, tags = html->tree->tags->tags_count;
    if (text.size == 0)
        return true;
    for (stm_view rest = text; rest.size > 0;) {
        stm_view next = stm_view_upto(rest, piece_end(rest, piece));
        if (myhtml_parse_chunk(html->tree, next.at, next.size) != MyHTML_STATUS_OK)
            return false;
        rest = stm_view_from(rest, next.size);
        if (rest.size > 0 && (tree_size(html->tree) > most || html->tree->tags->tags_count > tags + NAMES_MOST)) {
            html->cut = true;
            break;
        }
        piece = text.size / PIECES > PIECE_LEAST ? text.size / PIECES : PIECE_LEAST;
    }
    return myhtml_parse_chunk_end(html->tree) == MyHTML_STATUS_OK;
}

static bool make_tree(stm_html *html)
{
    if (html->tree != NULL) {
        myhtml_tree_clean(html->tree);
        return true;
    }
    html->tree = myhtml_tree_create();
    return html->tree != NULL && myhtml_tree_init(html->tree, html->parser) == MyHTML_STATUS_OK;
}

stm_status stm_html_parse(stm_html *html, stm_arena *arena, stm_page *page)
{
    if (!is_room(page->text))
        return STM_NO_MEMORY;
    if (!make_tree(html)) {
        drop_tree(html);
        return STM_NO_MEMORY;
    }
    html->hidden = html->hidden_formatting = html->njoined = 0;
    html->reopened_left = tags_most(page->text);
    html->joins_left = (256 << 10) + page->text.size;
    html->cut = page->tree.cut;
    stm_view text = html->text = limited(page->text, &html->cut);
    html->returns = holds(text, '\r');
    html->nulls = holds(text, '\0');
    myhtml_tree_parse_flags_set(html->tree, MyHTML_TREE_PARSE_FLAGS_WITHOUT_DOCTYPE_IN_TREE);
    myhtml_callback_before_token_done_set(html->tree, take_token, html);
    myhtml_callback_after_token_done_set(html->tree, give_back, html);
    if (!parse(html, text)) {
        drop_tree(html);
        return STM_NO_MEMORY;
    }
    page->tree.cut = html->cut;
    copying copy = {.arena = arena, .page = page, .trace_left = 4 * text.size, .most = 2 * tags_most(page->text)};
    stm_vector_init(&copy.nodes, arena, sizeof(stm_node));
    stm_vector_init(&copy.tags, arena, sizeof(uint8_t));
    stm_vector_init(&copy.attributes, arena, sizeof(stm_attribute));
    stm_vector_init(&copy.runs, arena, sizeof(stm_run));
    if (text.size > 0)
        copy_tree(&copy, myhtml_tree_get_document(html->tree));
    page->tree.nodes = copy.nodes.items;
    page->tree.tags = copy.tags.items;
    page->tree.nnodes = copy.nodes.n;
    page->tree.attributes = copy.attributes.items;
    page->tree.runs = copy.runs.items;
    if (page->nruns > RUNS_KEPT) {
        stm_arena_drop(arena, page->runs);
        page->runs = NULL;
        page->nruns = 0;
    }
    if (page->text.size > KEPT_MOST || copy.nodes.n > KEPT_NODES)
        drop_tree(html);
    return STM_OK;
}
