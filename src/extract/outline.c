// Every visible block of a tree, in reading order.
//
// One walk over the nodes in document order: elements that begin a line on a screen open and close blocks, the text of the rest
// runs together. What an element hands down to its text (it is a caption, stands in a list, is furniture by its name) is kept in
// one array of flags beside the nodes, filled from the parent; so the walk is linear whatever the nesting.
#include "base/eight.h"
#include "extract/inner.h"

enum {
    HIDDEN = 1, LINK = 2, OUT = 4, WEAK = 8, FIGURE = 16, CAPTION = 32, LIST = 64, TABLE = 128, QUOTE = 256, HEADING = 512,
    STANDFIRST = 1024, PARAGRAPH = 2048, FORM = 4096, ASIDE = 8192, CELL = 16384,
    LAYOUT = 32768, // in a table that only lays out
    BODY = 65536, COMMENT = 131072,
};

enum { OPEN_MOST = STM_DEPTH_MOST + 8, HALF_LINE = 40, CELL_MOST = 400, HEADING_BYTES = 160, HEADING_WORDS = 40, SENTENCE_WORDS = 14 };

typedef struct {
    stm_extractor *extractor;
    const stm_page *page;
    stm_outline *outline;
    const stm_names *names; // NULL: not heeded
    uint32_t *flags;     // [nnodes]
    uint32_t *articles;  // [nnodes] innermost <article>
    uint64_t *prose;     // [nnodes + 1] bytes of prose before the node
    stm_vector lines;    // of stm_line
    uint32_t node;       // element that opened the open block
    uint32_t letters, link_letters; // of the open block
    uint32_t said;       // flags of the open block's text, or'ed
    uint8_t level;
} walk;

static bool is_hidden(stm_tag tag)
{
    switch (tag) {
    case STM_TAG_SCRIPT: case STM_TAG_STYLE: case STM_TAG_TEMPLATE: case STM_TAG_SVG: case STM_TAG_HEAD: case STM_TAG_SELECT:
    case STM_TAG_TEXTAREA: case STM_TAG_IFRAME: case STM_TAG_OBJECT: case STM_TAG_NOSCRIPT: case STM_TAG_AUDIO: case STM_TAG_VIDEO:
    case STM_TAG_CANVAS: case STM_TAG_MAP: case STM_TAG_DATALIST: case STM_TAG_INPUT: case STM_TAG_OPTION: case STM_TAG_TITLE:
        return true;
    default:
        return false;
    }
}

bool stm_begins_line(stm_tag tag, stm_view name)
{
    switch (tag) {
    case STM_TAG_A: case STM_TAG_ABBR: case STM_TAG_B: case STM_TAG_CITE: case STM_TAG_CODE: case STM_TAG_DEL: case STM_TAG_EM:
    case STM_TAG_FONT: case STM_TAG_I: case STM_TAG_INS: case STM_TAG_LABEL: case STM_TAG_MARK: case STM_TAG_Q: case STM_TAG_S:
    case STM_TAG_SMALL: case STM_TAG_SPAN: case STM_TAG_STRONG: case STM_TAG_SUB: case STM_TAG_SUP: case STM_TAG_TIME: case STM_TAG_U:
    case STM_TAG_WBR: case STM_TAG_IMG: case STM_TAG_PICTURE: case STM_TAG_TEXT: case STM_TAG_BR: case STM_TAG_NONE:
        return false;
    case STM_TAG_OTHER: // unknown inline elements are written like <g-link>, <tt>, <kbd>, <bdi>; sites' own blocks have a hyphen
        return stm_view_find_byte(name, '-') != STM_NOWHERE;
    default:
        return true;
    }
}

static unsigned flags_of_tag(stm_tag tag)
{
    switch (tag) {
    case STM_TAG_A: return LINK;
    case STM_TAG_NAV: case STM_TAG_FOOTER: case STM_TAG_MENU: case STM_TAG_DIALOG: return OUT;
    case STM_TAG_FORM: case STM_TAG_BUTTON: case STM_TAG_FIELDSET: return OUT | FORM;
    case STM_TAG_ASIDE: return WEAK | ASIDE;
    case STM_TAG_HEADER: case STM_TAG_ADDRESS: return WEAK;
    case STM_TAG_FIGURE: return FIGURE;
    case STM_TAG_FIGCAPTION: case STM_TAG_CAPTION: return CAPTION;
    case STM_TAG_UL: case STM_TAG_OL: case STM_TAG_LI: case STM_TAG_DL: case STM_TAG_DD: case STM_TAG_DT: return LIST;
    case STM_TAG_TR: return TABLE;
    case STM_TAG_TD: case STM_TAG_TH: return CELL;
    case STM_TAG_BLOCKQUOTE: return QUOTE;
    case STM_TAG_P: return PARAGRAPH;
    case STM_TAG_H1: case STM_TAG_H2: case STM_TAG_H3: case STM_TAG_H4: case STM_TAG_H5: case STM_TAG_H6: return HEADING;
    default: return 0;
    }
}

// What class, id, role and style say.
static unsigned flags_of_names(unsigned says)
{
    return (says & STM_CLASS_OUT ? OUT : 0) | (says & STM_CLASS_WEAK ? WEAK : 0) | (says & STM_CLASS_CAPTION ? CAPTION : 0) |
           (says & STM_CLASS_STANDFIRST ? STANDFIRST : 0) | (says & STM_CLASS_BODY ? BODY : 0) | (says & STM_CLASS_COMMENT ? COMMENT : 0);
}

static bool may_be_out(stm_tag tag)
{
    return tag != STM_TAG_HTML && tag != STM_TAG_BODY && tag != STM_TAG_MAIN;
}

// An element that holds much of the page's prose is no furniture, whatever its name; comments may hold more than the article does.
static unsigned guarded(const walk *w, const stm_node *node, uint32_t i, unsigned flags)
{
    uint64_t all = w->prose[w->page->tree.nnodes], here = w->prose[node->end] - w->prose[i];
    if (flags & COMMENT && may_be_out(node->tag) && 20 * here < 19 * all)
        return flags;
    flags &= ~(unsigned)COMMENT;
    if (!may_be_out(node->tag) || 5 * here > 2 * all)
        return flags & ~(unsigned)(OUT | WEAK | ASIDE | FORM | CAPTION | STANDFIRST);
    if (10 * here > all)
        return flags & ~(unsigned)(WEAK | CAPTION | (node->tag == STM_TAG_ARTICLE ? OUT : 0));
    return flags;
}

static bool is_prose(stm_view text)
{
    return text.size >= 60 && (stm_view_find(text, STM_VIEW(". ")) != STM_NOWHERE || stm_view_find(text, STM_VIEW(", ")) != STM_NOWHERE ||
                               stm_view_ends(stm_view_trim(text), STM_VIEW(".")) || (unsigned char)text.at[0] >= 0xE0);
}

// Bytes of prose outside links before each node.
static void weigh(walk *w)
{
    const stm_tree *tree = &w->page->tree;
    uint32_t skip = 0;
    for (uint32_t i = 0; i < tree->nnodes; i++) {
        stm_tag tag = (stm_tag)tree->tags[i];
        if (i >= skip && (is_hidden(tag) || tag == STM_TAG_A))
            skip = tree->nodes[i].end;
        bool counts = tag == STM_TAG_TEXT && i >= skip && is_prose(tree->nodes[i].text);
        w->prose[i + 1] = w->prose[i] + (counts ? tree->nodes[i].text.size : 0);
    }
}

static stm_block_kind kind_of(unsigned flags)
{
    if (flags & CAPTION)
        return STM_BLOCK_CAPTION;
    if (flags & HEADING)
        return STM_BLOCK_HEADING;
    if (flags & TABLE)
        return STM_BLOCK_TABLE;
    if (flags & LIST)
        return STM_BLOCK_LIST;
    return flags & QUOTE ? STM_BLOCK_QUOTE : STM_BLOCK_PARAGRAPH;
}

// A post of a network stands in a <blockquote> of the network's class.
static bool is_embed(const walk *w, uint32_t node)
{
    static const char *const names[] = {"twitter", "instagram", "tiktok", "bluesky", "mastodon", "reddit", "fb-post", "telegram"};
    const stm_tree *tree = &w->page->tree;
    for (int up = 0; up < 6 && node > 0 && tree->nodes[node].tag != STM_TAG_BLOCKQUOTE; up++)
        node = tree->nodes[node].parent;
    if (tree->nodes[node].tag != STM_TAG_BLOCKQUOTE)
        return false;
    stm_view class = stm_view_upto(stm_tree_attribute(tree, node, "class"), 200);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (stm_view_find_nocase(class, stm_view_of(names[i])) != STM_NOWHERE)
            return true;
    return false;
}

stm_line *stm_outline_line(stm_extractor *extractor, stm_outline *outline, stm_block_kind kind, stm_vector *lines)
{
    stm_assembly *assembly = &outline->assembly;
    if (!stm_assembly_close(assembly, kind))
        return NULL;
    const stm_block *block = stm_vector_at(&assembly->blocks, assembly->blocks.n - 1);
    stm_line *line = stm_vector_push(lines);
    line->kind = kind;
    line->span = block->span;
    stm_line_measure(extractor, &extractor->scratch, stm_view_in(stm_buffer_view(&assembly->text), line->span), line);
    return line;
}

static void close_block(walk *w)
{
    unsigned flags = w->said;
    stm_line *line = stm_outline_line(w->extractor, w->outline, kind_of(flags), &w->lines);
    if (line != NULL) {
        line->node = w->node;
        line->article = w->articles[w->node];
        line->embed = flags & QUOTE && is_embed(w, w->node);
        line->level = w->level;
        line->out = flags & OUT;
        line->weak = flags & WEAK;
        line->figure = flags & FIGURE;
        line->aside = flags & ASIDE;
        line->lede = flags & STANDFIRST;
        line->form = flags & FORM;
        line->body = flags & BODY;
        line->comment = flags & COMMENT;
        line->p = flags & PARAGRAPH;
        if (line->kind == STM_BLOCK_HEADING && (line->words > HEADING_WORDS || (line->ends && line->stops > 0 && line->words > SENTENCE_WORDS)))
            line->kind = STM_BLOCK_PARAGRAPH; // a heading that was never closed
        line->link_words = w->letters > 0 ? (uint32_t)((uint64_t)line->words * w->link_letters / w->letters) : 0;
    }
    w->letters = w->link_letters = 0;
    w->said = 0;
    w->level = 0;
}

static uint32_t count_letters(stm_view text)
{
    uint32_t n = 0;
    size_t i = 0;
    for (uint64_t eight; i + 8 <= text.size && stm_eight_controls(eight = stm_eight_at(text.at + i)) == 0; i += 8)
        n += 8 - stm_eight_count(stm_eight_equal(eight, ' '));
    for (; i < text.size; i++)
        n += !stm_is_space(text.at[i]);
    return n;
}

static void put_text(walk *w, uint32_t i, const stm_node *node)
{
    const stm_tree *tree = &w->page->tree;
    unsigned flags = w->flags[i];
    uint32_t letters = count_letters(node->text);
    if (letters > 0) {
        if (w->letters == 0)
            w->node = node->parent;
        w->letters += letters;
        w->link_letters += flags & LINK ? letters : 0;
        w->said |= flags;
    }
    stm_assembly_put(&w->outline->assembly, node->text, tree->runs + node->run, node->nruns);
}

// Does the table lay out the page: it holds tables, paragraphs that part, or long texts. Tables within are not looked into, so that
// every node is looked at once.
static bool lays_out(const stm_tree *tree, uint32_t table)
{
    size_t bytes = 0;
    for (uint32_t i = table + 1; i < tree->nodes[table].end; i++) {
        stm_tag tag = tree->nodes[i].tag;
        if (tag == STM_TAG_TABLE || tag == STM_TAG_ARTICLE || tag == STM_TAG_H1 || tag == STM_TAG_BLOCKQUOTE)
            return true;
        if (tag == STM_TAG_TD || tag == STM_TAG_TH)
            bytes = 0;
        bytes += tag == STM_TAG_TEXT ? tree->nodes[i].text.size : 0;
        if (bytes > CELL_MOST)
            return true;
    }
    return false;
}

static uint8_t level_of(stm_tag tag)
{
    return tag >= STM_TAG_H1 && tag <= STM_TAG_H6 ? (uint8_t)(tag - STM_TAG_H1 + 1) : 0;
}

static void visit(walk *w, uint32_t i, const stm_node *node)
{
    unsigned flags = i > 0 ? w->flags[node->parent] : 0;
    w->articles[i] = node->tag == STM_TAG_ARTICLE ? i : i > 0 ? w->articles[node->parent] : 0;
    if (node->tag == STM_TAG_TEXT) {
        w->flags[i] = flags;
        if (!(flags & HIDDEN))
            put_text(w, i, node);
        return;
    }
    unsigned own = flags_of_tag(node->tag) | (is_hidden(node->tag) ? HIDDEN : 0);
    if (w->names != NULL && !(flags & HIDDEN) && node->tag != STM_TAG_BLOCKQUOTE)
        own |= flags_of_names(w->names->says[i]);
    if (node->tag == STM_TAG_TABLE) {
        flags &= ~(unsigned)(LAYOUT | TABLE | CELL);
        own |= lays_out(&w->page->tree, i) ? LAYOUT : 0;
    }
    if (flags & LAYOUT)
        own &= ~(unsigned)(TABLE | CELL);
    w->flags[i] = (flags | guarded(w, node, i, own));
}

// Ends the blocks of elements that end before node `i`.
static size_t leave(walk *w, const uint32_t *open, size_t nopen, uint32_t i)
{
    bool left = false;
    for (; nopen > 0 && open[nopen - 1] <= i; nopen--)
        left = true;
    if (left)
        close_block(w);
    return nopen;
}

static void enter(walk *w, uint32_t i, const stm_node *node)
{
    bool cell = w->flags[i] & CELL && (node->tag == STM_TAG_TD || node->tag == STM_TAG_TH);
    if (cell && stm_assembly_open(&w->outline->assembly).size > 0)
        stm_assembly_break(&w->outline->assembly, '\t');
    if (!cell)
        close_block(w);
    if (w->level == 0)
        w->level = level_of(node->tag);
}

// Is the <br> within a sentence: behind at least half a line without an end, and before a small letter.
static bool goes_on(const walk *w, uint32_t i)
{
    const stm_tree *tree = &w->page->tree;
    stm_view open = stm_assembly_open(&w->outline->assembly);
    if (open.size < HALF_LINE || memchr(".!?:;\"", open.at[open.size - 1], 6) != NULL || i + 1 >= tree->nnodes)
        return false;
    const stm_node *next = &tree->nodes[i + 1];
    if (next->tag != STM_TAG_TEXT)
        return false;
    size_t at = 0;
    return stm_code_is_lower(stm_utf8_next(stm_view_trim(next->text), &at));
}

static void walk_tree(walk *w)
{
    const stm_tree *tree = &w->page->tree;
    uint32_t open[OPEN_MOST];
    size_t nopen = 0;
    for (uint32_t i = 0; i < tree->nnodes; i++) {
        const stm_node *node = &tree->nodes[i];
        nopen = leave(w, open, nopen, i);
        w->outline->firsts[i] = (uint32_t)w->lines.n;
        visit(w, i, node);
        if (w->flags[i] & HIDDEN)
            continue;
        bool twice = i + 1 < tree->nnodes && tree->nodes[i + 1].tag == STM_TAG_BR;
        bool joins = w->flags[i] & CELL || (w->flags[i] & HEADING && !twice && stm_assembly_open(&w->outline->assembly).size < HEADING_BYTES);
        if (node->tag == STM_TAG_BR && !joins && !goes_on(w, i))
            close_block(w);
        else if (node->tag == STM_TAG_BR)
            stm_assembly_break(&w->outline->assembly, ' ');
        if (!stm_begins_line(node->tag, node->name))
            continue;
        bool is_cell = (node->tag == STM_TAG_TD || node->tag == STM_TAG_TH) && w->flags[i] & CELL;
        bool in_cell = w->flags[i] & CELL && !is_cell && node->tag != STM_TAG_TABLE;
        if (in_cell)
            stm_assembly_break(&w->outline->assembly, ' ');
        else
            enter(w, i, node);
        if (!in_cell && !is_cell && nopen < OPEN_MOST)
            open[nopen++] = node->end;
    }
    close_block(w);
    w->outline->firsts[tree->nnodes] = (uint32_t)w->lines.n;
}

stm_view stm_line_text(const stm_outline *outline, const stm_line *line)
{
    return stm_view_in(stm_buffer_view(&outline->assembly.text), line->span);
}

void stm_outline_tree(stm_extractor *extractor, const stm_page *page, const stm_names *names, stm_outline *outline)
{
    stm_arena *scratch = &extractor->scratch;
    walk w = {.extractor = extractor, .page = page, .outline = outline, .names = names};
    *outline = (stm_outline){0};
    stm_assembly_init(&outline->assembly, scratch);
    stm_vector_init(&w.lines, scratch, sizeof(stm_line));
    w.flags = stm_arena_take_array(scratch, page->tree.nnodes + 1, sizeof *w.flags);
    w.articles = stm_arena_take_array(scratch, page->tree.nnodes + 1, sizeof *w.articles);
    w.prose = stm_arena_take_array(scratch, page->tree.nnodes + 1, sizeof *w.prose);
    outline->firsts = stm_arena_take_array(scratch, page->tree.nnodes + 1, sizeof *outline->firsts);
    weigh(&w);
    walk_tree(&w);
    outline->lines = w.lines.items;
    outline->nlines = w.lines.n;
}

// Room for what is kept: the article's map and text last as long as its document.
static void reserve(const stm_outline *outline, stm_assembly *assembly)
{
    const stm_run *runs = outline->assembly.runs.items;
    size_t size = 0, nruns = 0, nlines = 0, run = 0, end = outline->assembly.runs.n;
    for (size_t i = 0; i < outline->nlines; i++) {
        stm_span span = outline->lines[i].span;
        if (!outline->lines[i].keep)
            continue;
        nlines++;
        size += stm_span_size(span) + 1;
        while (run < end && runs[run].text + runs[run].text_size <= span.begin)
            run++;
        for (; run < end && runs[run].text < span.end; run++)
            nruns++;
    }
    stm_buffer_reserve(&assembly->text, size);
    stm_vector_reserve(&assembly->runs, nruns + nlines);
    stm_vector_reserve(&assembly->blocks, nlines);
}

void stm_outline_emit(stm_arena *arena, const stm_outline *outline, stm_article *article)
{
    stm_assembly assembly;
    size_t run = 0;
    const stm_assembly *from = &outline->assembly;
    stm_assembly_init(&assembly, arena);
    reserve(outline, &assembly);
    for (size_t i = 0; i < outline->nlines; i++) {
        const stm_line *line = &outline->lines[i];
        if (!line->keep)
            continue;
        stm_assembly_put_part(&assembly, stm_buffer_view(&from->text), line->span, from->runs.items, from->runs.n, &run);
        stm_assembly_close(&assembly, line->kind);
    }
    stm_assembly_finish(&assembly, article);
}
