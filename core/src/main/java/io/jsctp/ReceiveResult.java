package io.jsctp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What one {@link SctpSocket#recvv} read: a message, a part of one, a notification, or the end of a one-to-one
 * association.
 *
 * @param length how many bytes were put into the buffer
 * @param flags an or of MSG_EOR and MSG_NOTIFICATION
 * @param from the peer's address; null for a notification and at the end
 * @param infoType which infos are there
 * @param receiveInfo the info of this message, if asked for by {@link SctpOption#RECVRCVINFO}
 * @param nextInfo the info of the next message, if asked for by {@link SctpOption#RECVNXTINFO} and there is one
 * @param notification the notification whose last bytes were read
 */
public record ReceiveResult(
        int length,
        int flags,
        @Nullable InetSocketAddress from,
        ReceiveInfoType infoType,
        @Nullable ReceiveInfo receiveInfo,
        @Nullable NextInfo nextInfo,
        @Nullable Notification notification) {

    /** {@return true if the association of a one-to-one socket is over and everything was read} */
    public boolean isEnd() {
        return length == 0 && flags == 0;
    }

    /** {@return true if a notification was read, or a part of one} */
    public boolean isNotification() {
        return (flags & SctpConstants.MSG_NOTIFICATION) != 0;
    }

    /** {@return true if the message or notification was read to its end} */
    public boolean isEndOfRecord() {
        return (flags & SctpConstants.MSG_EOR) != 0;
    }
}
