// What the user names into items, one by one: files, folders (sorted, without hidden files), "-"; each file is one page, JSON
// Lines, a feed or a WARC.
//
// The paths are known beforehand, the files are opened one after the other.
#include <errno.h>
#include <stdlib.h>

#include "read/feed.h"
#include "read/paths.h"
#include "read/walk.h"
#include "read/warc.h"

enum { SNIFF = 4096, STEP = 1 << 16, RECORD_MORE = 1 << 20, LINE_MOST = 128 << 20 };
#define WHOLE_MOST ((size_t)2 << 30) // bytes of a file that is read whole

static bool begins(stm_view bytes, const char *magic, size_t size)
{
    return stm_view_begins(bytes, (stm_view){magic, size});
}

// The offset of the first byte that shows the file to be no text; -1: it may be text.
static ptrdiff_t binary_at(stm_view bytes)
{
    static const struct { const char *magic; size_t size; } kinds[] = {
        {"\x89PNG", 4}, {"\xFF\xD8\xFF", 3}, {"GIF8", 4}, {"%PDF", 4}, {"PK\x03\x04", 4}, {"\x7F" "ELF", 4},
        {"\x28\xB5\x2F\xFD", 4}, {"BZh", 3}, {"\xFD" "7zXZ", 5},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (begins(bytes, kinds[i].magic, kinds[i].size))
            return 0;
    if (begins(bytes, "\xFF\xFE", 2) || begins(bytes, "\xFE\xFF", 2) || stm_charset_wide(bytes).size > 0)
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

static void close_handle(stm_walk *walk)
{
    if (walk->handle != NULL && walk->handle != stdin)
        fclose(walk->handle);
    walk->handle = NULL;
}

static void close_input(stm_walk *walk)
{
    stm_source *source = stm_walk_source(walk);
    if (walk->options.sums && stm_stream_error(walk->stream)->status != STM_UNREADABLE)
        stm_stream_sum(walk->stream, source->sha256);
    source->size = stm_stream_size(walk->stream);
    close_handle(walk);
    stm_arena_reset(&walk->file);
    walk->stream = NULL;
    walk->form = FORM_NONE;
    walk->source++;
}

// An input that could not be opened: a record of its own with the reason.
static void give_unreadable(stm_walk *walk, stm_item *item, int number)
{
    stm_fail(&item->error, STM_UNREADABLE, "cannot be read: %s", strerror(number));
    stm_walk_source(walk)->error = item->error;
    item->source = walk->source++;
    item->input = walk->input;
    item->bytes = (stm_view){"", 0};
}

static bool named_lines(stm_view input)
{
    static const char *const ends[] = {".jsonl", ".ndjson", ".jsonl.gz", ".jsonl.zst"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (stm_view_ends_nocase(input, stm_view_of(ends[i])))
            return true;
    return false;
}

// The window up to the end of its first line, at most LINE_MOST bytes.
static stm_view look_at_line(stm_stream *stream)
{
    size_t wanted = STEP, seen = 0;
    for (;;) {
        stm_view window = stm_stream_look(stream, wanted);
        ptrdiff_t end = stm_view_find_byte(stm_view_from(window, seen), '\n');
        if (end != STM_NOWHERE)
            return stm_view_upto(window, seen + (size_t)end + 1);
        if (window.size < wanted || window.size > LINE_MOST)
            return window;
        seen = window.size;
        wanted = 2 * window.size;
    }
}

static stm_form_of_input form_of(stm_walk *walk)
{
    stm_view head = stm_stream_look(walk->stream, SNIFF), inside = stm_view_trim(stm_view_upto(head, SNIFF));
    if (stm_warc_is(head) || walk->options.records)
        return FORM_WARC;
    if (!walk->options.plain && stm_feed_is(head))
        return FORM_FEED;
    if (inside.size > 0 && named_lines(walk->input))
        return FORM_LINES;
    if (begins(inside, "\xEF\xBB\xBF", 3))
        inside = stm_view_trim(stm_view_from(inside, 3));
    if (inside.size == 0 || inside.at[0] != '{')
        return FORM_PAGE;
    size_t skip = (size_t)(inside.at - head.at);
    stm_view whole = look_at_line(walk->stream); // lines that are empty may stand before
    if (whole.size <= skip)
        whole = stm_view_upto(head, SNIFF);
    return stm_jsonl_is(whole) ? FORM_LINES : FORM_PAGE;
}

static void open_stream(stm_walk *walk, stm_view memory)
{
    walk->stream = stm_stream_new(&walk->file, walk->handle, memory, walk->options.sums);
    walk->form = form_of(walk);
    if (walk->form == FORM_LINES)
        walk->lines = stm_jsonl_new(&walk->file);
}

static void check_page(stm_walk *walk, stm_item *item)
{
    const stm_error *broken = stm_stream_error(walk->stream);
    size_t most = stm_walk_page_most(walk);
    ptrdiff_t binary = broken->status == STM_OK ? binary_at(item->bytes) : -1;
    if (broken->status != STM_OK)
        item->error = *broken;
    else if (binary >= 0)
        stm_fail_at(&item->error, STM_UNSUPPORTED, (uint64_t)binary, "not a text, a page or JSON Lines: binary data");
    else if (item->bytes.size > most)
        stm_fail_at(&item->error, STM_TOO_LARGE, most, "the page is over the limit of %zu bytes", most);
    if (item->error.status == STM_OK)
        return;
    stm_walk_source(walk)->error = item->error;
    item->bytes = (stm_view){"", 0};
}

static bool next_page(stm_walk *walk, stm_arena *arena, stm_item *item)
{
    size_t most = stm_walk_page_most(walk);
    item->bytes = stm_stream_take_all(walk->stream, arena, most == SIZE_MAX ? most : most + 1);
    check_page(walk, item);
    close_input(walk);
    return true;
}

static void pass_line(stm_stream *stream)
{
    for (;;) {
        stm_view window = stm_stream_look(stream, STEP);
        ptrdiff_t end = stm_view_find_byte(window, '\n');
        stm_stream_pass(stream, end == STM_NOWHERE ? window.size : (size_t)end + 1);
        if (end != STM_NOWHERE || window.size == 0)
            return;
    }
}

static bool next_line(stm_walk *walk, stm_arena *arena, stm_item *item)
{
    for (;;) {
        uint64_t offset = stm_stream_at(walk->stream);
        stm_view whole = look_at_line(walk->stream), line = whole;
        const stm_error *broken = stm_stream_error(walk->stream);
        if (whole.size == 0 || (broken->status != STM_OK && whole.at[whole.size - 1] != '\n')) {
            item->error = *broken;
            close_input(walk);
            return item->error.status != STM_OK;
        }
        if (line.at[line.size - 1] == '\n')
            line.size--;
        if (line.size > LINE_MOST && !stm_stream_borrowed(walk->stream)) {
            stm_fail_at(&item->error, STM_TOO_LARGE, offset, "the line is over the limit of %d bytes", LINE_MOST);
            pass_line(walk->stream);
            return true;
        }
        if (stm_view_trim(line).size > 0) {
            stm_jsonl_line(walk->lines, arena, &walk->options, line, offset, item);
            if (!stm_stream_borrowed(walk->stream))
                item->bytes = stm_arena_copy(arena, item->bytes);
            stm_stream_pass(walk->stream, whole.size);
            return true;
        }
        stm_stream_pass(walk->stream, whole.size);
    }
}

// A file that is a feed: read whole, then entry by entry.
static bool next_of_feed(stm_walk *walk, stm_arena *arena, stm_item *item)
{
    if (walk->entries_left.n == 0) {
        size_t most = stm_walk_page_most(walk);
        stm_view bytes = stm_stream_take_all(walk->stream, &walk->batch, most == SIZE_MAX ? most : most + 1);
        item->bytes = bytes;
        check_page(walk, item);
        if (item->error.status == STM_OK)
            stm_entries_begin(walk, bytes, (stm_view){"", 0}, item);
        else
            *(stm_item *)stm_vector_push(&walk->entries_left) = *item;
    }
    if (stm_entries_next(walk, arena, item))
        return true;
    stm_entries_end(walk);
    close_input(walk);
    return false;
}

static stm_view record_name(stm_arena *arena, const stm_record *record)
{
    if (record->inside == 0)
        return stm_arena_print(arena, "%s#%llu", record->file.at, (unsigned long long)record->offset);
    return stm_arena_print(arena, "%s#%llu+%llu", record->file.at, (unsigned long long)record->offset,
                           (unsigned long long)record->inside);
}

// The page that a record holds. False: none, and nothing is wrong with it.
static bool take_page(stm_walk *walk, stm_record *record, stm_view block, const stm_error *error, stm_item *item)
{
    item->bytes = (stm_view){"", 0};
    if (error->status != STM_OK) {
        item->error = *error;
        item->given.url = record->url;
        return true;
    }
    if (walk->options.records)
        return true;
    if (!stm_warc_page(&walk->batch, record, block, stm_walk_page_most(walk), item))
        return false;
    ptrdiff_t binary = item->media == STM_MEDIA_UNKNOWN && item->error.status == STM_OK ? binary_at(item->bytes) : -1;
    if (walk->options.sums)
        stm_sha256_of(item->bytes, record->sha256);
    return binary < 0;
}

static bool next_record(stm_walk *walk, stm_arena *arena, stm_item *item)
{
    stm_record record;
    stm_error error;
    stm_view block;
    size_t most = stm_walk_page_most(walk) > SIZE_MAX / 2 ? SIZE_MAX / 2 : stm_walk_page_most(walk);
    for (;;) {
        if (stm_entries_next(walk, arena, item))
            return true;
        stm_entries_end(walk);
        if (!stm_warc_next(walk->stream, &walk->batch, walk->input, most + RECORD_MORE, &record, &block, &error)) {
            close_input(walk);
            return false;
        }
        stm_item page = *item;
        if (!take_page(walk, &record, block, &error, &page))
            continue;
        page.record = &record;
        if (stm_walk_is_feed(walk, &page)) {
            page.input = record_name(&walk->batch, &record);
            page.record = memcpy(stm_arena_take(&walk->batch, sizeof record), &record, sizeof record);
            stm_entries_begin(walk, page.bytes, page.charset, &page);
            continue;
        }
        stm_item_copy(arena, &page);
        page.input = record_name(arena, page.record);
        *item = page;
        return true;
    }
}

// Opens the next input. False: it could not be, and `item` says so.
static bool open_next(stm_walk *walk, stm_item *item)
{
    const stm_path *next = stm_vector_at(&walk->entries, walk->next++);
    stm_walk_begin_source(walk, next->input);
    if (walk->memory.at == NULL && stm_is_address(next->input)) {
        stm_walk_open_address(walk, walk->input);
        return true;
    }
    if (walk->memory.at == NULL && next->number == 0) {
        walk->handle = stm_view_is(next->input, "-") ? stdin : fopen(next->input.at, "rb");
        if (walk->handle != NULL)
            setvbuf(walk->handle, NULL, _IONBF, 0);
    }
    if (walk->memory.at == NULL && walk->handle == NULL) {
        give_unreadable(walk, item, next->number != 0 ? next->number : errno);
        return false;
    }
    open_stream(walk, walk->memory);
    return true;
}

bool stm_walk_next(stm_walk *walk, stm_arena *arena, stm_item *item)
{
    walk->own.way = walk->file.way = walk->batch.way = arena->way;
    bool given = false;
    while (!given) {
        *item = (stm_item){.bytes = {"", 0}};
        if (walk->form == FORM_NONE) {
            if (walk->next == walk->entries.n)
                return false;
            if (!open_next(walk, item))
                break;
        }
        item->input = walk->input;
        item->source = walk->source;
        switch (walk->form) {
        case FORM_PAGE: given = next_page(walk, arena, item); break;
        case FORM_FETCHED: given = stm_walk_next_fetched(walk, arena, item); break;
        case FORM_FEED: given = next_of_feed(walk, arena, item); break;
        case FORM_LINES: given = next_line(walk, arena, item); break;
        default: given = next_record(walk, arena, item); break;
        }
    }
    if (item->input.at == walk->input.at)
        item->input = stm_arena_copy(arena, item->input);
    return true;
}

static stm_walk *new_walk(const stm_read_options *options)
{
    stm_walk *walk = calloc(1, sizeof *walk);
    if (walk == NULL)
        return NULL;
    walk->options = *options;
    stm_arena *const arenas[] = {&walk->own, &walk->file, &walk->batch};
    for (size_t i = 0; i < sizeof arenas / sizeof *arenas; i++)
        stm_arena_init(arenas[i], &walk->way, 0);
    stm_vector_init(&walk->entries, &walk->own, sizeof(stm_path));
    stm_vector_init(&walk->sources, &walk->own, sizeof(stm_source));
    stm_vector_init(&walk->entries_left, &walk->batch, sizeof(stm_item));
    return walk;
}

void stm_walk_free(stm_walk *walk)
{
    if (walk == NULL)
        return;
    close_handle(walk);
    stm_fetcher_free(walk->fetcher);
    stm_arena_release(&walk->batch);
    stm_arena_release(&walk->file);
    stm_arena_release(&walk->own);
    free(walk);
}

struct listing {
    stm_walk *walk;
    const stm_view *paths;
    size_t npaths;
};

static stm_status list_paths(void *argument)
{
    struct listing *l = argument;
    for (size_t i = 0; i < l->npaths; i++)
        stm_paths_list(&l->walk->own, l->paths[i], &l->walk->entries);
    return STM_OK;
}

stm_walk *stm_walk_new(const stm_read_options *options, const stm_view *paths, size_t npaths)
{
    stm_walk *walk = new_walk(options);
    if (walk != NULL && stm_exit_run(&walk->way, list_paths, &(struct listing){walk, paths, npaths}) == STM_OK)
        return walk;
    stm_walk_free(walk);
    return NULL;
}

static void free_walk(void *argument)
{
    stm_walk **walk = argument;
    stm_walk_free(*walk);
    *walk = NULL;
}

// A place for a walk that goes with the arena, if it is not freed before. It is taken before the walk is: taking it may fail.
static stm_walk **keep_walk(stm_arena *arena)
{
    stm_walk **kept = stm_arena_take(arena, sizeof *kept);
    *kept = NULL;
    stm_arena_defer(arena, free_walk, kept);
    return kept;
}

// Everything of a walk, which is freed.
static void read_all(stm_arena *arena, stm_walk **kept, stm_vector *items, stm_vector *sources)
{
    stm_walk *walk = *kept;
    if (walk == NULL)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    size_t before = sources->n;
    stm_item item;
    while (stm_walk_next(walk, arena, &item)) {
        item.source += (uint32_t)before;
        *(stm_item *)stm_vector_push(items) = item;
    }
    for (size_t i = 0; i < walk->sources.n; i++) {
        stm_source *source = stm_vector_push(sources);
        *source = *(const stm_source *)stm_vector_at(&walk->sources, i);
        source->input = stm_arena_copy(arena, source->input);
    }
    free_walk(kept);
}

static stm_read_options with_sums(const stm_read_options *options)
{
    stm_read_options wanted = *options;
    wanted.sums = true;
    return wanted;
}

stm_status stm_read_inputs(stm_arena *arena, const stm_read_options *options, const stm_view *paths, size_t npaths,
                           stm_items *items)
{
    stm_vector all, sources;
    stm_read_options wanted = with_sums(options);
    stm_vector_init(&all, arena, sizeof(stm_item));
    stm_vector_init(&sources, arena, sizeof(stm_source));
    stm_walk **kept = keep_walk(arena);
    *kept = stm_walk_new(&wanted, paths, npaths);
    read_all(arena, kept, &all, &sources);
    *items = (stm_items){all.items, all.n, sources.items, sources.n};
    return STM_OK;
}

static stm_status list_memory(void *argument)
{
    struct listing *l = argument;
    *(stm_path *)stm_vector_push(&l->walk->entries) = (stm_path){stm_arena_copy(&l->walk->own, l->paths[0]), 0};
    return STM_OK;
}

stm_status stm_read_memory(stm_arena *arena, const stm_read_options *options, stm_view input, stm_view bytes,
                           stm_vector *items, stm_vector *sources)
{
    stm_read_options wanted = with_sums(options);
    stm_walk **kept = keep_walk(arena), *walk = *kept = new_walk(&wanted);
    if (walk != NULL && stm_exit_run(&walk->way, list_memory, &(struct listing){walk, &input, 1}) != STM_OK)
        free_walk(kept);
    if (*kept != NULL)
        walk->memory = bytes.at != NULL ? bytes : (stm_view){"", 0};
    read_all(arena, kept, items, sources);
    return STM_OK;
}

stm_status stm_read_whole(stm_arena *arena, stm_view path, stm_view *bytes, stm_error *error)
{
    stm_walk **kept = keep_walk(arena), *walk = *kept = new_walk(&(stm_read_options){0});
    if (walk == NULL)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    walk->own.way = walk->file.way = arena->way;
    *(stm_path *)stm_vector_push(&walk->entries) = (stm_path){stm_arena_copy(&walk->own, path), 0};
    stm_item item = {0};
    if (!open_next(walk, &item))
        *error = item.error;
    else
        *bytes = stm_stream_take_all(walk->stream, arena, WHOLE_MOST);
    if (error->status == STM_OK && stm_stream_error(walk->stream)->status != STM_OK)
        *error = *stm_stream_error(walk->stream);
    return error->status;
}
