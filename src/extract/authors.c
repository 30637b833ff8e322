// Bylines into names.
//
// A byline is cut where names part ("and", commas, bars), words that open one ("By", "Written by") and what stands behind a name
// (its place, its office, an address) go. What is left is a name where it looks like one: one to five words, capitals, no figures.
// Agencies are credits; authors they are only where a field that holds authors names them.
#include "extract/inner.h"

enum { NAME_BYTES = 80, NAME_WORDS = 5, AUTHORS_MOST = 24, NOCASE_LEAST = 4, PARTICLE_MOST = 3, SITE_LEAST = 5, TEXT_MOST = 400 };

static stm_view without_opening(const stm_extractor *x, stm_view text)
{
    text = stm_view_trim(text);
    for (size_t i = 0; i < x->bylines.nrows; i++) {
        const stm_row *row = &x->bylines.rows[i];
        if (!stm_view_is(row->fields[1], "opens") || !stm_view_begins_nocase(text, row->fields[0]))
            continue;
        stm_view rest = stm_view_from(text, row->fields[0].size);
        if (rest.size > 0 && (rest.at[0] == ' ' || rest.at[0] == ':' || (unsigned char)rest.at[0] == 0xC2)) {
            rest = stm_view_from(rest, (unsigned char)rest.at[0] == 0xC2 ? 2 : 1);
            return without_opening(x, rest);
        }
    }
    return text;
}

// Length of the separator that begins here: 0 for none.
static size_t separator_at(const stm_extractor *x, stm_view text, size_t i)
{
    char c = text.at[i];
    if (c == ',' || c == ';' || c == '|' || c == '/' || c == '\n' || c == '\t')
        return 1;
    if ((unsigned char)c == 0xE2 && stm_view_begins(stm_view_from(text, i), STM_VIEW("\xE2\x80\xA2")))
        return 3;
    if ((unsigned char)c == 0xC2 && stm_view_begins(stm_view_from(text, i), STM_VIEW("\xC2\xB7")))
        return 2;
    if (c != ' ')
        return 0;
    for (size_t k = 0; k < x->bylines.nrows; k++) {
        const stm_row *row = &x->bylines.rows[k];
        stm_view rest = stm_view_from(text, i + 1);
        if (stm_view_is(row->fields[1], "joins") && stm_view_begins_nocase(rest, row->fields[0]) && rest.size > row->fields[0].size &&
            rest.at[row->fields[0].size] == ' ')
            return row->fields[0].size + 2;
    }
    return 0;
}

static size_t last_word(stm_view text)
{
    size_t at = text.size;
    while (at > 0 && text.at[at - 1] != ' ')
        at--;
    return at;
}

// "Ann Bell July 16 at 8:32": a date behind the name, from its month on.
static stm_view without_date(const stm_extractor *x, stm_view name)
{
    size_t digit = 0;
    while (digit < name.size && !stm_is_digit(name.at[digit]))
        digit++;
    if (digit == name.size || digit == 0)
        return name;
    name = stm_view_trim(stm_view_upto(name, digit));
    size_t month = last_word(name);
    char lower[16];
    stm_view word = stm_view_from(name, month);
    for (size_t i = 0; i < word.size && i < sizeof lower; i++)
        lower[i] = stm_lower(word.at[i]);
    bool is_month = word.size < sizeof lower && stm_table_has(&x->months, (stm_view){lower, word.size});
    return is_month ? stm_view_trim(stm_view_upto(name, month)) : name;
}

static stm_view cut_behind(const stm_extractor *x, stm_view name, bool structured)
{
    static const char *const marks[] = {" - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " @", "<"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        ptrdiff_t at = stm_view_find(name, stm_view_of(marks[i]));
        if (at > 0)
            name = stm_view_upto(name, (size_t)at);
    }
    ptrdiff_t bracket = structured ? STM_NOWHERE : stm_view_find_byte(name, '(');
    if (bracket > 0)
        name = stm_view_upto(name, (size_t)bracket);
    for (size_t i = 0; i < x->bylines.nrows; i++) {
        const stm_row *row = &x->bylines.rows[i];
        stm_view word = row->fields[0];
        if (!stm_view_is(row->fields[1], "ends"))
            continue;
        ptrdiff_t at = word.size >= NOCASE_LEAST ? stm_view_find_nocase(name, word) : stm_view_find(name, word);
        if (at > 0 && name.at[at - 1] == ' ' && ((size_t)at + word.size == name.size || name.at[(size_t)at + word.size] == ' '))
            name = stm_view_upto(name, (size_t)at);
    }
    return structured ? stm_view_trim(name) : without_date(x, stm_view_trim(name));
}

static bool is_office(const stm_extractor *x, stm_arena *scratch, stm_view name)
{
    return stm_table_has(&x->roles, stm_fold(scratch, stm_view_from(name, last_word(name))));
}

// Every word of a name that is only shown begins with a capital, but for particles ("van der Berg").
static bool is_capitalised(stm_view name)
{
    for (size_t at = 0; at < name.size;) {
        size_t begin = at, end = at;
        uint32_t first = stm_utf8_next(name, &at);
        for (end = at; end < name.size && name.at[end] != ' ';)
            end++;
        if (stm_code_is_lower(first) && (end - begin > PARTICLE_MOST || end == name.size))
            return false;
        at = end + 1;
    }
    return true;
}

static bool begins_known(const stm_extractor *x, stm_arena *scratch, stm_view name)
{
    ptrdiff_t blank = stm_view_find_byte(name, ' ');
    ptrdiff_t dash = stm_view_find_byte(stm_view_upto(name, blank > 0 ? (size_t)blank : 0), '-');
    stm_view first = stm_view_upto(name, dash > 0 ? (size_t)dash : blank > 0 ? (size_t)blank : 0);
    return first.size > 0 && stm_table_has(&x->given_names, stm_fold_bare(scratch, first));
}

static bool looks_like_name(const stm_extractor *x, stm_arena *scratch, stm_view name, bool structured)
{
    size_t words = 1;
    if (name.size < 3 || name.size > NAME_BYTES)
        return false;
    for (size_t i = 0; i < name.size; i++) {
        if (memchr("@:{}<>=_?!", name.at[i], 10) != NULL || (stm_is_digit(name.at[i]) && !structured))
            return false;
        words += name.at[i] == ' ';
    }
    size_t at = 0;
    uint32_t first = stm_utf8_next(name, &at);
    if (!stm_code_is_letter(first) || (!structured && (stm_code_is_lower(first) || !is_capitalised(name))))
        return false;
    if (words > NAME_WORDS || (words < 2 && !structured && first < 0x250))
        return false;
    const stm_row *row = stm_table_find(&x->bylines, stm_fold(scratch, name));
    return !is_office(x, scratch, name) && (row == NULL || !stm_view_is(row->fields[1], "never"));
}

static bool has_letter(stm_view name)
{
    bool found = false;
    for (size_t at = 0; at < name.size && !found;)
        found = stm_code_is_letter(stm_utf8_next(name, &at));
    return found;
}

static bool is_wanted(stm_extractor *x, const stm_byline *byline, stm_view name, bool structured)
{
    stm_arena *scratch = &x->scratch;
    if (byline->names.n >= AUTHORS_MOST || (byline->site.size > 0 && stm_same_words(scratch, name, byline->site)))
        return false;
    if (!structured && byline->site.size >= SITE_LEAST && stm_view_begins_nocase(name, byline->site))
        return false;
    if (byline->any)
        return name.size >= 2 && name.size <= NAME_BYTES && has_letter(name);
    return looks_like_name(x, scratch, name, structured) && (!byline->known || begins_known(x, scratch, name));
}

static void add_name(stm_extractor *x, stm_arena *arena, stm_view name, bool structured, stm_byline *byline)
{
    name = stm_view_trim(name);
    for (size_t i = 0; i < x->bylines.nrows; i++)
        if (stm_view_is(x->bylines.rows[i].fields[1], "not") && stm_view_begins_nocase(name, x->bylines.rows[i].fields[0]))
            return;
    name = cut_behind(x, without_opening(x, name), structured);
    stm_view agency = stm_agency_named(x, name);
    if (agency.size > 0)
        *(stm_view *)stm_vector_push(&byline->agencies) = agency;
    if (agency.size > 0 ? !structured : !is_wanted(x, byline, name, structured))
        return;
    stm_view *names = byline->names.items;
    for (size_t i = 0; i < byline->names.n; i++)
        if (stm_same_words(&x->scratch, names[i], name))
            return;
    *(stm_view *)stm_vector_push(&byline->names) = stm_entities_decoded(arena, name);
}

void stm_byline_init(stm_byline *byline, stm_arena *arena, stm_view site)
{
    *byline = (stm_byline){.site = site};
    stm_vector_init(&byline->names, arena, sizeof(stm_view));
    stm_vector_init(&byline->agencies, arena, sizeof(stm_view));
}

static void add_parts(stm_extractor *x, stm_arena *arena, stm_view text, bool structured, stm_byline *byline)
{
    size_t begin = 0;
    for (size_t i = 0; i <= text.size;) {
        size_t separator = i < text.size ? separator_at(x, text, i) : 1;
        if (separator == 0) {
            i++;
            continue;
        }
        add_name(x, arena, (stm_view){text.at + begin, i - begin}, structured, byline);
        i += separator;
        begin = i;
    }
}

void stm_byline_add(stm_extractor *x, stm_arena *arena, stm_view text, bool structured, stm_byline *byline)
{
    size_t before = byline->names.n, agencies = byline->agencies.n;
    bool known = byline->known;
    stm_view whole = stm_view_trim(stm_view_upto(text, TEXT_MOST));
    text = without_opening(x, whole);
    add_parts(x, arena, text, structured, byline);
    bool credit = !structured && text.size == whole.size && byline->agencies.n > agencies && stm_view_find_byte(text, '/') != STM_NOWHERE;
    if (credit) { // "AGENCY/ANN BELL" under a picture
        stm_vector_cut(&byline->names, before);
        return;
    }
    if (!known || byline->names.n == before)
        return;
    stm_vector_cut(&byline->names, before); // one of them is known: the others are names too
    stm_vector_cut(&byline->agencies, agencies);
    byline->known = false;
    add_parts(x, arena, text, structured, byline);
    byline->known = true;
}

void stm_byline_add_whole(stm_extractor *x, stm_arena *arena, stm_view name, stm_byline *byline)
{
    if (is_wanted(x, byline, name, true))
        *(stm_view *)stm_vector_push(&byline->names) = stm_arena_copy(arena, name);
}

bool stm_byline_is_opening(stm_extractor *x, stm_view line)
{
    line = stm_view_trim(line);
    line = stm_view_ends(line, STM_VIEW(":")) ? stm_view_upto(line, line.size - 1) : line;
    const stm_row *row = stm_table_find(&x->bylines, stm_fold(&x->scratch, line));
    return row != NULL && stm_view_is(row->fields[1], "opens");
}

bool stm_byline_opens(const stm_extractor *x, stm_view line)
{
    stm_view trimmed = stm_view_trim(line), rest = without_opening(x, trimmed);
    return rest.size < trimmed.size && rest.size >= 4;
}
