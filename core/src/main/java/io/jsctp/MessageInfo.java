package io.jsctp;

import io.jsctp.engine.InboundMessage;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A reusable answer of {@link SctpSocket#recvv(java.nio.ByteBuffer, int, MessageInfo)}: the same as
 * {@link ReceiveResult} without garbage. Holds the values of the last call; not thread-safe.
 */
public final class MessageInfo {
    int flags;

    @Nullable
    InetSocketAddress from;

    ReceiveInfoType infoType = ReceiveInfoType.NOINFO;
    int streamId;
    int ssn;
    int receiveFlags;
    int payloadProtocolId;
    int tsn;
    int cumulativeTsn;
    int context;
    int associationId;

    @Nullable
    NextInfo nextInfo;

    @Nullable
    Notification notification;

    /** The message that was read to its end, until it is given back to its association. */
    @Nullable
    InboundMessage consumed;

    @Nullable
    AssociationDriver consumedFrom;

    /** Whether nothing else was there to be read. */
    boolean emptied;

    /** Holds the buffer of a call with one, so that it makes no array. */
    final @Nullable ByteBuffer[] single = new ByteBuffer[1];

    /** Makes an empty one. */
    public MessageInfo() {}

    void clear() {
        flags = 0;
        from = null;
        infoType = ReceiveInfoType.NOINFO;
        streamId = 0;
        ssn = 0;
        receiveFlags = 0;
        payloadProtocolId = 0;
        tsn = 0;
        cumulativeTsn = 0;
        context = 0;
        associationId = 0;
        nextInfo = null;
        notification = null;
        consumed = null;
        consumedFrom = null;
    }

    ReceiveResult toResult(int length) {
        ReceiveInfo info = hasReceiveInfo()
                ? new ReceiveInfo(
                        streamId, ssn, receiveFlags, payloadProtocolId, tsn, cumulativeTsn, context, associationId)
                : null;
        return new ReceiveResult(length, flags, from, infoType, info, nextInfo, notification);
    }

    /** {@return true if the values of this message are there: {@link #streamId()} to {@link #associationId()}} */
    public boolean hasReceiveInfo() {
        return infoType == ReceiveInfoType.RCVINFO || infoType == ReceiveInfoType.RN;
    }

    /** {@return an or of MSG_EOR and MSG_NOTIFICATION} */
    public int flags() {
        return flags;
    }

    /** {@return true if a notification was read, or a part of one} */
    public boolean isNotification() {
        return (flags & SctpConstants.MSG_NOTIFICATION) != 0;
    }

    /** {@return true if the message or notification was read to its end} */
    public boolean isEndOfRecord() {
        return (flags & SctpConstants.MSG_EOR) != 0;
    }

    /** {@return the peer's address; null for a notification and at the end} */
    public @Nullable InetSocketAddress from() {
        return from;
    }

    /** {@return which infos are there} */
    public ReceiveInfoType infoType() {
        return infoType;
    }

    /** {@return the stream} */
    public int streamId() {
        return streamId;
    }

    /** {@return the stream sequence number} */
    public int ssn() {
        return ssn;
    }

    /** {@return SCTP_UNORDERED or 0} */
    public int receiveFlags() {
        return receiveFlags;
    }

    /** {@return the payload protocol id as the sender gave it} */
    public int payloadProtocolId() {
        return payloadProtocolId;
    }

    /** {@return the TSN of one of the message's chunks, as 32 bits without sign} */
    public int tsn() {
        return tsn;
    }

    /** {@return the cumulative TSN of the association, as 32 bits without sign} */
    public int cumulativeTsn() {
        return cumulativeTsn;
    }

    /** {@return what SCTP_CONTEXT was set to} */
    public int context() {
        return context;
    }

    /** {@return the association of the message} */
    public int associationId() {
        return associationId;
    }

    /** {@return the info of the next message, if asked for and there is one} */
    public @Nullable NextInfo nextInfo() {
        return nextInfo;
    }

    /** {@return the notification whose last bytes were read} */
    public @Nullable Notification notification() {
        return notification;
    }
}
