// Evidence: what an editor would look at in a pair, in numbers.
//
// Only narrative prose counts, outside headlines: the longest run, the best passage (runs over small edits) and how telling its words
// are, how much of one sentence is shared, what share of either text. A telling word is neither a name nor a function word, and
// the rarer it is in the news of its language the more it tells: "the meeting with President Vahr" is what anybody writes (after Dong,
// Berti-Equille, Srivastava 2009: what is shared by chance is what is common). Prose of one that is the caption of the other is
// counted by itself, as is a shared headline.
#include "reuse/parts.h"

#include <math.h>

enum {
    LEAST_SENTENCE = 8,   // words of a sentence worth looking at
    LIGHT_RUN = 7,        // words in a row, within a clause, that are more than chance
    LIGHT_PROSE = 16,     // or shared prose in all, with
    LIGHT_PLAIN = 4,      // telling words in a run
    LIGHT_FURNITURE = 5,
    QUOTED_BOTH = 2,      // telling words of a run that is quoted in both
    QUOTED_ONE = 4,       // of all that is quoted in one
};

// What the words of a pair are, word by word.
typedef struct looking {
    const stm_print *a, *b;
    const stm_alignment *alignment;
    uint8_t *in_a, *in_b; // 1: shared prose that counts
} looking;

static bool counts(const looking *all, uint32_t i)
{
    if (all->alignment->match[i] == 0)
        return false;
    unsigned marks = (unsigned)(all->a->words[i].marks | all->b->words[all->alignment->match[i] - 1].marks);
    return stm_word_kind(marks) == STM_PASSAGE_PROSE && !(marks & STM_MARK_HEADLINE);
}

static void mark_shared(looking *all)
{
    for (uint32_t i = 0; i < all->a->nwords; i++)
        if (counts(all, i))
            all->in_a[i] = all->in_b[all->alignment->match[i] - 1] = 1;
}

static bool tells(const looking *all, uint32_t i)
{
    return stm_word_tells(&all->a->words[i]) && stm_word_tells(&all->b->words[all->alignment->match[i] - 1]);
}

// The largest share of one sentence that is shared prose; short sentences count less. `*n`: sentences of which most is shared.
static double best_sentence(const stm_print *print, const uint8_t *shared, double *n)
{
    double best = 0;
    *n = 0;
    for (uint32_t begin = 0, end; begin < print->nwords; begin = end) {
        uint32_t size = 0, hit = 0;
        for (end = begin; end < print->nwords && (end == begin || !(print->words[end].marks & STM_MARK_FIRST)); end++) {
            size++;
            hit += shared[end];
        }
        double share = (double)hit / (size < LEAST_SENTENCE ? LEAST_SENTENCE : size);
        best = share > best ? share : best;
        *n += size >= LEAST_SENTENCE && share >= .6;
    }
    return best;
}

// Runs of prose: the longest, the most telling words in one, and the longest within a clause of both texts that tells something.
static void look_at_runs(const looking *all, stm_evidence *e)
{
    uint32_t run = 0, plain = 0, expected = 0, clause = 0, clause_plain = 0;
    for (uint32_t i = 0; i < all->a->nwords; i++) {
        uint32_t match = all->alignment->match[i];
        if (!all->in_a[i] || match != expected)
            run = plain = clause = clause_plain = 0;
        expected = match + 1;
        if (!all->in_a[i])
            continue;
        if ((all->a->words[i].marks | all->b->words[match - 1].marks) & STM_MARK_CLAUSE)
            clause = clause_plain = 0;
        run++;
        plain += tells(all, i);
        clause++;
        clause_plain += tells(all, i);
        e->run = run > e->run ? run : e->run;
        e->plain = plain > e->plain ? plain : e->plain;
        if (clause_plain > 0 && clause > e->clause)
            e->clause = clause;
    }
}

// How rare a word is, in bits.
static double rarity_of(const stm_map *rarity, uint32_t hash)
{
    const uint64_t *share = stm_map_get(rarity, hash);
    double articles = share != NULL && *share > STM_RARITY_UNKNOWN ? (double)*share : STM_RARITY_UNKNOWN;
    return log2(STM_RARITY_ARTICLES / articles);
}

// The passage whose words are the rarest.
static void look_at_passages(const looking *all, const stm_map *rarity, const stm_vector *pieces, stm_evidence *e)
{
    for (size_t k = 0; k < pieces->n; k++) {
        const stm_piece *p = stm_vector_at(pieces, k);
        double words = 0, rare = 0;
        for (uint32_t i = p->a; i <= p->last_a; i++) {
            words += all->in_a[i];
            rare += all->in_a[i] && tells(all, i) ? rarity_of(rarity, all->a->words[i].hash) : 0;
        }
        e->passage = words > e->passage ? words : e->passage;
        e->rare = rare > e->rare ? rare : e->rare;
    }
}

// Words that are prose in one text and a caption in the other; a headline in common.
static void look_at_rest(const looking *all, stm_evidence *e)
{
    for (uint32_t i = 0; i < all->a->nwords; i++) {
        uint32_t match = all->alignment->match[i];
        if (match == 0)
            continue;
        unsigned x = all->a->words[i].marks, y = all->b->words[match - 1].marks;
        e->half += ((x ^ y) & STM_MARK_CAPTION) != 0 && stm_word_kind((x | y) & ~(unsigned)STM_MARK_CAPTION) == STM_PASSAGE_PROSE;
        e->headline += (x & y & STM_MARK_HEADLINE) != 0;
    }
}

// Telling words that somebody said: in a run quoted in both, and in all.
static bool shares_quotes(const looking *all)
{
    uint32_t run = 0, both = 0, one = 0, expected = 0;
    for (uint32_t i = 0; i < all->a->nwords; i++) {
        uint32_t match = all->alignment->match[i];
        bool quoted = match != 0 && stm_kind_at(all->a, all->b, all->alignment, i) == STM_PASSAGE_QUOTE;
        bool in_both = quoted && (all->a->words[i].marks & all->b->words[match - 1].marks & STM_MARK_QUOTED);
        run = in_both && match == expected ? run : 0;
        expected = match + 1;
        if (quoted && tells(all, i)) {
            one++;
            run += in_both;
            both = run > both ? run : both;
        }
    }
    return both >= QUOTED_BOTH || one >= QUOTED_ONE;
}

static uint32_t longest_of_kind(const looking *all, stm_passage_kind kind)
{
    uint32_t run = 0, best = 0, expected = 0;
    for (uint32_t i = 0; i < all->a->nwords; i++) {
        uint32_t match = all->alignment->match[i];
        bool hit = match != 0 && stm_kind_at(all->a, all->b, all->alignment, i) == kind;
        run = !hit ? 0 : match == expected ? run + 1 : 1;
        expected = match + 1;
        best = run > best ? run : best;
    }
    return best;
}

static bool shares_something(const looking *all, const stm_pair *pair)
{
    const stm_evidence *e = &pair->evidence;
    return e->clause >= LIGHT_RUN || (pair->words.prose >= LIGHT_PROSE && e->plain >= LIGHT_PLAIN) ||
           e->headline >= LIGHT_RUN || longest_of_kind(all, STM_PASSAGE_CAPTION) >= LIGHT_RUN ||
           longest_of_kind(all, STM_PASSAGE_FURNITURE) >= LIGHT_FURNITURE;
}

static double share_of(uint32_t words, uint32_t of)
{
    return of > 0 ? (double)words / of : 0;
}

void stm_evidence_gather(stm_arena *scratch, const stm_reuse_tables *tables, const stm_print *a, const stm_print *b,
                         const stm_alignment *alignment, const stm_vector *pieces, stm_pair *pair)
{
    looking all = {a, b, alignment, stm_arena_take(scratch, a->nwords + 1), stm_arena_take(scratch, b->nwords + 1)};
    stm_evidence *e = &pair->evidence;
    double in_a, in_b, of_a, of_b;
    stm_view name;
    mark_shared(&all);
    look_at_runs(&all, e);
    look_at_passages(&all, &tables->rarities[a->language], pieces, e);
    look_at_rest(&all, e);
    for (uint32_t i = 0; i < a->nwords; i++)
        e->prose += all.in_a[i];
    of_a = best_sentence(a, all.in_a, &in_a);
    of_b = best_sentence(b, all.in_b, &in_b);
    e->sentence = of_a > of_b ? of_a : of_b;
    e->sentences = in_a > in_b ? in_a : in_b;
    e->share = fmax(share_of((uint32_t)e->prose, a->nprose), share_of((uint32_t)e->prose, b->nprose));
    e->credit = stm_credits_meet(a, b, &name);
    e->quotes = shares_quotes(&all);
    e->light = shares_something(&all, pair);
}
