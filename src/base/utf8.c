#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "base/eight.h"

size_t stm_utf8_behind_ascii(stm_view bytes, size_t at)
{
    uint64_t words[4];
    for (; at + sizeof words <= bytes.size; at += sizeof words) {
        memcpy(words, bytes.at + at, sizeof words);
        if (stm_eight_wide(words[0] | words[1] | words[2] | words[3]) != 0)
            break;
    }
    while (at + 8 <= bytes.size && stm_eight_wide(stm_eight_at(bytes.at + at)) == 0)
        at += 8;
    while (at < bytes.size && (unsigned char)bytes.at[at] < 0x80)
        at++;
    return at;
}

size_t stm_utf8_valid(stm_view bytes)
{
    size_t at = stm_utf8_behind_ascii(bytes, 0);
    while (at < bytes.size) {
        int32_t i = 0, left = bytes.size - at > STM_UTF8_MOST ? STM_UTF8_MOST : (int32_t)(bytes.size - at);
        UChar32 code;
        const uint8_t *from = (const uint8_t *)bytes.at + at;
        U8_NEXT(from, i, left, code);
        if (code < 0)
            return at;
        at += (size_t)i;
        if (at < bytes.size && (unsigned char)bytes.at[at] < 0x80)
            at = stm_utf8_behind_ascii(bytes, at);
    }
    return at;
}

uint32_t stm_utf8_next_wide(stm_view text, size_t *at)
{
    if (*at >= text.size)
        return STM_CODE_NONE;
    const uint8_t *from = (const uint8_t *)text.at + *at;
    int32_t i = 0, left = text.size - *at > STM_UTF8_MOST ? STM_UTF8_MOST : (int32_t)(text.size - *at);
    UChar32 code;
    U8_NEXT(from, i, left, code);
    if (code < 0) {
        ++*at;
        return STM_CODE_REPLACEMENT;
    }
    *at += (size_t)i;
    return (uint32_t)code;
}

uint32_t stm_utf8_previous(stm_view text, size_t *at)
{
    if (*at == 0 || *at > text.size)
        return STM_CODE_NONE;
    size_t begin = *at > STM_UTF8_MOST ? *at - STM_UTF8_MOST : 0;
    const uint8_t *from = (const uint8_t *)text.at + begin;
    int32_t i = (int32_t)(*at - begin);
    UChar32 code;
    U8_PREV(from, 0, i, code);
    if (code < 0) {
        --*at;
        return STM_CODE_REPLACEMENT;
    }
    *at = begin + (size_t)i;
    return (uint32_t)code;
}

uint32_t stm_utf8_at(stm_view text, size_t at)
{
    return stm_utf8_next(text, &at);
}

size_t stm_utf8_put(uint32_t code, char *to)
{
    int32_t i = 0;
    UBool wrong = false;
    U8_APPEND((uint8_t *)to, i, STM_UTF8_MOST, (UChar32)code, wrong);
    if (wrong)
        return stm_utf8_put(STM_CODE_REPLACEMENT, to);
    return (size_t)i;
}

size_t stm_utf8_count(stm_view text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.size; i++)
        n += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    return n;
}

bool stm_code_is_letter_wide(uint32_t code)
{
    return u_isalpha((UChar32)code);
}

bool stm_code_is_digit_wide(uint32_t code)
{
    return u_isdigit((UChar32)code);
}

bool stm_code_is_upper_wide(uint32_t code)
{
    return u_isupper((UChar32)code) || u_istitle((UChar32)code);
}

bool stm_code_is_lower_wide(uint32_t code)
{
    return u_islower((UChar32)code);
}

bool stm_code_is_space_wide(uint32_t code)
{
    return u_isUWhiteSpace((UChar32)code) || code == 0x200B || code == 0xFEFF || code == 0x2060;
}

bool stm_code_is_mark_wide(uint32_t code)
{
    return (U_GET_GC_MASK((UChar32)code) & U_GC_M_MASK) != 0;
}

uint32_t stm_code_fold(uint32_t code)
{
    return code < 0x80 ? (uint32_t)stm_lower((char)code) : (uint32_t)u_foldCase((UChar32)code, U_FOLD_CASE_DEFAULT);
}

static bool plain_lower(stm_view text)
{
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.at[i] >= 0x80 || stm_is_upper(text.at[i]))
            return false;
    return true;
}

static uint32_t plain_sign(uint32_t code)
{
    switch (code) {
    case 0x2018: case 0x2019: case 0x201B: case 0x02BC: case 0x2032: return '\'';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2212: return '-';
    case 0x0142: return 'l'; // letters that Unicode does not decompose, as their base
    case 0x00F8: return 'o';
    case 0x0111: return 'd';
    default: return code;
    }
}

// Normalises with `form` through UTF-16; the text is returned unchanged where ICU refuses (it is over ICU's size).
static stm_view normalised(stm_arena *arena, stm_view text, const UNormalizer2 *form)
{
    if (text.size > INT32_MAX / 8)
        return text;
    if (form == NULL) // ICU had no memory for its tables
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    UErrorCode error = U_ZERO_ERROR;
    int32_t n16 = 0, room = (int32_t)text.size + 1;
    UChar *wide = stm_arena_take_array(arena, (size_t)room, sizeof *wide);
    u_strFromUTF8WithSub(wide, room, &n16, text.at, (int32_t)text.size, STM_CODE_REPLACEMENT, NULL, &error);
    if (U_FAILURE(error))
        return text;
    int32_t n = unorm2_normalize(form, wide, n16, NULL, 0, &error);
    if (error != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(error))
        return text;
    error = U_ZERO_ERROR;
    UChar *made = stm_arena_take_array(arena, (size_t)n + 1, sizeof *made);
    n = unorm2_normalize(form, wide, n16, made, n + 1, &error);
    int32_t size = 0;
    char *narrow = stm_arena_take(arena, (size_t)n * 3 + 1);
    u_strToUTF8WithSub(narrow, n * 3 + 1, &size, made, n, STM_CODE_REPLACEMENT, NULL, &error);
    return U_FAILURE(error) ? text : (stm_view){narrow, (size_t)size};
}

static stm_view fold_with(stm_arena *arena, stm_view text, bool bare)
{
    UErrorCode error = U_ZERO_ERROR;
    stm_view folded = normalised(arena, text, unorm2_getNFKCCasefoldInstance(&error));
    if (bare)
        folded = normalised(arena, folded, unorm2_getNFDInstance(&error));
    char *to = stm_arena_take(arena, folded.size * 2 + STM_UTF8_MOST);
    size_t size = 0, at = 0;
    while (at < folded.size) {
        uint32_t code = stm_utf8_next(folded, &at);
        if (bare && stm_code_is_mark(code))
            continue;
        uint32_t plain = plain_sign(code);
        if (!bare && stm_code_is_letter(code))
            plain = code;
        size += stm_utf8_put(plain, to + size);
    }
    return (stm_view){to, size};
}

// Letters of Latin-1, whose second byte is `second`, written to `to`; the number of bytes.
static size_t fold_latin(unsigned char second, bool bare, char *to)
{
    static const char bases[] = "aaaaaa\xE6" "ceeeeiiii\xF0nooooo\xF7ouuuuy\xFEy"; // of U+00E0 to U+00FF
    bool times = second == 0x97;
    unsigned char low = second < 0xA0 && !times ? second | 0x20 : second;
    if (second == 0x9F) { // sharp s
        memcpy(to, "ss", 2);
        return 2;
    }
    if (bare && !times && (unsigned char)bases[low - 0xA0] < 0x80) {
        to[0] = bases[low - 0xA0];
        return 1;
    }
    to[0] = (char)0xC3;
    to[1] = (char)low;
    return 2;
}

// What a character of the common blocks is folded to, of at most three bytes: Latin-1 letters, dashes, quotation marks and signs
// that folding leaves alone; moves `*at` behind it. 0: another, which ICU has to fold.
static size_t fold_common(stm_view text, size_t *at, bool bare, char *to)
{
    size_t next = *at;
    uint32_t code = stm_utf8_next(text, &next);
    bool latin = code >= 0xC0 && code <= 0xFF, dash_or_mark = code >= 0x2010 && code <= 0x201F && code != 0x2017;
    bool sign = code == 0xA3 || code == 0xA7 || code == 0xAB || code == 0xBB || code == 0x20AC;
    if (!latin && !dash_or_mark && !sign)
        return 0;
    *at = next;
    return latin ? fold_latin((unsigned char)text.at[next - 1], bare, to) : stm_utf8_put(plain_sign(code), to);
}

// Folds ASCII and characters of common blocks; {NULL, 0} where others stand among them.
static stm_view fold_short(stm_arena *arena, stm_view text, bool bare)
{
    char *to = stm_arena_take(arena, text.size + 1);
    size_t size = 0;
    for (size_t at = 0; at < text.size;) {
        size_t n = 1;
        if ((unsigned char)text.at[at] < 0x80)
            to[size] = stm_lower(text.at[at++]);
        else if ((n = fold_common(text, &at, bare, to + size)) == 0)
            return (stm_view){NULL, 0};
        size += n;
    }
    return (stm_view){to, size};
}

static stm_view fold(stm_arena *arena, stm_view text, bool bare)
{
    if (plain_lower(text))
        return text;
    stm_view folded = fold_short(arena, text, bare);
    return folded.at != NULL ? folded : fold_with(arena, text, bare);
}

stm_view stm_fold(stm_arena *arena, stm_view text)
{
    return fold(arena, text, false);
}

stm_view stm_fold_bare(stm_arena *arena, stm_view text)
{
    return fold(arena, text, true);
}
