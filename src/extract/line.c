// What can be told of a line from its words alone.
#include "extract/inner.h"

enum { SHORT_LINE = 30 };

// The bytes behind the last sentence mark may be quotation marks and brackets.
static bool ends_sentence(stm_view text)
{
    size_t at = text.size;
    for (int i = 0; i < 4; i++) {
        uint32_t code = stm_utf8_previous(text, &at);
        switch (code) {
        case '.': case '!': case '?': case ':': case ';': case 0x2026: case 0x3002: case 0xFF01: case 0xFF1F: case 0x61F: case 0x6D4: case 0x964:
            return true;
        case '"': case '\'': case ')': case ']': case 0x201D: case 0x2019: case 0xBB: case 0x201C: case 0xAB: case 0x300D: case ' ':
            continue;
        default:
            return false;
        }
    }
    return false;
}

static bool is_stop(uint32_t code)
{
    return code == '.' || code == '!' || code == '?' || code == 0x3002 || code == 0xFF01 || code == 0xFF1F || code == 0x61F ||
           code == 0x6D4 || code == 0x964;
}

// Scripts without blanks between words: two characters count as a word.
static bool is_wide(uint32_t code)
{
    return (code >= 0x3040 && code <= 0x30FF) || (code >= 0x3400 && code <= 0x9FFF) || (code >= 0xE00 && code <= 0xEFF);
}

// Thai and Lao set no mark behind a sentence: so many of their characters count as one, and a line of more ends like one.
enum { UNMARKED_SENTENCE = 60 };

static bool is_unmarked(uint32_t code)
{
    return code >= 0xE00 && code <= 0xEFF;
}

static void count(stm_view text, stm_line *line)
{
    bool inside = false;
    uint32_t wide = 0, unmarked = 0;
    for (size_t at = 0; at < text.size;) {
        if (stm_is_lower(text.at[at])) { // what most bytes are
            line->words += !inside;
            line->letters++;
            inside = true;
            at++;
            continue;
        }
        uint32_t code = stm_utf8_next(text, &at);
        bool letter = code < 0x80 ? stm_is_letter((char)code) || stm_is_digit((char)code) : stm_code_is_letter(code);
        line->capitals += letter && !inside && (code < 0x80 ? stm_is_upper((char)code) || stm_is_digit((char)code) : stm_code_is_upper(code));
        line->words += letter && !inside;
        inside = letter || (inside && (code == '\'' || code == 0x2019 || stm_code_is_mark(code)));
        wide += is_wide(code);
        unmarked += is_unmarked(code);
        line->letters += letter;
        line->uppers += code < 0x80 ? stm_is_upper((char)code) : letter && stm_code_is_upper(code);
        line->digits += code < 0x80 && stm_is_digit((char)code);
        if (is_stop(code) && line->stops < 255 && (at == text.size || stm_is_space(text.at[at]) || (unsigned char)text.at[at] >= 0x80 ||
                                                   memchr("\"')]", text.at[at], 4) != NULL))
            line->stops++;
    }
    line->words += wide / 2;
    line->stops = (uint8_t)(line->stops + unmarked / UNMARKED_SENTENCE < 255 ? line->stops + unmarked / UNMARKED_SENTENCE : 255);
    line->ends = ends_sentence(text) || unmarked >= UNMARKED_SENTENCE;
}

static stm_saying saying_of(stm_view kind)
{
    return stm_view_is(kind, "end") ? STM_SAYS_END
           : stm_view_is(kind, "related") ? STM_SAYS_RELATED
           : stm_view_is(kind, "byline") ? STM_SAYS_BYLINE
           : stm_view_is(kind, "legal") ? STM_SAYS_LEGAL
                                        : STM_SAYS_LINE;
}

// The words in lower case, one blank between them, everything else dropped; up to `room` bytes.
static size_t fold_words(stm_view text, char *to, size_t room)
{
    size_t size = 0;
    bool gap = false;
    for (size_t at = 0; at < text.size && size + STM_UTF8_MOST + 1 < room;) {
        uint32_t code = stm_utf8_next(text, &at);
        if (code == '\'' || code == 0x2019)
            continue;
        if (code < 0x80 && stm_is_letter((char)code)) { // as below, without calls
            if (gap)
                to[size++] = ' ';
            gap = false;
            to[size++] = stm_lower((char)code);
            continue;
        }
        if (!stm_code_is_letter(code) && !stm_code_is_digit(code)) {
            gap = size > 0;
            continue;
        }
        if (gap)
            to[size++] = ' ';
        gap = false;
        size += stm_utf8_put(stm_code_fold(code), to + size);
    }
    return size;
}

// The phrase that begins at `begin` of the folded words: the whole line, its beginning, or (of a short line) anywhere in it.
static stm_saying saying_at(const stm_extractor *extractor, bool short_line, stm_view folded, size_t begin, size_t word_end)
{
    const uint64_t *sizes = stm_map_get(&extractor->saying_firsts, stm_hash((stm_view){folded.at + begin, word_end - begin}));
    size_t longest = sizes == NULL ? 0 : begin == 0 ? (uint32_t)*sizes : (size_t)(*sizes >> 32);
    for (size_t end = word_end; end <= folded.size && end - begin <= longest; end++) {
        if (end < folded.size && folded.at[end] != ' ')
            continue;
        const stm_row *row = stm_table_find(&extractor->sayings, (stm_view){folded.at + begin, end - begin});
        for (; row != NULL; row = stm_table_next(&extractor->sayings, row)) {
            stm_view where = row->fields[1];
            bool whole = begin == 0 && end == folded.size;
            if (whole || (stm_view_is(where, "begins") && begin == 0) || (stm_view_is(where, "in") && short_line))
                return saying_of(row->fields[2]);
        }
    }
    return STM_SAYS_NOTHING;
}

// The first phrase of furniture in the line.
static stm_saying find_saying(const stm_extractor *extractor, const stm_line *line, stm_view text)
{
    char bytes[STM_SAYING_BYTES * 3];
    stm_view folded = {bytes, fold_words(text, bytes, sizeof bytes)};
    bool short_line = line->words <= SHORT_LINE * 2;
    stm_saying said = STM_SAYS_NOTHING;
    for (size_t begin = 0; begin < folded.size && (begin == 0 || short_line) && said == STM_SAYS_NOTHING;) {
        size_t end = begin;
        while (end < folded.size && folded.at[end] != ' ')
            end++;
        if (begin == 0 || stm_heads_may(&extractor->saying_heads, (stm_view){folded.at + begin, end - begin}))
            said = saying_at(extractor, short_line, folded, begin, end);
        begin = end + 1;
    }
    return said;
}

void stm_line_measure(const stm_extractor *extractor, stm_arena *scratch, stm_view text, stm_line *line)
{
    (void)scratch;
    count(text, line);
    line->said = (uint8_t)find_saying(extractor, line, stm_view_upto(text, STM_SAYING_BYTES * 3));
}
