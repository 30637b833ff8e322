// The further sections of an HTML report on one story: where the accounts differ, wordings side by side, what only one has, names,
// times, who takes from whom, origins.
#include "report/html.h"

enum { PAIRS_MOST = 10 }; // that share prose and are shown at once

static const char *relation_class(stm_difference_relation relation)
{
    return relation == STM_CONFLICT ? "bad" : relation == STM_COMPATIBLE || relation == STM_SCOPE ? "" : "warn";
}

static void put_speaker_and_time(stm_html *h, const stm_mention *m)
{
    if (m->speaker.size > 0) {
        stm_html_raw(h, " — ");
        stm_html_page(h, stm_words_of_sayer(h->arena, m));
    }
    if (m->as_of.size > 0) {
        stm_html_raw(h, " <span class=\"note\">as of ");
        stm_html_page(h, stm_words_of_time(h->arena, m->as_of));
        stm_html_raw(h, "</span>");
    }
}

// A side that gives a value: an account a row, each in its own words.
static void put_side_of_value(stm_html *h, const stm_difference *d, const stm_side *side)
{
    stm_buffer_print(h->to, "<tr><th scope=\"rowgroup\" rowspan=\"%u\" class=\"value\">", (unsigned)side->nmentions);
    stm_html_page(h, side->value);
    stm_html_raw(h, " <span class=\"note\">");
    stm_html_count(h, side->norigins, "origin", "origins");
    stm_html_raw(h, "</span></th>");
    for (uint32_t i = 0; i < side->nmentions; i++) {
        const stm_mention *m = &d->mentions[side->mentions[i]];
        stm_html_raw(h, i > 0 ? "<tr><td>" : "<td>");
        stm_html_link(h, m);
        stm_html_raw(h, "</td><td dir=\"auto\">");
        stm_html_context(h, m, STM_AROUND_SIDE);
        put_speaker_and_time(h, m);
        stm_html_raw(h, "</td></tr>\n");
    }
}

// A side that is words: its accounts, and the words once.
static void put_side_of_words(stm_html *h, const stm_difference *d, const stm_side *side)
{
    stm_mention *mentions = stm_arena_take_array(h->arena, side->nmentions, sizeof *mentions);
    for (uint32_t i = 0; i < side->nmentions; i++)
        mentions[i] = d->mentions[side->mentions[i]];
    stm_html_raw(h, "<tr><th scope=\"row\">");
    stm_html_links(h, mentions, side->nmentions);
    stm_html_raw(h, "</th><td dir=\"auto\"><q>");
    stm_html_page(h, stm_words_of_mention(h->arena, h->findings, &mentions[0]));
    stm_html_raw(h, "</q>");
    put_speaker_and_time(h, &mentions[0]);
    stm_html_raw(h, "</td></tr>\n");
}

static void put_difference(stm_html *h, const stm_difference *d)
{
    stm_buffer_print(h->to, "<div class=\"difference%s\" id=\"%s\">\n<h%d dir=\"auto\">", d->relation == STM_COMPATIBLE ? " small" : "",
                     d->id, h->level + 1);
    stm_html_page(h, d->what);
    stm_buffer_print(h->to, " <span class=\"tag %s\">%s</span></h%d>\n", relation_class(d->relation), stm_words_of_relation(d),
                     h->level + 1);
    uint32_t nsides;
    const stm_side *sides = stm_words_of_sides(h->arena, h->findings, d, &nsides);
    bool values = false;
    for (uint32_t i = 0; i < nsides; i++)
        values = values || sides[i].value.size > 0;
    stm_buffer_print(h->to, "<div class=\"scroll\"><table class=\"stack sides\"><thead><tr>%s<th scope=\"col\">Account</th><th "
                            "scope=\"col\">Words</th></tr></thead>\n", values ? "<th scope=\"col\">Value</th>" : "");
    for (uint32_t i = 0; i < nsides; i++) {
        stm_html_raw(h, "<tbody>");
        if (values)
            put_side_of_value(h, d, &sides[i]);
        else
            put_side_of_words(h, d, &sides[i]);
        stm_html_raw(h, "</tbody>\n");
    }
    stm_html_raw(h, "</table></div>\n");
    stm_html_reasons(h, d->because, d->nbecause);
    stm_html_raw(h, "</div>\n");
}

static void put_differences(stm_html *h)
{
    stm_html_heading(h, "differences", "Where they differ");
    for (size_t i = 0; i < h->comparison->ndifferences; i++)
        put_difference(h, &h->comparison->differences[i]);
    if (h->comparison->ndifferences == 0)
        stm_html_raw(h, "<p>No difference was found.</p>\n");
    stm_html_section_end(h);
}

static void put_pieces(stm_html *h, const stm_statement *s, const stm_mention *m)
{
    size_t n;
    const stm_piece *pieces = stm_words_of_edits(h->arena, h->findings, s, m, &n);
    for (size_t i = 0; i < n; i++) {
        const char *element = pieces[i].kind == STM_PIECE_CUT ? "del" : "ins";
        if (i > 0 && !stm_words_closes(pieces[i].words))
            stm_html_raw(h, " ");
        if (pieces[i].kind != STM_PIECE_SAME)
            stm_buffer_print(h->to, "<%s>", element);
        stm_html_page(h, pieces[i].words);
        if (pieces[i].kind != STM_PIECE_SAME)
            stm_buffer_print(h->to, "</%s>", element);
    }
}

static void put_reading(stm_html *h, const stm_statement *s, const stm_reading *reading, bool full)
{
    const stm_mention *m = &s->mentions[reading->mentions[0]];
    stm_buffer_print(h->to, "<figure class=\"wording%s\"><figcaption>", full ? " full" : "");
    for (uint32_t i = 0; i < reading->nmentions; i++) {
        stm_html_raw(h, i > 0 ? ", " : "");
        stm_html_link(h, &s->mentions[reading->mentions[i]]);
    }
    stm_buffer_print(h->to, " · %s</figcaption><blockquote dir=\"auto\">", reading->label);
    if (full || !stm_form_as_said(m->form) || m->nedits == 0)
        stm_html_page(h, stm_words_of_mention(h->arena, h->findings, m));
    else
        put_pieces(h, s, m);
    stm_html_raw(h, "</blockquote></figure>\n");
}

static void put_wordings(stm_html *h)
{
    stm_html_heading(h, "wordings", "Quotations and their wordings");
    stm_html_raw(h, "<p class=\"note\">Against the fullest wording: <del>taken out</del>, <ins>put in</ins>; … where one begins later "
                    "or ends earlier.</p>\n");
    size_t shown = 0;
    for (size_t i = 0; i < h->comparison->nstatements; i++) {
        const stm_statement *s = &h->comparison->statements[i];
        if (!stm_words_varied(s))
            continue;
        shown++;
        stm_buffer_print(h->to, "<h%d id=\"w-%s\">", h->level + 1, s->id);
        stm_html_page(h, stm_words_of_speaker(h->arena, s->speaker));
        stm_buffer_print(h->to, "</h%d>\n<div class=\"wordings\">\n", h->level + 1);
        uint32_t n;
        const stm_reading *readings = stm_words_of_readings(h->arena, h->findings, s, &n);
        for (uint32_t k = 0; k < n; k++)
            put_reading(h, s, &readings[k], k == 0);
        stm_html_raw(h, "</div>\n");
    }
    if (shown == 0)
        stm_html_raw(h, "<p>No quotation stands in several articles in different words.</p>\n");
    stm_html_section_end(h);
}

static void put_only_one(stm_html *h)
{
    const stm_comparison *c = h->comparison;
    size_t n;
    const uint32_t *lone = stm_words_of_lone(h->arena, h->findings, c, &n);
    stm_html_heading(h, "only", "What only one has");
    for (size_t d = 0; d < c->story->ndocuments; d++) {
        bool open = false;
        for (size_t i = 0; i < n; i++) {
            const stm_statement *s = &c->statements[lone[i]];
            if (s->mentions[0].document != c->story->documents[d])
                continue;
            if (!open) {
                stm_buffer_print(h->to, "<h%d>", h->level + 1);
                stm_html_page(h, h->names[c->story->documents[d]]);
                stm_buffer_print(h->to, "</h%d>\n<ul>\n", h->level + 1);
            }
            open = true;
            stm_buffer_print(h->to, "<li id=\"%s\" dir=\"auto\">", s->id);
            stm_html_said(h, s, NULL);
            stm_html_raw(h, " <span class=\"links\"><a href=\"");
            stm_html_href(h, s->mentions[0].document, s->mentions[0].nspans > 0 ? s->mentions[0].spans[0] : (stm_span){0, 0});
            stm_html_raw(h, "\">there</a></span></li>\n");
        }
        stm_html_raw(h, open ? "</ul>\n" : "");
    }
    if (n == 0)
        stm_html_raw(h, "<p>Nothing that is worth a line of its own.</p>\n");
    stm_html_section_end(h);
}

static void put_pair(stm_html *h, const stm_pair *pair)
{
    stm_html_raw(h, "<tr><th scope=\"row\">");
    stm_html_page(h, stm_words_of_pair(h->arena, h->names, pair));
    stm_html_reasons(h, pair->because, pair->nbecause);
    stm_buffer_print(h->to, "</th><td class=\"num\">%u</td><td class=\"num\">%u</td><td class=\"num\">%u</td></tr>\n",
                     pair->words.prose, pair->words.longest_prose, pair->words.quoted);
}

// Many are folded: the tree says enough.
static void put_pairs(stm_html *h, size_t copies)
{
    bool folded = copies > PAIRS_MOST;
    if (folded)
        stm_buffer_print(h->to, "<details class=\"fold\"><summary>The %zu pairs that share prose</summary>\n", copies);
    stm_html_raw(h, "<div class=\"scroll\"><table><caption>Pairs that share narrative prose, in words shared</caption><thead><tr>"
                    "<th scope=\"col\">Pair</th><th scope=\"col\" class=\"num\">Prose</th><th scope=\"col\" class=\"num\">"
                    "Longest run</th><th scope=\"col\" class=\"num\">Quoted</th></tr></thead><tbody>\n");
    for (uint32_t i = h->pairs.begins[h->story]; i < h->pairs.begins[h->story + 1]; i++)
        if (h->pairs.pairs[i]->relation == STM_RELATION_COPY)
            put_pair(h, h->pairs.pairs[i]);
    stm_html_raw(h, folded ? "</tbody></table></div>\n</details>\n" : "</tbody></table></div>\n");
}

static void put_copies(stm_html *h)
{
    size_t quotes = 0, copies = 0;
    stm_html_heading(h, "copies", "Who takes from whom");
    stm_html_tree(h);
    for (uint32_t i = h->pairs.begins[h->story]; i < h->pairs.begins[h->story + 1]; i++) {
        quotes += h->pairs.pairs[i]->relation == STM_RELATION_QUOTES;
        copies += h->pairs.pairs[i]->relation == STM_RELATION_COPY;
    }
    if (copies > 0)
        put_pairs(h, copies);
    else
        stm_html_raw(h, "<p>No two articles share narrative prose.</p>\n");
    if (quotes > 0) {
        stm_html_raw(h, "<p class=\"note\">");
        stm_html_count(h, quotes, "pair shares", "pairs share");
        stm_html_raw(h, " only words that somebody said or published.</p>\n");
    }
    stm_html_section_end(h);
}

static void put_names(stm_html *h, const char *before, const uint32_t *documents, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        stm_buffer_print(h->to, "%s<a href=\"#a%u\">", i > 0 ? ", " : before, (unsigned)documents[i]);
        stm_html_page(h, h->names[documents[i]]);
        stm_html_raw(h, "</a>");
    }
}

static void put_origins(stm_html *h)
{
    const stm_comparison *c = h->comparison;
    stm_html_heading(h, "origins", "Origins found in this set");
    stm_html_raw(h, "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Origin</th><th scope=\"col\">Articles</th>"
                    "<th scope=\"col\" class=\"num\">Statements without a source if it is taken away</th>"
                    "<th scope=\"col\" class=\"num\">with one</th></tr></thead><tbody>\n");
    for (uint32_t o = 0; o < c->norigins; o++) {
        const stm_origin *origin = &c->origins[o];
        stm_html_raw(h, "<tr><th scope=\"row\">");
        stm_html_page(h, stm_words_of_origin(h->arena, h->findings, c, o));
        stm_html_reasons(h, origin->because, origin->nbecause);
        stm_html_raw(h, "</th><td>");
        put_names(h, "", origin->documents, origin->ndocuments);
        put_names(h, origin->ndocuments > 0 ? "; named by " : "named by ", origin->quoting, origin->nquoting);
        stm_buffer_print(h->to, "</td><td class=\"num\">%u</td><td class=\"num\">%u</td></tr>\n", origin->nlost, origin->nsingle);
    }
    stm_html_raw(h, "</tbody></table></div>\n");
    stm_html_section_end(h);
}

static void put_people(stm_html *h)
{
    const stm_comparison *c = h->comparison;
    size_t shown = 0;
    for (size_t i = 0; i < c->npeople; i++) {
        const stm_person *person = &c->people[i];
        uint32_t n;
        const stm_view *spellings = stm_words_of_spellings(h->arena, person, &n);
        if (n == 0)
            continue;
        if (shown++ == 0) {
            stm_html_heading(h, "people", "One name, several spellings");
            stm_html_raw(h, "<ul>\n");
        }
        stm_html_raw(h, "<li><b>");
        stm_html_page(h, person->name);
        stm_html_raw(h, "</b>: ");
        for (uint32_t s = 0; s < n; s++) {
            stm_html_raw(h, s > 0 ? ", " : "");
            stm_html_page(h, spellings[s]);
        }
        stm_html_raw(h, "</li>\n");
    }
    if (shown > 0) {
        stm_html_raw(h, "</ul>\n");
        stm_html_section_end(h);
    }
}

static void put_timeline(stm_html *h)
{
    const stm_comparison *c = h->comparison;
    size_t n;
    const uint32_t *times = stm_words_of_times(h->arena, h->findings, c, &n);
    if (n == 0)
        return;
    stm_html_heading(h, "timeline", "When, as several say");
    stm_html_raw(h, "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Time</th><th scope=\"col\">Statement</th></tr></thead>"
                    "<tbody>\n");
    for (size_t i = 0; i < n; i++) {
        const stm_statement *s = &c->statements[times[i]];
        stm_html_raw(h, "<tr><th scope=\"row\">");
        stm_html_page(h, stm_words_of_time(h->arena, s->mentions[0].date));
        stm_html_raw(h, "</th><td dir=\"auto\">");
        stm_html_said(h, s, NULL);
        stm_html_raw(h, " ");
        stm_html_links(h, s->mentions, s->nmentions);
        stm_html_raw(h, "</td></tr>\n");
    }
    stm_html_raw(h, "</tbody></table></div>\n");
    stm_html_section_end(h);
}

void stm_html_story(stm_html *h)
{
    const stm_story *story = h->comparison->story;
    stm_buffer_print(h->to, "<section id=\"story%zu\">\n", h->story);
    if (h->level > 2) {
        stm_html_raw(h, "<h2 dir=\"auto\">");
        stm_html_page(h, story->title.size > 0 ? story->title : STM_VIEW("A story without a title"));
        stm_html_raw(h, "</h2>\n");
    }
    h->leads = stm_words_of_leads(h->arena, h->findings, h->comparison);
    stm_html_numbers(h);
    stm_html_summary(h);
    if (h->findings->stories->nstories == 1)
        stm_html_gaps(h);
    stm_html_matrix(h);
    stm_html_shared(h);
    put_differences(h);
    put_wordings(h);
    put_only_one(h);
    put_people(h);
    put_timeline(h);
    put_copies(h);
    put_origins(h);
    stm_html_raw(h, "</section>\n");
}
