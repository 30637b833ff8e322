// Finds the names in a text: runs of capitalised words, told from other capitalised words by tables and by the text itself.
//
// A word that the same article writes in lower case is no name where it opens a sentence (Mikheev 2002: document-centred
// disambiguation). Titles and roles in front of a run ("Defence Secretary", "Mr") make it a person and are cut off; words of
// organisations, tables of places and given names tell the others. In headlines, where every word has its capital, only what
// tables or the rest of the article know is taken.
#include "annotate/capitals.h"
#include "base/hash.h"
#include "base/utf8.h"

enum { RUN_MOST = 10, ROLE_REACH = 12, NAMES_IN = 2 /* words with a capital to a name */ };
#define ANY_TITLE (STM_N_SIR | STM_N_MADAM | STM_N_TITLE | STM_N_ROLE)

typedef struct finding {
    stm_scene *s;
    stm_capitals capitals;
    uint16_t *phrase; // [ntokens] of a name of the tables: its tokens << 8 | STM_PHRASE_*; at its first token
    stm_vector names; // stm_name
    stm_vector runs;  // stm_range, the tokens of each name
} finding;

static stm_view written(const stm_scene *s, uint32_t i)
{
    return stm_view_in(s->text, s->tokens[i].span);
}

static bool is_word(const stm_scene *s, uint32_t i)
{
    return i < s->ntokens && s->tokens[i].kind == STM_TOKEN_WORD;
}

static bool same_sentence(const stm_scene *s, uint32_t a, uint32_t b)
{
    return b < s->ntokens && s->tokens[a].sentence == s->tokens[b].sentence;
}

// Where a capital says nothing: at the beginning of a sentence, behind a colon, an opening mark or a bullet.
static bool is_initial(const stm_scene *s, uint32_t i)
{
    const stm_token *token = &s->tokens[i];
    if (i == 0 || token[-1].sentence != token->sentence)
        return true;
    if (token[-1].plain)
        return false;
    uint32_t sign = stm_scene_sign(s, i - 1);
    return s->tokens[i - 1].kind == STM_TOKEN_QUOTE || sign == ':' || sign == '.' || sign == '?' || sign == '!' || sign == 0x2022 ||
           sign == 0x2014 || sign == 0x2013 || sign == '-' || sign == '(' || sign == '>' || sign == '|' || sign == '*' || sign == 0x2026;
}

static bool is_small(const finding *f, uint32_t i)
{
    const stm_token *token = &f->s->tokens[i];
    return token->kind == STM_TOKEN_WORD && (!token->upper || (stm_capitals_seen(&f->capitals, token->word) & STM_SEEN_SMALL) != 0);
}

// The longest name of the tables that begins at token `i`; 0: none.
static uint64_t phrase_at(const stm_scene *s, uint32_t i)
{
    uint64_t joined = 0, best = 0;
    bool capitals = true;
    for (uint32_t n = 1; n <= STM_PHRASE_MOST && is_word(s, i + n - 1) && same_sentence(s, i, i + n - 1); n++) {
        uint32_t at = i + n - 1;
        if (n > 1 && stm_scene_possessive(s, at - 1))
            break;
        joined = n == 1 ? s->tokens[at].word : stm_hash_join(joined, s->tokens[at].word);
        capitals = capitals && s->tokens[at].all_upper;
        const uint64_t *kind = stm_map_get(&s->words->phrases, joined);
        if (kind == NULL)
            break;
        if ((*kind & 3) != 0 && s->tokens[at].upper && (!(*kind & STM_PHRASE_CAPITALS) || capitals))
            best = (uint64_t)n << 8 | *kind;
        if (!(*kind & STM_PHRASE_GOES_ON))
            break;
    }
    return best;
}

// Is the place at [i, end) part of a longer name: a surname behind a given name, a given name before a surname, of an organisation.
static bool is_part_of_name(const stm_scene *s, uint32_t i, uint32_t end)
{
    bool before = i > 0 && same_sentence(s, i, i - 1) && stm_capital_is(s, i - 1) && s->tokens[i].spaced && !stm_scene_possessive(s, i - 1);
    if (before && stm_scene_has(s, i - 1, STM_N_GIVEN | STM_N_SIR | STM_N_MADAM) && end == i + 1)
        return true;
    if (i > 1 && stm_scene_sign(s, i - 1) == '.' && stm_scene_has(s, i - 2, STM_N_SIR | STM_N_MADAM))
        return true;
    if (stm_scene_possessive(s, end - 1) || !same_sentence(s, i, end) || !stm_capital_is(s, end))
        return false;
    if (stm_scene_has(s, end, STM_N_ORG) && !s->tokens[i].all_upper)
        return true;
    return end == i + 1 && stm_scene_has(s, i, STM_N_GIVEN) && !stm_scene_has(s, end, ANY_TITLE | STM_W_COMMON | STM_W_DAY | STM_N_DEMONYM);
}

static void note_phrases(finding *f)
{
    stm_scene *s = f->s;
    uint32_t from = 0;
    for (uint32_t k = 0; k < f->capitals.n; k++) {
        uint32_t i = f->capitals.tokens[k];
        if (i < from || !stm_scene_has(s, i, STM_N_PHRASE))
            continue;
        uint64_t phrase = phrase_at(s, i);
        uint32_t n = (uint32_t)(phrase >> 8);
        bool taken = n > 0 && !((phrase & STM_PHRASE_PLACE) && is_part_of_name(s, i, i + n));
        if (taken && n == 1 && s->titled[s->tokens[i].sentence] && stm_scene_has(s, i, STM_W_COMMON | STM_W_SUBJECT))
            taken = false;
        if (taken)
            f->phrase[i] = (uint16_t)phrase;
        from = taken ? i + n : i + 1;
    }
}

// May token `i` stand in a name at all.
static bool may_belong(const finding *f, uint32_t i)
{
    const stm_scene *s = f->s;
    return stm_capital_is(s, i) && f->phrase[i] == 0 && !stm_scene_has(s, i, STM_W_DAY | STM_W_SUBJECT) && stm_span_size(s->tokens[i].span) < 60;
}

// An initial's or a title's full stop inside a name: "J.", "Mr."
static bool is_inner_stop(const stm_scene *s, uint32_t i)
{
    if (i == 0 || stm_scene_sign(s, i) != '.' || s->tokens[i].spaced || !same_sentence(s, i - 1, i + 1))
        return false;
    return stm_span_size(s->tokens[i - 1].span) == 1 || stm_scene_has(s, i - 1, STM_N_SIR | STM_N_MADAM | STM_N_TITLE);
}

// The token behind a nickname in marks and the name it stands in: "Karl “Kalle” Voss"; `end` if there is none.
static uint32_t behind_nickname(const finding *f, uint32_t end)
{
    const stm_scene *s = f->s;
    if (end + 3 >= s->ntokens || s->tokens[end].kind != STM_TOKEN_QUOTE || s->tokens[end + 2].kind != STM_TOKEN_QUOTE || !stm_scene_has(s, end - 1, STM_N_GIVEN))
        return end;
    bool within = s->tokens[end].spaced && !s->tokens[end + 1].spaced && !s->tokens[end + 2].spaced && s->tokens[end + 3].spaced;
    bool named = stm_capital_is(s, end + 1) && may_belong(f, end + 3) && !stm_scene_has(s, end + 3, STM_W_COMMON);
    return within && named && same_sentence(s, end - 1, end + 3) ? end + 4 : end;
}

// The end of the run of capitalised words that begins at `i`.
static uint32_t run_end(const finding *f, uint32_t i)
{
    const stm_scene *s = f->s;
    uint32_t end = i + 1;
    while (end < s->ntokens && end - i < RUN_MOST && same_sentence(s, i, end)) {
        const stm_token *next = &s->tokens[end];
        if ((next->plain & !next->upper & ((s->flags[end] & (STM_W_OF | STM_N_PARTICLE)) == 0)) != 0 || stm_scene_possessive(s, end - 1))
            break; // at a small word, as nearly all
        if (is_inner_stop(s, end) && (may_belong(f, end + 1) || stm_scene_has(s, end + 1, STM_N_PARTICLE))) {
            end++;
            continue;
        }
        if (s->tokens[end].spaced && may_belong(f, end)) {
            end++;
            continue;
        }
        uint32_t behind = behind_nickname(f, end);
        if (behind > end) {
            end = behind;
            continue;
        }
        bool of = stm_scene_has(s, end, STM_W_OF) && (s->flags[end - 1] & (STM_N_ORG | STM_N_ROLE)) != 0;
        bool particle = stm_scene_has(s, end, STM_N_PARTICLE) && (end - i > 1 || !stm_scene_has(s, i, STM_W_COMMON));
        bool and = stm_scene_sign(s, end) == '&';
        if ((of || particle || and) && same_sentence(s, i, end + 1) && (may_belong(f, end + 1) || (of && stm_capital_is(s, end + 1)))) {
            end += 2;
            continue;
        }
        if (particle && stm_scene_has(s, end + 1, STM_N_PARTICLE) && same_sentence(s, i, end + 2) && may_belong(f, end + 2)) {
            end += 3;
            continue;
        }
        break;
    }
    return end;
}

static bool is_participle(const stm_scene *s, uint32_t i)
{
    return s->words->participle_ending.size > 0 && !stm_scene_has(s, i, STM_N_GIVEN) && stm_view_ends(written(s, i), s->words->participle_ending);
}

// Is the word a name by itself elsewhere.
static bool is_known(const finding *f, uint32_t i)
{
    return (stm_capitals_seen(&f->capitals, f->s->tokens[i].word) & (STM_SEEN_PERSON | STM_SEEN_SINGLE)) != 0;
}

// Cuts words off the front that have their capital from the sentence's beginning, or are no part of any name.
static uint32_t cut_front(const finding *f, uint32_t begin, uint32_t end)
{
    const stm_scene *s = f->s;
    while (begin < end) {
        bool first = is_initial(s, begin) || s->titled[s->tokens[begin].sentence];
        if (stm_span_size(s->tokens[begin].span) == 1 && is_inner_stop(s, begin + 1))
            break; // "A. J. Low"
        bool grammar = stm_scene_has(s, begin, STM_W_DET | STM_W_PREP | STM_W_CONJ | STM_W_AUX | STM_W_PRONOUN | STM_W_ADVERB | STM_W_ACCORDING);
        bool given = stm_scene_has(s, begin, STM_N_GIVEN) && begin + 1 < end;
        bool common = stm_scene_has(s, begin, STM_W_COMMON) ||
                      (is_small(f, begin) && !stm_scene_has(s, begin, ANY_TITLE | STM_N_ORG));
        bool verb = stm_scene_has(s, begin, STM_F_ING | STM_F_PAST);
        bool word = stm_scene_sign(s, begin) == STM_CODE_NONE;
        if (word && !grammar && (!first || given || !(common || verb)))
            break;
        begin++;
    }
    if (begin + 2 == end && is_initial(s, begin) && is_participle(s, begin) && is_known(f, begin + 1))
        begin++; // "Questioning Low"
    if (begin + 2 < end && stm_scene_has(s, begin, STM_N_DEMONYM) && stm_scene_has(s, begin + 1, STM_N_GIVEN) && !stm_scene_has(s, begin, STM_N_GIVEN))
        begin++; // "American Ann Low"
    for (uint32_t i = begin; i < end; i++) // "Elda-based Varrcom": a place before the name
        if (stm_affixes_end(&s->words->origin_endings, written(s, i), false).size > 0)
            begin = i + 1;
    return begin;
}

// The last word of a title or role inside the run that a name follows; `end` if there is none.
static uint32_t title_in(const stm_scene *s, uint32_t begin, uint32_t end)
{
    uint32_t found = end;
    for (uint32_t i = begin; i + 1 < end; i++)
        if (stm_scene_has(s, i, ANY_TITLE) && !(stm_scene_has(s, i, STM_N_GIVEN) && i > begin) && !(i > begin && i + 2 == end && stm_name_suffix(&s->words->name_parts, written(s, i + 1))))
            found = i;
    return found;
}

// Where the name begins behind a title: "Mr. Low", "Secretary of State Ann Low".
static uint32_t behind_title(const stm_scene *s, uint32_t title, uint32_t end)
{
    uint32_t at = title + 1;
    while (at < end && stm_scene_sign(s, at) != STM_CODE_NONE)
        at++;
    if (at + 2 < end && stm_scene_has(s, at, STM_W_OF))
        at += 2;
    return at;
}

// The flags of all tokens of [begin, end).
static uint64_t flags_of_all(const stm_scene *s, uint32_t begin, uint32_t end)
{
    uint64_t all = 0;
    for (uint32_t i = begin; i < end; i++)
        all |= s->flags[i];
    return all;
}

static bool has_any(const stm_scene *s, uint32_t begin, uint32_t end, uint64_t flags)
{
    return (flags_of_all(s, begin, end) & flags) != 0;
}

// The role of lower-case words in front of a name, "defence secretary" of "the defence secretary Ann Low"; its first token or `begin`.
static uint32_t small_role(const stm_scene *s, uint32_t begin)
{
    uint32_t at = begin;
    while (at > 0 && begin - at < 4 && same_sentence(s, begin, at - 1) && is_word(s, at - 1) && !s->tokens[at - 1].upper) {
        uint64_t stop = STM_W_DET | STM_W_PREP | STM_W_CONJ | STM_W_AUX | STM_W_PRONOUN | STM_W_ADVERB | STM_W_TIME;
        if (!s->tokens[at].spaced || stm_scene_has(s, at - 1, stop) || stm_scene_possessive(s, at - 1))
            break;
        at--;
    }
    if (at == begin || !stm_scene_has(s, begin - 1, STM_N_ROLE))
        return begin;
    for (uint32_t i = at; i + 1 < begin; i++) // "shows actor Tom Low"
        if (stm_scene_has(s, i, STM_F_PAST | STM_F_S | STM_F_BASE | STM_F_ING) && !stm_scene_has(s, i, STM_N_ROLE))
            at = i + 1;
    return at;
}

// The role in apposition behind a name: ", the defence secretary,"; empty if there is none.
static stm_range apposed_role(const stm_scene *s, uint32_t end)
{
    if (stm_scene_sign(s, end) != ',' || !same_sentence(s, end, end + 1))
        return (stm_range){end, end};
    uint32_t begin = end + 1, last = 0;
    if (stm_scene_has(s, begin, STM_W_DET))
        begin++;
    for (uint32_t i = begin; i < s->ntokens && i < begin + ROLE_REACH && same_sentence(s, end, i); i++) {
        if (stm_scene_has(s, i, STM_N_ROLE) && last == 0)
            last = i + 1;
        else if (stm_scene_has(s, i, STM_V_SAY | STM_V_TELL) && stm_scene_has(s, i, STM_F_PAST | STM_F_S) && !s->tokens[i].upper)
            return (stm_range){begin, last != 0 ? i : begin}; // "the head of the yard told reporters"
        if (last == 0 && stm_scene_has(s, i, STM_W_ACCORDING | STM_W_PREP))
            break;
        if (stm_scene_has(s, i, STM_W_AUX | STM_W_REL | STM_W_CONJ) || (last == 0 && stm_scene_sign(s, i) != STM_CODE_NONE))
            break;
        if (last == i && stm_scene_has(s, i, STM_N_GIVEN) && stm_capital_is(s, i))
            break; // "Tom Low, chief clerk Ann Bell" is a list
        if (last != 0 && stm_scene_sign(s, i) != STM_CODE_NONE)
            return (stm_range){begin, i};
    }
    return (stm_range){end, end};
}

static void add_name(finding *f, uint32_t begin, uint32_t end, stm_name_kind kind, stm_range role, uint64_t sexes)
{
    stm_scene *s = f->s;
    stm_name *name = stm_vector_push(&f->names);
    stm_range *run = stm_vector_push(&f->runs);
    *run = (stm_range){begin, end};
    name->span = stm_scene_span(s, *run);
    if (stm_scene_possessive(s, end - 1))
        name->span.end -= stm_view_ends(written(s, end - 1), STM_VIEW("'s")) ? 2 : 4;
    name->kind = kind;
    name->name = stm_view_in(s->text, name->span);
    if (role.begin < role.end)
        name->role = stm_view_in(s->text, stm_scene_span(s, role));
    name->male = (sexes & STM_N_MALE) != 0 && !(sexes & STM_N_FEMALE);
    name->female = (sexes & STM_N_FEMALE) != 0 && !(sexes & STM_N_MALE);
    if (kind == STM_NAME_ORGANISATION && end == begin + 1 && !is_initial(s, begin))
        stm_capitals_note(&f->capitals, s->tokens[begin].word, STM_SEEN_SINGLE);
    for (uint32_t i = begin; i < end; i++) {
        s->name_of[i] = (uint32_t)f->names.n;
        if (kind == STM_NAME_PERSON && stm_scene_sign(s, i) == STM_CODE_NONE && stm_span_size(s->tokens[i].span) > 2)
            stm_capitals_note(&f->capitals, s->tokens[i].word, STM_SEEN_PERSON);
        if (kind == STM_NAME_PERSON && !s->tokens[i].plain && is_word(s, i))
            stm_capitals_note(&f->capitals, stm_hash(stm_fold(s->arena, stm_surname_plain(&s->words->name_parts, written(s, i)))), STM_SEEN_PERSON);
    }
}

// Does what follows speak for a person: an age, "who", a verb of saying.
static bool is_used_as_person(const stm_scene *s, uint32_t begin, uint32_t end)
{
    uint32_t next = end + (stm_scene_sign(s, end) == ',');
    if (!same_sentence(s, begin, next))
        return false;
    if (next > end && s->tokens[next].kind == STM_TOKEN_NUMBER && stm_span_size(s->tokens[next].span) == 2)
        return true;
    uint64_t said = STM_V_SAY | STM_V_TELL;
    bool says = stm_scene_has(s, next, said) && !stm_scene_has(s, next, STM_F_ING);
    return (stm_scene_has(s, next, STM_W_REL) && stm_affixes_has(&s->words->person_relatives, written(s, next))) || says ||
           (begin > 0 && stm_scene_has(s, begin - 1, said));
}

static bool is_known_person(const finding *f, uint32_t begin, uint32_t end)
{
    return end == begin + 1 && (stm_capitals_seen(&f->capitals, f->s->tokens[begin].word) & STM_SEEN_PERSON) != 0;
}

// Do words of the run stand in lower case elsewhere: then it is the name of a thing, not of a man.
static bool has_small(const finding *f, uint32_t begin, uint32_t end)
{
    for (uint32_t i = begin; i < end; i++)
        if (stm_scene_has(f->s, i, STM_W_COMMON) || (is_small(f, i) && !stm_scene_has(f->s, i, STM_N_PARTICLE) && !stm_capital_prefixed(f->s, i)))
            return true;
    return false;
}

static uint32_t count_capitals(const stm_scene *s, uint32_t begin, uint32_t end)
{
    uint32_t n = 0;
    for (uint32_t i = begin; i < end; i++)
        n += stm_capital_is(s, i);
    return n;
}

// Is the run a headline of two persons: "Ann Low Accuses Tom Vella".
static bool holds_two(const stm_scene *s, uint32_t begin, uint32_t end)
{
    return count_capitals(s, begin, end) > 4 && has_any(s, begin + 2, end - 1, STM_N_GIVEN);
}

// A given name that a full stop and a number make a month.
static bool numbered_month(const stm_scene *s, uint32_t begin, uint32_t end)
{
    return end == begin + 1 && stm_span_size(s->tokens[begin].span) == 3 && stm_scene_has(s, begin, STM_N_GIVEN) && stm_scene_sign(s, end) == '.' &&
           same_sentence(s, begin, end + 1) && s->tokens[end + 1].kind == STM_TOKEN_NUMBER;
}

// "SpaceCo", as firms write their names; not "McLow" and "DeLane".
static bool has_inner_capital(stm_view word)
{
    size_t i = 1;
    while (i < word.size && stm_is_letter(word.at[i]) && !stm_is_upper(word.at[i]))
        i++;
    return i > 3 && i < word.size && stm_is_upper(word.at[i]);
}

// "Firefighters" that open a sentence: several with a role.
static bool is_plural(const stm_scene *s, uint32_t i)
{
    stm_view word = written(s, i);
    if (!is_initial(s, i) || !stm_view_ends(word, STM_VIEW("s")))
        return false;
    return (stm_vocabulary_flags(s->words, stm_hash(stm_fold(s->arena, stm_view_upto(word, word.size - 1)))) & (STM_N_ROLE | STM_W_HUMAN | STM_W_COMMON)) != 0;
}

// The kind of a run without title; -1: no name that is told here.
static int kind_of_run(const finding *f, uint32_t begin, uint32_t end, bool titled)
{
    const stm_scene *s = f->s;
    bool the = begin > 0 && same_sentence(s, begin, begin - 1) && stm_scene_has(s, begin - 1, STM_W_DET);
    uint64_t all = flags_of_all(s, begin, end);
    bool given = stm_scene_has(s, begin, STM_N_GIVEN);
    if (all & STM_N_ORG)
        return end - begin > 1 ? STM_NAME_ORGANISATION : -1;
    bool numbered = end == begin + 1 && same_sentence(s, begin, end) && s->tokens[end].kind == STM_TOKEN_NUMBER && !s->tokens[begin].all_upper;
    if (numbered && (the || is_small(f, begin) || stm_scene_has(s, begin, STM_W_COMMON | STM_N_ROLE)))
        return -1; // "Article 5"
    if ((all & STM_W_OF) && stm_scene_has(s, begin, STM_N_ROLE))
        return -1; // "Secretary of Defence"
    if (numbered_month(s, begin, end))
        return -1; // "Jan. 1"
    if (end == begin + 2 && is_initial(s, begin) && s->flags[begin] == 0 && stm_scene_has(s, begin + 1, STM_N_DEMONYM))
        return -1; // "Safeguarding European"
    if (end == begin + 1 && stm_scene_has(s, begin, STM_N_DEMONYM | STM_N_NOCAPS | STM_N_ROLE))
        return -1;
    if (given && (end - begin > 1 || !the))
        return (end - begin > 1 && titled && has_small(f, begin + 1, end)) || holds_two(s, begin, end) ? -1 : STM_NAME_PERSON;
    if (titled)
        return is_known_person(f, begin, end) ? STM_NAME_PERSON : -1;
    if (s->tokens[begin].all_upper && end == begin + 1 && stm_span_size(s->tokens[begin].span) <= 8)
        return STM_NAME_ORGANISATION;
    if (s->words->capital_nouns)
        return is_known_person(f, begin, end) ? STM_NAME_PERSON : -1;
    if (all & (STM_N_DEMONYM | STM_W_OF))
        return end - begin > 1 ? STM_NAME_ORGANISATION : -1;
    if (end == begin + 1 && (is_plural(s, begin) || has_inner_capital(written(s, begin))))
        return is_plural(s, begin) ? -1 : STM_NAME_ORGANISATION;
    if (is_used_as_person(s, begin, end) && !the)
        return STM_NAME_PERSON;
    if (end - begin == 1) {
        if (is_known_person(f, begin, end))
            return STM_NAME_PERSON;
        bool in = begin > 0 && same_sentence(s, begin, begin - 1) && stm_scene_has(s, begin - 1, STM_W_PREP) &&
                  stm_affixes_has(&s->words->place_prepositions, written(s, begin - 1));
        if (is_initial(s, begin) && is_small(f, begin))
            return -1;
        return in ? STM_NAME_PLACE : is_initial(s, begin) ? -1 : STM_NAME_ORGANISATION;
    }
    if (the || has_small(f, begin, end) || count_capitals(s, begin, end) > 4)
        return STM_NAME_ORGANISATION;
    return STM_NAME_PERSON;
}

// Takes a run as a person behind a title or role; false if it has none.
static bool take_titled(finding *f, uint32_t begin, uint32_t end)
{
    stm_scene *s = f->s;
    uint32_t title = title_in(s, begin, end), role = small_role(s, begin), name = begin;
    stm_range said = {role, begin};
    uint64_t sexes = 0;
    if (title < end) {
        name = behind_title(s, title, end);
        said = (stm_range){begin, title + 1};
        sexes = s->flags[title];
        if (stm_scene_has(s, title, STM_N_SIR | STM_N_MADAM) && title == begin)
            said.end = said.begin;
    } else if (role == begin) {
        return false;
    }
    bool role_only = s->words->capital_nouns && name + 1 == end && stm_scene_has(s, name, STM_N_ROLE | STM_W_HUMAN); // "Vorsitzender Richter"
    bool christian = stm_scene_has(s, name, STM_N_GIVEN); // a given name as well
    if (name >= end || role_only || has_any(s, name, end, STM_N_ORG) || has_any(s, name + christian, end, STM_N_DEMONYM) ||
        stm_scene_has(s, name, STM_W_DET | STM_W_PREP | STM_W_CONJ))
        return false;
    if (s->titled[s->tokens[begin].sentence] && title == end && has_small(f, name, end))
        return false;
    if (said.begin == said.end)
        said = apposed_role(s, end);
    for (uint32_t i = name; i < end; i++)
        sexes |= s->flags[i] & (i == name ? STM_N_MALE | STM_N_FEMALE : 0) * !(sexes & (STM_N_MALE | STM_N_FEMALE));
    add_name(f, name, end, STM_NAME_PERSON, said, sexes);
    return true;
}

static void take_run(finding *f, uint32_t begin, uint32_t end)
{
    stm_scene *s = f->s;
    begin = cut_front(f, begin, end);
    while (begin < end && (stm_scene_sign(s, end - 1) != STM_CODE_NONE || stm_scene_has(s, end - 1, STM_N_PARTICLE | STM_W_OF)))
        if (!s->tokens[end - 1].upper)
            end--;
        else
            break;
    if (begin >= end || take_titled(f, begin, end))
        return;
    bool titled = s->titled[s->tokens[begin].sentence];
    int kind = kind_of_run(f, begin, end, titled);
    if (kind < 0)
        return;
    stm_range role = {end, end};
    if (kind == STM_NAME_PERSON)
        role = apposed_role(s, end);
    add_name(f, begin, end, (stm_name_kind)kind, role, kind == STM_NAME_PERSON ? s->flags[begin] : 0);
}

static void scan(finding *f, bool titled)
{
    stm_scene *s = f->s;
    uint32_t from = 0;
    for (uint32_t k = 0; k < f->capitals.n; k++) {
        uint32_t i = f->capitals.tokens[k];
        if (i < from || s->titled[s->tokens[i].sentence] != titled)
            continue;
        if (f->phrase[i] != 0) {
            uint32_t n = (uint32_t)(f->phrase[i] >> 8);
            add_name(f, i, i + n, f->phrase[i] & STM_PHRASE_PLACE ? STM_NAME_PLACE : STM_NAME_ORGANISATION, (stm_range){i, i}, 0);
            from = i + n;
        } else if (may_belong(f, i)) {
            from = run_end(f, i);
            take_run(f, i, from);
        }
    }
}

// Words that open a sentence and turned out to be surnames, or other names, within another.
static void take_openers(finding *f)
{
    stm_scene *s = f->s;
    for (uint32_t k = 0; k < f->capitals.n; k++) {
        uint32_t i = f->capitals.tokens[k];
        if (s->name_of[i] != 0 || f->phrase[i] != 0 || !is_initial(s, i))
            continue;
        bool person = is_known_person(f, i, i + 1), other = (stm_capitals_seen(&f->capitals, s->tokens[i].word) & STM_SEEN_SINGLE) != 0;
        if ((person || other) && may_belong(f, i) && run_end(f, i) == i + 1 && !is_small(f, i) &&
            !stm_scene_has(s, i, STM_W_COMMON | ANY_TITLE | STM_N_ORG | STM_N_DEMONYM))
            add_name(f, i, i + 1, person ? STM_NAME_PERSON : STM_NAME_ORGANISATION, (stm_range){i, i}, person ? s->flags[i] : 0);
    }
}

// Single words that turned out to be surnames further down.
static void settle(finding *f)
{
    stm_name *names = f->names.items;
    stm_range *runs = f->runs.items;
    for (size_t i = 0; i < f->names.n; i++)
        if (names[i].kind == STM_NAME_ORGANISATION && f->phrase[runs[i].begin] == 0 && is_known_person(f, runs[i].begin, runs[i].end))
            names[i].kind = STM_NAME_PERSON;
}

// Puts them in the order of the text, by a set of the tokens with which they begin: the headlines were scanned last. Of two that share
// a token the later one stays.
static void sort_names(finding *f)
{
    stm_scene *s = f->s;
    stm_name *names = f->names.items, *sorted = stm_arena_take_array(s->arena, f->names.n, sizeof *sorted);
    stm_range *runs = f->runs.items;
    uint64_t *begins = stm_arena_take_array(s->arena, s->ntokens / 64 + 1, sizeof *begins);
    s->runs = stm_arena_take_array(s->arena, f->names.n, sizeof *s->runs);
    for (size_t k = 0; k < f->names.n; k++)
        begins[runs[k].begin / 64] |= UINT64_C(1) << (runs[k].begin & 63);
    uint32_t n = 0, from = 0;
    for (uint32_t word = 0; word <= s->ntokens / 64; word++)
        for (uint64_t left = begins[word]; left != 0; left &= left - 1) {
            uint32_t i = word * 64 + (uint32_t)__builtin_ctzll(left), number = s->name_of[i];
            if (i < from || number == 0 || runs[number - 1].begin != i)
                continue;
            from = runs[number - 1].end;
            s->runs[n] = runs[number - 1];
            sorted[n++] = names[number - 1];
            for (uint32_t t = i; t < from; t++)
                s->name_of[t] = n;
        }
    s->names = sorted;
    s->nnames = n;
}

void stm_names_find(stm_scene *s, stm_notes *notes)
{
    finding f = {.s = s};
    stm_vector_init(&f.names, s->arena, sizeof(stm_name));
    stm_vector_init(&f.runs, s->arena, sizeof(stm_range));
    f.phrase = stm_arena_take_array(s->arena, s->ntokens, sizeof *f.phrase);
    stm_capitals_find(&f.capitals, s);
    stm_vector_reserve(&f.names, f.capitals.n / NAMES_IN);
    stm_vector_reserve(&f.runs, f.capitals.n / NAMES_IN);
    note_phrases(&f);
    scan(&f, false);
    scan(&f, true); // headlines, once the names of the text are known
    take_openers(&f);
    settle(&f);
    sort_names(&f);
    stm_entities_link(s);
    notes->names = s->names;
    notes->nnames = s->nnames;
}
