// Dates: the bytes as a time stamp by themselves, and as clean text that is annotated.
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    stm_view text = {(const char *)data, size};
    stm_civil when = {0};
    if (stm_civil_read(text, &when))
        FUZZ_CHECK(when.month >= 0 && when.month <= 12 && when.day >= 0 && when.day <= 31);
    stm_item item = {.input = stm_view_of("text"), .bytes = text, .media = STM_MEDIA_TEXT, .given = {.published = text}};
    fuzz_item(&(stm_read_options){.plain = true}, STM_DEPTH_ANNOTATE, &item);
    return 0;
}
