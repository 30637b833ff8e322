// embed: a program that uses libstemma. It sets three short accounts of one event side by side, from memory, and prints how many
// origins each shared statement has; with an argument it writes the HTML report to that file.
//
//     cc embed.c $(pkg-config --cflags --libs stemma) -o embed
#include <stdio.h>
#include <string.h>

#include <stemma.h>

static const char *const accounts[][2] = {
    {"morning.txt",
     "The harbour of Velm was closed on Tuesday after a crane fell onto the quay. \"Nobody will work under that crane "
     "until we know why it fell,\" harbour master Ida Trent said. Twelve ships were waiting outside the port.\n"},
    {"evening.txt",
     "A crane fell onto the quay of Velm, and the harbour was closed on Tuesday. Ida Trent, the harbour master, said: "
     "\"Nobody will work under that crane until we know why it fell.\" More than ten ships were waiting outside the "
     "port.\n"},
    {"weekly.txt",
     "Velm's harbour will stay closed, harbour master Ida Trent told reporters: \"Nobody will work under that crane.\" "
     "Repairs may take three weeks, according to the port's engineers.\n"},
};

static int write_file(void *file, const char *bytes, size_t size)
{
    return fwrite(bytes, 1, size, file) == size ? 0 : 1;
}

static int print_statements(const stemma_corpus *corpus, size_t story)
{
    stemma_story about = {.size = sizeof about};
    int shared = 0;
    stemma_get_story(corpus, story, &about);
    for (size_t i = 0; i < about.nstatements; i++) {
        stemma_statement s = {.size = sizeof s};
        if (stemma_get_statement(corpus, story, i, &s) != STEMMA_OK || s.narticles < 2)
            continue;
        printf("%u origins, %u articles: %.*s\n", s.norigins, s.narticles, (int)s.text.size, s.text.at);
        shared++;
    }
    return shared;
}

int main(int argc, char **argv)
{
    stemma_options options = {.size = sizeof options, .plain = 1, .one_story = 1};
    stemma_corpus *corpus = stemma_corpus_new(&options);
    if (corpus == NULL)
        return 1;
    for (size_t i = 0; i < sizeof accounts / sizeof *accounts; i++)
        if (stemma_corpus_add_memory(corpus, accounts[i][0], accounts[i][1], strlen(accounts[i][1])) != STEMMA_OK)
            fprintf(stderr, "%s: %s\n", accounts[i][0], stemma_corpus_message(corpus));
    int shared = 0;
    if (stemma_corpus_finish(corpus) == STEMMA_OK)
        for (size_t i = 0; i < stemma_nstories(corpus); i++)
            shared += print_statements(corpus, i);
    FILE *file = argc > 1 ? fopen(argv[1], "wb") : NULL;
    if (file != NULL) {
        stemma_report(corpus, STEMMA_HTML, NULL, write_file, file);
        fclose(file);
    }
    stemma_corpus_free(corpus);
    return shared > 0 ? 0 : 1;
}
