// Reads numbers by a hand-written grammar over word classes: units, teens, tens, hundreds and scales as in every description of
// English (and German, French) numerals, with digits allowed wherever a word below the next scale is.
#include "annotate/numbers.h"

#include <math.h>

#include "annotate/digits.h"
#include "annotate/fractions.h"

enum { SEVERAL_MOST = 10 }; // how many hundreds "several hundred" are at most

// Words.

typedef enum last_word { LAST_NONE, LAST_UNIT, LAST_TEEN, LAST_TEN, LAST_HUNDRED, LAST_SCALE } last_word;

typedef struct words {
    double total, group, least; // least: the smallest scale so far
    last_word last;
    double scale;
    bool digits; // began with digits
    bool about;  // "une dizaine"
} words;

// Units, teens and tens; the longest phrase wins ("quatre-vingt-dix").
static bool take_small(words *w, const stm_atoms *atoms, size_t i, size_t *end)
{
    const stm_lexeme *lexeme = stm_atoms_at(atoms, i)->lexeme;
    bool fresh = w->last == LAST_NONE || w->last == LAST_HUNDRED || w->last == LAST_SCALE;
    size_t one = i, two = i;
    const stm_sense *sense = fresh ? stm_atoms_phrase(atoms, i, STM_CLASS_TEEN, &one) : NULL;
    const stm_sense *ten = fresh ? stm_atoms_phrase(atoms, i, STM_CLASS_TEN, &two) : NULL;
    const stm_sense *unit = stm_lexeme_sense(lexeme, STM_CLASS_CARDINAL);
    if (sense != NULL && one >= two) {
        w->last = LAST_TEEN;
        *end = one;
    } else if ((sense = ten) != NULL) {
        w->last = LAST_TEN;
        *end = two;
    } else if ((sense = unit) != NULL) {
        if (!(fresh || w->last == LAST_TEN) || (sense->value == 0 && w->last != LAST_NONE))
            return false;
        w->last = LAST_UNIT;
        *end = i + 1;
    } else {
        return false;
    }
    w->group += sense->value;
    return true;
}

// The part of a group behind its hundreds is what a dozen multiplies: "three hundred and two dozen".
static void take_dozens(words *w, double dozen)
{
    double hundreds = w->group - (w->last == LAST_HUNDRED ? 0 : fmod(w->group, 100));
    w->total += hundreds + (w->group - hundreds) * dozen;
}

static bool take_big(words *w, const stm_atoms *atoms, size_t i)
{
    const stm_lexeme *lexeme = stm_atoms_at(atoms, i)->lexeme;
    const stm_sense *sense;
    if (stm_lexeme_is(lexeme, STM_CLASS_HUNDRED)) {
        if (w->group <= 0 || w->group >= 1000 || w->last == LAST_HUNDRED)
            return false;
        w->group *= 100;
        w->last = LAST_HUNDRED;
        w->scale = 100;
        return true;
    }
    if ((sense = stm_fractions_scale(atoms, i)) == NULL)
        return false;
    bool dozen = sense->class == STM_CLASS_DOZEN;
    if (stm_view_is(sense->text, "of") && !stm_atoms_is(atoms, i + 1, STM_CLASS_OF))
        return false; // "a score of men", but "a score from the judges"
    w->about = dozen && stm_view_is(sense->text, "~");
    if (w->last == LAST_SCALE && w->group == 0 && sense->value > w->least && !dozen) { // "lakh crore", "thousand million"
        w->total *= sense->value;
        w->scale *= sense->value;
        w->least = sense->value;
        return true;
    }
    if (w->group <= 0 || sense->value >= w->least)
        return false;
    if (dozen)
        take_dozens(w, sense->value);
    else
        w->total += w->group * sense->value;
    w->group = 0;
    w->least = w->scale = sense->value;
    w->last = LAST_SCALE;
    return true;
}

static bool small_at(const stm_atoms *atoms, size_t i)
{
    return stm_atoms_is(atoms, i, STM_CLASS_CARDINAL) || stm_atoms_is(atoms, i, STM_CLASS_TEEN) ||
           stm_atoms_is(atoms, i, STM_CLASS_TEN);
}

// "4 thousand 3 hundred and 21": digits inside a number that goes on with a scale, or behind the "and" of hundreds.
static bool take_digits(words *w, const stm_atoms *atoms, size_t i)
{
    stm_number number;
    bool behind_and = i > 0 && w->last == LAST_HUNDRED && stm_atoms_is(atoms, i - 1, STM_CLASS_AND);
    if (w->last < LAST_HUNDRED || !stm_digits_at(atoms, i, &number) || !number.whole || number.end != i + 1 ||
        number.low >= w->least ||
        !(stm_atoms_is(atoms, i + 1, STM_CLASS_HUNDRED) || stm_atoms_is(atoms, i + 1, STM_CLASS_SCALE) ||
          (behind_and && number.low < 100)))
        return false;
    w->group += number.low;
    w->last = LAST_UNIT;
    return true;
}

// An "and" within a number: "one hundred and five", but "one hundred and three quarters".
static bool goes_on_with_and(const words *w, const stm_atoms *atoms, size_t i)
{
    double value = 0;
    size_t end = 0;
    if (w->last < LAST_HUNDRED || !stm_atoms_is(atoms, i, STM_CLASS_AND))
        return false;
    bool digits = w->digits && w->last == LAST_HUNDRED && stm_atoms_at(atoms, i + 1)->kind == STM_ATOM_NUMBER &&
                  !stm_atoms_is(atoms, i + 2, STM_CLASS_HUNDRED) && stm_atoms_view(atoms, i + 1).at[0] != '0';
    return (small_at(atoms, i + 1) || digits) && (!stm_fractions_at(atoms, i + 1, &value, &end) || value >= 1);
}

// "fifty - two", as texts cut into words write it.
static bool loose_hyphen(const words *w, const stm_atoms *atoms, size_t i)
{
    return w->last == LAST_TEN && stm_atoms_dash(atoms, i) && stm_atoms_is(atoms, i + 1, STM_CLASS_CARDINAL) &&
           stm_atoms_at(atoms, i)->spaced && stm_atoms_at(atoms, i + 1)->spaced;
}

// Goes on from atom `i` as far as words fit; the atom behind the last that did.
static size_t take_words(words *w, const stm_atoms *atoms, size_t i)
{
    size_t end = i;
    while (i < atoms->natoms) {
        size_t behind = i + 1;
        if (take_small(w, atoms, i, &behind) || take_big(w, atoms, i) || take_digits(w, atoms, i))
            end = i = behind;
        else if (goes_on_with_and(w, atoms, i) || loose_hyphen(w, atoms, i) ||
                 (i == end && end > 0 && stm_atoms_hyphen(atoms, i)))
            i++;
        else
            break;
    }
    return end;
}

// The digits of "point seven five" or "point seventy-five", added to the number; the atom behind them.
static size_t take_decimals(words *w, const stm_atoms *atoms, size_t i)
{
    double below = 1;
    size_t end = i;
    if (!stm_atoms_is(atoms, i, STM_CLASS_POINT) || !small_at(atoms, i + 1) || w->last == LAST_SCALE)
        return i;
    for (size_t k = i + 1; small_at(atoms, k) && below < 1e9; k = stm_numbers_tied(atoms, k + 1)) {
        const stm_lexeme *lexeme = stm_atoms_at(atoms, k)->lexeme;
        const stm_sense *digit = stm_lexeme_sense(lexeme, STM_CLASS_CARDINAL), *ten = stm_lexeme_sense(lexeme, STM_CLASS_TEN);
        const stm_sense *more =
            ten != NULL ? stm_lexeme_sense(stm_atoms_at(atoms, stm_numbers_tied(atoms, k + 1))->lexeme, STM_CLASS_CARDINAL)
                        : NULL;
        below *= digit != NULL || more != NULL ? 10 : 100;
        double value = digit != NULL ? digit->value
                       : ten != NULL ? ten->value / (more != NULL ? 10 : 1)
                                     : stm_lexeme_sense(lexeme, STM_CLASS_TEEN)->value;
        w->group += value / below;
        end = k + 1;
    }
    w->last = LAST_UNIT;
    return end;
}

// A scale that may begin a number: "thousand", but not "mill".
static bool long_scale(const stm_atoms *atoms, size_t i)
{
    const stm_sense *sense = stm_lexeme_sense(stm_atoms_at(atoms, i)->lexeme, STM_CLASS_SCALE);
    return sense != NULL && sense->text.size == 0;
}

static bool words_at(const stm_atoms *atoms, size_t i, stm_number *number)
{
    words w = {.least = 1e300, .scale = 1};
    size_t from = i;
    if (stm_atoms_is(atoms, i, STM_CLASS_ARTICLE)) {
        size_t next = stm_numbers_tied(atoms, i + 1);
        if (!stm_atoms_is(atoms, next, STM_CLASS_HUNDRED) && !stm_atoms_is(atoms, next, STM_CLASS_SCALE) &&
            !stm_atoms_is(atoms, next, STM_CLASS_DOZEN))
            return false;
        w.group = 1;
        w.last = LAST_UNIT;
        from = next;
    } else if (!small_at(atoms, i) && !stm_atoms_is(atoms, i, STM_CLASS_HUNDRED) && !long_scale(atoms, i)) {
        return false;
    } else if (!small_at(atoms, i)) {
        w.group = 1; // "hundred thousand"
        w.last = LAST_UNIT;
    }
    size_t end = take_words(&w, atoms, from), point = end;
    if (end == from)
        return false;
    if (!stm_atoms_is(atoms, i, STM_CLASS_ARTICLE) && (end = take_decimals(&w, atoms, point)) > point)
        end = take_words(&w, atoms, end);
    *number = (stm_number){.begin = i, .end = end, .low = w.total + w.group, .scale = w.scale, .about = w.about};
    return true;
}

// "12G", "2.5 T", but the networks "5G" and "4G": the letter has other senses, so that it stands in upper case, behind two digits.
static bool large_fits(const stm_atoms *atoms, size_t i, const stm_number *number, bool closed)
{
    return stm_atoms_at(atoms, i)->upper && closed && (!number->whole || number->low >= 10);
}

// May the letter at atom `i` be a scale: "$5m", "10K", "1.2b", "5m viewers", "8 B people".
static bool letter_fits(const stm_atoms *atoms, size_t i, bool money, const stm_number *number, const stm_sense *scale)
{
    double value = scale->value;
    const stm_atom *letter = &atoms->atoms[i], *next = stm_atoms_at(atoms, i + 1);
    size_t k = i + 1;
    if (next->kind == STM_ATOM_SIGN && !next->spaced)
        stm_atoms_phrase(atoms, k, STM_CLASS_AFTER, &k); // "4m+ users"
    bool noun = stm_atoms_at(atoms, k)->kind == STM_ATOM_WORD && !stm_atoms_is(atoms, k, STM_CLASS_STOP) &&
                (stm_view_ends(stm_atoms_view(atoms, k), STM_VIEW("s")) || stm_atoms_is(atoms, k, STM_CLASS_PLURAL));
    if (!money && scale->text.size > 0)
        return large_fits(atoms, i, number, noun || next->kind == STM_ATOM_SIGN || stm_atoms_is(atoms, k, STM_CLASS_STOP));
    if (money && stm_view_is(scale->text, "plain"))
        return false;
    if (letter->spaced)
        return money ? letter->upper : (value == 1000 || letter->upper) && (noun || next->kind == STM_ATOM_SIGN);
    bool described = next->kind == STM_ATOM_WORD && !stm_atoms_is(atoms, k, STM_CLASS_STOP);
    bool picture = number->low == 4 || number->low == 8; // "in native 4K"
    if (!money && value == 1000 && letter->upper && number->low < 10 && (described || picture))
        return noun; // "4K screen", "a 5K run"
    return money || noun || value == 1000 || letter->upper || (value == 1e9 && !number->whole);
}

// Over the full stop of a short scale that goes on: "450 Mio. Euro".
static size_t over_point(const stm_atoms *atoms, size_t i)
{
    const stm_sense *scale = stm_lexeme_sense(stm_atoms_at(atoms, i - 1)->lexeme, STM_CLASS_SCALE);
    bool goes_on = i + 1 < atoms->natoms &&
                   (atoms->atoms[i + 1].kind == STM_ATOM_WORD || stm_atoms_is(atoms, i + 1, STM_CLASS_MONEY)) &&
                   atoms->atoms[i + 1].sentence == atoms->atoms[i].sentence;
    return scale != NULL && scale->text.size > 0 && stm_atoms_sign(atoms, i, '.') && !stm_atoms_at(atoms, i)->spaced && goes_on
               ? i + 1
               : i;
}

// Behind digits: scales and what may follow them.
static void scale_digits(const stm_atoms *atoms, bool money, stm_number *number)
{
    size_t i = stm_numbers_tied(atoms, number->end);
    const stm_sense *letter =
        i < atoms->natoms && i == number->end ? stm_lexeme_sense(stm_atoms_at(atoms, i)->lexeme, STM_CLASS_LETTER) : NULL;
    if (letter != NULL) {
        if (letter_fits(atoms, i, money, number, letter)) {
            number->low *= letter->value;
            number->scale = letter->value;
            number->end = i + 1;
            number->whole = false;
        }
        return;
    }
    words w = {.least = 1e300, .group = number->low, .last = LAST_UNIT, .scale = 1, .digits = true};
    if (!take_big(&w, atoms, i))
        return;
    number->end = over_point(atoms, take_words(&w, atoms, i + 1));
    number->low = w.total + w.group;
    number->scale = w.scale;
    number->whole = false;
}

static bool ordinal_at(const stm_atoms *atoms, size_t i, stm_number *number)
{
    const stm_sense *sense = stm_lexeme_sense(stm_atoms_at(atoms, i)->lexeme, STM_CLASS_ORDINAL);
    if (sense == NULL)
        return false;
    *number = (stm_number){.begin = i, .end = i + 1, .low = sense->value, .scale = 1, .form = STM_NUMBER_ORDINAL};
    return true;
}

// "1st", "22nd", but "12st" is a weight: a suffix with a value follows that last digit.
static bool suffix_fits(const stm_lexeme *lexeme, double number)
{
    const stm_sense *suffix = stm_lexeme_sense(lexeme, STM_CLASS_SUFFIX);
    double teen = fmod(number, 100);
    return suffix != NULL &&
           (suffix->value <= 0 || (fmod(number, 10) == suffix->value && !(teen > 10 && teen < 20)));
}

// "42. Minute": a full stop behind the digits, with a noun behind it in the same sentence.
static bool ordinal_point(const stm_atoms *atoms, const stm_number *number)
{
    size_t i = number->end;
    const stm_atom *noun = stm_atoms_at(atoms, i + 1);
    return atoms->lexicon->ordinal_point && number->whole && stm_atoms_sign(atoms, i, '.') && !stm_atoms_at(atoms, i)->spaced &&
           noun->kind == STM_ATOM_WORD && noun->spaced && noun->sentence == stm_atoms_at(atoms, number->begin)->sentence &&
           !stm_atoms_is(atoms, i + 1, STM_CLASS_STOP);
}

// "twenty-first", "one hundred and fifth", "two hundredth", "26th".
static void make_ordinal(const stm_atoms *atoms, stm_number *number)
{
    size_t i = stm_numbers_tied(atoms, number->end);
    const stm_atom *atom = stm_atoms_at(atoms, i);
    if (number->digits && i == number->end && !atom->spaced && suffix_fits(atom->lexeme, number->low)) {
        number->end = i + 1;
        number->form = STM_NUMBER_ORDINAL;
        return;
    }
    if (number->digits && ordinal_point(atoms, number)) {
        number->end++;
        number->form = STM_NUMBER_ORDINAL;
        return;
    }
    bool and = stm_atoms_is(atoms, i, STM_CLASS_AND);
    i += and;
    const stm_sense *sense = stm_lexeme_sense(stm_atoms_at(atoms, i)->lexeme, STM_CLASS_ORDINAL);
    if (number->digits || sense == NULL)
        return;
    bool ten = stm_atoms_is(atoms, number->end - 1, STM_CLASS_TEN) && sense->value < 10 && !and;
    bool more = number->scale >= 100 && sense->value < number->scale;
    bool times = sense->value >= 100 && number->low > 1 && !and&&!more;
    if (times && stm_fractions_is_part(sense->value) && !(number->begin > 0 && stm_atoms_is(atoms, number->begin - 1, STM_CLASS_DETERMINER)))
        return; // "three millionth" of something, "the three millionth visitor"
    if (!ten && !more && !times)
        return;
    number->low = times ? number->low * sense->value : number->low + sense->value;
    number->end = i + 1;
    number->form = STM_NUMBER_ORDINAL;
}

// "several hundred", "a few dozen", "a couple of thousand"; but "some hundred" is about one.
static bool several_at(const stm_atoms *atoms, size_t i, stm_number *number)
{
    size_t end = i;
    const stm_sense *several = stm_atoms_phrase(atoms, i, STM_CLASS_SEVERAL, &end);
    if (several == NULL || stm_atoms_is(atoms, i, STM_CLASS_BEFORE))
        return false;
    const stm_sense *scale = stm_fractions_scale(atoms, end);
    if (scale == NULL)
        scale = stm_lexeme_sense(stm_atoms_at(atoms, end)->lexeme, STM_CLASS_HUNDRED);
    if (scale == NULL)
        return false;
    double most = several->value > 0 ? several->value + 1 : SEVERAL_MOST, one = scale->value;
    const stm_sense *more = stm_lexeme_sense(stm_atoms_at(atoms, ++end)->lexeme, STM_CLASS_SCALE); // "several hundred thousand"
    if (more != NULL && more->value > one) {
        one *= more->value;
        end++;
    }
    *number =
        (stm_number){.begin = i, .end = end, .low = 2 * one, .high = most * one, .scale = 1, .form = STM_NUMBER_VAGUE};
    return true;
}

// "dozens", "tens of thousands", "a handful".
static bool vague_at(const stm_atoms *atoms, size_t i, stm_number *number)
{
    size_t end = i + 1;
    const stm_sense *sense = stm_atoms_phrase(atoms, i, STM_CLASS_VAGUE, &end);
    double times = 1, most = 0;
    if ((stm_atoms_is(atoms, i, STM_CLASS_TENS) || stm_atoms_is(atoms, i, STM_CLASS_VAGUE)) &&
        stm_atoms_is(atoms, i + 1, STM_CLASS_OF) && stm_atoms_is(atoms, i + 2, STM_CLASS_VAGUE)) {
        times = sense != NULL ? sense->value : 10;
        sense = stm_lexeme_sense(stm_atoms_at(atoms, i + 2)->lexeme, STM_CLASS_VAGUE);
        end = i + 3;
    }
    bool score = sense != NULL && sense->value == 20 && !stm_atoms_is(atoms, i + 1, STM_CLASS_OF); // "he scores"
    if (sense == NULL || score || !stm_decimal_read(sense->text, &most))
        return false;
    *number = (stm_number){
        .begin = i, .end = end, .low = times * sense->value, .high = times * most, .scale = 1, .form = STM_NUMBER_VAGUE};
    return true;
}

bool stm_number_plain(const stm_atoms *atoms, size_t i, stm_number *number)
{
    return stm_digits_at(atoms, i, number) || words_at(atoms, i, number);
}

// "un habitant sur dix": the noun stands within, where the language says so.
static void make_share_of_noun(const stm_atoms *atoms, stm_number *number)
{
    stm_number of;
    size_t noun = number->end;
    const stm_sense *in = stm_lexeme_sense(stm_atoms_at(atoms, noun + 1)->lexeme, STM_CLASS_IN);
    if (in == NULL || in->value <= 0 || stm_atoms_at(atoms, noun)->kind != STM_ATOM_WORD ||
        stm_atoms_is(atoms, noun, STM_CLASS_STOP) || !stm_number_plain(atoms, noun + 2, &of) || of.low <= number->low)
        return;
    bool word = stm_atoms_at(atoms, of.end)->kind == STM_ATOM_WORD && !stm_atoms_is(atoms, of.end, STM_CLASS_STOP);
    if (word && stm_view_ends(stm_atoms_view(atoms, of.end), STM_VIEW("s")))
        return; // "un livre sur deux guerres"
    number->low /= of.low;
    number->noun = noun;
    number->end = of.end;
    number->form = STM_NUMBER_FRACTION;
}

// "one in five", "four-in-ten", "9 out of 10".
static void make_share(const stm_atoms *atoms, stm_number *number)
{
    size_t in = stm_numbers_tied(atoms, number->end), end = 0;
    stm_number of;
    if (number->form == STM_NUMBER_CARDINAL && !number->about)
        make_share_of_noun(atoms, number);
    if (number->form != STM_NUMBER_CARDINAL || stm_atoms_phrase(atoms, in, STM_CLASS_IN, &end) == NULL ||
        !stm_number_plain(atoms, stm_numbers_tied(atoms, end), &of))
        return;
    bool plain = end == in + 1; // "in", not "out of"
    bool said = number->low > 1 && !number->digits && !of.digits && of.low <= 10 && stm_fractions_may_end(atoms, of.end); // "two in five said no"
    bool round = of.low == 10 || of.low == 100 || of.low == 1000 || of.low == 10000;
    if (of.low <= number->low || of.low > 1e6 ||
        (plain && number->low != 1 && !round && !said && !stm_atoms_is(atoms, of.end, STM_CLASS_GROUP)) ||
        stm_atoms_is(atoms, of.end, STM_CLASS_DURATION) || (plain && of.low > 1000 && of.whole))
        return;
    number->low /= of.low;
    number->end = of.end;
    number->form = STM_NUMBER_FRACTION;
}

// "une femme sur trois".
static bool one_of_noun_at(const stm_atoms *atoms, size_t i, stm_number *number)
{
    const stm_sense *in = stm_lexeme_sense(stm_atoms_at(atoms, i + 1)->lexeme, STM_CLASS_IN);
    bool bare = in != NULL && in->value > 0;
    if (!stm_atoms_is(atoms, i, STM_CLASS_ARTICLE) || (!bare && !stm_atoms_is(atoms, i + 2, STM_CLASS_IN)))
        return false;
    *number = (stm_number){.begin = i, .end = i + 1, .low = 1, .scale = 1};
    if (stm_atoms_is(atoms, i + 2, STM_CLASS_IN))
        make_share_of_noun(atoms, number);
    else
        make_share(atoms, number); // "un sur cinq"
    return number->form == STM_NUMBER_FRACTION;
}

// "a twenty-first", "one one hundred fifth": an ordinal behind a bare one is what a whole is parted into.
static bool parted_at(const stm_atoms *atoms, size_t i, stm_number *number)
{
    stm_number below;
    const stm_sense *one = stm_lexeme_sense(stm_atoms_at(atoms, i)->lexeme, STM_CLASS_CARDINAL);
    if (one == NULL || one->value != 1 || stm_atoms_is(atoms, i + 1, STM_CLASS_HUNDRED) || !words_at(atoms, i + 1, &below))
        return false;
    make_ordinal(atoms, &below);
    if (below.form != STM_NUMBER_ORDINAL || stm_atoms_at(atoms, below.end)->kind == STM_ATOM_WORD)
        return false;
    *number = (stm_number){.begin = i, .end = below.end, .low = 1 / below.low, .scale = 1, .form = STM_NUMBER_FRACTION};
    return true;
}

// Could a number begin with the word: asked of every word of a text.
static bool may_begin(const stm_lexeme *lexeme)
{
#define BIT(class, word) ((class) >> 6 == (word) ? UINT64_C(1) << ((class) & 63) : 0)
#define BITS(word)                                                                                                               \
    (BIT(STM_CLASS_CARDINAL, word) | BIT(STM_CLASS_TEEN, word) | BIT(STM_CLASS_TEN, word) | BIT(STM_CLASS_HUNDRED, word) |       \
     BIT(STM_CLASS_SCALE, word) | BIT(STM_CLASS_ARTICLE, word) | BIT(STM_CLASS_ORDINAL, word) | BIT(STM_CLASS_HALF, word) |      \
     BIT(STM_CLASS_FRACTION, word) | BIT(STM_CLASS_VAGUE, word) | BIT(STM_CLASS_TENS, word) | BIT(STM_CLASS_SEVERAL, word))
    static const uint64_t first[STM_CLASS_WORDS] = {BITS(0), BITS(1)};
    for (size_t i = 0; i < STM_CLASS_WORDS; i++)
        if ((lexeme->reach[i] & first[i]) != 0)
            return true;
    return false;
#undef BITS
#undef BIT
}

static bool positive_at(const stm_atoms *atoms, size_t i, bool money, stm_number *number)
{
    double value = 0;
    size_t end = 0;
    const stm_atom *atom = stm_atoms_at(atoms, i);
    if (atom->kind != STM_ATOM_NUMBER && !may_begin(atom->lexeme))
        return false;
    if (stm_digits_slashed(atoms, i, &value, &end)) {
        *number = (stm_number){.begin = i, .end = end, .low = value, .scale = 1, .form = STM_NUMBER_FRACTION, .digits = true};
        scale_digits(atoms, money, number);
        return true;
    }
    if (stm_digits_at(atoms, i, number))
        scale_digits(atoms, money, number);
    else if (!stm_lexeme_known(atom->lexeme))
        return false;
    else if (one_of_noun_at(atoms, i, number))
        return true;
    else if (parted_at(atoms, i, number) || stm_fractions_half(atoms, i, number) || several_at(atoms, i, number) ||
             vague_at(atoms, i, number) ||
             ordinal_at(atoms, i, number))
        return true;
    else if (!words_at(atoms, i, number))
        return false;
    size_t plain = number->end;
    stm_fractions_add(atoms, number);
    if (number->digits && number->end > plain && number->scale <= 1)
        scale_digits(atoms, money, number); // "1 1/2 million"
    stm_fractions_make(atoms, number);
    if (number->form == STM_NUMBER_CARDINAL)
        make_ordinal(atoms, number);
    make_share(atoms, number);
    return true;
}

// A sign of a bracket, comparison or currency before a minus: "(-5", "<-30", "$-99".
static bool opens(const stm_atoms *atoms, size_t i)
{
    const stm_atom *before = i > 0 ? &atoms->atoms[i - 1] : NULL;
    if (before == NULL || before->kind != STM_ATOM_SIGN)
        return false;
    return stm_lexeme_is(before->lexeme, STM_CLASS_MONEY) || stm_atoms_sign(atoms, i - 1, '(') ||
           stm_atoms_sign(atoms, i - 1, '<') || stm_atoms_sign(atoms, i - 1, '>') || stm_atoms_sign(atoms, i - 1, '=');
}

// The "moins" of "au moins" and of "moins d'un quart": a word of a bound.
static bool ends_bound(const stm_atoms *atoms, size_t i)
{
    size_t end = i;
    if (atoms->lexicon->elided && stm_atoms_is(atoms, i + 1, STM_CLASS_ARTICLE))
        return true;
    return i > 0 && stm_atoms_phrase(atoms, i - 1, STM_CLASS_BEFORE, &end) != NULL && end == i + 1;
}

bool stm_number_at(const stm_atoms *atoms, size_t i, bool money, stm_number *number)
{
    const stm_atom *atom = stm_atoms_at(atoms, i);
    if (atom->kind == STM_ATOM_WORD && !stm_lexeme_known(atom->lexeme))
        return false;
    bool minus = stm_lexeme_is(atom->lexeme, STM_CLASS_MINUS) && !ends_bound(atoms, i);
    if (!minus && atom->kind == STM_ATOM_SIGN && stm_atoms_dash(atoms, i) && (atom->spaced || opens(atoms, i))) {
        const stm_atom *next = stm_atoms_at(atoms, i + 1);
        minus = next->kind == STM_ATOM_NUMBER && (!next->spaced || i == 0);
    }
    size_t from = minus ? i + 1 : i;
    if (minus && atom->kind == STM_ATOM_WORD && stm_atoms_hyphen(atoms, i + 1))
        from++; // "minus-1.4"
    if (!positive_at(atoms, from, money, number))
        return false;
    if (minus) {
        number->begin = i;
        number->low = -number->low;
    }
    if (number->form != STM_NUMBER_VAGUE)
        number->high = number->low;
    return true;
}
