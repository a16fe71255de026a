package io.jsctp;

/**
 * The key that a message is authenticated with: {@code struct sctp_authinfo} (RFC 6458 §5.3.8). The message is authenticated
 * whether or not the peer requires that. A key that does not exist or is deactivated makes sendv fail with EINVAL, and so
 * does an association that does not authenticate.
 *
 * @param keyNumber the number of a key set with {@link SctpOption#AUTH_KEY}, 0 to 65535
 */
public record AuthInfo(int keyNumber) implements SendvInfo {}
