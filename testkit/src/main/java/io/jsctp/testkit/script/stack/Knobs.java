package io.jsctp.testkit.script.stack;

import io.jsctp.AssociationParams;
import io.jsctp.InitMessage;
import io.jsctp.PeerAddressParams;
import io.jsctp.RtoInfo;
import io.jsctp.SackInfo;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.testkit.script.ScriptRefusedException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The defaults that a script changes before it makes its socket, by FreeBSD's names; they become options of each socket. */
final class Knobs {
    private static final int COMMON_HEADER = 12;

    private final int packetBytes;
    private final Map<String, Long> values = new LinkedHashMap<>();

    /**
     * Begins with what scripts expect.
     *
     * @param packetBytes the largest SCTP packet; 0 leaves it to path MTU discovery
     */
    Knobs(int packetBytes) {
        this.packetBytes = packetBytes;
    }

    void set(String name, long value) throws ScriptRefusedException {
        long max = switch (name) {
            case "rto_min", "rto_max", "rto_initial", "heartbeat_interval", "recvspace", "sendspace" ->
                Integer.MAX_VALUE;
            case "valid_cookie_life" -> Integer.MAX_VALUE / 1000;
            case "delayed_sack_time" -> 500;
            case "initial_cwnd" -> 1000;
            case "maxburst",
                    "sack_freq",
                    "init_rtx_max",
                    "assoc_rtx_max",
                    "path_rtx_max",
                    "incoming_streams",
                    "outgoing_streams" -> 0xffff;
            // Never to drop what was reported in a gap block is what both values allow.
            case "do_sctp_drain", "pr_enable", "reconfig_enable" -> 1;
            default -> throw new ScriptRefusedException("the knob " + name + " is not known");
        };
        if (value < 0 || value > max) {
            throw new ScriptRefusedException("the knob " + name + " = " + value + " is not within 0 to " + max);
        }
        values.put(name, value);
    }

    private long value(String name) {
        return values.getOrDefault(name, 0L);
    }

    private int small(String name) {
        return (int) value(name);
    }

    /** Sets the options of a new socket; 0 leaves the stack's default in each structure. */
    void apply(SctpSocket socket) throws ScriptRefusedException {
        try {
            socket.setOption(SctpOption.RTOINFO, new RtoInfo(value("rto_initial"), value("rto_max"), value("rto_min")));
            socket.setOption(
                    SctpOption.INITMSG,
                    new InitMessage(small("outgoing_streams"), small("incoming_streams"), small("init_rtx_max"), 0));
            socket.setOption(
                    SctpOption.ASSOCINFO,
                    AssociationParams.of(small("assoc_rtx_max"), value("valid_cookie_life") * 1000));
            socket.setOption(SctpOption.DELAYED_SACK, new SackInfo(small("delayed_sack_time"), small("sack_freq")));
            socket.setOption(SctpOption.PEER_ADDR_PARAMS, pathParameters());
            socket.setOption(SctpOption.INITIAL_CWND, small("initial_cwnd"));
            if (values.containsKey("maxburst")) {
                socket.setOption(SctpOption.MAX_BURST, small("maxburst"));
            }
            if (values.containsKey("pr_enable")) {
                socket.setOption(SctpOption.PR_SUPPORTED, value("pr_enable") == 1);
            }
            if (values.containsKey("reconfig_enable")) {
                socket.setOption(SctpOption.RECONFIG_SUPPORTED, value("reconfig_enable") == 1);
            }
            if (values.containsKey("recvspace")) {
                socket.setOption(SctpOption.SO_RCVBUF, small("recvspace"));
            }
            if (values.containsKey("sendspace")) {
                socket.setOption(SctpOption.SO_SNDBUF, small("sendspace"));
            }
        } catch (SctpException e) {
            throw new ScriptRefusedException("the knobs " + values + " can't be: " + e.getMessage());
        }
    }

    private PeerAddressParams pathParameters() {
        int flags = packetBytes == 0 ? 0 : PeerAddressParams.SPP_PMTUD_DISABLE;
        if (values.containsKey("heartbeat_interval")) {
            flags |= PeerAddressParams.SPP_HB_ENABLE;
            flags |= value("heartbeat_interval") == 0 ? PeerAddressParams.SPP_HB_TIME_IS_ZERO : 0;
        }
        return new PeerAddressParams(
                value("heartbeat_interval"),
                small("path_rtx_max"),
                packetBytes == 0 ? 0 : packetBytes - COMMON_HEADER,
                flags);
    }
}
