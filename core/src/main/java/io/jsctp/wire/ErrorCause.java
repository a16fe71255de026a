package io.jsctp.wire;

/**
 * An error cause of an ERROR or ABORT chunk (RFC 9260 §3.3.10, RFC 4895 §4, RFC 5061 §4.3).
 *
 * <p>Immutable as long as nobody changes an array inside; see the package description.
 */
public sealed interface ErrorCause
        permits InvalidStreamIdentifier,
                MissingMandatoryParameter,
                StaleCookie,
                OutOfResource,
                UnresolvableAddress,
                UnrecognizedChunkType,
                InvalidMandatoryParameter,
                UnrecognizedParameters,
                NoUserData,
                CookieReceivedWhileShuttingDown,
                RestartWithNewAddresses,
                UserInitiatedAbort,
                ProtocolViolation,
                RequestToDeleteLastRemainingIpAddress,
                OperationRefusedDueToResourceShortage,
                RequestToDeleteSourceIpAddress,
                AssociationAbortedDueToIllegalAsconfAck,
                RequestRefusedNoAuthorization,
                UnsupportedHmacIdentifier,
                UnknownCause {
    /**
     * Returns the cause code.
     *
     * @return 0 to 65535, see {@link CauseCode}
     */
    int code();

    /**
     * Returns the value of the cause's length field: header included, padding not.
     *
     * @return bytes, 4 to 65535
     */
    int encodedLength();
}
