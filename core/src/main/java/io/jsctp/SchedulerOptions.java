package io.jsctp;

import io.jsctp.engine.AssociationSettings;
import io.jsctp.engine.StreamScheduling.Policy;

/** The options about the order in which streams are served (RFC 8260 §4.3.2, §4.3.3). */
final class SchedulerOptions {
    private static final int MAX_UINT16 = 0xFFFF;

    private SchedulerOptions() {}

    static Integer scheduler(SocketCore core, OptionTarget target) throws SctpException {
        return switch (OptionScope.settings(core, target).streamScheduling().policy()) {
            case FIRST_COME_FIRST_SERVED -> SctpConstants.SCTP_SS_FCFS;
            case ROUND_ROBIN -> SctpConstants.SCTP_SS_RR;
            case ROUND_ROBIN_PER_PACKET -> SctpConstants.SCTP_SS_RR_PKT;
            case PRIORITY -> SctpConstants.SCTP_SS_PRIO;
            case FAIR_CAPACITY -> SctpConstants.SCTP_SS_FB;
            case WEIGHTED_FAIR_QUEUEING -> SctpConstants.SCTP_SS_WFQ;
        };
    }

    static void scheduler(SocketCore core, OptionTarget target, Integer scheduler) throws SctpException {
        Policy policy = switch (scheduler) {
            case SctpConstants.SCTP_SS_DEFAULT, SctpConstants.SCTP_SS_RR -> Policy.ROUND_ROBIN;
            case SctpConstants.SCTP_SS_RR_PKT -> Policy.ROUND_ROBIN_PER_PACKET;
            case SctpConstants.SCTP_SS_PRIO -> Policy.PRIORITY;
            case SctpConstants.SCTP_SS_FB -> Policy.FAIR_CAPACITY;
            case SctpConstants.SCTP_SS_FCFS -> Policy.FIRST_COME_FIRST_SERVED;
            case SctpConstants.SCTP_SS_WFQ -> Policy.WEIGHTED_FAIR_QUEUEING;
            default -> throw target.invalid("there is no stream scheduler " + scheduler);
        };
        OptionScope.changeSettings(
                core,
                target,
                s -> s.toBuilder()
                        .streamScheduling(s.streamScheduling().with(policy))
                        .build());
    }

    static Integer value(SocketCore core, OptionTarget target, int streamId) throws SctpException {
        checkStream(core, target, streamId);
        return OptionScope.settings(core, target).streamScheduling().value(streamId);
    }

    static void value(SocketCore core, OptionTarget target, int streamId, Integer value) throws SctpException {
        checkStream(core, target, streamId);
        ProtocolOptions.checkRange(target, "the value of a stream", value, MAX_UINT16);
        OptionScope.changeSettings(core, target, s -> changed(s, streamId, value));
    }

    private static AssociationSettings changed(AssociationSettings s, int streamId, int value) {
        return s.toBuilder()
                .streamScheduling(s.streamScheduling().with(streamId, value))
                .build();
    }

    /** For later associations any number of streams is thinkable; of one there is it is known. */
    private static void checkStream(SocketCore core, OptionTarget target, int streamId) throws SctpException {
        ProtocolOptions.checkRange(target, "streamId", streamId, MAX_UINT16);
        boolean several = core.isOneToMany() && target.isSeveral();
        AssociationDriver driver = several ? null : OptionScope.reading(core, target);
        if (driver != null && streamId >= driver.status().outboundStreams()) {
            throw target.invalid("there is no outbound stream " + streamId);
        }
    }
}
