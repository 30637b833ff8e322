// Civil dates and times, proleptic Gregorian calendar, as ISO 8601 writes them.
//
// Days are counted by H. Hinnant's days-from-civil method (chrono-compatible low-level date algorithms, 2014).
#ifndef STM_BASE_CIVIL_H
#define STM_BASE_CIVIL_H

#include "base/view.h"

typedef struct stm_civil {
    int16_t year;                 // 1..9999; 0: no date at all
    int8_t month, day;            // 1..12, 1..31; 0: not given
    bool has_time, has_offset;
    int8_t hour, minute, second;  // 0..23, 0..59, 0..60
    int16_t offset;               // minutes east of UTC
} stm_civil;

static inline bool stm_civil_known(stm_civil c) { return c.year != 0; }

// Days since 1970-01-01; a missing month or day counts as 1.
int32_t stm_civil_days(stm_civil civil);
stm_civil stm_civil_of_days(int32_t days);
int stm_civil_weekday(stm_civil civil); // 0 = Monday ... 6 = Sunday
int stm_civil_month_days(int year, int month);
// Seconds since 1970-01-01T00:00Z; without an offset as if it were UTC, without a time as its midnight.
int64_t stm_civil_seconds(stm_civil civil);
bool stm_civil_valid(stm_civil civil);

// Reads "2025", "2025-02", "2025-02-12", "2025-02-12T10:00[:00[.123]][Z|+01:00|+0100]" (a blank for the T too) from the
// beginning of `text`; true if all of `text` was such a form and names a real date.
bool stm_civil_read(stm_view text, stm_civil *civil);

// Writes it with the parts it has ("2025-02-12", "2025-02-12T10:00:00+01:00") and a NUL.
enum { STM_CIVIL_TEXT = 32 };
void stm_civil_print(stm_civil civil, char to[STM_CIVIL_TEXT]);

#endif
