// Inputs that are addresses: a page, or a feed and, where that is wanted, the pages that it leads to.
#include "read/walk.h"

#include "read/warc.h"

static stm_status fetch(stm_walk *walk, stm_view address, stm_fetched *fetched, stm_error *error)
{
    if (walk->options.fetch == NULL)
        return stm_fail(error, STM_UNSUPPORTED, "addresses are not fetched here");
    walk->fetching = *walk->options.fetch;
    walk->fetching.most = walk->fetching.most != 0 ? walk->fetching.most : stm_walk_page_most(walk);
    if (walk->fetcher == NULL && (walk->fetcher = stm_fetcher_new(&walk->fetching)) == NULL)
        stm_exit_leave(walk->own.way, STM_NO_MEMORY);
    return stm_fetch(walk->fetcher, &walk->batch, address, fetched, error);
}

// The source that a page fetched from the network is: its bytes, decoded.
static void end_fetched(stm_walk *walk, const stm_fetched *fetched)
{
    stm_source *source = stm_walk_source(walk);
    if (walk->options.sums && source->error.status == STM_OK)
        stm_sha256_of(fetched->body, source->sha256);
    source->size = fetched->body.size;
    walk->source++;
}

static bool take_fetched(const stm_fetched *fetched, stm_item *item)
{
    if (!stm_media_of_type(fetched->type, &item->media)) {
        stm_fail(&item->error, STM_UNSUPPORTED, "the answer is no page: %.*s",
                 (int)(fetched->type.size > 60 ? 60 : fetched->type.size), fetched->type.at);
        return false;
    }
    item->bytes = fetched->body;
    item->charset = fetched->charset;
    item->given.url = fetched->url;
    item->given.rights = fetched->rights;
    item->given.fetched = fetched->date;
    return true;
}

// An address: the page, or a feed's entries, that it leads to.
void stm_walk_open_address(stm_walk *walk, stm_view address)
{
    stm_item item = {.bytes = {"", 0}, .input = address, .source = walk->source};
    stm_fetched fetched = {.body = {"", 0}};
    stm_entries_end(walk);
    if (fetch(walk, address, &fetched, &item.error) == STM_OK)
        take_fetched(&fetched, &item);
    stm_walk_source(walk)->error = item.error;
    end_fetched(walk, &fetched);
    if (stm_walk_is_feed(walk, &item))
        stm_entries_begin(walk, item.bytes, item.charset, &item);
    else
        *(stm_item *)stm_vector_push(&walk->entries_left) = item;
    walk->form = FORM_FETCHED;
}

// The page behind an entry that is but a summary. Where that cannot be had the entry stays what it is, and what went wrong is an
// item of its own behind it.
static void follow_entry(stm_walk *walk, stm_arena *arena, stm_item *item)
{
    stm_fetched fetched = {.body = {"", 0}};
    stm_item page = {.bytes = {"", 0}, .input = item->given.url};
    if (fetch(walk, item->given.url, &fetched, &page.error) == STM_OK)
        take_fetched(&fetched, &page);
    stm_walk_begin_source(walk, item->given.url);
    stm_walk_source(walk)->error = page.error;
    page.source = walk->source;
    end_fetched(walk, &fetched);
    if (page.error.status != STM_OK) {
        page.input = stm_arena_copy(&walk->batch, page.input);
        walk->failed = page;
        return;
    }
    stm_item_copy(arena, &page);
    *item = page;
}

bool stm_walk_next_fetched(stm_walk *walk, stm_arena *arena, stm_item *item)
{
    if (walk->failed.error.status != STM_OK) {
        *item = walk->failed;
        item->input = stm_arena_copy(arena, item->input);
        walk->failed = (stm_item){.bytes = {"", 0}};
        return true;
    }
    if (!stm_entries_next(walk, arena, item)) {
        stm_entries_end(walk);
        walk->form = FORM_NONE;
        return false;
    }
    if (item->summary && walk->options.fetch->follow && stm_is_address(item->given.url))
        follow_entry(walk, arena, item);
    return true;
}
