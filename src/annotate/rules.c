// The rules of dates that may fit at an atom, as sets of bits: those that may begin with its word, of those that find what they cannot do
// without in the run of words of time around it. Nearly all rules are left out so, without a branch for each.
#include "annotate/when.h"

#include <assert.h>

static uint64_t put_rules(stm_time_grammar *grammar, const stm_time_rules *set)
{
    uint64_t bits = 0;
    assert(grammar->n + set->n <= STM_RULES_MOST);
    for (size_t k = 0; k < set->n; k++) {
        uint64_t bit = UINT64_C(1) << grammar->n;
        for (uint32_t left = set->rules[k].begins & STM_BEGIN_ANY; left != 0; left &= left - 1)
            grammar->begins[__builtin_ctz(left)] |= bit;
        grammar->rules[grammar->n++] = set->rules[k];
        bits |= bit;
    }
    return bits;
}

stm_time_grammar *stm_time_grammar_make(stm_arena *arena)
{
    static const stm_time_rule digits = {stm_numeric_at, STM_BEGIN_NUMBER | STM_BEGIN_MONTH, STM_BEGIN_NUMBER};
    const stm_time_rules numeric = {&digits, 1};
    stm_time_grammar *grammar = stm_arena_take_array(arena, 1, sizeof *grammar);
    grammar->calendar = put_rules(grammar, &stm_calendar_rules);
    grammar->all = grammar->calendar | put_rules(grammar, &numeric) | put_rules(grammar, &stm_relative_rules);
    grammar->periods = put_rules(grammar, &stm_period_rules);
    grammar->all |= grammar->periods;
    return grammar;
}

// The rules that find what they need in the run of words of time that holds atom `i`, from there on at least.
static uint64_t rules_of_run(const stm_timing *t, size_t i)
{
    stm_kept *kept = t->kept;
    if (kept->run_begin <= i && i < kept->run_end)
        return kept->run_rules;
    uint32_t gates = 0;
    kept->run_begin = i;
    for (; i < t->atoms.natoms && stm_time_goes_on(&t->atoms.atoms[i]); i++)
        gates |= t->atoms.atoms[i].gates;
    kept->run_end = i;
    kept->run_rules = 0;
    for (size_t k = 0; k < t->grammar->n; k++)
        kept->run_rules |= (uint64_t)((t->grammar->rules[k].needs & gates) != 0) << k;
    return kept->run_rules;
}

bool stm_time_longest(const stm_timing *t, size_t i, uint64_t set, stm_when *when)
{
    stm_when one;
    uint64_t bits = 0;
    for (uint32_t left = stm_time_atom(t, i)->gates & STM_BEGIN_ANY; left != 0; left &= left - 1)
        bits |= t->grammar->begins[__builtin_ctz(left)];
    bits &= set;
    when->end = 0;
    for (bits &= bits != 0 ? rules_of_run(t, i) : 0; bits != 0; bits &= bits - 1)
        if (t->grammar->rules[__builtin_ctzll(bits)].read(t, i, &one) && one.end > when->end)
            *when = one;
    return when->end > i;
}
