// stemma copies: which texts share words, one line of JSON a pair; or the copies among them as a graph.
#include "cli/cli.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DRAWING_SECONDS = 120 };

static stm_status print(void *argument, size_t i, stm_buffer *to)
{
    const stm_pipeline *pipeline = argument;
    return stm_print_pair(pipeline->documents, &pipeline->reuse.pairs[i], to);
}

struct graphing {
    const stm_pipeline *pipeline;
    stm_graph_form form;
    bool drawn;
    stm_exit way;
    stm_arena arena;
    stm_buffer bytes;
};

static stm_status make_graph(void *argument)
{
    struct graphing *g = argument;
    stm_buffer dot;
    stm_buffer *to = g->drawn ? &dot : &g->bytes;
    stm_buffer_init(&g->bytes, &g->arena, 0);
    stm_buffer_init(to, &g->arena, 0);
    stm_status status = stm_print_graph(g->pipeline->documents, g->pipeline->items.nitems, &g->pipeline->reuse, g->form, to);
    if (status != STM_OK || !g->drawn)
        return status;
    stm_buffer_put_byte(to, '\0');
    return stm_draw_svg(to->at, &g->bytes);
}

static int write_graph(const stm_pipeline *pipeline, const char *path, stm_graph_form form, bool drawn)
{
    struct graphing g = {.pipeline = pipeline, .form = form, .drawn = drawn};
    stm_arena_init(&g.arena, &g.way, 0);
    stm_status status = stm_exit_run(&g.way, make_graph, &g);
    int code = status != STM_OK ? stm_say_status(status) : stm_write(path, stm_buffer_view(&g.bytes)) ? EXIT_DONE : EXIT_DEFECT;
    stm_arena_release(&g.arena);
    return code;
}

// Graphviz works in a process of its own, which it may not leave alive.
static int draw(const stm_pipeline *pipeline, const char *path)
{
    int status;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        alarm(DRAWING_SECONDS);
        _exit(write_graph(pipeline, path, STM_GRAPH_DOT, true));
    }
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) {
        stm_say("the graph could not be drawn");
        return EXIT_DEFECT;
    }
    return WEXITSTATUS(status);
}

static int write_graphs(const stm_pipeline *pipeline, const stm_options *options, int code)
{
    const struct form {
        const char *path;
        stm_graph_form form;
    } forms[] = {{options->dot, STM_GRAPH_DOT}, {options->graphml, STM_GRAPH_GRAPHML}};
    for (int i = 0; i < 2; i++) {
        int done = forms[i].path != NULL ? write_graph(pipeline, forms[i].path, forms[i].form, false) : EXIT_DONE;
        code = done > code ? done : code;
    }
    int done = options->svg != NULL ? draw(pipeline, options->svg) : EXIT_DONE;
    return done > code ? done : code;
}

static int run(stm_options *options)
{
    stm_pipeline pipeline;
    int code;
    if (!stm_run_stages(&pipeline, options, STM_GOAL_REUSE, &code))
        return code;
    if (options->dot != NULL || options->graphml != NULL || options->svg != NULL)
        code = write_graphs(&pipeline, options, code);
    else
        code = stm_print_all(print, &pipeline, pipeline.reuse.npairs, code);
    if (options->timings)
        stm_say_timings(&pipeline, STM_GOAL_REUSE);
    stm_pipeline_release(&pipeline);
    return code;
}

const stm_command stm_command_copies = {
    "copies", "[OPTION...] INPUT...", "Prints every pair of articles that share words: which, how many, and who took from whom",
    OPTION_PLAIN | OPTIONS_FETCH | OPTION_THREADS | OPTION_TIMINGS | OPTION_ALL | OPTION_WINDOW | OPTION_GRAPHS | OPTIONS_KNOWN, run,
};
