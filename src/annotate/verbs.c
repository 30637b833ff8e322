// Verbs in their sentence: which of the words that may be verbs are, their subjects, and what they carry behind them.
#include "annotate/reading.h"
#include "base/utf8.h"

enum { ADJUNCTS_MOST = 24 };

// May the word before a verb in its base form be a subject of the third person plural.
static bool is_plural_like(const stm_scene *s, uint32_t i)
{
    return stm_scene_has(s, i, STM_W_SUBJECT | STM_W_REL | STM_W_PLURAL) ||
           (s->tokens[i].kind == STM_TOKEN_WORD && stm_view_ends(stm_scene_word(s, i), STM_VIEW("s")));
}

uint32_t stm_verb_begin(const stm_reading *r, uint32_t cue, bool *passive, bool *aux)
{
    const stm_scene *s = r->s;
    uint32_t i = cue;
    *passive = *aux = false;
    while (i > r->begin && s->mark_of[i - 1] == 0) {
        if (stm_scene_has(s, i - 1, STM_W_SUBJECT) || s->name_of[i - 1] != 0)
            break;
        bool adverb = stm_scene_has(s, i - 1, STM_W_ADVERB | STM_W_TIME) && !stm_scene_has(s, i - 1, STM_W_PRONOUN);
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

// A form in -s that is also a noun counts where a subject stands before it and something like content behind.
static bool is_verb_in_s(const stm_reading *r, uint32_t i, uint32_t group)
{
    const stm_scene *s = r->s;
    if (group <= r->begin)
        return false;
    bool noun = (s->flags[i] & (STM_W_SAYNOUN | STM_W_HUMAN)) != 0;
    bool subject = s->name_of[i - 1] != 0 || stm_scene_has(s, i - 1, STM_W_PRONOUN);
    bool content = stm_scene_has(s, i + 1, STM_W_THAT | STM_W_DET | STM_W_SUBJECT) || stm_scene_opens(s, i + 1);
    return !noun || subject || content;
}

bool stm_verb_is(const stm_reading *r, uint32_t i)
{
    const stm_scene *s = r->s;
    uint64_t flags = s->flags[i];
    if (!(flags & STM_V_ANY) || s->name_of[i] != 0 || (s->tokens[i].upper && i > r->begin && !s->titled[s->tokens[i].sentence]))
        return false;
    bool passive, aux;
    uint32_t group = stm_verb_begin(r, i, &passive, &aux);
    bool after_noun_sign = i > r->begin && stm_scene_has(s, i - 1, STM_W_DET | STM_W_PREP) &&
                           !stm_scene_has(s, i - 1, STM_W_PRONOUN | STM_W_TO | STM_W_THAT);
    if (flags & STM_F_ING)
        return !after_noun_sign || !stm_scene_has(s, i - 1, STM_W_DET);
    if (after_noun_sign)
        return false;
    if (flags & STM_F_PAST)
        return !passive;
    if (flags & STM_F_S)
        return is_verb_in_s(r, i, group);
    return aux || (group > r->begin && is_plural_like(s, group - 1) && !(flags & (STM_W_SAYNOUN | STM_W_HUMAN | STM_W_PREP)));
}

// The token behind a prepositional phrase or a hearer at `i`; `i` if there is none.
static uint32_t phrase_end(const stm_reading *r, uint32_t i, bool hearer)
{
    const stm_scene *s = r->s;
    bool prep = !hearer;
    stm_range phrase = stm_phrase_behind(s, i + prep, r->end);
    if (stm_range_empty(phrase) && prep && stm_scene_has(s, i + 1, STM_W_TIME))
        phrase.end = i + 2;
    uint32_t end = phrase.end;
    if (end <= i + prep)
        return i;
    uint64_t next = STM_W_THAT | STM_W_PREP | STM_W_TIME | STM_W_SUBJECT | STM_W_CONJ | STM_W_DET;
    bool fine = end >= r->end || stm_scene_sign(s, end) != STM_CODE_NONE || stm_scene_opens(s, end) || stm_scene_has(s, end, next);
    return fine || hearer ? end : i;
}

uint32_t stm_adjuncts_end(const stm_reading *r, uint32_t i, uint64_t verb)
{
    const stm_scene *s = r->s;
    uint32_t start = i;
    while (i < r->end && i - start < ADJUNCTS_MOST && s->mark_of[i] == 0) {
        bool prep = stm_scene_has(s, i, STM_W_PREP) && !stm_scene_has(s, i, STM_W_THAT | STM_W_SUBJECT);
        bool hearer = !prep && i == start && (verb & STM_V_TELL) && !stm_scene_has(s, i, STM_W_THAT);
        bool aside = stm_reading_sign(r, i, ',') && stm_scene_has(s, i + 1, STM_W_ADVERB) && stm_reading_sign(r, i + 2, ',');
        if (prep || hearer) {
            uint32_t end = phrase_end(r, i, hearer);
            if (end == i)
                break;
            i = end;
        } else if (aside) {
            i += 2;
        } else if (stm_scene_has(s, i, STM_W_TIME) || (stm_scene_has(s, i, STM_W_ADVERB) && !stm_scene_has(s, i, STM_W_DET))) {
            i++;
        } else {
            break;
        }
    }
    return i;
}

stm_range stm_head_of_sentence(const stm_reading *r, uint32_t end)
{
    const stm_scene *s = r->s;
    for (uint32_t i = r->begin; i < end; i++) {
        if (s->mark_of[i] != 0)
            continue;
        bool name = s->name_of[i] != 0 && s->names[s->name_of[i] - 1].kind != STM_NAME_PLACE;
        bool det = stm_scene_has(s, i, STM_W_DET) && (i == r->begin || stm_reading_sign(r, i - 1, ','));
        if (name || det || stm_scene_has(s, i, STM_W_SUBJECT))
            return stm_phrase_behind(s, i, end);
    }
    return (stm_range){end, end};
}

// The subject behind a participle that opens the sentence: "Asked about the bridge, Low said".
static stm_range subject_behind(const stm_reading *r, uint32_t cue)
{
    const stm_scene *s = r->s;
    for (uint32_t i = cue + 1; i + 1 < r->end; i++) {
        if (stm_scene_opens(s, i))
            i = stm_scene_mark_end(s, i) - 1;
        if (!stm_reading_sign(r, i, ',') && !stm_scene_closes(s, i))
            continue;
        bool name = s->name_of[i + 1] != 0 && s->names[s->name_of[i + 1] - 1].kind != STM_NAME_PLACE;
        if (name || stm_scene_has(s, i + 1, STM_W_SUBJECT | STM_W_DET))
            return stm_phrase_behind(s, i + 1, r->end);
    }
    return (stm_range){cue, cue};
}

stm_range stm_subject_of(const stm_reading *r, uint32_t group, uint64_t form)
{
    const stm_scene *s = r->s;
    bool ing = (form & STM_F_ING) != 0;
    bool bare = group > r->begin && !stm_scene_has(s, group - 1, STM_W_SUBJECT) && s->name_of[group - 1] == 0;
    bool shared = group > r->begin ? stm_scene_has(s, group - 1, STM_W_AND | STM_W_PREP | STM_W_TO) || (ing && bare) : ing;
    if (group >= r->begin + 2 && stm_scene_has(s, group - 1, STM_W_REL))
        return stm_phrase_before(s, r->begin, group - 1 - stm_reading_sign(r, group - 2, ','));
    if (!shared || (stm_reading_sign(r, group - 1, ',') && !ing))
        return stm_phrase_before(s, r->begin, group);
    stm_range head = stm_range_empty(r->speaker) ? stm_head_of_sentence(r, group) : r->speaker;
    return stm_range_empty(head) && ing ? subject_behind(r, group) : head;
}
