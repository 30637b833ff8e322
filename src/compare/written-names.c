// The names of a story as they are written: every form once, with the first places of it in each account. What stands in a caption
// does not count.
#include "compare/written-names.h"

#include "base/hash.h"
#include "base/utf8.h"

enum { LEAST = 6, MOST = 80, NAMES_MOST = 4000, MENTIONS_MOST = 24, PLACES_MOST = 3 };

static bool has_digit(stm_view text)
{
    for (size_t i = 0; i < text.size; i++)
        if (stm_is_digit(text.at[i]))
            return true;
    return false;
}

// The words of a name in the one spelling in which words are compared.
static stm_view even_words(const stm_comparing *c, const stm_account *a, stm_span span)
{
    const stm_segments *g = &a->doc->segments;
    stm_view all = {NULL, 0};
    for (uint32_t t = stm_token_at(g, span.begin); t < g->ntokens && g->tokens[t].span.begin < span.end; t++) {
        stm_view word = a->exact[t] != STM_NO_WORD ? c->exacts.words[a->exact[t]] : (stm_view){NULL, 0};
        if (word.size > 0)
            all = stm_arena_print(c->arena, "%.*s %.*s", (int)all.size, all.size > 0 ? all.at : "", (int)word.size, word.at);
    }
    return all;
}

// "#SaveOurFerry", "@harbour"
static bool is_tag(const stm_account *a, stm_span span)
{
    char before = span.begin > 0 ? a->doc->article.text.at[span.begin - 1] : ' ', first = a->doc->article.text.at[span.begin];
    return before == '#' || before == '@' || first == '#' || first == '@';
}

static void add_name(stm_comparing *c, stm_intern *forms, stm_vector *names, uint32_t account, size_t i)
{
    const stm_account *a = &c->accounts[account];
    const stm_name *name = &a->doc->notes.names[i];
    uint32_t sentence = stm_sentence_at(&a->doc->segments, name->span.begin);
    if (sentence < a->doc->segments.nsentences && a->zones[sentence] == STM_ZONE_ASIDE)
        return;
    stm_view form = stm_fold_bare(c->arena, stm_account_text(a, name->span));
    if (form.size < LEAST || form.size > MOST || is_tag(a, name->span))
        return;
    uint32_t number = stm_intern_put(forms, form);
    if (number == names->n) {
        stm_written *fresh = stm_vector_push(names);
        *fresh = (stm_written){.form = forms->words[number], .even = even_words(c, a, name->span), .kind = name->kind, .digits = has_digit(form)};
        stm_vector_init(&fresh->places, c->arena, sizeof(stm_place));
    }
    stm_written *known = stm_vector_at(names, number);
    known->mentions++;
    const stm_place *places = known->places.items;
    size_t n = known->places.n;
    known->naccounts += n == 0 || places[n - 1].account != account;
    if (n < PLACES_MOST || places[n - PLACES_MOST].account != account)
        *(stm_place *)stm_vector_push(&known->places) = (stm_place){account, name->span, a->people[i]};
}

void stm_written_read(stm_comparing *c, stm_vector *names)
{
    stm_intern forms;
    stm_intern_init(&forms, c->arena);
    stm_vector_init(names, c->arena, sizeof(stm_written));
    for (uint32_t a = 0; a < c->naccounts; a++)
        for (size_t i = 0; i < c->accounts[a].doc->notes.nnames && names->n < NAMES_MOST; i++)
            add_name(c, &forms, names, a, i);
}

bool stm_written_share_account(const stm_written *one, const stm_written *two)
{
    const stm_place *x = one->places.items, *y = two->places.items;
    for (size_t i = 0, j = 0; i < one->places.n && j < two->places.n;) {
        if (x[i].account == y[j].account)
            return true;
        if (x[i].account < y[j].account)
            i++;
        else
            j++;
    }
    return false;
}

static void add_mentions(stm_comparing *c, stm_difference *d, const stm_written *name)
{
    const stm_place *places = name->places.items;
    for (size_t i = 0; i < name->places.n && i < MENTIONS_MOST; i++)
        d->mentions[d->nmentions++] = stm_mention_of(c, places[i].account, &places[i].span, 1, STM_FORM_PROSE);
}

static stm_view first_writing(const stm_comparing *c, const stm_written *name)
{
    const stm_place *first = name->places.items;
    return stm_account_text(&c->accounts[first->account], first->span);
}

void stm_written_differ(stm_comparing *c, stm_written *const *forms, uint32_t n, stm_difference_relation relation, double certainty, const char *because)
{
    stm_difference *d = stm_difference_add(c, STM_DIFFERENCE_NAME, relation);
    d->mentions = stm_arena_take_array(c->arena, n * MENTIONS_MOST, sizeof *d->mentions);
    for (uint32_t i = 0; i < n; i++) {
        stm_view writing = first_writing(c, forms[i]);
        add_mentions(c, d, forms[i]);
        d->what = stm_arena_print(c->arena, "%.*s%s%.*s", (int)d->what.size, i > 0 ? d->what.at : "", i > 0 ? " / " : "", (int)writing.size, writing.at);
    }
    d->certainty = certainty;
    stm_reason_add(c->arena, &d->because, &d->nbecause, stm_view_of(because));
    stm_difference_end(c, d);
}
