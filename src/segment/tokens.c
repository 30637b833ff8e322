// Text into tokens: the word borders of UAX #29 in a hand-written form, with the additions that the header states.
//
// Words of plain letters, as most are, are measured, folded and told from others eight bytes at a time (Mycroft's and Lamport's
// arithmetic on the bytes of a word). Other ASCII takes a short way through a table of classes; only the rest is decoded and
// asked of Unicode.
#include <endian.h>

#include "base/eight.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "segment/inner.h"

enum { FOLD_ROOM = 64 };

typedef enum code_class { CLASS_SPACE, CLASS_LETTER, CLASS_DIGIT, CLASS_QUOTE, CLASS_SIGN } code_class;

// What is cut off for a token, but what stands before it.
typedef struct piece {
    size_t end; // the byte behind
    uint64_t word;
    uint8_t kind;
    bool upper, all_upper, plain, whole, stop;
} piece;

static bool is_apostrophe(uint32_t code)
{
    return code == '\'' || code == 0x2019 || code == 0x02BC;
}

static bool is_quote(uint32_t code)
{
    return code == '"' || code == '\'' || code == '`' || code == 0xAB || code == 0xBB || (code >= 0x2018 && code <= 0x201F) ||
           code == 0x2039 || code == 0x203A || code == 0x300C || code == 0x300D;
}

enum { S = CLASS_SPACE, L = CLASS_LETTER, D = CLASS_DIGIT, Q = CLASS_QUOTE, G = CLASS_SIGN };
static const unsigned char ascii[128] = {
    G, G, G, G, G, G, G, G, G, S, S, S, S, S, G, G, G, G, G, G, G, G, G, G, G, G, G, G, G, G, G, G, // 9 to 13: blanks
    S, G, Q, G, G, G, G, Q, G, G, G, G, G, G, G, G, D, D, D, D, D, D, D, D, D, D, G, G, G, G, G, G, // blank " ' digits
    G, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, G, G, G, G, G, // @ A to Z
    Q, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, G, G, G, G, G, // ` a to z
};

static code_class class_of(uint32_t code)
{
    if (code < 0x80)
        return ascii[code];
    if (code >= 0x2010 && code <= 0x2027) // dashes, quotation marks and points
        return is_quote(code) ? CLASS_QUOTE : CLASS_SIGN;
    if (stm_code_is_letter(code) || stm_code_is_mark(code) || code == 0xAD || code == 0x200D)
        return CLASS_LETTER;
    if (stm_code_is_space(code))
        return CLASS_SPACE;
    return stm_code_is_digit(code) ? CLASS_DIGIT : is_quote(code) ? CLASS_QUOTE : CLASS_SIGN;
}

static code_class class_at(stm_view text, size_t at)
{
    return at < text.size ? class_of(stm_utf8_at(text, at)) : CLASS_SPACE;
}

static bool is_wordly(code_class is)
{
    return is == CLASS_LETTER || is == CLASS_DIGIT;
}

// "U.S.", "p.m.": letters that each have a full stop, two at least; moves `*at` behind the last stop.
static bool dotted_word(stm_view text, size_t *at)
{
    size_t to = *at, n = 0;
    while (to + 1 < text.size && stm_is_letter(text.at[to]) && text.at[to + 1] == '.') {
        to += 2;
        n++;
    }
    if (n < 2 || (to < text.size && is_wordly(class_at(text, to))))
        return false;
    *at = to;
    return true;
}

// Moves `*at` over letters and digits; tells whether a digit or a letter was among them.
static void run_of_word(stm_view text, size_t *at, bool *digits, bool *letters)
{
    while (*at < text.size) {
        size_t next = *at;
        unsigned char byte = (unsigned char)text.at[*at];
        code_class is = byte < 0x80 ? ascii[byte] : class_of(stm_utf8_next(text, &next));
        next += byte < 0x80;
        if (!is_wordly(is))
            return;
        *digits = *digits || is == CLASS_DIGIT;
        *letters = *letters || is == CLASS_LETTER;
        *at = next;
    }
}

// Is the character at `at` one that joins what stands before it with the letter or digit behind it; `*behind` is where that
// begins.
static bool joins(stm_view text, size_t at, bool letters, size_t *behind)
{
    if (at >= text.size)
        return false;
    *behind = at;
    uint32_t code = stm_utf8_next(text, behind);
    code_class next = class_at(text, *behind);
    if (code == '.' || code == ',')
        return !letters && next == CLASS_DIGIT;
    if (is_apostrophe(code))
        return letters && next == CLASS_LETTER;
    return letters && (code == '-' || code == 0x2010 || code == 0x2011 || code == '&') && is_wordly(next);
}

static size_t end_of_word(stm_view text, size_t at, bool *number)
{
    bool digits = false, letters = false;
    size_t behind = at;
    *number = false;
    if (dotted_word(text, &at))
        return at;
    do {
        at = behind;
        run_of_word(text, &at, &digits, &letters);
    } while (joins(text, at, letters, &behind));
    *number = digits && !letters;
    return at;
}

// The length of the word without a possessive "'s".
static size_t without_possessive(stm_view word)
{
    if (word.size > 2 && (word.at[word.size - 1] | 32) == 's') {
        size_t at = word.size - 1;
        if (is_apostrophe(stm_utf8_previous(word, &at)) && at > 0)
            return at;
    }
    return word.size;
}

stm_view stm_token_bare(stm_view text, const stm_token *token)
{
    stm_view word = stm_view_in(text, token->span);
    return stm_view_upto(word, without_possessive(word));
}

static uint64_t word_hash(stm_arena *arena, stm_view word)
{
    char folded[FOLD_ROOM];
    size_t n = 0;
    word.size = without_possessive(word);
    for (size_t i = 0; i < word.size && n < FOLD_ROOM; i++) {
        if ((unsigned char)word.at[i] >= 0x80) {
            if (i + 2 >= word.size || memcmp(word.at + i, "\xE2\x80\x99", 3) != 0)
                return stm_hash(stm_fold(arena, word));
            folded[n++] = '\'';
            i += 2;
        } else {
            folded[n++] = stm_lower(word.at[i]);
        }
    }
    return n < FOLD_ROOM ? stm_hash((stm_view){folded, n}) : stm_hash(stm_fold(arena, word));
}

static void note_case(stm_view word, piece *one)
{
    size_t at = 0, letters = 0;
    uint32_t first = stm_utf8_next(word, &at);
    one->upper = stm_code_is_upper(first);
    one->all_upper = one->upper;
    word.size = without_possessive(word);
    for (at = 0; one->all_upper && at < word.size;) {
        uint32_t code = stm_utf8_next(word, &at);
        one->all_upper = !stm_code_is_lower(code);
        letters += stm_code_is_upper(code);
    }
    one->all_upper = one->all_upper && letters >= 2;
}

// The number of ASCII letters that `eight` begins with.
static size_t leading_letters(uint64_t eight)
{
    uint64_t low = (eight | STM_EIGHT(0x20)) & STM_EIGHT(0x7F);
    uint64_t from_a = low + STM_EIGHT(0x80 - 'a'), behind_z = low + STM_EIGHT(0x7F - 'z');
    uint64_t others = ~(from_a & ~behind_z & ~eight) & STM_EIGHT(0x80);
    return others != 0 ? (size_t)__builtin_ctzll(others) / 8 : 8;
}

// Bytes before which a word of plain letters ends for sure, so that nothing joins them: ASCII but letters, digits, ', - and &.
static const bool parting[256] = {
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1,
    1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1,
    1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1,
};

static inline bool ends_plain(unsigned char byte, size_t nletters)
{
    return parting[byte] && !(byte == '.' && nletters == 1);
}

// A word of plain letters that begins at byte `at` and ends before `limit`; an empty piece where the word is another, or too near
// to the end of the text.
static piece long_word(stm_view text, size_t at, size_t limit)
{
    char folded[FOLD_ROOM];
    uint64_t small = 0, eight;
    size_t n = 0, more = 8;
    for (; more == 8 && n + 8 <= FOLD_ROOM && text.size - at >= n + 8; n += more) {
        eight = le64toh(stm_eight_at(text.at + at + n));
        more = leading_letters(eight);
        small |= more > 0 ? eight << (64 - 8 * more) & STM_EIGHT(0x20) : 0;
        eight = htole64(eight | STM_EIGHT(0x20));
        memcpy(folded + n, &eight, 8);
    }
    if (n == 0 || more == 8 || n > limit - at || (n < limit - at && !ends_plain((unsigned char)text.at[at + n], n)))
        return (piece){.end = at};
    return (piece){at + n, stm_hash((stm_view){folded, n}), STM_TOKEN_WORD, stm_is_upper(text.at[at]), small == 0 && n >= 2,
                   true, true, false};
}

// The same; most words have less than eight letters.
static inline piece plain_word(stm_view text, size_t at, size_t limit)
{
    if (text.size - at < 8)
        return (piece){.end = at};
    uint64_t eight = le64toh(stm_eight_at(text.at + at)), low = htole64(eight | STM_EIGHT(0x20));
    char folded[12] = {0};
    size_t n = leading_letters(eight);
    if (n == 8)
        return long_word(text, at, limit);
    if (n >= limit - at ? n > limit - at : !ends_plain((unsigned char)(eight >> 8 * n), n))
        return (piece){.end = at};
    bool small = (eight << (64 - 8 * n) & STM_EIGHT(0x20)) != 0;
    memcpy(folded + 4, &low, 8);
    return (piece){at + n, stm_hash_few(folded, n), STM_TOKEN_WORD, (eight & 0x20) == 0, !small && n >= 2,
                   true, true, false};
}

// Do three apostrophes behind a word end a quotation within one: the single mark comes first there.
static bool ends_within(stm_view text, size_t at)
{
    return at > 0 && !stm_is_space(text.at[at - 1]) && text.at[at - 1] != '\'' &&
           stm_view_begins(stm_view_from(text, at), STM_VIEW("'''"));
}

// The same mark twice in a row without a blank ('' or "") is one.
static size_t end_of_quote(stm_view text, size_t at)
{
    bool single = ends_within(text, at);
    uint32_t code = stm_utf8_next(text, &at);
    size_t next = at;
    if (single)
        return at;
    if (next < text.size && stm_utf8_next(text, &next) == code && code != 0xAB && code != 0xBB)
        return next;
    return at;
}

static size_t end_of_token(stm_view text, size_t at, piece *one)
{
    size_t next = at;
    code_class is = class_of(stm_utf8_next(text, &next));
    bool number = false;
    if (is_wordly(is)) {
        next = end_of_word(text, at, &number);
        one->kind = number ? STM_TOKEN_NUMBER : STM_TOKEN_WORD;
    } else if (is == CLASS_QUOTE) {
        next = end_of_quote(text, at);
        one->kind = STM_TOKEN_QUOTE;
    } else {
        one->kind = STM_TOKEN_SIGN;
    }
    return next;
}

static bool may_stop(unsigned char last)
{
    return (last == '.') | (last == '!') | (last == '?') | (last >= 0x80);
}

// A sign of ASCII at byte `at`; an empty piece where another token or a blank stands.
static inline piece plain_sign(stm_view text, size_t at)
{
    unsigned char byte = (unsigned char)text.at[at];
    if (byte >= 0x80 || ascii[byte] != CLASS_SIGN)
        return (piece){.end = at};
    char room[12] = {[4] = text.at[at]};
    bool point = byte == '.' && at + 1 < text.size && stm_is_digit(text.at[at + 1]);
    return (piece){.end = at + 1, .word = stm_hash_few(room, 1), .kind = STM_TOKEN_SIGN, .whole = !point, .stop = may_stop(byte)};
}

// Any token but those that plain_word() and plain_sign() read.
static piece other_token(stm_arena *arena, stm_view text, size_t at)
{
    piece one = {.kind = STM_TOKEN_SIGN};
    one.end = end_of_token(text, at, &one);
    stm_view written = {text.at + at, one.end - at};
    one.stop = may_stop((unsigned char)text.at[one.end - 1]);
    if (one.kind == STM_TOKEN_WORD)
        note_case(written, &one);
    one.word = one.kind == STM_TOKEN_WORD ? word_hash(arena, written) : stm_hash(written);
    return one;
}

// Does a blank stand at `*at`; moves it behind.
static bool skip_blank(stm_view text, size_t *at)
{
    size_t next = *at;
    if (class_of(stm_utf8_next(text, &next)) != CLASS_SPACE)
        return false;
    *at = next;
    return true;
}

bool stm_tokens_cut(stm_arena *arena, stm_view text, stm_span block, stm_vector *tokens)
{
    stm_view within = stm_view_upto(text, block.end);
    bool spaced = true, apart = false, quotes = false;
    for (size_t at = block.begin; at < within.size;) {
        piece one = stm_is_letter(within.at[at]) ? plain_word(text, at, within.size) : (piece){.end = at};
        if (one.end == at)
            one = plain_sign(within, at);
        if (one.end == at) {
            if (skip_blank(within, &at)) {
                spaced = apart = true;
                continue;
            }
            one = other_token(arena, within, at);
            quotes |= one.kind == STM_TOKEN_QUOTE;
        }
        if (tokens->n == tokens->room)
            stm_vector_reserve(tokens, 1);
        ((stm_token *)tokens->items)[tokens->n++] =
            (stm_token){.span = {(uint32_t)at, (uint32_t)one.end}, .kind = one.kind, .upper = one.upper, .spaced = spaced,
                        .all_upper = one.all_upper, .plain = one.plain, .apart = apart, .whole = one.whole, .stop = one.stop, .word = one.word};
        spaced = one.end < within.size && within.at[one.end] == ' ';
        apart = false;
        at = one.end + spaced;
    }
    return quotes;
}
