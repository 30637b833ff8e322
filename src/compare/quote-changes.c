// What an editor would point out in the wordings of a quotation: words changed or put in, words cut out of the middle without a
// sign, sentences run together that stand apart, and the words that took something back ("almost", "we believe") dropped.
//
// All of it is read off the edits against the fullest wording (wording.c). A cut that its page shows, by dots or by marks that
// close and open again, is honest and no difference; so is what a fragment leaves out before or behind it, but for a softener
// next to it. A long sentence that an account prints as its own with a few words put otherwise counts as well.
#include "base/utf8.h"
#include "compare/inner.h"

enum {
    PHRASE = 4, // words of a softener
    FRAME = 8,  // words before a quotation in which the article may soften it itself
    WHOLE = 5,  // words of a mention that softeners matter to
    REWRITTEN = 15, // of a sentence in which a quotation is put otherwise
    REASONS = 6,
    BRACKETS = 80, // bytes between an open bracket and words in it
    SHOWN = 60, // bytes of words in a reason
};

static const double SHARED = 0.4; // of a mention's words, what it has in common with the fullest wording

typedef struct side { // a mention with its account
    const stm_mention *mention;
    const stm_account *account;
} side;

static side side_of(const stm_comparing *c, const stm_mention *m)
{
    return (side){m, &c->accounts[stm_account_of(c, m->document)]};
}

static stm_view who(side s)
{
    return stm_article_called(&s.account->doc->article);
}

static bool at_start(side s, uint32_t at)
{
    return at <= s.mention->spans[0].begin;
}
// Does no word follow in the mention?
static bool at_end(side s, uint32_t at)
{
    const stm_segments *g = &s.account->doc->segments;
    uint32_t end = s.mention->spans[s.mention->nspans - 1].end, t = stm_token_at(g, at);
    while (t < g->ntokens && (g->tokens[t].kind == STM_TOKEN_SIGN || g->tokens[t].kind == STM_TOKEN_QUOTE))
        t++;
    return at + 2 >= end || t >= g->ntokens || g->tokens[t].span.begin >= end;
}

// A cut within the mention: words of it stand before and behind.
static bool is_inner(side own, side full, const stm_edit *edit)
{
    return !at_start(full, edit->full.begin) && !at_end(full, edit->full.end) && !at_start(own, edit->own.begin) &&
           !at_end(own, edit->own.begin);
}

// Does the page show that something is left out before byte `at`.
static bool is_shown(side own, uint32_t at)
{
    stm_view text = own.account->doc->article.text;
    for (uint32_t k = 1; k < own.mention->nspans; k++)
        if (own.mention->spans[k].begin <= at && at <= own.mention->spans[k].begin + 1)
            return true;
    for (uint32_t i = at; i > own.mention->spans[0].begin && i + 8 > at; i--) {
        stm_view here = stm_view_from(text, i - 1);
        if (stm_view_begins(here, STM_VIEW("..")) || stm_view_begins(here, STM_VIEW("\xE2\x80\xA6")) || here.at[0] == ']')
            return true;
    }
    return false;
}

static bool has_sentence_end(side full, stm_span span)
{
    const stm_segments *g = &full.account->doc->segments;
    for (uint32_t t = stm_token_at(g, span.begin); t < g->ntokens && g->tokens[t].span.begin < span.end + 1; t++) {
        char sign = full.account->doc->article.text.at[g->tokens[t].span.begin];
        if (g->tokens[t].kind == STM_TOKEN_SIGN && (sign == '.' || sign == '!' || sign == '?'))
            return true;
    }
    return false;
}

// The softener that begins with token `t` and ends by token `end`; empty: none.
static stm_view softener_at(const stm_comparing *c, const stm_account *account, uint32_t t, uint32_t end)
{
    const stm_token *tokens = account->doc->segments.tokens;
    for (uint32_t last = t; last < end && last < t + PHRASE; last++) {
        stm_view words = stm_account_text(account, (stm_span){tokens[t].span.begin, tokens[last].span.end});
        if (tokens[t].kind == STM_TOKEN_WORD && stm_table_has(&c->softeners, stm_fold(c->arena, words)))
            return words;
    }
    return (stm_view){NULL, 0};
}

static bool has_softener(const stm_comparing *c, const stm_account *account, uint32_t begin, uint32_t end)
{
    for (uint32_t t = begin; t < end; t++)
        if (softener_at(c, account, t, end).size > 0)
            return true;
    return false;
}

// Does the article soften the mention in its own words: in the edit, or just before the quotation.
static bool softens_itself(const stm_comparing *c, side own, const stm_edit *edit)
{
    const stm_segments *g = &own.account->doc->segments;
    uint32_t first = stm_token_at(g, own.mention->spans[0].begin),
             begin = g->sentences[stm_sentence_at(g, own.mention->spans[0].begin)].begin;
    begin = first > begin + FRAME ? first - FRAME : begin;
    uint32_t from = stm_token_at(g, edit->own.begin), to = from;
    while (to < g->ntokens && g->tokens[to].span.begin < edit->own.end)
        to++;
    return has_softener(c, own.account, begin, first) || has_softener(c, own.account, from, to);
}

// The softener of the fullest wording that a mention drops; empty: none.
static stm_view dropped_softener(const stm_comparing *c, side own, side full, const stm_edit *edit)
{
    const stm_segments *g = &full.account->doc->segments;
    uint32_t begin = stm_token_at(g, edit->full.begin), end = begin;
    while (end < g->ntokens && g->tokens[end].span.begin < edit->full.end)
        end++;
    bool front = at_start(own, edit->own.begin), back = at_end(own, edit->own.end);
    for (uint32_t t = begin; t < end; t++) {
        stm_view words = softener_at(c, full.account, t, end);
        bool last = words.size > 0 && (uint32_t)(words.at + words.size - full.account->doc->article.text.at) >= edit->full.end;
        if (words.size > 0 && (!front || last) && (!back || t == begin) && !softens_itself(c, own, edit))
            return words;
    }
    return (stm_view){NULL, 0};
}

typedef struct findings {
    stm_view *reasons;
    uint32_t nreasons;
    bool altered, cut;
} findings;

static void add_reason(stm_comparing *c, findings *f, stm_view reason)
{
    for (uint32_t i = 0; i < f->nreasons; i++)
        if (stm_view_equal(f->reasons[i], reason))
            return;
    if (f->nreasons < REASONS)
        stm_reason_add(c->arena, &f->reasons, &f->nreasons, reason);
}

static stm_view shown(side s, stm_span span)
{
    stm_view words = stm_account_text(s.account, span);
    size_t size = words.size < SHOWN ? words.size : SHOWN;
    while (size > 0 && !stm_utf8_border(words, size))
        size--;
    return stm_view_upto(words, size);
}

static void judge_edit(stm_comparing *c, findings *f, side own, side full, const stm_edit *edit)
{
    stm_view name = who(own),
             softener = stm_mention_words(c, own.mention).n >= WHOLE ? dropped_softener(c, own, full, edit) : (stm_view){NULL, 0};
    if (softener.size > 0) {
        f->cut = true;
        add_reason(c, f,
                   stm_arena_print(c->arena, "%.*s drops \"%.*s\"", (int)name.size, name.at, (int)softener.size, softener.at));
    } else if (edit->op == STM_EDIT_CUT && is_inner(own, full, edit) && !is_shown(own, edit->own.begin)) {
        f->cut = true;
        bool apart = has_sentence_end(full, edit->full);
        add_reason(c, f,
                   stm_arena_print(
                       c->arena, apart ? "%.*s runs together sentences that stand apart" : "%.*s leaves out words in the middle",
                       (int)name.size, name.at));
    }
}

// Does byte `at` lie in brackets that open a little before it?
static bool in_brackets(side s, uint32_t at)
{
    stm_view text = s.account->doc->article.text;
    uint32_t least = at > BRACKETS ? at - BRACKETS : 0;
    for (uint32_t i = at; i > least && text.at[i - 1] != ']'; i--)
        if (text.at[i - 1] == '[')
            return true;
    return false;
}

// Words in brackets are the editor's, and say so.
static bool is_bracketed(side own, side full, const stm_edit *edit)
{
    return in_brackets(own, edit->own.begin) || in_brackets(full, edit->full.begin) ||
           stm_view_find_byte(stm_account_text(own.account, edit->own), '[') != STM_NOWHERE ||
           stm_view_find_byte(stm_account_text(full.account, edit->full), '[') != STM_NOWHERE;
}

// "I've" and "I have" are one wording in the styles of two houses.
static stm_view spelt_out(const stm_comparing *c, stm_view words)
{
    stm_view rest = stm_fold(c->arena, words), word, all = {NULL, 0};
    while (stm_view_split(&rest, ' ', &word)) {
        const stm_row *row = stm_table_find(&c->contractions, word);
        word = row != NULL ? row->fields[1] : word;
        all = stm_arena_print(c->arena, "%.*s%.*s ", (int)all.size, all.size > 0 ? all.at : "", (int)word.size, word.at);
    }
    return all;
}

// Is an edit at an end of the mention mostly what it leaves out there: "I've seen it" of "It is big. I have seen it"?
static bool is_edge_cut(side own, const stm_edit *edit)
{
    enum { TIMES = 4 };
    bool edge = at_start(own, edit->own.begin) || at_end(own, edit->own.end);
    return edge && stm_span_size(edit->full) > TIMES * stm_span_size(edit->own);
}

static bool is_change(stm_comparing *c, side own, side full, const stm_edit *edit)
{
    if (edit->op == STM_EDIT_CUT || is_bracketed(own, full, edit) || is_edge_cut(own, edit))
        return false;
    if (edit->op == STM_EDIT_PUT)
        return !at_start(own, edit->own.begin) && !at_end(own, edit->own.end);
    return !stm_view_equal(spelt_out(c, stm_account_text(own.account, edit->own)), spelt_out(c, stm_account_text(full.account, edit->full)));
}

// The first change of words that makes a mention another wording.
static void judge_change(stm_comparing *c, findings *f, side own, side full)
{
    for (uint32_t e = 0; e < own.mention->nedits; e++) {
        const stm_edit *edit = &own.mention->edits[e];
        stm_view name = who(own), put = shown(own, edit->own), was = shown(full, edit->full);
        if (!is_change(c, own, full, edit))
            continue;
        f->altered = true;
        if (edit->op == STM_EDIT_PUT)
            add_reason(c, f, stm_arena_print(c->arena, "%.*s puts in \"%.*s\"", (int)name.size, name.at, (int)put.size, put.at));
        else
            add_reason(c, f,
                       stm_arena_print(c->arena, "%.*s has \"%.*s\" for \"%.*s\"", (int)name.size, name.at, (int)put.size, put.at,
                                       (int)was.size, was.at));
        return;
    }
}

static bool has_content(const stm_comparing *c, side s, stm_span span)
{
    const stm_segments *g = &s.account->doc->segments;
    for (uint32_t t = stm_token_at(g, span.begin); t < g->ntokens && g->tokens[t].span.begin < span.end; t++)
        if (g->tokens[t].kind == STM_TOKEN_WORD &&
            !stm_table_has(&c->function_words, stm_fold(c->arena, stm_account_text(s.account, g->tokens[t].span))))
            return true;
    return false;
}

// Is something said in the sentence of a mention, so that it may be what was said?
static bool is_reported(side own)
{
    const stm_notes *notes = &own.account->doc->notes;
    const stm_segments *g = &own.account->doc->segments;
    stm_span sentence = g->sentences[stm_sentence_at(g, own.mention->spans[0].begin)].span;
    for (size_t i = 0; i < notes->nquotes; i++)
        if (stm_span_size(notes->quotes[i].cue) > 0 && stm_span_within(notes->quotes[i].cue, sentence))
            return true;
    return false;
}

// What an account prints as its own, with a word here and there put otherwise: the words are still the speaker's.
static void judge_rewriting(stm_comparing *c, findings *f, side own, side full)
{
    stm_view name = who(own);
    if (stm_mention_words(c, own.mention).n < REWRITTEN || is_reported(own))
        return;
    for (uint32_t e = 0; e < own.mention->nedits; e++) {
        const stm_edit *edit = &own.mention->edits[e];
        stm_view put = shown(own, edit->own), was = shown(full, edit->full);
        if (edit->op != STM_EDIT_CHANGE || !is_change(c, own, full, edit) || !has_content(c, own, edit->own) ||
            !has_content(c, full, edit->full))
            continue;
        f->altered = true;
        add_reason(c, f,
                   stm_arena_print(c->arena, "%.*s prints it without marks, with \"%.*s\" for \"%.*s\"", (int)name.size, name.at,
                                   (int)put.size, put.at, (int)was.size, was.at));
        return;
    }
}

// Is a mention of somebody else, or mostly of other words? Then it is no wording of this quotation.
static bool is_other(stm_comparing *c, side own, side full)
{
    if (own.mention->person != full.mention->person && own.mention->person != STM_NO_PERSON && full.mention->person != STM_NO_PERSON)
        return true;
    stm_run_of_words one = stm_mention_words(c, own.mention), two = stm_mention_words(c, full.mention);
    uint32_t *match = stm_arena_take_array(c->arena, one.n + 1, sizeof *match);
    return one.n > 0 && one.n < STM_ALIGN_MOST && stm_words_align(c, one, two, match) < SHARED * one.n;
}

static void judge_mention(stm_comparing *c, findings *f, side own, side full)
{
    const stm_mention *m = own.mention;
    if (is_other(c, own, full))
        return;
    if (m->wording == STM_WORDING_ALTERED)
        judge_change(c, f, own, full);
    for (uint32_t e = 0; e < m->nedits; e++)
        judge_edit(c, f, own, full, &m->edits[e]);
    stm_view name = who(own);
    if (m->joined && !full.mention->joined && m->nedits > 0 && m->edits[0].op == STM_EDIT_CUT &&
        at_start(full, m->edits[0].full.begin)) {
        f->cut = true;
        add_reason(c, f,
                   stm_arena_print(c->arena, "%.*s runs it together with another sentence, which stands apart", (int)name.size,
                                   name.at));
    }
}

void stm_quote_changes_find(stm_comparing *c, const stm_statement *s)
{
    findings f = {0};
    side full = side_of(c, &s->mentions[s->fullest]);
    if (s->narticles < 2 || !stm_form_as_said(full.mention->form))
        return;
    for (uint32_t i = 0; i < s->nmentions; i++)
        if (i != s->fullest && stm_form_as_said(s->mentions[i].form))
            judge_mention(c, &f, side_of(c, &s->mentions[i]), full);
        else if (s->mentions[i].form == STM_FORM_PROSE)
            judge_rewriting(c, &f, side_of(c, &s->mentions[i]), full);
    if (!f.altered && !f.cut)
        return;
    stm_difference *d = stm_difference_add(c, STM_DIFFERENCE_QUOTE, f.altered ? STM_ALTERED : STM_TRUNCATED);
    d->mentions = stm_arena_take_array(c->arena, s->nmentions + 1, sizeof *d->mentions);
    memcpy(d->mentions, s->mentions, s->nmentions * sizeof *s->mentions);
    d->nmentions = s->nmentions;
    d->what = s->text;
    d->certainty = s->certainty;
    d->because = f.reasons;
    d->nbecause = f.nreasons;
    stm_difference_end(c, d);
}
