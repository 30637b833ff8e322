// Inside of read: the entries of RSS 2.0, RSS 1.0 and Atom feeds (RFC 4287).
//
// libxml2 reads the feed and says where its elements begin and end; entities are never declared, so none expands, and nothing is
// loaded. What an entry holds is taken as it stands in the feed's bytes, so that its words lead back to them.
#ifndef STM_READ_FEED_H
#define STM_READ_FEED_H

#include "read/read.h"

// Is the first element of `bytes` that of a feed.
bool stm_feed_is(stm_view bytes);

// Appends an item an entry to `items`, each a copy of `like` (input, source, record) with its own bytes, which lie in `bytes`.
// `charset`: as a header declared it. A feed that ends too early gives an item with an error behind the entries that are whole.
void stm_feed_split(stm_arena *arena, stm_view bytes, stm_view charset, const stm_item *like, stm_vector *items);

#endif
