package io.jsctp;

import org.jspecify.annotations.Nullable;

/**
 * Several attributes of one message: {@code struct sctp_sendv_spa} (RFC 6458 §9.12).
 *
 * @param sendInfo counts if not null (SCTP_SEND_SNDINFO_VALID)
 * @param prInfo counts if not null (SCTP_SEND_PRINFO_VALID)
 * @param authInfo counts if not null (SCTP_SEND_AUTHINFO_VALID)
 */
public record SendvSpa(
        @Nullable SendInfo sendInfo,
        @Nullable PrInfo prInfo,
        @Nullable AuthInfo authInfo) implements SendvInfo {
    /**
     * Attributes without a key.
     *
     * @param sendInfo counts if not null
     * @param prInfo counts if not null
     */
    public SendvSpa(@Nullable SendInfo sendInfo, @Nullable PrInfo prInfo) {
        this(sendInfo, prInfo, null);
    }
}
