// What an HTML page says of itself.
//
// Order of trust. Title: title.c. Authors: JSON-LD, meta, marked-up names, the visible byline (people.c). Times: JSON-LD, meta,
// microdata, <time>, the address, the lines above the text (times.c). Language: html lang, og:locale, the words themselves. What none
// of them says stays empty.
#include "extract/metadata.h"

enum { NODES_MOST = 400 };

static uint64_t key_hash(stm_view key)
{
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < key.size; i++)
        hash = (hash ^ (unsigned char)stm_lower(key.at[i])) * 1099511628211u;
    return hash;
}

static void gather_metas(stm_facts *p)
{
    static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
    stm_map_init(&p->metas, &p->x->scratch);
    for (uint32_t i = 0; i < p->tree->nnodes; i++) {
        if (p->tree->tags[i] != STM_TAG_META)
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

stm_view stm_fact(const stm_facts *p, const char *key)
{
    const uint64_t *node = stm_map_get(&p->metas, key_hash(stm_view_of(key)));
    return node != NULL ? stm_view_trim(stm_tree_attribute(p->tree, (uint32_t)*node - 1, "content")) : (stm_view){NULL, 0};
}

stm_view stm_fact_first(const stm_facts *p, const char *const *keys)
{
    for (; *keys != NULL; keys++) {
        stm_view value = stm_fact(p, *keys);
        if (value.size > 0)
            return value;
    }
    return (stm_view){NULL, 0};
}

stm_view stm_element_text(const stm_facts *p, uint32_t node, size_t most)
{
    stm_buffer out;
    stm_buffer_init(&out, &p->x->scratch, 0);
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

static void read_site(stm_facts *p)
{
    static const char *const keys[] = {"og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", NULL};
    stm_view site = stm_fact_first(p, keys);
    site = stm_entities_decoded(p->arena, site.size > 0 ? site : p->ld.site);
    bool address = stm_view_find(stm_view_upto(site, 12), STM_VIEW("://")) != STM_NOWHERE;
    p->article->site = address ? stm_host_of(site) : site;
}

static void read_addresses(stm_facts *p)
{
    for (uint32_t i = 0; i < p->tree->nnodes; i++) {
        if (p->tree->tags[i] == STM_TAG_LINK && stm_view_equal_nocase(stm_tree_attribute(p->tree, i, "rel"), STM_VIEW("canonical"))) {
            stm_view address = stm_view_trim(stm_tree_attribute(p->tree, i, "href"));
            if (stm_view_begins(address, STM_VIEW("http")))
                p->article->canonical_url = stm_arena_copy(p->arena, address);
            break;
        }
    }
    stm_view shared = stm_fact(p, "og:url");
    if (p->article->canonical_url.size == 0 && stm_view_begins(shared, STM_VIEW("http")))
        p->article->canonical_url = stm_arena_copy(p->arena, shared);
    stm_view address = p->article->canonical_url.size > 0 ? p->article->canonical_url : p->article->url;
    p->host = stm_host_of(address);
}

// <html amp>, or with the sign of lightning for it.
static bool is_amp(const stm_tree *tree, uint32_t node)
{
    for (uint32_t k = tree->nodes[node].attributes; k < tree->nodes[node].attributes + tree->nodes[node].nattributes; k++) {
        stm_view name = tree->attributes[k].name;
        if (stm_view_is(name, "amp") || stm_view_begins(name, STM_VIEW("\xE2\x9A\xA1")))
            return true;
    }
    return false;
}

static void read_language(stm_facts *p)
{
    stm_view said = {NULL, 0};
    for (uint32_t i = 0; i < p->tree->nnodes && said.size == 0; i++)
        if (p->tree->tags[i] == STM_TAG_HTML) {
            said = stm_tree_attribute(p->tree, i, "lang");
            p->article->amp = p->article->amp || is_amp(p->tree, i);
        }
    if (said.size == 0)
        said = stm_fact(p, "og:locale");
    if (said.size == 0)
        said = stm_fact(p, "content-language");
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

void stm_metadata_begin(stm_extractor *x, stm_arena *arena, const stm_page *page, const stm_names *names, stm_article *article, stm_metadata *m)
{
    stm_facts *p = stm_arena_take(&x->scratch, sizeof *p);
    *p = (stm_facts){.x = x, .arena = arena, .page = page, .tree = &page->tree, .article = article, .called = names->called};
    static const char *const keys[] = {"og:title", "twitter:title", NULL};
    gather_metas(p);
    read_addresses(p);
    stm_jsonld_read(x, arena, page, stm_fact_first(p, keys), &p->ld);
    read_site(p);
    read_language(p);
    stm_view rights = stm_fact(p, "tdm-reservation"); // of the page; else what its server said stays
    article->rights = rights.size > 0 ? stm_arena_copy(arena, rights) : article->rights;
    m->inner = p;
    m->ld = &p->ld;
    m->says_locked = p->ld.locked || stm_view_is(stm_fact(p, "article:content_tier"), "locked");
    m->says_article = p->ld.known || stm_view_is(stm_fact(p, "og:type"), "article");
}

void stm_metadata_title(stm_metadata *m)
{
    stm_facts *p = m->inner;
    stm_view given = p->article->title;
    stm_facts_title(p);
    if (given.size > 0)
        p->article->title = given;
    m->h1 = p->h1;
}

stm_about stm_metadata_about(const stm_metadata *m)
{
    static const char *const keys[] = {"og:description", "description", "twitter:description", NULL};
    const stm_facts *p = m->inner;
    return (stm_about){p->article->title, p->h1, stm_fact_first(p, keys), p->ld.texts, p->ld.ntexts};
}

void stm_metadata_end(stm_metadata *m, const stm_outline *outline, uint32_t last)
{
    stm_facts *p = m->inner;
    stm_facts_people(p, outline, last);
    stm_facts_times(p, outline, last);
}
