// Entities that stand in strings where none belong: titles in meta tags escaped twice, JSON-LD written from HTML.
#include "extract/inner.h"

static const struct {
    const char *name;
    const char *text;
} known[] = {
    {"amp", "&"}, {"quot", "\""}, {"apos", "'"}, {"lt", "<"}, {"gt", ">"}, {"nbsp", "\xC2\xA0"}, {"rsquo", "\xE2\x80\x99"},
    {"lsquo", "\xE2\x80\x98"}, {"ldquo", "\xE2\x80\x9C"}, {"rdquo", "\xE2\x80\x9D"}, {"ndash", "\xE2\x80\x93"},
    {"mdash", "\xE2\x80\x94"}, {"hellip", "\xE2\x80\xA6"}, {"laquo", "\xC2\xAB"}, {"raquo", "\xC2\xBB"}, {"shy", ""},
};

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

// "name" of "&name;": true if it was one and was put.
static bool put_entity(stm_buffer *out, stm_view name)
{
    if (name.size > 1 && name.at[0] == '#') {
        bool hexadecimal = name.size > 2 && stm_lower(name.at[1]) == 'x';
        uint32_t code = number_of(stm_view_from(name, hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
        if (code < 0x20)
            return false;
        stm_buffer_put_code(out, code);
        return true;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (stm_view_is(name, known[i].name)) {
            stm_buffer_put_string(out, known[i].text);
            return true;
        }
    return false;
}

stm_view stm_entities_decoded(stm_arena *arena, stm_view text)
{
    if (stm_view_find_byte(text, '&') == STM_NOWHERE)
        return stm_arena_copy(arena, text);
    stm_buffer out;
    stm_buffer_init(&out, arena, 0);
    for (size_t i = 0; i < text.size; i++) {
        ptrdiff_t end = text.at[i] == '&' ? stm_view_find_byte(stm_view_upto(stm_view_from(text, i), 12), ';') : STM_NOWHERE;
        if (end != STM_NOWHERE && put_entity(&out, (stm_view){text.at + i + 1, (size_t)end - 1}))
            i += (size_t)end;
        else
            stm_buffer_put_byte(&out, text.at[i]);
    }
    return stm_buffer_view(&out);
}
