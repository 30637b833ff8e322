// Dependence: how likely one text comes from the other, or both from a third.
//
// A logistic model over a few facts of the pair that an editor would look at: the longest run of shared narrative prose, how much
// of it there is, how much of one sentence it covers, what share of either text it makes, whether both credit the same source.
// Public words, captions and standing phrases count for none of them: two reporters at one press conference share its words. The
// weights stand in lang/common/copy-weights.tsv and are fitted by eval/copies --fit.
#include "reuse/parts.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_SENTENCE = 8 }; // words of a sentence worth looking at
enum { LEAST_QUOTED = 4 };   // shared public words that make a pair `quotes`

// The weight of one fact; 0 where the table does not have it.
static double weight_of(const stm_reuse_tables *tables, const char *name)
{
    const stm_row *row = stm_table_find(&tables->weights, stm_view_of(name));
    char number[32] = {0};
    if (row == NULL || row->fields[1].size >= sizeof number)
        return 0;
    memcpy(number, row->fields[1].at, row->fields[1].size);
    return strtod(number, NULL);
}

// The largest share of one sentence that is shared prose; short sentences count less. `shared[i]`: word i is shared prose.
static double best_sentence(const stm_print *print, const uint8_t *shared)
{
    double best = 0;
    for (uint32_t begin = 0, end; begin < print->nwords; begin = end) {
        uint32_t n = 0, hit = 0;
        for (end = begin; end < print->nwords && (end == begin || !(print->words[end].marks & STM_MARK_FIRST)); end++) {
            n++;
            hit += shared[end];
        }
        double share = n > 0 ? (double)hit / (n < LEAST_SENTENCE ? LEAST_SENTENCE : n) : 0;
        if (share > best && !(print->words[begin].marks & STM_MARK_HEADLINE))
            best = share;
    }
    return best;
}

// Which words of either text are shared prose.
static void shared_prose(const stm_print *a, const stm_print *b, const stm_alignment *alignment, uint8_t *in_a, uint8_t *in_b)
{
    for (uint32_t i = 0; i < a->nwords; i++) {
        if (alignment->match[i] == 0)
            continue;
        uint32_t j = alignment->match[i] - 1;
        if (stm_word_kind(a->words[i].marks | b->words[j].marks) == STM_PASSAGE_PROSE)
            in_a[i] = in_b[j] = 1;
    }
}

// Words of the longest run of shared prose that are no names: "of the Russian president" is what anybody writes.
static uint32_t longest_plain(const stm_print *a, const uint8_t *in_a, const stm_alignment *alignment)
{
    uint32_t best = 0, run = 0, expected = 0;
    for (uint32_t i = 0; i < a->nwords; i++) {
        bool follows = in_a[i] && alignment->match[i] == expected;
        bool plain = in_a[i] && !(a->words[i].marks & STM_MARK_UPPER);
        run = follows ? run + plain : plain;
        expected = alignment->match[i] + 1;
        if (run > best)
            best = run;
    }
    return best;
}

bool stm_credits_meet(const stm_print *a, const stm_print *b, stm_view *name)
{
    for (size_t i = 0; i < a->ncredits; i++)
        for (size_t k = 0; k < b->ncredits; k++)
            if (stm_view_equal(a->credits[i], b->credits[k])) {
                *name = a->credits[i];
                return true;
            }
    return false;
}

static void gather(stm_arena *scratch, const stm_print *a, const stm_print *b, const stm_alignment *alignment, stm_pair *pair)
{
    uint8_t *in_a = stm_arena_take(scratch, a->nwords), *in_b = stm_arena_take(scratch, b->nwords);
    stm_view name;
    shared_prose(a, b, alignment, in_a, in_b);
    double of_a = best_sentence(a, in_a), of_b = best_sentence(b, in_b);
    double share_a = a->nprose > 0 ? (double)pair->words.prose / a->nprose : 0;
    double share_b = b->nprose > 0 ? (double)pair->words.prose / b->nprose : 0;
    pair->evidence = (stm_evidence){
        .run = pair->words.longest_prose,
        .plain = longest_plain(a, in_a, alignment),
        .prose = pair->words.prose,
        .sentence = of_a > of_b ? of_a : of_b,
        .share = share_a > share_b ? share_a : share_b,
        .credit = stm_credits_meet(a, b, &name),
    };
}

static double probability(const stm_reuse_tables *tables, const stm_evidence *e)
{
    double sum = weight_of(tables, "bias") + weight_of(tables, "run") * log2(1 + e->run) +
                 weight_of(tables, "plain") * log2(1 + e->plain) + weight_of(tables, "prose") * log2(1 + e->prose) +
                 weight_of(tables, "sentence") * e->sentence + weight_of(tables, "share") * sqrt(e->share) +
                 weight_of(tables, "credit") * e->credit;
    return 1 / (1 + exp(-sum));
}

static stm_relation relation_of(const stm_pair *pair)
{
    if (pair->score >= .5)
        return STM_RELATION_COPY;
    if (pair->words.quoted >= LEAST_QUOTED)
        return STM_RELATION_QUOTES;
    return pair->words.shared > 0 ? STM_RELATION_LIGHT : STM_RELATION_NONE;
}

static void say_why(stm_arena *arena, const stm_print *a, const stm_print *b, const stm_pair *pair, stm_vector *because)
{
    stm_view name;
    if (pair->words.longest_prose >= STM_GRAM)
        stm_because(because, stm_arena_print(arena, "%u words of narrative prose in a row stand in both", pair->words.longest_prose));
    if (pair->evidence.sentence >= .6)
        stm_because(because, stm_arena_print(arena, "%.0f %% of a sentence of prose is the same", 100 * pair->evidence.sentence));
    if (pair->evidence.share >= .05)
        stm_because(because, stm_arena_print(arena, "%.0f %% of the prose of one stands in the other", 100 * pair->evidence.share));
    if (pair->words.prose > 0 && stm_credits_meet(a, b, &name))
        stm_because(because, stm_arena_print(arena, "both credit %.*s", (int)name.size, name.at));
    if (pair->relation == STM_RELATION_QUOTES)
        stm_because(because, stm_arena_print(arena, "%u shared words are words that somebody said or published", pair->words.quoted));
    if (pair->words.caption > 0)
        stm_because(because, stm_arena_print(arena, "%u shared words stand in captions", pair->words.caption));
}

void stm_dependence_judge(stm_arena *arena, stm_arena *scratch, const stm_reuse_tables *tables, const stm_print *a,
                          const stm_print *b, const stm_alignment *alignment, stm_pair *pair, stm_vector *because)
{
    gather(scratch, a, b, alignment, pair);
    pair->score = pair->words.shared > 0 ? probability(tables, &pair->evidence) : 0;
    pair->relation = relation_of(pair);
    say_why(arena, a, b, pair, because);
}
