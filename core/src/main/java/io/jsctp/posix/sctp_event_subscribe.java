package io.jsctp.posix;

/** {@code struct sctp_event_subscribe}: which notifications are wanted, by SCTP_EVENTS (RFC 6458 §6.2.1, deprecated there). */
@SuppressWarnings("MemberName") // the names are those of C
public final class sctp_event_subscribe implements Struct {
    /** Its size in bytes, what C's sizeof tells. */
    public static final int SIZEOF = 10;

    /** Whether messages come with a {@code struct sctp_sndrcvinfo}. */
    public int sctp_data_io_event;

    /** SCTP_ASSOC_CHANGE. */
    public int sctp_association_event;

    /** SCTP_PEER_ADDR_CHANGE. */
    public int sctp_address_event;

    /** SCTP_SEND_FAILED. */
    public int sctp_send_failure_event;

    /** SCTP_REMOTE_ERROR. */
    public int sctp_peer_error_event;

    /** SCTP_SHUTDOWN_EVENT. */
    public int sctp_shutdown_event;

    /** SCTP_PARTIAL_DELIVERY_EVENT. */
    public int sctp_partial_delivery_event;

    /** SCTP_ADAPTATION_INDICATION. */
    public int sctp_adaptation_layer_event;

    /** Not supported: EOPNOTSUPP. */
    public int sctp_authentication_event;

    /** SCTP_SENDER_DRY_EVENT. */
    public int sctp_sender_dry_event;

    /** Makes one of zeros. */
    public sctp_event_subscribe() {}

    @Override
    public int sizeof() {
        return SIZEOF;
    }
}
