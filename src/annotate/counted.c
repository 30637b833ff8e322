// The head noun that a figure counts: the last of the plurals in a row within a few words behind it (with "crew" or "police"
// before it). "Of the" leads on to the noun, a measure between ("eight million 250ml bottles") is stepped over. Where the noun is
// left out, as in "2.4 million the year before", it is that of the figure before in the same sentence.
#include <math.h>

#include "annotate/fractions.h"
#include "annotate/quantity.h"

enum { NOUNS_MOST = 6, LEAD_MOST = 4, CARRY_FACTOR = 100, CARRY_MOST = 3, STATE_MOST = 8, LEVEL_LEAST = 100, INITIALS_MOST = 6, LABEL_MOST = 3 };

// "Ukraine's" and "allies'" are no head of what follows a number.
static bool possessive(const stm_quantity *q, size_t i)
{
    stm_view word = stm_atoms_view(&q->m->atoms, i);
    if (stm_view_ends(word, STM_VIEW("'s")) || stm_view_ends(word, STM_VIEW("’s")))
        return true;
    const stm_atom *next = stm_quantity_at(q, i + 1), *owned = stm_quantity_at(q, i + 2);
    return !next->spaced && next->kind == STM_ATOM_SIGN && owned->kind == STM_ATOM_WORD &&
           !stm_quantity_is(q, i + 2, STM_CLASS_STOP) &&
           (stm_quantity_sign(q, i + 1, '\'') || stm_view_is(stm_atoms_view(&q->m->atoms, i + 1), "’"));
}

static bool plural(const stm_quantity *q, size_t i)
{
    stm_view word = stm_atoms_view(&q->m->atoms, i);
    if (q->m->lexicon->capital_nouns)
        return stm_quantity_at(q, i)->upper;
    if (stm_quantity_is(q, i, STM_CLASS_PLURAL))
        return true;
    if (word.size < 3 || word.at[word.size - 1] != 's' || word.at[word.size - 2] == 's' ||
        stm_quantity_is(q, i, STM_CLASS_SINGULAR) || stm_quantity_is(q, i, STM_CLASS_STOP) || possessive(q, i))
        return false;
    if (stm_view_ends(word, STM_VIEW("ous"))) // "curious"
        return false;
    return word.size > 3 || stm_is_upper(word.at[1]); // "TDs"
}

static bool is_word(const stm_quantity *q, size_t i)
{
    return stm_quantity_at(q, i)->kind == STM_ATOM_WORD && stm_quantity_near(q, i);
}

uint32_t stm_quantity_elided(const stm_quantity *q, size_t i)
{
    stm_view word = stm_atoms_view(&q->m->atoms, i);
    if (!q->m->lexicon->elided || word.size <= 3)
        return 0;
    if (word.at[1] == '\'')
        return 2;
    return word.size > 5 && memcmp(word.at + 1, "\xE2\x80\x99", 3) == 0 ? 4 : 0;
}

static void set_counted(stm_quantity *q, size_t first, size_t last)
{
    uint32_t elided = stm_quantity_elided(q, first);
    q->figure.counted_span = (stm_span){stm_quantity_at(q, first)->span.begin + elided, stm_quantity_at(q, last)->span.end};
    q->figure.counted = stm_view_in(q->m->atoms.text, q->figure.counted_span);
}

// Over "of the", "more", "of the 20"; `*of` tells of the "of".
static size_t over_lead(const stm_quantity *q, size_t i, bool *of)
{
    stm_number number;
    const stm_sense *determiner = stm_lexeme_sense(stm_quantity_at(q, i)->lexeme, STM_CLASS_DETERMINER);
    *of = q->figure.kind == STM_FIGURE_FRACTION && determiner != NULL && determiner->value <= 0; // "half the crew"
    for (size_t n = 0; n < LEAD_MOST; n++) {
        if (*of && stm_quantity_is(q, i, STM_CLASS_PRONOUN))
            return q->m->atoms.natoms; // "12 of them"
        if (stm_quantity_is(q, i, STM_CLASS_OF))
            *of = true;
        else if (*of && stm_number_at(&q->m->atoms, i, false, &number) && number.form == STM_NUMBER_CARDINAL)
            i = number.end - 1;
        else if (!(*of && stm_quantity_is(q, i, STM_CLASS_STOP) && !stm_quantity_is(q, i, STM_CLASS_IN)) &&
                 !stm_quantity_is(q, i, STM_CLASS_OTHER))
            break;
        i++;
    }
    return i;
}

// Over a measure that belongs to the noun: the atom behind it, `i` if there is none.
static size_t over_measure(const stm_quantity *q, size_t i)
{
    stm_number number;
    stm_figure_kind kind;
    size_t end = i;
    if (stm_quantity_at(q, i)->kind != STM_ATOM_NUMBER || !stm_number_at(&q->m->atoms, i, false, &number) ||
        stm_units_at(q, number.end, true, &kind, &end) == NULL || !is_word(q, end))
        return i;
    return end;
}

// The last of the plurals that follow each other at atom `i`: "police officers".
static size_t last_plural(const stm_quantity *q, size_t i)
{
    while (!q->m->lexicon->adjectives_behind && is_word(q, i + 1) && !stm_quantity_is(q, i, STM_CLASS_TIMES) &&
           !stm_quantity_is(q, i + 1, STM_CLASS_CASUALTY) && !stm_quantity_is(q, i + 1, STM_CLASS_VERB) && plural(q, i + 1))
        i++;
    return i;
}

static bool number_word(const stm_quantity *q, size_t i)
{
    return stm_quantity_is(q, i, STM_CLASS_CARDINAL) || stm_quantity_is(q, i, STM_CLASS_TEEN) ||
           stm_quantity_is(q, i, STM_CLASS_TEN);
}

// A noun that a hyphen ties to its number is in the singular: "a three-judge panel", "four-, five- and six-cylinder engines".
static bool read_tied(stm_quantity *q)
{
    size_t i = q->end;
    if (q->number.low <= 1 || !stm_atoms_dash(&q->m->atoms, i) || stm_quantity_at(q, i)->spaced ||
        stm_quantity_at(q, i)->kind != STM_ATOM_SIGN)
        return false;
    for (size_t n = 0;
         n < 3 && stm_atoms_dash(&q->m->atoms, i) && (stm_quantity_at(q, i + 1)->spaced || stm_quantity_sign(q, i + 1, ','));
         n++) {
        stm_number more;
        size_t next = i + 1;
        while (next < i + 3 && (stm_quantity_sign(q, next, ',') || stm_quantity_is(q, next, STM_CLASS_AND) ||
                                stm_quantity_is(q, next, STM_CLASS_OR)))
            next++;
        if (!stm_number_at(&q->m->atoms, next, false, &more))
            return false;
        i = more.end;
    }
    if (!stm_atoms_hyphen(&q->m->atoms, i) || !is_word(q, i + 1) || stm_quantity_is(q, i + 1, STM_CLASS_STOP) ||
        number_word(q, i + 1))
        return false;
    set_counted(q, i + 1, i + 1);
    return true;
}

// "0.5 WAR": capitals alone stand for a noun.
static bool abbreviation(const stm_quantity *q, size_t i)
{
    stm_view word = stm_atoms_view(&q->m->atoms, i);
    return word.size >= 2 && stm_is_upper(word.at[0]) && stm_is_upper(word.at[1]) && stm_is_upper(word.at[word.size - 1]);
}

// A number within a name before the noun: "two new 737 Max jets", "63,000 Model 3 cars", "a million N95 masks".
static bool modifier(const stm_quantity *q, size_t i)
{
    const stm_atom *atom = stm_quantity_at(q, i);
    bool apart = atom->spaced || stm_span_size(stm_quantity_at(q, i - 1)->span) < 3;
    return atom->kind == STM_ATOM_NUMBER && apart && !atom->taken && stm_quantity_near(q, i) && is_word(q, i + 1) &&
           !stm_quantity_is(q, i + 1, STM_CLASS_STOP);
}

// A verb behind the noun: in "-ed", and nothing behind that it would describe.
static bool past(const stm_quantity *q, size_t i)
{
    return stm_atoms_past(&q->m->atoms, i) &&
           (!is_word(q, i + 1) || stm_quantity_is(q, i + 1, STM_CLASS_STOP) || number_word(q, i + 1));
}

// Over "U.S." before a noun; `i` where nothing of that stands.
static size_t over_initials(const stm_quantity *q, size_t i)
{
    size_t k = i;
    while (is_word(q, k) && stm_quantity_at(q, k)->upper && stm_span_size(stm_quantity_at(q, k)->span) == 1 &&
           stm_quantity_sign(q, k + 1, '.') && k < i + INITIALS_MOST)
        k += 2;
    return k > i && is_word(q, k) ? k : i;
}

// A word that a noun may go on with.
static bool leads_on(const stm_quantity *q, size_t i)
{
    return is_word(q, i) && !stm_quantity_is(q, i, STM_CLASS_STOP) && !number_word(q, i);
}

// One counts a noun in the singular; what looks like a plural behind its first word is part of a name, or a verb.
static bool counts_one(const stm_quantity *q)
{
    return q->number.low == 1 && q->figure.kind == STM_FIGURE_NUMBER && !q->m->lexicon->capital_nouns;
}

// A word that a hyphen ties to what is behind: "high-level", "full-time".
static bool is_compound(const stm_quantity *q, size_t i)
{
    return stm_atoms_hyphen(&q->m->atoms, i + 1) && is_word(q, i + 2);
}

// Does the noun phrase end before the word at atom `i`; `last` is its last word so far.
static bool phrase_ends(const stm_quantity *q, size_t i, size_t last, bool of)
{
    bool begun = last != SIZE_MAX;
    if (number_word(q, i))
        return true;
    if (is_compound(q, i) || (i > 0 && begun && possessive(q, i - 1))) // "two of Elbe's most distant farms"
        return false;
    if (begun && ((of && stm_quantity_is(q, i, STM_CLASS_VERB)) || past(q, i))) // "a third of the population lives"
        return true;
    if (begun && stm_quantity_is(q, last, STM_CLASS_TIMES) && !plural(q, i) && q->number.form == STM_NUMBER_ORDINAL)
        return true; // "the first time Vell has won"
    if (begun && counts_one(q) && plural(q, i) && !leads_on(q, i + 1)) // "one man kills"
        return true;
    bool joined = stm_quantity_is(q, i, STM_CLASS_AND) && begun && is_word(q, i + 1); // "digital and physical sales"
    return stm_quantity_is(q, i, STM_CLASS_STOP) && !stm_quantity_is(q, i, STM_CLASS_CASUALTY) && !plural(q, i) && !joined;
}

// The plural or the hurt at atom `i` as the noun, unless it only describes the noun behind it.
static bool take_head(stm_quantity *q, size_t i, bool begun)
{
    bool casualty = stm_quantity_is(q, i, STM_CLASS_CASUALTY);
    if (!casualty && (!plural(q, i) || (begun && counts_one(q))))
        return false;
    if (casualty && is_word(q, i + 1) && (plural(q, i + 1) || (q->number.low == 1 && !stm_quantity_is(q, i + 1, STM_CLASS_STOP))))
        return false; // "two injured men"
    size_t head = casualty ? i : last_plural(q, i);
    set_counted(q, head == i + 1 && stm_quantity_is(q, i, STM_CLASS_PLURAL) ? i : head, head);
    return true;
}

static bool find_noun(stm_quantity *q, size_t i, bool of)
{
    size_t last = SIZE_MAX, from = i;
    const stm_sense *part = stm_lexeme_sense(stm_quantity_at(q, i)->lexeme, STM_CLASS_FRACTION);
    bool several = q->number.form == STM_NUMBER_CARDINAL && q->number.low > 1;
    if (part != NULL && stm_fractions_is_part(1 / part->value) && several && is_word(q, i)) { // "40 millionths"
        set_counted(q, i, i);
        return true;
    }
    for (size_t n = 0; n < NOUNS_MOST && is_word(q, i); n++, i++) {
        i = over_initials(q, i);
        bool dated = last != SIZE_MAX && stm_quantity_at(q, i)->taken; // "the third guard Tuesday"
        if (dated || phrase_ends(q, i, last, of))
            break;
        if (take_head(q, i, last != SIZE_MAX))
            return true;
        if (!stm_quantity_is(q, i, STM_CLASS_STOP) && !stm_quantity_is(q, i, STM_CLASS_CASUALTY))
            last = i;
        while (stm_atoms_hyphen(&q->m->atoms, i + 1) &&
               (stm_quantity_is(q, i + 2, STM_CLASS_STOP) || stm_atoms_hyphen(&q->m->atoms, i + 3)))
            i += 2; // "gas-only options", "up-to-date maps"
        if (stm_atoms_hyphen(&q->m->atoms, i + 1)) // "co-workers"
            i++;
        else if (modifier(q, i + 1))
            i++;
    }
    bool capitals =
        last != SIZE_MAX && last == from && abbreviation(q, last) && stm_quantity_at(q, last + 1)->kind == STM_ATOM_SIGN;
    if (last != SIZE_MAX && q->m->lexicon->capital_nouns && !stm_quantity_at(q, last)->upper)
        return true; // "jeder Fünfte dagegen"
    if (last != SIZE_MAX && (capitals || of || q->number.low == 1 || q->number.form == STM_NUMBER_ORDINAL))
        set_counted(q, last, last);
    return last != SIZE_MAX;
}

// Nothing behind the number that it could count or be said of.
static bool bare(const stm_quantity *q)
{
    const stm_atom *next = stm_quantity_at(q, q->end);
    return next->kind == STM_ATOM_SIGN
               ? !stm_atoms_dash(&q->m->atoms, q->end) && !stm_quantity_sign(q, q->end, '/') && !stm_quantity_sign(q, q->end, ':')
               : next->kind == STM_ATOM_WORD && stm_quantity_is(q, q->end, STM_CLASS_STOP) && !is_compound(q, q->end);
}

// The figure of the same sentence, one of the latest, that counts something.
static const stm_figure *last_counting(const stm_quantity *q)
{
    for (size_t n = 0; n < q->nlast && n < CARRY_MOST; n++)
        if (q->last[-(ptrdiff_t)n].kind == STM_FIGURE_NUMBER && q->last[-(ptrdiff_t)n].counted.size > 0)
            return &q->last[-(ptrdiff_t)n];
    return q->last;
}

// "from 14 mpg to 24": the figure before began with "from" and this one ends it.
static bool ends_state(const stm_quantity *q)
{
    if (q->last_end + 1 != q->begin || !stm_quantity_is(q, q->last_end, STM_CLASS_TO))
        return false;
    for (size_t n = 1; n <= STATE_MOST && n <= q->last_end && stm_quantity_near(q, q->last_end - n); n++)
        if (stm_quantity_is(q, q->last_end - n, STM_CLASS_FROM))
            return true;
    return false;
}

// "fell 40.5 points, or 0.3%, to 15,230.10": the level of an index behind its points.
static const stm_figure *points_before(const stm_quantity *q)
{
    if (q->figure.low < LEVEL_LEAST || q->figure.low == floor(q->figure.low))
        return NULL;
    for (size_t n = 0; n < q->nlast && n < CARRY_MOST; n++)
        if (stm_view_is(q->last[-(ptrdiff_t)n].unit, "point"))
            return &q->last[-(ptrdiff_t)n];
    return NULL;
}

// May a number that stands alone have the unit of the figure before.
static bool lends_unit(const stm_quantity *q, const stm_figure *last)
{
    if (last != q->last || last->unit.size == 0 || isnan(last->low))
        return false;
    if (ends_state(q))
        return last->kind != STM_FIGURE_AGE && last->kind != STM_FIGURE_DURATION;
    bool coin = last->kind == STM_FIGURE_MONEY && q->figure.low != floor(q->figure.low);
    return (last->kind == STM_FIGURE_PERCENT || coin) && !stm_quantity_sign(q, q->last_end, ')') && q->begin > 0 &&
           !stm_quantity_is(q, q->begin - 1, STM_CLASS_TO);
}

void stm_counted_carry(stm_quantity *q)
{
    const stm_figure *last = last_counting(q);
    bool cardinal = q->figure.kind == STM_FIGURE_NUMBER && q->number.form == STM_NUMBER_CARDINAL;
    bool of = q->begin > 0 && stm_quantity_is(q, q->begin - 1, STM_CLASS_OF); // "a family of five"
    if (last == NULL || !cardinal || of || q->figure.unit.size > 0 || q->figure.counted.size > 0 || !bare(q) || q->figure.low < 1)
        return;
    const stm_figure *points = points_before(q);
    if (points != NULL) {
        q->figure.unit = points->unit;
        return;
    }
    double one = last->low > 0 ? last->low : 1, two = q->figure.low;
    if (one > two * CARRY_FACTOR || two > one * CARRY_FACTOR)
        return;
    if (last->kind == STM_FIGURE_NUMBER && last->counted.size > 0 && two > 1) {
        q->figure.counted = last->counted;
        q->figure.counted_span = last->counted_span;
    } else if (lends_unit(q, last)) {
        q->figure.unit = last->unit;
        q->figure.kind = last->kind;
    }
}

// "Boosters: 2 Cores: 3": in a list of labels the noun stands before its number.
static bool read_label(stm_quantity *q)
{
    size_t b = q->begin;
    if (q->figure.unit.size > 0 || b < 2 || !stm_quantity_sign(q, b - 1, ':') || !is_word(q, b - 2) || !plural(q, b - 2))
        return false;
    bool ends = stm_quantity_at(q, q->end)->kind != STM_ATOM_WORD;
    for (size_t k = q->end; !ends && k < q->end + LABEL_MOST && is_word(q, k); k++)
        ends = stm_quantity_sign(q, k + 1, ':');
    if (ends)
        set_counted(q, b - 2, b - 2);
    return ends;
}

void stm_counted_read(stm_quantity *q)
{
    bool of = false;
    if (q->number.noun > 0) {
        set_counted(q, q->number.noun, q->number.noun);
        return;
    }
    if (read_label(q) || (q->figure.unit.size == 0 && read_tied(q)))
        return;
    size_t i = over_lead(q, q->end, &of);
    bool measured =
        q->figure.kind == STM_FIGURE_MEASURE || q->figure.kind == STM_FIGURE_MONEY ||
        q->figure.kind == STM_FIGURE_DURATION; // "40 pounds of cocaine", "two weeks of rain" count nothing
    if (q->figure.unit.size > 0 && (!of || measured))
        return;
    i += stm_quantity_sign(q, i, '[') && stm_quantity_at(q, i)->spaced; // "11 million [foreign] workers"
    find_noun(q, over_measure(q, i), of);
}
