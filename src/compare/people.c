// Who is who over all accounts of a story: names of people are one where their surnames agree after what transliteration and
// typing change (y, yy, iy, i; kh, h; w, v; doubled letters; diacritics) and their given names do not contradict each other.
// Names of organisations and places are one where they are spelt alike in the house style of either outlet, or differ in one
// letter of a long name; the end of a longer name ("Contact Group") goes to the only one that ends so.
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compare/inner.h"
#include "lang/lang.h"

enum {
    ENTRIES = 3000,        // names looked at in one story
    ONE_LETTER = 7,        // least length of names that may differ in a letter and still be one
    OWNER_TIMES = 4,       // how much oftener a full name must stand than the others with its surname
    SURNAME_MOST = 3,      // mentions of a surname taken for a firm
    ONE_LETTER_MOST = 600, // names compared with each other for that
};

#define STM_SEVERAL (STM_NO_PERSON - 1)

typedef struct entry { // a name of one account, all its mentions
    uint32_t account, entity;
    stm_name_kind kind;
    stm_view name;  // its fullest form in the account
    stm_view bare;  // folded, without diacritics
    stm_view key;   // of a person the surname, else the whole, transliteration evened out
    stm_view given; // of a person: what stands before the surname, evened out
    uint32_t mentions;
} entry;

typedef struct linking {
    stm_comparing *c;
    stm_vector entries; // entry
    uint32_t *parents;
    stm_table legal_forms, outlets;
} linking;

static bool vowel_like(char ch)
{
    return ch == 'y' || ch == 'j' || ch == 'i';
}

// "zelinskyy", "zelinskiy" and "zelinski" become one form; only for comparing.
static stm_view even_out(stm_arena *arena, stm_view bare)
{
    char *out = stm_arena_take(arena, bare.size + 1);
    size_t n = 0;
    for (size_t i = 0; i < bare.size; i++) {
        char ch = bare.at[i];
        ch = vowel_like(ch) ? 'i' : ch == 'w' ? 'v' : ch;
        if (ch == 'h' && n > 0 && (out[n - 1] == 'k' || out[n - 1] == 'h'))
            out[n - 1] = 'h';
        else if (ch == '-' || ch == '\'')
            continue;
        else if (n == 0 || out[n - 1] != ch || ch == ' ')
            out[n++] = ch;
    }
    return (stm_view){out, n};
}

static ptrdiff_t last_blank(stm_view name)
{
    for (size_t i = name.size; i-- > 0;)
        if (name.at[i] == ' ')
            return (ptrdiff_t)i;
    return STM_NOWHERE;
}

// The words of a name of no person in one spelling, without the legal form of a firm behind it.
static stm_view even_words(linking *l, stm_view bare)
{
    stm_comparing *c = l->c;
    ptrdiff_t at = last_blank(bare);
    if (at != STM_NOWHERE && stm_table_has(&l->legal_forms, stm_view_from(bare, (size_t)at + 1)))
        bare = stm_view_upto(bare, (size_t)at);
    stm_view rest = bare, word, all = {NULL, 0};
    while (stm_view_split(&rest, ' ', &word)) {
        word = stm_word_one_spelling(c, word);
        all = stm_arena_print(c->arena, "%.*s%s%.*s", (int)all.size, all.size > 0 ? all.at : "", all.size > 0 ? " " : "",
                              (int)word.size, word.at);
    }
    return all;
}

static void give_keys(linking *l, entry *e)
{
    stm_arena *arena = l->c->arena;
    e->bare = stm_fold_bare(arena, e->name);
    stm_view rest = e->bare;
    ptrdiff_t at = e->kind == STM_NAME_PERSON ? last_blank(rest) : STM_NOWHERE;
    if (at != STM_NOWHERE && stm_name_suffix(&l->c->name_parts, stm_view_from(rest, (size_t)at + 1))) {
        rest = stm_view_upto(rest, (size_t)at);
        at = last_blank(rest);
    }
    rest = e->kind == STM_NAME_PERSON ? rest : even_words(l, rest);
    e->key = even_out(arena, stm_surname_plain(&l->c->name_parts, stm_view_from(rest, (size_t)(at + 1))));
    e->given = at > 0 ? even_out(arena, stm_view_upto(rest, (size_t)at)) : (stm_view){NULL, 0};
}

static void read_entries(linking *l)
{
    stm_comparing *c = l->c;
    stm_vector_init(&l->entries, c->arena, sizeof(entry));
    for (uint32_t a = 0; a < c->naccounts; a++) {
        const stm_notes *notes = &c->accounts[a].doc->notes;
        stm_map seen; // entity -> number of the entry + 1
        stm_map_init(&seen, c->arena);
        c->accounts[a].people = stm_arena_take_array(c->arena, notes->nnames + 1, sizeof(uint32_t));
        for (size_t i = 0; i < notes->nnames; i++) {
            c->accounts[a].people[i] = STM_NO_PERSON;
            uint64_t *known = stm_map_put(&seen, notes->names[i].entity);
            if (*known == 0 && (l->entries.n >= ENTRIES || notes->names[i].name.size == 0))
                continue;
            if (*known == 0) {
                entry *e = stm_vector_push(&l->entries);
                *e = (entry){
                    .account = a, .entity = notes->names[i].entity, .kind = notes->names[i].kind, .name = notes->names[i].name};
                give_keys(l, e);
                *known = l->entries.n;
            }
            c->accounts[a].people[i] = (uint32_t)*known - 1;
            ((entry *)stm_vector_at(&l->entries, *known - 1))->mentions++;
        }
    }
}

static stm_view first_word(stm_view text)
{
    stm_view word = text;
    stm_view_split(&text, ' ', &word);
    return word;
}

// Marks what a single word is, by its bare form: full names end in it, firms begin with it.
enum { ENDS_PERSON = 1, BEGINS_FIRM = 2 };

static void note_words(linking *l, stm_map *words)
{
    for (size_t i = 0; i < l->entries.n; i++) {
        const entry *e = stm_vector_at(&l->entries, i);
        ptrdiff_t at = last_blank(e->bare);
        if (at == STM_NOWHERE)
            continue;
        stm_view last = stm_view_from(e->bare, (size_t)at + 1);
        if (e->kind == STM_NAME_PERSON)
            *stm_map_put(words, stm_hash(last)) |= ENDS_PERSON;
        else if (e->kind == STM_NAME_ORGANISATION && stm_table_has(&l->c->body_words, last))
            *stm_map_put(words, stm_hash(first_word(e->bare))) |= BEGINS_FIRM;
    }
}

static bool is_firm(const linking *l, const stm_map *words, const entry *e)
{
    const uint64_t *word = stm_map_get(words, stm_hash(e->bare));
    return stm_table_has(&l->c->bodies, e->name) || stm_table_has(&l->c->agencies, e->name) || stm_table_has(&l->outlets, e->name) || (word != NULL && *word == BEGINS_FIRM);
}

// A name that some mentions take for a person's and others for a firm's is what most are, of equally many a firm's; one that a firm's
// full name begins with, and nobody's ends in, is a firm's.
static void agree_on_kinds(linking *l)
{
    enum { ZERO = 1 << 30 };
    stm_map words, firms; // firms: bare name -> ZERO and mentions as a firm's, less those as a person's
    stm_map_init(&words, l->c->arena);
    stm_map_init(&firms, l->c->arena);
    note_words(l, &words);
    for (size_t i = 0; i < l->entries.n; i++) {
        const entry *e = stm_vector_at(&l->entries, i);
        uint64_t *balance = e->kind != STM_NAME_PLACE ? stm_map_put(&firms, stm_hash(e->bare)) : NULL;
        if (balance != NULL)
            *balance = (*balance == 0 ? ZERO : *balance) + (e->kind == STM_NAME_ORGANISATION ? e->mentions : -(uint64_t)e->mentions);
    }
    for (size_t i = 0; i < l->entries.n; i++) {
        entry *e = stm_vector_at(&l->entries, i);
        const uint64_t *balance = e->kind != STM_NAME_PLACE ? stm_map_get(&firms, stm_hash(e->bare)) : NULL;
        if (balance == NULL)
            continue;
        stm_name_kind kind = *balance >= ZERO || is_firm(l, &words, e) ? STM_NAME_ORGANISATION : STM_NAME_PERSON;
        if (kind != e->kind) {
            e->kind = kind;
            give_keys(l, e);
        }
    }
}

static stm_view without_stop(stm_view initial)
{
    return initial.size == 2 && initial.at[1] == '.' ? stm_view_upto(initial, 1) : initial;
}

static bool word_agrees(stm_view one, stm_view two)
{
    one = without_stop(one);
    two = without_stop(two);
    if (stm_view_begins(one, two) || stm_view_begins(two, one))
        return true;
    size_t common = 0;
    while (common < one.size && common < two.size && one.at[common] == two.at[common])
        common++;
    return common >= 4 && common + 2 >= one.size && common + 2 >= two.size;
}

// Do two given names speak of one person: none, the same, an initial, or one begins the other ("Dan", "Daniel"). What stands
// before or between them may be a title or a further name ("Sheikh Omar" and "Omar", "Ana" and "Ana Luisa").
static bool given_agree(stm_view one, stm_view two)
{
    if (one.size == 0 || two.size == 0 || word_agrees(first_word(one), first_word(two)))
        return true;
    if (one.size < two.size)
        return given_agree(two, one);
    stm_view word, first = first_word(two);
    while (stm_view_split(&one, ' ', &word))
        if (stm_view_equal(word, first))
            return true;
    return false;
}

static int by_key(const void *one, const void *two)
{
    const entry *const *a = one, *const *b = two;
    if ((*a)->kind != (*b)->kind)
        return (*a)->kind < (*b)->kind ? -1 : 1;
    int order = stm_view_compare((*a)->key, (*b)->key);
    return order != 0 ? order : *a < *b ? -1 : 1;
}

// The only full name in a bucket, or the one that has OWNER_TIMES the mentions of all others; STM_NO_PERSON: none, STM_SEVERAL: undecided.
static uint32_t owner_of(linking *l, entry **bucket, size_t n)
{
    const entry *all = l->entries.items;
    uint32_t best = STM_NO_PERSON, most = 0, sum = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t root = stm_set_root(l->parents, (uint32_t)(bucket[i] - all)), mentions = 0;
        if (bucket[i]->given.size == 0)
            continue;
        sum += bucket[i]->mentions;
        for (size_t j = 0; j < n; j++)
            mentions += bucket[j]->given.size > 0 && stm_set_root(l->parents, (uint32_t)(bucket[j] - all)) == root ? bucket[j]->mentions : 0;
        if (mentions > most) {
            most = mentions;
            best = root;
        }
    }
    return best == STM_NO_PERSON || most >= OWNER_TIMES * (sum - most) ? best : STM_SEVERAL;
}

// Surnames that stand alone go to the only full name that bears them, or to the one that the accounts speak of.
static void join_bucket(linking *l, entry **bucket, size_t n)
{
    const entry *all = l->entries.items;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n && bucket[i]->given.size > 0; j++)
            if (bucket[j]->given.size > 0 && given_agree(bucket[i]->given, bucket[j]->given))
                stm_set_join(l->parents, (uint32_t)(bucket[i] - all), (uint32_t)(bucket[j] - all));
    uint32_t only = owner_of(l, bucket, n);
    bool several = only == STM_SEVERAL;
    uint32_t bare = only;
    for (size_t i = 0; i < n; i++)
        if (bucket[i]->given.size == 0 && !several) {
            bare = bare == STM_NO_PERSON ? (uint32_t)(bucket[i] - all) : bare;
            stm_set_join(l->parents, bare, (uint32_t)(bucket[i] - all));
        }
}

static void join_keys(linking *l)
{
    entry *all = l->entries.items;
    size_t n = l->entries.n;
    entry **sorted = stm_arena_take_array(l->c->arena, n + 1, sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        sorted[i] = &all[i];
    qsort(sorted, n, sizeof *sorted, by_key);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && end < i + 200 && sorted[end]->kind == sorted[i]->kind &&
                          stm_view_equal(sorted[end]->key, sorted[i]->key);)
            end++;
        if (sorted[i]->kind == STM_NAME_PERSON)
            join_bucket(l, &sorted[i], end - i);
        else
            for (size_t k = i + 1; k < end; k++)
                stm_set_join(l->parents, (uint32_t)(sorted[i] - all), (uint32_t)(sorted[k] - all));
    }
}

// One letter changed, put in or left out; a plural is another name.
static bool one_letter_apart(stm_view a, stm_view b)
{
    if (a.size < b.size)
        return one_letter_apart(b, a);
    if (a.size < ONE_LETTER || a.size > b.size + 1 || stm_is_digit(a.at[a.size - 1]) || stm_is_digit(b.at[b.size - 1]))
        return false;
    size_t from = 0, back = 0;
    while (from < b.size && a.at[from] == b.at[from])
        from++;
    while (back < b.size - from && a.at[a.size - 1 - back] == b.at[b.size - 1 - back])
        back++;
    bool plural = a.size > b.size && from == b.size && a.at[a.size - 1] == 's';
    return from > 0 && !plural && from + back + 1 >= a.size;
}

static void join_misspelt(linking *l)
{
    const entry *all = l->entries.items;
    size_t n = l->entries.n < ONE_LETTER_MOST ? l->entries.n : ONE_LETTER_MOST;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            if (all[i].account != all[j].account && (all[i].kind == STM_NAME_PERSON) == (all[j].kind == STM_NAME_PERSON) &&
                one_letter_apart(all[i].bare, all[j].bare))
                stm_set_join(l->parents, (uint32_t)i, (uint32_t)j);
}

static bool is_initials(stm_view name)
{
    for (size_t i = 0; i < name.size; i++)
        if (!stm_is_upper(name.at[i]) && name.at[i] != '.')
            return false;
    return true;
}

// "Vell" that one account could not tell from a firm is the only person of that surname.
static void join_surnames(linking *l)
{
    entry *all = l->entries.items;
    size_t n = l->entries.n < ONE_LETTER_MOST ? l->entries.n : ONE_LETTER_MOST;
    for (size_t i = 0; i < n; i++) {
        uint32_t only = STM_NO_PERSON;
        bool several = all[i].kind != STM_NAME_ORGANISATION || last_blank(all[i].bare) != STM_NOWHERE || all[i].mentions > SURNAME_MOST || is_initials(all[i].name);
        for (size_t j = 0; j < n && !several; j++) {
            if (all[j].kind != STM_NAME_PERSON || all[j].given.size == 0 || !stm_view_equal(all[i].key, all[j].key))
                continue;
            uint32_t root = stm_set_root(l->parents, (uint32_t)j);
            several = only != STM_NO_PERSON && only != root;
            only = root;
        }
        if (several || only == STM_NO_PERSON)
            continue;
        all[i].kind = STM_NAME_PERSON;
        stm_set_join(l->parents, only, (uint32_t)i);
    }
}

static bool is_tail(stm_view name, stm_view longer)
{
    return name.size < longer.size && stm_view_ends(longer, name) && longer.at[longer.size - name.size - 1] == ' ';
}

// Is a name the beginning of a longer one before a word of grammar: "Harbour League" of "Harbour League of the North".
static bool is_head(const stm_comparing *c, stm_view name, stm_view longer)
{
    if (name.size >= longer.size || !stm_view_begins(longer, name) || longer.at[name.size] != ' ')
        return false;
    return stm_table_has(&c->function_words, first_word(stm_view_from(longer, name.size + 1)));
}

// The end or the beginning of a longer name, two words at least, goes to the only organisation of the story that has it so.
static void join_tails(linking *l)
{
    const entry *all = l->entries.items;
    size_t n = l->entries.n < ONE_LETTER_MOST ? l->entries.n : ONE_LETTER_MOST;
    for (size_t i = 0; i < n; i++) {
        uint32_t only = STM_NO_PERSON;
        bool several = all[i].kind != STM_NAME_ORGANISATION || last_blank(all[i].key) == STM_NOWHERE;
        for (size_t j = 0; j < n && !several; j++) {
            bool part = is_tail(all[i].key, all[j].key) || is_head(l->c, all[i].key, all[j].key);
            if (all[j].kind != STM_NAME_ORGANISATION || !part)
                continue;
            uint32_t root = stm_set_root(l->parents, (uint32_t)j);
            several = only != STM_NO_PERSON && only != root;
            only = root;
        }
        if (!several && only != STM_NO_PERSON)
            stm_set_join(l->parents, only, (uint32_t)i);
    }
}

// Initials that one account has alone go to the organisation that they stand beside in another.
static void join_initials(linking *l)
{
    stm_map owners; // initials -> number of the entry + 1
    stm_map_init(&owners, l->c->arena);
    for (uint32_t a = 0; a < l->c->naccounts; a++) {
        const stm_notes *notes = &l->c->accounts[a].doc->notes;
        for (size_t i = 0; i < notes->nnames; i++) {
            const stm_name *name = &notes->names[i];
            uint32_t number = l->c->accounts[a].people[i];
            if (name->kind == STM_NAME_ORGANISATION && number != STM_NO_PERSON && stm_span_size(name->span) < name->name.size && last_blank(name->name) != STM_NOWHERE &&
                last_blank(stm_account_text(&l->c->accounts[a], name->span)) == STM_NOWHERE)
                *stm_map_put(&owners, stm_hash(stm_fold_bare(l->c->arena, stm_account_text(&l->c->accounts[a], name->span)))) = number + 1;
        }
    }
    for (uint32_t i = 0; i < l->entries.n; i++) {
        const entry *e = stm_vector_at(&l->entries, i);
        const uint64_t *owner = e->kind == STM_NAME_ORGANISATION ? stm_map_get(&owners, stm_hash(e->bare)) : NULL;
        if (owner != NULL)
            stm_set_join(l->parents, (uint32_t)*owner - 1, i);
    }
}

static void add_form(stm_arena *arena, stm_view **list, uint32_t *n, stm_view form)
{
    form = stm_view_trim(form);
    uint32_t at = 0;
    while (at < *n && stm_view_compare((*list)[at], form) < 0)
        at++;
    if (form.size == 0 || (at < *n && stm_view_equal((*list)[at], form)) || *n >= 24)
        return;
    *list = stm_arena_grow(arena, *list, *n * sizeof **list, (*n + 1) * sizeof **list);
    memmove(&(*list)[at + 1], &(*list)[at], (*n - at) * sizeof **list);
    (*list)[at] = form;
    ++*n;
}

// The fullest form, of equally full ones the commonest.
static bool better_name(const entry *e, const entry *best)
{
    if (e->kind == STM_NAME_ORGANISATION && e->key.size != best->key.size &&
        last_blank(e->key) != STM_NOWHERE && last_blank(best->key) != STM_NOWHERE)
        return e->key.size > best->key.size;
    bool full = e->given.size > 0, was = best->given.size > 0;
    if (full != was)
        return full;
    if (e->mentions != best->mentions)
        return e->mentions > best->mentions;
    return stm_view_compare(e->name, best->name) < 0;
}

// A name with the place that stands before it as its first word: "Sund" + "Harbour Group".
static stm_span whole_name(const stm_account *account, size_t i)
{
    const stm_name *name = &account->doc->notes.names[i], *before = i > 0 ? name - 1 : NULL;
    stm_view text = account->doc->article.text;
    if (before == NULL || name->kind != STM_NAME_ORGANISATION || before->kind != STM_NAME_PLACE ||
        before->span.end + 1 != name->span.begin || text.at[before->span.end] != ' ' ||
        last_blank(stm_account_text(account, name->span)) == STM_NOWHERE)
        return name->span;
    return (stm_span){before->span.begin, name->span.end};
}

static void make_people(linking *l)
{
    stm_comparing *c = l->c;
    const entry *all = l->entries.items;
    uint32_t *numbers = stm_arena_take_array(c->arena, l->entries.n + 1, sizeof *numbers);
    const entry **best = stm_arena_take_array(c->arena, l->entries.n + 1, sizeof *best);
    for (uint32_t i = 0; i < l->entries.n; i++) {
        uint32_t root = stm_set_root(l->parents, i);
        if (root == i) {
            stm_vector_push(&c->people);
            numbers[i] = (uint32_t)c->people.n - 1;
            best[numbers[i]] = &all[i];
        }
        numbers[i] = numbers[root];
        stm_person *person = stm_vector_at(&c->people, numbers[i]);
        if (better_name(&all[i], best[numbers[i]]))
            best[numbers[i]] = &all[i];
        person->name = best[numbers[i]]->name;
        person->kind = best[numbers[i]]->kind;
        add_form(c->arena, &person->spellings, &person->nspellings, all[i].name);
    }
    for (uint32_t a = 0; a < c->naccounts; a++)
        for (size_t i = 0; i < c->accounts[a].doc->notes.nnames; i++) {
            uint32_t *person = &c->accounts[a].people[i];
            const stm_name *name = &c->accounts[a].doc->notes.names[i];
            if (*person == STM_NO_PERSON)
                continue;
            *person = numbers[*person];
            stm_person *p = stm_vector_at(&c->people, *person);
            add_form(c->arena, &p->spellings, &p->nspellings, stm_account_text(&c->accounts[a], whole_name(&c->accounts[a], i)));
            add_form(c->arena, &p->roles, &p->nroles, name->role);
        }
}

void stm_people_link(stm_comparing *c)
{
    linking l = {.c = c};
    stm_table_read(&l.legal_forms, c->arena, stm_lang_table("common", "legal-forms"));
    stm_table_read(&l.outlets, c->arena, stm_lang_table("common", "outlets"));
    read_entries(&l);
    agree_on_kinds(&l);
    l.parents = stm_arena_take_array(c->arena, l.entries.n + 1, sizeof *l.parents);
    for (uint32_t i = 0; i < l.entries.n; i++)
        l.parents[i] = i;
    join_keys(&l);
    join_surnames(&l);
    join_misspelt(&l);
    join_tails(&l);
    join_initials(&l);
    make_people(&l);
}

void stm_people_add_form(stm_comparing *c, uint32_t person, stm_view form)
{
    stm_person *p = stm_vector_at(&c->people, person);
    add_form(c->arena, &p->spellings, &p->nspellings, form);
}

uint32_t stm_people_speaker(const stm_comparing *c, const stm_account *account, const stm_quote *quote)
{
    const stm_notes *notes = &account->doc->notes;
    if (quote->name.size == 0 && quote->entity == STM_NO_ENTITY)
        return STM_NO_PERSON;
    for (size_t i = 0; i < notes->nnames; i++)
        if (quote->entity != STM_NO_ENTITY ? notes->names[i].entity == quote->entity
                                           : stm_view_equal(notes->names[i].name, quote->name))
            return account->people[i];
    for (uint32_t p = 0; p < c->people.n; p++) {
        const stm_person *person = stm_vector_at(&c->people, p);
        for (uint32_t s = 0; s < person->nspellings; s++)
            if (stm_view_equal_nocase(person->spellings[s], quote->name))
                return p;
    }
    return STM_NO_PERSON;
}

stm_view stm_people_name(const stm_comparing *c, uint32_t person)
{
    return person == STM_NO_PERSON ? (stm_view){NULL, 0} : ((stm_person *)stm_vector_at(&c->people, person))->name;
}
