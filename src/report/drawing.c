// Graphviz: DOT laid out as SVG by libgvc's "dot" engine (Gansner, Koutsofios, North, Vo 1993) and its core renderer.
//
// Nodes have a fixed size, so that the layout does not depend on the fonts of the machine. Graphviz writes labels escaped; its state is
// global, and a hostile or huge graph may keep it busy, so that callers run this in a process of its own.
#include "report/report.h"

#include <graphviz/gvc.h>

static int say_nothing(char *message)
{
    (void)message;
    return 0;
}

// The picture from "<svg" on: what stands before it names a DTD elsewhere.
static stm_view without_head(const char *data, size_t size)
{
    stm_view all = {data, size};
    ptrdiff_t at = stm_view_find(all, STM_VIEW("<svg"));
    return at > 0 ? stm_view_from(all, (size_t)at) : all;
}

stm_status stm_draw_svg(const char *dot, stm_buffer *to)
{
    stm_status status = STM_MALFORMED;
    agseterrf(say_nothing);
    GVC_t *context = gvContext();
    Agraph_t *graph = context != NULL ? agmemread(dot) : NULL;
    char *data = NULL;
    unsigned size = 0;
    if (graph != NULL && gvLayout(context, graph, "dot") == 0 && gvRenderData(context, graph, "svg:svg:core", &data, &size) == 0) {
        stm_buffer_put(to, without_head(data, size));
        status = STM_OK;
    }
    if (data != NULL)
        gvFreeRenderData(data);
    if (graph != NULL) {
        gvFreeLayout(context, graph);
        agclose(graph);
    }
    if (context != NULL)
        gvFreeContext(context);
    return status;
}
