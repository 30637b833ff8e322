// In which language a text is, where the page does not say: by its script, and within a script by the commonest words.
//
// Counting function words tells the languages of news apart on a paragraph of text (Ingle 1976); the table holds twenty and more
// words a language. The language with most hits wins where it has twice as many as chance, one word in twelve.
#include "extract/inner.h"

enum { TEXT_MOST = 3000, WORDS_MOST = 600, LANGUAGES_MOST = 48, WORD_BYTES = 48 };

static const struct {
    uint32_t first, last;
    const char *language; // of a script that one language writes
} scripts[] = {
    {0x3040, 0x30FF, "ja"}, {0xAC00, 0xD7AF, "ko"}, {0x0E00, 0x0E7F, "th"}, {0x0980, 0x09FF, "bn"}, {0x0A80, 0x0AFF, "gu"},
    {0x0B80, 0x0BFF, "ta"}, {0x0C00, 0x0C7F, "te"}, {0x0D00, 0x0D7F, "ml"}, {0x10A0, 0x10FF, "ka"}, {0x0530, 0x058F, "hy"},
    {0x4E00, 0x9FFF, "zh"},
};

enum { NSCRIPTS = sizeof scripts / sizeof *scripts };

// Japanese writes Chinese characters too: a tenth of kana is enough.
static const char *by_script(stm_view text)
{
    size_t counts[NSCRIPTS] = {0}, letters = 0;
    for (size_t at = 0; at < text.size;) {
        uint32_t code = stm_utf8_next(text, &at);
        letters += stm_code_is_letter(code);
        for (size_t i = 0; i < NSCRIPTS && code > 0x500; i++)
            counts[i] += code >= scripts[i].first && code <= scripts[i].last;
    }
    for (size_t i = 0; i < NSCRIPTS; i++)
        if (counts[i] * (i == 0 ? 10 : 3) > letters)
            return scripts[i].language;
    return NULL;
}

static void count_word(stm_extractor *x, stm_view word, unsigned *hits)
{
    char low[WORD_BYTES];
    bool ascii = true;
    for (size_t i = 0; i < word.size; i++) {
        ascii = ascii && (unsigned char)word.at[i] < 0x80;
        low[i] = stm_lower(word.at[i]);
    }
    const stm_row *row = stm_table_find(&x->function_words, ascii ? (stm_view){low, word.size} : stm_fold(&x->scratch, word));
    for (; row != NULL; row = stm_table_next(&x->function_words, row)) {
        size_t i = (size_t)row->fields[1].at[0] - '0';
        hits[i]++;
    }
}

stm_view stm_language_of(stm_extractor *x, stm_view text)
{
    text = stm_view_upto(text, TEXT_MOST);
    const char *script = by_script(text);
    if (script != NULL)
        return stm_view_of(script);
    unsigned hits[LANGUAGES_MOST] = {0}, words = 0;
    text.size = stm_utf8_valid(text);
    for (size_t at = 0; at < text.size && words < WORDS_MOST;) {
        size_t begin = at, end = at;
        while (at < text.size && stm_code_is_letter(stm_utf8_next(text, &at)))
            end = at;
        if (end > begin && end - begin <= WORD_BYTES)
            count_word(x, (stm_view){text.at + begin, end - begin}, hits);
        words += end > begin;
    }
    size_t best = 0;
    for (size_t i = 1; i < x->nlanguages; i++)
        best = hits[i] > hits[best] ? i : best;
    return words >= 12 && x->nlanguages > 0 && hits[best] * 12 > words ? x->languages[best] : (stm_view){NULL, 0};
}

// Turns the table of languages round: word -> number of the language, as one byte from '0' on.
void stm_language_tables(stm_extractor *x, stm_view table)
{
    stm_table rows;
    stm_buffer turned;
    stm_table_read(&rows, &x->tables, table);
    stm_buffer_init(&turned, &x->tables, 0);
    x->languages = stm_arena_take_array(&x->tables, LANGUAGES_MOST, sizeof(stm_view));
    for (size_t i = 0; i < rows.nrows && i < LANGUAGES_MOST; i++) {
        stm_view words = rows.rows[i].fields[1], word;
        x->languages[x->nlanguages++] = rows.rows[i].fields[0];
        while (stm_view_split(&words, ' ', &word)) {
            stm_buffer_put(&turned, word);
            stm_buffer_put_byte(&turned, '\t');
            stm_buffer_put_byte(&turned, (char)('0' + i));
            stm_buffer_put_byte(&turned, '\n');
        }
    }
    stm_table_read(&x->function_words, &x->tables, stm_buffer_view(&turned));
}
