// Documents as TF-IDF vectors of words with time similarity (after Miranda et al. 2018): few heavy terms each, compared through
// an inverted index, so that the work grows with the number of words that are really shared.
#include "story/vectors.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "lang/rarity.h"

enum {
    TERMS = 64,           // kept of a document
    POSTINGS = 400,       // a word of more documents than this finds no pairs
    HEADLINE_TIMES = 3,   // a word of the headline counts as often as this
    TOKENS = 1200,        // of the text: what a story is about stands early, and a hostile page is long
};
static const double name_factor = 1.5;   // of words that are written with a capital
static const double time_floor = 0.45;   // what is left of the similarity of texts published far apart
static const double time_width = 18;     // square days: exp(-days * days / time_width)

typedef struct build {
    stm_arena *arena;
    stm_rarity rarity;
    stm_map shares; // word -> number of documents
} build;

typedef struct counts {
    stm_map times;  // word -> occurrences
    stm_map capitals; // word -> occurrences with a capital
} counts;

static void count_word(counts *c, uint64_t word, uint64_t times, bool capital)
{
    *stm_map_put(&c->times, word) += times;
    if (capital)
        *stm_map_put(&c->capitals, word) += times;
}

static void count_title(counts *c, stm_arena *arena, stm_view title)
{
    stm_view word;
    while (stm_view_split(&title, ' ', &word)) {
        stm_view folded = stm_fold(arena, word);
        while (folded.size > 0 && strchr(".,:;!?\"'()", folded.at[folded.size - 1]) != NULL)
            folded.size--;
        while (folded.size > 0 && strchr("\"'(", folded.at[0]) != NULL)
            folded = stm_view_from(folded, 1);
        if (folded.size > 2 && stm_view_ends(folded, STM_VIEW("'s")))
            folded.size -= 2;
        if (folded.size > 0)
            count_word(c, stm_hash(folded), HEADLINE_TIMES, false);
    }
}

static bool counts_as_word(const stm_token *token)
{
    return token->kind == STM_TOKEN_WORD || token->kind == STM_TOKEN_NUMBER;
}

static void count_document(counts *c, stm_arena *arena, const stm_document *document)
{
    stm_map_init(&c->times, arena);
    stm_map_init(&c->capitals, arena);
    count_title(c, arena, document->article.title);
    size_t n = document->segments.ntokens < TOKENS ? document->segments.ntokens : TOKENS;
    for (size_t i = 0; i < n; i++) {
        const stm_token *token = &document->segments.tokens[i];
        if (counts_as_word(token))
            count_word(c, token->word, 1,
                       token->upper && token->sentence > 0 && i > 0 &&
                           document->segments.tokens[i - 1].sentence == token->sentence);
    }
}

static int heavier_first(const void *one, const void *two)
{
    const stm_term *a = one, *b = two;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->word < b->word ? -1 : a->word > b->word;
}

// The square root damps both a word that is said again and again and the rarity that multiplies it.
static double weight_of(const build *b, const counts *c, const stm_map_entry *entry, uint32_t n)
{
    const uint64_t *share = stm_map_get(&b->shares, entry->key), *capitals = stm_map_get(&c->capitals, entry->key);
    double articles = stm_rarity_share(&b->rarity, entry->key) + (share != NULL ? (double)*share : 0);
    double rarity = log2((STM_RARITY_ARTICLES + (double)n + 1) / articles);
    double weight = rarity < 1 ? 0 : (1 + log2((double)entry->value)) * (rarity - 1);
    return capitals != NULL && 2 * *capitals >= entry->value ? weight * name_factor : weight;
}

static void keep_heaviest(build *b, const counts *c, stm_term_vector *vector, uint32_t n)
{
    stm_term *terms = stm_arena_take_array(b->arena, c->times.n + 1, sizeof *terms);
    size_t nterms = 0;
    for (size_t i = 0; i < c->times.n; i++) {
        double weight = weight_of(b, c, &c->times.entries[i], n);
        if (weight > 0)
            terms[nterms++] = (stm_term){c->times.entries[i].key, (float)weight};
    }
    qsort(terms, nterms, sizeof *terms, heavier_first);
    vector->nterms = (uint32_t)(nterms < TERMS ? nterms : TERMS);
    vector->terms = stm_arena_take_array(b->arena, vector->nterms + 1, sizeof *terms);
    double length = 0;
    for (uint32_t i = 0; i < vector->nterms; i++)
        length += (double)terms[i].weight * (double)terms[i].weight;
    for (uint32_t i = 0; i < vector->nterms; i++)
        vector->terms[i] = (stm_term){terms[i].word, (float)((double)terms[i].weight / sqrt(length))};
}

stm_term_vector *stm_vectors_build(stm_arena *arena, stm_document *const *documents, const uint32_t *order, uint32_t n)
{
    build b = {.arena = arena};
    stm_rarity_init(&b.rarity, arena, "en");
    stm_map_init(&b.shares, arena);
    counts *all = stm_arena_take_array(arena, n + 1, sizeof *all);
    stm_term_vector *vectors = stm_arena_take_array(arena, n + 1, sizeof *vectors);
    for (uint32_t i = 0; i < n; i++) {
        count_document(&all[i], arena, documents[order[i]]);
        for (size_t k = 0; k < all[i].times.n; k++)
            ++*stm_map_put(&b.shares, all[i].times.entries[k].key);
    }
    for (uint32_t i = 0; i < n; i++) {
        const stm_article *article = &documents[order[i]]->article;
        keep_heaviest(&b, &all[i], &vectors[i], n);
        vectors[i].dated = stm_civil_known(article->published);
        vectors[i].day = vectors[i].dated ? (double)stm_civil_seconds(article->published) / 86400 : 0;
    }
    return vectors;
}

typedef struct posting {
    uint32_t document;
    float weight;
} posting;

typedef struct postings {
    stm_map lists;    // word -> number of the list + 1
    stm_vector *all;  // [lists]
} postings;

static double time_factor(const stm_term_vector *one, const stm_term_vector *two)
{
    if (!one->dated || !two->dated)
        return 1;
    double days = fabs(one->day - two->day);
    return time_floor + (1 - time_floor) * exp(-days * days / time_width);
}

// Adds to sums[j] the product with every earlier document that shares a word, and lists those documents.
static void multiply(const postings *p, const stm_term_vector *vector, double *sums, uint32_t *met, uint32_t *nmet)
{
    for (uint32_t t = 0; t < vector->nterms; t++) {
        const uint64_t *list = stm_map_get(&p->lists, vector->terms[t].word);
        if (list == NULL)
            continue;
        const stm_vector *v = &p->all[*list - 1];
        const posting *at = v->items;
        for (size_t k = 0; k < v->n && v->n <= POSTINGS; k++) {
            if (sums[at[k].document] == 0)
                met[(*nmet)++] = at[k].document;
            sums[at[k].document] += (double)at[k].weight * (double)vector->terms[t].weight;
        }
    }
}

static void enter(postings *p, stm_arena *arena, const stm_term_vector *vector, uint32_t document, size_t *nlists)
{
    for (uint32_t t = 0; t < vector->nterms; t++) {
        uint64_t *list = stm_map_put(&p->lists, vector->terms[t].word);
        if (*list == 0) {
            *list = ++*nlists;
            stm_vector_init(&p->all[*list - 1], arena, sizeof(posting));
        }
        stm_vector *v = &p->all[*list - 1];
        if (v->n <= POSTINGS)
            *(posting *)stm_vector_push(v) = (posting){document, vector->terms[t].weight};
    }
}

static int by_ends(const void *one, const void *two)
{
    const stm_edge *a = one, *b = two;
    if (a->one != b->one)
        return a->one < b->one ? -1 : 1;
    return a->two < b->two ? -1 : a->two > b->two;
}

void stm_vectors_edges(stm_arena *arena, const stm_term_vector *vectors, uint32_t n, double least, bool ignore_dates,
                       stm_vector *edges)
{
    postings p = {.all = stm_arena_take_array(arena, (size_t)n * TERMS + 1, sizeof *p.all)};
    stm_map_init(&p.lists, arena);
    double *sums = stm_arena_take_array(arena, n + 1, sizeof *sums);
    uint32_t *met = stm_arena_take_array(arena, n + 1, sizeof *met);
    size_t nlists = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t nmet = 0;
        multiply(&p, &vectors[i], sums, met, &nmet);
        for (uint32_t k = 0; k < nmet; k++) {
            double s = sums[met[k]] * (ignore_dates ? 1 : time_factor(&vectors[i], &vectors[met[k]]));
            sums[met[k]] = 0;
            if (s >= least)
                *(stm_edge *)stm_vector_push(edges) = (stm_edge){met[k], i, s};
        }
        enter(&p, arena, &vectors[i], i, &nlists);
    }
    if (edges->n > 0)
        qsort(edges->items, edges->n, sizeof(stm_edge), by_ends);
}
