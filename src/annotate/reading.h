// One sentence on its way through its cues: what cues.c, verbs.c and contents.c share.
#ifndef STM_ANNOTATE_READING_H
#define STM_ANNOTATE_READING_H

#include "annotate/sayings.h"

typedef struct stm_reading {
    stm_sayings *sayings;
    stm_scene *s;
    uint32_t begin, end; // the sentence without its terminator, and a quotation that ended right before it
    uint32_t from;       // what stands before is taken
    stm_range speaker;   // of the latest cue in the sentence
    bool full_stop;      // the quotation before it ended with a full stop: it need not belong to this sentence
    bool marked;         // marks hold some of its tokens
} stm_reading;

static inline bool stm_reading_sign(const stm_reading *r, uint32_t i, uint32_t sign)
{
    return i < r->end && r->s->mark_of[i] == 0 && stm_scene_sign(r->s, i) == sign;
}

static inline bool stm_reading_dash(const stm_reading *r, uint32_t i)
{
    return stm_reading_sign(r, i, 0x2014) || stm_reading_sign(r, i, 0x2013);
}

static inline const stm_mark *stm_scene_mark(const stm_scene *s, uint32_t i)
{
    return i < s->ntokens && s->mark_of[i] != 0 ? &s->segments->marks[s->mark_of[i] - 1] : NULL;
}

static inline bool stm_scene_opens(const stm_scene *s, uint32_t i)
{
    const stm_mark *mark = stm_scene_mark(s, i);
    return mark != NULL && mark->open == i;
}

static inline bool stm_scene_closes(const stm_scene *s, uint32_t i)
{
    const stm_mark *mark = stm_scene_mark(s, i);
    return mark != NULL && mark->close == i;
}

// The token behind the pair of marks that holds token `i`, as in mark_end.
static inline uint32_t stm_scene_mark_end(const stm_scene *s, uint32_t i)
{
    return s->mark_end[s->mark_of[i] - 1];
}

// Does the sentence consist of the quotation that begins it.
static inline bool stm_scene_all_quoted(const stm_scene *s, uint32_t sentence)
{
    const stm_sentence *one = &s->segments->sentences[sentence];
    return stm_scene_opens(s, one->begin) && stm_scene_mark_end(s, one->begin) + 1 >= one->end;
}

static inline stm_view stm_scene_word(const stm_scene *s, uint32_t i)
{
    return stm_view_in(s->text, s->tokens[i].span);
}

// The token behind a cue, its particle included.
static inline uint32_t stm_cue_end(const stm_scene *s, uint32_t cue)
{
    if (!stm_scene_has(s, cue, STM_V_JOINED))
        return cue + 1;
    return cue + 2 + (stm_vocabulary_joint(s->words, s->tokens[cue].word, s->tokens[cue + 1].word) == NULL);
}

// The cues of [begin, r->end) in a language whose verb stands second (second.c).
void stm_second_read(stm_reading *r, uint32_t begin);
// The cue that is no verb at token `noun` or `cue`; the token to go on from (sources.c): "his claim that", "the suggestion by NAME that";
// "according to NAME", before or behind its content; "Pour NAME, « A »", whose view a quotation is, where the phrase opens the sentence and the
// one named may speak.
uint32_t stm_saynoun_read(stm_reading *r, uint32_t noun);
uint32_t stm_according_read(stm_reading *r, uint32_t cue);
uint32_t stm_view_read(stm_reading *r, uint32_t cue);
// The end of content that begins with a mark: the mark's where a comma or colon led to it (with what is quoted behind "and"), else its
// clause's.
uint32_t stm_quoted_end(const stm_reading *r, uint32_t from);
// Quotations that the cues of [begin, r->end) left (uncued.c).
void stm_uncued_read(stm_reading *r, uint32_t begin);
// The label of a transcript at the beginning of a sentence in marks; the signature behind a quotation.
void stm_label_read(stm_sayings *sayings, uint32_t sentence);
void stm_inside_read(stm_sayings *sayings, uint32_t sentence); // cues within the marks of a sentence
void stm_signature_read(stm_sayings *sayings, uint32_t sentence);

// Where the verb group that ends with the verb at `cue` begins, auxiliaries and adverbs included (verbs.c).
uint32_t stm_verb_begin(const stm_reading *r, uint32_t cue, bool *passive, bool *aux);
// Is token `i` a verb here, not a noun or an adjective.
bool stm_verb_is(const stm_reading *r, uint32_t i);
// Is the word an infinitive, in a language that tells by the ending.
bool stm_infinitive_is(const stm_scene *s, uint32_t i);
// Is it an infinitive that goes on with the last speaker: "Et d'ajouter que".
bool stm_verb_goes_on(const stm_reading *r, uint32_t i);
// The token behind what may stand between a cue and its content: hearers, places, times, "in a statement".
uint32_t stm_adjuncts_end(const stm_reading *r, uint32_t i, uint64_t verb);
// The subject before the verb group, or the one shared with an earlier cue or the head of the sentence; empty: none.
stm_range stm_subject_of(const stm_reading *r, uint32_t group, uint64_t form);

// Does the noun phrase stand for a thing that does not speak, or in a case that is no subject's.
bool stm_thing_leads(const stm_scene *s, stm_range phrase);

// The first noun phrase of the sentence before token `end` that may be a subject.
stm_range stm_head_of_sentence(const stm_reading *r, uint32_t end);

// Where content that begins at `from` ends: a clause (contents.c).
uint32_t stm_content_end(const stm_reading *r, uint32_t from);
// Of a relative clause between commas, "NAME, who said that ..., left": its comma, before `end`.
uint32_t stm_relative_end(const stm_reading *r, uint32_t from, uint32_t end);
// The same for a noun phrase.
uint32_t stm_object_end(const stm_reading *r, uint32_t from);
// Content that stands before `end` (a comma or closing mark, left out where it is a comma); false if there is none.
bool stm_content_before(const stm_reading *r, uint32_t end, stm_range *content);
// Does token `i` look like a verb of the past.
bool stm_content_is_past(const stm_scene *s, uint32_t i);
// The comma behind what stands in apposition between the one at `comma` and it: "According to Low, head of the port, ...", "..., who runs
// it, ...", "..., 45, ...", "..., however, ..."; `comma` if that is content.
uint32_t stm_apposition_end(const stm_reading *r, uint32_t comma, stm_range subject);
// Is there something like a verb in [from, to).
bool stm_content_is_clause(const stm_reading *r, uint32_t from, uint32_t to);

#endif
