// Quotations without a verb of saying: a colon, a label, a signature or the sentence around them tells who speaks.
#include "annotate/reading.h"

enum {
    SIGNED_MOST = 14, // tokens of a signature
    LABEL_MOST = 3,   // of a transcript's label
    APART_LEAST = 3,  // of a quotation within a sentence that needs no cue, in a language that keeps each pair apart
    FREE_REACH = 3,   // sentences over which reported speech goes on there
    INSIDE_MOST = 16, // of a cue within marks
    SCRIPT_REACH = 48, // back to the bracket that a script opened
    POST_MOST = 100,  // of a post
    HANDLE_MOST = 4,  // between "@" and the bracket that ends a handle
    LONE_LEAST = 8,   // of a quotation within a sentence that needs no cue
};

// Is the noun phrase one that speaks: a name, a pronoun, a word for people or documents.
static bool speaks(const stm_scene *s, stm_range phrase)
{
    for (uint32_t i = phrase.begin; i < phrase.end; i++)
        if (s->name_of[i] != 0 || stm_scene_has(s, i, STM_W_SUBJECT | STM_W_HUMAN | STM_N_ROLE | STM_N_ORG))
            return true;
    return false;
}

// The same, or one of several words of which nothing is known, where every noun has a capital.
static bool may_speak(const stm_scene *s, stm_range phrase)
{
    return speaks(s, phrase) || (s->words->capital_nouns && phrase.end != phrase.begin + 1);
}

// Is the word beside a subject a verb in the subjunctive, by its ending: "die Studie zeige".
static bool reports(const stm_scene *s, uint32_t i)
{
    const stm_vocabulary *words = s->words;
    bool grammar = stm_scene_has(s, i, STM_W_DET | STM_W_PREP | STM_W_ADVERB | STM_W_AUX | STM_W_PRONOUN | STM_W_CONJ);
    if (i >= s->ntokens || words->subjunctive_ending.size == 0 || s->mark_of[i] != 0 || s->tokens[i].upper)
        return false;
    stm_view word = stm_scene_word(s, i);
    return !grammar && stm_view_ends(word, words->subjunctive_ending) && !stm_view_ends(word, words->indicative_ending);
}

// Is the sentence no reported speech: no verb of it outside marks is in the subjunctive.
static bool is_told(const stm_reading *r, stm_range head)
{
    for (uint32_t i = r->begin; i < r->end; i++)
        if (r->s->mark_of[i] == 0 && stm_scene_has(r->s, i, STM_W_SUBJUNCTIVE))
            return false;
    return !reports(r->s, head.end) && !(head.begin > r->begin && reports(r->s, head.begin - 1));
}

// The person named before the colon, alone or at the end of a list: "..., and Mayor Low: "..."".
static stm_range label_before(const stm_reading *r, uint32_t colon)
{
    const stm_scene *s = r->s;
    stm_range none = {colon, colon};
    uint32_t name = colon > r->begin ? s->name_of[colon - 1] : 0;
    if (name == 0 || s->names[name - 1].kind != STM_NAME_PERSON)
        return none;
    stm_range phrase = stm_phrase_before(s, r->begin, colon);
    bool parted = phrase.begin == r->begin || stm_reading_sign(r, phrase.begin - 1, ',') || stm_scene_has(s, phrase.begin - 1, STM_W_AND);
    return parted ? phrase : none;
}

// Who speaks within a sentence without a cue: who spoke in it, or in the sentences before where reported speech goes on without one; else
// its subject.
static stm_range speaker_around(const stm_reading *r, uint32_t open, bool colon)
{
    const stm_scene *s = r->s;
    stm_range head = colon ? label_before(r, open - 1) : (stm_range){open, open};
    if (!stm_range_empty(head) || !stm_range_empty(r->speaker))
        return stm_range_empty(head) ? r->speaker : head;
    const stm_saying *last = r->sayings->list.n > 0 ? stm_vector_at(&r->sayings->list, r->sayings->list.n - 1) : NULL;
    uint32_t here = s->tokens[open].sentence;
    if (colon && last != NULL && open == r->begin + 2 && stm_scene_has(s, r->begin, STM_W_AND) && here - last->sentence <= 1)
        return last->speaker; // `Und: "..."`
    head = stm_head_of_sentence(r, open);
    bool reported = s->words->apart && !colon && !(speaks(s, head) && is_told(r, head));
    if (reported && last != NULL && here - last->sentence <= FREE_REACH &&
        s->segments->sentences[here].block == s->segments->sentences[last->sentence].block)
        return last->speaker;
    return colon || may_speak(s, head) ? head : (stm_range){open, open};
}

// Does the mark stand in what a page left of its scripts: "push({ mode: 'thumbnails'".
static bool is_script(const stm_reading *r, uint32_t open)
{
    for (uint32_t i = open; i > r->begin && open - i < SCRIPT_REACH; i--)
        if (stm_reading_sign(r, i - 1, '{'))
            return true;
    return false;
}

// The subject of the sentence as speaker of a quotation that no cue took: at the colon before it (`NAME: "..."`, "NAME returned to an
// old theme:"), or of a long one within the sentence.
static void take_lone(stm_reading *r, uint32_t open)
{
    const stm_scene *s = r->s;
    uint32_t end = stm_scene_mark_end(s, open);
    bool colon = stm_reading_sign(r, open - 1, ':');
    if ((colon && is_script(r, open)) || stm_reading_sign(r, open - 1, '.')) // behind a stop a sentence begins (quotes.c)
        return;
    if (r->sayings->mark_used[s->mark_of[open] - 1] != 0 || (!colon && end - open < (s->words->apart ? APART_LEAST : LONE_LEAST)))
        return;
    stm_range speaker = speaker_around(r, open, colon);
    if (stm_range_empty(speaker))
        return;
    stm_saying *saying = stm_saying_add(r->sayings, colon ? (stm_range){open - 1, open} : (stm_range){open, open}, speaker);
    stm_saying_put(r->sayings, saying, (stm_range){open, end});
}

static void take_lone_marks(stm_reading *r, uint32_t begin)
{
    for (uint32_t i = begin + 1; i < r->end; i++)
        if (stm_scene_opens(r->s, i)) {
            take_lone(r, i);
            i = stm_scene_mark_end(r->s, i) - 1;
        }
}

// "Low made this point:" with a quotation as the next sentence or paragraph, and no cue.
static void take_announced(stm_reading *r)
{
    const stm_scene *s = r->s;
    uint32_t next = s->tokens[r->end - 1].sentence + 1;
    if (stm_scene_sign(s, r->end - 1) != ':' || s->mark_of[r->end - 1] != 0 || next >= s->segments->nsentences)
        return;
    uint32_t open = s->segments->sentences[next].begin;
    if (!stm_scene_all_quoted(s, next) || r->sayings->mark_used[s->mark_of[open] - 1] != 0)
        return;
    stm_range speaker = stm_range_empty(r->speaker) ? stm_head_of_sentence(r, r->end - 1) : r->speaker;
    if (stm_range_empty(speaker))
        return;
    stm_saying *saying = stm_saying_add(r->sayings, (stm_range){r->end - 1, r->end}, speaker);
    stm_saying_put(r->sayings, saying, (stm_range){open, stm_scene_mark_end(s, open)});
}

static bool is_dash(const stm_scene *s, uint32_t i)
{
    uint32_t sign = stm_scene_sign(s, i);
    return sign == 0x2014 || sign == 0x2013 || sign == 0x2015 || sign == '-' || sign == '~';
}

static bool line_breaks_before(const stm_scene *s, uint32_t i)
{
    if (i == 0 || i >= s->ntokens)
        return true;
    for (uint32_t at = s->tokens[i - 1].span.end; at < s->tokens[i].span.begin; at++)
        if (s->text.at[at] == '\n')
            return true;
    return false;
}

// Nothing but capitalised words and what joins them.
static bool is_like_name(const stm_scene *s, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (s->tokens[i].kind == STM_TOKEN_WORD && !s->tokens[i].upper && !stm_scene_has(s, i, STM_W_PREP | STM_W_DET | STM_N_PARTICLE | STM_N_ROLE | STM_W_AND))
            return false;
    return begin < end && s->tokens[begin].upper;
}

// `"..." - NAME` with nothing behind it in its line: a signature.
void stm_signature_read(stm_sayings *sayings, uint32_t number)
{
    const stm_scene *s = sayings->s;
    const stm_sentence *sentence = &s->segments->sentences[number];
    bool marked = s->marked[number] || (sentence->begin > 0 && s->mark_of[sentence->begin - 1] != 0);
    for (uint32_t i = sentence->begin; marked && i < sentence->end; i++) {
        if (s->mark_of[i] != 0) {
            i = stm_scene_mark_end(s, i) > i ? stm_scene_mark_end(s, i) - 1 : i;
            continue;
        }
        if (i == 0 || s->mark_of[i - 1] == 0 || !stm_scene_closes(s, i - 1) || !is_dash(s, i) || sayings->mark_used[s->mark_of[i - 1] - 1] != 0)
            continue;
        uint32_t end = i + 1;
        while (end < s->ntokens && end - i < SIGNED_MOST && !line_breaks_before(s, end) && !stm_scene_opens(s, end))
            end++;
        uint32_t comma = i + 1;
        while (comma < end && stm_scene_sign(s, comma) != ',')
            comma++;
        bool stop = stm_scene_sign(s, end - 1) == '.' && end - i > 2;
        if (end == i + 1 || end - i >= SIGNED_MOST || !is_like_name(s, i + 1, comma))
            continue;
        stm_saying *saying = stm_saying_add(sayings, (stm_range){i, i + 1}, (stm_range){i + 1, comma < end ? comma : end - stop});
        const stm_mark *mark = stm_scene_mark(s, i - 1);
        stm_saying_put(sayings, saying, (stm_range){mark->open, mark->close + 1});
    }
}

// The dash before the name that a handle in brackets, open at token `open`, belongs to; `open`: none.
static uint32_t post_dash(const stm_scene *s, uint32_t begin, uint32_t open)
{
    uint32_t dash = open, close = open + 2;
    while (close < s->ntokens && close - open <= HANDLE_MOST && stm_scene_sign(s, close) != ')')
        close++;
    while (dash > begin && open - dash < SIGNED_MOST && !is_dash(s, dash))
        dash--;
    bool signs = stm_scene_sign(s, close) == ')' && is_dash(s, dash) && s->tokens[dash].spaced && is_like_name(s, dash + 1, open);
    return signs ? dash : open;
}

// The post that ends with the dash: its paragraph up to there, from behind another post on, or the paragraph before where that has nothing
// but the signature.
static void take_post(stm_sayings *sayings, uint32_t dash, uint32_t open)
{
    const stm_scene *s = sayings->s;
    const stm_sentence *sentences = s->segments->sentences;
    uint32_t last = s->tokens[dash].sentence, first = last, end = dash;
    if (sentences[last].begin == dash && last > 0)
        first = --last;
    while (first > 0 && sentences[first - 1].block == sentences[last].block && !sayings->posts[first - 1] && end - sentences[first].begin <= POST_MOST)
        first--;
    end = end < sentences[last].end ? end : sentences[last].end;
    if (sentences[first].begin >= end || end - sentences[first].begin > POST_MOST)
        return;
    stm_saying *saying = stm_saying_add(sayings, (stm_range){dash, dash + 1}, (stm_range){dash + 1, open});
    saying->post = true;
    stm_saying_put(sayings, saying, (stm_range){sentences[first].begin, end});
    for (uint32_t i = first; i <= s->tokens[dash].sentence; i++)
        sayings->posts[i] = true;
}

void stm_posts_read(stm_sayings *sayings)
{
    stm_scene *s = sayings->s;
    const char *at = s->text.at, *end = at + s->text.size;
    for (; at < end && (at = memchr(at, '@', (size_t)(end - at))) != NULL; at++) { // which most articles have nowhere
        uint32_t i = stm_token_at(s->segments, (uint32_t)(at - s->text.at)) - 1;
        if (at == s->text.at || at[-1] != '(' || i == 0 || stm_scene_sign(s, i) != '(' || s->mark_of[i] != 0)
            continue;
        if (sayings->posts == NULL)
            sayings->posts = stm_arena_take_array(s->arena, s->segments->nsentences + 1, sizeof *sayings->posts);
        uint32_t begin = s->segments->sentences[s->tokens[i].sentence].begin, dash = post_dash(s, begin, i);
        if (dash < i)
            take_post(sayings, dash, i);
    }
}

// `"MASON: ..."`: a transcript in marks names who speaks.
void stm_label_read(stm_sayings *sayings, uint32_t number)
{
    const stm_scene *s = sayings->s;
    uint32_t open = s->segments->sentences[number].begin, colon = open + 1;
    if (!stm_scene_opens(s, open) || sayings->mark_used[s->mark_of[open] - 1] != 0)
        return;
    while (colon < s->ntokens && colon - open <= LABEL_MOST && s->tokens[colon].kind == STM_TOKEN_WORD && s->tokens[colon].all_upper)
        colon++;
    uint32_t end = stm_scene_mark_end(s, open);
    if (colon == open + 1 || colon + 1 >= end || stm_scene_sign(s, colon) != ':')
        return;
    stm_saying *saying = stm_saying_add(sayings, (stm_range){colon, colon + 1}, (stm_range){open + 1, colon});
    stm_saying_put(sayings, saying, (stm_range){colon + 1, end});
}

// The participle or verb of a cue at token `i`, with its auxiliary before it: "a déclaré", "dit-il"; `i` - 1 if there is none.
static uint32_t inside_verb(const stm_scene *s, uint32_t i)
{
    uint32_t verb = i + stm_scene_has(s, i, STM_W_HAVE);
    bool says = stm_scene_has(s, verb, STM_V_SAY | STM_V_ASK) && stm_scene_has(s, verb, STM_F_PAST | STM_F_S);
    return says ? verb : i - 1;
}

// Takes the cue between the commas at `comma` and behind it out of the marks; false if there is none.
static bool take_inside(stm_sayings *sayings, uint32_t comma, uint32_t end)
{
    stm_scene *s = sayings->s;
    uint32_t pair = s->mark_of[comma], verb = inside_verb(s, comma + 1), last = verb + 1;
    if (verb <= comma || end < comma + 3)
        return false;
    while (last < end && last - comma < INSIDE_MOST && stm_scene_sign(s, last) != ',' && stm_scene_sign(s, last) != '.')
        last++;
    if (last >= end || last - comma >= INSIDE_MOST)
        return false;
    for (uint32_t i = comma; i <= last; i++)
        s->mark_of[i] = 0;
    stm_range speaker = {last, last};
    for (uint32_t i = comma + 1; i <= verb; i++)
        if (stm_scene_has(s, i, STM_W_INVERTED))
            speaker = (stm_range){i, i + 1};
    uint32_t behind = verb + 1; // "a déclaré mardi NAME"
    while (behind < last && stm_scene_has(s, behind, STM_W_TIME | STM_W_ADVERB) && !stm_scene_has(s, behind, STM_W_DET))
        behind++;
    if (stm_range_empty(speaker))
        speaker = stm_phrase_behind(s, behind, last);
    if (stm_range_empty(speaker)) {
        for (uint32_t i = comma; i <= last; i++)
            s->mark_of[i] = pair;
        return false;
    }
    stm_saying *saying = stm_saying_add(sayings, (stm_range){verb, verb + 1}, speaker);
    stm_saying_put(sayings, saying, (stm_range){s->segments->marks[pair - 1].open, comma});
    stm_saying_put(sayings, saying, (stm_range){last + 1, end});
    return true;
}

// `« A, a déclaré NAME, B »`: the cue stands within the marks.
void stm_inside_read(stm_sayings *sayings, uint32_t number)
{
    const stm_scene *s = sayings->s;
    const stm_sentence *sentence = &s->segments->sentences[number];
    for (uint32_t i = sentence->begin; i < sentence->end; i++) {
        if (!stm_scene_opens(s, i) || sayings->mark_used[s->mark_of[i] - 1] != 0)
            continue;
        uint32_t end = stm_scene_mark_end(s, i), at = i + 1;
        while (at < end && !(stm_scene_sign(s, at) == ',' && take_inside(sayings, at, end)))
            at++;
        i = end - 1;
    }
}

void stm_uncued_read(stm_reading *r, uint32_t begin)
{
    if (r->s->marked[r->s->tokens[begin].sentence])
        take_lone_marks(r, begin);
    take_announced(r);
}

stm_range stm_speaker_around(stm_sayings *sayings, uint32_t open, const stm_saying *last)
{
    stm_scene *s = sayings->s;
    uint32_t here = s->tokens[open].sentence;
    stm_range none = {open, open};
    if (here == 0 || s->segments->sentences[here - 1].block != s->segments->sentences[here].block)
        return none;
    const stm_sentence *before = &s->segments->sentences[here - 1];
    stm_reading r = {sayings, s, before->begin, before->end, before->begin, {0, 0}, false, s->marked[here - 1]};
    stm_range head = stm_head_of_sentence(&r, before->end);
    if (speaks(s, head) && is_told(&r, head))
        return head;
    bool near = last != NULL && here - last->sentence <= FREE_REACH && s->segments->sentences[last->sentence].block == before->block;
    return near ? last->speaker : none;
}
