package io.jsctp.examples;

import static io.jsctp.posix.ArpaInet.htons;
import static io.jsctp.posix.ArpaInet.inet_ntop;
import static io.jsctp.posix.ArpaInet.ntohl;
import static io.jsctp.posix.ArpaInet.ntohs;
import static io.jsctp.posix.NetinetSctp.IPPROTO_SCTP;
import static io.jsctp.posix.NetinetSctp.SCTP_ADAPTATION_INDICATION;
import static io.jsctp.posix.NetinetSctp.SCTP_ADDR_ADDED;
import static io.jsctp.posix.NetinetSctp.SCTP_ADDR_AVAILABLE;
import static io.jsctp.posix.NetinetSctp.SCTP_ADDR_MADE_PRIM;
import static io.jsctp.posix.NetinetSctp.SCTP_ADDR_REMOVED;
import static io.jsctp.posix.NetinetSctp.SCTP_ADDR_UNREACHABLE;
import static io.jsctp.posix.NetinetSctp.SCTP_ASSOC_CHANGE;
import static io.jsctp.posix.NetinetSctp.SCTP_AUTOCLOSE;
import static io.jsctp.posix.NetinetSctp.SCTP_CANT_STR_ASSOC;
import static io.jsctp.posix.NetinetSctp.SCTP_COMM_LOST;
import static io.jsctp.posix.NetinetSctp.SCTP_COMM_UP;
import static io.jsctp.posix.NetinetSctp.SCTP_EVENT;
import static io.jsctp.posix.NetinetSctp.SCTP_FUTURE_ASSOC;
import static io.jsctp.posix.NetinetSctp.SCTP_PEER_ADDR_CHANGE;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVRCVINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVV_NOINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVV_NXTINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVV_RCVINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVV_RN;
import static io.jsctp.posix.NetinetSctp.SCTP_RESTART;
import static io.jsctp.posix.NetinetSctp.SCTP_SHUTDOWN_COMP;
import static io.jsctp.posix.NetinetSctp.SCTP_SHUTDOWN_EVENT;
import static io.jsctp.posix.NetinetSctp.SCTP_UNORDERED;
import static io.jsctp.posix.SysSocket.AF_INET;
import static io.jsctp.posix.SysSocket.AF_INET6;
import static io.jsctp.posix.SysSocket.MSG_NOTIFICATION;
import static io.jsctp.posix.SysSocket.SOCK_SEQPACKET;

import io.jsctp.SctpException;
import io.jsctp.SctpStack;
import io.jsctp.posix.iovec;
import io.jsctp.posix.sctp_assoc_change;
import io.jsctp.posix.sctp_event;
import io.jsctp.posix.sctp_notification;
import io.jsctp.posix.sctp_paddr_change;
import io.jsctp.posix.sctp_rcvinfo;
import io.jsctp.posix.sockaddr_in6;
import io.jsctp.posix.sockaddr_storage;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * RFC 6458, Appendix B. Unlike C's program it ends when it can't receive any more.
 */
@SuppressWarnings("StatementSwitchToExpressionSwitch") // line by line as in C
final class DiscardServer extends Program {
    private static final int BUFFER_SIZE = 1 << 16;
    private static final int PORT = 9;
    private static final int TIMEOUT = 5;

    DiscardServer(SctpStack stack, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        super(stack, stdin, stdout, stderr);
    }

    private void print_notification(byte[] buf) {
        sctp_notification snp = sctp_notification.of(buf);
        switch (snp.sn_header.sn_type) {
            case SCTP_ASSOC_CHANGE:
                print_assoc_change(snp.sn_assoc_change);
                break;
            case SCTP_PEER_ADDR_CHANGE:
                print_paddr_change(snp.sn_paddr_change);
                break;
            case SCTP_SHUTDOWN_EVENT:
                printf("^^^ Shutdown received.\n");
                break;
            case SCTP_ADAPTATION_INDICATION:
                printf("^^^ Adaptation indication 0x%08x received.\n", snp.sn_adaptation_event.sai_adaptation_ind);
                break;
            default:
                printf("^^^ Unknown event of type: %d.\n", snp.sn_header.sn_type);
                break;
        }
    }

    private void print_assoc_change(sctp_assoc_change sac) {
        printf("^^^ Association change: ");
        switch (sac.sac_state) {
            case SCTP_COMM_UP:
                printf(
                        "Communication up (streams (in/out)=(%d/%d)).\n",
                        sac.sac_inbound_streams, sac.sac_outbound_streams);
                break;
            case SCTP_COMM_LOST:
                printf("Communication lost (error=%d).\n", sac.sac_error);
                break;
            case SCTP_RESTART:
                printf(
                        "Communication restarted (streams (in/out)=(%d/%d).\n",
                        sac.sac_inbound_streams, sac.sac_outbound_streams);
                break;
            case SCTP_SHUTDOWN_COMP:
                printf("Communication completed.\n");
                break;
            case SCTP_CANT_STR_ASSOC:
                printf("Communication couldn't be started.\n");
                break;
            default:
                printf("Unknown state: %d.\n", sac.sac_state);
                break;
        }
    }

    private void print_paddr_change(sctp_paddr_change spc) {
        String ap;
        if (spc.spc_aaddr.ss_family == AF_INET) {
            ap = inet_ntop(spc.spc_aaddr.sin().sin_addr);
        } else {
            ap = inet_ntop(spc.spc_aaddr.sin6().sin6_addr);
        }
        printf("^^^ Peer Address change: %s ", ap);
        switch ((int) spc.spc_state) {
            case SCTP_ADDR_AVAILABLE:
                printf("is available.\n");
                break;
            case SCTP_ADDR_UNREACHABLE:
                printf("is not available (error=%d).\n", spc.spc_error);
                break;
            case SCTP_ADDR_REMOVED:
                printf("was removed.\n");
                break;
            case SCTP_ADDR_ADDED:
                printf("was added.\n");
                break;
            case SCTP_ADDR_MADE_PRIM:
                printf("is primary.\n");
                break;
            default:
                printf("unknown state (%d).\n", spc.spc_state);
                break;
        }
    }

    @Override
    int program(String... argv) {
        int sd;
        int[] flags = {0};
        int[] timeout = {0};
        int[] on = {0};
        int n;
        sockaddr_in6 sin6;
        sockaddr_storage addr;
        int[] fromlen = {0};
        int[] infolen = {0};
        sctp_rcvinfo info;
        int[] infotype = {0};
        iovec iov = new iovec();
        byte[] buffer = new byte[BUFFER_SIZE];
        sctp_event event;
        int[] event_types = {SCTP_ASSOC_CHANGE, SCTP_PEER_ADDR_CHANGE, SCTP_SHUTDOWN_EVENT, SCTP_ADAPTATION_INDICATION};

        /* Create a one-to-many style SCTP socket. */
        if ((sd = c.socket(AF_INET6, SOCK_SEQPACKET, IPPROTO_SCTP)) < 0) {
            c.perror("socket");
            exit(1);
        }

        /* Enable the events of interest. */
        event = new sctp_event();
        event.se_assoc_id = SCTP_FUTURE_ASSOC;
        event.se_on = 1;
        for (int i = 0; i < event_types.length; i++) {
            event.se_type = event_types[i];
            if (c.setsockopt(sd, IPPROTO_SCTP, SCTP_EVENT, event, sctp_event.SIZEOF) < 0) {
                c.perror("setsockopt");
                exit(1);
            }
        }

        /* Configure auto-close timer. */
        timeout[0] = TIMEOUT;
        if (c.setsockopt(sd, IPPROTO_SCTP, SCTP_AUTOCLOSE, timeout, Integer.BYTES) < 0) {
            c.perror("setsockopt SCTP_AUTOCLOSE");
            exit(1);
        }

        /* Enable delivery of SCTP_RCVINFO. */
        on[0] = 1;
        if (c.setsockopt(sd, IPPROTO_SCTP, SCTP_RECVRCVINFO, on, Integer.BYTES) < 0) {
            c.perror("setsockopt SCTP_RECVRCVINFO");
            exit(1);
        }

        /* Bind the socket to all local addresses. */
        sin6 = new sockaddr_in6(); /* of zeros: its address is in6addr_any */
        sin6.sin6_family = AF_INET6;
        sin6.sin6_port = htons(PORT);
        if (c.bind(sd, sin6, sockaddr_in6.SIZEOF) < 0) {
            c.perror("bind");
            exit(1);
        }
        /* Enable accepting associations. */
        if (c.listen(sd, 1) < 0) {
            c.perror("listen");
            exit(1);
        }

        for (; ; ) {
            flags[0] = 0;
            addr = new sockaddr_storage();
            fromlen[0] = sockaddr_storage.SIZEOF;
            info = new sctp_rcvinfo();
            infolen[0] = sctp_rcvinfo.SIZEOF;
            infotype[0] = 0;
            iov.iov_base = buffer;
            iov.iov_len = BUFFER_SIZE;

            n = c.sctp_recvv(sd, new iovec[] {iov}, 1, addr, fromlen, info, infolen, infotype, flags);

            if (n < 0) {
                c.perror("sctp_recvv");
                exit(1);
            }
            if ((flags[0] & MSG_NOTIFICATION) != 0) {
                print_notification(buffer);
            } else {
                print_message(addr, n, infotype[0], info);
            }
        }
    }

    private void print_message(sockaddr_storage addr, int n, int infotype, sctp_rcvinfo info) {
        String ap;
        int port;
        if (addr.ss_family == AF_INET) {
            ap = inet_ntop(addr.sin().sin_addr);
            port = ntohs(addr.sin().sin_port);
        } else {
            ap = inet_ntop(addr.sin6().sin6_addr);
            port = ntohs(addr.sin6().sin6_port);
        }
        printf("Message received from %s:%d: len=%d", ap, port, n);
        switch (infotype) {
            case SCTP_RECVV_RCVINFO:
                printf(", sid=%d", info.rcv_sid);
                if ((info.rcv_flags & SCTP_UNORDERED) != 0) {
                    printf(", unordered");
                } else {
                    printf(", ssn=%d", info.rcv_ssn);
                }
                printf(", tsn=%d", info.rcv_tsn);
                printf(", ppid=%d.\n", ntohl(info.rcv_ppid));
                break;
            case SCTP_RECVV_NOINFO:
            case SCTP_RECVV_NXTINFO:
            case SCTP_RECVV_RN:
                printf(".\n");
                break;
            default:
                printf(" unknown infotype.\n");
        }
    }

    public static void main(String[] argv) throws SctpException {
        process(DiscardServer::new, argv);
    }
}
