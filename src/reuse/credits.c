// Credits: what pages say of their source, held against what their words say.
//
// Two pages that share much of their prose and credit different sources, or of which one is an agency's own and the other credits another
// agency, contradict each other: one of them names a source that it does not print. Pages that name each other, directly or through
// further pages, are a circle that nobody stands outside of: none of them is shown to be the source.
#include "reuse/parts.h"

#include "base/hash.h"

#define MUCH .33 // of the prose of one that stands in the other

enum { ROUNDS_MOST = 64 }; // pages in a chain of namings

static bool credits_outlet(stm_arena *scratch, const stm_print *one, stm_view outlet)
{
    for (size_t i = 0; i < one->ncredits; i++)
        if (outlet.size > 0 && stm_view_equal(stm_plain_name(scratch, one->credits[i]), outlet))
            return true;
    return false;
}

bool stm_credits_meet(const stm_print *a, const stm_print *b, stm_view *name)
{
    for (size_t i = 0; i < a->ncredits; i++)
        for (size_t k = 0; k < b->ncredits; k++)
            if (stm_view_equal(a->credits[i], b->credits[k])) {
                *name = a->credits[i];
                return true;
            }
    return false;
}

// Whom a page has its text from by its own word: what it credits, or the agency that it is a page of.
static stm_view claimed(const stm_print *print)
{
    return print->ncredits > 0 ? print->credits[0] : print->agency ? print->name : (stm_view){NULL, 0};
}

stm_credit stm_credits_judge(stm_arena *scratch, const stm_print *a, const stm_print *b, stm_pair *pair)
{
    stm_view name;
    bool one_outlet = a->outlet.size > 0 && stm_view_equal(a->outlet, b->outlet);
    pair->names[0] = !one_outlet && credits_outlet(scratch, a, b->outlet);
    pair->names[1] = !one_outlet && credits_outlet(scratch, b, a->outlet);
    if (pair->names[0] || pair->names[1] || stm_credits_meet(a, b, &name))
        return STM_CREDIT_AGREES;
    bool both = claimed(a).size > 0 && claimed(b).size > 0 && (a->ncredits > 0 || b->ncredits > 0);
    return both && !one_outlet && pair->evidence.share >= MUCH ? STM_CREDIT_AGAINST : STM_CREDIT_NONE;
}

void stm_credits_tell(stm_arena *arena, const stm_print *a, const stm_print *b, const stm_pair *pair, stm_vector *because)
{
    stm_view one = stm_print_called(arena, a, b), two = stm_print_called(arena, b, a), from = claimed(a), other = claimed(b);
    if (pair->credit == STM_CREDIT_AGAINST)
        stm_because(because, stm_arena_print(arena, "credit against text: %.*s names %.*s and %.*s names %.*s for the same words", (int)one.size,
                                             one.at, (int)from.size, from.at, (int)two.size, two.at, (int)other.size, other.at));
}

// The namings among pairs that are copies, as edges from who names to who is named.
typedef struct naming {
    size_t pair;
    uint32_t from, to;
    bool gone;
} naming;

// Takes away the namings that lead out of no other or into no other; what is left lies in a circle, or between two.
static void peel(stm_arena *scratch, naming *all, size_t n, size_t ndocuments)
{
    uint32_t *in = stm_arena_take_array(scratch, ndocuments + 1, sizeof *in), *out = stm_arena_take_array(scratch, ndocuments + 1, sizeof *out);
    bool fewer = true;
    for (size_t i = 0; i < n; i++) {
        in[all[i].to]++;
        out[all[i].from]++;
    }
    for (size_t rounds = 0; fewer && rounds < ROUNDS_MOST; rounds++) {
        fewer = false;
        for (size_t i = 0; i < n; i++) {
            if (all[i].gone || (in[all[i].from] > 0 && out[all[i].to] > 0))
                continue;
            all[i].gone = fewer = true;
            in[all[i].to]--;
            out[all[i].from]--;
        }
    }
    for (size_t i = 0; i < n && fewer; i++) // a chain longer than anybody looks at
        all[i].gone = true;
}

static size_t list_namings(stm_arena *scratch, const stm_reuse *reuse, naming **namings)
{
    naming *all = stm_arena_take_array(scratch, 2 * reuse->npairs + 1, sizeof *all);
    size_t n = 0;
    for (size_t i = 0; i < reuse->npairs; i++) {
        const stm_pair *pair = &reuse->pairs[i];
        if (pair->names[0])
            all[n++] = (naming){i, pair->a, pair->b, false};
        if (pair->names[1])
            all[n++] = (naming){i, pair->b, pair->a, false};
    }
    *namings = all;
    return n;
}

void stm_credits_circles(stm_arena *arena, stm_reuse *reuse, size_t ndocuments)
{
    naming *all;
    size_t n = list_namings(arena, reuse, &all);
    if (n < 2)
        return;
    peel(arena, all, n, ndocuments);
    for (size_t i = 0; i < n; i++) {
        stm_pair *pair = &reuse->pairs[all[i].pair];
        if (all[i].gone || pair->credit == STM_CREDIT_CIRCLE)
            continue;
        stm_view *because = stm_arena_take_array(arena, pair->nbecause + 1, sizeof *because);
        if (pair->nbecause > 0)
            memcpy(because, pair->because, pair->nbecause * sizeof *because);
        bool both = pair->names[0] && pair->names[1];
        because[pair->nbecause++] = both ? STM_VIEW("a circle: each names the other as its source")
                                         : STM_VIEW("a circle: by way of others, who is named here names who names it");
        pair->because = because;
        pair->credit = STM_CREDIT_CIRCLE;
        pair->direction = STM_DIRECTION_UNKNOWN;
    }
}

const char *stm_credit_name(stm_credit credit)
{
    static const char *const names[] = {"none", "agrees", "against", "circle"};
    return names[credit];
}
