// annotate [--rounds N] [--build PROGRAM]... INPUT...: how fast articles become notes on one core, in MB of plain text a second.
//
// All articles are read and extracted first. Then rounds take turns: every article cut into sentences and tokens; every article
// annotated, and of that figures and dates alone, in English; and every PROGRAM run as `PROGRAM annotate --plain -j1 INPUT...`,
// with its start, reading and printing. The best round of each counts, in processor time.
#include "clock.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "annotate/measures.h"
#include "document/document.h"

enum { BUILDS_MOST = 8 };
typedef enum part { PART_SEGMENT, PART_ANNOTATE, PART_MEASURES, NPARTS } part;
static const char *const part_names[NPARTS] = {"segment", "annotate", "figures, dates"};

struct bench {
    stm_exit way;
    stm_arena arena, scratch;
    stm_read_options options;
    stm_view *paths; // [npaths]
    size_t npaths;
    stm_items items;
    stm_document **documents; // [items.nitems]
    size_t size, narticles;
    stm_segmenter *segmenter;
    stm_annotator *annotator;
    stm_lexicon lexicon;
    stm_dictionary dictionary;
    double parts[NPARTS];
    const char *programs[BUILDS_MOST];
    double builds[BUILDS_MOST];
    int nbuilds;
};

static stm_status read_inputs(void *argument)
{
    struct bench *b = argument;
    stm_lexicon_read(&b->lexicon, &b->arena, "en");
    stm_dictionary_make(&b->dictionary, &b->arena, NULL, &b->lexicon);
    return stm_read_inputs(&b->arena, &b->options, b->paths, b->npaths, &b->items);
}

static stm_status run_parts(void *argument)
{
    struct bench *b = argument;
    double spent[NPARTS] = {0};
    for (size_t i = 0; i < b->items.nitems; i++) {
        const stm_article *article = &b->documents[i]->article;
        stm_segments segments;
        stm_notes notes = {0};
        double begin = seconds_now();
        stm_segment(b->segmenter, &b->scratch, article, &segments);
        double segmented = seconds_now();
        stm_annotate(b->annotator, &b->scratch, article, &segments, &notes);
        double annotated = seconds_now();
        stm_measures_find(&b->dictionary, &b->scratch, article, &segments,
                          stm_dictionary_know(&b->dictionary, &b->scratch, &segments), &notes);
        spent[PART_SEGMENT] += segmented - begin;
        spent[PART_ANNOTATE] += annotated - segmented;
        spent[PART_MEASURES] += seconds_now() - annotated;
        stm_arena_reset(&b->scratch);
    }
    for (part p = 0; p < NPARTS; p++)
        b->parts[p] = spent[p] < b->parts[p] ? spent[p] : b->parts[p];
    return STM_OK;
}

static double seconds_of(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

// The processor time of one run of a program on the inputs; huge if it fails.
static double run_program(const char *program, char **arguments)
{
    pid_t child = fork();
    if (child == 0) {
        if (dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO) < 0)
            _exit(127);
        execv(program, arguments);
        _exit(127);
    }
    int status;
    struct rusage used;
    if (child < 0 || wait4(child, &status, 0, &used) != child || !WIFEXITED(status) || WEXITSTATUS(status) > 1)
        return 1e9;
    return seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
}

static void print_row(const struct bench *b, const char *what, double seconds)
{
    printf("%-24s %9.2f %9.1f\n", what, seconds * 1e3, (double)b->size / 1e6 / seconds);
}

static int run(struct bench *b, int rounds, char **arguments)
{
    for (int i = 0; i < rounds; i++) {
        if (stm_exit_run(&b->way, run_parts, b) != STM_OK)
            return 1;
        for (int k = 0; k < b->nbuilds; k++) {
            double seconds = run_program(b->programs[k], arguments);
            b->builds[k] = seconds < b->builds[k] ? seconds : b->builds[k];
        }
    }
    printf("%zu articles, %.2f MB of text\n%-24s %9s %9s\n", b->narticles, (double)b->size / 1e6, "", "ms", "MB/s");
    for (part p = 0; p < NPARTS; p++)
        print_row(b, part_names[p], b->parts[p]);
    print_row(b, "segment and annotate", b->parts[PART_SEGMENT] + b->parts[PART_ANNOTATE]);
    for (int k = 0; k < b->nbuilds; k++)
        print_row(b, b->programs[k], b->builds[k]);
    return 0;
}

static bool extract_all(struct bench *b)
{
    stm_worker *worker = stm_worker_new();
    b->documents = calloc(b->items.nitems + 1, sizeof(stm_document *));
    bool done = worker != NULL && b->documents != NULL;
    for (size_t i = 0; done && i < b->items.nitems; i++) {
        b->documents[i] = stm_document_new(worker, &b->options, STM_DEPTH_EXTRACT, &b->items.items[i]);
        done = b->documents[i] != NULL;
        b->size += done ? b->documents[i]->article.text.size : 0;
        b->narticles += done && b->documents[i]->article.text.size > 0;
    }
    stm_worker_free(worker);
    return done && b->size > 0;
}

static void release(struct bench *b)
{
    for (size_t i = 0; b->documents != NULL && i < b->items.nitems; i++)
        stm_document_free(b->documents[i]);
    stm_annotator_free(b->annotator);
    stm_segmenter_free(b->segmenter);
    stm_arena_release(&b->scratch);
    stm_arena_release(&b->arena);
    free(b->documents);
    free(b->paths);
}

int main(int argc, char **argv)
{
    char head[][9] = {"stemma", "annotate", "--plain", "-j1"};
    enum { HEAD = sizeof head / sizeof *head };
    struct bench b = {.parts = {1e9, 1e9, 1e9}, .segmenter = stm_segmenter_new(), .annotator = stm_annotator_new()};
    int rounds = 5, code = 1;
    char **arguments = calloc((size_t)argc + HEAD + 1, sizeof *arguments);
    b.paths = calloc((size_t)argc + 1, sizeof *b.paths);
    for (int i = 0; i < HEAD; i++)
        arguments[i] = head[i];
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--rounds") == 0 && i + 1 < argc) {
            rounds = (int)strtol(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "--build") == 0 && i + 1 < argc && b.nbuilds < BUILDS_MOST) {
            b.builds[b.nbuilds] = 1e9;
            b.programs[b.nbuilds++] = argv[++i];
        } else {
            arguments[HEAD + b.npaths] = argv[i];
            b.paths[b.npaths++] = stm_view_of(argv[i]);
        }
    }
    stm_arena_init(&b.arena, &b.way, 0);
    stm_arena_init(&b.scratch, &b.way, 0);
    if (b.segmenter != NULL && b.annotator != NULL && stm_exit_run(&b.way, read_inputs, &b) == STM_OK && extract_all(&b))
        code = run(&b, rounds, arguments);
    if (code != 0)
        fputs("usage: annotate [--rounds N] [--build PROGRAM]... INPUT...\n", stderr);
    release(&b);
    free(arguments);
    return code;
}
