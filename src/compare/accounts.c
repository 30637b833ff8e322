// The accounts of a story with their words as numbers: folded, spelling made one, stemmed (Porter's English stemmer of Snowball),
// and weighted by how much a word tells: rare in news in general and not in every account of this story.
#include <libstemmer.h>
#include <math.h>

#include "base/hash.h"
#include "base/phrases.h"
#include "base/utf8.h"
#include "compare/inner.h"
#include "lang/lang.h"

static const double no_content = 4.0; // bits; words that stand in more than one article of 16 carry no content of their own

enum {
    SYNONYMS = 64,       // words of one line of the table
    LABEL_MOST = 20,     // bytes of a label before a colon
    STANDING_MOST = 400, // bytes of a block that a standing phrase makes furniture
    TITLE_LEAST = 15,    // bytes of a headline that is looked for
    STAMP_MOST = 80,     // bytes behind it of date and agency
    GALLERY = 4,         // times as much text in captions as in prose
};

typedef struct word_numbers {
    uint32_t exact, stem, sense;
} word_numbers;

static void free_stemmer(void *stemmer)
{
    sb_stemmer_delete(stemmer);
}

static struct sb_stemmer *open_stemmer(stm_arena *arena)
{
    struct sb_stemmer *stemmer = sb_stemmer_new("english", "UTF_8");
    if (stemmer == NULL)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    stm_arena_defer(arena, free_stemmer, stemmer);
    return stemmer;
}

// "prearranged" of "pre-arranged".
static stm_view without_hyphen(stm_comparing *c, stm_view word)
{
    ptrdiff_t at = stm_view_find_byte(word, '-');
    if (at == STM_NOWHERE || !stm_table_has(&c->prefixes, stm_view_upto(word, (size_t)at)))
        return word;
    return stm_arena_print(c->arena, "%.*s%.*s", (int)at, word.at, (int)(word.size - (size_t)at - 1), word.at + at + 1);
}

// "recognising" and "recognizing" are one word.
stm_view stm_word_one_spelling(stm_comparing *c, stm_view word)
{
    word = without_hyphen(c, word);
    const stm_row *same = stm_table_find(&c->same, word);
    if (same != NULL)
        return same->fields[1];
    return stm_spelling_one(&c->spelling, c->arena, word);
}

static stm_view without_possessive(stm_view word)
{
    if (word.size > 2 && stm_view_ends(word, STM_VIEW("'s")))
        return stm_view_upto(word, word.size - 2);
    if (word.size > 2 && stm_view_ends(word, STM_VIEW("s'")))
        return stm_view_upto(word, word.size - 1);
    return word;
}

stm_view stm_word_stem(stm_comparing *c, stm_view word)
{
    const sb_symbol *stem = sb_stemmer_stem(c->stemmer, (const sb_symbol *)word.at, (int)(word.size < 60 ? word.size : 60));
    if (stem == NULL)
        stm_exit_leave(c->arena->way, STM_NO_MEMORY);
    return (stm_view){(const char *)stem, (size_t)sb_stemmer_length(c->stemmer)};
}

static uint32_t stem_number(stm_comparing *c, stm_view word)
{
    return stm_intern_put(&c->stems, stm_word_stem(c, word));
}

// Stems of words that news uses for one thing -> the stem of the first of them.
static void read_synonyms(stm_comparing *c, const char *table)
{
    stm_view text = stm_lang_table("en", table), line, word;
    while (text.at != NULL && stm_view_split(&text, '\n', &line)) {
        uint32_t head = STM_NO_WORD;
        for (int n = 0; n < SYNONYMS && line.size > 0 && line.at[0] != '#' && stm_view_split(&line, '\t', &word); n++) {
            uint32_t stem = stem_number(c, stm_word_one_spelling(c, word));
            uint64_t *known = stm_map_put(&c->synonyms, stem);
            if (head == STM_NO_WORD) // of an earlier line, if the first word stands in one
                head = *known != 0 ? (uint32_t)*known - 1 : stem;
            *known = *known == 0 ? head + 1 : *known;
        }
    }
}

static word_numbers read_word(stm_comparing *c, stm_view text)
{
    stm_view word = stm_word_one_spelling(c, without_possessive(stm_fold(c->arena, text)));
    word_numbers numbers = {.exact = stm_intern_put(&c->exacts, word)};
    numbers.stem = stem_number(c, word);
    const uint64_t *head = stm_map_get(&c->synonyms, numbers.stem);
    numbers.sense = head != NULL ? (uint32_t)*head - 1 : numbers.stem;
    return numbers;
}

static word_numbers look_up(stm_comparing *c, const stm_account *account, const stm_token *token)
{
    stm_view text = stm_account_text(account, token->span);
    const stm_row *capitals = token->all_upper ? stm_table_find(&c->capitals, without_possessive(text)) : NULL; // "US" is not "us"
    uint64_t *known = stm_map_put(&c->cache, capitals != NULL ? stm_hash(capitals->fields[0]) : token->word);
    if (*known == 0) {
        word_numbers *item = stm_vector_push(&c->words);
        *item = read_word(c, capitals != NULL ? capitals->fields[1] : text);
        *known = c->words.n;
    }
    return *(word_numbers *)stm_vector_at(&c->words, *known - 1);
}

// Does a block end in the words of a link: "Bank bans cards Read more".
static bool ends_as_link(const stm_comparing *c, stm_view block)
{
    size_t words = 0, at = block.size;
    while (at > 0 && words < 2)
        words += block.at[--at] == ' ';
    return at > 0 && stm_is_letter(block.at[block.size - 1]) && stm_table_has(&c->link_labels, stm_fold(c->arena, stm_view_from(block, at + 1)));
}

// Does a block point to another page: "More: ...", a headline in square brackets.
static bool is_link(const stm_comparing *c, stm_view block)
{
    block = stm_view_trim(block);
    if (block.size > 0 && block.at[0] == '[' && stm_view_find_byte(block, ']') == (ptrdiff_t)block.size - 1)
        return true;
    if (ends_as_link(c, block))
        return true;
    ptrdiff_t colon = stm_view_find_byte(stm_view_upto(block, block.size < LABEL_MOST ? block.size : LABEL_MOST), ':');
    return colon > 0 && stm_table_has(&c->link_labels, stm_fold(c->arena, stm_view_upto(block, (size_t)colon)));
}

// Does a block end in the credit of a picture: "(Ada Vell / North Courier)", "(NP Photo/Ada Vell)".
static bool is_captioned(stm_view block)
{
    block = stm_view_trim(block);
    size_t open = block.size;
    while (open > 0 && block.at[open - 1] != '(')
        open--;
    return open > 0 && block.at[block.size - 1] == ')' && stm_view_find_byte(stm_view_from(block, open), '/') > 0;
}

// A short block that points elsewhere, is a caption or has a standing phrase in it: "contributed to this report". "Photos: ..." before
// a caption is the name of its gallery.
static bool is_standing(const stm_comparing *c, const stm_phrases *standing, const stm_article *article, const stm_block *block)
{
    stm_view text = stm_view_in(article->text, block->span);
    if (text.size > STANDING_MOST)
        return false;
    if (block->kind != STM_BLOCK_CAPTION && (is_link(c, text) || is_captioned(text)))
        return true;
    for (stm_phrase_hit hit = {0}; stm_phrases_next(standing, text, &hit);)
        if (stm_view_is(hit.row->fields[1], "block"))
            return true;
    return false;
}

static bool *find_standing(const stm_comparing *c, const stm_phrases *standing, const stm_article *article)
{
    bool *blocks = stm_arena_take_array(c->arena, article->nblocks + 1, sizeof *blocks);
    for (size_t i = 0; i < article->nblocks; i++)
        blocks[i] = is_standing(c, standing, article, &article->blocks[i]);
    return blocks;
}

// Of a gallery the captions are the prose: the article has hardly anything else.
static bool is_gallery(const stm_article *article)
{
    size_t captions = 0, prose = 0;
    for (size_t i = 0; i < article->nblocks; i++)
        switch (article->blocks[i].kind) {
        case STM_BLOCK_CAPTION:
            captions += stm_span_size(article->blocks[i].span);
            break;
        case STM_BLOCK_STANDFIRST:
        case STM_BLOCK_PARAGRAPH:
        case STM_BLOCK_LIST:
        case STM_BLOCK_QUOTE:
            prose += stm_span_size(article->blocks[i].span);
            break;
        default:
            break;
        }
    return captions > GALLERY * prose;
}

// Does a sentence repeat the headline, with a stamp behind it or without: the first line of a text without blocks of their own kinds.
static bool is_headline(const stm_article *article, stm_view sentence)
{
    stm_view title = stm_view_trim(article->title), text = stm_view_trim(sentence);
    return title.size >= TITLE_LEAST && text.size <= title.size + STAMP_MOST && stm_view_begins(text, title);
}

static uint8_t zone_of(const stm_document *doc, const bool *standing, bool gallery, const stm_sentence *sentence)
{
    stm_view text = stm_view_in(doc->article.text, sentence->span);
    bool bracketed = text.size > 2 && text.at[0] == '(' && (text.at[text.size - 1] == ')' || stm_view_ends(text, STM_VIEW(").")));
    if (bracketed || sentence->label || (sentence->block < doc->article.nblocks && standing[sentence->block]))
        return STM_ZONE_ASIDE;
    if (is_headline(&doc->article, text))
        return STM_ZONE_HEADLINE;
    switch (sentence->block < doc->article.nblocks ? doc->article.blocks[sentence->block].kind : STM_BLOCK_PARAGRAPH) {
    case STM_BLOCK_HEADLINE:
    case STM_BLOCK_HEADING:
        return STM_ZONE_HEADLINE;
    case STM_BLOCK_CAPTION:
        return gallery ? STM_ZONE_PROSE : STM_ZONE_ASIDE;
    case STM_BLOCK_TABLE:
    case STM_BLOCK_EMBED:
        return STM_ZONE_ASIDE;
    default:
        return STM_ZONE_PROSE;
    }
}

static void mark_named(stm_account *account, stm_span span)
{
    const stm_segments *s = &account->doc->segments;
    for (uint32_t t = stm_token_at(s, span.begin); t < s->ntokens && s->tokens[t].span.begin < span.end; t++)
        account->named[t] = true;
}

static void mark_span(const stm_segments *g, stm_span span, int32_t *open)
{
    open[stm_token_at(g, span.begin)]++;
    open[stm_token_at(g, span.end)]--;
}

// Marks the tokens that lie in a quotation with a statement of its own; of one that is partly in the account's words, what stands
// between marks. Spans open and close at tokens and are counted in one pass, however many there are and however they nest.
static void mark_quoted(stm_comparing *c, stm_account *account)
{
    const stm_segments *g = &account->doc->segments;
    int32_t *direct = stm_arena_take_array(c->arena, g->ntokens + 2, sizeof *direct), in_direct = 0;
    int32_t *mixed = stm_arena_take_array(c->arena, g->ntokens + 2, sizeof *mixed), in_mixed = 0;
    int32_t *marks = stm_arena_take_array(c->arena, g->ntokens + 2, sizeof *marks), in_marks = 0;
    account->quoted = stm_arena_take_array(c->arena, g->ntokens + 1, sizeof *account->quoted);
    for (size_t q = 0; q < account->doc->notes.nquotes; q++) {
        const stm_quote *quote = &account->doc->notes.quotes[q];
        for (uint32_t k = 0; quote->kind != STM_QUOTE_INDIRECT && !quote->scare && k < quote->nspans; k++)
            mark_span(g, quote->spans[k], quote->kind == STM_QUOTE_MIXED ? mixed : direct);
    }
    for (size_t m = 0; m < g->nmarks; m++)
        if (g->marks[m].close != STM_NO_TOKEN) {
            marks[g->marks[m].open]++;
            marks[g->marks[m].close]--;
        }
    for (uint32_t t = 0; t < g->ntokens; t++) {
        in_direct += direct[t];
        in_mixed += mixed[t];
        in_marks += marks[t];
        account->quoted[t] = in_direct > 0 || (in_mixed > 0 && in_marks > 0);
    }
}

static void read_account(stm_comparing *c, const stm_phrases *standing, stm_account *account)
{
    const stm_segments *s = &account->doc->segments;
    account->exact = stm_arena_take_array(c->arena, s->ntokens + 1, sizeof *account->exact);
    account->stem = stm_arena_take_array(c->arena, s->ntokens + 1, sizeof *account->stem);
    account->sense = stm_arena_take_array(c->arena, s->ntokens + 1, sizeof *account->sense);
    account->zones = stm_arena_take_array(c->arena, s->nsentences + 1, sizeof *account->zones);
    for (size_t i = 0; i < s->ntokens; i++) {
        bool word = s->tokens[i].kind == STM_TOKEN_WORD || s->tokens[i].kind == STM_TOKEN_NUMBER;
        word_numbers numbers = {STM_NO_WORD, STM_NO_WORD, STM_NO_WORD};
        if (word)
            numbers = look_up(c, account, &s->tokens[i]);
        account->exact[i] = numbers.exact;
        account->stem[i] = numbers.stem;
        account->sense[i] = numbers.sense;
    }
    account->named = stm_arena_take_array(c->arena, s->ntokens + 1, sizeof *account->named);
    for (size_t n = 0; n < account->doc->notes.nnames; n++)
        mark_named(account, account->doc->notes.names[n].span);
    for (size_t n = 0; n < account->doc->notes.ndates; n++) // a day is as common to all accounts as the names
        mark_named(account, account->doc->notes.dates[n].span);
    mark_quoted(c, account);
    const bool *blocks = find_standing(c, standing, &account->doc->article);
    bool gallery = is_gallery(&account->doc->article);
    for (size_t i = 0; i < s->nsentences; i++)
        account->zones[i] = zone_of(account->doc, blocks, gallery, &s->sentences[i]);
}

// The share of a stem is that of its commonest word in the story; that of the rarest word of a sense is kept beside.
static double *background(stm_comparing *c)
{
    double *shares = stm_arena_take_array(c->arena, c->stems.n + 1, sizeof *shares);
    c->rarest = stm_arena_take_array(c->arena, c->stems.n + 1, sizeof *c->rarest);
    for (size_t i = 0; i < c->cache.n; i++) {
        const word_numbers *numbers = stm_vector_at(&c->words, c->cache.entries[i].value - 1);
        double share = stm_rarity_share(&c->rarity, c->cache.entries[i].key);
        if (share > shares[numbers->stem])
            shares[numbers->stem] = share;
        if (numbers->sense != numbers->stem && share > shares[numbers->sense])
            shares[numbers->sense] = share;
        double known = share > 0 ? share : STM_RARITY_UNKNOWN, *rarest = &c->rarest[numbers->sense];
        *rarest = *rarest > 0 && *rarest < known ? *rarest : known;
    }
    return shares;
}

static void count_spread(stm_comparing *c, uint32_t *seen, uint32_t account, uint32_t stem)
{
    if (stem != STM_NO_WORD && seen[stem] != account + 1) {
        seen[stem] = account + 1;
        c->spread[stem]++;
    }
}

// Captions and headings aside: which of them a page shows is its layout.
static void count_account(stm_comparing *c, uint32_t *seen, uint32_t number)
{
    const stm_account *account = &c->accounts[number];
    const stm_segments *s = &account->doc->segments;
    for (size_t k = 0; k < s->nsentences; k++)
        for (uint32_t t = s->sentences[k].begin; account->zones[k] == STM_ZONE_PROSE && t < s->sentences[k].end; t++) {
            count_spread(c, seen, number, account->stem[t]);
            count_spread(c, seen, number, account->sense[t]);
        }
}

static void weigh(stm_comparing *c)
{
    c->weights = stm_arena_take_array(c->arena, c->stems.n + 1, sizeof *c->weights);
    c->spread = stm_arena_take_array(c->arena, c->stems.n + 1, sizeof *c->spread);
    uint32_t *seen = stm_arena_take_array(c->arena, c->stems.n + 1, sizeof *seen);
    for (uint32_t a = 0; a < c->naccounts; a++)
        count_account(c, seen, a);
    const double *shares = background(c);
    for (size_t s = 0; s < c->stems.n; s++) {
        double bits = log2(STM_RARITY_ARTICLES / (shares[s] > 0 ? shares[s] : STM_RARITY_UNKNOWN));
        double everywhere = (double)c->spread[s] / (c->naccounts + 1);
        c->weights[s] = shares[s] >= STM_RARITY_ARTICLES * exp2(-no_content) * 2 ? bits * 0.1 : bits * (1 - 0.5 * everywhere);
    }
}

void stm_accounts_prepare(stm_comparing *c)
{
    stm_map_init(&c->cache, c->arena);
    stm_vector_init(&c->words, c->arena, sizeof(word_numbers));
    stm_intern_init(&c->exacts, c->arena);
    stm_intern_init(&c->stems, c->arena);
    stm_rarity_init(&c->rarity, c->arena, "en");
    stm_spelling_init(&c->spelling, c->arena, "en");
    stm_name_parts_init(&c->name_parts, c->arena);
    stm_table_read(&c->same, c->arena, stm_lang_table("en", "same-words"));
    stm_table_read(&c->capitals, c->arena, stm_lang_table("en", "capitals"));
    stm_table_read(&c->articles, c->arena, stm_lang_table("en", "articles"));
    stm_table_read(&c->agencies, c->arena, stm_lang_table("common", "agencies"));
    stm_table_read(&c->address, c->arena, stm_lang_table("en", "address"));
    stm_table_read(&c->standing, c->arena, stm_lang_table("common", "standing-phrases"));
    stm_table_read(&c->negations, c->arena, stm_lang_table("en", "negations"));
    stm_table_read(&c->modals, c->arena, stm_lang_table("en", "modals"));
    stm_table_read(&c->prefixes, c->arena, stm_lang_table("en", "prefixes"));
    stm_table_read(&c->body_words, c->arena, stm_lang_table("en", "organisation-words"));
    stm_table_read(&c->bodies, c->arena, stm_lang_table("en", "organisations"));
    stm_table_read(&c->abbreviations, c->arena, stm_lang_table("en", "abbreviations"));
    stm_table_read(&c->softeners, c->arena, stm_lang_table("en", "softeners"));
    stm_table_read(&c->counted, c->arena, stm_lang_table("en", "counted"));
    stm_table_read(&c->function_words, c->arena, stm_lang_table("en", "function-words"));
    stm_table_read(&c->contractions, c->arena, stm_lang_table("en", "contractions"));
    stm_table_read(&c->works, c->arena, stm_lang_table("en", "works"));
    stm_table_read(&c->link_labels, c->arena, stm_lang_table("en", "link-labels"));
    stm_table_read(&c->leaning, c->arena, stm_lang_table("en", "leaning"));
    stm_table_read(&c->pictured, c->arena, stm_lang_table("en", "pictured"));
    stm_table_read(&c->clause_words, c->arena, stm_lang_table("en", "clause-words"));
    stm_phrases standing;
    stm_phrases_init(&standing, c->arena, &c->standing);
    c->stemmer = open_stemmer(c->arena);
    stm_map_init(&c->synonyms, c->arena);
    read_synonyms(c, "synonyms");
    read_synonyms(c, "irregular-verbs");
    c->naccounts = (uint32_t)c->story->ndocuments;
    c->accounts = stm_arena_take_array(c->arena, c->naccounts + 1, sizeof *c->accounts);
    for (uint32_t a = 0; a < c->naccounts; a++) {
        c->accounts[a].document = c->story->documents[a];
        c->accounts[a].doc = c->documents[c->story->documents[a]];
        read_account(c, &standing, &c->accounts[a]);
    }
    stm_complements_find(c);
    weigh(c);
    stm_sections_find(c);
}

bool stm_sentence_quoted(const stm_account *account, uint32_t sentence)
{
    const stm_sentence *s = &account->doc->segments.sentences[sentence];
    uint32_t inside = 0, all = 0;
    for (uint32_t t = s->begin; t < s->end; t++) {
        uint32_t size = stm_span_size(account->doc->segments.tokens[t].span);
        all += size;
        inside += account->quoted[t] ? size : 0;
    }
    return inside > 0 && inside * 10 > all * 7;
}

size_t stm_account_name_at(const stm_account *account, uint32_t at)
{
    const stm_notes *notes = &account->doc->notes;
    size_t low = 0, high = notes->nnames; // names lie in order
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (notes->names[middle].span.begin < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint64_t stm_account_name_key(const stm_comparing *c, const stm_account *account, size_t name)
{
    enum { LENGTH = 4 }; // of a word that tells; "Inc", "Ltd", "Jr" do not
    stm_view rest = stm_fold(c->arena, stm_account_text(account, account->doc->notes.names[name].span)), word, best = {NULL, 0};
    while (stm_view_split(&rest, ' ', &word))
        if (best.size < LENGTH || word.size >= LENGTH)
            best = word;
    return best.size > 0 ? stm_hash(best) : 0;
}

bool stm_clause_begins(const stm_comparing *c, const stm_account *account, uint32_t t)
{
    const stm_token *token = &account->doc->segments.tokens[t];
    stm_view text = stm_account_text(account, token->span);
    if (token->kind == STM_TOKEN_SIGN)
        return stm_view_is(text, ",") || stm_view_is(text, ";") || stm_view_is(text, ":") || stm_view_is(text, "(") || stm_view_is(text, "\xE2\x80\x94") ||
               (stm_view_is(text, "\xE2\x80\x93") && token->spaced);
    return token->kind == STM_TOKEN_WORD && stm_table_has(&c->clause_words, text);
}

bool stm_clause_joins(const stm_comparing *c, const stm_account *account, uint32_t t)
{
    const stm_row *row = stm_table_find(&c->clause_words, stm_account_text(account, account->doc->segments.tokens[t].span));
    return row != NULL && stm_view_is(row->fields[1], "joins");
}

stm_span stm_clause_around(const stm_comparing *c, const stm_account *account, uint32_t begin, uint32_t end)
{
    const stm_segments *g = &account->doc->segments;
    const stm_sentence *s = &g->sentences[g->tokens[begin].sentence];
    while (begin > s->begin && !(stm_clause_begins(c, account, begin) && !stm_clause_joins(c, account, begin)))
        begin--;
    while (end < s->end && !(stm_clause_begins(c, account, end) && !stm_clause_joins(c, account, end)))
        end++;
    return stm_clause_span(account, begin, end);
}

stm_span stm_clause_span(const stm_account *account, uint32_t begin, uint32_t end)
{
    const stm_token *tokens = account->doc->segments.tokens;
    while (begin + 1 < end && tokens[begin].kind == STM_TOKEN_SIGN)
        begin++;
    while (end > begin + 1 && tokens[end - 1].kind == STM_TOKEN_SIGN)
        end--;
    return (stm_span){tokens[begin].span.begin, tokens[end - 1].span.end};
}
