/**
 * Packet scripts: the packetdrill language for SCTP. A script says which packets the peer sends, which system calls the
 * program makes, and which packets have to come back when; it runs against a {@link io.jsctp.testkit.script.ScriptSystem}
 * in virtual time.
 */
@NullMarked
package io.jsctp.testkit.script;

import org.jspecify.annotations.NullMarked;
