// What the user names into items: files, folders (sorted, without hidden files), "-", gzip; each file is one page or JSON Lines.
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zlib.h>

#include "base/buffer.h"
#include "read/decode.h"

enum { FOLDERS_DEEP = 64, SNIFF = 4096, STEP = 1 << 16 };
#define INPUT_MOST ((size_t)8 << 30)   // bytes of one input
#define INFLATED_MOST ((size_t)2 << 30) // bytes that a compressed input may become

typedef struct reading {
    stm_arena *arena;
    const stm_read_options *options;
    stm_vector *items, *sources;
} reading;

static stm_item *add_item(reading *r, stm_view input, stm_view bytes)
{
    stm_item *item = stm_vector_push(r->items);
    *item = (stm_item){.input = input, .bytes = bytes, .source = (uint32_t)(r->sources->n - 1)};
    return item;
}

static stm_source *add_source(reading *r, stm_view input)
{
    stm_source *source = stm_vector_push(r->sources);
    *source = (stm_source){.input = input};
    return source;
}

// An input that could not be read: a record of its own with the reason.
static void add_failure(reading *r, stm_view input, const stm_error *error)
{
    add_source(r, input)->error = *error;
    add_item(r, input, (stm_view){"", 0})->error = *error;
}

static bool begins(stm_view bytes, const char *magic, size_t size)
{
    return stm_view_begins(bytes, (stm_view){magic, size});
}

// The offset of the first byte that shows the file to be no text; -1: it may be text.
static ptrdiff_t binary_at(stm_view bytes)
{
    static const struct { const char *magic; size_t size; } kinds[] = {
        {"\x89PNG", 4}, {"\xFF\xD8\xFF", 3}, {"GIF8", 4}, {"%PDF", 4}, {"PK\x03\x04", 4}, {"\x7F" "ELF", 4}, {"\x28\xB5\x2F\xFD", 4}, {"BZh", 3}, {"\xFD" "7zXZ", 5},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (begins(bytes, kinds[i].magic, kinds[i].size))
            return 0;
    if (begins(bytes, "\xFF\xFE", 2) || begins(bytes, "\xFE\xFF", 2))
        return -1; // UTF-16
    stm_view head = stm_view_upto(bytes, SNIFF);
    size_t strange = 0;
    ptrdiff_t first = -1;
    for (size_t i = 0; i < head.size; i++) {
        unsigned char c = (unsigned char)head.at[i];
        if (c == 0 || (c < ' ' && !stm_is_space((char)c) && c != 0x1B)) {
            first = first < 0 ? (ptrdiff_t)i : first;
            strange += c == 0 ? 4 : 1;
        }
    }
    return strange * 20 > head.size ? first : -1;
}

static void add_bytes(reading *r, stm_view input, stm_view bytes)
{
    bool jsonl = stm_view_ends_nocase(input, STM_VIEW(".jsonl")) || stm_view_ends_nocase(input, STM_VIEW(".ndjson")) ||
                 stm_view_ends_nocase(input, STM_VIEW(".jsonl.gz")) || stm_jsonl_is(bytes);
    if (jsonl && stm_view_trim(stm_view_upto(bytes, SNIFF)).size > 0) {
        stm_jsonl_split(r->arena, r->options, input, bytes, (uint32_t)(r->sources->n - 1), r->items);
        return;
    }
    stm_item *item = add_item(r, input, bytes);
    size_t most = r->options->page_most != 0 ? r->options->page_most : STM_PAGE_MOST;
    ptrdiff_t binary = binary_at(bytes);
    if (binary >= 0)
        stm_fail_at(&item->error, STM_UNSUPPORTED, (uint64_t)binary, "not a text, a page or JSON Lines: binary data");
    else if (bytes.size > most)
        stm_fail_at(&item->error, STM_TOO_LARGE, most, "the page has %zu bytes, over the limit of %zu", bytes.size, most);
    if (item->error.status != STM_OK)
        ((stm_source *)stm_vector_at(r->sources, item->source))->error = item->error;
}

static void end_inflate(void *stream)
{
    inflateEnd(stream);
}

// Inflates one step into `part`. Returns zlib's code.
static int inflate_step(z_stream *z, stm_view bytes, size_t *at, char *part)
{
    size_t left = bytes.size - *at, give = left > (1u << 30) ? 1u << 30 : left;
    z->next_in = (Bytef *)(uintptr_t)(bytes.at + *at);
    z->avail_in = (uInt)give;
    z->next_out = (Bytef *)part;
    z->avail_out = STEP;
    int code = inflate(z, Z_NO_FLUSH);
    *at += give - z->avail_in;
    return code;
}

// All members of a gzip file, into `text`.
static stm_status inflate_all(z_stream *z, stm_view bytes, stm_buffer *text, stm_error *error)
{
    char *part = stm_arena_take(text->arena, STEP);
    for (size_t at = 0; at < bytes.size;) {
        int code = inflate_step(z, bytes, &at, part);
        stm_buffer_put(text, (stm_view){part, STEP - z->avail_out});
        if (text->size > INFLATED_MOST)
            return stm_fail_at(error, STM_TOO_LARGE, at, "the compressed file becomes larger than %zu bytes", INFLATED_MOST);
        if (code == Z_STREAM_END && at < bytes.size && begins(stm_view_from(bytes, at), "\x1F\x8B", 2))
            inflateReset(z);
        else if (code == Z_STREAM_END)
            return STM_OK;
        else if (code == Z_MEM_ERROR)
            stm_exit_leave(text->arena->way, STM_NO_MEMORY);
        else if (code != Z_OK && !(code == Z_BUF_ERROR && z->avail_out == 0))
            return stm_fail_at(error, STM_MALFORMED, at, "broken gzip data");
    }
    return stm_fail_at(error, STM_MALFORMED, bytes.size, "the gzip data is cut off");
}

static stm_status gunzip(stm_arena *arena, stm_view bytes, stm_view *out, stm_error *error)
{
    z_stream *z = stm_arena_take(arena, sizeof *z);
    stm_buffer text;
    stm_buffer_init(&text, arena, 0);
    if (inflateInit2(z, 15 + 16) != Z_OK)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    stm_arena_defer(arena, end_inflate, z);
    stm_status status = inflate_all(z, bytes, &text, error);
    inflateEnd(z); // a second end, when the arena goes, does nothing
    *out = text.size > 0 ? stm_buffer_view(&text) : (stm_view){"", 0};
    return status;
}

static void add_file_bytes(reading *r, stm_view input, stm_view bytes)
{
    stm_source *source = add_source(r, input);
    source->size = bytes.size;
    stm_sha256_of(bytes, source->sha256);
    source->bytes = bytes;
    if (!begins(bytes, "\x1F\x8B", 2)) {
        add_bytes(r, input, bytes);
        return;
    }
    stm_error error = {0};
    stm_view inflated = {"", 0};
    if (gunzip(r->arena, bytes, &inflated, &error) != STM_OK) {
        source->error = error;
        add_item(r, input, (stm_view){"", 0})->error = error;
        return;
    }
    source->bytes = inflated;
    add_bytes(r, input, inflated);
}

// An open file; closed as soon as it is read, or with the arena if the work is left before.
static void close_file(void *argument)
{
    FILE **file = argument;
    if (*file != NULL)
        fclose(*file);
    *file = NULL;
}

// Bytes to make room for: the size the file says, so that a large one is not copied while the room grows.
static size_t room_for(FILE *file)
{
    struct stat about;
    if (fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode) || about.st_size < 0 || (uint64_t)about.st_size > INPUT_MOST)
        return STEP;
    return (size_t)about.st_size + 1; // one more shows the end at the first reading
}

static void add_stream(reading *r, stm_view input, FILE *file)
{
    stm_error error = {0};
    size_t room = room_for(file), size = 0, n;
    char *bytes = stm_arena_take(r->arena, room);
    while ((n = fread(bytes + size, 1, room - size, file)) > 0) {
        size += n;
        if (size > INPUT_MOST) {
            stm_fail_at(&error, STM_TOO_LARGE, INPUT_MOST, "the input is over the limit of %zu bytes", INPUT_MOST);
            break;
        }
        if (size == room) {
            bytes = stm_arena_grow(r->arena, bytes, room, 2 * room);
            room *= 2;
        }
    }
    if (error.status == STM_OK && ferror(file))
        stm_fail_at(&error, STM_UNREADABLE, size, "cannot be read: %s", strerror(errno));
    if (error.status != STM_OK)
        add_failure(r, input, &error);
    else
        add_file_bytes(r, input, (stm_view){bytes, size});
}

static void add_unreadable(reading *r, stm_view input, int number)
{
    stm_error error;
    stm_fail(&error, STM_UNREADABLE, "cannot be read: %s", strerror(number));
    add_failure(r, input, &error);
}

static void add_file(reading *r, stm_view input)
{
    FILE **file = stm_arena_take(r->arena, sizeof(FILE *));
    stm_arena_defer(r->arena, close_file, file);
    *file = fopen(input.at, "rb");
    if (*file == NULL) {
        add_unreadable(r, input, errno);
        return;
    }
    setvbuf(*file, NULL, _IONBF, 0);
    add_stream(r, input, *file);
    close_file(file);
}

static void free_names(void *argument)
{
    struct dirent **names = argument;
    for (size_t i = 0; names[i] != NULL; i++)
        free(names[i]);
    free(names);
}

// What a browser saves beside a page is no page.
static bool is_asset(const char *name)
{
    static const char *const ends[] = {".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".mp3", ".mp4", ".webm"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (stm_view_ends_nocase(stm_view_of(name), stm_view_of(ends[i])))
            return true;
    return false;
}

static int by_bytes(const void *one, const void *two)
{
    return stm_view_compare(*(const stm_view *)one, *(const stm_view *)two);
}

static void add_path(reading *r, stm_view input, int deep);

static void add_folder(reading *r, stm_view input, int deep)
{
    DIR *folder = opendir(input.at);
    if (folder == NULL || deep > FOLDERS_DEEP) {
        add_unreadable(r, input, folder == NULL ? errno : ELOOP);
        if (folder != NULL)
            closedir(folder);
        return;
    }
    closedir(folder);
    struct dirent **found = NULL;
    int n = scandir(input.at, &found, NULL, NULL);
    if (n < 0) {
        add_unreadable(r, input, errno);
        return;
    }
    struct dirent **ended = realloc(found, ((size_t)n + 1) * sizeof *ended);
    if (ended == NULL)
        stm_exit_leave(r->arena->way, STM_NO_MEMORY);
    ended[n] = NULL;
    stm_arena_defer(r->arena, free_names, ended);
    stm_vector paths;
    stm_vector_init(&paths, r->arena, sizeof(stm_view));
    bool slash = stm_view_ends(input, STM_VIEW("/"));
    for (int i = 0; i < n; i++)
        if (ended[i]->d_name[0] != '.' && !is_asset(ended[i]->d_name))
            *(stm_view *)stm_vector_push(&paths) = stm_arena_print(r->arena, "%s%s%s", input.at, slash ? "" : "/", ended[i]->d_name);
    if (paths.n > 0)
        qsort(paths.items, paths.n, sizeof(stm_view), by_bytes);
    for (size_t i = 0; i < paths.n; i++) {
        struct stat link;
        stm_view path = ((stm_view *)paths.items)[i];
        if (lstat(path.at, &link) == 0 && (S_ISREG(link.st_mode) || S_ISDIR(link.st_mode) || S_ISLNK(link.st_mode)))
            add_path(r, path, deep + 1);
    }
}

static void add_path(reading *r, stm_view input, int deep)
{
    struct stat about;
    if (stm_view_is(input, "-"))
        add_stream(r, input, stdin);
    else if (stat(input.at, &about) != 0)
        add_unreadable(r, input, errno);
    else if (S_ISDIR(about.st_mode))
        add_folder(r, input, deep);
    else
        add_file(r, input);
}

stm_status stm_read_inputs(stm_arena *arena, const stm_read_options *options, const stm_view *paths, size_t npaths,
                           stm_items *items)
{
    stm_vector all, sources;
    stm_vector_init(&all, arena, sizeof(stm_item));
    stm_vector_init(&sources, arena, sizeof(stm_source));
    reading r = {arena, options, &all, &sources};
    for (size_t i = 0; i < npaths; i++)
        add_path(&r, stm_arena_copy(arena, paths[i]), 0);
    *items = (stm_items){all.items, all.n, sources.items, sources.n};
    return STM_OK;
}

stm_status stm_read_memory(stm_arena *arena, const stm_read_options *options, stm_view input, stm_view bytes,
                           stm_vector *items, stm_vector *sources)
{
    reading r = {arena, options, items, sources};
    add_file_bytes(&r, stm_arena_copy(arena, input), bytes);
    return STM_OK;
}
