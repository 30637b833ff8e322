// What elements are called: the names in class, id, role, itemprop, rel and data-testid, and the attributes that hide an element.
//
// One walk over all attributes for all who ask. Names repeat, within a page and from page to page of one outlet: what they say is
// kept, up to so many of them.
#include "extract/metadata.h"

enum { NAMES_MOST = 400, CALLED_MOST = 200, STYLE_MOST = 400, KNOWN_MOST = 4096, SAYS_SHIFT = 16, KNOWN = 1 << 24 };

// What an attribute is asked for.
enum { SAYS = 1, CALLED = 2, STYLE = 4, HIDES = 8, HIDES_IF_TRUE = 16 };

static bool style_hides(stm_view style)
{
    ptrdiff_t at = stm_view_find_nocase(stm_view_upto(style, 400), STM_VIEW("display"));
    if (at == STM_NOWHERE)
        return false;
    stm_view rest = stm_view_upto(stm_view_from(style, (size_t)at + 7), 8);
    return stm_view_find_nocase(rest, STM_VIEW("none")) != STM_NOWHERE;
}

// Words of names, in lower case, with what they say; those that begin alike stand together.
static const struct {
    const char *word;
    uint16_t says;
} called_words[] = {
    {"author", STM_CALLED_AUTHOR}, {"autor", STM_CALLED_AUTHOR}, {"auteur", STM_CALLED_AUTHOR}, {"avatar", STM_CALLED_DETAIL},
    {"byline", STM_CALLED_AUTHOR}, {"bio", STM_CALLED_DETAIL},
    {"creator", STM_CALLED_AUTHOR}, {"comment", STM_CALLED_COMMENT}, {"card", STM_CALLED_OTHERS},
    {"date", STM_CALLED_DATE}, {"desc", STM_CALLED_DETAIL}, {"job", STM_CALLED_DETAIL},
    {"meta", STM_CALLED_META}, {"modif", STM_CALLED_UPDATED}, {"name", STM_CALLED_NAME},
    {"publi", STM_CALLED_PUBLISHED}, {"posted", STM_CALLED_PUBLISHED}, {"position", STM_CALLED_DETAIL},
    {"role", STM_CALLED_DETAIL}, {"related", STM_CALLED_OTHERS}, {"recommend", STM_CALLED_OTHERS},
    {"time", STM_CALLED_DATE}, {"teaser", STM_CALLED_OTHERS}, {"updat", STM_CALLED_UPDATED}, {"writer", STM_CALLED_AUTHOR},
};

enum { NWORDS = sizeof called_words / sizeof *called_words, NLETTERS = 26 };

typedef struct {
    uint8_t from[NLETTERS], to[NLETTERS]; // of each first letter: numbers of the words
    uint32_t seconds[NLETTERS];           // and their second letters, as bits
} word_ranges;

static word_ranges ranges_of_words(void)
{
    word_ranges ranges = {.from = {0}};
    for (uint8_t k = 0; k < NWORDS; k++) {
        int letter = called_words[k].word[0] - 'a';
        ranges.from[letter] = ranges.to[letter] == 0 ? k : ranges.from[letter];
        ranges.to[letter] = (uint8_t)(k + 1);
        ranges.seconds[letter] |= 1u << (called_words[k].word[1] - 'a');
    }
    return ranges;
}

static uint16_t says_of(stm_view names, const word_ranges *ranges)
{
    uint16_t says = 0;
    unsigned letter = NLETTERS, next;
    for (size_t i = 0; i < names.size; i++, letter = next) { // `letter` stands before `next`
        next = (unsigned char)(names.at[i] | 0x20) - 'a';
        if (letter >= NLETTERS || next >= NLETTERS || !(ranges->seconds[letter] >> next & 1))
            continue;
        for (uint8_t k = ranges->from[letter]; k < ranges->to[letter]; k++)
            if (stm_view_begins_nocase(stm_view_from(names, i - 1), stm_view_of(called_words[k].word)))
                says |= called_words[k].says;
    }
    return says;
}

static unsigned asked_for(stm_view attribute)
{
    switch (attribute.size) {
    case 2: return stm_view_is(attribute, "id") ? SAYS | CALLED : 0;
    case 3: return stm_view_is(attribute, "rel") ? CALLED : 0;
    case 4: return stm_view_is(attribute, "role") ? SAYS : 0;
    case 5: return stm_view_is(attribute, "class") ? SAYS | CALLED : stm_view_is(attribute, "style") ? STYLE : 0;
    case 6: return stm_view_is(attribute, "hidden") ? HIDES : 0;
    case 8: return stm_view_is(attribute, "itemprop") ? CALLED : 0;
    case 11: return stm_view_is(attribute, "aria-hidden") ? HIDES_IF_TRUE : stm_view_is(attribute, "data-testid") ? CALLED : 0;
    default: return 0;
    }
}

// Both in one number: what the names say as STM_CLASS_ and as STM_CALLED_ flags.
static uint32_t looked_up(stm_extractor *x, stm_view names, const word_ranges *ranges)
{
    uint64_t *known = stm_map_put(&x->known_names, stm_hash(names));
    if (*known == 0)
        *known = KNOWN | (uint64_t)stm_class_says(x, names) << SAYS_SHIFT | says_of(stm_view_upto(names, CALLED_MOST), ranges);
    return (uint32_t)*known;
}

// Names of pages before are forgotten when they are many, and after a page on which memory ran out.
static void begin_names(stm_extractor *x)
{
    if (x->names_open || x->known_names.n > KNOWN_MOST) {
        stm_arena_reset(&x->names);
        stm_map_init(&x->known_names, &x->names);
    }
    x->names.way = x->scratch.way;
    x->names_open = true;
}

void stm_names_gather(stm_extractor *x, const stm_tree *tree, stm_names *names)
{
    word_ranges ranges = ranges_of_words();
    names->says = stm_arena_take_array(&x->scratch, tree->nnodes + 1, sizeof *names->says);
    names->called = stm_arena_take_array(&x->scratch, tree->nnodes + 1, sizeof *names->called);
    begin_names(x);
    for (uint32_t i = 0; i < tree->nnodes; i++) {
        const stm_node *node = &tree->nodes[i];
        for (uint32_t k = node->attributes; k < node->attributes + node->nattributes; k++) {
            const stm_attribute *attribute = &tree->attributes[k];
            unsigned asked = asked_for(attribute->name);
            uint32_t said = asked & (SAYS | CALLED) ? looked_up(x, stm_view_upto(attribute->value, NAMES_MOST), &ranges) : 0;
            if (asked & SAYS)
                names->says[i] |= (uint8_t)(said >> SAYS_SHIFT);
            if (asked & CALLED)
                names->called[i] |= (uint16_t)said;
            if (asked & STYLE && style_hides(attribute->value))
                names->says[i] |= STM_CLASS_OUT;
            if (asked & HIDES || (asked & HIDES_IF_TRUE && stm_view_is(attribute->value, "true")))
                names->says[i] |= STM_CLASS_WEAK;
        }
    }
    x->names_open = false;
}
