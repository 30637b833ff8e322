// The words of a mention: its spans out of the article's text, and what they say in a number.
#ifndef STM_REPORT_WORDS_H
#define STM_REPORT_WORDS_H

#include "base/map.h"
#include "report/report.h"

// The words of `spans`, joined by " … ", white space folded to single blanks; as they stand in the text, not escaped.
stm_view stm_words_of(stm_arena *arena, const stm_article *article, const stm_span *spans, size_t n);
stm_view stm_words_of_mention(stm_arena *arena, const stm_findings *findings, const stm_mention *mention);

// A value in words and signs: "> 40 countries", "about"-sign "~ 20 %", a date as it is. Empty where a mention has none.
stm_view stm_words_of_value(stm_arena *arena, const stm_mention *mention);

// dateline.c. The bytes of the dateline that a sentence begins with, "CITY (Agency) - "; 0: it has none.
uint32_t stm_words_dateline(stm_view text);

// A host without its "www.".
stm_view stm_words_without_www(stm_view name);

// How an article is called in a report: its site or outlet, else its id (of a record) or the file's name.
stm_view stm_words_of_article(const stm_article *article);
// The same, told apart from others of that name by a number: unique within the findings. In `arena`.
const stm_view *stm_words_of_articles(stm_arena *arena, const stm_findings *findings); // [ndocuments]

// An origin in words: "Reuters (agency)", "a text not seen", "the outlet itself".
stm_view stm_words_of_origin(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison, uint32_t origin);

// The mentions in the order in which a report names their articles: those of one origin together, origins and articles by first
// mention.
const uint32_t *stm_words_by_origin(stm_arena *arena, const stm_mention *mentions, uint32_t n); // [n] numbers of mentions

// The same with one mention an article, the first of each: `*narticles` of them.
const uint32_t *stm_words_by_article(stm_arena *arena, const stm_mention *mentions, uint32_t n, uint32_t *narticles);

// What to put between the articles of two mentions that follow each other in that order: " + " where they are of one origin,
// "; " otherwise.
const char *stm_words_between(const stm_mention *before, const stm_mention *mention);

// A side of a difference: the mentions that give one value, or the same words, one an article, and the origins behind them.
typedef struct stm_side {
    stm_view value;     // as stm_words_of_value(); empty where the sides are words
    uint32_t *mentions; // [nmentions] numbers of the difference's mentions, by article
    uint32_t nmentions, norigins;
} stm_side;
const stm_side *stm_words_of_sides(stm_arena *arena, const stm_findings *findings, const stm_difference *difference, uint32_t *nsides);

// A mention within its sentence, of which at most `most` bytes are taken at either side; `before` and `after` bring the blanks between with them, and are empty where it is more than one span.
typedef struct stm_context {
    stm_view before, words, after;
} stm_context;
enum { STM_AROUND_SIDE = 90, STM_AROUND_STATEMENT = 200 };
stm_context stm_words_around(stm_arena *arena, const stm_findings *findings, const stm_mention *mention, uint32_t most);

// "6 Mar 2031, 14:20 +01:00" for an ISO 8601 time, "6 Mar 2031, evening" for a TIMEX3 value; what is neither, as it is.
stm_view stm_words_of_time(stm_arena *arena, stm_view iso);

// A story in short, in parts with lines of their own; a part may be empty.
typedef struct stm_line {
    stm_view text;  // not escaped
    const char *id; // of the statement or difference it is about; empty: none
} stm_line;
typedef struct stm_part {
    const char *heading;
    const stm_line *lines; // [nlines]
    uint32_t nlines;
} stm_part;
enum { STM_SUMMARY_PARTS = 4 };
typedef struct stm_summary {
    stm_part parts[STM_SUMMARY_PARTS];
} stm_summary;
stm_summary stm_words_of_summary(stm_arena *arena, const stm_findings *findings, const stm_view *names, size_t story);

// sentences.c. Which of the mentions (n > 0) tells best what happened: early, whole, in a sentence that is not `doubted`, with `favours`
// [n] points of its own; and which reads best in its sentence.
uint32_t stm_words_first(const stm_findings *findings, const stm_mention *mentions, uint32_t n, const stm_map *doubted, const double *favours);
void stm_words_doubt(const stm_findings *findings, const stm_mention *mention, stm_map *doubted); // adds its sentence
uint32_t stm_words_best(const stm_findings *findings, const stm_mention *mentions, uint32_t n);
// The claim on most origins of those that the sentence of a mention tells; NULL: none. Times are left aside.
const stm_claim *stm_words_strongest(const stm_findings *findings, const stm_comparison *comparison, const stm_mention *shown);
// What a statement says in a sentence of its own, with the speaker of a quote; of the words the first `most` characters.
enum { STM_ALL_WORDS = 1 << 30 };
stm_view stm_words_of_statement(stm_arena *arena, const stm_findings *findings, const stm_statement *statement, size_t most);
stm_view stm_words_of_sentence(stm_arena *arena, const stm_findings *findings, const stm_mention *mention, size_t most);
// The first `most` characters, cut at a blank, with a sign that more follows.
stm_view stm_words_clip(stm_arena *arena, stm_view text, size_t most);
// Words that begin a line, with a capital.
stm_view stm_words_begin(stm_arena *arena, stm_view words);
// A speaker who begins a line: with a capital; "Speaker not named" where there is none.
stm_view stm_words_of_speaker(stm_arena *arena, stm_view speaker);
// The speaker of a mention as the account has it; of "he", "the mayor" with the name: "he (Lena Vell)".
stm_view stm_words_of_sayer(stm_arena *arena, const stm_mention *m);
// Are most of the longer words of `text` in what is said already.
bool stm_words_repeat(stm_arena *arena, stm_view said, stm_view text);
// The mention by which each claim's first statement is shown, no sentence twice if there is another: [nclaims].
const stm_mention **stm_words_of_leads(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison);
// As stm_words_of_statement() of a claim's first statement, that one's sentence.
stm_view stm_words_of_claim(stm_arena *arena, const stm_findings *findings, const stm_statement *first, const stm_mention *lead, size_t most);
// The sentences by which claims are shown. Whether a statement is told by one that is not shown yet, which from then on is; quotations
// are not told by a sentence.
stm_map stm_words_of_shown(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison, const stm_mention **leads);
bool stm_words_show(stm_arena *arena, const stm_findings *findings, const stm_statement *statement, stm_map *shown);
// The other statements of a claim that are more than a number in it, tell what neither the first nor each other tells, and are not shown
// yet: [*n] numbers of statements.
const uint32_t *stm_words_of_also(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison, const stm_claim *claim,
                                  const stm_mention *lead, stm_map *shown, uint32_t *n);
// A difference of days or names that are given more or less exactly.
static inline bool stm_words_loose(const stm_difference *difference)
{
    return difference->relation == STM_COMPATIBLE && (difference->kind == STM_DIFFERENCE_DATE || difference->kind == STM_DIFFERENCE_NAME);
}
// The figures in the sentence by which a claim is shown that stand on fewer origins than the claim, each with its mention there: who
// tells the same without the figure does not speak for it.
typedef struct stm_lesser {
    const stm_statement *statement;
    const stm_mention *mention;
} stm_lesser;
const stm_lesser *stm_words_of_lesser(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison, const stm_claim *claim,
                                      const stm_mention *lead, uint32_t *n);
// The dates of several articles in order of time, one of those that one sentence shows; and what only one account has, less what is
// shown by the same sentence among the claims: numbers of statements.
const uint32_t *stm_words_of_times(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison, size_t *n);
const uint32_t *stm_words_of_lone(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison, size_t *n);
// Does it stand where an article tells what happened.
bool stm_words_early(const stm_mention *mention);
// Has any account the words of a quote as said; what all only report is not to be put between marks.
bool stm_words_quoted(const stm_statement *statement);
// Is it a quotation of one word, which tells little by itself.
static inline bool stm_words_one(const stm_statement *statement)
{
    return statement->kind == STM_STATEMENT_QUOTE && stm_view_find_byte(statement->text, ' ') == STM_NOWHERE;
}
// Is it a date or time: for the timeline.
static inline bool stm_words_timed(const stm_statement *statement)
{
    return statement->kind == STM_STATEMENT_FIGURE && statement->nmentions > 0 && !statement->mentions[0].has_value;
}

// A mention of a quote with what it changed against the fullest wording: pieces in order.
typedef enum stm_piece_kind { STM_PIECE_SAME, STM_PIECE_CUT, STM_PIECE_PUT } stm_piece_kind;
typedef struct stm_piece {
    stm_piece_kind kind;
    stm_view words; // white space folded, not escaped; a cut at an end of the quote is a STM_PIECE_SAME of "…"
} stm_piece;
const stm_piece *stm_words_of_edits(stm_arena *arena, const stm_findings *findings, const stm_statement *statement,
                                    const stm_mention *mention, size_t *npieces);

// Does it begin with a sign that stands close to the word before it.
bool stm_words_closes(stm_view words);

// The pairs of documents of each story: those of story s are pairs[begins[s]] to pairs[begins[s + 1] - 1], in their order.
typedef struct stm_story_pairs {
    uint32_t *begins; // [nstories + 1]
    const stm_pair **pairs;
} stm_story_pairs;
stm_story_pairs stm_words_of_pairs(stm_arena *arena, const stm_findings *findings);

// Is this statement to be shown among those that several articles have.
static inline bool stm_words_shared(const stm_statement *statement) { return statement->narticles > 1; }
// Who takes from whom, from the sources down: what took from an article stands behind it, a level deeper.
typedef struct stm_branch {
    uint32_t level, document; // UINT32_MAX: an agency, a release, a text that is not here
    stm_view name, note;
} stm_branch;
const stm_branch *stm_words_of_tree(stm_arena *arena, const stm_findings *findings, const stm_view *names, const stm_story_pairs *pairs,
                                    size_t story, uint32_t *n);

// A quote of several articles with more than one reading.
bool stm_words_varied(const stm_statement *statement);

// The spellings of a name of which none is a part or the first letters of another: "Petro Zoryansky" and "Petro Zorianskyi", not "Safety
// Board" or "MSB" beside "Marine Safety Board". The shape of apostrophes is no spelling. `*n` is 0 where there is but one.
const stm_view *stm_words_of_spellings(stm_arena *arena, const stm_person *person, uint32_t *n);

// Has this mention of a varied quote the fullest wording's words, so that only its article need be named.
static inline bool stm_words_same(const stm_statement *statement, uint32_t mention)
{
    const stm_mention *m = &statement->mentions[mention];
    return mention != statement->fullest && m->wording == STM_WORDING_SAME && stm_form_as_said(m->form) && m->nedits == 0;
}

// readings.c: the wordings of a quotation that are worth a line, the fullest first, each with the mentions that have it.
typedef struct stm_reading {
    const char *label;  // "fullest wording", "shortened", "changed", "reported", ...
    uint32_t *mentions; // [nmentions] numbers
    uint32_t nmentions;
} stm_reading;
const stm_reading *stm_words_of_readings(stm_arena *arena, const stm_findings *findings, const stm_statement *statement, uint32_t *n);

// A difference in one sentence: its relation, the value or words of each side, and whose they are.
stm_view stm_words_of_difference(stm_arena *arena, const stm_findings *findings, const stm_view *names, const stm_difference *difference);

const char *stm_words_of_relation(const stm_difference *difference); // "cannot both be right", "named differently", ...
// What `copies` found of a pair, in words: "A and B both take from a third text".
stm_view stm_words_of_pair(stm_arena *arena, const stm_view *names, const stm_pair *pair);

// A count with its noun: "1 article", "3 articles".
stm_view stm_words_of_count(stm_arena *arena, size_t n, const char *one, const char *many);

#endif
