// Units behind a number and currencies before it; rates ("$50 a barrel", "200 km per hour").
//
// The longest unit wins. Pounds are money but where something is weighed, degrees a temperature but where something turns.
#include <math.h>

#include "annotate/digits.h"
#include "annotate/fractions.h"
#include "annotate/quantity.h"
#include "base/hash.h"

enum { COIN_MOST = 100, QUOTATION_MOST = 60 };
enum { LIST_MOST = 4, LIST_FACTOR = 10, YEAR_LEAST = 1900, YEAR_MOST = 2200 };
enum { MILLION = 1000000, RESOLUTION = 1000 };
enum { OF_LEAST = 1000 };    // scale behind which an "of" may stand before the unit: "millions de dollars"
enum { CONTEXT = 4 };        // words before the number in which weighing or turning is looked for
enum { LOAD_REACH = 3 };     // words behind "of" in which what has a weight is looked for
enum { WARMTH_REACH = 16 };  // atoms around it in which heat or cold is

static bool all_capitals(stm_view word)
{
    for (size_t i = 0; i < word.size; i++)
        if (!stm_is_upper(word.at[i]))
            return false;
    return word.size > 0;
}

const stm_sense *stm_units_currency(const stm_quantity *q, size_t i, size_t *end)
{
    const stm_atoms *atoms = &q->m->atoms;
    const stm_atom *atom = stm_atoms_at(atoms, i);
    if (!stm_lexeme_known(atom->lexeme))
        return NULL;
    const stm_sense *sense = stm_atoms_phrase(atoms, i, STM_CLASS_MONEY, end);
    if (sense != NULL && *end > i) {
        bool sign = stm_quantity_at(q, *end - 1)->kind == STM_ATOM_SIGN || atom->kind == STM_ATOM_SIGN;
        bool letter = *end > i + 1 && stm_span_size(atom->span) == 1 && !atom->upper; // "a $5", "country's $5"
        if (sign && letter && (stm_lexeme_is(atom->lexeme, STM_CLASS_STOP) || stm_quantity_at(q, i + 1)->spaced))
            sign = stm_view_equal_nocase(stm_atoms_view(atoms, i), STM_VIEW("c"));
        if (sign || (atom->upper && stm_lexeme_is(atom->lexeme, STM_CLASS_ISO)) || stm_lexeme_is(atom->lexeme, STM_CLASS_PREFIX))
            return sense;
    }
    return atom->upper && all_capitals(stm_atoms_view(atoms, i)) ? stm_atoms_phrase(atoms, i, STM_CLASS_ISO, end) : NULL;
}

// A code that names something with so many digits behind it: "COP 26".
static bool is_label(const stm_quantity *q, size_t i)
{
    const stm_sense *label = stm_lexeme_sense(stm_quantity_at(q, i)->lexeme, STM_CLASS_LABEL);
    return label != NULL && q->number.whole && label->value == stm_span_size(stm_quantity_at(q, q->number.begin)->span);
}

// The minus of "-$5", which no number or word stands before.
static bool minus_at(const stm_quantity *q, size_t i)
{
    bool minus = stm_quantity_sign(q, i, '-') || stm_view_is(stm_atoms_view(&q->m->atoms, i), "\xE2\x88\x92");
    return minus && stm_quantity_at(q, i)->spaced && !stm_quantity_at(q, i + 1)->spaced;
}

bool stm_units_money(stm_quantity *q, size_t i)
{
    bool minus = minus_at(q, i);
    size_t from = i + minus, end = from;
    const stm_sense *sense = stm_units_currency(q, from, &end);
    if (sense == NULL || end == from || !stm_number_at(&q->m->atoms, end, true, &q->number) ||
        q->number.form == STM_NUMBER_ORDINAL || !q->number.digits || is_label(q, from))
        return false;
    if (minus) {
        q->number.low = -q->number.low;
        q->number.high = -q->number.high;
    }
    q->begin = i;
    q->end = q->number.end;
    if (sense->value > 1) { // "MEUR 60"
        q->number.low *= sense->value;
        q->number.high *= sense->value;
    }
    q->figure.unit = sense->text;
    q->money = true;
    if (stm_view_is(sense->text, "GBP"))
        q->m->weighed = (stm_view){NULL, 0};
    return true;
}

// What a rate is of, at atom `i`: "hour", "barrel"; NULL: nothing of that.
static const stm_sense *rate_at(const stm_quantity *q, size_t i, size_t *end)
{
    static const stm_class classes[] = {STM_CLASS_RATE, STM_CLASS_DURATION, STM_CLASS_MEASURE, STM_CLASS_SHORT_MEASURE};
    const stm_sense *best = NULL;
    *end = i;
    for (size_t k = 0; k < sizeof classes / sizeof *classes; k++) {
        size_t reached = i;
        const stm_sense *sense = stm_atoms_phrase(&q->m->atoms, i, classes[k], &reached);
        if (sense != NULL && reached > *end) {
            best = sense;
            *end = reached;
        }
    }
    return best;
}

// Letters and digits that go on behind a short unit make a code of it: "24703L202"; but "10 l/km".
static bool goes_on(const stm_quantity *q, size_t end)
{
    size_t behind;
    const stm_atom *next = stm_quantity_at(q, end);
    if (next->spaced || next->kind == STM_ATOM_WORD)
        return !next->spaced;
    return next->kind == STM_ATOM_NUMBER ||
           (stm_atoms_hyphen(&q->m->atoms, end) && stm_quantity_at(q, end + 1)->kind == STM_ATOM_NUMBER) ||
           (stm_quantity_sign(q, end, '/') && rate_at(q, end + 1, &behind) == NULL);
}

// The sentence speaks of heat or cold near the number, or the number is below zero.
static bool tells_warmth(const stm_quantity *q)
{
    size_t b = q->number.begin, from = b > WARMTH_REACH ? b - WARMTH_REACH : 0;
    for (size_t i = from; i < b + WARMTH_REACH && i < q->m->atoms.natoms; i++)
        if (stm_quantity_is(q, i, STM_CLASS_WARMTH) && stm_quantity_near(q, i))
            return true;
    return q->number.low < 0;
}

// "30 C", "35C in the south" and the like: a letter in upper case that ends its clause, and no model's ("the iPhone 5C").
static bool is_temperature_letter(const stm_quantity *q, size_t i, size_t end)
{
    const stm_atom *next = stm_quantity_at(q, end), *name = q->begin > 0 ? stm_quantity_at(q, q->begin - 1) : next;
    bool spaced = stm_quantity_at(q, i)->spaced;
    if (!stm_quantity_at(q, i)->upper || stm_quantity_sign(q, end, '/') || stm_atoms_hyphen(&q->m->atoms, end) ||
        (!next->spaced && next->kind == STM_ATOM_NUMBER))
        return false;
    bool named = q->begin > 0 && name->kind == STM_ATOM_WORD && name->upper && !name->first;
    bool ends = next->kind != STM_ATOM_WORD || stm_quantity_is(q, end, STM_CLASS_OR) || (spaced && !next->upper);
    return (ends && !named) || ((ends || !next->upper) && tells_warmth(q));
}

static const struct unit_class {
    stm_class class;
    stm_figure_kind kind;
    bool stuck; // only where it touches digits
} unit_classes[] = {
    {STM_CLASS_PERCENT, STM_FIGURE_PERCENT, false},
    {STM_CLASS_UPPER_MEASURE, STM_FIGURE_MEASURE, false}, // "Nm", which "nm" is not
    {STM_CLASS_MEASURE, STM_FIGURE_MEASURE, false},
    {STM_CLASS_MONEY, STM_FIGURE_MONEY, false},
    {STM_CLASS_DURATION, STM_FIGURE_DURATION, false},
    {STM_CLASS_TALLY, STM_FIGURE_NUMBER, false}, // points of an index, a game
    {STM_CLASS_TEMPERATURE, STM_FIGURE_TEMPERATURE, false},
    {STM_CLASS_ISO, STM_FIGURE_MONEY, false},
    {STM_CLASS_SHORT_MEASURE, STM_FIGURE_MEASURE, true},
    {STM_CLASS_SHORT_TEMPERATURE, STM_FIGURE_TEMPERATURE, true},
    {STM_CLASS_SHORT_MONEY, STM_FIGURE_MONEY, true},
};

// A mark of inches that closes a quotation instead: "the class \"English 101\"".
static bool closes_quotation(const stm_quantity *q, size_t i)
{
    bool open = false;
    for (size_t k = i; k-- > 0 && i - k < QUOTATION_MOST && stm_quantity_near(q, k);)
        open = open != stm_quantity_sign(q, k, '"');
    return open;
}

// May a short unit stand here: it touches the digits, or closes what it is said of ("2 in thick", "30 C", "1 m x 1 m").
static bool short_fits(const stm_quantity *q, const struct unit_class *u, size_t i, size_t end, bool digits)
{
    const stm_atom *unit = stm_quantity_at(q, i), *next = stm_quantity_at(q, end);
    stm_view word = stm_atoms_view(&q->m->atoms, i);
    if (!digits)
        return false;
    if (u->kind == STM_FIGURE_TEMPERATURE)
        return is_temperature_letter(q, i, end);
    if (goes_on(q, end) || stm_view_is(word, "G") || stm_view_is(word, "M") || stm_view_is(word, "T")) // "5G"
        return false;
    if (u->kind == STM_FIGURE_MONEY) // "5p", "20 million won", but "1080p"
        return !unit->upper && (unit->spaced ? q->number.scale >= MILLION : !q->number.whole || q->number.low < RESOLUTION);
    if (unit->kind == STM_ATOM_SIGN)
        return (!unit->spaced || stm_quantity_is(q, end, STM_CLASS_EXTENT)) &&
               !(stm_view_is(word, "\"") && closes_quotation(q, i));
    if (!unit->spaced || stm_quantity_is(q, end, STM_CLASS_EXTENT) || next->kind == STM_ATOM_SIGN)
        return true;
    if (stm_view_is(word, "W") || stm_view_is(word, "V"))
        return true;
    bool inch = word.size > 1; // "in", which is mostly no unit
    if (word.size == 1 && !unit->upper && !stm_view_is(word, "m") && !stm_view_is(word, "\"")) // "310,000 t shipped", but "5 m people"
        return true;
    if (stm_view_is(word, "st")) // "12 st 4 lb", but "12 St"
        return next->kind == STM_ATOM_NUMBER;
    return !inch && (stm_quantity_is(q, end, STM_CLASS_STOP) || next->kind == STM_ATOM_NUMBER ||
                     stm_view_is(stm_atoms_view(&q->m->atoms, end), "x"));
}

// The bracket that closes the one at atom `i`; 0: there is none at it.
static char closing(const stm_quantity *q, size_t i)
{
    static const char open[] = "([{<", close[] = ")]}>";
    for (size_t k = 0; open[k] != '\0'; k++)
        if (stm_quantity_sign(q, i, open[k]))
            return close[k];
    return 0;
}

const stm_sense *stm_units_at(const stm_quantity *q, size_t i, bool digits, stm_figure_kind *kind, size_t *end)
{
    const stm_sense *best = NULL;
    char bracket = closing(q, i); // "20 (kg)"
    i += bracket != 0;
    if (stm_quantity_sign(q, i, ',') && !stm_quantity_at(q, i)->spaced && stm_atoms_dash(&q->m->atoms, i + 1) &&
        !stm_quantity_at(q, i + 1)->spaced)
        i += 2; // "100,- €"
    i = stm_atoms_hyphen(&q->m->atoms, i) ? i + 1 : i;
    const stm_lexeme *lexeme = stm_quantity_at(q, i)->lexeme;
    size_t best_end = i;
    if (!stm_lexeme_known(lexeme) || !stm_quantity_near(q, i))
        return NULL;
    for (size_t u = 0; u < sizeof unit_classes / sizeof *unit_classes; u++) {
        size_t reached = i;
        if (!stm_lexeme_reaches(lexeme, unit_classes[u].class))
            continue;
        const stm_sense *sense = stm_atoms_phrase(&q->m->atoms, i, unit_classes[u].class, &reached);
        if (sense == NULL || reached <= best_end ||
            (unit_classes[u].stuck && !short_fits(q, &unit_classes[u], i, reached, digits)))
            continue;
        const stm_atom *next = stm_quantity_at(q, reached);
        bool code = unit_classes[u].kind == STM_FIGURE_MONEY && stm_quantity_at(q, i)->kind == STM_ATOM_WORD;
        bool owned = unit_classes[u].kind == STM_FIGURE_MONEY && stm_quantity_at(q, i)->spaced; // "2 $5 bills"
        bool model = code && stm_atoms_hyphen(&q->m->atoms, reached) && stm_quantity_at(q, reached + 1)->kind == STM_ATOM_NUMBER;
        if (model || ((code || owned) && next->kind == STM_ATOM_NUMBER && !next->spaced)) // "four RS-40 pumps", "3 USD50 cards"
            continue;
        if ((unit_classes[u].class == STM_CLASS_ISO && !all_capitals(stm_atoms_view(&q->m->atoms, i))) ||
            (unit_classes[u].class == STM_CLASS_UPPER_MEASURE && !stm_quantity_at(q, i)->upper))
            continue;
        best = sense;
        *kind = unit_classes[u].kind;
        best_end = reached;
    }
    if (bracket != 0) {
        best = best_end > i && stm_quantity_sign(q, best_end, bracket) ? best : NULL;
        best_end++;
    }
    *end = best != NULL ? best_end : *end;
    return best;
}

static bool context_before(const stm_quantity *q, stm_class class)
{
    size_t from = q->begin > CONTEXT ? q->begin - CONTEXT : 0;
    for (size_t k = q->begin; k-- > from && stm_quantity_near(q, k);)
        if (stm_quantity_is(q, k, class))
            return true;
    return false;
}

// Is the same said behind a unit in one of a kind: "151,240 pounds (68,600 kg)", "40 pounds ($55)", "5 million pounds or 2,300 tons".
static bool restated_as(const stm_quantity *q, size_t end, stm_figure_kind kind)
{
    stm_number number;
    stm_figure_kind found;
    size_t reached = end + 1;
    bool or = kind == STM_FIGURE_MEASURE && stm_quantity_is(q, end, STM_CLASS_OR);
    if (!or && !stm_quantity_sign(q, end, '('))
        return false;
    if (kind == STM_FIGURE_MONEY && stm_units_currency(q, end + 1, &reached) != NULL)
        return true;
    return stm_number_at(&q->m->atoms, end + 1, false, &number) &&
           stm_units_at(q, number.end, number.digits, &found, &reached) != NULL && found == kind;
}

// "pounds of liftoff thrust", "pounds of cargo", "a payload of more than 5 million pounds": of what has a weight, however much of it.
static bool of_load(const stm_quantity *q, size_t end)
{
    for (size_t k = q->begin; k > 1 && k + CONTEXT > q->begin && stm_quantity_near(q, k - 2); k--)
        if (stm_quantity_is(q, k - 1, STM_CLASS_OF) && stm_quantity_is(q, k - 2, STM_CLASS_LOAD))
            return true;
    for (size_t k = end + 1; stm_quantity_is(q, end, STM_CLASS_OF) && k <= end + LOAD_REACH && stm_quantity_near(q, k); k++)
        if (stm_quantity_is(q, k, STM_CLASS_LOAD))
            return true;
    return false;
}

// "weighed nearly 7,400 pounds": right before the figure and its hedge stands that something weighs so much.
static bool is_heavy(const stm_quantity *q)
{
    const stm_sense *before = q->begin > 0 ? stm_lexeme_sense(stm_quantity_at(q, q->begin - 1)->lexeme, STM_CLASS_WEIGH) : NULL;
    const stm_sense *further = q->begin > 1 ? stm_lexeme_sense(stm_quantity_at(q, q->begin - 2)->lexeme, STM_CLASS_WEIGH) : NULL;
    return (before != NULL && before->value > 0) || (further != NULL && further->value > 0);
}

// What the money at atom `unit` weighs: "lost 25 pounds", "a 20-pound turkey", "40 pounds of meat", and what follows such in the
// article; NULL: it is money.
static const stm_sense *weighed(const stm_quantity *q, size_t unit, size_t end)
{
    const stm_sense *sense = stm_lexeme_sense(stm_quantity_at(q, unit)->lexeme, STM_CLASS_WEIGHED);
    bool restates = q->last != NULL && q->last->kind == STM_FIGURE_MEASURE && q->last_end + 1 == q->begin &&
                    stm_quantity_sign(q, q->last_end, '('); // "21,350 kN (4.8 million pounds)"
    if (sense != NULL && (restates || restated_as(q, end, STM_FIGURE_MEASURE) || of_load(q, end))) {
        q->m->weighed = sense->text;
        return sense;
    }
    bool large = (q->number.scale > 1000 || q->number.low > 100000) && !is_heavy(q);
    if (sense == NULL || large || restated_as(q, end, STM_FIGURE_MONEY))
        return NULL;
    if (q->tied || stm_quantity_is(q, end, STM_CLASS_OF) || stm_quantity_is(q, end, STM_CLASS_EXTENT) ||
        context_before(q, STM_CLASS_WEIGH))
        q->m->weighed = sense->text;
    return stm_view_equal(q->m->weighed, sense->text) ? sense : NULL;
}

static bool turns(const stm_quantity *q, size_t end)
{
    return stm_view_is(q->figure.unit, "degree") &&
           (stm_quantity_is(q, end, STM_CLASS_TURNED) || context_before(q, STM_CLASS_TURNED));
}

// "per hour", "a barrel", "/kg" behind the unit: it becomes "kilometre/hour", "USD/barrel".
static void read_rate(stm_quantity *q)
{
    bool money = q->figure.kind == STM_FIGURE_MONEY || q->money;
    bool measure = q->figure.kind == STM_FIGURE_MEASURE || q->figure.kind == STM_FIGURE_RANGE;
    bool percent = q->figure.kind == STM_FIGURE_PERCENT; // "5% a year"
    if ((!money && !measure && !percent) || q->figure.unit.size == 0)
        return;
    size_t i = stm_atoms_hyphen(&q->m->atoms, q->end) ? q->end + 1 : q->end, end = i;
    bool per = stm_quantity_is(q, i, STM_CLASS_PER), slash = stm_quantity_sign(q, i, '/');
    if (!per && !((money || percent) && stm_quantity_is(q, i, STM_CLASS_ARTICLE)))
        return;
    size_t of = stm_atoms_hyphen(&q->m->atoms, i + 1) ? i + 2 : i + 1;
    const stm_sense *sense = rate_at(q, of, &end);
    if (sense == NULL || (!per && stm_quantity_is(q, end, STM_CLASS_SHIFT)) || (slash && stm_quantity_at(q, of)->spaced) ||
        (percent && sense->class != STM_CLASS_DURATION))
        return;
    q->figure.unit = stm_arena_print(q->m->arena, "%.*s/%.*s", (int)q->figure.unit.size, q->figure.unit.at, (int)sense->text.size,
                                     sense->text.at);
    if (slash || measure)
        q->end = end;
}

// How many of the smaller unit the figure's own one has: 100 cents, 12 inches; 0: they are no such pair.
static double parts_of(const stm_quantity *q, const stm_sense *small, bool money)
{
    if (money)
        return small->value > 0 && small->value < 1 && stm_view_equal(small->text, q->figure.unit) ? 1 / small->value : 0;
    const stm_lexeme *lexeme = stm_lexicon_get(q->m->lexicon, stm_hash(q->figure.unit));
    const stm_sense *parts = stm_lexeme_sense(lexeme, STM_CLASS_PARTS);
    return parts != NULL && stm_view_equal(parts->text, small->text) ? parts->value : 0;
}

// "15 dollars 50", "$100 and fifty": two digits, or a word behind "and", that nothing follows.
static bool bare_coin(const stm_quantity *q, const stm_number *coin)
{
    const stm_atom *next = stm_quantity_at(q, coin->end);
    bool joined = stm_quantity_is(q, q->end, STM_CLASS_AND), ends = next->kind == STM_ATOM_SIGN;
    if (q->figure.kind != STM_FIGURE_MONEY || stm_atoms_dash(&q->m->atoms, coin->end))
        return false;
    if (joined && !coin->digits)
        return q->figure.low == floor(q->figure.low) && (ends || stm_quantity_is(q, coin->end, STM_CLASS_AND));
    return coin->low >= 10 && (!coin->digits || coin->whole) && (ends || stm_quantity_is(q, coin->end, STM_CLASS_OTHER));
}

// The small unit behind the coin's number; of short ones too what fits no other place: "6 ft 2 in tall".
static const stm_sense *small_unit(const stm_quantity *q, const stm_number *coin, stm_figure_kind *kind, size_t *end)
{
    const stm_sense *small = stm_units_at(q, coin->end, coin->digits, kind, end);
    if (small != NULL || !coin->digits)
        return small;
    *kind = STM_FIGURE_MEASURE;
    small = stm_atoms_phrase(&q->m->atoms, coin->end, STM_CLASS_SHORT_MEASURE, end);
    return small != NULL && parts_of(q, small, false) > 0 ? small : NULL;
}

// "3 dollars and 50 cents", "5 feet 2 inches": the smaller unit behind the larger.
static void read_coin(stm_quantity *q)
{
    stm_number coin;
    size_t i = q->end + stm_quantity_is(q, q->end, STM_CLASS_AND), end = i;
    stm_figure_kind kind;
    if (q->figure.low != q->figure.high || !stm_quantity_near(q, i) || stm_quantity_at(q, i)->kind == STM_ATOM_SIGN ||
        !stm_number_at(&q->m->atoms, i, false, &coin) || coin.form != STM_NUMBER_CARDINAL || coin.low >= COIN_MOST)
        return;
    const stm_sense *small = small_unit(q, &coin, &kind, &end);
    double parts = small != NULL ? parts_of(q, small, kind == STM_FIGURE_MONEY) : bare_coin(q, &coin) ? COIN_MOST : 0;
    if (parts <= 0 || coin.low >= parts)
        return;
    q->figure.low += coin.low / parts;
    q->figure.high = q->figure.low;
    q->end = small != NULL ? end : coin.end;
}

// "ten degrees below zero", "20 below zero": a temperature with a minus.
static bool read_under_zero(stm_quantity *q)
{
    size_t end = q->end;
    bool degrees = q->figure.kind == STM_FIGURE_TEMPERATURE;
    bool bare = q->figure.unit.size == 0 && q->figure.kind != STM_FIGURE_ORDINAL;
    if ((!degrees && !bare) || q->figure.low < 0 || stm_atoms_phrase(&q->m->atoms, q->end, STM_CLASS_UNDER_ZERO, &end) == NULL)
        return false;
    double low = q->figure.low;
    q->figure.low = -q->figure.high;
    q->figure.high = -low;
    q->figure.unit = degrees ? q->figure.unit : STM_VIEW("degree");
    q->figure.kind = STM_FIGURE_TEMPERATURE;
    q->end = end;
    return true;
}

// "two hours and a half".
static void read_half(stm_quantity *q)
{
    double value = 0;
    size_t end = 0;
    if (q->figure.low != q->figure.high || !stm_quantity_is(q, q->end, STM_CLASS_AND) || !stm_quantity_near(q, q->end) ||
        !stm_fractions_at(&q->m->atoms, q->end + 1, &value, &end) || value >= 1 || stm_quantity_is(q, end, STM_CLASS_OF))
        return;
    q->figure.low = q->figure.high = q->figure.low + value;
    q->end = end;
}

// "More than a mile": two words of a hedge at least, for "over a bar" has none.
static bool hedged_one(const stm_quantity *q, size_t i, stm_figure_kind kind)
{
    size_t begin = i;
    return (kind == STM_FIGURE_MEASURE || kind == STM_FIGURE_MONEY) &&
           stm_quantity_before(q, i, STM_CLASS_BEFORE, &begin) != NULL && i - begin >= 2;
}

// "a year old", "a month-old calf".
static bool one_old(const stm_quantity *q, size_t end, stm_figure_kind kind)
{
    return kind == STM_FIGURE_DURATION && stm_quantity_is(q, stm_atoms_hyphen(&q->m->atoms, end) ? end + 1 : end, STM_CLASS_OLD);
}

bool stm_units_article(stm_quantity *q, size_t i)
{
    stm_figure_kind kind;
    double value = 0;
    size_t end = i;
    if (!stm_quantity_is(q, i, STM_CLASS_ARTICLE) || !stm_lexeme_known(stm_quantity_at(q, i + 1)->lexeme))
        return false;
    q->begin = i;
    q->number = (stm_number){.begin = i, .end = i + 1, .low = 1, .high = 1, .scale = 1};
    if (stm_units_at(q, i + 1, false, &kind, &end) == NULL ||
        !(hedged_one(q, i, kind) || one_old(q, end, kind) ||
          (stm_quantity_is(q, end, STM_CLASS_AND) && stm_fractions_at(&q->m->atoms, end + 1, &value, &end))))
        return false;
    q->end = i + 1;
    return true;
}

// "75 USD million".
static void read_late_scale(stm_quantity *q)
{
    const stm_sense *scale = stm_lexeme_sense(stm_quantity_at(q, q->end)->lexeme, STM_CLASS_SCALE);
    if (scale == NULL || q->number.scale > 1)
        return;
    q->figure.low *= scale->value;
    q->figure.high *= scale->value;
    q->end++;
}

// Over a bound that hangs on the number before its unit: "20-odd years".
static void read_odd(stm_quantity *q)
{
    size_t end = q->end, behind = end;
    stm_figure_kind kind;
    if (!stm_atoms_dash(&q->m->atoms, end))
        return;
    const stm_sense *odd = stm_atoms_phrase(&q->m->atoms, end, STM_CLASS_AFTER, &end);
    if (odd == NULL || stm_units_at(q, end, false, &kind, &behind) == NULL)
        return;
    q->figure.bound = stm_bounds_of(odd->text);
    q->end = end;
    q->hedged = true;
}

// May the number be one of a list with the other: alike in writing and size, and no year.
static bool listed_with(const stm_quantity *q, const stm_number *other)
{
    double one = q->number.low, two = other->low;
    bool year = q->number.whole && q->number.low >= YEAR_LEAST && q->number.low < YEAR_MOST;
    return other->form == STM_NUMBER_CARDINAL && other->digits == q->number.digits && !year && one > 0 && two > 0 &&
           one <= two * LIST_FACTOR && two <= one * LIST_FACTOR;
}

// The unit that the last number of a list says for all: "5 and 10 percent", "12, 25 and 33 metres".
static const stm_sense *unit_of_list(const stm_quantity *q, stm_figure_kind *kind)
{
    size_t i = q->end, end;
    stm_number other;
    if (q->number.form != STM_NUMBER_CARDINAL || q->figure.kind != STM_FIGURE_NUMBER ||
        (q->begin > 0 && stm_quantity_is(q, q->begin - 1, STM_CLASS_CASUALTY))) // "killed 12 and 30 percent"
        return NULL;
    for (size_t n = 0; n < LIST_MOST; n++) {
        bool last = stm_quantity_is(q, i, STM_CLASS_AND) || stm_quantity_is(q, i, STM_CLASS_OR) ||
                    stm_quantity_is(q, i, STM_CLASS_CROSS) || stm_digits_times(&q->m->atoms, i); // "2.5 by 4 km", "10x20 cm"
        if ((!last && !stm_quantity_sign(q, i, ',')) || !stm_quantity_near(q, i + 1) ||
            !stm_number_at(&q->m->atoms, i + 1, false, &other) || !listed_with(q, &other))
            return NULL;
        bool third = n > 0 || (q->last != NULL && q->last->unit.size > 0 && q->last_end + 1 == q->begin &&
                               stm_quantity_sign(q, q->last_end, ',')); // "five, six, seven hours"
        const stm_sense *unit = last || third ? stm_units_at(q, other.end, other.digits, kind, &end) : NULL;
        if (last || unit != NULL)
            return unit;
        i = other.end;
    }
    return NULL;
}

// "to 1.9 million, taking the total to 9.4m": the letter behind a count of millions is no metre.
static bool is_million(const stm_quantity *q, size_t unit, size_t end)
{
    const stm_sense *letter = stm_lexeme_sense(stm_quantity_at(q, unit)->lexeme, STM_CLASS_LETTER);
    bool stuck = end == unit + 1 && !stm_quantity_at(q, unit)->spaced && !stm_quantity_is(q, end, STM_CLASS_EXTENT);
    return letter != NULL && letter->value == MILLION && stuck && q->last != NULL &&
           q->last->kind == STM_FIGURE_NUMBER && q->last->low >= MILLION && q->figure.kind == STM_FIGURE_NUMBER;
}

// The unit of time behind "next", "past" and the like.
static const stm_sense *turned_unit(const stm_quantity *q, size_t *end)
{
    size_t unit = q->end, behind = 0;
    const stm_sense *turn = stm_atoms_phrase(&q->m->atoms, q->end, STM_CLASS_TURN, &unit), *sense;
    if (turn == NULL || turn->value == 0 || stm_quantity_at(q, q->end)->taken || q->number.form != STM_NUMBER_CARDINAL ||
        (sense = stm_atoms_phrase(&q->m->atoms, unit, STM_CLASS_DURATION, &behind)) == NULL || !stm_quantity_near(q, unit))
        return NULL;
    *end = behind;
    return sense;
}

// "(392 °F, 473.15 K)": behind a temperature the letter is no thousand.
static bool read_kelvin(stm_quantity *q)
{
    size_t letter = q->number.end - 1;
    if (q->last == NULL || q->last->kind != STM_FIGURE_TEMPERATURE || q->number.scale != 1000 || q->end != q->number.end ||
        !stm_quantity_at(q, letter)->upper || !stm_quantity_is(q, letter, STM_CLASS_LETTER))
        return false;
    q->figure.low = q->figure.high = q->number.low / q->number.scale;
    q->figure.kind = STM_FIGURE_TEMPERATURE;
    q->figure.unit = STM_VIEW("kelvin");
    return true;
}

void stm_units_read(stm_quantity *q)
{
    stm_figure_kind kind = q->figure.kind;
    if (stm_heights_read(q) || read_kelvin(q))
        return;
    read_odd(q);
    size_t end = q->end, of = q->end + ((q->number.form == STM_NUMBER_VAGUE || q->number.scale >= OF_LEAST || q->number.about) &&
                                        stm_quantity_is(q, q->end, STM_CLASS_OF)); // "millions of dollars"
    if (q->money) {
        if (stm_quantity_is(q, q->end, STM_CLASS_AND))
            read_coin(q);
        read_rate(q);
        return;
    }
    q->tied = stm_atoms_hyphen(&q->m->atoms, of);
    size_t unit = of + q->tied;
    const stm_sense *sense = stm_units_at(q, of, q->number.digits, &kind, &end);
    if (sense == NULL && (sense = q->lent) != NULL) {
        kind = q->lent_kind;
        end = q->end;
    }
    if (sense == NULL && (sense = unit_of_list(q, &kind)) != NULL)
        end = q->end;
    if (sense == NULL && (sense = turned_unit(q, &end)) != NULL) // "the 3 next weeks"
        kind = STM_FIGURE_DURATION;
    if (sense == NULL) {
        read_under_zero(q);
        return;
    }
    if (is_million(q, unit, end)) {
        q->figure.low = q->figure.high = q->number.low * MILLION;
        q->end = end;
        return;
    }
    double factor = sense->value > 0 ? sense->value : 1;
    q->figure.low *= factor;
    q->figure.high *= factor;
    q->figure.unit = sense->text;
    q->figure.kind = kind == STM_FIGURE_NUMBER && q->figure.kind == STM_FIGURE_RANGE ? STM_FIGURE_RANGE : kind;
    q->end = end;
    const stm_sense *weight = kind == STM_FIGURE_MONEY ? weighed(q, unit, end) : NULL;
    if (weight != NULL) {
        q->figure.kind = STM_FIGURE_MEASURE;
        q->figure.unit = weight->text;
    } else if (kind == STM_FIGURE_MONEY && factor == 1) {
        read_late_scale(q);
    } else if (kind == STM_FIGURE_TEMPERATURE && turns(q, end)) {
        q->figure.kind = STM_FIGURE_MEASURE;
    }
    read_under_zero(q);
    if (factor == 1)
        read_coin(q);
    read_half(q);
    read_rate(q);
}
