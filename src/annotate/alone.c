// Figures that no number begins: a unit that stands without one ("a small percentage of the votes", "to Fahrenheit"), whose value is
// not known unless it follows ("a percentage of 54"), and a word that says how many times as much ("doubled"). The tables say which
// words stand so.
#include <math.h>

#include "annotate/quantity.h"

enum { DETERMINER_REACH = 2 };

// "percentage of 54", with nothing behind that the number would count or measure.
static bool number_behind(stm_quantity *q)
{
    if (q->figure.kind != STM_FIGURE_PERCENT || !stm_quantity_is(q, q->end, STM_CLASS_OF) ||
        !stm_number_at(&q->m->atoms, q->end + 1, false, &q->number) || q->number.form != STM_NUMBER_CARDINAL)
        return false;
    const stm_atom *next = stm_quantity_at(q, q->number.end);
    return stm_quantity_near(q, q->end) && (next->kind == STM_ATOM_SIGN ? !stm_lexeme_is(next->lexeme, STM_CLASS_PERCENT)
                                                                       : stm_quantity_is(q, q->number.end, STM_CLASS_STOP));
}

// The name of a scale is one of a man as well: in lower case, behind "degrees", or in a sentence of temperatures.
static bool is_scale(const stm_quantity *q, size_t i)
{
    return q->end > i + 1 || !stm_quantity_at(q, i)->upper || (q->last != NULL && q->last->kind == STM_FIGURE_TEMPERATURE);
}

// "a percentage", "the small percent": an article or the like stands before, at most a word between; not "percentage losses".
static bool is_share(const stm_quantity *q, size_t i)
{
    for (size_t k = i; k > 0 && i - k < DETERMINER_REACH; k--) {
        const stm_sense *sense = stm_lexeme_sense(stm_quantity_at(q, k - 1)->lexeme, STM_CLASS_DETERMINER);
        if (sense != NULL && sense->value <= 0)
            return stm_quantity_near(q, k - 1);
    }
    return false;
}

static bool read_unit(stm_quantity *q, size_t i)
{
    size_t end = i;
    q->number = (stm_number){.begin = i, .end = i + 1, .low = NAN, .high = NAN, .scale = 1};
    const stm_sense *unit = stm_atoms_phrase(&q->m->atoms, i, STM_CLASS_UNSAID, &end);
    if (unit == NULL || stm_units_at(q, i, false, &q->figure.kind, &q->end) == NULL || q->end != end ||
        (q->figure.kind == STM_FIGURE_TEMPERATURE && !is_scale(q, i)))
        return false;
    q->figure.unit = unit->text;
    q->figure.low = q->figure.high = NAN;
    if (number_behind(q)) {
        q->figure.low = q->figure.high = q->number.low;
        q->end = q->number.end;
    } else if (q->figure.kind == STM_FIGURE_PERCENT && !is_share(q, i)) {
        return false;
    }
    q->number = (stm_number){.begin = i, .end = q->end, .low = NAN, .high = NAN, .scale = 1};
    return true;
}

// "more than doubled", "a tenfold rise".
static bool read_factor(stm_quantity *q, size_t i)
{
    size_t end = i;
    const stm_sense *factor = stm_atoms_phrase(&q->m->atoms, i, STM_CLASS_FACTOR, &end);
    if (factor == NULL)
        return false;
    q->number = (stm_number){.begin = i, .end = end, .low = factor->value, .high = factor->value, .scale = 1};
    q->end = end;
    q->figure = (stm_figure){.kind = STM_FIGURE_NUMBER, .low = factor->value, .high = factor->value, .unit = STM_VIEW("fold")};
    stm_bounds_read(q);
    q->figure.change = stm_view_is(factor->text, "up")     ? STM_CHANGE_UP
                       : stm_view_is(factor->text, "down") ? STM_CHANGE_DOWN
                                                           : STM_CHANGE_NONE;
    return true;
}

bool stm_alone_read(stm_quantity *q, size_t i)
{
    return read_factor(q, i) || read_unit(q, i);
}
