/*
 * Copyright the jsctp authors.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A peer over Linux's own SCTP, by RFC 6458. All it sees it prints, one line each.
 *
 *   kernel_peer [-l ADDRESS[,ADDRESS...]] [-i] [-a]
 *       serves: sends back what comes to port 5001. A message that begins with '!' is a command, on the association it came by:
 *       !abort !reset-out !reset-in !reset-tsn !add-streams N !add-address A !remove-address A !primary A
 *   kernel_peer -c ADDRESS[,ADDRESS...] [-i] [-a] [-u UDP-PORT] [-p POLICY:VALUE] [-e]
 *       sends messages of many sizes to port 5001, ordered and not, on three streams; with -e it waits for the echoes
 *
 * -i: messages are interleaved (RFC 8260). -a: DATA is authenticated, with key 7, which is "jsctp" (RFC 4895).
 */
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <netinet/sctp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PORT = 5001, MAX_MESSAGE = 1 << 20, MAX_ADDRESSES = 8, STREAMS = 16, SENDERS = 64, KEY = 7 };

static bool interleaved, authenticated, wait_for_echo;
static int policy, policy_value, peer_udp_port;

static void check(int result, const char *what) {
    if (result < 0) {
        printf("FAILED %s: %s\n", what, strerror(errno));
        fflush(stdout);
        exit(1);
    }
}

static void set(int fd, int option, const void *value, socklen_t length, const char *name) {
    check(setsockopt(fd, IPPROTO_SCTP, option, value, length), name);
}

static void enable(int fd, int option, uint32_t value, const char *name) {
    struct sctp_assoc_value wanted = {.assoc_id = SCTP_FUTURE_ASSOC, .assoc_value = value};
    set(fd, option, &wanted, sizeof wanted, name);
}

/* IPv4 addresses go to sockets of IPv6, too: one family in all the lists. */
static struct sockaddr_in6 address(const char *text, int port) {
    char mapped[64];
    struct sockaddr_in6 result = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    snprintf(mapped, sizeof mapped, "%s%s", strchr(text, ':') != NULL ? "" : "::ffff:", text);
    if (inet_pton(AF_INET6, mapped, &result.sin6_addr) != 1) {
        errno = EINVAL;
        check(-1, text);
    }
    return result;
}

static const char *text_of(const void *address) {
    static char text[INET6_ADDRSTRLEN];
    const struct sockaddr_in6 *v6 = address;
    if (v6->sin6_family == AF_INET) {
        return inet_ntop(AF_INET, &((const struct sockaddr_in *)address)->sin_addr, text, sizeof text);
    }
    inet_ntop(AF_INET6, &v6->sin6_addr, text, sizeof text);
    return strncmp(text, "::ffff:", 7) == 0 ? text + 7 : text;
}

static void authenticate(int fd) {
    struct sctp_authchunk data = {.sauth_chunk = 0};
    set(fd, SCTP_AUTH_CHUNK, &data, sizeof data, "SCTP_AUTH_CHUNK");
    uint8_t memory[sizeof(struct sctp_authkey) + 5];
    struct sctp_authkey *key = (struct sctp_authkey *)memory;
    *key = (struct sctp_authkey){.sca_keynumber = KEY, .sca_keylength = 5};
    memcpy(key->sca_key, "jsctp", 5);
    set(fd, SCTP_AUTH_KEY, key, sizeof memory, "SCTP_AUTH_KEY");
    struct sctp_authkeyid active = {.scact_keynumber = KEY};
    set(fd, SCTP_AUTH_ACTIVE_KEY, &active, sizeof active, "SCTP_AUTH_ACTIVE_KEY");
}

static int open_socket(void) {
    static const uint16_t events[] = {SCTP_ASSOC_CHANGE,       SCTP_PEER_ADDR_CHANGE,     SCTP_SEND_FAILED_EVENT,
                                      SCTP_REMOTE_ERROR,       SCTP_SHUTDOWN_EVENT,       SCTP_STREAM_RESET_EVENT,
                                      SCTP_ASSOC_RESET_EVENT,  SCTP_STREAM_CHANGE_EVENT};
    int fd = socket(AF_INET6, SOCK_SEQPACKET, IPPROTO_SCTP);
    check(fd, "socket");
    int on = 1, two = 2, buffer = 4 << 20;
    check(setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer), "SO_RCVBUFFORCE");
    check(setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &buffer, sizeof buffer), "SO_SNDBUFFORCE");
    struct sctp_initmsg init = {.sinit_num_ostreams = STREAMS, .sinit_max_instreams = 4 * STREAMS};
    set(fd, SCTP_INITMSG, &init, sizeof init, "SCTP_INITMSG");
    set(fd, SCTP_NODELAY, &on, sizeof on, "SCTP_NODELAY");
    set(fd, SCTP_RECVRCVINFO, &on, sizeof on, "SCTP_RECVRCVINFO");
    if (interleaved) {
        set(fd, SCTP_FRAGMENT_INTERLEAVE, &two, sizeof two, "SCTP_FRAGMENT_INTERLEAVE");
        enable(fd, SCTP_INTERLEAVING_SUPPORTED, 1, "SCTP_INTERLEAVING_SUPPORTED");
    }
    if (authenticated) {
        authenticate(fd);
    }
    enable(fd, SCTP_ENABLE_STREAM_RESET,
           SCTP_ENABLE_RESET_STREAM_REQ | SCTP_ENABLE_RESET_ASSOC_REQ | SCTP_ENABLE_CHANGE_ASSOC_REQ,
           "SCTP_ENABLE_STREAM_RESET");
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        struct sctp_event event = {.se_assoc_id = SCTP_FUTURE_ASSOC, .se_type = events[i], .se_on = 1};
        set(fd, SCTP_EVENT, &event, sizeof event, "SCTP_EVENT");
    }
    return fd;
}

/* Prints a notification; returns the state of an association change, -1 for the others. */
static int tell(const union sctp_notification *event) {
    static const char *const changes[] = {"COMM_UP", "COMM_LOST", "RESTART", "SHUTDOWN_COMP", "CANT_STR_ASSOC"};
    static const char *const states[] = {"AVAILABLE",    "UNREACHABLE", "REMOVED",           "ADDED",
                                         "MADE_PRIM",    "CONFIRMED",   "POTENTIALLY_FAILED"};
    switch (event->sn_header.sn_type) {
    case SCTP_ASSOC_CHANGE:
        printf("EVENT %s out=%u in=%u\n", changes[event->sn_assoc_change.sac_state],
               event->sn_assoc_change.sac_outbound_streams, event->sn_assoc_change.sac_inbound_streams);
        return event->sn_assoc_change.sac_state;
    case SCTP_PEER_ADDR_CHANGE:
        printf("EVENT %s %s\n", text_of(&event->sn_paddr_change.spc_aaddr), states[event->sn_paddr_change.spc_state]);
        break;
    case SCTP_REMOTE_ERROR: printf("EVENT REMOTE_ERROR %d\n", ntohs(event->sn_remote_error.sre_error)); break;
    case SCTP_SHUTDOWN_EVENT: printf("EVENT SHUTDOWN\n"); break;
    case SCTP_SEND_FAILED_EVENT: printf("EVENT SEND_FAILED\n"); break;
    case SCTP_STREAM_RESET_EVENT:
        printf("EVENT STREAM_RESET %#x\n", ((const struct sctp_stream_reset_event *)event)->strreset_flags);
        break;
    case SCTP_ASSOC_RESET_EVENT:
        printf("EVENT ASSOC_RESET %#x\n", ((const struct sctp_assoc_reset_event *)event)->assocreset_flags);
        break;
    case SCTP_STREAM_CHANGE_EVENT:
        printf("EVENT STREAM_CHANGE in=%u out=%u\n", ((const struct sctp_stream_change_event *)event)->strchange_instrms,
               ((const struct sctp_stream_change_event *)event)->strchange_outstrms);
        break;
    default: printf("EVENT %d\n", event->sn_header.sn_type);
    }
    return -1;
}

static void send_message(int fd, const void *data, size_t length, struct sctp_sndinfo info) {
    struct sctp_sendv_spa spa = {.sendv_flags = SCTP_SEND_SNDINFO_VALID, .sendv_sndinfo = info};
    if (policy != 0) {
        spa.sendv_flags |= SCTP_SEND_PRINFO_VALID;
        spa.sendv_prinfo = (struct sctp_prinfo){.pr_policy = (uint16_t)policy, .pr_value = (uint32_t)policy_value};
    }
    struct iovec part = {(void *)data, length};
    check(sctp_sendv(fd, &part, 1, NULL, 0, &spa, sizeof spa, SCTP_SENDV_SPA, 0), "sctp_sendv");
}

/* What came of a message so far: parts of several may come in turn when messages are interleaved. */
struct message {
    sctp_assoc_t association;
    uint16_t stream;
    bool unordered;
    size_t length;
    uint8_t *data;
};

static struct message *message_of(const struct sctp_rcvinfo *info) {
    static struct message all[SENDERS];
    bool unordered = (info->rcv_flags & SCTP_UNORDERED) != 0;
    for (struct message *m = all; m < all + SENDERS; m++) {
        if (m->data == NULL) {
            *m = (struct message){info->rcv_assoc_id, info->rcv_sid, unordered, 0, malloc(MAX_MESSAGE + 1)};
        }
        if (m->association == info->rcv_assoc_id && m->stream == info->rcv_sid && m->unordered == unordered) {
            return m;
        }
    }
    errno = ENOBUFS;
    check(-1, "more streams than are expected");
    return NULL;
}

/* Reads until a message is whole, which it returns, or an association changes: then *change is its new state. */
static struct message *receive(int fd, struct sctp_rcvinfo *info, int *change) {
    static uint8_t buffer[1 << 18];
    while (true) {
        struct iovec part = {buffer, sizeof buffer};
        struct sockaddr_in6 from;
        socklen_t from_length = sizeof from, info_length = sizeof *info;
        unsigned type;
        int flags = 0;
        int n = sctp_recvv(fd, &part, 1, (struct sockaddr *)&from, &from_length, info, &info_length, &type, &flags);
        check(n, "sctp_recvv");
        if ((flags & MSG_NOTIFICATION) != 0) {
            *change = tell((const union sctp_notification *)buffer);
            fflush(stdout);
            if (*change >= 0) {
                return NULL;
            }
            continue;
        }
        struct message *m = message_of(info);
        if (m->length + (size_t)n > MAX_MESSAGE) {
            errno = EMSGSIZE;
            check(-1, "message");
        }
        memcpy(m->data + m->length, buffer, (size_t)n);
        m->length += (size_t)n;
        if ((flags & MSG_EOR) != 0) {
            return m;
        }
    }
}

static void print(const struct message *m, uint32_t ppid) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < m->length; i++) {
        hash = (hash ^ m->data[i]) * 0x100000001b3u;
    }
    printf("MESSAGE sid=%u ssn=0 ppid=%u unordered=%d length=%zu hash=%016llx\n", m->stream, ppid, m->unordered,
           m->length, (unsigned long long)hash);
    fflush(stdout);
}

static void obey(int fd, sctp_assoc_t id, char *command) {
    char *argument = strchr(command, ' ');
    int result = -1;
    if (argument != NULL) {
        *argument++ = '\0';
    }
    if (strcmp(command, "!abort") == 0) {
        send_message(fd, "end", 3, (struct sctp_sndinfo){.snd_flags = SCTP_ABORT, .snd_assoc_id = id});
        result = 0;
    } else if (strcmp(command, "!reset-tsn") == 0) {
        result = setsockopt(fd, IPPROTO_SCTP, SCTP_RESET_ASSOC, &id, sizeof id);
    } else if (strncmp(command, "!reset-", 7) == 0) {
        uint16_t flags = command[7] == 'i' ? SCTP_STREAM_RESET_INCOMING : SCTP_STREAM_RESET_OUTGOING;
        struct sctp_reset_streams all = {.srs_assoc_id = id, .srs_flags = flags};
        result = setsockopt(fd, IPPROTO_SCTP, SCTP_RESET_STREAMS, &all, sizeof all);
    } else if (strcmp(command, "!add-streams") == 0) {
        struct sctp_add_streams more = {.sas_assoc_id = id, .sas_outstrms = (uint16_t)atoi(argument)};
        result = setsockopt(fd, IPPROTO_SCTP, SCTP_ADD_STREAMS, &more, sizeof more);
    } else if (strcmp(command, "!add-address") == 0 || strcmp(command, "!remove-address") == 0) {
        struct sockaddr_in6 changed = address(argument, PORT);
        result = sctp_bindx(fd, (struct sockaddr *)&changed, 1,
                            command[1] == 'a' ? SCTP_BINDX_ADD_ADDR : SCTP_BINDX_REM_ADDR);
    } else if (strcmp(command, "!primary") == 0) {
        struct sctp_setpeerprim primary = {.sspp_assoc_id = id};
        struct sockaddr_in6 wanted = address(argument, PORT);
        memcpy(&primary.sspp_addr, &wanted, sizeof wanted);
        result = setsockopt(fd, IPPROTO_SCTP, SCTP_SET_PEER_PRIMARY_ADDR, &primary, sizeof primary);
    } else {
        errno = EINVAL;
    }
    printf("COMMAND %s %s\n", command, result < 0 ? strerror(errno) : "done");
    fflush(stdout);
}

static void serve(char *local) {
    int fd = open_socket();
    int bound = 0;
    for (char *item = strtok(local, ","); item != NULL; item = strtok(NULL, ",")) {
        struct sockaddr_in6 at = address(item, PORT);
        check(bound++ == 0 ? bind(fd, (struct sockaddr *)&at, sizeof at)
                           : sctp_bindx(fd, (struct sockaddr *)&at, 1, SCTP_BINDX_ADD_ADDR),
              "bind");
    }
    check(listen(fd, 16), "listen");
    printf("LISTENING\n");
    fflush(stdout);
    while (true) {
        struct sctp_rcvinfo info;
        int change;
        struct message *m = receive(fd, &info, &change);
        if (m == NULL) {
            continue;
        }
        size_t length = m->length;
        print(m, ntohl(info.rcv_ppid));
        m->length = 0;
        m->data[length] = '\0';
        if (length > 1 && length < 100 && m->data[0] == '!') {
            obey(fd, info.rcv_assoc_id, (char *)m->data);
            continue;
        }
        send_message(fd, m->data, length,
                     (struct sctp_sndinfo){.snd_sid = m->stream,
                                           .snd_flags = m->unordered ? SCTP_UNORDERED : 0,
                                           .snd_ppid = info.rcv_ppid,
                                           .snd_assoc_id = info.rcv_assoc_id});
    }
}

/* The bytes of a message follow from its payload protocol identifier. */
static void fill(uint8_t *data, size_t length, uint32_t ppid) {
    uint32_t x = ppid * 0x9e3779b1u + 1;
    for (size_t i = 0; i < length; i++) {
        x = x * 1664525u + 1013904223u;
        data[i] = (uint8_t)(x >> 24);
    }
}

static void be_client(char *peers) {
    static const size_t sizes[] = {1, 100, 1400, 5000, 10240, 102400};
    static const uint16_t streams[] = {0, 1, 7};
    static uint8_t data[MAX_MESSAGE];
    struct sockaddr_in6 to[MAX_ADDRESSES];
    struct sctp_rcvinfo info;
    sctp_assoc_t id = 0;
    int n = 0, change = -1;
    int fd = open_socket();
    for (char *item = strtok(peers, ","); item != NULL && n < MAX_ADDRESSES; item = strtok(NULL, ",")) {
        to[n++] = address(item, PORT);
    }
    struct sctp_udpencaps port = {.sue_assoc_id = SCTP_FUTURE_ASSOC, .sue_port = htons((uint16_t)peer_udp_port)};
    port.sue_address.ss_family = AF_INET6;
    set(fd, SCTP_REMOTE_UDP_ENCAPS_PORT, &port, sizeof port, "SCTP_REMOTE_UDP_ENCAPS_PORT");
    check(sctp_connectx(fd, (struct sockaddr *)to, n, &id), "sctp_connectx");
    uint32_t ppid = 0, echoes = 0;
    for (size_t size = 0; size < sizeof sizes / sizeof *sizes; size++) {
        for (size_t i = 0; i < 2 * sizeof streams / sizeof *streams; i++) {
            fill(data, sizes[size], ++ppid);
            send_message(fd, data, sizes[size],
                         (struct sctp_sndinfo){.snd_sid = streams[i / 2],
                                               .snd_flags = i % 2 == 1 ? SCTP_UNORDERED : 0,
                                               .snd_ppid = htonl(ppid),
                                               .snd_assoc_id = id});
        }
    }
    while (wait_for_echo && echoes < ppid && change != SCTP_COMM_LOST) {
        struct message *m = receive(fd, &info, &change);
        if (m != NULL) {
            print(m, ntohl(info.rcv_ppid));
            m->length = 0;
            echoes++;
        }
    }
    policy = 0;
    send_message(fd, NULL, 0, (struct sctp_sndinfo){.snd_flags = SCTP_EOF, .snd_assoc_id = id});
    while (change != SCTP_SHUTDOWN_COMP && change != SCTP_COMM_LOST) {
        receive(fd, &info, &change);
    }
    printf("DONE\n");
}

int main(int argc, char **argv) {
    char *peers = NULL;
    char any[] = "::";
    char *local = any;
    for (int c; (c = getopt(argc, argv, "iaec:p:l:u:")) != -1;) {
        switch (c) {
        case 'i': interleaved = true; break;
        case 'a': authenticated = true; break;
        case 'e': wait_for_echo = true; break;
        case 'c': peers = optarg; break;
        case 'l': local = optarg; break;
        case 'u': peer_udp_port = atoi(optarg); break;
        case 'p':
            policy = atoi(optarg) << 4; /* SCTP_PR_SCTP_TTL is 0x10, RTX 0x20, PRIO 0x30 */
            policy_value = atoi(strchr(optarg, ':') + 1);
            break;
        default: return 2;
        }
    }
    alarm(120);
    if (peers != NULL) {
        be_client(peers);
    } else {
        serve(local);
    }
    return 0;
}
