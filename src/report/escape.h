// escape: how words of a page get into an output.
//
// Whatever comes from a page is hostile. Every form of output has one function here, and page text reaches a buffer through it
// alone. Control characters and the characters that turn the direction of writing are made visible everywhere ("[U+202E]"), in JSON
// as escapes, so that what is read is what is there (Boucher & Anderson, Trojan Source, 2021).
#ifndef STM_REPORT_ESCAPE_H
#define STM_REPORT_ESCAPE_H

#include "base/buffer.h"

// A JSON string with its quotation marks.
void stm_escape_json(stm_buffer *to, stm_view text);
// A JSON string, or null where the view is empty.
void stm_escape_json_or_null(stm_buffer *to, stm_view text);
// A JSON number, the shortest that reads back as the same double whatever the locale; null for what is no finite number.
void stm_escape_json_number(stm_buffer *to, double number);

// Text or a quoted attribute value of HTML. White space is kept.
void stm_escape_html(stm_buffer *to, stm_view text);

// One line of Markdown (CommonMark, GitHub's tables): everything that could begin markup is escaped, line ends become blanks.
void stm_escape_markdown(stm_buffer *to, stm_view text);

// One line for a terminal: line ends become blanks.
void stm_escape_terminal(stm_buffer *to, stm_view text);

// Within the quotation marks of DOT: no escape, entity or markup of Graphviz's survives. One line.
void stm_escape_dot(stm_buffer *to, stm_view text);

// May this address stand in a link: http or https, no white space, control character or quotation mark.
bool stm_escape_link_allowed(stm_view url);

// Is this a character that is not to be shown as it is (line feed and tab are not among them).
bool stm_escape_hidden(uint32_t code);

#endif
