// One item through the stages, and all items of a set through them on several threads.
//
// A page (text, tree, map) lives in the worker's scratch arena and is gone once its article stands in the document's own arena,
// so that what is kept of a page is what was found in it.
#include "document/document.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/threads.h"
#include "document/versions.h"

struct stm_worker {
    stm_reader *reader;
    stm_extractor *extractor;
    stm_segmenter *segmenter;
    stm_annotator *annotator;
    stm_arena scratch;
};

stm_worker *stm_worker_new(void)
{
    stm_worker *worker = calloc(1, sizeof *worker);
    if (worker == NULL)
        return NULL;
    stm_arena_init(&worker->scratch, NULL, 0);
    worker->reader = stm_reader_new();
    worker->extractor = stm_extractor_new();
    worker->segmenter = stm_segmenter_new();
    worker->annotator = stm_annotator_new();
    if (worker->reader != NULL && worker->extractor != NULL && worker->segmenter != NULL && worker->annotator != NULL)
        return worker;
    stm_worker_free(worker);
    return NULL;
}

void stm_worker_free(stm_worker *worker)
{
    if (worker == NULL)
        return;
    stm_arena_release(&worker->scratch);
    if (worker->annotator != NULL)
        stm_annotator_free(worker->annotator);
    if (worker->segmenter != NULL)
        stm_segmenter_free(worker->segmenter);
    if (worker->extractor != NULL)
        stm_extractor_free(worker->extractor);
    if (worker->reader != NULL)
        stm_reader_free(worker->reader);
    free(worker);
}

// One document on its way.
struct making {
    stm_worker *worker;
    const stm_read_options *options;
    stm_depth depth;
    const stm_item *item;
    stm_document *document;
};

static stm_status run_stages(void *argument)
{
    struct making *m = argument;
    stm_document *document = m->document;
    stm_article *article = &document->article;
    stm_page *page = stm_arena_take(&m->worker->scratch, sizeof *page);
    stm_status status = stm_read_page(m->worker->reader, &m->worker->scratch, m->options, m->item, page);
    if (status == STM_OK)
        status = stm_extract(m->worker->extractor, &document->arena, page, article);
    if (status != STM_OK || article->error.status != STM_OK || m->depth < STM_DEPTH_ANNOTATE)
        return status;
    status = stm_segment(m->worker->segmenter, &document->arena, article, &document->segments);
    if (status != STM_OK)
        return status;
    return stm_annotate(m->worker->annotator, &document->arena, article, &document->segments, &document->notes);
}

// What is left of a document whose making failed: who it was and why. Needs no memory.
static void keep_record_only(stm_document *document, const stm_item *item, stm_status status)
{
    stm_hash_print(stm_hash_join(stm_hash(item->input), item->offset), document->spare_id);
    document->segments = (stm_segments){0};
    document->notes = (stm_notes){0};
    document->article =
        (stm_article){.input = item->input, .url = item->given.url, .source = item->source, .record = item->record};
    document->article.id = item->given.id.size != 0 ? item->given.id : stm_view_of(document->spare_id);
    document->article.page = STM_PAGE_OTHER;
    stm_fail(&document->article.error, status, "%s",
             status == STM_NO_MEMORY   ? "not enough memory for this page"
             : status == STM_TOO_LARGE ? "the page is larger than its limit"
                                       : "the page could not be worked on");
}

stm_document *stm_document_new(stm_worker *worker, const stm_read_options *options, stm_depth depth, const stm_item *item)
{
    stm_document *document = calloc(1, sizeof *document);
    if (document == NULL)
        return NULL;
    stm_arena_init(&document->arena, &document->way, 0);
    worker->scratch.way = &document->way;
    struct making making = {worker, options, depth, item, document};
    stm_status status = stm_exit_run(&document->way, run_stages, &making);
    stm_arena_reset(&worker->scratch);
    worker->scratch.way = NULL;
    if (status != STM_OK) {
        stm_arena_reset(&document->arena);
        keep_record_only(document, item, status);
    }
    return document;
}

void stm_document_free(stm_document *document)
{
    if (document == NULL)
        return;
    stm_arena_release(&document->arena);
    free(document);
}

// All documents of a set on their way.
struct batch {
    const stm_read_options *options;
    stm_depth depth;
    const stm_items *items;
    stm_document **documents;
    stm_worker **workers;
    const stm_progress *progress;
    atomic_size_t done;
};

static stm_status make_one(void *argument, unsigned worker, size_t i)
{
    struct batch *b = argument;
    if (b->workers[worker] == NULL)
        b->workers[worker] = stm_worker_new();
    if (b->workers[worker] == NULL)
        return STM_NO_MEMORY;
    b->documents[i] = stm_document_new(b->workers[worker], b->options, b->depth, &b->items->items[i]);
    size_t done = atomic_fetch_add(&b->done, 1) + 1;
    if (b->progress != NULL)
        b->progress->tell(b->progress->argument, done, b->items->nitems);
    return b->documents[i] != NULL ? STM_OK : STM_NO_MEMORY;
}

// The order in which equal ids are told apart.
static int by_id_and_place(const void *one, const void *two)
{
    const stm_article *a = &(*(stm_document *const *)one)->article, *b = &(*(stm_document *const *)two)->article;
    int order = stm_view_compare(a->id, b->id);
    if (order == 0)
        order = stm_view_compare(a->input, b->input);
    if (order == 0)
        order = (a->offset > b->offset) - (a->offset < b->offset);
    return order != 0 ? order : (a->revision > b->revision) - (a->revision < b->revision);
}

struct naming {
    stm_arena arena;
    stm_document **sorted;
    size_t n;
    stm_document *latest; // whose arena an id is being made in
};

// The next "id-2", "id-3", ... that no document has.
static stm_view free_id(struct naming *naming, stm_intern *taken, stm_view id, unsigned *number)
{
    for (;; ++*number) {
        stm_view fresh = stm_arena_print(&naming->arena, "%.*s-%u", (int)id.size, id.at, *number);
        if (stm_intern_get(taken, fresh) == STM_NO_WORD)
            return fresh;
    }
}

// The id in memory that lasts as long as the document.
static stm_view kept_id(struct naming *naming, stm_document *document, stm_view id)
{
    naming->latest = document;
    document->arena.way = naming->arena.way;
    stm_view copy = stm_arena_copy(&document->arena, id);
    document->arena.way = &document->way;
    return copy;
}

static stm_status tell_apart(void *argument)
{
    struct naming *naming = argument;
    stm_intern taken;
    size_t *stands = stm_arena_take_array(&naming->arena, naming->n + 1, sizeof *stands);
    stm_versions_mark(naming->sorted, naming->n, stands);
    stm_intern_init(&taken, &naming->arena);
    for (size_t i = 0; i < naming->n; i++)
        stm_intern_put(&taken, naming->sorted[i]->article.id);
    unsigned number = 2;
    for (size_t i = 1, first = 0; i < naming->n; i++) {
        stm_article *article = &naming->sorted[i]->article;
        if (!stm_view_equal(naming->sorted[first]->article.id, article->id)) {
            first = i;
            number = 2;
            continue;
        }
        stm_view fresh = free_id(naming, &taken, article->id, &number);
        stm_intern_put(&taken, fresh);
        article->id = kept_id(naming, naming->sorted[i], fresh);
    }
    for (size_t i = 0; i < naming->n; i++)
        if (stands[i] != i)
            stm_versions_yield(naming->sorted[i], kept_id(naming, naming->sorted[i], naming->sorted[stands[i]]->article.id));
    return STM_OK;
}

static stm_status make_ids_unique(stm_document **documents, size_t n)
{
    stm_exit way = {0};
    struct naming naming = {.n = n};
    stm_arena_init(&naming.arena, &way, 0);
    naming.sorted = malloc((n + 1) * sizeof *naming.sorted);
    if (naming.sorted == NULL)
        return STM_NO_MEMORY;
    if (n > 0)
        memcpy(naming.sorted, documents, n * sizeof *naming.sorted);
    qsort(naming.sorted, n, sizeof *naming.sorted, by_id_and_place);
    stm_status status = stm_exit_run(&way, tell_apart, &naming);
    if (naming.latest != NULL)
        naming.latest->arena.way = &naming.latest->way;
    stm_arena_release(&naming.arena);
    free(naming.sorted);
    return status;
}

stm_status stm_documents_new(unsigned nthreads, const stm_read_options *options, stm_depth depth, const stm_items *items,
                             const stm_progress *progress, stm_document **documents)
{
    nthreads = nthreads > items->nitems ? (unsigned)items->nitems : nthreads;
    nthreads = nthreads < 1 ? 1 : nthreads;
    struct batch batch = {options, depth, items, documents, calloc(nthreads, sizeof(stm_worker *)), progress, 0};
    if (batch.workers == NULL)
        return STM_NO_MEMORY;
    for (size_t i = 0; i < items->nitems; i++)
        documents[i] = NULL;
    stm_status status = stm_threads_run(nthreads, items->nitems, make_one, &batch);
    for (unsigned i = 0; i < nthreads; i++)
        stm_worker_free(batch.workers[i]);
    free(batch.workers);
    if (status == STM_OK)
        status = make_ids_unique(documents, items->nitems);
    for (size_t i = 0; status != STM_OK && i < items->nitems; i++) {
        stm_document_free(documents[i]);
        documents[i] = NULL;
    }
    return status;
}
