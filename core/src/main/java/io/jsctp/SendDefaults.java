package io.jsctp;

/** How messages are sent for which a call says nothing (RFC 6458 §8.1.13, §8.1.31). */
final class SendDefaults {
    private static final long MAX_UINT32 = 0xFFFF_FFFFL;
    private static final int MAX_UINT16 = 0xFFFF;
    private static final int INFO_FLAGS = SctpConstants.SCTP_UNORDERED
            | SctpConstants.SCTP_EOF
            | SctpConstants.SCTP_SENDALL
            | SctpConstants.SCTP_SACK_IMMEDIATELY;

    private SendDefaults() {}

    static SendInfo defaultSendInfo(SocketCore core, OptionTarget target) throws SctpException {
        return OptionScope.options(core, target).defaultSendInfo();
    }

    static void defaultSendInfo(SocketCore core, OptionTarget target, SendInfo info) throws SctpException {
        SendInfo checked = checked(target, info.streamId(), info.flags(), info.payloadProtocolId(), info.context());
        OptionScope.changeOptions(core, target, options -> options.withDefaultSendInfo(checked));
    }

    static DefaultSendParam defaultSendParam(SocketCore core, OptionTarget target) throws SctpException {
        AssociationOptions options = OptionScope.options(core, target);
        SendInfo info = options.defaultSendInfo();
        int timed = options.defaultTimed() ? SctpConstants.MSG_PR_SCTP : 0;
        return new DefaultSendParam(
                info.streamId(),
                info.flags() | timed,
                info.payloadProtocolId(),
                info.context(),
                options.defaultLifetimeMs());
    }

    static void defaultSendParam(SocketCore core, OptionTarget target, DefaultSendParam given) throws SctpException {
        boolean timed = (given.flags() & SctpConstants.MSG_PR_SCTP) != 0;
        ProtocolOptions.checkRange(target, "timeToLiveMs", given.timeToLiveMs(), MAX_UINT32);
        SendInfo info = checked(
                target,
                given.streamId(),
                given.flags() & ~SctpConstants.MSG_PR_SCTP,
                given.payloadProtocolId(),
                given.context());
        OptionScope.changeOptions(
                core,
                target,
                options -> options.withDefaultSendInfo(info).withDefaultLifetime(given.timeToLiveMs(), timed));
    }

    private static SendInfo checked(OptionTarget target, int streamId, int flags, int payloadProtocolId, int context)
            throws SctpException {
        ProtocolOptions.checkRange(target, "streamId", streamId, MAX_UINT16);
        if ((flags & ~INFO_FLAGS) != 0) {
            throw target.invalid("flags 0x" + Integer.toHexString(flags)
                    + " can't be defaults: only SCTP_UNORDERED, SCTP_EOF, SCTP_SENDALL and SCTP_SACK_IMMEDIATELY can");
        }
        return new SendInfo(streamId, flags, payloadProtocolId, context, 0);
    }
}
