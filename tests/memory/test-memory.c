// Out of memory: the whole line over a small example, once for each allocation that could fail, which fails.
//
// malloc, calloc and realloc are wrapped at link time (-Wl,--wrap), in libstemma's own code. The k-th call fails, and every call
// behind it too in a second round (memory that is gone stays gone). Right are: a status no-memory (or a document with that
// error), no crash and, under AddressSanitizer, no leak. Grows k until nothing failed any more; beyond the first DENSE calls in
// growing steps, so that the test takes seconds.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "api/stream.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t size);

enum { DENSE = 300 };

static struct {
    unsigned long calls, fails_at; // 0: none fails
    bool all_behind, failed;
} state;

static bool now_fails(void)
{
    state.calls++;
    bool fails = state.fails_at != 0 && (state.calls == state.fails_at || (state.all_behind && state.calls > state.fails_at));
    state.failed = state.failed || fails;
    return fails;
}

void *__wrap_malloc(size_t size) { return now_fails() ? NULL : __real_malloc(size); }
void *__wrap_calloc(size_t n, size_t size) { return now_fails() ? NULL : __real_calloc(n, size); }
void *__wrap_realloc(void *old, size_t size) { return now_fails() ? NULL : __real_realloc(old, size); }

static const char page[] =
    "<!DOCTYPE html><html lang=en><head><title>Bridge closed</title><meta property='article:published_time' "
    "content='2031-03-05'><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"Ann "
    "Ode\"}}</script></head><body><nav><a href=/>Home</a></nav><article><h1>Bridge closed</h1><p>TARN, March 5 (AFP) - The "
    "bridge over the river Om was closed on Wednesday after engineers found 14 cracks in it, the city said.</p><p>“We will "
    "mend the bridge before the first frost,” Mayor Ilse Vahr told reporters.</p><p>About 20 per cent of the city&#39;s "
    "traffic uses it.</p></article></body></html>";
static const char stated[] =
    "<html lang=en><title>Ferry fares</title><script "
    "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Ferry fares\",\"articleBody\":\"<p>The ferry over "
    "the river Om will cost 5 crowns from Monday, the city said on Friday.<\\/p><p>\\u201cIt is the price of a loaf,\\u201d "
    "Mayor Ilse Vahr said. Some 900 people a day take the boat while the bridge is closed &amp; its piers are "
    "mended.<\\/p>\"}</script><div id=app></div></html>";
static const char saved[] =
    "The Outlet\nSkip to content\n\nCracks in the bridge\n\nBy Jon Aker\n6 March 2031\n\nThe bridge over the river Om was "
    "closed on Wednesday after engineers found 15 cracks in it, officials said.\n\n“We will mend the bridge,” Ilse Vahr "
    "said. A fifth of the traffic uses it, and the repair costs €2.4 million.\n\nShare this\n";
static const char lines[] =
    "{\"id\":\"x\",\"title\":\"Bridge\",\"text\":\"The bridge “is closed”, Vahr said \\u2014 and 16 cracks.\"}\n";

static const char archive[] =
    "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://tarn.example/frost\r\n"
    "Content-Type: application/http\r\nContent-Length: 288\r\n\r\n"
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    "cd\r\n<html><title>Frost</title><body><article><h1>Frost</h1><p>The frost came early to Tarn this year, Ilse Vahr "
    "said, and 17 cracks were found in the bridge over the river Om on Wednesday.</p></article></html>\r\n0\r\n\r\n\r\n\r\n"
    "WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 90\r\n\r\ncut";
static char archive_file[] = "/tmp/stemma-memory-XXXXXX";

static bool take(void *argument, const stm_document *document)
{
    stm_status *status = argument;
    if (document->article.error.status != STM_OK && document->article.error.status != STM_MALFORMED)
        *status = document->article.error.status;
    return true;
}

// The archive once more as a file, page by page.
static stm_status run_stream(void)
{
    stm_status found = STM_OK;
    stm_view path = stm_view_of(archive_file);
    stm_pipeline_options options = {.nthreads = 1};
    stm_status status = stm_stream_documents(&options, STM_GOAL_EXTRACT, &path, 1, take, &found, NULL);
    return status != STM_OK ? status : found;
}

static bool write_archive(void)
{
    int file = mkstemp(archive_file);
    if (file < 0)
        return false;
    ssize_t written = write(file, archive, sizeof archive - 1);
    return close(file) == 0 && written == (ssize_t)sizeof archive - 1;
}

static stm_status print(void *argument)
{
    stm_pipeline *pipeline = argument;
    const stm_report_options options = {0};
    stm_status (*const forms[])(const stm_findings *, const stm_report_options *, stm_buffer *) = {
        stm_report_json, stm_report_text, stm_report_markdown};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        stm_buffer to;
        stm_buffer_init(&to, &pipeline->arena, 0);
        stm_status status = forms[i](&pipeline->findings, &options, &to);
        if (status != STM_OK)
            return status;
    }
    return STM_OK;
}

static stm_status run(void)
{
    stm_pipeline pipeline;
    stm_pipeline_init(&pipeline, &(stm_pipeline_options){.nthreads = 1});
    stm_status status = stm_pipeline_add_memory(&pipeline, stm_view_of("page.html"), (stm_view){page, sizeof page - 1});
    if (status == STM_OK)
        status = stm_pipeline_add_memory(&pipeline, stm_view_of("stated.html"), (stm_view){stated, sizeof stated - 1});
    if (status == STM_OK)
        status = stm_pipeline_add_memory(&pipeline, stm_view_of("saved.txt"), (stm_view){saved, sizeof saved - 1});
    if (status == STM_OK)
        status = stm_pipeline_add_memory(&pipeline, stm_view_of("lines.jsonl"), (stm_view){lines, sizeof lines - 1});
    if (status == STM_OK)
        status = stm_pipeline_add_memory(&pipeline, stm_view_of("a.warc"), (stm_view){archive, sizeof archive - 1});
    if (status == STM_OK)
        status = stm_pipeline_run(&pipeline, STM_GOAL_REPORT);
    for (size_t i = 0; status == STM_OK && i < pipeline.items.nitems; i++)
        if (pipeline.documents[i]->article.error.status != STM_OK && pipeline.documents[i]->article.error.status != STM_MALFORMED)
            status = pipeline.documents[i]->article.error.status;
    if (status == STM_OK)
        status = stm_exit_run(&pipeline.way, print, &pipeline);
    stm_pipeline_release(&pipeline);
    return status == STM_OK ? run_stream() : status;
}

// Runs once with the k-th call failing; false when the answer is wrong.
static bool survives(unsigned long k, bool all_behind)
{
    state.calls = 0;
    state.fails_at = k;
    state.all_behind = all_behind;
    state.failed = false;
    stm_status status = run();
    bool right = state.failed ? status == STM_NO_MEMORY || (status == STM_OK && !all_behind) : status == STM_OK;
    if (!right)
        fprintf(stderr, "allocation %lu%s fails: status %s\n", k, all_behind ? " and all behind it" : "",
                stm_status_code(status));
    return right;
}

int main(void)
{
    unsigned long passed = 0, failed = 0, skipped_over = 0;
    if (!write_archive())
        return 1;
    for (int round = 0; round < 2; round++) {
        state.failed = true;
        for (unsigned long k = 1; state.failed; k += k < DENSE ? 1 : 1 + k / 50) {
            if (survives(k, round == 1))
                passed++;
            else
                failed++;
            skipped_over = k;
        }
    }
    unlink(archive_file);
    printf("%lu allocations\n%lu passed, %lu failed\n", skipped_over, passed, failed);
    return failed == 0 ? 0 : 1;
}
