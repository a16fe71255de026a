package io.jsctp.examples;

import static io.jsctp.posix.ArpaInet.htonl;
import static io.jsctp.posix.ArpaInet.htons;
import static io.jsctp.posix.ArpaInet.inet_addr;
import static io.jsctp.posix.NetinetSctp.IPPROTO_SCTP;
import static io.jsctp.posix.NetinetSctp.SCTP_ADAPTATION_LAYER;
import static io.jsctp.posix.NetinetSctp.SCTP_INITMSG;
import static io.jsctp.posix.NetinetSctp.SCTP_SENDV_SNDINFO;
import static io.jsctp.posix.NetinetSctp.SCTP_STATUS;
import static io.jsctp.posix.NetinetSctp.SCTP_UNORDERED;
import static io.jsctp.posix.SysSocket.AF_INET;
import static io.jsctp.posix.SysSocket.SOCK_STREAM;

import io.jsctp.SctpException;
import io.jsctp.SctpStack;
import io.jsctp.posix.iovec;
import io.jsctp.posix.sctp_initmsg;
import io.jsctp.posix.sctp_setadaptation;
import io.jsctp.posix.sctp_sndinfo;
import io.jsctp.posix.sctp_status;
import io.jsctp.posix.sockaddr_in;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;

/** RFC 6458, Appendix A. */
final class DiscardClient extends Program {
    private static final int PORT = 9;
    private static final String ADDR = "127.0.0.1";
    private static final int SIZE_OF_MESSAGE = 1000;
    private static final int NUMBER_OF_MESSAGES = 10;
    private static final int PPID = 1234;

    DiscardClient(SctpStack stack, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        super(stack, stdin, stdout, stderr);
    }

    @Override
    int program(String... argv) {
        int i;
        int sd;
        sockaddr_in addr;
        byte[] buffer = new byte[SIZE_OF_MESSAGE];
        iovec iov = new iovec();
        sctp_status status;
        sctp_initmsg init;
        sctp_setadaptation ind;
        sctp_sndinfo info;
        int[] opt_len = {0};

        /* Create a one-to-one style SCTP socket. */
        if ((sd = c.socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP)) < 0) {
            c.perror("socket");
            exit(1);
        }

        /* Prepare for requesting 2048 outgoing streams. */
        init = new sctp_initmsg();
        init.sinit_num_ostreams = 2048;
        if (c.setsockopt(sd, IPPROTO_SCTP, SCTP_INITMSG, init, sctp_initmsg.SIZEOF) < 0) {
            c.perror("setsockopt");
            exit(1);
        }

        ind = new sctp_setadaptation();
        ind.ssb_adaptation_ind = 0x01020304;
        if (c.setsockopt(sd, IPPROTO_SCTP, SCTP_ADAPTATION_LAYER, ind, sctp_setadaptation.SIZEOF) < 0) {
            c.perror("setsockopt");
            exit(1);
        }

        /* Connect to the discard server. */
        addr = new sockaddr_in();
        addr.sin_family = AF_INET;
        addr.sin_port = htons(PORT);
        addr.sin_addr.s_addr = inet_addr(ADDR);
        if (c.connect(sd, addr, sockaddr_in.SIZEOF) < 0) {
            c.perror("connect");
            exit(1);
        }

        /* Get the actual number of outgoing streams. */
        status = new sctp_status();
        opt_len[0] = sctp_status.SIZEOF;
        if (c.getsockopt(sd, IPPROTO_SCTP, SCTP_STATUS, status, opt_len) < 0) {
            c.perror("getsockopt");
            exit(1);
        }

        info = new sctp_sndinfo();
        info.snd_ppid = htonl(PPID);
        info.snd_flags = SCTP_UNORDERED;
        Arrays.fill(buffer, (byte) 'A');
        iov.iov_base = buffer;
        iov.iov_len = SIZE_OF_MESSAGE;
        for (i = 0; i < NUMBER_OF_MESSAGES; i++) {
            info.snd_sid = i % status.sstat_outstrms;
            if (c.sctp_sendv(sd, new iovec[] {iov}, 1, null, 0, info, sctp_sndinfo.SIZEOF, SCTP_SENDV_SNDINFO, 0) < 0) {
                c.perror("sctp_sendv");
                exit(1);
            }
        }

        if (c.close(sd) < 0) {
            c.perror("close");
            exit(1);
        }
        return 0;
    }

    public static void main(String[] argv) throws SctpException {
        process(DiscardClient::new, argv);
    }
}
