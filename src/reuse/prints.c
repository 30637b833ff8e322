// Prints: the words of a document as numbers, each marked with what it is.
//
// Words are compared in their folded form (stm_token.word): spelling of capitals, apostrophes and hyphens does not count, signs are
// left out. A quotation is what the annotations call one, and besides whatever stands between two quotation marks of one block, so
// that a quotation whose speaker was not found is told apart too.
#include "reuse/parts.h"

uint32_t stm_print_word_at(const stm_print *print, uint32_t byte)
{
    uint32_t low = 0, high = print->nwords;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (print->words[middle].begin < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void stm_print_mark_span(stm_print *print, stm_span span, uint8_t mark)
{
    for (uint32_t i = stm_print_word_at(print, span.begin); i < print->nwords && print->words[i].begin < span.end; i++)
        print->words[i].marks |= mark;
}

static bool is_word(const stm_token *token)
{
    return token->kind == STM_TOKEN_WORD || token->kind == STM_TOKEN_NUMBER;
}

// Marks of a token by its place.
static uint8_t marks_of(const stm_reuse_tables *tables, const stm_document *document, const stm_token *token, bool first,
                        bool new_block)
{
    const stm_sentence *sentence = &document->segments.sentences[token->sentence];
    stm_block_kind kind = document->article.blocks[sentence->block].kind;
    uint8_t marks = (uint8_t)((first ? STM_MARK_FIRST : 0) | (new_block ? STM_MARK_BLOCK : 0));
    if (token->upper && !first)
        marks |= STM_MARK_UPPER;
    if (kind == STM_BLOCK_CAPTION)
        marks |= STM_MARK_CAPTION;
    if (kind == STM_BLOCK_QUOTE || kind == STM_BLOCK_EMBED)
        marks |= STM_MARK_QUOTED;
    if (kind == STM_BLOCK_HEADLINE)
        marks |= STM_MARK_HEADLINE;
    if (stm_map_get(&tables->common, token->word) != NULL)
        marks |= STM_MARK_COMMON;
    return marks;
}

static void put_words(stm_arena *arena, const stm_reuse_tables *tables, const stm_document *document, stm_print *print)
{
    const stm_segments *segments = &document->segments;
    uint32_t sentence = UINT32_MAX, block = UINT32_MAX;
    size_t n = 0;
    for (size_t i = 0; i < segments->ntokens; i++)
        n += is_word(&segments->tokens[i]);
    print->words = stm_arena_take_array(arena, n, sizeof(stm_word));
    for (size_t i = 0; i < segments->ntokens; i++) {
        const stm_token *token = &segments->tokens[i];
        if (!is_word(token))
            continue;
        uint32_t own = segments->sentences[token->sentence].block;
        uint32_t size = stm_span_size(token->span);
        print->words[print->nwords++] = (stm_word){
            .hash = (uint32_t)token->word,
            .begin = token->span.begin,
            .size = (uint16_t)(size < UINT16_MAX ? size : UINT16_MAX),
            .marks = marks_of(tables, document, token, token->sentence != sentence, own != block),
        };
        sentence = token->sentence;
        block = own;
    }
}

// What stands between two marks; a pair that is not closed in its block goes to the end of it if it began it or if the next block
// takes it up, else nobody knows how far.
static void mark_between_signs(const stm_document *document, stm_print *print)
{
    const stm_segments *segments = &document->segments;
    for (size_t i = 0; i < segments->nmarks; i++) {
        const stm_mark *mark = &segments->marks[i];
        uint32_t begin = segments->tokens[mark->open].span.end;
        if (mark->close != STM_NO_TOKEN) {
            stm_print_mark_span(print, (stm_span){begin, segments->tokens[mark->close].span.begin}, STM_MARK_QUOTED);
            continue;
        }
        const stm_block *block = &document->article.blocks[mark->block];
        bool taken_up = i + 1 < segments->nmarks && mark[1].block == mark->block + 1 &&
                        segments->tokens[mark[1].open].span.begin == block[1].span.begin;
        if (segments->tokens[mark->open].span.begin == block->span.begin || taken_up)
            stm_print_mark_span(print, (stm_span){begin, block->span.end}, STM_MARK_QUOTED);
    }
}

static void mark_quotes(const stm_document *document, stm_print *print)
{
    for (size_t i = 0; i < document->notes.nquotes; i++) {
        const stm_quote *quote = &document->notes.quotes[i];
        if (quote->kind == STM_QUOTE_INDIRECT || quote->scare)
            continue;
        for (uint32_t k = 0; k < quote->nspans; k++)
            stm_print_mark_span(print, quote->spans[k], STM_MARK_QUOTED);
    }
}

void stm_print_make(stm_arena *arena, const stm_reuse_tables *tables, const stm_document *document, stm_print *print)
{
    const stm_article *article = &document->article;
    *print = (stm_print){
        .id = article->id,
        .outlet = article->outlet,
        .url = article->canonical_url.size > 0 ? article->canonical_url : article->url,
        .credits = article->credits,
        .ncredits = article->ncredits,
        .published = article->published,
        .page = article->page,
    };
    if (article->error.status != STM_OK)
        return;
    put_words(arena, tables, document, print);
    mark_quotes(document, print);
    mark_between_signs(document, print);
    stm_print_mark_kinds(tables, document, print);
    for (uint32_t i = 0; i < print->nwords; i++)
        print->nprose += stm_word_kind(print->words[i].marks) == STM_PASSAGE_PROSE;
}
