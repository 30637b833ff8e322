// mark-traits FILE.jsonl: the traits of all marked pieces of plain articles, for fitting lang/<code>/mark-weights.tsv.
//
// Prints the names of the traits, then for each article "#", id, and for each of its marked pieces the bytes where it begins and
// ends and the traits it has, as a hexadecimal set.
#include <stdio.h>

#include "annotate/vocabulary.h"
#include "api/api.h"

static void print_article(const stm_document *document)
{
    printf("#\t%.*s\n", (int)document->article.id.size, document->article.id.at);
    for (size_t i = 0; i < document->notes.nquotes; i++) {
        const stm_quote *quote = &document->notes.quotes[i];
        if (quote->traits != 0)
            printf("%u\t%u\t%llx\n", quote->spans[0].begin, quote->spans[0].end, (unsigned long long)quote->traits);
    }
}

int main(int argc, char **argv)
{
    stm_pipeline_options options = {.nthreads = 1};
    stm_pipeline pipeline;
    options.read.plain = true;
    stm_pipeline_init(&pipeline, &options);
    stm_view path = stm_view_of(argc > 1 ? argv[1] : "-");
    if (stm_pipeline_add_paths(&pipeline, &path, 1) != STM_OK || stm_pipeline_run(&pipeline, STM_GOAL_ANNOTATE) != STM_OK)
        return 3;
    for (size_t i = 0; i < STM_TRAITS; i++)
        printf("%s%s", i > 0 ? " " : "", stm_trait_names()[i]);
    putchar('\n');
    for (size_t i = 0; i < pipeline.items.nitems; i++)
        print_article(pipeline.documents[i]);
    stm_pipeline_release(&pipeline);
    return 0;
}
