// Reads fractions: a numerator and an ordinal in the plural ("two thirds"), halves and quarters alone, mixed numbers ("two and a
// half").
//
// "and a half" behind a scale is a half of that scale ("two million and a half"), behind hundreds a half of one.
#include "annotate/fractions.h"

#include <math.h>

#include "annotate/digits.h"

static bool plural(const stm_atoms *atoms, size_t i)
{
    return stm_view_ends_nocase(stm_atoms_view(atoms, i), STM_VIEW("s"));
}

// Nothing follows that the word would be an ordinal of: "a third of", but "a third man", "a third-quarter loss", "a third set of".
bool stm_fractions_may_end(const stm_atoms *atoms, size_t i)
{
    if (stm_atoms_at(atoms, i)->kind != STM_ATOM_WORD)
        return !stm_atoms_hyphen(atoms, i);
    if (stm_atoms_is(atoms, i, STM_CLASS_VERB) || stm_atoms_past(atoms, i)) // "one third voted for it"
        return stm_atoms_at(atoms, i + 1)->kind != STM_ATOM_WORD || stm_atoms_is(atoms, i + 1, STM_CLASS_STOP);
    return stm_atoms_is(atoms, i, STM_CLASS_OF) || (stm_atoms_is(atoms, i, STM_CLASS_STOP) && !stm_atoms_is(atoms, i + 1, STM_CLASS_OF));
}

const stm_sense *stm_fractions_scale(const stm_atoms *atoms, size_t i)
{
    const stm_lexeme *lexeme = stm_atoms_at(atoms, i)->lexeme;
    const stm_sense *scale = stm_lexeme_sense(lexeme, STM_CLASS_SCALE);
    return scale != NULL ? scale : stm_lexeme_sense(lexeme, STM_CLASS_DOZEN);
}

static const stm_sense *part_at(const stm_atoms *atoms, size_t i)
{
    const stm_atom *atom = stm_atoms_at(atoms, i);
    const stm_sense *sense = stm_lexeme_sense(atom->lexeme, STM_CLASS_FRACTION);
    return atom->kind != STM_ATOM_WORD ? NULL : sense != NULL ? sense : stm_lexeme_sense(atom->lexeme, STM_CLASS_HALF);
}

// "thirds", "twenty-first", "thirty fifths" at atom `i`: what one of them is.
static bool denominator_at(const stm_atoms *atoms, size_t i, bool several, double *part, size_t *end)
{
    const stm_sense *ten = stm_lexeme_sense(stm_atoms_at(atoms, i)->lexeme, STM_CLASS_TEN);
    size_t last = ten != NULL ? stm_numbers_tied(atoms, i + 1) : i;
    const stm_sense *sense = part_at(atoms, last);
    const stm_sense *ordinal = ten != NULL ? stm_lexeme_sense(stm_atoms_at(atoms, last)->lexeme, STM_CLASS_ORDINAL) : NULL;
    bool any = sense != NULL && (sense->text.size > 0 || // the same in the plural
                                 (several && stm_atoms_is(atoms, last + 1, STM_CLASS_SCALE))); // "three quarter million"
    if ((sense == NULL && ordinal == NULL) || (!any && plural(atoms, last) != several))
        return false;
    double unit = ordinal != NULL ? ordinal->value : 1 / sense->value;
    if (several && stm_fractions_is_part(unit) && !stm_atoms_is(atoms, last + 1, STM_CLASS_OF)) // "3 billionths of a metre"
        return false;
    if (ten != NULL && unit >= 10)
        return false;
    *part = ten != NULL ? 1 / (ten->value + unit) : sense->value;
    *end = last + 1;
    return true;
}

// The "a", "three" or "fifty-four" of a fraction.
static bool numerator_at(const stm_atoms *atoms, size_t i, double *value, size_t *end)
{
    const stm_lexeme *lexeme = stm_atoms_at(atoms, i)->lexeme;
    const stm_sense *sense = stm_lexeme_sense(lexeme, STM_CLASS_ARTICLE);
    if (sense == NULL && (sense = stm_lexeme_sense(lexeme, STM_CLASS_CARDINAL)) == NULL)
        sense = stm_lexeme_sense(lexeme, STM_CLASS_TEEN);
    const stm_sense *ten = sense == NULL ? stm_lexeme_sense(lexeme, STM_CLASS_TEN) : NULL;
    if (sense == NULL && ten == NULL)
        return false;
    *value = sense != NULL ? sense->value : ten->value;
    *end = i + 1;
    size_t next = stm_numbers_tied(atoms, i + 1);
    const stm_sense *unit = ten != NULL ? stm_lexeme_sense(stm_atoms_at(atoms, next)->lexeme, STM_CLASS_CARDINAL) : NULL;
    if (unit != NULL) {
        *value += unit->value;
        *end = next + 1;
    }
    return true;
}

bool stm_fractions_at(const stm_atoms *atoms, size_t i, double *value, size_t *end)
{
    double times = 0, part = 0;
    size_t behind = 0;
    const stm_sense *alone = part_at(atoms, i);
    if (alone != NULL && alone->class == STM_CLASS_HALF && alone->text.size > 0) { // "et demi"
        *value = alone->value;
        *end = i + 1;
        return true;
    }
    if (!numerator_at(atoms, i, &times, &behind) ||
        !denominator_at(atoms, stm_numbers_tied(atoms, behind), times != 1, &part, end))
        return false;
    *value = times * part;
    return true;
}

// Multiplies by a scale behind: "a quarter million", "two thirds of a million".
static bool take_scale(const stm_atoms *atoms, size_t i, bool bare_article, stm_number *number)
{
    size_t next = stm_numbers_tied(atoms, i);
    if (bare_article && stm_atoms_is(atoms, next, STM_CLASS_ARTICLE))
        next = stm_numbers_tied(atoms, next + 1);
    else if (stm_atoms_is(atoms, next, STM_CLASS_OF))
        next += stm_atoms_is(atoms, next + 1, STM_CLASS_ARTICLE) ? 2 : 1;
    const stm_sense *scale = stm_fractions_scale(atoms, next);
    if (scale == NULL)
        return false;
    number->low *= scale->value;
    number->scale = scale->value;
    number->end = next + 1;
    number->form = STM_NUMBER_CARDINAL;
    return true;
}

static bool unit_at(const stm_atoms *atoms, size_t i)
{
    static const stm_class units[] = {STM_CLASS_DURATION, STM_CLASS_MEASURE, STM_CLASS_TEMPERATURE, STM_CLASS_PERCENT,
                                      STM_CLASS_TALLY};
    size_t end = i;
    for (size_t k = 0; k < sizeof units / sizeof *units; k++)
        if (stm_atoms_phrase(atoms, i, units[k], &end) != NULL)
            return true;
    return false;
}

// "a", "one" or "1": of what a part is taken.
static bool one_at(const stm_atoms *atoms, size_t i)
{
    const stm_sense *one = stm_lexeme_sense(stm_atoms_at(atoms, i)->lexeme, STM_CLASS_CARDINAL);
    return stm_atoms_is(atoms, i, STM_CLASS_ARTICLE) || (one != NULL && one->value == 1) ||
           (stm_atoms_at(atoms, i)->kind == STM_ATOM_NUMBER && stm_view_is(stm_atoms_view(atoms, i), "1"));
}

// "half an hour", "half a percentage point", "three tenths of a mile", "half of 1 percent": the article belongs to the figure.
static bool part_of_unit(const stm_atoms *atoms, bool half, stm_number *number)
{
    size_t next = stm_numbers_tied(atoms, number->end);
    bool of = stm_atoms_is(atoms, next, STM_CLASS_OF) && one_at(atoms, next + 1);
    if (!of && !half)
        return false;
    next += of;
    if (of || stm_atoms_is(atoms, next, STM_CLASS_ARTICLE))
        next = stm_numbers_tied(atoms, next + 1);
    if (!unit_at(atoms, next))
        return false;
    number->end = next;
    return true;
}

bool stm_fractions_half(const stm_atoms *atoms, size_t i, stm_number *number)
{
    const stm_atom *atom = stm_atoms_at(atoms, i);
    const stm_sense *sense = stm_lexeme_sense(atom->lexeme, STM_CLASS_FRACTION);
    double value = 0;
    size_t end = 0;
    if (atom->kind == STM_ATOM_SIGN && sense != NULL) {
        *number = (stm_number){.begin = i, .end = i + 1, .low = sense->value, .scale = 1, .form = STM_NUMBER_FRACTION};
        return true;
    }
    bool article = stm_atoms_is(atoms, i, STM_CLASS_ARTICLE);
    if (article) {
        if (!stm_fractions_at(atoms, i, &value, &end))
            return false;
    } else {
        sense = part_at(atoms, i);
        if (sense == NULL || plural(atoms, i))
            return false;
        value = sense->value;
        end = i + 1;
        *number = (stm_number){.begin = i, .end = end, .low = value, .scale = 1};
        if (sense->class != STM_CLASS_HALF)
            return take_scale(atoms, end, false, number); // "quarter million"
    }
    bool half = stm_atoms_is(atoms, end - 1, STM_CLASS_HALF);
    if (half && i > 0 && (stm_atoms_is(atoms, i - 1, STM_CLASS_ORDINAL) || stm_atoms_is(atoms, i - 1, STM_CLASS_PART)))
        return false; // "the first half"
    *number = (stm_number){.begin = i, .end = end, .low = value, .scale = 1, .form = STM_NUMBER_FRACTION};
    bool tied = stm_atoms_hyphen(atoms, end) && !stm_atoms_is(atoms, end - 1, STM_CLASS_ORDINAL); // "a quarter-century"
    if (take_scale(atoms, end, half, number) || part_of_unit(atoms, half || tied, number))
        return true;
    if (half && i > 0 && stm_atoms_is(atoms, i - 1, STM_CLASS_IN) && !stm_atoms_is(atoms, end, STM_CLASS_OF) &&
        !stm_atoms_is(atoms, end, STM_CLASS_DETERMINER))
        return false; // "cut in half"
    return stm_fractions_may_end(atoms, end) || (half && stm_atoms_is(atoms, end, STM_CLASS_PLURAL));
}

void stm_fractions_add(const stm_atoms *atoms, stm_number *number)
{
    size_t i = number->end, end = 0;
    const stm_atom *atom = stm_atoms_at(atoms, i);
    const stm_sense *sense = atom->kind == STM_ATOM_SIGN ? stm_lexeme_sense(atom->lexeme, STM_CLASS_FRACTION) : NULL, *scale;
    double value = 0, times = 1;
    if (number->digits && number->end == number->begin + 1 && number->whole && stm_digits_slashed(atoms, i, &value, &end)) {
        number->end = end;
    } else if (sense != NULL) {
        value = sense->value;
        number->end = i + 1;
    } else if (stm_atoms_is(atoms, i, STM_CLASS_AND) && number->low == floor(number->low) && number->scale < 1000 &&
               stm_digits_slashed(atoms, i + 1, &value, &end)) { // "two and 3/4"
        number->end = end;
    } else if (stm_atoms_is(atoms, stm_numbers_tied(atoms, i), STM_CLASS_AND) &&
               stm_fractions_at(atoms, stm_numbers_tied(atoms, stm_numbers_tied(atoms, i) + 1), &value, &end)) {
        times = number->scale >= 1000 ? number->scale : 1;
        number->end = end;
        if ((scale = stm_fractions_scale(atoms, end)) != NULL && (number->scale <= 100 || scale->value < number->scale)) {
            times = scale->value;
            number->low *= number->scale <= 1 ? scale->value : 1;
            number->scale = scale->value;
            number->end = end + 1;
        }
    } else {
        return;
    }
    number->low += value * times;
    number->whole = false;
}

// "one over three": two plain numbers and nothing behind.
static void make_divided(const stm_atoms *atoms, stm_number *number)
{
    stm_number below;
    if (!stm_atoms_is(atoms, number->end, STM_CLASS_DIVIDED) || !stm_number_plain(atoms, number->end + 1, &below) ||
        below.form != STM_NUMBER_CARDINAL || below.low <= 0 || !stm_fractions_may_end(atoms, below.end) ||
        stm_atoms_is(atoms, below.end, STM_CLASS_IN))
        return;
    number->low /= below.low;
    number->end = below.end;
    number->form = STM_NUMBER_FRACTION;
}

void stm_fractions_make(const stm_atoms *atoms, stm_number *number)
{
    size_t i = stm_numbers_tied(atoms, number->end), end = 0;
    i += i == number->end && stm_atoms_dash(atoms, i) && part_at(atoms, i + 1) != NULL; // "five - eighths"
    double part = 0, above = number->low;
    const stm_sense *ten =
        number->end > number->begin + 1 ? stm_lexeme_sense(stm_atoms_at(atoms, number->end - 1)->lexeme, STM_CLASS_TEN) : NULL;
    bool and = ten != NULL && stm_atoms_is(atoms, number->end - 2, STM_CLASS_AND); // "two hundred and forty sixths": 240 of them
    if (ten != NULL && !and && !number->digits && denominator_at(atoms, number->end - 1, above - ten->value != 1, &part, &end))
        above -= ten->value;
    else if (!denominator_at(atoms, i, above != 1, &part, &end)) {
        make_divided(atoms, number);
        return;
    }
    bool tied = stm_atoms_dash(atoms, end - 2) && stm_atoms_hyphen(atoms, end); // "one-third-owned"
    if (above == 1 && !tied && !stm_fractions_may_end(atoms, end) && stm_atoms_is(atoms, end - 1, STM_CLASS_ORDINAL))
        return;
    number->low = above * part;
    number->end = end;
    number->form = STM_NUMBER_FRACTION;
    if (!take_scale(atoms, end, false, number))
        part_of_unit(atoms, false, number);
}
