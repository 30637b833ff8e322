// A page of hostile TEXT through read, extract, segment and annotate.
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    stm_item item = {.input = stm_view_of("page"), .bytes = {(const char *)data, size}, .media = STM_MEDIA_TEXT};
    fuzz_item(&(stm_read_options){0}, STM_DEPTH_ANNOTATE, &item);
    return 0;
}
