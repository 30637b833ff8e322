// Direction: who took from whom, of a pair that is a copy.
//
// In order of strength: one was handed in as the source; one credits the other's outlet, in a credit, in a byline or in the
// very passage they share ("told the Herald"); one is the page of an agency that the other credits, or that prints what others
// print without a credit; both credit the same source, or one credits a third (then both have it from there), or what they
// share was told an agency ("told Reuters"); nothing of the kind: two outlets that share prose without a word on each other
// mostly print an agency's text, so both come from a third text that is not among the inputs. Pages of one outlet are versions
// of one text: the earlier is the source where both are dated, else that with the lower number in its address (serials.c), else
// that with slips of the pen which the other has not (slips.c).
#include "reuse/parts.h"

#include "base/utf8.h"

enum { NAME_WORDS = 5, NAME_LEAST = 4, BYLINE_WORDS = 18, BYLINE_BLOCKS = 8 };

stm_view stm_plain_name(stm_arena *arena, stm_view name)
{
    char *to = stm_arena_take(arena, name.size + 1);
    size_t n = 0;
    for (size_t i = 0; i < name.size; i++)
        if (stm_is_letter(name.at[i]) || stm_is_digit(name.at[i]))
            to[n++] = stm_lower(name.at[i]);
    return (stm_view){to, n};
}

static bool is_suffix(stm_view label)
{
    return stm_view_is(label, "co") || stm_view_is(label, "com") || stm_view_is(label, "org") || stm_view_is(label, "net") ||
           stm_view_is(label, "gov") || stm_view_is(label, "ac");
}

// The label of a host that names its owner; the whole name where it is no host.
stm_view stm_outlet_name(stm_arena *arena, stm_view outlet)
{
    stm_view rest = outlet, label, owner = outlet, before = {NULL, 0};
    ptrdiff_t slash = stm_view_find_byte(outlet, '/');
    if (slash > 0)
        rest = stm_view_upto(outlet, (size_t)slash);
    if (stm_view_find_byte(rest, '.') < 0 || stm_view_find_byte(rest, ' ') >= 0)
        return stm_plain_name(arena, outlet);
    while (stm_view_split(&rest, '.', &label)) {
        if (before.size > 0 && !is_suffix(before))
            owner = before;
        before = label;
    }
    return stm_plain_name(arena, owner);
}

// Do a few words from `i` on, before `end`, make the name of an outlet: "Example Times" that of "exampletimes".
static bool name_at(const stm_print *print, uint32_t i, uint32_t end, stm_view outlet)
{
    size_t n = 0;
    for (uint32_t k = i; k < end && k < i + NAME_WORDS; k++) {
        const stm_word *word = &print->words[k];
        for (uint32_t c = 0; c < word->size; c++) {
            char byte = print->text.at[word->begin + c];
            if (!stm_is_letter(byte) && !stm_is_digit(byte))
                continue;
            if (n >= outlet.size || stm_lower(byte) != outlet.at[n])
                return false;
            n++;
        }
        if (n == outlet.size)
            return true;
    }
    return false;
}

static bool is_upper_at(const stm_print *print, uint32_t i)
{
    return stm_is_upper(print->text.at[print->words[i].begin]);
}

// Does a byline name the outlet: a short block near the head, no headline and no caption.
static bool byline_names(const stm_print *print, stm_view outlet)
{
    uint32_t blocks = 0;
    if (outlet.size < NAME_LEAST)
        return false;
    for (uint32_t begin = 0, end; begin < print->nwords && blocks < BYLINE_BLOCKS; begin = end, blocks++) {
        for (end = begin + 1; end < print->nwords && !(print->words[end].marks & STM_MARK_BLOCK);)
            end++;
        bool looked_at = end - begin <= BYLINE_WORDS && !(print->words[begin].marks & (STM_MARK_HEADLINE | STM_MARK_CAPTION));
        for (uint32_t i = begin; looked_at && i < end; i++)
            if (is_upper_at(print, i) && name_at(print, i, end, outlet))
                return true;
    }
    return false;
}

// Does shared prose name the outlet.
static bool passages_name(const stm_print *print, const stm_pair *pair, bool of_a, stm_view outlet)
{
    if (outlet.size < NAME_LEAST)
        return false;
    for (uint32_t p = 0; p < pair->npassages; p++) {
        stm_span span = of_a ? pair->passages[p].a : pair->passages[p].b;
        uint32_t end = stm_print_word_at(print, span.end);
        for (uint32_t i = stm_print_word_at(print, span.begin); i < end && pair->passages[p].kind == STM_PASSAGE_PROSE; i++)
            if (is_upper_at(print, i) && name_at(print, i, end, outlet))
                return true;
    }
    return false;
}

// The agency that shared prose has as who was told something ("told Reuters"): then the passage is the agency's. Empty: none.
static stm_view told_agency(stm_arena *arena, const stm_reuse_tables *tables, const stm_print *print, const stm_pair *pair)
{
    for (uint32_t p = 0; p < pair->npassages; p++) {
        uint32_t i = stm_print_word_at(print, pair->passages[p].a.begin), end = stm_print_word_at(print, pair->passages[p].a.end);
        for (; i + 1 < end && pair->passages[p].kind != STM_PASSAGE_CAPTION; i++) {
            if (stm_map_get(&tables->told, print->words[i].hash) == NULL || !is_upper_at(print, i + 1))
                continue;
            for (size_t k = 0; k < tables->agencies.nrows; k++)
                if (name_at(print, i + 1, end, stm_plain_name(arena, tables->agencies.rows[k].fields[0])))
                    return tables->agencies.rows[k].fields[1];
        }
    }
    return (stm_view){NULL, 0};
}

static bool credits_no_other(const stm_print *print, stm_view name)
{
    return print->ncredits == 0 || (print->ncredits == 1 && stm_view_equal(print->credits[0], name));
}

static stm_direction by_time(const stm_print *a, const stm_print *b)
{
    if (!stm_civil_known(a->published) || !stm_civil_known(b->published))
        return STM_DIRECTION_UNKNOWN;
    int64_t one = stm_civil_seconds(a->published), two = stm_civil_seconds(b->published);
    return one == two ? STM_DIRECTION_UNKNOWN : one < two ? STM_DIRECTION_A_TO_B : STM_DIRECTION_B_TO_A;
}

// A sign that holds of one side only points to the other; of both or of none, nowhere.
static stm_direction pointed(bool of_a, bool of_b)
{
    return of_a == of_b ? STM_DIRECTION_UNKNOWN : of_a ? STM_DIRECTION_A_TO_B : STM_DIRECTION_B_TO_A;
}

// How the one of the two is called that is the source, or the other.
static stm_view side(stm_arena *arena, const stm_print *a, const stm_print *b, stm_direction direction, bool source)
{
    return (direction == STM_DIRECTION_A_TO_B) == source ? stm_print_called(arena, a, b) : stm_print_called(arena, b, a);
}

// What is said of the two outlets; UNKNOWN where nothing is.
static stm_direction by_name(stm_arena *arena, const stm_print *a, const stm_print *b, stm_pair *pair, stm_view *why)
{
    stm_direction found = pointed(pair->names[1], pair->names[0]);
    const char *how = "%.*s credits %.*s";
    if (found == STM_DIRECTION_UNKNOWN && a->ncredits == 0 && b->ncredits == 0) {
        pair->names[0] = byline_names(a, b->outlet);
        pair->names[1] = byline_names(b, a->outlet);
        found = pointed(pair->names[1], pair->names[0]);
        how = "the head of %.*s names %.*s";
        if (found == STM_DIRECTION_UNKNOWN) {
            found = pointed(passages_name(b, pair, false, a->outlet), passages_name(a, pair, true, b->outlet));
            how = "in the passage that it shares, %.*s names %.*s";
        }
        if (found == STM_DIRECTION_UNKNOWN) {
            found = pointed(a->agency, b->agency);
            how = "%.*s names no source, and others print what %.*s writes";
        }
    }
    stm_view taker = side(arena, a, b, found, false), source = side(arena, a, b, found, true);
    if (found != STM_DIRECTION_UNKNOWN)
        *why = stm_arena_print(arena, how, (int)taker.size, taker.at, (int)source.size, source.at);
    return found;
}

// Of two pages of one outlet.
static stm_direction by_version(stm_arena *arena, const stm_reuse_tables *tables, const stm_print *a, const stm_print *b, const stm_vector *hits,
                                stm_view *why)
{
    const char *how = "both are pages of one outlet, and %.*s is the earlier";
    stm_direction earlier = by_time(a, b);
    if (earlier == STM_DIRECTION_UNKNOWN) {
        earlier = stm_serials_judge(a, b);
        how = "both are pages of one outlet, and %.*s has the lower number in its address";
    }
    if (earlier == STM_DIRECTION_UNKNOWN) {
        earlier = stm_slips_judge(tables, a, b, hits->items, hits->n);
        how = "both are pages of one outlet, and %.*s has slips that the other has not";
    }
    stm_view first = side(arena, a, b, earlier, true);
    *why = earlier == STM_DIRECTION_UNKNOWN ? STM_VIEW("both are pages of one outlet") : stm_arena_print(arena, how, (int)first.size, first.at);
    return earlier;
}

static stm_direction decide(stm_arena *arena, const stm_reuse_tables *tables, const stm_print *a, const stm_print *b, const stm_vector *hits,
                            stm_pair *pair, stm_view *why)
{
    if (a->source != b->source) {
        stm_direction known = pointed(a->source, b->source);
        stm_view source = side(arena, a, b, known, true);
        *why = stm_arena_print(arena, "%.*s was handed in as a source", (int)source.size, source.at);
        return known;
    }
    bool one_outlet = a->outlet.size > 0 && stm_view_equal(a->outlet, b->outlet);
    stm_direction named = one_outlet ? STM_DIRECTION_UNKNOWN : by_name(arena, a, b, pair, why);
    if (named != STM_DIRECTION_UNKNOWN)
        return named;
    if (stm_credits_meet(a, b, &pair->source)) {
        *why = stm_arena_print(arena, "both come from %.*s", (int)pair->source.size, pair->source.at);
        return STM_DIRECTION_COMMON;
    }
    stm_view told = told_agency(arena, tables, a, pair);
    if (told.size > 0 && credits_no_other(a, told) && credits_no_other(b, told)) {
        pair->source = told;
        *why = stm_arena_print(arena, "in the passage that they share somebody told %.*s: both have it from there", (int)told.size, told.at);
        return STM_DIRECTION_COMMON;
    }
    if (one_outlet)
        return by_version(arena, tables, a, b, hits, why);
    const stm_print *crediting = a->ncredits > 0 ? a : b;
    if (crediting->ncredits > 0) {
        pair->source = crediting->credits[0];
        stm_view called = stm_print_called(arena, crediting, crediting == a ? b : a);
        *why = stm_arena_print(arena, "%.*s credits %.*s, which is neither of the two: taken for the source of both", (int)called.size, called.at,
                               (int)pair->source.size, pair->source.at);
    } else {
        *why = STM_VIEW("neither names the other as its source: both have it from a text that is not here");
    }
    return STM_DIRECTION_COMMON;
}

void stm_direction_judge(stm_arena *arena, const stm_reuse_tables *tables, const stm_print *a, const stm_print *b, const stm_vector *hits,
                         stm_pair *pair, stm_vector *because)
{
    stm_view why = {NULL, 0};
    if (pair->relation != STM_RELATION_COPY)
        return;
    pair->direction = decide(arena, tables, a, b, hits, pair, &why);
    if (why.size > 0)
        stm_because(because, why);
}
