// Which lines of a tree are the article.
//
// Every line has a value: prose counts its words, links and short scraps count against. The article's element is the one whose
// lines have the highest sum (maximum subsequence over a tree, after Pasternack and Roth 2009), narrowed to the child that holds
// nearly all of it. Inside, lines are judged one by one; prose between the headline and the element is put in front.
#include "extract/inner.h"

enum { SHORT = 4, PROSE = 8, PROSE_LEAST = 60, TABLE_ROWS = 60, LETTERS_OFF = 8, DOUBLE_WORDS = 6, DOUBLE_JUDGED = 12, POSTS_BEHIND = 12 };

static bool links_rule(const stm_line *line)
{
    return line->link_words * 2 > line->words;
}

static int value_of(const stm_line *line)
{
    int words = (int)(line->words - line->link_words);
    if (line->out || line->weak)
        return 0;
    if (line->kind == STM_BLOCK_CAPTION || line->kind == STM_BLOCK_HEADING || line->figure)
        return links_rule(line) ? -3 : 0;
    if (line->said != STM_SAYS_NOTHING)
        return -5;
    if (links_rule(line))
        return -(int)(line->words < 12 ? line->words : 12) - 2;
    if (line->words >= PROSE && (line->ends || line->stops > 0 || line->words > 25))
        return words < 120 ? words : 120;
    return line->p || line->kind == STM_BLOCK_LIST || line->kind == STM_BLOCK_TABLE ? 0 : -2;
}

static uint32_t best_element(const stm_tree *tree, const stm_outline *outline, const int64_t *sums)
{
    uint32_t best = 0;
    int64_t most = -1;
    for (uint32_t i = 0; i < tree->nnodes; i++) {
        if (tree->nodes[i].tag == STM_TAG_TEXT)
            continue;
        int64_t sum = sums[outline->firsts[tree->nodes[i].end]] - sums[outline->firsts[i]];
        if (sum >= most) {
            most = sum;
            best = i;
        }
    }
    return best;
}

// The child that holds nearly all of the element's value, and so on.
static uint32_t narrowed(const stm_tree *tree, const stm_outline *outline, const int64_t *sums, uint32_t at)
{
    for (;;) {
        int64_t all = sums[outline->firsts[tree->nodes[at].end]] - sums[outline->firsts[at]];
        uint32_t next = at;
        for (uint32_t i = at + 1; i < tree->nodes[at].end; i = tree->nodes[i].end > i ? tree->nodes[i].end : i + 1) {
            int64_t sum = sums[outline->firsts[tree->nodes[i].end]] - sums[outline->firsts[i]];
            if (tree->nodes[i].tag != STM_TAG_TEXT && tree->nodes[i].tag != STM_TAG_P && 100 * sum >= 92 * all)
                next = i;
        }
        if (next == at)
            return at;
        at = next;
    }
}

static bool is_article_line(const stm_line *line)
{
    if (line->embed)
        return true;
    if (line->out || line->weak)
        return false;
    if (line->kind == STM_BLOCK_CAPTION || line->figure)
        return true;
    if (line->said != STM_SAYS_NOTHING && line->words < 40)
        return false;
    if (links_rule(line))
        return line->words >= 15 && line->ends && line->link_words * 10 < line->words * 9;
    if (line->kind == STM_BLOCK_HEADING || line->kind == STM_BLOCK_LIST || line->kind == STM_BLOCK_TABLE || line->p)
        return true;
    return line->words >= SHORT || line->ends;
}

// A list most of whose words are links is a list of links: all of it goes.
static void drop_link_lists(stm_outline *outline, size_t begin, size_t end)
{
    for (size_t i = begin; i < end;) {
        size_t k = i, words = 0, links = 0;
        for (; k < end && outline->lines[k].kind == STM_BLOCK_LIST; k++) {
            words += outline->lines[k].words;
            links += outline->lines[k].link_words;
        }
        for (size_t n = i; n < k && links * 2 > words; n++)
            outline->lines[n].keep = false;
        i = k > i ? k : i + 1;
    }
}

// A heading with nothing kept behind it is none of the article's, unless its words and place say that it is (`weight`; rules give none).
static void drop_bare_headings(stm_outline *outline, size_t begin, size_t end)
{
    bool content = false;
    unsigned level = 7;
    for (size_t i = end; i-- > begin;) {
        stm_line *line = &outline->lines[i];
        if (!line->keep || line->kind == STM_BLOCK_CAPTION)
            continue;
        if (line->kind != STM_BLOCK_HEADING) {
            content = true;
            continue;
        }
        unsigned own = line->level > 0 ? line->level : 6;
        line->keep = content || level > own || line->weight > (float)STM_SURE;
        if (line->keep) {
            level = own;
            content = false;
        }
    }
}

// What stands twice is kept once, from `least` words on.
static void drop_doubles(stm_extractor *extractor, stm_outline *outline, size_t begin, size_t end, uint32_t least)
{
    stm_arena_mark mark = stm_arena_here(&extractor->scratch);
    stm_map seen;
    stm_map_init(&seen, &extractor->scratch);
    for (size_t i = begin; i < end; i++) {
        stm_line *line = &outline->lines[i];
        if (!line->keep || line->words < least)
            continue;
        uint64_t *times = stm_map_put(&seen, stm_hash(stm_line_text(outline, line)));
        line->keep = (*times)++ == 0;
    }
    stm_arena_back(&extractor->scratch, mark);
}

// From a line that says so on, where less prose follows than half of what came before; teasers, cut off in a sentence, are none.
static size_t end_of(const stm_outline *outline, const int64_t *sums, size_t begin, size_t end)
{
    int64_t behind = 0;
    size_t found = end;
    for (size_t i = end; i-- > begin;) {
        const stm_line *line = &outline->lines[i];
        int64_t before = sums[i] - sums[begin];
        if (line->said == STM_SAYS_END && line->words < 12 && before >= PROSE_LEAST && behind < before / 2)
            found = i;
        behind += line->ends || value_of(line) < 0 ? value_of(line) : 0;
    }
    return found;
}

// The most prose that another article than `titled` holds.
static uint64_t most_of_others(const stm_map *values, uint32_t titled)
{
    uint64_t most = 0;
    for (size_t i = 0; i < values->n; i++) {
        const stm_map_entry *entry = &values->entries[i];
        most = entry->key != 0 && entry->key != titled && entry->value > most ? entry->value : most;
    }
    return most;
}

// The <article> that shows the title and holds a fifth of the prose, or at least half of what any other does; else the first that holds
// two fifths; 0: none does.
static uint32_t main_article(stm_extractor *extractor, const stm_outline *outline, size_t begin, size_t end, size_t headline)
{
    stm_map values;
    int64_t all = 0;
    uint32_t best = 0;
    stm_map_init(&values, &extractor->scratch);
    for (size_t i = begin; i < end; i++) {
        int value = value_of(&outline->lines[i]);
        if (value <= 0)
            continue;
        all += value;
        *stm_map_put(&values, outline->lines[i].article) += (uint64_t)value;
    }
    uint32_t titled = headline < outline->nlines ? outline->lines[headline].article : 0;
    const uint64_t *held = titled > 0 ? stm_map_get(&values, titled) : NULL;
    bool much = held != NULL && *held >= PROSE_LEAST && 2 * *held >= most_of_others(&values, titled) && outline->lines[headline].level == 1;
    if (much || (held != NULL && 5 * (int64_t)*held >= all))
        return titled;
    for (size_t i = 0; i < values.n; i++) // the first in the page that holds as much
        if (values.entries[i].key != 0 && 5 * (int64_t)values.entries[i].value >= 2 * all && best == 0)
            best = (uint32_t)values.entries[i].key;
    return best;
}

// Other articles of the page: cards within the main one, and what is appended below it.
static void drop_other_articles(stm_extractor *extractor, const stm_page *page, stm_outline *outline, size_t begin, size_t end, size_t headline)
{
    uint32_t main = main_article(extractor, outline, begin, end, headline);
    if (main == 0)
        return;
    for (size_t i = begin; i < end; i++) {
        stm_line *line = &outline->lines[i];
        bool inside = line->article >= main && line->article < page->tree.nodes[main].end;
        bool behind = line->article >= page->tree.nodes[main].end;
        line->keep = line->keep && !(behind || (inside && line->article != main && line->link_words > 0));
    }
}

// What stands before the second paragraph in an element called so is the standfirst.
static void type_standfirst(stm_outline *outline, size_t begin, size_t end)
{
    size_t paragraphs = 0;
    for (size_t i = begin; i < end && paragraphs < 2; i++) {
        stm_line *line = &outline->lines[i];
        if (!line->keep || line->kind != STM_BLOCK_PARAGRAPH)
            continue;
        paragraphs++;
        if (line->lede)
            line->kind = STM_BLOCK_STANDFIRST;
    }
}

uint32_t stm_choose_by_rules(stm_extractor *extractor, const stm_page *page, stm_outline *outline)
{
    int64_t *sums = stm_arena_take_array(&extractor->scratch, outline->nlines + 1, sizeof *sums);
    for (size_t i = 0; i < outline->nlines; i++)
        sums[i + 1] = sums[i] + value_of(&outline->lines[i]);
    uint32_t root = narrowed(&page->tree, outline, sums, best_element(&page->tree, outline, sums));
    size_t begin = outline->firsts[root], end = outline->firsts[page->tree.nodes[root].end];
    end = end_of(outline, sums, begin, end);
    for (size_t i = begin; i < end; i++)
        outline->lines[i].keep = is_article_line(&outline->lines[i]);
    for (size_t i = begin; i < end; i++)
        outline->lines[i].kind = outline->lines[i].embed && outline->lines[i].keep ? STM_BLOCK_EMBED : outline->lines[i].kind;
    drop_other_articles(extractor, page, outline, begin, end, outline->nlines);
    drop_link_lists(outline, begin, end);
    drop_doubles(extractor, outline, begin, end, DOUBLE_WORDS);
    drop_bare_headings(outline, begin, end);
    return page->tree.nodes[root].end;
}

static uint64_t prose_of(const stm_outline *outline, bool judged)
{
    uint64_t n = 0;
    for (size_t i = 0; i < outline->nlines; i++) {
        const stm_line *line = &outline->lines[i];
        n += stm_is_prose(line) && (judged ? line->weight > 0 : line->keep) ? line->words : 0;
    }
    return n;
}

// A table that the rules found, between lines that are the article's.
static bool is_inner_table(const stm_outline *outline, size_t i)
{
    const stm_line *lines = outline->lines;
    size_t before = i, after = i;
    if (lines[i].kind != STM_BLOCK_TABLE || !lines[i].keep)
        return false;
    while (before > 0 && i - before < TABLE_ROWS && lines[before].kind == STM_BLOCK_TABLE)
        before--;
    while (after + 1 < outline->nlines && after - i < TABLE_ROWS && lines[after].kind == STM_BLOCK_TABLE)
        after++;
    return lines[before].weight > 0 && lines[before].kind != STM_BLOCK_TABLE && lines[after].weight > 0 && lines[after].kind != STM_BLOCK_TABLE;
}

// What was judged to be the article's is; captions, tables in figures and posts stay where they stand among such lines (a
// quotation pulled out of the text does not). Where that leaves next to nothing of what the rules found, these stand.
static void keep_judged(stm_outline *outline)
{
    size_t first = outline->nlines, last = 0;
    if (4 * prose_of(outline, true) < prose_of(outline, false))
        return;
    for (size_t i = 0; i < outline->nlines; i++) {
        if (outline->lines[i].weight <= 0)
            continue;
        first = first == outline->nlines ? i : first;
        last = i;
    }
    for (size_t i = 0; i < outline->nlines; i++) {
        stm_line *line = &outline->lines[i];
        bool shown = line->kind == STM_BLOCK_CAPTION || (line->figure && line->kind == STM_BLOCK_TABLE);
        bool caption = shown && line->keep && i + 1 >= first && i <= last + 1;
        bool post = line->embed && i > first && i <= last + POSTS_BEHIND;
        line->keep = !line->comment && (caption || post || line->weight > 0 || is_inner_table(outline, i));
        line->kind = line->embed && line->keep ? STM_BLOCK_EMBED : line->kind;
    }
}

uint32_t stm_choose_tree(stm_extractor *extractor, const stm_page *page, stm_outline *outline, const stm_about *about)
{
    if (outline->nlines == 0)
        return (uint32_t)page->tree.nnodes;
    uint32_t end = stm_choose_by_rules(extractor, page, outline);
    size_t headline = stm_lines_judge(extractor, page, outline, about, NULL);
    keep_judged(outline);
    drop_other_articles(extractor, page, outline, 0, outline->nlines, headline);
    drop_doubles(extractor, outline, 0, outline->nlines, DOUBLE_JUDGED); // what comes again with every part of a page is shorter
    stm_drop_beside(extractor, outline, headline);
    drop_bare_headings(outline, 0, outline->nlines);
    type_standfirst(outline, 0, outline->nlines);
    return end;
}

uint64_t stm_kept_words(const stm_outline *outline)
{
    uint64_t n = 0;
    for (size_t i = 0; i < outline->nlines; i++)
        n += outline->lines[i].keep && stm_is_prose(&outline->lines[i]) ? outline->lines[i].words : 0;
    return n;
}

static size_t first_prose(const stm_outline *outline)
{
    for (size_t i = 0; i < outline->nlines; i++)
        if (outline->lines[i].keep && stm_is_prose(&outline->lines[i]))
            return i;
    return outline->nlines;
}

// Can the line be the text that has so many letters: folding makes few more or less of them.
static bool as_long(const stm_line *line, uint32_t letters)
{
    return line->letters <= letters + LETTERS_OFF && letters <= line->letters + LETTERS_OFF;
}

void stm_choose_headline(stm_extractor *extractor, stm_outline *outline, stm_view title, stm_view h1)
{
    size_t prose = first_prose(outline), best = outline->nlines;
    int most = 0;
    stm_line said = {0}, shown = {0};
    stm_line_measure(extractor, &extractor->scratch, title, &said);
    stm_line_measure(extractor, &extractor->scratch, h1, &shown);
    for (size_t i = 0; i < outline->nlines && i <= prose; i++) {
        stm_line *line = &outline->lines[i];
        stm_view text = stm_line_text(outline, line);
        if (line->words == 0 || text.size > 2 * (title.size > h1.size ? title.size : h1.size) || (i == prose && line->kind != STM_BLOCK_HEADING))
            continue;
        bool same = (h1.size > 0 && as_long(line, shown.letters) && stm_same_words(&extractor->scratch, text, h1)) ||
                    (title.size > 0 && as_long(line, said.letters) && stm_same_words(&extractor->scratch, text, title));
        int points = same ? 2 + 2 * (line->level == 1) + (line->level > 0) : 0;
        line->keep = line->keep && !same; // once is enough
        if (points >= most && points > 0) {
            most = points;
            best = i;
        }
    }
    if (best == outline->nlines || prose == outline->nlines)
        return;
    outline->lines[best].keep = true;
    outline->lines[best].kind = STM_BLOCK_HEADLINE;
}
