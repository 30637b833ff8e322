#include "api/why.h"

#include <jansson.h>

#include "base/utf8.h"

enum { QUOTED_MOST = 160 }; // bytes of a passage that are shown

typedef struct telling {
    stm_arena *arena;
    json_t *report;
    stm_buffer *to;
} telling;

static stm_view text_of(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (stm_view){json_string_value(value), json_string_length(value)} : (stm_view){"", 0};
}

static long long number_of(json_t *object, const char *key)
{
    return (long long)json_number_value(json_object_get(object, key));
}

static void put_on_one_line(stm_buffer *to, stm_view text)
{
    for (size_t i = 0; i < text.size; i++)
        stm_buffer_put_byte(to, text.at[i] == '\n' ? ' ' : text.at[i]);
    stm_buffer_put_byte(to, '\n');
}

static void put(telling *t, const char *name, stm_view value)
{
    stm_buffer_put_string(t->to, "  ");
    stm_buffer_put_string(t->to, name);
    stm_buffer_put_string(t->to, ": ");
    put_on_one_line(t->to, value);
}

static void put_if(telling *t, const char *name, stm_view value)
{
    if (value.size > 0)
        put(t, name, value);
}

static void put_reasons(telling *t, json_t *object)
{
    size_t i;
    json_t *reason;
    json_array_foreach(json_object_get(object, "because"), i, reason)
        if (json_is_string(reason))
            put(t, "because", (stm_view){json_string_value(reason), json_string_length(reason)});
}

static json_t *find(json_t *list, const char *key, stm_view id)
{
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item)
        if (stm_view_equal(text_of(item, key), id))
            return item;
    return NULL;
}

static json_t *article_of(telling *t, stm_view id)
{
    return find(json_object_get(t->report, "articles"), "id", id);
}

// How an editor knows the article: outlet, else site, else its title, else the file.
static stm_view name_of(telling *t, stm_view id)
{
    json_t *article = article_of(t, id);
    stm_view name = text_of(article, "outlet");
    if (name.size == 0)
        name = text_of(article, "site");
    if (name.size == 0)
        name = text_of(article, "title");
    if (name.size == 0)
        name = text_of(article, "input");
    return name.size > 0 ? stm_arena_print(t->arena, "%s (%s)", name.at, id.at) : id;
}

static stm_view shortened(telling *t, stm_view text)
{
    if (text.size <= QUOTED_MOST)
        return text;
    size_t size = QUOTED_MOST;
    while (!stm_utf8_border(text, size))
        size--;
    return stm_arena_print(t->arena, "%.*s…", (int)size, text.at);
}

static stm_view passage_words(telling *t, json_t *article, json_t *span)
{
    stm_view text = text_of(article, "text");
    long long begin = (long long)json_integer_value(json_array_get(span, 0)),
              end = (long long)json_integer_value(json_array_get(span, 1));
    if (begin < 0 || end < begin || (unsigned long long)end > text.size || !stm_utf8_border(text, (size_t)begin) ||
        !stm_utf8_border(text, (size_t)end))
        return (stm_view){"", 0};
    return shortened(t, (stm_view){text.at + begin, (size_t)(end - begin)});
}

static stm_view in_words(stm_view relation)
{
    if (stm_view_is(relation, "copy"))
        return STM_VIEW("copy: narrative prose of one stands in the other, or both carry a third text's");
    if (stm_view_is(relation, "quotes"))
        return STM_VIEW("quotes: they share words that somebody said or published, not each other's prose");
    if (stm_view_is(relation, "light"))
        return STM_VIEW("light: they share less than a sentence of prose, captions or standing phrases");
    return STM_VIEW("none");
}

static stm_view direction_in_words(telling *t, json_t *pair)
{
    stm_view direction = text_of(pair, "direction"), a = text_of(pair, "a"), b = text_of(pair, "b");
    if (stm_view_is(direction, "a->b"))
        return stm_arena_print(t->arena, "%s took from %s", b.at, a.at);
    if (stm_view_is(direction, "b->a"))
        return stm_arena_print(t->arena, "%s took from %s", a.at, b.at);
    stm_view source = text_of(pair, "source");
    if (stm_view_is(direction, "common"))
        return source.size == 0 ? STM_VIEW("both carry a third text")
                                : stm_arena_print(t->arena, "both carry a text of %s", source.at);
    return STM_VIEW("not known");
}

static void tell_pair(telling *t, json_t *pair)
{
    json_t *words = json_object_get(pair, "words"), *a = article_of(t, text_of(pair, "a")), *passage;
    stm_buffer_print(t->to, "%s and %s\n", name_of(t, text_of(pair, "a")).at, name_of(t, text_of(pair, "b")).at);
    put(t, "relation", in_words(text_of(pair, "relation")));
    if (stm_view_is(text_of(pair, "relation"), "copy"))
        put(t, "direction", direction_in_words(t, pair));
    stm_buffer_print(t->to, "  probability of dependence: %.2f\n", json_number_value(json_object_get(pair, "score")));
    stm_buffer_print(t->to, "  shared words: %lld; of narrative prose %lld (%lld in a row), quoted %lld, in captions %lld\n",
                     number_of(words, "shared"), number_of(words, "prose"), number_of(words, "longest_prose"),
                     number_of(words, "quoted"), number_of(words, "caption"));
    put_reasons(t, pair);
    size_t i;
    json_array_foreach(json_object_get(pair, "passages"), i, passage) {
        stm_view shared = passage_words(t, a, json_object_get(passage, "a"));
        stm_buffer_print(t->to, "  %s (%lld): ", text_of(passage, "kind").at, number_of(passage, "words"));
        put_on_one_line(t->to, shared);
    }
}

static bool tell_pair_of(telling *t, stm_view one, stm_view two)
{
    size_t i, k;
    json_t *story, *pair;
    json_array_foreach(json_object_get(t->report, "stories"), i, story) {
        json_array_foreach(json_object_get(story, "copies"), k, pair) {
            stm_view a = text_of(pair, "a"), b = text_of(pair, "b");
            if ((stm_view_equal(a, one) && stm_view_equal(b, two)) || (stm_view_equal(a, two) && stm_view_equal(b, one))) {
                tell_pair(t, pair);
                return true;
            }
        }
    }
    stm_buffer_print(t->to, "%s and %s\n  share no passage in this report\n", name_of(t, one).at, name_of(t, two).at);
    return true;
}

static void tell_origin(telling *t, json_t *story, json_t *origin)
{
    size_t i;
    json_t *article;
    stm_buffer_print(t->to, "origin %s of story %s\n", text_of(origin, "origin").at, text_of(story, "story").at);
    put(t, "kind", text_of(origin, "kind"));
    put_if(t, "name", text_of(origin, "name"));
    json_array_foreach(json_object_get(origin, "articles"), i, article)
        put(t, "article", name_of(t, (stm_view){json_string_value(article), json_string_length(article)}));
    put_reasons(t, origin);
    json_t *removal = json_object_get(origin, "removal");
    json_array_foreach(json_object_get(origin, "quoted_by"), i, article)
        put(t, "named by", name_of(t, (stm_view){json_string_value(article), json_string_length(article)}));
    stm_buffer_print(t->to, "  statements without a source if it is taken away: %zu; with one: %zu\n",
                     json_array_size(json_object_get(removal, "lost")), json_array_size(json_object_get(removal, "single")));
}

static void tell_mention(telling *t, json_t *mention)
{
    size_t i;
    json_t *part;
    stm_buffer_print(t->to, "  %s, origin %s", name_of(t, text_of(mention, "article")).at, text_of(mention, "origin").at);
    if (text_of(mention, "via").size > 0)
        stm_buffer_print(t->to, ", names %s (%s)", text_of(mention, "via").at, text_of(mention, "from").at);
    if (text_of(mention, "form").size > 0)
        stm_buffer_print(t->to, ", %s, wording %s", text_of(mention, "form").at, text_of(mention, "wording").at);
    stm_buffer_put_byte(t->to, ':');
    json_array_foreach(json_object_get(mention, "words"), i, part)
        if (json_is_string(part))
            stm_buffer_print(t->to, " “%s”", json_string_value(part));
    stm_buffer_put_byte(t->to, '\n');
}

static void tell_origins_of(telling *t, json_t *story, json_t *group)
{
    size_t i, k;
    json_t *origin, *mention;
    json_array_foreach(json_object_get(story, "origins"), i, origin) {
        bool used = false;
        json_array_foreach(json_object_get(group, "mentions"), k, mention)
            used = used || stm_view_equal(text_of(mention, "origin"), text_of(origin, "origin"));
        size_t reasons = json_array_size(json_object_get(origin, "because"));
        if (used && reasons > 0 && json_array_size(json_object_get(origin, "articles")) > 1)
            stm_buffer_print(t->to, "  origin %s: %s\n", text_of(origin, "origin").at,
                             json_string_value(json_array_get(json_object_get(origin, "because"), 0)));
    }
}

static void tell_group(telling *t, json_t *story, json_t *group, bool difference)
{
    size_t i;
    json_t *mention;
    stm_buffer_print(t->to, "%s %s\n", difference ? "difference" : "statement", text_of(group, "id").at);
    put(t, "kind", text_of(group, "kind"));
    if (difference) {
        put(t, "relation", text_of(group, "relation"));
        put_if(t, "what", text_of(group, "what"));
    } else {
        put(t, "text", text_of(group, "text"));
        put_if(t, "speaker", text_of(group, "speaker"));
        stm_buffer_print(t->to,
                         "  articles: %lld; origins found in this set: %lld; sources, where those that are named count: %lld\n",
                         number_of(group, "articles"), number_of(group, "origins"), number_of(group, "sources"));
    }
    stm_buffer_print(t->to, "  certainty: %.2f\n", json_number_value(json_object_get(group, "certainty")));
    put_reasons(t, group);
    json_array_foreach(json_object_get(group, "mentions"), i, mention)
        tell_mention(t, mention);
    tell_origins_of(t, story, group);
}

static void tell_story(telling *t, json_t *story)
{
    stm_buffer_print(t->to, "story %s\n", text_of(story, "story").at);
    put_if(t, "title", text_of(story, "title"));
    stm_buffer_print(t->to, "  %zu articles, %zu statements, %zu differences\n",
                     json_array_size(json_object_get(story, "articles")), json_array_size(json_object_get(story, "statements")),
                     json_array_size(json_object_get(story, "differences")));
    put_reasons(t, story);
}

static void tell_article(telling *t, json_t *article)
{
    stm_view id = text_of(article, "id");
    size_t i, k, n;
    json_t *story, *origin, *held, *pair;
    stm_buffer_print(t->to, "article %s\n", name_of(t, id).at);
    put_if(t, "title", text_of(article, "title"));
    put_if(t, "published", text_of(article, "published"));
    put(t, "page", text_of(article, "page"));
    json_array_foreach(json_object_get(t->report, "stories"), i, story) {
        json_array_foreach(json_object_get(story, "origins"), k, origin)
            json_array_foreach(json_object_get(origin, "articles"), n, held)
                if (stm_view_is(id, json_is_string(held) ? json_string_value(held) : ""))
                    stm_buffer_print(t->to, "  stands on origin %s (%s) of story %s\n", text_of(origin, "origin").at,
                                     text_of(origin, "kind").at, text_of(story, "story").at);
        json_array_foreach(json_object_get(story, "copies"), k, pair)
            if (stm_view_equal(text_of(pair, "a"), id) || stm_view_equal(text_of(pair, "b"), id))
                stm_buffer_print(t->to, "  %s with %s\n", text_of(pair, "relation").at,
                                 name_of(t, text_of(pair, stm_view_equal(text_of(pair, "a"), id) ? "b" : "a")).at);
    }
}

static bool tell_one(telling *t, stm_view id)
{
    size_t i;
    json_t *story, *found = article_of(t, id);
    bool known = found != NULL;
    if (known)
        tell_article(t, found);
    json_array_foreach(json_object_get(t->report, "stories"), i, story) {
        if (stm_view_equal(text_of(story, "story"), id)) {
            tell_story(t, story);
            known = true;
        }
        if ((found = find(json_object_get(story, "statements"), "id", id)) != NULL) {
            tell_group(t, story, found, false);
            known = true;
        }
        if ((found = find(json_object_get(story, "differences"), "id", id)) != NULL) {
            tell_group(t, story, found, true);
            known = true;
        }
        if ((found = find(json_object_get(story, "origins"), "origin", id)) != NULL) {
            tell_origin(t, story, found);
            known = true;
        }
    }
    return known;
}

static void drop_json(void *value)
{
    json_decref(value);
}

stm_status stm_why(stm_arena *arena, stm_view report, const stm_view *ids, size_t nids, stm_buffer *to, size_t *nunknown,
                   stm_error *error)
{
    json_error_t broken;
    telling t = {arena, json_loadb(report.at, report.size, 0, &broken), to};
    *nunknown = 0;
    if (t.report == NULL)
        return stm_fail_at(error, STM_MALFORMED, broken.position > 0 ? (uint64_t)broken.position : 0, "the report is no JSON: %s",
                           broken.text);
    stm_arena_defer(arena, drop_json, t.report);
    if (!json_is_array(json_object_get(t.report, "stories")) || !json_is_array(json_object_get(t.report, "articles")))
        return stm_fail_at(error, STM_MALFORMED, 0, "this JSON is no report: it has no stories and articles");
    if (nids == 2 && article_of(&t, ids[0]) != NULL && article_of(&t, ids[1]) != NULL) {
        tell_pair_of(&t, ids[0], ids[1]);
        return STM_OK;
    }
    for (size_t i = 0; i < nids; i++) {
        if (tell_one(&t, ids[i]))
            continue;
        stm_buffer_print(to, "%.*s: the report has no article, statement, difference, origin or story of this id\n",
                         (int)ids[i].size, ids[i].at);
        ++*nunknown;
    }
    return STM_OK;
}
