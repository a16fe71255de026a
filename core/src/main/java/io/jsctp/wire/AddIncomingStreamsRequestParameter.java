package io.jsctp.wire;

/**
 * Add Incoming Streams Request (RFC 6525 §4.6): the sender asks its peer to have more streams to send on. Only in
 * RE-CONFIG.
 *
 * @param requestSequenceNumber the request's number, 32 bits
 * @param newStreams how many streams are to be added, 0 to 65535
 */
public record AddIncomingStreamsRequestParameter(int requestSequenceNumber, int newStreams) implements Parameter {
    /** Value of the length field. */
    static final int LENGTH = 12;

    /**
     * Checks the ranges.
     *
     * @param requestSequenceNumber the request's number, 32 bits
     * @param newStreams how many streams are to be added, 0 to 65535
     * @throws IllegalArgumentException if a number is out of its range
     */
    public AddIncomingStreamsRequestParameter {
        Bytes.checkU16(newStreams, "number of new streams");
    }

    @Override
    public int type() {
        return ParameterType.ADD_INCOMING_STREAMS_REQUEST;
    }

    @Override
    public int encodedLength() {
        return LENGTH;
    }
}
