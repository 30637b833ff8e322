// The report as one JSON object, laid out so that a statement, a pair, a difference each stand on a line of their own.
#include "report/json.h"

#include "report/escape.h"
#include "report/words.h"

struct printing {
    const stm_findings *findings;
    const stm_report_options *options;
    const stm_comparison *comparison;
    stm_buffer *to;
    stm_story_pairs pairs;
    stm_vector ranges; // of stm_span, scratch
};

static const stm_article *article_of(const struct printing *p, uint32_t document)
{
    return &p->findings->documents[document]->article;
}

// A list whose items stand on lines of their own.
static void open_list(stm_buffer *to, const char *name)
{
    stm_json_key(to, name);
    stm_buffer_put_byte(to, '[');
}

static void next_line(stm_buffer *to)
{
    stm_json_comma(to);
    stm_buffer_put_byte(to, '\n');
}

static void open_object(stm_buffer *to)
{
    next_line(to);
    stm_buffer_put_byte(to, '{');
}

static void put_inputs(struct printing *p)
{
    stm_buffer *to = p->to;
    uint32_t *articles = stm_arena_take_array(to->arena, p->findings->nsources + 1, sizeof *articles);
    for (size_t d = 0; d < p->findings->ndocuments; d++)
        if (article_of(p, (uint32_t)d)->text.size > 0 && article_of(p, (uint32_t)d)->source < p->findings->nsources)
            articles[article_of(p, (uint32_t)d)->source]++;
    open_list(to, "inputs");
    for (size_t i = 0; i < p->findings->nsources; i++) {
        const stm_source *source = &p->findings->sources[i];
        char sum[STM_SHA256_TEXT];
        stm_sha256_print(source->sha256, sum);
        open_object(to);
        stm_json_string(to, "input", source->input);
        stm_json_string_or_null(to, "sha256", stm_view_of(source->error.status == STM_OK ? sum : ""));
        stm_json_number(to, "articles", articles[i]);
        stm_json_error(to, &source->error);
        stm_buffer_put_byte(to, '}');
    }
    stm_buffer_put_byte(to, ']');
}

static void put_articles(struct printing *p)
{
    open_list(p->to, "articles");
    for (size_t i = 0; i < p->findings->ndocuments; i++) {
        open_object(p->to);
        stm_json_article(p->to, article_of(p, (uint32_t)i), p->options->no_text);
        stm_buffer_put_byte(p->to, '}');
    }
    stm_buffer_put_byte(p->to, ']');
}

static void put_article_ids(struct printing *p, const char *name, const uint32_t *documents, size_t n)
{
    open_list(p->to, name);
    for (size_t i = 0; i < n; i++) {
        stm_json_comma(p->to);
        stm_escape_json(p->to, article_of(p, documents[i])->id);
    }
    stm_buffer_put_byte(p->to, ']');
}

static void put_statement_ids(struct printing *p, const char *name, const uint32_t *statements, size_t n)
{
    open_list(p->to, name);
    for (size_t i = 0; i < n; i++) {
        stm_json_comma(p->to);
        stm_escape_json(p->to, stm_view_of(p->comparison->statements[statements[i]].id));
    }
    stm_buffer_put_byte(p->to, ']');
}

static void put_people(struct printing *p)
{
    stm_buffer *to = p->to;
    open_list(to, "people");
    for (size_t i = 0; i < p->comparison->npeople; i++) {
        const stm_person *person = &p->comparison->people[i];
        open_object(to);
        stm_json_string(to, "name", person->name);
        stm_json_string(to, "kind", stm_view_of(stm_name_kind_name(person->kind)));
        stm_json_strings(to, "spellings", person->spellings, person->nspellings);
        stm_json_strings(to, "roles", person->roles, person->nroles);
        stm_buffer_put_byte(to, '}');
    }
    stm_buffer_put_byte(to, ']');
}

static void put_origins(struct printing *p)
{
    stm_buffer *to = p->to;
    open_list(to, "origins");
    for (size_t i = 0; i < p->comparison->norigins; i++) {
        const stm_origin *origin = &p->comparison->origins[i];
        open_object(to);
        stm_json_string(to, "origin", origin->id);
        stm_json_string(to, "kind", stm_view_of(stm_origin_kind_name(origin->kind)));
        stm_json_string_or_null(to, "name", origin->name);
        put_article_ids(p, "articles", origin->documents, origin->ndocuments);
        put_article_ids(p, "quoted_by", origin->quoting, origin->nquoting);
        stm_json_strings(to, "because", origin->because, origin->nbecause);
        stm_json_key(to, "removal");
        stm_buffer_put_byte(to, '{');
        put_statement_ids(p, "lost", origin->lost, origin->nlost);
        put_statement_ids(p, "single", origin->single, origin->nsingle);
        stm_buffer_put_string(to, "}}");
    }
    stm_buffer_put_byte(to, ']');
}

static void put_copies(struct printing *p)
{
    size_t story = (size_t)(p->comparison - p->findings->comparisons);
    open_list(p->to, "copies");
    for (uint32_t i = p->pairs.begins[story]; i < p->pairs.begins[story + 1]; i++) {
        next_line(p->to);
        stm_json_pair(p->to, p->findings->documents, p->pairs.pairs[i]);
    }
    stm_buffer_put_byte(p->to, ']');
}

static void put_value(stm_buffer *to, const stm_mention *mention)
{
    if (!mention->has_value) {
        stm_json_string_or_null(to, "value", mention->date);
        return;
    }
    stm_json_key(to, "value");
    if (mention->low == mention->high) {
        stm_escape_json_number(to, mention->low);
    } else {
        stm_buffer_put_byte(to, '[');
        stm_escape_json_number(to, mention->low);
        stm_buffer_put_byte(to, ',');
        stm_escape_json_number(to, mention->high);
        stm_buffer_put_byte(to, ']');
    }
    stm_json_string(to, "bound", stm_view_of(stm_bound_sign(mention->bound)));
    stm_json_string_or_null(to, "unit", mention->unit);
}

static void put_edits(stm_buffer *to, const stm_mention *mention)
{
    open_list(to, "edits");
    for (uint32_t i = 0; i < mention->nedits; i++) {
        const stm_edit *edit = &mention->edits[i];
        stm_json_comma(to);
        stm_buffer_put_byte(to, '{');
        stm_json_string(to, "op", stm_view_of(stm_edit_op_name(edit->op)));
        stm_json_key(to, "full");
        stm_json_span(to, edit->full);
        stm_json_key(to, "own");
        stm_json_span(to, edit->own);
        stm_buffer_put_byte(to, '}');
    }
    stm_buffer_put_byte(to, ']');
}

// What every mention has: where it stands and its words.
static void put_place(struct printing *p, const stm_mention *mention)
{
    stm_buffer *to = p->to;
    const stm_article *article = article_of(p, mention->document);
    stm_json_string(to, "article", article->id);
    stm_json_spans(to, "spans", mention->spans, mention->nspans);
    stm_json_source(to, article, mention->spans, mention->nspans, &p->ranges);
    open_list(to, "words");
    for (uint32_t i = 0; i < mention->nspans; i++) {
        stm_json_comma(to);
        stm_escape_json(to, stm_view_in(article->text, mention->spans[i]));
    }
    stm_buffer_put_byte(to, ']');
}

static stm_view origin_id(const struct printing *p, uint32_t origin)
{
    return origin < p->comparison->norigins ? p->comparison->origins[origin].id : STM_VIEW("");
}

// What the mention's article stands on, and the outlet that it names as its source with the origin that this comes to.
static void put_origin_id(struct printing *p, const stm_mention *mention)
{
    stm_json_string_or_null(p->to, "origin", origin_id(p, mention->origin));
    stm_json_string_or_null(p->to, "via", mention->via);
    stm_json_string_or_null(p->to, "from", origin_id(p, mention->source));
}

static void put_statement_mention(struct printing *p, const stm_mention *mention, bool figure)
{
    stm_buffer *to = p->to;
    open_object(to);
    put_place(p, mention);
    stm_json_string(to, "form", stm_view_of(stm_form_name(mention->form)));
    stm_json_string_or_null(to, "speaker", mention->speaker);
    stm_json_string_or_null(to, "person", mention->name);
    stm_json_string(to, "wording", stm_view_of(stm_wording_name(mention->wording)));
    put_edits(to, mention);
    if (figure)
        put_value(to, mention);
    put_origin_id(p, mention);
    stm_buffer_put_byte(to, '}');
}

static void put_statements(struct printing *p)
{
    stm_buffer *to = p->to;
    open_list(to, "statements");
    for (size_t i = 0; i < p->comparison->nstatements; i++) {
        const stm_statement *statement = &p->comparison->statements[i];
        open_object(to);
        stm_json_string(to, "id", stm_view_of(statement->id));
        stm_json_string(to, "kind", stm_view_of(stm_statement_kind_name(statement->kind)));
        stm_json_string(to, "text", statement->text);
        stm_json_string_or_null(to, "speaker", statement->speaker);
        stm_json_number(to, "certainty", stm_json_thousandths(statement->certainty));
        stm_json_strings(to, "because", statement->because, statement->nbecause);
        stm_json_string(to, "wording", stm_view_of(stm_wording_name(statement->wording)));
        stm_json_number(to, "fullest", statement->fullest);
        stm_json_number(to, "articles", statement->narticles);
        stm_json_number(to, "origins", statement->norigins);
        stm_json_number(to, "sources", statement->nsources);
        open_list(to, "mentions");
        for (uint32_t m = 0; m < statement->nmentions; m++)
            put_statement_mention(p, &statement->mentions[m], statement->kind == STM_STATEMENT_FIGURE);
        stm_buffer_put_string(to, "]}");
    }
    stm_buffer_put_byte(to, ']');
}

static void put_claims(struct printing *p)
{
    open_list(p->to, "claims");
    for (size_t i = 0; i < p->comparison->nclaims; i++) {
        const stm_claim *claim = &p->comparison->claims[i];
        open_object(p->to);
        stm_json_string(p->to, "id", stm_view_of(p->comparison->statements[claim->statements[0]].id));
        put_statement_ids(p, "statements", claim->statements, claim->nstatements);
        stm_json_number(p->to, "articles", claim->narticles);
        stm_json_number(p->to, "origins", claim->norigins);
        stm_json_number(p->to, "sources", claim->nsources);
        open_list(p->to, "mentions");
        for (uint32_t m = claim->nmentions - claim->nown; m < claim->nmentions; m++)
            put_statement_mention(p, &claim->mentions[m], false);
        stm_buffer_put_string(p->to, "]}");
    }
    stm_buffer_put_byte(p->to, ']');
}

static void put_difference_mention(struct printing *p, const stm_mention *mention)
{
    stm_buffer *to = p->to;
    open_object(to);
    put_place(p, mention);
    put_value(to, mention);
    stm_json_string_or_null(to, "as_of", mention->as_of);
    stm_json_string_or_null(to, "speaker", mention->speaker);
    stm_json_string_or_null(to, "person", mention->name);
    put_origin_id(p, mention);
    stm_buffer_put_byte(to, '}');
}

// The values in order of publication: who first had each.
static void put_course(struct printing *p, const stm_difference *d)
{
    open_list(p->to, "course");
    for (uint32_t i = 0; i < d->ncourse; i++) {
        const stm_mention *m = &d->mentions[d->course[i]];
        open_object(p->to);
        stm_json_string(p->to, "article", article_of(p, m->document)->id);
        stm_json_string_or_null(p->to, "as_of", m->as_of);
        stm_json_string(p->to, "words", stm_view_in(article_of(p, m->document)->text, m->spans[0]));
        stm_buffer_put_byte(p->to, '}');
    }
    stm_buffer_put_byte(p->to, ']');
}

static void put_differences(struct printing *p)
{
    stm_buffer *to = p->to;
    open_list(to, "differences");
    for (size_t i = 0; i < p->comparison->ndifferences; i++) {
        const stm_difference *difference = &p->comparison->differences[i];
        open_object(to);
        stm_json_string(to, "id", stm_view_of(difference->id));
        stm_json_string(to, "kind", stm_view_of(stm_difference_kind_name(difference->kind)));
        stm_json_string(to, "relation", stm_view_of(stm_difference_relation_name(difference->relation)));
        stm_json_string(to, "what", difference->what);
        stm_json_number(to, "certainty", stm_json_thousandths(difference->certainty));
        stm_json_strings(to, "because", difference->because, difference->nbecause);
        put_article_ids(p, "still", difference->still, difference->nstill);
        put_course(p, difference);
        open_list(to, "mentions");
        for (uint32_t m = 0; m < difference->nmentions; m++)
            put_difference_mention(p, &difference->mentions[m]);
        stm_buffer_put_string(to, "]}");
    }
    stm_buffer_put_byte(to, ']');
}

static void put_timeline(struct printing *p)
{
    open_list(p->to, "timeline");
    for (size_t i = 0; i < p->comparison->ntimeline; i++) {
        const stm_moment *moment = &p->comparison->timeline[i];
        open_object(p->to);
        stm_json_string(p->to, "at", moment->at);
        stm_json_string(p->to, "statement", stm_view_of(p->comparison->statements[moment->statement].id));
        stm_buffer_put_byte(p->to, '}');
    }
    stm_buffer_put_byte(p->to, ']');
}

static void put_story(struct printing *p)
{
    const stm_story *story = p->comparison->story;
    open_object(p->to);
    stm_json_string(p->to, "story", story->id);
    stm_json_string_or_null(p->to, "title", story->title);
    put_article_ids(p, "articles", story->documents, story->ndocuments);
    stm_json_civil(p->to, "first", story->first);
    stm_json_civil(p->to, "last", story->last);
    stm_json_strings(p->to, "because", story->because, story->nbecause);
    put_people(p);
    put_origins(p);
    put_copies(p);
    put_statements(p);
    put_claims(p);
    put_differences(p);
    put_statement_ids(p, "only_one", p->comparison->only_one, p->comparison->nonly_one);
    put_timeline(p);
    stm_buffer_put_byte(p->to, '}');
}

stm_status stm_report_json(const stm_findings *findings, const stm_report_options *options, stm_buffer *to)
{
    struct printing p = {.findings = findings, .options = options, .to = to};
    stm_vector_init(&p.ranges, to->arena, sizeof(stm_span));
    p.pairs = stm_words_of_pairs(to->arena, findings);
    stm_buffer_put_byte(to, '{');
    stm_json_string(to, "stemma", findings->version);
    stm_json_civil(to, "now", findings->now);
    stm_json_key(to, "plain");
    stm_buffer_put_string(to, findings->plain ? "true" : "false");
    put_inputs(&p);
    put_articles(&p);
    open_list(to, "stories");
    for (size_t i = 0; i < findings->stories->nstories; i++) {
        p.comparison = &findings->comparisons[i];
        put_story(&p);
    }
    stm_buffer_put_byte(to, ']');
    stm_json_strings(to, "gaps", findings->gaps, findings->ngaps);
    stm_buffer_put_string(to, "}\n");
    return STM_OK;
}
