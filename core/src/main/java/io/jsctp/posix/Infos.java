package io.jsctp.posix;

import io.jsctp.Errno;
import io.jsctp.InitMessage;
import io.jsctp.MessageInfo;
import io.jsctp.NextInfo;
import io.jsctp.PrInfo;
import io.jsctp.SctpException;
import io.jsctp.SendInfo;

/** Carries infos of messages over between the structures of C and the records of {@code io.jsctp}. */
final class Infos {
    private static final long MAX_UINT32 = 0xFFFF_FFFFL;
    private static final int MAX_UINT16 = 0xFFFF;

    private Infos() {}

    static int u16(int value, String field) throws SctpException {
        if (value < 0 || value > MAX_UINT16) {
            throw Descriptors.error(Errno.EINVAL, field + " " + value + " does not fit 16 bits");
        }
        return value;
    }

    static int u32(long value, String field) throws SctpException {
        if (value < 0 || value > MAX_UINT32) {
            throw Descriptors.error(Errno.EINVAL, field + " " + value + " does not fit 32 bits");
        }
        return (int) value;
    }

    static SendInfo sendInfo(sctp_sndinfo info) throws SctpException {
        return new SendInfo(
                u16(info.snd_sid, "snd_sid"),
                u16(info.snd_flags, "snd_flags"),
                u32(info.snd_ppid, "snd_ppid"),
                u32(info.snd_context, "snd_context"),
                info.snd_assoc_id);
    }

    /** Without MSG_PR_SCTP, which {@link #prInfo(sctp_sndrcvinfo)} is about. */
    static SendInfo sendInfo(sctp_sndrcvinfo info) throws SctpException {
        return new SendInfo(
                u16(info.sinfo_stream, "sinfo_stream"),
                u16(info.sinfo_flags, "sinfo_flags") & ~NetinetSctp.MSG_PR_SCTP,
                u32(info.sinfo_ppid, "sinfo_ppid"),
                u32(info.sinfo_context, "sinfo_context"),
                info.sinfo_assoc_id);
    }

    static PrInfo prInfo(sctp_prinfo info) throws SctpException {
        return new PrInfo(u16(info.pr_policy, "pr_policy"), u32(info.pr_value, "pr_value"));
    }

    static PrInfo prInfo(sctp_sndrcvinfo info) throws SctpException {
        return timeToLive(info.sinfo_timetolive, (info.sinfo_flags & NetinetSctp.MSG_PR_SCTP) != 0);
    }

    /** With MSG_PR_SCTP it is timed reliability; without it ends with the begin of the transmission. */
    static PrInfo timeToLive(long ms, boolean timed) throws SctpException {
        int value = u32(ms, "the time to live");
        int policy = timed ? NetinetSctp.SCTP_PR_SCTP_TTL : NetinetSctp.SCTP_PR_SCTP_UNSENT_TTL;
        return new PrInfo(value == 0 ? NetinetSctp.SCTP_PR_SCTP_NONE : policy, value);
    }

    static InitMessage initMessage(sctp_initmsg init) throws SctpException {
        return new InitMessage(
                u16(init.sinit_num_ostreams, "sinit_num_ostreams"),
                u16(init.sinit_max_instreams, "sinit_max_instreams"),
                u16(init.sinit_max_attempts, "sinit_max_attempts"),
                u16(init.sinit_max_init_timeo, "sinit_max_init_timeo"));
    }

    static void put(MessageInfo from, sctp_rcvinfo to) {
        to.rcv_sid = from.streamId();
        to.rcv_ssn = from.ssn();
        to.rcv_flags = from.receiveFlags();
        to.rcv_ppid = Integer.toUnsignedLong(from.payloadProtocolId());
        to.rcv_tsn = Integer.toUnsignedLong(from.tsn());
        to.rcv_cumtsn = Integer.toUnsignedLong(from.cumulativeTsn());
        to.rcv_context = Integer.toUnsignedLong(from.context());
        to.rcv_assoc_id = from.associationId();
    }

    static void put(NextInfo from, sctp_nxtinfo to) {
        to.nxt_sid = from.streamId();
        to.nxt_flags = from.flags();
        to.nxt_ppid = Integer.toUnsignedLong(from.payloadProtocolId());
        to.nxt_length = from.lengthBytes();
        to.nxt_assoc_id = from.associationId();
    }

    static void put(MessageInfo from, sctp_sndrcvinfo to) {
        to.sinfo_stream = from.streamId();
        to.sinfo_ssn = from.ssn();
        to.sinfo_flags = from.receiveFlags();
        to.sinfo_ppid = Integer.toUnsignedLong(from.payloadProtocolId());
        to.sinfo_context = Integer.toUnsignedLong(from.context());
        to.sinfo_timetolive = 0;
        to.sinfo_tsn = Integer.toUnsignedLong(from.tsn());
        to.sinfo_cumtsn = Integer.toUnsignedLong(from.cumulativeTsn());
        to.sinfo_assoc_id = from.associationId();
    }

    static void put(MessageInfo from, sctp_extrcvinfo to) {
        to.sinfo_stream = from.streamId();
        to.sinfo_ssn = from.ssn();
        to.sinfo_flags = from.receiveFlags();
        to.sinfo_ppid = Integer.toUnsignedLong(from.payloadProtocolId());
        to.sinfo_context = Integer.toUnsignedLong(from.context());
        to.sinfo_pr_value = 0;
        to.sinfo_tsn = Integer.toUnsignedLong(from.tsn());
        to.sinfo_cumtsn = Integer.toUnsignedLong(from.cumulativeTsn());
        to.sinfo_assoc_id = from.associationId();
        NextInfo next = from.nextInfo();
        to.serinfo_next_flags = next == null ? 0 : NetinetSctp.SCTP_NEXT_MSG_AVAIL | nextFlags(next);
        to.serinfo_next_stream = next == null ? 0 : next.streamId();
        to.serinfo_next_aid = next == null ? 0 : next.associationId();
        to.serinfo_next_length = next == null ? 0 : next.lengthBytes();
        to.serinfo_next_ppid = next == null ? 0 : Integer.toUnsignedLong(next.payloadProtocolId());
    }

    private static int nextFlags(NextInfo next) {
        int flags = next.flags();
        return ((flags & NetinetSctp.SCTP_COMPLETE) == 0 ? 0 : NetinetSctp.SCTP_NEXT_MSG_ISCOMPLETE)
                | ((flags & NetinetSctp.SCTP_UNORDERED) == 0 ? 0 : NetinetSctp.SCTP_NEXT_MSG_IS_UNORDERED)
                | ((flags & NetinetSctp.SCTP_NOTIFICATION) == 0 ? 0 : NetinetSctp.SCTP_NEXT_MSG_IS_NOTIFICATION);
    }
}
