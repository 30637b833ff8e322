// A page that somebody saved as text.
//
// Its lines are weighed one by one (weigh.c); then the likeliest course of the page is found by dynamic programming over four
// states: before the article, in it, on an island of furniture within it, behind it (Viterbi 1967). What the words of a line say
// outright is obeyed afterwards: lines of sharing, legal lines, links to other stories behind "Read more:". The headline is looked
// for among the titles before the first paragraph.
#include "extract/inner.h"

enum { BEFORE, WITHIN, ISLAND, BEHIND, NSTATES };
enum { WRAP_MOST = 110, HEAD_LINES = 14, TITLE_WORDS = 32, BYLINE_WORDS = 18, DATE_WORDS = 22, TITLE_LEAST = 24, SHARED_MOST = 3, SITE_MOST = 32, AROUND = 12, LONG_WORDS = 60 };

#define ISLAND_COST 1.5f
#define WEIGHT_MOST 4.0f
#define TOLD_COST 0.7f
#define CUT_OFF 0.5f

static bool is_blank_line(stm_view line)
{
    return stm_view_trim(line).size == 0;
}

// Lines broken by a column, as mail and terminal browsers save them: none is long, and many go on in the next.
static bool is_wrapped(stm_view text)
{
    size_t n = 0, going_on = 0, longer = 0;
    bool open = false;
    stm_view rest = text, line;
    while (stm_view_split(&rest, '\n', &line)) {
        stm_view trimmed = stm_view_trim(line);
        n += trimmed.size > 0;
        longer += trimmed.size > WRAP_MOST;
        going_on += open && trimmed.size > 0 && stm_is_lower(trimmed.at[0]);
        open = trimmed.size >= 45;
    }
    return n >= 8 && longer * 50 <= n && going_on * 4 >= n;
}

typedef struct {
    stm_extractor *extractor;
    const stm_page *page;
    stm_outline *outline;
    stm_vector lines;
} reading;

static void close_line(reading *r)
{
    stm_outline_line(r->extractor, r->outline, STM_BLOCK_PARAGRAPH, &r->lines);
}

static void read_lines(reading *r)
{
    const stm_page *page = r->page;
    bool wrapped = is_wrapped(page->text);
    size_t run = 0;
    stm_view rest = page->text, line;
    while (stm_view_split(&rest, '\n', &line)) {
        uint32_t begin = (uint32_t)(line.at - page->text.at), end = begin + (uint32_t)line.size;
        if (wrapped && is_blank_line(line))
            close_line(r);
        if (wrapped && end < page->text.size)
            end++; // the newline is the blank between the words
        stm_assembly_put_part(&r->outline->assembly, page->text, (stm_span){begin, end}, page->runs, page->nruns, &run);
        if (!wrapped)
            close_line(r);
    }
    close_line(r);
    r->outline->lines = r->lines.items;
    r->outline->nlines = r->lines.n;
}

// A long line of several sentences, which may be cut off behind the last.
static bool is_cut_off(const stm_line *line, stm_view text)
{
    uint32_t stops = 0;
    if (line->words < LONG_WORDS || line->ends || line->said != STM_SAYS_NOTHING)
        return false;
    for (size_t i = 1; i + 1 < text.size; i++)
        stops += text.at[i] == '.' && stm_is_lower(text.at[i - 1]) && (text.at[i + 1] == ' ' || stm_is_upper(text.at[i + 1]));
    return stops * LONG_WORDS >= line->words;
}

// What a line gives for standing in the article; long lines say more than short ones.
// A caption and what the words tell outright neither end nor begin an article: they are dealt with one by one.
static float gain_of(stm_extractor *x, const stm_outline *outline, const stm_line *line)
{
    bool told = line->said == STM_SAYS_LINE || line->said == STM_SAYS_RELATED || line->said == STM_SAYS_BYLINE;
    if (stm_is_caption(x, stm_line_text(outline, line)))
        return 0;
    float size = .3f + (float)line->words / 20.0f;
    float weight = line->weight > WEIGHT_MOST ? WEIGHT_MOST : line->weight < -WEIGHT_MOST ? -WEIGHT_MOST : line->weight;
    if (weight < CUT_OFF && is_cut_off(line, stm_line_text(outline, line)))
        weight = CUT_OFF;
    float gain = weight * (size < 2.0f ? size : 2.0f);
    return told && gain < -TOLD_COST ? -TOLD_COST : gain;
}

static float step_cost(int from, int to)
{
    static const float NO = 1e9f;
    static const float costs[NSTATES][NSTATES] = {
        {0, 0, NO, 0}, {NO, 0, ISLAND_COST, 0}, {NO, ISLAND_COST, 0, NO}, {NO, NO, NO, 0}};
    return costs[from][to];
}

static void find_course(stm_extractor *extractor, stm_outline *outline)
{
    size_t n = outline->nlines;
    uint8_t *came = stm_arena_take_array(&extractor->scratch, n + 1, NSTATES);
    float best[NSTATES] = {0, 0, -1e9f, 0};
    for (size_t i = 0; i < n; i++) {
        float next[NSTATES];
        for (int to = 0; to < NSTATES; to++) {
            int from = to == WITHIN ? WITHIN : to;
            for (int k = 0; k < NSTATES; k++)
                if (best[k] - step_cost(k, to) > best[from] - step_cost(from, to))
                    from = k;
            next[to] = best[from] - step_cost(from, to) + (to == WITHIN ? gain_of(extractor, outline, &outline->lines[i]) : 0);
            came[i * NSTATES + (size_t)to] = (uint8_t)from;
        }
        memcpy(best, next, sizeof best);
    }
    int state = BEHIND;
    for (int k = 0; k < NSTATES; k++)
        state = best[k] > best[state] && k != ISLAND ? k : state;
    for (size_t i = n; i-- > 0;) {
        outline->lines[i].keep = state == WITHIN;
        state = came[i * NSTATES + (size_t)state];
    }
}

static bool is_title_like(const stm_line *line, stm_view text)
{
    char last = text.size > 0 ? text.at[text.size - 1] : 0;
    return line->words >= 3 && line->words <= TITLE_WORDS && last != '.' && last != ':' && last != ',' && line->said == STM_SAYS_NOTHING;
}

static size_t first_kept_prose(const stm_outline *outline)
{
    for (size_t i = 0; i < outline->nlines; i++)
        if (outline->lines[i].keep && stm_is_prose(&outline->lines[i]))
            return i;
    return outline->nlines;
}

// Words of the line that the article's first paragraphs have too.
static unsigned shared_words(stm_extractor *extractor, const stm_outline *outline, size_t prose, stm_view text)
{
    stm_arena *scratch = &extractor->scratch;
    stm_view body = {stm_buffer_view(&outline->assembly.text).at + outline->lines[prose].span.begin, 0};
    size_t last = prose + 8 < outline->nlines ? prose + 8 : outline->nlines - 1;
    body.size = outline->lines[last].span.end - outline->lines[prose].span.begin;
    body = stm_fold(scratch, stm_view_upto(body, 6000));
    stm_view folded = stm_fold(scratch, text), word;
    unsigned n = 0;
    while (stm_view_split(&folded, ' ', &word)) {
        while (word.size > 0 && !stm_is_letter(word.at[word.size - 1]) && (unsigned char)word.at[word.size - 1] < 0x80)
            word.size--;
        n += word.size >= 4 && stm_view_find(body, word) != STM_NOWHERE;
    }
    return n;
}

static bool same_line(const stm_outline *outline, size_t one, size_t two)
{
    return stm_view_equal(stm_line_text(outline, &outline->lines[one]), stm_line_text(outline, &outline->lines[two]));
}

// A few words of the story's own above the headline, at the top of the page.
static void keep_kicker(stm_extractor *extractor, stm_outline *outline, size_t headline, size_t prose)
{
    if (headline != 1)
        return;
    stm_line *line = &outline->lines[0];
    stm_view text = stm_line_text(outline, line);
    bool plain = line->words >= 1 && line->words <= 5 && line->digits == 0 && !line->ends && line->said == STM_SAYS_NOTHING;
    if (!plain || stm_is_caption(extractor, text) || shared_words(extractor, outline, prose, text) == 0)
        return;
    line->keep = true;
    line->kind = STM_BLOCK_HEADING;
}

// The title nearest above the first paragraph that shares words with it; of two the earlier one where it shares as many.
static void find_headline(stm_extractor *extractor, stm_outline *outline, stm_article *article)
{
    size_t prose = first_kept_prose(outline), best = outline->nlines;
    unsigned most = 3;
    for (size_t i = prose > HEAD_LINES ? prose - HEAD_LINES : 0; i < prose && prose < outline->nlines; i++) {
        stm_line *line = &outline->lines[i];
        stm_view text = stm_line_text(outline, line);
        if (!is_title_like(line, text) || stm_is_caption(extractor, text))
            continue;
        unsigned common = shared_words(extractor, outline, prose, text);
        unsigned shared = 2 * (common < SHARED_MOST ? common : SHARED_MOST) + (line->words >= 5 && line->words <= 18 ? 2 : 0);
        bool twice = (i > 0 && same_line(outline, i - 1, i)) || (i + 1 < prose && same_line(outline, i, i + 1));
        shared -= twice && shared > 3 ? 3 : 0; // captions stand twice more often than titles
        bool given = article->title.size > 0 && stm_same_words(&extractor->scratch, text, article->title);
        shared += given ? 100 : 0;
        if (shared > most) {
            most = shared;
            best = i;
        }
    }
    for (size_t i = 0; i < prose && prose < outline->nlines; i++)
        outline->lines[i].keep = outline->lines[i].keep && i > best && outline->lines[i].said == STM_SAYS_NOTHING && stm_is_prose(&outline->lines[i]);
    if (best == outline->nlines)
        return;
    outline->lines[best].keep = true;
    outline->lines[best].kind = STM_BLOCK_HEADLINE;
    keep_kicker(extractor, outline, best, prose);
    if (article->title.size == 0)
        article->title = stm_line_text(outline, &outline->lines[best]);
}

static bool obeys(const stm_line *line)
{
    if (line->letters == line->digits && line->words <= 2)
        return true; // marks, and figures alone
    return line->said != STM_SAYS_NOTHING && line->said != STM_SAYS_RELATED && line->words < 40;
}

static void drop_doubles(stm_extractor *extractor, stm_outline *outline)
{
    stm_map seen;
    stm_map_init(&seen, &extractor->scratch);
    for (size_t i = 0; i < outline->nlines; i++) {
        stm_line *line = &outline->lines[i];
        if (line->keep && line->words >= 4)
            line->keep = (*stm_map_put(&seen, stm_hash(stm_line_text(outline, line))))++ == 0;
    }
}

// "By Ann Bell", or a name alone with an office in the line under it.
static bool is_byline(stm_extractor *x, const stm_outline *outline, size_t i)
{
    const stm_line *line = &outline->lines[i];
    stm_view text = stm_line_text(outline, line);
    if (line->words > BYLINE_WORDS || line->words < 2 || line->ends || stm_is_caption(x, text))
        return false;
    if (stm_byline_opens(x, text))
        return line->capitals * 3 >= line->words + 1;
    if (line->words > 4 || line->capitals < line->words || line->digits > 0 || i + 1 >= outline->nlines)
        return false;
    const stm_line *next = &outline->lines[i + 1];
    return stm_is_role_label(x, &x->scratch, next, stm_line_text(outline, next));
}

static bool is_date_line(stm_extractor *x, const stm_outline *outline, size_t i, stm_civil *date)
{
    const stm_line *line = &outline->lines[i];
    if (line->words > DATE_WORDS || line->digits < 3 || (line->ends && line->words > 9))
        return false;
    *date = stm_moment_read(x, &x->scratch, stm_line_text(outline, line), false);
    return date->day > 0;
}

// Who wrote it and when, from the lines around the headline; what the lines around the text credit.
static void read_around(stm_extractor *x, stm_arena *arena, stm_outline *outline, stm_article *article)
{
    stm_byline byline;
    stm_civil date;
    size_t prose = first_kept_prose(outline), last = outline->nlines;
    stm_byline_init(&byline, arena, (stm_view){NULL, 0});
    while (last > prose && !outline->lines[last - 1].keep)
        last--;
    for (size_t i = prose > AROUND ? prose - AROUND : 0; i < prose + 4 && i < outline->nlines; i++) {
        stm_line *line = &outline->lines[i];
        stm_view text = stm_line_text(outline, line);
        if (line->kind == STM_BLOCK_HEADLINE || (stm_is_prose(line) && line->ends))
            continue;
        bool by = is_byline(x, outline, i), dated = is_date_line(x, outline, i, &date);
        bool below = i > 0 && outline->lines[i - 1].kind == STM_BLOCK_HEADLINE;
        if (!by && i < prose && (below || !stm_is_caption(x, text)))
            by = stm_credits_byline(x, text, &byline.agencies);
        if (by)
            stm_byline_add(x, arena, text, false, &byline);
        if (dated && !stm_civil_known(article->published))
            article->published = date;
        if (by || line->words <= BYLINE_WORDS)
            stm_credits_line(x, text, &byline.agencies);
        line->keep = line->keep && !by && !dated;
    }
    for (size_t i = last; i < last + AROUND && i < outline->nlines && outline->lines[i].said != STM_SAYS_END; i++)
        stm_credits_line(x, stm_line_text(outline, &outline->lines[i]), &byline.agencies);
    article->authors = byline.names.items;
    article->nauthors = byline.names.n;
    article->credits = byline.agencies.items;
    article->ncredits = byline.agencies.n;
}

// "Title of the page | The Elda Post" as windows are named.
static stm_view without_site(stm_view title)
{
    ptrdiff_t bar = stm_view_find(title, STM_VIEW(" | "));
    bool short_tail = bar > TITLE_LEAST && title.size - (size_t)bar <= SITE_MOST;
    return short_tail ? stm_view_upto(title, (size_t)bar) : title;
}

void stm_extract_saved(stm_extractor *extractor, stm_arena *arena, const stm_page *page, stm_article *article)
{
    stm_outline outline = {0};
    reading r = {.extractor = extractor, .page = page, .outline = &outline};
    stm_assembly_init(&outline.assembly, &extractor->scratch);
    stm_vector_init(&r.lines, &extractor->scratch, sizeof(stm_line));
    read_lines(&r);
    stm_lines_weigh(extractor, &outline, NULL);
    find_course(extractor, &outline);
    for (size_t i = 0; i < outline.nlines; i++)
        outline.lines[i].keep = outline.lines[i].keep && !obeys(&outline.lines[i]) &&
                                 !stm_is_role_label(extractor, &extractor->scratch, &outline.lines[i],
                                                    stm_line_text(&outline, &outline.lines[i]));
    stm_tidy_related(&outline);
    find_headline(extractor, &outline, article);
    read_around(extractor, arena, &outline, article);
    drop_doubles(extractor, &outline);
    stm_tidy_kinds(extractor, &outline);
    article->title = stm_arena_copy(arena, without_site(article->title));
    stm_outline_emit(arena, &outline, article);
    article->page = article->nblocks > 0 ? STM_PAGE_ARTICLE : STM_PAGE_OTHER;
}
