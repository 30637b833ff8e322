// Figures: a number with its hedge before, its unit behind, and what it counts, read from left to right.
//
// The categories are those of Recognizers-Text; bound and counted noun follow CQE (Almasian et al. 2023). A number that is a name
// ("Article 5", "F-16"), a clock time, a score or part of a date is no figure.
#include <math.h>
#include <stdlib.h>

#include "annotate/measures.h"
#include "annotate/numbers.h"

enum { HEDGE_MOST = 7, NOUNS_MOST = 4, AGE_MOST = 110, YEAR_MOST = 2100 };

// A figure on its way: the atoms [begin, end) it covers.
typedef struct reading {
    stm_measuring *m;
    size_t begin, end;
    stm_number number;
    bool hedged, money;
    stm_figure figure;
} reading;

static const stm_atom *at(const reading *r, size_t i)
{
    return stm_atoms_at(&r->m->atoms, i);
}

static bool is(const reading *r, size_t i, stm_class class)
{
    return stm_atoms_is(&r->m->atoms, i, class);
}

// Behind a hyphen that ties: "10-day", "27-year-old".
static size_t over_hyphen(const reading *r, size_t i)
{
    return stm_atoms_hyphen(&r->m->atoms, i) ? i + 1 : i;
}

static stm_bound bound_of(stm_view sign)
{
    static const struct {
        const char *sign;
        stm_bound bound;
    } bounds[] = {{">", STM_BOUND_MORE}, {">=", STM_BOUND_LEAST}, {"<", STM_BOUND_LESS}, {"<=", STM_BOUND_MOST}, {"~", STM_BOUND_ABOUT}};
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
        if (stm_view_is(sign, bounds[i].sign))
            return bounds[i].bound;
    return STM_BOUND_EQUAL;
}

// A currency before the number: "$5", "US$ 5bn", "EUR 40".
static bool money_before(reading *r, size_t i)
{
    const stm_atoms *atoms = &r->m->atoms;
    size_t end = i;
    const stm_sense *sense = stm_atoms_phrase(atoms, i, STM_CLASS_MONEY, &end);
    bool sign = sense != NULL && end > i && at(r, end - 1)->kind == STM_ATOM_SIGN;
    if (!sign) {
        sense = at(r, i)->upper ? stm_atoms_phrase(atoms, i, STM_CLASS_ISO, &end) : NULL;
        if (sense == NULL)
            return false;
    }
    if (!stm_number_at(atoms, end, true, &r->number) || r->number.form == STM_NUMBER_ORDINAL || !r->number.digits)
        return false;
    r->begin = i;
    r->end = r->number.end;
    r->figure.unit = sense->text;
    r->money = true;
    return true;
}

static void take_unit(reading *r, stm_figure_kind kind, const stm_sense *sense, size_t end)
{
    double factor = sense->value > 0 ? sense->value : 1;
    r->figure.kind = kind;
    r->figure.unit = sense->text;
    r->figure.low *= factor;
    r->figure.high *= factor;
    r->end = end;
}

// A unit behind the number; "a fifth of a mile" and "half an hour" have words between.
static void read_unit(reading *r)
{
    static const struct {
        stm_class class;
        stm_figure_kind kind;
        bool stuck; // only where it touches digits
    } units[] = {
        {STM_CLASS_PERCENT, STM_FIGURE_PERCENT, false}, {STM_CLASS_MEASURE, STM_FIGURE_MEASURE, false},
        {STM_CLASS_MONEY, STM_FIGURE_MONEY, false}, {STM_CLASS_DURATION, STM_FIGURE_DURATION, false},
        {STM_CLASS_TEMPERATURE, STM_FIGURE_TEMPERATURE, false}, {STM_CLASS_SHORT_MEASURE, STM_FIGURE_MEASURE, true},
        {STM_CLASS_SHORT_TEMPERATURE, STM_FIGURE_TEMPERATURE, true},
    };
    size_t best_end = r->end;
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        size_t i = over_hyphen(r, r->end), end = i;
        if (units[u].stuck && (at(r, i)->spaced || !r->number.digits))
            continue;
        const stm_sense *sense = stm_atoms_phrase(&r->m->atoms, i, units[u].class, &end);
        if (sense == NULL || end <= best_end)
            continue;
        double low = r->number.low, high = r->number.high;
        best_end = end;
        r->figure.low = low;
        r->figure.high = high;
        size_t begin_end = r->end;
        take_unit(r, units[u].kind, sense, end);
        r->end = begin_end;
    }
    r->end = best_end;
}

// "27-year-old", "27 years old", "aged 27".
static void read_age(reading *r)
{
    size_t i = over_hyphen(r, r->end);
    if (r->figure.kind == STM_FIGURE_DURATION && is(r, i, STM_CLASS_OLD)) {
        r->figure.kind = STM_FIGURE_AGE;
        r->end = i + 1;
    } else if (r->figure.kind == STM_FIGURE_NUMBER && r->begin > 0 && is(r, r->begin - 1, STM_CLASS_AGED)) {
        r->figure.kind = STM_FIGURE_AGE;
        r->figure.unit = STM_VIEW("year");
    } else if (r->figure.kind == STM_FIGURE_NUMBER && r->number.whole && r->number.low <= AGE_MOST && r->number.low >= 1 &&
               r->begin > 1 && stm_atoms_sign(&r->m->atoms, r->begin - 1, ',') && at(r, r->begin - 2)->upper &&
               stm_atoms_sign(&r->m->atoms, r->end, ',')) { // "Name, 27,"
        r->figure.kind = STM_FIGURE_AGE;
        r->figure.unit = STM_VIEW("year");
    }
}

static bool joins_range(const reading *r, size_t i)
{
    return stm_atoms_dash(&r->m->atoms, i) || is(r, i, STM_CLASS_TO) ||
           (is(r, i, STM_CLASS_AND) && r->begin > 0 && is(r, r->begin - 1, STM_CLASS_BETWEEN));
}

// "40 to 50", "$3-5 million", "between 2 and 3 years".
static void read_range(reading *r)
{
    stm_number more;
    size_t i = r->number.end, end;
    bool unit = stm_atoms_phrase(&r->m->atoms, i, STM_CLASS_PERCENT, &end) != NULL; // "5% to 6%"
    i = unit ? end : i;
    if (!joins_range(r, i))
        return;
    size_t next = i + 1;
    if (r->money && stm_atoms_phrase(&r->m->atoms, next, STM_CLASS_MONEY, &end) != NULL)
        next = end;
    if (!stm_number_at(&r->m->atoms, next, r->money, &more) || more.form != r->number.form)
        return;
    double low = r->number.low;
    if (more.scale > 1 && r->number.scale <= 1 && low < more.low / more.scale)
        low *= more.scale;
    if (low >= more.high || r->number.form == STM_NUMBER_ORDINAL)
        return;
    r->number.low = low;
    r->number.high = more.high;
    r->number.end = r->end = more.end;
    r->figure.kind = STM_FIGURE_RANGE;
    if (r->begin > 0 && (is(r, r->begin - 1, STM_CLASS_BETWEEN) || is(r, r->begin - 1, STM_CLASS_FROM)))
        r->begin--;
}

// The longest phrase of `class` that ends right before atom `end`.
static const stm_sense *phrase_before(const reading *r, size_t end, stm_class class, size_t *begin)
{
    for (size_t k = end > HEDGE_MOST ? end - HEDGE_MOST : 0; k < end; k++) {
        size_t reached = k;
        const stm_sense *sense = stm_atoms_phrase(&r->m->atoms, k, class, &reached);
        if (sense != NULL && reached == end && at(r, k)->sentence == at(r, end)->sentence) {
            *begin = k;
            return sense;
        }
    }
    return NULL;
}

static void read_hedges(reading *r)
{
    size_t begin, end;
    const stm_sense *sense = phrase_before(r, r->begin, STM_CLASS_BEFORE, &begin);
    if (sense != NULL) {
        r->figure.bound = bound_of(sense->text);
        r->begin = begin;
        r->hedged = true;
    }
    sense = stm_atoms_phrase(&r->m->atoms, r->end, STM_CLASS_AFTER, &end);
    if (sense != NULL) {
        r->figure.bound = bound_of(sense->text);
        r->end = end;
        r->hedged = true;
    }
    if (r->number.form == STM_NUMBER_VAGUE && r->figure.bound == STM_BOUND_EQUAL)
        r->figure.bound = STM_BOUND_ABOUT;
}

static void read_change(reading *r)
{
    size_t place = r->begin, begin, end;
    if (phrase_before(r, place, STM_CLASS_UP, &begin) != NULL || stm_atoms_phrase(&r->m->atoms, r->end, STM_CLASS_UP, &end) != NULL)
        r->figure.change = STM_CHANGE_UP;
    else if (phrase_before(r, place, STM_CLASS_DOWN, &begin) != NULL ||
             stm_atoms_phrase(&r->m->atoms, r->end, STM_CLASS_DOWN, &end) != NULL)
        r->figure.change = STM_CHANGE_DOWN;
}

// "Ukraine's" and "allies'" are no head of what follows a number.
static bool possessive(const reading *r, size_t i)
{
    stm_view word = stm_atoms_view(&r->m->atoms, i);
    bool mark = stm_view_ends(word, STM_VIEW("'s")) || stm_view_ends(word, STM_VIEW("’s"));
    const stm_atom *next = at(r, i + 1);
    return mark || (!next->spaced && next->kind == STM_ATOM_SIGN && next->span.end > next->span.begin &&
                    (stm_atoms_sign(&r->m->atoms, i + 1, '\'') || stm_view_is(stm_atoms_view(&r->m->atoms, i + 1), "’")));
}

static bool plural(const reading *r, size_t i)
{
    stm_view word = stm_atoms_view(&r->m->atoms, i);
    if (is(r, i, STM_CLASS_PLURAL))
        return true;
    return !is(r, i, STM_CLASS_SINGULAR) && !possessive(r, i) && word.size > 3 && word.at[word.size - 1] == 's' && word.at[word.size - 2] != 's';
}

static void set_counted(reading *r, size_t i)
{
    r->figure.counted = stm_atoms_view(&r->m->atoms, i);
    r->figure.counted_span = at(r, i)->span;
}

// The head noun behind the figure: the first plural of a run of up to four words, the word itself for the dead and injured; behind
// "of" the last word of the run where there is no plural.
static void read_counted(reading *r)
{
    bool of = false;
    size_t i = r->end;
    while (i < r->end + 4 && (is(r, i, STM_CLASS_OF) || (of && is(r, i, STM_CLASS_STOP) && !is(r, i, STM_CLASS_IN)))) {
        of = of || is(r, i, STM_CLASS_OF);
        i++;
    }
    if (r->figure.unit.size > 0 && !of)
        return;
    size_t last = SIZE_MAX;
    for (size_t n = 0; n < NOUNS_MOST && at(r, i)->kind == STM_ATOM_WORD && at(r, i)->sentence == at(r, r->begin)->sentence; n++, i++) {
        if (is(r, i, STM_CLASS_CASUALTY) || plural(r, i)) {
            set_counted(r, i);
            return;
        }
        if (is(r, i, STM_CLASS_STOP))
            break;
        last = i;
        i += stm_atoms_hyphen(&r->m->atoms, i + 1);
    }
    if (last != SIZE_MAX && (of || r->number.low == 1 || r->figure.kind == STM_FIGURE_ORDINAL))
        set_counted(r, last);
}

static stm_figure_kind kind_of(const stm_number *number)
{
    return number->form == STM_NUMBER_FRACTION ? STM_FIGURE_FRACTION
           : number->form == STM_NUMBER_ORDINAL ? STM_FIGURE_ORDINAL : STM_FIGURE_NUMBER;
}

// A number that names something: behind a label, stuck to a word by a hyphen or to other digits by a colon.
static bool is_name(const reading *r)
{
    size_t b = r->number.begin;
    const stm_atoms *atoms = &r->m->atoms;
    if (r->money || r->hedged)
        return false;
    bool tied = b > 1 && stm_atoms_dash(atoms, b - 1) && !at(r, b)->spaced && !at(r, b - 1)->spaced;
    bool stuck = b > 0 && at(r, b - 1)->kind == STM_ATOM_WORD && !at(r, b)->spaced;
    bool label = b > 0 && is(r, b - 1, STM_CLASS_LABEL) && at(r, b - 1)->sentence == at(r, b)->sentence;
    bool clock = stm_atoms_sign(atoms, r->number.end, ':') && at(r, r->number.end + 1)->kind == STM_ATOM_NUMBER &&
                 !at(r, r->number.end + 1)->spaced;
    bool minutes = b > 0 && stm_atoms_sign(atoms, b - 1, ':') && !at(r, b)->spaced;
    bool suffix = r->figure.unit.size == 0 && at(r, r->end)->kind == STM_ATOM_WORD && !at(r, r->end)->spaced && r->number.digits &&
                  r->figure.kind == STM_FIGURE_NUMBER && !is(r, r->end, STM_CLASS_AMPM);
    return tied || stuck || label || clock || minutes || suffix || is(r, r->end, STM_CLASS_AMPM);
}

// Words that look like numbers and mostly are none: "one", "a", "second"; four digits that are a year.
static bool is_no_figure(const reading *r)
{
    bool bare = r->figure.unit.size == 0 && !r->hedged;
    if (bare && !r->number.digits && r->number.form == STM_NUMBER_CARDINAL && r->number.low <= 1)
        return true;
    if (bare && !r->number.digits && r->number.form == STM_NUMBER_ORDINAL && r->number.low <= 2)
        return true;
    return bare && r->number.whole && r->figure.kind == STM_FIGURE_NUMBER && r->number.low >= 1900 && r->number.low <= YEAR_MOST &&
           r->figure.counted.size == 0;
}

static void add_duration(reading *r)
{
    static const struct {
        const char *unit, *letters;
        double factor;
    } all[] = {{"second", "T%sS", 1}, {"minute", "T%sM", 1}, {"hour", "T%sH", 1}, {"day", "%sD", 1}, {"week", "%sW", 1},
               {"fortnight", "%sW", 2}, {"month", "%sM", 1}, {"quarter", "%sM", 3}, {"year", "%sY", 1}, {"decade", "%sY", 10},
               {"century", "%sY", 100}};
    stm_date *date = stm_vector_push(&r->m->dates);
    *date = (stm_date){.span = r->figure.span, .kind = STM_DATE_DURATION};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (stm_view_is(r->figure.unit, all[i].unit) && r->figure.low == r->figure.high) {
            double n = r->figure.low * all[i].factor;
            const char *letters = all[i].letters;
            bool time = letters[0] == 'T';
            stm_view count = n == floor(n) && n < 1e9 ? stm_arena_print(r->m->arena, "%ld", (long)n) : STM_VIEW("X");
            date->value = stm_arena_print(r->m->arena, "P%s%.*s%c", time ? "T" : "", (int)count.size, count.at, letters[strlen(letters) - 1]);
        }
}

// A figure that begins at atom `i`; false: there is none.
static bool read_figure(reading *r, size_t i)
{
    r->begin = i;
    if (!money_before(r, i)) {
        if (!stm_number_at(&r->m->atoms, i, false, &r->number))
            return false;
        r->end = r->number.end;
    }
    r->figure.kind = kind_of(&r->number);
    if (r->number.form != STM_NUMBER_ORDINAL)
        read_range(r);
    r->figure.low = r->number.low;
    r->figure.high = r->number.high;
    if (r->money)
        r->figure.kind = STM_FIGURE_MONEY;
    else if (r->number.form != STM_NUMBER_ORDINAL)
        read_unit(r);
    read_hedges(r);
    read_age(r);
    read_change(r);
    read_counted(r);
    return true;
}

static bool any_taken(const stm_atoms *atoms, size_t begin, size_t end)
{
    for (size_t i = begin; i < end && i < atoms->natoms; i++)
        if (atoms->atoms[i].taken)
            return true;
    return false;
}

void stm_figures_read(stm_measuring *m)
{
    for (size_t i = 0; i < m->atoms.natoms;) {
        reading r = {.m = m};
        if (m->atoms.atoms[i].taken || !read_figure(&r, i)) {
            i++;
            continue;
        }
        size_t end = r.end > i ? r.end : i + 1;
        if (!any_taken(&m->atoms, i, end) && !is_name(&r) && !is_no_figure(&r)) {
            r.figure.span = (stm_span){at(&r, r.begin)->span.begin, at(&r, end - 1)->span.end};
            *(stm_figure *)stm_vector_push(&m->figures) = r.figure;
            if (r.figure.kind == STM_FIGURE_DURATION)
                add_duration(&r);
        }
        i = end;
    }
}

static int by_figure(const void *one, const void *two)
{
    const stm_span a = ((const stm_figure *)one)->span, b = ((const stm_figure *)two)->span;
    return a.begin != b.begin ? (a.begin < b.begin ? -1 : 1) : (a.end > b.end) - (a.end < b.end);
}

static int by_date(const void *one, const void *two)
{
    const stm_span a = ((const stm_date *)one)->span, b = ((const stm_date *)two)->span;
    return a.begin != b.begin ? (a.begin < b.begin ? -1 : 1) : (a.end > b.end) - (a.end < b.end);
}

void stm_measures_find(const stm_lexicon *lexicon, stm_arena *arena, const stm_article *article, const stm_segments *segments,
                       stm_notes *notes)
{
    stm_measuring m = {.lexicon = lexicon, .arena = arena, .article = article};
    stm_vector_init(&m.figures, arena, sizeof(stm_figure));
    stm_vector_init(&m.dates, arena, sizeof(stm_date));
    stm_atoms_init(&m.atoms, arena);
    m.atoms.lexicon = lexicon;
    for (size_t s = 0; s < segments->nsentences;) {
        size_t first = s;
        while (s < segments->nsentences && segments->sentences[s].block == segments->sentences[first].block)
            s++;
        stm_atoms_read(&m.atoms, arena, article->text, segments, segments->sentences[first].begin, segments->sentences[s - 1].end);
        stm_dates_read(&m);
        stm_figures_read(&m);
    }
    if (m.figures.n > 0)
        qsort(m.figures.items, m.figures.n, sizeof(stm_figure), by_figure);
    if (m.dates.n > 0)
        qsort(m.dates.items, m.dates.n, sizeof(stm_date), by_date);
    notes->figures = m.figures.items;
    notes->nfigures = m.figures.n;
    notes->dates = m.dates.items;
    notes->ndates = m.dates.n;
}
