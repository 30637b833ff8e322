// Inside of read: writes what was fetched into a WARC file, one gzip member a record, behind what it holds already.
#ifndef STM_READ_ARCHIVE_H
#define STM_READ_ARCHIVE_H

#include <stdio.h>

#include "base/arena.h"

// A response as it came (status line, headers, body) from `url` at `when` (ISO 8601). `file` is open for appending; the first
// call on an empty one writes a record about the file. False: it cannot be written. Scratch memory is in `arena`.
bool stm_archive_response(FILE *file, stm_arena *arena, stm_view url, stm_view when, stm_view response);

#endif
