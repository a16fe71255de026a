package io.jsctp.testkit.replay;

import io.jsctp.engine.AnswerRates;
import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationEvent;
import io.jsctp.engine.Endpoint;
import io.jsctp.engine.EndpointEnvironment;
import io.jsctp.engine.InboundMessage;
import io.jsctp.link.PacketBatch;
import io.jsctp.record.Digests;
import io.jsctp.record.Values;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Does again what was recorded: gives the engine the inputs one by one, and sees that the same packets and events come out of
 * each. It ends at the first that are others. Not thread-safe.
 */
public final class Replay {
    private static final int MOST_BATCH_BYTES = 1 << 24;
    private static final int MOST_BATCH_PACKETS = 1 << 16;

    private final Recording recording;
    private final ReplayTrace trace;
    private final RecordedChance chance;
    private final EndpointEnvironment environment;
    private final Map<Long, Endpoint> endpoints = new HashMap<>();
    private final Map<Long, Association> associations = new HashMap<>();
    private final Map<Association, Long> numbers = new HashMap<>();
    private final Map<Long, Map<Long, InboundMessage>> messages = new HashMap<>();
    private final Map<Long, Long> messageCounts = new HashMap<>();
    private final Batches batches = new Batches();
    private long inputs;
    private long packets;
    private long events;

    private Replay(Recording recording, ReplayTrace trace) {
        this.recording = recording;
        this.trace = trace;
        chance = new RecordedChance(recording);
        AnswerRates answers = new AnswerRates(recording.limits, chance, recording.silent);
        environment = new EndpointEnvironment(recording.limits, chance, chance, answers);
    }

    /**
     * Does again what a file holds.
     *
     * @param file the recording
     * @param trace takes a line for each input and packet; null if nobody wants to see them
     * @return how it went
     * @throws IOException if the file can't be read
     * @throws RecordingException if it is no recording
     */
    public static ReplayResult run(Path file, @Nullable Consumer<String> trace) throws IOException, RecordingException {
        Recording recording = Recording.read(Files.readString(file));
        Replay replay;
        try {
            replay = new Replay(recording, new ReplayTrace(trace));
        } catch (RuntimeException e) {
            throw new RecordingException(2, e);
        }
        return replay.all();
    }

    private ReplayResult all() throws RecordingException {
        for (Recording.Input input : recording.inputs) {
            try {
                chance.during(input);
                trace.input(input);
                one(input);
                inputs++;
                checkRest(input);
            } catch (Divergence e) {
                return result("line " + input.line + ", " + input.name + ": " + e.getMessage());
            } catch (Arguments.Wrong e) {
                throw new RecordingException(input.line, e);
            } catch (RuntimeException e) {
                // The stack that was recorded goes on after a fault of the engine; so does this.
                trace.fault(e);
                inputs++;
            }
        }
        for (Map.Entry<Long, Deque<Recording.Outcome>> left : recording.events.entrySet()) {
            Recording.Outcome outcome = left.getValue().peek();
            if (outcome != null && !recording.cut) {
                return result("line " + outcome.line() + ": recorded: " + outcome.text() + ", replayed: nothing");
            }
        }
        return result(null);
    }

    private ReplayResult result(@Nullable String divergence) {
        return new ReplayResult(inputs, packets, events, recording.cut, divergence);
    }

    private static void checkRest(Recording.Input input) {
        Recording.Outcome left = input.packets.peek();
        if (left != null) {
            throw new Divergence("a packet " + left.text(), "none");
        }
    }

    private void one(Recording.Input input) {
        Arguments with = new Arguments(input);
        if (input.target == input.number) {
            if (!input.name.equals("endpoint")) {
                throw new Arguments.Wrong(input.name + " has no target");
            }
            endpoints.put(
                    input.number,
                    new Endpoint(
                            with.number(0, 0xffff),
                            with.addresses(),
                            with.flag(),
                            with.settings(),
                            environment,
                            with.wide()));
            return;
        }
        Endpoint endpoint = endpoints.get(input.target);
        if (endpoint != null) {
            ask(endpoint, input, with);
            return;
        }
        Association association = association(input.target);
        AssociationInputs.give(association, input.name, with, messages.getOrDefault(input.target, Map.of()));
        if (input.name.equals("transmit")) {
            transmit(association, input, with);
        }
        hear(association);
    }

    private Association association(long number) {
        Association found = associations.get(number);
        if (found == null) {
            throw new Arguments.Wrong("there is no endpoint or association " + number);
        }
        return found;
    }

    private void ask(Endpoint endpoint, Recording.Input input, Arguments with) {
        switch (input.name) {
            case "localAddresses" -> endpoint.localAddresses(with.addresses(), with.flag());
            case "settings" -> endpoint.settings(with.settings());
            case "listening" -> endpoint.listening(with.flag());
            case "acceptCapacity" -> endpoint.acceptCapacity(with.number());
            case "receive" -> receive(endpoint, input, with);
            case "associate" ->
                made(
                        input,
                        endpoint.associate(
                                with.addresses(), with.number(), with.number(), with.settings(), with.wide()));
            case "remove" -> {
                Values.Reference which = with.reference();
                endpoint.remove(association(which == null ? 0 : which.number()), with.wide());
            }
            case "close" -> endpoint.close();
            default -> throw new Arguments.Wrong("an endpoint has no input " + input.name);
        }
    }

    private void receive(Endpoint endpoint, Recording.Input input, Arguments with) {
        Values.Reference reference = with.reference();
        Association found = reference == null ? null : association(reference.number());
        ByteBuffer packet = with.bytes();
        PacketBatch out = batches.with(MOST_BATCH_PACKETS * 2, 4, true);
        Association made = endpoint.receive(
                found, packet, 0, packet.remaining(), with.address(), with.number(), with.address(), out, with.wide());
        made(input, made);
        wrote(input, out, 0);
        if (found != null) {
            hear(found);
        }
    }

    private void made(Recording.Input input, @Nullable Association made) {
        if (made != null) {
            associations.put(input.number, made);
            numbers.put(made, input.number);
            hear(made);
        }
    }

    private void transmit(Association association, Recording.Input input, Arguments with) {
        PacketBatch batch =
                batches.with(with.number(0, MOST_BATCH_BYTES), with.number(0, MOST_BATCH_PACKETS), with.flag());
        int before = batch.count();
        association.transmit(batch, with.wide());
        wrote(input, batch, before);
    }

    private void wrote(Recording.Input input, PacketBatch batch, int first) {
        for (int i = first; i < batch.count(); i++) {
            byte[] packet = new byte[batch.length(i)];
            batch.buffer().get(batch.offset(i), packet);
            trace.packet(packet, batch.destination(i));
            packets++;
            compare(
                    input.packets,
                    "a packet ",
                    Digests.packet(packet, batch.destination(i), batch.destinationPort(i), false));
        }
    }

    private void hear(Association association) {
        long number = numbers.getOrDefault(association, 0L);
        Deque<Recording.Outcome> recorded = recording.events.getOrDefault(number, new ArrayDeque<>());
        AssociationEvent event;
        while ((event = association.pollEvent()) != null) {
            String text = event.getClass().getSimpleName();
            if (event instanceof InboundMessage message) {
                long ordinal = messageCounts.merge(number, 1L, Long::sum) - 1;
                messages.computeIfAbsent(number, n -> new HashMap<>()).put(ordinal, message);
                text = Digests.message(message, ordinal, false);
            }
            events++;
            trace.event(text);
            // What nobody asked for before the recording ended is not in it.
            if (!recorded.isEmpty()) {
                compare(recorded, "", text);
            }
        }
    }

    private static void compare(Deque<Recording.Outcome> recorded, String what, String replayed) {
        Recording.Outcome outcome = recorded.poll();
        if (outcome == null || !outcome.text().equals(replayed)) {
            throw new Divergence(
                    what + (outcome == null ? "nothing more" : outcome.text() + " (line " + outcome.line() + ")"),
                    replayed);
        }
    }
}
