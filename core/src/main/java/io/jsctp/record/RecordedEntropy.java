package io.jsctp.record;

import io.jsctp.engine.Entropy;

/**
 * Chance that is recorded.
 *
 * @param from where it comes from
 * @param recorder is told of it
 */
public record RecordedEntropy(Entropy from, InputRecorder recorder) implements Entropy {
    @Override
    public int nextInt() {
        int number = from.nextInt();
        recorder.drew(number);
        return number;
    }

    @Override
    public void fillSecret(byte[] secret) {
        from.fillSecret(secret);
        recorder.drew(secret);
    }
}
