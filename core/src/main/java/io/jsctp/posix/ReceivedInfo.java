package io.jsctp.posix;

import io.jsctp.Errno;
import io.jsctp.MessageInfo;
import io.jsctp.NextInfo;
import io.jsctp.SctpException;
import org.jspecify.annotations.Nullable;

/** Where sctp_recvv puts what it knows of a message (RFC 6458 §9.13). Made, and checked, before anything is read. */
final class ReceivedInfo {
    private final boolean wantsReceiveInfo;
    private final boolean wantsNextInfo;
    private final @Nullable Struct target;
    private final int @Nullable [] length;

    ReceivedInfo(Descriptor d, @Nullable Struct target, int @Nullable [] length) throws SctpException {
        wantsReceiveInfo = d.receiveInfo;
        wantsNextInfo = d.nextInfo;
        this.target = target;
        this.length = length;
        if (wantsReceiveInfo || wantsNextInfo) {
            check(Descriptors.present(target, "the info"), Descriptors.present(length, "the length of the info"));
        }
    }

    private void check(Struct info, int[] room) throws SctpException {
        boolean fits = info instanceof sctp_recvv_rn
                || (info instanceof sctp_rcvinfo && wantsReceiveInfo)
                || (info instanceof sctp_nxtinfo && !wantsReceiveInfo);
        if (!fits || room[0] < info.sizeof()) {
            throw Descriptors.error(Errno.EINVAL, "the info has no room for what the options ask for");
        }
    }

    /** Fills in what there is and tells what that is; the length stays as it is if it is nothing. */
    int put(MessageInfo info) {
        boolean receive = wantsReceiveInfo && info.hasReceiveInfo();
        NextInfo next = wantsNextInfo && !(target instanceof sctp_rcvinfo) ? info.nextInfo() : null;
        if (receive) {
            Infos.put(info, target instanceof sctp_recvv_rn rn ? rn.recvv_rcvinfo : (sctp_rcvinfo) whole());
        }
        if (next != null) {
            Infos.put(next, target instanceof sctp_recvv_rn rn ? rn.recvv_nxtinfo : (sctp_nxtinfo) whole());
        }
        if (receive && next != null) {
            return filled(NetinetSctp.SCTP_RECVV_RN, sctp_recvv_rn.SIZEOF);
        }
        if (next != null) {
            return filled(NetinetSctp.SCTP_RECVV_NXTINFO, sctp_nxtinfo.SIZEOF);
        }
        return receive ? filled(NetinetSctp.SCTP_RECVV_RCVINFO, sctp_rcvinfo.SIZEOF) : NetinetSctp.SCTP_RECVV_NOINFO;
    }

    private Struct whole() {
        return java.util.Objects.requireNonNull(target);
    }

    private int filled(int type, int bytes) {
        java.util.Objects.requireNonNull(length)[0] = bytes;
        return type;
    }
}
