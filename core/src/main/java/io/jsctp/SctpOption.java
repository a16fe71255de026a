package io.jsctp;

import io.jsctp.engine.Extension;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A socket option as a typed key (RFC 6458 §8). Times are milliseconds, sizes bytes. What an option applies to is said by
 * an association id: ignored on one-to-one sockets; on one-to-many sockets an association's, or SCTP_FUTURE_ASSOC, and
 * where an option says so SCTP_CURRENT_ASSOC and SCTP_ALL_ASSOC for setting.
 *
 * @param <T> the type of its value
 */
public final class SctpOption<T> {
    /** How associations are set up; rules later ones (RFC 6458 §8.1.3). */
    public static final SctpOption<InitMessage> INITMSG =
            new SctpOption<>("SCTP_INITMSG", SocketOptions::initMessage, SocketOptions::initMessage);
    /** The bounds of the retransmission timeout (RFC 6458 §8.1.1). */
    public static final SctpOption<RtoInfo> RTOINFO =
            new SctpOption<>("SCTP_RTOINFO", ProtocolOptions::rtoInfo, ProtocolOptions::rtoInfo);
    /** Parameters of an association (RFC 6458 §8.1.2). */
    public static final SctpOption<AssociationParams> ASSOCINFO =
            new SctpOption<>("SCTP_ASSOCINFO", ProtocolOptions::associationParams, ProtocolOptions::associationParams);
    /** The state of an association; read-only (RFC 6458 §8.2.1). */
    public static final SctpOption<Status> STATUS = new SctpOption<>("SCTP_STATUS", PeerOptions::status, null);
    /** The path to the given peer address; read-only (RFC 6458 §8.2.2). */
    public static final SctpOption<PeerAddressInfo> GET_PEER_ADDR_INFO =
            new SctpOption<>("SCTP_GET_PEER_ADDR_INFO", PeerOptions::peerAddressInfo, null);
    /**
     * Heartbeats, failure limit, DSCP and flow label of one path, or of all, and the path MTU of later associations; for all
     * paths give no address (RFC 6458 §8.1.12).
     */
    public static final SctpOption<PeerAddressParams> PEER_ADDR_PARAMS =
            new SctpOption<>("SCTP_PEER_ADDR_PARAMS", PathOptions::read, PathOptions::write);

    /**
     * When one path, or any of them, is potentially failed or can't be reached, and when another one becomes the primary; for
     * all paths, now and later, give no address (RFC 7829 §7.2). By default a path is potentially failed with its first error
     * and the primary stays what it is.
     */
    public static final SctpOption<PeerAddressThresholds> PEER_ADDR_THLDS =
            new SctpOption<>("SCTP_PEER_ADDR_THLDS", FailoverOptions::thresholds, FailoverOptions::thresholds);
    /**
     * True tells of potentially failed paths, in {@link PeerAddressChange} and {@link PeerAddressInfo}; by default they are
     * shown as active (RFC 7829 §7.3).
     */
    public static final SctpOption<Boolean> EXPOSE_POTENTIALLY_FAILED_STATE = new SctpOption<>(
            "SCTP_EXPOSE_POTENTIALLY_FAILED_STATE", FailoverOptions::exposed, FailoverOptions::exposed);

    /** The peer address that data goes to by default (RFC 6458 §8.1.9). */
    public static final SctpOption<InetSocketAddress> PRIMARY_ADDR =
            new SctpOption<>("SCTP_PRIMARY_ADDR", PeerOptions::primaryAddress, PeerOptions::primaryAddress);
    /** True turns Nagle's delay off, for all associations of the socket (RFC 6458 §8.1.5). */
    public static final SctpOption<Boolean> NODELAY =
            new SctpOption<>("SCTP_NODELAY", ProtocolOptions::noDelay, ProtocolOptions::noDelay);
    /**
     * True gives a {@link ReceiveInfo} with each message (RFC 6458 §8.1.29). False is refused while {@link #FRAGMENT_INTERLEAVE} is
     * at level 2 (EINVAL).
     */
    public static final SctpOption<Boolean> RECVRCVINFO =
            new SctpOption<>("SCTP_RECVRCVINFO", SocketOptions::receiveInfo, SocketOptions::receiveInfo);
    /** True gives a {@link NextInfo} if another message waits (RFC 6458 §8.1.30). */
    public static final SctpOption<Boolean> RECVNXTINFO =
            new SctpOption<>("SCTP_RECVNXTINFO", SocketOptions::nextInfo, SocketOptions::nextInfo);
    /**
     * All subscriptions at once, for all associations of the socket, now and later (RFC 6458 §6.2.1). Deprecated there:
     * {@link #event} and {@link #RECVRCVINFO} do the same one by one.
     */
    public static final SctpOption<EventSubscription> EVENTS =
            new SctpOption<>("SCTP_EVENTS", SocketOptions::events, SocketOptions::events);
    /**
     * Why the association of a one-to-one socket was lost, or could not be set up, unless a call has told it already;
     * empty if there is nothing to tell. Read-only; reading it clears it (POSIX). A one-to-many socket tells by
     * notifications only and is always empty.
     */
    public static final SctpOption<Optional<Errno>> SO_ERROR =
            new SctpOption<>("SO_ERROR", SocketOptions::pendingError, null);
    /**
     * How parts of messages may be mixed when they are read (RFC 6458 §8.1.20): 0, not at all; 1, parts of different
     * associations, the default of one-to-many sockets. With 0, the default of one-to-one sockets, nothing else is read between
     * the parts, notifications neither: they wait for its end, and on a one-to-many socket so do all other associations. With 1
     * notifications come in between. With 2, messages of other streams of the same association do, too; it needs {@link
     * #RECVRCVINFO}, which tells the streams (EINVAL). Less is refused while {@link #INTERLEAVING_SUPPORTED} is on, or in use.
     */
    public static final SctpOption<Integer> FRAGMENT_INTERLEAVE = new SctpOption<>(
            "SCTP_FRAGMENT_INTERLEAVE", SocketOptions::fragmentInterleave, SocketOptions::fragmentInterleave);
    /**
     * How large a message may be that is read as a whole, 1 to SO_RCVBUF: of a larger one parts can be read before it is complete,
     * and only the last has MSG_EOR (RFC 6458 §8.1.21). By default half of SO_RCVBUF. When the receive buffer is full parts are
     * read in any case.
     */
    public static final SctpOption<Integer> PARTIAL_DELIVERY_POINT = new SctpOption<>(
            "SCTP_PARTIAL_DELIVERY_POINT",
            ProtocolOptions::partialDeliveryPoint,
            ProtocolOptions::partialDeliveryPoint);
    /**
     * True lets a message be sent in parts, one a call, up to the one with SCTP_EOR or SCTP_EOF (RFC 6458 §8.1.26). It can be
     * larger than SO_SNDBUF, its parts can't. Until its end nothing else of the association is sent, or with I-DATA nothing
     * else of the stream (RFC 8260 §4.4): a part with another stream, SCTP_UNORDERED or payload protocol id is refused (EINVAL), and so is a life time. If the peer restarts amidst
     * it, the next part is refused once (ECONNRESET). An association that is shut down amidst it is aborted when all that
     * there is of it was delivered.
     */
    public static final SctpOption<Boolean> EXPLICIT_EOR =
            new SctpOption<>("SCTP_EXPLICIT_EOR", SocketOptions::explicitEor, SocketOptions::explicitEor);
    /**
     * True refuses messages that do not fit in one chunk (EMSGSIZE), and so messages in parts, for all associations of the socket
     * (RFC 6458 §8.1.11).
     */
    public static final SctpOption<Boolean> DISABLE_FRAGMENTS = new SctpOption<>(
            "SCTP_DISABLE_FRAGMENTS", ProtocolOptions::fragmentsDisabled, ProtocolOptions::fragmentsDisabled);
    /**
     * 32 bits for the user of the peer, who gets an {@link AdaptationIndication}: sent in each INIT and INIT ACK from now on.
     * Nothing is sent, and 0 read, until it is set (RFC 6458 §8.1.10).
     */
    public static final SctpOption<Integer> ADAPTATION_LAYER = new SctpOption<>(
            "SCTP_ADAPTATION_LAYER", ProtocolOptions::adaptationLayer, ProtocolOptions::adaptationLayer);
    /** The most payload of one DATA chunk; 0, the default, leaves it to the path MTU (RFC 6458 §8.1.16). */
    public static final SctpOption<Integer> MAXSEG =
            new SctpOption<>("SCTP_MAXSEG", ProtocolOptions::maxSegment, ProtocolOptions::maxSegment);
    /**
     * Whether I-DATA is offered to peers, false by default; read of an association whether it is in use (RFC 8260 §4.3.1). True
     * needs {@link #FRAGMENT_INTERLEAVE} at level 2 (EINVAL).
     */
    public static final SctpOption<Boolean> INTERLEAVING_SUPPORTED = new SctpOption<>(
            "SCTP_INTERLEAVING_SUPPORTED",
            (core, target) -> ExtensionOptions.supported(core, target, Extension.INTERLEAVING),
            (core, target, on) -> ExtensionOptions.supported(core, target, Extension.INTERLEAVING, on));
    /**
     * Whether partial reliability is declared to peers, true by default; read of an association whether it is in use (RFC 7496
     * §4.5).
     */
    public static final SctpOption<Boolean> PR_SUPPORTED = new SctpOption<>(
            "SCTP_PR_SUPPORTED",
            (core, target) -> ExtensionOptions.supported(core, target, Extension.PARTIAL_RELIABILITY),
            (core, target, on) -> ExtensionOptions.supported(core, target, Extension.PARTIAL_RELIABILITY, on));
    /**
     * Which stream is served next, SCTP_SS_…; SCTP_SS_RR by default (RFC 8260 §4.3.2). It holds from the next message on, and
     * nothing queued is lost. Takes CURRENT and ALL.
     */
    public static final SctpOption<Integer> STREAM_SCHEDULER =
            new SctpOption<>("SCTP_STREAM_SCHEDULER", SchedulerOptions::scheduler, SchedulerOptions::scheduler);
    /**
     * Whether authentication is offered to peers (RFC 4895), off at first; {@link #AUTH_CHUNK} turns it on, too. For
     * associations to come; read of an association, whether it is in use.
     */
    public static final SctpOption<Boolean> AUTH_SUPPORTED = new SctpOption<>(
            "SCTP_AUTH_SUPPORTED",
            (core, target) -> ExtensionOptions.supported(core, target, Extension.AUTHENTICATION),
            (core, target, on) -> ExtensionOptions.supported(core, target, Extension.AUTHENTICATION, on));
    /**
     * Whether it is declared to peers that addresses may come and go (RFC 5061), off at first. It needs {@link
     * #AUTH_SUPPORTED}, without which it is EINVAL, and ends with it. For associations to come; read of an association, whether
     * it is in use. Not of RFC 6458.
     */
    public static final SctpOption<Boolean> ASCONF_SUPPORTED =
            new SctpOption<>("SCTP_ASCONF_SUPPORTED", AddressOptions::supported, AddressOptions::supported);
    /**
     * True lets the associations of a socket that is bound to all addresses follow when the stack has others, see {@link
     * SctpStack#addressesChanged} and {@link SctpStackBuilder#addressInterval}; false by default. On another socket EINVAL (RFC 6458 §8.1.23).
     */
    public static final SctpOption<Boolean> AUTO_ASCONF =
            new SctpOption<>("SCTP_AUTO_ASCONF", AddressOptions::auto, AddressOptions::auto);
    /**
     * True leaves addresses out of the chunks that change them, for a NAT on the way could not translate them: the packet's
     * source counts; false by default (RFC 5061 §4.2.1, RFC 6951 §5.7). Not of RFC 6458.
     */
    public static final SctpOption<Boolean> ASCONF_UNNAMED =
            new SctpOption<>("SCTP_ASCONF_UNNAMED", AddressOptions::unnamed, AddressOptions::unnamed);
    /**
     * Asks the peer to send to one of the local addresses of the association; write-only. EADDRNOTAVAIL if it is none,
     * EOPNOTSUPP unless both sides support ASCONF (RFC 6458 §8.3.1).
     */
    public static final SctpOption<InetSocketAddress> SET_PEER_PRIMARY_ADDR =
            new SctpOption<>("SCTP_SET_PEER_PRIMARY_ADDR", null, AddressOptions::setPeerPrimary);
    /**
     * True lets the set-up fail with peers that do not authenticate, where {@link #AUTH_SUPPORTED} is on: they get an ABORT
     * "Protocol Violation". For associations to come. Not of RFC 6458.
     */
    public static final SctpOption<Boolean> AUTH_REQUIRED =
            new SctpOption<>("SCTP_AUTH_REQUIRED", AuthOptions::required, AuthOptions::required);
    /**
     * One more chunk type that is to be taken from peers only if it is authenticated; write-only. Not INIT, INIT ACK, SHUTDOWN
     * COMPLETE and AUTH, and not once the socket listens or has an association (EINVAL): the list must not change then (RFC
     * 6458 §8.3.2, RFC 4895 §6.1).
     */
    public static final SctpOption<Integer> AUTH_CHUNK = new SctpOption<>("SCTP_AUTH_CHUNK", null, AuthOptions::chunk);
    /**
     * The algorithms that peers may authenticate with, the one liked best first: 1 for SHA-1, which must be among them, and 3 for
     * SHA-256. Not once the socket listens or has an association (EINVAL; RFC 6458 §8.1.17, RFC 4895 §6.1).
     */
    public static final SctpOption<List<Integer>> HMAC_IDENT =
            new SctpOption<>("SCTP_HMAC_IDENT", AuthOptions::hmacIdent, AuthOptions::hmacIdent);
    /**
     * A shared key, set or replaced; write-only. Key 0 is there from the beginning, as the null key. Takes CURRENT and ALL (RFC
     * 6458 §8.3.3).
     */
    public static final SctpOption<AuthKey> AUTH_KEY = new SctpOption<>("SCTP_AUTH_KEY", null, AuthOptions::key);
    /**
     * The number of the key for messages sent from now on, 0 at first; it must exist. Takes CURRENT and ALL (RFC 6458 §8.1.18).
     */
    public static final SctpOption<Integer> AUTH_ACTIVE_KEY =
            new SctpOption<>("SCTP_AUTH_ACTIVE_KEY", AuthOptions::activeKey, AuthOptions::activeKey);
    /**
     * A key that no message will be sent with any more; write-only. Not the active one. {@link AuthenticationEvent} tells when
     * no message uses it any more. Takes CURRENT and ALL (RFC 6458 §8.3.4).
     */
    public static final SctpOption<Integer> AUTH_DEACTIVATE_KEY =
            new SctpOption<>("SCTP_AUTH_DEACTIVATE_KEY", null, AuthOptions::deactivateKey);
    /**
     * A key to delete; write-only. It must be deactivated, and no message use it (EINVAL). Then nothing that the peer
     * authenticates with it is taken. Takes CURRENT and ALL (RFC 6458 §8.3.5).
     */
    public static final SctpOption<Integer> AUTH_DELETE_KEY =
            new SctpOption<>("SCTP_AUTH_DELETE_KEY", null, AuthOptions::deleteKey);
    /** The chunk types that the peer takes only if they are authenticated; read-only (RFC 6458 §8.2.3). */
    public static final SctpOption<List<Integer>> PEER_AUTH_CHUNKS =
            new SctpOption<>("SCTP_PEER_AUTH_CHUNKS", AuthOptions::peerChunks, null);
    /** The chunk types that are taken from the peer only if they are authenticated; read-only (RFC 6458 §8.2.4). */
    public static final SctpOption<List<Integer>> LOCAL_AUTH_CHUNKS =
            new SctpOption<>("SCTP_LOCAL_AUTH_CHUNKS", AuthOptions::localChunks, null);
    /**
     * Whether it is declared to peers that streams can be reset and added; true by default (RFC 6525). Set for associations to
     * come; read of an association: whether both sides declared it.
     */
    public static final SctpOption<Boolean> RECONFIG_SUPPORTED = new SctpOption<>(
            "SCTP_RECONFIG_SUPPORTED",
            (core, target) -> ExtensionOptions.supported(core, target, Extension.RECONFIGURATION),
            (core, target, on) -> ExtensionOptions.supported(core, target, Extension.RECONFIGURATION, on));
    /**
     * Which requests of the peer to change streams are carried out: a sum of {@link
     * SctpConstants#SCTP_ENABLE_RESET_STREAM_REQ}, {@link SctpConstants#SCTP_ENABLE_RESET_ASSOC_REQ} and {@link
     * SctpConstants#SCTP_ENABLE_CHANGE_ASSOC_REQ}. With 0, the default, all are denied, except what the peer does because we
     * asked for it. Takes CURRENT and ALL (RFC 6525 §6.3.1).
     */
    public static final SctpOption<Integer> ENABLE_STREAM_RESET = new SctpOption<>(
            "SCTP_ENABLE_STREAM_RESET", StreamOptions::enableStreamReset, StreamOptions::enableStreamReset);
    /**
     * Lets the stream sequence numbers of streams start over; write-only (RFC 6525 §6.3.2). Messages that were sent before get
     * the old numbers; later ones wait until the peer has answered. {@link StreamReset} tells what became of it. Errors:
     * EALREADY while a request is not answered, EOPNOTSUPP if not both sides support it, EINVAL for a stream that does not exist
     * or more streams than a packet can name, ENOTCONN.
     */
    public static final SctpOption<ResetStreams> RESET_STREAMS =
            new SctpOption<>("SCTP_RESET_STREAMS", null, StreamOptions::resetStreams);
    /**
     * Lets TSNs and the numbers of all streams, both ways, start over; write-only (RFC 6525 §6.3.3). The value is the id of the
     * association, ignored on one-to-one sockets. {@link AssociationReset} tells what became of it. Messages that were not begun
     * wait until the peer has answered. Errors: those of {@link #RESET_STREAMS}, and EAGAIN within 30 s of the last one.
     */
    public static final SctpOption<Integer> RESET_ASSOC =
            new SctpOption<>("SCTP_RESET_ASSOC", null, StreamOptions::resetAssociation);
    /**
     * Adds streams; write-only (RFC 6525 §6.3.4). {@link StreamChange} tells what became of it. A peer's request is denied if
     * there would be more streams either way than {@link InitMessage#maxInboundStreams()}. Errors: those of {@link
     * #RESET_STREAMS}, and EINVAL if there would be more than 65535.
     */
    public static final SctpOption<AddStreams> ADD_STREAMS =
            new SctpOption<>("SCTP_ADD_STREAMS", null, StreamOptions::addStreams);
    /**
     * Whether packets with a zero checksum are taken from peers of associations to come, because the link finds changed packets
     * by itself: {@link SctpConstants#SCTP_EDMID_LOWER_LAYER_DTLS}, or {@link SctpConstants#SCTP_EDMID_NONE}, the default.
     * Write-only; EOPNOTSUPP on a link without that method, as the UDP link is (RFC 9653 §7.1).
     */
    public static final SctpOption<Integer> ACCEPT_ZERO_CHECKSUM =
            new SctpOption<>("SCTP_ACCEPT_ZERO_CHECKSUM", null, ExtensionOptions::acceptZeroChecksum);
    /** What closing the socket does (RFC 6458 §8.1.4). */
    public static final SctpOption<Linger> SO_LINGER =
            new SctpOption<>("SO_LINGER", SocketOptions::linger, SocketOptions::linger);
    /**
     * The send buffer of each association, which also bounds the size of a message (RFC 6458 §8.1.7). It holds so much
     * payload; tiny messages fill it sooner, see {@link StackLimit#CHUNK_COST_BYTES}.
     */
    public static final SctpOption<Integer> SO_SNDBUF =
            new SctpOption<>("SO_SNDBUF", ProtocolOptions::sendBuffer, ProtocolOptions::sendBuffer);
    /**
     * The receive buffer of each association, at least 4096: its receive window (RFC 6458 §8.1.6). It holds so much payload;
     * tiny chunks fill it sooner, see {@link StackLimit#CHUNK_COST_BYTES}. A smaller one takes nothing back from associations there are
     * (RFC 9260 §3.3.2).
     */
    public static final SctpOption<Integer> SO_RCVBUF =
            new SctpOption<>("SO_RCVBUF", ProtocolOptions::receiveBuffer, ProtocolOptions::receiveBuffer);
    /**
     * How long {@code recvv} and {@code accept} wait at most, then EAGAIN (POSIX); zero, the default, for ever. For calls that
     * begin later.
     */
    public static final SctpOption<Duration> SO_RCVTIMEO =
            new SctpOption<>("SO_RCVTIMEO", SocketOptions::receiveTimeout, SocketOptions::receiveTimeout);
    /**
     * How long {@code sendv} and {@code connectx} wait at most, then EAGAIN, and {@code connect}, then EINPROGRESS (POSIX); zero,
     * the default, for ever. A set-up goes on in the background. For calls that begin later.
     */
    public static final SctpOption<Duration> SO_SNDTIMEO =
            new SctpOption<>("SO_SNDTIMEO", SocketOptions::sendTimeout, SocketOptions::sendTimeout);
    /**
     * After how many seconds without user data an association of a one-to-many socket is shut down; 0, the default, for
     * never. For all associations of the socket, now and later; on a one-to-one socket EOPNOTSUPP (RFC 6458 §8.1.8).
     */
    public static final SctpOption<Integer> AUTOCLOSE =
            new SctpOption<>("SCTP_AUTOCLOSE", ProtocolOptions::autoClose, ProtocolOptions::autoClose);
    /** Packets sent at one event; 0 for no limit. Takes CURRENT and ALL (RFC 6458 §8.1.24). */
    public static final SctpOption<Integer> MAX_BURST =
            new SctpOption<>("SCTP_MAX_BURST", ProtocolOptions::maxBurst, ProtocolOptions::maxBurst);
    /**
     * The congestion window that paths of later associations begin with, in full packets, 0 to 1000. 0, the default, is
     * what RFC 9260 §7.2.1 allows, three packets of 1468 bytes; more is for networks of which one knows that they can take
     * it. Not of RFC 6458.
     */
    public static final SctpOption<Integer> INITIAL_CWND =
            new SctpOption<>("SCTP_INITIAL_CWND", ProtocolOptions::initialCwnd, ProtocolOptions::initialCwnd);
    /**
     * How many milliseconds after an INIT the next one goes to another address of the list that {@link SctpSocket#connectx} was
     * given, families in turn, at most eight; the address that answers first is the primary one. 10 to 10,000; 0, the default,
     * tries the next address only after a timeout. For later associations. Not of RFC 6458; RFC 8305 does so with TCP.
     */
    public static final SctpOption<Integer> CONNECT_STAGGER =
            new SctpOption<>("SCTP_CONNECT_STAGGER", ProtocolOptions::connectStagger, ProtocolOptions::connectStagger);
    /**
     * The named set of values that later associations begin with: it sets what {@link Profile} lists at once, as if each were set
     * by its own option; what is set afterwards holds. Read, it is the profile set last, {@link Profile#RFC9260} by default.
     * Takes SCTP_FUTURE_ASSOC only. Not of RFC 6458.
     */
    public static final SctpOption<Profile> PROFILE =
            new SctpOption<>("SCTP_PROFILE", ProtocolOptions::profile, ProtocolOptions::profile);
    /** When received data is acknowledged. Takes CURRENT and ALL (RFC 6458 §8.1.19). */
    public static final SctpOption<SackInfo> DELAYED_SACK =
            new SctpOption<>("SCTP_DELAYED_SACK", ProtocolOptions::sackInfo, ProtocolOptions::sackInfo);
    /** The context of received messages. Takes CURRENT and ALL (RFC 6458 §8.1.25). */
    public static final SctpOption<Integer> CONTEXT =
            new SctpOption<>("SCTP_CONTEXT", SocketOptions::context, SocketOptions::context);
    /** How messages without a {@link SendInfo} are sent. Takes CURRENT and ALL (RFC 6458 §8.1.31). */
    public static final SctpOption<SendInfo> DEFAULT_SNDINFO =
            new SctpOption<>("SCTP_DEFAULT_SNDINFO", SendDefaults::defaultSendInfo, SendDefaults::defaultSendInfo);
    /** How reliably messages without a {@link PrInfo} are sent. Takes CURRENT and ALL (RFC 6458 §8.1.32). */
    public static final SctpOption<PrInfo> DEFAULT_PRINFO = new SctpOption<>(
            "SCTP_DEFAULT_PRINFO", PartialReliability::defaultPrInfo, PartialReliability::defaultPrInfo);
    /**
     * The same with a time to live, as a {@link DefaultSendParam}. Takes CURRENT and ALL (RFC 6458 §8.1.13, deprecated
     * there).
     */
    public static final SctpOption<DefaultSendParam> DEFAULT_SEND_PARAM =
            new SctpOption<>("SCTP_DEFAULT_SEND_PARAM", SendDefaults::defaultSendParam, SendDefaults::defaultSendParam);
    /**
     * True lets sockets share an SCTP port, each of which set it before it was bound; at most one of them listens. One-to-one
     * sockets only, else EOPNOTSUPP (RFC 6458 §8.1.27).
     */
    public static final SctpOption<Boolean> REUSE_PORT =
            new SctpOption<>("SCTP_REUSE_PORT", SocketOptions::reusePort, SocketOptions::reusePort);
    /**
     * True shows IPv4 addresses as IPv6-mapped ones; IPv6 sockets only, else EOPNOTSUPP (RFC 6458 §8.1.15). Only the bytes of
     * notifications can have them: Java's {@link java.net.InetAddress} has no mapped form, and makes IPv4 addresses of them.
     */
    public static final SctpOption<Boolean> I_WANT_MAPPED_V4_ADDR = new SctpOption<>(
            "SCTP_I_WANT_MAPPED_V4_ADDR", SocketOptions::mappedAddresses, SocketOptions::mappedAddresses);
    /**
     * The UDP port that peers receive on (RFC 6951 §6.1); 0 for raw IP, where the link has that. Without an address it is for
     * later associations; with one of the peer's it is for that path, until packets from there come from another port, or
     * without one. Reading it with an address tells the port in use.
     */
    public static final SctpOption<Integer> REMOTE_UDP_ENCAPS_PORT =
            new SctpOption<>("SCTP_REMOTE_UDP_ENCAPS_PORT", PeerOptions::remoteUdpPort, PeerOptions::remoteUdpPort);
    /** How many associations a one-to-many socket has; read-only (RFC 6458 §8.2.5). */
    public static final SctpOption<Integer> GET_ASSOC_NUMBER =
            new SctpOption<>("SCTP_GET_ASSOC_NUMBER", PeerOptions::associationCount, null);
    /** The ids of the associations of a one-to-many socket; read-only (RFC 6458 §8.2.6). */
    public static final SctpOption<List<Integer>> GET_ASSOC_ID_LIST =
            new SctpOption<>("SCTP_GET_ASSOC_ID_LIST", PeerOptions::associationIds, null);

    private final String name;
    private final @Nullable Reader<T> reader;
    private final @Nullable Writer<T> writer;

    SctpOption(String name, @Nullable Reader<T> reader, @Nullable Writer<T> writer) {
        this.name = name;
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * The subscription to a notification (SCTP_EVENT, RFC 6458 §6.2.2). Takes CURRENT and ALL.
     *
     * @param type the notification
     * @return the option: true to be told, false, the default, not to be
     */
    public static SctpOption<Boolean> event(EventType type) {
        return new SctpOption<>(
                "SCTP_EVENT " + type,
                (core, target) -> SocketOptions.event(core, target, type),
                (core, target, on) -> SocketOptions.event(core, target, type, on));
    }

    /**
     * The value of a stream for the scheduler, 0 to 65535, 0 by default (SCTP_STREAM_SCHEDULER_VALUE, RFC 8260 §4.3.3): its
     * priority for SCTP_SS_PRIO, of which 0 is the highest, or its weight for SCTP_SS_WFQ, where 0 counts as 1. Takes CURRENT and
     * ALL.
     *
     * @param streamId the outbound stream
     * @return the option
     */
    public static SctpOption<Integer> streamSchedulerValue(int streamId) {
        return new SctpOption<>(
                "SCTP_STREAM_SCHEDULER_VALUE " + streamId,
                (core, target) -> SchedulerOptions.value(core, target, streamId),
                (core, target, value) -> SchedulerOptions.value(core, target, streamId, value));
    }

    /**
     * How many messages of a stream were given up (SCTP_PR_STREAM_STATUS, RFC 7496 §4.3); read-only, of an association.
     *
     * @param streamId the outbound stream
     * @param policy a policy of {@link PrInfo}, or SCTP_PR_SCTP_ALL; SCTP_PR_SCTP_NONE is EINVAL
     * @return the option
     */
    public static SctpOption<PrStatus> prStreamStatus(int streamId, int policy) {
        return new SctpOption<>(
                "SCTP_PR_STREAM_STATUS " + streamId,
                (core, target) -> PartialReliability.streamStatus(core, target, streamId, policy),
                null);
    }

    /**
     * How many messages of an association were given up (SCTP_PR_ASSOC_STATUS, RFC 7496 §4.4); read-only.
     *
     * @param policy a policy of {@link PrInfo}, or SCTP_PR_SCTP_ALL; SCTP_PR_SCTP_NONE is EINVAL
     * @return the option
     */
    public static SctpOption<PrStatus> prAssocStatus(int policy) {
        return new SctpOption<>(
                "SCTP_PR_ASSOC_STATUS",
                (core, target) -> PartialReliability.associationStatus(core, target, policy),
                null);
    }

    /** {@return the option's name in RFC 6458} */
    public String name() {
        return name;
    }

    T read(SocketCore core, OptionTarget target) throws SctpException {
        core.checkOpen(target.call());
        if (reader == null) {
            throw target.unsupported("the option is write-only");
        }
        if (core.isOneToMany() && target.isSeveral()) {
            throw target.invalid("SCTP_CURRENT_ASSOC and SCTP_ALL_ASSOC can't be read");
        }
        return reader.read(core, target);
    }

    void write(SocketCore core, OptionTarget target, T value) throws SctpException {
        core.checkOpen(target.call());
        T given = Errors.present(value, target.call(), "the value");
        if (writer == null) {
            throw target.unsupported("the option is read-only");
        }
        try {
            writer.write(core, target, given);
        } catch (IllegalArgumentException e) {
            // The engine checks how the values go together.
            throw target.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** {@return the option's name} */
    @Override
    public String toString() {
        return name;
    }

    /** Reads the value. */
    interface Reader<T> {
        T read(SocketCore core, OptionTarget target) throws SctpException;
    }

    /** Sets the value. */
    interface Writer<T> {
        void write(SocketCore core, OptionTarget target, T value) throws SctpException;
    }
}
