// WARC records out of a stream's window.
//
// A record is: the line "WARC/1.x", named fields, an empty line, a block of Content-Length bytes, two line ends. The block is
// taken by its length where the next record, or the file's end, follows there; else it ends where the next record's beginning
// stands inside it. A block that is not kept, for its size, is searched for such a beginning while it is passed over, so that a
// length that lies does not hide what follows.
#include "read/warc.h"

#include "read/http.h"

enum { HEADERS_MOST = 1 << 16, STEP = 1 << 16, BEGINNING = 160 }; // bytes that show whether a record begins

typedef struct reading {
    stm_stream *stream;
    stm_arena *arena;
    size_t most;
    stm_record *record;
    stm_error *error;
    bool cut; // the record says that it was cut
} reading;

bool stm_warc_is(stm_view bytes)
{
    return bytes.size > 6 && stm_view_begins(bytes, STM_VIEW("WARC/")) && stm_is_digit(bytes.at[5]);
}

// Does a whole first line stand at the begin of `bytes`, and a named field behind it.
static bool is_beginning(stm_view bytes)
{
    if (!stm_warc_is(bytes))
        return false;
    size_t at = 6;
    while (at < bytes.size && at < 16 && (stm_is_digit(bytes.at[at]) || bytes.at[at] == '.'))
        at++;
    at += at < bytes.size && bytes.at[at] == '\r';
    if (at >= bytes.size || bytes.at[at] != '\n')
        return false;
    size_t first = ++at;
    while (at < bytes.size && (stm_is_letter(bytes.at[at]) || bytes.at[at] == '-'))
        at++;
    return at > first && at < bytes.size && bytes.at[at] == ':';
}

// The place in `bytes`, from `from` on, of a line that begins a record.
static ptrdiff_t find_beginning(stm_view bytes, size_t from)
{
    for (size_t at = from; at < bytes.size;) {
        ptrdiff_t found = stm_view_find(stm_view_from(bytes, at), STM_VIEW("WARC/"));
        if (found == STM_NOWHERE)
            return STM_NOWHERE;
        at += (size_t)found;
        if ((at == 0 || bytes.at[at - 1] == '\n') && is_beginning(stm_view_from(bytes, at)))
            return (ptrdiff_t)at;
        at += 5;
    }
    return STM_NOWHERE;
}

static size_t line_ends(stm_view bytes)
{
    size_t n = 0;
    while (n < bytes.size && (bytes.at[n] == '\r' || bytes.at[n] == '\n'))
        n++;
    return n;
}

static void skip_line_ends(stm_stream *stream)
{
    for (;;) {
        stm_view window = stm_stream_look(stream, 8);
        size_t n = line_ends(window);
        if (n == 0)
            return;
        stm_stream_pass(stream, n);
    }
}

static stm_view kept(const reading *r, stm_view bytes)
{
    return stm_stream_borrowed(r->stream) || bytes.size == 0 ? bytes : stm_arena_copy(r->arena, bytes);
}

// Wget writes an address in angle brackets.
static stm_view bare(stm_view value)
{
    if (value.size > 1 && value.at[0] == '<' && value.at[value.size - 1] == '>')
        return (stm_view){value.at + 1, value.size - 2};
    return value;
}

static void read_fields(reading *r, stm_view headers)
{
    stm_record *record = r->record;
    record->type = stm_header_field(headers, "warc-type");
    record->id = bare(stm_header_field(headers, "warc-record-id"));
    record->url = bare(stm_header_field(headers, "warc-target-uri"));
    record->date = stm_header_field(headers, "warc-date");
    record->content = stm_header_field(headers, "content-type");
    r->cut = stm_header_field(headers, "warc-truncated").size > 0;
    record->cut = r->cut;
}

static bool read_length(stm_view headers, uint64_t *length)
{
    stm_view field = stm_header_field(headers, "content-length");
    *length = 0;
    for (size_t i = 0; i < field.size; i++) {
        if (!stm_is_digit(field.at[i]) || *length > UINT64_MAX / 16)
            return false;
        *length = *length * 10 + (uint64_t)(field.at[i] - '0');
    }
    return field.size > 0;
}

// Passes over at most `n` bytes, up to the next record's beginning. True: that was found.
static bool pass_to_beginning(stm_stream *stream, uint64_t n)
{
    while (n > 0) {
        stm_view window = stm_stream_look(stream, STEP + BEGINNING);
        if (window.size == 0)
            return false;
        ptrdiff_t found = find_beginning(window, 0);
        size_t step = window.size > BEGINNING && !stm_stream_ended(stream) ? window.size - BEGINNING : window.size;
        if (found != STM_NOWHERE && (uint64_t)found < n) {
            stm_stream_pass(stream, (size_t)found);
            return true;
        }
        step = step < n ? step : (size_t)n;
        stm_stream_pass(stream, step);
        n -= step;
    }
    return false;
}

static void fail(const reading *r, stm_status status, uint64_t at, const char *message)
{
    stm_place place = stm_stream_place(r->stream, at);
    if (place.inside == 0)
        stm_fail_at(r->error, status, place.member, "%s", message);
    else
        stm_fail_at(r->error, status, place.member, "%s, %llu bytes into what is packed there", message,
                    (unsigned long long)place.inside);
}

// Does the next record, or the end, stand behind `n` bytes of the window and their line ends. Line ends that were forgotten are
// forgiven.
static bool ends_at(reading *r, size_t n)
{
    stm_view window = stm_stream_look(r->stream, n + 4 + BEGINNING);
    if (window.size < n)
        return false;
    stm_view behind = stm_view_from(window, n);
    size_t ends = line_ends(behind);
    if (behind.size == ends || stm_warc_is(stm_view_from(behind, ends)))
        return true;
    return stm_stream_packed(r->stream) && stm_stream_place(r->stream, stm_stream_at(r->stream) + n + ends).inside == 0;
}

// What the record holds: of an HTTP response what its headers say.
static void read_media(stm_record *record, stm_view block)
{
    stm_view headers, charset;
    record->media = record->content;
    if (stm_view_begins(block, STM_VIEW("HTTP/")) && stm_headers_cut(&block, &headers))
        record->media = stm_header_field(headers, "content-type");
    stm_media_type_read(record->media, &record->media, &charset);
}

static stm_view take_whole(reading *r, size_t length)
{
    stm_view block = kept(r, stm_view_upto(stm_stream_look(r->stream, length), length));
    stm_stream_pass(r->stream, length);
    read_media(r->record, block);
    return block;
}

// A block whose length does not hold: it ends before the next record's beginning.
static stm_view take_misfit(reading *r, size_t length)
{
    stm_view window = stm_stream_look(r->stream, length);
    ptrdiff_t found = find_beginning(window, 0);
    uint64_t begin = stm_stream_at(r->stream);
    const stm_error *broken = stm_stream_error(r->stream);
    bool closed = stm_view_begins(stm_view_from(stm_stream_look(r->stream, length + 4), length), STM_VIEW("\r\n\r\n"));
    window = stm_stream_look(r->stream, length);
    if (closed && (found == STM_NOWHERE || (size_t)found >= length))
        return take_whole(r, length); // it is what follows that is no record
    if (found == STM_NOWHERE && window.size < length && broken->status != STM_OK)
        *r->error = *broken;
    else if (found == STM_NOWHERE && window.size < length)
        fail(r, STM_MALFORMED, begin + window.size, "the record is cut off");
    else
        fail(r, STM_MALFORMED, begin + (found == STM_NOWHERE ? length : (size_t)found),
             "the record does not end where its length says");
    size_t n = found != STM_NOWHERE ? (size_t)found : window.size < length ? window.size : length;
    stm_view block = kept(r, stm_view_upto(window, n));
    stm_stream_pass(r->stream, n);
    if (found == STM_NOWHERE)
        pass_to_beginning(r->stream, UINT64_MAX);
    return block;
}

static stm_view take_block(reading *r, uint64_t length)
{
    if (length > r->most) {
        fail(r, STM_TOO_LARGE, stm_stream_at(r->stream), "the record is over the limit");
        pass_to_beginning(r->stream, length);
        return (stm_view){"", 0};
    }
    if (!ends_at(r, (size_t)length))
        return take_misfit(r, (size_t)length);
    return take_whole(r, (size_t)length);
}

// Where the record lies: the member it fills alone, or the place within its member.
static void place_record(reading *r, uint64_t begin, stm_place first)
{
    stm_stream_look(r->stream, 1); // the next member begins, or the file ends
    stm_place end = stm_stream_place(r->stream, stm_stream_at(r->stream));
    r->record->offset = first.member;
    r->record->inside = first.inside;
    r->record->length = first.inside == 0 && end.inside == 0 ? end.member - first.member : stm_stream_at(r->stream) - begin;
    r->record->alone = first.inside == 0 && end.inside == 0;
}

// What stands where a record should begin, up to where one does.
static void take_junk(reading *r, const char *message, size_t at)
{
    fail(r, STM_MALFORMED, stm_stream_at(r->stream) + at, message);
    stm_stream_look(r->stream, 1);
    stm_stream_pass(r->stream, 1);
    pass_to_beginning(r->stream, UINT64_MAX);
}

static stm_view take_record(reading *r)
{
    stm_view rest = stm_stream_look(r->stream, HEADERS_MOST), headers;
    size_t size = rest.size;
    uint64_t length;
    if (!stm_warc_is(rest)) {
        take_junk(r, "this is no WARC record", 0);
        return (stm_view){"", 0};
    }
    if (!stm_headers_cut(&rest, &headers)) {
        const stm_error *broken = stm_stream_error(r->stream);
        take_junk(r, "the record's headers do not end", size);
        if (broken->status != STM_OK)
            *r->error = *broken;
        return (stm_view){"", 0};
    }
    headers = stm_arena_copy(r->arena, headers);
    read_fields(r, headers);
    if (!read_length(headers, &length)) {
        take_junk(r, "the record has no length", 0);
        return (stm_view){"", 0};
    }
    stm_stream_pass(r->stream, size - rest.size);
    return take_block(r, length);
}

// A stream that broke: the record that stands for the bytes that are lost.
static void take_broken(reading *r)
{
    const stm_error *broken = stm_stream_error(r->stream);
    *r->error = *broken;
    r->record->offset = stm_stream_broken_member(r->stream);
}

bool stm_warc_next(stm_stream *stream, stm_arena *arena, stm_view file, size_t most, stm_record *record, stm_view *block,
                   stm_error *error)
{
    reading r = {stream, arena, most, record, error, false};
    *record = (stm_record){.file = file};
    *error = (stm_error){0};
    *block = (stm_view){"", 0};
    skip_line_ends(stream);
    if (stm_stream_look(stream, 1).size == 0) {
        if (stm_stream_error(stream)->status == STM_OK || stm_stream_lost(stream))
            return false;
        take_broken(&r);
        stm_stream_recover(stream, STM_VIEW("WARC/"));
        return true;
    }
    uint64_t begin = stm_stream_at(stream);
    stm_place first = stm_stream_place(stream, begin);
    *block = take_record(&r);
    skip_line_ends(stream);
    place_record(&r, begin, first);
    bool broke = stm_stream_error(stream)->status != STM_OK && stm_stream_look(stream, 1).size == 0;
    if (broke && (error->status != STM_OK || stm_stream_broken_member(stream) == first.member)) { // in this record, not behind it
        *error = error->status == STM_OK ? *stm_stream_error(stream) : *error;
        stm_stream_recover(stream, STM_VIEW("WARC/"));
    }
    return true;
}

static bool is_one_of(stm_view type, const char *const *names)
{
    for (; *names != NULL; names++)
        if (stm_view_equal_nocase(type, stm_view_of(*names)))
            return true;
    return false;
}

bool stm_media_of_type(stm_view type, stm_media *media)
{
    static const char *const html[] = {"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml", NULL};
    static const char *const xml[] = {
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
        "application/feed+json", "application/octet-stream", "unknown", NULL,
    };
    *media = STM_MEDIA_UNKNOWN;
    if (type.size == 0 || is_one_of(type, xml))
        return true;
    if (is_one_of(type, html))
        *media = STM_MEDIA_HTML;
    else if (stm_view_equal_nocase(type, STM_VIEW("text/plain")))
        *media = STM_MEDIA_TEXT;
    else
        return false;
    return true;
}

// What crawlers keep beside pages: their own logs, and what a site asks of them.
static bool is_beside(stm_view url)
{
    return stm_view_begins_nocase(url, STM_VIEW("metadata:")) || stm_view_ends(url, STM_VIEW("/robots.txt"));
}

bool stm_warc_page(stm_arena *arena, const stm_record *record, stm_view block, size_t most, stm_item *item)
{
    stm_http http = {.body = block};
    stm_view content;
    bool response = stm_view_equal_nocase(record->type, STM_VIEW("response"));
    if (!response && !stm_view_equal_nocase(record->type, STM_VIEW("resource")) &&
        !stm_view_equal_nocase(record->type, STM_VIEW("conversion")))
        return false;
    if (is_beside(record->url))
        return false;
    stm_media_type_read(record->content, &content, &http.charset);
    http.type = content;
    if (response) {
        if (!stm_view_equal_nocase(content, STM_VIEW("application/http")) && !stm_view_begins_nocase(block, STM_VIEW("HTTP/")))
            return false; // a DNS answer and the like
        stm_status status = stm_http_read(arena, block, record->cut, most, &http, &item->error);
        if (http.status != 0 && (http.status < 200 || http.status > 299))
            return false;
        if (status != STM_OK && http.type.size > 0 && !stm_media_of_type(http.type, &item->media))
            return false;
    }
    if (!stm_media_of_type(http.type, &item->media))
        return false;
    item->bytes = http.body;
    item->charset = http.charset;
    item->given.url = record->url;
    item->given.rights = http.rights;
    item->given.fetched = http.date;
    return true;
}
