package io.jsctp;

import org.jspecify.annotations.Nullable;

/**
 * How the association is set up that a message sets up, with how the message is sent: what ancillary data of type SCTP_INIT
 * says (RFC 6458 §5.3.1). For one message; {@link SctpOption#INITMSG} does the same for all. A message that sets nothing up
 * must not have it (EINVAL).
 *
 * @param initMessage how the association is set up
 * @param sendInfo how the message is sent; null for the defaults
 * @param prInfo how reliably it is sent; null for the defaults
 * @param authInfo the key it is authenticated with; null for the active one
 */
public record SendvInit(
        InitMessage initMessage,
        @Nullable SendInfo sendInfo,
        @Nullable PrInfo prInfo,
        @Nullable AuthInfo authInfo) implements SendvInfo {
    /**
     * One without a key.
     *
     * @param initMessage how the association is set up
     * @param sendInfo how the message is sent; null for the defaults
     * @param prInfo how reliably it is sent; null for the defaults
     */
    public SendvInit(InitMessage initMessage, @Nullable SendInfo sendInfo, @Nullable PrInfo prInfo) {
        this(initMessage, sendInfo, prInfo, null);
    }
}
