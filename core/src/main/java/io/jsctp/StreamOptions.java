package io.jsctp;

import io.jsctp.engine.ReconfigurationStatus;
import java.util.List;

/** The options that reset and add streams (RFC 6525 §6.3). */
final class StreamOptions {
    private static final int BOTH = SctpConstants.SCTP_STREAM_RESET_INCOMING | SctpConstants.SCTP_STREAM_RESET_OUTGOING;
    private static final int ALL_REQUESTS = SctpConstants.SCTP_ENABLE_RESET_STREAM_REQ
            | SctpConstants.SCTP_ENABLE_RESET_ASSOC_REQ
            | SctpConstants.SCTP_ENABLE_CHANGE_ASSOC_REQ;
    private static final int MAX_UINT16 = 0xFFFF;

    private StreamOptions() {}

    static Integer enableStreamReset(SocketCore core, OptionTarget target) throws SctpException {
        return OptionScope.settings(core, target).allowedRequests();
    }

    static void enableStreamReset(SocketCore core, OptionTarget target, Integer requests) throws SctpException {
        if ((requests & ~ALL_REQUESTS) != 0) {
            throw target.invalid("no request has a bit of 0x" + Integer.toHexString(requests & ~ALL_REQUESTS));
        }
        OptionScope.changeSettings(
                core, target, s -> s.toBuilder().allowedRequests(requests).build());
    }

    static void resetStreams(SocketCore core, OptionTarget target, ResetStreams wanted) throws SctpException {
        int flags = wanted.flags();
        if ((flags & BOTH) == 0 || (flags & ~BOTH) != 0) {
            throw target.invalid("the flags must be SCTP_STREAM_RESET_INCOMING, SCTP_STREAM_RESET_OUTGOING or both");
        }
        List<Integer> streamIds = wanted.streamIds();
        for (int id : streamIds) {
            ProtocolOptions.checkRange(target, "stream", id, MAX_UINT16);
        }
        AssociationDriver driver = required(core, target, target.associationId());
        check(
                target,
                AssociationCalls.resetStreams(
                        driver,
                        (flags & SctpConstants.SCTP_STREAM_RESET_INCOMING) != 0,
                        (flags & SctpConstants.SCTP_STREAM_RESET_OUTGOING) != 0,
                        streamIds));
    }

    /** The value is the id of the association (RFC 6525 §6.3.3). */
    static void resetAssociation(SocketCore core, OptionTarget target, Integer associationId) throws SctpException {
        check(target, AssociationCalls.resetNumbers(required(core, target, associationId)));
    }

    static void addStreams(SocketCore core, OptionTarget target, AddStreams wanted) throws SctpException {
        ProtocolOptions.checkRange(target, "inboundStreams", wanted.inboundStreams(), MAX_UINT16);
        ProtocolOptions.checkRange(target, "outboundStreams", wanted.outboundStreams(), MAX_UINT16);
        if (wanted.inboundStreams() == 0 && wanted.outboundStreams() == 0) {
            throw target.invalid("no stream is to be added");
        }
        check(
                target,
                AssociationCalls.addStreams(
                        required(core, target, target.associationId()),
                        wanted.inboundStreams(),
                        wanted.outboundStreams()));
    }

    private static AssociationDriver required(SocketCore core, OptionTarget target, int associationId)
            throws SctpException {
        boolean none = core.isOneToMany()
                && (associationId == SctpConstants.SCTP_FUTURE_ASSOC
                        || associationId == SctpConstants.SCTP_CURRENT_ASSOC
                        || associationId == SctpConstants.SCTP_ALL_ASSOC);
        if (none) {
            throw target.invalid("the option is about one association");
        }
        AssociationDriver driver = core.resolve(associationId, target.call());
        if (driver == null) {
            throw Errors.of(Errno.ENOTCONN, target.call(), "the socket has no association");
        }
        return driver;
    }

    private static void check(OptionTarget target, ReconfigurationStatus status) throws SctpException {
        switch (status) {
            case ACCEPTED -> {
                // a notification will tell
            }
            case NOT_ESTABLISHED -> throw Errors.of(Errno.ENOTCONN, target.call(), "the association is not up");
            case NOT_SUPPORTED -> throw target.unsupported("not both sides support it (RFC 6525 §5.1.1)");
            case ALREADY -> throw Errors.of(Errno.EALREADY, target.call(), "a request is not answered yet");
            case INVALID_STREAM -> throw target.invalid("a stream does not exist");
            case TOO_MANY_NAMED -> throw target.invalid("a packet can't name so many streams; none stands for all");
            case TOO_MANY_STREAMS -> throw target.invalid("there can't be more than 65535 streams");
            case TOO_EARLY -> throw Errors.of(Errno.EAGAIN, target.call(), "the last reset was less than 30 s ago");
        }
    }
}
