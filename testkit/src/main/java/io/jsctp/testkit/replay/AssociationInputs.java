package io.jsctp.testkit.replay;

import io.jsctp.engine.Association;
import io.jsctp.engine.FailoverThresholds;
import io.jsctp.engine.InboundMessage;
import io.jsctp.engine.PathParameters;
import io.jsctp.engine.Reliability;
import java.nio.ByteBuffer;
import java.util.Map;

/** What an association is asked to do, all but to transmit. */
final class AssociationInputs {
    private static final Reliability.Policy[] POLICIES = Reliability.Policy.values();

    private AssociationInputs() {}

    static void give(Association a, String name, Arguments with, Map<Long, InboundMessage> messages) {
        switch (name) {
            case "receive" -> {
                ByteBuffer packet = with.bytes();
                a.receive(packet, 0, packet.remaining(), with.address(), with.number(), with.address(), with.wide());
            }
            case "timeout" -> a.timeout(with.wide());
            case "send" -> send(a, with);
            case "shutdown" -> a.shutdown(with.wide());
            case "abort" -> {
                ByteBuffer reason = with.bytes();
                byte[] bytes = new byte[reason.remaining()];
                reason.get(bytes);
                a.abort(bytes, with.wide());
            }
            case "settings" -> a.settings(with.settings(), with.wide());
            case "consumed" -> {
                InboundMessage message = messages.remove(with.message());
                if (message == null) {
                    throw new Divergence("it gives back a message", "that was not handed out");
                }
                a.consumed(message, 0);
            }
            case "transmit" -> {
                // the caller has the batch
            }
            case "primary" -> a.pathControl().primary(with.address());
            case "requestHeartbeat" -> a.pathControl().requestHeartbeat(with.address(), with.wide());
            case "parameters" -> {
                var address = with.address();
                PathParameters parameters =
                        new PathParameters(with.flag(), with.wide(), with.number(), with.number(), with.number());
                a.pathControl().parameters(address, parameters, with.wide());
            }
            case "udpPort" -> a.pathControl().udpPort(with.address(), with.number());
            case "pathMtu" -> a.pathControl().pathMtu(with.address(), with.flag(), with.number());
            case "thresholds" ->
                a.pathControl()
                        .thresholds(
                                with.address(), with.number(), new FailoverThresholds(with.number(), with.number()));
            case "changeAddresses" ->
                a.addressControl().change(with.addresses(), with.addresses(), with.flag(), with.wide());
            case "peerPrimary" -> a.addressControl().peerPrimary(with.address(), with.wide());
            case "resetStreams" ->
                a.reconfigurationControl().resetStreams(with.flag(), with.flag(), with.numbers(), with.wide());
            case "resetNumbers" -> a.reconfigurationControl().resetNumbers(with.wide());
            case "addStreams" -> a.reconfigurationControl().addStreams(with.number(), with.number(), with.wide());
            default -> throw new Arguments.Wrong("an association has no input " + name);
        }
    }

    private static void send(Association a, Arguments with) {
        ByteBuffer payload = with.bytes();
        int streamId = with.number();
        int flags = with.number();
        int payloadProtocolId = with.number();
        int context = with.number();
        Reliability reliability = new Reliability(POLICIES[with.number(0, POLICIES.length - 1)], with.wide());
        a.send(payload, streamId, flags, payloadProtocolId, context, reliability, with.addressOrNone(), with.wide());
    }
}
