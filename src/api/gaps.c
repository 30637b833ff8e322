// Gaps: counts of what is unknown, so that nobody takes silence for an answer.
#include "api/gaps.h"

#include "lang/lang.h"

struct counting {
    size_t articles, unread, versions, empty, undated, nameless, untitled, languages_unknown, languages_shallow;
};

static bool has_tables(stm_view language)
{
    for (const char *const *code = stm_lang_codes(); *code != NULL; code++)
        if (stm_view_is(language, *code))
            return true;
    return false;
}

static void count_article(struct counting *c, const stm_article *article)
{
    if (article->error.status != STM_OK) {
        c->unread++;
        return;
    }
    if (article->text.size == 0) {
        c->versions += article->same_as.size > 0;
        c->empty += article->same_as.size == 0;
        return;
    }
    c->articles++;
    c->undated += !stm_civil_known(article->published);
    c->nameless += article->outlet.size == 0;
    c->untitled += article->title.size == 0;
    c->languages_unknown += article->language.size == 0;
    c->languages_shallow += article->language.size != 0 && !has_tables(article->language);
}

static void add(stm_vector *gaps, size_t n, const char *one, const char *many)
{
    if (n == 0)
        return;
    stm_view *gap = stm_vector_push(gaps);
    *gap = n == 1 ? stm_arena_print(gaps->arena, "1 %s", one) : stm_arena_print(gaps->arena, "%zu %s", n, many);
}

static void add_origins(stm_vector *gaps, const stm_findings *findings)
{
    size_t unseen = 0, alone = 0;
    for (size_t s = 0; s < findings->stories->nstories; s++) {
        const stm_comparison *c = &findings->comparisons[s];
        for (size_t o = 0; o < c->norigins; o++)
            unseen += c->origins[o].kind == STM_ORIGIN_UNSEEN;
        alone += findings->stories->stories[s].ndocuments == 1;
    }
    add(gaps, unseen, "origin is a text that is not among the inputs and that no article names",
        "origins are texts that are not among the inputs and that no article names");
    if (findings->stories->nstories > 1 || (alone == 1 && findings->ndocuments > 1))
        add(gaps, alone, "story has one article only, so nothing stands beside it",
            "stories have one article only, so nothing stands beside them");
}

void stm_gaps_find(stm_arena *arena, stm_findings *findings)
{
    struct counting c = {0};
    for (size_t i = 0; i < findings->ndocuments; i++)
        count_article(&c, &findings->documents[i]->article);
    stm_vector gaps;
    stm_vector_init(&gaps, arena, sizeof(stm_view));
    add(&gaps, c.unread, "input could not be read", "inputs could not be read");
    add(&gaps, c.versions, "page stands aside for its other version (AMP)", "pages stand aside for their other versions (AMP)");
    add(&gaps, c.empty, "page without an article", "pages without an article");
    add(&gaps, c.undated, "article without a date", "articles without a date");
    add(&gaps, c.nameless, "article whose outlet is not named", "articles whose outlet is not named");
    add(&gaps, c.untitled, "article without a headline", "articles without a headline");
    add(&gaps, c.languages_unknown, "article in an unknown language", "articles in an unknown language");
    add(&gaps, c.languages_shallow, "article in a language that is read without tables of its own",
        "articles in languages that are read without tables of their own");
    add_origins(&gaps, findings);
    findings->gaps = gaps.items;
    findings->ngaps = gaps.n;
}
