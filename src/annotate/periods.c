// Periods by name: quarters and halves, seasons, decades and centuries, weeks of a year or month, fiscal years, and the ends of
// them
// ("early 1990s", "the end of the third quarter").
#include "annotate/when.h"

enum { QUARTERS = 4, WEEKS = 53, GAME_REACH = 60, WARMTH_REACH = 8 };

// A year behind a period: "1989", "of 1989", "in 2013", "of the year", "of last year", ", 1989", "-2019".
static void year_behind(const stm_timing *t, stm_when *when)
{
    size_t end = when->end, behind = 0, last = 0;
    int year;
    bool of = stm_time_is(t, end, STM_CLASS_OF) || stm_time_is(t, end, STM_CLASS_IN);
    size_t i = end + (of || stm_time_sign(t, end, ',') || (stm_atoms_hyphen(&t->atoms, end)));
    if (stm_year_at(t, i, &year, &behind) && (!stm_time_sign(t, end, ',') || of)) {
        when->year = year;
        when->end = behind;
        return;
    }
    if (!t->known)
        return;
    const stm_sense *turn = stm_atoms_phrase(&t->atoms, of ? i : end, STM_CLASS_TURN, &behind);
    if (turn == NULL && of && stm_time_is(t, i, STM_CLASS_THE))
        behind = i + 1;
    else if (turn == NULL)
        return;
    stm_time_unit unit;
    if (stm_unit_at(t, behind, &unit, &last) && unit == STM_UNIT_YEAR) {
        when->year = t->now.year + (turn != NULL ? (int)turn->value : 0);
        when->end = last;
    }
}

static stm_when period(size_t begin, size_t end, stm_grain grain)
{
    return (stm_when){.begin = begin, .end = end, .kind = STM_DATE_DATE, .grain = grain};
}

// The quarter of the article: that of its last date, else the last one that was over at publication.
static int quarter_spoken_of(const stm_timing *t)
{
    if (t->quarter->grain == STM_GRAIN_QUARTER)
        return t->quarter->number;
    int now = (t->now.month + 2) / 3;
    return t->known ? (now > 1 ? now - 1 : QUARTERS) : 0;
}

// "Q3", "H2" in one word with its number.
static bool lettered(const stm_timing *t, size_t i, stm_grain *grain, int *number, size_t *end)
{
    const stm_sense *letter = stm_lexeme_sense(stm_time_atom(t, i)->lexeme, STM_CLASS_PERIOD_LETTER);
    if (letter == NULL || stm_time_atom(t, i + 1)->spaced || !stm_whole_at(t, i + 1, 1, (int)letter->value, number))
        return false;
    *grain = letter->value == QUARTERS ? STM_GRAIN_QUARTER : STM_GRAIN_HALF;
    *end = i + 2;
    return true;
}

static bool half_word(const stm_timing *t, size_t i)
{
    return stm_time_is(t, i, STM_CLASS_HALF);
}

// "third quarter", "third-quarter", "last half", "Q3".
static bool numbered(const stm_timing *t, size_t i, stm_grain *grain, int *number, size_t *end)
{
    if (lettered(t, i, grain, number, end))
        return true;
    stm_time_unit unit;
    size_t behind = i + 1;
    bool ordinal = stm_ordinal_at(t, i, number, &behind);
    const stm_sense *turn = ordinal ? NULL : stm_lexeme_sense(stm_time_atom(t, i)->lexeme, STM_CLASS_TURN);
    if (!ordinal && (turn == NULL || turn->value >= 0))
        return false;
    behind += stm_atoms_hyphen(&t->atoms, behind);
    if (half_word(t, behind)) {
        *number = ordinal ? *number : 2;
        *grain = STM_GRAIN_HALF;
        *end = behind + 1;
        return *number <= 2;
    }
    *grain = STM_GRAIN_QUARTER;
    return ordinal && stm_unit_at(t, behind, &unit, end) && unit == STM_UNIT_QUARTER && *number <= QUARTERS;
}

static bool period_word(const stm_timing *t, size_t i, size_t *end)
{
    stm_time_unit unit;
    return stm_atoms_phrase(&t->atoms, i, STM_CLASS_PERIOD, end) != NULL ||
           (stm_unit_at(t, i, &unit, end) && unit == STM_UNIT_QUARTER);
}

// The sentence tells of a game: "a touchdown in the fourth quarter".
static bool in_game(const stm_timing *t)
{
    for (size_t i = 0; i < t->atoms.natoms && i < GAME_REACH; i++)
        if (stm_time_is(t, i, STM_CLASS_GAME))
            return true;
    return false;
}

// "the third quarter of 1989", "the fiscal first quarter", "the 1988 second quarter", "the year-ago quarter", "2019 H2", "Q3 of
// 2018".
static bool quarter(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0, ago_end = 0;
    int year = 0, number = 0;
    stm_grain grain = STM_GRAIN_QUARTER;
    bool led = stm_time_atom(t, k)->kind == STM_ATOM_NUMBER && stm_year_at(t, k, &year, &end);
    k = led ? end : k;
    k += led && stm_atoms_hyphen(&t->atoms, k);
    bool ago = !led && stm_atoms_phrase(&t->atoms, k, STM_CLASS_YEAR_AGO, &ago_end) != NULL;
    k = ago ? ago_end : k;
    size_t over = stm_time_over(t, k, STM_CLASS_FISCAL);
    k = over > k && stm_atoms_hyphen(&t->atoms, over) ? over + 1 : over;
    if (!numbered(t, k, &grain, &number, &end)) {
        number = quarter_spoken_of(t);
        if (!(led || ago) || number == 0 || !period_word(t, k, &end))
            return false;
    }
    bool hyphen = k > i && !led && !ago && stm_atoms_hyphen(&t->atoms, end - 2); // "the third-quarter loss"
    if (!led && !ago && in_game(t))
        return false;
    *when = period(hyphen && over == i + 1 ? k : i, end, grain);
    when->number = number;
    when->year = led ? year : 0;
    if (!led)
        year_behind(t, when);
    if (when->year == 0)
        stm_when_settle(t, when);
    if (ago && when->year != 0)
        when->year--;
    return true;
}

// "the first nine months", "the last three weeks": a length, not a count of things.
static bool first_units(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0;
    int n;
    stm_length length;
    if (!stm_ordinal_at(t, k, &n, &end) || n > 4 || !stm_length_at(t, end, &length))
        return false;
    *when = period(i, length.end, STM_GRAIN_LENGTH);
    when->kind = STM_DATE_DURATION;
    when->length = length;
    when->counted = true;
    return true;
}

// "summer", "the winter of 1994", "summer 2019"; "spring" and "fall" are words too and need a year or a cue.
static bool season(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE);
    const stm_sense *sense = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_SEASON);
    if (sense == NULL)
        return false;
    static const char *const names[] = {"SP", "SU", "FA", "WI"};
    *when = period(i, k + 1, STM_GRAIN_SEASON);
    while (when->number < 3 && !stm_view_is(sense->text, names[when->number]))
        when->number++;
    year_behind(t, when);
    bool cue = i > 0 && (stm_time_is(t, i - 1, STM_CLASS_IN) || stm_time_is(t, i - 1, STM_CLASS_EDGE));
    bool verb = stm_time_is(t, k, STM_CLASS_HOMONYM);
    if (k == i && stm_verb_at(t, i))
        return false;
    bool of = stm_time_is(t, k + 1, STM_CLASS_OF);
    return when->year != 0 || (!verb && stm_time_atom(t, k + 1)->kind != STM_ATOM_NUMBER) || (cue && k > i && !of);
}

// "in her thirties", "his early forties": years of somebody's age.
static bool of_life(const stm_timing *t, size_t i)
{
    for (size_t k = i; k > 0 && k + 2 > i; k--) {
        const stm_sense *owner = stm_lexeme_sense(stm_time_atom(t, k - 1)->lexeme, STM_CLASS_DETERMINER);
        if (owner != NULL && owner->value <= 0)
            return !stm_time_is(t, k - 1, STM_CLASS_THE) && !stm_time_is(t, k - 1, STM_CLASS_ARTICLE);
        if (!stm_time_is(t, k - 1, STM_CLASS_EDGE))
            return false;
    }
    return false;
}

// "temperatures will reach the 70s".
static bool of_warmth(const stm_timing *t, size_t i)
{
    for (size_t k = i > WARMTH_REACH ? i - WARMTH_REACH : 0; k < i; k++) {
        const stm_sense *warm = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_WARMTH);
        if (warm != NULL && warm->value > 0)
            return true;
    }
    return false;
}

// "1990s", "the '80s", "the nineties", "90 s".
static bool decade(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE);
    const stm_sense *sense = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_DECADE);
    if (sense != NULL) {
        *when = period(i, k + 1, STM_GRAIN_DECADE);
        when->year = 1900 + (int)sense->value;
        return !of_life(t, i);
    }
    stm_time_unit unit;
    int first;
    size_t end = 0, behind = 0;
    if (t->m->lexicon->comma_decimal && stm_unit_at(t, k, &unit, &end) && unit == STM_UNIT_YEAR && stm_plural_at(t, k) &&
        stm_year_at(t, end, &first, &behind) && first % 10 == 0) { // "les années 1990"
        *when = period(i, behind, STM_GRAIN_DECADE);
        when->year = first;
        return true;
    }
    stm_view mark = stm_atoms_view(&t->atoms, k);
    bool marked = stm_time_sign(t, k, '\'') || stm_view_is(mark, "’") || stm_view_is(mark, "‘");
    int year;
    k += marked;
    if (!stm_whole_at(t, k, 0, 2190, &year) || year % 10 != 0 || !stm_time_is(t, k + 1, STM_CLASS_DECADE_ENDING) ||
        stm_time_atom(t, k + 2)->kind == STM_ATOM_NUMBER)
        return false;
    size_t digits = stm_span_size(stm_time_atom(t, k)->span);
    bool spaced = stm_time_atom(t, k + 1)->spaced;
    if ((digits != 4 || year < 1000) && !(digits == 2 && year >= 20))
        return false;
    if (digits == 2 && (of_life(t, i) || (!marked && of_warmth(t, i))))
        return false;
    if (digits == 2 && !marked && !spaced && !(i > 0 && (stm_time_is(t, i - 1, STM_CLASS_EDGE) || k > i)))
        return false; // "the 90s", but not "in her 90s"
    bool years =
        stm_unit_at(t, k + 2, &unit, &end) && unit == STM_UNIT_YEAR && t->m->lexicon->comma_decimal; // "die 1990er Jahre"
    *when = period(i, years ? end : k + 2, STM_GRAIN_DECADE);
    when->year = digits == 2 ? 1900 + year : year;
    return true;
}

// "the 20th century", "twenty-first century".
static bool century(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0, behind = 0;
    int n;
    stm_time_unit unit;
    if (!stm_ordinal_at(t, k, &n, &end) || n > 30)
        return false;
    end += stm_atoms_hyphen(&t->atoms, end);
    if (!stm_unit_at(t, end, &unit, &behind) || unit != STM_UNIT_CENTURY)
        return false;
    *when = period(i, behind, STM_GRAIN_CENTURY);
    when->year = (n - 1) * 100;
    return when->year > 0;
}

// "the year 2008", "fiscal 1989", "fiscal year 2008", "FY18", "calendar year 2019".
static bool named_year(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0;
    const stm_sense *fiscal = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_FISCAL);
    stm_time_unit unit;
    int year;
    size_t next = k + (fiscal != NULL);
    bool word = stm_unit_at(t, next, &unit, &end) && unit == STM_UNIT_YEAR;
    next = word ? end : next;
    if (!word && fiscal == NULL)
        return false;
    bool full = stm_year_at(t, next, &year, &end);
    if (!full && !(fiscal != NULL && !word && !stm_time_atom(t, next)->spaced && stm_whole_at(t, next, 0, 99, &year)))
        return false;
    *when = period(fiscal != NULL ? k : i, full ? end : next + 1, STM_GRAIN_YEAR);
    when->year = full ? year : 2000 + year;
    when->part = fiscal != NULL ? fiscal->text : (stm_view){0};
    return when->year >= 1500 && when->year < 2200;
}

static void week_of(stm_when *when, int32_t day)
{
    stm_when_on(when, STM_GRAIN_WEEK, day);
}

// "the weekend of March 6".
static bool weekend_of(const stm_timing *t, size_t i, size_t end, stm_when *when)
{
    stm_when day;
    if (!stm_time_is(t, end, STM_CLASS_OF) || !stm_single_at(t, end + 1, &day) || day.grain != STM_GRAIN_DAY)
        return false;
    stm_when_settle(t, &day);
    *when = period(i, day.end, STM_GRAIN_WEEKEND);
    if (day.year != 0)
        stm_when_on(when, STM_GRAIN_WEEKEND, stm_when_first(&day));
    return true;
}

// "week 31", "week 3 of 2027", "the week of April 10th", "the week beginning 4 February", "w/c Feb 4".
static bool week(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0;
    stm_time_unit unit;
    int n;
    if (stm_unit_at(t, k, &unit, &end) && unit == STM_UNIT_WEEKEND)
        return weekend_of(t, i, end, when);
    if (!stm_unit_at(t, k, &unit, &end) || unit != STM_UNIT_WEEK)
        return false;
    if (stm_whole_at(t, end, 1, WEEKS, &n) && stm_time_atom(t, end + 1)->kind != STM_ATOM_NUMBER) {
        *when = period(k, end + 1, STM_GRAIN_WEEK); // the article is not part of it
        year_behind(t, when);
        int year = when->year != 0 ? when->year : t->now.year;
        week_of(when, stm_civil_days((stm_civil){.year = (int16_t)year, .month = 1, .day = 4}) + 7 * (n - 1));
        return k == i && (year != 0);
    }
    size_t over = stm_time_over(t, end, STM_CLASS_OF);
    if (over == end)
        over = stm_time_is(t, end, STM_CLASS_STARTING) ? end + 1 : end;
    stm_when day;
    int number = 0;
    size_t behind = 0;
    bool ordinal = false;
    if (over == end)
        return false;
    over = stm_time_over(t, over, STM_CLASS_ON);
    if (stm_single_at(t, over, &day) && day.grain == STM_GRAIN_DAY) {
        stm_when_settle(t, &day);
    } else if (stm_time_is(t, over, STM_CLASS_THE) && stm_day_at(t, over + 1, &number, &behind, &ordinal) && ordinal) {
        day = period(over, behind, STM_GRAIN_DAY);
        day.day = number;
        stm_when_settle(t, &day);
    } else {
        return false;
    }
    *when = period(i, day.end, STM_GRAIN_WEEK);
    if (day.year != 0)
        week_of(when, stm_when_first(&day));
    return true;
}

// "first week of 2015", "the last week of July", "the third month of 2021", "first Monday of next month", "last Friday in June".
static bool nth_of(const stm_timing *t, size_t i, stm_when *when)
{
    size_t k = stm_time_over(t, i, STM_CLASS_THE), end = 0, behind = 0;
    int n = 0;
    stm_time_unit unit;
    stm_when whole;
    const stm_sense *turn = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_TURN);
    bool last = turn != NULL && turn->value < 0;
    end = k + 1;
    if (!last && !stm_ordinal_at(t, k, &n, &end))
        return false;
    const stm_sense *weekday = stm_lexeme_sense(stm_time_atom(t, end)->lexeme, STM_CLASS_WEEKDAY);
    behind = end + 1;
    if (weekday == NULL &&
        (!stm_unit_at(t, end, &unit, &behind) || (unit != STM_UNIT_WEEK && unit != STM_UNIT_MONTH && unit != STM_UNIT_DAY)))
        return false;
    bool in = stm_time_is(t, behind, STM_CLASS_IN) && (!last || k > i || weekday != NULL); // but "last week in May"
    if (!(in || stm_time_is(t, behind, STM_CLASS_OF)) || !stm_single_at(t, behind + 1, &whole))
        return false;
    stm_when_settle(t, &whole);
    if (whole.year == 0 || whole.grain > STM_GRAIN_MONTH || whole.grain < STM_GRAIN_YEAR)
        return false;
    int32_t first = stm_when_first(&whole), past = stm_when_behind(&whole);
    *when = period(i, whole.end, STM_GRAIN_DAY);
    if (weekday != NULL) {
        int back = (stm_civil_weekday(stm_civil_of_days(past - 1)) - (int)weekday->value + 7) % 7;
        int32_t day = first + ((int)weekday->value - stm_civil_weekday(stm_civil_of_days(first)) + 7) % 7 + 7 * (n - 1);
        stm_when_on(when, STM_GRAIN_DAY, last ? past - 1 - back : day);
        return last || day < past;
    }
    if (unit == STM_UNIT_DAY) {
        stm_when_on(when, STM_GRAIN_DAY, last ? past - 1 : first + n - 1);
        return (last || first + n <= past) && !stm_plural_at(t, behind - 1);
    }
    if (unit == STM_UNIT_MONTH) {
        stm_when_on(when, STM_GRAIN_MONTH, first);
        when->month = last ? 12 : n;
        return whole.grain == STM_GRAIN_YEAR && when->month <= 12;
    }
    // The first week is the one that holds the first Thursday, as in ISO 8601.
    int32_t thursday = first + (3 - stm_civil_weekday(stm_civil_of_days(first)) + 7) % 7 + 7 * (n - 1);
    if (last)
        thursday = past - 1 - (stm_civil_weekday(stm_civil_of_days(past - 1)) - 3 + 7) % 7;
    week_of(when, thursday);
    return true;
}

// "the end of 1990", "early next year", "mid-November", "late Tuesday", "earlier in the year", "year's end", "end of month".
static bool edge(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0, behind = 0;
    stm_time_unit unit;
    size_t from =
        i + (stm_time_is(t, i, STM_CLASS_THE) && stm_time_is(t, i + 1, STM_CLASS_EDGE) && !stm_time_is(t, i, STM_CLASS_EDGE));
    const stm_sense *sense = stm_atoms_phrase(&t->atoms, i, STM_CLASS_EDGE, &end);
    bool article = sense == NULL && from > i; // "the early 1990s"
    sense = article ? stm_atoms_phrase(&t->atoms, from, STM_CLASS_EDGE, &end) : sense;
    if (sense == NULL)
        return false;
    bool of = stm_time_is(t, end - 1, STM_CLASS_OF) || stm_time_is(t, end, STM_CLASS_OF); // "the end of"
    if (stm_time_is(t, end - 1, STM_CLASS_HOMONYM) && !of)
        return false; // "start next week" is a verb
    size_t k = stm_time_over(t, end, STM_CLASS_OF);
    k = k == end ? stm_time_over(t, k, STM_CLASS_IN) : k;
    k += k == end && stm_atoms_hyphen(&t->atoms, end);
    stm_when whole;
    if (stm_single_at(t, k, &whole) && whole.grain != STM_GRAIN_TEXT && whole.grain != STM_GRAIN_LENGTH &&
        whole.grain <= STM_GRAIN_PART) {
        *when = whole;
    } else {
        size_t inner = stm_time_over(t, k, STM_CLASS_THE);
        if (!t->known || !stm_unit_at(t, inner, &unit, &behind) || unit < STM_UNIT_DAY || (unit == STM_UNIT_DAY && inner > k) ||
            (!of && k == end && inner == k))
            return false;
        *when = period(i, behind, STM_GRAIN_DAY);
        stm_when_on(when, stm_unit_grain(unit), t->today);
    }
    if (article && when->grain != STM_GRAIN_DECADE && when->grain != STM_GRAIN_CENTURY && when->grain != STM_GRAIN_SEASON)
        return false;
    bool close = stm_view_is(sense->text, "END") && when->grain == STM_GRAIN_DAY && of;
    when->begin = i;
    when->edge = of && sense->text.size > 0 ? sense->text.at[0] : 0;
    if (close && !stm_time_is(t, i, STM_CLASS_TURN)) { // "end of tomorrow"
        stm_when_settle(t, when);
        when->kind = STM_DATE_TIME;
        when->grain = STM_GRAIN_SECOND;
        when->hour = 23;
        when->minute = when->second = 59;
    }
    return true;
}

// "year-end", "year end", "EOY".
static bool end_word(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0;
    const stm_sense *sense = stm_atoms_phrase(&t->atoms, i, STM_CLASS_PERIOD_END, &end);
    stm_time_unit unit = STM_UNIT_YEAR;
    if (sense == NULL)
        return false;
    *when = period(i, end, STM_GRAIN_YEAR);
    if (stm_view_is(sense->text, "month"))
        unit = STM_UNIT_MONTH;
    if (t->known)
        stm_when_on(when, stm_unit_grain(unit), t->today);
    return true;
}

// "year-earlier", "year-ago": the quarter or year before.
static bool year_ago(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0;
    if (stm_atoms_phrase(&t->atoms, i, STM_CLASS_YEAR_AGO, &end) == NULL || !stm_atoms_hyphen(&t->atoms, i + 1) || !t->known)
        return false;
    *when = period(i, end, STM_GRAIN_YEAR);
    when->year = t->now.year - 1;
    if (t->quarter->year != 0) {
        when->grain = STM_GRAIN_QUARTER;
        when->year = t->quarter->year - 1;
        when->number = t->quarter->number;
    }
    return true;
}

static const stm_time_rule rules[] = {
    {quarter, STM_BEGIN_THE | STM_BEGIN_NUMBER | STM_BEGIN_ORDINAL | STM_BEGIN_TURN | STM_BEGIN_PERIOD,
     STM_BEGIN_PERIOD | STM_BEGIN_COUNT | STM_BEGIN_UNIT},
    {first_units, STM_BEGIN_THE | STM_BEGIN_ORDINAL | STM_BEGIN_NUMBER, STM_BEGIN_UNIT},
    {season, STM_BEGIN_THE | STM_BEGIN_SEASON, STM_BEGIN_SEASON},
    {year_ago, STM_BEGIN_PERIOD, STM_BEGIN_PERIOD},
    {decade, STM_BEGIN_THE | STM_BEGIN_NUMBER | STM_BEGIN_SIGN | STM_BEGIN_PERIOD | STM_BEGIN_UNIT,
     STM_BEGIN_PERIOD | STM_BEGIN_UNIT | STM_GATE_CORE_BEHIND},
    {century, STM_BEGIN_THE | STM_BEGIN_ORDINAL | STM_BEGIN_NUMBER, STM_BEGIN_UNIT},
    {named_year, STM_BEGIN_THE | STM_BEGIN_PERIOD | STM_BEGIN_UNIT, STM_BEGIN_PERIOD | STM_BEGIN_UNIT},
    {week, STM_BEGIN_THE | STM_BEGIN_UNIT, STM_BEGIN_UNIT},
    {nth_of, STM_BEGIN_THE | STM_BEGIN_ORDINAL | STM_BEGIN_NUMBER | STM_BEGIN_TURN, STM_BEGIN_WEEKDAY | STM_BEGIN_UNIT},
    {edge, STM_BEGIN_EDGE | STM_BEGIN_THE, STM_BEGIN_EDGE},
    {end_word, STM_BEGIN_PERIOD, STM_BEGIN_PERIOD},
};

const stm_time_rules stm_period_rules = {rules, sizeof rules / sizeof *rules};
