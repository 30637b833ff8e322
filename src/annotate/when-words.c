// Cursors that the grammar of dates shares: units, counts with a unit, days and years in digits and words, and the tense of a
// clause.
#include <math.h>

#include "annotate/when.h"

enum { LENGTH_PARTS = 4, TENSE_REACH = 40, FIRM_REACH = 4, VERB_REACH = 3, YEAR_LEAST = 1000, YEAR_MOST = 2199 };

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

bool stm_time_number_at(const stm_timing *t, size_t i, stm_number *number)
{
    stm_kept *kept = t->kept;
    size_t at = i % STM_KEPT_MOST;
    if (stm_time_atom(t, i)->kind == STM_ATOM_WORD && !(stm_time_atom(t, i)->gates & (STM_GATE_NUMBER | STM_GATE_FIGURE)))
        return false;
    if (kept->numbers_behind[at] != i + 1) {
        kept->number_found[at] = stm_number_at(&t->atoms, i, false, &kept->numbers[at]);
        kept->numbers_behind[at] = i + 1;
    }
    if (kept->number_found[at])
        *number = kept->numbers[at];
    return kept->number_found[at];
}

bool stm_whole_read(const stm_timing *t, size_t i, int low, int high, int *value)
{
    stm_view text = stm_atoms_view(&t->atoms, i);
    int number = 0;
    if (text.size > 8)
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
    if (stm_time_atom(t, i)->kind != STM_ATOM_WORD || !stm_time_number_at(t, i, &number) || number.digits ||
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
    if (stm_time_atom(t, i)->kind == STM_ATOM_SIGN || !stm_time_number_at(t, i, &number) ||
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
    if (stm_time_atom(t, i)->kind != STM_ATOM_WORD || !stm_time_number_at(t, i, &number) ||
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

// Digits that are stuck to the letters of a code: "Q3816Y2y".
static bool in_code(const stm_timing *t, size_t i)
{
    const stm_atom *atom = stm_time_atom(t, i);
    return i > 0 && atom->kind == STM_ATOM_NUMBER && !atom->spaced && stm_time_atom(t, i - 1)->kind == STM_ATOM_WORD;
}

// "0730 hours".
static bool clock_digits(const stm_timing *t, size_t i)
{
    stm_view text = stm_atoms_view(&t->atoms, i);
    return stm_time_atom(t, i)->kind == STM_ATOM_NUMBER && text.size == 4 && text.at[0] == '0' && stm_is_digit(text.at[1]);
}

static bool count_at(const stm_timing *t, size_t i, count *c)
{
    stm_number number;
    const stm_sense *sense;
    *c = (count){.end = i + 1};
    if (stm_time_is(t, i, STM_CLASS_DIVIDED) || in_code(t, i) || clock_digits(t, i))
        return false;
    if ((sense = stm_atoms_phrase(&t->atoms, i, STM_CLASS_SEVERAL, &c->end)) != NULL) {
        c->vague = sense->value == 0;
        c->n = sense->value;
        return true;
    }
    bool sign = stm_time_atom(t, i)->kind == STM_ATOM_SIGN && !stm_time_is(t, i, STM_CLASS_FRACTION); // but "½"
    if (!sign && stm_time_number_at(t, i, &number) && number.form != STM_NUMBER_ORDINAL && number.low > 0) {
        stm_time_unit unit;
        size_t behind = 0;
        c->vague = number.form == STM_NUMBER_VAGUE;
        c->n = number.low;
        c->end = number.end;
        if (number.form == STM_NUMBER_FRACTION && number.end > i + 1 &&
            stm_unit_at(t, number.end - 1, &unit, &behind)) { // "two quarters"
            c->n = round(number.low * 4);
            c->end = number.end - 1;
            bool cue = i > 0 && stm_time_is(t, i - 1, STM_CLASS_LENGTH_CUE) && !stm_time_is(t, i - 1, STM_CLASS_BEFORE);
            return !stm_time_is(t, number.end, STM_CLASS_OF) && // "three quarters of the voters", "by almost a quarter"
                   (cue || !stm_time_is(t, i, STM_CLASS_ARTICLE));
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

static bool read_length(const stm_timing *t, size_t i, stm_length *l)
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

bool stm_length_at(const stm_timing *t, size_t i, stm_length *l)
{
    stm_kept *kept = t->kept;
    size_t at = i % STM_KEPT_MOST;
    if (!(stm_time_atom(t, i)->gates & (STM_BEGIN_NUMBER | STM_BEGIN_SIGN | STM_GATE_TIME)))
        return false;
    if (kept->lengths_behind[at] != i + 1) {
        kept->length_found[at] = read_length(t, i, &kept->lengths[at]);
        kept->lengths_behind[at] = i + 1;
    }
    if (kept->length_found[at])
        *l = kept->lengths[at];
    return kept->length_found[at];
}

bool stm_plural_at(const stm_timing *t, size_t i)
{
    if (stm_time_is(t, i, STM_CLASS_PLURAL) || stm_time_is(t, i, STM_CLASS_SINGULAR))
        return stm_time_is(t, i, STM_CLASS_PLURAL);
    stm_view word = stm_atoms_view(&t->atoms, i);
    bool owns = stm_view_ends(word, STM_VIEW("'s")) || stm_view_ends(word, STM_VIEW("’s"));
    return !owns && word.size > 2 && stm_view_ends(word, STM_VIEW("s"));
}

bool stm_owns_at(const stm_timing *t, size_t i, size_t most)
{
    stm_view word = stm_atoms_view(&t->atoms, i);
    size_t mark = stm_view_ends(word, STM_VIEW("'s")) ? 2 : stm_view_ends(word, STM_VIEW("’s")) ? 4 : 0;
    return mark > 0 && word.size <= most + mark;
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

// What an atom says of the tense: of the clause before it too, or only of what follows it ("the planned talks" behind a date says
// nothing).
enum { NOT_LOOKED_AT, NO_TENSE, PAST, FUTURE, WEAK_FUTURE, WEAK_PAST };

static bool near_before(const stm_timing *t, size_t i, stm_class class, double least)
{
    for (size_t k = i > VERB_REACH ? i - VERB_REACH : 0; k < i; k++) {
        const stm_sense *sense = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, class);
        if (sense != NULL && sense->value >= least)
            return true;
    }
    return false;
}

// "opened", "warned": a verb that stands in no table.
static bool ends_in_past(const stm_timing *t, size_t i)
{
    stm_view ending = t->m->lexicon->past_ending, word = stm_atoms_view(&t->atoms, i);
    return stm_time_atom(t, i)->kind == STM_ATOM_WORD && ending.size > 0 && word.size > ending.size + 2 &&
           word.at[word.size - 1] == ending.at[ending.size - 1] && stm_view_ends(word, ending);
}

// A word that says what is to come stands in the sentence before: "will close shops and shed jobs".
static bool will_before(const stm_timing *t, size_t i)
{
    for (size_t k = i; k > 0 && i - k < TENSE_REACH; k--) {
        const stm_sense *future = stm_lexeme_sense(stm_time_atom(t, k - 1)->lexeme, STM_CLASS_FUTURE);
        if (future != NULL)
            return future->value > 0;
    }
    return false;
}

static uint8_t tense_of(const stm_timing *t, size_t i)
{
    const stm_atom *atom = stm_time_atom(t, i);
    const stm_sense *future = (atom->gates & STM_GATE_TENSE) != 0 ? stm_lexeme_sense(atom->lexeme, STM_CLASS_FUTURE) : NULL;
    if (future != NULL)
        return future->value > 0                                 ? FUTURE
               : near_before(t, i, STM_CLASS_PERFECT, -INFINITY) ? WEAK_PAST // "had been due to expire"
                                                                 : WEAK_FUTURE;
    const stm_sense *past = (atom->gates & STM_GATE_TENSE) != 0 ? stm_lexeme_sense(atom->lexeme, STM_CLASS_PAST) : NULL;
    if (past != NULL)
        return past->value > 0 && will_before(t, i) ? NO_TENSE : PAST;
    if (!ends_in_past(t, i))
        return NO_TENSE;
    return near_before(t, i, STM_CLASS_FUTURE, 1) ? FUTURE : PAST; // "will be opened"
}

static uint8_t noted_tense(const stm_timing *t, size_t i)
{
    stm_atom *atom = &t->atoms.atoms[i];
    if (atom->tense == NOT_LOOKED_AT)
        atom->tense = tense_of(t, i);
    return atom->tense;
}

// The nearest word of tense before the expression; else the nearest behind it. `*near`: it stands close by, before it; `*firm`: with
// "in" or "on" between ("closed in April").
static stm_tense tense_at(const stm_timing *t, size_t begin, size_t end, bool *firm, bool *near)
{
    static const stm_tense before[] = {[PAST] = STM_TENSE_PAST, [FUTURE] = STM_TENSE_FUTURE, [WEAK_FUTURE] = STM_TENSE_FUTURE, [WEAK_PAST] = STM_TENSE_PAST};
    bool placed = begin > 0 && (stm_time_is(t, begin - 1, STM_CLASS_IN) || stm_time_is(t, begin - 1, STM_CLASS_ON));
    *firm = *near = false;
    for (size_t i = begin, n = 0; i > 0 && n < TENSE_REACH && !stm_time_sign(t, i - 1, ';'); i--, n++)
        if (noted_tense(t, i - 1) != NO_TENSE) {
            *near = n < FIRM_REACH;
            *firm = placed && *near;
            return before[noted_tense(t, i - 1)];
        }
    for (size_t i = end, n = 0; i < t->atoms.natoms && n < TENSE_REACH && !stm_time_sign(t, i, ';'); i++, n++)
        if (noted_tense(t, i) == PAST || noted_tense(t, i) == FUTURE)
            return before[noted_tense(t, i)];
    return STM_TENSE_NONE;
}

stm_tense stm_time_tense(const stm_timing *t)
{
    stm_kept *kept = t->kept;
    if (!kept->tensed)
        kept->tense = tense_at(t, kept->expression, kept->expression + 1, &kept->firm, &kept->near);
    kept->tensed = true;
    return kept->tense;
}

bool stm_time_near(const stm_timing *t)
{
    return stm_time_tense(t) != STM_TENSE_NONE && t->kept->near;
}

bool stm_time_firm(const stm_timing *t)
{
    return stm_time_tense(t) != STM_TENSE_NONE && t->kept->firm;
}
