// Text into tokens: the word borders of UAX #29 in a hand-written form, with the additions that the header states.
//
// Bytes of ASCII take a short way through a table of classes; only others are decoded and asked of Unicode.
#include "base/hash.h"
#include "base/utf8.h"
#include "segment/inner.h"

enum { FOLD_ROOM = 64 };

typedef enum code_class { CLASS_SPACE, CLASS_LETTER, CLASS_DIGIT, CLASS_QUOTE, CLASS_SIGN } code_class;

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
    G, G, G, G, G, G, G, G, G, S, S, S, S, S, G, G, G, G, G, G, G, G, G, G, G, G, G, G, G, G, G, G, // controls; 9 to 13 are blanks
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
    return stm_code_is_space(code) ? CLASS_SPACE : stm_code_is_digit(code) ? CLASS_DIGIT : is_quote(code) ? CLASS_QUOTE : CLASS_SIGN;
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

// Is the character at `at` one that joins what stands before it with the letter or digit behind it; `*behind` is where that begins.
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

static void note_case(stm_view word, stm_token *token)
{
    size_t at = 0, letters = 0;
    uint32_t first = stm_utf8_next(word, &at);
    token->upper = stm_code_is_upper(first);
    token->all_upper = token->upper;
    word.size = without_possessive(word);
    for (at = 0; token->all_upper && at < word.size;) {
        uint32_t code = stm_utf8_next(word, &at);
        token->all_upper = !stm_code_is_lower(code);
        letters += stm_code_is_upper(code);
    }
    token->all_upper = token->all_upper && letters >= 2;
}

// A word of plain letters, as most are: its case and its hash in one pass; false: it is none.
static bool note_plain(stm_view word, stm_token *token)
{
    char folded[FOLD_ROOM];
    unsigned char any = 0;
    if (word.size > FOLD_ROOM)
        return false;
    for (size_t i = 0; i < word.size; i++) {
        if (!stm_is_letter(word.at[i]))
            return false;
        folded[i] = (char)(word.at[i] | 32);
        any |= (unsigned char)word.at[i];
    }
    token->upper = stm_is_upper(word.at[0]);
    token->all_upper = (any & 32) == 0 && word.size >= 2;
    token->plain = true;
    token->word = stm_hash((stm_view){folded, word.size});
    return true;
}

// Do three apostrophes behind a word end a quotation within one: the single mark comes first there.
static bool ends_within(stm_view text, size_t at)
{
    return at > 0 && !stm_is_space(text.at[at - 1]) && text.at[at - 1] != '\'' && stm_view_begins(stm_view_from(text, at), STM_VIEW("'''"));
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

static size_t end_of_token(stm_view text, size_t at, stm_token *token)
{
    size_t next = at;
    code_class is = class_of(stm_utf8_next(text, &next));
    bool number = false;
    if (is_wordly(is)) {
        next = end_of_word(text, at, &number);
        token->kind = number ? STM_TOKEN_NUMBER : STM_TOKEN_WORD;
    } else if (is == CLASS_QUOTE) {
        next = end_of_quote(text, at);
        token->kind = STM_TOKEN_QUOTE;
    } else {
        token->kind = STM_TOKEN_SIGN;
    }
    return next;
}

void stm_tokens_cut(stm_arena *arena, stm_view text, stm_span block, stm_vector *tokens)
{
    stm_view within = stm_view_upto(text, block.end);
    bool spaced = true;
    for (size_t at = block.begin; at < within.size;) {
        size_t next = at;
        if (class_of(stm_utf8_next(within, &next)) == CLASS_SPACE) {
            spaced = true;
            at = next;
            continue;
        }
        stm_token *token = stm_vector_push(tokens);
        at = end_of_token(within, next = at, token);
        token->span = (stm_span){(uint32_t)next, (uint32_t)at};
        token->spaced = spaced;
        spaced = false;
        stm_view written = stm_view_in(text, token->span);
        if (token->kind == STM_TOKEN_WORD && !note_plain(written, token)) {
            note_case(written, token);
            token->word = word_hash(arena, written);
        } else if (token->kind != STM_TOKEN_WORD) {
            token->word = stm_hash(written);
        }
    }
}
