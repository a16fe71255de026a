/*
 * Copyright the jsctp authors.
 * SPDX-License-Identifier: Apache-2.0
 *
 * What the kernel gives for UDP alone: datagrams of the size of a full SCTP packet, with nothing above them.
 *
 *   udp_floor receive PORT                              counts what comes, one datagram a call
 *   udp_floor receive-runs PORT                         takes runs of datagrams as one (UDP_GRO)
 *   udp_floor send ADDRESS PORT SECONDS SIZE            sends one datagram a call
 *   udp_floor send-runs ADDRESS PORT SECONDS SIZE       sends runs of datagrams as one (UDP_SEGMENT)
 *   udp_floor echo PORT                                 sends back what comes
 *   udp_floor latency PORT SECONDS SIZE                 asks the echo on 127.0.0.1, one at a time
 *   udp_floor can-run                                   0 if the kernel has both of the runs
 *
 * Nothing holds a sender back but its socket: what the receiver does not take in time is lost, and both ends say how much they
 * have seen.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

#include "latency.h"

#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif
#ifndef UDP_GRO
#define UDP_GRO 104
#endif

enum { BUFFER = 1 << 16, SOCKET_BUFFER = 1 << 22, MOST_RUN = 44, MOST_RUN_BYTES = 64000, GOODBYES = 20 };

static char buffer[BUFFER];

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int open_socket(void) {
    int fd = socket(AF_INET, SOCK_DGRAM, 0), bytes = SOCKET_BUFFER;
    if (fd < 0) {
        fail("socket");
    }
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    return fd;
}

static struct sockaddr_in address_of(const char *address, const char *port) {
    struct sockaddr_in result = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))};
    if (inet_pton(AF_INET, address, &result.sin_addr) != 1) {
        fprintf(stderr, "%s is no address\n", address);
        exit(2);
    }
    return result;
}

static int open_bound(const char *port) {
    int fd = open_socket();
    struct sockaddr_in any = address_of("0.0.0.0", port);
    if (bind(fd, (struct sockaddr *)&any, sizeof any) < 0) {
        fail("bind");
    }
    return fd;
}

/* Bytes of one datagram or run; *datagrams tells how many it held. */
static ssize_t receive_one(int fd, bool runs, long *datagrams) {
    struct sockaddr_in from;
    socklen_t from_length = sizeof from;
    *datagrams = 1;
    if (!runs) {
        return recvfrom(fd, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &from_length);
    }
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr aligned;
    } control;
    struct iovec data = {buffer, sizeof buffer};
    struct msghdr message = {.msg_name = &from,
                             .msg_namelen = from_length,
                             .msg_iov = &data,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control};
    ssize_t length = recvmsg(fd, &message, 0);
    for (struct cmsghdr *c = length > 0 ? CMSG_FIRSTHDR(&message) : NULL; c != NULL; c = CMSG_NXTHDR(&message, c)) {
        int size;
        memcpy(&size, CMSG_DATA(c), sizeof size);
        if (c->cmsg_level == IPPROTO_UDP && c->cmsg_type == UDP_GRO && size > 0) {
            *datagrams = (length + size - 1) / size;
        }
    }
    return length;
}

static void receive(const char *port, bool runs) {
    int fd = open_bound(port), on = 1;
    if (runs && setsockopt(fd, IPPROTO_UDP, UDP_GRO, &on, sizeof on) < 0) {
        fail("UDP_GRO");
    }
    double begin = 0, end = 0;
    long bytes = 0, count = 0, calls = 0, datagrams;
    /* One byte says that it is over. */
    for (ssize_t length; (length = receive_one(fd, runs, &datagrams)) != 1;) {
        if (length < 0) {
            fail("receive");
        }
        if (calls++ == 0) {
            begin = now();
        }
        bytes += length;
        count += datagrams;
        if ((calls & 31) == 0) {
            end = now();
        }
    }
    printf("{\"bytes\":%ld,\"datagrams\":%ld,\"calls\":%ld,\"seconds\":%.6f}\n", bytes, count, calls, end - begin);
}

static void transmit(char **arguments, bool runs) {
    struct sockaddr_in to = address_of(arguments[0], arguments[1]);
    double end = now() + atof(arguments[2]);
    size_t size = (size_t)atoi(arguments[3]);
    int fd = open_socket(), segment = (int)size;
    if (size < 2 || size > MOST_RUN_BYTES) {
        exit(2);
    }
    if (runs && setsockopt(fd, IPPROTO_UDP, UDP_SEGMENT, &segment, sizeof segment) < 0) {
        fail("UDP_SEGMENT");
    }
    size_t in_run = runs ? (MOST_RUN_BYTES / size < MOST_RUN ? MOST_RUN_BYTES / size : MOST_RUN) : 1;
    long bytes = 0;
    for (long calls = 0; (calls & 31) != 0 || now() < end; calls++) {
        ssize_t sent = sendto(fd, buffer, size * in_run, 0, (struct sockaddr *)&to, sizeof to);
        if (sent > 0) {
            bytes += sent;
        } else if (errno != ENOBUFS && errno != EAGAIN) {
            fail("sendto");
        }
    }
    printf("{\"bytes\":%ld,\"datagrams\":%ld}\n", bytes, bytes / (long)size);
    fflush(stdout);
    for (int i = 0; i < GOODBYES; i++) {
        /* The receiver may be gone, and its queue may be full: both are for the next one. */
        sendto(fd, buffer, 1, 0, (struct sockaddr *)&to, sizeof to);
        usleep(20000);
    }
}

static void echo(const char *port) {
    int fd = open_bound(port);
    while (true) {
        struct sockaddr_in from;
        socklen_t length = sizeof from;
        ssize_t n = recvfrom(fd, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &length);
        if (n > 0) {
            sendto(fd, buffer, (size_t)n, 0, (struct sockaddr *)&from, length);
        }
    }
}

static void latency(char **arguments) {
    struct sockaddr_in to = address_of("127.0.0.1", arguments[0]);
    int fd = open_socket();
    size_t size = (size_t)atoi(arguments[2]);
    struct timeval limit = {.tv_sec = 5};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (connect(fd, (struct sockaddr *)&to, sizeof to) < 0) {
        fail("connect");
    }
    double end = now() + atof(arguments[1]);
    long n = 0;
    for (double before = now(); before < end && n < ROUNDS;) {
        if (send(fd, buffer, size, 0) < 0 || recv(fd, buffer, sizeof buffer, 0) < 0) {
            fail("echo");
        }
        double after = now();
        rounds[n++] = (after - before) * 1e6;
        before = after;
    }
    print_latency(n);
}

static bool can_run(void) {
    int fd = open_socket(), size = 1000, on = 1;
    return setsockopt(fd, IPPROTO_UDP, UDP_SEGMENT, &size, sizeof size) == 0 &&
           setsockopt(fd, IPPROTO_UDP, UDP_GRO, &on, sizeof on) == 0;
}

int main(int argc, char **argv) {
    if (argc < 2) {
        return 2;
    }
    const char *what = argv[1];
    if (strcmp(what, "can-run") == 0) {
        return can_run() ? 0 : 1;
    }
    if (strncmp(what, "receive", 7) == 0 && argc == 3) {
        receive(argv[2], strcmp(what, "receive-runs") == 0);
    } else if (strncmp(what, "send", 4) == 0 && argc == 6) {
        transmit(argv + 2, strcmp(what, "send-runs") == 0);
    } else if (strcmp(what, "echo") == 0 && argc == 3) {
        echo(argv[2]);
    } else if (strcmp(what, "latency") == 0 && argc == 5) {
        latency(argv + 2);
    } else {
        return 2;
    }
    return 0;
}
