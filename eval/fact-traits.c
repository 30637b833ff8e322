// fact-traits FILE.jsonl [WEIGHTS.tsv]: what speaks for two clauses saying the same, for fitting lang/common/fact-weights.tsv.
//
// Prints JSON, a line for each story of plain articles: {"clauses": [[article, begin, end], ...], "pairs": [[one, two, trait, ...],
// ...]} for all pairs of clauses that share a word; with WEIGHTS instead {"facts": [[[article, begin, end], ...], ...]}, the facts
// that a table of weights makes. Traits are in the order of the first line, places are bytes.
#include <stdio.h>

#include "api/api.h"
#include "compare/facts.h"

typedef struct work {
    stm_pipeline *pipeline;
    const stm_story *story;
    stm_view weights; // at is NULL: print traits
} work;

static void print_place(const char *before, const stm_comparing *c, uint32_t account, stm_span span)
{
    const stm_view id = c->accounts[account].doc->article.id;
    printf("%s[\"%.*s\",%u,%u]", before, (int)id.size, id.at, span.begin, span.end);
}

static void print_pairs(stm_facts *f)
{
    printf("{\"clauses\":[");
    for (uint32_t i = 0; i < f->clauses.n; i++) {
        const stm_clause *u = stm_clause_at(f, i);
        print_place(i > 0 ? "," : "", f->c, u->account, stm_clause_span(&f->c->accounts[u->account], u->begin, u->end));
    }
    printf("],\"pairs\":[");
    for (size_t i = 0; i < f->pairs.n; i++) {
        const stm_alike *p = stm_vector_at(&f->pairs, i);
        printf("%s[%u,%u", i > 0 ? "," : "", p->one, p->two);
        for (int k = 0; k < STM_FACT_TRAITS; k++)
            printf(",%.5g", (double)((const stm_traits *)stm_vector_at(&f->traits, i))->values[k]);
        putchar(']');
    }
    puts("]}");
}

static void print_facts(const stm_comparing *c)
{
    const char *before = "";
    printf("{\"facts\":[");
    for (size_t i = 0; i < c->statements.n; i++) {
        const stm_statement *s = stm_vector_at(&c->statements, i);
        if (s->kind != STM_STATEMENT_FACT)
            continue;
        printf("%s[", before);
        for (uint32_t k = 0; k < s->nmentions; k++)
            print_place(k > 0 ? "," : "", c, stm_account_of(c, s->mentions[k].document), s->mentions[k].spans[0]);
        putchar(']');
        before = ",";
    }
    puts("]}");
}

static stm_status print_story(void *argument)
{
    const work *w = argument;
    stm_pipeline *p = w->pipeline;
    stm_comparing c = {.arena = &p->arena, .documents = p->documents, .reuse = &p->reuse, .story = w->story};
    stm_comparing_begin(&c);
    if (w->weights.at != NULL) {
        stm_facts_group(&c, w->weights);
        print_facts(&c);
        return STM_OK;
    }
    stm_facts f = {.c = &c, .all = true};
    stm_facts_read(&f, (stm_view){"", 0});
    print_pairs(&f);
    return STM_OK;
}

static stm_view read_file(const char *path, char *bytes, size_t most)
{
    FILE *file = fopen(path, "rb");
    size_t n = file != NULL ? fread(bytes, 1, most, file) : 0;
    if (file != NULL)
        fclose(file);
    return (stm_view){bytes, n};
}

int main(int argc, char **argv)
{
    static char bytes[1 << 16];
    stm_pipeline_options options = {.nthreads = 1};
    stm_pipeline pipeline;
    options.read.plain = true;
    stm_pipeline_init(&pipeline, &options);
    stm_view path = stm_view_of(argc > 1 ? argv[1] : "-");
    if (stm_pipeline_add_paths(&pipeline, &path, 1) != STM_OK || stm_pipeline_run(&pipeline, STM_GOAL_STORIES) != STM_OK)
        return 3;
    printf("[");
    for (int i = 0; i < STM_FACT_TRAITS; i++)
        printf("%s\"%s\"", i > 0 ? "," : "", stm_fact_traits[i]);
    puts("]");
    work w = {.pipeline = &pipeline, .weights = argc > 2 ? read_file(argv[2], bytes, sizeof bytes) : (stm_view){NULL, 0}};
    for (size_t i = 0; i < pipeline.stories.nstories; i++) {
        w.story = &pipeline.stories.stories[i];
        if (stm_exit_run(&pipeline.way, print_story, &w) != STM_OK)
            return 3;
    }
    stm_pipeline_release(&pipeline);
    return 0;
}
