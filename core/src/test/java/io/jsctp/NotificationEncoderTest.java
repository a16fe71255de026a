package io.jsctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NotificationEncoderTest {
    private static String hex(Notification notification) {
        byte[] encoded = NotificationEncoder.encode(notification, false);
        assertThat(encoded).hasSize(notification.length());
        return HexFormat.of().formatHex(encoded);
    }

    @Test
    @DisplayName("EVT-3 EVT-4: type, flags, length, state, error, streams out and in, id, info")
    void associationChange() {
        ByteBuffer abort = ByteBuffer.wrap(new byte[] {6, 0, 0, 4});
        assertThat(hex(new AssociationChange(7, AssociationChange.State.COMM_LOST, 12, 64, 10, abort)))
                .isEqualTo("0001" + "0000" + "00000018" + "0002" + "000c" + "0040" + "000a" + "00000007" + "06000004");
    }

    @Test
    @DisplayName("EVT-3 EVT-10: error, how it was sent, id, user data only")
    void sendFailed() {
        SendInfo info = new SendInfo(3, SctpConstants.SCTP_UNORDERED, 0x01020304, 5, 7);
        ByteBuffer data = ByteBuffer.wrap(new byte[] {'h', 'i'});
        assertThat(hex(new SendFailed(7, SctpConstants.SCTP_DATA_SENT, 9, info, data)))
                .isEqualTo("000e" + "0002" + "00000022" + "00000009" + "0003" + "0400" + "01020304" + "00000005"
                        + "00000007" + "00000007" + "6869");
    }

    @Test
    @DisplayName("XE-4: key number, indication, id")
    void authentication() {
        AuthenticationEvent event = new AuthenticationEvent(7, 5, AuthenticationEvent.Indication.SCTP_AUTH_FREE_KEY);
        assertThat(hex(event)).isEqualTo("0008" + "0000" + "00000014" + "0005" + "0000" + "00000002" + "00000007");
    }

    @Test
    @DisplayName("XE-1: the deprecated form has a struct sctp_sndrcvinfo")
    void oldSendFailed() {
        SendInfo info = new SendInfo(3, SctpConstants.SCTP_UNORDERED, 0x01020304, 5, 7);
        ByteBuffer data = ByteBuffer.wrap(new byte[] {'h', 'i'});
        assertThat(hex(new OldSendFailed(7, SctpConstants.SCTP_DATA_SENT, 9, info, data)))
                .isEqualTo("0004" + "0002" + "00000032" + "00000009" + "0003" + "0000" + "0400" + "0000" + "01020304"
                        + "00000005" + "00".repeat(12) + "00000007" + "00000007" + "6869");
    }

    @Test
    @DisplayName("EVT-3 EVT-11: the address as 128 bytes of family, port, address; then state, error, id")
    void peerAddressChange() throws Exception {
        InetSocketAddress v4 = new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 5000);
        InetSocketAddress v6 = new InetSocketAddress(InetAddress.getByName("::1"), 5000);
        assertThat(hex(new PeerAddressChange(7, v4, PeerAddressChange.State.ADDR_UNREACHABLE, 0)))
                .isEqualTo("0002" + "0000" + "00000094" + "0002" + "1388" + "7f000002" + "00".repeat(120) + "00000002"
                        + "00000000" + "00000007");
        assertThat(hex(new PeerAddressChange(7, v6, PeerAddressChange.State.ADDR_AVAILABLE, 0)))
                .contains("000a" + "1388" + "00000000" + "00".repeat(15) + "01" + "00".repeat(104) + "00000001");
        PeerAddressChange change = new PeerAddressChange(7, v4, PeerAddressChange.State.ADDR_UNREACHABLE, 0);
        assertThat(HexFormat.of().formatHex(NotificationEncoder.encode(change, true)))
                .as("mapped")
                .isEqualTo("0002" + "0000" + "00000094" + "000a" + "1388" + "00000000" + "00".repeat(10) + "ffff"
                        + "7f000002" + "00".repeat(104) + "00000002" + "00000000" + "00000007");
    }

    @Test
    @DisplayName("EVT-3 EVT-12: the cause in network byte order and the whole ERROR chunk")
    void remoteError() {
        assertThat(hex(new RemoteError(7, 1, ByteBuffer.wrap(new byte[] {9, 0, 0, 4}))))
                .isEqualTo("0003" + "0000" + "00000014" + "0001" + "0000" + "00000007" + "09000004");
    }

    @Test
    @DisplayName(
            "EVT-3 EVT-13 XE-5 XE-6: SHUTDOWN_EVENT, SENDER_DRY_EVENT with id, NOTIFICATIONS_STOPPED_EVENT a bare header")
    void shortOnes() {
        assertThat(hex(new ShutdownEvent(7))).isEqualTo("0005" + "0000" + "0000000c" + "00000007");
        assertThat(hex(new SenderDry(7))).isEqualTo("000a" + "0000" + "0000000c" + "00000007");
        assertThat(hex(new NotificationsStopped())).isEqualTo("000b" + "0000" + "00000008");
    }

    @Test
    @DisplayName("HDR-5 HDR-6 SRV-16: flags differ from each other and fit 16 bits")
    void flagsDiffer() {
        List<Integer> flags = List.of(
                SctpConstants.MSG_OOB,
                SctpConstants.MSG_PEEK,
                SctpConstants.MSG_PR_SCTP,
                SctpConstants.MSG_EOR,
                SctpConstants.MSG_NOTIFICATION,
                SctpConstants.SCTP_COMPLETE,
                SctpConstants.SCTP_EOF,
                SctpConstants.SCTP_ABORT,
                SctpConstants.SCTP_UNORDERED,
                SctpConstants.SCTP_ADDR_OVER,
                SctpConstants.SCTP_SENDALL,
                SctpConstants.SCTP_SACK_IMMEDIATELY);
        int all = 0;
        for (int flag : flags) {
            assertThat(Integer.bitCount(flag)).isEqualTo(1);
            assertThat(all & flag).isZero();
            all |= flag;
        }
        assertThat(all >>> 16).isZero();
        assertThat(SctpConstants.SCTP_NOTIFICATION).isEqualTo(SctpConstants.MSG_NOTIFICATION);
    }
}
