// Words of two accounts that cannot both be right of one thing: another place, another cause, another of the words that exclude each
// other ("a white van", "a black van"; lang/<code>/rivals.tsv).
//
// Each such word is a slot: what it names, and the words around it by weight and nearness. Two slots of one class and other values
// are rivals where the words around them are alike, a word right beside them is the same, and neither account has the other's value
// in such a slot, or the other's place at all: who knows both tells them apart. Slots that copy each other are one side.
#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compare/context.h"
#include "lang/lang.h"

enum {
    SLOTS = 1500,    // of a story
    CLASS = 200,     // of one class that one is held against
    TIES = 2000,
    AROUND = 12,     // words on either side that count
    WORDS = 2 * AROUND,
    APART = 3,       // words between two of one class that stand together
    BESIDE = 4,      // words on either side of which one must be the same
    CAUSE = 6,       // words of a cause
    NEXT = 8,        // words behind a slot in which a name may stand that both must have
    PHRASE = 3,      // words of a phrase that announces one
    BORDER = 4,      // bytes between two names of which one lies in the other
    FOUND = 20,
    ONE_STORY = 31,  // days between two accounts that may tell of one event
};

static const struct {
    double least[4];           // likeness of the words around, by kind of slot
    double fade;               // words after which a word tells a third
    double bits;               // least weight of the words in common, faded
    double member;             // likeness of a slot that goes with one side
} alike = {{0.3, 0.5, 0.75, 0.25}, 6, 2, 0.2};

typedef enum slot_kind { SLOT_WORD, SLOT_PLACE, SLOT_ACTOR, SLOT_CAUSE } slot_kind;

typedef struct slot {
    slot_kind kind;
    uint64_t class;
    uint64_t values[CAUSE];   // [nvalues] of a cause or a name its words
    uint32_t nvalues;
    uint32_t account, sentence;
    uint32_t begin, end;      // tokens
    uint64_t next;            // key of the name behind it ("north of Brenn"); 0: none near
    uint32_t senses[WORDS], n; // of the words around
    double weights[WORDS], weight;
    bool beside[WORDS];
} slot;

typedef struct tie {
    uint32_t one, two;
    double value;
} tie;

typedef struct work {
    stm_comparing *c;
    stm_telling telling;
    stm_map rivals;   // folded form -> number of its row + 1
    stm_table rows, causes, prepositions, kinds;
    stm_vector slots;
    stm_vector ties;
    stm_map known;    // account and value that it has
    stm_map beside;   // names that stand side by side
} work;

static slot *at(const work *w, uint32_t i)
{
    return stm_vector_at(&w->slots, i);
}

static void read_rivals(work *w)
{
    stm_table_read(&w->rows, w->c->arena, stm_lang_table("en", "rivals"));
    stm_table_read(&w->causes, w->c->arena, stm_lang_table("en", "causes"));
    stm_map_init(&w->rivals, w->c->arena);
    for (size_t i = 0; i < w->rows.nrows; i++)
        for (uint32_t k = 1; k < w->rows.rows[i].nfields; k++)
            *stm_map_put(&w->rivals, stm_hash(w->rows.rows[i].fields[k])) = i + 1;
}

static void add_around(const work *w, slot *s, const stm_account *a, uint32_t t, uint32_t distance)
{
    uint32_t sense = a->sense[t], i = 0;
    if (sense == STM_NO_WORD || w->c->weights[a->stem[t]] < 1)
        return;
    double weight = w->c->weights[a->stem[t]] * stm_telling_share(&w->telling, sense) * exp(-(double)distance / alike.fade);
    while (i < s->n && s->senses[i] != sense)
        i++;
    if (i == WORDS)
        return;
    s->n += i == s->n;
    s->senses[i] = sense;
    s->weights[i] = fmax(s->weights[i], weight);
    s->beside[i] = s->beside[i] || (distance <= BESIDE && !a->named[t]);
}

static void read_around(const work *w, slot *s)
{
    const stm_account *a = &w->c->accounts[s->account];
    const stm_sentence *sentence = &a->doc->segments.sentences[s->sentence];
    for (uint32_t k = 1; k <= AROUND; k++) {
        if (s->begin >= sentence->begin + k)
            add_around(w, s, a, s->begin - k, k);
        if (s->end + k <= sentence->end)
            add_around(w, s, a, s->end + k - 1, k);
    }
    for (uint32_t i = 0; i < s->n; i++)
        s->weight += s->weights[i];
}

// Of two names that stand side by side somewhere ("Brenn, Teska"): one lies in the other.
static uint64_t beside_key(uint64_t one, uint64_t two)
{
    return stm_hash_join(one < two ? one : two, one < two ? two : one);
}

static uint64_t known_key(const slot *s, uint32_t account, uint64_t value)
{
    bool named = s->kind == SLOT_PLACE || s->kind == SLOT_ACTOR;
    return stm_hash_join(stm_hash_join(account, named ? 0 : s->class + s->kind), value);
}

static void add_slot(work *w, slot *s)
{
    if (w->slots.n >= SLOTS || s->nvalues == 0)
        return;
    read_around(w, s);
    for (uint32_t i = 0; i < s->nvalues; i++)
        *stm_map_put(&w->known, known_key(s, s->account, s->values[i])) = 1;
    *(slot *)stm_vector_push(&w->slots) = *s;
}

// What tells a name from another: its last word of some length that is no kind of place.
static uint64_t name_key(const work *w, const stm_account *a, size_t i)
{
    enum { LENGTH = 4 };
    stm_view rest = stm_fold(w->c->arena, stm_account_text(a, a->doc->notes.names[i].span)), word, best = {NULL, 0};
    while (stm_view_split(&rest, ' ', &word))
        if (word.size >= LENGTH && !stm_table_has(&w->kinds, word))
            best = word;
    return best.size > 0 ? stm_hash(best) : stm_account_name_key(w->c, a, i);
}

static uint64_t name_behind(const work *w, const stm_account *a, uint32_t t)
{
    const stm_segments *g = &a->doc->segments;
    size_t i = stm_account_name_at(a, g->tokens[t].span.end);
    uint32_t last = t + NEXT < g->ntokens ? t + NEXT : (uint32_t)g->ntokens - 1;
    bool near = i < a->doc->notes.nnames && a->doc->notes.names[i].span.begin <= g->tokens[last].span.begin;
    return near ? name_key(w, a, i) : 0;
}

static const uint64_t *row_at(const work *w, const stm_account *a, uint32_t t)
{
    return t < a->doc->segments.ntokens ? stm_map_get(&w->rivals, a->doc->segments.tokens[t].word) : NULL;
}

static bool of_class(const work *w, const stm_account *a, uint32_t t, stm_view class)
{
    const uint64_t *row = row_at(w, a, t);
    return row != NULL && stm_view_equal(w->rows.rows[*row - 1].fields[0], class);
}

// Two of one class side by side ("north west", "black and white") are neither of them.
static void read_word(work *w, slot s, const stm_account *a)
{
    const uint64_t *row = a->named[s.begin] ? NULL : row_at(w, a, s.begin);
    if (row == NULL)
        return;
    stm_view class = w->rows.rows[*row - 1].fields[0];
    for (uint32_t k = 1; k <= APART; k++)
        if (of_class(w, a, s.begin + k, class) || (s.begin >= k && of_class(w, a, s.begin - k, class)))
            return;
    s.kind = SLOT_WORD;
    s.next = name_behind(w, a, s.begin);
    s.class = stm_hash(w->rows.rows[*row - 1].fields[0]);
    s.values[s.nvalues++] = *row;
    add_slot(w, &s);
}

// The words behind one that announces a cause, up to the end of their clause.
static void read_cause(work *w, slot s, const stm_account *a, uint32_t end)
{
    const stm_token *tokens = a->doc->segments.tokens;
    uint32_t behind = 0;
    for (uint32_t last = s.begin; last < end && last < s.begin + PHRASE && behind == 0; last++)
        if (stm_table_has(&w->causes, stm_fold(w->c->arena, stm_account_text(a, (stm_span){tokens[s.begin].span.begin, tokens[last].span.end}))))
            behind = last + 1;
    if (behind == 0)
        return;
    s.kind = SLOT_CAUSE;
    s.begin = s.end = behind;
    for (; s.end < end && s.end < behind + CAUSE && !(stm_clause_begins(w->c, a, s.end) && !stm_clause_joins(w->c, a, s.end)); s.end++)
        if (a->sense[s.end] != STM_NO_WORD && w->c->weights[a->sense[s.end]] >= 1)
            s.values[s.nvalues++] = a->sense[s.end];
    add_slot(w, &s);
}

static void read_sentence(work *w, uint32_t account, uint32_t sentence)
{
    const stm_account *a = &w->c->accounts[account];
    const stm_sentence *s = &a->doc->segments.sentences[sentence];
    for (uint32_t t = s->begin; t < s->end; t++) {
        slot new = {.account = account, .sentence = sentence, .begin = t, .end = t + 1};
        if (a->quoted[t] || a->sense[t] == STM_NO_WORD)
            continue;
        read_word(w, new, a);
        read_cause(w, new, a, s->end);
    }
}

// For each token whether it is the speaker's of some quote: two who say the same are no contradiction.
static bool *read_speakers(const work *w, const stm_account *a)
{
    const stm_segments *g = &a->doc->segments;
    int32_t *open = stm_arena_take_array(w->c->arena, g->ntokens + 2, sizeof *open), depth = 0;
    bool *speaks = stm_arena_take_array(w->c->arena, g->ntokens + 1, sizeof *speaks);
    for (size_t i = 0; i < a->doc->notes.nquotes; i++) {
        stm_span speaker = a->doc->notes.quotes[i].speaker;
        open[stm_token_at(g, speaker.begin)] += stm_span_size(speaker) > 0;
        open[stm_token_at(g, speaker.end)] -= stm_span_size(speaker) > 0;
    }
    for (uint32_t t = 0; t < g->ntokens; t++) {
        depth += open[t];
        speaks[t] = depth > 0;
    }
    return speaks;
}

// "in Brenn", "in the Gulf of Brenn"
static bool is_behind_preposition(const work *w, const stm_account *a, uint32_t t)
{
    const stm_token *tokens = a->doc->segments.tokens;
    if (t > 1 && stm_table_has(&w->c->articles, stm_fold(w->c->arena, stm_account_text(a, tokens[t - 1].span))))
        t--;
    return t > 0 && stm_table_has(&w->prepositions, stm_fold(w->c->arena, stm_account_text(a, tokens[t - 1].span)));
}

// Names of places behind a preposition, and of people who do not speak.
static void read_names(work *w, uint32_t account)
{
    const stm_account *a = &w->c->accounts[account];
    const stm_segments *g = &a->doc->segments;
    const bool *speaks = read_speakers(w, a);
    for (size_t i = 0; i < a->doc->notes.nnames; i++) {
        const stm_name *name = &a->doc->notes.names[i];
        slot s = {.kind = SLOT_PLACE, .account = account, .sentence = stm_sentence_at(g, name->span.begin)};
        uint64_t key = name_key(w, a, i);
        *stm_map_put(&w->known, known_key(&s, account, key)) = 1;
        if (i > 0 && name->span.begin - a->doc->notes.names[i - 1].span.end <= BORDER)
            *stm_map_put(&w->beside, beside_key(key, name_key(w, a, i - 1))) = 1;
        s.begin = s.end = stm_token_at(g, name->span.begin);
        while (s.end < g->ntokens && g->tokens[s.end].span.begin < name->span.end)
            s.end++;
        s.kind = name->kind == STM_NAME_PLACE ? SLOT_PLACE : SLOT_ACTOR;
        if (s.sentence >= g->nsentences || a->zones[s.sentence] != STM_ZONE_PROSE || s.begin == 0 || a->quoted[s.begin] ||
            (s.kind == SLOT_PLACE ? !is_behind_preposition(w, a, s.begin)
                                  : name->kind != STM_NAME_PERSON || s.end - s.begin < 2 || speaks[s.begin]))
            continue;
        s.values[s.nvalues++] = key;
        for (uint32_t t = s.begin; t < s.end && s.nvalues < CAUSE; t++) // a given name is as good, and "New Brenn" is in "New Brenn City"
            if (!stm_table_has(&w->kinds, stm_fold(w->c->arena, stm_account_text(a, g->tokens[t].span))))
                s.values[s.nvalues++] = g->tokens[t].word;
        add_slot(w, &s);
    }
}

static bool share_value(const slot *a, const slot *b)
{
    for (uint32_t i = 0; i < a->nvalues; i++)
        for (uint32_t j = 0; j < b->nvalues; j++)
            if (a->values[i] == b->values[j])
                return true;
    return false;
}

static double likeness(const slot *a, const slot *b)
{
    double common = 0;
    bool beside = false;
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t j = 0; j < b->n; j++)
            if (a->senses[i] == b->senses[j]) {
                common += fmin(a->weights[i], b->weights[j]);
                beside = beside || (a->beside[i] && b->beside[j]);
                break;
            }
    return beside && common >= alike.bits && a->weight + b->weight > 0 ? 2 * common / (a->weight + b->weight) : 0;
}

static bool same_class(const slot *a, const slot *b)
{
    return a->kind == b->kind && a->class == b->class;
}

// Has the account of one slot a value of the other, so that it tells the two apart?
static bool knows(const work *w, const slot *one, const slot *other)
{
    for (uint32_t i = 0; i < other->nvalues; i++)
        if (stm_map_get(&w->known, known_key(one, one->account, other->values[i])) != NULL)
            return true;
    return false;
}

static bool of_one_time(const work *w, const slot *a, const slot *b)
{
    stm_civil one = w->c->accounts[a->account].doc->article.published, two = w->c->accounts[b->account].doc->article.published;
    return !stm_civil_known(one) || !stm_civil_known(two) || labs((long)(stm_civil_days(one) - stm_civil_days(two))) <= ONE_STORY;
}

static void find_ties(work *w)
{
    stm_vector_init(&w->ties, w->c->arena, sizeof(tie));
    for (uint32_t i = 0; i < w->slots.n; i++)
        for (uint32_t j = i + 1, n = 0; j < w->slots.n && n < CLASS; j++) {
            const slot *a = at(w, i), *b = at(w, j);
            if (!same_class(a, b) || a->account == b->account)
                continue;
            n++;
            bool apart = (a->next != 0 && b->next != 0 && a->next != b->next) ||
                         (a->kind == SLOT_PLACE && stm_map_get(&w->beside, beside_key(a->values[0], b->values[0])) != NULL);
            double value = apart || share_value(a, b) ? 0 : likeness(a, b);
            if (value >= alike.least[a->kind] && of_one_time(w, a, b) && !knows(w, a, b) && !knows(w, b, a) && w->ties.n < TIES)
                *(tie *)stm_vector_push(&w->ties) = (tie){i, j, value};
        }
}

// Joins to a side the other accounts that have its value and words like those of either side.
static void gather(work *w, const tie *x, uint32_t *parents)
{
    for (uint32_t i = 0; i < w->slots.n; i++) {
        const slot *s = at(w, i), *one = at(w, x->one), *two = at(w, x->two);
        if (!same_class(s, one) || i == x->one || i == x->two || (!share_value(s, one) && !share_value(s, two)))
            continue;
        const slot *other = share_value(s, one) ? two : one;
        if (s->account != other->account && !knows(w, s, other) && fmax(likeness(s, one), likeness(s, two)) >= alike.member)
            stm_set_join(parents, i, x->one);
    }
}

static stm_span span_of(const work *w, const slot *s)
{
    return stm_clause_span(&w->c->accounts[s->account], s->begin, s->end);
}

static stm_span clause_of(const work *w, const slot *s)
{
    return stm_clause_around(w->c, &w->c->accounts[s->account], s->begin, s->end);
}

static stm_view words_of(const work *w, const slot *s, stm_span span)
{
    return stm_account_text(&w->c->accounts[s->account], span);
}

static void differ(work *w, const uint32_t *members, uint32_t n, const tie *best)
{
    static const char *const reasons[] = {"words that exclude each other, of one thing by the words around", "another place; neither account names the other's",
                                          "somebody else; neither account names the other's", "another cause of one thing"};
    const slot *one = at(w, best->one), *two = at(w, best->two);
    stm_difference *d = stm_difference_add(w->c, STM_DIFFERENCE_FACT, STM_DIFFERS);
    d->mentions = stm_arena_take_array(w->c->arena, n, sizeof *d->mentions);
    for (uint32_t i = 0; i < n; i++) {
        stm_span span = clause_of(w, at(w, members[i]));
        d->mentions[d->nmentions++] = stm_mention_of(w->c, at(w, members[i])->account, &span, 1, STM_FORM_PROSE);
    }
    stm_view x = words_of(w, one, clause_of(w, one)), y = words_of(w, two, span_of(w, two));
    d->what = stm_arena_print(w->c->arena, "%.*s / %.*s", (int)x.size, x.at, (int)y.size, y.at);
    d->certainty = fmin(0.75, 0.2 + best->value);
    stm_reason_add(w->c->arena, &d->because, &d->nbecause, stm_view_of(reasons[one->kind]));
    stm_reason_add(w->c->arena, &d->because, &d->nbecause, stm_arena_print(w->c->arena, "the words around agree by %.0f %%", best->value * 100));
    stm_difference_end(w->c, d);
}

static int closest_first(const void *one, const void *two)
{
    const tie *a = one, *b = two;
    if (a->value != b->value)
        return a->value > b->value ? -1 : 1;
    return a->one != b->one ? (a->one < b->one ? -1 : 1) : a->two < b->two ? -1 : a->two > b->two;
}

static void tell(work *w)
{
    uint32_t n = (uint32_t)w->slots.n, told = 0;
    uint32_t *parents = stm_arena_take_array(w->c->arena, n + 1, sizeof *parents);
    uint32_t *members = stm_arena_take_array(w->c->arena, n + 1, sizeof *members);
    bool *done = stm_arena_take_array(w->c->arena, n + 1, sizeof *done);
    const tie *ties = w->ties.items;
    if (w->ties.n > 0)
        qsort(w->ties.items, w->ties.n, sizeof(tie), closest_first);
    for (uint32_t i = 0; i < n; i++)
        parents[i] = i;
    for (size_t k = 0; k < w->ties.n; k++)
        stm_set_join(parents, ties[k].one, ties[k].two);
    for (size_t k = 0; k < w->ties.n && k < FOUND; k++)
        gather(w, &ties[k], parents);
    for (size_t k = 0; k < w->ties.n && told < FOUND; k++) {
        uint32_t root = stm_set_root(parents, ties[k].one), nmembers = 0;
        for (uint32_t i = 0; i < n && !done[root]; i++)
            if (stm_set_root(parents, i) == root)
                members[nmembers++] = i;
        if (!done[root]) {
            differ(w, members, nmembers, &ties[k]);
            told++;
        }
        done[root] = true;
    }
}

void stm_rivals_find(stm_comparing *c)
{
    work w = {.c = c};
    read_rivals(&w);
    stm_table_read(&w.kinds, c->arena, stm_lang_table("en", "place-kinds"));
    stm_table_read(&w.prepositions, c->arena, stm_lang_table("en", "place-words"));
    stm_telling_read(&w.telling, c);
    stm_vector_init(&w.slots, c->arena, sizeof(slot));
    stm_map_init(&w.known, c->arena);
    stm_map_init(&w.beside, c->arena);
    for (uint32_t a = 0; a < c->naccounts; a++) {
        for (uint32_t s = 0; s < c->accounts[a].doc->segments.nsentences; s++)
            if (c->accounts[a].zones[s] == STM_ZONE_PROSE)
                read_sentence(&w, a, s);
        read_names(&w, a);
    }
    find_ties(&w);
    tell(&w);
}
