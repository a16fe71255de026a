package io.jsctp.testkit.script.stack;

import io.jsctp.AuthKey;
import io.jsctp.testkit.script.Expression;
import io.jsctp.testkit.script.ScriptRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The structures of RFC 6458 that are about authentication, by the names that their fields have in C. */
final class AuthForms {
    static final OptionForm<Integer> CHUNK = new StructForm<>(
            null, null, Set.of("sauth_chunk"), f -> f.integer("sauth_chunk"), v -> Map.of("sauth_chunk", (long) v));

    static final OptionForm<Integer> KEY_ID = new StructForm<>(
            "scact_assoc_id",
            null,
            Set.of("scact_keynumber"),
            f -> f.integer("scact_keynumber"),
            v -> Map.of("scact_keynumber", (long) v));

    static final OptionForm<AuthKey> KEY = new StructForm<>(
            "sca_assoc_id",
            null,
            Set.of("sca_keynumber", "sca_keylength", "sca_key"),
            f -> new AuthKey(f.integer("sca_keynumber"), bytes(numbers(f, "sca_key"))),
            v -> Map.of("sca_keynumber", (long) v.keyNumber()));

    static final OptionForm<List<Integer>> ALGORITHMS = new StructForm<>(
            null,
            null,
            Set.of("shmac_number_of_idents", "shmac_idents"),
            f -> numbers(f, "shmac_idents"),
            v -> Map.of("shmac_number_of_idents", (long) v.size(), "shmac_idents", longs(v)));

    static final OptionForm<List<Integer>> CHUNKS = StructForm.readOnly(
            "gauth_assoc_id", null, v -> Map.of("gauth_number_of_chunks", (long) v.size(), "gauth_chunks", longs(v)));

    private AuthForms() {}

    private static List<Integer> numbers(Fields fields, String name) throws ScriptRefusedException {
        List<Integer> numbers = new ArrayList<>();
        if (fields.get(name) instanceof Expression.ListValue list) {
            for (Expression e : list.values()) {
                numbers.add(Values.integer(e));
            }
        }
        return numbers;
    }

    private static byte[] bytes(List<Integer> numbers) {
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = numbers.get(i).byteValue();
        }
        return bytes;
    }

    private static List<Long> longs(List<Integer> numbers) {
        return numbers.stream().map(Integer::longValue).toList();
    }
}
