// Tells a quotation from words held at a distance: titles, nicknames, terms, irony (scare quotes).
//
// Method: of 6,474 quotations in marks hardly one of more than ten words is none, but of those of one or two words a third are not. In
// a language with fitted weights (lang/<code>/mark-weights.tsv) a logistic model over what stands in the marks, before and behind them
// decides; elsewhere short pieces without a cue, parts of a sentence without a speaker and titles are no quotations.
#include "annotate/reading.h"
#include "base/utf8.h"

enum {
    SCARE_MOST = 4,  // words of a marked piece that is no quotation without a cue
    WHOLE_LEAST = 3, // words of a quotation that is a sentence of its own
    SPOKEN_MOST = 6, // the same within a sentence whose subject may speak
    PART_MOST = 9,   // the same within a sentence and without a speaker
    LONG_WORD = 3,   // letters of a word that more than joins others
    NEAR = 60,       // tokens of a sentence that are looked at
};

typedef enum trait {
    T_BIAS, T_WORD, T_WORDS_2, T_WORDS_3, T_WORDS_5, T_WORDS_8, T_WORDS_12, T_WORDS_MORE,
    T_CUED, T_SAID, T_OBJECT, T_COLON_CUE, T_SOURCE_CUE, T_SPEAKER, T_CLAUSE,
    T_AT_COLON, T_AT_COMMA, T_FIRST, T_WHOLE, T_STOP, T_UPPER, T_TITLE, T_SMALL_WORD, T_SMALL_NOUN, T_SPOKEN, T_VERB, T_DIGIT, T_ADDRESS,
    T_BRACKET, T_DET, T_ONE, T_NAME, T_NOUN, T_SMALL, T_PREP, T_AND, T_BE, T_CALLED, T_HUMAN, T_AS,
    T_NOUN_BEHIND, T_SMALL_BEHIND, T_END_BEHIND, T_NAMED_BEHIND, T_MARK_BEHIND, T_SUBJUNCTIVE, T_TWICE, T_SEVERAL, T_SOURCE_NAME,
    T_SMALL_MANY, T_JOINER_FIRST, T_SOURCE_NEAR, T_VERB_NEAR, T_SPOKEN_FEW, T_NOUN_CUED, T_SUBJUNCTIVE_NOUN, T_SAYNOUN,
} trait;

static const char *const names[STM_TRAITS] = {
    "bias", "word", "words-2", "words-3", "words-5", "words-8", "words-12", "words-more",
    "cued", "said", "object", "colon-cue", "source-cue", "speaker", "clause",
    "at-colon", "at-comma", "first", "whole", "stop", "upper", "title", "small-word", "small-noun", "spoken", "verb", "digit", "address",
    "bracket", "det", "one", "name", "noun", "small", "prep", "and", "be", "called", "human", "as",
    "noun-behind", "small-behind", "end-behind", "named-behind", "mark-behind", "subjunctive", "twice", "several", "source-name",
    "small-many", "joiner-first", "source-near", "verb-near", "spoken-few", "noun-cued", "subjunctive-noun", "saynoun",
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
    for (uint32_t i = open; i > begin && open - i < 5 && s->mark_of[i - 1] == 0; i--)
        if (stm_scene_has(s, i - 1, STM_W_SAYNOUN))
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

static uint64_t size_trait(uint32_t words)
{
    return words <= 1 ? T_WORD : words == 2 ? T_WORDS_2 : words == 3 ? T_WORDS_3 : words <= 5 ? T_WORDS_5 : words <= 8 ? T_WORDS_8 : words <= 12 ? T_WORDS_12 : T_WORDS_MORE;
}

static uint64_t with(bool has, trait one)
{
    return has ? UINT64_C(1) << one : 0;
}

// Has the first token behind the opening mark a capital.
static bool begins_upper(const stm_scene *s, stm_range piece)
{
    return piece.begin + 1 < piece.end && s->tokens[piece.begin + 1].upper;
}

static uint64_t traits_of_cue(const stm_scene *s, const stm_saying *saying)
{
    bool cued = !stm_range_empty(saying->cue);
    uint64_t flags = cued ? s->flags[saying->cue.begin] : 0;
    return with(cued, T_CUED) | with(flags & (STM_V_SAY | STM_V_TELL | STM_V_ASK), T_SAID) | with(flags & STM_V_OBJECT || saying->object, T_OBJECT) |
           with(cued && stm_scene_sign(s, saying->cue.begin) == ':', T_COLON_CUE) | with(flags & (STM_W_ACCORDING | STM_W_THUS), T_SOURCE_CUE) |
           with(!stm_range_empty(saying->speaker), T_SPEAKER) | with(cued && begins_upper(s, saying->pieces[0]), T_NOUN_CUED);
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
    return with(true, T_BIAS) | with(true, size_trait(words)) | with(last == '.' || last == '!' || last == '?', T_STOP) | with(upper, T_UPPER) |
           with(is_title(s, piece), T_TITLE) | with(small, T_SMALL_WORD) | with(!upper && words == 1, T_SMALL_NOUN) | with(!upper && words > 1, T_SMALL_MANY) |
           with(stm_scene_has(s, first, STM_W_PREP | STM_W_CONJ | STM_W_DET | STM_W_ADVERB | STM_W_PRONOUN), T_JOINER_FIRST) |
           with((subject || verb) && words < 4, T_SPOKEN_FEW) |
           with(subject && verb, T_SPOKEN) | with(verb, T_VERB) | with(digit, T_DIGIT) | with(is_address(s, piece), T_ADDRESS);
}

static uint64_t traits_before(const stm_scene *s, uint32_t open)
{
    uint32_t begin = s->segments->sentences[s->tokens[open].sentence].begin, i = open - 1;
    if (open == begin)
        return with(true, T_FIRST);
    uint32_t sign = stm_scene_sign(s, i);
    bool word = s->tokens[i].kind == STM_TOKEN_WORD, upper = word && s->tokens[i].upper && i > begin;
    return with(sign == ':', T_AT_COLON) | with(sign == ',', T_AT_COMMA) | with(is_in_brackets(s, open), T_BRACKET) |
           with(stm_scene_has(s, i, STM_W_DET), T_DET) | with(stm_scene_has(s, i, STM_W_ONE), T_ONE) | with(s->name_of[i] != 0, T_NAME) |
           with(upper && s->name_of[i] == 0, T_NOUN) | with(word && !upper && s->flags[i] == 0, T_SMALL) | with(stm_scene_has(s, i, STM_W_PREP), T_PREP) |
           with(stm_scene_has(s, i, STM_W_AND), T_AND) | with(stm_scene_has(s, i, STM_W_BE), T_BE) | with(stm_scene_has(s, i, STM_W_CALLED), T_CALLED) |
           with(stm_scene_has(s, i, STM_W_HUMAN | STM_N_ORG | STM_N_ROLE), T_HUMAN) | with(stm_scene_has(s, i, STM_W_AS_SAID | STM_W_CONJ), T_AS) |
           with(names_source(s, open), T_SOURCE_NAME) | with(is_worded(s, begin, open), T_SAYNOUN);
}

static uint64_t traits_behind(const stm_scene *s, stm_range piece)
{
    const stm_sentence *sentence = &s->segments->sentences[s->tokens[piece.begin].sentence];
    uint32_t i = piece.end, end = sentence->end;
    if (i >= end || (i + 1 == end && !is_word(s, i)))
        return with(true, T_END_BEHIND);
    bool word = s->tokens[i].kind == STM_TOKEN_WORD, named = false;
    for (uint32_t k = i; k < end && k - i < NEAR && stm_scene_sign(s, k) != ','; k++)
        named = named || stm_scene_has(s, k, STM_W_CALLED);
    return with(word && s->tokens[i].upper, T_NOUN_BEHIND) | with(word && !s->tokens[i].upper, T_SMALL_BEHIND) | with(named, T_NAMED_BEHIND) |
           with(s->mark_of[i] != 0 || (i + 1 < end && s->mark_of[i + 1] != 0), T_MARK_BEHIND);
}

// Of the sentence around the piece: is it reported speech, are there other pairs of marks in it.
static uint64_t traits_around(const stm_scene *s, stm_range piece)
{
    const stm_sentence *sentence = &s->segments->sentences[s->tokens[piece.begin].sentence];
    uint32_t begin = piece.begin - sentence->begin > NEAR ? piece.begin - NEAR : sentence->begin, pairs = 0;
    bool subjunctive = false, source = false, verb = false;
    for (uint32_t i = begin; i < sentence->end && i < piece.end + NEAR; i++) {
        subjunctive = subjunctive || (s->mark_of[i] == 0 && stm_scene_has(s, i, STM_W_SUBJUNCTIVE));
        source = source || (s->mark_of[i] == 0 && stm_scene_has(s, i, STM_W_ACCORDING | STM_W_SOURCE));
        verb = verb || (s->mark_of[i] == 0 && stm_scene_has(s, i, STM_V_SAY | STM_V_THINK | STM_V_OBJECT));
        pairs += s->mark_of[i] != 0 && s->segments->marks[s->mark_of[i] - 1].open == i;
    }
    return with(subjunctive, T_SUBJUNCTIVE) | with(pairs > 1, T_SEVERAL) | with(source, T_SOURCE_NEAR) | with(verb, T_VERB_NEAR) |
           with(subjunctive && begins_upper(s, piece), T_SUBJUNCTIVE_NOUN);
}

static uint64_t words_hash(const stm_scene *s, stm_range piece)
{
    uint64_t hash = 0;
    for (uint32_t i = piece.begin; i < piece.end && i - piece.begin < NEAR; i++)
        hash = is_word(s, i) ? stm_hash_join(hash, s->tokens[i].word) : hash;
    return hash;
}

static bool is_repeated(const stm_sayings *sayings, stm_range piece)
{
    const uint64_t *times = stm_map_get(&sayings->marked, words_hash(sayings->s, piece));
    return times != NULL && *times > 1;
}

void stm_traits_begin(stm_sayings *sayings)
{
    const stm_scene *s = sayings->s;
    stm_map_init(&sayings->marked, s->arena);
    for (size_t i = 0; s->words->weighs_marks && i < s->segments->nmarks; i++) {
        const stm_mark *mark = &s->segments->marks[i];
        if (mark->depth == 0 && s->mark_of[mark->open] == i + 1)
            ++*stm_map_put(&sayings->marked, words_hash(s, (stm_range){mark->open, s->mark_end[i]}));
    }
}

uint64_t stm_traits_of(const stm_sayings *sayings, const stm_saying *saying)
{
    const stm_scene *s = sayings->s;
    stm_range piece = saying->pieces[0];
    uint32_t pair = s->mark_of[piece.begin];
    if (pair == 0 || s->segments->marks[pair - 1].open != piece.begin || piece.end > s->mark_end[pair - 1])
        return 0;
    const stm_mark *mark = &s->segments->marks[pair - 1];
    stm_range marked = {piece.begin, s->mark_end[pair - 1]};
    return traits_of_cue(s, saying) | traits_within(s, marked, words_in(s, marked)) | traits_before(s, marked.begin) | traits_behind(s, marked) |
           traits_around(s, marked) | with(fills_sentence(s, mark), T_WHOLE) | with(saying->within, T_CLAUSE) |
           with(is_repeated(sayings, marked), T_TWICE);
}

// Marks without a cue around a few words, around part of a sentence without a speaker, or around a title.
static bool is_short(const stm_scene *s, const stm_saying *saying)
{
    stm_range piece = saying->pieces[0];
    uint32_t words = words_in(s, piece);
    bool cued = !stm_range_empty(saying->cue), marked = s->mark_of[piece.begin] != 0;
    const stm_mark *mark = marked ? &s->segments->marks[s->mark_of[piece.begin] - 1] : NULL;
    bool whole = mark != NULL && fills_sentence(s, mark);
    uint32_t last = stm_scene_sign(s, piece.end - 1 - (marked && mark->close != STM_NO_TOKEN));
    if (whole && words >= WHOLE_LEAST && (last == '.' || last == '!' || last == '?'))
        return false;
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
