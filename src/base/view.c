#include "base/view.h"

bool stm_view_equal_nocase(stm_view one, stm_view two)
{
    if (one.size != two.size)
        return false;
    for (size_t i = 0; i < one.size; i++)
        if (stm_lower(one.at[i]) != stm_lower(two.at[i]))
            return false;
    return true;
}

bool stm_view_begins_nocase(stm_view view, stm_view with)
{
    return view.size >= with.size && stm_view_equal_nocase(stm_view_upto(view, with.size), with);
}

bool stm_view_ends_nocase(stm_view view, stm_view with)
{
    return view.size >= with.size && stm_view_equal_nocase(stm_view_from(view, view.size - with.size), with);
}

int stm_view_compare(stm_view one, stm_view two)
{
    size_t least = one.size < two.size ? one.size : two.size;
    int order = least > 0 ? memcmp(one.at, two.at, least) : 0;
    return order != 0 ? order : (one.size > two.size) - (one.size < two.size);
}

ptrdiff_t stm_view_find(stm_view in, stm_view what)
{
    if (what.size == 0)
        return 0;
    if (in.size < what.size)
        return STM_NOWHERE;
    const char *found = memmem(in.at, in.size, what.at, what.size);
    return found != NULL ? found - in.at : STM_NOWHERE;
}

ptrdiff_t stm_view_find_nocase(stm_view in, stm_view what)
{
    for (size_t i = 0; i + what.size <= in.size; i++)
        if (stm_view_equal_nocase(stm_view_upto(stm_view_from(in, i), what.size), what))
            return (ptrdiff_t)i;
    return STM_NOWHERE;
}

ptrdiff_t stm_view_find_byte(stm_view in, char byte)
{
    const char *found = in.size > 0 ? memchr(in.at, byte, in.size) : NULL;
    return found != NULL ? found - in.at : STM_NOWHERE;
}

stm_view stm_view_trim(stm_view view)
{
    while (view.size > 0 && stm_is_space(view.at[0])) {
        view.at++;
        view.size--;
    }
    while (view.size > 0 && stm_is_space(view.at[view.size - 1]))
        view.size--;
    return view;
}

bool stm_view_split(stm_view *rest, char separator, stm_view *part)
{
    if (rest->at == NULL)
        return false;
    ptrdiff_t at = stm_view_find_byte(*rest, separator);
    if (at == STM_NOWHERE) {
        *part = *rest;
        *rest = (stm_view){NULL, 0};
    } else {
        *part = stm_view_upto(*rest, (size_t)at);
        *rest = stm_view_from(*rest, (size_t)at + 1);
    }
    return true;
}

uint64_t stm_view_number(stm_view view)
{
    uint64_t n = 0;
    for (size_t i = 0; i < view.size && i < 18 && stm_is_digit(view.at[i]); i++)
        n = n * 10 + (uint64_t)(view.at[i] - '0');
    return n;
}
