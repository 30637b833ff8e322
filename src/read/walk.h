// Inside of read: a walk over inputs, shared by the files that know one kind of input each.
//
// Memory: `own` holds the paths, `file` the window of the open file, `batch` a record or a feed while its pages are taken out of
// it; what is handed out is in the caller's arena.
#ifndef STM_READ_WALK_H
#define STM_READ_WALK_H

#include <stdio.h>

#include "read/decode.h"
#include "read/fetch.h"
#include "read/stream.h"

typedef enum stm_form_of_input {
    FORM_NONE,
    FORM_PAGE,
    FORM_LINES,
    FORM_WARC,
    FORM_FEED,
    FORM_FETCHED
} stm_form_of_input; // of the open file

struct stm_walk {
    stm_exit way;
    stm_arena own, file, batch;
    stm_read_options options;
    stm_vector entries; // of stm_path
    size_t next;
    stm_view memory; // the one input of a walk over memory; at == NULL: files
    stm_form_of_input form;       // of the open input
    stm_view input;
    FILE *handle;
    stm_stream *stream;
    stm_jsonl *lines;
    stm_vector entries_left; // of stm_item, in `batch`: a feed's
    size_t entry;            // the next of them
    stm_item failed;         // what the latest entry leads to and could not be had: goes behind it; without an error: none
    stm_fetch_options fetching;
    stm_fetcher *fetcher; // made with the first address
    stm_vector sources; // of stm_source; only its latest where no sums are taken
    uint32_t source;    // number of the open one
};

size_t stm_walk_page_most(const stm_walk *walk);
stm_source *stm_walk_source(stm_walk *walk); // the latest
void stm_walk_begin_source(stm_walk *walk, stm_view input); // walk->input is what is printed of the name
bool stm_walk_is_feed(const stm_walk *walk, const stm_item *page); // does the page turn out to be a feed

// What was read in a batch, to last as long as `arena`; header words made UTF-8.
void stm_item_copy(stm_arena *arena, stm_item *item);

// entries.c: the entries of the feed that is held in `batch`. Next: false where none is left.
void stm_entries_begin(stm_walk *walk, stm_view bytes, stm_view charset, const stm_item *like);
bool stm_entries_next(stm_walk *walk, stm_arena *arena, stm_item *item);
void stm_entries_end(stm_walk *walk);

// network.c: opens an address, then gives what it led to. False: nothing is left.
void stm_walk_open_address(stm_walk *walk, stm_view address);
bool stm_walk_next_fetched(stm_walk *walk, stm_arena *arena, stm_item *item);

#endif
