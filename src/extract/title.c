// The title of an HTML page, without the site's name and the section.
//
// A page says it up to five times: JSON-LD headline, og:title, twitter:title, <title>, the heading it shows. JSON-LD is trusted first,
// then the heading of first rank that another statement repeats, then the shared titles, then the window's; told_title() says when
// others outvote JSON-LD.
#include "extract/metadata.h"

enum { TITLE_MOST = 400, COMMON_LEAST = 20, TITLE_LEAST = 8, SECTION_MOST = 24, HOST_LEAST = 5, TITLE_PART = 3 };

// Is `part` the site's name: as it calls itself, or as its host reads ("The Elda Post", elda-post.example).
bool stm_names_site(const stm_facts *p, stm_view part, unsigned longer)
{
    part = stm_view_trim(part);
    if (part.size == 0)
        return true;
    if (part.size <= 12 && stm_is_digit(part.at[0]) && part.size >= 8 && stm_civil_known(stm_moment_read(p->x, &p->x->scratch, part, true)))
        return true; // "... | 28.04.2023"
    if (p->host.size >= HOST_LEAST && stm_view_find_nocase(part, p->host) != STM_NOWHERE)
        return true;
    size_t label = 0; // of the host: "Elda Newsroom" at elda.example
    while (label < p->host.size && label < part.size && part.at[label] != ' ' && p->host.at[label] != '.')
        label++;
    if (label >= 2 && label < p->host.size && p->host.at[label] == '.' && stm_view_begins_nocase(p->host, stm_view_upto(part, label)) &&
        (label == part.size || (part.at[label] == ' ' && part.size < longer * label)))
        return true;
    if (p->article->site.size > 0 && (stm_same_words(&p->x->scratch, part, p->article->site) ||
                                      (part.size >= 4 && stm_view_find_nocase(p->article->site, part) != STM_NOWHERE) ||
                                      (p->article->site.size >= 4 && stm_view_find_nocase(part, p->article->site) != STM_NOWHERE &&
                                       part.size < 3 * p->article->site.size)))
        return true;
    char letters[64];
    size_t n = 0;
    for (size_t i = 0; i < part.size && n < sizeof letters; i++)
        if (stm_is_letter(part.at[i]) || stm_is_digit(part.at[i]))
            letters[n++] = stm_lower(part.at[i]);
    if (n < 4 || n == sizeof letters)
        return false;
    char host[128];
    size_t m = 0;
    for (size_t i = 0; i < p->host.size && m < sizeof host; i++)
        if (stm_is_letter(p->host.at[i]) || stm_is_digit(p->host.at[i]))
            host[m++] = stm_lower(p->host.at[i]);
    return stm_view_find((stm_view){host, m}, (stm_view){letters, n}) != STM_NOWHERE ||
           (n > 7 && memcmp(letters, "the", 3) == 0 && stm_view_find((stm_view){host, m}, (stm_view){letters + 3, n - 3}) != STM_NOWHERE);
}

// The site's name as a whole part of the title: that part and what stands behind it goes, or that part before it.
static bool cut_site(const stm_facts *p, stm_view separator, stm_view *title)
{
    for (size_t i = 1; i < title->size; i++) {
        if (!stm_view_begins(stm_view_from(*title, i), separator))
            continue;
        stm_view head = stm_view_trim(stm_view_upto(*title, i)), tail = stm_view_from(*title, i + separator.size), next = tail;
        for (size_t k = 1; k < tail.size && next.size == tail.size; k++)
            next = stm_view_begins(stm_view_from(tail, k), separator) ? stm_view_upto(tail, k) : next;
        bool first = stm_view_find(head, separator) == STM_NOWHERE && tail.size >= TITLE_LEAST && stm_names_site(p, head, TITLE_PART);
        if (tail.size == 0 || head.size == 0 || !(first || (stm_names_site(p, next, TITLE_PART) && 2 * head.size >= tail.size) || stm_names_site(p, tail, TITLE_PART)))
            continue;
        *title = first && !stm_names_site(p, tail, TITLE_PART) ? stm_view_trim(tail) : head;
        return true;
    }
    return false;
}

// The title without the site's name, and the section before it, behind or before a bar or dash.
static stm_view bare_title(const stm_facts *p, stm_view title)
{
    static const char *const separators[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ", " \xC2\xBB ", " \xE2\x80\xA2 ", " \xC2\xB7 ",
                                             " // ", "| ", " |", " / ", ": ", "\xEF\xBD\x9C", "\xEF\xBC\x9A", "\xE3\x85\xA3", "--", "_"};
    title = stm_view_trim(title);
    bool cut = title.size <= TITLE_MOST;
    for (int again = 0; again < 3 && cut; again++) {
        cut = false;
        for (size_t i = 0; i < sizeof separators / sizeof *separators && !cut; i++)
            cut = cut_site(p, stm_view_of(separators[i]), &title);
    }
    return title;
}

// Does the longer begin with the shorter, letter for letter.
static bool extends(stm_view longer, stm_view shorter)
{
    return shorter.size >= 10 && longer.size > shorter.size && stm_view_begins_nocase(longer, shorter);
}

static bool agree(const stm_facts *p, stm_view one, stm_view two)
{
    return one.size > 0 && two.size > 0 && (stm_same_words(&p->x->scratch, one, two) || extends(one, two) || extends(two, one));
}

static bool is_part(stm_view whole, stm_view part)
{
    return part.size > 20 && whole.size > part.size && (stm_view_begins(whole, part) || stm_view_ends(whole, part));
}

typedef struct {
    stm_view ld, shared, short_message, h1, window; // without the site's name; empty where not stated
} stated_titles;

static bool same(const stm_facts *p, stm_view one, stm_view two)
{
    return one.size > 0 && two.size > 0 && stm_same_words(&p->x->scratch, one, two);
}

// An editor writes a title for readers elsewhere, or one for search engines, beside the article's own. JSON-LD has the article's own
// unless heading and shared title agree against it (it goes with the window then, or the page is none of news) or, in news, the shared
// one stands alone against all the others.
static stm_view told_title(const stm_facts *p, const stated_titles *t)
{
    bool shown = same(p, t->h1, t->shared);
    if (shown && !same(p, t->ld, t->h1) && (!p->ld.news || same(p, t->ld, t->window)))
        return t->h1;
    if (same(p, t->ld, t->shared))
        return t->shared;
    bool alone = !agree(p, t->window, t->shared) && t->short_message.size == 0;
    return p->ld.news && alone && t->shared.size > 0 && same(p, t->ld, t->h1) ? t->shared : t->ld;
}

// What both end with behind a colon or dash, where they begin with kickers of their own.
static stm_view common_end(stm_view one, stm_view two)
{
    size_t n = 0, cut = 0;
    while (n < one.size && n < two.size && one.at[one.size - 1 - n] == two.at[two.size - 1 - n])
        n++;
    bool apart = n >= COMMON_LEAST && n < one.size && n < two.size;
    for (size_t i = one.size - n; apart && i < one.size && cut == 0; i++)
        cut = one.at[i] == ' ' ? i + 1 : 0;
    stm_view before = stm_view_upto(one, cut > 0 ? cut - 1 : 0);
    bool parted = stm_view_ends(before, STM_VIEW(":")) || stm_view_ends(before, STM_VIEW(" -")) || stm_view_ends(before, STM_VIEW(" \xE2\x80\x93"));
    return parted && one.size - cut >= COMMON_LEAST ? stm_view_from(one, cut) : (stm_view){NULL, 0};
}

// How many statements have this very form; the window's may have more behind it.
static size_t form_count(const stated_titles *t, stm_view form)
{
    const stm_view wholes[] = {t->h1, t->ld, t->shared};
    size_t n = stm_view_begins(t->window, form);
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++)
        n += stm_view_equal(wholes[i], form);
    return n;
}

// Of the statements that say the same words: the form of marks and dashes that most of them have, since each may have been made plain
// for a machine. Where two forms are as many, a page that is none of news is believed in what its heading shows.
static stm_view usual_form(const stm_facts *p, const stated_titles *t, stm_view title)
{
    const stm_view all[] = {t->h1, t->ld, t->shared, t->window};
    stm_view best = title;
    size_t most = form_count(t, title);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        size_t n = all[i].size > 0 && same(p, all[i], title) ? form_count(t, all[i]) : 0;
        best = n > most ? all[i] : best;
        most = n > most ? n : most;
    }
    return best;
}

// Where one statement is a part of another, that has a kicker or a tail too many.
static stm_view chosen_title(const stm_facts *p, const stated_titles *t, stm_view other)
{
    if (t->ld.size > 0) {
        stm_view title = told_title(p, t);
        return is_part(title, t->shared) ? t->shared : title;
    }
    stm_view common = common_end(t->h1, t->shared);
    if (common.size > 0)
        return common;
    if (t->h1.size > 0)
        return stm_view_ends(t->h1, t->shared) && t->shared.size > 20 ? t->shared : t->h1;
    return t->shared.size > 0 ? t->shared : other;
}

// "The title-Politics" where another statement is the title alone.
static stm_view without_section(const stm_facts *p, stm_view title)
{
    stm_view stated = stm_entities_decoded(p->arena, stm_fact(p, "headline"));
    stm_view rest = stm_view_from(title, stated.size < title.size ? stated.size : title.size);
    bool longer = stated.size >= TITLE_LEAST && stm_view_begins(title, stated) && rest.size > 1 && rest.size <= SECTION_MOST;
    return longer && memchr("-|:/", rest.at[0], 4) != NULL ? stated : title;
}

// Without the marks of a heading in Markdown, and with references decoded that were escaped twice.
static stm_view cleaned(const stm_facts *p, stm_view title)
{
    size_t marks = 0;
    while (marks < title.size && title.at[marks] == '#')
        marks++;
    if (marks > 0 && marks < title.size && title.at[marks] == ' ')
        title = stm_view_trim(stm_view_from(title, marks));
    return stm_entities_decoded(p->arena, title);
}

void stm_facts_title(stm_facts *p)
{
    static const char *const keys[] = {"og:title", "twitter:title", "dc.title", "headline", "parsely-title", "sailthru.title", "title", NULL};
    stated_titles t = {.ld = bare_title(p, stm_entities_decoded(p->arena, p->ld.headline)),
                       .shared = bare_title(p, stm_entities_decoded(p->arena, stm_fact_first(p, keys))),
                       .short_message = bare_title(p, stm_entities_decoded(p->arena, stm_fact(p, "twitter:title")))};
    stm_view only = {NULL, 0};
    size_t nh1 = 0;
    for (uint32_t i = 0; i < p->tree->nnodes; i++) {
        unsigned tag = p->tree->tags[i];
        if (tag == STM_TAG_TITLE && t.window.size == 0 && p->tree->tags[p->tree->nodes[i].parent] == STM_TAG_HEAD)
            t.window = bare_title(p, stm_element_text(p, i, TITLE_MOST));
        bool heading = tag == STM_TAG_H1 || (tag == STM_TAG_H2 && nh1 == 0);
        if (!heading || t.h1.size > 0)
            continue;
        stm_view text = stm_element_text(p, i, TITLE_MOST);
        if (text.size == 0 || text.size >= TITLE_MOST)
            continue; // empty, or never closed
        if (agree(p, text, t.shared) || agree(p, text, t.ld) || agree(p, text, t.window))
            t.h1 = text;
        if (tag == STM_TAG_H1 && !stm_names_site(p, text, TITLE_PART)) {
            only = text;
            nh1++;
        }
    }
    if (t.h1.size == 0 && nh1 == 1 && only.size >= 15)
        t.h1 = only;
    stm_view title = usual_form(p, &t, chosen_title(p, &t, only.size > 0 ? only : t.window));
    p->article->title = cleaned(p, without_section(p, title));
    p->h1 = t.h1.size > 0 ? t.h1 : only;
}
