package io.jsctp.testkit.replay;

import io.jsctp.engine.Entropy;
import io.jsctp.engine.Limit;
import io.jsctp.engine.SharedBudget;
import io.jsctp.engine.Stray;
import java.net.InetAddress;

/** Gives the engine what it got when it was recorded: numbers, secrets, and answers whether there is room. */
final class RecordedChance implements Entropy, SharedBudget {
    private final long memoryBytes;
    private long memoryUsed;
    private Recording.Input input;

    RecordedChance(Recording recording) {
        memoryBytes = recording.memoryBytes;
        input = recording.beginning;
    }

    /** What follows belongs to this input. */
    void during(Recording.Input next) {
        input = next;
    }

    private static <T> T given(T value, String what) {
        if (value == null) {
            throw new Divergence("asks for no more " + what, "asks for one");
        }
        return value;
    }

    @Override
    public int nextInt() {
        return given(input.numbers.poll(), "numbers by chance");
    }

    @Override
    public void fillSecret(byte[] secret) {
        byte[] recorded = given(input.secrets.poll(), "secrets");
        if (recorded.length != secret.length) {
            throw new Divergence("asks for a secret of " + recorded.length + " bytes", secret.length + " bytes");
        }
        System.arraycopy(recorded, 0, secret, 0, secret.length);
    }

    private boolean answer() {
        return given(input.answers.poll(), "places or memory");
    }

    @Override
    public boolean admit(InetAddress peer) {
        return answer();
    }

    @Override
    public void dismiss(InetAddress peer) {}

    @Override
    public boolean draw(long bytes, long most) {
        boolean granted = answer();
        memoryUsed += granted ? bytes : 0;
        return granted;
    }

    @Override
    public void giveBack(long bytes) {
        memoryUsed -= bytes;
    }

    @Override
    public long memoryUsed() {
        return memoryUsed;
    }

    @Override
    public long memoryBytes() {
        return memoryBytes;
    }

    @Override
    public void reached(Limit limit) {}

    @Override
    public void saw(Stray packet) {}
}
