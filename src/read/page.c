// One item into one page: decode its layer and charset, then build the tree where it is HTML.
#include <stdlib.h>

#include "read/decode.h"

enum { PIECES_LEAST = 64 << 10, REFERENCE_MOST = 8 };

struct stm_reader {
    stm_html *html; // made with the first HTML page
};

stm_reader *stm_reader_new(void)
{
    return calloc(1, sizeof(stm_reader));
}

void stm_reader_free(stm_reader *reader)
{
    if (reader == NULL)
        return;
    stm_html_free(reader->html);
    free(reader);
}

stm_view stm_tree_attribute(const stm_tree *tree, uint32_t node, const char *name)
{
    const stm_node *n = &tree->nodes[node];
    if (n->nattributes == 0)
        return (stm_view){NULL, 0};
    stm_view wanted = stm_view_of(name);
    for (uint32_t i = 0; i < n->nattributes; i++)
        if (stm_view_equal(tree->attributes[n->attributes + i].name, wanted))
            return tree->attributes[n->attributes + i].value;
    return (stm_view){NULL, 0};
}

// The first run that ends behind `at`.
static size_t first_run(const stm_run *runs, size_t nruns, uint32_t at)
{
    size_t low = 0, high = nruns;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (runs[middle].text + runs[middle].text_size <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static stm_run run_within(stm_run run, stm_span span)
{
    uint32_t end = run.text + run.text_size;
    return stm_run_part(run, run.text > span.begin ? run.text : span.begin, end < span.end ? end : span.end);
}

void stm_runs_cut(const stm_run *runs, size_t nruns, stm_span span, uint32_t at, stm_vector *out)
{
    for (size_t i = first_run(runs, nruns, span.begin); i < nruns && runs[i].text < span.end; i++) {
        stm_run run = run_within(runs[i], span);
        run.text = at + (run.text - span.begin);
        *(stm_run *)stm_vector_push(out) = run;
    }
}

void stm_runs_ranges(const stm_run *runs, size_t nruns, stm_span span, stm_vector *out)
{
    size_t first = out->n;
    for (size_t i = first_run(runs, nruns, span.begin); i < nruns && runs[i].text < span.end; i++) {
        stm_run run = run_within(runs[i], span);
        stm_span range = {run.source, run.source + run.source_size};
        stm_span *last = out->n > first ? stm_vector_at(out, out->n - 1) : NULL;
        if (last != NULL && last->end == range.begin)
            last->end = range.end;
        else if (last == NULL || last->begin != range.begin || last->end != range.end)
            *(stm_span *)stm_vector_push(out) = range;
    }
}

void stm_runs_compose(const stm_run *runs, size_t nruns, stm_view under, const stm_decoded *over, uint32_t begin, stm_vector *to)
{
    const stm_run *pieces = over->runs.items;
    for (size_t i = 0; i < over->runs.n; i++) {
        stm_run run = pieces[i];
        stm_span span = {begin + run.source, begin + run.source + run.source_size};
        bool same = run.text_size == run.source_size && (run.text_size != 1 || over->text.at[run.text] == under.at[span.begin]);
        size_t before = to->n;
        stm_runs_cut(runs, nruns, span, run.text, to);
        if (same || to->n == before)
            continue;
        // An entity is one piece, whatever its bytes.
        stm_run *first = stm_vector_at(to, before), *last = stm_vector_at(to, to->n - 1);
        first->source_size = last->source + last->source_size - first->source;
        first->text = run.text;
        first->text_size = run.text_size;
        stm_vector_cut(to, before + 1);
    }
}

static bool is_markup(stm_view text)
{
    static const char *const signs[] = {
        "<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<meta", "<title", "<script",
    };
    stm_view head = stm_view_upto(text, 4096);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (stm_view_find_nocase(head, stm_view_of(signs[i])) != STM_NOWHERE)
            return true;
    return false;
}

static bool named_html(stm_view input)
{
    static const char *const ends[] = {".html", ".htm", ".xhtml", ".shtml"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (stm_view_ends_nocase(input, stm_view_of(ends[i])))
            return true;
    return false;
}

static stm_media media_of(const stm_item *item)
{
    if (item->media != STM_MEDIA_UNKNOWN)
        return item->media;
    if (named_html(item->input))
        return STM_MEDIA_HTML;
    if (stm_view_ends_nocase(item->input, STM_VIEW(".txt")))
        return STM_MEDIA_TEXT;
    return is_markup(item->bytes) ? STM_MEDIA_HTML : STM_MEDIA_TEXT;
}

// Takes the layer of a feed off decoded text.
static void decode_xml(stm_arena *arena, stm_layer layer, stm_decoded *decoded)
{
    stm_decoded plain;
    stm_vector runs;
    stm_xml_decode(arena, decoded->text, layer, &plain);
    stm_vector_init(&runs, arena, sizeof(stm_run));
    stm_runs_compose(decoded->runs.items, decoded->runs.n, decoded->text, &plain, 0, &runs);
    *decoded = (stm_decoded){plain.text, runs};
}

static stm_status decode(stm_arena *arena, stm_page *page)
{
    stm_decoded decoded;
    if (page->item->layer == STM_LAYER_JSON_STRING) {
        stm_json_unescape(arena, page->item->bytes, &decoded);
    } else {
        stm_status status = stm_charset_decode(arena, page->item->bytes, page->charset, true, &decoded, &page->error);
        if (status != STM_OK)
            return status;
    }
    if (page->item->layer == STM_LAYER_CDATA || page->item->layer == STM_LAYER_ESCAPED)
        decode_xml(arena, page->item->layer, &decoded);
    page->text = decoded.text;
    page->runs = decoded.runs.items;
    page->nruns = decoded.runs.n;
    return STM_OK;
}

// A page of tags has a piece in eight bytes at most; its map is copied into the tree's, the outline's and the article's.
static void cut_map(stm_page *page)
{
    size_t most = PIECES_LEAST + page->item->bytes.size / 8;
    if (page->nruns <= most)
        return;
    page->text = stm_view_upto(page->text, page->runs[most].text);
    page->nruns = most;
    page->tree.cut = true;
}

static stm_status parse(stm_reader *reader, stm_arena *arena, stm_page *page)
{
    if (reader->html == NULL && (reader->html = stm_html_new()) == NULL)
        return STM_NO_MEMORY;
    cut_map(page);
    return stm_html_parse(reader->html, arena, page);
}

stm_status stm_read_page(stm_reader *reader, stm_arena *arena, const stm_read_options *options, const stm_item *item,
                         stm_page *page)
{
    *page =
        (stm_page){.item = item, .text = {"", 0}, .plain = options->plain, .error = item->error, .charset = STM_VIEW("UTF-8")};
    if (item->error.status != STM_OK)
        return STM_OK;
    size_t most = options->page_most != 0 ? options->page_most : STM_PAGE_MOST;
    if (item->bytes.size > most) {
        stm_fail_at(&page->error, STM_TOO_LARGE, item->offset + most, "the page has %zu bytes, over the limit of %zu",
                    item->bytes.size, most);
        return STM_OK;
    }
    page->media = options->plain ? STM_MEDIA_TEXT : media_of(item);
    page->charset = stm_charset_of(arena, item, page->media == STM_MEDIA_HTML);
    if (decode(arena, page) != STM_OK || page->media != STM_MEDIA_HTML)
        return page->error.status == STM_NO_MEMORY ? STM_NO_MEMORY : STM_OK;
    return parse(reader, arena, page);
}

stm_view stm_json_text(stm_arena *arena, stm_view inside)
{
    stm_decoded decoded;
    stm_json_unescape(arena, inside, &decoded);
    return decoded.text;
}

// Has it tags or references that were escaped, and no tags that were not.
static bool is_escaped_markup(stm_view text)
{
    if (stm_view_find(text, STM_VIEW("</")) != STM_NOWHERE)
        return false;
    if (stm_view_find(text, STM_VIEW("&lt;/")) != STM_NOWHERE)
        return true;
    for (ptrdiff_t at; (at = stm_view_find(text, STM_VIEW("&amp;"))) != STM_NOWHERE;) {
        text = stm_view_from(text, (size_t)at + 5);
        size_t n = 0;
        while (n < text.size && n < REFERENCE_MOST &&
               (text.at[n] == '#' || stm_is_letter(text.at[n]) || stm_is_digit(text.at[n])))
            n++;
        if (n > 1 && n < text.size && text.at[n] == ';')
            return true;
    }
    return false;
}

// Takes the escapes of one string of JSON off: of text[inside) of what `decoded` holds.
static void decode_string(stm_arena *arena, stm_span inside, stm_decoded *decoded)
{
    stm_decoded string;
    stm_vector runs;
    stm_json_unescape(arena, stm_view_in(decoded->text, inside), &string);
    stm_vector_init(&runs, arena, sizeof(stm_run));
    stm_runs_compose(decoded->runs.items, decoded->runs.n, decoded->text, &string, inside.begin, &runs);
    *decoded = (stm_decoded){string.text, runs};
}

stm_status stm_read_within(stm_reader *reader, stm_arena *arena, const stm_page *outer, stm_json_place place, stm_page *page,
                           stm_layer *layer)
{
    const stm_node *script = &outer->tree.nodes[place.node];
    stm_decoded decoded = {script->text, {.items = outer->tree.runs + script->run, .n = script->nruns}};
    int strings = 1 + (outer->item->layer == STM_LAYER_JSON_STRING) + (place.within.end > 0);
    *page = (stm_page){.item = outer->item, .media = STM_MEDIA_HTML, .charset = outer->charset, .text = {"", 0}};
    *layer = strings == 2 ? STM_LAYER_JSON_TWICE : STM_LAYER_JSON_STRING;
    if ((outer->item->layer != STM_LAYER_BODY && outer->item->layer != STM_LAYER_JSON_STRING) || strings > 2)
        return STM_UNSUPPORTED;
    decode_string(arena, place.inside, &decoded);
    if (place.within.end > 0)
        decode_string(arena, place.within, &decoded);
    if (is_escaped_markup(decoded.text)) {
        if (strings > 1)
            return STM_UNSUPPORTED;
        *layer = STM_LAYER_JSON_ESCAPED;
        decode_xml(arena, STM_LAYER_ESCAPED, &decoded);
    }
    page->text = decoded.text;
    page->runs = decoded.runs.items;
    page->nruns = decoded.runs.n;
    return parse(reader, arena, page);
}
