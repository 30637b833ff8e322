// One body or person under several names: "Public Safety Ministry" and "Ministry of Public Security", "Ana Lucia Vell" and "Ana Vell".
//
// Two names of bodies may be of one where they have the word for its kind in common and half of their other words, no article has
// both, and sentences with them share words that tell. A person's name is a fuller form of another where it has all its words in
// their order and one more, or an initial in front. All forms of one body are one difference. A body that is another with one more word behind
// its name ("Harbour Journal", "Harbour Journal Letters") may be that other where sentences with them tell alike. So may two names
// of a place of one kind, where sentences with them tell even more alike.
#include "base/hash.h"
#include "base/utf8.h"
#include "compare/context.h"
#include "compare/written-names.h"
#include "lang/lang.h"

enum { WORDS = 8, FORMS = 6, BUCKET = 30, FOUND = 20, PLACES = 6, SHORT = 2, CAPES = 300 };

// Bits that two sentences share: with names of one body, of one place; where one name begins with the other.
static const double TELLING = 6, PLACED = 8, TAIL = 2.5;

typedef struct split { // a name by its words, function words left out
    stm_view words[WORDS];
    uint32_t n;
    uint64_t kind; // hash of the word for the kind of body; 0: none
    uint64_t place; // the same of the kind of place
} split;

typedef struct work {
    stm_comparing *c;
    const stm_vector *names;
    split *splits; // [names.n]
    stm_table bodies, kinds;
    stm_telling telling;
    uint32_t nfound;
} work;

static stm_written *name_at(const work *w, uint32_t i)
{
    return stm_vector_at(w->names, i);
}

static void split_name(work *w, uint32_t i)
{
    split *s = &w->splits[i];
    stm_view rest = name_at(w, i)->form, word;
    while (!name_at(w, i)->digits && s->n < WORDS && stm_view_split(&rest, ' ', &word)) {
        if (word.size == 0 || stm_table_has(&w->c->function_words, word))
            continue;
        s->words[s->n++] = word;
        if (name_at(w, i)->kind == STM_NAME_ORGANISATION && stm_table_has(&w->bodies, word))
            s->kind = stm_hash(word);
        const stm_row *kind = stm_table_find(&w->kinds, word);
        if (kind != NULL && (kind->nfields < 2 || name_at(w, i)->kind != STM_NAME_PERSON))
            s->place = stm_hash(word);
    }
}

static uint32_t common_words(const split *a, const split *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n; i++)
        for (uint32_t j = 0; j < b->n; j++)
            if (stm_view_equal(a->words[i], b->words[j])) {
                n++;
                break;
            }
    return n;
}

static const stm_sentence *sentence_of(const stm_account *account, const stm_place *place)
{
    const stm_segments *g = &account->doc->segments;
    return &g->sentences[stm_sentence_at(g, place->span.begin)];
}

// The weight of the words that two sentences share, by what tells one event from another.
static double shared_bits(const work *w, const stm_place *one, const stm_place *two)
{
    const stm_account *a = &w->c->accounts[one->account], *b = &w->c->accounts[two->account];
    const stm_sentence *s = sentence_of(a, one), *r = sentence_of(b, two);
    double bits = 0;
    for (uint32_t t = s->begin; t < s->end; t++) {
        bool shared = false;
        for (uint32_t u = r->begin; u < r->end && !shared && a->sense[t] != STM_NO_WORD && !a->named[t]; u++)
            shared = b->sense[u] == a->sense[t] && !b->named[u];
        if (shared)
            bits += w->c->weights[a->sense[t]] * stm_telling_share(&w->telling, a->sense[t]);
    }
    return bits;
}

static bool told_alike(const work *w, const stm_written *a, const stm_written *b, double bits)
{
    const stm_place *x = a->places.items, *y = b->places.items;
    for (size_t i = 0; i < a->places.n && i < PLACES; i++)
        for (size_t j = 0; j < b->places.n && j < PLACES; j++)
            if (shared_bits(w, &x[i], &y[j]) >= bits)
                return true;
    return false;
}

static bool one_body(const work *w, uint32_t i, uint32_t j)
{
    const split *a = &w->splits[i], *b = &w->splits[j];
    uint32_t common = common_words(a, b), most = a->n > b->n ? a->n : b->n;
    return common >= 2 && 2 * (common - 1) >= most - 1 && common < most && !stm_written_share_account(name_at(w, i), name_at(w, j)) &&
           told_alike(w, name_at(w, i), name_at(w, j), TELLING);
}

// All forms of the body that the first name of a bucket is of.
static void compare_bodies(work *w, uint32_t *bucket, uint32_t n)
{
    for (uint32_t i = 0; i < n && w->nfound < FOUND; i++) {
        stm_written *forms[FORMS];
        uint32_t numbers[FORMS], nforms = 0;
        if (bucket[i] == UINT32_MAX)
            continue;
        numbers[nforms++] = bucket[i];
        for (uint32_t j = i + 1; j < n && nforms < FORMS; j++) {
            bool all = bucket[j] != UINT32_MAX, some = false;
            for (uint32_t k = 0; k < nforms && all; k++) {
                some = some || one_body(w, numbers[k], bucket[j]);
                all = !stm_written_share_account(name_at(w, numbers[k]), name_at(w, bucket[j]));
            }
            if (all && some) {
                numbers[nforms++] = bucket[j];
                bucket[j] = UINT32_MAX;
            }
        }
        for (uint32_t k = 0; k < nforms; k++)
            forms[k] = name_at(w, numbers[k]);
        if (nforms < 2)
            continue;
        stm_written_differ(w->c, forms, nforms, STM_DIFFERS, 0.5, "names of one body in other words; no article has two of them");
        w->nfound++;
    }
}

// Three words are one person also where a second surname ends the fuller name, by which people are linked.
static bool same_person(const stm_written *a, const stm_written *b, uint32_t nwords)
{
    const stm_place *x = a->places.items, *y = b->places.items;
    return nwords >= 3 || (x->person == y->person && x->person != STM_NO_PERSON);
}

static bool is_initial(stm_view word)
{
    return word.size <= SHORT && (word.size == 1 || word.at[1] == '.');
}

// Has the fuller name all words of the other in their order, the first among them, and one more that is no initial, or an initial
// before all of them?
static bool is_fuller(const split *full, const split *other)
{
    if (other->n < 2 || full->n != other->n + 1)
        return false;
    bool led = is_initial(full->words[0]);
    for (uint32_t k = 0; k < other->n && led; k++)
        led = stm_view_equal(full->words[k + 1], other->words[k]);
    if (led || !stm_view_equal(full->words[0], other->words[0]))
        return led;
    uint32_t i = 0, extra = 0;
    for (uint32_t k = 0; k < full->n; k++)
        if (i < other->n && stm_view_equal(full->words[k], other->words[i]))
            i++;
        else
            extra = k;
    return i == other->n && full->words[extra].size > SHORT && !stm_view_ends(full->words[extra], STM_VIEW("."));
}

static void compare_people(work *w, const uint32_t *bucket, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n && w->nfound < FOUND; j++) {
            stm_written *forms[] = {name_at(w, bucket[i]), name_at(w, bucket[j])};
            if (i == j || !is_fuller(&w->splits[bucket[i]], &w->splits[bucket[j]]) || !same_person(forms[0], forms[1], w->splits[bucket[j]].n) ||
                stm_written_share_account(forms[0], forms[1]))
                continue;
            stm_written_differ(w->c, forms, 2, STM_COMPATIBLE, 0.6, "one form of the name is fuller, and no article has both");
            w->nfound++;
        }
}

// Names by the word for their kind, or of people by their first word.
static uint64_t bucket_of(const work *w, uint32_t i, stm_name_kind kind)
{
    const split *s = &w->splits[i];
    if (name_at(w, i)->kind != kind || s->n < 2)
        return 0;
    return kind == STM_NAME_PERSON ? stm_hash(s->words[s->n > 2 && is_initial(s->words[0])]) : s->kind;
}

static void compare_kind(work *w, stm_name_kind kind)
{
    stm_map met;
    stm_map_init(&met, w->c->arena);
    uint32_t *next = stm_arena_take_array(w->c->arena, w->names->n + 1, sizeof *next); // number + 1 of the next of the bucket
    for (uint32_t i = (uint32_t)w->names->n; i-- > 0;) {
        uint64_t key = bucket_of(w, i, kind), *first = key != 0 ? stm_map_put(&met, key) : NULL;
        if (first == NULL)
            continue;
        next[i] = (uint32_t)*first;
        *first = i + 1;
    }
    bool *taken = stm_arena_take_array(w->c->arena, w->names->n + 1, sizeof *taken);
    for (uint32_t i = 0; i < w->names->n; i++) {
        uint32_t bucket[BUCKET], n = 0;
        for (uint32_t k = i + 1; k != 0 && n < BUCKET && bucket_of(w, i, kind) != 0 && !taken[i]; k = next[k - 1])
            bucket[n++] = k - 1;
        for (uint32_t k = 0; k < n; k++)
            taken[bucket[k]] = true;
        if (kind == STM_NAME_PERSON)
            compare_people(w, bucket, n);
        else
            compare_bodies(w, bucket, n);
    }
}

// Bodies of which one has a word behind the whole name of the other.
static void compare_tails(work *w)
{
    stm_map known; // a name -> number + 1
    stm_map_init(&known, w->c->arena);
    for (uint32_t i = 0; i < w->names->n; i++)
        if (name_at(w, i)->kind == STM_NAME_ORGANISATION && w->splits[i].n >= 2)
            *stm_map_put(&known, stm_hash(name_at(w, i)->form)) = i + 1;
    for (uint32_t i = 0; i < w->names->n && w->nfound < FOUND; i++) {
        stm_view form = name_at(w, i)->form;
        size_t end = form.size;
        while (end > 0 && form.at[end - 1] != ' ')
            end--;
        end -= end > 0;
        const uint64_t *shorter = w->splits[i].n >= 3 && end > 0 ? stm_map_get(&known, stm_hash(stm_view_upto(form, end))) : NULL;
        if (shorter == NULL || name_at(w, i)->kind != STM_NAME_ORGANISATION)
            continue;
        stm_written *forms[] = {name_at(w, (uint32_t)*shorter - 1), name_at(w, i)};
        if (stm_written_share_account(forms[0], forms[1]) || !told_alike(w, forms[0], forms[1], TAIL))
            continue;
        stm_written_differ(w->c, forms, 2, STM_COMPATIBLE, 0.4, "one name has a word more, and no article has both");
        w->nfound++;
    }
}

static bool one_place(const work *w, uint32_t i, uint32_t j)
{
    const split *a = &w->splits[i], *b = &w->splits[j];
    bool kind = a->place == b->place && a->n == b->n && common_words(a, b) == 1;
    return kind && !stm_written_share_account(name_at(w, i), name_at(w, j)) && told_alike(w, name_at(w, i), name_at(w, j), PLACED);
}

// Places of one kind of which two accounts tell the same under names with nothing else in common: "Cape Arl", "Vessen Cape".
static void compare_places(work *w)
{
    uint32_t places[CAPES], n = 0;
    for (uint32_t i = 0; i < w->names->n && n < CAPES; i++)
        if (w->splits[i].place != 0)
            places[n++] = i;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = i + 1; j < n && w->nfound < FOUND; j++) {
            stm_written *forms[] = {name_at(w, places[i]), name_at(w, places[j])};
            if (!one_place(w, places[i], places[j]))
                continue;
            stm_written_differ(w->c, forms, 2, STM_DIFFERS, 0.5, "two names of a place of one kind, of which the same is told");
            w->nfound++;
        }
}

void stm_name_forms_find(stm_comparing *c, const stm_vector *names)
{
    work w = {.c = c, .names = names};
    w.splits = stm_arena_take_array(c->arena, names->n + 1, sizeof *w.splits);
    stm_table_read(&w.bodies, c->arena, stm_lang_table("en", "bodies"));
    stm_table_read(&w.kinds, c->arena, stm_lang_table("en", "place-kinds"));
    stm_telling_read(&w.telling, c);
    for (uint32_t i = 0; i < names->n; i++)
        split_name(&w, i);
    compare_kind(&w, STM_NAME_ORGANISATION);
    compare_kind(&w, STM_NAME_PERSON);
    compare_tails(&w);
    compare_places(&w);
}
