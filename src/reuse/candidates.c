// Candidates: which texts share words, by an inverted index over runs of five words.
//
// Every 5-gram that holds a telling word is a posting; postings of one gram in two prints are seeds of a passage. This is exact
// for every shared run of five words that are not all names and function words (postings.c puts them together). Bounds on
// hostile or stream input: a gram counts twice a text at most, and one that stands in more than MOST_PRINTS texts is no seed (it
// may still lie within a passage). Prints are in order of days, so that a window is a short walk along a group. Hashes may meet
// by chance: align.c looks at the words themselves.
#include "reuse/parts.h"

#include <stdlib.h>

enum {
    MOST_PRINTS = 400,
    MOST_FURNITURE = 8, // prints with a gram of furniture; above, it is known as such
    MOST_IN_PRINT = 2,
    DOUBTFUL_WORDS = 10, // in a row that recur on pages without a day; fewer are a phrase
    DOUBTFUL_PART = 4,   // pages of which less than one word in so many recurs are no versions of one text
};

#define GRAM_FACTOR 0x9E3779B97F4A7C15u

static size_t most_grams(const stm_print *print)
{
    return print->nwords;
}

static void put_grams(const stm_print *print, stm_gram_sink *sink)
{
    uint64_t hash = 0, gone = 1;
    uint32_t telling = 0;
    for (int k = 0; k < STM_GRAM; k++)
        gone *= GRAM_FACTOR;
    for (uint32_t i = 0; i < print->nwords; i++) {
        hash = hash * GRAM_FACTOR + print->words[i].hash + 1;
        telling += stm_word_tells(&print->words[i]);
        if (i >= STM_GRAM) {
            hash -= gone * (print->words[i - STM_GRAM].hash + 1ull);
            telling -= stm_word_tells(&print->words[i - STM_GRAM]);
        }
        if (i + 1 >= STM_GRAM && telling > 0)
            stm_gram_put(sink, hash, i + 1 - STM_GRAM);
    }
}

// Keeps up to MOST_IN_PRINT places of one print in a group, those outside captions first; their number.
static size_t keep_of_print(const stm_print *print, const stm_gram *from, size_t n, stm_posting *to)
{
    size_t kept = 0, plain = 0;
    for (size_t i = 0; i < n; i++)
        plain += (print->words[from[i].at].marks & STM_MARK_CAPTION) == 0;
    for (size_t i = 0; i < n && kept < MOST_IN_PRINT; i++)
        if (plain == 0 || (print->words[from[i].at].marks & STM_MARK_CAPTION) == 0)
            to[kept++] = (stm_posting){from[i].print, from[i].at};
    return kept;
}

// Is the gram marked as furniture where it begins.
static bool is_furniture(const stm_print *prints, const stm_gram *g)
{
    return prints[g->print].words[g->at].marks & STM_MARK_FURNITURE;
}

// The postings of a group that something can be found by; 0 where too many prints have the gram, or many out of habit.
static size_t keep_group(const stm_print *prints, const stm_gram *from, size_t n, stm_posting *to, stm_vector *furniture)
{
    uint32_t numbers[MOST_PRINTS];
    size_t kept = 0, nprints = 0;
    numbers[0] = from[0].print;
    for (size_t begin = 0, end; begin < n; begin = end) {
        for (end = begin + 1; end < n && from[end].print == from[begin].print;)
            end++;
        if (nprints == MOST_PRINTS || (nprints == MOST_FURNITURE && is_furniture(prints, from)))
            return 0;
        numbers[nprints++] = from[begin].print;
        kept += keep_of_print(&prints[from[begin].print], from + begin, end - begin, to + kept);
    }
    stm_habit habit = stm_habit_of(prints, numbers, nprints);
    uint32_t doubtful = habit == STM_HABIT_DOUBTFUL ? STM_POSTING_LAST : 0;
    for (size_t i = 0; i < n && (habit == STM_HABIT_OUTLET || doubtful); i++)
        *(stm_posting *)stm_vector_push(furniture) = (stm_posting){from[i].print, from[i].at | doubtful};
    if (habit == STM_HABIT_OUTLET || habit == STM_HABIT_LANGUAGE)
        return 0;
    to[kept - 1].at |= STM_POSTING_LAST;
    return kept;
}

// The doubtful runs of a print that are long enough; marked, or only counted: words in them.
static uint32_t go_over_doubtful(stm_print *print, bool mark)
{
    uint32_t words = 0;
    for (uint32_t begin = 0, end; begin < print->nwords; begin = end + 1) {
        for (end = begin; end < print->nwords && (print->words[end].marks & STM_MARK_DOUBTFUL);)
            end++;
        if (end - begin + STM_GRAM <= DOUBTFUL_WORDS)
            continue;
        words += end - begin + STM_GRAM - 1;
        if (mark)
            stm_print_mark_words(print, begin, end + STM_GRAM - 1, STM_MARK_FURNITURE);
    }
    return words;
}

// What recurs on pages without a day is furniture where it is a small part of the page.
static void mark_furniture(const stm_vector *furniture, stm_print *prints, size_t nprints)
{
    for (size_t i = 0; i < furniture->n; i++) {
        const stm_posting *posting = stm_vector_at(furniture, i);
        stm_print *print = &prints[posting->print];
        if (posting->at & STM_POSTING_LAST)
            print->words[posting->at & STM_POSTING_AT].marks |= STM_MARK_DOUBTFUL;
        else
            stm_print_mark_words(print, posting->at, posting->at + STM_GRAM, STM_MARK_FURNITURE);
    }
    for (size_t p = 0; p < nprints; p++) {
        if (DOUBTFUL_PART * go_over_doubtful(&prints[p], false) < prints[p].nwords)
            go_over_doubtful(&prints[p], true);
        stm_print_count(&prints[p]);
    }
}

stm_status stm_index_make(stm_index *index, stm_arena *arena, const stm_reuse_tables *tables, unsigned nthreads, stm_print *prints,
                          size_t nprints, int window)
{
    static const stm_gram_kind runs = {most_grams, put_grams, keep_group};
    stm_vector fragments, furniture;
    stm_vector_init(&fragments, arena, sizeof(stm_posting));
    stm_vector_init(&furniture, arena, sizeof(stm_posting));
    stm_fragments_find(arena, tables, prints, nprints, &fragments);
    stm_status status = stm_postings_make(index, arena, nthreads, &runs, prints, nprints, window, &fragments, &furniture);
    mark_furniture(&furniture, prints, nprints);
    return status;
}

bool stm_out_of_window(const stm_print *a, const stm_print *b, int window)
{
    return window > 0 && a->day != 0 && b->day - a->day > window;
}

static int by_number(const void *one, const void *two)
{
    uint32_t x = *(const uint32_t *)one, y = *(const uint32_t *)two;
    return x < y ? -1 : x > y;
}

// Groups seeds by the other print; within a group they keep their order. `counts` is all zero, before and after.
static void group_by_print(stm_arena *scratch, uint32_t *counts, stm_vector *seeds)
{
    const stm_seed *from = seeds->items;
    stm_seed *to = stm_arena_take_array(scratch, seeds->n + 1, sizeof *to);
    uint32_t *prints = stm_arena_take_array(scratch, seeds->n + 1, sizeof *prints);
    size_t n = 0;
    for (size_t i = 0; i < seeds->n; i++)
        if (counts[from[i].print]++ == 0)
            prints[n++] = from[i].print;
    qsort(prints, n, sizeof *prints, by_number);
    for (size_t i = 0, sum = 0; i < n; i++) {
        uint32_t here = counts[prints[i]];
        counts[prints[i]] = (uint32_t)sum;
        sum += here;
    }
    for (size_t i = 0; i < seeds->n; i++)
        to[counts[from[i].print]++] = from[i];
    for (size_t i = 0; i < n; i++)
        counts[prints[i]] = 0;
    seeds->items = to;
}

void stm_index_seeds(stm_arena *scratch, const stm_index *index, const stm_print *prints, uint32_t a, int window, uint32_t *counts,
                     stm_vector *seeds)
{
    for (size_t i = index->begins[a]; i < index->begins[a + 1]; i++) {
        const stm_posting *posting = &index->postings[index->own[i]];
        uint32_t at = posting->at & STM_POSTING_AT, n = posting->at >> STM_POSTING_SIZE & 15, left = UINT32_MAX;
        if (prints[a].words[at].marks & STM_MARK_FURNITURE) // was found to be so when it had been kept
            left = MOST_FURNITURE;
        while (!(posting->at & STM_POSTING_LAST) && left-- > 0) {
            posting++;
            if (posting->print == a)
                continue;
            if (stm_out_of_window(&prints[a], &prints[posting->print], window))
                break;
            *(stm_seed *)stm_vector_push(seeds) = (stm_seed){posting->print, at, posting->at & STM_POSTING_AT, n > 0 ? n : STM_GRAM};
        }
    }
    group_by_print(scratch, counts, seeds);
}
