// Commonplaces: what the accounts of any event say in stock phrases that share no word ("there were no survivors", "killing all
// aboard"), found by a table of phrases and what each says. Accounts that say the same are one statement of kind fact; accounts of
// which one says it and another the opposite ("the cause was not known", "was caused by ice") are a difference.
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compare/inner.h"
#include "lang/lang.h"

enum {
    PHRASE = 8,     // words of a phrase
    GAP = 5,        // words that a "*" stands for, at most
    WORDS = 5,      // of a clause that reads by itself
    SAYINGS = 2000, // found in one story
    TELLING = 4,    // bits of surprise of a word that ties two sentences together
};

typedef struct phrase {
    const stm_row *row;
    uint64_t words[PHRASE]; // hashes of folded words; 0: a gap
    uint32_t nwords;
    uint32_t next; // number + 1 of the next phrase with the same first word
} phrase;

typedef struct saying {
    const stm_row *row;
    uint32_t account, sentence;
    uint32_t begin, end;   // tokens of the phrase
    uint32_t first, behind; // tokens of its clause
    uint64_t subject;      // stm_account_name_key of its person or organisation; 0: unknown
} saying;

typedef struct work {
    stm_comparing *c;
    stm_table table, scopes;
    phrase *phrases;
    stm_map firsts; // first word -> number of the first phrase + 1
    stm_vector sayings;
} work;

static const saying *at(const work *w, size_t i)
{
    return stm_vector_at(&w->sayings, i);
}

static void read_phrases(work *w)
{
    stm_table_read(&w->table, w->c->arena, stm_lang_table("en", "commonplaces"));
    stm_table_read(&w->scopes, w->c->arena, stm_lang_table("en", "scopes"));
    stm_map_init(&w->firsts, w->c->arena);
    w->phrases = stm_arena_take_array(w->c->arena, w->table.nrows + 1, sizeof *w->phrases);
    for (size_t i = 0; i < w->table.nrows; i++) {
        phrase *p = &w->phrases[i];
        p->row = &w->table.rows[i];
        stm_view rest = p->row->fields[0], word;
        while (p->nwords < PHRASE && stm_view_split(&rest, ' ', &word))
            p->words[p->nwords++] = stm_view_is(word, "*") ? 0 : stm_hash(word);
        uint64_t *first = stm_map_put(&w->firsts, p->words[0]);
        p->next = (uint32_t)*first;
        *first = i + 1;
    }
}

// Where the words of a phrase from its word `k` on end, reading from token t; 0: they do not stand there.
static uint32_t match(const phrase *p, uint32_t k, const stm_token *tokens, uint32_t t, uint32_t end)
{
    for (; k < p->nwords && t < end && p->words[k] != 0; k++, t++)
        if (tokens[t].word != p->words[k])
            return 0;
    if (k == p->nwords)
        return t;
    for (uint32_t gap = 0; p->words[k] == 0 && gap <= GAP && t + gap < end; gap++) {
        uint32_t behind = match(p, k + 1, tokens, t + gap, end);
        if (behind != 0)
            return behind;
    }
    return 0;
}

static bool denies(const saying *s)
{
    return stm_view_is(s->row->fields[2], "-");
}

static bool same_kind(const saying *a, const saying *b)
{
    return stm_view_equal(a->row->fields[1], b->row->fields[1]);
}

static bool needs(const saying *s, const char *what)
{
    return stm_view_is(s->row->fields[3], what);
}

// The last person or organisation that is named in the sentence before the phrase ends.
static uint64_t subject_of(const stm_comparing *c, const stm_account *account, stm_span sentence, uint32_t end)
{
    const stm_notes *notes = &account->doc->notes;
    uint64_t subject = 0;
    for (size_t i = stm_account_name_at(account, sentence.begin); i < notes->nnames && notes->names[i].span.begin < end; i++)
        if (notes->names[i].kind != STM_NAME_PLACE)
            subject = stm_account_name_key(c, account, i);
    return subject;
}

static void add_saying(work *w, const phrase *p, uint32_t a, uint32_t sentence, uint32_t begin, uint32_t end)
{
    const stm_account *account = &w->c->accounts[a];
    const stm_segments *g = &account->doc->segments;
    const stm_sentence *s = &g->sentences[sentence];
    saying new = {.row = p->row, .account = a, .sentence = sentence, .begin = begin, .end = end, .first = begin, .behind = end};
    const stm_row *scope = begin > s->begin ? stm_table_find(&w->scopes, stm_fold(w->c->arena, stm_account_text(account, g->tokens[begin - 1].span))) : NULL;
    if (scope != NULL && scope->nfields < 2)
        return; // "the other names were not released": not of what the accounts tell
    while (new.first > s->begin && !stm_clause_begins(w->c, account, new.first))
        new.first--;
    while (new.behind < s->end && (!stm_clause_begins(w->c, account, new.behind) || stm_clause_joins(w->c, account, new.behind)))
        new.behind++;
    new.subject = subject_of(w->c, account, s->span, g->tokens[end - 1].span.end);
    if (w->sayings.n > 0) { // in one sentence the first that denies stands for the others of its kind
        saying *last = stm_vector_at(&w->sayings, w->sayings.n - 1);
        if (last->account == a && last->sentence == sentence && same_kind(last, &new)) {
            if (!denies(last) && denies(&new))
                *last = new;
            return;
        }
    }
    *(saying *)stm_vector_push(&w->sayings) = new;
}

static void read_sentence(work *w, uint32_t a, uint32_t sentence)
{
    const stm_segments *g = &w->c->accounts[a].doc->segments;
    const stm_sentence *s = &g->sentences[sentence];
    for (uint32_t t = s->begin; t < s->end && w->sayings.n < SAYINGS; t++) {
        const uint64_t *first = stm_map_get(&w->firsts, g->tokens[t].word);
        for (uint64_t i = first != NULL ? *first : 0; i != 0; i = w->phrases[i - 1].next) {
            uint32_t end = match(&w->phrases[i - 1], 0, g->tokens, t, s->end);
            if (end != 0)
                add_saying(w, &w->phrases[i - 1], a, sentence, t, end);
        }
    }
}

// Two sentences speak of one thing where both have a word that tells, the phrases themselves aside.
static bool tied(const work *w, const saying *a, const saying *b)
{
    const stm_account *x = &w->c->accounts[a->account], *y = &w->c->accounts[b->account];
    const stm_sentence *s = &x->doc->segments.sentences[a->sentence], *r = &y->doc->segments.sentences[b->sentence];
    for (uint32_t i = s->begin; i < s->end; i++) {
        if ((i >= a->begin && i < a->end) || x->sense[i] == STM_NO_WORD || x->named[i] || w->c->weights[x->stem[i]] < TELLING)
            continue;
        for (uint32_t j = r->begin; j < r->end; j++)
            if ((j < b->begin || j >= b->end) && y->sense[j] == x->sense[i])
                return true;
    }
    return false;
}

static bool of_one_thing(const work *w, const saying *a, const saying *b)
{
    if (needs(a, "subject"))
        return a->subject == b->subject && a->subject != 0;
    return (!needs(a, "context") && !(needs(a, "against") && denies(a) != denies(b))) || tied(w, a, b);
}

static stm_span clause_of(const work *w, const saying *s)
{
    return stm_clause_span(&w->c->accounts[s->account], s->first, s->behind);
}

static stm_mention mention_of(const work *w, const saying *s)
{
    stm_span span = clause_of(w, s);
    return stm_mention_of(w->c, s->account, &span, 1, STM_FORM_PROSE);
}

static uint32_t count_accounts(const work *w, const uint32_t *members, uint32_t n)
{
    uint32_t accounts = 0;
    for (uint32_t i = 0; i < n; i++) // members lie in order of accounts
        accounts += i == 0 || at(w, members[i])->account != at(w, members[i - 1])->account;
    return accounts;
}

// The shortest clause of more than a few words, else the longest.
static uint32_t clearest(const work *w, const uint32_t *members, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++) {
        const saying *s = at(w, members[i]), *b = at(w, members[best]);
        uint32_t size = s->behind - s->first, least = b->behind - b->first;
        if (size >= WORDS ? size < least || least < WORDS : size > least)
            best = i;
    }
    return best;
}

static void state(work *w, const uint32_t *members, uint32_t n)
{
    stm_statement *s = stm_statement_add(w->c, STM_STATEMENT_FACT);
    s->mentions = stm_arena_take_array(w->c->arena, n, sizeof *s->mentions);
    for (uint32_t i = 0; i < n; i++)
        s->mentions[s->nmentions++] = mention_of(w, at(w, members[i]));
    s->fullest = clearest(w, members, n);
    const saying *best = at(w, members[s->fullest]);
    s->text = stm_account_text(&w->c->accounts[best->account], clause_of(w, best));
    s->certainty = 0.8;
    for (uint32_t i = 0; i < n; i++)
        *stm_map_put(&w->c->stock, stm_sentence_key(at(w, members[i])->account, at(w, members[i])->sentence)) = members[0] + 1;
    stm_reason_add(w->c->arena, &s->because, &s->nbecause, STM_VIEW("stock phrases that say the same"));
    stm_statement_end(w->c, s);
    stm_wording_grade(w->c, s);
}

static stm_view published(const work *w, const saying *s)
{
    stm_civil when = w->c->accounts[s->account].doc->article.published;
    if (!stm_civil_known(when))
        return (stm_view){NULL, 0};
    char text[STM_CIVIL_TEXT];
    stm_civil_print(when, text);
    return stm_arena_copy(w->c->arena, stm_view_of(text));
}

// Is everything that denies printed before all that affirms?
static bool learnt(const work *w, const uint32_t *denying, uint32_t ndenying, const uint32_t *affirming, uint32_t naffirming)
{
    for (uint32_t i = 0; i < ndenying; i++)
        for (uint32_t j = 0; j < naffirming; j++) {
            stm_civil before = w->c->accounts[at(w, denying[i])->account].doc->article.published;
            stm_civil after = w->c->accounts[at(w, affirming[j])->account].doc->article.published;
            if (!stm_civil_known(before) || !stm_civil_known(after) || stm_civil_seconds(before) > stm_civil_seconds(after))
                return false;
        }
    return true;
}

static void add_sides(work *w, stm_difference *d, const uint32_t *members, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        d->mentions[d->nmentions] = mention_of(w, at(w, members[i]));
        d->mentions[d->nmentions++].as_of = published(w, at(w, members[i]));
    }
}

static void differ(work *w, const uint32_t *denying, uint32_t ndenying, const uint32_t *affirming, uint32_t naffirming)
{
    bool later = learnt(w, denying, ndenying, affirming, naffirming);
    stm_difference *d = stm_difference_add(w->c, STM_DIFFERENCE_FACT, later ? STM_UPDATE : STM_DIFFERS);
    d->mentions = stm_arena_take_array(w->c->arena, ndenying + naffirming, sizeof *d->mentions);
    add_sides(w, d, denying, ndenying);
    add_sides(w, d, affirming, naffirming);
    const saying *one = at(w, denying[0]), *two = at(w, affirming[0]);
    stm_view x = stm_account_text(&w->c->accounts[one->account], clause_of(w, one)), y = stm_account_text(&w->c->accounts[two->account], clause_of(w, two));
    d->what = stm_arena_print(w->c->arena, "%.*s / %.*s", (int)x.size, x.at, (int)y.size, y.at);
    d->certainty = 0.6;
    stm_reason_add(w->c->arena, &d->because, &d->nbecause,
                   later ? STM_VIEW("not said in the earlier accounts, said in the later") : STM_VIEW("one account says it, another the opposite"));
    stm_difference_end(w->c, d);
}

// Those of the kind and sign of `first` that speak of one thing with it.
static uint32_t gather(work *w, uint32_t first, bool *taken, uint32_t *members)
{
    uint32_t n = 0;
    const saying *lead = at(w, first);
    for (uint32_t i = first; i < w->sayings.n; i++) {
        const saying *s = at(w, i);
        if (taken[i] || !same_kind(lead, s) || denies(lead) != denies(s) || (i != first && !of_one_thing(w, lead, s)))
            continue;
        taken[i] = true;
        members[n++] = i;
    }
    return n;
}

// Those that say the opposite of one of the members.
static uint32_t gather_opposite(const work *w, const uint32_t *members, uint32_t n, uint32_t *others)
{
    uint32_t nothers = 0;
    for (uint32_t i = 0; i < w->sayings.n; i++) {
        bool against = false;
        for (uint32_t k = 0; k < n && !against; k++) {
            const saying *s = at(w, members[k]), *o = at(w, i);
            against = same_kind(s, o) && denies(s) != denies(o) && of_one_thing(w, s, o);
        }
        if (against)
            others[nothers++] = i;
    }
    return nothers;
}

// An account that says both itself knows of both: it is no side of a difference.
static uint32_t without_accounts_of(const work *w, uint32_t *members, uint32_t n, const uint32_t *others, uint32_t nothers)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool both = false;
        for (uint32_t j = 0; j < nothers && !both; j++)
            both = at(w, others[j])->account == at(w, members[i])->account;
        if (!both)
            members[kept++] = members[i];
    }
    return kept;
}

void stm_commonplaces_find(stm_comparing *c)
{
    work w = {.c = c};
    stm_map_init(&c->stock, c->arena);
    read_phrases(&w);
    stm_vector_init(&w.sayings, c->arena, sizeof(saying));
    for (uint32_t a = 0; a < c->naccounts; a++)
        for (uint32_t s = 0; s < c->accounts[a].doc->segments.nsentences; s++)
            if (c->accounts[a].zones[s] == STM_ZONE_PROSE)
                read_sentence(&w, a, s);
    bool *taken = stm_arena_take_array(c->arena, w.sayings.n + 1, sizeof *taken);
    uint32_t *members = stm_arena_take_array(c->arena, w.sayings.n + 1, sizeof *members);
    uint32_t *others = stm_arena_take_array(c->arena, w.sayings.n + 1, sizeof *others);
    for (uint32_t i = 0; i < w.sayings.n; i++) {
        if (taken[i])
            continue;
        uint32_t n = gather(&w, i, taken, members);
        if (count_accounts(&w, members, n) > 1 && !stm_view_is(at(&w, i)->row->fields[2], "(+)"))
            state(&w, members, n);
        uint32_t nothers = denies(at(&w, i)) ? gather_opposite(&w, members, n, others) : 0;
        nothers = without_accounts_of(&w, others, nothers, members, n);
        if (nothers > 0)
            differ(&w, members, n, others, nothers);
    }
}
