// By what a line is told as the caption of a picture.
//
// Phrases with their place in the line (lang/common/photo-credits.tsv), marks of who stands where ("(L)", "(left)"), and the
// name of a picture agency at either end (lang/common/photo-agencies.tsv), also where the blank before it was lost ("Friday.AFP").
#include "extract/inner.h"

enum { CAPTION_MOST = 1200, LABEL_WORDS = 5, CREDIT_MOST = 72, GALLERY_END = 24 };

static bool has_phrase(const stm_extractor *extractor, stm_view line)
{
    for (stm_phrase_hit hit = {0}; stm_phrases_next(&extractor->photo_phrases, line, &hit);) {
        stm_view words = hit.row->fields[0], place = hit.row->fields[1];
        if (stm_view_begins(stm_view_from(line, hit.at), words) && // case matters here
            (stm_view_is(place, "begins") ? hit.at == 0 : !stm_view_is(place, "ends") || hit.at + words.size == line.size))
            return true;
    }
    return false;
}

// "EPA A harbour ...": the agency, a blank, a capital. "AP reported" is none.
static bool agency_before(stm_view line, stm_view agency)
{
    if (!stm_view_begins(line, agency))
        return false;
    if (line.size == agency.size)
        return true;
    stm_view rest = stm_view_from(line, agency.size);
    return rest.size > 3 && rest.at[0] == ' ' && stm_is_upper(rest.at[1]) && (rest.at[2] == ' ' || stm_is_lower(rest.at[2])) &&
           (stm_view_is(stm_view_upto(stm_view_from(rest, 1), 2), "A ") || stm_view_ends(line, agency) || stm_is_upper(line.at[1]));
}

// "... on Friday.AFP", "... on Friday. EPA", "... in the harbourEPA".
static bool agency_behind(stm_view line, stm_view agency)
{
    if (!stm_view_ends(line, agency) || line.size < agency.size + 3)
        return false;
    const char *end = line.at + line.size - agency.size;
    bool lost_blank = (end[-1] == '.' || stm_is_lower(end[-1]) || end[-1] == ')') && stm_is_upper(agency.at[0]);
    return lost_blank || (end[-1] == ' ' && (end[-2] == '.' || end[-2] == '|' || end[-2] == ')'));
}

static bool has_agency(const stm_extractor *extractor, stm_view line)
{
    const stm_table *table = &extractor->photo_agencies;
    for (size_t i = 0; i < table->nrows; i++)
        if (agency_before(line, table->rows[i].fields[0]) || agency_behind(line, table->rows[i].fields[0]))
            return true;
    return false;
}

static bool capitals_only(stm_view words, size_t most)
{
    size_t n = 0;
    stm_view word;
    while (stm_view_split(&words, ' ', &word)) {
        n += word.size > 0;
        if (word.size > 0 && !stm_is_upper(word.at[0]) && !stm_view_is(word, "for") && !stm_view_is(word, "via") && !stm_view_is(word, "of") &&
            (unsigned char)word.at[0] < 0x80)
            return false;
    }
    return n > 0 && n <= most;
}

// "... on Friday. (Ann Bell/The Elda Post)": a name, a stroke and an outlet in brackets at the end.
static bool credit_in_brackets(stm_view line)
{
    if (!stm_view_ends(line, STM_VIEW(")")) || line.size < 20)
        return false;
    size_t open = line.size - 1;
    while (open > 0 && line.at[open] != '(' && line.size - open < CREDIT_MOST)
        open--;
    stm_view inside = {line.at + open + 1, line.size - open - 2};
    ptrdiff_t stroke = line.at[open] == '(' ? stm_view_find_byte(inside, '/') : STM_NOWHERE;
    return stroke > 3 && capitals_only(stm_view_upto(inside, (size_t)stroke), 4) && (size_t)stroke + 2 < inside.size &&
           stm_is_upper(inside.at[stroke + 1]);
}

// "... on Sunday. Credit Ann Bell/The Elda Post".
static bool credit_behind(stm_view line)
{
    stm_view tail = stm_view_from(line, line.size > CREDIT_MOST ? line.size - CREDIT_MOST : 0);
    ptrdiff_t at = stm_view_find(tail, STM_VIEW(" Credit "));
    return at > 0 && capitals_only(stm_view_from(tail, (size_t)at + 8), 8);
}

// "... Hide Caption 24 of 25 Photos: ... Hide Caption 25 of 25": a gallery in one line.
static bool is_gallery(stm_view line)
{
    static const char *const words = "ide Caption ";
    stm_view tail = stm_view_from(line, line.size > GALLERY_END ? line.size - GALLERY_END : 0);
    return stm_view_find(tail, stm_view_of(words)) != STM_NOWHERE;
}

bool stm_is_caption(const stm_extractor *extractor, stm_view line)
{
    return line.size > CAPTION_MOST ? is_gallery(line) : (has_phrase(extractor, line) || has_agency(extractor, line) || credit_in_brackets(line) || credit_behind(line));
}

bool stm_is_role_label(const stm_extractor *extractor, stm_arena *scratch, const stm_line *line, stm_view text)
{
    if (line->words > LABEL_WORDS || line->words < 2 || line->ends)
        return false;
    size_t at = text.size;
    while (at > 0 && text.at[at - 1] != ' ')
        at--;
    return stm_table_has(&extractor->roles, stm_fold(scratch, stm_view_from(text, at)));
}
