// Who has what, at a glance: a row a statement that stands on several origins, a column an article, the columns of one origin side by
// side. As in the apparatus of an edition, a sign says what a witness does with the words.
#include "report/html.h"

#include "base/utf8.h"

enum { ARTICLES_MOST = 16, ROWS_MOST = 40, TEXT_MOST = 90 }; // beyond these a table helps nobody; characters of a statement

struct columns {
    const uint32_t *documents; // [n], those of one origin together
    const uint32_t *origins;   // [n]
    uint32_t n;
};

// The articles by origin, in the order of the origins, so that copies stand side by side.
static struct columns columns_of(stm_html *h)
{
    const stm_comparison *c = h->comparison;
    uint32_t *documents = stm_arena_take_array(h->arena, ARTICLES_MOST, sizeof *documents);
    uint32_t *origins = stm_arena_take_array(h->arena, ARTICLES_MOST, sizeof *origins), n = 0;
    for (uint32_t o = 0; o < c->norigins; o++)
        for (uint32_t i = 0; i < c->origins[o].ndocuments && n < ARTICLES_MOST; i++) {
            documents[n] = c->origins[o].documents[i];
            origins[n++] = o;
        }
    return (struct columns){documents, origins, n};
}

// How far a mention is from the full words: reported ones furthest.
static int distance_of(const stm_mention *m)
{
    return (m->form == STM_FORM_INDIRECT ? 10 : 0) + (int)m->wording;
}

// The mention of an article that is nearest to the full words.
static const stm_mention *mention_of(const stm_statement *s, uint32_t document)
{
    const stm_mention *best = NULL;
    for (uint32_t i = 0; i < s->nmentions; i++)
        if (s->mentions[i].document == document && (best == NULL || distance_of(&s->mentions[i]) < distance_of(best)))
            best = &s->mentions[i];
    return best;
}

static void put_cell(stm_html *h, const stm_statement *s, uint32_t document)
{
    static const struct { const char *sign, *words; } same = {"●", "has it"}, cut = {"◐", "shortened"}, changed = {"≠", "changed"},
                                                      reported = {"○", "reported"};
    const stm_mention *m = mention_of(s, document);
    if (m == NULL) {
        stm_html_raw(h, "<td></td>");
        return;
    }
    bool quote = s->kind == STM_STATEMENT_QUOTE;
    const char *sign = same.sign, *words = same.words;
    if (quote && m->form == STM_FORM_INDIRECT)
        sign = reported.sign, words = reported.words;
    else if (quote && m->wording == STM_WORDING_TRUNCATED)
        sign = cut.sign, words = cut.words;
    else if (quote && m->wording != STM_WORDING_SAME)
        sign = changed.sign, words = changed.words;
    stm_html_raw(h, "<td><a href=\"");
    stm_html_href(h, document, m->nspans > 0 ? m->spans[0] : (stm_span){0, 0});
    stm_html_raw(h, "\" aria-label=\"");
    stm_html_page(h, h->names[document]);
    stm_buffer_print(h->to, ": %s\">%s</a></td>", words, sign);
}

static void put_head(stm_html *h, const struct columns *columns)
{
    stm_html_raw(h, "<thead><tr><td></td>");
    for (uint32_t i = 0; i < columns->n; i++) {
        bool joined = i > 0 && columns->origins[i] == columns->origins[i - 1];
        bool joins = i + 1 < columns->n && columns->origins[i] == columns->origins[i + 1];
        stm_buffer_print(h->to, "<th scope=\"col\"%s><span>", joined || joins ? " class=\"joined\"" : "");
        stm_html_page(h, h->names[columns->documents[i]]);
        stm_html_raw(h, joins ? " +</span></th>" : "</span></th>");
    }
    stm_html_raw(h, "</tr></thead>\n");
}

static void put_row(stm_html *h, const struct columns *columns, const stm_statement *s)
{
    size_t at = 0, n = 0;
    while (at < s->text.size && n++ < TEXT_MOST)
        stm_utf8_next(s->text, &at);
    stm_buffer_print(h->to, "<tr><th scope=\"row\" dir=\"auto\"><a href=\"#%s\">", s->id);
    stm_html_page(h, stm_view_upto(s->text, at));
    stm_html_raw(h, at < s->text.size ? "…</a></th>" : "</a></th>");
    for (uint32_t i = 0; i < columns->n; i++)
        put_cell(h, s, columns->documents[i]);
    stm_html_raw(h, "</tr>\n");
}

void stm_html_matrix(stm_html *h)
{
    const stm_comparison *c = h->comparison;
    size_t rows = 0;
    if (c->story->ndocuments > ARTICLES_MOST || c->norigins < 2)
        return;
    struct columns columns = columns_of(h);
    for (size_t i = 0; i < c->nstatements && rows < ROWS_MOST; i++) {
        if (c->statements[i].norigins < 2)
            continue;
        if (rows++ == 0) {
            stm_html_raw(h, "<div class=\"scroll\"><table class=\"matrix\"><caption>Who has what: ● in these words or as this figure, "
                            "◐ shortened, ≠ changed, ○ reported. A + joins articles of one origin.</caption>\n");
            put_head(h, &columns);
            stm_html_raw(h, "<tbody>\n");
        }
        put_row(h, &columns, &c->statements[i]);
    }
    stm_html_raw(h, rows > 0 ? "</tbody></table></div>\n" : "");
}
