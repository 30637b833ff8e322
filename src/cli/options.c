// Options: long and short, values joined or apart, a table of what each command knows.
#include "cli/cli.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

struct option {
    const char *name;
    char letter;
    unsigned bit;
    const char *value; // what its value is; NULL: it takes none
    const char *about;
};

static const struct option all_options[] = {
    {"plain", 0, OPTION_PLAIN, NULL, "inputs are clean article text; keep every byte of it"},
    {"threads", 'j', OPTION_THREADS, "N", "work on N threads (default: one a processor)"},
    {"all", 0, OPTION_ALL, NULL, "print every pair, also those that share nothing"},
    {"window", 0, OPTION_WINDOW, "DAYS", "compare only articles published within DAYS of each other"},
    {"source", 0, OPTION_SOURCE, "FILE", "an input others took from: a release, an agency's text, a transcript"},
    {"owners", 0, OPTION_OWNERS, "FILE", "a table of outlet and owner, a tab between: outlets of one owner are one"},
    {"dot", 0, OPTION_GRAPHS, "FILE", "write the copies as a graph for Graphviz (- is standard output)"},
    {"graphml", 0, OPTION_GRAPHS, "FILE", "write the copies as a graph for network analysis"},
    {"svg", 0, OPTION_GRAPHS, "FILE", "draw the graph of the copies"},
    {"json", 0, OPTION_FORMS, "FILE", "write the report as JSON (- is standard output)"},
    {"html", 0, OPTION_FORMS, "FILE", "write the report as one HTML page"},
    {"markdown", 0, OPTION_FORMS, "FILE", "write the report as Markdown"},
    {"one-story", 0, OPTION_ONE_STORY, NULL, "all inputs are about one event"},
    {"ignore-dates", 0, OPTION_IGNORE_DATES, NULL, "how far apart articles were published says nothing"},
    {"no-text", 0, OPTION_NO_TEXT, NULL, "leave the articles' text out of the JSON"},
    {"now", 0, OPTION_NOW, "TIME", "take TIME (ISO 8601) for now; default: the newest time of the inputs"},
    {"report", 'd', OPTION_REPORT, "FILE", "look into this saved JSON report"},
    {"colour", 0, OPTION_COLOUR, "WHEN", "auto, always or never (default: auto, never with NO_COLOR)"},
    {"save", 0, OPTION_SAVE, "FILE", "add all that is fetched to the WARC file FILE"},
    {"pace", 0, OPTION_PACE, "SECONDS", "wait so long between two requests to a host (default: 1)"},
    {"follow", 0, OPTION_FOLLOW, NULL, "of a feed that is fetched, fetch the pages whose text it does not have"},
    {"allow-private", 0, OPTION_PRIVATE, NULL, "connect to addresses that are not public, too; heed proxies"},
    {"timings", 0, OPTION_TIMINGS, NULL, "say on standard error how long each stage took"},
};
enum { NOPTIONS = sizeof all_options / sizeof *all_options };

static bool read_number(const char *text, long most, long *number)
{
    char *end;
    errno = 0;
    *number = strtol(text, &end, 10);
    return errno == 0 && end != text && *end == '\0' && *number >= 0 && *number <= most;
}

static bool set_number(const struct option *option, stm_options *options, const char *value)
{
    long number;
    if (!read_number(value, option->bit == OPTION_THREADS ? 1024 : 36500, &number)) {
        stm_say("--%s wants a number, not '%s'", option->name, value);
        return false;
    }
    if (option->bit == OPTION_THREADS)
        options->pipeline.nthreads = (unsigned)number;
    else
        options->pipeline.window = (int)number;
    return true;
}

static bool set_now(stm_options *options, const char *value)
{
    if (stm_civil_read(stm_view_of(value), &options->pipeline.now))
        return true;
    stm_say("--now wants a time as 2025-02-12 or 2025-02-12T10:00Z, not '%s'", value);
    return false;
}

static bool set_pace(stm_options *options, const char *value)
{
    char *end;
    options->fetch.pace = strtod(value, &end);
    if (end != value && *end == '\0' && options->fetch.pace >= 0 && options->fetch.pace <= 3600)
        return true;
    stm_say("--pace wants seconds, not '%s'", value);
    return false;
}

static bool set_colour(stm_options *options, const char *value)
{
    options->colour = value;
    if (strcmp(value, "auto") == 0 || strcmp(value, "always") == 0 || strcmp(value, "never") == 0)
        return true;
    stm_say("--colour wants auto, always or never, not '%s'", value);
    return false;
}

static bool set(const struct option *option, stm_options *options, const char *value)
{
    switch (option->bit) {
    case OPTION_PLAIN: options->pipeline.read.plain = true; break;
    case OPTION_ALL: options->pipeline.all = true; break;
    case OPTION_ONE_STORY: options->pipeline.one_story = true; break;
    case OPTION_IGNORE_DATES: options->pipeline.ignore_dates = true; break;
    case OPTION_NO_TEXT: options->no_text = true; break;
    case OPTION_TIMINGS: options->timings = true; break;
    case OPTION_REPORT: options->report = value; break;
    case OPTION_OWNERS: options->owners = value; break;
    case OPTION_GRAPHS:
        *(option->name[0] == 'd' ? &options->dot : option->name[0] == 'g' ? &options->graphml : &options->svg) = value;
        break;
    case OPTION_SOURCE:
        options->known[options->pipeline.nsources++] = options->inputs[options->ninputs++] = stm_view_of(value);
        break;
    case OPTION_SAVE: options->fetch.save = value; break;
    case OPTION_PRIVATE: options->fetch.allow_private = true; break;
    case OPTION_FOLLOW: options->fetch.follow = true; break;
    case OPTION_PACE: return set_pace(options, value);
    case OPTION_COLOUR: return set_colour(options, value);
    case OPTION_NOW: return set_now(options, value);
    case OPTION_FORMS:
        *(option->name[0] == 'j' ? &options->json : option->name[0] == 'h' ? &options->html : &options->markdown) = value;
        break;
    default: return set_number(option, options, value);
    }
    return true;
}

// The option that `argument` names; its joined value ("--now=X", "-j4") in `*value`, NULL if there is none.
static const struct option *find_option(const stm_command *command, const char *argument, const char **value)
{
    *value = NULL;
    for (int i = 0; i < NOPTIONS; i++) {
        const struct option *option = &all_options[i];
        size_t size = strlen(option->name);
        if ((command->options & option->bit) == 0)
            continue;
        if (argument[1] == '-' && strncmp(argument + 2, option->name, size) == 0 &&
            (argument[2 + size] == '\0' || argument[2 + size] == '=')) {
            *value = argument[2 + size] == '=' ? argument + 3 + size : NULL;
            return option;
        }
        if (argument[1] == option->letter && option->letter != 0) {
            *value = argument[2] != '\0' ? argument + 2 : NULL;
            return option;
        }
    }
    return NULL;
}

// One option at argv[*i], with its value; moves *i on to the last argument that belongs to it.
static bool read_option(stm_options *options, const stm_command *command, int argc, char **argv, int *i)
{
    const char *value;
    const struct option *option = find_option(command, argv[*i], &value);
    if (option == NULL) {
        stm_say("%s has no option '%s'; try 'stemma help %s'", command->name, argv[*i], command->name);
        return false;
    }
    if (option->value == NULL && value != NULL) {
        stm_say("--%s takes no value", option->name);
        return false;
    }
    if (option->value != NULL && value == NULL) {
        if (*i + 1 >= argc) {
            stm_say("--%s wants a value (%s)", option->name, option->value);
            return false;
        }
        value = argv[++*i];
    }
    return set(option, options, value);
}

int stm_options_read(stm_options *options, const stm_command *command, int argc, char **argv)
{
    *options = (stm_options){.fetch = {.pace = 1}};
    options->pipeline.read.fetch = &options->fetch;
    options->inputs = calloc((size_t)argc + 1, 3 * sizeof *options->inputs);
    if (options->inputs == NULL)
        return stm_say_status(STM_NO_MEMORY);
    options->after = options->inputs + argc + 1;
    options->pipeline.sources = options->known = options->after + argc + 1;
    bool only_inputs = false;
    for (int i = 0; i < argc; i++) {
        if (only_inputs && (command->options & OPTION_REPORT) == 0)
            options->inputs[options->ninputs++] = stm_view_of(argv[i]);
        else if (only_inputs)
            options->after[options->nafter++] = stm_view_of(argv[i]);
        else if (strcmp(argv[i], "--") == 0)
            only_inputs = true;
        else if (argv[i][0] != '-' || argv[i][1] == '\0')
            options->inputs[options->ninputs++] = stm_view_of(argv[i]);
        else if (!read_option(options, command, argc, argv, &i))
            return EXIT_WRONG_USE;
    }
    return EXIT_DONE;
}

void stm_options_release(stm_options *options)
{
    free(options->inputs);
    options->inputs = NULL;
}

void stm_options_help(const stm_command *command)
{
    printf("usage: stemma %s %s\n\n%s.\n%s", command->name, command->arguments, command->about,
           command->options != 0 ? "\noptions:\n" : "");
    for (int i = 0; i < NOPTIONS; i++) {
        const struct option *option = &all_options[i];
        char left[40];
        if ((command->options & option->bit) == 0)
            continue;
        snprintf(left, sizeof left, "%c%c%s--%s%s%s", option->letter != 0 ? '-' : ' ',
                 option->letter != 0 ? option->letter : ' ', option->letter != 0 ? ", " : "  ", option->name,
                 option->value != NULL ? " " : "", option->value != NULL ? option->value : "");
        printf("  %-24s %s\n", left, option->about);
    }
    printf("\nexit status: 0 all inputs read; 1 some could not be read%s; 2 wrong use; 3 internal error\n",
           strcmp(command->name, "verify") == 0 ? " or something does not hold" : "");
}
