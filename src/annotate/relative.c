// What is told from the day of publication, or from the date named before: "yesterday", "last year", "the past two months", "two
// weeks ago", "a year earlier", "3 days after January 12th", "in two weeks"; references ("now", "recently"), sets ("every
// Tuesday") and plain lengths.
//
// Lengths that end or begin now ("the past two months") are durations, as in TIMEX3.
#include "annotate/when.h"

enum { COMPARES = 2 }; // value of a hedge that is none of a length: "higher than a year ago"

static stm_when fresh(size_t begin, size_t end, stm_grain grain)
{
    return (stm_when){
        .begin = begin, .end = end, .kind = grain >= STM_GRAIN_PART ? STM_DATE_TIME : STM_DATE_DATE, .grain = grain};
}

int32_t stm_time_anchor(const stm_timing *t, bool anchored)
{
    bool has = anchored && t->anchor->year != 0 && t->anchor->grain >= STM_GRAIN_YEAR && t->anchor->grain < STM_GRAIN_LENGTH;
    return has ? stm_when_first(t->anchor) : t->today;
}

static bool is_anchored(const stm_sense *sense)
{
    return stm_view_is(sense->text, "ANCHOR");
}

static void on_now(const stm_timing *t, stm_when *when)
{
    stm_when_on(when, STM_GRAIN_DAY, t->today);
    when->hour = t->now.has_time ? t->now.hour : 0;
    when->minute = t->now.has_time ? t->now.minute : 0;
    when->second = t->now.has_time ? t->now.second : 0;
}

// "today", "tomorrow", "the day before yesterday".
static bool near_day(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0;
    const stm_sense *day = stm_atoms_phrase(&t->atoms, i, STM_CLASS_DAY, &end);
    if (day == NULL || stm_titled_at(t, i, end))
        return false;
    size_t behind = 0;
    const stm_atom *word = stm_time_atom(t, i);
    bool named = i > 0 && word->upper && !word->first && stm_time_atom(t, i - 1)->kind == STM_ATOM_WORD &&
                 !t->m->lexicon->capital_nouns;
    bool part = i > 0 && stm_atoms_phrase(&t->atoms, i - 1, STM_CLASS_PART, &behind) != NULL && behind == end;
    if (named || part) // "the Today programme", "am Morgen"
        return false;
    *when = fresh(i, end, STM_GRAIN_DAY);
    if (t->known)
        stm_when_on(when, STM_GRAIN_DAY, t->today + (int32_t)day->value);
    return true;
}

// "tonight", "this morning", "last night", "overnight".
static bool near_part(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0;
    const stm_sense *part = stm_atoms_phrase(&t->atoms, i, STM_CLASS_DAYPART, &end);
    if (part == NULL || stm_titled_at(t, i, end))
        return false;
    *when = fresh(i, end, STM_GRAIN_PART);
    if (t->known)
        stm_when_on(when, STM_GRAIN_DAY, t->today + (int32_t)part->value);
    when->grain = STM_GRAIN_PART;
    when->part = part->text;
    return true;
}

// A weekday of the week before, this one or the next; at a weekend the last one may be of the same week.
static void turn_weekday(const stm_timing *t, int turn, stm_when *when)
{
    int today = stm_civil_weekday(stm_civil_of_days(t->today)), back = (today + 1 - when->weekday + 7) % 7;
    int32_t day = t->today - today + 7 * turn + when->weekday - 1;
    if (turn < 0 && today >= 5)
        day = t->today - (back == 0 ? 7 : back);
    stm_when_on(when, STM_GRAIN_DAY, day);
}

// Is the unit that begins at atom `i` and ends before `end` in the plural, or the word before it that agrees: "derniers mois".
static bool several(const stm_timing *t, size_t i, size_t end)
{
    return stm_plural_at(t, end - 1) || (t->m->lexicon->adjectives_behind && i > 0 && stm_plural_at(t, i - 1));
}

static bool turn_unit(const stm_timing *t, const stm_sense *turn, stm_time_unit unit, stm_when *when)
{
    stm_grain grain = stm_unit_grain(unit);
    int step = (int)turn->value;
    if (step != 0 && several(t, when->end - 1, when->end)) { // "previous years", "the coming months"
        when->grain = STM_GRAIN_TEXT;
        when->text = step < 0 ? STM_VIEW("PAST_REF") : STM_VIEW("FUTURE_REF");
        return true;
    }
    if (!t->known)
        return true;
    if (unit <= STM_UNIT_MINUTE)
        return false; // "at the last minute"
    if (grain >= STM_GRAIN_PART) {
        when->grain = STM_GRAIN_LENGTH;
        when->kind = STM_DATE_DURATION;
        when->length = (stm_length){.unit = unit};
        when->length.n[unit] = 1;
        return step != 0;
    }
    stm_when_on(when, grain, stm_time_anchor(t, is_anchored(turn)));
    stm_length length = {.unit = unit};
    length.n[unit] = 1;
    if (step != 0)
        stm_when_move(when, &length, step);
    return true;
}

// A season, month or day of the calendar behind "last", "this" or "next".
static bool turn_calendar(const stm_timing *t, const stm_sense *turn, size_t i, stm_when *when)
{
    stm_when inner;
    size_t begin = when->begin;
    if (!stm_calendar_at(t, i, &inner) && !stm_numeric_at(t, i, &inner) &&
        !(stm_time_is(t, i, STM_CLASS_SEASON) && !stm_time_is(t, i + 1, STM_CLASS_OF)))
        return false;
    if (stm_time_is(t, i, STM_CLASS_SEASON)) {
        static const char *const names[] = {"SP", "SU", "FA", "WI"};
        inner = fresh(i, i + 1, STM_GRAIN_SEASON);
        while (inner.number < 3 &&
               !stm_view_is(stm_lexeme_sense(stm_time_atom(t, i)->lexeme, STM_CLASS_SEASON)->text, names[inner.number]))
            inner.number++;
    }
    if (inner.grain == STM_GRAIN_YEAR)
        return false;
    *when = inner;
    when->begin = begin;
    when->turned = true;
    if (!t->known || when->year != 0)
        return true;
    if (when->weekday != 0 && when->day == 0) {
        if (is_anchored(turn) && turn->value < 0 && t->anchor->grain == STM_GRAIN_DAY &&
            t->anchor->year != 0) { // "from the previous Friday"
            int32_t day = stm_when_first(t->anchor);
            int back = (stm_civil_weekday(stm_civil_of_days(day)) + 1 - when->weekday + 7) % 7;
            stm_when_on(when, STM_GRAIN_DAY, day - (back == 0 ? 7 : back));
            return true;
        }
        if (stm_view_is(turn->text, "PAST") || (is_anchored(turn) && turn->value > 0) || stm_view_is(turn->text, "COMING")) {
            when->turn = (int)turn->value;
            if (is_anchored(turn))
                turn_weekday(t, (int)turn->value, when);
            stm_when_settle(t, when);
        } else {
            turn_weekday(t, (int)turn->value, when);
        }
        return true;
    }
    when->turn = (int)turn->value;
    if (turn->value == 0 || (when->day != 0 && when->month != 0))
        when->year = t->now.year + (turn->value != 0 && when->weekday == 0 ? (int)turn->value : 0);
    else
        stm_when_settle(t, when);
    return true;
}

// "the past two months", "the next few days", "the 3 next weeks".
static bool turned_length(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0;
    stm_length length;
    const stm_sense *turn = stm_atoms_phrase(&t->atoms, i, STM_CLASS_TURN, &end);
    if (turn == NULL || turn->value == 0 || stm_time_is(t, end, STM_CLASS_ARTICLE) || stm_time_is(t, end, STM_CLASS_BEFORE) ||
        !stm_length_at(t, end, &length)) // "last about nine seconds"
        return false;
    *when = fresh(when->begin, length.end, STM_GRAIN_LENGTH);
    when->kind = STM_DATE_DURATION;
    when->length = length;
    when->counted = true;
    return true;
}

// "last week Monday", "next week on Tuesday", "this week - Friday": a week and its day.
static void week_day(const stm_timing *t, stm_when *when)
{
    size_t k = stm_time_over(t, when->end, STM_CLASS_ON);
    k += stm_atoms_dash(&t->atoms, k);
    const stm_sense *sense = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_WEEKDAY);
    if (when->grain != STM_GRAIN_WEEK || when->year == 0 || sense == NULL)
        return;
    stm_when_on(when, STM_GRAIN_DAY, stm_when_first(when) + (int)sense->value);
    when->end = k + 1;
}

static bool turn_at(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0, behind = 0;
    stm_time_unit unit;
    const stm_sense *turn = stm_atoms_phrase(&t->atoms, k, STM_CLASS_TURN, &end);
    *when = fresh(i, end, STM_GRAIN_DAY);
    if (turn == NULL || (k == i && stm_verb_at(t, i)))
        return false;
    if (stm_time_is(t, end, STM_CLASS_HOLIDAY) || stm_time_is(t, end, STM_CLASS_FEAST) ||
        stm_lexeme_sense(stm_time_atom(t, end)->lexeme, STM_CLASS_FEAST) != NULL) {
        if (stm_calendar_at(t, k, when)) {
            when->begin = i;
            return true;
        }
    }
    if (turned_length(t, k, when) || turn_calendar(t, turn, end, when))
        return true;
    const stm_sense *fiscal = stm_lexeme_sense(stm_time_atom(t, end)->lexeme, STM_CLASS_FISCAL);
    size_t next = fiscal != NULL ? end + 1 : stm_time_over(t, end, STM_CLASS_ADJECTIVE);
    const stm_sense *part = stm_lexeme_sense(stm_time_atom(t, next)->lexeme, STM_CLASS_PART);
    if (part != NULL && (turn->value != 0 || k == i)) { // "the next morning"
        *when = fresh(i, next + 1, STM_GRAIN_DAY);
        if (t->known)
            stm_when_on(when, STM_GRAIN_DAY, stm_time_anchor(t, turn->value > 0) + (int32_t)turn->value);
        when->grain = STM_GRAIN_PART;
        when->kind = STM_DATE_TIME;
        when->part = part->text;
        return true;
    }
    if (!stm_unit_at(t, next, &unit, &behind)) {
        if (stm_atoms_phrase(&t->atoms, next, STM_CLASS_PERIOD, &behind) == NULL || k == i)
            return false;
        unit = STM_UNIT_QUARTER; // "the latest period"
    }
    if (stm_time_is(t, behind, STM_CLASS_OLD))
        return false;
    *when = fresh(i, behind, STM_GRAIN_DAY);
    if (stm_titled_at(t, i, behind) || !turn_unit(t, turn, unit, when))
        return false;
    if (fiscal != NULL)
        when->part = fiscal->text;
    week_day(t, when);
    return true;
}

// "this year's third quarter", "next year's first quarter", "last year's quarter": a year and what stands behind it.
static void year_quarter(const stm_timing *t, stm_when *when)
{
    stm_when part;
    size_t begin = when->begin, end = 0;
    int year = when->year;
    stm_time_unit unit;
    if (stm_period_at(t, when->end, &part) && part.number != 0 &&
        (part.grain == STM_GRAIN_QUARTER || part.grain == STM_GRAIN_HALF)) {
        *when = part;
    } else {
        if (!stm_unit_at(t, when->end, &unit, &end) || unit != STM_UNIT_QUARTER)
            return;
        *when = fresh(begin, end, STM_GRAIN_QUARTER);
        when->number = t->quarter->grain == STM_GRAIN_QUARTER ? t->quarter->number : (t->now.month + 2) / 3;
    }
    when->begin = begin;
    when->year = year;
}

static bool turned(const stm_timing *t, size_t i, stm_when *when)
{
    if (!turn_at(t, i, when))
        return false;
    if (when->grain == STM_GRAIN_YEAR && when->year != 0)
        year_quarter(t, when);
    return true;
}

// "5 past years", "les six derniers mois".
static bool counted_turn(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0, behind = 0;
    stm_number n;
    stm_time_unit unit;
    if (!stm_time_number_at(t, k, &n) || n.form != STM_NUMBER_CARDINAL || n.low < 1 || n.low > 1000 || n.low != (int)n.low)
        return false;
    const stm_sense *turn = stm_atoms_phrase(&t->atoms, n.end, STM_CLASS_TURN, &end);
    if (turn == NULL || turn->value == 0 || !stm_unit_at(t, end, &unit, &behind) || (n.low > 1 && !several(t, end, behind)))
        return false;
    *when = fresh(i, behind, STM_GRAIN_LENGTH);
    when->kind = STM_DATE_DURATION;
    when->length.unit = unit;
    when->length.n[unit] = n.low;
    return true;
}

// What a shift by years or months names is a year or month, by weeks and days a day.
static stm_grain shifted_grain(const stm_length *length)
{
    if (length->unit >= STM_UNIT_YEAR)
        return STM_GRAIN_YEAR;
    return length->unit >= STM_UNIT_MONTH ? STM_GRAIN_MONTH : length->unit >= STM_UNIT_DAY ? STM_GRAIN_DAY : STM_GRAIN_MINUTE;
}

static void shift(const stm_timing *t, const stm_length *length, int sign, bool anchored, stm_when *when)
{
    static const char *const vague[] = {"PAST_REF", "FUTURE_REF"};
    if (length->vague) {
        when->grain = STM_GRAIN_TEXT;
        when->kind = STM_DATE_DATE;
        when->text = stm_view_of(vague[sign > 0]);
        return;
    }
    stm_grain grain = shifted_grain(length);
    when->grain = grain;
    when->kind = grain >= STM_GRAIN_PART ? STM_DATE_TIME : STM_DATE_DATE;
    if (!t->known)
        return;
    bool quarter = t->quarter->year != 0 && length->unit == STM_UNIT_YEAR && length->n[STM_UNIT_YEAR] == 1 &&
                   sign < 0; // of results, against those of the year before
    on_now(t, when);
    if (anchored && t->anchor->year != 0 &&
        ((t->anchor->grain >= STM_GRAIN_DAY && t->anchor->grain < STM_GRAIN_LENGTH) || length->unit >= STM_UNIT_MONTH))
        stm_when_on(when, STM_GRAIN_DAY, stm_when_first(t->anchor));
    if (quarter)
        stm_when_on(when, STM_GRAIN_QUARTER, stm_when_first(t->quarter));
    if (grain >= STM_GRAIN_PART && t->now.has_time)
        when->grain = STM_GRAIN_MINUTE;
    if (!stm_when_move(when, length, sign)) { // "9,000 years ago"
        when->grain = STM_GRAIN_TEXT;
        when->kind = STM_DATE_DATE;
        when->text = stm_view_of(vague[sign > 0]);
        return;
    }
    if (!quarter && grain < STM_GRAIN_PART)
        stm_when_on(when, grain, stm_when_first(when));
    else if (!quarter && !t->now.has_time) {
        stm_when_on(when, STM_GRAIN_DAY, stm_when_first(when));
        when->kind = STM_DATE_DATE;
    }
}

// "weeks ago", "years ago".
static bool units_ago(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0, behind = 0;
    stm_time_unit unit;
    if (!stm_unit_at(t, i, &unit, &end) || !stm_plural_at(t, end - 1) || (i > 0 && stm_time_is(t, i - 1, STM_CLASS_CARDINAL)))
        return false;
    const stm_sense *sense = stm_atoms_phrase(&t->atoms, end, STM_CLASS_SHIFT, &behind);
    if (sense == NULL || is_anchored(sense) || stm_time_is(t, end, STM_CLASS_BASE))
        return false;
    *when = (stm_when){.begin = i, .end = behind, .kind = STM_DATE_DATE, .grain = STM_GRAIN_TEXT};
    when->text = sense->value < 0 ? STM_VIEW("PAST_REF") : STM_VIEW("FUTURE_REF");
    return true;
}

// "two weeks ago", "a year earlier", "10 days from now", "half an hour later".
static bool shifted(const stm_timing *t, size_t i, stm_when *when)
{
    stm_length length;
    size_t end = 0;
    if (!stm_length_at(t, i, &length))
        return units_ago(t, i, when);
    const stm_sense *sense = stm_atoms_phrase(&t->atoms, length.end, STM_CLASS_SHIFT, &end);
    if (sense == NULL || (length.vague && is_anchored(sense)))
        return false;
    if (is_anchored(sense) && length.unit <= STM_UNIT_HOUR && stm_time_tense(t) == STM_TENSE_PAST)
        return false; // "crashed ten minutes later": so long after what was told last
    if (stm_time_is(t, length.end, STM_CLASS_EDGE) && (stm_time_is(t, end, STM_CLASS_TURN) || stm_time_is(t, end, STM_CLASS_IN)))
        return false; // "30 minutes later this week"
    size_t from = i;
    const stm_sense *hedge = stm_atoms_phrase(&t->atoms, i, STM_CLASS_BEFORE, &from);
    if (hedge != NULL && hedge->value == COMPARES)
        return false;                                         // "higher than a year ago"
    bool before = stm_time_is(t, length.end, STM_CLASS_BASE); // "two years after the vote" is a length
    bool open = end >= t->atoms.natoms || stm_time_atom(t, end)->kind == STM_ATOM_SIGN;
    if (before && !open && end == length.end + 1)
        return false;
    *when = fresh(i, end, STM_GRAIN_DAY);
    shift(t, &length, (int)sense->value, is_anchored(sense), when);
    bool spoken = is_anchored(sense) && t->anchor->year != 0, past = is_anchored(sense) && stm_time_tense(t) == STM_TENSE_PAST;
    if ((spoken || past) && sense->value > 0 && stm_time_tense(t) != STM_TENSE_FUTURE && when->year != 0 &&
        stm_when_first(when) > t->today)
        return false; // told from something else: what has happened is not to come
    when->counted = true;
    return true;
}

// "vor zwei Wochen", "il y a deux ans": the word of the shift stands before the length.
static bool shift_before(const stm_timing *t, size_t i, stm_when *when)
{
    stm_length length;
    size_t end = 0;
    const stm_sense *sense = stm_atoms_phrase(&t->atoms, i, STM_CLASS_SHIFT_BEFORE, &end);
    if (sense == NULL || !stm_length_at(t, end, &length))
        return false;
    *when = fresh(i, length.end, STM_GRAIN_DAY);
    shift(t, &length, (int)sense->value, false, when);
    when->counted = true;
    return true;
}

// "la semaine dernière", "lundi prochain", "l'été dernier": the word of the turn stands behind.
static bool turned_behind(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0;
    stm_time_unit unit;
    bool calendar =
        stm_time_is(t, k, STM_CLASS_WEEKDAY) || stm_time_is(t, k, STM_CLASS_MONTH) || stm_time_is(t, k, STM_CLASS_SEASON);
    if (calendar)
        end = k + 1;
    else if (!stm_unit_at(t, k, &unit, &end))
        return false;
    const stm_sense *turn = stm_lexeme_sense(stm_time_atom(t, end)->lexeme, STM_CLASS_TURN_BEHIND);
    *when = fresh(i, end + 1, STM_GRAIN_DAY);
    if (turn == NULL || !(calendar ? turn_calendar(t, turn, k, when) : turn_unit(t, turn, unit, when)))
        return false;
    when->begin = calendar && k > i && !stm_time_is(t, k, STM_CLASS_SEASON) ? k : i;
    when->end = end + 1;
    return true;
}

// "in two weeks", where the future is spoken of; else it is a length ("the first time in two years").
static bool ahead(const stm_timing *t, size_t i, stm_when *when)
{
    stm_length length;
    if (!stm_time_is(t, i, STM_CLASS_IN) || stm_time_is(t, i + 1, STM_CLASS_THE) || !stm_length_at(t, i + 1, &length) ||
        length.vague || !t->known)
        return false;
    size_t owned = length.end + stm_atoms_apostrophe(&t->atoms, length.end);
    bool owns = owned > length.end || stm_owns_at(t, length.end - 1, UINT8_MAX);
    bool time = owns && stm_time_is(t, owned, STM_CLASS_TIMES); // "in two weeks' time"
    if (!time && stm_time_tense(t) != STM_TENSE_FUTURE && !(stm_time_tense(t) == STM_TENSE_NONE && length.unit <= STM_UNIT_HOUR))
        return false;
    size_t end = 0;
    const stm_sense *sense = stm_atoms_phrase(&t->atoms, length.end, STM_CLASS_SHIFT, &end);
    bool base = stm_time_is(t, length.end, STM_CLASS_BASE) && end == length.end + 1;
    *when = fresh(i, sense != NULL && sense->value > 0 && !base ? end : length.end, STM_GRAIN_DAY);
    shift(t, &length, 1, false, when);
    when->counted = true;
    return true;
}

// "3 days after January 12th", "two weeks before Christmas", "three weeks from tomorrow".
static bool from_base(const stm_timing *t, size_t i, stm_when *when)
{
    stm_length length;
    stm_when base;
    if (!stm_length_at(t, i, &length) || length.vague)
        return false;
    const stm_sense *sense = stm_lexeme_sense(stm_time_atom(t, length.end)->lexeme, STM_CLASS_BASE);
    if (sense == NULL || !stm_single_at(t, length.end + 1, &base))
        return false;
    stm_when_settle(t, &base);
    if (base.grain != STM_GRAIN_DAY || base.year == 0 || length.unit < STM_UNIT_DAY)
        return false;
    *when = base;
    when->begin = i;
    when->end = base.end;
    when->counted = true;
    stm_when_move(when, &length, (int)sense->value);
    when->weekday = 0;
    return true;
}

// "the year", "the week", "the weekend", by itself.
static bool the_unit(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0, behind = 0;
    stm_time_unit unit;
    size_t k = stm_time_over(t, i, STM_CLASS_THE);
    k = k > i ? stm_time_over(t, k, STM_CLASS_ADJECTIVE) : k;
    if (!stm_unit_at(t, k, &unit, &end) || unit < STM_UNIT_WEEKEND || unit == STM_UNIT_FORTNIGHT || unit > STM_UNIT_YEAR ||
        (k == i && (unit != STM_UNIT_WEEKEND || (i > 0 && stm_time_is(t, i - 1, STM_CLASS_ORDINAL))))) // "its first weekend"
        return false;
    if (stm_time_is(t, end, STM_CLASS_ENDED) && unit == STM_UNIT_YEAR) { // "the year ended March 31"
        *when = fresh(i, end, STM_GRAIN_LENGTH);
        when->kind = STM_DATE_DURATION;
        when->length = (stm_length){.unit = unit};
        when->length.n[unit] = 1;
        return true;
    }
    if (stm_atoms_phrase(&t->atoms, k, STM_CLASS_PERIOD_END, &behind) != NULL) // "the year to date"
        return false;
    bool named = stm_time_is(t, end, STM_CLASS_OF) && stm_time_atom(t, end + 1)->kind == STM_ATOM_WORD; // "the year of the ox"
    if (named || (i > 1 && stm_time_is(t, i - 1, STM_CLASS_OF) && stm_time_is(t, i - 2, STM_CLASS_PRIZED)))
        return false; // "album of the year"
    if (stm_plural_at(t, end - 1) || stm_time_atom(t, end)->kind == STM_ATOM_NUMBER || stm_time_is(t, end, STM_CLASS_OLD) ||
        stm_time_is(t, end, STM_CLASS_YEAR_AGO) || stm_atoms_hyphen(&t->atoms, end)) // "the month-long talks"
        return false;
    const stm_sense *next = stm_atoms_phrase(&t->atoms, end, STM_CLASS_AFTER_NEXT, &behind); // "the week after next"
    if (next == NULL && stm_time_is(t, end, STM_CLASS_BASE) && !stm_time_is(t, end, STM_CLASS_FROM))
        return false; // besides.c
    *when = fresh(i, next != NULL ? behind : end, STM_GRAIN_DAY);
    if (!t->known)
        return true;
    stm_when_on(when, stm_unit_grain(unit), t->today);
    if (unit == STM_UNIT_QUARTER && t->quarter->year != 0)
        *when = (stm_when){.begin = i,
                           .end = when->end,
                           .kind = STM_DATE_DATE,
                           .grain = STM_GRAIN_QUARTER,
                           .year = t->quarter->year,
                           .number = t->quarter->number};
    if (unit == STM_UNIT_WEEKEND && stm_time_tense(t) != STM_TENSE_FUTURE && stm_when_first(when) > t->today)
        stm_when_on(when, STM_GRAIN_WEEKEND, t->today - 7);
    stm_length length = {.unit = unit};
    length.n[unit] = next != NULL ? 2 : 0;
    if (next != NULL)
        stm_when_move(when, &length, 1);
    return true;
}

// "now", "recently", "the future".
static bool reference(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0;
    const stm_sense *sense = stm_atoms_phrase(&t->atoms, i, STM_CLASS_REF, &end);
    if (sense == NULL || (stm_time_atom(t, i)->upper && stm_titled_at(t, i, end)))
        return false;
    *when = fresh(i, end, STM_GRAIN_TEXT);
    when->kind = STM_DATE_DATE;
    when->text = sense->text;
    return true;
}

// "the morning", "mid-afternoon": of the day spoken of last.
static bool bare_part(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0;
    const stm_sense *part = stm_atoms_phrase(&t->atoms, k, STM_CLASS_PART, &end);
    bool cue = i > 0 && stm_time_is(t, i - 1, STM_CLASS_IN);
    if (part == NULL || k == i || !cue || stm_time_is(t, end, STM_CLASS_OF) || stm_plural_at(t, end - 1))
        return false;
    *when = fresh(i, end, STM_GRAIN_PART);
    when->part = part->text;
    return true;
}

// "weeks before the vote", "months of talks"; but "three quarters of the talks".
static bool bare_units(const stm_timing *t, size_t i)
{
    size_t end = 0;
    stm_time_unit unit;
    if (i > 0 && (stm_time_is(t, i - 1, STM_CLASS_CARDINAL) || stm_time_atom(t, i - 1)->kind == STM_ATOM_NUMBER))
        return false;
    return stm_unit_at(t, i, &unit, &end) && unit >= STM_UNIT_DAY && stm_plural_at(t, i) &&
           (stm_time_is(t, end, STM_CLASS_BASE) || stm_time_is(t, end, STM_CLASS_SHIFT) || stm_time_is(t, end, STM_CLASS_OF));
}

// "nearly two years", "10-day", "half an hour", "for years". "a day" wants a preposition before it: else it is a rate.
static bool plain_length(const stm_timing *t, size_t i, stm_when *when)
{
    stm_length length = {.begin = i};
    size_t end = 0;
    bool cue = i > 0 && stm_time_is(t, i - 1, STM_CLASS_LENGTH_CUE);
    bool one = stm_time_is(t, i, STM_CLASS_WHOLE); // "all day", "another week"
    size_t k = i + one;
    size_t the = stm_time_over(t, i, STM_CLASS_THE);
    if (!one && stm_length_at(t, the, &length) && !(the > i && stm_time_is(t, the, STM_CLASS_ARTICLE))) {
        bool article = stm_time_is(t, i, STM_CLASS_ARTICLE) && stm_time_is(t, i + 1, STM_CLASS_DURATION) && !length.vague &&
                       !stm_time_is(t, length.end, STM_CLASS_BASE); // "a month after the vote"
        size_t from = i;
        const stm_sense *hedge = stm_atoms_phrase(&t->atoms, i, STM_CLASS_BEFORE, &from);
        if (hedge != NULL && hedge->value == COMPARES && stm_atoms_phrase(&t->atoms, length.end, STM_CLASS_SHIFT, &end) != NULL)
            return false;
        if ((article && !cue && length.end <= i + 2) ||
            stm_atoms_phrase(&t->atoms, stm_atoms_hyphen(&t->atoms, length.end) ? length.end + 1 : length.end, STM_CLASS_OLD, &end) != NULL)
            return false;
    } else if (one || cue || bare_units(t, i)) {
        if (!stm_unit_at(t, k, &length.unit, &end) || length.unit < STM_UNIT_HOUR || stm_plural_at(t, end - 1) == one)
            return false;
        length.vague = !one;
        length.n[length.unit] = 1;
        length.end = end;
    } else {
        return false;
    }
    *when = fresh(i, length.end, STM_GRAIN_LENGTH);
    when->kind = STM_DATE_DURATION;
    when->length = length;
    when->counted = true;
    return true;
}

static const stm_time_rule rules[] = {
    {near_part, STM_BEGIN_DAY, STM_BEGIN_DAY},
    {near_day, STM_BEGIN_DAY, STM_BEGIN_DAY},
    {shift_before, STM_BEGIN_SHIFT, STM_BEGIN_UNIT},
    {turned_behind, STM_BEGIN_THE | STM_BEGIN_WEEKDAY | STM_BEGIN_MONTH | STM_BEGIN_SEASON | STM_BEGIN_UNIT, STM_BEGIN_SHIFT},
    {turned, STM_BEGIN_THE | STM_BEGIN_TURN, STM_BEGIN_TURN},
    {counted_turn, STM_BEGIN_THE | STM_BEGIN_NUMBER | STM_BEGIN_COUNT, STM_BEGIN_TURN},
    {shifted, STM_BEGIN_COUNT | STM_BEGIN_NUMBER | STM_BEGIN_UNIT, STM_BEGIN_SHIFT},
    {from_base, STM_BEGIN_COUNT | STM_BEGIN_NUMBER, STM_BEGIN_SHIFT},
    {ahead, STM_BEGIN_IN, STM_BEGIN_UNIT},
    {the_unit, STM_BEGIN_THE | STM_BEGIN_UNIT, STM_BEGIN_UNIT},
    {stm_beside_at, STM_BEGIN_THE, STM_BEGIN_UNIT},
    {stm_time_set_at, STM_BEGIN_SET | STM_BEGIN_WEEKDAY, STM_BEGIN_SET | STM_BEGIN_WEEKDAY},
    {reference, STM_BEGIN_REF, STM_BEGIN_REF},
    {bare_part, STM_BEGIN_THE, STM_BEGIN_ANY},
    {plain_length, STM_BEGIN_COUNT | STM_BEGIN_NUMBER | STM_BEGIN_THE | STM_BEGIN_UNIT, STM_BEGIN_UNIT},
};

const stm_time_rules stm_relative_rules = {rules, sizeof rules / sizeof *rules};
