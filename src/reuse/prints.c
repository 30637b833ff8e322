// Prints: the words of a document as numbers, each marked with what it is.
//
// Words are compared in their folded form (stm_token.word): capitals, apostrophes and hyphens do not count, nor does a house's spelling of
// an English word; signs are left out. A
// word is quoted if it stands between two quotation marks of one block, or in a block that is a quotation or a post.
#include "reuse/parts.h"

#include "base/hash.h"
#include "base/utf8.h"

enum { FRAGMENT_MOST = 6, ALIAS_CLEAR = 6, PATH_PART_MOST = 40, SPELT_LEAST = 6 };

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

void stm_print_mark_words(stm_print *print, uint32_t begin, uint32_t end, uint16_t mark)
{
    for (uint32_t i = begin; i < end; i++)
        print->words[i].marks |= mark;
}

void stm_print_mark_span(stm_print *print, stm_span span, uint16_t mark)
{
    stm_print_mark_words(print, stm_print_word_at(print, span.begin), stm_print_word_at(print, span.end), mark);
}

void stm_print_count(stm_print *print)
{
    print->nprose = 0;
    for (uint32_t i = 0; i < print->nwords; i++)
        print->nprose += stm_word_kind(print->words[i].marks) == STM_PASSAGE_PROSE;
}

stm_view stm_print_called(stm_arena *arena, const stm_print *one, const stm_print *other)
{
    stm_view name = one->name;
    if (name.size == 0 || !stm_view_equal(name, other->name))
        return name.size > 0 ? name : one->unnamed;
    if (one->day != 0 && other->day != 0 && one->day != other->day)
        return stm_arena_print(arena, "%.*s of %04d-%02d-%02d", (int)name.size, name.at, (int)one->published.year,
                               (int)one->published.month, (int)one->published.day);
    if (one->title.size == 0 || stm_view_equal(one->title, other->title))
        return one->unnamed;
    return stm_arena_print(arena, "%.*s “%.*s”", (int)name.size, name.at, (int)one->title.size, one->title.at);
}

static bool is_word(const stm_token *token)
{
    return token->kind == STM_TOKEN_WORD || token->kind == STM_TOKEN_NUMBER;
}

// Where a token stands.
typedef struct place {
    bool first, new_block, new_clause;
} place;

static uint16_t marks_of(const stm_reuse_tables *tables, stm_block_kind kind, const stm_token *token, place p)
{
    unsigned marks = (p.first ? STM_MARK_FIRST : 0) | (p.new_block ? STM_MARK_BLOCK : 0) | (p.new_clause ? STM_MARK_CLAUSE : 0);
    const uint64_t *known = stm_map_get(&tables->lexicon, token->word);
    if (token->upper && !p.first)
        marks |= STM_MARK_UPPER;
    if (kind == STM_BLOCK_CAPTION)
        marks |= STM_MARK_CAPTION;
    if (kind == STM_BLOCK_QUOTE || kind == STM_BLOCK_EMBED)
        marks |= STM_MARK_QUOTED;
    if (kind == STM_BLOCK_HEADLINE)
        marks |= STM_MARK_HEADLINE;
    if (known != NULL && (*known & STM_LEXICON_COMMON))
        marks |= STM_MARK_COMMON;
    return (uint16_t)marks;
}

// The number of a word: as it is written, of an English one in the spelling that all are compared in.
static uint32_t number_of(stm_arena *scratch, const stm_reuse_tables *tables, stm_wording *wording, const stm_print *print, const stm_token *token)
{
    if (token->kind != STM_TOKEN_WORD || print->language != tables->english || stm_span_size(token->span) < SPELT_LEAST)
        return (uint32_t)token->word;
    uint64_t *number = stm_map_put(&wording->spelt, token->word);
    if (*number == 0) {
        stm_view word = stm_fold(scratch, stm_token_bare(print->text, token)), one = stm_spelling_one(&tables->spelling, scratch, word);
        *number = one.at == word.at ? token->word : stm_hash(one);
        *number = (uint32_t)*number | UINT64_C(1) << 32;
    }
    return (uint32_t)*number;
}

// The last word, if it is rare or the first of its sentence.
static void put_rare(stm_arena *scratch, const stm_reuse_tables *tables, stm_wording *wording, const stm_print *print,
                     const stm_token *token, stm_vector *rares)
{
    uint32_t number = print->nwords - 1, stem = stm_stem_of(wording, scratch, tables, print, token, &print->words[number]);
    if (print->words[number].marks & STM_MARK_FIRST)
        *(stm_rare *)stm_vector_push(rares) = (stm_rare){0, number};
    if (stem != 0)
        *(stm_rare *)stm_vector_push(rares) = (stm_rare){stem, number};
}

static void put_words(stm_arena *arena, stm_arena *scratch, const stm_reuse_tables *tables, stm_wording *wording, const stm_document *document,
                      const stm_segments *segments, stm_print *print)
{
    uint32_t sentence = UINT32_MAX, block = UINT32_MAX;
    size_t n = 0;
    bool sign = false;
    stm_vector rares;
    for (size_t i = 0; i < segments->ntokens; i++)
        n += is_word(&segments->tokens[i]);
    print->words = stm_arena_take_array(arena, n, sizeof(stm_word));
    stm_vector_init(&rares, scratch, sizeof(stm_rare));
    for (size_t i = 0; i < segments->ntokens && print->nwords < STM_POSTING_AT; i++) {
        const stm_token *token = &segments->tokens[i];
        if (!is_word(token)) {
            sign = sign || token->kind == STM_TOKEN_SIGN;
            continue;
        }
        uint32_t own = segments->sentences[token->sentence].block, size = stm_span_size(token->span);
        place p = {token->sentence != sentence, own != block, sign || token->sentence != sentence};
        print->words[print->nwords++] = (stm_word){
            .hash = number_of(scratch, tables, wording, print, token),
            .begin = token->span.begin,
            .size = (uint16_t)(size < UINT16_MAX ? size : UINT16_MAX),
            .marks = marks_of(tables, document->article.blocks[own].kind, token, p),
        };
        put_rare(scratch, tables, wording, print, token, &rares);
        sentence = token->sentence;
        block = own;
        sign = false;
    }
    print->nrares = (uint32_t)rares.n;
    print->rares = stm_arena_take_array(arena, rares.n + 1, sizeof(stm_rare));
    if (rares.n > 0)
        memcpy(print->rares, rares.items, rares.n * sizeof(stm_rare));
}

static void mark_quoted(stm_print *print, stm_span span)
{
    uint32_t begin = stm_print_word_at(print, span.begin), end = stm_print_word_at(print, span.end);
    stm_print_mark_words(print, begin, end, STM_MARK_QUOTED);
    if (end - begin <= FRAGMENT_MOST)
        stm_print_mark_words(print, begin, end, STM_MARK_FRAGMENT);
}

// What stands between two marks; a pair that is not closed in its block goes to the end of it if it began it or if the next block
// takes it up, else nobody knows how far.
static void mark_between_signs(const stm_document *document, const stm_segments *segments, stm_print *print)
{
    for (size_t i = 0; i < segments->nmarks; i++) {
        const stm_mark *mark = &segments->marks[i];
        uint32_t begin = segments->tokens[mark->open].span.end;
        if (mark->close != STM_NO_TOKEN) {
            mark_quoted(print, (stm_span){begin, segments->tokens[mark->close].span.begin});
            continue;
        }
        const stm_block *block = &document->article.blocks[mark->block];
        bool taken_up = i + 1 < segments->nmarks && mark[1].block == mark->block + 1 &&
                        segments->tokens[mark[1].open].span.begin == block[1].span.begin;
        if (segments->tokens[mark->open].span.begin == block->span.begin || taken_up)
            mark_quoted(print, (stm_span){begin, block->span.end});
    }
}

// The agency that a part of an address names: "reuters", "aponline", "wires/ap". Short names only behind such a word.
static stm_view agency_of_part(const stm_reuse_tables *tables, stm_arena *scratch, stm_view part, bool behind)
{
    stm_view name = part;
    for (size_t i = 0; i < tables->wire_paths.nrows; i++) {
        stm_view end = tables->wire_paths.rows[i].fields[0];
        if (part.size > end.size && stm_view_ends_nocase(part, end)) {
            name = stm_view_upto(part, part.size - end.size);
            behind = true;
        }
    }
    if (name.size > PATH_PART_MOST || (!behind && name.size < ALIAS_CLEAR))
        return (stm_view){NULL, 0};
    name = stm_plain_name(scratch, name);
    for (size_t i = 0; i < tables->agencies.nrows; i++)
        if (stm_view_equal(stm_plain_name(scratch, tables->agencies.rows[i].fields[0]), name))
            return tables->agencies.rows[i].fields[1];
    return (stm_view){NULL, 0};
}

// The agency whose folder an address lies in; empty: none.
static stm_view agency_of_address(const stm_reuse_tables *tables, stm_arena *scratch, stm_view url)
{
    stm_view rest = url, part, name = {NULL, 0};
    ptrdiff_t scheme = stm_view_find(url, STM_VIEW("://"));
    bool behind = false;
    if (scheme < 0)
        return name;
    rest = stm_view_from(url, (size_t)scheme + 3);
    stm_view_split(&rest, '/', &part);
    while (name.size == 0 && stm_view_split(&rest, '/', &part)) {
        if (rest.size == 0) // the page's own name
            break;
        name = agency_of_part(tables, scratch, part, behind);
        behind = false;
        for (size_t i = 0; i < tables->wire_paths.nrows; i++)
            behind = behind || stm_view_equal_nocase(part, tables->wire_paths.rows[i].fields[0]);
    }
    return name;
}

// Credits of the page and of its address, without its own outlet.
static void put_credits(stm_arena *arena, stm_arena *scratch, const stm_reuse_tables *tables, const stm_article *article,
                        stm_view own, stm_print *print)
{
    stm_view of_address = agency_of_address(tables, scratch, print->url);
    print->credits = stm_arena_take_array(arena, article->ncredits + 1, sizeof *print->credits);
    for (size_t i = 0; i <= article->ncredits; i++) {
        stm_view credit = i < article->ncredits ? article->credits[i] : of_address;
        bool known = credit.size == 0 || stm_view_equal(stm_plain_name(scratch, credit), own);
        for (size_t k = 0; k < print->ncredits && !known; k++)
            known = stm_view_equal(print->credits[k], credit);
        if (!known)
            print->credits[print->ncredits++] = credit;
    }
}

static void put_outlet(stm_arena *arena, stm_arena *scratch, const stm_reuse_tables *tables, const stm_article *article,
                       stm_print *print)
{
    stm_view own = stm_outlet_name(arena, article->outlet);
    print->agency = stm_map_get(&tables->agency_outlets, stm_hash(own)) != NULL;
    put_credits(arena, scratch, tables, article, own, print);
    const uint64_t *owner = stm_map_get(&tables->owners, stm_hash(own));
    print->outlet = owner != NULL ? tables->owner_names[*owner - 1] : own;
    print->outlet_key = print->outlet.size > 0 ? stm_hash(print->outlet) : 0;
}

void stm_print_make(stm_arena *arena, stm_arena *scratch, const stm_reuse_tables *tables, stm_wording *wording, const stm_document *document,
                    const stm_segments *segments, stm_print *print)
{
    const stm_article *article = &document->article;
    *print = (stm_print){
        .id = article->id,
        .url = article->canonical_url.size > 0 ? article->canonical_url : article->url,
        .text = article->text,
        .name = article->outlet,
        .title = article->title,
        .unnamed = stm_article_unnamed(article),
        .published = article->published,
        .day = stm_civil_known(article->published) ? (int32_t)stm_civil_days(article->published) : 0,
        .language = stm_reuse_language(article->language),
    };
    if (article->error.status != STM_OK)
        return;
    put_outlet(arena, scratch, tables, article, print);
    put_words(arena, scratch, tables, wording, document, segments, print);
    mark_between_signs(document, segments, print);
    stm_print_mark_kinds(scratch, tables, document, segments, print);
    stm_print_count(print);
}
