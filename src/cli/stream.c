// Commands that print a line a page: every page is printed as soon as those before it are.
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "api/stream.h"
#include "cli/cli.h"

struct printing {
    stm_print_document *print;
    stm_exit way;
    stm_arena arena;
    const stm_document *document;
    stm_buffer to;
    stm_status status;
    int code;
    size_t pages, articles;
    bool shows; // progress, on a terminal
    struct timespec shown;
};

static stm_status print_line(void *argument)
{
    struct printing *p = argument;
    stm_buffer_init(&p->to, &p->arena, 0);
    return p->print(p->document, &p->to);
}

static void show(struct printing *p)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec < p->shown.tv_sec + 2)
        return;
    p->shown = now;
    fprintf(stderr, "\r%zu pages", p->pages);
}

static bool take(void *argument, const stm_document *document)
{
    struct printing *p = argument;
    const stm_article *article = &document->article;
    p->document = document;
    p->pages++;
    p->articles += article->text.size > 0;
    if (article->error.status != STM_OK) {
        stm_say_unread(article->input, &article->error);
        p->code = EXIT_SOME_UNREAD;
    }
    p->status = stm_exit_run(&p->way, print_line, p);
    bool written = p->status == STM_OK && stm_write_more(stm_buffer_view(&p->to));
    stm_arena_reset(&p->arena);
    if (p->shows)
        show(p);
    if (!written)
        p->code = EXIT_DEFECT;
    return written;
}

static int end(const struct printing *p, stm_status status)
{
    if (status != STM_OK || p->status != STM_OK)
        return stm_say_status(status != STM_OK ? status : p->status);
    if (p->code == EXIT_DEFECT)
        return p->code; // it has been said
    if (p->pages == 0)
        stm_say("there is no page in these inputs");
    else if (p->articles == 0)
        stm_say("no article was found on these pages");
    return stm_write("-", (stm_view){"", 0}) ? p->code : EXIT_DEFECT;
}

int stm_print_documents(const stm_options *options, stm_goal goal, stm_print_document *print)
{
    struct printing p = {.print = print, .shows = isatty(STDERR_FILENO)};
    double seconds[2];
    stm_arena_init(&p.arena, &p.way, 0);
    clock_gettime(CLOCK_MONOTONIC, &p.shown);
    stm_status status = stm_stream_documents(&options->pipeline, goal, options->inputs, options->ninputs, take, &p, seconds);
    if (p.shows)
        fputs("\r\033[K", stderr);
    int code = end(&p, status);
    if (options->timings)
        fprintf(stderr, "%-10s %9.2f ms\n%-10s %9.2f ms\n", "read", seconds[0] * 1e3, "all", seconds[1] * 1e3);
    stm_arena_release(&p.arena);
    return code;
}
