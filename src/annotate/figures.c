// Figures: a number with its hedge before, its unit behind, and what it counts, read from left to right.
//
// The categories are those of Recognizers-Text; bound and counted noun follow CQE (Almasian et al. 2023). The parts stand in
// ranges.c, units.c, bounds.c, counted.c; what is no figure in labels.c.
#include "annotate/quantity.h"

static stm_figure_kind kind_of(const stm_number *number)
{
    return number->form == STM_NUMBER_FRACTION  ? STM_FIGURE_FRACTION
           : number->form == STM_NUMBER_ORDINAL ? STM_FIGURE_ORDINAL
                                                : STM_FIGURE_NUMBER;
}

// "jeder zehnte Haushalt": a tenth of them.
static void read_every(stm_quantity *q)
{
    if (q->begin == 0 || q->number.low < 2 || !stm_quantity_is(q, q->begin - 1, STM_CLASS_EVERY) ||
        stm_quantity_is(q, q->number.begin, STM_CLASS_DURATION) || stm_quantity_is(q, q->end, STM_CLASS_DURATION)) // "each second"
        return;
    q->begin--;
    q->figure.kind = STM_FIGURE_FRACTION;
    q->figure.low = q->figure.high = 1 / q->number.low;
}

// A figure that begins at atom `i`; false: there is none.
static bool read_figure(stm_quantity *q, size_t i)
{
    q->begin = i;
    if (!stm_units_money(q, i) && !stm_units_article(q, i)) {
        if (!stm_number_at(&q->m->atoms, i, false, &q->number))
            return stm_alone_read(q, i);
        q->end = q->number.end;
    }
    bool ordinal = q->number.form == STM_NUMBER_ORDINAL;
    q->figure.kind = kind_of(&q->number);
    stm_ranges_read(q);
    q->figure.low = q->number.low;
    q->figure.high = q->number.high;
    if (q->number.about || (q->number.form == STM_NUMBER_VAGUE && q->number.low == q->number.high)) // "a couple of"
        q->figure.bound = STM_BOUND_ABOUT;
    if (q->money)
        q->figure.kind = STM_FIGURE_MONEY;
    if (ordinal)
        read_every(q);
    else
        stm_units_read(q);
    stm_bounds_read(q);
    if (!ordinal)
        stm_ranges_bounded(q);
    stm_ages_read(q);
    stm_bounds_change(q);
    stm_counted_read(q);
    return true;
}

static bool any_taken(const stm_atoms *atoms, size_t begin, size_t end)
{
    for (size_t i = begin; i < end && i < atoms->natoms; i++)
        if (atoms->atoms[i].taken)
            return true;
    return false;
}

// What was found in the sentence so far.
typedef struct progress {
    size_t nfigures; // of the sentence
    size_t end;      // the atom behind the latest
    uint32_t sentence;
} progress;

static void note_last(stm_quantity *q, const progress *p, size_t i)
{
    if (p->nfigures == 0 || p->sentence != q->m->atoms.atoms[i].sentence)
        return;
    q->last = (const stm_figure *)q->m->figures.items + q->m->figures.n - 1;
    q->last_end = p->end;
    q->nlast = p->nfigures;
}

static void keep_figure(stm_quantity *q, progress *p, size_t i, size_t end)
{
    stm_counted_carry(q);
    uint32_t elided = stm_quantity_elided(q, q->begin);
    q->figure.span = (stm_span){stm_quantity_at(q, q->begin)->span.begin + elided, stm_quantity_at(q, end - 1)->span.end};
    *(stm_figure *)stm_vector_push(&q->m->figures) = q->figure;
    uint32_t sentence = stm_quantity_at(q, i)->sentence;
    *p = (progress){.nfigures = p->sentence == sentence ? p->nfigures + 1 : 1, .end = end, .sentence = sentence};
}

// May the article at the atom count what follows: a number or a unit, or one of many, "un habitant sur dix".
static bool article_counts(const stm_atoms *atoms, size_t i)
{
    enum { COUNTED = STM_GATE_FIGURE | STM_GATE_NUMBER | STM_BEGIN_COUNT | STM_BEGIN_UNIT | STM_BEGIN_IN };
    const stm_atom *next = stm_atoms_at(atoms, i + 1);
    if (next->kind != STM_ATOM_WORD || (stm_atoms_at(atoms, i + 2)->gates & STM_BEGIN_IN) != 0)
        return true;
    bool goes_on = stm_lexeme_reaches(next->lexeme, STM_CLASS_MEASURE) || stm_lexeme_goes_on(atoms->atoms[i].lexeme, next->word);
    return (next->gates & COUNTED) != 0 || ((next->gates & ~(uint32_t)STM_GATE_TENSE) != 0 && goes_on); // but not "a bit"
}

// May an address of the web begin at the atom: "www.", "https://".
static bool may_address(const stm_atoms *atoms, size_t i)
{
    return stm_atoms_sign(atoms, i + 1, ':') || stm_view_is(stm_atoms_view(atoms, i), "www");
}

// May a figure, an idiom or an address of the web begin at the atom.
static bool may_begin(const stm_atoms *atoms, size_t i)
{
    const stm_atom *atom = &atoms->atoms[i], *next = stm_atoms_at(atoms, i + 1);
    if (atom->taken)
        return false;
    if (atom->kind == STM_ATOM_NUMBER)
        return true;
    if (atom->kind == STM_ATOM_SIGN) // a dash that is a minus
        return (atom->gates & STM_GATE_FIGURE) != 0 &&
               ((atom->gates & STM_GATE_COUNTS) != 0 || next->kind == STM_ATOM_NUMBER ||
                (next->gates & STM_GATE_FIGURE) != 0);
    if (atom->tied && may_address(atoms, i))
        return true;
    if (atom->gates & STM_GATE_ARTICLE)
        return article_counts(atoms, i);
    if ((atom->gates & STM_GATE_FIGURE) == 0 || (atom->gates & STM_GATE_COUNTS) != 0)
        return (atom->gates & STM_GATE_FIGURE) != 0;
    return stm_lexeme_goes_on(atom->lexeme, stm_atoms_at(atoms, stm_atoms_hyphen(atoms, i + 1) ? i + 2 : i + 1)->word);
}

void stm_figures_read(stm_measuring *m)
{
    const stm_atoms *atoms = &m->atoms;
    progress p = {0};
    m->leads_end = SIZE_MAX;
    size_t end = 0; // of what was read
    for (const uint32_t *at = atoms->figures; *at < atoms->natoms; at++) {
        size_t i = *at;
        if (i < end || !may_begin(atoms, i))
            continue;
        if ((end = stm_labels_skip(atoms, i)) > i)
            continue;
        stm_quantity q = {.m = m};
        note_last(&q, &p, i);
        if (!read_figure(&q, i))
            continue;
        end = q.end > i ? q.end : i + 1;
        if (!any_taken(atoms, i, end) && !stm_labels_is(&q))
            keep_figure(&q, &p, i, end);
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

// A length within an age ("a man of 34 years") is no time; both lists are in order.
static void drop_ages(stm_measuring *m)
{
    const stm_figure *figures = m->figures.items;
    stm_date *dates = m->dates.items;
    size_t kept = 0, f = 0;
    for (size_t d = 0; d < m->dates.n; d++) {
        while (f < m->figures.n && figures[f].span.end <= dates[d].span.begin)
            f++;
        bool age = dates[d].kind == STM_DATE_DURATION && f < m->figures.n && figures[f].kind == STM_FIGURE_AGE &&
                   figures[f].span.begin < dates[d].span.end;
        if (!age)
            dates[kept++] = dates[d];
    }
    m->dates.n = kept;
}

void stm_measures_find(const stm_dictionary *dictionary, stm_arena *arena, const stm_article *article, const stm_segments *segments,
                       const stm_known *const *known, stm_notes *notes)
{
    stm_measuring m = {.dictionary = dictionary, .lexicon = dictionary->lexicon, .arena = arena, .article = article};
    stm_vector_init(&m.figures, arena, sizeof(stm_figure));
    stm_vector_init(&m.dates, arena, sizeof(stm_date));
    stm_atoms_init(&m.atoms, arena);
    m.atoms.dictionary = dictionary;
    m.atoms.lexicon = dictionary->lexicon;
    for (size_t s = 0; s < segments->nsentences;) {
        size_t first = s;
        while (s < segments->nsentences && segments->sentences[s].block == segments->sentences[first].block)
            s++;
        stm_atoms_read(&m.atoms, arena, article->text, segments, known, segments->sentences[first].begin,
                       segments->sentences[s - 1].end);
        for (size_t k = stm_labels_counter(&m.atoms); k > 0; k--)
            m.atoms.atoms[k - 1].taken = true;
        if (m.atoms.natoms == 1 && m.atoms.atoms[0].kind == STM_ATOM_NUMBER && article->nblocks > 1)
            continue; // a block that is a number alone counts pictures or comments
        stm_dates_read(&m);
        stm_figures_read(&m);
    }
    stm_vector_sort(&m.figures, by_figure);
    stm_vector_sort(&m.dates, by_date);
    drop_ages(&m);
    notes->figures = m.figures.items;
    notes->nfigures = m.figures.n;
    notes->dates = m.dates.items;
    notes->ndates = m.dates.n;
}
