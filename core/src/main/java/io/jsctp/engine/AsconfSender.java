package io.jsctp.engine;

import io.jsctp.engine.AsconfRequest.Kind;
import io.jsctp.wire.AddressParameter;
import io.jsctp.wire.AsconfAckChunk;
import io.jsctp.wire.AsconfChunk;
import io.jsctp.wire.CauseCode;
import io.jsctp.wire.ErrorCause;
import io.jsctp.wire.ErrorCauseIndicationParameter;
import io.jsctp.wire.Parameter;
import io.jsctp.wire.ParameterEncoder;
import io.jsctp.wire.SuccessIndicationParameter;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the peer to add and delete addresses of ours, with one ASCONF at a time, sent again unchanged when T4 expires (RFC
 * 5061 §5.1, §5.3). What is asked for meanwhile waits.
 */
final class AsconfSender {
    private final Association association;
    private final DynamicAddresses addresses;

    /** Numbers used since the set-up; they begin with our initial TSN (RFC 5061 §5.1 A2). */
    private int numbersUsed;

    private int idsUsed;
    private final ArrayDeque<AsconfRequest> waiting = new ArrayDeque<>(1);

    /** What the ASCONF that is out asks for, and the ids of that in the same order; the first of them is {@code firstId}. */
    private List<AsconfRequest> asked = List.of();

    private int firstId;
    private @Nullable AsconfChunk sent;
    private @Nullable Path path;
    private int repeats;
    private long deadlineNs = Path.NONE;

    /** What the peer does not understand, and is never asked for again (RFC 5061 §5.1 A9, §5.3 F3). */
    private final Set<Kind> notUnderstood = EnumSet.noneOf(Kind.class);

    AsconfSender(Association association, DynamicAddresses addresses) {
        this.association = association;
        this.addresses = addresses;
    }

    int nextNumber() {
        return association.localInitialTsn + numbersUsed;
    }

    long deadlineNs() {
        return DynamicAddresses.mayBeIn(association.state) ? deadlineNs : Path.NONE;
    }

    void restart() {
        numbersUsed = 0;
        idsUsed = 0;
        waiting.clear();
        forget();
        notUnderstood.clear();
    }

    private void forget() {
        asked = List.of();
        sent = null;
        path = null;
        deadlineNs = Path.NONE;
    }

    // ---- what the user asks for ---------------------------------------------------------------------------------

    AddressStatus mayAsk(Kind kind) {
        return switch (association.state) {
            case COOKIE_WAIT, COOKIE_ECHOED ->
                association.settings.extensions().has(Extension.DYNAMIC_ADDRESSES)
                        ? AddressStatus.ACCEPTED
                        : AddressStatus.NOT_SUPPORTED;
            case CLOSED, SHUTDOWN_ACK_SENT -> AddressStatus.NOT_ESTABLISHED;
            default ->
                association.extensions().has(Extension.DYNAMIC_ADDRESSES) && !notUnderstood.contains(kind)
                        ? AddressStatus.ACCEPTED
                        : AddressStatus.NOT_SUPPORTED;
        };
    }

    AddressStatus change(List<InetAddress> add, List<InetAddress> remove, boolean wildcards, long now) {
        AddressStatus status = mayAsk(Kind.ADD);
        if (status != AddressStatus.ACCEPTED) {
            return status;
        }
        List<InetAddress> added = new ArrayList<>();
        for (InetAddress a : add) {
            boolean known = association.local.addresses().contains(a) || addresses.adding.contains(a);
            if (!known && !added.contains(a) && association.local.mayTell(a, association.primaryAddress())) {
                added.add(a);
            }
        }
        List<InetAddress> left = new ArrayList<>(association.local.addresses());
        left.removeAll(remove);
        List<InetAddress> coming = new ArrayList<>(addresses.adding);
        coming.addAll(added);
        coming.removeAll(remove);
        List<InetAddress> all = new ArrayList<>(left);
        all.addAll(coming);
        if (!association.paths.anyReachableFrom(new LocalAddresses(all, false))) {
            return AddressStatus.LAST_ADDRESS;
        }
        if (wildcards && !remove.isEmpty() && left.size() + coming.size() > 1) {
            return AddressStatus.NEEDS_NAMES;
        }
        for (InetAddress a : added) {
            addresses.adding.add(a);
            waiting.add(new AsconfRequest(Kind.ADD, a, wildcards));
        }
        for (InetAddress a : remove) {
            remove(a, wildcards, now);
        }
        begin(now);
        return AddressStatus.ACCEPTED;
    }

    private void remove(InetAddress a, boolean wildcards, long now) {
        boolean told = association.localAddresses().contains(a);
        boolean isAsked = AsconfRequest.isAmong(asked, Kind.ADD, a);
        waiting.removeIf(r -> r.kind() != Kind.DELETE && r.address().equals(a));
        addresses.adding.remove(a);
        if (association.local.addresses().contains(a)) {
            addresses.local(association.local.without(a), now);
        }
        if ((told || isAsked) && !AsconfRequest.isAmong(waiting, Kind.DELETE, a)) {
            addresses.deleting.add(a);
            waiting.add(new AsconfRequest(Kind.DELETE, a, wildcards));
        }
    }

    AddressStatus peerPrimary(InetAddress local, long now) {
        AddressStatus status = mayAsk(Kind.PRIMARY);
        if (status != AddressStatus.ACCEPTED) {
            return status;
        }
        if (!association.localAddresses().contains(local) && !addresses.adding.contains(local)) {
            return AddressStatus.UNKNOWN_ADDRESS;
        }
        waiting.removeIf(r -> r.kind() == Kind.PRIMARY);
        waiting.add(new AsconfRequest(Kind.PRIMARY, local, false));
        begin(now);
        return AddressStatus.ACCEPTED;
    }

    // ---- from there to the packet -------------------------------------------------------------------------------

    /** Sends what waits, if nothing is out and the state allows it. */
    void begin(long now) {
        if (sent != null || waiting.isEmpty() || !DynamicAddresses.mayBeIn(association.state)) {
            return;
        }
        if (!association.extensions().has(Extension.DYNAMIC_ADDRESSES)) {
            giveUp(now); // asked for before it was known that the peer does not do it
            return;
        }
        waiting.removeIf(r -> notUnderstood.contains(r.kind()));
        if (waiting.isEmpty()) {
            return;
        }
        Path to = association.paths.dataPath();
        InetAddress lookup = lookupAddress(to);
        asked = next(
                association.control.roomIn(to) - 8 - AddressParameter.of(lookup).encodedLength());
        firstId = idsUsed;
        List<Parameter> parameters = new ArrayList<>();
        for (AsconfRequest r : asked) {
            parameters.add(r.parameter(idsUsed++));
        }
        sent = new AsconfChunk(nextNumber(), AddressParameter.of(lookup), parameters);
        numbersUsed++;
        path = to;
        repeats = 0;
        send(now);
    }

    /** An address by which the peer can find the association: one that stays if there is one (RFC 5061 §5.3.2). */
    private InetAddress lookupAddress(Path to) {
        AsconfRequest first = waiting.peek();
        InetAddress any = AsconfRequest.anyOf(to.address);
        if (first != null && first.wildcard()) {
            return any;
        }
        InetAddress best = any;
        int bestScore = -1;
        for (InetAddress a : addresses.told()) {
            int score =
                    (a.getAddress().length == to.address.getAddress().length ? 4 : 0) // the peer has no use for others
                            + (addresses.deleting.contains(a) ? 0 : 2)
                            + (a.equals(to.source) ? 1 : 0);
            if (score > bestScore) {
                best = a;
                bestScore = score;
            }
        }
        return best;
    }

    /** Takes the next requests, as many as one packet holds; one alone if they are not named (§4.2.1, §4.2.2). */
    private List<AsconfRequest> next(int room) {
        List<AsconfRequest> taken = new ArrayList<>();
        int left = room;
        while (!waiting.isEmpty()) {
            AsconfRequest r = waiting.element();
            int bytes = r.parameter(0).encodedLength();
            boolean alone = !taken.isEmpty() && (r.wildcard() || taken.get(0).wildcard());
            boolean turnsBack = AsconfRequest.isAmong(taken, Kind.DELETE, r.address());
            if (!taken.isEmpty() && (bytes > left || alone || turnsBack)) {
                break;
            }
            left -= bytes;
            taken.add(waiting.remove());
        }
        return taken;
    }

    private void send(long now) {
        AsconfChunk chunk = sent;
        Path to = path;
        if (chunk == null || to == null) {
            return;
        }
        InetAddress source = source(to);
        association.control.removeAll(AsconfChunk.class);
        association.control.send(chunk, to, source == null ? to.source : source, source != null);
        deadlineNs = now + to.rto.rtoNs();
    }

    /**
     * The source that the packet must have, or null for the path's own. It is an address being added if the chunk does not
     * name it, or if no other one is left; and in turn with the usual one when the chunk is sent again, for that may not work
     * any more (RFC 5061 §5.3.2).
     */
    private @Nullable InetAddress source(Path to) {
        InetAddress added = null;
        for (AsconfRequest r : asked) {
            boolean fits = r.address().getAddress().length == to.address.getAddress().length;
            if (r.kind() == Kind.ADD && fits && added == null && !addresses.deleting.contains(r.address())) {
                added = r.address();
            }
        }
        if (added == null) {
            return null;
        }
        boolean noOther = association.local.sourceFor(to.address) == null;
        return asked.get(0).wildcard() || noOther || repeats % 2 == 1 ? added : null;
    }

    /**
     * We are moving, so that answers from where we were may not be taken any more: they go in one packet with the ASCONF that
     * is out, which may leave from the new address (RFC 5061 §5.3 F1). Both sides could not move at once otherwise.
     *
     * @return the source of that packet, in which the ASCONF is already; null if we are not moving
     */
    @Nullable
    InetAddress bundleWithAnswers(Path to) {
        AsconfChunk chunk = sent;
        if (chunk == null || association.paths.anyReachableFrom(association.local)) {
            return null;
        }
        InetAddress source = source(to);
        if (source != null) {
            association.control.removeAll(AsconfChunk.class);
            association.control.send(chunk, to, source, false);
        }
        return source;
    }

    /** T4 expired (RFC 5061 §5.1 B). */
    void onTimeout(long now) {
        Path p = path;
        if (sent == null || p == null) {
            deadlineNs = Path.NONE;
            return;
        }
        p.rto.backoff();
        association.failures.onPathError(p, now);
        if (association.failures.onAssociationError()) {
            return;
        }
        path = association.paths.alternateTo(p);
        repeats++;
        association.counters.controlChunksRepeated++;
        send(now);
    }

    /** The peer deleted the address that the ASCONF went to: the next attempt goes elsewhere. */
    void onPathGone(Path gone, Path heir) {
        path = path == gone ? heir : path;
    }

    // ---- answers ------------------------------------------------------------------------------------------------

    /** An answer with a number that was used (RFC 5061 §5.1 A5 to A8); an old one has no effect. */
    void onAck(AsconfAckChunk ack, long now) {
        AsconfChunk chunk = sent;
        Path p = path;
        if (chunk == null || p == null || ack.sequenceNumber() != chunk.sequenceNumber()) {
            return;
        }
        List<AsconfRequest> answered = asked;
        int ids = firstId;
        association.control.removeAll(AsconfChunk.class);
        forget();
        association.failures.clear();
        association.failures.onAlive(p, now);
        int firstError = answered.size();
        for (Parameter r : ack.parameters()) {
            if (r instanceof ErrorCauseIndicationParameter e) {
                int place = e.correlationId() - ids;
                if (place >= 0 && place < answered.size()) {
                    firstError = Math.min(firstError, place);
                    tell(answered.get(place).kind(), e, ack);
                }
            }
        }
        for (int i = 0; i < answered.size(); i++) {
            settle(answered.get(i), now, i < firstError || (i > firstError && succeeded(ack, ids + i)));
        }
        begin(now);
    }

    private static boolean succeeded(AsconfAckChunk ack, int id) {
        return ack.parameters().contains(new SuccessIndicationParameter(id));
    }

    /** The user learns of a request that was refused as of any other error at the peer. */
    private void tell(Kind kind, ErrorCauseIndicationParameter error, AsconfAckChunk ack) {
        List<ErrorCause> causes = error.decodedCauses();
        int code = causes.isEmpty() ? 0 : causes.get(0).code();
        if (code == CauseCode.UNRECOGNIZED_PARAMETERS) {
            notUnderstood.add(kind);
            if (kind != Kind.PRIMARY) {
                notUnderstood.add(Kind.ADD);
                notUnderstood.add(Kind.DELETE);
            }
        }
        byte[] responses = ParameterEncoder.encode(ack.parameters());
        byte[] whole = ByteBuffer.allocate(8 + responses.length)
                .put((byte) ack.type())
                .put((byte) 0)
                .putShort((short) (8 + responses.length))
                .putInt(ack.sequenceNumber())
                .put(responses)
                .array();
        association.events.add(new AssociationEvent.RemoteError(code, whole));
    }

    private void settle(AsconfRequest r, long now, boolean success) {
        InetAddress a = r.address();
        switch (r.kind()) {
            case ADD -> {
                if (AsconfRequest.isAmong(waiting, Kind.DELETE, a)) { // the user did not want it any more meanwhile
                    if (!success) {
                        waiting.remove(new AsconfRequest(Kind.DELETE, a, r.wildcard()));
                        addresses.deleting.remove(a);
                    }
                } else if (success) {
                    addresses.adding.remove(a);
                    addresses.local(association.local.with(a), now);
                } else {
                    addresses.adding.remove(a);
                    waiting.removeIf(w -> w.address().equals(a));
                }
            }
            case DELETE -> {
                boolean comesBack = AsconfRequest.isAmong(waiting, Kind.ADD, a);
                addresses.deleting.remove(a);
                if (!success && !comesBack) {
                    addresses.local(association.local.with(a), now);
                }
            }
            case PRIMARY -> {
                // the peer's affair
            }
        }
    }

    /** The peer does not know the chunk (RFC 5061 §5.1 A9): nothing is asked of it any more, and all stays as it was. */
    void onChunkNotUnderstood(long now) {
        if (sent != null) {
            notUnderstood.addAll(EnumSet.allOf(Kind.class));
            association.control.removeAll(AsconfChunk.class);
            giveUp(now);
        }
    }

    private void giveUp(long now) {
        for (InetAddress a : addresses.deleting) {
            addresses.local(association.local.with(a), now);
        }
        addresses.adding.clear();
        addresses.deleting.clear();
        waiting.clear();
        forget();
    }
}
