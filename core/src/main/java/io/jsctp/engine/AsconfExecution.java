package io.jsctp.engine;

import io.jsctp.wire.AddIpAddressParameter;
import io.jsctp.wire.DeleteIpAddressParameter;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.ErrorCauseIndicationParameter;
import io.jsctp.wire.OperationRefusedDueToResourceShortage;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterEncoder;
import io.jsctp.wire.ParameterType;
import io.jsctp.wire.RequestRefusedNoAuthorization;
import io.jsctp.wire.RequestToDeleteLastRemainingIpAddress;
import io.jsctp.wire.RequestToDeleteSourceIpAddress;
import io.jsctp.wire.SetPrimaryAddressParameter;
import io.jsctp.wire.SuccessIndicationParameter;
import io.jsctp.wire.UnknownParameter;
import io.jsctp.wire.UnrecognizedParameters;
import io.jsctp.wire.UnresolvableAddress;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the requests of one ASCONF of the peer, in their order, and collects the responses (RFC 5061 §5.2 V1 to V4,
 * §5.3). As long as all succeed there is no response; after an error what has none counts as failed at the peer, so that a
 * further error needs none if there is no room for it.
 */
final class AsconfExecution {
    private final Association association;
    private final AssociationTable table;
    private final InetAddress from;
    private final int udpPort;
    private final long now;
    private final List<Parameter> responses = new ArrayList<>();
    private int room;
    private boolean anyError;

    /** An Add or Delete was refused, so all later ones are (RFC 5061 §5.3 F11). */
    private boolean refused;

    private boolean shortage;

    /** Every request has at least eight bytes: more responses than that are never due. */
    private int requestsLeft;

    AsconfExecution(
            Association association,
            AssociationTable table,
            InetAddress from,
            int udpPort,
            int room,
            int chunkBytes,
            long now) {
        this.association = association;
        this.table = table;
        this.from = from;
        this.udpPort = udpPort;
        this.room = room;
        this.requestsLeft = chunkBytes / 8;
        this.now = now;
    }

    List<Parameter> responses() {
        return responses;
    }

    /** Takes the next request; {@return false if the rest is not to be looked at} */
    boolean take(Parameter request) {
        if (requestsLeft-- <= 0) {
            return false;
        }
        if (request instanceof AddIpAddressParameter add) {
            change(add.correlationId(), add(resolved(add.address().address()), request));
        } else if (request instanceof DeleteIpAddressParameter delete) {
            change(delete.correlationId(), delete(delete.address().address(), request));
        } else if (request instanceof SetPrimaryAddressParameter primary) {
            respond(primary.correlationId(), primary(resolved(primary.address().address()), request));
        } else if (request instanceof UnknownParameter unknown) {
            return unknown(unknown);
        }
        return true; // one that is known, and is not for ASCONF, is passed over (RFC 5061 §4.2)
    }

    private InetAddress resolved(InetAddress named) {
        return named.isAnyLocalAddress() ? from : named;
    }

    private void change(int id, @Nullable ErrorCause error) {
        refused |= error != null;
        shortage |= error instanceof OperationRefusedDueToResourceShortage;
        respond(id, error);
    }

    private void respond(int id, @Nullable ErrorCause error) {
        Parameter response = error != null
                ? ErrorCauseIndicationParameter.of(id, List.of(error))
                : anyError ? new SuccessIndicationParameter(id) : null;
        anyError |= error != null;
        if (response == null) {
            return;
        }
        int bytes = (response.encodedLength() + 3) & ~3;
        if (bytes <= room || responses.isEmpty()) {
            room -= bytes;
            responses.add(response);
        }
    }

    /** After a refused one none is carried out; nor is one of which the success could not be told. */
    private @Nullable ErrorCause refusal(Parameter request) {
        byte[] tlv = ParameterEncoder.encode(request);
        if (refused || (anyError && room < 8)) {
            return shortage ? new OperationRefusedDueToResourceShortage(tlv) : new RequestRefusedNoAuthorization(tlv);
        }
        return null;
    }

    private @Nullable ErrorCause add(InetAddress address, Parameter request) {
        ErrorCause refusal = refusal(request);
        byte[] tlv = ParameterEncoder.encode(request);
        if (refusal != null) {
            return refusal;
        }
        if (!LocalAddresses.isUnicast(address) || !association.addresses.mayReach(address)) {
            return new UnresolvableAddress(tlv);
        }
        if (association.paths.find(address) != null) {
            return null;
        }
        Association owner = table.get(address, association.peerPort);
        if (!isInScope(address) || (owner != null && owner != association)) {
            return new RequestRefusedNoAuthorization(tlv);
        }
        if (association.paths.count() >= association.environment.limits().count(Limit.PEER_ADDRESSES)) {
            association.environment.budget().reached(Limit.PEER_ADDRESSES);
            return new OperationRefusedDueToResourceShortage(tlv);
        }
        Path path =
                association.paths.add(address, udpPort, PathState.UNCONFIRMED, association.local, association.settings);
        path.source = path.source == null ? association.addresses.formerSource(address) : path.source;
        table.add(address, association);
        association.events.add(new AssociationEvent.PathChanged(address, AssociationEvent.PathChange.ADDED));
        association.heartbeats.onNewPath(now);
        return null;
    }

    /** An address of a narrow scope means something only to who is in that scope; private ones tell nothing of IPv6. */
    private boolean isInScope(InetAddress address) {
        boolean privately = address.isSiteLocalAddress()
                && !from.isSiteLocalAddress()
                && from.getAddress().length == address.getAddress().length;
        if (from.isLoopbackAddress()) {
            return true;
        }
        if (from.isLinkLocalAddress()) {
            return !address.isLoopbackAddress();
        }
        return !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !privately;
    }

    private @Nullable ErrorCause delete(InetAddress named, Parameter request) {
        ErrorCause refusal = refusal(request);
        byte[] tlv = ParameterEncoder.encode(request);
        if (refusal != null) {
            return refusal;
        }
        if (named.isAnyLocalAddress()) {
            if (association.paths.find(from) == null) {
                return new RequestToDeleteLastRemainingIpAddress(tlv);
            }
            for (Path p : List.copyOf(association.paths.all())) {
                if (!p.address.equals(from)) {
                    association.addresses.removePath(p, table, now);
                }
            }
            return null;
        }
        if (!LocalAddresses.isUnicast(named)) {
            return new UnresolvableAddress(tlv);
        }
        Path path = association.paths.find(named);
        if (path == null) {
            return null;
        }
        if (association.paths.count() == 1) {
            return new RequestToDeleteLastRemainingIpAddress(tlv);
        }
        if (named.equals(from)) {
            return new RequestToDeleteSourceIpAddress(tlv);
        }
        association.addresses.removePath(path, table, now);
        return null;
    }

    private @Nullable ErrorCause primary(InetAddress address, Parameter request) {
        Path path = association.paths.find(address);
        if (path == null) {
            return new UnresolvableAddress(ParameterEncoder.encode(request));
        }
        association.paths.wantPrimary(path);
        return null;
    }

    /** By the high bits of its type (RFC 5061 §5.2 V2); a request about an address of another kind is refused. */
    private boolean unknown(UnknownParameter request) {
        byte[] value = request.value();
        int id = value.length < Integer.BYTES ? 0 : ByteBuffer.wrap(value).getInt();
        switch (request.type()) {
            case ParameterType.ADD_IP_ADDRESS, ParameterType.DELETE_IP_ADDRESS ->
                change(id, new UnresolvableAddress(Tlvs.of(request)));
            case ParameterType.SET_PRIMARY_ADDRESS -> respond(id, new UnresolvableAddress(Tlvs.of(request)));
            default -> {
                if (ParameterType.known(request.type())) {
                    return true;
                }
                if (ParameterType.reportsUnrecognized(request.type())) {
                    respond(id, new UnrecognizedParameters(Tlvs.of(request)));
                }
                return ParameterType.skipsUnrecognized(request.type());
            }
        }
        return true;
    }
}
