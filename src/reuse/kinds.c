// Kinds: which words are not a reporter's own prose.
//
// Captions travel with a picture, posts and statements are public, standing phrases belong to a trade: none of these tells that
// one text was made from another. Blocks that extraction calls captions or embeds are marked already (prints.c); here are those
// that only their wording betrays: a picture's credit, the signature of a post, a transcript's speaker, a standing phrase
// (lang/common/pictures.tsv, lang/<code>/furniture.tsv). Words count as public when either text has them in quotation marks.
#include "reuse/parts.h"

#include "base/utf8.h"

enum { CAPTION_MOST = 900 }; // bytes of a block that a picture's credit makes a caption

stm_passage_kind stm_word_kind(uint8_t marks)
{
    if (marks & STM_MARK_CAPTION)
        return STM_PASSAGE_CAPTION;
    if (marks & STM_MARK_FURNITURE)
        return STM_PASSAGE_FURNITURE;
    return marks & STM_MARK_QUOTED ? STM_PASSAGE_QUOTE : STM_PASSAGE_PROSE;
}

// "(AP Photo/...", "Getty Images", "REUTERS/..." in a block of moderate length.
static bool has_picture_credit(const stm_reuse_tables *tables, stm_view block)
{
    if (block.size > CAPTION_MOST)
        return false;
    for (size_t i = 0; i < tables->pictures.nrows; i++)
        if (stm_view_find(block, tables->pictures.rows[i].fields[0]) >= 0)
            return true;
    return false;
}

// The signature of a post: "(@name)", or a link to its picture.
static bool is_post(stm_view block)
{
    ptrdiff_t at = stm_view_find(block, STM_VIEW("(@"));
    if (at >= 0 && stm_view_find_byte(stm_view_from(block, (size_t)at), ')') >= 0)
        return true;
    return stm_view_find(block, STM_VIEW("pic.twitter.com/")) >= 0 || stm_view_find(block, STM_VIEW("https://t.co/")) >= 0;
}

// A transcript's turn: two or more capitals and a colon before anything else, "MAYOR ILLING: ...".
static bool is_turn(stm_view block)
{
    size_t capitals = 0;
    for (size_t i = 0; i < block.size && i < 40; i++) {
        if (block.at[i] == ':')
            return capitals > 3;
        if (stm_is_upper(block.at[i]))
            capitals++;
        else if (block.at[i] != ' ' && block.at[i] != '.' && block.at[i] != ',' && block.at[i] != '\'')
            return false;
    }
    return false;
}

static void mark_block(const stm_reuse_tables *tables, const stm_document *document, stm_print *print, size_t number)
{
    const stm_block *block = &document->article.blocks[number];
    stm_view text = stm_view_in(document->article.text, block->span);
    if (is_post(text)) {
        stm_print_mark_span(print, block->span, STM_MARK_QUOTED);
        if (number > 0 && text.size < 120) // the signature alone: the post is the block before it
            stm_print_mark_span(print, block[-1].span, STM_MARK_QUOTED);
    } else if (has_picture_credit(tables, text)) {
        stm_print_mark_span(print, block->span, STM_MARK_CAPTION);
    } else if (is_turn(text)) {
        stm_print_mark_span(print, block->span, STM_MARK_QUOTED);
    }
}

// Every occurrence of a standing phrase, capitals or not.
static void mark_phrase(const stm_document *document, stm_print *print, stm_view phrase)
{
    stm_view text = document->article.text;
    for (size_t from = 0; from < text.size;) {
        ptrdiff_t at = stm_view_find_nocase(stm_view_from(text, from), phrase);
        if (at < 0)
            return;
        size_t begin = from + (size_t)at;
        stm_print_mark_span(print, (stm_span){(uint32_t)begin, (uint32_t)(begin + phrase.size)}, STM_MARK_FURNITURE);
        from = begin + phrase.size;
    }
}

void stm_print_mark_kinds(const stm_reuse_tables *tables, const stm_document *document, stm_print *print)
{
    for (size_t i = 0; i < document->article.nblocks; i++)
        mark_block(tables, document, print, i);
    for (size_t i = 0; i < tables->furniture.nrows; i++)
        mark_phrase(document, print, tables->furniture.rows[i].fields[0]);
}
