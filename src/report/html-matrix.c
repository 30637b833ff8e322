// Who has what, at a glance: a row a claim that stands on several origins, a column an article, the columns of one origin side by
// side. As in the apparatus of an edition, a sign says what a witness does with the words.
#include "report/html.h"

enum { ARTICLES_MOST = 16, ROWS_MOST = 24, TEXT_MOST = 110 }; // beyond these a table helps nobody; characters of a statement

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
    return (stm_form_as_said(m->form) ? 0 : 10) + (int)m->wording;
}

// The mention of an article that is nearest to the full words.
static const stm_mention *mention_of(const stm_claim *claim, uint32_t document)
{
    const stm_mention *best = NULL;
    for (uint32_t i = 0; i < claim->nmentions; i++)
        if (claim->mentions[i].document == document && (best == NULL || distance_of(&claim->mentions[i]) < distance_of(best)))
            best = &claim->mentions[i];
    return best;
}

// Reported speech; a translation; prose with other words whose origin is another.
static bool in_own_words(const stm_statement *first, const stm_mention *m)
{
    if (first->kind == STM_STATEMENT_QUOTE)
        return !stm_form_as_said(m->form) || m->wording == STM_WORDING_TRANSLATED;
    return m->wording > STM_WORDING_TRUNCATED && m->origin != first->mentions[first->fullest].origin;
}

static void put_cell(stm_html *h, const stm_claim *claim, uint32_t document)
{
    static const struct { const char *sign, *words; } same = {"●", "has it"}, cut = {"◐", "shortened"}, changed = {"≠", "changed"},
                                                      reported = {"○", "in words of its own"};
    const stm_mention *m = mention_of(claim, document);
    if (m == NULL) {
        stm_html_raw(h, "<td></td>");
        return;
    }
    const char *sign = same.sign, *words = same.words;
    if (in_own_words(&h->comparison->statements[claim->statements[0]], m))
        sign = reported.sign, words = reported.words;
    else if (m->wording == STM_WORDING_TRUNCATED)
        sign = cut.sign, words = cut.words;
    else if (m->wording != STM_WORDING_SAME)
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
        stm_buffer_print(h->to, "<th scope=\"col\"%s><span>", joined ? " class=\"joined\"" : joins ? " class=\"joined starts\"" : "");
        stm_html_page(h, h->names[columns->documents[i]]);
        stm_html_raw(h, joins ? " +</span></th>" : "</span></th>");
    }
    stm_html_raw(h, "</tr></thead>\n");
}

static void put_row(stm_html *h, const struct columns *columns, const stm_claim *claim)
{
    const stm_statement *s = &h->comparison->statements[claim->statements[0]];
    stm_buffer_print(h->to, "<tr><th scope=\"row\" dir=\"auto\"><a href=\"#%s\">", s->id);
    stm_html_page(h, stm_words_of_claim(h->arena, h->findings, s, h->leads[claim - h->comparison->claims], TEXT_MOST));
    stm_html_raw(h, "</a></th>");
    for (uint32_t i = 0; i < columns->n; i++)
        put_cell(h, claim, columns->documents[i]);
    stm_html_raw(h, "</tr>\n");
}

void stm_html_matrix(stm_html *h)
{
    const stm_comparison *c = h->comparison;
    size_t rows = 0;
    if (c->story->ndocuments > ARTICLES_MOST || c->nstanding < 2)
        return;
    struct columns columns = columns_of(h);
    for (size_t i = 0; i < c->nclaims && rows < ROWS_MOST; i++) {
        const stm_statement *first = &c->statements[c->claims[i].statements[0]];
        if (c->claims[i].norigins < 2 || stm_words_timed(first) || (c->claims[i].nstatements == 1 && stm_words_one(first)))
            continue;
        if (rows++ == 0) {
            stm_html_raw(h, "<div class=\"scroll\"><table class=\"matrix\"><caption>Who has what: ● in these words or as this figure, "
                            "◐ shortened, ≠ changed, ○ in words of its own. A + joins articles of one origin.</caption>\n");
            put_head(h, &columns);
            stm_html_raw(h, "<tbody>\n");
        }
        put_row(h, &columns, &c->claims[i]);
    }
    stm_html_raw(h, rows > 0 ? "</tbody></table></div>\n" : "");
}
