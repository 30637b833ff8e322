// Verbs in their sentence: which of the words that may be verbs are, their subjects, and what they carry behind them.
#include "annotate/reading.h"
#include "base/utf8.h"

enum { ADJUNCTS_MOST = 24, WITH_MOST = 8, ASIDE_MOST = 10 };

// May the word before a verb in its base form be a subject of the third person plural.
static bool is_plural_like(const stm_scene *s, uint32_t i)
{
    stm_view ending = s->words->plural_ending;
    return stm_scene_has(s, i, STM_W_SUBJECT | STM_W_REL | STM_W_PLURAL) ||
           (s->tokens[i].kind == STM_TOKEN_WORD && ending.size > 0 && stm_view_ends(stm_scene_word(s, i), ending));
}

// Does a name end at token `i` that "and" joins to one before it: "Low and Varr say".
static bool ends_names(const stm_reading *r, uint32_t i)
{
    const stm_scene *s = r->s;
    uint32_t name = s->name_of[i];
    while (name != 0 && i > r->begin && s->name_of[i] == name)
        i--;
    return name != 0 && i > r->begin && stm_scene_has(s, i, STM_W_AND) && s->name_of[i - 1] != 0;
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
        adverb = adverb || (i < cue && stm_scene_has(s, i, STM_W_TIME) && i > r->begin + 1 && stm_scene_has(s, i - 2, STM_W_REL)); // "which last week said"
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
    if (stm_scene_possessive(s, i - 1) || stm_scene_has(s, i - 1, STM_W_POSS))
        return false;
    bool subject = s->name_of[i - 1] != 0 || stm_scene_has(s, i - 1, STM_W_PRONOUN);
    bool content = stm_scene_has(s, i + 1, STM_W_THAT | STM_W_DET | STM_W_SUBJECT) || stm_scene_opens(s, i + 1) || stm_reading_sign(r, i + 1, ':');
    bool inverted = s->words->cue_inside && (stm_reading_sign(r, i - 1, ',') || stm_scene_closes(s, i - 1)); // ", juge Mme Low"
    content = content || (inverted && (stm_scene_has(s, i + 1, STM_N_SIR | STM_N_MADAM | STM_N_TITLE | STM_N_ROLE) || (i + 1 < r->end && s->name_of[i + 1] != 0)));
    return !noun || subject || content;
}

bool stm_verb_goes_on(const stm_reading *r, uint32_t i)
{
    const stm_scene *s = r->s;
    bool infinitive = s->words->infinitive_endings.n > 0 && stm_scene_has(s, i, STM_F_BASE);
    return infinitive && i > r->begin && i <= r->begin + 2 && stm_scene_has(s, r->begin, STM_W_AND);
}

bool stm_verb_is(const stm_reading *r, uint32_t i)
{
    const stm_scene *s = r->s;
    uint64_t flags = s->flags[i];
    if (!(flags & STM_V_ANY) || s->name_of[i] != 0 || (s->tokens[i].upper && i > r->begin && !s->titled[s->tokens[i].sentence]))
        return false;
    if (stm_verb_goes_on(r, i))
        return true;
    bool passive, aux;
    uint32_t group = stm_verb_begin(r, i, &passive, &aux);
    bool after_noun_sign = i > r->begin && stm_scene_has(s, i - 1, STM_W_DET | STM_W_PREP) &&
                           !stm_scene_has(s, i - 1, STM_W_PRONOUN | STM_W_TO | STM_W_THAT);
    if (flags & STM_F_ING)
        return !after_noun_sign || !stm_scene_has(s, i - 1, STM_W_DET);
    if (after_noun_sign)
        return false;
    if (flags & STM_F_PAST) // "it's known"
        return !passive && !(i > r->begin && stm_scene_has(s, i - 1, STM_W_SUBJECT) && stm_scene_possessive(s, i - 1));
    if (flags & STM_F_S)
        return is_verb_in_s(r, i, group);
    if (aux || group <= r->begin)
        return aux;
    bool several = is_plural_like(s, group - 1) || ends_names(r, group - 1);
    return several && !(flags & (STM_W_SAYNOUN | STM_W_HUMAN | STM_W_PREP));
}

bool stm_infinitive_is(const stm_scene *s, uint32_t i)
{
    if (i >= s->ntokens || s->tokens[i].kind != STM_TOKEN_WORD || s->tokens[i].upper || stm_scene_has(s, i, STM_W_DET | STM_W_PREP | STM_W_HUMAN))
        return false;
    return stm_affixes_end(&s->words->infinitive_endings, stm_scene_word(s, i), false).size > 0;
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

// The second comma around a phrase between a verb and its "that": "added, without further detail, that"; `comma` if there is none.
static uint32_t aside_end(const stm_reading *r, uint32_t comma)
{
    const stm_scene *s = r->s;
    if (!stm_scene_has(s, comma + 1, STM_W_PREP) || s->mark_of[comma + 1] != 0)
        return comma;
    for (uint32_t i = comma + 2; i + 1 < r->end && i - comma < ASIDE_MOST && s->mark_of[i] == 0; i++)
        if (stm_reading_sign(r, i, ','))
            return stm_scene_has(s, i + 1, STM_W_THAT) ? i : comma;
    return comma;
}

uint32_t stm_adjuncts_end(const stm_reading *r, uint32_t i, uint64_t verb)
{
    const stm_scene *s = r->s;
    uint32_t start = i;
    while (i < r->end && i - start < ADJUNCTS_MOST && s->mark_of[i] == 0) {
        bool prep = stm_scene_has(s, i, STM_W_PREP) && !stm_scene_has(s, i, STM_W_THAT | STM_W_SUBJECT) &&
                    !(stm_scene_has(s, i, STM_W_TO) && (verb & STM_V_TO)) && !stm_infinitive_is(s, i + 1);
        bool hearer = !prep && i == start && (verb & STM_V_TELL) && !stm_scene_has(s, i, STM_W_THAT);
        bool aside = stm_reading_sign(r, i, ',') && stm_scene_has(s, i + 1, STM_W_ADVERB) && stm_reading_sign(r, i + 2, ',');
        if (prep || hearer) {
            uint32_t end = phrase_end(r, i, hearer);
            if (end == i)
                break;
            i = end;
        } else if (aside) {
            i += 2 + stm_scene_has(s, i + 3, STM_W_THAT);
        } else if (stm_reading_sign(r, i, ',') && aside_end(r, i) > i) {
            i = aside_end(r, i) + 1;
        } else if (s->words->infinitive_endings.n > 0 && stm_scene_has(s, i, STM_W_NOT)) {
            break; // "affirme ne pas avoir": it belongs to the infinitive
        } else if (stm_scene_has(s, i, STM_W_TIME) || (stm_scene_has(s, i, STM_W_ADVERB) && !stm_scene_has(s, i, STM_W_DET))) {
            i++;
        } else {
            break;
        }
    }
    return i;
}

// May a subject begin with token `i`.
static bool begins_subject(const stm_reading *r, uint32_t i)
{
    const stm_scene *s = r->s;
    if (s->name_of[i] != 0)
        return s->names[s->name_of[i] - 1].kind != STM_NAME_PLACE;
    if (stm_scene_has(s, i, STM_W_SUBJECT))
        return true;
    uint64_t other = STM_W_PREP | STM_W_CONJ | STM_W_ADVERB | STM_W_TIME | STM_W_AUX | STM_F_ING | STM_F_PAST | STM_W_THAT | STM_W_REL;
    if (s->words->capital_nouns && !stm_scene_has(s, i, STM_W_DET | STM_W_HUMAN | STM_N_ROLE))
        return false; // any word may open a sentence with a capital
    bool first = i == r->begin || stm_reading_sign(r, i - 1, ',');
    if (i == r->begin && stm_scene_has(s, i + 1, STM_W_ADVERB) && stm_reading_sign(r, i + 2, ','))
        return false; // "Hours later, "
    return first && (stm_scene_has(s, i, STM_W_DET) || (i == r->begin && s->tokens[i].kind == STM_TOKEN_WORD && !stm_scene_has(s, i, other)));
}

// Is the noun one that does not speak, by its ending or the tables.
static bool is_thing(const stm_scene *s, uint32_t i)
{
    if (s->name_of[i] != 0 || stm_scene_has(s, i, STM_W_HUMAN | STM_N_ROLE | STM_N_ORG | STM_W_SUBJECT))
        return false;
    if (stm_scene_has(s, i, STM_W_SAYNOUN))
        return true;
    return stm_affixes_end(&s->words->thing_endings, stm_scene_word(s, i), false).size > 0;
}

// The noun of a phrase in a language that capitalises nouns: "Anwendung" of "Die praktische Anwendung der Regel".
static uint32_t noun_of(const stm_scene *s, stm_range phrase)
{
    uint32_t i = phrase.begin + stm_scene_has(s, phrase.begin, STM_W_DET);
    while (i + 1 < phrase.end && !s->tokens[i].upper)
        i++;
    return i < phrase.end ? i : phrase.begin;
}

bool stm_thing_leads(const stm_scene *s, stm_range phrase)
{
    return stm_scene_has(s, phrase.begin, STM_W_OBLIQUE) || is_thing(s, noun_of(s, phrase));
}

// Behind an object that opens the sentence the subject follows the verb: "Den Unmut brachte die Sprecherin zum Ausdruck".
static stm_range behind_object(const stm_reading *r, stm_range object, uint32_t end)
{
    const stm_scene *s = r->s;
    for (uint32_t i = object.end; i < end && s->mark_of[i] == 0 && stm_scene_sign(s, i) == STM_CODE_NONE; i++) {
        bool verb = s->tokens[i].kind == STM_TOKEN_WORD && !s->tokens[i].upper && !stm_scene_has(s, i, STM_W_DET | STM_W_PREP | STM_W_AND);
        bool subject = stm_scene_has(s, i + 1, STM_W_DET | STM_W_SUBJECT | STM_N_ROLE) || (i + 1 < end && s->name_of[i + 1] != 0);
        if (verb && subject && i + 1 < end && !stm_scene_has(s, i + 1, STM_W_OBLIQUE))
            return stm_phrase_behind(s, i + 1, end);
    }
    return object;
}

// The subject behind the first verb, where something else opens the sentence: "Hier sparte der Leiter nicht mit Kritik", "In dem Brief, der
// am Montag kam, bestritt die Ministerin alles". A verb is a word in small letters with an article or a name behind it.
static stm_range head_inverted(const stm_reading *r, uint32_t end)
{
    const stm_scene *s = r->s;
    uint64_t other = STM_W_DET | STM_W_PREP | STM_W_CONJ | STM_W_ADVERB | STM_W_PRONOUN | STM_W_REL | STM_W_TIME;
    uint32_t begin = s->words->verb_second ? r->begin : end;
    if (begin >= end || stm_scene_has(s, begin, STM_W_DET | STM_W_SUBJECT) || !stm_scene_has(s, begin, STM_W_PREP | STM_W_ADVERB | STM_W_TIME))
        return (stm_range){end, end};
    for (uint32_t i = begin + 1; i < end; i++) {
        bool word = s->tokens[i].kind == STM_TOKEN_WORD && !s->tokens[i].upper && s->mark_of[i] == 0 && s->name_of[i] == 0;
        if (!word || stm_scene_has(s, i, other))
            continue;
        uint32_t next = i + 1;
        while (next < end && stm_scene_has(s, next, STM_W_ADVERB | STM_W_PRONOUN) && !stm_scene_has(s, next, STM_W_SUBJECT | STM_W_DET))
            next++;
        if (next >= end || s->mark_of[next] != 0 || stm_scene_has(s, next, STM_W_OBLIQUE))
            continue;
        if (stm_scene_has(s, next, STM_W_DET | STM_W_SUBJECT | STM_N_ROLE | STM_W_HUMAN) || s->name_of[next] != 0)
            return stm_phrase_behind(s, next, end);
    }
    return (stm_range){end, end};
}

stm_range stm_head_of_sentence(const stm_reading *r, uint32_t end)
{
    stm_range inverted = head_inverted(r, end);
    if (!stm_range_empty(inverted))
        return inverted;
    for (uint32_t i = r->begin; i < end; i++) {
        if (r->s->mark_of[i] != 0 || !begins_subject(r, i))
            continue;
        stm_range phrase = stm_phrase_behind(r->s, i, end);
        bool object = r->s->words->verb_second && !stm_range_empty(phrase) && stm_thing_leads(r->s, phrase);
        return object ? behind_object(r, phrase, end) : phrase;
    }
    return (stm_range){end, end};
}

// The nearest subject before "and" in its clause: "my mother spoke and I laughed and said".
static stm_range head_of_clause(const stm_reading *r, uint32_t and)
{
    const stm_scene *s = r->s;
    for (uint32_t i = and; i-- > r->begin;) {
        bool border = stm_reading_sign(r, i, ',') || stm_reading_sign(r, i, ';') || s->mark_of[i] != 0;
        if (border || (stm_scene_has(s, i, STM_W_CONJ) && !stm_scene_has(s, i, STM_W_PREP)))
            break;
        if (stm_scene_has(s, i, STM_W_SUBJECT) && stm_scene_possessive(s, i))
            break; // "it's looking into it": what it says itself is another's
        if (stm_scene_has(s, i, STM_W_SUBJECT) && s->name_of[i] == 0)
            return (stm_range){i, i + 1};
    }
    return (stm_range){and, and};
}

// Whom an infinitive belongs to: "led Low to fear", "the chair wants to say".
static stm_range subject_of_infinitive(const stm_reading *r, uint32_t to)
{
    const stm_scene *s = r->s;
    if (to > r->begin && s->name_of[to - 1] != 0 && s->names[s->name_of[to - 1] - 1].kind == STM_NAME_PERSON)
        return stm_phrase_before(s, r->begin, to);
    return (stm_range){to, to};
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

// The "with" whose noun phrase ends before the participle at `group`: "with Low saying"; `group` if there is none.
static uint32_t with_before(const stm_reading *r, uint32_t group)
{
    const stm_scene *s = r->s;
    for (uint32_t i = group; i-- > r->begin && group - i < WITH_MOST && s->mark_of[i] == 0 && stm_scene_sign(s, i) == STM_CODE_NONE;)
        if (stm_scene_has(s, i, STM_W_WITH))
            return stm_phrase_behind(s, i + 1, group).end == group ? i : group;
    return group;
}

stm_range stm_subject_of(const stm_reading *r, uint32_t group, uint64_t form)
{
    const stm_scene *s = r->s;
    bool ing = (form & STM_F_ING) != 0;
    bool bare = group > r->begin && !stm_scene_has(s, group - 1, STM_W_SUBJECT) && s->name_of[group - 1] == 0;
    bool shared = group > r->begin ? stm_scene_has(s, group - 1, STM_W_AND | STM_W_CONJ | STM_W_PREP | STM_W_TO) || (ing && bare) : ing;
    if (group > r->begin && (stm_scene_has(s, group - 1, STM_W_REL) || (!ing && stm_scene_has(s, group - 1, STM_W_THAT))))
        return (stm_range){group - 1, group};
    if (!shared || (stm_reading_sign(r, group - 1, ',') && !ing))
        return stm_phrase_before(s, r->begin, group);
    uint32_t with = ing ? with_before(r, group) : group;
    if (with < group)
        return stm_phrase_behind(s, with + 1, group);
    stm_range near = {group, group};
    if (group > r->begin && stm_scene_has(s, group - 1, STM_W_TO))
        near = subject_of_infinitive(r, group - 1);
    else if (group > r->begin && stm_scene_has(s, group - 1, STM_W_AND))
        near = head_of_clause(r, group - 1);
    if (!stm_range_empty(near))
        return near;
    stm_range head = stm_range_empty(r->speaker) ? stm_head_of_sentence(r, group) : r->speaker;
    return stm_range_empty(head) && ing ? subject_behind(r, group) : head;
}
