/**
 * The stack of this project as a {@link io.jsctp.testkit.script.ScriptSystem}: real sockets in virtual time, and the system
 * calls of scripts on top of them.
 */
@NullMarked
package io.jsctp.testkit.script.stack;

import org.jspecify.annotations.NullMarked;
