// Furniture: blocks that recur over the pages of one outlet.
//
// A block that stands on three pages of an outlet is furniture where it is short or stands at a page's head or foot, if these pages are
// not versions of one another: pages most of whose words recur do not count. For what no reporter writes into a report two pages are enough:
// a line below the head that does not end like a sentence (the teaser of another report), and a block with an address for letters. The explicit background, phrases of the trade, is in
// lang/common/standing-phrases.tsv.
#include "reuse/parts.h"

#include "base/hash.h"

#include <stdlib.h>

enum { LEAST_PAGES = 3, LEAST_ASIDE = 2, ASIDE_WORDS = 25, LEAST_WORDS = 2, MOST_WORDS = 80, SHORT_WORDS = 12, HEAD_BLOCKS = 3, FOOT_BLOCKS = 4 };

typedef struct entry {
    uint64_t key; // outlet and words
    uint32_t print, begin, n;
    bool edge;  // near the head or foot of its page
    bool aside; // nothing that a reporter writes into a report
} entry;

static int by_key(const void *one, const void *two)
{
    const entry *x = one, *y = two;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->print != y->print)
        return x->print < y->print ? -1 : 1;
    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

static bool is_aside(const stm_print *print, uint32_t begin, uint32_t end, bool head)
{
    const stm_word *last = &print->words[end - 1];
    uint32_t behind = last->begin + last->size;
    bool open = behind >= print->text.size || print->text.at[behind] == '\n';
    return (open && !head && end - begin <= ASIDE_WORDS) ||
           stm_has_address((stm_view){print->text.at + print->words[begin].begin, behind - print->words[begin].begin});
}

static void put_blocks(const stm_print *print, uint32_t number, stm_vector *entries)
{
    size_t first = entries->n, count = 0;
    for (uint32_t begin = 0, end; begin < print->nwords; begin = end, count++) {
        uint64_t key = print->outlet_key;
        for (end = begin; end < print->nwords && (end == begin || !(print->words[end].marks & STM_MARK_BLOCK)); end++)
            key = stm_hash_join(key, print->words[end].hash);
        if (end - begin >= LEAST_WORDS && end - begin <= MOST_WORDS)
            *(entry *)stm_vector_push(entries) =
                (entry){key, number, begin, end - begin, count < HEAD_BLOCKS, is_aside(print, begin, end, count < HEAD_BLOCKS)};
    }
    entry *all = entries->items;
    for (size_t i = entries->n; i > first && entries->n - i < FOOT_BLOCKS; i--)
        all[i - 1].edge = true;
}

static size_t group_end(const entry *entries, size_t n, size_t begin)
{
    size_t end = begin + 1;
    while (end < n && entries[end].key == entries[begin].key)
        end++;
    return end;
}

// Words of each print that stand in blocks which another page of its outlet has too.
static void count_recurring(const entry *entries, size_t n, uint32_t *recurring)
{
    for (size_t begin = 0, end; begin < n; begin = end) {
        end = group_end(entries, n, begin);
        if (entries[begin].print != entries[end - 1].print)
            for (size_t i = begin; i < end; i++)
                recurring[entries[i].print] += entries[i].n;
    }
}

static bool is_furniture(const entry *entries, size_t n, const stm_print *prints, const uint32_t *recurring)
{
    uint32_t pages = 0;
    for (size_t i = 0; i < n; i++)
        if ((i == 0 || entries[i].print != entries[i - 1].print) && 2 * recurring[entries[i].print] < prints[entries[i].print].nwords)
            pages++;
    return pages >= (entries[0].aside ? LEAST_ASIDE : LEAST_PAGES);
}

void stm_furniture_mark(stm_arena *scratch, stm_print *prints, size_t nprints)
{
    stm_vector entries;
    stm_vector_init(&entries, scratch, sizeof(entry));
    uint32_t *recurring = stm_arena_take_array(scratch, nprints + 1, sizeof *recurring);
    for (size_t p = 0; p < nprints; p++)
        if (prints[p].outlet_key != 0)
            put_blocks(&prints[p], (uint32_t)p, &entries);
    entry *all = entries.items;
    if (entries.n > 0)
        qsort(all, entries.n, sizeof *all, by_key);
    count_recurring(all, entries.n, recurring);
    for (size_t begin = 0, end; begin < entries.n; begin = end) {
        end = group_end(all, entries.n, begin);
        if (!is_furniture(all + begin, end - begin, prints, recurring))
            continue;
        for (size_t i = begin; i < end; i++)
            if (all[i].edge || all[i].aside || all[i].n <= SHORT_WORDS)
                stm_print_mark_words(&prints[all[i].print], all[i].begin, all[i].begin + all[i].n, STM_MARK_FURNITURE);
    }
}
