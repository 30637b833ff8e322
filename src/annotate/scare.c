// Tells a quotation from words held at a distance: titles, nicknames, terms, irony (scare quotes).
//
// Method: of 6,474 quotations in marks hardly one of more than ten words is none, but of those of one or two words a third are not. In
// a language with fitted weights (lang/<code>/mark-weights.tsv) a logistic model over what stands in the marks, before and behind them
// decides; elsewhere short pieces without a cue, parts of a sentence without a speaker and titles are no quotations.
#include "annotate/reading.h"
#include "base/utf8.h"

enum {
    SCARE_MOST = 4,      // words of a marked piece that is no quotation without a cue
    WHOLE_LEAST = 3,     // words of a quotation that is a sentence of its own
    SPOKEN_MOST = 6,     // the same within a sentence whose subject may speak
    PART_MOST = 9,       // the same within a sentence and without a speaker
    LONG_WORD = 3,       // letters of a word that more than joins others
    NEAR = 60,           // tokens of a sentence that are looked at
    WORDED_MOST = 12,    // from the noun of what was shouted or written to the mark
    LONG_LEAST = 8,      // words of a piece that is a quotation almost surely
    REPEATED_MOST = 6,   // words of a phrase that is searched for in the article
    TIMES = 0xffff,      // of what is kept of marked words: how often they stand in marks
    ELSEWHERE = 0x10000, // they also stand without
};

typedef enum trait {
    T_BIAS, T_WORD, T_WORDS_2, T_WORDS_5, T_WORDS_12, T_WORDS_MORE, T_BYTES_14, T_BYTES_28,
    T_FIRST, T_WHOLE, T_STOP, T_UPPER, T_CAPITALS, T_TITLE, T_SMALL_WORD, T_SMALL_NOUN, T_SMALL_MANY, T_SPOKEN, T_VERB, T_DIGIT,
    T_ADDRESS,
    T_CUED, T_SAID, T_DEEMED, T_LEADS, T_COLON_CUE,
    T_AT_COMMA, T_BRACKET, T_PREPOSITION, T_ONE, T_NOUN, T_NOUN_OF, T_CALLED, T_HUMAN, T_WORDED, T_SOURCE_NAME,
    T_NOUN_BEHIND, T_END_BEHIND, T_NAMED_BEHIND, T_BRACKET_BEHIND,
    T_SUBJUNCTIVE, T_SOURCE_NEAR, T_VERB_NEAR, T_JUDGED, T_AS_NAMED,
    T_TWICE, T_ELSEWHERE, T_LONG_ELSE, T_LONG_3,
} trait;

static const char *const names[STM_TRAITS] = {
    "bias", "word", "words-2", "words-5", "words-12", "words-more", "bytes-14", "bytes-28",
    "first", "whole", "stop", "upper", "capitals", "title", "small-word", "small-noun", "small-many", "spoken", "verb", "digit",
    "address",
    "cued", "said", "deemed", "leads", "colon-cue",
    "at-comma", "bracket", "preposition", "one", "noun", "noun-of", "called", "human", "worded", "source-name",
    "noun-behind", "end-behind", "named-behind", "bracket-behind",
    "subjunctive", "source-near", "verb-near", "judged", "as-named",
    "twice", "elsewhere", "long-else", "long-3",
};

const char *const *stm_trait_names(void)
{
    return names;
}

static bool is_word(const stm_scene *s, uint32_t i)
{
    return i < s->ntokens && (s->tokens[i].kind == STM_TOKEN_WORD || s->tokens[i].kind == STM_TOKEN_NUMBER);
}

static uint32_t words_in(const stm_scene *s, stm_range range)
{
    uint32_t n = 0;
    for (uint32_t i = range.begin; i < range.end; i++)
        n += is_word(s, i);
    return n;
}

static bool fills_sentence(const stm_scene *s, const stm_mark *mark)
{
    const stm_sentence *first = &s->segments->sentences[s->tokens[mark->open].sentence];
    bool others = mark->close != STM_NO_TOKEN && s->tokens[mark->close].sentence == s->tokens[mark->open].sentence && mark->close + 2 < first->end;
    return first->begin == mark->open && !others;
}

// Nothing but capitals on its long words, and no verb or pronoun as in a sentence.
static bool is_title(const stm_scene *s, stm_range piece)
{
    uint32_t upper = 0, lower = 0;
    for (uint32_t i = piece.begin; i < piece.end; i++) {
        bool word = s->tokens[i].kind == STM_TOKEN_WORD, small = word && !s->tokens[i].upper;
        bool spoken = small && stm_scene_has(s, i, STM_W_AUX | STM_W_SUBJECT);
        upper += word && s->tokens[i].upper && stm_span_size(s->tokens[i].span) > LONG_WORD;
        lower += spoken || (small && stm_span_size(s->tokens[i].span) > LONG_WORD);
    }
    return upper > 0 && lower == 0;
}

// "laut „Zeitung“", "wie „Zeitung“ berichtet": the marks hold the name of who is quoted.
static bool names_source(const stm_scene *s, uint32_t open)
{
    if (open > 0 && stm_scene_has(s, open - 1, STM_W_ACCORDING))
        return true;
    bool as = open > 0 && stm_scene_has(s, open - 1, STM_W_AS_SAID);
    return as && (s->segments->sentences[s->tokens[open].sentence].begin + 1 == open || stm_scene_sign(s, open - 2) == ',');
}

// "zeitung.de" in marks.
static bool is_address(const stm_scene *s, stm_range piece)
{
    stm_view word = stm_view_in(s->text, stm_scene_span(s, piece));
    ptrdiff_t dot = stm_view_find(word, STM_VIEW("."));
    return dot != STM_NOWHERE && (size_t)dot + 3 < word.size && stm_is_letter(word.at[dot + 1]) && stm_view_find(word, STM_VIEW(" ")) == STM_NOWHERE;
}

// "Parolen wie zum Beispiel „Raus!“": the marks hold what was shouted or written.
static bool is_worded(const stm_scene *s, uint32_t begin, uint32_t open)
{
    for (uint32_t i = open; i > begin && open - i < WORDED_MOST; i--)
        if (s->mark_of[i - 1] == 0 && stm_scene_has(s, i - 1, STM_W_SAYNOUN) && stm_scene_has(s, i - 1, STM_W_CALLED))
            return true;
    return false;
}

// Is the piece in brackets that hold little else: "(kurz: „Elbe“)".
static bool is_in_brackets(const stm_scene *s, uint32_t open)
{
    for (uint32_t i = open; i > 0 && open - i < 4; i--)
        if (stm_scene_sign(s, i - 1) == '(')
            return true;
    return false;
}

static uint64_t with(bool has, trait one)
{
    return has ? UINT64_C(1) << one : 0;
}

static uint64_t traits_of_size(const stm_scene *s, stm_range piece, uint32_t words)
{
    uint32_t bytes = piece.begin + 1 < piece.end ? s->tokens[piece.end - 1].span.begin - s->tokens[piece.begin].span.end : 0;
    return with(words <= 1, T_WORD) | with(words == 2, T_WORDS_2) | with(words == 4 || words == 5, T_WORDS_5) |
           with(words > 8 && words <= 12, T_WORDS_12) | with(words > 12, T_WORDS_MORE) |
           with(bytes > 14, T_BYTES_14) | with(bytes > 28, T_BYTES_28);
}

static uint64_t traits_within(const stm_scene *s, stm_range piece, uint32_t words)
{
    uint32_t first = piece.begin, last = stm_scene_sign(s, piece.end - 2);
    bool small = false, digit = false, subject = false, verb = false;
    while (first < piece.end && s->tokens[first].kind != STM_TOKEN_WORD)
        first++;
    for (uint32_t i = piece.begin; i < piece.end; i++) {
        small = small || (s->tokens[i].kind == STM_TOKEN_WORD && !s->tokens[i].upper && stm_span_size(s->tokens[i].span) > LONG_WORD);
        digit = digit || s->tokens[i].kind == STM_TOKEN_NUMBER;
        subject = subject || stm_scene_has(s, i, STM_W_SUBJECT | STM_W_PRONOUN);
        verb = verb || stm_scene_has(s, i, STM_W_AUX | STM_V_ANY);
    }
    bool upper = first < piece.end && s->tokens[first].upper;
    bool capitals = upper && !stm_scene_has(s, first, STM_W_DET) && first + 1 < piece.end && s->tokens[first + 1].kind == STM_TOKEN_WORD &&
                    s->tokens[first + 1].upper;
    return with(last == '.' || last == '!' || last == '?', T_STOP) | with(upper, T_UPPER) | with(capitals, T_CAPITALS) |
           with(is_title(s, piece), T_TITLE) | with(small, T_SMALL_WORD) | with(!upper && words == 1, T_SMALL_NOUN) | with(!upper && words > 1, T_SMALL_MANY) |
           with(subject && verb, T_SPOKEN) | with(verb, T_VERB) | with(digit, T_DIGIT) | with(is_address(s, piece), T_ADDRESS);
}

// "Deemed": "nannte den Plan einen „Irrtum“", in the past as no definition is. "Leads": „Nein“, sagte Low.
static uint64_t traits_of_cue(const stm_scene *s, const stm_saying *saying, stm_range marked)
{
    if (stm_range_empty(saying->cue))
        return 0;
    uint32_t cue = saying->cue.begin;
    uint64_t flags = s->flags[cue];
    bool opens = s->segments->sentences[s->tokens[marked.begin].sentence].begin == marked.begin;
    bool deems = (flags & (STM_V_OBJECT | STM_V_PARTICLE)) && (flags & STM_F_PAST);
    return with(true, T_CUED) | with(flags & (STM_V_SAY | STM_V_TELL | STM_V_ASK | STM_W_THUS), T_SAID) |
           with(deems && stm_scene_has(s, marked.begin - 1, STM_W_ONE), T_DEEMED) |
           with(opens && cue >= marked.end && cue <= marked.end + 1, T_LEADS) | with(stm_scene_sign(s, cue) == ':', T_COLON_CUE);
}

static uint64_t traits_before(const stm_scene *s, uint32_t open)
{
    uint32_t begin = s->segments->sentences[s->tokens[open].sentence].begin, i = open - 1;
    if (open == begin)
        return with(true, T_FIRST);
    bool noun = s->tokens[i].kind == STM_TOKEN_WORD && s->tokens[i].upper && i > begin && s->name_of[i] == 0 && !stm_scene_has(s, i, STM_W_CALLED);
    bool of = i > begin && s->tokens[i - 1].upper && stm_affixes_has(&s->words->genitive_words, stm_scene_word(s, i));
    return with(stm_scene_sign(s, i) == ',', T_AT_COMMA) | with(is_in_brackets(s, open), T_BRACKET) |
           with(stm_scene_has(s, i, STM_W_PREP), T_PREPOSITION) | with(stm_scene_has(s, i, STM_W_ONE), T_ONE) |
           with(noun, T_NOUN) | with(of, T_NOUN_OF) | with(stm_scene_has(s, i, STM_W_CALLED) && !stm_scene_has(s, i, STM_W_SAYNOUN), T_CALLED) |
           with(stm_scene_has(s, i, STM_W_HUMAN | STM_N_ORG | STM_N_ROLE), T_HUMAN) | with(is_worded(s, begin, open), T_WORDED) |
           with(names_source(s, open), T_SOURCE_NAME);
}

static uint64_t traits_behind(const stm_scene *s, stm_range piece)
{
    const stm_sentence *sentence = &s->segments->sentences[s->tokens[piece.begin].sentence];
    uint32_t i = piece.end, end = sentence->end;
    if (i >= end || (i + 1 == end && !is_word(s, i)))
        return with(true, T_END_BEHIND);
    bool named = false;
    for (uint32_t k = i; k < end && k - i < NEAR && stm_scene_sign(s, k) != ','; k++)
        named = named || stm_scene_has(s, k, STM_W_CALLED);
    return with(s->tokens[i].kind == STM_TOKEN_WORD && s->tokens[i].upper, T_NOUN_BEHIND) | with(named, T_NAMED_BEHIND) |
           with(stm_scene_sign(s, i) == '(', T_BRACKET_BEHIND);
}

// Of the sentence around the piece: is it reported speech; does "als" before the piece go with a verb of judging or of naming.
static uint64_t traits_around(const stm_scene *s, stm_range piece)
{
    const stm_sentence *sentence = &s->segments->sentences[s->tokens[piece.begin].sentence];
    uint32_t begin = piece.begin - sentence->begin > NEAR ? piece.begin - NEAR : sentence->begin, before = piece.begin - 1;
    bool within = piece.begin > begin && s->mark_of[before] == 0, judged = false;
    uint64_t flags = 0;
    for (uint32_t i = begin; i < sentence->end && i < piece.end + NEAR; i++) {
        if (s->mark_of[i] != 0)
            continue;
        flags |= s->flags[i];
        judged = judged || (within && stm_scene_has(s, i, STM_V_PARTICLE) &&
                            stm_vocabulary_joint(s->words, s->tokens[i].word, s->tokens[before].word) != NULL);
    }
    bool as = within && stm_scene_has(s, before, STM_W_ONE) && stm_scene_has(s, before, STM_W_CONJ);
    return with(flags & STM_W_SUBJUNCTIVE, T_SUBJUNCTIVE) | with(flags & (STM_W_ACCORDING | STM_W_SOURCE), T_SOURCE_NEAR) |
           with(flags & (STM_V_SAY | STM_V_THINK | STM_V_OBJECT), T_VERB_NEAR) | with(judged, T_JUDGED) |
           with(as && (flags & STM_W_CALLED), T_AS_NAMED);
}

static uint64_t words_hash(const stm_scene *s, stm_range piece)
{
    uint64_t hash = 0;
    for (uint32_t i = piece.begin; i < piece.end && i - piece.begin < NEAR; i++)
        hash = is_word(s, i) ? stm_hash_join(hash, s->tokens[i].word) : hash;
    return hash;
}

// The traits that the rest of the article gives.
static uint64_t traits_of_article(const stm_sayings *sayings, stm_range piece, uint32_t words)
{
    const uint64_t *found = stm_map_get(&sayings->marked, words_hash(sayings->s, piece));
    uint64_t times = found != NULL ? *found : 0;
    uint32_t others = sayings->nlong - (sayings->nlong > 0 && words >= LONG_LEAST);
    return with((times & TIMES) > 1, T_TWICE) | with(times & ELSEWHERE, T_ELSEWHERE) |
           with(others > 0, T_LONG_ELSE) | with(others > 2, T_LONG_3);
}

static uint64_t bit_of(uint64_t word)
{
    return UINT64_C(1) << (word >> 58);
}

// Looks for the marked phrases without their marks: at words that one of them begins with, a set of 64 bits being asked first.
static void find_elsewhere(stm_sayings *sayings, uint64_t firsts)
{
    const stm_scene *s = sayings->s;
    for (uint32_t i = 0; i < s->ntokens; i++) {
        if (s->mark_of[i] != 0 || !(firsts & bit_of(s->tokens[i].word)) || !is_word(s, i))
            continue;
        uint64_t hash = 0;
        for (uint32_t k = i; k < s->ntokens && k - i < REPEATED_MOST && is_word(s, k) && s->mark_of[k] == 0; k++) {
            hash = stm_hash_join(hash, s->tokens[k].word);
            uint64_t *times = stm_map_get(&sayings->marked, hash);
            if (times != NULL)
                *times |= ELSEWHERE;
        }
    }
}

void stm_traits_begin(stm_sayings *sayings)
{
    const stm_scene *s = sayings->s;
    uint64_t firsts = 0;
    stm_map_init(&sayings->marked, s->arena);
    sayings->nlong = 0;
    for (size_t i = 0; s->words->weighs_marks && i < s->segments->nmarks; i++) {
        const stm_mark *mark = &s->segments->marks[i];
        if (mark->depth != 0 || s->mark_of[mark->open] != i + 1)
            continue;
        stm_range piece = {mark->open, s->mark_end[i]};
        ++*stm_map_put(&sayings->marked, words_hash(s, piece));
        sayings->nlong += words_in(s, piece) >= LONG_LEAST;
        if (is_word(s, piece.begin + 1))
            firsts |= bit_of(s->tokens[piece.begin + 1].word);
    }
    if (firsts != 0)
        find_elsewhere(sayings, firsts);
}

uint64_t stm_traits_of(const stm_sayings *sayings, const stm_saying *saying)
{
    const stm_scene *s = sayings->s;
    stm_range piece = saying->pieces[0];
    uint32_t pair = s->mark_of[piece.begin];
    if (!s->words->weighs_marks || pair == 0 || s->segments->marks[pair - 1].open != piece.begin || piece.end > s->mark_end[pair - 1])
        return 0;
    const stm_mark *mark = &s->segments->marks[pair - 1];
    stm_range marked = {piece.begin, s->mark_end[pair - 1]};
    uint32_t words = words_in(s, marked);
    return with(true, T_BIAS) | traits_of_size(s, marked, words) | traits_within(s, marked, words) |
           traits_of_cue(s, saying, marked) | traits_before(s, marked.begin) | traits_behind(s, marked) |
           traits_around(s, marked) | with(fills_sentence(s, mark), T_WHOLE) | traits_of_article(sayings, marked, words);
}

bool stm_scare_is_work(const stm_scene *s, stm_range piece)
{
    uint32_t before = piece.begin > 0 && stm_scene_sign(s, piece.begin - 1) == ',' ? piece.begin - 1 : piece.begin;
    bool called = before > 0 && s->mark_of[before - 1] == 0 && stm_scene_has(s, before - 1, STM_W_CALLED);
    bool owned = before == piece.begin && before > 0 && s->mark_of[before - 1] == 0 && s->name_of[before - 1] != 0 && stm_scene_possessive(s, before - 1);
    bool role = stm_scene_sign(s, piece.end - 2) == STM_CODE_NONE && stm_scene_has(s, piece.end, STM_N_ROLE) && !s->tokens[piece.end].upper;
    return (called || owned || role) && is_title(s, piece);
}

// Marks without a cue around a few words, around part of a sentence without a speaker, or around a title.
static bool is_short(const stm_scene *s, const stm_saying *saying)
{
    stm_range piece = saying->pieces[0];
    bool cued = !stm_range_empty(saying->cue), marked = s->mark_of[piece.begin] != 0;
    if (cued && !marked)
        return false;
    uint32_t words = words_in(s, piece);
    const stm_mark *mark = marked ? &s->segments->marks[s->mark_of[piece.begin] - 1] : NULL;
    bool whole = mark != NULL && fills_sentence(s, mark);
    uint32_t last = stm_scene_sign(s, piece.end - 1 - (marked && mark->close != STM_NO_TOKEN));
    if (whole && words >= WHOLE_LEAST && (last == '.' || last == '!' || last == '?'))
        return false;
    if (marked && mark->open == piece.begin && piece.end == s->mark_end[s->mark_of[piece.begin] - 1] && stm_scare_is_work(s, piece))
        return true;
    return !cued && (words <= SCARE_MOST || (!whole && words <= (stm_range_empty(saying->speaker) ? PART_MOST : SPOKEN_MOST)) || is_title(s, piece));
}

bool stm_scare_is(const stm_sayings *sayings, const stm_saying *saying, uint64_t traits)
{
    const int16_t *weights = sayings->s->words->mark_weights;
    if (!sayings->s->words->weighs_marks)
        return is_short(sayings->s, saying);
    int sum = 0;
    if (traits & with(true, T_ADDRESS))
        return true;
    for (uint64_t left = traits; left != 0; left &= left - 1)
        sum += weights[__builtin_ctzll(left)];
    return traits != 0 && sum <= 0;
}
