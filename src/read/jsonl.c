// JSON Lines: one record a line with any of id, url, title, html, text, published (or date), outlet, language.
//
// jansson parses each line and says where it breaks; the place of the text's string is found by a small scanner over the line
// that jansson has found valid, because a parsed value no longer knows its bytes. A lone surrogate escape, which some writers
// print, is read as U+FFFD.
#include <jansson.h>

#include "read/decode.h"

// Skips a JSON string whose opening mark is at `at`; returns the place behind its closing mark.
static size_t skip_string(stm_view line, size_t at)
{
    for (size_t from = at + 1; from < line.size; from = at + 1) {
        const char *mark = memchr(line.at + from, '"', line.size - from);
        if (mark == NULL)
            return line.size;
        at = (size_t)(mark - line.at);
        size_t strokes = 0;
        while (at - strokes > from && line.at[at - strokes - 1] == '\\')
            strokes++;
        if (strokes % 2 == 0)
            return at + 1;
    }
    return line.size;
}

static size_t skip_space(stm_view line, size_t at)
{
    while (at < line.size && stm_is_space(line.at[at]))
        at++;
    return at;
}

static size_t skip_value(stm_view line, size_t at)
{
    size_t depth = 0;
    while (at < line.size) {
        char c = line.at[at];
        if (c == '"') {
            at = skip_string(line, at);
            if (depth == 0)
                return at;
            continue;
        }
        if (c == '{' || c == '[')
            depth++;
        else if ((c == '}' || c == ']') && (depth == 0 || --depth == 0))
            return depth == 0 && (c == '}' || c == ']') ? at + 1 : at;
        else if (c == ',' && depth == 0)
            return at;
        at++;
    }
    return at;
}

// The inside of the string that is the value of `key` in the object on `line` (valid JSON); at == NULL if there is none.
static stm_view string_of(stm_view line, stm_view key)
{
    stm_view found = {NULL, 0};
    size_t at = skip_space(line, 0) + 1;
    while (at < line.size) {
        at = skip_space(line, at);
        if (at >= line.size || line.at[at] != '"')
            break;
        size_t end = skip_string(line, at);
        stm_view name = {line.at + at + 1, end - at - 2};
        at = skip_space(line, skip_space(line, end) + 1); // behind the colon
        size_t after = at < line.size && line.at[at] == '"' ? skip_string(line, at) : 0;
        if (after != 0 && stm_view_equal(name, key))
            found = (stm_view){line.at + at + 1, after - at - 2};
        if (after == 0 && at < line.size && line.at[at] != '{' && line.at[at] != '[') {
            while (at < line.size && line.at[at] != ',' && line.at[at] != '}')
                at++;
            after = at;
        }
        at = skip_space(line, after != 0 ? after : skip_value(line, at));
        if (at >= line.size || line.at[at] != ',')
            break;
        at++;
    }
    return found;
}

static stm_view field(stm_arena *arena, json_t *record, const char *name)
{
    json_t *value = json_object_get(record, name);
    if (json_is_string(value))
        return stm_arena_copy(arena, (stm_view){json_string_value(value), json_string_length(value)});
    if (json_is_integer(value))
        return stm_arena_print(arena, "%lld", (long long)json_integer_value(value));
    return (stm_view){NULL, 0};
}

static stm_view either(stm_view one, stm_view two)
{
    return one.size > 0 ? one : two;
}

// A copy of the line in which escapes of lone surrogates are \ufffd: as long, so that places stay.
static stm_view without_lone_surrogates(stm_arena *arena, stm_view line)
{
    char *copy = (char *)(uintptr_t)stm_arena_copy(arena, line).at;
    for (size_t i = 0; i + 6 <= line.size; i++) {
        if (copy[i] != '\\')
            continue;
        bool high = memchr("dD", copy[i + 2], 2) != NULL && memchr("89abAB", copy[i + 3], 6) != NULL;
        bool low = memchr("dD", copy[i + 2], 2) != NULL && memchr("cdefCDEF", copy[i + 3], 8) != NULL;
        bool paired = high && i + 12 <= line.size && copy[i + 6] == '\\' && copy[i + 7] == 'u' &&
                      memchr("dD", copy[i + 8], 2) != NULL && memchr("cdefCDEF", copy[i + 9], 8) != NULL;
        if (copy[i + 1] == 'u' && paired)
            i += 11;
        else if (copy[i + 1] == 'u' && (high || low))
            memcpy(copy + i + 2, "fffd", 4);
        else
            i++;
    }
    return (stm_view){copy, line.size};
}

static json_t *parse(stm_arena *scratch, stm_view line, json_error_t *error)
{
    json_t *record = json_loadb(line.at, line.size, JSON_ALLOW_NUL, error);
    if (record == NULL && stm_view_find_nocase(line, STM_VIEW("\\ud")) != STM_NOWHERE) {
        stm_view mended = without_lone_surrogates(scratch, line);
        record = json_loadb(mended.at, mended.size, JSON_ALLOW_NUL, error);
    }
    return record;
}

struct stm_jsonl { // what jansson made, freed with the arena if the work is left in the middle
    json_t *record;
};

static void drop_record(void *argument)
{
    stm_jsonl *held = argument;
    json_decref(held->record);
    held->record = NULL;
}

static void read_record(stm_arena *arena, const stm_read_options *options, stm_view line, json_t *record, stm_item *item)
{
    item->given.id = field(arena, record, "id");
    item->given.url = field(arena, record, "url");
    item->given.title = field(arena, record, "title");
    item->given.outlet = either(field(arena, record, "outlet"), field(arena, record, "source"));
    item->given.published = either(field(arena, record, "published"), field(arena, record, "date"));
    item->given.language = field(arena, record, "language");
    stm_view text = string_of(line, STM_VIEW("text")), html = string_of(line, STM_VIEW("html"));
    bool use_html = html.at != NULL && !(options->plain && text.at != NULL);
    item->bytes = use_html ? html : text.at != NULL ? text : stm_view_upto(line, 0);
    item->media = use_html ? STM_MEDIA_HTML : STM_MEDIA_TEXT;
    item->layer = STM_LAYER_JSON_STRING;
}

// jansson's words without the bytes it quotes, which may be anything.
static void fail_line(stm_error *to, uint64_t offset, const json_error_t *error)
{
    stm_view words = stm_view_of(error->text);
    ptrdiff_t quoted = stm_view_find(words, STM_VIEW(" near '"));
    words = stm_view_upto(words, quoted == STM_NOWHERE ? words.size : (size_t)quoted);
    uint64_t at = offset + (uint64_t)(error->position > 0 ? error->position - 1 : 0);
    stm_fail_at(to, STM_MALFORMED, at, "broken JSON: %.*s", (int)words.size, words.at);
}

static stm_view behind_mark(stm_view bytes)
{
    return stm_view_from(bytes, stm_view_begins(bytes, STM_VIEW("\xEF\xBB\xBF")) ? 3 : 0);
}

stm_jsonl *stm_jsonl_new(stm_arena *arena)
{
    stm_jsonl *held = stm_arena_take(arena, sizeof *held);
    stm_arena_defer(arena, drop_record, held);
    return held;
}

void stm_jsonl_line(stm_jsonl *held, stm_arena *arena, const stm_read_options *options, stm_view line, uint64_t offset,
                    stm_item *item)
{
    json_error_t error;
    stm_view whole = line;
    if (offset == 0)
        line = behind_mark(line);
    offset += whole.size - line.size;
    item->bytes = (stm_view){"", 0};
    item->offset = offset;
    item->layer = STM_LAYER_JSON_STRING;
    held->record = parse(arena, line, &error);
    if (held->record == NULL && json_error_code(&error) == json_error_out_of_memory)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    if (json_is_object(held->record)) {
        read_record(arena, options, line, held->record, item);
        item->offset = offset + (uint64_t)(item->bytes.at - line.at);
    } else if (held->record != NULL) {
        stm_fail_at(&item->error, STM_MALFORMED, offset, "a line of JSON Lines that is no object");
    } else {
        fail_line(&item->error, offset, &error);
    }
    drop_record(held);
}

bool stm_jsonl_is(stm_view bytes)
{
    stm_view line, rest = behind_mark(bytes);
    while (stm_view_split(&rest, '\n', &line) && stm_view_trim(line).size == 0)
        ;
    line = stm_view_trim(line);
    if (line.size < 2 || line.at[0] != '{')
        return false;
    json_error_t error;
    json_t *record = json_loadb(line.at, line.size, JSON_ALLOW_NUL, &error);
    bool is = json_is_object(record);
    json_decref(record);
    return is;
}
