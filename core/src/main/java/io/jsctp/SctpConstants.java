package io.jsctp;

/**
 * The constants of {@code netinet/sctp.h} that programs pass as numbers, in the spelling of RFC 6458.
 *
 * <p>All flag values differ from each other and fit in 16 bits, so that one flags word can carry any of them.
 */
public final class SctpConstants {
    /** The IP protocol number of SCTP. */
    public static final int IPPROTO_SCTP = 132;

    /** Stands for the associations that a one-to-many socket will have (RFC 6458 §7.2). */
    public static final int SCTP_FUTURE_ASSOC = 0;
    /** Stands for the associations that a one-to-many socket has now. */
    public static final int SCTP_CURRENT_ASSOC = 1;
    /** Stands for the present and the future associations. */
    public static final int SCTP_ALL_ASSOC = 2;

    /** Out-of-band data: SCTP has none, so every call refuses it (EOPNOTSUPP). */
    public static final int MSG_OOB = 0x0001;
    /** Read without consuming. */
    public static final int MSG_PEEK = 0x0002;
    /** Received flags: the end of a message or notification. */
    public static final int MSG_EOR = 0x0080;
    /** Received flags: a notification, not data. */
    public static final int MSG_NOTIFICATION = 0x8000;
    /** Same as {@link #MSG_NOTIFICATION}, as a flag of the next message. */
    public static final int SCTP_NOTIFICATION = MSG_NOTIFICATION;

    /** {@link SctpSocket#bindx}: add the addresses. */
    public static final int SCTP_BINDX_ADD_ADDR = 0x0001;
    /** {@link SctpSocket#bindx}: remove the addresses. */
    public static final int SCTP_BINDX_REM_ADDR = 0x0002;

    /** Flag of the next message: it is in the buffer as a whole (RFC 6458 §5.3.6). */
    public static final int SCTP_COMPLETE = 0x0020;
    /** Send flag: shut the association down gracefully after this message (RFC 6458 §5.3.4). */
    public static final int SCTP_EOF = 0x0100;
    /** Send flag: abort the association; the message becomes the reason that the peer is told. */
    public static final int SCTP_ABORT = 0x0200;
    /** Send and receive flag: delivered without regard to the order in its stream. */
    public static final int SCTP_UNORDERED = 0x0400;
    /** Send flag: to the given address instead of the primary one. */
    public static final int SCTP_ADDR_OVER = 0x0800;
    /** Send flag: a copy to each association of a one-to-many socket. */
    public static final int SCTP_SENDALL = 0x1000;
    /**
     * Send flag: the message ends here, if {@link SctpOption#EXPLICIT_EOR} is on; else each message does (RFC 6458 §8.1.26).
     */
    public static final int SCTP_EOR = 0x2000;
    /** Send flag: ask the peer to acknowledge at once (RFC 7053 §7). */
    public static final int SCTP_SACK_IMMEDIATELY = 0x4000;

    /**
     * Flag of {@link DefaultSendParam}: the time to live is timed reliability (RFC 3758). From before RFC 6458, which has
     * SCTP_PR_SCTP_TTL instead.
     */
    public static final int MSG_PR_SCTP = 0x0010;

    /** The stream scheduler of the stack: SCTP_SS_RR (RFC 8260 §4.3.2). */
    public static final int SCTP_SS_DEFAULT = 0;
    /** Streams take turns, message by message (RFC 8260 §3.2). */
    public static final int SCTP_SS_RR = 1;
    /** Streams take turns, packet by packet (RFC 8260 §3.3). */
    public static final int SCTP_SS_RR_PKT = 2;
    /** Streams of a higher priority, which is a lower number, first (RFC 8260 §3.4). */
    public static final int SCTP_SS_PRIO = 3;
    /** As many bytes for each stream as for any other (RFC 8260 §3.5). */
    public static final int SCTP_SS_FB = 4;
    /** The same: RFC 8260 §3.5 has it so. */
    public static final int SCTP_SS_FC = SCTP_SS_FB;
    /** Messages in the order in which they were given (RFC 8260 §3.1). */
    public static final int SCTP_SS_FCFS = 5;
    /** Bytes in the ratio of the streams' weights (RFC 8260 §3.6). */
    public static final int SCTP_SS_WFQ = 6;

    /** {@link PrInfo} policy: reliable. */
    public static final int SCTP_PR_SCTP_NONE = 0x0000;
    /** {@link PrInfo} policy: timed reliability (RFC 3758). */
    public static final int SCTP_PR_SCTP_TTL = 0x0001;
    /** {@link PrInfo} policy: messages of lower priority make room (RFC 7496 §4.2). */
    public static final int SCTP_PR_SCTP_PRIO = 0x0002;
    /** {@link PrInfo} policy: a limited number of retransmissions (RFC 7496 §4.2). */
    public static final int SCTP_PR_SCTP_RTX = 0x0003;
    /** All policies together, for {@link SctpOption#prStreamStatus} and {@link SctpOption#prAssocStatus} (RFC 7496 §4.3). */
    public static final int SCTP_PR_SCTP_ALL = 0x000f;
    /**
     * {@link PrInfo} policy: a life time that ends when the transmission begins, which needs nothing of the peer. Not of RFC 6458:
     * there the time to live of a message does it, without MSG_PR_SCTP.
     */
    public static final int SCTP_PR_SCTP_UNSENT_TTL = 0x0100;

    /** {@link AssociationChange#info()}: both sides can give messages up (RFC 3758). */
    public static final int SCTP_ASSOC_SUPPORTS_PR = 0x01;
    /** {@link AssociationChange#info()}: both sides authenticate chunks (RFC 4895). */
    public static final int SCTP_ASSOC_SUPPORTS_AUTH = 0x02;
    /** {@link AssociationChange#info()}: both sides let addresses come and go (RFC 5061). */
    public static final int SCTP_ASSOC_SUPPORTS_ASCONF = 0x03;
    /** {@link AssociationChange#info()}: each association of the one-to-many socket has buffers of its own. */
    public static final int SCTP_ASSOC_SUPPORTS_MULTIBUF = 0x04;
    /** {@link AssociationChange#info()}: both sides reset and add streams (RFC 6525 §6.1). */
    public static final int SCTP_ASSOC_SUPPORTS_RE_CONFIG = 0x05;
    /** {@link AssociationChange#info()}: both sides interleave messages (RFC 8260 §4.2). */
    public static final int SCTP_ASSOC_SUPPORTS_INTERLEAVING = 0x06;

    /** {@link SendFailed} flag: no byte of the message was sent. */
    public static final int SCTP_DATA_UNSENT = 0x0001;
    /** {@link SendFailed} flag: the message was sent at least in part, but not acknowledged. */
    public static final int SCTP_DATA_SENT = 0x0002;

    /** Flag of the {@link SendInfo} in {@link SendFailed}: the data is the complete message (RFC 6458 §6.1.11). */
    public static final int SCTP_DATA_NOT_FRAG = 0x0008;

    /** Flag of the {@link SendInfo} in {@link SendFailed}: what was not delivered is not the first part of its message. */
    public static final int SCTP_DATA_LAST_FRAG = 0x0004;

    /** Indication of {@link PartialDelivery}: the rest of the message will not come. */
    public static final int SCTP_PARTIAL_DELIVERY_ABORTED = 0x0001;

    /** {@link SctpOption#ACCEPT_ZERO_CHECKSUM}: every packet has to have its checksum. */
    public static final int SCTP_EDMID_NONE = 0;
    /** {@link SctpOption#ACCEPT_ZERO_CHECKSUM}: the packets travel in DTLS (RFC 8261). */
    public static final int SCTP_EDMID_LOWER_LAYER_DTLS = 1;

    /** {@link SctpOption#ENABLE_STREAM_RESET}: the peer may reset streams (RFC 6525 §6.3.1). */
    public static final int SCTP_ENABLE_RESET_STREAM_REQ = 0x01;
    /** {@link SctpOption#ENABLE_STREAM_RESET}: the peer may reset TSNs and all streams. */
    public static final int SCTP_ENABLE_RESET_ASSOC_REQ = 0x02;
    /** {@link SctpOption#ENABLE_STREAM_RESET}: the peer may add streams. */
    public static final int SCTP_ENABLE_CHANGE_ASSOC_REQ = 0x04;

    /** {@link ResetStreams} flag: streams from the peer. */
    public static final int SCTP_STREAM_RESET_INCOMING = 0x0001;
    /** {@link ResetStreams} flag: streams to the peer. */
    public static final int SCTP_STREAM_RESET_OUTGOING = 0x0002;

    /** {@link StreamReset} flag: streams from the peer. */
    public static final int SCTP_STREAM_RESET_INCOMING_SSN = 0x0001;
    /** {@link StreamReset} flag: streams to the peer. */
    public static final int SCTP_STREAM_RESET_OUTGOING_SSN = 0x0002;
    /** {@link StreamReset} flag: the peer does not want it. */
    public static final int SCTP_STREAM_RESET_DENIED = 0x0004;
    /** {@link StreamReset} flag: it could not be done. */
    public static final int SCTP_STREAM_RESET_FAILED = 0x0008;
    /** {@link AssociationReset} flag: the peer does not want it. */
    public static final int SCTP_ASSOC_RESET_DENIED = 0x0004;
    /** {@link AssociationReset} flag: it could not be done. */
    public static final int SCTP_ASSOC_RESET_FAILED = 0x0008;
    /** {@link StreamChange} flag: the peer does not want it. */
    public static final int SCTP_STREAM_CHANGE_DENIED = 0x0004;
    /** {@link StreamChange} flag: it could not be done. */
    public static final int SCTP_STREAM_CHANGE_FAILED = 0x0008;

    /** {@link Poller} event: reading, or accepting, does not wait. */
    public static final int POLLIN = 0x0001;
    /** {@link Poller} event: what is read next is a notification. */
    public static final int POLLPRI = 0x0002;
    /** {@link Poller} event: there is room to send. */
    public static final int POLLOUT = 0x0004;
    /** {@link Poller} event, told without being asked for: an error waits to be read. */
    public static final int POLLERR = 0x0008;
    /** {@link Poller} event, told without being asked for: the association of a one-to-one socket is over. */
    public static final int POLLHUP = 0x0010;
    /** {@link Poller} event, told without being asked for: the socket is closed. */
    public static final int POLLNVAL = 0x0020;

    private SctpConstants() {}
}
