package io.jsctp.engine;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint-pair shared keys of an endpoint or an association (RFC 4895 §6.1, RFC 6458 §8.3.3), and which of them is
 * active. Immutable: a change makes another set. Its text does not show the keys.
 *
 * <p>A new set has one key, the null key with number 0, which is active.
 */
public final class SharedKeys {
    /** A new set. */
    public static final SharedKeys NULL_KEY = new SharedKeys(onlyNullKey(), new TreeSet<>(), 0);

    private final Map<Integer, byte[]> keys;
    private final Set<Integer> deactivated;
    private final int active;

    private SharedKeys(Map<Integer, byte[]> keys, Set<Integer> deactivated, int active) {
        this.keys = keys;
        this.deactivated = deactivated;
        this.active = active;
    }

    private static Map<Integer, byte[]> onlyNullKey() {
        Map<Integer, byte[]> keys = new TreeMap<>();
        keys.put(0, new byte[0]);
        return keys;
    }

    /** {@return the number of the key that messages are sent with} */
    public int active() {
        return active;
    }

    /** {@return how many keys there are} */
    public int count() {
        return keys.size();
    }

    /** {@return their numbers} */
    public Set<Integer> numbers() {
        return keys.keySet();
    }

    /**
     * {@return whether there is a key}
     *
     * @param number its number
     */
    public boolean has(int number) {
        return keys.containsKey(number);
    }

    /**
     * {@return whether messages can be sent with a key: there is one, and it is not deactivated}
     *
     * @param number its number
     */
    public boolean isUsable(int number) {
        return keys.containsKey(number) && !deactivated.contains(number);
    }

    /**
     * {@return the key itself, not to be changed; null if there is none}
     *
     * @param number its number
     */
    public byte @Nullable [] key(int number) {
        return keys.get(number);
    }

    /**
     * {@return a set in which a key is set, or replaced; it is not deactivated}
     *
     * @param number its number, 0 to 65535
     * @param key the key, which is copied; empty for the null key
     */
    public SharedKeys with(int number, byte[] key) {
        Map<Integer, byte[]> more = new TreeMap<>(keys);
        more.put(number, key.clone());
        Set<Integer> others = new TreeSet<>(deactivated);
        others.remove(number);
        return new SharedKeys(more, others, active);
    }

    /**
     * {@return a set with another active key}
     *
     * @param number the number of a usable key
     */
    public SharedKeys activate(int number) {
        return new SharedKeys(keys, deactivated, number);
    }

    /**
     * {@return a set in which a key is not sent with any more}
     *
     * @param number the number of a key that is not active
     */
    public SharedKeys deactivate(int number) {
        Set<Integer> more = new TreeSet<>(deactivated);
        more.add(number);
        return new SharedKeys(keys, more, active);
    }

    /**
     * {@return a set without a key}
     *
     * @param number the number of a deactivated key
     */
    public SharedKeys without(int number) {
        Map<Integer, byte[]> fewer = new TreeMap<>(keys);
        fewer.remove(number);
        Set<Integer> others = new TreeSet<>(deactivated);
        others.remove(number);
        return new SharedKeys(fewer, others, active);
    }

    /** {@return keys of the same numbers that are empty} */
    public SharedKeys withoutSecrets() {
        Map<Integer, byte[]> empty = new TreeMap<>();
        for (int number : keys.keySet()) {
            empty.put(number, new byte[0]);
        }
        return new SharedKeys(empty, deactivated, active);
    }

    /** {@return the numbers of the keys, without the keys} */
    @Override
    public String toString() {
        return "SharedKeys[" + keys.keySet() + ", active " + active + "]";
    }
}
