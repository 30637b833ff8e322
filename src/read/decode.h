// Inside of read: bytes of one layer into UTF-8 text, with the map back. Shared by page.c (a whole item) and again.c (only the
// ranges that a report cites).
#ifndef STM_READ_DECODE_H
#define STM_READ_DECODE_H

#include "read/read.h"

typedef struct stm_decoded {
    stm_view text;
    stm_vector runs; // of stm_run: text → the bytes that were decoded
} stm_decoded;

// Pieces that a map of `size` bytes may have: text has one in three bytes at most (letters of another script and blanks by turns,
// in a charset of one byte a letter). What comes behind so many is left out: a map is 16 bytes a piece, wherever it is copied to.
static inline bool stm_runs_full(const stm_vector *runs, size_t size)
{
    return runs->n > (16u << 10) + size / 3;
}

// Appends a piece to the map; joins it to the last one where both are even alike and touch.
void stm_runs_add(stm_vector *runs, uint32_t text, uint32_t text_size, uint32_t source, uint32_t source_size);

// The charset of an item's bytes: declared by a header, a byte order mark, <meta>, else guessed. The name is static or in
// `arena`.
stm_view stm_charset_of(stm_arena *arena, const stm_item *item, bool html);

// Is it UTF-16 without a mark: its name, or an empty view. Markup has a zero for every other byte.
stm_view stm_charset_wide(stm_view bytes);

// doubt.c: do bytes read oddly in `charset`. Never where few of them are beyond ASCII.
bool stm_charset_is_odd(stm_arena *arena, stm_view bytes, stm_view charset);
// `declared`, or what reads much less odd: `guess`, or another Cyrillic charset.
stm_view stm_charset_doubt(stm_arena *arena, stm_view bytes, stm_view declared, stm_view guess);

// Bytes of `charset` into UTF-8. Valid UTF-8 is borrowed. A byte order mark is left out where the bytes are a `whole` item. An
// unknown charset: STM_UNSUPPORTED.
stm_status stm_charset_decode(stm_arena *arena, stm_view bytes, stm_view charset, bool whole, stm_decoded *to, stm_error *error);

// A JSON string's inside (valid JSON) without its escapes; lone surrogates become U+FFFD.
void stm_json_unescape(stm_arena *arena, stm_view bytes, stm_decoded *to);

// Raw HTML text without its entities; CR LF and CR become LF, NUL becomes nothing, as in an HTML tree. Borrowed where nothing
// changes.
void stm_entities_decode(stm_arena *arena, stm_view raw, stm_decoded *to);

// Text of an XML element: ESCAPED without XML's own references (those of HTML stay), CDATA without the marks of its sections.
void stm_xml_decode(stm_arena *arena, stm_view raw, stm_layer layer, stm_decoded *to);

// The map of text over text over bytes: `over` leads from a text to `under`, from its byte `begin` on, and `runs` from there to
// the bytes. Appends the map from the text to the bytes to `to`.
void stm_runs_compose(const stm_run *runs, size_t nruns, stm_view under, const stm_decoded *over, uint32_t begin, stm_vector *to);

// Finds `held`, the text of a node as the parser gives it, in `page` from byte `at` on, where tags and comments stand between its
// pieces. The map of `to` counts in `page`. Takes what it reads from `left`. False: it is not there, or `left` is spent.
bool stm_text_trace(stm_arena *arena, stm_view page, size_t at, stm_view held, size_t *left, stm_decoded *to);

// A character reference at `at` of `raw`, where '&' stands: its length and one or two code points (codes[1] 0: one); 0: none.
size_t stm_entity_read(stm_view raw, size_t at, uint32_t codes[2]);

// Builds page->tree from page->text (html.c). The parser belongs to the reader.
typedef struct stm_html stm_html;
stm_html *stm_html_new(void);
void stm_html_free(stm_html *html);
stm_status stm_html_parse(stm_html *html, stm_arena *arena, stm_page *page);

// JSON Lines (jsonl.c): one line, without its line end, that begins at `offset` of the input, into an item. `bytes` of the item
// lie in `line`, all else in `arena`. The holder keeps what jansson makes for as long as its arena.
typedef struct stm_jsonl stm_jsonl;
stm_jsonl *stm_jsonl_new(stm_arena *arena);
void stm_jsonl_line(stm_jsonl *holder, stm_arena *arena, const stm_read_options *options, stm_view line, uint64_t offset,
                    stm_item *item);
// Does `bytes` look like JSON Lines: its first line is one JSON object.
bool stm_jsonl_is(stm_view bytes);

#endif
