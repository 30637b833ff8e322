// Who speaks: noun phrases beside a cue, and whom they stand for within the article.
//
// Method: rules. A subject is searched leftwards from the cue over auxiliaries and adverbs to a border of its clause; "NAME,
// apposition, said" goes back to the name. A pronoun stands for the first person of fitting sex in the latest sentence before it
// that names one, or the speaker of the sentence before; a role for the person to whom the article gives it.
#include "annotate/sayings.h"
#include "base/utf8.h"

enum { TITLES_MOST = 3 /* tokens from a comma on */, PHRASE_MOST = 24, APPOSITION_MOST = 40, JOINED_MOST = 8, OWNER_MOST = 4, ANTECEDENT_MOST = 3, WEAK_REACH = 3, ROLE_NEAR = 60, NAMES_MOST = 400, SENTENCE_MOST = 400, BACK_MOST = 12 /* sentences that a pronoun looks back */ };

static stm_view written(const stm_scene *s, uint32_t i)
{
    return stm_view_in(s->text, s->tokens[i].span);
}

static bool is_word(const stm_scene *s, uint32_t i)
{
    return i < s->ntokens && (s->tokens[i].kind == STM_TOKEN_WORD || s->tokens[i].kind == STM_TOKEN_NUMBER);
}

// A full stop or sign that stands inside a name or a number: "J.", "AT&T", "$5".
static bool is_inner_sign(const stm_scene *s, uint32_t i)
{
    uint32_t sign = stm_scene_sign(s, i);
    if (sign == '.')
        return i > 0 && !s->tokens[i].spaced && is_word(s, i - 1);
    if ((sign == '\'' || sign == 0x2019) && i > 0 && s->mark_of[i] == 0) // "the pilots' union"
        return !s->tokens[i].spaced && is_word(s, i - 1);
    return sign == '&' || sign == '-' || sign == '$' || sign == '%' || sign == '/';
}

static bool is_verb_like(const stm_scene *s, uint32_t i)
{
    if (s->name_of[i] != 0 || s->tokens[i].upper)
        return false;
    return stm_scene_has(s, i, STM_W_AUX) || (stm_scene_has(s, i, STM_V_ANY) && stm_scene_has(s, i, STM_F_PAST | STM_F_S) &&
                                              !stm_scene_has(s, i, STM_W_HUMAN | STM_W_SAYNOUN));
}

// Does the phrase [i, end) go on to the left of `i`: over "of", "for" and other prepositions behind a noun.
static bool goes_on_left(const stm_scene *s, uint32_t limit, uint32_t i)
{
    if (i < limit + 2 || !stm_scene_has(s, i - 1, STM_W_PREP) || !is_word(s, i - 2))
        return false;
    bool inner = stm_scene_has(s, i - 1, STM_W_INNER) || (stm_scene_has(s, i - 1, STM_W_TO) && stm_scene_has(s, i - 2, STM_N_ROLE | STM_W_HUMAN));
    return inner && !is_verb_like(s, i - 2) && !stm_scene_has(s, i - 2, STM_W_PREP | STM_W_CONJ | STM_W_ADVERB | STM_W_TIME);
}

// Is what stands between two commas nothing but a person's name, behind a noun phrase that it names: "his lawyer, Ann Low,".
static bool is_named_role(const stm_scene *s, uint32_t first, uint32_t second)
{
    uint32_t name = s->name_of[first + 1];
    return name != 0 && s->name_of[second - 1] == name && s->names[name - 1].kind == STM_NAME_PERSON && s->name_of[first - 1] == 0 &&
           is_word(s, first - 1) && !s->tokens[first - 1].upper;
}

// From the comma at `comma` in front of a verb back over an apposition or a relative clause to the comma behind its noun phrase.
static uint32_t before_apposition(const stm_scene *s, uint32_t limit, uint32_t comma)
{
    uint32_t fallback = 0;
    for (uint32_t i = comma; i-- > limit + 1 && comma - i < APPOSITION_MOST;) {
        if (stm_scene_sign(s, i) != ',' || s->mark_of[i] != 0)
            continue;
        if (is_named_role(s, i, comma))
            return comma;
        if (s->name_of[i - 1] != 0 && s->names[s->name_of[i - 1] - 1].kind != STM_NAME_PLACE)
            return i;
        bool opens = stm_scene_has(s, i + 1, STM_W_DET | STM_W_REL | STM_N_ROLE) || s->tokens[i + 1].kind == STM_TOKEN_NUMBER;
        if (fallback == 0 && opens && is_word(s, i - 1))
            fallback = i;
    }
    return fallback;
}

static uint32_t strip_front(const stm_scene *s, uint32_t begin, uint32_t end)
{
    bool nouns = s->words->capital_nouns;
    while (nouns && begin + 1 < end && s->name_of[begin] == 0 && s->flags[begin] == 0 && !s->tokens[begin].upper && s->tokens[begin].kind == STM_TOKEN_WORD)
        begin++;
    while (begin < end && s->name_of[begin] == 0 &&
           (stm_scene_has(s, begin, STM_W_PREP | STM_W_CONJ | STM_W_TIME | STM_W_THAT) || stm_scene_sign(s, begin) != STM_CODE_NONE ||
            (stm_scene_has(s, begin, STM_W_ADVERB) && !stm_scene_has(s, begin, STM_W_DET))) &&
           !(stm_scene_has(s, begin, STM_W_THAT | STM_W_TIME) && begin + 1 == end))
        begin++;
    return begin;
}

// Does "and" at token `and` join two nouns of one phrase whose article opens its clause: `," the writer and critic`.
static bool joins_left(const stm_scene *s, uint32_t limit, uint32_t and)
{
    for (uint32_t i = and; i-- > limit && and - i < JOINED_MOST;) {
        if (!is_word(s, i) || s->mark_of[i] != 0 || is_verb_like(s, i) || stm_scene_has(s, i, STM_W_PREP | STM_W_CONJ | STM_W_SUBJECT | STM_W_REL))
            return false;
        if (stm_scene_has(s, i, STM_W_DET))
            return i == limit || s->mark_of[i - 1] != 0 || stm_scene_sign(s, i - 1) == ',';
    }
    return false;
}

// Moves left over one noun phrase.
static uint32_t phrase_begin(const stm_scene *s, uint32_t limit, uint32_t end)
{
    uint32_t i = end - 1;
    while (i > limit && end - i < PHRASE_MOST) {
        if (s->name_of[i] != 0 && s->name_of[i - 1] == s->name_of[i]) {
            i--;
            continue;
        }
        bool det = stm_scene_has(s, i, STM_W_DET | STM_W_ELIDED) && s->name_of[i] == 0;
        if (det && stm_scene_has(s, i, STM_W_PLURAL) && stm_scene_has(s, i - 1, STM_W_DET)) { // "the two"
            i--;
            continue;
        }
        if (det || stm_scene_has(s, i - 1, STM_W_PREP)) {
            if (!goes_on_left(s, limit, i))
                break;
            i -= 2;
            continue;
        }
        uint32_t to = i - 1;
        if (s->words->capital_nouns && s->tokens[to].upper && !s->tokens[i].upper && s->tokens[i].kind == STM_TOKEN_WORD && !stm_scene_has(s, to, STM_W_DET))
            break; // "am Tor standen Fischer"
        if (s->mark_of[to] != 0 || !(is_word(s, to) || is_inner_sign(s, to)) || is_verb_like(s, to))
            break;
        if (stm_scene_has(s, to, STM_W_REL | STM_W_SUBJECT | STM_W_THAT) || (stm_scene_has(s, to, STM_W_CONJ) && !stm_scene_has(s, to, STM_W_AND)))
            break;
        if (stm_scene_has(s, to, STM_W_AND) && !(to > limit && s->name_of[i] != 0 && s->name_of[to - 1] != 0) && !joins_left(s, limit, to))
            break;
        i = to;
    }
    return i;
}

// "his lawyer, Ann Low" before the comma at `end`.
static stm_range role_and_name(const stm_scene *s, uint32_t limit, uint32_t end)
{
    uint32_t comma = end - 1;
    while (stm_scene_sign(s, comma) != ',')
        comma--;
    return (stm_range){strip_front(s, phrase_begin(s, limit, comma), comma), end};
}

// One word in lower case that is no name, no noun for people and no plural: "last", "plan"; no subject without an article.
static bool is_bare(const stm_scene *s, uint32_t begin, uint32_t end)
{
    stm_view plural = s->words->plural_ending;
    uint64_t fine = STM_W_HUMAN | STM_N_ROLE | STM_N_ORG | STM_W_PRONOUN | STM_W_PLURAL | STM_W_DET | STM_W_REL | STM_W_THAT | STM_W_TIME | STM_W_ELIDED | STM_W_SAYNOUN;
    if (end != begin + 1 || plural.size == 0 || s->tokens[begin].kind != STM_TOKEN_WORD || s->tokens[begin].upper || s->name_of[begin] != 0)
        return false;
    return !stm_scene_has(s, begin, fine) && !stm_view_ends(written(s, begin), plural);
}

// Before the pronoun that only stresses who speaks: "Low himself".
static uint32_t before_reflexive(const stm_scene *s, uint32_t limit, uint32_t end)
{
    bool pronoun = stm_scene_has(s, end - 1, STM_W_HE | STM_W_SHE) && !stm_scene_has(s, end - 1, STM_W_SUBJECT | STM_W_DET);
    bool stressed = pronoun && end > limit + 1 && (s->name_of[end - 2] != 0 || stm_scene_has(s, end - 2, STM_W_HUMAN | STM_N_ROLE | STM_W_SUBJECT));
    return stressed ? end - 1 : end;
}

stm_range stm_phrase_before(const stm_scene *s, uint32_t limit, uint32_t end)
{
    stm_range none = {end, end};
    if (end <= limit)
        return none;
    end = before_reflexive(s, limit, end);
    if (stm_scene_sign(s, end - 1) == ',') {
        uint32_t comma = before_apposition(s, limit, end - 1);
        if (comma <= limit)
            return none;
        if (comma == end - 1)
            return role_and_name(s, limit, comma);
        end = comma;
    } else if (stm_scene_sign(s, end - 1) == ')') {
        uint32_t open = end - 1;
        while (open > limit && stm_scene_sign(s, open) != '(' && end - open < PHRASE_MOST)
            open--;
        end = open;
    }
    if (end <= limit || !(is_word(s, end - 1) || is_inner_sign(s, end - 1)) || s->mark_of[end - 1] != 0)
        return none;
    if (stm_scene_has(s, end - 1, STM_W_SUBJECT))
        return (stm_range){end - 1, end};
    if (is_verb_like(s, end - 1) || stm_scene_has(s, end - 1, STM_W_PREP | STM_W_CONJ | STM_W_REL))
        return none;
    uint32_t begin = strip_front(s, phrase_begin(s, limit, end), end);
    return is_bare(s, begin, end) ? none : (stm_range){begin, end};
}

// Does another noun phrase or a clause begin at token `i` inside one: "reporters | the pier", "the council | that".
static bool starts_another(const stm_scene *s, uint32_t i)
{
    if (s->name_of[i] != 0)
        return false;
    if (stm_scene_has(s, i, STM_W_THAT))
        return true;
    bool article = stm_scene_has(s, i, STM_W_DET) && !stm_scene_has(s, i, STM_W_INNER) && (!s->words->verb_second || stm_scene_has(s, i, STM_W_OBLIQUE));
    return article && !stm_scene_has(s, i - 1, STM_W_PREP | STM_W_DET | STM_W_ADVERB | STM_W_AND) && is_word(s, i - 1);
}

// A verb of no table by its ending, or a participle, with something behind it: "used data from", "commissioned by".
static bool is_past_verb(const stm_scene *s, uint32_t i, uint32_t limit)
{
    stm_view ending = s->words->past_ending;
    if (ending.size == 0 || i + 1 >= limit || s->tokens[i].kind != STM_TOKEN_WORD || s->tokens[i].upper || s->flags[i] != 0 || !stm_view_ends(written(s, i), ending))
        return false;
    return !stm_scene_has(s, i - 1, STM_W_DET | STM_W_PREP | STM_W_ADVERB) && stm_scene_has(s, i + 1, STM_W_DET | STM_W_PREP | STM_W_TIME);
}

static bool joins_names(const stm_scene *s, uint32_t and)
{
    if (s->words->capital_nouns)
        return s->tokens[and - 1].upper && s->tokens[and + 1].upper;
    return s->name_of[and - 1] != 0 && s->name_of[and + 1] != 0;
}

stm_range stm_phrase_behind(const stm_scene *s, uint32_t begin, uint32_t limit)
{
    uint32_t end = begin;
    if (stm_scene_has(s, begin, STM_W_SUBJECT | STM_W_HE | STM_W_SHE) && !stm_scene_has(s, begin, STM_W_POSS))
        return (stm_range){begin, begin + 1};
    while (end < limit && end - begin < PHRASE_MOST) {
        if (s->name_of[end] != 0) {
            uint32_t name = s->name_of[end];
            while (end < limit && s->name_of[end] == name)
                end++;
            if (s->names[name - 1].kind == STM_NAME_PERSON && end < limit && s->name_of[end] == 0 && !stm_scene_possessive(s, end - 1) &&
                !stm_scene_has(s, end, STM_W_PREP | STM_W_AND))
                break;
            continue;
        }
        if (s->mark_of[end] != 0 || !(is_word(s, end) || is_inner_sign(s, end)) || is_verb_like(s, end))
            break;
        bool dated = stm_scene_has(s, end, STM_W_DAY) && end > begin && stm_scene_has(s, end - 1, STM_W_DET); // "a Monday paper"
        if (dated && end + 1 < limit && is_word(s, end + 1)) {
            end++;
            continue;
        }
        if (s->words->capital_nouns && end > begin && s->tokens[end - 1].upper && !stm_scene_has(s, end - 1, STM_W_DET) && !s->tokens[end].upper &&
            s->tokens[end].kind == STM_TOKEN_WORD && !stm_scene_has(s, end, STM_W_DET | STM_W_INNER | STM_W_AND | STM_N_PARTICLE))
            break; // behind the noun that ends it
        if (end > begin && (starts_another(s, end) || is_past_verb(s, end, limit)))
            break;
        uint64_t stop = STM_W_REL | STM_W_SUBJECT | STM_W_THAT | STM_W_CONJ | STM_W_TIME | STM_W_ADVERB;
        if (stm_scene_has(s, end, stop) && !stm_scene_has(s, end, STM_W_DET) &&
            !(stm_scene_has(s, end, STM_W_AND) && end > begin && end + 1 < limit && joins_names(s, end)))
            break;
        if (stm_scene_has(s, end, STM_W_PREP) && (end == begin || !goes_on_left(s, begin, end + 1)))
            break;
        if (stm_scene_sign(s, end) == '.' && (end + 1 >= limit || !is_word(s, end + 1) || stm_span_size(s->tokens[end - 1].span) > 4))
            break;
        end++;
    }
    while (end > begin && stm_scene_has(s, end - 1, STM_W_PREP | STM_W_DET) && !stm_scene_has(s, end - 1, STM_W_PRONOUN) && s->name_of[end - 1] == 0)
        end--;
    return (stm_range){begin, end};
}

stm_range stm_owner_of(const stm_scene *s, uint32_t limit, uint32_t noun)
{
    for (uint32_t i = noun; i-- > limit && noun - i < OWNER_MOST && is_word(s, i) && s->mark_of[i] == 0;) {
        if (stm_scene_has(s, i, STM_W_POSS))
            return (stm_range){i, i + 1};
        if (stm_scene_possessive(s, i))
            return stm_phrase_before(s, limit, i + 1);
        if (is_verb_like(s, i) || stm_scene_has(s, i, STM_W_DET | STM_W_PREP | STM_W_CONJ))
            break;
    }
    return (stm_range){noun, noun};
}

// The part of a noun phrase before its first preposition: "a spokesman" of "a spokesman for the ministry".
static stm_range head_of(const stm_scene *s, stm_range phrase)
{
    for (uint32_t i = phrase.begin + 1; i < phrase.end; i++)
        if (s->name_of[i] == 0 && stm_scene_has(s, i, STM_W_PREP))
            return (stm_range){phrase.begin, i};
    return phrase;
}

// The last name in a range that reaches its end, or the only person in it.
static const stm_name *name_in(const stm_scene *s, stm_range head)
{
    if (stm_range_empty(head))
        return NULL;
    if (stm_scene_sign(s, head.end - 1) == '.' && head.end - head.begin > 1)
        head.end--; // "Jr."
    const stm_name *name = s->name_of[head.end - 1] != 0 ? &s->names[s->name_of[head.end - 1] - 1] : NULL;
    bool genitive = name != NULL && s->words->capital_nouns && name->kind == STM_NAME_PLACE && s->name_of[head.begin] != s->name_of[head.end - 1];
    return genitive ? NULL : name; // "der Minister Estlands"
}

// "Secretary of State Ann Low", as against "a spokesman for Ann Low".
static bool ends_with_titled_name(const stm_scene *s, stm_range phrase)
{
    uint32_t first = phrase.end - 1, name = s->name_of[first];
    stm_range head = head_of(s, phrase);
    bool titled = stm_scene_has(s, head.end - 1, STM_N_ROLE | STM_N_TITLE) && (head.end == phrase.end || stm_scene_has(s, head.end, STM_W_OF | STM_W_INNER));
    if (!titled || (head.end < phrase.end && !s->tokens[head.end - 1].upper))
        return false;
    while (name != 0 && first > phrase.begin && s->name_of[first - 1] == name)
        first--;
    return name != 0 && first > phrase.begin && s->names[name - 1].kind == STM_NAME_PERSON && s->tokens[first - 1].upper &&
           !stm_scene_possessive(s, first - 1);
}

// The person whose name stands between the comma at token `comma` and another sign: "the mayor of Elda, Dr Luc Ardant,".
static const stm_name *name_apposed(const stm_scene *s, uint32_t comma)
{
    uint32_t i = comma + 1;
    uint64_t title = STM_N_TITLE | STM_N_ROLE | STM_N_SIR | STM_N_MADAM;
    while (i < comma + TITLES_MOST && i < s->ntokens && s->name_of[i] == 0 && s->tokens[i].upper && stm_scene_has(s, i, title))
        i++;
    uint32_t name = i < s->ntokens ? s->name_of[i] : 0;
    if (stm_scene_sign(s, comma) != ',' || name == 0 || s->names[name - 1].kind != STM_NAME_PERSON)
        return NULL;
    while (i < s->ntokens && s->name_of[i] == name)
        i++;
    return i == s->ntokens || stm_scene_sign(s, i) != STM_CODE_NONE ? &s->names[name - 1] : NULL;
}

// Without a pronoun of persons an organisation is looked for.
static bool fits(const stm_name *name, uint64_t pronoun)
{
    if (pronoun == 0 || name->kind != STM_NAME_PERSON)
        return pronoun == 0 && name->kind == STM_NAME_ORGANISATION;
    return pronoun & STM_W_HE ? !name->female : pronoun & STM_W_SHE ? !name->male : true;
}

typedef struct last_speaker {
    const stm_name *name;
    uint32_t sentence;
} last_speaker;

// Does the name at token `i` stand behind a preposition, its titles and article between.
static bool is_behind_preposition(const stm_scene *s, uint32_t begin, uint32_t i)
{
    while (i > begin && stm_scene_has(s, i - 1, STM_N_ROLE | STM_N_TITLE | STM_N_SIR | STM_N_MADAM | STM_N_DEMONYM | STM_W_DET))
        i--;
    return i > begin && stm_scene_has(s, i - 1, STM_W_PREP);
}

static bool owns_something(const stm_scene *s, const stm_name *name)
{
    return stm_view_begins(stm_view_from(s->text, name->span.end), STM_VIEW("'s")) || stm_view_begins(stm_view_from(s->text, name->span.end), STM_VIEW("’s"));
}

// The first fitting person of a sentence before token `end`; `*subject`: before any verb, "that" or "who", and behind no preposition.
static const stm_name *person_in(const stm_scene *s, uint32_t begin, uint32_t end, uint64_t pronoun, bool *subject)
{
    const stm_name *first = NULL;
    bool verb = false;
    *subject = false;
    for (uint32_t i = begin; i < end && i - begin < SENTENCE_MOST && !*subject; i++) {
        const stm_name *name = s->name_of[i] != 0 ? &s->names[s->name_of[i] - 1] : NULL;
        if (s->mark_of[i] != 0)
            continue;
        if (first == NULL && (s->flags[i] & pronoun) && stm_scene_has(s, i, STM_W_SUBJECT))
            return NULL; // "she told Low": not Low
        verb = verb || is_verb_like(s, i) || stm_scene_has(s, i, STM_W_REL | STM_W_THAT);
        bool first_word = i == begin || s->name_of[i - 1] != s->name_of[i];
        if (name == NULL || !first_word || !fits(name, pronoun) || owns_something(s, name))
            continue;
        *subject = !verb && !is_behind_preposition(s, begin, i);
        first = first == NULL || *subject ? name : first;
    }
    return first;
}

// Whom a pronoun at token `at` stands for: the subject of the latest sentence that has a person for one, or the last speaker; a person
// who is only spoken of gives way to these where they are near.
static const stm_name *person_before(const stm_scene *s, uint32_t at, uint64_t pronoun, const last_speaker *last)
{
    const stm_name *weak = NULL;
    uint32_t sentence = s->tokens[at].sentence, most = BACK_MOST, block = s->segments->sentences[sentence].block;
    for (uint32_t back = 0; back <= most && back <= sentence; back++) {
        const stm_sentence *one = &s->segments->sentences[sentence - back];
        if (s->words->gendered && one->block + 1 < block)
            break; // it may stand for a thing
        if (last->name != NULL && back > 0 && last->sentence == sentence - back && fits(last->name, pronoun))
            return last->name;
        bool subject;
        const stm_name *name = person_in(s, one->begin, back == 0 ? at : one->end, pronoun, &subject);
        if (name != NULL && (subject || back == 0))
            return name;
        if (name != NULL && weak == NULL) {
            weak = name;
            most = back + WEAK_REACH < BACK_MOST ? back + WEAK_REACH : BACK_MOST;
        }
    }
    return weak;
}

// The organisation that "it" or "the company" at token `at` stands for: the subject of its sentence or of one of the two before it, or
// the last speaker.
static const stm_name *organisation_before(const stm_scene *s, uint32_t at, const last_speaker *last)
{
    uint32_t sentence = s->tokens[at].sentence, block = s->segments->sentences[sentence].block;
    for (uint32_t back = 0; back < WEAK_REACH && back <= sentence; back++) {
        const stm_sentence *one = &s->segments->sentences[sentence - back];
        if (one->block + 1 < block)
            break;
        if (last->name != NULL && back > 0 && last->sentence == sentence - back && fits(last->name, 0))
            return last->name;
        bool subject;
        const stm_name *name = person_in(s, one->begin, back == 0 ? at : one->end, 0, &subject);
        if (name != NULL && subject)
            return name;
    }
    return NULL;
}

// Is one of the words that describe a role, "Pentagon" of "the Pentagon chief", beside the name or in its role; true if there are none.
static bool describes(const stm_scene *s, stm_range head, const stm_name *name)
{
    uint32_t from = name->span.begin > ROLE_NEAR ? name->span.begin - ROLE_NEAR : 0;
    stm_view near = stm_view_upto(stm_view_from(s->text, from), name->span.end - from + ROLE_NEAR);
    bool any = false;
    for (uint32_t i = head.begin; i + 1 < head.end; i++) {
        if (stm_scene_has(s, i, STM_W_DET) || !is_word(s, i))
            continue;
        any = true;
        if (stm_view_find_nocase(name->role, written(s, i)) != STM_NOWHERE || stm_view_find_nocase(near, written(s, i)) != STM_NOWHERE)
            return true;
    }
    return !any;
}

// The person to whom the article gives the role, the latest before `head` first.
static const stm_name *person_of_role(const stm_scene *s, stm_range head)
{
    const stm_name *behind = NULL;
    if (!stm_scene_has(s, head.end - 1, STM_N_ROLE))
        return NULL;
    stm_view noun = written(s, head.end - 1);
    uint32_t at = s->tokens[head.begin].span.begin;
    size_t looked = 0;
    for (size_t i = s->nnames; i-- > 0 && looked < NAMES_MOST; looked++) {
        const stm_name *name = &s->names[i];
        if (name->kind != STM_NAME_PERSON || name->role.size == 0 || stm_view_find_nocase(name->role, noun) == STM_NOWHERE || !describes(s, head, name))
            continue;
        if (name->span.begin < at)
            return name;
        behind = name;
    }
    return behind;
}

// "The Pentagon chief" where no name has that role: the last speaker, if near; not "the spokeswoman", who is not whom she speaks for.
static const stm_name *person_varied(const stm_scene *s, stm_range head, const last_speaker *last)
{
    if (stm_scene_has(s, head.end - 1, STM_N_VOICE))
        return NULL;
    bool near = last->name != NULL && s->tokens[head.begin].sentence - last->sentence <= WEAK_REACH;
    bool sexes = near && !(last->name->male && stm_scene_has(s, head.end - 1, STM_N_FEMALE)) && !(last->name->female && stm_scene_has(s, head.end - 1, STM_N_MALE));
    return sexes && last->name->kind == STM_NAME_PERSON && stm_scene_has(s, head.end - 1, STM_N_ROLE) ? last->name : NULL;
}

static void take_name(stm_quote *quote, const stm_name *name)
{
    quote->name = name->name;
    quote->entity = name->entity;
}

// The noun phrase that a relative pronoun stands for.
static stm_range antecedent(const stm_scene *s, uint32_t pronoun)
{
    uint32_t begin = s->segments->sentences[s->tokens[pronoun].sentence].begin;
    uint32_t end = pronoun > begin && stm_scene_sign(s, pronoun - 1) == ',' ? pronoun - 1 : pronoun;
    return stm_phrase_before(s, begin, end);
}

static void resolve_relative(const stm_scene *s, stm_quote *quote, uint32_t pronoun)
{
    stm_range phrase = antecedent(s, pronoun);
    const stm_name *name = name_in(s, phrase);
    quote->speaker_kind = STM_SPEAKER_PRONOUN;
    if (name != NULL)
        take_name(quote, name);
    if (phrase.end - phrase.begin > ANTECEDENT_MOST && stm_scene_has(s, phrase.end - 1, STM_W_HUMAN))
        phrase.begin = phrase.end - 1; // "the mayor met critics who": no telling where the phrase begins
    if (name == NULL && !stm_range_empty(phrase))
        quote->name = stm_view_in(s->text, stm_scene_span(s, phrase));
}

static bool joins_persons(const stm_scene *s, stm_range phrase)
{
    for (uint32_t i = phrase.begin + 1; i + 1 < phrase.end; i++)
        if (stm_scene_has(s, i, STM_W_AND) && s->name_of[i] == 0 && s->name_of[i - 1] != 0 && s->name_of[i + 1] != 0 &&
            s->names[s->name_of[i - 1] - 1].kind == STM_NAME_PERSON)
            return true;
    return false;
}

// Is the cue a verb whose ending says that several speak: "sagten sie".
static bool is_plural_verb(const stm_scene *s, stm_span cue)
{
    stm_view ending = s->words->plural_verb_ending;
    return ending.size > 0 && cue.end > cue.begin && stm_view_ends(stm_view_in(s->text, cue), ending);
}

// Does somebody near speak again: "she also wrote", "he added".
static bool goes_on(const stm_scene *s, const stm_quote *quote, stm_range phrase, const last_speaker *last)
{
    bool near = last->name != NULL && s->tokens[phrase.begin].sentence - last->sentence <= WEAK_REACH;
    bool again = phrase.end < s->ntokens && stm_affixes_has(&s->words->going_on_words, written(s, phrase.end));
    return near && (again || stm_affixes_has(&s->words->going_on_words, stm_view_in(s->text, quote->cue)));
}

static void resolve(const stm_scene *s, stm_quote *quote, stm_range phrase, const last_speaker *last)
{
    bool alone = phrase.end - phrase.begin == 1 && s->name_of[phrase.begin] == 0;
    if (alone && (stm_scene_has(s, phrase.begin, STM_W_REL | STM_W_THAT) ||
                  (s->words->verb_second && stm_scene_has(s, phrase.begin, STM_W_DET) && stm_scene_sign(s, phrase.begin - 1) == ','))) {
        resolve_relative(s, quote, phrase.begin);
        return;
    }
    stm_range head = head_of(s, phrase);
    uint64_t pronoun = s->flags[phrase.begin] & (STM_W_HE | STM_W_SHE);
    const stm_name *name = name_in(s, head);
    if (joins_persons(s, phrase)) { // several speak
        quote->speaker_kind = STM_SPEAKER_PERSON;
        return;
    }
    if (name == NULL && ends_with_titled_name(s, phrase))
        name = name_in(s, phrase);
    if (name == NULL && phrase.end - phrase.begin > 1)
        name = name_apposed(s, phrase.end);
    if (phrase.end - phrase.begin == 1 && name == NULL && stm_scene_has(s, phrase.begin, STM_W_PRONOUN)) {
        quote->speaker_kind = STM_SPEAKER_PRONOUN;
        if (pronoun != 0 && goes_on(s, quote, phrase, last) && fits(last->name, pronoun))
            name = last->name;
        else if (pronoun != 0 && !is_plural_verb(s, quote->cue))
            name = person_before(s, phrase.begin, pronoun, last);
        if (pronoun == 0 && stm_affixes_has(&s->words->firm_words, written(s, phrase.begin)))
            name = organisation_before(s, phrase.begin, last);
    } else if (name != NULL) {
        quote->speaker_kind = name->kind == STM_NAME_PERSON ? STM_SPEAKER_PERSON : STM_SPEAKER_ORGANISATION;
    } else {
        quote->speaker_kind = STM_SPEAKER_ROLE;
        bool definite = stm_scene_has(s, phrase.begin, STM_W_DET) && !stm_affixes_has(&s->words->indefinite_words, written(s, phrase.begin));
        name = definite ? person_of_role(s, head) : NULL;
        if (definite && name == NULL)
            name = person_varied(s, head, last);
        if (definite && name == NULL && stm_affixes_has(&s->words->firm_words, written(s, head.end - 1)))
            name = organisation_before(s, head.begin, last);
    }
    if (name != NULL)
        take_name(quote, name);
}

void stm_speakers_resolve(stm_scene *s, stm_quote *quotes, size_t nquotes, const stm_range *speakers)
{
    uint32_t *firsts = stm_arena_take_array(s->arena, s->nnames + 1, sizeof *firsts); // first mention + 1 of each entity
    for (size_t n = s->nnames; n-- > 0;)
        firsts[s->names[n].entity] = (uint32_t)n + 1;
    last_speaker last = {NULL, 0};
    for (size_t i = 0; i < nquotes; i++) {
        if (stm_range_empty(speakers[i]))
            continue;
        resolve(s, &quotes[i], speakers[i], &last);
        bool aside = speakers[i].begin > 0 && stm_scene_has(s, speakers[i].begin - 1, STM_W_THAT | STM_W_REL); // "the deal that Low vowed"
        if (quotes[i].entity != STM_NO_ENTITY && !aside)
            last = (last_speaker){&s->names[firsts[quotes[i].entity] - 1], s->tokens[speakers[i].begin].sentence};
    }
}
