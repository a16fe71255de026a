/*
 * Copyright the jsctp authors.
 * SPDX-License-Identifier: Apache-2.0
 *
 * A peer for the interop tests: a small SCTP program over usrsctp, in UDP (RFC 6951), that a test steers by arguments
 * and reads line by line. It serves one association and ends; an alarm ends it if nothing else does.
 *
 *   usrsctp_peer server --udp-port U --port P [--mode echo|sink] ...
 *   usrsctp_peer client --udp-port U --port P --peer A[,B] --peer-udp-port V [--mode echo|sink] ...
 *
 *   --local A[,B]     addresses to bind (127.0.0.1), all IPv4 or all IPv6
 *   --local-port P    client: its own SCTP port, to be the same endpoint again after a crash; otherwise any
 *   --mode MODE       server: echo sends every message back, sink checks its bytes; client: echo expects every message
 *                     back, sink expects nothing
 *   --count N         server: the messages after which --end happens
 *   --sizes LIST      client: message sizes in bytes (1,100,1400,10240,102400,1048576)
 *   --streams LIST    client: stream identifiers (0,1,7); each size goes ordered and unordered on each of them
 *   --policy N        client: how reliably messages are sent, SCTP_PR_SCTP_TTL 1, _PRIO 2, _RTX 3 (0: reliably)
 *   --policy-value N  client: the value of the policy (0)
 *   --early           client: send before the association is up, so that DATA goes with the COOKIE ECHO; the default
 *                     with several peer addresses
 *   --interleave      offer I-DATA (RFC 8260)
 *   --auth LIST       chunk types to be taken only if they are authenticated (RFC 4895); none
 *   --key N           the shared key "jsctp" under this number, active
 *   --end END         wait: until the peer ends (server's default); shutdown: graceful; abort: ABORT
 *   --max-streams N   streams to ask for and to allow (16)
 *   --timeout S       seconds until the alarm (30)
 *
 * Lines: LISTENING, EVENT name k=v..., MESSAGE sid= ssn= ppid= unordered= length= hash=, PEERS address..., END reason,
 * FAILED why (exit status 1), DONE (exit status 0).
 *
 * The payload of a message is a function of its payload protocol identifier, so that either end can check it alone.
 */
#include "peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <usrsctp.h>

#ifndef SCTP_INTERLEAVING_SUPPORTED
#define SCTP_INTERLEAVING_SUPPORTED 0x1206 /* the library knows it, its header does not tell */
#endif

enum { READ_BYTES = 1 << 16, BUFFER_BYTES = 3 << 19, MAX_STREAMS = 16, NOBODY = 65534 };

struct message {
    size_t length;
    uint32_t ppid;
    uint16_t sid, ssn;
    bool unordered;
    uint8_t bytes[MAX_MESSAGE]; /* the last: only what there is of it is copied */
};

/* Only what a signal handler may call. */
static void on_alarm(int signal_number) {
    static const char text[] = "FAILED the time is up\n";
    (void)signal_number;
    (void)!write(STDOUT_FILENO, text, sizeof text - 1);
    _exit(1);
}

static void fill(uint8_t *bytes, size_t length, uint32_t ppid) {
    uint32_t x = ppid * 2654435761u + 1;
    for (size_t i = 0; i < length; i++) {
        x = x * 1664525u + 1013904223u;
        bytes[i] = (uint8_t)(x >> 24);
    }
}

/* FNV-1a, 64 bits */
static uint64_t hash(const uint8_t *bytes, size_t length) {
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++) {
        h = (h ^ bytes[i]) * UINT64_C(0x100000001b3);
    }
    return h;
}

static bool is_intact(const struct message *m) {
    uint8_t *expected = malloc(m->length);
    fill(expected, m->length, m->ppid);
    bool same = memcmp(expected, m->bytes, m->length) == 0;
    free(expected);
    return same;
}

static void print_message(const struct message *m) {
    printf("MESSAGE sid=%u ssn=%u ppid=%" PRIu32 " unordered=%d length=%zu hash=%016" PRIx64 "\n", m->sid, m->ssn,
           m->ppid, m->unordered, m->length, hash(m->bytes, m->length));
}

static const char *address_text(const struct sockaddr_storage *address, char *text) {
    const void *from = address->ss_family == AF_INET6 ? (const void *)&((const struct sockaddr_in6 *)address)->sin6_addr
                                                      : (const void *)&((const struct sockaddr_in *)address)->sin_addr;
    return inet_ntop(address->ss_family == AF_INET6 ? AF_INET6 : AF_INET, from, text, INET6_ADDRSTRLEN);
}

static void print_association_change(const struct sctp_assoc_change *change) {
    static const char *const states[] = {"?", "COMM_UP", "COMM_LOST", "RESTART", "SHUTDOWN_COMP", "CANT_STR_ASSOC"};
    printf("EVENT %s error=%u out=%u in=%u\n", states[change->sac_state <= 5 ? change->sac_state : 0],
           change->sac_error, change->sac_outbound_streams, change->sac_inbound_streams);
}

static void set_option(struct socket *socket, int level, int name, const void *value, socklen_t length) {
    if (usrsctp_setsockopt(socket, level, name, value, length) < 0) {
        fail("usrsctp_setsockopt %d: %s", name, strerror(errno));
    }
}

/* For an address that is added usrsctp goes on by raw IP, whatever the ASCONF came by: it is told the UDP port of the others. */
static void encapsulate(struct socket *socket, const struct sockaddr_storage *added) {
    struct sockaddr *known = NULL;
    if (usrsctp_getpaddrs(socket, 0, &known) < 1) {
        return;
    }
    struct sctp_udpencaps encapsulation = {0};
    socklen_t length = sizeof encapsulation;
    memcpy(&encapsulation.sue_address, known,
           known->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in));
    usrsctp_freepaddrs(known);
    if (usrsctp_getsockopt(socket, IPPROTO_SCTP, SCTP_REMOTE_UDP_ENCAPS_PORT, &encapsulation, &length) < 0) {
        fail("the peer's UDP port: %s", strerror(errno));
    }
    encapsulation.sue_address = *added;
    set_option(socket, IPPROTO_SCTP, SCTP_REMOTE_UDP_ENCAPS_PORT, &encapsulation, sizeof encapsulation);
    /* Its first heartbeat is lost. */
    struct sctp_paddrparams parameters = {.spp_address = *added, .spp_flags = SPP_HB_DEMAND};
    set_option(socket, IPPROTO_SCTP, SCTP_PEER_ADDR_PARAMS, &parameters, sizeof parameters);
}

static void print_event(struct socket *socket, const union sctp_notification *event) {
    static const char *const states[] = {"?", "AVAILABLE", "UNREACHABLE", "REMOVED", "ADDED", "MADE_PRIM", "CONFIRMED"};
    char text[INET6_ADDRSTRLEN];
    switch (event->sn_header.sn_type) {
    case SCTP_ASSOC_CHANGE:
        print_association_change(&event->sn_assoc_change);
        break;
    case SCTP_PEER_ADDR_CHANGE: {
        const struct sctp_paddr_change *change = &event->sn_paddr_change;
        printf("EVENT PEER_ADDR_CHANGE address=%s state=%s\n", address_text(&change->spc_aaddr, text),
               states[change->spc_state <= 6 ? change->spc_state : 0]);
        if (change->spc_state == SCTP_ADDR_ADDED) {
            encapsulate(socket, &change->spc_aaddr);
        }
        break;
    }
    case SCTP_REMOTE_ERROR:
        printf("EVENT REMOTE_ERROR error=%u\n", event->sn_remote_error.sre_error);
        break;
    case SCTP_SEND_FAILED_EVENT:
        printf("EVENT SEND_FAILED flags=%u error=%u\n", event->sn_send_failed_event.ssfe_flags,
               event->sn_send_failed_event.ssfe_error);
        break;
    case SCTP_SHUTDOWN_EVENT:
        printf("EVENT SHUTDOWN_EVENT\n");
        break;
    case SCTP_STREAM_RESET_EVENT:
        printf("EVENT STREAM_RESET flags=%#x\n", event->sn_strreset_event.strreset_flags);
        break;
    case SCTP_ASSOC_RESET_EVENT:
        printf("EVENT ASSOC_RESET flags=%#x\n", event->sn_assocreset_event.assocreset_flags);
        break;
    case SCTP_STREAM_CHANGE_EVENT:
        printf("EVENT STREAM_CHANGE in=%u out=%u\n", event->sn_strchange_event.strchange_instrms,
               event->sn_strchange_event.strchange_outstrms);
        break;
    default:
        printf("EVENT type=%u\n", event->sn_header.sn_type);
    }
}

/* Reads one whole message, printing the events before it; false when the association has ended. Parts of messages on
 * several streams may take turns. */
static bool receive_message(struct socket *socket, struct message *whole) {
    static uint8_t part[READ_BYTES];
    static struct message begun[MAX_STREAMS];
    for (;;) {
        struct sockaddr_storage from;
        struct sctp_rcvinfo info = {0};
        socklen_t from_length = sizeof from, info_length = sizeof info;
        unsigned int info_type = 0;
        int flags = 0;
        ssize_t n = usrsctp_recvv(socket, part, sizeof part, (struct sockaddr *)&from, &from_length, &info,
                                  &info_length, &info_type, &flags);
        if (n < 0) {
            printf("END %s\n", errno == ECONNRESET ? "reset" : errno == ECONNABORTED ? "aborted" : strerror(errno));
            return false;
        }
        if (n == 0) {
            printf("END closed\n");
            return false;
        }
        if (flags & MSG_NOTIFICATION) {
            print_event(socket, (const union sctp_notification *)part);
            continue;
        }
        if (info_type != SCTP_RECVV_RCVINFO) {
            fail("a message without rcvinfo");
        }
        if (info.rcv_sid >= MAX_STREAMS) {
            fail("a message on stream %u", info.rcv_sid);
        }
        struct message *m = &begun[info.rcv_sid];
        if (m->length + (size_t)n > sizeof m->bytes) {
            fail("a message of more than %zu bytes", sizeof m->bytes);
        }
        memcpy(m->bytes + m->length, part, (size_t)n);
        m->length += (size_t)n;
        m->sid = info.rcv_sid;
        m->ssn = info.rcv_ssn;
        m->ppid = ntohl(info.rcv_ppid);
        m->unordered = (info.rcv_flags & SCTP_UNORDERED) != 0;
        if (flags & MSG_EOR) {
            memcpy(whole, m, offsetof(struct message, bytes) + m->length);
            m->length = 0;
            return true;
        }
    }
}

static void send_message(struct socket *socket, const void *bytes, size_t length, uint16_t sid, uint32_t ppid,
                         bool unordered) {
    struct sctp_sndinfo info = {.snd_sid = sid, .snd_ppid = htonl(ppid), .snd_flags = unordered ? SCTP_UNORDERED : 0};
    struct sctp_sendv_spa spa = {.sendv_flags = SCTP_SEND_SNDINFO_VALID | SCTP_SEND_PRINFO_VALID};
    spa.sendv_sndinfo = info;
    spa.sendv_prinfo.pr_policy = (uint16_t)options.policy;
    spa.sendv_prinfo.pr_value = (uint32_t)options.policy_value;
    ssize_t n = options.policy == 0
                    ? usrsctp_sendv(socket, bytes, length, NULL, 0, &info, sizeof info, SCTP_SENDV_SNDINFO, 0)
                    : usrsctp_sendv(socket, bytes, length, NULL, 0, &spa, sizeof spa, SCTP_SENDV_SPA, 0);
    if (n != (ssize_t)length) {
        fail("usrsctp_sendv of %zu bytes on stream %u: %zd, %s", length, sid, n, strerror(errno));
    }
}

static struct sockaddr *packed(struct addresses *list, uint16_t port) {
    for (int i = 0; i < list->n; i++) {
        list->v4[i].sin_port = htons(port);
        list->v6[i].sin6_port = htons(port);
    }
    return list->family == AF_INET6 ? (struct sockaddr *)list->v6 : (struct sockaddr *)list->v4;
}

static void authenticate(struct socket *socket) {
    for (int i = 0; i < options.auth.n; i++) {
        struct sctp_authchunk chunk = {.sauth_chunk = (uint8_t)options.auth.at[i]};
        set_option(socket, IPPROTO_SCTP, SCTP_AUTH_CHUNK, &chunk, sizeof chunk);
    }
    if (options.key > 0) {
        static const char secret[] = "jsctp";
        const size_t secret_bytes = sizeof secret - 1;
        struct sctp_authkey *key = calloc(1, sizeof *key + secret_bytes);
        struct sctp_authkeyid id = {.scact_assoc_id = SCTP_FUTURE_ASSOC, .scact_keynumber = (uint16_t)options.key};
        key->sca_assoc_id = SCTP_FUTURE_ASSOC;
        key->sca_keynumber = (uint16_t)options.key;
        key->sca_keylength = (uint16_t)secret_bytes;
        memcpy(key->sca_key, secret, secret_bytes);
        set_option(socket, IPPROTO_SCTP, SCTP_AUTH_KEY, key, (socklen_t)(sizeof *key + secret_bytes));
        set_option(socket, IPPROTO_SCTP, SCTP_AUTH_ACTIVE_KEY, &id, sizeof id);
        free(key);
    }
}

static void prepare(struct socket *socket) {
    static const uint16_t types[] = {SCTP_ASSOC_CHANGE, SCTP_PEER_ADDR_CHANGE, SCTP_REMOTE_ERROR,
                                     SCTP_SEND_FAILED_EVENT, SCTP_SHUTDOWN_EVENT};
    const int on = 1, buffer_bytes = BUFFER_BYTES;
    const uint16_t streams = (uint16_t)options.max_streams;
    struct sctp_initmsg init = {.sinit_num_ostreams = streams, .sinit_max_instreams = streams};
    set_option(socket, IPPROTO_SCTP, SCTP_INITMSG, &init, sizeof init);
    set_option(socket, IPPROTO_SCTP, SCTP_RECVRCVINFO, &on, sizeof on);
    set_option(socket, IPPROTO_SCTP, SCTP_NODELAY, &on, sizeof on);
    /* A message is sent whole only if it fits into the send buffer. */
    set_option(socket, SOL_SOCKET, SO_SNDBUF, &buffer_bytes, sizeof buffer_bytes);
    set_option(socket, SOL_SOCKET, SO_RCVBUF, &buffer_bytes, sizeof buffer_bytes);
    if (options.interleave) {
        const int level = 2;
        struct sctp_assoc_value interleaving = {.assoc_id = SCTP_FUTURE_ASSOC, .assoc_value = 1};
        set_option(socket, IPPROTO_SCTP, SCTP_FRAGMENT_INTERLEAVE, &level, sizeof level);
        set_option(socket, IPPROTO_SCTP, SCTP_INTERLEAVING_SUPPORTED, &interleaving, sizeof interleaving);
    }
    authenticate(socket);
    allow_commands(socket);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct sctp_event event = {.se_assoc_id = SCTP_FUTURE_ASSOC, .se_type = types[i], .se_on = 1};
        set_option(socket, IPPROTO_SCTP, SCTP_EVENT, &event, sizeof event);
    }
    if (options.peer_udp_port != 0) {
        struct sctp_udpencaps encapsulation = {.sue_port = htons((uint16_t)options.peer_udp_port)};
        encapsulation.sue_address.ss_family = (sa_family_t)options.local.family;
        set_option(socket, IPPROTO_SCTP, SCTP_REMOTE_UDP_ENCAPS_PORT, &encapsulation, sizeof encapsulation);
    }
    struct sockaddr *local = packed(&options.local, (uint16_t)(options.server ? options.port : options.local_port));
    if (usrsctp_bindx(socket, local, options.local.n, SCTP_BINDX_ADD_ADDR) < 0) {
        fail("usrsctp_bindx: %s", strerror(errno));
    }
}

static void print_peers(struct socket *socket) {
    struct sockaddr *addresses = NULL;
    int n = usrsctp_getpaddrs(socket, 0, &addresses);
    const char *at = (const char *)addresses;
    printf("PEERS");
    for (int i = 0; i < n; i++) {
        struct sockaddr_storage one = {0};
        char text[INET6_ADDRSTRLEN];
        size_t length = ((const struct sockaddr *)at)->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6)
                                                                             : sizeof(struct sockaddr_in);
        memcpy(&one, at, length);
        printf(" %s", address_text(&one, text));
        at += length;
    }
    printf("\n");
    if (n > 0) {
        usrsctp_freepaddrs(addresses);
    }
}

/* Ends the association as asked; true if the caller has to read on until the peer has agreed. */
static bool end_association(struct socket *socket) {
    switch (options.end) {
    case END_WAIT:
        return true;
    case END_SHUTDOWN:
        if (usrsctp_shutdown(socket, SHUT_WR) < 0) {
            fail("usrsctp_shutdown: %s", strerror(errno));
        }
        return true;
    default: {
        static const char reason[] = "test is over";
        struct sctp_sndinfo info = {.snd_flags = SCTP_ABORT};
        ssize_t n = usrsctp_sendv(socket, reason, sizeof reason - 1, NULL, 0, &info, sizeof info, SCTP_SENDV_SNDINFO, 0);
        if (n < 0) {
            fail("usrsctp_sendv with SCTP_ABORT: %s", strerror(errno));
        }
        return false;
    }
    }
}

static void serve(struct socket *listener) {
    static struct message m;
    int received = 0;
    if (usrsctp_listen(listener, 1) < 0) {
        fail("usrsctp_listen: %s", strerror(errno));
    }
    printf("LISTENING port=%d udp=%d\n", options.port, options.udp_port);
    struct socket *socket = usrsctp_accept(listener, NULL, NULL);
    if (socket == NULL) {
        fail("usrsctp_accept: %s", strerror(errno));
    }
    print_peers(socket);
    while (receive_message(socket, &m)) {
        if (m.length < 100) {
            m.bytes[m.length] = '\0';
            if (obey(socket, (char *)m.bytes)) {
                continue;
            }
        }
        print_message(&m);
        if (!is_intact(&m)) {
            fail("the message with ppid %" PRIu32 " has other bytes than were sent", m.ppid);
        }
        if (options.echo) {
            send_message(socket, m.bytes, m.length, m.sid, m.ppid, m.unordered);
        }
        if (++received == options.count && !end_association(socket)) {
            break;
        }
    }
    usrsctp_close(socket);
}

/* What the client sends: message i, as a function of i alone. */
struct plan {
    uint16_t sid;
    bool unordered;
    uint32_t length;
};

static int plan_size(void) { return 2 * options.streams.n * options.sizes.n; }

static struct plan plan_at(int i) {
    int of_size = 2 * options.streams.n;
    return (struct plan){
        .sid = (uint16_t)options.streams.at[i % of_size / 2],
        .unordered = i % 2 == 1,
        .length = options.sizes.at[i / of_size],
    };
}

static void *send_all(void *argument) {
    struct socket *socket = argument;
    uint8_t *bytes = malloc(MAX_MESSAGE);
    for (int i = 0; i < plan_size(); i++) {
        struct plan p = plan_at(i);
        fill(bytes, p.length, (uint32_t)i + 1);
        send_message(socket, bytes, p.length, p.sid, (uint32_t)i + 1, p.unordered);
    }
    free(bytes);
    return NULL;
}

/* Every message exactly once, as it was sent, and the ordered ones of a stream in the order of sending. */
static void check_echo(const struct message *m, bool *seen, int *last_ordered) {
    int i = (int)m->ppid - 1;
    if (m->ppid < 1 || i >= plan_size() || seen[i]) {
        fail("an echo with ppid %" PRIu32 ", which is %s", m->ppid, m->ppid < 1 || i >= plan_size() ? "unknown" : "double");
    }
    struct plan p = plan_at(i);
    if (m->sid != p.sid || m->unordered != p.unordered || m->length != p.length || !is_intact(m)) {
        fail("the echo with ppid %" PRIu32 " is not what was sent", m->ppid);
    }
    if (!m->unordered) {
        if (i < last_ordered[m->sid]) {
            fail("the echo with ppid %" PRIu32 " is out of order on stream %u", m->ppid, m->sid);
        }
        last_ordered[m->sid] = i;
    }
    seen[i] = true;
}

static void exchange(struct socket *socket) {
    static struct message m;
    static int last_ordered[1 << 16];
    bool *seen = calloc((size_t)plan_size() + 1, sizeof *seen);
    int missing = options.echo ? plan_size() : 0;
    pthread_t sender;
    if (pthread_create(&sender, NULL, send_all, socket) != 0) {
        fail("pthread_create");
    }
    while (missing > 0) {
        if (!receive_message(socket, &m)) {
            fail("the association ended with %d echoes missing", missing);
        }
        print_message(&m);
        check_echo(&m, seen, last_ordered);
        missing--;
    }
    pthread_join(sender, NULL);
    if (options.end == END_ABORT) {
        end_association(socket);
    } else {
        end_association(socket);
        if (receive_message(socket, &m)) {
            fail("a message after the last");
        }
    }
    free(seen);
}

static void run_client(struct socket *socket) {
    /* usrsctp_connectx does not wait until the association is up, usrsctp_connect does. */
    struct sockaddr *peer = packed(&options.peer, (uint16_t)options.port);
    socklen_t length = options.peer.family == AF_INET6 ? sizeof *options.peer.v6 : sizeof *options.peer.v4;
    int result = options.early || options.peer.n > 1 ? usrsctp_connectx(socket, peer, options.peer.n, NULL)
                                                     : usrsctp_connect(socket, peer, length);
    if (result < 0) {
        printf("END %s\n", strerror(errno));
        fail("usrsctp_connect: %s", strerror(errno));
    }
    print_peers(socket);
    exchange(socket);
    usrsctp_close(socket);
}

/* usrsctp_init says nothing when the UDP port is taken, so look first. */
static void check_udp_port_is_free(void) {
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons((uint16_t)options.udp_port)};
    int probe = socket(AF_INET, SOCK_DGRAM, 0);
    if (probe < 0 || bind(probe, (struct sockaddr *)&any, sizeof any) < 0) {
        fail("UDP port %d: %s", options.udp_port, strerror(errno));
    }
    close(probe);
}

int main(int argc, char **argv) {
    setvbuf(stdout, NULL, _IOLBF, 0);
    parse(argc, argv);
    signal(SIGALRM, on_alarm);
    alarm((unsigned)options.timeout_s);
    check_udp_port_is_free();
    /* Who may have raw sockets gets packets of its own by them on the loopback interface, and answers them by an ABORT. */
    if (geteuid() == 0 && setuid(NOBODY) < 0) {
        fail("setuid: %s", strerror(errno));
    }
    usrsctp_init((uint16_t)options.udp_port, NULL, NULL);
    /* Otherwise usrsctp neither computes nor checks the checksum on the loopback interface. */
    usrsctp_sysctl_set_sctp_no_csum_on_loopback(0);
    struct socket *socket = usrsctp_socket(options.local.family, SOCK_STREAM, IPPROTO_SCTP, NULL, NULL, 0, NULL);
    if (socket == NULL) {
        fail("usrsctp_socket: %s", strerror(errno));
    }
    prepare(socket);
    if (options.server) {
        serve(socket);
        usrsctp_close(socket);
    } else {
        run_client(socket);
    }
    /* What usrsctp still has to say, a SHUTDOWN COMPLETE or an ABORT, it says in its own threads. */
    for (int i = 0; i < 40 && usrsctp_finish() != 0; i++) {
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    }
    printf("DONE\n");
    return 0;
}
