package io.jsctp;

import io.jsctp.engine.Association;
import io.jsctp.engine.AssociationSettings;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which associations an option is read from or set for (RFC 6458 §7.2). On a one-to-one socket the id counts for
 * nothing: a value is set for the association, if there is one, and for those accepted later.
 */
final class OptionScope {
    private OptionScope() {}

    /** The association that an option is read from; null for the socket's own values. */
    static @Nullable AssociationDriver reading(SocketCore core, OptionTarget target) throws SctpException {
        if (core.isOneToMany() && target.isFuture()) {
            return null;
        }
        return core.resolve(target.associationId(), target.call());
    }

    static AssociationSettings settings(SocketCore core, OptionTarget target) throws SctpException {
        AssociationDriver driver = reading(core, target);
        return driver == null ? core.settings().association() : driver.ask(Association::settings);
    }

    static AssociationOptions options(SocketCore core, OptionTarget target) throws SctpException {
        AssociationDriver driver = reading(core, target);
        return driver == null ? core.settings().perAssociation() : driver.options;
    }

    /** Changes protocol parameters of the target. */
    static void changeSettings(SocketCore core, OptionTarget target, UnaryOperator<AssociationSettings> change)
            throws SctpException {
        // First to the socket's own values: they are refused before any association has changed.
        List<AssociationDriver> drivers = drivers(core, target);
        if (includesFuture(core, target)) {
            core.settings(s -> s.withAssociation(change.apply(s.association())));
        }
        for (AssociationDriver driver : drivers) {
            driver.settings(change);
        }
    }

    /** Changes protocol parameters of the whole socket: of all its associations, now and later. */
    static void changeSocket(SocketCore core, UnaryOperator<AssociationSettings> change) {
        core.settings(s -> s.withAssociation(change.apply(s.association())));
        for (AssociationDriver driver : core.associations()) {
            driver.settings(change);
        }
    }

    /** Changes the options that the socket keeps for the target. */
    static void changeOptions(SocketCore core, OptionTarget target, UnaryOperator<AssociationOptions> change)
            throws SctpException {
        List<AssociationDriver> drivers = drivers(core, target);
        if (includesFuture(core, target)) {
            core.settings(s -> s.withPerAssociation(change.apply(s.perAssociation())));
        }
        for (AssociationDriver driver : drivers) {
            driver.options(change);
        }
    }

    /** Options without meaning for several associations at once refuse those ids. */
    static void refuseSeveral(SocketCore core, OptionTarget target) throws SctpException {
        if (core.isOneToMany() && target.isSeveral()) {
            throw target.invalid("the option does not take SCTP_CURRENT_ASSOC and SCTP_ALL_ASSOC");
        }
    }

    private static boolean includesFuture(SocketCore core, OptionTarget target) {
        return !core.isOneToMany() || target.isFuture() || target.associationId() == SctpConstants.SCTP_ALL_ASSOC;
    }

    /** The associations that an option is set for. */
    static List<AssociationDriver> drivers(SocketCore core, OptionTarget target) throws SctpException {
        if (core.isOneToMany() && target.isFuture()) {
            return List.of();
        }
        if (core.isOneToMany() && target.isSeveral()) {
            return core.associations();
        }
        AssociationDriver driver = core.resolve(target.associationId(), target.call());
        return driver == null ? List.of() : List.of(driver);
    }
}
