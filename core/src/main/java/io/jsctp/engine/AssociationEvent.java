package io.jsctp.engine;

import java.net.InetAddress;
import java.util.List;

/**
 * What an association tells its user, in the order in which it happened: messages and notifications share one queue (RFC
 * 9260 §11.2). Fetched with {@link Association#pollEvent()}.
 */
public sealed interface AssociationEvent
        permits AssociationEvent.CommunicationUp,
                AssociationEvent.CommunicationLost,
                AssociationEvent.Restarted,
                AssociationEvent.PeerShutdown,
                AssociationEvent.ShutdownComplete,
                AssociationEvent.PathChanged,
                AssociationEvent.RemoteError,
                AssociationEvent.SendFailed,
                AssociationEvent.SenderDry,
                AssociationEvent.AdaptationIndication,
                AssociationEvent.PartialDeliveryAborted,
                AssociationEvent.Authentication,
                AssociationEvent.StreamsReset,
                AssociationEvent.NumbersReset,
                AssociationEvent.StreamsAdded,
                InboundMessage {

    /**
     * COMMUNICATION UP (RFC 9260 §11.2.4): data can flow. The first event of an association.
     *
     * @param inboundStreams number of streams from the peer
     * @param outboundStreams number of streams to the peer
     * @param extensions those that both sides declared
     */
    record CommunicationUp(int inboundStreams, int outboundStreams, Extensions extensions)
            implements AssociationEvent {}

    /**
     * COMMUNICATION LOST (RFC 9260 §11.2.5), or the set-up failed. Followed only by {@link SendFailed} events.
     *
     * @param reason what ended it
     * @param wasUp false if the set-up never succeeded
     * @param causeCode the error cause code of the ABORT sent or received, 0 if there was none
     * @param abortChunk the received ABORT chunk with its header; empty if none was received
     */
    @SuppressWarnings("ArrayRecordComponent") // events are not compared; the bytes are the receiver\'s
    record CommunicationLost(LossReason reason, boolean wasUp, int causeCode, byte[] abortChunk)
            implements AssociationEvent {}

    /**
     * RESTART (RFC 9260 §11.2.7): the peer began anew; streams and TSNs start over.
     *
     * @param inboundStreams number of streams from the peer
     * @param outboundStreams number of streams to the peer
     * @param extensions those that both sides declared
     */
    record Restarted(int inboundStreams, int outboundStreams, Extensions extensions) implements AssociationEvent {}

    /**
     * The peer's user indicates an adaptation layer (RFC 5061 §4.2.6); follows {@link CommunicationUp} or {@link Restarted}.
     *
     * @param indication the 32 bits of the indication
     */
    record AdaptationIndication(int indication) implements AssociationEvent {}

    /** The peer sent SHUTDOWN: it will send nothing more and take nothing more. */
    record PeerShutdown() implements AssociationEvent {}

    /** SHUTDOWN COMPLETE (RFC 9260 §11.2.8): everything was delivered both ways. The last event. */
    record ShutdownComplete() implements AssociationEvent {}

    /** What changed about a path; see {@link PathChanged}. */
    enum PathChange {
        /** The address was shown to be the peer's and can be used (RFC 9260 §5.4). */
        CONFIRMED,
        /** It answers again. */
        AVAILABLE,
        /** The peer added it to the association; it has yet to be confirmed (RFC 5061 §4.2.1). */
        ADDED,
        /** The peer took it out of the association (RFC 5061 §4.2.2). */
        REMOVED,
        /** It failed: Path.Max.Retrans was exceeded. */
        UNREACHABLE,
        /** It did not answer of late; data goes elsewhere if it can (RFC 7829 §3.2). */
        POTENTIALLY_FAILED,
        /** It answers again before it failed (RFC 7829 §3.2). */
        RECOVERED,
        /**
         * The user made it the primary path, or the peer wanted that (RFC 5061 §4.2.4), or it became that by a switchover (RFC
         * 7829 §5), or because the primary one was removed.
         */
        MADE_PRIMARY
    }

    /**
     * NETWORK STATUS CHANGE (RFC 9260 §11.2.3).
     *
     * @param address the peer's address
     * @param change what became of it
     */
    record PathChanged(InetAddress address, PathChange change) implements AssociationEvent {}

    /**
     * COMMUNICATION ERROR (RFC 9260 §11.2.6): the peer sent an ERROR chunk.
     *
     * @param causeCode the code of one cause of it
     * @param chunk the whole chunk with its header
     */
    @SuppressWarnings("ArrayRecordComponent") // events are not compared; the bytes are the receiver\'s
    record RemoteError(int causeCode, byte[] chunk) implements AssociationEvent {}

    /**
     * SEND FAILURE (RFC 9260 §11.2.2): a message was not, or not surely, delivered.
     *
     * @param payload the whole message, or a whole part of one that was given in parts
     * @param streamId its stream
     * @param payloadProtocolId its PPID, as the user gave it
     * @param context the user's context
     * @param unordered true if it was to be delivered unordered
     * @param beginning true if it is a message, or the first part of one
     * @param ending true if it is a message, or the last part of one
     * @param wasSent true if any of it had been sent
     * @param causeCode why, as an error cause code; 0 if its life time was over
     */
    @SuppressWarnings("ArrayRecordComponent") // events are not compared; the bytes are the receiver\'s
    record SendFailed(
            byte[] payload,
            int streamId,
            int payloadProtocolId,
            int context,
            boolean unordered,
            boolean beginning,
            boolean ending,
            boolean wasSent,
            int causeCode)
            implements AssociationEvent {}

    /**
     * A message that was being delivered in parts will not be completed (RFC 6458 §6.1.7).
     *
     * @param streamId its stream
     * @param ssn its stream sequence number
     */
    record PartialDeliveryAborted(int streamId, int ssn) implements AssociationEvent {}

    /** What became of authentication; see {@link Authentication}. */
    enum AuthChange {
        /** The peer used a key for the first time. */
        NEW_KEY,
        /** The peer does not authenticate, though this side declared it. */
        NO_AUTH,
        /** A deactivated key is not used by any message any more. */
        FREE_KEY
    }

    /**
     * Authentication changed (RFC 6458 §6.1.8).
     *
     * @param change what happened
     * @param keyNumber the shared key it is about, 0 if none
     */
    record Authentication(AuthChange change, int keyNumber) implements AssociationEvent {}

    /** Everything handed over was sent and acknowledged (RFC 6458 §6.1.9). */
    record SenderDry() implements AssociationEvent {}

    /** What became of a request to change streams. */
    enum Outcome {
        /** It was carried out. */
        PERFORMED,
        /** The peer does not want it. */
        DENIED,
        /** The peer could not do it, or did not answer in time. */
        FAILED
    }

    /**
     * Stream sequence numbers start over at 0, or do not though that was asked for (RFC 6525 §6.1.1).
     *
     * @param incoming true for streams from the peer
     * @param outgoing true for streams to the peer
     * @param streamIds the streams; none for all
     * @param outcome what became of it
     */
    record StreamsReset(boolean incoming, boolean outgoing, List<Integer> streamIds, Outcome outcome)
            implements AssociationEvent {}

    /**
     * TSNs and all stream sequence numbers start over, or do not though that was asked for (RFC 6525 §6.1.2).
     *
     * @param localTsn the next TSN of ours
     * @param peerTsn the next TSN of the peer
     * @param outcome what became of it
     */
    record NumbersReset(int localTsn, int peerTsn, Outcome outcome) implements AssociationEvent {}

    /**
     * There are more streams, or not though that was asked for (RFC 6525 §6.1.3).
     *
     * @param inboundStreams number of streams from the peer
     * @param outboundStreams number of streams to the peer
     * @param outcome what became of it
     */
    record StreamsAdded(int inboundStreams, int outboundStreams, Outcome outcome) implements AssociationEvent {}
}
