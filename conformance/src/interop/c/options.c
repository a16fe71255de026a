/*
 * Copyright the jsctp authors.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The command line of usrsctp_peer.
 */
#include "peer.h"

#include <arpa/inet.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct options options = {
    .echo = true,
    .max_streams = 16,
    .timeout_s = 30,
    .sizes = {6, {1, 100, 1400, 10240, 102400, 1048576}},
    .streams = {3, {0, 1, 7}},
};

_Noreturn void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    printf("FAILED ");
    vprintf(format, arguments);
    printf("\n");
    va_end(arguments);
    fflush(stdout);
    _exit(1);
}

static int number(const char *text, int min, int max) {
    char *end;
    long value = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || value < min || value > max) {
        fail("argument %s is not a number from %d to %d", text, min, max);
    }
    return (int)value;
}

static struct list numbers(char *text, int max) {
    struct list list = {0};
    for (char *item = strtok(text, ","); item != NULL; item = strtok(NULL, ",")) {
        if (list.n == MAX_LIST) {
            fail("more than %d in a list", MAX_LIST);
        }
        list.at[list.n++] = (uint32_t)number(item, 0, max);
    }
    return list;
}

static struct addresses addresses(char *text) {
    struct addresses list = {0};
    list.family = strchr(text, ':') != NULL ? AF_INET6 : AF_INET;
    for (char *item = strtok(text, ","); item != NULL; item = strtok(NULL, ",")) {
        if (list.n == MAX_LIST) {
            fail("more than %d addresses", MAX_LIST);
        }
        void *to = list.family == AF_INET6 ? (void *)&list.v6[list.n].sin6_addr : (void *)&list.v4[list.n].sin_addr;
        if (inet_pton(list.family, item, to) != 1) {
            fail("argument %s is not an address of the family of the first", item);
        }
        list.v4[list.n].sin_family = AF_INET;
        list.v6[list.n].sin6_family = AF_INET6;
        list.n++;
    }
    return list;
}

void parse(int argc, char **argv) {
    static const struct option known[] = {
        {"udp-port", required_argument, NULL, 'u'}, {"peer-udp-port", required_argument, NULL, 'U'},
        {"port", required_argument, NULL, 'p'},     {"peer", required_argument, NULL, 'P'},
        {"local", required_argument, NULL, 'l'},    {"mode", required_argument, NULL, 'm'},
        {"count", required_argument, NULL, 'c'},    {"sizes", required_argument, NULL, 's'},
        {"streams", required_argument, NULL, 'S'},  {"end", required_argument, NULL, 'e'},
        {"timeout", required_argument, NULL, 't'},  {"max-streams", required_argument, NULL, 'M'},
        {"local-port", required_argument, NULL, 'L'},
        {"early", no_argument, NULL, 'E'},
        {"policy", required_argument, NULL, 'r'},   {"policy-value", required_argument, NULL, 'v'},
        {"auth", required_argument, NULL, 'a'},
        {"key", required_argument, NULL, 'k'},      {"interleave", no_argument, NULL, 'i'},
        {NULL, 0, NULL, 0}};
    char loopback[] = "127.0.0.1";
    if (argc < 2 || (strcmp(argv[1], "server") != 0 && strcmp(argv[1], "client") != 0)) {
        fail("the first argument is neither server nor client");
    }
    options.server = strcmp(argv[1], "server") == 0;
    options.end = options.server ? END_WAIT : END_SHUTDOWN;
    options.local = addresses(loopback);
    for (int c; (c = getopt_long(argc - 1, argv + 1, "", known, NULL)) != -1;) {
        switch (c) {
        case 'u': options.udp_port = number(optarg, 1, 65535); break;
        case 'U': options.peer_udp_port = number(optarg, 1, 65535); break;
        case 'p': options.port = number(optarg, 1, 65535); break;
        case 'L': options.local_port = number(optarg, 1, 65535); break;
        case 'P': options.peer = addresses(optarg); break;
        case 'l': options.local = addresses(optarg); break;
        case 'm': options.echo = strcmp(optarg, "echo") == 0; break;
        case 'c': options.count = number(optarg, 0, 1000000); break;
        case 's': options.sizes = numbers(optarg, MAX_MESSAGE); break;
        case 'S': options.streams = numbers(optarg, 65535); break;
        case 'M': options.max_streams = number(optarg, 1, 65535); break;
        case 'E': options.early = true; break;
        case 'i': options.interleave = true; break;
        case 'r': options.policy = number(optarg, 0, 3); break;
        case 'v': options.policy_value = number(optarg, 0, 1000000); break;
        case 'a': options.auth = numbers(optarg, 255); break;
        case 'k': options.key = number(optarg, 1, 65535); break;
        case 't': options.timeout_s = number(optarg, 1, 600); break;
        case 'e':
            options.end = strcmp(optarg, "shutdown") == 0 ? END_SHUTDOWN
                          : strcmp(optarg, "abort") == 0  ? END_ABORT
                                                          : END_WAIT;
            break;
        default: fail("unknown argument");
        }
    }
    if (options.udp_port == 0 || options.port == 0 || (!options.server && options.peer.n == 0)) {
        fail("--udp-port, --port and (client) --peer are needed");
    }
}
