// Dependence: how likely one text comes from the other, or both from a third.
//
// A logistic model over the evidence of a pair (evidence.c). The weights stand in lang/common/copy-weights.tsv and are fitted by
// eval/copies --fit; public words, captions and standing phrases count for none of them but `half`.
#include "reuse/parts.h"

#include <math.h>
#include <stdlib.h>

// The weight of one fact; 0 where the table does not have it.
static double weight_of(const stm_reuse_tables *tables, const char *name)
{
    const stm_row *row = stm_table_find(&tables->weights, stm_view_of(name));
    char number[32] = {0};
    if (row == NULL || row->fields[1].size >= sizeof number)
        return 0;
    memcpy(number, row->fields[1].at, row->fields[1].size);
    return strtod(number, NULL);
}

static double probability(const stm_reuse_tables *tables, const stm_evidence *e)
{
    const struct fact {
        const char *name;
        double value;
    } facts[] = {
        {"bias", 1},
        {"run", log2(1 + e->run)},
        {"plain", log2(1 + e->plain)},
        {"passage", log2(1 + e->passage)},
        {"rare", log2(1 + e->rare)},
        {"prose", log2(1 + e->prose)},
        {"sentence", e->sentence},
        {"sentences", log2(1 + e->sentences)},
        {"share", sqrt(e->share)},
        {"credit", e->credit},
        {"half", log2(1 + e->half)},
        {"headline", log2(1 + e->headline)},
    };
    double sum = 0;
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        sum += weight_of(tables, facts[i].name) * facts[i].value;
    return 1 / (1 + exp(-sum));
}

void stm_dependence_judge(const stm_reuse_tables *tables, stm_pair *pair)
{
    const stm_evidence *e = &pair->evidence;
    pair->score = pair->words.shared > 0 ? probability(tables, e) : 0;
    pair->relation = pair->score >= .5 ? STM_RELATION_COPY
                     : e->quotes       ? STM_RELATION_QUOTES
                     : e->light        ? STM_RELATION_LIGHT
                                       : STM_RELATION_NONE;
}
