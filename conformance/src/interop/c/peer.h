/*
 * Copyright the jsctp authors.
 * SPDX-License-Identifier: Apache-2.0
 *
 * What the files of usrsctp_peer share: its options, and how it fails.
 */
#ifndef PEER_H
#define PEER_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

enum { MAX_LIST = 16, MAX_MESSAGE = 1 << 20 };
enum end { END_WAIT, END_SHUTDOWN, END_ABORT };

struct list {
    int n;
    uint32_t at[MAX_LIST];
};

/* Addresses of one family, one behind the other, as bindx and connectx take them. */
struct addresses {
    int n, family;
    struct sockaddr_in v4[MAX_LIST];
    struct sockaddr_in6 v6[MAX_LIST];
};

extern struct options {
    bool server, echo, early, interleave;
    int udp_port, peer_udp_port, port, local_port, count, max_streams, timeout_s;
    int policy, policy_value;
    enum end end;
    struct addresses local, peer;
    struct list sizes, streams, auth;
    int key;
} options;

/* Prints FAILED and why, and ends the program. */
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

struct socket;

/* Lets the peer reset and add streams, and has the events of that told. */
void allow_commands(struct socket *socket);

/* Does what a message tells it to, if it is a command; the text may be changed. */
bool obey(struct socket *socket, char *command);

/* Reads the command line into the options. */
void parse(int argc, char **argv);

#endif
