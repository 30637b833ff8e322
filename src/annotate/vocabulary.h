// What is known of the words of a language for names, quotes and speakers: 64 flags a word, looked up by the token's hash.
#ifndef STM_ANNOTATE_VOCABULARY_H
#define STM_ANNOTATE_VOCABULARY_H

#include "base/hash.h"
#include "base/map.h"
#include "lang/name-parts.h"

#define FLAG(n) (UINT64_C(1) << (n))
enum { STM_PHRASE_MOST = 6 }; // words of a name in the tables
enum { STM_TRAITS = 49 };     // of words in marks (scare.c)

// Verbs: what may follow, and the form.
#define STM_V_SAY FLAG(0)
#define STM_V_TELL FLAG(1)
#define STM_V_ASK FLAG(2)
#define STM_V_THINK FLAG(3)
#define STM_V_SHOW FLAG(4)
#define STM_V_OBJECT FLAG(5)
#define STM_V_TO FLAG(6)
#define STM_V_PARTICLE FLAG(7)
#define STM_V_ANY (FLAG(8) - 1)
#define STM_V_JOINED FLAG(49) // set by the text: the particle behind it belongs to the verb, "went on"
#define STM_F_BASE FLAG(8)
#define STM_F_S FLAG(9)
#define STM_F_PAST FLAG(10)
#define STM_F_ING FLAG(11)
// Words of grammar.
#define STM_W_DET FLAG(12)
#define STM_W_POSS FLAG(13)
#define STM_W_PREP FLAG(14)
#define STM_W_CONJ FLAG(15)
#define STM_W_REL FLAG(16)
#define STM_W_BE FLAG(17)
#define STM_W_HAVE FLAG(18)
#define STM_W_AUX FLAG(19)
#define STM_W_NOT FLAG(20)
#define STM_W_ADVERB FLAG(21)
#define STM_W_PRONOUN FLAG(22)
#define STM_W_SUBJECT FLAG(23)
#define STM_W_HE FLAG(24)
#define STM_W_SHE FLAG(25)
#define STM_W_TIME FLAG(26)
#define STM_W_DAY FLAG(27)
#define STM_W_HUMAN FLAG(28)
#define STM_W_SAYNOUN FLAG(29)
#define STM_W_COMMON FLAG(30)
#define STM_W_OF FLAG(31)
#define STM_W_THAT FLAG(32)
// Words of names.
#define STM_N_GIVEN FLAG(33)
#define STM_N_MALE FLAG(34)
#define STM_N_FEMALE FLAG(35)
#define STM_N_SIR FLAG(36)
#define STM_N_MADAM FLAG(37)
#define STM_N_TITLE FLAG(38)
#define STM_N_ROLE FLAG(39)
#define STM_N_ORG FLAG(40)
#define STM_N_DEMONYM FLAG(41)
#define STM_N_PHRASE FLAG(42)  // begins a name of the tables
#define STM_N_PARTICLE FLAG(43) // "de", "van", "bin" within a name
#define STM_N_NOCAPS FLAG(44)  // in capitals, and the name of nothing: "TV"
#define STM_W_ACCORDING FLAG(45)
#define STM_W_TO FLAG(46)
#define STM_W_AND FLAG(47)
#define STM_W_PLURAL FLAG(48) // a noun of several without an ending that says so: "police"
#define STM_N_VOICE FLAG(49)   // a role that speaks for somebody else: "spokesman"
#define STM_W_BY FLAG(50)
#define STM_W_INNER FLAG(51)   // goes on with a noun phrase: "of"
#define STM_W_SOURCE FLAG(52)  // a noun that names a source behind a preposition: "nach Angaben"
#define STM_W_AS_SAID FLAG(53) // "wie" of "wie er sagte"
#define STM_W_ONE FLAG(55)     // before a word that someone chose: "einen", "als"
#define STM_W_ALONE FLAG(56)    // names a source without "to": "selon"
#define STM_W_ELIDED FLAG(57)   // begins with its article: "l'armée"
#define STM_W_INVERTED FLAG(58) // ends with its pronoun: "dit-il"
#define STM_W_CALLED FLAG(59)   // leads to a name or a term: "so-called", "named"
#define STM_W_SUBJUNCTIVE FLAG(60) // a form of reported speech: "sei"
#define STM_W_READS FLAG(61)   // "heißt" of "heißt es in dem Brief": who speaks is a document behind a preposition
#define STM_W_WITH FLAG(63)    // "with" of "with Low saying": a subject begins behind it
#define STM_W_OBLIQUE FLAG(62) // an article that no subject begins with: "den"
#define STM_W_THUS FLAG(54)    // "so" of "so der Minister"

// Names of several words, by the joined hashes of their words.
enum { STM_PHRASE_PLACE = 1, STM_PHRASE_ORGANISATION = 2, STM_PHRASE_CAPITALS = 4, STM_PHRASE_GOES_ON = 8 };

// Beginnings or endings of words, in the order of the table.
typedef struct stm_affixes {
    stm_view *all; // [n]
    size_t n;
    uint64_t bytes[4]; // set of the bytes, in lower case, with which words that have one begin or end
} stm_affixes;

typedef struct stm_vocabulary {
    const char *code;
    stm_map words;     // hash of the folded word -> flags
    stm_map phrases;   // joined hash -> STM_PHRASE_*
    stm_map particles; // joined hash of a verb form and a particle -> STM_V_* of the two together
    stm_view adverb_ending, participle_ending, plural_ending; // "ly", "ing", "s"; empty: the language has none
    stm_affixes elision, elision_article, elision_that; // "d'", "l'", "qu'"
    stm_affixes elision_self, agreement_endings; // "s'" of "s'est dit"; "es", "e", "s" of participles
    stm_affixes infinitive_endings; // of a language whose reported clauses need their "that": content without it is an infinitive
    stm_view genitive_ending; // of names: "s" of "Estlands"
    stm_affixes pronoun_endings; // "-t-il", "-il"
    stm_affixes genitive_words; // "der", "von": behind a noun they lead to another one
    stm_affixes adverb_endings; // of adverbs that open a sentence: "end" of "abschließend"
    stm_affixes origin_endings; // of words that say where what they stand before is from: "-based"
    stm_affixes indefinite_words; // that open a phrase for somebody not named before: "a", "one"
    stm_affixes person_relatives; // that go on from a person: "who"
    stm_affixes place_prepositions; // before a name that is likely a place: "in"
    stm_affixes going_on_words; // beside a pronoun or for a cue, of who spoke before: "also", "added"
    stm_affixes firm_words; // that stand for an organisation named before: "it", "company"
    stm_affixes role_endings;  // of words that are roles: "minister", "chef"
    stm_view past_ending; // of verbs: "ed"
    stm_view plural_verb_ending; // of verbs with several subjects, where pronouns are the same: "n"
    stm_view subjunctive_ending; // of verbs in reported speech: "e" of "zeige"
    stm_view indicative_ending;  // of verbs that end alike and are none: "te" of "zeigte"
    stm_affixes thing_endings; // of nouns that do not speak: "ung", "heit"
    stm_affixes verb_endings;  // "ed", "s", "n't"
    int16_t mark_weights[STM_TRAITS]; // of what tells a quotation from words held at a distance
    stm_name_parts name_parts;
    bool weighs_marks;  // has such weights
    bool capital_nouns; // the language writes every noun with a capital
    bool verb_second;   // its subject may stand behind the verb
    bool cue_inside;    // a cue may stand within the marks
    bool gendered;      // its pronouns stand for things as well
    bool apart;         // each pair of marks is a quotation of its own; a clause around one is not
} stm_vocabulary;

const char *const *stm_trait_names(void); // [STM_TRAITS] (scare.c)

void stm_vocabulary_read(stm_vocabulary *vocabulary, stm_arena *arena, const char *code);

static inline bool stm_affixes_may(const stm_affixes *affixes, char byte)
{
    unsigned char low = (unsigned char)stm_lower(byte);
    return (affixes->bytes[low >> 6] >> (low & 63) & 1) != 0;
}
// The first of the endings that the word has; of the beginnings, whose case does not count. Empty: none.
bool stm_affixes_has(const stm_affixes *words, stm_view word); // Is it one of them, in capitals or not.
stm_view stm_affixes_find_end(const stm_affixes *endings, stm_view word, bool any_case);
stm_view stm_affixes_find_begin(const stm_affixes *beginnings, stm_view word);
static inline stm_view stm_affixes_end(const stm_affixes *endings, stm_view word, bool any_case)
{
    bool may = word.size > 0 && stm_affixes_may(endings, word.at[word.size - 1]);
    return may ? stm_affixes_find_end(endings, word, any_case) : (stm_view){NULL, 0};
}
static inline stm_view stm_affixes_begin(const stm_affixes *beginnings, stm_view word)
{
    return word.size > 0 && stm_affixes_may(beginnings, word.at[0]) ? stm_affixes_find_begin(beginnings, word) : (stm_view){NULL, 0};
}

static inline uint64_t stm_vocabulary_flags(const stm_vocabulary *vocabulary, uint64_t word)
{
    const uint64_t *flags = stm_map_get(&vocabulary->words, word);
    return flags != NULL ? *flags : 0;
}

// What a verb form and the particle behind it are together; NULL: nothing.
static inline const uint64_t *stm_vocabulary_joint(const stm_vocabulary *vocabulary, uint64_t verb, uint64_t particle)
{
    return stm_map_get(&vocabulary->particles, stm_hash_join(verb, particle));
}

#endif
