// line-features [--light] PAGE.html...: the properties of every line of pages, for fitting lang/common/line-weights.tsv.
//
// Prints the names of the properties, then for each page "#", path, and for each of its lines: the properties it has as a
// hexadecimal set, and its text. --light leaves out what the names of classes call furniture, as a careful copyist does.
#include <stdio.h>
#include <stdlib.h>

#include "extract/inner.h"

typedef struct {
    stm_arena *arena;
    stm_reader *reader;
    stm_extractor *extractor;
    stm_read_options options;
    stm_items items;
    const stm_view *paths;
    size_t npaths, i;
    bool light;
} work;

static stm_status load(void *argument)
{
    work *w = argument;
    return stm_read_inputs(w->arena, &w->options, w->paths, w->npaths, &w->items);
}

static void print_line(const stm_outline *outline, size_t i, uint64_t features)
{
    stm_view text = stm_line_text(outline, &outline->lines[i]);
    printf("%llx\t", (unsigned long long)features);
    for (size_t k = 0; k < text.size; k++)
        putchar(stm_is_space(text.at[k]) ? ' ' : text.at[k]);
    putchar('\n');
}

static stm_status print_page(void *argument)
{
    work *w = argument;
    const stm_item *item = &w->items.items[w->i];
    stm_page page;
    stm_outline outline;
    size_t n = 0;
    stm_read_page(w->reader, w->arena, &w->options, item, &page);
    w->extractor->scratch.way = w->arena->way;
    stm_arena_reset(&w->extractor->scratch);
    stm_outline_tree(w->extractor, &page, true, &outline);
    for (size_t i = 0; i < outline.nlines; i++)
        if (!w->light || !(outline.lines[i].out || outline.lines[i].weak))
            outline.lines[n++] = outline.lines[i];
    outline.nlines = n;
    uint64_t *features = stm_arena_take_array(w->arena, n + 1, sizeof *features);
    stm_lines_weigh(w->extractor, &outline, features);
    printf("#\t%.*s\n", (int)item->input.size, item->input.at);
    for (size_t i = 0; i < n; i++)
        print_line(&outline, i, features[i]);
    return STM_OK;
}

int main(int argc, char **argv)
{
    stm_exit way = {0};
    stm_arena arena;
    work w = {.arena = &arena, .reader = stm_reader_new(), .extractor = stm_extractor_new()};
    stm_view *paths = calloc((size_t)argc, sizeof *paths);
    stm_arena_init(&arena, &way, 0);
    for (int i = 1; i < argc && paths != NULL; i++) {
        w.light = w.light || strcmp(argv[i], "--light") == 0;
        if (argv[i][0] != '-')
            paths[w.npaths++] = stm_view_of(argv[i]);
    }
    w.paths = paths;
    if (w.reader == NULL || w.extractor == NULL || paths == NULL || stm_exit_run(&way, load, &w) != STM_OK)
        return 3;
    for (size_t i = 0; stm_feature_name(i) != NULL; i++)
        printf("%s%s", i > 0 ? " " : "", stm_feature_name(i));
    putchar('\n');
    for (w.i = 0; w.i < w.items.nitems; w.i++)
        stm_exit_run(&way, print_page, &w);
    stm_arena_release(&arena);
    stm_extractor_free(w.extractor);
    stm_reader_free(w.reader);
    free(paths);
    return 0;
}
