// What is done to the lines of an article in the same way whether they came with markup or from a page saved as text, so that both
// forms of a page give the same blocks: links behind "Read more" go, bylines and labels above the text go, and lines without the
// end of a sentence are headings, captions or items of a list.
#include "extract/inner.h"

enum { RELATED_MOST = 8, CAPTION_WORDS = 9, CAPTION_MOST = 30, ABOVE_WORDS = 12, FIGURES_MOST = 3, FIGURES_LEAST = 5, TITLED_WORDS = 24 };

// Links to other stories follow a line that says so, titles up to the next sentence; or stand in that line itself.
void stm_tidy_related(stm_outline *outline)
{
    size_t left = 0;
    for (size_t i = 0; i < outline->nlines; i++) {
        stm_line *line = &outline->lines[i];
        if (line->said == STM_SAYS_RELATED && line->words <= ABOVE_WORDS)
            left = RELATED_MOST;
        else if (line->said == STM_SAYS_RELATED && line->words <= TITLED_WORDS && !line->ends)
            line->keep = false;
        else if ((line->ends && line->words > 5) || line->level > 0)
            left = 0;
        if (left > 0) {
            line->keep = false;
            left--;
        }
    }
}

static bool is_bullet(stm_view text)
{
    return stm_view_begins(text, STM_VIEW("- ")) || stm_view_begins(text, STM_VIEW("* ")) || stm_view_begins(text, STM_VIEW("\xE2\x80\xA2"));
}

static bool before_caption(stm_extractor *x, const stm_outline *outline, size_t i)
{
    return i + 1 < outline->nlines && stm_is_caption(x, stm_line_text(outline, &outline->lines[i + 1]));
}

// Does the line stand between whole sentences.
static bool alone(const stm_outline *outline, size_t i)
{
    const stm_line *lines = outline->lines;
    bool before = i == 0 || lines[i - 1].ends || !lines[i - 1].keep || lines[i - 1].kind != STM_BLOCK_PARAGRAPH;
    bool behind = i + 1 == outline->nlines || lines[i + 1].ends || !lines[i + 1].keep;
    return before && behind;
}

// A sentence that goes on in the next line, or one that went on from the last.
static bool is_fragment(stm_view text)
{
    size_t at = 0, end = text.size;
    uint32_t first = stm_utf8_next(text, &at), last = stm_utf8_previous(text, &end);
    return stm_code_is_lower(first) || stm_code_is_digit(first) || last == '(' || last == ',' || last == ';' || last == '-' || last == 0x2013 || last == 0x2014;
}

static bool sentences_around(const stm_outline *outline, size_t i)
{
    const stm_line *lines = outline->lines;
    return i > 0 && i + 1 < outline->nlines && lines[i - 1].keep && lines[i + 1].keep && stm_is_prose(&lines[i - 1]) && lines[i - 1].ends &&
           stm_is_prose(&lines[i + 1]) && lines[i + 1].ends;
}

// Long for a heading, short enough for a caption, and not written like a title.
static bool reads_like_caption(const stm_outline *outline, size_t i, stm_view text)
{
    const stm_line *line = &outline->lines[i];
    return line->words > CAPTION_WORDS && line->words <= CAPTION_MOST && line->capitals * 10 < line->words * 6 && !is_fragment(text) &&
           sentences_around(outline, i);
}

// A line without the end of a sentence within the article: a caption where it is long, a heading where it is short.
static void type_line(stm_extractor *x, const stm_outline *outline, size_t i, size_t last, stm_line *line)
{
    stm_view text = stm_line_text(outline, line);
    bool by_caption = i > 0 && outline->lines[i - 1].kind == STM_BLOCK_CAPTION;
    bool open = !line->ends && line->stops == 0;
    bool told = outline->firsts != NULL; // by markup, where there is any
    if (stm_is_caption(x, text))
        line->kind = STM_BLOCK_CAPTION;
    else if (is_bullet(text))
        line->kind = STM_BLOCK_LIST;
    else if (open && !told && (by_caption || before_caption(x, outline, i)) && line->words <= CAPTION_MOST)
        line->kind = STM_BLOCK_CAPTION;
    else if (open && !told && reads_like_caption(outline, i, text))
        line->kind = STM_BLOCK_CAPTION;
    else if (open && i < last && (alone(outline, i) || outline->lines[i + 1].kind == STM_BLOCK_HEADLINE) && line->words <= CAPTION_MOST &&
             !is_fragment(text))
        line->kind = STM_BLOCK_HEADING;
}

void stm_tidy_kinds(stm_extractor *x, stm_outline *outline)
{
    size_t last = outline->nlines; // the last line kept heads nothing
    while (last > 0 && !outline->lines[last - 1].keep)
        last--;
    last -= last > 0;
    for (size_t i = 0; i < outline->nlines; i++) {
        stm_line *line = &outline->lines[i];
        bool near = line->keep || (i + 1 < outline->nlines && outline->lines[i + 1].keep);
        if (near && line->kind == STM_BLOCK_PARAGRAPH && !line->lede)
            type_line(x, outline, i, last, line);
        if (line->keep && line->kind == STM_BLOCK_HEADING && stm_is_role_label(x, &x->scratch, line, stm_line_text(outline, line)))
            line->keep = false;
    }
}

// "13:40", "3 / 15".
static bool is_time_or_counter(const stm_outline *outline, const stm_line *line)
{
    stm_view text = stm_line_text(outline, line);
    ptrdiff_t clock = stm_view_find_byte(text, ':'), slash = stm_view_find_byte(text, '/');
    if (line->kind != STM_BLOCK_PARAGRAPH || line->letters != line->digits || line->words > FIGURES_MOST)
        return false;
    return (clock > 0 && clock <= 2 && text.size == (size_t)clock + 3) || (slash > 0 && line->digits <= 6);
}

// The times of posts and the counters of a gallery, where several stand alone.
void stm_tidy_figures(stm_outline *outline)
{
    size_t n = 0;
    for (size_t i = 0; i < outline->nlines; i++)
        n += is_time_or_counter(outline, &outline->lines[i]);
    for (size_t i = 0; i < outline->nlines && n >= FIGURES_LEAST; i++)
        outline->lines[i].keep = outline->lines[i].keep && !is_time_or_counter(outline, &outline->lines[i]);
}

// Names, offices, dates and titles of films between the headline and the first sentence, unless a page's markup says that they are text.
void stm_tidy_head(stm_outline *outline)
{
    size_t headline = outline->nlines;
    for (size_t i = 0; i < outline->nlines; i++) {
        stm_line *line = &outline->lines[i];
        if (line->kind == STM_BLOCK_HEADLINE && line->keep)
            headline = i;
        if (line->keep && stm_is_prose(line) && line->ends)
            return;
        bool sure = outline->firsts != NULL && line->weight > (float)STM_SURE && line->letters > line->digits; // a bare date is none
        if (i > headline && line->kind == STM_BLOCK_PARAGRAPH && !line->ends && !line->lede && line->words < ABOVE_WORDS && !sure)
            line->keep = false;
    }
}
