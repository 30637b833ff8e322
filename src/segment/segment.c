// The door of segment: blocks one by one through tokens, quotation marks and sentences.
#include "base/hash.h"
#include "base/utf8.h"
#include "lang/lang.h"
#include "segment/inner.h"

#include <stdlib.h>

enum { TOKEN_SIZE = 5 /* bytes of text for a token, fewer than most have with their blank */, RESERVED_MOST = 1 << 14 };

// Fields of lang/<code>/abbreviations.tsv: word without its full stop, "no" or "last" (may end a sentence), "starter", "ordinal"
// or "article" (a number's full stop before or behind it ends none).
static void read_abbreviations(stm_segmenter *segmenter, const char *code)
{
    stm_table table;
    stm_table_read(&table, &segmenter->arena, stm_lang_table(code, "abbreviations"));
    for (size_t i = 0; i < table.nrows; i++) {
        const stm_row *row = &table.rows[i];
        uint64_t flag = stm_view_is(row->fields[1], "starter")   ? STARTER
                        : stm_view_is(row->fields[1], "ordinal") ? ORDINAL_BEHIND
                        : stm_view_is(row->fields[1], "article") ? ORDINAL_BEFORE
                        : stm_view_is(row->fields[1], "last")    ? ABBREVIATION_LAST
                                                                 : ABBREVIATION;
        *stm_map_put(&segmenter->words, stm_hash(stm_fold(&segmenter->arena, row->fields[0]))) |= flag;
    }
}

static stm_status read_tables(void *argument)
{
    stm_segmenter *segmenter = argument;
    stm_map_init(&segmenter->words, &segmenter->arena);
    for (const char *const *code = stm_lang_codes(); *code != NULL; code++)
        if (stm_lang_table(*code, "abbreviations").at != NULL)
            read_abbreviations(segmenter, *code);
    return STM_OK;
}

stm_segmenter *stm_segmenter_new(void)
{
    stm_segmenter *segmenter = calloc(1, sizeof *segmenter);
    if (segmenter == NULL)
        return NULL;
    stm_arena_init(&segmenter->arena, &segmenter->way, 0);
    if (stm_exit_run(&segmenter->way, read_tables, segmenter) == STM_OK)
        return segmenter;
    stm_segmenter_free(segmenter);
    return NULL;
}

void stm_segmenter_free(stm_segmenter *segmenter)
{
    if (segmenter == NULL)
        return;
    stm_arena_release(&segmenter->arena);
    free(segmenter);
}

stm_status stm_segment(stm_segmenter *segmenter, stm_arena *arena, const stm_article *article, stm_segments *segments)
{
    stm_vector tokens, sentences, marks;
    stm_vector_init(&tokens, arena, sizeof(stm_token));
    stm_vector_reserve(&tokens,
                       article->text.size / TOKEN_SIZE < RESERVED_MOST ? article->text.size / TOKEN_SIZE + 1 : RESERVED_MOST);
    stm_vector_init(&sentences, arena, sizeof(stm_sentence));
    stm_vector_init(&marks, arena, sizeof(stm_mark));
    for (size_t i = 0; i < article->nblocks; i++) {
        uint32_t begin = (uint32_t)tokens.n, block = (uint32_t)i;
        size_t mark = marks.n;
        if (stm_tokens_cut(arena, article->text, article->blocks[i].span, &tokens))
            stm_marks_pair(article->text, tokens.items, begin, (uint32_t)tokens.n, block, &marks);
        const stm_mark *all = marks.items;
        stm_sentences_part(segmenter, article->text, tokens.items, begin, (uint32_t)tokens.n, block,
                           all != NULL ? all + mark : NULL, marks.n - mark, &sentences);
    }
    *segments = (stm_segments){tokens.items, tokens.n, sentences.items, sentences.n, marks.items, marks.n};
    return STM_OK;
}

uint32_t stm_token_at(const stm_segments *segments, uint32_t at)
{
    size_t low = 0, high = segments->ntokens;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (segments->tokens[middle].span.end > at)
            high = middle;
        else
            low = middle + 1;
    }
    return (uint32_t)low;
}

uint32_t stm_sentence_at(const stm_segments *segments, uint32_t at)
{
    size_t low = 0, high = segments->nsentences;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (segments->sentences[middle].span.begin > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low > 0 ? (uint32_t)(low - 1) : 0;
}
