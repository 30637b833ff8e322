// Inside of read: which network addresses may be connected to.
#ifndef STM_READ_ADDRESS_H
#define STM_READ_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

// Is it an address of the public Internet: not loopback, private, link-local, shared, of documentation, multicast or reserved
// (IANA's special-purpose registries, RFC 6890), nor an IPv6 address that wraps such an IPv4 one.
bool stm_address_is_public(const struct sockaddr *address);

#endif
