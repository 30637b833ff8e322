// stemma verify: does a saved report still stand on its inputs' bytes.
#include <stdio.h>

#include "api/verify.h"
#include "cli/cli.h"
#include "report/escape.h"

struct verifying {
    const stm_options *options;
    stm_arena arena;
    stm_verification found;
    stm_error error;
    stm_buffer to;
};

static void put_line(stm_buffer *to, stm_view what, stm_view article, stm_view message)
{
    stm_buffer_put_string(to, "fails: ");
    stm_escape_terminal(to, what);
    if (article.size > 0) {
        stm_buffer_put_string(to, " in ");
        stm_escape_terminal(to, article);
    }
    stm_buffer_put_string(to, ": ");
    stm_escape_terminal(to, message);
    stm_buffer_put_byte(to, '\n');
}

static void print_found(struct verifying *v)
{
    const stm_verification *found = &v->found;
    stm_buffer_init(&v->to, &v->arena, 0);
    for (size_t i = 0; i < found->nfailures; i++)
        put_line(&v->to, found->failures[i].what, found->failures[i].article, found->failures[i].message);
    stm_buffer_print(&v->to, "inputs: %zu of %zu hold\n", found->inputs_hold, found->inputs);
    stm_buffer_print(&v->to, "mentions: %zu of %zu hold\n", found->mentions_hold, found->mentions);
}

static stm_status verify(void *argument)
{
    struct verifying *v = argument;
    stm_items items;
    stm_view report;
    stm_status status = stm_read_whole(&v->arena, v->options->inputs[0], &report, &v->error);
    if (status != STM_OK)
        return status;
    status = stm_read_inputs(&v->arena, &v->options->pipeline.read, v->options->inputs + 1, v->options->ninputs - 1, &items);
    if (status == STM_OK)
        status = stm_verify(&v->arena, report, &items, &v->found, &v->error);
    if (status == STM_OK)
        print_found(v);
    return status;
}

static int run(stm_options *options)
{
    stm_exit way = {0};
    struct verifying v = {.options = options};
    if (options->ninputs < 2) {
        stm_say("verify wants a report and its inputs; try 'stemma help verify'");
        return EXIT_WRONG_USE;
    }
    stm_arena_init(&v.arena, &way, 0);
    stm_status status = stm_exit_run(&way, verify, &v);
    bool holds = v.found.nfailures == 0 && v.found.inputs_hold == v.found.inputs && v.found.mentions_hold == v.found.mentions;
    int code = holds ? EXIT_DONE : EXIT_SOME_UNREAD;
    if (status == STM_UNREADABLE || status == STM_MALFORMED) {
        stm_say("%.*s: %s", (int)options->inputs[0].size, options->inputs[0].at, v.error.message);
        code = EXIT_SOME_UNREAD;
    } else if (status != STM_OK) {
        code = stm_say_status(status);
    } else if (!stm_write("-", stm_buffer_view(&v.to))) {
        code = EXIT_DEFECT;
    }
    stm_arena_release(&v.arena);
    return code;
}

const stm_command stm_command_verify = {
    "verify", "REPORT.json INPUT...", "Checks that a saved report's inputs are unchanged and that their bytes say what it cites",
    0, run,
};
