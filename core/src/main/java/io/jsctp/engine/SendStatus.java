package io.jsctp.engine;

/** What became of a message that the user gave to {@link Association#send}. Nothing is queued unless ACCEPTED. */
public enum SendStatus {
    /** The message was copied into the send queue. */
    ACCEPTED,
    /** The send buffer has no room for it now; try again when space was freed. */
    BUFFER_FULL,
    /** The stack has no memory left for it, and nothing of this association's that would make room. */
    NO_MEMORY,
    /** The message is larger than the whole send buffer, so it could never be queued. */
    MESSAGE_TOO_LARGE,
    /** The stream number is not below the number of outbound streams. */
    INVALID_STREAM,
    /** A message without any byte cannot be carried by SCTP (RFC 9260 §3.3.1). */
    NO_USER_DATA,
    /** The fragments of another message that the user began must come first, and of that the end is missing (RFC 9260 §6.9). */
    OTHER_MESSAGE_OPEN,
    /** It would go on with a message of which the beginning was given up: the peer restarted. Told once. */
    MESSAGE_LOST,
    /** A message in parts is always reliable: its parts would be given up one by one. */
    LIFETIME_OF_PART,
    /** It does not fit in one chunk, and fragmentation is disabled (RFC 9260 §6.9). */
    FRAGMENTS_DISABLED,
    /** The destination address is not one of the association's. */
    UNKNOWN_DESTINATION,
    /** The shared key that was asked for does not exist or is deactivated, or the association does not authenticate. */
    UNKNOWN_KEY,
    /** Shutdown has begun, here or at the peer: no new data is taken (RFC 9260 §9.2). */
    SHUTTING_DOWN,
    /** The association does not exist any more. */
    CLOSED
}
