// Ranges: two numbers of one unit with "to", "and" behind "between", or a dash. What says a change is none ("rose 5% to 90",
// "rose from 3 to 5"), and neither is a score ("2-1").
#include <math.h>

#include "annotate/quantity.h"

enum { NO_CHANGE = 1 };   // value of a phrase that only looks like one of change: "make up"
enum { SCALE_LEAST = 1000 }; // scales above it are said once for two states
enum { SHARED_MOST = 3 }; // times the near end that the far one is at most, for both to be thousands

// A number that may end a range: where it begins behind its currency, its unit, the atom behind all.
typedef struct far_end {
    stm_number number;
    const stm_sense *unit;
    stm_figure_kind kind; // of the unit
    size_t end, behind;   // behind the number, behind its unit
} far_end;

static bool is_dash(const stm_quantity *q, size_t i)
{
    return i < q->m->atoms.natoms && stm_quantity_at(q, i)->kind == STM_ATOM_SIGN && stm_atoms_dash(&q->m->atoms, i);
}

static bool opened(const stm_quantity *q, stm_class class)
{
    return q->begin > 0 && stm_quantity_is(q, q->begin - 1, class);
}

// "rose from", "up from", "doubled from", "fell more than", "cut to": the numbers are two states.
static bool changes(const stm_quantity *q, size_t place)
{
    size_t begin;
    if (stm_quantity_before(q, place, STM_CLASS_BEFORE, &begin) != NULL)
        place = begin;
    size_t verb = place > 1 && stm_quantity_sign(q, place - 1, ',') ? place - 1 : place; // "doubled, from 3 to 6"
    if (verb > 0 && stm_quantity_is(q, verb - 1, STM_CLASS_FACTOR))
        return true;
    const stm_sense *sense = stm_quantity_before(q, place, STM_CLASS_UP, &begin);
    if (sense == NULL)
        sense = stm_quantity_before(q, place, STM_CLASS_DOWN, &begin);
    bool from = place + 1 == q->begin; // "went from 3", but "went 3 to 5"
    return sense != NULL && (sense->value <= 0 || (sense->value > NO_CHANGE && from));
}

// "between the ages of 18 and 35".
static bool between_ages(const stm_quantity *q)
{
    size_t begin;
    return stm_quantity_before(q, q->begin, STM_CLASS_AGED, &begin) != NULL && begin > 0 &&
           (stm_quantity_is(q, begin - 1, STM_CLASS_BETWEEN) || stm_quantity_is(q, begin - 1, STM_CLASS_FROM));
}

// The atom behind what joins two ends at atom `i`; `i`: nothing does.
static size_t behind_joint(const stm_quantity *q, size_t i)
{
    if (is_dash(q, i)) {
        if (!q->number.digits && q->number.low == 0) // "six-nought-two": said digit by digit
            return i;
        bool loose = !stm_quantity_at(q, i)->spaced && stm_quantity_at(q, i + 1)->spaced; // "8- to 16-metre"
        if (stm_quantity_is(q, i + 1, STM_CLASS_TO))
            return is_dash(q, i + 2) && !loose ? i + 3 : i + 2;
        return loose ? i : i + 1;
    }
    const stm_sense *to = stm_lexeme_sense(stm_quantity_at(q, i)->lexeme, STM_CLASS_TO);
    if (to != NULL)
        return to->value <= 0 || opened(q, STM_CLASS_FROM) ? i + 1 : i;
    if (stm_quantity_is(q, i, STM_CLASS_AND) && (opened(q, STM_CLASS_BETWEEN) || between_ages(q)))
        return i + 1;
    if (stm_quantity_is(q, i, STM_CLASS_OR) && !q->money && q->number.form == STM_NUMBER_CARDINAL)
        return i + 1;
    return stm_quantity_sign(q, i, '~') ? i + 1 : i;
}

static bool read_far(const stm_quantity *q, size_t i, far_end *far)
{
    size_t from = i, end = i;
    const stm_sense *currency = stm_units_currency(q, i, &end);
    if (currency != NULL)
        from = end;
    if (!stm_number_at(&q->m->atoms, from, currency != NULL || q->money, &far->number))
        return false;
    far->end = far->number.end;
    far->unit = currency;
    far->kind = STM_FIGURE_MONEY;
    far->behind = far->end;
    if (currency == NULL)
        far->unit = stm_units_at(q, far->number.end, far->number.digits, &far->kind, &far->behind);
    return true;
}

static bool same_unit(const stm_sense *one, const stm_sense *two)
{
    return one != NULL && two != NULL && stm_view_equal(one->text, two->text);
}

// "two or three", but not "one or 300".
static bool neighbours(const stm_number *low, const stm_number *high)
{
    return high->low > low->low && high->low <= 2 * low->low && low->low >= 1;
}

// "rose 3 to 90", "fell more than $11 to $106": an amount and the state it led to; but "fell 10 to 12 feet".
static bool leads_to(const stm_quantity *q, size_t joint, const stm_sense *unit, const far_end *far)
{
    if (!stm_quantity_is(q, joint, STM_CLASS_TO) || opened(q, STM_CLASS_FROM) || opened(q, STM_CLASS_BETWEEN) ||
        !changes(q, q->begin))
        return false;
    return q->money || unit != NULL || far->unit == NULL || !neighbours(&q->number, &far->number);
}

// A score or a name: two numbers on a dash with nothing around that would make them a range.
static bool bare_pair(const stm_quantity *q, const far_end *far)
{
    size_t begin;
    const stm_atom *next = stm_quantity_at(q, far->end);
    return far->unit == NULL && !q->money && !opened(q, STM_CLASS_BETWEEN) && !opened(q, STM_CLASS_FROM) &&
           !opened(q, STM_CLASS_AGED) && stm_quantity_before(q, q->begin, STM_CLASS_BEFORE, &begin) == NULL &&
           q->number.low < 20 && (next->kind != STM_ATOM_WORD || stm_quantity_is(q, far->end, STM_CLASS_STOP));
}

// May the ends stand together: units, forms and scales agree.
static bool agree(const stm_quantity *q, size_t joint, const stm_sense *unit, const far_end *far)
{
    bool dash = is_dash(q, joint), digits = q->number.digits || far->number.digits;
    if (far->number.form != q->number.form || far->number.form == STM_NUMBER_ORDINAL || far->number.form == STM_NUMBER_VAGUE)
        return false;
    if (leads_to(q, joint, unit, far))
        return false;
    if (unit != NULL && far->unit == NULL)
        return q->money && (dash || opened(q, STM_CLASS_FROM) || opened(q, STM_CLASS_BETWEEN) || far->number.scale > 1);
    if (unit != NULL && !same_unit(unit, far->unit))
        return false;
    if (dash && digits && !stm_quantity_is(q, joint + 1, STM_CLASS_TO) && bare_pair(q, far))
        return false;
    return !stm_quantity_is(q, joint, STM_CLASS_OR) || (unit == NULL && neighbours(&q->number, &far->number));
}

// The near end by the far end's scale, where that is said only once: "3-5 million", "10 to 15,000".
static double scaled(const stm_quantity *q, const far_end *far)
{
    double thousands = far->number.low / 1000;
    if (q->number.whole && far->number.digits && far->number.scale <= 1 && thousands == floor(thousands) &&
        q->number.low < thousands && q->number.low * SHARED_MOST >= thousands)
        return q->number.low * 1000;
    bool shared = far->number.scale > 1 && q->number.scale <= 1 && q->number.low < far->number.low / far->number.scale;
    return shared ? q->number.low * far->number.scale : q->number.low;
}

// Of two states that only the second says the scale of: "from 2.1 to 3.4 million", "from 15.3 to 12.1 million".
static bool lacks_scale(const stm_quantity *q, const far_end *far)
{
    return far->number.scale > SCALE_LEAST && q->number.scale <= 1 && !q->money && q->number.low > 0 &&
           q->number.low <= far->number.low / far->number.scale * SHARED_MOST && far->number.form == STM_NUMBER_CARDINAL;
}

static bool falls(const stm_quantity *q, const far_end *far)
{
    return lacks_scale(q, far) && q->number.low >= far->number.low / far->number.scale;
}

static void share_scale(stm_quantity *q, const far_end *far)
{
    if (!lacks_scale(q, far))
        return;
    q->number.low *= far->number.scale;
    q->number.high = q->number.low;
    q->number.scale = far->number.scale;
}

static void take(stm_quantity *q, const far_end *far)
{
    double low = scaled(q, far), high = far->number.high;
    size_t begin;
    q->number.low = low < high ? low : high;
    q->number.high = low < high ? high : low;
    q->number.end = q->end = far->end;
    q->number.digits = far->number.digits;
    q->figure.kind = STM_FIGURE_RANGE;
    if (opened(q, STM_CLASS_BETWEEN) || opened(q, STM_CLASS_FROM))
        q->begin--;
    else if (between_ages(q) && stm_quantity_before(q, q->begin, STM_CLASS_AGED, &begin) != NULL)
        q->begin = begin - 1;
}

// "2,000.45±0.01".
static bool read_tolerance(stm_quantity *q)
{
    stm_number more;
    if (!stm_view_is(stm_atoms_view(&q->m->atoms, q->number.end), "±") ||
        !stm_number_at(&q->m->atoms, q->number.end + 1, false, &more) || more.form != STM_NUMBER_CARDINAL)
        return false;
    q->number.high = q->number.low + more.low;
    q->number.low -= more.low;
    q->number.end = q->end = more.end;
    q->figure.kind = STM_FIGURE_RANGE;
    return true;
}

void stm_ranges_read(stm_quantity *q)
{
    far_end far;
    size_t end = q->number.end;
    stm_figure_kind kind;
    if (q->number.form == STM_NUMBER_ORDINAL || read_tolerance(q))
        return;
    const stm_sense *unit =
        q->money ? stm_units_currency(q, q->begin, &end) : stm_units_at(q, q->number.end, q->number.digits, &kind, &end);
    size_t joint = q->money || unit == NULL ? q->number.end : end;
    size_t next = behind_joint(q, joint);
    if (next == joint || !stm_quantity_near(q, next) || !read_far(q, next, &far) || !agree(q, joint, unit, &far))
        return;
    bool opens = opened(q, STM_CLASS_FROM) || opened(q, STM_CLASS_BETWEEN);
    const stm_sense *to = stm_lexeme_sense(stm_quantity_at(q, joint)->lexeme, STM_CLASS_TO);
    bool two_states = opened(q, STM_CLASS_FROM) && (changes(q, q->begin - 1) || (to != NULL && to->value > 0)); // "von 3 auf 5"
    two_states = two_states || (opened(q, STM_CLASS_FROM) && falls(q, &far));
    if (two_states && unit == NULL) {
        q->lent = far.unit;
        q->lent_kind = far.kind;
        share_scale(q, &far);
    }
    if (unit == NULL && to != NULL && far.kind == STM_FIGURE_PERCENT && scaled(q, &far) >= far.number.high) { // "60 to 39%"
        q->lent = far.unit;
        q->lent_kind = far.kind;
    }
    if (two_states || (scaled(q, &far) >= far.number.high && !(opens && unit != NULL)))
        return;
    take(q, &far);
}

void stm_ranges_bounded(stm_quantity *q)
{
    bool above = q->figure.bound == STM_BOUND_MORE || q->figure.bound == STM_BOUND_LEAST;
    bool below = q->figure.bound == STM_BOUND_LESS || q->figure.bound == STM_BOUND_MOST;
    size_t i = q->end, end = i;
    far_end far;
    if ((!above && !below) || q->number.begin <= q->begin)
        return;
    i += stm_quantity_sign(q, i, ',');
    i += stm_quantity_is(q, i, STM_CLASS_AND) || stm_quantity_is(q, i, STM_CLASS_BUT);
    const stm_sense *sense = stm_bounds_before(q, i, &end); // "more than 10%, less than 20%" needs no "and"
    if (sense == NULL || !stm_quantity_near(q, i) || !read_far(q, end, &far) || far.number.form != q->number.form)
        return;
    stm_bound bound = stm_bounds_of(sense->text);
    bool other = above ? bound == STM_BOUND_LESS || bound == STM_BOUND_MOST : bound == STM_BOUND_MORE || bound == STM_BOUND_LEAST;
    bool ordered = above ? q->figure.low < far.number.low : far.number.low < q->figure.low;
    if (!other || !ordered ||
        !(far.unit == NULL ? q->figure.unit.size == 0
                           : stm_view_equal(far.unit->text, q->figure.unit) || q->figure.unit.size == 0))
        return;
    double one = q->figure.low;
    q->figure.low = above ? one : far.number.low;
    q->figure.high = above ? far.number.low : one;
    q->figure.bound = STM_BOUND_EQUAL;
    q->figure.kind = STM_FIGURE_RANGE;
    bool unit = q->figure.unit.size > 0;
    q->number.end = far.end;
    q->end = unit ? far.behind : far.end;
    q->number.digits = far.number.digits;
    if (far.unit != NULL && !unit)
        stm_units_read(q);
}
