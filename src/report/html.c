// The report as one self-contained HTML page: no script, no address fetched, its own style by hash.
//
// The page is for an editor: how many accounts stand on their own, what they agree on, where they differ, what was done to each
// quotation, what only one has, who takes from whom, and the articles themselves, to which every mention is a link.
#include "report/html.h"

#include "base/hash.h"

stm_view stm_html_style(void); // style.css, embedded by the build

static void put_contents(stm_html *h)
{
    static const char *const sections[][2] = {
        {"shared", "What several have"}, {"differences", "Differences"}, {"wordings", "Wordings"},
        {"only", "What only one has"}, {"copies", "Who takes from whom"}, {"origins", "Origins"},
    };
    stm_html_raw(h, "<nav class=\"contents\" aria-label=\"Contents\"><ul>\n");
    if (h->findings->stories->nstories == 1)
        for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
            stm_buffer_print(h->to, "<li><a href=\"#s0-%s\">%s</a></li>\n", sections[i][0], sections[i][1]);
    for (size_t i = 0; h->findings->stories->nstories > 1 && i < h->findings->stories->nstories; i++) {
        stm_buffer_print(h->to, "<li><a href=\"#story%zu\">", i);
        stm_view title = h->findings->stories->stories[i].title;
        stm_html_page(h, title.size > 0 ? title : STM_VIEW("A story without a title"));
        stm_html_raw(h, "</a></li>\n");
    }
    stm_html_raw(h, "<li><a href=\"#articles\">Articles</a></li>\n</ul></nav>\n");
}

static void put_head(stm_html *h, stm_view title)
{
    unsigned char digest[STM_SHA256_SIZE];
    char sum[45];
    stm_sha256_of(stm_html_style(), digest);
    stm_sha256_print_base64(digest, sum);
    stm_html_raw(h, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    stm_buffer_print(h->to,
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-%s'; img-src "
                     "data:; base-uri 'none'; form-action 'none'\">\n",
                     sum);
    stm_html_raw(h, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" "
                    "content=\"no-referrer\">\n<meta name=\"generator\" content=\"stemma " STM_VERSION "\">\n<title>");
    stm_html_page(h, title);
    stm_html_raw(h, "</title>\n<style>");
    stm_buffer_put(h->to, stm_html_style());
    stm_html_raw(h, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the report</a>\n");
}

void stm_html_gaps(stm_html *h)
{
    if (h->findings->ngaps == 0)
        return;
    stm_html_raw(h, "<aside class=\"gaps\" aria-labelledby=\"gaps-h\"><h2 id=\"gaps-h\">What this report does not know</h2>\n<ul>\n");
    for (size_t i = 0; i < h->findings->ngaps; i++) {
        stm_html_raw(h, "<li>");
        stm_html_page(h, h->findings->gaps[i]);
        stm_html_raw(h, "</li>\n");
    }
    stm_html_raw(h, "</ul></aside>\n");
}

static void put_footer(stm_html *h)
{
    stm_html_raw(h, "<footer>\n<p>Made by stemma " STM_VERSION " from these inputs (SHA-256):</p>\n<ul class=\"plain\">\n");
    for (size_t i = 0; i < h->findings->nsources; i++) {
        char sum[STM_SHA256_TEXT];
        stm_sha256_print(h->findings->sources[i].sha256, sum);
        stm_html_raw(h, "<li>");
        stm_html_page(h, h->findings->sources[i].input);
        if (h->findings->sources[i].error.status == STM_OK)
            stm_buffer_print(h->to, " <code>%s</code>", sum);
        stm_html_raw(h, "</li>\n");
    }
    stm_html_raw(h, "</ul>\n<p>It shows what the articles say and where they say it. What is so is for the reader to judge.</p>\n"
                    "</footer>\n</body>\n</html>\n");
}

stm_status stm_report_html(const stm_findings *findings, const stm_report_options *options, stm_buffer *to)
{
    size_t nstories = findings->stories->nstories;
    stm_html h = {.findings = findings, .options = options, .arena = to->arena, .to = to, .level = nstories > 1 ? 3 : 2};
    h.names = stm_words_of_articles(to->arena, findings);
    h.pairs = stm_words_of_pairs(to->arena, findings);
    stm_view title = nstories == 1 ? findings->stories->stories[0].title : STM_VIEW("Accounts side by side");
    title = title.size > 0 ? title : STM_VIEW("A story without a title");
    put_head(&h, title);
    stm_html_raw(&h, "<header class=\"top\">\n<p class=\"kicker\">Stemma · accounts side by side");
    if (stm_civil_known(findings->now)) {
        char now[STM_CIVIL_TEXT];
        stm_civil_print(findings->now, now);
        stm_html_raw(&h, " · as of ");
        stm_html_page(&h, stm_words_of_time(h.arena, stm_view_of(now)));
    }
    stm_html_raw(&h, "</p>\n<h1 dir=\"auto\">");
    stm_html_page(&h, title);
    stm_html_raw(&h, "</h1>\n");
    if (nstories != 1) // else they stand behind its summary
        stm_html_gaps(&h);
    stm_html_raw(&h, "</header>\n");
    put_contents(&h);
    stm_html_raw(&h, "<main id=\"main\">\n");
    for (h.story = 0; h.story < nstories; h.story++) {
        h.comparison = &findings->comparisons[h.story];
        stm_html_story(&h);
    }
    stm_html_articles(&h);
    stm_html_raw(&h, "</main>\n");
    put_footer(&h);
    return STM_OK;
}
