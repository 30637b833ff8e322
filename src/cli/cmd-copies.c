// stemma copies: which texts share words, one line of JSON a pair.
#include "cli/cli.h"

static stm_status print(void *argument, size_t i, stm_buffer *to)
{
    const stm_pipeline *pipeline = argument;
    return stm_print_pair(pipeline->documents, &pipeline->reuse.pairs[i], to);
}

static int run(stm_options *options)
{
    stm_pipeline pipeline;
    int code;
    if (!stm_run_stages(&pipeline, options, STM_GOAL_REUSE, &code))
        return code;
    code = stm_print_all(print, &pipeline, pipeline.reuse.npairs, code);
    if (options->timings)
        stm_say_timings(&pipeline, STM_GOAL_REUSE);
    stm_pipeline_release(&pipeline);
    return code;
}

const stm_command stm_command_copies = {
    "copies", "[OPTION...] INPUT...", "Prints every pair of articles that share words: which, how many, and who took from whom",
    OPTION_PLAIN | OPTIONS_FETCH | OPTION_THREADS | OPTION_TIMINGS | OPTION_ALL | OPTION_WINDOW, run,
};
