// Whom the accounts give a quotation to: the same words in the mouths of two people, and words that one account gives to somebody
// and another prints as its own.
//
// Only speakers that a text names count; a pronoun or a role may be read wrongly. A person and an organisation are no
// contradiction, for people speak for organisations, nor are a report and the source that it names. An account that prints several
// quotations bare is a transcript, or its marks are lost: it takes nothing for its own.
#include "base/utf8.h"
#include "compare/inner.h"
#include "lang/lang.h"

enum {
    WORDS_TWO = 5,   // of a quotation that two are said to have spoken
    WORDS_BARE = 10, // of one that is printed without its speaker
    SIGNATURE = 5,   // tokens behind a post in which its signature begins
};

typedef struct work {
    stm_comparing *c;
    stm_table first_person;
    uint32_t *taken; // [naccounts] quotations of others that an account prints as its own words
} work;

static const stm_person *man(const stm_comparing *c, uint32_t person)
{
    const stm_person *p = person != STM_NO_PERSON ? stm_vector_at(&c->people, person) : NULL;
    return p != NULL && p->kind == STM_NAME_PERSON ? p : NULL;
}

// Do the roles of one name the other: what "the Kordelec founder" says Kordelec says.
static bool speaks_for(const stm_person *one, const stm_person *other)
{
    for (uint32_t i = 0; i < one->nroles; i++)
        if (stm_view_find_nocase(one->roles[i], other->name) != STM_NOWHERE)
            return true;
    return false;
}

static bool has_both(const stm_statement *s, const stm_mention *a, const stm_mention *b)
{
    for (uint32_t i = 0; i < s->nmentions; i++)
        if ((s->mentions[i].document == a->document && s->mentions[i].person == b->person) ||
            (s->mentions[i].document == b->document && s->mentions[i].person == a->person))
            return true;
    return false;
}

static bool same_words(stm_comparing *c, const stm_mention *a, const stm_mention *b)
{
    stm_run_of_words one = stm_mention_words(c, a), two = stm_mention_words(c, b);
    uint32_t least = one.n < two.n ? one.n : two.n;
    uint32_t *match = stm_arena_take_array(c->arena, one.n + 1, sizeof *match), pairs = stm_words_align(c, one, two, match);
    return pairs >= WORDS_TWO && 4 * pairs >= 3 * least;
}

// Two names that end alike may be one person, whom a text calls by that end alone.
static bool end_alike(const stm_comparing *c, const stm_person *one, const stm_person *two)
{
    stm_view a = stm_fold(c->arena, one->name), b = stm_fold(c->arena, two->name);
    size_t i = a.size, j = b.size;
    while (i > 0 && a.at[i - 1] != ' ')
        i--;
    while (j > 0 && b.at[j - 1] != ' ')
        j--;
    return stm_view_equal(stm_view_from(a, i), stm_view_from(b, j));
}

static bool two_speakers(work *w, const stm_statement *s, const stm_mention *a, const stm_mention *b)
{
    stm_comparing *c = w->c;
    const stm_person *one = man(c, a->person), *two = man(c, b->person);
    return a->document != b->document && stm_form_as_said(a->form) && stm_form_as_said(b->form) && a->named && b->named &&
           one != two && one != NULL && two != NULL && !end_alike(c, one, two) && !speaks_for(one, two) && !speaks_for(two, one) && !has_both(s, a, b) && same_words(c, a, b);
}

// Is the speaker named anywhere near: in the sentence of the words, before it or behind it.
static bool named_near(const stm_comparing *c, const stm_mention *m, uint32_t person)
{
    const stm_account *account = &c->accounts[stm_account_of(c, m->document)];
    const stm_segments *g = &account->doc->segments;
    uint32_t first = stm_sentence_at(g, m->spans[0].begin), last = stm_sentence_at(g, m->spans[m->nspans - 1].end - 1);
    uint32_t begin = g->sentences[first > 0 ? first - 1 : 0].span.begin;
    uint32_t end = g->sentences[last + 1 < g->nsentences ? last + 1 : last].span.end;
    for (size_t i = 0; i < account->doc->notes.nnames; i++)
        if (account->people[i] == person && account->doc->notes.names[i].span.begin >= begin &&
            account->doc->notes.names[i].span.end <= end)
            return true;
    return false;
}

// Does a dash with a name follow, as under a post: "— Harbour Board (@harbour)".
static bool is_signed(const stm_comparing *c, const stm_mention *m)
{
    const stm_account *account = &c->accounts[stm_account_of(c, m->document)];
    const stm_segments *g = &account->doc->segments;
    uint32_t t = stm_token_at(g, m->spans[m->nspans - 1].end),
             end = t + SIGNATURE < g->ntokens ? t + SIGNATURE : (uint32_t)g->ntokens;
    for (; t + 1 < end && g->tokens[t].kind != STM_TOKEN_WORD; t++) {
        stm_view sign = stm_account_text(account, g->tokens[t].span);
        if (stm_view_is(sign, "\xE2\x80\x94") || stm_view_is(sign, "\xE2\x80\x93") || stm_view_is(sign, "-"))
            return g->tokens[t + 1].upper || stm_view_is(stm_account_text(account, g->tokens[t + 1].span), "@");
    }
    return false;
}

// "I", "our": nobody prints them as words of his own.
static bool speaks_of_itself(const work *w, const stm_mention *m)
{
    stm_run_of_words words = stm_mention_words(w->c, m);
    for (uint32_t i = 0; i < words.n; i++)
        if (stm_table_has(&w->first_person, w->c->exacts.words[words.words[i]]))
            return true;
    return false;
}

static bool taken_over(work *w, const stm_statement *s, const stm_mention *said, const stm_mention *bare)
{
    stm_comparing *c = w->c;
    (void)s;
    return said->document != bare->document && stm_form_as_said(said->form) && said->person != STM_NO_PERSON &&
           bare->form == STM_FORM_PROSE && stm_mention_words(c, bare).n >= WORDS_BARE && !is_signed(c, bare) &&
           !named_near(c, bare, said->person) && !speaks_of_itself(w, bare);
}

static void tell(stm_comparing *c, const stm_statement *s, uint32_t one, uint32_t two, stm_view reason, double certainty)
{
    stm_difference *d = stm_difference_add(c, STM_DIFFERENCE_ATTRIBUTION, STM_DIFFERS);
    d->mentions = stm_arena_take_array(c->arena, s->nmentions + 1, sizeof *d->mentions);
    for (uint32_t i = 0; i < s->nmentions; i++)
        if (i == one || i == two || (s->mentions[i].named && stm_form_as_said(s->mentions[i].form)))
            d->mentions[d->nmentions++] = s->mentions[i];
    d->what = stm_arena_print(c->arena, "who said: %.*s", (int)s->text.size, s->text.at);
    d->certainty = certainty;
    stm_reason_add(c->arena, &d->because, &d->nbecause, reason);
    stm_difference_end(c, d);
}

// The first two mentions that stand in a relation to each other.
static bool find_pair(work *w, const stm_statement *s, bool (*holds)(work *, const stm_statement *, const stm_mention *, const stm_mention *),
                      uint32_t *one, uint32_t *two)
{
    for (*one = 0; *one < s->nmentions; ++*one)
        for (*two = 0; *two < s->nmentions; ++*two)
            if (*one != *two && holds(w, s, &s->mentions[*one], &s->mentions[*two]))
                return true;
    return false;
}

static void compare(work *w, const stm_statement *s)
{
    stm_comparing *c = w->c;
    uint32_t one, two;
    if (find_pair(w, s, two_speakers, &one, &two)) {
        stm_view a = stm_people_name(c, s->mentions[one].person), b = stm_people_name(c, s->mentions[two].person);
        tell(c, s, one, two, stm_arena_print(c->arena, "the same words are given to %.*s and to %.*s", (int)a.size, a.at, (int)b.size, b.at), 0.7);
    } else if (find_pair(w, s, taken_over, &one, &two) && w->taken[stm_account_of(c, s->mentions[two].document)] == 1) {
        stm_view a = stm_people_name(c, s->mentions[one].person);
        tell(c, s, one, two,
             stm_arena_print(c->arena, "what one account quotes from %.*s another prints as its own words", (int)a.size, a.at), 0.75);
    }
}

void stm_attributions_find(stm_comparing *c)
{
    work w = {.c = c, .taken = stm_arena_take_array(c->arena, c->naccounts + 1, sizeof *w.taken)};
    size_t n = c->statements.n; // differences do not add to them
    stm_table_read(&w.first_person, c->arena, stm_lang_table("en", "first-person"));
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < n; i++) {
            const stm_statement *s = stm_vector_at(&c->statements, i);
            uint32_t one, two;
            if (s->kind != STM_STATEMENT_QUOTE)
                continue;
            if (pass == 1)
                compare(&w, s);
            else if (find_pair(&w, s, taken_over, &one, &two))
                w.taken[stm_account_of(c, s->mentions[two].document)]++;
        }
}
