// Inside of read: pages from the network, by their addresses.
//
// Every connection is checked when it is made, whatever name led to it: an address that is not public is refused unless that is
// allowed. A host is asked for its robots.txt first and then at a pace; redirects are followed one by one under the same rules.
#ifndef STM_READ_FETCH_H
#define STM_READ_FETCH_H

#include "read/read.h"

typedef struct stm_fetcher stm_fetcher; // connections, what is known of each host, the archive

stm_fetcher *stm_fetcher_new(const stm_fetch_options *options); // options are copied, not their strings; NULL: out of memory
void stm_fetcher_free(stm_fetcher *fetcher);

bool stm_is_address(stm_view path); // "http://..." or "https://..."

// A page that was fetched.
typedef struct stm_fetched {
    stm_view url; // where redirects led to
    stm_view type, charset, rights, date, body; // as in stm_http
} stm_fetched;

// Fetches `url` into `arena`. STM_UNREADABLE with its reason: no connection, refused, robots.txt, a status that is no success;
// STM_TOO_LARGE; STM_MALFORMED where the answer is no HTTP.
stm_status stm_fetch(stm_fetcher *fetcher, stm_arena *arena, stm_view url, stm_fetched *fetched, stm_error *error);

#endif
