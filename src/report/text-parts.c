// Lines of the report for a terminal: words, colours, wrapping.
#include "report/text.h"

#include "report/escape.h"
#include "report/wrap.h"

void stm_text_colour(stm_text *t, int code)
{
    if (t->options->colour)
        stm_buffer_print(&t->line, "\033[%dm", code);
}

void stm_text_plain(stm_text *t)
{
    stm_text_colour(t, 0);
}

void stm_text_say(stm_text *t, const char *words)
{
    stm_buffer_put_string(&t->line, words);
}

void stm_text_page(stm_text *t, stm_view words)
{
    stm_escape_terminal(&t->line, words);
}

void stm_text_end_line(stm_text *t, unsigned first, unsigned rest)
{
    stm_wrap(t->to, t->width, first, rest, stm_buffer_view(&t->line));
    t->line.size = 0;
}

void stm_text_heading(stm_text *t, const char *words)
{
    stm_buffer_put_byte(t->to, '\n');
    stm_text_colour(t, STM_TEXT_BOLD);
    stm_text_say(t, words);
    stm_text_plain(t);
    stm_text_end_line(t, 0, 0);
}

// The line in place of those that are not shown.
void stm_text_say_more(stm_text *t, size_t hidden)
{
    if (hidden == 0)
        return;
    stm_buffer_print(&t->line, "… and %zu more; --html, --markdown and --json have them all", hidden);
    stm_text_end_line(t, 2, 6);
}

size_t stm_text_beyond_most(size_t n)
{
    return n > STM_TEXT_MOST ? n - STM_TEXT_MOST : 0;
}

void stm_text_say_count(stm_text *t, size_t n, const char *one, const char *many)
{
    stm_buffer_put(&t->line, stm_words_of_count(t->arena, n, one, many));
}

// The articles of a statement's mentions, each once: "A + B; C" where A and B are of one origin.
void stm_text_say_articles(stm_text *t, const stm_mention *mentions, uint32_t n)
{
    uint32_t narticles;
    const uint32_t *order = stm_words_by_article(t->arena, mentions, n, &narticles);
    for (uint32_t i = 0; i < narticles; i++) {
        stm_text_say(t, i == 0 ? "" : stm_words_between(&mentions[order[i - 1]], &mentions[order[i]]));
        stm_text_page(t, t->names[mentions[order[i]].document]);
    }
}
