#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"

enum { LARGE = 1 << 20 }; // bytes; from there on a buffer grows by half

void stm_buffer_init(stm_buffer *buffer, stm_arena *arena, size_t limit)
{
    *buffer = (stm_buffer){.arena = arena, .limit = limit != 0 ? limit : SIZE_MAX / 4};
}

static char *reserve(stm_buffer *buffer, size_t size)
{
    if (size > buffer->limit || buffer->size > buffer->limit - size)
        stm_exit_leave(buffer->arena->way, STM_TOO_LARGE);
    size_t wanted = buffer->size + size;
    if (wanted > buffer->room) {
        size_t more = buffer->room < LARGE ? buffer->room * 2 : buffer->room / 2 * 3;
        size_t room = more > wanted ? more : wanted;
        room = room < 256 ? 256 : room;
        buffer->at = stm_arena_grow(buffer->arena, buffer->at, buffer->room, room);
        buffer->room = room;
    }
    return buffer->at + buffer->size;
}

void stm_buffer_reserve(stm_buffer *buffer, size_t size)
{
    reserve(buffer, size);
}

void stm_buffer_put(stm_buffer *buffer, stm_view text)
{
    if (text.size == 0)
        return;
    memcpy(reserve(buffer, text.size), text.at, text.size);
    buffer->size += text.size;
}

void stm_buffer_put_code(stm_buffer *buffer, uint32_t code)
{
    buffer->size += stm_utf8_put(code, reserve(buffer, STM_UTF8_MOST));
}

void stm_buffer_print(stm_buffer *buffer, const char *format, ...)
{
    va_list words;
    va_start(words, format);
    int size = vsnprintf(NULL, 0, format, words);
    va_end(words);
    if (size < 0)
        stm_exit_leave(buffer->arena->way, STM_INTERNAL);
    char *to = reserve(buffer, (size_t)size + 1);
    va_start(words, format);
    vsnprintf(to, (size_t)size + 1, format, words);
    va_end(words);
    buffer->size += (size_t)size;
}

stm_view stm_buffer_view(const stm_buffer *buffer)
{
    return (stm_view){buffer->at, buffer->size};
}
