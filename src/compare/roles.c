// One person in two offices: "the harbour director" in one account, "the harbour president" in another, "professor" and "assistant
// professor", "mayor of Teska" and "former mayor of Teska".
//
// A role is what stands before a name or in apposition behind it: a noun for an office, words before it, and what it is of. Roles of
// a person differ where the noun is the same and one has a word of rank more (lang/<code>/ranks.tsv), or where the nouns are not of
// one office (roles.tsv) and another of their words is the same. An account that gives the person both knows better than to differ.
#include "base/utf8.h"
#include "base/hash.h"
#include "compare/inner.h"
#include "lang/lang.h"

enum {
    ROLES = 2000,   // of a story
    PERSON = 40,    // of one person that are compared
    BEFORE = 4,     // words of a role before its noun
    BEHIND = 5,     // words of what it is of
    WORDS = BEFORE + BEHIND + 1,
    FOUND = 20,
};

typedef struct role {
    uint32_t account, person;
    stm_span span;
    stm_view head;         // folded noun
    stm_view words[WORDS]; // [nwords] folded, with content, the noun aside
    uint32_t nwords;
    uint64_t rank;         // hash of a word of rank; 0: none
    bool past;             // that word says that it is over
    bool of;               // it says of what
} role;

typedef struct work {
    stm_comparing *c;
    stm_table titles, ranks, offices, links; // links: words of office-words.tsv
    stm_vector roles; // role
} work;

static role *at(const work *w, uint32_t i)
{
    return stm_vector_at(&w->roles, i);
}

static stm_view word_at(const work *w, const stm_account *a, uint32_t t)
{
    stm_view word = stm_fold(w->c->arena, stm_account_text(a, a->doc->segments.tokens[t].span));
    if (stm_view_ends(word, STM_VIEW("'s")))
        word.size -= 2;
    return word;
}

static bool is_word(const stm_account *a, uint32_t t)
{
    return t < a->doc->segments.ntokens && a->doc->segments.tokens[t].kind == STM_TOKEN_WORD;
}

static bool is_head(const work *w, const stm_account *a, uint32_t t)
{
    const stm_row *row = is_word(a, t) ? stm_table_find(&w->titles, word_at(w, a, t)) : NULL;
    while (row != NULL && !stm_view_is(row->fields[1], "role"))
        row = stm_table_next(&w->titles, row);
    return row != NULL;
}

// Is it a word behind which stands what an office is of?
static bool opens_office(const work *w, const stm_account *a, uint32_t t)
{
    return is_word(a, t) && stm_table_find(&w->links, word_at(w, a, t)) != NULL;
}

// The role whose noun is token `head` of the tokens [begin, end).
static void add_role(work *w, uint32_t account, uint32_t person, uint32_t begin, uint32_t head, uint32_t end)
{
    const stm_account *a = &w->c->accounts[account];
    const stm_token *tokens = a->doc->segments.tokens;
    role r = {.account = account, .person = person, .head = word_at(w, a, head), .of = end > head + 1};
    for (uint32_t t = begin; t < end && r.nwords < WORDS; t++) {
        const stm_row *rank = is_word(a, t) ? stm_table_find(&w->ranks, word_at(w, a, t)) : NULL;
        if (rank != NULL && t < head) {
            r.rank = stm_hash(rank->fields[0]);
            r.past = stm_view_is(rank->fields[1], "past");
        } else if (is_word(a, t) && t != head && !stm_table_has(&w->c->function_words, word_at(w, a, t)))
            r.words[r.nwords++] = word_at(w, a, t);
    }
    r.span = (stm_span){tokens[begin].span.begin, tokens[end - 1].span.end};
    if (w->roles.n < ROLES)
        *(role *)stm_vector_push(&w->roles) = r;
}

// In tokens [begin, end): the last noun for an office before what it is of.
static void read_role(work *w, uint32_t account, uint32_t person, uint32_t begin, uint32_t end)
{
    const stm_account *a = &w->c->accounts[account];
    uint32_t head = begin, last = begin;
    while (last < end && is_word(a, last) && !opens_office(w, a, last))
        last++;
    for (head = last; head > begin && !is_head(w, a, head - 1);)
        head--;
    if (head == begin || head != last || head - begin > BEFORE + 1)
        return;
    uint32_t close = opens_office(w, a, last) ? last + 1 : last;
    while (close > last && close < end && close < last + 1 + BEHIND && is_word(a, close))
        close++;
    while (close > last && stm_table_has(&w->c->function_words, word_at(w, a, close - 1)))
        close--; // "of law at the"
    add_role(w, account, person, begin, head - 1, close);
}

// "Ada Vell, an assistant professor of law at ..."
static void read_apposition(work *w, uint32_t account, uint32_t person, uint32_t t)
{
    const stm_account *a = &w->c->accounts[account];
    const stm_segments *g = &a->doc->segments;
    if (t + 1 >= g->ntokens || !stm_view_is(stm_account_text(a, g->tokens[t].span), ","))
        return;
    uint32_t begin = t + 1, end = begin;
    while (is_word(a, begin) && stm_table_has(&w->c->articles, word_at(w, a, begin)))
        begin++;
    for (end = begin; end < begin + BEFORE + BEHIND + 2 && is_word(a, end) && g->tokens[end].sentence == g->tokens[t].sentence;)
        end++;
    read_role(w, account, person, begin, end);
}

static void read_account(work *w, uint32_t account)
{
    const stm_account *a = &w->c->accounts[account];
    const stm_segments *g = &a->doc->segments;
    stm_view text = a->doc->article.text;
    for (size_t i = 0; i < a->doc->notes.nnames; i++) {
        const stm_name *name = &a->doc->notes.names[i];
        uint32_t person = a->people[i], t = stm_token_at(g, name->span.begin), behind = t;
        if (name->kind != STM_NAME_PERSON || person == STM_NO_PERSON)
            continue;
        while (behind < g->ntokens && g->tokens[behind].span.begin < name->span.end)
            behind++;
        read_apposition(w, account, person, behind);
        if (name->role.size == 0 || name->role.at < text.at || name->role.at >= text.at + text.size)
            continue;
        uint32_t from = (uint32_t)(name->role.at - text.at), first = stm_token_at(g, from), last = first;
        if (first > behind)
            continue; // that is the apposition
        while (last < g->ntokens && g->tokens[last].span.begin < from + name->role.size)
            last++;
        read_role(w, account, person, first, last);
    }
}

static bool same_office(const work *w, stm_view one, stm_view two)
{
    if (stm_view_equal(one, two))
        return true;
    for (size_t i = 0; i < w->offices.nrows; i++) {
        bool none = stm_view_is(w->offices.rows[i].fields[0], "*"), a = false, b = false;
        for (uint32_t k = 0; k < w->offices.rows[i].nfields; k++) {
            a = a || stm_view_equal(w->offices.rows[i].fields[k], one);
            b = b || stm_view_equal(w->offices.rows[i].fields[k], two);
        }
        if ((a && b) || (none && (a || b)))
            return true;
    }
    return false;
}

static bool share_word(const role *a, const role *b)
{
    for (uint32_t i = 0; i < a->nwords; i++)
        for (uint32_t j = 0; j < b->nwords; j++)
            if (stm_view_equal(a->words[i], b->words[j]))
                return true;
    return false;
}

// Whoever held an office is still called by it.
static bool differ(const work *w, const role *a, const role *b)
{
    if (a->account == b->account)
        return false;
    if (stm_view_equal(a->head, b->head))
        return a->rank != b->rank && (a->rank == 0 || b->rank == 0) && (a->of || b->of) && !((a->past && !b->of) || (b->past && !a->of));
    return a->rank == b->rank && share_word(a, b) && !same_office(w, a->head, b->head);
}

// Does an account give a person the office of a role?
static bool gives(const work *w, uint32_t account, const uint32_t *own, uint32_t n, const role *r)
{
    for (uint32_t i = 0; i < n; i++) {
        const role *x = at(w, own[i]);
        if (x->account == account && x->rank == r->rank && same_office(w, x->head, r->head))
            return true;
    }
    return false;
}

static void tell(work *w, const uint32_t *own, uint32_t n, const role *one, const role *two)
{
    stm_comparing *c = w->c;
    stm_difference *d = stm_difference_add(c, STM_DIFFERENCE_NAME, STM_DIFFERS);
    d->mentions = stm_arena_take_array(c->arena, n, sizeof *d->mentions);
    for (uint32_t i = 0; i < n; i++) {
        const role *r = at(w, own[i]);
        bool here = same_office(w, r->head, one->head) && r->rank == one->rank, there = same_office(w, r->head, two->head) && r->rank == two->rank;
        if (here || there)
            d->mentions[d->nmentions++] = stm_mention_of(c, r->account, &r->span, 1, STM_FORM_PROSE);
    }
    stm_view name = stm_people_name(c, one->person), x = stm_account_text(&c->accounts[one->account], one->span),
             y = stm_account_text(&c->accounts[two->account], two->span);
    d->what = stm_arena_print(c->arena, "%.*s: %.*s / %.*s", (int)name.size, name.at, (int)x.size, x.at, (int)y.size, y.at);
    d->certainty = 0.5;
    stm_reason_add(c->arena, &d->because, &d->nbecause, STM_VIEW("the accounts give one person different offices; neither has both"));
    stm_difference_end(c, d);
}

static bool compare(work *w, const uint32_t *own, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = i + 1; j < n; j++) {
            const role *a = at(w, own[i]), *b = at(w, own[j]);
            if (differ(w, a, b) && !gives(w, a->account, own, n, b) && !gives(w, b->account, own, n, a)) {
                tell(w, own, n, a, b);
                return true;
            }
        }
    return false;
}

void stm_roles_find(stm_comparing *c)
{
    work w = {.c = c};
    uint32_t found = 0;
    stm_table_read(&w.titles, c->arena, stm_lang_table("en", "titles"));
    stm_table_read(&w.ranks, c->arena, stm_lang_table("en", "ranks"));
    stm_table_read(&w.offices, c->arena, stm_lang_table("en", "roles"));
    stm_table_read(&w.links, c->arena, stm_lang_table("en", "office-words"));
    stm_vector_init(&w.roles, c->arena, sizeof(role));
    for (uint32_t a = 0; a < c->naccounts; a++)
        read_account(&w, a);
    uint32_t *next = stm_arena_take_array(c->arena, w.roles.n + 1, sizeof *next); // number + 1 of the person's next role
    uint32_t *first = stm_arena_take_array(c->arena, c->people.n + 1, sizeof *first);
    for (uint32_t i = (uint32_t)w.roles.n; i-- > 0;) {
        next[i] = first[at(&w, i)->person];
        first[at(&w, i)->person] = i + 1;
    }
    for (uint32_t p = 0; p < c->people.n && found < FOUND; p++) {
        uint32_t own[PERSON], n = 0;
        for (uint32_t i = first[p]; i != 0 && n < PERSON; i = next[i - 1])
            own[n++] = i - 1;
        found += compare(&w, own, n);
    }
}
