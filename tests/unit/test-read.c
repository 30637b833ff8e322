// read: items out of bytes, and text whose every piece leads back to the bytes it stands on.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "read/read.h"

typedef struct job {
    stm_exit way;
    stm_arena memory, *arena;
    stm_reader *reader;
    stm_read_options options;
    stm_item *item;
    stm_view input, bytes;
    const stm_view *paths;
    size_t npaths;
    stm_page page;
    stm_items items;
    stm_span span;
    const stm_run *runs;
    size_t nruns;
    stm_view again;
} job;

static stm_status do_page(void *argument)
{
    job *j = argument;
    return stm_read_page(j->reader, j->arena, &j->options, j->item, &j->page);
}

static stm_status do_memory(void *argument)
{
    job *j = argument;
    stm_vector items, sources;
    stm_vector_init(&items, j->arena, sizeof(stm_item));
    stm_vector_init(&sources, j->arena, sizeof(stm_source));
    stm_status status = stm_read_memory(j->arena, &j->options, j->input, j->bytes, &items, &sources);
    j->items = (stm_items){items.items, items.n, sources.items, sources.n};
    return status;
}

static stm_status do_inputs(void *argument)
{
    job *j = argument;
    return stm_read_inputs(j->arena, &j->options, j->paths, j->npaths, &j->items);
}

static stm_status do_again(void *argument)
{
    job *j = argument;
    stm_vector ranges;
    stm_error error = {0};
    stm_vector_init(&ranges, j->arena, sizeof(stm_span));
    stm_runs_ranges(j->runs, j->nruns, j->span, &ranges);
    return stm_read_again(j->reader, j->arena, j->item->bytes, ranges.items, ranges.n, j->item->layer,
                          j->page.media, j->page.charset, &j->again, &error);
}

static void begin(job *j)
{
    *j = (job){.reader = stm_reader_new()};
    assert_non_null(j->reader);
    stm_arena_init(&j->memory, &j->way, 0);
    j->arena = &j->memory;
}

static void end(job *j)
{
    stm_arena_release(&j->memory);
    stm_reader_free(j->reader);
}

static void read_item(job *j, stm_item *item)
{
    j->item = item;
    assert_int_equal(stm_exit_run(&j->way, do_page, j), STM_OK);
}

static void assert_view(stm_view view, const char *expected)
{
    assert_int_equal(view.size, strlen(expected));
    assert_memory_equal(view.at, expected, view.size);
}

// Every piece between two borders of characters, read again from the bytes it stands on, is that piece.
static void check_pieces(job *j, stm_view text, const stm_run *runs, size_t nruns)
{
    j->runs = runs;
    j->nruns = nruns;
    for (uint32_t b = 0; b <= text.size; b++) {
        for (uint32_t e = b; e <= text.size && e <= b + 40; e++) {
            if (!stm_utf8_border(text, b) || !stm_utf8_border(text, e))
                continue;
            j->span = (stm_span){b, e};
            assert_int_equal(stm_exit_run(&j->way, do_again, j), STM_OK);
            assert_true(stm_view_equal(j->again, stm_view_in(text, j->span)));
        }
    }
}

static void check_text(const char *bytes, size_t size, const char *charset, const char *expected)
{
    job j;
    begin(&j);
    stm_item item = {.input = STM_VIEW("a.txt"), .bytes = {bytes, size}, .charset = stm_view_of(charset)};
    read_item(&j, &item);
    assert_int_equal(j.page.error.status, STM_OK);
    assert_view(j.page.text, expected);
    check_pieces(&j, j.page.text, j.page.runs, j.page.nruns);
    end(&j);
}

#define CHECK_TEXT(bytes, charset, expected) check_text(bytes, sizeof(bytes) - 1, charset, expected)

static void charsets_lead_back(void **state)
{
    (void)state;
    CHECK_TEXT("plain", "", "plain");
    CHECK_TEXT("", "", "");
    CHECK_TEXT("caf\xC3\xA9 \xE2\x80\x93 ok", "", "caf\xC3\xA9 \xE2\x80\x93 ok");
    CHECK_TEXT("\xEF\xBB\xBF" "caf\xC3\xA9 \xEF\xBB\xBF.", "", "caf\xC3\xA9 \xEF\xBB\xBF.");
    CHECK_TEXT("\x93 caf\xE9 \x94 \x80 5", "iso-8859-1", "\xE2\x80\x9C caf\xC3\xA9 \xE2\x80\x9D \xE2\x82\xAC 5");
    CHECK_TEXT("\xF0\xC5\xD2\xCD", "koi8-r", "\xD0\x9F\xD0\xB5\xD1\x80\xD0\xBC");
    CHECK_TEXT("a \x93\xFA\x96\x7B b", "Shift_JIS", "a \xE6\x97\xA5\xE6\x9C\xAC b");
    CHECK_TEXT("a \xC8\xD5\xB1\xBE \xA7\xB1", "gb2312", "a \xE6\x97\xA5\xE6\x9C\xAC \xD0\x9F");
    CHECK_TEXT("x \x1B$BF|K\\\x1B(B y", "iso-2022-jp", "x \xE6\x97\xA5\xE6\x9C\xAC y");
    CHECK_TEXT("\xFF\xFE" "a\0\xE9\0\x3D\xD8\x00\xDE", "", "a\xC3\xA9\xF0\x9F\x98\x80");
    CHECK_TEXT("\xFE\xFF\0a\0\xE9", "", "a\xC3\xA9");
}

static void bad_bytes_keep_their_place(void **state)
{
    (void)state;
    CHECK_TEXT("one caf\xC3\xA9 and \xC3\xA9t\xC3\xA9 bad \xFF byte", "utf-8",
               "one caf\xC3\xA9 and \xC3\xA9t\xC3\xA9 bad \xEF\xBF\xBD byte");
    CHECK_TEXT("\xEF\xBB\xBF" "cut \xE2\x82", "", "cut \xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK_TEXT("a \x93 b", "shift_jis", "a \xEF\xBF\xBD b");
}

static const stm_node *text_node(const stm_page *page, size_t number)
{
    for (size_t i = 0; i < page->tree.nnodes; i++)
        if (page->tree.nodes[i].tag == STM_TAG_TEXT && number-- == 0)
            return &page->tree.nodes[i];
    fail_msg("no such text node");
    return NULL;
}

static void check_html(const char *bytes, stm_layer layer, size_t number, const char *expected)
{
    job j;
    begin(&j);
    stm_item item = {.input = STM_VIEW("a.html"), .bytes = stm_view_of(bytes), .layer = layer, .media = STM_MEDIA_HTML};
    read_item(&j, &item);
    assert_int_equal(j.page.error.status, STM_OK);
    const stm_node *node = text_node(&j.page, number);
    assert_view(node->text, expected);
    check_pieces(&j, node->text, j.page.tree.runs + node->run, node->nruns);
    end(&j);
}

static void references_are_one_piece(void **state)
{
    (void)state;
    check_html("<p>A &amp; B &eacute;t&#233; &#x93;x&#x94; &nope; &ampx &notin; & c", STM_LAYER_BODY, 0,
               "A & B \xC3\xA9t\xC3\xA9 \xE2\x80\x9Cx\xE2\x80\x9D &nope; &x \xE2\x88\x89 & c");
    check_html("<p>&#0; &#xD800; &#1114112;", STM_LAYER_BODY, 0, "\xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD");
    check_html("<p>one\r\ntwo\rthree", STM_LAYER_BODY, 0, "one\ntwo\nthree");
    check_html("<p>a \\u0026amp; \\\"b\\\"<\\/p>", STM_LAYER_JSON_STRING, 0, "a & \"b\"");
}

// Scripts and styles as they stand, also where lines end in CR LF or the page ends in them; comments are no text.
static void scripts_are_taken_whole(void **state)
{
    (void)state;
    check_html("<script>if (a && b < c) d(\"&\")</script><p>Elda", STM_LAYER_BODY, 0, "if (a && b < c) d(\"&\")");
    check_html("<script>if (a)</script><p>Elda", STM_LAYER_BODY, 1, "Elda");
    check_html("<script>a <!-- b </p> --> c</script>", STM_LAYER_BODY, 0, "a <!-- b </p> --> c");
    check_html("<script>a\r\nb</script>", STM_LAYER_BODY, 0, "a\nb");
    check_html("<script>var a = 1", STM_LAYER_BODY, 0, "var a = 1");
    check_html("<style>p > a { b: \"<&\" }</style>", STM_LAYER_BODY, 0, "p > a { b: \"<&\" }");
    check_html("<p><!-- none -->Harbour<!-- none --></p><!-- none", STM_LAYER_BODY, 0, "Harbour");
}

// References on both sides of the border of a window of plain text.
static void long_text_is_decoded(void **state)
{
    (void)state;
    for (size_t n = 250; n < 260; n++) {
        char page[600] = "<p>", text[600];
        memset(page + 3, 'a', n);
        memset(text, 'a', n);
        strcpy(page + 3 + n, "&amp;b&lt;c");
        strcpy(text + n, "&b<c");
        check_html(page, STM_LAYER_BODY, 0, text);
    }
}

static void joined_text_is_followed(void **state)
{
    (void)state;
    check_html("<p>one</b> two</i><!-- - -->three", STM_LAYER_BODY, 0, "one two");
    check_html("<p><em>x</em>one &amp;</b> two", STM_LAYER_BODY, 1, "one & two");
    check_html("<pre>\nfirst\nsecond</pre>", STM_LAYER_BODY, 0, "first\nsecond");
}

static void tags_and_attributes(void **state)
{
    (void)state;
    job j;
    begin(&j);
    stm_item item = {.bytes = STM_VIEW("<ARTICLE Class=a data-x='&quot;'><p>t</p></ARTICLE><x-y>u"), .media = STM_MEDIA_HTML};
    read_item(&j, &item);
    const stm_tree *tree = &j.page.tree;
    uint32_t article = 0;
    while (tree->nodes[article].tag != STM_TAG_ARTICLE)
        article++;
    assert_view(tree->nodes[article].name, "article");
    assert_view(stm_tree_attribute(tree, article, "class"), "a");
    assert_view(stm_tree_attribute(tree, article, "data-x"), "\"");
    assert_null(stm_tree_attribute(tree, article, "id").at);
    assert_int_equal(tree->nodes[article].end, article + 3);
    assert_int_equal(tree->nodes[article + 3].tag, STM_TAG_OTHER);
    assert_int_equal(tree->nodes[0].end, tree->nnodes);
    end(&j);
}

static size_t deepest(const stm_tree *tree)
{
    size_t most = 0;
    for (uint32_t i = 1; i < tree->nnodes; i++) {
        size_t depth = 0;
        for (uint32_t at = i; at != 0; at = tree->nodes[at].parent)
            depth++;
        most = depth > most ? depth : most;
    }
    return most;
}

// Whatever a tag looks like, the tree stays shallow and the text behind is there.
static void nesting_is_bounded(void **state)
{
    (void)state;
    static const char *const tags[] = {"<div>", "<div/>", "<div></x>", "<b id=%zu>", "<x%zu>", "<table><tr><td>", "<a><div>",
                                       "<svg><g>", "<template>", "<foo><div></foo>"};
    for (size_t t = 0; t < sizeof tags / sizeof *tags; t++) {
        job j;
        begin(&j);
        stm_buffer page;
        stm_buffer_init(&page, j.arena, 0);
        for (size_t i = 0; i < 3000; i++) {
            ptrdiff_t hole = stm_view_find(stm_view_of(tags[t]), STM_VIEW("%zu"));
            stm_buffer_put(&page, stm_view_upto(stm_view_of(tags[t]), hole < 0 ? SIZE_MAX : (size_t)hole));
            if (hole >= 0)
                stm_buffer_print(&page, "%zu>", i);
        }
        stm_buffer_put_string(&page, "the end");
        stm_item item = {.bytes = stm_buffer_view(&page), .media = STM_MEDIA_HTML};
        read_item(&j, &item);
        assert_true(j.page.tree.cut);
        assert_in_range(deepest(&j.page.tree), 1, STM_DEPTH_MOST + 40);
        end(&j);
    }
}

static void json_lines(void **state)
{
    (void)state;
    static const char lines[] = "{\"id\": 7, \"url\":\"u\", \"html\":null, \"text\": \"a\\n\\u00e9\", \"date\":\"2020-01-02\"}\n"
                                "\n"
                                "{\"text\": \"cut\n"
                                "[1]\n"
                                "{\"x\":{\"text\":\"inner\"},\"text\":\"\\ud83d z \\ud83d\\ude00\\u0000\"}";
    job j;
    begin(&j);
    j.input = STM_VIEW("lines.jsonl");
    j.bytes = STM_VIEW(lines);
    assert_int_equal(stm_exit_run(&j.way, do_memory, &j), STM_OK);
    assert_int_equal(j.items.nitems, 4);
    assert_int_equal(j.items.nsources, 1);
    stm_item *items = j.items.items;
    assert_view(items[0].given.id, "7");
    assert_view(items[0].given.published, "2020-01-02");
    assert_view(items[0].bytes, "a\\n\\u00e9");
    assert_memory_equal(lines + items[0].offset, "a\\n", 3);
    read_item(&j, &items[0]);
    assert_view(j.page.text, "a\n\xC3\xA9");
    check_pieces(&j, j.page.text, j.page.runs, j.page.nruns);
    assert_int_equal(items[1].error.status, STM_MALFORMED);
    assert_in_range(items[1].error.offset, strstr(lines, "cut") - lines, strstr(lines, "[1]") - lines);
    assert_int_equal(items[2].error.status, STM_MALFORMED);
    assert_int_equal(items[2].error.offset, strstr(lines, "[1]") - lines);
    assert_int_equal(items[3].error.status, STM_OK);
    read_item(&j, &items[3]);
    assert_view(j.page.text, "\xEF\xBF\xBD z \xF0\x9F\x98\x80\xEF\xBF\xBD");
    end(&j);
}

static void limits_and_binary(void **state)
{
    (void)state;
    job j;
    begin(&j);
    j.options.page_most = 100;
    char large[101] = {0};
    memset(large, 'a', sizeof large);
    j.input = STM_VIEW("a.txt");
    j.bytes = (stm_view){large, sizeof large};
    assert_int_equal(stm_exit_run(&j.way, do_memory, &j), STM_OK);
    assert_int_equal(j.items.items[0].error.status, STM_TOO_LARGE);
    j.bytes = STM_VIEW("GIF8\1\2\3");
    assert_int_equal(stm_exit_run(&j.way, do_memory, &j), STM_OK);
    assert_int_equal(j.items.items[0].error.status, STM_UNSUPPORTED);
    assert_int_equal(j.items.items[0].error.offset, 0);
    j.bytes = STM_VIEW("");
    assert_int_equal(stm_exit_run(&j.way, do_memory, &j), STM_OK);
    assert_int_equal(j.items.nitems, 1);
    assert_int_equal(j.items.items[0].error.status, STM_OK);
    end(&j);
}

static void write_file(const char *folder, const char *name, const void *bytes, size_t size)
{
    char path[200];
    assert_in_range(snprintf(path, sizeof path, "%s/%s", folder, name), 1, sizeof path - 1);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void remove_files(const char *folder)
{
    static const char *const names[] = {"b.txt", "a.txt", "c.txt.gz", "cut.txt.gz", "x.png", "sub/d.txt", "sub", ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[200];
        assert_in_range(snprintf(path, sizeof path, "%s/%s", folder, names[i]), 1, sizeof path - 1);
        assert_int_equal(remove(path), 0);
    }
}

static size_t gzip(const char *text, unsigned char *to, size_t room)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)text, .avail_in = (uInt)strlen(text), .next_out = to, .avail_out = (uInt)room};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(deflateEnd(&z), Z_OK);
    return room - z.avail_out;
}

static void folders_and_gzip(void **state)
{
    (void)state;
    char folder[] = "/tmp/stemma-read-XXXXXX", sub[64];
    assert_non_null(mkdtemp(folder));
    snprintf(sub, sizeof sub, "%s/sub", folder);
    assert_int_equal(mkdir(sub, 0700), 0);
    unsigned char packed[200];
    size_t size = gzip("packed", packed, sizeof packed);
    write_file(folder, "b.txt", "bee", 3);
    write_file(folder, "a.txt", "", 0);
    write_file(folder, "c.txt.gz", packed, size);
    write_file(folder, "cut.txt.gz", packed, size - 9);
    write_file(folder, "x.png", "\x89PNG", 4);
    write_file(folder, "sub/d.txt", "dee", 3);
    job j;
    begin(&j);
    stm_view paths[] = {stm_view_of(folder), STM_VIEW("/no/such/file")};
    j.paths = paths;
    j.npaths = 2;
    assert_int_equal(stm_exit_run(&j.way, do_inputs, &j), STM_OK);
    assert_int_equal(j.items.nitems, 6);
    static const char *const bytes[] = {"", "bee", "packed", "", "dee", ""};
    static const stm_status statuses[] = {STM_OK, STM_OK, STM_OK, STM_MALFORMED, STM_OK, STM_UNREADABLE};
    for (size_t i = 0; i < 6; i++) {
        assert_view(j.items.items[i].bytes, bytes[i]);
        assert_int_equal(j.items.items[i].error.status, statuses[i]);
    }
    assert_true(stm_view_ends(j.items.items[4].input, STM_VIEW("/sub/d.txt")));
    end(&j);
    remove_files(folder);
}

static void runs_are_cut(void **state)
{
    (void)state;
    job j;
    begin(&j);
    static const stm_run runs[] = {{0, 4, 10, 4}, {4, 1, 14, 5}, {5, 6, 19, 6}};
    stm_vector out;
    stm_vector_init(&out, j.arena, sizeof(stm_run));
    *(stm_run *)stm_vector_push(&out) = (stm_run){0};
    stm_vector_cut(&out, 0);
    stm_runs_cut(runs, 3, (stm_span){2, 7}, 100, &out);
    const stm_run *cut = out.items;
    assert_int_equal(out.n, 3);
    assert_true(cut[0].text == 100 && cut[0].text_size == 2 && cut[0].source == 12 && cut[0].source_size == 2);
    assert_true(cut[1].text == 102 && cut[1].text_size == 1 && cut[1].source == 14 && cut[1].source_size == 5);
    assert_true(cut[2].text == 103 && cut[2].text_size == 2 && cut[2].source == 19 && cut[2].source_size == 2);
    stm_vector ranges;
    stm_vector_init(&ranges, j.arena, sizeof(stm_span));
    stm_runs_ranges(runs, 3, (stm_span){3, 6}, &ranges);
    assert_int_equal(ranges.n, 1);
    assert_int_equal(((stm_span *)ranges.items)->begin, 13);
    assert_int_equal(((stm_span *)ranges.items)->end, 20);
    end(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charsets_lead_back),     cmocka_unit_test(bad_bytes_keep_their_place),
        cmocka_unit_test(references_are_one_piece), cmocka_unit_test(joined_text_is_followed),
        cmocka_unit_test(tags_and_attributes),    cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(json_lines),             cmocka_unit_test(limits_and_binary),
        cmocka_unit_test(folders_and_gzip),       cmocka_unit_test(runs_are_cut),
        cmocka_unit_test(scripts_are_taken_whole), cmocka_unit_test(long_text_is_decoded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
