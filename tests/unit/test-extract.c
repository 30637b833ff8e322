#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/extract.h"

typedef struct {
    stm_arena *arena;
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
    stm_item item = {.input = STM_VIEW("a.txt"), .given = {.url = STM_VIEW("https://www.harbourpost.example/a/1"), .title = STM_VIEW("Ferry runs aground"),
                                                         .published = STM_VIEW("March 5, 2024 2:30 p.m. EST")}};
    item.given.title = STM_VIEW("Ferry aground");
    with_plain(&item, STM_VIEW("Ferry aground\n\nPORT ELDA, March 5 (Reuters) - A ferry ran aground.\r\nNo one was hurt.\n"), check_plain);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_is_kept),
        cmocka_unit_test(dates_are_read_in_many_forms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
