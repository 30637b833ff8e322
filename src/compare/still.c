// Who still prints an old figure. Of a quantity whose value changed from account to account, the accounts that were published after
// the first with the new value and give the old one, and whose text they have it in: of the accounts with the same old value that
// are no later, the one that shares most prose with it by a copy, and so on back to the first of the chain. An account that gives the new value as well is none of them, nor
// is one of the same day where the hour of either is not known.
#include "compare/inner.h"

enum { STILL = 24, LINKS = 4 }; // named of a difference, and of a chain of copies

static stm_civil published(const stm_comparing *c, const stm_mention *m)
{
    return c->documents[m->document]->article.published;
}

static bool is_later(stm_civil one, stm_civil two)
{
    if (!stm_civil_known(one) || !stm_civil_known(two) || stm_civil_days(one) < stm_civil_days(two))
        return false;
    if (one.has_time && two.has_time)
        return stm_civil_seconds(one) > stm_civil_seconds(two);
    return one.day != 0 && two.day != 0 && stm_civil_days(one) > stm_civil_days(two);
}

static bool has(const stm_mention *mentions, uint32_t n, uint32_t document)
{
    for (uint32_t i = 0; i < n; i++)
        if (mentions[i].document == document)
            return true;
    return false;
}

// The first day or hour at which one of the mentions was printed.
static stm_civil earliest(const stm_comparing *c, const stm_mention *mentions, uint32_t n)
{
    stm_civil first = {0};
    for (uint32_t i = 0; i < n; i++) {
        stm_civil when = published(c, &mentions[i]);
        if (!stm_civil_known(first) || (stm_civil_known(when) && stm_civil_seconds(when) < stm_civil_seconds(first)))
            first = when;
    }
    return first;
}

// The mention from whose account `m` most likely has its words; NULL where no copy joins it to another.
static const stm_mention *giver_of(const stm_comparing *c, const stm_mention *m, const stm_mention *old, uint32_t nold)
{
    const stm_mention *best = NULL;
    uint32_t most = 0;
    for (uint32_t i = 0; i < nold; i++) {
        if (old[i].document == m->document || (i > 0 && old[i].document == old[i - 1].document))
            continue;
        const stm_pair *pair = stm_reuse_pair(c->reuse, c->documents, old[i].document, m->document);
        if (pair == NULL || pair->relation != STM_RELATION_COPY || is_later(published(c, &old[i]), published(c, m)))
            continue;
        if (pair->direction == (pair->a == m->document ? STM_DIRECTION_A_TO_B : STM_DIRECTION_B_TO_A))
            continue;
        if (pair->words.prose > most) {
            most = pair->words.prose;
            best = &old[i];
        }
    }
    return best;
}

static stm_view name_of(const stm_comparing *c, const stm_mention *m)
{
    return stm_article_called(&c->documents[m->document]->article);
}

// Adds who has the value from whom: "as b has, whose text it shares, as b shares that of a".
static stm_view add_chain(stm_comparing *c, stm_view reason, const stm_mention *m, const stm_mention *old, uint32_t nold)
{
    const stm_mention *giver = giver_of(c, m, old, nold);
    for (uint32_t links = 0; giver != NULL && links < LINKS; links++) {
        stm_view name = name_of(c, m), other = name_of(c, giver);
        reason = links == 0 ? stm_arena_print(c->arena, "%.*s, as %.*s has, whose text it shares", (int)reason.size, reason.at, (int)other.size, other.at)
                            : stm_arena_print(c->arena, "%.*s, as %.*s shares that of %.*s", (int)reason.size, reason.at, (int)name.size, name.at,
                                              (int)other.size, other.at);
        m = giver;
        giver = giver_of(c, m, old, nold);
        if (giver != NULL && !is_later(published(c, m), published(c, giver))) // of two of one hour either may be first
            break;
    }
    return reason;
}

static void add(stm_comparing *c, stm_difference *d, const stm_mention *m, const stm_mention *old, uint32_t nold)
{
    stm_view name = name_of(c, m);
    stm_view value = stm_view_in(c->documents[m->document]->article.text, m->spans[0]);
    stm_view reason = stm_arena_print(c->arena, "%.*s, published later, still has %.*s", (int)name.size, name.at, (int)value.size, value.at);
    d->still = stm_arena_grow(c->arena, d->still, d->nstill * sizeof *d->still, (d->nstill + 1) * sizeof *d->still);
    d->still[d->nstill++] = m->document;
    stm_reason_add(c->arena, &d->because, &d->nbecause, add_chain(c, reason, m, old, nold));
}

void stm_still_find(stm_comparing *c, stm_difference *d, const stm_mention *new, uint32_t nnew, const stm_mention *old, uint32_t nold)
{
    stm_civil first = earliest(c, new, nnew);
    for (uint32_t i = 0; i < nold && d->nstill < STILL; i++) {
        bool again = i > 0 && old[i].document == old[i - 1].document;
        if (!again && is_later(published(c, &old[i]), first) && !has(new, nnew, old[i].document))
            add(c, d, &old[i], old, nold);
    }
}
