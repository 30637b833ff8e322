// An entry of a feed: a piece of HTML without the page around it, and what the feed says of it.
//
// There is next to no furniture, so where the choice of a page leaves little, all of it is kept. The authors are those that the feed
// says, each "Name" or RSS's "mail@example (Name)".
#include "extract/inner.h"

void stm_entry_keep(stm_outline *outline)
{
    for (size_t i = 0; i < outline->nlines; i++)
        outline->lines[i].keep = outline->lines[i].said != STM_SAYS_LINE;
}

static stm_view author_name(stm_view said)
{
    ptrdiff_t mail = stm_view_find_byte(said, '@'), open = stm_view_find_byte(said, '(');
    if (mail == STM_NOWHERE)
        return said;
    if (open == STM_NOWHERE)
        return (stm_view){"", 0};
    stm_view inside = stm_view_from(said, (size_t)open + 1);
    ptrdiff_t close = stm_view_find_byte(inside, ')');
    return close == STM_NOWHERE ? inside : stm_view_upto(inside, (size_t)close);
}

void stm_entry_finish(stm_extractor *x, stm_arena *arena, const stm_item *item, stm_article *article)
{
    stm_byline byline;
    bool text = article->text.size > 0;
    article->page = item->summary || !text ? STM_PAGE_STUMP : STM_PAGE_ARTICLE;
    if (!stm_civil_known(article->modified))
        article->modified = stm_moment_read(x, &x->scratch, item->given.modified, false);
    if (article->nauthors > 0 || item->given.author.size == 0)
        return;
    stm_byline_init(&byline, arena, article->site);
    stm_view rest = item->given.author, author;
    while (stm_view_split(&rest, '\n', &author))
        stm_byline_add(x, arena, author_name(author), true, &byline);
    article->authors = byline.names.items;
    article->nauthors = byline.names.n;
    if (article->ncredits == 0) {
        article->credits = byline.agencies.items;
        article->ncredits = byline.agencies.n;
    }
}
