// A unit of time beside another time: "the week before Christmas", "the day after 5 May", "the year before".
//
// Without a time behind it rests on the last date of the article; beside what is no date ("the month after the vote") nothing is
// known of it.
#include "annotate/when.h"

// Nothing follows at atom `i` that the unit would stand beside.
static bool open_at(const stm_timing *t, size_t i)
{
    const stm_atom *next = stm_time_atom(t, i);
    if (next->kind != STM_ATOM_WORD)
        return !stm_atoms_hyphen(&t->atoms, i) && next->kind == STM_ATOM_SIGN;
    return stm_time_is(t, i, STM_CLASS_STOP) && !stm_time_is(t, i, STM_CLASS_DETERMINER) && !stm_time_is(t, i, STM_CLASS_THE) &&
           !stm_time_is(t, i, STM_CLASS_ARTICLE) && !stm_time_is(t, i, STM_CLASS_PRONOUN);
}

// The day from which the unit is counted, and the atom behind all; false: it is none that is known.
static bool base_at(const stm_timing *t, size_t i, stm_time_unit unit, int32_t *day, size_t *end)
{
    stm_when base = {0};
    *end = i;
    *day = stm_time_anchor(t, true);
    bool coarse = t->anchor->year != 0 && t->anchor->grain < stm_unit_grain(unit); // "2018 ... the week before"
    if (!stm_single_at(t, i, &base))
        return open_at(t, i) && t->known && !coarse;
    stm_when_settle(t, &base);
    *end = base.end;
    if ((base.grain != STM_GRAIN_DAY && base.grain != stm_unit_grain(unit)) || base.year == 0)
        return false;
    *day = stm_when_first(&base);
    return true;
}

bool stm_beside_at(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0, behind = 0;
    stm_time_unit unit;
    int32_t day;
    if (k == i || !stm_unit_at(t, k, &unit, &end) || unit < STM_UNIT_DAY || unit == STM_UNIT_FORTNIGHT || unit > STM_UNIT_YEAR ||
        stm_plural_at(t, end - 1) || stm_time_is(t, end, STM_CLASS_FROM))
        return false;
    const stm_sense *side = stm_lexeme_sense(stm_time_atom(t, end)->lexeme, STM_CLASS_BASE);
    if (side == NULL || !base_at(t, end + 1, unit, &day, &behind))
        return false;
    stm_length length = {.unit = unit};
    length.n[unit] = 1;
    *when = (stm_when){.begin = i, .end = behind, .kind = STM_DATE_DATE};
    stm_when_on(when, stm_unit_grain(unit), day);
    bool open = behind == end + 1;
    return stm_when_move(when, &length, (int)side->value) &&
           !(open && side->value > 0 && stm_time_tense(t) == STM_TENSE_PAST && stm_when_first(when) > t->today);
}
