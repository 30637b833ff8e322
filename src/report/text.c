// The report for a terminal, in the order in which an editor asks: how many stand on their own, what they agree on, where they
// differ, how quotations were changed, what only one has, who took from whom, and the articles.
#include "report/text.h"

// What a terminal is given; the other forms have all.
enum {
    SINGLE_MOST = 15, // statements that several print from one origin
    ALSO_MOST = 2,    // other statements of a claim
    ALSO_WORDS = 150, // characters of these
    QUOTE_MOST = 320, // characters of a quotation
};

// A mention in the words around it, told from these where it is a part of them.
static void put_context(stm_text *t, const stm_mention *m, uint32_t most, bool told)
{
    stm_context context = stm_words_around(t->arena, t->findings, m, most);
    const char *star = told && !t->options->colour ? "*" : "";
    stm_text_page(t, context.before);
    stm_text_say(t, star);
    stm_text_colour(t, STM_TEXT_BOLD);
    stm_text_page(t, context.words);
    stm_text_plain(t);
    stm_text_say(t, star);
    stm_text_page(t, context.after);
}

// What is stated: a quotation with its speaker, all else in a sentence.
static void put_shown_by(stm_text *t, const stm_statement *s, const stm_mention *m)
{
    if (s->kind == STM_STATEMENT_QUOTE)
        stm_text_page(t, stm_words_of_statement(t->arena, t->findings, s, QUOTE_MOST));
    else
        put_context(t, m, STM_AROUND_STATEMENT, s->kind == STM_STATEMENT_FIGURE);
}

static void put_statement_text(stm_text *t, const stm_statement *s)
{
    put_shown_by(t, s, &s->mentions[stm_words_best(t->findings, s->mentions, s->nmentions)]);
}

static void say_support(stm_text *t, uint32_t norigins, uint32_t nsources, uint32_t narticles)
{
    stm_text_colour(t, norigins > 1 ? STM_TEXT_GREEN : STM_TEXT_YELLOW);
    stm_text_say_count(t, norigins, "origin", "origins");
    stm_text_plain(t);
    if (nsources < norigins) {
        stm_text_say(t, " from ");
        stm_text_say_count(t, nsources, "source", "sources");
    }
    stm_text_say(t, ", ");
    stm_text_say_count(t, narticles, "article", "articles");
}

static void put_also(stm_text *t, const stm_claim *claim, const stm_mention *lead, stm_map *told)
{
    uint32_t n;
    const uint32_t *also = stm_words_of_also(t->arena, t->findings, t->comparison, claim, lead, told, &n);
    for (uint32_t i = 0; i < n && i < ALSO_MOST; i++) {
        const stm_statement *s = &t->comparison->statements[also[i]];
        stm_text_say(t, "also ");
        say_support(t, s->norigins, s->nsources, s->narticles);
        stm_text_say(t, ": ");
        stm_text_page(t, stm_words_of_statement(t->arena, t->findings, s, ALSO_WORDS));
        stm_text_end_line(t, 6, 8);
    }
}

// What of the sentence shown not all of the claim's origins have.
static void put_lesser(stm_text *t, const stm_claim *claim, const stm_mention *lead)
{
    uint32_t n;
    const stm_lesser *lesser = stm_words_of_lesser(t->arena, t->findings, t->comparison, claim, lead, &n);
    for (uint32_t i = 0; i < n && i < ALSO_MOST; i++) {
        const stm_statement *s = lesser[i].statement;
        stm_text_say(t, "of these with \xE2\x80\x9C");
        stm_text_page(t, stm_words_of_mention(t->arena, t->findings, lesser[i].mention));
        stm_text_say(t, "\xE2\x80\x9D: ");
        say_support(t, s->norigins, s->nsources, s->narticles);
        stm_text_end_line(t, 6, 8);
    }
}

static void put_claim(stm_text *t, const stm_claim *claim, const stm_mention *shown, stm_map *told)
{
    const stm_statement *lead = &t->comparison->statements[claim->statements[0]];
    say_support(t, claim->norigins, claim->nsources, claim->narticles);
    stm_text_say(t, ": ");
    put_shown_by(t, lead, shown);
    stm_text_end_line(t, 2, 6);
    stm_text_colour(t, STM_TEXT_DIM);
    stm_text_say_articles(t, claim->mentions, claim->nmentions);
    stm_text_say(t, stm_words_varied(lead) ? "; wordings differ, see below" : "");
    stm_text_plain(t);
    stm_text_end_line(t, 6, 6);
    put_lesser(t, claim, shown);
    put_also(t, claim, shown, told);
}

static void put_shared(stm_text *t)
{
    const stm_comparison *c = t->comparison;
    stm_text_heading(t, "WHAT SEVERAL HAVE, BY ORIGINS FOUND IN THIS SET");
    stm_text_colour(t, STM_TEXT_DIM);
    stm_text_say(t, "a + joins articles that count as one origin");
    stm_text_plain(t);
    stm_text_end_line(t, 2, 2);
    const stm_mention **leads = stm_words_of_leads(t->arena, t->findings, c);
    stm_map told = stm_words_of_shown(t->arena, t->findings, c, leads);
    size_t shown = 0, single = 0, hidden = 0;
    for (size_t i = 0; i < c->nclaims; i++) {
        const stm_claim *claim = &c->claims[i];
        if (stm_words_timed(&c->statements[claim->statements[0]]))
            continue;
        shown++;
        single += claim->norigins == 1;
        if (shown > STM_TEXT_MOST || single > SINGLE_MOST || (claim->nstatements == 1 && stm_words_one(&c->statements[claim->statements[0]])))
            hidden++;
        else
            put_claim(t, claim, leads[i], &told);
    }
    stm_text_say_more(t, hidden);
    if (shown == 0) {
        stm_text_say(t, "No statement stands in more than one article.");
        stm_text_end_line(t, 2, 2);
    }
}

static int relation_colour(stm_difference_relation relation)
{
    return relation == STM_CONFLICT ? STM_TEXT_RED : relation == STM_COMPATIBLE || relation == STM_SCOPE ? STM_TEXT_DIM : STM_TEXT_YELLOW;
}

// A side: its value where it gives one, the articles, and the words of the first of them.
static void put_side(stm_text *t, const stm_difference *d, const stm_side *side)
{
    stm_mention *mentions = stm_arena_take_array(t->arena, side->nmentions, sizeof *mentions);
    for (uint32_t i = 0; i < side->nmentions; i++)
        mentions[i] = d->mentions[side->mentions[i]];
    if (side->value.size > 0) {
        stm_text_colour(t, STM_TEXT_BOLD);
        stm_text_page(t, side->value);
        stm_text_plain(t);
        stm_text_say(t, "  ");
    }
    stm_text_say_articles(t, mentions, side->nmentions);
    stm_text_end_line(t, 6, 8);
    stm_text_say(t, "“");
    if (side->value.size > 0)
        put_context(t, &mentions[0], STM_AROUND_SIDE, true);
    else
        stm_text_page(t, stm_words_of_mention(t->arena, t->findings, &mentions[0]));
    stm_text_say(t, "”");
    if (mentions[0].speaker.size > 0) {
        stm_text_say(t, " — ");
        stm_text_page(t, stm_words_of_sayer(t->arena, &mentions[0]));
    }
    stm_text_end_line(t, 8, 10);
}

// The values that replaced each other, in order of publication.
static void put_course(stm_text *t, const stm_difference *d)
{
    if (d->relation != STM_UPDATE || d->ncourse < 2)
        return;
    stm_text_say(t, "in time: ");
    for (uint32_t i = 0; i < d->ncourse; i++) {
        const stm_mention *m = &d->mentions[d->course[i]];
        stm_text_say(t, i > 0 ? ", " : "");
        stm_text_page(t, stm_words_of_mention(t->arena, t->findings, m));
        stm_text_say(t, " (");
        stm_text_page(t, stm_words_of_time(t->arena, m->as_of));
        stm_text_say(t, ")");
    }
    stm_text_end_line(t, 6, 8);
}

static void put_sides(stm_text *t, const stm_difference *d)
{
    uint32_t nsides;
    const stm_side *sides = stm_words_of_sides(t->arena, t->findings, d, &nsides);
    for (uint32_t s = 0; s < nsides; s++)
        put_side(t, d, &sides[s]);
    put_course(t, d);
    for (uint32_t k = d->nbecause - d->nstill; k < d->nbecause; k++) {
        stm_text_page(t, d->because[k]);
        stm_text_end_line(t, 6, 8);
    }
}

// Days and names that fit together are only counted, and what the wordings below show is only named here.
static void put_differences(stm_text *t)
{
    const stm_comparison *c = t->comparison;
    size_t shown = 0, shortened = 0, exact = 0;
    for (size_t i = 0; i < c->ndifferences; i++) {
        const stm_difference *d = &c->differences[i];
        bool below = d->kind == STM_DIFFERENCE_QUOTE;
        bool small = d->relation == STM_COMPATIBLE, loose = stm_words_loose(d);
        shortened += below && d->relation == STM_TRUNCATED;
        exact += loose;
        if ((below && d->relation == STM_TRUNCATED) || loose || ++shown > STM_TEXT_MOST)
            continue;
        if (shown == 1)
            stm_text_heading(t, "WHERE THEY DIFFER");
        stm_text_colour(t, relation_colour(d->relation));
        stm_text_say(t, stm_words_of_relation(d));
        stm_text_plain(t);
        stm_text_say(t, "  ");
        stm_text_page(t, below ? stm_words_clip(t->arena, d->what, ALSO_WORDS) : small ? stm_words_of_difference(t->arena, t->findings, t->names, d) : d->what);
        stm_text_say(t, below ? " (see the wordings)" : "");
        stm_text_end_line(t, 2, 6);
        if (!below && !small)
            put_sides(t, d);
    }
    stm_text_say_more(t, stm_text_beyond_most(shown));
    if (shown > 0 && exact > 0) {
        stm_text_say_count(t, exact, "date or name is", "dates and names are");
        stm_text_say(t, " given more or less exactly; --html, --markdown and --json have them");
        stm_text_end_line(t, 2, 6);
    }
    if (shortened > 0) {
        stm_text_say_count(t, shortened, "quotation is", "quotations are");
        stm_text_say(t, " shortened, see the wordings");
        stm_text_end_line(t, 2, 6);
    }
}

static void put_pieces(stm_text *t, const stm_statement *s, const stm_mention *m)
{
    size_t n;
    const stm_piece *pieces = stm_words_of_edits(t->arena, t->findings, s, m, &n);
    for (size_t i = 0; i < n; i++) {
        const stm_piece *piece = &pieces[i];
        if (i > 0 && !stm_words_closes(piece->words))
            stm_text_say(t, " ");
        if (piece->kind != STM_PIECE_SAME) {
            stm_text_say(t, piece->kind == STM_PIECE_CUT ? "[-" : "{+");
            stm_text_colour(t, piece->kind == STM_PIECE_CUT ? STM_TEXT_RED : STM_TEXT_GREEN);
        }
        stm_text_page(t, piece->words);
        if (piece->kind != STM_PIECE_SAME) {
            stm_text_plain(t);
            stm_text_say(t, piece->kind == STM_PIECE_CUT ? "-]" : "+}");
        }
    }
}

static void put_reading(stm_text *t, const stm_statement *s, const stm_reading *reading)
{
    const stm_mention *m = &s->mentions[reading->mentions[0]];
    for (uint32_t i = 0; i < reading->nmentions; i++) {
        stm_text_say(t, i > 0 ? ", " : "");
        stm_text_page(t, t->names[s->mentions[reading->mentions[i]].document]);
    }
    stm_text_colour(t, STM_TEXT_DIM);
    stm_text_say(t, " (");
    stm_text_say(t, reading->label);
    stm_text_say(t, "): ");
    stm_text_plain(t);
    if (!stm_form_as_said(m->form) || reading->mentions[0] == s->fullest || m->nedits == 0)
        stm_text_page(t, stm_words_of_mention(t->arena, t->findings, m));
    else
        put_pieces(t, s, m);
    stm_text_end_line(t, 4, 8);
}

static void put_wordings(stm_text *t)
{
    size_t shown = 0;
    for (size_t i = 0; i < t->comparison->nstatements; i++) {
        const stm_statement *s = &t->comparison->statements[i];
        if (!stm_words_varied(s) || ++shown > STM_TEXT_MOST)
            continue;
        if (shown == 1) {
            stm_text_heading(t, "QUOTATIONS AND THEIR WORDINGS");
            stm_text_say(t, "[-taken out-] {+put in+}, against the fullest wording");
            stm_text_end_line(t, 2, 2);
        }
        stm_text_colour(t, STM_TEXT_CYAN);
        stm_text_page(t, stm_words_of_speaker(t->arena, s->speaker));
        stm_text_plain(t);
        stm_text_end_line(t, 2, 4);
        uint32_t n;
        const stm_reading *readings = stm_words_of_readings(t->arena, t->findings, s, &n);
        for (uint32_t k = 0; k < n; k++)
            put_reading(t, s, &readings[k]);
    }
    stm_text_say_more(t, stm_text_beyond_most(shown));
}

// Statements of one article each, article by article as the story has them.
static void put_only_one(stm_text *t)
{
    const stm_comparison *c = t->comparison;
    size_t n;
    const uint32_t *lone = stm_words_of_lone(t->arena, t->findings, c, &n);
    if (n == 0)
        return;
    stm_text_heading(t, "WHAT ONLY ONE HAS");
    for (size_t d = 0; d < c->story->ndocuments; d++) {
        bool named = false;
        for (size_t i = 0; i < n; i++) {
            const stm_statement *s = &c->statements[lone[i]];
            if (s->mentions[0].document != c->story->documents[d])
                continue;
            if (!named) {
                stm_text_colour(t, STM_TEXT_CYAN);
                stm_text_page(t, t->names[c->story->documents[d]]);
                stm_text_plain(t);
                stm_text_end_line(t, 2, 4);
            }
            named = true;
            stm_text_say(t, "- ");
            put_statement_text(t, s);
            stm_text_end_line(t, 4, 6);
        }
    }
}

static void put_timeline(stm_text *t)
{
    const stm_comparison *c = t->comparison;
    size_t n;
    const uint32_t *times = stm_words_of_times(t->arena, t->findings, c, &n);
    if (n > 0)
        stm_text_heading(t, "WHEN, AS SEVERAL SAY");
    for (size_t i = 0; i < n && i < STM_TEXT_MOST; i++) {
        const stm_statement *s = &c->statements[times[i]];
        stm_text_colour(t, STM_TEXT_CYAN);
        stm_text_page(t, stm_words_of_time(t->arena, s->mentions[0].date));
        stm_text_plain(t);
        stm_text_say(t, "  ");
        put_statement_text(t, s);
        stm_text_say(t, "  ");
        stm_text_colour(t, STM_TEXT_DIM);
        stm_text_say_articles(t, s->mentions, s->nmentions);
        stm_text_plain(t);
        stm_text_end_line(t, 2, 6);
    }
}

static void put_people(stm_text *t)
{
    const stm_comparison *c = t->comparison;
    bool any = false;
    for (size_t i = 0; i < c->npeople; i++) {
        const stm_person *person = &c->people[i];
        uint32_t n;
        const stm_view *spellings = stm_words_of_spellings(t->arena, person, &n);
        if (n == 0)
            continue;
        if (!any)
            stm_text_heading(t, "ONE NAME, SEVERAL SPELLINGS");
        any = true;
        stm_text_page(t, person->name);
        stm_text_say(t, ": ");
        for (uint32_t s = 0; s < n; s++) {
            stm_text_say(t, s > 0 ? ", " : "");
            stm_text_page(t, spellings[s]);
        }
        stm_text_end_line(t, 2, 6);
    }
}

static void put_summary_of_story(stm_text *t)
{
    stm_summary summary = stm_words_of_summary(t->arena, t->findings, t->names, (size_t)(t->comparison - t->findings->comparisons));
    for (size_t i = 0; i < STM_SUMMARY_PARTS; i++) {
        const stm_part *part = &summary.parts[i];
        if (part->nlines == 0)
            continue;
        stm_text_colour(t, STM_TEXT_BOLD);
        stm_text_say(t, part->heading);
        stm_text_plain(t);
        stm_text_end_line(t, 2, 4);
        for (uint32_t k = 0; k < part->nlines; k++) {
            stm_text_say(t, "- ");
            stm_text_page(t, part->lines[k].text);
            stm_text_end_line(t, 4, 6);
        }
    }
}

static void put_story(stm_text *t)
{
    const stm_story *story = t->comparison->story;
    stm_buffer_put_byte(t->to, '\n');
    stm_text_colour(t, STM_TEXT_BOLD);
    stm_text_page(t, story->title.size > 0 ? story->title : STM_VIEW("A story without a title"));
    stm_text_plain(t);
    stm_text_end_line(t, 0, 2);
    stm_text_say_count(t, story->ndocuments, "article", "articles");
    stm_text_say(t, ", ");
    stm_text_say_count(t, t->comparison->nstanding, "origin", "origins");
    stm_text_say(t, " found in this set");
    stm_text_end_line(t, 0, 2);
    if (story->ndocuments == 1) {
        stm_text_page(t, t->names[story->documents[0]]);
        stm_text_say(t, " alone tells it; nothing stands beside it.");
        stm_text_end_line(t, 2, 2);
        return;
    }
    put_summary_of_story(t);
    put_shared(t);
    put_differences(t);
    put_wordings(t);
    put_only_one(t);
    put_timeline(t);
    put_people(t);
    stm_text_copies(t);
    stm_text_origins(t);
}

static void put_article(stm_text *t, size_t i)
{
    const stm_article *a = &t->findings->documents[i]->article;
    char published[STM_CIVIL_TEXT] = "no date";
    if (stm_civil_known(a->published))
        stm_civil_print(a->published, published);
    stm_text_page(t, t->names[i]);
    stm_text_say(t, ": ");
    if (a->error.status != STM_OK) {
        stm_text_colour(t, STM_TEXT_RED);
        stm_text_say(t, "not read: ");
        stm_text_page(t, stm_view_of(a->error.message));
        stm_text_plain(t);
    } else if (a->text.size == 0) {
        stm_text_say(t, "no article (page: ");
        stm_text_say(t, stm_page_kind_name(a->page));
        stm_text_say(t, ")");
    } else {
        stm_text_page(t, a->title.size > 0 ? a->title : STM_VIEW("no headline"));
        stm_text_say(t, ", ");
        stm_text_page(t, stm_words_of_time(t->arena, stm_view_of(published)));
        for (size_t c = 0; c < a->ncredits; c++) {
            stm_text_say(t, c == 0 ? ", credits " : " and ");
            stm_text_page(t, a->credits[c]);
        }
    }
    stm_text_end_line(t, 2, 6);
}

static void put_summary(stm_text *t)
{
    const stm_findings *f = t->findings;
    size_t articles = 0;
    for (size_t i = 0; i < f->ndocuments; i++)
        articles += f->documents[i]->article.text.size > 0;
    stm_text_say_count(t, articles, "article", "articles");
    stm_text_say(t, " in ");
    stm_text_say_count(t, f->stories->nstories, "story", "stories");
    if (stm_civil_known(f->now)) {
        char now[STM_CIVIL_TEXT];
        stm_civil_print(f->now, now);
        stm_text_say(t, ", as of ");
        stm_text_page(t, stm_words_of_time(t->arena, stm_view_of(now)));
    }
    stm_text_end_line(t, 0, 2);
    for (size_t i = 0; i < f->ngaps; i++) {
        stm_text_colour(t, STM_TEXT_YELLOW);
        stm_text_say(t, "missing: ");
        stm_text_page(t, f->gaps[i]);
        stm_text_plain(t);
        stm_text_end_line(t, 0, 2);
    }
}

stm_status stm_report_text(const stm_findings *findings, const stm_report_options *options, stm_buffer *to)
{
    stm_text t = {.findings = findings, .options = options, .arena = to->arena, .to = to};
    t.width = options->width > 0 ? options->width : 80;
    t.names = stm_words_of_articles(to->arena, findings);
    t.pairs = stm_words_of_pairs(to->arena, findings);
    stm_buffer_init(&t.line, to->arena, 0);
    put_summary(&t);
    for (size_t i = 0; i < findings->stories->nstories; i++) {
        t.comparison = &findings->comparisons[i];
        put_story(&t);
    }
    if (findings->ndocuments > 0)
        stm_text_heading(&t, "THE ARTICLES");
    for (size_t i = 0; i < findings->ndocuments; i++)
        put_article(&t, i);
    return STM_OK;
}
