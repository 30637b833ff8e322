// Of a page and its AMP version one is an account, not both.
//
// An AMP page must name the page it stands for as its canonical address (AMP HTML specification), so both have one id. The page
// itself is taken, which says more of authors and times, unless the AMP version has more than five quarters of its text, as where
// the page is a stump or drawn by a script. Two pages of one address that are no AMP are two captures, and both stay.
#include "document/versions.h"

static size_t text_of(const stm_document *document)
{
    return document->article.error.status == STM_OK ? document->article.text.size : 0;
}

// The longest text of [begin, end) among those that are AMP, or that are not; `end`: none has a text.
static size_t longest(stm_document *const *sorted, size_t begin, size_t end, bool amp)
{
    size_t best = end;
    for (size_t i = begin; i < end; i++)
        if (sorted[i]->article.amp == amp && text_of(sorted[i]) > (best < end ? text_of(sorted[best]) : 0))
            best = i;
    return best;
}

static void mark_group(stm_document *const *sorted, size_t begin, size_t end, size_t *stands)
{
    size_t page = longest(sorted, begin, end, false), amp = longest(sorted, begin, end, true);
    for (size_t i = begin; i < end; i++)
        stands[i] = i;
    if (page == end || amp == end)
        return;
    bool amp_tells = 4 * text_of(sorted[amp]) > 5 * text_of(sorted[page]);
    for (size_t i = begin; i < end; i++)
        if (sorted[i]->article.amp != amp_tells && text_of(sorted[i]) > 0)
            stands[i] = amp_tells ? amp : page;
}

void stm_versions_mark(stm_document *const *sorted, size_t n, size_t *stands)
{
    for (size_t begin = 0, end; begin < n; begin = end) {
        end = begin + 1;
        while (end < n && stm_view_equal(sorted[begin]->article.id, sorted[end]->article.id))
            end++;
        mark_group(sorted, begin, end, stands);
    }
}

void stm_versions_yield(stm_document *document, stm_view id)
{
    stm_article *article = &document->article;
    article->same_as = id;
    article->text = (stm_view){"", 0};
    article->revision = stm_hash(article->text);
    article->nblocks = article->nruns = 0;
    document->segments = (stm_segments){0};
    document->notes = (stm_notes){0};
}
