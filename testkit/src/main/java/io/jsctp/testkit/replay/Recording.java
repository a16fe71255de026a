package io.jsctp.testkit.replay;

import io.jsctp.engine.EndpointLimits;
import io.jsctp.engine.Limit;
import io.jsctp.record.InputRecorder;
import io.jsctp.record.Values;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of a recording, each outcome with the input it belongs to. */
final class Recording {
    private static final int INPUTS_AT_A_TIME = 64;

    /** What came out. */
    record Outcome(int line, String text) {}

    /** What went in, and what belongs to it. */
    static final class Input {
        final int line;
        final long number;
        final long target;
        final String name;
        final List<@Nullable Object> arguments = new ArrayList<>();
        final Deque<Integer> numbers = new ArrayDeque<>();
        final Deque<byte[]> secrets = new ArrayDeque<>();
        final Deque<Boolean> answers = new ArrayDeque<>();
        final Deque<Outcome> packets = new ArrayDeque<>();

        Input(int line, long number, long target, String name) {
            this.line = line;
            this.number = number;
            this.target = target;
            this.name = name;
        }
    }

    final Input beginning = new Input(1, 0, 0, "stack");
    final List<Input> inputs = new ArrayList<>();

    /** By association: what it told its user. */
    final Map<Long, Deque<Outcome>> events = new HashMap<>();

    boolean silent;
    long memoryBytes;
    EndpointLimits limits = EndpointLimits.DEFAULT;

    /** It ends where the file was full. */
    boolean cut;

    private final Map<Long, Input> byNumber = new HashMap<>();
    private int line;

    private Recording() {
        byNumber.put(0L, beginning);
    }

    static Recording read(String file) throws RecordingException {
        Recording recording = new Recording();
        List<String> lines = file.lines().toList();
        // A program that is killed leaves half a line.
        boolean whole = file.endsWith("\n");
        for (String text : whole || lines.size() < 3 ? lines : lines.subList(0, lines.size() - 1)) {
            recording.line++;
            try {
                recording.take(text);
            } catch (RuntimeException e) {
                throw new RecordingException(recording.line, e);
            }
        }
        if (recording.line < 2) {
            throw new RecordingException(recording.line, "the recording is empty");
        }
        if (!whole || recording.cut) {
            recording.end();
        }
        return recording;
    }

    /** What came out of the last inputs may be missing, where threads wrote at the same time of several. */
    private void end() {
        cut = true;
        inputs.subList(Math.max(0, inputs.size() - INPUTS_AT_A_TIME), inputs.size())
                .clear();
    }

    private void take(String text) {
        if (line == 1) {
            require(text.equals(InputRecorder.TITLE), "this is no recording of jsctp that this jsctp can read");
            return;
        }
        String[] words = text.split(" ", -1);
        if (line == 2) {
            stack(words);
            return;
        }
        require(!cut, "something follows the end");
        switch (words[0]) {
            case "i" -> input(words);
            case "m" -> of(words, 2);
            case "n" -> of(words, 3).numbers.add(Integer.valueOf(words[2]));
            case "s" -> of(words, 3).secrets.add(bytes(words[2]));
            case "a" -> of(words, 3).answers.add(words[2].equals("t"));
            case "w" -> of(words, 6).packets.add(new Outcome(line, rest(words)));
            case "e" -> {
                require(words.length > 2, "an event has more");
                events.computeIfAbsent(Long.valueOf(words[1]), a -> new ArrayDeque<>())
                        .add(new Outcome(line, rest(words)));
            }
            case "full" -> cut = true;
            default -> throw new IllegalArgumentException("unknown kind of line: " + words[0]);
        }
    }

    private void stack(String[] words) {
        require(words.length > 2 && words[0].equals("stack"), "the second line tells what the stack was made with");
        silent = words[1].equals("t");
        memoryBytes = Long.parseLong(words[2]);
        for (String word : Arrays.asList(words).subList(3, words.length)) {
            int at = word.indexOf('=');
            require(at > 0, "a limit has no value: " + word);
            limits = limits.with(Limit.valueOf(word.substring(0, at)), Long.parseLong(word.substring(at + 1)));
        }
    }

    private void input(String[] words) {
        require(words.length > 3, "an input has more");
        long number = Long.parseLong(words[1]);
        require(number == inputs.size() + 1L, "input " + number + " follows " + inputs.size());
        Input input = new Input(line, number, Long.parseLong(words[2]), words[3]);
        for (int i = 4; i < words.length; i++) {
            input.arguments.add(Values.parse(words[i]));
        }
        inputs.add(input);
        byNumber.put(number, input);
    }

    private Input of(String[] words, int count) {
        require(words.length == count, words[0] + " has " + count + " words");
        Input input = byNumber.get(Long.valueOf(words[1]));
        if (input == null) {
            throw new IllegalArgumentException("there is no input " + words[1]);
        }
        return input;
    }

    private static String rest(String[] words) {
        return String.join(" ", Arrays.asList(words).subList(2, words.length));
    }

    private static byte[] bytes(String word) {
        if (Values.parse(word) instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(0, bytes);
            return bytes;
        }
        throw new IllegalArgumentException("these are no bytes: " + word);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
