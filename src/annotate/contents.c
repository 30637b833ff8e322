// What a cue reports: where its content begins and ends in the sentence.
//
// Content ends with its sentence, at a semicolon, or where another cue of the same sentence takes over: ", adding that", "and
// called for", ", Low said". What stands between quotation marks is opaque.
#include "annotate/reading.h"
#include "base/utf8.h"

enum { CONTENT_LEAST = 3 /* tokens before another cue may take over */, ASIDE_MOST = 14, APPOSED_MOST = 16, ROLE_REACH = 6 /* tokens from an apposition's beginning to its role */ };

// Is this a cue that certainly has a content of its own behind it, or ends a clause: "said that", `said, "`, "said."
static bool is_strong(const stm_reading *r, uint32_t cue)
{
    const stm_scene *s = r->s;
    uint32_t i = stm_adjuncts_end(r, stm_cue_end(s, cue), s->flags[cue]);
    return i >= r->end || stm_scene_has(s, i, STM_W_THAT) || stm_scene_opens(s, i) || stm_scene_sign(s, i) == ',' || stm_scene_sign(s, i) == ':';
}

// Where the clause of the cue at `i` begins, if it follows content that began at `from`; 0: it belongs to that content.
static uint32_t clause_of(const stm_reading *r, uint32_t i, uint32_t from)
{
    const stm_scene *s = r->s;
    bool passive, aux;
    uint32_t group = stm_verb_begin(r, i, &passive, &aux);
    if (group > from && stm_scene_has(s, group - 1, STM_W_AND) && !(s->flags[i] & (STM_F_BASE | STM_F_ING)))
        return group - 1;
    stm_range subject = stm_phrase_before(s, from, group);
    if (stm_range_empty(subject) || subject.begin <= from + 1)
        return 0;
    if (subject.begin >= from + CONTENT_LEAST && stm_scene_has(s, subject.begin - 1, STM_W_CONJ) && stm_reading_sign(r, subject.begin - 2, ','))
        return subject.begin - 1;
    bool parted = stm_reading_sign(r, subject.begin - 1, ',') || stm_scene_closes(s, subject.begin - 1);
    return parted && is_strong(r, i) ? subject.begin : 0;
}

static bool hands_over(const stm_reading *r, uint32_t i, uint32_t from, uint32_t *at)
{
    const stm_scene *s = r->s;
    if (!stm_scene_has(s, i, STM_V_SAY | STM_V_TELL) || i <= from || !stm_verb_is(r, i))
        return false;
    bool comma = stm_reading_sign(r, i - 1, ',') || stm_scene_closes(s, i - 1);
    *at = stm_scene_has(s, i, STM_F_ING) && comma ? i : clause_of(r, i, from);
    if (*at == 0)
        return false;
    *at -= stm_reading_sign(r, *at - 1, ',');
    return true;
}

// Behind a closing mark a conjunction and a verb of the speaker: `"A" but said little`.
static bool breaks_off(const stm_reading *r, uint32_t i)
{
    const stm_scene *s = r->s;
    if (!stm_scene_closes(s, i - 1) || !stm_scene_has(s, i, STM_W_CONJ))
        return false;
    uint32_t verb = i + 1 + stm_scene_has(s, i + 1, STM_W_ADVERB);
    return verb < r->end && stm_scene_has(s, verb, STM_V_ANY) && stm_scene_has(s, verb, STM_F_PAST | STM_F_S);
}

uint32_t stm_content_end(const stm_reading *r, uint32_t from)
{
    const stm_scene *s = r->s;
    for (uint32_t i = from; i < r->end; i++) {
        uint32_t at = i;
        bool plain = s->tokens[i].kind == STM_TOKEN_WORD && (s->flags[i] & (STM_W_ACCORDING | STM_V_SAY | STM_V_TELL)) == 0;
        if (plain && s->mark_of[i] == 0 && (i == from || s->mark_of[i - 1] == 0))
            continue; // as nearly all
        if (stm_scene_opens(s, i)) {
            i = stm_scene_mark_end(s, i) - 1;
            continue;
        }
        if (stm_reading_sign(r, i, ';') || (stm_scene_has(s, i, STM_W_ACCORDING) && (stm_scene_has(s, i, STM_W_ALONE) || stm_scene_has(s, i + 1, STM_W_TO))))
            return i > from && stm_reading_sign(r, i - 1, ',') ? i - 1 : i;
        if (i > from && breaks_off(r, i))
            return i;
        if (hands_over(r, i, from, &at))
            return at;
    }
    return r->end;
}

// Behind a comma an aside that another comma ends, with a quotation or an article behind it: "Low, his old rival, a liar".
static uint32_t aside_end(const stm_reading *r, uint32_t comma, uint32_t end)
{
    const stm_scene *s = r->s;
    for (uint32_t i = comma + 1; i < end && i - comma < ASIDE_MOST; i++) {
        if (s->mark_of[i] != 0 || stm_scene_has(s, i, STM_V_ANY | STM_W_AUX | STM_W_CONJ | STM_W_REL))
            return 0;
        if (stm_reading_sign(r, i, ','))
            return stm_scene_opens(s, i + 1) || stm_scene_has(s, i + 1, STM_W_DET) || (stm_scene_has(s, i + 1, STM_W_PREP) && stm_scene_opens(s, i + 2)) ? i : 0;
    }
    return 0;
}

// A name in a list behind a comma; not one that a new clause begins with.
static bool is_listed_name(const stm_reading *r, uint32_t i, uint32_t end)
{
    const stm_scene *s = r->s;
    uint32_t name = s->name_of[i];
    if (name == 0)
        return false;
    while (i < end && s->name_of[i] == name)
        i++;
    return !stm_scene_has(s, i, STM_V_ANY | STM_W_AUX);
}

uint32_t stm_relative_end(const stm_reading *r, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++) {
        if (stm_scene_opens(r->s, i))
            i = stm_scene_mark_end(r->s, i) - 1;
        else if (stm_reading_sign(r, i, ','))
            return i;
    }
    return end;
}

uint32_t stm_object_end(const stm_reading *r, uint32_t from)
{
    const stm_scene *s = r->s;
    uint32_t end = stm_content_end(r, from);
    for (uint32_t i = from + 1; i < end; i++) {
        if (stm_scene_opens(s, i)) {
            i = stm_scene_mark_end(s, i) - 1;
            continue;
        }
        uint32_t aside = stm_reading_sign(r, i, ',') ? aside_end(r, i, end) : 0;
        if (aside != 0) {
            i = aside;
            continue;
        }
        if (stm_reading_sign(r, i, ',') && stm_scene_closes(s, i - 1) && stm_scene_opens(s, i + 1))
            continue; // a list of marked words
        if (stm_reading_sign(r, i, ',') && !is_listed_name(r, i + 1, end))
            return i;
        if (stm_scene_has(s, i, STM_W_CONJ) && !stm_scene_has(s, i, STM_W_AND | STM_W_THAT | STM_W_PREP | STM_W_DET) && i > from + 1)
            return i;
    }
    return end;
}

static bool ends_like_verb(const stm_scene *s, uint32_t i)
{
    return s->tokens[i].kind == STM_TOKEN_WORD && !s->tokens[i].upper && stm_affixes_end(&s->words->verb_endings, stm_scene_word(s, i), false).size > 0;
}

bool stm_content_is_past(const stm_scene *s, uint32_t i)
{
    return stm_scene_has(s, i, STM_F_PAST) || ends_like_verb(s, i);
}

bool stm_content_is_clause(const stm_reading *r, uint32_t from, uint32_t to)
{
    const stm_scene *s = r->s;
    for (uint32_t i = from; i < to; i++)
        if (s->mark_of[i] != 0 || stm_scene_has(s, i, STM_W_AUX | STM_V_ANY | STM_W_SUBJECT) || ends_like_verb(s, i))
            return true;
    return false;
}

// A phrase of place, time or manner in front of the subject, not a clause: "In recent days", "At the week's end, however".
static bool is_adverbial(const stm_reading *r, uint32_t from, uint32_t to)
{
    const stm_scene *s = r->s;
    bool participle = s->words->participle_ending.size > 0 && stm_view_ends(stm_scene_word(s, from), s->words->participle_ending);
    if (!(participle || stm_scene_has(s, from, STM_W_PREP | STM_W_TIME | STM_W_ADVERB)) || stm_scene_has(s, from, STM_W_CONJ | STM_W_SUBJECT | STM_W_DET))
        return false;
    for (uint32_t i = from + 1; i < to; i++)
        if (stm_scene_has(s, i, STM_W_AUX | STM_W_SUBJECT) || (stm_scene_has(s, i, STM_V_ANY) && stm_verb_is(r, i)))
            return false;
    return true;
}

bool stm_content_before(const stm_reading *r, uint32_t end, stm_range *content)
{
    const stm_scene *s = r->s;
    if (end <= r->begin)
        return false;
    uint32_t to = stm_reading_sign(r, end - 1, ',') || stm_reading_dash(r, end - 1) ? end - 1 : end;
    if (to <= r->begin || (to == end && !stm_scene_closes(s, end - 1)))
        return false;
    uint32_t from = r->from > r->begin ? r->from : r->begin;
    while (from < to && (stm_reading_sign(r, from, ',') || stm_reading_sign(r, from, ';') || (stm_scene_has(s, from, STM_W_AND) && from > r->begin)))
        from++;
    if (from >= to)
        return false;
    if (stm_scene_closes(s, to - 1)) { // a quotation alone, or the end of a clause
        uint32_t open = stm_scene_mark(s, to - 1)->open;
        if (open <= from || stm_reading_sign(r, open - 1, ',') || stm_reading_sign(r, open - 1, ':') || stm_reading_sign(r, open - 1, '.') ||
            stm_reading_sign(r, open - 1, '('))
            from = open;
    } else if (to - from < CONTENT_LEAST || !stm_content_is_clause(r, from, to) || is_adverbial(r, from, to)) {
        return false;
    }
    *content = (stm_range){from, to};
    return true;
}

uint32_t stm_apposition_end(const stm_reading *r, uint32_t comma, stm_range subject)
{
    const stm_scene *s = r->s;
    uint32_t name = s->name_of[subject.end - 1];
    bool person = name != 0 && s->names[name - 1].kind == STM_NAME_PERSON;
    uint32_t first = comma + 1, end = first;
    bool verb = false;
    while (end < r->end && end - first < APPOSED_MOST && s->mark_of[end] == 0 && !stm_reading_sign(r, end, ',')) {
        verb = verb || stm_scene_has(s, end, STM_W_AUX | STM_W_SUBJECT) || (stm_scene_has(s, end, STM_V_ANY) && stm_verb_is(r, end));
        end++;
    }
    if (!stm_reading_sign(r, end, ',') || end + 2 >= r->end)
        return comma;
    if (stm_scene_has(s, first, STM_W_REL))
        return end;
    bool alone = end == first + 1 && (s->tokens[first].kind == STM_TOKEN_NUMBER || stm_scene_has(s, first, STM_W_ADVERB));
    bool role = false, goes_on = s->name_of[end + 1] != 0 || stm_scene_has(s, end + 1, STM_W_DET | STM_W_SUBJECT | STM_W_ELIDED | STM_W_PREP);
    for (uint32_t i = first; i < end && i < first + ROLE_REACH; i++)
        role = role || stm_scene_has(s, i, STM_N_ROLE);
    return alone || (person && role && goes_on && !verb) ? end : comma;
}

uint32_t stm_quoted_end(const stm_reading *r, uint32_t from)
{
    const stm_scene *s = r->s;
    uint32_t end = stm_scene_mark_end(s, from);
    if (!stm_reading_sign(r, from - 1, ',') && !stm_reading_sign(r, from - 1, ':')) {
        uint32_t clause = stm_content_end(r, from), last = stm_scene_sign(s, end - 2);
        if ((last == '?' || last == '!' || last == '.') && stm_scene_has(s, end, STM_W_CONJ))
            return end;
        return clause > end && stm_reading_sign(r, end, ',') ? end : clause;
    }
    while (stm_scene_has(s, end, STM_W_AND) && stm_scene_block(s, end) == stm_scene_block(s, end - 1) && stm_scene_opens(s, end + 1))
        end = stm_scene_mark_end(s, end + 1);
    return end;
}
