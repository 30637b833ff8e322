// The installed interface.
#include "stemma.h"

const char *stemma_version(void)
{
    return STM_VERSION;
}
