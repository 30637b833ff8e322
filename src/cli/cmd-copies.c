// stemma copies: which texts share words, one line of JSON a pair; or the copies among them as a graph.
#include "cli/cli.h"

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
    stm_view bytes;
};

static stm_status make_graph(void *argument)
{
    struct graphing *g = argument;
    stm_buffer to;
    stm_buffer_init(&to, &g->arena, 0);
    stm_status status = stm_print_graph(g->pipeline->documents, g->pipeline->items.nitems, &g->pipeline->reuse, g->form, &to);
    g->bytes = stm_buffer_view(&to);
    if (status != STM_OK || !g->drawn)
        return status;
    stm_buffer_put_byte(&to, '\0');
    stm_view dot = stm_buffer_view(&to);
    return stm_draw_graphs(&g->arena, &dot, 1, DRAWING_SECONDS, &g->bytes) == 1 ? STM_OK : STM_MALFORMED;
}

static int write_graph(const stm_pipeline *pipeline, const char *path, stm_graph_form form, bool drawn)
{
    struct graphing g = {.pipeline = pipeline, .form = form, .drawn = drawn};
    stm_arena_init(&g.arena, &g.way, 0);
    stm_status status = stm_exit_run(&g.way, make_graph, &g);
    int code = EXIT_DEFECT;
    if (status == STM_MALFORMED)
        stm_say("the graph could not be drawn");
    else
        code = status != STM_OK ? stm_say_status(status) : stm_write(path, g.bytes) ? EXIT_DONE : EXIT_DEFECT;
    stm_arena_release(&g.arena);
    return code;
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
    int done = options->svg != NULL ? write_graph(pipeline, options->svg, STM_GRAPH_DOT, true) : EXIT_DONE;
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
    OPTION_PLAIN | OPTIONS_FETCH | OPTION_THREADS | OPTION_TIMINGS | OPTION_ALL | OPTION_WINDOW | OPTION_GRAPHS | OPTIONS_KNOWN,
    run,
};
