package io.jsctp.wire;

/** Why the value of a chunk could not be decoded. What follows from it is for the engine to decide. */
public enum DecodeError implements Decoded {
    /** The chunk is shorter than its fixed fields. */
    CHUNK_TOO_SHORT("3.3", "chunk shorter than its fixed fields"),

    /** A SACK chunk whose length disagrees with its counts of gap blocks and duplicate TSNs. */
    SACK_LENGTH("3.3.4", "chunk length disagrees with the counts of gap blocks and duplicates"),

    /** A HEARTBEAT or HEARTBEAT ACK that holds something, but no Heartbeat Info. */
    HEARTBEAT_INFO_MISSING("3.3.5", "Heartbeat Info parameter missing"),

    /** A parameter whose length is below 4 or reaches past the chunk. */
    PARAMETER_LENGTH("3.2.1", "parameter length below 4 or past the end of the chunk"),

    /** A known parameter whose length does not fit its format, for example an IPv4 Address of 5 bytes. */
    PARAMETER_FORMAT("3.3.2.1", "length wrong for this type of parameter"),

    /** An ABORT with an error cause whose length is below 4 or reaches past the chunk. */
    CAUSE_LENGTH("3.3.10", "error cause length below 4 or past the end of the chunk"),

    /** A FORWARD TSN chunk with half a stream at its end. */
    FORWARD_TSN_LENGTH(3758, "3.2", "chunk length not that of a number of streams"),

    /** An I-FORWARD-TSN chunk with a part of a stream at its end. */
    I_FORWARD_TSN_LENGTH(8260, "2.3.1", "chunk length not that of a number of streams"),

    /** An ASCONF chunk that does not begin with an IPv4 or IPv6 address. */
    ASCONF_ADDRESS_MISSING(5061, "4.1.1", "Address Parameter missing"),

    /** A parameter in an ASCONF or ASCONF ACK chunk that is known, but not as it has to be. */
    ASCONF_PARAMETER_FORMAT(5061, "4.2", "length wrong for this type of parameter"),

    /** A parameter in a RE-CONFIG chunk that is known, but not as long as it has to be. */
    RE_CONFIG_PARAMETER_FORMAT(6525, "4", "length wrong for this type of parameter");

    private final int rfc;
    private final String section;
    private final String text;

    DecodeError(String section, String text) {
        this(9260, section, text);
    }

    DecodeError(int rfc, String section, String text) {
        this.rfc = rfc;
        this.section = section;
        this.text = text;
    }

    /**
     * Returns the number of the RFC that says how it should have been.
     *
     * @return for example 9260
     */
    public int rfc() {
        return rfc;
    }

    /**
     * Returns the section of that RFC.
     *
     * @return for example {@code "3.2.1"}
     */
    public String section() {
        return section;
    }

    /**
     * Returns a short description in words.
     *
     * @return lower case, without a full stop
     */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text + " (RFC " + rfc + " section " + section + ")";
    }
}
