// Fragments: quotations of a few words that two texts have in common, too short for a run of five.
//
// Reporters cut what was said down to a word or two ("unrealistic"). The core of each such fragment, function words at its ends left off,
// is looked for among all quoted words. It must be telling, by a rare word or several common ones; names and titles are not. Whether two texts that have nothing but a fragment
// in common speak of one event is asked elsewhere (stm_names_meet).
#include "reuse/parts.h"

#include "base/hash.h"

#include <math.h>
#include <stdlib.h>

enum { CORE_MOST = 4, MOST_PRINTS = 40, FILTER_BITS = 22, NAMES_LEAST = 3, NAMES_PART = 3 };
#define CORE_BITS 6.0 // of rarity

typedef struct saying {
    uint64_t key;
    uint32_t print, at, n;
} saying;

typedef struct gathering {
    const stm_reuse_tables *tables;
    const stm_print *prints;
    stm_map cores;    // key of a core -> 1
    uint8_t *filter;  // [1 << FILTER_BITS] bits: is there such a key, perhaps
    stm_vector found; // of saying
} gathering;

static uint64_t key_of(const stm_print *print, uint32_t at, uint32_t n)
{
    uint64_t key = n;
    for (uint32_t i = 0; i < n; i++)
        key = stm_hash_join(key, print->words[at + i].hash);
    return key;
}

static uint8_t *filter_byte(const gathering *g, uint64_t key, uint8_t *bit)
{
    uint64_t at = key >> (64 - FILTER_BITS);
    *bit = (uint8_t)(1 << (at & 7));
    return &g->filter[at >> 3];
}

// The core of the fragment [begin, end), if it has one.
static void put_core(gathering *g, const stm_print *print, uint32_t begin, uint32_t end)
{
    double bits = 0;
    uint32_t telling = 0;
    uint8_t bit;
    while (begin < end && (print->words[begin].marks & STM_MARK_COMMON))
        begin++;
    while (begin < end && (print->words[end - 1].marks & STM_MARK_COMMON))
        end--;
    for (uint32_t i = begin; i < end; i++) {
        bits += stm_word_tells(&print->words[i]) ? stm_word_bits(g->tables, print, i) : 0;
        telling += stm_word_tells(&print->words[i]);
    }
    if (end - begin > CORE_MOST || (bits < CORE_BITS && (end - begin < STM_SAYING_WORDS || telling < STM_SAYING_TELLING)))
        return;
    uint64_t key = key_of(print, begin, end - begin);
    *stm_map_put(&g->cores, key) = 1;
    *filter_byte(g, key, &bit) |= bit;
}

static void put_cores(gathering *g, const stm_print *print)
{
    for (uint32_t begin = 0, end; begin < print->nwords; begin = end) {
        end = begin + 1;
        if (!(print->words[begin].marks & STM_MARK_FRAGMENT))
            continue;
        while (end < print->nwords && (print->words[end].marks & STM_MARK_FRAGMENT))
            end++;
        put_core(g, print, begin, end);
    }
}

// Quoted words of a print that are the core of some fragment.
static void look_for_cores(gathering *g, uint32_t number)
{
    const stm_print *print = &g->prints[number];
    for (uint32_t at = 0; at < print->nwords; at++) {
        bool tells = false;
        for (uint32_t n = 1; n <= CORE_MOST && at + n <= print->nwords && (print->words[at + n - 1].marks & STM_MARK_QUOTED); n++) {
            uint8_t bit;
            tells = tells || stm_word_tells(&print->words[at + n - 1]);
            uint64_t key = key_of(print, at, n);
            const uint8_t *byte = filter_byte(g, key, &bit);
            if (tells && (*byte & bit) && stm_map_get(&g->cores, key) != NULL)
                *(saying *)stm_vector_push(&g->found) = (saying){key, number, at, n};
        }
    }
}

static int by_key(const void *one, const void *two)
{
    const saying *x = one, *y = two;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->print != y->print)
        return x->print < y->print ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

// The first place of each print in a group, if the prints are several and not too many.
static void put_group(const saying *group, size_t n, stm_vector *postings)
{
    size_t nprints = 1, before = postings->n;
    for (size_t i = 1; i < n; i++)
        nprints += group[i].print != group[i - 1].print;
    for (size_t i = 0; i < n && nprints > 1 && nprints <= MOST_PRINTS; i++)
        if (i == 0 || group[i].print != group[i - 1].print)
            *(stm_posting *)stm_vector_push(postings) = (stm_posting){group[i].print, group[i].at | group[i].n << STM_POSTING_SIZE};
    if (postings->n > before)
        ((stm_posting *)stm_vector_at(postings, postings->n - 1))->at |= STM_POSTING_LAST;
}

void stm_fragments_find(stm_arena *scratch, const stm_reuse_tables *tables, const stm_print *prints, size_t nprints,
                        stm_vector *postings)
{
    gathering g = {.tables = tables, .prints = prints, .filter = stm_arena_take(scratch, (1 << FILTER_BITS) / 8)};
    stm_map_init(&g.cores, scratch);
    stm_vector_init(&g.found, scratch, sizeof(saying));
    for (size_t p = 0; p < nprints; p++)
        put_cores(&g, &prints[p]);
    for (uint32_t p = 0; p < nprints; p++)
        look_for_cores(&g, p);
    const saying *all = g.found.items;
    if (g.found.n > 0)
        qsort(g.found.items, g.found.n, sizeof *all, by_key);
    for (size_t begin = 0, end; begin < g.found.n; begin = end) {
        for (end = begin + 1; end < g.found.n && all[end].key == all[begin].key;)
            end++;
        put_group(all + begin, end - begin, postings);
    }
}

// Numbers the names of a print; its own number of different ones.
static uint32_t put_names(stm_map *names, const stm_print *print, uint64_t bit)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < print->nwords; i++) {
        if ((print->words[i].marks & (STM_MARK_UPPER | STM_MARK_COMMON | STM_MARK_HEADLINE)) != STM_MARK_UPPER)
            continue;
        uint64_t *name = stm_map_put(names, print->words[i].hash);
        n += (*name & bit) == 0;
        *name |= bit;
    }
    return n;
}

bool stm_names_meet(stm_arena *scratch, const stm_print *a, const stm_print *b)
{
    stm_map names;
    stm_map_init(&names, scratch);
    uint32_t of_a = put_names(&names, a, 1), of_b = put_names(&names, b, 2);
    uint32_t shared = of_a + of_b - (uint32_t)names.n, least = of_a < of_b ? of_a : of_b;
    return shared >= NAMES_LEAST && NAMES_PART * shared >= least;
}
