// Words of a page into JSON, HTML, Markdown and lines of a terminal.
#include "report/escape.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

bool stm_escape_hidden(uint32_t code)
{
    if (code < 0x20)
        return code != '\n' && code != '\t';
    if (code >= 0x7F && code <= 0x9F)
        return true;
    if (code < 0x600)
        return code == 0xAD; // soft hyphen
    return code == 0x61C || (code >= 0x200B && code <= 0x200F && code != 0x200C && code != 0x200D) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
           (code >= 0xFFF9 && code <= 0xFFFB) || (code >= 0xE0000 && code <= 0xE007F);
}

// What takes no room and joins nothing is left out; what could turn or hide words is shown.
static void put_visible(stm_buffer *to, uint32_t code)
{
    if (!stm_code_is_empty(code))
        stm_buffer_print(to, "[U+%04X]", (unsigned)code);
}

static void put_json_escape(stm_buffer *to, uint32_t code)
{
    switch (code) {
    case '"': stm_buffer_put_string(to, "\\\""); break;
    case '\\': stm_buffer_put_string(to, "\\\\"); break;
    case '\n': stm_buffer_put_string(to, "\\n"); break;
    case '\t': stm_buffer_put_string(to, "\\t"); break;
    case '\r': stm_buffer_put_string(to, "\\r"); break;
    default:
        if (code > 0xFFFF)
            stm_buffer_print(to, "\\u%04x\\u%04x", 0xD7C0u + (unsigned)(code >> 10), 0xDC00u + (unsigned)(code & 0x3FF));
        else
            stm_buffer_print(to, "\\u%04x", (unsigned)code);
    }
}

// Puts the text with every character that `special` names handed to `put`; runs of others go in one piece. Inlined, so that each form
// has a loop of its own without calls.
static inline __attribute__((always_inline)) void put_escaped(stm_buffer *to, stm_view text, bool (*special)(uint32_t), void (*put)(stm_buffer *, uint32_t))
{
    size_t done = 0;
    for (size_t at = 0; at < text.size;) {
        size_t begin = at;
        uint32_t code = stm_utf8_next(text, &at);
        if (!special(code))
            continue;
        stm_buffer_put(to, (stm_view){text.at + done, begin - done});
        put(to, code);
        done = at;
    }
    stm_buffer_put(to, stm_view_from(text, done));
}

static bool json_special(uint32_t code)
{
    if (code >= 0x20 && code < 0x7F)
        return code == '"' || code == '\\';
    return code == '\n' || code == '\t' || stm_escape_hidden(code);
}

void stm_escape_json(stm_buffer *to, stm_view text)
{
    stm_buffer_put_byte(to, '"');
    put_escaped(to, text, json_special, put_json_escape);
    stm_buffer_put_byte(to, '"');
}

void stm_escape_json_or_null(stm_buffer *to, stm_view text)
{
    if (text.size == 0)
        stm_buffer_put_string(to, "null");
    else
        stm_escape_json(to, text);
}

void stm_escape_json_number(stm_buffer *to, double number)
{
    char text[40];
    if (!isfinite(number)) {
        stm_buffer_put_string(to, "null");
        return;
    }
    if (number == floor(number) && fabs(number) < 1e15) {
        stm_buffer_print(to, "%lld", (long long)number);
        return;
    }
    for (int digits = 6; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    for (char *c = text; *c != '\0'; c++) // the decimal sign of the program's locale
        if (!stm_is_digit(*c) && *c != '-' && *c != '+' && *c != 'e')
            *c = '.';
    stm_buffer_put_string(to, text);
}

static bool html_special(uint32_t code)
{
    return code == '&' || code == '<' || code == '>' || code == '"' || code == '\'' || code == STM_CODE_NONE ||
           stm_escape_hidden(code);
}

static void put_html(stm_buffer *to, uint32_t code)
{
    switch (code) {
    case '&': stm_buffer_put_string(to, "&amp;"); break;
    case '<': stm_buffer_put_string(to, "&lt;"); break;
    case '>': stm_buffer_put_string(to, "&gt;"); break;
    case '"': stm_buffer_put_string(to, "&quot;"); break;
    case '\'': stm_buffer_put_string(to, "&#39;"); break;
    case '\r': break;
    case 0xAD: break;
    default: put_visible(to, code);
    }
}

void stm_escape_html(stm_buffer *to, stm_view text)
{
    put_escaped(to, text, html_special, put_html);
}

static bool markdown_special(uint32_t code)
{
    return (code < 0x80 && strchr("\\`*_[]<>&~|!#+-.(){}:@=\n\t", (int)code) != NULL) || stm_escape_hidden(code);
}

// "." "-" "+" "#" "=" begin markup only in front of a line, where the caller's own words stand; but a page's words may come first
// in a table cell or after a line mark, so "#" and "=" are escaped always and the others where the buffer's line is bare.
static bool at_line_start(const stm_buffer *to)
{
    size_t at = to->size;
    while (at > 0 && (to->at[at - 1] == ' ' || to->at[at - 1] == '>' || stm_is_digit(to->at[at - 1])))
        at--;
    return at == 0 || to->at[at - 1] == '\n' || to->at[at - 1] == '-';
}

static void put_markdown(stm_buffer *to, uint32_t code)
{
    if (code == '\n' || code == '\t')
        stm_buffer_put_byte(to, ' ');
    else if (code == '<')
        stm_buffer_put_string(to, "&lt;");
    else if (code == '>')
        stm_buffer_put_string(to, "&gt;");
    else if (code == '&')
        stm_buffer_put_string(to, "&amp;");
    else if (code == '\r' || code == 0xAD)
        return;
    else if (code >= 0x7F || code < 0x20)
        put_visible(to, code);
    else if (strchr(".-+(){}!", (int)code) != NULL && !at_line_start(to))
        stm_buffer_put_byte(to, (char)code);
    else if (code == ':') // no address of a page's text turns into a link by itself
        stm_buffer_put_string(to, to->size >= 4 && memcmp(to->at + to->size - 4, "http", 4) == 0 ? "&#58;"
                                  : to->size >= 5 && memcmp(to->at + to->size - 5, "https", 5) == 0 ? "&#58;" : ":");
    else if (code == '@')
        stm_buffer_put_string(to, "&#64;");
    else
        stm_buffer_print(to, "\\%c", (int)code);
}

void stm_escape_markdown(stm_buffer *to, stm_view text)
{
    put_escaped(to, text, markdown_special, put_markdown);
}

static bool terminal_special(uint32_t code)
{
    return code == '\n' || code == '\t' || stm_escape_hidden(code);
}

static void put_terminal(stm_buffer *to, uint32_t code)
{
    if (code == '\n' || code == '\t')
        stm_buffer_put_byte(to, ' ');
    else if (code != '\r' && code != 0xAD)
        put_visible(to, code);
}

void stm_escape_terminal(stm_buffer *to, stm_view text)
{
    put_escaped(to, text, terminal_special, put_terminal);
}

void stm_escape_dot(stm_buffer *to, stm_view text)
{
    stm_buffer safe;
    stm_buffer_init(&safe, to->arena, 0);
    stm_escape_terminal(&safe, text);
    for (size_t i = 0; i < safe.size; i++) {
        if (safe.at[i] == '"' || safe.at[i] == '\\')
            stm_buffer_put_byte(to, '\\');
        if (safe.at[i] == '&')
            stm_buffer_put_string(to, "&amp;");
        else
            stm_buffer_put_byte(to, safe.at[i]);
    }
}

bool stm_escape_link_allowed(stm_view url)
{
    if (!stm_view_begins_nocase(url, STM_VIEW("http://")) && !stm_view_begins_nocase(url, STM_VIEW("https://")))
        return false;
    for (size_t at = 0; at < url.size;) {
        uint32_t code = stm_utf8_next(url, &at);
        if (code <= 0x20 || stm_code_is_space(code) || stm_escape_hidden(code) || strchr("\"'<>\\^`{|}", code < 0x80 ? (int)code : 'a') != NULL)
            return false;
    }
    return true;
}
