// The extractor: its tables, what an article has whatever it was made of (id, outlet, revision), and the choice of the way.
#include "extract/inner.h"
#include "lang/lang.h"

#include <stdlib.h>

const char *stm_block_kind_name(stm_block_kind kind)
{
    static const char *const names[] = {"headline", "standfirst", "paragraph", "heading", "list", "quote", "caption", "table", "embed"};
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : "paragraph";
}

const char *stm_page_kind_name(stm_page_kind kind)
{
    static const char *const names[] = {"article", "list", "live", "gallery", "stump", "other"};
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : "other";
}

const char *stm_text_from_name(stm_text_from from)
{
    static const char *const names[] = {"page", "json-ld", "script"};
    return (size_t)from < sizeof names / sizeof *names ? names[from] : "page";
}

static size_t next_plain(stm_view text, size_t at)
{
    while (at < text.size && (unsigned char)text.at[at] < 0x80 && !stm_is_letter(text.at[at]) && !stm_is_digit(text.at[at]))
        at++;
    return at;
}

// Do the texts differ before there is anything beyond ASCII, which no folding changes.
static bool differ_early(stm_view one, stm_view two)
{
    for (size_t i = next_plain(one, 0), k = next_plain(two, 0);; i = next_plain(one, i + 1), k = next_plain(two, k + 1)) {
        if (i >= one.size || k >= two.size || (unsigned char)one.at[i] >= 0x80 || (unsigned char)two.at[k] >= 0x80)
            return false;
        if (stm_lower(one.at[i]) != stm_lower(two.at[k]))
            return true;
    }
}

bool stm_same_words(stm_arena *scratch, stm_view one, stm_view two)
{
    if (differ_early(one, two))
        return false;
    stm_view a = stm_fold_bare(scratch, one), b = stm_fold_bare(scratch, two);
    size_t i = 0, k = 0;
    for (;;) {
        uint32_t c, d;
        do
            c = stm_utf8_next(a, &i);
        while (c != STM_CODE_NONE && !stm_code_is_letter(c) && !stm_code_is_digit(c));
        do
            d = stm_utf8_next(b, &k);
        while (d != STM_CODE_NONE && !stm_code_is_letter(d) && !stm_code_is_digit(d));
        if (c != d)
            return false;
        if (c == STM_CODE_NONE)
            return true;
    }
}

// The table of every language, one behind the other: a page may be in any of them.
static stm_view all_languages(stm_arena *arena, const char *name)
{
    stm_buffer all;
    stm_buffer_init(&all, arena, 0);
    for (const char *const *code = stm_lang_codes(); *code != NULL; code++) {
        stm_buffer_put(&all, stm_lang_table(*code, name));
        stm_buffer_put_byte(&all, '\n');
    }
    return stm_buffer_view(&all);
}

static stm_view first_word(stm_view phrase)
{
    ptrdiff_t blank = stm_view_find_byte(phrase, ' ');
    return stm_view_upto(phrase, blank > 0 ? (size_t)blank : phrase.size);
}

static void read_sayings(stm_extractor *x)
{
    stm_table_read(&x->sayings, &x->tables, all_languages(&x->tables, "furniture"));
    stm_map_init(&x->saying_firsts, &x->tables);
    for (size_t i = 0; i < x->sayings.nrows; i++) {
        stm_view phrase = x->sayings.rows[i].fields[0];
        uint64_t *sizes = stm_map_put(&x->saying_firsts, stm_hash(first_word(phrase)));
        uint64_t size = phrase.size < STM_SAYING_BYTES ? phrase.size : 0, longest = (uint32_t)*sizes, longest_in = *sizes >> 32;
        longest = size > longest ? size : longest;
        bool anywhere = stm_view_is(x->sayings.rows[i].fields[1], "in");
        longest_in = anywhere && size > longest_in ? size : longest_in;
        if (anywhere && phrase.size > 0)
            stm_heads_put(&x->saying_heads, first_word(phrase));
        *sizes = longest_in << 32 | longest;
    }
}

static void read_classes(stm_extractor *x)
{
    stm_table_read(&x->classes, &x->tables, stm_lang_table("common", "classes"));
    stm_map_init(&x->class_firsts, &x->tables);
    for (size_t i = 0; i < x->classes.nrows; i++) {
        stm_view run = x->classes.rows[i].fields[0];
        uint64_t *longest = stm_map_put(&x->class_firsts, stm_hash(first_word(run)));
        *longest = run.size > *longest ? run.size : *longest;
        if (run.size > 0)
            stm_heads_put(&x->class_heads, first_word(run));
    }
}

static stm_status read_tables(void *argument)
{
    stm_extractor *x = argument;
    stm_table_read(&x->agencies, &x->tables, stm_lang_table("common", "agencies"));
    stm_table_read(&x->months, &x->tables, stm_lang_table("common", "month-names"));
    stm_table_read(&x->zones, &x->tables, stm_lang_table("common", "zones"));
    stm_table_read(&x->cues, &x->tables, stm_lang_table("common", "credit-cues"));
    stm_phrases_init(&x->cue_phrases, &x->tables, &x->cues);
    stm_table_read(&x->bylines, &x->tables, stm_lang_table("common", "byline-words"));
    stm_table_read(&x->given_names, &x->tables, stm_lang_table("common", "given-names"));
    stm_table_read(&x->changes, &x->tables, stm_lang_table("common", "change-labels"));
    stm_table_read(&x->photos, &x->tables, stm_lang_table("common", "photo-credits"));
    stm_phrases_init(&x->photo_phrases, &x->tables, &x->photos);
    stm_table_read(&x->photo_agencies, &x->tables, stm_lang_table("common", "photo-agencies"));
    stm_table_read(&x->roles, &x->tables, all_languages(&x->tables, "role-labels"));
    read_classes(x);
    size_t nmarks;
    const char *const *marks = stm_mark_names(&nmarks);
    stm_trees_read(&x->judges, &x->tables, stm_lang_table("common", "line-trees"), marks, nmarks);
    stm_table_read(&x->weights, &x->tables, stm_lang_table("common", "line-weights"));
    read_sayings(x);
    stm_language_tables(x, stm_lang_table("common", "function-words"));
    return STM_OK;
}

stm_extractor *stm_extractor_new(void)
{
    stm_extractor *x = calloc(1, sizeof *x);
    if (x == NULL)
        return NULL;
    stm_arena_init(&x->tables, &x->way, 0);
    stm_arena_init(&x->scratch, &x->way, 0);
    stm_arena_init(&x->names, &x->way, 0);
    stm_map_init(&x->known_names, &x->names);
    if (stm_exit_run(&x->way, read_tables, x) != STM_OK) {
        stm_extractor_free(x);
        return NULL;
    }
    return x;
}

void stm_extractor_free(stm_extractor *x)
{
    if (x == NULL)
        return;
    stm_arena_release(&x->tables);
    stm_arena_release(&x->scratch);
    stm_arena_release(&x->names);
    stm_reader_free(x->reader);
    free(x);
}

// The address without what does not tell pages apart: scheme, "www.", fragment, final slash.
static stm_view bare_address(stm_view url)
{
    ptrdiff_t scheme = stm_view_find(stm_view_upto(url, 12), STM_VIEW("://"));
    if (scheme != STM_NOWHERE)
        url = stm_view_from(url, (size_t)scheme + 3);
    if (stm_view_begins_nocase(url, STM_VIEW("www.")))
        url = stm_view_from(url, 4);
    ptrdiff_t hash = stm_view_find_byte(url, '#');
    if (hash != STM_NOWHERE)
        url = stm_view_upto(url, (size_t)hash);
    return stm_view_ends(url, STM_VIEW("/")) ? stm_view_upto(url, url.size - 1) : url;
}

stm_view stm_host_of(stm_view url)
{
    stm_view host = bare_address(url);
    size_t end = 0;
    while (end < host.size && memchr("/?:", host.at[end], 3) == NULL)
        end++;
    return stm_view_upto(host, end);
}

// Second-level labels under which countries register names ("co.uk", "com.au"): short ones, for no list is kept here.
static stm_view registrable(stm_view host)
{
    ptrdiff_t dots[3] = {-1, -1, -1}; // the last three
    for (size_t i = 0; i < host.size; i++)
        if (host.at[i] == '.') {
            dots[0] = dots[1];
            dots[1] = dots[2];
            dots[2] = (ptrdiff_t)i;
        }
    if (dots[1] < 0)
        return host;
    bool country = host.size - (size_t)dots[2] == 3 && dots[2] - dots[1] <= 4;
    ptrdiff_t cut = country ? dots[0] : dots[1];
    return stm_view_from(host, (size_t)(cut + 1));
}

static stm_view lower(stm_arena *arena, stm_view text)
{
    char *copy = stm_arena_take(arena, text.size + 1);
    for (size_t i = 0; i < text.size; i++)
        copy[i] = stm_lower(text.at[i]);
    return (stm_view){copy, text.size};
}

static void name_article(stm_arena *arena, const stm_item *item, stm_article *article)
{
    stm_view address = article->canonical_url.size > 0 ? article->canonical_url : article->url;
    char hash[STM_HASH_TEXT];
    stm_hash_print(stm_hash(address.size > 0 ? bare_address(address) : item->input), hash);
    article->id = item->given.id.size > 0 ? item->given.id : stm_arena_copy(arena, stm_view_of(hash));
    if (article->site.size == 0) // a page of text seldom says its site; what came with it does
        article->site = stm_arena_copy(arena, item->given.outlet.size > 0 ? item->given.outlet : item->given.site);
    if (item->given.outlet.size > 0)
        article->outlet = lower(arena, bare_address(item->given.outlet));
    else
        article->outlet = lower(arena, address.size > 0 ? registrable(stm_host_of(address)) : article->site);
    article->revision = stm_hash(article->text);
}

enum { HASH_LEAST = 20, HASH_SHOWN = 10 }; // digits of a name that is one; of these shown

// A name that is a hash, of a cache or a crawl, tells no more than its beginning.
static stm_view without_hash(stm_view name)
{
    bool letter = false;
    for (size_t i = 0; i < name.size; i++) {
        if (!stm_is_digit(name.at[i]) && (stm_lower(name.at[i]) < 'a' || stm_lower(name.at[i]) > 'f'))
            return name;
        letter = letter || !stm_is_digit(name.at[i]);
    }
    return letter && name.size >= HASH_LEAST ? stm_view_upto(name, HASH_SHOWN) : name;
}

// The file's name without folders and ending.
static stm_view file_name(stm_view name)
{
    while (name.size > 1 && name.at[name.size - 1] == '/')
        name.size--;
    for (size_t i = name.size; i > 0; i--)
        if (name.at[i - 1] == '/') {
            name = stm_view_from(name, i);
            break;
        }
    for (size_t i = 1; i <= 5 && i + 1 < name.size; i++)
        if (name.at[name.size - i] == '.')
            return without_hash(stm_view_upto(name, name.size - i));
    return without_hash(name);
}

stm_view stm_article_unnamed(const stm_article *article)
{
    bool twice = article->layer == STM_LAYER_JSON_TWICE && article->from == STM_FROM_JSONLD;
    bool line = twice || (article->layer == STM_LAYER_JSON_STRING && article->from == STM_FROM_PAGE);
    return line ? article->id : file_name(article->input);
}

static void take_given(stm_extractor *extractor, const stm_item *item, stm_article *article)
{
    article->input = item->input;
    article->url = item->given.url;
    article->title = item->given.title;
    article->published = stm_moment_read(extractor, &extractor->scratch, item->given.published, false);
    article->layer = item->layer;
    article->offset = item->offset;
    article->source = item->source;
    article->record = item->record;
    if (item->record == NULL || !stm_civil_read(item->record->date, &article->fetched))
        article->fetched = stm_moment_read(extractor, &extractor->scratch, item->given.fetched, false);
    article->rights = item->given.rights;
}

enum { FEW_WORDS = 25, LINES_MOST = 1 << 14 }; // of prose, with fewer a page is read a second time; of a page that is

// A tree whose classes hide everything is read again without them.
static void extract_tree(stm_extractor *extractor, stm_arena *arena, const stm_page *page, stm_article *article)
{
    stm_outline outline, bare;
    stm_metadata metadata;
    stm_names names;
    stm_names_gather(extractor, &page->tree, &names);
    stm_metadata_begin(extractor, arena, page, &names, article, &metadata);
    stm_outline_tree(extractor, page, &names, &outline);
    stm_metadata_title(&metadata);
    stm_about about = stm_metadata_about(&metadata);
    uint32_t last = stm_choose_tree(extractor, page, &outline, &about);
    if (stm_kept_words(&outline) < FEW_WORDS && outline.nlines <= LINES_MOST) {
        stm_outline_tree(extractor, page, NULL, &bare);
        uint32_t bare_last = stm_choose_tree(extractor, page, &bare, &about);
        bool better = stm_kept_words(&bare) > 3 * stm_kept_words(&outline);
        outline = better ? bare : outline;
        last = better ? bare_last : last;
    }
    if (page->item->entry && stm_kept_words(&outline) < FEW_WORDS)
        stm_entry_keep(&outline);
    stm_choose_headline(extractor, &outline, article->title, metadata.h1);
    stm_tidy_related(&outline);
    stm_tidy_head(&outline);
    stm_tidy_figures(&outline);
    stm_tidy_kinds(extractor, &outline);
    stm_metadata_end(&metadata, &outline, last);
    if (!page->item->entry && stm_stated_take(extractor, arena, page, metadata.ld, stm_kept_words(&outline), article)) {
        article->page = metadata.ld->live ? STM_PAGE_LIVE : STM_PAGE_ARTICLE;
        return;
    }
    article->page = stm_page_kind_of(&outline, (stm_page_says){metadata.says_article, metadata.ld->live, metadata.says_locked, metadata.ld->gallery});
    if (page->item->entry || (article->page != STM_PAGE_LIST && article->page != STM_PAGE_OTHER))
        stm_outline_emit(arena, &outline, article);
}

stm_status stm_extract(stm_extractor *extractor, stm_arena *arena, const stm_page *page, stm_article *article)
{
    *article = (stm_article){0};
    extractor->scratch.way = arena->way;
    stm_arena_reset(&extractor->scratch);
    take_given(extractor, page->item, article);
    article->media = page->media;
    article->charset = stm_arena_copy(arena, page->charset); // the page goes before its article does
    article->error = page->error;
    article->page = STM_PAGE_OTHER;
    article->text = (stm_view){"", 0};
    if (page->error.status == STM_OK) {
        if (page->plain || (page->item->entry && page->media == STM_MEDIA_TEXT))
            stm_extract_plain(extractor, arena, page, article);
        else if (page->media == STM_MEDIA_HTML)
            extract_tree(extractor, arena, page, article);
        else
            stm_extract_saved(extractor, arena, page, article);
        if (page->item->entry)
            stm_entry_finish(extractor, arena, page->item, article);
        if (article->language.size == 0 && page->item->given.language.size >= 2)
            article->language = lower(arena, stm_view_upto(page->item->given.language, 2));
        if (article->language.size == 0)
            article->language = stm_arena_copy(arena, stm_language_of(extractor, article->text));
        stm_extract_credits(extractor, arena, article->credits, article->ncredits, article);
    }
    name_article(arena, page->item, article);
    return STM_OK;
}
