// How likely a line is the article's, by its words and its neighbours' alone.
//
// A logistic regression over some forty yes-or-no properties; its weights stand in lang/common/line-weights.tsv by name and were
// fitted to pages dumped as lines of text (eval/train-lines.py). Markup is not looked at, so that a page saved as text can be judged.
#include "extract/inner.h"

#include <stdlib.h>

enum { WINDOW = 4, PROSE_WORDS = 12, COHESION_WORDS = 48, COHESION_PROSE = 8, WORD_MOST = 64, TEXT_MOST = 4000 };

#define FEATURES(X)                                                                                                              \
    X(bias) X(words_1) X(words_2) X(words_3_4) X(words_5_7) X(words_8_12) X(words_13_20) X(words_21_40) X(words_41)              \
    X(ends) X(ends_colon) X(ends_dots) X(stop_inside) X(stops_2) X(comma) X(title_case) X(all_caps) X(many_digits)               \
    X(long_unended) X(says_line) X(says_end) X(says_related) X(says_byline) X(says_legal) X(caption) X(doubled) X(quoted)        \
    X(bar) X(address) X(dated_short) X(lower_first) X(bullet)                                                                    \
    X(prev_prose) X(next_prose) X(prev_2_prose) X(next_2_prose) X(prev_short) X(next_short) X(both_prose) X(both_short)          \
    X(window_most) X(window_half) X(window_none) X(before_prose) X(after_prose) X(cohesion_none) X(cohesion_low)                 \
    X(cohesion_high) X(prose_ended) X(prose_cohesive) X(prev_title_doubled) X(after_end) X(after_related)        \
    X(between_titles) X(alternating) X(next_unended) X(prev_unended) X(teaser) X(near_said)

enum {
#define X(name) F_##name,
    FEATURES(X)
#undef X
    NFEATURES
};

static const char *const feature_names[NFEATURES] = {
#define X(name) #name,
    FEATURES(X)
#undef X
};

const char *stm_feature_name(size_t i)
{
    return i < NFEATURES ? feature_names[i] : NULL;
}

static double weight_of(const stm_table *table, const char *name)
{
    const stm_row *row = stm_table_find(table, stm_view_of(name));
    return row != NULL ? stm_row_number(row, 1) / 1000.0 : 0;
}

bool stm_is_prose(const stm_line *line)
{
    return line->words >= PROSE_WORDS && (line->ends || line->stops > 0);
}

size_t stm_content_words(stm_view text, uint64_t *words, size_t most)
{
    size_t n = 0, size = 0, letters = 0;
    char folded[WORD_MOST + STM_UTF8_MOST];
    text = stm_view_upto(text, TEXT_MOST);
    for (size_t at = 0; at <= text.size && n < most;) {
        for (; at < text.size && stm_is_letter(text.at[at]); at++, letters++) // what most are
            if (size < WORD_MOST)
                folded[size++] = stm_lower(text.at[at]);
        uint32_t code = at < text.size ? stm_utf8_next(text, &at) : (at++, STM_CODE_NONE);
        if (code != STM_CODE_NONE && code >= 0x80 && stm_code_is_letter(code)) {
            letters++;
            if (size < WORD_MOST)
                size += stm_utf8_put(stm_code_fold(code), folded + size);
            continue;
        }
        if (letters >= 5 && size < WORD_MOST)
            words[n++] = stm_hash((stm_view){folded, size});
        size = letters = 0;
    }
    return n;
}

typedef struct {
    stm_extractor *extractor;
    const stm_outline *outline;
    stm_map seen;    // hash of a line -> times
    stm_map about;   // hash of a content word -> prose lines that have it
    size_t first_prose, last_prose, nprose;
    size_t ended;    // number of the first line that says the article has ended, nlines if none
} page_facts;

static void gather(page_facts *p)
{
    uint64_t words[COHESION_WORDS];
    size_t n = p->outline->nlines;
    p->first_prose = n;
    p->last_prose = 0;
    p->ended = n;
    for (size_t i = 0; i < n; i++) {
        const stm_line *line = &p->outline->lines[i];
        stm_view text = stm_line_text(p->outline, line);
        (*stm_map_put(&p->seen, stm_hash(text)))++;
        if (line->said == STM_SAYS_END && p->ended == n && p->first_prose < n)
            p->ended = i;
        if (!stm_is_prose(line))
            continue;
        p->first_prose = p->first_prose == n ? i : p->first_prose;
        p->last_prose = i;
        p->nprose++;
        size_t k = stm_content_words(text, words, COHESION_WORDS);
        for (size_t j = 0; j < k; j++)
            (*stm_map_put(&p->about, words[j]))++;
    }
}

// Share of the line's content words that at least two other lines of prose have, in percent.
static unsigned cohesion_of(page_facts *p, const stm_line *line)
{
    uint64_t words[COHESION_WORDS];
    size_t n = stm_content_words(stm_line_text(p->outline, line), words, COHESION_WORDS), found = 0;
    for (size_t i = 0; i < n; i++) {
        const uint64_t *times = stm_map_get(&p->about, words[i]);
        found += times != NULL && *times >= 2u + stm_is_prose(line);
    }
    return n > 0 ? (unsigned)(100 * found / n) : 0;
}

static bool has_any(stm_view text, const char *marks)
{
    for (size_t i = 0; i < text.size; i++)
        if (strchr(marks, text.at[i]) != NULL && text.at[i] != 0)
            return true;
    return false;
}

static void own_features(page_facts *p, stm_line *line, bool *f)
{
    stm_view text = stm_line_text(p->outline, line);
    uint32_t w = line->words;
    size_t at = 0;
    uint32_t first = stm_utf8_next(text, &at);
    f[F_bias] = true;
    f[F_words_1] = w <= 1;
    f[F_words_2] = w == 2;
    f[F_words_3_4] = w == 3 || w == 4;
    f[F_words_5_7] = w >= 5 && w <= 7;
    f[F_words_8_12] = w >= 8 && w <= 12;
    f[F_words_13_20] = w >= 13 && w <= 20;
    f[F_words_21_40] = w >= 21 && w <= 40;
    f[F_words_41] = w >= 41;
    f[F_ends] = line->ends;
    f[F_ends_colon] = stm_view_ends(text, STM_VIEW(":"));
    f[F_ends_dots] = stm_view_ends(text, STM_VIEW("...")) || stm_view_ends(text, STM_VIEW("\xE2\x80\xA6")) || stm_view_ends(text, STM_VIEW("[...]"));
    f[F_stop_inside] = line->stops > (line->ends ? 1 : 0);
    f[F_stops_2] = line->stops >= 2;
    f[F_comma] = has_any(text, ",");
    f[F_title_case] = w >= 3 && line->capitals * 10 >= w * 7;
    f[F_all_caps] = line->letters >= 4 && line->uppers * 10 >= line->letters * 8;
    f[F_many_digits] = line->letters > 0 && line->digits * 5 >= line->letters;
    f[F_long_unended] = w >= 20 && !line->ends;
    f[F_says_line] = line->said == STM_SAYS_LINE;
    f[F_says_end] = line->said == STM_SAYS_END;
    f[F_says_related] = line->said == STM_SAYS_RELATED;
    f[F_says_byline] = line->said == STM_SAYS_BYLINE;
    f[F_says_legal] = line->said == STM_SAYS_LEGAL;
    f[F_caption] = stm_is_caption(p->extractor, text);
    f[F_doubled] = *stm_map_get(&p->seen, stm_hash(text)) > 1;
    f[F_quoted] = has_any(text, "\"") || stm_view_find(text, STM_VIEW("\xE2\x80\x9C")) != STM_NOWHERE;
    f[F_bar] = has_any(text, "|") || stm_view_find(text, STM_VIEW("\xE2\x80\xA2")) != STM_NOWHERE;
    f[F_address] = has_any(text, "@") || stm_view_find(text, STM_VIEW("http")) != STM_NOWHERE;
    f[F_dated_short] = w <= 12 && line->digits >= 3 &&
                       stm_civil_known(stm_moment_read(p->extractor, &p->extractor->scratch, text, false));
    f[F_lower_first] = stm_code_is_lower(first);
    f[F_bullet] = first == '-' || first == '*' || first == 0x2022 || first == 0x2013;
}

static bool is_title_like(const stm_line *line)
{
    return line->words >= 3 && line->words <= 30 && !line->ends;
}

static bool title_at(const page_facts *p, size_t i)
{
    return i < p->outline->nlines && is_title_like(&p->outline->lines[i]);
}

static bool prose_at(const page_facts *p, size_t i)
{
    return i < p->outline->nlines && stm_is_prose(&p->outline->lines[i]);
}

static bool unended_at(const page_facts *p, size_t i)
{
    return i < p->outline->nlines && p->outline->lines[i].words >= 20 && !p->outline->lines[i].ends;
}

static bool said_at(const page_facts *p, size_t i)
{
    return i < p->outline->nlines && p->outline->lines[i].said != STM_SAYS_NOTHING;
}

// Titles with one text under each make a list of other stories. (i - 1 of the first line is no line.)
static void pattern_features(page_facts *p, size_t i, bool *f)
{
    f[F_between_titles] = title_at(p, i - 1) && title_at(p, i + 1) && prose_at(p, i);
    f[F_alternating] = f[F_between_titles] && ((prose_at(p, i - 2) && title_at(p, i - 3)) || (prose_at(p, i + 2) && title_at(p, i + 3)));
    f[F_next_unended] = unended_at(p, i + 1);
    f[F_prev_unended] = unended_at(p, i - 1);
    f[F_teaser] = unended_at(p, i) && title_at(p, i - 1);
    f[F_near_said] = !prose_at(p, i) && (said_at(p, i - 1) || said_at(p, i + 1));
}

static void neighbour_features(page_facts *p, size_t i, bool *f)
{
    const stm_line *lines = p->outline->lines;
    size_t n = p->outline->nlines, prose = 0, words = 0;
    bool before = i > 0 && stm_is_prose(&lines[i - 1]), after = i + 1 < n && stm_is_prose(&lines[i + 1]);
    bool short_before = i == 0 || lines[i - 1].words <= 4, short_after = i + 1 == n || lines[i + 1].words <= 4;
    f[F_prev_prose] = before;
    f[F_next_prose] = after;
    f[F_prev_2_prose] = i > 1 && stm_is_prose(&lines[i - 2]);
    f[F_next_2_prose] = i + 2 < n && stm_is_prose(&lines[i + 2]);
    f[F_prev_short] = short_before;
    f[F_next_short] = short_after;
    f[F_both_prose] = before && after;
    f[F_both_short] = short_before && short_after;
    for (size_t k = i > WINDOW ? i - WINDOW : 0; k <= i + WINDOW && k < n; k++) {
        words += k == i ? 0 : lines[k].words;
        prose += k != i && stm_is_prose(&lines[k]) ? lines[k].words : 0;
    }
    f[F_window_most] = words > 0 && 10 * prose >= 8 * words;
    f[F_window_half] = 10 * prose >= 5 * words && !f[F_window_most];
    f[F_window_none] = prose == 0;
    f[F_before_prose] = i < p->first_prose;
    f[F_after_prose] = i > p->last_prose;
    // A short text hardly repeats its words: there cohesion says nothing.
    unsigned cohesion = p->nprose >= COHESION_PROSE ? cohesion_of(p, &lines[i]) : 30;
    f[F_cohesion_none] = cohesion == 0;
    f[F_cohesion_low] = cohesion > 0 && cohesion < 25;
    f[F_cohesion_high] = cohesion >= 50;
    f[F_prose_ended] = stm_is_prose(&lines[i]) && lines[i].ends;
    f[F_prose_cohesive] = stm_is_prose(&lines[i]) && cohesion >= 25;
    bool twice = i > 0 && *stm_map_get(&p->seen, stm_hash(stm_line_text(p->outline, &lines[i - 1]))) > 1;
    f[F_prev_title_doubled] = twice && is_title_like(&lines[i - 1]);
    pattern_features(p, i, f);
    f[F_after_end] = i > p->ended;
    f[F_after_related] = i > 0 && lines[i - 1].said == STM_SAYS_RELATED;
}

void stm_lines_weigh(stm_extractor *extractor, const stm_outline *outline, uint64_t *features)
{
    page_facts p = {.extractor = extractor, .outline = outline};
    double weights[NFEATURES];
    for (size_t k = 0; k < NFEATURES; k++)
        weights[k] = weight_of(&extractor->weights, feature_names[k]);
    stm_map_init(&p.seen, &extractor->scratch);
    stm_map_init(&p.about, &extractor->scratch);
    gather(&p);
    for (size_t i = 0; i < outline->nlines; i++) {
        bool f[NFEATURES] = {false};
        double sum = 0;
        own_features(&p, &outline->lines[i], f);
        neighbour_features(&p, i, f);
        for (size_t k = 0; k < NFEATURES; k++) {
            sum += f[k] ? weights[k] : 0;
            if (features != NULL && f[k])
                features[i] |= (uint64_t)1 << k;
        }
        outline->lines[i].weight = (float)sum;
    }
}
