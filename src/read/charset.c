// Charset of a page and its conversion to UTF-8 with the map back to the bytes.
//
// Order of trust: byte order mark, HTTP header, <meta> in the first 4 KiB, then uchardet's guess; text that is valid UTF-8 with
// characters beyond ASCII is taken as UTF-8 whatever a page declares, a declared UTF-8 that is broken in many places is doubted,
// and so is a charset in which the text reads oddly (doubt.c). UTF-16 shows by its zeros. Latin-1 and ASCII are read as
// windows-1252, as the HTML standard's Encoding labels have it. ICU converts character by character, which gives the place of
// each.
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "read/decode.h"

enum { META_WITHIN = 4096, GUESS_WITHIN = 256 << 10, NAME_MOST = 40, WIDE_WITHIN = 256 };

void stm_runs_add(stm_vector *runs, uint32_t text, uint32_t text_size, uint32_t source, uint32_t source_size)
{
    stm_run next = {text, text_size, source, source_size}, *last = runs->n > 0 ? stm_vector_at(runs, runs->n - 1) : NULL;
    if (last == NULL || !stm_run_goes_on(*last, next)) {
        *(stm_run *)stm_vector_push(runs) = next;
        return;
    }
    last->text_size += text_size;
    last->source_size += source_size;
}

static bool begins_with(stm_view bytes, const char *mark, size_t size)
{
    return stm_view_begins(bytes, (stm_view){mark, size});
}

static stm_view byte_order_mark(stm_view bytes)
{
    if (begins_with(bytes, "\xEF\xBB\xBF", 3))
        return STM_VIEW("UTF-8");
    if (begins_with(bytes, "\xFF\xFE", 2))
        return STM_VIEW("UTF-16LE");
    if (begins_with(bytes, "\xFE\xFF", 2))
        return STM_VIEW("UTF-16BE");
    return (stm_view){NULL, 0};
}

static bool label_byte(char c)
{
    return stm_is_letter(c) || stm_is_digit(c) || c == '-' || c == '_' || c == ':' || c == '.' || c == '+';
}

static stm_view declared_in_meta(stm_view bytes)
{
    stm_view head = stm_view_upto(bytes, META_WITHIN);
    for (;;) {
        ptrdiff_t at = stm_view_find_nocase(head, STM_VIEW("charset"));
        if (at == STM_NOWHERE)
            return (stm_view){NULL, 0};
        head = stm_view_from(head, (size_t)at + 7);
        stm_view rest = stm_view_trim(head);
        if (rest.size == 0 || rest.at[0] != '=')
            continue;
        rest = stm_view_from(rest, 1);
        while (rest.size > 0 && (stm_is_space(rest.at[0]) || rest.at[0] == '"' || rest.at[0] == '\''))
            rest = stm_view_from(rest, 1);
        size_t n = 0;
        while (n < rest.size && n < NAME_MOST && label_byte(rest.at[n]))
            n++;
        if (n > 2)
            return stm_view_upto(rest, n);
    }
}

// Labels that mean another charset, by the Encoding standard.
static const struct { const char *label, *name; } meanings[] = {
    {"iso-8859-1", "windows-1252"}, {"iso8859-1", "windows-1252"}, {"iso_8859-1", "windows-1252"}, {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"}, {"l1", "windows-1252"}, {"us-ascii", "windows-1252"}, {"ascii", "windows-1252"},
    {"ansi", "windows-1252"}, {"cp1252", "windows-1252"}, {"windows-1252", "windows-1252"}, {"utf-8", "UTF-8"}, {"utf8", "UTF-8"},
    {"unicode-1-1-utf-8", "UTF-8"}, {"iso-8859-9", "windows-1254"}, {"latin5", "windows-1254"}, {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"}, {"gb2312", "GB18030"}, {"gbk", "GB18030"}, {"gb_2312-80", "GB18030"}, {"euc-kr", "windows-949"},
    {"ks_c_5601-1987", "windows-949"}, {"shift_jis", "windows-31j"}, {"shift-jis", "windows-31j"}, {"sjis", "windows-31j"},
    {"x-sjis", "windows-31j"}, {"utf-16", "UTF-16LE"}, {"chinese", "GB18030"}, {"csgb2312", "GB18030"}, {"x-gbk", "GB18030"},
    {"uhc", "windows-949"}, {"korean", "windows-949"}, {"ms_kanji", "windows-31j"}, {"x-cp1251", "windows-1251"},
    {"x-cp1250", "windows-1250"}, {"koi", "KOI8-R"}, {"x-x-big5", "Big5"}, {"cn-big5", "Big5"}, {"iso-8859-8-i", "ISO-8859-8"},
    {"logical", "ISO-8859-8"}, {"dos-874", "windows-874"}, {"x-mac-cyrillic", "x-mac-cyrillic"},
};

// What a page means by its label; utf-16 in a <meta> that could be read as ASCII is UTF-8.
static stm_view meant(stm_view label, bool in_meta)
{
    if (in_meta && stm_view_begins_nocase(label, STM_VIEW("utf-16")))
        return STM_VIEW("UTF-8");
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (stm_view_equal_nocase(label, stm_view_of(meanings[i].label)))
            return stm_view_of(meanings[i].name);
    return label;
}

// Charsets in which ASCII bytes hide other text; browsers refuse them.
static bool refused(stm_view label)
{
    static const char *const names[] = {"utf-7", "imap", "scsu", "bocu", "hz", "iso-2022-kr", "iso-2022-cn", "utf-32", "cesu"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (stm_view_begins_nocase(label, stm_view_of(names[i])))
            return true;
    return false;
}

static bool known(stm_arena *arena, stm_view label)
{
    if (refused(label))
        return false;
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(stm_arena_copy(arena, label).at, &error); // a name of IANA's may have no table
    if (U_FAILURE(error))
        return false;
    ucnv_close(converter);
    return true;
}

// What uchardet takes the bytes for, if it is a charset that is read here; else windows-1252.
static stm_view proposed(stm_arena *arena, stm_view bytes)
{
    uchardet_t guess = uchardet_new();
    if (guess == NULL)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    stm_view part = stm_view_upto(bytes, GUESS_WITHIN);
    char name[NAME_MOST] = "";
    if (uchardet_handle_data(guess, part.at, part.size) == 0) {
        uchardet_data_end(guess);
        strncpy(name, uchardet_get_charset(guess), sizeof name - 1);
    }
    uchardet_delete(guess);
    stm_view label = meant(stm_view_of(name), false);
    if (label.size == 0 || stm_view_is(label, "UTF-8") || !known(arena, label))
        return STM_VIEW("windows-1252");
    return stm_arena_copy(arena, label);
}

static stm_view guessed(stm_arena *arena, stm_view bytes)
{
    stm_view guess = proposed(arena, bytes);
    return stm_charset_is_odd(arena, bytes, guess) ? stm_charset_doubt(arena, bytes, guess, STM_VIEW("windows-1252")) : guess;
}

// A declared charset, unless another is much more likely. One with states is what it says.
static stm_view trusted(stm_arena *arena, stm_view bytes, stm_view label)
{
    if (stm_view_begins_nocase(label, STM_VIEW("iso-2022")) || stm_view_begins_nocase(label, STM_VIEW("utf-16")) ||
        !stm_charset_is_odd(arena, bytes, label))
        return label;
    return stm_charset_doubt(arena, bytes, label, proposed(arena, bytes));
}

stm_view stm_charset_wide(stm_view bytes)
{
    size_t zeros[2] = {0}, n = bytes.size < WIDE_WITHIN ? bytes.size / 2 * 2 : WIDE_WITHIN;
    for (size_t i = 0; i < n; i++)
        zeros[i % 2] += bytes.at[i] == 0;
    bool big = zeros[0] > zeros[1], tag = n >= 16 && bytes.at[big] == '<'; // text behind a tag may be of any script
    if (n < 16 || zeros[!big] * (tag ? 40 : 5) < n * 2 || zeros[big] * 50 > n)
        return (stm_view){NULL, 0};
    return big ? STM_VIEW("UTF-16BE") : STM_VIEW("UTF-16LE");
}

static bool has_escapes(stm_view bytes)
{
    return stm_view_find(bytes, STM_VIEW("\x1B$B")) != STM_NOWHERE || stm_view_find(bytes, STM_VIEW("\x1B$@")) != STM_NOWHERE;
}

typedef struct shape { // of bytes taken as UTF-8
    size_t good, bad;  // characters of several bytes; bytes that fit nowhere
} shape;

static shape utf8_shape(stm_view bytes)
{
    shape found = {0};
    for (size_t at = stm_utf8_behind_ascii(bytes, 0); at < bytes.size; at = stm_utf8_behind_ascii(bytes, at)) {
        size_t was = at;
        uint32_t code = stm_utf8_next(bytes, &at);
        if (code == STM_CODE_REPLACEMENT && at == was + 1)
            found.bad++;
        else
            found.good++;
    }
    return found;
}

static stm_view declared_label(stm_arena *arena, const stm_item *item, bool html)
{
    stm_view label = meant(item->charset, false);
    if (label.size == 0 && html)
        label = meant(declared_in_meta(item->bytes), true);
    return label.size > 0 && known(arena, label) ? label : (stm_view){NULL, 0};
}

stm_view stm_charset_of(stm_arena *arena, const stm_item *item, bool html)
{
    if (item->layer == STM_LAYER_JSON_STRING)
        return STM_VIEW("UTF-8");
    if (item->charset_sure)
        return item->charset;
    stm_view mark = byte_order_mark(item->bytes);
    if (mark.at == NULL)
        mark = stm_charset_wide(item->bytes);
    if (mark.at != NULL)
        return mark;
    stm_view label = declared_label(arena, item, html);
    bool wide = stm_view_begins_nocase(label, STM_VIEW("utf-16")), states = stm_view_begins_nocase(label, STM_VIEW("iso-2022"));
    shape found = utf8_shape(item->bytes);
    if (found.bad == 0 && found.good > 0 && !wide)
        return STM_VIEW("UTF-8");
    if (found.bad == 0 && !states && !wide && has_escapes(item->bytes))
        return STM_VIEW("ISO-2022-JP");
    if (found.bad == 0 && !states) // ASCII: what is not wide by its looks is not, whatever it says
        return label.size > 0 && !wide ? label : STM_VIEW("UTF-8");
    // Latin text hardly ever forms such characters by chance.
    if (label.size == 0 || wide || (stm_view_is(label, "UTF-8") && found.bad > found.good))
        return found.bad * 4 <= found.good ? STM_VIEW("UTF-8") : guessed(arena, item->bytes);
    return stm_view_is(label, "UTF-8") ? label : trusted(arena, item->bytes, label);
}

static void mend_utf8(stm_arena *arena, stm_view bytes, size_t skip, stm_decoded *to)
{
    stm_buffer text;
    stm_buffer_init(&text, arena, 0);
    for (size_t at = skip; at < bytes.size && !stm_runs_full(&to->runs, bytes.size);) {
        size_t good = stm_utf8_valid(stm_view_from(bytes, at));
        if (good > 0)
            stm_runs_add(&to->runs, (uint32_t)text.size, (uint32_t)good, (uint32_t)at, (uint32_t)good);
        stm_buffer_put(&text, stm_view_upto(stm_view_from(bytes, at), good));
        at += good;
        if (at < bytes.size) {
            stm_runs_add(&to->runs, (uint32_t)text.size, 3, (uint32_t)at, 1);
            stm_buffer_put_code(&text, STM_CODE_REPLACEMENT);
            at++;
        }
    }
    to->text = stm_buffer_view(&text);
}

static void close_converter(void *converter)
{
    ucnv_close(converter);
}

static void convert(stm_arena *arena, UConverter *converter, stm_view bytes, size_t skip, stm_decoded *to)
{
    stm_buffer text;
    stm_buffer_init(&text, arena, 0);
    const char *at = bytes.at + skip, *end = bytes.at + bytes.size;
    while (at < end && !stm_runs_full(&to->runs, bytes.size)) {
        const char *was = at;
        UErrorCode error = U_ZERO_ERROR;
        UChar32 code = ucnv_getNextUChar(converter, &at, end, &error);
        if (error == U_INDEX_OUTOFBOUNDS_ERROR)
            break; // only a mark or a shift was left
        if (U_FAILURE(error)) {
            code = STM_CODE_REPLACEMENT;
            ucnv_resetToUnicode(converter);
        }
        if (at == was)
            at++;
        if (code == 0x1A && *was != 0x1A)
            code = STM_CODE_REPLACEMENT; // what some of ICU's tables give for a bad byte
        char put[STM_UTF8_MOST];
        size_t size = stm_utf8_put(code > 0 ? (uint32_t)code : STM_CODE_REPLACEMENT, put);
        bool changed = at - was == 1 && size == 1 && put[0] != *was; // as long by chance: a piece of its own
        size_t text_at = text.size, from = (size_t)(was - bytes.at), took = (size_t)(at - was);
        stm_buffer_put(&text, (stm_view){put, size});
        if (changed)
            *(stm_run *)stm_vector_push(&to->runs) = (stm_run){(uint32_t)text_at, (uint32_t)size, (uint32_t)from, (uint32_t)took};
        else
            stm_runs_add(&to->runs, (uint32_t)text_at, (uint32_t)size, (uint32_t)from, (uint32_t)took);
    }
    to->text = stm_buffer_view(&text);
}

stm_status stm_charset_decode(stm_arena *arena, stm_view bytes, stm_view charset, bool whole, stm_decoded *to, stm_error *error)
{
    *to = (stm_decoded){.text = {"", 0}};
    stm_vector_init(&to->runs, arena, sizeof(stm_run));
    stm_view mark = whole ? byte_order_mark(bytes) : (stm_view){NULL, 0};
    size_t skip = mark.size > 0 && stm_view_equal_nocase(mark, charset) ? (stm_view_is(mark, "UTF-8") ? 3 : 2) : 0;
    if (stm_view_equal_nocase(charset, STM_VIEW("UTF-8"))) {
        stm_view body = stm_view_from(bytes, skip);
        if (stm_utf8_valid(body) < body.size) {
            mend_utf8(arena, bytes, skip, to);
            return STM_OK;
        }
        to->text = body;
        if (body.size > 0)
            stm_runs_add(&to->runs, 0, (uint32_t)body.size, (uint32_t)skip, (uint32_t)body.size);
        return STM_OK;
    }
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(stm_arena_copy(arena, charset).at, &code);
    if (U_FAILURE(code))
        return stm_fail(error, code == U_MEMORY_ALLOCATION_ERROR ? STM_NO_MEMORY : STM_UNSUPPORTED, "unknown charset '%.*s'",
                        (int)(charset.size > NAME_MOST ? NAME_MOST : charset.size), charset.at);
    stm_arena_defer(arena, close_converter, converter);
    convert(arena, converter, bytes, skip, to);
    return STM_OK;
}
