package io.jsctp;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.Extension;
import io.jsctp.engine.Extensions;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Turns what an association reports into the notifications of RFC 6458 §6.1. Called under the association's lock. */
final class EventTranslator {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private EventTranslator() {}

    static @Nullable Notification translate(AssociationDriver driver, AssociationEvent event) {
        int id = driver.id;
        Association association = driver.association();
        if (event instanceof AssociationEvent.CommunicationUp up) {
            return new AssociationChange(
                    id,
                    AssociationChange.State.COMM_UP,
                    0,
                    up.outboundStreams(),
                    up.inboundStreams(),
                    features(driver, up.extensions()));
        }
        if (event instanceof AssociationEvent.Restarted restarted) {
            return new AssociationChange(
                    id,
                    AssociationChange.State.RESTART,
                    0,
                    restarted.outboundStreams(),
                    restarted.inboundStreams(),
                    features(driver, restarted.extensions()));
        }
        if (event instanceof AssociationEvent.CommunicationLost lost) {
            return new AssociationChange(
                    id,
                    lost.wasUp() ? AssociationChange.State.COMM_LOST : AssociationChange.State.CANT_STR_ASSOC,
                    lost.causeCode(),
                    association.outboundStreams(),
                    association.inboundStreams(),
                    ByteBuffer.wrap(lost.abortChunk()));
        }
        if (event instanceof AssociationEvent.ShutdownComplete) {
            return new AssociationChange(
                    id,
                    AssociationChange.State.SHUTDOWN_COMP,
                    0,
                    association.outboundStreams(),
                    association.inboundStreams(),
                    NOTHING);
        }
        if (event instanceof AssociationEvent.PeerShutdown) {
            return new ShutdownEvent(id);
        }
        if (event instanceof AssociationEvent.PathChanged changed) {
            InetSocketAddress address = new InetSocketAddress(changed.address(), association.peerPort());
            return isHidden(driver, changed) ? null : new PeerAddressChange(id, address, state(changed.change()), 0);
        }
        if (event instanceof AssociationEvent.RemoteError error) {
            return new RemoteError(id, error.causeCode(), ByteBuffer.wrap(error.chunk()));
        }
        if (event instanceof AssociationEvent.SendFailed failed) {
            return failed(id, failed);
        }
        if (event instanceof AssociationEvent.AdaptationIndication adaptation) {
            return new AdaptationIndication(id, adaptation.indication());
        }
        if (event instanceof AssociationEvent.PartialDeliveryAborted aborted) {
            int indication = SctpConstants.SCTP_PARTIAL_DELIVERY_ABORTED;
            return new PartialDelivery(id, indication, aborted.streamId(), aborted.ssn());
        }
        if (event instanceof AssociationEvent.Authentication authentication) {
            return new AuthenticationEvent(id, authentication.keyNumber(), indication(authentication.change()));
        }
        Notification reconfigured = reconfigured(id, event);
        if (reconfigured != null) {
            return reconfigured;
        }
        return event instanceof AssociationEvent.SenderDry ? new SenderDry(id) : null;
    }

    /** Who does not ask for it is told of active and inactive paths only (RFC 7829 §7.3). */
    private static boolean isHidden(AssociationDriver driver, AssociationEvent.PathChanged changed) {
        AssociationEvent.PathChange change = changed.change();
        boolean special = change == AssociationEvent.PathChange.POTENTIALLY_FAILED
                || change == AssociationEvent.PathChange.RECOVERED;
        return special && !driver.options.exposesPotentiallyFailed();
    }

    private static @Nullable Notification reconfigured(int id, AssociationEvent event) {
        if (event instanceof AssociationEvent.StreamsReset reset) {
            int flags = (reset.incoming() ? SctpConstants.SCTP_STREAM_RESET_INCOMING_SSN : 0)
                    | (reset.outgoing() ? SctpConstants.SCTP_STREAM_RESET_OUTGOING_SSN : 0);
            return new StreamReset(id, flags | flags(reset.outcome()), reset.streamIds());
        }
        if (event instanceof AssociationEvent.NumbersReset reset) {
            return new AssociationReset(id, flags(reset.outcome()), reset.localTsn(), reset.peerTsn());
        }
        return event instanceof AssociationEvent.StreamsAdded added
                ? new StreamChange(id, flags(added.outcome()), added.inboundStreams(), added.outboundStreams())
                : null;
    }

    /** The numbers are the same in all three notifications. */
    private static int flags(AssociationEvent.Outcome outcome) {
        return switch (outcome) {
            case PERFORMED -> 0;
            case DENIED -> SctpConstants.SCTP_STREAM_RESET_DENIED;
            case FAILED -> SctpConstants.SCTP_STREAM_RESET_FAILED;
        };
    }

    /** What both sides support, one byte each; that each association has buffers of its own is said of one-to-many only. */
    private static ByteBuffer features(AssociationDriver driver, Extensions inUse) {
        ByteBuffer codes = ByteBuffer.allocate(1 + Extension.values().length);
        for (Extension e : inUse.list()) {
            codes.put((byte) e.code());
        }
        if (driver.socket.style() == Style.ONE_TO_MANY) {
            codes.put((byte) SctpConstants.SCTP_ASSOC_SUPPORTS_MULTIBUF);
        }
        return codes.flip();
    }

    private static SendFailed failed(int id, AssociationEvent.SendFailed failed) {
        SendInfo info = new SendInfo(
                failed.streamId(),
                (failed.unordered() ? SctpConstants.SCTP_UNORDERED : 0)
                        | (failed.beginning() ? 0 : SctpConstants.SCTP_DATA_LAST_FRAG)
                        | (failed.beginning() && failed.ending() ? SctpConstants.SCTP_DATA_NOT_FRAG : 0),
                failed.payloadProtocolId(),
                failed.context(),
                id);
        int flags = failed.wasSent() ? SctpConstants.SCTP_DATA_SENT : SctpConstants.SCTP_DATA_UNSENT;
        return new SendFailed(id, flags, failed.causeCode(), info, ByteBuffer.wrap(failed.payload()));
    }

    private static AuthenticationEvent.Indication indication(AssociationEvent.AuthChange change) {
        return switch (change) {
            case NEW_KEY -> AuthenticationEvent.Indication.SCTP_AUTH_NEW_KEY;
            case NO_AUTH -> AuthenticationEvent.Indication.SCTP_AUTH_NO_AUTH;
            case FREE_KEY -> AuthenticationEvent.Indication.SCTP_AUTH_FREE_KEY;
        };
    }

    private static PeerAddressChange.State state(AssociationEvent.PathChange change) {
        return switch (change) {
            case ADDED -> PeerAddressChange.State.ADDR_ADDED;
            case REMOVED -> PeerAddressChange.State.ADDR_REMOVED;
            case CONFIRMED -> PeerAddressChange.State.ADDR_CONFIRMED;
            case AVAILABLE, RECOVERED -> PeerAddressChange.State.ADDR_AVAILABLE;
            case UNREACHABLE -> PeerAddressChange.State.ADDR_UNREACHABLE;
            case POTENTIALLY_FAILED -> PeerAddressChange.State.ADDR_POTENTIALLY_FAILED;
            case MADE_PRIMARY -> PeerAddressChange.State.ADDR_MADE_PRIM;
        };
    }
}
