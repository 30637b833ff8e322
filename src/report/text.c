// The report for a terminal, in the order in which an editor asks: how many stand on their own, what they agree on, where they
// differ, how quotations were changed, what only one has, who took from whom, and the articles.
#include "report/escape.h"
#include "report/report.h"
#include "report/words.h"
#include "report/wrap.h"

typedef struct texting {
    const stm_findings *findings;
    const stm_report_options *options;
    const stm_comparison *comparison;
    const stm_view *names;
    stm_story_pairs pairs;
    stm_arena *arena;
    stm_buffer *to;
    unsigned width;
    stm_buffer line; // being put together; escaped words, the program's own colours
} texting;

// What a terminal is given; the other forms have all.
enum {
    MOST = 100,       // lines of one kind
    SINGLE_MOST = 15, // statements that several print from one origin
    ALSO_MOST = 2,    // other statements of a claim
    ALSO_WORDS = 150, // characters of these
};
enum { BOLD = 1, DIM = 2, RED = 31, GREEN = 32, YELLOW = 33, CYAN = 36 };

static void colour(texting *t, int code)
{
    if (t->options->colour)
        stm_buffer_print(&t->line, "\033[%dm", code);
}

static void plain(texting *t)
{
    colour(t, 0);
}

static void say(texting *t, const char *words)
{
    stm_buffer_put_string(&t->line, words);
}

static void quote_page(texting *t, stm_view words)
{
    stm_escape_terminal(&t->line, words);
}

static void end_line(texting *t, unsigned first, unsigned rest)
{
    stm_wrap(t->to, t->width, first, rest, stm_buffer_view(&t->line));
    t->line.size = 0;
}

static void heading(texting *t, const char *words)
{
    stm_buffer_put_byte(t->to, '\n');
    colour(t, BOLD);
    say(t, words);
    plain(t);
    end_line(t, 0, 0);
}

// The line in place of those that are not shown.
static void say_more(texting *t, size_t hidden)
{
    if (hidden == 0)
        return;
    stm_buffer_print(&t->line, "… and %zu more; --html, --markdown and --json have them all", hidden);
    end_line(t, 2, 6);
}

static size_t beyond_most(size_t n)
{
    return n > MOST ? n - MOST : 0;
}

static void say_count(texting *t, size_t n, const char *one, const char *many)
{
    stm_buffer_put(&t->line, stm_words_of_count(t->arena, n, one, many));
}

// The articles of a statement's mentions, each once: "A + B; C" where A and B are of one origin.
static void say_articles(texting *t, const stm_mention *mentions, uint32_t n)
{
    uint32_t narticles;
    const uint32_t *order = stm_words_by_article(t->arena, mentions, n, &narticles);
    for (uint32_t i = 0; i < narticles; i++) {
        say(t, i == 0 ? "" : stm_words_between(&mentions[order[i - 1]], &mentions[order[i]]));
        quote_page(t, t->names[mentions[order[i]].document]);
    }
}

// A mention in the words around it, told from these where it is a part of them.
static void put_context(texting *t, const stm_mention *m, uint32_t most, bool told)
{
    stm_context context = stm_words_around(t->arena, t->findings, m, most);
    const char *star = told && !t->options->colour ? "*" : "";
    quote_page(t, context.before);
    say(t, star);
    colour(t, BOLD);
    quote_page(t, context.words);
    plain(t);
    say(t, star);
    quote_page(t, context.after);
}

// What is stated: a quotation with its speaker, all else in a sentence.
static void put_shown_by(texting *t, const stm_statement *s, const stm_mention *m)
{
    if (s->kind == STM_STATEMENT_QUOTE)
        quote_page(t, stm_words_of_statement(t->arena, t->findings, s, STM_ALL_WORDS));
    else
        put_context(t, m, STM_AROUND_STATEMENT, s->kind == STM_STATEMENT_FIGURE);
}

static void put_statement_text(texting *t, const stm_statement *s)
{
    put_shown_by(t, s, &s->mentions[stm_words_best(t->findings, s->mentions, s->nmentions)]);
}

static void say_support(texting *t, uint32_t norigins, uint32_t nsources, uint32_t narticles)
{
    colour(t, norigins > 1 ? GREEN : YELLOW);
    say_count(t, norigins, "origin", "origins");
    plain(t);
    if (nsources < norigins) {
        say(t, " from ");
        say_count(t, nsources, "source", "sources");
    }
    say(t, ", ");
    say_count(t, narticles, "article", "articles");
}

// The other statements of a claim that are more than a number in it.
static void put_also(texting *t, const stm_claim *claim, const stm_mention *lead)
{
    uint32_t shown = 0;
    for (uint32_t i = 1; i < claim->nstatements; i++) {
        const stm_statement *s = &t->comparison->statements[claim->statements[i]];
        if (s->kind == STM_STATEMENT_FIGURE || stm_words_same_sentence(t->findings, lead, s) || ++shown > ALSO_MOST)
            continue;
        say(t, "also ");
        say_support(t, s->norigins, s->nsources, s->narticles);
        say(t, ": ");
        quote_page(t, stm_words_of_statement(t->arena, t->findings, s, ALSO_WORDS));
        end_line(t, 6, 8);
    }
}

static void put_claim(texting *t, const stm_claim *claim, const stm_mention *shown)
{
    const stm_statement *lead = &t->comparison->statements[claim->statements[0]];
    say_support(t, claim->norigins, claim->nsources, claim->narticles);
    say(t, "  ");
    put_shown_by(t, lead, shown);
    end_line(t, 2, 6);
    colour(t, DIM);
    say_articles(t, claim->mentions, claim->nmentions);
    say(t, stm_words_varied(lead) ? "; wordings differ, see below" : "");
    plain(t);
    end_line(t, 6, 6);
    put_also(t, claim, shown);
}

static void put_shared(texting *t)
{
    const stm_comparison *c = t->comparison;
    heading(t, "WHAT SEVERAL HAVE, BY ORIGINS FOUND IN THIS SET");
    colour(t, DIM);
    say(t, "a + joins articles that count as one origin");
    plain(t);
    end_line(t, 2, 2);
    const stm_mention **leads = stm_words_of_leads(t->arena, t->findings, c);
    size_t shown = 0, single = 0, hidden = 0;
    for (size_t i = 0; i < c->nclaims; i++) {
        const stm_claim *claim = &c->claims[i];
        if (stm_words_timed(&c->statements[claim->statements[0]]))
            continue;
        shown++;
        single += claim->norigins == 1;
        if (shown > MOST || single > SINGLE_MOST)
            hidden++;
        else
            put_claim(t, claim, leads[i]);
    }
    say_more(t, hidden);
    if (shown == 0) {
        say(t, "No statement stands in more than one article.");
        end_line(t, 2, 2);
    }
}

static int relation_colour(stm_difference_relation relation)
{
    return relation == STM_CONFLICT ? RED : relation == STM_COMPATIBLE || relation == STM_SCOPE ? DIM : YELLOW;
}

// A side: its value where it gives one, the articles, and the words of the first of them.
static void put_side(texting *t, const stm_difference *d, const stm_side *side)
{
    stm_mention *mentions = stm_arena_take_array(t->arena, side->nmentions, sizeof *mentions);
    for (uint32_t i = 0; i < side->nmentions; i++)
        mentions[i] = d->mentions[side->mentions[i]];
    if (side->value.size > 0) {
        colour(t, BOLD);
        quote_page(t, side->value);
        plain(t);
        say(t, "  ");
    }
    say_articles(t, mentions, side->nmentions);
    end_line(t, 6, 8);
    say(t, "“");
    if (side->value.size > 0)
        put_context(t, &mentions[0], STM_AROUND_SIDE, true);
    else
        quote_page(t, stm_words_of_mention(t->arena, t->findings, &mentions[0]));
    say(t, "”");
    if (mentions[0].speaker.size > 0) {
        say(t, " — ");
        quote_page(t, mentions[0].speaker);
    }
    end_line(t, 8, 10);
}

static void put_sides(texting *t, const stm_difference *d)
{
    uint32_t nsides;
    const stm_side *sides = stm_words_of_sides(t->arena, t->findings, d, &nsides);
    for (uint32_t s = 0; s < nsides; s++)
        put_side(t, d, &sides[s]);
    for (uint32_t k = d->nbecause - d->nstill; k < d->nbecause; k++) {
        quote_page(t, d->because[k]);
        end_line(t, 6, 8);
    }
}

// What the wordings below show is only named here.
static void put_differences(texting *t)
{
    const stm_comparison *c = t->comparison;
    size_t shown = 0, shortened = 0;
    for (size_t i = 0; i < c->ndifferences; i++) {
        const stm_difference *d = &c->differences[i];
        bool below = d->kind == STM_DIFFERENCE_QUOTE;
        shortened += below && d->relation == STM_TRUNCATED;
        if ((below && d->relation == STM_TRUNCATED) || ++shown > MOST)
            continue;
        if (shown == 1)
            heading(t, "WHERE THEY DIFFER");
        colour(t, relation_colour(d->relation));
        say(t, stm_words_of_relation(d->relation));
        plain(t);
        say(t, "  ");
        bool small = d->relation == STM_COMPATIBLE;
        quote_page(t, small ? stm_words_of_difference(t->arena, t->findings, t->names, d) : d->what);
        say(t, below ? " (see the wordings)" : "");
        end_line(t, 2, 6);
        if (!below && !small)
            put_sides(t, d);
    }
    say_more(t, beyond_most(shown));
    if (shortened > 0) {
        say_count(t, shortened, "quotation is", "quotations are");
        say(t, " shortened, see the wordings");
        end_line(t, 2, 6);
    }
}

static void put_pieces(texting *t, const stm_statement *s, const stm_mention *m)
{
    size_t n;
    const stm_piece *pieces = stm_words_of_edits(t->arena, t->findings, s, m, &n);
    for (size_t i = 0; i < n; i++) {
        const stm_piece *piece = &pieces[i];
        if (i > 0 && !stm_words_closes(piece->words))
            say(t, " ");
        if (piece->kind != STM_PIECE_SAME) {
            say(t, piece->kind == STM_PIECE_CUT ? "[-" : "{+");
            colour(t, piece->kind == STM_PIECE_CUT ? RED : GREEN);
        }
        quote_page(t, piece->words);
        if (piece->kind != STM_PIECE_SAME) {
            plain(t);
            say(t, piece->kind == STM_PIECE_CUT ? "-]" : "+}");
        }
    }
}

static void put_wording(texting *t, const stm_statement *s, uint32_t i)
{
    const stm_mention *m = &s->mentions[i];
    quote_page(t, t->names[m->document]);
    colour(t, DIM);
    say(t, i == s->fullest ? " (fullest)" : m->form == STM_FORM_PROSE ? " (without marks)" : m->form == STM_FORM_INDIRECT ? " (reported)"
        : m->wording == STM_WORDING_TRUNCATED ? " (shortened)" : m->wording == STM_WORDING_ALTERED ? " (changed)" : "");
    plain(t);
    say(t, ": ");
    if (!stm_form_as_said(m->form) || i == s->fullest || m->nedits == 0)
        quote_page(t, stm_words_of_mention(t->arena, t->findings, m));
    else
        put_pieces(t, s, m);
    end_line(t, 4, 8);
}

static void put_same(texting *t, const stm_statement *s)
{
    bool any = false;
    for (uint32_t m = 0; m < s->nmentions; m++) {
        if (!stm_words_same(s, m))
            continue;
        say(t, any ? ", " : "the same words: ");
        any = true;
        quote_page(t, t->names[s->mentions[m].document]);
    }
    if (any)
        end_line(t, 4, 8);
}

static void put_wordings(texting *t)
{
    size_t shown = 0;
    for (size_t i = 0; i < t->comparison->nstatements; i++) {
        const stm_statement *s = &t->comparison->statements[i];
        if (!stm_words_varied(s) || ++shown > MOST)
            continue;
        if (shown == 1) {
            heading(t, "QUOTATIONS AND THEIR WORDINGS");
            say(t, "[-taken out-] {+put in+}, against the fullest wording");
            end_line(t, 2, 2);
        }
        colour(t, CYAN);
        quote_page(t, s->speaker.size > 0 ? s->speaker : STM_VIEW("speaker not named"));
        plain(t);
        end_line(t, 2, 4);
        put_wording(t, s, s->fullest);
        for (uint32_t m = 0; m < s->nmentions; m++)
            if (stm_words_listed(s, m))
                put_wording(t, s, m);
        put_same(t, s);
    }
    say_more(t, beyond_most(shown));
}

// Statements of one article each, article by article as the story has them.
static void put_only_one(texting *t)
{
    const stm_comparison *c = t->comparison;
    size_t n;
    const uint32_t *lone = stm_words_of_lone(t->arena, t->findings, c, &n);
    if (n == 0)
        return;
    heading(t, "WHAT ONLY ONE HAS");
    for (size_t d = 0; d < c->story->ndocuments; d++) {
        bool named = false;
        for (size_t i = 0; i < n; i++) {
            const stm_statement *s = &c->statements[lone[i]];
            if (s->mentions[0].document != c->story->documents[d])
                continue;
            if (!named) {
                colour(t, CYAN);
                quote_page(t, t->names[c->story->documents[d]]);
                plain(t);
                end_line(t, 2, 4);
            }
            named = true;
            say(t, "- ");
            put_statement_text(t, s);
            end_line(t, 4, 6);
        }
    }
}

static void put_timeline(texting *t)
{
    const stm_comparison *c = t->comparison;
    size_t n;
    const uint32_t *times = stm_words_of_times(t->arena, t->findings, c, &n);
    if (n > 0)
        heading(t, "WHEN, AS SEVERAL SAY");
    for (size_t i = 0; i < n && i < MOST; i++) {
        const stm_statement *s = &c->statements[times[i]];
        colour(t, CYAN);
        quote_page(t, stm_words_of_time(t->arena, s->mentions[0].date));
        plain(t);
        say(t, "  ");
        put_statement_text(t, s);
        say(t, "  ");
        colour(t, DIM);
        say_articles(t, s->mentions, s->nmentions);
        plain(t);
        end_line(t, 2, 6);
    }
}

static void put_people(texting *t)
{
    const stm_comparison *c = t->comparison;
    bool any = false;
    for (size_t i = 0; i < c->npeople; i++) {
        const stm_person *person = &c->people[i];
        if (!stm_words_respelled(person))
            continue;
        if (!any)
            heading(t, "ONE NAME, SEVERAL SPELLINGS");
        any = true;
        quote_page(t, person->name);
        say(t, ": ");
        for (uint32_t s = 0; s < person->nspellings; s++) {
            say(t, s > 0 ? ", " : "");
            quote_page(t, person->spellings[s]);
        }
        end_line(t, 2, 6);
    }
}

static void put_pair(texting *t, const stm_pair *pair)
{
    quote_page(t, stm_words_of_pair(t->arena, t->names, pair));
    stm_buffer_print(&t->line, " (%u words of prose, the longest run %u)", pair->words.prose, pair->words.longest_prose);
    end_line(t, 2, 6);
    for (uint32_t i = 0; i < pair->nbecause; i++) {
        say(t, "- ");
        quote_page(t, pair->because[i]);
        end_line(t, 6, 8);
    }
}

static void put_copies(texting *t)
{
    size_t story = (size_t)(t->comparison - t->findings->comparisons), others = 0, copies = 0;
    heading(t, "WHO TAKES FROM WHOM");
    for (uint32_t i = t->pairs.begins[story]; i < t->pairs.begins[story + 1]; i++) {
        const stm_pair *pair = t->pairs.pairs[i];
        others += pair->relation == STM_RELATION_QUOTES;
        if (pair->relation == STM_RELATION_COPY && ++copies <= MOST)
            put_pair(t, pair);
    }
    say_more(t, beyond_most(copies));
    if (copies == 0)
        say(t, "No two articles share narrative prose. ");
    if (others > 0) {
        say_count(t, others, "pair shares", "pairs share");
        say(t, " only words that somebody said or published.");
    }
    if (t->line.size > 0)
        end_line(t, 2, 2);
}

static void say_names(texting *t, const char *before, const uint32_t *documents, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        say(t, i > 0 ? ", " : before);
        quote_page(t, t->names[documents[i]]);
    }
}

static void put_origins(texting *t)
{
    const stm_comparison *c = t->comparison;
    heading(t, "ORIGINS FOUND IN THIS SET");
    for (uint32_t o = 0; o < c->norigins; o++) {
        const stm_origin *origin = &c->origins[o];
        bool named = origin->kind != STM_ORIGIN_OUTLET || origin->ndocuments != 1; // else its one article says it
        if (named)
            quote_page(t, stm_words_of_origin(t->arena, t->findings, c, o));
        say_names(t, named ? ": " : "", origin->documents, origin->ndocuments);
        say_names(t, origin->ndocuments > 0 ? "; named by " : ": named by ", origin->quoting, origin->nquoting);
        if (origin->nlost > 0) {
            say(t, "; ");
            say_count(t, origin->nlost, "statement rests", "statements rest");
            say(t, " on it alone");
        }
        if (origin->nsingle > 0) {
            say(t, "; without it ");
            say_count(t, origin->nsingle, "other has", "others have");
            say(t, " one source left");
        }
        end_line(t, 2, 6);
    }
}

static void put_summary_of_story(texting *t)
{
    stm_summary summary = stm_words_of_summary(t->arena, t->findings, t->names, (size_t)(t->comparison - t->findings->comparisons));
    for (size_t i = 0; i < STM_SUMMARY_PARTS; i++) {
        const stm_part *part = &summary.parts[i];
        if (part->nlines == 0)
            continue;
        colour(t, BOLD);
        say(t, part->heading);
        plain(t);
        end_line(t, 2, 4);
        for (uint32_t k = 0; k < part->nlines; k++) {
            say(t, "- ");
            quote_page(t, part->lines[k].text);
            end_line(t, 4, 6);
        }
    }
}

static void put_story(texting *t)
{
    const stm_story *story = t->comparison->story;
    stm_buffer_put_byte(t->to, '\n');
    colour(t, BOLD);
    quote_page(t, story->title.size > 0 ? story->title : STM_VIEW("A story without a title"));
    plain(t);
    end_line(t, 0, 2);
    say_count(t, story->ndocuments, "article", "articles");
    say(t, ", ");
    say_count(t, t->comparison->nstanding, "origin", "origins");
    say(t, " found in this set");
    end_line(t, 0, 2);
    put_summary_of_story(t);
    put_shared(t);
    put_differences(t);
    put_wordings(t);
    put_only_one(t);
    put_timeline(t);
    put_people(t);
    if (story->ndocuments > 1) {
        put_copies(t);
        put_origins(t);
    }
}

static void put_article(texting *t, size_t i)
{
    const stm_article *a = &t->findings->documents[i]->article;
    char published[STM_CIVIL_TEXT] = "no date";
    if (stm_civil_known(a->published))
        stm_civil_print(a->published, published);
    quote_page(t, t->names[i]);
    say(t, ": ");
    if (a->error.status != STM_OK) {
        colour(t, RED);
        say(t, "not read: ");
        quote_page(t, stm_view_of(a->error.message));
        plain(t);
    } else if (a->text.size == 0) {
        say(t, "no article (page: ");
        say(t, stm_page_kind_name(a->page));
        say(t, ")");
    } else {
        quote_page(t, a->title.size > 0 ? a->title : STM_VIEW("no headline"));
        say(t, ", ");
        quote_page(t, stm_words_of_time(t->arena, stm_view_of(published)));
        for (size_t c = 0; c < a->ncredits; c++) {
            say(t, c == 0 ? ", credits " : " and ");
            quote_page(t, a->credits[c]);
        }
    }
    end_line(t, 2, 6);
}

static void put_summary(texting *t)
{
    const stm_findings *f = t->findings;
    size_t articles = 0;
    for (size_t i = 0; i < f->ndocuments; i++)
        articles += f->documents[i]->article.text.size > 0;
    say_count(t, articles, "article", "articles");
    say(t, " in ");
    say_count(t, f->stories->nstories, "story", "stories");
    if (stm_civil_known(f->now)) {
        char now[STM_CIVIL_TEXT];
        stm_civil_print(f->now, now);
        say(t, ", as of ");
        quote_page(t, stm_words_of_time(t->arena, stm_view_of(now)));
    }
    end_line(t, 0, 2);
    for (size_t i = 0; i < f->ngaps; i++) {
        colour(t, YELLOW);
        say(t, "missing: ");
        quote_page(t, f->gaps[i]);
        plain(t);
        end_line(t, 0, 2);
    }
}

stm_status stm_report_text(const stm_findings *findings, const stm_report_options *options, stm_buffer *to)
{
    texting t = {.findings = findings, .options = options, .arena = to->arena, .to = to};
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
        heading(&t, "THE ARTICLES");
    for (size_t i = 0; i < findings->ndocuments; i++)
        put_article(&t, i);
    return STM_OK;
}
