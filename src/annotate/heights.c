// Heights in feet and inches, by the marks that stand for them: 5'3", 6’4’’, 5′11″.
#include "annotate/digits.h"
#include "annotate/quantity.h"

enum { FEET_MOST = 9, FOOT_INCHES = 12 };

// A mark of feet or inches right behind digits at atom `i`; the atom behind it, `i` where there is none.
static size_t over_primes(const stm_quantity *q, size_t i, const char *const *marks, size_t n)
{
    for (size_t k = 0; k < n && !stm_quantity_at(q, i)->spaced; k++)
        if (stm_view_is(stm_atoms_view(&q->m->atoms, i), marks[k]))
            return i + 1;
    return i;
}

bool stm_heights_read(stm_quantity *q)
{
    static const char *const feet[] = {"'", "’", "‘", "′"}, *const inches[] = {"\"", "”", "″", "“"};
    stm_number more;
    size_t i = over_primes(q, q->end, feet, sizeof feet / sizeof *feet);
    if (!q->number.whole || q->number.low > FEET_MOST || i == q->end || !stm_digits_at(&q->m->atoms, i, &more) ||
        more.low >= FOOT_INCHES)
        return false;
    size_t end = over_primes(q, more.end, inches, sizeof inches / sizeof *inches), twice = end;
    if (end == more.end && (end = over_primes(q, more.end, feet, 2)) > more.end)
        twice = over_primes(q, end, feet, 2);
    if (end == more.end || (twice == end && stm_quantity_sign(q, end - 1, '\'')))
        return false;
    q->figure.kind = STM_FIGURE_MEASURE;
    q->figure.unit = STM_VIEW("foot");
    q->figure.low = q->figure.high = q->number.low + more.low / FOOT_INCHES;
    q->end = twice;
    return true;
}
