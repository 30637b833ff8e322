// Stand-ins for stages that are not in the tree yet: each gives way to the stage's own function when that comes.
#include "api/api.h"

#define PENDING __attribute__((weak))

PENDING stm_annotator *stm_annotator_new(void) { return (stm_annotator *)1; }
PENDING void stm_annotator_free(stm_annotator *annotator) { (void)annotator; }
PENDING stm_status stm_annotate(stm_annotator *annotator, stm_arena *arena, const stm_article *article,
                                const stm_segments *segments, stm_notes *notes)
{
    (void)annotator, (void)arena, (void)article, (void)segments, (void)notes;
    return STM_OK;
}
PENDING const char *stm_bound_sign(stm_bound bound) { return (void)bound, ""; }
PENDING const char *stm_name_kind_name(stm_name_kind kind) { return (void)kind, ""; }
PENDING const char *stm_quote_kind_name(stm_quote_kind kind) { return (void)kind, ""; }
PENDING const char *stm_speaker_kind_name(stm_speaker_kind kind) { return (void)kind, ""; }
PENDING const char *stm_figure_kind_name(stm_figure_kind kind) { return (void)kind, ""; }
PENDING const char *stm_change_name(stm_change change) { return (void)change, ""; }
PENDING const char *stm_date_kind_name(stm_date_kind kind) { return (void)kind, ""; }

PENDING stm_status stm_reuse_find(stm_arena *arena, const stm_reuse_options *options, stm_document *const *documents,
                                  size_t ndocuments, stm_reuse *reuse)
{
    (void)arena, (void)options, (void)documents, (void)ndocuments, (void)reuse;
    return STM_OK;
}
PENDING const char *stm_passage_kind_name(stm_passage_kind kind) { return (void)kind, ""; }
PENDING const char *stm_relation_name(stm_relation relation) { return (void)relation, ""; }
PENDING const char *stm_direction_name(stm_direction direction) { return (void)direction, ""; }

PENDING stm_status stm_story_group(stm_arena *arena, const stm_story_options *options, stm_document *const *documents,
                                   size_t ndocuments, stm_stories *stories)
{
    (void)arena, (void)options, (void)documents, (void)ndocuments, (void)stories;
    return STM_OK;
}
PENDING stm_status stm_compare(stm_arena *arena, stm_document *const *documents, size_t ndocuments, const stm_reuse *reuse,
                               const stm_story *story, stm_comparison *comparison)
{
    (void)arena, (void)documents, (void)ndocuments, (void)reuse, (void)story, (void)comparison;
    return STM_OK;
}
PENDING const char *stm_statement_kind_name(stm_statement_kind kind) { return (void)kind, ""; }
PENDING const char *stm_form_name(stm_form form) { return (void)form, ""; }
PENDING const char *stm_wording_name(stm_wording wording) { return (void)wording, ""; }
PENDING const char *stm_edit_op_name(stm_edit_op op) { return (void)op, ""; }
PENDING const char *stm_difference_kind_name(stm_difference_kind kind) { return (void)kind, ""; }
PENDING const char *stm_difference_relation_name(stm_difference_relation relation) { return (void)relation, ""; }
PENDING const char *stm_origin_kind_name(stm_origin_kind kind) { return (void)kind, ""; }
