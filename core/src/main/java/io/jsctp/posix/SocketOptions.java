package io.jsctp.posix;

import io.jsctp.Errno;
import io.jsctp.Linger;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.posix.Options.Option;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The options of level SOL_SOCKET. */
final class SocketOptions {
    private static final long USEC_PER_SEC = 1_000_000;

    private SocketOptions() {}

    static void register(Map<Integer, Option<?>> to) {
        to.put(SysSocket.SO_SNDBUF, integer(SctpOption.SO_SNDBUF));
        to.put(SysSocket.SO_RCVBUF, integer(SctpOption.SO_RCVBUF));
        to.put(
                SysSocket.SO_ERROR,
                Option.flag(
                        (d, id, value) -> {
                            Optional<Errno> error = d.socket.getOption(SctpOption.SO_ERROR);
                            value[0] = error.map(SysErrno::number).orElse(0);
                        },
                        null));
        to.put(
                SysSocket.SO_TYPE,
                Option.flag(
                        (d, id, value) -> value[0] = d.isOneToMany() ? SysSocket.SOCK_SEQPACKET : SysSocket.SOCK_STREAM,
                        null));
        to.put(
                SysSocket.SO_LINGER,
                new Option<>(
                        linger.class,
                        value -> 0,
                        (d, id, value) -> {
                            Linger is = d.socket.getOption(SctpOption.SO_LINGER);
                            value.l_onoff = is.on() ? 1 : 0;
                            value.l_linger = is.seconds();
                        },
                        (d, id, value) -> d.socket.setOption(
                                SctpOption.SO_LINGER, new Linger(value.l_onoff != 0, value.l_linger))));
        to.put(SysSocket.SO_RCVTIMEO, time(SctpOption.SO_RCVTIMEO));
        to.put(SysSocket.SO_SNDTIMEO, time(SctpOption.SO_SNDTIMEO));
    }

    private static Option<int[]> integer(SctpOption<Integer> option) {
        return Option.flag(
                (d, id, value) -> value[0] = d.socket.getOption(option),
                (d, id, value) -> d.socket.setOption(option, value[0]));
    }

    private static Option<timeval> time(SctpOption<Duration> option) {
        return new Option<>(
                timeval.class,
                value -> 0,
                (d, id, value) -> {
                    Duration is = d.socket.getOption(option);
                    value.tv_sec = is.toSeconds();
                    value.tv_usec = is.toNanosPart() / 1000;
                },
                (d, id, value) -> d.socket.setOption(option, duration(value)));
    }

    private static Duration duration(timeval value) throws SctpException {
        if (value.tv_usec < 0 || value.tv_usec >= USEC_PER_SEC) {
            throw Descriptors.error(Errno.EINVAL, value.tv_usec + " us are not within 0 and 999999");
        }
        return Duration.ofSeconds(value.tv_sec).plusNanos(value.tv_usec * 1000);
    }
}
