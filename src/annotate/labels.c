// What looks like a number and is no figure: names ("Article 5", "F-16", "the Big 12"), scores, clock times, years, phone and
// list numbers, addresses, and words like "one" and "second" in their other senses.
#include "annotate/digits.h"
#include "annotate/quantity.h"

enum { YEAR_LEAST = 1900, YEAR_MOST = 2199, FAR_YEAR = 1000, TITLED_REACH = 60, NAME_MOST = 2100, STREET_REACH = 3,
       DETERMINERS_MOST = 3, PHONE_LEAST = 4, PHONE_MOST = 8, SERIAL_LEAST = 8, ODDS_MOST = 20, TALLY_MOST = 100,
       SAID_REACH = 4, RUN_MOST = 32 };

static bool tied_number(const stm_atoms *atoms, size_t i)
{
    return stm_atoms_at(atoms, i)->kind == STM_ATOM_NUMBER && !stm_atoms_at(atoms, i)->spaced;
}

// The number of pairs of digits in a row at atom `i`, the first with a zero: "01 23 45 67 89".
static size_t pairs(const stm_atoms *atoms, size_t i)
{
    size_t n = 0;
    if (atoms->text.at[atoms->atoms[i].span.begin] != '0')
        return 0;
    while (n < PHONE_MOST && stm_atoms_at(atoms, i + n)->kind == STM_ATOM_NUMBER && stm_span_size(stm_atoms_at(atoms, i + n)->span) == 2)
        n++;
    return n;
}

// A run of numbers joined by signs: phone numbers, dates in digits, versions, "24/7"; the atom behind it. Of a longer one its next part:
// what is no run is looked at again from each of its numbers.
static size_t skip_run(const stm_atoms *atoms, size_t i)
{
    size_t end = i + 1, n = 1, points = 0;
    bool slash = false;
    while (n < RUN_MOST && tied_number(atoms, end + 1) && !stm_atoms_at(atoms, end)->spaced &&
           (stm_atoms_dash(atoms, end) || stm_atoms_sign(atoms, end, '/') || stm_atoms_sign(atoms, end, '.') ||
            stm_atoms_sign(atoms, end, ':'))) {
        slash = slash || stm_atoms_sign(atoms, end, '/');
        points += stm_atoms_sign(atoms, end, '.');
        n++;
        end += 2;
    }
    stm_view first = stm_atoms_view(atoms, i);
    bool zero = first.size >= 3 && first.at[0] == '0' && first.at[1] != '.' && first.at[1] != ','; // "020 7946 0018"
    bool plus = i > 0 && stm_atoms_sign(atoms, i - 1, '+') && stm_atoms_at(atoms, end)->kind == STM_ATOM_NUMBER;
    if (n == 1 && pairs(atoms, i) >= PHONE_LEAST)
        return i + pairs(atoms, i);
    while ((zero || plus) && stm_atoms_at(atoms, end)->kind == STM_ATOM_NUMBER) {
        n++;
        end++;
    }
    double value;
    size_t behind;
    if (n == 2 && stm_digits_slashed(atoms, i, &value, &behind) && !stm_view_is(stm_atoms_view(atoms, i + 2), "11"))
        return i;
    bool listed = i > 1 && stm_atoms_sign(atoms, i - 1, '.') && !stm_atoms_at(atoms, i)->spaced &&
                  stm_atoms_at(atoms, i - 2)->kind == STM_ATOM_NUMBER && !stm_atoms_at(atoms, i - 1)->spaced;
    if (points + 1 == n && (n > 3 || listed) && !zero && !plus)
        return i; // "10.20.3.4", a list
    return n > 2 || (zero && n > 1) || (plus && n > 1) || slash ? end : i;
}

static size_t skip_address(const stm_atoms *atoms, size_t i)
{
    bool web = stm_view_is(stm_atoms_view(atoms, i), "www")
                   ? stm_atoms_sign(atoms, i + 1, '.')
                   : stm_atoms_sign(atoms, i + 1, ':') && stm_atoms_sign(atoms, i + 2, '/') && stm_atoms_sign(atoms, i + 3, '/');
    if (!web)
        return i;
    do
        i++;
    while (i < atoms->natoms && !atoms->atoms[i].spaced);
    return i;
}

// "3. The bridge", "2) ..." at the beginning of a block.
static bool heads_list(const stm_atoms *atoms, size_t i)
{
    return i == 0 && stm_span_size(atoms->atoms[i].span) <= 2 &&
           (stm_atoms_sign(atoms, i + 1, '.') || stm_atoms_sign(atoms, i + 1, ')')) && !stm_atoms_at(atoms, i + 1)->spaced &&
           stm_atoms_at(atoms, i + 2)->spaced &&
           (stm_atoms_at(atoms, i + 2)->upper ||
            (stm_atoms_at(atoms, i + 2)->kind == STM_ATOM_SIGN && stm_atoms_at(atoms, i + 3)->upper)); // a quotation mark
}

// "18.30" as a time of day.
static bool is_clock(const stm_atoms *atoms, size_t i)
{
    stm_view text = stm_atoms_view(atoms, i);
    return stm_atoms_at(atoms, i)->kind == STM_ATOM_NUMBER && text.size == 5 && text.at[2] == '.' && text.at[0] < '3' &&
           (text.at[0] < '2' || text.at[1] < '4') && text.at[3] < '6';
}

// "18.30 (14.30) The minister" and "3 of 12." at the beginning of a block: when an entry was made, which of the pictures it is.
static size_t heads_entry(const stm_atoms *atoms, size_t i)
{
    if (i > 0)
        return i;
    bool bracket = stm_atoms_sign(atoms, 1, '(') && is_clock(atoms, 2) && stm_atoms_sign(atoms, 3, ')');
    if (is_clock(atoms, 0) && (bracket || stm_atoms_at(atoms, 1)->upper))
        return bracket ? 4 : 1;
    bool picture = stm_atoms_is(atoms, 1, STM_CLASS_OF) && stm_atoms_at(atoms, 2)->kind == STM_ATOM_NUMBER &&
                   stm_atoms_sign(atoms, 3, '.') && !stm_atoms_at(atoms, 3)->spaced;
    return picture ? 3 : i;
}

size_t stm_labels_counter(const stm_atoms *atoms)
{
    stm_number one, two;
    bool slashed = stm_digits_at(atoms, 0, &one) && one.whole && stm_atoms_sign(atoms, 1, '/') && tied_number(atoms, 2) &&
                   !stm_atoms_at(atoms, 1)->spaced && stm_digits_at(atoms, 2, &two) && two.whole && one.low <= two.low;
    const stm_atom *next = stm_atoms_at(atoms, 3);
    return slashed && next->kind == STM_ATOM_WORD && next->upper && next->spaced ? 3 : 0;
}

size_t stm_labels_skip(const stm_atoms *atoms, size_t i)
{
    const stm_atom *atom = &atoms->atoms[i];
    size_t end = i;
    if (atom->kind == STM_ATOM_NUMBER) {
        end = heads_entry(atoms, i);
        return end > i ? end : heads_list(atoms, i) ? i + 2 : skip_run(atoms, i);
    }
    if (stm_atoms_phrase(atoms, i, STM_CLASS_IDIOM, &end) != NULL)
        return end;
    if (atom->kind == STM_ATOM_WORD && !stm_atoms_at(atoms, i + 1)->spaced && stm_atoms_at(atoms, i + 1)->kind == STM_ATOM_SIGN)
        return skip_address(atoms, i);
    return i;
}

// "2 of 8" at atom `i`.
static bool counts_off(const stm_quantity *q, size_t i)
{
    return stm_quantity_at(q, i)->kind == STM_ATOM_NUMBER && stm_quantity_is(q, i + 1, STM_CLASS_OF) &&
           stm_quantity_at(q, i + 2)->kind == STM_ATOM_NUMBER;
}

// Digits said one by one, three at least: "six-nought-two".
static bool said_digit(const stm_quantity *q)
{
    size_t b = q->number.begin, first = b, last = b;
    while (first > 1 && b - first < SAID_REACH && stm_atoms_hyphen(&q->m->atoms, first - 1) && stm_quantity_is(q, first - 2, STM_CLASS_CARDINAL))
        first -= 2;
    while (last - b < SAID_REACH && stm_atoms_hyphen(&q->m->atoms, last + 1) && stm_quantity_is(q, last + 2, STM_CLASS_CARDINAL))
        last += 2;
    return !q->number.digits && stm_quantity_is(q, b, STM_CLASS_CARDINAL) && last - first >= SAID_REACH;
}

// "Article 5"; where a label has a value only what counts nothing ("the top 10"), and of so many digits ("call 911"); where it has a
// text only digits ("version 2").
static bool labelled(const stm_quantity *q)
{
    size_t begin, b = q->number.begin;
    const stm_sense *label = stm_quantity_before(q, b, STM_CLASS_LABEL, &begin);
    if (label != NULL && label->text.size > 0 && !q->number.digits)
        return false;
    if (label == NULL || label->value <= 0)
        return label != NULL;
    if (counts_off(q, b))
        return true;
    size_t digits = q->number.whole ? stm_span_size(stm_quantity_at(q, b)->span) : 1;
    return q->figure.counted.size == 0 && (label->value <= 1 || (double)digits == label->value);
}

// "Image 5 of 12": how many there are of what the label names.
static bool ends_count(const stm_quantity *q)
{
    size_t b = q->number.begin;
    return b > 2 && q->number.whole && counts_off(q, b - 2) && stm_quantity_is(q, b - 3, STM_CLASS_LABEL);
}

// Behind a label, stuck to a word by a hyphen, or to other digits by a colon.
static bool names_something(const stm_quantity *q)
{
    size_t b = q->number.begin, e = q->number.end, end;
    const stm_atoms *atoms = &q->m->atoms;
    bool tied = b > 1 && stm_atoms_dash(atoms, b - 1) && !stm_quantity_at(q, b)->spaced && !stm_quantity_at(q, b - 1)->spaced;
    bool times = b > 1 && stm_view_is(stm_atoms_view(atoms, b - 1), "x") && tied_number(atoms, b) && q->figure.unit.size > 0 &&
                 stm_quantity_at(q, b - 2)->kind == STM_ATOM_NUMBER; // "10x20 cm"
    bool stuck = b > 0 && stm_quantity_at(q, b - 1)->kind == STM_ATOM_WORD && !stm_quantity_at(q, b)->spaced && !times;
    bool label = q->figure.unit.size == 0 && (labelled(q) || (b > 0 && stm_quantity_sign(q, b - 1, '#')) || ends_count(q));
    bool point = b > 1 && stm_quantity_sign(q, b - 1, '.') && !stm_quantity_at(q, b)->spaced &&
                 !stm_quantity_at(q, b - 1)->spaced && stm_quantity_at(q, b - 2)->kind != STM_ATOM_NUMBER; // "ID.3"
    bool abbreviated = b > 1 && stm_quantity_sign(q, b - 1, '.') && stm_quantity_is(q, b - 2, STM_CLASS_LABEL) &&
                       stm_quantity_at(q, b - 2)->upper; // "No. 5"
    const stm_atom *letter = b > 0 ? stm_quantity_at(q, b - 1) : NULL;
    bool road = q->m->lexicon->capital_nouns && letter != NULL && letter->kind == STM_ATOM_WORD && letter->upper &&
                stm_span_size(letter->span) == 1 && q->number.whole && q->figure.unit.size == 0; // "die A 9"
    bool clock = stm_quantity_sign(q, e, ':') && tied_number(atoms, e + 1);
    bool minutes = b > 0 && stm_quantity_sign(q, b - 1, ':') && !stm_quantity_at(q, b)->spaced;
    bool shot = q->number.digits && q->figure.unit.size == 0 && q->end == e && stm_atoms_hyphen(atoms, e) &&
                stm_quantity_is(q, e + 1, STM_CLASS_STOP); // "3-for-4"
    bool half_day = stm_atoms_phrase(atoms, q->end, STM_CLASS_AMPM, &end) != NULL;
    return (tied && !said_digit(q)) || stuck || label || abbreviated || point || road || shot || clock || minutes || half_day;
}

// Letters that go on behind the digits: "40s", "3D", "747s".
static bool goes_on(const stm_quantity *q)
{
    const stm_atom *next = stm_quantity_at(q, q->end);
    return q->figure.unit.size == 0 && next->kind == STM_ATOM_WORD && !next->spaced && q->number.digits;
}

// "Ada Vell (4)", the number that a player wears; "[12]", "(c)(4)" and "(2) The bridge", notes and paragraphs.
static bool in_brackets(const stm_quantity *q)
{
    size_t b = q->number.begin, e = q->number.end;
    if (b == 0 || !q->number.whole || q->figure.kind != STM_FIGURE_NUMBER || stm_span_size(stm_quantity_at(q, b)->span) > 3)
        return false;
    if (stm_quantity_sign(q, b - 1, '['))
        return stm_quantity_sign(q, e, ']');
    const stm_atom *bracket = stm_quantity_at(q, b - 1);
    if (!stm_quantity_sign(q, b - 1, '(') || !stm_quantity_sign(q, e, ')') || stm_span_size(stm_quantity_at(q, b)->span) > 2)
        return false;
    if (bracket->first || !bracket->spaced || stm_quantity_sign(q, b - 2, ':') || stm_quantity_sign(q, b - 2, ';') ||
        stm_quantity_sign(q, b - 2, ','))
        return true;
    return b > 2 && stm_quantity_at(q, b - 2)->upper && stm_quantity_at(q, b - 3)->upper && stm_quantity_near(q, b - 3);
}

// "401(k)", "401-k's": a letter that a bracket or a hyphen ties to the digits.
static bool lettered(const stm_quantity *q)
{
    size_t e = q->number.end;
    stm_view letter = stm_atoms_view(&q->m->atoms, e + 1);
    bool one = stm_quantity_at(q, e + 1)->kind == STM_ATOM_WORD && (letter.size == 1 || letter.at[1] == '\'' || letter.at[1] == '\xE2');
    bool bracket = stm_quantity_sign(q, e, '(') && !stm_quantity_at(q, e)->spaced && stm_quantity_sign(q, e + 2, ')');
    return q->number.whole && one && (bracket || stm_atoms_hyphen(&q->m->atoms, e));
}

// "'13": a year without its century.
static bool short_year(const stm_quantity *q)
{
    size_t b = q->number.begin;
    if (b == 0 || !q->number.whole || stm_span_size(stm_quantity_at(q, b)->span) != 2 || stm_quantity_at(q, b)->spaced)
        return false;
    stm_view mark = stm_atoms_view(&q->m->atoms, b - 1);
    bool apostrophe = stm_view_is(mark, "'") || stm_view_is(mark, "’") || stm_view_is(mark, "‘") || stm_view_is(mark, "`");
    return apostrophe && q->figure.unit.size == 0 && q->figure.counted.size == 0;
}

// A long row of digits without separators that counts nothing.
static bool serial(const stm_quantity *q)
{
    size_t b = q->number.begin;
    return b > 0 && q->number.whole && q->figure.counted.size == 0 && stm_span_size(stm_quantity_at(q, b)->span) >= SERIAL_LEAST;
}

// Most long words around in capitals: a headline, in which a capital tells nothing.
static bool titled(const stm_quantity *q)
{
    size_t b = q->number.begin, from = b > TITLED_REACH ? b - TITLED_REACH : 0, words = 0, upper = 0;
    for (size_t i = from; i < b + TITLED_REACH && i < q->m->atoms.natoms; i++) {
        const stm_atom *atom = stm_quantity_at(q, i);
        if (atom->kind != STM_ATOM_WORD || stm_span_size(atom->span) < 4 || !stm_quantity_near(q, i))
            continue;
        words++;
        upper += atom->upper;
    }
    return upper * 10 >= words * 6;
}

// "the Big 12.", "S&P 500 and": a small whole number behind a name, with nothing behind that it would count.
static bool part_of_name(const stm_quantity *q)
{
    size_t b = q->number.begin, e = q->end;
    if (!q->number.digits || !q->number.whole || q->number.low > NAME_MOST || b == 0 || q->figure.kind != STM_FIGURE_NUMBER)
        return false;
    const stm_atom *name = stm_quantity_at(q, b - 1), *next = stm_quantity_at(q, e);
    if (name->kind != STM_ATOM_WORD || !name->upper || name->first || !stm_quantity_near(q, b - 1) ||
        stm_quantity_is(q, b - 1, STM_CLASS_STOP) || stm_quantity_is(q, b - 1, STM_CLASS_WEEKDAY) ||
        stm_quantity_is(q, b - 1, STM_CLASS_MONTH) || stm_quantity_is(q, b - 1, STM_CLASS_DAY))
        return false;
    bool closed = next->kind == STM_ATOM_SIGN || stm_quantity_is(q, e, STM_CLASS_NEXT) || next->upper ||
                  !stm_quantity_near(q, e) || (q->figure.counted.size == 0 && !stm_quantity_is(q, e, STM_CLASS_STOP));
    return closed && !titled(q);
}

// "the Kick Six", "The Two-Way": a number word in capitals that a capital stands by.
static bool capital_word(const stm_quantity *q)
{
    size_t b = q->number.begin, e = q->number.end;
    const stm_atom *word = stm_quantity_at(q, b), *next = stm_quantity_at(q, e + 1);
    if (word->kind != STM_ATOM_WORD || !word->upper || word->first || b == 0)
        return false;
    const stm_atom *before = stm_quantity_at(q, b - 1);
    bool named = before->kind == STM_ATOM_WORD && before->upper && !before->first && !stm_quantity_is(q, b - 1, STM_CLASS_STOP);
    return (named || (stm_atoms_hyphen(&q->m->atoms, e) && next->upper)) && !titled(q);
}

// The whole of which the figure before is a part: "21 of the 276 passengers", "two thirds of the combined 4.3 million sales".
static bool is_whole(const stm_quantity *q)
{
    size_t i = q->begin;
    while (i > q->last_end && q->begin - i < DETERMINERS_MOST && !stm_quantity_is(q, i - 1, STM_CLASS_OF))
        i--;
    return i > 0 && stm_quantity_is(q, i - 1, STM_CLASS_OF);
}

// Within the noun of the figure before ("two new 737 Max jets"), or a dash of a name ("COVID -19 tests").
static bool in_other_noun(const stm_quantity *q)
{
    bool inside = q->last != NULL && q->last->counted.size > 0 && !is_whole(q) &&
                  q->last->counted_span.begin > stm_quantity_at(q, q->number.begin)->span.begin;
    bool dashed = stm_atoms_dash(&q->m->atoms, q->number.begin) && q->figure.counted.size > 0;
    return q->number.digits && (inside || dashed);
}

// The "millionth" that the figure before counts: "three millionth".
static bool is_counted(const stm_quantity *q)
{
    return q->last != NULL && q->number.form == STM_NUMBER_ORDINAL && q->last->kind == STM_FIGURE_NUMBER &&
           q->last->counted_span.begin == stm_quantity_at(q, q->number.begin)->span.begin && q->last->counted.size > 0;
}

// "575 Vell Road": up to three words in capitals, the last of a way.
static bool in_street(const stm_quantity *q)
{
    if (!q->number.whole || q->figure.unit.size > 0)
        return false;
    for (size_t i = q->end;
         i < q->end + STREET_REACH && stm_quantity_at(q, i)->kind == STM_ATOM_WORD && stm_quantity_at(q, i)->upper; i++)
        if (i > q->end && stm_quantity_is(q, i, STM_CLASS_STREET))
            return true;
    return false;
}

// A number word that counts something: "one suspect", but "the one", "no one", "one of the best".
static bool counts_one(const stm_quantity *q)
{
    size_t b = q->begin, e = q->end;
    const stm_atom *next = stm_quantity_at(q, e);
    bool possessive = stm_view_ends(stm_atoms_view(&q->m->atoms, e - 1), STM_VIEW("s"));
    if (q->number.begin < q->number.end && stm_quantity_is(q, q->number.begin, STM_CLASS_MINUS))
        return true;
    if (q->number.low == 0 || possessive)
        return q->number.low == 0;
    bool other = stm_quantity_is(q, e, STM_CLASS_OTHER); // "one more"
    return next->kind == STM_ATOM_WORD && q->figure.counted.size > 0 && (other || !stm_quantity_is(q, e, STM_CLASS_STOP)) &&
           !(b > 0 && stm_quantity_is(q, b - 1, STM_CLASS_STOP) && stm_quantity_is(q, b - 1, STM_CLASS_ONE)) &&
           q->figure.counted_span.begin > next->span.begin - 1;
}

// "the only one": nobody else, not a count.
static bool the_only(const stm_quantity *q)
{
    return q->hedged && !q->number.digits && q->number.low == 1 && q->number.form == STM_NUMBER_CARDINAL &&
           q->figure.unit.size == 0 && q->figure.counted.size == 0 && q->begin > 0 &&
           stm_quantity_is(q, q->begin - 1, STM_CLASS_DETERMINER);
}

// "finished second", "came first in the race": a place behind a verb that gives one.
static bool placed(const stm_quantity *q)
{
    size_t b = q->number.begin;
    const stm_atom *next = stm_quantity_at(q, q->end);
    return b > 0 && stm_quantity_is(q, b - 1, STM_CLASS_RANKING) &&
           (next->kind == STM_ATOM_SIGN ? !stm_atoms_hyphen(&q->m->atoms, q->end)
                                        : stm_quantity_is(q, q->end, STM_CLASS_STOP) && !stm_quantity_is(q, q->end, STM_CLASS_TO));
}

// "the first word", but "first", "the second", "First Avenue".
static bool ranks(const stm_quantity *q)
{
    size_t b = q->number.begin;
    const stm_atom *next = stm_quantity_at(q, q->end);
    const stm_atom *rank = stm_quantity_at(q, b);
    bool capitals = q->m->lexicon->capital_nouns; // "der zweite Preis", but "der Zweite Weltkrieg"
    bool noun = next->kind == STM_ATOM_WORD && next->spaced && (capitals ? !rank->upper || rank->first : !next->upper) &&
                !stm_quantity_is(q, q->end, STM_CLASS_STOP);
    stm_view before = b > 0 ? stm_atoms_view(&q->m->atoms, b - 1) : (stm_view){NULL, 0};
    bool determined = b > 0 && (stm_quantity_is(q, b - 1, STM_CLASS_DETERMINER) ||
                                stm_view_ends(before, STM_VIEW("'s")) || stm_view_ends(before, STM_VIEW("’s")));
    return noun && determined && stm_quantity_near(q, q->end);
}

static bool is_year(const stm_quantity *q)
{
    stm_view text = stm_atoms_view(&q->m->atoms, q->number.begin);
    if (q->figure.unit.size > 0 || !q->number.whole || text.size != 4 || q->figure.kind != STM_FIGURE_NUMBER ||
        q->figure.counted.size > 0)
        return false;
    bool opens = q->m->lexicon->capital_nouns && stm_quantity_at(q, q->number.begin)->first &&
                 q->number.low >= FAR_YEAR && stm_quantity_at(q, q->end)->kind == STM_ATOM_WORD &&
                 !stm_quantity_at(q, q->end)->upper; // "1898 lag die Stadt"
    bool cue = opens || (q->number.begin > 0 && stm_quantity_is(q, q->number.begin - 1, STM_CLASS_YEAR_CUE));
    return !q->hedged && q->number.low <= YEAR_MOST && q->number.low >= (cue ? FAR_YEAR : YEAR_LEAST);
}

// "47-53", "an 18-30 record": two numbers on a dash that count nothing and are no bounded range.
static bool tallies(const stm_quantity *q)
{
    size_t b = q->number.begin;
    return q->figure.kind == STM_FIGURE_RANGE && q->begin == b && !q->hedged && q->figure.counted.size == 0 &&
           b + 3 == q->number.end && q->number.high < TALLY_MOST &&
           stm_atoms_hyphen(&q->m->atoms, b + 1) && stm_quantity_at(q, b)->kind == STM_ATOM_NUMBER && b > 0;
}

static bool is_to(const stm_quantity *q, size_t i)
{
    const stm_sense *to = stm_lexeme_sense(stm_quantity_at(q, i)->lexeme, STM_CLASS_TO);
    return to != NULL && to->value <= 0;
}

// "2 to 1": odds, the larger number first; but "from 5 to 3".
static bool odds(const stm_quantity *q)
{
    size_t b = q->number.begin, e = q->number.end;
    stm_number other;
    if (q->figure.kind != STM_FIGURE_NUMBER || q->number.low >= ODDS_MOST || (b > 0 && stm_quantity_is(q, b - 1, STM_CLASS_FROM)))
        return false;
    if (is_to(q, e) && q->figure.counted.size == 0)
        return stm_number_plain(&q->m->atoms, e + 1, &other) && other.low <= q->number.low && stm_quantity_near(q, e + 1);
    return b > 1 && is_to(q, b - 1) && stm_number_plain(&q->m->atoms, b - 2, &other) && other.end == b - 1 &&
           other.low >= q->number.low && other.low < ODDS_MOST && !(b > 2 && stm_quantity_is(q, b - 3, STM_CLASS_FROM));
}

// "2-1", "7-6", "2 to 1": what is left of a score whose ends make no range.
static bool scores(const stm_quantity *q)
{
    size_t b = q->number.begin, e = q->number.end;
    if (q->figure.unit.size > 0)
        return false;
    if (tallies(q) || odds(q))
        return true;
    return q->figure.kind == STM_FIGURE_NUMBER && q->number.digits && q->number.whole &&
           ((stm_atoms_hyphen(&q->m->atoms, e) && tied_number(&q->m->atoms, e + 1)) ||
            (b > 1 && stm_atoms_hyphen(&q->m->atoms, b - 1) && stm_quantity_at(q, b - 2)->kind == STM_ATOM_NUMBER));
}

bool stm_labels_some_day(const stm_atoms *atoms, size_t i)
{
    const stm_atom *one = stm_atoms_at(atoms, i);
    const stm_sense *number = stm_lexeme_sense(one->lexeme, STM_CLASS_CARDINAL);
    const stm_sense *unit = stm_lexeme_sense(stm_atoms_at(atoms, i + 1)->lexeme, STM_CLASS_DURATION);
    if (number == NULL || number->value != 1 || unit == NULL || !stm_view_is(unit->text, "day"))
        return false;
    if (one->first || i == 0)
        return true;
    const stm_sense *will = stm_lexeme_sense(stm_atoms_at(atoms, i - 1)->lexeme, STM_CLASS_FUTURE);
    return (will != NULL && will->value > 0) || stm_atoms_is(atoms, i - 1, STM_CLASS_AUXILIARY) ||
           (stm_atoms_sign(atoms, i - 1, ',') && stm_atoms_sign(atoms, i + 2, ','));
}

static bool some_day(const stm_quantity *q)
{
    return q->begin == q->number.begin && !q->tied && q->figure.kind == STM_FIGURE_DURATION &&
           stm_labels_some_day(&q->m->atoms, q->begin);
}

// The lines of a picture: "is far from 4K"; but "4K people" and "$4K", whose letter is part of the number.
static bool picture_lines(const stm_quantity *q)
{
    size_t b = q->number.begin, e = q->number.end;
    const stm_atom *letter = stm_quantity_at(q, e);
    return (q->number.low == 4 || q->number.low == 8) && q->number.whole && !letter->spaced && letter->upper &&
           stm_span_size(letter->span) == 1 && stm_quantity_is(q, e, STM_CLASS_LETTER) && q->end == e && b + 1 == e;
}

// "0730 hours": a time of day.
static bool clock_digits(const stm_quantity *q)
{
    stm_view text = stm_atoms_view(&q->m->atoms, q->number.begin);
    return q->number.whole && text.size == 4 && text.at[0] == '0' && stm_view_is(q->figure.unit, "hour");
}

bool stm_labels_is(const stm_quantity *q)
{
    bool bare = q->figure.unit.size == 0 && !q->hedged, words = bare && !q->number.digits;
    if (is_year(q) || scores(q) || some_day(q) || clock_digits(q) || is_counted(q) || picture_lines(q) || stm_work_at(&q->m->atoms, q->begin, q->end))
        return true;
    bool plain = !q->hedged || q->begin == q->number.begin; // "iPhone 6 or later"
    if (!q->money && plain && (names_something(q) || (!q->hedged && (goes_on(q) || in_street(q)))))
        return true;
    bool names = !q->m->lexicon->capital_nouns; // a capital tells a name
    if (bare && ((names && (part_of_name(q) || capital_word(q))) || in_brackets(q) || lettered(q) || short_year(q) ||
                 serial(q) || in_other_noun(q)))
        return true;
    if (the_only(q))
        return true;
    if (words && q->number.form == STM_NUMBER_CARDINAL && (q->number.low == 0 || q->number.low == 1))
        return !counts_one(q);
    return words && q->number.form == STM_NUMBER_ORDINAL && q->number.low <= 2 && !ranks(q) && !placed(q);
}
