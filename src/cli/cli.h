// cli: the commands of the program. The only folder that prints or exits.
#ifndef STM_CLI_CLI_H
#define STM_CLI_CLI_H

#include "api/api.h"

typedef enum stm_exit_code { EXIT_DONE = 0, EXIT_SOME_UNREAD = 1, EXIT_WRONG_USE = 2, EXIT_DEFECT = 3 } stm_exit_code;

enum { // which options a command knows
    OPTION_PLAIN = 1, OPTION_THREADS = 2, OPTION_TIMINGS = 4, OPTION_ALL = 8, OPTION_WINDOW = 16, OPTION_FORMS = 32,
    OPTION_ONE_STORY = 64, OPTION_NO_TEXT = 128, OPTION_NOW = 256, OPTION_REPORT = 512, OPTION_IGNORE_DATES = 1024,
    OPTION_COLOUR = 2048, OPTION_SAVE = 4096, OPTION_PACE = 8192, OPTION_PRIVATE = 16384, OPTION_FOLLOW = 32768,
    OPTION_GRAPHS = 65536, OPTION_SOURCE = 131072, OPTION_OWNERS = 262144,
    OPTIONS_KNOWN = OPTION_SOURCE | OPTION_OWNERS,
    OPTIONS_FETCH = OPTION_SAVE | OPTION_PACE | OPTION_PRIVATE | OPTION_FOLLOW,
};

typedef struct stm_options {
    stm_pipeline_options pipeline;
    const char *json, *html, *markdown; // where to; "-": standard output; NULL: not wanted
    stm_fetch_options fetch;
    const char *dot, *graphml, *svg;    // copies as a graph: where to
    const char *owners;                 // a table of outlets and owners
    const char *report;                 // -d: a saved report
    const char *colour;                 // auto, always, never; NULL: auto
    bool no_text, timings;
    stm_view *inputs; // [ninputs]
    size_t ninputs;
    stm_view *after; // [nafter] what stands behind "--"
    size_t nafter;
    stm_view *known; // [pipeline.nsources] pipeline.sources: inputs known to be sources; they stand among the inputs, too
} stm_options;

typedef struct stm_command {
    const char *name, *arguments, *about;
    unsigned options;
    int (*run)(stm_options *options); // returns the exit status
} stm_command;

extern const stm_command stm_command_extract, stm_command_annotate, stm_command_copies, stm_command_stories,
    stm_command_records, stm_command_report, stm_command_verify, stm_command_why;

// Reads the arguments behind the command's name. Gives EXIT_DONE, or the exit status for what is wrong, which has been said.
int stm_options_read(stm_options *options, const stm_command *command, int argc, char **argv);
void stm_options_release(stm_options *options);
void stm_options_help(const stm_command *command); // on standard output

// One line on standard error, "stemma: ...".
void stm_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
// Says of one input that it could not be read.
void stm_say_unread(stm_view input, const stm_error *error);
// Says what failed as a whole and gives the exit status for it.
int stm_say_status(stm_status status);

// Runs the stages over the inputs of `options`; says which inputs could not be read. `*code` is 0 or 1 then. On failure it has
// been said and `*code` is the exit status.
bool stm_run_stages(stm_pipeline *pipeline, const stm_options *options, stm_goal goal, int *code);

// Writes to a file or, where `path` is "-", to standard output. False: it has been said.
bool stm_write(const char *path, stm_view bytes);

// Writes to standard output, not flushed. False: it has been said.
bool stm_write_more(stm_view bytes);

// Prints every page of the inputs with `print`, in their order and in constant memory. Gives the exit status.
typedef stm_status stm_print_document(const stm_document *document, stm_buffer *to);
int stm_print_documents(const stm_options *options, stm_goal goal, stm_print_document *print);

// Runs `print(argument, buffer)` and writes what it put, in pieces, to standard output. Gives the exit status: `code`, or what
// went wrong.
int stm_print_all(stm_status (*print)(void *argument, size_t i, stm_buffer *to), void *argument, size_t n, int code);

// draw.c: the graphs drawn as <svg> elements, in `arena`, within `seconds` and some memory; an empty one, and one that could not
// be drawn, stays empty. `dots` end with a NUL each. Gives the number of those drawn. May leave through the arena's way.
size_t stm_draw_graphs(stm_arena *arena, const stm_view *dots, size_t n, unsigned seconds, stm_view *svgs);

void stm_say_timings(const stm_pipeline *pipeline, stm_goal goal);

#endif
