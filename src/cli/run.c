// What the commands share: running the stages, telling what went wrong, writing.
#include "cli/cli.h"

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "report/escape.h"

// A message may hold names and words of inputs, so it is made fit for a terminal before it is printed.
static stm_status put_message(void *argument)
{
    stm_buffer *line = argument;
    stm_view message = stm_buffer_view(line);
    stm_buffer safe;
    stm_buffer_init(&safe, line->arena, 0);
    stm_escape_terminal(&safe, message);
    *line = safe;
    return STM_OK;
}

void stm_say(const char *format, ...)
{
    char text[1024];
    va_list words;
    va_start(words, format);
    int size = vsnprintf(text, sizeof text, format, words);
    va_end(words);
    stm_exit way = {0};
    stm_arena arena;
    stm_arena_init(&arena, &way, 0);
    size_t shown = size < 0 ? 0 : (size_t)size < sizeof text ? (size_t)size : sizeof text - 1;
    stm_buffer line = {.arena = &arena, .at = text, .size = shown};
    if (stm_exit_run(&way, put_message, &line) == STM_OK)
        fprintf(stderr, "stemma: %.*s\n", (int)line.size, line.at);
    else
        fputs("stemma: not enough memory\n", stderr);
    stm_arena_release(&arena);
}

int stm_say_status(stm_status status)
{
    if (status == STM_NO_MEMORY)
        stm_say("not enough memory");
    else
        stm_say("stopped: %s", stm_status_code(status));
    return EXIT_DEFECT;
}

void stm_say_unread(stm_view input, const stm_error *error)
{
    if (error->has_offset)
        stm_say("%.*s: %s (byte %llu)", (int)input.size, input.at, error->message, (unsigned long long)error->offset);
    else
        stm_say("%.*s: %s", (int)input.size, input.at, error->message);
}

static int say_unread(const stm_pipeline *pipeline)
{
    int code = EXIT_DONE;
    size_t articles = 0;
    for (size_t i = 0; i < pipeline->items.nitems; i++) {
        const stm_article *article = &pipeline->documents[i]->article;
        articles += article->text.size > 0;
        if (article->error.status == STM_OK)
            continue;
        code = EXIT_SOME_UNREAD;
        stm_say_unread(article->input, &article->error);
    }
    for (size_t i = 0; i < pipeline->items.nsources; i++)
        if (pipeline->items.sources[i].error.status != STM_OK)
            code = EXIT_SOME_UNREAD;
    if (pipeline->items.nitems == 0)
        stm_say("there is no page in these inputs");
    else if (articles == 0)
        stm_say("no article was found on these pages");
    return code;
}

// Progress on a terminal, once the work has lasted two seconds, at most five times a second.
struct display {
    pthread_mutex_t lock;
    struct timespec begin;
    long latest; // tenths of a second; 0: nothing shown yet
};

static void show_progress(void *argument, size_t done, size_t all)
{
    struct display *display = argument;
    struct timespec now;
    if (pthread_mutex_trylock(&display->lock) != 0)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long tenths = (now.tv_sec - display->begin.tv_sec) * 10 + (now.tv_nsec - display->begin.tv_nsec) / 100000000;
    if (tenths >= 20 && tenths >= display->latest + 2) {
        display->latest = tenths;
        fprintf(stderr, "\r%zu of %zu pages", done, all);
    }
    pthread_mutex_unlock(&display->lock);
}

// A table that the user hands in.
struct owners {
    stm_exit way;
    stm_arena arena;
    const char *path;
    stm_view bytes;
    stm_error error;
};

static stm_status read_owners(void *argument)
{
    struct owners *owners = argument;
    return stm_read_whole(&owners->arena, stm_view_of(owners->path), &owners->bytes, &owners->error);
}

// False: it has been said.
static bool get_owners(struct owners *owners, const stm_options *options, int *code)
{
    *owners = (struct owners){.path = options->owners};
    stm_arena_init(&owners->arena, &owners->way, 0);
    stm_status status = options->owners != NULL ? stm_exit_run(&owners->way, read_owners, owners) : STM_OK;
    if (status == STM_OK)
        return true;
    stm_say("%s: %s", options->owners, owners->error.status != STM_OK ? owners->error.message : stm_status_code(status));
    stm_arena_release(&owners->arena);
    *code = EXIT_WRONG_USE;
    return false;
}

bool stm_run_stages(stm_pipeline *pipeline, const stm_options *options, stm_goal goal, int *code)
{
    struct display display = {.lock = PTHREAD_MUTEX_INITIALIZER};
    stm_progress progress = {show_progress, &display};
    stm_pipeline_options how = options->pipeline;
    struct owners owners;
    if (!get_owners(&owners, options, code))
        return false;
    clock_gettime(CLOCK_MONOTONIC, &display.begin);
    how.progress = isatty(STDERR_FILENO) ? &progress : NULL;
    how.owners = owners.bytes;
    stm_pipeline_init(pipeline, &how);
    stm_status status = stm_pipeline_add_paths(pipeline, options->inputs, options->ninputs);
    if (status == STM_OK)
        status = stm_pipeline_run(pipeline, goal);
    pipeline->options.progress = NULL;
    pipeline->options.owners = (stm_view){NULL, 0};
    stm_arena_release(&owners.arena);
    if (display.latest > 0)
        fputs("\r\033[K", stderr);
    if (status != STM_OK) {
        *code = stm_say_status(status);
        stm_pipeline_release(pipeline);
        return false;
    }
    *code = say_unread(pipeline);
    return true;
}

static bool write_stream(FILE *to, const char *name, stm_view bytes)
{
    if (bytes.size == 0 || fwrite(bytes.at, 1, bytes.size, to) == bytes.size)
        return true;
    stm_say("cannot write %s: %s", name, strerror(errno));
    return false;
}

bool stm_write_more(stm_view bytes)
{
    return write_stream(stdout, "standard output", bytes);
}

bool stm_write(const char *path, stm_view bytes)
{
    if (strcmp(path, "-") == 0) {
        bool written = write_stream(stdout, "standard output", bytes);
        if (written && fflush(stdout) != 0) {
            stm_say("cannot write standard output: %s", strerror(errno));
            return false;
        }
        return written;
    }
    FILE *to = fopen(path, "wb");
    if (to == NULL) {
        stm_say("cannot write %s: %s", path, strerror(errno));
        return false;
    }
    bool written = write_stream(to, path, bytes);
    if (fclose(to) != 0 && written) {
        stm_say("cannot write %s: %s", path, strerror(errno));
        written = false;
    }
    return written;
}

struct printing {
    stm_status (*print)(void *argument, size_t i, stm_buffer *to);
    void *argument;
    size_t i, n;
    stm_arena arena;
    stm_buffer to;
};

enum { PIECE = 1 << 20 }; // bytes gathered before they are written

static stm_status print_piece(void *argument)
{
    struct printing *p = argument;
    stm_buffer_init(&p->to, &p->arena, 0);
    while (p->i < p->n && p->to.size < PIECE) {
        stm_status status = p->print(p->argument, p->i, &p->to);
        if (status != STM_OK)
            return status;
        p->i++;
    }
    return STM_OK;
}

int stm_print_all(stm_status (*print)(void *argument, size_t i, stm_buffer *to), void *argument, size_t n, int code)
{
    stm_exit way = {0};
    struct printing p = {.print = print, .argument = argument, .n = n};
    stm_arena_init(&p.arena, &way, 0);
    while (p.i < n && code <= EXIT_SOME_UNREAD) {
        stm_status status = stm_exit_run(&way, print_piece, &p);
        if (status != STM_OK)
            code = stm_say_status(status);
        else if (!write_stream(stdout, "standard output", stm_buffer_view(&p.to)))
            code = EXIT_DEFECT;
        stm_arena_reset(&p.arena);
    }
    if (code <= EXIT_SOME_UNREAD && fflush(stdout) != 0) {
        stm_say("cannot write standard output: %s", strerror(errno));
        code = EXIT_DEFECT;
    }
    stm_arena_release(&p.arena);
    return code;
}

void stm_say_timings(const stm_pipeline *pipeline, stm_goal goal)
{
    static const char *const names[STM_NGOALS] = {"read", "extract", "annotate", "reuse", "stories", "compare"};
    for (int i = 0; i <= (int)goal && i < STM_NGOALS; i++)
        fprintf(stderr, "%-10s %9.2f ms\n", names[i], pipeline->seconds[i] * 1e3);
    for (int i = 0; i <= (int)goal && i < STM_NGOALS; i++)
        fprintf(stderr, "processor  %-10s %9.2f ms\n", names[i], pipeline->processor[i] * 1e3);
    if (goal == STM_GOAL_REUSE)
        fprintf(stderr, "words      %zu\nseeds      %zu\ncandidates %zu\npairs      %zu\n", pipeline->reuse.nwords,
                pipeline->reuse.nseeds, pipeline->reuse.nlooked, pipeline->reuse.npairs);
}
