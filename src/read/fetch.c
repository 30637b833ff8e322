// libcurl, one request at a time. The only file that opens connections.
//
// An answer is kept as it came, chunks and packing and all, so that it can be archived; http.c reads it as it would from a WARC.
// What is known of a host: its robots.txt (RFC 9309: none where the server says 4xx, all forbidden where it fails) and when it
// was asked last. No cookies, no credentials; a proxy is heeded only where private addresses are allowed, because behind it
// nobody sees what is connected to.
#include "read/fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/map.h"
#include "read/address.h"
#include "read/archive.h"
#include "read/http.h"
#include "read/robots.h"

enum { REDIRECTS_MOST = 5, HEADERS_MOST = 1 << 17, URL_MOST = 8192, DELAY_MOST = 30 };
static const char agent_token[] = "stemma";

typedef struct host {
    stm_view robots; // empty: all is allowed
    stm_view why;    // it could not be fetched; nothing is allowed then
    bool known, failed;
    double delay, asked; // seconds; asked: when, 0: never
} host;

struct stm_fetcher {
    stm_arena arena; // of hosts
    stm_fetch_options options;
    CURL *curl;
    struct curl_slist *headers;
    FILE *archive;
    stm_intern names; // of hosts, with scheme and port
    stm_vector hosts; // of host, by number of name
};

// One answer on its way.
typedef struct answer {
    const stm_fetcher *fetcher;
    stm_arena *arena;
    stm_buffer bytes;
    size_t body_at; // where the body begins; 0: still headers
    size_t most;
    bool too_large, no_memory;
    char refused[INET6_ADDRSTRLEN];
} answer;

bool stm_is_address(stm_view path)
{
    return stm_view_begins_nocase(path, STM_VIEW("http://")) || stm_view_begins_nocase(path, STM_VIEW("https://"));
}

stm_fetcher *stm_fetcher_new(const stm_fetch_options *options)
{
    stm_fetcher *f = calloc(1, sizeof *f);
    if (f == NULL)
        return NULL;
    f->options = *options;
    stm_arena_init(&f->arena, NULL, 0);
    stm_intern_init(&f->names, &f->arena);
    stm_vector_init(&f->hosts, &f->arena, sizeof(host));
    bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == 0;
    f->curl = ready ? curl_easy_init() : NULL;
    f->headers = curl_slist_append(NULL, "Accept-Encoding: gzip, deflate, br, zstd");
    if (f->curl != NULL && f->headers != NULL)
        return f;
    stm_fetcher_free(f);
    return NULL;
}

void stm_fetcher_free(stm_fetcher *f)
{
    if (f == NULL)
        return;
    if (f->archive != NULL)
        fclose(f->archive);
    curl_slist_free_all(f->headers);
    curl_easy_cleanup(f->curl);
    curl_global_cleanup();
    stm_arena_release(&f->arena);
    free(f);
}

static double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void sleep_for(double seconds)
{
    struct timespec t = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    while (nanosleep(&t, &t) != 0)
        ;
}

// Called by curl for each address it is about to connect to: the last word, behind every name and redirect.
static curl_socket_t open_socket(void *argument, curlsocktype purpose, struct curl_sockaddr *address)
{
    answer *a = argument;
    (void)purpose;
    if (!a->fetcher->options.allow_private && !stm_address_is_public(&address->addr)) {
        const void *bytes = address->family == AF_INET
                                ? (const void *)&((struct sockaddr_in *)(void *)&address->addr)->sin_addr
                                : (const void *)&((struct sockaddr_in6 *)(void *)&address->addr)->sin6_addr;
        inet_ntop(address->family, bytes, a->refused, sizeof a->refused);
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

struct taking {
    answer *answer;
    stm_view part;
};

static stm_status put_part(void *argument)
{
    struct taking *t = argument;
    stm_buffer_put(&t->answer->bytes, t->part);
    return STM_OK;
}

// Memory that runs out must not leave through curl: it is caught here.
static bool take_part(answer *a, stm_view part)
{
    stm_status status = stm_exit_run(a->arena->way, put_part, &(struct taking){a, part});
    a->no_memory = status != STM_OK;
    return status == STM_OK;
}

static size_t take_header(char *bytes, size_t size, size_t n, void *argument)
{
    answer *a = argument;
    stm_view line = {bytes, size * n};
    if (stm_view_begins(line, STM_VIEW("HTTP/")) && a->body_at == 0)
        a->bytes.size = 0; // what stood before was an interim answer
    if (a->bytes.size + line.size > HEADERS_MOST)
        a->too_large = true;
    return !a->too_large && (a->body_at > 0 || take_part(a, line)) ? line.size : 0;
}

static size_t take_body(char *bytes, size_t size, size_t n, void *argument)
{
    answer *a = argument;
    stm_view part = {bytes, size * n};
    if (a->body_at == 0)
        a->body_at = a->bytes.size;
    a->too_large = a->too_large || a->bytes.size - a->body_at + part.size > a->most;
    return !a->too_large && take_part(a, part) ? part.size : 0;
}

static void set_up(stm_fetcher *f, answer *a, const char *url)
{
    CURL *curl = f->curl;
    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1); // as archives keep it
    curl_easy_setopt(curl, CURLOPT_HTTP_TRANSFER_DECODING, 0L);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, f->headers);
    curl_easy_setopt(curl, CURLOPT_USERAGENT,
                     f->options.agent != NULL ? f->options.agent
                                              : "stemma/" STM_VERSION " (compares news accounts; obeys robots.txt)");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 15L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, f->options.timeout > 0 ? (long)f->options.timeout : 60L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 100L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, 20L);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, a);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, a);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, a);
    if (!f->options.allow_private)
        curl_easy_setopt(curl, CURLOPT_PROXY, "");
}

static stm_view time_now(stm_arena *arena)
{
    time_t now = time(NULL);
    struct tm t;
    char text[32];
    gmtime_r(&now, &t);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &t);
    return stm_arena_copy(arena, stm_view_of(text));
}

static stm_status archive(stm_fetcher *f, stm_arena *arena, stm_view url, stm_view response, stm_error *error)
{
    if (f->options.save == NULL)
        return STM_OK;
    if (f->archive == NULL && (f->archive = fopen(f->options.save, "ab")) != NULL)
        fseeko(f->archive, 0, SEEK_END);
    if (f->archive == NULL || !stm_archive_response(f->archive, arena, url, time_now(arena), response))
        return stm_fail(error, STM_UNREADABLE, "what was fetched cannot be saved in %s", f->options.save);
    return STM_OK;
}

// One request, without redirects. The answer as it came is in `response`.
static stm_status ask(stm_fetcher *f, stm_arena *arena, stm_view url, size_t most, stm_view *response, stm_error *error)
{
    answer a = {.fetcher = f, .arena = arena, .most = most};
    stm_buffer_init(&a.bytes, arena, 0);
    set_up(f, &a, url.at);
    CURLcode code = curl_easy_perform(f->curl);
    if (a.no_memory || code == CURLE_OUT_OF_MEMORY)
        stm_exit_leave(arena->way, STM_NO_MEMORY);
    if (a.refused[0] != '\0' && code != CURLE_OK)
        return stm_fail(error, STM_UNREADABLE, "its host is at %s, which is not a public address (--allow-private)", a.refused);
    if (a.too_large)
        return stm_fail(error, STM_TOO_LARGE, "the answer is over the limit of %zu bytes", most);
    if (code != CURLE_OK)
        return stm_fail(error, STM_UNREADABLE, "cannot be fetched: %s", curl_easy_strerror(code));
    *response = a.bytes.size > 0 ? stm_buffer_view(&a.bytes) : (stm_view){"", 0};
    return archive(f, arena, url, *response, error);
}

typedef struct parts { // of an address
    stm_view origin, path; // "https://host:port" in lower case, "/path?query"
    bool named;            // there is a host, and no name or password before it
} parts;

static parts split_address(stm_arena *arena, stm_view url)
{
    size_t begin = stm_view_begins_nocase(url, STM_VIEW("https")) ? 8 : 7, end = begin;
    while (end < url.size && memchr("/?#\\", url.at[end], 4) == NULL)
        end++;
    char *origin = (char *)(uintptr_t)stm_arena_copy(arena, stm_view_upto(url, end)).at;
    for (size_t i = 0; i < end; i++)
        origin[i] = stm_lower(origin[i]);
    stm_view rest = stm_view_from(url, end), name = {origin + begin, end - begin};
    ptrdiff_t hash = stm_view_find_byte(rest, '#');
    rest = hash == STM_NOWHERE ? rest : stm_view_upto(rest, (size_t)hash);
    if (rest.size == 0 || rest.at[0] != '/')
        rest = stm_arena_print(arena, "/%.*s", (int)rest.size, rest.at);
    return (parts){{origin, end}, rest, name.size > 0 && stm_view_find_byte(name, '@') == STM_NOWHERE};
}

static stm_view location_of(stm_fetcher *f, stm_arena *arena)
{
    char *next = NULL; // curl's, resolved against the address it belongs to
    if (curl_easy_getinfo(f->curl, CURLINFO_REDIRECT_URL, &next) != CURLE_OK || next == NULL)
        return (stm_view){"", 0};
    return stm_arena_copy(arena, stm_view_of(next));
}

static bool is_redirect(unsigned status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static unsigned status_of(stm_view response)
{
    stm_view rest = stm_view_upto(stm_view_from(response, 9), 3); // "HTTP/1.1 "
    unsigned status = 0;
    for (size_t i = 0; i < rest.size && stm_is_digit(rest.at[i]); i++)
        status = status * 10 + (unsigned)(rest.at[i] - '0');
    return status;
}

static host *host_of(stm_fetcher *f, stm_view origin)
{
    uint32_t number = stm_intern_put(&f->names, origin);
    while (f->hosts.n <= number)
        stm_vector_push(&f->hosts);
    return stm_vector_at(&f->hosts, number);
}

static void wait_for_turn(stm_fetcher *f, host *of)
{
    double pace = f->options.pace > of->delay ? f->options.pace : of->delay, now = seconds_now();
    if (of->asked > 0 && now < of->asked + pace)
        sleep_for(of->asked + pace - now);
    of->asked = seconds_now();
}

// Asks a host for its robots.txt once. Redirects of it are followed, as RFC 9309 has it, 2.3.1.2.
static void learn_robots(stm_fetcher *f, stm_arena *arena, stm_view origin)
{
    stm_view url = stm_arena_print(arena, "%.*s/robots.txt", (int)origin.size, origin.at), response = {"", 0};
    stm_error error = {0};
    stm_http http = {0};
    stm_status status = STM_OK;
    for (int hops = 0; hops <= REDIRECTS_MOST; hops++) {
        status = ask(f, arena, url, 4 * STM_ROBOTS_MOST, &response, &error);
        stm_view next = status == STM_OK && is_redirect(status_of(response)) ? location_of(f, arena) : (stm_view){"", 0};
        if (!stm_is_address(next) || !split_address(arena, next).named)
            break;
        url = next;
    }
    if (status == STM_OK)
        status = stm_http_read(arena, response, false, 4 * STM_ROBOTS_MOST, &http, &error);
    host *of = host_of(f, origin);
    of->known = true;
    of->failed = status != STM_OK || http.status >= 500;
    of->asked = seconds_now();
    of->why = stm_arena_copy(&f->arena, stm_view_of(status != STM_OK ? error.message : "the server fails"));
    if (!of->failed && http.status >= 200 && http.status < 300)
        of->robots = stm_arena_copy(&f->arena, stm_view_upto(http.body, STM_ROBOTS_MOST));
    of->delay = stm_robots_delay(of->robots, stm_view_of(agent_token));
    of->delay = of->delay < DELAY_MOST ? of->delay : DELAY_MOST;
}

// Is a page's address one that may be asked for now; waits for its turn.
static stm_status may_ask(stm_fetcher *f, stm_arena *arena, stm_view url, stm_error *error)
{
    parts address = split_address(arena, url);
    if (!address.named || url.size > URL_MOST)
        return stm_fail(error, STM_UNREADABLE, "this address is not fetched: it has no host, a password or too many bytes");
    if (!host_of(f, address.origin)->known)
        learn_robots(f, arena, address.origin);
    host *of = host_of(f, address.origin);
    if (of->failed)
        return stm_fail(error, STM_UNREADABLE, "its host's robots.txt cannot be fetched, so nothing of it is: %.*s",
                        (int)of->why.size, of->why.at);
    if (!stm_robots_allow(of->robots, stm_view_of(agent_token), address.path))
        return stm_fail(error, STM_UNREADABLE, "its host's robots.txt forbids to fetch it");
    wait_for_turn(f, of);
    return STM_OK;
}

static stm_status read_answer(stm_fetcher *f, stm_arena *arena, stm_view url, stm_view response, stm_fetched *fetched,
                              stm_error *error)
{
    stm_http http;
    stm_status status = stm_http_read(arena, response, false, f->options.most, &http, error);
    if (http.status != 0 && (http.status < 200 || http.status > 299))
        return stm_fail(error, STM_UNREADABLE, "the server answers %u", http.status);
    *fetched = (stm_fetched){url, http.type, http.charset, http.rights, http.date, http.body};
    return status;
}

stm_status stm_fetch(stm_fetcher *f, stm_arena *arena, stm_view url, stm_fetched *fetched, stm_error *error)
{
    stm_view response = {"", 0};
    f->arena.way = arena->way;
    url = stm_arena_copy(arena, url);
    for (int hops = 0; hops <= REDIRECTS_MOST; hops++) {
        stm_status status = may_ask(f, arena, url, error);
        if (status == STM_OK)
            status = ask(f, arena, url, f->options.most, &response, error);
        if (status != STM_OK)
            return status;
        if (!is_redirect(status_of(response)))
            return read_answer(f, arena, url, response, fetched, error);
        url = location_of(f, arena);
        if (!stm_is_address(url))
            return stm_fail(error, STM_UNREADABLE, "the server sends on to what is no http address");
    }
    return stm_fail(error, STM_UNREADABLE, "more than %d redirects", REDIRECTS_MOST);
}
