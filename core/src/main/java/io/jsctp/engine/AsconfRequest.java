package io.jsctp.engine;

import io.jsctp.wire.AddIpAddressParameter;
import io.jsctp.wire.AddressParameter;
import io.jsctp.wire.DeleteIpAddressParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterType;
import io.jsctp.wire.SetPrimaryAddressParameter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;

/**
 * One thing that we ask of the peer about an address of ours (RFC 5061 §4.2).
 *
 * @param kind what
 * @param address our address
 * @param wildcard whether it is not named, as behind a NAT that would have to translate it (RFC 6951 §5.7)
 */
record AsconfRequest(Kind kind, InetAddress address, boolean wildcard) {
    /** What is asked for; in this order within one ASCONF, so that a Delete or Set Primary follows the Add it rests on. */
    enum Kind {
        ADD(ParameterType.ADD_IP_ADDRESS),
        PRIMARY(ParameterType.SET_PRIMARY_ADDRESS),
        DELETE(ParameterType.DELETE_IP_ADDRESS);

        final int parameterType;

        Kind(int parameterType) {
            this.parameterType = parameterType;
        }
    }

    Parameter parameter(int correlationId) {
        AddressParameter named = AddressParameter.of(wildcard ? anyOf(address) : address);
        return switch (kind) {
            case ADD -> new AddIpAddressParameter(correlationId, named);
            case DELETE -> new DeleteIpAddressParameter(correlationId, named);
            case PRIMARY -> new SetPrimaryAddressParameter(correlationId, named);
        };
    }

    /** {@return whether one of several asks for a certain thing} */
    static boolean isAmong(Collection<AsconfRequest> several, Kind kind, InetAddress address) {
        for (AsconfRequest r : several) {
            if (r.kind == kind && r.address.equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** {@return the wildcard of an address's family} */
    static InetAddress anyOf(InetAddress address) {
        try {
            return InetAddress.getByAddress(new byte[address.getAddress().length]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // not for 4 or 16 bytes
        }
    }
}
