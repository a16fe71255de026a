package io.jsctp.wire;

/**
 * Delete IP Address (RFC 5061 §4.2.2): a request to take an address out of the association. Only in ASCONF.
 *
 * @param correlationId what the response will call this request, 32 bits
 * @param address the address; the wildcard stands for the source of the packet, or for all but it
 */
public record DeleteIpAddressParameter(int correlationId, AddressParameter address) implements Parameter {
    @Override
    public int type() {
        return ParameterType.DELETE_IP_ADDRESS;
    }

    @Override
    public int encodedLength() {
        return 8 + address.encodedLength();
    }
}
