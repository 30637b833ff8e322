// Documents one by one, in the order of the inputs, in memory that does not grow with them.
//
// For what looks at each page by itself (extract, annotate): pages are read, worked on by all threads and handed out in order; as
// many are held as keep the threads busy. What grows is the list of ids, 24 bytes a page, by which equal ids are told apart.
#ifndef STM_API_STREAM_H
#define STM_API_STREAM_H

#include "api/api.h"

// Takes a document, which goes behind the call. Never two at once, though not always from the same thread. False: stop.
typedef bool stm_take(void *argument, const stm_document *document);

// Goes over everything that `paths` name. STM_OK also where `take` stopped it. An id that an earlier document has gets a suffix
// ("-2"), in the order of the inputs. `seconds`, of the reading and of all, may be NULL.
stm_status stm_stream_documents(const stm_pipeline_options *options, stm_goal goal, const stm_view *paths, size_t npaths,
                                stm_take *take, void *argument, double seconds[2]);

#endif
