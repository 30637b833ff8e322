// Checks a saved JSON report against its inputs: that these are the same files, and that the bytes each mention cites still say
// the mention's words.
//
// Only the cited ranges are decoded (layer, charset, references) and compared, all white space aside; no stage behind read is
// called, so that what holds here does not rest on extraction. The report is read as hostile: any field may be missing or of
// another kind.
#ifndef STM_API_VERIFY_H
#define STM_API_VERIFY_H

#include "read/read.h"

typedef struct stm_failure {
    stm_view what;    // id of the statement or difference; an input's name
    stm_view article; // id; empty for an input
    stm_view message; // plain words
} stm_failure;

typedef struct stm_verification {
    size_t inputs, inputs_hold;     // checked, and found as they were
    size_t mentions, mentions_hold;
    stm_failure *failures; // [nfailures], in the order of the report
    size_t nfailures;
} stm_verification;

// `report`: the bytes of a JSON report. `items`: its inputs, read again by stm_read_inputs(); a file that was moved is known by
// its checksum, and a page that was fetched by that of the WARC record that keeps it. STM_MALFORMED with an offset where the
// report is no JSON or no report.
stm_status stm_verify(stm_arena *arena, stm_view report, const stm_items *items, stm_verification *verification,
                      stm_error *error);

#endif
