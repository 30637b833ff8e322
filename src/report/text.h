// What the parts of the report for a terminal hand to each other.
#ifndef STM_REPORT_TEXT_H
#define STM_REPORT_TEXT_H

#include "report/words.h"

typedef struct stm_text {
    const stm_findings *findings;
    const stm_report_options *options;
    const stm_comparison *comparison;
    const stm_view *names;
    stm_story_pairs pairs;
    stm_arena *arena;
    stm_buffer *to;
    unsigned width;
    stm_buffer line; // being put together; escaped words, the program's own colours
} stm_text;

enum { STM_TEXT_MOST = 100 }; // lines of one kind; the other forms have all
enum { STM_TEXT_BOLD = 1, STM_TEXT_DIM = 2, STM_TEXT_RED = 31, STM_TEXT_GREEN = 32, STM_TEXT_YELLOW = 33, STM_TEXT_CYAN = 36 };

// text-parts.c: what is put on the line at hand, our own words and the page's; and the line's end, behind so many blanks.
void stm_text_colour(stm_text *t, int code); // nothing where the output has no colours
void stm_text_plain(stm_text *t);
void stm_text_say(stm_text *t, const char *words);
void stm_text_page(stm_text *t, stm_view words);
void stm_text_say_count(stm_text *t, size_t n, const char *one, const char *many);
// The articles of a statement's mentions, each once: "A + B; C" where A and B are of one origin.
void stm_text_say_articles(stm_text *t, const stm_mention *mentions, uint32_t n);
void stm_text_end_line(stm_text *t, unsigned first, unsigned rest);
void stm_text_heading(stm_text *t, const char *words);
// The line in place of those that are not shown.
void stm_text_say_more(stm_text *t, size_t hidden);
size_t stm_text_beyond_most(size_t n);

// text-sources.c: who takes from whom, and the origins.
void stm_text_copies(stm_text *t);
void stm_text_origins(stm_text *t);

#endif
