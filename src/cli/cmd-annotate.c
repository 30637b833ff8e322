// stemma annotate: the articles with sentences, quotes, figures, dates and names, one line of JSON each.
#include "cli/cli.h"

static stm_status print(void *argument, size_t i, stm_buffer *to)
{
    const stm_pipeline *pipeline = argument;
    return stm_print_notes(pipeline->documents[i], to);
}

static int run(stm_options *options)
{
    stm_pipeline pipeline;
    int code;
    if (!stm_run_stages(&pipeline, options, STM_GOAL_ANNOTATE, &code))
        return code;
    code = stm_print_all(print, &pipeline, pipeline.items.nitems, code);
    if (options->timings)
        stm_say_timings(&pipeline, STM_GOAL_ANNOTATE);
    stm_pipeline_release(&pipeline);
    return code;
}

const stm_command stm_command_annotate = {
    "annotate", "[OPTION...] INPUT...", "Prints every article with its sentences, quotes, figures, dates and names, one line of JSON each",
    OPTION_PLAIN | OPTION_THREADS | OPTION_TIMINGS, run,
};
