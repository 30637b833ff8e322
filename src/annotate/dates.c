// Dates in TIMEX3 values (ISO-TimeML), sentence by sentence from left to right: at each word that may begin one the longest
// expression of the grammar, a day with its time of day, or a range of both.
//
// The grammar is that of HeidelTime (Strötgen & Gertz 2010) and Recognizers-Text in hand-written cursors: calendar.c, numeric.c,
// periods.c, relative.c, clocks.c, moments.c, time-ranges.c; when.c finds what the words leave open. A range "from March to May"
// is one expression.
#include "annotate/quantity.h"
#include "annotate/when.h"
#include "base/hash.h"

enum {
    LISTED_REACH = 7, // days between two of a list
    REACH_MOST = 7, // atoms from the beginning of an expression to its first word of time
};

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
    when->begun = bound != NULL && bound->value < 0;
    return true;
}

// A number that may be a year or a day with its separators.
static bool dated(const stm_timing *t, size_t i)
{
    size_t size = stm_span_size(stm_time_atom(t, i)->span);
    const stm_atom *next = stm_time_atom(t, i + 1);
    bool ordinal = !next->spaced && stm_time_is(t, i + 1, STM_CLASS_SUFFIX);
    bool clock = stm_time_is(t, i + 1, STM_CLASS_CLOCK_MARK) && stm_time_atom(t, i + 2)->kind == STM_ATOM_NUMBER; // "15h30"
    return size >= 4 || ordinal || clock || (next->kind == STM_ATOM_SIGN && !next->spaced && i + 1 < t->atoms.natoms);
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

// "at the moment": a word that begins a phrase of which a part is one that only time has.
static bool core_phrase(const stm_timing *t, size_t i)
{
    const stm_lexeme *lexeme = stm_time_atom(t, i)->lexeme;
    uint64_t hash = stm_time_atom(t, i)->word;
    for (size_t k = i + 1; lexeme->longer && k < t->atoms.natoms; k++) {
        const stm_atom *next = stm_time_atom(t, k);
        if (!stm_lexeme_goes_on(lexeme, next->word))
            return false;
        hash = stm_hash_join(hash, next->word);
        lexeme = stm_lexicon_get(t->atoms.lexicon, hash);
        if ((lexeme->gates & STM_GATE_CORE) != 0)
            return true;
    }
    return false;
}

// Does a word stand here that only time has.
static bool core_at(const stm_timing *t, size_t i)
{
    const stm_atom *atom = stm_time_atom(t, i);
    if (atom->kind == STM_ATOM_NUMBER)
        return dated(t, i);
    if ((atom->gates & STM_GATE_CORE_BEHIND) != 0 && i > 0 && stm_time_atom(t, i - 1)->kind == STM_ATOM_NUMBER)
        return true;
    bool past = (atom->gates & STM_GATE_NUMBER) != 0 && stm_time_is(t, i + 1, STM_CLASS_PAST_HOUR) &&
                stm_time_is(t, i + 2, STM_CLASS_CARDINAL); // "half past nine"
    return (atom->gates & STM_GATE_CORE) != 0 || past || ((atom->gates & STM_BEGIN_COUNT) != 0 && worded(t, i)) ||
           ((atom->gates & STM_GATE_CORE_LONGER) != 0 && core_phrase(t, i));
}

// May an expression begin at the atom, which leads to a word that only time has at atom `core`.
static bool may_begin(const stm_timing *t, size_t i, size_t core)
{
    const stm_atom *atom = stm_time_atom(t, i);
    if (atom->taken)
        return false;
    if (atom->kind == STM_ATOM_NUMBER || i == core || (atom->gates & STM_GATE_START) != 0)
        return true;
    size_t end = i;
    return (atom->gates & STM_GATE_START_LONGER) != 0 && (stm_atoms_phrase(&t->atoms, i, STM_CLASS_BEFORE, &end) != NULL ||
                                                          stm_atoms_phrase(&t->atoms, i, STM_CLASS_DATE_BOUND, &end) != NULL ||
                                                          stm_atoms_phrase(&t->atoms, i, STM_CLASS_SHIFT_BEFORE, &end) != NULL);
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

// May the atom join the ends of a range.
static bool joins(const stm_timing *t, size_t i)
{
    return stm_time_is(t, i, STM_CLASS_THROUGH) || stm_time_is(t, i, STM_CLASS_TO) || stm_time_is(t, i, STM_CLASS_AND) ||
           stm_atoms_dash(&t->atoms, i) || stm_time_sign(t, i, '~');
}

// Does such an atom stand behind atom `i`, with words of time alone between them.
static bool leads_to_joint(const stm_timing *t, size_t i)
{
    stm_kept *kept = t->kept;
    if (i < kept->looked)
        return kept->joined;
    size_t at = i + 1;
    while (at < t->atoms.natoms && !joins(t, at) &&
           (stm_time_goes_on(&t->atoms.atoms[at]) || stm_time_is(t, at, STM_CLASS_ENDED)))
        at++;
    kept->looked = at;
    kept->joined = at < t->atoms.natoms && joins(t, at);
    return kept->joined;
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

// The "23" of "March 22 and 23", where nothing follows that it could count.
static size_t read_listed(stm_timing *t, const stm_when *first)
{
    size_t i = first->end, end = 0;
    bool ordinal, and = stm_time_is(t, i, STM_CLASS_AND);
    int day;
    if (!and || first->grain != STM_GRAIN_DAY || first->kind != STM_DATE_DATE || first->weekday != 0 || first->month == 0 ||
        !stm_time_is(t, first->begin, STM_CLASS_MONTH) || i == first->begin + 1 || stm_time_atom(t, i + 1)->kind != STM_ATOM_NUMBER ||
        !stm_day_at(t, i + 1, &day, &end, &ordinal) || day <= first->day || day > first->day + LISTED_REACH)
        return i;
    const stm_atom *next = stm_time_atom(t, end);
    bool open = next->kind == STM_ATOM_SIGN ? next->spaced || stm_time_sign(t, end, '.') || stm_time_sign(t, end, ',') ||
                                                  stm_time_sign(t, end, ';') || stm_time_sign(t, end, ')')
                                            : stm_time_is(t, end, STM_CLASS_STOP);
    if (!open || (stm_time_sign(t, end, ',') && stm_time_atom(t, end + 1)->kind == STM_ATOM_NUMBER))
        return i;
    stm_when last = *first;
    last.begin = i + 1;
    last.end = end;
    last.day = day;
    add_date(t, last.begin, last.end, last.kind, stm_when_value(t, &last), &last, true);
    return end;
}

static size_t read_one(stm_timing *t, size_t i)
{
    stm_time_range r;
    stm_when when;
    t->kept->expression = i;
    t->kept->tensed = false;
    t->kept->nsingles = 0;
    bool single = bounded_at(t, i, &when);
    bool some_day = single && when.grain == STM_GRAIN_LENGTH && when.end == i + 2 && stm_labels_some_day(&t->atoms, i);
    if (some_day || (single && stm_work_at(&t->atoms, when.begin, when.end)))
        return when.end;
    if (may_range(t, i, single ? &when : NULL) && leads_to_joint(t, i) && stm_time_range_at(t, i, &r) && (!single || r.end >= when.end)) {
        stm_time_range_settle(t, &r);
        bool time = r.from.grain >= STM_GRAIN_PART;
        add_date(t, r.begin, r.end, time ? STM_DATE_TIME : STM_DATE_DATE, stm_when_range(t, &r.from, &r.to), &r.to, true);
        return r.end;
    }
    if (!single)
        return i + 1;
    stm_when_settle(t, &when);
    add_date(t, when.begin, when.end, when.kind, stm_when_value(t, &when), &when, !when.counted && when.grain < STM_GRAIN_LENGTH);
    if (when.grain >= STM_GRAIN_YEAR && when.grain < STM_GRAIN_LENGTH && when.year != 0) {
        *t->anchor = when;
        t->anchor->sentence = stm_time_atom(t, i)->sentence;
    }
    if (t->anchor->grain >= STM_GRAIN_PART)
        t->anchor->grain = STM_GRAIN_DAY;
    if (when.grain == STM_GRAIN_QUARTER && when.year != 0)
        *t->quarter = when;
    return read_listed(t, &when);
}

static void forget(stm_kept *kept)
{
    memset(kept->numbers_behind, 0, sizeof kept->numbers_behind);
    memset(kept->lengths_behind, 0, sizeof kept->lengths_behind);
    kept->looked = kept->no_clock = 0;
    kept->run_begin = kept->run_end = 0;
}

// Reads the sentence of atoms [begin, end) of the block around each word that only time has, from as far before it as words of time
// lead to it; `at`: the places of such words. The first place behind the sentence.
static const uint32_t *read_sentence(stm_timing *t, stm_atom *block, const uint32_t *at, size_t begin, size_t end)
{
    size_t i = 0; // what stands before is read
    bool fresh = true;
    t->atoms.atoms = block + begin;
    t->atoms.natoms = end - begin;
    for (; *at < end; at++) {
        size_t core = *at - begin, from = core;
        if (core < i || !stm_time_goes_on(&t->atoms.atoms[core]) || !core_at(t, core))
            continue;
        if (fresh)
            forget(t->kept);
        fresh = false;
        while (from > i && core - from < REACH_MOST && stm_time_goes_on(&t->atoms.atoms[from - 1]))
            from--;
        for (i = from; i <= core;)
            i = may_begin(t, i, core) ? read_one(t, i) : i + 1;
    }
    return at;
}

void stm_dates_read(stm_measuring *m)
{
    const stm_civil now = m->article->published;
    if (*m->atoms.times == m->atoms.natoms)
        return;
    stm_timing t = {.m = m, .now = now, .known = stm_civil_known(now) && now.day != 0, .today = stm_civil_days(now)};
    if (m->spoken == NULL)
        m->spoken = stm_arena_take_array(m->arena, 2, sizeof(stm_when));
    if (m->grammar == NULL)
        m->grammar = stm_time_grammar_make(m->arena);
    stm_kept kept;
    t.grammar = m->grammar;
    t.kept = &kept;
    t.anchor = &m->spoken[0];
    t.quarter = &m->spoken[1];
    t.atoms = m->atoms;
    const uint32_t *at = m->atoms.times;
    for (const uint32_t *sentence = m->atoms.sentences; *at < m->atoms.natoms; sentence++)
        if (*at < sentence[1])
            at = read_sentence(&t, m->atoms.atoms, at, sentence[0], sentence[1]);
}
