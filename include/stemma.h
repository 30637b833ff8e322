// stemma: reads many accounts of an event and shows which of them stand on their own.
//
// A corpus takes pages (HTML, text, JSON Lines) from files or from memory, is finished once, and is read-only from then on: its
// accessors and reports may be used from several threads at once. Nothing here prints, exits, opens a network connection or keeps
// state outside a corpus. Every function that can fail gives a status; the message of the latest failure stands in the corpus.
//
//     stemma_corpus *corpus = stemma_corpus_new(NULL);
//     stemma_corpus_add_memory(corpus, "a.html", bytes, size);
//     stemma_corpus_finish(corpus);
//     stemma_report(corpus, STEMMA_HTML, NULL, write, file);
//     stemma_corpus_free(corpus);
#ifndef STEMMA_H
#define STEMMA_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define STEMMA_API __attribute__((visibility("default")))
#else
#define STEMMA_API
#endif

typedef enum stemma_status {
    STEMMA_OK = 0,
    STEMMA_NO_MEMORY,
    STEMMA_TOO_LARGE,
    STEMMA_UNREADABLE,
    STEMMA_MALFORMED,
    STEMMA_UNSUPPORTED,
    STEMMA_WRONG_USE, // out of order: a corpus that is finished takes no more, one that is not has no results
    STEMMA_INTERNAL
} stemma_status;

// Borrowed text: UTF-8, no NUL behind it. Good as long as its corpus. Empty: unknown.
typedef struct stemma_text {
    const char *at;
    size_t size;
} stemma_text;

typedef struct stemma_corpus stemma_corpus;

// Structures carry their size, so that a program built against an older header keeps working: set `size` to sizeof the
// structure, clear the rest.
typedef struct stemma_options {
    size_t size;
    unsigned threads; // 0: one a processor; the result does not depend on it
    int plain;        // inputs are clean article text; every byte is kept
    int one_story;    // all inputs are about one event
    int ignore_dates; // how far apart articles were published says nothing
    const char *now;  // ISO 8601; NULL: the newest time of the inputs
} stemma_options;

// The version of the library, "0.1.0".
STEMMA_API const char *stemma_version(void);

// `options` may be NULL. NULL: out of memory, or an option out of range.
STEMMA_API stemma_corpus *stemma_corpus_new(const stemma_options *options);
STEMMA_API void stemma_corpus_free(stemma_corpus *corpus); // NULL: nothing happens

// Adds a file or a directory. A file that cannot be read becomes an article with an error, not a failure of the call.
STEMMA_API stemma_status stemma_corpus_add_path(stemma_corpus *corpus, const char *path);
// Adds `size` bytes as if they were a file of that name; they are copied.
STEMMA_API stemma_status stemma_corpus_add_memory(stemma_corpus *corpus, const char *name, const void *bytes, size_t size);
// Runs all stages over what was added. Once.
STEMMA_API stemma_status stemma_corpus_finish(stemma_corpus *corpus);
// What the latest failing call of this corpus said; "" if none failed.
STEMMA_API const char *stemma_corpus_message(const stemma_corpus *corpus);

// Results, of a finished corpus; counts are 0 before. The getters give STEMMA_WRONG_USE where a number is out of range.

typedef struct stemma_article {
    size_t size; // set by the caller
    stemma_text id, input, url, site, title, language, text;
    stemma_text error; // why it could not be read; empty: it could
} stemma_article;

STEMMA_API size_t stemma_narticles(const stemma_corpus *corpus);
STEMMA_API stemma_status stemma_get_article(const stemma_corpus *corpus, size_t article, stemma_article *to);

typedef struct stemma_story {
    size_t size;
    stemma_text id, title;
    size_t narticles, norigins, nstatements, ndifferences;
} stemma_story;

STEMMA_API size_t stemma_nstories(const stemma_corpus *corpus);
STEMMA_API stemma_status stemma_get_story(const stemma_corpus *corpus, size_t story, stemma_story *to);

typedef struct stemma_statement {
    size_t size;
    stemma_text id, kind, text, speaker; // kind: "quote", "figure", "fact"
    double certainty;                    // that its mentions belong together, 0 to 1
    unsigned narticles, norigins;        // origins found in this set
    size_t nmentions;
} stemma_statement;

STEMMA_API stemma_status stemma_get_statement(const stemma_corpus *corpus, size_t story, size_t statement, stemma_statement *to);

typedef struct stemma_difference {
    size_t size;
    stemma_text id, kind, relation, what; // relation: "conflict", "differs", "compatible", ...
    double certainty;
    size_t nmentions;
} stemma_difference;

STEMMA_API stemma_status stemma_get_difference(const stemma_corpus *corpus, size_t story, size_t difference,
                                               stemma_difference *to);

typedef struct stemma_mention {
    size_t size;
    size_t article;                // number of the article
    const uint32_t (*spans)[2];    // [nspans] begin and end, in bytes of the article's text
    size_t nspans;
    stemma_text speaker;           // as written there
    stemma_text origin;            // "o1", ...
} stemma_mention;

STEMMA_API stemma_status stemma_get_statement_mention(const stemma_corpus *corpus, size_t story, size_t statement, size_t mention,
                                                      stemma_mention *to);
STEMMA_API stemma_status stemma_get_difference_mention(const stemma_corpus *corpus, size_t story, size_t difference,
                                                       size_t mention, stemma_mention *to);

typedef enum stemma_form { STEMMA_TEXT, STEMMA_JSON, STEMMA_HTML, STEMMA_MARKDOWN } stemma_form;

typedef struct stemma_report_options {
    size_t size;
    unsigned width; // text: columns; 0: 80
    int colour;     // text: ANSI colours
    int no_text;    // JSON: without the articles' text
} stemma_report_options;

// Takes a piece of a report; not 0: stop, and the report gives STEMMA_UNREADABLE.
typedef int stemma_write(void *argument, const char *bytes, size_t size);

// Hands the report in one of its forms to `write`. `options` may be NULL.
STEMMA_API stemma_status stemma_report(const stemma_corpus *corpus, stemma_form form, const stemma_report_options *options,
                                       stemma_write *write, void *argument);

#ifdef __cplusplus
}
#endif

#endif
