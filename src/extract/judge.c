// How likely a line of a tree is the article's, by its markup, its words and what stands around it.
//
// choose.c finds the article's element and judges lines by rules; here each line is judged again by some forty properties (Kohlschütter
// et al. 2010 and Vogels et al., Web2Text, 2018, name most of them): its size and links, where it stands to the headline and to what the
// rules kept, how much of the page's prose stands in its element and in elements of the same names, whether the article's other
// paragraphs use its words. Boosted trees that were fitted to pages with known text (eval/train-trees.py, lang/common/line-trees.tsv)
// add up to log odds. Every property is a whole number; shares are in percent.
#include "extract/inner.h"

#define MARKS(X)                                                                                                                            \
    X(words) X(link_share) X(kept) X(kind) X(level) X(said) X(ends) X(out) X(figure) X(capitals) X(uppers) X(digits) X(cohesion) X(title_words) \
    X(from_headline) X(run_lines) X(run_words) X(run_links) X(alike_lines) X(alike_prose) X(around_1) X(around_2) X(around_3) X(from_first) \
    X(from_last) X(in_cell) X(in_item) X(in_main) X(in_nav) X(in_article) X(in_body) X(next_kept) X(before_kept) X(next_2_kept)           \
    X(before_2_kept) X(next_words) X(before_words) X(prose_before) X(related) X(ended) X(doubled)

enum {
#define X(name) M_##name,
    MARKS(X)
#undef X
    NMARKS
};

_Static_assert((int)NMARKS <= (int)STM_MARKS_MOST, "more marks than there is room for");

static const char *const mark_names[NMARKS] = {
#define X(name) #name,
    MARKS(X)
#undef X
};

enum { WORDS_MOST = 48, TITLE_WORDS = 40, FAR = 60, ABOUT_MOST = 1 << 17, ALIKE_MOST = 50, COUNT_MOST = 500, NAMES_MOST = 200, UP = 4, UP_MOST = 24, UNKNOWN = -99 };

typedef struct {
    stm_extractor *extractor;
    const stm_page *page;
    const stm_outline *outline;
    uint32_t *prose;    // [nlines + 1] words of prose before the line
    uint32_t *blocks;   // [nlines] the element that makes the line
    uint64_t *alike;    // [nlines] hash of its names and its parent's
    uint64_t *hashes;   // [nlines] of its text
    size_t *word_ends;  // [nlines + 1] behind the content words of the line before
    stm_vector words;   // of uint64_t, the content words of all lines
    stm_map times;      // alike -> lines
    stm_map alike_prose;
    stm_map about;      // content word -> lines of prose that have it
    stm_map seen;       // hash of the text -> lines
    uint64_t title[TITLE_WORDS];
    size_t ntitle, headline, first, last; // lines; headline: nlines where none shows the title
} judging;

const char *const *stm_mark_names(size_t *n)
{
    *n = NMARKS;
    return mark_names;
}

static int16_t share(uint64_t part, uint64_t whole)
{
    return whole > 0 ? (int16_t)(100 * part / whole) : 0;
}

static int16_t between(int64_t value, int least, int most)
{
    return (int16_t)(value < least ? least : value > most ? most : value);
}

static uint32_t prose_words(const stm_line *line)
{
    return stm_is_prose(line) && line->words > line->link_words ? line->words - line->link_words : 0;
}

static uint64_t names_of(const stm_tree *tree, uint32_t node)
{
    return stm_hash_join((uint64_t)tree->nodes[node].tag, stm_hash(stm_view_upto(stm_tree_attribute(tree, node, "class"), NAMES_MOST)));
}

static void find_block(judging *j, size_t i)
{
    const stm_tree *tree = &j->page->tree;
    uint32_t node = j->outline->lines[i].node;
    while (node > 0 && !stm_begins_line(tree->nodes[node].tag, tree->nodes[node].name))
        node = tree->nodes[node].parent;
    j->blocks[i] = node;
    bool same = i > 0 && node == j->blocks[i - 1];
    j->alike[i] = same ? j->alike[i - 1] : stm_hash_join(names_of(tree, node), names_of(tree, tree->nodes[node].parent));
}

static void gather(judging *j)
{
    uint64_t words[WORDS_MOST];
    const stm_outline *outline = j->outline;
    j->first = j->last = outline->nlines;
    for (size_t i = 0; i < outline->nlines; i++) {
        const stm_line *line = &outline->lines[i];
        uint32_t prose = prose_words(line);
        find_block(j, i);
        j->prose[i + 1] = j->prose[i] + prose;
        (*stm_map_put(&j->times, j->alike[i]))++;
        j->hashes[i] = stm_hash(stm_line_text(outline, line));
        (*stm_map_put(&j->seen, j->hashes[i]))++;
        size_t n = stm_content_words(stm_line_text(outline, line), words, WORDS_MOST);
        if (n > 0)
            memcpy(stm_vector_push_many(&j->words, n), words, n * sizeof *words);
        j->word_ends[i + 1] = j->words.n;
        if (line->keep) {
            j->first = j->first == outline->nlines ? i : j->first;
            j->last = i;
        }
        if (!stm_is_prose(line))
            continue;
        *stm_map_put(&j->alike_prose, j->alike[i]) += prose;
        for (size_t k = 0; k < n && j->about.n < ABOUT_MOST; k++)
            (*stm_map_put(&j->about, words[k]))++;
    }
}

// The first heading that shows the title, else the first line that does.
static void find_headline(judging *j, stm_view title, stm_view h1)
{
    const stm_outline *outline = j->outline;
    size_t most = 2 * (title.size > h1.size ? title.size : h1.size);
    stm_line said = {0}, shown = {0};
    stm_line_measure(j->extractor, NULL, title, &said);
    stm_line_measure(j->extractor, NULL, h1, &shown);
    j->headline = outline->nlines;
    for (size_t i = 0; i < outline->nlines; i++) {
        const stm_line *line = &outline->lines[i];
        stm_view text = stm_line_text(outline, line);
        if (line->words == 0 || text.size > most || (line->level != 1 && j->headline < outline->nlines) ||
            (line->words != said.words && line->words != shown.words))
            continue;
        if (!(stm_same_words(&j->extractor->scratch, text, title) || stm_same_words(&j->extractor->scratch, text, h1)))
            continue;
        j->headline = i;
        if (line->level == 1)
            return;
    }
}

// Share of the line's content words that at least two other lines of prose have; how many the title has.
static void word_marks(judging *j, size_t i, int16_t *m)
{
    const stm_line *line = &j->outline->lines[i];
    size_t n = j->word_ends[i + 1] - j->word_ends[i], found = 0, titled = 0;
    const uint64_t *words = n > 0 ? stm_vector_at(&j->words, j->word_ends[i]) : NULL;
    for (size_t k = 0; k < n; k++) {
        const uint64_t *times = stm_map_get(&j->about, words[k]);
        found += times != NULL && *times >= 2u + stm_is_prose(line);
        for (size_t t = 0; t < j->ntitle; t++)
            titled += words[k] == j->title[t];
    }
    m[M_cohesion] = n > 0 ? share(found, n) : -1;
    m[M_title_words] = between((int64_t)titled, 0, FAR);
}

static void own_marks(const judging *j, size_t i, int16_t *m)
{
    const stm_line *line = &j->outline->lines[i];
    m[M_words] = between(line->words, 0, COUNT_MOST);
    m[M_link_share] = share(line->link_words, line->words);
    m[M_kept] = line->keep;
    m[M_kind] = (int16_t)line->kind;
    m[M_level] = line->level;
    m[M_said] = line->said;
    m[M_ends] = line->ends;
    m[M_out] = (int16_t)(line->out + line->weak);
    m[M_figure] = line->figure;
    m[M_capitals] = share(line->capitals, line->words);
    m[M_uppers] = share(line->uppers, line->letters);
    m[M_digits] = share(line->digits, line->span.end - line->span.begin);
    m[M_doubled] = *stm_map_get(&j->seen, j->hashes[i]) > 1;
}

// Elements around the line: whose they are, and their share of the page's prose.
static void tree_marks(const judging *j, size_t i, int16_t *m)
{
    const stm_tree *tree = &j->page->tree;
    const uint32_t *firsts = j->outline->firsts;
    uint32_t node = j->blocks[i], all = j->prose[j->outline->nlines];
    m[M_alike_lines] = between((int64_t)*stm_map_get(&j->times, j->alike[i]), 0, ALIKE_MOST);
    const uint64_t *alike = stm_map_get(&j->alike_prose, j->alike[i]);
    m[M_alike_prose] = alike != NULL ? share(*alike, all) : 0;
    for (int up = 0; up < UP_MOST && node > 0; up++, node = tree->nodes[node].parent) {
        stm_tag tag = tree->nodes[node].tag;
        if (up >= 1 && up < UP)
            m[M_around_1 + up - 1] = share(j->prose[firsts[tree->nodes[node].end]] - j->prose[firsts[node]], all);
        m[M_in_item] |= tag == STM_TAG_LI && up < 2;
        m[M_in_cell] |= tag == STM_TAG_TD && up < UP;
        m[M_in_main] |= tag == STM_TAG_MAIN || tag == STM_TAG_ARTICLE;
        m[M_in_nav] |= tag == STM_TAG_NAV || tag == STM_TAG_FOOTER;
    }
    m[M_in_article] = j->outline->lines[i].article > 0;
    m[M_in_body] = j->outline->lines[i].body;
}

static void place_marks(const judging *j, size_t i, int16_t *m)
{
    const stm_line *lines = j->outline->lines;
    size_t n = j->outline->nlines;
    m[M_from_headline] = j->headline < n ? between((int64_t)i - (int64_t)j->headline, -FAR / 2, FAR) : UNKNOWN;
    m[M_from_first] = between((int64_t)i - (int64_t)j->first, -FAR / 2, FAR);
    m[M_from_last] = between((int64_t)i - (int64_t)j->last, -FAR, FAR / 2);
    m[M_prose_before] = share(j->prose[i], j->prose[n]);
    m[M_next_kept] = i + 1 < n ? lines[i + 1].keep : -1;
    m[M_next_2_kept] = i + 2 < n ? lines[i + 2].keep : -1;
    m[M_before_kept] = i > 0 ? lines[i - 1].keep : -1;
    m[M_before_2_kept] = i > 1 ? lines[i - 2].keep : -1;
    m[M_next_words] = i + 1 < n ? between(lines[i + 1].words, 0, COUNT_MOST) : -1;
    m[M_before_words] = i > 0 ? between(lines[i - 1].words, 0, COUNT_MOST) : -1;
}

// Lines, words and links of the list that begins at `begin`, into the marks of all its lines.
static size_t mark_run(const stm_outline *outline, size_t begin, int16_t run[3])
{
    size_t end = begin, words = 0, links = 0;
    for (; end < outline->nlines && outline->lines[end].kind == STM_BLOCK_LIST; end++) {
        words += outline->lines[end].words;
        links += outline->lines[end].link_words;
    }
    run[0] = between((int64_t)(end - begin), 0, COUNT_MOST);
    run[1] = end > begin ? between((int64_t)(words / (end - begin)), 0, COUNT_MOST) : 0;
    run[2] = share(links, words);
    return end;
}

static void judge_lines(judging *j, int16_t *features)
{
    int16_t run[3] = {0, 0, 0}, related = FAR, ended = 0;
    size_t run_end = 0;
    for (size_t i = 0; i < j->outline->nlines; i++) {
        int16_t marks[NMARKS] = {0};
        stm_line *line = &j->outline->lines[i];
        if (i >= run_end)
            run_end = mark_run(j->outline, i, run);
        own_marks(j, i, marks);
        word_marks(j, i, marks);
        tree_marks(j, i, marks);
        place_marks(j, i, marks);
        for (int k = 0; k < 3; k++)
            marks[M_run_lines + k] = run[k];
        marks[M_related] = related;
        marks[M_ended] = ended;
        line->weight = (float)stm_trees_sum(&j->extractor->judges, marks) / 1000;
        if (features != NULL)
            memcpy(features + i * STM_MARKS_MOST, marks, sizeof marks);
        ended = between(ended + (line->said == STM_SAYS_END && j->prose[i] > 0), 0, FAR);
        related = line->said == STM_SAYS_RELATED ? 0 : between(related + 1, 0, FAR);
    }
}

size_t stm_lines_judge(stm_extractor *extractor, const stm_page *page, const stm_outline *outline, stm_view title, stm_view h1, int16_t *features)
{
    stm_arena *scratch = &extractor->scratch;
    judging j = {.extractor = extractor, .page = page, .outline = outline};
    j.prose = stm_arena_take_array(scratch, outline->nlines + 1, sizeof *j.prose);
    j.blocks = stm_arena_take_array(scratch, outline->nlines + 1, sizeof *j.blocks);
    j.alike = stm_arena_take_array(scratch, outline->nlines + 1, sizeof *j.alike);
    j.hashes = stm_arena_take_array(scratch, outline->nlines + 1, sizeof *j.hashes);
    j.word_ends = stm_arena_take_array(scratch, outline->nlines + 1, sizeof *j.word_ends);
    stm_vector_init(&j.words, scratch, sizeof(uint64_t));
    stm_map_init(&j.times, scratch);
    stm_map_init(&j.alike_prose, scratch);
    stm_map_init(&j.about, scratch);
    stm_map_init(&j.seen, scratch);
    j.ntitle = stm_content_words(title, j.title, TITLE_WORDS);
    gather(&j);
    find_headline(&j, title, h1);
    judge_lines(&j, features);
    return j.headline;
}
