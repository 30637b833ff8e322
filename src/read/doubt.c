// Does a page hold the charset that it declares: how odd its text reads in that, and in others.
//
// Text in the wrong table is told by what writing never does much: letters beyond ASCII side by side in Latin script, capitals
// inside words, two alphabets in one word, signs behind letters, controls and characters that nobody has assigned. The share of
// such places among the characters beyond ASCII is near 0 in the right table and mostly over a half in a wrong one. Only charsets
// that uchardet proposes, and the Cyrillic ones among themselves, are weighed against what is declared.
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uscript.h>

#include "base/utf8.h"
#include "read/decode.h"

enum { SAMPLE = 16 << 10, FEW = 8 };
#define DOUBTED .25          // share of odd places from which a declaration is doubted,
#define DOUBTED_CYRILLIC .05 // and one whose neighbours put the same letters elsewhere
#define BETTER 3    // so many times less odd is taken instead

static bool is_odd_letter(uint32_t before, uint32_t code)
{
    if (u_isupper((UChar32)code) || u_istitle((UChar32)code))
        return true; // inside a word
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode own = uscript_getScript((UChar32)code, &error), other = uscript_getScript((UChar32)before, &error);
    if (own == USCRIPT_LATIN && other == USCRIPT_LATIN)
        return before >= 0x80;
    bool alphabets = (own == USCRIPT_LATIN || own == USCRIPT_CYRILLIC || own == USCRIPT_GREEK) &&
                     (other == USCRIPT_LATIN || other == USCRIPT_CYRILLIC || other == USCRIPT_GREEK);
    return alphabets && own != other;
}

// Is the character `code` behind `before` one that writing seldom has there.
static bool is_odd(uint32_t before, uint32_t code)
{
    switch (u_charType((UChar32)code)) {
    case U_CONTROL_CHAR: case U_PRIVATE_USE_CHAR: case U_UNASSIGNED: case U_SURROGATE:
        return true;
    case U_MATH_SYMBOL: case U_CURRENCY_SYMBOL: case U_MODIFIER_SYMBOL: case U_OTHER_SYMBOL: case U_OTHER_NUMBER:
        return code == STM_CODE_REPLACEMENT || before >= 0x80 || stm_code_is_letter(before);
    case U_START_PUNCTUATION: // opens nothing behind a letter
        return code < 0x3000 && stm_code_is_letter(before);
    case U_OTHER_PUNCTUATION:
        return code >= 0x2020 && code <= 0x2030 && code != 0x2026 && stm_code_is_letter(before);
    default:
        return (code >= 0xFF61 && code <= 0xFF9F) ||
               (stm_code_is_letter(before) && stm_code_is_letter(code) && is_odd_letter(before, code));
    }
}

static double oddness_in(stm_arena *arena, stm_view bytes, stm_view charset)
{
    size_t first = 0, n = 0, odd = 0;
    while (first < bytes.size && (unsigned char)bytes.at[first] < 0x80)
        first++;
    first = first > 0 ? first - 1 : 0; // with what stands before it
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(stm_arena_copy(arena, charset).at, &error);
    if (U_FAILURE(error))
        return 1;
    const char *at = bytes.at + first, *end = bytes.at + bytes.size;
    end = end - at > SAMPLE ? at + SAMPLE : end;
    uint32_t before = ' ';
    while (at < end) {
        const char *was = at;
        error = U_ZERO_ERROR;
        UChar32 code = ucnv_getNextUChar(converter, &at, end, &error);
        if (error == U_INDEX_OUTOFBOUNDS_ERROR || (error == U_TRUNCATED_CHAR_FOUND && at == end))
            break;
        if (U_FAILURE(error) || code < 0) {
            code = STM_CODE_REPLACEMENT;
            ucnv_resetToUnicode(converter);
        }
        at += at == was;
        n += code >= 0x80;
        odd += code >= 0x80 && is_odd(before, (uint32_t)code);
        before = (uint32_t)code;
    }
    ucnv_close(converter);
    return n < FEW ? 0 : (double)odd / (double)n;
}

static bool is_cyrillic(stm_view charset)
{
    static const char *const names[] = {
        "windows-1251", "koi8", "iso-8859-5", "ibm866", "cp866", "cp1251", "x-mac-cyrillic", "mac-cyrillic",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (stm_view_begins_nocase(charset, stm_view_of(names[i])))
            return true;
    return false;
}

bool stm_charset_is_odd(stm_arena *arena, stm_view bytes, stm_view charset)
{
    return oddness_in(arena, bytes, charset) >= (is_cyrillic(charset) ? DOUBTED_CYRILLIC : DOUBTED);
}

stm_view stm_charset_doubt(stm_arena *arena, stm_view bytes, stm_view declared, stm_view guess)
{
    static const char *const cyrillic[] = {"windows-1251", "KOI8-R", "ISO-8859-5", "IBM866"};
    double own = oddness_in(arena, bytes, declared), least = own / BETTER;
    stm_view best = declared;
    size_t nothers = is_cyrillic(declared) || is_cyrillic(guess) ? sizeof cyrillic / sizeof *cyrillic : 0;
    for (size_t i = 0; i <= nothers; i++) {
        stm_view other = i == 0 ? guess : stm_view_of(cyrillic[i - 1]);
        double oddness = oddness_in(arena, bytes, other);
        if (oddness < least) {
            least = oddness;
            best = other;
        }
    }
    return best;
}
