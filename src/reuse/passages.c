// Passages: matched words that lie close together in both texts, cut where their kind changes.
//
// Smith, Cordell, Mullen 2015 join seeds in the same way, over wider gaps. A piece too short to stand for itself joins its
// neighbour.
#include "reuse/parts.h"

enum { MOST_GAP = 8, LEAST_PIECE = 3 };

stm_passage_kind stm_kind_at(const stm_print *a, const stm_print *b, const stm_alignment *alignment, uint32_t i)
{
    return stm_word_kind((unsigned)(a->words[i].marks | b->words[alignment->match[i] - 1].marks));
}

static bool close_by(const stm_piece *p, uint32_t i, uint32_t j)
{
    return i - p->last_a <= MOST_GAP && j > p->last_b && j - p->last_b <= MOST_GAP;
}

static void cut_pieces(const stm_print *a, const stm_print *b, const stm_alignment *alignment, stm_vector *pieces)
{
    for (uint32_t i = 0; i < a->nwords; i++) {
        if (alignment->match[i] == 0)
            continue;
        uint32_t j = alignment->match[i] - 1;
        stm_passage_kind kind = stm_kind_at(a, b, alignment, i);
        stm_piece *last = pieces->n > 0 ? stm_vector_at(pieces, pieces->n - 1) : NULL;
        if (last != NULL && last->kind == kind && close_by(last, i, j)) {
            last->last_a = i;
            last->last_b = j;
            last->words++;
        } else {
            *(stm_piece *)stm_vector_push(pieces) = (stm_piece){i, i, j, j, 1, kind};
        }
    }
}

// A piece too short to stand for itself ("he said" between two quotations) joins its neighbour.
static void join_short(stm_vector *pieces)
{
    stm_piece *all = pieces->items;
    size_t n = 0;
    for (size_t i = 0; i < pieces->n; i++) {
        stm_piece *last = n > 0 ? &all[n - 1] : NULL;
        bool near = last != NULL && close_by(last, all[i].a, all[i].b);
        if (near && (all[i].words < LEAST_PIECE || last->words < LEAST_PIECE || last->kind == all[i].kind)) {
            if (last->words < LEAST_PIECE)
                last->kind = all[i].kind;
            last->last_a = all[i].last_a;
            last->last_b = all[i].last_b;
            last->words += all[i].words;
        } else {
            all[n++] = all[i];
        }
    }
    stm_vector_cut(pieces, n);
}

static stm_span span_of(const stm_print *print, uint32_t first, uint32_t last)
{
    return (stm_span){print->words[first].begin, print->words[last].begin + print->words[last].size};
}

static void count_words(const stm_print *a, const stm_print *b, const stm_alignment *alignment, stm_pair *pair)
{
    uint32_t length = 0, expected = 0;
    for (uint32_t i = 0; i < a->nwords; i++) {
        uint32_t match = alignment->match[i];
        stm_passage_kind kind = match != 0 ? stm_kind_at(a, b, alignment, i) : STM_PASSAGE_QUOTE;
        pair->words.shared += match != 0;
        pair->words.prose += match != 0 && kind == STM_PASSAGE_PROSE;
        pair->words.quoted += match != 0 && kind == STM_PASSAGE_QUOTE;
        pair->words.caption += match != 0 && kind == STM_PASSAGE_CAPTION;
        bool prose = match != 0 && kind == STM_PASSAGE_PROSE;
        length = !prose ? 0 : match == expected ? length + 1 : 1;
        expected = match + 1;
        if (length > pair->words.longest_prose)
            pair->words.longest_prose = length;
    }
    pair->containment[0] = a->nwords > 0 ? (double)pair->words.shared / a->nwords : 0;
    pair->containment[1] = b->nwords > 0 ? (double)pair->words.shared / b->nwords : 0;
}

void stm_passages_cut(const stm_print *a, const stm_print *b, const stm_alignment *alignment, stm_pair *pair, stm_vector *pieces)
{
    count_words(a, b, alignment, pair);
    cut_pieces(a, b, alignment, pieces);
    join_short(pieces);
}

void stm_passages_keep(stm_arena *arena, const stm_print *a, const stm_print *b, const stm_vector *pieces, stm_pair *pair)
{
    pair->passages = stm_arena_take_array(arena, pieces->n, sizeof *pair->passages);
    for (size_t i = 0; i < pieces->n; i++) {
        const stm_piece *p = stm_vector_at(pieces, i);
        pair->passages[pair->npassages++] = (stm_passage){
            .a = span_of(a, p->a, p->last_a),
            .b = span_of(b, p->b, p->last_b),
            .kind = p->kind,
            .words = p->words,
        };
    }
}
