// Entities that stand in strings where none belong: titles in meta tags escaped twice, JSON-LD written from HTML.
#include "extract/inner.h"

enum { REFERENCE_MOST = 36 };

static uint32_t number_of(stm_view digits, uint32_t base)
{
    uint32_t code = 0;
    for (size_t i = 0; i < digits.size; i++) {
        char c = stm_lower(digits.at[i]);
        uint32_t digit = stm_is_digit(c) ? (uint32_t)(c - '0') : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10 : 99;
        if (digit >= base || code > 0x10FFFF)
            return 0;
        code = code * base + digit;
    }
    return code <= 0x10FFFF && !(code >= 0xD800 && code < 0xE000) ? code : 0;
}

static void put_shown(stm_buffer *out, uint32_t code)
{
    if (code != 0xAD) // a soft hyphen is none of the word's letters
        stm_buffer_put_code(out, code);
}

// Puts what the reference at the beginning of `text` ("&name;", "&#39;") stands for; its length, 0 if it is none.
static size_t put_entity(stm_buffer *out, stm_view text)
{
    ptrdiff_t end = stm_view_find_byte(stm_view_upto(text, REFERENCE_MOST), ';');
    if (end < 3)
        return 0;
    uint32_t codes[2] = {0, 0};
    if (text.at[1] == '#') {
        bool hexadecimal = stm_lower(text.at[2]) == 'x';
        stm_view digits = stm_view_from(stm_view_upto(text, (size_t)end), hexadecimal ? 3 : 2);
        codes[0] = number_of(digits, hexadecimal ? 16 : 10);
    } else if (!stm_is_letter(text.at[1]) || stm_entity_named(stm_view_upto(text, (size_t)end + 1), codes) != (size_t)end + 1) {
        return 0;
    }
    if (codes[0] < 0x20)
        return 0;
    put_shown(out, codes[0]);
    if (codes[1] != 0)
        put_shown(out, codes[1]);
    return (size_t)end + 1;
}

stm_view stm_entities_decoded(stm_arena *arena, stm_view text)
{
    if (stm_view_find_byte(text, '&') == STM_NOWHERE)
        return stm_arena_copy(arena, text);
    stm_buffer out;
    stm_buffer_init(&out, arena, 0);
    for (size_t i = 0; i < text.size;) {
        size_t size = text.at[i] == '&' ? put_entity(&out, stm_view_from(text, i)) : 0;
        if (size == 0)
            stm_buffer_put_byte(&out, text.at[i]);
        i += size > 0 ? size : 1;
    }
    return stm_buffer_view(&out);
}
