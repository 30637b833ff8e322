// stemma report: the accounts of an event side by side, as text for a terminal, JSON, HTML or Markdown.
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

enum { DRAWING_SECONDS = 10 };

typedef stm_status form(const stm_findings *findings, const stm_report_options *options, stm_buffer *to);

struct writing {
    form *print;
    const stm_findings *findings;
    const stm_report_options *options;
    stm_arena arena;
    stm_buffer to;
};

static stm_status print_form(void *argument)
{
    struct writing *w = argument;
    stm_buffer_init(&w->to, &w->arena, 0);
    return w->print(w->findings, w->options, &w->to);
}

static int write_form(form *print, const stm_findings *findings, const stm_report_options *options, const char *path,
                      bool timings)
{
    stm_exit way = {0};
    struct writing w = {.print = print, .findings = findings, .options = options};
    struct timespec begin, end;
    stm_arena_init(&w.arena, &way, 0);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    stm_status status = stm_exit_run(&way, print_form, &w);
    clock_gettime(CLOCK_MONOTONIC, &end);
    if (timings)
        fprintf(stderr, "%-10s %9.2f ms\n", "print",
                (double)(end.tv_sec - begin.tv_sec) * 1e3 + (double)(end.tv_nsec - begin.tv_nsec) * 1e-6);
    int code = EXIT_DONE;
    if (status != STM_OK)
        code = stm_say_status(status);
    else if (!stm_write(path, stm_buffer_view(&w.to)))
        code = EXIT_DEFECT;
    stm_arena_release(&w.arena);
    return code;
}

// The copying trees of all stories, drawn for the HTML report.
struct growing {
    const stm_findings *findings;
    stm_exit way;
    stm_arena arena;
    stm_view *trees;
};

static stm_status draw_trees(void *argument)
{
    struct growing *g = argument;
    size_t n = g->findings->stories->nstories, any = 0;
    stm_view *dots = stm_arena_take_array(&g->arena, n + 1, sizeof *dots);
    g->trees = stm_arena_take_array(&g->arena, n + 1, sizeof *g->trees);
    for (size_t i = 0; i < n; i++) {
        stm_buffer dot;
        stm_buffer_init(&dot, &g->arena, 0);
        stm_status status = stm_print_tree(g->findings, i, &dot);
        if (status != STM_OK)
            return status;
        dots[i] = stm_buffer_view(&dot);
        any += dot.size > 0;
        stm_buffer_put_byte(&dot, '\0');
        dots[i].at = dot.at;
    }
    if (any > 0)
        stm_draw_graphs(&g->arena, dots, n, DRAWING_SECONDS, g->trees);
    return STM_OK;
}

static unsigned terminal_width(void)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    long width = columns != NULL ? strtol(columns, NULL, 10) : 0;
    if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    return width < 40 || width > 1000 ? 80 : (unsigned)width;
}

static bool wants_colour(const stm_options *options)
{
    const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (options->colour != NULL && strcmp(options->colour, "auto") != 0)
        return strcmp(options->colour, "always") == 0;
    return isatty(STDOUT_FILENO) && (no == NULL || *no == '\0') && (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

static int write_forms(const stm_options *options, const stm_findings *findings)
{
    stm_report_options how = {.colour = wants_colour(options), .width = terminal_width(), .no_text = options->no_text};
    const struct {
        form *print;
        const char *path;
    } forms[] = {
        {stm_report_json, options->json},
        {stm_report_markdown, options->markdown},
        {stm_report_html, options->html},
    };
    struct growing growing = {.findings = findings};
    stm_arena_init(&growing.arena, &growing.way, 0);
    if (options->html != NULL && stm_exit_run(&growing.way, draw_trees, &growing) == STM_OK)
        how.trees = growing.trees; // else the page has lists
    int code = EXIT_DONE;
    bool any = options->json != NULL || options->html != NULL || options->markdown != NULL;
    for (size_t i = 0; i < sizeof forms / sizeof *forms && code == EXIT_DONE; i++)
        if (forms[i].path != NULL)
            code = write_form(forms[i].print, findings, &how, forms[i].path, options->timings);
    if (!any)
        code = write_form(stm_report_text, findings, &how, "-", options->timings);
    stm_arena_release(&growing.arena);
    return code;
}

static int run(stm_options *options)
{
    stm_pipeline pipeline;
    int code;
    if (!stm_run_stages(&pipeline, options, STM_GOAL_REPORT, &code))
        return code;
    if (options->timings)
        stm_say_timings(&pipeline, STM_GOAL_REPORT);
    int written = write_forms(options, &pipeline.findings);
    stm_pipeline_release(&pipeline);
    return written != EXIT_DONE ? written : code;
}

const stm_command stm_command_report = {
    "report", "[OPTION...] INPUT...", "Sets the accounts of each event side by side: statements, origins, differences, copies",
    OPTION_PLAIN | OPTIONS_FETCH | OPTION_THREADS | OPTION_TIMINGS | OPTION_FORMS | OPTION_ONE_STORY | OPTION_IGNORE_DATES |
        OPTION_NO_TEXT | OPTION_NOW | OPTION_COLOUR | OPTIONS_KNOWN,
    run,
};
