// Reads digits with separators by their shape: which of point, comma and blank parts thousands and which the fraction.
#include "annotate/digits.h"

#include <math.h>

#define VALUE_MOST 1e30 // of a power; what is more is no figure of a text

enum { DIGITS_MOST = 18 }; // digits of a number in figures; longer ones are labels

typedef struct shape {
    int commas, points, quotes;    // separators seen
    size_t last_comma, last_point; // offsets
    int after;                     // digits behind the last separator
    bool threes;                   // every group behind a separator but a last decimal one has three (or, in India, two) digits
} shape;

static shape shape_of(stm_view text)
{
    shape s = {.threes = true};
    int run = 0;
    bool first = true;
    for (size_t i = 0; i <= text.size; i++) {
        if (i < text.size && stm_is_digit(text.at[i])) {
            run++;
            continue;
        }
        if (!first && run != 3 && !(run == 2 && s.commas > 0 && i < text.size))
            s.threes = false;
        if (i < text.size) {
            s.commas += text.at[i] == ',';
            s.points += text.at[i] == '.';
            s.quotes += text.at[i] == '\'';
            *(text.at[i] == '.' ? &s.last_point : &s.last_comma) = i;
            first = false;
        }
        s.after = run;
        run = 0;
    }
    return s;
}

// The offset of the decimal separator, text.size if there is none; false: no number (a version, a list).
static bool decimal_place(stm_view text, bool comma_decimal, size_t *place)
{
    shape s = shape_of(text);
    *place = text.size;
    int others = s.commas + s.quotes;
    if (s.points + others == 0)
        return true;
    if (s.points == 1 && others == 0) {
        if (!(comma_decimal && s.after == 3 && text.at[0] != '0'))
            *place = s.last_point;
        return true;
    }
    if (s.commas == 1 && s.points + s.quotes == 0) {
        if (s.after != 3 || comma_decimal || text.at[0] == '0')
            *place = s.last_comma;
        return true;
    }
    if (s.points == 0 || others == 0)
        return s.threes;
    if (s.points == 1 && s.last_point > s.last_comma)
        *place = s.last_point;
    else if (s.commas == 1 && s.last_comma > s.last_point)
        *place = s.last_comma;
    else
        return false;
    return true;
}

static bool digits_value(stm_view text, bool comma_decimal, double *value)
{
    size_t place = 0;
    int digits = 0;
    double below = 1;
    if (!decimal_place(text, comma_decimal, &place))
        return false;
    *value = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (!stm_is_digit(text.at[i]))
            continue;
        *value = *value * 10 + (text.at[i] - '0');
        below *= i > place ? 10 : 1;
        if (++digits > DIGITS_MOST)
            return false;
    }
    *value /= below;
    return digits > 0;
}

static bool all_digits(stm_view text)
{
    for (size_t i = 0; i < text.size; i++)
        if (!stm_is_digit(text.at[i]))
            return false;
    return text.size > 0;
}

// "567" or, as the last of several, "567.89".
static bool is_group(stm_view text, bool *last)
{
    stm_view whole = stm_view_upto(text, text.size < 3 ? text.size : 3);
    *last = text.size > 3;
    return whole.size == 3 && all_digits(whole) &&
           (!*last || (!stm_is_digit(text.at[3]) && text.size > 4 && all_digits(stm_view_from(text, 4))));
}

// "40 000": groups of three digits with one space between.
static void read_groups(const stm_atoms *atoms, stm_number *number)
{
    stm_view head = stm_atoms_view(atoms, number->begin);
    if (!all_digits(head) || head.size > 3 || head.at[0] == '0')
        return;
    bool last = false;
    for (size_t i = number->end; !last && i < atoms->natoms && number->low < 1e15; i++) {
        const stm_atom *atom = &atoms->atoms[i];
        stm_view group = stm_atoms_view(atoms, i);
        if (atom->kind != STM_ATOM_NUMBER || !is_group(group, &last) || atoms->atoms[i - 1].span.end + 3 < atom->span.begin)
            return;
        double value = 0, part = 0;
        digits_value(stm_view_upto(group, 3), false, &value);
        if (last && digits_value(stm_view_from(group, 4), false, &part))
            value += part / pow(10, (double)group.size - 4);
        number->low = number->low * 1000 + value;
        number->end = i + 1;
        number->whole = false;
    }
}

// A whole number behind a sign or two, all of it stuck together: what a power is raised to.
static bool exponent_at(const stm_atoms *atoms, size_t i, double *value, size_t *end)
{
    bool negative = false;
    for (int signs = 0;
         signs < 2 && (stm_atoms_dash(atoms, i) || stm_atoms_sign(atoms, i, '+')) && !stm_atoms_at(atoms, i)->spaced; signs++) {
        negative = negative != stm_atoms_dash(atoms, i);
        i++;
    }
    stm_view text = stm_atoms_view(atoms, i);
    const stm_atom *atom = stm_atoms_at(atoms, i);
    if (atom->kind != STM_ATOM_NUMBER || atom->spaced || text.size > 3 || !digits_value(text, false, value))
        return false;
    *value = negative ? -*value : *value;
    *end = i + 1;
    return true;
}

bool stm_digits_times(const stm_atoms *atoms, size_t i)
{
    stm_view text = stm_atoms_view(atoms, i);
    return stm_view_is(text, "x") || stm_view_is(text, "×") || stm_view_is(text, "*");
}

// "1e10", "2.5^3", "1.3x10^6", "2.48×10−5".
static void read_power(const stm_atoms *atoms, stm_number *number)
{
    double base = number->low, power = 0, value = 0;
    size_t i = number->end, end = 0;
    const stm_atom *atom = stm_atoms_at(atoms, i);
    if (atom->kind == STM_ATOM_NUMBER || (atom->spaced && !stm_digits_times(atoms, i)))
        return;
    if (stm_digits_times(atoms, i) && stm_view_is(stm_atoms_view(atoms, i + 1), "10")) {
        size_t from = stm_atoms_sign(atoms, i + 2, '^') ? i + 3 : i + 2;
        if (!exponent_at(atoms, from, &power, &end))
            return;
        value = base * pow(10, power);
    } else if (stm_view_equal_nocase(stm_atoms_view(atoms, i), STM_VIEW("e")) && exponent_at(atoms, i + 1, &power, &end)) {
        value = base * pow(10, power);
    } else if (stm_atoms_sign(atoms, i, '^') && exponent_at(atoms, i + 1, &power, &end)) {
        value = pow(base, power);
    } else {
        return;
    }
    if (!(fabs(value) < VALUE_MOST))
        return;
    number->low = value;
    number->end = end;
    number->whole = false;
}

bool stm_digits_at(const stm_atoms *atoms, size_t i, stm_number *number)
{
    const stm_atom *atom = stm_atoms_at(atoms, i);
    if (atom->kind != STM_ATOM_NUMBER)
        return false;
    stm_view text = stm_atoms_view(atoms, i);
    *number = (stm_number){.begin = i, .end = i + 1, .scale = 1, .digits = true, .whole = all_digits(text)};
    if (!digits_value(text, atoms->lexicon->comma_decimal, &number->low))
        return false;
    read_groups(atoms, number);
    read_power(atoms, number);
    return true;
}

bool stm_digits_slashed(const stm_atoms *atoms, size_t i, double *value, size_t *end)
{
    stm_number one, two;
    if (!stm_atoms_sign(atoms, i + 1, '/') || !stm_digits_at(atoms, i, &one) || !one.whole || one.end != i + 1 ||
        stm_atoms_at(atoms, i + 1)->spaced || stm_atoms_at(atoms, i + 2)->spaced || !stm_digits_at(atoms, i + 2, &two) ||
        !two.whole || two.end != i + 3)
        return false;
    if (two.low <= one.low || two.low > 100 || stm_atoms_sign(atoms, i + 3, '/'))
        return false;
    *value = one.low / two.low;
    *end = i + 3;
    return true;
}
