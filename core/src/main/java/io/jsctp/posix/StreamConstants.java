package io.jsctp.posix;

import io.jsctp.SctpConstants;

/** The constants of {@code netinet/sctp.h} that RFC 6525 adds; programs know them by {@link NetinetSctp}. */
abstract class StreamConstants extends ExtensionConstants {
    /** {@link sctp_assoc_value}: whether it is declared that streams can be reset and added (RFC 6525). */
    public static final int SCTP_RECONFIG_SUPPORTED = 71;

    /** {@link sctp_assoc_value}: which requests of the peer to change streams are carried out (RFC 6525 §6.3.1). */
    public static final int SCTP_ENABLE_STREAM_RESET = 72;

    /** {@link sctp_reset_streams}: write-only (RFC 6525 §6.3.2). */
    public static final int SCTP_RESET_STREAMS = 73;

    /** int[1], the id of the association: write-only (RFC 6525 §6.3.3). */
    public static final int SCTP_RESET_ASSOC = 74;

    /** {@link sctp_add_streams}: write-only (RFC 6525 §6.3.4). */
    public static final int SCTP_ADD_STREAMS = 75;

    /** Numbers of streams start over, or do not (RFC 6525 §6.1.1). */
    public static final int SCTP_STREAM_RESET_EVENT = 9;

    /** All numbers start over, or do not (RFC 6525 §6.1.2). */
    public static final int SCTP_ASSOC_RESET_EVENT = 12;

    /** There are more streams, or not (RFC 6525 §6.1.3). */
    public static final int SCTP_STREAM_CHANGE_EVENT = 13;

    /** Streams may be reset by the peer. */
    public static final int SCTP_ENABLE_RESET_STREAM_REQ = SctpConstants.SCTP_ENABLE_RESET_STREAM_REQ;

    /** TSNs and all streams may be reset by the peer. */
    public static final int SCTP_ENABLE_RESET_ASSOC_REQ = SctpConstants.SCTP_ENABLE_RESET_ASSOC_REQ;

    /** Streams may be added by the peer. */
    public static final int SCTP_ENABLE_CHANGE_ASSOC_REQ = SctpConstants.SCTP_ENABLE_CHANGE_ASSOC_REQ;

    /** Streams from the peer are to be reset. */
    public static final int SCTP_STREAM_RESET_INCOMING = SctpConstants.SCTP_STREAM_RESET_INCOMING;

    /** Streams to the peer are to be reset. */
    public static final int SCTP_STREAM_RESET_OUTGOING = SctpConstants.SCTP_STREAM_RESET_OUTGOING;

    /** Streams from the peer were reset. */
    public static final int SCTP_STREAM_RESET_INCOMING_SSN = SctpConstants.SCTP_STREAM_RESET_INCOMING_SSN;

    /** Streams to the peer were reset. */
    public static final int SCTP_STREAM_RESET_OUTGOING_SSN = SctpConstants.SCTP_STREAM_RESET_OUTGOING_SSN;

    /** The peer does not want the reset. */
    public static final int SCTP_STREAM_RESET_DENIED = SctpConstants.SCTP_STREAM_RESET_DENIED;

    /** The reset could not be done. */
    public static final int SCTP_STREAM_RESET_FAILED = SctpConstants.SCTP_STREAM_RESET_FAILED;

    /** The peer does not want the reset. */
    public static final int SCTP_ASSOC_RESET_DENIED = SctpConstants.SCTP_ASSOC_RESET_DENIED;

    /** The reset could not be done. */
    public static final int SCTP_ASSOC_RESET_FAILED = SctpConstants.SCTP_ASSOC_RESET_FAILED;

    /** The peer does not want more streams. */
    public static final int SCTP_STREAM_CHANGE_DENIED = SctpConstants.SCTP_STREAM_CHANGE_DENIED;

    /** No streams could be added. */
    public static final int SCTP_STREAM_CHANGE_FAILED = SctpConstants.SCTP_STREAM_CHANGE_FAILED;

    StreamConstants() {}
}
