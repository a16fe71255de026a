package io.jsctp;

import io.jsctp.engine.PathParameters;
import java.net.InetAddress;

/** What options ask of an association and have done to it, each under the lock of its driver. */
final class AssociationCalls {
    private AssociationCalls() {}

    static void pathParameters(
            AssociationDriver driver, InetAddress path, PathParameters parameters, boolean probeNow) {
        driver.change((a, now) -> {
            a.pathControl().parameters(path, parameters, now);
            if (probeNow) {
                a.pathControl().requestHeartbeat(path, now);
            }
        });
    }
}
