package io.jsctp.engine;

import io.jsctp.wire.DataView;
import io.jsctp.wire.PacketReader;
import org.jspecify.annotations.Nullable;

/** One received DATA chunk: it owns its payload array until its message was read, or it is dropped. */
final class Fragment {
    private static final byte[] EMPTY = {};

    byte[] payload = EMPTY;
    int length;
    int tsn;
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
    Fragment nextByTsn;

    /** The next one of its chain in {@link WaitingMessages}. */
    @Nullable
    Fragment nextWaiting;

    private char streamId;
    private char ssn;
    private byte flags;

    /** Becomes the DATA chunk that the reader is at; its payload is copied into an array of the pool. */
    void read(PacketReader data, PayloadPool pool) {
        tsn = DataView.tsn(data);
        streamId = (char) DataView.streamId(data);
        ssn = (char) DataView.streamSequenceNumber(data);
        payloadProtocolId = DataView.payloadProtocolId(data);
        flags = (byte) data.flags();
        length = DataView.payloadLength(data);
        payload = pool.acquire(length);
        data.buffer().get(DataView.payloadOffset(data), payload, 0, length);
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

    int ssn() {
        return ssn;
    }

    boolean unordered() {
        return (flags & DataView.FLAG_U) != 0;
    }

    boolean begins() {
        return (flags & DataView.FLAG_B) != 0;
    }

    boolean ends() {
        return (flags & DataView.FLAG_E) != 0;
    }

    /** {@return whether it can have the TSN after another one's: it goes on with a message, or begins one after an end} */
    boolean canFollow(Fragment before) {
        return before.ends() ? begins() : !begins() && isOfMessage(before.streamId, before.unordered(), before.ssn);
    }

    /** {@return whether it says the same of its message: what that has in place of a number if unordered is ignored} */
    boolean isOfMessage(int itsStreamId, boolean isUnordered, int itsSsn) {
        return streamId == itsStreamId && unordered() == isUnordered && (isUnordered || ssn == itsSsn);
    }
}
