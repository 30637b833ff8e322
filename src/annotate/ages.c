// Ages: durations and numbers that say how old somebody is: "27-year-old", "aged 27", "Ada Vell, 27,", "she was 27.",
// "children under five", "At 27, she".
#include "annotate/quantity.h"

enum { AGE_LEAST = 1, AGE_MOST = 120 };
enum { BRACKET_LEAST = 10 }; // "Name (27)"; what is less is the number of a player or a note
enum { IN_COMMAS = 2 };      // value of a cue that counts only between commas: "now"
enum { WEAK_LEAST = 5 };     // behind "she was"; what is less may be a rank or a count

static bool is_whole(const stm_quantity *q)
{
    return q->number.low >= AGE_LEAST && q->number.high <= AGE_MOST && q->number.low == (double)(int)q->number.low &&
           q->number.form == STM_NUMBER_CARDINAL;
}

// The last word of the name that ends behind atom `i`: that of "John Vell", "John Vell Jr.".
static size_t name_before(const stm_quantity *q, size_t i)
{
    bool junior = i > 2 && stm_quantity_sign(q, i - 1, '.') && !stm_quantity_at(q, i - 1)->spaced &&
                  stm_span_size(stm_quantity_at(q, i - 2)->span) <= 3;
    return junior ? i - 2 : i - 1;
}

// "Name, 27," or "(27)" behind a name: a name in capitals before, and nothing behind that would be counted.
static bool age_of_name(const stm_quantity *q)
{
    size_t b = q->begin, e = q->end;
    if (!q->number.whole || !is_whole(q) || q->figure.kind != STM_FIGURE_NUMBER || b < 2 || !stm_quantity_near(q, b - 2))
        return false;
    size_t n = name_before(q, b - 1);
    const stm_atom *name = stm_quantity_at(q, n), *next = stm_quantity_at(q, e);
    const stm_sense *person = stm_lexeme_sense(name->lexeme, STM_CLASS_GROUP);
    if (person != NULL && person->value > 0 && !name->upper && stm_quantity_sign(q, b - 1, ',') && stm_quantity_sign(q, e, ','))
        return q->number.low >= BRACKET_LEAST; // "the man, 41, was"
    if (name->kind != STM_ATOM_WORD || !name->upper || stm_quantity_is(q, n, STM_CLASS_MONTH))
        return false;
    bool full = n >= 1 && (stm_quantity_at(q, n - 1)->upper || n < b - 2);
    if (stm_quantity_sign(q, b - 1, '('))
        return q->number.low >= BRACKET_LEAST && stm_quantity_sign(q, e, ')') && full;
    if (!stm_quantity_sign(q, b - 1, ','))
        return false;
    return stm_quantity_sign(q, e, ',') ||
           (full && (next->kind == STM_ATOM_SIGN ? stm_quantity_sign(q, e, '.') || stm_quantity_sign(q, e, ';')
                                                 : stm_quantity_is(q, e, STM_CLASS_AND)));
}

// The number goes on with what makes it a rank, a score or a count: "5-2", "12 of them", "three up", "two more".
static bool is_count(const stm_quantity *q)
{
    static const stm_class counts[] = {STM_CLASS_OF, STM_CLASS_TO,    STM_CLASS_BEFORE, STM_CLASS_DOWN,
                                       STM_CLASS_UP, STM_CLASS_OTHER, STM_CLASS_THAN};
    const stm_atom *next = stm_quantity_at(q, q->end);
    if (next->kind == STM_ATOM_SIGN)
        return !next->spaced && (stm_quantity_sign(q, q->end, ':') || stm_quantity_sign(q, q->end, '/') ||
                                 stm_quantity_sign(q, q->end, '%') || stm_atoms_hyphen(&q->m->atoms, q->end));
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (stm_quantity_is(q, q->end, counts[i]))
            return true;
    return next->kind == STM_ATOM_NUMBER;
}

// Nothing behind the number that it would count: "she was 27 and", but "she was five votes behind".
static bool stands_alone(const stm_quantity *q)
{
    bool word = stm_quantity_at(q, q->end)->kind == STM_ATOM_WORD;
    return !is_count(q) && (!word || stm_quantity_is(q, q->end, STM_CLASS_STOP));
}

// A cue right before the figure or its number; one with a value ("she was") counts only where the number stands alone.
static bool told(const stm_quantity *q)
{
    size_t begin;
    const stm_sense *cue = stm_quantity_before(q, q->begin, STM_CLASS_AGED, &begin);
    if (cue == NULL)
        cue = stm_quantity_before(q, q->number.begin, STM_CLASS_AGED, &begin);
    if (cue == NULL || cue->value >= IN_COMMAS)
        return false;
    bool ends = q->number.digits && stm_quantity_at(q, q->end)->kind == STM_ATOM_SIGN && stm_quantity_sign(q, q->end, '.') &&
                (q->end + 1 >= q->m->atoms.natoms || stm_quantity_at(q, q->end + 1)->first || stm_quantity_sign(q, q->end + 1, ')')); // "police later said he is 3."
    return cue->value <= 0 || ((q->number.low >= WEAK_LEAST || ends) && is_whole(q) && stands_alone(q));
}

// "aged 12 and 15".
static bool goes_on(const stm_quantity *q)
{
    return q->last != NULL && q->last->kind == STM_FIGURE_AGE && stm_quantity_is(q, q->last_end, STM_CLASS_AND) &&
           q->last_end + 1 == q->begin;
}

// "children under five", "voters over 65": a bound behind people.
static bool of_people(const stm_quantity *q)
{
    if (q->begin == 0 || q->begin == q->number.begin || !is_whole(q) || is_count(q))
        return false;
    const stm_sense *people = stm_lexeme_sense(stm_quantity_at(q, q->begin - 1)->lexeme, STM_CLASS_GROUP);
    bool bound = q->figure.bound == STM_BOUND_LESS || q->figure.bound == STM_BOUND_MORE;
    return bound && people != NULL && people->value > 0 && stm_quantity_near(q, q->begin - 1);
}

// "At 27, she", ", at 27,", ", now 27,": between commas or, behind "at", at the beginning of a sentence.
static bool in_commas(const stm_quantity *q)
{
    size_t b = q->begin;
    const stm_atom *next = stm_quantity_at(q, q->end);
    if (b < 1 || !is_whole(q) || q->number.low < WEAK_LEAST || next->kind != STM_ATOM_SIGN || next->spaced || is_count(q))
        return false;
    bool comma = b > 1 && stm_quantity_sign(q, b - 2, ',');
    if (stm_quantity_is(q, b - 1, STM_CLASS_AT))
        return q->number.low >= BRACKET_LEAST && stm_quantity_sign(q, q->end, ',') && (comma || stm_quantity_at(q, b - 1)->first);
    return comma && b > 2 && stm_quantity_at(q, b - 3)->upper && stm_quantity_is(q, b - 1, STM_CLASS_AGED);
}

// ", 27 ans," and "(27 ans)", where the language says it so.
static bool years_apart(const stm_quantity *q)
{
    size_t b = q->begin;
    if (!q->m->lexicon->elided || b < 2 || !is_whole(q) || stm_quantity_at(q, b - 2)->kind != STM_ATOM_WORD)
        return false;
    if (stm_quantity_sign(q, b - 1, '('))
        return stm_quantity_sign(q, q->end, ')') && stm_quantity_at(q, b - 2)->upper;
    return stm_quantity_sign(q, b - 1, ',') && stm_quantity_sign(q, q->end, ',');
}

static void make_age(stm_quantity *q)
{
    q->figure.kind = STM_FIGURE_AGE;
    q->figure.unit = STM_VIEW("year");
}

void stm_ages_read(stm_quantity *q)
{
    size_t i = stm_atoms_hyphen(&q->m->atoms, q->end) ? q->end + 1 : q->end, end;
    bool bare = q->figure.unit.size == 0 && (q->figure.kind == STM_FIGURE_NUMBER || q->figure.kind == STM_FIGURE_RANGE);
    bool duration = q->figure.kind == STM_FIGURE_DURATION;
    if (duration && stm_atoms_phrase(&q->m->atoms, i, STM_CLASS_OLD, &end) != NULL) {
        q->figure.kind = STM_FIGURE_AGE;
        q->end = end;
    } else if (bare && stm_atoms_phrase(&q->m->atoms, i, STM_CLASS_YEARS_OLD, &end) != NULL) { // "87 yo"
        make_age(q);
        q->end = end;
    } else if (duration && (told(q) || goes_on(q) || years_apart(q))) { // "under the age of 5 years"
        q->figure.kind = STM_FIGURE_AGE;
    } else if (bare && q->number.high <= AGE_MOST &&
               (told(q) || goes_on(q) || age_of_name(q) || of_people(q) || in_commas(q))) {
        make_age(q);
        const stm_sense *cue = stm_lexeme_sense(q->begin > 0 ? stm_quantity_at(q, q->begin - 1)->lexeme : &stm_lexeme_none, STM_CLASS_AGED);
        q->begin -= cue != NULL && cue->value < IN_COMMAS; // "aged 27"
    }
}
