// Loose correspondences: rare words that stand in the same order in both texts, with others between.
//
// Who tells a text anew changes endings, puts words in and takes words out, so that no run of five words is left; what stays is
// the order of its rare words. Every two rare words of narrative prose within a sentence, the second at most WINDOW rare words
// behind the first, are a pair by their stems (skip-bigrams: Guthrie et al. 2006; Lin 2004 measures summaries so); the share of
// the pairs of the text that has fewer that stand in the other as well is the containment of Clough & Stevenson 2011, loosened.
// Two names are no pair: whoever tells of an event has them. Two texts on one matter have some pairs in common, so that less
// than LEAST_SHARE is nothing. A pair that stands in more than MOST_PRINTS texts is what all say and finds nothing; neither
// does it cost.
#include "reuse/parts.h"

#include "base/hash.h"

#include <stdlib.h>

enum { WINDOW = 3, MOST_PRINTS = 40, LEAST_PAIRS = 12 };
#define LEAST_SHARE .1

// A walk over the pairs of a print: numbers of its rare words.
typedef struct walk {
    const stm_print *print;
    uint32_t first, second, steps;
    uint64_t key;
} walk;

static walk walk_over(const stm_print *print)
{
    return (walk){print, UINT32_MAX, UINT32_MAX, WINDOW, 0};
}

static bool counts(const stm_print *print, uint32_t i)
{
    unsigned marks = print->words[print->rares[i].word].marks;
    return print->rares[i].stem != 0 && !(marks & STM_MARK_HEADLINE) && stm_word_kind(marks) == STM_PASSAGE_PROSE;
}

static bool are_names(const walk *w)
{
    const stm_print *print = w->print;
    return print->words[print->rares[w->first].word].marks & print->words[print->rares[w->second].word].marks & STM_MARK_UPPER;
}

static bool next_pair(walk *w)
{
    const stm_rare *rares = w->print->rares;
    for (;;) {
        w->second++;
        if (++w->steps > WINDOW || w->second >= w->print->nrares || !counts(w->print, w->second)) {
            if (++w->first >= w->print->nrares)
                return false;
            w->second = w->first;
            w->steps = counts(w->print, w->first) ? 0 : WINDOW;
        } else if (rares[w->first].stem != rares[w->second].stem && !are_names(w)) {
            w->key = stm_hash_join(rares[w->first].stem, rares[w->second].stem);
            return true;
        }
    }
}

static size_t most_pairs(const stm_print *print)
{
    return print->nloose;
}

static void put_pairs(const stm_print *print, stm_gram_sink *sink)
{
    for (walk w = walk_over(print); next_pair(&w);)
        stm_gram_put(sink, w.key, w.first);
}

// One posting a print, if the prints are not too many.
static size_t keep_group(const stm_print *prints, const stm_gram *from, size_t n, stm_posting *to, stm_vector *aside)
{
    size_t kept = 0;
    (void)prints, (void)aside;
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && from[i].print == from[i - 1].print)
            continue;
        if (kept == MOST_PRINTS)
            return 0;
        to[kept++] = (stm_posting){from[i].print, from[i].at};
    }
    to[kept - 1].at |= STM_POSTING_LAST;
    return kept;
}

stm_status stm_loose_index(stm_index *index, stm_arena *arena, unsigned nthreads, stm_print *prints, size_t nprints, int window)
{
    static const stm_gram_kind pairs = {most_pairs, put_pairs, keep_group};
    stm_vector none;
    stm_vector_init(&none, arena, sizeof(stm_posting));
    for (size_t p = 0; p < nprints; p++) {
        prints[p].nloose = 0;
        for (walk w = walk_over(&prints[p]); next_pair(&w);)
            prints[p].nloose++;
    }
    return stm_postings_make(index, arena, nthreads, &pairs, prints, nprints, window, &none, &none);
}

static int by_print(const void *one, const void *two)
{
    const stm_loose *x = one, *y = two;
    return x->print < y->print ? -1 : x->print > y->print;
}

// Counts the pairs that `a` shares with each print behind it; pushes these prints.
static void count_shared(const stm_index *index, const stm_print *prints, uint32_t a, int window, uint32_t *shared, stm_vector *found)
{
    for (size_t i = index->begins[a]; i < index->begins[a + 1]; i++) {
        const stm_posting *posting = &index->postings[index->own[i]];
        while (!(posting->at & STM_POSTING_LAST)) {
            posting++;
            if (stm_out_of_window(&prints[a], &prints[posting->print], window))
                break;
            if (shared[posting->print]++ == 0)
                *(stm_loose *)stm_vector_push(found) = (stm_loose){posting->print, 0};
        }
    }
}

void stm_loose_find(const stm_index *index, const stm_print *prints, uint32_t a, int window, uint32_t *shared, stm_vector *found)
{
    count_shared(index, prints, a, window, shared, found);
    stm_loose *all = found->items;
    size_t n = 0;
    for (size_t i = 0; i < found->n; i++) {
        uint32_t b = all[i].print, both = shared[b], least = prints[a].nloose < prints[b].nloose ? prints[a].nloose : prints[b].nloose;
        shared[b] = 0;
        if (both >= LEAST_PAIRS && both >= LEAST_SHARE * least)
            all[n++] = (stm_loose){b, (both < least ? (double)both / least : 1) - LEAST_SHARE};
    }
    stm_vector_cut(found, n);
    if (n > 1)
        qsort(all, n, sizeof *all, by_print);
}

uint32_t stm_loose_words(stm_arena *scratch, const stm_print *a, const stm_print *b, const stm_vector *hits)
{
    stm_map of_b;
    uint8_t *words = stm_arena_take(scratch, a->nwords + 1);
    uint32_t n = 0;
    stm_map_init(&of_b, scratch);
    for (walk w = walk_over(b); next_pair(&w);)
        *stm_map_put(&of_b, w.key) = 1;
    for (walk w = walk_over(a); next_pair(&w);)
        if (stm_map_get(&of_b, w.key) != NULL)
            words[a->rares[w.first].word] = words[a->rares[w.second].word] = 1;
    for (size_t i = 0; i < hits->n; i++)
        words[((const stm_hit *)stm_vector_at(hits, i))->a] = 0;
    for (uint32_t i = 0; i < a->nwords; i++)
        n += words[i];
    return n;
}
