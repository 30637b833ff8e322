// UTF-8, code point by code point. Text inside Stemma is valid UTF-8: read/ makes it so, and everything behind relies on it.
#ifndef STM_BASE_UTF8_H
#define STM_BASE_UTF8_H

#include "base/arena.h"

enum { STM_UTF8_MOST = 4, STM_CODE_NONE = 0, STM_CODE_REPLACEMENT = 0xFFFD };

// Length of the valid prefix of `bytes`; bytes.size when all of it is valid UTF-8 (no surrogates, no overlong forms).
size_t stm_utf8_valid(stm_view bytes);

// The first byte beyond ASCII from `at` on; bytes.size if there is none.
size_t stm_utf8_behind_ascii(stm_view bytes, size_t at);

// The code point that begins at byte `*at`; moves `*at` behind it. STM_CODE_NONE at the end. A bad byte counts as one
// STM_CODE_REPLACEMENT and moves on by one.
uint32_t stm_utf8_next_wide(stm_view text, size_t *at); // of any length; what follows is the short way for ASCII
static inline uint32_t stm_utf8_next(stm_view text, size_t *at)
{
    if (*at < text.size && (unsigned char)text.at[*at] < 0x80)
        return (unsigned char)text.at[(*at)++];
    return stm_utf8_next_wide(text, at);
}
// The code point that ends at byte `*at`; moves `*at` to its beginning. STM_CODE_NONE at the beginning of the text.
uint32_t stm_utf8_previous(stm_view text, size_t *at);
uint32_t stm_utf8_at(stm_view text, size_t at); // the one that begins at `at`, STM_CODE_NONE at the end

// Writes `code` into `to` (room for STM_UTF8_MOST); returns the number of bytes. No code point: U+FFFD.
size_t stm_utf8_put(uint32_t code, char *to);

// Is `at` a border between characters (0 and text.size are).
static inline bool stm_utf8_border(stm_view text, size_t at)
{
    return at == 0 || at == text.size || (at < text.size && ((unsigned char)text.at[at] & 0xC0) != 0x80);
}

// Number of code points in valid text.
size_t stm_utf8_count(stm_view text);

// Properties by Unicode (ICU), of any code point; what follows is the short way for ASCII.
bool stm_code_is_letter_wide(uint32_t code);
bool stm_code_is_digit_wide(uint32_t code);
bool stm_code_is_upper_wide(uint32_t code);
bool stm_code_is_lower_wide(uint32_t code);
bool stm_code_is_space_wide(uint32_t code);
bool stm_code_is_mark_wide(uint32_t code);

static inline bool stm_code_is_letter(uint32_t code)
{
    return code < 0x80 ? stm_is_letter((char)code) : stm_code_is_letter_wide(code);
}
static inline bool stm_code_is_digit(uint32_t code) // a decimal digit of any script
{
    return code < 0x80 ? stm_is_digit((char)code) : stm_code_is_digit_wide(code);
}
static inline bool stm_code_is_upper(uint32_t code) // upper or title case
{
    return code < 0x80 ? stm_is_upper((char)code) : stm_code_is_upper_wide(code);
}
static inline bool stm_code_is_lower(uint32_t code)
{
    return code < 0x80 ? stm_is_lower((char)code) : stm_code_is_lower_wide(code);
}
static inline bool stm_code_is_space(uint32_t code) // white space, no-break and zero-width spaces too
{
    return code < 0x80 ? stm_is_space((char)code) : stm_code_is_space_wide(code);
}
// Takes no room and joins nothing: soft hyphen, zero-width space, byte order mark.
static inline bool stm_code_is_empty(uint32_t code)
{
    return code == 0xAD || code == 0x200B || code == 0x2060 || code == 0xFEFF;
}
static inline bool stm_code_is_mark(uint32_t code) // combining mark
{
    return code >= 0x300 && stm_code_is_mark_wide(code);
}
uint32_t stm_code_fold(uint32_t code); // simple case folding

// NFKC with case folded; typographic apostrophes and hyphens made plain. The form in which words are compared. In the arena,
// but plain lower-case ASCII is returned as it is.
stm_view stm_fold(stm_arena *arena, stm_view text);
// The same without diacritics ("Sikorski, Radosław" and "Radoslaw"), for names.
stm_view stm_fold_bare(stm_arena *arena, stm_view text);

#endif
