package io.jsctp;

import static io.jsctp.Stacks.assertErrno;
import static io.jsctp.Stacks.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SCTP_STREAM_SCHEDULER and SCTP_STREAM_SCHEDULER_VALUE (RFC 8260 §4.3.2, §4.3.3), in virtual time. */
@Timeout(60)
class StreamSchedulerOptionsTest {
    private VirtualWire wire;
    private InetSocketAddress address;
    private SctpSocket listener;
    private SctpSocket client;

    @BeforeEach
    void open() throws Exception {
        wire = new VirtualWire();
        address = new InetSocketAddress(InetAddress.getByName("192.0.2.2"), 5000);
        listener = wire.server.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
        listener.setOption(SctpOption.RECVRCVINFO, true);
        listener.bind(address);
        listener.listen(1);
        client = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_ONE);
    }

    @Test
    @DisplayName("XT-20: every scheduler can be chosen and is read back; an unknown one is EINVAL")
    void schedulers() throws Exception {
        assertThat(client.getOption(SctpOption.STREAM_SCHEDULER)).isEqualTo(SctpConstants.SCTP_SS_RR);
        for (int scheduler : new int[] {
            SctpConstants.SCTP_SS_FCFS,
            SctpConstants.SCTP_SS_RR,
            SctpConstants.SCTP_SS_RR_PKT,
            SctpConstants.SCTP_SS_PRIO,
            SctpConstants.SCTP_SS_FB,
            SctpConstants.SCTP_SS_WFQ
        }) {
            client.setOption(SctpOption.STREAM_SCHEDULER, scheduler);
            assertThat(client.getOption(SctpOption.STREAM_SCHEDULER)).isEqualTo(scheduler);
        }
        client.setOption(SctpOption.STREAM_SCHEDULER, SctpConstants.SCTP_SS_DEFAULT);
        assertThat(client.getOption(SctpOption.STREAM_SCHEDULER)).isEqualTo(SctpConstants.SCTP_SS_RR);
        client.setOption(SctpOption.STREAM_SCHEDULER, SctpConstants.SCTP_SS_FC);
        assertThat(client.getOption(SctpOption.STREAM_SCHEDULER)).isEqualTo(SctpConstants.SCTP_SS_FB);
        for (int unknown : new int[] {-1, 7, 99}) {
            assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.STREAM_SCHEDULER, unknown));
        }
    }

    @Test
    @DisplayName("XT-21: a stream's value is 0 until it is set, within 16 bits, of a stream there is")
    void values() throws Exception {
        client.connect(address);
        client.setOption(SctpOption.streamSchedulerValue(3), 65_535);
        assertThat(client.getOption(SctpOption.streamSchedulerValue(3))).isEqualTo(65_535);
        assertThat(client.getOption(SctpOption.streamSchedulerValue(4))).isZero();
        for (int bad : new int[] {-1, 65_536}) {
            assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.streamSchedulerValue(3), bad));
        }
        for (int stream : new int[] {-1, 10, 65_536}) {
            assertErrno(Errno.EINVAL, () -> client.setOption(SctpOption.streamSchedulerValue(stream), 1));
            assertErrno(Errno.EINVAL, () -> client.getOption(SctpOption.streamSchedulerValue(stream)));
        }
    }

    @Test
    @DisplayName("XT-20 XT-21: FUTURE, CURRENT, ALL and single associations are set apart")
    void scopes() throws Exception {
        SctpSocket many = wire.client.stack().socket(Family.IPV4, Style.ONE_TO_MANY);
        many.setOption(SctpOption.STREAM_SCHEDULER, SctpConstants.SCTP_SS_PRIO, SctpConstants.SCTP_FUTURE_ASSOC);
        many.setOption(SctpOption.streamSchedulerValue(1), 5, SctpConstants.SCTP_FUTURE_ASSOC);
        int id = many.connectx(List.of(address));
        assertThat(many.getOption(SctpOption.STREAM_SCHEDULER, id)).isEqualTo(SctpConstants.SCTP_SS_PRIO);
        assertThat(many.getOption(SctpOption.streamSchedulerValue(1), id)).isEqualTo(5);
        many.setOption(SctpOption.STREAM_SCHEDULER, SctpConstants.SCTP_SS_WFQ, id);
        many.setOption(SctpOption.streamSchedulerValue(1), 6, SctpConstants.SCTP_CURRENT_ASSOC);
        assertThat(many.getOption(SctpOption.STREAM_SCHEDULER)).isEqualTo(SctpConstants.SCTP_SS_PRIO);
        assertThat(many.getOption(SctpOption.streamSchedulerValue(1))).isEqualTo(5);
        assertThat(many.getOption(SctpOption.streamSchedulerValue(1), id)).isEqualTo(6);
        many.setOption(SctpOption.STREAM_SCHEDULER, SctpConstants.SCTP_SS_FB, SctpConstants.SCTP_ALL_ASSOC);
        assertThat(many.getOption(SctpOption.STREAM_SCHEDULER)).isEqualTo(SctpConstants.SCTP_SS_FB);
        assertThat(many.getOption(SctpOption.STREAM_SCHEDULER, id)).isEqualTo(SctpConstants.SCTP_SS_FB);
    }

    @Test
    @DisplayName("XT-20 XT-21 8260-3.4-1: what waits leaves by the priorities of the streams")
    void works() throws Exception {
        client.setOption(SctpOption.STREAM_SCHEDULER, SctpConstants.SCTP_SS_PRIO);
        client.setOption(SctpOption.SO_SNDBUF, 1_000_000);
        client.connect(address);
        SctpSocket server = listener.accept();
        for (int stream = 0; stream < 3; stream++) {
            client.setOption(SctpOption.streamSchedulerValue(stream), 3 - stream);
        }
        client.sendv(bytes(50_000), SendInfo.stream(5)); // keeps the window full
        for (int i = 0; i < 9; i++) {
            client.sendv(bytes(1000), SendInfo.stream(i % 3));
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            order.add(Stacks.read(server).result().receiveInfo().streamId());
        }
        assertThat(order).containsExactly(5, 2, 2, 2, 1, 1, 1, 0, 0, 0);
    }
}
