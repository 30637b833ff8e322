// Reads the tables of one language into maps by hash.
#include "annotate/vocabulary.h"

#include "base/hash.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/vector.h"
#include "lang/lang.h"

typedef struct word_class {
    const char *name;
    uint64_t flags;
} word_class;

static const word_class classes[] = {
    {"say", STM_V_SAY}, {"tell", STM_V_TELL}, {"ask", STM_V_ASK}, {"think", STM_V_THINK}, {"show", STM_V_SHOW},
    {"object", STM_V_OBJECT}, {"to", STM_V_TO}, {"particle", STM_V_PARTICLE}, {"det", STM_W_DET},
    {"poss", STM_W_POSS | STM_W_DET}, {"prep", STM_W_PREP}, {"conj", STM_W_CONJ}, {"rel", STM_W_REL}, {"be", STM_W_BE | STM_W_AUX},
    {"have", STM_W_HAVE | STM_W_AUX}, {"aux", STM_W_AUX}, {"not", STM_W_NOT | STM_W_ADVERB}, {"adverb", STM_W_ADVERB},
    {"pronoun", STM_W_PRONOUN}, {"subject", STM_W_SUBJECT | STM_W_PRONOUN}, {"he", STM_W_HE | STM_W_PRONOUN},
    {"she", STM_W_SHE | STM_W_PRONOUN}, {"time", STM_W_TIME}, {"day", STM_W_DAY | STM_W_TIME}, {"human", STM_W_HUMAN},
    {"saynoun", STM_W_SAYNOUN}, {"common", STM_W_COMMON}, {"of", STM_W_OF}, {"that", STM_W_THAT}, {"according", STM_W_ACCORDING},
    {"to-word", STM_W_TO}, {"and", STM_W_AND}, {"plural", STM_W_PLURAL}, {"by", STM_W_BY},
    {"inner", STM_W_INNER}, {"source", STM_W_ACCORDING | STM_W_ALONE}, {"source-noun", STM_W_SOURCE}, {"as-said", STM_W_AS_SAID}, {"thus", STM_W_THUS},
    {"one", STM_W_ONE}, {"called", STM_W_CALLED}, {"subjunctive", STM_W_SUBJUNCTIVE}, {"reads", STM_W_READS}, {"with", STM_W_WITH}, {"oblique", STM_W_OBLIQUE}, {"sir", STM_N_SIR | STM_N_MALE}, {"madam", STM_N_MADAM | STM_N_FEMALE},
    {"title", STM_N_TITLE}, {"role", STM_N_ROLE}, {"voice", STM_N_VOICE}, {"particle-of-name", STM_N_PARTICLE}, {"nocaps", STM_N_NOCAPS},
    {"m", STM_N_GIVEN | STM_N_MALE}, {"f", STM_N_GIVEN | STM_N_FEMALE}, {"-", STM_N_GIVEN},
};

static uint64_t class_flags(stm_view name)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (stm_view_is(name, classes[i].name))
            return classes[i].flags;
    return 0;
}

static uint64_t word_hash(stm_arena *arena, stm_view word)
{
    return stm_hash(stm_fold(arena, word));
}

static void read_words(stm_vocabulary *v, stm_arena *arena, const char *code, const char *name, uint64_t also)
{
    stm_table table;
    stm_table_read(&table, arena, stm_lang_table(code, name));
    stm_view class = {NULL, 0}; // of the row before: rows of a class stand together
    uint64_t flags = 0;
    for (size_t i = 0; i < table.nrows; i++) {
        const stm_row *row = &table.rows[i];
        flags = i > 0 && stm_view_equal(row->fields[1], class) ? flags : class_flags(row->fields[1]);
        class = row->fields[1];
        *stm_map_put(&v->words, word_hash(arena, row->fields[0])) |= flags | also;
    }
}

static void read_affixes(stm_affixes *affixes, stm_arena *arena, stm_view list, bool endings)
{
    stm_vector all;
    stm_vector_init(&all, arena, sizeof(stm_view));
    stm_view part;
    while (stm_view_split(&list, ' ', &part)) {
        if (part.size == 0)
            continue;
        unsigned char byte = (unsigned char)stm_lower(endings ? part.at[part.size - 1] : part.at[0]);
        affixes->bytes[byte >> 6] |= UINT64_C(1) << (byte & 63);
        *(stm_view *)stm_vector_push(&all) = part;
    }
    affixes->all = all.items;
    affixes->n = all.n;
}

stm_view stm_affixes_find_end(const stm_affixes *endings, stm_view word, bool any_case)
{
    for (size_t i = 0; i < endings->n; i++)
        if (any_case ? stm_view_ends_nocase(word, endings->all[i]) : stm_view_ends(word, endings->all[i]))
            return endings->all[i];
    return (stm_view){NULL, 0};
}

stm_view stm_affixes_find_begin(const stm_affixes *beginnings, stm_view word)
{
    for (size_t i = 0; i < beginnings->n; i++)
        if (stm_view_begins_nocase(word, beginnings->all[i]))
            return beginnings->all[i];
    return (stm_view){NULL, 0};
}

bool stm_affixes_has(const stm_affixes *words, stm_view word)
{
    for (size_t i = 0; i < words->n; i++)
        if (stm_view_equal_nocase(words->all[i], word))
            return true;
    return false;
}

// The properties of lang/<code>/language.tsv.
static void read_properties(stm_vocabulary *v, stm_arena *arena, const char *code)
{
    const struct {
        const char *name;
        stm_view *at;
    } texts[] = {
        {"adverb-ending", &v->adverb_ending}, {"participle-ending", &v->participle_ending}, {"plural-ending", &v->plural_ending},
        {"genitive-ending", &v->genitive_ending}, {"past-ending", &v->past_ending},
        {"subjunctive-ending", &v->subjunctive_ending}, {"indicative-ending", &v->indicative_ending}, {"plural-verb-ending", &v->plural_verb_ending},
    };
    const struct {
        const char *name;
        stm_affixes *at;
        bool endings;
    } lists[] = {
        {"role-endings", &v->role_endings, true}, {"verb-endings", &v->verb_endings, true}, {"thing-endings", &v->thing_endings, true},
        {"pronoun-endings", &v->pronoun_endings, true}, {"elision", &v->elision, false}, {"elision-article", &v->elision_article, false},
        {"elision-that", &v->elision_that, false}, {"elision-self", &v->elision_self, false}, {"agreement-endings", &v->agreement_endings, true},
        {"infinitive-endings", &v->infinitive_endings, true}, {"genitive-words", &v->genitive_words, true},
        {"adverb-endings", &v->adverb_endings, true}, {"origin-endings", &v->origin_endings, true}, {"firm-words", &v->firm_words, true},
        {"indefinite-words", &v->indefinite_words, true}, {"person-relatives", &v->person_relatives, true},
        {"place-prepositions", &v->place_prepositions, true}, {"going-on-words", &v->going_on_words, true},
    };
    stm_table table;
    stm_table_read(&table, arena, stm_lang_table(code, "language"));
    for (size_t i = 0; i < table.nrows; i++) {
        stm_view name = table.rows[i].fields[0], value = table.rows[i].fields[1];
        bool yes = stm_view_is(value, "yes");
        v->capital_nouns = v->capital_nouns || (yes && stm_view_is(name, "capital-nouns"));
        v->verb_second = v->verb_second || (yes && stm_view_is(name, "verb-second"));
        v->cue_inside = v->cue_inside || (yes && stm_view_is(name, "cue-inside"));
        v->gendered = v->gendered || (yes && stm_view_is(name, "gendered"));
        v->apart = v->apart || (yes && stm_view_is(name, "apart"));
        for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
            if (stm_view_is(name, texts[k].name))
                *texts[k].at = value;
        for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
            if (stm_view_is(name, lists[k].name))
                read_affixes(lists[k].at, arena, value, lists[k].endings);
    }
}

// The weights of lang/<code>/mark-weights.tsv.
static void read_weights(stm_vocabulary *v, stm_arena *arena, const char *code)
{
    stm_table table;
    stm_table_read(&table, arena, stm_lang_table(code, "mark-weights"));
    v->weighs_marks = table.nrows > 0;
    for (size_t i = 0; i < STM_TRAITS; i++) {
        const stm_row *row = stm_table_find(&table, stm_view_of(stm_trait_names()[i]));
        if (row != NULL)
            v->mark_weights[i] = (int16_t)stm_row_number(row, 1);
    }
}

// Fields of say-verbs: base form, classes, particles, forms (base, third person, past, past participle, -ing).
static void read_verb(stm_vocabulary *v, stm_arena *arena, const stm_row *row)
{
    static const uint64_t form_flags[] = {STM_F_BASE, STM_F_S, STM_F_PAST, STM_F_PAST, STM_F_ING};
    uint64_t flags = 0;
    stm_view list = row->fields[1], part;
    while (stm_view_split(&list, ',', &part))
        flags |= class_flags(stm_view_trim(part));
    bool alone = (flags & STM_V_PARTICLE) == 0;
    uint64_t joint = alone || flags == STM_V_PARTICLE ? STM_V_OBJECT : flags & ~STM_V_PARTICLE;
    list = row->fields[3];
    for (size_t i = 0; stm_view_split(&list, ' ', &part); i++) {
        uint64_t form = word_hash(arena, part), shape = i < 5 ? form_flags[i] : STM_F_PAST;
        *stm_map_put(&v->words, form) |= (alone ? flags : STM_V_PARTICLE) | shape;
        stm_view particles = row->fields[2], particle;
        while (particles.size > 0 && stm_view_split(&particles, ' ', &particle)) {
            *stm_map_put(&v->words, form) |= STM_V_PARTICLE | shape;
            *stm_map_put(&v->particles, stm_hash_join(form, word_hash(arena, particle))) |= joint;
        }
    }
}

static void read_verbs(stm_vocabulary *v, stm_arena *arena, const char *code)
{
    stm_table table;
    stm_table_read(&table, arena, stm_lang_table(code, "say-verbs"));
    for (size_t i = 0; i < table.nrows; i++)
        read_verb(v, arena, &table.rows[i]);
}

static bool all_capitals(stm_view name)
{
    for (size_t i = 0; i < name.size; i++)
        if (stm_is_lower(name.at[i]))
            return false;
    return true;
}

static void put_phrase(stm_vocabulary *v, stm_arena *arena, stm_view words, uint64_t flags)
{
    stm_view word;
    uint64_t joined = 0, n = 0;
    while (stm_view_split(&words, ' ', &word)) {
        uint64_t hash = word_hash(arena, word);
        if (n++ == 0)
            *stm_map_put(&v->words, hash) |= STM_N_PHRASE;
        else
            *stm_map_put(&v->phrases, joined) |= STM_PHRASE_GOES_ON;
        joined = n == 1 ? hash : stm_hash_join(joined, hash);
    }
    uint64_t *known = stm_map_put(&v->phrases, joined);
    bool also_small = (*known & 3) != 0 && !(*known & STM_PHRASE_CAPITALS); // "Nato" beside "NATO"
    *known = (*known | flags) & ~(uint64_t)(also_small || !(flags & STM_PHRASE_CAPITALS) ? STM_PHRASE_CAPITALS : 0);
}

static void read_phrases(stm_vocabulary *v, stm_arena *arena, const char *code, const char *name, uint64_t kind)
{
    stm_table table;
    stm_table_read(&table, arena, stm_lang_table(code, name));
    for (size_t i = 0; i < table.nrows; i++) {
        stm_view words = table.rows[i].fields[0];
        bool capitals = all_capitals(words);
        put_phrase(v, arena, words, kind | (capitals ? STM_PHRASE_CAPITALS : 0));
        if (v->genitive_ending.size > 0 && !capitals && !stm_view_ends(words, v->genitive_ending))
            put_phrase(v, arena, stm_arena_print(arena, "%.*s%.*s", (int)words.size, words.at, (int)v->genitive_ending.size, v->genitive_ending.at), kind);
    }
}

void stm_vocabulary_read(stm_vocabulary *v, stm_arena *arena, const char *code)
{
    *v = (stm_vocabulary){.code = code};
    stm_map_init(&v->words, arena);
    stm_map_init(&v->phrases, arena);
    stm_map_init(&v->particles, arena);
    read_properties(v, arena, code);
    read_words(v, arena, code, "words", 0);
    read_words(v, arena, code, "titles", 0);
    read_words(v, arena, code, "demonyms", STM_N_DEMONYM);
    read_words(v, arena, code, "organisation-words", STM_N_ORG);
    read_words(v, arena, "common", "given-names", 0);
    stm_name_parts_init(&v->name_parts, arena);
    read_verbs(v, arena, code);
    read_weights(v, arena, code);
    read_phrases(v, arena, code, "places", STM_PHRASE_PLACE);
    read_phrases(v, arena, code, "organisations", STM_PHRASE_ORGANISATION);
}
