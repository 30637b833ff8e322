// Atoms: tokens cut further, as figures and dates need them: "75-300mm" is 75, -, 300, mm; "US$5bn" is US, $, 5, bn.
//
// One block of an article at a time; the arrays are used again for the next block.
#ifndef STM_ANNOTATE_ATOMS_H
#define STM_ANNOTATE_ATOMS_H

#include "annotate/dictionary.h"
#include "base/vector.h"
#include "segment/segment.h"

typedef enum stm_atom_kind { STM_ATOM_WORD, STM_ATOM_NUMBER, STM_ATOM_SIGN } stm_atom_kind;

typedef struct stm_atom {
    stm_span span;
    uint32_t sentence;
    uint32_t gates; // of its word and its kind (gates.h)
    uint8_t kind;  // stm_atom_kind
    bool spaced;   // white space or the block's beginning stands before it
    bool upper;    // begins with an upper-case letter
    bool taken;    // part of a date that is no duration
    bool first;    // of its sentence
    bool tied;     // two more follow without a blank, a sign and another: "a.com"
    uint8_t tense; // what it says of the tense; 0: not looked at (when-words.c)
    uint64_t word; // hash of the folded form, possessive ending cut off; of numbers of more than one digit 0
    const stm_lexeme *lexeme;
} stm_atom;

typedef struct stm_atoms {
    stm_view text;
    stm_vector vector; // of stm_atom
    stm_atom *atoms;   // [natoms]
    size_t natoms;
    // Atoms that the passes go to instead of asking all, in order, natoms behind the last; of a text that was read.
    stm_vector places;         // of uint32_t
    const uint32_t *sentences; // the first of each sentence
    const uint32_t *times;     // what may be a word that only time has, and numbers
    const uint32_t *figures;   // where a figure may begin
    const stm_dictionary *dictionary; // NULL: nothing is known of any word
    const stm_lexicon *lexicon;       // its own
} stm_atoms;

void stm_atoms_init(stm_atoms *atoms, stm_arena *arena);

// The atoms of text[span], in place of those that were there; `scratch` for folding.
void stm_atoms_cut(stm_atoms *atoms, stm_arena *scratch, stm_view text, stm_span span);

// The atoms of tokens [begin, end) of a text, in place of those that were there; `known`: what the dictionary knows of each token.
void stm_atoms_read(stm_atoms *atoms, stm_arena *scratch, stm_view text, const stm_segments *segments, const stm_known *const *known,
                    size_t begin, size_t end);

// Atom `i`; beyond the last one a SIGN without text.
static inline const stm_atom *stm_atoms_at(const stm_atoms *atoms, size_t i)
{
    static const stm_atom none = {.kind = STM_ATOM_SIGN, .spaced = true, .lexeme = &stm_lexeme_none};
    return i < atoms->natoms ? &atoms->atoms[i] : &none;
}
static inline stm_view stm_atoms_view(const stm_atoms *atoms, size_t i)
{
    return stm_view_in(atoms->text, stm_atoms_at(atoms, i)->span);
}
static inline bool stm_atoms_is(const stm_atoms *atoms, size_t i, stm_class class)
{
    return i < atoms->natoms && stm_lexeme_is(atoms->atoms[i].lexeme, class);
}
static inline bool stm_atoms_sign(const stm_atoms *atoms, size_t i, char sign)
{
    const stm_atom *a = stm_atoms_at(atoms, i);
    return a->kind == STM_ATOM_SIGN && stm_span_size(a->span) == 1 && atoms->text.at[a->span.begin] == sign;
}
// Does it end as verbs of the past do in its language?
static inline bool stm_atoms_past(const stm_atoms *atoms, size_t i)
{
    stm_view ending = atoms->lexicon->past_ending;
    return ending.size > 0 && stm_view_ends(stm_atoms_view(atoms, i), ending);
}
// An apostrophe of either form that is stuck to the word before it.
static inline bool stm_atoms_apostrophe(const stm_atoms *atoms, size_t i)
{
    return i < atoms->natoms && !atoms->atoms[i].spaced && (stm_atoms_sign(atoms, i, '\'') || stm_view_is(stm_atoms_view(atoms, i), "’"));
}
// Of signs that are not ASCII.
bool stm_atoms_dash_wide(const stm_atoms *atoms, size_t i);
bool stm_atoms_hyphen_wide(const stm_atoms *atoms, size_t i);

// A hyphen or dash of any kind.
static inline bool stm_atoms_dash(const stm_atoms *atoms, size_t i)
{
    if (i >= atoms->natoms || atoms->atoms[i].kind != STM_ATOM_SIGN)
        return false;
    unsigned char first = (unsigned char)atoms->text.at[atoms->atoms[i].span.begin];
    return first < 0x80 ? first == '-' : stm_atoms_dash_wide(atoms, i);
}
// A hyphen that ties what stands at both sides ("two-thirds"); the long dash parts it, with blanks or without: "one group—farmers".
static inline bool stm_atoms_hyphen(const stm_atoms *atoms, size_t i)
{
    if (i + 1 >= atoms->natoms || atoms->atoms[i].kind != STM_ATOM_SIGN || atoms->atoms[i].spaced || atoms->atoms[i + 1].spaced)
        return false;
    unsigned char first = (unsigned char)atoms->text.at[atoms->atoms[i].span.begin];
    return first < 0x80 ? first == '-' : stm_atoms_hyphen_wide(atoms, i);
}

// The longest word or phrase of `class` that begins at atom `i`; `*end` is the atom behind it. NULL: there is none.
const stm_sense *stm_atoms_phrase_of(const stm_atoms *atoms, size_t i, stm_class class, size_t *end); // i < natoms
static inline const stm_sense *stm_atoms_phrase(const stm_atoms *atoms, size_t i, stm_class class, size_t *end)
{
    return i < atoms->natoms && stm_lexeme_reaches(atoms->atoms[i].lexeme, class) ? stm_atoms_phrase_of(atoms, i, class, end) : NULL;
}

#endif
