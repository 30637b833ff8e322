// What must hold of every document, whatever the bytes were.
#include "fuzz.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

_Noreturn void fuzz_failed(const char *condition, const char *file, int line)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

static bool on_border(stm_view text, uint32_t at)
{
    return at <= text.size && (at == text.size || ((unsigned char)text.at[at] & 0xC0) != 0x80);
}

static void check_span(stm_view text, stm_span span)
{
    FUZZ_CHECK(span.begin <= span.end && span.end <= text.size);
    FUZZ_CHECK(on_border(text, span.begin) && on_border(text, span.end));
}

static void check_article(const stm_article *article, size_t item_size)
{
    uint32_t end = 0;
    for (size_t i = 0; i < article->nblocks; i++) {
        check_span(article->text, article->blocks[i].span);
        FUZZ_CHECK(article->blocks[i].span.begin >= end);
        end = article->blocks[i].span.end;
    }
    uint64_t text_end = 0;
    for (size_t i = 0; i < article->nruns; i++) {
        const stm_run *run = &article->runs[i];
        FUZZ_CHECK(run->text >= text_end);
        text_end = (uint64_t)run->text + run->text_size;
        FUZZ_CHECK(text_end <= article->text.size);
        FUZZ_CHECK((uint64_t)run->source + run->source_size <= item_size);
    }
}

static void check_segments(stm_view text, const stm_segments *segments)
{
    uint32_t end = 0;
    for (size_t i = 0; i < segments->ntokens; i++) {
        check_span(text, segments->tokens[i].span);
        FUZZ_CHECK(segments->tokens[i].span.begin >= end && segments->tokens[i].sentence < segments->nsentences);
        end = segments->tokens[i].span.end;
    }
    end = 0;
    for (size_t i = 0; i < segments->nsentences; i++) {
        check_span(text, segments->sentences[i].span);
        FUZZ_CHECK(segments->sentences[i].span.begin >= end);
        FUZZ_CHECK(segments->sentences[i].begin <= segments->sentences[i].end && segments->sentences[i].end <= segments->ntokens);
        end = segments->sentences[i].span.end;
    }
}

static void check_quotes(stm_view text, const stm_notes *notes)
{
    for (size_t i = 0; i < notes->nquotes; i++) {
        const stm_quote *quote = &notes->quotes[i];
        FUZZ_CHECK(quote->nspans > 0);
        for (uint32_t k = 0; k < quote->nspans; k++) {
            check_span(text, quote->spans[k]);
            FUZZ_CHECK(quote->spans[k].begin < quote->spans[k].end);
            FUZZ_CHECK(k == 0 || quote->spans[k].begin >= quote->spans[k - 1].end);
        }
        FUZZ_CHECK(i == 0 || quote->spans[0].begin >= notes->quotes[i - 1].spans[0].begin);
        check_span(text, quote->cue);
        check_span(text, quote->speaker);
    }
}

static void check_figures(stm_view text, const stm_notes *notes)
{
    for (size_t i = 0; i < notes->nfigures; i++) {
        const stm_figure *figure = &notes->figures[i];
        check_span(text, figure->span);
        check_span(text, figure->counted_span);
        FUZZ_CHECK(figure->span.begin < figure->span.end && !isnan(figure->low) && !isnan(figure->high));
        FUZZ_CHECK(figure->low <= figure->high);
        FUZZ_CHECK(i == 0 || figure->span.begin >= notes->figures[i - 1].span.begin);
    }
}

static void check_names_and_dates(stm_view text, const stm_notes *notes)
{
    for (size_t i = 0; i < notes->nnames; i++) {
        check_span(text, notes->names[i].span);
        FUZZ_CHECK(i == 0 || notes->names[i].span.begin >= notes->names[i - 1].span.begin);
    }
    for (size_t i = 0; i < notes->ndates; i++) {
        check_span(text, notes->dates[i].span);
        FUZZ_CHECK(i == 0 || notes->dates[i].span.begin >= notes->dates[i - 1].span.begin);
    }
}

void fuzz_check_document(const stm_document *document, size_t item_size)
{
    const stm_article *article = &document->article;
    if (article->error.status != STM_OK)
        return;
    FUZZ_CHECK(stm_utf8_valid(article->text) == article->text.size);
    check_article(article, item_size);
    check_segments(article->text, &document->segments);
    check_quotes(article->text, &document->notes);
    check_figures(article->text, &document->notes);
    check_names_and_dates(article->text, &document->notes);
}

void fuzz_item(const stm_read_options *options, stm_depth depth, const stm_item *item)
{
    static stm_worker *worker; // kept from run to run: tables take longer to read than a page
    if (worker == NULL)
        worker = stm_worker_new();
    stm_document *document = worker == NULL ? NULL : stm_document_new(worker, options, depth, item);
    if (document != NULL)
        fuzz_check_document(document, item->bytes.size);
    stm_document_free(document);
}
