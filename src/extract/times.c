// When an HTML page was published and changed.
//
// Order of trust: JSON-LD, meta, microdata and <time>, the address, elements that are called date, the lines above the text, lines
// behind it that are nothing but a label and a date. Two corrections. A date that the page shows at its head, not as that of a change, and
// that is older than what is stated goes before it: systems write the time of the last export there. A page that tells nothing but when it
// was changed was published then, as far as its text goes: its readers can have had it no earlier. So was one whose day of publication,
// found where dates of other pages may stand too, would come after its change.
//
// "03/10/2023" is read by the language's habit, unless the address or a <time> of the page has the other reading's day.
#include "extract/metadata.h"

enum { LINE_WORDS = 14, LABEL_LINES = 12, HEAD_LINES = 20, NODES_MOST = 40, TEXT_MOST = 150, DATE_LEAST = 6, BELOW_LINES = 8,
       FEW_WORDS = 6, TAIL_WORDS = 14, MONTH_MOST = 12, TIMES_MOST = 60, ABOVE_LINES = 3 };

// "/2025/02/12/" or "/2025-02-12-" in the address.
static stm_civil date_in_address(const stm_facts *p, stm_view address)
{
    for (size_t i = 0; i + 9 < address.size; i++) {
        if (address.at[i] != '/' && address.at[i] != '-')
            continue;
        stm_view part = stm_view_upto(stm_view_from(address, i + 1), 10);
        bool form = stm_is_digit(part.at[0]) && stm_is_digit(part.at[3]) && (part.at[4] == '/' || part.at[4] == '-');
        if (!form)
            continue;
        stm_civil civil = stm_moment_read(p->x, &p->x->scratch, part, false);
        if (civil.day > 0)
            return civil;
    }
    return (stm_civil){0};
}

// The year and month that the address names, "/2025/02/" or "/2025/february/".
static bool month_in_address(const stm_facts *p, stm_civil civil)
{
    stm_view address = p->article->canonical_url.size > 0 ? p->article->canonical_url : p->article->url;
    for (size_t i = 0; i + 6 < address.size; i++) {
        stm_view year = stm_view_upto(stm_view_from(address, i + 1), 4), month = stm_view_from(address, i + 6);
        if (address.at[i] != '/' || address.at[i + 5] != '/' || !stm_is_digit(year.at[0]) || !stm_is_digit(year.at[3]))
            continue;
        const char *end = memchr(month.at, '/', month.size < MONTH_MOST ? month.size : MONTH_MOST);
        month = stm_view_upto(month, end != NULL ? (size_t)(end - month.at) : 0);
        stm_buffer form;
        stm_buffer_init(&form, &p->x->scratch, 0);
        const char *between = month.size > 0 && stm_is_digit(month.at[0]) ? "/" : " ";
        stm_buffer_print(&form, "%.4s%s%.*s%s1", year.at, between, (int)month.size, month.at, between);
        stm_civil named = stm_moment_read(p->x, &p->x->scratch, stm_buffer_view(&form), true);
        if (named.day > 0 && named.year == civil.year && named.month == civil.month)
            return true;
    }
    return false;
}

static bool day_in_times(const stm_facts *p, stm_civil civil)
{
    for (uint32_t i = 0, seen = 0; i < p->tree->nnodes && seen < TIMES_MOST; i++) {
        if (p->tree->tags[i] != STM_TAG_TIME)
            continue;
        stm_civil other;
        seen++;
        stm_civil_read(stm_view_upto(stm_tree_attribute(p->tree, i, "datetime"), 10), &other);
        if (other.day > 0 && stm_civil_days(other) == stm_civil_days(civil))
            return true;
    }
    return false;
}

// A page got before it says it was published, zones aside: the figures are another day's.
static bool is_after_fetch(const stm_facts *p, stm_civil civil)
{
    return p->article->fetched.day > 0 && stm_civil_days(civil) > stm_civil_days(p->article->fetched) + 1;
}

static stm_civil moment(const stm_facts *p, stm_view text)
{
    bool day_first = p->article->language.size > 0 && !stm_view_is(p->article->language, "en");
    stm_civil usual = stm_moment_read(p->x, &p->x->scratch, text, day_first);
    if (usual.day == 0 || usual.day > 12 || usual.day == usual.month)
        return usual;
    stm_civil other = stm_moment_read(p->x, &p->x->scratch, text, !day_first);
    if (other.day == usual.day)
        return usual;
    if (is_after_fetch(p, usual) != is_after_fetch(p, other))
        return is_after_fetch(p, usual) ? other : usual;
    bool turned = (month_in_address(p, other) && !month_in_address(p, usual)) || (day_in_times(p, other) && !day_in_times(p, usual));
    return turned ? other : usual;
}

// Does the text say before its first figure that it was changed ("Updated", "Last reviewed", "Stand:").
static bool says_changed(const stm_facts *p, stm_view text)
{
    size_t digit = 0;
    while (digit < text.size && !stm_is_digit(text.at[digit]))
        digit++;
    stm_view folded = stm_fold(&p->x->scratch, stm_view_upto(text, digit < TEXT_MOST ? digit : TEXT_MOST));
    for (size_t i = 0; i < p->x->changes.nrows; i++)
        if (stm_view_find(folded, p->x->changes.rows[i].fields[0]) != STM_NOWHERE)
            return true;
    return false;
}

// Number of the element that is the heading, or 0.
static uint32_t heading_node(const stm_facts *p, uint32_t last)
{
    for (uint32_t i = 0; i < last && p->h1.size > 0; i++)
        if (p->tree->tags[i] == STM_TAG_H1 && stm_view_equal(stm_element_text(p, i, p->h1.size + 1), p->h1))
            return i;
    return 0;
}

// Of <time> elements that nothing else tells of, the first behind the heading, or the first.
static stm_civil date_in_markup(const stm_facts *p, bool modified, uint32_t last)
{
    stm_civil first = {0};
    uint32_t heading = modified ? 0 : heading_node(p, last);
    bool below = false;
    for (uint32_t i = 0; i < last; i++) {
        bool marked = p->called[i] & STM_CALLED_DATE && stm_view_is(stm_tree_attribute(p->tree, i, "itemprop"), modified ? "dateModified" : "datePublished");
        if ((!marked && p->tree->tags[i] != STM_TAG_TIME) || p->called[i] & STM_CALLED_OTHERS)
            continue;
        stm_view text = stm_tree_attribute(p->tree, i, "datetime");
        text = text.size > 0 ? text : stm_tree_attribute(p->tree, i, "content");
        stm_arena_mark mark = stm_arena_here(&p->x->scratch);
        stm_civil civil = moment(p, text.size > 0 ? text : stm_element_text(p, i, 100));
        stm_arena_back(&p->x->scratch, mark);
        bool says = p->called[i] & (modified ? STM_CALLED_UPDATED : STM_CALLED_PUBLISHED);
        if (civil.day > 0 && (marked || says))
            return civil;
        if (civil.day == 0 || modified || p->called[i] & STM_CALLED_UPDATED || (stm_civil_known(first) && (below || i < heading)))
            continue;
        first = civil;
        below = i > heading;
    }
    return first;
}

// A date in an element called date or published, `changed` as asked.
static stm_civil date_in_classes(const stm_facts *p, bool changed, uint32_t last)
{
    const unsigned wanted = STM_CALLED_DATE | STM_CALLED_PUBLISHED | STM_CALLED_META | STM_CALLED_AUTHOR;
    for (uint32_t i = 0; i < last; i++) {
        if (!(p->called[i] & wanted) || p->called[i] & STM_CALLED_OTHERS || p->tree->nodes[i].end - i > NODES_MOST)
            continue;
        stm_arena_mark mark = stm_arena_here(&p->x->scratch);
        stm_view text = stm_element_text(p, i, TEXT_MOST + 10);
        stm_civil civil = text.size < TEXT_MOST && says_changed(p, text) == changed ? moment(p, text) : (stm_civil){0};
        stm_arena_back(&p->x->scratch, mark);
        if (civil.day > 0)
            return civil;
    }
    return (stm_civil){0};
}

// The first line of prose that is kept, and the headline above it (the same where none is shown).
static size_t find_head(const stm_outline *outline, size_t *headline)
{
    size_t first = 0;
    while (first < outline->nlines && !(outline->lines[first].keep && stm_is_prose(&outline->lines[first])))
        first++;
    *headline = first;
    for (size_t i = 0; i < first; i++)
        if ((outline->lines[i].kind == STM_BLOCK_HEADLINE && outline->lines[i].keep) || (outline->lines[i].level == 1 && *headline == first))
            *headline = i;
    return first;
}

// Is the line before `i` a label that says so ("Last updated:")?
static bool label_says_changed(const stm_facts *p, const stm_outline *outline, size_t i)
{
    const stm_line *label = i > 0 ? &outline->lines[i - 1] : NULL;
    return label != NULL && label->words <= FEW_WORDS && label->digits == 0 && says_changed(p, stm_line_text(outline, label));
}

// The date that line `i` is: few words, `changed` as asked.
static stm_civil date_of_line(const stm_facts *p, const stm_outline *outline, size_t i, uint32_t most, bool changed)
{
    const stm_line *line = &outline->lines[i];
    stm_view text = stm_line_text(outline, line);
    if (line->words > most || line->digits < 3 || line->kind == STM_BLOCK_CAPTION || text.size < DATE_LEAST ||
        (says_changed(p, text) || label_says_changed(p, outline, i)) != changed)
        return (stm_civil){0};
    stm_civil civil = moment(p, text);
    return civil.day > 0 ? civil : (stm_civil){0};
}

static stm_civil date_in_head(const stm_facts *p, const stm_outline *outline, bool changed)
{
    size_t headline, first = find_head(outline, &headline), begin = first > HEAD_LINES ? first - HEAD_LINES : 0;
    stm_civil civil = {0};
    size_t above = headline > ABOVE_LINES ? headline - ABOVE_LINES : 0;
    for (size_t i = begin < above ? begin : above; i < first + BELOW_LINES && i < outline->nlines && civil.day == 0; i++)
        civil = date_of_line(p, outline, i, i < first ? HEAD_LINES : FEW_WORDS, changed);
    return civil;
}

// Behind the headline and the text: a label and a date.
static stm_civil date_in_tail(const stm_facts *p, const stm_outline *outline, bool changed)
{
    size_t end = outline->nlines;
    stm_civil civil = {0};
    while (end > 0 && !outline->lines[end - 1].keep)
        end--;
    for (size_t i = end > LABEL_LINES / 2 ? end - LABEL_LINES / 2 : 0; i < end + LABEL_LINES && i < outline->nlines && civil.day == 0; i++)
        civil = date_of_line(p, outline, i, TAIL_WORDS, changed);
    return civil;
}

// The date that stands in the few lines between headline and text, where it is not that of a change.
static stm_civil shown_date(const stm_facts *p, const stm_outline *outline)
{
    size_t headline, first = find_head(outline, &headline);
    stm_civil civil = {0};
    size_t begin = headline + LABEL_LINES < first ? first - LABEL_LINES : headline + 1;
    for (size_t i = begin; i < first + BELOW_LINES && i < outline->nlines && civil.day == 0; i++)
        civil = date_of_line(p, outline, i, i < first ? LINE_WORDS : FEW_WORDS, false);
    return civil;
}

static const char *const published_keys[] = {"article:published_time", "og:article:published_time", "article:published", "datepublished",
    "og:published_time", "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "published_time", "pubdate",
    "published-date", "published", "dcterms.created", "dc.date.issued", "dc.date.created", "dcterms.issued", "article_date_original",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate", "originalpublicationdate", "article.published", "article.created",
    "rnews:datepublished", "dc.date", "dcterms.date", "date", "citation_publication_date", "og:pubdate", "datecreated", "w-published-date", NULL};
static const char *const modified_keys[] = {"article:modified_time", "og:updated_time", "datemodified", "og:modified_time", "lastmod",
    "dcterms.modified", "dc.date.modified", "last-modified", "article.updated", "updated", "revised", NULL};

// Is the day stated for machines, and not only found where other pages' dates may stand too.
static bool read_published(stm_facts *p, const stm_outline *outline, uint32_t last)
{
    stm_article *a = p->article;
    a->published = moment(p, p->ld.published);
    for (const char *const *key = published_keys; *key != NULL && a->published.day == 0; key++)
        a->published = moment(p, stm_fact(p, *key));
    stm_civil shown = shown_date(p, outline);
    bool older = a->published.day > 0 && shown.day > 0 && stm_civil_days(shown) + 1 < stm_civil_days(a->published);
    a->published = older ? shown : a->published;
    if (a->published.day == 0)
        a->published = date_in_markup(p, false, last);
    if (a->published.day == 0)
        a->published = date_in_address(p, a->canonical_url.size > 0 ? a->canonical_url : a->url);
    bool stated = a->published.day > 0;
    if (a->published.day == 0)
        a->published = shown;
    if (a->published.day == 0)
        a->published = date_in_classes(p, false, last);
    if (a->published.day == 0)
        a->published = date_in_head(p, outline, false);
    if (a->published.day == 0)
        a->published = date_in_tail(p, outline, false);
    return stated;
}

void stm_facts_times(stm_facts *p, const stm_outline *outline, uint32_t last)
{
    stm_article *a = p->article;
    a->modified = moment(p, p->ld.modified);
    for (const char *const *key = modified_keys; *key != NULL && a->modified.day == 0; key++)
        a->modified = moment(p, stm_fact(p, *key));
    if (a->modified.day == 0)
        a->modified = date_in_markup(p, true, last);
    bool stated = stm_civil_known(a->published) || read_published(p, outline, last);
    if (a->modified.day == 0)
        a->modified = date_in_head(p, outline, true);
    if (a->modified.day == 0)
        a->modified = date_in_tail(p, outline, true);
    if (a->modified.day == 0)
        a->modified = date_in_classes(p, true, last);
    if (a->published.day == 0 || (!stated && a->modified.day > 0 && stm_civil_days(a->published) > stm_civil_days(a->modified) + 1))
        a->published = a->modified;
}
