// The article as a page states it in its JSON-LD (schema.org's articleBody, the updates of a LiveBlogPosting), for pages that draw
// their text with a script or show a stump of it.
//
// A second candidate beside the lines that the page shows, by this rule: it is taken where its prose has forty words or more and the
// prose shown is less than a third of it, and 250 words at most (what is longer is no stump). Then all of the text is the statement's
// and none of it the page's, so that every byte leads to a string of JSON. The JSON's parser gives no places: the strings are found
// in the scripts by the hash of what they say. Lines are parted by the markup that a string holds; where it has none that parts
// lines, by its line feeds; where it has none of these either, between sentences that no blank parts ("the bridge.The mayor"): there
// were tags once. Of a page that shows next to nothing and states no text, what the data of its program hold is taken (scripted.c).
#include "extract/metadata.h"

enum { STATED_LEAST = 40, SHOWN_MOST = 250, SHOWN_LITTLE = 25, SHARE = 3, WORD_BYTES = 4, SAID_WORDS = 40, BYTES_MOST = 4 << 20 };

typedef struct {
    stm_extractor *x;
    const stm_page *page;
    stm_map places;    // hash of a string's text -> number of its place + 1
    stm_vector found;  // of stm_json_place
    stm_outline outline;
    stm_vector lines;
    stm_layer layer; // of all strings; before it is known, of those that may lie in another too
    bool known;
    size_t left;     // bytes of strings that may still be taken
} stating;

size_t stm_json_string_end(stm_view text, size_t at)
{
    while (at < text.size && text.at[at] != '"')
        at += text.at[at] == '\\' ? 2 : 1;
    return at < text.size ? at : text.size;
}

static size_t behind_blanks(stm_view text, size_t at)
{
    while (at < text.size && stm_is_space(text.at[at]))
        at++;
    return at;
}

static bool holds_text(stm_view key)
{
    return stm_view_is(key, "articleBody") || stm_view_is(key, "text") || stm_view_is(key, "headline");
}

static void note_place(stating *s, uint32_t node, stm_span inside)
{
    stm_arena *scratch = &s->x->scratch;
    stm_view string = stm_jsonld_plain(scratch, stm_view_in(s->page->tree.nodes[node].text, inside));
    uint64_t *number = stm_map_put(&s->places, stm_hash(stm_json_text(scratch, string)));
    if (*number != 0)
        return;
    *(stm_json_place *)stm_vector_push(&s->found) = (stm_json_place){.node = node, .inside = inside};
    *number = s->found.n;
}

// The strings of one script that stand behind a key for texts.
static void find_in_script(stating *s, uint32_t node)
{
    stm_view text = s->page->tree.nodes[node].text;
    for (size_t at = 0; at < text.size; at++) {
        if (text.at[at] != '"')
            continue;
        size_t end = stm_json_string_end(text, at + 1), next = behind_blanks(text, end + 1);
        bool wanted = holds_text(stm_view_upto(stm_view_from(text, at + 1), end - at - 1));
        at = end;
        if (next >= text.size || text.at[next] != ':' || !wanted)
            continue;
        next = behind_blanks(text, next + 1);
        if (next >= text.size || text.at[next] != '"')
            continue;
        at = stm_json_string_end(text, next + 1);
        if (at < text.size)
            note_place(s, node, (stm_span){(uint32_t)next + 1, (uint32_t)at});
    }
}

static bool parts_lines(const stm_tree *tree)
{
    for (uint32_t i = 1; i < tree->nnodes; i++) {
        stm_tag tag = tree->nodes[i].tag;
        bool around = tag == STM_TAG_HTML || tag == STM_TAG_HEAD || tag == STM_TAG_BODY;
        if (!around && (tag == STM_TAG_BR || stm_begins_line(tag, tree->nodes[i].name)))
            return true;
    }
    return false;
}

static bool ends_sentence(uint32_t code)
{
    return code == '.' || code == '!' || code == '?' || code == 0x2026;
}

// Where a sentence begins right behind the last one, from `at` on; the text's end: nowhere. Straight marks open and close by turns.
static size_t joint(stm_view text, size_t at)
{
    uint32_t before[2] = {0, 0}; // the latest and the one before
    for (bool quoted = false; at < text.size;) {
        size_t here = at, next;
        uint32_t code = stm_utf8_next(text, &at);
        bool opens = code == 0x201C || (code == '"' && !quoted);
        bool closed = (before[0] == 0x201D || (before[0] == '"' && !quoted)) && ends_sentence(before[1]);
        bool ended = ends_sentence(before[0]) && (stm_code_is_lower(before[1]) || stm_code_is_digit(before[1]) || before[1] == ')');
        next = at;
        uint32_t second = stm_utf8_next(text, &next);
        bool begins = opens ? stm_code_is_upper(second) : stm_code_is_upper(code) && (stm_code_is_lower(second) || second == ' ');
        if ((ended || closed) && begins)
            return here;
        quoted = quoted != (code == '"');
        before[1] = before[0];
        before[0] = code;
    }
    return text.size;
}

static void put_line(stating *s, const stm_page *inner, const stm_node *node, stm_span part, size_t *run)
{
    stm_assembly_put_part(&s->outline.assembly, node->text, part, inner->tree.runs + node->run, node->nruns, run);
}

static void end_line(stating *s, stm_block_kind kind)
{
    stm_outline_line(s->x, &s->outline, kind, &s->lines);
}

// Lines of a text without markup that parts them.
static void put_plain(stating *s, const stm_page *inner, stm_block_kind kind)
{
    bool fed = stm_view_find_byte(inner->text, '\n') != STM_NOWHERE;
    for (uint32_t i = 0; i < inner->tree.nnodes; i++) {
        const stm_node *node = &inner->tree.nodes[i];
        size_t run = 0;
        for (size_t at = 0; node->tag == STM_TAG_TEXT && at < node->text.size;) {
            ptrdiff_t feed = fed ? stm_view_find_byte(stm_view_from(node->text, at), '\n') : STM_NOWHERE;
            size_t end = !fed ? joint(node->text, at) : feed == STM_NOWHERE ? node->text.size : at + (size_t)feed + 1;
            put_line(s, inner, node, (stm_span){(uint32_t)at, (uint32_t)end}, &run);
            if (end < node->text.size || feed != STM_NOWHERE)
                end_line(s, kind);
            at = end;
        }
    }
    end_line(s, kind);
}

static void put_tree(stating *s, const stm_page *inner)
{
    stm_outline outline;
    stm_names names;
    size_t run = 0;
    stm_names_gather(s->x, &inner->tree, &names);
    stm_outline_tree(s->x, inner, &names, &outline);
    const stm_assembly *from = &outline.assembly;
    for (size_t i = 0; i < outline.nlines; i++) {
        const stm_line *line = &outline.lines[i];
        if (line->out || line->weak)
            continue;
        stm_assembly_put_part(&s->outline.assembly, stm_buffer_view(&from->text), line->span, from->runs.items, from->runs.n, &run);
        stm_line *put = stm_outline_line(s->x, &s->outline, line->embed ? STM_BLOCK_EMBED : line->kind, &s->lines);
        if (put != NULL)
            put->figure = line->figure;
    }
    s->outline.firsts = outline.firsts;
}

static void put_string(stating *s, stm_json_place at, stm_block_kind kind)
{
    stm_page inner;
    stm_layer layer;
    if (s->x->reader == NULL && (s->x->reader = stm_reader_new()) == NULL)
        stm_exit_leave(s->x->scratch.way, STM_NO_MEMORY);
    stm_status status = stm_read_within(s->x->reader, &s->x->scratch, s->page, at, &inner, &layer);
    if (status == STM_NO_MEMORY)
        stm_exit_leave(s->x->scratch.way, STM_NO_MEMORY);
    bool either = layer == STM_LAYER_JSON_STRING && stm_view_find_byte(inner.text, '&') == STM_NOWHERE; // reads the same if it is escaped
    if (status != STM_OK || inner.error.status != STM_OK || (s->known && !either && layer != s->layer))
        return;
    s->layer = s->known && either ? s->layer : layer;
    s->known = s->known || !either;
    if (parts_lines(&inner.tree))
        put_tree(s, &inner);
    else
        put_plain(s, &inner, kind);
}

static void put_stated(stating *s, const stm_stated *stated)
{
    const uint64_t *number = stm_map_get(&s->places, stm_hash(stated->text));
    if (number == NULL || stated->text.size > s->left)
        return;
    s->left -= stated->text.size;
    put_string(s, *(const stm_json_place *)stm_vector_at(&s->found, *number - 1), stated->kind);
}

static void keep_lines(stating *s)
{
    stm_map seen;
    s->outline.lines = s->lines.items;
    s->outline.nlines = s->lines.n;
    stm_map_init(&seen, &s->x->scratch);
    for (size_t i = 0; i < s->outline.nlines; i++) {
        stm_line *line = &s->outline.lines[i];
        bool said = line->said != STM_SAYS_NOTHING && line->said != STM_SAYS_RELATED && line->words < SAID_WORDS;
        line->keep = !said && (*stm_map_put(&seen, stm_hash(stm_line_text(&s->outline, line))))++ == 0;
    }
    stm_tidy_related(&s->outline);
    stm_tidy_kinds(s->x, &s->outline);
}

static void put_all_stated(stating *s, const stm_jsonld *ld)
{
    for (uint32_t i = 0; i + 1 < s->page->tree.nnodes; i++)
        if (stm_jsonld_script(&s->page->tree, i))
            find_in_script(s, i + 1);
    for (size_t i = 0; i < ld->ntexts; i++)
        put_stated(s, &ld->texts[i]);
}

// Is what JSON-LD states long enough to be looked at.
static bool states_more(const stm_jsonld *ld, uint64_t shown)
{
    size_t size = 0;
    for (size_t i = 0; i < ld->ntexts; i++)
        size += ld->texts[i].text.size;
    return ld->sure && shown <= SHOWN_MOST && size >= WORD_BYTES * STATED_LEAST && size >= WORD_BYTES * SHARE * shown;
}

bool stm_stated_take(stm_extractor *x, stm_arena *arena, const stm_page *page, const stm_jsonld *ld, uint64_t shown, stm_article *article)
{
    stating s = {.x = x, .page = page, .left = BYTES_MOST};
    stm_json_place place;
    stm_map_init(&s.places, &x->scratch);
    stm_vector_init(&s.found, &x->scratch, sizeof(stm_json_place));
    stm_vector_init(&s.lines, &x->scratch, sizeof(stm_line));
    stm_assembly_init(&s.outline.assembly, &x->scratch);
    bool states = states_more(ld, shown);
    if (states)
        put_all_stated(&s, ld);
    else if (shown < SHOWN_LITTLE && stm_scripted_find(x, page, article->title, &place))
        put_string(&s, place, STM_BLOCK_PARAGRAPH);
    keep_lines(&s);
    uint64_t words = stm_kept_words(&s.outline);
    if (words < STATED_LEAST || words <= SHARE * shown)
        return false;
    stm_outline_emit(arena, &s.outline, article);
    article->layer = s.layer;
    article->from = states ? STM_FROM_JSONLD : STM_FROM_SCRIPT;
    return true;
}
