// Sections of an account that tell of something else than its story: the other items of a newsletter or a round-up.
//
// Blocks that share a rare word or a name of this account alone are one section (lexical chains: Morris and Hirst, Lexical cohesion,
// 1991); a block that leans on the one before it, or is a quotation, belongs to it. A section is off the story where next to nothing of
// what it tells, by bits, stands in any other account. One may be a digression, and the account's own news. Several beside one that is
// on the story make a round-up, and what is off becomes an aside, on which no statement rests.
#include "compare/inner.h"

static const struct {
    double rare, named; // bits from which a word, and one in a name, ties blocks together
    double off, on;     // shares of a section's bits that other accounts have: below it is off the story, from there on it
    double least, most; // shares of an account's words in all sections off the story, and in one of them
} limits = {7, 3, 0.1, 0.2, 0.25, 0.5};

enum {
    SHORT = 25, SHORT_LEAST = 3, // so many sections of so many words make a round-up,
    LONG = 50, LONG_LEAST = 2,   // or these
};

typedef struct section { // of the block that is its root
    double bits, shared;
    uint32_t words;
} section;

typedef struct sections_work {
    const stm_comparing *c;
    uint32_t *seen; // [stems.n] block + 1 in which the sense was counted last, counted over all accounts
    uint32_t *tied; // [stems.n] the same where the sense ties blocks
} sections_work;

static bool is_prose(const stm_account *account, uint32_t sentence) { return account->zones[sentence] == STM_ZONE_PROSE; }

// Counts a token of a block, and joins the block to the last one of this account that has the same rare word.
static void read_token(sections_work *w, const stm_account *account, uint32_t token, uint32_t first, uint32_t block, section *own,
                       uint32_t *parents)
{
    uint32_t sense = account->sense[token];
    if (sense == STM_NO_WORD)
        return;
    own->words++;
    if (w->seen[sense] == block + 1 || stm_table_has(&w->c->function_words, w->c->exacts.words[account->exact[token]]))
        return;
    w->seen[sense] = block + 1;
    double bits = w->c->weights[sense];
    own->bits += bits;
    if (w->c->spread[sense] > 1) {
        own->shared += bits;
    } else if (bits >= limits.rare || (account->named[token] && bits >= limits.named)) {
        if (w->tied[sense] > first)
            stm_set_join(parents, w->tied[sense] - 1 - first, block - first);
        w->tied[sense] = block + 1;
    }
}

// Sums up the sections in their roots.
static void add_up(section *sections, uint32_t *parents, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t root = stm_set_root(parents, i);
        if (root == i)
            continue;
        sections[root].bits += sections[i].bits;
        sections[root].shared += sections[i].shared;
        sections[root].words += sections[i].words;
    }
}

static bool is_strange(const section *s) { return s->shared < limits.off * s->bits; }

static bool is_off(const section *s) { return s->words >= SHORT && is_strange(s); }

static bool is_round_up(const section *sections, uint32_t *parents, uint32_t n)
{
    uint32_t all = 0, off = 0, most = 0, nshort = 0, nlong = 0;
    bool on = false;
    for (uint32_t i = 0; i < n; i++) {
        const section *s = &sections[i];
        if (stm_set_root(parents, i) != i)
            continue;
        all += s->words;
        on = on || (s->words >= SHORT && s->shared >= limits.on * s->bits);
        if (!is_off(s))
            continue;
        off += s->words;
        nshort++;
        nlong += s->words >= LONG;
        most = s->words > most ? s->words : most;
    }
    return on && (nshort >= SHORT_LEAST || nlong >= LONG_LEAST) && off >= limits.least * all && most <= limits.most * all;
}

// Blocks of prose, from `first` on; returns their number.
static uint32_t read_blocks(sections_work *w, const stm_account *account, uint32_t first, uint32_t *blocks, section *sections, uint32_t *parents)
{
    const stm_segments *g = &account->doc->segments;
    uint32_t n = 0;
    for (uint32_t i = 0, last = UINT32_MAX; i < g->nsentences; i++) {
        if (!is_prose(account, i))
            continue;
        bool begins = last == UINT32_MAX || g->sentences[i].block != g->sentences[last].block;
        if (begins)
            parents[n] = n;
        n += begins;
        blocks[i] = n - 1;
        if (begins && n > 1 && (stm_sentence_leans(w->c, account, i) || stm_sentence_quoted(account, i)))
            stm_set_join(parents, n - 2, n - 1);
        for (uint32_t t = g->sentences[i].begin; t < g->sentences[i].end; t++)
            read_token(w, account, t, first, first + n - 1, &sections[n - 1], parents);
        last = i;
    }
    return n;
}

// Makes asides of the blocks off the story, with the few words before one that announce it.
static void put_aside(stm_account *account, const uint32_t *blocks, const section *sections, uint32_t *parents, uint32_t n, bool *off)
{
    for (uint32_t i = n; i-- > 0;) {
        const section *s = &sections[stm_set_root(parents, i)];
        off[i] = is_off(s) || (i + 1 < n && off[i + 1] && is_strange(s));
    }
    for (uint32_t i = 0; i < account->doc->segments.nsentences; i++)
        if (is_prose(account, i) && off[blocks[i]])
            account->zones[i] = STM_ZONE_ASIDE;
}

static uint32_t read_sections(sections_work *w, stm_account *account, uint32_t first)
{
    stm_arena *arena = w->c->arena;
    uint32_t room = account->doc->segments.nsentences + 1;
    uint32_t *blocks = stm_arena_take_array(arena, room, sizeof *blocks), *parents = stm_arena_take_array(arena, room, sizeof *parents);
    section *sections = stm_arena_take_array(arena, room, sizeof *sections);
    uint32_t n = read_blocks(w, account, first, blocks, sections, parents);
    add_up(sections, parents, n);
    if (is_round_up(sections, parents, n))
        put_aside(account, blocks, sections, parents, n, stm_arena_take_array(arena, room, sizeof(bool)));
    return n;
}

void stm_sections_find(stm_comparing *c)
{
    sections_work w = {.c = c};
    w.seen = stm_arena_take_array(c->arena, c->stems.n + 1, sizeof *w.seen);
    w.tied = stm_arena_take_array(c->arena, c->stems.n + 1, sizeof *w.tied);
    uint32_t first = 0;
    for (uint32_t a = 0; a < c->naccounts && c->naccounts > 1; a++)
        first += read_sections(&w, &c->accounts[a], first);
}
