// Decodes only the bytes that a report cites, for `verify`: by layer, charset and references, with no knowledge of a page around
// them. So what verify proves does not rest on extraction. Bytes of a charset with states (ISO-2022-JP) mean nothing by
// themselves: there all bytes are decoded, and what stands on the ranges is taken. JSON Lines are UTF-8, as a page that holds
// JSON need not be.
#include "base/buffer.h"
#include "read/decode.h"

static bool has_states(stm_view charset)
{
    return stm_view_begins_nocase(charset, STM_VIEW("iso-2022"));
}

// The text that stands on bytes [range) of what was decoded as a whole.
static stm_view text_on(const stm_decoded *whole, stm_span range)
{
    const stm_run *runs = whole->runs.items;
    uint32_t begin = UINT32_MAX, end = 0;
    for (size_t i = 0; i < whole->runs.n; i++) {
        stm_span source = {runs[i].source, runs[i].source + runs[i].source_size};
        if (!stm_spans_meet(source, range))
            continue;
        uint32_t before = range.begin > source.begin ? range.begin - source.begin : 0,
                 behind = source.end > range.end ? source.end - range.end : 0;
        bool even = stm_run_even(runs[i]); // text bytes to a source byte
        uint32_t first = runs[i].text + (even ? (uint32_t)((uint64_t)before * runs[i].text_size / runs[i].source_size) : 0);
        uint32_t last = runs[i].text + runs[i].text_size -
                        (even ? (uint32_t)((uint64_t)behind * runs[i].text_size / runs[i].source_size) : 0);
        begin = first < begin ? first : begin;
        end = last > end ? last : end;
    }
    return begin < end ? stm_view_in(whole->text, (stm_span){begin, end}) : (stm_view){"", 0};
}

static int strings_of(stm_layer layer) // of JSON, one within the other
{
    return layer == STM_LAYER_JSON_TWICE ? 2 : layer == STM_LAYER_JSON_STRING || layer == STM_LAYER_JSON_ESCAPED;
}

static stm_status decode_range(stm_arena *arena, stm_view bytes, stm_span range, stm_layer layer, stm_view charset,
                               const stm_decoded *whole, stm_view *text, stm_error *error)
{
    stm_decoded decoded;
    if (whole != NULL) {
        decoded.text = text_on(whole, range);
    } else {
        stm_status status = stm_charset_decode(arena, stm_view_in(bytes, range), charset, false, &decoded, error);
        if (status != STM_OK)
            return status;
    }
    for (int n = strings_of(layer); n > 0; n--)
        stm_json_unescape(arena, decoded.text, &decoded);
    if (layer == STM_LAYER_ESCAPED || layer == STM_LAYER_JSON_ESCAPED)
        stm_xml_decode(arena, decoded.text, STM_LAYER_ESCAPED, &decoded);
    *text = decoded.text;
    return STM_OK;
}

stm_status stm_read_again(stm_reader *reader, stm_arena *arena, stm_view bytes, const stm_span *ranges, size_t nranges,
                          stm_layer layer, stm_media media, stm_view charset, stm_view *text, stm_error *error)
{
    (void)reader;
    stm_decoded all, plain;
    stm_buffer joined;
    stm_buffer_init(&joined, arena, 0);
    bool states = has_states(charset);
    stm_status status = states ? stm_charset_decode(arena, bytes, charset, true, &all, error) : STM_OK;
    for (size_t i = 0; i < nranges && status == STM_OK; i++) {
        if (ranges[i].begin > ranges[i].end || ranges[i].end > bytes.size)
            return stm_fail_at(error, STM_MALFORMED, ranges[i].end, "a cited range lies outside of the input");
        stm_view part = {"", 0};
        status = decode_range(arena, bytes, ranges[i], layer, charset, states ? &all : NULL, &part, error);
        if (media == STM_MEDIA_HTML) {
            stm_entities_decode(arena, part, &plain);
            part = plain.text;
        }
        stm_buffer_put(&joined, part);
    }
    *text = joined.size > 0 ? stm_buffer_view(&joined) : (stm_view){"", 0};
    return status;
}
