// Text in a declared charset: the first byte picks the declaration, right or wrong.
#include "fuzz.h"

static const char *const charsets[] = {"", "utf-8", "windows-1252", "iso-8859-2", "koi8-r", "shift_jis", "euc-jp", "iso-2022-jp",
                                       "gb18030", "big5", "euc-kr", "utf-16le", "utf-16be", "utf-7", "windows-1251", "no-such"};
enum { NCHARSETS = sizeof charsets / sizeof *charsets };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    stm_item item = {.input = stm_view_of("page"),
                     .bytes = {(const char *)data + 1, size - 1},
                     .media = data[0] & 0x80 ? STM_MEDIA_HTML : STM_MEDIA_TEXT,
                     .charset = stm_view_of(charsets[(data[0] & 0x7F) % NCHARSETS])};
    fuzz_item(&(stm_read_options){0}, STM_DEPTH_EXTRACT, &item);
    fuzz_item(&(stm_read_options){.plain = true}, STM_DEPTH_EXTRACT, &item);
    return 0;
}
