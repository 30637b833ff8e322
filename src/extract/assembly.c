// The article's text under construction.
//
// Every byte of the text is covered by a run that says where in the item's bytes it stands; only the newlines between blocks and
// the breaks between cells and items stand on nothing. Runs are appended in order of the text, so the map stays sorted, and a
// cursor moves over the source's runs once: linear in bytes and runs.
#include "base/eight.h"
#include "extract/inner.h"

void stm_assembly_init(stm_assembly *assembly, stm_arena *arena)
{
    *assembly = (stm_assembly){0};
    stm_buffer_init(&assembly->text, arena, UINT32_MAX / 2);
    stm_vector_init(&assembly->runs, arena, sizeof(stm_run));
    stm_vector_init(&assembly->blocks, arena, sizeof(stm_block));
}

void stm_assembly_run(stm_vector *runs, stm_run run)
{
    stm_run *last = runs->n > 0 ? stm_vector_at(runs, runs->n - 1) : NULL;
    if (last != NULL && stm_run_goes_on(*last, run)) {
        last->text_size += run.text_size;
        last->source_size += run.source_size;
    } else {
        *(stm_run *)stm_vector_push(runs) = run;
    }
}

static void flush_blank(stm_assembly *assembly)
{
    if (assembly->blank && assembly->text.size > assembly->begin) {
        stm_run run = assembly->blank_run;
        run.text = (uint32_t)assembly->text.size;
        run.text_size = 1;
        if (run.source_size > 0)
            stm_assembly_run(&assembly->runs, run);
        stm_buffer_put_byte(&assembly->text, ' ');
    }
    assembly->blank = false;
}

static void note_blank(stm_assembly *assembly, stm_run part)
{
    if (!assembly->blank || assembly->blank_run.source_size == 0)
        assembly->blank_run = part;
    else if (part.source == assembly->blank_run.source + assembly->blank_run.source_size) // not over a tag in between
        assembly->blank_run.source_size += part.source_size;
    assembly->blank = true;
}

static void put_words(stm_assembly *assembly, stm_view words, stm_run part)
{
    flush_blank(assembly);
    part.text = (uint32_t)assembly->text.size;
    stm_assembly_run(&assembly->runs, part);
    stm_buffer_put(&assembly->text, words);
}

// Behind words that single blanks part, eight bytes at a time; where something else comes, before it.
static size_t skip_words(stm_view text, size_t at, size_t end)
{
    while (at + 8 <= end) {
        uint64_t eight = stm_eight_at(text.at + at), blanks = stm_eight_equal(eight, ' ');
        if (stm_eight_controls(eight) != 0 || (blanks & blanks << 8) != 0)
            break;
        at += text.at[at + 7] == ' ' ? 7 : 8; // what follows the blank is to be seen with it
    }
    return at;
}

// Behind the words that begin at `at`: one piece of text where single blanks part them and every byte stands on one.
static size_t words_end(stm_view text, size_t at, size_t end, bool joined)
{
    for (;;) {
        if (joined)
            at = skip_words(text, at, end);
        while (at < end && !stm_is_space(text.at[at]))
            at++;
        if (!joined || at + 1 >= end || text.at[at] != ' ' || stm_is_space(text.at[at + 1]))
            return at;
        at++;
    }
}

void stm_assembly_put_part(stm_assembly *assembly, stm_view text, stm_span part, const stm_run *runs, size_t nruns, size_t *run)
{
    size_t at = part.begin;
    while (*run > 0 && runs[*run - 1].text + runs[*run - 1].text_size > part.begin)
        (*run)--; // the last part may have ended within a run
    for (; *run < nruns && at < part.end; (*run)++) {
        size_t end = (size_t)runs[*run].text + runs[*run].text_size;
        for (; at < part.end && at < runs[*run].text; at++) // a break between cells stands on no byte
            stm_assembly_break(assembly, text.at[at]);
        end = end < part.end ? end : part.end;
        while (at < end) {
            size_t from = at;
            bool space = stm_is_space(text.at[at]);
            while (space && at < end && stm_is_space(text.at[at]))
                at++;
            if (!space)
                at = words_end(text, at, end, runs[*run].text_size == runs[*run].source_size);
            stm_run piece = stm_run_part(runs[*run], (uint32_t)from, (uint32_t)at);
            if (space)
                note_blank(assembly, piece);
            else
                put_words(assembly, (stm_view){text.at + from, at - from}, piece);
        }
    }
}

void stm_assembly_put(stm_assembly *assembly, stm_view text, const stm_run *runs, size_t nruns)
{
    size_t run = 0;
    stm_assembly_put_part(assembly, text, (stm_span){0, (uint32_t)text.size}, runs, nruns, &run);
}

void stm_assembly_break(stm_assembly *assembly, char byte)
{
    assembly->blank = false;
    if (assembly->text.size > assembly->begin && assembly->text.at[assembly->text.size - 1] != byte)
        stm_buffer_put_byte(&assembly->text, byte);
}

stm_view stm_assembly_open(const stm_assembly *assembly)
{
    return (stm_view){assembly->text.at + assembly->begin, assembly->text.size - assembly->begin};
}

// Blanks at the end of the open block (no-break ones too) are the text's no more.
static void trim_end(stm_assembly *assembly)
{
    while (assembly->text.size > assembly->begin) {
        size_t at = assembly->text.size;
        if (!stm_code_is_space(stm_utf8_previous(stm_buffer_view(&assembly->text), &at)))
            break;
        assembly->text.size = at;
    }
    while (assembly->runs.n > 0) {
        stm_run *last = stm_vector_at(&assembly->runs, assembly->runs.n - 1);
        if ((size_t)last->text + last->text_size <= assembly->text.size)
            break;
        if (last->text >= assembly->text.size) {
            stm_vector_cut(&assembly->runs, assembly->runs.n - 1);
            continue;
        }
        *last = stm_run_part(*last, last->text, (uint32_t)assembly->text.size);
    }
}

void stm_assembly_drop(stm_assembly *assembly)
{
    assembly->text.size = assembly->begin;
    assembly->blank = false;
    trim_end(assembly);
}

bool stm_assembly_close(stm_assembly *assembly, stm_block_kind kind)
{
    assembly->blank = false;
    trim_end(assembly);
    size_t begin = assembly->begin, end = assembly->text.size;
    while (begin < end) {
        size_t at = begin;
        if (!stm_code_is_space(stm_utf8_next(stm_buffer_view(&assembly->text), &at)))
            break;
        begin = at;
    }
    if (begin >= end)
        return false;
    stm_block *block = stm_vector_push(&assembly->blocks);
    *block = (stm_block){kind, {(uint32_t)begin, (uint32_t)end}};
    stm_buffer_put_byte(&assembly->text, '\n');
    assembly->begin = assembly->text.size;
    return true;
}

void stm_assembly_finish(stm_assembly *assembly, stm_article *article)
{
    stm_assembly_drop(assembly);
    article->blocks = assembly->blocks.items;
    article->nblocks = assembly->blocks.n;
    size_t size = article->nblocks > 0 ? article->blocks[article->nblocks - 1].span.end : 0;
    article->text = (stm_view){size > 0 ? assembly->text.at : "", size};
    article->runs = assembly->runs.items;
    article->nruns = assembly->runs.n;
}
