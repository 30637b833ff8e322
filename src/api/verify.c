#include "api/verify.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/utf8.h"

enum { FAILURES_MOST = 10000, QUOTED_MOST = 80 };

typedef struct verifying {
    stm_arena *arena;
    stm_reader *reader;
    const stm_items *items;
    json_t *report;
    json_t *articles; // id → article
    stm_map places;   // → number of an item + 1
    stm_vector failures;
    stm_verification *counts;
} verifying;

static stm_view text_of(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (stm_view){json_string_value(value), json_string_length(value)} : (stm_view){"", 0};
}

static void fail(verifying *v, stm_view what, stm_view article, stm_view message)
{
    if (v->failures.n < FAILURES_MOST)
        *(stm_failure *)stm_vector_push(&v->failures) =
            (stm_failure){stm_arena_copy(v->arena, what), stm_arena_copy(v->arena, article), message};
}

// Keys of the map of items: by the name of the input, by the source's number, by the sum of what a record holds.
enum { BY_NAME, BY_SOURCE, BY_SUM };

static uint64_t key_of(int kind, uint64_t what, uint64_t offset, uint64_t record)
{
    return stm_hash_join(stm_hash_join(stm_hash_join((uint64_t)kind + 1, what), offset), record);
}

static uint64_t record_key(const stm_record *record)
{
    return record == NULL ? 0 : stm_hash_join(record->offset + 1, record->inside);
}

static void put_once(stm_map *map, uint64_t key, size_t number)
{
    uint64_t *value = stm_map_put(map, key);
    if (*value == 0)
        *value = number + 1;
}

static void index_items(verifying *v)
{
    stm_map_init(&v->places, v->arena);
    for (size_t i = 0; i < v->items->nitems; i++) {
        const stm_item *item = &v->items->items[i];
        put_once(&v->places, key_of(BY_NAME, stm_hash(item->input), item->offset, 0), i);
        put_once(&v->places, key_of(BY_SOURCE, item->source, item->offset, record_key(item->record)), i);
        char sum[STM_SHA256_TEXT];
        if (item->record == NULL)
            continue;
        stm_sha256_print(item->record->sha256, sum);
        put_once(&v->places, key_of(BY_SUM, stm_hash(stm_view_of(sum)), item->offset, 0), i);
    }
}

static const stm_item *item_at(const verifying *v, uint64_t key)
{
    const uint64_t *number = stm_map_get(&v->places, key);
    return number != NULL ? &v->items->items[*number - 1] : NULL;
}

// The source that an input of the report is now: the file of that name, else one with the same sum.
static const stm_source *source_of(const verifying *v, stm_view input, stm_view sum)
{
    for (size_t i = 0; i < v->items->nsources; i++)
        if (stm_view_equal(v->items->sources[i].input, input))
            return &v->items->sources[i];
    for (size_t i = 0; i < v->items->nsources; i++) {
        char now[STM_SHA256_TEXT];
        stm_sha256_print(v->items->sources[i].sha256, now);
        if (sum.size > 0 && stm_view_is(sum, now))
            return &v->items->sources[i];
    }
    return NULL;
}

static void check_inputs(verifying *v)
{
    size_t i;
    json_t *input;
    json_array_foreach(json_object_get(v->report, "inputs"), i, input) {
        stm_view name = text_of(input, "input"), sum = text_of(input, "sha256");
        if (sum.size == 0)
            continue; // could not be read then either
        v->counts->inputs++;
        const stm_source *source = source_of(v, name, sum);
        char now[STM_SHA256_TEXT] = "";
        if (source != NULL)
            stm_sha256_print(source->sha256, now);
        bool kept = source == NULL && item_at(v, key_of(BY_SUM, stm_hash(sum), 0, 0)) != NULL;
        if (!kept && (source == NULL || source->error.status == STM_UNREADABLE))
            fail(v, name, STM_VIEW(""), STM_VIEW("is not among the inputs given now"));
        else if (!kept && !stm_view_is(sum, now))
            fail(v, name, STM_VIEW(""), stm_arena_print(v->arena, "is another file now: sha256 %s", now));
        else
            v->counts->inputs_hold++;
    }
}

static stm_view sum_of_input(const verifying *v, stm_view name)
{
    size_t i;
    json_t *input;
    json_array_foreach(json_object_get(v->report, "inputs"), i, input)
        if (stm_view_equal(text_of(input, "input"), name))
            return text_of(input, "sha256");
    return (stm_view){"", 0};
}

static uint64_t number_of(json_t *object, const char *key)
{
    json_int_t number = json_integer_value(json_object_get(object, key));
    return number > 0 ? (uint64_t)number : 0;
}

// The item that an article of the report was made of, as it is read now.
static const stm_item *item_of(const verifying *v, json_t *article)
{
    stm_view input = text_of(article, "input");
    uint64_t offset = number_of(article, "offset");
    const stm_item *found = item_at(v, key_of(BY_NAME, stm_hash(input), offset, 0));
    if (found != NULL)
        return found;
    json_t *record = json_object_get(article, "record");
    stm_record place = {.offset = number_of(record, "offset"), .inside = number_of(record, "inside")};
    stm_view file = json_is_object(record) ? text_of(record, "file") : input, sum = sum_of_input(v, file);
    const stm_source *source = source_of(v, file, sum);
    if (source != NULL)
        found = item_at(v, key_of(BY_SOURCE, (uint64_t)(source - v->items->sources), offset,
                                  record_key(json_is_object(record) ? &place : NULL)));
    return found != NULL || sum.size == 0 ? found : item_at(v, key_of(BY_SUM, stm_hash(sum), offset, 0));
}

// White space is no part of what is compared: a tag may stand where the article has a blank.
static stm_view without_space(stm_arena *arena, stm_view text)
{
    stm_buffer out;
    stm_buffer_init(&out, arena, 0);
    for (size_t at = 0; at < text.size;) {
        uint32_t code = stm_utf8_next(text, &at);
        if (!stm_code_is_space(code))
            stm_buffer_put_code(&out, code);
    }
    return stm_buffer_view(&out);
}

// The ranges that are cited, counting within the item's bytes.
static bool read_ranges(json_t *source, const stm_item *item, stm_vector *ranges)
{
    uint64_t first = item->offset, most = first + item->bytes.size;
    size_t i;
    json_t *range;
    json_array_foreach(json_object_get(source, "ranges"), i, range) {
        json_t *first_at = json_array_get(range, 0), *end_at = json_array_get(range, 1);
        json_int_t begin = json_integer_value(first_at), end = json_integer_value(end_at);
        if (json_array_size(range) != 2 || !json_is_integer(first_at) || !json_is_integer(end_at) || begin < 0 || begin > end ||
            (uint64_t)begin < first || (uint64_t)end > most)
            return false;
        *(stm_span *)stm_vector_push(ranges) = (stm_span){(uint32_t)((uint64_t)begin - first), (uint32_t)((uint64_t)end - first)};
    }
    return ranges->n > 0;
}

static stm_layer layer_named(stm_view name)
{
    static const char *const names[] = {"body", "json-string", "cdata", "escaped", "json-string-twice", "json-escaped"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (stm_view_is(name, names[i]))
            return (stm_layer)i;
    return STM_LAYER_BODY;
}

static stm_view words_of(verifying *v, json_t *mention)
{
    stm_buffer words;
    stm_buffer_init(&words, v->arena, 0);
    size_t i;
    json_t *part;
    json_array_foreach(json_object_get(mention, "words"), i, part)
        if (json_is_string(part))
            stm_buffer_put(&words, (stm_view){json_string_value(part), json_string_length(part)});
    return without_space(v->arena, stm_buffer_view(&words));
}

static int shown(stm_view text)
{
    size_t size = text.size < QUOTED_MOST ? text.size : QUOTED_MOST;
    while (!stm_utf8_border(text, size))
        size--;
    return (int)size;
}

// An empty view: the mention holds; else why it does not.
static stm_view check_mention(verifying *v, json_t *mention)
{
    json_t *article = json_object_get(v->articles, text_of(mention, "article").at);
    json_t *place = json_object_get(mention, "source");
    if (article == NULL)
        return STM_VIEW("names an article that the report does not have");
    const stm_item *item = item_of(v, article);
    if (item == NULL)
        return STM_VIEW("its input was not given");
    if (item->error.status != STM_OK)
        return stm_arena_print(v->arena, "its input cannot be read: %s", item->error.message);
    stm_vector ranges;
    stm_vector_init(&ranges, v->arena, sizeof(stm_span));
    if (!read_ranges(place, item, &ranges))
        return STM_VIEW("cites no bytes, or bytes outside of the input");
    stm_media media = stm_view_is(text_of(article, "media"), "html") ? STM_MEDIA_HTML : STM_MEDIA_TEXT;
    stm_error error = {0};
    stm_view found = {"", 0}, words = words_of(v, mention);
    if (stm_read_again(v->reader, v->arena, item->bytes, ranges.items, ranges.n, layer_named(text_of(place, "layer")), media,
                       text_of(article, "charset"), &found, &error) != STM_OK)
        return stm_arena_print(v->arena, "its bytes cannot be decoded: %s", error.message);
    found = without_space(v->arena, found);
    if (words.size > 0 && stm_view_equal(found, words))
        return (stm_view){"", 0};
    return stm_arena_print(v->arena, "its bytes say \"%.*s\", not \"%.*s\"", shown(found), found.at, shown(words), words.at);
}

static void check_group(verifying *v, json_t *group)
{
    size_t i;
    json_t *mention;
    json_array_foreach(json_object_get(group, "mentions"), i, mention) {
        stm_view why = check_mention(v, mention);
        v->counts->mentions++;
        if (why.size == 0)
            v->counts->mentions_hold++;
        else
            fail(v, text_of(group, "id"), text_of(mention, "article"), why);
    }
}

static void check_stories(verifying *v)
{
    static const char *const lists[] = {"statements", "claims", "differences"};
    size_t i, k;
    json_t *story, *group;
    json_array_foreach(json_object_get(v->report, "stories"), i, story)
        for (size_t list = 0; list < sizeof lists / sizeof *lists; list++)
            json_array_foreach(json_object_get(story, lists[list]), k, group)
                check_group(v, group);
}

static void drop_json(void *value)
{
    json_decref(value);
}

static void drop_reader(void *reader)
{
    stm_reader_free(reader);
}

static stm_status index_articles(verifying *v)
{
    size_t i;
    json_t *article;
    v->articles = json_object();
    if (v->articles == NULL)
        return STM_NO_MEMORY;
    stm_arena_defer(v->arena, drop_json, v->articles);
    json_array_foreach(json_object_get(v->report, "articles"), i, article) {
        stm_view id = text_of(article, "id");
        if (id.size > 0 && json_object_get(v->articles, id.at) == NULL && json_object_set(v->articles, id.at, article) != 0)
            return STM_NO_MEMORY;
    }
    return STM_OK;
}

stm_status stm_verify(stm_arena *arena, stm_view report, const stm_items *items, stm_verification *verification, stm_error *error)
{
    json_error_t broken;
    verifying v = {.arena = arena, .items = items, .counts = verification};
    *verification = (stm_verification){0};
    stm_vector_init(&v.failures, arena, sizeof(stm_failure));
    v.report = json_loadb(report.at, report.size, 0, &broken);
    if (v.report == NULL)
        return stm_fail_at(error, STM_MALFORMED, broken.position > 0 ? (uint64_t)broken.position : 0, "the report is no JSON: %s",
                           broken.text);
    stm_arena_defer(arena, drop_json, v.report);
    if (!json_is_array(json_object_get(v.report, "stories")) || !json_is_array(json_object_get(v.report, "articles")))
        return stm_fail_at(error, STM_MALFORMED, 0, "this JSON is no report: it has no stories and articles");
    v.reader = stm_reader_new();
    if (v.reader == NULL)
        return STM_NO_MEMORY;
    stm_arena_defer(arena, drop_reader, v.reader);
    stm_status status = index_articles(&v);
    if (status != STM_OK)
        return status;
    index_items(&v);
    check_inputs(&v);
    check_stories(&v);
    verification->failures = v.failures.items;
    verification->nfailures = v.failures.n;
    return STM_OK;
}
