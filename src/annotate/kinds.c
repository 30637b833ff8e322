// The kinds of notes as they stand in the output.
#include "annotate/annotate.h"

const char *stm_name_kind_name(stm_name_kind kind)
{
    static const char *const names[] = {"person", "organisation", "place"};
    return names[kind];
}

const char *stm_quote_kind_name(stm_quote_kind kind)
{
    static const char *const names[] = {"direct", "mixed", "indirect"};
    return names[kind];
}

const char *stm_act_name(stm_act act)
{
    static const char *const names[] = {NULL, "said", "view", "stance", "shown"};
    return names[act];
}

const char *stm_speaker_kind_name(stm_speaker_kind kind)
{
    static const char *const names[] = {NULL, "person", "organisation", "role", "pronoun"};
    return names[kind];
}

const char *stm_figure_kind_name(stm_figure_kind kind)
{
    static const char *const names[] = {"number",  "fraction", "percent", "money",       "measure",
                                        "ordinal", "range",    "age",     "temperature", "duration"};
    return names[kind];
}

const char *stm_bound_sign(stm_bound bound)
{
    static const char *const signs[] = {"=", "~", ">", ">=", "<", "<="};
    return signs[bound];
}

const char *stm_change_name(stm_change change)
{
    static const char *const names[] = {NULL, "up", "down"};
    return names[change];
}

const char *stm_date_kind_name(stm_date_kind kind)
{
    static const char *const names[] = {"date", "time", "duration", "set"};
    return names[kind];
}
