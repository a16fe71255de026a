package io.jsctp.posix;

import io.jsctp.AssociationIdOut;
import io.jsctp.AuthInfo;
import io.jsctp.DefaultSendParam;
import io.jsctp.Errno;
import io.jsctp.InitMessage;
import io.jsctp.PrInfo;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SendInfo;
import io.jsctp.SendvInfo;
import io.jsctp.SendvInit;
import io.jsctp.SendvSpa;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message with how it is to be sent, null for the defaults, on its way to the socket. An address finds the association of
 * a one-to-many socket, or sets one up (RFC 6458 §7.5); on a one-to-one socket it is the one to send to.
 */
record Outgoing(
        ByteBuffer message,
        @Nullable SendInfo info,
        @Nullable PrInfo prInfo,
        @Nullable InitMessage init,
        @Nullable AuthInfo authInfo,
        int flags) {
    private static final int ENDING = NetinetSctp.SCTP_EOF | NetinetSctp.SCTP_ABORT;

    static Outgoing byDefault(ByteBuffer message, int flags) {
        return new Outgoing(message, null, null, null, null, flags);
    }

    /** Sends it on the association that the info names, or the only one there is. */
    int send(SctpSocket socket) throws SctpException {
        return socket.sendv(message, null, attributes(), flags);
    }

    /**
     * Sends it to a peer.
     *
     * @param to addresses of the peer
     * @param newId takes the id of an association that was set up
     */
    int sendTo(Descriptor d, List<InetSocketAddress> to, AssociationIdOut newId) throws SctpException {
        if (!d.isOneToMany()) {
            return override(d, to, 0);
        }
        int sendFlags = info == null ? 0 : info.flags();
        if ((sendFlags & NetinetSctp.SCTP_SENDALL) != 0) {
            return send(d.socket);
        }
        int id = associationTo(d.socket, to);
        if (id == 0) {
            return setUp(d.socket, to, newId);
        }
        if ((sendFlags & NetinetSctp.SCTP_ADDR_OVER) != 0) {
            return override(d, to, id);
        }
        return of(d.socket, id).send(d.socket);
    }

    /** Sends it to an address of the peer of an association there is. */
    private int override(Descriptor d, List<InetSocketAddress> to, int id) throws SctpException {
        if (to.size() != 1) {
            throw Descriptors.error(Errno.EINVAL, "a message goes to one address, not " + to.size());
        }
        if (!d.isOneToMany()) {
            checkPort(d.socket, to.get(0));
        }
        Outgoing known = of(d.socket, id);
        SendInfo how = present(known.info);
        Outgoing over = new Outgoing(
                message, how.withFlags(how.flags() | NetinetSctp.SCTP_ADDR_OVER), known.prInfo, null, authInfo, flags);
        return d.socket.sendv(message, to, over.attributes(), flags);
    }

    /** Which address it is the socket checks; with another port it is nobody's of this association. */
    private static void checkPort(SctpSocket socket, InetSocketAddress to) throws SctpException {
        int port = to.getPort();
        try {
            port = socket.getpeername().getPort();
        } catch (SctpException e) {
            if (e.errno() != Errno.ENOTCONN) {
                throw e;
            }
        }
        if (port != to.getPort()) {
            throw Descriptors.error(Errno.EINVAL, to + " is not the address of the peer, whose port is " + port);
        }
    }

    private int setUp(SctpSocket socket, List<InetSocketAddress> to, AssociationIdOut newId) throws SctpException {
        SendInfo how = info;
        if (how != null && (how.flags() & ENDING) != 0 && !message.hasRemaining()) {
            throw Descriptors.error(Errno.EINVAL, "there is no association to " + to + " to end (RFC 6458 §3.1.4)");
        }
        SendInfo fresh =
                how == null ? null : how.withAssociationId(0).withFlags(how.flags() & ~NetinetSctp.SCTP_ADDR_OVER);
        return socket.sendv(
                message, to, new Outgoing(message, fresh, prInfo, init, authInfo, flags).attributes(), flags, newId);
    }

    /** For an association there is, with its defaults where nothing is said. */
    private Outgoing of(SctpSocket socket, int id) throws SctpException {
        if (info != null) {
            return new Outgoing(message, info.withAssociationId(id), prInfo, null, authInfo, flags);
        }
        DefaultSendParam defaults = socket.getOption(SctpOption.DEFAULT_SEND_PARAM, id);
        SendInfo how = new SendInfo(
                defaults.streamId(),
                defaults.flags() & ~NetinetSctp.MSG_PR_SCTP,
                defaults.payloadProtocolId(),
                defaults.context(),
                id);
        PrInfo reliability = prInfo;
        if (reliability == null && defaults.timeToLiveMs() > 0) {
            reliability = Infos.timeToLive(defaults.timeToLiveMs(), (defaults.flags() & NetinetSctp.MSG_PR_SCTP) != 0);
        }
        return new Outgoing(message, how, reliability, null, authInfo, flags);
    }

    /** The association to one of the addresses; 0 if there is none. */
    private static int associationTo(SctpSocket socket, List<InetSocketAddress> to) throws SctpException {
        for (InetSocketAddress address : to) {
            try {
                return socket.getOption(SctpOption.GET_PEER_ADDR_INFO, NetinetSctp.SCTP_FUTURE_ASSOC, address)
                        .associationId();
            } catch (SctpException e) {
                if (e.errno() != Errno.EINVAL) {
                    throw e;
                }
            }
        }
        return 0;
    }

    private @Nullable SendvInfo attributes() {
        if (init != null) {
            return new SendvInit(init, info, prInfo, authInfo);
        }
        boolean none = info == null && prInfo == null && authInfo == null;
        return none ? null : new SendvSpa(info, prInfo, authInfo);
    }

    private static SendInfo present(@Nullable SendInfo info) {
        return info == null ? SendInfo.stream(0) : info;
    }
}
