package io.jsctp.posix;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * {@code union sctp_notification}: what a receiving call left in its buffer with MSG_NOTIFICATION (RFC 6458 §6.1). The
 * header says which of the others is filled in; those stay zeros.
 */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_notification {
    /** The header of all. */
    public final sctp_tlv sn_header = new sctp_tlv();

    /** SCTP_ASSOC_CHANGE. */
    public final sctp_assoc_change sn_assoc_change = new sctp_assoc_change();

    /** SCTP_PEER_ADDR_CHANGE. */
    public final sctp_paddr_change sn_paddr_change = new sctp_paddr_change();

    /** SCTP_REMOTE_ERROR. */
    public final sctp_remote_error sn_remote_error = new sctp_remote_error();

    /** SCTP_SEND_FAILED. */
    public final sctp_send_failed sn_send_failed = new sctp_send_failed();

    /** SCTP_SHUTDOWN_EVENT. */
    public final sctp_shutdown_event sn_shutdown_event = new sctp_shutdown_event();

    /** SCTP_ADAPTATION_INDICATION. */
    public final sctp_adaptation_event sn_adaptation_event = new sctp_adaptation_event();

    /** SCTP_PARTIAL_DELIVERY_EVENT. */
    public final sctp_pdapi_event sn_pdapi_event = new sctp_pdapi_event();

    /** SCTP_AUTHENTICATION_EVENT. */
    public final sctp_authkey_event sn_auth_event = new sctp_authkey_event();

    /** SCTP_SENDER_DRY_EVENT. */
    public final sctp_sender_dry_event sn_sender_dry_event = new sctp_sender_dry_event();

    /** SCTP_SEND_FAILED_EVENT. */
    public final sctp_send_failed_event sn_send_failed_event = new sctp_send_failed_event();

    /** SCTP_STREAM_RESET_EVENT. */
    public final sctp_stream_reset_event sn_strreset_event = new sctp_stream_reset_event();

    /** SCTP_ASSOC_RESET_EVENT. */
    public final sctp_assoc_reset_event sn_assocreset_event = new sctp_assoc_reset_event();

    /** SCTP_STREAM_CHANGE_EVENT. */
    public final sctp_stream_change_event sn_strchange_event = new sctp_stream_change_event();

    private sctp_notification() {}

    /**
     * Looks at a buffer as {@code (union sctp_notification *)} does.
     *
     * @param buffer the buffer
     * @return what it holds
     * @throws IllegalArgumentException if it does not hold a whole notification
     */
    public static sctp_notification of(byte[] buffer) {
        sctp_notification made = new sctp_notification();
        if (buffer.length < 8) {
            throw new IllegalArgumentException("a notification has at least 8 bytes, not " + buffer.length);
        }
        made.sn_header.get(ByteBuffer.wrap(buffer));
        long length = made.sn_header.sn_length;
        if (length > buffer.length || length < 8) {
            throw new IllegalArgumentException(buffer.length + " bytes hold no notification of " + length);
        }
        made.get(ByteBuffer.wrap(Arrays.copyOf(buffer, (int) length)));
        return made;
    }

    private void get(ByteBuffer in) {
        switch (sn_header.sn_type) {
            case NetinetSctp.SCTP_ASSOC_CHANGE -> sn_assoc_change.get(in);
            case NetinetSctp.SCTP_PEER_ADDR_CHANGE -> sn_paddr_change.get(in);
            case NetinetSctp.SCTP_REMOTE_ERROR -> sn_remote_error.get(in);
            case NetinetSctp.SCTP_SEND_FAILED -> sn_send_failed.get(in);
            case NetinetSctp.SCTP_SHUTDOWN_EVENT -> sn_shutdown_event.get(in);
            case NetinetSctp.SCTP_ADAPTATION_INDICATION -> sn_adaptation_event.get(in);
            case NetinetSctp.SCTP_PARTIAL_DELIVERY_EVENT -> sn_pdapi_event.get(in);
            case NetinetSctp.SCTP_AUTHENTICATION_EVENT -> sn_auth_event.get(in);
            case NetinetSctp.SCTP_SENDER_DRY_EVENT -> sn_sender_dry_event.get(in);
            case NetinetSctp.SCTP_SEND_FAILED_EVENT -> sn_send_failed_event.get(in);
            case NetinetSctp.SCTP_STREAM_RESET_EVENT -> sn_strreset_event.get(in);
            case NetinetSctp.SCTP_ASSOC_RESET_EVENT -> sn_assocreset_event.get(in);
            case NetinetSctp.SCTP_STREAM_CHANGE_EVENT -> sn_strchange_event.get(in);
            default -> {
                // The header is all there is to SCTP_NOTIFICATIONS_STOPPED_EVENT.
            }
        }
    }
}
