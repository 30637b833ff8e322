// Who wrote an HTML page.
//
// Order of trust: JSON-LD, meta, names marked up as an author's, lines of the page that open like a byline or stand between headline
// and text, elements that are called author, links to an author's page, a name alone behind the text. What is only shown is looked
// through twice: first for names whose first word is known as a given name, then for any. The site's own name counts where there is no
// other.
#include "extract/metadata.h"

enum {
    TEXT_MOST = 600, BYLINE_MOST = 200, NAME_MOST = 60, NODES_MOST = 400, LINKS_MOST = 32, GROUP_NODES = 60, LINE_WORDS = 16,
    ABOVE_LINES = 4, BELOW_LINES = 14, BEHIND_LINES = 12, NAME_WORDS = 4, NAME_PART = 5,
};

static bool is_address(stm_view text)
{
    return stm_view_begins(text, STM_VIEW("http")) || stm_view_begins(text, STM_VIEW("/")) || stm_view_begins(text, STM_VIEW("@")) ||
           stm_view_begins(text, STM_VIEW("www."));
}

// The names an element holds: those of its links where these are names, else its whole text.
static void add_element(stm_facts *p, uint32_t element, bool structured, stm_byline *byline)
{
    size_t before = byline->names.n, links = 0;
    stm_arena_mark mark = stm_arena_here(&p->x->scratch); // a page may call many elements an author's
    for (uint32_t i = element; i < p->tree->nodes[element].end && i < element + NODES_MOST && links < LINKS_MOST; i++)
        if (p->tree->tags[i] == STM_TAG_A) {
            stm_view text = stm_element_text(p, i, TEXT_MOST);
            links++;
            if (text.size > 0 && text.size <= NAME_MOST && !is_address(text))
                stm_byline_add(p->x, p->arena, text, structured, byline);
        }
    stm_view text = stm_element_text(p, element, TEXT_MOST);
    if (byline->names.n == before && text.size > 0 && text.size <= BYLINE_MOST && !is_address(text))
        stm_byline_add(p->x, p->arena, text, structured, byline);
    stm_arena_back(&p->x->scratch, mark);
}

// Names marked up as such: itemprop and rel "author", up to where other people's begin.
static void marked_authors(stm_facts *p, stm_byline *byline)
{
    static const char *const marks[] = {"itemprop", "rel"};
    uint32_t behind = UINT32_MAX - GROUP_NODES;
    for (size_t round = 0; round < 2 && byline->names.n == 0; round++)
        for (uint32_t i = 0; i < p->tree->nnodes && i < behind + GROUP_NODES; i++) {
            bool may = p->called[i] & STM_CALLED_AUTHOR && !(p->called[i] & STM_CALLED_COMMENT) && p->tree->tags[i] != STM_TAG_META;
            if (!may || stm_view_find(stm_view_upto(stm_tree_attribute(p->tree, i, marks[round]), 40), STM_VIEW("author")) == STM_NOWHERE)
                continue;
            add_element(p, i, true, byline);
            behind = byline->names.n > 0 ? p->tree->nodes[i].end : behind;
        }
}

// Does the title name who the line names: then the article is about them. Strokes part the names of a picture's credit.
static bool is_subject(const stm_facts *p, const stm_outline *outline, stm_view name)
{
    size_t last = name.size;
    while (last > 0 && name.at[last - 1] != ' ')
        last--;
    bool titled = stm_view_find_nocase(p->article->title, stm_view_from(name, last)) != STM_NOWHERE;
    for (size_t i = 0; i < p->nprose && !titled; i++)
        titled = stm_view_find(stm_line_text(outline, &outline->lines[p->prose[i]]), name) != STM_NOWHERE;
    return titled || stm_view_find_byte(name, '/') != STM_NOWHERE;
}

// The first element that is called an author's (`name`: an author's name) and holds a name.
static void named_elements(stm_facts *p, const stm_outline *outline, uint32_t from, uint32_t to, bool name, stm_byline *byline)
{
    for (uint32_t i = from; i < to && byline->names.n == 0; i++) {
        unsigned called = p->called[i], tag = p->tree->tags[i];
        if (!(called & STM_CALLED_AUTHOR) || called & (STM_CALLED_COMMENT | STM_CALLED_OTHERS) || tag == STM_TAG_META || tag == STM_TAG_BODY)
            continue;
        if (name ? !(called & STM_CALLED_NAME) : (bool)(called & STM_CALLED_DETAIL))
            continue;
        stm_arena_mark mark = stm_arena_here(&p->x->scratch);
        stm_view text = stm_element_text(p, i, TEXT_MOST);
        if (text.size > 0 && text.size <= BYLINE_MOST && (name || !is_subject(p, outline, text)))
            add_element(p, i, false, byline);
        stm_arena_back(&p->x->scratch, mark);
    }
}

// Links to an author's page.
static void linked_authors(stm_facts *p, uint32_t last, stm_byline *byline)
{
    static const char *const paths[] = {"/author", "/contributor", "/autor", "/profile", "/people/", "/staff/"};
    for (uint32_t i = 0; i < last && byline->names.n == 0; i++) {
        stm_view address = p->tree->tags[i] == STM_TAG_A ? stm_tree_attribute(p->tree, i, "href") : (stm_view){NULL, 0};
        for (size_t k = 0; k < sizeof paths / sizeof *paths && byline->names.n == 0 && address.size > 0; k++)
            if (stm_view_find(address, stm_view_of(paths[k])) != STM_NOWHERE)
                add_element(p, i, false, byline);
    }
}

// Is line `i` short, and no caption of a picture.
static bool may_be_byline(const stm_facts *p, const stm_outline *outline, size_t i)
{
    const stm_line *line = &outline->lines[i];
    return line->words >= 2 && line->words <= LINE_WORDS && line->span.end - line->span.begin <= BYLINE_MOST && line->kind != STM_BLOCK_HEADLINE &&
           line->kind != STM_BLOCK_CAPTION && !stm_is_caption(p->x, stm_line_text(outline, line));
}

// "By Ann Bell"; "Written by" with the name in the next line.
static void byline_lines(stm_facts *p, const stm_outline *outline, size_t from, size_t to, stm_byline *byline)
{
    for (size_t i = from; i < to && i < outline->nlines && byline->names.n == 0; i++) {
        stm_view text = stm_line_text(outline, &outline->lines[i]);
        if (outline->lines[i].words <= 3 && stm_byline_is_opening(p->x, text) && i + 1 < outline->nlines && may_be_byline(p, outline, i + 1))
            stm_byline_add(p->x, p->arena, stm_line_text(outline, &outline->lines[i + 1]), false, byline);
        else if (outline->lines[i].words <= LINE_WORDS && stm_byline_opens(p->x, text) && may_be_byline(p, outline, i))
            stm_byline_add(p->x, p->arena, text, false, byline);
    }
}

// "Ann Bell" alone, "Ann Bell | Harbour reporter | 12 May 2031": lines between headline and text, and behind it.
static void bare_names(stm_facts *p, const stm_outline *outline, size_t from, size_t to, stm_byline *byline)
{
    for (size_t i = from; i < to && i < outline->nlines && byline->names.n == 0; i++) {
        const stm_line *line = &outline->lines[i];
        stm_view text = stm_line_text(outline, line);
        ptrdiff_t bar = stm_view_find_byte(text, '|');
        bool few = line->words <= NAME_WORDS && line->digits == 0 && !line->ends;
        if (line->level == 0 && (few || bar > 0) && may_be_byline(p, outline, i) && !is_subject(p, outline, text))
            stm_byline_add(p->x, p->arena, bar > 0 ? stm_view_upto(text, (size_t)bar) : text, false, byline);
    }
}

static const char *const author_keys[] = {"author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
                                          "article:author_name", "citation_author", "cxenseparse:author", "dc.author", NULL};

// A label and its value, as blogs give them to a network ("Written by", "Reading time").
static void labelled_author(stm_facts *p, stm_byline *byline)
{
    static const char *const labels[] = {"twitter:label1", "twitter:label2"}, *const values[] = {"twitter:data1", "twitter:data2"};
    for (size_t i = 0; i < 2 && byline->names.n == 0; i++)
        if (stm_byline_is_opening(p->x, stm_fact(p, labels[i])))
            stm_byline_add(p->x, p->arena, stm_fact(p, values[i]), true, byline);
}

// An organisation's name is one, whatever words join its parts.
static void add_stated(stm_facts *p, const stm_named_author *author, stm_byline *byline)
{
    if (author->organisation && stm_agency_named(p->x, author->name).size == 0)
        stm_byline_add_whole(p->x, p->arena, author->name, byline);
    else
        stm_byline_add(p->x, p->arena, author->name, true, byline);
}

// What the page's statements name: first without the site's own name; with it where nothing else is found.
static void stated_authors(stm_facts *p, bool site_too, stm_byline *byline)
{
    for (size_t i = 0; i < p->ld.nauthors; i++) {
        stm_view name = p->ld.authors[i].name;
        bool agency = stm_agency_named(p->x, name).size > 0;
        if (!is_address(name) && (site_too || agency || !(p->ld.authors[i].organisation || stm_names_site(p, name, NAME_PART))))
            add_stated(p, &p->ld.authors[i], byline);
    }
    for (const char *const *key = author_keys; *key != NULL && byline->names.n == 0; key++) {
        stm_view value = stm_fact(p, *key);
        if (value.size > 0 && !is_address(value) && (site_too || !stm_names_site(p, value, NAME_PART)))
            stm_byline_add(p->x, p->arena, value, true, byline);
    }
    if (byline->names.n == 0)
        labelled_author(p, byline);
}

typedef struct {
    size_t head, first, end; // lines: headline, first prose, behind the last one that is kept
} places;

static places find_places(const stm_outline *outline)
{
    places at = {0, 0, outline->nlines};
    while (at.first < outline->nlines && !(outline->lines[at.first].keep && stm_is_prose(&outline->lines[at.first])))
        at.first++;
    at.head = at.first > BELOW_LINES ? at.first - BELOW_LINES : 0;
    for (size_t i = 0; i < at.first; i++)
        if (outline->lines[i].kind == STM_BLOCK_HEADLINE && outline->lines[i].keep)
            at.head = i;
    while (at.end > at.first && !outline->lines[at.end - 1].keep)
        at.end--;
    return at;
}

// What the page only shows.
static void shown_authors(stm_facts *p, const stm_outline *outline, uint32_t last, stm_byline *byline)
{
    places at = find_places(outline);
    uint32_t all = (uint32_t)p->tree->nnodes;
    size_t above = at.head > ABOVE_LINES ? at.head - ABOVE_LINES : 0;
    byline_lines(p, outline, above, at.first + 1, byline);
    if (byline->names.n == 0)
        named_elements(p, outline, 0, last, true, byline);
    if (byline->names.n == 0)
        named_elements(p, outline, 0, last, false, byline);
    if (byline->names.n == 0)
        linked_authors(p, last, byline);
    if (byline->names.n == 0 && byline->known)
        bare_names(p, outline, at.head + 1, at.first, byline);
    if (byline->names.n == 0)
        byline_lines(p, outline, at.first, at.end + BEHIND_LINES, byline);
    if (byline->names.n == 0 && byline->known)
        bare_names(p, outline, at.end > 1 ? at.end - 1 : 0, at.end + 2, byline);
    if (byline->names.n == 0)
        named_elements(p, outline, last, all, true, byline);
    if (byline->names.n == 0)
        named_elements(p, outline, last, all, false, byline);
}

// The site's name beside others is none.
static void drop_site(const stm_facts *p, stm_byline *byline)
{
    stm_view *names = byline->names.items;
    size_t n = 0;
    for (size_t i = 0; i < byline->names.n; i++)
        if (!stm_names_site(p, names[i], NAME_PART))
            names[n++] = names[i];
    if (n > 0)
        stm_vector_cut(&byline->names, n);
}

static bool has_name(stm_facts *p, const stm_byline *byline, stm_view name)
{
    const stm_view *names = byline->names.items;
    for (size_t i = 0; i < byline->names.n; i++)
        if (stm_same_words(&p->x->scratch, names[i], name))
            return true;
    return false;
}

// Names marked up as the authors', where they are those that the page states and more: data often has room for one only.
static void complete_authors(stm_facts *p, stm_byline *byline)
{
    stm_byline marked;
    const stm_view *names = byline->names.items;
    stm_byline_init(&marked, p->arena, byline->site);
    marked.known = true;
    marked_authors(p, &marked);
    for (size_t i = 0; i < byline->names.n; i++)
        if (!has_name(p, &marked, names[i]))
            return;
    if (marked.names.n > byline->names.n)
        byline->names = marked.names;
}

// The first lines of the article's prose.
static void find_prose(stm_facts *p, const stm_outline *outline)
{
    p->nprose = 0;
    for (size_t i = 0; i < outline->nlines && p->nprose < STM_PROSE_LINES; i++)
        if (outline->lines[i].keep && stm_is_prose(&outline->lines[i]))
            p->prose[p->nprose++] = i;
}

void stm_facts_people(stm_facts *p, const stm_outline *outline, uint32_t last)
{
    stm_byline byline;
    find_prose(p, outline);
    stm_byline_init(&byline, p->arena, p->article->site);
    stated_authors(p, false, &byline);
    if (byline.names.n > 0)
        complete_authors(p, &byline);
    if (byline.names.n == 0)
        marked_authors(p, &byline);
    byline.known = true;
    if (byline.names.n == 0)
        shown_authors(p, outline, last, &byline);
    byline.known = false;
    if (byline.names.n == 0)
        shown_authors(p, outline, last, &byline);
    byline.site = (stm_view){NULL, 0};
    if (byline.names.n == 0)
        stated_authors(p, true, &byline);
    byline.any = true;
    if (byline.names.n == 0)
        stated_authors(p, true, &byline);
    drop_site(p, &byline);
    p->article->authors = byline.names.items;
    p->article->nauthors = byline.names.n;
    p->article->credits = byline.agencies.items;
    p->article->ncredits = byline.agencies.n;
}
