// The installed interface: a pipeline behind an opaque handle, its results as plain structures.
#include "stemma.h"

#include <stdlib.h>

#include "api/api.h"

_Static_assert(STEMMA_INTERNAL == (int)STM_INTERNAL, "the statuses of both headers are the same numbers");
_Static_assert(sizeof(stm_span) == sizeof(uint32_t[2]), "a span is a pair of numbers");

struct stemma_corpus {
    stm_pipeline pipeline;
    bool finished, failed;
    char message[STM_ERROR_MESSAGE];
};

const char *stemma_version(void)
{
    return STM_VERSION;
}

// Copies what both the caller's structure and ours have.
static void copy_sized(void *to, size_t to_size, const void *from, size_t from_size)
{
    memcpy(to, from, to_size < from_size ? to_size : from_size);
}

static bool read_options(const stemma_options *given, stm_pipeline_options *options)
{
    stemma_options o = {0};
    *options = (stm_pipeline_options){0};
    if (given != NULL)
        copy_sized(&o, given->size, given, sizeof o);
    options->nthreads = o.threads;
    options->read.plain = o.plain != 0;
    options->one_story = o.one_story != 0;
    options->ignore_dates = o.ignore_dates != 0;
    return o.threads <= 1024 && (o.now == NULL || stm_civil_read(stm_view_of(o.now), &options->now));
}

stemma_corpus *stemma_corpus_new(const stemma_options *options)
{
    stm_pipeline_options inner;
    if (!read_options(options, &inner))
        return NULL;
    stemma_corpus *corpus = calloc(1, sizeof *corpus);
    if (corpus != NULL)
        stm_pipeline_init(&corpus->pipeline, &inner);
    return corpus;
}

void stemma_corpus_free(stemma_corpus *corpus)
{
    if (corpus == NULL)
        return;
    stm_pipeline_release(&corpus->pipeline);
    free(corpus);
}

static stemma_status tell(stemma_corpus *corpus, stm_status status, const char *message)
{
    stm_error error = {0};
    if (status == STM_OK)
        return STEMMA_OK;
    stm_fail(&error, status, "%s", message != NULL ? message : stm_status_code(status));
    memcpy(corpus->message, error.message, sizeof corpus->message);
    return (stemma_status)status;
}

static bool takes_more(const stemma_corpus *corpus)
{
    return !corpus->finished && !corpus->failed;
}

stemma_status stemma_corpus_add_path(stemma_corpus *corpus, const char *path)
{
    if (!takes_more(corpus) || path == NULL)
        return tell(corpus, STM_WRONG_USE, "this corpus takes no more inputs");
    stm_view view = stm_view_of(path);
    return tell(corpus, stm_pipeline_add_paths(&corpus->pipeline, &view, 1), NULL);
}

stemma_status stemma_corpus_add_memory(stemma_corpus *corpus, const char *name, const void *bytes, size_t size)
{
    if (!takes_more(corpus) || name == NULL || (bytes == NULL && size > 0))
        return tell(corpus, STM_WRONG_USE, "this corpus takes no more inputs");
    return tell(corpus, stm_pipeline_add_memory(&corpus->pipeline, stm_view_of(name), (stm_view){bytes, size}), NULL);
}

stemma_status stemma_corpus_finish(stemma_corpus *corpus)
{
    if (!takes_more(corpus))
        return tell(corpus, STM_WRONG_USE, "this corpus is finished");
    stm_status status = stm_pipeline_run(&corpus->pipeline, STM_GOAL_REPORT);
    corpus->finished = status == STM_OK;
    corpus->failed = status != STM_OK;
    return tell(corpus, status, NULL);
}

const char *stemma_corpus_message(const stemma_corpus *corpus)
{
    return corpus->message;
}

static stemma_text text_of(stm_view view)
{
    return (stemma_text){view.at != NULL ? view.at : "", view.size};
}

size_t stemma_narticles(const stemma_corpus *corpus)
{
    return corpus->finished ? corpus->pipeline.items.nitems : 0;
}

stemma_status stemma_get_article(const stemma_corpus *corpus, size_t article, stemma_article *to)
{
    if (article >= stemma_narticles(corpus))
        return STEMMA_WRONG_USE;
    const stm_article *a = &corpus->pipeline.documents[article]->article;
    stemma_article found = {.size = to->size, .id = text_of(a->id), .input = text_of(a->input), .url = text_of(a->url),
                            .site = text_of(a->site), .title = text_of(a->title), .language = text_of(a->language),
                            .text = text_of(a->text), .error = text_of(stm_view_of(a->error.message))};
    copy_sized(to, to->size, &found, sizeof found);
    return STEMMA_OK;
}

size_t stemma_nstories(const stemma_corpus *corpus)
{
    return corpus->finished ? corpus->pipeline.stories.nstories : 0;
}

static const stm_comparison *story_at(const stemma_corpus *corpus, size_t story)
{
    return story < stemma_nstories(corpus) ? &corpus->pipeline.comparisons[story] : NULL;
}

stemma_status stemma_get_story(const stemma_corpus *corpus, size_t story, stemma_story *to)
{
    const stm_comparison *c = story_at(corpus, story);
    if (c == NULL)
        return STEMMA_WRONG_USE;
    stemma_story found = {.size = to->size, .id = text_of(c->story->id), .title = text_of(c->story->title),
                          .narticles = c->story->ndocuments, .norigins = c->nstanding, .nstatements = c->nstatements,
                          .ndifferences = c->ndifferences};
    copy_sized(to, to->size, &found, sizeof found);
    return STEMMA_OK;
}

stemma_status stemma_get_statement(const stemma_corpus *corpus, size_t story, size_t statement, stemma_statement *to)
{
    const stm_comparison *c = story_at(corpus, story);
    if (c == NULL || statement >= c->nstatements)
        return STEMMA_WRONG_USE;
    const stm_statement *s = &c->statements[statement];
    stemma_statement found = {.size = to->size, .id = text_of(stm_view_of(s->id)),
                              .kind = text_of(stm_view_of(stm_statement_kind_name(s->kind))), .text = text_of(s->text),
                              .speaker = text_of(s->speaker), .certainty = s->certainty, .narticles = s->narticles,
                              .norigins = s->norigins, .nmentions = s->nmentions};
    copy_sized(to, to->size, &found, sizeof found);
    return STEMMA_OK;
}

stemma_status stemma_get_difference(const stemma_corpus *corpus, size_t story, size_t difference, stemma_difference *to)
{
    const stm_comparison *c = story_at(corpus, story);
    if (c == NULL || difference >= c->ndifferences)
        return STEMMA_WRONG_USE;
    const stm_difference *d = &c->differences[difference];
    stemma_difference found = {.size = to->size, .id = text_of(stm_view_of(d->id)),
                               .kind = text_of(stm_view_of(stm_difference_kind_name(d->kind))),
                               .relation = text_of(stm_view_of(stm_difference_relation_name(d->relation))),
                               .what = text_of(d->what), .certainty = d->certainty, .nmentions = d->nmentions};
    copy_sized(to, to->size, &found, sizeof found);
    return STEMMA_OK;
}

static stemma_status give_mention(const stm_comparison *c, const stm_mention *m, stemma_mention *to)
{
    stm_view origin = m->origin < c->norigins ? c->origins[m->origin].id : (stm_view){0};
    stemma_mention found = {.size = to->size, .article = m->document,
                            .spans = (const uint32_t(*)[2])(uintptr_t)m->spans, .nspans = m->nspans,
                            .speaker = text_of(m->speaker), .origin = text_of(origin)};
    copy_sized(to, to->size, &found, sizeof found);
    return STEMMA_OK;
}

stemma_status stemma_get_statement_mention(const stemma_corpus *corpus, size_t story, size_t statement, size_t mention,
                                           stemma_mention *to)
{
    const stm_comparison *c = story_at(corpus, story);
    if (c == NULL || statement >= c->nstatements || mention >= c->statements[statement].nmentions)
        return STEMMA_WRONG_USE;
    return give_mention(c, &c->statements[statement].mentions[mention], to);
}

stemma_status stemma_get_difference_mention(const stemma_corpus *corpus, size_t story, size_t difference, size_t mention,
                                            stemma_mention *to)
{
    const stm_comparison *c = story_at(corpus, story);
    if (c == NULL || difference >= c->ndifferences || mention >= c->differences[difference].nmentions)
        return STEMMA_WRONG_USE;
    return give_mention(c, &c->differences[difference].mentions[mention], to);
}

struct printing {
    stm_status (*print)(const stm_findings *findings, const stm_report_options *options, stm_buffer *to);
    const stm_findings *findings;
    stm_report_options options;
    stm_arena arena;
    stm_buffer to;
};

static stm_status print_form(void *argument)
{
    struct printing *p = argument;
    stm_buffer_init(&p->to, &p->arena, 0);
    return p->print(p->findings, &p->options, &p->to);
}

stemma_status stemma_report(const stemma_corpus *corpus, stemma_form form, const stemma_report_options *options,
                            stemma_write *write, void *argument)
{
    stm_status (*const forms[])(const stm_findings *, const stm_report_options *, stm_buffer *) = {
        stm_report_text, stm_report_json, stm_report_html, stm_report_markdown};
    stemma_report_options o = {0};
    if (!corpus->finished || (unsigned)form >= sizeof forms / sizeof *forms || write == NULL)
        return STEMMA_WRONG_USE;
    if (options != NULL)
        copy_sized(&o, options->size, options, sizeof o);
    stm_exit way = {0};
    struct printing p = {.print = forms[form], .findings = &corpus->pipeline.findings,
                         .options = {.colour = o.colour != 0, .width = o.width, .no_text = o.no_text != 0}};
    stm_arena_init(&p.arena, &way, 0);
    stm_status status = stm_exit_run(&way, print_form, &p);
    if (status == STM_OK && write(argument, p.to.at, p.to.size) != 0)
        status = STM_UNREADABLE;
    stm_arena_release(&p.arena);
    return (stemma_status)status;
}
