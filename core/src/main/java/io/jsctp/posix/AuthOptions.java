package io.jsctp.posix;

import static io.jsctp.posix.SctpOptions.number;

import io.jsctp.AuthKey;
import io.jsctp.Errno;
import io.jsctp.SctpException;
import io.jsctp.SctpOption;
import io.jsctp.posix.Options.Option;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The options about authentication (RFC 6458 §8.1.17, §8.1.18, §8.2.3, §8.2.4, §8.3.2 to §8.3.5). */
final class AuthOptions {
    private AuthOptions() {}

    static void register(Map<Integer, Option<?>> to) {
        to.put(
                NetinetSctp.SCTP_HMAC_IDENT,
                new Option<>(
                        sctp_hmacalgo.class,
                        value -> 0,
                        (d, id, value) -> {
                            List<Integer> ids = d.socket.getOption(SctpOption.HMAC_IDENT);
                            put(ids, value.shmac_idents, Errno.EINVAL);
                            value.shmac_number_of_idents = ids.size();
                        },
                        (d, id, value) -> d.socket.setOption(SctpOption.HMAC_IDENT, algorithms(value))));
        to.put(
                NetinetSctp.SCTP_AUTH_ACTIVE_KEY,
                new Option<>(
                        sctp_authkeyid.class,
                        value -> value.scact_assoc_id,
                        (d, id, value) -> value.scact_keynumber = d.socket.getOption(SctpOption.AUTH_ACTIVE_KEY, id),
                        (d, id, value) -> d.socket.setOption(SctpOption.AUTH_ACTIVE_KEY, value.scact_keynumber, id)));
        to.put(NetinetSctp.SCTP_AUTH_DEACTIVATE_KEY, keyNumber(SctpOption.AUTH_DEACTIVATE_KEY));
        to.put(NetinetSctp.SCTP_AUTH_DELETE_KEY, keyNumber(SctpOption.AUTH_DELETE_KEY));
        to.put(
                NetinetSctp.SCTP_AUTH_KEY,
                new Option<>(
                        sctp_authkey.class,
                        value -> value.sca_assoc_id,
                        null,
                        (d, id, value) -> d.socket.setOption(SctpOption.AUTH_KEY, key(value), id)));
        to.put(
                NetinetSctp.SCTP_AUTH_CHUNK,
                new Option<>(
                        sctp_authchunk.class,
                        value -> 0,
                        null,
                        (d, id, value) -> d.socket.setOption(SctpOption.AUTH_CHUNK, value.sauth_chunk)));
        to.put(NetinetSctp.SCTP_PEER_AUTH_CHUNKS, chunks(SctpOption.PEER_AUTH_CHUNKS));
        to.put(NetinetSctp.SCTP_LOCAL_AUTH_CHUNKS, chunks(SctpOption.LOCAL_AUTH_CHUNKS));
    }

    private static Option<sctp_authkeyid> keyNumber(SctpOption<Integer> option) {
        return new Option<>(
                sctp_authkeyid.class,
                value -> value.scact_assoc_id,
                null,
                (d, id, value) -> d.socket.setOption(option, value.scact_keynumber, id));
    }

    private static Option<sctp_authchunks> chunks(SctpOption<List<Integer>> option) {
        return new Option<>(
                sctp_authchunks.class,
                value -> value.gauth_assoc_id,
                (d, id, value) -> {
                    List<Integer> types = d.socket.getOption(option, id);
                    put(types, value.gauth_chunks, Errno.ENOBUFS);
                    value.gauth_number_of_chunks = types.size();
                },
                null);
    }

    private static void put(List<Integer> from, int[] to, Errno tooMany) throws SctpException {
        if (from.size() > to.length) {
            throw Descriptors.error(tooMany, "no room for " + from.size() + " numbers");
        }
        for (int i = 0; i < from.size(); i++) {
            to[i] = from.get(i);
        }
    }

    private static List<Integer> algorithms(sctp_hmacalgo value) throws SctpException {
        int count = number(value.shmac_number_of_idents, "shmac_number_of_idents");
        if (count > value.shmac_idents.length) {
            throw Descriptors.error(Errno.EINVAL, "there are not " + count + " algorithms");
        }
        return Arrays.stream(value.shmac_idents, 0, count).boxed().toList();
    }

    private static AuthKey key(sctp_authkey value) throws SctpException {
        if (value.sca_keylength < 0 || value.sca_keylength > value.sca_key.length) {
            throw Descriptors.error(Errno.EINVAL, "the key has no " + value.sca_keylength + " bytes");
        }
        return new AuthKey(value.sca_keynumber, Arrays.copyOf(value.sca_key, value.sca_keylength));
    }
}
