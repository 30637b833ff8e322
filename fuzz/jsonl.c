// A hostile JSON Lines file through the line of stages, as pages and as clean text.
#include "input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_input("lines.jsonl", data, size, false);
    fuzz_input("lines.jsonl", data, size, true);
    return 0;
}
