// What a page says of itself in JSON-LD (schema.org).
//
// Scripts of that type are read one by one; broken ones are mended where the breach is common (raw control characters in
// strings, comment marks around the object, more behind its end) and left alone otherwise. The article is the object whose type
// ranks highest and, among equals, whose headline the page's own title repeats; authors may stand as strings, objects, lists of
// both, or as references into the graph.
#include "extract/inner.h"

#include <jansson.h>

enum { UPDATES_MOST = 1000, DEPTH_MOST = 12, SCRIPT_MOST = 8 << 20, OBJECTS_MOST = 4096, COST_LEAST = 4 << 20, COST_TIMES = 4 };

typedef struct {
    stm_extractor *extractor;
    stm_arena *arena;      // what is found is copied here
    stm_vector objects;    // of json_t *, all objects with a type or an id
    size_t left;           // bytes that the page's scripts may still take
} graph;

static void drop_json(void *value)
{
    json_decref(value);
}

static void collect(graph *g, json_t *value, int depth)
{
    if (depth > DEPTH_MOST || g->objects.n >= OBJECTS_MOST)
        return;
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++)
            collect(g, json_array_get(value, i), depth + 1);
    } else if (json_is_object(value)) {
        const char *key;
        json_t *item;
        if (json_object_get(value, "@type") != NULL || json_object_get(value, "@id") != NULL)
            *(json_t **)stm_vector_push(&g->objects) = value;
        json_object_foreach(value, key, item) {
            if (json_is_object(item) || json_is_array(item))
                collect(g, item, depth + 1);
        }
    }
}

// About what jansson takes for the script: an empty object is three bytes here and two hundred there.
static size_t cost_of(stm_view script)
{
    size_t cost = 2 * script.size;
    for (size_t i = 0; i < script.size; i++)
        cost += script.at[i] == '{' ? 256 : script.at[i] == '[' ? 144 : script.at[i] == ',' || script.at[i] == ':' ? 72 : 0;
    return cost;
}

stm_view stm_jsonld_plain(stm_arena *arena, stm_view json)
{
    char *text = stm_arena_take(arena, json.size + 1);
    for (size_t i = 0; i < json.size; i++)
        text[i] = (unsigned char)json.at[i] < 0x20 ? ' ' : json.at[i];
    return (stm_view){text, json.size};
}

static void read_script(graph *g, stm_view script)
{
    size_t cost = cost_of(script);
    if (script.size > SCRIPT_MOST || cost > g->left)
        return;
    g->left -= cost;
    const char *text = stm_jsonld_plain(&g->extractor->scratch, script).at;
    size_t begin = 0;
    while (begin < script.size && text[begin] != '{' && text[begin] != '[')
        begin++;
    while (begin < script.size) {
        json_error_t error;
        json_t *value = json_loadb(text + begin, script.size - begin, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error);
        if (value == NULL)
            return;
        stm_arena_defer(&g->extractor->scratch, drop_json, value);
        collect(g, value, 0);
        begin += error.position > 0 ? (size_t)error.position : script.size;
        while (begin < script.size && text[begin] != '{' && text[begin] != '[')
            begin++;
    }
}

static bool has_type(const json_t *object, const char *end)
{
    const json_t *type = json_object_get(object, "@type");
    for (size_t i = 0; i < (json_is_array(type) ? json_array_size(type) : 1); i++) {
        const char *name = json_string_value(json_is_array(type) ? json_array_get(type, i) : type);
        if (name != NULL && stm_view_ends(stm_view_of(name), stm_view_of(end)))
            return true;
    }
    return false;
}

enum { RANK_MOST = 5, TITLED = 7 };

static int rank_of(const json_t *object)
{
    if (has_type(object, "NewsArticle") || has_type(object, "LiveBlogPosting")) // whose updates are BlogPostings
        return RANK_MOST;
    if (has_type(object, "Article") || has_type(object, "BlogPosting"))
        return 4;
    if (has_type(object, "Report") || has_type(object, "Review") || has_type(object, "Recipe") || has_type(object, "SocialMediaPosting"))
        return 3;
    return has_type(object, "WebPage") ? 1 : 0;
}

// The text of a string, decoded of entities that some pages put into it.
static stm_view string_of(graph *g, const json_t *value)
{
    if (!json_is_string(value))
        return (stm_view){NULL, 0};
    stm_view text = {json_string_value(value), json_string_length(value)};
    return stm_entities_decoded(g->arena, stm_view_trim(text));
}

static stm_view field(graph *g, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value)) {
        const json_t *name = json_object_get(value, "name");
        value = name != NULL ? name : json_object_get(value, "@value");
    }
    return string_of(g, value);
}

// The object of the same @id that says more.
static const json_t *resolved(const graph *g, const json_t *object)
{
    const char *id = json_string_value(json_object_get(object, "@id"));
    if (id == NULL || json_object_get(object, "name") != NULL)
        return object;
    json_t **objects = g->objects.items;
    for (size_t i = 0; i < g->objects.n; i++) {
        const char *other = json_string_value(json_object_get(objects[i], "@id"));
        if (other != NULL && strcmp(id, other) == 0 && json_object_get(objects[i], "name") != NULL)
            return objects[i];
    }
    return object;
}

static void add_author(graph *g, const json_t *value, stm_vector *authors, int depth)
{
    if (depth > 3)
        return;
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value) && i < 32; i++)
            add_author(g, json_array_get(value, i), authors, depth + 1);
        return;
    }
    stm_named_author author = {.structured = true};
    if (json_is_object(value)) {
        const json_t *object = resolved(g, value);
        const json_t *name = json_object_get(object, "name");
        if (json_is_array(name)) {
            add_author(g, name, authors, depth + 1);
            return;
        }
        author.organisation = has_type(object, "Organization");
        author.name = string_of(g, name);
    } else {
        author.name = string_of(g, value);
    }
    if (author.name.size > 0)
        *(stm_named_author *)stm_vector_push(authors) = author;
}

static bool add_text(stm_vector *texts, const json_t *object, const char *key, stm_block_kind kind)
{
    const json_t *value = json_object_get(object, key);
    if (json_string_length(value) == 0)
        return false;
    *(stm_stated *)stm_vector_push(texts) = (stm_stated){kind, {json_string_value(value), json_string_length(value)}};
    return true;
}

// What it states of its text: one for an article or a post, of a page that is written on one for each update.
static void read_texts(graph *g, const json_t *object, stm_jsonld *found)
{
    stm_vector texts;
    stm_vector_init(&texts, &g->extractor->scratch, sizeof(stm_stated));
    const json_t *updates = json_object_get(object, "liveBlogUpdate");
    if (!add_text(&texts, object, "articleBody", STM_BLOCK_PARAGRAPH))
        add_text(&texts, object, "text", STM_BLOCK_PARAGRAPH);
    for (size_t i = 0; i < json_array_size(updates) && i < UPDATES_MOST; i++) {
        const json_t *update = json_array_get(updates, i);
        add_text(&texts, update, "headline", STM_BLOCK_HEADING);
        if (!add_text(&texts, update, "articleBody", STM_BLOCK_PARAGRAPH))
            add_text(&texts, update, "text", STM_BLOCK_PARAGRAPH);
    }
    found->texts = texts.items;
    found->ntexts = texts.n;
}

// The object itself, else the first that states a text under the same headline.
static const json_t *with_text(const graph *g, const json_t *article)
{
    const json_t *headline = json_object_get(article, "headline");
    json_t **objects = g->objects.items;
    for (size_t i = 0; i < g->objects.n && headline != NULL && json_object_get(article, "articleBody") == NULL; i++)
        if (json_object_get(objects[i], "articleBody") != NULL && json_equal(json_object_get(objects[i], "headline"), headline))
            return objects[i];
    return article;
}

static bool is_false(const json_t *value) // schema.org's False, too
{
    stm_view text = {json_string_value(value), json_string_length(value)};
    return json_is_false(value) || (text.at != NULL && stm_view_ends_nocase(text, STM_VIEW("false")));
}

static void read_article(graph *g, const json_t *object, stm_jsonld *found)
{
    found->known = true;
    found->live = has_type(object, "LiveBlogPosting");
    found->news = found->live || has_type(object, "NewsArticle");
    found->locked = is_false(json_object_get(object, "isAccessibleForFree"));
    found->headline = field(g, object, "headline");
    if (found->headline.size == 0)
        found->headline = field(g, object, "name");
    found->published = field(g, object, "datePublished");
    found->modified = field(g, object, "dateModified");
    found->language = field(g, object, "inLanguage");
    found->site = field(g, object, "publisher");
    read_texts(g, with_text(g, object), found);
    stm_vector authors;
    stm_vector_init(&authors, g->arena, sizeof(stm_named_author));
    add_author(g, json_object_get(object, "author"), &authors, 0);
    if (authors.n == 0)
        add_author(g, json_object_get(object, "creator"), &authors, 0);
    found->authors = authors.items;
    found->nauthors = authors.n;
}

bool stm_jsonld_script(const stm_tree *tree, uint32_t node)
{
    return tree->tags[node] == STM_TAG_SCRIPT && node + 1 < tree->nnodes && tree->tags[node + 1] == STM_TAG_TEXT &&
           stm_view_find_nocase(stm_tree_attribute(tree, node, "type"), STM_VIEW("ld+json")) != STM_NOWHERE;
}

void stm_jsonld_read(stm_extractor *extractor, stm_arena *arena, const stm_page *page, stm_view title, stm_jsonld *found)
{
    *found = (stm_jsonld){0};
    graph g = {.extractor = extractor, .arena = arena, .left = COST_LEAST + COST_TIMES * page->text.size};
    stm_vector_init(&g.objects, &extractor->scratch, sizeof(json_t *));
    const stm_tree *tree = &page->tree;
    for (uint32_t i = 0; i < tree->nnodes; i++) {
        if (stm_jsonld_script(tree, i))
            read_script(&g, tree->nodes[i + 1].text);
    }
    json_t **objects = g.objects.items;
    const json_t *best = NULL;
    int most = 0, others = 0; // of the same rank
    for (size_t i = 0; i < g.objects.n; i++) {
        int rank = 2 * rank_of(objects[i]);
        if (rank > 2 && title.size > 0 && stm_same_words(&extractor->scratch, field(&g, objects[i], "headline"), title))
            rank += TITLED;
        others = rank > most ? 0 : others + (rank == most && !json_equal(json_object_get(objects[i], "headline"), json_object_get(best, "headline")));
        if (rank > most) {
            most = rank;
            best = objects[i];
        }
    }
    if (best != NULL && most > 2)
        read_article(&g, best, found);
    for (size_t i = 0; i < g.objects.n && !found->gallery; i++)
        found->gallery = has_type(objects[i], "ImageGallery") || has_type(objects[i], "MediaGallery");
    found->sure = others == 0 || most > 2 * RANK_MOST;
    for (size_t i = 0; i < g.objects.n && most > 0 && found->published.size == 0; i++)
        if (rank_of(objects[i]) == 1)
            found->published = field(&g, objects[i], "datePublished");
}
