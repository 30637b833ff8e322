// report: escaping of page words, wrapping of lines.
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "report/escape.h"
#include "report/wrap.h"

static stm_exit way;
static stm_arena arena;

static int begin(void **state)
{
    (void)state;
    stm_arena_init(&arena, &way, 0);
    return 0;
}

static int end(void **state)
{
    (void)state;
    stm_arena_release(&arena);
    return 0;
}

typedef void escaping(stm_buffer *to, stm_view text);

struct check {
    escaping *escape;
    stm_view text;
    stm_buffer to;
};

static stm_status run_check(void *argument)
{
    struct check *c = argument;
    stm_buffer_init(&c->to, &arena, 0);
    c->escape(&c->to, c->text);
    stm_buffer_put_byte(&c->to, '\0');
    return STM_OK;
}

static void expect(escaping *escape, const char *text, size_t size, const char *wanted)
{
    struct check c = {.escape = escape, .text = {text, size}};
    assert_int_equal(stm_exit_run(&way, run_check, &c), STM_OK);
    assert_string_equal(c.to.at, wanted);
}

static void json(void **state)
{
    (void)state;
    expect(stm_escape_json, "a\"b\\c\n\t", 7, "\"a\\\"b\\\\c\\n\\t\"");
    expect(stm_escape_json, "a\0b", 3, "\"a\\u0000b\"");
    expect(stm_escape_json, "\xE2\x80\xAE\x1B", 4, "\"\\u202e\\u001b\"");
    expect(stm_escape_json, "\xF3\xA0\x81\x81", 4, "\"\\udb40\\udc41\"");
    expect(stm_escape_json, "ünï – 中", 13, "\"ünï – 中\"");
    expect(stm_escape_json_or_null, "", 0, "null");
}

static void html(void **state)
{
    (void)state;
    expect(stm_escape_html, "<a href='x'>\"&", 14, "&lt;a href=&#39;x&#39;&gt;&quot;&amp;");
    expect(stm_escape_html, "\xE2\x80\xAEx\x1B", 5, "[U+202E]x[U+001B]");
}

static void markdown(void **state)
{
    (void)state;
    expect(stm_escape_markdown, "*a* _b_ `c` [d](e) |", 20, "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\|");
    expect(stm_escape_markdown, "<b>&amp;\nx", 10, "&lt;b&gt;&amp;amp; x");
    expect(stm_escape_markdown, "- item", 6, "\\- item");
    expect(stm_escape_markdown, "12. item", 8, "12\\. item");
    expect(stm_escape_markdown, "http://x.example", 16, "http&#58;//x.example");
}

static void terminal(void **state)
{
    (void)state;
    expect(stm_escape_terminal, "a\x1B[31mb\nc\x07", 10, "a[U+001B][31mb c[U+0007]");
    expect(stm_escape_terminal, "\xC2\x9B\xE2\x81\xA6", 5, "[U+009B][U+2066]");
}

static double number;

static void put_number(stm_buffer *to, stm_view text)
{
    (void)text;
    stm_escape_json_number(to, number);
}

static void numbers(void **state)
{
    (void)state;
    const struct {
        double number;
        const char *text;
    } all[] = {{0, "0"}, {40, "40"}, {-3, "-3"}, {.1, "0.1"}, {3.4, "3.4"}, {1e300, "1e+300"}, {1.0 / 3, "0.3333333333333333"},
               {185e6, "185000000"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        number = all[i].number;
        expect(put_number, "", 0, all[i].text);
        assert_true(strtod(all[i].text, NULL) == number);
    }
    number = strtod("inf", NULL);
    expect(put_number, "", 0, "null");
}

static void links(void **state)
{
    (void)state;
    assert_true(stm_escape_link_allowed(STM_VIEW("https://a.example/b?c=d&e=f")));
    assert_true(stm_escape_link_allowed(STM_VIEW("HTTP://a.example/")));
    assert_false(stm_escape_link_allowed(STM_VIEW("javascript:alert(1)")));
    assert_false(stm_escape_link_allowed(STM_VIEW(" https://a.example")));
    assert_false(stm_escape_link_allowed(STM_VIEW("https://a.example/\"onclick=x")));
    assert_false(stm_escape_link_allowed(STM_VIEW("https://a.example/\nb")));
    assert_false(stm_escape_link_allowed(STM_VIEW("data:text/html,x")));
    assert_false(stm_escape_link_allowed(STM_VIEW("")));
}

static void wrap_at_20(stm_buffer *to, stm_view text)
{
    stm_wrap(to, 20, 2, 4, text);
}

static void wrapping(void **state)
{
    (void)state;
    expect(wrap_at_20, "one two three four five six", 27, "  one two three four\n    five six\n");
    expect(wrap_at_20, "averyveryveryverylongword x", 27, "  averyveryveryverylongword\n    x\n");
    expect(wrap_at_20, "", 0, "  \n");
    assert_int_equal(stm_wrap_columns(STM_VIEW("\033[1mab\033[0m")), 2);
    assert_int_equal(stm_wrap_columns(STM_VIEW("中文")), 4);
    assert_int_equal(stm_wrap_columns(STM_VIEW("e\xCC\x81")), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(json, begin, end),     cmocka_unit_test_setup_teardown(html, begin, end),
        cmocka_unit_test_setup_teardown(markdown, begin, end), cmocka_unit_test_setup_teardown(terminal, begin, end),
        cmocka_unit_test_setup_teardown(numbers, begin, end),  cmocka_unit_test_setup_teardown(links, begin, end),
        cmocka_unit_test_setup_teardown(wrapping, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
