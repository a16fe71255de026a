package io.jsctp.wire;

/**
 * Set Primary IP Address (RFC 5061 §4.2.4): which of the sender's addresses its peer should send to. In ASCONF, INIT and
 * INIT ACK.
 *
 * @param correlationId what the response will call this request, 32 bits
 * @param address the address; the wildcard stands for the source of the packet, or for all but it
 */
public record SetPrimaryAddressParameter(int correlationId, AddressParameter address) implements Parameter {
    @Override
    public int type() {
        return ParameterType.SET_PRIMARY_ADDRESS;
    }

    @Override
    public int encodedLength() {
        return 8 + address.encodedLength();
    }
}
