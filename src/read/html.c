// HTML trees by MyHTML. Only this file and html-tree.c see the parser.
//
// MyHTML copies what it reads byte by byte. Most text and most attributes need no copy, for they stand in the page as they are
// meant: no reference, CR or NUL in them. Those are kept from its sight while it copies, and given to it as pieces of the page
// before the tree is built; html-tree.c makes our own form of the tree. MyHTML takes time quadratic in depth: while it parses,
// the token of a tag that would nest deeper than STM_DEPTH_MOST, or of one more <b>, <font> and the like where many are left open
// (each later paragraph would open them all again), is made a comment before it reaches the tree.
#include <myhtml/callback.h>
#include <myhtml/charef.h>
#include <myhtml/myhtml.h>
#include <myhtml/parser.h>
#include <myhtml/token.h>
#include <myhtml/tree.h>
#include <stdlib.h>

#include "base/eight.h"
#include "base/utf8.h"
#include "read/html.h"

enum { REOPENED_MOST = 16, TAGS_LEAST = 1 << 13, TAG_IN = 32, NAMES_MOST = 2048, JOINED_MOST = 256, RUNS_KEPT = 64 << 10 };
enum { FIRST_PIECE = 64 << 10, PIECE_LEAST = 32 << 10, PIECES = 64, AHEAD = 64, TREE_LEAST = 4 << 20, TREE_TIMES = 10 };
enum { KEPT_MOST = 256 << 10, KEPT_NODES = 4096 }; // of a page whose tree is kept for the next one
enum { BARE_TYPES = MyHTML_TOKEN_TYPE_SCRIPT | MyHTML_TOKEN_TYPE_RAWTEXT };

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

// What it costs to hang a piece of text into the tree: the bytes of the text that it is joined to, which the parser copies and
// keeps.
static size_t join_cost(myhtml_tree_t *tree)
{
    const myhtml_tree_node_t *node = myhtml_tree_current_node(tree), *last = node != NULL ? node->last_child : NULL;
    bool moved = false; // text in a table goes before it
    for (; node != NULL; node = node->parent) {
        bool inside = node->tag_id == MyHTML_TAG_TR || node->tag_id == MyHTML_TAG_TBODY || node->tag_id == MyHTML_TAG_THEAD ||
                      node->tag_id == MyHTML_TAG_TFOOT;
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

// Text that the parser need not copy: of a script or style all, elsewhere where it does not look into it on its way to the tree
// (it takes white space off in some places). That of comments is not wanted.
static bool lends_text(const stm_html *html, const myhtml_tree_t *tree, const myhtml_token_node_t *token)
{
    stm_view raw = piece(html, token->raw_begin, token->raw_length);
    if (token->tag_id == MyHTML_TAG__COMMENT)
        return true;
    if (token->type & BARE_TYPES)
        return stands(html, raw, false);
    bool open = tree->insert_mode == MyHTML_INSERTION_MODE_IN_BODY || tree->insert_mode == MyHTML_INSERTION_MODE_IN_CELL;
    return open && !(tree->flags & MyHTML_TREE_FLAGS_PARSE_FLAG_EMIT_NEWLINE) && token->type & MyHTML_TOKEN_TYPE_DATA &&
           stands(html, raw, true);
}

// Elements whose attributes the parser itself reads, as C strings: <input>, those whose tags are joined, and those of which no
// more than three alike are opened again. (Of <a> there is never more than one.)
static bool reads_attributes(const myhtml_tree_t *tree, size_t tag)
{
    if (tag == MyHTML_TAG_INPUT || tag == MyHTML_TAG_HTML || tag == MyHTML_TAG_BODY || tag == MyHTML_TAG_SVG ||
        tag == MyHTML_TAG_MATH || tag == MyHTML_TAG__DOCTYPE || (is_formatting(tag) && tag != MyHTML_TAG_A))
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
        html->reopened_left -=
            tree->active_formatting->length < html->reopened_left ? tree->active_formatting->length : html->reopened_left;
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

// MyHTML does not look whether it got the memory that it asked for, so it is looked beforehand whether there is about as much as
// it will take of a page (4 to 12 times the page's bytes in pages of news).
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
    size_t strings =
        ((tree->mchar->chunks_pos_length - 1) * tree->mchar->chunks_size + tree->mchar->chunks_length) * tree->mchar->origin_size;
    return pool_size(tree->token->nodes_obj) + pool_size(tree->token->attr_obj) + pool_size(tree->tree_obj) + strings;
}

// Where a piece of about `size` bytes ends: behind a tag, else at a blank, else where no tag has begun that the parser would look
// ahead in: it does not know "</scr" and "ipt>".
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

// Shows the page to the parser in pieces, and no more of it when the tree is larger than any page of news makes it: what is dear
// are attributes of a byte or two, entities, tags that open others again.
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
    stm_html_copy(arena, page, text.size > 0 ? myhtml_tree_get_document(html->tree) : NULL, 2 * tags_most(page->text),
                  4 * text.size);
    if (page->nruns > RUNS_KEPT) {
        stm_arena_drop(arena, page->runs);
        page->runs = NULL;
        page->nruns = 0;
    }
    if (page->text.size > KEPT_MOST || page->tree.nnodes > KEPT_NODES)
        drop_tree(html);
    return STM_OK;
}
