// fact-traits words|company|facts FILE.jsonl [WEIGHTS.tsv]: what speaks for two clauses saying the same, for fitting
// lang/common/fact-weights.tsv.
//
// Prints JSON, a line for each story of plain articles: {"clauses": [[article, begin, end], ...], "pairs": [[one, two, trait, ...],
// ...]} for all pairs of clauses that share a word, or, by the weights of words, for all that are weighed again by their company; or
// {"facts": [[[article, begin, end], ...], ...]}, the facts that a table of weights makes. Traits are in the order of the first line,
// places are bytes.
#include <stdio.h>

#include "api/api.h"
#include "compare/facts.h"

typedef struct work {
    stm_pipeline *pipeline;
    const stm_story *story;
    stm_kept kept;    // STM_KEPT_LIKELY: print facts
    stm_view weights;
} work;

static void print_place(const char *before, const stm_comparing *c, uint32_t account, stm_span span)
{
    const stm_view id = c->accounts[account].doc->article.id;
    printf("%s[\"%.*s\",%u,%u]", before, (int)id.size, id.at, span.begin, span.end);
}

static int list_traits(stm_kept kept, const char *const **names)
{
    *names = kept == STM_KEPT_WORDS ? stm_fact_traits : stm_company_traits;
    return kept == STM_KEPT_WORDS ? STM_FACT_TRAITS : kept == STM_KEPT_COMPANY ? STM_COMPANY_TRAITS : 0;
}

static void print_pairs(stm_facts *f)
{
    const char *const *names;
    int ntraits = list_traits(f->kept, &names);
    printf("{\"clauses\":[");
    for (uint32_t i = 0; i < f->clauses.n; i++) {
        const stm_clause *u = stm_clause_at(f, i);
        print_place(i > 0 ? "," : "", f->c, u->account, stm_clause_span(&f->c->accounts[u->account], u->begin, u->end));
    }
    printf("],\"pairs\":[");
    for (size_t i = 0; i < f->pairs.n; i++) {
        const stm_alike *p = stm_vector_at(&f->pairs, i);
        printf("%s[%u,%u", i > 0 ? "," : "", p->one, p->two);
        for (int k = 0; k < ntraits; k++)
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
    if (w->kept == STM_KEPT_LIKELY) {
        stm_facts_group(&c, w->weights);
        print_facts(&c);
        return STM_OK;
    }
    stm_facts f = {.c = &c, .kept = w->kept};
    stm_facts_read(&f, w->weights);
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
    const char *const *names;
    if (argc < 3)
        return 2;
    stm_view what = stm_view_of(argv[1]), path = stm_view_of(argv[2]);
    options.read.plain = true;
    stm_pipeline_init(&pipeline, &options);
    if (stm_pipeline_add_paths(&pipeline, &path, 1) != STM_OK || stm_pipeline_run(&pipeline, STM_GOAL_STORIES) != STM_OK)
        return 3;
    work w = {.pipeline = &pipeline, .weights = argc > 3 ? read_file(argv[3], bytes, sizeof bytes) : (stm_view){"", 0}};
    w.kept = stm_view_is(what, "words") ? STM_KEPT_WORDS : stm_view_is(what, "company") ? STM_KEPT_COMPANY : STM_KEPT_LIKELY;
    int ntraits = list_traits(w.kept, &names);
    printf("[");
    for (int i = 0; i < ntraits; i++)
        printf("%s\"%s\"", i > 0 ? "," : "", names[i]);
    puts("]");
    for (size_t i = 0; i < pipeline.stories.nstories; i++) {
        w.story = &pipeline.stories.stories[i];
        if (stm_exit_run(&pipeline.way, print_story, &w) != STM_OK)
            return 3;
    }
    stm_pipeline_release(&pipeline);
    return 0;
}
