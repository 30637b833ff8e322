// Direction: who took from whom, of a pair that is a copy.
//
// In order of strength: one credits the other's outlet; both credit the same source, or one credits a third (then both have it
// from there); a shared passage names one of the two outlets ("told the Herald"); nothing of the kind: two outlets that share prose
// without a word on each other mostly print an agency's text, so both come from a third text that is not among the inputs. Pages of
// one outlet are versions of one text: the earlier is the source where both are dated.
#include "reuse/parts.h"

#include "base/utf8.h"

// The name of an outlet as one word, lower case, letters and digits only: "edition.example.co.uk" and "Example" give "example".
static stm_view plain_name(stm_arena *arena, stm_view name)
{
    char *to = stm_arena_take(arena, name.size + 1);
    size_t n = 0;
    for (size_t i = 0; i < name.size; i++)
        if (stm_is_letter(name.at[i]) || stm_is_digit(name.at[i]))
            to[n++] = stm_lower(name.at[i]);
    return (stm_view){to, n};
}

static bool is_suffix(stm_view label)
{
    return stm_view_is(label, "co") || stm_view_is(label, "com") || stm_view_is(label, "org") || stm_view_is(label, "net") ||
           stm_view_is(label, "gov") || stm_view_is(label, "ac");
}

// The label of a host that names its owner; the whole name where it is no host.
stm_view stm_outlet_name(stm_arena *arena, stm_view outlet)
{
    stm_view rest = outlet, label, owner = outlet, before = {NULL, 0};
    ptrdiff_t slash = stm_view_find_byte(outlet, '/');
    if (slash > 0)
        rest = stm_view_upto(outlet, (size_t)slash);
    if (stm_view_find_byte(rest, '.') < 0 || stm_view_find_byte(rest, ' ') >= 0)
        return plain_name(arena, outlet);
    while (stm_view_split(&rest, '.', &label)) {
        if (before.size > 0 && !is_suffix(before))
            owner = before;
        before = label;
    }
    return plain_name(arena, owner);
}

static bool credits_outlet(stm_arena *scratch, const stm_print *one, stm_view outlet)
{
    for (size_t i = 0; i < one->ncredits; i++)
        if (outlet.size > 0 && stm_view_equal(plain_name(scratch, one->credits[i]), outlet))
            return true;
    return false;
}

static stm_direction by_time(const stm_print *a, const stm_print *b)
{
    if (!stm_civil_known(a->published) || !stm_civil_known(b->published))
        return STM_DIRECTION_UNKNOWN;
    int64_t one = stm_civil_seconds(a->published), two = stm_civil_seconds(b->published);
    return one == two ? STM_DIRECTION_UNKNOWN : one < two ? STM_DIRECTION_A_TO_B : STM_DIRECTION_B_TO_A;
}

static stm_direction decide(stm_arena *arena, stm_arena *scratch, const stm_print *a, const stm_print *b, stm_view *why)
{
    stm_view of_a = stm_outlet_name(scratch, a->outlet), of_b = stm_outlet_name(scratch, b->outlet), name;
    bool a_names_b = credits_outlet(scratch, a, of_b), b_names_a = credits_outlet(scratch, b, of_a);
    if (a_names_b != b_names_a && !stm_view_equal(of_a, of_b)) {
        *why = stm_arena_print(arena, "%s credits the other's outlet", a_names_b ? "the first" : "the second");
        return a_names_b ? STM_DIRECTION_B_TO_A : STM_DIRECTION_A_TO_B;
    }
    if (stm_credits_meet(a, b, &name)) {
        *why = stm_arena_print(arena, "both come from %.*s", (int)name.size, name.at);
        return STM_DIRECTION_COMMON;
    }
    if (of_a.size > 0 && stm_view_equal(of_a, of_b)) {
        *why = STM_VIEW("both are pages of one outlet");
        return by_time(a, b);
    }
    if (a->ncredits > 0 || b->ncredits > 0)
        *why = STM_VIEW("one credits a third source, the other credits neither");
    else
        *why = STM_VIEW("neither names the other as its source: both have it from a text that is not here");
    return STM_DIRECTION_COMMON;
}

void stm_direction_judge(stm_arena *arena, stm_arena *scratch, const stm_print *a, const stm_print *b, stm_pair *pair,
                         stm_vector *because)
{
    stm_view why = {NULL, 0};
    if (pair->relation != STM_RELATION_COPY)
        return;
    pair->direction = decide(arena, scratch, a, b, &why);
    if (why.size > 0)
        stm_because(because, why);
}
