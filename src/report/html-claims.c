// The first sections of an HTML report on one story: it in numbers and in short, and what several accounts have.
#include "report/html.h"

static void put_support(stm_html *h, const stm_statement *s)
{
    stm_buffer_print(h->to, "<p class=\"note\">%s, ", stm_statement_kind_name(s->kind));
    stm_html_count(h, s->narticles, "article", "articles");
    if (s->nsources < s->norigins) {
        stm_html_raw(h, ", from ");
        stm_html_count(h, s->nsources, "source", "sources");
    }
    if (stm_words_varied(s))
        stm_buffer_print(h->to, ", <a href=\"#w-%s\">wordings differ</a>", s->id);
    stm_html_raw(h, "</p>\n");
    stm_html_reasons(h, s->because, s->nbecause);
}

// A statement that says what the claim's first does, with its own articles.
static void put_member(stm_html *h, const stm_statement *s)
{
    stm_buffer_print(h->to, "<li id=\"%s\">\n<p dir=\"auto\">", s->id);
    stm_html_said(h, s, NULL);
    stm_html_raw(h, "</p>\n<div class=\"row\">\n");
    stm_html_links(h, s->mentions, s->nmentions);
    put_support(h, s);
    stm_html_raw(h, "</div>\n</li>\n");
}

// What of the sentence shown not all of the claim's origins have.
static void put_lesser(stm_html *h, const stm_claim *claim, const stm_mention *lead)
{
    uint32_t n;
    const stm_lesser *lesser = stm_words_of_lesser(h->arena, h->findings, h->comparison, claim, lead, &n);
    for (uint32_t i = 0; i < n; i++) {
        stm_html_raw(h, i == 0 ? "<p class=\"note\">Of these with " : "; with ");
        stm_html_raw(h, "\xE2\x80\x9C");
        stm_html_page(h, stm_words_of_mention(h->arena, h->findings, lesser[i].mention));
        stm_html_raw(h, "\xE2\x80\x9D: ");
        stm_html_count(h, lesser[i].statement->norigins, "origin", "origins");
        stm_html_raw(h, ", ");
        stm_html_count(h, lesser[i].statement->narticles, "article", "articles");
    }
    stm_html_raw(h, n > 0 ? "</p>\n" : "");
}

static void put_claim(stm_html *h, const stm_claim *claim)
{
    const stm_statement *lead = &h->comparison->statements[claim->statements[0]];
    stm_buffer_print(h->to, "<li id=\"%s\">\n<p class=\"said\" dir=\"auto\">", lead->id);
    stm_html_said(h, lead, h->leads[claim - h->comparison->claims]);
    stm_html_raw(h, "</p>\n<div class=\"row\">\n");
    stm_html_links(h, claim->mentions, claim->nmentions);
    put_support(h, lead);
    stm_html_raw(h, "</div>\n");
    put_lesser(h, claim, h->leads[claim - h->comparison->claims]);
    if (claim->nstatements > 1) {
        stm_buffer_print(h->to, "<details class=\"also\"><summary>The same in other forms: %u</summary>\n<ul>\n",
                         (unsigned)claim->nstatements - 1);
        for (uint32_t i = 1; i < claim->nstatements; i++)
            put_member(h, &h->comparison->statements[claim->statements[i]]);
        stm_html_raw(h, "</ul></details>\n");
    }
    stm_html_raw(h, "</li>\n");
}

// Dates have a section of their own.
static bool shown(const stm_html *h, const stm_claim *claim)
{
    return !stm_words_timed(&h->comparison->statements[claim->statements[0]]);
}

// The claims of as many origins as that at `i`, from there on; gives the number behind the last.
static size_t put_group(stm_html *h, size_t i)
{
    const stm_comparison *c = h->comparison;
    uint32_t origins = c->claims[i].norigins;
    bool folded = origins == 1 && c->claims[0].norigins > 1; // copies of one text: there for who wants them, not in the way of what stands on several
    size_t n = 0, end = i;
    for (; end < c->nclaims && c->claims[end].norigins == origins; end++)
        n += shown(h, &c->claims[end]);
    if (n == 0)
        return end;
    stm_html_raw(h, folded ? "<details class=\"fold\"><summary>" : "");
    stm_buffer_print(h->to, "<h%d class=\"%s\">In %u %s <span class=\"note\">%zu</span></h%d>%s\n<ol class=\"statements\">\n",
                     h->level + 1, origins == 1 ? "warn" : "good", (unsigned)origins, origins == 1 ? "origin, printed by several" : "origins", n,
                     h->level + 1, folded ? "</summary>" : "");
    for (; i < end; i++)
        if (shown(h, &c->claims[i]))
            put_claim(h, &c->claims[i]);
    stm_html_raw(h, folded ? "</ol>\n</details>\n" : "</ol>\n");
    return end;
}

void stm_html_shared(stm_html *h)
{
    stm_html_heading(h, "shared", "What several accounts have");
    stm_html_raw(h,
                 "<p class=\"note\">Ordered by the number of origins found in this set. Accounts that take their prose from one "
                 "text count as one origin and stand in one frame. A number is evidence of independence, not of truth.</p>\n");
    for (size_t i = 0; i < h->comparison->nclaims;)
        i = put_group(h, i);
    if (h->comparison->nclaims == 0)
        stm_html_raw(h, "<p>No statement stands in more than one article.</p>\n");
    stm_html_section_end(h);
}

static void put_fact(stm_html *h, size_t n, const char *one, const char *many)
{
    stm_buffer_print(h->to, "<li><b>%zu</b>%s</li>\n", n, n == 1 ? one : many);
}

static void put_line(stm_html *h, const stm_line *line)
{
    stm_html_raw(h, "<li dir=\"auto\">");
    stm_html_page(h, line->text);
    if (line->id[0] != '\0')
        stm_buffer_print(h->to, " <a class=\"more\" href=\"#%s\">more</a>", line->id);
    stm_html_raw(h, "</li>\n");
}

void stm_html_summary(stm_html *h)
{
    stm_summary summary = stm_words_of_summary(h->arena, h->findings, h->names, h->story);
    bool any = false;
    for (size_t i = 0; i < STM_SUMMARY_PARTS; i++) {
        const stm_part *part = &summary.parts[i];
        if (part->nlines == 0)
            continue;
        stm_html_raw(h, any ? "" : "<div class=\"short\">\n");
        any = true;
        stm_buffer_print(h->to, "<h%d>%s</h%d>\n<ul>\n", h->level + 1, part->heading, h->level + 1);
        for (uint32_t k = 0; k < part->nlines; k++)
            put_line(h, &part->lines[k]);
        stm_html_raw(h, "</ul>\n");
    }
    stm_html_raw(h, any ? "</div>\n" : "");
}

void stm_html_numbers(stm_html *h)
{
    const stm_comparison *c = h->comparison;
    size_t all = 0, several = 0, differences = 0;
    for (size_t i = 0; i < c->nclaims; i++) {
        all += shown(h, &c->claims[i]);
        several += shown(h, &c->claims[i]) && c->claims[i].norigins > 1;
    }
    for (size_t i = 0; i < c->ndifferences; i++)
        differences += c->differences[i].relation != STM_COMPATIBLE && c->differences[i].relation != STM_TRUNCATED;
    stm_html_raw(h, "<ul class=\"facts\">\n");
    put_fact(h, c->story->ndocuments, "article", "articles");
    put_fact(h, c->nstanding, "origin found in this set", "origins found in this set");
    put_fact(h, all, "statement in several articles", "statements in several articles");
    put_fact(h, several, "of them with several origins", "of them with several origins");
    put_fact(h, differences, "difference to ask about", "differences to ask about");
    stm_html_raw(h, "</ul>\n");
}
