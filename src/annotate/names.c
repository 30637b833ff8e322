// Finds the names in a text.
#include "annotate/scene.h"

void stm_names_find(stm_scene *s, stm_notes *notes)
{
    notes->names = s->names;
    notes->nnames = s->nnames;
}
