// How likely a line of a tree is the article's, by its markup, its words and what stands around it.
//
// choose.c finds the article's element and judges lines by rules; here each line is judged again by some fifty properties
// (Kohlschütter et al. 2010 and Vogels et al., Web2Text, 2018, name most of them): its size and links, where it stands to the headline
// and to what the rules kept, how much of the page's prose stands in its element and in elements of the same names, how many such
// elements stand in a row, whether the article's other paragraphs use its words, whether the page's description and the text in its data
// have them. Boosted trees that were fitted to pages with known text (eval/train-trees.py, lang/common/line-trees.tsv) add up to log
// odds. Every property is a whole number; shares are in percent.
#include "extract/inner.h"

// What the elements above a line's own give stands together, from in_cell to lines_1.
#define MARKS(X)                                                                                                                            \
    X(words) X(link_share) X(kept) X(kind) X(level) X(said) X(ends) X(out) X(figure) X(embed) X(lede) X(form) X(paragraph) X(capitals)      \
    X(uppers) X(digits) X(cohesion) X(title_words) X(described) X(in_said) X(said_share) X(from_headline) X(run_lines) X(run_words)         \
    X(run_links) X(alike_lines) X(alike_prose) X(from_first) X(from_last) X(in_cell) X(in_item) X(in_main) X(in_nav) X(around_1)            \
    X(around_2) X(around_3) X(repeats_1) X(repeats_2) X(repeats_3) X(repeats_up) X(links_1) X(links_3) X(lines_1) X(in_article) X(in_body)  \
    X(next_kept) X(before_kept) X(next_2_kept) X(before_2_kept) X(next_words) X(before_words) X(prose_before) X(related) X(ended) X(doubled)

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

enum { WORDS_MOST = 48, TITLE_WORDS = 40, FAR = 60, ABOUT_MOST = 1 << 17, ALIKE_MOST = 50, COUNT_MOST = 500, NAMES_MOST = 200, UNKNOWN = -99 };
enum { UP = 4, REPEATS_UP = 8, UP_MOST = 24 }; // elements above a line that are looked at
enum { SAID_LEAST = 30, SAID_MOST = 1 << 14, SAID_BITS = 1 << 16, DESCRIBED_BITS = 1 << 12, SLICE = 3900, SHARE_MOST = 300 };

typedef struct {
    stm_extractor *extractor;
    const stm_page *page;
    const stm_outline *outline;
    uint32_t *prose;    // [nlines + 1] words of prose before the line
    uint32_t *words_before, *links_before; // [nlines + 1] all words; those of links
    uint32_t *blocks;   // [nlines] the element that makes the line
    uint32_t *names;    // [nnodes] hash of the element's tag and class; 0: not looked at
    uint64_t *alike;    // [nlines] hash of its element's names and its parent's
    uint64_t *hashes;   // [nlines] of its text
    size_t *word_ends;  // [nlines + 1] behind the content words of the line before
    stm_vector words;   // of uint64_t, the content words of all lines
    stm_map siblings;   // parent and names -> elements with lines
    stm_map times;      // alike -> lines
    stm_map alike_prose;
    stm_map about;      // content word -> lines of prose that have it
    stm_map seen;       // hash of the text -> lines
    uint64_t *described; // [DESCRIBED_BITS / 64] a bit for each content word of the page's description; NULL: it has none
    uint64_t *said;      // [SAID_BITS / 64] for each two content words that follow each other in the text that the page's data give
    size_t nsaid;        // its content words
    uint64_t title[TITLE_WORDS];
    size_t ntitle, headline, first, last; // lines; headline: nlines where none shows the title
    uint32_t parent;              // whose marks `above` are
    int16_t above[STM_MARKS_MOST];
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
    for (uint32_t at = node; j->names[at] == 0; at = tree->nodes[at].parent) {
        j->names[at] = (uint32_t)(names_of(tree, at) >> 32) | 1;
        (*stm_map_put(&j->siblings, stm_hash_join(tree->nodes[at].parent, j->names[at])))++;
    }
    j->alike[i] = stm_hash_join(j->names[node], j->names[tree->nodes[node].parent]);
}

static void gather_words(judging *j, size_t i, uint32_t prose)
{
    uint64_t words[WORDS_MOST];
    const stm_line *line = &j->outline->lines[i];
    size_t n = stm_content_words(stm_line_text(j->outline, line), words, WORDS_MOST);
    if (n > 0)
        memcpy(stm_vector_push_many(&j->words, n), words, n * sizeof *words);
    j->word_ends[i + 1] = j->words.n;
    if (!stm_is_prose(line))
        return;
    *stm_map_put(&j->alike_prose, j->alike[i]) += prose;
    for (size_t k = 0; k < n && j->about.n < ABOUT_MOST; k++)
        (*stm_map_put(&j->about, words[k]))++;
}

static void gather(judging *j)
{
    const stm_outline *outline = j->outline;
    j->first = j->last = outline->nlines;
    for (size_t i = 0; i < outline->nlines; i++) {
        const stm_line *line = &outline->lines[i];
        uint32_t prose = prose_words(line);
        find_block(j, i);
        j->prose[i + 1] = j->prose[i] + prose;
        j->words_before[i + 1] = j->words_before[i] + line->words;
        j->links_before[i + 1] = j->links_before[i] + line->link_words;
        (*stm_map_put(&j->times, j->alike[i]))++;
        j->hashes[i] = stm_hash(stm_line_text(outline, line));
        (*stm_map_put(&j->seen, j->hashes[i]))++;
        gather_words(j, i, prose);
        if (line->keep) {
            j->first = j->first == outline->nlines ? i : j->first;
            j->last = i;
        }
    }
}

static void set_bit(uint64_t *bits, size_t n, uint64_t hash)
{
    bits[hash % n / 64] |= (uint64_t)1 << hash % 64;
}

static bool has_bit(const uint64_t *bits, size_t n, uint64_t hash)
{
    return bits[hash % n / 64] >> hash % 64 & 1;
}

// A text that the page's data give: its words two by two.
static void gather_text(judging *j, stm_view text)
{
    uint64_t words[SLICE / 5], before = 0;
    for (; text.size > 0 && j->nsaid < SAID_MOST; text = stm_view_from(text, text.size < SLICE ? text.size : SLICE)) {
        size_t n = stm_content_words(stm_view_upto(text, SLICE), words, SLICE / 5);
        for (size_t k = 0; k < n; before = words[k++])
            set_bit(j->said, SAID_BITS, stm_hash_join(before, words[k]));
        j->nsaid += n;
    }
}

// The words that the page's data say the article has.
static void gather_said(judging *j, const stm_about *about)
{
    uint64_t words[TITLE_WORDS];
    size_t n = stm_content_words(about->description, words, TITLE_WORDS);
    if (n > 0)
        j->described = stm_arena_take_array(&j->extractor->scratch, DESCRIBED_BITS / 64, sizeof *j->described);
    for (size_t k = 0; k < n; k++)
        set_bit(j->described, DESCRIBED_BITS, words[k]);
    if (about->ntexts > 0)
        j->said = stm_arena_take_array(&j->extractor->scratch, SAID_BITS / 64, sizeof *j->said);
    for (size_t i = 0; i < about->ntexts; i++)
        gather_text(j, about->texts[i].text);
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

// How much of the line the page's description and the text in its data have; -1: there is none, or the line has too few words.
static void said_marks(const judging *j, size_t i, int16_t *m)
{
    size_t n = j->word_ends[i + 1] - j->word_ends[i], described = 0, said = 0;
    const uint64_t *words = n > 0 ? stm_vector_at(&j->words, j->word_ends[i]) : NULL;
    bool told = j->nsaid >= SAID_LEAST;
    for (size_t k = 0; k < n && j->described != NULL; k++)
        described += has_bit(j->described, DESCRIBED_BITS, words[k]);
    for (size_t k = 1; k < n && told; k++)
        said += has_bit(j->said, SAID_BITS, stm_hash_join(words[k - 1], words[k]));
    m[M_described] = n > 0 && j->described != NULL ? share(described, n) : -1;
    m[M_in_said] = n > 1 && told ? share(said, n - 1) : -1;
    m[M_said_share] = told ? between(j->words.n > 0 ? (int64_t)(100 * j->nsaid / j->words.n) : 0, 0, SHARE_MOST) : -1;
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
    m[M_embed] = line->embed;
    m[M_lede] = line->lede;
    m[M_form] = line->form;
    m[M_paragraph] = line->p;
    m[M_capitals] = share(line->capitals, line->words);
    m[M_uppers] = share(line->uppers, line->letters);
    m[M_digits] = share(line->digits, line->span.end - line->span.begin);
    m[M_doubled] = *stm_map_get(&j->seen, j->hashes[i]) > 1;
}

static void tag_marks(stm_tag tag, int up, int16_t *m)
{
    m[M_in_item] |= tag == STM_TAG_LI && up < 2;
    m[M_in_cell] |= tag == STM_TAG_TD && up < UP;
    m[M_in_main] |= tag == STM_TAG_MAIN || tag == STM_TAG_ARTICLE;
    m[M_in_nav] |= tag == STM_TAG_NAV || tag == STM_TAG_FOOTER;
}

// How many elements of the same names stand beside one of those above: teasers and comments come in rows.
static void repeat_marks(const judging *j, uint32_t node, int up, int16_t *m)
{
    const uint64_t *times = stm_map_get(&j->siblings, stm_hash_join(j->page->tree.nodes[node].parent, j->names[node]));
    int mark = up < UP ? M_repeats_1 + up - 1 : M_repeats_up;
    int16_t n = times != NULL ? between((int64_t)*times, 0, ALIKE_MOST) : 0;
    m[mark] = n > m[mark] ? n : m[mark];
}

// What an element above the line, `up` steps from its own, says of it.
static void mark_above(const judging *j, uint32_t node, int up, int16_t *m)
{
    const uint32_t *firsts = j->outline->firsts;
    size_t begin = firsts[node], end = firsts[j->page->tree.nodes[node].end];
    if (up < UP)
        m[M_around_1 + up - 1] = share(j->prose[end] - j->prose[begin], j->prose[j->outline->nlines]);
    if (up == 1 || up == 3)
        m[up == 1 ? M_links_1 : M_links_3] = share(j->links_before[end] - j->links_before[begin], j->words_before[end] - j->words_before[begin]);
    if (up == 1)
        m[M_lines_1] = between((int64_t)(end - begin), 0, COUNT_MOST);
    if (up < REPEATS_UP)
        repeat_marks(j, node, up, m);
    tag_marks((stm_tag)j->page->tree.nodes[node].tag, up, m);
}

// Elements around the line: whose they are, and their share of the page's prose. Lines of one parent follow each other.
static void tree_marks(judging *j, size_t i, int16_t *m)
{
    const stm_tree *tree = &j->page->tree;
    uint32_t node = j->blocks[i], parent = tree->nodes[node].parent;
    m[M_alike_lines] = between((int64_t)*stm_map_get(&j->times, j->alike[i]), 0, ALIKE_MOST);
    const uint64_t *alike = stm_map_get(&j->alike_prose, j->alike[i]);
    m[M_alike_prose] = alike != NULL ? share(*alike, j->prose[j->outline->nlines]) : 0;
    if (i == 0 || parent != j->parent) {
        memset(j->above, 0, sizeof j->above);
        for (uint32_t up = 1, at = parent; up < UP_MOST && at > 0; up++, at = tree->nodes[at].parent)
            mark_above(j, at, (int)up, j->above);
        j->parent = parent;
    }
    memcpy(m + M_in_cell, j->above + M_in_cell, (M_lines_1 + 1 - M_in_cell) * sizeof *m);
    if (node > 0)
        tag_marks((stm_tag)tree->nodes[node].tag, 0, m);
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
        said_marks(j, i, marks);
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

size_t stm_lines_judge(stm_extractor *extractor, const stm_page *page, const stm_outline *outline, const stm_about *about, int16_t *features)
{
    stm_arena *scratch = &extractor->scratch;
    stm_arena_mark mark = stm_arena_here(scratch);
    judging j = {.extractor = extractor, .page = page, .outline = outline};
    j.prose = stm_arena_take_array(scratch, outline->nlines + 1, sizeof *j.prose);
    j.blocks = stm_arena_take_array(scratch, outline->nlines + 1, sizeof *j.blocks);
    j.words_before = stm_arena_take_array(scratch, outline->nlines + 1, sizeof *j.words_before);
    j.links_before = stm_arena_take_array(scratch, outline->nlines + 1, sizeof *j.links_before);
    j.names = stm_arena_take_array(scratch, page->tree.nnodes + 1, sizeof *j.names);
    j.alike = stm_arena_take_array(scratch, outline->nlines + 1, sizeof *j.alike);
    j.hashes = stm_arena_take_array(scratch, outline->nlines + 1, sizeof *j.hashes);
    j.word_ends = stm_arena_take_array(scratch, outline->nlines + 1, sizeof *j.word_ends);
    stm_vector_init(&j.words, scratch, sizeof(uint64_t));
    stm_map_init(&j.times, scratch);
    stm_map_init(&j.alike_prose, scratch);
    stm_map_init(&j.about, scratch);
    stm_map_init(&j.seen, scratch);
    stm_map_init(&j.siblings, scratch);
    j.ntitle = stm_content_words(about->title, j.title, TITLE_WORDS);
    gather_said(&j, about);
    gather(&j);
    find_headline(&j, about->title, about->h1);
    judge_lines(&j, features);
    stm_arena_back(scratch, mark); // of a page of many lines it is much
    return j.headline;
}
