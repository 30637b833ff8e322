// Passages: matched words that lie close together in both texts, cut where their kind changes.
//
// Smith, Cordell, Mullen 2015 join seeds in the same way, over wider gaps. A piece too short to stand for itself joins its neighbour.
#include "reuse/parts.h"

enum { MOST_GAP = 8, LEAST_PIECE = 3 };

static bool close_by(const stm_hit *last, const stm_hit *next)
{
    return next->a - last->a <= MOST_GAP && next->b > last->b && next->b - last->b <= MOST_GAP;
}

static void cut_pieces(const stm_hit *hits, size_t nhits, stm_vector *pieces)
{
    for (uint32_t i = 0; i < nhits; i++) {
        stm_stretch *last = pieces->n > 0 ? stm_vector_at(pieces, pieces->n - 1) : NULL;
        if (last != NULL && last->kind == hits[i].kind && close_by(&hits[last->last], &hits[i])) {
            last->last = i;
            last->words++;
        } else {
            *(stm_stretch *)stm_vector_push(pieces) = (stm_stretch){i, i, 1, hits[i].kind};
        }
    }
}

// A piece too short to stand for itself ("he said" between two quotations) joins its neighbour.
static void join_short(const stm_hit *hits, stm_vector *pieces)
{
    stm_stretch *all = pieces->items;
    size_t n = 0;
    for (size_t i = 0; i < pieces->n; i++) {
        stm_stretch *last = n > 0 ? &all[n - 1] : NULL;
        bool near = last != NULL && close_by(&hits[last->last], &hits[all[i].first]);
        if (near && (all[i].words < LEAST_PIECE || last->words < LEAST_PIECE || last->kind == all[i].kind)) {
            if (last->words < LEAST_PIECE)
                last->kind = all[i].kind;
            last->last = all[i].last;
            last->words += all[i].words;
        } else {
            all[n++] = all[i];
        }
    }
    stm_vector_cut(pieces, n);
}

static void count_words(const stm_print *a, const stm_print *b, const stm_hit *hits, size_t nhits, stm_pair *pair)
{
    uint32_t run = 0;
    for (size_t i = 0; i < nhits; i++) {
        bool prose = hits[i].kind == STM_PASSAGE_PROSE;
        pair->words.prose += prose;
        pair->words.quoted += hits[i].kind == STM_PASSAGE_QUOTE;
        pair->words.caption += hits[i].kind == STM_PASSAGE_CAPTION;
        run = !prose ? 0 : hits[i].follows ? run + 1 : 1;
        if (run > pair->words.longest_prose)
            pair->words.longest_prose = run;
    }
    pair->words.shared = (uint32_t)nhits;
    pair->containment[0] = a->nwords > 0 ? (double)nhits / a->nwords : 0;
    pair->containment[1] = b->nwords > 0 ? (double)nhits / b->nwords : 0;
}

void stm_passages_cut(const stm_print *a, const stm_print *b, const stm_vector *hits, stm_pair *pair, stm_vector *pieces)
{
    count_words(a, b, hits->items, hits->n, pair);
    cut_pieces(hits->items, hits->n, pieces);
    join_short(hits->items, pieces);
}

static stm_span span_of(const stm_print *print, uint32_t first, uint32_t last)
{
    return (stm_span){print->words[first].begin, print->words[last].begin + print->words[last].size};
}

void stm_passages_keep(stm_arena *arena, const stm_print *a, const stm_print *b, const stm_vector *hits, const stm_vector *pieces,
                       stm_pair *pair)
{
    const stm_hit *all = hits->items;
    pair->passages = stm_arena_take_array(arena, pieces->n, sizeof *pair->passages);
    for (size_t i = 0; i < pieces->n; i++) {
        const stm_stretch *p = stm_vector_at(pieces, i);
        pair->passages[pair->npassages++] = (stm_passage){
            .a = span_of(a, all[p->first].a, all[p->last].a),
            .b = span_of(b, all[p->first].b, all[p->last].b),
            .kind = p->kind,
            .words = p->words,
        };
    }
}
