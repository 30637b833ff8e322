// Cutting: a run of letters is a word (inner apostrophes are part of it, a possessive ending counts for nothing), a run of digits
// with inner separators is a number, every other character a sign. A number may run on over the end of its token: "USD1" ",700".
#include "annotate/atoms.h"

#include "base/hash.h"
#include "base/utf8.h"

enum { LISTED_POINTS = 3 };
enum { WORD_MOST = 32 }; // bytes of a word that is folded without the arena

void stm_atoms_init(stm_atoms *atoms, stm_arena *arena)
{
    *atoms = (stm_atoms){.text = {NULL, 0}};
    stm_vector_init(&atoms->vector, arena, sizeof(stm_atom));
    stm_vector_init(&atoms->places, arena, sizeof(uint32_t));
}

// The hash of the folded word, with one form of apostrophe.
static uint64_t hash_of(stm_arena *scratch, stm_view word)
{
    char low[WORD_MOST];
    size_t n = 0;
    for (size_t i = 0; i < word.size; i++) {
        if (n == WORD_MOST)
            return stm_hash(stm_fold(scratch, word));
        bool apostrophe = i + 3 <= word.size && memcmp(word.at + i, "\xE2\x80\x99", 3) == 0;
        if ((unsigned char)word.at[i] >= 0x80 && (!apostrophe || n == 0))
            return stm_hash(stm_fold(scratch, word));
        low[n++] = apostrophe ? '\'' : stm_lower(word.at[i]);
        i += apostrophe ? 2 : 0;
    }
    return stm_hash((stm_view){low, n});
}

// An apostrophe (either form) at byte `at`: its length; 0: none.
static size_t apostrophe(stm_view text, size_t at)
{
    if (at < text.size && text.at[at] == '\'')
        return 1;
    return at + 3 <= text.size && memcmp(text.at + at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static size_t skip_letters(stm_view text, size_t at)
{
    while (at < text.size) {
        size_t next = at;
        if ((unsigned char)text.at[at] < 0x80) {
            if (!stm_is_letter(text.at[at]))
                break;
            at++;
            continue;
        }
        uint32_t code = stm_utf8_next(text, &next);
        if (!stm_code_is_letter(code) && !stm_code_is_mark(code))
            break;
        at = next;
    }
    return at;
}

// Letters with apostrophes between them.
static size_t skip_word(stm_view text, size_t at)
{
    size_t end = skip_letters(text, at);
    for (size_t mark; end > at && (mark = apostrophe(text, end)) > 0;) {
        size_t more = skip_letters(text, end + mark);
        if (more == end + mark)
            break;
        end = more;
    }
    return end;
}

static stm_view without_possessive(stm_view word)
{
    if (word.size > 2 && stm_lower(word.at[word.size - 1]) == 's') {
        if (word.at[word.size - 2] == '\'')
            return stm_view_upto(word, word.size - 2);
        if (word.size > 4 && apostrophe(word, word.size - 4) == 3)
            return stm_view_upto(word, word.size - 4);
    }
    return word;
}

// What may part digits at byte `at`: a point or comma before another digit, an apostrophe before three ("5'000", but 5'3").
static bool separator(stm_view text, size_t at)
{
    size_t end = at + 1;
    if (text.at[at] != '.' && text.at[at] != ',' && text.at[at] != '\'')
        return false;
    while (end < text.size && end < at + 5 && stm_is_digit(text.at[end]))
        end++;
    return text.at[at] == '\'' ? end == at + 4 : end > at + 1;
}

// Two commas or more between digits part groups of three, in India of two but for the last; otherwise numbers of a list: "12,17,44".
static bool groups(stm_view text, size_t at, size_t end)
{
    size_t commas = 0, run = 0, last = 0;
    bool even = true;
    for (size_t i = at; i < end && text.at[i] != '.'; i++) {
        if (text.at[i] != ',') {
            last = ++run;
            continue;
        }
        even = even && (commas == 0 || run == 2 || run == 3);
        commas++;
        run = 0;
    }
    return commas < 2 || (even && last == 3);
}

// Three points or more part a list too: "10.20.3.4".
static bool points(stm_view text, size_t at, size_t end)
{
    size_t n = 0, run = 0;
    bool threes = true; // "1.234.567.890"
    for (size_t i = at; i < end; i++) {
        if (!stm_is_digit(text.at[i]) && text.at[i] != '.')
            return false;
        if (stm_is_digit(text.at[i])) {
            run++;
            continue;
        }
        threes = threes && (n == 0 || run == 3);
        n++;
        run = 0;
    }
    return n >= LISTED_POINTS && !(threes && run == 3);
}

// Behind a sign that ended a number the list goes on, so that no list is looked through twice.
static size_t skip_number(stm_view text, size_t at)
{
    bool listed = at > 1 && (text.at[at - 1] == ',' || text.at[at - 1] == '.') && stm_is_digit(text.at[at - 2]);
    size_t begin = at, comma = 0, point = 0;
    while (at < text.size && (stm_is_digit(text.at[at]) || separator(text, at))) {
        if (listed && text.at[at] == text.at[begin - 1])
            return at;
        comma = comma == 0 && text.at[at] == ',' ? at : comma;
        point = point == 0 && text.at[at] == '.' ? at : point;
        at++;
    }
    if (point > begin && points(text, begin, at))
        return point;
    return comma == 0 || groups(text, begin, at) ? at : comma;
}

// ".5": a point with a digit behind it and nothing before it that it could part.
static bool leading_point(stm_view text, size_t at)
{
    return text.at[at] == '.' && at + 1 < text.size && stm_is_digit(text.at[at + 1]) &&
           (at == 0 || (text.at[at - 1] != '.' && !stm_is_digit(text.at[at - 1]) && !stm_is_letter(text.at[at - 1]) &&
                        (unsigned char)text.at[at - 1] < 0x80));
}

static uint32_t gates_of(uint8_t kind, const stm_known *known)
{
    return (known != NULL ? known->gates : 0) | (kind == STM_ATOM_NUMBER ? STM_BEGIN_NUMBER : kind == STM_ATOM_SIGN ? STM_BEGIN_SIGN : 0);
}

static bool is_dash(uint32_t code)
{
    return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}

// One atom from byte `at` on; the byte behind it.
static size_t cut_one(stm_atoms *atoms, stm_arena *scratch, stm_view text, size_t at, bool spaced)
{
    stm_atom atom = {.kind = STM_ATOM_SIGN, .spaced = spaced};
    size_t end = at;
    if (stm_is_digit(text.at[at]) || leading_point(text, at)) {
        end = skip_number(text, at);
        atom.kind = STM_ATOM_NUMBER;
    } else if ((end = skip_word(text, at)) > at) {
        atom.kind = STM_ATOM_WORD;
        atom.upper = stm_code_is_upper(stm_utf8_at(text, at));
    } else {
        stm_utf8_next(text, &end);
    }
    atom.span = (stm_span){(uint32_t)at, (uint32_t)end};
    stm_view word = stm_view_in(text, atom.span);
    if (atom.kind == STM_ATOM_NUMBER)
        atom.word = word.size == 1 ? stm_hash(word) : 0; // "km2"
    else
        atom.word = hash_of(scratch, atom.kind == STM_ATOM_WORD ? without_possessive(word) : word);
    const stm_known *known = atom.kind != STM_ATOM_NUMBER && atoms->dictionary != NULL ? stm_dictionary_get(atoms->dictionary, atom.word) : NULL;
    atom.lexeme = known != NULL ? known->lexeme : &stm_lexeme_none;
    bool dash = atom.kind == STM_ATOM_SIGN && is_dash(stm_utf8_at(text, at));
    atom.gates = gates_of(atom.kind, known) | (dash ? STM_GATE_FIGURE : 0);
    *(stm_atom *)stm_vector_next(&atoms->vector) = atom;
    return end;
}

static void settle(stm_atoms *atoms, stm_view text)
{
    atoms->text = text;
    atoms->atoms = atoms->vector.items;
    atoms->natoms = atoms->vector.n;
}

// The atoms of text[from, to); a number may run on as far as `limit`. The byte behind the last atom.
static size_t cut_range(stm_atoms *atoms, stm_arena *scratch, stm_view text, size_t from, size_t to, size_t limit)
{
    stm_view upto = stm_view_upto(text, limit);
    bool spaced = true;
    size_t at = from;
    while (at < to) {
        size_t next = at;
        if (stm_is_space(text.at[at]) || ((unsigned char)text.at[at] >= 0x80 && stm_code_is_space(stm_utf8_next(upto, &next)))) {
            spaced = true;
            at = next > at ? next : at + 1;
            continue;
        }
        at = cut_one(atoms, scratch, upto, at, spaced);
        spaced = false;
    }
    return at;
}

void stm_atoms_cut(stm_atoms *atoms, stm_arena *scratch, stm_view text, stm_span span)
{
    stm_vector_cut(&atoms->vector, 0);
    cut_range(atoms, scratch, text, span.begin, span.end, span.end);
    settle(atoms, text);
}

// A word of ASCII letters with apostrophes: "don't", "Ada’s".
static bool is_plain(stm_view text, const stm_token *token)
{
    for (size_t at = token->span.begin; at < token->span.end;) {
        size_t n = stm_is_letter(text.at[at]) ? 1 : apostrophe(text, at);
        if (n == 0)
            return false;
        at += n;
    }
    return true;
}

// The double marks that folding leaves alone.
static bool is_mark(stm_view text, const stm_token *token)
{
    return token->kind == STM_TOKEN_QUOTE && token->span.end == token->span.begin + 3 &&
           (memcmp(text.at + token->span.begin, "\xE2\x80\x9C", 3) == 0 || memcmp(text.at + token->span.begin, "\xE2\x80\x9D", 3) == 0);
}

// Is the token an atom as it is, though it is not whole: a word with apostrophes, a mark.
static bool is_atom(stm_view text, const stm_token *token)
{
    if (token->kind == STM_TOKEN_WORD)
        return is_plain(text, token);
    unsigned char byte = (unsigned char)text.at[token->span.begin];
    return byte >= 0x80 ? is_mark(text, token) : token->kind == STM_TOKEN_QUOTE && token->span.end == token->span.begin + 1;
}

// Does a sentence begin with the atom that comes next, of the token.
static inline bool begins_sentence(const stm_atoms *atoms, const stm_token *token)
{
    const stm_atom *all = atoms->vector.items;
    return atoms->vector.n == 0 || all[atoms->vector.n - 1].sentence != token->sentence;
}

// Tells the atom two before the last one of what follows it.
static inline void note_tied(stm_atom *last, size_t n)
{
    if (n > 2)
        last[-2].tied |= !last->spaced & !last[-1].spaced & (last[-1].kind == STM_ATOM_SIGN);
}

// The atoms of the tokens from token `i` on that are atoms as they are; the first one that is none, or `end`.
static size_t push_tokens(stm_atoms *atoms, stm_view text, const stm_token *tokens, const stm_known *const *known, size_t i,
                          size_t end)
{
    stm_vector_reserve(&atoms->vector, end - i);
    size_t n = atoms->vector.n;
    stm_atom *all = atoms->vector.items;
    uint32_t sentence = n > 0 ? all[n - 1].sentence : UINT32_MAX;
    for (; i < end && (tokens[i].whole || is_atom(text, &tokens[i])); i++) {
        const stm_token *token = &tokens[i];
        uint32_t sign = -(uint32_t)(token->kind != STM_TOKEN_WORD);
        uint32_t dash = text.at[token->span.begin] == '-' ? STM_GATE_FIGURE : 0;
        all[n] = (stm_atom){.span = token->span,
                            .sentence = token->sentence,
                            .gates = known[i]->gates | (sign & (STM_BEGIN_SIGN | dash)),
                            .kind = (uint8_t)(sign & STM_ATOM_SIGN),
                            .spaced = token->spaced,
                            .upper = token->upper,
                            .first = token->sentence != sentence,
                            .word = token->word,
                            .lexeme = known[i]->lexeme};
        note_tied(&all[n], n + 1);
        sentence = token->sentence;
        n++;
    }
    atoms->vector.n = n;
    return i;
}

// The atoms of a token that is cut further, from byte `from` of the text on, where an atom of the token before it did not reach
// further; the byte behind.
static size_t cut_token(stm_atoms *atoms, stm_arena *scratch, stm_view text, const stm_token *token, size_t from, size_t limit)
{
    size_t first = atoms->vector.n, begin = from > token->span.begin ? from : token->span.begin;
    bool begins = begins_sentence(atoms, token);
    size_t end = cut_range(atoms, scratch, text, begin, token->span.end, limit);
    stm_atom *all = atoms->vector.items;
    if (first < atoms->vector.n) {
        all[first].spaced = token->spaced && begin == token->span.begin;
        all[first].first = begins;
    }
    for (size_t i = first; i < atoms->vector.n; i++) {
        all[i].sentence = token->sentence;
        note_tied(&all[i], i + 1);
    }
    return end;
}

// May the atom be a word that only time has, with what stands beside it.
static inline bool may_be_time(const stm_atom *atom, uint32_t before)
{
    uint32_t gates = atom->gates, behind = atom[1].gates;
    bool longer = ((gates & STM_GATE_CORE_LONGER) != 0) & ((behind & (STM_GATE_INNER | STM_BEGIN_NUMBER)) != 0);
    bool tied = ((gates & STM_GATE_CORE_BEHIND) != 0) & ((before & STM_BEGIN_NUMBER) != 0);
    return ((gates & (STM_GATE_CORE | STM_GATE_NUMBER | STM_BEGIN_NUMBER)) != 0) | longer | tied;
}

// May a figure begin at the atom: alone, with a phrase, or with what an article counts.
static inline bool may_count(const stm_atom *atom)
{
    enum {
        COUNTED = STM_GATE_FIGURE | STM_GATE_NUMBER | STM_GATE_INNER | STM_BEGIN_COUNT | STM_BEGIN_UNIT | STM_BEGIN_IN |
                  STM_BEGIN_NUMBER | STM_BEGIN_SIGN
    };
    uint32_t gates = atom->gates;
    bool one = ((gates & STM_GATE_ARTICLE) != 0) & ((atom[2].gates & STM_BEGIN_IN) != 0);
    return ((gates & (STM_GATE_COUNTS | STM_BEGIN_NUMBER)) != 0) | ((atom[1].gates & COUNTED) != 0) | one | atom->tied;
}

// Keeps those of the places [from, end) that have what they need beside them; the end of the list.
static uint32_t *keep_times(const stm_atom *all, uint32_t *from, const uint32_t *end)
{
    uint32_t *to = from;
    for (; from < end; from++) {
        *to = *from;
        to += may_be_time(&all[*from], *from > 0 ? all[*from - 1].gates : 0);
    }
    return to;
}

static uint32_t *keep_figures(const stm_atom *all, uint32_t *from, const uint32_t *end)
{
    uint32_t *to = from;
    for (; from < end; from++) {
        *to = *from;
        to += may_count(&all[*from]);
    }
    return to;
}

// Makes the lists of places, without a branch for what stands there, as there is no telling: first by the words alone, then of these by
// what stands beside them.
static void note_places(stm_atoms *atoms)
{
    enum {
        TIME = STM_GATE_CORE | STM_GATE_CORE_LONGER | STM_GATE_CORE_BEHIND | STM_GATE_NUMBER | STM_BEGIN_NUMBER,
        FIGURE = STM_GATE_FIGURE | STM_GATE_ARTICLE | STM_BEGIN_NUMBER,
    };
    size_t n = atoms->natoms;
    stm_vector_push_many(&atoms->vector, 2); // without gates, behind the last
    stm_vector_cut(&atoms->vector, n);
    const stm_atom *all = atoms->atoms = atoms->vector.items;
    stm_vector_cut(&atoms->places, 0);
    stm_vector_reserve(&atoms->places, 3 * (n + 1));
    uint32_t *sentence = atoms->places.items, *times = sentence + n + 1, *figures = times + n + 1, *time = times, *figure = figures;
    atoms->sentences = sentence;
    atoms->times = times;
    atoms->figures = figures;
    for (uint32_t i = 0; i < n; i++) {
        *sentence = *time = *figure = i;
        sentence += all[i].first;
        time += (all[i].gates & TIME) != 0;
        figure += ((all[i].gates & FIGURE) != 0) | all[i].tied;
    }
    *sentence = (uint32_t)n;
    *keep_times(all, times, time) = (uint32_t)n;
    *keep_figures(all, figures, figure) = (uint32_t)n;
}

void stm_atoms_read(stm_atoms *atoms, stm_arena *scratch, stm_view text, const stm_segments *segments, const stm_known *const *known,
                    size_t begin, size_t end)
{
    size_t reached = 0;
    stm_vector_cut(&atoms->vector, 0);
    for (size_t i = begin; i < end; i++) {
        const stm_token *token = &segments->tokens[i];
        if (token->span.begin >= reached && (i = push_tokens(atoms, text, segments->tokens, known, i, end)) == end)
            break;
        token = &segments->tokens[i];
        if (token->span.end > reached)
            reached = cut_token(atoms, scratch, text, token, reached, segments->tokens[end - 1].span.end);
    }
    settle(atoms, text);
    note_places(atoms);
}

static uint32_t code_at(const stm_atoms *atoms, size_t i)
{
    size_t at = 0;
    return stm_utf8_next(stm_atoms_view(atoms, i), &at);
}

bool stm_atoms_dash_wide(const stm_atoms *atoms, size_t i)
{
    return is_dash(code_at(atoms, i));
}

bool stm_atoms_hyphen_wide(const stm_atoms *atoms, size_t i)
{
    uint32_t code = code_at(atoms, i);
    return stm_atoms_dash_wide(atoms, i) && code != 0x2014 && code != 0x2015;
}

const stm_sense *stm_atoms_phrase_of(const stm_atoms *atoms, size_t i, stm_class class, size_t *end)
{
    const stm_sense *best = NULL;
    const stm_lexeme *lexeme = atoms->atoms[i].lexeme;
    uint64_t hash = atoms->atoms[i].word;
    while (stm_lexeme_reaches(lexeme, class)) {
        if (stm_lexeme_is(lexeme, class)) {
            best = stm_lexeme_sense(lexeme, class);
            *end = i + 1;
        }
        if (!lexeme->longer || i + 1 >= atoms->natoms)
            break;
        i += stm_atoms_hyphen(atoms, i + 1) ? 2 : 1;
        const stm_atom *next = &atoms->atoms[i];
        if (!stm_lexeme_goes_on(lexeme, next->word) || (next->kind == STM_ATOM_NUMBER && (next->spaced || next->word == 0)))
            break;
        hash = stm_hash_join(hash, next->word);
        lexeme = stm_lexicon_get(atoms->lexicon, hash);
    }
    return best;
}
