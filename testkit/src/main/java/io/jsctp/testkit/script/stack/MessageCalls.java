package io.jsctp.testkit.script.stack;

import static java.util.Map.entry;

import io.jsctp.MessageInfo;
import io.jsctp.PrInfo;
import io.jsctp.SctpConstants;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.SctpSocket;
import io.jsctp.SctpState;
import io.jsctp.SendInfo;
import io.jsctp.SendvInfo;
import io.jsctp.SendvSpa;
import io.jsctp.testkit.script.CallResult;
import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import io.jsctp.testkit.script.SystemCall;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls that send and receive messages. */
final class MessageCalls {
    private static final int SENDMSG_ARGUMENTS = 10;
    private static final int RECVMSG_ARGUMENTS = 7;
    private static final int MSG_FLAGS_AT = 6;

    private static final Set<String> SENDV_FIELDS =
            Set.of("sendv_flags", "sendv_sndinfo", "sendv_prinfo", "sendv_authinfo");
    private static final Set<String> SNDINFO_FIELDS =
            Set.of("snd_sid", "snd_flags", "snd_ppid", "snd_context", "snd_assoc_id");
    private static final Set<String> PRINFO_FIELDS = Set.of("pr_policy", "pr_value");
    private static final Set<String> AUTHINFO_FIELDS = Set.of("auth_keynumber");

    private MessageCalls() {}

    /** {@code write(fd, data, length)}, {@code send(fd, data, length, flags)}. */
    static CallResult write(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        boolean send = a.name().equals("send");
        a.expect(send ? 4 : 3, send ? 4 : 3);
        int flags = send ? a.integer(3) : 0;
        return CallResult.of(fd.socket.sendv(a.message(1, 2), null, null, flags));
    }

    /** {@code read(fd, data, length)}, {@code recv(fd, data, length, flags)}. */
    static CallResult read(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        boolean recv = a.name().equals("recv");
        a.expect(recv ? 4 : 3, recv ? 4 : 3);
        a.mustBeOpen(1, "the data");
        int flags = recv ? a.integer(3) : 0;
        return CallResult.of(fd.socket.recvv(a.buffer(2), flags, new MessageInfo()));
    }

    /** {@code sctp_sendmsg(fd, data, length, to, tolen, ppid, flags, stream, timetolive, context)}. */
    static CallResult sendmsg(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        a.expect(SENDMSG_ARGUMENTS, SENDMSG_ARGUMENTS);
        ByteBuffer message = a.message(1, 2);
        int flags = knownFlags(a.get(6));
        boolean timed = (flags & SctpConstants.MSG_PR_SCTP) != 0;
        PrInfo prInfo = a.integer(8) == 0
                ? null
                : new PrInfo(
                        timed ? SctpConstants.SCTP_PR_SCTP_TTL : SctpConstants.SCTP_PR_SCTP_UNSENT_TTL, a.integer(8));
        SendInfo info = new SendInfo(
                a.integer(7), flags & ~SctpConstants.MSG_PR_SCTP, Values.swap(a.integer(5)), a.integer(9), 0);
        return CallResult.of(send(fd, message, a.isOpen(3) ? null : a.remote(3), a.peer(), new SendvSpa(info, prInfo)));
    }

    /** A number would mean something else on each system; only 0 and names are understood. */
    private static int knownFlags(Expression flags) throws ScriptRefusedException {
        int value = Values.integer(flags);
        if (value != 0 && flags instanceof Expression.IntegerValue) {
            throw new ScriptRefusedException("the flags " + flags + " are not known, only names are");
        }
        return value;
    }

    /** {@code sctp_sendv(fd, [{data, length}], 1, to, count, info, infolen, infotype, flags)}. */
    static CallResult sendv(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        a.expect(9, 9);
        List<Expression> vectors = Values.list(a.get(1));
        if (vectors.size() != 1 || !(vectors.get(0) instanceof Expression.Struct vector)) {
            throw new ScriptRefusedException(
                    "sctp_sendv: the vector " + a.get(1) + " is not known, only one {..., n} is");
        }
        List<Expression.Field> parts = vector.fields();
        if (parts.size() != 2) {
            throw new ScriptRefusedException("sctp_sendv: the vector " + vector + " has no data and length");
        }
        ByteBuffer message =
                Arguments.message(parts.get(0).value(), parts.get(1).value());
        if (a.integer(8) != 0) {
            throw new ScriptRefusedException("sctp_sendv: the flags " + a.get(8) + " are not known");
        }
        SendvSpa info = sendvInfo(a.get(5), a.integer(7));
        return CallResult.of(send(fd, message, a.isOpen(3) ? null : a.remote(3), a.peer(), info));
    }

    private static SendvSpa sendvInfo(Expression info, int type) throws ScriptRefusedException {
        switch (type) {
            case SocketConstants.SCTP_SENDV_NOINFO -> {
                return new SendvSpa(null, null);
            }
            case SocketConstants.SCTP_SENDV_SNDINFO -> {
                return new SendvSpa(sendInfo(info), null);
            }
            case SocketConstants.SCTP_SENDV_PRINFO -> {
                return new SendvSpa(null, prInfo(info));
            }
            case SocketConstants.SCTP_SENDV_SPA -> {
                Fields spa = Fields.of(info, SENDV_FIELDS);
                long valid = spa.number("sendv_flags");
                Expression send = spa.get("sendv_sndinfo");
                Expression pr = spa.get("sendv_prinfo");
                Expression auth = spa.get("sendv_authinfo");
                if (auth != null) {
                    Fields.of(auth, AUTHINFO_FIELDS);
                }
                if ((valid & SocketConstants.SCTP_SEND_AUTHINFO_VALID) != 0) {
                    throw new ScriptRefusedException("sendv_authinfo: scripts choose a key by SCTP_AUTH_ACTIVE_KEY");
                }
                PrInfo given = pr == null ? null : prInfo(pr);
                boolean sendValid = (valid & SocketConstants.SCTP_SEND_SNDINFO_VALID) != 0;
                boolean prValid = (valid & SocketConstants.SCTP_SEND_PRINFO_VALID) != 0;
                return new SendvSpa(send != null && sendValid ? sendInfo(send) : null, prValid ? given : null);
            }
            default -> throw new ScriptRefusedException("sctp_sendv: the info type " + type + " is not known");
        }
    }

    private static PrInfo prInfo(Expression e) throws ScriptRefusedException {
        Fields fields = Fields.of(e, PRINFO_FIELDS);
        return new PrInfo(fields.integer("pr_policy"), (int) fields.number("pr_value"));
    }

    static SendInfo sendInfo(Expression e) throws ScriptRefusedException {
        return sendInfo(Fields.of(e, SNDINFO_FIELDS));
    }

    static SendInfo sendInfo(Fields fields) throws ScriptRefusedException {
        Expression flags = fields.get("snd_flags");
        Expression ppid = fields.get("snd_ppid");
        return new SendInfo(
                fields.integer("snd_sid"),
                flags == null ? 0 : knownFlags(flags),
                ppid == null ? 0 : Values.swap(Values.integer(ppid)),
                fields.integer("snd_context"),
                fields.association("snd_assoc_id"));
    }

    /** Sends to the peer, over the association there is, else over a new one. */
    private static int send(
            Descriptor fd,
            ByteBuffer message,
            @Nullable List<InetSocketAddress> named,
            InetSocketAddress peer,
            SendvSpa given)
            throws SctpException {
        SendInfo info = given.sendInfo();
        SctpSocket socket = fd.socket;
        List<InetSocketAddress> to = named == null ? List.of(peer) : named;
        boolean over = info != null && (info.flags() & SctpConstants.SCTP_ADDR_OVER) != 0;
        if (!fd.isOneToMany()) {
            boolean listening = socket.getOption(SctpOption.STATUS).state() == SctpState.LISTEN;
            return socket.sendv(
                    message, over || (fd.isFresh() && !listening) ? to : null, attributes(info, given.prInfo()), 0);
        }
        int id = associationTo(socket, to.get(0));
        if (id == 0) {
            return socket.sendv(message, to, attributes(info, given.prInfo()), 0);
        }
        SendInfo how = info == null ? socket.getOption(SctpOption.DEFAULT_SNDINFO, id) : info;
        return socket.sendv(message, over ? to : null, attributes(how.withAssociationId(id), given.prInfo()), 0);
    }

    private static @Nullable SendvInfo attributes(@Nullable SendInfo info, @Nullable PrInfo prInfo) {
        return prInfo == null ? info : new SendvSpa(info, prInfo);
    }

    private static int associationTo(SctpSocket socket, InetSocketAddress peer) throws SctpException {
        for (int id : socket.getOption(SctpOption.GET_ASSOC_ID_LIST)) {
            if (socket.getpaddrs(id).contains(peer)) {
                return id;
            }
        }
        return 0;
    }

    /** {@code sctp_recvmsg(fd, data, length, from, fromlen, sinfo, flags)}. */
    static CallResult recvmsg(Descriptor fd, Arguments a) throws SctpException, ScriptRefusedException {
        a.expect(RECVMSG_ARGUMENTS, RECVMSG_ARGUMENTS);
        a.mustBeOpen(1, "the data");
        MessageInfo info = new MessageInfo();
        int length = fd.socket.recvv(a.buffer(2), 0, info);
        Outcome outcome = new Outcome();
        outcome.fields("argument 6", a.get(5), sinfo(info));
        outcome.number("argument 7 (msg_flags)", a.get(MSG_FLAGS_AT), info.flags());
        return outcome.result(length);
    }

    private static Map<String, Long> sinfo(MessageInfo info) {
        return Map.ofEntries(
                entry("sinfo_stream", (long) info.streamId()),
                entry("sinfo_ssn", (long) info.ssn()),
                entry("sinfo_flags", (long) info.receiveFlags()),
                entry("sinfo_ppid", Values.swap(info.payloadProtocolId()) & 0xffffffffL),
                entry("sinfo_context", info.context() & 0xffffffffL),
                entry("sinfo_timetolive", 0L),
                entry("sinfo_tsn", info.tsn() & 0xffffffffL),
                entry("sinfo_cumtsn", info.cumulativeTsn() & 0xffffffffL),
                entry("sinfo_assoc_id", (long) info.associationId()));
    }

    /** A call that received nothing leaves the flags as they were, 0. */
    static CallResult withUntouchedFlags(SystemCall call, CallResult failed) throws ScriptRefusedException {
        if (!call.name().equals("sctp_recvmsg") || call.arguments().size() != RECVMSG_ARGUMENTS) {
            return failed;
        }
        Outcome outcome = new Outcome();
        outcome.number("argument 7 (msg_flags)", call.arguments().get(MSG_FLAGS_AT), 0);
        return new CallResult(
                false, failed.value(), failed.errno(), outcome.result(0).mismatches());
    }
}
