// Cues: verbs of saying and their kin, and the content that belongs to them in their sentence.
//
// Method: patterns over tokens (after Pareti 2016 and the rules of the GenderGapTracker, Asr et al. 2021). A cue stands behind its
// content (", he said."), in the middle ("A, he said, B"), or before it ("he said that B", "he said: B"). What stands between
// quotation marks is opaque here. Content ends with its sentence, or where another cue of the same sentence takes over.
#include "annotate/sayings.h"
#include "base/hash.h"
#include "base/utf8.h"

enum { HEARER_MOST = 12, MIDDLE_LEAST = 2 };

typedef struct reading {
    stm_sayings *sayings;
    stm_scene *s;
    uint32_t begin, end; // the sentence without its terminator
    uint32_t from;       // what stands before is taken
    stm_range speaker;   // of the latest cue in the sentence
} reading;

static stm_view written(const stm_scene *s, uint32_t i)
{
    return stm_view_in(s->text, s->tokens[i].span);
}

static bool is_sign(const reading *r, uint32_t i, uint32_t sign)
{
    return i < r->end && r->s->mark_of[i] == 0 && stm_scene_sign(r->s, i) == sign;
}

static bool opens_mark(const reading *r, uint32_t i)
{
    return i < r->s->ntokens && r->s->mark_of[i] != 0 && r->s->segments->marks[r->s->mark_of[i] - 1].open == i;
}

static uint32_t mark_end(const reading *r, uint32_t i)
{
    uint32_t close = r->s->segments->marks[r->s->mark_of[i] - 1].close;
    return close == STM_NO_TOKEN ? r->s->segments->sentences[r->s->tokens[i].sentence].end : close + 1;
}

static bool closes_mark(const reading *r, uint32_t i)
{
    return r->s->mark_of[i] != 0 && r->s->segments->marks[r->s->mark_of[i] - 1].close == i;
}

static bool is_plural_like(const stm_scene *s, uint32_t i)
{
    stm_view word = written(s, i);
    return stm_scene_has(s, i, STM_W_SUBJECT) || stm_view_is(word, "people") || stm_view_is(word, "police") ||
           (s->tokens[i].kind == STM_TOKEN_WORD && stm_view_ends(word, STM_VIEW("s"))) || stm_scene_has(s, i, STM_W_REL);
}

// Skips adverbs and auxiliaries to the left; notes a form of "be" and "to".
static uint32_t verb_group_begin(const reading *r, uint32_t cue, bool *passive, bool *aux)
{
    const stm_scene *s = r->s;
    uint32_t i = cue;
    *passive = *aux = false;
    while (i > r->begin && s->mark_of[i - 1] == 0) {
        if (stm_scene_has(s, i - 1, STM_W_SUBJECT) || s->name_of[i - 1] != 0)
            break;
        bool adverb = stm_scene_has(s, i - 1, STM_W_ADVERB | STM_W_TIME) ||
                      (stm_view_ends(written(s, i - 1), STM_VIEW("ly")) && !s->tokens[i - 1].upper);
        if (!adverb && !stm_scene_has(s, i - 1, STM_W_AUX))
            break;
        *passive = *passive || (i == cue && stm_scene_has(s, i - 1, STM_W_BE));
        *aux = *aux || stm_scene_has(s, i - 1, STM_W_AUX);
        i--;
    }
    if (i > r->begin && stm_scene_has(s, i - 1, STM_W_TO))
        *aux = true;
    return i;
}

// Is token `i` a verb here, not a noun or an adjective.
static bool is_verb(const reading *r, uint32_t i)
{
    const stm_scene *s = r->s;
    uint64_t flags = s->flags[i];
    if (!(flags & STM_V_ANY) || s->name_of[i] != 0 || (s->tokens[i].upper && i > r->begin && !s->titled[s->tokens[i].sentence]))
        return false;
    bool passive, aux;
    uint32_t group = verb_group_begin(r, i, &passive, &aux);
    bool after_noun_sign = i > r->begin && stm_scene_has(s, i - 1, STM_W_DET | STM_W_PREP) && !stm_scene_has(s, i - 1, STM_W_SUBJECT | STM_W_TO | STM_W_THAT);
    if (flags & STM_F_ING)
        return !after_noun_sign || !stm_scene_has(s, i - 1, STM_W_DET);
    if (after_noun_sign)
        return false;
    if (flags & STM_F_PAST)
        return !passive;
    if (flags & STM_F_S)
        return group > r->begin && !(flags & (STM_W_SAYNOUN | STM_W_HUMAN) && s->name_of[i - 1] == 0 && !stm_scene_has(s, i - 1, STM_W_PRONOUN) &&
                                     !stm_scene_has(s, i + 1, STM_W_THAT | STM_W_DET | STM_W_SUBJECT) && !opens_mark(r, i + 1));
    return aux || (group > r->begin && is_plural_like(s, group - 1) && !(flags & (STM_W_SAYNOUN | STM_W_HUMAN | STM_W_PREP)));
}

// Skips what may stand between cue and content: hearers, places, times, "in a statement".
static uint32_t skip_adjuncts(const reading *r, uint32_t i, uint64_t verb)
{
    const stm_scene *s = r->s;
    uint32_t start = i;
    while (i < r->end && i - start < 2 * HEARER_MOST && s->mark_of[i] == 0) {
        bool prep = stm_scene_has(s, i, STM_W_PREP) && !stm_scene_has(s, i, STM_W_THAT | STM_W_SUBJECT);
        bool hearer = i == start && (verb & STM_V_TELL) && (!stm_scene_has(s, i, STM_W_THAT));
        if (prep || hearer) {
            stm_range phrase = stm_phrase_behind(s, prep ? i + 1 : i, r->end);
            if (stm_range_empty(phrase) && prep && stm_scene_has(s, i + 1, STM_W_TIME))
                phrase.end = i + 2;
            if (phrase.end <= i + prep)
                break;
            uint32_t after = phrase.end;
            bool fine = after >= r->end || stm_scene_sign(s, after) != STM_CODE_NONE || opens_mark(r, after) ||
                        stm_scene_has(s, after, STM_W_THAT | STM_W_PREP | STM_W_TIME | STM_W_SUBJECT | STM_W_CONJ | STM_W_DET) || hearer;
            if (!fine)
                break;
            i = after;
        } else if (stm_scene_has(s, i, STM_W_TIME) || (stm_scene_has(s, i, STM_W_ADVERB) && !stm_scene_has(s, i, STM_W_DET))) {
            i++;
        } else {
            break;
        }
    }
    return i;
}

// Does behind token `i` a clause begin that has another cue of saying, with its subject or sharing one: then content ends before it.
static bool hands_over(const reading *r, uint32_t i, uint32_t from, uint32_t *at)
{
    const stm_scene *s = r->s;
    if (!stm_scene_has(s, i, STM_V_SAY | STM_V_TELL) || !is_verb(r, i) || i < from + 3)
        return false;
    if (stm_scene_has(s, i, STM_F_ING) && is_sign(r, i - 1, ',')) {
        *at = i - 1;
        return true;
    }
    bool passive, aux;
    uint32_t group = verb_group_begin(r, i, &passive, &aux);
    if (group > from && stm_scene_has(s, group - 1, STM_W_AND) && !(s->flags[i] & (STM_F_BASE | STM_F_ING))) {
        *at = group - 1;
    } else {
        stm_range subject = stm_phrase_before(s, from, group);
        if (stm_range_empty(subject) || subject.begin < from + 3 || !stm_scene_has(s, subject.begin - 1, STM_W_CONJ))
            return false;
        if (!is_sign(r, subject.begin - 2, ','))
            return false;
        *at = subject.begin - 1;
    }
    if (is_sign(r, *at - 1, ','))
        --*at;
    return true;
}

static uint32_t content_end(const reading *r, uint32_t from)
{
    const stm_scene *s = r->s;
    for (uint32_t i = from; i < r->end; i++) {
        uint32_t at = i;
        if (opens_mark(r, i)) {
            i = mark_end(r, i) - 1;
            continue;
        }
        if (is_sign(r, i, ';') || (stm_scene_has(s, i, STM_W_ACCORDING) && stm_scene_has(s, i + 1, STM_W_TO)))
            return i > from && is_sign(r, i - 1, ',') ? i - 1 : i;
        if (hands_over(r, i, from, &at))
            return at;
    }
    return r->end;
}

// A narrower end for noun phrases: they do not go on over a comma with a new clause or over a conjunction of time and cause.
static uint32_t object_end(const reading *r, uint32_t from)
{
    const stm_scene *s = r->s;
    uint32_t end = content_end(r, from);
    for (uint32_t i = from + 1; i < end; i++) {
        if (opens_mark(r, i)) {
            i = mark_end(r, i) - 1;
            continue;
        }
        if (is_sign(r, i, ',') && (stm_scene_has(s, i + 1, STM_W_REL | STM_W_CONJ | STM_F_ING | STM_W_PREP) || s->name_of[i + 1] == 0))
            return i;
        if (stm_scene_has(s, i, STM_W_CONJ) && !stm_scene_has(s, i, STM_W_AND | STM_W_THAT | STM_W_PREP | STM_W_DET) && i > from + 1)
            return i;
    }
    return end;
}

static bool has_clause(const reading *r, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        if (r->s->mark_of[i] != 0)
            return true;
        stm_view word = written(r->s, i);
        if (stm_scene_has(r->s, i, STM_W_AUX | STM_V_ANY | STM_W_SUBJECT) ||
            (r->s->tokens[i].kind == STM_TOKEN_WORD && !r->s->tokens[i].upper &&
             (stm_view_ends(word, STM_VIEW("ed")) || stm_view_ends(word, STM_VIEW("s")) || stm_view_ends(word, STM_VIEW("n't")) ||
              stm_view_ends(word, STM_VIEW("n’t")))))
            return true;
    }
    return false;
}

// The subject before the verb group, or the one shared with an earlier cue or the head of the sentence.
static stm_range subject_of(const reading *r, uint32_t group, uint64_t form)
{
    const stm_scene *s = r->s;
    stm_range none = {group, group};
    bool shared = group > r->begin && (stm_scene_has(s, group - 1, STM_W_AND) || stm_scene_has(s, group - 1, STM_W_PREP) ||
                                       (form & STM_F_ING && !stm_scene_has(s, group - 1, STM_W_SUBJECT) && s->name_of[group - 1] == 0));
    if (group > r->begin && stm_scene_has(s, group - 1, STM_W_REL) && group >= r->begin + 2)
        return stm_phrase_before(s, r->begin, group - 1 - is_sign(r, group - 2, ','));
    if (!shared || (is_sign(r, group - 1, ',') && !(form & STM_F_ING)))
        return stm_phrase_before(s, r->begin, group);
    if (!stm_range_empty(r->speaker))
        return r->speaker;
    for (uint32_t i = r->begin; i < group; i++) { // the head of the sentence
        if (s->mark_of[i] != 0)
            continue;
        if (stm_scene_has(s, i, STM_W_SUBJECT) || (s->name_of[i] != 0 && s->names[s->name_of[i] - 1].kind != STM_NAME_PLACE)) {
            stm_range phrase = stm_phrase_behind(s, i, group);
            return stm_range_empty(phrase) ? none : phrase;
        }
        if (stm_scene_has(s, i, STM_W_DET) && (i == r->begin || is_sign(r, i - 1, ',')))
            return stm_phrase_behind(s, i + 0, group);
    }
    return none;
}

// Takes content that stands before `end` (a comma or closing mark, left out where it is a comma); false if there is none.
static bool content_before(reading *r, uint32_t end, stm_range *content)
{
    const stm_scene *s = r->s;
    if (end <= r->begin)
        return false;
    uint32_t to = is_sign(r, end - 1, ',') || is_sign(r, end - 1, 0x2014) || is_sign(r, end - 1, 0x2013) ? end - 1 : end;
    if (to == end && !closes_mark(r, end - 1))
        return false;
    uint32_t from = r->from > r->begin ? r->from : r->begin;
    while (from < to && (is_sign(r, from, ',') || is_sign(r, from, ';') || (stm_scene_has(s, from, STM_W_AND) && from > r->begin)))
        from++;
    if (from >= to)
        return false;
    if (closes_mark(r, to - 1)) { // a quotation alone, or the end of a clause
        uint32_t open = s->segments->marks[s->mark_of[to - 1] - 1].open;
        if (open <= from || is_sign(r, open - 1, ',') || is_sign(r, open - 1, ':') || is_sign(r, open - 1, '.'))
            from = open;
    } else if (to - from < 3 || !has_clause(r, from, to)) {
        return false;
    }
    *content = (stm_range){from, to};
    return true;
}

// "..., said NAME", "..." said NAME": a cue with its subject behind it.
static bool take_inverted(reading *r, uint32_t cue, uint32_t group)
{
    const stm_scene *s = r->s;
    if (group != cue || !(s->flags[cue] & (STM_V_SAY | STM_V_ASK)) || !(s->flags[cue] & (STM_F_PAST | STM_F_S)) || cue == r->begin)
        return false;
    if (!is_sign(r, cue - 1, ',') && !closes_mark(r, cue - 1))
        return false;
    stm_range speaker = stm_phrase_behind(s, cue + 1, r->end), content;
    if (stm_range_empty(speaker) || !content_before(r, cue, &content))
        return false;
    if (stm_scene_has(s, speaker.end, STM_W_AUX) && s->mark_of[speaker.end] == 0 && speaker.end < r->end)
        return false;
    stm_saying *saying = stm_saying_add(r->sayings, (stm_range){cue, cue + 1}, speaker);
    stm_saying_put(r->sayings, saying, content);
    r->speaker = speaker;
    r->from = speaker.end;
    for (uint32_t i = speaker.end; i < r->end; i++) // what goes on behind a comma: `"A," said NAME, "B."`
        if (opens_mark(r, i) && i > r->begin && (is_sign(r, i - 1, ',') || is_sign(r, i - 1, ':'))) {
            stm_saying_put(r->sayings, saying, (stm_range){i, mark_end(r, i)});
            r->from = mark_end(r, i);
            break;
        }
    return true;
}

// Content that goes on behind a cue in the middle: `A, he said, B`.
static void take_rest(reading *r, stm_saying *saying, uint32_t after, bool marked)
{
    if (!is_sign(r, after, ',') && !is_sign(r, after, ':') && !opens_mark(r, after))
        return;
    uint32_t next = after + !opens_mark(r, after);
    if (opens_mark(r, next)) {
        stm_saying_put(r->sayings, saying, (stm_range){next, mark_end(r, next)});
        r->from = mark_end(r, next);
    } else if (!marked && !stm_scene_has(r->s, next, STM_F_ING | STM_W_CONJ)) {
        uint32_t end = content_end(r, next);
        if (end >= next + MIDDLE_LEAST) {
            stm_saying_put(r->sayings, saying, (stm_range){next, end});
            r->from = end;
        }
    }
}

// "..., NAME said [on Monday]." or "..., NAME said, ...".
static bool take_postposed(reading *r, uint32_t cue, uint32_t group, stm_range subject)
{
    const stm_scene *s = r->s;
    uint64_t flags = s->flags[cue];
    stm_range content;
    if (stm_range_empty(subject) || subject.begin <= r->begin || !(flags & (STM_V_SAY | STM_V_TELL | STM_V_ASK | STM_V_THINK | STM_V_SHOW)))
        return false;
    (void)group;
    uint32_t after = skip_adjuncts(r, cue + 1, flags);
    bool ends = after >= r->end || is_sign(r, after, ',') || is_sign(r, after, ';') || is_sign(r, after, ':') || is_sign(r, after, '.') ||
                stm_scene_has(s, after, STM_W_CONJ | STM_F_ING) || is_sign(r, after, 0x2014) ||
                (closes_mark(r, subject.begin - 1) && !stm_scene_has(s, after, STM_W_THAT));
    if (!ends || !content_before(r, subject.begin, &content))
        return false;
    if (is_sign(r, after, ',') && opens_mark(r, after + 1) && !closes_mark(r, content.end - 1))
        return false; // "In May, he said, "..."
    stm_saying *saying = stm_saying_add(r->sayings, (stm_range){cue, cue + 1}, subject);
    stm_saying_put(r->sayings, saying, content);
    r->speaker = subject;
    r->from = after;
    take_rest(r, saying, after, closes_mark(r, content.end - 1));
    return true;
}

// Behind a colon at the end of a sentence the content is what the next sentence or paragraph quotes.
static void take_next(reading *r, stm_saying *saying)
{
    uint32_t next = r->s->tokens[r->begin].sentence + 1;
    if (next >= r->s->segments->nsentences)
        return;
    uint32_t first = r->s->segments->sentences[next].begin;
    if (opens_mark(r, first))
        stm_saying_put(r->sayings, saying, (stm_range){first, mark_end(r, first)});
}

static bool ends_with_colon(const reading *r, uint32_t i)
{
    return i + 1 == r->end && stm_scene_sign(r->s, i) == ':';
}

// Is what stands behind the cue a clause or quotation that it may introduce; `*from` is where that begins.
static bool introduces(const reading *r, uint32_t cue, uint32_t *from)
{
    const stm_scene *s = r->s;
    uint64_t flags = s->flags[cue];
    uint32_t i = skip_adjuncts(r, cue + 1, flags);
    bool speech = (flags & (STM_V_SAY | STM_V_TELL | STM_V_ASK)) != 0;
    *from = i;
    if (i >= r->end)
        return false;
    if (is_sign(r, i, ':') && speech) {
        *from = i + 1;
        return true;
    }
    if (is_sign(r, i, ',')) {
        *from = i + 1;
        return speech && opens_mark(r, i + 1);
    }
    if (opens_mark(r, i))
        return speech || (flags & (STM_V_OBJECT | STM_V_SHOW | STM_V_THINK));
    if (stm_scene_has(s, i, STM_W_THAT) && (flags & (STM_V_SAY | STM_V_TELL | STM_V_THINK | STM_V_SHOW | STM_V_ASK))) {
        *from = i + 1;
        return true;
    }
    if ((flags & STM_V_ASK) && stm_scene_has(s, i, STM_W_CONJ | STM_W_REL))
        return true;
    if (!(flags & (STM_V_SAY | STM_V_TELL | STM_V_THINK | STM_V_SHOW)) || stm_scene_has(s, i, STM_W_CONJ | STM_W_TO))
        return false;
    if (stm_scene_sign(s, i) != STM_CODE_NONE && s->mark_of[i] == 0 && stm_scene_sign(s, i) != '$')
        return false;
    if (i != cue + 1 && (flags & STM_V_TELL) && !(flags & STM_V_SAY) && !has_clause(r, i, r->end))
        return false;
    *from = i;
    return has_clause(r, i, content_end(r, i));
}

// A particle behind the verb that makes a noun phrase its content: "called for", "ruled out"; the token behind it, 0: none.
static uint32_t behind_particle(const reading *r, uint32_t cue)
{
    const stm_scene *s = r->s;
    if (!stm_scene_has(s, cue, STM_V_PARTICLE) || cue + 1 >= r->end || s->mark_of[cue + 1] != 0)
        return 0;
    return stm_map_get(&s->words->particles, stm_hash_join(s->tokens[cue].word, s->tokens[cue + 1].word)) != NULL ? cue + 2 : 0;
}

// Noun phrases and infinitives as content.
static bool introduces_object(const reading *r, uint32_t cue, uint32_t *from)
{
    const stm_scene *s = r->s;
    uint64_t flags = s->flags[cue];
    *from = behind_particle(r, cue);
    if (*from != 0)
        return *from < r->end;
    *from = cue + 1;
    if (*from >= r->end || (s->mark_of[*from] == 0 && stm_scene_sign(s, *from) != STM_CODE_NONE))
        return false;
    if ((flags & STM_V_TO) && stm_scene_has(s, *from, STM_W_TO))
        return true;
    return (flags & STM_V_OBJECT) && !stm_scene_has(s, *from, STM_W_TO | STM_W_CONJ | STM_W_PREP | STM_W_AUX);
}

static void take_preposed(reading *r, uint32_t cue, uint32_t from, uint32_t end, stm_range subject)
{
    uint32_t behind = from > cue + 1 && behind_particle(r, cue) == from ? cue + 2 : cue + 1;
    stm_saying *saying = stm_saying_add(r->sayings, (stm_range){cue, behind}, subject);
    r->speaker = stm_range_empty(subject) ? r->speaker : subject;
    if (from < end)
        stm_saying_put(r->sayings, saying, (stm_range){from, end});
    else
        take_next(r, saying);
    r->from = end;
}

static uint32_t take_cue(reading *r, uint32_t cue)
{
    const stm_scene *s = r->s;
    bool passive, aux;
    uint32_t group = verb_group_begin(r, cue, &passive, &aux), from = cue + 1;
    if (take_inverted(r, cue, group))
        return r->from;
    stm_range subject = subject_of(r, group, s->flags[cue]);
    if (take_postposed(r, cue, group, subject))
        return r->from;
    if (ends_with_colon(r, skip_adjuncts(r, cue + 1, s->flags[cue])) && (s->flags[cue] & (STM_V_SAY | STM_V_TELL | STM_V_ASK))) {
        take_preposed(r, cue, r->end, r->end, subject);
        return r->end;
    }
    if (introduces(r, cue, &from)) {
        uint32_t end = opens_mark(r, from) && is_sign(r, from - 1, ':') ? mark_end(r, from) : content_end(r, from);
        if (opens_mark(r, from) && end > mark_end(r, from) && is_sign(r, mark_end(r, from), ','))
            end = mark_end(r, from);
        take_preposed(r, cue, from, end, subject);
        return r->from;
    }
    if (!stm_range_empty(subject) && introduces_object(r, cue, &from)) {
        take_preposed(r, cue, from, object_end(r, from), subject);
        return r->from;
    }
    return cue + 1;
}

// "according to NAME", before or behind its content.
static uint32_t take_according(reading *r, uint32_t cue)
{
    stm_range speaker = stm_phrase_behind(r->s, cue + 2, r->end), content;
    if (stm_range_empty(speaker))
        return cue + 1;
    bool first = cue == r->begin;
    uint32_t comma = speaker.end;
    while (first && comma < r->end && !(is_sign(r, comma, ',') || is_sign(r, comma, ':')))
        comma++;
    if (first)
        content = (stm_range){comma + 1, comma + 1 < r->end ? content_end(r, comma + 1) : comma};
    else
        content = (stm_range){r->from > r->begin ? r->from : r->begin, is_sign(r, cue - 1, ',') ? cue - 1 : cue};
    while (content.begin < content.end && (is_sign(r, content.begin, ',') || is_sign(r, content.begin, ';')))
        content.begin++;
    if (stm_range_empty(content))
        return cue + 1;
    stm_saying *saying = stm_saying_add(r->sayings, (stm_range){cue, cue + 2}, speaker);
    stm_saying_put(r->sayings, saying, content);
    r->speaker = speaker;
    r->from = first ? content.end : speaker.end;
    return r->from;
}

void stm_cues_read(stm_sayings *sayings, uint32_t number)
{
    stm_scene *s = sayings->s;
    const stm_sentence *sentence = &s->segments->sentences[number];
    reading r = {sayings, s, sentence->begin, sentence->end, sentence->begin, {0, 0}};
    uint32_t last = stm_scene_sign(s, r.end - 1);
    if (r.end - r.begin > 1 && s->mark_of[r.end - 1] == 0 && (last == '.' || last == '!' || last == '?'))
        r.end--;
    for (uint32_t i = r.begin; i < r.end;) {
        if (s->mark_of[i] != 0)
            i = opens_mark(&r, i) ? mark_end(&r, i) : i + 1;
        else if (stm_scene_has(s, i, STM_W_ACCORDING) && stm_scene_has(s, i + 1, STM_W_TO) && i + 2 < r.end)
            i = take_according(&r, i);
        else if ((s->flags[i] & STM_V_ANY) != 0 && is_verb(&r, i)) {
            uint32_t next = take_cue(&r, i);
            i = next > i ? next : i + 1;
        } else
            i++;
    }
}
