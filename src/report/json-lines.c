// JSON Lines of extract, annotate, copies and stories, and the small printers that every JSON output is made of.
#include "report/json.h"

#include "report/escape.h"

void stm_json_comma(stm_buffer *to)
{
    char last = to->size > 0 ? to->at[to->size - 1] : '[';
    if (last != '[' && last != '{')
        stm_buffer_put_byte(to, ',');
}

void stm_json_key(stm_buffer *to, const char *name)
{
    stm_json_comma(to);
    stm_buffer_put_byte(to, '"');
    stm_buffer_put_string(to, name);
    stm_buffer_put_string(to, "\":");
}

void stm_json_string(stm_buffer *to, const char *name, stm_view text)
{
    stm_json_key(to, name);
    stm_escape_json(to, text);
}

void stm_json_string_or_null(stm_buffer *to, const char *name, stm_view text)
{
    stm_json_key(to, name);
    stm_escape_json_or_null(to, text);
}

void stm_json_number(stm_buffer *to, const char *name, double number)
{
    stm_json_key(to, name);
    stm_escape_json_number(to, number);
}

void stm_json_strings(stm_buffer *to, const char *name, const stm_view *texts, size_t n)
{
    stm_json_key(to, name);
    stm_buffer_put_byte(to, '[');
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            stm_buffer_put_byte(to, ',');
        stm_escape_json(to, texts[i]);
    }
    stm_buffer_put_byte(to, ']');
}

void stm_json_civil(stm_buffer *to, const char *name, stm_civil civil)
{
    char text[STM_CIVIL_TEXT] = "";
    if (stm_civil_known(civil))
        stm_civil_print(civil, text);
    stm_json_string_or_null(to, name, stm_view_of(text));
}

static void put_count(stm_buffer *to, uint64_t n)
{
    char digits[20];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + n % 10);
    while ((n /= 10) > 0);
    stm_buffer_put(to, (stm_view){digits + at, sizeof digits - at});
}

static void put_whole(stm_buffer *to, const char *name, uint64_t n)
{
    stm_json_key(to, name);
    put_count(to, n);
}

static void put_range(stm_buffer *to, uint64_t begin, uint64_t end)
{
    stm_buffer_put_byte(to, '[');
    put_count(to, begin);
    stm_buffer_put_byte(to, ',');
    put_count(to, end);
    stm_buffer_put_byte(to, ']');
}

void stm_json_span(stm_buffer *to, stm_span span)
{
    put_range(to, span.begin, span.end);
}

void stm_json_span_or_null(stm_buffer *to, const char *name, stm_span span)
{
    stm_json_key(to, name);
    if (span.begin < span.end)
        stm_json_span(to, span);
    else
        stm_buffer_put_string(to, "null");
}

void stm_json_spans(stm_buffer *to, const char *name, const stm_span *spans, size_t n)
{
    stm_json_key(to, name);
    stm_buffer_put_byte(to, '[');
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            stm_buffer_put_byte(to, ',');
        stm_json_span(to, spans[i]);
    }
    stm_buffer_put_byte(to, ']');
}

static const char *layer_name(stm_layer layer)
{
    switch (layer) {
    case STM_LAYER_JSON_STRING: return "json-string";
    case STM_LAYER_CDATA: return "cdata";
    case STM_LAYER_ESCAPED: return "escaped";
    case STM_LAYER_JSON_TWICE: return "json-string-twice";
    case STM_LAYER_JSON_ESCAPED: return "json-escaped";
    case STM_LAYER_BODY: break;
    }
    return "body";
}

static const char *media_name(stm_media media)
{
    return media == STM_MEDIA_HTML ? "html" : media == STM_MEDIA_TEXT ? "text" : "unknown";
}

void stm_json_source(stm_buffer *to, const stm_article *article, const stm_span *spans, size_t n, stm_vector *scratch)
{
    stm_vector_cut(scratch, 0);
    for (size_t i = 0; i < n; i++)
        stm_runs_ranges(article->runs, article->nruns, spans[i], scratch);
    const stm_span *ranges = scratch->items;
    stm_json_key(to, "source");
    stm_buffer_put_string(to, "{\"layer\":\"");
    stm_buffer_put_string(to, layer_name(article->layer));
    stm_buffer_put_string(to, "\",\"ranges\":[");
    for (size_t i = 0; i < scratch->n; i++) {
        if (i > 0)
            stm_buffer_put_byte(to, ',');
        put_range(to, article->offset + ranges[i].begin, article->offset + ranges[i].end);
    }
    stm_buffer_put_string(to, "]}");
}

void stm_json_error(stm_buffer *to, const stm_error *error)
{
    stm_json_key(to, "error");
    if (error->status == STM_OK) {
        stm_buffer_put_string(to, "null");
        return;
    }
    stm_buffer_put_byte(to, '{');
    stm_json_string(to, "code", stm_view_of(stm_status_code(error->status)));
    stm_json_string(to, "message", stm_view_of(error->message));
    stm_json_key(to, "offset");
    if (error->has_offset)
        put_count(to, error->offset);
    else
        stm_buffer_put_string(to, "null");
    stm_buffer_put_byte(to, '}');
}

static void put_rights(stm_buffer *to, stm_view rights)
{
    stm_json_key(to, "rights");
    if (rights.size == 0) {
        stm_buffer_put_string(to, "null");
        return;
    }
    stm_buffer_put_string(to, "{\"tdm-reservation\":");
    if (rights.size == 1 && stm_is_digit(rights.at[0]))
        stm_buffer_put(to, rights);
    else
        stm_escape_json(to, rights);
    stm_buffer_put_byte(to, '}');
}

static void put_record(stm_buffer *to, const stm_record *record)
{
    stm_json_key(to, "record");
    if (record == NULL) {
        stm_buffer_put_string(to, "null");
        return;
    }
    stm_buffer_put_byte(to, '{');
    stm_json_string_or_null(to, "id", record->id);
    stm_json_string(to, "file", record->file);
    put_whole(to, "offset", record->offset);
    put_whole(to, "inside", record->inside);
    put_whole(to, "length", record->length);
    stm_buffer_put_byte(to, '}');
}

static void put_blocks(stm_buffer *to, const stm_article *article)
{
    stm_vector scratch;
    stm_vector_init(&scratch, to->arena, sizeof(stm_span));
    stm_json_key(to, "blocks");
    stm_buffer_put_byte(to, '[');
    for (size_t i = 0; i < article->nblocks; i++) {
        const stm_block *block = &article->blocks[i];
        stm_json_comma(to);
        stm_buffer_put_byte(to, '{');
        stm_json_string(to, "kind", stm_view_of(stm_block_kind_name(block->kind)));
        stm_json_key(to, "span");
        stm_json_span(to, block->span);
        stm_json_source(to, article, &block->span, 1, &scratch);
        stm_buffer_put_byte(to, '}');
    }
    stm_buffer_put_byte(to, ']');
}

void stm_json_article(stm_buffer *to, const stm_article *article, bool no_text)
{
    char revision[STM_HASH_TEXT];
    stm_hash_print(article->revision, revision);
    stm_json_string(to, "input", article->input);
    stm_json_string(to, "id", article->id);
    stm_json_string_or_null(to, "revision", stm_view_of(article->error.status == STM_OK ? revision : ""));
    stm_json_string_or_null(to, "url", article->url);
    stm_json_string_or_null(to, "canonical_url", article->canonical_url);
    stm_json_string_or_null(to, "site", article->site);
    stm_json_string_or_null(to, "outlet", article->outlet);
    stm_json_string_or_null(to, "title", article->title);
    stm_json_strings(to, "authors", article->authors, article->nauthors);
    stm_json_civil(to, "published", article->published);
    stm_json_civil(to, "modified", article->modified);
    stm_json_civil(to, "fetched", article->fetched);
    stm_json_string_or_null(to, "language", article->language);
    stm_json_string(to, "page", stm_view_of(stm_page_kind_name(article->page)));
    stm_json_string_or_null(to, "text_from", stm_view_of(article->text.size == 0 ? "" : stm_text_from_name(article->from)));
    stm_json_key(to, "amp");
    stm_buffer_put_string(to, article->amp ? "true" : "false");
    stm_json_string_or_null(to, "same_as", article->same_as);
    stm_json_strings(to, "credits", article->credits, article->ncredits);
    put_rights(to, article->rights);
    put_record(to, article->record);
    stm_json_string(to, "media", stm_view_of(media_name(article->media)));
    stm_json_string_or_null(to, "charset", article->charset);
    put_whole(to, "offset", article->offset);
    if (!no_text) {
        stm_json_string(to, "text", article->text);
        put_blocks(to, article);
    }
    stm_json_error(to, &article->error);
}

stm_status stm_print_article(const stm_document *document, stm_buffer *to)
{
    stm_buffer_put_byte(to, '{');
    stm_json_article(to, &document->article, false);
    stm_buffer_put_string(to, "}\n");
    return STM_OK;
}

stm_status stm_print_record(const stm_item *item, stm_buffer *to)
{
    const stm_record *record = item->record;
    stm_buffer_put_byte(to, '{');
    stm_json_string(to, "input", item->input);
    stm_json_string_or_null(to, "type", record != NULL ? record->type : STM_VIEW(""));
    stm_json_string_or_null(to, "id", record != NULL ? record->id : STM_VIEW(""));
    stm_json_string_or_null(to, "url", record != NULL ? record->url : STM_VIEW(""));
    stm_json_string_or_null(to, "date", record != NULL ? record->date : STM_VIEW(""));
    stm_json_string_or_null(to, "media", record != NULL ? record->media : STM_VIEW(""));
    put_whole(to, "offset", record != NULL ? record->offset : 0);
    put_whole(to, "inside", record != NULL ? record->inside : 0);
    put_whole(to, "length", record != NULL ? record->length : 0);
    stm_json_error(to, &item->error);
    stm_buffer_put_string(to, "}\n");
    return STM_OK;
}

static void put_speaker(stm_buffer *to, const stm_quote *quote)
{
    stm_json_key(to, "speaker");
    stm_buffer_put_byte(to, '{');
    stm_json_span_or_null(to, "span", quote->speaker);
    stm_json_string_or_null(to, "name", quote->name);
    stm_json_string_or_null(to, "kind", stm_view_of(stm_speaker_kind_name(quote->speaker_kind)));
    stm_buffer_put_byte(to, '}');
}

static void put_quotes(stm_buffer *to, const stm_notes *notes)
{
    stm_json_key(to, "quotes");
    stm_buffer_put_byte(to, '[');
    for (size_t i = 0; i < notes->nquotes; i++) {
        const stm_quote *quote = &notes->quotes[i];
        if (quote->scare)
            continue;
        stm_json_comma(to);
        stm_buffer_put_byte(to, '{');
        stm_json_spans(to, "spans", quote->spans, quote->nspans);
        stm_json_string(to, "kind", stm_view_of(stm_quote_kind_name(quote->kind)));
        stm_json_string_or_null(to, "act", stm_view_of(stm_act_name(quote->act)));
        stm_json_span_or_null(to, "cue", quote->cue);
        put_speaker(to, quote);
        stm_buffer_put_byte(to, '}');
    }
    stm_buffer_put_byte(to, ']');
}

static void put_figures(stm_buffer *to, const stm_notes *notes)
{
    stm_json_key(to, "figures");
    stm_buffer_put_byte(to, '[');
    for (size_t i = 0; i < notes->nfigures; i++) {
        const stm_figure *figure = &notes->figures[i];
        stm_json_comma(to);
        stm_buffer_put_byte(to, '{');
        stm_json_key(to, "span");
        stm_json_span(to, figure->span);
        stm_json_string(to, "kind", stm_view_of(stm_figure_kind_name(figure->kind)));
        stm_json_number(to, "low", figure->low);
        stm_json_number(to, "high", figure->high);
        stm_json_string(to, "bound", stm_view_of(stm_bound_sign(figure->bound)));
        stm_json_string_or_null(to, "unit", figure->unit);
        stm_json_string_or_null(to, "change", stm_view_of(stm_change_name(figure->change)));
        stm_json_string_or_null(to, "counted", figure->counted);
        stm_json_span_or_null(to, "counted_span", figure->counted_span);
        stm_buffer_put_byte(to, '}');
    }
    stm_buffer_put_byte(to, ']');
}

static void put_dates(stm_buffer *to, const stm_notes *notes)
{
    stm_json_key(to, "dates");
    stm_buffer_put_byte(to, '[');
    for (size_t i = 0; i < notes->ndates; i++) {
        const stm_date *date = &notes->dates[i];
        stm_json_comma(to);
        stm_buffer_put_byte(to, '{');
        stm_json_key(to, "span");
        stm_json_span(to, date->span);
        stm_json_string(to, "kind", stm_view_of(stm_date_kind_name(date->kind)));
        stm_json_string_or_null(to, "value", date->value);
        if (date->bound != STM_BOUND_EQUAL)
            stm_json_string(to, "bound", stm_view_of(stm_bound_sign(date->bound)));
        if (date->zone.size > 0)
            stm_json_string(to, "zone", date->zone);
        stm_buffer_put_byte(to, '}');
    }
    stm_buffer_put_byte(to, ']');
}

static void put_names(stm_buffer *to, const stm_notes *notes)
{
    stm_json_key(to, "names");
    stm_buffer_put_byte(to, '[');
    for (size_t i = 0; i < notes->nnames; i++) {
        const stm_name *name = &notes->names[i];
        stm_json_comma(to);
        stm_buffer_put_byte(to, '{');
        stm_json_key(to, "span");
        stm_json_span(to, name->span);
        stm_json_string(to, "kind", stm_view_of(stm_name_kind_name(name->kind)));
        stm_json_string(to, "name", name->name);
        stm_json_string_or_null(to, "role", name->role);
        stm_buffer_put_byte(to, '}');
    }
    stm_buffer_put_byte(to, ']');
}

static void put_sentences(stm_buffer *to, const stm_segments *segments)
{
    stm_json_key(to, "sentences");
    stm_buffer_put_byte(to, '[');
    for (size_t i = 0; i < segments->nsentences; i++) {
        stm_json_comma(to);
        stm_json_span(to, segments->sentences[i].span);
    }
    stm_buffer_put_byte(to, ']');
}

stm_status stm_print_notes(const stm_document *document, stm_buffer *to)
{
    stm_buffer_put_byte(to, '{');
    stm_json_article(to, &document->article, false);
    put_sentences(to, &document->segments);
    put_quotes(to, &document->notes);
    put_figures(to, &document->notes);
    put_dates(to, &document->notes);
    put_names(to, &document->notes);
    stm_buffer_put_string(to, "}\n");
    return STM_OK;
}

static void put_passages(stm_buffer *to, const stm_pair *pair)
{
    stm_json_key(to, "passages");
    stm_buffer_put_byte(to, '[');
    for (uint32_t i = 0; i < pair->npassages; i++) {
        const stm_passage *passage = &pair->passages[i];
        stm_json_comma(to);
        stm_buffer_put_byte(to, '{');
        stm_json_key(to, "a");
        stm_json_span(to, passage->a);
        stm_json_key(to, "b");
        stm_json_span(to, passage->b);
        stm_json_string(to, "kind", stm_view_of(stm_passage_kind_name(passage->kind)));
        stm_json_number(to, "words", passage->words);
        stm_buffer_put_byte(to, '}');
    }
    stm_buffer_put_byte(to, ']');
}

// The facts that the score is made of, by the names that lang/common/copy-weights.tsv has for them.
static void put_evidence(stm_buffer *to, const stm_evidence *e)
{
    const struct fact {
        const char *name;
        double value;
    } facts[] = {
        {"run", e->run},           {"plain", e->plain},         {"passage", e->passage}, {"rare", e->rare},
        {"prose", e->prose},       {"sentence", e->sentence},   {"sentences", e->sentences}, {"share", e->share},
        {"credit", e->credit},       {"headline", e->headline}, {"clause", e->clause}, {"said_run", e->said_run}, {"said", e->said},
        {"loose", e->loose},         {"ordered", e->ordered},
    };
    stm_json_key(to, "evidence");
    stm_buffer_put_byte(to, '{');
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        stm_json_number(to, facts[i].name, stm_json_thousandths(facts[i].value));
    stm_json_number(to, "quotes", e->quotes);
    stm_json_number(to, "light", e->light);
    stm_buffer_put_byte(to, '}');
}

double stm_json_thousandths(double number)
{
    return (double)(long)(number * 1000 + .5) / 1000;
}

void stm_json_pair(stm_buffer *to, stm_document *const *documents, const stm_pair *pair)
{
    stm_buffer_put_byte(to, '{');
    stm_json_string(to, "a", documents[pair->a]->article.id);
    stm_json_string(to, "b", documents[pair->b]->article.id);
    stm_json_string(to, "relation", stm_view_of(stm_relation_name(pair->relation)));
    stm_json_string(to, "direction", stm_view_of(stm_direction_name(pair->direction)));
    stm_json_number(to, "score", (double)(long)(pair->score * 1e6 + .5) / 1e6);
    stm_json_key(to, "words");
    stm_buffer_print(to, "{\"shared\":%u,\"prose\":%u,\"quoted\":%u,\"caption\":%u,\"longest_prose\":%u}", pair->words.shared,
                     pair->words.prose, pair->words.quoted, pair->words.caption, pair->words.longest_prose);
    stm_json_key(to, "containment");
    stm_buffer_put_byte(to, '[');
    stm_escape_json_number(to, stm_json_thousandths(pair->containment[0]));
    stm_buffer_put_byte(to, ',');
    stm_escape_json_number(to, stm_json_thousandths(pair->containment[1]));
    stm_buffer_put_byte(to, ']');
    stm_json_string_or_null(to, "source", pair->source);
    stm_json_string(to, "credit", stm_view_of(stm_credit_name(pair->credit)));
    put_passages(to, pair);
    put_evidence(to, &pair->evidence);
    stm_json_strings(to, "because", pair->because, pair->nbecause);
    stm_buffer_put_byte(to, '}');
}

stm_status stm_print_pair(stm_document *const *documents, const stm_pair *pair, stm_buffer *to)
{
    stm_json_pair(to, documents, pair);
    stm_buffer_put_byte(to, '\n');
    return STM_OK;
}

stm_status stm_print_story(stm_document *const *documents, const stm_story *story, stm_buffer *to)
{
    stm_buffer_put_byte(to, '{');
    stm_json_string(to, "story", story->id);
    stm_json_string_or_null(to, "title", story->title);
    stm_json_key(to, "articles");
    stm_buffer_put_byte(to, '[');
    for (size_t i = 0; i < story->ndocuments; i++) {
        stm_json_comma(to);
        stm_escape_json(to, documents[story->documents[i]]->article.id);
    }
    stm_buffer_put_byte(to, ']');
    stm_json_civil(to, "first", story->first);
    stm_json_civil(to, "last", story->last);
    stm_json_strings(to, "because", story->because, story->nbecause);
    stm_buffer_put_string(to, "}\n");
    return STM_OK;
}
