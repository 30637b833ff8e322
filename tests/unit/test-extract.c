#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "extract/extract.h"

typedef struct {
    stm_arena *arena;
    stm_reader *reader;
    stm_extractor *extractor;
    stm_page page;
    stm_article article;
} work;

static stm_status extract(void *argument)
{
    work *w = argument;
    return stm_extract(w->extractor, w->arena, &w->page, &w->article);
}

// Runs the extractor over clean text.
static void with_plain(stm_item *item, stm_view text, void (*check)(const stm_article *article))
{
    stm_exit way = {0};
    stm_arena arena;
    stm_arena_init(&arena, &way, 0);
    stm_run run = {0, (uint32_t)text.size, 0, (uint32_t)text.size};
    work w = {.arena = &arena, .extractor = stm_extractor_new(),
              .page = {.item = item, .media = STM_MEDIA_TEXT, .text = text, .runs = &run, .nruns = 1, .plain = true}};
    item->bytes = text;
    assert_non_null(w.extractor);
    assert_int_equal(stm_exit_run(&way, extract, &w), STM_OK);
    check(&w.article);
    stm_extractor_free(w.extractor);
    stm_arena_release(&arena);
}

static void check_plain(const stm_article *article)
{
    char date[STM_CIVIL_TEXT];
    stm_civil_print(article->published, date);
    assert_string_equal(date, "2024-03-05T14:30:00-05:00");
    assert_int_equal(article->nblocks, 3);
    assert_int_equal(article->blocks[0].kind, STM_BLOCK_HEADLINE);
    assert_int_equal(article->blocks[1].kind, STM_BLOCK_PARAGRAPH);
    assert_int_equal(article->blocks[1].span.begin, 15);
    assert_int_equal(article->ncredits, 1);
    assert_true(stm_view_is(article->credits[0], "Reuters"));
    assert_true(stm_view_is(article->outlet, "harbourpost.example"));
}

static void plain_text_is_kept(void **state)
{
    (void)state;
    stm_item item = {.input = STM_VIEW("a.txt"),
                     .given = {.url = STM_VIEW("https://www.harbourpost.example/a/1"),
                               .title = STM_VIEW("Ferry runs aground"),
                               .published = STM_VIEW("March 5, 2024 2:30 p.m. EST")}};
    item.given.title = STM_VIEW("Ferry aground");
    with_plain(&item, STM_VIEW("Ferry aground\n\nPORT ELDA, March 5 (Reuters) - A ferry ran aground.\r\nNo one was hurt.\n"),
               check_plain);
}

static void check_date(const stm_article *article)
{
    char date[STM_CIVIL_TEXT] = "";
    if (stm_civil_known(article->published))
        stm_civil_print(article->published, date);
    assert_string_equal(date, (const char *)article->input.at);
}

static void dates_are_read_in_many_forms(void **state)
{
    (void)state;
    static const char *const forms[][2] = {
        {"2019-07-04", "2019-07-04"},
        {"2019-07-04 08:15:00+02:00", "2019-07-04T08:15:00+02:00"},
        {"Thu, 04 Jul 2019 08:15:00 GMT", "2019-07-04T08:15:00Z"},
        {"Published 4 July 2019", "2019-07-04"},
        {"Jul 4th, 2019", "2019-07-04"},
        {"04.07.2019, 08:15 Uhr", "2019-07-04T08:15:00"},
        {"4. Juli 2019", "2019-07-04"},
        {"7/4/19", "2019-07-04"},
        {"14/7/2019", "2019-07-14"},
        {"4 juillet 2019", "2019-07-04"},
        {"20190704", "2019-07-04"},
        {"2019年7月4日", "2019-07-04"},
        {"Updated 12:05 AM EDT, Thu July 4, 2019", "2019-07-04T00:05:00-04:00"},
        {"31.02.2019", ""},
        {"yesterday", ""},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        stm_item item = {.input = stm_view_of(forms[i][1]), .given = {.published = stm_view_of(forms[i][0])}};
        with_plain(&item, STM_VIEW("Text."), check_date);
    }
}

// Reads and extracts bytes as an item of a file.
static stm_status read_and_extract(void *argument)
{
    work *w = argument;
    static const stm_read_options options = {0};
    stm_status status = stm_read_page(w->reader, w->arena, &options, w->page.item, &w->page);
    return status != STM_OK ? status : stm_extract(w->extractor, w->arena, &w->page, &w->article);
}

static stm_status with_bytes(stm_view bytes, stm_media media, size_t limit, void (*check)(const stm_article *article))
{
    stm_exit way = {0};
    stm_arena arena;
    stm_item item = {.input = STM_VIEW("page"), .bytes = bytes, .media = media};
    work w = {.arena = &arena, .reader = stm_reader_new(), .extractor = stm_extractor_new(), .page = {.item = &item}};
    stm_arena_init(&arena, &way, limit);
    assert_non_null(w.reader);
    assert_non_null(w.extractor);
    stm_status status = stm_exit_run(&way, read_and_extract, &w);
    if (status == STM_OK && check != NULL)
        check(&w.article);
    stm_arena_release(&arena);
    stm_extractor_free(w.extractor);
    stm_reader_free(w.reader);
    return status;
}

static void check_map(const stm_article *article)
{
    uint32_t at = 0;
    for (size_t i = 0; i < article->nruns; i++) {
        assert_true(article->runs[i].text >= at);
        at = article->runs[i].text + article->runs[i].text_size;
        assert_true(at <= article->text.size);
    }
    at = 0;
    for (size_t i = 0; i < article->nblocks; i++) {
        assert_true(article->blocks[i].span.begin >= at && article->blocks[i].span.begin < article->blocks[i].span.end);
        at = article->blocks[i].span.end;
    }
    assert_true(at <= article->text.size);
}

static const char page[] =
    "<html lang=en><head><title>Ferry aground - Post</title><meta name=author content='Ida Moreno'></head><body>"
    "<nav><a href=/>Home</a></nav><h1>Ferry aground</h1><div>"
    "<p>The ferry ran aground off Elda on Tuesday&nbsp;morning, the harbour office said, with 214 people on board.</p>"
    "<p>Nobody was hurt &amp; the passengers were taken ashore in fishing boats before noon, according to the coast guard.</p>"
    "</div></body></html>";

static void every_byte_has_a_source(void **state)
{
    (void)state;
    assert_int_equal(with_bytes(STM_VIEW(page), STM_MEDIA_HTML, 0, check_map), STM_OK);
}

static void check_words(const stm_article *article)
{
    check_map(article);
    assert_true(stm_view_find(article->text, STM_VIEW("Nobody was hurt & the passengers")) != STM_NOWHERE);
    for (size_t i = 0; i < article->nruns; i++) {
        stm_run run = article->runs[i];
        if (run.text_size == run.source_size)
            assert_memory_equal(article->text.at + run.text, page + run.source, run.text_size);
    }
}

static void runs_name_the_page_s_bytes(void **state)
{
    (void)state;
    assert_int_equal(with_bytes(STM_VIEW(page), STM_MEDIA_HTML, 0, check_words), STM_OK);
}

// With every limit the work ends in time, with a result or for want of memory.
static void short_memory_is_survived(void **state)
{
    (void)state;
    size_t short_of = 0;
    for (size_t limit = 512; limit < 1 << 18; limit += 2048) {
        stm_status status = with_bytes(STM_VIEW(page), STM_MEDIA_HTML, limit, check_map);
        assert_true(status == STM_OK || status == STM_NO_MEMORY);
        short_of += status == STM_NO_MEMORY;
    }
    assert_true(short_of > 0);
}

static stm_view repeated(const char *piece, size_t n, char **bytes)
{
    size_t size = strlen(piece);
    *bytes = malloc(n * size);
    assert_non_null(*bytes);
    for (size_t i = 0; i < n; i++)
        memcpy(*bytes + i * size, piece, size);
    return (stm_view){*bytes, n * size};
}

static void hostile_pages_end(void **state)
{
    (void)state;
    static const struct {
        const char *piece;
        stm_media media;
    } pages[] = {
        {"<div class='related nav'>", STM_MEDIA_HTML}, {"<p>A sentence of words, and more. ", STM_MEDIA_HTML},
        {"<h1>Title of it</h1>", STM_MEDIA_HTML}, {"<a rel=author>By A B</a>", STM_MEDIA_HTML},
        {"<time class=date>", STM_MEDIA_HTML}, {"<td><tr>&#0;&amp;", STM_MEDIA_HTML},
        {"<script type='application/ld+json'>[[[[", STM_MEDIA_HTML}, {"Read more\nA Title Like This\n", STM_MEDIA_TEXT},
        {"\n", STM_MEDIA_TEXT}, {"word ", STM_MEDIA_TEXT}, {"(AP) \xC2\xA0", STM_MEDIA_TEXT},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        char *bytes;
        stm_view text = repeated(pages[i].piece, 20000, &bytes);
        assert_int_equal(with_bytes(text, pages[i].media, 0, check_map), STM_OK);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_is_kept),
        cmocka_unit_test(dates_are_read_in_many_forms),
        cmocka_unit_test(every_byte_has_a_source),
        cmocka_unit_test(runs_name_the_page_s_bytes),
        cmocka_unit_test(short_memory_is_survived),
        cmocka_unit_test(hostile_pages_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
