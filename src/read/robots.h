// Inside of read: what a site's robots.txt lets a program fetch (RFC 9309).
#ifndef STM_READ_ROBOTS_H
#define STM_READ_ROBOTS_H

#include "base/view.h"

enum { STM_ROBOTS_MOST = 500 << 10 }; // bytes that are read of a robots.txt, RFC 9309, 2.5

// May `agent`, a product token in lower case, fetch `path` (with its query, "/a?b=1"). The groups of that name count, else those
// of "*"; of the rules that fit the longest, and of two as long the one that allows.
bool stm_robots_allow(stm_view robots, stm_view agent, stm_view path);

// Seconds between fetches that the same groups ask for (Crawl-delay, not of the RFC); 0: none.
double stm_robots_delay(stm_view robots, stm_view agent);

#endif
