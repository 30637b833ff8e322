// Where and by whom a text was written, at its head: "REVAL, May 3 (AFP) - ", "SAN MARO, Costa Vella -- ", "(CNN) "; and headings that
// run into a sentence. They are no part of what it says.
#include "base/utf8.h"
#include "report/words.h"

enum { DATELINE = 60 /* bytes within which it ends */, CAPITALS_LEAST = 3, AGENCY_MOST = 30, HEADING_LEAST = 3 /* words */, LENGTHY = 5 /* letters */ };

static const char *const dashes[] = {"--", " - ", "\xE2\x80\x93", "\xE2\x80\x94"};

// The dash at byte `at`; NULL: none.
static const char *dash_at(stm_view text, size_t at)
{
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (stm_view_begins(stm_view_from(text, at), stm_view_of(dashes[i])))
            return dashes[i];
    return NULL;
}

// Does it begin with a place in capitals, which a comma, bracket or its end closes.
static bool is_place(stm_view head)
{
    size_t capitals = 0, at = 0;
    while (at < head.size && head.at[at] != ',' && head.at[at] != '(') {
        uint32_t code = stm_utf8_next(head, &at);
        if (stm_code_is_lower(code) || code == ':' || code == '"')
            return false;
        capitals += stm_code_is_upper(code);
    }
    return capitals >= CAPITALS_LEAST;
}

static bool begins_sentence(stm_view text)
{
    size_t at = 0;
    uint32_t code = text.size > 0 ? stm_utf8_next(text, &at) : 0;
    return code != 0 && !stm_code_is_lower(code) && !stm_code_is_space(code);
}

// Behind the dash that ends a dateline with a place or an agency in brackets.
static size_t behind_dash(stm_view text)
{
    for (size_t at = 1; at < text.size && at < DATELINE; at++) {
        const char *dash = dash_at(text, at);
        if (dash == NULL)
            continue;
        stm_view head = stm_view_trim(stm_view_upto(text, at)), rest = stm_view_trim(stm_view_from(text, at + strlen(dash)));
        bool ends = head.size > 0 && (head.at[head.size - 1] == ')' || is_place(head));
        return ends && begins_sentence(rest) ? (size_t)(rest.at - text.at) : 0;
    }
    return 0;
}

// A heading in capitals that runs into its sentence: "FERRY SINKS OFF REVAL The ferry ..."; its bytes, 0: none.
static size_t heading_of(stm_view text)
{
    stm_view rest = text, word;
    size_t words = 0, lengthy = 0;
    while (stm_view_split(&rest, ' ', &word)) {
        size_t capitals = 0;
        for (size_t i = 0; i < word.size; i++) {
            if (stm_is_lower(word.at[i]) || (unsigned char)word.at[i] >= 0x80)
                return words >= HEADING_LEAST && lengthy >= 2 && stm_is_upper(word.at[0]) && word.size > 1 ? (size_t)(word.at - text.at) : 0;
            capitals += stm_is_upper(word.at[i]);
        }
        words++;
        lengthy += capitals >= LENGTHY;
    }
    return 0;
}

uint32_t stm_words_dateline(stm_view text)
{
    size_t heading = heading_of(text);
    if (heading > 0)
        return (uint32_t)heading;
    ptrdiff_t close = text.size > 0 && text.at[0] == '(' ? stm_view_find_byte(stm_view_upto(text, text.size < AGENCY_MOST ? text.size : AGENCY_MOST), ')') : -1;
    if (close > 0 && is_place(stm_view_upto(stm_view_from(text, 1), (size_t)close - 1)) && dash_at(stm_view_trim(stm_view_from(text, (size_t)close + 1)), 0) == NULL) {
        stm_view rest = stm_view_trim(stm_view_from(text, (size_t)close + 1));
        return begins_sentence(rest) ? (uint32_t)(rest.at - text.at) : 0;
    }
    return (uint32_t)behind_dash(text);
}
