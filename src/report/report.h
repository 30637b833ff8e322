// report: prints what the stages found, and computes nothing.
//
// Input: results of the stages. Output: bytes in a buffer, in the forms of the output's contract: JSON (Lines), text for a
// terminal, Markdown, one self-contained HTML page. Everything that comes from a page is hostile here: see escape.h of this folder.
#ifndef STM_REPORT_REPORT_H
#define STM_REPORT_REPORT_H

#include "base/buffer.h"
#include "compare/compare.h"

// All that a report speaks of. Documents with an error are among `documents` and stand in no story.
typedef struct stm_findings {
    stm_view version;
    stm_civil now; // newest time of the inputs (of their getting, where none is dated), or as the user gave it; year 0: unknown
    bool plain;         // the inputs were clean article text
    const stm_source *sources;
    size_t nsources;
    stm_document *const *documents;
    size_t ndocuments;
    const stm_reuse *reuse;
    const stm_stories *stories;
    const stm_comparison *comparisons; // [stories->nstories]
    const stm_view *gaps; // what is missing, in words
    size_t ngaps;
} stm_findings;

typedef struct stm_report_options {
    bool colour;    // text: ANSI colours
    unsigned width; // text: columns; 0: 80
    bool no_text;   // json: leave out the articles' text and blocks
    const stm_view *trees; // html: [nstories] drawings of the copying trees, by stm_draw_svg(); NULL, or an empty one: a list instead
} stm_report_options;

stm_status stm_report_json(const stm_findings *findings, const stm_report_options *options, stm_buffer *to);
stm_status stm_report_text(const stm_findings *findings, const stm_report_options *options, stm_buffer *to);
stm_status stm_report_markdown(const stm_findings *findings, const stm_report_options *options, stm_buffer *to);
stm_status stm_report_html(const stm_findings *findings, const stm_report_options *options, stm_buffer *to);

// One line each, with its newline, of `stemma extract`, `annotate`, `copies`, `stories`.
stm_status stm_print_record(const stm_item *item, stm_buffer *to); // a WARC record
stm_status stm_print_article(const stm_document *document, stm_buffer *to);
stm_status stm_print_notes(const stm_document *document, stm_buffer *to);
stm_status stm_print_pair(stm_document *const *documents, const stm_pair *pair, stm_buffer *to);
stm_status stm_print_story(stm_document *const *documents, const stm_story *story, stm_buffer *to);

// The pairs of copies as a graph in which every article hangs at its best source.
typedef enum stm_graph_form { STM_GRAPH_DOT, STM_GRAPH_GRAPHML } stm_graph_form;
stm_status stm_print_graph(stm_document *const *documents, size_t ndocuments, const stm_reuse *reuse, stm_graph_form form,
                           stm_buffer *to);
// The copying tree of a story as DOT, every label escaped and of bounded size; nothing where nothing is copied, or too much to be drawn.
stm_status stm_print_tree(const stm_findings *findings, size_t story, stm_buffer *to);
// Draws DOT as an <svg> element. Graphviz has global state: for a process that does nothing else. STM_MALFORMED: it could not.
stm_status stm_draw_svg(const char *dot, stm_buffer *to);

#endif
