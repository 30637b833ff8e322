// Titles of works: a few words between quotation marks, all in capitals but the small ones ("Tomorrow Never Comes", "12 Years a
// Slave", "1984"). Numbers and dates in them are none.
#include "annotate/measures.h"

enum { WORDS_MOST = 9, SMALL_MOST = 3, YEAR_DIGITS = 4 };

static bool is_one_of(stm_view mark, const char *const *marks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (stm_view_is(mark, marks[i]))
            return true;
    return false;
}

static bool opens(const stm_atoms *atoms, size_t i)
{
    static const char *const marks[] = {"“", "‘", "«", "\"", "'"};
    const stm_atom *mark = stm_atoms_at(atoms, i), *next = stm_atoms_at(atoms, i + 1);
    return mark->kind == STM_ATOM_SIGN && mark->spaced && !next->spaced &&
           is_one_of(stm_atoms_view(atoms, i), marks, sizeof marks / sizeof *marks);
}

static bool closes(const stm_atoms *atoms, size_t i)
{
    static const char *const marks[] = {"”", "’", "»", "\"", "'"};
    const stm_atom *mark = stm_atoms_at(atoms, i), *next = stm_atoms_at(atoms, i + 1);
    return mark->kind == STM_ATOM_SIGN && !mark->spaced && (next->spaced || next->kind == STM_ATOM_SIGN) &&
           is_one_of(stm_atoms_view(atoms, i), marks, sizeof marks / sizeof *marks);
}

// A word of a title: in capitals, a number, or small.
static bool fits(const stm_atoms *atoms, size_t i)
{
    const stm_atom *atom = stm_atoms_at(atoms, i);
    return i < atoms->natoms &&
           (atom->kind == STM_ATOM_NUMBER || atom->upper ||
            (atom->kind == STM_ATOM_WORD && stm_span_size(atom->span) <= SMALL_MOST) ||
            stm_atoms_sign(atoms, i, '\'') || stm_atoms_sign(atoms, i, ',') || stm_atoms_sign(atoms, i, '&') || stm_atoms_hyphen(atoms, i));
}

bool stm_work_at(const stm_atoms *atoms, size_t begin, size_t end)
{
    size_t first = begin, last = end, capitals = 0, words = 0;
    if (atoms->lexicon->capital_nouns)
        return false;
    while (first > 0 && begin - first < WORDS_MOST && fits(atoms, first - 1) && !opens(atoms, first - 1))
        first--;
    if (first == 0 || !opens(atoms, first - 1))
        return false;
    while (last - first < WORDS_MOST && fits(atoms, last) && !closes(atoms, last))
        last++;
    if (!closes(atoms, last))
        return false;
    for (size_t i = first; i < last; i++) {
        if (!fits(atoms, i))
            return false;
        words += stm_atoms_at(atoms, i)->kind != STM_ATOM_SIGN;
        capitals += stm_atoms_at(atoms, i)->upper;
    }
    if (stm_atoms_sign(atoms, last - 1, ',') && words < 3)
        return false; // "Tuesday," she said
    bool year = words == 1 && stm_atoms_at(atoms, first)->kind == STM_ATOM_NUMBER &&
                stm_span_size(stm_atoms_at(atoms, first)->span) == YEAR_DIGITS;
    return year || (capitals > 0 && (stm_atoms_at(atoms, first)->upper || stm_atoms_at(atoms, first)->kind == STM_ATOM_NUMBER));
}
