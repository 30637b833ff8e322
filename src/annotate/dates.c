// Dates in TIMEX3 values (ISO-TimeML), sentence by sentence from left to right: at each word that may begin one the longest
// expression of the grammar, a day with its time of day, or a range of both.
//
// The grammar is that of HeidelTime (Strötgen & Gertz 2010) and Recognizers-Text in hand-written cursors: calendar.c, numeric.c,
// periods.c, relative.c, clocks.c, moments.c, time-ranges.c; when.c finds what the words leave open. A range "from March to May"
// is one expression.
#include "annotate/quantity.h"
#include "annotate/when.h"
#include "base/hash.h"

enum { REACH_MOST = 7 }; // atoms from the beginning of an expression to its first word of time

// "since August", "no later than 6 May", "around Nov. 1", "2012 or later": the word belongs to the date, as a hedge does to a
// figure.
static bool bounded_at(const stm_timing *t, size_t i, stm_when *when)
{
    size_t from = i, end = 0;
    const stm_sense *bound = stm_atoms_phrase(&t->atoms, i, STM_CLASS_DATE_BOUND, &from);
    if (bound == NULL)
        from = i;
    if (!stm_moment_at(t, from, when) && (from == i || !stm_moment_at(t, i, when)))
        return false;
    bool named = when->grain < STM_GRAIN_LENGTH && when->kind != STM_DATE_SET && !when->counted;
    if (bound != NULL && (!named || when->begin == i)) { // "vor zwei Wochen"
        bound = NULL;
        if (!stm_moment_at(t, i, when))
            return false;
        named = named && when->kind != STM_DATE_SET && !when->counted;
    }
    when->begin = bound != NULL ? i : when->begin;
    if (bound == NULL && named && when->grain <= STM_GRAIN_DAY)
        bound = stm_atoms_phrase(&t->atoms, when->end, STM_CLASS_DATE_BOUND_BEHIND, &end);
    when->end = end > 0 && bound != NULL ? end : when->end;
    when->bound = bound != NULL ? stm_bounds_of(bound->text) : STM_BOUND_EQUAL;
    return true;
}

// Words that only time has, of which an expression needs one; and words that may begin one.

#define LOW(class) ((class) < 64 ? UINT64_C(1) << ((class) & 63) : 0)
#define HIGH(class) ((class) >= 64 ? UINT64_C(1) << ((class) & 63) : 0)
#define CORE(part)                                                                                                               \
    (part(STM_CLASS_DURATION) | part(STM_CLASS_MONTH) | part(STM_CLASS_WEEKDAY) | part(STM_CLASS_WEEKDAYS) |                     \
     part(STM_CLASS_DAY) | part(STM_CLASS_DAYPART) | part(STM_CLASS_REF) | part(STM_CLASS_SEASON) | part(STM_CLASS_PART) |       \
     part(STM_CLASS_SET) | part(STM_CLASS_HOLIDAY) | part(STM_CLASS_FEAST) | part(STM_CLASS_AMPM) | part(STM_CLASS_CLOCK) |      \
     part(STM_CLASS_OCLOCK) | part(STM_CLASS_PERIOD) | part(STM_CLASS_DECADE) | part(STM_CLASS_DECADE_ENDING) |                  \
     part(STM_CLASS_FISCAL) | part(STM_CLASS_YEAR_AGO) | part(STM_CLASS_PERIOD_LETTER) | part(STM_CLASS_PERIOD_END) |            \
     part(STM_CLASS_SHORT_DURATION) | part(STM_CLASS_SHORT_AMPM))
#define START(part)                                                                                                              \
    (CORE(part) | part(STM_CLASS_THE) | part(STM_CLASS_TURN) | part(STM_CLASS_EDGE) | part(STM_CLASS_IN) |                       \
     part(STM_CLASS_FROM) | part(STM_CLASS_BETWEEN) | part(STM_CLASS_BEFORE) | part(STM_CLASS_DATE_BOUND) |                      \
     part(STM_CLASS_ARTICLE) | part(STM_CLASS_CARDINAL) | part(STM_CLASS_TEEN) | part(STM_CLASS_TEN) | part(STM_CLASS_HUNDRED) | \
     part(STM_CLASS_SCALE) | part(STM_CLASS_COUPLE) | part(STM_CLASS_SEVERAL) | part(STM_CLASS_ORDINAL) |                        \
     part(STM_CLASS_EVERY) | part(STM_CLASS_WHOLE) | part(STM_CLASS_HALF) | part(STM_CLASS_FRACTION) | part(STM_CLASS_VAGUE) |   \
     part(STM_CLASS_ON) | part(STM_CLASS_AT) | part(STM_CLASS_SHIFT_BEFORE))

_Static_assert(STM_CLASS_AUXILIARY < 128, "LOW and HIGH hold the classes of time");

static bool any(const stm_lexeme *lexeme, uint64_t low, uint64_t high)
{
    return (lexeme->classes[0] & low) != 0 || (lexeme->classes[1] & high) != 0;
}

// A number that may be a year or a day with its separators.
static bool dated(const stm_timing *t, size_t i)
{
    size_t size = stm_span_size(stm_time_atom(t, i)->span);
    const stm_atom *next = stm_time_atom(t, i + 1);
    bool ordinal = !next->spaced && stm_time_is(t, i + 1, STM_CLASS_SUFFIX);
    return size >= 4 || ordinal || (next->kind == STM_ATOM_SIGN && !next->spaced && i + 1 < t->atoms.natoms);
}

// Two numbers in words that may be a year.
static bool worded(const stm_timing *t, size_t i)
{
    size_t next = stm_atoms_hyphen(&t->atoms, i + 1) ? i + 2 : i + 1;
    bool tens = stm_time_is(t, i, STM_CLASS_TEEN) || stm_time_is(t, i, STM_CLASS_TEN) || stm_time_is(t, i, STM_CLASS_CARDINAL);
    return tens && next < t->atoms.natoms &&
           (stm_time_is(t, next, STM_CLASS_TEEN) || stm_time_is(t, next, STM_CLASS_TEN) ||
            stm_time_is(t, next, STM_CLASS_HUNDRED) || stm_time_is(t, next, STM_CLASS_SCALE));
}

static bool core_at(const stm_timing *t, size_t i)
{
    const stm_atom *atom = stm_time_atom(t, i);
    const stm_lexeme *lexeme = atom->lexeme;
    uint64_t hash = atom->word;
    if (atom->kind == STM_ATOM_NUMBER)
        return dated(t, i);
    if (lexeme == NULL)
        return false;
    if (any(lexeme, CORE(LOW), CORE(HIGH)) || worded(t, i))
        return true;
    for (size_t k = i + 1; lexeme != NULL && lexeme->longer && k < t->atoms.natoms; k++) { // "at the moment"
        hash = stm_hash_join(hash, stm_time_atom(t, k)->word);
        lexeme = stm_lexicon_get(t->atoms.lexicon, hash);
        if (lexeme != NULL && any(lexeme, CORE(LOW), CORE(HIGH)))
            return true;
    }
    return false;
}

static void note_reach(stm_timing *t)
{
    uint8_t reach = UINT8_MAX;
    for (size_t i = t->atoms.natoms; i-- > 0;) {
        reach = core_at(t, i) ? 0 : reach < UINT8_MAX ? reach + 1 : UINT8_MAX;
        t->atoms.atoms[i].reach = reach;
    }
}

static bool may_begin(const stm_timing *t, size_t i)
{
    const stm_atom *atom = stm_time_atom(t, i);
    if (atom->reach > REACH_MOST)
        return false;
    if (atom->kind == STM_ATOM_NUMBER || atom->reach == 0)
        return true;
    if (atom->lexeme == NULL)
        return false;
    size_t end = i;
    return any(atom->lexeme, START(LOW), START(HIGH)) ||
           (atom->lexeme->longer && (stm_atoms_phrase(&t->atoms, i, STM_CLASS_BEFORE, &end) != NULL ||
                                     stm_atoms_phrase(&t->atoms, i, STM_CLASS_DATE_BOUND, &end) != NULL ||
                                     stm_atoms_phrase(&t->atoms, i, STM_CLASS_SHIFT_BEFORE, &end) != NULL));
}

// What may stand between the ends of a range, or lead from a day to its hours.
static bool joint_at(const stm_timing *t, size_t i)
{
    const stm_atom *atom = stm_time_atom(t, i);
    return i < t->atoms.natoms &&
           (atom->kind != STM_ATOM_WORD || stm_time_is(t, i, STM_CLASS_THROUGH) || stm_time_is(t, i, STM_CLASS_TO) ||
            stm_time_is(t, i, STM_CLASS_AND) || stm_time_is(t, i, STM_CLASS_FROM) || stm_time_is(t, i, STM_CLASS_BETWEEN) ||
            stm_time_is(t, i, STM_CLASS_AT) || stm_time_is(t, i, STM_CLASS_CARDINAL));
}

// Is it worth while to look for a range at atom `i`, where `single` is the expression found there?
static bool may_range(const stm_timing *t, size_t i, const stm_when *single)
{
    if (stm_time_is(t, i, STM_CLASS_FROM) || stm_time_is(t, i, STM_CLASS_BETWEEN))
        return true;
    if (single != NULL)
        return joint_at(t, single->end) || stm_time_atom(t, i)->kind == STM_ATOM_NUMBER;
    bool hour =
        stm_time_atom(t, i)->kind == STM_ATOM_NUMBER || stm_time_is(t, i, STM_CLASS_CARDINAL) || stm_time_is(t, i, STM_CLASS_AT);
    return hour || ((stm_time_is(t, i, STM_CLASS_ORDINAL) || stm_time_is(t, i, STM_CLASS_THE)) &&
                    (joint_at(t, i + 1) || joint_at(t, i + 2)));
}

static void add_date(stm_timing *t, size_t begin, size_t end, stm_date_kind kind, stm_view value, const stm_when *when,
                     bool taken)
{
    stm_span span = {t->atoms.atoms[begin].span.begin, t->atoms.atoms[end - 1].span.end};
    stm_view words = stm_view_in(t->atoms.text, span);
    span.end -= stm_view_ends(words, STM_VIEW("'s")) ? 2 : stm_view_ends(words, STM_VIEW("’s")) ? 4 : 0; // "Wednesday's"
    *(stm_date *)stm_vector_push(&t->m->dates) =
        (stm_date){.span = span, .kind = kind, .value = value, .bound = when->bound, .zone = when->zone};
    for (size_t i = begin; taken && i < end; i++)
        t->atoms.atoms[i].taken = true;
}

static size_t read_one(stm_timing *t, size_t i)
{
    stm_time_range r;
    stm_when when;
    t->tense = stm_tense_at(t, i, i + 1, &t->firm);
    bool single = bounded_at(t, i, &when);
    if (may_range(t, i, single ? &when : NULL) && stm_time_range_at(t, i, &r) && (!single || r.end >= when.end)) {
        stm_time_range_settle(t, &r);
        bool time = r.from.grain >= STM_GRAIN_PART;
        add_date(t, r.begin, r.end, time ? STM_DATE_TIME : STM_DATE_DATE, stm_when_range(t, &r.from, &r.to), &r.to, true);
        return r.end;
    }
    if (!single)
        return i + 1;
    stm_when_settle(t, &when);
    add_date(t, when.begin, when.end, when.kind, stm_when_value(t, &when), &when, !when.counted && when.grain < STM_GRAIN_LENGTH);
    if (when.grain >= STM_GRAIN_YEAR && when.grain < STM_GRAIN_LENGTH && when.year != 0)
        t->anchor = when;
    if (t->anchor.grain >= STM_GRAIN_PART)
        t->anchor.grain = STM_GRAIN_DAY;
    if (when.grain == STM_GRAIN_QUARTER && when.year != 0)
        t->quarter = when;
    return when.end;
}

void stm_dates_read(stm_measuring *m)
{
    const stm_civil now = m->article->published;
    stm_timing t = {.m = m, .now = now, .known = stm_civil_known(now) && now.day != 0, .today = stm_civil_days(now)};
    if (m->spoken == NULL)
        m->spoken = stm_arena_take_array(m->arena, 2, sizeof(stm_when));
    stm_number_kept numbers[STM_NUMBERS_KEPT];
    t.numbers = numbers;
    t.anchor = m->spoken[0];
    t.quarter = m->spoken[1];
    for (size_t begin = 0, end; begin < m->atoms.natoms; begin = end) {
        end = begin + 1;
        while (end < m->atoms.natoms && !m->atoms.atoms[end].first)
            end++;
        t.atoms = m->atoms;
        t.atoms.atoms = m->atoms.atoms + begin;
        t.atoms.natoms = end - begin;
        for (size_t i = 0; i < STM_NUMBERS_KEPT; i++)
            numbers[i].behind = 0;
        note_reach(&t);
        if (t.atoms.atoms[0].reach < UINT8_MAX)
            stm_tenses_note(&t);
        for (size_t i = 0; i < t.atoms.natoms;)
            i = may_begin(&t, i) ? read_one(&t, i) : i + 1;
    }
    m->spoken[0] = t.anchor;
    m->spoken[1] = t.quarter;
}
