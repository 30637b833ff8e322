// Cues: verbs of saying and their kin, and the content that belongs to them in their sentence.
//
// Method: patterns over tokens (after Pareti 2016 and the rules of the GenderGapTracker, Asr et al. 2021). A cue stands behind its
// content (", he said."), in the middle ("A, he said, B"), or before it ("he said that B", "he said: B"). What stands between
// quotation marks is opaque here.
#include "annotate/reading.h"
#include "base/hash.h"
#include "base/utf8.h"

enum { MIDDLE_LEAST = 2, SENTENCE_MOST = 1500 /* tokens that are read together */, ADJUNCTS_MOST = 16, THAT_MOST = 3 /* bytes of "que" */, UNKNOWN_MOST = 10 /* tokens from a quotation to a verb of no table */, AS_MOST = 4 /* tokens before the verb of "comme l'a dit NAME" */ };

// The first mark from token `from` on that opens behind a comma or colon; the sentence's end if there is none.
static uint32_t led_mark(const stm_reading *r, uint32_t from)
{
    for (uint32_t i = from; r->marked && i < r->end; i++)
        if (stm_scene_opens(r->s, i) && i > r->begin &&
            (stm_reading_sign(r, i - 1, ',') || stm_reading_sign(r, i - 1, ':') || stm_reading_dash(r, i - 1)))
            return i;
    return r->end;
}

// The cue with a quotation of its own behind a comma or colon in [from, end): "... but added, "B""; `end` if there is none.
static uint32_t quoting_cue(const stm_reading *r, uint32_t from, uint32_t end)
{
    const stm_scene *s = r->s;
    uint32_t open = led_mark(r, from + 1);
    if (open >= end || stm_reading_dash(r, open - 1))
        return end;
    for (uint32_t i = open - 1; i > from && open - i <= ADJUNCTS_MOST && s->mark_of[i] == 0; i--)
        if (stm_scene_has(s, i, STM_V_SAY | STM_V_TELL | STM_V_ASK) && stm_verb_is(r, i))
            return stm_adjuncts_end(r, stm_cue_end(s, i), s->flags[i]) == open - 1 ? i : end;
    return end;
}

// Where a clause of content ends: before what quotes on its own, with its subject and "and".
static uint32_t clause_end(const stm_reading *r, uint32_t from)
{
    const stm_scene *s = r->s;
    uint32_t end = stm_content_end(r, from), cue = quoting_cue(r, from, end);
    if (cue == end)
        return end;
    bool passive, aux;
    uint32_t group = stm_verb_begin(r, cue, &passive, &aux);
    stm_range subject = stm_subject_of(r, group, s->flags[cue]);
    end = !stm_range_empty(subject) && subject.end == group ? subject.begin : group;
    while (end > from && (stm_scene_has(s, end - 1, STM_W_CONJ | STM_W_AND | STM_W_REL | STM_W_PREP) || stm_reading_sign(r, end - 1, ',')))
        end--;
    return end > from ? end : from;
}

// What goes on behind a comma: `"A," said NAME, who was there, "B."`
static void take_led(stm_reading *r, stm_saying *saying, uint32_t from)
{
    uint32_t open = led_mark(r, from);
    for (uint32_t i = from; i < open; i++)
        if (stm_scene_has(r->s, i, STM_V_SAY | STM_V_TELL | STM_V_ASK) && stm_verb_is(r, i))
            return; // it has a cue of its own
    if (open == r->end)
        return;
    stm_saying_put(r->sayings, saying, (stm_range){open, stm_scene_mark_end(r->s, open)});
    r->from = stm_scene_mark_end(r->s, open);
}

// The subject behind the verb group [group, cue], or run together with one of its words: "dit-il", "a-t-elle dit".
static stm_range subject_inverted(const stm_reading *r, uint32_t group, uint32_t cue)
{
    const stm_scene *s = r->s;
    for (uint32_t i = group; i <= cue; i++)
        if (stm_scene_has(s, i, STM_W_INVERTED))
            return (stm_range){i, i + 1};
    uint32_t behind = stm_cue_end(s, cue);
    while (stm_scene_has(s, behind, STM_W_ADVERB) && !stm_scene_has(s, behind, STM_W_DET))
        behind++;
    return stm_phrase_behind(s, behind, r->end);
}

// Content that goes on behind a cue in the middle: `A, he said, B`.
static void take_rest(stm_reading *r, stm_saying *saying, uint32_t after, bool marked)
{
    const stm_scene *s = r->s;
    bool led = stm_reading_sign(r, after, ',') || stm_reading_sign(r, after, ':');
    if (!led && (marked || !stm_scene_opens(s, after)))
        return;
    uint32_t next = after + !stm_scene_opens(s, after);
    next += stm_scene_has(s, next, STM_W_CONJ) && stm_scene_opens(s, next + 1);
    if (stm_scene_opens(s, next)) {
        stm_saying_put(r->sayings, saying, (stm_range){next, stm_scene_mark_end(s, next)});
        r->from = stm_scene_mark_end(s, next);
    } else if (!marked && !stm_scene_has(s, next, STM_F_ING | STM_W_CONJ)) {
        uint32_t end = clause_end(r, next);
        if (end >= next + MIDDLE_LEAST) {
            stm_saying_put(r->sayings, saying, (stm_range){next, end});
            r->from = end;
        }
    }
}

// The document behind a verb of reading, "peut-on lire dans le rapport", or who is asked: "a-t-on appris auprès de la police".
static stm_range document_behind(const stm_reading *r, uint32_t cue)
{
    uint32_t prep = cue + 1;
    while (prep < r->end && stm_scene_has(r->s, prep, STM_W_ADVERB | STM_W_TIME) && !stm_scene_has(r->s, prep, STM_W_PREP))
        prep++;
    prep += stm_scene_has(r->s, prep, STM_W_PREP) && stm_scene_has(r->s, prep + 1, STM_W_PREP); // "auprès de"
    return stm_scene_has(r->s, prep, STM_W_PREP) ? stm_phrase_behind(r->s, prep + 1, r->end) : (stm_range){cue, cue};
}

// Content around an inverted cue that parts a clause without marks: "Le pont, a-t-elle dit, fermera".
static bool is_parted(const stm_reading *r, uint32_t cue, uint32_t group, stm_range *content)
{
    const stm_scene *s = r->s;
    uint32_t from = r->from > r->begin ? r->from : r->begin, comma = cue + 1;
    bool inverted = stm_scene_has(s, cue, STM_W_INVERTED) || stm_scene_has(s, group, STM_W_INVERTED);
    if (!inverted || !stm_reading_sign(r, group - 1, ',') || !stm_reading_sign(r, comma, ',') || from + 1 >= group || s->mark_of[from] != 0)
        return false;
    *content = (stm_range){from, group - 1};
    return true;
}

// "..., said NAME", "..." said NAME": a cue with its subject behind it.
static bool take_inverted(stm_reading *r, uint32_t cue, uint32_t group)
{
    const stm_scene *s = r->s;
    bool reads = stm_scene_has(s, cue, STM_W_READS);
    if (!(s->flags[cue] & (STM_V_SAY | STM_V_ASK)) || !(s->flags[cue] & (STM_F_PAST | STM_F_S) || (reads && group < cue)) || group == r->begin)
        return false;
    if (s->words->cue_inside && group > r->begin + 1 && stm_scene_has(s, group - 1, STM_W_PRONOUN) && !stm_scene_has(s, group - 1, STM_W_SUBJECT))
        group--; // "se souvient Low"
    if (!stm_reading_sign(r, group - 1, ',') && !stm_scene_closes(s, group - 1))
        return false;
    stm_range speaker = reads ? document_behind(r, cue) : subject_inverted(r, group, cue), content;
    if (stm_range_empty(speaker) || (speaker.begin > cue && stm_scene_has(s, speaker.begin, STM_W_THAT)))
        return false;
    bool parted = is_parted(r, cue, group, &content);
    if (!parted && !stm_content_before(r, group, &content))
        return false;
    uint32_t last = speaker.end > cue + 1 ? speaker.end : cue + 1;
    if (stm_scene_has(s, last, STM_W_AUX) && s->mark_of[last] == 0 && last < r->end)
        return false;
    stm_saying *saying = stm_saying_add(r->sayings, (stm_range){cue, stm_cue_end(s, cue)}, speaker);
    stm_saying_put(r->sayings, saying, content);
    r->speaker = speaker;
    r->from = last;
    if (parted)
        take_rest(r, saying, last, false);
    else
        take_led(r, saying, last);
    return true;
}

// `Said NAME, who was there, "..."`: a cue that opens its sentence.
static bool take_opening(stm_reading *r, uint32_t cue)
{
    const stm_scene *s = r->s;
    if (cue != r->begin || !(s->flags[cue] & (STM_V_SAY | STM_V_ASK)) || !(s->flags[cue] & (STM_F_PAST | STM_F_S)))
        return false;
    stm_range speaker = stm_phrase_behind(s, cue + 1, r->end);
    bool asked = stm_scene_has(s, cue, STM_V_ASK) && s->name_of[cue + 1] == 0 && !stm_scene_has(s, cue + 1, STM_W_DET | STM_W_SUBJECT);
    uint32_t open = stm_range_empty(speaker) || asked ? r->end : led_mark(r, speaker.end); // not "Asked why, Low said"
    if (open == r->end)
        return false;
    stm_saying *saying = stm_saying_add(r->sayings, (stm_range){cue, stm_cue_end(s, cue)}, speaker);
    stm_saying_put(r->sayings, saying, (stm_range){open, stm_scene_mark_end(s, open)});
    r->speaker = speaker;
    r->from = stm_scene_mark_end(s, open);
    return true;
}

// Does a quotation begin with the verb of the clause around it: `The bridge, he said, "is a ruin."`
static bool goes_on_in_mark(const stm_scene *s, uint32_t open)
{
    return open + 1 < s->ntokens && !s->tokens[open + 1].upper && stm_scene_has(s, open + 1, STM_W_AUX | STM_F_PAST | STM_F_S);
}

// A cue between subject and verb of what it reports: "The bridge, he said, is a ruin"; the part before it.
static bool is_inserted(const stm_reading *r, stm_range subject, uint32_t after, stm_range *content)
{
    const stm_scene *s = r->s;
    uint32_t next = after + 1, from = r->from > r->begin ? r->from : r->begin;
    bool verb = stm_scene_has(s, next, STM_W_AUX | STM_F_PAST | STM_F_S) || (stm_scene_opens(s, next) && goes_on_in_mark(s, next));
    if (!verb || !stm_reading_sign(r, subject.begin - 1, ',') || from + 1 >= subject.begin || s->mark_of[from] != 0)
        return false;
    *content = (stm_range){from, subject.begin - 1};
    return true;
}

// "..., NAME said [on Monday]." or "..., NAME said, ..."; `after`: the token behind the cue and its adjuncts.
static bool take_postposed(stm_reading *r, uint32_t cue, stm_range subject, uint32_t after)
{
    const stm_scene *s = r->s;
    uint64_t flags = s->flags[cue];
    stm_range content;
    if (stm_range_empty(subject) || subject.begin <= r->begin || !(flags & (STM_V_SAY | STM_V_TELL | STM_V_ASK | STM_V_THINK | STM_V_SHOW)))
        return false;
    bool ends = after >= r->end || stm_reading_sign(r, after, ',') || stm_reading_sign(r, after, ';') || stm_reading_sign(r, after, ':') ||
                stm_reading_sign(r, after, '.') || stm_reading_dash(r, after) || stm_scene_has(s, after, STM_W_CONJ | STM_F_ING) ||
                (stm_scene_closes(s, subject.begin - 1) && !r->full_stop);
    bool clause = stm_scene_has(s, after, STM_W_THAT) && (after == stm_cue_end(s, cue) || !stm_scene_closes(s, subject.begin - 1));
    if (!ends || clause)
        return false;
    uint32_t as = subject.begin > r->begin && stm_scene_has(s, subject.begin - 1, STM_W_AS_SAID); // "..., as Low said"
    if (stm_scene_closes(s, subject.begin - 1) && stm_scare_is_work(s, (stm_range){stm_scene_mark(s, subject.begin - 1)->open, subject.begin}))
        return false; // `"Rope and Tar" director Low said that`
    if (!stm_content_before(r, subject.begin - as, &content) && !(stm_reading_sign(r, after, ',') && is_inserted(r, subject, after, &content)))
        return false;
    if (r->full_stop && stm_reading_sign(r, after, ':'))
        return false; // `"A." NAME added: "B"`
    bool leads = (stm_reading_sign(r, after, ',') || stm_reading_sign(r, after, ':')) && stm_scene_opens(s, after + 1);
    if (leads && !stm_scene_closes(s, content.end - 1) && !goes_on_in_mark(s, after + 1))
        return false; // `In May, he said, "..."`
    stm_saying *saying = stm_saying_add(r->sayings, (stm_range){cue, stm_cue_end(s, cue)}, subject);
    stm_saying_put(r->sayings, saying, content);
    r->speaker = subject;
    r->from = after;
    take_rest(r, saying, after, stm_scene_closes(s, content.end - 1) && stm_scene_opens(s, content.begin));
    if (r->from == after && stm_scene_closes(s, content.end - 1))
        take_led(r, saying, after);
    return true;
}

// Behind a colon at the end of a sentence the content is what the next sentence or paragraph quotes.
static void take_next(stm_reading *r, stm_saying *saying)
{
    uint32_t next = r->s->tokens[r->end - 1].sentence + 1;
    if (next >= r->s->segments->nsentences)
        return;
    const stm_scene *s = r->s;
    uint32_t first = s->segments->sentences[next].begin;
    if (stm_scene_all_quoted(s, next))
        stm_saying_put(r->sayings, saying, (stm_range){first, stm_scene_mark_end(s, first)});
}

static bool ends_with_colon(const stm_reading *r, uint32_t i)
{
    return i + 1 == r->end && stm_scene_sign(r->s, i) == ':';
}

// May content without "that" begin at token `i`: where clauses need it, only an infinitive: "affirme ne pas avoir", "promet de rester".
static bool begins_content(const stm_reading *r, uint32_t i)
{
    const stm_scene *s = r->s;
    if (s->words->infinitive_endings.n == 0)
        return true;
    while (i < r->end && stm_scene_has(s, i, STM_W_NOT | STM_W_ADVERB | STM_W_PRONOUN | STM_W_INNER) && !stm_scene_has(s, i, STM_W_DET))
        i++;
    return i < r->end && stm_infinitive_is(s, i);
}

// Is what stands at token `i`, behind the cue and its adjuncts, a clause or quotation that it may introduce; `*from` is where that
// begins.
static bool introduces(const stm_reading *r, uint32_t cue, uint32_t i, uint32_t *from)
{
    const stm_scene *s = r->s;
    uint64_t flags = s->flags[cue];
    bool speech = (flags & (STM_V_SAY | STM_V_TELL | STM_V_ASK)) != 0;
    *from = i;
    if (i >= r->end)
        return false;
    if (stm_reading_sign(r, i, ':') && speech) {
        *from = i + 1;
        return true;
    }
    if (stm_reading_sign(r, i, ',')) {
        *from = i + 1;
        return speech && stm_scene_opens(s, i + 1);
    }
    if (stm_scene_opens(s, i))
        return speech || (flags & (STM_V_OBJECT | STM_V_SHOW | STM_V_THINK));
    if (stm_scene_has(s, i, STM_W_THAT) && (flags & (STM_V_SAY | STM_V_TELL | STM_V_THINK | STM_V_SHOW | STM_V_ASK))) {
        bool joined = s->words->elision_that.n > 0 && stm_span_size(s->tokens[i].span) > THAT_MOST; // "qu'il" stays whole
        *from = i + !(joined || stm_scene_has(s, i, STM_W_SUBJECT));
        uint32_t sign = stm_scene_sign(s, *from);
        *from += s->words->elision_that.n > 0 && (sign == '\'' || sign == 0x2019) && s->mark_of[*from] == 0; // "qu'« A »"
        return stm_content_is_clause(r, *from, stm_content_end(r, i + 1));
    }
    if ((flags & STM_V_ASK) && stm_scene_has(s, i, STM_W_CONJ | STM_W_REL))
        return true;
    if (!(flags & (STM_V_SAY | STM_V_TELL | STM_V_THINK | STM_V_SHOW)) || stm_scene_has(s, i, STM_W_CONJ | STM_W_TO))
        return false;
    if (stm_scene_sign(s, i) != STM_CODE_NONE && s->mark_of[i] == 0 && stm_scene_sign(s, i) != '$')
        return false;
    if (i != stm_cue_end(s, cue) && (flags & STM_V_TELL) && !(flags & STM_V_SAY) && !stm_content_is_clause(r, i, r->end))
        return false;
    *from = i;
    return begins_content(r, i) && (s->words->infinitive_endings.n > 0 || stm_content_is_clause(r, i, stm_content_end(r, i)));
}

// A particle behind the verb that makes a noun phrase its content: "called for", "ruled out"; the token behind it, 0: none.
static uint32_t behind_particle(const stm_reading *r, uint32_t cue)
{
    const stm_scene *s = r->s;
    if (!stm_scene_has(s, cue, STM_V_PARTICLE) || cue + 1 >= r->end || s->mark_of[cue + 1] != 0)
        return 0;
    const uint64_t *joint = stm_vocabulary_joint(s->words, s->tokens[cue].word, s->tokens[cue + 1].word);
    return joint != NULL && (*joint & STM_V_OBJECT) != 0 ? cue + 2 : 0;
}

// Noun phrases and infinitives as content.
static bool introduces_object(const stm_reading *r, uint32_t cue, uint32_t *from)
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

static stm_saying *take_preposed(stm_reading *r, uint32_t cue, uint32_t from, uint32_t end, stm_range subject)
{
    uint32_t behind = behind_particle(r, cue) == from ? from : stm_cue_end(r->s, cue);
    stm_saying *saying = stm_saying_add(r->sayings, (stm_range){cue, behind}, subject);
    r->speaker = stm_range_empty(subject) ? r->speaker : subject;
    if (from < end)
        stm_saying_put(r->sayings, saying, (stm_range){from, end});
    else
        take_next(r, saying);
    r->from = end;
    return saying;
}

// `He said as he came in, "..."`, "He said of the bridge: "...": the mark that a cue leads to over a clause or phrase without another cue;
// the sentence's end if there is none.
static uint32_t leads_to_mark(const stm_reading *r, uint32_t cue)
{
    const stm_scene *s = r->s;
    uint32_t i = stm_cue_end(s, cue);
    if (!stm_scene_has(s, cue, STM_V_SAY | STM_V_TELL | STM_V_ASK) || !stm_scene_has(s, i, STM_W_CONJ | STM_W_PREP | STM_W_REL | STM_F_ING | STM_W_DET))
        return r->end;
    uint32_t open = led_mark(r, i);
    for (; i < open; i++)
        if (s->mark_of[i] != 0 || (stm_scene_has(s, i, STM_V_SAY | STM_V_TELL) && stm_verb_is(r, i)))
            return r->end;
    return open;
}

// The mark behind a colon in content [from, end): "the following statement: "A""; `end` if there is none.
static uint32_t mark_behind_colon(const stm_reading *r, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; r->marked && i + 1 < end; i++) {
        if (r->s->mark_of[i] != 0)
            i = stm_scene_opens(r->s, i) ? stm_scene_mark_end(r->s, i) - 1 : i;
        else if (stm_reading_sign(r, i, ':') && stm_scene_opens(r->s, i + 1))
            return i + 1;
    }
    return end;
}

// Does the pair of marks at `open` have a cue of its own behind it: `...: "A," he said`.
static bool has_own_cue(const stm_reading *r, uint32_t open)
{
    const stm_scene *s = r->s;
    uint32_t close = stm_scene_mark_end(s, open);
    for (uint32_t i = close; i < r->end && i - close < UNKNOWN_MOST && s->mark_of[i] == 0; i++)
        if (stm_scene_has(s, i, STM_V_SAY | STM_V_ASK) && stm_verb_is(r, i))
            return true;
        else if (stm_scene_has(s, i, STM_W_CONJ | STM_W_AND | STM_W_THAT | STM_F_ING))
            return false;
    return false;
}

// What a colon parts content into, "that A and sent this statement: "B"", "the following statement: "B"": where the first part ends, at
// `from` where it is nothing but the words for B; `open` where all is one.
static uint32_t first_part_end(const stm_reading *r, uint32_t from, uint32_t open)
{
    const stm_scene *s = r->s;
    if (!stm_content_is_clause(r, from, open - 1))
        return from;
    for (uint32_t i = open - 1; i > from + 1 && s->mark_of[i] == 0; i--)
        if (stm_scene_has(s, i, STM_W_AND) && stm_content_is_past(s, i + 1))
            return i;
    return open;
}

// "As Low said, ...": the content stands behind the comma, which is the token behind the adjuncts.
static bool takes_as_clause(const stm_reading *r, uint32_t cue, stm_range subject, uint32_t comma, uint32_t *from)
{
    const stm_scene *s = r->s;
    if (subject.begin != r->begin + 1 || !stm_scene_has(s, r->begin, STM_W_AS_SAID) || !stm_scene_has(s, cue, STM_V_SAY | STM_V_TELL))
        return false;
    *from = comma + 1;
    return stm_reading_sign(r, comma, ',') && comma + 2 < r->end && !stm_scene_opens(s, comma + 1);
}

// "Comme l'a rappelé NAME, ...": the same with the subject behind the verb.
static bool take_as_inverted(stm_reading *r, uint32_t cue)
{
    const stm_scene *s = r->s;
    bool as = s->words->cue_inside && stm_scene_has(s, r->begin, STM_W_AS_SAID) && cue > r->begin && cue - r->begin <= AS_MOST;
    if (!as || !stm_scene_has(s, cue, STM_V_SAY | STM_V_TELL))
        return false;
    stm_range subject = subject_inverted(r, cue, cue);
    if (stm_range_empty(subject))
        return false;
    uint32_t comma = stm_adjuncts_end(r, subject.end, s->flags[cue]);
    if (!stm_reading_sign(r, comma, ','))
        return false;
    comma = stm_apposition_end(r, comma, subject);
    if (comma + 2 >= r->end || stm_scene_opens(s, comma + 1))
        return false;
    take_preposed(r, cue, comma + 1, stm_content_end(r, comma + 1), subject);
    return true;
}

// Is the subject a relative pronoun behind a comma, so that another comma ends its clause.
static bool is_aside(const stm_reading *r, stm_range subject)
{
    return subject.end == subject.begin + 1 && stm_scene_has(r->s, subject.begin, STM_W_REL) && subject.begin > r->begin &&
           stm_reading_sign(r, subject.begin - 1, ',');
}

// Who spoke in this sentence or the one before it.
static stm_range last_speaker(const stm_reading *r)
{
    const stm_saying *last = r->sayings->list.n > 0 ? stm_vector_at(&r->sayings->list, r->sayings->list.n - 1) : NULL;
    bool near = last != NULL && r->s->tokens[r->begin].sentence - last->sentence <= 1;
    return near ? last->speaker : (stm_range){r->begin, r->begin};
}

// "The paper quoted NAME, a guard, as saying that ...": who is quoted speaks, not who quotes.
static bool take_quoted_as(stm_reading *r, uint32_t cue)
{
    const stm_scene *s = r->s;
    uint32_t as = stm_cue_end(s, cue), begin = as;
    if (!stm_scene_has(s, cue, STM_V_SAY))
        return false;
    while (as < r->end && as - cue <= ADJUNCTS_MOST && s->mark_of[as] == 0 && !stm_scene_has(s, as, STM_W_AS_SAID))
        as++;
    uint32_t from = as + 2;
    if (from >= r->end || !stm_scene_has(s, as, STM_W_AS_SAID) || !stm_scene_has(s, as + 1, STM_F_ING) || !stm_scene_has(s, as + 1, STM_V_SAY | STM_V_TELL))
        return false;
    stm_range speaker = stm_phrase_behind(s, begin, as);
    if (stm_range_empty(speaker))
        return false;
    from += stm_scene_has(s, from, STM_W_THAT) || stm_reading_sign(r, from, ':') || stm_reading_sign(r, from, ',');
    take_preposed(r, cue, from, stm_scene_opens(s, from) ? stm_quoted_end(r, from) : clause_end(r, from), speaker);
    return true;
}

static uint32_t take_cue(stm_reading *r, uint32_t cue)
{
    const stm_scene *s = r->s;
    bool passive, aux;
    uint32_t group = stm_verb_begin(r, cue, &passive, &aux), from = cue + 1;
    if (take_quoted_as(r, cue) || take_inverted(r, cue, group) || take_opening(r, cue) || take_as_inverted(r, cue))
        return r->from;
    if (stm_scene_has(s, cue, STM_W_READS))
        return cue + 1;
    stm_range subject = stm_verb_goes_on(r, cue) ? last_speaker(r) : stm_subject_of(r, group, s->flags[cue]);
    uint32_t after = stm_adjuncts_end(r, stm_cue_end(s, cue), s->flags[cue]);
    if (take_postposed(r, cue, subject, after))
        return r->from;
    if (ends_with_colon(r, after) && (s->flags[cue] & (STM_V_SAY | STM_V_TELL | STM_V_ASK))) {
        take_preposed(r, cue, r->end, r->end, subject);
        return r->end;
    }
    if (takes_as_clause(r, cue, subject, after, &from)) {
        take_preposed(r, cue, from, stm_content_end(r, from), subject);
        return r->from;
    }
    if (introduces(r, cue, after, &from)) {
        uint32_t end = stm_scene_opens(s, from) ? stm_quoted_end(r, from) : clause_end(r, from);
        if (is_aside(r, subject))
            end = stm_relative_end(r, from, end);
        uint32_t open = mark_behind_colon(r, from, end), part = open < end ? first_part_end(r, from, open) : open;
        if (open < end && has_own_cue(r, open)) {
            take_preposed(r, cue, from, open - 1, subject);
            return r->from = open;
        }
        if (part > from)
            take_preposed(r, cue, from, part < open ? part : end, subject);
        if (part < open)
            take_preposed(r, cue, open, stm_quoted_end(r, open), subject);
        return r->from;
    }
    uint32_t led = leads_to_mark(r, cue);
    if (led != r->end) {
        take_preposed(r, cue, led, stm_quoted_end(r, led), subject);
        return r->from;
    }
    if (!stm_range_empty(subject) && introduces_object(r, cue, &from)) {
        uint32_t end = stm_object_end(r, from), open = mark_behind_colon(r, from, end);
        bool own = open < end && has_own_cue(r, open);
        if (open < end && !own)
            take_preposed(r, cue, open, stm_quoted_end(r, open), subject);
        else
            take_preposed(r, cue, from, own ? open - 1 : end, subject)->object = true;
        return r->from;
    }
    return cue + 1;
}

// `"Go home," NAME thundered.`: a verb of no table, by its ending, behind a quotation that opens the sentence and goes on to it.
static uint32_t take_unknown(stm_reading *r, uint32_t verb)
{
    const stm_scene *s = r->s;
    stm_view ending = s->words->past_ending;
    uint32_t close = stm_scene_mark_end(s, r->begin) - 1, last = stm_scene_sign(s, close - 1);
    if (ending.size == 0 || verb > close + UNKNOWN_MOST || s->flags[verb] != 0 || s->tokens[verb].upper || !(last == ',' || last == '?' || last == '!') ||
        !stm_view_ends(stm_scene_word(s, verb), ending) || r->sayings->mark_used[s->mark_of[close] - 1] != 0)
        return verb + 1;
    stm_range subject = stm_phrase_before(s, close + 1, verb);
    bool speaks = false;
    for (uint32_t i = subject.begin; i < subject.end; i++)
        speaks = speaks || s->name_of[i] != 0 || stm_scene_has(s, i, STM_W_SUBJECT | STM_W_HUMAN | STM_N_ROLE);
    if (!speaks || subject.begin != close + 1)
        return verb + 1;
    stm_saying *saying = stm_saying_add(r->sayings, (stm_range){verb, verb + 1}, subject);
    stm_saying_put(r->sayings, saying, (stm_range){r->begin, close + 1});
    r->speaker = subject;
    r->from = verb + 1;
    take_led(r, saying, verb + 1);
    return r->from;
}

// A quotation that ends right before the sentence may be what it reports: `"Why?" Low asked.`
static void join_before(stm_reading *r)
{
    const stm_scene *s = r->s;
    if (r->begin < 2 || !stm_scene_closes(s, r->begin - 1) || s->mark_of[r->begin] != 0)
        return;
    uint32_t pair = s->mark_of[r->begin - 1] - 1;
    if (stm_scene_block(s, r->begin - 1) != stm_scene_block(s, r->begin) || r->sayings->mark_used[pair] != 0)
        return;
    r->full_stop = stm_scene_sign(s, r->begin - 2) == '.';
    r->begin = r->from = s->segments->marks[pair].open;
    r->marked = true;
}

// The next token in marks or that may be a cue, from token `i` on.
static uint32_t next_place(const stm_reading *r, uint32_t i)
{
    const uint64_t *flags = r->s->flags;
    const uint32_t *mark_of = r->s->mark_of;
    while (i < r->end && mark_of[i] == 0 && (flags[i] & (STM_W_ACCORDING | STM_W_THUS | STM_V_ANY | STM_W_SAYNOUN)) == 0)
        i++;
    return i;
}

static void read_cues(stm_reading *r, uint32_t begin)
{
    const stm_scene *s = r->s;
    bool quotes = stm_scene_opens(s, r->begin);
    for (uint32_t i = begin; (i = quotes ? i : next_place(r, i)) < r->end;) {
        bool unknown = quotes && s->flags[i] == 0;
        if (s->mark_of[i] != 0) {
            i = stm_scene_opens(s, i) ? stm_scene_mark_end(s, i) : i + 1;
        } else if (stm_scene_has(s, i, STM_W_ACCORDING) && (stm_scene_has(s, i, STM_W_ALONE) || stm_scene_has(s, i + 1, STM_W_TO)) && i + 2 < r->end) {
            i = stm_according_read(r, i);
        } else if (i == r->begin && s->words->cue_inside && stm_scene_has(s, i, STM_W_THUS)) {
            i = stm_view_read(r, i);
        } else if ((s->flags[i] & STM_V_ANY) != 0 && stm_verb_is(r, i)) {
            uint32_t next = take_cue(r, i);
            i = next > i ? next : i + 1;
        } else if (unknown && s->name_of[i] == 0) {
            i = take_unknown(r, i);
        } else {
            i = stm_scene_has(s, i, STM_W_SAYNOUN) && s->name_of[i] == 0 ? stm_saynoun_read(r, i) : i + 1;
        }
    }
}

void stm_cues_read(stm_sayings *sayings, uint32_t number)
{
    stm_scene *s = sayings->s;
    const stm_sentence *sentence = &s->segments->sentences[number];
    stm_label_read(sayings, number);
    if (s->words->cue_inside)
        stm_inside_read(sayings, number);
    for (uint32_t begin = sentence->begin; begin < sentence->end; begin += SENTENCE_MOST) {
        uint32_t end = sentence->end - begin > SENTENCE_MOST ? begin + SENTENCE_MOST : sentence->end;
        stm_reading r = {sayings, s, begin, end, begin, {0, 0}, false, s->marked[number]};
        uint32_t last = stm_scene_sign(s, end - 1);
        if (end - begin > 1 && s->mark_of[end - 1] == 0 && (last == '.' || last == '!' || last == '?'))
            r.end--;
        join_before(&r);
        if (s->words->verb_second)
            stm_second_read(&r, begin);
        else
            read_cues(&r, begin);
        stm_uncued_read(&r, begin);
    }
    stm_signature_read(sayings, number);
}
