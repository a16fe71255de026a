package io.jsctp.posix;

import io.jsctp.AssociationIdOut;
import io.jsctp.AuthInfo;
import io.jsctp.Errno;
import io.jsctp.MessageInfo;
import io.jsctp.PrInfo;
import io.jsctp.SctpException;
import io.jsctp.SctpSocket;
import io.jsctp.SctpStack;
import io.jsctp.SendInfo;
import io.jsctp.SendvInfo;
import io.jsctp.SendvSpa;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls that SCTP has of its own to send and receive (RFC 6458 §9). */
abstract sealed class SctpMessageCalls extends SctpCalls permits Posix {
    private static final int ENDING = NetinetSctp.SCTP_EOF | NetinetSctp.SCTP_ABORT;

    SctpMessageCalls(SctpStack stack, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        super(stack, stdin, stdout, stderr);
    }

    /**
     * Sends to a peer (RFC 6458 §9.7, deprecated there); on a one-to-many socket it sets the association up if need be.
     *
     * @param sd the socket
     * @param msg the message
     * @param len its size
     * @param to an address of the peer; on a one-to-one socket may be null
     * @param tolen its size
     * @param ppid the payload protocol id, 32 bits
     * @param flags as sinfo_flags; MSG_ABORT and MSG_EOF are EOPNOTSUPP on a one-to-one socket
     * @param stream_no the stream, 16 bits
     * @param timetolive how long it may wait in ms, 32 bits; 0 for ever
     * @param context comes back if it can't be delivered, 32 bits
     * @return how many bytes; -1 with an errno
     */
    public final int sctp_sendmsg(
            int sd,
            byte @Nullable [] msg,
            int len,
            @Nullable sockaddr to,
            int tolen,
            long ppid,
            int flags,
            int stream_no,
            long timetolive,
            long context) {
        return result(() -> {
            Descriptor d = of(sd);
            sctp_sndrcvinfo sinfo = new sctp_sndrcvinfo();
            sinfo.sinfo_stream = stream_no;
            sinfo.sinfo_flags = flags;
            sinfo.sinfo_ppid = ppid;
            sinfo.sinfo_timetolive = timetolive;
            sinfo.sinfo_context = context;
            Outgoing message = outgoing(d, buffer(msg, len), sinfo, 0);
            if (to == null) {
                checkConnected(d);
                return message.send(d.socket);
            }
            return message.sendTo(d, List.of(address(d, to, tolen, Errno.EINVAL)), new AssociationIdOut());
        });
    }

    /**
     * Sends on an association (RFC 6458 §9.10, deprecated there).
     *
     * @param sd the socket
     * @param msg the message; may be null if it is empty
     * @param len its size
     * @param sinfo how to send it; null for the defaults of a one-to-one socket
     * @param flags 0
     * @return how many bytes; -1 with an errno
     */
    public final int sctp_send(int sd, byte @Nullable [] msg, int len, @Nullable sctp_sndrcvinfo sinfo, int flags) {
        return result(() -> {
            Descriptor d = of(sd);
            return outgoing(d, optional(msg, len), sinfo, flags).send(d.socket);
        });
    }

    /**
     * Sends, and sets the association up first if addresses are given (RFC 6458 §9.11, deprecated there).
     *
     * @param sd the socket
     * @param msg the message; may be null if it is empty
     * @param len its size
     * @param addrs the peer's addresses; null to send as {@link #sctp_send}
     * @param addrcnt how many of them count
     * @param sinfo how to send it, takes the new association's id; null for the defaults
     * @param flags 0
     * @return how many bytes; -1 with an errno
     */
    public final int sctp_sendx(
            int sd,
            byte @Nullable [] msg,
            int len,
            sockaddr @Nullable [] addrs,
            int addrcnt,
            @Nullable sctp_sndrcvinfo sinfo,
            int flags) {
        return result(() -> {
            Descriptor d = of(sd);
            Outgoing message = outgoing(d, optional(msg, len), sinfo, flags);
            if (addrs == null || addrcnt == 0) {
                return message.send(d.socket);
            }
            AssociationIdOut newId = new AssociationIdOut();
            int sent = message.sendTo(d, addresses(d, addrs, addrcnt, Errno.EAFNOSUPPORT), newId);
            if (sinfo != null && newId.id() != 0) {
                sinfo.sinfo_assoc_id = newId.id();
            }
            return sent;
        });
    }

    /**
     * Sends, as {@link SctpSocket#sendv} (RFC 6458 §9.12).
     *
     * @param sd the socket
     * @param iov the message; may be null if it is empty
     * @param iovcnt how many of them count
     * @param addrs the peer's addresses to set an association up to, or with SCTP_ADDR_OVER the one to send to; or null
     * @param addrcnt how many of them count
     * @param info how to send it; its snd_assoc_id takes the new association's id
     * @param infolen its size
     * @param infotype what it is, as SCTP_SENDV_SNDINFO
     * @param flags 0
     * @return how many bytes; -1 with an errno
     */
    public final int sctp_sendv(
            int sd,
            iovec @Nullable [] iov,
            int iovcnt,
            sockaddr @Nullable [] addrs,
            int addrcnt,
            @Nullable Struct info,
            int infolen,
            int infotype,
            int flags) {
        return result(() -> {
            Descriptor d = of(sd);
            SendvInfo how = sendvInfo(info, infolen, infotype);
            List<InetSocketAddress> to =
                    addrs == null || addrcnt == 0 ? null : addresses(d, addrs, addrcnt, Errno.EAFNOSUPPORT);
            AssociationIdOut newId = new AssociationIdOut();
            int sent = d.socket.sendv(gather(iov, iovcnt), to, how, flags, newId);
            sctp_sndinfo sndinfo = info instanceof sctp_sendv_spa spa ? spa.sendv_sndinfo : null;
            sndinfo = info instanceof sctp_sndinfo direct ? direct : sndinfo;
            if (newId.id() != 0 && sndinfo != null && d.isOneToMany()) {
                sndinfo.snd_assoc_id = newId.id();
            }
            return sent;
        });
    }

    /**
     * Reads (RFC 6458 §9.8, deprecated there).
     *
     * @param sd the socket
     * @param msg takes the message
     * @param len its size
     * @param from takes the peer's address; may be null
     * @param fromlen its size, and then that of the address
     * @param sinfo takes what is known of the message, if sctp_data_io_event is on: {@link sctp_sndrcvinfo}, or
     *     {@link sctp_extrcvinfo} with SCTP_USE_EXT_RCVINFO; may be null
     * @param msg_flags MSG_PEEK or 0, and then MSG_EOR, MSG_NOTIFICATION; may be null
     * @return how many bytes, 0 at the end; -1 with an errno
     */
    public final int sctp_recvmsg(
            int sd,
            byte @Nullable [] msg,
            int len,
            @Nullable sockaddr from,
            int @Nullable [] fromlen,
            @Nullable Struct sinfo,
            int @Nullable [] msg_flags) {
        return result(() -> {
            Descriptor d = of(sd);
            checkTarget(from, fromlen);
            boolean extended = d.dataIo && d.extended;
            if (sinfo != null && !(extended ? sinfo instanceof sctp_extrcvinfo : sinfo instanceof sctp_sndrcvinfo)) {
                throw error(Errno.EINVAL, "the info must be a struct " + (extended ? "extrcvinfo" : "sndrcvinfo"));
            }
            MessageInfo info = new MessageInfo();
            int read = d.socket.recvv(buffer(msg, len), msg_flags == null ? 0 : msg_flags[0], info);
            store(d, info.from(), from, fromlen);
            if (msg_flags != null) {
                msg_flags[0] = info.flags();
            }
            if (d.dataIo && info.hasReceiveInfo() && sinfo instanceof sctp_sndrcvinfo sndrcv) {
                Infos.put(info, sndrcv);
            } else if (d.dataIo && info.hasReceiveInfo() && sinfo instanceof sctp_extrcvinfo extrcv) {
                Infos.put(info, extrcv);
            }
            return read;
        });
    }

    /**
     * Reads, as {@link SctpSocket#recvv} (RFC 6458 §9.13).
     *
     * @param sd the socket
     * @param iov take the message, one after the other
     * @param iovlen how many of them count
     * @param from takes the peer's address; may be null
     * @param fromlen its size, and then that of the address
     * @param info takes what options ask for: {@link sctp_rcvinfo}, {@link sctp_nxtinfo}, or both in a {@link sctp_recvv_rn};
     *     may be null if they ask for nothing
     * @param infolen its size, and then how much was filled in; left alone if nothing was
     * @param infotype takes what was filled in, as SCTP_RECVV_RCVINFO
     * @param flags MSG_PEEK or 0, and then MSG_EOR, MSG_NOTIFICATION
     * @return how many bytes, 0 at the end; -1 with an errno
     */
    public final int sctp_recvv(
            int sd,
            iovec @Nullable [] iov,
            int iovlen,
            @Nullable sockaddr from,
            int @Nullable [] fromlen,
            @Nullable Struct info,
            int @Nullable [] infolen,
            int @Nullable [] infotype,
            int @Nullable [] flags) {
        return result(() -> {
            Descriptor d = of(sd);
            checkTarget(from, fromlen);
            int[] type = present(infotype, "the type of the info");
            int[] inOut = present(flags, "the flags");
            ReceivedInfo target = new ReceivedInfo(d, info, infolen);
            MessageInfo got = new MessageInfo();
            int read = d.socket.recvv(buffers(iov, iovlen), inOut[0], got);
            store(d, got.from(), from, fromlen);
            inOut[0] = got.flags();
            type[0] = target.put(got);
            return read;
        });
    }

    /** Checks what the calls that RFC 6458 deprecates forbid and sctp_sendv does not. */
    private static Outgoing outgoing(Descriptor d, ByteBuffer message, @Nullable sctp_sndrcvinfo sinfo, int flags)
            throws SctpException {
        if (sinfo == null) {
            return Outgoing.byDefault(message, flags);
        }
        if ((sinfo.sinfo_flags & SysSocket.MSG_OOB) != 0) {
            throw error(Errno.EOPNOTSUPP, "SCTP has no out-of-band data (MSG_OOB)");
        }
        if (!d.isOneToMany() && (sinfo.sinfo_flags & ENDING) != 0) {
            throw error(Errno.EOPNOTSUPP, "MSG_ABORT and MSG_EOF are for one-to-many sockets");
        }
        return new Outgoing(message, Infos.sendInfo(sinfo), Infos.prInfo(sinfo), null, null, flags);
    }

    private static ByteBuffer optional(byte @Nullable [] msg, int len) throws SctpException {
        return msg == null && len == 0 ? ByteBuffer.allocate(0) : buffer(msg, len);
    }

    private static @Nullable SendvInfo sendvInfo(@Nullable Struct info, int infolen, int infotype)
            throws SctpException {
        if (info == null) {
            if (infotype != NetinetSctp.SCTP_SENDV_NOINFO || infolen != 0) {
                throw infotype == NetinetSctp.SCTP_SENDV_NOINFO
                        ? error(Errno.EINVAL, "no info has no length")
                        : error(Errno.EFAULT, "the info is null");
            }
            return null;
        }
        boolean sized = infolen == info.sizeof();
        if (sized && infotype == NetinetSctp.SCTP_SENDV_SNDINFO && info instanceof sctp_sndinfo sndinfo) {
            return Infos.sendInfo(sndinfo);
        }
        if (sized && infotype == NetinetSctp.SCTP_SENDV_PRINFO && info instanceof sctp_prinfo prinfo) {
            return Infos.prInfo(prinfo);
        }
        if (sized && infotype == NetinetSctp.SCTP_SENDV_AUTHINFO && info instanceof sctp_authinfo authinfo) {
            return new AuthInfo(authinfo.auth_keynumber);
        }
        if (sized && infotype == NetinetSctp.SCTP_SENDV_SPA && info instanceof sctp_sendv_spa spa) {
            return spaInfo(spa);
        }
        throw error(Errno.EINVAL, "type " + infotype + " and " + infolen + " bytes are not those of a supported info");
    }

    private static SendvInfo spaInfo(sctp_sendv_spa spa) throws SctpException {
        long known = NetinetSctp.SCTP_SEND_SNDINFO_VALID
                | NetinetSctp.SCTP_SEND_PRINFO_VALID
                | NetinetSctp.SCTP_SEND_AUTHINFO_VALID;
        if ((spa.sendv_flags & ~known) != 0) {
            throw error(Errno.EINVAL, "sendv_flags " + spa.sendv_flags + " are not all known");
        }
        boolean hasAuthInfo = (spa.sendv_flags & NetinetSctp.SCTP_SEND_AUTHINFO_VALID) != 0;
        AuthInfo authInfo = hasAuthInfo ? new AuthInfo(spa.sendv_authinfo.auth_keynumber) : null;
        boolean hasSendInfo = (spa.sendv_flags & NetinetSctp.SCTP_SEND_SNDINFO_VALID) != 0;
        boolean hasPrInfo = (spa.sendv_flags & NetinetSctp.SCTP_SEND_PRINFO_VALID) != 0;
        SendInfo sendInfo = hasSendInfo ? Infos.sendInfo(spa.sendv_sndinfo) : null;
        PrInfo prInfo = hasPrInfo ? Infos.prInfo(spa.sendv_prinfo) : null;
        return new SendvSpa(sendInfo, prInfo, authInfo);
    }
}
