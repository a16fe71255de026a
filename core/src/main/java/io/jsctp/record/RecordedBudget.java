package io.jsctp.record;

import io.jsctp.engine.Limit;
import io.jsctp.engine.SharedBudget;
import io.jsctp.engine.Stray;
import java.net.InetAddress;

/**
 * A budget whose answers are recorded: they depend on what other associations do at the time.
 *
 * @param from what answers
 * @param recorder is told of it
 */
public record RecordedBudget(SharedBudget from, InputRecorder recorder) implements SharedBudget {
    @Override
    public boolean admit(InetAddress peer) {
        return recorder.asked(from.admit(peer));
    }

    @Override
    public void dismiss(InetAddress peer) {
        from.dismiss(peer);
    }

    @Override
    public boolean draw(long bytes, long most) {
        return recorder.asked(from.draw(bytes, most));
    }

    @Override
    public void giveBack(long bytes) {
        from.giveBack(bytes);
    }

    @Override
    public long memoryUsed() {
        return from.memoryUsed();
    }

    @Override
    public long memoryBytes() {
        return from.memoryBytes();
    }

    @Override
    public void reached(Limit limit) {
        from.reached(limit);
    }

    @Override
    public void saw(Stray packet) {
        from.saw(packet);
    }
}
