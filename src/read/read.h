// read: bytes into pages.
//
// Input: what the user names (files, directories, "-", addresses where that is allowed). Output: items (the bytes of one page and
// what is said about them), and, from each item by itself, a page: valid UTF-8 text with the way back to the item's bytes, and
// for HTML a tree. Invariants: page text is valid UTF-8; every text node knows its place in it; runs are sorted and never
// overlap. Nothing here knows what an article is. Bad bytes become U+FFFD and keep their place; a page over a limit is an error
// record, never a crash.
//
// Charset: HTTP header (WARC), byte order mark, <meta>, then a guess, by the order of the HTML standard's encoding sniffing.
// HTML trees are built by MyHTML after the HTML standard.
#ifndef STM_READ_READ_H
#define STM_READ_READ_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/vector.h"

typedef enum stm_media { STM_MEDIA_UNKNOWN, STM_MEDIA_HTML, STM_MEDIA_TEXT } stm_media;

// The layer in which source ranges lie (see the contract of the output).
typedef enum stm_layer {
    STM_LAYER_BODY, STM_LAYER_JSON_STRING, STM_LAYER_CDATA, STM_LAYER_ESCAPED,
    STM_LAYER_JSON_TWICE,   // a string of JSON in a page, or in a string, that is a string of JSON
    STM_LAYER_JSON_ESCAPED, // a string of JSON whose markup was escaped once more
} stm_layer;

enum {
    STM_PAGE_MOST = 32 << 20, // bytes of one page; more is an error record (too-large)
    STM_DEPTH_MOST = 512,     // nesting kept of an HTML tree; deeper elements are hung in at this depth
    STM_NODES_MOST = 1 << 20, // tags and nodes kept of a tree
};

// What came with the page beside its bytes. Empty views: not given.
typedef struct stm_given {
    stm_view id, url, title, published, outlet;
    stm_view author, modified, site; // of a feed's entry; several authors are lines
    stm_view rights;           // the header tdm-reservation
    stm_view fetched;          // the header Date: when the server answered; a record's own date goes before it
    stm_view language;         // a code of two letters
} stm_given;

// A record of a WARC file.
typedef struct stm_record {
    stm_view file;    // the path as it was given
    uint64_t offset;  // in the file: of the record, in a packed file of the member that it lies in
    uint64_t inside;  // of the record in the unpacked bytes of that member; 0 as a rule
    uint64_t length;  // in the file up to the next record; of a record that shares its member: in its unpacked bytes
    bool alone;       // it begins and ends where a member of the packed file does, or the file is not packed
    bool cut;         // it says that what it holds was cut
    stm_view type, id, url, date;
    stm_view content; // its Content-Type
    stm_view media;   // media type of what it holds; of an HTTP response, of the response's body
    unsigned char sha256[STM_SHA256_SIZE]; // of the page's bytes; where sums were asked for
} stm_record;

// One page as it lies in an input. All views live as long as the reader's arena, or for items made by a caller as he says.
typedef struct stm_item {
    stm_view input;   // path or address as it was given, bytes that are no UTF-8 as \xHH; a file of a directory: that directory's
                      // path and the file's
    stm_view bytes;   // the page's bytes; of a JSON string: still escaped, without its quotation marks
    uint64_t offset;  // of `bytes` in the input's (decompressed) bytes
    stm_layer layer;
    stm_media media;  // UNKNOWN: look at the bytes
    stm_view charset; // as a header declared it; empty: not declared
    bool charset_sure; // it is known: what the bytes look like does not count
    stm_given given;
    stm_error error;  // status not STM_OK: this item could not be read, and says why
    uint32_t source;  // number of the stm_source it came from
    const stm_record *record; // of a WARC: the record it came from; `offset` counts in the bytes it holds, decoded; else NULL
    bool entry;       // of a feed: a piece of a page, without what stands around it there
    bool summary;     // of a feed: what is known is a summary, the text is elsewhere
} stm_item;

// One input of the user's, for the list of inputs in a report.
typedef struct stm_source {
    stm_view input;
    unsigned char sha256[STM_SHA256_SIZE]; // of the file as it lies on the disk
    uint64_t size;
    stm_error error;
} stm_source;

typedef struct stm_items {
    stm_item *items; // [nitems], in the order of the inputs; directories sorted by byte order of the names
    size_t nitems;
    stm_source *sources; // [nsources]
    size_t nsources;
} stm_items;

// How pages are fetched that the user names by their addresses.
typedef struct stm_fetch_options {
    bool allow_private; // connect to addresses that are not public, too
    bool follow;        // of a feed that is fetched: fetch the pages whose text it does not have
    const char *save;   // a WARC file to which all that was fetched is added; NULL: none
    const char *agent;  // what to say that we are; NULL: stemma and its version
    double pace;        // seconds at least between two requests to a host
    unsigned timeout;   // seconds for one request; 0: 60
    size_t most;        // bytes of an answer, and of what it unpacks to; 0: as a page
} stm_fetch_options;

typedef struct stm_read_options {
    bool plain;      // text is already clean article text: one item a file or record, every byte kept
    size_t page_most; // 0: STM_PAGE_MOST
    const stm_fetch_options *fetch; // NULL: addresses are not fetched, nothing is connected to
    bool sums;       // stm_walk: take checksums of sources and of what WARC records hold
    bool records;    // stm_walk: every record of WARC files is an item, without its page
} stm_read_options;

// Goes through everything that paths name, item by item, in constant memory whatever the size of a file of many items (WARC, JSON
// Lines): one item's bytes and a window are held at a time. Folders are gone through sorted.
typedef struct stm_walk stm_walk;
stm_walk *stm_walk_new(const stm_read_options *options, const stm_view *paths,
                       size_t npaths); // borrows paths; NULL: out of memory
void stm_walk_free(stm_walk *walk);
// The next item, all of it in `arena`. False: there is none left. Out of memory is left through the arena's exit; the walk is
// good for nothing but stm_walk_free() then. Not for two threads at once.
bool stm_walk_next(stm_walk *walk, stm_arena *arena, stm_item *item);

// Reads everything that `paths` name into items; unreadable inputs become items with an error. Bytes are in `arena`. Fails only
// as a whole (out of memory: through the arena's exit).
stm_status stm_read_inputs(stm_arena *arena, const stm_read_options *options, const stm_view *paths, size_t npaths,
                           stm_items *items);

// The same from memory: `bytes` as if they had been the content of a file of the name `input`. Appends to `items` and `sources`
// (vectors of stm_item, stm_source). `bytes` are borrowed where they are a page or JSON Lines that is not packed.
stm_status stm_read_memory(stm_arena *arena, const stm_read_options *options, stm_view input, stm_view bytes,
                           stm_vector *items, stm_vector *sources);

// The bytes of one file, unpacked where it is; an input of the program's own, like a report.
stm_status stm_read_whole(stm_arena *arena, stm_view path, stm_view *bytes, stm_error *error);

// A piece of the map from text to the item's bytes. Sizes equal, or in one of a few simple relations: the piece is even, every
// character standing on as many bytes (bytes of UTF-8; a word of Cyrillic in one byte a letter), and can be divided. Else it is
// one (an entity, an escape, a folded run of white space), and any byte of the text stands for all bytes of the source.
typedef struct stm_run {
    uint32_t text, text_size;
    uint32_t source, source_size; // relative to item.bytes
} stm_run;

static inline bool stm_run_even(stm_run run)
{
    uint64_t text = run.text_size, source = run.source_size;
    return text == source || text == 2 * source || text == 3 * source || 2 * text == 3 * source || 2 * text == source;
}

// May `next` be joined to `last`: it goes on where that ends, as even.
static inline bool stm_run_goes_on(stm_run last, stm_run next)
{
    return last.text + last.text_size == next.text && last.source + last.source_size == next.source && stm_run_even(last) &&
           (uint64_t)last.text_size * next.source_size == (uint64_t)next.text_size * last.source_size;
}

// The piece that text[begin, end) of a run stands on; both lie in the run, on borders of characters.
static inline stm_run stm_run_part(stm_run run, uint32_t begin, uint32_t end)
{
    uint64_t before = (uint64_t)(begin - run.text) * run.source_size, size = (uint64_t)(end - begin) * run.source_size;
    bool divides = run.text_size > 0 && stm_run_even(run) && before % run.text_size == 0 && size % run.text_size == 0;
    return (stm_run){begin, end - begin, run.source + (divides ? (uint32_t)(before / run.text_size) : 0),
                     divides ? (uint32_t)(size / run.text_size) : run.source_size};
}

typedef enum stm_tag {
    STM_TAG_NONE, STM_TAG_TEXT, STM_TAG_OTHER, // OTHER: an element not listed here
    STM_TAG_A, STM_TAG_ABBR, STM_TAG_ADDRESS, STM_TAG_ARTICLE, STM_TAG_ASIDE, STM_TAG_AUDIO, STM_TAG_B, STM_TAG_BASE,
    STM_TAG_BLOCKQUOTE, STM_TAG_BODY, STM_TAG_BR, STM_TAG_BUTTON, STM_TAG_CANVAS, STM_TAG_CAPTION, STM_TAG_CITE,
    STM_TAG_CODE, STM_TAG_COL, STM_TAG_COLGROUP, STM_TAG_DATALIST, STM_TAG_DD, STM_TAG_DEL, STM_TAG_DETAILS,
    STM_TAG_DIALOG, STM_TAG_DIV, STM_TAG_DL, STM_TAG_DT, STM_TAG_EM, STM_TAG_EMBED, STM_TAG_FIELDSET,
    STM_TAG_FIGCAPTION, STM_TAG_FIGURE, STM_TAG_FONT, STM_TAG_FOOTER, STM_TAG_FORM, STM_TAG_H1, STM_TAG_H2, STM_TAG_H3,
    STM_TAG_H4, STM_TAG_H5, STM_TAG_H6, STM_TAG_HEAD, STM_TAG_HEADER, STM_TAG_HR, STM_TAG_HTML, STM_TAG_I,
    STM_TAG_IFRAME, STM_TAG_IMG, STM_TAG_INPUT, STM_TAG_INS, STM_TAG_LABEL, STM_TAG_LEGEND, STM_TAG_LI, STM_TAG_LINK,
    STM_TAG_MAIN, STM_TAG_MAP, STM_TAG_MARK, STM_TAG_MENU, STM_TAG_META, STM_TAG_NAV, STM_TAG_NOSCRIPT, STM_TAG_OBJECT,
    STM_TAG_OL, STM_TAG_OPTION, STM_TAG_P, STM_TAG_PICTURE, STM_TAG_PRE, STM_TAG_Q, STM_TAG_S, STM_TAG_SCRIPT,
    STM_TAG_SECTION, STM_TAG_SELECT, STM_TAG_SMALL, STM_TAG_SOURCE, STM_TAG_SPAN, STM_TAG_STRONG, STM_TAG_STYLE,
    STM_TAG_SUB, STM_TAG_SUMMARY, STM_TAG_SUP, STM_TAG_SVG, STM_TAG_TABLE, STM_TAG_TBODY, STM_TAG_TD, STM_TAG_TEMPLATE,
    STM_TAG_TEXTAREA, STM_TAG_TFOOT, STM_TAG_TH, STM_TAG_THEAD, STM_TAG_TIME, STM_TAG_TITLE, STM_TAG_TR, STM_TAG_U,
    STM_TAG_UL, STM_TAG_VIDEO, STM_TAG_WBR,
    STM_NTAGS
} stm_tag;

typedef struct stm_attribute {
    stm_view name, value; // name in lower case, value with entities decoded
} stm_attribute;

// A node of an HTML tree; nodes stand in document order, so a subtree is the nodes [i, nodes[i].end).
typedef struct stm_node {
    stm_tag tag;
    uint32_t parent, end;  // node 0 is the document and its own parent
    uint32_t attributes, nattributes; // in stm_tree.attributes
    stm_view name;         // of an element, lower case
    stm_view text;         // of a TEXT node: decoded
    uint32_t run, nruns; // of a TEXT node: the map of `text` to the item's bytes, in stm_tree.runs; run.text counts within `text`
} stm_node;

typedef struct stm_tree {
    stm_node *nodes; // [nnodes]
    uint8_t *tags;   // [nnodes] the nodes' tags once more, for walks that look for few of them
    size_t nnodes;
    stm_attribute *attributes;
    stm_run *runs;
    bool cut; // a limit was met; what came after is not in the tree
} stm_tree;

typedef struct stm_page {
    const stm_item *item;
    stm_media media;
    stm_view charset; // IANA name of what was used: "UTF-8", "windows-1252"
    stm_view text;    // the whole page as UTF-8, unescaped; CR LF untouched
    stm_run *runs;    // [nruns] map of `text` to the item's bytes; where it is very long, gone once the tree has its own
    size_t nruns;
    stm_tree tree;    // of HTML
    bool plain;
    stm_error error;
} stm_page;

typedef struct stm_reader stm_reader; // parser and converter state of one worker

stm_reader *stm_reader_new(void); // NULL: out of memory
void stm_reader_free(stm_reader *reader);

// Decodes and parses one item. Memory is in `arena`; the item must outlive the page. An item with an error gives a page with
// that error and no text. Always STM_OK unless the caller broke the contract; a bad page is in page->error.
stm_status stm_read_page(stm_reader *reader, stm_arena *arena, const stm_read_options *options, const stm_item *item,
                         stm_page *page);

// The text of a string of JSON, `inside` its quotation marks; borrowed where nothing is escaped, else in `arena`.
stm_view stm_json_text(stm_arena *arena, stm_view inside);

// A string of JSON in a page: `inside` its quotation marks, in the text of `node`; where `within` is not empty, the string that
// stands there in what it says.
typedef struct stm_json_place {
    uint32_t node;
    stm_span inside, within;
} stm_json_place;

// The page that such a string holds. The tree's runs lead to the bytes of the outer page's item, through `layer`.
// STM_UNSUPPORTED: they would through more layers than there are names for.
stm_status stm_read_within(stm_reader *reader, stm_arena *arena, const stm_page *outer, stm_json_place place, stm_page *page,
                           stm_layer *layer);

// The value of an attribute of node `i`; an empty view with at == NULL if it has none.
stm_view stm_tree_attribute(const stm_tree *tree, uint32_t node, const char *name);

// Appends to `out` (a vector of stm_run) the map of text[span] to the item's bytes, cut out of `runs`; run.text of what is
// appended counts from `at`. A piece that is one is kept whole.
void stm_runs_cut(const stm_run *runs, size_t nruns, stm_span span, uint32_t at, stm_vector *out);

// The ranges of bytes that text[span] stands on, joined where they touch; begin and end in item.bytes, into `out` (a vector of
// stm_span). Between pieces of one block there may be holes (tags).
void stm_runs_ranges(const stm_run *runs, size_t nruns, stm_span span, stm_vector *out);

// What `verify` does: decodes item bytes `ranges` again by charset, escapes and entities, with no knowledge of any tree, into
// UTF-8 text; ranges are joined by nothing. The result is in `arena`.
stm_status stm_read_again(stm_reader *reader, stm_arena *arena, stm_view bytes, const stm_span *ranges, size_t nranges,
                          stm_layer layer, stm_media media, stm_view charset, stm_view *text, stm_error *error);

// Named character references, from the HTML parser's own table. `text` begins with '&' and a letter. The longest named reference
// there: its one or two code points (codes[1] 0: one) and its length in bytes; 0 if it is none.
size_t stm_entity_named(stm_view text, uint32_t codes[2]);

#endif
