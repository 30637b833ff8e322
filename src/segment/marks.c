// Which quotation marks belong together: an automaton with a stack that is reset at each block.
//
// A mark opens or closes by its own shape where the shape tells (English opens with the mark with which German closes, so the
// stack decides), else by the blanks around it. A single mark opens only behind a blank or a bracket and before a letter, and
// only where one follows that can close it, so that apostrophes stay what they are. An opening without its end is kept where
// nothing opens behind it: a paragraph that goes on in the next one.
#include "base/utf8.h"
#include "segment/inner.h"

enum {
    DEPTH_MOST = 8,     // quotations in each other
    RUN_MOST = 8,       // marks in a row that are looked over
    SINGLE_REACH = 400, // tokens that a single mark looks ahead
    BLANKS_MOST = 16,   // bytes between two paragraphs
};

typedef struct pairing {
    stm_view text;
    const stm_token *tokens;
    uint32_t begin, end, block;
    stm_vector *marks;
    uint32_t open[DEPTH_MOST]; // marks in progress, as numbers in `marks`
    uint32_t nopen;
} pairing;

static uint32_t code_of(const pairing *p, uint32_t token)
{
    stm_span span = p->tokens[token].span;
    uint32_t code = stm_utf8_at(p->text, span.begin);
    bool twice = span.end - span.begin > 1 && (code == '\'' || code == '`' || code == 0x2018 || code == 0x2019) &&
                 stm_utf8_count(stm_view_in(p->text, span)) == 2;
    if (!twice)
        return code;
    return code == '`' || code == 0x2018 ? 0x201C : code == '\'' ? '"' : 0x201D;
}

static bool is_single(uint32_t code)
{
    return code == '\'' || code == '`' || code == 0x2018 || code == 0x2019 || code == 0x201A || code == 0x201B ||
           code == 0x2039 || code == 0x203A;
}

// Does blank, the block's border or an opening sign stand before the mark.
static bool free_before(const pairing *p, uint32_t i)
{
    for (uint32_t n = 0; n < RUN_MOST && i > p->begin && !p->tokens[i].spaced && p->tokens[i - 1].kind == STM_TOKEN_QUOTE; n++)
        i--;
    if (i == p->begin || p->tokens[i].spaced)
        return true;
    const stm_token *before = &p->tokens[i - 1];
    uint32_t code = stm_utf8_at(p->text, before->span.begin);
    return before->kind == STM_TOKEN_SIGN && (code == '(' || code == '[' || code == 0x2014 || code == 0x2013 || code == '-' ||
                                              code == '/' || code == ':' || code == '=' || code == 0xBF || code == 0xA1);
}

// Signs that stand at the beginning of words rather than behind them.
static bool begins_content(uint32_t code)
{
    return code == '$' || code == '[' || code == '(' || code == '#' || code == '@' || code == 0xA3 || code == 0x20AC;
}

static bool free_behind(const pairing *p, uint32_t i)
{
    for (uint32_t n = 0; n < RUN_MOST && i + 1 < p->end && !p->tokens[i + 1].spaced && p->tokens[i + 1].kind == STM_TOKEN_QUOTE;
         n++)
        i++;
    if (i + 1 >= p->end || p->tokens[i + 1].spaced)
        return true;
    const stm_token *behind = &p->tokens[i + 1];
    uint32_t code = stm_utf8_at(p->text, behind->span.begin);
    if (code == '.' || code == 0x2026) // `"...` begins, `word".` ends
        return !p->tokens[i].spaced;
    return behind->kind == STM_TOKEN_SIGN && !begins_content(code);
}

static uint32_t top_code(const pairing *p)
{
    if (p->nopen == 0)
        return STM_CODE_NONE;
    const stm_mark *mark = stm_vector_at(p->marks, p->open[p->nopen - 1]);
    return code_of(p, mark->open);
}

// May a mark `close` end what a mark `open` began.
static bool closes(uint32_t open, uint32_t close)
{
    switch (open) {
    case '"': return close == '"' || close == 0x201D || close == 0x201C;
    case 0x201C: return close == 0x201D || close == '"' || close == 0x201C;
    case 0x201D: return close == 0x201D || close == '"' || close == 0x201C;
    case 0x201E: return close == 0x201C || close == 0x201D || close == '"' || close == 0x201F;
    case 0xAB: return close == 0xBB;
    case 0xBB: return close == 0xAB || close == 0xBB;
    case 0x2018: case 0x2019: case 0x201B: case '\'': case '`': return close == 0x2019 || close == '\'';
    case 0x201A: return close == 0x2018 || close == 0x2019 || close == '\'';
    case 0x2039: return close == 0x203A;
    case 0x203A: return close == 0x2039;
    case 0x300C: return close == 0x300D;
    default: return false;
    }
}

static void push(pairing *p, uint32_t token)
{
    if (p->nopen == DEPTH_MOST)
        return;
    stm_mark *mark = stm_vector_push(p->marks);
    *mark = (stm_mark){token, STM_NO_TOKEN, p->nopen, p->block};
    p->open[p->nopen++] = (uint32_t)p->marks->n - 1;
}

// Closes the innermost pair that `token` can end; what was opened within it and has no end is dropped later.
static bool pop(pairing *p, uint32_t token)
{
    uint32_t code = code_of(p, token);
    for (uint32_t depth = p->nopen; depth-- > 0;) {
        stm_mark *mark = stm_vector_at(p->marks, p->open[depth]);
        if (!closes(code_of(p, mark->open), code))
            continue;
        mark->close = token;
        p->nopen = depth;
        return true;
    }
    return false;
}

// Does a single mark that can close stand behind the one at `i`, before its block ends; with `paired` one that ends nothing that
// opened between the two.
static bool single_ends(const pairing *p, uint32_t i, bool paired)
{
    uint32_t last = p->end - i > SINGLE_REACH ? i + SINGLE_REACH : p->end, opened = 0;
    for (uint32_t at = i + 1; at < last; at++) {
        if (p->tokens[at].kind != STM_TOKEN_QUOTE || !is_single(code_of(p, at)))
            continue;
        bool before = free_before(p, at), behind = free_behind(p, at);
        opened += paired && before && !behind && p->tokens[at + 1].kind == STM_TOKEN_WORD; // '90s
        if (before || !behind || !closes(code_of(p, i), code_of(p, at)))
            continue;
        if (opened == 0)
            return true;
        opened--;
    }
    return false;
}

// A closing single mark behind "s" with a word right behind may be a possessive, where a later one is the end: not in "the
// 'rings' are as fast as 'normal' ones".
static bool is_possessive(const pairing *p, uint32_t i)
{
    if (i == p->begin || i + 1 >= p->end || p->tokens[i + 1].kind != STM_TOKEN_WORD || p->tokens[i + 1].upper)
        return false;
    stm_view before = stm_view_in(p->text, p->tokens[i - 1].span);
    return p->tokens[i - 1].kind == STM_TOKEN_WORD && stm_view_ends(before, STM_VIEW("s")) && single_ends(p, i, true);
}

// Does the block, or what a colon or comma leads to, open with the single mark at `i`, and the next block with the same: a
// quotation that goes on over paragraphs, each opened and only the last closed.
static bool is_reopened(const pairing *p, uint32_t i)
{
    uint32_t before = i > p->begin ? code_of(p, i - 1) : ':', at = p->tokens[p->end - 1].span.end, next = at;
    while (next < p->text.size && next - at < BLANKS_MOST && stm_is_space(p->text.at[next]))
        next++;
    stm_view mark = stm_view_in(p->text, p->tokens[i].span), rest = stm_view_from(p->text, next);
    stm_view other = stm_view_is(mark, "'") ? STM_VIEW("\xE2\x80\x98") : STM_VIEW("'"); // pages mix straight and curly
    mark = stm_view_begins(rest, mark) ? mark : other;
    bool letter = rest.size > mark.size && !stm_is_space(rest.at[mark.size]) && !stm_is_digit(rest.at[mark.size]);
    return (before == ':' || before == ',') && next > at && letter && stm_view_begins(rest, mark);
}

static bool opens_single(const pairing *p, uint32_t i, uint32_t code)
{
    if (!free_before(p, i) || i + 1 >= p->end || p->tokens[i + 1].spaced)
        return false;
    if (code == 0x201A || code == 0x2039 || (code == 0x203A && !free_behind(p, i)))
        return true;
    const stm_token *next = &p->tokens[i + 1];
    if (next->kind == STM_TOKEN_NUMBER && code != 0x2018) // '90s
        return false;
    return (code != 0x2019 || free_before(p, i)) && !free_behind(p, i) && (single_ends(p, i, false) || is_reopened(p, i));
}

static void take_single(pairing *p, uint32_t i, uint32_t code)
{
    if (!free_before(p, i) && free_behind(p, i) && is_single(top_code(p)) && closes(top_code(p), code)) {
        if (!is_possessive(p, i))
            pop(p, i);
        return;
    }
    if (!is_single(top_code(p)) && opens_single(p, i, code))
        push(p, i);
}

static bool opens_double(const pairing *p, uint32_t i, uint32_t code)
{
    bool before = free_before(p, i), behind = free_behind(p, i);
    switch (code) {
    case 0x201E: case 0x300C: return true;
    case 0x201C: return !(p->nopen > 0 && (top_code(p) == 0x201E || (!before && behind)));
    case 0xAB: return !(p->nopen > 0 && top_code(p) == 0xBB);
    case 0x300D: return false;
    case 0xBB: return p->nopen == 0 || (top_code(p) != 0xAB && before && !behind);
    default: break;
    }
    if (before != behind)
        return before && !(code == 0x201D && p->nopen > 0);
    bool opened = false; // as much blank on both sides: the opposite of what came last
    for (uint32_t d = 0; d < p->nopen; d++)
        opened = opened || closes(code_of(p, ((const stm_mark *)stm_vector_at(p->marks, p->open[d]))->open), code);
    return !opened && code != 0x201D;
}

// A straight mark that opens while another is open: the earlier one lost its end.
static void drop_unended(pairing *p, uint32_t code)
{
    while (p->nopen > 0 && code == '"' && top_code(p) == '"')
        p->nopen--;
}

static void take_double(pairing *p, uint32_t i, uint32_t code)
{
    if (!opens_double(p, i, code)) {
        pop(p, i);
        return;
    }
    drop_unended(p, code);
    push(p, i);
}

// Throws out openings without an end, but the outermost that nothing closed behind.
static void sweep(pairing *p, size_t first)
{
    stm_mark *marks = p->marks->items;
    size_t kept = first, n = p->marks->n;
    uint32_t last_open = p->nopen > 0 ? p->open[0] : UINT32_MAX;
    for (size_t i = first; i < n; i++)
        if (marks[i].close != STM_NO_TOKEN ||
            (i == last_open && (!is_single(code_of(p, marks[i].open)) || is_reopened(p, marks[i].open))))
            marks[kept++] = marks[i];
    stm_vector_cut(p->marks, kept);
    uint32_t ends[DEPTH_MOST + 1] = {0}, depth = 0;
    for (size_t i = first; i < kept; i++) { // what was thrown out no longer counts as a level
        while (depth > 0 && ends[depth - 1] < marks[i].open)
            depth--;
        marks[i].depth = depth;
        if (depth < DEPTH_MOST)
            ends[depth++] = marks[i].close;
    }
}

void stm_marks_pair(stm_view text, const stm_token *tokens, uint32_t begin, uint32_t end, uint32_t block, stm_vector *marks)
{
    pairing p = {text, tokens, begin, end, block, marks, {0}, 0};
    size_t first = marks->n;
    for (uint32_t i = begin; i < end; i++) {
        if (tokens[i].kind != STM_TOKEN_QUOTE)
            continue;
        uint32_t code = code_of(&p, i);
        if (is_single(code))
            take_single(&p, i, code);
        else
            take_double(&p, i, code);
    }
    sweep(&p, first);
}
