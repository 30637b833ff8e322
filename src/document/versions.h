// Versions of one page among the documents: the page itself and what it offers for telephones (AMP).
#ifndef STM_DOCUMENT_VERSIONS_H
#define STM_DOCUMENT_VERSIONS_H

#include "document/document.h"

// Documents that share an id stand together in `sorted`. Fills stands[i] with the number of the document that tells the article
// of document i: itself, or the other version of the page.
void stm_versions_mark(stm_document *const *sorted, size_t n, size_t *stands);

// Leaves the document nothing to tell: `id` of the one that tells its article must last as long as it does.
void stm_versions_yield(stm_document *document, stm_view id);

#endif
