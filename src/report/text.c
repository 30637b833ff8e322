// The report for a terminal.
#include "report/report.h"

stm_status stm_report_text(const stm_findings *findings, const stm_report_options *options, stm_buffer *to)
{
    (void)findings, (void)options, (void)to;
    return STM_UNSUPPORTED;
}
