// Numbers, money and measures in clean text: every note in range, in order and well formed.
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    stm_item item = {.input = stm_view_of("text"), .bytes = {(const char *)data, size}, .media = STM_MEDIA_TEXT,
                     .given = {.published = stm_view_of("2031-03-06T10:00:00Z")}};
    fuzz_item(&(stm_read_options){.plain = true}, STM_DEPTH_ANNOTATE, &item);
    return 0;
}
