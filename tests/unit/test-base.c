#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/civil.h"
#include "base/eight.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/phrases.h"
#include "base/utf8.h"
#include "base/vector.h"

static stm_status fill_vector(void *argument)
{
    stm_vector numbers;
    stm_vector_init(&numbers, argument, sizeof(uint64_t));
    for (uint64_t i = 0; i < 100000; i++)
        *(uint64_t *)stm_vector_push(&numbers) = i;
    for (uint64_t i = 0; i < 100000; i++)
        if (*(uint64_t *)stm_vector_at(&numbers, i) != i)
            return STM_INTERNAL;
    return STM_OK;
}

static void vectors_grow(void **state)
{
    (void)state;
    stm_exit way = {0};
    stm_arena arena;
    stm_arena_init(&arena, &way, 0);
    assert_int_equal(stm_exit_run(&way, fill_vector, &arena), STM_OK);
    stm_arena_reset(&arena);
    assert_int_equal(stm_exit_run(&way, fill_vector, &arena), STM_OK);
    stm_arena_release(&arena);
}

static int compares; // how often the last sort looked

static int by_number(const void *one, const void *two)
{
    uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)two;
    compares++;
    return (a > b) - (a < b);
}

// Sorts 64 numbers, `step` apart from each other by turns.
static stm_status sort_numbers(stm_arena *arena, uint64_t step)
{
    stm_vector numbers;
    stm_vector_init(&numbers, arena, sizeof(uint64_t));
    compares = 0;
    stm_vector_sort(&numbers, by_number);
    for (uint64_t i = 0; i < 64; i++)
        *(uint64_t *)stm_vector_push(&numbers) = i * step % 64;
    stm_vector_sort(&numbers, by_number);
    for (uint64_t i = 0; i < 64; i++)
        if (*(uint64_t *)stm_vector_at(&numbers, i) != i)
            return STM_INTERNAL;
    return STM_OK;
}

static stm_status sort_vectors(void *argument)
{
    if (sort_numbers(argument, 1) != STM_OK || compares != 63) // in order: one look
        return STM_INTERNAL;
    return sort_numbers(argument, 5);
}

static void vectors_sort(void **state)
{
    (void)state;
    stm_exit way = {0};
    stm_arena arena;
    stm_arena_init(&arena, &way, 0);
    assert_int_equal(stm_exit_run(&way, sort_vectors, &arena), STM_OK);
    stm_arena_release(&arena);
}

static stm_status take_wrapping(void *argument)
{
    stm_arena_take_array(argument, SIZE_MAX / 8 + 2, 8); // eight bytes, if nobody looks
    return STM_OK;
}

static stm_status copy_all(void *argument)
{
    stm_arena_copy(argument, (stm_view){"", SIZE_MAX});
    return STM_OK;
}

static void sizes_do_not_wrap(void **state)
{
    (void)state;
    stm_exit way = {0};
    stm_arena arena;
    stm_arena_init(&arena, &way, 0);
    assert_int_equal(stm_exit_run(&way, take_wrapping, &arena), STM_NO_MEMORY);
    assert_int_equal(stm_exit_run(&way, copy_all, &arena), STM_NO_MEMORY);
    stm_arena_release(&arena);
}

static void limits_leave(void **state)
{
    (void)state;
    stm_exit way = {0};
    stm_arena arena;
    stm_arena_init(&arena, &way, 100000);
    assert_int_equal(stm_exit_run(&way, fill_vector, &arena), STM_NO_MEMORY);
    stm_arena_release(&arena);
}

// Pieces of all sizes between two places: what was there before stays, what comes behind is zeroed, no more is taken than before.
static stm_status go_back(void *argument)
{
    stm_arena *arena = argument;
    static const size_t sizes[] = {24, 5000, 100, 300000, 16, 3 << 20, 40000};
    char *before = stm_arena_take(arena, 100), *large = stm_arena_take(arena, 2 << 20);
    memset(before, 'a', 100);
    memset(large, 'b', 2 << 20);
    size_t taken = 0;
    for (int round = 0; round < 50; round++) {
        stm_arena_mark mark = stm_arena_here(arena);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes * (size_t)(1 + round % 5); i++) {
            size_t size = sizes[i % (sizeof sizes / sizeof *sizes)];
            char *piece = stm_arena_take(arena, size);
            for (size_t k = 0; k < size; k++)
                if (piece[k] != 0)
                    return STM_INTERNAL;
            memset(piece, 'c', size);
        }
        stm_arena_back(arena, mark);
        taken = round == 4 ? arena->taken : taken;
    }
    char *behind = stm_arena_take(arena, 50);
    for (size_t i = 0; i < 50; i++)
        if (before[2 * i] != 'a' || large[i] != 'b' || behind[i] != 0)
            return STM_INTERNAL;
    stm_arena_drop(arena, large);
    stm_arena_drop(arena, before); // small: it stays
    return arena->taken + (2 << 20) == taken && before[7] == 'a' ? STM_OK : STM_INTERNAL;
}

static void arenas_go_back(void **state)
{
    (void)state;
    stm_exit way = {0};
    stm_arena arena;
    stm_arena_init(&arena, &way, 0);
    stm_arena_mark empty = stm_arena_here(&arena);
    assert_int_equal(stm_exit_run(&way, go_back, &arena), STM_OK);
    stm_arena_reset(&arena);
    assert_int_equal(stm_exit_run(&way, go_back, &arena), STM_OK);
    stm_arena_release(&arena);
    assert_int_equal(stm_exit_run(&way, go_back, &arena), STM_OK);
    stm_arena_back(&arena, empty);
    assert_null(arena.blocks);
    stm_arena_release(&arena);
}

static void eight_bytes_are_told(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++)
        for (unsigned other = 0; other < 256; other++) {
            char text[8] = {(char)other, (char)byte, (char)other, (char)other, (char)byte, (char)byte, (char)other, (char)byte};
            uint64_t eight = stm_eight_at(text);
            assert_int_equal(stm_eight_count(stm_eight_equal(eight, (char)byte)), byte == other ? 8 : 4);
            assert_int_equal(stm_eight_controls(eight) != 0, byte < ' ' || other < ' ');
            assert_int_equal(stm_eight_wide(eight) != 0, byte >= 0x80 || other >= 0x80);
        }
    assert_int_equal(stm_utf8_behind_ascii(STM_VIEW("0123456789012345678901234567890123456789\xC3\xA9"), 3), 40);
    assert_int_equal(stm_utf8_behind_ascii(STM_VIEW("0123"), 0), 4);
}

static void few_bytes_hash_alike(void **state)
{
    (void)state;
    char room[12] = "----";
    for (unsigned seed = 1; seed < 2000; seed++)
        for (size_t n = 1; n <= 8; n++) {
            for (size_t i = 4; i < sizeof room; i++)
                room[i] = (char)(seed * 2654435761u >> (seed + 5 * i) % 24);
            assert_int_equal(stm_hash_few(room, n), stm_hash((stm_view){room + 4, n}));
        }
}

static void dates_are_read(void **state)
{
    (void)state;
    stm_civil c;
    char text[STM_CIVIL_TEXT];
    assert_true(stm_civil_read(STM_VIEW("2025-02-12T10:05:00+01:00"), &c));
    stm_civil_print(c, text);
    assert_string_equal(text, "2025-02-12T10:05:00+01:00");
    assert_int_equal(stm_civil_weekday(c), 2);
    assert_int_equal(stm_civil_seconds(c), 1739351100);
    assert_false(stm_civil_read(STM_VIEW("2025-02-30"), &c));
    assert_false(stm_civil_read(STM_VIEW("2025-02-12 tea"), &c));
    for (int32_t day = -800000; day < 200000; day += 97) {
        stm_civil back = stm_civil_of_days(day);
        if (back.year >= 1)
            assert_int_equal(stm_civil_days(back), day);
    }
}

static stm_status fold_words(void *argument)
{
    stm_arena *arena = argument;
    if (!stm_view_is(stm_fold(arena, STM_VIEW("Łódź’s")), "łódź's"))
        return STM_INTERNAL;
    if (!stm_view_is(stm_fold_bare(arena, STM_VIEW("Łódź’s")), "lodz's"))
        return STM_INTERNAL;
    stm_table table;
    stm_table_read(&table, arena, STM_VIEW("# months\nMay\t5\nmay\t5\tverb\n\nMay\t6\n"));
    const stm_row *row = stm_table_find(&table, STM_VIEW("May"));
    if (table.nrows != 3 || row == NULL || !stm_view_is(row->fields[1], "5"))
        return STM_INTERNAL;
    row = stm_table_next(&table, row);
    if (row == NULL || stm_row_number(row, 1) != 6 || stm_row_number(row, 0) != 0)
        return STM_INTERNAL;
    return stm_view_is(row->fields[1], "6") && stm_table_next(&table, row) == NULL ? STM_OK : STM_INTERNAL;
}

// The short way of folding against that of ICU, which a letter that only ICU folds asks for.
static stm_status fold_characters(void *argument)
{
    stm_arena *arena = argument;
    for (uint32_t code = 1; code < 0x2100; code++) {
        char text[2 * STM_UTF8_MOST] = "Q";
        size_t size = 1 + stm_utf8_put(code, text + 1);
        stm_view alone = {text, size}, kelvin = stm_arena_print(arena, "%.*s\u212A", (int)size, text);
        for (int bare = 0; bare < 2; bare++) {
            stm_view one = bare ? stm_fold_bare(arena, alone) : stm_fold(arena, alone),
                     two = bare ? stm_fold_bare(arena, kelvin) : stm_fold(arena, kelvin);
            if (!stm_view_equal(one, stm_view_upto(two, two.size - 1)) || !stm_view_ends(two, STM_VIEW("k")))
                return STM_INTERNAL;
        }
    }
    return STM_OK;
}

static void words_are_folded(void **state)
{
    (void)state;
    stm_exit way = {0};
    stm_arena arena;
    stm_arena_init(&arena, &way, 0);
    assert_int_equal(stm_exit_run(&way, fold_words, &arena), STM_OK);
    assert_int_equal(stm_exit_run(&way, fold_characters, &arena), STM_OK);
    stm_arena_release(&arena);
    assert_int_equal(stm_utf8_valid(STM_VIEW("a\xC3\xA9z")), 4);
    assert_int_equal(stm_utf8_valid(STM_VIEW("a\xC3z")), 1);
    assert_int_equal(stm_utf8_valid(STM_VIEW("\xED\xA0\x80")), 0);
}

// Every phrase at every place, by place and then by row; case aside; none beyond the text's end.
static stm_status find_phrases(void *argument)
{
    stm_arena *arena = argument;
    stm_table table;
    stm_phrases phrases;
    stm_table_read(&table, arena, STM_VIEW("by\nbye\nwith agencies\n"));
    stm_phrases_init(&phrases, arena, &table);
    static const struct { size_t at, row; } wanted[] = {{0, 0}, {0, 1}, {5, 0}, {8, 2}, {22, 0}};
    stm_phrase_hit hit = {0};
    size_t n = 0;
    while (stm_phrases_next(&phrases, STM_VIEW("Bye, by WITH agencies by"), &hit)) {
        if (n >= sizeof wanted / sizeof *wanted || hit.at != wanted[n].at || hit.row != &table.rows[wanted[n].row])
            return STM_INTERNAL;
        n++;
    }
    return n == sizeof wanted / sizeof *wanted ? STM_OK : STM_INTERNAL;
}

static void phrases_are_found(void **state)
{
    (void)state;
    stm_exit way = {0};
    stm_arena arena;
    stm_arena_init(&arena, &way, 0);
    assert_int_equal(stm_exit_run(&way, find_phrases, &arena), STM_OK);
    stm_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_grow),
        cmocka_unit_test(vectors_sort),
        cmocka_unit_test(sizes_do_not_wrap),
        cmocka_unit_test(limits_leave),
        cmocka_unit_test(arenas_go_back),
        cmocka_unit_test(eight_bytes_are_told),
        cmocka_unit_test(few_bytes_hash_alike),
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(words_are_folded),
        cmocka_unit_test(phrases_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
