package io.jsctp.posix;

import io.jsctp.PeerAddressParams;
import io.jsctp.SctpConstants;

/** The constants of {@code <netinet/sctp.h>} in the spelling of RFC 6458, with the names of its drafts that the seed has. Flags differ
 * from each other and fit in 16 bits. */
public final class NetinetSctp extends StreamConstants {
    // ---- protocol, associations

    /** The protocol, and the level of its options. */
    public static final int IPPROTO_SCTP = SctpConstants.IPPROTO_SCTP;

    /** Later associations. */
    public static final int SCTP_FUTURE_ASSOC = SctpConstants.SCTP_FUTURE_ASSOC;

    /** The associations there are. */
    public static final int SCTP_CURRENT_ASSOC = SctpConstants.SCTP_CURRENT_ASSOC;

    /** Both. */
    public static final int SCTP_ALL_ASSOC = SctpConstants.SCTP_ALL_ASSOC;

    /** Add addresses. */
    public static final int SCTP_BINDX_ADD_ADDR = SctpConstants.SCTP_BINDX_ADD_ADDR;

    /** Remove addresses. */
    public static final int SCTP_BINDX_REM_ADDR = SctpConstants.SCTP_BINDX_REM_ADDR;

    // ---- options

    /** {@link sctp_rtoinfo}. */
    public static final int SCTP_RTOINFO = 1;

    /** {@link sctp_assocparams}. */
    public static final int SCTP_ASSOCINFO = 2;

    /** {@link sctp_initmsg}. */
    public static final int SCTP_INITMSG = 3;

    /** int[1]: no Nagle delay. */
    public static final int SCTP_NODELAY = 4;

    /** int[1]: seconds without data until an association is shut down; 0 for never. */
    public static final int SCTP_AUTOCLOSE = 5;

    /** {@link sctp_setprim}. */
    public static final int SCTP_PRIMARY_ADDR = 6;

    /** {@link sctp_paddrparams}. */
    public static final int SCTP_PEER_ADDR_PARAMS = 7;

    /** {@link sctp_sndrcvinfo}; deprecated by RFC 6458. */
    public static final int SCTP_DEFAULT_SEND_PARAM = 8;

    /** {@link sctp_event_subscribe}; deprecated by RFC 6458. */
    public static final int SCTP_EVENTS = 9;

    /** int[1]: IPv4 addresses come as IPv6 ones. */
    public static final int SCTP_I_WANT_MAPPED_V4_ADDR = 10;

    /** {@link sctp_status}; read-only. */
    public static final int SCTP_STATUS = 11;

    /** {@link sctp_paddrinfo}; read-only. */
    public static final int SCTP_GET_PEER_ADDR_INFO = 12;

    /** {@link sctp_sack_info}. */
    public static final int SCTP_DELAYED_SACK = 13;

    /** int[1]: how parts of messages may mix. */
    public static final int SCTP_FRAGMENT_INTERLEAVE = 14;

    /** int[1]: {@link sctp_extrcvinfo} instead of {@link sctp_sndrcvinfo}; deprecated by RFC 6458. */
    public static final int SCTP_USE_EXT_RCVINFO = 15;

    /** {@link sctp_assoc_value}. */
    public static final int SCTP_MAX_BURST = 16;

    /** {@link sctp_assoc_value}. */
    public static final int SCTP_CONTEXT = 17;

    /** int[1]: sockets share the port. */
    public static final int SCTP_REUSE_PORT = 18;

    /** {@link sctp_event}. */
    public static final int SCTP_EVENT = 19;

    /** int[1]: messages come with {@link sctp_rcvinfo}. */
    public static final int SCTP_RECVRCVINFO = 20;

    /** int[1]: messages come with {@link sctp_nxtinfo}. */
    public static final int SCTP_RECVNXTINFO = 21;

    /** {@link sctp_sndinfo}. */
    public static final int SCTP_DEFAULT_SNDINFO = 22;

    /** int[1]: how many associations there are; read-only. */
    public static final int SCTP_GET_ASSOC_NUMBER = 23;

    /** {@link sctp_assoc_ids}; read-only. */
    public static final int SCTP_GET_ASSOC_ID_LIST = 24;

    /** {@link sctp_udpencaps}. */
    public static final int SCTP_REMOTE_UDP_ENCAPS_PORT = 25;

    /** int[1]: a message larger than these bytes can be read in parts before it is complete. */
    public static final int SCTP_PARTIAL_DELIVERY_POINT = 26;

    /** int[1]: a message goes on from call to call until SCTP_EOR. */
    public static final int SCTP_EXPLICIT_EOR = 27;

    /** int[1]: messages that do not fit in one chunk are refused. */
    public static final int SCTP_DISABLE_FRAGMENTS = 28;

    /** {@link sctp_assoc_value}: the most payload of one chunk; 0 leaves it to the path MTU. */
    public static final int SCTP_MAXSEG = 29;

    /** {@link sctp_setadaptation}. */
    public static final int SCTP_ADAPTATION_LAYER = 30;

    /** Option: when paths are given up, a {@link sctp_paddrthlds} (RFC 7829 §7.2). */
    public static final int SCTP_PEER_ADDR_THLDS = 60;

    /** Option: whether potentially failed paths are told of, a {@link sctp_assoc_value} (RFC 7829 §7.3). */
    public static final int SCTP_EXPOSE_POTENTIALLY_FAILED_STATE = 61;

    /** int[1], an error detection method: write-only (RFC 9653 §7.1). */
    public static final int SCTP_ACCEPT_ZERO_CHECKSUM = 76;

    /** Every packet has to have its checksum. */
    public static final int SCTP_EDMID_NONE = SctpConstants.SCTP_EDMID_NONE;

    /** The packets travel in DTLS. */
    public static final int SCTP_EDMID_LOWER_LAYER_DTLS = SctpConstants.SCTP_EDMID_LOWER_LAYER_DTLS;

    // ---- sending and receiving

    /** Delivered without regard to order. */
    public static final int SCTP_UNORDERED = SctpConstants.SCTP_UNORDERED;

    /** To the given address instead of the primary one. */
    public static final int SCTP_ADDR_OVER = SctpConstants.SCTP_ADDR_OVER;

    /** Abort the association; the message is the reason. */
    public static final int SCTP_ABORT = SctpConstants.SCTP_ABORT;

    /** Shut the association down after the message. */
    public static final int SCTP_EOF = SctpConstants.SCTP_EOF;

    /** The message ends here, if SCTP_EXPLICIT_EOR is on. */
    public static final int SCTP_EOR = SctpConstants.SCTP_EOR;

    /** To each association of a one-to-many socket. */
    public static final int SCTP_SENDALL = SctpConstants.SCTP_SENDALL;

    /** Ask the peer to acknowledge at once (RFC 7053). */
    public static final int SCTP_SACK_IMMEDIATELY = SctpConstants.SCTP_SACK_IMMEDIATELY;

    /** The next message is there as a whole. */
    public static final int SCTP_COMPLETE = SctpConstants.SCTP_COMPLETE;

    /** The next message is a notification. */
    public static final int SCTP_NOTIFICATION = SctpConstants.SCTP_NOTIFICATION;

    /** {@link sctp_extrcvinfo}: there is a next message. */
    public static final int SCTP_NEXT_MSG_AVAIL = 0x0001;

    /** {@link sctp_extrcvinfo}: it is there as a whole. */
    public static final int SCTP_NEXT_MSG_ISCOMPLETE = 0x0002;

    /** {@link sctp_extrcvinfo}: it was sent unordered. */
    public static final int SCTP_NEXT_MSG_IS_UNORDERED = 0x0004;

    /** {@link sctp_extrcvinfo}: it is a notification. */
    public static final int SCTP_NEXT_MSG_IS_NOTIFICATION = 0x0008;

    /** No info. */
    public static final int SCTP_SENDV_NOINFO = 0;

    /** {@link sctp_sndinfo}. */
    public static final int SCTP_SENDV_SNDINFO = 1;

    /** {@link sctp_prinfo}. */
    public static final int SCTP_SENDV_PRINFO = 2;

    /** {@link sctp_authinfo}. */
    public static final int SCTP_SENDV_AUTHINFO = 3;

    /** {@link sctp_sendv_spa}. */
    public static final int SCTP_SENDV_SPA = 4;

    /** {@link sctp_sendv_spa}: the sndinfo counts. */
    public static final int SCTP_SEND_SNDINFO_VALID = 0x1;

    /** {@link sctp_sendv_spa}: the prinfo counts. */
    public static final int SCTP_SEND_PRINFO_VALID = 0x2;

    /** {@link sctp_sendv_spa}: the authinfo counts. */
    public static final int SCTP_SEND_AUTHINFO_VALID = 0x4;

    /** No info. */
    public static final int SCTP_RECVV_NOINFO = 0;

    /** {@link sctp_rcvinfo}. */
    public static final int SCTP_RECVV_RCVINFO = 1;

    /** {@link sctp_nxtinfo}. */
    public static final int SCTP_RECVV_NXTINFO = 2;

    /** {@link sctp_recvv_rn}. */
    public static final int SCTP_RECVV_RN = 3;

    // ---- ancillary data

    /** {@link sctp_initmsg}, to send. */
    public static final int SCTP_INIT = 1;

    /** {@link sctp_sndrcvinfo}, both ways; deprecated by RFC 6458. */
    public static final int SCTP_SNDRCV = 2;

    /** {@link sctp_extrcvinfo}, received; deprecated by RFC 6458. */
    public static final int SCTP_EXTRCV = 3;

    /** {@link sctp_sndinfo}, to send. */
    public static final int SCTP_SNDINFO = 4;

    /** {@link sctp_rcvinfo}, received. */
    public static final int SCTP_RCVINFO = 5;

    /** {@link sctp_nxtinfo}, received. */
    public static final int SCTP_NXTINFO = 6;

    /** {@link sctp_prinfo}, to send. */
    public static final int SCTP_PRINFO = 7;

    /** {@link sctp_authinfo}, to send. */
    public static final int SCTP_AUTHINFO = 8;

    /** {@link in_addr}, to send: another address of the peer. */
    public static final int SCTP_DSTADDRV4 = 9;

    /** {@link in6_addr}, to send: another address of the peer. */
    public static final int SCTP_DSTADDRV6 = 10;

    // ---- notifications

    /** {@link sctp_assoc_change}. */
    public static final int SCTP_ASSOC_CHANGE = 1;

    /** {@link sctp_paddr_change}. */
    public static final int SCTP_PEER_ADDR_CHANGE = 2;

    /** {@link sctp_remote_error}. */
    public static final int SCTP_REMOTE_ERROR = 3;

    /** {@link sctp_send_failed}; deprecated by RFC 6458. */
    public static final int SCTP_SEND_FAILED = 4;

    /** {@link sctp_shutdown_event}. */
    public static final int SCTP_SHUTDOWN_EVENT = 5;

    /** {@link sctp_sender_dry_event}. */
    public static final int SCTP_SENDER_DRY_EVENT = 10;

    /** {@link sctp_adaptation_event}. */
    public static final int SCTP_ADAPTATION_INDICATION = 6;

    /** {@link sctp_authkey_event}. */
    public static final int SCTP_AUTHENTICATION_EVENT = 8;

    /** {@link sctp_pdapi_event}. */
    public static final int SCTP_PARTIAL_DELIVERY_EVENT = 7;

    /** {@link sctp_pdapi_event}: the rest of the message will not come. */
    public static final int SCTP_PARTIAL_DELIVERY_ABORTED = SctpConstants.SCTP_PARTIAL_DELIVERY_ABORTED;

    /** {@link sctp_tlv}: there were too many. */
    public static final int SCTP_NOTIFICATIONS_STOPPED_EVENT = 11;

    /** {@link sctp_send_failed_event}. */
    public static final int SCTP_SEND_FAILED_EVENT = 14;

    /** An association is up. */
    public static final int SCTP_COMM_UP = 1;

    /** It was lost. */
    public static final int SCTP_COMM_LOST = 2;

    /** The peer restarted. */
    public static final int SCTP_RESTART = 3;

    /** It was closed gracefully. */
    public static final int SCTP_SHUTDOWN_COMP = 4;

    /** It could not be set up. */
    public static final int SCTP_CANT_STR_ASSOC = 5;

    /** In sac_info: both sides can give messages up (RFC 3758). */
    public static final int SCTP_ASSOC_SUPPORTS_PR = SctpConstants.SCTP_ASSOC_SUPPORTS_PR;

    /** In sac_info: both sides authenticate chunks (RFC 4895). */
    public static final int SCTP_ASSOC_SUPPORTS_AUTH = SctpConstants.SCTP_ASSOC_SUPPORTS_AUTH;

    /** In sac_info: both sides let addresses come and go (RFC 5061). */
    public static final int SCTP_ASSOC_SUPPORTS_ASCONF = SctpConstants.SCTP_ASSOC_SUPPORTS_ASCONF;

    /** In sac_info: each association has buffers of its own. */
    public static final int SCTP_ASSOC_SUPPORTS_MULTIBUF = SctpConstants.SCTP_ASSOC_SUPPORTS_MULTIBUF;

    /** In sac_info: both sides reset and add streams (RFC 6525). */
    public static final int SCTP_ASSOC_SUPPORTS_RE_CONFIG = SctpConstants.SCTP_ASSOC_SUPPORTS_RE_CONFIG;

    /** In sac_info: both sides interleave messages (RFC 8260). */
    public static final int SCTP_ASSOC_SUPPORTS_INTERLEAVING = SctpConstants.SCTP_ASSOC_SUPPORTS_INTERLEAVING;

    /** An address is reachable again. */
    public static final int SCTP_ADDR_AVAILABLE = 1;

    /** It can't be reached. */
    public static final int SCTP_ADDR_UNREACHABLE = 2;

    /** The peer gave it up. */
    public static final int SCTP_ADDR_REMOVED = 3;

    /** It is new. */
    public static final int SCTP_ADDR_ADDED = 4;

    /** It is the primary one. */
    public static final int SCTP_ADDR_MADE_PRIM = 5;

    /** It was shown to be the peer's. */
    public static final int SCTP_ADDR_CONFIRMED = 6;

    /** The address is potentially failed (RFC 7829 §7.1). */
    public static final int SCTP_ADDR_POTENTIALLY_FAILED = 7;

    /** No byte of the message was sent. */
    public static final int SCTP_DATA_UNSENT = SctpConstants.SCTP_DATA_UNSENT;

    /** Some of it was sent. */
    public static final int SCTP_DATA_SENT = SctpConstants.SCTP_DATA_SENT;

    /** snd_flags of a failure: the data is the complete message. */
    public static final int SCTP_DATA_NOT_FRAG = SctpConstants.SCTP_DATA_NOT_FRAG;

    /** {@link sctp_send_failed_event}: what was not delivered is not the first part of its message. */
    public static final int SCTP_DATA_LAST_FRAG = SctpConstants.SCTP_DATA_LAST_FRAG;

    // ---- states and paths

    /** No association, not bound. */
    public static final int SCTP_CLOSED = 0;

    /** Bound. */
    public static final int SCTP_BOUND = 1;

    /** Listening. */
    public static final int SCTP_LISTEN = 2;

    /** INIT was sent. */
    public static final int SCTP_COOKIE_WAIT = 3;

    /** COOKIE ECHO was sent. */
    public static final int SCTP_COOKIE_ECHOED = 4;

    /** Data can flow. */
    public static final int SCTP_ESTABLISHED = 5;

    /** To be shut down when all is delivered. */
    public static final int SCTP_SHUTDOWN_PENDING = 6;

    /** SHUTDOWN was sent. */
    public static final int SCTP_SHUTDOWN_SENT = 7;

    /** SHUTDOWN was received. */
    public static final int SCTP_SHUTDOWN_RECEIVED = 8;

    /** SHUTDOWN ACK was sent. */
    public static final int SCTP_SHUTDOWN_ACK_SENT = 9;

    /** An address can't be reached. */
    public static final int SCTP_INACTIVE = 0;

    /** It is usable. */
    public static final int SCTP_ACTIVE = 1;

    /** It was not yet shown to be the peer's. */
    public static final int SCTP_UNCONFIRMED = 2;

    /** The address did not answer of late (RFC 7829 §7.1). */
    public static final int SCTP_POTENTIALLY_FAILED = 3;

    /** Heartbeats are sent. */
    public static final int SPP_HB_ENABLE = PeerAddressParams.SPP_HB_ENABLE;

    /** No heartbeats are sent. */
    public static final int SPP_HB_DISABLE = PeerAddressParams.SPP_HB_DISABLE;

    /** One is sent now. */
    public static final int SPP_HB_DEMAND = PeerAddressParams.SPP_HB_DEMAND;

    /** Their interval is 0. */
    public static final int SPP_HB_TIME_IS_ZERO = PeerAddressParams.SPP_HB_TIME_IS_ZERO;

    /** The path MTU is discovered: EOPNOTSUPP. */
    public static final int SPP_PMTUD_ENABLE = PeerAddressParams.SPP_PMTUD_ENABLE;

    /** The path MTU is fixed. */
    public static final int SPP_PMTUD_DISABLE = PeerAddressParams.SPP_PMTUD_DISABLE;

    /** The flow label counts. */
    public static final int SPP_IPV6_FLOWLABEL = PeerAddressParams.SPP_IPV6_FLOWLABEL;

    /** The DSCP counts. */
    public static final int SPP_DSCP = PeerAddressParams.SPP_DSCP;

    // ---- names of the drafts before RFC 6458, which the seed has

    /** {@link #SCTP_UNORDERED}. */
    public static final int MSG_UNORDERED = SCTP_UNORDERED;

    /** {@link #SCTP_ADDR_OVER}. */
    public static final int MSG_ADDR_OVER = SCTP_ADDR_OVER;

    /** {@link #SCTP_ABORT}. */
    public static final int MSG_ABORT = SCTP_ABORT;

    /** {@link #SCTP_EOF}. */
    public static final int MSG_EOF = SCTP_EOF;

    /** The time to live is timed reliability (RFC 3758). */
    public static final int MSG_PR_SCTP = SctpConstants.MSG_PR_SCTP;

    /** {@link #SCTP_CLOSED}. */
    public static final int SCTP_IDLE = SCTP_CLOSED;

    /** {@link #SCTP_SHUTDOWN_SENT}. */
    public static final int SCTP_SHUTDOWN_SEND = SCTP_SHUTDOWN_SENT;

    /** {@link #SCTP_SHUTDOWN_ACK_SENT}. */
    public static final int SCTP_SHUTDOWN_ACK_SEND = SCTP_SHUTDOWN_ACK_SENT;

    /** {@link #SPP_DSCP}. */
    public static final int SPP_IPV4_TOS = SPP_DSCP;

    /** {@link #SCTP_CANT_STR_ASSOC}. */
    public static final int SCTP_CANT_START_ASSOC = SCTP_CANT_STR_ASSOC;

    private NetinetSctp() {}
}
