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

static unsigned kind_of(const stm_row *row)
{
    stm_view kind = row->fields[1];
    return stm_view_is(kind, "out") ? STM_CLASS_OUT
           : stm_view_is(kind, "weak") ? STM_CLASS_WEAK
           : stm_view_is(kind, "body") ? STM_CLASS_BODY
           : stm_view_is(kind, "caption") ? STM_CLASS_CAPTION
                                          : STM_CLASS_STANDFIRST;
}

unsigned stm_class_says(const stm_extractor *extractor, stm_view names)
{
    class_words words = {.n = 0};
    unsigned says = 0;
    cut(names, &words);
    for (size_t i = 0; i < words.n; i++)
        for (size_t k = i + 1; k <= words.n && k <= i + RUN_MOST && (k == i + 1 || words.joined[k - 1]); k++) {
            stm_view run = {words.text + words.begin[i], (size_t)words.begin[k] - words.begin[i] - 1};
            const stm_row *row = stm_table_find(&extractor->classes, run);
            says |= row != NULL ? kind_of(row) : 0;
        }
    return says;
}
