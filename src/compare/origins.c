// Where the words of an article come from: articles that a copy joins, directly or through other articles of the story, are one
// origin; an article that stands on its own is an origin by itself. So are two of which one quotes an agency by name and the other
// prints the same words as its own: both have the agency's text. The count of a statement's origins is that of the different
// origins among its mentions.
#include "compare/inner.h"

enum { REASONS = 8 }; // of an origin

static const stm_pair *pair_of(const stm_comparing *c, uint32_t one, uint32_t two)
{
    return stm_reuse_pair(c->reuse, c->documents, c->accounts[one].document, c->accounts[two].document);
}

// Is `account` the one from which the others of its origin took: every directed copy within the group leaves it.
static bool is_source(const stm_comparing *c, const uint32_t *roots, uint32_t account)
{
    bool gives = false;
    for (uint32_t b = 0; b < c->naccounts; b++) {
        const stm_pair *pair = b != account && roots[b] == roots[account] ? pair_of(c, account, b) : NULL;
        if (pair == NULL || pair->relation != STM_RELATION_COPY)
            continue;
        bool first = pair->a == c->accounts[account].document;
        if (pair->direction != (first ? STM_DIRECTION_A_TO_B : STM_DIRECTION_B_TO_A))
            return false;
        gives = true;
    }
    return gives;
}

static const stm_lift *lift_between(const stm_comparing *c, uint32_t one, uint32_t two)
{
    for (size_t i = 0; i < c->lifts.n; i++) {
        const stm_lift *lift = stm_vector_at(&c->lifts, i);
        if ((lift->quotes == one && lift->prints == two) || (lift->quotes == two && lift->prints == one))
            return lift;
    }
    return NULL;
}

static stm_view id_of(const stm_comparing *c, uint32_t account)
{
    return c->accounts[account].doc->article.id;
}

static void add_lifts(stm_comparing *c, stm_origin *origin, const uint32_t *roots, uint32_t root)
{
    for (size_t i = 0; i < c->lifts.n && origin->nbecause < REASONS; i++) {
        const stm_lift *lift = stm_vector_at(&c->lifts, i);
        stm_view one = id_of(c, lift->quotes), two = id_of(c, lift->prints);
        if (roots[lift->quotes] == root && lift_between(c, lift->quotes, lift->prints) == lift)
            stm_reason_add(c->arena, &origin->because, &origin->nbecause,
                           stm_arena_print(c->arena, "%.*s quotes %.*s in words that %.*s prints as its own", (int)one.size, one.at,
                                           (int)lift->from.size, lift->from.at, (int)two.size, two.at));
    }
}

static void add_reasons(stm_comparing *c, stm_origin *origin, const uint32_t *roots, uint32_t root)
{
    for (uint32_t a = 0; a < c->naccounts; a++)
        for (uint32_t b = a + 1; b < c->naccounts; b++) {
            const stm_pair *pair = roots[a] == root && roots[b] == root ? pair_of(c, a, b) : NULL;
            if (pair == NULL || pair->relation != STM_RELATION_COPY || origin->nbecause >= REASONS)
                continue;
            stm_view one = id_of(c, a), two = id_of(c, b);
            stm_reason_add(c->arena, &origin->because, &origin->nbecause,
                        stm_arena_print(c->arena, "%.*s and %.*s share prose of %u words", (int)one.size, one.at,
                                        (int)two.size, two.at, pair->words.prose));
        }
}

// The agency that most of the articles credit (of those that credit any); of equal ones the first by name.
static stm_view common_credit(const stm_comparing *c, const uint32_t *roots, uint32_t root)
{
    stm_view best = {NULL, 0};
    uint32_t most = 0;
    for (uint32_t a = 0; a < c->naccounts; a++)
        for (size_t k = 0; roots[a] == root && k < c->accounts[a].doc->article.ncredits; k++) {
            stm_view name = c->accounts[a].doc->article.credits[k];
            uint32_t n = 0;
            for (uint32_t b = 0; b < c->naccounts; b++)
                for (size_t j = 0; roots[b] == root && j < c->accounts[b].doc->article.ncredits; j++)
                    n += stm_view_equal(c->accounts[b].doc->article.credits[j], name);
            if (n > most || (n == most && stm_view_compare(name, best) < 0)) {
                most = n;
                best = name;
            }
        }
    return best;
}

static stm_view outlet_of(const stm_article *article)
{
    return article->site.size > 0 ? article->site : article->outlet;
}

static void name_origin(stm_comparing *c, stm_origin *origin, const uint32_t *roots, uint32_t root)
{
    stm_view credit = common_credit(c, roots, root);
    for (uint32_t a = 0; a < c->naccounts && origin->ndocuments > 1; a++)
        if (roots[a] == root && is_source(c, roots, a) && c->accounts[a].doc->article.ncredits == 0) {
            origin->kind = STM_ORIGIN_OUTLET;
            origin->name = outlet_of(&c->accounts[a].doc->article);
            return;
        }
    if (credit.size > 0) {
        origin->kind = STM_ORIGIN_AGENCY;
        origin->name = credit;
        stm_reason_add(c->arena, &origin->because, &origin->nbecause,
                    stm_arena_print(c->arena, "credited: %.*s", (int)credit.size, credit.at));
        return;
    }
    for (size_t i = 0; i < c->lifts.n && origin->ndocuments > 1; i++)
        if (roots[((stm_lift *)stm_vector_at(&c->lifts, i))->quotes] == root) {
            origin->kind = STM_ORIGIN_AGENCY;
            origin->name = ((stm_lift *)stm_vector_at(&c->lifts, i))->from;
            return;
        }
    if (origin->ndocuments > 1)
        origin->kind = STM_ORIGIN_UNSEEN;
    else
        origin->name = outlet_of(&c->documents[origin->documents[0]]->article);
}

static uint32_t *join_copies(stm_comparing *c)
{
    uint32_t *roots = stm_arena_take_array(c->arena, c->naccounts + 1, sizeof *roots);
    for (uint32_t a = 0; a < c->naccounts; a++)
        roots[a] = a;
    for (uint32_t a = 0; a < c->naccounts; a++)
        for (uint32_t b = a + 1; b < c->naccounts; b++) {
            const stm_pair *pair = pair_of(c, a, b);
            if (pair != NULL && (pair->relation == STM_RELATION_COPY || lift_between(c, a, b) != NULL))
                stm_set_join(roots, a, b);
        }
    for (uint32_t a = 0; a < c->naccounts; a++)
        roots[a] = stm_set_root(roots, a);
    return roots;
}

void stm_origins_find(stm_comparing *c)
{
    uint32_t *roots = join_copies(c);
    for (uint32_t root = 0; root < c->naccounts; root++) {
        if (roots[root] != root)
            continue;
        stm_origin *origin = stm_vector_push(&c->origins);
        origin->id = stm_arena_print(c->arena, "o%zu", c->origins.n);
        origin->documents = stm_arena_take_array(c->arena, c->naccounts, sizeof *origin->documents);
        for (uint32_t a = root; a < c->naccounts; a++)
            if (roots[a] == root) {
                origin->documents[origin->ndocuments++] = c->accounts[a].document;
                c->accounts[a].origin = (uint32_t)c->origins.n - 1;
            }
        if (origin->ndocuments > 1) {
            add_lifts(c, origin, roots, root);
            add_reasons(c, origin, roots, root);
        }
        name_origin(c, origin, roots, root);
    }
}

void stm_origins_count(stm_comparing *c, stm_statement *statement)
{
    bool *articles = stm_arena_take_array(c->arena, c->naccounts + 1, sizeof *articles);
    bool *origins = stm_arena_take_array(c->arena, c->origins.n + 1, sizeof *origins);
    statement->narticles = statement->norigins = 0;
    for (uint32_t i = 0; i < statement->nmentions; i++) {
        uint32_t account = stm_account_of(c, statement->mentions[i].document);
        uint32_t origin = c->accounts[account].origin;
        statement->mentions[i].origin = origin;
        statement->narticles += !articles[account];
        statement->norigins += !origins[origin];
        articles[account] = origins[origin] = true;
    }
}

// What is lost, and what is left with one other origin, if an origin were taken away.
void stm_origins_remove(stm_comparing *c, stm_comparison *out)
{
    for (size_t o = 0; o < out->norigins; o++) {
        stm_origin *origin = &out->origins[o];
        origin->lost = stm_arena_take_array(c->arena, out->nstatements + 1, sizeof *origin->lost);
        origin->single = stm_arena_take_array(c->arena, out->nstatements + 1, sizeof *origin->single);
        for (uint32_t s = 0; s < out->nstatements; s++) {
            const stm_statement *statement = &out->statements[s];
            bool has = false;
            for (uint32_t m = 0; m < statement->nmentions && !has; m++)
                has = statement->mentions[m].origin == o;
            if (has && statement->norigins == 1)
                origin->lost[origin->nlost++] = s;
            else if (has && statement->norigins == 2)
                origin->single[origin->nsingle++] = s;
        }
    }
}
