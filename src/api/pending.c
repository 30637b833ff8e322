// Stand-ins for stages that are not in the tree yet: each gives way to the stage's own function when that comes.
#include "api/api.h"

#define PENDING __attribute__((weak))

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
