// The accounts of one story side by side: runs the parts of the stage and puts their results in order.
#include "compare/compare.h"

#include <stdlib.h>

#include "compare/inner.h"
#include "lang/lang.h"

static const char *const statement_kinds[] = {"quote", "figure", "fact"};
static const char *const forms[] = {"direct", "fragment", "indirect", "prose"};
static const char *const wordings[] = {"same", "truncated", "altered", "translated"};
static const char *const edit_ops[] = {"cut", "put", "change"};
static const char *const difference_kinds[] = {"figure", "quote", "attribution", "date", "name", "fact"};
static const char *const difference_relations[] = {"differs", "compatible", "update", "scope", "conflict", "truncated", "altered"};
static const char *const origin_kinds[] = {"outlet", "agency", "release", "unseen"};

const char *stm_statement_kind_name(stm_statement_kind kind) { return statement_kinds[kind]; }
const char *stm_form_name(stm_form form) { return forms[form]; }
const char *stm_wording_name(stm_wording wording) { return wordings[wording]; }
const char *stm_edit_op_name(stm_edit_op op) { return edit_ops[op]; }
const char *stm_difference_kind_name(stm_difference_kind kind) { return difference_kinds[kind]; }
const char *stm_difference_relation_name(stm_difference_relation relation) { return difference_relations[relation]; }
const char *stm_origin_kind_name(stm_origin_kind kind) { return origin_kinds[kind]; }

enum { TIMELINE_MOST = 200 };

static int best_supported_first(const void *one, const void *two)
{
    const stm_statement *const *x = one, *const *y = two;
    const stm_statement *a = *x, *b = *y;
    if (a->norigins != b->norigins)
        return a->norigins > b->norigins ? -1 : 1;
    if (a->narticles != b->narticles)
        return a->narticles > b->narticles ? -1 : 1;
    return a < b ? -1 : a > b; // as they were found: by kind, account, place
}

static void order_statements(stm_comparing *c, stm_comparison *out)
{
    size_t n = c->statements.n;
    const stm_statement **sorted = stm_arena_take_array(c->arena, n + 1, sizeof *sorted);
    out->statements = stm_arena_take_array(c->arena, n + 1, sizeof *out->statements);
    for (size_t i = 0; i < n; i++)
        sorted[i] = stm_vector_at(&c->statements, i);
    if (n > 0)
        qsort(sorted, n, sizeof *sorted, best_supported_first);
    for (size_t i = 0; i < n; i++)
        out->statements[i] = *sorted[i];
    out->nstatements = n;
    stm_statements_tell_apart(c, out->statements, n);
}

typedef struct lone {
    double worth;
    uint32_t statement;
} lone;

static int worth_most_first(const void *one, const void *two)
{
    const lone *a = one, *b = two;
    if (a->worth != b->worth)
        return a->worth > b->worth ? -1 : 1;
    return a->statement < b->statement ? -1 : a->statement > b->statement;
}

static void list_only_one(const stm_comparing *c, stm_comparison *out)
{
    lone *all = stm_arena_take_array(c->arena, out->nstatements + 1, sizeof *all);
    out->only_one = stm_arena_take_array(c->arena, out->nstatements + 1, sizeof *out->only_one);
    for (uint32_t i = 0; i < out->nstatements; i++)
        if (out->statements[i].telling)
            all[out->nonly_one++] = (lone){out->statements[i].worth, i};
    if (out->nonly_one > 0)
        qsort(all, out->nonly_one, sizeof *all, worth_most_first);
    for (size_t i = 0; i < out->nonly_one; i++)
        out->only_one[i] = all[i].statement;
}

static int earliest_first(const void *one, const void *two)
{
    const stm_moment *a = one, *b = two;
    int order = stm_view_compare(a->at, b->at);
    return order != 0 ? order : a->statement < b->statement ? -1 : a->statement > b->statement;
}

// The most exact date of a statement; empty: it is of none.
static stm_view date_of(const stm_statement *s)
{
    stm_view best = {NULL, 0};
    for (uint32_t i = 0; i < s->nmentions && s->kind == STM_STATEMENT_FIGURE; i++)
        if (s->mentions[i].date.size > best.size)
            best = s->mentions[i].date;
    return best;
}

// Dates that the accounts give, in order of time.
static void list_moments(stm_comparing *c, stm_comparison *out)
{
    out->timeline = stm_arena_take_array(c->arena, TIMELINE_MOST + 1, sizeof *out->timeline);
    for (uint32_t i = 0; i < out->nstatements && out->ntimeline < TIMELINE_MOST; i++) {
        stm_view date = date_of(&out->statements[i]);
        if (date.size >= 4 && stm_is_digit(date.at[0]))
            out->timeline[out->ntimeline++] = (stm_moment){date, i};
    }
    if (out->ntimeline > 0)
        qsort(out->timeline, out->ntimeline, sizeof *out->timeline, earliest_first);
}

void stm_comparing_begin(stm_comparing *c)
{
    stm_vector_init(&c->people, c->arena, sizeof(stm_person));
    stm_vector_init(&c->lifts, c->arena, sizeof(stm_lift));
    stm_vector_init(&c->origins, c->arena, sizeof(stm_origin));
    stm_vector_init(&c->statements, c->arena, sizeof(stm_statement));
    stm_vector_init(&c->differences, c->arena, sizeof(stm_difference));
    stm_accounts_prepare(c);
    stm_people_link(c);
    stm_designations_find(c);
    stm_quotes_link(c);
    stm_via_find(c);
    stm_origins_find(c);
    c->nstanding = c->origins.n;
    stm_quotes_group(c);
    stm_figures_group(c);
    stm_commonplaces_find(c);
}

stm_status stm_compare(stm_arena *arena, stm_document *const *documents, size_t ndocuments, const stm_reuse *reuse,
                       const stm_story *story, stm_comparison *comparison)
{
    (void)ndocuments;
    stm_comparing c = {.arena = arena, .documents = documents, .reuse = reuse, .story = story};
    *comparison = (stm_comparison){.story = story};
    stm_comparing_begin(&c);
    comparison->nstanding = c.nstanding;
    stm_facts_group(&c, stm_lang_table("common", "fact-weights"));
    stm_contradictions_find(&c);
    stm_rivals_find(&c);
    stm_only_one_find(&c);
    stm_differences_find(&c);
    order_statements(&c, comparison);
    stm_differences_order(&c, comparison);
    stm_claims_find(&c, comparison);
    comparison->origins = c.origins.items;
    comparison->norigins = c.origins.n;
    stm_cast_list(&c, comparison);
    stm_origins_remove(&c, comparison);
    list_only_one(&c, comparison);
    list_moments(&c, comparison);
    return STM_OK;
}
