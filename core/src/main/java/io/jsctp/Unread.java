package io.jsctp;

import io.jsctp.engine.InboundMessage;

/** A message that nobody will read. */
record Unread(AssociationDriver owner, InboundMessage message) {}
