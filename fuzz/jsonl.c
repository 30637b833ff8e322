// A hostile JSON Lines file through the line of stages, as pages and as clean text.
#include "fuzz.h"

#include "api/api.h"

static void run(const uint8_t *data, size_t size, bool plain)
{
    stm_pipeline pipeline;
    stm_pipeline_init(&pipeline, &(stm_pipeline_options){.nthreads = 1, .read = {.plain = plain}});
    stm_status status = stm_pipeline_add_memory(&pipeline, stm_view_of("lines.jsonl"), (stm_view){(const char *)data, size});
    if (status == STM_OK && stm_pipeline_run(&pipeline, STM_GOAL_ANNOTATE) == STM_OK)
        for (size_t i = 0; i < pipeline.items.nitems; i++)
            fuzz_check_document(pipeline.documents[i], pipeline.items.items[i].bytes.size);
    stm_pipeline_release(&pipeline);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    run(data, size, false);
    run(data, size, true);
    return 0;
}
