// line-features [--light|--tree] PAGE.html...: the properties of every line of pages, for fitting lang/common/line-weights.tsv
// and (--tree) lang/common/line-trees.tsv.
//
// Prints the names of the properties, then for each page "#", path, and for each of its lines: the properties it has as a
// hexadecimal set (--tree: all of them as numbers with commas), and its text. --light leaves out what the names of classes call
// furniture, as a careful copyist does.
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
    bool light, tree;
} work;

static stm_status load(void *argument)
{
    work *w = argument;
    return stm_read_inputs(w->arena, &w->options, w->paths, w->npaths, &w->items);
}

static void print_text(const stm_outline *outline, size_t i)
{
    stm_view text = stm_line_text(outline, &outline->lines[i]);
    putchar('\t');
    for (size_t k = 0; k < text.size; k++)
        putchar(stm_is_space(text.at[k]) ? ' ' : text.at[k]);
    putchar('\n');
}

static void print_words(work *w, stm_outline *outline)
{
    size_t n = 0;
    for (size_t i = 0; i < outline->nlines; i++)
        if (!w->light || !(outline->lines[i].out || outline->lines[i].weak))
            outline->lines[n++] = outline->lines[i];
    outline->nlines = n;
    uint64_t *features = stm_arena_take_array(w->arena, n + 1, sizeof *features);
    stm_lines_weigh(w->extractor, outline, features);
    for (size_t i = 0; i < n; i++) {
        printf("%llx", (unsigned long long)features[i]);
        print_text(outline, i);
    }
}

static void print_marks(work *w, const stm_page *page, stm_outline *outline, const stm_about *about)
{
    size_t nmarks;
    stm_mark_names(&nmarks);
    int16_t *marks = stm_arena_take_array(w->arena, outline->nlines + 1, STM_MARKS_MOST * sizeof *marks);
    stm_choose_by_rules(w->extractor, page, outline);
    stm_lines_judge(w->extractor, page, outline, about, marks);
    for (size_t i = 0; i < outline->nlines; i++) {
        for (size_t k = 0; k < nmarks; k++)
            printf("%s%d", k > 0 ? "," : "", marks[i * STM_MARKS_MOST + k]);
        print_text(outline, i);
    }
}

static stm_status print_page(void *argument)
{
    work *w = argument;
    const stm_item *item = &w->items.items[w->i];
    stm_page page;
    stm_outline outline;
    stm_article article = {0};
    stm_metadata metadata;
    stm_names names;
    stm_read_page(w->reader, w->arena, &w->options, item, &page);
    w->extractor->scratch.way = w->arena->way;
    stm_arena_reset(&w->extractor->scratch);
    stm_names_gather(w->extractor, &page.tree, &names);
    stm_metadata_begin(w->extractor, w->arena, &page, &names, &article, &metadata);
    stm_metadata_title(&metadata);
    stm_about about = stm_metadata_about(&metadata);
    stm_outline_tree(w->extractor, &page, &names, &outline);
    printf("#\t%.*s\n", (int)item->input.size, item->input.at);
    if (w->tree)
        print_marks(w, &page, &outline, &about);
    else
        print_words(w, &outline);
    return STM_OK;
}

static void print_names(bool tree)
{
    size_t n;
    const char *const *marks = stm_mark_names(&n);
    for (size_t i = 0; tree ? i < n : stm_feature_name(i) != NULL; i++)
        printf("%s%s", i > 0 ? " " : "", tree ? marks[i] : stm_feature_name(i));
    putchar('\n');
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
        w.tree = w.tree || strcmp(argv[i], "--tree") == 0;
        if (argv[i][0] != '-')
            paths[w.npaths++] = stm_view_of(argv[i]);
    }
    w.paths = paths;
    if (w.reader == NULL || w.extractor == NULL || paths == NULL || stm_exit_run(&way, load, &w) != STM_OK)
        return 3;
    print_names(w.tree);
    for (w.i = 0; w.i < w.items.nitems; w.i++)
        stm_exit_run(&way, print_page, &w);
    stm_arena_release(&arena);
    stm_extractor_free(w.extractor);
    stm_reader_free(w.reader);
    free(paths);
    return 0;
}
