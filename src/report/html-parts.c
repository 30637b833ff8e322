// What the sections of an HTML report are made of: links to passages, a mention in its sentence, reasons.
#include "report/html.h"

void stm_html_href(stm_html *h, uint32_t document, stm_span span)
{
    stm_buffer_print(h->to, "#a%u-%u", (unsigned)document, (unsigned)span.begin);
}

void stm_html_count(stm_html *h, size_t n, const char *one, const char *many)
{
    stm_buffer_print(h->to, "%zu %s", n, n == 1 ? one : many);
}

void stm_html_heading(stm_html *h, const char *id, const char *words)
{
    stm_buffer_print(h->to,
                     "<section id=\"s%zu-%s\" aria-labelledby=\"s%zu-%s-h\">\n<h%d id=\"s%zu-%s-h\">%s</h%d>\n", h->story, id,
                     h->story, id, h->level, h->story, id, words, h->level);
}

void stm_html_section_end(stm_html *h)
{
    stm_html_raw(h, "</section>\n");
}

void stm_html_link(stm_html *h, const stm_mention *m)
{
    stm_html_raw(h, "<a href=\"");
    stm_html_href(h, m->document, m->nspans > 0 ? m->spans[0] : (stm_span){0, 0});
    stm_html_raw(h, "\">");
    stm_html_page(h, h->names[m->document]);
    stm_html_raw(h, "</a>");
}

static void put_numbered_link(stm_html *h, const stm_mention *m, uint32_t number)
{
    stm_html_raw(h, "<a href=\"");
    stm_html_href(h, m->document, m->nspans > 0 ? m->spans[0] : (stm_span){0, 0});
    stm_html_raw(h, "\" aria-label=\"");
    stm_html_page(h, h->names[m->document]);
    stm_buffer_print(h->to, ", place %u\">%u</a>", (unsigned)number, (unsigned)number);
}

// The articles of mentions: those of one origin in a frame, "name, 2, 3" for further mentions in one article.
void stm_html_links(stm_html *h, const stm_mention *mentions, uint32_t n)
{
    const uint32_t *order = stm_words_by_origin(h->arena, mentions, n);
    stm_html_raw(h, "<p class=\"links\">");
    for (uint32_t i = 0, again = 1; i < n; i++) {
        const stm_mention *m = &mentions[order[i]];
        const stm_mention *before = i > 0 ? &mentions[order[i - 1]] : NULL;
        bool same = before != NULL && before->document == m->document;
        bool joined = before != NULL && before->origin == m->origin;
        again = same ? again + 1 : 1;
        if (!joined)
            stm_html_raw(h, i > 0 ? "</span> <span class=\"origin\">" : "<span class=\"origin\">");
        else
            stm_html_raw(h, same ? ", " : " + ");
        if (same)
            put_numbered_link(h, m, again);
        else
            stm_html_link(h, m);
        if (m->form == STM_FORM_INDIRECT)
            stm_html_raw(h, " (reported)");
        if (m->via.size > 0) {
            stm_html_raw(h, " (names ");
            stm_html_page(h, m->via);
            stm_html_raw(h, ")");
        }
    }
    stm_html_raw(h, n > 0 ? "</span></p>\n" : "</p>\n");
}

void stm_html_reasons(stm_html *h, const stm_view *because, uint32_t n)
{
    if (n == 0)
        return;
    stm_html_raw(h, "<details class=\"why\"><summary>Why</summary><ul>");
    for (uint32_t i = 0; i < n; i++) {
        stm_html_raw(h, "<li>");
        stm_html_page(h, because[i]);
    }
    stm_html_raw(h, "</ul></details>\n");
}

// A mention in the words around it.
void stm_html_context(stm_html *h, const stm_mention *m, uint32_t most)
{
    stm_context context = stm_words_around(h->arena, h->findings, m, most);
    stm_html_page(h, context.before);
    stm_html_raw(h, "<b>");
    stm_html_page(h, context.words);
    stm_html_raw(h, "</b>");
    stm_html_page(h, context.after);
}

// A clause, and what its sentence says besides.
static void put_clause(stm_html *h, const stm_mention *m)
{
    stm_context context = stm_words_around(h->arena, h->findings, m, STM_AROUND_STATEMENT);
    const stm_view around[] = {context.before, context.after};
    for (int i = 0; i < 2; i++) {
        if (i > 0)
            stm_html_page(h, context.words);
        stm_html_raw(h, around[i].size > 1 ? "<span class=\"around\">" : "");
        stm_html_page(h, around[i]);
        stm_html_raw(h, around[i].size > 1 ? "</span>" : "");
    }
}

// What is stated: a quotation with its speaker, all else in a sentence.
void stm_html_said(stm_html *h, const stm_statement *s, const stm_mention *shown)
{
    const stm_mention *m = shown != NULL ? shown : &s->mentions[stm_words_best(h->findings, s->mentions, s->nmentions)];
    if (s->kind == STM_STATEMENT_FIGURE) {
        stm_html_context(h, m, STM_AROUND_STATEMENT);
        return;
    }
    if (s->kind == STM_STATEMENT_FACT) {
        put_clause(h, m);
        return;
    }
    bool quoted = stm_words_quoted(s);
    if (s->speaker.size > 0) {
        stm_html_raw(h, "<span class=\"speaker\">");
        stm_html_page(h, stm_words_of_speaker(h->arena, s->speaker));
        stm_html_raw(h, quoted ? "</span>: " : "</span>, as reported: ");
    }
    stm_html_raw(h, quoted ? "<q>" : "");
    stm_html_page(h, s->text);
    stm_html_raw(h, quoted ? "</q>" : "");
}
