// Cues of languages whose finite verb stands second, as in German: "Am Montag sagte der Minister, ...", "Der Minister hat gesagt, ...",
// "wie der Minister mitteilte", "so der Minister", "nach Angaben des Ministers", "dem Minister zufolge".
//
// Method: the clause around a verb of saying is cut at commas, colons and marks. The subject is what opens the clause before the finite
// verb, unless that is a preposition, an adverb or a quotation: then it follows the verb. Content stands before a verb that opens its
// clause, else behind the first colon, comma or mark.
#include "annotate/reading.h"

enum { BRACKET_MOST = 8, CLAUSE_MOST = 40, AHEAD_MOST = 30, APPOSITIONS_MOST = 3, SOURCE_MOST = 6 /* tokens of a source's name and its marks */ };

typedef struct clause {
    uint32_t begin;  // its first token
    uint32_t finite; // the auxiliary, else the verb itself
    uint32_t verb;   // the verb of saying
    uint64_t means;  // its STM_V_*, its particle's among them
    stm_range subject;
} clause;

static bool is_border(const stm_reading *r, uint32_t i)
{
    return r->s->mark_of[i] != 0 || stm_reading_sign(r, i, ',') || stm_reading_sign(r, i, ':') || stm_reading_sign(r, i, ';') ||
           stm_reading_dash(r, i) || stm_reading_sign(r, i, '(') || stm_reading_sign(r, i, ')');
}

// The token where a bracket that ends before token `i` begins: "Ministerin Low (ABC) sagte"; `i` if there is none.
static uint32_t behind_bracket(const stm_reading *r, uint32_t i)
{
    if (i < r->begin + 4 || !stm_reading_sign(r, i - 1, ')'))
        return i;
    for (uint32_t at = i - 1; at > r->begin + 1 && i - at < BRACKET_MOST; at--)
        if (stm_reading_sign(r, at, '('))
            return at;
    return i;
}

static clause clause_of(const stm_reading *r, uint32_t verb)
{
    const stm_scene *s = r->s;
    clause c = {verb, verb, verb, 0, {verb, verb}};
    while (c.begin > r->begin && verb - c.begin < CLAUSE_MOST) {
        uint32_t before = behind_bracket(r, c.begin);
        if (is_border(r, before - 1))
            break;
        c.begin = before - 1;
        if (stm_scene_has(s, c.begin, STM_W_AUX))
            c.finite = c.begin;
    }
    while (c.begin < c.finite && stm_scene_has(s, c.begin, STM_W_AND))
        c.begin++;
    return c;
}

// Is the word an adverb that stands in no table, by its ending, or a year.
static bool is_adverb(const stm_scene *s, uint32_t i)
{
    bool unknown = s->flags[i] == 0 && s->name_of[i] == 0;
    return s->tokens[i].kind == STM_TOKEN_NUMBER || (unknown && stm_affixes_end(&s->words->adverb_endings, stm_scene_word(s, i), false).size > 0);
}

// What opens the clause before its finite verb, if that can be a subject.
static stm_range subject_before(const stm_reading *r, const clause *c)
{
    const stm_scene *s = r->s;
    uint32_t begin = c->begin, end = c->finite;
    while (begin < end && stm_scene_has(s, begin, STM_W_AND))
        begin++;
    while (begin + 1 < end && stm_scene_has(s, begin, STM_W_ADVERB) && !stm_scene_has(s, begin, STM_W_DET) && !s->tokens[begin + 1].upper &&
           stm_scene_has(s, begin + 1, STM_W_DET))
        begin++;
    while (end > begin && stm_scene_has(s, end - 1, STM_W_ADVERB | STM_W_TIME))
        end--;
    if (begin < end && stm_scene_has(s, begin, STM_W_CONJ)) { // "während der Minister sagte": the verb ends the clause
        bool last = c->verb + 1 >= r->end || is_border(r, c->verb + 1);
        return last && begin + 1 < end ? stm_phrase_behind(s, begin + 1, end) : (stm_range){end, end};
    }
    uint64_t other = STM_W_PREP | STM_W_TIME | STM_W_REL;
    bool adverb = begin < end && stm_scene_has(s, begin, STM_W_ADVERB) && !stm_scene_has(s, begin, STM_W_PRONOUN | STM_W_DET);
    if (begin >= end || adverb || stm_scene_has(s, begin, other) || (begin + 1 < end && stm_scene_has(s, begin + 1, STM_W_TIME)))
        return (stm_range){end, end};
    bool relative = begin > r->begin && stm_reading_sign(r, begin - 1, ',') && stm_scene_has(s, begin, STM_W_DET) && !s->tokens[begin].upper;
    if (relative && stm_range_empty(stm_phrase_behind(s, begin, end)) && (c->verb + 1 >= r->end || is_border(r, c->verb + 1)))
        return (stm_range){begin, begin + 1}; // "Leute, die unter anderem riefen:"
    if ((begin + 1 == end || stm_scene_has(s, begin + 1, STM_W_PREP)) && is_adverb(s, begin)) // "Passend (dazu) warnte die Stadt", "2030 sagte er"
        return (stm_range){end, end};
    return stm_phrase_behind(s, begin, end);
}

// The beginning of what stands between the border at or before token `end` and that; a bracket in it is skipped.
static uint32_t part_begin(const stm_reading *r, uint32_t end)
{
    uint32_t i = end;
    while (i > r->begin && end - i < CLAUSE_MOST) {
        uint32_t before = behind_bracket(r, i);
        if (is_border(r, before - 1))
            break;
        i = before - 1;
    }
    return i;
}

static bool is_person_at(const stm_scene *s, uint32_t i)
{
    return s->name_of[i] != 0 && s->names[s->name_of[i] - 1].kind == STM_NAME_PERSON;
}

// "Low, Leiterin des Hafens, sagte", "Low, die Leiterin, die den Hafen führt, sagte", "Low (ABC), Leiter des Hafens sagte": the noun phrase
// before the appositions that end at token `end`.
static stm_range subject_apposed(const stm_reading *r, uint32_t end, uint32_t none)
{
    const stm_scene *s = r->s;
    for (uint32_t comma = end, n = 0; n < APPOSITIONS_MOST && comma > r->begin; n++) {
        uint32_t i = part_begin(r, comma);
        if (i == r->begin || i == comma || !stm_reading_sign(r, i - 1, ','))
            break;
        uint32_t last = i - 1, begin = part_begin(r, last);
        while (begin < last && stm_scene_has(s, begin, STM_W_AND | STM_W_ADVERB) && !stm_scene_has(s, begin, STM_W_DET))
            begin++;
        bool verb = false;
        for (uint32_t k = i; k < comma; k++)
            verb = verb || (stm_scene_has(s, k, STM_W_AUX | STM_V_ANY) && !s->tokens[k].upper);
        if ((verb && !stm_scene_has(s, i, STM_W_DET)) || begin >= last || stm_scene_has(s, begin, STM_W_PREP | STM_W_CONJ | STM_W_TIME))
            break;
        bool named = s->tokens[i].upper && !stm_scene_has(s, i, STM_W_DET | STM_N_ROLE); // "der Leiter, Jon Low,"
        if (!verb && named && stm_scene_has(s, begin, STM_W_DET))
            return (stm_range){begin, behind_bracket(r, comma)};
        if (is_person_at(s, last - 1) || (!verb && n == 0))
            return stm_phrase_behind(s, begin, last);
        if (stm_reading_sign(r, last - 1, ')') && is_person_at(s, behind_bracket(r, last) - 1))
            return stm_phrase_behind(s, begin, last);
        comma = last;
    }
    return (stm_range){none, none};
}

// The noun phrase that begins at token `i`; the name of a source may stand in marks: `die „Elbpost“`.
static stm_range speaker_behind(const stm_reading *r, uint32_t i)
{
    const stm_scene *s = r->s;
    stm_range phrase = stm_phrase_behind(s, i, r->end);
    uint32_t open = phrase.end > i ? phrase.end : i + (stm_scene_has(s, i, STM_W_DET) && s->mark_of[i] == 0);
    if (open >= r->end || !stm_scene_opens(s, open) || stm_scene_mark_end(s, open) - open > SOURCE_MOST || r->sayings->mark_used[s->mark_of[open] - 1] != 0)
        return phrase;
    bool names = open == i || stm_scene_has(s, open - 1, STM_W_DET | STM_W_HUMAN | STM_N_ORG | STM_W_CALLED);
    return names ? (stm_range){i, stm_scene_mark_end(s, open)} : phrase;
}

static stm_range subject_behind(const stm_reading *r, const clause *c)
{
    const stm_scene *s = r->s;
    uint32_t i = c->finite + 1;
    while (i < r->end && s->mark_of[i] == 0 && stm_scene_has(s, i, STM_W_ADVERB | STM_W_TIME | STM_W_PRONOUN) && !stm_scene_has(s, i, STM_W_DET | STM_W_SUBJECT))
        i++;
    return speaker_behind(r, i);
}

// A pronoun that is a subject and nothing else: "er", not "sie".
static bool is_nominative(const stm_scene *s, uint32_t i)
{
    return stm_scene_has(s, i, STM_W_SUBJECT) && !stm_scene_has(s, i, STM_W_SHE) && s->mark_of[i] == 0;
}

// Is the noun phrase before the verb its object: "Den Bau lobte Low", "Die Anwendung der Regel stellte der Leiter in Frage", "Den Bau lobte er".
static bool is_object(const stm_reading *r, const clause *c, stm_range front)
{
    const stm_scene *s = r->s;
    uint32_t behind = c->finite + 1;
    if (is_nominative(s, behind))
        return true;
    if (stm_range_empty(front) || front.end != c->finite || behind >= r->end || !stm_thing_leads(s, front))
        return false;
    return stm_scene_has(s, front.begin, STM_W_OBLIQUE) || s->tokens[behind].upper || stm_scene_has(s, behind, STM_W_SUBJECT | STM_N_ROLE | STM_W_DET);
}

static stm_range subject_of_clause(const stm_reading *r, const clause *c)
{
    stm_range front = subject_before(r, c);
    return is_object(r, c, front) ? subject_behind(r, c) : front;
}

// "In dem Brief heißt es", "heißt es in dem Brief": the document as speaker.
static stm_range document_of(const stm_reading *r, const clause *c)
{
    const stm_scene *s = r->s;
    uint32_t i = c->begin;
    while (i < c->finite && stm_scene_has(s, i, STM_W_ADVERB | STM_W_THUS) && !stm_scene_has(s, i, STM_W_PREP))
        i++;
    if (i < c->finite && stm_scene_has(s, i, STM_W_PREP))
        return stm_phrase_behind(s, i + 1, c->finite);
    for (i = c->verb + 1; i < r->end && i - c->verb < BRACKET_MOST && s->mark_of[i] == 0 && !stm_scene_has(s, i, STM_W_PREP);)
        i++;
    return stm_scene_has(s, i, STM_W_PREP) && i < r->end ? stm_phrase_behind(s, i + 1, r->end) : (stm_range){i, i};
}

// The particle of a verb that parts, behind it in its clause, or "als" before a mark; the verb itself where it has none. `*means` gets
// what the two mean together.
static uint32_t particle_of(const stm_reading *r, uint32_t verb, uint64_t *means)
{
    const stm_scene *s = r->s;
    if (!stm_scene_has(s, verb, STM_V_PARTICLE))
        return verb;
    for (uint32_t i = verb + 1; i < r->end && i - verb < AHEAD_MOST && s->mark_of[i] == 0; i++) {
        const uint64_t *joint = stm_vocabulary_joint(s->words, s->tokens[verb].word, s->tokens[i].word);
        if (joint == NULL || (i + 1 < r->end && !is_border(r, i + 1)))
            continue;
        *means |= *joint;
        return i;
    }
    return verb;
}

// Where content begins behind token `i`: behind the next colon or comma, or at the next mark (at this or behind "that" alone where something
// is `named`); r->end if there is nothing.
static uint32_t content_ahead(const stm_reading *r, uint32_t i, bool named)
{
    const stm_scene *s = r->s;
    uint32_t start = i;
    for (; i < r->end && i - start < AHEAD_MOST; i++) {
        if (stm_scene_opens(s, i))
            return i;
        if (named && !(stm_reading_sign(r, i, ',') && stm_scene_has(s, i + 1, STM_W_THAT)))
            continue;
        if (!stm_reading_sign(r, i, ',') && !stm_reading_sign(r, i, ':'))
            continue;
        i++;
        return i + stm_scene_has(s, i, STM_W_THAT);
    }
    return r->end;
}

static stm_saying *put(stm_reading *r, stm_range cue, stm_range speaker, stm_range content)
{
    stm_saying *saying = stm_saying_add(r->sayings, cue, speaker);
    for (uint32_t i = speaker.begin; i < speaker.end; i++)
        if (stm_scene_opens(r->s, i)) // the name of a source is no quotation
            r->sayings->mark_used[r->s->mark_of[i] - 1] = (uint32_t)r->sayings->list.n;
    stm_saying_put(r->sayings, saying, content);
    if (!stm_range_empty(speaker))
        r->speaker = speaker;
    return saying;
}

// What goes on behind the cue and its speaker, `"A", sagte Low weiter, "B"`; the token to go on from.
static uint32_t take_second(stm_reading *r, stm_saying *saying, stm_range content, uint32_t last)
{
    const stm_scene *s = r->s;
    uint32_t comma = last + (stm_scene_has(s, last, STM_W_ADVERB) && last + 1 < r->end);
    if (!stm_scene_closes(s, content.end - 1) || !stm_reading_sign(r, comma, ',') || !stm_scene_opens(s, comma + 1))
        return last;
    stm_saying_put(r->sayings, saying, (stm_range){comma + 1, stm_scene_mark_end(s, comma + 1)});
    return stm_scene_mark_end(s, comma + 1);
}

// `"...", sagte der Minister.`
static uint32_t take_behind(stm_reading *r, const clause *c)
{
    stm_range content;
    if (stm_range_empty(c->subject) || !stm_content_before(r, c->finite, &content))
        return 0;
    stm_saying *saying = put(r, (stm_range){c->verb, c->verb + 1}, c->subject, content);
    uint32_t last = c->subject.end > c->verb + 1 ? c->subject.end : c->verb + 1;
    r->from = take_second(r, saying, content, last);
    return r->from;
}

// Where a clause that opens the sentence hands over to the main clause: at the comma before its finite verb.
static uint32_t before_main_clause(const stm_reading *r, uint32_t from, uint32_t end)
{
    for (uint32_t i = from + 1; i + 1 < end; i++)
        if (stm_reading_sign(r, i, ',') && stm_scene_has(r->s, i + 1, STM_W_AUX | STM_V_ANY))
            return i;
    return end;
}

static uint32_t take_ahead(stm_reading *r, const clause *c, uint32_t last)
{
    const stm_scene *s = r->s;
    uint32_t from = content_ahead(r, last, (c->means & STM_V_ANY & ~STM_V_OBJECT) == 0);
    stm_range cue = {c->verb, c->verb + 1};
    if (from >= r->end) {
        uint32_t next = s->tokens[r->end - 1].sentence + 1;
        if (stm_scene_sign(s, r->end - 1) == ':' && next < s->segments->nsentences && stm_scene_all_quoted(s, next)) {
            uint32_t open = s->segments->sentences[next].begin;
            put(r, cue, c->subject, (stm_range){open, stm_scene_mark_end(s, open)});
        }
        return c->verb + 1;
    }
    bool marked = stm_scene_opens(s, from), speech = (c->means & (STM_V_SAY | STM_V_TELL | STM_V_ASK | STM_V_THINK)) != 0;
    uint32_t end = marked ? stm_scene_mark_end(s, from) : stm_content_end(r, from);
    if (!marked && c->begin == r->begin && stm_scene_has(s, c->begin, STM_W_CONJ))
        end = before_main_clause(r, from, end);
    if (!marked && (end < from + 3 || !(speech || stm_scene_has(s, from - 1, STM_W_THAT))))
        return c->verb + 1;
    put(r, cue, c->subject, (stm_range){from, end})->object = !speech && !marked;
    r->from = end;
    return end;
}

// The verb of saying at `verb`; the token to go on from.
static uint32_t take_verb(stm_reading *r, uint32_t verb)
{
    const stm_scene *s = r->s;
    clause c = clause_of(r, verb);
    c.means = s->flags[verb] & STM_V_ANY & ~STM_V_PARTICLE;
    uint32_t particle = particle_of(r, verb, &c.means);
    if (c.means == 0)
        return verb + 1;
    if (c.finite != verb && stm_scene_has(s, c.finite, STM_W_BE) && stm_scene_sign(s, verb + 1) != ':')
        return verb + 1; // "wurde verurteilt"
    bool reads = stm_scene_has(s, verb, STM_W_READS);
    c.subject = reads ? document_of(r, &c) : subject_of_clause(r, &c);
    uint32_t first = c.subject.begin;
    if (first == c.begin && first > r->begin + 1 && stm_reading_sign(r, first - 1, ',') && is_person_at(s, first - 2) && !stm_scene_has(s, first, STM_W_DET) &&
        c.subject.end <= c.finite && stm_scene_has(s, first, STM_N_ROLE))
        c.subject = stm_phrase_before(s, r->begin, first - 1); // "Low, Leiter des Hafens sagte"
    if (stm_range_empty(c.subject) && c.finite > r->begin && stm_scene_has(s, c.finite - 1, STM_W_AND))
        c.subject = stm_range_empty(r->speaker) ? stm_head_of_sentence(r, c.finite) : r->speaker; // shared with the verb before "and"
    bool opens = (stm_range_empty(c.subject) || c.subject.begin > c.verb) && c.begin == c.finite && c.begin > r->begin;
    bool pronoun = !stm_range_empty(c.subject) && is_nominative(s, c.subject.begin);
    if (stm_range_empty(c.subject) && !reads)
        c.subject = subject_behind(r, &c);
    if (opens && (stm_scene_closes(s, c.begin - 1) || stm_reading_sign(r, c.begin - 1, ','))) {
        uint32_t next = take_behind(r, &c);
        if (next != 0)
            return next;
        stm_range apposed = pronoun || stm_scene_closes(s, c.begin - 1) ? (stm_range){c.begin, c.begin} : subject_apposed(r, c.begin - 1, c.begin);
        c.subject = stm_range_empty(apposed) ? c.subject : apposed;
    }
    uint32_t last = particle + 1 > c.subject.end ? particle + 1 : c.subject.end;
    return take_ahead(r, &c, last);
}

// The verb behind the pair of marks at `open` that goes with the word before it: "als „falsch“ zurückgewiesen", "einen „Fehler“ nannte";
// `open` if there is none before the clause ends.
static uint32_t judging_verb(const stm_reading *r, uint32_t open)
{
    const stm_scene *s = r->s;
    uint32_t close = stm_scene_mark_end(s, open);
    for (uint32_t i = close; i < r->end && i - close < BRACKET_MOST && !is_border(r, i); i++) {
        bool joined = stm_scene_has(s, i, STM_V_PARTICLE) && stm_vocabulary_joint(s->words, s->tokens[i].word, s->tokens[open - 1].word) != NULL;
        bool named = stm_scene_has(s, i, STM_V_OBJECT) && stm_scene_has(s, i, STM_F_PAST) && stm_scene_has(s, open - 1, STM_W_ONE);
        if ((joined || named) && !s->tokens[i].upper)
            return i;
    }
    return open;
}

// The phrase behind "von" in [from, to), whose doing something was: "wurde von Low als „falsch“ bezeichnet".
static stm_range agent_in(const stm_reading *r, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i + 1 < to; i++)
        if (stm_scene_has(r->s, i, STM_W_BY) && r->s->mark_of[i] == 0)
            return speaker_behind(r, i + 1);
    return (stm_range){to, to};
}

// Marked words that a verb behind them gives to somebody: "die den Bau als „Fehler“ bezeichnet", "Low hatte den Bau als „falsch“ verurteilt".
static uint32_t take_judged(stm_reading *r, uint32_t open)
{
    const stm_scene *s = r->s;
    uint32_t verb = open > r->begin + 1 && s->mark_of[open - 1] == 0 ? judging_verb(r, open) : open;
    if (verb == open || r->sayings->mark_used[s->mark_of[open] - 1] != 0)
        return open;
    clause c = clause_of(r, open - 1);
    bool passive = false;
    for (uint32_t i = c.begin; i < open; i++)
        passive = passive || stm_scene_has(s, i, STM_W_BE);
    passive = passive || (verb + 1 < r->end && stm_scene_has(s, verb + 1, STM_W_BE));
    bool relative = c.begin > r->begin && stm_reading_sign(r, c.begin - 1, ',') && stm_scene_has(s, c.begin, STM_W_DET | STM_W_REL);
    if (passive)
        c.subject = agent_in(r, c.begin, open);
    else if (relative || stm_scene_has(s, c.begin, STM_W_CONJ))
        c.subject = relative ? (stm_range){c.begin, c.begin + 1} : stm_phrase_behind(s, c.begin + 1, open);
    else if (c.finite < open - 1)
        c.subject = subject_of_clause(r, &c);
    if (passive && stm_range_empty(c.subject))
        return open; // "was als „Bora“ bezeichnet wird": a name
    put(r, (stm_range){verb, verb + 1}, c.subject, (stm_range){open, stm_scene_mark_end(s, open)});
    return r->from = verb + 1;
}

// What is left of the sentence before or behind a phrase that begins at `first` and names a source.
static uint32_t take_source(stm_reading *r, uint32_t first, stm_range cue, stm_range speaker)
{
    uint32_t begin = first < speaker.begin ? first : speaker.begin, end = cue.end > speaker.end ? cue.end : speaker.end;
    uint32_t from = r->from > r->begin ? r->from : r->begin;
    stm_range content = {from, begin};
    if (begin <= from + 2) {
        content = (stm_range){end + stm_reading_sign(r, end, ','), r->end};
        content.end = content.begin < r->end ? stm_content_end(r, content.begin) : content.begin;
    }
    if (stm_range_empty(speaker) || content.end < content.begin + 2)
        return end > cue.begin ? end : cue.end;
    put(r, cue, speaker, content);
    r->from = content.end > end ? content.end : end;
    return r->from;
}

// "wie der Minister mitteilte", up to the comma behind it.
static uint32_t take_as_said(stm_reading *r, uint32_t as)
{
    const stm_scene *s = r->s;
    uint32_t verb = 0, end = as + 1;
    uint32_t named = stm_phrase_behind(s, as + 1, r->end).end;
    bool apposed = stm_reading_sign(r, named, ',') && named + 1 < r->end && s->tokens[named + 1].upper; // "wie der Richter, Jon Low, sagte"
    if (stm_scene_opens(s, end) || stm_scene_opens(s, end + 1))
        end = stm_scene_mark_end(s, end + !stm_scene_opens(s, end));
    for (; end < r->end && end - as < AHEAD_MOST && (!is_border(r, end) || (apposed && stm_reading_sign(r, end, ',') && verb == 0)); end++)
        if (stm_scene_has(s, end, STM_V_SAY | STM_V_THINK | STM_V_TELL) && !s->tokens[end].upper)
            verb = end;
    stm_range speaker = verb != 0 ? speaker_behind(r, as + 1) : (stm_range){as + 1, as + 1};
    speaker.end = speaker.end > verb ? verb : speaker.end;
    if (verb == 0 || stm_range_empty(speaker))
        return as + 1;
    return take_source(r, as, (stm_range){verb, verb + 1}, speaker);
}

// The token behind a phrase that names a source at token `i`; 0: there is none.
static uint32_t take_phrase(stm_reading *r, uint32_t i)
{
    const stm_scene *s = r->s;
    bool first = i == r->begin || is_border(r, i - 1);
    if (stm_scene_has(s, i, STM_W_ACCORDING)) {
        stm_range before = i > r->begin ? stm_phrase_before(s, r->from > r->begin ? r->from : r->begin, i) : (stm_range){i, i};
        bool behind = stm_range_empty(before) || stm_scene_has(s, i + 1, STM_W_DET) || i == r->begin;
        return take_source(r, i, (stm_range){i, i + 1}, behind ? speaker_behind(r, i + 1) : before);
    }
    bool led = i > r->begin && (stm_scene_has(s, i - 1, STM_W_PREP) || (i > r->begin + 1 && stm_scene_has(s, i - 2, STM_W_PREP)));
    if (stm_scene_has(s, i, STM_W_SOURCE) && led && !stm_scene_has(s, i + 1, STM_W_ACCORDING)) {
        uint32_t next = i + 1 + stm_scene_has(s, i + 1, STM_W_BY);
        stm_range speaker = next < r->end && !is_border(r, next) ? stm_phrase_behind(s, next, r->end) : (stm_range){next, next};
        return stm_range_empty(speaker) ? 0 : take_source(r, i - 1, (stm_range){i - 1, i + 1}, speaker);
    }
    if (first && stm_scene_has(s, i, STM_W_AS_SAID))
        return take_as_said(r, i);
    if (first && i > r->begin && stm_scene_has(s, i, STM_W_THUS)) {
        stm_range speaker = stm_phrase_behind(s, i + 1, r->end), content;
        bool alone = speaker.end >= r->end || is_border(r, speaker.end) || stm_scene_has(s, speaker.end, STM_W_PREP | STM_W_TIME | STM_W_ADVERB);
        uint32_t colon = speaker.end + (speaker.end < r->end && stm_scene_has(s, speaker.end, STM_W_ADVERB));
        if (!stm_range_empty(speaker) && stm_reading_sign(r, colon, ':') && stm_scene_opens(s, colon + 1)) {
            put(r, (stm_range){i, i + 1}, speaker, (stm_range){colon + 1, stm_scene_mark_end(s, colon + 1)});
            return r->from = stm_scene_mark_end(s, colon + 1);
        }
        if (!stm_range_empty(speaker) && alone && stm_content_before(r, i, &content)) {
            stm_saying *saying = put(r, (stm_range){i, i + 1}, speaker, content);
            return r->from = take_second(r, saying, content, speaker.end);
        }
    }
    return 0;
}

void stm_second_read(stm_reading *r, uint32_t begin)
{
    const stm_scene *s = r->s;
    for (uint32_t i = begin; i < r->end;) {
        uint32_t next = 0;
        if (s->mark_of[i] != 0) {
            next = stm_scene_opens(s, i) ? take_judged(r, i) : i + 1;
            i = next > i ? next : stm_scene_mark_end(s, i);
            continue;
        }
        if (!stm_scene_has(s, i, STM_V_ANY | STM_W_ACCORDING | STM_W_SOURCE | STM_W_AS_SAID | STM_W_THUS)) {
            i++; // as nearly all
            continue;
        }
        bool verb = stm_scene_has(s, i, STM_V_ANY) && stm_scene_has(s, i, STM_F_PAST | STM_F_S | STM_F_BASE) && !s->tokens[i].upper && s->name_of[i] == 0;
        next = verb ? take_verb(r, i) : take_phrase(r, i);
        i = next > i ? next : i + 1;
    }
}
