package io.jsctp;

import io.jsctp.engine.Association;
import io.jsctp.engine.AuthSettings;
import io.jsctp.engine.Extension;
import io.jsctp.engine.SharedKeys;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The options about authentication (RFC 6458 §8.1.17, §8.1.18, §8.2.3, §8.2.4, §8.3.2 to §8.3.5). */
final class AuthOptions {
    private static final int MAX_UINT16 = 0xFFFF;

    private AuthOptions() {}

    // ---- what is declared to peers ------------------------------------------------------------------------------

    /** Requires a chunk type, and so turns authentication on (RFC 6458 §8.3.2). */
    static void chunk(SocketCore core, OptionTarget target, Integer type) throws SctpException {
        checkUnheard(core, target);
        core.settings(s -> s.withAssociation(s.association().toBuilder()
                .auth(s.association().auth().require(type))
                .extensions(s.association().extensions().with(Extension.AUTHENTICATION, true))
                .build()));
    }

    static List<Integer> hmacIdent(SocketCore core, OptionTarget target) {
        return core.settings().association().auth().hmacIds();
    }

    static void hmacIdent(SocketCore core, OptionTarget target, List<Integer> ids) throws SctpException {
        checkUnheard(core, target);
        changeDeclared(core, auth -> auth.hmacIds(ids));
    }

    static Boolean required(SocketCore core, OptionTarget target) {
        return core.settings().association().auth().required();
    }

    static void required(SocketCore core, OptionTarget target, Boolean on) {
        changeDeclared(core, auth -> auth.required(on));
    }

    private static void changeDeclared(SocketCore core, UnaryOperator<AuthSettings> change) {
        core.settings(s -> s.withAssociation(s.association().toBuilder()
                .auth(change.apply(s.association().auth()))
                .build()));
    }

    /** The lists must stay the same once peers may have got them (RFC 4895 §6.1). */
    private static void checkUnheard(SocketCore core, OptionTarget target) throws SctpException {
        EndpointDriver endpoint = core.endpoint();
        if ((endpoint != null && endpoint.isListening()) || !core.associations().isEmpty()) {
            throw target.invalid("what is declared can't change once the socket listens or has an association");
        }
    }

    static List<Integer> peerChunks(SocketCore core, OptionTarget target) throws SctpException {
        if (core.isOneToMany() && target.isFuture()) {
            throw target.invalid("SCTP_FUTURE_ASSOC has no peer");
        }
        AssociationDriver driver = OptionScope.reading(core, target);
        if (driver == null) {
            throw Errors.of(Errno.ENOTCONN, target.call(), "the socket has no association");
        }
        return AssociationCalls.chunksRequiredByPeer(driver);
    }

    static List<Integer> localChunks(SocketCore core, OptionTarget target) throws SctpException {
        AssociationDriver driver = OptionScope.reading(core, target);
        return driver == null
                ? core.settings().association().auth().chunkTypes()
                : AssociationCalls.chunksRequired(driver);
    }

    // ---- keys ---------------------------------------------------------------------------------------------------

    static void key(SocketCore core, OptionTarget target, AuthKey key) throws SctpException {
        byte[] bytes = Errors.present(key.key(), target.call(), "the key");
        ProtocolOptions.checkRange(target, "keyNumber", key.keyNumber(), MAX_UINT16);
        ProtocolOptions.checkRange(target, "the length of the key", bytes.length, MAX_UINT16);
        int most = core.runtime().limits.count(StackLimit.SHARED_KEYS);
        change(core, target, null, keys -> {
            if (!keys.has(key.keyNumber()) && keys.count() >= most) {
                core.runtime().counters.reached(StackLimit.SHARED_KEYS);
                throw new IllegalArgumentException("there are " + most + " keys already");
            }
            return keys.with(key.keyNumber(), bytes);
        });
    }

    static Integer activeKey(SocketCore core, OptionTarget target) throws SctpException {
        return OptionScope.settings(core, target).auth().keys().active();
    }

    static void activeKey(SocketCore core, OptionTarget target, Integer number) throws SctpException {
        change(core, target, null, keys -> {
            if (!keys.isUsable(number)) {
                throw new IllegalArgumentException("key " + number + " does not exist or is deactivated");
            }
            return keys.activate(number);
        });
    }

    static void deactivateKey(SocketCore core, OptionTarget target, Integer number) throws SctpException {
        change(core, target, null, keys -> {
            if (!keys.has(number) || keys.active() == number) {
                throw new IllegalArgumentException("key " + number + " does not exist or is active");
            }
            return keys.deactivate(number);
        });
    }

    static void deleteKey(SocketCore core, OptionTarget target, Integer number) throws SctpException {
        change(core, target, number, keys -> {
            if (!keys.has(number) || keys.isUsable(number)) {
                throw new IllegalArgumentException("key " + number + " does not exist or is not deactivated");
            }
            return keys.without(number);
        });
    }

    /** Tries the change with all that it is about before any is changed; {@code unused} must not be in use there. */
    private static void change(
            SocketCore core, OptionTarget target, @Nullable Integer unused, UnaryOperator<SharedKeys> change)
            throws SctpException {
        for (AssociationDriver driver : OptionScope.drivers(core, target)) {
            SharedKeys changed =
                    change.apply(driver.ask(Association::settings).auth().keys());
            boolean used = unused != null && !changed.has(unused) && AssociationCalls.usesKey(driver, unused);
            if (used) {
                throw target.invalid("key " + unused + " is in use by messages that are not acknowledged");
            }
        }
        OptionScope.changeSettings(
                core,
                target,
                s -> s.toBuilder()
                        .auth(s.auth().keys(change.apply(s.auth().keys())))
                        .build());
    }
}
