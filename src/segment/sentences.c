// Tokens into sentences: a terminator ends one unless an abbreviation, an initial or a quotation that goes on says otherwise.
//
// Method: the rules of Kiss & Strunk (2006) for what may follow an abbreviation, with a table in place of their statistics.
#include "base/utf8.h"
#include "segment/inner.h"

enum {
    QUOTED_MOST = 600, // tokens of a quotation that hold a sentence together
    ORDINAL_MOST = 3,  // digits of an ordinal
    LABEL_MOST = 10,   // tokens of a label, its colon among them
};

typedef struct parting {
    const stm_segmenter *segmenter;
    stm_view text;
    stm_token *tokens;
    uint32_t begin, end;
} parting;

static uint32_t code_at(const parting *p, uint32_t token)
{
    return stm_utf8_at(p->text, p->tokens[token].span.begin);
}

static uint64_t flags_of(const parting *p, uint32_t token)
{
    const uint64_t *flags = stm_map_get(&p->segmenter->words, p->tokens[token].word);
    return flags != NULL ? *flags : 0;
}

static bool is_terminator(const parting *p, uint32_t i)
{
    if (p->tokens[i].kind != STM_TOKEN_SIGN)
        return false;
    uint32_t code = code_at(p, i);
    return code == '.' || code == '!' || code == '?' || code == 0x2026 || code == 0x3002 || code == 0xFF01 || code == 0xFF1F;
}

static bool is_bracket(uint32_t code, bool opening)
{
    return opening ? code == '(' || code == '[' : code == ')' || code == ']';
}

// A word that carries its own full stop: "U.S."
static bool has_stop(const parting *p, uint32_t i)
{
    const stm_token *token = &p->tokens[i];
    return token->kind == STM_TOKEN_WORD && p->text.at[token->span.end - 1] == '.';
}

static bool is_initial(const parting *p, uint32_t i)
{
    const stm_token *token = &p->tokens[i];
    return token->kind == STM_TOKEN_WORD && token->upper && token->span.end - token->span.begin <= 2 &&
           stm_utf8_count(stm_view_in(p->text, token->span)) == 1;
}

// "12. Februar", "der 2. Preis": the full stop behind the number at token `i` makes an ordinal.
static bool is_ordinal(const parting *p, uint32_t i, uint64_t behind)
{
    uint32_t digits = p->tokens[i].span.end - p->tokens[i].span.begin;
    if (p->tokens[i].kind != STM_TOKEN_NUMBER || digits > ORDINAL_MOST)
        return false;
    if ((behind & ORDINAL_BEHIND) && digits <= 2)
        return true;
    return i > p->begin && (flags_of(p, i - 1) & ORDINAL_BEFORE) && !(behind & STARTER);
}

// May the full stop behind token `i` end a sentence that token `next` would follow.
static bool stop_ends(const parting *p, uint32_t i, uint32_t next)
{
    const stm_token *token = &p->tokens[i];
    uint64_t flags = flags_of(p, i), behind = flags_of(p, next);
    if (has_stop(p, i)) // "7:30 p.m. ET Saturday": capitals behind a word without one are no beginning
        return (behind & STARTER) != 0 && !(flags & ABBREVIATION) && !(p->tokens[next].all_upper && !token->upper);
    if (is_initial(p, i))
        return (behind & STARTER) != 0 && stm_view_is(stm_view_in(p->text, token->span), "I");
    if (flags & ABBREVIATION)
        return false;
    if (flags & ABBREVIATION_LAST)
        return (behind & STARTER) != 0 && token->spaced;
    if (is_ordinal(p, i, behind))
        return false;
    return !(token->kind == STM_TOKEN_NUMBER && p->tokens[next].kind == STM_TOKEN_NUMBER && !p->tokens[next].spaced);
}

// May a sentence begin with token `i`.
static bool may_begin(const parting *p, uint32_t i)
{
    const stm_token *token = &p->tokens[i];
    if (token->kind == STM_TOKEN_WORD)
        return token->upper || !stm_code_is_lower(code_at(p, i));
    if (token->kind == STM_TOKEN_NUMBER || token->kind == STM_TOKEN_QUOTE)
        return true;
    uint32_t code = code_at(p, i);
    return !(code == ',' || code == ';' || code == ':' || code == ')' || code == ']' || code == '%' || code == 0x2014 ||
             code == 0x2013 || code == '-');
}

// The token behind the sentence that a terminator at `i` ends, with the closing marks and brackets that belong to it; 0: it ends
// none.
static uint32_t ends_at(const parting *p, uint32_t i)
{
    bool stop = has_stop(p, i);
    if (!stop && !is_terminator(p, i))
        return 0;
    uint32_t next = i + 1;
    while (next < p->end && !p->tokens[next].spaced &&
           (p->tokens[next].kind == STM_TOKEN_QUOTE || is_terminator(p, next) || is_bracket(code_at(p, next), false)))
        next++;
    if (next == p->end)
        return next;
    if (!p->tokens[next].spaced && !(p->tokens[next].kind == STM_TOKEN_WORD && p->tokens[next].upper && next > i + 1))
        return 0;
    uint32_t first = next;
    while (first + 1 < p->end && (p->tokens[first].kind == STM_TOKEN_QUOTE || is_bracket(code_at(p, first), true)))
        first++;
    if (!may_begin(p, next) || (p->tokens[first].kind == STM_TOKEN_WORD && !may_begin(p, first)))
        return 0;
    bool plain = code_at(p, i) == '.' && next == i + 1 && i > 0;
    if (stop)
        return stop_ends(p, i, first) ? next : 0;
    return plain && !p->tokens[i].spaced && !stop_ends(p, i - 1, first) ? 0 : next;
}

static uint32_t lines_before(const parting *p, uint32_t i)
{
    uint32_t breaks = 0;
    for (uint32_t at = p->tokens[i - 1].span.end; p->tokens[i].spaced && at < p->tokens[i].span.begin; at++)
        breaks += p->text.at[at] == '\n';
    return breaks;
}

// The token behind a label that begins with token `i`, "ANNA BELL, HOST:"; 0: none does.
static uint32_t label_end(const parting *p, uint32_t i)
{
    for (uint32_t t = i; t < p->end && t - i < LABEL_MOST; t++) {
        const stm_token *token = &p->tokens[t];
        uint32_t code = token->kind == STM_TOKEN_SIGN ? code_at(p, t) : 0;
        if (code == ':' && t > i)
            return t + 1 == p->end || p->tokens[t + 1].spaced ? t + 1 : 0;
        if (token->kind == STM_TOKEN_WORD ? !token->all_upper && !is_initial(p, t) && !has_stop(p, t)
                                          : code != ',' && code != '.')
            return 0;
    }
    return 0;
}

// An empty line inside a block parts sentences too, and so does a line that begins with a label.
static bool line_parts(const parting *p, uint32_t i)
{
    uint32_t lines = lines_before(p, i);
    return lines > 1 || (lines > 0 && p->tokens[i].all_upper && label_end(p, i) > 0);
}

// Of tokens [begin, end); those before `numbered` have its number.
static void add_sentence(const parting *p, uint32_t begin, uint32_t numbered, uint32_t end, uint32_t block, stm_vector *sentences)
{
    stm_sentence *sentence = stm_vector_push(sentences);
    uint32_t number = (uint32_t)sentences->n - 1;
    bool label = p->tokens[begin].all_upper && label_end(p, begin) == end;
    *sentence = (stm_sentence){{p->tokens[begin].span.begin, p->tokens[end - 1].span.end}, begin, end, block, label};
    for (uint32_t i = numbered; i < end; i++)
        p->tokens[i].sentence = number;
}

// Can a sentence neither end behind the token nor before it; `first`: it is the first of its sentence.
static inline bool goes_on(const stm_token *token, bool first)
{
    return !(token->stop | token->apart | (first & token->all_upper));
}

void stm_sentences_part(const stm_segmenter *segmenter, stm_view text, stm_token *tokens, uint32_t begin, uint32_t end,
                        uint32_t block, const stm_mark *marks, size_t nmarks, stm_vector *sentences)
{
    parting p = {segmenter, text, tokens, begin, end};
    uint32_t from = begin, number = (uint32_t)sentences->n, held = begin; // no sentence ends before token `held`
    size_t mark = 0;
    for (uint32_t i = begin; i < end;) {
        tokens[i].sentence = number;
        if (goes_on(&tokens[i], i == from)) {
            i++;
            continue;
        }
        if (i > from && tokens[i].apart && line_parts(&p, i)) {
            add_sentence(&p, from, i, i, block, sentences);
            tokens[i].sentence = ++number;
            from = i;
        }
        uint32_t label = i == from && tokens[i].all_upper ? label_end(&p, i) : 0;
        uint32_t next = label > 0 ? label : tokens[i].stop ? ends_at(&p, i) : 0;
        for (; mark < nmarks && marks[mark].open <= i; mark++)
            if (marks[mark].close != STM_NO_TOKEN && marks[mark].close - marks[mark].open <= QUOTED_MOST &&
                marks[mark].close > held)
                held = marks[mark].close;
        if (next > held && next > i) {
            add_sentence(&p, from, i, next, block, sentences);
            number++;
            from = i = next;
        } else {
            i++;
        }
    }
    if (from < end)
        add_sentence(&p, from, end, end, block, sentences);
}
