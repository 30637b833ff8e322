// document: one item through read, extract, segment and annotate, by itself.
//
// A document owns one arena with all that was found. It is read-only once built, so later stages read it from any thread. The
// item's bytes are borrowed and must outlive it.
#ifndef STM_DOCUMENT_DOCUMENT_H
#define STM_DOCUMENT_DOCUMENT_H

#include "annotate/annotate.h"

typedef struct stm_document {
    stm_exit way;
    stm_arena arena;
    stm_article article; // article.error.status != STM_OK: nothing else is filled
    stm_segments segments;
    stm_notes notes;
    char spare_id[STM_HASH_TEXT]; // the id of a document that got no further than its error
} stm_document;

typedef enum stm_depth { STM_DEPTH_EXTRACT, STM_DEPTH_ANNOTATE } stm_depth; // how far to go

typedef struct stm_worker stm_worker; // reader, extractor, segmenter, annotator and scratch memory of one thread

stm_worker *stm_worker_new(void); // NULL: out of memory
void stm_worker_free(stm_worker *worker);

// Builds a document from one item; out of memory or over a limit is a document with that error. Free with stm_document_free().
// NULL: not even memory for the record.
stm_document *stm_document_new(stm_worker *worker, const stm_read_options *options, stm_depth depth, const stm_item *item);
void stm_document_free(stm_document *document);

// Told from any thread whenever a document stands: how many of all do. May be NULL.
typedef struct stm_progress {
    void (*tell)(void *argument, size_t done, size_t all);
    void *argument;
} stm_progress;

// All items of a set on `nthreads` threads, in order: documents[i] from items[i]. Equal ids are told apart by a suffix ("-2"), in
// order of input path, so that ids are unique and do not depend on the order of the inputs. Of a page and its AMP version one
// keeps its text (versions.h); the other says by `same_as` which. On failure all are NULL again.
stm_status stm_documents_new(unsigned nthreads, const stm_read_options *options, stm_depth depth, const stm_items *items,
                             const stm_progress *progress, stm_document **documents);

#endif
