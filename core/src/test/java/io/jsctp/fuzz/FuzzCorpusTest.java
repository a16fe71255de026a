package io.jsctp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jsctp.engine.AssociationFuzzer;
import io.jsctp.engine.InitFuzzer;
import io.jsctp.engine.ReassemblyFuzzer;
import io.jsctp.engine.SackFuzzer;
import io.jsctp.engine.StateCookieFuzzer;
import io.jsctp.wire.PacketFuzzer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays what coverage-guided fuzzing found worth keeping ({@code scripts/fuzz} runs it), and as many mutations of it
 * again, determined by a seed.
 */
class FuzzCorpusTest {
    private static final Path CORPUS = Path.of("src/test/corpus");
    private static final int MUTATIONS = 4;

    record Target(String name, Consumer<byte[]> run) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Target> targets() {
        return List.of(
                new Target("PacketFuzzer", PacketFuzzer::fuzzerTestOneInput),
                new Target("StateCookieFuzzer", StateCookieFuzzer::fuzzerTestOneInput),
                new Target("InitFuzzer", InitFuzzer::fuzzerTestOneInput),
                new Target("SackFuzzer", SackFuzzer::fuzzerTestOneInput),
                new Target("ReassemblyFuzzer", ReassemblyFuzzer::fuzzerTestOneInput),
                new Target("AssociationFuzzer", AssociationFuzzer::fuzzerTestOneInput));
    }

    @ParameterizedTest
    @MethodSource("targets")
    @DisplayName("SEC-1 SEC-2 SEC-3 SEC-5 SEC-6 SEC-9 SEC-13 SEC-22 SEC-23 SEC-67: what fuzzing found stays mended")
    void corpus(Target target) throws IOException {
        List<byte[]> inputs = Corpus.read(CORPUS.resolve(target.name() + ".txt"));
        assertThat(inputs).as("the corpus of " + target).isNotEmpty();
        Random random = new Random(1);
        for (byte[] input : inputs) {
            run(target, input);
            for (int i = 0; i < MUTATIONS; i++) {
                run(target, mutated(input, random));
            }
        }
    }

    private static byte[] mutated(byte[] input, Random random) {
        byte[] copy = input.clone();
        for (int i = 0; i <= copy.length / 32; i++) {
            if (copy.length > 0) {
                copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
            }
        }
        return copy;
    }

    private static void run(Target target, byte[] input) {
        try {
            target.run().accept(input);
        } catch (RuntimeException | AssertionError e) {
            fail(target + " fails on " + HexFormat.of().formatHex(input), e);
        }
    }
}
