// What kind of page it is: an article, a list of links to others, a page that is written on, a gallery, a stump before a barrier.
//
// Told by counting what the page shows, in this order: one that is written on has a time before each of many pieces; a list has the
// titles of other stories as links, with a few words of each at most, and next to nothing of its own; a gallery has captions, or
// counters of its pictures; a stump has little text and says that it is not free, or that it is an article. A page that says it is
// written on is; one that says it is an article is no list.
#include "extract/inner.h"

enum {
    STUMP_WORDS = 60, LOCKED_WORDS = 150, LIST_LINKS = 24, LIST_TITLES = 8, LIST_WORDS = 100, LIVE_STAMPS = 8, ARTICLE_WORDS = 25,
    HEADLINE_WORDS = 5, TITLE_WORDS = 4, PICTURES = 5, PICTURE_WORDS = 60, TEASER_LINES = 3, TEASER_WORDS = 40, TILE_WORDS = 16,
    PIECE_LEAST = 15, PIECE_MOST = 400,
};

typedef struct {
    size_t prose, captions, pictures; // kept words and captions
    size_t own;                       // words of prose that is no teaser below a linked title
    size_t links, titles;             // lines of nothing but links; headings among them, and those that have a line below
    size_t stamps;                    // lines of a time of day alone, right before a line that is kept
    size_t counters;                  // lines "3 of 15", one after the other
    size_t headline;                  // words of the headline that is shown
    bool finished;                    // the last line of prose ends with a sentence
} page_counts;

static bool is_stamp(stm_view text, const stm_line *line)
{
    bool figures = line->words <= 6 && line->digits >= 1;
    ptrdiff_t colon = stm_view_find_byte(text, ':');
    bool clock = colon > 0 && (size_t)colon + 2 < text.size && stm_is_digit(text.at[colon - 1]) && stm_is_digit(text.at[colon + 1]);
    return figures && (clock || stm_view_ends_nocase(text, STM_VIEW(" ago")));
}

// Is it "3/15" or "3 of 15", the next after `last`.
static bool is_counter(stm_view text, const stm_line *line, size_t last)
{
    uint64_t numbers[3] = {0, 0, 0};
    size_t n = 0;
    if (line->words > 3 || line->digits < 2 || line->letters > line->digits + 4)
        return false;
    for (size_t at = 0; at < text.size && n < 3;) {
        if (!stm_is_digit(text.at[at])) {
            at++;
            continue;
        }
        numbers[n++] = stm_view_number(stm_view_from(text, at));
        while (at < text.size && stm_is_digit(text.at[at]))
            at++;
    }
    return n == 2 && numbers[0] == last + 1 && numbers[0] <= numbers[1];
}

static bool is_link(const stm_line *line)
{
    return line->words >= TITLE_WORDS && line->link_words * 10 >= line->words * 9;
}

static bool is_caption(const stm_line *line)
{
    return line->kind == STM_BLOCK_CAPTION || (line->figure && line->kind == STM_BLOCK_PARAGRAPH);
}

static bool is_text(const stm_line *line)
{
    return line->keep && !is_caption(line) && line->kind != STM_BLOCK_HEADLINE && line->kind != STM_BLOCK_HEADING;
}

static void count_line(const stm_outline *outline, size_t i, page_counts *n)
{
    const stm_line *line = &outline->lines[i];
    stm_view text = stm_line_text(outline, line);
    bool caption = line->keep && is_caption(line), link = is_link(line);
    n->prose += is_text(line) ? line->words : 0;
    n->headline += line->keep && line->kind == STM_BLOCK_HEADLINE ? line->words : 0;
    n->captions += caption ? line->words : 0;
    n->pictures += caption;
    n->links += link ? 1 + line->words / TILE_WORDS : 0; // tiles in a row
    n->titles += link && line->level > 0;
    n->stamps += i + 1 < outline->nlines && outline->lines[i + 1].keep && is_stamp(text, line);
    n->counters += is_counter(text, line, n->counters);
}

static bool is_broken_off(stm_view text)
{
    return stm_view_ends(text, STM_VIEW("...")) || stm_view_ends(text, STM_VIEW("\xE2\x80\xA6"));
}

static page_counts count(const stm_outline *outline)
{
    page_counts n = {0};
    size_t below = TEASER_LINES; // lines since a title that is a link
    for (size_t i = 0; i < outline->nlines; i++) {
        const stm_line *line = &outline->lines[i];
        count_line(outline, i, &n);
        if (is_text(line))
            n.finished = line->ends && !is_broken_off(stm_line_text(outline, line));
        below = is_link(line) ? 0 : below + 1;
        n.own += is_text(line) && (below >= TEASER_LINES || line->words > TEASER_WORDS) ? line->words : 0;
    }
    return n;
}

// A short report among many links.
static bool is_short_report(const page_counts *n)
{
    return n->headline >= HEADLINE_WORDS && n->own >= ARTICLE_WORDS;
}

static bool is_list(const page_counts *n, stm_page_says says)
{
    return !says.article && !is_short_report(n) && n->own < LIST_WORDS && (n->links >= LIST_LINKS || n->titles >= LIST_TITLES);
}

static bool is_gallery(const page_counts *n, stm_page_says says)
{
    bool shown = n->pictures >= PICTURES && (n->captions > 2 * n->prose || (says.gallery && n->captions > n->prose));
    return shown || (n->counters >= PICTURES && n->prose < PICTURE_WORDS * n->counters);
}

stm_page_kind stm_page_kind_of(const stm_outline *outline, stm_page_says says)
{
    page_counts n = count(outline);
    if (says.live || (n.stamps >= LIVE_STAMPS && n.prose > PIECE_LEAST * n.stamps && n.prose < PIECE_MOST * n.stamps))
        return STM_PAGE_LIVE;
    if (is_list(&n, says))
        return STM_PAGE_LIST;
    if (is_gallery(&n, says))
        return STM_PAGE_GALLERY;
    if (n.prose < ARTICLE_WORDS)
        return n.prose > 0 && (says.article || says.locked) ? STM_PAGE_STUMP : STM_PAGE_OTHER;
    if (says.locked && n.prose < LOCKED_WORDS)
        return STM_PAGE_STUMP;
    bool whole = n.finished && is_short_report(&n);
    return n.prose < STUMP_WORDS && n.links >= 5 && !whole ? STM_PAGE_STUMP : STM_PAGE_ARTICLE;
}
