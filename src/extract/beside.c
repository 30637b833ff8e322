// What stands beside an article's lines and reads like them: teasers above the headline, links to other stories between two
// paragraphs, quotations pulled out of the text, the text once more, and legal lines at its end.
//
// Each is told by its place among what is kept. What stands once more is told by its pairs of content words: a quotation, a figure,
// an aside, or one line with two fifths of all words, whose pairs nearly all stand in other lines too, says nothing of its own.
#include "extract/inner.h"

enum {
    BELOW_LEAST = 60, LINK_WORDS = 4, PROSE_PER_LINK = 4, PULLED_LEAST = 6, PULLED_MOST = 60, WHOLE_LEAST = 60, PAIRS_LEAST = 3,
    LEGAL_WORDS = 40, YEAR = 4, PAIR_WORDS = 1024, PAIR_BITS = 1 << 16,
};

static bool is_kept_prose(const stm_line *line)
{
    return line->keep && stm_is_prose(line);
}

// Lists, tables and furniture by name above the headline, where the text stands below it.
static void drop_above(stm_outline *outline, size_t headline)
{
    uint64_t below = 0;
    if (headline >= outline->nlines || outline->lines[headline].level == 0 || outline->lines[headline].level > 2)
        return;
    for (size_t i = headline; i < outline->nlines; i++)
        below += is_kept_prose(&outline->lines[i]) ? outline->lines[i].words : 0;
    for (size_t i = 0; i < headline && below >= BELOW_LEAST; i++) {
        stm_line *line = &outline->lines[i];
        line->keep = line->keep && line->kind != STM_BLOCK_LIST && line->kind != STM_BLOCK_TABLE && !line->out;
    }
}

// A paragraph that is nothing but a link, without the end of a sentence.
static bool is_linked_title(const stm_outline *outline, size_t i)
{
    const stm_line *line = &outline->lines[i];
    return line->keep && line->kind == STM_BLOCK_PARAGRAPH && line->level == 0 && line->words >= LINK_WORDS && !line->ends &&
           line->link_words * 10 >= line->words * 9;
}

// Such titles behind a paragraph, where they are few: of a digest every piece may begin with one.
static void drop_linked_titles(stm_outline *outline)
{
    size_t titles = 0, prose = 0;
    for (size_t i = 0; i < outline->nlines; i++) {
        titles += is_linked_title(outline, i);
        prose += is_kept_prose(&outline->lines[i]);
    }
    for (size_t i = 1; i < outline->nlines && titles > 0 && titles * PROSE_PER_LINK <= prose; i++)
        outline->lines[i].keep = outline->lines[i].keep && !(is_linked_title(outline, i) && is_kept_prose(&outline->lines[i - 1]));
}

static bool may_be_pulled(const stm_line *line)
{
    bool apart = line->kind == STM_BLOCK_QUOTE || line->figure || line->aside || line->weak || line->out;
    return line->keep && apart && line->kind != STM_BLOCK_CAPTION && line->words >= PULLED_LEAST && line->words <= PULLED_MOST;
}

// May the line be said by others too; `all`: kept words.
static bool may_be_again(const stm_line *line, uint64_t all)
{
    return may_be_pulled(line) || (line->keep && line->words >= WHOLE_LEAST && 5 * (uint64_t)line->words >= 2 * all);
}

// Pairs of the line's content words; `found`: those that stand in `pairs`, into which they are put unless the line is only asked about.
static size_t look_at_pairs(const stm_outline *outline, const stm_line *line, uint64_t *pairs, bool put, size_t *found)
{
    uint64_t words[PAIR_WORDS];
    size_t n = stm_content_words(stm_line_text(outline, line), words, PAIR_WORDS);
    *found = 0;
    for (size_t k = 1; k < n; k++) {
        uint64_t pair = stm_hash_join(words[k - 1], words[k]);
        uint64_t *slot = &pairs[pair % PAIR_BITS / 64], bit = (uint64_t)1 << pair % 64;
        *found += (*slot & bit) != 0;
        *slot |= put ? bit : 0;
    }
    return n > 0 ? n - 1 : 0;
}

static void drop_repeated(stm_extractor *x, stm_outline *outline)
{
    uint64_t all = 0;
    size_t candidates = 0, found;
    for (size_t i = 0; i < outline->nlines; i++)
        all += outline->lines[i].keep ? outline->lines[i].words : 0;
    for (size_t i = 0; i < outline->nlines; i++)
        candidates += may_be_again(&outline->lines[i], all);
    if (candidates == 0)
        return;
    stm_arena_mark mark = stm_arena_here(&x->scratch);
    uint64_t *pairs = stm_arena_take_array(&x->scratch, PAIR_BITS / 64, sizeof *pairs);
    for (size_t i = 0; i < outline->nlines; i++)
        if (outline->lines[i].keep && !may_be_again(&outline->lines[i], all))
            look_at_pairs(outline, &outline->lines[i], pairs, true, &found);
    for (size_t i = 0; i < outline->nlines; i++) {
        stm_line *line = &outline->lines[i];
        if (!may_be_again(line, all))
            continue;
        size_t n = look_at_pairs(outline, line, pairs, false, &found);
        size_t tenths = may_be_pulled(line) ? 9 : 8; // where lines meet the whole has pairs of its own
        line->keep = n < PAIRS_LEAST || 10 * found < tenths * n;
    }
    stm_arena_back(&x->scratch, mark);
}

// Whose the text is and what may be done with it: lines of a year that say so, behind the last sentence of the text.
static void drop_legal(stm_outline *outline)
{
    for (size_t i = outline->nlines; i-- > 0;) {
        stm_line *line = &outline->lines[i];
        bool legal = line->said == STM_SAYS_LEGAL && line->words < LEGAL_WORDS && line->digits >= YEAR;
        if (is_kept_prose(line) && !legal)
            return;
        line->keep = line->keep && !legal;
    }
}

void stm_drop_beside(stm_extractor *extractor, stm_outline *outline, size_t headline)
{
    drop_above(outline, headline);
    drop_linked_titles(outline);
    drop_repeated(extractor, outline);
    drop_legal(outline);
}
