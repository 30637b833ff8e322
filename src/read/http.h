// Inside of read: an HTTP response as it stands in a WARC record or came from a server: its headers and its body, decoded.
//
// RFC 9112 (chunks), RFC 9110 (content codings), with what archives are known to hold: bare line feeds, a body that was decoded
// before it was stored while its headers still say how it was sent, bodies cut on purpose.
#ifndef STM_READ_HTTP_H
#define STM_READ_HTTP_H

#include "read/read.h"

typedef struct stm_http {
    unsigned status;        // 0: none was said
    stm_view type;          // media type without its parameters, as written
    stm_view charset;       // its charset; empty: not declared
    stm_view rights;        // of the header tdm-reservation
    stm_view date;          // of the header Date: when the server answered
    stm_view body;          // after transfer and content decoding
} stm_http;

// The first field of `name` among header lines; an empty view with at == NULL if there is none.
stm_view stm_header_field(stm_view headers, const char *name);
// Cuts header lines, up to the empty line behind them, off the front of `*rest`. False: there is no empty line; `*rest` stays.
bool stm_headers_cut(stm_view *rest, stm_view *headers);
// Media type and charset of a Content-Type.
void stm_media_type_read(stm_view field, stm_view *type, stm_view *charset);

// Reads a whole response. `cut`: the record says that it was cut, so what can be decoded is enough. The body is borrowed from
// `block`, or decoded into `arena`. Fails with STM_MALFORMED, STM_UNSUPPORTED (a coding not known) or STM_TOO_LARGE (over
// `most`), the offset counting in `block`.
stm_status stm_http_read(stm_arena *arena, stm_view block, bool cut, size_t most, stm_http *http, stm_error *error);

// Takes the content codings that `field` names off `body`.
stm_status stm_content_decode(stm_arena *arena, stm_view field, bool cut, size_t most, stm_view *body, stm_error *error);

#endif
