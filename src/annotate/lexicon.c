// Reads the tables of figures and dates into one map. Phrases are cut into words by the same cutter as texts (atoms.c), so that
// "sq. ft", "m.p.h" or "US$" in a table meet the same pieces in a text.
#include "annotate/lexicon.h"

#include "annotate/atoms.h"
#include "annotate/gates.h"
#include "base/hash.h"
#include "base/table.h"
#include "lang/lang.h"

static const char *const class_names[STM_NCLASSES] = {
    [STM_CLASS_CARDINAL] = "cardinal", [STM_CLASS_TEEN] = "teen", [STM_CLASS_TEN] = "ten", [STM_CLASS_HUNDRED] = "hundred",
    [STM_CLASS_SCALE] = "scale", [STM_CLASS_LETTER] = "letter", [STM_CLASS_DOZEN] = "dozen", [STM_CLASS_VAGUE] = "vague",
    [STM_CLASS_TENS] = "tens", [STM_CLASS_ARTICLE] = "article", [STM_CLASS_COUPLE] = "couple", [STM_CLASS_AND] = "and",
    [STM_CLASS_OF] = "of", [STM_CLASS_POINT] = "point", [STM_CLASS_MINUS] = "minus", [STM_CLASS_ORDINAL] = "ordinal",
    [STM_CLASS_HALF] = "half", [STM_CLASS_FRACTION] = "fraction", [STM_CLASS_SUFFIX] = "suffix", [STM_CLASS_IN] = "in",
    [STM_CLASS_DIVIDED] = "divided", [STM_CLASS_TO] = "to", [STM_CLASS_OR] = "or", [STM_CLASS_BETWEEN] = "between",
    [STM_CLASS_FROM] = "from", [STM_CLASS_PERCENT] = "percent", [STM_CLASS_DURATION] = "duration",
    [STM_CLASS_MEASURE] = "measure", [STM_CLASS_SHORT_MEASURE] = "shortmeasure", [STM_CLASS_TEMPERATURE] = "temperature",
    [STM_CLASS_SHORT_TEMPERATURE] = "shorttemperature", [STM_CLASS_PER] = "per", [STM_CLASS_MONEY] = "money",
    [STM_CLASS_ISO] = "iso", [STM_CLASS_BEFORE] = "before", [STM_CLASS_AFTER] = "after", [STM_CLASS_UP] = "up",
    [STM_CLASS_DOWN] = "down", [STM_CLASS_MONTH] = "month", [STM_CLASS_WEEKDAY] = "weekday", [STM_CLASS_WEEKDAYS] = "weekdays",
    [STM_CLASS_DAY] = "day", [STM_CLASS_DAYPART] = "daypart", [STM_CLASS_REF] = "ref", [STM_CLASS_SEASON] = "season",
    [STM_CLASS_PART] = "part", [STM_CLASS_TURN] = "turn", [STM_CLASS_SHIFT] = "shift", [STM_CLASS_EDGE] = "edge",
    [STM_CLASS_SET] = "set", [STM_CLASS_EVERY] = "every", [STM_CLASS_HOLIDAY] = "holiday", [STM_CLASS_FEAST] = "feast",
    [STM_CLASS_AMPM] = "ampm", [STM_CLASS_CLOCK] = "clock", [STM_CLASS_OCLOCK] = "oclock", [STM_CLASS_ZONE] = "zone",
    [STM_CLASS_YEAR_CUE] = "yearcue", [STM_CLASS_FUTURE] = "future", [STM_CLASS_PAST] = "pastcue", [STM_CLASS_SEVERAL] = "several",
    [STM_CLASS_ADJECTIVE] = "adjective", [STM_CLASS_PERIOD] = "period", [STM_CLASS_OLD] = "old", [STM_CLASS_AGED] = "aged",
    [STM_CLASS_THE] = "the", [STM_CLASS_AT] = "at", [STM_CLASS_ON] = "on", [STM_CLASS_THROUGH] = "through",
    [STM_CLASS_BASE] = "base", [STM_CLASS_DECADE] = "decade", [STM_CLASS_DECADE_ENDING] = "decadeending", [STM_CLASS_FISCAL] = "fiscal",
    [STM_CLASS_YEAR_AGO] = "yearago", [STM_CLASS_PERIOD_LETTER] = "periodletter", [STM_CLASS_PERIOD_END] = "periodend", [STM_CLASS_STARTING] = "starting",
    [STM_CLASS_AFTER_NEXT] = "afternext", [STM_CLASS_WHOLE] = "whole", [STM_CLASS_LENGTH_CUE] = "lengthcue", [STM_CLASS_SHORT_DURATION] = "shortduration",
    [STM_CLASS_SHORT_AMPM] = "shortampm", [STM_CLASS_PAST_HOUR] = "pasthour", [STM_CLASS_HOMONYM] = "homonym", [STM_CLASS_NAME] = "name",
    [STM_CLASS_DATE_BOUND] = "datebound", [STM_CLASS_DATE_BOUND_BEHIND] = "dateboundbehind", [STM_CLASS_ENDED] = "ended",
    [STM_CLASS_PERFECT] = "perfect", [STM_CLASS_SHIFT_BEFORE] = "shiftbefore", [STM_CLASS_TURN_BEHIND] = "turnbehind",
    [STM_CLASS_CLOCK_MARK] = "clockmark", [STM_CLASS_AUXILIARY] = "auxiliary", [STM_CLASS_PRIZED] = "prized", [STM_CLASS_GAME] = "game",
    [STM_CLASS_STOP] = "stop", [STM_CLASS_LABEL] = "label", [STM_CLASS_CASUALTY] = "casualty", [STM_CLASS_PLURAL] = "plural",
    [STM_CLASS_SINGULAR] = "singular", [STM_CLASS_OTHER] = "other", [STM_CLASS_IDIOM] = "idiom",
    [STM_CLASS_CUE] = "cue", [STM_CLASS_LINK] = "link", [STM_CLASS_THAN] = "than", [STM_CLASS_BUT] = "but",
    [STM_CLASS_WEIGHED] = "weighed", [STM_CLASS_WEIGH] = "weigh", [STM_CLASS_LOAD] = "load", [STM_CLASS_TURNED] = "turned", [STM_CLASS_EXTENT] = "extent",
    [STM_CLASS_RATE] = "rate", [STM_CLASS_YEARS_OLD] = "yearsold", [STM_CLASS_STREET] = "street", [STM_CLASS_PREFIX] = "prefix",
    [STM_CLASS_NEXT] = "next", [STM_CLASS_ONE] = "one", [STM_CLASS_VERB] = "verb", [STM_CLASS_TIMES] = "times", [STM_CLASS_CROSS] = "cross", [STM_CLASS_PARTS] = "parts", [STM_CLASS_GROUP] = "group", [STM_CLASS_SHORT_MONEY] = "shortmoney", [STM_CLASS_PRONOUN] = "pronoun",
    [STM_CLASS_DETERMINER] = "determiner", [STM_CLASS_UNDER_ZERO] = "underzero", [STM_CLASS_WARMTH] = "warmth",
    [STM_CLASS_UNSAID] = "unsaid", [STM_CLASS_TALLY] = "tally", [STM_CLASS_FACTOR] = "factor", [STM_CLASS_TOPIC] = "topic", [STM_CLASS_UPPER_MEASURE] = "uppermeasure", [STM_CLASS_RANKING] = "ranking",
};

static stm_class class_of(stm_view name)
{
    stm_class class = 0;
    while (class < STM_NCLASSES && !stm_view_is(name, class_names[class]))
        class++;
    return class;
}

static bool plain_decimal(stm_view text, double *value)
{
    double scale = 0;
    *value = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] == '.' && scale == 0) {
            scale = 1;
            continue;
        }
        if (!stm_is_digit(text.at[i]))
            return false;
        *value = *value * 10 + (text.at[i] - '0');
        scale *= 10;
    }
    if (scale > 1)
        *value /= scale;
    return text.size > 0;
}

bool stm_decimal_read(stm_view text, double *value)
{
    bool negative = text.size > 1 && text.at[0] == '-';
    stm_view part = {NULL, 0}, rest = stm_view_from(text, negative ? 1 : 0);
    double below = 1;
    if (!stm_view_split(&rest, '/', &part) || !plain_decimal(part, value))
        return false;
    if (rest.size > 0 && (!plain_decimal(rest, &below) || below == 0))
        return false;
    *value = (negative ? -*value : *value) / below;
    return true;
}

static stm_lexeme *lexeme_put(stm_lexicon *lexicon, stm_arena *arena, uint64_t hash)
{
    uint64_t *place = stm_map_put(&lexicon->lexemes, hash);
    if (*place == 0)
        *place = (uint64_t)(uintptr_t)stm_arena_take(arena, sizeof(stm_lexeme));
    return (stm_lexeme *)(uintptr_t)*place;
}

// Makes the chain of a phrase; its last link carries the sense.
static stm_lexeme *phrase_put(stm_lexicon *lexicon, stm_arena *arena, stm_atoms *atoms, stm_view phrase, stm_class class)
{
    stm_atoms_cut(atoms, arena, phrase, (stm_span){0, (uint32_t)phrase.size});
    stm_lexeme *lexeme = NULL;
    uint64_t hash = 0;
    for (size_t i = 0; i < atoms->natoms; i++) {
        if (stm_atoms_hyphen(atoms, i) && i > 0 && i + 1 < atoms->natoms)
            continue;
        if (lexeme != NULL) {
            lexeme->longer = true;
            lexeme->next[0] |= UINT64_C(1) << (atoms->atoms[i].word & 63);
            lexeme->next[1] |= UINT64_C(1) << (atoms->atoms[i].word >> 6 & 63);
        }
        bool first = lexeme == NULL;
        if (!first)
            *stm_map_put(&lexicon->inner, atoms->atoms[i].word) |= stm_gates_inner(class);
        hash = first ? atoms->atoms[i].word : stm_hash_join(hash, atoms->atoms[i].word);
        lexeme = lexeme_put(lexicon, arena, hash);
        lexeme->word = lexeme->word || first;
        lexeme->reach[class >> 6] |= (uint64_t)1 << (class & 63);
    }
    return lexeme;
}

// The number of the lexeme's classes before `class`: where its sense stands.
static size_t rank(const stm_lexeme *lexeme, stm_class class)
{
    size_t n = 0, word = class >> 6;
    for (size_t i = 0; i < word; i++)
        n += (size_t)__builtin_popcountll(lexeme->classes[i]);
    return n + (size_t)__builtin_popcountll(lexeme->classes[word] & (((uint64_t)1 << (class & 63)) - 1));
}

static void sense_put(stm_lexeme *lexeme, stm_arena *arena, const stm_sense *sense)
{
    size_t n = rank(lexeme, STM_NCLASSES - 1) + stm_lexeme_is(lexeme, STM_NCLASSES - 1), at = rank(lexeme, sense->class);
    const stm_sense **senses = stm_arena_take_array(arena, n + 1, sizeof *senses);
    for (size_t i = 0; i < n; i++)
        senses[i < at ? i : i + 1] = lexeme->senses[i];
    senses[at] = sense;
    lexeme->senses = senses;
    lexeme->classes[sense->class >> 6] |= (uint64_t)1 << (sense->class & 63);
}

static void read_table(stm_lexicon *lexicon, stm_arena *arena, stm_view text)
{
    stm_table table;
    stm_atoms atoms;
    stm_table_read(&table, arena, text);
    stm_atoms_init(&atoms, arena);
    stm_class class = STM_NCLASSES; // rows of a class stand together
    for (size_t i = 0; i < table.nrows; i++) {
        const stm_row *row = &table.rows[i];
        if (class == STM_NCLASSES || !stm_view_is(row->fields[1], class_names[class]))
            class = class_of(row->fields[1]);
        stm_lexeme *lexeme = class < STM_NCLASSES ? phrase_put(lexicon, arena, &atoms, row->fields[0], class) : NULL;
        if (lexeme == NULL || stm_lexeme_is(lexeme, class))
            continue;
        stm_sense *sense = stm_arena_take(arena, sizeof *sense);
        *sense = (stm_sense){.class = class, .text = row->fields[3]};
        stm_decimal_read(row->fields[2], &sense->value);
        sense_put(lexeme, arena, sense);
    }
}

static void read_properties(stm_lexicon *lexicon, stm_arena *arena)
{
    const struct property {
        const char *name;
        bool *flag;
    } properties[] = {{"comma-decimal", &lexicon->comma_decimal}, {"capital-nouns", &lexicon->capital_nouns},
                      {"adjectives-behind", &lexicon->adjectives_behind}, {"elided", &lexicon->elided},
                      {"ordinal-point", &lexicon->ordinal_point}};
    stm_table table;
    stm_table_read(&table, arena, stm_lang_table(lexicon->code, "language"));
    for (size_t i = 0; i < table.nrows; i++) {
        stm_view name = table.rows[i].fields[0], value = table.rows[i].fields[1];
        for (size_t k = 0; k < sizeof properties / sizeof *properties; k++)
            if (stm_view_is(name, properties[k].name))
                *properties[k].flag = stm_view_is(value, "yes");
        if (stm_view_is(name, "past-ending"))
            lexicon->past_ending = value;
    }
}

void stm_lexicon_read(stm_lexicon *lexicon, stm_arena *arena, const char *code)
{
    static const char *const names[] = {"numbers", "units", "currencies", "hedges", "times", "count-words"};
    *lexicon = (stm_lexicon){.code = code};
    stm_map_init(&lexicon->lexemes, arena);
    stm_map_init(&lexicon->inner, arena);
    read_properties(lexicon, arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool own = stm_lang_table(code, names[i]).at != NULL;
        read_table(lexicon, arena, stm_lang_table(own ? code : "en", names[i]));
        read_table(lexicon, arena, stm_lang_table("common", names[i]));
    }
    for (size_t i = 0; i < lexicon->lexemes.n; i++) {
        stm_lexeme *lexeme = (stm_lexeme *)(uintptr_t)lexicon->lexemes.entries[i].value;
        lexeme->gates = stm_gates_of(lexeme);
    }
}

const stm_lexeme stm_lexeme_none = {0};

const stm_lexeme *stm_lexicon_get(const stm_lexicon *lexicon, uint64_t hash)
{
    const uint64_t *place = stm_map_get(&lexicon->lexemes, hash);
    return place != NULL ? (const stm_lexeme *)(uintptr_t)*place : &stm_lexeme_none;
}

const stm_sense *stm_lexeme_sense_of(const stm_lexeme *lexeme, stm_class class)
{
    size_t i = 0;
    while (lexeme->senses[i]->class != class) // of few
        i++;
    return lexeme->senses[i];
}
