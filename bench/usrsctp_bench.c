/*
 * Copyright the jsctp authors.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usrsctp in the roles of "jsctp perf echo", "perf latency" and "perf connects", over UDP on the loopback interface.
 *
 *   usrsctp_bench echo UDP-PORT                 a thread for each association waits and answers
 *   usrsctp_bench echo-callback UDP-PORT        answers in the callback, on the thread that receives
 *   usrsctp_bench latency UDP-PORT PEER-UDP-PORT SECONDS SIZE
 *   usrsctp_bench latency-callback UDP-PORT PEER-UDP-PORT SECONDS SIZE
 *   usrsctp_bench connects UDP-PORT PEER-UDP-PORT SECONDS
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <usrsctp.h>

#include "latency.h"

enum { PORT = 5001, BUFFER = 1 << 17, BACKLOG = 1000 };

static void fail(const char *what) {
    perror(what);
    _exit(1);
}

static void no_delay(struct socket *socket) {
    uint32_t on = 1;
    usrsctp_setsockopt(socket, IPPROTO_SCTP, SCTP_NODELAY, &on, sizeof on);
}

static ssize_t receive(struct socket *socket, char *buffer, size_t size, int *flags) {
    struct sockaddr_in from;
    socklen_t from_length = sizeof from, info_length = 0;
    unsigned int type = 0;
    *flags = 0;
    return usrsctp_recvv(socket, buffer, size, (struct sockaddr *)&from, &from_length, NULL, &info_length, &type, flags);
}

static ssize_t transmit(struct socket *socket, const void *data, size_t length) {
    struct sctp_sndinfo info = {0};
    return usrsctp_sendv(socket, data, length, NULL, 0, &info, sizeof info, SCTP_SENDV_SNDINFO, 0);
}

static void *echo(void *argument) {
    struct socket *socket = argument;
    char *buffer = malloc(BUFFER);
    int flags;
    no_delay(socket);
    for (ssize_t n; (n = receive(socket, buffer, BUFFER, &flags)) > 0;) {
        if ((flags & MSG_NOTIFICATION) == 0) {
            transmit(socket, buffer, (size_t)n);
        }
    }
    usrsctp_close(socket);
    free(buffer);
    return NULL;
}

static int on_data(struct socket *socket, union sctp_sockstore from, void *data, size_t length, struct sctp_rcvinfo info,
                   int flags, void *context) {
    (void)from;
    (void)info;
    (void)context;
    if (data == NULL) {
        usrsctp_close(socket);
        return 1;
    }
    if ((flags & MSG_NOTIFICATION) == 0) {
        transmit(socket, data, length);
    }
    free(data);
    return 1;
}

static void serve(bool callback) {
    struct socket *listener =
        usrsctp_socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP, callback ? on_data : NULL, NULL, 0, NULL);
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    no_delay(listener);
    if (usrsctp_bind(listener, (struct sockaddr *)&any, sizeof any) < 0 || usrsctp_listen(listener, BACKLOG) < 0) {
        fail("listen");
    }
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, 1 << 18);
    while (true) {
        struct sockaddr_in from;
        socklen_t length = sizeof from;
        struct socket *socket = usrsctp_accept(listener, (struct sockaddr *)&from, &length);
        pthread_t thread;
        if (socket != NULL && !callback) {
            pthread_create(&thread, &attributes, echo, socket);
        }
    }
}

typedef int callback_t(struct socket *, union sctp_sockstore, void *, size_t, struct sctp_rcvinfo, int, void *);

static struct socket *open_association(int peer_udp_port, callback_t *callback) {
    struct socket *socket = usrsctp_socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP, callback, NULL, 0, NULL);
    if (socket == NULL) {
        fail("socket");
    }
    struct sctp_udpencaps encapsulation = {.sue_port = htons((uint16_t)peer_udp_port)};
    encapsulation.sue_address.ss_family = AF_INET;
    usrsctp_setsockopt(socket, IPPROTO_SCTP, SCTP_REMOTE_UDP_ENCAPS_PORT, &encapsulation, sizeof encapsulation);
    no_delay(socket);
    struct sockaddr_in peer = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    peer.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (usrsctp_connect(socket, (struct sockaddr *)&peer, sizeof peer) < 0) {
        fail("connect");
    }
    return socket;
}

/* What the callback of the asking side works on; the thread that began waits for the end. */
static struct {
    char *message;
    size_t size, got;
    long n;
    double before, end;
    pthread_mutex_t lock;
    pthread_cond_t over;
} asker = {.lock = PTHREAD_MUTEX_INITIALIZER, .over = PTHREAD_COND_INITIALIZER};

static int on_answer(struct socket *socket, union sctp_sockstore from, void *data, size_t length,
                     struct sctp_rcvinfo info, int flags, void *context) {
    (void)from;
    (void)info;
    (void)context;
    if (data == NULL || (flags & MSG_NOTIFICATION) != 0) {
        free(data);
        return 1;
    }
    free(data);
    asker.got += length;
    if (asker.got < asker.size) {
        return 1;
    }
    double after = now();
    rounds[asker.n++] = (after - asker.before) * 1e6;
    asker.before = after;
    asker.got = 0;
    if (after < asker.end && asker.n < ROUNDS) {
        transmit(socket, asker.message, asker.size);
    } else {
        pthread_mutex_lock(&asker.lock);
        asker.end = 0;
        pthread_cond_signal(&asker.over);
        pthread_mutex_unlock(&asker.lock);
    }
    return 1;
}

static void latency_callback(int peer_udp_port, double seconds, size_t size) {
    struct socket *socket = open_association(peer_udp_port, on_answer);
    asker.message = calloc(1, size);
    asker.size = size;
    asker.before = now();
    asker.end = asker.before + seconds;
    transmit(socket, asker.message, size);
    pthread_mutex_lock(&asker.lock);
    while (asker.end != 0) {
        pthread_cond_wait(&asker.over, &asker.lock);
    }
    pthread_mutex_unlock(&asker.lock);
    print_latency(asker.n);
}

static void latency(int peer_udp_port, double seconds, size_t size) {
    struct socket *socket = open_association(peer_udp_port, NULL);
    char *buffer = calloc(1, BUFFER);
    double end = now() + seconds;
    long n = 0;
    for (double before = now(); before < end && n < ROUNDS; before = now()) {
        int flags;
        if (transmit(socket, buffer, size) < 0) {
            fail("sendv");
        }
        for (size_t got = 0; got < size;) {
            ssize_t part = receive(socket, buffer, BUFFER, &flags);
            if (part <= 0) {
                fail("recvv");
            }
            got += (flags & MSG_NOTIFICATION) != 0 ? 0 : (size_t)part;
        }
        rounds[n++] = (now() - before) * 1e6;
    }
    print_latency(n);
}

static void connects(int peer_udp_port, double seconds) {
    double begin = now();
    long n = 0;
    for (; now() < begin + seconds; n++) {
        usrsctp_close(open_association(peer_udp_port, NULL));
    }
    printf("{\"associations_per_s\":%.1f}\n", (double)n / (now() - begin));
}

int main(int argc, char **argv) {
    if (argc < 3) {
        return 2;
    }
    usrsctp_init((uint16_t)atoi(argv[2]), NULL, NULL);
    usrsctp_sysctl_set_sctp_blackhole(2);
    usrsctp_sysctl_set_sctp_no_csum_on_loopback(0);
    if (strncmp(argv[1], "echo", 4) == 0) {
        serve(strcmp(argv[1], "echo-callback") == 0);
    } else if (strcmp(argv[1], "latency") == 0 && argc == 6) {
        latency(atoi(argv[3]), atof(argv[4]), (size_t)atoi(argv[5]));
    } else if (strcmp(argv[1], "latency-callback") == 0 && argc == 6) {
        latency_callback(atoi(argv[3]), atof(argv[4]), (size_t)atoi(argv[5]));
    } else if (strcmp(argv[1], "connects") == 0 && argc == 5) {
        connects(atoi(argv[3]), atof(argv[4]));
    } else {
        return 2;
    }
    fflush(stdout);
    _exit(0); /* closing usrsctp down waits for associations that nobody needs any more */
}
