// Wrapping, greedy: a line takes words as long as they fit.
#include "report/wrap.h"

#include "base/utf8.h"

// Two columns: East Asian scripts, full-width forms and pictures (the blocks of Unicode's EastAsianWidth.txt that are wide).
static bool is_wide(uint32_t code)
{
    return (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF) || (code >= 0xAC00 && code <= 0xD7A3) ||
           (code >= 0xF900 && code <= 0xFAFF) || (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60) ||
           (code >= 0xFFE0 && code <= 0xFFE6) || (code >= 0x1F300 && code <= 0x1FAFF) || (code >= 0x20000 && code <= 0x3FFFD);
}

unsigned stm_wrap_columns(stm_view text)
{
    unsigned columns = 0;
    for (size_t at = 0; at < text.size;) {
        if (text.at[at] == '\033') { // a colour: up to its "m"
            while (at < text.size && text.at[at] != 'm')
                at++;
            at += at < text.size;
            continue;
        }
        uint32_t code = stm_utf8_next(text, &at);
        columns += code == 0x200C || code == 0x200D || stm_code_is_mark(code) ? 0 : is_wide(code) ? 2 : 1;
    }
    return columns;
}

static void put_blanks(stm_buffer *to, unsigned n)
{
    while (n-- > 0)
        stm_buffer_put_byte(to, ' ');
}

void stm_wrap(stm_buffer *to, unsigned width, unsigned first, unsigned rest, stm_view text)
{
    stm_view word;
    unsigned column = first;
    bool bare = true; // no word stands on this line yet
    put_blanks(to, first);
    while (stm_view_split(&text, ' ', &word)) {
        if (word.size == 0)
            continue;
        unsigned columns = stm_wrap_columns(word);
        if (!bare && column + 1 + columns > width) {
            stm_buffer_put_byte(to, '\n');
            put_blanks(to, rest);
            column = rest;
            bare = true;
        }
        if (!bare) {
            stm_buffer_put_byte(to, ' ');
            column++;
        }
        stm_buffer_put(to, word);
        column += columns;
        bare = false;
    }
    stm_buffer_put_byte(to, '\n');
}
