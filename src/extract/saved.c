// A page that somebody saved as text: which of its lines are the article.
//
// Lines are weighed one by one (a line of whole sentences speaks for an article, a title, a menu word, a cut-off teaser or a line
// that stands twice against it), and the article is the stretch of lines with the greatest sum (a maximum-sum segment, Bentley
// 1984; after Kohlschütter et al. 2010, who tell text by length of blocks alone). The vocabulary of furniture stands in
// lang/en/saved-furniture.tsv. Within the stretch a short line between paragraphs is a heading, a caption or a list of links, told
// by its neighbours. All of it is linear in the page, but for the look-up of short lines in the table.
#include "extract/inner.h"
#include "extract/saved.h"

enum {
    PROSE_WORDS = 9,      // a line of as many words that ends like a sentence is prose
    CAPTION_WORDS = 14,   // a line of as many words without an end is a caption or a teaser, no heading
    PROSE_GAIN_MOST = 60, // words of one line that count
    TITLE_COST = 5, TEASER_COST = 14, DOUBLE_COST = 10, FURNITURE_COST = 9,
    HEADLINE_WITHIN = 14, // lines before the first prose in which a headline is looked for
    TEASERS_LEAST = 3,    // pairs of title and text in a row that make a list of teasers
    LABEL_WORDS = 4,
};

static const stm_row *furniture_row(const stm_extractor *x, stm_view words, uint32_t nwords)
{
    bool brief = nwords <= 12;
    const stm_row *row = brief ? stm_table_find(&x->saved, words) : NULL;
    if (row != NULL && !stm_view_is(row->fields[2], "map") && !stm_view_is(row->fields[2], "role"))
        return row;
    for (size_t i = 0; i < x->saved.nrows; i++) {
        const stm_row *begin = &x->saved.rows[i];
        bool fits = stm_view_is(begin->fields[1], "begin") ? brief : stm_view_is(begin->fields[1], "plea");
        if (!fits || !stm_view_begins(words, begin->fields[0]))
            continue;
        if (words.size == begin->fields[0].size || !stm_is_letter(words.at[begin->fields[0].size]))
            return begin;
    }
    return NULL;
}

static bool closing_mark(uint32_t code)
{
    return code == '"' || code == '\'' || code == ')' || code == ']' || (code >= 0x2018 && code <= 0x201F) || code == 0xBB || code == 0xAB;
}

// Does the line end as a sentence does. An ellipsis ends a teaser.
static bool ends_sentence(stm_view line)
{
    size_t at = line.size;
    uint32_t code = stm_utf8_previous(line, &at);
    while (closing_mark(code))
        code = stm_utf8_previous(line, &at);
    bool other_script = code == 0x3002 || code == 0xFF01 || code == 0xFF1F || code == 0x0964 || code == 0x06D4 || code == 0x061F;
    if (code != '.' && code != '!' && code != '?' && code != ':' && !other_script)
        return false;
    return !(code == '.' && at >= 2 && line.at[at - 1] == '.' && line.at[at - 2] == '.');
}

static uint32_t count_words(stm_view line, uint32_t *capital)
{
    uint32_t n = 0, wide = 0;
    bool inside = false;
    *capital = 0;
    for (size_t at = 0; at < line.size;) {
        uint32_t code = stm_utf8_next(line, &at);
        if (code >= 0x2E80 && code < 0xE000 && stm_code_is_letter(code)) { // scripts without blanks: two characters a word
            n += ++wide % 2;
            inside = false;
            continue;
        }
        bool word = stm_code_is_letter(code) || stm_code_is_digit(code) || (inside && (code == '\'' || code == 0x2019 || code == '-' || code == '.'));
        if (word && !inside) {
            n++;
            *capital += stm_code_is_upper(code);
        }
        inside = word;
    }
    return n;
}

// The line in lower case without marks at its ends, for the tables.
static stm_view bare_words(stm_arena *scratch, stm_view line)
{
    stm_view folded = stm_fold(scratch, stm_view_upto(line, 200));
    while (folded.size > 0 && !stm_is_letter(folded.at[folded.size - 1]) && !((unsigned char)folded.at[folded.size - 1] & 0x80))
        folded.size--;
    while (folded.size > 0 && !stm_is_letter(folded.at[0]) && !((unsigned char)folded.at[0] & 0x80))
        folded = stm_view_from(folded, 1);
    return folded;
}

static bool has_map_word(const stm_extractor *x, stm_view words)
{
    stm_view word;
    for (int n = 0; n < 4 && stm_view_split(&words, ' ', &word); n++) {
        const stm_row *row = stm_table_find(&x->saved, word);
        if (row != NULL && stm_view_is(row->fields[2], "map"))
            return true;
    }
    return false;
}

// "(L)", "(C)", "(R)" tell who stands where in a picture.
static bool has_place_mark(stm_view line)
{
    static const char *const marks[] = {"(L)", "(R)", "(C)", "(left)", "(right)", "(centre)", "(center)"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (stm_view_find(line, stm_view_of(marks[i])) != STM_NOWHERE)
            return true;
    return false;
}

static void weigh_line(stm_extractor *x, saved_line *line, stm_map *seen)
{
    stm_view bare = bare_words(&x->scratch, line->text);
    line->words = count_words(line->text, &line->capitals);
    line->ends = ends_sentence(line->text);
    const stm_row *row = furniture_row(x, bare, line->words);
    if (row != NULL)
        line->does = stm_view_is(row->fields[2], "end") ? DOES_END : stm_view_is(row->fields[2], "links") ? DOES_LINKS : DOES_CUT;
    line->picture = stm_is_caption(x, line->text) || has_place_mark(line->text) || (line->words < CAPTION_WORDS + 6 && !line->ends && has_map_word(x, bare));
    line->prose = line->ends && line->words >= PROSE_WORDS && line->does == DOES_NOTHING;
    uint64_t *before = stm_map_put(seen, stm_hash(bare));
    line->twice = bare.size > 0 && *before > 0;
    ++*before;
    if (line->words == 0 && line->does == DOES_NOTHING)
        line->does = DOES_CUT;
    if (line->does != DOES_NOTHING)
        line->weight = -FURNITURE_COST;
    else if (line->twice)
        line->weight = -DOUBLE_COST;
    else if (line->prose)
        line->weight = line->words < PROSE_GAIN_MOST ? (int)line->words : PROSE_GAIN_MOST;
    else if (line->ends)
        line->weight = (int)line->words - 2;
    else
        line->weight = line->words >= CAPTION_WORDS ? -TEASER_COST : -TITLE_COST;
}

static void split_lines(stm_extractor *x, const stm_page *page, stm_vector *lines)
{
    stm_map seen;
    stm_map_init(&seen, &x->scratch);
    stm_view rest = page->text, part;
    bool gap = false;
    while (stm_view_split(&rest, '\n', &part)) {
        stm_view text = stm_view_trim(part);
        if (text.size == 0) {
            gap = true;
            continue;
        }
        saved_line *line = stm_vector_push(lines);
        line->text = text;
        line->gap = gap;
        gap = false;
        weigh_line(x, line, &seen);
    }
}

// The stretch of lines with the greatest sum of weights; false if no line speaks for an article.
static bool best_stretch(const saved_line *lines, size_t n, size_t *begin, size_t *end)
{
    long best = 0, sum = 0;
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        if (sum <= 0) {
            sum = 0;
            from = i;
        }
        sum += lines[i].weight;
        if (sum > best) {
            best = sum;
            *begin = from;
            *end = i + 1;
        }
    }
    return best > 0;
}

static bool title_like(const saved_line *line)
{
    return !line->ends && line->words > 0;
}

// Cuts the stretch at a line that ends an article, where what comes behind holds less prose than what came before.
static size_t cut_at_end_marks(const saved_line *lines, size_t begin, size_t end)
{
    size_t prose = 0;
    for (size_t i = begin; i < end; i++) {
        if (lines[i].does == DOES_END && prose >= 2) {
            size_t behind = 0;
            for (size_t k = i + 1; k < end; k++)
                behind += lines[k].prose && !(k > 0 && title_like(&lines[k - 1]));
            if (behind < prose)
                return i;
        }
        prose += lines[i].prose;
    }
    return end;
}

// A list of other stories at the end: titles that each have one text under them.
static size_t cut_teasers(const saved_line *lines, size_t begin, size_t end)
{
    size_t at = end, pairs = 0;
    while (at >= begin + 2 && !title_like(&lines[at - 1]) && title_like(&lines[at - 2])) {
        at -= 2;
        pairs++;
        while (at > begin && title_like(&lines[at - 1]) && lines[at - 1].twice)
            at--;
    }
    return pairs >= TEASERS_LEAST ? at : end;
}

static bool all_capital(const saved_line *line, uint32_t least, uint32_t most)
{
    return line->words >= least && line->words <= most && line->capitals == line->words;
}

static bool is_role(stm_extractor *x, const saved_line *line)
{
    if (line->words > 6 || line->ends)
        return false;
    stm_view words = bare_words(&x->scratch, line->text), word;
    while (stm_view_split(&words, ' ', &word)) {
        const stm_row *row = stm_table_find(&x->saved, word);
        if (row != NULL && stm_view_is(row->fields[2], "role"))
            return true;
    }
    return false;
}

static bool has_digit(stm_view text)
{
    for (size_t i = 0; i < text.size; i++)
        if (stm_is_digit(text.at[i]))
            return true;
    return false;
}

// "By Ann Bell", or a name alone with what he is in the line under it.
static bool is_byline(stm_extractor *x, const saved_line *lines, size_t i, size_t end)
{
    const saved_line *line = &lines[i];
    if (line->words <= 14 && (stm_view_begins_nocase(line->text, STM_VIEW("by ")) || stm_view_begins_nocase(line->text, STM_VIEW("from "))) && !line->ends &&
        line->capitals * 2 >= line->words)
        return true;
    return all_capital(line, 2, 4) && !has_digit(line->text) && i + 1 < end && is_role(x, &lines[i + 1]);
}

static void add_author(stm_arena *arena, stm_article *article, stm_view line)
{
    if (stm_view_begins_nocase(line, STM_VIEW("by ")))
        line = stm_view_trim(stm_view_from(line, 3));
    stm_view *authors = stm_arena_take_array(arena, article->nauthors + 1, sizeof *authors);
    if (article->nauthors > 0)
        memcpy(authors, article->authors, article->nauthors * sizeof *authors);
    authors[article->nauthors++] = stm_arena_copy(arena, line);
    article->authors = authors;
}

// What stands before the first paragraph: kicker, headline, byline, date; the rest goes.
static size_t read_head(stm_extractor *x, stm_arena *arena, saved_line *lines, size_t first, stm_article *article)
{
    size_t from = first > HEADLINE_WITHIN ? first - HEADLINE_WITHIN : 0, begin = first, headline = first;
    for (size_t i = from; i < first; i++) {
        bool fits = lines[i].does == DOES_NOTHING && !lines[i].picture && !lines[i].twice && lines[i].words >= 4 && lines[i].words <= 30 &&
                    !(i + 1 < first && lines[i + 1].twice) && !is_byline(x, lines, i, first);
        stm_civil date = stm_moment_read(x, &x->scratch, lines[i].text, true);
        if (lines[i].words <= 14 && stm_civil_known(date) && date.day > 0) {
            if (!stm_civil_known(article->published))
                article->published = date;
            fits = false;
        }
        if (fits && headline == first)
            headline = i;
    }
    if (headline == first)
        return first;
    lines[headline].kind = STM_BLOCK_HEADLINE;
    lines[headline].kept = true;
    if (article->title.size == 0)
        article->title = stm_arena_copy(arena, lines[headline].text);
    begin = headline;
    if (headline > 0 && lines[headline - 1].does == DOES_NOTHING && !lines[headline - 1].twice && lines[headline - 1].words >= 1 &&
        lines[headline - 1].words < 4 && !lines[headline].gap && !has_digit(lines[headline - 1].text)) {
        lines[headline - 1].kind = STM_BLOCK_HEADING; // a kicker
        lines[headline - 1].kept = true;
        begin = headline - 1;
    }
    for (size_t i = headline + 1; i < first; i++) {
        if (is_byline(x, lines, i, first))
            add_author(arena, article, lines[i].text);
        else if (lines[i].ends && lines[i].words >= 5 && lines[i].does == DOES_NOTHING) {
            lines[i].kind = STM_BLOCK_STANDFIRST;
            lines[i].kept = true;
        }
    }
    return begin;
}

static void keep(saved_line *line, stm_block_kind kind)
{
    line->kind = kind;
    line->kept = true;
}

// A row of short lines between two paragraphs, [begin, end): links, captions or a heading.
static void sort_short_lines(stm_extractor *x, saved_line *lines, size_t begin, size_t end, bool headings)
{
    bool links = false, pictures = end - begin > 1;
    for (size_t i = begin; i < end; i++)
        if (lines[i].picture || lines[i].words >= CAPTION_WORDS)
            pictures = true;
    for (size_t i = begin; i < end; i++) {
        saved_line *line = &lines[i];
        if (line->does == DOES_LINKS)
            links = true;
        if (links || line->does != DOES_NOTHING || line->twice || is_byline(x, lines, i, end))
            continue;
        bool label = line->words <= LABEL_WORDS && line->capitals == line->words && !headings;
        if (pictures)
            keep(line, STM_BLOCK_CAPTION);
        else if (!label)
            keep(line, STM_BLOCK_HEADING);
    }
}

// Does the stretch have headings: two or more single short lines between paragraphs, or one that is no mere label.
static bool has_headings(const saved_line *lines, size_t begin, size_t end)
{
    size_t n = 0;
    for (size_t i = begin + 1; i + 1 < end; i++)
        n += title_like(&lines[i]) && lines[i].does == DOES_NOTHING && !lines[i].picture && lines[i].words < CAPTION_WORDS &&
             !title_like(&lines[i - 1]) && !title_like(&lines[i + 1]);
    return n >= 2;
}

static void sort_body(stm_extractor *x, saved_line *lines, size_t begin, size_t end)
{
    bool headings = has_headings(lines, begin, end);
    for (size_t i = begin; i < end;) {
        saved_line *line = &lines[i];
        if (line->does == DOES_NOTHING && line->ends && (!line->twice || line->words >= PROSE_WORDS * 2)) {
            keep(line, line->picture && line->words < 3 * CAPTION_WORDS ? STM_BLOCK_CAPTION : STM_BLOCK_PARAGRAPH);
            i++;
            continue;
        }
        size_t row = i;
        while (row < end && !(lines[row].ends && lines[row].does == DOES_NOTHING && !lines[row].twice))
            row++;
        sort_short_lines(x, lines, i, row > i ? row : i + 1, headings);
        i = row > i ? row : i + 1;
    }
}

static void put_lines(stm_arena *arena, const stm_page *page, const saved_line *lines, size_t n, stm_article *article)
{
    stm_assembly assembly;
    stm_assembly_init(&assembly, arena);
    size_t run = 0;
    for (size_t i = 0; i < n; i++) {
        if (!lines[i].kept)
            continue;
        uint32_t at = (uint32_t)(lines[i].text.at - page->text.at);
        stm_assembly_put_part(&assembly, page->text, (stm_span){at, at + (uint32_t)lines[i].text.size}, page->runs, page->nruns, &run);
        stm_assembly_close(&assembly, lines[i].kind);
    }
    stm_assembly_finish(&assembly, article);
}

void stm_extract_saved(stm_extractor *extractor, stm_arena *arena, const stm_page *page, stm_article *article)
{
    stm_vector all;
    stm_vector_init(&all, &extractor->scratch, sizeof(saved_line));
    split_lines(extractor, page, &all);
    saved_line *lines = all.items;
    size_t begin = 0, end = 0;
    article->page = STM_PAGE_OTHER;
    if (!best_stretch(lines, all.n, &begin, &end))
        return;
    while (begin < end && !lines[begin].prose && lines[begin].weight <= 0)
        begin++;
    end = cut_at_end_marks(lines, begin, end);
    end = cut_teasers(lines, begin, end);
    size_t prose = 0;
    for (size_t i = begin; i < end; i++)
        prose += lines[i].prose;
    if (prose == 0)
        return;
    read_head(extractor, arena, lines, begin, article);
    sort_body(extractor, lines, begin, end);
    put_lines(arena, page, lines, all.n, article);
    article->page = STM_PAGE_ARTICLE;
}
