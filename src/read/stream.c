// A window over unpacked bytes, which a raw buffer over the file feeds.
//
// Positions: `at` of the window in unpacked bytes, `raw` in those of the file. A mark joins both where a member begins. A member
// is unpacked by one of two libraries in steps; both sides are bounded, so that no input, however packed, takes more than the
// window that its reader asks for.
#include "read/stream.h"

#include <errno.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/buffer.h"

enum { STEP = 1 << 16, TRIAL = 1 << 10, TRIAL_OUT = 64, DICTIONARY_MOST = 16 << 20 };
#define ZSTD_DICTIONARY_FRAME 0x184D2A5Du

typedef enum packing { PACKED_NOT, PACKED_GZIP, PACKED_ZSTD } packing;

typedef struct mark {
    uint64_t at, member; // unpacked, in the file
} mark;

struct stm_stream {
    stm_arena *arena;
    FILE *file;
    char *raw; // [raw_size] from byte raw_offset of the file on; of memory: all of it
    size_t raw_at, raw_size;
    uint64_t raw_offset, reread; // reread: bytes that recovering went back over
    bool raw_ended;

    packing packing;
    z_stream z;
    ZSTD_DCtx *zstd;
    bool inside; // a member has begun and not ended
    bool ended;
    bool lost; // behind the error nothing can be read
    stm_error error;

    char *bytes; // [size] the window from byte `at` on
    size_t begin, size, room;
    uint64_t at;
    stm_vector marks; // of mark, ascending; the first is at or before the window's begin

    stm_sha256 *sum;
    uint64_t summed;
};

static void drop(void *argument)
{
    stm_stream *s = argument;
    inflateEnd(&s->z);
    ZSTD_freeDCtx(s->zstd);
    stm_sha256_free(s->sum);
    s->zstd = NULL;
    s->sum = NULL;
}

static size_t raw_left(const stm_stream *s)
{
    return s->raw_size - s->raw_at;
}

static uint64_t raw_place(const stm_stream *s)
{
    return s->raw_offset + s->raw_at;
}

static void add_to_sum(stm_stream *s, uint64_t offset, stm_view bytes)
{
    if (s->sum == NULL || offset + bytes.size <= s->summed)
        return;
    stm_sha256_add(s->sum, stm_view_from(bytes, (size_t)(s->summed - offset)));
    s->summed = offset + bytes.size;
}

// At least `n` raw bytes in a row (n <= STEP), fewer at the end.
static void raw_need(stm_stream *s, size_t n)
{
    while (raw_left(s) < n && !s->raw_ended) {
        if (s->raw_at > 0) {
            memmove(s->raw, s->raw + s->raw_at, raw_left(s));
            s->raw_offset += s->raw_at;
            s->raw_size -= s->raw_at;
            s->raw_at = 0;
        }
        size_t got = fread(s->raw + s->raw_size, 1, STEP - s->raw_size, s->file);
        add_to_sum(s, s->raw_offset + s->raw_size, (stm_view){s->raw + s->raw_size, got});
        s->raw_size += got;
        if (got > 0)
            continue;
        s->raw_ended = true;
        if (ferror(s->file) && s->error.status == STM_OK)
            stm_fail_at(&s->error, STM_UNREADABLE, raw_place(s) + raw_left(s), "cannot be read: %s", strerror(errno));
    }
}

// Back (or on) to a byte of the file; a pipe goes on where it is.
static void raw_seek(stm_stream *s, uint64_t place)
{
    if (place >= s->raw_offset && place <= s->raw_offset + s->raw_size) {
        s->raw_at = (size_t)(place - s->raw_offset);
        return;
    }
    if (s->file == NULL || fseeko(s->file, (off_t)place, SEEK_SET) != 0)
        return;
    s->raw_at = s->raw_size = 0;
    s->raw_offset = place;
    s->raw_ended = false;
}

static uint32_t little_endian(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static packing packing_at(stm_stream *s)
{
    raw_need(s, 4);
    stm_view raw = {s->raw + s->raw_at, raw_left(s)};
    if (stm_view_begins(raw, STM_VIEW("\x1F\x8B")))
        return PACKED_GZIP;
    if (raw.size >= 4 && (little_endian(raw.at) == ZSTD_MAGICNUMBER || (little_endian(raw.at) & 0xFFFFFFF0u) == 0x184D2A50u))
        return PACKED_ZSTD;
    return PACKED_NOT;
}

static void fail(stm_stream *s, stm_status status, const char *message)
{
    if (s->error.status == STM_OK)
        stm_fail_at(&s->error, status, raw_place(s), "%s", message);
    s->ended = true;
}

static void check_memory(stm_stream *s, bool good)
{
    if (!good)
        stm_exit_leave(s->arena->way, STM_NO_MEMORY);
}

static stm_view unpack_dictionary(stm_stream *s, stm_view frame)
{
    if (frame.size < 4 || little_endian(frame.at) != ZSTD_MAGICNUMBER)
        return frame;
    unsigned long long size = ZSTD_getFrameContentSize(frame.at, frame.size);
    size_t room = size < DICTIONARY_MOST ? (size_t)size : DICTIONARY_MOST;
    char *to = stm_arena_take(s->arena, room + 1);
    size_t got = ZSTD_decompress(to, room, frame.at, frame.size);
    return ZSTD_isError(got) ? (stm_view){NULL, 0} : (stm_view){to, got};
}

// The dictionary that stands in front of a .warc.zst.
static void read_dictionary(stm_stream *s)
{
    raw_need(s, 8);
    if (raw_left(s) < 8 || little_endian(s->raw + s->raw_at) != ZSTD_DICTIONARY_FRAME)
        return;
    uint32_t size = little_endian(s->raw + s->raw_at + 4);
    if (size > DICTIONARY_MOST) {
        fail(s, STM_TOO_LARGE, "the dictionary is too large");
        return;
    }
    s->raw_at += 8;
    stm_buffer dictionary;
    stm_buffer_init(&dictionary, s->arena, 0);
    while (dictionary.size < size) {
        raw_need(s, 1);
        stm_view part = stm_view_upto((stm_view){s->raw + s->raw_at, raw_left(s)}, size - dictionary.size);
        if (part.size == 0)
            break;
        stm_buffer_put(&dictionary, part);
        s->raw_at += part.size;
    }
    stm_view plain = unpack_dictionary(s, stm_buffer_view(&dictionary));
    if (dictionary.size < size || plain.at == NULL || ZSTD_isError(ZSTD_DCtx_loadDictionary(s->zstd, plain.at, plain.size)))
        fail(s, STM_MALFORMED, "the dictionary in front is broken");
}

stm_stream *stm_stream_new(stm_arena *arena, FILE *file, stm_view memory, bool sum)
{
    stm_stream *s = stm_arena_take(arena, sizeof *s);
    *s = (stm_stream){.arena = arena, .file = file};
    stm_vector_init(&s->marks, arena, sizeof(mark));
    stm_arena_defer(arena, drop, s);
    if (sum)
        check_memory(s, (s->sum = stm_sha256_new()) != NULL);
    if (file != NULL) {
        s->raw = stm_arena_take(arena, STEP);
    } else {
        s->raw = (char *)(uintptr_t)memory.at;
        s->raw_size = memory.size;
        s->raw_ended = true;
        add_to_sum(s, 0, memory);
    }
    s->packing = packing_at(s);
    if (s->packing == PACKED_GZIP) {
        check_memory(s, inflateInit2(&s->z, 15 + 16) == Z_OK);
    } else if (s->packing == PACKED_ZSTD) {
        check_memory(s, (s->zstd = ZSTD_createDCtx()) != NULL);
        read_dictionary(s);
    } else if (file == NULL) { // the window is the memory
        s->bytes = s->raw;
        s->size = memory.size;
        s->ended = true;
    }
    return s;
}

// Room for a step behind the window; what was passed makes it first.
static char *make_room(stm_stream *s)
{
    if (s->room - s->size < STEP && s->begin >= s->room / 2) {
        if (s->size > s->begin)
            memmove(s->bytes, s->bytes + s->begin, s->size - s->begin);
        s->size -= s->begin;
        s->begin = 0;
    }
    if (s->room - s->size < STEP) {
        size_t room = s->room == 0 ? 2 * STEP : 2 * s->room;
        s->bytes = stm_arena_grow(s->arena, s->bytes, s->room, room);
        s->room = room;
    }
    return s->bytes + s->size;
}

static void begin_member(stm_stream *s)
{
    *(mark *)stm_vector_push(&s->marks) = (mark){s->at + (s->size - s->begin), raw_place(s)};
    s->inside = true;
    if (s->packing == PACKED_GZIP)
        inflateReset(&s->z);
    else
        ZSTD_DCtx_reset(s->zstd, ZSTD_reset_session_only);
}

// One step of a gzip member into `to`. Returns the number of bytes; sets error or the member's end.
static size_t inflate_step(stm_stream *s, char *to, size_t room)
{
    s->z.next_in = (Bytef *)s->raw + s->raw_at;
    s->z.avail_in = raw_left(s) > STEP ? STEP : (uInt)raw_left(s);
    s->z.next_out = (Bytef *)to;
    s->z.avail_out = (uInt)room;
    uInt gave = s->z.avail_in;
    int code = inflate(&s->z, Z_NO_FLUSH);
    s->raw_at += gave - s->z.avail_in;
    check_memory(s, code != Z_MEM_ERROR);
    if (code == Z_STREAM_END)
        s->inside = false;
    else if (code == Z_BUF_ERROR && gave == 0)
        fail(s, STM_MALFORMED, "the gzip data is cut off");
    else if (code != Z_OK && code != Z_BUF_ERROR)
        fail(s, STM_MALFORMED, "broken gzip data");
    return room - s->z.avail_out;
}

static size_t zstd_step(stm_stream *s, char *to, size_t room)
{
    ZSTD_inBuffer in = {s->raw + s->raw_at, raw_left(s), 0};
    ZSTD_outBuffer out = {to, room, 0};
    size_t left = ZSTD_decompressStream(s->zstd, &out, &in);
    s->raw_at += in.pos;
    if (ZSTD_isError(left)) {
        check_memory(s, ZSTD_getErrorCode(left) != ZSTD_error_memory_allocation);
        fail(s, STM_MALFORMED, "broken Zstandard data");
    } else if (left == 0) {
        s->inside = false;
    } else if (in.size == 0 && out.pos == 0) {
        fail(s, STM_MALFORMED, "the Zstandard data is cut off");
    }
    return out.pos;
}

// Zeros up to the end of a block, as tapes and some file systems leave them.
static bool only_padding(stm_stream *s)
{
    raw_need(s, STEP);
    size_t n = raw_left(s), i = 0;
    while (i < n && s->raw[s->raw_at + i] == 0)
        i++;
    return i == n && s->raw_ended;
}

static void fill_packed(stm_stream *s)
{
    raw_need(s, 4);
    if (!s->inside) {
        if (raw_left(s) == 0) {
            s->ended = true;
            return;
        }
        if (packing_at(s) != s->packing) {
            if (only_padding(s))
                s->ended = true;
            else
                fail(s, STM_MALFORMED, "what follows is no packed data");
            return;
        }
        begin_member(s);
    }
    char *to = make_room(s);
    s->size += s->packing == PACKED_GZIP ? inflate_step(s, to, STEP) : zstd_step(s, to, STEP);
}

static void fill_plain(stm_stream *s)
{
    raw_need(s, 1);
    size_t n = raw_left(s);
    if (n == 0) {
        s->ended = true;
        return;
    }
    memcpy(make_room(s), s->raw + s->raw_at, n);
    s->size += n;
    s->raw_at += n;
}

stm_view stm_stream_look(stm_stream *s, size_t n)
{
    while (s->size - s->begin < n && !s->ended) {
        if (s->packing == PACKED_NOT)
            fill_plain(s);
        else
            fill_packed(s);
    }
    return (stm_view){s->bytes != NULL ? s->bytes + s->begin : "", s->size - s->begin};
}

void stm_stream_pass(stm_stream *s, size_t n)
{
    s->begin += n;
    s->at += n;
    mark *marks = s->marks.items;
    size_t passed = 0;
    while (passed + 1 < s->marks.n && marks[passed + 1].at <= s->at)
        passed++;
    if (passed > 0) {
        memmove(marks, marks + passed, (s->marks.n - passed) * sizeof *marks);
        stm_vector_cut(&s->marks, s->marks.n - passed);
    }
}

stm_view stm_stream_take_all(stm_stream *s, stm_arena *arena, size_t most)
{
    size_t n = 0, wanted = STEP;
    stm_view all;
    do {
        all = stm_stream_look(s, wanted);
        n = all.size < most ? all.size : most;
        wanted = all.size < SIZE_MAX - STEP ? all.size + STEP : SIZE_MAX;
    } while (!s->ended && all.size < most);
    all.size = n;
    if (!stm_stream_borrowed(s))
        all = stm_arena_copy(arena, all);
    stm_stream_pass(s, n);
    return all;
}

bool stm_stream_ended(const stm_stream *s)
{
    return s->ended;
}

bool stm_stream_lost(const stm_stream *s)
{
    return s->lost;
}

const stm_error *stm_stream_error(const stm_stream *s)
{
    return &s->error;
}

bool stm_stream_packed(const stm_stream *s)
{
    return s->packing != PACKED_NOT;
}

bool stm_stream_borrowed(const stm_stream *s)
{
    return s->file == NULL && s->packing == PACKED_NOT;
}

uint64_t stm_stream_at(const stm_stream *s)
{
    return s->at;
}

uint64_t stm_stream_size(const stm_stream *s)
{
    return s->raw_offset + s->raw_size;
}

stm_place stm_stream_place(const stm_stream *s, uint64_t at)
{
    if (s->packing == PACKED_NOT)
        return (stm_place){at, 0};
    const mark *marks = s->marks.items;
    size_t low = 0, high = s->marks.n;
    while (low < high) { // the first that begins behind `at`
        size_t middle = low + (high - low) / 2;
        if (marks[middle].at <= at)
            low = middle + 1;
        else
            high = middle;
    }
    if (s->ended && !s->inside && raw_left(s) == 0 && at >= s->at + (s->size - s->begin))
        return (stm_place){raw_place(s), 0}; // the end of the last member
    return low == 0 ? (stm_place){0, at} : (stm_place){marks[low - 1].member, at - marks[low - 1].at};
}

uint64_t stm_stream_broken_member(const stm_stream *s)
{
    const mark *marks = s->marks.items;
    return s->inside && s->marks.n > 0 ? marks[s->marks.n - 1].member : s->error.offset;
}

// A cut member ran into the next one, so what it took is looked through again: as long as a file does not make that a habit.
static void go_back(stm_stream *s)
{
    uint64_t to = stm_stream_broken_member(s) + 1, now = raw_place(s);
    if (!s->inside || now <= to || s->reread > 2 * stm_stream_size(s) + (1 << 20))
        return;
    s->reread += now - to;
    raw_seek(s, to);
}

// Does a member begin at the raw cursor whose inside begins with `beginning`. Looks at TRIAL bytes only.
static bool begins_with(stm_stream *s, stm_view beginning)
{
    char out[TRIAL_OUT];
    stm_view raw = stm_view_upto((stm_view){s->raw + s->raw_at, raw_left(s)}, TRIAL);
    size_t got = 0;
    if (s->packing == PACKED_GZIP) {
        inflateReset(&s->z);
        s->z.next_in = (Bytef *)(uintptr_t)raw.at;
        s->z.avail_in = (uInt)raw.size;
        s->z.next_out = (Bytef *)out;
        s->z.avail_out = sizeof out;
        inflate(&s->z, Z_SYNC_FLUSH);
        got = sizeof out - s->z.avail_out;
    } else {
        ZSTD_inBuffer in = {raw.at, raw.size, 0};
        ZSTD_outBuffer to = {out, sizeof out, 0};
        ZSTD_DCtx_reset(s->zstd, ZSTD_reset_session_only);
        ZSTD_decompressStream(s->zstd, &to, &in);
        got = to.pos;
    }
    return stm_view_begins((stm_view){out, got}, beginning);
}

bool stm_stream_recover(stm_stream *s, stm_view beginning)
{
    s->lost = s->packing == PACKED_NOT || s->error.status == STM_UNREADABLE || s->error.status == STM_TOO_LARGE;
    if (s->lost)
        return false;
    s->at += s->size - s->begin;
    s->begin = s->size = 0;
    go_back(s);
    stm_view magic = s->packing == PACKED_GZIP ? STM_VIEW("\x1F\x8B\x08") : STM_VIEW("\x28\xB5\x2F\xFD");
    s->inside = false;
    s->error = (stm_error){0};
    for (;;) {
        raw_need(s, TRIAL);
        ptrdiff_t found = stm_view_find((stm_view){s->raw + s->raw_at, raw_left(s)}, magic);
        if (found == STM_NOWHERE) {
            size_t left = raw_left(s), keep = left < magic.size - 1 ? left : magic.size - 1;
            s->raw_at += s->raw_ended ? left : left - keep;
            if (s->raw_ended)
                break;
            raw_need(s, keep + 1);
            if (raw_left(s) <= keep)
                break;
            continue;
        }
        s->raw_at += (size_t)found;
        raw_need(s, TRIAL);
        if (begins_with(s, beginning)) {
            s->ended = false;
            return true;
        }
        s->raw_at++;
    }
    s->ended = true;
    return false;
}

void stm_stream_sum(stm_stream *s, unsigned char digest[STM_SHA256_SIZE])
{
    while (!s->raw_ended) {
        s->raw_at = s->raw_size;
        raw_need(s, 1);
    }
    stm_sha256_end(s->sum, digest);
}
