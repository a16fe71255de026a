package io.jsctp;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Writes notifications in the layout of the C structures of RFC 6458 §6.1, in network byte order, for readers that want
 * bytes. A socket address is 128 bytes, as {@code struct sockaddr_storage} is on most systems.
 */
final class NotificationEncoder {
    private static final int HEADER_BYTES = 8;
    private static final int ASSOCIATION_ID_BYTES = 4;
    private static final int SOCKET_ADDRESS_BYTES = 128;
    private static final int SEND_INFO_BYTES = 16;
    private static final int SEND_RECEIVE_INFO_BYTES = 32;
    private static final byte[] MAPPED_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    private NotificationEncoder() {}

    static int length(Notification n) {
        int body = ASSOCIATION_ID_BYTES;
        if (n instanceof AssociationChange change) {
            body = 8 + ASSOCIATION_ID_BYTES + change.info().remaining();
        } else if (n instanceof PeerAddressChange) {
            body = SOCKET_ADDRESS_BYTES + 8 + ASSOCIATION_ID_BYTES;
        } else if (n instanceof RemoteError error) {
            body = 4 + ASSOCIATION_ID_BYTES + error.data().remaining();
        } else if (n instanceof SendFailed failed) {
            body = 4 + SEND_INFO_BYTES + ASSOCIATION_ID_BYTES + failed.data().remaining();
        } else if (n instanceof OldSendFailed failed) {
            body = 4
                    + SEND_RECEIVE_INFO_BYTES
                    + ASSOCIATION_ID_BYTES
                    + failed.data().remaining();
        } else if (n instanceof AdaptationIndication) {
            body = 4 + ASSOCIATION_ID_BYTES;
        } else if (n instanceof PartialDelivery) {
            body = 12 + ASSOCIATION_ID_BYTES;
        } else if (n instanceof AuthenticationEvent) {
            body = 8 + ASSOCIATION_ID_BYTES;
        } else if (n instanceof StreamReset reset) {
            body = ASSOCIATION_ID_BYTES + Short.BYTES * reset.streamIds().size();
        } else if (n instanceof AssociationReset) {
            body = ASSOCIATION_ID_BYTES + 2 * Integer.BYTES;
        } else if (n instanceof StreamChange) {
            body = ASSOCIATION_ID_BYTES + 2 * Short.BYTES;
        } else if (n instanceof NotificationsStopped) {
            body = 0;
        }
        return HEADER_BYTES + body;
    }

    /** Mapped: IPv4 addresses are written as IPv6 ones. */
    static byte[] encode(Notification n, boolean mapped) {
        int length = length(n);
        ByteBuffer out = ByteBuffer.allocate(length);
        out.putShort((short) n.type().code()).putShort((short) n.flags()).putInt(length);
        if (n instanceof AssociationChange change) {
            out.putShort((short) change.state().code()).putShort((short) change.error());
            out.putShort((short) change.outboundStreams()).putShort((short) change.inboundStreams());
            out.putInt(change.associationId()).put(change.info());
        } else if (n instanceof PeerAddressChange change) {
            putSocketAddress(out, change.address(), mapped);
            out.putInt(change.state().code()).putInt(change.error()).putInt(change.associationId());
        } else if (n instanceof RemoteError error) {
            out.putShort((short) error.error()).putShort((short) 0);
            out.putInt(error.associationId()).put(error.data());
        } else if (n instanceof SendFailed failed) {
            SendInfo info = failed.info();
            out.putInt(failed.error()).putShort((short) info.streamId()).putShort((short) info.flags());
            out.putInt(info.payloadProtocolId()).putInt(info.context()).putInt(info.associationId());
            out.putInt(failed.associationId()).put(failed.data());
        } else if (n instanceof OldSendFailed failed) {
            SendInfo info = failed.info();
            // stream, ssn, flags, two bytes of padding; then ppid, context, time to live, TSN, cumulative TSN, id
            out.putInt(failed.error()).putShort((short) info.streamId()).putShort((short) 0);
            out.putShort((short) info.flags()).putShort((short) 0);
            out.putInt(info.payloadProtocolId())
                    .putInt(info.context())
                    .putInt(0)
                    .putInt(0)
                    .putInt(0);
            out.putInt(info.associationId()).putInt(failed.associationId()).put(failed.data());
        } else if (n instanceof AdaptationIndication adaptation) {
            out.putInt(adaptation.indication()).putInt(adaptation.associationId());
        } else if (n instanceof PartialDelivery part) {
            out.putInt(part.indication()).putInt(part.streamId()).putInt(part.ssn());
            out.putInt(part.associationId());
        } else if (n instanceof AuthenticationEvent event) {
            // two bytes of padding behind the key number
            out.putShort((short) event.keyNumber()).putShort((short) 0);
            out.putInt(event.indication().code()).putInt(event.associationId());
        } else if (n instanceof StreamReset reset) {
            out.putInt(reset.associationId());
            reset.streamIds().forEach(streamId -> out.putShort(streamId.shortValue()));
        } else if (n instanceof AssociationReset reset) {
            out.putInt(reset.associationId()).putInt(reset.localTsn()).putInt(reset.remoteTsn());
        } else if (n instanceof StreamChange change) {
            out.putInt(change.associationId());
            out.putShort((short) change.inboundStreams()).putShort((short) change.outboundStreams());
        } else if (!(n instanceof NotificationsStopped)) {
            out.putInt(n.associationId());
        }
        return out.array();
    }

    private static void putSocketAddress(ByteBuffer out, InetSocketAddress address, boolean mapped) {
        int end = out.position() + SOCKET_ADDRESS_BYTES;
        byte[] ip = address.getAddress().getAddress();
        boolean six = mapped || !(address.getAddress() instanceof Inet4Address);
        out.putShort((short) (six ? AF_INET6 : AF_INET)).putShort((short) address.getPort());
        if (six) {
            out.putInt(0);
        }
        if (six && ip.length < MAPPED_PREFIX.length) {
            out.put(MAPPED_PREFIX);
        }
        out.put(ip).position(end);
    }
}
