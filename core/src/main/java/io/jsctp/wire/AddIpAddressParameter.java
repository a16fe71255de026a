package io.jsctp.wire;

/**
 * Add IP Address (RFC 5061 §4.2.1): a request to take an address into the association. Only in ASCONF.
 *
 * @param correlationId what the response will call this request, 32 bits
 * @param address the address; the wildcard stands for the source of the packet, or for all but it
 */
public record AddIpAddressParameter(int correlationId, AddressParameter address) implements Parameter {
    @Override
    public int type() {
        return ParameterType.ADD_IP_ADDRESS;
    }

    @Override
    public int encodedLength() {
        return 8 + address.encodedLength();
    }
}
