// stemma records: what lies in WARC files, one line of JSON a record.
#include "cli/cli.h"

struct listing {
    stm_walk *walk;
    stm_exit way;
    stm_arena arena;
    stm_item item;
    stm_buffer to;
    bool any;
};

static stm_status next(void *argument)
{
    struct listing *l = argument;
    l->any = stm_walk_next(l->walk, &l->arena, &l->item);
    stm_buffer_init(&l->to, &l->arena, 0);
    return l->any ? stm_print_record(&l->item, &l->to) : STM_OK;
}

static int list(struct listing *l)
{
    int code = EXIT_DONE;
    for (;;) {
        stm_status status = stm_exit_run(&l->way, next, l);
        if (status != STM_OK)
            return stm_say_status(status);
        if (!l->any)
            return stm_write("-", (stm_view){"", 0}) ? code : EXIT_DEFECT;
        if (l->item.error.status != STM_OK) {
            stm_say_unread(l->item.input, &l->item.error);
            code = EXIT_SOME_UNREAD;
        }
        if (!stm_write_more(stm_buffer_view(&l->to)))
            return EXIT_DEFECT;
        stm_arena_reset(&l->arena);
    }
}

static int run(stm_options *options)
{
    stm_read_options how = options->pipeline.read;
    how.records = true;
    struct listing l = {.walk = stm_walk_new(&how, options->inputs, options->ninputs)};
    if (l.walk == NULL)
        return stm_say_status(STM_NO_MEMORY);
    stm_arena_init(&l.arena, &l.way, 0);
    int code = list(&l);
    stm_walk_free(l.walk);
    stm_arena_release(&l.arena);
    return code;
}

const stm_command stm_command_records = {
    "records", "FILE...", "Prints what lies in WARC files, one line of JSON a record", 0, run,
};
