// What kinds of tokens characters make, and the short way of stm_tokens_cut() for plain words against the long one, which it
// takes where less than eight bytes follow.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "segment/inner.h"

static bool same(const stm_token *a, const stm_token *b)
{
    return a->span.begin == b->span.begin && a->span.end == b->span.end && a->kind == b->kind && a->upper == b->upper &&
           a->spaced == b->spaced && a->all_upper == b->all_upper && a->apart == b->apart && a->word == b->word;
}

// Are the tokens of text[block] the same, whether the text ends with the block or goes on.
static bool same_tokens(stm_arena *arena, stm_view text, size_t size)
{
    stm_vector near, far;
    stm_vector_init(&near, arena, sizeof(stm_token));
    stm_vector_init(&far, arena, sizeof(stm_token));
    stm_span block = {0, (uint32_t)size};
    stm_tokens_cut(arena, stm_view_upto(text, size), block, &near);
    stm_tokens_cut(arena, text, block, &far);
    if (near.n != far.n)
        return false;
    for (size_t i = 0; i < near.n; i++)
        if (!same(stm_vector_at(&near, i), stm_vector_at(&far, i)))
            return false;
    return true;
}

// Words of every length and case with every byte behind them, cut off at each place.
static stm_status cut_words(void *argument)
{
    static const char *const words[] = {
        "a", "I", "be", "OK", "the", "Ada", "ZdF", "zebra", "Abigail", "LONGWORD", "eighteens", "intercontinental",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijkl",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ",
    };
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        for (int byte = 1; byte < 0x80; byte++) {
            stm_view text = stm_arena_print(argument, "%s%cx.%c9 \xC3\xA9t\xC3\xA9 @[`{ end of it all", words[w], byte, byte);
            for (size_t size = 1; size <= text.size; size++)
                if (stm_utf8_border(text, size) && !same_tokens(argument, text, size))
                    return STM_INTERNAL;
        }
    return STM_OK;
}

static void plain_words_are_words(void **state)
{
    (void)state;
    stm_exit way = {0};
    stm_arena arena;
    stm_arena_init(&arena, &way, 0);
    assert_int_equal(stm_exit_run(&way, cut_words, &arena), STM_OK);
    stm_arena_release(&arena);
}

// Every token's kind as a letter: a word, a number, a quotation mark, a sign.
static stm_status tell_kinds(void *argument)
{
    static const struct { const char *text, *kinds; } cases[] = {
        {"He said 1,200", "wwn"}, {"\"a\" 'b' `c`", "qwqqwqqwq"}, {"«d» „e“ ‹f› 「g」", "qwqqwqqwqqwq"},
        {"h – i — j … k • l", "wswswswsw"}, {"€5 (6%) #7", "snsnsssn"}, {"don't so-called 26th", "www"}, {"é ü ж 中", "wwww"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        stm_view text = stm_view_of(cases[i].text);
        stm_vector tokens;
        stm_vector_init(&tokens, argument, sizeof(stm_token));
        stm_tokens_cut(argument, text, (stm_span){0, (uint32_t)text.size}, &tokens);
        for (size_t k = 0; k <= strlen(cases[i].kinds); k++) {
            const stm_token *token = k < tokens.n ? stm_vector_at(&tokens, k) : NULL;
            if (cases[i].kinds[k] != (token != NULL ? "wnqs"[token->kind] : '\0'))
                return STM_INTERNAL;
        }
    }
    return STM_OK;
}

static void kinds_are_told(void **state)
{
    (void)state;
    stm_exit way = {0};
    stm_arena arena;
    stm_arena_init(&arena, &way, 0);
    assert_int_equal(stm_exit_run(&way, tell_kinds, &arena), STM_OK);
    stm_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(kinds_are_told), cmocka_unit_test(plain_words_are_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
