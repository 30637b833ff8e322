// What the names in class, id and role attributes say of an element's text.
//
// Names are cut into words at everything that is not a letter and before a capital behind a small letter ("relatedStories"); each
// word and each run of up to three words is looked up in lang/common/classes.tsv.
#include "extract/inner.h"

enum { WORDS_MOST = 64, WORD_MOST = 24, RUN_MOST = 3 };

typedef struct {
    char text[WORDS_MOST * WORD_MOST];
    uint16_t begin[WORDS_MOST + 1];
    bool joined[WORDS_MOST]; // with the word before: both stand in one name
    size_t n;
} class_words;

static void cut(stm_view names, class_words *words)
{
    size_t size = 0;
    bool inside = false, small = false, same_name = false;
    for (size_t i = 0; i < names.size && words->n < WORDS_MOST && size + 2 < sizeof words->text; i++) {
        char c = names.at[i];
        if (!stm_is_letter(c)) {
            inside = false;
            same_name = same_name && !stm_is_space(c);
            continue;
        }
        if (!inside || (small && stm_is_upper(c))) {
            if (size > 0)
                words->text[size++] = ' ';
            words->joined[words->n] = same_name;
            words->begin[words->n++] = (uint16_t)size;
        }
        inside = same_name = true;
        small = stm_is_lower(c);
        words->text[size++] = stm_lower(c);
    }
    words->begin[words->n] = (uint16_t)(size + 1);
}

static unsigned kind_of(stm_view kind, bool alone)
{
    if (stm_view_is(kind, "comment"))
        return STM_CLASS_OUT | STM_CLASS_COMMENT;
    if (stm_view_is(kind, "out") || (alone && stm_view_is(kind, "alone")))
        return STM_CLASS_OUT;
    if (stm_view_is(kind, "weak") || (alone && stm_view_is(kind, "alone-weak")))
        return STM_CLASS_WEAK;
    return stm_view_is(kind, "body") ? STM_CLASS_BODY : stm_view_is(kind, "caption") ? STM_CLASS_CAPTION : stm_view_is(kind, "standfirst") ? STM_CLASS_STANDFIRST : 0;
}

// "hidden md:block": hidden on small screens only.
static bool shown_on_some(stm_view names)
{
    return stm_view_find(names, STM_VIEW(":block")) != STM_NOWHERE || stm_view_find(names, STM_VIEW(":flex")) != STM_NOWHERE ||
           stm_view_find(names, STM_VIEW(":grid")) != STM_NOWHERE || stm_view_find(names, STM_VIEW(":inline")) != STM_NOWHERE;
}

unsigned stm_class_says(const stm_extractor *extractor, stm_view names)
{
    class_words words = {.n = 0};
    unsigned says = 0;
    cut(names, &words);
    for (size_t i = 0; i < words.n;) {
        size_t next = i + 1;
        stm_view first = {words.text + words.begin[i], (size_t)words.begin[i + 1] - words.begin[i] - 1};
        const uint64_t *longest = stm_heads_may(&extractor->class_heads, first) ? stm_map_get(&extractor->class_firsts, stm_hash(first)) : NULL;
        for (size_t k = i + 1; longest != NULL && k <= words.n && k <= i + RUN_MOST && (k == i + 1 || words.joined[k - 1]); k++) {
            stm_view run = {words.text + words.begin[i], (size_t)words.begin[k] - words.begin[i] - 1};
            if (run.size > *longest)
                break;
            const stm_row *row = stm_table_find(&extractor->classes, run);
            bool alone = !words.joined[i] && (k == words.n || !words.joined[k]) && !(stm_view_is(run, "hidden") && shown_on_some(names));
            if (row == NULL)
                continue;
            says |= kind_of(row->fields[1], alone);
            next = stm_view_is(row->fields[1], "none") ? k : next;
        }
        i = next;
    }
    return says;
}
