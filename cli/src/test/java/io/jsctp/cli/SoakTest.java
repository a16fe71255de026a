package io.jsctp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SoakTest {
    @Test
    @DisplayName("OVW-1: over bad links nothing is lost, delivered twice or left behind while associations come and go")
    void soaks() {
        CommandRun run = CommandRun.start("", "soak", "--minutes", "0.05", "--associations", "8");
        int exit = run.exitCode();
        assertThat(run.out())
                .containsPattern("(?m)^[1-9]\\d* closed, \\d+ aborted, \\d+ vanished; [1-9]\\d* messages, ")
                .contains(
                        "lost        0",
                        "duplicated  0",
                        "damaged     0",
                        "broken      0",
                        "leaked      0",
                        "faults      0")
                .endsWith("passed" + System.lineSeparator());
        assertThat(exit).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    @DisplayName("wrong arguments give one line of reason and exit 2")
    void wrongArguments() {
        for (String arguments :
                new String[] {"--minutes 0", "--minutes -1", "--associations 0", "--associations 2001"}) {
            CommandRun run = CommandRun.start("", ("soak " + arguments).split(" "));
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("jsctp soak: ").hasLineCount(1);
        }
    }

    private final SoakFlow flow = new SoakFlow(7, 3);

    private ByteBuffer send(int stream) {
        ByteBuffer message = flow.next(stream, 100);
        flow.sent(stream);
        return message;
    }

    @Test
    @DisplayName("a message that is missing counts as lost, on its stream and among others")
    void tellsLoss() {
        send(1);
        flow.arrived(send(1));
        flow.arrived(send(2));
        assertThat(flow.lost()).isOne();
        assertThat(flow.duplicated() + flow.damaged()).isZero();
    }

    @Test
    @DisplayName("a message that comes again counts as duplicated, one that changed as damaged")
    void tellsDuplicatesAndDamage() {
        ByteBuffer message = send(0);
        flow.arrived(message);
        assertThat(flow.lost() + flow.duplicated() + flow.damaged()).isZero();
        flow.arrived(message);
        assertThat(flow.duplicated()).isOne();
        ByteBuffer changed = send(0);
        changed.put(50, (byte) (changed.get(50) + 1));
        flow.arrived(changed);
        flow.arrived(ByteBuffer.allocate(3));
        flow.arrived(new SoakFlow(8, 3).next(0, 100));
        assertThat(flow.damaged()).isEqualTo(3);
        assertThat(flow.lost()).isOne();
    }
}
