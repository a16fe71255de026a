package io.jsctp.engine;

import io.jsctp.wire.ChunkType;
import io.jsctp.wire.DataView;
import io.jsctp.wire.IDataView;
import io.jsctp.wire.PacketReader;
import org.jspecify.annotations.Nullable;

/** One received DATA or I-DATA chunk: it owns its payload array until its message was read, or it is dropped. */
final class Fragment {
    private static final byte[] EMPTY = {};

    byte[] payload = EMPTY;
    int length;
    int tsn;

    /** The payload protocol identifier; of I-DATA that does not begin a message the FSN (RFC 8260 §2.1). */
    int payloadProtocolId;

    /** If it is the first or the last of a run of neighbours of one message: the TSN at the other end of the run. */
    int otherEnd;

    /** If it is at an end of such a run: the payload of the whole run. */
    int runBytes;

    /** The next one of its message, once that is delivered. */
    @Nullable
    Fragment next;

    /** The next one of its chain in {@link FragmentTable}. */
    @Nullable
    Fragment nextInChain;

    /** The next one of its chain in {@link WaitingMessages}. */
    @Nullable
    Fragment nextWaiting;

    /** The next one of its chain in {@link FsnTable}. */
    @Nullable
    Fragment nextInMessage;

    private int number;
    private char streamId;
    private byte flags;

    /** Becomes the chunk that the reader is at; its payload is copied into an array of the pool. */
    void read(PacketReader chunk, PayloadPool pool) {
        boolean interleaved = chunk.type() == ChunkType.I_DATA;
        tsn = DataView.tsn(chunk); // both kinds have it, and the stream, in the same place
        streamId = (char) DataView.streamId(chunk);
        flags = (byte) chunk.flags();
        int offset;
        if (interleaved) {
            number = IDataView.messageId(chunk);
            payloadProtocolId = begins() ? IDataView.payloadProtocolId(chunk) : IDataView.fragmentSequenceNumber(chunk);
            length = IDataView.payloadLength(chunk);
            offset = IDataView.payloadOffset(chunk);
        } else {
            number = DataView.streamSequenceNumber(chunk);
            payloadProtocolId = DataView.payloadProtocolId(chunk);
            length = DataView.payloadLength(chunk);
            offset = DataView.payloadOffset(chunk);
        }
        payload = pool.acquire(length);
        chunk.buffer().get(offset, payload, 0, length);
        otherEnd = tsn;
        runBytes = length;
    }

    /** Gives up its payload. */
    void clear() {
        payload = EMPTY;
        next = null;
    }

    int streamId() {
        return streamId;
    }

    /** {@return its message's stream sequence number, or with I-DATA its Message Identifier} */
    int number() {
        return number;
    }

    /** {@return its place among the fragments of its message, if it is I-DATA} */
    int fragmentSequenceNumber() {
        return begins() ? 0 : payloadProtocolId;
    }

    boolean unordered() {
        return isUnordered(flags);
    }

    static boolean isUnordered(int chunkFlags) {
        return (chunkFlags & DataView.FLAG_U) != 0;
    }

    boolean begins() {
        return (flags & DataView.FLAG_B) != 0;
    }

    boolean ends() {
        return (flags & DataView.FLAG_E) != 0;
    }

    /** {@return whether it can have the TSN after another one's: it goes on with a message, or begins one after an end} */
    boolean canFollow(Fragment before) {
        return before.ends() ? begins() : !begins() && isOfMessage(before.streamId, before.unordered(), before.number);
    }

    /** {@return whether it says the same of its message: what that has in place of a number if unordered is ignored} */
    boolean isOfMessage(int itsStreamId, boolean isUnordered, int itsNumber) {
        return streamId == itsStreamId && unordered() == isUnordered && (isUnordered || number == itsNumber);
    }
}
