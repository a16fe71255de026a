package io.jsctp.examples;

import static io.jsctp.posix.ArpaInet.htons;
import static io.jsctp.posix.ArpaInet.inet_ntop;
import static io.jsctp.posix.ArpaInet.ntohs;
import static io.jsctp.posix.NetinetSctp.IPPROTO_SCTP;
import static io.jsctp.posix.NetinetSctp.SCTP_ASSOC_CHANGE;
import static io.jsctp.posix.NetinetSctp.SCTP_EVENT;
import static io.jsctp.posix.NetinetSctp.SCTP_INITMSG;
import static io.jsctp.posix.NetinetSctp.SCTP_NOTIFICATION;
import static io.jsctp.posix.NetinetSctp.SCTP_PEER_ADDR_CHANGE;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVRCVINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVV_RCVINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_REMOTE_ERROR;
import static io.jsctp.posix.NetinetSctp.SCTP_SENDV_SNDINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_SEND_FAILED_EVENT;
import static io.jsctp.posix.NetinetSctp.SCTP_SHUTDOWN_EVENT;
import static io.jsctp.posix.SysSocket.AF_INET;
import static io.jsctp.posix.SysSocket.INADDR_ANY;
import static io.jsctp.posix.SysSocket.MSG_EOR;
import static io.jsctp.posix.SysSocket.MSG_NOTIFICATION;
import static io.jsctp.posix.SysSocket.SOCK_STREAM;
import static io.jsctp.posix.SysSocket.STDOUT_FILENO;

import io.jsctp.SctpException;
import io.jsctp.SctpStack;
import io.jsctp.posix.iovec;
import io.jsctp.posix.sctp_assoc_change;
import io.jsctp.posix.sctp_event;
import io.jsctp.posix.sctp_initmsg;
import io.jsctp.posix.sctp_notification;
import io.jsctp.posix.sctp_paddr_change;
import io.jsctp.posix.sctp_rcvinfo;
import io.jsctp.posix.sctp_remote_error;
import io.jsctp.posix.sctp_send_failed_event;
import io.jsctp.posix.sctp_sndinfo;
import io.jsctp.posix.sockaddr_in;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Example 7-18, IPv4 echo server. Changed are the bound of the loop that renews the subscriptions, which C's program divides by
 * the wrong size; the length of a remote error, which is no number in network byte order; and that a notification is read to
 * its end, too.
 */
@SuppressWarnings("StatementSwitchToExpressionSwitch") // line by line as in C
class EchoServer extends Program {
    private static final int BUFLEN = 1024;
    private static final int SERVER_PORT = 5000;
    private static final int MAX_STREAM = 64;

    EchoServer(SctpStack stack, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        super(stack, stdin, stdout, stderr);
    }

    /*
     * Given an event notification, print out what it is.
     */
    void handle_event(byte[] buf) {
        sctp_assoc_change sac;
        sctp_send_failed_event ssfe;
        sctp_paddr_change spc;
        sctp_remote_error sre;
        sctp_notification snp;
        String ap;
        sockaddr_in sin;

        snp = sctp_notification.of(buf);
        switch (snp.sn_header.sn_type) {
            case SCTP_ASSOC_CHANGE:
                sac = snp.sn_assoc_change;
                printf(
                        ">>> assoc_change: state=%d, error=%d, instr=%d outstr=%d\n",
                        sac.sac_state, sac.sac_error, sac.sac_inbound_streams, sac.sac_outbound_streams);
                break;
            case SCTP_SEND_FAILED_EVENT:
                ssfe = snp.sn_send_failed_event;
                printf(">>> sendfailed: len=%d err=%d\n", ssfe.ssfe_length, ssfe.ssfe_error);
                break;
            case SCTP_PEER_ADDR_CHANGE:
                spc = snp.sn_paddr_change;
                if (spc.spc_aaddr.ss_family != AF_INET) {
                    eprintf("getmsg: unexpected family %d\n", spc.spc_aaddr.ss_family);
                    exit(1);
                }
                sin = spc.spc_aaddr.sin();
                ap = inet_ntop(sin.sin_addr);
                printf(">>> intf_change: %s state=%d, error=%d\n", ap, spc.spc_state, spc.spc_error);
                break;
            case SCTP_REMOTE_ERROR:
                sre = snp.sn_remote_error;
                printf(">>> remote_error: err=%d len=%d\n", ntohs(sre.sre_error), sre.sre_length);
                break;
            case SCTP_SHUTDOWN_EVENT:
                printf(">>> shutdown event\n");
                break;
            default:
                printf(">>> unexpected type: %d\n", snp.sn_header.sn_type);
                break;
        }
    }

    /*
     * Receive a message from the network.
     */
    private int getmsg(int fd, iovec[] iov, sctp_rcvinfo[] info, int[] flags) {
        int tot = 0;
        int nr;
        int buflen;
        int[] info_len = {0};
        int[] info_type = {0};
        byte[] buf;

        buf = Objects.requireNonNull(iov[0].iov_base);
        buflen = iov[0].iov_len;

        /* Loop until a whole message is received. */
        for (; ; ) {
            info_len[0] = sctp_rcvinfo.SIZEOF;
            info[0] = new sctp_rcvinfo();
            flags[0] = 0;
            nr = c.sctp_recvv(fd, iov, 1, null, null, info[0], info_len, info_type, flags);
            if (nr <= 0) {
                /* EOF or error */
                iov[0].iov_offset = 0;
                return nr;
            }
            tot += nr;

            /* Whole message/notification is received, return it. */
            if ((flags[0] & MSG_EOR) != 0) {
                iov[0].iov_offset = 0;
                /* Buffer may be realloc().  Return the new size. */
                iov[0].iov_len = buflen;
                return tot;
            }

            /* Only sctp_rcvinfo is expected. */
            if ((flags[0] & MSG_NOTIFICATION) == 0 && info_type[0] != SCTP_RECVV_RCVINFO) {
                eprintf("unexpected info received: %d\n", info_type[0]);
                iov[0].iov_offset = 0;
                return -1;
            }

            /* Maybe we need a bigger buffer, do realloc(). */
            if (buflen == tot) {
                byte[] larger = realloc(buf, buflen * 2);
                if (larger == null) {
                    eprintf("out of memory\n");
                    exit(1);
                }
                buf = Objects.requireNonNull(larger);
                iov[0].iov_base = buf;
                buflen *= 2;
            }
            /* Set the next read offset */
            iov[0].iov_offset = tot;
            iov[0].iov_len = buflen - tot;
        }
    }

    byte @Nullable [] realloc(byte[] buf, int size) {
        try {
            return Arrays.copyOf(buf, size);
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    /*
     * The echo server.
     */
    void echo(int fd) {
        int nr;
        int buflen;
        int[] flags = {0};
        iovec[] iov = {new iovec(new byte[BUFLEN])};
        sctp_rcvinfo[] rinfo = {new sctp_rcvinfo()};
        sctp_sndinfo sinfo = new sctp_sndinfo();

        /* Wait for something to echo */
        while ((nr = getmsg(fd, iov, rinfo, flags)) > 0) {
            byte[] base = Objects.requireNonNull(iov[0].iov_base);
            /* Intercept notifications here */
            if ((flags[0] & SCTP_NOTIFICATION) != 0) {
                handle_event(base);
                continue;
            }

            printf(">>> got %d bytes on stream %d: ", nr, rinfo[0].rcv_sid);
            fflush();
            c.write(STDOUT_FILENO, base, nr);
            fflush();

            /* The buffer may be realloc(), so get the new size. */
            buflen = iov[0].iov_len;

            /*
             * Echo the message back using the incoming info.
             */
            sinfo.snd_sid = rinfo[0].rcv_sid;
            sinfo.snd_ppid = rinfo[0].rcv_ppid;
            iov[0].iov_len = nr;

            if (c.sctp_sendv(fd, iov, 1, null, 0, sinfo, sctp_sndinfo.SIZEOF, SCTP_SENDV_SNDINFO, 0) < 0) {
                eprintf("sctp_sendv\n");
                exit(1);
            }

            /* Restore the original buffer size. */
            iov[0].iov_len = buflen;
        }
        c.close(fd);
    }

    private void subscribe_event(int fd, int event) {
        sctp_event ev = new sctp_event();
        int ret;

        ev.se_assoc_id = 0; /* Ignored for one-one SCTP socket */
        ev.se_type = event;
        ev.se_on = 1;
        ret = c.setsockopt(fd, IPPROTO_SCTP, SCTP_EVENT, ev, sctp_event.SIZEOF);
        if (ret < 0) {
            eprintf("%s: setsockopt SCTP_EVENT: %d\n", c.strerror(c.errno()), event);
            exit(1);
        }
    }

    /* List of events we are interested in. */
    private static final int[] EVENT_INTERESTED = {
        SCTP_ASSOC_CHANGE, SCTP_SEND_FAILED_EVENT, SCTP_PEER_ADDR_CHANGE, SCTP_REMOTE_ERROR, SCTP_SHUTDOWN_EVENT
    };

    @Override
    int program(String... argv) {
        int lfd;
        int cfd;
        int[] onoff = {0};
        int i;
        sockaddr_in sin = new sockaddr_in();
        sctp_initmsg initmsg;

        if ((lfd = c.socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP)) == -1) {
            c.perror("socket");
            exit(1);
        }
        sin.sin_family = AF_INET;
        sin.sin_port = htons(SERVER_PORT);
        sin.sin_addr.s_addr = INADDR_ANY;
        if (c.bind(lfd, sin, sockaddr_in.SIZEOF) == -1) {
            c.perror("bind");
            exit(1);
        }
        if (c.listen(lfd, 1) == -1) {
            c.perror("listen");
            exit(1);
        }

        initmsg = new sctp_initmsg();
        initmsg.sinit_num_ostreams = MAX_STREAM;
        initmsg.sinit_max_instreams = MAX_STREAM;
        initmsg.sinit_max_attempts = MAX_STREAM;
        if (c.setsockopt(lfd, IPPROTO_SCTP, SCTP_INITMSG, initmsg, sctp_initmsg.SIZEOF) < 0) {
            c.perror("SCTP_INITMSG");
            exit(1);
        }

        /* Subscribe to events. */
        for (i = 0; i < EVENT_INTERESTED.length; i++) {
            subscribe_event(lfd, EVENT_INTERESTED[i]);
        }

        /* Wait for new associations */
        for (; ; ) {
            if ((cfd = c.accept(lfd, null, null)) == -1) {
                c.perror("accept");
                exit(1);
            }
            /* Subcribe to interesting events for the new association. */
            for (i = 0; i < EVENT_INTERESTED.length; i++) {
                subscribe_event(cfd, EVENT_INTERESTED[i]);
            }

            /* We want sctp_rcvinfo in each receive. */
            onoff[0] = 1;
            i = c.setsockopt(cfd, IPPROTO_SCTP, SCTP_RECVRCVINFO, onoff, Integer.BYTES);
            if (i < 0) {
                c.perror("setsockopt SCTP_RECVRCVINFO");
                c.close(cfd);
                continue;
            }

            /* Echo back any and all data */
            echo(cfd);
        }
    }

    public static void main(String[] argv) throws SctpException {
        process(EchoServer::new, argv);
    }
}
