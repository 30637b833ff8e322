// Header lines, chunks and content codings. Every coding is unpacked by its library in steps of bounded size.
#include "read/http.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include "base/buffer.h"

enum { STEP = 1 << 15, CODINGS_MOST = 4 };

bool stm_headers_cut(stm_view *rest, stm_view *headers)
{
    for (size_t at = 0; at < rest->size;) {
        ptrdiff_t end = stm_view_find_byte(stm_view_from(*rest, at), '\n');
        if (end == STM_NOWHERE)
            return false;
        bool empty = end == 0 || (end == 1 && rest->at[at] == '\r');
        if (empty) {
            *headers = stm_view_upto(*rest, at);
            *rest = stm_view_from(*rest, at + (size_t)end + 1);
            return true;
        }
        at += (size_t)end + 1;
    }
    return false;
}

stm_view stm_header_field(stm_view headers, const char *name)
{
    stm_view wanted = stm_view_of(name), line;
    while (stm_view_split(&headers, '\n', &line))
        if (line.size > wanted.size && line.at[wanted.size] == ':' && stm_view_begins_nocase(line, wanted))
            return stm_view_trim(stm_view_from(line, wanted.size + 1));
    return (stm_view){NULL, 0};
}

void stm_media_type_read(stm_view field, stm_view *type, stm_view *charset)
{
    stm_view part;
    *type = *charset = (stm_view){"", 0};
    if (stm_view_split(&field, ';', &part))
        *type = stm_view_trim(part);
    while (stm_view_split(&field, ';', &part)) {
        part = stm_view_trim(part);
        if (!stm_view_begins_nocase(part, STM_VIEW("charset=")))
            continue;
        part = stm_view_trim(stm_view_from(part, 8));
        if (part.size > 1 && (part.at[0] == '"' || part.at[0] == '\''))
            part = stm_view_upto(stm_view_from(part, 1), part.size - 2);
        *charset = part;
        return;
    }
}

// The size that a chunk's line gives; moves `*rest` behind the line. False: it is none.
static bool read_chunk_size(stm_view *rest, uint64_t *size)
{
    size_t n = 0;
    *size = 0;
    for (; n < rest->size && n < 16; n++) {
        char c = stm_lower(rest->at[n]);
        if (!stm_is_digit(c) && (c < 'a' || c > 'f'))
            break;
        *size = *size * 16 + (uint64_t)(stm_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    stm_view line = stm_view_from(*rest, n);
    ptrdiff_t end = stm_view_find_byte(line, '\n');
    if (n == 0 || end == STM_NOWHERE || memchr(" \t;\r\n", line.at[0], 5) == NULL)
        return false;
    *rest = stm_view_from(line, (size_t)end + 1);
    return true;
}

static void skip_line_end(stm_view *rest)
{
    if (rest->size > 0 && rest->at[0] == '\r')
        *rest = stm_view_from(*rest, 1);
    if (rest->size > 0 && rest->at[0] == '\n')
        *rest = stm_view_from(*rest, 1);
}

// The chunks of a body joined. A body whose first line is no chunk's was stored without them and stays.
static stm_status join_chunks(stm_arena *arena, bool cut, stm_view *body, stm_error *error)
{
    stm_view rest = *body;
    stm_buffer joined;
    uint64_t size = 0;
    if (!read_chunk_size(&rest, &size))
        return STM_OK;
    rest = *body;
    stm_buffer_init(&joined, arena, 0);
    for (;;) {
        bool known = read_chunk_size(&rest, &size);
        if (!known && !cut)
            return stm_fail_at(error, STM_MALFORMED, (uint64_t)(rest.at - body->at), "a chunk without a size");
        if (!known || size == 0)
            break;
        stm_view part = size < rest.size ? stm_view_upto(rest, (size_t)size) : rest;
        stm_buffer_put(&joined, part);
        rest = stm_view_from(rest, part.size);
        if (part.size < size && !cut)
            return stm_fail_at(error, STM_MALFORMED, body->size, "the latest chunk is cut off");
        skip_line_end(&rest);
    }
    *body = joined.size > 0 ? stm_buffer_view(&joined) : (stm_view){"", 0};
    return STM_OK;
}

typedef enum progress { MORE, DONE, BROKEN, CUT_OFF } progress;

// One coding being taken off.
typedef struct unpacking {
    stm_view from;
    size_t at;
    z_stream z;
    ZSTD_DCtx *zstd;
    BrotliDecoderState *brotli;
} unpacking;

static void drop_unpacking(void *argument)
{
    unpacking *u = argument;
    inflateEnd(&u->z);
    ZSTD_freeDCtx(u->zstd);
    if (u->brotli != NULL)
        BrotliDecoderDestroyInstance(u->brotli);
    *u = (unpacking){0};
}

static progress step_zlib(unpacking *u, char *to, size_t *n)
{
    size_t left = u->from.size - u->at;
    u->z.next_in = (Bytef *)(uintptr_t)(u->from.at + u->at);
    u->z.avail_in = left > (1u << 30) ? 1u << 30 : (uInt)left;
    uInt gave = u->z.avail_in;
    u->z.next_out = (Bytef *)to;
    u->z.avail_out = STEP;
    int code = inflate(&u->z, Z_NO_FLUSH);
    u->at += gave - u->z.avail_in;
    *n = STEP - u->z.avail_out;
    return code == Z_STREAM_END ? DONE : code == Z_OK ? MORE : code == Z_BUF_ERROR ? CUT_OFF : BROKEN;
}

static progress step_zstd(unpacking *u, char *to, size_t *n)
{
    ZSTD_inBuffer in = {u->from.at, u->from.size, u->at};
    ZSTD_outBuffer out = {to, STEP, 0};
    size_t left = ZSTD_decompressStream(u->zstd, &out, &in);
    bool stuck = in.pos == u->at && out.pos == 0;
    u->at = in.pos;
    *n = out.pos;
    return ZSTD_isError(left) ? BROKEN : left == 0 ? DONE : stuck ? CUT_OFF : MORE;
}

static progress step_brotli(unpacking *u, char *to, size_t *n)
{
    size_t in = u->from.size - u->at, room = STEP;
    const uint8_t *next = (const uint8_t *)u->from.at + u->at;
    uint8_t *out = (uint8_t *)to;
    BrotliDecoderResult result = BrotliDecoderDecompressStream(u->brotli, &in, &next, &room, &out, NULL);
    u->at = u->from.size - in;
    *n = STEP - room;
    switch (result) {
    case BROTLI_DECODER_RESULT_SUCCESS: return DONE;
    case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: return MORE;
    case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: return CUT_OFF;
    default: return BROKEN;
    }
}

typedef progress step(unpacking *u, char *to, size_t *n);

static stm_status unpack_all(stm_arena *arena, unpacking *u, step *next, bool cut, size_t most, stm_view *body, stm_error *error)
{
    stm_buffer whole;
    char *part = stm_arena_take(arena, STEP);
    stm_buffer_init(&whole, arena, 0);
    progress state = MORE;
    while (state == MORE) {
        size_t n = 0;
        state = next(u, part, &n);
        stm_buffer_put(&whole, (stm_view){part, n});
        if (whole.size > most)
            return stm_fail_at(error, STM_TOO_LARGE, u->at, "the page unpacks to more than the limit of %zu bytes", most);
    }
    if (state == BROKEN || (state == CUT_OFF && !cut))
        return stm_fail_at(error, STM_MALFORMED, u->at,
                           state == BROKEN ? "the packed content is broken" : "the packed content is cut off");
    *body = whole.size > 0 ? stm_buffer_view(&whole) : (stm_view){"", 0};
    return STM_OK;
}

// zlib's code for the window of what `bytes` begin with: gzip and zlib by themselves, else bare deflate.
static int deflate_window(stm_view bytes)
{
    bool zlib =
        bytes.size > 1 && (bytes.at[0] & 15) == 8 && ((unsigned char)bytes.at[0] * 256 + (unsigned char)bytes.at[1]) % 31 == 0;
    return zlib ? 15 : -15;
}

// Was it stored decoded, or is the coding none at all ("UTF-8"): packed data do not begin like markup.
static bool is_markup(stm_view body)
{
    body = stm_view_trim(stm_view_upto(stm_view_from(body, stm_view_begins(body, STM_VIEW("\xEF\xBB\xBF")) ? 3 : 0), STEP));
    return body.size > 1 && body.at[0] == '<' && (stm_is_letter(body.at[1]) || body.at[1] == '!' || body.at[1] == '?');
}

static stm_status decode_one(stm_arena *arena, stm_view coding, bool cut, size_t most, stm_view *body, stm_error *error)
{
    bool gzip = stm_view_equal_nocase(coding, STM_VIEW("gzip")) || stm_view_equal_nocase(coding, STM_VIEW("x-gzip"));
    bool plain = gzip ? !stm_view_begins(*body, STM_VIEW("\x1F\x8B")) : is_markup(*body);
    if (plain || coding.size == 0 || body->size == 0 || stm_view_equal_nocase(coding, STM_VIEW("identity")) ||
        stm_view_equal_nocase(coding, STM_VIEW("none")))
        return STM_OK;
    unpacking *u = stm_arena_take(arena, sizeof *u);
    u->from = *body;
    stm_arena_defer(arena, drop_unpacking, u);
    step *next = NULL;
    bool memory = true;
    if (gzip || stm_view_equal_nocase(coding, STM_VIEW("deflate"))) {
        memory = inflateInit2(&u->z, gzip ? 15 + 16 : deflate_window(*body)) == Z_OK;
        next = step_zlib;
    } else if (stm_view_equal_nocase(coding, STM_VIEW("zstd"))) {
        memory = (u->zstd = ZSTD_createDCtx()) != NULL;
        next = step_zstd;
    } else if (stm_view_equal_nocase(coding, STM_VIEW("br"))) {
        memory = (u->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL)) != NULL;
        next = step_brotli;
    } else {
        return stm_fail_at(error, STM_UNSUPPORTED, 0, "an unknown content coding '%.*s'",
                           (int)(coding.size > 40 ? 40 : coding.size), coding.at);
    }
    if (!memory)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    stm_status status = unpack_all(arena, u, next, cut, most, body, error);
    drop_unpacking(u);
    return status;
}

stm_status stm_content_decode(stm_arena *arena, stm_view field, bool cut, size_t most, stm_view *body, stm_error *error)
{
    stm_view codings[CODINGS_MOST], part;
    size_t n = 0;
    while (stm_view_split(&field, ',', &part)) {
        if (n == CODINGS_MOST)
            return stm_fail_at(error, STM_UNSUPPORTED, 0, "too many content codings");
        codings[n++] = stm_view_trim(part);
    }
    stm_status status = STM_OK;
    while (n > 0 && status == STM_OK) // the latest was put on last
        status = decode_one(arena, codings[--n], cut, most, body, error);
    return status;
}

static unsigned status_of(stm_view headers)
{
    ptrdiff_t blank = stm_view_begins_nocase(headers, STM_VIEW("HTTP/")) ? stm_view_find_byte(headers, ' ') : STM_NOWHERE;
    unsigned status = 0;
    for (size_t i = (size_t)(blank + 1);
         blank != STM_NOWHERE && i < headers.size && i < (size_t)blank + 4 && stm_is_digit(headers.at[i]); i++)
        status = status * 10 + (unsigned)(headers.at[i] - '0');
    return status;
}

stm_status stm_http_read(stm_arena *arena, stm_view block, bool cut, size_t most, stm_http *http, stm_error *error)
{
    stm_view rest = block, headers;
    *http = (stm_http){.body = {"", 0}};
    if (!stm_view_begins_nocase(block, STM_VIEW("HTTP/")))
        return stm_fail_at(error, STM_MALFORMED, 0, "the record holds no HTTP response");
    if (!stm_headers_cut(&rest, &headers))
        return stm_fail_at(error, STM_MALFORMED, block.size, "the HTTP headers are cut off");
    http->status = status_of(headers);
    stm_media_type_read(stm_header_field(headers, "content-type"), &http->type, &http->charset);
    http->rights = stm_header_field(headers, "tdm-reservation");
    http->date = stm_header_field(headers, "date");
    http->body = rest;
    uint64_t begin = (uint64_t)(rest.at - block.at);
    stm_status status = STM_OK;
    if (stm_view_find_nocase(stm_header_field(headers, "transfer-encoding"), STM_VIEW("chunked")) != STM_NOWHERE)
        status = join_chunks(arena, cut, &http->body, error);
    if (status == STM_OK)
        status = stm_content_decode(arena, stm_header_field(headers, "content-encoding"), cut, most, &http->body, error);
    if (status != STM_OK && error != NULL)
        error->offset += begin;
    return status;
}
