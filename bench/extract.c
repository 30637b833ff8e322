// extract [--rounds N] INPUT...: how fast pages become articles on one core, with MyHTML's parse alone of the same pages beside
// it.
//
// All pages are read into memory first. Then rounds take turns, so that both meet the same machine: every page parsed by MyHTML
// as it lies; every page through read and extract, as `stemma extract` does. The best round of each counts, in processor time.
// What cannot be read is left out.
#include "clock.h"

#include <myhtml/api.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "document/document.h"

struct bench {
    stm_exit way;
    stm_arena arena;
    stm_read_options options;
    stm_view *paths; // [npaths]
    size_t npaths;
    stm_items items;
    size_t npages, size, articles;
    myhtml_t *parser;
    stm_worker *worker;
};

static stm_status read_inputs(void *argument)
{
    struct bench *b = argument;
    return stm_read_inputs(&b->arena, &b->options, b->paths, b->npaths, &b->items);
}

static bool is_page(const stm_item *item)
{
    return item->error.status == STM_OK && item->bytes.size > 0;
}

static double parse_all(struct bench *b)
{
    double begin = seconds_now();
    for (size_t i = 0; i < b->items.nitems; i++) {
        const stm_item *item = &b->items.items[i];
        if (!is_page(item))
            continue;
        myhtml_tree_t *tree = myhtml_tree_create();
        myhtml_tree_init(tree, b->parser);
        myhtml_parse(tree, MyENCODING_UTF_8, item->bytes.at, item->bytes.size);
        myhtml_tree_destroy(tree);
    }
    return seconds_now() - begin;
}

static double extract_all(struct bench *b)
{
    double begin = seconds_now();
    b->articles = 0;
    for (size_t i = 0; i < b->items.nitems; i++) {
        if (!is_page(&b->items.items[i]))
            continue;
        stm_document *document = stm_document_new(b->worker, &b->options, STM_DEPTH_EXTRACT, &b->items.items[i]);
        b->articles += document != NULL && document->article.text.size > 0;
        stm_document_free(document);
    }
    return seconds_now() - begin;
}

static void count_pages(struct bench *b)
{
    for (size_t i = 0; i < b->items.nitems; i++)
        if (is_page(&b->items.items[i])) {
            b->npages++;
            b->size += b->items.items[i].bytes.size;
        }
}

static void print_row(const struct bench *b, const char *what, double seconds)
{
    printf("%-16s %9.2f %10.1f %9.1f\n", what, seconds * 1e3, (double)b->npages / seconds, (double)b->size / 1e6 / seconds);
}

static int run(struct bench *b, int rounds)
{
    double parse = 1e9, extract = 1e9;
    for (int i = 0; i < rounds; i++) {
        double one = parse_all(b), other = extract_all(b);
        parse = one < parse ? one : parse;
        extract = other < extract ? other : extract;
    }
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("%zu pages, %.1f MB, %zu with an article\n", b->npages, (double)b->size / 1e6, b->articles);
    printf("%-16s %9s %10s %9s\n", "", "ms", "pages/s", "MB/s");
    print_row(b, "MyHTML's parse", parse);
    print_row(b, "extract", extract);
    printf("extract takes %.2f times the parse; %.1f MB of memory with all pages in it\n", extract / parse,
           (double)used.ru_maxrss / 1024);
    return 0;
}

int main(int argc, char **argv)
{
    struct bench b = {.npaths = 0};
    int rounds = 5;
    b.paths = calloc((size_t)argc + 1, sizeof *b.paths);
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--rounds") == 0 && i + 1 < argc)
            rounds = (int)strtol(argv[++i], NULL, 10);
        else
            b.paths[b.npaths++] = stm_view_of(argv[i]);
    }
    b.parser = myhtml_create();
    b.worker = stm_worker_new();
    stm_arena_init(&b.arena, &b.way, 0);
    bool ready =
        b.parser != NULL && b.worker != NULL && myhtml_init(b.parser, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0) == MyHTML_STATUS_OK;
    int code = 1;
    if (ready && stm_exit_run(&b.way, read_inputs, &b) == STM_OK) {
        count_pages(&b);
        code = b.npages > 0 ? run(&b, rounds) : 1;
    }
    if (code != 0)
        fputs("usage: extract [--rounds N] INPUT...\n", stderr);
    stm_arena_release(&b.arena);
    stm_worker_free(b.worker);
    if (b.parser != NULL)
        myhtml_destroy(b.parser);
    free(b.paths);
    return code;
}
