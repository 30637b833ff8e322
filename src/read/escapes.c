// JSON string escapes, HTML character references and the layers of a feed, decoded with the map back.
//
// Named references come from MyHTML's table (through html.c); the numeric ones follow the HTML standard, "numeric character
// reference end state".
#include "base/buffer.h"
#include "base/utf8.h"
#include "read/decode.h"

enum { PLAIN_WINDOW = 256 };

static int hex_of(char c)
{
    if (stm_is_digit(c))
        return c - '0';
    char lower = stm_lower(c);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool read_u16(stm_view bytes, size_t at, uint32_t *unit)
{
    if (at + 6 > bytes.size || bytes.at[at] != '\\' || bytes.at[at + 1] != 'u')
        return false;
    *unit = 0;
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = hex_of(bytes.at[i]);
        if (digit < 0)
            return false;
        *unit = *unit << 4 | (uint32_t)digit;
    }
    return true;
}

static size_t read_escape(stm_view bytes, size_t at, uint32_t *code)
{
    uint32_t low;
    if (read_u16(bytes, at, code)) {
        if (*code >= 0xD800 && *code < 0xDC00 && read_u16(bytes, at + 6, &low) && low >= 0xDC00 && low < 0xE000) {
            *code = 0x10000 + ((*code - 0xD800) << 10) + (low - 0xDC00);
            return 12;
        }
        if (*code == 0 || (*code >= 0xD800 && *code < 0xE000))
            *code = STM_CODE_REPLACEMENT;
        return 6;
    }
    char c = at + 1 < bytes.size ? bytes.at[at + 1] : '\\';
    switch (c) {
    case 'n': *code = '\n'; break;
    case 't': *code = '\t'; break;
    case 'r': *code = '\r'; break;
    case 'b': *code = '\b'; break;
    case 'f': *code = '\f'; break;
    default: *code = (uint32_t)(unsigned char)c;
    }
    return at + 1 < bytes.size ? 2 : 1;
}

void stm_json_unescape(stm_arena *arena, stm_view bytes, stm_decoded *to)
{
    *to = (stm_decoded){.text = bytes};
    stm_vector_init(&to->runs, arena, sizeof(stm_run));
    if (stm_view_find_byte(bytes, '\\') == STM_NOWHERE) {
        if (bytes.size > 0)
            stm_runs_add(&to->runs, 0, (uint32_t)bytes.size, 0, (uint32_t)bytes.size);
        return;
    }
    stm_buffer text;
    stm_buffer_init(&text, arena, 0);
    for (size_t at = 0; at < bytes.size && !stm_runs_full(&to->runs, bytes.size);) {
        ptrdiff_t plain = stm_view_find_byte(stm_view_from(bytes, at), '\\');
        size_t n = plain == STM_NOWHERE ? bytes.size - at : (size_t)plain;
        if (n > 0)
            stm_runs_add(&to->runs, (uint32_t)text.size, (uint32_t)n, (uint32_t)at, (uint32_t)n);
        stm_buffer_put(&text, (stm_view){bytes.at + at, n});
        at += n;
        if (at < bytes.size) {
            uint32_t code;
            size_t took = read_escape(bytes, at, &code), before = text.size;
            stm_buffer_put_code(&text, code);
            *(stm_run *)stm_vector_push(&to->runs) =
                (stm_run){(uint32_t)before, (uint32_t)(text.size - before), (uint32_t)at, (uint32_t)took};
            at += took;
        }
    }
    to->text = stm_buffer_view(&text);
}

// The windows-1252 characters that pages mean by the references &#128; to &#159;.
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
};

// Reads "&#123;" or "&#x7b;" at `at`; returns its length, 0 if it is none.
static size_t read_numeric(stm_view raw, size_t at, uint32_t *code)
{
    size_t i = at + 2;
    bool hex = i < raw.size && (raw.at[i] == 'x' || raw.at[i] == 'X');
    i += hex;
    size_t first = i;
    *code = 0;
    for (; i < raw.size && (hex ? hex_of(raw.at[i]) >= 0 : stm_is_digit(raw.at[i])); i++)
        if (*code <= 0x10FFFF)
            *code = *code * (hex ? 16 : 10) + (uint32_t)hex_of(raw.at[i]);
    if (i == first)
        return 0;
    if (*code >= 0x80 && *code < 0xA0)
        *code = windows_1252[*code - 0x80];
    if (*code == 0 || *code > 0x10FFFF || (*code >= 0xD800 && *code < 0xE000))
        *code = STM_CODE_REPLACEMENT;
    return i + (i < raw.size && raw.at[i] == ';') - at;
}

size_t stm_entity_read(stm_view raw, size_t at, uint32_t codes[2])
{
    codes[1] = 0;
    if (at + 2 < raw.size && raw.at[at + 1] == '#')
        return read_numeric(raw, at, &codes[0]);
    return at + 1 < raw.size && stm_is_letter(raw.at[at + 1]) ? stm_entity_named(stm_view_from(raw, at), codes) : 0;
}

// Bytes from `at` on that stand for themselves. Windows keep it linear where one of the three signs is frequent.
static size_t plain_run(stm_view raw, size_t at)
{
    size_t from = at;
    while (at < raw.size) {
        stm_view window = stm_view_upto(stm_view_from(raw, at), PLAIN_WINDOW), plain = window;
        for (size_t i = 0; i < sizeof "&\r"; i++) { // and NUL
            ptrdiff_t found = stm_view_find_byte(plain, "&\r"[i]);
            plain = found != STM_NOWHERE ? stm_view_upto(plain, (size_t)found) : plain;
        }
        at += plain.size;
        if (plain.size < window.size)
            break;
    }
    return at - from;
}

// What stands at `at`, where no plain run goes on: a reference, a line end, a NUL. Gives the bytes it takes; codes[0] 0: it is
// ignored, as in a body.
static size_t read_special(stm_view raw, size_t at, uint32_t codes[2])
{
    size_t took = raw.at[at] == '&' ? stm_entity_read(raw, at, codes) : 0;
    if (took > 0)
        return took;
    codes[0] = raw.at[at] == '\r' ? '\n' : raw.at[at] == '&' ? '&' : 0;
    codes[1] = 0;
    return stm_view_begins(stm_view_from(raw, at), STM_VIEW("\r\n")) ? 2 : 1;
}

void stm_entities_decode(stm_arena *arena, stm_view raw, stm_decoded *to)
{
    *to = (stm_decoded){.text = raw};
    stm_vector_init(&to->runs, arena, sizeof(stm_run));
    size_t n = plain_run(raw, 0);
    if (n > 0)
        stm_runs_add(&to->runs, 0, (uint32_t)n, 0, (uint32_t)n);
    if (n == raw.size)
        return;
    stm_buffer text;
    stm_buffer_init(&text, arena, 0);
    stm_buffer_put(&text, stm_view_upto(raw, n));
    // A letter as a reference has five bytes and more.
    for (size_t at = n; at < raw.size && !stm_runs_full(&to->runs, raw.size / 5 * 3);) {
        uint32_t codes[2];
        size_t before = text.size, took = read_special(raw, at, codes);
        if (codes[0] != 0)
            stm_buffer_put_code(&text, codes[0]);
        if (codes[1] != 0)
            stm_buffer_put_code(&text, codes[1]);
        stm_run run = {(uint32_t)before, (uint32_t)(text.size - before), (uint32_t)at, (uint32_t)took};
        if (codes[0] == '&' && took == 1) // no reference
            stm_runs_add(&to->runs, run.text, 1, run.source, 1);
        else if (codes[0] != 0)
            *(stm_run *)stm_vector_push(&to->runs) = run;
        at += took;
        n = plain_run(raw, at);
        if (n > 0)
            stm_runs_add(&to->runs, (uint32_t)text.size, (uint32_t)n, (uint32_t)at, (uint32_t)n);
        stm_buffer_put(&text, (stm_view){raw.at + at, n});
        at += n;
    }
    to->text = stm_buffer_view(&text);
}

// A reference of XML's own at `at`, where '&' stands: its length; 0: none.
static size_t read_xml_reference(stm_view raw, size_t at, uint32_t *code)
{
    static const struct { const char *name; char c; } names[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''},
    };
    stm_view rest = stm_view_from(raw, at);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (stm_view_begins(rest, stm_view_of(names[i].name))) {
            *code = (uint32_t)names[i].c;
            return strlen(names[i].name);
        }
    return rest.size > 2 && rest.at[1] == '#' ? read_numeric(raw, at, code) : 0;
}

// What is left out of, or stands for another character in, the text of an XML element at `at`: its length; 0: nothing.
static size_t read_xml_mark(stm_view raw, size_t at, stm_layer layer, uint32_t *code)
{
    stm_view rest = stm_view_from(raw, at);
    *code = STM_CODE_NONE;
    if (layer == STM_LAYER_ESCAPED)
        return raw.at[at] == '&' ? read_xml_reference(raw, at, code) : 0;
    return stm_view_begins(rest, STM_VIEW("<![CDATA[")) ? 9 : stm_view_begins(rest, STM_VIEW("]]>")) ? 3 : 0;
}

void stm_xml_decode(stm_arena *arena, stm_view raw, stm_layer layer, stm_decoded *to)
{
    stm_buffer text;
    stm_buffer_init(&text, arena, raw.size + 1);
    *to = (stm_decoded){.text = {"", 0}};
    stm_vector_init(&to->runs, arena, sizeof(stm_run));
    for (size_t at = 0; at < raw.size && !stm_runs_full(&to->runs, raw.size);) {
        size_t n = 0, took = 0;
        uint32_t code = STM_CODE_NONE;
        while (at + n < raw.size && (took = read_xml_mark(raw, at + n, layer, &code)) == 0)
            n++;
        if (n > 0)
            stm_runs_add(&to->runs, (uint32_t)text.size, (uint32_t)n, (uint32_t)at, (uint32_t)n);
        stm_buffer_put(&text, (stm_view){raw.at + at, n});
        at += n;
        size_t before = text.size;
        if (code != STM_CODE_NONE) {
            stm_buffer_put_code(&text, code);
            *(stm_run *)stm_vector_push(&to->runs) =
                (stm_run){(uint32_t)before, (uint32_t)(text.size - before), (uint32_t)at, (uint32_t)took};
        }
        at += took;
    }
    to->text = text.size > 0 ? stm_buffer_view(&text) : (stm_view){"", 0};
}
