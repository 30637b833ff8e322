// Differences of figures and dates: groups of amounts of one value each are held against each other, and those that speak of one
// quantity in other values are one difference.
//
// They are compared only where unit and kind of thing agree, nothing speaks against it (killed is not injured), no account gives both
// values for itself, and the words around tell of the same event: words that every other sentence of the story has count for less.
// What they are to each other figure-verdicts.c says.
#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "compare/relating.h"
#include "lang/lang.h"

// How alike the words around two amounts must be (stm_amounts_event).
static const struct {
    double bounds;   // two bounds in one direction on the same kind of thing
    double counts;   // the same kind of thing
    double vague;    // the same, one told by a word like "dozens"
    double money;    // money, measures, shares
    double near;     // the same of telling values near each other, and of what moves
    double fate;     // counts near each other of those to whom the same happened
    double far;      // the same of values that are not near each other
    double limit;    // the same where one of them is a bound that the other keeps
    double age;
    double aged;     // ages near each other, framed (stm_amounts_framed)
    double meeting;  // counts that may be one, near each other
    double measured; // the same of measures
    double framed;   // measures near each other that do not meet, framed
    double other;    // where a kind is not known
    double small;    // the same of numbers that many things have
    double within;   // a date within another, framed
    double unframed; // the same, not framed
    double wide;     // the same where the other is a year
    double apart;    // dates that do not meet but nearly
    double mean;     // of all pairs of a difference, against the best of them
    double member;   // of a mention to the other sides, against the best of them
    double spoken;   // of dates of which one is to speak for the other
    double twin;     // telling values that hardly two things have so near each other
    double clocks;   // times of a day that may be one
    double toll;     // counts of those to whom the same happened, not named, far from each other
} alike = {0.08, 0.22, 0.3, 0.19, 0.12, 0.05, 0.34, 0.34, 0.5, 0.12, 0.03, 0, 0.05, 0.42, 0.6, 0.2, 0.28, 0.45, 0.34, 0.5, 0.2, 0.36,
           0.03, 0.06, 0.08};

static const double NEAR_TIMES = 0.125; // of a day between times that may be one
static const double PART_LEAST = 0.15, CLOCK_MOST = 0.05; // days that a part of the day and a time of it take
static const double NEAR = 1.3, NEAR_AGES = 1.5; // values, ages no further apart than this are near
static const double TWINS = 1.02; // the same of values that hardly two things have
static const double MOVED = 20; // times by which a share that moves may be another
static const double UNMET = 0.7; // of the likeness, where a number is none of those that a word like "dozens" means
static const double IMPOSSIBLE = -1; // likeness of what cannot be one

enum {
    GROUPS = 2500,  // held against each other
    SIDES_MOST = 24, SIDES = 5, // of a difference, and named in what it is about
    YEAR = 200,     // days from which on a date is as wide as a year
    WIDE = 31,      // days of a date that may stand for a day within it
    SMALL = 12,     // numbers up to this are had by many things
    TELLING = 100,  // from which on two values a hair apart are of one thing
    NEAR_DAYS = 3, NEAR_MONTHS = 62, NEAR_YEARS = 1100, // days between dates that may be one, by how exactly they are given
};

typedef struct tie {
    double likeness;
    bool twins;
    uint32_t one, two; // groups
} tie;

static int known_of(const stm_amount *a)
{
    return 2 * (a->counted != 0) + (a->fate != 0);
}

static const stm_amount *best_known(const stm_relating *r, uint32_t group)
{
    const stm_amount_group *g = &r->groups[group];
    const stm_amount *best = stm_relating_amount(r, g->members[0]);
    for (uint32_t i = 1; i < g->n && i < STM_RELATING_MEMBERS; i++)
        if (known_of(stm_relating_amount(r, g->members[i])) > known_of(best))
            best = stm_relating_amount(r, g->members[i]);
    return best;
}

static bool against(uint64_t one, uint64_t two)
{
    return one != 0 && two != 0 && one != two;
}

bool stm_amounts_of_kind(const stm_amount *a, const stm_amount *b)
{
    bool lengths = a->figure->kind == STM_FIGURE_DURATION && b->figure->kind == STM_FIGURE_DURATION; // of a penalty
    return (lengths && a->fate != 0 && a->fate == b->fate) || (a->counted != 0 && a->counted == b->counted) || (a->noun != 0 && a->noun == b->noun);
}

// Two bounds in one direction on the same kind of thing.
static bool bounds_of_kind(const stm_amount *a, const stm_amount *b)
{
    return a->bound == b->bound && stm_amount_one_sided(a) && stm_amounts_of_kind(a, b);
}

static bool says_year(const stm_relating *r, const stm_amount *a)
{
    stm_view text = stm_account_text(&r->c->accounts[a->account], a->span);
    size_t digits = 0;
    for (size_t i = 0; i < text.size && digits < 4; i++)
        digits = stm_is_digit(text.at[i]) ? digits + 1 : 0;
    return digits == 4;
}

// Dates that do not meet but are so near that one may be a slip for the other: by days, by months, or in the year alone, where
// both name it.
static bool nearly_meet(const stm_relating *r, const stm_amount *a, const stm_amount *b)
{
    double least = fmin(a->high - a->low, b->high - b->low), most = fmax(a->high - a->low, b->high - b->low), gap = fabs((a->low + a->high - b->low - b->high) / 2);
    stm_civil one = stm_civil_of_days((int32_t)floor(a->low)), two = stm_civil_of_days((int32_t)floor(b->low));
    bool exact = least <= 1, month = least <= 31, both_exact = most <= 1;
    if (least < 1) // times of day
        return most < 1 && gap <= NEAR_TIMES;
    if (one.year != two.year && month && one.month == two.month && (one.day == two.day || !both_exact))
        return says_year(r, a) && says_year(r, b);
    if (most >= 2 * least) // "Thursday", "this weekend"
        return false;
    return gap <= (exact ? NEAR_DAYS : month ? NEAR_MONTHS : NEAR_YEARS);
}

// "the next day" in two accounts: each is read by the day of its own account, or by what was told before it.
static bool same_words(const stm_relating *r, const stm_amount *a, const stm_amount *b)
{
    stm_view one = stm_account_text(&r->c->accounts[a->account], a->span), two = stm_account_text(&r->c->accounts[b->account], b->span);
    return stm_view_equal(stm_fold(r->c->arena, one), stm_fold(r->c->arena, two));
}

bool stm_amount_outgrown(const stm_amount *word, const stm_amount *number)
{
    return word->vague && !number->vague && number->low > word->high && !stm_amount_one_sided(number);
}

// Has a number more than two digits that tell?
static bool is_exact(const stm_amount *a)
{
    double unit = a->low > 0 ? pow(10, floor(log10(a->low)) - 1) : 1;
    return a->date == NULL && a->salient && a->low >= TELLING && fabs(a->low / unit - round(a->low / unit)) > 1e-6;
}

// Such values a hair apart.
static bool are_twins(const stm_amount *a, const stm_amount *b)
{
    return a->low != b->low && fmax(a->low, b->low) < TWINS * fmin(a->low, b->low) && is_exact(a) && is_exact(b);
}

// "More than 40 people signed the petition", "23,000 people have signed the petition": one noun, before the same word.
static bool in_one_clause(const stm_amount *a, const stm_amount *b)
{
    uint32_t next = a->frame[1][0];
    bool kind = a->noun != 0 && a->noun == b->noun && a->fate == 0 && b->fate == 0 && fmin(a->low, b->low) > SMALL;
    return kind && next != STM_NO_WORD && next == b->frame[1][0];
}

static bool comparable(const stm_relating *r, const stm_amount *a, const stm_amount *b)
{
    if (a->date != NULL && b->date != NULL) {
        bool settled = a->settled.size > 0 || b->settled.size > 0; // by what it would be held against
        bool times = a->high - a->low < 1, other = b->high - b->low < 1; // a day is no other value than a time of it
        return a->unit == b->unit && times == other && (stm_amounts_meet(a, b) || (!settled && nearly_meet(r, a, b) && !same_words(r, a, b)));
    }
    if (a->date != NULL || b->date != NULL)
        return (a->date != NULL ? b : a)->first != 0 && stm_amounts_meet(a, b);
    if (a->unit != b->unit)
        return false;
    if (a->vague || b->vague)
        return stm_amounts_of_kind(a, b) && (stm_amounts_meet(a, b) || stm_amount_outgrown(a, b) || stm_amount_outgrown(b, a));
    if (a->figure->kind == STM_FIGURE_ORDINAL && !stm_amounts_same_value(a, b)) // the third and the fourth are two
        return false;
    bool moves = a->moves && b->moves && a->figure->kind == STM_FIGURE_PERCENT;
    double low = a->low < b->low ? a->low : b->low, high = a->low < b->low ? b->low : a->low;
    return low > 0 && (high / low < (moves ? MOVED : 3) || in_one_clause(a, b));
}

// Days that a date, or a length of time before publication, leaves open.
static double extent(const stm_amount *a)
{
    return a->date != NULL ? stm_amount_to(a) - stm_amount_from(a) : a->last - a->first;
}

static bool near(const stm_amount *a, const stm_amount *b)
{
    return fmax(a->low, b->low) < NEAR * fmin(a->low, b->low);
}

bool stm_amount_tells(const stm_amount *a)
{
    return a->salient && a->figure->kind != STM_FIGURE_MEASURE;
}

static double needed_date(const stm_amount *a, const stm_amount *b)
{
    double least = fmin(extent(a), extent(b)), most = fmax(extent(a), extent(b));
    if (!stm_amounts_meet(a, b))
        return alike.apart;
    if (a->clock && b->clock) // "shortly before six", "5:47"
        return alike.clocks;
    bool hours = most < 1 && most > PART_LEAST && least < CLOCK_MOST; // "Thursday night", "10:30 p.m."
    if (hours || (most > YEAR && least < YEAR))
        return alike.wide;
    return stm_amounts_framed(a, b) ? alike.within : alike.unframed;
}

// Does what stands right behind the number of `bare` stand behind that of `named`: "84 hens are missing", "almost 90 are missing"?
static bool same_behind(const stm_amount *bare, const stm_amount *named)
{
    for (uint32_t i = 0; i < STM_FRAME && bare->frame[1][0] != STM_NO_WORD; i++)
        if (named->frame[1][i] == bare->frame[1][0])
            return true;
    return false;
}

// One number has a noun and the other none, nor does the same happen to them: "23 of them", "20 warships".
static bool is_unnamed(const stm_amount *a, const stm_amount *b)
{
    if ((a->noun == 0) == (b->noun == 0) || (a->fate != 0 && a->fate == b->fate))
        return false;
    return !same_behind(a->noun == 0 ? a : b, a->noun == 0 ? b : a);
}

static double needed_count(const stm_amount *a, const stm_amount *b)
{
    if (a->vague || b->vague)
        return alike.vague;
    bool kind = stm_amounts_of_kind(a, b), small = fmin(a->low, b->low) <= SMALL;
    if (kind && a->fate != 0 && a->fate == b->fate && near(a, b)) // "14 people were hurt", "the number of injured rose to 17"
        return small ? alike.near : alike.fate;
    if (!kind && !small && a->fate != 0 && a->fate == b->fate && a->grows && b->grows && (a->counted == 0 || b->counted == 0))
        return alike.toll;
    if (!small && near(a, b) && stm_amounts_meet(a, b) && !is_unnamed(a, b))
        return alike.meeting;
    if (!kind && stm_amount_one_sided(a) != stm_amount_one_sided(b) && stm_amounts_meet(a, b))
        return alike.limit;
    return kind ? alike.counts : small ? alike.small : alike.other;
}

static double needed_measured(const stm_amount *a, const stm_amount *b)
{
    stm_figure_kind kind = a->figure->kind;
    bool exact = !stm_amount_one_sided(a) && !stm_amount_one_sided(b);
    if ((kind == STM_FIGURE_MEASURE || kind == STM_FIGURE_TEMPERATURE) && near(a, b) &&
        (stm_amounts_meet(a, b) || stm_amounts_framed(a, b)))
        return stm_amounts_meet(a, b) ? alike.measured : alike.framed;
    if (stm_amount_one_sided(a) != stm_amount_one_sided(b) && stm_amounts_meet(a, b) && !stm_amounts_of_kind(a, b))
        return alike.limit;
    if (exact && ((a->moves && b->moves) || (stm_amount_tells(a) && stm_amount_tells(b) && near(a, b))))
        return alike.near;
    if (a->bound == b->bound && !exact) // "up to 10 years", "up to 14 years"
        return alike.money;
    if (kind == STM_FIGURE_PERCENT || kind == STM_FIGURE_FRACTION) // shares of all sorts are near each other
        return alike.far;
    return near(a, b) ? alike.money : alike.far;
}

// What the two must share, by how easily such amounts are taken for one another.
static double needed(const stm_amount *a, const stm_amount *b)
{
    if (a->date != NULL || b->date != NULL)
        return needed_date(a, b);
    if (bounds_of_kind(a, b))
        return alike.bounds;
    if (are_twins(a, b))
        return alike.twin;
    switch (a->figure->kind) {
    case STM_FIGURE_AGE:
        return fmax(a->low, b->low) < NEAR_AGES * fmin(a->low, b->low) && stm_amounts_framed(a, b) ? alike.aged : alike.age;
    case STM_FIGURE_MONEY:
    case STM_FIGURE_PERCENT:
    case STM_FIGURE_MEASURE:
    case STM_FIGURE_FRACTION:
    case STM_FIGURE_DURATION:
    case STM_FIGURE_TEMPERATURE:
        return needed_measured(a, b);
    default:
        return needed_count(a, b);
    }
}

// Values of one thing are near each other more often than not.
static double closeness(const stm_amount *a, const stm_amount *b)
{
    if (a->vague || b->vague)
        return stm_amounts_meet(a, b) ? 1 : UNMET;
    if (a->date != NULL || b->date != NULL || fmin(a->low, b->low) <= 0 || in_one_clause(a, b) ||
        (a->moves && b->moves && a->figure->kind == STM_FIGURE_PERCENT))
        return 1;
    double ratio = fmax(a->low, b->low) / fmin(a->low, b->low);
    return 1 - 0.5 * log(ratio) / log(3);
}

double stm_amounts_likeness(const stm_amount *a, const stm_amount *b)
{
    bool ages = a->figure != NULL && a->figure->kind == STM_FIGURE_AGE && a->era != b->era; // somebody of another time
    bool kinds = ages || against(a->counted, b->counted) || against(a->fate, b->fate) ||
                 against(a->subject, b->subject) || (against(a->noun, b->noun) && (a->counted == 0 || b->counted == 0));
    bool measure = a->figure != NULL && a->figure->kind == STM_FIGURE_MEASURE && stm_amounts_meet(a, b) && near(a, b); // in two units
    bool one = a->account == b->account && a->aside == b->aside && !measure;
    bool apart = a->date != NULL && b->date != NULL && !stm_amounts_meet(a, b); // of no one thing by a single word in common
    if (one || kinds || (apart && stm_amounts_shared(a, b) < 2))
        return IMPOSSIBLE;
    double event = stm_amounts_event(a, b);
    if (bounds_of_kind(a, b)) // seldom by chance: the words of the whole story speak for it too
        event = fmax(event, stm_amounts_context(a, b));
    return event * closeness(a, b);
}

static double group_likeness(const stm_relating *r, const stm_amount_group *a, const stm_amount_group *b)
{
    double best = IMPOSSIBLE;
    for (uint32_t i = 0; i < a->n && i < STM_RELATING_MEMBERS; i++)
        for (uint32_t j = 0; j < b->n && j < STM_RELATING_MEMBERS; j++)
            best = fmax(best, stm_amounts_likeness(stm_relating_amount(r, a->members[i]), stm_relating_amount(r, b->members[j])));
    return best;
}

// Two bounds in one direction side by side in a sentence are of two things, though the values meet; so are two dates in prose.
static bool apart_in_one_sentence(const stm_relating *r, const stm_amount_group *a, const stm_amount_group *b)
{
    const stm_amount *x = stm_relating_amount(r, a->members[0]), *y = stm_relating_amount(r, b->members[0]);
    bool dates = x->date != NULL && y->date != NULL;
    if (!dates && (x->date != NULL || y->date != NULL || !stm_amount_one_sided(x) || x->bound != y->bound || x->low == y->low))
        return false;
    for (uint32_t i = 0; i < a->n && i < STM_RELATING_MEMBERS; i++)
        for (uint32_t j = 0; j < b->n && j < STM_RELATING_MEMBERS; j++) {
            x = stm_relating_amount(r, a->members[i]);
            y = stm_relating_amount(r, b->members[j]);
            if (x->account == y->account && x->sentence == y->sentence && !(dates && (x->restates != 0 || y->restates != 0)))
                return true;
        }
    return false;
}

// Is one of two values in one account what the other was put right from?
static bool put_right(const stm_relating *r, const stm_amount *x, const stm_amount *y)
{
    int one = stm_figures_corrected(r, x), two = stm_figures_corrected(r, y);
    return one != two && (one < 0 || two < 0);
}

// Two values in one account are two quantities there, unless both may be right of one ("276", "more than 200"), or one corrects the other.
static bool apart_in_one_account(const stm_relating *r, uint32_t one, uint32_t two)
{
    const stm_amount_group *a = &r->groups[one], *b = &r->groups[two];
    uint32_t from = 0;
    if (stm_amounts_meet(stm_relating_first(r, one), stm_relating_first(r, two)))
        return apart_in_one_sentence(r, a, b);
    for (uint32_t i = 0; i < a->n; i++) { // members lie in order of accounts
        const stm_amount *x = stm_relating_amount(r, a->members[i]);
        while (from < b->n && stm_relating_amount(r, b->members[from])->account < x->account)
            from++;
        for (uint32_t j = from; j < b->n && j < from + STM_RELATING_MEMBERS; j++) {
            const stm_amount *y = stm_relating_amount(r, b->members[j]);
            if (y->account != x->account)
                break;
            if (y->aside == x->aside && !put_right(r, x, y))
                return true;
        }
    }
    return false;
}

static int closest_first(const void *x, const void *y)
{
    const tie *a = x, *b = y;
    if (a->twins != b->twins)
        return a->twins ? -1 : 1;
    if (a->likeness != b->likeness)
        return a->likeness > b->likeness ? -1 : 1;
    return a->one != b->one ? (a->one < b->one ? -1 : 1) : a->two < b->two ? -1 : a->two > b->two;
}

static void find_relations(stm_relating *r)
{
    for (uint32_t i = 0; i < r->ngroups; i++)
        for (uint32_t j = i + 1; j < r->ngroups; j++) {
            const stm_amount *a = stm_relating_first(r, i), *b = stm_relating_first(r, j);
            bool shown = a->date != NULL && !stm_amounts_meet(a, b) && (!r->groups[i].stated || !r->groups[j].stated); // the day of a picture
            if ((!r->groups[i].stated && !r->groups[j].stated) || shown || !comparable(r, a, b) || apart_in_one_account(r, i, j))
                continue;
            double likeness = group_likeness(r, &r->groups[i], &r->groups[j]);
            *stm_map_put(&r->likeness, (uint64_t)i << 32 | j) = likeness > 0 ? (uint64_t)(likeness * 1e6) : 0;
            if (likeness >= needed(a, b))
                *(tie *)stm_vector_push(&r->relations) = (tie){likeness, are_twins(a, b), i, j};
        }
    if (r->relations.n > 0)
        qsort(r->relations.items, r->relations.n, sizeof(tie), closest_first);
}

double stm_relating_likeness(const stm_relating *r, uint32_t one, uint32_t two)
{
    const uint64_t *known = stm_map_get(&r->likeness, one < two ? (uint64_t)one << 32 | two : (uint64_t)two << 32 | one);
    return known != NULL ? (double)*known / 1e6 : 0;
}

// May all groups of two quantities be one: none apart in an account, and alike on the whole.
static bool may_join(const stm_relating *r, uint32_t one, uint32_t two, double best)
{
    double sum = 0;
    uint32_t n = 0;
    for (uint32_t i = one; i != STM_NO_GROUP; i = r->next[i])
        for (uint32_t j = two; j != STM_NO_GROUP; j = r->next[j]) {
            if (apart_in_one_account(r, i, j))
                return false;
            sum += stm_relating_likeness(r, i, j);
            n++;
        }
    return sum >= n * best * alike.mean;
}

static void join_quantities(stm_relating *r)
{
    for (size_t k = 0; k < r->relations.n; k++) {
        const tie *x = stm_vector_at(&r->relations, k);
        uint32_t one = stm_set_root(r->parents, x->one), two = stm_set_root(r->parents, x->two);
        if (one == two || r->sizes[one] + r->sizes[two] > SIDES_MOST || !may_join(r, one, two, x->likeness))
            continue;
        stm_set_join(r->parents, one, two);
        uint32_t root = one < two ? one : two, other = one < two ? two : one, last = root;
        while (r->next[last] != STM_NO_GROUP)
            last = r->next[last];
        r->next[last] = other;
        r->sizes[root] += r->sizes[other];
    }
}

// Is a mention of one side about what the others speak of, or puts it right?
static bool belongs(const stm_relating *r, uint32_t member, uint32_t own, const uint32_t *sides, uint32_t n, double least)
{
    if (stm_figures_corrected(r, stm_relating_amount(r, member)) != 0)
        return true;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; sides[i] != own && k < r->groups[sides[i]].n && k < STM_RELATING_MEMBERS; k++)
            if (stm_amounts_likeness(stm_relating_amount(r, member), stm_relating_amount(r, r->groups[sides[i]].members[k])) >= least)
                return true;
    return n < 2;
}

static void add_mentions(stm_relating *r, stm_difference *d, uint32_t group, const uint32_t *sides, uint32_t n, double least)
{
    const stm_amount_group *g = &r->groups[group];
    d->mentions = stm_arena_grow(r->c->arena, d->mentions, d->nmentions * sizeof *d->mentions, (d->nmentions + g->n) * sizeof *d->mentions);
    for (uint32_t i = 0; i < g->n; i++)
        if (belongs(r, g->members[i], group, sides, n, least))
            d->mentions[d->nmentions++] = stm_amount_mention(r->c, stm_relating_amount(r, g->members[i]));
}

// The figure with the noun it counts.
static stm_view short_text(const stm_relating *r, const stm_amount *a)
{
    stm_view figure = stm_account_text(&r->c->accounts[a->account], a->span);
    stm_view noun = a->figure != NULL ? a->figure->counted : (stm_view){NULL, 0};
    return stm_arena_print(r->c->arena, noun.size > 0 ? "%.*s %.*s" : "%.*s%.*s", (int)figure.size, figure.at, (int)noun.size, noun.at);
}

// The first mention of a side that is about what the others speak of, in prose where there is one.
static const stm_amount *speaking(const stm_relating *r, const uint32_t *sides, uint32_t n, uint32_t side, double least)
{
    const stm_amount_group *g = &r->groups[sides[side]];
    const stm_amount *best = NULL;
    for (uint32_t i = 0; i < g->n; i++) {
        const stm_amount *a = stm_relating_amount(r, g->members[i]);
        if ((best == NULL || best->headline || best->aside) && belongs(r, g->members[i], sides[side], sides, n, least) &&
            (best == NULL || (!a->headline && !a->aside)))
            best = a;
    }
    return best != NULL ? best : stm_relating_amount(r, g->members[0]);
}

static void describe(stm_relating *r, stm_difference *d, const uint32_t *sides, uint32_t n, double least)
{
    d->what = stm_amount_text(r->c, speaking(r, sides, n, 0, least));
    for (uint32_t i = 1; i < n && i < SIDES; i++) {
        if (stm_amounts_same_value(stm_relating_first(r, sides[i - 1]), stm_relating_first(r, sides[i])))
            continue;
        stm_view next = short_text(r, speaking(r, sides, n, i, least));
        d->what = stm_arena_print(r->c->arena, "%.*s / %.*s", (int)d->what.size, d->what.at, (int)next.size, next.at);
    }
}

// The mentions of side i are those from[i] to from[i + 1]. A bound that the new value keeps is not old,
// a lower bound than the new one is.
static void find_still(stm_relating *r, stm_difference *d, const uint32_t *sides, uint32_t n, const uint32_t *from)
{
    uint32_t new = stm_figures_newest(r, sides, n);
    for (uint32_t i = 0; i < n && new < n; i++) {
        const stm_amount *a = stm_relating_first(r, sides[i]), *b = stm_relating_first(r, sides[new]);
        if (i != new && (!stm_amounts_meet(a, b) || (stm_amount_one_sided(a) && a->bound == b->bound && a->low != b->low)))
            stm_still_find(r->c, d, d->mentions + from[new], from[new + 1] - from[new], d->mentions + from[i], from[i + 1] - from[i]);
    }
}

// Does one value speak for another that it allows: not by a word like "dozens", nor a year for a day.
static bool speaks_for(const stm_relating *r, uint32_t one, uint32_t two)
{
    const stm_amount *a = stm_relating_first(r, one), *b = stm_relating_first(r, two);
    if (a->vague || b->vague || !stm_amounts_meet(a, b))
        return false;
    double least = fmin(extent(a), extent(b)), most = fmax(extent(a), extent(b));
    return (a->date == NULL && b->date == NULL) || (stm_relating_likeness(r, one, two) >= alike.spoken && (most <= WIDE || most <= 2 * least));
}

// Values that may both be right of one quantity are one statement with the most exact of them.
static void join_statements(stm_relating *r, const uint32_t *sides, uint32_t n)
{
    uint32_t exact = 0;
    for (uint32_t i = 1; i < n; i++) {
        const stm_amount *a = stm_relating_first(r, sides[i]), *b = stm_relating_first(r, sides[exact]);
        if (stm_amount_one_sided(a) != stm_amount_one_sided(b) ? stm_amount_one_sided(b) : extent(a) + a->slack < extent(b) + b->slack)
            exact = i;
    }
    for (uint32_t i = 0; i < n; i++)
        if (i != exact && speaks_for(r, sides[i], sides[exact]))
            stm_set_join(r->statements, sides[i], sides[exact]);
}

// Is it one value in one form that the words around have not brought together?
static bool all_same(const stm_relating *r, const uint32_t *sides, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        const stm_amount *a = stm_relating_first(r, sides[0]), *b = stm_relating_first(r, sides[i]);
        if (!stm_amounts_same_value(a, b) || a->bound != b->bound)
            return false;
    }
    return true;
}

// Does all stand in one account: "2,500 miles (4,000 km)"?
static bool of_one_account(const stm_relating *r, const uint32_t *sides, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (r->groups[sides[i]].narticles > 1 || stm_relating_first(r, sides[i])->account != stm_relating_first(r, sides[0])->account)
            return false;
    return true;
}

static void differ(stm_relating *r, const uint32_t *sides, uint32_t n)
{
    if (all_same(r, sides, n)) {
        join_statements(r, sides, n);
        return;
    }
    double likeness;
    stm_verdict strongest = stm_figures_judge(r, sides, n, &likeness);
    if (strongest.relation == STM_COMPATIBLE)
        join_statements(r, sides, n);
    if (strongest.relation == STM_COMPATIBLE && of_one_account(r, sides, n))
        return;
    bool date = stm_relating_first(r, sides[0])->date != NULL;
    stm_difference *d = stm_difference_add(r->c, date ? STM_DIFFERENCE_DATE : STM_DIFFERENCE_FIGURE, strongest.relation);
    uint32_t from[SIDES_MOST + 1] = {0};
    for (uint32_t i = 0; i < n; i++) {
        add_mentions(r, d, sides[i], sides, n, likeness * alike.member);
        from[i + 1] = d->nmentions;
    }
    describe(r, d, sides, n, likeness * alike.member);
    d->certainty = fmin(0.95, 0.3 + likeness);
    stm_reason_add(r->c->arena, &d->because, &d->nbecause, stm_view_of(strongest.because));
    stm_reason_add(r->c->arena, &d->because, &d->nbecause, stm_arena_print(r->c->arena, "the words around agree by %.0f %%", likeness * 100));
    if (strongest.relation == STM_UPDATE)
        find_still(r, d, sides, n, from);
    stm_difference_end(r->c, d);
}

void stm_figures_relate(stm_comparing *c, const stm_vector *amounts, const stm_amount_group *groups, uint32_t ngroups,
                        uint32_t *statements)
{
    stm_relating r = {.c = c, .amounts = amounts, .groups = groups, .ngroups = ngroups < GROUPS ? ngroups : GROUPS, .statements = statements};
    stm_vector_init(&r.relations, c->arena, sizeof(tie));
    stm_map_init(&r.likeness, c->arena);
    r.score = stm_hash(STM_VIEW("score"));
    stm_table_read(&r.scopes, c->arena, stm_lang_table("en", "scopes"));
    stm_table_read(&r.corrections, c->arena, stm_lang_table("en", "corrections"));
    r.parents = stm_arena_take_array(c->arena, r.ngroups + 1, sizeof *r.parents);
    r.next = stm_arena_take_array(c->arena, r.ngroups + 1, sizeof *r.next);
    r.sizes = stm_arena_take_array(c->arena, r.ngroups + 1, sizeof *r.sizes);
    r.first = stm_arena_take_array(c->arena, r.ngroups + 1, sizeof *r.first);
    r.corrected = stm_arena_take_array(c->arena, amounts->n + 1, sizeof *r.corrected);
    for (uint32_t i = 0; i < r.ngroups; i++) {
        r.parents[i] = i;
        r.next[i] = STM_NO_GROUP;
        r.sizes[i] = 1;
        r.first[i] = best_known(&r, i);
    }
    find_relations(&r);
    join_quantities(&r);
    for (uint32_t i = 0; i < r.ngroups; i++) {
        uint32_t sides[SIDES_MOST], n = 0;
        for (uint32_t j = i; stm_set_root(r.parents, i) == i && j != STM_NO_GROUP; j = r.next[j])
            sides[n++] = j;
        if (n > 1)
            differ(&r, sides, n);
        else if (n == 1)
            stm_figure_forms_compare(c, amounts, &groups[i]);
    }
}
