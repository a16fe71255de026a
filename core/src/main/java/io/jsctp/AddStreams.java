package io.jsctp;

/**
 * How many streams are to be added: {@code struct sctp_add_streams} (RFC 6525 §6.3.4), for {@link SctpOption#ADD_STREAMS}.
 *
 * @param inboundStreams how many more the peer is asked to send on, 0 to 65535
 * @param outboundStreams how many more there are to be to the peer, 0 to 65535
 */
public record AddStreams(int inboundStreams, int outboundStreams) {}
