package io.jsctp;

import io.jsctp.engine.AssociationEvent;

/** Brings what an association reports to the reader of its socket, as far as that subscribed to it (RFC 6458 §6.2). */
final class Notifications {
    private Notifications() {}

    /** Called under the lock of the association, whose socket is open. */
    static void deliver(AssociationDriver driver, AssociationEvent event) {
        Notification notification = EventTranslator.translate(driver, event);
        if (notification != null && driver.options.wants(notification.type())) {
            driver.socket.queue().offer(driver, notification);
        }
        if (notification instanceof SendFailed failed && driver.options.wants(EventType.SEND_FAILED)) {
            driver.socket.queue().offer(driver, OldSendFailed.of(failed));
        }
        if (event instanceof AssociationEvent.PartialDeliveryAborted) {
            driver.socket.queue().endPart(driver);
        }
    }
}
