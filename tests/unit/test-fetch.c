// fetch: what a robots.txt allows, and which addresses are public. Opens no connection.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "read/address.h"
#include "read/robots.h"

static bool allows(const char *robots, const char *path)
{
    return stm_robots_allow(stm_view_of(robots), STM_VIEW("stemma"), stm_view_of(path));
}

static void groups(void **state)
{
    (void)state;
    assert_true(allows("", "/a"));
    assert_false(allows("User-agent: *\nDisallow: /", "/a"));
    assert_true(allows("User-agent: *\nDisallow:", "/a"));
    assert_true(allows("User-agent: *\nDisallow: /\n\nUser-agent: Stemma\nDisallow: /x", "/a"));
    assert_false(allows("User-agent: *\nDisallow:\n\nUser-agent: other\nUser-agent: STEMMA/2.0\nDisallow: /a", "/a"));
    assert_false(
        allows("user-agent: stemma\nallow: /b\nuser-agent: other\ndisallow: /b\nuser-agent: stemma\ndisallow: /a", "/a"));
    assert_true(allows("User-agent: stemmata\nDisallow: /", "/a"));
    assert_true(allows("Disallow: /\nUser-agent: *\nAllow: /", "/a"));
    assert_false(allows("\xEF\xBB\xBFUser-agent: * # all\r\nDisallow: /a # this\r\n", "/a"));
    assert_false(allows("User-agent: *\rDisallow: /a\r", "/a"));
    assert_true(allows("User-agent: *\nDisallow: /", "/robots.txt"));
}

static void rules(void **state)
{
    (void)state;
    static const char *const robots =
        "User-agent: *\nDisallow: /shop\nAllow: /shop/open\nDisallow: /*.pdf$\nDisallow: /a*b*c\nAllow: /same\nDisallow: /same\n"
        "Disallow: /%7Euser/%2Fx\nDisallow: /\xC3\xA9t\xC3\xA9\n";
    static const struct { const char *path; bool allowed; } cases[] = {
        {"/", true}, {"/shop", false}, {"/shopping?x", false}, {"/shop/open/1", true}, {"/x/y.pdf", false}, {"/x/y.pdf?z", true},
        {"/a1b2c3", false}, {"/a1c2b3", true}, {"/same", true}, {"/~user/%2fx", false},
        {"/~user//x", true},  {"/%C3%A9t%C3%A9", false}, {"/%53hop", true},      {"/%73hop", false},     {"/SHOP", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (allows(robots, cases[i].path) != cases[i].allowed)
            fail_msg("%s", cases[i].path);
}

static void delays(void **state)
{
    (void)state;
    assert_true(stm_robots_delay(STM_VIEW("User-agent: *\nCrawl-delay: 2.5"), STM_VIEW("stemma")) == 2.5);
    assert_true(stm_robots_delay(STM_VIEW("User-agent: x\nCrawl-delay: 2.5"), STM_VIEW("stemma")) == 0);
}

// Every byte of a long rule and path that hardly ever fit: no more than their product.
static void long_patterns(void **state)
{
    (void)state;
    static char robots[40000], path[8000];
    size_t n = (size_t)snprintf(robots, sizeof robots, "User-agent: *\nDisallow: /");
    while (n + 3 < sizeof robots) {
        robots[n++] = '*';
        robots[n++] = 'a';
    }
    memset(path, 'a', sizeof path - 1);
    path[0] = '/';
    assert_true(allows(robots, path));
}

static bool is_public(const char *text)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
        return stm_address_is_public((struct sockaddr *)&v4);
    assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
    return stm_address_is_public((struct sockaddr *)&v6);
}

static void addresses(void **state)
{
    (void)state;
    static const char *const closed[] = {
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1", "172.31.255.255",
        "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.9", "224.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::192.168.0.1", "fe80::1", "fc00::1", "fd12::1", "ff02::1",
        "2001:db8::1", "2001::1", "2002:7f00:1::", "2002:c0a8:101::1", "fec0::1", "100::1", "3fff::1",
    };
    static const char *const open[] = {
        "8.8.8.8", "100.63.255.255", "172.15.0.1", "172.32.0.1", "193.0.0.1", "2606:4700::1111", "2001:4860:4860::8888",
        "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
    };
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (is_public(closed[i]))
            fail_msg("%s is taken for public", closed[i]);
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (!is_public(open[i]))
            fail_msg("%s is not taken for public", open[i]);
    struct sockaddr local = {.sa_family = AF_UNIX};
    assert_false(stm_address_is_public(&local));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups),        cmocka_unit_test(rules),     cmocka_unit_test(delays),
        cmocka_unit_test(long_patterns), cmocka_unit_test(addresses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
