// Whom an account says it has a statement from: "told Reuters", "according to the BBC", "the Harbour Herald reported".
//
// An outlet is known by its name (lang/common/outlets.tsv, agencies.tsv), by the word its name ends in ("the Harbour Herald"), or by what
// stands before it ("the state news agency Norra"). It is the source of a statement only beside a word that makes it one
// (lang/<code>/outlet-cues.tsv), so that an outlet which is the topic, or the employer of somebody who speaks, is none. What it is the
// source of ends where another clause of the sentence has a subject of its own, and goes on over quotations behind it in the paragraph.
#include "base/hash.h"
#include "base/utf8.h"
#include "compare/inner.h"
#include "lang/lang.h"

enum {
    NAME_WORDS = 5,  // of an outlet's name
    CUE_WORDS = 4,
    BETWEEN = 7,     // words that may be skipped between cue and name
    NEAR = 4,        // sources before a statement that may reach it
    FULLER_BACK = 40, // outlets of an account among which the full form of a shortened one is looked for
};

enum { WORD_NAME = 1, WORD_KIND = 2, WORD_WORK = 4, WORD_SKIP = 8, WORD_ORDER = 16, WORD_INSIDE = 32, WORD_OWN = 64, WORD_PARTS = 128, WORD_HEARER = 256 };
enum { CUE_BEFORE = 1, CUE_BEHIND = 2, CUE_ITSELF = 4, CUE_HEARER = 8 };

typedef struct outlet { // an outlet named in a text
    uint32_t begin, end; // tokens
    stm_view name, hosts;
    bool speaks; // an agency, or said to be one: what it says is news, not its own affair
} outlet;

typedef struct via_work {
    stm_comparing *c;
    stm_account *account;
    const stm_segments *g;
    stm_table outlets, demonyms;
    stm_map words, cues; // of folded words: flags
    stm_vector found;    // stm_via of the account
} via_work;

static uint64_t flag_of(stm_view name)
{
    static const struct {
        const char *name;
        uint64_t flag;
    } flags[] = {{"name", WORD_NAME}, {"kind", WORD_KIND}, {"work", WORD_WORK}, {"skip", WORD_SKIP},
                 {"order", WORD_ORDER}, {"inside", WORD_INSIDE}, {"own", WORD_OWN}, {"parts", WORD_PARTS},
                 {"hearer", WORD_HEARER}};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (stm_view_is(name, flags[i].name))
            return flags[i].flag;
    return 0;
}

static void read_words(via_work *w, const char *code)
{
    stm_table table;
    stm_table_read(&table, w->c->arena, stm_lang_table(code, "outlet-words"));
    for (size_t i = 0; i < table.nrows; i++)
        *stm_map_put(&w->words, stm_hash(stm_fold(w->c->arena, table.rows[i].fields[0]))) |= flag_of(table.rows[i].fields[1]);
}

static uint64_t flag_of_side(stm_view side)
{
    if (stm_view_is(side, "hearer"))
        return CUE_HEARER;
    return stm_view_is(side, "before") ? CUE_BEFORE : stm_view_is(side, "behind") ? CUE_BEHIND : CUE_ITSELF;
}

static void read_cues(via_work *w, const char *code)
{
    stm_table table;
    stm_table_read(&table, w->c->arena, stm_lang_table(code, "outlet-cues"));
    for (size_t i = 0; i < table.nrows; i++) {
        stm_view rest = table.rows[i].fields[0], word, side = table.rows[i].fields[1];
        uint64_t key = 0;
        while (stm_view_split(&rest, ' ', &word))
            key = stm_hash_join(key, stm_hash(stm_fold(w->c->arena, word)));
        *stm_map_put(&w->cues, key) |= flag_of_side(side);
    }
}

static uint64_t flags_at(const via_work *w, uint32_t t)
{
    const uint64_t *flags = w->g->tokens[t].kind == STM_TOKEN_WORD ? stm_map_get(&w->words, w->g->tokens[t].word) : NULL;
    return flags != NULL ? *flags : 0;
}

static bool same_sentence(const via_work *w, uint32_t one, uint32_t two)
{
    return two < w->g->ntokens && w->g->tokens[one].sentence == w->g->tokens[two].sentence;
}

static bool is_possessive(const via_work *w, uint32_t t)
{
    stm_view text = stm_account_text(w->account, w->g->tokens[t].span);
    return stm_view_ends(text, STM_VIEW("'s")) || stm_view_ends(text, STM_VIEW("\xE2\x80\x99s"));
}

// The words [begin, end) as they stand, without a possessive ending.
static stm_view name_of(const via_work *w, uint32_t begin, uint32_t end)
{
    stm_view name = stm_account_text(w->account, (stm_span){w->g->tokens[begin].span.begin, w->g->tokens[end - 1].span.end});
    if (stm_view_ends(name, STM_VIEW("'s")))
        return stm_view_upto(name, name.size - 2);
    return stm_view_ends(name, STM_VIEW("\xE2\x80\x99s")) ? stm_view_upto(name, name.size - 4) : name;
}

static bool is_capital(const via_work *w, uint32_t first, uint32_t t)
{
    return same_sentence(w, first, t) && w->g->tokens[t].kind == STM_TOKEN_WORD && w->g->tokens[t].upper;
}

static bool behind_the(const via_work *w, uint32_t t)
{
    return t > 0 && same_sentence(w, t, t - 1) &&
           stm_view_equal_nocase(stm_account_text(w->account, w->g->tokens[t - 1].span), STM_VIEW("the"));
}

// Can a word that is also a common one be the outlet: "the Sun", not "Sun" nor "Sun Yang".
static bool is_plainly_meant(const via_work *w, uint32_t begin, const stm_row *row)
{
    if (stm_view_begins(row->fields[1], STM_VIEW("The ")) && !behind_the(w, begin) && row->fields[0].size + 4 == row->fields[1].size)
        return false;
    return w->g->tokens[begin].all_upper || is_possessive(w, begin) || !is_capital(w, begin, begin + 1);
}

// Without an article that is written together with it: "l'AFP".
static stm_view without_article(stm_view name)
{
    if (name.size > 2 && stm_is_letter(name.at[0]) && name.at[1] == '\'')
        return stm_view_from(name, 2);
    return name.size > 4 && stm_is_letter(name.at[0]) && memcmp(name.at + 1, "\xE2\x80\x99", 3) == 0 ? stm_view_from(name, 4) : name;
}

// The outlet of the tables whose name begins at a token; the longest.
static bool known_at(const via_work *w, uint32_t t, outlet *found)
{
    found->end = 0;
    for (uint32_t n = 1; n <= NAME_WORDS && same_sentence(w, t, t + n - 1); n++) {
        stm_view name = name_of(w, t, t + n);
        const stm_row *agency = stm_table_find(&w->c->agencies, name), *row = stm_table_find(&w->outlets, name);
        if (agency == NULL && row == NULL) {
            agency = stm_table_find(&w->c->agencies, without_article(name));
            row = stm_table_find(&w->outlets, without_article(name));
        }
        if (agency != NULL) {
            const stm_row *hosts = stm_table_find(&w->outlets, agency->fields[1]);
            *found = (outlet){t, t + n, agency->fields[1], hosts != NULL ? hosts->fields[2] : STM_VIEW(""), true};
        } else if (row != NULL && (n > 1 || is_plainly_meant(w, t, row))) {
            *found = (outlet){t, t + n, row->fields[1], row->fields[2], false};
        }
    }
    return found->end > 0;
}

// Does a word end names of outlets, by itself or behind a hyphen: "Herald", "Times-News".
static bool ends_name(const via_work *w, uint32_t t)
{
    stm_view word = name_of(w, t, t + 1);
    size_t at = word.size;
    while (at > 0 && word.at[at - 1] != '-')
        at--;
    const uint64_t *flags = stm_map_get(&w->words, stm_hash(stm_fold(w->c->arena, stm_view_from(word, at))));
    return flags != NULL && (*flags & WORD_NAME);
}

// Does a date stand there: "the newspaper Friday".
static bool is_dated(const via_work *w, uint32_t t)
{
    size_t name = stm_account_name_at(w->account, w->g->tokens[t].span.begin);
    bool begins = name < w->account->doc->notes.nnames && w->account->doc->notes.names[name].span.begin == w->g->tokens[t].span.begin;
    return stm_account_names(w->account, t) && !begins;
}

// A run of capitals that ends in such a word, or stands behind what the outlet is.
static bool unknown_at(const via_work *w, uint32_t t, outlet *found)
{
    bool said_to_be = t > 0 && same_sentence(w, t, t - 1) && (flags_at(w, t - 1) & WORD_KIND) && !w->g->tokens[t - 1].upper &&
                      !is_dated(w, t);
    uint32_t end = t, name = 0;
    while (end < t + NAME_WORDS && is_capital(w, t, end)) {
        bool last = is_possessive(w, end);
        end++;
        if (ends_name(w, end - 1) && (end > t + 1 || stm_view_find_byte(name_of(w, t, end), '-') > 0))
            name = end;
        if (last)
            break;
    }
    if (end == t || (name == 0 && !said_to_be))
        return false;
    end = name > 0 ? name : end;
    stm_view view = name_of(w, t, end);
    *found = (outlet){t, end, stm_view_begins(view, STM_VIEW("The ")) ? stm_view_from(view, 4) : view, STM_VIEW(""), said_to_be};
    return true;
}

// Is it a person's name that begins so: "Wafa Hassan", "Emily Post" where the text says that she is a woman.
static bool is_person(const via_work *w, const outlet *o)
{
    const stm_notes *notes = &w->account->doc->notes;
    stm_span span = {w->g->tokens[o->begin].span.begin, w->g->tokens[o->end - 1].span.end};
    size_t n = stm_account_name_at(w->account, span.begin);
    const stm_name *name = n < notes->nnames && notes->names[n].span.begin == span.begin ? &notes->names[n] : NULL;
    return name != NULL && name->kind == STM_NAME_PERSON && (name->span.end > span.end || (name->span.end == span.end && (name->female || name->male)));
}

static bool outlet_at(const via_work *w, uint32_t t, outlet *found)
{
    const stm_token *token = &w->g->tokens[t];
    stm_view word = name_of(w, t, t + 1), bare = without_article(word);
    if (token->kind != STM_TOKEN_WORD || (!token->upper && bare.size == word.size && stm_table_find(&w->c->agencies, word) == NULL))
        return false;
    if (stm_view_is(stm_account_text(w->account, token->span), "The") && is_capital(w, t, t + 1))
        return false; // its name begins at the next word
    return (known_at(w, t, found) || (token->upper && unknown_at(w, t, found))) && !is_person(w, found);
}

// What kind of cue are the words that end before token `t`, or begin with it; `*n` words.
static uint64_t cue_at(const via_work *w, uint32_t t, bool ends, uint32_t *n)
{
    for (*n = CUE_WORDS; *n > 0; --*n) {
        uint64_t key = 0;
        uint32_t first = ends ? t - *n : t, i = 0;
        if ((ends && (*n > t || !same_sentence(w, first, t - 1))) || (!ends && !same_sentence(w, t, t + *n - 1)))
            continue;
        for (; i < *n && w->g->tokens[first + i].kind == STM_TOKEN_WORD; i++)
            key = stm_hash_join(key, w->g->tokens[first + i].word);
        const uint64_t *flags = i == *n ? stm_map_get(&w->cues, key) : NULL;
        if (flags != NULL && (*flags & (ends ? CUE_BEFORE | CUE_HEARER : CUE_BEHIND | CUE_ITSELF)))
            return *flags;
    }
    return 0;
}

static bool may_be_skipped(const via_work *w, uint32_t t)
{
    if (flags_at(w, t) & (WORD_SKIP | WORD_KIND))
        return true;
    return w->g->tokens[t].kind == STM_TOKEN_WORD && w->g->tokens[t].upper && stm_map_get(&w->words, w->g->tokens[t].word) == NULL &&
           stm_table_has(&w->demonyms, stm_fold(w->c->arena, stm_account_text(w->account, w->g->tokens[t].span)));
}

// "told the state news agency Norra": the token at which the cue begins; STM_NO_TOKEN: none.
static uint32_t cue_before(const via_work *w, const outlet *o)
{
    uint32_t n;
    for (uint32_t t = o->begin, skipped = 0; t > 0 && same_sentence(w, t, t - 1) && skipped <= BETWEEN; t--, skipped++) {
        if (cue_at(w, t, true, &n) & CUE_BEFORE) {
            bool order = same_sentence(w, o->begin, o->end) && (flags_at(w, o->end) & WORD_ORDER);
            return order ? STM_NO_TOKEN : t - n;
        }
        if (!may_be_skipped(w, t - 1))
            break;
    }
    return STM_NO_TOKEN;
}

// "sagte Ada Vell der Agentur Norra", "sagte sie der Agentur Norra", not "sagte der Chef der Agentur Norra": the token at which the cue
// begins, behind which only a name or a pronoun stands before the outlet; STM_NO_TOKEN: none.
static uint32_t cue_of_hearer(const via_work *w, const outlet *o)
{
    uint32_t t = o->begin;
    while (t > 0 && same_sentence(w, t, t - 1) && (flags_at(w, t - 1) & (WORD_KIND | WORD_SKIP)) && !(flags_at(w, t - 1) & WORD_HEARER))
        t--;
    if (t < 2 || !same_sentence(w, t, t - 2) || !(flags_at(w, t - 1) & WORD_HEARER))
        return STM_NO_TOKEN;
    t--;
    if (w->g->tokens[t - 1].upper && !stm_account_names(w->account, t - 1))
        return STM_NO_TOKEN;
    for (uint32_t i = t, steps = 0; i > 0 && same_sentence(w, t, i - 1) && w->g->tokens[i - 1].kind == STM_TOKEN_WORD && steps < BETWEEN; i--, steps++) {
        uint32_t n;
        if (cue_at(w, i, true, &n) & CUE_HEARER)
            return i - n;
    }
    return STM_NO_TOKEN;
}

// Does somebody else speak, to whom the outlet belongs: "an editor of the Harbour Herald said".
static bool belongs(const via_work *w, const outlet *o)
{
    uint32_t t = o->begin;
    while (t > 0 && same_sentence(w, t, t - 1) && may_be_skipped(w, t - 1) && !(flags_at(w, t - 1) & WORD_INSIDE))
        t--;
    return t > 0 && same_sentence(w, t, t - 1) && (flags_at(w, t - 1) & WORD_INSIDE);
}

// "the Harbour Herald reported", "a Reuters witness said": the token behind the cue; STM_NO_TOKEN: none.
static uint32_t cue_behind(const via_work *w, const outlet *o)
{
    uint32_t t = o->end, n;
    bool work = false;
    if (belongs(w, o) || !same_sentence(w, o->begin, t))
        return STM_NO_TOKEN;
    for (uint32_t skipped = 0; skipped < BETWEEN && same_sentence(w, o->begin, t); t++, skipped++) {
        uint64_t cue = cue_at(w, t, false, &n);
        bool own = same_sentence(w, o->begin, t + n) && (flags_at(w, t + n) & WORD_OWN);
        if (cue != 0)
            return (cue & CUE_BEHIND) || (!own && (o->speaks || work)) ? t + n : STM_NO_TOKEN;
        bool here = flags_at(w, t) & WORD_WORK;
        if (!here && !may_be_skipped(w, t) && !(work && is_capital(w, o->begin, t)))
            break;
        work = work || here;
    }
    return STM_NO_TOKEN;
}

// The full name of what an account calls "the Herald" once it was named.
static void give_full_name(const via_work *w, outlet *o)
{
    for (size_t i = w->found.n, steps = 0; i-- > 0 && steps < FULLER_BACK; steps++) {
        const stm_via *via = stm_vector_at(&w->found, i);
        if (o->hosts.size == 0 && via->name.size > o->name.size + 1 && stm_view_ends(via->name, o->name) &&
            via->name.at[via->name.size - o->name.size - 1] == ' ') {
            o->name = via->name;
            o->hosts = via->hosts;
            return;
        }
    }
}

// Does a clause with a subject of its own begin at a token: ", and", ", while", ";".
static bool parts(const via_work *w, uint32_t t)
{
    stm_view sign = w->g->tokens[t].kind == STM_TOKEN_SIGN ? stm_account_text(w->account, w->g->tokens[t].span) : STM_VIEW("");
    return stm_view_is(sign, ";") || (stm_view_is(sign, ",") && same_sentence(w, t, t + 1) && (flags_at(w, t + 1) & WORD_PARTS));
}

// Where the clause begins that a cue at `begin` stands in; what stands between quotation marks parts nothing.
static uint32_t reach_back(const via_work *w, uint32_t begin)
{
    uint32_t first = w->g->sentences[w->g->tokens[begin].sentence].begin;
    bool inside = false;
    if (begin > first && (flags_at(w, begin - 1) & WORD_PARTS))
        return begin;
    for (uint32_t t = begin; t > first; t--) {
        inside = inside != (w->g->tokens[t - 1].kind == STM_TOKEN_QUOTE);
        if (!inside && parts(w, t - 1))
            return t;
    }
    return first;
}

// Does a sentence take up what was said in the one before it: in quotation marks, in its paragraph or behind a colon.
static bool goes_on(const via_work *w, uint32_t sentence)
{
    const stm_sentence *s = &w->g->sentences[sentence];
    return w->g->tokens[s->begin].kind == STM_TOKEN_QUOTE &&
           (s->block == s[-1].block || stm_view_ends(stm_account_text(w->account, s[-1].span), STM_VIEW(":")));
}

// Where the clause ends, or the quotations behind it.
static uint32_t reach_on(const via_work *w, uint32_t end)
{
    uint32_t sentence = w->g->tokens[end - 1].sentence, last = w->g->sentences[sentence].end;
    bool inside = false;
    for (uint32_t t = end; t < last; t++) {
        inside = inside != (w->g->tokens[t].kind == STM_TOKEN_QUOTE);
        if (!inside && parts(w, t))
            return t;
    }
    while (sentence + 1 < w->g->nsentences && goes_on(w, sentence + 1))
        sentence++;
    return w->g->sentences[sentence].end;
}

static void look_at(via_work *w, outlet *o)
{
    uint32_t begin = cue_before(w, o), end = o->end;
    if (begin == STM_NO_TOKEN)
        begin = cue_of_hearer(w, o);
    if (begin == STM_NO_TOKEN) {
        begin = o->begin;
        end = cue_behind(w, o);
        if (end == STM_NO_TOKEN)
            return;
    }
    give_full_name(w, o);
    const stm_token *tokens = w->g->tokens;
    *(stm_via *)stm_vector_push(&w->found) = (stm_via){
        .name = o->name,
        .hosts = o->hosts,
        .plain = stm_plain_name(w->c->arena, stm_view_begins(o->name, STM_VIEW("The ")) ? stm_view_from(o->name, 4) : o->name),
        .words = {tokens[begin].span.begin, tokens[end - 1].span.end},
        .reach = {tokens[reach_back(w, begin)].span.begin, tokens[reach_on(w, end) - 1].span.end},
    };
}

static void read_account(via_work *w, uint32_t number)
{
    w->account = &w->c->accounts[number];
    w->g = &w->account->doc->segments;
    stm_vector_init(&w->found, w->c->arena, sizeof(stm_via));
    for (uint32_t t = 0; t < w->g->ntokens;) {
        outlet o;
        bool is = outlet_at(w, t, &o);
        if (is)
            look_at(w, &o);
        t = is ? o.end : t + 1;
    }
    w->account->vias = w->found.items;
    w->account->nvias = (uint32_t)w->found.n;
}

// The source nearest before a span, or in it, whose reach the span lies in.
stm_via *stm_via_of(const stm_account *account, stm_span span)
{
    uint32_t low = 0, high = account->nvias;
    while (low < high) { // the first whose words begin behind the span
        uint32_t middle = low + (high - low) / 2;
        if (account->vias[middle].words.begin < span.end)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < account->nvias && stm_span_within(span, account->vias[low].reach))
        return &account->vias[low];
    for (uint32_t i = low, steps = 0; i-- > 0 && steps < NEAR; steps++)
        if (stm_span_within(span, account->vias[i].reach))
            return &account->vias[i];
    return NULL;
}

void stm_via_find(stm_comparing *c)
{
    via_work w = {.c = c};
    stm_map_init(&w.words, c->arena);
    stm_map_init(&w.cues, c->arena);
    stm_table_read(&w.outlets, c->arena, stm_lang_table("common", "outlets"));
    stm_table_read(&w.demonyms, c->arena, stm_lang_table("en", "demonyms"));
    for (const char *const *code = stm_lang_codes(); *code != NULL; code++) {
        read_words(&w, *code);
        read_cues(&w, *code);
    }
    for (uint32_t a = 0; a < c->naccounts; a++)
        read_account(&w, a);
}
