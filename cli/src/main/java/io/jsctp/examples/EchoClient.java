package io.jsctp.examples;

import static io.jsctp.posix.ArpaInet.htons;
import static io.jsctp.posix.NetinetSctp.IPPROTO_SCTP;
import static io.jsctp.posix.NetinetSctp.SCTP_ASSOC_CHANGE;
import static io.jsctp.posix.NetinetSctp.SCTP_EVENT;
import static io.jsctp.posix.NetinetSctp.SCTP_INITMSG;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVRCVINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_RECVV_RCVINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_SENDV_SNDINFO;
import static io.jsctp.posix.SysErrno.EINTR;
import static io.jsctp.posix.SysSocket.AF_INET;
import static io.jsctp.posix.SysSocket.MSG_NOTIFICATION;
import static io.jsctp.posix.SysSocket.SOCK_STREAM;
import static io.jsctp.posix.SysSocket.STDIN_FILENO;

import io.jsctp.SctpException;
import io.jsctp.SctpStack;
import io.jsctp.posix.iovec;
import io.jsctp.posix.sctp_assoc_change;
import io.jsctp.posix.sctp_event;
import io.jsctp.posix.sctp_initmsg;
import io.jsctp.posix.sctp_notification;
import io.jsctp.posix.sctp_rcvinfo;
import io.jsctp.posix.sctp_sndinfo;
import io.jsctp.posix.sockaddr_in;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Example 7-17, IPv4 echo client. It prints the whole of a TSN, of which C's format has 16 bits only. Its buffer of 2048 bytes
 * holds all notifications there are.
 */
final class EchoClient extends Program {
    private static final int BUFLEN = 2048;
    private static final int SERVER_PORT = 5000;
    private static final int MAX_STREAM = 64;

    EchoClient(SctpStack stack, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        super(stack, stdin, stdout, stderr);
    }

    private void usage(String a0) {
        eprintf("Usage: %s <server address>\n", a0);
    }

    void print_notif(byte[] buf) {
        sctp_notification snp;
        sctp_assoc_change sac;
        snp = sctp_notification.of(buf);
        /* We only subscribe the association change event. */
        if (snp.sn_header.sn_type != SCTP_ASSOC_CHANGE) {
            eprintf("unexpected notification type: %d\n", snp.sn_header.sn_type);
            exit(1);
        }
        sac = snp.sn_assoc_change;
        printf(
                "[ Receive assocication change event: state = %d, error = %d, instr = %d, outstr = %d ]\n",
                sac.sac_state, sac.sac_error, sac.sac_inbound_streams, sac.sac_outbound_streams);
    }

    /*
     * Read from the network.
     */
    void readit(int fd) {
        int n;
        byte[] buf = new byte[BUFLEN];
        iovec[] iov = {new iovec()};
        int[] flags = {0};
        int[] info_len = {0};
        int[] info_type = {0};
        sctp_rcvinfo info = new sctp_rcvinfo();

        /* Initialize the iov for receiving */
        iov[0].iov_base = buf;
        iov[0].iov_len = BUFLEN;

        info_len[0] = sctp_rcvinfo.SIZEOF;
        info_type[0] = 0;
        flags[0] = 0;
        while ((n = c.sctp_recvv(fd, iov, 1, null, null, info, info_len, info_type, flags)) > 0) {
            /* Intercept notifications here */
            if ((flags[0] & MSG_NOTIFICATION) != 0) {
                print_notif(buf);
                continue;
            }
            /* The message should be accompanied by sctp_rcvinfo. */
            if (info_type[0] != SCTP_RECVV_RCVINFO) {
                eprintf("no sctp_rcvinfo attached\n");
                exit(1);
            }
            printf(
                    "[ Receive echo (%d bytes): stream = %d, ssn = %d, tsn = %d, flags = %x, ppid = %d ]\n",
                    n, info.rcv_sid, info.rcv_ssn, info.rcv_tsn, info.rcv_flags, info.rcv_ppid);
            flags[0] = 0;
            info_len[0] = sctp_rcvinfo.SIZEOF;
        }
        if (n < 0 && c.errno() == EINTR) {
            return; // what pthread_cancel does: the thread ends
        }
        if (n < 0) {
            c.perror("sctp_recvv");
            exit(1);
        }
        c.close(fd);
        exit(0);
    }

    private void echo(sockaddr_in[] addrs, int addrcnt) {
        int fd;
        byte[] buf = new byte[BUFLEN];
        int n;
        Thread tid;
        iovec[] iov = {new iovec()};
        int ret;
        int[] on = {0};
        sctp_sndinfo info;
        sctp_initmsg initmsg;
        sctp_event event = new sctp_event();

        /* Create a one-one SCTP socket */
        if ((fd = c.socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP)) == -1) {
            c.perror("socket");
            exit(1);
        }
        /*
         * We are interested in association change events and we want
         * to get sctp_rcvinfo in each receive.
         */
        event.se_assoc_id = 0; /* Ignored for one-one SCTP socket */
        event.se_type = SCTP_ASSOC_CHANGE;
        event.se_on = 1;
        ret = c.setsockopt(fd, IPPROTO_SCTP, SCTP_EVENT, event, sctp_event.SIZEOF);
        if (ret < 0) {
            c.perror("setsockopt SCTP_EVENT");
            exit(1);
        }
        on[0] = 1;
        ret = c.setsockopt(fd, IPPROTO_SCTP, SCTP_RECVRCVINFO, on, Integer.BYTES);
        if (ret < 0) {
            c.perror("setsockopt SCTP_RECVRCVINFO");
            exit(1);
        }

        /*
         * Set the SCTP stream parameters to tell the other side when
         * setting up the association.
         */
        initmsg = new sctp_initmsg();
        initmsg.sinit_num_ostreams = MAX_STREAM;
        initmsg.sinit_max_instreams = MAX_STREAM;
        initmsg.sinit_max_attempts = MAX_STREAM;
        ret = c.setsockopt(fd, IPPROTO_SCTP, SCTP_INITMSG, initmsg, sctp_initmsg.SIZEOF);
        if (ret < 0) {
            c.perror("setsockopt SCTP_INITMSG");
            exit(1);
        }

        /* Now connect to the peer. */
        if (c.sctp_connectx(fd, addrs, addrcnt, null) == -1) {
            c.perror("sctp_connectx");
            exit(1);
        }

        /* Initialize the struct sctp_sndinfo for sending. */
        info = new sctp_sndinfo();
        /* Start sending to stream 0. */
        info.snd_sid = 0;
        /*
         * Note that the server is expected to echo back the snd_ppid value.
         * So we don't need to do any conversion here.
         */
        info.snd_ppid = 0;

        /* Create a thread to receive network traffic. */
        tid = pthread_create(() -> readit(fd));

        iov[0].iov_base = buf;
        /* Read from stdin and then send to the echo server. */
        while ((n = c.read(STDIN_FILENO, buf, BUFLEN)) > 0) {
            iov[0].iov_len = n;
            if (c.sctp_sendv(fd, iov, 1, null, 0, info, sctp_sndinfo.SIZEOF, SCTP_SENDV_SNDINFO, 0) < 0) {
                c.perror("sctp_sendv");
                exit(1);
            }
            /* Send the next message to a different stream. */
            info.snd_sid = (info.snd_sid + 1) % MAX_STREAM;
            info.snd_ppid++;
        }
        pthread_cancel(tid);
        c.close(fd);
    }

    private static void pthread_cancel(Thread tid) {
        tid.interrupt();
        try {
            tid.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private sockaddr_in @Nullable [] setup_addrs(String name, int[] addrcnt) {
        int num_addrs;
        InetAddress[] hp;
        sockaddr_in[] addrs;

        hp = getipnodebyname(name);
        if (hp == null) {
            eprintf("host %s not found\n", name);
            return null;
        }
        num_addrs = hp.length;
        addrs = new sockaddr_in[num_addrs];
        for (int i = 0; i < num_addrs; i++) {
            addrs[i] = new sockaddr_in();
            addrs[i].sin_family = AF_INET;
            addrs[i].sin_addr.s_addr = ByteBuffer.wrap(hp[i].getAddress()).getInt();
            addrs[i].sin_port = htons(SERVER_PORT);
        }
        addrcnt[0] = num_addrs;
        return addrs;
    }

    private static InetAddress @Nullable [] getipnodebyname(String name) {
        try {
            InetAddress[] found = Arrays.stream(InetAddress.getAllByName(name))
                    .filter(Inet4Address.class::isInstance)
                    .toArray(InetAddress[]::new);
            return found.length == 0 ? null : found;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    @Override
    int program(String... argv) {
        sockaddr_in[] addrs;
        int[] addrcnt = {0};

        if (argv.length < 1) { // the name of the program is not among the arguments
            usage("EchoClient");
            return 1;
        }

        /* Find the host to connect to. */
        if ((addrs = setup_addrs(argv[0], addrcnt)) == null) {
            return 1;
        }
        echo(addrs, addrcnt[0]);
        return 0;
    }

    public static void main(String[] argv) throws SctpException {
        process(EchoClient::new, argv);
    }
}
