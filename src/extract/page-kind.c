// What kind of page it is: an article, a list of links to others, a page that is written on, a gallery, a stump before a barrier.
#include "extract/inner.h"

enum { STUMP_WORDS = 60, LIST_LINKS = 40, LIST_WORDS = 100, LIVE_STAMPS = 8, ARTICLE_WORDS = 25, HEADLINE_WORDS = 5 };

typedef struct {
    size_t prose, captions, pictures; // kept words and captions
    size_t links;                     // lines of nothing but links
    size_t stamps;                    // lines of a time of day alone
    size_t headline;                  // words of the headline that is shown
} page_counts;

static bool is_stamp(stm_view text, const stm_line *line)
{
    bool figures = line->words <= 6 && line->digits >= 1;
    ptrdiff_t colon = stm_view_find_byte(text, ':');
    bool clock = colon > 0 && (size_t)colon + 2 < text.size && stm_is_digit(text.at[colon - 1]) && stm_is_digit(text.at[colon + 1]);
    return figures && (clock || stm_view_ends_nocase(text, STM_VIEW(" ago")));
}

static page_counts count(const stm_outline *outline)
{
    page_counts n = {0};
    for (size_t i = 0; i < outline->nlines; i++) {
        const stm_line *line = &outline->lines[i];
        bool caption = line->kind == STM_BLOCK_CAPTION || line->figure;
        if (line->keep && !caption && line->kind != STM_BLOCK_HEADLINE && line->kind != STM_BLOCK_HEADING)
            n.prose += line->words;
        n.headline += line->keep && line->kind == STM_BLOCK_HEADLINE ? line->words : 0;
        n.captions += line->keep && caption ? line->words : 0;
        n.pictures += line->keep && caption;
        n.links += line->words >= 4 && line->link_words * 10 >= line->words * 9;
        n.stamps += is_stamp(stm_line_text(outline, line), line);
    }
    return n;
}

stm_page_kind stm_page_kind_of(const stm_outline *outline, bool said_article, bool said_live)
{
    page_counts n = count(outline);
    if (said_live || (n.stamps >= LIVE_STAMPS && n.prose > 30 * n.stamps && n.prose < 400 * n.stamps && !said_article))
        return STM_PAGE_LIVE;
    bool titled = n.headline >= HEADLINE_WORDS && n.prose >= ARTICLE_WORDS; // a short report among many links
    if (n.prose < LIST_WORDS && n.links >= LIST_LINKS && !said_article && !titled)
        return STM_PAGE_LIST;
    if (n.pictures >= 5 && n.captions > 2 * n.prose)
        return STM_PAGE_GALLERY;
    if (n.prose < ARTICLE_WORDS)
        return n.prose > 0 && said_article ? STM_PAGE_STUMP : STM_PAGE_OTHER;
    return n.prose < STUMP_WORDS && n.links >= 5 ? STM_PAGE_STUMP : STM_PAGE_ARTICLE;
}
