// What the files of this folder share. Nothing outside src/extract includes it.
#ifndef STM_EXTRACT_INNER_H
#define STM_EXTRACT_INNER_H

#include "base/buffer.h"
#include "base/phrases.h"
#include "base/table.h"
#include "base/utf8.h"
#include "extract/extract.h"
#include "extract/trees.h"

// Bytes of a phrase of furniture, at most.
enum { STM_SAYING_BYTES = 96 };

// Which words begin a phrase, by a few of their bytes: tells without a look-up that most words do not.
typedef struct stm_heads {
    uint64_t bits[16];
} stm_heads;

static inline unsigned stm_heads_slot(stm_view word)
{
    return ((unsigned char)word.at[0] * 37u + (unsigned char)word.at[word.size / 2] * 5u + (unsigned char)word.at[word.size - 1] + (unsigned)word.size * 131u) % 1024;
}
static inline void stm_heads_put(stm_heads *heads, stm_view word) // not empty
{
    heads->bits[stm_heads_slot(word) / 64] |= (uint64_t)1 << stm_heads_slot(word) % 64;
}
static inline bool stm_heads_may(const stm_heads *heads, stm_view word)
{
    return word.size > 0 && heads->bits[stm_heads_slot(word) / 64] >> stm_heads_slot(word) % 64 & 1;
}

struct stm_extractor {
    stm_reader *reader; // of pages within pages; made with the first one
    stm_exit way;       // of the tables; the scratch arena leaves by the caller's
    stm_arena tables;   // one life with the extractor
    stm_arena scratch;  // one life with a page
    stm_table agencies; // written form -> canonical name
    stm_table months;   // folded name -> number
    stm_table zones;    // abbreviation -> minutes east of UTC
    stm_table cues;     // words that open or hold a credit
    stm_phrases cue_phrases;
    stm_table photos;   // words that tell a caption
    stm_phrases photo_phrases;
    stm_table photo_agencies, roles;
    stm_table bylines;  // words of bylines
    stm_table given_names;
    stm_table function_words; // word -> number of its language
    stm_view *languages; // [nlanguages]
    size_t nlanguages;
    stm_table weights;  // of features of lines, in thousandths
    stm_table changes;  // words before the date of a change
    stm_trees judges;   // of lines in a tree
    stm_table classes;  // words of class names -> kind
    stm_heads class_heads, saying_heads; // of classes; of sayings that may stand anywhere
    stm_map class_firsts; // hash of a first word -> bytes of the longest run of words that begins with it
    stm_map saying_firsts; // hash of their first word -> bytes of the longest; << 32: of the longest that may stand anywhere
    stm_arena names;    // of known_names; one life with a page or many
    stm_map known_names; // hash of names -> what they say
    bool names_open;    // known_names was left in the middle of a change
    stm_table sayings;  // phrases of furniture -> kind, place; of all languages
};

// An article's text under construction: pieces of the page are appended with their way back to its bytes, white space folded to
// one blank, and closed into blocks.
typedef struct stm_assembly {
    stm_buffer text;
    stm_vector runs;   // of stm_run
    stm_vector blocks; // of stm_block
    size_t begin;      // of the open block in `text`
    bool blank;        // white space waits for the next word
    stm_run blank_run; // where it stands
} stm_assembly;

void stm_assembly_init(stm_assembly *assembly, stm_arena *arena);
// Appends `text`, whose bytes `runs` map, with white space folded.
void stm_assembly_put(stm_assembly *assembly, stm_view text, const stm_run *runs, size_t nruns);
// The same for a part of a text; `run` is a cursor for parts that follow each other, 0 at first.
void stm_assembly_put_part(stm_assembly *assembly, stm_view text, stm_span part, const stm_run *runs, size_t nruns, size_t *run);
// White space that stands on no byte (the border of two cells, of two items of a list).
void stm_assembly_break(stm_assembly *assembly, char byte);
// What the open block holds so far; good until the next put.
stm_view stm_assembly_open(const stm_assembly *assembly);
// Ends the open block as `kind`, parted from the last one by a newline; an empty one is dropped. True if there was one.
bool stm_assembly_close(stm_assembly *assembly, stm_block_kind kind);
void stm_assembly_drop(stm_assembly *assembly); // forgets the open block
void stm_assembly_finish(stm_assembly *assembly, stm_article *article);

// Adds the piece `run` to runs, joined with the last one where both go on byte for byte.
void stm_assembly_run(stm_vector *runs, stm_run run);

// One line of a page: a block of text between two borders of blocks (HTML), or between two newlines (saved text), with what is
// to be known of it to tell article from furniture.
typedef struct stm_line {
    stm_block_kind kind; // by markup, until the article is chosen
    stm_span span;       // in the outline's text
    uint32_t node;       // the element it stands in; 0 for saved text
    uint32_t article;    // the innermost <article> around it; 0: none
    uint32_t words, link_words;
    uint32_t letters, uppers, digits; // characters
    uint32_t capitals;   // words that begin with a capital
    float weight;        // log odds of being the article's, by its words
    uint8_t level;       // of h1 .. h6; 0: none
    uint8_t stops;       // marks that end a sentence, up to 255
    uint8_t said;        // stm_saying of its words
    bool ends;           // with such a mark (or a quotation mark behind it)
    bool out, weak;      // in an element whose class or tag is furniture's
    bool figure, aside, lede, form, p, embed;
    bool body;           // in an element called the article's body
    bool comment;        // in one called a reader's comment
    bool keep;
} stm_line;

// What the words of a line say about it (lang/<code>/furniture.tsv).
typedef enum stm_saying {
    STM_SAYS_NOTHING,
    STM_SAYS_LINE,    // furniture: a line that no article has
    STM_SAYS_END,     // what follows is not the article: related stories, comments
    STM_SAYS_RELATED, // opens links to other stories in the middle of an article
    STM_SAYS_BYLINE,
    STM_SAYS_LEGAL,
} stm_saying;

// What elements are called, of every node.
typedef struct stm_names {
    uint8_t *says;    // [nnodes] STM_CLASS_ flags of class, id and role; what is hidden is OUT or WEAK
    uint16_t *called; // [nnodes] STM_CALLED_ flags (metadata.h) of class, id, itemprop, rel and data-testid
} stm_names;

// names.c
void stm_names_gather(stm_extractor *extractor, const stm_tree *tree, stm_names *names);

typedef struct stm_outline {
    stm_assembly assembly; // the page's visible text; blocks and lines go together
    stm_line *lines;       // [nlines]
    size_t nlines;
    uint32_t *firsts;      // of HTML: [nnodes + 1] number of lines that begin before the node
} stm_outline;

// outline.c: every visible block of a tree, in reading order. `names`: NULL where what elements are called is not to be heeded.
void stm_outline_tree(stm_extractor *extractor, const stm_page *page, const stm_names *names, stm_outline *outline);
// Ends the open block of an outline as a line of that kind, measured; NULL where nothing was open. `lines` is of stm_line.
stm_line *stm_outline_line(stm_extractor *extractor, stm_outline *outline, stm_block_kind kind, stm_vector *lines);
bool stm_begins_line(stm_tag tag, stm_view name); // does an element so called begin and end a line
stm_view stm_line_text(const stm_outline *outline, const stm_line *line);

// line.c: fills what can be told from the words alone.
void stm_line_measure(const stm_extractor *extractor, stm_arena *scratch, stm_view text, stm_line *line);

// weigh.c: fills `weight` of all lines. `features` (may be NULL): [nlines] sets of bits, for fitting.
void stm_lines_weigh(stm_extractor *extractor, const stm_outline *outline, uint64_t *features);
const char *stm_feature_name(size_t i); // NULL behind the last
bool stm_is_prose(const stm_line *line);
// Words of five letters and more, as hashes, up to `most`; what an article is about is told by them.
size_t stm_content_words(stm_view text, uint64_t *words, size_t most);

// What a page says its article is; all of it may be empty.
typedef struct stm_about {
    stm_view title, h1; // as the page's data and as the page itself show it
    stm_view description; // of <meta>
    const struct stm_stated *texts; // [ntexts] of JSON-LD
    size_t ntexts;
} stm_about;

// judge.c: fills `weight` of a tree's lines, in log odds, by what choose.c made of them and what stands around them. `features` (may be
// NULL): [nlines * STM_MARKS_MOST], for fitting. Returns the number of the line that shows the title; nlines: none does.
enum { STM_MARKS_MOST = 64, STM_SURE = 1 }; // a weight at which a line's own place counts more than rules on short lines
size_t stm_lines_judge(stm_extractor *extractor, const stm_page *page, const stm_outline *outline, const stm_about *about, int16_t *features);
const char *const *stm_mark_names(size_t *n);

// classes.c: what the names in an element's class, id and role say.
enum { STM_CLASS_OUT = 1, STM_CLASS_WEAK = 2, STM_CLASS_BODY = 4, STM_CLASS_CAPTION = 8, STM_CLASS_STANDFIRST = 16, STM_CLASS_COMMENT = 32 };
unsigned stm_class_says(const stm_extractor *extractor, stm_view names);

// choose.c: sets `keep` and final kinds; returns the number of the node behind the article.
// `title`, `h1`: as the page says and shows it. By rules: its first half, everything in the article's element that nothing speaks against.
uint32_t stm_choose_by_rules(stm_extractor *extractor, const stm_page *page, stm_outline *outline);
uint32_t stm_choose_tree(stm_extractor *extractor, const stm_page *page, stm_outline *outline, const stm_about *about);
uint64_t stm_kept_words(const stm_outline *outline); // words of the prose that is kept
// Marks the line that shows the title as the headline.
void stm_choose_headline(stm_extractor *extractor, stm_outline *outline, stm_view title, stm_view h1);

// beside.c: drops what stands beside the article's lines and reads like them; `headline`: number of the line that shows the title.
void stm_drop_beside(stm_extractor *extractor, stm_outline *outline, size_t headline);

// tidy.c: what is done to the lines of both forms of a page alike.
void stm_tidy_related(stm_outline *outline); // drops the links behind "Read more:"
void stm_tidy_figures(stm_outline *outline); // drops times and counters that stand alone
void stm_tidy_head(stm_outline *outline);    // drops names and labels between the headline and the first sentence
void stm_tidy_kinds(stm_extractor *x, stm_outline *outline); // paragraphs that are headings, captions or items

// saved.c: a page that somebody saved as text.
void stm_extract_saved(stm_extractor *extractor, stm_arena *arena, const stm_page *page, stm_article *article);

// Copies the kept lines into the article's text, blocks and runs.
void stm_outline_emit(stm_arena *arena, const stm_outline *outline, stm_article *article);

// plain.c: the text as it is; lines are blocks.
void stm_extract_plain(stm_extractor *extractor, stm_arena *arena, const stm_page *page, stm_article *article);

// entry.c: an entry of a feed. Keeps every line but furniture; and what comes last: the page's kind, and the author that the feed names.
void stm_entry_keep(stm_outline *outline);
void stm_entry_finish(stm_extractor *x, stm_arena *arena, const stm_item *item, stm_article *article);

// moment.c: a date as people and programs write it ("Feb. 12, 2025 10:00 am ET", "12.02.2025", RFC 5322, ISO 8601). A civil
// with year 0 where no date is found. `day_first`: of 3/4/2025 the 3 is the day.
stm_civil stm_moment_read(const stm_extractor *extractor, stm_arena *scratch, stm_view text, bool day_first);

// credits.c
// Canonical name of an agency written like this; an empty view if it is none.
stm_view stm_agency_named(const stm_extractor *extractor, stm_view name);
// Agencies that a line of credit names, into `found` (of stm_view).
void stm_credits_line(const stm_extractor *extractor, stm_view line, stm_vector *found);
// The same of a line such as "Ann Bell, Agency"; true if it names one that was not found before.
bool stm_credits_byline(const stm_extractor *extractor, stm_view line, stm_vector *found);
// Agencies named in the text's byline, dateline and tail, and among `names` (bylines); sorted into article->credits.
void stm_extract_credits(stm_extractor *extractor, stm_arena *arena, const stm_view *names, size_t nnames, stm_article *article);

// entities.c: character references that stand in a string; the result is in `arena`.
stm_view stm_entities_decoded(stm_arena *arena, stm_view text);

// jsonld.c
typedef struct stm_named_author {
    stm_view name;
    bool structured, organisation;
} stm_named_author;

typedef struct stm_stated { // a text that the page states
    stm_block_kind kind; // of its lines where it has no markup
    stm_view text;
} stm_stated;

typedef struct stm_jsonld {
    bool known, live, news;
    bool locked, gallery; // it is not free to read; a gallery of pictures is described
    stm_view headline, published, modified, language, site;
    stm_stated *texts;  // [ntexts] articleBody, and those of updates; they last as long as the page's scratch
    size_t ntexts;
    bool sure;          // it is the page's own article: the page's title repeats its headline, or there is no other
    stm_named_author *authors; // [nauthors]
    size_t nauthors;
} stm_jsonld;

bool stm_jsonld_script(const stm_tree *tree, uint32_t node); // a script of JSON-LD with its text behind it
stm_view stm_jsonld_plain(stm_arena *arena, stm_view json);  // as it is parsed: control characters are blanks
void stm_jsonld_read(stm_extractor *extractor, stm_arena *arena, const stm_page *page, stm_view title, stm_jsonld *found);

// scripted.c: the string in the data of a page's program that holds the article of that title. False: none does.
bool stm_scripted_find(stm_extractor *x, const stm_page *page, stm_view title, stm_json_place *place);

// stated.c: takes the text that JSON-LD states, or the data of the page's program, for the article's where that is much more than the
// page's `shown` words of prose. False: it is not, and nothing was changed.
size_t stm_json_string_end(stm_view text, size_t at); // of the string whose inside begins at `at`: where its mark stands, or the text's end
bool stm_stated_take(stm_extractor *x, stm_arena *arena, const stm_page *page, const stm_jsonld *ld, uint64_t shown, stm_article *article);

// authors.c: bylines into names.
typedef struct stm_byline {
    stm_vector names, agencies; // of stm_view
    stm_view site;              // whose name is none of the authors'
    bool known;                 // only names whose first word is known as a given name
    bool any;                   // offices ("Staff reporter") too
} stm_byline;

void stm_byline_init(stm_byline *byline, stm_arena *arena, stm_view site);
// `structured`: a field that holds nothing but names.
void stm_byline_add(stm_extractor *x, stm_arena *arena, stm_view text, bool structured, stm_byline *byline);
void stm_byline_add_whole(stm_extractor *x, stm_arena *arena, stm_view name, stm_byline *byline); // an organisation's
bool stm_byline_opens(const stm_extractor *x, stm_view line); // does the line begin like a byline
bool stm_byline_is_opening(stm_extractor *x, stm_view line); // is it nothing but such a beginning ("Written by:")

// metadata.c: what an HTML page says of itself; first what helps to find the text, then the title, then what is found by it.
typedef struct stm_metadata {
    void *inner;
    bool says_article; // og:type or JSON-LD
    bool says_locked;  // article:content_tier or JSON-LD
    stm_view h1; // the headline as the page shows it; empty: not found
    const stm_jsonld *ld;
} stm_metadata;

void stm_metadata_begin(stm_extractor *x, stm_arena *arena, const stm_page *page, const stm_names *names, stm_article *article, stm_metadata *m);
void stm_metadata_title(stm_metadata *m);
stm_about stm_metadata_about(const stm_metadata *m); // when the title is known
// `last`: number of the node at which the article has ended.
void stm_metadata_end(stm_metadata *m, const stm_outline *outline, uint32_t last);

// language.c: "en", "de", ...; empty where the words do not tell.
stm_view stm_language_of(stm_extractor *x, stm_view text);
void stm_language_tables(stm_extractor *x, stm_view table);

// page-kind.c: by what was kept and what the page says of itself.
typedef struct stm_page_says {
    bool article, live, locked, gallery;
} stm_page_says;

stm_page_kind stm_page_kind_of(const stm_outline *outline, stm_page_says says);

// The host of an address, without "www."; empty where there is none.
stm_view stm_host_of(stm_view url);

// captions.c: is the line a picture's caption or credit; is it a label like "Security correspondent".
bool stm_is_caption(const stm_extractor *extractor, stm_view line);
bool stm_is_role_label(const stm_extractor *extractor, stm_arena *scratch, const stm_line *line, stm_view text);

// Letters and digits of both the same, case and everything else aside.
bool stm_same_words(stm_arena *scratch, stm_view one, stm_view two);

#endif
