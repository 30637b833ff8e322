#include "base/exit.h"

#include <setjmp.h>
#include <stdlib.h>

stm_status stm_exit_run(stm_exit *way, stm_status (*work)(void *argument), void *argument)
{
    jmp_buf here;
    void *const outer = way->innermost;
    int left = setjmp(here);
    if (left != 0) {
        way->innermost = outer;
        return (stm_status)left;
    }
    way->innermost = &here;
    stm_status status = work(argument);
    way->innermost = outer;
    return status;
}

void stm_exit_leave(stm_exit *way, stm_status status)
{
    if (way->innermost == NULL)
        abort();
    longjmp(*(jmp_buf *)way->innermost, (int)status);
}
