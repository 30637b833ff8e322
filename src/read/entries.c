// What the kinds of input share: sources, items that outlast their batch, and the entries of a feed that is held.
#include "base/buffer.h"
#include "base/utf8.h"
#include "read/feed.h"
#include "read/walk.h"

size_t stm_walk_page_most(const stm_walk *walk)
{
    return walk->options.page_most != 0 ? walk->options.page_most : STM_PAGE_MOST;
}

stm_source *stm_walk_source(stm_walk *walk)
{
    return stm_vector_at(&walk->sources, walk->sources.n - 1);
}

// A name as it is printed: a file's may be any bytes, those that are no UTF-8 are written \xHH, so that no two names become one.
static stm_view printable(stm_arena *arena, stm_view name)
{
    size_t good = stm_utf8_valid(name);
    if (good == name.size)
        return name;
    stm_buffer text;
    stm_buffer_init(&text, arena, 0);
    while (name.size > 0) {
        stm_buffer_put(&text, stm_view_upto(name, good));
        if (good < name.size)
            stm_buffer_print(&text, "\\x%02X", (unsigned char)name.at[good++]);
        name = stm_view_from(name, good);
        good = stm_utf8_valid(name);
    }
    return stm_arena_copy(arena, stm_buffer_view(&text)); // with a NUL behind it
}

void stm_walk_begin_source(stm_walk *walk, stm_view input)
{
    input = printable(&walk->own, input);
    if (!walk->options.sums)
        stm_vector_cut(&walk->sources, 0);
    *(stm_source *)stm_vector_push(&walk->sources) = (stm_source){.input = input};
    walk->input = input;
}

// A header's words may be any bytes; text is UTF-8.
static stm_view copy_text(stm_arena *arena, stm_view view)
{
    if (view.at == NULL || stm_utf8_valid(view) == view.size)
        return view.at == NULL ? view : stm_arena_copy(arena, view);
    stm_buffer text;
    stm_buffer_init(&text, arena, 0);
    for (size_t at = 0; at < view.size;)
        stm_buffer_put_code(&text, stm_utf8_next(view, &at));
    return stm_buffer_view(&text);
}

// What was read in a batch, to last as long as `arena`.
void stm_item_copy(stm_arena *arena, stm_item *item)
{
    stm_view *const views[] = {
        &item->charset, &item->given.id, &item->given.url, &item->given.title, &item->given.published, &item->given.outlet,
        &item->given.author, &item->given.modified, &item->given.site, &item->given.rights, &item->given.fetched,
        &item->given.language,
    };
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        *views[i] = copy_text(arena, *views[i]);
    item->bytes = stm_arena_copy(arena, item->bytes);
    if (item->record == NULL)
        return;
    stm_record *record = stm_arena_take(arena, sizeof *record);
    *record = *item->record;
    record->file = stm_arena_copy(arena, record->file);
    stm_view *const fields[] = {&record->type, &record->id, &record->url, &record->date, &record->content, &record->media};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        *fields[i] = copy_text(arena, *fields[i]);
    item->record = record;
}

bool stm_walk_is_feed(const stm_walk *walk, const stm_item *page)
{
    return page->error.status == STM_OK && page->media == STM_MEDIA_UNKNOWN && !walk->options.plain && stm_feed_is(page->bytes);
}

void stm_entries_begin(stm_walk *walk, stm_view bytes, stm_view charset, const stm_item *like)
{
    stm_vector_init(&walk->entries_left, &walk->batch, sizeof(stm_item));
    walk->entry = 0;
    stm_feed_split(&walk->batch, bytes, charset, like, &walk->entries_left);
}

// The next entry of the feed that is held. False: there is none left.
bool stm_entries_next(stm_walk *walk, stm_arena *arena, stm_item *item)
{
    if (walk->entry == walk->entries_left.n)
        return false;
    *item = *(const stm_item *)stm_vector_at(&walk->entries_left, walk->entry++);
    stm_item_copy(arena, item);
    item->input = stm_arena_copy(arena, item->input);
    return true;
}

void stm_entries_end(stm_walk *walk)
{
    walk->entry = 0;
    stm_vector_init(&walk->entries_left, &walk->batch, sizeof(stm_item));
    stm_arena_reset(&walk->batch);
}
