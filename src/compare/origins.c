// Where the words of an article come from: articles that copies join are one origin (origin-groups.c); an article that stands on its own is
// an origin by itself. So are two of which one quotes an agency by name and the other prints the same words as its own: both have the
// agency's text. The count of a statement's origins is that of the different origins among its mentions.
//
// Beside what an article stands on there is whom it names for a statement (via.c): accounts of different origins that name one outlet have
// the statement from one source, be its article here or not; a chain of such namings is followed to its end, and of a circle nobody is
// the source. An origin moves to the source it names only where all its mentions of the statement name one, so that one article's credit
// does not speak for the others that print the same text.
#include "base/hash.h"
#include "compare/inner.h"

enum {
    REASONS = 8, // of an origin or a statement
    TITLE_MOST = 150, // bytes of one that stands in a reason
    NONE = UINT32_MAX,
};

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

const stm_lift *stm_lift_between(const stm_comparing *c, uint32_t one, uint32_t two)
{
    for (size_t i = 0; i < c->lifts.n; i++) {
        const stm_lift *lift = stm_vector_at(&c->lifts, i);
        if ((lift->quotes == one && lift->prints == two) || (lift->quotes == two && lift->prints == one))
            return lift;
    }
    return NULL;
}

// How reasons call an account: by its outlet where it is the only one of it, else with its title, and where that is no name of it
// either by its id.
static stm_view called(const stm_comparing *c, uint32_t account)
{
    return c->accounts[account].called;
}

static uint64_t title_key(const stm_article *article)
{
    return stm_hash_join(stm_hash(article->outlet), stm_hash(article->title));
}

static void call_accounts(stm_comparing *c)
{
    stm_map outlets, titles;
    stm_map_init(&outlets, c->arena);
    stm_map_init(&titles, c->arena);
    for (uint32_t a = 0; a < c->naccounts; a++) {
        ++*stm_map_put(&outlets, stm_hash(c->accounts[a].doc->article.outlet));
        ++*stm_map_put(&titles, title_key(&c->accounts[a].doc->article));
    }
    for (uint32_t a = 0; a < c->naccounts; a++) {
        const stm_article *article = &c->accounts[a].doc->article;
        stm_view outlet = article->outlet, title = article->title;
        if (outlet.size > 0 && *stm_map_get(&outlets, stm_hash(outlet)) == 1)
            c->accounts[a].called = outlet;
        else if (outlet.size > 0 && title.size > 0 && title.size <= TITLE_MOST && *stm_map_get(&titles, title_key(article)) == 1)
            c->accounts[a].called = stm_arena_print(c->arena, "%.*s \xE2\x80\x9C%.*s\xE2\x80\x9D", (int)outlet.size, outlet.at, (int)title.size, title.at);
        else
            c->accounts[a].called = article->id;
    }
}

static void add_lifts(stm_comparing *c, stm_origin *origin, const uint32_t *roots, uint32_t root)
{
    for (size_t i = 0; i < c->lifts.n && origin->nbecause < REASONS; i++) {
        const stm_lift *lift = stm_vector_at(&c->lifts, i);
        stm_view one = called(c, lift->quotes), two = called(c, lift->prints);
        if (roots[lift->quotes] == root && stm_lift_between(c, lift->quotes, lift->prints) == lift)
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
            stm_view one = called(c, a), two = called(c, b);
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

static bool is_agency(const stm_comparing *c, stm_view name)
{
    for (size_t i = 0; i < c->agencies.nrows; i++)
        if (stm_view_equal(c->agencies.rows[i].fields[1], name))
            return true;
    return false;
}

// Whom the passages that they share are from, where no page credits anybody ("told Reuters").
static stm_view source_of_passages(stm_comparing *c, const uint32_t *roots, uint32_t root)
{
    for (uint32_t a = 0; a < c->naccounts; a++)
        for (uint32_t b = a + 1; b < c->naccounts && roots[a] == root; b++) {
            const stm_pair *pair = roots[b] == root ? pair_of(c, a, b) : NULL;
            if (pair != NULL && pair->relation == STM_RELATION_COPY && pair->source.size > 0)
                return pair->source;
        }
    return (stm_view){NULL, 0};
}

// The outlet that all the articles are of; empty: they are of several.
static stm_view common_outlet(const stm_comparing *c, const stm_origin *origin)
{
    stm_view name = outlet_of(&c->documents[origin->documents[0]]->article);
    for (uint32_t i = 1; i < origin->ndocuments; i++)
        if (!stm_view_equal(outlet_of(&c->documents[origin->documents[i]]->article), name))
            return (stm_view){NULL, 0};
    return name;
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
    origin->name = source_of_passages(c, roots, root);
    if (origin->name.size > 0) {
        origin->kind = is_agency(c, origin->name) ? STM_ORIGIN_AGENCY : STM_ORIGIN_OUTLET;
        return;
    }
    origin->name = common_outlet(c, origin);
    origin->kind = origin->ndocuments > 1 && origin->name.size == 0 ? STM_ORIGIN_UNSEEN : STM_ORIGIN_OUTLET;
}

void stm_origins_find(stm_comparing *c)
{
    uint32_t *roots = stm_origins_group(c);
    call_accounts(c);
    for (uint32_t a = 0; a < c->naccounts; a++)
        c->accounts[a].outlet = stm_outlet_name(c->arena, outlet_of(&c->accounts[a].doc->article));
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

// Is it the outlet of that plain name: by its own name or by that of one of its hosts.
static bool is_outlet(const stm_via *via, stm_view plain)
{
    stm_view rest = via->hosts, host;
    if (plain.size > 3 && stm_view_begins(plain, STM_VIEW("the")) && stm_view_equal(stm_view_from(plain, 3), via->plain))
        return true;
    while (stm_view_split(&rest, ' ', &host))
        if (stm_view_equal(host, plain))
            return true;
    return plain.size > 0 && stm_view_equal(plain, via->plain);
}

// Does the account speak of itself, or of whom its text is from.
static bool is_own(const stm_via *via, const stm_account *account)
{
    const stm_article *article = &account->doc->article;
    for (size_t i = 0; i < article->ncredits; i++)
        if (stm_view_equal(article->credits[i], via->name))
            return true;
    return is_outlet(via, account->outlet);
}

static uint32_t add_named(stm_comparing *c, const stm_via *via)
{
    stm_origin *origin = stm_vector_push(&c->origins);
    origin->id = stm_arena_print(c->arena, "o%zu", c->origins.n);
    origin->kind = is_agency(c, via->name) ? STM_ORIGIN_AGENCY : STM_ORIGIN_OUTLET;
    origin->name = via->name;
    return (uint32_t)c->origins.n - 1;
}

// The origin that an account names: its own where that is the outlet's text; that of the outlet's article; that of the agency which
// others credit; else one that nothing among the inputs is from.
static uint32_t find_named(stm_comparing *c, const stm_account *account, const stm_via *via)
{
    for (uint32_t a = 0; a < c->naccounts; a++)
        if (c->accounts[a].origin == account->origin && is_own(via, &c->accounts[a]))
            return account->origin;
    for (uint32_t a = 0; a < c->naccounts; a++)
        if (is_outlet(via, c->accounts[a].outlet))
            return c->accounts[a].origin;
    for (uint32_t o = 0; o < c->origins.n; o++)
        if (stm_view_equal(((stm_origin *)stm_vector_at(&c->origins, o))->name, via->name))
            return o;
    return add_named(c, via);
}

static uint32_t origin_named(stm_comparing *c, const stm_account *account, stm_via *via)
{
    if (via->origin == 0)
        via->origin = find_named(c, account, via) + 1;
    return via->origin - 1;
}

// A source is named for a mention where it is for its words, or for the words that say who speaks.
static stm_via *via_of(const stm_account *account, const stm_mention *m)
{
    for (uint32_t k = 0; k < m->nspans; k++) {
        stm_via *via = stm_via_of(account, m->spans[k]);
        if (via != NULL)
            return via;
    }
    return NULL;
}

// Where each origin has a statement from, if all its mentions of it name somebody; else from itself.
static uint32_t *sources_of(stm_comparing *c, const stm_mention *mentions, uint32_t n)
{
    uint32_t *sources = stm_arena_take_array(c->arena, c->origins.n + 1, sizeof *sources);
    for (uint32_t o = 0; o < c->origins.n; o++)
        sources[o] = NONE;
    for (uint32_t i = 0; i < n; i++)
        if (sources[mentions[i].origin] == NONE || mentions[i].source == mentions[i].origin)
            sources[mentions[i].origin] = mentions[i].source;
    for (uint32_t o = 0; o < c->origins.n; o++)
        sources[o] = sources[o] == NONE ? o : sources[o];
    return sources;
}

// The last of a chain of origins that name each other; of a circle its first by number.
static uint32_t follow(const uint32_t *sources, size_t n, uint32_t origin, bool *circular)
{
    size_t steps = 0;
    while (sources[origin] != origin && steps++ < n)
        origin = sources[origin];
    *circular = sources[origin] != origin;
    for (uint32_t o = origin, least = origin; *circular; o = sources[o]) {
        least = o < least ? o : least;
        if (sources[o] == origin)
            return least;
    }
    return origin;
}

// Of what stands in a passage that another group has too: the origin of the passage; else that of the account.
static uint32_t origin_of(const stm_comparing *c, const stm_account *account, const stm_mention *m)
{
    for (uint32_t k = 0; k < m->nspans && account->taken.n > 0; k++) {
        uint32_t root = stm_origins_passage(account, m->spans[k]);
        if (root != STM_NO_GROUP)
            return c->accounts[root].origin;
    }
    return account->origin;
}

void stm_origins_give(stm_comparing *c, stm_mention *mentions, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        const stm_account *account = &c->accounts[stm_account_of(c, mentions[i].document)];
        stm_via *via = via_of(account, &mentions[i]);
        mentions[i].origin = origin_of(c, account, &mentions[i]);
        mentions[i].source = via != NULL ? origin_named(c, account, via) : mentions[i].origin;
        mentions[i].via = via != NULL && mentions[i].source != account->origin ? via->name : STM_VIEW("");
    }
    const uint32_t *sources = sources_of(c, mentions, n);
    for (uint32_t i = 0; i < n; i++)
        mentions[i].source = follow(sources, c->origins.n, mentions[i].origin, &mentions[i].circular);
}

// Says whom its mentions name, each outlet of an article once.
static void add_named_reasons(stm_comparing *c, stm_statement *statement)
{
    for (uint32_t i = 0, said = 0; i < statement->nmentions && said < REASONS; i++) {
        const stm_mention *m = &statement->mentions[i], *before = i > 0 ? m - 1 : NULL;
        if (m->via.size == 0 || (before != NULL && before->document == m->document && stm_view_equal(before->via, m->via)))
            continue;
        const stm_account *account = &c->accounts[stm_account_of(c, m->document)];
        stm_view id = account->called, words = stm_account_text(account, via_of(account, m)->words);
        const char *turn = m->circular ? ", which names it in turn" : "";
        said++;
        stm_reason_add(c->arena, &statement->because, &statement->nbecause,
                       stm_arena_print(c->arena, "%.*s has it from %.*s%s: \xE2\x80\x9C%.*s\xE2\x80\x9D", (int)id.size, id.at,
                                       (int)m->via.size, m->via.at, turn, (int)words.size, words.at));
    }
}

static void count_once(bool *seen, uint32_t number, uint32_t *n)
{
    *n += !seen[number];
    seen[number] = true;
}

void stm_origins_count(stm_comparing *c, stm_statement *statement)
{
    stm_origins_give(c, statement->mentions, statement->nmentions);
    bool *articles = stm_arena_take_array(c->arena, c->naccounts + 1, sizeof *articles);
    bool *origins = stm_arena_take_array(c->arena, c->origins.n + 1, sizeof *origins);
    bool *sources = stm_arena_take_array(c->arena, c->origins.n + 1, sizeof *sources);
    statement->narticles = statement->norigins = statement->nsources = 0;
    for (uint32_t i = 0; i < statement->nmentions; i++) {
        const stm_mention *m = &statement->mentions[i];
        count_once(articles, stm_account_of(c, m->document), &statement->narticles);
        count_once(origins, m->origin, &statement->norigins);
        count_once(sources, m->source, &statement->nsources);
    }
    add_named_reasons(c, statement);
}

// Lists with each origin the articles that name it as their source without standing on it, and says so.
static void list_quoting(stm_comparing *c, stm_comparison *out)
{
    stm_map seen;
    stm_map_init(&seen, c->arena);
    for (size_t s = 0; s < out->nstatements; s++)
        for (uint32_t i = 0; i < out->statements[s].nmentions; i++) {
            const stm_mention *m = &out->statements[s].mentions[i];
            if (m->via.size > 0 && m->source != m->origin)
                *stm_map_put(&seen, (uint64_t)stm_account_of(c, m->document) << 32 | m->source) = (uint64_t)(uintptr_t)m;
        }
    for (size_t o = 0; o < out->norigins; o++)
        out->origins[o].quoting = stm_arena_take_array(c->arena, c->naccounts + 1, sizeof *out->origins[o].quoting);
    for (uint64_t a = 0; a < c->naccounts; a++)
        for (uint32_t o = 0; c->accounts[a].nvias > 0 && o < out->norigins; o++) {
            stm_origin *origin = &out->origins[o];
            const uint64_t *mention = stm_map_get(&seen, a << 32 | o);
            if (mention == NULL)
                continue;
            stm_view name = ((const stm_mention *)(uintptr_t)*mention)->via;
            origin->quoting[origin->nquoting++] = c->accounts[a].document;
            stm_view id = called(c, (uint32_t)a);
            if (origin->nbecause < REASONS)
                stm_reason_add(c->arena, &origin->because, &origin->nbecause,
                               stm_arena_print(c->arena, "%.*s names %.*s as its source", (int)id.size, id.at, (int)name.size,
                                               name.at));
        }
}

// How many sources a statement is left with if an origin were taken away, and with it what stands on it or has its words from it;
// STM_NO_GROUP: all that it has.
static uint32_t left_without(const stm_statement *statement, uint32_t origin)
{
    uint32_t left = 0, last = STM_NO_GROUP;
    bool has = false;
    for (uint32_t m = 0; m < statement->nmentions && left < 2; m++) {
        const stm_mention *mention = &statement->mentions[m];
        bool gone = mention->origin == origin || mention->source == origin;
        has = has || gone;
        left += !gone && mention->source != last;
        last = gone ? last : mention->source;
    }
    for (uint32_t m = 0; m < statement->nmentions && !has; m++)
        has = statement->mentions[m].origin == origin || statement->mentions[m].source == origin;
    return has ? left : STM_NO_GROUP;
}

// What is lost, and what is left with one source, if an origin were taken away.
void stm_origins_remove(stm_comparing *c, stm_comparison *out)
{
    for (size_t o = 0; o < out->norigins; o++) {
        stm_origin *origin = &out->origins[o];
        origin->lost = stm_arena_take_array(c->arena, out->nstatements + 1, sizeof *origin->lost);
        origin->single = stm_arena_take_array(c->arena, out->nstatements + 1, sizeof *origin->single);
        for (uint32_t s = 0; s < out->nstatements; s++) {
            uint32_t left = left_without(&out->statements[s], (uint32_t)o);
            if (left == 0)
                origin->lost[origin->nlost++] = s;
            else if (left == 1)
                origin->single[origin->nsingle++] = s;
        }
    }
    list_quoting(c, out);
}
