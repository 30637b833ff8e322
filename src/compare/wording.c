// How the mentions of a quote differ from its fullest wording: word alignment, then runs without a partner are edits. Of prose that
// says the same only the degree is told: the same words, some of them alone, or others.
//
// Punctuation, letter case, spelling variants and a missing blank are no difference. A mention that only lacks words is
// truncated; one with other words is altered. What a mention has beyond an end of the fullest wording is a cut of the fullest,
// and an article ("the", "a") put in is a slip: neither is an alteration. Reported speech changes words by its nature, so where two
// accounts print the words as said it is no alteration either. Two that share many words and nowhere several in a row, or are in two
// languages, are translations: they are not compared word by word.
#include "compare/inner.h"

typedef struct words_of {
    stm_run_of_words run;
    stm_span *spans; // [run.n] of each word in the text
    stm_view text;
} words_of;

static words_of read_words(stm_comparing *c, const stm_mention *mention)
{
    const stm_account *account = &c->accounts[stm_account_of(c, mention->document)];
    const stm_segments *s = &account->doc->segments;
    words_of w = {.text = account->doc->article.text};
    size_t room = 0;
    for (uint32_t k = 0; k < mention->nspans; k++)
        room += stm_token_at(s, mention->spans[k].end) + 1 - stm_token_at(s, mention->spans[k].begin);
    uint32_t *words = stm_arena_take_array(c->arena, room + 1, sizeof *words);
    w.spans = stm_arena_take_array(c->arena, room + 1, sizeof *w.spans);
    for (uint32_t k = 0; k < mention->nspans; k++)
        for (uint32_t t = stm_token_at(s, mention->spans[k].begin); t < s->ntokens && s->tokens[t].span.begin < mention->spans[k].end; t++)
            if (account->exact[t] != STM_NO_WORD) {
                words[w.run.n] = account->exact[t];
                w.spans[w.run.n++] = s->tokens[t].span;
            }
    w.run.words = words;
    return w;
}

static stm_span over(const words_of *w, uint32_t begin, uint32_t end, uint32_t at)
{
    if (begin < end)
        return (stm_span){w->spans[begin].begin, w->spans[end - 1].end};
    uint32_t place = at < w->run.n ? w->spans[at].begin : w->run.n > 0 ? w->spans[w->run.n - 1].end : 0;
    return (stm_span){place, place};
}

static void add_edit(stm_comparing *c, stm_mention *m, stm_edit edit)
{
    m->edits = stm_arena_grow(c->arena, m->edits, m->nedits * sizeof *m->edits, (m->nedits + 1) * sizeof *m->edits);
    m->edits[m->nedits++] = edit;
}

enum {
    FRAGMENT = 4,        // words of a mention at most
    LETTERS = 120,       // of words that are compared without their blanks
    RENDERED_LEAST = 8,  // words of a translation that may be told
    RENDERED_RUN = 4,    // words in a row that two translations have in common at most
    RENDERED_SHARE = 65, // in a hundred, words they have in common at most
};

// Is the byte part of a letter beyond ASCII; U+2000 to U+206F are signs.
static bool is_far_letter(stm_view text, uint32_t at)
{
    while (at > 0 && ((unsigned char)text.at[at] & 0xC0) == 0x80)
        at--;
    return (unsigned char)text.at[at] >= 0xC3 && !stm_view_begins(stm_view_from(text, at), STM_VIEW("\xE2\x80"));
}

// The letters and digits of words [begin, end) as the text has them.
static size_t put_letters(const words_of *w, uint32_t begin, uint32_t end, char *out)
{
    size_t n = 0;
    for (uint32_t i = begin; i < end; i++)
        for (uint32_t k = w->spans[i].begin; k < w->spans[i].end && n < LETTERS; k++)
            if (stm_is_letter(w->text.at[k]) || stm_is_digit(w->text.at[k]) || is_far_letter(w->text, k))
                out[n++] = stm_lower(w->text.at[k]);
    return n;
}

// "council'snew" for "council's new", "cease-fire" for "cease fire".
static bool same_letters(const words_of *full, const words_of *own, uint32_t f0, uint32_t f1, uint32_t o0, uint32_t o1)
{
    char one[LETTERS], two[LETTERS];
    if (f0 == f1 || o0 == o1)
        return false;
    size_t n = put_letters(full, f0, f1, one);
    return n < LETTERS && put_letters(own, o0, o1, two) == n && memcmp(one, two, n) == 0;
}

static bool only_articles(const stm_comparing *c, const words_of *w, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (!stm_table_has(&c->articles, c->exacts.words[w->run.words[i]]))
            return false;
    return true;
}

// One gap between matched words: [f0, f1) of the fullest against [o0, o1) of the mention.
static void judge_gap(stm_comparing *c, stm_mention *m, const words_of *full, const words_of *own, uint32_t f0, uint32_t f1,
                      uint32_t o0, uint32_t o1)
{
    if ((f0 == f1 && o0 == o1) || same_letters(full, own, f0, f1, o0, o1))
        return;
    bool edge = (f0 == 0 && o0 == 0) || (f1 == full->run.n && o1 == own->run.n);
    stm_edit edit = {.full = over(full, f0, f1, f0), .own = over(own, o0, o1, o0)};
    edit.op = o0 == o1 ? STM_EDIT_CUT : f0 == f1 ? STM_EDIT_PUT : STM_EDIT_CHANGE;
    add_edit(c, m, edit);
    bool slight = edit.op == STM_EDIT_CUT || (edit.op == STM_EDIT_PUT && edge) ||
                  (only_articles(c, full, f0, f1) && only_articles(c, own, o0, o1));
    stm_wording wording = slight ? STM_WORDING_TRUNCATED : STM_WORDING_ALTERED;
    if (m->wording < wording)
        m->wording = wording;
}

// Two renderings of words that were said in another language: as long as each other, many words in common, but nowhere several in a row.
// Whoever prints words as they were said may cut or slip, and leaves long runs.
static bool is_rendering(const words_of *own, const words_of *full, const uint32_t *match)
{
    uint32_t pairs = 0, run = 0, longest = 0, less = own->run.n < full->run.n ? own->run.n : full->run.n;
    for (uint32_t o = 0; o < own->run.n; o++) {
        bool goes_on = o > 0 && match[o] != STM_NO_WORD && match[o - 1] != STM_NO_WORD && match[o] == match[o - 1] + 1;
        run = match[o] == STM_NO_WORD ? 0 : goes_on ? run + 1 : 1;
        longest = run > longest ? run : longest;
        pairs += match[o] != STM_NO_WORD;
    }
    uint32_t more = own->run.n + full->run.n - less;
    return less >= RENDERED_LEAST && less * 5 >= more * 3 && longest <= RENDERED_RUN && pairs * 100 <= more * RENDERED_SHARE;
}

static bool same_language(const stm_comparing *c, const stm_mention *one, const stm_mention *two)
{
    stm_view a = stm_view_upto(c->documents[one->document]->article.language, 2), b = stm_view_upto(c->documents[two->document]->article.language, 2);
    return a.size == 0 || b.size == 0 || stm_view_equal_nocase(a, b);
}

// A translation is never compared word by word.
static void call_translated(stm_mention *m)
{
    m->wording = STM_WORDING_TRANSLATED;
    m->edits = NULL;
    m->nedits = 0;
}

// In a fragment a noun in the other number is no change: the account bends it to its own sentence.
static void match_numbers(const stm_comparing *c, const words_of *own, const words_of *full, uint32_t *match)
{
    uint32_t n = own->run.n;
    for (uint32_t o = 0; o < n; o++) {
        uint32_t from = o > 0 && match[o - 1] != STM_NO_WORD ? match[o - 1] + 1 : 0;
        uint32_t to = o + 1 < n && match[o + 1] != STM_NO_WORD ? match[o + 1] : full->run.n;
        for (uint32_t f = from; f < to && match[o] == STM_NO_WORD && (n == 1 || f == from || f + 1 == to); f++)
            match[o] = stm_words_same_but_number(c, own->run.words[o], full->run.words[f]) ? f : STM_NO_WORD;
    }
}

static void judge_mention(stm_comparing *c, stm_mention *m, const words_of *full, const stm_mention *fullest)
{
    words_of own = read_words(c, m);
    if (own.run.n > STM_ALIGN_MOST || full->run.n > STM_ALIGN_MOST || own.run.n == 0)
        return;
    uint32_t *match = stm_arena_take_array(c->arena, own.run.n + 1, sizeof *match);
    stm_words_align(c, own.run, full->run, match);
    if (own.run.n <= FRAGMENT)
        match_numbers(c, &own, full, match);
    bool said = stm_form_as_said(m->form) && stm_form_as_said(fullest->form);
    if (!same_language(c, m, fullest) || (said && is_rendering(&own, full, match))) {
        call_translated(m);
        return;
    }
    uint32_t f0 = 0, o0 = 0;
    for (uint32_t o = 0; o < own.run.n; o++)
        if (match[o] != STM_NO_WORD) {
            judge_gap(c, m, full, &own, f0, match[o], o0, o);
            f0 = match[o] + 1;
            o0 = o + 1;
        }
    judge_gap(c, m, full, &own, f0, full->run.n, o0, own.run.n);
}

// Finds the fullest of the mentions that print the words as said; returns whether two articles do.
static bool choose_fullest(stm_comparing *c, stm_statement *s)
{
    uint32_t most = 0, first = STM_NO_WORD;
    bool several = false;
    s->fullest = 0;
    for (uint32_t i = 0; i < s->nmentions; i++) {
        uint32_t n = stm_form_as_said(s->mentions[i].form) ? read_words(c, &s->mentions[i]).run.n : 0;
        if (n > most) {
            most = n;
            s->fullest = i;
        }
        if (n > 0 || s->mentions[i].form == STM_FORM_PROSE) {
            several = several || (first != STM_NO_WORD && first != s->mentions[i].document);
            first = s->mentions[i].document;
        }
    }
    return several;
}

static void judge_all(stm_comparing *c, stm_statement *s, bool several)
{
    words_of full = read_words(c, &s->mentions[s->fullest]);
    for (uint32_t i = 0; i < s->nmentions; i++) {
        stm_mention *m = &s->mentions[i];
        if (i != s->fullest)
            judge_mention(c, m, &full, &s->mentions[s->fullest]);
        if (several && !stm_form_as_said(m->form) && m->wording == STM_WORDING_ALTERED)
            m->wording = STM_WORDING_TRUNCATED;
        if ((stm_form_as_said(m->form) || !several) && s->wording < m->wording)
            s->wording = m->wording;
    }
}

// Of two renderings the one that more mentions have is compared: takes the fullest of those that were called translations where they are
// the most; false where they are not.
static bool choose_commoner(stm_comparing *c, stm_statement *s)
{
    uint32_t translated = 0, others = 0, most = 0, fullest = s->fullest;
    for (uint32_t i = 0; i < s->nmentions; i++) {
        const stm_mention *m = &s->mentions[i];
        bool other = m->wording != STM_WORDING_TRANSLATED;
        uint32_t n = stm_form_as_said(m->form) ? read_words(c, m).run.n : 0;
        others += n > 0 && other;
        translated += n > 0 && !other;
        fullest = !other && n > most ? i : fullest;
        most = !other && n > most ? n : most;
    }
    s->fullest = translated > others ? fullest : s->fullest;
    return translated > others;
}

void stm_wording_judge(stm_comparing *c, stm_statement *s)
{
    bool several = choose_fullest(c, s);
    judge_all(c, s, several);
    if (s->wording < STM_WORDING_TRANSLATED || !choose_commoner(c, s))
        return;
    s->wording = STM_WORDING_SAME;
    for (uint32_t i = 0; i < s->nmentions; i++) {
        s->mentions[i].wording = STM_WORDING_SAME;
        s->mentions[i].edits = NULL;
        s->mentions[i].nedits = 0;
    }
    judge_all(c, s, several);
}

// Nothing but the words of the other, each at most as often.
static bool holds(const words_of *whole, uint32_t pairs, const words_of *part)
{
    return pairs == part->run.n && part->run.n <= whole->run.n;
}

void stm_wording_grade(stm_comparing *c, stm_statement *s)
{
    words_of full = read_words(c, &s->mentions[s->fullest]);
    uint32_t *match = stm_arena_take_array(c->arena, STM_ALIGN_MOST + 1, sizeof *match);
    for (uint32_t i = 0; i < s->nmentions; i++) {
        stm_mention *m = &s->mentions[i];
        words_of own = read_words(c, m);
        stm_run_of_words run = {own.run.words, own.run.n < STM_ALIGN_MOST ? own.run.n : STM_ALIGN_MOST};
        uint32_t pairs = i == s->fullest ? own.run.n : stm_words_align(c, run, full.run, match);
        bool part = holds(&full, pairs, &own) || holds(&own, pairs, &full);
        m->wording = !part ? STM_WORDING_ALTERED : own.run.n < full.run.n ? STM_WORDING_TRUNCATED : STM_WORDING_SAME;
        s->wording = s->wording < m->wording ? m->wording : s->wording;
    }
}
