// The articles of an HTML report, with shared prose, quotations and figures marked and an anchor wherever a mention begins.
//
// A sweep over the borders of all marked spans cuts a block into pieces; a piece carries the classes of the spans that cover it, so
// that spans may overlap as they like.
#include <stdlib.h>

#include "report/html.h"

enum { LAYER_PROSE, LAYER_QUOTE, LAYER_FIGURE, NLAYERS, LAYER_ANCHOR = NLAYERS };

typedef struct border {
    uint32_t at, document;
    int8_t layer, step; // +1 where a span begins, -1 where it ends
} border;


static void add_border(stm_vector *borders, uint32_t document, uint32_t at, int layer, int step)
{
    border *b = stm_vector_push(borders);
    *b = (border){at, document, (int8_t)layer, (int8_t)step};
}

static void mark(stm_vector *borders, uint32_t document, stm_span span, int layer)
{
    add_border(borders, document, span.begin, layer, 1);
    add_border(borders, document, span.end, layer, -1);
}

static void mark_notes(stm_vector *borders, const stm_findings *f)
{
    for (uint32_t d = 0; d < f->ndocuments; d++) {
        const stm_notes *notes = &f->documents[d]->notes;
        for (size_t i = 0; i < notes->nquotes; i++)
            for (uint32_t s = 0; s < notes->quotes[i].nspans; s++)
                if (!notes->quotes[i].scare && notes->quotes[i].kind != STM_QUOTE_INDIRECT)
                    mark(borders, d, notes->quotes[i].spans[s], LAYER_QUOTE);
        for (size_t i = 0; i < notes->nfigures; i++)
            mark(borders, d, notes->figures[i].span, LAYER_FIGURE);
    }
    for (size_t i = 0; i < f->reuse->npairs; i++) {
        const stm_pair *pair = &f->reuse->pairs[i];
        for (uint32_t p = 0; p < pair->npassages; p++)
            if (pair->passages[p].kind == STM_PASSAGE_PROSE) {
                mark(borders, pair->a, pair->passages[p].a, LAYER_PROSE);
                mark(borders, pair->b, pair->passages[p].b, LAYER_PROSE);
            }
    }
}

static void mark_anchors(stm_vector *borders, const stm_mention *mentions, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (mentions[i].nspans > 0)
            add_border(borders, mentions[i].document, mentions[i].spans[0].begin, LAYER_ANCHOR, 0);
}

static void mark_mentions(stm_vector *borders, const stm_findings *f)
{
    for (size_t s = 0; s < f->stories->nstories; s++) {
        const stm_comparison *c = &f->comparisons[s];
        for (size_t i = 0; i < c->nstatements; i++)
            mark_anchors(borders, c->statements[i].mentions, c->statements[i].nmentions);
        for (size_t i = 0; i < c->nclaims; i++)
            mark_anchors(borders, c->claims[i].mentions + c->claims[i].nmentions - c->claims[i].nown, c->claims[i].nown);
        for (size_t i = 0; i < c->ndifferences; i++)
            mark_anchors(borders, c->differences[i].mentions, c->differences[i].nmentions);
    }
}

static int by_place(const void *one, const void *two)
{
    const border *a = one, *b = two;
    if (a->document != b->document)
        return a->document < b->document ? -1 : 1;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->layer != b->layer ? a->layer - b->layer : a->step - b->step;
}

// Where the sweep through one article's borders stands.
struct sweep {
    const border *next, *end;
    int32_t open[NLAYERS];
};

// A piece of a block without borders inside; `anchor`: a mention begins with it.
static void put_piece(stm_html *h, const struct sweep *sweep, uint32_t document, stm_span span, bool anchor)
{
    static const char *const classes[NLAYERS] = {"p", "q", "f"};
    bool any = false;
    for (int layer = 0; layer < NLAYERS; layer++)
        any = any || sweep->open[layer] > 0;
    if (any || anchor) {
        stm_html_raw(h, "<span");
        if (anchor)
            stm_buffer_print(h->to, " id=\"a%u-%u\"", (unsigned)document, (unsigned)span.begin);
        for (int layer = 0, put = 0; layer < NLAYERS; layer++)
            if (sweep->open[layer] > 0)
                stm_buffer_print(h->to, "%s%s", put++ == 0 ? " class=\"" : " ", classes[layer]);
        stm_html_raw(h, any ? "\">" : ">");
    }
    stm_html_page(h, stm_view_in(h->findings->documents[document]->article.text, span));
    if (any || anchor)
        stm_html_raw(h, "</span>");
}

// The text of a block, and the borders that lie in or before it.
static void put_text(stm_html *h, struct sweep *sweep, uint32_t document, stm_span block)
{
    uint32_t at = block.begin;
    bool anchor = false;
    while (sweep->next < sweep->end && sweep->next->at < block.end) {
        const border *b = sweep->next;
        if (b->at > at) {
            put_piece(h, sweep, document, (stm_span){at, b->at}, anchor);
            at = b->at;
            anchor = false;
        }
        if (b->layer == LAYER_ANCHOR)
            anchor = anchor || b->at == at;
        else
            sweep->open[b->layer] += b->step;
        sweep->next++;
    }
    if (at < block.end)
        put_piece(h, sweep, document, (stm_span){at, block.end}, anchor);
}

static void put_meta(stm_html *h, const stm_article *a)
{
    char published[STM_CIVIL_TEXT] = "";
    stm_html_raw(h, "<p class=\"note\">");
    if (stm_civil_known(a->published))
        stm_civil_print(a->published, published);
    stm_html_raw(h, published[0] != '\0' ? published : "no date");
    for (size_t i = 0; i < a->nauthors; i++) {
        stm_html_raw(h, i == 0 ? " · by " : ", ");
        stm_html_page(h, a->authors[i]);
    }
    for (size_t i = 0; i < a->ncredits; i++) {
        stm_html_raw(h, i == 0 ? " · credits " : ", ");
        stm_html_page(h, a->credits[i]);
    }
    stm_html_raw(h, " · ");
    if (stm_escape_link_allowed(a->url)) {
        stm_html_raw(h, "<a rel=\"noreferrer nofollow\" href=\"");
        stm_html_page(h, a->url);
        stm_html_raw(h, "\">");
        stm_html_page(h, a->url);
        stm_html_raw(h, "</a>");
    } else {
        stm_html_page(h, a->input);
    }
    stm_html_raw(h, "</p>\n");
}

static bool language_tag(stm_view language)
{
    for (size_t i = 0; i < language.size; i++)
        if (!stm_is_letter(language.at[i]) && language.at[i] != '-')
            return false;
    return language.size >= 2 && language.size <= 12;
}

static void put_article(stm_html *h, uint32_t d, struct sweep *sweep)
{
    const stm_article *a = &h->findings->documents[d]->article;
    stm_buffer_print(h->to, "<article class=\"page\" id=\"a%u\"", (unsigned)d);
    if (language_tag(a->language)) {
        stm_html_raw(h, " lang=\"");
        stm_html_page(h, a->language);
        stm_html_raw(h, "\"");
    }
    stm_html_raw(h, ">\n<h3 dir=\"auto\"><span class=\"speaker\">");
    stm_html_page(h, h->names[d]);
    stm_html_raw(h, "</span>");
    if (a->nblocks == 0 || a->blocks[0].kind != STM_BLOCK_HEADLINE) { // else it stands in the text
        stm_html_raw(h, ": ");
        stm_html_page(h, a->title.size > 0 ? a->title : STM_VIEW("no headline"));
    }
    stm_html_raw(h, "</h3>\n");
    put_meta(h, a);
    if (a->error.status != STM_OK) {
        stm_html_raw(h, "<p class=\"bad\">Not read: ");
        stm_html_page(h, stm_view_of(a->error.message));
        stm_html_raw(h, "</p>\n");
    } else if (a->text.size == 0) {
        stm_buffer_print(h->to, "<p>No article on this page (%s).</p>\n", stm_page_kind_name(a->page));
    }
    stm_html_raw(h, "<div class=\"text\">\n");
    for (size_t i = 0; i < a->nblocks; i++) {
        stm_buffer_print(h->to, "<p class=\"%s\" dir=\"auto\">", stm_block_kind_name(a->blocks[i].kind));
        put_text(h, sweep, d, a->blocks[i].span);
        stm_html_raw(h, "</p>\n");
    }
    stm_html_raw(h, "</div>\n</article>\n");
}

void stm_html_articles(stm_html *h)
{
    stm_vector borders;
    stm_vector_init(&borders, h->arena, sizeof(border));
    mark_notes(&borders, h->findings);
    mark_mentions(&borders, h->findings);
    if (borders.n > 0)
        qsort(borders.items, borders.n, sizeof(border), by_place);
    const border *at = borders.items, *end = at + borders.n;
    stm_html_raw(h, "<section id=\"articles\" aria-labelledby=\"articles-h\">\n<h2 id=\"articles-h\">The articles</h2>\n"
                    "<p class=\"note legend\">Marked in them: <span class=\"p\">prose that stands in another article too</span>, "
                    "<span class=\"q\">quotations</span>, <span class=\"f\">figures</span>.</p>\n");
    for (uint32_t d = 0; d < h->findings->ndocuments; d++) {
        struct sweep sweep = {at, at, {0}};
        while (sweep.end < end && sweep.end->document == d)
            sweep.end++;
        at = sweep.end;
        put_article(h, d, &sweep);
    }
    stm_html_raw(h, "</section>\n");
}
