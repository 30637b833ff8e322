// Inside of read: the records of a WARC file (ISO 28500), one by one.
//
// Every record is found that can be: behind one with a wrong length or broken bytes the next is looked for by its first line
// ("WARC/1.0" behind an empty line, then a named field), and behind a broken member of a packed file the next member that begins
// so. A record that is broken or over the limit is given with its error.
#ifndef STM_READ_WARC_H
#define STM_READ_WARC_H

#include "read/stream.h"

bool stm_warc_is(stm_view bytes); // do `bytes` begin as a WARC file does

// What bytes of this media type are read as. False: they hold no page.
bool stm_media_of_type(stm_view type, stm_media *media);

// The next record; its views are in `arena` or, where the stream's bytes are borrowed, in them. Blocks over `most` bytes are
// passed over (too-large). False: there is none left. `*block` is its block as it stands in the file.
bool stm_warc_next(stm_stream *stream, stm_arena *arena, stm_view file, size_t most, stm_record *record, stm_view *block,
                   stm_error *error);

// The page that a record holds, if it is of a kind that does: response (of a status 2xx), resource, conversion. False: it holds
// none. An item's error says why its page cannot be read.
bool stm_warc_page(stm_arena *arena, const stm_record *record, stm_view block, size_t most, stm_item *item);

#endif
