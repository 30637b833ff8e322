// What the JSON printers of this folder share.
#ifndef STM_REPORT_JSON_H
#define STM_REPORT_JSON_H

#include "report/report.h"

// A field's name with its colon, and the comma before it unless it is the first of its object ("{" stands last in the buffer).
void stm_json_key(stm_buffer *to, const char *name);
// The comma between the items of a list: none after "[".
void stm_json_comma(stm_buffer *to);

void stm_json_string(stm_buffer *to, const char *name, stm_view text);         // "" where empty
void stm_json_string_or_null(stm_buffer *to, const char *name, stm_view text); // null where empty
void stm_json_number(stm_buffer *to, const char *name, double number);
double stm_json_thousandths(double number); // rounded to three decimals
void stm_json_strings(stm_buffer *to, const char *name, const stm_view *texts, size_t n);
void stm_json_civil(stm_buffer *to, const char *name, stm_civil civil); // null where unknown
void stm_json_span(stm_buffer *to, stm_span span);                      // [b,e]
void stm_json_span_or_null(stm_buffer *to, const char *name, stm_span span);
void stm_json_spans(stm_buffer *to, const char *name, const stm_span *spans, size_t n);

// "source": where `spans` of the article's text stand in its input. `scratch` is a vector of stm_span.
void stm_json_source(stm_buffer *to, const stm_article *article, const stm_span *spans, size_t n, stm_vector *scratch);
void stm_json_error(stm_buffer *to, const stm_error *error); // "error": null or an object

void stm_json_article(stm_buffer *to, const stm_article *article, bool no_text); // fields only, no braces
void stm_json_pair(stm_buffer *to, stm_document *const *documents, const stm_pair *pair); // an object

#endif
