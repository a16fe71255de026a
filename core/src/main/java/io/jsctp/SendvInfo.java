package io.jsctp;

/**
 * What {@link SctpSocket#sendv} is told about a message; null stands for SCTP_SENDV_NOINFO (RFC 6458 §9.12).
 */
public sealed interface SendvInfo permits SendInfo, PrInfo, AuthInfo, SendvSpa, SendvInit {}
