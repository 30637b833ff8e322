// stemma stories: groups of articles on one event, one line of JSON each.
#include "cli/cli.h"

static stm_status print(void *argument, size_t i, stm_buffer *to)
{
    const stm_pipeline *pipeline = argument;
    return stm_print_story(pipeline->documents, &pipeline->stories.stories[i], to);
}

static int run(stm_options *options)
{
    stm_pipeline pipeline;
    int code;
    if (!stm_run_stages(&pipeline, options, STM_GOAL_STORIES, &code))
        return code;
    code = stm_print_all(print, &pipeline, pipeline.stories.nstories, code);
    if (options->timings)
        stm_say_timings(&pipeline, STM_GOAL_STORIES);
    stm_pipeline_release(&pipeline);
    return code;
}

const stm_command stm_command_stories = {
    "stories", "[OPTION...] INPUT...", "Prints which articles are about one event, one line of JSON a story",
    OPTION_PLAIN | OPTIONS_FETCH | OPTION_THREADS | OPTION_TIMINGS | OPTION_ONE_STORY | OPTION_IGNORE_DATES, run,
};
