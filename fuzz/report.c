// Several hostile pages through the whole line, parted by a line "%%": the report in all its forms, and the same JSON when the
// pages come the other way round.
#include "fuzz.h"

#include "api/api.h"

enum { MOST = 8 }; // pages of one input

struct job {
    stm_view pages[MOST];
    size_t npages;
    bool backwards;
    stm_pipeline pipeline;
    stm_exit way;
    stm_arena arena;
    stm_buffer json;
};

static size_t split(stm_view bytes, stm_view *pages)
{
    size_t n = 0;
    while (n < MOST - 1) {
        const char *mark = bytes.size == 0 ? NULL : memmem(bytes.at, bytes.size, "\n%%\n", 4);
        if (mark == NULL)
            break;
        pages[n++] = (stm_view){bytes.at, (size_t)(mark - bytes.at)};
        bytes.size -= (size_t)(mark + 4 - bytes.at);
        bytes.at = mark + 4;
    }
    pages[n++] = bytes;
    return n;
}

static void print_all(const stm_findings *findings, stm_arena *arena, stm_buffer *json)
{
    const stm_report_options options = {.width = 60, .colour = true};
    stm_status (*const forms[])(const stm_findings *, const stm_report_options *, stm_buffer *) = {
        stm_report_text, stm_report_markdown};
    FUZZ_CHECK(stm_report_json(findings, &options, json) == STM_OK);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        stm_buffer to;
        stm_buffer_init(&to, arena, 0);
        FUZZ_CHECK(forms[i](findings, &options, &to) == STM_OK);
        FUZZ_CHECK(to.size > 0);
    }
}

static stm_status work(void *argument)
{
    struct job *job = argument;
    stm_buffer_init(&job->json, &job->arena, 0);
    for (size_t i = 0; i < job->npages; i++) {
        size_t k = job->backwards ? job->npages - 1 - i : i;
        stm_view name = stm_arena_print(&job->arena, "page-%zu", k);
        FUZZ_CHECK(stm_pipeline_add_memory(&job->pipeline, name, job->pages[k]) == STM_OK);
    }
    FUZZ_CHECK(stm_pipeline_run(&job->pipeline, STM_GOAL_REPORT) == STM_OK);
    for (size_t i = 0; i < job->pipeline.items.nitems; i++) { // a report has its documents in an order of its own
        const stm_document *document = job->pipeline.documents[i];
        stm_view input = document->article.input;
        fuzz_check_document(document, job->pages[input.at[input.size - 1] - '0'].size);
    }
    print_all(&job->pipeline.findings, &job->arena, &job->json);
    return STM_OK;
}

static void run(struct job *job)
{
    stm_pipeline_init(&job->pipeline, &(stm_pipeline_options){.nthreads = 1});
    stm_arena_init(&job->arena, &job->way, 0);
    FUZZ_CHECK(stm_exit_run(&job->way, work, job) == STM_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct job one = {0}, two = {.backwards = true};
    one.npages = two.npages = split((stm_view){(const char *)data, size}, one.pages);
    memcpy(two.pages, one.pages, sizeof one.pages);
    run(&one);
    run(&two);
    FUZZ_CHECK(one.json.size == two.json.size && memcmp(one.json.at, two.json.at, one.json.size) == 0);
    for (int i = 0; i < 2; i++) {
        stm_pipeline_release(i == 0 ? &one.pipeline : &two.pipeline);
        stm_arena_release(i == 0 ? &one.arena : &two.arena);
    }
    return 0;
}
