// Follows the text of a node through a page when it does not stand there in one piece.
//
// The HTML standard joins pieces of text when what stands between them leaves no node: a stray end tag, a tag that may not be
// there, white space that a table does not keep or that a piece of a page begins with. A new line behind <pre> is dropped, CR LF
// becomes LF. The page is read from the node's first byte on, and each byte must be the text's next one, or belong to what may be
// left out.
#include "base/buffer.h"
#include "base/utf8.h"
#include "read/decode.h"

typedef struct tracing {
    stm_view page, held;
    size_t at, done;  // in page, in held
    bool raw;         // script or style: no references, no tags
    bool behind_tag;  // the latest byte belonged to a tag that was left out
    stm_vector *runs;
} tracing;

// The end of the tag or comment at `at`; `at` if there is none.
static size_t markup_end(stm_view page, size_t at)
{
    stm_view rest = stm_view_from(page, at);
    if (rest.size < 2 || !(stm_is_letter(rest.at[1]) || strchr("/!?", rest.at[1]) != NULL) || rest.at[1] == '\0')
        return at;
    if (stm_view_begins(rest, STM_VIEW("<!--"))) {
        ptrdiff_t end = stm_view_find(stm_view_from(rest, 4), STM_VIEW("-->"));
        return end == STM_NOWHERE ? at : at + 4 + (size_t)end + 3;
    }
    char quote = 0;
    for (size_t i = 1; i < rest.size; i++) {
        char c = rest.at[i];
        if (quote != 0)
            quote = c == quote ? 0 : quote;
        else if (c == '>')
            return at + i + 1;
        else if ((c == '"' || c == '\'') && rest.at[i - 1] == '=')
            quote = c;
    }
    return at;
}

// One piece of `took` bytes that reads as `text`, if it is what is held next.
static bool take(tracing *t, size_t took, stm_view text)
{
    if (!stm_view_begins(stm_view_from(t->held, t->done), text))
        return false;
    *(stm_run *)stm_vector_push(t->runs) = (stm_run){(uint32_t)t->done, (uint32_t)text.size, (uint32_t)t->at, (uint32_t)took};
    t->done += text.size;
    t->at += took;
    t->behind_tag = false;
    return true;
}

static bool take_reference(tracing *t)
{
    uint32_t codes[2];
    size_t took = stm_entity_read(t->page, t->at, codes);
    if (took == 0)
        return false;
    char text[2 * STM_UTF8_MOST];
    size_t size = stm_utf8_put(codes[0], text);
    if (codes[1] != 0)
        size += stm_utf8_put(codes[1], text + size);
    return take(t, took, (stm_view){text, size});
}

// Bytes that stand in the page as they are held.
static bool take_plain(tracing *t)
{
    size_t n = 0;
    while (t->at + n < t->page.size && t->done + n < t->held.size) {
        char c = t->page.at[t->at + n];
        if (c != t->held.at[t->done + n] || c == '\r' || (!t->raw && n > 0 && (c == '&' || c == '<')))
            break;
        n++;
    }
    if (n == 0)
        return false;
    stm_runs_add(t->runs, (uint32_t)t->done, (uint32_t)n, (uint32_t)t->at, (uint32_t)n);
    t->at += n;
    t->done += n;
    t->behind_tag = false;
    return true;
}

static bool leave_out(tracing *t)
{
    char c = t->page.at[t->at];
    size_t end = c == '<' && !t->raw ? markup_end(t->page, t->at) : t->at;
    if (end > t->at) {
        t->behind_tag = true;
        t->at = end;
        return true;
    }
    if (c == '\0' || (t->behind_tag && stm_is_space(c))) {
        t->at++;
        return true;
    }
    return false;
}

static bool step(tracing *t)
{
    if (t->at >= t->page.size)
        return false;
    char c = t->page.at[t->at];
    if (c == '\r')
        return take(t, t->at + 1 < t->page.size && t->page.at[t->at + 1] == '\n' ? 2 : 1, STM_VIEW("\n")) || leave_out(t);
    if (c == '&' && !t->raw && take_reference(t))
        return true;
    if (c == '<' && !t->raw && leave_out(t))
        return true;
    return take_plain(t) || leave_out(t);
}

static bool follow(stm_arena *arena, tracing t, size_t *left, stm_decoded *to)
{
    *to = (stm_decoded){.text = t.held};
    stm_vector_init(&to->runs, arena, sizeof(stm_run));
    t.runs = &to->runs;
    while (t.done < t.held.size) {
        size_t before = t.at;
        if (!step(&t) || t.at - before > *left || stm_runs_full(t.runs, t.held.size))
            return false;
        *left -= t.at - before;
    }
    to->text = stm_arena_copy(arena, t.held);
    return true;
}

static size_t behind_newline(stm_view page, size_t at)
{
    at += at < page.size && page.at[at] == '\r';
    return at + (at < page.size && page.at[at] == '\n');
}

bool stm_text_trace(stm_arena *arena, stm_view page, size_t at, stm_view held, size_t *left, stm_decoded *to)
{
    if (at >= page.size || held.size == 0 || stm_utf8_valid(held) != held.size)
        return false;
    tracing t = {.page = page, .held = held, .at = at, .behind_tag = !stm_is_space(held.at[0])};
    if (follow(arena, t, left, to))
        return true;
    t.at = behind_newline(page, at); // behind <pre>
    if (t.at > at && follow(arena, t, left, to))
        return true;
    t.at = at;
    t.raw = true;
    return follow(arena, t, left, to);
}
