package io.jsctp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTableTest {
    private record Key(InetAddress address, int port) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    @DisplayName("whatever is put, replaced and removed: it finds what a map finds, and removes nobody else's entry")
    void isAMap(long seed) {
        Random random = new Random(seed);
        List<Association> values = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Wire wire = Wire.seeded(i);
            wire.associate(Wire.PEER);
            values.add(wire.association());
        }
        // Few ports of few addresses, so that there are many runs of slots, also over the end of the array.
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            keys.add(new Key(TwoEndpoints.address("10.0.0." + (1 + i % 8)), 1 + i / 8));
        }
        AddressTable table = new AddressTable();
        Map<Key, Association> model = new HashMap<>();
        int most = 1 + random.nextInt(keys.size());
        for (int step = 0; step < 2000; step++) {
            Key key = keys.get(random.nextInt(most));
            Association value = values.get(random.nextInt(values.size()));
            if (random.nextBoolean()) {
                table.put(key.address, key.port, value);
                model.put(key, value);
            } else {
                table.remove(key.address, key.port, value);
                model.remove(key, value);
            }
            assertThat(table.size()).as("seed %d step %d", seed, step).isEqualTo(model.size());
            for (Key k : keys) {
                assertThat(table.get(k.address, k.port))
                        .as("seed %d step %d %s", seed, step, k)
                        .isSameAs(model.get(k));
            }
        }
    }
}
