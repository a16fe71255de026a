package io.jsctp.conformance.interop;

import java.util.ArrayList;
import java.util.List;

/** A message of the tests: what it is sent with, and its bytes, which follow from its payload protocol identifier. */
record Message(int streamId, int payloadProtocolId, boolean isUnordered, int lengthBytes, String hash) {

    static final List<Integer> SIZES_BYTES = List.of(1, 100, 1400, 10_240, 102_400, 1_048_576);
    static final List<Integer> STREAMS = List.of(0, 1, 7);

    /** Each size, ordered and unordered, on each stream: the same plan as the C peer's. */
    static List<Message> plan(List<Integer> sizesBytes) {
        List<Message> plan = new ArrayList<>();
        for (int size : sizesBytes) {
            for (int stream : STREAMS) {
                plan.add(of(stream, plan.size() + 1, false, size));
                plan.add(of(stream, plan.size() + 1, true, size));
            }
        }
        return plan;
    }

    private static Message of(int streamId, int payloadProtocolId, boolean isUnordered, int lengthBytes) {
        String hash = Payload.hash(Payload.of(payloadProtocolId, lengthBytes));
        return new Message(streamId, payloadProtocolId, isUnordered, lengthBytes, hash);
    }

    /** Reads the line that the C peer prints for a message. */
    static Message parse(String line) {
        String[] fields = line.replaceAll("[a-z]+=", "").split(" ", -1);
        return new Message(
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[3]),
                fields[4].equals("1"),
                Integer.parseInt(fields[5]),
                fields[6]);
    }
}
