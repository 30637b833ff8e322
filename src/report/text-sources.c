// Who takes from whom, and the origins, in the report for a terminal.
#include "report/text.h"

enum {
    PAIRS_MOST = 20,   // pairs that share prose
    REASONED_MOST = 6, // of them whose reasons are given
    DEEPEST = 12,      // level of a tree
};

static void put_tree(stm_text *t, size_t story)
{
    uint32_t n;
    const stm_branch *branches = stm_words_of_tree(t->arena, t->findings, t->names, &t->pairs, story, &n);
    for (uint32_t i = 0; i < n && i < STM_TEXT_MOST; i++) {
        stm_text_page(t, branches[i].name);
        stm_text_colour(t, STM_TEXT_DIM);
        stm_text_say(t, ", ");
        stm_text_page(t, branches[i].note);
        stm_text_plain(t);
        unsigned indent = 2 + 4 * (branches[i].level < DEEPEST ? branches[i].level : DEEPEST);
        stm_text_end_line(t, indent, indent + 2);
    }
    stm_text_say_more(t, stm_text_beyond_most(n));
}

// The reasons where there are few pairs: of many the tree and the numbers are enough.
static void put_pair(stm_text *t, const stm_pair *pair, bool reasons)
{
    stm_text_page(t, stm_words_of_pair(t->arena, t->names, pair));
    stm_buffer_print(&t->line, " (%u words of prose, the longest run %u)", pair->words.prose, pair->words.longest_prose);
    stm_text_end_line(t, 2, 6);
    for (uint32_t i = 0; reasons && i < pair->nbecause; i++) {
        stm_text_say(t, "- ");
        stm_text_page(t, pair->because[i]);
        stm_text_end_line(t, 6, 8);
    }
}

void stm_text_copies(stm_text *t)
{
    size_t story = (size_t)(t->comparison - t->findings->comparisons), others = 0, copies = 0, shown = 0;
    stm_text_heading(t, "WHO TAKES FROM WHOM");
    put_tree(t, story);
    for (uint32_t i = t->pairs.begins[story]; i < t->pairs.begins[story + 1]; i++) {
        others += t->pairs.pairs[i]->relation == STM_RELATION_QUOTES;
        copies += t->pairs.pairs[i]->relation == STM_RELATION_COPY;
    }
    for (uint32_t i = t->pairs.begins[story]; i < t->pairs.begins[story + 1]; i++)
        if (t->pairs.pairs[i]->relation == STM_RELATION_COPY && ++shown <= PAIRS_MOST)
            put_pair(t, t->pairs.pairs[i], copies <= REASONED_MOST);
    stm_text_say_more(t, shown > PAIRS_MOST ? shown - PAIRS_MOST : 0);
    if (copies == 0)
        stm_text_say(t, "No two articles share narrative prose. ");
    if (others > 0) {
        stm_text_say_count(t, others, "pair shares", "pairs share");
        stm_text_say(t, " only words that somebody said or published.");
    }
    if (t->line.size > 0)
        stm_text_end_line(t, 2, 2);
}

static void say_names(stm_text *t, const char *before, const uint32_t *documents, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        stm_text_say(t, i > 0 ? ", " : before);
        stm_text_page(t, t->names[documents[i]]);
    }
}

void stm_text_origins(stm_text *t)
{
    const stm_comparison *c = t->comparison;
    stm_text_heading(t, "ORIGINS FOUND IN THIS SET");
    for (uint32_t o = 0; o < c->norigins; o++) {
        const stm_origin *origin = &c->origins[o];
        bool named = origin->kind != STM_ORIGIN_OUTLET || origin->ndocuments != 1; // else its one article says it
        if (named)
            stm_text_page(t, stm_words_of_origin(t->arena, t->findings, c, o));
        say_names(t, named ? ": " : "", origin->documents, origin->ndocuments);
        say_names(t, origin->ndocuments > 0 ? "; named by " : ": named by ", origin->quoting, origin->nquoting);
        if (origin->nlost > 0) {
            stm_text_say(t, "; ");
            stm_text_say_count(t, origin->nlost, "statement rests", "statements rest");
            stm_text_say(t, " on it alone");
        }
        if (origin->nsingle > 0) {
            stm_text_say(t, "; without it ");
            stm_text_say_count(t, origin->nsingle, "other has", "others have");
            stm_text_say(t, " one source left");
        }
        stm_text_end_line(t, 2, 6);
    }
}
