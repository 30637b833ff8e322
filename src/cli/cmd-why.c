// stemma why: why a pair, a statement, a difference, an origin or a story stands as it does.
#include <stdio.h>

#include "api/why.h"
#include "cli/cli.h"
#include "report/escape.h"

struct telling {
    stm_options *options;
    stm_arena arena;
    stm_view report;
    stm_buffer to;
    size_t nunknown;
    stm_error error;
    int code; // of reading the inputs
};

// The report that -d names, as bytes.
static stm_status read_saved(struct telling *t)
{
    return stm_read_whole(&t->arena, stm_view_of(t->options->report), &t->report, &t->error);
}

// No saved report: the inputs behind "--" are read and compared anew.
static stm_status make_report(struct telling *t)
{
    stm_pipeline pipeline;
    stm_options inputs = *t->options;
    stm_report_options how = {0};
    stm_buffer json;
    inputs.inputs = t->options->after;
    inputs.ninputs = t->options->nafter;
    if (!stm_run_stages(&pipeline, &inputs, STM_GOAL_REPORT, &t->code))
        return STM_OK; // it has been said
    stm_buffer_init(&json, &t->arena, 0);
    stm_status status = stm_report_json(&pipeline.findings, &how, &json);
    t->report = stm_buffer_view(&json);
    stm_pipeline_release(&pipeline);
    return status;
}

static stm_status tell(void *argument)
{
    struct telling *t = argument;
    stm_status status = t->options->report != NULL ? read_saved(t) : make_report(t);
    if (status != STM_OK || t->code > EXIT_SOME_UNREAD)
        return status;
    stm_buffer raw;
    stm_buffer_init(&raw, &t->arena, 0);
    stm_buffer_init(&t->to, &t->arena, 0);
    status = stm_why(&t->arena, t->report, t->options->inputs, t->options->ninputs, &raw, &t->nunknown, &t->error);
    stm_view rest = stm_buffer_view(&raw), line;
    while (status == STM_OK && rest.size > 0 && stm_view_split(&rest, '\n', &line)) {
        stm_escape_terminal(&t->to, line);
        stm_buffer_put_byte(&t->to, '\n');
    }
    return status;
}

static int run(stm_options *options)
{
    stm_exit way = {0};
    struct telling t = {.options = options};
    if (options->ninputs == 0 || (options->report == NULL) == (options->nafter == 0)) {
        stm_say("why wants ids, and either -d REPORT.json or the inputs behind --; try 'stemma help why'");
        return EXIT_WRONG_USE;
    }
    stm_arena_init(&t.arena, &way, 0);
    stm_status status = stm_exit_run(&way, tell, &t);
    int code = t.nunknown > 0 ? EXIT_WRONG_USE : t.code;
    if (status == STM_UNREADABLE || status == STM_MALFORMED) {
        stm_say("%s: %s", options->report != NULL ? options->report : "the report", t.error.message);
        code = EXIT_SOME_UNREAD;
    } else if (status != STM_OK) {
        code = stm_say_status(status);
    } else if (code <= EXIT_WRONG_USE && !stm_write("-", stm_buffer_view(&t.to))) {
        code = EXIT_DEFECT;
    }
    stm_arena_release(&t.arena);
    return code;
}

const stm_command stm_command_why = {
    "why", "(-d REPORT.json ID... | [OPTION...] ID... -- INPUT...)",
    "Says in words why a pair of articles (two ids), a statement, a difference, an origin or a story stands as it does",
    OPTION_PLAIN | OPTIONS_FETCH | OPTION_THREADS | OPTION_ONE_STORY | OPTION_IGNORE_DATES | OPTION_NOW | OPTION_REPORT, run,
};
