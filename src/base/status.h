// What can go wrong, and how it is told.
//
// A function that can fail returns a stm_status; the details of the latest failure (message, input, byte offset) stand in the
// stm_error that the caller handed in, never in a global. Shortage of memory travels another way: see exit.h.
#ifndef STM_BASE_STATUS_H
#define STM_BASE_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum stm_status {
    STM_OK = 0,
    STM_NO_MEMORY,   // the machine or a stated limit has no more memory
    STM_TOO_LARGE,   // an input is over its stated limit
    STM_UNREADABLE,  // a file, folder or stream cannot be opened or read
    STM_MALFORMED,   // bytes that break their format's rules; the offset says where
    STM_UNSUPPORTED, // a known format or charset that is not read here
    STM_WRONG_USE,   // the caller broke the contract: an option out of range, an unknown id
    STM_INTERNAL,    // a defect of this library
} stm_status;

enum { STM_ERROR_MESSAGE = 240 };

// The details of one failure. All zero: none.
typedef struct stm_error {
    stm_status status;
    bool has_offset;
    uint64_t offset;                 // of the first bad byte in the input
    char message[STM_ERROR_MESSAGE]; // plain words, NUL-terminated, no newline
} stm_error;

// The status as it stands in the output: "ok", "no-memory", "too-large", ... Never NULL.
const char *stm_status_code(stm_status status);

// Fills `error` (may be NULL) and returns `status`, so that a failing function can `return stm_fail(...)`.
stm_status stm_fail(stm_error *error, stm_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));

// The same with the byte offset of the trouble.
stm_status stm_fail_at(stm_error *error, stm_status status, uint64_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
