// Decodes only the bytes that a report cites, for `verify`: by layer, charset and references, with no knowledge of a page around
// them. So what verify proves does not rest on extraction.
#include "base/buffer.h"
#include "read/decode.h"

stm_status stm_read_again(stm_reader *reader, stm_arena *arena, stm_view bytes, const stm_span *ranges, size_t nranges,
                          stm_layer layer, stm_media media, stm_view charset, stm_view *text, stm_error *error)
{
    (void)reader;
    stm_buffer all;
    stm_buffer_init(&all, arena, 0);
    for (size_t i = 0; i < nranges; i++) {
        if (ranges[i].begin > ranges[i].end || ranges[i].end > bytes.size)
            return stm_fail_at(error, STM_MALFORMED, ranges[i].end, "a cited range lies outside of the input");
        stm_view part = stm_view_in(bytes, ranges[i]);
        stm_decoded decoded, plain;
        if (layer == STM_LAYER_JSON_STRING) {
            stm_json_unescape(arena, part, &decoded);
        } else {
            stm_status status = stm_charset_decode(arena, part, charset, &decoded, error);
            if (status != STM_OK)
                return status;
        }
        if (media == STM_MEDIA_HTML)
            stm_entities_decode(arena, decoded.text, &plain);
        else
            plain = decoded;
        stm_buffer_put(&all, plain.text);
    }
    *text = stm_buffer_view(&all);
    return STM_OK;
}
