// A figure on its way, for the parts of figures.c: ranges, units, bounds, counted nouns, and what is no figure.
#ifndef STM_ANNOTATE_QUANTITY_H
#define STM_ANNOTATE_QUANTITY_H

#include "annotate/measures.h"
#include "annotate/numbers.h"

typedef struct stm_quantity {
    stm_measuring *m;
    size_t begin, end; // atoms that the figure covers so far
    stm_number number;
    bool hedged;            // a word of a bound stands by
    bool money;             // a currency stands before the number
    bool tied;              // the unit hangs on the number by a hyphen
    const stm_figure *last; // the figure before it in the same sentence; NULL: there is none
    size_t last_end;        // the atom behind it
    const stm_sense *lent;  // the unit of the state that this one became: "from 13.5 to 14 mm"; NULL: none
    stm_figure_kind lent_kind;
    size_t nlast; // figures of the sentence before this one, `last` the latest
    stm_figure figure;
} stm_quantity;

static inline const stm_atom *stm_quantity_at(const stm_quantity *q, size_t i)
{
    return stm_atoms_at(&q->m->atoms, i);
}
static inline bool stm_quantity_is(const stm_quantity *q, size_t i, stm_class class)
{
    return stm_atoms_is(&q->m->atoms, i, class);
}
static inline bool stm_quantity_sign(const stm_quantity *q, size_t i, char sign)
{
    return stm_atoms_sign(&q->m->atoms, i, sign);
}
// Atom `i` is of the sentence in which the number begins.
static inline bool stm_quantity_near(const stm_quantity *q, size_t i)
{
    return i < q->m->atoms.natoms && q->m->atoms.atoms[i].sentence == stm_quantity_at(q, q->number.begin)->sentence;
}
// The longest phrase of `class` that ends right before atom `end`; NULL: there is none. Only classes that STM_GATE_BEFORE tells of.
const stm_sense *stm_quantity_before(const stm_quantity *q, size_t end, stm_class class, size_t *begin);

// units.c
// A currency before the number at atom `i` ("$5", "US$ 5bn", "EUR 40"): reads both.
bool stm_units_money(stm_quantity *q, size_t i);
// An article that counts one of a unit: the "an" of "an hour and a half".
bool stm_units_article(stm_quantity *q, size_t i);
// The currency sign or code at atom `i` that a number may follow; NULL: there is none.
const stm_sense *stm_units_currency(const stm_quantity *q, size_t i, size_t *end);
// The longest unit at atom `i`; `stuck`: short ones count too, as it touches digits. NULL: there is none.
const stm_sense *stm_units_at(const stm_quantity *q, size_t i, bool stuck, stm_figure_kind *kind, size_t *end);
// The unit behind the number, what it is a unit of ("per hour") and its small coin.
void stm_units_read(stm_quantity *q);

// heights.c
// 5'3" at the number: feet and inches with their marks.
bool stm_heights_read(stm_quantity *q);

// ages.c
// Durations and numbers that are ages: "27-year-old", "aged 27", "Name, 27,", "she was 27".
void stm_ages_read(stm_quantity *q);

// ranges.c
// "40 to 50", "$3-5 million", "between 2 and 3 years", "8- to 16-metre".
void stm_ranges_read(stm_quantity *q);
// "more than 10 and fewer than 20": the second bound, where it makes a range with the first.
void stm_ranges_bounded(stm_quantity *q);

// bounds.c
void stm_bounds_read(stm_quantity *q);
// Does a bound begin at atom `i`; its bound and the atom behind.
const stm_sense *stm_bounds_before(const stm_quantity *q, size_t i, size_t *end);
stm_bound stm_bounds_of(stm_view sign);
// The way that the figure says something went.
void stm_bounds_change(stm_quantity *q);

// counted.c
// Bytes of the article that is tied to the word at atom `i`: 2 of "d'un".
uint32_t stm_quantity_elided(const stm_quantity *q, size_t i);
void stm_counted_read(stm_quantity *q);
// The noun, percent or currency of a figure before, for a number that stands alone.
void stm_counted_carry(stm_quantity *q);

// alone.c
// A unit at atom `i` that stands without a number, or before it (NAN where it is not said); a word that is a factor.
bool stm_alone_read(stm_quantity *q, size_t i);

// labels.c
// The atom behind what looks like numbers at atom `i` and is none whatever stands around: an address of the web, a phone number,
// an idiom.
size_t stm_labels_skip(const stm_atoms *atoms, size_t i);
// The atom behind a counter at the beginning of a block: "3/24 Wide view"; 0: there is none.
size_t stm_labels_counter(const stm_atoms *atoms);
// A number that names something, a score, a clock time, a year, or a word like "one" that counts nothing here.
bool stm_labels_is(const stm_quantity *q);

#endif
