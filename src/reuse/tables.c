// The tables of reuse, read once a run.
#include "reuse/parts.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "lang/lang.h"

static void read_common(stm_reuse_tables *tables, stm_arena *arena)
{
    for (const char *const *code = stm_lang_codes(); *code != NULL; code++) {
        stm_view rest = stm_lang_table(*code, "function-words"), line;
        while (stm_view_split(&rest, '\n', &line))
            if (line.size > 0 && line.at[0] != '#')
                *stm_map_put(&tables->lexicon, stm_hash(stm_fold(arena, stm_view_trim(line)))) |= STM_LEXICON_COMMON;
    }
}

// The words of a phrase as tokens would have them: parted by blanks, signs at their ends cut off.
static void read_phrase(stm_reuse_tables *tables, stm_arena *arena, uint32_t number)
{
    stm_view rest = tables->phrases.rows[number].fields[0], word;
    uint64_t *words = stm_arena_take_array(arena, rest.size / 2 + 1, sizeof *words);
    uint64_t first = 0; // of the first word as it is written
    uint32_t n = 0;
    while (stm_view_split(&rest, ' ', &word)) {
        while (word.size > 0 && !stm_is_letter(word.at[word.size - 1]) && (unsigned char)word.at[word.size - 1] < 0x80)
            word.size--;
        while (word.size > 0 && !stm_is_letter(word.at[0]) && (unsigned char)word.at[0] < 0x80)
            word = stm_view_from(word, 1);
        if (word.size > 0 && n == 0)
            first = stm_hash(stm_fold(arena, word));
        if (word.size > 0)
            words[n++] = stm_hash(stm_spelling_one(&tables->spelling, arena, stm_fold(arena, word)));
    }
    tables->phrase_words[number] = words;
    tables->phrase_sizes[number] = n;
    if (n == 0)
        return;
    uint64_t *known = stm_map_put(&tables->lexicon, first);
    tables->phrase_next[number] = (uint32_t)(*known >> 1);
    *known = (*known & STM_LEXICON_COMMON) | ((uint64_t)number + 1) << 1;
}

static void read_phrases(stm_reuse_tables *tables, stm_arena *arena)
{
    stm_table_read(&tables->phrases, arena, stm_lang_table("common", "standing-phrases"));
    size_t n = tables->phrases.nrows;
    tables->phrase_words = stm_arena_take_array(arena, n, sizeof *tables->phrase_words);
    tables->phrase_sizes = stm_arena_take_array(arena, n, sizeof *tables->phrase_sizes);
    tables->phrase_next = stm_arena_take_array(arena, n, sizeof *tables->phrase_next);
    for (size_t i = 0; i < n; i++)
        read_phrase(tables, arena, (uint32_t)i);
}

static void read_told(stm_reuse_tables *tables, stm_arena *arena)
{
    stm_map_init(&tables->told, arena);
    for (const char *const *code = stm_lang_codes(); *code != NULL; code++) {
        stm_table cues;
        stm_table_read(&cues, arena, stm_lang_table(*code, "outlet-cues"));
        for (size_t i = 0; i < cues.nrows; i++)
            if (stm_view_is(cues.rows[i].fields[1], "before") && stm_view_find_byte(cues.rows[i].fields[0], ' ') < 0)
                *stm_map_put(&tables->told, (uint32_t)stm_hash(cues.rows[i].fields[0])) = 1;
    }
}

static void read_agencies(stm_reuse_tables *tables, stm_arena *arena)
{
    stm_table_read(&tables->agencies, arena, stm_lang_table("common", "agencies"));
    stm_table_read(&tables->wire_paths, arena, stm_lang_table("common", "wire-paths"));
    stm_map_init(&tables->agency_outlets, arena);
    for (size_t i = 0; i < tables->agencies.nrows; i++)
        for (int field = 0; field < 2; field++) {
            stm_view name = stm_plain_name(arena, tables->agencies.rows[i].fields[field]);
            *stm_map_put(&tables->agency_outlets, stm_hash(name)) = 1;
        }
}

// Lines of outlet and owner, parted by a tab; the owner of an owner is not looked for.
static void read_owners(stm_reuse_tables *tables, stm_arena *arena, stm_view text)
{
    stm_table table;
    stm_table_read(&table, arena, text);
    stm_map_init(&tables->owners, arena);
    tables->owner_names = stm_arena_take_array(arena, table.nrows + 1, sizeof *tables->owner_names);
    for (size_t i = 0; i < table.nrows; i++) {
        tables->owner_names[i] = stm_outlet_name(arena, stm_view_trim(table.rows[i].fields[1]));
        stm_view outlet = stm_outlet_name(arena, stm_view_trim(table.rows[i].fields[0]));
        if (outlet.size > 0 && tables->owner_names[i].size > 0)
            *stm_map_put(&tables->owners, stm_hash(outlet)) = i + 1;
    }
}

static void read_rarities(stm_reuse_tables *tables, stm_arena *arena)
{
    size_t n = 0;
    while (stm_lang_codes()[n] != NULL)
        n++;
    tables->nlanguages = n;
    tables->rarities = stm_arena_take_array(arena, n + 1, sizeof *tables->rarities);
    for (size_t i = 0; i < n; i++) {
        stm_rarity rarity;
        stm_rarity_init(&rarity, arena, stm_lang_codes()[i]);
        stm_map_init(&tables->rarities[i], arena);
        for (size_t k = 0; k < rarity.shares.n; k++)
            *stm_map_put(&tables->rarities[i], (uint32_t)rarity.shares.entries[k].key) = rarity.shares.entries[k].value;
    }
}

// What language's stemmer a language names in its properties.
static void read_stemmers(stm_reuse_tables *tables, stm_arena *arena)
{
    tables->stemmers = stm_arena_take_array(arena, tables->nlanguages + 1, sizeof *tables->stemmers);
    for (size_t i = 0; i < tables->nlanguages; i++) {
        stm_table properties;
        stm_table_read(&properties, arena, stm_lang_table(stm_lang_codes()[i], "language"));
        const stm_row *row = stm_table_find(&properties, STM_VIEW("stemmer"));
        tables->stemmers[i] = row != NULL ? stm_arena_copy(arena, row->fields[1]).at : NULL;
    }
}

uint32_t stm_reuse_language(stm_view code)
{
    uint32_t english = 0;
    for (uint32_t i = 0; stm_lang_codes()[i] != NULL; i++) {
        if (stm_view_is(code, stm_lang_codes()[i]))
            return i;
        if (strcmp(stm_lang_codes()[i], "en") == 0)
            english = i;
    }
    return english;
}

void stm_reuse_tables_read(stm_reuse_tables *tables, stm_arena *arena, stm_view owners)
{
    stm_map_init(&tables->lexicon, arena);
    stm_spelling_init(&tables->spelling, arena, "en");
    tables->english = stm_reuse_language(STM_VIEW("en"));
    stm_table_read(&tables->pictures, arena, stm_lang_table("common", "pictures"));
    stm_phrases_init(&tables->picture_phrases, arena, &tables->pictures);
    stm_weights_read(arena, tables->weights);
    read_common(tables, arena);
    read_phrases(tables, arena);
    read_agencies(tables, arena);
    read_told(tables, arena);
    read_owners(tables, arena, owners);
    read_rarities(tables, arena);
    read_stemmers(tables, arena);
}
