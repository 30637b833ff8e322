// Special-purpose address blocks of IANA's registries (RFC 6890 and its updates).
#include "read/address.h"

#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

static bool public_v4(uint32_t address)
{
    static const struct { uint32_t block; int bits; } special[] = {
        {0x00000000, 8}, {0x0A000000, 8}, {0x64400000, 10}, {0x7F000000, 8}, {0xA9FE0000, 16}, {0xAC100000, 12}, {0xC0000000, 24},
        {0xC0000200, 24}, {0xC0586300, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24},
        {0xE0000000, 3},
    };
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if ((address ^ special[i].block) >> (32 - special[i].bits) == 0)
            return false;
    return true;
}

static uint32_t v4_at(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static bool public_v6(const unsigned char *a)
{
    static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF}, nat64[12] = {0x00, 0x64, 0xFF, 0x9B};
    if (memcmp(a, mapped, 12) == 0 || memcmp(a, nat64, 12) == 0)
        return public_v4(v4_at(a + 12));
    if (a[0] == 0x20 && a[1] == 0x02) // 6to4
        return public_v4(v4_at(a + 2));
    if (a[0] == 0x20 && a[1] == 0x01 && (a[2] < 0x02 || (a[2] == 0x0D && a[3] == 0xB8))) // 2001::/23, documentation
        return false;
    return a[0] >> 5 == 1 && !(a[0] == 0x3F && a[1] == 0xFF && a[2] >> 4 == 0); // 2000::/3, without 3fff::/20
}

bool stm_address_is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof v4);
        return public_v4(ntohl(v4.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof v6);
        return public_v6(v6.sin6_addr.s6_addr);
    }
    return false;
}
