// Habits: runs of words that return week after week are phrases of a language, or of an outlet's pages, and no sign of copying.
//
// News comes in bursts: what many print within a few days they have from one event or one text; what is spread over months is how people
// write ("in the history of our country") or how an outlet dresses its pages ("read or share this story"). Only dated pages tell; of pages
// without a day so many of one outlet are in doubt: what recurs on them is furniture unless they are versions of one text, which the whole
// page tells (candidates.c).
#include "reuse/parts.h"

enum {
    SPAN = 8,            // days of a burst
    LANGUAGE_LEAST = 24, // dated prints that make a phrase of the language, if a burst holds
    LANGUAGE_PART = 4,   // less than one in so many of them
    OUTLET_LEAST = 8,    // prints of one outlet that make a phrase of its pages
    OUTLET_WEEKS = 4,    // in so many weeks
    DOUBTFUL_LEAST = 4,  // prints of one outlet, without a day, that may make one
};

// The outlet that most prints are of, if one has most (Boyer & Moore's vote).
static uint64_t common_outlet(const stm_print *prints, const uint32_t *numbers, size_t n)
{
    uint64_t outlet = 0;
    size_t votes = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t own = prints[numbers[i]].outlet_key;
        if (votes == 0)
            outlet = own;
        votes = own == outlet ? votes + 1 : votes - 1;
    }
    return outlet;
}

// Prints come by days, so that weeks come in order.
static stm_habit of_outlet(const stm_print *prints, const uint32_t *numbers, size_t n)
{
    uint64_t outlet = common_outlet(prints, numbers, n);
    size_t pages = 0, dated = 0, weeks = 0;
    int32_t week = 0;
    for (size_t i = 0; i < n; i++) {
        const stm_print *print = &prints[numbers[i]];
        if (print->outlet_key != outlet)
            continue;
        pages++;
        dated += print->day != 0;
        weeks += print->day != 0 && print->day / 7 != week;
        week = print->day != 0 ? print->day / 7 : week;
    }
    if (outlet == 0 || 2 * pages <= n)
        return STM_HABIT_NONE;
    if (pages >= OUTLET_LEAST && weeks >= OUTLET_WEEKS && 3 * weeks >= dated)
        return STM_HABIT_OUTLET;
    return pages - dated >= DOUBTFUL_LEAST ? STM_HABIT_DOUBTFUL : STM_HABIT_NONE;
}

static bool is_of_language(const stm_print *prints, const uint32_t *numbers, size_t n)
{
    size_t dated = 0, most = 0, first = 0;
    while (first < n && prints[numbers[first]].day == 0)
        first++;
    dated = n - first;
    for (size_t i = first, begin = first; i < n && dated >= LANGUAGE_LEAST; i++) {
        while (prints[numbers[i]].day - prints[numbers[begin]].day >= SPAN)
            begin++;
        most = i - begin + 1 > most ? i - begin + 1 : most;
    }
    return dated >= LANGUAGE_LEAST && LANGUAGE_PART * most < dated;
}

stm_habit stm_habit_of(const stm_print *prints, const uint32_t *numbers, size_t n)
{
    stm_habit habit = n >= DOUBTFUL_LEAST ? of_outlet(prints, numbers, n) : STM_HABIT_NONE;
    if (habit == STM_HABIT_NONE && n >= LANGUAGE_LEAST && is_of_language(prints, numbers, n))
        return STM_HABIT_LANGUAGE;
    return habit;
}
