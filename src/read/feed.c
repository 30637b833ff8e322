// A feed's entries by libxml2's events. The only file that sees an XML parser.
//
// The feed is decoded to UTF-8 first, with the map back to its bytes, and handed to the parser behind its XML declaration, so
// that the parser's byte count is ours. It recovers from what is not well-formed, as feeds often are not. Of an entry's content
// the fullest is taken: content:encoded or an Atom content, else description or summary, which counts as a summary unless it is
// long. An address that is none by itself is resolved against xml:base (RFC 4287, 2), else where the feed was got, else the
// site's own.
//
// The parser holds every attribute of an element against every other, and looks for a prefix through all that are declared, so
// there are bounds to both; what the feed says for all its entries is read once and is short.
#include "read/feed.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/uri.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "read/decode.h"

enum {
    HEAD = 4096, SUMMARY_MOST = 1500, NAME_MOST = 40, AUTHORS_MOST = 16, ADDRESS_MOST = 2048,
    WORDS_MOST = 8192,     // bytes of a short field that are read, with its escapes
    SHARED_MOST = 512,     // bytes of what the feed says for all its entries
    ATTRIBUTES_MOST = 256, // of one element
    PREFIXES_MOST = 1024,  // declared at one place
    DEPTH_MOST = 512,      // the parser's own is 256
};

typedef enum field {
    FIELD_NONE, FIELD_TITLE, FIELD_LINK, FIELD_ID, FIELD_PUBLISHED, FIELD_MODIFIED, FIELD_AUTHOR, FIELD_SUMMARY, FIELD_CONTENT,
    NFIELDS,
} field;

typedef struct entry {
    stm_span fields[NFIELDS]; // inside of the element, in the text; empty: none
    stm_span authors[AUTHORS_MOST]; // [nauthors]
    size_t nauthors;
    stm_view link, base;      // of attributes
    bool plain;               // the content is text, not HTML
    bool elsewhere;           // the content is another address
} entry;

typedef struct splitting {
    stm_arena *arena;
    xmlParserCtxtPtr parser;
    stm_view text;    // UTF-8
    size_t skipped;   // bytes before the parser's first
    size_t stopped;   // where the parser was stopped, and forgot its place; 0: it was not
    unsigned depth;
    int prefixes[DEPTH_MOST]; // declared by the open elements
    int nprefixes;            // all of them
    unsigned feed_depth, entry_depth; // of the feed, of the open entry; 0: none is open
    entry entry;
    field open;           // field being read, at depth entry_depth + 1 (an author's name: + 2)
    unsigned open_depth;
    uint32_t open_at;
    entry feed;           // what the feed says of itself
    stm_view authors, link, site; // in words
    bool ended;           // the outermost element was closed
    stm_vector entries;
} splitting;

static stm_view behind_mark(stm_view bytes)
{
    return stm_view_from(bytes, stm_view_begins(bytes, STM_VIEW("\xEF\xBB\xBF")) ? 3 : 0);
}

// The name of the first element, without its prefix; empty if none is near.
static stm_view first_element(stm_view text)
{
    for (;;) {
        text = stm_view_trim(text);
        bool comment = stm_view_begins(text, STM_VIEW("<!--")), instruction = stm_view_begins(text, STM_VIEW("<?"));
        if (!instruction && !stm_view_begins(text, STM_VIEW("<!")))
            break;
        const char *closed = comment ? "-->" : instruction ? "?>" : ">";
        ptrdiff_t end = stm_view_find(text, stm_view_of(closed));
        if (end == STM_NOWHERE)
            return (stm_view){"", 0};
        text = stm_view_from(text, (size_t)end + strlen(closed));
    }
    size_t n = 1;
    if (text.size < 2 || text.at[0] != '<')
        return (stm_view){"", 0};
    while (n < text.size && (stm_is_letter(text.at[n]) || text.at[n] == ':'))
        n++;
    stm_view name = stm_view_upto(stm_view_from(text, 1), n - 1);
    ptrdiff_t colon = stm_view_find_byte(name, ':');
    return stm_view_from(name, (size_t)(colon + 1));
}

bool stm_feed_is(stm_view bytes)
{
    char head[HEAD];
    size_t n = 0;
    bool wide = stm_view_begins(bytes, STM_VIEW("\xFF\xFE")) || stm_view_begins(bytes, STM_VIEW("\xFE\xFF"));
    bytes = stm_view_from(behind_mark(bytes), wide ? 2 : 0);
    for (size_t i = 0; i < bytes.size && n < HEAD; i++) // UTF-16: its ASCII without the zeros
        if (!wide || bytes.at[i] != 0)
            head[n++] = bytes.at[i];
    stm_view name = first_element((stm_view){head, n});
    return stm_view_is(name, "rss") || stm_view_is(name, "feed") || stm_view_is(name, "RDF");
}

// Where the parser stands, in the text.
static size_t place(const splitting *s)
{
    if (s->stopped > 0)
        return s->stopped;
    long at = xmlByteConsumed(s->parser);
    size_t place = at < 0 ? s->text.size : s->skipped + (size_t)at;
    return place < s->text.size ? place : s->text.size;
}

static bool is(const xmlChar *name, const char *word)
{
    return name != NULL && strcmp((const char *)name, word) == 0;
}

// Dublin Core and RSS's content module are known by their prefixes, which nobody changes.
static field field_of(const xmlChar *name, const xmlChar *prefix)
{
    static const struct { const char *prefix, *name; field field; } names[] = {
        {"", "title", FIELD_TITLE}, {"", "link", FIELD_LINK}, {"", "guid", FIELD_ID}, {"", "id", FIELD_ID},
        {"", "pubDate", FIELD_PUBLISHED}, {"", "published", FIELD_PUBLISHED}, {"", "issued", FIELD_PUBLISHED},
        {"", "updated", FIELD_MODIFIED}, {"", "modified", FIELD_MODIFIED}, {"", "author", FIELD_AUTHOR},
        {"", "description", FIELD_SUMMARY}, {"", "summary", FIELD_SUMMARY}, {"", "content", FIELD_CONTENT},
        {"dc", "date", FIELD_PUBLISHED}, {"dc", "creator", FIELD_AUTHOR}, {"content", "encoded", FIELD_CONTENT},
        {"dcterms", "modified", FIELD_MODIFIED},
    };
    const char *own = prefix == NULL || is(prefix, "atom") ? "" : (const char *)prefix;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].prefix, own) == 0 && is(name, names[i].name))
            return names[i].field;
    return FIELD_NONE;
}

static stm_view attribute(const xmlChar **attributes, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (is(attributes[5 * i], name))
            return (stm_view){(const char *)attributes[5 * i + 3], (size_t)(attributes[5 * i + 4] - attributes[5 * i + 3])};
    return (stm_view){"", 0};
}

static void open_field(splitting *s, field opened)
{
    ptrdiff_t end = stm_view_find_byte(stm_view_from(s->text, place(s)), '>');
    if (end == STM_NOWHERE || s->open != FIELD_NONE)
        return;
    s->open = opened;
    s->open_depth = s->depth;
    s->open_at = (uint32_t)(place(s) + (size_t)end + 1);
}

static stm_view address_attribute(splitting *s, const xmlChar **attributes, int n, const char *name)
{
    stm_decoded decoded;
    stm_view said = attribute(attributes, n, name);
    if (said.size == 0 || said.size > ADDRESS_MOST)
        return (stm_view){"", 0};
    stm_xml_decode(s->arena, stm_arena_copy(s->arena, said), STM_LAYER_ESCAPED, &decoded); // the parser leaves its references
    return stm_view_trim(decoded.text);
}

static bool is_address(stm_view text)
{
    return stm_view_begins_nocase(text, STM_VIEW("http://")) || stm_view_begins_nocase(text, STM_VIEW("https://"));
}

static void free_address(void *address)
{
    xmlFree(address);
}

// What an address means that is said under the address `base`.
static stm_view resolved(splitting *s, stm_view said, stm_view base)
{
    if (said.size == 0 || said.size > ADDRESS_MOST || base.size > ADDRESS_MOST || is_address(said) || !is_address(base))
        return said;
    stm_view reference = stm_arena_copy(s->arena, said), from = stm_arena_copy(s->arena, base);
    xmlChar *built = xmlBuildURI((const xmlChar *)reference.at, (const xmlChar *)from.at);
    if (built == NULL)
        return said;
    stm_arena_defer(s->arena, free_address, built);
    return stm_view_of((const char *)built);
}

// An Atom link is an attribute; of several that to the page itself.
static void take_link(splitting *s, entry *to, const xmlChar **attributes, int n)
{
    stm_view rel = attribute(attributes, n, "rel");
    if (to->link.size == 0 && (rel.size == 0 || stm_view_is(rel, "alternate")))
        to->link = address_attribute(s, attributes, n, "href");
}

// An element `level` deep within the entry, or the feed, that `to` is.
static void open_within(splitting *s, entry *to, unsigned level, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar **attributes, int n)
{
    field opened = field_of(name, prefix);
    if (level == 2 && s->open == FIELD_AUTHOR && is(name, "name")) {
        s->open = FIELD_NONE; // Atom's author: its name alone
        open_field(s, FIELD_AUTHOR);
        return;
    }
    bool again = opened == FIELD_CONTENT || opened == FIELD_AUTHOR;
    if (level != 1 || opened == FIELD_NONE || (to->fields[opened].end > 0 && !again))
        return;
    if (opened == FIELD_LINK && attribute(attributes, n, "href").size > 0)
        take_link(s, to, attributes, n);
    else
        open_field(s, opened);
    if (opened != FIELD_CONTENT)
        return;
    stm_view type = attribute(attributes, n, "type");
    to->plain = is(name, "content") && (type.size == 0 || stm_view_is(type, "text") || stm_view_is(type, "text/plain"));
    to->elsewhere = attribute(attributes, n, "src").size > 0;
}

// The elements' prefixes come and go. False: there are too many, and the parser is stopped.
static bool count_prefixes(splitting *s, int n)
{
    if (s->depth >= DEPTH_MOST || s->nprefixes + n > PREFIXES_MOST) {
        s->stopped = place(s);
        xmlStopParser(s->parser);
        return false;
    }
    s->prefixes[s->depth] = n;
    s->nprefixes += n;
    return true;
}

static void start_element(void *argument, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nnamespaces,
                          const xmlChar **namespaces, int nattributes, int ndefaulted, const xmlChar **attributes)
{
    splitting *s = argument;
    (void)uri, (void)namespaces, (void)ndefaulted;
    s->depth++;
    if (!count_prefixes(s, nnamespaces))
        return;
    if (s->entry_depth > 0) {
        open_within(s, &s->entry, s->depth - s->entry_depth, name, prefix, attributes, nattributes);
    } else if (is(name, "item") || is(name, "entry")) {
        s->entry_depth = s->depth;
        s->open = FIELD_NONE;
        s->entry = (entry){.base = resolved(s, address_attribute(s, attributes, nattributes, "base"), s->feed.base)};
    } else if (is(name, "feed") || is(name, "channel")) {
        s->feed_depth = s->depth;
        s->feed.base = address_attribute(s, attributes, nattributes, "base");
    } else if (s->feed_depth > 0 && s->depth > s->feed_depth) {
        open_within(s, &s->feed, s->depth - s->feed_depth, name, prefix, attributes, nattributes);
    }
}

static void close_field(splitting *s)
{
    size_t end = place(s), at = end;
    while (at > s->open_at && s->text.at[at - 1] != '<')
        at--;
    bool closed = at > s->open_at && at < s->text.size && s->text.at[at] == '/';
    stm_span inside = {s->open_at, (uint32_t)(closed ? at - 1 : end)};
    if (!closed || inside.end < inside.begin) // <title/>
        inside = (stm_span){0, 0};
    entry *to = s->entry_depth > 0 ? &s->entry : &s->feed;
    to->fields[s->open] = inside;
    if (s->open == FIELD_AUTHOR && to->nauthors < AUTHORS_MOST)
        to->authors[to->nauthors++] = inside;
    s->open = FIELD_NONE;
}

static void end_element(void *argument, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    splitting *s = argument;
    (void)name, (void)prefix, (void)uri;
    if (s->open != FIELD_NONE && s->depth == s->open_depth)
        close_field(s);
    if (s->entry_depth > 0 && s->depth == s->entry_depth) {
        *(entry *)stm_vector_push(&s->entries) = s->entry;
        s->entry_depth = 0;
    }
    if (s->depth == s->feed_depth)
        s->feed_depth = 0; // what stands behind RSS 1.0's channel is not of it
    if (s->depth > 0 && s->depth < DEPTH_MOST)
        s->nprefixes -= s->prefixes[s->depth];
    s->depth--;
    s->ended = s->depth == 0;
}

// With the document that the parser makes for itself where a DTD declares entities, and forgets where that breaks off.
static void free_parser(void *argument)
{
    xmlParserCtxtPtr parser = argument;
    xmlFreeDoc(parser->myDoc);
    parser->myDoc = NULL;
    xmlFreeParserCtxt(parser);
}

// The number of attributes of the tag that begins at text[at]. There is no `<` in a tag.
static size_t count_attributes(stm_view text, size_t at)
{
    char mark = 0; // the quotation mark that is open
    size_t n = 0;
    for (at++; at < text.size && text.at[at] != '<' && (mark != 0 || text.at[at] != '>'); at++) {
        char c = text.at[at];
        n += mark == 0 && c == '=';
        if (mark == 0 && (c == '"' || c == '\''))
            mark = c;
        else if (c == mark)
            mark = 0;
    }
    return n;
}

// The text up to a tag with too many attributes.
static stm_view without_crowds(stm_view text)
{
    for (size_t at = 0; at < text.size; at++) {
        ptrdiff_t next = stm_view_find_byte(stm_view_from(text, at), '<');
        if (next == STM_NOWHERE)
            break;
        at += (size_t)next;
        if (count_attributes(text, at) > ATTRIBUTES_MOST)
            return stm_view_upto(text, at);
    }
    return text;
}

static void parse(splitting *s)
{
    xmlSAXHandler events = {.initialized = XML_SAX2_MAGIC, .startElementNs = start_element, .endElementNs = end_element};
    ptrdiff_t end = stm_view_begins(s->text, STM_VIEW("<?xml ")) ? stm_view_find(s->text, STM_VIEW("?>")) : STM_NOWHERE;
    s->skipped = end == STM_NOWHERE ? 0 : (size_t)end + 2;
    stm_view rest = stm_view_trim(stm_view_from(s->text, s->skipped));
    s->skipped = rest.size > 0 ? (size_t)(rest.at - s->text.at) : 0;
    rest = without_crowds(rest);
    if (rest.size == 0)
        return;
    s->parser = xmlCreateMemoryParserCtxt(rest.at, (int)rest.size);
    if (s->parser == NULL)
        stm_exit_leave(s->arena->way, STM_NO_MEMORY);
    stm_arena_defer(s->arena, free_parser, s->parser);
    xmlCtxtUseOptions(s->parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    *s->parser->sax = events;
    s->parser->userData = s;
    xmlParseDocument(s->parser);
}

// What a short field says: references decoded, tags left out, white space folded.
static stm_view words_of(splitting *s, stm_span inside)
{
    stm_decoded plain, decoded;
    stm_buffer words;
    if (inside.end <= inside.begin)
        return (stm_view){NULL, 0};
    stm_view raw = stm_view_in(s->text, inside);
    if (raw.size > WORDS_MOST)
        raw.size = stm_utf8_valid(stm_view_upto(raw, WORDS_MOST));
    stm_xml_decode(s->arena, raw, stm_view_find(raw, STM_VIEW("<![CDATA[")) != STM_NOWHERE ? STM_LAYER_CDATA : STM_LAYER_ESCAPED,
                   &plain);
    stm_buffer_init(&words, s->arena, 0);
    bool tag = false;
    for (size_t i = 0; i < plain.text.size; i++) {
        char c = plain.text.at[i];
        bool opens = c == '<' && i + 1 < plain.text.size && (stm_is_letter(plain.text.at[i + 1]) || plain.text.at[i + 1] == '/');
        tag = opens || (tag && c != '>');
        if (stm_is_space(c))
            c = ' ';
        if (!tag && c != '>' && !(c == ' ' && (words.size == 0 || words.at[words.size - 1] == ' ')))
            stm_buffer_put_byte(&words, c);
    }
    stm_entities_decode(s->arena, words.size > 0 ? stm_buffer_view(&words) : (stm_view){"", 0}, &decoded);
    return stm_view_trim(decoded.text);
}

static stm_view link_of(splitting *s, const entry *e)
{
    return e->link.size > 0 ? e->link : words_of(s, e->fields[FIELD_LINK]);
}

// `got`: the feed's own address; empty: not known.
static stm_view address_of(splitting *s, const entry *e, stm_view got)
{
    stm_view link = link_of(s, e);
    if (link.size == 0 && is_address(words_of(s, e->fields[FIELD_ID])))
        link = words_of(s, e->fields[FIELD_ID]);
    stm_view base = resolved(s, e->base.size > 0 ? e->base : s->feed.base, got);
    base = base.size > 0 ? base : got;
    return resolved(s, link, base.size > 0 ? base : s->link);
}

// The names, each on a line.
static stm_view authors_of(splitting *s, const entry *e)
{
    stm_buffer names;
    stm_buffer_init(&names, s->arena, 0);
    for (size_t i = 0; i < e->nauthors; i++) {
        if (i > 0)
            stm_buffer_put_byte(&names, '\n');
        stm_buffer_put(&names, words_of(s, e->authors[i]));
    }
    return stm_buffer_view(&names);
}

static stm_view shared(stm_view words)
{
    return words.size > SHARED_MOST ? stm_view_upto(words, stm_utf8_valid(stm_view_upto(words, SHARED_MOST))) : words;
}

static stm_layer layer_of(stm_view raw)
{
    if (stm_view_find(raw, STM_VIEW("<![CDATA[")) != STM_NOWHERE)
        return STM_LAYER_CDATA;
    return stm_view_find_byte(raw, '<') != STM_NOWHERE ? STM_LAYER_BODY : STM_LAYER_ESCAPED;
}

static void take_content(splitting *s, const entry *e, const stm_decoded *decoded, stm_view bytes, stm_item *item)
{
    stm_span content = e->elsewhere ? (stm_span){0, 0} : e->fields[FIELD_CONTENT];
    item->summary = content.end <= content.begin;
    if (item->summary)
        content = e->fields[FIELD_SUMMARY];
    if (item->summary && content.end - content.begin > SUMMARY_MOST)
        item->summary = false;
    stm_vector ranges;
    stm_vector_init(&ranges, s->arena, sizeof(stm_span));
    stm_runs_ranges(decoded->runs.items, decoded->runs.n, content, &ranges);
    item->bytes = (stm_view){"", 0};
    item->media = e->plain && !item->summary ? STM_MEDIA_TEXT : STM_MEDIA_HTML;
    item->layer = content.end > content.begin ? layer_of(stm_view_in(s->text, content)) : STM_LAYER_BODY;
    if (ranges.n == 0)
        return;
    const stm_span *first = ranges.items, *last = stm_vector_at(&ranges, ranges.n - 1);
    item->bytes = stm_view_in(bytes, (stm_span){first->begin, last->end});
    item->offset = first->begin;
}

static void add_items(splitting *s, stm_view bytes, const stm_decoded *decoded, stm_view charset, const stm_item *like,
                      stm_vector *items)
{
    s->site = shared(words_of(s, s->feed.fields[FIELD_TITLE]));
    s->authors = shared(authors_of(s, &s->feed));
    s->link = link_of(s, &s->feed);
    for (size_t i = 0; i < s->entries.n; i++) {
        const entry *e = stm_vector_at(&s->entries, i);
        stm_item item = *like;
        item.charset = charset;
        item.charset_sure = item.entry = true;
        item.given.url = address_of(s, e, like->given.url);
        item.given.title = words_of(s, e->fields[FIELD_TITLE]);
        item.given.published = words_of(s, e->fields[FIELD_PUBLISHED]);
        item.given.modified = words_of(s, e->fields[FIELD_MODIFIED]);
        item.given.author = e->nauthors > 0 ? authors_of(s, e) : s->authors;
        item.given.site = s->site;
        take_content(s, e, decoded, bytes, &item);
        *(stm_item *)stm_vector_push(items) = item;
    }
}

static stm_view declared_in_xml(stm_view bytes)
{
    stm_view line = stm_view_upto(bytes, 200);
    ptrdiff_t end = stm_view_find(line, STM_VIEW("?>")), at = stm_view_find(line, STM_VIEW("encoding="));
    if (end == STM_NOWHERE || at == STM_NOWHERE || at > end || !stm_view_begins(line, STM_VIEW("<?xml")))
        return (stm_view){"", 0};
    stm_view value = stm_view_upto(stm_view_from(line, (size_t)at + 10), NAME_MOST);
    size_t n = 0;
    while (n < value.size && value.at[n] != '"' && value.at[n] != '\'')
        n++;
    return stm_view_upto(value, n);
}

void stm_feed_split(stm_arena *arena, stm_view bytes, stm_view charset, const stm_item *like, stm_vector *items)
{
    splitting s = {.arena = arena};
    stm_decoded decoded;
    stm_item whole = *like;
    whole.bytes = bytes;
    whole.layer = STM_LAYER_BODY;
    whole.charset = charset.size > 0 ? charset : declared_in_xml(behind_mark(bytes));
    stm_item broken = *like;
    charset = stm_charset_of(arena, &whole, false);
    if (stm_charset_decode(arena, bytes, charset, true, &decoded, &broken.error) == STM_OK) {
        s.text = decoded.text;
        stm_vector_init(&s.entries, arena, sizeof(entry));
        parse(&s);
        add_items(&s, bytes, &decoded, charset, like, items);
        if (s.ended)
            return;
        stm_vector ranges;
        stm_vector_init(&ranges, arena, sizeof(stm_span));
        uint32_t at = s.parser == NULL ? 0 : (uint32_t)place(&s);
        stm_runs_ranges(decoded.runs.items, decoded.runs.n, (stm_span){at > 0 ? at - 1 : 0, at}, &ranges);
        stm_fail_at(&broken.error, STM_MALFORMED, ranges.n > 0 ? ((stm_span *)ranges.items)->end : at,
                    "the feed is cut off or broken here");
    }
    *(stm_item *)stm_vector_push(items) = broken;
}
