// A hostile feed: every entry through the line of stages, its words leading back to the feed's bytes.
#include "input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_input("feed.xml", data, size, false);
    return 0;
}
