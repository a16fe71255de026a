package io.jsctp.engine;

/** What became of a call of {@link StreamReconfiguration}. */
public enum ReconfigurationStatus {
    /** The peer is asked; an event tells what became of it. */
    ACCEPTED,
    /** The association is not up, or is being shut down. */
    NOT_ESTABLISHED,
    /** Not both sides declared the extension. */
    NOT_SUPPORTED,
    /** Another request is not answered yet. */
    ALREADY,
    /** A stream does not exist. */
    INVALID_STREAM,
    /** More streams are named than one packet can hold; to name none stands for all. */
    TOO_MANY_NAMED,
    /** There would be more than 65535 streams. */
    TOO_MANY_STREAMS,
    /** The numbers were reset less than 30 seconds ago. */
    TOO_EARLY
}
