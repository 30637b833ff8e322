// What the report of a set lacks, said in words.
#ifndef STM_API_GAPS_H
#define STM_API_GAPS_H

#include "report/report.h"

// Fills findings->gaps from the rest of the findings; the words are in `arena`.
void stm_gaps_find(stm_arena *arena, stm_findings *findings);

#endif
