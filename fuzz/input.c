#include "input.h"

struct reading {
    stm_exit way;
    stm_arena arena;
    stm_view name, bytes;
    stm_read_options options;
};

static void check_record(const stm_item *item, const stm_source *source)
{
    FUZZ_CHECK(item->error.status == STM_OK || item->error.message[0] != '\0');
    if (item->record != NULL)
        FUZZ_CHECK(item->record->offset + (item->record->alone ? item->record->length : 0) <= source->size);
}

static stm_status read_all(void *argument)
{
    struct reading *r = argument;
    stm_vector items, sources;
    stm_vector_init(&items, &r->arena, sizeof(stm_item));
    stm_vector_init(&sources, &r->arena, sizeof(stm_source));
    stm_read_memory(&r->arena, &r->options, r->name, r->bytes, &items, &sources);
    for (size_t i = 0; i < items.n; i++) {
        const stm_item *item = stm_vector_at(&items, i);
        check_record(item, stm_vector_at(&sources, item->source));
        fuzz_item(&r->options, STM_DEPTH_ANNOTATE, item);
    }
    return STM_OK;
}

void fuzz_input(const char *name, const uint8_t *data, size_t size, bool plain)
{
    struct reading r = {.name = stm_view_of(name), .bytes = {(const char *)data, size}, .options = {.plain = plain}};
    stm_arena_init(&r.arena, &r.way, 0);
    FUZZ_CHECK(stm_exit_run(&r.way, read_all, &r) == STM_OK);
    stm_arena_release(&r.arena);
}
