// Which mentions of an article name one person, organisation or place.
//
// Persons go by surname: full names first, then single words take the latest full name before them (else the first behind) whose
// surname or given name they are and whose sex does not speak against it. Organisations and places go by their words, and by
// initials where a short form stands for a long one.
#include <string.h>

#include "annotate/scene.h"
#include "base/hash.h"
#include "base/utf8.h"

enum {
    CHAIN_MOST = 64,
    FOLD_MOST = 64, // bytes of a name that is folded without the arena
    EARLY_LEAST = 3, // times a surname stands alone before a full name that is not its owner's
    VOTES_LEAST = 2, // pronouns that tell the sex of a person
    VOTES_RATIO = 3,
};

typedef struct entity {
    uint32_t next;    // number + 1 of the next with the same key; 0: none
    uint32_t longest; // number of its fullest mention
    uint32_t words;   // of that
    uint32_t met;     // number of its first mention
    uint32_t full;    // mentions of two words or more
    uint32_t he, she; // pronouns that seem to stand for it
    stm_name_kind kind;
    bool male, female;
    stm_view role;
} entity;

typedef struct parts {
    stm_view first, last;
    uint64_t given, key; // of a person: the hashes of the first and the last
    uint32_t n;
} parts;

typedef struct linking {
    stm_scene *s;
    const parts *parts; // [nnames] of each name as written
    stm_map by_last, by_first, by_text; // hash -> number of an entity + 1
    stm_map early; // hash of a surname -> how often it stands alone before the only full name with it
    stm_map alone; // hash of a surname -> number of the entity of those + 1
    stm_vector entities;
} linking;

static uint64_t bare_hash(stm_arena *arena, stm_view word)
{
    char folded[FOLD_MOST];
    for (size_t i = 0; i < word.size; i++) {
        if (i == FOLD_MOST || (unsigned char)word.at[i] >= 0x80)
            return stm_hash(stm_fold_bare(arena, word));
        folded[i] = stm_lower(word.at[i]);
    }
    return stm_hash((stm_view){folded, word.size});
}

static parts parts_of_text(const stm_scene *s, stm_view name, bool person)
{
    const stm_name_parts *known = &s->words->name_parts;
    parts p = {0};
    stm_view word;
    while (stm_view_split(&name, ' ', &word)) {
        word = stm_view_trim(word);
        if (word.size == 0 || (stm_name_suffix(known, word) && p.n > 0))
            continue;
        if (p.n++ == 0)
            p.first = word;
        p.last = stm_surname_plain(known, word);
    }
    p.given = person ? bare_hash(s->arena, p.first) : 0;
    p.key = person ? bare_hash(s->arena, p.last) : 0;
    return p;
}

// Is the name nothing but plain words, a blank between them, so that its tokens tell its parts.
static bool is_plain(const stm_scene *s, stm_range run)
{
    const stm_token *tokens = s->tokens;
    for (uint32_t i = run.begin; i < run.end; i++)
        if (!tokens[i].plain || (i > run.begin && (!tokens[i].spaced || tokens[i].apart)))
            return false;
    return true;
}

static parts parts_of(const stm_scene *s, uint32_t name)
{
    stm_range run = s->runs[name];
    if (!is_plain(s, run))
        return parts_of_text(s, s->names[name].name, s->names[name].kind == STM_NAME_PERSON);
    uint32_t last = run.begin, n = 1;
    for (uint32_t i = run.begin + 1; i < run.end; i++) {
        bool suffix = stm_name_suffix(&s->words->name_parts, stm_view_in(s->text, s->tokens[i].span));
        last = suffix ? last : i;
        n += !suffix;
    }
    return (parts){stm_view_in(s->text, s->tokens[run.begin].span), stm_view_in(s->text, s->tokens[last].span),
                   s->tokens[run.begin].word, s->tokens[last].word, n};
}

static entity *entity_at(linking *l, uint64_t number)
{
    return number != 0 ? stm_vector_at(&l->entities, number - 1) : NULL;
}

static bool sexes_fit(const entity *one, const stm_name *name)
{
    return !(one->male && name->female) && !(one->female && name->male);
}

// Can two given names be one man's: the same, an initial, or one the beginning of the other.
static bool given_fit(stm_view one, stm_view two)
{
    size_t n = one.size < two.size ? one.size : two.size;
    if (n == 0)
        return true;
    if (one.size <= 2 || two.size <= 2 || (n == 2 && one.at[1] == '.'))
        return stm_lower(one.at[0]) == stm_lower(two.at[0]);
    return n >= 3 && stm_view_equal_nocase(stm_view_upto(one, n), stm_view_upto(two, n));
}

// A new entity, `next` the number + 1 of one with the same key.
static uint32_t new_entity(linking *l, uint32_t name, uint32_t words, uint32_t next)
{
    const stm_name *mention = &l->s->names[name];
    entity *one = stm_vector_push(&l->entities);
    *one = (entity){.next = next, .longest = name, .words = words, .met = name, .kind = mention->kind, .male = mention->male,
                    .female = mention->female, .role = mention->role};
    return (uint32_t)l->entities.n - 1;
}

static uint32_t new_person(linking *l, uint32_t name)
{
    uint64_t *head = stm_map_put(&l->by_last, l->parts[name].key);
    uint32_t number = new_entity(l, name, l->parts[name].n, (uint32_t)*head);
    *head = number + 1;
    return number;
}

static void join(linking *l, uint32_t number, uint32_t name, uint32_t nwords)
{
    stm_name *mention = &l->s->names[name];
    entity *one = entity_at(l, number + 1);
    mention->entity = number;
    one->full += nwords > 1;
    one->male = one->male || (mention->male && !one->female);
    one->female = one->female || (mention->female && !one->male);
    if (one->role.size == 0)
        one->role = mention->role;
    if (nwords > one->words) {
        one->words = nwords;
        one->longest = name;
    }
}

static void link_full(linking *l, uint32_t name)
{
    const stm_name *mention = &l->s->names[name];
    parts p = l->parts[name];
    uint64_t key = p.key, *head = stm_map_get(&l->by_last, key);
    uint32_t number = head != NULL ? (uint32_t)*head : 0, looked = 0;
    for (; number != 0 && looked < CHAIN_MOST; looked++) {
        const entity *one = entity_at(l, number);
        if (given_fit(p.first, l->parts[one->longest].first) && sexes_fit(one, mention))
            break;
        number = one->next;
    }
    if (number == 0 || looked == CHAIN_MOST)
        number = new_person(l, name) + 1;
    join(l, number - 1, name, p.n);
    *stm_map_put(&l->by_first, p.given) = number;
}

// The entity a single word stands for: the latest whose full name was met before, else any.
static uint32_t single_owner(linking *l, uint32_t name, uint64_t key)
{
    const stm_name *mention = &l->s->names[name];
    const uint64_t *head = stm_map_get(&l->by_last, key);
    uint32_t best = 0, looked = 0;
    for (uint32_t number = head != NULL ? (uint32_t)*head : 0; number != 0 && looked < CHAIN_MOST; looked++) {
        const entity *one = entity_at(l, number);
        const entity *old = entity_at(l, best);
        bool before = one->longest < name;
        if (sexes_fit(one, mention) && (old == NULL || (before && (old->longest > name || one->longest > old->longest)) ||
                                        (!before && old->longest > name && one->longest < old->longest)))
            best = number;
        number = one->next;
    }
    const uint64_t *given = best == 0 ? stm_map_get(&l->by_first, key) : NULL;
    return given != NULL ? (uint32_t)*given : best;
}

// Counts a surname that stands alone before the one place that gives a full name with it: "Vell", "Vell", "Vell", "her father, Tom Vell".
static void count_early(linking *l, uint32_t name)
{
    uint64_t key = l->parts[name].key;
    const uint64_t *head = stm_map_get(&l->by_last, key);
    const entity *one = head != NULL ? entity_at(l, *head) : NULL;
    if (one != NULL && one->next == 0 && one->full == 1 && one->met > name)
        ++*stm_map_put(&l->early, key);
}

static void link_single(linking *l, uint32_t name)
{
    uint64_t key = l->parts[name].key;
    const uint64_t *early = stm_map_get(&l->early, key);
    uint64_t *alone = early != NULL && *early >= EARLY_LEAST ? stm_map_put(&l->alone, key) : NULL;
    uint32_t number = alone != NULL ? (uint32_t)*alone : single_owner(l, name, key);
    if (number == 0)
        number = new_person(l, name) + 1;
    if (alone != NULL)
        *alone = number;
    join(l, number - 1, name, 1);
}

static void link_persons(linking *l)
{
    uint32_t n = (uint32_t)l->s->nnames, nfull = 0, nsingle = 0;
    uint32_t *full = stm_arena_take_array(l->s->arena, n + 1, sizeof *full), *single = stm_arena_take_array(l->s->arena, n + 1, sizeof *single);
    for (uint32_t i = 0; i < n; i++) {
        bool person = l->s->names[i].kind == STM_NAME_PERSON;
        full[nfull] = single[nsingle] = i;
        nfull += person & (l->parts[i].n > 1);
        nsingle += person & (l->parts[i].n <= 1);
    }
    for (uint32_t k = 0; k < nfull; k++)
        link_full(l, full[k]);
    for (uint32_t k = 0; k < nsingle; k++)
        count_early(l, single[k]);
    for (uint32_t k = 0; k < nsingle; k++)
        link_single(l, single[k]);
}

// The initials of the words with capitals, three at least, as a hash; 0: too few.
static uint64_t initials(linking *l, stm_view name)
{
    stm_view word;
    char letters[8];
    size_t n = 0;
    while (stm_view_split(&name, ' ', &word))
        if (word.size > 0 && stm_is_upper(word.at[0]) && n < sizeof letters)
            letters[n++] = word.at[0];
    return n >= 2 ? bare_hash(l->s->arena, (stm_view){letters, n}) : 0;
}

static uint32_t new_other(linking *l, uint32_t name)
{
    const stm_name *mention = &l->s->names[name];
    bool several = l->s->runs[name].end - l->s->runs[name].begin > 1;
    uint32_t made = new_entity(l, name, l->parts[name].n, 0);
    uint64_t shorter = several && mention->kind == STM_NAME_ORGANISATION ? initials(l, mention->name) : 0;
    if (shorter != 0) {
        uint64_t *same = stm_map_put(&l->by_text, stm_hash_join(shorter, 1));
        *same = *same == 0 ? made + 1 : *same;
    }
    return made;
}

static void link_others(linking *l)
{
    const stm_scene *s = l->s;
    for (uint32_t i = 0; i < s->nnames; i++) {
        if (s->names[i].kind == STM_NAME_PERSON)
            continue;
        const stm_token *first = &s->tokens[s->runs[i].begin];
        bool plain = first->plain && s->runs[i].end == s->runs[i].begin + 1;
        uint64_t key = stm_hash_join(plain ? first->word : bare_hash(s->arena, s->names[i].name), 1);
        uint64_t *number = stm_map_put(&l->by_text, key), known = *number;
        if (known == 0) {
            known = *number = l->entities.n + 1;
            new_other(l, i);
        }
        join(l, (uint32_t)known - 1, i, l->parts[i].n);
    }
}

// The person met last on the way through an article.
typedef struct met {
    uint32_t person, sentence; // number of its entity + 1, and where
    bool several;              // another stood there
} met;

static void meet(const linking *l, uint32_t name, met *last)
{
    const stm_scene *s = l->s;
    uint32_t one = s->names[name].entity + 1;
    for (uint32_t i = s->runs[name].begin; s->names[name].kind == STM_NAME_PERSON && i < s->runs[name].end; i++) {
        if (s->mark_of[i] != 0)
            continue;
        uint32_t here = s->tokens[i].sentence;
        *last = (met){one, here, last->person != 0 && last->sentence == here && one != last->person};
    }
}

static void count_pronoun(linking *l, uint32_t i, const met *last)
{
    const stm_scene *s = l->s;
    uint32_t here = s->tokens[i].sentence;
    uint64_t pronoun = s->flags[i] & STM_W_SUBJECT ? s->flags[i] & (STM_W_HE | STM_W_SHE) : 0;
    bool named = s->name_of[i] != 0 && s->names[s->name_of[i] - 1].kind == STM_NAME_PERSON;
    bool next = here == last->sentence + 1 && i == s->segments->sentences[here].begin;
    if (named || last->person == 0 || last->several || s->mark_of[i] != 0 || pronoun == 0 || pronoun == (STM_W_HE | STM_W_SHE) ||
        !(here == last->sentence || next))
        return;
    entity *one = entity_at(l, last->person);
    one->he += pronoun == STM_W_HE;
    one->she += pronoun == STM_W_SHE;
}

// Gives persons whose names do not tell it the sex of the pronouns behind them: "Vell says she", "Vell left. She".
static void tell_sexes(linking *l)
{
    const stm_scene *s = l->s;
    met last = {0};
    uint32_t name = 0;
    for (uint32_t n = 0; n < s->npronouns; n++) {
        for (; name < s->nnames && s->runs[name].begin <= s->pronouns[n]; name++)
            meet(l, name, &last);
        count_pronoun(l, s->pronouns[n], &last);
    }
    for (size_t i = 0; i < l->entities.n; i++) {
        entity *one = entity_at(l, i + 1);
        bool known = one->male || one->female;
        one->female = one->female || (!known && one->she >= VOTES_LEAST && one->she >= VOTES_RATIO * one->he);
        one->male = one->male || (!known && one->he >= VOTES_LEAST && one->he >= VOTES_RATIO * one->she);
    }
}

void stm_entities_link(stm_scene *s)
{
    parts *all = stm_arena_take_array(s->arena, s->nnames, sizeof *all);
    for (uint32_t i = 0; i < s->nnames; i++)
        all[i] = parts_of(s, i);
    linking l = {.s = s, .parts = all};
    stm_map_init(&l.by_last, s->arena);
    stm_map_init(&l.by_first, s->arena);
    stm_map_init(&l.by_text, s->arena);
    stm_map_init(&l.early, s->arena);
    stm_map_init(&l.alone, s->arena);
    stm_vector_init(&l.entities, s->arena, sizeof(entity));
    link_persons(&l);
    link_others(&l);
    if (!s->words->gendered)
        tell_sexes(&l);
    for (uint32_t i = 0; i < s->nnames; i++) {
        stm_name *mention = &s->names[i];
        const entity *one = entity_at(&l, mention->entity + 1);
        mention->name = stm_view_in(s->text, s->names[one->longest].span);
        mention->male = one->male;
        mention->female = one->female;
        if (mention->role.size == 0)
            mention->role = one->role;
    }
}
