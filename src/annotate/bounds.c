// Bounds and changes: words before and behind a number, the longest phrase of the tables first.
//
// A word of change counts before its amount ("rose by 5%", "up 5%"); the state it led to ("rose to 90") and the noun behind ("a
// 5% rise") are not marked. An amount that says another one again ("60 miles (100 km)", "0.25 points, or 0.01%") has that one's
// bound and change.
#include "annotate/quantity.h"

enum { PHRASE_MOST = 7, LINKS_MOST = 3 };

enum { CUE_ALONE = 1 }; // value of a cue that is never part of the figure

stm_bound stm_bounds_of(stm_view sign)
{
    static const struct {
        const char *sign;
        stm_bound bound;
    } bounds[] = {
        {">", STM_BOUND_MORE}, {">=", STM_BOUND_LEAST}, {"<", STM_BOUND_LESS}, {"<=", STM_BOUND_MOST}, {"~", STM_BOUND_ABOUT}};
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
        if (stm_view_is(sign, bounds[i].sign))
            return bounds[i].bound;
    return STM_BOUND_EQUAL;
}

// Where words that may stand before a figure and say something of it stand before atom `end`: a bit for each, the nearest the lowest. They
// are asked for of one place over and over, by class.
static uint32_t leads_to(const stm_quantity *q, size_t end)
{
    stm_measuring *m = q->m;
    if (m->leads_end == end)
        return m->leads;
    m->leads_end = end;
    m->leads = 0;
    for (size_t k = 0; k < PHRASE_MOST && k < end; k++)
        m->leads |= (uint32_t)((m->atoms.atoms[end - 1 - k].gates & STM_GATE_BEFORE) != 0) << k;
    return m->leads;
}

const stm_sense *stm_quantity_before(const stm_quantity *q, size_t end, stm_class class, size_t *begin)
{
    for (uint32_t leads = leads_to(q, end), far; leads != 0; leads ^= far) { // the farthest first
        far = UINT32_C(1) << (31 - __builtin_clz(leads));
        size_t k = end - 1 - (size_t)__builtin_ctz(far), reached = k;
        const stm_sense *sense = stm_atoms_phrase(&q->m->atoms, k, class, &reached);
        if (sense != NULL && reached == end && stm_quantity_near(q, k)) {
            *begin = k;
            return sense;
        }
    }
    return NULL;
}

const stm_sense *stm_bounds_before(const stm_quantity *q, size_t i, size_t *end)
{
    return stm_atoms_phrase(&q->m->atoms, i, STM_CLASS_BEFORE, end);
}

static bool is_exact(stm_bound bound)
{
    return bound == STM_BOUND_EQUAL || bound == STM_BOUND_ABOUT;
}

// A comparison sign that another stands before ("=>30") says nothing that can be read.
static bool doubled_sign(const stm_quantity *q, size_t begin)
{
    return begin > 0 && stm_quantity_at(q, begin)->kind == STM_ATOM_SIGN && !stm_quantity_at(q, begin)->spaced &&
           (stm_quantity_sign(q, begin - 1, '=') || stm_quantity_sign(q, begin - 1, '<') || stm_quantity_sign(q, begin - 1, '>'));
}

// "about", "more than"; two of them where they meet: "no more than about 50" is bounded.
static void read_before(stm_quantity *q)
{
    size_t begin, topic; // "talked about 40 boats" bounds nothing
    for (int n = 0; n < 2; n++) {
        const stm_sense *sense = stm_quantity_before(q, q->begin, STM_CLASS_BEFORE, &begin);
        if (sense == NULL || sense->value < 0 || doubled_sign(q, begin) ||
            stm_quantity_before(q, q->begin, STM_CLASS_TOPIC, &topic) != NULL)
            return;
        stm_bound bound = stm_bounds_of(sense->text);
        if (is_exact(q->figure.bound) && (bound != STM_BOUND_EQUAL || n == 0))
            q->figure.bound = bound;
        q->begin = begin;
        q->hedged = true;
    }
}

// A verb that bounds ("exceeds 40", "exceeds a $4 billion"): part of the figure only where it touches it.
static void read_cue(stm_quantity *q)
{
    size_t begin, place = q->begin;
    if (place > 0 && stm_quantity_is(q, place - 1, STM_CLASS_ARTICLE))
        place--;
    const stm_sense *sense = stm_quantity_before(q, place, STM_CLASS_CUE, &begin);
    if (sense == NULL)
        return;
    if (place == q->begin && sense->value != CUE_ALONE)
        q->begin = begin;
    if (is_exact(q->figure.bound))
        q->figure.bound = stm_bounds_of(sense->text);
    q->hedged = true;
}

// A number at atom `i`, whatever sign stands before it.
static bool number_follows(const stm_quantity *q, size_t i)
{
    size_t end = i;
    stm_number number;
    if (stm_units_currency(q, i, &end) != NULL && end > i)
        return true;
    return stm_number_at(&q->m->atoms, i, false, &number) && stm_quantity_near(q, i);
}

static void read_after(stm_quantity *q)
{
    size_t end = q->end;
    const stm_sense *sense = stm_atoms_phrase(&q->m->atoms, q->end, STM_CLASS_AFTER, &end);
    bool name = q->figure.unit.size == 0 && stm_quantity_at(q, q->end)->upper; // "737 Max"
    if (sense == NULL || name || stm_quantity_is(q, end, STM_CLASS_THAN) || number_follows(q, end))
        return;
    stm_bound bound = stm_bounds_of(sense->text);
    if (bound == STM_BOUND_EQUAL) // "less than 40 or equal to it"
        bound = q->figure.bound == STM_BOUND_MORE   ? STM_BOUND_LEAST
                : q->figure.bound == STM_BOUND_LESS ? STM_BOUND_MOST
                                                    : q->figure.bound;
    q->figure.bound = bound;
    q->end = end;
    q->hedged = true;
    sense = stm_quantity_before(q, q->begin, STM_CLASS_BEFORE, &end); // "equal to 40 or less"
    q->begin = sense != NULL && sense->value < 0 ? end : q->begin;
}

// The atom at which an amount that says the last one again would begin: behind "(" or ", or".
static bool says_again(const stm_quantity *q)
{
    if (q->last == NULL || q->begin == 0)
        return false;
    if (q->last_end + 1 == q->begin && (stm_quantity_sign(q, q->last_end, '(') || stm_quantity_is(q, q->last_end, STM_CLASS_OR)))
        return q->figure.unit.size > 0 && q->last->unit.size > 0;
    return q->last_end + 2 == q->begin && stm_quantity_is(q, q->begin - 1, STM_CLASS_OR);
}

void stm_bounds_read(stm_quantity *q)
{
    read_before(q);
    read_cue(q);
    read_after(q);
    if (q->figure.bound == STM_BOUND_EQUAL && !q->hedged && says_again(q) && q->last->bound != STM_BOUND_ABOUT)
        q->figure.bound = q->last->bound;
}

// "racked up 5", "ended up": the particle belongs to the verb.
static bool of_verb(const stm_quantity *q, size_t begin, size_t end)
{
    stm_view word = stm_atoms_view(&q->m->atoms, begin);
    if (end != begin + 1 || word.size > 4 || begin == 0 || stm_quantity_at(q, begin - 1)->kind != STM_ATOM_WORD)
        return false;
    stm_view verb = stm_atoms_view(&q->m->atoms, begin - 1);
    return stm_view_ends(verb, STM_VIEW("ed")) || stm_view_ends(verb, STM_VIEW("ing"));
}

static bool change_before(const stm_quantity *q, stm_class class)
{
    size_t place = q->begin, begin;
    for (int n = 0; n <= LINKS_MOST; n++) {
        const stm_sense *sense = stm_quantity_before(q, place, class, &begin);
        if (sense != NULL)
            return sense->value <= 0 && !of_verb(q, begin, place);
        if (place == 0 || !stm_quantity_is(q, place - 1, STM_CLASS_LINK))
            return false;
        place--;
    }
    return false;
}

// "+0.2%", "-1.3%": a sign that says the way.
static stm_change change_by_sign(stm_quantity *q)
{
    size_t sign = q->number.begin;
    if (q->figure.kind != STM_FIGURE_PERCENT)
        return STM_CHANGE_NONE;
    if (sign > 0 && stm_quantity_sign(q, sign - 1, '+') && !stm_quantity_at(q, sign)->spaced) {
        q->begin = q->begin == sign ? sign - 1 : q->begin;
        return STM_CHANGE_UP;
    }
    return q->number.low < 0 ? STM_CHANGE_DOWN : STM_CHANGE_NONE;
}

void stm_bounds_change(stm_quantity *q)
{
    bool describes = q->tied && q->figure.unit.size > 0 && stm_quantity_at(q, q->end)->kind == STM_ATOM_WORD; // "one-inch hail"
    if (q->figure.kind == STM_FIGURE_DURATION || q->figure.kind == STM_FIGURE_AGE || q->figure.low != q->figure.high ||
        describes ||
        (q->figure.change = change_by_sign(q)) != STM_CHANGE_NONE)
        return;
    if (change_before(q, STM_CLASS_UP))
        q->figure.change = STM_CHANGE_UP;
    else if (change_before(q, STM_CLASS_DOWN))
        q->figure.change = STM_CHANGE_DOWN;
    else if (says_again(q))
        q->figure.change = q->last->change;
}
