package io.jsctp.posix;

import io.jsctp.AssociationIdOut;
import io.jsctp.AuthInfo;
import io.jsctp.Errno;
import io.jsctp.InitMessage;
import io.jsctp.MessageInfo;
import io.jsctp.NextInfo;
import io.jsctp.PrInfo;
import io.jsctp.SctpException;
import io.jsctp.SendInfo;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ancillary data of sendmsg and recvmsg (RFC 6458 §5.3). */
final class Ancillary {
    private @Nullable SendInfo info;
    private @Nullable PrInfo prInfo;
    private @Nullable InitMessage init;
    private @Nullable AuthInfo authInfo;
    private final List<InetAddress> more = new ArrayList<>();

    private Ancillary() {}

    // ---- Sending.

    static int send(Descriptor d, msghdr message, int flags) throws SctpException {
        Ancillary given = new Ancillary();
        for (cmsghdr item : message.msg_control) {
            given.take(d, Descriptors.present(item, "an item of ancillary data"));
        }
        List<InetSocketAddress> to = given.addresses(d, message);
        ByteBuffer bytes = MessageCalls.gather(message.msg_iov, message.msg_iovlen);
        Outgoing out = new Outgoing(bytes, given.info, given.prInfo, given.init, given.authInfo, flags);
        if (!to.isEmpty()) {
            return out.sendTo(d, to, new AssociationIdOut());
        }
        if (given.info == null) {
            MessageCalls.checkConnected(d);
        }
        // Without an address nothing is set up, so that nothing is there for SCTP_INIT to shape.
        return new Outgoing(bytes, given.info, given.prInfo, null, given.authInfo, flags).send(d.socket);
    }

    private List<InetSocketAddress> addresses(Descriptor d, msghdr message) throws SctpException {
        List<InetSocketAddress> to = new ArrayList<>();
        if (message.msg_name != null) {
            to.add(Descriptors.address(d, message.msg_name, message.msg_namelen, Errno.EINVAL));
        } else if (!more.isEmpty()) {
            throw Descriptors.error(Errno.EINVAL, "only msg_name tells the port of more addresses");
        }
        for (InetAddress address : more) {
            to.add(new InetSocketAddress(address, to.get(0).getPort()));
        }
        return to;
    }

    private void take(Descriptor d, cmsghdr item) throws SctpException {
        Struct data = Descriptors.present(item.cmsg_data, "ancillary data");
        if (item.cmsg_level != NetinetSctp.IPPROTO_SCTP || item.cmsg_len != cmsghdr.CMSG_LEN(data.sizeof())) {
            throw Descriptors.error(
                    Errno.EINVAL,
                    "an item of level " + item.cmsg_level + " and " + item.cmsg_len + " bytes is none of SCTP's");
        }
        if (item.cmsg_type == NetinetSctp.SCTP_SNDINFO && data instanceof sctp_sndinfo sndinfo) {
            only(info == null);
            info = Infos.sendInfo(sndinfo);
        } else if (item.cmsg_type == NetinetSctp.SCTP_SNDRCV && data instanceof sctp_sndrcvinfo sndrcv) {
            only(info == null);
            info = Infos.sendInfo(sndrcv);
            prInfo = prInfo == null ? Infos.prInfo(sndrcv) : prInfo;
        } else if (item.cmsg_type == NetinetSctp.SCTP_PRINFO && data instanceof sctp_prinfo given) {
            prInfo = Infos.prInfo(given);
        } else if (item.cmsg_type == NetinetSctp.SCTP_AUTHINFO && data instanceof sctp_authinfo given) {
            authInfo = new AuthInfo(given.auth_keynumber);
        } else if (item.cmsg_type == NetinetSctp.SCTP_INIT && data instanceof sctp_initmsg given) {
            init = Infos.initMessage(given);
        } else if (item.cmsg_type == NetinetSctp.SCTP_DSTADDRV4 && data instanceof in_addr address) {
            more.add(address(ByteBuffer.allocate(4).putInt(address.s_addr).array()));
        } else if (item.cmsg_type == NetinetSctp.SCTP_DSTADDRV6 && data instanceof in6_addr address) {
            InetAddress six = address(address.s6_addr);
            if (six instanceof Inet6Address && !d.isIpv6()) {
                throw Descriptors.error(Errno.EINVAL, "an IPv4 socket takes no IPv6 address");
            }
            more.add(six);
        } else {
            throw Descriptors.error(
                    Errno.EINVAL,
                    "ancillary data of type " + item.cmsg_type + " can't be sent, or is another structure");
        }
    }

    private static void only(boolean first) throws SctpException {
        if (!first) {
            throw Descriptors.error(Errno.EINVAL, "SCTP_SNDINFO and SCTP_SNDRCV exclude each other (RFC 6458 §5.2.1)");
        }
    }

    private static InetAddress address(byte[] bytes) throws SctpException {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw Descriptors.error(Errno.EINVAL, bytes.length + " bytes are no address");
        }
    }

    // ---- Receiving.

    /** Adds what the options ask for and there is room for. */
    static void receive(Descriptor d, msghdr message, MessageInfo info) {
        int room = message.msg_controllen;
        message.msg_control.clear();
        message.msg_controllen = 0;
        if (info.hasReceiveInfo() && d.receiveInfo) {
            sctp_rcvinfo rcvinfo = new sctp_rcvinfo();
            Infos.put(info, rcvinfo);
            add(message, room, NetinetSctp.SCTP_RCVINFO, rcvinfo);
        } else if (info.hasReceiveInfo() && d.dataIo && d.extended) {
            sctp_extrcvinfo extrcv = new sctp_extrcvinfo();
            Infos.put(info, extrcv);
            add(message, room, NetinetSctp.SCTP_EXTRCV, extrcv);
        } else if (info.hasReceiveInfo() && d.dataIo) {
            sctp_sndrcvinfo sndrcv = new sctp_sndrcvinfo();
            Infos.put(info, sndrcv);
            add(message, room, NetinetSctp.SCTP_SNDRCV, sndrcv);
        }
        NextInfo next = d.nextInfo ? info.nextInfo() : null;
        if (next != null) {
            sctp_nxtinfo nxtinfo = new sctp_nxtinfo();
            Infos.put(next, nxtinfo);
            add(message, room, NetinetSctp.SCTP_NXTINFO, nxtinfo);
        }
    }

    private static void add(msghdr message, int room, int type, Struct data) {
        int space = cmsghdr.CMSG_SPACE(data.sizeof());
        if (message.msg_controllen + space > room) {
            message.msg_flags |= SysSocket.MSG_CTRUNC;
            return;
        }
        message.msg_control.add(new cmsghdr(type, data));
        message.msg_controllen += space;
    }
}
