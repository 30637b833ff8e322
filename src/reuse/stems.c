// Stems: the rare words of news, without their endings (Porter 1980; the stemmers of Snowball).
//
// A word is rare that stands in less than one article of eight of its language; figures are none, they belong to an event and not to who
// tells it.
#include "reuse/parts.h"

#include <libstemmer.h>

#include "base/hash.h"
#include "base/utf8.h"

enum { RARE_PART = 8, STEM_MOST = 60 };

#define SEEN (UINT64_C(1) << 32)

static void free_stemmer(void *stemmer)
{
    sb_stemmer_delete(stemmer);
}

void stm_wording_init(stm_wording *wording, stm_arena *own, stm_arena *arena, const stm_reuse_tables *tables)
{
    wording->arena = own;
    stm_map_init(&wording->spelt, own);
    stm_map_init(&wording->stems, own);
    wording->stemmers = stm_arena_take_array(arena, tables->nlanguages + 1, sizeof *wording->stemmers);
}

static struct sb_stemmer *stemmer_of(stm_wording *wording, const stm_reuse_tables *tables, uint32_t language)
{
    if (wording->stemmers[language] == NULL) {
        wording->stemmers[language] = sb_stemmer_new(tables->stemmers[language], "UTF_8");
        if (wording->stemmers[language] == NULL)
            stm_exit_leave(wording->arena->way, STM_NO_MEMORY);
        stm_arena_defer(wording->arena, free_stemmer, wording->stemmers[language]);
    }
    return wording->stemmers[language];
}

// The hash of the stem of a folded word, not 0.
static uint32_t stem_hash(stm_wording *wording, const stm_reuse_tables *tables, uint32_t language, stm_view word)
{
    if (tables->stemmers[language] != NULL && word.size <= STEM_MOST) {
        struct sb_stemmer *stemmer = stemmer_of(wording, tables, language);
        const sb_symbol *stem = sb_stemmer_stem(stemmer, (const sb_symbol *)word.at, (int)word.size);
        if (stem == NULL)
            stm_exit_leave(wording->arena->way, STM_NO_MEMORY);
        word = (stm_view){(const char *)stem, (size_t)sb_stemmer_length(stemmer)};
    }
    uint32_t hash = (uint32_t)stm_hash(word);
    return hash != 0 ? hash : 1;
}

static bool is_rare(const stm_reuse_tables *tables, const stm_print *print, const stm_word *word)
{
    const uint64_t *share = stm_map_get(&tables->rarities[print->language], word->hash);
    return !(word->marks & STM_MARK_COMMON) && (share == NULL || RARE_PART * *share < STM_RARITY_ARTICLES);
}

uint32_t stm_stem_of(stm_wording *wording, stm_arena *scratch, const stm_reuse_tables *tables, const stm_print *print,
                     const stm_token *token, const stm_word *word)
{
    if (token->kind != STM_TOKEN_WORD)
        return 0;
    uint64_t *stem = stm_map_put(&wording->stems, token->word ^ print->language);
    if (*stem == 0) {
        *stem = SEEN;
        if (is_rare(tables, print, word)) {
            stm_view bare = stm_fold(scratch, stm_token_bare(print->text, token));
            bare = print->language == tables->english ? stm_spelling_one(&tables->spelling, scratch, bare) : bare;
            *stem |= stem_hash(wording, tables, print->language, bare);
        }
    }
    return (uint32_t)*stem;
}
