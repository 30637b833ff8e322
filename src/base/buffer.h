// A text that is being written: bytes in an arena, with a limit from birth.
#ifndef STM_BASE_BUFFER_H
#define STM_BASE_BUFFER_H

#include "base/arena.h"

typedef struct stm_buffer {
    stm_arena *arena;
    char *at;
    size_t size, room, limit; // bytes; more than `limit` leaves through the arena's exit with STM_TOO_LARGE
} stm_buffer;

void stm_buffer_init(stm_buffer *buffer, stm_arena *arena, size_t limit); // limit 0: none
void stm_buffer_reserve(stm_buffer *buffer, size_t size); // room for so many bytes more: for a size that is known
void stm_buffer_put(stm_buffer *buffer, stm_view text);
static inline void stm_buffer_put_string(stm_buffer *buffer, const char *string) // in place: a literal's length is known
{
    stm_buffer_put(buffer, stm_view_of(string));
}
static inline void stm_buffer_put_byte(stm_buffer *buffer, char byte)
{
    if (buffer->size < buffer->room && buffer->size < buffer->limit)
        buffer->at[buffer->size++] = byte;
    else
        stm_buffer_put(buffer, (stm_view){&byte, 1});
}
void stm_buffer_put_code(stm_buffer *buffer, uint32_t code); // a code point, as UTF-8
void stm_buffer_print(stm_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
stm_view stm_buffer_view(const stm_buffer *buffer); // good until the next put

#endif
