// stemma: which accounts of an event stand on their own.
#include <stdio.h>

#include "cli/cli.h"

static const stm_command *const commands[] = {
    &stm_command_extract, &stm_command_annotate, &stm_command_copies, &stm_command_stories, &stm_command_report,
    &stm_command_verify, &stm_command_why, &stm_command_records,
};
enum { NCOMMANDS = sizeof commands / sizeof *commands };

static const stm_command *find_command(const char *name)
{
    for (int i = 0; i < NCOMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

static void print_overview(FILE *to)
{
    fputs("usage: stemma COMMAND [OPTION...] INPUT...\n\n"
          "Reads many accounts of an event and shows which of them stand on their own.\n\n", to);
    for (int i = 0; i < NCOMMANDS; i++)
        fprintf(to, "  %-10s %s\n", commands[i]->name, commands[i]->about);
    fputs("\nINPUT is a file (HTML, text, JSON Lines, RSS or Atom, WARC), a directory, an address, or - for standard input.\n"
          "'stemma help COMMAND' says more.\n", to);
}

static int help(int argc, char **argv)
{
    if (argc < 1) {
        print_overview(stdout);
        return EXIT_DONE;
    }
    const stm_command *command = find_command(argv[0]);
    if (command == NULL) {
        stm_say("there is no command '%s'", argv[0]);
        return EXIT_WRONG_USE;
    }
    stm_options_help(command);
    return EXIT_DONE;
}

static int run_command(const stm_command *command, int argc, char **argv)
{
    stm_options options;
    for (int i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0)
            return help(1, (char *[]){(char *)command->name});
    int code = stm_options_read(&options, command, argc, argv);
    if (code == EXIT_DONE && options.ninputs + options.nafter == 0) {
        stm_say("%s wants an input; try 'stemma help %s'", command->name, command->name);
        code = EXIT_WRONG_USE;
    }
    if (code == EXIT_DONE)
        code = command->run(&options);
    stm_options_release(&options);
    return code;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        print_overview(stderr);
        return EXIT_WRONG_USE;
    }
    if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
        return help(argc - 2, argv + 2);
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "version") == 0) {
        puts("stemma " STM_VERSION);
        return EXIT_DONE;
    }
    const stm_command *command = find_command(argv[1]);
    if (command == NULL) {
        stm_say("there is no command '%s'; try 'stemma help'", argv[1]);
        return EXIT_WRONG_USE;
    }
    return run_command(command, argc - 2, argv + 2);
}
