// A story in short, the same in every form of the report and in the order in which an editor asks: what happened, who stands on
// their own, where do they differ, what does one only have.
//
// What happened is what most origins have of that which most accounts begin with and say in their headlines.
#include <stdlib.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "report/words.h"

enum { MENTIONS_MOST = 64, ORIGINS_MOST = 6, NAMES_MOST = 8, LINES_MOST = 3, TEXT_MOST = 190, SIDES_MOST = 3, SIDE_MOST = 90, SIDE_NAMES_MOST = 4, QUOTE_LEAST = 30, QUOTE_MOST = 150,
       HEADLINES_MOST = 64, WORD_LEAST = 4, STEM = 5 }; // headlines that are read; bytes of a word in them, and of what is compared of it

static const struct {
    double each;      // origins that a sentence is worth which says all that the headlines say, for each account
    double favour;    // points of such a sentence among those that say the same
    double quotation; // of its worth that somebody's words have: they speak of the event, and seldom say what it is
} headlines = {1, 20, 0.5};

struct shortening {
    stm_arena *arena;
    const stm_findings *findings;
    const stm_comparison *comparison;
    const stm_view *names;
};

static void add_line(stm_vector *lines, stm_view text, const char *id)
{
    *(stm_line *)stm_vector_push(lines) = (stm_line){text, id};
}

// By origins, by accounts that begin with it, and by what it says of the headlines.
typedef struct news {
    const stm_claim *claim;
    const stm_mention *shown;
    double worth;
    uint32_t number;
} news;

static int most_central_first(const void *one, const void *two)
{
    const news *a = one, *b = two;
    if (a->worth != b->worth)
        return a->worth > b->worth ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

// The beginnings of the words of a text that carry content, each once; counts in how many texts a word is.
static void read_words(stm_arena *arena, stm_view text, stm_map *words)
{
    stm_view rest = stm_fold(arena, text), word;
    stm_map own;
    stm_map_init(&own, arena);
    while (stm_view_split(&rest, ' ', &word)) {
        while (word.size > 0 && !stm_is_letter(word.at[0]) && !stm_is_digit(word.at[0]) && (unsigned char)word.at[0] < 0x80)
            word = stm_view_from(word, 1);
        uint64_t key = stm_hash(stm_view_upto(word, word.size < STEM ? word.size : STEM));
        if (word.size >= WORD_LEAST && (*stm_map_put(&own, key))++ == 0)
            (*stm_map_put(words, key))++;
    }
}

static stm_map words_of_headlines(const struct shortening *s)
{
    const stm_story *story = s->comparison->story;
    stm_map words;
    stm_map_init(&words, s->arena);
    for (size_t i = 0; i < story->ndocuments && i < HEADLINES_MOST; i++)
        read_words(s->arena, s->findings->documents[story->documents[i]]->article.title, &words);
    return words;
}

// How much of what the headlines say a text says, 0..1: words by the headlines that have them.
static double headlined(const struct shortening *s, const stm_map *words, stm_view text)
{
    stm_map own;
    stm_map_init(&own, s->arena);
    read_words(s->arena, text, &own);
    double all = 0, said = 0;
    for (size_t i = 0; i < words->n; i++) {
        double weight = (double)words->entries[i].value;
        all += weight;
        said += stm_map_get(&own, words->entries[i].key) != NULL ? weight : 0;
    }
    return all > 0 ? said / all : 0;
}

// In how many accounts it stands at the beginning.
static uint32_t count_early(const stm_claim *claim)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < claim->nmentions; i++)
        n += stm_words_early(&claim->mentions[i]) && (i == 0 || claim->mentions[i].document != claim->mentions[i - 1].document);
    return n;
}

static bool said_already(stm_arena *arena, const stm_vector *lines, stm_view text)
{
    for (size_t i = 0; i < lines->n; i++)
        if (stm_words_repeat(arena, ((stm_line *)lines->items)[i].text, text) || stm_words_repeat(arena, text, ((stm_line *)lines->items)[i].text))
            return true;
    return false;
}

static bool asked(const stm_difference *d)
{
    return d->what.size > 0 && d->relation != STM_COMPATIBLE && d->relation != STM_TRUNCATED && d->relation != STM_SCOPE;
}

// Sentences with a value that more origins give otherwise.
static void doubt_few(const struct shortening *s, stm_map *doubted)
{
    const stm_comparison *c = s->comparison;
    for (size_t i = 0; i < c->ndifferences; i++) {
        const stm_difference *d = &c->differences[i];
        uint32_t nsides = 0;
        const stm_side *sides = asked(d) ? stm_words_of_sides(s->arena, s->findings, d, &nsides) : NULL;
        for (uint32_t m = 0; m < d->nmentions && nsides > 1 && sides[0].value.size > 0; m++)
            if (!stm_view_equal(stm_words_of_value(s->arena, &d->mentions[m]), sides[0].value))
                stm_words_doubt(s->findings, &d->mentions[m], doubted);
    }
}

// The statement by which a claim is told: not by words of nobody where a sentence of it says whose they are.
static const stm_statement *telling_of(const stm_comparison *c, const stm_claim *claim)
{
    const stm_statement *lead = &c->statements[claim->statements[0]];
    for (uint32_t i = 1; i < claim->nstatements && lead->kind == STM_STATEMENT_QUOTE && lead->speaker.size == 0; i++)
        if (c->statements[claim->statements[i]].kind == STM_STATEMENT_FACT)
            lead = &c->statements[claim->statements[i]];
    return lead;
}

// The mention by which it is told, and what that is worth.
static news weigh(const struct shortening *s, uint32_t number, const stm_map *doubted, const stm_map *words)
{
    const stm_claim *claim = &s->comparison->claims[number];
    const stm_statement *lead = telling_of(s->comparison, claim);
    news told = {.claim = claim, .number = number};
    double *said = stm_arena_take_array(s->arena, lead->nmentions + 1, sizeof *said), *favours = stm_arena_take_array(s->arena, lead->nmentions + 1, sizeof *favours);
    for (uint32_t m = 0; m < lead->nmentions && m < MENTIONS_MOST; m++) {
        said[m] = headlined(s, words, stm_words_of_claim(s->arena, s->findings, lead, &lead->mentions[m], STM_ALL_WORDS));
        favours[m] = headlines.favour * said[m];
    }
    bool figure = lead->kind == STM_STATEMENT_FIGURE; // sentences with one figure tell of other things, too
    uint32_t best = figure ? stm_words_best(s->findings, lead->mentions, lead->nmentions)
                           : stm_words_first(s->findings, lead->mentions, lead->nmentions, doubted, favours);
    told.shown = &lead->mentions[best];
    told.worth = claim->norigins + count_early(claim) + headlines.each * (double)s->comparison->story->ndocuments * said[best];
    told.worth *= lead->kind == STM_STATEMENT_QUOTE ? headlines.quotation : 1;
    return told;
}

static void say_what_happened(const struct shortening *s, stm_vector *lines)
{
    const stm_comparison *c = s->comparison;
    news *all = stm_arena_take_array(s->arena, c->nclaims + 1, sizeof *all);
    stm_map doubted, words = words_of_headlines(s);
    stm_map_init(&doubted, s->arena);
    doubt_few(s, &doubted);
    uint32_t n = 0;
    uint32_t least = c->nclaims > 0 && c->claims[0].norigins > 1 ? 2 : 1; // the first have most
    for (uint32_t i = 0; i < c->nclaims; i++)
        if (c->claims[i].norigins >= least && !stm_words_timed(&c->statements[c->claims[i].statements[0]]))
            all[n++] = weigh(s, i, &doubted, &words);
    if (n > 0)
        qsort(all, n, sizeof *all, most_central_first);
    for (uint32_t i = 0; i < n && lines->n < LINES_MOST; i++) {
        const stm_statement *lead = telling_of(c, all[i].claim);
        stm_view text = stm_words_of_claim(s->arena, s->findings, lead, all[i].shown, TEXT_MOST);
        if ((lead->kind == STM_STATEMENT_QUOTE && (lead->text.size < QUOTE_LEAST || lead->speaker.size == 0)) || said_already(s->arena, lines, text))
            continue;
        const stm_claim *claim = lead->kind == STM_STATEMENT_QUOTE ? NULL : stm_words_strongest(s->findings, c, all[i].shown);
        claim = claim != NULL && claim->norigins > all[i].claim->norigins ? claim : all[i].claim; // the sentence tells that one, too
        add_line(lines, stm_arena_print(s->arena, "%.*s (%u %s, %u articles)", (int)text.size, text.at, (unsigned)claim->norigins,
                                        claim->norigins == 1 ? "origin" : "origins", (unsigned)claim->narticles), lead->id);
    }
}

static void put_names(const struct shortening *s, stm_buffer *to, const uint32_t *documents, uint32_t n, uint32_t most)
{
    for (uint32_t i = 0; i < n && i < most; i++) {
        stm_buffer_put_string(to, i == 0 ? "" : i + 1 == n ? " and " : ", ");
        stm_buffer_put(to, s->names[documents[i]]);
    }
    if (n > most)
        stm_buffer_print(to, " and %u more", (unsigned)(n - most));
}

static stm_view sentence_of_origin(const struct shortening *s, const stm_origin *origin)
{
    stm_buffer to;
    stm_buffer_init(&to, s->arena, 0);
    put_names(s, &to, origin->documents, origin->ndocuments, NAMES_MOST);
    stm_view name = stm_words_without_www(origin->name);
    stm_buffer_put_string(&to, " count as one origin: they print ");
    if (origin->kind != STM_ORIGIN_UNSEEN && origin->name.size > 0)
        stm_buffer_print(&to, "words of %.*s", (int)name.size, name.at);
    else if (origin->name.size > 0)
        stm_buffer_print(&to, "a text of %.*s that is not among the inputs", (int)name.size, name.at);
    else
        stm_buffer_put_string(&to, "a text that is not among the inputs");
    stm_buffer_put_byte(&to, '.');
    return stm_buffer_view(&to);
}

static void say_who_stands_alone(const struct shortening *s, stm_vector *lines)
{
    const stm_comparison *c = s->comparison;
    uint32_t *alone = stm_arena_take_array(s->arena, c->norigins + 1, sizeof *alone), n = 0;
    for (size_t o = 0; o < c->norigins; o++)
        if (c->origins[o].ndocuments == 1)
            alone[n++] = c->origins[o].documents[0];
    for (size_t o = 0; o < c->norigins && lines->n < ORIGINS_MOST; o++)
        if (c->origins[o].ndocuments > 1)
            add_line(lines, sentence_of_origin(s, &c->origins[o]), "");
    if (n == 0 || c->norigins < 2)
        return;
    stm_buffer to;
    stm_buffer_init(&to, s->arena, 0);
    bool all = n == c->norigins;
    put_names(s, &to, alone, n, NAMES_MOST);
    stm_buffer_put_string(&to, all ? ": none takes its prose from another." : n == 1 ? " stands on its own." : " stand on their own.");
    add_line(lines, stm_buffer_view(&to), "");
}

static void put_side(const struct shortening *s, stm_buffer *to, const stm_difference *d, const stm_side *side)
{
    uint32_t *documents = stm_arena_take_array(s->arena, side->nmentions, sizeof *documents);
    for (uint32_t i = 0; i < side->nmentions; i++)
        documents[i] = d->mentions[side->mentions[i]].document;
    if (side->value.size > 0) {
        stm_buffer_put(to, side->value);
    } else {
        stm_view words = stm_words_clip(s->arena, stm_words_of_mention(s->arena, s->findings, &d->mentions[side->mentions[0]]), SIDE_MOST);
        stm_buffer_print(to, "“%.*s”", (int)words.size, words.at);
    }
    stm_buffer_put_string(to, " (");
    put_names(s, to, documents, side->nmentions, SIDE_NAMES_MOST);
    stm_buffer_put_byte(to, ')');
}

stm_view stm_words_of_difference(stm_arena *arena, const stm_findings *findings, const stm_view *names, const stm_difference *d)
{
    const struct shortening *s = &(struct shortening){.arena = arena, .findings = findings, .names = names};
    uint32_t nsides;
    const stm_side *sides = stm_words_of_sides(s->arena, s->findings, d, &nsides);
    bool values = nsides > 0 && sides[0].value.size > 0;
    stm_buffer to;
    stm_buffer_init(&to, s->arena, 0);
    if (values) {
        ptrdiff_t other = stm_view_find(d->what, STM_VIEW(" / ")); // the words of the other side
        stm_view what = stm_words_clip(s->arena, other > 0 ? stm_view_upto(d->what, (size_t)other) : d->what, SIDE_MOST);
        stm_buffer_print(&to, "%.*s: ", (int)what.size, what.at);
    }
    for (uint32_t i = 0; i < nsides && i < SIDES_MOST; i++) {
        stm_buffer_put_string(&to, i > 0 ? "; " : "");
        put_side(s, &to, d, &sides[i]);
    }
    stm_buffer_put_string(&to, nsides > SIDES_MOST ? "; …" : ".");
    return stm_buffer_view(&to);
}

// A quotation in its fullest wording, and who has it; the wordings themselves stand side by side elsewhere.
static stm_view words_and_names(const struct shortening *s, const stm_difference *d)
{
    uint32_t n;
    const uint32_t *order = stm_words_by_article(s->arena, d->mentions, d->nmentions, &n);
    uint32_t *documents = stm_arena_take_array(s->arena, n + 1, sizeof *documents);
    for (uint32_t i = 0; i < n; i++)
        documents[i] = d->mentions[order[i]].document;
    stm_view words = stm_words_clip(s->arena, d->what, QUOTE_MOST);
    stm_buffer to;
    stm_buffer_init(&to, s->arena, 0);
    stm_buffer_print(&to, "“%.*s” (", (int)words.size, words.at);
    put_names(s, &to, documents, n, SIDE_NAMES_MOST);
    stm_buffer_put_string(&to, ").");
    return stm_buffer_view(&to);
}

static void say_where_they_differ(const struct shortening *s, stm_vector *lines)
{
    const stm_comparison *c = s->comparison;
    for (size_t i = 0; i < c->ndifferences && lines->n < LINES_MOST; i++)
        if (asked(&c->differences[i])) {
            const stm_difference *d = &c->differences[i];
            stm_view sides = d->kind == STM_DIFFERENCE_QUOTE ? words_and_names(s, d) : stm_words_of_difference(s->arena, s->findings, s->names, d);
            const char *relation = stm_words_of_relation(d);
            sides = stm_words_begin(s->arena, sides);
            add_line(lines, stm_arena_print(s->arena, "%c%s. %.*s", relation[0] - ('a' - 'A'), relation + 1, (int)sides.size, sides.at), d->id);
        }
}

// The most telling of each account, of the accounts whose are worth most.
static void say_what_one_has(const struct shortening *s, stm_vector *lines)
{
    const stm_comparison *c = s->comparison;
    size_t n;
    const uint32_t *lone = stm_words_of_lone(s->arena, s->findings, c, &n);
    bool *shown = stm_arena_take_array(s->arena, s->findings->ndocuments + 1, sizeof *shown);
    for (size_t i = 0; i < n && lines->n < LINES_MOST; i++) {
        const stm_statement *one = &c->statements[lone[i]];
        if (shown[one->mentions[0].document])
            continue;
        shown[one->mentions[0].document] = true;
        stm_view name = s->names[one->mentions[0].document];
        stm_view text = stm_words_of_statement(s->arena, s->findings, one, TEXT_MOST);
        add_line(lines, stm_arena_print(s->arena, "%.*s: %.*s", (int)name.size, name.at, (int)text.size, text.at), one->id);
    }
}

stm_summary stm_words_of_summary(stm_arena *arena, const stm_findings *findings, const stm_view *names, size_t story)
{
    static const struct {
        const char *heading;
        void (*say)(const struct shortening *s, stm_vector *lines);
    } parts[STM_SUMMARY_PARTS] = {{"What happened", say_what_happened},
                                  {"Who stands on their own", say_who_stands_alone},
                                  {"Where they differ", say_where_they_differ},
                                  {"What only one has", say_what_one_has}};
    struct shortening s = {arena, findings, &findings->comparisons[story], names};
    stm_summary summary = {0};
    for (size_t i = 0; i < STM_SUMMARY_PARTS; i++) {
        stm_vector lines;
        stm_vector_init(&lines, arena, sizeof(stm_line));
        parts[i].say(&s, &lines);
        summary.parts[i] = (stm_part){parts[i].heading, lines.items, (uint32_t)lines.n};
    }
    return summary;
}
