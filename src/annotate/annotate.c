// The door of annotate: one article through names, quotes with speakers, dates and figures.
#include "annotate/annotate.h"

#include "annotate/measures.h"
#include "annotate/scene.h"
#include "base/utf8.h"
#include "lang/lang.h"

#include <stdlib.h>

// The tables of a language, read once the first article comes that needs them.
typedef struct tongue {
    const char *code;
    bool has_words, has_measures, read;
    stm_vocabulary words; // of names and quotes
    stm_lexicon measures; // of figures and dates
    bool has_dictionary;
    stm_dictionary dictionary; // of both, or of English where the language has only one of them
} tongue;

struct stm_annotator {
    stm_exit way;
    stm_arena arena;
    tongue *tongues; // [ntongues]
    size_t ntongues;
};

static stm_status list_tongues(void *argument)
{
    stm_annotator *annotator = argument;
    size_t n = 0;
    for (const char *const *code = stm_lang_codes(); *code != NULL; code++)
        n++;
    annotator->tongues = stm_arena_take_array(&annotator->arena, n, sizeof(tongue));
    for (const char *const *code = stm_lang_codes(); *code != NULL; code++)
        annotator->tongues[annotator->ntongues++] =
            (tongue){.code = *code,
                     .has_words = stm_lang_table(*code, "say-verbs").at != NULL,
                     .has_measures = stm_lang_table(*code, "times").at != NULL && strcmp(*code, "common") != 0};
    return STM_OK;
}

stm_annotator *stm_annotator_new(void)
{
    stm_annotator *annotator = calloc(1, sizeof *annotator);
    if (annotator == NULL)
        return NULL;
    stm_arena_init(&annotator->arena, &annotator->way, 0);
    if (stm_exit_run(&annotator->way, list_tongues, annotator) == STM_OK)
        return annotator;
    stm_annotator_free(annotator);
    return NULL;
}

void stm_annotator_free(stm_annotator *annotator)
{
    if (annotator == NULL)
        return;
    stm_arena_release(&annotator->arena);
    free(annotator);
}

// The tongue of that code; NULL: none.
static tongue *tongue_of(stm_annotator *annotator, stm_view code)
{
    for (size_t i = 0; i < annotator->ntongues; i++)
        if (stm_view_is(code, annotator->tongues[i].code))
            return &annotator->tongues[i];
    return NULL;
}

struct reading {
    stm_annotator *annotator;
    tongue *own, *words, *measures;
};

static void read_tables(stm_annotator *annotator, tongue *of)
{
    if (of->has_words && !of->read)
        stm_vocabulary_read(&of->words, &annotator->arena, of->code);
    if (of->has_measures && !of->read)
        stm_lexicon_read(&of->measures, &annotator->arena, of->code);
    of->read = true;
}

static stm_status read_dictionary(void *argument)
{
    struct reading *r = argument;
    read_tables(r->annotator, r->words);
    read_tables(r->annotator, r->measures);
    stm_dictionary_make(&r->own->dictionary, &r->annotator->arena, &r->words->words, &r->measures->measures);
    r->own->has_dictionary = true;
    return STM_OK;
}

// The tables of the article's language; English ones of a kind that it has not.
static stm_status read_once(stm_annotator *annotator, stm_view language, struct reading *reading)
{
    tongue *english = tongue_of(annotator, STM_VIEW("en")), *own = tongue_of(annotator, stm_view_upto(language, 2));
    own = own != NULL ? own : english;
    *reading = (struct reading){annotator, own, own->has_words ? own : english, own->has_measures ? own : english};
    return own->has_dictionary ? STM_OK : stm_exit_run(&annotator->way, read_dictionary, reading);
}

bool stm_scene_possessive_of(const stm_scene *s, uint32_t i)
{
    stm_view word = stm_view_in(s->text, s->tokens[i].span);
    return stm_view_ends(word, STM_VIEW("'s")) || stm_view_ends(word, STM_VIEW("’s"));
}

stm_span stm_scene_span(const stm_scene *s, stm_range range)
{
    return (stm_span){s->tokens[range.begin].span.begin, s->tokens[range.end - 1].span.end};
}

// Does the block behind `block` begin with an opening mark.
static bool is_reopened(const stm_scene *s, uint32_t block)
{
    size_t low = 0, high = s->segments->nmarks;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->segments->marks[middle].block > block)
            high = middle;
        else
            low = middle + 1;
    }
    if (low == s->segments->nmarks || s->segments->marks[low].block != block + 1)
        return false;
    uint32_t open = s->segments->marks[low].open;
    return open == 0 || stm_scene_block(s, open - 1) != block + 1;
}

// A mark without its end counts where a paragraph begins with it, a comma or colon leads to it, or it stands in the paragraph's last
// sentence.
static bool may_go_on(const stm_scene *s, uint32_t open)
{
    uint32_t sign = open > 0 ? stm_scene_sign(s, open - 1) : STM_CODE_NONE;
    const stm_sentence *sentence = &s->segments->sentences[s->tokens[open].sentence];
    bool first = open == sentence->begin && (s->tokens[open].sentence == 0 || sentence[-1].block != sentence->block);
    if (open == sentence->begin && is_reopened(s, sentence->block))
        return true;
    bool last = sentence + 1 == s->segments->sentences + s->segments->nsentences || sentence[1].block != sentence->block;
    return first || (open > sentence->begin && (sign == ',' || sign == ':' || last));
}

static void note_marks(stm_scene *s)
{
    for (size_t i = 0; i < s->segments->nmarks; i++) {
        const stm_mark *mark = &s->segments->marks[i];
        if (mark->depth > 0 || (mark->close == STM_NO_TOKEN && !may_go_on(s, mark->open)))
            continue;
        uint32_t end = mark->close == STM_NO_TOKEN ? s->ntokens : mark->close + 1;
        uint32_t t = mark->open;
        for (; t < end && stm_scene_block(s, t) == mark->block; t++) {
            s->mark_of[t] = (uint32_t)i + 1;
            s->marked[s->tokens[t].sentence] = true;
        }
        s->mark_end[i] = t;
    }
}

// May `close` end what `open` began, of double marks.
static bool ends_double(uint32_t open, uint32_t close)
{
    if (open == 0xAB)
        return close == 0xBB;
    if (open == 0x201E)
        return close == 0x201C || close == 0x201D;
    return (open == '"' || open == 0x201C) && (close == '"' || close == 0x201D);
}

// The mark that ends a paragraph and a quotation that was opened two paragraphs before at most and never again; `from` if there is none
// before another double mark.
static uint32_t stray_end(const stm_scene *s, const stm_mark *mark, uint32_t from)
{
    uint32_t open = stm_scene_sign(s, mark->open);
    for (uint32_t i = from; i < s->ntokens; i++) {
        const stm_sentence *sentence = &s->segments->sentences[s->tokens[i].sentence];
        uint32_t block = sentence->block;
        if (block > mark->block + STM_STRAY_MOST)
            break;
        if (s->tokens[i].kind != STM_TOKEN_QUOTE)
            continue;
        uint32_t sign = stm_scene_sign(s, i);
        bool last = i + 1 == s->ntokens || stm_scene_block(s, i + 1) != block;
        if (last && s->mark_of[i] == 0 && !s->tokens[i].spaced && ends_double(open, sign))
            return i;
        if (sign != '\'' && sign != 0x2018 && sign != 0x2019)
            break;
    }
    return from;
}

// A quotation opens in one paragraph and closes in another, which does not open it again: all between belongs to it.
static void extend_marks(stm_scene *s)
{
    for (size_t i = 0; i < s->segments->nmarks; i++) {
        const stm_mark *mark = &s->segments->marks[i];
        if (mark->close != STM_NO_TOKEN || mark->depth > 0 || s->mark_of[mark->open] != i + 1)
            continue;
        uint32_t from = s->mark_end[i], end = stray_end(s, mark, from);
        if (end == from)
            continue;
        for (uint32_t t = from; t <= end; t++) {
            s->mark_of[t] = (uint32_t)i + 1;
            s->marked[s->tokens[t].sentence] = true;
        }
        s->mark_end[i] = end;
    }
}

static uint64_t flags_of(const stm_scene *s, stm_view word)
{
    return stm_vocabulary_flags(s->words, stm_hash(stm_fold(s->arena, word)));
}

// Of the pronoun behind the last hyphen: whom it may stand for.
static uint64_t pronoun_flags(const stm_scene *s, stm_view ending)
{
    stm_view part = ending;
    while (stm_view_split(&ending, '-', &part))
        continue;
    return flags_of(s, part) & (STM_W_HE | STM_W_SHE | STM_W_PRONOUN);
}

// A word with a pronoun run together behind it: "dit-il".
static uint64_t inverted_flags(const stm_scene *s, stm_view word)
{
    stm_view ending = stm_affixes_end(&s->words->pronoun_endings, word, false);
    if (ending.size == 0 || ending.size == word.size)
        return 0;
    return STM_W_INVERTED | flags_of(s, stm_view_upto(word, word.size - ending.size)) | pronoun_flags(s, ending);
}

// A participle that agrees with its noun: "exclamée".
static uint64_t agreeing_flags(const stm_scene *s, stm_view word)
{
    const stm_affixes *endings = &s->words->agreement_endings;
    for (size_t i = 0; i < endings->n; i++) {
        stm_view ending = endings->all[i];
        if (ending.size + 2 > word.size || !stm_view_ends(word, ending))
            continue;
        uint64_t flags = flags_of(s, stm_view_upto(word, word.size - ending.size));
        if (flags & STM_F_PAST)
            return flags;
    }
    return 0;
}

// A word run together with an article or conjunction before it, or a pronoun behind it: "l'armée", "qu'il", "s'est", "dit-il".
static uint64_t joined_flags(const stm_scene *s, stm_view word)
{
    const stm_vocabulary *v = s->words;
    size_t article = stm_affixes_begin(&v->elision_article, word).size, that = stm_affixes_begin(&v->elision_that, word).size;
    size_t other = stm_affixes_begin(&v->elision, word).size;
    if (article > 0)
        return STM_W_ELIDED | (flags_of(s, stm_view_from(word, article)) & (STM_W_HUMAN | STM_N_ROLE | STM_N_ORG));
    if (that > 0)
        return STM_W_THAT | STM_W_CONJ | flags_of(s, stm_view_from(word, that));
    uint64_t flags = other > 0 ? flags_of(s, stm_view_from(word, other)) : 0;
    flags = flags == 0 ? inverted_flags(s, stm_view_from(word, other)) : flags;
    flags = flags == 0 ? agreeing_flags(s, stm_view_from(word, other)) : flags;
    return stm_affixes_begin(&v->elision_self, word).size > 0 ? flags & ~(uint64_t)STM_W_BE : flags;
}

// Of a word that stands in no table.
static uint64_t unknown_flags(const stm_scene *s, const stm_token *token)
{
    stm_view ending = s->words->adverb_ending, word = stm_view_in(s->text, token->span);
    uint64_t flags = s->words->pronoun_endings.n > 0 ? joined_flags(s, word) : 0;
    return flags == 0 && !token->upper && ending.size > 0 && stm_view_ends(word, ending) ? STM_W_ADVERB : flags;
}

// Of the verb at token `i` with the particle that belongs to it: "went on", "made it clear"; 0: none does.
static uint64_t joint_flags(const stm_scene *s, const stm_known *const *known, uint32_t i)
{
    if (i + 1 >= s->ntokens)
        return 0;
    const uint64_t *joint = stm_vocabulary_joint(s->words, s->tokens[i].word, s->tokens[i + 1].word);
    if (joint == NULL && i + 2 < s->ntokens && s->tokens[i + 1].kind == STM_TOKEN_WORD && (known[i + 1]->flags & STM_W_PRONOUN))
        joint = stm_vocabulary_joint(s->words, s->tokens[i].word, s->tokens[i + 2].word);
    return joint != NULL && (*joint & ~STM_V_OBJECT) != 0 ? *joint | STM_V_JOINED : 0;
}

// The flags of a word of which more is to be asked than its table says.
static uint64_t more_flags(const stm_scene *s, const stm_known *const *known, uint32_t i)
{
    const stm_affixes *roles = &s->words->role_endings;
    const stm_token *token = &s->tokens[i];
    uint64_t flags = known[i]->flags != 0 ? known[i]->flags : unknown_flags(s, token);
    if (roles->n > 0 && token->upper && stm_affixes_end(roles, stm_view_in(s->text, token->span), true).size > 0)
        flags |= STM_N_ROLE;
    return flags & STM_V_PARTICLE ? flags | joint_flags(s, known, i) : flags;
}

// Gives the words their flags, those of the tables first. They are listed without a branch of which more is to be asked: particles,
// unknown words that may be adverbs or run together with another, capitals that may be roles.
static void note_words(stm_scene *s, const stm_known *const *known)
{
    bool joined = s->words->pronoun_endings.n > 0, roles = s->words->role_endings.n > 0;
    stm_view adverb = s->words->adverb_ending;
    char last = adverb.size > 0 ? adverb.at[adverb.size - 1] : '\0';
    uint32_t *asked = stm_arena_take_array(s->arena, s->ntokens + 1, sizeof *asked), n = 0;
    for (uint32_t i = 0; i < s->ntokens; i++) {
        const stm_token *token = &s->tokens[i];
        bool word = token->kind == STM_TOKEN_WORD;
        uint64_t flags = known[i]->flags & -(uint64_t)word;
        bool adverbial = !token->upper & (s->text.at[token->span.end - 1] == last);
        s->flags[i] = flags;
        asked[n] = i;
        n += word & (((flags == 0) & (joined | adverbial)) | ((flags & (STM_V_PARTICLE | STM_W_HE | STM_W_SHE)) != 0) | (roles & token->upper));
    }
    s->pronouns = stm_arena_take_array(s->arena, n + 1, sizeof *s->pronouns);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t i = asked[k];
        s->flags[i] = more_flags(s, known, i);
        s->pronouns[s->npronouns] = i;
        s->npronouns += (s->flags[i] & (STM_W_HE | STM_W_SHE)) != 0;
    }
}

static bool has_full_stop(const stm_scene *s, const stm_sentence *sentence)
{
    return sentence->end - sentence->begin > 1 && stm_scene_sign(s, sentence->end - 1) == '.';
}

// A headline writes its words with capitals, of those with four letters or more, seven in ten, and has no full stop.
static void note_titled(stm_scene *s)
{
    for (size_t n = 0; n < s->segments->nsentences; n++) {
        const stm_sentence *sentence = &s->segments->sentences[n];
        uint32_t upper = 0, long_words = 0;
        for (uint32_t i = sentence->begin; i < sentence->end; i++) {
            const stm_token *token = &s->tokens[i];
            bool is_long = (token->kind == STM_TOKEN_WORD) & (stm_span_size(token->span) >= 4); // & for speed: there is no telling which
            long_words += is_long;
            upper += is_long & token->upper;
        }
        s->titled[n] = long_words >= 3 && upper * 10 >= long_words * 7 && !s->words->capital_nouns && !has_full_stop(s, sentence);
    }
}

stm_status stm_annotate(stm_annotator *annotator, stm_arena *arena, const stm_article *article, const stm_segments *segments,
                        stm_notes *notes)
{
    *notes = (stm_notes){0};
    struct reading tables;
    if (read_once(annotator, article->language, &tables) != STM_OK)
        return STM_NO_MEMORY;
    const stm_known *const *known = stm_dictionary_know(&tables.own->dictionary, arena, segments);
    stm_scene scene = {.words = &tables.words->words, .arena = arena, .article = article,
                       .text = article->text, .segments = segments, .tokens = segments->tokens,
                       .ntokens = (uint32_t)segments->ntokens};
    scene.flags = stm_arena_take_array(arena, scene.ntokens, sizeof *scene.flags);
    scene.mark_of = stm_arena_take_array(arena, scene.ntokens, sizeof *scene.mark_of);
    scene.mark_end = stm_arena_take_array(arena, segments->nmarks + 1, sizeof *scene.mark_end);
    scene.name_of = stm_arena_take_array(arena, scene.ntokens, sizeof *scene.name_of);
    scene.marked = stm_arena_take_array(arena, segments->nsentences, sizeof *scene.marked);
    scene.titled = stm_arena_take_array(arena, segments->nsentences, sizeof *scene.titled);
    note_words(&scene, known);
    note_marks(&scene);
    extend_marks(&scene);
    note_titled(&scene);
    stm_names_find(&scene, notes);
    stm_quotes_find(&scene, notes);
    stm_measures_find(&tables.own->dictionary, arena, article, segments, known, notes);
    return STM_OK;
}
