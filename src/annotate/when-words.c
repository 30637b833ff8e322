// Cursors that the grammar of dates shares: units, counts with a unit, days and years in digits and words, and the tense of a
// clause.
#include <math.h>

#include "annotate/numbers.h"
#include "annotate/when.h"
#include "base/hash.h"

enum { LENGTH_PARTS = 4, TENSE_REACH = 40, FIRM_REACH = 4, YEAR_LEAST = 1000, YEAR_MOST = 2199 };

static const char *const unit_names[STM_NUNITS] = {[STM_UNIT_SECOND] = "second",
                                                   [STM_UNIT_MINUTE] = "minute",
                                                   [STM_UNIT_HOUR] = "hour",
                                                   [STM_UNIT_DAY] = "day",
                                                   [STM_UNIT_WEEKEND] = "weekend",
                                                   [STM_UNIT_WEEK] = "week",
                                                   [STM_UNIT_FORTNIGHT] = "fortnight",
                                                   [STM_UNIT_MONTH] = "month",
                                                   [STM_UNIT_QUARTER] = "quarter",
                                                   [STM_UNIT_YEAR] = "year",
                                                   [STM_UNIT_DECADE] = "decade",
                                                   [STM_UNIT_CENTURY] = "century",
                                                   [STM_UNIT_MILLENNIUM] = "millennium"};

bool stm_unit_at(const stm_timing *t, size_t i, stm_time_unit *unit, size_t *end)
{
    const stm_sense *sense = stm_atoms_phrase(&t->atoms, i, STM_CLASS_DURATION, end);
    if (sense == NULL && !stm_time_atom(t, i)->spaced && i > 0) {
        sense = stm_lexeme_sense(stm_time_atom(t, i)->lexeme, STM_CLASS_SHORT_DURATION);
        *end = i + 1;
    }
    if (sense == NULL)
        return false;
    for (*unit = 0; *unit < STM_NUNITS; (*unit)++)
        if (stm_view_is(sense->text, unit_names[*unit]))
            return true;
    return false;
}

bool stm_whole_at(const stm_timing *t, size_t i, int low, int high, int *value)
{
    stm_view text = stm_atoms_view(&t->atoms, i);
    int number = 0;
    if (i >= t->atoms.natoms || stm_time_atom(t, i)->kind != STM_ATOM_NUMBER || text.size > 8)
        return false;
    for (size_t k = 0; k < text.size; k++) {
        if (!stm_is_digit(text.at[k]))
            return false;
        number = number * 10 + (text.at[k] - '0');
    }
    *value = number;
    return low <= number && number <= high;
}

static bool stuck_word(const stm_timing *t, size_t i)
{
    const stm_atom *atom = stm_time_atom(t, i);
    return i < t->atoms.natoms && atom->kind == STM_ATOM_WORD && !atom->spaced;
}

// "12. Februar", "20. Jahrhundert": a full stop makes an ordinal in some languages.
static bool pointed(const stm_timing *t, size_t i)
{
    return t->m->lexicon->capital_nouns && stm_time_sign(t, i + 1, '.') && !stm_time_atom(t, i + 1)->spaced &&
           stm_time_atom(t, i + 2)->upper;
}

bool stm_day_at(const stm_timing *t, size_t i, int *day, size_t *end, bool *ordinal)
{
    stm_number number;
    *ordinal = false;
    if (stm_whole_at(t, i, 1, 31, day)) {
        *end = i + 1;
        *ordinal = (stm_time_is(t, i + 1, STM_CLASS_SUFFIX) && stuck_word(t, i + 1)) || pointed(t, i);
        *end += *ordinal;
        return stm_span_size(stm_time_atom(t, i)->span) <= 2;
    }
    if (stm_time_atom(t, i)->kind != STM_ATOM_WORD || !stm_number_at(&t->atoms, i, false, &number) || number.digits ||
        number.low > 31 || number.low < 1 || (number.form != STM_NUMBER_ORDINAL && number.form != STM_NUMBER_CARDINAL) ||
        number.low != (int)number.low || number.scale > 1)
        return false;
    *ordinal = number.form == STM_NUMBER_ORDINAL;
    *day = (int)number.low;
    *end = number.end;
    return true;
}

bool stm_ordinal_at(const stm_timing *t, size_t i, int *value, size_t *end)
{
    stm_number number;
    if (stm_whole_at(t, i, 1, 100, value) && pointed(t, i)) {
        *end = i + 2;
        return true;
    }
    if (stm_time_atom(t, i)->kind == STM_ATOM_SIGN || !stm_number_at(&t->atoms, i, false, &number) ||
        number.form != STM_NUMBER_ORDINAL || number.low > 100 || number.low < 1)
        return false;
    *value = (int)number.low;
    *end = number.end;
    return true;
}

// Two digits in words, 13 to 99: the halves of "nineteen eighty-six".
static bool pair_at(const stm_timing *t, size_t i, int *value, size_t *end)
{
    const stm_lexeme *lexeme = stm_time_atom(t, i)->lexeme;
    const stm_sense *sense = stm_lexeme_sense(lexeme, STM_CLASS_TEEN);
    *end = i + 1;
    if (sense != NULL) {
        *value = (int)sense->value;
        return true;
    }
    if ((sense = stm_lexeme_sense(lexeme, STM_CLASS_TEN)) == NULL)
        return false;
    *value = (int)sense->value;
    size_t next = stm_atoms_hyphen(&t->atoms, i + 1) ? i + 2 : i + 1;
    const stm_sense *unit = stm_lexeme_sense(stm_time_atom(t, next)->lexeme, STM_CLASS_CARDINAL);
    if (unit != NULL && unit->value > 0 && *value >= 20) {
        *value += (int)unit->value;
        *end = next + 1;
    }
    return true;
}

static bool year_words(const stm_timing *t, size_t i, int *year, size_t *end)
{
    int head, tail;
    stm_number number;
    if (i > 0 && stm_atoms_hyphen(&t->atoms, i - 1)) // "quatre-vingt-douze"
        return false;
    if (pair_at(t, i, &head, end) && head >= 13 && head <= 20 &&
        pair_at(t, stm_atoms_hyphen(&t->atoms, *end) ? *end + 1 : *end, &tail, end)) {
        *year = head * 100 + tail;
        return true;
    }
    if (stm_time_atom(t, i)->kind != STM_ATOM_WORD || !stm_number_at(&t->atoms, i, false, &number) ||
        number.form != STM_NUMBER_CARDINAL || number.low < 1500 || number.low > YEAR_MOST || number.low != (int)number.low ||
        number.end < i + 2)
        return false;
    *year = (int)number.low;
    *end = number.end;
    return true;
}

bool stm_year_at(const stm_timing *t, size_t i, int *year, size_t *end)
{
    *end = i + 1;
    if (stm_whole_at(t, i, YEAR_LEAST, YEAR_MOST, year))
        return stm_span_size(stm_time_atom(t, i)->span) == 4 && !stuck_word(t, i + 1);
    return stm_time_is(t, i, STM_CLASS_TEEN) || stm_time_is(t, i, STM_CLASS_TEN) || stm_time_is(t, i, STM_CLASS_CARDINAL)
               ? year_words(t, i, year, end)
               : false;
}

// Lengths.

static size_t over_hyphen(const stm_timing *t, size_t i)
{
    return stm_atoms_hyphen(&t->atoms, i) ? i + 1 : i;
}

typedef struct count {
    double n;
    bool vague, article;
    size_t end;
} count;

static bool count_at(const stm_timing *t, size_t i, count *c)
{
    stm_number number;
    const stm_sense *sense;
    *c = (count){.end = i + 1};
    if (stm_time_is(t, i, STM_CLASS_DIVIDED))
        return false;
    if ((sense = stm_atoms_phrase(&t->atoms, i, STM_CLASS_SEVERAL, &c->end)) != NULL) {
        c->vague = sense->value == 0;
        c->n = sense->value;
        return true;
    }
    bool sign = stm_time_atom(t, i)->kind == STM_ATOM_SIGN && !stm_time_is(t, i, STM_CLASS_FRACTION); // but "½"
    if (!sign && stm_number_at(&t->atoms, i, false, &number) && number.form != STM_NUMBER_ORDINAL && number.low > 0) {
        stm_time_unit unit;
        size_t behind = 0;
        c->vague = number.form == STM_NUMBER_VAGUE;
        c->n = number.low;
        c->end = number.end;
        if (number.form == STM_NUMBER_FRACTION && number.end > i + 1 &&
            stm_unit_at(t, number.end - 1, &unit, &behind)) { // "two quarters"
            c->n = round(number.low * 4);
            c->end = number.end - 1;
        }
        return true;
    }
    c->n = 1;
    return c->article = stm_time_is(t, i, STM_CLASS_ARTICLE);
}

// "two to three" and "12-18" before a unit: the first is taken.
static size_t second_count(const stm_timing *t, size_t i)
{
    count more;
    bool joined = stm_time_is(t, i, STM_CLASS_TO) || stm_time_is(t, i, STM_CLASS_OR) || stm_atoms_dash(&t->atoms, i);
    return joined && count_at(t, i + 1, &more) && !more.article && !more.vague ? more.end : i;
}

static bool part_at(const stm_timing *t, size_t i, stm_length *l, bool first)
{
    count c;
    size_t end = 0;
    stm_time_unit unit;
    if (!count_at(t, i, &c))
        return false;
    size_t at = first && !c.article ? second_count(t, c.end) : c.end;
    at = over_hyphen(t, at);
    for (int k = 0; k < 2 && stm_time_is(t, at, STM_CLASS_ADJECTIVE); k++)
        at = over_hyphen(t, at + 1);
    if (!stm_unit_at(t, at, &unit, &end) || (!first && unit >= l->unit) || (c.article && unit == STM_UNIT_SECOND) ||
        (unit == STM_UNIT_QUARTER && c.n < 1 && !c.vague))
        return false;
    l->n[unit] += c.n;
    l->unit = unit;
    l->vague = c.vague;
    l->plain = l->plain || !c.vague;
    l->end = end;
    return true;
}

// "one hour and a half".
static void half_behind(const stm_timing *t, stm_length *l)
{
    if (!stm_time_is(t, l->end, STM_CLASS_AND))
        return;
    size_t i = stm_time_over(t, l->end + 1, STM_CLASS_ARTICLE);
    const stm_sense *sense = stm_lexeme_sense(stm_time_atom(t, i)->lexeme, STM_CLASS_HALF);
    if (sense == NULL && i > l->end + 1)
        sense = stm_lexeme_sense(stm_time_atom(t, i)->lexeme, STM_CLASS_FRACTION);
    if (sense == NULL || sense->value >= 1)
        return;
    l->n[l->unit] += sense->value;
    l->end = i + 1;
}

bool stm_length_at(const stm_timing *t, size_t i, stm_length *l)
{
    size_t from = i;
    *l = (stm_length){.begin = i};
    const stm_sense *hedge = stm_atoms_phrase(&t->atoms, i, STM_CLASS_BEFORE, &from);
    if (hedge != NULL && stm_view_is(hedge->text, "="))
        return false; // "only", "equal to"
    if (!part_at(t, from, l, true))
        return false;
    for (int k = 0; k < LENGTH_PARTS; k++) {
        size_t next = stm_time_over(t, stm_time_over_sign(t, l->end, ','), STM_CLASS_AND);
        if (stm_time_is(t, next, STM_CLASS_ARTICLE) || !part_at(t, next, l, false))
            break;
    }
    half_behind(t, l);
    return true;
}

bool stm_plural_at(const stm_timing *t, size_t i)
{
    if (stm_time_is(t, i, STM_CLASS_PLURAL) || stm_time_is(t, i, STM_CLASS_SINGULAR))
        return stm_time_is(t, i, STM_CLASS_PLURAL);
    stm_view word = stm_atoms_view(&t->atoms, i);
    bool owns = stm_view_ends(word, STM_VIEW("'s")) || stm_view_ends(word, STM_VIEW("’s"));
    return !owns && word.size > 2 && stm_view_ends(word, STM_VIEW("s"));
}

// "USA Today", "the Daily News", "This Week with": words of time that are a name's.
bool stm_titled_at(const stm_timing *t, size_t i, size_t end)
{
    const stm_atom *self = stm_time_atom(t, i), *next = stm_time_atom(t, end), *before = stm_time_atom(t, i > 0 ? i - 1 : i);
    bool behind = next->kind == STM_ATOM_WORD && next->upper && next->spaced && stm_span_size(next->span) > 1;
    bool ahead = i > 0 && before->kind == STM_ATOM_WORD && before->upper && self->spaced && !before->first;
    return self->upper && !t->m->lexicon->capital_nouns &&
           (ahead || (behind && (!self->first || end > i + 1)) || (ahead && behind));
}

// "will last two weeks", "will fall next year": a verb.
bool stm_verb_at(const stm_timing *t, size_t i)
{
    if (i == 0 || !stm_time_is(t, i, STM_CLASS_HOMONYM))
        return false;
    const stm_sense *future = stm_lexeme_sense(stm_time_atom(t, i - 1)->lexeme, STM_CLASS_FUTURE);
    return (future != NULL && future->value > 0) || stm_time_is(t, i - 1, STM_CLASS_TO) ||
           stm_time_is(t, i - 1, STM_CLASS_AUXILIARY);
}

// Tense.

static stm_tense tense_of(const stm_timing *t, size_t i, bool before)
{
    const stm_lexeme *lexeme = stm_time_atom(t, i)->lexeme;
    const stm_sense *future = stm_lexeme_sense(lexeme, STM_CLASS_FUTURE);
    if (future != NULL && (before || future->value > 0)) { // "the planned talks" behind a date says nothing of it
        for (size_t k = i > 3 ? i - 3 : 0; future->value == 0 && k < i; k++)
            if (stm_time_is(t, k, STM_CLASS_PERFECT)) // "had been due to expire"
                return STM_TENSE_PAST;
        return STM_TENSE_FUTURE;
    }
    if (stm_lexeme_is(lexeme, STM_CLASS_PAST))
        return STM_TENSE_PAST;
    stm_view word = stm_atoms_view(&t->atoms, i);
    bool ending =
        word.size > 4 && stm_time_atom(t, i)->kind == STM_ATOM_WORD &&
        stm_lexeme_is(stm_lexicon_get(t->m->lexicon, stm_hash(stm_view_from(word, word.size - 2))), STM_CLASS_PAST_ENDING);
    for (size_t k = i > 3 ? i - 3 : 0; ending && k < i; k++) { // "will be opened"
        future = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_FUTURE);
        if (future != NULL && future->value > 0)
            return STM_TENSE_FUTURE;
    }
    return ending ? STM_TENSE_PAST : STM_TENSE_NONE;
}

// The nearest word of tense before the expression; else the nearest behind it. `*firm`: it stands close by ("closed in April").
stm_tense stm_tense_at(const stm_timing *t, size_t begin, size_t end, bool *firm)
{
    bool placed = begin > 0 && (stm_time_is(t, begin - 1, STM_CLASS_IN) || stm_time_is(t, begin - 1, STM_CLASS_ON));
    *firm = false;
    for (size_t i = begin, n = 0; i > 0 && n < TENSE_REACH && !stm_time_sign(t, i - 1, ';'); i--, n++) {
        stm_tense tense = tense_of(t, i - 1, true);
        if (tense != STM_TENSE_NONE) {
            *firm = placed && n < FIRM_REACH;
            return tense;
        }
    }
    for (size_t i = end, n = 0; i < t->atoms.natoms && n < TENSE_REACH && !stm_time_sign(t, i, ';'); i++, n++) {
        stm_tense tense = tense_of(t, i, false);
        if (tense != STM_TENSE_NONE)
            return tense;
    }
    return STM_TENSE_NONE;
}
