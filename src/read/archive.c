// ISO 28500 records. A record's id is made from its content, so that what was written can be told to be the same.
#include "read/archive.h"

#include <zlib.h>

#include "base/buffer.h"
#include "base/hash.h"

// A UUID (version 8 of RFC 9562: by hash) out of a checksum.
static void put_id(stm_buffer *to, const unsigned char sum[STM_SHA256_SIZE])
{
    char hex[STM_SHA256_TEXT];
    stm_sha256_print(sum, hex);
    stm_buffer_print(to, "<urn:uuid:%.8s-%.4s-8%.3s-8%.3s-%.12s>", hex, hex + 8, hex + 12, hex + 15, hex + 18);
}

static void end_deflate(void *stream)
{
    deflateEnd(stream);
}

static bool write_member(FILE *file, stm_arena *arena, stm_view record)
{
    z_stream *z = stm_arena_take(arena, sizeof *z);
    if (deflateInit2(z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    stm_arena_defer(arena, end_deflate, z);
    uLong room = deflateBound(z, (uLong)record.size);
    char *member = stm_arena_take(arena, room);
    z->next_in = (Bytef *)(uintptr_t)record.at;
    z->avail_in = (uInt)record.size;
    z->next_out = (Bytef *)member;
    z->avail_out = (uInt)room;
    bool packed = deflate(z, Z_FINISH) == Z_STREAM_END;
    size_t size = room - z->avail_out;
    return packed && fwrite(member, 1, size, file) == size;
}

static bool write_record(FILE *file, stm_arena *arena, const char *type, stm_view url, stm_view when, const char *content,
                         stm_view block)
{
    unsigned char sum[STM_SHA256_SIZE], id[STM_SHA256_SIZE];
    char digest[STM_SHA256_TEXT];
    stm_buffer record;
    stm_buffer_init(&record, arena, 0);
    stm_sha256_of(block, sum);
    stm_sha256_print(sum, digest);
    stm_view named = stm_arena_print(arena, "%s %.*s %.*s %s", type, (int)when.size, when.at, (int)url.size, url.at, digest);
    stm_sha256_of(named, id);
    stm_buffer_print(&record, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: ", type);
    put_id(&record, id);
    stm_buffer_print(&record, "\r\nWARC-Date: %.*s\r\n", (int)when.size, when.at);
    if (url.size > 0)
        stm_buffer_print(&record, "WARC-Target-URI: %.*s\r\n", (int)url.size, url.at);
    stm_buffer_print(&record, "WARC-Block-Digest: sha256:%s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n", digest, content,
                     block.size);
    stm_buffer_put(&record, block);
    stm_buffer_put_string(&record, "\r\n\r\n");
    return write_member(file, arena, stm_buffer_view(&record));
}

bool stm_archive_response(FILE *file, stm_arena *arena, stm_view url, stm_view when, stm_view response)
{
    bool written = true;
    if (ftello(file) == 0)
        written = write_record(file, arena, "warcinfo", (stm_view){"", 0}, when, "application/warc-fields",
                               STM_VIEW("software: stemma/" STM_VERSION "\r\nformat: WARC File Format 1.1\r\n"));
    return written && write_record(file, arena, "response", url, when, "application/http; msgtype=response", response) &&
           fflush(file) == 0;
}
