// Clean article text, as a data set or another extractor gives it: every byte is kept, every line is a block.
#include "extract/inner.h"

static void add_line(stm_vector *blocks, stm_view text, stm_view line, stm_extractor *extractor, stm_view title)
{
    stm_view trimmed = stm_view_trim(line);
    if (trimmed.size == 0)
        return;
    stm_block *block = stm_vector_push(blocks);
    uint32_t begin = (uint32_t)(trimmed.at - text.at);
    block->span = (stm_span){begin, begin + (uint32_t)trimmed.size};
    if (blocks->n == 1 && title.size > 0 && stm_same_words(&extractor->scratch, trimmed, title))
        block->kind = STM_BLOCK_HEADLINE;
    else
        block->kind = stm_is_caption(extractor, trimmed) ? STM_BLOCK_CAPTION : STM_BLOCK_PARAGRAPH;
}

void stm_extract_plain(stm_extractor *extractor, stm_arena *arena, const stm_page *page, stm_article *article)
{
    stm_vector blocks;
    stm_vector_init(&blocks, arena, sizeof(stm_block));
    article->text = stm_arena_copy(arena, page->text);
    article->runs = stm_arena_take_array(arena, page->nruns, sizeof(stm_run));
    article->nruns = page->nruns;
    if (page->nruns > 0)
        memcpy(article->runs, page->runs, page->nruns * sizeof(stm_run));
    stm_view rest = article->text, line;
    while (stm_view_split(&rest, '\n', &line))
        add_line(&blocks, article->text, line, extractor, article->title);
    article->blocks = blocks.items;
    article->nblocks = blocks.n;
    article->page = blocks.n > 0 ? STM_PAGE_ARTICLE : STM_PAGE_OTHER;
}
