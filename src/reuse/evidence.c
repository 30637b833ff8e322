// Evidence: what an editor would look at in a pair, in numbers.
//
// Only narrative prose counts, outside headlines: the longest run, the best passage (runs over small edits) and how telling its words
// are, how much of one sentence is shared, what share of either text. A telling word is neither a name nor a function word, and
// the rarer it is in the news of its language the more it tells: "the meeting with President Vahr" is what anybody writes (after Dong,
// Berti-Equille, Srivastava 2009: what is shared by chance is what is common). A caption that repeats prose of the other text in several
// places was made from that text and counts as prose; a shared headline is counted by itself.
#include "reuse/parts.h"

#include <math.h>
#include <stdlib.h>

#define MOST_OF .6      // of a sentence
#define QUOTED_BOTH 6.5 // bits of a run that is quoted in both: more than one word of some rarity has

enum {
    LEAST_SENTENCE = 8,  // words of a sentence worth looking at
    FULL_SENTENCE = 12,  // of one that counts in full: the whole of a sentence of six words is anybody's
    HALF_PIECES = 3,     // passages, each of
    HALF_WORDS = 8,      // words, that are prose in one text and a caption in the other
    LIGHT_RUN = 7,       // words in a row, within a clause, that are more than chance if they tell
    LIGHT_BITS = 4,      // so much
    LIGHT_PROSE = 16,    // or shared prose in all, with
    LIGHT_PLAIN = 4,     // telling words in a run
    LIGHT_FURNITURE = 5,
    QUOTED_ONE = 24,     // bits of all that is quoted in one of both
};

// Prose of one text that stands in a caption of the other.
static bool is_half(const stm_hit *hit)
{
    unsigned both = hit->marks_a | hit->marks_b, one = hit->marks_a ^ hit->marks_b;
    return (one & STM_MARK_CAPTION) && stm_word_kind(both & ~(unsigned)STM_MARK_CAPTION) == STM_PASSAGE_PROSE;
}

static bool half_in_many(const stm_hit *hits, const stm_vector *pieces)
{
    uint32_t n = 0;
    for (size_t k = 0; k < pieces->n; k++) {
        const stm_stretch *p = stm_vector_at(pieces, k);
        uint32_t words = 0;
        for (uint32_t i = p->first; p->kind == STM_PASSAGE_CAPTION && i <= p->last; i++)
            words += is_half(&hits[i]);
        n += words >= HALF_WORDS;
    }
    return n >= HALF_PIECES;
}

// Says which hits are prose that counts, and how many.
static uint32_t mark_counting(stm_hit *hits, size_t nhits, bool half)
{
    uint32_t n = 0;
    for (size_t i = 0; i < nhits; i++) {
        bool headline = (hits[i].marks_a | hits[i].marks_b) & STM_MARK_HEADLINE;
        hits[i].counts = !headline && (hits[i].kind == STM_PASSAGE_PROSE || (half && is_half(&hits[i])));
        n += hits[i].counts;
    }
    return n;
}

// One sentence: of `n` words at `places`, sorted, those that lie in it; its own words.
static size_t look_at_sentence(const stm_print *print, const uint32_t *places, size_t n, uint32_t *size)
{
    uint32_t begin = places[0], end = places[0] + 1;
    size_t inside = 1;
    while (begin > 0 && !(print->words[begin].marks & STM_MARK_FIRST))
        begin--;
    while (end < print->nwords && !(print->words[end].marks & STM_MARK_FIRST))
        end++;
    while (inside < n && places[inside] < end)
        inside++;
    *size = end - begin;
    return inside;
}

// The largest share of one sentence that is shared prose, a short one never in full; how many are so for the most part, if more than
// before.
static void look_at_sentences(const stm_print *print, const uint32_t *places, size_t n, stm_evidence *e)
{
    double sentences = 0;
    for (size_t i = 0; i < n;) {
        uint32_t size, inside = (uint32_t)look_at_sentence(print, places + i, n - i, &size);
        double share = (double)inside / (size < FULL_SENTENCE ? FULL_SENTENCE : size);
        i += inside;
        sentences += size >= LEAST_SENTENCE && inside >= MOST_OF * size;
        if (share > e->sentence) {
            e->sentence = share;
            e->same = inside;
            e->of = size;
        }
    }
    e->sentences = sentences > e->sentences ? sentences : e->sentences;
}

static int by_place(const void *one, const void *two)
{
    uint32_t x = *(const uint32_t *)one, y = *(const uint32_t *)two;
    return x < y ? -1 : x > y;
}

static void look_at_both(stm_arena *scratch, const stm_print *a, const stm_print *b, const stm_hit *hits, size_t nhits,
                         stm_evidence *e)
{
    uint32_t *in_a = stm_arena_take_array(scratch, nhits + 1, sizeof *in_a);
    uint32_t *in_b = stm_arena_take_array(scratch, nhits + 1, sizeof *in_b);
    size_t n = 0;
    for (size_t i = 0; i < nhits; i++)
        if (hits[i].counts) {
            in_a[n] = hits[i].a;
            in_b[n++] = hits[i].b;
        }
    qsort(in_b, n, sizeof *in_b, by_place);
    look_at_sentences(a, in_a, n, e);
    look_at_sentences(b, in_b, n, e);
}

double stm_word_bits(const stm_reuse_tables *tables, const stm_print *print, uint32_t word)
{
    const uint64_t *share = stm_map_get(&tables->rarities[print->language], print->words[word].hash);
    double articles = share != NULL && *share > STM_RARITY_UNKNOWN ? (double)*share : STM_RARITY_UNKNOWN;
    return log2(STM_RARITY_ARTICLES / articles);
}

// Weighs the telling words of the hits.
static void weigh_hits(const stm_reuse_tables *tables, const stm_print *a, stm_hit *hits, size_t nhits)
{
    for (size_t i = 0; i < nhits; i++)
        hits[i].bits = hits[i].tells ? (float)stm_word_bits(tables, a, hits[i].a) : 0;
}

// Runs of prose: the longest, the most telling words in one, and what tells most of those of some length within a
// clause of both texts.
static void look_at_runs(const stm_hit *hits, size_t nhits, stm_evidence *e)
{
    uint32_t run = 0, plain = 0, clause = 0;
    double clause_bits = 0;
    for (size_t i = 0; i < nhits; i++) {
        if (!hits[i].counts || !hits[i].follows)
            run = plain = clause = 0, clause_bits = 0;
        if (!hits[i].counts)
            continue;
        if ((hits[i].marks_a | hits[i].marks_b) & STM_MARK_CLAUSE)
            clause = 0, clause_bits = 0;
        run++;
        plain += hits[i].tells;
        clause++;
        clause_bits += hits[i].bits;
        e->run = run > e->run ? run : e->run;
        e->plain = plain > e->plain ? plain : e->plain;
        if (clause >= LIGHT_RUN && clause_bits > e->clause)
            e->clause = clause_bits;
    }
}

// The passage that has most words, and the one whose words are the rarest.
static void look_at_passages(const stm_hit *hits, const stm_vector *pieces, stm_evidence *e)
{
    for (size_t k = 0; k < pieces->n; k++) {
        const stm_stretch *p = stm_vector_at(pieces, k);
        double words = 0, rare = 0;
        for (uint32_t i = p->first; i <= p->last; i++) {
            words += hits[i].counts;
            rare += hits[i].counts ? hits[i].bits : 0;
        }
        e->passage = words > e->passage ? words : e->passage;
        e->rare = rare > e->rare ? rare : e->rare;
    }
}

static uint32_t shared_headline(const stm_hit *hits, size_t nhits)
{
    uint32_t n = 0;
    for (size_t i = 0; i < nhits; i++)
        n += (hits[i].marks_a & hits[i].marks_b & STM_MARK_HEADLINE) != 0;
    return n;
}

// What they share of what somebody said: bits of the run quoted in both that tells most, and of all that is quoted in one. A run of
// common words counts for enough where one text quotes hardly more than it.
static void look_at_quotes(const stm_hit *hits, size_t nhits, stm_evidence *e)
{
    double run = 0;
    uint32_t words = 0, telling = 0;
    for (size_t i = 0; i < nhits; i++) {
        bool quoted = hits[i].kind == STM_PASSAGE_QUOTE, in_both = quoted && (hits[i].marks_a & hits[i].marks_b & STM_MARK_QUOTED);
        if (!in_both || !hits[i].follows)
            run = words = telling = 0;
        run += in_both ? hits[i].bits : 0;
        words += in_both && ((hits[i].marks_a | hits[i].marks_b) & STM_MARK_FRAGMENT);
        telling += in_both && hits[i].tells;
        e->said += quoted ? hits[i].bits : 0;
        e->said_run = run > e->said_run ? run : e->said_run;
        if (words >= STM_SAYING_WORDS && telling >= STM_SAYING_TELLING && e->said_run < QUOTED_BOTH)
            e->said_run = QUOTED_BOTH;
    }
}

// Words of the longest run of a kind in which a word tells something; of furniture, what is so in both texts.
static uint32_t longest_of_kind(const stm_hit *hits, size_t nhits, stm_passage_kind kind)
{
    uint32_t run = 0, best = 0;
    bool tells = false;
    for (size_t i = 0; i < nhits; i++) {
        bool one = kind == STM_PASSAGE_FURNITURE && !(hits[i].marks_a & hits[i].marks_b & STM_MARK_FURNITURE);
        bool counts = hits[i].kind == kind && !one;
        if (!counts || !hits[i].follows) {
            run = 0;
            tells = false;
        }
        run += counts;
        tells = tells || (counts && hits[i].tells);
        best = tells && run > best ? run : best;
    }
    return best;
}

static bool shares_something(const stm_hit *hits, size_t nhits, const stm_pair *pair)
{
    const stm_evidence *e = &pair->evidence;
    return e->clause >= LIGHT_BITS || (e->prose >= LIGHT_PROSE && e->plain >= LIGHT_PLAIN) || e->headline >= LIGHT_RUN ||
           longest_of_kind(hits, nhits, STM_PASSAGE_CAPTION) >= LIGHT_RUN ||
           longest_of_kind(hits, nhits, STM_PASSAGE_FURNITURE) >= LIGHT_FURNITURE;
}

static double share_of(double words, uint32_t of)
{
    return of > 0 ? fmin(words / of, 1) : 0;
}

void stm_evidence_gather(stm_arena *scratch, const stm_reuse_tables *tables, const stm_print *a, const stm_print *b, stm_vector *hits,
                         const stm_vector *pieces, stm_pair *pair)
{
    stm_hit *all = hits->items;
    stm_evidence *e = &pair->evidence;
    stm_view name;
    e->half = half_in_many(all, pieces);
    e->prose = mark_counting(all, hits->n, e->half);
    weigh_hits(tables, a, all, hits->n);
    look_at_runs(all, hits->n, e);
    look_at_passages(all, pieces, e);
    look_at_both(scratch, a, b, all, hits->n, e);
    e->share = fmax(share_of(e->prose, a->nprose), share_of(e->prose, b->nprose));
    e->headline = shared_headline(all, hits->n);
    e->credit = stm_credits_meet(a, b, &name);
    look_at_quotes(all, hits->n, e);
    e->quotes = e->said_run >= QUOTED_BOTH || e->said >= QUOTED_ONE;
    e->light = shares_something(all, hits->n, pair);
}
