// Cues that are no verbs: nouns with a clause ("his claim that"), "according to NAME", and whose view a quotation is ("Pour NAME, « A »").
//
// Method: as for the verbs (cues.c), patterns over the tokens of a sentence; what a source phrase leaves of its sentence is its content.
#include "annotate/reading.h"

uint32_t stm_saynoun_read(stm_reading *r, uint32_t noun)
{
    const stm_scene *s = r->s;
    stm_range speaker = {noun, noun};
    uint32_t that = noun + 1;
    if (stm_scene_has(s, that, STM_W_BY) && s->mark_of[that] == 0) {
        speaker = stm_phrase_behind(s, that + 1, r->end);
        that = speaker.end;
    } else {
        speaker = stm_owner_of(s, r->begin, noun);
    }
    if (that >= r->end || s->mark_of[that] != 0 || !stm_scene_has(s, that, STM_W_THAT) || stm_range_empty(speaker))
        return noun + 1;
    uint32_t end = stm_content_end(r, that + 1);
    if (!stm_content_is_clause(r, that + 1, end))
        return noun + 1;
    stm_saying *saying = stm_saying_add(r->sayings, (stm_range){noun, noun + 1}, speaker);
    stm_saying_put(r->sayings, saying, (stm_range){that + 1, end});
    return r->from = end;
}

uint32_t stm_according_read(stm_reading *r, uint32_t cue)
{
    uint32_t behind = cue + 1 + stm_scene_has(r->s, cue + 1, STM_W_TO);
    stm_range speaker = stm_phrase_behind(r->s, behind, r->end), content;
    if (stm_range_empty(speaker))
        return cue + 1;
    bool first = cue == r->begin || (stm_scene_closes(r->s, cue - 1) && r->s->tokens[cue].upper); // behind `"A."` that opens the sentence
    uint32_t comma = speaker.end;
    while (first && comma < r->end && !(stm_reading_sign(r, comma, ',') || stm_reading_sign(r, comma, ':')))
        comma++;
    if (first && stm_reading_sign(r, comma, ','))
        comma = stm_apposition_end(r, comma, speaker);
    if (first)
        content = (stm_range){comma + 1, comma + 1 >= r->end                     ? comma
                                         : stm_scene_opens(r->s, comma + 1) ? stm_quoted_end(r, comma + 1)
                                                                            : stm_content_end(r, comma + 1)};
    else
        content = (stm_range){r->from > r->begin ? r->from : r->begin, stm_reading_sign(r, cue - 1, ',') ? cue - 1 : cue};
    while (content.begin < content.end && (stm_reading_sign(r, content.begin, ',') || stm_reading_sign(r, content.begin, ';')))
        content.begin++;
    if (stm_range_empty(content))
        return cue + 1;
    stm_saying *saying = stm_saying_add(r->sayings, (stm_range){cue, behind}, speaker);
    stm_saying_put(r->sayings, saying, content);
    r->speaker = speaker;
    r->from = first ? content.end : speaker.end;
    return r->from;
}

uint32_t stm_view_read(stm_reading *r, uint32_t cue)
{
    const stm_scene *s = r->s;
    stm_range speaker = stm_phrase_behind(s, cue + 1, r->end);
    bool speaks = false, marked = false;
    for (uint32_t i = speaker.begin; i < speaker.end; i++)
        speaks = speaks || stm_scene_has(s, i, STM_W_HUMAN | STM_N_ROLE | STM_W_HE | STM_W_SHE) || (s->name_of[i] != 0 && s->names[s->name_of[i] - 1].kind != STM_NAME_PLACE);
    for (uint32_t i = speaker.end; i < r->end; i++)
        marked = marked || stm_scene_opens(s, i);
    return speaks && marked && stm_reading_sign(r, speaker.end, ',') ? stm_according_read(r, cue) : cue + 1;
}
