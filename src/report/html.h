// What the parts of the HTML report hand to each other.
#ifndef STM_REPORT_HTML_H
#define STM_REPORT_HTML_H

#include "report/escape.h"
#include "report/words.h"

typedef struct stm_html {
    const stm_findings *findings;
    const stm_report_options *options;
    const stm_comparison *comparison; // of the story being put
    size_t story;                     // its number
    const stm_view *names;            // [ndocuments] of the articles
    stm_story_pairs pairs;
    const stm_mention **leads; // [nclaims] of the story being put, by which each claim is shown
    stm_arena *arena;
    stm_buffer *to;
    int level; // of the headings of sections: 2, or 3 where stories have headings of their own
} stm_html;

static inline void stm_html_raw(stm_html *h, const char *markup) { stm_buffer_put_string(h->to, markup); }
static inline void stm_html_page(stm_html *h, stm_view words) { stm_escape_html(h->to, words); }

// Every byte of an article at which a mention begins is an anchor: "a3-1042". Puts the link's href.
void stm_html_href(stm_html *h, uint32_t document, stm_span span);

// html-parts.c. A heading of h->level that opens a section with the id "sN-ID".
void stm_html_heading(stm_html *h, const char *id, const char *words);
void stm_html_section_end(stm_html *h);
void stm_html_count(stm_html *h, size_t n, const char *one, const char *many);
void stm_html_link(stm_html *h, const stm_mention *mention); // the article's name, a link to the passage
// The articles of mentions: those of one origin in a frame, "name, 2, 3" for further mentions in one article.
void stm_html_links(stm_html *h, const stm_mention *mentions, uint32_t n);
void stm_html_reasons(stm_html *h, const stm_view *because, uint32_t n);
void stm_html_context(stm_html *h, const stm_mention *mention, uint32_t most); // stm_words_around()
// `shown`: by which mention what is no quote is shown; NULL: the one that reads best.
void stm_html_said(stm_html *h, const stm_statement *statement, const stm_mention *shown);

// html.c: what is missing in the inputs.
void stm_html_gaps(stm_html *h);

// html-claims.c
void stm_html_numbers(stm_html *h);
void stm_html_summary(stm_html *h);
void stm_html_shared(stm_html *h);

// html-story.c: the sections of h->comparison.
void stm_html_story(stm_html *h);
// html-matrix.c: who has what as a table; nothing for many articles, or where nothing stands on two origins.
void stm_html_matrix(stm_html *h);
// html-articles.c: the articles with what is marked in them.
void stm_html_articles(stm_html *h);
// tree.c: who takes from whom, drawn or as a list; nothing where nothing is copied.
void stm_html_tree(stm_html *h);

#endif
