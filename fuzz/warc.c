// A hostile WARC, packed or not: every record's place within the file, and its page through the line of stages.
#include "input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_input("file.warc", data, size, false);
    return 0;
}
