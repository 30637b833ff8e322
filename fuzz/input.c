#include "input.h"

#include "api/api.h"

static void check_item(const stm_item *item, const stm_source *source)
{
    FUZZ_CHECK(item->error.status == STM_OK || item->error.message[0] != '\0');
    if (item->record != NULL)
        FUZZ_CHECK(item->record->offset + (item->record->alone ? item->record->length : 0) <= source->size);
}

void fuzz_input(const char *name, const uint8_t *data, size_t size, bool plain)
{
    stm_pipeline pipeline;
    stm_pipeline_init(&pipeline, &(stm_pipeline_options){.nthreads = 1, .read = {.plain = plain}});
    stm_status status = stm_pipeline_add_memory(&pipeline, stm_view_of(name), (stm_view){(const char *)data, size});
    if (status == STM_OK && stm_pipeline_run(&pipeline, STM_GOAL_ANNOTATE) == STM_OK)
        for (size_t i = 0; i < pipeline.items.nitems; i++) {
            fuzz_check_document(pipeline.documents[i], pipeline.items.items[i].bytes.size);
            check_item(&pipeline.items.items[i], &pipeline.items.sources[pipeline.items.items[i].source]);
        }
    stm_pipeline_release(&pipeline);
}
