// Reads numbers by a hand-written grammar over word classes: units, teens, tens, hundreds and scales as in every description of
// English (and German, French) numerals, with digits allowed wherever a word below the next scale is.
#include "annotate/numbers.h"

enum { DIGITS_MOST = 18 }; // digits of a number in figures; longer ones are labels

// Digits with separators.

typedef struct shape {
    int commas, points, quotes; // separators seen
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

// "40 000": groups of three digits with one space between.
static void read_groups(const stm_atoms *atoms, stm_number *number)
{
    stm_view head = stm_atoms_view(atoms, number->begin);
    if (!all_digits(head) || head.size > 3 || head.at[0] == '0')
        return;
    for (size_t i = number->end; i < atoms->natoms && number->low < 1e15; i++) {
        const stm_atom *atom = &atoms->atoms[i];
        stm_view group = stm_atoms_view(atoms, i);
        if (atom->kind != STM_ATOM_NUMBER || group.size != 3 || !all_digits(group) || atoms->atoms[i - 1].span.end + 3 < atom->span.begin)
            return;
        double value = 0;
        digits_value(group, false, &value);
        number->low = number->low * 1000 + value;
        number->end = i + 1;
        number->whole = false;
    }
}

static bool digits_at(const stm_atoms *atoms, size_t i, stm_number *number)
{
    const stm_atom *atom = stm_atoms_at(atoms, i);
    if (atom->kind != STM_ATOM_NUMBER)
        return false;
    stm_view text = stm_atoms_view(atoms, i);
    *number = (stm_number){.begin = i, .end = i + 1, .scale = 1, .digits = true, .whole = all_digits(text)};
    if (!digits_value(text, atoms->lexicon->comma_decimal, &number->low))
        return false;
    read_groups(atoms, number);
    return true;
}

// "1/2", and "2 1/2" where `whole` is a number before it.
static bool slashed_at(const stm_atoms *atoms, size_t i, double *value, size_t *end)
{
    stm_number one, two;
    if (!digits_at(atoms, i, &one) || !one.whole || one.end != i + 1 || !stm_atoms_sign(atoms, i + 1, '/') || stm_atoms_at(atoms, i + 1)->spaced ||
        stm_atoms_at(atoms, i + 2)->spaced || !digits_at(atoms, i + 2, &two) || !two.whole || two.end != i + 3)
        return false;
    if (two.low <= one.low || two.low > 100 || stm_atoms_sign(atoms, i + 3, '/'))
        return false;
    *value = one.low / two.low;
    *end = i + 3;
    return true;
}

// Words.

typedef enum last_word { LAST_NONE, LAST_UNIT, LAST_TEEN, LAST_TEN, LAST_HUNDRED, LAST_SCALE } last_word;

typedef struct words {
    double total, group, least; // least: the smallest scale so far
    last_word last;
    double scale;
} words;

static bool take_small(words *w, const stm_atoms *atoms, size_t i)
{
    const stm_lexeme *lexeme = stm_atoms_at(atoms, i)->lexeme;
    const stm_sense *sense;
    bool fresh = w->last == LAST_NONE || w->last == LAST_HUNDRED || w->last == LAST_SCALE;
    if ((sense = stm_lexeme_sense(lexeme, STM_CLASS_CARDINAL)) != NULL) {
        if (!(fresh || w->last == LAST_TEN) || (sense->value == 0 && w->last != LAST_NONE))
            return false;
        w->last = LAST_UNIT;
    } else if ((sense = stm_lexeme_sense(lexeme, STM_CLASS_TEEN)) != NULL && fresh) {
        w->last = LAST_TEEN;
    } else if ((sense = stm_lexeme_sense(lexeme, STM_CLASS_TEN)) != NULL && fresh) {
        w->last = LAST_TEN;
    } else {
        return false;
    }
    w->group += sense->value;
    return true;
}

static bool take_big(words *w, const stm_atoms *atoms, size_t i)
{
    const stm_lexeme *lexeme = stm_atoms_at(atoms, i)->lexeme;
    const stm_sense *sense;
    if (stm_lexeme_is(lexeme, STM_CLASS_HUNDRED)) {
        if (w->group <= 0 || w->group >= 100)
            return false;
        w->group *= 100;
        w->last = LAST_HUNDRED;
        w->scale = 100;
        return true;
    }
    if ((sense = stm_lexeme_sense(lexeme, STM_CLASS_SCALE)) == NULL && (sense = stm_lexeme_sense(lexeme, STM_CLASS_DOZEN)) == NULL)
        return false;
    if (w->group <= 0 || sense->value >= w->least)
        return false;
    w->total += w->group * sense->value;
    w->group = 0;
    w->least = w->scale = sense->value;
    w->last = LAST_SCALE;
    return true;
}

static size_t behind_hyphen(const stm_atoms *atoms, size_t i) { return stm_atoms_hyphen(atoms, i) ? i + 1 : i; }

static bool small_at(const stm_atoms *atoms, size_t i)
{
    return stm_atoms_is(atoms, i, STM_CLASS_CARDINAL) || stm_atoms_is(atoms, i, STM_CLASS_TEEN) || stm_atoms_is(atoms, i, STM_CLASS_TEN);
}

// "4 thousand 3 hundred": digits inside a number that goes on with a scale.
static bool take_digits(words *w, const stm_atoms *atoms, size_t i)
{
    stm_number number;
    if (w->last < LAST_HUNDRED || !digits_at(atoms, i, &number) || !number.whole || number.end != i + 1 || number.low >= w->least ||
        !(stm_atoms_is(atoms, i + 1, STM_CLASS_HUNDRED) || stm_atoms_is(atoms, i + 1, STM_CLASS_SCALE)))
        return false;
    w->group += number.low;
    w->last = LAST_UNIT;
    return true;
}

// Goes on from atom `i` as far as words fit; the atom behind the last that did.
static size_t take_words(words *w, const stm_atoms *atoms, size_t i)
{
    size_t end = i;
    while (i < atoms->natoms) {
        if (take_small(w, atoms, i) || take_big(w, atoms, i) || take_digits(w, atoms, i))
            end = ++i;
        else if (w->last >= LAST_HUNDRED && stm_atoms_is(atoms, i, STM_CLASS_AND) && small_at(atoms, i + 1))
            i++;
        else if (i == end && end > 0 && stm_atoms_hyphen(atoms, i))
            i++;
        else
            break;
    }
    return end;
}

static bool words_at(const stm_atoms *atoms, size_t i, stm_number *number)
{
    words w = {.least = 1e300, .scale = 1};
    size_t from = i;
    if (stm_atoms_is(atoms, i, STM_CLASS_ARTICLE)) {
        size_t next = behind_hyphen(atoms, i + 1);
        if (!stm_atoms_is(atoms, next, STM_CLASS_HUNDRED) && !stm_atoms_is(atoms, next, STM_CLASS_SCALE) &&
            !stm_atoms_is(atoms, next, STM_CLASS_DOZEN))
            return false;
        w.group = 1;
        w.last = LAST_UNIT;
        from = next;
    } else if (!small_at(atoms, i) && !stm_atoms_is(atoms, i, STM_CLASS_HUNDRED) && !stm_atoms_is(atoms, i, STM_CLASS_SCALE)) {
        return false;
    } else if (!small_at(atoms, i)) {
        w.group = 1; // "hundred thousand"
        w.last = LAST_UNIT;
    }
    size_t end = take_words(&w, atoms, from);
    if (end == from)
        return false;
    *number = (stm_number){.begin = i, .end = end, .low = w.total + w.group, .scale = w.scale};
    return true;
}

// Behind digits: scales and what may follow them.
static void scale_digits(const stm_atoms *atoms, bool money, stm_number *number)
{
    size_t i = behind_hyphen(atoms, number->end);
    const stm_sense *letter = i < atoms->natoms ? stm_lexeme_sense(stm_atoms_at(atoms, i)->lexeme, STM_CLASS_LETTER) : NULL;
    if (letter != NULL) {
        bool stuck = !atoms->atoms[i].spaced;
        bool kilo = letter->value == 1000 || atoms->atoms[i].upper;
        bool noun = letter->value <= 1e9 && stm_atoms_at(atoms, i + 1)->kind == STM_ATOM_WORD && !stm_atoms_is(atoms, i + 1, STM_CLASS_STOP) &&
                    stm_view_ends(stm_atoms_view(atoms, i + 1), STM_VIEW("s"));
        if (stuck && (money || noun || (kilo && letter->value != 1e12))) {
            number->low *= letter->value;
            number->scale = letter->value;
            number->end = i + 1;
        }
        return;
    }
    words w = {.least = 1e300, .group = number->low, .last = LAST_UNIT, .scale = 1};
    if (!take_big(&w, atoms, i))
        return;
    number->end = take_words(&w, atoms, i + 1);
    number->low = w.total + w.group;
    number->scale = w.scale;
    number->whole = false;
}

// "and a half", "and three quarters", "½" behind a number.
static void add_fraction(const stm_atoms *atoms, stm_number *number)
{
    size_t i = number->end;
    const stm_atom *atom = stm_atoms_at(atoms, i);
    double value = 0;
    size_t end = 0;
    const stm_sense *sense;
    if (number->digits && number->end == number->begin + 1 && number->whole && slashed_at(atoms, i, &value, &end)) {
        number->low += value;
        number->end = end;
    } else if (atom->kind == STM_ATOM_SIGN && (sense = stm_lexeme_sense(atom->lexeme, STM_CLASS_FRACTION)) != NULL) {
        number->low += sense->value;
        number->end = i + 1;
    } else if (stm_atoms_is(atoms, i, STM_CLASS_AND)) {
        i++;
        double times = 1;
        const stm_sense *count = stm_lexeme_sense(stm_atoms_at(atoms, i)->lexeme, STM_CLASS_CARDINAL);
        if (count == NULL && !stm_atoms_is(atoms, i, STM_CLASS_ARTICLE))
            return;
        times = count != NULL ? count->value : 1;
        i = behind_hyphen(atoms, i + 1);
        const stm_lexeme *lexeme = stm_atoms_at(atoms, i)->lexeme;
        if ((sense = stm_lexeme_sense(lexeme, STM_CLASS_HALF)) == NULL && (sense = stm_lexeme_sense(lexeme, STM_CLASS_FRACTION)) == NULL)
            return;
        number->low += times * sense->value * number->scale;
        number->end = i + 1;
    } else {
        return;
    }
    number->whole = false;
    words w = {.least = 1e300, .group = number->low, .last = LAST_UNIT, .scale = 1};
    if (number->scale == 1 && take_big(&w, atoms, number->end)) {
        number->end++;
        number->low = w.total + w.group;
        number->scale = w.scale;
    }
}

// Fractions.

static bool plural_fraction(const stm_atoms *atoms, size_t i)
{
    stm_view word = stm_atoms_view(atoms, i);
    return stm_view_ends_nocase(word, STM_VIEW("s"));
}

static bool fraction_may_end(const stm_atoms *atoms, size_t i)
{
    const stm_atom *atom = stm_atoms_at(atoms, i);
    return atom->kind != STM_ATOM_WORD || stm_atoms_is(atoms, i, STM_CLASS_OF) || stm_atoms_is(atoms, i, STM_CLASS_STOP);
}

// "two thirds" where `number` is the "two".
static void make_fraction(const stm_atoms *atoms, stm_number *number)
{
    size_t i = behind_hyphen(atoms, number->end);
    const stm_lexeme *lexeme = stm_atoms_at(atoms, i)->lexeme;
    const stm_sense *sense = stm_lexeme_sense(lexeme, STM_CLASS_FRACTION);
    if (sense == NULL)
        sense = stm_lexeme_sense(lexeme, STM_CLASS_HALF);
    if (sense == NULL || atoms->atoms[i].kind != STM_ATOM_WORD || plural_fraction(atoms, i) != (number->low != 1))
        return;
    if (number->low == 1 && !fraction_may_end(atoms, i + 1) && stm_lexeme_is(lexeme, STM_CLASS_ORDINAL))
        return;
    number->low *= sense->value;
    number->end = i + 1;
    number->form = STM_NUMBER_FRACTION;
}

// "half a million", "half an hour", "half of", "a quarter million".
static bool half_at(const stm_atoms *atoms, size_t i, stm_number *number)
{
    size_t from = i;
    if (stm_atoms_is(atoms, i, STM_CLASS_ARTICLE))
        i = behind_hyphen(atoms, i + 1);
    const stm_lexeme *lexeme = stm_atoms_at(atoms, i)->lexeme;
    const stm_sense *sense = stm_lexeme_sense(lexeme, STM_CLASS_HALF);
    if (sense == NULL && stm_atoms_at(atoms, i)->kind == STM_ATOM_WORD && !plural_fraction(atoms, i))
        sense = stm_lexeme_sense(lexeme, STM_CLASS_FRACTION);
    if (sense == NULL)
        return false;
    bool half = sense->class == STM_CLASS_HALF;
    *number = (stm_number){.begin = from, .end = i + 1, .low = sense->value, .scale = 1, .form = STM_NUMBER_FRACTION};
    size_t next = behind_hyphen(atoms, i + 1);
    if (half && stm_atoms_is(atoms, next, STM_CLASS_ARTICLE))
        next = behind_hyphen(atoms, next + 1);
    else if (stm_atoms_is(atoms, next, STM_CLASS_OF) && stm_atoms_is(atoms, next + 1, STM_CLASS_ARTICLE))
        next = next + 2;
    const stm_lexeme *after = stm_atoms_at(atoms, next)->lexeme;
    const stm_sense *scale = stm_lexeme_sense(after, STM_CLASS_SCALE);
    if (scale == NULL)
        scale = stm_lexeme_sense(after, STM_CLASS_DOZEN);
    if (scale != NULL) {
        *number = (stm_number){.begin = from, .end = next + 1, .low = sense->value * scale->value, .scale = scale->value};
        return true;
    }
    if (half && (stm_lexeme_is(after, STM_CLASS_DURATION) || stm_lexeme_is(after, STM_CLASS_MEASURE))) {
        number->end = next;
        return true;
    }
    if (!stm_lexeme_is(lexeme, STM_CLASS_ORDINAL) && half)
        return fraction_may_end(atoms, i + 1);
    return from < i && fraction_may_end(atoms, i + 1);
}

static bool ordinal_at(const stm_atoms *atoms, size_t i, stm_number *number)
{
    const stm_sense *sense = stm_lexeme_sense(stm_atoms_at(atoms, i)->lexeme, STM_CLASS_ORDINAL);
    if (sense == NULL)
        return false;
    *number = (stm_number){.begin = i, .end = i + 1, .low = sense->value, .scale = 1, .form = STM_NUMBER_ORDINAL};
    return true;
}

// "twenty-first", "one hundred and fifth", "26th".
static void make_ordinal(const stm_atoms *atoms, stm_number *number)
{
    size_t i = behind_hyphen(atoms, number->end);
    const stm_atom *atom = stm_atoms_at(atoms, i);
    if (number->digits && i == number->end && !atom->spaced && stm_lexeme_is(atom->lexeme, STM_CLASS_SUFFIX)) {
        number->end = i + 1;
        number->form = STM_NUMBER_ORDINAL;
        return;
    }
    if (stm_atoms_is(atoms, i, STM_CLASS_AND))
        i++;
    const stm_sense *sense = stm_lexeme_sense(stm_atoms_at(atoms, i)->lexeme, STM_CLASS_ORDINAL);
    if (number->digits || sense == NULL)
        return;
    bool ten = stm_atoms_is(atoms, number->end - 1, STM_CLASS_TEN) && sense->value < 10 && i != number->end + 1 - (size_t)stm_atoms_is(atoms, number->end, STM_CLASS_AND);
    bool more = number->scale >= 100 && sense->value < number->scale;
    ten = stm_atoms_is(atoms, number->end - 1, STM_CLASS_TEN) && sense->value < 10;
    if (!ten && !more)
        return;
    number->low += sense->value;
    number->end = i + 1;
    number->form = STM_NUMBER_ORDINAL;
}

// "dozens", "tens of thousands", "several hundred".
static bool vague_at(const stm_atoms *atoms, size_t i, stm_number *number)
{
    const stm_sense *sense = stm_lexeme_sense(stm_atoms_at(atoms, i)->lexeme, STM_CLASS_VAGUE);
    size_t end = i + 1;
    double times = 1;
    if (stm_atoms_is(atoms, i, STM_CLASS_TENS) || stm_atoms_is(atoms, i, STM_CLASS_VAGUE)) {
        if (stm_atoms_is(atoms, i + 1, STM_CLASS_OF) && stm_atoms_is(atoms, i + 2, STM_CLASS_VAGUE)) {
            times = sense != NULL ? sense->value : 10;
            sense = stm_lexeme_sense(stm_atoms_at(atoms, i + 2)->lexeme, STM_CLASS_VAGUE);
            end = i + 3;
        }
    } else if (stm_atoms_phrase(atoms, i, STM_CLASS_SEVERAL, &end) != NULL) {
        sense = stm_lexeme_sense(stm_atoms_at(atoms, end)->lexeme, STM_CLASS_SCALE);
        if (sense == NULL && stm_atoms_is(atoms, end, STM_CLASS_HUNDRED))
            sense = stm_lexeme_sense(stm_atoms_at(atoms, end)->lexeme, STM_CLASS_HUNDRED);
        if (sense == NULL)
            return false;
        *number = (stm_number){.begin = i, .end = end + 1, .low = 2 * sense->value, .high = 10 * sense->value, .scale = 1, .form = STM_NUMBER_VAGUE};
        return true;
    }
    double most = 0;
    if (sense == NULL || !stm_decimal_read(sense->text, &most))
        return false;
    *number = (stm_number){.begin = i, .end = end, .low = times * sense->value, .high = times * most, .scale = 1, .form = STM_NUMBER_VAGUE};
    return true;
}

// "one in five", "9 out of 10".
static void make_share(const stm_atoms *atoms, stm_number *number)
{
    size_t end = 0;
    stm_number of;
    if (number->form != STM_NUMBER_CARDINAL || stm_atoms_phrase(atoms, number->end, STM_CLASS_IN, &end) == NULL ||
        (!digits_at(atoms, end, &of) && !words_at(atoms, end, &of)))
        return;
    bool plain = end == number->end + 1; // "in", not "out of"
    bool round = of.low == 10 || of.low == 100 || of.low == 1000 || of.low == 10000;
    if (of.low <= number->low || of.low > 1e6 || (plain && number->low != 1 && !round) || stm_atoms_is(atoms, of.end, STM_CLASS_DURATION) ||
        (plain && of.low > 1000 && of.whole))
        return;
    number->low /= of.low;
    number->end = of.end;
    number->form = STM_NUMBER_FRACTION;
}

static bool positive_at(const stm_atoms *atoms, size_t i, bool money, stm_number *number)
{
    double value = 0;
    size_t end = 0;
    const stm_atom *atom = stm_atoms_at(atoms, i);
    if (slashed_at(atoms, i, &value, &end)) {
        *number = (stm_number){.begin = i, .end = end, .low = value, .scale = 1, .form = STM_NUMBER_FRACTION, .digits = true};
        scale_digits(atoms, money, number);
        return true;
    }
    if (atom->kind == STM_ATOM_SIGN && stm_lexeme_is(atom->lexeme, STM_CLASS_FRACTION)) {
        *number = (stm_number){.begin = i, .end = i + 1, .low = stm_lexeme_sense(atom->lexeme, STM_CLASS_FRACTION)->value, .scale = 1, .form = STM_NUMBER_FRACTION};
        return true;
    }
    if (digits_at(atoms, i, number))
        scale_digits(atoms, money, number);
    else if (atom->lexeme == NULL)
        return false;
    else if (half_at(atoms, i, number) || vague_at(atoms, i, number) || ordinal_at(atoms, i, number))
        return true;
    else if (!words_at(atoms, i, number))
        return false;
    add_fraction(atoms, number);
    make_fraction(atoms, number);
    if (number->form == STM_NUMBER_CARDINAL)
        make_ordinal(atoms, number);
    make_share(atoms, number);
    return true;
}

bool stm_number_at(const stm_atoms *atoms, size_t i, bool money, stm_number *number)
{
    const stm_atom *atom = stm_atoms_at(atoms, i);
    bool minus = stm_lexeme_is(atom->lexeme, STM_CLASS_MINUS);
    if (!minus && stm_atoms_dash(atoms, i) && atom->spaced) {
        const stm_atom *next = stm_atoms_at(atoms, i + 1);
        minus = next->kind == STM_ATOM_NUMBER && !next->spaced;
    }
    if (!positive_at(atoms, minus ? i + 1 : i, money, number))
        return false;
    if (minus) {
        number->begin = i;
        number->low = -number->low;
    }
    if (number->form != STM_NUMBER_VAGUE)
        number->high = number->low;
    return true;
}
