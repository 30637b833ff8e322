// A difference by its sides: which articles say the same, how many origins stand behind them, and the words around each mention.
#include "report/words.h"

#include <stdlib.h>

#include "base/utf8.h"

typedef struct keyed {
    stm_view key; // what makes mentions one side
    uint32_t mention;
} keyed;

static int by_key(const void *one, const void *two)
{
    const keyed *a = one, *b = two;
    int order = stm_view_compare(a->key, b->key);
    return order != 0 ? order : (a->mention > b->mention) - (a->mention < b->mention);
}

// The strongest side first: by origins, then by articles, then by first mention.
static int by_strength(const void *one, const void *two)
{
    const stm_side *a = one, *b = two;
    if (a->norigins != b->norigins)
        return a->norigins > b->norigins ? -1 : 1;
    if (a->nmentions != b->nmentions)
        return a->nmentions > b->nmentions ? -1 : 1;
    return (a->mentions[0] > b->mentions[0]) - (a->mentions[0] < b->mentions[0]);
}

// What a side says: its value, or as it is written where all give one value in other forms ("a fifth", "20 %").
static stm_view label_of(stm_arena *arena, const stm_findings *findings, const stm_mention *m, bool written)
{
    stm_view value = stm_words_of_value(arena, m);
    return value.size > 0 && written ? stm_words_of_mention(arena, findings, m) : value;
}

static stm_view key_of(stm_arena *arena, const stm_findings *findings, const stm_mention *m, bool written)
{
    stm_view label = label_of(arena, findings, m, written);
    return stm_fold(arena, label.size > 0 ? label : stm_words_of_mention(arena, findings, m));
}

// Adds a mention to its side unless one of the same article is there; mentions come by article.
static void add_mention(const stm_difference *d, stm_side *side, uint32_t mention)
{
    uint32_t n = side->nmentions;
    if (n > 0 && d->mentions[side->mentions[n - 1]].document == d->mentions[mention].document)
        return;
    bool counted = false;
    for (uint32_t i = 0; i < n; i++)
        counted = counted || d->mentions[side->mentions[i]].origin == d->mentions[mention].origin;
    side->mentions[side->nmentions++] = mention;
    side->norigins += !counted;
}

// The same amount in another unit, in brackets behind the mention before it: "940 km (584 miles)". It is no side of its own.
static bool is_conversion(const stm_findings *findings, const stm_difference *d, uint32_t mention)
{
    enum { BETWEEN = 3 }; // bytes
    const stm_mention *m = &d->mentions[mention], *before = m - 1;
    if (mention == 0 || !m->has_value || m->nspans == 0 || before->nspans == 0 || before->document != m->document)
        return false;
    uint32_t end = before->spans[before->nspans - 1].end, begin = m->spans[0].begin;
    return begin > end && begin - end <= BETWEEN && findings->documents[m->document]->article.text.at[begin - 1] == '(';
}

static stm_side *build_sides(stm_arena *arena, const stm_findings *findings, const stm_difference *d, bool written, uint32_t *nsides)
{
    keyed *all = stm_arena_take_array(arena, d->nmentions + 1, sizeof *all);
    uint32_t *room = stm_arena_take_array(arena, d->nmentions + 1, sizeof *room);
    stm_side *sides = stm_arena_take_array(arena, d->nmentions + 1, sizeof *sides);
    uint32_t n = 0;
    for (uint32_t i = 0; i < d->nmentions; i++)
        if ((d->kind != STM_DIFFERENCE_QUOTE || stm_form_as_said(d->mentions[i].form)) && !is_conversion(findings, d, i)) // reported words are no wording
            all[n++] = (keyed){key_of(arena, findings, &d->mentions[i], written), i};
    if (n > 0)
        qsort(all, n, sizeof *all, by_key);
    *nsides = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (i == 0 || !stm_view_equal(all[i].key, all[i - 1].key))
            sides[(*nsides)++] = (stm_side){.value = label_of(arena, findings, &d->mentions[all[i].mention], written), .mentions = room + i};
        add_mention(d, &sides[*nsides - 1], all[i].mention);
    }
    if (*nsides > 0)
        qsort(sides, *nsides, sizeof *sides, by_strength);
    return sides;
}

const stm_side *stm_words_of_sides(stm_arena *arena, const stm_findings *findings, const stm_difference *d, uint32_t *nsides)
{
    const stm_side *sides = build_sides(arena, findings, d, false, nsides);
    return *nsides == 1 ? build_sides(arena, findings, d, true, nsides) : sides;
}

static size_t word_border(stm_view text, size_t at)
{
    while (at < text.size && !stm_is_space(text.at[at]))
        at++;
    return at;
}

stm_context stm_words_around(stm_arena *arena, const stm_findings *findings, const stm_mention *mention, uint32_t most)
{
    const stm_document *document = findings->documents[mention->document];
    stm_context context = {.words = stm_words_of_mention(arena, findings, mention)};
    if (mention->nspans != 1 || document->segments.nsentences == 0)
        return context;
    stm_view text = document->article.text;
    stm_span span = mention->spans[0], sentence = document->segments.sentences[stm_sentence_at(&document->segments, span.begin)].span;
    if (!stm_span_within(span, sentence))
        return context;
    uint32_t said = sentence.begin + stm_words_dateline(stm_view_in(text, sentence));
    if (span.begin < said && said < span.end) { // a clause with the dateline in it
        span.begin = said;
        context.words = stm_words_of(arena, &document->article, &span, 1);
    }
    sentence.begin = said <= span.begin ? said : sentence.begin;
    stm_span before = {sentence.begin, span.begin}, after = {span.end, sentence.end};
    bool cut_before = stm_span_size(before) > most, cut_after = stm_span_size(after) > most;
    if (cut_before)
        before.begin = (uint32_t)word_border(stm_view_upto(text, span.begin), span.begin - most);
    while (cut_after && after.end - after.begin > most)
        after.end--;
    while (cut_after && after.end > after.begin && !stm_is_space(text.at[after.end]))
        after.end--;
    stm_view head = stm_words_of(arena, &document->article, &before, 1), tail = stm_words_of(arena, &document->article, &after, 1);
    bool open = before.end > before.begin && stm_is_space(text.at[before.end - 1]);
    bool next = after.end > after.begin && stm_is_space(text.at[after.begin]);
    context.before = stm_arena_print(arena, "%s%.*s%s", cut_before ? "… " : "", (int)head.size, head.at, open ? " " : "");
    context.after = stm_arena_print(arena, "%s%.*s%s", next ? " " : "", (int)tail.size, tail.at, cut_after ? " …" : "");
    return context;
}
