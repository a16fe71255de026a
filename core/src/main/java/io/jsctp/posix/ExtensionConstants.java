package io.jsctp.posix;

import io.jsctp.SctpConstants;

/**
 * The constants of {@code netinet/sctp.h} about authentication, addresses, partial reliability and stream schedulers (RFC 6458, RFC 7496,
 * RFC 8260); programs know them by {@link NetinetSctp}.
 */
abstract class ExtensionConstants {
    /** {@link sctp_hmacalgo}: the algorithms peers may use. */
    public static final int SCTP_HMAC_IDENT = 40;

    /** {@link sctp_authkeyid}: the key that messages are sent with. */
    public static final int SCTP_AUTH_ACTIVE_KEY = 41;

    /** {@link sctp_authchunk}: one more chunk type to be authenticated; write-only. */
    public static final int SCTP_AUTH_CHUNK = 42;

    /** {@link sctp_authkey}: sets a shared key; write-only. */
    public static final int SCTP_AUTH_KEY = 43;

    /** {@link sctp_authkeyid}: a key not to be sent with any more; write-only. */
    public static final int SCTP_AUTH_DEACTIVATE_KEY = 44;

    /** {@link sctp_authkeyid}: deletes a deactivated key; write-only. */
    public static final int SCTP_AUTH_DELETE_KEY = 45;

    /** {@link sctp_authchunks}: what the peer requires; read-only. */
    public static final int SCTP_PEER_AUTH_CHUNKS = 46;

    /** {@link sctp_authchunks}: what this side requires; read-only. */
    public static final int SCTP_LOCAL_AUTH_CHUNKS = 47;

    /** {@link sctp_hmacalgo}: HMAC with SHA-1. */
    public static final int SCTP_AUTH_HMAC_ID_SHA1 = 1;

    /** {@link sctp_hmacalgo}: HMAC with SHA-256. */
    public static final int SCTP_AUTH_HMAC_ID_SHA256 = 3;

    /** {@link sctp_default_prinfo}. */
    public static final int SCTP_DEFAULT_PRINFO = 50;

    /** {@link sctp_assoc_value}: partial reliability is declared to peers (RFC 7496 §4.5). */
    public static final int SCTP_PR_SUPPORTED = 51;

    /** {@link sctp_prstatus}; read-only (RFC 7496 §4.3). */
    public static final int SCTP_PR_STREAM_STATUS = 52;

    /** {@link sctp_prstatus}; read-only (RFC 7496 §4.4). */
    public static final int SCTP_PR_ASSOC_STATUS = 53;

    /** {@link sctp_assoc_value}: which stream is served next, SCTP_SS_… (RFC 8260 §4.3.2). */
    public static final int SCTP_STREAM_SCHEDULER = 54;

    /** {@link sctp_stream_value} (RFC 8260 §4.3.3). */
    public static final int SCTP_STREAM_SCHEDULER_VALUE = 55;

    /** {@link sctp_assoc_value}: milliseconds between INITs to several addresses; not of RFC 6458. */
    public static final int SCTP_CONNECT_STAGGER = 90;

    /** {@link sctp_assoc_value}: whether it is declared that messages are interleaved (RFC 8260 §4.3.1). */
    public static final int SCTP_INTERLEAVING_SUPPORTED = 80;

    /** {@link sctp_assoc_value}: whether it is declared that addresses may change (RFC 5061); not of RFC 6458. */
    public static final int SCTP_ASCONF_SUPPORTED = 65;

    /** int[1]: associations follow the addresses of the stack (RFC 6458 §8.1.23). */
    public static final int SCTP_AUTO_ASCONF = 66;

    /** {@link sctp_setpeerprim}: write-only (RFC 6458 §8.3.1). */
    public static final int SCTP_SET_PEER_PRIMARY_ADDR = 67;

    /** int[1]: addresses are left out of the chunks that change them, for a NAT (RFC 6951 §5.7); not of RFC 6458. */
    public static final int SCTP_ASCONF_UNNAMED = 68;

    /** {@link #SCTP_STREAM_SCHEDULER}: SCTP_SS_RR. */
    public static final int SCTP_SS_DEFAULT = SctpConstants.SCTP_SS_DEFAULT;

    /** {@link #SCTP_STREAM_SCHEDULER}: streams take turns, message by message. */
    public static final int SCTP_SS_RR = SctpConstants.SCTP_SS_RR;

    /** {@link #SCTP_STREAM_SCHEDULER}: streams take turns, packet by packet. */
    public static final int SCTP_SS_RR_PKT = SctpConstants.SCTP_SS_RR_PKT;

    /** {@link #SCTP_STREAM_SCHEDULER}: streams of a higher priority first. */
    public static final int SCTP_SS_PRIO = SctpConstants.SCTP_SS_PRIO;

    /** {@link #SCTP_STREAM_SCHEDULER}: as many bytes for each stream. */
    public static final int SCTP_SS_FB = SctpConstants.SCTP_SS_FB;

    /** {@link #SCTP_STREAM_SCHEDULER}: the same as {@link #SCTP_SS_FB}. */
    public static final int SCTP_SS_FC = SctpConstants.SCTP_SS_FC;

    /** {@link #SCTP_STREAM_SCHEDULER}: messages in the order in which they were given. */
    public static final int SCTP_SS_FCFS = SctpConstants.SCTP_SS_FCFS;

    /** {@link #SCTP_STREAM_SCHEDULER}: bytes in the ratio of the weights. */
    public static final int SCTP_SS_WFQ = SctpConstants.SCTP_SS_WFQ;

    /** Reliable. */
    public static final int SCTP_PR_SCTP_NONE = SctpConstants.SCTP_PR_SCTP_NONE;

    /** Given up when it is too old. */
    public static final int SCTP_PR_SCTP_TTL = SctpConstants.SCTP_PR_SCTP_TTL;

    /** Given up for a message of higher priority (RFC 7496). */
    public static final int SCTP_PR_SCTP_PRIO = SctpConstants.SCTP_PR_SCTP_PRIO;

    /** Given up instead of being retransmitted too often (RFC 7496). */
    public static final int SCTP_PR_SCTP_RTX = SctpConstants.SCTP_PR_SCTP_RTX;

    /** All policies, for {@link #SCTP_PR_STREAM_STATUS} and {@link #SCTP_PR_ASSOC_STATUS}. */
    public static final int SCTP_PR_SCTP_ALL = SctpConstants.SCTP_PR_SCTP_ALL;

    /** Given up when it is too old and nothing of it has left; not of RFC 6458. */
    public static final int SCTP_PR_SCTP_UNSENT_TTL = SctpConstants.SCTP_PR_SCTP_UNSENT_TTL;

    /** {@link sctp_authkey_event}: the peer used a key for the first time. */
    public static final int SCTP_AUTH_NEW_KEY = 0;

    /** {@link sctp_authkey_event}: the peer does not authenticate. */
    public static final int SCTP_AUTH_NO_AUTH = 1;

    /** {@link sctp_authkey_event}: a deactivated key is used by no message any more. */
    public static final int SCTP_AUTH_FREE_KEY = 2;

    ExtensionConstants() {}
}
