// annotate: what a text says, with the place of every saying.
//
// Input: an article and its segments. Output: names, quotes with cue and speaker, figures, dates. All spans are byte ranges of the
// article's text on character borders, in order of their beginnings; everything lies inside one block, but a quote that goes on
// over paragraphs has one span a paragraph. Knowledge of a language stands in lang/<code>/*.tsv. Nothing here compares articles.
//
// Sources: quotes after Pareti (2016) and the GenderGapTracker (Asr et al. 2021); speakers by rule; figures after Recognizers-Text's
// categories and CQE (Almasian et al. 2023); dates in TIMEX3 values (ISO-TimeML) by publication date as HeidelTime does.
#ifndef STM_ANNOTATE_ANNOTATE_H
#define STM_ANNOTATE_ANNOTATE_H

#include "segment/segment.h"

typedef enum stm_name_kind { STM_NAME_PERSON, STM_NAME_ORGANISATION, STM_NAME_PLACE } stm_name_kind;

// One mention of a name in the text.
typedef struct stm_name {
    stm_span span;       // the name as written, without title or possessive ending
    stm_name_kind kind;
    stm_view name;       // the fullest form of it in this article ("Ada Vell" for a later "Vell")
    stm_view role;       // of a person, where title or apposition gives one here: "defence secretary"; else empty
    uint32_t entity;     // the same number for all mentions of one person, organisation or place in this article
    bool female, male;   // of a person, where title, pronoun or given name tells
} stm_name;

typedef enum stm_quote_kind { STM_QUOTE_DIRECT, STM_QUOTE_MIXED, STM_QUOTE_INDIRECT } stm_quote_kind;
typedef enum stm_speaker_kind {
    STM_SPEAKER_NONE, STM_SPEAKER_PERSON, STM_SPEAKER_ORGANISATION, STM_SPEAKER_ROLE, STM_SPEAKER_PRONOUN,
} stm_speaker_kind;

// What the cue makes of the content: said ("said that", "according to"), a view ("believes that"), a stance or an act of speech with no
// words of its own ("called for", "rejected", "pledged to"), shown by a document or figures ("found that").
typedef enum stm_act { STM_ACT_NONE, STM_ACT_SAID, STM_ACT_VIEW, STM_ACT_STANCE, STM_ACT_SHOWN } stm_act;

typedef struct stm_quote {
    stm_span *spans; // [nspans] what is between the marks, marks excluded; of indirect speech its clause
    uint32_t nspans;
    stm_quote_kind kind;
    stm_act act;      // NONE: no cue
    stm_span cue;     // empty (begin == end): none
    stm_span speaker; // as written; empty: none
    stm_speaker_kind speaker_kind;
    stm_view name;    // the speaker resolved within the article; empty: unknown
    uint32_t entity;  // of stm_name.entity; STM_NO_ENTITY
    bool scare;       // marks without a quotation: a title, a nickname, a word held at a distance; not printed as a quote
    uint64_t traits;  // what that was decided by (scare.c)
} stm_quote;

enum { STM_NO_ENTITY = UINT32_MAX };

typedef enum stm_figure_kind {
    STM_FIGURE_NUMBER, STM_FIGURE_FRACTION, STM_FIGURE_PERCENT, STM_FIGURE_MONEY, STM_FIGURE_MEASURE, STM_FIGURE_ORDINAL,
    STM_FIGURE_RANGE, STM_FIGURE_AGE, STM_FIGURE_TEMPERATURE, STM_FIGURE_DURATION,
} stm_figure_kind;

typedef enum stm_bound { STM_BOUND_EQUAL, STM_BOUND_ABOUT, STM_BOUND_MORE, STM_BOUND_LEAST, STM_BOUND_LESS, STM_BOUND_MOST } stm_bound;
const char *stm_bound_sign(stm_bound bound); // "=", "~", ">", ">=", "<", "<="

typedef enum stm_change { STM_CHANGE_NONE, STM_CHANGE_UP, STM_CHANGE_DOWN } stm_change;

typedef struct stm_figure {
    stm_span span; // hedge, number and unit; not the counted noun
    stm_figure_kind kind;
    double low, high; // NAN: a unit is named without its number
    stm_bound bound;
    stm_change change;
    stm_view unit;         // ISO 4217 or singular English name; empty: a count
    stm_view counted;      // head noun as written, its modifiers left out: "countries"; empty: none
    stm_span counted_span; // empty: none
} stm_figure;

typedef enum stm_date_kind { STM_DATE_DATE, STM_DATE_TIME, STM_DATE_DURATION, STM_DATE_SET } stm_date_kind;

typedef struct stm_date {
    stm_span span;
    stm_date_kind kind;
    stm_view value; // TIMEX3: "2025-02-12", "2014-03", "P3Y", "2025-02-12TNI"; a range without one: "begin/end"; empty: unknown
    stm_bound bound; // "since" >=, "after" >, "before" <, "no later than" <=, "around" ~
    stm_view zone;  // of a time, as written: "GMT"; empty: none
} stm_date;

typedef struct stm_notes {
    stm_name *names;
    size_t nnames;
    stm_quote *quotes;
    size_t nquotes;
    stm_figure *figures;
    size_t nfigures;
    stm_date *dates;
    size_t ndates;
} stm_notes;

const char *stm_name_kind_name(stm_name_kind kind);       // "person", ...
const char *stm_quote_kind_name(stm_quote_kind kind);     // "direct", ...
const char *stm_act_name(stm_act act);                    // "said", ...; NULL for NONE
const char *stm_speaker_kind_name(stm_speaker_kind kind); // "person", ...; NULL for NONE
const char *stm_figure_kind_name(stm_figure_kind kind);   // "number", ...
const char *stm_change_name(stm_change change);           // "up", "down"; NULL for NONE
const char *stm_date_kind_name(stm_date_kind kind);       // "date", ...

typedef struct stm_annotator stm_annotator; // tables and scratch state of one worker

stm_annotator *stm_annotator_new(void); // NULL: out of memory
void stm_annotator_free(stm_annotator *annotator);

// Notes are in `arena`; views point into the article's text or the arena. Runs names, quotes (with speakers), dates, figures.
stm_status stm_annotate(stm_annotator *annotator, stm_arena *arena, const stm_article *article, const stm_segments *segments,
                        stm_notes *notes);

#endif
