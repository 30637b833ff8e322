#include "lang/rarity.h"

#include "base/hash.h"
#include "base/table.h"
#include "lang/lang.h"

static uint64_t number_of(stm_view text)
{
    uint64_t number = 0;
    for (size_t i = 0; i < text.size && stm_is_digit(text.at[i]) && number < STM_RARITY_ARTICLES; i++)
        number = number * 10 + (uint64_t)(text.at[i] - '0');
    return number;
}

void stm_rarity_init(stm_rarity *rarity, stm_arena *arena, const char *code)
{
    stm_map_init(&rarity->shares, arena);
    stm_view text = stm_lang_table(code, "common");
    if (text.at == NULL)
        text = stm_lang_table("en", "common");
    stm_view line, word;
    while (stm_view_split(&text, '\n', &line)) {
        if (line.size == 0 || line.at[0] == '#' || !stm_view_split(&line, '\t', &word))
            continue;
        *stm_map_put(&rarity->shares, stm_hash(word)) = number_of(line);
    }
}

double stm_rarity_share(const stm_rarity *rarity, uint64_t word)
{
    const uint64_t *share = stm_map_get(&rarity->shares, word);
    return share != NULL && *share > STM_RARITY_UNKNOWN ? (double)*share : STM_RARITY_UNKNOWN;
}
