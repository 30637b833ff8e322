// Sets of times: "daily", "every Tuesday", "each July", "every two weeks", "Tuesday nights", "Mondays".
#include "annotate/when.h"

static stm_when set_of(size_t begin, size_t end, stm_view value)
{
    return (stm_when){.begin = begin, .end = end, .kind = STM_DATE_SET, .grain = STM_GRAIN_TEXT, .text = value};
}

// "daily", "every Tuesday", "each July", "every two weeks", "Tuesday nights", "Mondays".
bool stm_time_set_at(const stm_timing *t, size_t i, stm_when *when)
{
    size_t end = 0;
    const stm_sense *sense = stm_atoms_phrase(&t->atoms, i, STM_CLASS_SET, &end);
    stm_arena *arena = t->m->arena;
    if (sense != NULL) {
        *when = set_of(i, end, sense->text);
        return !stm_titled_at(t, i, end) && !(stm_time_atom(t, i)->upper && stm_time_atom(t, end)->upper);
    }
    bool every = stm_time_is(t, i, STM_CLASS_EVERY);
    size_t k = every ? i + 1 : i;
    const stm_sense *day = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_WEEKDAY);
    const stm_sense *days = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_WEEKDAYS);
    const stm_sense *part = stm_lexeme_sense(stm_time_atom(t, k + 1)->lexeme, STM_CLASS_PART);
    bool parts = part != NULL && stm_plural_at(t, k + 1);
    if ((day != NULL && (every || parts)) || days != NULL) {
        int number = (int)(day != NULL ? day : days)->value + 1;
        part = parts || every ? part : NULL;
        stm_view value = part != NULL ? stm_arena_print(arena, "XXXX-WXX-%dT%.*s", number, (int)part->text.size, part->text.at)
                                      : stm_arena_print(arena, "XXXX-WXX-%d", number);
        *when = set_of(i, part != NULL ? k + 2 : k + 1, value);
        return days == NULL || stm_time_atom(t, k)->upper || t->m->lexicon->comma_decimal; // "dienstags"
    }
    if (!every)
        return false;
    const stm_sense *month = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_MONTH);
    part = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_PART);
    const stm_sense *season = stm_lexeme_sense(stm_time_atom(t, k)->lexeme, STM_CLASS_SEASON);
    if (month != NULL || part != NULL || season != NULL) {
        *when = set_of(i, k + 1,
                       month != NULL    ? stm_arena_print(arena, "XXXX-%02d", (int)month->value)
                       : season != NULL ? stm_arena_print(arena, "XXXX-%.*s", (int)season->text.size, season->text.at)
                                        : stm_arena_print(arena, "XXXX-XX-XXT%.*s", (int)part->text.size, part->text.at));
        return true;
    }
    stm_length length = {0};
    stm_time_unit unit;
    bool other = stm_time_is(t, k, STM_CLASS_OTHER); // "every other day"
    if (!other && stm_length_at(t, k, &length)) {
        *when = (stm_when){.begin = i, .end = length.end, .kind = STM_DATE_SET, .grain = STM_GRAIN_LENGTH, .length = length};
        return true;
    }
    if (!stm_unit_at(t, k + other, &unit, &end))
        return false;
    *when = (stm_when){.begin = i, .end = end, .kind = STM_DATE_SET, .grain = STM_GRAIN_LENGTH, .length = {.unit = unit}};
    when->length.n[unit] = other ? 2 : 1;
    return true;
}
