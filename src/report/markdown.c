// The report as Markdown (CommonMark with GitHub's tables), in the same order as the text for a terminal. Every word of a page
// goes through stm_escape_markdown(); tables where an editor compares, lists where he reads.
#include "report/escape.h"
#include "report/report.h"
#include "report/words.h"

typedef struct marking {
    const stm_findings *findings;
    const stm_comparison *comparison;
    const stm_view *names;
    stm_story_pairs pairs;
    stm_arena *arena;
    stm_buffer *to;
} marking;

static void say(marking *m, const char *markup)
{
    stm_buffer_put_string(m->to, markup);
}

static void quote_page(marking *m, stm_view words)
{
    stm_escape_markdown(m->to, words);
}

static void say_count(marking *m, size_t n, const char *one, const char *many)
{
    stm_buffer_put(m->to, stm_words_of_count(m->arena, n, one, many));
}

// "A + B; C" where A and B are of one origin.
static void say_articles(marking *m, const stm_mention *mentions, uint32_t n)
{
    uint32_t narticles;
    const uint32_t *order = stm_words_by_article(m->arena, mentions, n, &narticles);
    for (uint32_t i = 0; i < narticles; i++) {
        say(m, i == 0 ? "" : stm_words_between(&mentions[order[i - 1]], &mentions[order[i]]));
        quote_page(m, m->names[mentions[order[i]].document]);
    }
}

static void put_statement_text(marking *m, const stm_statement *s)
{
    quote_page(m, stm_words_of_statement(m->arena, m->findings, s, STM_ALL_WORDS));
}

// The other statements of a claim, in the words of each and with its own support.
static void put_also(marking *m, const stm_claim *claim, const stm_mention *lead, stm_map *told)
{
    uint32_t n;
    const uint32_t *also = stm_words_of_also(m->arena, m->findings, m->comparison, claim, lead, told, &n);
    for (uint32_t i = 0; i < n; i++) {
        const stm_statement *s = &m->comparison->statements[also[i]];
        stm_buffer_print(m->to, "<br>also (%u/%u): ", s->norigins, s->narticles);
        put_statement_text(m, s);
    }
}

static void put_shared(marking *m)
{
    const stm_mention **leads = stm_words_of_leads(m->arena, m->findings, m->comparison);
    stm_map told = stm_words_of_shown(m->arena, m->findings, m->comparison, leads);
    size_t shown = 0;
    say(m, "\n### What several have, by origins found in this set\n\nA + joins articles that count as one origin. Origins that "
           "name one outlet for a statement have it from one source.\n\n");
    for (size_t i = 0; i < m->comparison->nclaims; i++) {
        const stm_claim *claim = &m->comparison->claims[i];
        if (stm_words_timed(&m->comparison->statements[claim->statements[0]])) // has a section of its own
            continue;
        say(m, shown++ == 0 ? "| Origins | Sources | Articles | Statement | Found in |\n|---:|---:|---:|---|---|\n" : "");
        stm_buffer_print(m->to, "| %u | %u | %u | ", claim->norigins, claim->nsources, claim->narticles);
        quote_page(m, stm_words_of_claim(m->arena, m->findings, &m->comparison->statements[claim->statements[0]], leads[i], STM_ALL_WORDS));
        put_also(m, claim, leads[i], &told);
        say(m, " | ");
        say_articles(m, claim->mentions, claim->nmentions);
        say(m, " |\n");
    }
    say(m, shown == 0 ? "No statement stands in more than one article.\n" : "");
}

static void put_side(marking *m, const stm_difference *d, const stm_side *side)
{
    stm_mention *mentions = stm_arena_take_array(m->arena, side->nmentions, sizeof *mentions);
    for (uint32_t i = 0; i < side->nmentions; i++)
        mentions[i] = d->mentions[side->mentions[i]];
    say(m, "| ");
    quote_page(m, side->value);
    stm_buffer_print(m->to, " | %u | ", (unsigned)side->norigins);
    say_articles(m, mentions, side->nmentions);
    stm_context context = stm_words_around(m->arena, m->findings, &mentions[0], STM_AROUND_SIDE);
    bool within = side->value.size > 0;
    say(m, " | “");
    quote_page(m, within ? context.before : STM_VIEW(""));
    quote_page(m, context.words);
    quote_page(m, within ? context.after : STM_VIEW(""));
    say(m, "”");
    if (mentions[0].speaker.size > 0) {
        say(m, " — ");
        quote_page(m, stm_words_of_sayer(m->arena, &mentions[0]));
    }
    say(m, " |\n");
}

static void put_difference(marking *m, const stm_difference *d)
{
    say(m, "\n**");
    say(m, stm_words_of_relation(d));
    say(m, "**: ");
    quote_page(m, d->what);
    say(m, "\n\n| Value | Origins | Articles | Words |\n|---|---:|---|---|\n");
    uint32_t nsides;
    const stm_side *sides = stm_words_of_sides(m->arena, m->findings, d, &nsides);
    for (uint32_t k = 0; k < nsides; k++)
        put_side(m, d, &sides[k]);
    for (uint32_t k = d->nbecause - d->nstill; k < d->nbecause; k++) {
        say(m, "\n");
        quote_page(m, d->because[k]);
        say(m, ".\n");
    }
}

// Those that fit together last, a line each.
static void put_differences(marking *m)
{
    const stm_comparison *c = m->comparison;
    size_t small = 0;
    if (c->ndifferences > 0)
        say(m, "\n### Where they differ\n");
    for (size_t i = 0; i < c->ndifferences; i++)
        if (c->differences[i].relation != STM_COMPATIBLE)
            put_difference(m, &c->differences[i]);
    for (size_t i = 0; i < c->ndifferences; i++) {
        if (c->differences[i].relation != STM_COMPATIBLE)
            continue;
        say(m, small++ == 0 ? "\nGiven more or less exactly, and fit together:\n\n- " : "- ");
        quote_page(m, stm_words_of_difference(m->arena, m->findings, m->names, &c->differences[i]));
        say(m, "\n");
    }
}

static void put_reading(marking *m, const stm_statement *s, const stm_reading *reading)
{
    uint32_t first = reading->mentions[0];
    const stm_mention *mention = &s->mentions[first];
    size_t n = 0;
    bool marked = stm_form_as_said(mention->form) && first != s->fullest && mention->nedits > 0;
    const stm_piece *pieces = marked ? stm_words_of_edits(m->arena, m->findings, s, mention, &n) : NULL;
    say(m, "- ");
    for (uint32_t i = 0; i < reading->nmentions; i++) {
        say(m, i > 0 ? ", " : "");
        quote_page(m, m->names[s->mentions[reading->mentions[i]].document]);
    }
    say(m, " (");
    say(m, reading->label);
    say(m, "): ");
    if (!marked)
        quote_page(m, stm_words_of_mention(m->arena, m->findings, mention));
    for (size_t k = 0; k < n; k++) {
        const char *mark = pieces[k].kind == STM_PIECE_CUT ? "~~" : pieces[k].kind == STM_PIECE_PUT ? "**" : "";
        say(m, k > 0 ? " " : "");
        say(m, mark);
        quote_page(m, pieces[k].words);
        say(m, mark);
    }
    say(m, "\n");
}

static void put_wordings(marking *m)
{
    bool any = false;
    for (size_t i = 0; i < m->comparison->nstatements; i++) {
        const stm_statement *s = &m->comparison->statements[i];
        if (!stm_words_varied(s))
            continue;
        say(m, any ? "" : "\n### Quotations and their wordings\n\n~~taken out~~ and **put in**, against the fullest wording.\n");
        any = true;
        say(m, "\n");
        quote_page(m, stm_words_of_speaker(m->arena, s->speaker));
        say(m, ":\n\n");
        uint32_t n;
        const stm_reading *readings = stm_words_of_readings(m->arena, m->findings, s, &n);
        for (uint32_t k = 0; k < n; k++)
            put_reading(m, s, &readings[k]);
    }
}

static void put_only_one(marking *m)
{
    const stm_comparison *c = m->comparison;
    size_t n;
    const uint32_t *lone = stm_words_of_lone(m->arena, m->findings, c, &n);
    if (n == 0)
        return;
    say(m, "\n### What only one has\n");
    for (size_t d = 0; d < c->story->ndocuments; d++) {
        bool named = false;
        for (size_t i = 0; i < n; i++) {
            const stm_statement *s = &c->statements[lone[i]];
            if (s->mentions[0].document != c->story->documents[d])
                continue;
            if (!named) {
                say(m, "\n");
                quote_page(m, m->names[c->story->documents[d]]);
                say(m, ":\n\n");
            }
            named = true;
            say(m, "- ");
            put_statement_text(m, s);
            say(m, "\n");
        }
    }
}

static void put_timeline(marking *m)
{
    size_t n;
    const uint32_t *times = stm_words_of_times(m->arena, m->findings, m->comparison, &n);
    say(m, n > 0 ? "\n### When, as several say\n\n" : "");
    for (size_t i = 0; i < n; i++) {
        const stm_statement *s = &m->comparison->statements[times[i]];
        say(m, "- **");
        quote_page(m, stm_words_of_time(m->arena, s->mentions[0].date));
        say(m, "** ");
        put_statement_text(m, s);
        say(m, " (");
        say_articles(m, s->mentions, s->nmentions);
        say(m, ")\n");
    }
}

static void put_people(marking *m)
{
    const stm_comparison *c = m->comparison;
    bool any = false;
    for (size_t i = 0; i < c->npeople; i++) {
        uint32_t n;
        const stm_view *spellings = stm_words_of_spellings(m->arena, &c->people[i], &n);
        if (n == 0)
            continue;
        say(m, any ? "- **" : "\n### One name, several spellings\n\n- **");
        any = true;
        quote_page(m, c->people[i].name);
        say(m, "**: ");
        for (uint32_t s = 0; s < n; s++) {
            say(m, s > 0 ? ", " : "");
            quote_page(m, spellings[s]);
        }
        say(m, "\n");
    }
}

static void put_copies(marking *m)
{
    size_t story = (size_t)(m->comparison - m->findings->comparisons), copies = 0;
    say(m, "\n### Who takes from whom\n\n");
    for (uint32_t i = m->pairs.begins[story]; i < m->pairs.begins[story + 1]; i++) {
        const stm_pair *pair = m->pairs.pairs[i];
        if (pair->relation != STM_RELATION_COPY)
            continue;
        copies++;
        say(m, "- ");
        quote_page(m, stm_words_of_pair(m->arena, m->names, pair));
        for (uint32_t k = 0; k < pair->nbecause; k++) {
            say(m, k == 0 ? ": " : "; ");
            quote_page(m, pair->because[k]);
        }
        say(m, "\n");
    }
    say(m, copies == 0 ? "No two articles share narrative prose.\n" : "");
}

static void say_names(marking *m, const char *before, const uint32_t *documents, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        say(m, i > 0 ? ", " : before);
        quote_page(m, m->names[documents[i]]);
    }
}

static void put_origins(marking *m)
{
    const stm_comparison *c = m->comparison;
    say(m, "\n### Origins found in this set\n\n");
    for (uint32_t o = 0; o < c->norigins; o++) {
        say(m, "- ");
        const stm_origin *origin = &c->origins[o];
        quote_page(m, stm_words_of_origin(m->arena, m->findings, c, o));
        say_names(m, ": ", origin->documents, origin->ndocuments);
        say_names(m, origin->ndocuments > 0 ? "; named by " : ": named by ", origin->quoting, origin->nquoting);
        if (origin->nlost + origin->nsingle > 0)
            stm_buffer_print(m->to, "; statements without any source if it is taken away: %u, with one: %u", origin->nlost, origin->nsingle);
        say(m, "\n");
    }
}

static void put_summary(marking *m)
{
    stm_summary summary = stm_words_of_summary(m->arena, m->findings, m->names, (size_t)(m->comparison - m->findings->comparisons));
    for (size_t i = 0; i < STM_SUMMARY_PARTS; i++) {
        const stm_part *part = &summary.parts[i];
        if (part->nlines == 0)
            continue;
        say(m, "\n**");
        say(m, part->heading);
        say(m, "**\n\n");
        for (uint32_t k = 0; k < part->nlines; k++) {
            say(m, "- ");
            quote_page(m, part->lines[k].text);
            say(m, "\n");
        }
    }
}

static void put_story(marking *m)
{
    const stm_story *story = m->comparison->story;
    say(m, "\n## ");
    quote_page(m, story->title.size > 0 ? story->title : STM_VIEW("A story without a title"));
    say(m, "\n\n");
    say_count(m, story->ndocuments, "article", "articles");
    say(m, ", ");
    say_count(m, m->comparison->nstanding, "origin", "origins");
    say(m, " found in this set.\n");
    if (story->ndocuments == 1) {
        say(m, "\n");
        quote_page(m, m->names[story->documents[0]]);
        say(m, " alone tells it; nothing stands beside it.\n");
        return;
    }
    put_summary(m);
    put_shared(m);
    put_differences(m);
    put_wordings(m);
    put_only_one(m);
    put_timeline(m);
    put_people(m);
    put_copies(m);
    put_origins(m);
}

static void put_title(marking *m, const stm_article *a)
{
    stm_view url = a->canonical_url.size > 0 ? a->canonical_url : a->url;
    bool link = stm_escape_link_allowed(url) && stm_view_find_byte(url, '<') == STM_NOWHERE && stm_view_find_byte(url, '>') == STM_NOWHERE;
    say(m, link ? "[" : "");
    quote_page(m, a->title.size > 0 ? a->title : STM_VIEW("no headline"));
    if (!link)
        return;
    say(m, "](<");
    stm_buffer_put(m->to, url);
    say(m, ">)");
}

static void put_article(marking *m, size_t i)
{
    const stm_article *a = &m->findings->documents[i]->article;
    char published[STM_CIVIL_TEXT] = "no date";
    if (stm_civil_known(a->published))
        stm_civil_print(a->published, published);
    say(m, "| ");
    quote_page(m, m->names[i]);
    say(m, " | ");
    if (a->error.status != STM_OK) {
        say(m, "not read: ");
        quote_page(m, stm_view_of(a->error.message));
    } else if (a->text.size == 0) {
        say(m, "no article on this page");
    } else {
        put_title(m, a);
    }
    say(m, " | ");
    quote_page(m, stm_words_of_time(m->arena, stm_view_of(published)));
    say(m, " | ");
    for (size_t c = 0; c < a->ncredits; c++) {
        say(m, c > 0 ? ", " : "");
        quote_page(m, a->credits[c]);
    }
    say(m, " |\n");
}

stm_status stm_report_markdown(const stm_findings *findings, const stm_report_options *options, stm_buffer *to)
{
    (void)options;
    marking m = {.findings = findings, .arena = to->arena, .to = to};
    m.names = stm_words_of_articles(to->arena, findings);
    m.pairs = stm_words_of_pairs(to->arena, findings);
    size_t articles = 0;
    for (size_t i = 0; i < findings->ndocuments; i++)
        articles += findings->documents[i]->article.text.size > 0;
    say(&m, "# Accounts side by side\n\n");
    say_count(&m, articles, "article", "articles");
    say(&m, " in ");
    say_count(&m, findings->stories->nstories, "story", "stories");
    say(&m, ".\n");
    for (size_t i = 0; i < findings->ngaps; i++) {
        say(&m, i == 0 ? "\nMissing:\n\n- " : "- ");
        quote_page(&m, findings->gaps[i]);
        say(&m, "\n");
    }
    for (size_t i = 0; i < findings->stories->nstories; i++) {
        m.comparison = &findings->comparisons[i];
        put_story(&m);
    }
    say(&m, "\n## The articles\n\n| Article | Headline | Published | Credits |\n|---|---|---|---|\n");
    for (size_t i = 0; i < findings->ndocuments; i++)
        put_article(&m, i);
    return STM_OK;
}
