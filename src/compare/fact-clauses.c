// The clauses that are compared for facts: every sentence of prose that is no question, a long one clause by clause, as sorted
// senses with their weights. A sense weighs the more the fewer clauses of the story have it (Sparck Jones 1972), whatever it tells
// in news in general: what is rare in news is often what the whole story is about. Only the commonest words of the language weigh
// less. Clauses of the same words count once, so that what copies repeat is not taken for what the story is about.
#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "compare/facts.h"
#include "lang/lang.h"

enum {
    CLAUSES = 6000,   // of a story
    CELLS = 8000000,  // clauses by accounts
    STEMS = 80,       // of a clause
    FRAME_STEMS = 160,
    LEAST_STEMS = 2,  // with content, of what is compared
    WORDS = 4,        // with content in a clause that is compared by itself
    REACH = 4,        // words behind a negation that it may deny
    TITLE = 4,        // words of a title before a name
    FEW_CLAUSES = 12, // added to those of the story: in a short one no word is too frequent
    FEW_OF_ACCOUNT = 4, // the same of an account
    RARE_BITS = 5,    // of surprise of a word in an account from which it weighs fully
};

// Bits of surprise of a word in news: from which it weighs something, from which fully.
static const struct {
    double least, full;
} telling = {0.3, 3};

static const double half = 0.5; // added to the clauses that have a word

static int by_number(const void *one, const void *two)
{
    const uint64_t *a = one, *b = two;
    return *a < *b ? -1 : *a > *b;
}

// Handles, links, marks of copyright, rows of a menu, thanks and stamps are no prose.
static bool is_aside(const stm_facts *f, const stm_account *account, uint32_t begin, uint32_t end)
{
    stm_view text = stm_account_text(account, stm_clause_span(account, begin, end));
    static const char *const marks[] = {"@", "://", ".com/", "t.co/", "\xC2\xA9", "|"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (stm_view_find(text, stm_view_of(marks[i])) != STM_NOWHERE)
            return true;
    for (stm_phrase_hit hit = {0}; stm_phrases_next(&f->aside_phrases, text, &hit);)
        if (hit.row->nfields < 2 || (stm_view_is(hit.row->fields[1], "begins") ? hit.at == 0 : hit.at + hit.row->fields[0].size == text.size))
            return true;
    return false;
}

static bool is_negation(const stm_facts *f, const stm_account *account, uint32_t t)
{
    if (account->exact[t] == STM_NO_WORD)
        return false;
    stm_view word = f->c->exacts.words[account->exact[t]];
    const stm_row *row = stm_table_find(&f->c->negations, word);
    return row != NULL ? row->nfields < 2 || !stm_view_is(row->fields[1], "part") : stm_table_has(&f->denials, word);
}

// What stands behind the first negation of a clause, names aside.
static void read_negation(const stm_facts *f, const stm_account *account, stm_clause *u)
{
    uint32_t t = u->begin;
    while (t < u->end && !is_negation(f, account, t))
        t++;
    u->negated = t < u->end;
    for (uint32_t i = t + 1; i < u->end && i <= t + REACH && u->ndenied < STM_DENIED; i++)
        if (account->sense[i] != STM_NO_WORD && f->c->weights[account->sense[i]] >= 1 && !stm_account_names(account, i))
            u->denied[u->ndenied++] = account->sense[i];
}

static size_t room_for(const stm_facts *f)
{
    size_t most = CELLS / (f->c->naccounts + 1);
    return most < CLAUSES ? most : CLAUSES;
}

static bool has_content(const stm_facts *f, const stm_account *account, uint32_t t)
{
    return account->sense[t] != STM_NO_WORD && f->c->weights[account->sense[t]] >= 1;
}

static bool is_title(const stm_facts *f, const stm_account *account, uint32_t t)
{
    return account->exact[t] != STM_NO_WORD && stm_table_has(&f->titles, f->c->exacts.words[account->exact[t]]);
}

// A title before a name or in apposition to it ("NAME, the minister") is part of it: all accounts have it where they have the name.
static bool names(const stm_facts *f, const stm_account *account, uint32_t t, uint32_t begin, uint32_t end)
{
    if (stm_account_names(account, t) || !is_title(f, account, t))
        return stm_account_names(account, t);
    uint32_t next = t, last = t;
    while (next < end && next < t + TITLE && is_title(f, account, next))
        next++;
    while (last > begin && last + TITLE > t && !stm_account_names(account, last))
        last--;
    return (next < end && stm_account_names(account, next)) || stm_account_names(account, last);
}

// The person behind an entity of an article, where it is one; [entity].
static uint32_t *find_persons(const stm_facts *f, const stm_account *account, uint32_t *n)
{
    const stm_notes *notes = &account->doc->notes;
    *n = 0;
    for (size_t i = 0; i < notes->nnames; i++)
        *n = notes->names[i].entity >= *n ? notes->names[i].entity + 1 : *n;
    uint32_t *persons = stm_arena_take_array(f->c->arena, (size_t)*n + 1, sizeof *persons);
    for (uint32_t i = 0; i < *n; i++)
        persons[i] = STM_NO_PERSON;
    for (size_t i = 0; i < notes->nnames; i++)
        if (notes->names[i].kind == STM_NAME_PERSON)
            persons[notes->names[i].entity] = account->people[i];
    return persons;
}

// Who is quoted or reported to say what stands at a token; [ntokens].
static uint32_t *find_speakers(const stm_facts *f, const stm_account *account)
{
    const stm_notes *notes = &account->doc->notes;
    const stm_segments *g = &account->doc->segments;
    uint32_t npersons, *persons = find_persons(f, account, &npersons), *ends, speaker = STM_NO_PERSON, end = 0;
    uint32_t *speakers = stm_arena_take_array(f->c->arena, (size_t)g->ntokens + 1, sizeof *speakers);
    ends = stm_arena_take_array(f->c->arena, (size_t)g->ntokens + 1, sizeof *ends);
    for (size_t q = 0; q < notes->nquotes; q++)
        for (uint32_t k = 0; notes->quotes[q].entity < npersons && k < notes->quotes[q].nspans; k++) {
            uint32_t t = stm_token_at(g, notes->quotes[q].spans[k].begin);
            speakers[t] = persons[notes->quotes[q].entity];
            ends[t] = stm_token_at(g, notes->quotes[q].spans[k].end);
        }
    for (uint32_t t = 0; t < g->ntokens; t++) {
        speaker = ends[t] > 0 ? speakers[t] : t >= end ? STM_NO_PERSON : speaker;
        end = ends[t] > 0 ? ends[t] : end;
        speakers[t] = speaker;
    }
    return speakers;
}

// The quotations by their cues, and the commas behind their speakers.
static void find_attributions(stm_facts *f, const stm_account *account)
{
    const stm_notes *notes = &account->doc->notes;
    const stm_segments *g = &account->doc->segments;
    f->cues = stm_arena_take_array(f->c->arena, (size_t)g->ntokens + 1, sizeof *f->cues);
    f->presents = stm_arena_take_array(f->c->arena, (size_t)g->ntokens + 1, sizeof *f->presents);
    for (uint32_t q = 0; q < notes->nquotes; q++) {
        if (stm_span_size(notes->quotes[q].cue) == 0)
            continue;
        f->cues[stm_token_at(g, notes->quotes[q].cue.begin)] = q + 1;
        uint32_t behind = stm_token_at(g, notes->quotes[q].speaker.end);
        if (behind + 1 < g->ntokens && account->exact[behind] == STM_NO_WORD && account->exact[behind + 1] != STM_NO_WORD)
            f->presents[behind] = true;
    }
}

// Does a clause begin as what tells who the speaker before it is: ", a deputy of the mayor", ", director of the board"?
static bool is_presentation(const stm_facts *f, const stm_account *account, uint32_t t)
{
    return f->presents[t] && (is_title(f, account, t + 1) || stm_table_has(&f->c->articles, f->c->exacts.words[account->exact[t + 1]]));
}

static bool speaks_in(const stm_quote *quote, stm_span place)
{
    for (uint32_t k = 0; k < quote->nspans; k++)
        if (stm_spans_meet(quote->spans[k], place))
            return true;
    return false;
}

// Does a clause say no more than who said what stands outside it: "said Ada Vell, the mayor's deputy"?
static bool is_attribution(const stm_facts *f, const stm_account *account, uint32_t begin, uint32_t end)
{
    stm_span place = stm_clause_span(account, begin, end);
    bool cued = is_presentation(f, account, begin);
    for (uint32_t t = begin; t < end; t++) {
        if (account->quoted[t] || (f->cues[t] > 0 && speaks_in(&account->doc->notes.quotes[f->cues[t] - 1], place)))
            return false;
        cued = cued || f->cues[t] > 0;
    }
    return cued;
}

static void read_clause(stm_facts *f, uint32_t account, uint32_t sentence, uint32_t begin, uint32_t end)
{
    const stm_account *a = &f->c->accounts[account];
    stm_clause u = {.account = account, .sentence = sentence, .begin = begin, .end = end, .frame = (uint32_t)f->frames.n,
                    .speaker = STM_NO_PERSON};
    uint64_t stems[STEMS]; // sense, and in the lowest bit whether it stands in a name
    uint32_t n = 0, ncontent = 0;
    for (uint32_t t = begin; t < end && n < STEMS; t++)
        if (a->sense[t] != STM_NO_WORD && f->weights[a->sense[t]] > 0)
            stems[n++] = (uint64_t)a->sense[t] << 1 | names(f, a, t, begin, end);
    qsort(stems, n, sizeof *stems, by_number);
    u.stems = stm_arena_take_array(f->c->arena, n + 1, sizeof *u.stems);
    u.named = stm_arena_take_array(f->c->arena, n + 1, sizeof *u.named);
    for (uint32_t i = 0; i < n; i++)
        if (i == 0 || stems[i] >> 1 != stems[i - 1] >> 1) {
            u.named[u.nstems] = stems[i] & 1;
            u.stems[u.nstems++] = (uint32_t)(stems[i] >> 1);
            ncontent += f->c->weights[stems[i] >> 1] >= 1;
        }
    u.quoted = stm_sentence_quoted(a, sentence);
    for (uint32_t t = begin; t < end && u.speaker == STM_NO_PERSON; t++)
        u.speaker = f->speakers[t];
    read_negation(f, a, &u);
    if (ncontent >= LEAST_STEMS && f->clauses.n < room_for(f) && !is_aside(f, a, begin, end) && !is_attribution(f, a, begin, end)) {
        u.wording = (uint32_t)f->clauses.n;
        *(stm_clause *)stm_vector_push(&f->clauses) = u;
    }
}

// The sentence of the clauses from `first` on.
static void read_frame(stm_facts *f, uint32_t account, uint32_t rank, uint32_t nranks, uint32_t first)
{
    stm_frame frame = {.account = account, .rank = rank, .place = nranks > 1 ? (double)rank / (nranks - 1) : 0};
    uint64_t stems[FRAME_STEMS];
    uint32_t n = 0;
    for (uint32_t i = first; i < f->clauses.n; i++)
        for (uint32_t k = 0; k < stm_clause_at(f, i)->nstems && n < FRAME_STEMS; k++)
            stems[n++] = stm_clause_at(f, i)->stems[k];
    qsort(stems, n, sizeof *stems, by_number);
    frame.stems = stm_arena_take_array(f->c->arena, n + 1, sizeof *frame.stems);
    for (uint32_t i = 0; i < n; i++)
        if (i == 0 || stems[i] != stems[i - 1])
            frame.stems[frame.nstems++] = (uint32_t)stems[i];
    *(stm_frame *)stm_vector_push(&f->frames) = frame;
}

// A long sentence says several things: it is compared clause by clause, each with enough words to be told by.
static void read_sentence(stm_facts *f, uint32_t account, uint32_t sentence)
{
    const stm_account *a = &f->c->accounts[account];
    const stm_sentence *s = &a->doc->segments.sentences[sentence];
    uint32_t begin = s->begin, here = 0, left = 0;
    for (uint32_t t = s->begin; t < s->end; t++)
        left += has_content(f, a, t);
    for (uint32_t t = s->begin; t < s->end; t++) {
        if (t > s->begin && here >= WORDS && left >= WORDS && stm_clause_begins(f->c, a, t) && !stm_clause_joins(f->c, a, t)) {
            read_clause(f, account, sentence, begin, t);
            begin = t;
            here = 0;
        }
        here += has_content(f, a, t);
        left -= has_content(f, a, t);
    }
    read_clause(f, account, sentence, begin, s->end);
}

// In how many wordings each sense stands.
static uint32_t *count_spread(stm_facts *f)
{
    uint32_t *spread = stm_arena_take_array(f->c->arena, f->c->stems.n + 1, sizeof *spread);
    stm_map seen;
    stm_map_init(&seen, f->c->arena);
    for (uint32_t i = 0; i < f->clauses.n; i++) {
        const stm_clause *u = stm_clause_at(f, i);
        uint64_t *known = stm_map_put(&seen, stm_hash((stm_view){(const char *)u->stems, u->nstems * sizeof *u->stems}));
        for (uint32_t k = 0; *known == 0 && k < u->nstems; k++)
            spread[u->stems[k]]++;
        f->nwordings += *known == 0;
        *known = 1;
    }
    return spread;
}

// How much the rarest word of each sense tells in news: 0 nothing, 1 enough.
static double *find_telling(const stm_facts *f)
{
    const stm_comparing *c = f->c;
    double *weights = stm_arena_take_array(c->arena, c->stems.n + 1, sizeof *weights);
    for (size_t s = 0; s < c->stems.n; s++) {
        double bits = c->rarest[s] > 0 ? log2(STM_RARITY_ARTICLES / c->rarest[s]) : 0;
        weights[s] = bits < telling.least ? 0 : fmin(1, bits / telling.full);
    }
    return weights;
}

// How seldom the accounts that have a sense say it: 1 for one that is in hardly any of their clauses, 0 for one in all. What every
// account says once is what they have in common, though by its spread in the story it is frequent.
static void find_rare(stm_facts *f)
{
    size_t nstems = f->c->stems.n + 1;
    uint32_t *times = stm_arena_take_array(f->c->arena, nstems, sizeof *times);
    uint32_t *held = stm_arena_take_array(f->c->arena, nstems, sizeof *held); // clauses of the accounts that have it
    uint32_t *last = stm_arena_take_array(f->c->arena, nstems, sizeof *last); // account + 1
    uint32_t *sizes = stm_arena_take_array(f->c->arena, f->c->naccounts + 1, sizeof *sizes);
    for (uint32_t i = 0; i < f->clauses.n; i++)
        sizes[stm_clause_at(f, i)->account]++;
    for (uint32_t i = 0; i < f->clauses.n; i++) {
        const stm_clause *u = stm_clause_at(f, i);
        for (uint32_t k = 0; k < u->nstems; k++) {
            uint32_t stem = u->stems[k];
            times[stem]++;
            held[stem] += last[stem] == u->account + 1 ? 0 : sizes[u->account] + FEW_OF_ACCOUNT;
            last[stem] = u->account + 1;
        }
    }
    f->rare = stm_arena_take_array(f->c->arena, nstems, sizeof *f->rare);
    for (size_t s = 0; s + 1 < nstems; s++)
        f->rare[s] = times[s] > 0 ? f->weights[s] * fmin(1, log2((double)held[s] / times[s]) / RARE_BITS) : 0;
}

static void weigh_clause(const stm_facts *f, stm_clause *u)
{
    for (uint32_t k = 0; k < u->nstems; k++) {
        double weight = f->weights[u->stems[k]];
        u->rare += f->rare[u->stems[k]] * f->rare[u->stems[k]];
        u->weight += weight;
        u->square += weight * weight;
        u->words += u->named[k] ? 0 : weight * weight;
        u->numbers = u->numbers || (!u->named[k] && stm_is_number_stem(f, u->stems[k]));
    }
}

static void weigh(stm_facts *f)
{
    const uint32_t *spread = count_spread(f);
    find_rare(f);
    double all = f->nwordings + FEW_CLAUSES;
    for (size_t s = 0; s < f->c->stems.n; s++)
        f->weights[s] *= fmax(0, log2(all / (spread[s] + half)) / log2(all / (1 + half)));
    for (uint32_t i = 0; i < f->clauses.n; i++)
        weigh_clause(f, stm_clause_at(f, i));
    for (uint32_t i = 0; i < f->frames.n; i++) {
        stm_frame *frame = stm_vector_at(&f->frames, i);
        for (uint32_t k = 0; k < frame->nstems; k++)
            frame->square += f->weights[frame->stems[k]] * f->weights[frame->stems[k]];
    }
}

static bool asks(const stm_account *account, const stm_sentence *s)
{
    return s->end > s->begin && stm_view_is(stm_account_text(account, account->doc->segments.tokens[s->end - 1].span), "?");
}

static void read_account(stm_facts *f, uint32_t number)
{
    const stm_account *account = &f->c->accounts[number];
    const stm_segments *g = &account->doc->segments;
    uint32_t rank = 0, nranks = 0;
    f->speakers = find_speakers(f, account);
    find_attributions(f, account);
    for (uint32_t s = 0; s < g->nsentences; s++)
        nranks += account->zones[s] == STM_ZONE_PROSE;
    for (uint32_t s = 0; s < g->nsentences && f->clauses.n < room_for(f); s++) {
        if (account->zones[s] != STM_ZONE_PROSE)
            continue;
        uint32_t first = (uint32_t)f->clauses.n;
        if (!asks(account, &g->sentences[s]))
            read_sentence(f, number, s);
        if (f->clauses.n > first)
            read_frame(f, number, rank, nranks, first);
        rank++;
    }
}

void stm_clauses_read(stm_facts *f)
{
    stm_vector_init(&f->clauses, f->c->arena, sizeof(stm_clause));
    stm_vector_init(&f->frames, f->c->arena, sizeof(stm_frame));
    f->weights = find_telling(f);
    for (uint32_t a = 0; a < f->c->naccounts; a++)
        read_account(f, a);
    weigh(f);
}
