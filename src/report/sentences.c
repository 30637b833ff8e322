// The sentence to show of a statement: of several that say the same the one that reads best by itself, and no longer than is needed.
#include "base/utf8.h"
#include "report/words.h"

enum {
    SHORT = 40, LONG = 220, // bytes between which a sentence reads well
    EARLY = 900,            // bytes of an article in which it tells what happened
};

static stm_span sentence_of(const stm_findings *findings, const stm_mention *mention)
{
    const stm_document *document = findings->documents[mention->document];
    const stm_segments *segments = &document->segments;
    if (mention->nspans == 0)
        return (stm_span){0, 0};
    if (segments->nsentences == 0)
        return mention->spans[0];
    stm_span sentence = segments->sentences[stm_sentence_at(segments, mention->spans[0].begin)].span;
    return stm_span_within(mention->spans[0], sentence) ? sentence : mention->spans[0];
}

static stm_block_kind block_at(const stm_article *article, uint32_t at)
{
    size_t low = 0, high = article->nblocks; // blocks lie in order
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (article->blocks[middle].span.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < article->nblocks ? article->blocks[low].kind : STM_BLOCK_PARAGRAPH;
}

// How well a mention's sentence reads by itself: whole, neither short nor long, no heading, no address.
static int merit(const stm_findings *findings, const stm_mention *mention)
{
    const stm_article *article = &findings->documents[mention->document]->article;
    stm_span span = sentence_of(findings, mention);
    stm_view text = stm_view_trim(stm_view_in(article->text, span));
    stm_block_kind kind = block_at(article, span.begin);
    if (text.size == 0)
        return 0;
    int points = kind == STM_BLOCK_PARAGRAPH || kind == STM_BLOCK_STANDFIRST ? 4 : 0;
    points += text.size >= SHORT && text.size <= LONG ? 2 : 0;
    points += stm_is_upper(text.at[0]) || (unsigned char)text.at[0] >= 0x80 || text.at[0] == '"' || text.at[0] == '\'' ? 1 : 0;
    points += strchr(".!?\"'", text.at[text.size - 1]) != NULL || (unsigned char)text.at[text.size - 1] >= 0x80 ? 2 : 0;
    points -= stm_view_find(text, STM_VIEW("://")) != STM_NOWHERE || stm_view_find(text, STM_VIEW("pic.twitter")) != STM_NOWHERE ? 6 : 0;
    points -= stm_view_find_byte(text, '\n') != STM_NOWHERE ? 1 : 0;
    return points;
}

uint32_t stm_words_best(const stm_findings *findings, const stm_mention *mentions, uint32_t n)
{
    uint32_t best = 0;
    int most = INT32_MIN;
    for (uint32_t i = 0; i < n; i++) {
        int points = merit(findings, &mentions[i]);
        if (points > most) {
            most = points;
            best = i;
        }
    }
    return best;
}

bool stm_words_early(const stm_mention *mention)
{
    return mention->nspans > 0 && mention->spans[0].begin < EARLY;
}

stm_view stm_words_clip(stm_arena *arena, stm_view text, size_t most)
{
    size_t at = 0, n = 0, word = 0;
    while (at < text.size && n < most) {
        if (text.at[at] == ' ')
            word = at;
        stm_utf8_next(text, &at);
        n++;
    }
    if (at >= text.size)
        return text;
    at = word > at / 2 ? word : at;
    while (at > 0 && strchr(" ,;:-", text.at[at - 1]) != NULL)
        at--;
    return stm_arena_print(arena, "%.*s …", (int)at, text.at);
}

bool stm_words_quoted(const stm_statement *statement)
{
    return statement->kind == STM_STATEMENT_QUOTE && statement->fullest < statement->nmentions &&
           stm_form_as_said(statement->mentions[statement->fullest].form);
}

stm_view stm_words_of_statement(stm_arena *arena, const stm_findings *findings, const stm_statement *statement, size_t most)
{
    if (statement->nmentions == 0)
        return stm_words_clip(arena, statement->text, most);
    if (statement->kind != STM_STATEMENT_QUOTE) {
        const stm_mention *m = &statement->mentions[stm_words_best(findings, statement->mentions, statement->nmentions)];
        stm_span span = sentence_of(findings, m);
        return stm_words_clip(arena, stm_words_of(arena, &findings->documents[m->document]->article, &span, 1), most);
    }
    bool quoted = stm_words_quoted(statement);
    stm_view speaker = statement->speaker, text = stm_words_clip(arena, statement->text, most);
    return stm_arena_print(arena, "%.*s%s%s%.*s%s", (int)speaker.size, speaker.at,
                           speaker.size == 0 ? "" : quoted ? ": " : ", as reported: ", quoted ? "“" : "", (int)text.size, text.at,
                           quoted ? "”" : "");
}
