// Kinds: which words are not a reporter's own prose.
//
// Captions travel with a picture, posts and statements are public, standing phrases belong to a trade: none of these tells that
// one text was made from another. Blocks that extraction calls captions or embeds are marked already (prints.c); here are those
// that only their wording betrays: a picture's credit or the full date that agencies give in captions ("Monday, Jan. 5, 2031"), a
// block that a page has twice, the signature of a post, a transcript's speaker, an address for letters, a standing phrase (lang/common/pictures.tsv,
// lang/common/standing-phrases.tsv). Words count as public when either text has them in quotation marks.
#include "reuse/parts.h"

#include "base/hash.h"
#include "base/utf8.h"

enum {
    CAPTION_MOST = 900,   // bytes of a block that a picture's credit makes a caption
    DATELINE_MOST = 100,  // bytes within which a dateline ends
    DATED_LEAST = 60,     // bytes of a block that a full date makes a caption
    FURNITURE_MOST = 400, // bytes of a block that a standing phrase makes furniture
    SIGNATURE_MOST = 120, // bytes of a block that is only a post's signature
    HEADLINE_MOST = 25,   // words
    HEADLINE_BLOCKS = 6,  // within which a headline may stand again
    TWICE_LEAST = 8,      // words of a block that a page has twice
};

stm_passage_kind stm_word_kind(unsigned marks)
{
    if (marks & STM_MARK_FURNITURE)
        return STM_PASSAGE_FURNITURE;
    if (marks & STM_MARK_CAPTION)
        return STM_PASSAGE_CAPTION;
    return marks & STM_MARK_QUOTED ? STM_PASSAGE_QUOTE : STM_PASSAGE_PROSE;
}

// Where the text begins behind a dateline, "MARLE (AFP/Reuters) - "; 0: it has none.
static size_t dateline_end(stm_view block)
{
    ptrdiff_t close = stm_view_find_byte(stm_view_upto(block, DATELINE_MOST), ')');
    stm_view behind = close >= 0 ? stm_view_from(block, (size_t)close + 1) : (stm_view){NULL, 0};
    while (behind.size > 0 && behind.at[0] == ' ')
        behind = stm_view_from(behind, 1);
    bool dash = stm_view_begins(behind, STM_VIEW("-")) || stm_view_begins(behind, STM_VIEW("\xE2\x80\x93")) ||
                stm_view_begins(behind, STM_VIEW("\xE2\x80\x94"));
    return dash ? (size_t)close : 0;
}

// "(AP Photo/...", "Getty Images", "REUTERS/..." in a block of moderate length, behind its dateline.
static bool has_picture_credit(const stm_reuse_tables *tables, stm_view block)
{
    if (block.size > CAPTION_MOST)
        return false;
    size_t begin = dateline_end(block);
    for (stm_phrase_hit hit = {0}; stm_phrases_next(&tables->picture_phrases, block, &hit);)
        if (hit.at >= begin)
            return true;
    return false;
}

static bool is_day(stm_view text, const stm_token *token)
{
    stm_view word = stm_view_in(text, token->span);
    return token->kind == STM_TOKEN_NUMBER && (word.size == 1 || (word.size == 2 && word.at[0] <= '3'));
}

static bool is_year(stm_view text, const stm_token *token)
{
    stm_view word = stm_view_in(text, token->span);
    return token->kind == STM_TOKEN_NUMBER && word.size == 4 && (word.at[0] == '1' || word.at[0] == '2') &&
           stm_is_digit(word.at[1]) && stm_is_digit(word.at[2]) && stm_is_digit(word.at[3]);
}

// Does a date with weekday, month, day and year end in token `at`: "Monday, Jan. 5, 2031", "Montag, 5. Januar 2031".
static bool full_date_ends(stm_view text, const stm_segments *segments, uint32_t begin, uint32_t at)
{
    const stm_token *parts[3];
    size_t n = 0;
    if (!is_year(text, &segments->tokens[at]))
        return false;
    for (uint32_t i = at; i > begin && at - i < 7 && n < 3; i--) {
        const stm_token *token = &segments->tokens[i - 1];
        if (token->kind == STM_TOKEN_WORD || token->kind == STM_TOKEN_NUMBER)
            parts[n++] = token;
        else if (token->kind != STM_TOKEN_SIGN)
            return false;
    }
    if (n < 3 || !parts[2]->upper)
        return false;
    return (is_day(text, parts[0]) && parts[1]->upper) || (parts[0]->upper && is_day(text, parts[1]));
}

// Blocks with a full date behind other words.
static void mark_dated(const stm_document *document, const stm_segments *segments, stm_print *print)
{
    stm_view text = document->article.text;
    for (size_t s = 0; s < segments->nsentences; s++) {
        const stm_sentence *sentence = &segments->sentences[s];
        const stm_block *block = &document->article.blocks[sentence->block];
        uint32_t size = stm_span_size(block->span);
        if (size < DATED_LEAST || size > CAPTION_MOST)
            continue;
        for (uint32_t i = sentence->begin + 8; i < sentence->end; i++)
            if (full_date_ends(text, segments, sentence->begin, i)) {
                stm_print_mark_span(print, block->span, STM_MARK_CAPTION);
                break;
            }
    }
}

bool stm_has_address(stm_view text)
{
    for (size_t i = 1; i + 1 < text.size; i++)
        if (text.at[i] == '@' && stm_is_letter(text.at[i - 1]) && stm_is_letter(text.at[i + 1]))
            return true;
    return false;
}

// Sentences that say where to write to.
static void mark_addresses(const stm_document *document, const stm_segments *segments, stm_print *print)
{
    for (size_t i = 0; i < segments->nsentences; i++)
        if (stm_has_address(stm_view_in(document->article.text, segments->sentences[i].span)))
            stm_print_mark_span(print, segments->sentences[i].span, STM_MARK_FURNITURE);
}

// Where the signature of a post begins: "— Name (@name) date", or a link to its picture; STM_NOWHERE: no post.
static ptrdiff_t post_signature(stm_view block)
{
    ptrdiff_t at = stm_view_find(block, STM_VIEW("(@"));
    if (at >= 0 && stm_view_find_byte(stm_view_from(block, (size_t)at), ')') >= 0) {
        ptrdiff_t dash = STM_NOWHERE;
        for (ptrdiff_t i = 0; i + 3 <= at; i++)
            if (memcmp(block.at + i, "\xE2\x80\x94", 3) == 0)
                dash = i;
        return dash >= 0 ? dash : block.size < SIGNATURE_MOST ? 0 : at;
    }
    at = stm_view_find(block, STM_VIEW("pic.twitter.com/"));
    return at >= 0 ? at : stm_view_find(block, STM_VIEW("https://t.co/"));
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

static void mark_post(stm_print *print, const stm_block *block, stm_view text, size_t number, size_t signature)
{
    stm_span behind = {block->span.begin + (uint32_t)signature, block->span.end};
    stm_print_mark_span(print, block->span, STM_MARK_QUOTED);
    stm_print_mark_span(print, behind, STM_MARK_FURNITURE);
    if (number > 0 && text.size < SIGNATURE_MOST && signature == 0) // the signature alone: the post is the block before it
        stm_print_mark_span(print, block[-1].span, STM_MARK_QUOTED);
}

static void mark_block(const stm_reuse_tables *tables, const stm_document *document, stm_print *print, size_t number)
{
    const stm_block *block = &document->article.blocks[number];
    stm_view text = stm_view_in(document->article.text, block->span);
    ptrdiff_t signature = post_signature(text);
    if (signature >= 0)
        mark_post(print, block, text, number, (size_t)signature);
    else if (has_picture_credit(tables, text))
        stm_print_mark_span(print, block->span, STM_MARK_CAPTION);
    else if (is_turn(text))
        stm_print_mark_span(print, block->span, STM_MARK_QUOTED);
}

static uint32_t block_end(const stm_print *print, uint32_t begin)
{
    uint32_t end = begin + 1;
    while (end < print->nwords && !(print->words[end].marks & STM_MARK_BLOCK))
        end++;
    return end;
}

static bool same_words(const stm_print *print, uint32_t one, uint32_t two, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (print->words[one + i].hash != print->words[two + i].hash)
            return false;
    return true;
}

// The first block of a text that says of no block that it is a headline: a short line that does not end like a sentence. It may
// stand again just below.
static void mark_headline(const stm_document *document, stm_print *print)
{
    const stm_article *article = &document->article;
    if (article->nblocks < 2 || print->nwords == 0)
        return;
    for (size_t i = 0; i < article->nblocks; i++)
        if (article->blocks[i].kind == STM_BLOCK_HEADLINE)
            return;
    uint32_t n = block_end(print, 0), at = n;
    char last = article->text.at[article->blocks[0].span.end - 1];
    if (n > HEADLINE_MOST || n >= print->nwords || last == '.' || last == '!' || last == ':')
        return;
    stm_print_mark_words(print, 0, n, STM_MARK_HEADLINE);
    for (size_t i = 1; i < HEADLINE_BLOCKS && at < print->nwords; i++, at = block_end(print, at))
        if (block_end(print, at) - at == n && same_words(print, 0, at, n))
            stm_print_mark_words(print, at, at + n, STM_MARK_HEADLINE);
}

// Blocks that a page has twice, or has cut short and whole, as galleries do with their captions; a page that has most of its text
// twice is left alone.
static void mark_twice(stm_arena *scratch, stm_print *print)
{
    stm_map firsts;
    stm_map_init(&firsts, scratch);
    uint8_t *twice = stm_arena_take(scratch, print->nwords + 1);
    uint32_t n = 0;
    for (uint32_t begin = 0, end; begin < print->nwords; begin = end) {
        end = block_end(print, begin);
        if (end - begin < TWICE_LEAST || (print->words[begin].marks & STM_MARK_HEADLINE))
            continue;
        uint64_t key = 0;
        for (uint32_t i = begin; i < begin + TWICE_LEAST; i++)
            key = stm_hash_join(key, print->words[i].hash);
        uint64_t *first = stm_map_put(&firsts, key);
        uint32_t size = end - begin, other = *first > 0 ? block_end(print, (uint32_t)*first - 1) - ((uint32_t)*first - 1) : 0;
        uint32_t least = size < other ? size : other, most = size > other ? size : other;
        if (other > 0 && 2 * least >= most && same_words(print, (uint32_t)*first - 1, begin, least * 3 / 4)) {
            memset(twice + *first - 1, 1, other);
            memset(twice + begin, 1, size);
            n += size;
        } else if (*first == 0) {
            *first = begin + 1;
        }
    }
    for (uint32_t i = 0; i < print->nwords && 4 * n < print->nwords; i++)
        if (twice[i])
            print->words[i].marks |= STM_MARK_CAPTION;
}

static bool phrase_at(const stm_reuse_tables *tables, const stm_print *print, uint32_t at, uint32_t phrase)
{
    uint32_t n = tables->phrase_sizes[phrase];
    if (at + n > print->nwords)
        return false;
    for (uint32_t i = 0; i < n; i++)
        if (print->words[at + i].hash != (uint32_t)tables->phrase_words[phrase][i])
            return false;
    return true;
}

// A standing phrase: its words, which tell nothing, or the short block it stands in.
static void mark_phrase(const stm_reuse_tables *tables, stm_print *print, uint32_t block, uint32_t at, uint32_t phrase)
{
    uint32_t end = block_end(print, block);
    const stm_word *last = &print->words[end - 1];
    bool whole = stm_view_is(tables->phrases.rows[phrase].fields[1], "block");
    if (whole && last->begin + last->size - print->words[block].begin <= FURNITURE_MOST)
        stm_print_mark_words(print, block, end, STM_MARK_FURNITURE);
    else
        stm_print_mark_words(print, at, at + tables->phrase_sizes[phrase], STM_MARK_FURNITURE | (whole ? 0 : STM_MARK_COMMON));
}

static void mark_phrases(const stm_reuse_tables *tables, const stm_segments *segments, stm_print *print)
{
    uint32_t block = 0, word = 0;
    for (size_t i = 0; i < segments->ntokens && word < print->nwords; i++) {
        const stm_token *token = &segments->tokens[i];
        if (token->span.begin != print->words[word].begin)
            continue;
        block = print->words[word].marks & STM_MARK_BLOCK ? word : block;
        const uint64_t *known = stm_map_get(&tables->lexicon, token->word);
        for (uint32_t p = known != NULL ? (uint32_t)(*known >> 1) : 0; p != 0; p = tables->phrase_next[p - 1])
            if (phrase_at(tables, print, word, p - 1))
                mark_phrase(tables, print, block, word, p - 1);
        word++;
    }
}

void stm_print_mark_kinds(stm_arena *scratch, const stm_reuse_tables *tables, const stm_document *document,
                          const stm_segments *segments, stm_print *print)
{
    for (size_t i = 0; i < document->article.nblocks; i++)
        mark_block(tables, document, print, i);
    mark_headline(document, print);
    mark_dated(document, segments, print);
    mark_addresses(document, segments, print);
    mark_twice(scratch, print);
    mark_phrases(tables, segments, print);
}
