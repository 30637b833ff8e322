// What the files that see the HTML parser share: html.c, which parses, and html-tree.c.
#ifndef STM_READ_HTML_H
#define STM_READ_HTML_H

#include <myhtml/tree.h>

#include "read/decode.h"

// Copies the parser's tree below `document` (NULL: there is none) into page->tree: up to `most` nodes; where there are more, the
// tree is cut. What stands in page->text is borrowed from there, all else lies in the arena. `traced`: bytes of the page that may
// be looked through, all in all, for text that the parser moved.
void stm_html_copy(stm_arena *arena, stm_page *page, const myhtml_tree_node_t *document, size_t most, size_t traced);

#endif
