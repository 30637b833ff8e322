// Borrowed text and ranges in it.
//
// A view is a pointer and a length: UTF-8 unless said otherwise, never owned, no NUL promised. A span is a half-open range of
// bytes in an article's text. Neither is ever freed.
#ifndef STM_BASE_VIEW_H
#define STM_BASE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct stm_view {
    const char *at;
    size_t size; // bytes
} stm_view;

typedef struct stm_span {
    uint32_t begin, end; // bytes, [begin, end)
} stm_span;

#define STM_VIEW(literal) ((stm_view){(literal), sizeof(literal) - 1})

static inline stm_view stm_view_of(const char *string)
{
    return (stm_view){string, string != NULL ? strlen(string) : 0};
}

static inline stm_view stm_view_in(stm_view text, stm_span span)
{
    return (stm_view){text.at + span.begin, span.end - span.begin};
}

// From byte `from` on, or up to byte `size`; clamped to the view.
static inline stm_view stm_view_from(stm_view view, size_t from)
{
    from = from > view.size ? view.size : from;
    return (stm_view){view.at + from, view.size - from};
}

static inline stm_view stm_view_upto(stm_view view, size_t size)
{
    return (stm_view){view.at, size < view.size ? size : view.size};
}

// In the header: the length of a literal is known where it is compared.
static inline bool stm_view_equal(stm_view one, stm_view two)
{
    return one.size == two.size && (one.size == 0 || memcmp(one.at, two.at, one.size) == 0);
}

static inline bool stm_view_is(stm_view view, const char *string)
{
    return stm_view_equal(view, stm_view_of(string));
}

static inline bool stm_view_begins(stm_view view, stm_view with)
{
    return view.size >= with.size && stm_view_equal(stm_view_upto(view, with.size), with);
}

static inline bool stm_view_ends(stm_view view, stm_view with)
{
    return view.size >= with.size && stm_view_equal(stm_view_from(view, view.size - with.size), with);
}

bool stm_view_equal_nocase(stm_view one, stm_view two); // ASCII letters alike in either case
bool stm_view_begins_nocase(stm_view view, stm_view with); // ASCII
bool stm_view_ends_nocase(stm_view view, stm_view with);   // ASCII
int stm_view_compare(stm_view one, stm_view two);          // byte order, as strcmp

enum { STM_NOWHERE = -1 };
// Byte offset of the first occurrence; STM_NOWHERE if there is none. An empty needle is at 0.
ptrdiff_t stm_view_find(stm_view in, stm_view what);
ptrdiff_t stm_view_find_nocase(stm_view in, stm_view what); // ASCII
ptrdiff_t stm_view_find_byte(stm_view in, char byte);

// Without ASCII white space at both ends.
stm_view stm_view_trim(stm_view view);

// Cuts the text up to the next `separator` off the front of `*rest` into `*part`; false once nothing is left.
// "a,,b" gives "a", "", "b".
bool stm_view_split(stm_view *rest, char separator, stm_view *part);

// The whole number that the digits at the beginning write, of which the first 18 count; 0 without any.
uint64_t stm_view_number(stm_view view);

static inline bool stm_is_space(char c)
{
    return c == ' ' || (unsigned char)(c - '\t') <= '\r' - '\t'; // \t \n \v \f \r
}
static inline bool stm_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool stm_is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static inline bool stm_is_lower(char c) { return c >= 'a' && c <= 'z'; }
static inline bool stm_is_letter(char c) { return stm_is_upper(c) || stm_is_lower(c); } // ASCII
static inline char stm_lower(char c) { return stm_is_upper(c) ? (char)(c + 32) : c; }

static inline uint32_t stm_span_size(stm_span s) { return s.end - s.begin; }
static inline bool stm_span_within(stm_span inner, stm_span outer)
{
    return outer.begin <= inner.begin && inner.end <= outer.end;
}
static inline bool stm_spans_meet(stm_span a, stm_span b) { return a.begin < b.end && b.begin < a.end; }

#endif
