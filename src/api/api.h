// api: the stages one after the other over a set of inputs, as far as a caller wants them.
//
// What cli and the installed interface share. A pipeline owns everything that was found; results are good until it is released.
// The result depends neither on the order of the inputs nor on the number of threads.
#ifndef STM_API_API_H
#define STM_API_API_H

#include "compare/compare.h"
#include "report/report.h"

typedef enum stm_goal {
    STM_GOAL_READ, STM_GOAL_EXTRACT, STM_GOAL_ANNOTATE, STM_GOAL_REUSE, STM_GOAL_STORIES, STM_GOAL_REPORT, STM_NGOALS,
} stm_goal;

typedef struct stm_pipeline_options {
    stm_read_options read;
    unsigned nthreads;  // 0: one a processor
    int window;         // days, for reuse; 0: all pairs
    bool all;           // reuse: also pairs that share nothing
    const stm_view *sources; // [nsources] inputs that others took from, as they were named; borrowed
    size_t nsources;
    stm_view owners;    // reuse: a table of outlets and their owners; borrowed
    bool one_story, ignore_dates;
    stm_civil now;      // year 0: the newest time of the inputs
    const stm_progress *progress; // NULL: nobody wants to know
} stm_pipeline_options;

typedef struct stm_pipeline {
    stm_exit way;
    stm_arena arena;
    stm_pipeline_options options;
    stm_vector given, sources; // of stm_item, stm_source: what was added, in its order
    stm_items items;
    stm_document **documents;  // [items.nitems]
    stm_reuse reuse;
    stm_stories stories;
    stm_comparison *comparisons; // [stories.nstories], in the arenas of the workers that made them
    struct stm_comparer *comparers; // [ncomparers]
    unsigned ncomparers;
    stm_findings findings;       // of STM_GOAL_REPORT
    double seconds[STM_NGOALS];  // that each stage took; copying and stories are parted, comparison is under REPORT
    double processor[STM_NGOALS]; // the same of the processor's time, of all threads
} stm_pipeline;

void stm_pipeline_init(stm_pipeline *pipeline, const stm_pipeline_options *options);
void stm_pipeline_release(stm_pipeline *pipeline);

// Adds what `paths` name; any number of times, before stm_pipeline_run().
stm_status stm_pipeline_add_paths(stm_pipeline *pipeline, const stm_view *paths, size_t npaths);
// Adds an input from memory as if it were a file named `input`; bytes and name are copied. Any number of times, before
// stm_pipeline_run().
stm_status stm_pipeline_add_memory(stm_pipeline *pipeline, stm_view input, stm_view bytes);

// Runs the stages that `goal` needs over all that was added. STM_GOAL_REUSE: articles and pairs; STM_GOAL_STORIES: articles and
// stories; STM_GOAL_REPORT: all. Once.
stm_status stm_pipeline_run(stm_pipeline *pipeline, stm_goal goal);

#endif
