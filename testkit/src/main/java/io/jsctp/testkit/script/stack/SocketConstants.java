package io.jsctp.testkit.script.stack;

import static java.util.Map.entry;

import io.jsctp.Errno;
import io.jsctp.EventType;
import io.jsctp.PeerAddressInfo;
import io.jsctp.PeerAddressParams;
import io.jsctp.SctpConstants;
import io.jsctp.SctpState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers behind the names of the socket API. SCTP's are those of {@link SctpConstants}; the others are FreeBSD's, as
 * far as anybody can see them.
 */
final class SocketConstants {
    static final int O_RDWR = 2;
    static final int O_NONBLOCK = 4;
    static final int F_GETFL = 3;
    static final int F_SETFL = 4;
    static final int AF_INET = 2;
    static final int AF_INET6 = 28;
    static final int SOCK_STREAM = 1;
    static final int SOCK_SEQPACKET = 5;
    static final int SOL_SOCKET = 0xffff;
    static final int SHUT_RD = 0;
    static final int SHUT_WR = 1;
    static final int SHUT_RDWR = 2;

    static final int SCTP_SENDV_NOINFO = 0;
    static final int SCTP_SENDV_SNDINFO = 1;
    static final int SCTP_SENDV_PRINFO = 2;
    static final int SCTP_SENDV_AUTHINFO = 3;
    static final int SCTP_SENDV_SPA = 4;
    static final int SCTP_SEND_SNDINFO_VALID = 1;
    static final int SCTP_SEND_PRINFO_VALID = 2;
    static final int SCTP_SEND_AUTHINFO_VALID = 4;

    private static final Map<String, Long> VALUES = values();

    private SocketConstants() {}

    /** {@return the value of a name, null if it is not known} */
    static @Nullable Long value(String name) {
        return VALUES.get(name);
    }

    /** {@return the number of an errno} */
    static long number(Errno errno) {
        return errno.ordinal() + 1L;
    }

    /** {@return the name of an errno by its number; null if there is none} */
    static @Nullable String errnoName(long number) {
        return number >= 1 && number <= Errno.values().length ? Errno.values()[(int) number - 1].name() : null;
    }

    private static Map<String, Long> values() {
        Map<String, Long> v = new HashMap<>();
        for (Errno e : Errno.values()) {
            v.put(e.name(), number(e));
        }
        v.put("EWOULDBLOCK", number(Errno.EAGAIN));
        for (SctpState s : SctpState.values()) {
            v.put(s == SctpState.IDLE ? "SCTP_CLOSED" : "SCTP_" + s.name(), (long) s.code());
        }
        for (PeerAddressInfo.State s : PeerAddressInfo.State.values()) {
            v.put("SCTP_" + s.name(), (long) s.ordinal());
        }
        for (EventType t : EventType.values()) {
            v.put("SCTP_" + t.name(), (long) t.code());
        }
        v.putAll(descriptors());
        v.putAll(reconfiguration());
        v.putAll(sctp());
        return Map.copyOf(v);
    }

    private static Map<String, Long> descriptors() {
        return Map.ofEntries(
                entry("O_RDWR", (long) O_RDWR),
                entry("O_NONBLOCK", (long) O_NONBLOCK),
                entry("F_GETFL", (long) F_GETFL),
                entry("F_SETFL", (long) F_SETFL),
                entry("AF_INET", (long) AF_INET),
                entry("PF_INET", (long) AF_INET),
                entry("AF_INET6", (long) AF_INET6),
                entry("PF_INET6", (long) AF_INET6),
                entry("SOCK_STREAM", (long) SOCK_STREAM),
                entry("SOCK_SEQPACKET", (long) SOCK_SEQPACKET),
                entry("SOL_SOCKET", (long) SOL_SOCKET),
                entry("SHUT_RD", (long) SHUT_RD),
                entry("SHUT_WR", (long) SHUT_WR),
                entry("SHUT_RDWR", (long) SHUT_RDWR),
                entry("INADDR_ANY", 0L));
    }

    private static Map<String, Long> reconfiguration() {
        return Map.of(
                "SCTP_ENABLE_RESET_STREAM_REQ", (long) SctpConstants.SCTP_ENABLE_RESET_STREAM_REQ,
                "SCTP_ENABLE_RESET_ASSOC_REQ", (long) SctpConstants.SCTP_ENABLE_RESET_ASSOC_REQ,
                "SCTP_ENABLE_CHANGE_ASSOC_REQ", (long) SctpConstants.SCTP_ENABLE_CHANGE_ASSOC_REQ,
                "SCTP_STREAM_RESET_INCOMING", (long) SctpConstants.SCTP_STREAM_RESET_INCOMING,
                "SCTP_STREAM_RESET_OUTGOING", (long) SctpConstants.SCTP_STREAM_RESET_OUTGOING);
    }

    private static Map<String, Long> sctp() {
        return Map.ofEntries(
                entry("IPPROTO_SCTP", (long) SctpConstants.IPPROTO_SCTP),
                entry("SOL_SCTP", (long) SctpConstants.IPPROTO_SCTP),
                entry("MSG_PEEK", (long) SctpConstants.MSG_PEEK),
                entry("MSG_PR_SCTP", (long) SctpConstants.MSG_PR_SCTP),
                entry("MSG_EOR", (long) SctpConstants.MSG_EOR),
                entry("MSG_NOTIFICATION", (long) SctpConstants.MSG_NOTIFICATION),
                entry("SCTP_FUTURE_ASSOC", (long) SctpConstants.SCTP_FUTURE_ASSOC),
                entry("SCTP_CURRENT_ASSOC", (long) SctpConstants.SCTP_CURRENT_ASSOC),
                entry("SCTP_ALL_ASSOC", (long) SctpConstants.SCTP_ALL_ASSOC),
                entry("SCTP_BINDX_ADD_ADDR", (long) SctpConstants.SCTP_BINDX_ADD_ADDR),
                entry("SCTP_BINDX_REM_ADDR", (long) SctpConstants.SCTP_BINDX_REM_ADDR),
                entry("SCTP_EOF", (long) SctpConstants.SCTP_EOF),
                entry("SCTP_ABORT", (long) SctpConstants.SCTP_ABORT),
                entry("SCTP_UNORDERED", (long) SctpConstants.SCTP_UNORDERED),
                entry("SCTP_ADDR_OVER", (long) SctpConstants.SCTP_ADDR_OVER),
                entry("SCTP_EOR", (long) SctpConstants.SCTP_EOR),
                entry("SCTP_SENDALL", (long) SctpConstants.SCTP_SENDALL),
                entry("SCTP_SACK_IMMEDIATELY", (long) SctpConstants.SCTP_SACK_IMMEDIATELY),
                entry("SCTP_SENDV_NOINFO", (long) SCTP_SENDV_NOINFO),
                entry("SCTP_SENDV_SNDINFO", (long) SCTP_SENDV_SNDINFO),
                entry("SCTP_SENDV_PRINFO", (long) SCTP_SENDV_PRINFO),
                entry("SCTP_SENDV_AUTHINFO", (long) SCTP_SENDV_AUTHINFO),
                entry("SCTP_SENDV_SPA", (long) SCTP_SENDV_SPA),
                entry("SCTP_SEND_SNDINFO_VALID", (long) SCTP_SEND_SNDINFO_VALID),
                entry("SCTP_SEND_PRINFO_VALID", (long) SCTP_SEND_PRINFO_VALID),
                entry("SCTP_SEND_AUTHINFO_VALID", (long) SCTP_SEND_AUTHINFO_VALID),
                entry("SCTP_PR_SCTP_NONE", (long) SctpConstants.SCTP_PR_SCTP_NONE),
                entry("SCTP_PR_SCTP_TTL", (long) SctpConstants.SCTP_PR_SCTP_TTL),
                entry("SCTP_PR_SCTP_PRIO", (long) SctpConstants.SCTP_PR_SCTP_PRIO),
                entry("SCTP_PR_SCTP_RTX", (long) SctpConstants.SCTP_PR_SCTP_RTX),
                entry("SPP_HB_ENABLE", (long) PeerAddressParams.SPP_HB_ENABLE),
                entry("SPP_HB_DISABLE", (long) PeerAddressParams.SPP_HB_DISABLE),
                entry("SPP_HB_DEMAND", (long) PeerAddressParams.SPP_HB_DEMAND),
                entry("SPP_HB_TIME_IS_ZERO", (long) PeerAddressParams.SPP_HB_TIME_IS_ZERO),
                entry("SPP_IPV6_FLOWLABEL", (long) PeerAddressParams.SPP_IPV6_FLOWLABEL),
                entry("SPP_DSCP", (long) PeerAddressParams.SPP_DSCP),
                entry("SPP_PMTUD_ENABLE", (long) PeerAddressParams.SPP_PMTUD_ENABLE),
                entry("SPP_PMTUD_DISABLE", (long) PeerAddressParams.SPP_PMTUD_DISABLE));
    }
}
