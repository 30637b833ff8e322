// The sentence to show of a statement: of several that say the same the one that reads best by itself, and no longer than is needed.
#include <math.h>

#include "base/hash.h"
#include "base/map.h"
#include "base/utf8.h"
#include "report/words.h"

enum {
    SHORT = 40, LONG = 220, // bytes between which a sentence reads well
    BRIEF = 130,            // and best below
    BEGINNING = 350,        // bytes of an article with its headline and first sentence
    EARLY = 900,            // bytes of an article in which it tells what happened
    KEY = 60,               // bytes by which a sentence is told from another
    COMPARED_MOST = 64,     // mentions of a statement that are looked at
    DOUBT_COSTS = 6,        // of one with a number that others have otherwise
    OPEN_COSTS = 8,         // of one that does not end: a headline, a link
    LEANING_COSTS = 5,      // of one that leans on the sentence before it
    PICTURE_COSTS = 4,      // of one that speaks of a picture
    TWICE_COSTS = 9,        // of a sentence that is shown already
    WORD = 5,               // bytes of a word that carries content
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

// Does it end as a sentence does.
static bool is_ended(stm_view text)
{
    return text.size > 0 && (strchr(".!?\"'", text.at[text.size - 1]) != NULL || (unsigned char)text.at[text.size - 1] >= 0x80);
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
    points += is_ended(text) ? 2 : 0;
    points -= stm_view_find(text, STM_VIEW("://")) != STM_NOWHERE || stm_view_find(text, STM_VIEW("pic.twitter")) != STM_NOWHERE ? 6 : 0;
    points += text.size <= BRIEF ? 1 : 0;
    points += 10 * stm_span_size(mention->spans[0]) >= 6 * stm_span_size(span) ? 1 : 0; // says little else
    points -= mention->pictured ? PICTURE_COSTS : 0;
    points -= text.at[0] == '[' || text.at[0] == '|' ? 6 : 0; // a link
    points -= stm_words_dateline(text) > 0 ? 1 : 0;
    points -= stm_view_find_byte(text, '\n') != STM_NOWHERE ? 1 : 0;
    points -= mention->leans ? LEANING_COSTS : 0;
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

static uint64_t place_of(const stm_findings *findings, const stm_mention *mention)
{
    return (uint64_t)mention->document << 32 | sentence_of(findings, mention).begin;
}

const stm_claim *stm_words_strongest(const stm_findings *findings, const stm_comparison *comparison, const stm_mention *shown)
{
    uint64_t place = place_of(findings, shown);
    for (size_t k = 0; k < comparison->nclaims; k++) {
        const stm_claim *claim = &comparison->claims[k];
        bool timed = stm_words_timed(&comparison->statements[claim->statements[0]]);
        for (uint32_t i = 0; i < claim->nmentions && !timed; i++)
            if (claim->mentions[i].document == shown->document && place_of(findings, &claim->mentions[i]) == place)
                return claim;
    }
    return NULL;
}

void stm_words_doubt(const stm_findings *findings, const stm_mention *mention, stm_map *doubted)
{
    *stm_map_put(doubted, place_of(findings, mention)) = 1;
}

uint32_t stm_words_first(const stm_findings *findings, const stm_mention *mentions, uint32_t n, const stm_map *doubted, const double *favours)
{
    uint32_t best = 0;
    double most = -INFINITY;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = mentions[i].nspans > 0 ? mentions[i].spans[0].begin : EARLY;
        double points = favours[i] + merit(findings, &mentions[i]) + (at < EARLY / 2 ? 4 : at < EARLY ? 2 : 0);
        points -= stm_map_get(doubted, place_of(findings, &mentions[i])) != NULL ? DOUBT_COSTS : 0;
        points -= is_ended(stm_view_trim(stm_view_in(findings->documents[mentions[i].document]->article.text, sentence_of(findings, &mentions[i])))) ? 0 : OPEN_COSTS;
        if (points > most) {
            most = points;
            best = i;
        }
    }
    return best;
}

bool stm_words_early(const stm_mention *mention)
{
    return mention->nspans > 0 && mention->spans[0].begin < BEGINNING;
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
    bool told = stm_view_ends(stm_view_upto(text, at), STM_VIEW("…")); // cut where something was left out already
    return stm_arena_print(arena, told ? "%.*s" : "%.*s …", (int)at, text.at);
}

bool stm_words_repeat(stm_arena *arena, stm_view said, stm_view text)
{
    stm_view line = stm_fold(arena, said), rest = stm_fold(arena, text), word;
    unsigned words = 0, shared = 0;
    while (stm_view_split(&rest, ' ', &word)) {
        while (word.size > 0 && strchr("\"'.,;:!?()", word.at[word.size - 1]) != NULL)
            word.size--;
        while (word.size > 0 && strchr("\"'(", word.at[0]) != NULL)
            word = stm_view_from(word, 1);
        words += word.size >= WORD;
        shared += word.size >= WORD && stm_view_find(line, word) != STM_NOWHERE;
    }
    return 2 * shared >= words;
}

bool stm_words_quoted(const stm_statement *statement)
{
    return statement->kind == STM_STATEMENT_QUOTE && statement->fullest < statement->nmentions &&
           stm_form_as_said(statement->mentions[statement->fullest].form);
}

stm_view stm_words_of_sentence(stm_arena *arena, const stm_findings *findings, const stm_mention *mention, size_t most)
{
    stm_span span = sentence_of(findings, mention);
    span.begin += stm_words_dateline(stm_view_in(findings->documents[mention->document]->article.text, span));
    return stm_words_clip(arena, stm_words_of(arena, &findings->documents[mention->document]->article, &span, 1), most);
}

stm_view stm_words_begin(stm_arena *arena, stm_view words)
{
    if (words.size == 0 || !stm_is_lower(words.at[0]))
        return words;
    return stm_arena_print(arena, "%c%.*s", words.at[0] - ('a' - 'A'), (int)words.size - 1, words.at + 1);
}

stm_view stm_words_of_speaker(stm_arena *arena, stm_view speaker)
{
    return speaker.size > 0 ? stm_words_begin(arena, speaker) : STM_VIEW("Speaker not named");
}

stm_view stm_words_of_sayer(stm_arena *arena, const stm_mention *m)
{
    bool named = m->speaker.size == 0 || m->name.size == 0 || stm_view_equal_nocase(m->speaker, m->name);
    for (size_t at = 0; at < m->speaker.size && !named;)
        named = stm_code_is_upper(stm_utf8_next(m->speaker, &at));
    if (named)
        return m->speaker;
    return stm_arena_print(arena, "%.*s (%.*s)", (int)m->speaker.size, m->speaker.at, (int)m->name.size, m->name.at);
}

stm_view stm_words_of_statement(stm_arena *arena, const stm_findings *findings, const stm_statement *statement, size_t most)
{
    if (statement->nmentions == 0)
        return stm_words_clip(arena, statement->text, most);
    if (statement->kind != STM_STATEMENT_QUOTE)
        return stm_words_of_sentence(arena, findings,
                                     &statement->mentions[stm_words_best(findings, statement->mentions, statement->nmentions)], most);
    bool quoted = stm_words_quoted(statement);
    stm_view speaker = statement->speaker.size > 0 ? stm_words_of_speaker(arena, statement->speaker) : statement->speaker;
    stm_view text = stm_words_clip(arena, statement->text, most);
    return stm_arena_print(arena, "%.*s%s%s%.*s%s", (int)speaker.size, speaker.at,
                           speaker.size == 0 ? "" : quoted ? ": " : ", as reported: ", quoted ? "“" : "", (int)text.size, text.at,
                           quoted ? "”" : "");
}

// What tells a sentence from another, whichever copy of it: its beginning.
static uint64_t key_of(stm_arena *arena, const stm_findings *findings, const stm_mention *mention)
{
    stm_view text = stm_view_in(findings->documents[mention->document]->article.text, sentence_of(findings, mention));
    return stm_hash(stm_fold(arena, stm_view_upto(text, text.size < KEY ? text.size : KEY)));
}

// Whether other accounts print the same sentence: then it is nearer to the source than one of a single account.
static int repeated(const uint64_t *keys, uint32_t n, uint32_t at)
{
    for (uint32_t i = 0; i < n; i++)
        if (i != at && keys[i] == keys[at])
            return 1;
    return 0;
}

// The mention that is shown, of those the best whose sentence is not shown yet; `shown` has the beginnings of sentences that are.
static const stm_mention *choose_shown(stm_arena *arena, const stm_findings *findings, const stm_statement *s, const stm_map *shown)
{
    uint32_t n = s->nmentions < COMPARED_MOST ? s->nmentions : COMPARED_MOST, best = 0;
    uint64_t *keys = stm_arena_take_array(arena, n + 1, sizeof *keys);
    int most = INT32_MIN;
    for (uint32_t m = 0; m < n; m++)
        keys[m] = key_of(arena, findings, &s->mentions[m]);
    for (uint32_t m = 0; m < n; m++) {
        int points = merit(findings, &s->mentions[m]) + repeated(keys, n, m) - (stm_map_get(shown, keys[m]) != NULL ? TWICE_COSTS : 0);
        best = points > most ? m : best;
        most = points > most ? points : most;
    }
    return &s->mentions[best];
}

const stm_mention **stm_words_of_leads(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison)
{
    const stm_mention **leads = stm_arena_take_array(arena, comparison->nclaims + 1, sizeof *leads);
    stm_map shown;
    stm_map_init(&shown, arena);
    for (size_t i = 0; i < comparison->nclaims; i++) {
        const stm_statement *s = &comparison->statements[comparison->claims[i].statements[0]];
        leads[i] = &s->mentions[s->fullest];
        if (s->kind == STM_STATEMENT_QUOTE)
            continue;
        leads[i] = choose_shown(arena, findings, s, &shown);
        *stm_map_put(&shown, key_of(arena, findings, leads[i])) = 1;
    }
    return leads;
}

static uint64_t best_key(stm_arena *arena, const stm_findings *findings, const stm_statement *s)
{
    return key_of(arena, findings, &s->mentions[stm_words_best(findings, s->mentions, s->nmentions)]);
}

stm_view stm_words_of_claim(stm_arena *arena, const stm_findings *findings, const stm_statement *first, const stm_mention *lead, size_t most)
{
    return first->kind == STM_STATEMENT_QUOTE ? stm_words_of_statement(arena, findings, first, most)
                                              : stm_words_of_sentence(arena, findings, lead, most);
}

stm_map stm_words_of_shown(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison, const stm_mention **leads)
{
    stm_map shown;
    stm_map_init(&shown, arena);
    for (size_t i = 0; i < comparison->nclaims; i++)
        *stm_map_put(&shown, key_of(arena, findings, leads[i])) = 1;
    return shown;
}

bool stm_words_show(stm_arena *arena, const stm_findings *findings, const stm_statement *statement, stm_map *shown)
{
    return statement->kind == STM_STATEMENT_QUOTE || (*stm_map_put(shown, best_key(arena, findings, statement)))++ == 0;
}

const uint32_t *stm_words_of_also(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison, const stm_claim *claim,
                                  const stm_mention *lead, stm_map *shown, uint32_t *n)
{
    uint32_t *also = stm_arena_take_array(arena, claim->nstatements + 1, sizeof *also);
    stm_view said = stm_words_of_claim(arena, findings, &comparison->statements[claim->statements[0]], lead, STM_ALL_WORDS);
    *n = 0;
    for (uint32_t i = 1; i < claim->nstatements; i++) {
        const stm_statement *s = &comparison->statements[claim->statements[i]];
        stm_view words = s->kind == STM_STATEMENT_FIGURE ? said : stm_words_of_statement(arena, findings, s, STM_ALL_WORDS);
        if (stm_words_repeat(arena, said, words) || !stm_words_show(arena, findings, s, shown))
            continue;
        also[(*n)++] = claim->statements[i];
        said = stm_arena_print(arena, "%.*s %.*s", (int)said.size, said.at, (int)words.size, words.at);
    }
    return also;
}

// The mention of a statement that stands in the sentence; NULL: none does.
static const stm_mention *standing_in(stm_arena *arena, const stm_findings *findings, const stm_statement *s, uint64_t key)
{
    for (uint32_t m = 0; m < s->nmentions && m < COMPARED_MOST; m++)
        if (key_of(arena, findings, &s->mentions[m]) == key)
            return &s->mentions[m];
    return NULL;
}

// "One user said" says no more than "a user said".
static bool tells_number(const stm_mention *m)
{
    return !m->has_value || m->unit.size > 0 || m->low != 1 || m->high != 1;
}

const stm_lesser *stm_words_of_lesser(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison, const stm_claim *claim,
                                      const stm_mention *lead, uint32_t *n)
{
    stm_lesser *lesser = stm_arena_take_array(arena, claim->nstatements + 1, sizeof *lesser);
    bool quoted = comparison->statements[claim->statements[0]].kind == STM_STATEMENT_QUOTE;
    uint64_t key = key_of(arena, findings, lead);
    *n = 0;
    for (uint32_t i = 1; i < claim->nstatements && !quoted; i++) {
        const stm_statement *s = &comparison->statements[claim->statements[i]];
        const stm_mention *m = s->kind == STM_STATEMENT_FIGURE && s->norigins < claim->norigins ? standing_in(arena, findings, s, key) : NULL;
        if (m != NULL && tells_number(m))
            lesser[(*n)++] = (stm_lesser){s, m};
    }
    return lesser;
}

const uint32_t *stm_words_of_times(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison, size_t *n)
{
    uint32_t *times = stm_arena_take_array(arena, comparison->ntimeline + 1, sizeof *times);
    stm_map shown; // of the moment at hand
    *n = 0;
    for (size_t i = 0; i < comparison->ntimeline; i++) {
        const stm_moment *moment = &comparison->timeline[i];
        const stm_statement *s = &comparison->statements[moment->statement];
        if (i == 0 || !stm_view_equal(moment->at, comparison->timeline[i - 1].at))
            stm_map_init(&shown, arena);
        if (stm_words_shared(s) && (*stm_map_put(&shown, best_key(arena, findings, s)))++ == 0)
            times[(*n)++] = moment->statement;
    }
    return times;
}

const uint32_t *stm_words_of_lone(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison, size_t *n)
{
    uint32_t *lone = stm_arena_take_array(arena, comparison->nonly_one + 1, sizeof *lone);
    const stm_mention **leads = stm_words_of_leads(arena, findings, comparison);
    stm_map shown = stm_words_of_shown(arena, findings, comparison, leads);
    *n = 0;
    for (size_t i = 0; i < comparison->nonly_one; i++) {
        const stm_statement *s = &comparison->statements[comparison->only_one[i]];
        if (s->nmentions > 0 && stm_words_show(arena, findings, s, &shown))
            lone[(*n)++] = comparison->only_one[i];
    }
    return lone;
}
