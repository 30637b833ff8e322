// What an HTML page says of itself.
//
// Order of trust. Title: the first heading of first rank that the page's own statements (JSON-LD headline, og:title, <title>)
// repeat, else those statements in that order, the site's name cut off. Authors: JSON-LD, meta, marked-up names, the visible
// byline. Times: JSON-LD, meta, microdata, <time>, the address, the lines above the text. Language: html lang, og:locale, the
// words themselves. What none of them says stays empty.
#include "extract/inner.h"


enum { TEXT_MOST = 600, BYLINE_MOST = 200, NAME_MOST = 60, NODES_MOST = 400, LINKS_MOST = 32, TITLE_MOST = 400, H1_MOST = 8, COMMON_LEAST = 20, TITLE_LEAST = 8, SECTION_MOST = 24 };

typedef struct {
    stm_extractor *x;
    stm_arena *arena;
    const stm_page *page;
    const stm_tree *tree;
    stm_article *article;
    stm_map metas;     // hash of the key -> number of the node + 1, the first one
    stm_jsonld ld;
    stm_view host, h1;
} pages;

static uint64_t key_hash(stm_view key)
{
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < key.size; i++)
        hash = (hash ^ (unsigned char)stm_lower(key.at[i])) * 1099511628211u;
    return hash;
}

static void gather_metas(pages *p)
{
    static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
    stm_map_init(&p->metas, &p->x->scratch);
    for (uint32_t i = 0; i < p->tree->nnodes; i++) {
        if (p->tree->nodes[i].tag != STM_TAG_META)
            continue;
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            stm_view key = stm_tree_attribute(p->tree, i, names[k]);
            if (key.size == 0 || stm_view_trim(stm_tree_attribute(p->tree, i, "content")).size == 0)
                continue;
            uint64_t *node = stm_map_put(&p->metas, key_hash(key));
            *node = *node == 0 ? i + 1 : *node;
        }
    }
}

static stm_view meta(const pages *p, const char *key)
{
    const uint64_t *node = stm_map_get(&p->metas, key_hash(stm_view_of(key)));
    return node != NULL ? stm_view_trim(stm_tree_attribute(p->tree, (uint32_t)*node - 1, "content")) : (stm_view){NULL, 0};
}

static stm_view first_meta(const pages *p, const char *const *keys)
{
    for (; *keys != NULL; keys++) {
        stm_view value = meta(p, *keys);
        if (value.size > 0)
            return value;
    }
    return (stm_view){NULL, 0};
}

// The element's text with white space folded, up to `most` bytes; of scripts and styles nothing.
static stm_view text_of(const pages *p, uint32_t node, size_t most)
{
    stm_buffer out;
    stm_buffer_init(&out, p->arena, 0);
    bool gap = false;
    for (uint32_t i = node, seen = 0; i < p->tree->nodes[node].end && out.size < most && seen < NODES_MOST; i++, seen++) {
        const stm_node *n = &p->tree->nodes[i];
        if (n->tag == STM_TAG_SCRIPT || n->tag == STM_TAG_STYLE || n->tag == STM_TAG_SVG || n->tag == STM_TAG_NOSCRIPT) {
            i = n->end - 1;
            continue;
        }
        gap = gap || (n->tag != STM_TAG_TEXT && n->tag != STM_TAG_SPAN && n->tag != STM_TAG_A && n->tag != STM_TAG_B && n->tag != STM_TAG_EM &&
                      n->tag != STM_TAG_I && n->tag != STM_TAG_STRONG);
        for (size_t k = 0; n->tag == STM_TAG_TEXT && k < n->text.size && out.size < most; k++) {
            bool space = stm_is_space(n->text.at[k]);
            if (gap && !space && out.size > 0)
                stm_buffer_put_byte(&out, ' ');
            if (!space)
                stm_buffer_put_byte(&out, n->text.at[k]);
            gap = space;
        }
    }
    stm_view text = stm_buffer_view(&out);
    while (!stm_utf8_border(text, text.size) || (text.size > 0 && stm_utf8_valid(text) < text.size))
        text.size = stm_utf8_valid(text);
    return text;
}

static void read_site(pages *p)
{
    static const char *const keys[] = {"og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", NULL};
    stm_view site = first_meta(p, keys);
    p->article->site = stm_entities_decoded(p->arena, site.size > 0 ? site : p->ld.site);
}

static void read_addresses(pages *p)
{
    for (uint32_t i = 0; i < p->tree->nnodes; i++) {
        const stm_node *node = &p->tree->nodes[i];
        if (node->tag == STM_TAG_LINK && stm_view_equal_nocase(stm_tree_attribute(p->tree, i, "rel"), STM_VIEW("canonical"))) {
            stm_view address = stm_view_trim(stm_tree_attribute(p->tree, i, "href"));
            if (stm_view_begins(address, STM_VIEW("http")))
                p->article->canonical_url = stm_arena_copy(p->arena, address);
            break;
        }
    }
    stm_view shared = meta(p, "og:url");
    if (p->article->canonical_url.size == 0 && stm_view_begins(shared, STM_VIEW("http")))
        p->article->canonical_url = stm_arena_copy(p->arena, shared);
    stm_view address = p->article->canonical_url.size > 0 ? p->article->canonical_url : p->article->url;
    p->host = stm_host_of(address);
}

// Is `part` the site's name: as it calls itself, or as its host reads ("The Elda Post", elda-post.example).
static bool names_site(const pages *p, stm_view part)
{
    part = stm_view_trim(part);
    if (part.size == 0)
        return true;
    if (part.size <= 12 && stm_is_digit(part.at[0]) && part.size >= 8 && stm_civil_known(stm_moment_read(p->x, &p->x->scratch, part, true)))
        return true; // "... | 28.04.2023"
    if (part.size >= 2 && p->host.size > part.size && p->host.at[part.size] == '.' && stm_view_begins_nocase(p->host, part))
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
static bool cut_site(const pages *p, stm_view separator, stm_view *title)
{
    for (size_t i = 1; i < title->size; i++) {
        if (!stm_view_begins(stm_view_from(*title, i), separator))
            continue;
        stm_view head = stm_view_trim(stm_view_upto(*title, i)), tail = stm_view_from(*title, i + separator.size), next = tail;
        for (size_t k = 1; k < tail.size && next.size == tail.size; k++)
            next = stm_view_begins(stm_view_from(tail, k), separator) ? stm_view_upto(tail, k) : next;
        bool first = stm_view_find(head, separator) == STM_NOWHERE && tail.size >= TITLE_LEAST && names_site(p, head);
        if (tail.size == 0 || head.size == 0 || !(first || (names_site(p, next) && 2 * head.size >= tail.size) || names_site(p, tail)))
            continue;
        *title = first && !names_site(p, tail) ? stm_view_trim(tail) : head;
        return true;
    }
    return false;
}

// The title without the site's name, and the section before it, behind or before a bar or dash.
static stm_view bare_title(const pages *p, stm_view title)
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

static bool agree(const pages *p, stm_view one, stm_view two)
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

static bool same(const pages *p, stm_view one, stm_view two)
{
    return one.size > 0 && two.size > 0 && stm_same_words(&p->x->scratch, one, two);
}

// An editor writes a title for readers elsewhere, or one for search engines, beside the article's own. JSON-LD has the article's own
// unless heading and shared title agree against it (it goes with the window then, or the page is none of news) or, in news, the shared
// one stands alone against all the others.
static stm_view told_title(const pages *p, const stated_titles *t)
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

// Where one statement is a part of another, that has a kicker or a tail too many.
static stm_view chosen_title(const pages *p, const stated_titles *t, stm_view other)
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
static stm_view without_section(const pages *p, stm_view title)
{
    stm_view stated = stm_entities_decoded(p->arena, meta(p, "headline"));
    stm_view rest = stm_view_from(title, stated.size < title.size ? stated.size : title.size);
    bool longer = stated.size >= TITLE_LEAST && stm_view_begins(title, stated) && rest.size > 1 && rest.size <= SECTION_MOST;
    return longer && memchr("-|:/", rest.at[0], 4) != NULL ? stated : title;
}

static void read_title(pages *p)
{
    static const char *const keys[] = {"og:title", "twitter:title", "dc.title", "headline", "parsely-title", "sailthru.title", "title", NULL};
    stated_titles t = {.ld = bare_title(p, stm_entities_decoded(p->arena, p->ld.headline)),
                       .shared = bare_title(p, stm_entities_decoded(p->arena, first_meta(p, keys))),
                       .short_message = bare_title(p, stm_entities_decoded(p->arena, meta(p, "twitter:title")))};
    stm_view only = {NULL, 0};
    size_t nh1 = 0;
    for (uint32_t i = 0; i < p->tree->nnodes; i++) {
        const stm_node *node = &p->tree->nodes[i];
        if (node->tag == STM_TAG_TITLE && t.window.size == 0 && p->tree->nodes[node->parent].tag == STM_TAG_HEAD)
            t.window = bare_title(p, text_of(p, i, TITLE_MOST));
        bool heading = node->tag == STM_TAG_H1 || (node->tag == STM_TAG_H2 && nh1 == 0);
        if (!heading || t.h1.size > 0)
            continue;
        stm_view text = text_of(p, i, TITLE_MOST);
        if (text.size == 0)
            continue;
        if (agree(p, text, t.shared) || agree(p, text, t.ld) || agree(p, text, t.window))
            t.h1 = text;
        if (node->tag == STM_TAG_H1 && !names_site(p, text)) {
            only = text;
            nh1++;
        }
    }
    if (t.h1.size == 0 && nh1 == 1 && only.size >= 15)
        t.h1 = only;
    p->article->title = without_section(p, chosen_title(p, &t, only.size > 0 ? only : t.window));
    p->h1 = t.h1.size > 0 ? t.h1 : only;
}

static bool has_class(const pages *p, uint32_t i, const char *word)
{
    const char *const names[] = {"class", "id", "itemprop", "rel", "data-testid"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (stm_view_find_nocase(stm_view_upto(stm_tree_attribute(p->tree, i, names[k]), 200), stm_view_of(word)) != STM_NOWHERE)
            return true;
    return false;
}

static bool is_address(stm_view text)
{
    return stm_view_begins(text, STM_VIEW("http")) || stm_view_begins(text, STM_VIEW("/")) || stm_view_begins(text, STM_VIEW("@"));
}

// The names an element holds: those of its links where these are names, else its whole text.
static void add_element(pages *p, uint32_t element, bool structured, stm_byline *byline)
{
    size_t before = byline->names.n, links = 0;
    for (uint32_t i = element; i < p->tree->nodes[element].end && i < element + NODES_MOST && links < LINKS_MOST; i++)
        if (p->tree->nodes[i].tag == STM_TAG_A) {
            stm_view text = text_of(p, i, TEXT_MOST);
            links++;
            if (text.size > 0 && text.size <= NAME_MOST)
                stm_byline_add(p->x, p->arena, text, structured, byline);
        }
    stm_view text = text_of(p, element, TEXT_MOST);
    if (byline->names.n == before && text.size > 0 && text.size <= BYLINE_MOST)
        stm_byline_add(p->x, p->arena, text, structured, byline);
}

// Names marked up as such: itemprop and rel "author".
static void marked_authors(pages *p, stm_byline *byline)
{
    static const char *const marks[] = {"itemprop", "rel"};
    for (size_t round = 0; round < 2 && byline->names.n == 0; round++)
        for (uint32_t i = 0; i < p->tree->nnodes; i++)
            if (p->tree->nodes[i].nattributes > 0 && p->tree->nodes[i].tag != STM_TAG_META && !has_class(p, i, "comment") &&
                stm_view_find(stm_view_upto(stm_tree_attribute(p->tree, i, marks[round]), 40), STM_VIEW("author")) != STM_NOWHERE)
                add_element(p, i, true, byline);
}

// The first element called author or byline that holds a name.
static void named_elements(pages *p, uint32_t from, uint32_t to, stm_byline *byline)
{
    for (uint32_t i = from; i < to && byline->names.n == 0; i++) {
        const stm_node *node = &p->tree->nodes[i];
        if (node->tag == STM_TAG_TEXT || node->tag == STM_TAG_META || node->tag == STM_TAG_BODY || node->nattributes == 0)
            continue;
        if ((has_class(p, i, "author") || has_class(p, i, "byline")) && !has_class(p, i, "comment") &&
            text_of(p, i, TEXT_MOST).size <= BYLINE_MOST)
            add_element(p, i, false, byline);
    }
}

// Links to an author's page.
static void linked_authors(pages *p, uint32_t last, stm_byline *byline)
{
    for (uint32_t i = 0; i < last && byline->names.n == 0; i++) {
        stm_view address = p->tree->nodes[i].tag == STM_TAG_A ? stm_tree_attribute(p->tree, i, "href") : (stm_view){NULL, 0};
        if (stm_view_find(address, STM_VIEW("/author")) != STM_NOWHERE || stm_view_find(address, STM_VIEW("/contributor")) != STM_NOWHERE)
            add_element(p, i, false, byline);
    }
}

// A line "By Ann Bell" around the text.
static void byline_lines(pages *p, const stm_outline *outline, stm_byline *byline)
{
    for (size_t i = 0; i < outline->nlines && byline->names.n == 0; i++) {
        const stm_line *line = &outline->lines[i];
        stm_view text = stm_line_text(outline, line);
        if (line->words >= 3 && line->words <= 12 && line->capitals >= 3 && text.size <= BYLINE_MOST && stm_byline_opens(p->x, text) &&
            !stm_is_caption(p->x, text))
            stm_byline_add(p->x, p->arena, text, false, byline);
    }
}

static const char *const author_keys[] = {"author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
                                          "article:author_name", "citation_author", "cxenseparse:author", "dc.author", NULL};

// What the page's statements name: first without the site's own name; with it where nothing else is found.
static void stated_authors(pages *p, bool site_too, stm_byline *byline)
{
    for (size_t i = 0; i < p->ld.nauthors; i++) {
        stm_view name = p->ld.authors[i].name;
        bool agency = stm_agency_named(p->x, name).size > 0;
        if (!is_address(name) && (site_too || agency || !(p->ld.authors[i].organisation || names_site(p, name))))
            stm_byline_add(p->x, p->arena, name, true, byline);
    }
    for (const char *const *key = author_keys; *key != NULL && byline->names.n == 0; key++) {
        stm_view value = meta(p, *key);
        if (value.size > 0 && !is_address(value) && (site_too || !names_site(p, value)))
            stm_byline_add(p->x, p->arena, value, true, byline);
    }
    stm_view label = meta(p, "twitter:label1");
    if (byline->names.n == 0 && stm_view_find_nocase(label, STM_VIEW("written")) != STM_NOWHERE)
        stm_byline_add(p->x, p->arena, meta(p, "twitter:data1"), true, byline);
}

static void read_authors(pages *p, const stm_outline *outline, uint32_t last)
{
    stm_byline byline;
    stm_byline_init(&byline, p->arena, p->article->site);
    stated_authors(p, false, &byline);
    if (byline.names.n == 0)
        marked_authors(p, &byline);
    if (byline.names.n == 0)
        named_elements(p, 0, last, &byline);
    if (byline.names.n == 0)
        linked_authors(p, last, &byline);
    if (byline.names.n == 0)
        byline_lines(p, outline, &byline);
    if (byline.names.n == 0)
        named_elements(p, last, (uint32_t)p->tree->nnodes, &byline);
    byline.site = (stm_view){NULL, 0};
    if (byline.names.n == 0 && byline.agencies.n == 0)
        stated_authors(p, true, &byline);
    p->article->authors = byline.names.items;
    p->article->nauthors = byline.names.n;
    p->article->credits = byline.agencies.items;
    p->article->ncredits = byline.agencies.n;
}

static stm_civil moment(const pages *p, stm_view text)
{
    return stm_moment_read(p->x, &p->x->scratch, text, p->article->language.size > 0 && !stm_view_is(p->article->language, "en"));
}

// "/2025/02/12/" or "/2025-02-12-" in the address.
static stm_civil date_in_address(const pages *p, stm_view address)
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

static stm_civil date_in_markup(const pages *p, bool modified, uint32_t last)
{
    stm_civil first = {0};
    for (uint32_t i = 0; i < last; i++) {
        const stm_node *node = &p->tree->nodes[i];
        bool marked = stm_view_is(stm_tree_attribute(p->tree, i, "itemprop"), modified ? "dateModified" : "datePublished");
        if (!marked && node->tag != STM_TAG_TIME)
            continue;
        stm_view text = stm_tree_attribute(p->tree, i, "datetime");
        text = text.size > 0 ? text : stm_tree_attribute(p->tree, i, "content");
        stm_civil civil = moment(p, text.size > 0 ? text : text_of(p, i, 100));
        bool says = has_class(p, i, modified ? "modif" : "publish") || (modified && has_class(p, i, "updat"));
        if (civil.day > 0 && (marked || says))
            return civil;
        if (civil.day > 0 && !modified && !stm_civil_known(first) && !has_class(p, i, "updat") && !has_class(p, i, "modif"))
            first = civil;
    }
    return first;
}

// A date in an element called date or published.
static stm_civil date_in_classes(const pages *p, uint32_t last)
{
    for (uint32_t i = 0; i < last; i++) {
        const stm_node *node = &p->tree->nodes[i];
        if (node->tag == STM_TAG_TEXT || node->nattributes == 0 || node->end - i > 40)
            continue;
        if (!has_class(p, i, "date") && !has_class(p, i, "publish") && !has_class(p, i, "posted") && !has_class(p, i, "meta") &&
            !has_class(p, i, "time") && !has_class(p, i, "byline"))
            continue;
        stm_view text = text_of(p, i, 160);
        stm_civil civil = text.size < 150 ? moment(p, text) : (stm_civil){0};
        if (civil.day > 0)
            return civil;
    }
    return (stm_civil){0};
}

static stm_civil date_in_lines(const pages *p, const stm_outline *outline)
{
    size_t first = 0;
    while (first < outline->nlines && !(outline->lines[first].keep && stm_is_prose(&outline->lines[first])))
        first++;
    for (size_t i = first > 20 ? first - 20 : 0; i < first; i++) {
        const stm_line *line = &outline->lines[i];
        if (line->words > 20 || line->digits < 3)
            continue;
        stm_civil civil = moment(p, stm_line_text(outline, line));
        if (civil.day > 0)
            return civil;
    }
    return (stm_civil){0};
}

static void read_times(pages *p, const stm_outline *outline, uint32_t last)
{
    static const char *const published[] = {"article:published_time", "og:article:published_time", "article:published", "datepublished", "og:published_time",
        "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "published_time", "pubdate", "published-date", "dcterms.created", "dc.date.issued",
        "dc.date.created", "dcterms.issued", "article_date_original", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate", "originalpublicationdate",
        "article.published", "article.created", "rnews:datepublished", "dc.date", "dcterms.date", "date", "citation_publication_date", "og:pubdate", "datecreated", NULL};
    static const char *const modified[] = {"article:modified_time", "og:updated_time", "datemodified", "og:modified_time", "lastmod", "dcterms.modified", "dc.date.modified",
        "last-modified", "article.updated", "revised", NULL};
    stm_article *a = p->article;
    if (!stm_civil_known(a->published))
        a->published = moment(p, p->ld.published);
    for (const char *const *key = published; *key != NULL && a->published.day == 0; key++)
        a->published = moment(p, meta(p, *key));
    if (a->published.day == 0)
        a->published = date_in_markup(p, false, last);
    if (a->published.day == 0)
        a->published = date_in_address(p, a->canonical_url.size > 0 ? a->canonical_url : a->url);
    if (a->published.day == 0)
        a->published = date_in_classes(p, last);
    if (a->published.day == 0)
        a->published = date_in_lines(p, outline);
    a->modified = moment(p, p->ld.modified);
    for (const char *const *key = modified; *key != NULL && a->modified.day == 0; key++)
        a->modified = moment(p, meta(p, *key));
    if (a->modified.day == 0)
        a->modified = date_in_markup(p, true, last);
}

static void read_language(pages *p)
{
    stm_view said = {NULL, 0};
    for (uint32_t i = 0; i < p->tree->nnodes && said.size == 0; i++)
        if (p->tree->nodes[i].tag == STM_TAG_HTML)
            said = stm_tree_attribute(p->tree, i, "lang");
    if (said.size == 0)
        said = meta(p, "og:locale");
    if (said.size == 0)
        said = meta(p, "content-language");
    if (said.size == 0)
        said = p->ld.language;
    said = stm_view_trim(said);
    size_t n = 0;
    while (n < said.size && stm_is_letter(said.at[n]))
        n++;
    if (n == 2) {
        char *code = stm_arena_take(p->arena, 3);
        for (size_t i = 0; i < n; i++)
            code[i] = stm_lower(said.at[i]);
        bool norwegian = stm_view_is((stm_view){code, n}, "nb") || stm_view_is((stm_view){code, n}, "nn");
        p->article->language = norwegian ? stm_view_of("no") : (stm_view){code, n};
    }
}

void stm_metadata_begin(stm_extractor *x, stm_arena *arena, const stm_page *page, stm_article *article, stm_metadata *m)
{
    pages *p = stm_arena_take(&x->scratch, sizeof *p);
    *p = (pages){.x = x, .arena = arena, .page = page, .tree = &page->tree, .article = article};
    static const char *const keys[] = {"og:title", "twitter:title", NULL};
    gather_metas(p);
    read_addresses(p);
    stm_jsonld_read(x, arena, page, first_meta(p, keys), &p->ld);
    read_site(p);
    read_language(p);
    stm_view rights = meta(p, "tdm-reservation"); // of the page; else what its server said stays
    article->rights = rights.size > 0 ? stm_arena_copy(arena, rights) : article->rights;
    m->inner = p;
    m->ld = &p->ld;
    m->says_article = p->ld.known || stm_view_is(meta(p, "og:type"), "article");
}

void stm_metadata_title(stm_metadata *m)
{
    pages *p = m->inner;
    stm_view given = p->article->title;
    read_title(p);
    if (given.size > 0)
        p->article->title = given;
    m->h1 = p->h1;
}

void stm_metadata_end(stm_metadata *m, const stm_outline *outline, uint32_t last)
{
    pages *p = m->inner;
    read_authors(p, outline, last);
    read_times(p, outline, last);
}
