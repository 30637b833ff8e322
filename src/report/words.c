// Words for mentions, values, articles and origins, the same in every form of the report.
#include "report/words.h"

#include <math.h>
#include <stdio.h>

#include "base/map.h"
#include "base/utf8.h"
#include "report/escape.h"

// White space as one blank, and nothing of what takes no room: it is no part of the words.
static void put_folded(stm_buffer *to, stm_view text)
{
    text = stm_view_trim(text);
    for (size_t at = 0; at < text.size;) {
        size_t begin = at;
        uint32_t code = stm_utf8_next(text, &at);
        bool space = code < 0x80 && stm_is_space((char)code);
        if (stm_code_is_empty(code) || (space && at < text.size && stm_is_space(text.at[at])))
            continue;
        if (space)
            stm_buffer_put_byte(to, ' ');
        else
            stm_buffer_put(to, (stm_view){text.at + begin, at - begin});
    }
}

stm_view stm_words_of(stm_arena *arena, const stm_article *article, const stm_span *spans, size_t n)
{
    stm_buffer words;
    stm_buffer_init(&words, arena, 0);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            stm_buffer_put_string(&words, " … ");
        put_folded(&words, stm_view_in(article->text, spans[i]));
    }
    return stm_buffer_view(&words);
}

stm_view stm_words_of_mention(stm_arena *arena, const stm_findings *findings, const stm_mention *mention)
{
    return stm_words_of(arena, &findings->documents[mention->document]->article, mention->spans, mention->nspans);
}

// Whole numbers with commas between thousands from `parted` on; round ones as "284 billion".
static void put_number(stm_buffer *to, double number, double parted)
{
    static const struct { double size; const char *name; } rounds[] = {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}};
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        double parts = number / rounds[i].size * 100; // hundredths are exact enough to be read
        if (fabs(number) < rounds[i].size || parts != floor(parts))
            continue;
        stm_escape_json_number(to, number / rounds[i].size);
        stm_buffer_put_string(to, rounds[i].name);
        return;
    }
    if (number != floor(number) || fabs(number) < parted || fabs(number) >= 1e15) {
        stm_escape_json_number(to, number);
        return;
    }
    char digits[24];
    int size = snprintf(digits, sizeof digits, "%.0f", fabs(number));
    if (number < 0)
        stm_buffer_put_byte(to, '-');
    for (int i = 0; i < size; i++) {
        if (i > 0 && (size - i) % 3 == 0)
            stm_buffer_put_byte(to, ',');
        stm_buffer_put_byte(to, digits[i]);
    }
}

// "10 minutes", "3 feet", "20 degrees Celsius", "5 USD".
static void put_unit(stm_buffer *to, stm_view unit, double number)
{
    stm_buffer_put_byte(to, ' ');
    if ((number == 1 && !stm_view_is(unit, "pound-mass")) || !stm_is_lower(unit.at[0]))
        stm_buffer_put(to, unit);
    else if (stm_view_is(unit, "foot"))
        stm_buffer_put_string(to, "feet");
    else if (stm_view_is(unit, "pound-mass"))
        stm_buffer_put_string(to, number == 1 ? "pound" : "pounds");
    else if (stm_view_is(unit, "inch"))
        stm_buffer_put_string(to, "inches");
    else if (stm_view_begins(unit, STM_VIEW("degree ")))
        stm_buffer_print(to, "degrees %.*s", (int)(unit.size - 7), unit.at + 7);
    else
        stm_buffer_print(to, "%.*ss", (int)unit.size, unit.at);
}

// How money of a currency is written before its number; NULL: behind it, by its code.
static const char *sign_of(stm_view unit)
{
    static const char *const signs[][2] = {{"USD", "$"}, {"EUR", "€"}, {"GBP", "£"}, {"JPY", "¥"}, {"AUD", "A$"}, {"CAD", "C$"}, {"INR", "₹"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (stm_view_is(unit, signs[i][0]))
            return signs[i][1];
    return NULL;
}

enum { WITH_CENTS = 1000, SPELLINGS_MOST = 60 };

static void put_amount(stm_buffer *to, const char *sign, double number)
{
    if (sign != NULL && number < 0)
        stm_buffer_put_byte(to, '-');
    stm_buffer_put_string(to, sign != NULL ? sign : "");
    long long cents = llround(fabs(number) * 100);
    if (sign != NULL && number != floor(number) && fabs(number) < WITH_CENTS)
        stm_buffer_print(to, "%lld.%02lld", cents / 100, cents % 100);
    else
        put_number(to, sign != NULL ? fabs(number) : number, sign != NULL ? 1000 : 10000);
}

static const char *bound_word(stm_bound bound)
{
    switch (bound) {
    case STM_BOUND_ABOUT: return "about ";
    case STM_BOUND_MORE: return "more than ";
    case STM_BOUND_LEAST: return "at least ";
    case STM_BOUND_LESS: return "less than ";
    case STM_BOUND_MOST: return "at most ";
    case STM_BOUND_EQUAL: break;
    }
    return "";
}

stm_view stm_words_of_value(stm_arena *arena, const stm_mention *mention)
{
    if (!mention->has_value)
        return stm_words_of_time(arena, mention->date);
    if (mention->vague.size > 0)
        return stm_fold(arena, mention->vague);
    stm_buffer words;
    stm_buffer_init(&words, arena, 0);
    const char *sign = sign_of(mention->unit);
    stm_buffer_put_string(&words, bound_word(mention->bound));
    put_amount(&words, sign, mention->low);
    if (mention->high != mention->low) {
        stm_buffer_put_string(&words, " to ");
        put_amount(&words, sign, mention->high);
    }
    if (stm_view_is(mention->unit, "percent")) {
        stm_buffer_put_string(&words, " %");
    } else if (mention->unit.size > 0 && sign == NULL) {
        put_unit(&words, mention->unit, mention->high);
    }
    return stm_buffer_view(&words);
}

stm_view stm_words_without_www(stm_view name)
{
    return name.size > 4 && stm_view_begins(name, STM_VIEW("www.")) ? stm_view_from(name, 4) : name;
}

stm_view stm_words_of_article(const stm_article *article)
{
    if (article->site.size > 0 || article->outlet.size > 0)
        return stm_words_without_www(article->site.size > 0 ? article->site : article->outlet);
    return stm_article_unnamed(article);
}

enum { NAME_MOST = 60 }; // characters kept of a name that a page gives itself

static stm_view clipped(stm_arena *arena, stm_view name)
{
    size_t at = 0, n = 0;
    while (at < name.size && n++ < NAME_MOST)
        stm_utf8_next(name, &at);
    return at < name.size ? stm_arena_print(arena, "%.*s…", (int)at, name.at) : name;
}

// How many of the others have the same name.
static bool shared(const stm_map *counts, stm_view name)
{
    const uint64_t *n = stm_map_get(counts, stm_hash(name));
    return n != NULL && *n > 1;
}

const stm_view *stm_words_of_articles(stm_arena *arena, const stm_findings *findings)
{
    stm_view *names = stm_arena_take_array(arena, findings->ndocuments + 1, sizeof *names);
    stm_map counts, given;
    stm_map_init(&counts, arena);
    stm_map_init(&given, arena);
    for (size_t i = 0; i < findings->ndocuments; i++) {
        names[i] = clipped(arena, stm_words_of_article(&findings->documents[i]->article));
        ++*stm_map_put(&counts, stm_hash(names[i]));
    }
    for (size_t i = 0; i < findings->ndocuments; i++) {
        if (!shared(&counts, names[i]))
            continue;
        unsigned number = (unsigned)++*stm_map_put(&given, stm_hash(names[i]));
        names[i] = stm_arena_print(arena, "%.*s (%u)", (int)names[i].size, names[i].at, number);
    }
    return names;
}

stm_view stm_words_of_origin(stm_arena *arena, const stm_findings *findings, const stm_comparison *comparison, uint32_t origin)
{
    if (origin >= comparison->norigins)
        return STM_VIEW("unknown");
    const stm_origin *o = &comparison->origins[origin];
    stm_view name = o->name;
    if (name.size == 0 && o->kind != STM_ORIGIN_UNSEEN && o->ndocuments > 0)
        name = stm_words_of_article(&findings->documents[o->documents[0]]->article);
    if (o->kind == STM_ORIGIN_OUTLET)
        return stm_words_without_www(name);
    if (name.size == 0)
        return STM_VIEW("a text not among the inputs");
    return stm_arena_print(arena, "%.*s (%s)", (int)name.size, name.at,
                           o->kind == STM_ORIGIN_UNSEEN ? "not among the inputs" : stm_origin_kind_name(o->kind));
}

const uint32_t *stm_words_by_origin(stm_arena *arena, const stm_mention *mentions, uint32_t n)
{
    uint32_t *order = stm_arena_take_array(arena, n + 1, sizeof *order), placed = 0;
    bool *done = stm_arena_take_array(arena, n + 1, sizeof *done);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i; k < n && !done[i]; k++) {
            if (done[k] || mentions[k].origin != mentions[i].origin)
                continue;
            order[placed++] = k;
            done[k] = k > i; // i itself ends the round
        }
    return order;
}

const uint32_t *stm_words_by_article(stm_arena *arena, const stm_mention *mentions, uint32_t n, uint32_t *narticles)
{
    const uint32_t *all = stm_words_by_origin(arena, mentions, n);
    uint32_t *order = stm_arena_take_array(arena, n + 1, sizeof *order);
    stm_map named; // an article may have a part of its words from another origin
    stm_map_init(&named, arena);
    *narticles = 0;
    for (uint32_t i = 0; i < n; i++)
        if ((*stm_map_put(&named, mentions[all[i]].document))++ == 0)
            order[(*narticles)++] = all[i];
    return order;
}

const char *stm_words_between(const stm_mention *before, const stm_mention *mention)
{
    return before->origin == mention->origin ? " + " : "; ";
}

enum { NO_STORY = UINT32_MAX };

stm_story_pairs stm_words_of_pairs(stm_arena *arena, const stm_findings *findings)
{
    const stm_stories *stories = findings->stories;
    const stm_reuse *reuse = findings->reuse;
    stm_story_pairs by = {stm_arena_take_array(arena, stories->nstories + 2, sizeof *by.begins),
                          stm_arena_take_array(arena, reuse->npairs + 1, sizeof *by.pairs)};
    uint32_t *story_of = stm_arena_take_array(arena, findings->ndocuments + 1, sizeof *story_of);
    for (size_t d = 0; d < findings->ndocuments; d++)
        story_of[d] = NO_STORY;
    for (size_t s = 0; s < stories->nstories; s++)
        for (size_t i = 0; i < stories->stories[s].ndocuments; i++)
            story_of[stories->stories[s].documents[i]] = (uint32_t)s;
    for (int pass = 0; pass < 2; pass++) { // counts, then places
        for (size_t i = 0; i < reuse->npairs; i++) {
            uint32_t story = story_of[reuse->pairs[i].a];
            if (story == NO_STORY || story != story_of[reuse->pairs[i].b])
                continue;
            if (pass == 0)
                by.begins[story + 2]++;
            else
                by.pairs[by.begins[story + 1]++] = &reuse->pairs[i];
        }
        for (size_t s = 2; pass == 0 && s < stories->nstories + 2; s++)
            by.begins[s] += by.begins[s - 1];
    }
    return by;
}

stm_view stm_words_of_count(stm_arena *arena, size_t n, const char *one, const char *many)
{
    return stm_arena_print(arena, "%zu %s", n, n == 1 ? one : many);
}

bool stm_words_closes(stm_view words)
{
    return words.size > 0 && strchr(".,;:!?)", words.at[0]) != NULL && words.at[0] != '\0';
}

// The first letters of a name's words in capitals, "MSB" of "Marine Safety Board", as far as `spelling` goes.
static bool is_initials(stm_view name, stm_view spelling)
{
    size_t n = 0;
    for (size_t i = 0; i < name.size; i++)
        if (stm_is_upper(name.at[i]) && (i == 0 || name.at[i - 1] == ' ' || name.at[i - 1] == '-')) {
            if (n == spelling.size || stm_lower(spelling.at[n]) != stm_lower(name.at[i]))
                return false;
            n++;
        }
    return n > 1 && n == spelling.size;
}

// Does the longer name have the words of the shorter in a row: "the Contact Group" in "the Sund Contact Group".
static bool has_words(stm_view longer, stm_view shorter)
{
    for (size_t at = 0; at + shorter.size <= longer.size; at++) {
        bool begins = at == 0 || longer.at[at - 1] == ' ', ends = at + shorter.size == longer.size || longer.at[at + shorter.size] == ' ';
        if (begins && ends && memcmp(longer.at + at, shorter.at, shorter.size) == 0)
            return true;
    }
    return false;
}

// Does spelling i say what another does: a part of it, its first letters, the same with other apostrophes.
static bool is_said(const stm_person *person, const stm_view *folded, uint32_t i)
{
    for (uint32_t k = 0; k < person->nspellings; k++) {
        bool same = stm_view_equal(folded[k], folded[i]);
        if (k != i && (same ? k < i : has_words(folded[k], folded[i]) || is_initials(person->spellings[k], person->spellings[i])))
            return true;
    }
    return false;
}

const stm_view *stm_words_of_spellings(stm_arena *arena, const stm_person *person, uint32_t *n)
{
    stm_view *folded = stm_arena_take_array(arena, person->nspellings + 1, sizeof *folded);
    stm_view *told = stm_arena_take_array(arena, person->nspellings + 1, sizeof *told);
    *n = 0;
    for (uint32_t i = 0; i < person->nspellings; i++)
        folded[i] = stm_fold(arena, person->spellings[i]);
    stm_view name = stm_fold(arena, person->name);
    bool other = false; // than the name with more words around it
    for (uint32_t i = 0; i < person->nspellings && person->nspellings <= SPELLINGS_MOST; i++)
        if (!is_said(person, folded, i)) {
            told[(*n)++] = person->spellings[i];
            other = other || !has_words(folded[i], name);
        }
    *n = *n > 1 && other ? *n : 0;
    return told;
}

static const char *words_of_differing(stm_difference_kind kind)
{
    switch (kind) {
    case STM_DIFFERENCE_ATTRIBUTION: return "attributed differently";
    case STM_DIFFERENCE_NAME: return "named differently";
    default: return "differ";
    }
}

const char *stm_words_of_relation(const stm_difference *difference)
{
    switch (difference->relation) {
    case STM_DIFFERS: return words_of_differing(difference->kind);
    case STM_COMPATIBLE: return "fit together";
    case STM_UPDATE: return "later count";
    case STM_SCOPE: return "not quite the same quantity";
    case STM_CONFLICT: return "cannot both be right";
    case STM_TRUNCATED: return "shortened";
    case STM_ALTERED: return "worded differently";
    }
    return "differ";
}

static const double CERTAIN = 0.7; // probability of a copy below which that is said

static stm_view taking(stm_arena *arena, const stm_view *names, const stm_pair *pair)
{
    stm_view a = names[pair->a], b = names[pair->b];
    switch (pair->direction) {
    case STM_DIRECTION_A_TO_B:
        return stm_arena_print(arena, "%.*s takes words of %.*s", (int)b.size, b.at, (int)a.size, a.at);
    case STM_DIRECTION_B_TO_A:
        return stm_arena_print(arena, "%.*s takes words of %.*s", (int)a.size, a.at, (int)b.size, b.at);
    case STM_DIRECTION_COMMON:
        return stm_arena_print(arena, "%.*s and %.*s share words of a third text", (int)a.size, a.at, (int)b.size, b.at);
    case STM_DIRECTION_UNKNOWN: break;
    }
    return stm_arena_print(arena, "%.*s and %.*s share words; who had them first is not known", (int)a.size, a.at, (int)b.size,
                           b.at);
}

stm_view stm_words_of_pair(stm_arena *arena, const stm_view *names, const stm_pair *pair)
{
    stm_view words = taking(arena, names, pair);
    if (pair->relation != STM_RELATION_COPY || pair->score >= CERTAIN)
        return words;
    return stm_arena_print(arena, "%.*s, not certain: %d %%", (int)words.size, words.at, (int)(pair->score * 100 + 0.5));
}

struct piecing {
    stm_arena *arena;
    const stm_article *own, *full;
    stm_vector pieces; // of stm_piece
};

static void add_piece(struct piecing *p, stm_piece_kind kind, stm_view words)
{
    if (words.size == 0)
        return;
    stm_piece *piece = stm_vector_push(&p->pieces);
    *piece = (stm_piece){kind, words};
}

static void add_dots(struct piecing *p)
{
    const stm_piece *last = p->pieces.n > 0 ? stm_vector_at(&p->pieces, p->pieces.n - 1) : NULL;
    if (last == NULL || !stm_view_is(last->words, "…"))
        add_piece(p, STM_PIECE_SAME, STM_VIEW("…"));
}

enum { MARKS = 3 }; // bytes that a sign or closing mark behind the last word may take

// The words of a range as far as the mention's spans hold them: what lies between two spans is not the speaker's.
static void add_within(struct piecing *p, stm_piece_kind kind, const stm_article *article, const stm_mention *mention, stm_span range)
{
    for (uint32_t i = 0; i < mention->nspans; i++) {
        stm_span span = mention->spans[i];
        stm_span part = {span.begin > range.begin ? span.begin : range.begin, span.end < range.end ? span.end : range.end};
        if (part.begin >= part.end)
            continue;
        if (i > 0 && part.begin == span.begin && kind == STM_PIECE_SAME)
            add_piece(p, kind, STM_VIEW("…"));
        add_piece(p, kind, stm_words_of(p->arena, article, &part, 1));
    }
}

static bool span_usable(const stm_article *article, stm_span span)
{
    return span.begin <= span.end && span.end <= article->text.size;
}

const stm_piece *stm_words_of_edits(stm_arena *arena, const stm_findings *findings, const stm_statement *statement,
                                    const stm_mention *mention, size_t *npieces)
{
    const stm_mention *fullest = &statement->mentions[statement->fullest];
    struct piecing p = {arena, &findings->documents[mention->document]->article,
                        &findings->documents[fullest->document]->article, {0}};
    stm_vector_init(&p.pieces, arena, sizeof(stm_piece));
    uint32_t at = mention->nspans > 0 ? mention->spans[0].begin : 0;
    uint32_t end = mention->nspans > 0 ? mention->spans[mention->nspans - 1].end : 0;
    for (uint32_t i = 0; i < mention->nedits; i++) {
        const stm_edit *edit = &mention->edits[i];
        if (!span_usable(p.own, edit->own) || !span_usable(p.full, edit->full) || edit->own.begin < at)
            continue;
        bool last = i + 1 == mention->nedits && edit->own.end + MARKS >= end;
        last = last || (edit->op == STM_EDIT_CUT && edit->own.begin + MARKS >= end); // cuts of all spans behind it are one
        bool edge = edit->op == STM_EDIT_CUT && (edit->own.begin <= at || last);
        add_within(&p, STM_PIECE_SAME, p.own, mention, (stm_span){at, edit->own.begin});
        at = edit->own.end;
        if (edge)
            add_dots(&p);
        else
            add_within(&p, STM_PIECE_CUT, p.full, fullest, edit->full);
        add_within(&p, STM_PIECE_PUT, p.own, mention, edit->own);
    }
    add_within(&p, STM_PIECE_SAME, p.own, mention, (stm_span){at, end});
    *npieces = p.pieces.n;
    return p.pieces.items;
}
