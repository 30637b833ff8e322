// Statements of kind quote: groups of pieces (quote-links.c) made whole again, with one mention a saying.
//
// Two groups of pieces that stand side by side in two accounts, and of which nearly every account that has one has the other, are
// one quotation, unless an account has them as two; a piece that no other account has goes with its neighbour, unless it is much
// longer. So a splice of two quotations in one account has a mention in either.
#include <stdlib.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "compare/sayings.h"

enum { TITLE_MOST = 8 /* words of the title of a work */, SMALL_WORD = 3 /* letters of a word that it writes small */, BEFORE_TITLE = 5 /* tokens */ };

// Share of the accounts with either of two groups that must have both.
static const double together = 0.85;

// How many times longer than the shared part of a quotation what no other account has of it may be to be told with that.
static const double orphans_most = 2.5;

typedef struct work {
    stm_sayings s;
    stm_comparing *c;
    uint32_t *parents;  // [pieces.n] over groups of pieces
    uint32_t *articles; // [pieces.n] accounts that have a marked piece of the group
    stm_map pairs;      // two groups side by side -> accounts in which they are
} work;

static uint32_t group_of(const work *w, uint32_t piece)
{
    return stm_set_root(w->parents, stm_piece_at(&w->s, piece)->group);
}

static void count_articles(work *w)
{
    uint32_t *seen = stm_arena_take_array(w->c->arena, w->s.pieces.n + 1, sizeof *seen);
    memset(w->articles, 0, (w->s.pieces.n + 1) * sizeof *w->articles);
    for (uint32_t i = 0; i < w->s.pieces.n; i++) {
        const stm_saying *saying = stm_saying_at(&w->s, stm_piece_at(&w->s, i)->saying);
        uint32_t group = group_of(w, i);
        if (seen[group] != saying->account + 1) {
            seen[group] = saying->account + 1;
            w->articles[group]++;
        }
    }
}

static uint64_t pair_key(uint32_t one, uint32_t two)
{
    return one < two ? (uint64_t)one << 32 | two : (uint64_t)two << 32 | one;
}

// In how many accounts two groups stand in one saying side by side, or with nothing between them but what no other account has.
static void count_neighbours(work *w)
{
    stm_map last; // two groups -> the account that was counted last, so that each counts once
    uint32_t before = STM_NO_GROUP;
    stm_map_init(&w->pairs, w->c->arena);
    stm_map_init(&last, w->c->arena);
    for (uint32_t i = 0; i < w->s.pieces.n; i++) {
        if (w->articles[group_of(w, i)] < 2)
            continue;
        uint32_t previous = before;
        before = i;
        if (previous == STM_NO_GROUP || stm_piece_at(&w->s, previous)->saying != stm_piece_at(&w->s, i)->saying)
            continue;
        uint32_t one = group_of(w, previous), two = group_of(w, i);
        const stm_saying *saying = stm_saying_at(&w->s, stm_piece_at(&w->s, i)->saying);
        if (one == two || !saying->marked)
            continue;
        uint64_t *counted = stm_map_put(&last, pair_key(one, two));
        if (*counted != saying->account + 1u) {
            *counted = saying->account + 1u;
            ++*stm_map_put(&w->pairs, pair_key(one, two));
        }
    }
}

// Accounts that have both of two groups as they were linked, that print words of one between marks and have nothing of the other, and
// that print both as whole sentences, nowhere in one saying.
typedef struct shared {
    uint32_t both, one, apart;
} shared;

static shared count_shared(const work *w, uint32_t one, uint32_t two)
{
    enum { ONE = 1, TWO = 2, TOGETHER = 4, MARKED = 8 };
    stm_arena *arena = w->c->arena;
    uint8_t *has = stm_arena_take_array(arena, w->c->naccounts + 1, sizeof *has), *whole = stm_arena_take_array(arena, w->c->naccounts + 1, sizeof *whole);
    uint32_t last[2] = {STM_NO_GROUP, STM_NO_GROUP};
    shared n = {0, 0, 0};
    for (uint32_t i = 0; i < w->s.pieces.n; i++) {
        const stm_piece *piece = stm_piece_at(&w->s, i);
        if (piece->group != one && piece->group != two)
            continue;
        const stm_saying *saying = stm_saying_at(&w->s, piece->saying);
        has[saying->account] |= (piece->group == one ? ONE : TWO) | (saying->marked ? MARKED : 0);
        last[piece->group == two] = piece->saying;
        if (saying->marked && saying->quote->kind == STM_QUOTE_DIRECT && !saying->quote->scare)
            whole[saying->account] |= (piece->group == one ? ONE : TWO) | (last[0] == last[1] ? TOGETHER : 0);
    }
    for (uint32_t a = 0; a < w->c->naccounts; a++) {
        bool both = (has[a] & (ONE | TWO)) == (ONE | TWO);
        n.both += both;
        n.one += !both && (has[a] & MARKED) != 0;
        n.apart += whole[a] == (ONE | TWO);
    }
    return n;
}

static void join_neighbours(work *w)
{
    count_neighbours(w);
    for (size_t i = 0; i < w->pairs.n; i++) {
        uint32_t one = (uint32_t)(w->pairs.entries[i].key >> 32), two = (uint32_t)w->pairs.entries[i].key;
        if (w->pairs.entries[i].value < 2)
            continue;
        shared s = count_shared(w, one, two);
        if (s.both >= together * (s.both + s.one) && s.apart == 0)
            stm_set_join(w->parents, one, two);
    }
}

// Are two pieces of a saying parts of one quotation: a mixed quote's pairs of marks are each by themselves, as are those of several
// paragraphs.
static bool in_one(const work *w, const stm_saying *saying, const stm_piece *a, const stm_piece *b)
{
    const stm_segments *g = &w->c->accounts[saying->account].doc->segments;
    uint32_t one = g->sentences[stm_sentence_at(g, a->span.begin)].block, two = g->sentences[stm_sentence_at(g, b->span.begin)].block;
    if (saying->quote->kind == STM_QUOTE_DIRECT && one == two)
        return true;
    for (uint32_t k = 0; k < saying->nspans; k++)
        if (stm_span_within(a->span, saying->spans[k]))
            return stm_span_within(b->span, saying->spans[k]);
    return false;
}

static bool is_shared(const work *w, const stm_saying *saying, uint32_t i)
{
    return w->articles[group_of(w, saying->first + i)] > 1;
}

// The piece that the run of pieces [begin, end), which no other account has, goes with: the one before it, else the one behind it, of the
// same quotation; its own first where there is none, or where it is much longer than what stands there.
static uint32_t host_of(const work *w, const stm_saying *saying, uint32_t begin, uint32_t end)
{
    const stm_piece *pieces = stm_piece_at(&w->s, saying->first);
    bool before = begin > 0 && in_one(w, saying, &pieces[begin], &pieces[begin - 1]);
    bool behind = end < saying->npieces && in_one(w, saying, &pieces[end - 1], &pieces[end]);
    uint32_t host = before ? begin - 1 : behind ? end : begin, own = 0, others = 0;
    if (host == begin)
        return begin;
    for (uint32_t i = begin; i < end; i++)
        own += pieces[i].words.n;
    for (uint32_t i = 0; i < saying->npieces; i++)
        others += group_of(w, saying->first + i) == group_of(w, saying->first + host) ? pieces[i].words.n : 0;
    return own > orphans_most * others ? begin : host;
}

// Pieces that no other account has follow the piece before them, or behind them.
static void adopt_orphans(work *w)
{
    uint32_t *hosts = stm_arena_take_array(w->c->arena, w->s.pieces.n + 1, sizeof *hosts);
    for (uint32_t k = 0; k < w->s.sayings.n; k++) {
        const stm_saying *saying = stm_saying_at(&w->s, k);
        const stm_piece *pieces = saying->npieces > 0 ? stm_piece_at(&w->s, saying->first) : NULL;
        for (uint32_t i = 0; i < saying->npieces;) {
            uint32_t end = i + 1;
            bool common = is_shared(w, saying, i);
            while (!common && end < saying->npieces && !is_shared(w, saying, end) && in_one(w, saying, &pieces[i], &pieces[end]))
                end++;
            uint32_t host = common ? i : host_of(w, saying, i, end);
            for (; i < end; i++)
                hosts[i] = host;
        }
        for (uint32_t i = 0; i < saying->npieces; i++)
            if (hosts[i] != i)
                stm_piece_at(&w->s, saying->first + i)->group = group_of(w, saying->first + hosts[i]);
    }
}

static void put_span(stm_mention *m, stm_span span, bool joins)
{
    if (joins && m->nspans > 0)
        m->spans[m->nspans - 1].end = span.end;
    else
        m->spans[m->nspans++] = span;
}

// Does the first piece of a group follow a piece of another group of several accounts within one pair of marks.
static bool is_joined(const work *w, const stm_saying *saying, uint32_t group)
{
    for (uint32_t i = 1; i < saying->npieces && group_of(w, saying->first) != group; i++) {
        const stm_piece *before = stm_piece_at(&w->s, saying->first + i - 1), *piece = before + 1;
        if (group_of(w, saying->first + i) != group)
            continue;
        uint32_t other = group_of(w, saying->first + i - 1);
        for (uint32_t k = 0; k < saying->nspans; k++)
            if (stm_span_within(before->span, saying->spans[k]) && stm_span_within(piece->span, saying->spans[k]))
                return other != group && w->articles[other] > 1;
        return false;
    }
    return false;
}

// The spans of a saying's pieces in `group`; where these are all it has, the saying's own.
static stm_mention mention_of(work *w, uint32_t number, uint32_t group)
{
    const stm_saying *saying = stm_saying_at(&w->s, number);
    const stm_quote *quote = saying->quote;
    stm_span *spans = stm_arena_take_array(w->c->arena, saying->npieces + 1, sizeof *spans);
    stm_mention m = stm_mention_of(w->c, saying->account, saying->spans, saying->nspans, STM_FORM_DIRECT);
    uint32_t inside = 0;
    for (uint32_t i = 0; i < saying->npieces; i++)
        inside += group_of(w, saying->first + i) == group;
    if (inside < saying->npieces) {
        m.spans = spans;
        m.nspans = 0;
        for (uint32_t i = 0; i < saying->npieces; i++) {
            const stm_piece *piece = stm_piece_at(&w->s, saying->first + i);
            bool joins = i > 0 && group_of(w, saying->first + i - 1) == group && m.nspans > 0 &&
                         piece->span.begin <= m.spans[m.nspans - 1].end + 2;
            if (group_of(w, saying->first + i) == group)
                put_span(&m, piece->span, joins);
        }
    }
    m.form = saying->bare                                             ? STM_FORM_PROSE
             : !saying->marked                                        ? STM_FORM_INDIRECT
             : saying->quote->scare || quote->kind == STM_QUOTE_MIXED ? STM_FORM_FRAGMENT
                                                                      : STM_FORM_DIRECT;
    if (quote->speaker.begin < quote->speaker.end)
        m.speaker = stm_account_text(&w->c->accounts[saying->account], quote->speaker);
    m.person = saying->speaker;
    m.joined = saying->marked && is_joined(w, saying, group);
    m.named = saying->named;
    return m;
}

// Have two sayings pieces in `group` of which one says again what the other does.
static bool repeats(const work *w, const stm_saying *one, const stm_saying *two, uint32_t group)
{
    for (uint32_t i = one->first; i < one->first + one->npieces; i++)
        for (uint32_t j = two->first; j < two->first + two->npieces; j++)
            if (group_of(w, i) == group && stm_piece_at(&w->s, i)->group == stm_piece_at(&w->s, j)->group)
                return true;
    return false;
}

// Does a saying go on with the quotation that the one before it began: `"A," said the head of the works, a man of few words. "B."`
static bool takes_up(const work *w, uint32_t number, uint32_t before, uint32_t group)
{
    const stm_saying *one = stm_saying_at(&w->s, before), *two = stm_saying_at(&w->s, number);
    bool near = before + 1 == number && one->account == two->account && one->marked && two->marked && !one->bare && !two->bare &&
                !one->quote->scare && !two->quote->scare;
    bool same = one->speaker == two->speaker || one->speaker == STM_NO_PERSON || two->speaker == STM_NO_PERSON;
    return near && same && !repeats(w, one, two, group);
}

// Adds the spans of a mention that goes on with another.
static void take_up(const work *w, stm_mention *m, const stm_mention *more)
{
    stm_span *spans = stm_arena_take_array(w->c->arena, m->nspans + more->nspans, sizeof *spans);
    memcpy(spans, m->spans, m->nspans * sizeof *spans);
    memcpy(spans + m->nspans, more->spans, more->nspans * sizeof *spans);
    m->spans = spans;
    m->nspans += more->nspans;
    m->form = more->form == STM_FORM_DIRECT ? STM_FORM_DIRECT : m->form;
    if (m->person == STM_NO_PERSON) {
        m->person = more->person;
        m->speaker = more->speaker;
        m->named = more->named;
    }
}

static bool covers(const stm_mention *outer, const stm_mention *inner)
{
    return outer->document == inner->document && outer->spans[0].begin <= inner->spans[0].begin &&
           inner->spans[inner->nspans - 1].end <= outer->spans[outer->nspans - 1].end;
}

// Reported speech around a fragment of the same group says nothing more than the fragment.
static void drop_doubles(stm_statement *s)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < s->nmentions; i++) {
        bool drop = false;
        for (uint32_t j = 0; j < s->nmentions && !drop; j++)
            drop = j != i && ((s->mentions[i].form == STM_FORM_INDIRECT && s->mentions[j].form != STM_FORM_INDIRECT &&
                               covers(&s->mentions[i], &s->mentions[j])) ||
                              (s->mentions[j].form == s->mentions[i].form && covers(&s->mentions[j], &s->mentions[i]) &&
                               (j < i || !covers(&s->mentions[i], &s->mentions[j]))));
        if (!drop)
            s->mentions[kept++] = s->mentions[i];
    }
    s->nmentions = kept;
}

// Is there a word between two spans: "he said", and not marks and blanks alone.
static bool word_between(stm_view text, stm_span before, stm_span after)
{
    for (size_t i = before.end; i < after.begin; i++)
        if (stm_is_letter(text.at[i]))
            return true;
    return false;
}

// The words of a mention; where others stood between two of its spans, dots do.
static stm_view text_of(const stm_comparing *c, const stm_mention *m)
{
    stm_view text = c->documents[m->document]->article.text;
    stm_buffer buffer;
    stm_buffer_init(&buffer, c->arena, 0);
    for (uint32_t k = 0; k < m->nspans; k++) {
        if (k > 0)
            stm_buffer_put_string(&buffer, word_between(text, m->spans[k - 1], m->spans[k]) ? " … " : " ");
        stm_buffer_put(&buffer, stm_view_trim(stm_view_in(text, m->spans[k])));
    }
    return stm_buffer_view(&buffer);
}

// The person most mentions name; of equally many the first.
static uint32_t main_speaker(const work *w, const uint32_t *sayings, uint32_t n)
{
    uint32_t best = STM_NO_PERSON, most = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t person = stm_saying_at(&w->s, sayings[i])->speaker, votes = 0;
        for (uint32_t j = 0; j < n && person != STM_NO_PERSON; j++)
            votes += stm_saying_at(&w->s, sayings[j])->speaker == person;
        if (votes > most) {
            most = votes;
            best = person;
        }
    }
    return best;
}

// The person, else a name, else the speaker as written; a pronoun that is nobody's is no speaker.
static void give_speaker(work *w, stm_statement *s, const uint32_t *sayings, uint32_t n)
{
    uint32_t person = main_speaker(w, sayings, n);
    s->speaker = stm_people_name(w->c, person);
    for (uint32_t i = 0; i < n && s->speaker.size == 0; i++)
        s->speaker = stm_saying_at(&w->s, sayings[i])->quote->name;
    for (uint32_t i = 0; i < n && s->speaker.size == 0; i++) {
        const stm_saying *saying = stm_saying_at(&w->s, sayings[i]);
        if (saying->quote->speaker_kind != STM_SPEAKER_PRONOUN)
            s->speaker = stm_account_text(&w->c->accounts[saying->account], saying->quote->speaker);
    }
}

static void give_reasons(work *w, stm_statement *s)
{
    stm_view said = STM_VIEW("the same words between quotation marks");
    uint32_t reported = 0;
    for (uint32_t i = 0; i < s->nmentions; i++)
        reported += s->mentions[i].form == STM_FORM_INDIRECT;
    if (s->nmentions < 2) {
        s->certainty = 1;
        return;
    }
    static const double sure[] = {0.97, 0.93, 0.85, 0.6};
    s->certainty = sure[s->wording] - (reported > 0 ? 0.1 : 0);
    if (reported == s->nmentions)
        said = STM_VIEW("the same is reported of the same speaker");
    else if (s->wording == STM_WORDING_TRUNCATED)
        said = STM_VIEW("one wording stands inside the other");
    else if (s->wording == STM_WORDING_TRANSLATED)
        said = STM_VIEW("two translations of the same words");
    else if (s->wording == STM_WORDING_ALTERED)
        said = STM_VIEW("most words are the same and in the same order");
    stm_reason_add(w->c->arena, &s->because, &s->nbecause, said);
    if (reported > 0 && reported < s->nmentions)
        stm_reason_add(w->c->arena, &s->because, &s->nbecause, STM_VIEW("reported speech repeats the words of the quotation"));
}

// Does it read as the title of a work: a few words, all longer ones with a capital.
static bool reads_as_title(const stm_account *account, stm_span span)
{
    const stm_segments *g = &account->doc->segments;
    uint32_t words = 0;
    for (uint32_t t = stm_token_at(g, span.begin); t < g->ntokens && g->tokens[t].span.begin < span.end; t++) {
        const stm_token *token = &g->tokens[t];
        bool word = token->kind == STM_TOKEN_WORD;
        words += word || token->kind == STM_TOKEN_NUMBER;
        if (word && !token->upper && (stm_span_size(token->span) > SMALL_WORD || words == 1))
            return false;
    }
    return words > 1 && words <= TITLE_MOST;
}

// Does a word for works stand before it: "the film".
static bool is_of_work(const stm_comparing *c, const stm_account *account, stm_span span)
{
    const stm_segments *g = &account->doc->segments;
    uint32_t t = stm_token_at(g, span.begin), sentence = g->tokens[t].sentence;
    for (uint32_t n = 0; n < BEFORE_TITLE && t > 0 && g->tokens[t - 1].sentence == sentence; n++)
        if (stm_table_has(&c->works, stm_fold(c->arena, stm_account_text(account, g->tokens[--t].span))))
            return true;
    return false;
}

// Are they the title of a film or book, which nobody said: all written like one, most not as a quotation, and called a work.
static bool is_title(const stm_comparing *c, const stm_mention *mentions, uint32_t n)
{
    uint32_t marked = 0, quoted = 0, works = 0;
    for (uint32_t i = 0; i < n; i++) {
        const stm_account *account = &c->accounts[stm_account_of(c, mentions[i].document)];
        if (!stm_form_as_said(mentions[i].form))
            continue;
        if (mentions[i].nspans != 1 || !reads_as_title(account, mentions[i].spans[0]))
            return false;
        marked++;
        quoted += mentions[i].form == STM_FORM_DIRECT;
        works += is_of_work(c, account, mentions[i].spans[0]);
    }
    return works > 0 && 2 * quoted <= marked;
}

// Words in marks that are no quotation count only where two articles mark the same, those of no quote beside a quote.
static bool worth_telling(const work *w, const uint32_t *sayings, uint32_t n)
{
    uint32_t marked = 0, scare = 0, loose = 0, account = STM_NO_GROUP;
    bool several = false;
    for (uint32_t i = 0; i < n; i++) {
        const stm_saying *saying = stm_saying_at(&w->s, sayings[i]);
        marked += saying->marked;
        scare += saying->marked && saying->quote->scare;
        loose += saying->loose;
        several = several || (account != STM_NO_GROUP && account != saying->account);
        account = saying->account;
    }
    if (marked == 0)
        return several; // reported speech alone: where two articles report the same
    return marked > loose && (scare < marked || several);
}

static void make_statement(work *w, uint32_t group, const uint32_t *sayings, uint32_t n)
{
    if (!worth_telling(w, sayings, n))
        return;
    stm_mention *mentions = stm_arena_take_array(w->c->arena, n + 1, sizeof *mentions);
    uint32_t nmentions = 0;
    for (uint32_t i = 0; i < n; i++) {
        stm_mention m = mention_of(w, sayings[i], group);
        if (m.nspans > 0 && nmentions > 0 && i > 0 && takes_up(w, sayings[i], sayings[i - 1], group))
            take_up(w, &mentions[nmentions - 1], &m);
        else if (m.nspans > 0)
            mentions[nmentions++] = m;
    }
    if (is_title(w->c, mentions, nmentions))
        return;
    stm_statement *s = stm_statement_add(w->c, STM_STATEMENT_QUOTE);
    s->mentions = mentions;
    s->nmentions = nmentions;
    drop_doubles(s);
    stm_wording_judge(w->c, s);
    s->text = text_of(w->c, &s->mentions[s->fullest]);
    give_speaker(w, s, sayings, n);
    give_reasons(w, s);
    stm_statement_end(w->c, s);
}

typedef struct member {
    uint32_t group, saying;
} member;

static int by_group(const void *one, const void *two)
{
    const member *a = one, *b = two;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    return a->saying < b->saying ? -1 : a->saying > b->saying;
}

static void make_statements(work *w)
{
    size_t n = w->s.pieces.n;
    member *members = stm_arena_take_array(w->c->arena, n + 1, sizeof *members);
    for (uint32_t i = 0; i < n; i++)
        members[i] = (member){group_of(w, i), stm_piece_at(&w->s, i)->saying};
    qsort(members, n, sizeof *members, by_group);
    uint32_t *sayings = stm_arena_take_array(w->c->arena, n + 1, sizeof *sayings);
    for (size_t i = 0; i < n;) {
        uint32_t group = members[i].group, nsayings = 0;
        for (; i < n && members[i].group == group; i++)
            if (nsayings == 0 || sayings[nsayings - 1] != members[i].saying)
                sayings[nsayings++] = members[i].saying;
        make_statement(w, group, sayings, nsayings);
    }
}

void stm_quotes_link(stm_comparing *c)
{
    c->sayings = stm_arena_take(c->arena, sizeof *c->sayings);
    c->sayings->c = c;
    stm_sayings_read(c->sayings);
    stm_sayings_link(c->sayings);
    stm_sayings_repeat(c->sayings);
}

void stm_quotes_group(stm_comparing *c)
{
    work w = {.s = *c->sayings, .c = c};
    size_t n = w.s.pieces.n;
    w.parents = stm_arena_take_array(c->arena, n + 1, sizeof *w.parents);
    w.articles = stm_arena_take_array(c->arena, n + 1, sizeof *w.articles);
    for (uint32_t i = 0; i < n; i++)
        w.parents[i] = i;
    count_articles(&w);
    join_neighbours(&w);
    count_articles(&w);
    adopt_orphans(&w);
    make_statements(&w);
}
