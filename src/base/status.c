#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

const char *stm_status_code(stm_status status)
{
    switch (status) {
    case STM_OK: return "ok";
    case STM_NO_MEMORY: return "no-memory";
    case STM_TOO_LARGE: return "too-large";
    case STM_UNREADABLE: return "unreadable";
    case STM_MALFORMED: return "malformed";
    case STM_UNSUPPORTED: return "unsupported";
    case STM_WRONG_USE: return "wrong-use";
    case STM_INTERNAL: break;
    }
    return "internal";
}

static stm_status fill(stm_error *error, stm_status status, const char *format, va_list words)
{
    if (error != NULL) {
        *error = (stm_error){.status = status};
        vsnprintf(error->message, sizeof error->message, format, words);
        for (char *at = error->message; *at != '\0'; at++)
            if ((unsigned char)*at < ' ')
                *at = ' ';
    }
    return status;
}

stm_status stm_fail(stm_error *error, stm_status status, const char *format, ...)
{
    va_list words;
    va_start(words, format);
    fill(error, status, format, words);
    va_end(words);
    return status;
}

stm_status stm_fail_at(stm_error *error, stm_status status, uint64_t offset, const char *format, ...)
{
    va_list words;
    va_start(words, format);
    fill(error, status, format, words);
    va_end(words);
    if (error != NULL) {
        error->has_offset = true;
        error->offset = offset;
    }
    return status;
}
