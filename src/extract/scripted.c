// The article in the data of the program that draws a page: a string of JSON in a script, with its paragraphs as HTML
// ("window.state = {…}", "<script type=application/json>", the pushes of components that a server drew, whose strings hold JSON that
// holds strings). A string is one where three paragraphs end in it and two words of the page's title stand there; of several the
// longest is the article.
#include "extract/inner.h"

enum { SCRIPT_LEAST = 600, STRING_LEAST = 400, PARAGRAPHS = 3, TITLE_LEAST = 4, TITLE_WORDS = 32, TITLE_SHARED = 2, LEFT_TIMES = 4 };

typedef struct {
    stm_extractor *x;
    stm_view title;
    size_t left; // bytes that may still be unescaped
    size_t most; // of the best so far
    stm_json_place best;
} search;

static unsigned paragraphs(stm_view text)
{
    unsigned n = 0;
    for (ptrdiff_t at; n < PARAGRAPHS && (at = stm_view_find(text, STM_VIEW("</p>"))) != STM_NOWHERE; n++)
        text = stm_view_from(text, (size_t)at + 4);
    return n;
}

// Words of the title that stand in the text, up to two.
static unsigned title_words(stm_view title, stm_view text)
{
    unsigned n = 0;
    stm_view word;
    for (int words = 0; words < TITLE_WORDS && n < TITLE_SHARED && stm_view_split(&title, ' ', &word); words++) {
        while (word.size > 0 && memchr(",.:;!?'\")", word.at[word.size - 1], 9) != NULL)
            word.size--;
        n += word.size >= TITLE_LEAST && stm_view_find_nocase(text, word) != STM_NOWHERE;
    }
    return n;
}

// Takes the string for the article where it holds one, longer than the best so far.
static void weigh(search *s, stm_view string, stm_json_place place, size_t size)
{
    if (size <= s->most || paragraphs(string) < PARAGRAPHS || title_words(s->title, string) < TITLE_SHARED)
        return;
    s->most = size;
    s->best = place;
}

static size_t markup_begin(stm_view raw)
{
    ptrdiff_t plain = stm_view_find(raw, STM_VIEW("<")), escaped = stm_view_find(raw, STM_VIEW("\\u003c"));
    if (escaped != STM_NOWHERE && (plain == STM_NOWHERE || escaped < plain))
        return (size_t)escaped;
    return plain != STM_NOWHERE ? (size_t)plain : raw.size;
}

static bool is_json(stm_view text)
{
    stm_view head = stm_view_trim(text);
    size_t at = 0; // behind "2a:", a row's number
    while (at < head.size && at < 8 && (stm_is_digit(head.at[at]) || stm_is_letter(head.at[at])))
        at++;
    at += at > 0 && at < head.size && head.at[at] == ':';
    return at < head.size && (head.at[at] == '{' || head.at[at] == '[');
}

static void search_strings(search *s, stm_view text, stm_json_place around, bool within);

static void look_at(search *s, stm_view text, stm_span inside, stm_json_place around, bool within)
{
    stm_view raw = stm_view_in(text, inside);
    if (raw.size < STRING_LEAST || raw.size > s->left)
        return;
    s->left -= raw.size;
    stm_view string = stm_json_text(&s->x->scratch, raw);
    stm_json_place place = around;
    if (is_json(string)) {
        place.inside = inside;
        if (!within)
            search_strings(s, string, place, true);
        return;
    }
    inside.begin += (uint32_t)markup_begin(raw);
    *(within ? &place.within : &place.inside) = inside;
    weigh(s, string, place, raw.size);
}

// Every string of a program's data, or of a string of these.
static void search_strings(search *s, stm_view text, stm_json_place around, bool within)
{
    size_t at = 0;
    while (at < text.size && text.at[at] != '{' && text.at[at] != '[')
        at++;
    for (; at < text.size; at++) {
        if (text.at[at] != '"')
            continue;
        size_t end = stm_json_string_end(text, at + 1);
        if (end < text.size)
            look_at(s, text, (stm_span){(uint32_t)at + 1, (uint32_t)end}, around, within);
        at = end;
    }
}

bool stm_scripted_find(stm_extractor *x, const stm_page *page, stm_view title, stm_json_place *place)
{
    const stm_tree *tree = &page->tree;
    search s = {.x = x, .title = title, .left = LEFT_TIMES * page->text.size};
    for (uint32_t i = 0; i + 1 < tree->nnodes; i++) {
        bool script = tree->tags[i] == STM_TAG_SCRIPT && tree->tags[i + 1] == STM_TAG_TEXT && !stm_jsonld_script(tree, i);
        if (script && tree->nodes[i + 1].text.size >= SCRIPT_LEAST)
            search_strings(&s, tree->nodes[i + 1].text, (stm_json_place){.node = i + 1}, false);
    }
    *place = s.best;
    return s.most > 0;
}
