// Agencies and other outlets that a page credits for its text.
//
// Looked for where credits stand: in bylines, in a dateline's brackets ("CITY, Feb 12 (Agency) - "), in brackets at the end of
// a paragraph near the end, and in short lines that hold a word of credit ("with", "source", "contributed to this report").
// Names of agencies and cues are tables. A picture's credit is none of the text's: captions are not looked at.
#include "extract/inner.h"

enum { HEAD_BLOCKS = 8, LONE_BLOCKS = 2, DATELINE_BLOCKS = 16, DATELINE_SHORT = 60, BYLINE_MOST = 90, TAIL_BLOCKS = 6, DATELINE_MOST = 160, LINE_MOST = 400, NAME_MOST = 48 };

stm_view stm_agency_named(const stm_extractor *extractor, stm_view name)
{
    const stm_row *row = stm_table_find(&extractor->agencies, stm_view_trim(name));
    return row != NULL ? row->fields[1] : (stm_view){NULL, 0};
}

static void add(stm_vector *found, stm_view name)
{
    if (name.size == 0)
        return;
    stm_view *names = found->items;
    for (size_t i = 0; i < found->n; i++)
        if (stm_view_equal(names[i], name))
            return;
    *(stm_view *)stm_vector_push(found) = name;
}

static bool is_word_byte(char c)
{
    return stm_is_letter(c) || stm_is_digit(c) || (unsigned char)c >= 0x80;
}

// Every agency whose name stands in `text` as whole words, the longest at each place.
static void scan(const stm_extractor *extractor, stm_view text, stm_vector *found)
{
    for (size_t i = 0; i < text.size;) {
        size_t best = 0;
        stm_view name = {NULL, 0};
        for (size_t end = i + 1; end <= text.size && end - i <= NAME_MOST; end++) {
            if (end < text.size && is_word_byte(text.at[end]) && is_word_byte(text.at[end - 1]))
                continue;
            stm_view agency = stm_agency_named(extractor, (stm_view){text.at + i, end - i});
            if (agency.size > 0) {
                best = end;
                name = agency;
            }
        }
        add(found, name);
        i = best > i ? best : i + 1;
        while (i < text.size && i > 0 && is_word_byte(text.at[i]) && is_word_byte(text.at[i - 1]))
            i++;
    }
}

// What stands in brackets: "(AP)", "(AFP/Name)", "(dpa)".
static void scan_brackets(const stm_extractor *extractor, stm_view text, stm_vector *found)
{
    while (text.size > 0) {
        ptrdiff_t open = stm_view_find_byte(text, '(');
        if (open == STM_NOWHERE)
            return;
        text = stm_view_from(text, (size_t)open + 1);
        ptrdiff_t close = stm_view_find_byte(text, ')');
        if (close == STM_NOWHERE)
            return;
        stm_view inside = stm_view_upto(text, (size_t)close), part;
        if (inside.size <= NAME_MOST)
            while (stm_view_split(&inside, '/', &part))
                add(found, stm_agency_named(extractor, part));
        text = stm_view_from(text, (size_t)close + 1);
    }
}

static bool is_of_picture(const stm_extractor *extractor, stm_view line)
{
    for (stm_phrase_hit hit = {0}; stm_phrases_next(&extractor->cue_phrases, line, &hit);)
        if (stm_view_is(hit.row->fields[1], "picture"))
            return true;
    return false;
}

// A line above or below the text that is no sentence.
static bool is_byline(const stm_extractor *extractor, stm_view line)
{
    return line.size <= BYLINE_MOST && !stm_view_ends(line, STM_VIEW(".")) && stm_view_find(line, STM_VIEW(". ")) == STM_NOWHERE &&
           !is_of_picture(extractor, line);
}

// Does a cue stand in the line; one that opens, at its beginning; one of a line, where it is no sentence.
static bool has_cue(const stm_extractor *extractor, stm_view line)
{
    for (stm_phrase_hit hit = {0}; stm_phrases_next(&extractor->cue_phrases, line, &hit);)
        if (stm_view_is(hit.row->fields[1], "line") ? is_byline(extractor, line)
                                                    : stm_view_is(hit.row->fields[1], "in") || (hit.at == 0 && stm_view_is(hit.row->fields[1], "opens")))
            return true;
    return false;
}

// The parts of a byline: "Ann Bell, Agency", "Agency | Updated: 12:10", "Agency - Agency".
static void scan_parts(const stm_extractor *extractor, stm_view line, stm_vector *found)
{
    size_t begin = 0;
    for (size_t i = 0; i <= line.size; i++) {
        bool parts = i == line.size || memchr(",|;\xE2\xC2", line.at[i], 5) != NULL || (line.at[i] == '-' && i > 0 && line.at[i - 1] == ' ');
        if (!parts)
            continue;
        stm_view part = stm_view_trim((stm_view){line.at + begin, i - begin});
        if (stm_view_begins_nocase(part, STM_VIEW("by ")))
            part = stm_view_from(part, 3);
        add(found, stm_agency_named(extractor, part));
        while (i + 1 < line.size && ((unsigned char)line.at[i + 1] & 0xC0) == 0x80)
            i++; // a dash or a bullet of several bytes
        begin = i + 1;
    }
}

static void scan_head(const stm_extractor *extractor, stm_view line, stm_vector *found)
{
    if (is_byline(extractor, line))
        scan_parts(extractor, line, found);
    stm_view dateline = stm_view_upto(line, DATELINE_MOST);
    ptrdiff_t sentence = stm_view_find(dateline, STM_VIEW("\xE2\x80\x9C"));
    scan_brackets(extractor, sentence == STM_NOWHERE ? dateline : stm_view_upto(dateline, (size_t)sentence), found);
    if (line.size < DATELINE_MOST && (has_cue(extractor, line) || stm_agency_named(extractor, line).size > 0))
        scan(extractor, line, found);
}

static void scan_tail(const stm_extractor *extractor, stm_view line, stm_vector *found)
{
    stm_view end = stm_view_from(line, line.size > NAME_MOST + 8 ? line.size - NAME_MOST - 8 : 0);
    scan_brackets(extractor, end, found);
    if (is_byline(extractor, line))
        scan_parts(extractor, line, found);
    if (line.size < LINE_MOST && (has_cue(extractor, line) || stm_agency_named(extractor, line).size > 0))
        scan(extractor, line, found);
}

bool stm_credits_byline(const stm_extractor *extractor, stm_view line, stm_vector *found)
{
    size_t before = found->n;
    if (is_byline(extractor, line))
        scan_parts(extractor, line, found);
    return found->n > before;
}

void stm_credits_line(const stm_extractor *extractor, stm_view line, stm_vector *found)
{
    scan_brackets(extractor, stm_view_upto(line, LINE_MOST), found);
    if (line.size < LINE_MOST && (has_cue(extractor, line) || stm_agency_named(extractor, line).size > 0))
        scan(extractor, line, found);
}

static void sort(stm_view *names, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && stm_view_compare(names[k - 1], names[k]) > 0; k--) {
            stm_view swap = names[k];
            names[k] = names[k - 1];
            names[k - 1] = swap;
        }
}

void stm_extract_credits(stm_extractor *extractor, stm_arena *arena, const stm_view *names, size_t nnames, stm_article *article)
{
    stm_vector found;
    stm_vector_init(&found, arena, sizeof(stm_view));
    for (size_t i = 0; i < nnames; i++)
        scan(extractor, stm_view_upto(names[i], LINE_MOST), &found);
    for (size_t i = 0; i < article->nblocks; i++) {
        stm_block block = article->blocks[i];
        stm_view line = stm_view_in(article->text, block.span);
        if (block.kind == STM_BLOCK_CAPTION && (i <= LONE_BLOCKS || i + 1 == article->nblocks) && !(i > 0 && article->blocks[i - 1].kind == STM_BLOCK_CAPTION))
            add(&found, stm_agency_named(extractor, line)); // alone under the headline or behind the text
        if (block.kind == STM_BLOCK_CAPTION || block.kind == STM_BLOCK_HEADLINE)
            continue;
        if (i >= HEAD_BLOCKS && i < DATELINE_BLOCKS)
            scan_brackets(extractor, stm_view_upto(line, DATELINE_SHORT), &found);
        if (i < HEAD_BLOCKS)
            scan_head(extractor, line, &found);
        if (i + TAIL_BLOCKS >= article->nblocks)
            scan_tail(extractor, line, &found);
    }
    sort(found.items, found.n);
    article->credits = found.items;
    article->ncredits = found.n;
}
