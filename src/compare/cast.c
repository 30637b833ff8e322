// Who is listed among the people of a story: of all names that were read, those that the accounts show to be somebody.
//
// A run of capitals may be a place, a film or a menu. A person is listed who speaks, has a role, bears a given name or is called by
// the surname alone elsewhere; an organisation that speaks, has a word of organisations in its name, is known by a table, or has its
// initials beside it. Names that stand in captions and labels alone are those of photographers.
#include "base/hash.h"
#include "base/utf8.h"
#include "compare/sayings.h"
#include "lang/lang.h"

enum {
    ROLE_LEAST = 3, // letters of a role: "St" makes no saint
    SHOUTED = 4,    // words of a name in capitals: a menu
};

typedef struct evidence {
    bool prose, speaks, sexed;
} evidence;

typedef struct work {
    stm_comparing *c;
    evidence *shown; // [people.n]
    stm_table given, photographers;
} work;

static void read_names(work *w)
{
    for (uint32_t a = 0; a < w->c->naccounts; a++) {
        const stm_account *account = &w->c->accounts[a];
        for (size_t i = 0; i < account->doc->notes.nnames; i++) {
            const stm_name *name = &account->doc->notes.names[i];
            if (account->people[i] == STM_NO_PERSON)
                continue;
            evidence *e = &w->shown[account->people[i]];
            e->sexed = e->sexed || name->male || name->female;
            e->prose = e->prose || account->zones[stm_sentence_at(&account->doc->segments, name->span.begin)] != STM_ZONE_ASIDE;
        }
    }
}

static void read_speakers(work *w)
{
    for (uint32_t k = 0; k < w->c->sayings->sayings.n; k++) {
        const stm_saying *saying = stm_saying_at(w->c->sayings, k);
        if (saying->speaker != STM_NO_PERSON && !saying->quote->scare)
            w->shown[saying->speaker].speaks = true;
    }
}

// Is a spelling the end of the name alone: "Vell" of "Ada Vell".
static bool goes_by_surname(const stm_person *person)
{
    for (uint32_t i = 0; i < person->nspellings; i++) {
        stm_view form = person->spellings[i];
        if (form.size < person->name.size && stm_view_ends(person->name, form) && person->name.at[person->name.size - form.size - 1] == ' ')
            return true;
    }
    return false;
}

static bool has_role(const stm_person *person)
{
    for (uint32_t i = 0; i < person->nroles; i++)
        if (person->roles[i].size >= ROLE_LEAST)
            return true;
    return false;
}

static bool bears_given_name(const work *w, const stm_person *person)
{
    for (uint32_t i = 0; i < person->nspellings; i++) {
        stm_view rest = stm_fold_bare(w->c->arena, person->spellings[i]), first = rest;
        if (stm_view_split(&rest, ' ', &first) && rest.size > 0 && stm_table_has(&w->given, first))
            return true;
    }
    return false;
}

// A spelling of capitals alone beside the words they stand for.
static bool has_initials(const stm_person *person)
{
    bool words = false, initials = false;
    for (uint32_t i = 0; i < person->nspellings; i++) {
        stm_view form = person->spellings[i];
        bool capitals = form.size > 1;
        for (size_t k = 0; k < form.size && capitals; k++)
            capitals = stm_is_upper(form.at[k]) || form.at[k] == '.';
        initials = initials || capitals;
        words = words || stm_view_find_byte(form, ' ') != STM_NOWHERE;
    }
    return words && initials;
}

static bool is_body(const work *w, const stm_person *person)
{
    stm_view rest = stm_fold(w->c->arena, person->name), word;
    if (stm_table_has(&w->c->bodies, person->name) || stm_table_has(&w->c->agencies, person->name) || has_initials(person))
        return true;
    for (uint32_t n = 0; stm_view_split(&rest, ' ', &word); n++)
        if (stm_table_has(&w->c->body_words, word) && (n > 0 || rest.size > 0))
            return true;
    return false;
}

// Words that ran together: a picture's credit with its caption, a menu, the beginning of a sentence.
static bool is_rubble(const work *w, stm_view name)
{
    stm_view word = name, last = name;
    uint32_t nwords = 0, shouted = 0;
    for (; stm_view_split(&name, ' ', &word); nwords++) {
        shouted += word.size > 1 && stm_is_upper(word.at[0]) && stm_is_upper(word.at[1]);
        last = word;
    }
    return nwords > 1 && (shouted >= SHOUTED || stm_table_has(&w->c->function_words, stm_fold(w->c->arena, last)));
}

// Are all words common ones, or is the first a picture agency's.
static bool is_doubtful(const work *w, stm_view name)
{
    stm_view first = name, word;
    uint32_t nwords = 0, rare = 0;
    for (stm_view rest = name; stm_view_split(&rest, ' ', &word); nwords++) {
        rare += stm_rarity_share(&w->c->rarity, stm_hash(stm_fold(w->c->arena, word))) <= STM_RARITY_UNKNOWN;
        first = nwords == 0 ? word : first;
    }
    return nwords > 1 && (rare == 0 || (nwords > 2 && stm_table_has(&w->photographers, first)));
}

static bool is_somebody(const work *w, uint32_t number)
{
    const stm_person *person = stm_vector_at(&w->c->people, number);
    const evidence *e = &w->shown[number];
    bool body = person->kind == STM_NAME_ORGANISATION && is_body(w, person);
    bool human = person->kind == STM_NAME_PERSON && (has_role(person) || bears_given_name(w, person));
    if (!e->prose || person->kind == STM_NAME_PLACE || is_rubble(w, person->name) || (!body && !human && is_doubtful(w, person->name)))
        return false;
    if (e->speaks)
        return true;
    return body || human || (person->kind == STM_NAME_PERSON && (goes_by_surname(person) || (e->sexed && person->nspellings > 1)));
}

void stm_cast_list(stm_comparing *c, stm_comparison *out)
{
    work w = {.c = c, .shown = stm_arena_take_array(c->arena, c->people.n + 1, sizeof *w.shown)};
    stm_table_read(&w.given, c->arena, stm_lang_table("common", "given-names"));
    stm_table_read(&w.photographers, c->arena, stm_lang_table("common", "photo-agencies"));
    read_names(&w);
    read_speakers(&w);
    out->people = stm_arena_take_array(c->arena, c->people.n + 1, sizeof *out->people);
    for (uint32_t i = 0; i < c->people.n; i++)
        if (is_somebody(&w, i))
            out->people[out->npeople++] = *(const stm_person *)stm_vector_at(&c->people, i);
}
