// Names that are written in two ways: one letter changed, left out or put in.
//
// Candidates come from deletion neighbourhoods (Garbe's symmetric delete, 2012): two names at distance one share a form with one
// letter deleted. No article may have both, for then they are two names, unless one is a slip; a longer ending ("Brazil", "Brazilian") is no spelling.
// Nor is a house's spelling of common words ("Harbour Centre", "Harbor Center"): that is one name in the style of two outlets.
//
// A name that is nothing more than a given name or a surname is held against the words of full names in the same way. Names that are
// the same but for blanks and hyphens are one name, whoever has them.
#include "base/hash.h"
#include "base/utf8.h"
#include "compare/written-names.h"

enum { MOST = 40, FOUND_MOST = 40, COMMON = 3, PART = 5, PARTS_MOST = 2000 };

typedef struct spelt {
    stm_written *forms[2];
    stm_difference_relation relation;
    const char *because;
} spelt;

typedef struct part { // a word of a full name
    stm_view word;
    uint32_t name;
} part;

typedef struct spelling_work {
    stm_comparing *c;
    stm_vector names; // stm_written
    bool *taken;      // [names.n]
    spelt found[FOUND_MOST];
    uint32_t nfound;
} spelling_work;

// Two names that differ in a number or in their words are two names.
static bool spells(char c)
{
    return !stm_is_space(c) && !stm_is_digit(c);
}

// Is one the other with one letter changed, left out or put in, at neither end.
static bool near(stm_view a, stm_view b)
{
    if (a.size > b.size)
        return near(b, a);
    if (b.size - a.size > 1 || a.at[0] != b.at[0])
        return false;
    size_t i = 0, j = 0;
    while (i < a.size && a.at[i] == b.at[i])
        i++;
    while (j + i < a.size && a.at[a.size - 1 - j] == b.at[b.size - 1 - j])
        j++;
    bool ending = i == a.size || (j == 0 && a.size != b.size);
    return !ending && i + j + 1 >= a.size && spells(b.at[i]) && (i >= a.size || spells(a.at[i]));
}

static bool has_blank(stm_view form)
{
    return stm_view_find_byte(form, ' ') != STM_NOWHERE;
}

// A name of several words that is written so once in the whole story, where three accounts or more have it otherwise: a slip, even
// beside the right form. The endings of peoples and of plurals are no slips.
static bool is_slip(const stm_written *once, const stm_written *other)
{
    if (once->mentions != 1 || other->naccounts < COMMON || !has_blank(once->form))
        return false;
    stm_view a = once->form, b = other->form, longer = a.size > b.size ? a : b;
    bool ending = a.size != b.size && memcmp(a.at, b.at, a.size < b.size ? a.size : b.size) == 0;
    char last = longer.at[longer.size - 1];
    return ending ? last != 's' && last != 'n' && last != 'i' && last != '\'' : near(a, b);
}

static stm_written *name_at(const spelling_work *w, uint32_t n)
{
    return stm_vector_at(&w->names, n);
}

static void note(spelling_work *w, uint32_t one, uint32_t two)
{
    stm_written *a = name_at(w, one), *b = name_at(w, two);
    bool slip = is_slip(a, b) || is_slip(b, a);
    if (w->taken[one] || w->taken[two] || stm_view_equal(a->even, b->even) || w->nfound >= FOUND_MOST ||
        (!slip && (!near(a->form, b->form) || stm_written_share_account(a, b))))
        return;
    w->taken[one] = w->taken[two] = true;
    w->found[w->nfound++] = (spelt){{a, b}, STM_DIFFERS, slip ? "the names differ by one letter, and one of them stands in the story once"
                                                              : "the names differ by one letter, and no article has both"};
}

static bool ends_with(const stm_written *name, const stm_written *end)
{
    stm_view form = name->form, last = end->form;
    return form.size > last.size && stm_view_ends(form, last) && !stm_is_letter(form.at[form.size - last.size - 1]);
}

// "Jaravi / Jarabi" beside "Omar Jaravi / Omar Jarabi" is told already.
static bool is_told(const spelling_work *w, const spelt *pair)
{
    for (uint32_t i = 0; i < w->nfound; i++) {
        stm_written *const *x = w->found[i].forms, *const *y = pair->forms;
        if ((ends_with(x[0], y[0]) && ends_with(x[1], y[1])) || (ends_with(x[0], y[1]) && ends_with(x[1], y[0])))
            return true;
    }
    return false;
}

static void tell(const spelling_work *w)
{
    for (uint32_t i = 0; i < w->nfound; i++)
        if (!is_told(w, &w->found[i]))
            stm_written_differ(w->c, w->found[i].forms, 2, w->found[i].relation, 0.7, w->found[i].because);
}

// The hash of a word without its letter `cut`; whole where that is its end.
static uint64_t hash_without(stm_view word, size_t cut)
{
    char less[MOST];
    memcpy(less, word.at, cut);
    if (cut < word.size)
        memcpy(less + cut, word.at + cut + 1, word.size - cut - 1);
    return stm_hash((stm_view){less, word.size - (cut < word.size)});
}

static void find_whole(spelling_work *w)
{
    stm_map known; // a form with one letter deleted, or whole -> number of the first name + 1
    stm_map_init(&known, w->c->arena);
    for (uint32_t n = 0; n < w->names.n; n++) {
        stm_view form = name_at(w, n)->form;
        for (size_t cut = 0; cut <= form.size && form.size <= MOST; cut++) {
            uint64_t *first = stm_map_put(&known, hash_without(form, cut));
            if (*first != 0 && *first != n + 1u)
                note(w, (uint32_t)*first - 1, n);
            else
                *first = n + 1u;
        }
    }
}

// Names that blanks and hyphens alone tell apart.
static void find_joints(spelling_work *w)
{
    stm_map known; // letters and digits of a name -> number of the first that has them + 1
    stm_map_init(&known, w->c->arena);
    for (uint32_t n = 0; n < w->names.n; n++) {
        stm_view form = name_at(w, n)->form;
        char letters[MOST];
        size_t size = 0;
        for (size_t i = 0; i < form.size && form.size <= MOST; i++)
            if (form.at[i] != ' ' && form.at[i] != '-')
                letters[size++] = form.at[i];
        uint64_t *first = size > 0 ? stm_map_put(&known, stm_hash((stm_view){letters, size})) : NULL;
        if (first == NULL || *first == 0) {
            if (first != NULL)
                *first = n + 1u;
            continue;
        }
        uint32_t one = (uint32_t)*first - 1;
        if (w->nfound >= FOUND_MOST || w->taken[one] || w->taken[n])
            continue;
        w->taken[n] = true;
        w->found[w->nfound++] = (spelt){{name_at(w, one), name_at(w, n)}, STM_COMPATIBLE, "the names differ in a blank or a hyphen"};
    }
}

// The words of full names of people, and of all of them their spellings with one letter deleted.
static void read_parts(spelling_work *w, stm_vector *parts, stm_map *known, stm_intern *words)
{
    for (uint32_t n = 0; n < w->names.n && parts->n < PARTS_MOST; n++) {
        const stm_written *name = name_at(w, n);
        stm_view rest = name->form, word;
        while (name->kind == STM_NAME_PERSON && has_blank(name->form) && stm_view_split(&rest, ' ', &word)) {
            if (word.size < PART || word.size > MOST || stm_intern_get(words, word) != STM_NO_WORD)
                continue;
            stm_intern_put(words, word);
            *(part *)stm_vector_push(parts) = (part){word, n};
            for (size_t cut = 0; cut <= word.size; cut++) {
                uint64_t *first = stm_map_put(known, hash_without(word, cut));
                *first = *first == 0 ? parts->n : *first;
            }
        }
    }
}

// Has whoever the name stands for an office: "Pope Francis" is nobody's given name.
static bool has_office(const stm_comparing *c, const stm_written *name)
{
    const stm_place *first = name->places.n > 0 ? stm_vector_at(&name->places, 0) : NULL;
    const stm_person *person = first != NULL && first->person != STM_NO_PERSON ? stm_vector_at(&c->people, first->person) : NULL;
    return person != NULL && person->nroles > 0;
}

// A name of one word that is in no full name, but differs by one letter within it from a word of one.
static void find_parts(spelling_work *w)
{
    stm_vector parts;
    stm_map known; // a word with one letter deleted, or whole -> number of the first part + 1
    stm_intern words;
    stm_vector_init(&parts, w->c->arena, sizeof(part));
    stm_map_init(&known, w->c->arena);
    stm_intern_init(&words, w->c->arena);
    read_parts(w, &parts, &known, &words);
    for (uint32_t n = 0; n < w->names.n; n++) {
        stm_written *name = name_at(w, n);
        stm_view form = name->form;
        if (name->kind != STM_NAME_PERSON || w->taken[n] || has_blank(form) || form.size > MOST || stm_intern_get(&words, form) != STM_NO_WORD ||
            has_office(w->c, name))
            continue;
        for (size_t cut = 0; cut <= form.size && !w->taken[n] && w->nfound < FOUND_MOST; cut++) {
            const uint64_t *first = stm_map_get(&known, hash_without(form, cut));
            const part *p = first != NULL ? stm_vector_at(&parts, *first - 1) : NULL;
            if (p == NULL || !near(form, p->word) || form.at[form.size - 1] != p->word.at[p->word.size - 1])
                continue;
            w->taken[n] = true;
            w->found[w->nfound++] = (spelt){{name, name_at(w, p->name)}, STM_DIFFERS, "a part of the name differs by one letter"};
        }
    }
}

static uint32_t parts_of(stm_view form)
{
    uint32_t n = 1;
    for (size_t i = 0; i < form.size; i++)
        n += form.at[i] == ' ' || form.at[i] == '-';
    return n;
}

static uint32_t person_of(const stm_written *name)
{
    const stm_place *first = name->places.n > 0 ? stm_vector_at(&name->places, 0) : NULL;
    return name->kind == STM_NAME_PERSON && first != NULL ? first->person : STM_NO_PERSON;
}

// Full names of one person that two scripts or languages spell: "Omar el-Kadri", "Umar al-Qadri". Who they are is told by whom they are
// linked to (people.c).
static void find_persons(spelling_work *w)
{
    stm_map known; // person and number of parts -> number of the first name + 1
    stm_map_init(&known, w->c->arena);
    for (uint32_t n = 0; n < w->names.n; n++) {
        stm_written *name = name_at(w, n);
        uint32_t person = person_of(name), nparts = parts_of(name->form);
        if (person == STM_NO_PERSON || !has_blank(name->form) || w->taken[n])
            continue;
        uint64_t *first = stm_map_put(&known, (uint64_t)person << 32 | nparts);
        if (*first == 0) {
            *first = n + 1u;
            continue;
        }
        stm_written *other = name_at(w, (uint32_t)*first - 1);
        if (w->nfound >= FOUND_MOST || w->taken[*first - 1] || stm_written_share_account(name, other))
            continue;
        w->taken[n] = true;
        w->found[w->nfound++] = (spelt){{other, name}, STM_DIFFERS, "one person's name in two spellings, and no article has both"};
    }
}

void stm_spellings_find(stm_comparing *c, const stm_vector *names)
{
    spelling_work w = {.c = c, .names = *names};
    w.taken = stm_arena_take_array(c->arena, names->n + 1, sizeof *w.taken);
    find_whole(&w);
    find_joints(&w);
    find_parts(&w);
    find_persons(&w);
    tell(&w);
}
