// Dependence: how likely one text comes from the other, or both from a third.
//
// A logistic model over few facts of the evidence of a pair (evidence.c): more of them fit the labelled pairs no better when pairs are
// left out. The weights stand in lang/common/copy-weights.tsv and are fitted by eval/copies --fit.
#include "reuse/parts.h"

#include "lang/lang.h"

#include <math.h>
#include <stdlib.h>

#define CREDITED .125 // share of the prose of which a credit speaks in full; of less, it may speak of other parts

// A fact that the table does not have weighs nothing.
void stm_weights_read(stm_arena *scratch, double weights[STM_NWEIGHTS])
{
    static const char *const names[] = {"bias", "run", "rare", "sentence", "credit", "loose"};
    stm_table table;
    stm_table_read(&table, scratch, stm_lang_table("common", "copy-weights"));
    for (size_t i = 0; i < STM_NWEIGHTS; i++) {
        const stm_row *row = stm_table_find(&table, stm_view_of(names[i]));
        weights[i] = row != NULL ? strtod(stm_arena_copy(scratch, row->fields[1]).at, NULL) : 0;
    }
}

static double probability(const double weights[STM_NWEIGHTS], const stm_evidence *e)
{
    double sum = weights[STM_WEIGHT_BIAS] + weights[STM_WEIGHT_RUN] * log2(1 + e->run) +
                 weights[STM_WEIGHT_RARE] * log2(1 + e->rare) + weights[STM_WEIGHT_SENTENCE] * e->sentence +
                 weights[STM_WEIGHT_CREDIT] * e->credit * fmin(e->share / CREDITED, 1) + weights[STM_WEIGHT_LOOSE] * e->loose;
    return 1 / (1 + exp(-sum));
}

void stm_dependence_judge(const stm_reuse_tables *tables, stm_pair *pair)
{
    const stm_evidence *e = &pair->evidence;
    pair->score = pair->words.shared > 0 || e->loose > 0 ? probability(tables->weights, e) : 0;
    pair->relation = pair->score >= .5 ? STM_RELATION_COPY
                     : e->quotes       ? STM_RELATION_QUOTES
                     : e->light        ? STM_RELATION_LIGHT
                                       : STM_RELATION_NONE;
}
