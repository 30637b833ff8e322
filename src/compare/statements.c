// What statements of every kind share: mentions, order, ids by content.
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compare/inner.h"

uint32_t stm_set_root(uint32_t *parents, uint32_t at)
{
    while (parents[at] != at) {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    return at;
}

bool stm_set_join(uint32_t *parents, uint32_t one, uint32_t two)
{
    one = stm_set_root(parents, one);
    two = stm_set_root(parents, two);
    if (one == two)
        return false;
    parents[one < two ? two : one] = one < two ? one : two;
    return true;
}

void stm_reason_add(stm_arena *arena, stm_view **list, uint32_t *n, stm_view reason)
{
    *list = stm_arena_grow(arena, *list, *n * sizeof **list, (*n + 1) * sizeof **list);
    (*list)[(*n)++] = reason;
}

stm_view stm_article_called(const stm_article *article)
{
    return article->outlet.size > 0 ? article->outlet : article->site.size > 0 ? article->site : stm_article_unnamed(article);
}

uint32_t stm_account_of(const stm_comparing *c, uint32_t document)
{
    for (uint32_t a = 0; a < c->naccounts; a++)
        if (c->accounts[a].document == document)
            return a;
    return 0;
}

stm_mention stm_mention_of(stm_comparing *c, uint32_t account, const stm_span *spans, uint32_t nspans, stm_form form)
{
    stm_mention mention = {.document = c->accounts[account].document, .nspans = nspans, .form = form, .person = STM_NO_PERSON};
    mention.spans = stm_arena_take_array(c->arena, nspans + 1, sizeof *mention.spans);
    if (nspans > 0)
        memcpy(mention.spans, spans, nspans * sizeof *spans);
    mention.origin = c->accounts[account].origin;
    const stm_segments *g = &c->accounts[account].doc->segments;
    if (nspans > 0 && g->nsentences > 0) {
        uint32_t sentence = stm_sentence_at(g, spans[0].begin);
        mention.leans = stm_sentence_leans(c, &c->accounts[account], sentence);
        mention.pictured = stm_sentence_pictured(c, &c->accounts[account], sentence);
    }
    return mention;
}

stm_run_of_words stm_mention_words(stm_comparing *c, const stm_mention *m)
{
    const stm_account *account = &c->accounts[stm_account_of(c, m->document)];
    const stm_segments *g = &account->doc->segments;
    uint32_t n = 0, room = 0;
    for (uint32_t k = 0; k < m->nspans; k++)
        room += stm_span_size(m->spans[k]);
    uint32_t *words = stm_arena_take_array(c->arena, room + 1, sizeof *words);
    for (uint32_t k = 0; k < m->nspans; k++)
        for (uint32_t t = stm_token_at(g, m->spans[k].begin); t < g->ntokens && g->tokens[t].span.begin < m->spans[k].end; t++)
            if (account->exact[t] != STM_NO_WORD)
                words[n++] = account->exact[t];
    return (stm_run_of_words){words, n};
}

stm_statement *stm_statement_add(stm_comparing *c, stm_statement_kind kind)
{
    stm_statement *statement = stm_vector_push(&c->statements);
    statement->kind = kind;
    return statement;
}

typedef struct keyed {
    uint32_t account, begin, end, number;
} keyed;

static int by_place(const void *one, const void *two)
{
    const keyed *a = one, *b = two;
    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

// By article, then span; returns where the mention `mark` went to.
static uint32_t sort_mentions(stm_comparing *c, stm_mention *mentions, uint32_t n, uint32_t mark)
{
    keyed *keys = stm_arena_take_array(c->arena, n + 1, sizeof *keys);
    stm_mention *old = stm_arena_take_array(c->arena, n + 1, sizeof *old);
    for (uint32_t i = 0; i < n; i++) {
        const stm_mention *m = &mentions[i];
        keys[i] = (keyed){stm_account_of(c, m->document), m->spans[0].begin, m->spans[m->nspans - 1].end, i};
        old[i] = *m;
    }
    qsort(keys, n, sizeof *keys, by_place);
    uint32_t marked = 0;
    for (uint32_t i = 0; i < n; i++) {
        mentions[i] = old[keys[i].number];
        if (keys[i].number == mark)
            marked = i;
    }
    return marked;
}

static void content_id(stm_comparing *c, char first, int kind, stm_view text, char id[STM_CONTENT_ID])
{
    uint64_t hash = stm_hash_join((uint64_t)kind + (uint64_t)(unsigned char)first, stm_hash(stm_fold(c->arena, stm_view_trim(text))));
    char digits[STM_HASH_TEXT];
    stm_hash_print(hash, digits);
    id[0] = first;
    memcpy(id + 1, digits, STM_HASH_TEXT);
}

// Two numbers of one clause have the same words around them: the number tells them apart.
static stm_view words_and_value(stm_comparing *c, const stm_statement *statement)
{
    const stm_mention *m = &statement->mentions[statement->fullest];
    stm_view text = stm_view_trim(statement->text);
    if (statement->kind != STM_STATEMENT_FIGURE)
        return text;
    if (!m->has_value)
        return stm_arena_print(c->arena, "%.*s\n%.*s", (int)text.size, text.at, (int)m->date.size, m->date.at);
    uint64_t low, high; // whatever the locale
    memcpy(&low, &m->low, sizeof low);
    memcpy(&high, &m->high, sizeof high);
    return stm_arena_print(c->arena, "%.*s\n%d %llx %llx %.*s", (int)text.size, text.at, (int)m->bound, (unsigned long long)low,
                           (unsigned long long)high, (int)m->unit.size, m->unit.at);
}

static void name_speakers(const stm_comparing *c, stm_mention *mentions, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (mentions[i].person != STM_NO_PERSON)
            mentions[i].name = stm_people_name(c, mentions[i].person);
}

void stm_statement_end(stm_comparing *c, stm_statement *statement)
{
    statement->fullest = sort_mentions(c, statement->mentions, statement->nmentions, statement->fullest);
    name_speakers(c, statement->mentions, statement->nmentions);
    stm_origins_count(c, statement);
    content_id(c, 's', (int)statement->kind, words_and_value(c, statement), statement->id);
}

static int by_id(const void *one, const void *two)
{
    const stm_statement *const *x = one, *const *y = two;
    const stm_statement *a = *x, *b = *y;
    int order = memcmp(a->id, b->id, sizeof a->id);
    return order != 0 ? order : a < b ? -1 : a > b;
}

void stm_statements_tell_apart(stm_comparing *c, stm_statement *statements, size_t n)
{
    stm_statement **sorted = stm_arena_take_array(c->arena, n + 1, sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        sorted[i] = &statements[i];
    if (n > 0)
        qsort(sorted, n, sizeof *sorted, by_id);
    for (size_t i = 1, first = 0; i < n; i++) {
        if (memcmp(sorted[i]->id, sorted[first]->id, sizeof sorted[i]->id) != 0) {
            first = i;
            continue;
        }
        const stm_mention *m = &sorted[i]->mentions[0];
        stm_view article = c->documents[m->document]->article.id;
        content_id(c, 's', (int)sorted[i]->kind, stm_arena_print(c->arena, "%s %.*s %u %zu", sorted[first]->id, (int)article.size, article.at,
                                                                 (unsigned)m->spans[0].begin, i - first), sorted[i]->id);
    }
}

stm_difference *stm_difference_add(stm_comparing *c, stm_difference_kind kind, stm_difference_relation relation)
{
    stm_difference *difference = stm_vector_push(&c->differences);
    difference->kind = kind;
    difference->relation = relation;
    return difference;
}

void stm_difference_end(stm_comparing *c, stm_difference *difference)
{
    sort_mentions(c, difference->mentions, difference->nmentions, 0);
    name_speakers(c, difference->mentions, difference->nmentions);
    stm_origins_give(c, difference->mentions, difference->nmentions);
    if (difference->kind == STM_DIFFERENCE_FIGURE)
        stm_course_find(c, difference);
    stm_view text = difference->what;
    const stm_mention *first = &difference->mentions[0];
    if (difference->nmentions > 0)
        text = stm_arena_print(c->arena, "%.*s %.*s", (int)text.size, text.at, (int)stm_span_size(first->spans[0]),
                               c->documents[first->document]->article.text.at + first->spans[0].begin);
    content_id(c, 'd', (int)difference->kind, text, difference->id);
}
