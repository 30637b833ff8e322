// stemma extract: the articles of the inputs, one line of JSON each.
#include "cli/cli.h"

static int run(stm_options *options)
{
    return stm_print_documents(options, STM_GOAL_EXTRACT, stm_print_article);
}

const stm_command stm_command_extract = {
    "extract", "[OPTION...] INPUT...", "Prints the article of every page, one line of JSON each",
    OPTION_PLAIN | OPTIONS_FETCH | OPTION_THREADS | OPTION_TIMINGS, run,
};
