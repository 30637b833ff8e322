// One article on its way through names, quotes and speakers: what the files of this folder share.
#ifndef STM_ANNOTATE_SCENE_H
#define STM_ANNOTATE_SCENE_H

#include "annotate/annotate.h"
#include "annotate/vocabulary.h"
#include "base/utf8.h"
#include "base/vector.h"

enum { STM_STRAY_MOST = 2 }; // paragraphs over which a quotation may go on without opening again

// A run of tokens.
typedef struct stm_range {
    uint32_t begin, end;
} stm_range;

typedef struct stm_scene {
    const stm_vocabulary *words;
    stm_arena *arena;
    const stm_article *article;
    stm_view text;
    const stm_segments *segments;
    const stm_token *tokens;
    uint32_t ntokens;
    uint64_t *flags;   // [ntokens] STM_V_*, STM_W_*, STM_N_*
    uint32_t *mark_of; // [ntokens] number + 1 of the outermost pair of marks that holds the token, marks included; 0: none
    uint32_t *mark_end; // [nmarks] the token behind the pair; behind its block where it has no end; the mark itself that ends it paragraphs later
    uint32_t *name_of; // [ntokens] number + 1 of the name that holds the token; 0: none
    stm_name *names;   // [nnames], sorted
    stm_range *runs; // [nnames] their tokens
    size_t nnames;
    uint32_t *pronouns; // [npronouns] tokens that are "he" or "she"
    uint32_t npronouns;
    bool *marked;      // [nsentences] quotation marks hold some of its tokens
    bool *titled;      // [nsentences] most words are written with a capital: a headline
} stm_scene;

static inline uint32_t stm_scene_block(const stm_scene *s, uint32_t token)
{
    return s->segments->sentences[s->tokens[token].sentence].block;
}

static inline bool stm_scene_has(const stm_scene *s, uint32_t i, uint64_t flags)
{
    return i < s->ntokens && (s->flags[i] & flags) != 0;
}

// The sign or mark at token `i`, as a code point; 0 for words and numbers.
static inline uint32_t stm_scene_sign(const stm_scene *s, uint32_t i)
{
    if (i >= s->ntokens || s->tokens[i].kind == STM_TOKEN_WORD || s->tokens[i].kind == STM_TOKEN_NUMBER)
        return STM_CODE_NONE;
    unsigned char first = (unsigned char)s->text.at[s->tokens[i].span.begin];
    return first < 0x80 ? first : stm_utf8_at(s->text, s->tokens[i].span.begin);
}
// Do marks hold some tokens of the sentences that the range lies in.
static inline bool stm_scene_marked(const stm_scene *s, stm_range range)
{
    if (range.begin >= range.end)
        return false;
    for (uint32_t i = s->tokens[range.begin].sentence; i <= s->tokens[range.end - 1].sentence; i++)
        if (s->marked[i])
            return true;
    return false;
}
// Does the word end with "'s". A plain one does not.
bool stm_scene_possessive_of(const stm_scene *s, uint32_t i);
static inline bool stm_scene_possessive(const stm_scene *s, uint32_t i)
{
    return !s->tokens[i].plain && stm_scene_possessive_of(s, i);
}
stm_span stm_scene_span(const stm_scene *s, stm_range range);

// Finds all names of the article (scene->names, scene->name_of).
void stm_names_find(stm_scene *scene, stm_notes *notes);
// Makes the mentions into entities: numbers, fullest names, genders.
void stm_entities_link(stm_scene *scene);

// Finds the quotes with their cues and speakers.
void stm_quotes_find(stm_scene *scene, stm_notes *notes);

#endif
