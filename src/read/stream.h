// Inside of read: the bytes of one file in their order, whatever it is packed in, through a window of bounded size.
//
// gzip files are read member by member and Zstandard files frame by frame; where each member begins in the file is kept for as
// long as the window reaches back to it, so that a record of a WARC knows its place in the packed file. Zstandard with a
// dictionary in front follows the IIPC's "WARC-Zstandard" draft (a skippable frame of the magic number 0x184D2A5D). A broken
// member ends the stream with an error; stm_stream_recover() goes on behind it.
#ifndef STM_READ_STREAM_H
#define STM_READ_STREAM_H

#include <stdio.h>

#include "read/read.h"

typedef struct stm_stream stm_stream;

// Reads `file`, or `memory` where `file` is NULL; both stay the caller's. All memory is in `arena`, which must outlive the
// stream; what libraries hold is freed with it. `sum`: take the file's SHA-256 on the way.
stm_stream *stm_stream_new(stm_arena *arena, FILE *file, stm_view memory, bool sum);

// Makes at least `n` bytes readable, fewer only at the end or before an error, and gives all that are. Good until the next call
// with this stream. Unpacked memory is given as it lies.
stm_view stm_stream_look(stm_stream *stream, size_t n);
// Moves on by `n` bytes, which were looked at.
void stm_stream_pass(stm_stream *stream, size_t n);
// All bytes up to the end, at most `most`, in `arena` (or borrowed from unpacked memory); moves to their end.
stm_view stm_stream_take_all(stm_stream *stream, stm_arena *arena, size_t most);

bool stm_stream_ended(const stm_stream *stream); // nothing more comes behind the window
// What ended it before its time; STM_OK: nothing. The offset is one of the file.
const stm_error *stm_stream_error(const stm_stream *stream);
bool stm_stream_packed(const stm_stream *stream);
bool stm_stream_borrowed(const stm_stream *stream); // what is looked at lies in the caller's memory
uint64_t stm_stream_at(const stm_stream *stream);   // of the window's begin, in unpacked bytes
uint64_t stm_stream_size(const stm_stream *stream); // bytes of the file read so far

// The place of an unpacked byte in the file: the latest member that begins at or before it, and how far inside. Unpacked files:
// the byte's own place. `at` lies between the begin of the window and the end of what was looked at.
typedef struct stm_place {
    uint64_t member, inside;
} stm_place;
stm_place stm_stream_place(const stm_stream *stream, uint64_t at);

// Begin of the member that the error lies in, or of what is no member.
uint64_t stm_stream_broken_member(const stm_stream *stream);

// After an error: goes to the next member whose inside begins with `beginning`; false: there is none, and the stream has ended.
// The window is empty then.
bool stm_stream_recover(stm_stream *stream, stm_view beginning);
// It was tried in vain, since what cannot be read is the file itself: the error stays, and who has told it is done.
bool stm_stream_lost(const stm_stream *stream);

// The checksum of the whole file; reads on to its end. Only where it was asked for.
void stm_stream_sum(stm_stream *stream, unsigned char digest[STM_SHA256_SIZE]);

#endif
