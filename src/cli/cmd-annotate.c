// stemma annotate: the articles with sentences, quotes, figures, dates and names, one line of JSON each.
#include "cli/cli.h"

static int run(stm_options *options)
{
    return stm_print_documents(options, STM_GOAL_ANNOTATE, stm_print_notes);
}

const stm_command stm_command_annotate = {
    "annotate", "[OPTION...] INPUT...",
    "Prints every article with its sentences, quotes, figures, dates and names, one line of JSON each",
    OPTION_PLAIN | OPTIONS_FETCH | OPTION_THREADS | OPTION_TIMINGS, run,
};
