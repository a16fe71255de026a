package io.jsctp.engine;

public final class InboundMessage implements AssociationEvent {}
