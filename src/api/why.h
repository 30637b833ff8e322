// Says in words why something of a report stands as it does: a pair of articles, an article, a statement, a difference, an
// origin, a story. It reads the JSON report alone and computes nothing anew, so that the words explain what was printed.
#ifndef STM_API_WHY_H
#define STM_API_WHY_H

#include "base/buffer.h"

// Appends lines of text about `ids`; two ids of articles are a pair. The text holds words of pages as they are: make it fit for
// a terminal before printing. `*nunknown`: how many of the ids the report does not have (each is said in a line). STM_MALFORMED
// where `report` is no JSON report.
stm_status stm_why(stm_arena *arena, stm_view report, const stm_view *ids, size_t nids, stm_buffer *to, size_t *nunknown,
                   stm_error *error);

#endif
