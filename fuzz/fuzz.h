// What the fuzz targets share: a document from hostile bytes, and what must hold of every document.
//
// A target is one file with LLVMFuzzerTestOneInput(). It links with libFuzzer (meson option `fuzz`, clang) or with driver.c,
// which runs it over files and folders; seeds/<target>/ holds what to begin with, and every test run goes over them. An oracle
// that fails calls abort().
#ifndef STM_FUZZ_FUZZ_H
#define STM_FUZZ_FUZZ_H

#include "document/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// One item through the stages up to `depth`; checks what must hold of it, then frees it.
void fuzz_item(const stm_read_options *options, stm_depth depth, const stm_item *item);

// Spans in range and on the borders of characters, blocks and notes in order, the way back to the bytes within the bytes.
void fuzz_check_document(const stm_document *document, size_t item_size);

#define FUZZ_CHECK(condition) ((condition) ? (void)0 : fuzz_failed(#condition, __FILE__, __LINE__))
_Noreturn void fuzz_failed(const char *condition, const char *file, int line);

#endif
