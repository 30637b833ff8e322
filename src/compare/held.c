// How much of what a sentence tells one sentence of another account holds, and how much of another's it holds itself: shares of bits
// of words, by sense.
//
// That a word stands anywhere in another account says little, since all tell of one event; that many of them stand in one sentence of
// it says that it tells the same. An inverted index of the prose, without words that are in too many sentences to tell.
#include "compare/held.h"

#include <math.h>

enum {
    SENTENCES_MOST = 64, // that have a word by which they are found
    SENSES = 100,        // of a sentence
};

static const struct {
    double word, sentence; // least bits of a word that counts, and of a sentence of which most may stand elsewhere
} limits = {1, 25};

struct stm_held {
    const stm_comparing *c;
    uint32_t *starts;  // [stems.n + 1] of a sense's entries
    uint32_t *entries; // sentences, numbered over all accounts
    uint32_t *owners;  // [sentences] account
    double *bits;      // [sentences] of all their words that count
    double *sums;      // [sentences] of those that the sentence in question has; zero between questions
};

// Each sense of each sentence of prose once: counts it, or enters it from the end of its place, so that the starts end where they belong.
static void read_sentences(stm_held *held, uint32_t *seen, bool enter)
{
    const stm_comparing *c = held->c;
    uint32_t number = 0;
    memset(seen, 0, (c->stems.n + 1) * sizeof *seen);
    for (uint32_t a = 0; a < c->naccounts; a++) {
        const stm_account *account = &c->accounts[a];
        const stm_segments *g = &account->doc->segments;
        for (uint32_t i = 0; i < g->nsentences; i++, number++) {
            held->owners[number] = a;
            for (uint32_t t = g->sentences[i].begin; account->zones[i] == STM_ZONE_PROSE && t < g->sentences[i].end; t++) {
                uint32_t sense = account->sense[t];
                if (sense == STM_NO_WORD || c->weights[sense] < limits.word || seen[sense] == number + 1)
                    continue;
                seen[sense] = number + 1;
                if (enter)
                    held->entries[--held->starts[sense + 1]] = number;
                else
                    held->starts[sense + 1]++;
                held->bits[number] += enter ? c->weights[sense] : 0;
            }
        }
    }
}

stm_held *stm_held_new(const stm_comparing *c)
{
    stm_held *held = stm_arena_take(c->arena, sizeof *held);
    size_t sentences = 0, nstems = c->stems.n;
    for (uint32_t a = 0; a < c->naccounts; a++)
        sentences += c->accounts[a].doc->segments.nsentences;
    *held = (stm_held){.c = c};
    held->starts = stm_arena_take_array(c->arena, nstems + 2, sizeof *held->starts);
    held->owners = stm_arena_take_array(c->arena, sentences + 1, sizeof *held->owners);
    held->bits = stm_arena_take_array(c->arena, sentences + 1, sizeof *held->bits);
    held->sums = stm_arena_take_array(c->arena, sentences + 1, sizeof *held->sums);
    uint32_t *seen = stm_arena_take_array(c->arena, nstems + 1, sizeof *seen);
    read_sentences(held, seen, false);
    for (size_t s = 0; s < nstems; s++) // each the end of its own, until its entries are in
        held->starts[s + 1] += held->starts[s];
    held->entries = stm_arena_take_array(c->arena, held->starts[nstems] + 1, sizeof *held->entries);
    held->starts[nstems + 1] = held->starts[nstems];
    read_sentences(held, seen, true);
    return held;
}

// The senses of tokens [begin, end) of an account, each once, with their bits; returns their number.
static uint32_t read_senses(const stm_comparing *c, uint32_t account, uint32_t begin, uint32_t end, uint32_t *senses, double *bits)
{
    uint32_t n = 0;
    for (uint32_t t = begin; t < end && n < SENSES; t++) {
        uint32_t sense = c->accounts[account].sense[t], k = 0;
        if (sense == STM_NO_WORD || c->weights[sense] < limits.word)
            continue;
        while (k < n && senses[k] != sense)
            k++;
        if (k < n)
            continue;
        senses[n++] = sense;
        *bits += c->weights[sense];
    }
    return n;
}

stm_held_shares stm_held_of(stm_held *held, uint32_t account, uint32_t begin, uint32_t end)
{
    const stm_comparing *c = held->c;
    uint32_t senses[SENSES];
    double bits = 0;
    uint32_t n = read_senses(c, account, begin, end, senses, &bits);
    stm_held_shares shares = {bits > 0 ? 0 : 1, 0};
    for (int clear = 0; clear < 2; clear++)
        for (uint32_t k = 0; k < n; k++) {
            uint32_t from = held->starts[senses[k] + 1], to = held->starts[senses[k] + 2];
            for (uint32_t e = from; e < to && to - from <= SENTENCES_MOST; e++) {
                uint32_t sentence = held->entries[e];
                double *sum = &held->sums[sentence];
                *sum = clear ? 0 : *sum + c->weights[senses[k]];
                if (held->owners[sentence] == account)
                    continue;
                shares.held = fmax(shares.held, *sum / bits);
                if (held->bits[sentence] >= limits.sentence)
                    shares.holds = fmax(shares.holds, *sum / held->bits[sentence]);
            }
        }
    return shares;
}
